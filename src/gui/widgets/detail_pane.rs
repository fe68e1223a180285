//! The right side of a page: 420 points to read in, with a head that stays, a body that scrolls and a foot
//! for what is done next. The inspector (320, to change) has the same frame; see `inspector.rs`.

use eframe::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

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

    /// Paints the pane; `contents` calls `head`, `foot` and last `body` of the `Pane`.
    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Pane<'_>) -> R) -> R {
        let c = colours(ui);
        let fill = if self.inset { c.surface_inset } else { c.surface };
        let panel = if self.left { Panel::left(self.id) } else { Panel::right(self.id) };
        let out = panel
            .resizable(true)
            .default_size(self.width)
            .size_range((self.width * 0.7)..=(self.width * 1.6))
            .show_separator_line(false)
            .frame(Frame::new().fill(fill))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = eframe::egui::vec2(8.0, 8.0);
                contents(&mut Pane { ui, id: self.id })
            });
        let rect = out.response.rect;
        let edge = if self.left { rect.right() } else { rect.left() + 1.0 };
        hairline_down(ui.painter(), edge, rect.y_range(), c.line);
        out.inner
    }
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
