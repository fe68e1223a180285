//! Two records side by side, with the letters that differ marked: duplicates and conflicts.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::bidi;
use crate::gui::marks::hairline;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// One property of both records.
#[derive(Debug, Clone)]
pub struct EvidenceLine<'a> {
    /// "E-mail".
    pub name: Cow<'a, str>,
    /// In the first record; empty is said as "empty".
    pub one: Cow<'a, str>,
    /// In the second.
    pub other: Cow<'a, str>,
}

/// The table.
#[must_use = "call show"]
pub struct EvidenceTable<'a> {
    one: Cow<'a, str>,
    other: Cow<'a, str>,
    lines: &'a [EvidenceLine<'a>],
}

/// The parts of `a` and `b` in which they differ, as byte ranges: what is left when the common beginning and
/// the common end are taken away.
fn difference(a: &str, b: &str) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let begin =
        a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((i, _), _)| i);
    let (rest_a, rest_b) = (&a[begin..], &b[begin..]);
    let end: usize =
        rest_a.chars().rev().zip(rest_b.chars().rev()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    (begin..a.len() - end, begin..b.len() - end)
}

impl<'a> EvidenceTable<'a> {
    /// Heads of the two columns, as "This record" and "Line 6, import of 4 Nov".
    pub fn new(one: impl Into<Cow<'a, str>>, other: impl Into<Cow<'a, str>>, lines: &'a [EvidenceLine<'a>]) -> Self {
        Self { one: one.into(), other: other.into(), lines }
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) {
        ui.vertical(|ui| self.inside(ui));
    }

    fn inside(self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let c = colours(ui);
        let width = ui.available_width();
        let names = (width * 0.22).clamp(64.0, 120.0);
        let cell = (width - names) / 2.0;
        let (head, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
        let p = ui.painter().clone();
        p.rect_filled(head, CornerRadius::ZERO, c.surface_inset);
        hairline(&p, head.x_range(), head.bottom(), c.line);
        for (words, left) in [(&self.one, head.left() + names), (&self.other, head.left() + names + cell)] {
            let at = pos2(left, head.center().y);
            let fit = Fit::Elide(cell - 10.0);
            text::paint(&p, at, Align2::LEFT_CENTER, words, Type::LabelStrong, c.ink_muted, fit);
        }
        let spoken = format!("{} against {}", self.one, self.other);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        for line in self.lines {
            let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
            hairline(&p, rect.x_range(), rect.bottom(), c.line);
            let y = rect.center().y;
            let at = pos2(rect.left() + 10.0, y);
            let fit = Fit::Elide(names - 16.0);
            text::paint(&p, at, Align2::LEFT_CENTER, &line.name, Type::Label, c.ink_muted, fit);
            let (a, b) = difference(&line.one, &line.other);
            let first = Rect::from_min_size(pos2(rect.left() + names, rect.top()), vec2(cell, rect.height()));
            value(ui, first, &line.one, a);
            value(ui, first.translate(vec2(cell, 0.0)), &line.other, b);
            let said = |words: &str| if words.is_empty() { "empty".to_owned() } else { words.to_owned() };
            let same = if line.one == line.other { "same" } else { "differs" };
            let spoken = format!("{}: {}, {}, {same}", line.name, said(&line.one), said(&line.other));
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
        }
    }
}

fn value(ui: &Ui, rect: Rect, words: &str, differs: std::ops::Range<usize>) {
    let c = colours(ui);
    let p = ui.painter_at(rect);
    let at = pos2(rect.left(), rect.center().y);
    let fit = Fit::Elide(rect.width() - 10.0);
    if words.is_empty() {
        text::paint(&p, at, Align2::LEFT_CENTER, "empty", Type::Label, c.ink_muted, fit);
        return;
    }
    // Reordered words have no place of their own for a range: then the whole is marked.
    let whole = bidi::has_right_to_left(words);
    let (from, to) = if whole { (0, words.len()) } else { (differs.start, differs.end) };
    if !differs.is_empty() {
        let left = at.x + text::width(&p, &words[..from], Type::Label);
        let right = at.x + text::width(&p, &words[..to], Type::Label);
        let mark = Rect::from_min_max(pos2(left - 1.0, at.y - 9.0), pos2(right + 1.0, at.y + 9.0));
        p.rect_filled(mark, CornerRadius::same(3), c.warning_soft);
        // Colour never speaks alone: the difference is underlined as well.
        p.hline((left)..=(right), at.y + 8.5, eframe::egui::Stroke::new(1.5, c.warning));
    }
    text::paint(&p, at, Align2::LEFT_CENTER, words, Type::Label, c.ink, fit);
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_the_differing_letters_are_named() {
        assert_eq!(difference("Meyer", "Maier"), (1..3, 1..3));
        assert_eq!(difference("same", "same"), (4..4, 4..4));
        assert_eq!(difference("", "x"), (0..0, 0..1));
        assert_eq!(difference("aa", "aaa"), (2..2, 2..3));
        assert_eq!(difference("Müller", "Muller"), (1..3, 1..2));
    }
}
