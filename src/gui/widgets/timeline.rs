//! The campaign's days: how long until the next one, and all of them on a line with today.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::{Icon, Pen};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// What a day is on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// Behind.
    Done,
    /// The next one.
    Next,
    /// Ahead, and it locks something.
    Locks,
    /// Ahead.
    Later,
}

/// One day.
#[derive(Debug, Clone)]
pub struct Day<'a> {
    /// "Judging closes".
    pub title: Cow<'a, str>,
    /// "4 Dec".
    pub date: Cow<'a, str>,
    /// Its state.
    pub state: DayState,
    /// Place on the line, 0 to 1.
    pub at: f32,
}

/// Countdown and line in one card.
#[must_use = "call show"]
pub struct Timeline<'a> {
    heading: Cow<'a, str>,
    left: Cow<'a, str>,
    when: Cow<'a, str>,
    days: &'a [Day<'a>],
    today: Option<f32>,
}

impl<'a> Timeline<'a> {
    /// "Judging closes in", "10 days", "Friday 4 December, 18:00".
    pub fn new(
        heading: impl Into<Cow<'a, str>>,
        left: impl Into<Cow<'a, str>>,
        when: impl Into<Cow<'a, str>>,
        days: &'a [Day<'a>],
    ) -> Self {
        Self { heading: heading.into(), left: left.into(), when: when.into(), days, today: None }
    }

    /// Today's place on the line, 0 to 1.
    pub fn today(mut self, at: f32) -> Self {
        self.today = Some(at.clamp(0.0, 1.0));
        self
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) {
        let c = colours(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 114.0), Sense::hover());
        let r = tokens().radius.panel;
        let p = ui.painter().clone();
        p.rect(rect, CornerRadius::same(r), c.surface, Stroke::new(1.0, c.line), StrokeKind::Inside);
        let plate = Rect::from_min_size(rect.min, vec2(218.0_f32.min(rect.width() * 0.35), rect.height()));
        p.rect_filled(plate, CornerRadius { nw: r, sw: r, ne: 0, se: 0 }, c.sun);
        let x = plate.left() + 18.0;
        let fit = Fit::Elide(plate.width() - 24.0);
        let m = Align2::LEFT_CENTER;
        text::paint(&p, pos2(x, rect.top() + 25.0), m, &self.heading, Type::LabelStrong, c.on_sun, fit);
        let big = eframe::egui::FontId::new(38.0, Type::Number.family());
        let number = p.layout_no_wrap(self.left.to_string(), big, c.on_sun);
        p.galley(pos2(x, rect.top() + 58.0 - number.size().y / 2.0), number, c.on_sun);
        text::paint(&p, pos2(x, rect.top() + 90.0), m, &self.when, Type::Label, c.on_sun, fit);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Group, true, format!("{} {}, {}", self.heading, self.left, self.when))
        });

        let line = Rect::from_min_max(pos2(plate.right() + 48.0, rect.top()), pos2(rect.right() - 66.0, rect.bottom()));
        if line.width() < 80.0 || self.days.is_empty() {
            return;
        }
        let y = rect.top() + 26.0;
        let x_of = |at: f32| line.left() + at.clamp(0.0, 1.0) * line.width();
        let thick = |from: f32, to: f32, colour| {
            let bar = Rect::from_min_max(pos2(from, y - 2.0), pos2(to, y + 2.0));
            p.rect_filled(bar, CornerRadius::ZERO, colour);
        };
        thick(line.left(), line.right() + 20.0, c.line);
        let done = self.days.iter().filter(|d| d.state == DayState::Done).map(|d| d.at).fold(0.0, f32::max);
        thick(line.left(), x_of(self.today.unwrap_or(done).max(done)), c.success);
        if let Some(today) = self.today {
            let at = x_of(today);
            let mark = Rect::from_center_size(pos2(at, y + 1.0), vec2(4.0, 16.0));
            p.rect_filled(mark, CornerRadius::same(2), c.ink);
            text::paint(&p, pos2(at, y - 17.0), Align2::CENTER_CENTER, "Today", Type::CaptionStrong, c.ink, Fit::Free);
        }
        let each = line.width() / self.days.len() as f32 + 14.0;
        for (i, day) in self.days.iter().enumerate() {
            let centre = pos2(x_of(day.at), y);
            match day.state {
                DayState::Done => {
                    p.circle_filled(centre, 11.0, c.success);
                    let pen = Pen { weight: 2.5, filled: false };
                    Icon::Check.paint_with(&p, centre, 13.0, c.on_success, pen);
                }
                DayState::Next => {
                    p.circle(centre, 16.0, c.sun, Stroke::new(2.0, c.outline_strong));
                    Icon::Clock.paint(&p, centre, 18.0, c.on_sun);
                }
                DayState::Locks => {
                    p.circle(centre, 10.5, c.surface, Stroke::new(2.0, c.line_control));
                    Icon::Lock.paint(&p, centre, 12.0, c.ink_muted);
                }
                DayState::Later => {
                    p.circle(centre, 10.5, c.surface, Stroke::new(2.0, c.line_control));
                }
            }
            let fit = Fit::Elide(each);
            // Words at an end of the line keep away from the edge of the card.
            let wide = text::width(&p, &day.title, Type::LabelStrong).max(text::width(&p, &day.date, Type::Caption));
            let half = wide.min(each) / 2.0;
            let (least, most) = (plate.right() + 12.0 + half, rect.right() - 14.0 - half);
            let middle = centre.x.min(most).max(least);
            let at = pos2(middle, y + 28.0);
            text::paint(&p, at, Align2::CENTER_CENTER, &day.title, Type::LabelStrong, c.ink, fit);
            let at = pos2(middle, y + 45.0);
            let words = text::paint(&p, at, Align2::CENTER_CENTER, &day.date, Type::Caption, c.ink_muted, fit);
            let place = Rect::from_center_size(centre, vec2(36.0, 36.0)).union(words);
            let one = ui.interact(place, response.id.with(i), Sense::hover());
            let state = match day.state {
                DayState::Done => "done",
                DayState::Next => "next",
                DayState::Locks => "locks something",
                DayState::Later => "later",
            };
            let spoken = format!("{}, {}, {state}", day.title, day.date);
            one.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
        }
    }
}
