//! The button: primary, plain, quiet, danger, in three heights.
//!
//! A button that cannot be pressed stays where it is and says why, on hover, on focus and to screen
//! readers; it is never hidden to disable it.

use std::borrow::Cow;

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::lead;
use crate::gui::marks::{cap, cap_width, focus_ring};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{self, Colours, colours, tokens};

/// What weight a button has on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// The one thing to do next.
    Primary,
    /// The common button.
    #[default]
    Plain,
    /// Words without a frame, in accent ink.
    Quiet,
    /// An act that destroys.
    Danger,
}

/// Height of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Height {
    /// 28.
    Small,
    /// 34.
    #[default]
    Medium,
    /// 42.
    Large,
}

/// A button for one command.
#[derive(Debug, Clone)]
#[must_use = "call show"]
pub struct CommandButton<'a> {
    title: Cow<'a, str>,
    weight: Weight,
    height: Height,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    shortcut: Option<Cow<'a, str>>,
    count: Option<u64>,
    disabled: Option<Cow<'a, str>>,
    hint: Option<Cow<'a, str>>,
    icon_only: bool,
    pressed: bool,
    min_width: f32,
    left: bool,
}

struct Measures {
    height: f32,
    pad: f32,
    gap: f32,
    style: Type,
    icon: f32,
}

impl<'a> CommandButton<'a> {
    /// A button of any weight.
    pub fn new(title: impl Into<Cow<'a, str>>, weight: Weight) -> Self {
        Self {
            title: title.into(),
            weight,
            height: Height::Medium,
            icon: None,
            trailing: None,
            shortcut: None,
            count: None,
            disabled: None,
            hint: None,
            icon_only: false,
            pressed: false,
            min_width: 0.0,
            left: false,
        }
    }

    /// The one thing to do next; one on a page.
    pub fn primary(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(title, Weight::Primary)
    }

    /// The common button.
    pub fn plain(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(title, Weight::Plain)
    }

    /// Words without a frame.
    pub fn quiet(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(title, Weight::Quiet)
    }

    /// An act that destroys.
    pub fn danger(title: impl Into<Cow<'a, str>>) -> Self {
        Self::new(title, Weight::Danger)
    }

    /// 28 points high.
    pub fn small(mut self) -> Self {
        self.height = Height::Small;
        self
    }

    /// 42 points high.
    pub fn large(mut self) -> Self {
        self.height = Height::Large;
        self
    }

    /// An icon before the title.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the title, such as the arrow of a menu.
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// Only the icon is drawn; the title stays for hover and screen readers.
    pub fn icon_only(mut self) -> Self {
        self.icon_only = true;
        self
    }

    /// The keys that do the same, as "Ctrl I".
    pub fn shortcut(mut self, keys: impl Into<Cow<'a, str>>) -> Self {
        self.shortcut = Some(keys.into());
        self
    }

    /// A number behind the title.
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// Cannot be pressed, for this reason.
    pub fn disabled_because(mut self, reason: impl Into<Cow<'a, str>>) -> Self {
        self.disabled = Some(reason.into());
        self
    }

    /// Disabled when there is a reason.
    pub fn disabled_if(mut self, reason: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.disabled = reason.map(Into::into);
        self
    }

    /// Words on hover.
    pub fn hint(mut self, hint: impl Into<Cow<'a, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Drawn as held down, as a filter that is on.
    pub fn pressed(mut self, pressed: bool) -> Self {
        self.pressed = pressed;
        self
    }

    /// At least this wide.
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }

    /// Contents against the left edge, for buttons that fill a column.
    pub fn left(mut self) -> Self {
        self.left = true;
        self
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The same without its key cap, where there is no room for it.
    pub fn without_keys(mut self) -> Self {
        self.shortcut = None;
        self
    }

    /// Whether it is the primary one.
    pub fn is_primary(&self) -> bool {
        self.weight == Weight::Primary
    }

    /// Whether it has an icon to stand for the whole.
    pub fn has_icon(&self) -> bool {
        self.icon.is_some()
    }

    /// Its icon.
    pub fn its_icon(&self) -> Option<Icon> {
        self.icon
    }

    /// Why it cannot be pressed.
    pub fn reason(&self) -> Option<&str> {
        self.disabled.as_deref()
    }

    /// Its keys.
    pub fn keys(&self) -> Option<&str> {
        self.shortcut.as_deref()
    }

    fn measures(&self) -> Measures {
        let s = &tokens().size;
        let (height, pad, style, icon) = match self.height {
            Height::Small => (s.button_small, 10.0, Type::LabelStrong, 15.0),
            Height::Medium => (s.button, 13.0, Type::Strong, 16.0),
            Height::Large => (s.button_large, 18.0, Type::StrongLarge, 18.0),
        };
        let pad = match (self.icon_only, self.weight) {
            (true, _) | (false, Weight::Quiet) => 8.0,
            _ => pad,
        };
        Measures { height, pad, gap: 7.0, style, icon }
    }

    fn shown_title(&self) -> Cow<'_, str> {
        match self.count {
            Some(count) => Cow::Owned(format!("{}  {count}", self.title)),
            None => Cow::Borrowed(&self.title),
        }
    }

    /// Width it will take, in points.
    pub fn width(&self, painter: &Painter) -> f32 {
        let m = self.measures();
        if self.icon_only {
            return (m.icon + 2.0 * m.pad).max(m.height).max(self.min_width);
        }
        let mut inner = text::width(painter, &self.shown_title(), m.style);
        let mut parts = 1.0;
        if self.icon.is_some() {
            inner += m.icon;
            parts += 1.0;
        }
        if self.trailing.is_some() {
            inner += 14.0;
            parts += 1.0;
        }
        if let Some(keys) = &self.shortcut {
            inner += cap_width(painter, keys);
            parts += 1.0;
        }
        (inner + (parts - 1.0) * m.gap + 2.0 * m.pad).ceil().max(self.min_width)
    }

    fn inks(&self, c: &Colours, hover: f32) -> (Color32, Color32, Color32) {
        // (fill, line, ink)
        if self.disabled.is_some() {
            return match self.weight {
                Weight::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, c.ink_disabled),
                _ => (c.surface_inset, c.line, c.ink_disabled),
            };
        }
        match self.weight {
            Weight::Primary => {
                let fill = theme::mix(c.accent, c.accent_hover, hover);
                (fill, fill, c.on_accent)
            }
            Weight::Danger => {
                let fill = theme::mix(c.danger, c.ink, 0.14 * hover);
                (fill, fill, c.on_danger)
            }
            Weight::Plain if self.pressed => (c.accent_soft, c.accent, c.accent_ink),
            Weight::Plain => (theme::mix(c.surface, c.surface_hover, hover), c.line_control, c.ink),
            Weight::Quiet => (c.surface_hover.gamma_multiply(hover), Color32::TRANSPARENT, c.accent_ink),
        }
    }

    /// Paints and asks; `clicked` of the response is never true while disabled.
    pub fn show(self, ui: &mut Ui) -> Response {
        let size = vec2(self.width(ui.painter()), self.measures().height);
        let sense = if self.disabled.is_some() { Sense::focusable_noninteractive() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        self.finish(ui, rect, response)
    }

    /// The same inside a rectangle that the caller has laid out; `salt` tells buttons of a place apart.
    pub fn show_at(self, ui: &mut Ui, rect: Rect, salt: impl std::hash::Hash + std::fmt::Debug) -> Response {
        let sense = if self.disabled.is_some() { Sense::focusable_noninteractive() } else { Sense::click() };
        let response = ui.interact(rect, ui.scope_id().with(("button at", salt)), sense);
        self.finish(ui, rect, response)
    }

    fn finish(self, ui: &mut Ui, rect: Rect, mut response: Response) -> Response {
        let enabled = self.disabled.is_none() && ui.is_enabled();
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, enabled);
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, enabled, &self.title);
            if self.pressed {
                info.selected = Some(true);
            }
            info
        });
        if let Some(reason) = &self.disabled {
            ui.accesskit_node_builder(response.id, |node| {
                node.set_disabled();
                node.set_description(reason.as_ref());
            });
            if response.has_focus() {
                response.show_tooltip_text(reason.as_ref());
            } else {
                response = response.on_hover_text(reason.as_ref());
            }
        } else if let Some(hint) = &self.hint {
            response = response.on_hover_text(hint.as_ref());
        } else if self.icon_only {
            let words = match &self.shortcut {
                Some(keys) => format!("{}  ({keys})", self.title),
                None => self.title.to_string(),
            };
            response = response.on_hover_text(words);
        }
        if let Some(keys) = &self.shortcut {
            ui.accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(keys.as_ref()));
        }
        lead::answer(ui, &response, &self.title);
        response
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, enabled: bool) {
        let c = colours(ui);
        let m = self.measures();
        let hover = theme::hover_amount(ui.ctx(), response.id, response.hovered() && enabled);
        let (fill, line, ink) = self.inks(c, hover);
        let painter = ui.painter();
        let radius = tokens().radius.control;
        let shown =
            if response.is_pointer_button_down_on() && enabled { rect.translate(Vec2::new(0.0, 1.0)) } else { rect };
        let stroke = Stroke::new(tokens().stroke.control, line);
        painter.rect(shown, CornerRadius::same(radius), fill, stroke, StrokeKind::Inside);
        focus_ring(ui, response, rect, radius);
        let middle = shown.center().y;
        if self.icon_only {
            let icon = self.icon.unwrap_or(Icon::Dots);
            icon.paint(painter, shown.center(), m.icon, ink);
            return;
        }
        let title = self.shown_title();
        let wanted = self.width(painter);
        let natural =
            if self.min_width > 0.0 { Self { min_width: 0.0, ..self.clone() }.width(painter) } else { wanted };
        let spare = if self.left { 0.0 } else { ((shown.width() - natural) / 2.0).max(0.0) };
        let mut x = shown.left() + m.pad + spare;
        if let Some(icon) = self.icon {
            icon.paint(painter, pos2(x + m.icon / 2.0, middle), m.icon, ink);
            x += m.icon + m.gap;
        }
        let room = shown.right() - x;
        let fit = Fit::Elide(room.max(1.0));
        let words = text::paint(painter, pos2(x, middle), Align2::LEFT_CENTER, &title, m.style, ink, fit);
        x = words.right() + m.gap;
        if let Some(icon) = self.trailing {
            icon.paint(painter, pos2(x + 7.0, middle), 14.0, ink);
            x += 14.0 + m.gap;
        }
        if let Some(keys) = &self.shortcut {
            cap(painter, pos2(x + cap_width(painter, keys), middle), keys, ink);
        }
    }
}
