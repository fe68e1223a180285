//! What was just done, for six seconds, with the way back.

use eframe::egui::{Align2, Area, CornerRadius, Id, Order, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{self, colours, tokens};

/// One message.
#[derive(Debug, Clone)]
struct Toast {
    number: u64,
    words: String,
    undo: bool,
    /// Seconds it has been seen; stands still while the pointer or the keyboard is on it.
    seen: f32,
}

/// The messages of a window, kept by the caller.
#[derive(Debug, Clone, Default)]
pub struct Toasts {
    list: Vec<Toast>,
    next: u64,
}

/// What was asked of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastEvent {
    /// Undo what the message of this number said.
    Undo(u64),
}

impl Toasts {
    /// Says something; gives its number.
    pub fn say(&mut self, words: impl Into<String>) -> u64 {
        self.push(words.into(), false)
    }

    /// Says something that can be undone.
    pub fn say_with_undo(&mut self, words: impl Into<String>) -> u64 {
        self.push(words.into(), true)
    }

    fn push(&mut self, words: String, undo: bool) -> u64 {
        let number = self.next;
        self.next += 1;
        // A later step makes an older undo mean something else.
        if undo {
            self.no_way_back();
        }
        self.list.push(Toast { number, words, undo, seen: 0.0 });
        if self.list.len() > 3 {
            self.list.remove(0);
        }
        number
    }

    /// Another step followed: an older message has no way back any more.
    pub fn no_way_back(&mut self) {
        self.list.iter_mut().for_each(|toast| toast.undo = false);
    }

    /// The step was taken back: what told that it was done is not true any more.
    pub fn step_is_gone(&mut self) {
        self.list.retain(|toast| !toast.undo);
    }

    /// Another campaign is open: what was said was said of the one before, or of none.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// What is said now, the newest last.
    #[cfg(test)]
    pub fn words(&self) -> Vec<&str> {
        self.list.iter().map(|toast| toast.words.as_str()).collect()
    }

    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Paints them over the window, at its foot in the middle.
    pub fn show(&mut self, ui: &mut Ui) -> Option<ToastEvent> {
        let mut event = None;
        let stay = tokens().motion.toast_stay / 1000.0;
        let passed = ui.input(|i| i.stable_dt).min(0.25);
        let screen = ui.ctx().content_rect();
        let mut bottom = screen.bottom() - tokens().size.status - tokens().size.bulk_bar - 16.0;
        let mut gone = Vec::new();
        for toast in self.list.iter_mut().rev() {
            let id = Id::unique("toast").with(toast.number);
            let enter = theme::seconds(ui.ctx(), tokens().motion.toast_in);
            let arrived = ui.ctx().animate_bool_with_time(id, true, enter);
            let mut held = false;
            let mut height = 0.0;
            Area::new(id.with("area"))
                .order(Order::Foreground)
                .pivot(Align2::CENTER_BOTTOM)
                .fixed_pos(pos2(screen.center().x, bottom + (1.0 - arrived) * 12.0))
                .show(ui.ctx(), |ui| {
                    let (rect, asked, on) = one(ui, toast);
                    height = rect.height();
                    held = on;
                    match asked {
                        Asked::Undo => {
                            event = Some(ToastEvent::Undo(toast.number));
                            gone.push(toast.number);
                        }
                        Asked::Close => gone.push(toast.number),
                        Asked::Nothing => {}
                    }
                });
            bottom -= height + 8.0;
            if !held {
                toast.seen += passed;
            }
            if toast.seen >= stay {
                gone.push(toast.number);
            }
        }
        self.list.retain(|t| !gone.contains(&t.number));
        if !self.list.is_empty() {
            ui.ctx().request_repaint_after_secs(0.25);
        }
        event
    }
}

enum Asked {
    Nothing,
    Undo,
    Close,
}

fn one(ui: &mut Ui, toast: &Toast) -> (Rect, Asked, bool) {
    let c = colours(ui);
    let words_width = text::width(ui.painter(), &toast.words, Type::Body).min(560.0);
    let undo_width = if toast.undo { text::width(ui.painter(), "Undo", Type::Strong) + 24.0 } else { 0.0 };
    let size = vec2(16.0 + words_width + 12.0 + undo_width + 36.0, 44.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let p = ui.painter().clone();
    let shadow = tokens().shadow.menu.with(c.shadow);
    p.add(shadow.as_shape(rect, CornerRadius::same(tokens().radius.panel)));
    p.rect_filled(rect, CornerRadius::same(tokens().radius.panel), c.bar);
    let y = rect.center().y;
    let at = pos2(rect.left() + 16.0, y);
    text::paint(&p, at, Align2::LEFT_CENTER, &toast.words, Type::Body, c.on_bar, Fit::Elide(words_width + 1.0));
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &toast.words));
    let mut asked = Asked::Nothing;
    let mut held = ui.rect_contains_pointer(rect);
    if toast.undo {
        let left = rect.right() - 36.0 - undo_width;
        let place = Rect::from_min_size(pos2(left, y - 15.0), vec2(undo_width, 30.0));
        let undo = ui.interact(place, response.id.with("undo"), Sense::click());
        if undo.hovered() {
            p.rect_filled(place, CornerRadius::same(6), c.bar_inset);
        }
        text::paint(&p, place.center(), Align2::CENTER_CENTER, "Undo", Type::Strong, c.sun, Fit::Free);
        focus_ring(ui, &undo, place.shrink(3.0), 6);
        undo.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Undo"));
        held |= undo.has_focus();
        if undo.clicked() {
            asked = Asked::Undo;
        }
    }
    let place = Rect::from_center_size(pos2(rect.right() - 20.0, y), vec2(28.0, 28.0));
    let cross = ui.interact(place, response.id.with("close"), Sense::click());
    Icon::X.paint(&p, place.center(), 14.0, if cross.hovered() { c.on_bar } else { c.on_bar_muted });
    focus_ring(ui, &cross, place.shrink(3.0), 6);
    cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close this message"));
    held |= cross.has_focus();
    if cross.clicked() {
        asked = Asked::Close;
    }
    (rect, asked, held)
}
