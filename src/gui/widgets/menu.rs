//! Menus: the lines of a list that opens from a button.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, InnerResponse, Popup, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::Icon;
use crate::gui::marks::{cap, cap_width, hairline, paint_focus_ring_inside};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

/// Opens a menu under `anchor` when it is pressed; `contents` adds `MenuLine`s. Closes at a choice.
pub fn menu<R>(anchor: &Response, contents: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
    Popup::menu(anchor).gap(4.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.set_min_width(180.0);
        contents(ui)
    })
}

/// One line of a menu.
#[must_use = "call show"]
pub struct MenuLine<'a> {
    title: Cow<'a, str>,
    icon: Option<Icon>,
    shortcut: Option<Cow<'a, str>>,
    chosen: Option<bool>,
    danger: bool,
    disabled: Option<Cow<'a, str>>,
}

impl<'a> MenuLine<'a> {
    /// A line.
    pub fn new(title: impl Into<Cow<'a, str>>) -> Self {
        Self { title: title.into(), icon: None, shortcut: None, chosen: None, danger: false, disabled: None }
    }

    /// An icon at the left.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that do the same.
    pub fn shortcut(mut self, keys: impl Into<Cow<'a, str>>) -> Self {
        self.shortcut = Some(keys.into());
        self
    }

    /// A tick stands before the line when it is on.
    pub fn chosen(mut self, on: bool) -> Self {
        self.chosen = Some(on);
        self
    }

    /// An act that destroys.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Cannot be chosen when there is a reason.
    pub fn disabled_if(mut self, reason: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.disabled = reason.map(Into::into);
        self
    }

    /// Paints; `clicked` of the response is the choice.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let before = if self.icon.is_some() || self.chosen.is_some() { 26.0 } else { 0.0 };
        let keys = self.shortcut.as_ref().map_or(0.0, |k| cap_width(ui.painter(), k) + 16.0);
        let words = text::width(ui.painter(), &self.title, Type::Body);
        let natural = words + before + keys + 20.0;
        // While a menu finds its size, lines say what they need; then all become as wide as the widest.
        let width = if ui.is_sizing_pass() { natural } else { natural.max(ui.available_width()) };
        let enabled = self.disabled.is_none();
        let sense = if enabled { Sense::click() } else { Sense::focusable_noninteractive() };
        let (rect, mut response) = ui.allocate_exact_size(vec2(width, tokens().size.button), sense);
        if enabled && (response.hovered() || response.has_focus()) {
            let radius = CornerRadius::same(tokens().radius.control);
            ui.painter().rect_filled(rect, radius, c.surface_hover);
        }
        if response.has_focus() {
            paint_focus_ring_inside(ui, ui.painter(), rect, tokens().radius.control);
        }
        let ink = match (enabled, self.danger) {
            (false, _) => c.ink_disabled,
            (true, true) => c.danger,
            (true, false) => c.ink,
        };
        let y = rect.center().y;
        if self.chosen == Some(true) {
            Icon::Check.paint(ui.painter(), pos2(rect.left() + 18.0, y), 16.0, c.accent_ink);
        } else if let Some(icon) = self.icon {
            icon.paint(ui.painter(), pos2(rect.left() + 18.0, y), 16.0, ink);
        }
        let at = pos2(rect.left() + 10.0 + before, y);
        let style = if self.chosen == Some(true) { Type::Strong } else { Type::Body };
        let room = Fit::Elide(rect.right() - at.x - keys - 8.0);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, &self.title, style, ink, room);
        if let Some(keys) = &self.shortcut {
            cap(ui.painter(), pos2(rect.right() - 10.0, y), keys, c.ink_muted);
        }
        response.widget_info(|| match self.chosen {
            Some(on) => WidgetInfo::selected(Role::MenuItemRadio, enabled, on, &self.title),
            None => WidgetInfo::labeled(Role::MenuItem, enabled, &self.title),
        });
        if let Some(reason) = &self.disabled {
            ui.accesskit_node_builder(response.id, |node| {
                node.set_disabled();
                node.set_description(reason.as_ref());
            });
            response = response.on_hover_text(reason.as_ref());
        }
        response
    }
}

/// A hairline between groups of a menu.
pub fn menu_divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    hairline(ui.painter(), rect.x_range(), rect.center().y, colours(ui).line);
}
