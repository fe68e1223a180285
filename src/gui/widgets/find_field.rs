//! The field that narrows a list: lens, hint, its keys, a cross when something is typed.

use std::borrow::Cow;

use eframe::egui::{Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::text_field::TextField;
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::theme::{colours, tokens};

/// "Find in people".
#[must_use = "call show"]
pub struct FindField<'a> {
    words: &'a mut String,
    name: Cow<'a, str>,
    shortcut: Option<Cow<'a, str>>,
    width: f32,
    id: Option<Id>,
}

impl<'a> FindField<'a> {
    /// `name` is the hint as well, as "Find in people".
    pub fn new(words: &'a mut String, name: impl Into<Cow<'a, str>>) -> Self {
        Self { words, name: name.into(), shortcut: None, width: 250.0, id: None }
    }

    /// The keys that lead here.
    pub fn shortcut(mut self, keys: impl Into<Cow<'a, str>>) -> Self {
        self.shortcut = Some(keys.into());
        self
    }

    /// Width in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// A fixed id, so that Ctrl+F can put the keyboard here.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Paints; `changed` when the words changed, by typing or by the cross.
    pub fn show(self, ui: &mut Ui) -> Response {
        let Self { words, name, shortcut, width, id } = self;
        let full = !words.is_empty();
        let mut field = TextField::new(&mut *words, name.clone()).hint(name).icon(Icon::Search).width(width);
        if let Some(keys) = shortcut {
            field = field.shortcut(keys);
        }
        if let Some(id) = id {
            field = field.id(id);
        }
        let mut response = field.show(ui);
        if full {
            let rect = response.rect;
            let middle = pos2(rect.right() - 17.0, rect.center().y);
            let place = Rect::from_center_size(middle, vec2(28.0, 28.0));
            let cross = ui.interact(place, response.id.with("clear"), Sense::click());
            let c = colours(ui);
            let ink = if cross.hovered() { c.ink } else { c.ink_muted };
            Icon::X.paint(ui.painter(), place.center(), 14.0, ink);
            focus_ring(ui, &cross, place.shrink(2.0), tokens().radius.control);
            cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Clear the find field"));
            if cross.clicked() {
                words.clear();
                response.mark_changed();
                response.request_focus();
            }
        }
        response
    }
}
