//! The steps of something that is done once, in order: set up, lock, draw, record.

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::{Icon, Pen};
use crate::gui::marks::{hairline_down, paint_focus_ring_inside};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Behind.
    Done,
    /// At it.
    Now,
    /// Ahead.
    Later,
}

/// One step.
#[derive(Debug, Clone)]
pub struct StepLine<'a> {
    /// "Lock".
    pub title: &'a str,
    /// "List and promise, for good".
    pub words: &'a str,
    /// Where it stands.
    pub state: StepState,
    /// Can be looked at.
    pub open: bool,
}

/// The row of steps.
#[must_use = "call show"]
pub struct Stepper<'a> {
    steps: &'a [StepLine<'a>],
    shown: Option<usize>,
}

impl<'a> Stepper<'a> {
    /// Steps from first to last.
    pub fn new(steps: &'a [StepLine<'a>]) -> Self {
        Self { steps, shown: None }
    }

    /// The step whose page is open, when it is not the one that is at work.
    pub fn shown(mut self, index: usize) -> Self {
        self.shown = Some(index);
        self
    }

    /// Paints across the room there is; gives the step that was chosen.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let c = colours(ui);
        let t = tokens();
        let height = t.size.stepper + 4.0;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let radius = t.radius.panel;
        let painter = ui.painter().clone();
        painter.rect_filled(rect, CornerRadius::same(radius), c.surface);
        let count = self.steps.len().max(1);
        let width = rect.width() / count as f32;
        let mut chosen = None;
        for (i, step) in self.steps.iter().enumerate() {
            let part = Rect::from_min_size(pos2(rect.left() + i as f32 * width, rect.top()), vec2(width, height));
            let corners = CornerRadius {
                nw: if i == 0 { radius } else { 0 },
                sw: if i == 0 { radius } else { 0 },
                ne: if i + 1 == count { radius } else { 0 },
                se: if i + 1 == count { radius } else { 0 },
            };
            let sense = if step.open { Sense::click() } else { Sense::focusable_noninteractive() };
            let one = ui.interact(part, response.id.with(i), sense);
            if step.state == StepState::Later {
                painter.rect_filled(part, corners, c.surface_inset);
            }
            if step.open && one.hovered() {
                painter.rect_filled(part, corners, c.surface_hover);
            }
            if i > 0 {
                hairline_down(&painter, part.left(), rect.y_range(), c.line);
            }
            let centre = pos2(part.left() + 30.0, part.center().y);
            let number = (i + 1).to_string();
            match step.state {
                StepState::Done => {
                    painter.circle_filled(centre, 14.0, c.success);
                    let pen = Pen { weight: 2.5, filled: false };
                    Icon::Check.paint_with(&painter, centre, 16.0, c.on_success, pen);
                }
                StepState::Now => {
                    painter.circle_filled(centre, 14.0, c.sun);
                    let m = Align2::CENTER_CENTER;
                    text::paint(&painter, centre, m, &number, Type::Strong, c.on_sun, Fit::Free);
                }
                StepState::Later => {
                    painter.circle_stroke(centre, 13.0, Stroke::new(2.0, c.line_control));
                    let m = Align2::CENTER_CENTER;
                    text::paint(&painter, centre, m, &number, Type::Body, c.ink_muted, Fit::Free);
                }
            }
            let x = part.left() + 56.0;
            let fit = Fit::Elide(part.right() - 10.0 - x);
            let ink = if step.state == StepState::Later { c.ink_muted } else { c.ink };
            let y = part.center().y;
            text::paint(&painter, pos2(x, y + 1.0), Align2::LEFT_BOTTOM, step.title, Type::Strong, ink, fit);
            text::paint(&painter, pos2(x, y + 1.0), Align2::LEFT_TOP, step.words, Type::Caption, c.ink_muted, fit);
            let is_shown = self.shown.map_or(step.state == StepState::Now, |shown| shown == i);
            if is_shown {
                let under = Rect::from_min_max(pos2(part.left(), part.bottom() - 4.0), part.max);
                let round = CornerRadius { nw: 0, ne: 0, ..corners };
                painter.rect_filled(under, round, c.sun);
            }
            if one.has_focus() {
                paint_focus_ring_inside(ui, &painter, part.shrink(2.0), t.radius.control);
            }
            if one.clicked() {
                chosen = Some(i);
            }
            let state = match step.state {
                StepState::Done => "done",
                StepState::Now => "now",
                StepState::Later => "later",
            };
            one.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::Tab, step.open, step.title);
                info.current_text_value = Some(format!("step {number} of {count}, {state}. {}", step.words));
                info
            });
            ui.accesskit_node_builder(one.id, |node| node.set_selected(is_shown));
        }
        let line = Stroke::new(t.stroke.hairline, c.line);
        painter.rect_stroke(rect, CornerRadius::same(radius), line, StrokeKind::Inside);
        chosen
    }
}
