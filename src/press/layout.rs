//! A page in the making: art, boxes and fitted texts put down one after the other, from back to front.
//!
//! Every text goes through [`scene::fit`](crate::scene::fit), so that nothing runs over an edge: it shrinks, wraps, or the
//! page is refused with the person's name. Units are 0.1 mm.

use std::borrow::Cow;

use serde::Deserialize;

use super::refusal::{Note, Refusal};
use crate::scene::fit::{Fitted, Limits, Overflow, fit_name, fit_paragraph};
use crate::scene::fonts::{DISPLAY_FAMILY, MONO_FAMILY, TEXT_FAMILY};
use crate::scene::item::{Item, Page, Transform};
use crate::scene::kit::{Colours, EnemyLook, FigureSpec, Hex, Kit, KitError, Show, SymbolCache, contrast};
use crate::scene::shapes::{Pen, drawn, rounded};
use crate::scene::text::{Align, INK, TextStyle, Typesetter};

/// A face of the shipped families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Face {
    /// Comic capitals.
    Display,
    #[default]
    Plain,
    Bold,
    Mono,
}

impl Face {
    fn family(self) -> &'static str {
        match self {
            Self::Display => DISPLAY_FAMILY,
            Self::Plain | Self::Bold => TEXT_FAMILY,
            Self::Mono => MONO_FAMILY,
        }
    }

    fn weight(self) -> f32 {
        if self == Self::Bold { 700.0 } else { 400.0 }
    }
}

/// How and where one line of text (or a name of two) stands.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lettering {
    /// The anchor's place on the page.
    pub x: f32,
    /// Baseline of one line at natural size.
    pub y: f32,
    /// 0 starts at `x`, 0.5 is centred on it, 1 ends there.
    pub anchor: f32,
    pub face: Face,
    /// Natural size; nothing is set larger.
    pub size: f32,
    /// The smallest share of the natural size that is still worthy of the place.
    pub least: f32,
    /// `#RRGGBB`, or a placeholder of the art kit that takes the figure's or the backdrop's colour.
    pub fill: Hex,
    /// Full width of a comic outline at natural size; 0 for none.
    pub outline: f32,
    pub spacing: f32,
    /// Degrees clockwise around the anchor.
    pub turn: f32,
    /// The most a line may take.
    pub width: f32,
    /// Height of the band around the capitals that the ink must stay in; 0 takes one that suits the size.
    pub height: f32,
    pub lines: usize,
    /// Set in capitals. Never for names of persons.
    pub upper: bool,
    /// What the text stands on, where that may be light or dark: where its own colour would not stand out there, it is set in
    /// ink or white, whichever is clearer.
    pub on: Option<Hex>,
}

impl Default for Lettering {
    fn default() -> Self {
        Self {
            x: 0.0,
            y: 0.0,
            anchor: 0.0,
            face: Face::Plain,
            size: 36.0,
            least: 0.6,
            fill: Hex::of(INK),
            outline: 0.0,
            spacing: 0.0,
            turn: 0.0,
            width: 1000.0,
            height: 0.0,
            lines: 1,
            upper: false,
            on: None,
        }
    }
}

/// How much larger letters must get for another line.
const WORTH_A_LINE: f32 = 1.1;

/// Height of capitals, in ems; alike in the shipped faces, and only used to find the middle of a line.
const CAPITALS: f32 = 0.71;

impl Lettering {
    #[must_use]
    pub fn at(x: f32, y: f32, face: Face, size: f32, fill: &Hex) -> Self {
        Self { x, y, face, size, fill: fill.clone(), ..Self::default() }
    }

    #[must_use]
    pub fn centred(self) -> Self {
        Self { anchor: 0.5, ..self }
    }

    #[must_use]
    pub fn ending(self) -> Self {
        Self { anchor: 1.0, ..self }
    }

    #[must_use]
    pub fn within(self, width: f32) -> Self {
        Self { width, ..self }
    }

    #[must_use]
    pub fn outlined(self, outline: f32) -> Self {
        Self { outline, ..self }
    }

    #[must_use]
    pub fn spaced(self, spacing: f32) -> Self {
        Self { spacing, ..self }
    }

    #[must_use]
    pub fn turned(self, turn: f32) -> Self {
        Self { turn, ..self }
    }

    #[must_use]
    pub fn at_least(self, least: f32) -> Self {
        Self { least, ..self }
    }

    #[must_use]
    pub fn in_lines(self, lines: usize, height: f32) -> Self {
        Self { height, lines, ..self }
    }

    /// The box the ink must stay in, before turning: left, top, width, height.
    fn room(&self) -> [f32; 4] {
        let height = if self.height > 0.0 { self.height } else { self.size * 1.3 + self.outline };
        let middle = self.y - self.size * CAPITALS / 2.0;
        [self.x - self.width * self.anchor, middle - height / 2.0, self.width, height]
    }
}

/// A page being put together for one person.
pub struct Layout<'a> {
    pub kit: &'a Kit,
    pub cache: &'a SymbolCache,
    pub typesetter: &'a mut Typesetter,
    pub colours: Colours,
    /// Whose page it is, for refusals and notes.
    pub who: String,
    pub items: Vec<Item>,
    pub notes: Vec<Note>,
}

impl<'a> Layout<'a> {
    pub fn new(
        kit: &'a Kit,
        cache: &'a SymbolCache,
        typesetter: &'a mut Typesetter,
        colours: Colours,
        who: &str,
    ) -> Self {
        Self { kit, cache, typesetter, colours, who: who.to_string(), items: Vec::new(), notes: Vec::new() }
    }

    /// The finished page and what to look at before printing it.
    pub fn page(self, name: String, width: f32, height: f32, bleed: f32) -> (Page, Vec<Note>) {
        (Page::new(name, width, height, bleed).with_items(self.items), self.notes)
    }

    pub fn art_error(&self, source: KitError) -> Refusal {
        Refusal::Art { who: self.who.clone(), source }
    }

    pub fn refuse(&self, place: &str, reason: impl Into<String>) -> Refusal {
        Refusal::Text { who: self.who.clone(), place: place.to_string(), reason: reason.into() }
    }

    pub fn note(&mut self, place: &str, what: impl Into<String>) {
        self.notes.push(Note { who: self.who.clone(), place: place.to_string(), what: what.into() });
    }

    /// A colour of a style: itself, or what a placeholder stands for here.
    pub fn rgb(&self, colour: &Hex) -> [u8; 3] {
        self.colours.chosen(colour.as_str()).unwrap_or(colour).rgb()
    }

    pub fn push(&mut self, item: Option<Item>) {
        self.items.extend(item);
    }

    /// What `make` puts down, taken out of the page again: for groups and clips.
    pub fn aside(&mut self, make: impl FnOnce(&mut Self) -> Result<(), Refusal>) -> Result<Vec<Item>, Refusal> {
        let before = std::mem::take(&mut self.items);
        let made = make(self);
        let inside = std::mem::replace(&mut self.items, before);
        made.map(|()| inside)
    }

    /// A drawing of the kit in a box, as large as fits.
    pub fn art(&mut self, path: &str, frame: [f32; 4]) -> Result<(), Refusal> {
        let item = self.cache.boxed(self.kit, path, &self.colours, frame).map_err(|e| self.art_error(e))?;
        self.items.push(item);
        Ok(())
    }

    /// A backdrop that fills a box, proportions kept, cut at the box (rounded by `r`).
    pub fn backdrop(&mut self, path: &str, colours: &Colours, [x, y, w, h]: [f32; 4], r: f32) -> Result<(), Refusal> {
        let symbol = self.cache.symbol(self.kit, path, colours).map_err(|e| self.art_error(e))?;
        let (sw, sh) = symbol.size;
        let k = (w / sw).max(h / sh);
        let transform = Transform::from_row(k, 0.0, 0.0, k, x + (w - sw * k) / 2.0, y + (h - sh * k) / 2.0);
        self.push(crate::scene::shapes::clipped(rounded([x, y, w, h], r), vec![Item::Use { symbol, transform }]));
        Ok(())
    }

    /// A box with an ink or coloured edge; `edge` is colour and width.
    pub fn panel(&mut self, frame: [f32; 4], r: f32, fill: Option<[u8; 3]>, edge: Option<([u8; 3], f32)>) {
        self.push(drawn(rounded(frame, r), fill, edge.map(|(rgb, width)| Pen::solid(rgb, width))));
    }

    /// A figure with `cx`,`cy` of its own space (1000 by 1600) at `x`,`y`.
    pub fn figure(
        &mut self,
        spec: &FigureSpec,
        show: Show,
        at: [f32; 2],
        scale: f32,
        centre: [f32; 2],
    ) -> Result<(), Refusal> {
        // A figure keeps its own colours, whatever colours the card has.
        let own = self.kit.figure_colours(spec, "");
        let composed = self.kit.figure_items(spec, &own, show, self.cache).map_err(|e| self.art_error(e))?;
        for unknown in composed.unknown {
            self.note("figure", format!("the art kit has no {unknown}"));
        }
        self.items.push(crate::scene::shapes::placed(composed.items, at, scale, 0.0, centre));
        Ok(())
    }

    /// A monster with the middle of its square at `x`,`y`; scale 1 is 100 mm.
    pub fn monster(&mut self, look: &EnemyLook, at: [f32; 2], scale: f32, turn: f32) -> Result<(), Refusal> {
        let composed = self.kit.villain_items(look, self.cache).map_err(|e| self.art_error(e))?;
        for unknown in composed.unknown {
            self.note("arch-enemy", format!("the art kit has no {unknown}"));
        }
        self.items.push(crate::scene::shapes::placed(composed.items, at, scale, turn, [500.0, 500.0]));
        Ok(())
    }

    /// The colour of a text, or one that stands out where its own would not.
    fn clear(&self, l: &Lettering) -> [u8; 3] {
        let fill = self.rgb(&l.fill);
        match &l.on {
            Some(ground) => clear_on(fill, self.rgb(ground)),
            None => fill,
        }
    }

    fn style(&self, l: &Lettering) -> TextStyle {
        let align = match l.anchor {
            a if a < 0.25 => Align::Start,
            a if a > 0.75 => Align::End,
            _ => Align::Middle,
        };
        TextStyle {
            family: Cow::Borrowed(l.face.family()),
            size: l.size,
            weight: l.face.weight(),
            spacing: l.spacing,
            fill: self.clear(l),
            align,
            outline: (l.outline > 0.0).then_some((INK, l.outline)),
            // Capitals have no descenders to keep apart.
            line_height: if l.face == Face::Display { 1.02 } else { 1.18 },
            ..TextStyle::default()
        }
    }

    /// A line of text fitted to its place; nothing for an empty text.
    pub fn line(&mut self, place: &str, text: &str, l: &Lettering) -> Result<(), Refusal> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let fitted = self.fitted(place, text, l)?;
        self.set(&fitted, l);
        Ok(())
    }

    /// A text fitted to the place of `l`, not yet put down.
    pub fn fitted(&mut self, place: &str, text: &str, l: &Lettering) -> Result<Fitted, Refusal> {
        let mut best = self.fitted_as_told(place, text, l)?;
        // Wrapped letters may be larger than those of one line; they must be clearly larger to be worth it.
        while best.lines < l.lines && best.size < l.size * 0.85 {
            let wish = Lettering { least: best.size / l.size * WORTH_A_LINE, ..l.clone() };
            match self.fitted_as_told(place, text, &wish) {
                Ok(larger) => best = larger,
                Err(_) => break,
            }
        }
        Ok(best)
    }

    fn fitted_as_told(&mut self, place: &str, text: &str, l: &Lettering) -> Result<Fitted, Refusal> {
        let text = if l.upper { Cow::Owned(text.to_uppercase()) } else { Cow::Borrowed(text) };
        let style = self.style(l);
        let [_, _, w, h] = l.room();
        let limits = Limits::new(l.size, l.size * l.least, l.lines);
        fit_name(self.typesetter, &text, &style, w, h, &limits).map_err(|r| self.refuse(place, r.reason))
    }

    /// Puts a fitted text into the place of `l` and keeps its note.
    pub fn set(&mut self, fitted: &Fitted, l: &Lettering) {
        let [x, y, w, h] = l.room();
        let turn = Transform::from_rotate_at(l.turn, l.x, l.y);
        for item in fitted.items_in(x, y, w, h, l.anchor) {
            match item {
                Item::Text(mut run) => {
                    run.transform = turn.pre_concat(run.transform);
                    self.items.push(Item::Text(run));
                }
                other => self.items.push(other),
            }
        }
    }

    /// Like [`Self::line`], for a person's name: what was clearly done to make it fit is noted.
    pub fn name(&mut self, place: &str, text: &str, l: &Lettering) -> Result<(), Refusal> {
        let fitted = self.fitted(place, text, l)?;
        let hardly = fitted.lines == 1 && fitted.size >= l.size * 0.85 && fitted.family == l.face.family();
        if let (Some(what), false) = (fitted.note.clone(), hardly) {
            self.note(place, what);
        }
        self.set(&fitted, l);
        Ok(())
    }

    /// Running text in a box, top left at `x`,`y`; smaller down to `least` of its size. Gives the height it took.
    pub fn paragraph(
        &mut self,
        place: &str,
        text: &str,
        l: &Lettering,
        height: f32,
        line_height: f32,
    ) -> Result<f32, Refusal> {
        let style = TextStyle { line_height, ..self.style(l) };
        let fitted = fit_paragraph(self.typesetter, text, &style, l.width, height, l.size * l.least, Overflow::Refuse)
            .map_err(|r| self.refuse(place, r.reason))?;
        if !fitted.block.missing.is_empty() {
            return Err(self.refuse(place, fitted.note.unwrap_or_default()));
        }
        let top = Transform::from_translate(l.x - l.width * l.anchor, l.y);
        self.items.extend(fitted.block.items(top));
        Ok(fitted.block.height)
    }

    /// Width that one line of `text` takes at a size.
    pub fn width(&mut self, text: &str, face: Face, size: f32) -> f32 {
        let l = Lettering { face, size, ..Lettering::default() };
        let style = self.style(&l);
        self.typesetter.block(text, &style).width
    }

    /// Like [`Self::paragraph`], but a text too long even at its smallest ends after a whole sentence, with a note: for places
    /// where the text stands a second time and is told in full elsewhere.
    pub fn passage(
        &mut self,
        place: &str,
        text: &str,
        l: &Lettering,
        height: f32,
        line_height: f32,
    ) -> Result<f32, Refusal> {
        let style = TextStyle { line_height, ..self.style(l) };
        let fitted = fit_paragraph(self.typesetter, text, &style, l.width, height, l.size * l.least, Overflow::Shorten)
            .map_err(|r| self.refuse(place, r.reason))?;
        if !fitted.block.missing.is_empty() {
            return Err(self.refuse(place, fitted.note.unwrap_or_default()));
        }
        if let Some(note) = fitted.note.filter(|note| note.contains("shortened")) {
            self.note(place, note);
        }
        let top = Transform::from_translate(l.x - l.width * l.anchor, l.y);
        self.items.extend(fitted.block.items(top));
        Ok(fitted.block.height)
    }

    /// Height that `text` takes in `width` at a size.
    pub fn measure(&mut self, text: &str, face: Face, size: f32, width: f32, line_height: f32) -> f32 {
        let l = Lettering { face, size, ..Lettering::default() };
        let style = TextStyle { line_height, width: Some(width), ..self.style(&l) };
        self.typesetter.block(text, &style).height
    }
}

/// The least contrast of large letters on their ground (WCAG 2, 1.4.3).
pub const LEAST_CONTRAST: f32 = 3.0;

/// `fill` where it stands out on `ground`, else ink or white, whichever is clearer there.
pub fn clear_on(fill: [u8; 3], ground: [u8; 3]) -> [u8; 3] {
    if contrast(fill, ground) >= LEAST_CONTRAST {
        return fill;
    }
    let white = [255; 3];
    if contrast(INK, ground) >= contrast(white, ground) { INK } else { white }
}
