//! A job that runs: its name, how far it is, and a cross that stops it.

use eframe::egui::{Align2, CornerRadius, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::nav_rail::grouped;
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// A job that runs.
#[derive(Debug, Clone, PartialEq)]
pub struct JobState {
    /// Who it is, for the caller.
    pub id: u64,
    /// "Making award cards".
    pub title: String,
    /// Done and all, when known.
    pub done: Option<(u64, u64)>,
    /// Whether it can be stopped.
    pub can_cancel: bool,
}

/// One of them on a line.
#[must_use = "call show"]
pub struct JobChip<'a> {
    job: &'a JobState,
}

/// What a chip was asked, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JobResponse {
    /// The cross was pressed.
    pub cancelled: bool,
    /// Right edge of what was painted.
    pub right: f32,
}

/// Room for bar and cross beside the words.
const BESIDE: f32 = 130.0;

impl<'a> JobChip<'a> {
    pub fn new(job: &'a JobState) -> Self {
        Self { job }
    }

    /// Paints into the room there is; true when it is to be stopped.
    pub fn show(self, ui: &mut Ui) -> bool {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        self.show_at(ui, rect.left_center(), rect.right()).cancelled
    }

    /// Paints from `left`, the middle of its left edge, and not beyond `right`.
    pub fn show_at(self, ui: &mut Ui, left: Pos2, right: f32) -> JobResponse {
        let c = colours(ui);
        let job = self.job;
        let words = match job.done {
            Some((done, all)) => format!("{} {} of {}", job.title, grouped(done), grouped(all)),
            None => job.title.clone(),
        };
        let fit = Fit::Elide((right - left.x - BESIDE).max(30.0));
        let place = text::paint(ui.painter(), left, Align2::LEFT_CENTER, &words, Type::Caption, c.ink, fit);
        let mut end = place.right();
        let response = ui.interact(place, ui.scope_id().with(("job", job.id)), Sense::hover());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, &job.title);
            info.current_text_value = Some(words.clone());
            info.value = job.done.map(|(done, all)| 100.0 * done as f64 / all.max(1) as f64);
            info
        });
        if let Some((done, all)) = job.done {
            let bar = Rect::from_min_size(pos2(end + 8.0, left.y - 3.0), vec2(72.0, 6.0));
            ui.painter().rect_filled(bar, CornerRadius::same(3), c.surface_inset);
            let mut fill = bar;
            fill.set_width(bar.width() * (done as f32 / all.max(1) as f32).clamp(0.0, 1.0));
            ui.painter().rect_filled(fill, CornerRadius::same(3), c.accent);
            end = bar.right();
        }
        let mut cancelled = false;
        if job.can_cancel {
            let place = Rect::from_center_size(pos2(end + 16.0, left.y), vec2(24.0, 22.0));
            let cross = ui.interact(place, ui.scope_id().with(("cancel", job.id)), Sense::click());
            let ink = if cross.hovered() { c.danger } else { c.ink_muted };
            Icon::X.paint(ui.painter(), place.center(), 13.0, ink);
            focus_ring(ui, &cross, place.shrink(2.0), tokens().radius.small);
            let name = format!("Cancel {}", job.title.to_lowercase());
            cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            cancelled = cross.on_hover_text(name).clicked();
            end = place.right();
        }
        JobResponse { cancelled, right: end }
    }
}
