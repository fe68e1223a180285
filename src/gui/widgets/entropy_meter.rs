//! Luck promised against luck needed: the bar, the verdict and the sentence that explains it.

use std::borrow::Cow;

use eframe::egui::{
    Align, Align2, CornerRadius, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::chip::Chip;
use crate::gui::icons::Icon;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;

/// A meter of bits.
#[must_use = "call show"]
pub struct EntropyMeter<'a> {
    promised_millibits: u64,
    needed_millibits: u64,
    sentence: Cow<'a, str>,
}

impl<'a> EntropyMeter<'a> {
    /// Both in thousandths of a bit.
    pub fn new(promised_millibits: u64, needed_millibits: u64) -> Self {
        Self { promised_millibits, needed_millibits, sentence: Cow::Borrowed("") }
    }

    /// What it means, in a sentence.
    pub fn sentence(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.sentence = words.into();
        self
    }

    /// Whether every possible result can come out.
    pub fn is_enough(&self) -> bool {
        self.promised_millibits >= self.needed_millibits
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) {
        let c = colours(ui);
        // Rounded down what there is, up what is needed: the meter never flatters.
        let promised = format!("promised: {} bits", self.promised_millibits / 1000);
        let needed = format!("needed: {} bits", self.needed_millibits.div_ceil(1000));
        let verdict = if self.is_enough() {
            Chip::success("Enough for every possible result")
        } else {
            Chip::warning("Not for every possible result").icon(Icon::Warn)
        };
        let said = verdict.words().to_owned();
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            Text::strong("Is that enough luck?").one_line().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| verdict.show(ui));
        });
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::hover());
        let p = ui.painter();
        let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 23.0), vec2(rect.width(), 18.0));
        let scale = (self.promised_millibits.max(self.needed_millibits) as f64 * 1.11).max(1.0);
        let x_of = |millibits: u64| bar.left() + (millibits as f64 / scale) as f32 * bar.width();
        let round = CornerRadius::same(4);
        p.rect(bar, round, c.surface_hover, Stroke::new(1.0, c.line), StrokeKind::Inside);
        let mut fill = bar;
        fill.max.x =
            x_of(self.promised_millibits).max(bar.left() + if self.promised_millibits > 0 { 3.0 } else { 0.0 });
        let colour = if self.is_enough() { c.success } else { c.sun };
        let right = if fill.max.x > bar.right() - 5.0 { 4 } else { 0 };
        p.rect_filled(fill, CornerRadius { nw: 4, sw: 4, ne: right, se: right }, colour);
        let at = pos2(rect.left(), rect.top() + 9.0);
        let left = text::paint(p, at, Align2::LEFT_CENTER, &promised, Type::Caption, c.ink_muted, Fit::Free);
        let mark = x_of(self.needed_millibits);
        p.vline(mark, (bar.top() - 4.0)..=(bar.bottom() + 4.0), Stroke::new(2.0, c.ink));
        let half = text::width(p, &needed, Type::Caption) / 2.0;
        let middle = mark.min(rect.right() - half).max(left.right() + 12.0 + half);
        let at = pos2(middle, rect.top() + 9.0);
        text::paint(p, at, Align2::CENTER_CENTER, &needed, Type::Caption, c.ink_muted, Fit::Free);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Meter, true, "Is that enough luck?");
            info.current_text_value = Some(format!("{promised}, {needed}. {said}. {}", self.sentence));
            info.value = Some(self.promised_millibits as f64 / 1000.0);
            info
        });
        if !self.sentence.is_empty() {
            Text::label(self.sentence).show(ui);
        }
    }
}
