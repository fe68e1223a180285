//! The right side of a page: 420 points to read in, with a head that stays, a body that scrolls and a foot
//! for what is done next. The inspector (320, to change) has the same frame; see `inspector.rs`.
//!
//! Where pane and list do not fit beside each other, as at 200 % zoom, the pane becomes a drawer: the list stays,
//! and a button in a strip at the edge opens and closes it.

use eframe::egui::{CentralPanel, Context, Frame, Id, Margin, Panel, Rect, ScrollArea, Ui, UiBuilder, accesskit, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::{hairline, hairline_down};
use crate::gui::theme::{colours, tokens};

/// A pane at the right of a page; show it before what fills the rest.
#[must_use = "call show"]
pub struct SidePane<'a> {
    id: &'a str,
    width: f32,
    left: bool,
    inset: bool,
}

impl<'a> SidePane<'a> {
    /// 420 points, to read in.
    pub fn detail(id: &'a str) -> Self {
        Self { id, width: tokens().size.detail_pane, left: false, inset: false }
    }

    /// 320 points, to change things in.
    pub fn inspector(id: &'a str) -> Self {
        Self { id, width: tokens().size.inspector, left: false, inset: false }
    }

    /// A list at the left of a page.
    pub fn list(id: &'a str, width: f32) -> Self {
        Self { id, width, left: true, inset: false }
    }

    /// Another first width in points; a person's own is remembered.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// On the surface for what is only read.
    pub fn inset(mut self) -> Self {
        self.inset = true;
        self
    }

    /// Paints the pane; `contents` calls `head`, `foot` and last `body` of the `Pane`. In a closed drawer the
    /// contents run unseen, so that what they give is there in either case.
    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Pane<'_>) -> R) -> R {
        let room = ui.available_width();
        if self.left {
            let most = (room * 0.45).max(160.0);
            return self.beside(ui, most, contents);
        }
        if room >= self.width + LIST_MIN {
            return self.beside(ui, room - LIST_MIN * 0.8, contents);
        }
        let open = drawer_strip(ui, self.id);
        let width = self.width.min(ui.available_width() - 160.0).max(200.0);
        if open {
            return Self { width, ..self }.beside(ui, width, contents);
        }
        let place = Rect::from_min_size(ui.max_rect().right_top(), vec2(self.width, ui.max_rect().height()));
        let mut unseen = ui.new_child(UiBuilder::new().max_rect(place).id_salt(self.id));
        unseen.set_invisible();
        ui.accesskit_node_builder(unseen.unique_id(), accesskit::Node::set_hidden);
        contents(&mut Pane { ui: &mut unseen, id: self.id })
    }

    /// Opens the drawer of this pane, as when a row was opened in a narrow window.
    pub fn open_drawer(ctx: &Context, id: &str) {
        ctx.data_mut(|d| d.insert_temp(drawer_key(id), true));
    }

    fn beside<R>(self, ui: &mut Ui, most: f32, contents: impl FnOnce(&mut Pane<'_>) -> R) -> R {
        let c = colours(ui);
        let fill = if self.inset { c.surface_inset } else { c.surface };
        let panel = if self.left { Panel::left(self.id) } else { Panel::right(self.id) };
        let most = (self.width * 1.6).min(most);
        let out = panel
            .resizable(true)
            .default_size(self.width.min(most))
            .size_range((self.width * 0.7).min(most)..=most)
            .show_separator_line(false)
            .frame(Frame::new().fill(fill))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                contents(&mut Pane { ui, id: self.id })
            });
        let rect = out.response.rect;
        let edge = if self.left { rect.right() } else { rect.left() + 1.0 };
        hairline_down(ui.painter(), edge, rect.y_range(), c.line);
        out.inner
    }
}

/// Narrowest room for what stands beside a pane.
const LIST_MIN: f32 = 360.0;

fn drawer_key(id: &str) -> Id {
    Id::unique("unsung drawer").with(id)
}

/// The strip at the right edge with the button of the drawer; whether the drawer is open.
fn drawer_strip(ui: &mut Ui, id: &str) -> bool {
    let c = colours(ui);
    let mut open: bool = ui.data(|d| d.get_temp(drawer_key(id))).unwrap_or(false);
    let frame = Frame::new().fill(c.rail).inner_margin(Margin::symmetric(4, 8));
    Panel::right(format!("{id} drawer"))
        .resizable(false)
        .exact_size(36.0)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            let (icon, title) = if open { (Icon::Right, "Hide the pane") } else { (Icon::Left, "Show the pane") };
            if CommandButton::plain(title).icon(icon).icon_only().small().show(ui).clicked() {
                open = !open;
                ui.data_mut(|d| d.insert_temp(drawer_key(id), open));
            }
        });
    open
}

/// The parts of a pane.
pub struct Pane<'u> {
    ui: &'u mut Ui,
    id: &'u str,
}

impl Pane<'_> {
    /// What stays at the top.
    pub fn head<R>(&mut self, contents: impl FnOnce(&mut Ui) -> R) -> R {
        let frame = Frame::new().inner_margin(Margin { left: 18, right: 18, top: 16, bottom: 8 });
        Panel::top(format!("{} head", self.id))
            .resizable(false)
            .show_separator_line(false)
            .frame(frame)
            .show(self.ui, |ui| {
                ui.set_min_width(ui.available_width());
                contents(ui)
            })
            .inner
    }

    /// What stays at the bottom: the buttons.
    pub fn foot<R>(&mut self, contents: impl FnOnce(&mut Ui) -> R) -> R {
        let c = colours(self.ui);
        let frame = Frame::new().fill(c.surface).inner_margin(Margin::symmetric(18, 11));
        let out = Panel::bottom(format!("{} foot", self.id))
            .resizable(false)
            .show_separator_line(false)
            .frame(frame)
            .show(self.ui, |ui| {
                ui.horizontal(|ui| {
                    ui.set_min_height(tokens().size.button);
                    contents(ui)
                })
                .inner
            });
        let rect = out.response.rect;
        hairline(self.ui.painter(), rect.x_range(), rect.top() + 1.0, c.line);
        out.inner
    }

    /// What scrolls between them; call it last.
    pub fn body<R>(&mut self, contents: impl FnOnce(&mut Ui) -> R) -> R {
        let id = format!("{} body", self.id);
        CentralPanel::default()
            .frame(Frame::NONE)
            .show(self.ui, |ui| {
                ScrollArea::vertical()
                    .id_salt(id)
                    .auto_shrink(false)
                    .show(ui, |ui| {
                        Frame::new()
                            .inner_margin(Margin { left: 18, right: 18, top: 8, bottom: 16 })
                            .show(ui, |ui| {
                                ui.set_min_width(ui.available_width());
                                contents(ui)
                            })
                            .inner
                    })
                    .inner
            })
            .inner
    }

    /// The whole of it without parts, when a pane scrolls as one or lays itself out.
    pub fn whole(&mut self) -> &mut Ui {
        self.ui
    }
}
