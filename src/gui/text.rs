//! Setting words: the type styles of the tokens, and galleys with right-to-left text in display order.
//!
//! Everything a widget writes goes through `galley`, so that a Hebrew name looks right wherever it
//! stands. `Text` is the widget for running words on a page.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui::{
    Align, Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2,
    WidgetInfo, text::LayoutJob, text::TextFormat, text::TextWrapping,
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::bidi;
use super::fonts;
use super::theme::{colours, tokens};

/// A type style: a family, a size and a line height of the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// 12/16.
    Caption,
    /// 12/16 semi-bold.
    CaptionStrong,
    /// 13/18.
    Label,
    /// 13/18 semi-bold.
    LabelStrong,
    /// 14/20, for reading.
    Body,
    /// 14/20 semi-bold, for names and buttons.
    Strong,
    /// 15/23.
    BodyLarge,
    /// 15/23 semi-bold.
    StrongLarge,
    /// 16/22 semi-bold, heads of panels.
    Section,
    /// 20/26 semi-bold, heads of dialogs.
    Dialog,
    /// 22/28 semi-bold, head of the page.
    Page,
    /// 28/32 semi-bold, the numbers of Home.
    Number,
    /// 13/18 monospaced, codes and hashes.
    Mono,
    /// 24/28 display, the campaign's title.
    TitleDisplay,
    /// 30/32 display, hero and monster names.
    HeroDisplay,
    /// 30/40, the presenter's sentences.
    PresenterBody,
    /// 64/68 display.
    PresenterTitle,
    /// 150/156 display.
    PresenterName,
}

impl Type {
    /// `(size, line height)` in points.
    pub fn size(self) -> (f32, f32) {
        let t = &tokens().text;
        match self {
            Self::Caption | Self::CaptionStrong => t.caption,
            Self::Label | Self::LabelStrong => t.label,
            Self::Body | Self::Strong => t.body,
            Self::BodyLarge | Self::StrongLarge => t.body_large,
            Self::Section => t.section,
            // Between section and page; dialogs are the only place of it.
            Self::Dialog => (20.0, 26.0),
            Self::Page => t.page,
            Self::Number => t.number,
            Self::Mono => t.mono,
            Self::TitleDisplay => t.title_display,
            Self::HeroDisplay => t.hero_display,
            Self::PresenterBody => t.presenter_body,
            Self::PresenterTitle => t.presenter_title,
            Self::PresenterName => t.presenter_name,
        }
    }

    /// Line height in points.
    pub fn line(self) -> f32 {
        self.size().1
    }

    /// The family as egui names it.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Caption | Self::Label | Self::Body | Self::BodyLarge | Self::PresenterBody => {
                FontFamily::Proportional
            }
            Self::CaptionStrong
            | Self::LabelStrong
            | Self::Strong
            | Self::StrongLarge
            | Self::Section
            | Self::Dialog
            | Self::Page
            | Self::Number => fonts::strong(),
            Self::Mono => FontFamily::Monospace,
            Self::TitleDisplay | Self::HeroDisplay | Self::PresenterTitle | Self::PresenterName => fonts::display(),
        }
    }

    fn is_display(self) -> bool {
        matches!(self, Self::TitleDisplay | Self::HeroDisplay | Self::PresenterTitle | Self::PresenterName)
    }

    /// The font as egui wants it.
    pub fn font(self) -> FontId {
        FontId::new(self.size().0, self.family())
    }
}

/// What happens to words wider than their place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// They stand out.
    Free,
    /// One line, cut with "…" at this width.
    Elide(f32),
    /// Lines of this width.
    Wrap(f32),
    /// At most so many lines of this width, the last one cut.
    WrapRows(f32, usize),
}

/// How many letters of `words` no font of the program or of the system has: they are shown as empty boxes.
pub fn unseen(ui: &Ui, words: &str) -> usize {
    let font = Type::Body.font();
    let is_shown = |letter: char| {
        // What only joins or turns its neighbours needs no picture of its own.
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    ui.fonts_mut(|fonts| words.chars().filter(|letter| !is_shown(*letter) && !fonts.has_glyph(&font, *letter)).count())
}

/// Lays `text` out in display order.
pub fn galley(painter: &Painter, text: &str, style: Type, colour: Color32, fit: Fit) -> Arc<Galley> {
    galley_scaled(painter, text, style, 1.0, colour, fit)
}

/// The same with every length of the style multiplied: for what fills a wall. Widths in `fit` are as they will be seen.
pub fn galley_scaled(painter: &Painter, text: &str, style: Type, scale: f32, colour: Color32, fit: Fit) -> Arc<Galley> {
    let (text, font) = face_of(text, style);
    // Whole half points: each size of a letter takes room of its own in the texture of letters.
    let size = (font.size * scale * 2.0).round() / 2.0;
    let format = TextFormat {
        font_id: FontId::new(size, font.family),
        line_height: Some(style.line() * scale),
        color: colour,
        valign: Align::Center,
        ..TextFormat::default()
    };
    let set = |text: String, fit: Fit| lay(painter, text, format.clone(), fit);
    if !bidi::has_right_to_left(&text) {
        return set(text.into_owned(), fit);
    }
    match fit {
        Fit::Free => set(bidi::visual_order(&text).into_owned(), Fit::Free),
        Fit::Elide(width) => {
            let whole = set(bidi::visual_order(&text).into_owned(), Fit::Free);
            if whole.size().x <= width {
                return whole;
            }
            // The end to be cut is the logical one, which stands on the left: cut before reordering.
            let clusters: Vec<&str> = text.graphemes(true).collect();
            let (mut fits, mut over) = (0, clusters.len());
            while over - fits > 1 {
                let half = usize::midpoint(fits, over);
                let cut = clusters[..half].concat() + "…";
                if set(bidi::visual_order(&cut).into_owned(), Fit::Free).size().x <= width {
                    fits = half;
                } else {
                    over = half;
                }
            }
            let cut = clusters[..fits].concat() + "…";
            set(bidi::visual_order(&cut).into_owned(), Fit::Free)
        }
        Fit::Wrap(width) => set(broken(&text, width, usize::MAX, &|line| set_width(painter, line, &format)), Fit::Free),
        Fit::WrapRows(width, rows) => {
            set(broken(&text, width, rows, &|line| set_width(painter, line, &format)), Fit::Free)
        }
    }
}

fn set_width(painter: &Painter, line: &str, format: &TextFormat) -> f32 {
    lay(painter, bidi::visual_order(line).into_owned(), format.clone(), Fit::Free).size().x
}

/// Text with right-to-left words in lines of a width, each in display order by itself. Lines are broken here, in reading
/// order: shaped right-to-left glyphs stand the other way round, so the row in which egui would put one says nothing.
fn broken(text: &str, width: f32, rows: usize, measure: &dyn Fn(&str) -> f32) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in pieces_of(paragraph) {
            let longer = format!("{line}{word}");
            if line.is_empty() || measure(longer.trim_end()) <= width {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        lines.push(line);
    }
    if lines.len() > rows.max(1) {
        lines.truncate(rows.max(1));
        if let Some(last) = lines.last_mut() {
            let mut clusters: Vec<&str> = last.trim_end().graphemes(true).collect();
            while clusters.len() > 1 && measure(&(clusters.concat() + "…")) > width {
                clusters.pop();
            }
            *last = clusters.concat() + "…";
        }
    }
    lines.iter().map(|line| bidi::visual_order(line.trim_end())).collect::<Vec<_>>().join("\n")
}

/// Words with the space or hyphen behind them: where a line may end.
fn pieces_of(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive([' ', '-', '\u{5be}'])
}

fn face_of(text: &str, style: Type) -> (Cow<'_, str>, FontId) {
    let font = style.font();
    if !style.is_display() {
        return (Cow::Borrowed(text), font);
    }
    // The display face is a face of capitals.
    let capitals = text.to_uppercase();
    if fonts::display_has(&capitals) {
        (Cow::Owned(capitals), font)
    } else {
        // Bold runs wider than the display face.
        (Cow::Borrowed(text), FontId::new(style.size().0 * 0.8, fonts::bold()))
    }
}

fn lay(painter: &Painter, text: String, format: TextFormat, fit: Fit) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text, format);
    job.wrap = match fit {
        Fit::Free => TextWrapping::no_max_width(),
        Fit::Elide(width) => TextWrapping::truncate_at_width(width.max(0.0)),
        Fit::Wrap(width) => TextWrapping::wrap_at_width(width.max(1.0)),
        Fit::WrapRows(width, rows) => {
            TextWrapping { max_width: width.max(1.0), max_rows: rows, ..TextWrapping::default() }
        }
    };
    painter.layout_job(job)
}

/// Lays out a line of pieces in several styles and colours; wraps at `width`.
pub fn pieces(painter: &Painter, pieces: &[(&str, Type, Color32)], width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    for (text, style, colour) in pieces {
        let format = TextFormat {
            font_id: style.font(),
            line_height: Some(style.line()),
            color: *colour,
            valign: Align::Center,
            ..TextFormat::default()
        };
        job.append(&bidi::visual_order(text), 0.0, format);
    }
    job.wrap = TextWrapping::wrap_at_width(width.max(1.0));
    painter.layout_job(job)
}

/// Paints one line of words with its anchor at `pos`; gives the rectangle it took.
pub fn paint(painter: &Painter, pos: Pos2, anchor: Align2, text: &str, style: Type, colour: Color32, fit: Fit) -> Rect {
    let galley = galley(painter, text, style, colour, fit);
    let rect = anchor.anchor_size(pos, galley.size());
    painter.galley(rect.min, galley, colour);
    rect
}

/// Width in points of `text` on one line.
pub fn width(painter: &Painter, text: &str, style: Type) -> f32 {
    galley(painter, text, style, Color32::PLACEHOLDER, Fit::Free).size().x
}

/// Which ink words take.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ink {
    Normal,
    Muted,
    Accent,
    Danger,
    Success,
    Warning,
    Own(Color32),
}

/// Words on a page: wrapped at the room there is, unless told otherwise.
#[must_use = "call show"]
pub struct Text<'a> {
    words: Cow<'a, str>,
    style: Type,
    ink: Ink,
    elide: bool,
    one_line: bool,
    right: bool,
    max_width: f32,
    heading: bool,
}

impl<'a> Text<'a> {
    /// Words in `style`.
    pub fn new(words: impl Into<Cow<'a, str>>, style: Type) -> Self {
        Self {
            words: words.into(),
            style,
            ink: Ink::Normal,
            elide: false,
            one_line: false,
            right: false,
            max_width: f32::INFINITY,
            heading: false,
        }
    }

    /// 14/20, for reading.
    pub fn body(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Type::Body)
    }

    /// 14/20 semi-bold.
    pub fn strong(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Type::Strong)
    }

    /// 13/18.
    pub fn label(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Type::Label)
    }

    /// 13/18 semi-bold.
    pub fn label_strong(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Type::LabelStrong)
    }

    /// 12/16, muted.
    pub fn caption(words: impl Into<Cow<'a, str>>) -> Self {
        Self::new(words, Type::Caption).muted()
    }

    /// 16/22 semi-bold, a heading for screen readers.
    pub fn section(words: impl Into<Cow<'a, str>>) -> Self {
        let mut text = Self::new(words, Type::Section);
        text.heading = true;
        text
    }

    /// Secondary ink.
    pub fn muted(mut self) -> Self {
        self.ink = Ink::Muted;
        self
    }

    /// Accent ink.
    pub fn accent(mut self) -> Self {
        self.ink = Ink::Accent;
        self
    }

    /// Danger ink.
    pub fn danger(mut self) -> Self {
        self.ink = Ink::Danger;
        self
    }

    /// Success ink.
    pub fn success(mut self) -> Self {
        self.ink = Ink::Success;
        self
    }

    /// Warning ink.
    pub fn warning(mut self) -> Self {
        self.ink = Ink::Warning;
        self
    }

    /// A colour of the tokens.
    pub fn colour(mut self, colour: Color32) -> Self {
        self.ink = Ink::Own(colour);
        self
    }

    /// One line, cut with "…" where the room ends; the whole is shown on hover.
    pub fn elide(mut self) -> Self {
        self.elide = true;
        self
    }

    /// One line, never cut.
    pub fn one_line(mut self) -> Self {
        self.one_line = true;
        self
    }

    /// Set against the right edge of the room.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Wraps at this width even when there is more room.
    pub fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }

    /// Paints; the response covers the words.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let colour = match self.ink {
            Ink::Normal => c.ink,
            Ink::Muted => c.ink_muted,
            Ink::Accent => c.accent_ink,
            Ink::Danger => c.danger,
            Ink::Success => c.success,
            Ink::Warning => c.warning,
            Ink::Own(own) => own,
        };
        let room = ui.available_width().min(self.max_width);
        let fit = if self.one_line {
            Fit::Free
        } else if self.elide {
            Fit::Elide(room)
        } else {
            Fit::Wrap(room)
        };
        let galley = galley(ui.painter(), &self.words, self.style, colour, fit);
        let size = galley.size();
        let place = if self.right { Vec2::new(room.max(size.x), size.y) } else { size };
        let (rect, mut response) = ui.allocate_exact_size(place, Sense::hover());
        let elided = galley.elided;
        let pos = if self.right { Pos2::new(rect.right() - size.x, rect.top()) } else { rect.min };
        ui.painter().galley(pos, galley, colour);
        let role = if self.heading { Role::Heading } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, &self.words));
        if elided {
            response = response.on_hover_text(bidi::visual_order(&self.words));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize, rows: usize) -> Vec<String> {
        let letters = |line: &str| line.chars().count() as f32;
        broken(text, width as f32, rows, &letters).split('\n').map(str::to_owned).collect()
    }

    #[test]
    fn letters_without_a_font_are_counted() {
        let ctx = eframe::egui::Context::default();
        fonts::install(&ctx);
        let mut counts = Vec::new();
        let mut output = ctx.run_ui(eframe::egui::RawInput::default(), |ui| {
            counts = ["Sabine O’Konjo", "نور الهدى", "יעל כהן", "王\u{200d} \u{f8fe}\u{f8fd}"]
                .map(|name| unseen(ui, name))
                .to_vec();
        });
        output.textures_delta.clear();
        assert_eq!(counts, [0, 0, 0, 2]);
    }

    #[test]
    fn right_to_left_lines_keep_their_width_and_every_letter() {
        let name = "נועה בן-דוד הכהן";
        let set = lines(name, 7, 9);
        assert_eq!(set.len(), 3, "{set:?}");
        assert!(set.iter().all(|line| line.chars().count() <= 7), "{set:?}");
        let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        assert_eq!(set.iter().map(|line| count(line)).sum::<usize>(), count(name));
        assert_eq!(lines(name, 40, 9).len(), 1);
        assert_eq!(lines("נועה\nבן", 40, 9).len(), 2, "line ends stay line ends");
    }

    #[test]
    fn what_does_not_fit_the_rows_is_cut_at_its_end() {
        let set = lines("נועה בן-דוד הכהן", 7, 2);
        assert_eq!(set.len(), 2);
        assert!(set[1].contains('…') && set[1].chars().count() <= 7, "{set:?}");
    }
}
