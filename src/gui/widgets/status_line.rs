//! The line at the foot: offline, jobs with their progress, problems, file, zoom.

use eframe::egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::job_chip::{JobChip, JobState};
use crate::gui::icons::Icon;
use crate::gui::marks::{focus_ring, hairline};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// What the line shows.
#[derive(Debug, Clone, Default)]
pub struct StatusLine {
    /// At the left: "Works offline. Nothing leaves this laptop."
    pub offline: String,
    /// Jobs that run, at the left after it.
    pub jobs: Vec<JobState>,
    /// What is to be looked at, at the right: "3 things to look at"; pressed, it opens them.
    pub problems: String,
    /// The file and its size.
    pub file: String,
    /// Whether problems can be pressed.
    pub problems_open: bool,
}

/// What was asked of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusEvent {
    /// Show what is to be looked at.
    Problems,
    /// Stop this job.
    CancelJob(u64),
    /// Back to 100 %.
    ResetZoom,
    /// Show the file in its folder.
    File,
}

impl StatusLine {
    /// Fills the room there is.
    pub fn show(&self, ui: &mut Ui) -> Option<StatusEvent> {
        let c = colours(ui);
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, CornerRadius::ZERO, c.rail);
        hairline(ui.painter(), rect.x_range(), rect.top() + 1.0, c.line);
        let y = rect.center().y + 0.5;
        let mut event = None;

        let mut right = rect.right() - 14.0;
        let zoom = format!("{:.0} %", ui.ctx().zoom_factor() * 100.0);
        let mut at_right = |ui: &mut Ui, words: &str, name: &str, press: bool| {
            if words.is_empty() {
                return false;
            }
            let width = text::width(ui.painter(), words, Type::Caption);
            let place = Rect::from_min_size(pos2(right - width, rect.top() + 3.0), vec2(width, 22.0));
            right -= width + 20.0;
            link(ui, place, words, name, press).clicked()
        };
        if at_right(ui, &zoom, "Zoom", true) {
            event = Some(StatusEvent::ResetZoom);
        }
        if at_right(ui, &self.file, "", true) {
            event = Some(StatusEvent::File);
        }
        if at_right(ui, &self.problems, "", self.problems_open) {
            event = Some(StatusEvent::Problems);
        }

        let mut x = rect.left() + 14.0;
        if !self.offline.is_empty() {
            Icon::Wifioff.paint(ui.painter(), pos2(x + 7.0, y), 14.0, c.ink_muted);
            let fit = Fit::Elide((right - x - 20.0).max(1.0));
            let at = pos2(x + 20.0, y);
            let words =
                text::paint(ui.painter(), at, Align2::LEFT_CENTER, &self.offline, Type::Caption, c.ink_muted, fit);
            let response = ui.interact(words, ui.scope_id().with("offline"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.offline));
            x = words.right() + 20.0;
        }
        for job in &self.jobs {
            if x > right - 60.0 {
                break;
            }
            let out = JobChip::new(job).show_at(ui, pos2(x, y), right);
            if out.cancelled {
                event = Some(StatusEvent::CancelJob(job.id));
            }
            x = out.right + 20.0;
        }
        ui.advance_cursor_after_rect(rect);
        event
    }
}

fn link(ui: &mut Ui, place: Rect, words: &str, name: &str, press: bool) -> Response {
    let c = colours(ui);
    let sense = if press { Sense::click() } else { Sense::hover() };
    let response =
        ui.interact(place, ui.scope_id().with(("status", if name.is_empty() { words } else { name })), sense);
    let ink = if press && response.hovered() { c.accent_ink } else { c.ink_muted };
    text::paint(ui.painter(), place.left_center(), Align2::LEFT_CENTER, words, Type::Caption, ink, Fit::Free);
    focus_ring(ui, &response, place, tokens().radius.small);
    let role = if press { Role::Button } else { Role::Label };
    response.widget_info(|| {
        if name.is_empty() {
            WidgetInfo::labeled(role, true, words)
        } else {
            WidgetInfo::labeled(role, true, format!("{name} {words}"))
        }
    });
    response
}
