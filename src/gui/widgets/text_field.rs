//! Fields one types in, alone or under their label.
//!
//! A sealed field is shown as text on the inset surface and says why; it is not a greyed control.

use std::borrow::Cow;

use eframe::egui::{Align2, Color32, Frame, Id, Margin, Response, Stroke, TextBuffer, TextEdit, Ui, pos2, vec2};

use super::command_button::CommandButton;
use super::marked_text::{self, Mark};
use crate::gui::bidi;
use crate::gui::icons::Icon;
use crate::gui::lead;
use crate::gui::marks::{cap, cap_width, focus_ring};
use crate::gui::text::{Text, Type};
use crate::gui::theme::{colours, tokens};

/// Finds what is marked in a text.
type Marking<'a> = dyn Fn(&str) -> Vec<Mark> + 'a;

/// A field of one or more lines.
#[must_use = "call show"]
pub struct TextField<'a> {
    value: &'a mut String,
    name: Cow<'a, str>,
    hint: Option<Cow<'a, str>>,
    icon: Option<Icon>,
    shortcut: Option<Cow<'a, str>>,
    width: Option<f32>,
    rows: usize,
    style: Type,
    password: bool,
    wrong: bool,
    read_only: bool,
    small: bool,
    id: Option<Id>,
    bare: bool,
    marks: Option<&'a Marking<'a>>,
}

impl<'a> TextField<'a> {
    /// `name` is what screen readers and tests find it by.
    pub fn new(value: &'a mut String, name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            value,
            name: name.into(),
            hint: None,
            icon: None,
            shortcut: None,
            width: None,
            rows: 1,
            style: Type::Body,
            password: false,
            wrong: false,
            read_only: false,
            small: false,
            id: None,
            bare: false,
            marks: None,
        }
    }

    /// Places of the text are marked while one types: asked with what stands there.
    pub fn marks(mut self, marks: &'a dyn Fn(&str) -> Vec<Mark>) -> Self {
        self.marks = Some(marks);
        self
    }

    /// Words shown while it is empty.
    pub fn hint(mut self, hint: impl Into<Cow<'a, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// An icon at the left.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that lead here, shown while it is empty.
    pub fn shortcut(mut self, keys: impl Into<Cow<'a, str>>) -> Self {
        self.shortcut = Some(keys.into());
        self
    }

    /// Width in points; otherwise all the room there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// More than one line.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Monospaced, for codes.
    pub fn mono(mut self) -> Self {
        self.style = Type::Mono;
        self
    }

    /// In another type style.
    pub fn style(mut self, style: Type) -> Self {
        self.style = style;
        self
    }

    /// Dots instead of letters.
    pub fn password(mut self) -> Self {
        self.password = true;
        self
    }

    /// What stands there does not do; the reason belongs beside it.
    pub fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    /// Can be read and copied only.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// 28 points high.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// A fixed id, so that a command can put the keyboard here.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Without frame and ring, inside something that has them.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Paints; `changed` when something was typed.
    pub fn show(self, ui: &mut Ui) -> Response {
        let c = colours(ui);
        let t = tokens();
        let one_line = self.rows <= 1;
        let height = if self.small { t.size.button_small } else { t.size.field };
        let width = self.width.unwrap_or_else(|| ui.available_width()).min(ui.available_width());
        let left = if self.icon.is_some() { 34 } else { 10 };
        let empty = self.value.is_empty();
        let keys = self.shortcut.as_ref().filter(|_| empty);
        let right = keys.map_or(10.0, |k| cap_width(ui.painter(), k) + 18.0);
        let line = if self.wrong { c.danger } else { c.line_control };
        let fill = if self.read_only { c.surface_inset } else { c.surface };
        let frame = if self.bare {
            Frame::new().inner_margin(Margin { left, right: right as i8, top: 2, bottom: 2 })
        } else {
            let up = if one_line { 2 } else { 7 };
            Frame::new()
                .fill(fill)
                .corner_radius(t.radius.control)
                .stroke(Stroke::new(1.0, if self.read_only { c.line } else { line }))
                .inner_margin(Margin { left: left - 1, right: right as i8 - 1, top: up, bottom: up })
        };
        let (style, marks) = (self.style, self.marks);
        let mut layouter = |ui: &Ui, words: &dyn TextBuffer, width: f32| {
            let words = words.as_str();
            let marks = marks.map_or_else(Vec::new, |marks| marks(words));
            let mut job = marked_text::job(words, &marks, style, c.ink);
            job.wrap.max_width = if one_line { f32::INFINITY } else { width };
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let mut at_rest = |ui: &Ui, words: &dyn TextBuffer, _: f32| {
            let words = bidi::visual_order(words.as_str()).into_owned();
            ui.fonts_mut(|fonts| fonts.layout_no_wrap(words, style.font(), c.ink))
        };
        let value = self.value;
        // Words from the right stand in typed order while somebody types, for the cursor follows it, and as they are read before
        // and after. `own` is the id of the field where it has none of its own, which is known when it was so in the last frame.
        let own = self.id.unwrap_or_else(|| ui.next_auto_id());
        let is_known = self.id.is_some() || ui.data(|data| data.get_temp::<bool>(own)) == Some(true);
        let is_turned = is_known
            && one_line
            && !self.password
            && !ui.memory(|memory| memory.has_focus(own))
            && bidi::has_right_to_left(value)
            && bidi::visual_order(value).chars().count() == value.chars().count();
        let mut text = if one_line { TextEdit::singleline(&mut *value) } else { TextEdit::multiline(&mut *value) };
        if marks.is_some() {
            text = text.layouter(&mut layouter);
        } else if is_turned {
            text = text.layouter(&mut at_rest);
        }
        text = text
            .font(self.style.font())
            .text_color(c.ink)
            .frame(frame)
            .desired_width(width)
            .password(self.password)
            .interactive(!self.read_only);
        if one_line {
            text = text.min_size(vec2(width, height)).align(Align2::LEFT_CENTER);
        } else {
            text = text.desired_rows(self.rows);
        }
        if let Some(hint) = &self.hint {
            text = text.hint_text(hint.to_string());
        }
        if let Some(id) = self.id {
            text = text.id(id);
        }
        let response = ui.add(text);
        if self.id.is_none() {
            ui.data_mut(|data| data.insert_temp(own, response.id == own));
        }
        let rect = response.rect;
        if let Some(icon) = self.icon {
            let at = pos2(rect.left() + 18.0, rect.center().y);
            icon.paint(ui.painter(), at, 16.0, c.ink_muted);
        }
        if let Some(keys) = keys {
            cap(ui.painter(), pos2(rect.right() - 9.0, rect.center().y), keys, c.ink_muted);
        }
        if !self.bare {
            focus_ring(ui, &response, rect, t.radius.control);
        }
        lead::answer(ui, &response, &self.name);
        response.accessible_name(self.name)
    }
}

/// A label over any control, with a word or an action at its right and a line of help under it.
#[must_use = "call show"]
pub struct Field<'a> {
    title: Cow<'a, str>,
    aside: Option<Cow<'a, str>>,
    action: Option<CommandButton<'a>>,
    help: Option<(Cow<'a, str>, Option<Color32>)>,
    wrong: Option<Cow<'a, str>>,
}

/// What a labelled field gives back.
pub struct FieldResponse<R> {
    /// What the contents gave.
    pub inner: R,
    /// The action beside the label was pressed.
    pub action: bool,
}

impl<'a> Field<'a> {
    /// A field under this label.
    pub fn new(title: impl Into<Cow<'a, str>>) -> Self {
        Self { title: title.into(), aside: None, action: None, help: None, wrong: None }
    }

    /// Muted words at the right of the label.
    pub fn aside(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.aside = Some(words.into());
        self
    }

    /// A quiet button at the right of the label.
    pub fn action(mut self, button: CommandButton<'a>) -> Self {
        self.action = Some(button.small());
        self
    }

    /// A muted line under the control.
    pub fn help(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some((words.into(), None));
        self
    }

    /// A red line under the control: why it does not do.
    pub fn wrong(mut self, reason: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.wrong = reason.map(Into::into);
        self
    }

    /// Paints label, contents and help.
    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> FieldResponse<R> {
        let mut action = false;
        let c = colours(ui);
        let inner = ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.horizontal(|ui| {
                    Text::label_strong(self.title.as_ref()).one_line().show(ui);
                    if self.aside.is_some() || self.action.is_some() {
                        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                            if let Some(button) = self.action {
                                action = button.show(ui).clicked();
                            }
                            if let Some(aside) = self.aside {
                                Text::caption(aside).elide().show(ui);
                            }
                        });
                    }
                });
                let inner = contents(ui);
                if let Some(reason) = self.wrong {
                    ui.horizontal(|ui| {
                        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), eframe::egui::Sense::hover());
                        Icon::Stop.paint(ui.painter(), rect.center(), 14.0, c.danger);
                        Text::new(reason, Type::Caption).danger().show(ui);
                    });
                } else if let Some((help, colour)) = self.help {
                    Text::new(help, Type::Caption).colour(colour.unwrap_or(c.ink_muted)).show(ui);
                }
                inner
            })
            .inner;
        FieldResponse { inner, action }
    }
}
