//! Words to read in which places are marked with a colour under and behind them. What the colour means stands beside it in words.

use std::borrow::Cow;
use std::ops::Range;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, Color32, Label, Response, Role, Stroke, Ui, WidgetInfo};

use crate::gui::bidi;
use crate::gui::text::{Text, Type};
use crate::gui::theme::colours;

/// A place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Of its line and, much paler, of its ground.
    pub colour: Color32,
}

/// The text in pieces, marked and not marked, in order; marks that lie outside, or across another, are left out.
fn pieces<'t>(text: &'t str, marks: &[Mark]) -> Vec<(&'t str, Option<Color32>)> {
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by_key(|mark| mark.range.start);
    let mut list = Vec::new();
    let mut at = 0;
    for mark in sorted {
        if mark.range.start < at {
            continue;
        }
        let (Some(before), Some(own)) = (text.get(at..mark.range.start), text.get(mark.range.clone())) else {
            continue;
        };
        if !before.is_empty() {
            list.push((before, None));
        }
        if !own.is_empty() {
            list.push((own, Some(mark.colour)));
        }
        at = mark.range.end;
    }
    let rest = text.get(at..).unwrap_or_default();
    if !rest.is_empty() || list.is_empty() {
        list.push((rest, None));
    }
    list
}

fn format(style: Type, ink: Color32, mark: Option<Color32>) -> TextFormat {
    TextFormat {
        font_id: style.font(),
        line_height: Some(style.line()),
        color: ink,
        valign: Align::Center,
        background: mark.map_or(Color32::TRANSPARENT, |colour| colour.gamma_multiply(0.2)),
        underline: mark.map_or(Stroke::NONE, |colour| Stroke::new(2.0, colour)),
        ..TextFormat::default()
    }
}

/// The text as it stands, byte for byte, with its marks: for a field one types in.
pub fn job(text: &str, marks: &[Mark], style: Type, ink: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (words, mark) in pieces(text, marks) {
        job.append(words, 0.0, format(style, ink, mark));
    }
    job
}

/// Words with marked places, wrapped at the room there is; they can be selected.
#[must_use = "call show"]
pub struct MarkedText<'a> {
    words: Cow<'a, str>,
    marks: &'a [Mark],
    style: Type,
}

impl<'a> MarkedText<'a> {
    /// Words as they were typed, and their marked places.
    pub fn new(words: impl Into<Cow<'a, str>>, marks: &'a [Mark]) -> Self {
        Self { words: words.into(), marks, style: Type::BodyLarge }
    }

    /// Another size.
    pub fn style(mut self, style: Type) -> Self {
        self.style = style;
        self
    }

    /// Paints; the response covers the words.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let first = self.words.split_whitespace().next().unwrap_or_default();
        if bidi::has_right_to_left(first) {
            // Lines of a text that runs from the right are put into order whole; the list beside it says what is marked.
            return Text::new(self.words, self.style).show(ui);
        }
        let right_to_left = bidi::has_right_to_left(&self.words);
        let mut job = LayoutJob::default();
        for (words, mark) in pieces(&self.words, self.marks) {
            let shown = if right_to_left { bidi::visual_order(words) } else { Cow::Borrowed(words) };
            job.append(&shown, 0.0, format(self.style, c.ink, mark));
        }
        // Words in display order would be copied in the wrong one.
        let response = ui.add(Label::new(job).selectable(!right_to_left).wrap());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.words));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_the_text_and_bad_marks_do_not_break_it() {
        let mark = |range| Mark { range, colour: Color32::RED };
        let text = "Jane met Żółw in Leeds";
        let marks = [mark(17..100), mark(0..4), mark(2..6), mark(10..11)];
        let list = pieces(text, &marks);
        assert_eq!(list.iter().map(|(words, _)| *words).collect::<String>(), text);
        assert_eq!(list[0], ("Jane", Some(Color32::RED)));
        assert_eq!(list.len(), 2);
        assert_eq!(job(text, &marks, Type::Body, Color32::BLACK).text, text);
        assert_eq!(pieces("", &[]), [("", None)]);
    }
}
