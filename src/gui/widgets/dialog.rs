//! The dialog: head, body, foot with its buttons, over a scrim.
//!
//! The keyboard starts in the first field of the body when the caller asks for it, else on the safest
//! button; Esc is the least harmful answer; when the dialog goes, the keyboard returns where it was.

use std::borrow::Cow;

use eframe::egui::{
    Align, Context, CornerRadius, Frame, Id, Layout, Margin, Memory, Modal, Role, ScrollArea, Stroke, Ui, vec2,
};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, hairline, icon_plate};
use crate::gui::text::{Text, Type};
use crate::gui::theme::{colours, colours_of, tokens};

/// A dialog.
#[must_use = "call show"]
pub struct Dialog<'a> {
    id: Id,
    title: Cow<'a, str>,
    words: Option<Cow<'a, str>>,
    mark: Option<(Icon, Tone)>,
    width: f32,
    buttons: Vec<(bool, CommandButton<'a>)>,
    focus: Option<usize>,
    foot_words: Option<Cow<'a, str>>,
    alert: bool,
    flush: bool,
    outside_closes: bool,
}

/// What a dialog gives back.
pub struct DialogResponse<R> {
    /// What the body gave.
    pub inner: R,
    /// The button that was pressed, in the order in which they were added.
    pub pressed: Option<usize>,
    /// Esc: the least harmful answer.
    pub closed: bool,
}

/// A dialog that is over the page, and who had the keyboard before it.
#[derive(Clone, Copy)]
struct Open {
    id: Id,
    /// Last frame in which it was shown.
    frame: u64,
    before: Option<Id>,
}

fn open_dialogs() -> Id {
    Id::unique("unsung open dialogs")
}

/// Notes that a dialog is shown in this frame; true when it was not in the one before.
pub(super) fn note_open(ctx: &Context, id: Id) -> bool {
    let frame = ctx.cumulative_frame_nr();
    let before = ctx.memory(Memory::focused);
    ctx.data_mut(|d| {
        let open: &mut Vec<Open> = d.get_temp_mut_or_default(open_dialogs());
        if let Some(known) = open.iter_mut().find(|o| o.id == id) {
            known.frame = frame;
            false
        } else {
            open.push(Open { id, frame, before });
            true
        }
    })
}

/// Gives the keyboard back where it was when a dialog is no longer shown. At the end of the frame after its
/// last one: until then egui keeps the page under it from taking the keyboard.
pub(crate) fn give_keyboard_back(ctx: &Context) {
    let frame = ctx.cumulative_frame_nr();
    let gone: Option<Open> = ctx.data_mut(|d| {
        let open: &mut Vec<Open> = d.get_temp_mut_or_default(open_dialogs());
        let at = open.iter().rposition(|o| o.frame < frame)?;
        Some(open.remove(at))
    });
    if let Some(before) = gone.and_then(|g| g.before) {
        ctx.memory_mut(|m| m.request_focus(before));
        ctx.request_repaint();
    }
}

impl<'a> Dialog<'a> {
    /// A dialog of 560 points; `id` tells it from others.
    pub fn new(id: &str, title: impl Into<Cow<'a, str>>) -> Self {
        Self {
            id: Id::unique("dialog").with(id),
            title: title.into(),
            words: None,
            mark: None,
            width: tokens().size.dialog,
            buttons: Vec::new(),
            focus: None,
            foot_words: None,
            alert: false,
            flush: false,
            outside_closes: false,
        }
    }

    /// A line under the title.
    pub fn words(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// A plate with an icon before the title.
    pub fn mark(mut self, icon: Icon, tone: Tone) -> Self {
        self.mark = Some((icon, tone));
        self
    }

    /// 1120 points, for tables.
    pub fn wide(mut self) -> Self {
        self.width = tokens().size.dialog_wide;
        self
    }

    /// Another width in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Something stopped: screen readers say it at once.
    pub fn alert(mut self) -> Self {
        self.alert = true;
        self
    }

    /// The body reaches the edges and scrolls by itself.
    pub fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    /// A click beside it closes it; only where nothing typed is lost.
    pub fn outside_closes(mut self) -> Self {
        self.outside_closes = true;
        self
    }

    /// A button at the right; the last one stands outermost.
    pub fn button(mut self, button: CommandButton<'a>) -> Self {
        self.buttons.push((false, button));
        self
    }

    /// A button at the left.
    pub fn left(mut self, button: CommandButton<'a>) -> Self {
        self.buttons.push((true, button));
        self
    }

    /// Muted words beside the buttons at the right: what is still missing.
    pub fn foot_words(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.foot_words = Some(words.into());
        self
    }

    /// The button of this index has the keyboard when the dialog opens.
    pub fn focus(mut self, index: usize) -> Self {
        self.focus = Some(index);
        self
    }

    /// Paints it over the window; call it in every frame in which it is open.
    pub fn show<R>(self, ctx: &Context, body: impl FnOnce(&mut Ui) -> R) -> DialogResponse<R> {
        let c = colours_of(ctx.global_style().visuals.dark_mode);
        let t = tokens();
        let (id, opening) = (self.id, note_open(ctx, self.id));
        let screen = ctx.content_rect();
        let width = self.width.min(screen.width() - 48.0);
        let role = if self.alert { Role::AlertDialog } else { Role::Dialog };
        let area = Modal::default_area(self.id).accessible_name(self.title.as_ref()).role(role);
        let frame = Frame::new()
            .fill(c.surface)
            .stroke(Stroke::new(t.stroke.hairline, c.line))
            .corner_radius(t.radius.dialog)
            .shadow(t.shadow.dialog.with(c.shadow));
        let max_body = (screen.height() - 240.0).max(120.0);
        let outside_closes = self.outside_closes;
        let modal = Modal::new(self.id).area(area).backdrop_color(c.scrim).frame(frame);
        let out = modal.show(ctx, |ui| {
            ui.set_width(width - 2.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            self.head(ui);
            let inner = if self.flush {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                ui.scope(body).inner
            } else {
                let margin = Margin { left: 24, right: 24, top: 4, bottom: 16 };
                ScrollArea::vertical()
                    .max_height(max_body)
                    .show(ui, |ui| {
                        Frame::new()
                            .inner_margin(margin)
                            .show(ui, |ui| {
                                ui.set_min_width(ui.available_width());
                                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                                body(ui)
                            })
                            .inner
                    })
                    .inner
            };
            let pressed = if self.buttons.is_empty() { None } else { self.foot(ui, opening) };
            (inner, pressed)
        });
        // In the middle of the window, a dialog that has grown has room for more: until it is as high as it will be.
        let key = id.with("height");
        let height = out.response.rect.height();
        if ctx.data(|data| data.get_temp::<f32>(key)) != Some(height) {
            ctx.data_mut(|data| data.insert_temp(key, height));
            ctx.request_repaint();
        }
        let escape = out.is_top_modal
            && !out.any_popup_open
            && ctx.input_mut(|i| i.consume_key(eframe::egui::Modifiers::NONE, eframe::egui::Key::Escape));
        let outside = outside_closes && out.backdrop_response.clicked();
        let (inner, pressed) = out.inner;
        let closed = escape || outside || out.response.should_close();
        if closed || pressed.is_some() {
            ctx.request_repaint();
        }
        DialogResponse { inner, pressed, closed }
    }

    fn head(&self, ui: &mut Ui) {
        let margin = Margin { left: 24, right: 24, top: 18, bottom: 12 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let c = colours(ui);
                if let Some((icon, tone)) = self.mark {
                    let (plate, _) = ui.allocate_exact_size(vec2(44.0, 44.0), eframe::egui::Sense::hover());
                    let (fill, ink) = tone.soft(c);
                    icon_plate(ui.painter(), plate, icon, fill, ink, 22.0);
                    ui.add_space(8.0);
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    Text::new(self.title.as_ref(), Type::Dialog).show(ui);
                    if let Some(words) = &self.words {
                        let style = if self.alert { Type::Body } else { Type::Label };
                        let text = Text::new(words.as_ref(), style);
                        if self.alert {
                            text.show(ui)
                        } else {
                            text.muted().show(ui)
                        };
                    }
                });
            });
        });
    }

    fn foot(self, ui: &mut Ui, opening: bool) -> Option<usize> {
        let c = colours(ui);
        let r = tokens().radius.dialog - 1;
        let round = CornerRadius { nw: 0, ne: 0, sw: r, se: r };
        let mut pressed = None;
        let focus = self.focus.filter(|_| opening);
        let out = Frame::new().fill(c.surface_inset).corner_radius(round).inner_margin(Margin::symmetric(24, 14)).show(
            ui,
            |ui| {
                ui.set_min_width(ui.available_width());
                ui.horizontal(|ui| {
                    ui.set_min_height(tokens().size.button);
                    ui.spacing_mut().item_spacing.x = 8.0;
                    let mut place = |ui: &mut Ui, index: usize, button: CommandButton<'a>| {
                        let response = button.show(ui);
                        if focus == Some(index) {
                            response.request_focus();
                        }
                        if response.clicked() {
                            pressed = Some(index);
                        }
                    };
                    let (left, right): (Vec<_>, Vec<_>) =
                        self.buttons.into_iter().enumerate().partition(|(_, (left, _))| *left);
                    for (index, (_, button)) in left {
                        place(ui, index, button);
                    }
                    // Set from the right edge, but gone through by Tab from left to right.
                    let widths: f32 = right.iter().map(|(_, (_, b))| b.width(ui.painter()) + 8.0).sum::<f32>() - 8.0;
                    let spare = ui.available_width() - widths.max(0.0);
                    if let Some(words) = &self.foot_words {
                        let size = vec2((spare - 8.0).max(0.0), tokens().size.button);
                        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                            ui.set_min_size(size);
                            Text::label(words.as_ref()).muted().elide().show(ui);
                        });
                    } else {
                        ui.add_space(spare.max(0.0));
                    }
                    for (index, (_, button)) in right {
                        place(ui, index, button);
                    }
                });
            },
        );
        let rect = out.response.rect;
        hairline(ui.painter(), rect.x_range(), rect.top() + 1.0, c.line);
        pressed
    }
}
