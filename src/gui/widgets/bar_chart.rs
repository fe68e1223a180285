//! Bars of one series, in one colour, with every value written; and one bar split into named parts.

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::nav_rail::grouped;
use crate::gui::marks::{Tone, paint_focus_ring_inside};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// Height of one line of the chart.
const LINE: f32 = 23.0;

/// A chart of lying bars.
#[must_use = "call show"]
pub struct BarChart<'a> {
    name: &'a str,
    bars: &'a [(&'a str, u64)],
    most: Option<u64>,
    colour: usize,
    press: bool,
}

impl<'a> BarChart<'a> {
    /// `name` is for screen readers; bars stand in the order given.
    pub fn new(name: &'a str, bars: &'a [(&'a str, u64)]) -> Self {
        Self { name, bars, most: None, colour: 0, press: false }
    }

    /// What a full bar means; otherwise the largest value.
    pub fn most(mut self, most: u64) -> Self {
        self.most = Some(most);
        self
    }

    /// Another of the six chart colours.
    pub fn colour(mut self, index: usize) -> Self {
        self.colour = index.min(5);
        self
    }

    /// Bars can be pressed.
    pub fn press(mut self) -> Self {
        self.press = true;
        self
    }

    /// Paints across the room there is; gives the bar that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let c = colours(ui);
        let size = vec2(ui.available_width(), self.bars.len() as f32 * LINE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let p = ui.painter();
        let widest = |style, words: &mut dyn Iterator<Item = String>| {
            words.map(|w| text::width(p, &w, style)).fold(0.0_f32, f32::max)
        };
        let names = widest(Type::Label, &mut self.bars.iter().map(|b| b.0.to_owned())).min(size.x * 0.4);
        let values = widest(Type::LabelStrong, &mut self.bars.iter().map(|b| grouped(b.1)));
        let left = rect.left() + names + 14.0;
        let room = (rect.right() - values - 18.0 - left).max(1.0);
        let most = self.most.unwrap_or_else(|| self.bars.iter().map(|b| b.1).max().unwrap_or(0)).max(1);
        let mut pressed = None;
        for (i, (name, value)) in self.bars.iter().enumerate() {
            let y = rect.top() + (i as f32 + 0.5) * LINE;
            let line = Rect::from_min_size(pos2(rect.left(), y - LINE / 2.0), vec2(size.x, LINE));
            let at = pos2(rect.left(), y);
            text::paint(p, at, Align2::LEFT_CENTER, name, Type::Label, c.ink, Fit::Elide(names));
            let part = (*value as f64 / most as f64).min(1.0) as f32;
            let bar = Rect::from_min_size(
                pos2(left, y - 7.0),
                vec2((room * part).max(if *value > 0 { 2.0 } else { 0.0 }), 14.0),
            );
            p.rect_filled(bar, CornerRadius::same(2), c.category[self.colour]);
            let words = grouped(*value);
            let at = pos2(rect.right(), y);
            text::paint(p, at, Align2::RIGHT_CENTER, &words, Type::LabelStrong, c.ink, Fit::Free);
            let sense = if self.press { Sense::click() } else { Sense::hover() };
            let one = ui.interact(line, response.id.with(i), sense);
            if one.has_focus() {
                paint_focus_ring_inside(ui, p, line, tokens().radius.small);
            }
            let role = if self.press { Role::Button } else { Role::ListItem };
            one.widget_info(|| WidgetInfo::labeled(role, true, format!("{name}: {words}")));
            if one.clicked() {
                pressed = Some(i);
            }
        }
        let table: Vec<String> = self.bars.iter().map(|(n, v)| format!("{n} {}", grouped(*v))).collect();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Figure, true, self.name);
            info.current_text_value = Some(table.join("; "));
            info
        });
        pressed
    }
}

/// One bar of parts that make a whole: accepted, held, rejected; with its legend under it.
#[must_use = "call show"]
pub struct SplitBar<'a> {
    name: &'a str,
    parts: &'a [(&'a str, u64, Tone)],
}

impl<'a> SplitBar<'a> {
    /// Parts from left to right.
    pub fn new(name: &'a str, parts: &'a [(&'a str, u64, Tone)]) -> Self {
        Self { name, parts }
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) {
        let c = colours(ui);
        let height = 20.0 + 8.0 + self.parts.len() as f32 * 22.0;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let p = ui.painter();
        let whole = self.parts.iter().map(|part| part.1).sum::<u64>().max(1);
        let shown = self.parts.iter().filter(|part| part.1 > 0).count();
        let gaps = shown.saturating_sub(1) as f32 * 2.0;
        let mut x = rect.left();
        let bar = Rect::from_min_size(rect.min, vec2(rect.width(), 20.0));
        if shown == 0 {
            p.rect_filled(bar, CornerRadius::same(4), c.surface_hover);
        }
        let mut nth = 0;
        for (_, count, tone) in self.parts.iter().filter(|part| part.1 > 0) {
            nth += 1;
            let width = (rect.width() - gaps) * (*count as f64 / whole as f64) as f32;
            let round = CornerRadius {
                nw: if nth == 1 { 4 } else { 0 },
                sw: if nth == 1 { 4 } else { 0 },
                ne: if nth == shown { 4 } else { 0 },
                se: if nth == shown { 4 } else { 0 },
            };
            p.rect_filled(Rect::from_min_size(pos2(x, rect.top()), vec2(width, 20.0)), round, tone.edge(c));
            x += width + 2.0;
        }
        for (i, (name, count, tone)) in self.parts.iter().enumerate() {
            let y = rect.top() + 28.0 + (i as f32 + 0.5) * 22.0;
            let square = Rect::from_center_size(pos2(rect.left() + 5.0, y), Vec2::splat(10.0));
            p.rect_filled(square, CornerRadius::same(3), tone.edge(c));
            let at = pos2(rect.left() + 18.0, y);
            text::paint(p, at, Align2::LEFT_CENTER, name, Type::Label, c.ink, Fit::Elide(rect.width() - 80.0));
            let at = pos2(rect.right(), y);
            text::paint(p, at, Align2::RIGHT_CENTER, &grouped(*count), Type::LabelStrong, c.ink, Fit::Free);
        }
        let table: Vec<String> = self.parts.iter().map(|(n, v, _)| format!("{n} {}", grouped(*v))).collect();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Figure, true, self.name);
            info.current_text_value = Some(table.join("; "));
            info
        });
    }
}
