//! A field whose value comes from a list that opens under it.

use std::borrow::Cow;

use eframe::egui::{
    Align2, CornerRadius, Event, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::menu::MenuLine;
use crate::gui::icons::Icon;
use crate::gui::lead;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{self, colours, tokens};

/// A choice from a list.
#[must_use = "call show"]
pub struct Select<'a, S> {
    name: Cow<'a, str>,
    options: &'a [S],
    chosen: Option<usize>,
    unchosen: Cow<'a, str>,
    wanting: bool,
    width: Option<f32>,
    small: bool,
    icon: Option<Icon>,
    disabled: Option<Cow<'a, str>>,
}

/// What a select gives back.
pub struct SelectResponse {
    /// The field.
    pub response: Response,
    /// The index that was chosen now.
    pub chosen: Option<usize>,
}

impl<'a, S: AsRef<str>> Select<'a, S> {
    /// `name` is what screen readers and tests find it by; `chosen` is an index into `options`.
    pub fn new(name: impl Into<Cow<'a, str>>, options: &'a [S], chosen: Option<usize>) -> Self {
        Self {
            name: name.into(),
            options,
            chosen,
            unchosen: Cow::Borrowed("Not chosen yet"),
            wanting: false,
            width: None,
            small: false,
            icon: None,
            disabled: None,
        }
    }

    /// Words while nothing is chosen.
    pub fn unchosen(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.unchosen = words.into();
        self
    }

    /// A choice is needed before going on: unchosen is written in red.
    pub fn wanting(mut self) -> Self {
        self.wanting = true;
        self
    }

    /// Width in points; otherwise as wide as its widest option.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// 28 points high.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// An icon at the left.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Cannot be opened when there is a reason.
    pub fn disabled_if(mut self, reason: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.disabled = reason.map(Into::into);
        self
    }

    /// Paints the field and, when open, its list.
    pub fn show(self, ui: &mut Ui) -> SelectResponse {
        let c = colours(ui);
        let t = tokens();
        let before = if self.icon.is_some() { 24.0 } else { 0.0 };
        let widest = || {
            self.options
                .iter()
                .map(|o| text::width(ui.painter(), o.as_ref(), Type::Label))
                .fold(text::width(ui.painter(), &self.unchosen, Type::LabelStrong), f32::max)
        };
        let natural = self.width.unwrap_or_else(|| widest() + before + 46.0);
        let height = if self.small { t.size.button_small } else { t.size.field };
        let size = vec2(natural.min(ui.available_width()), height);
        let enabled = self.disabled.is_none();
        let sense = if enabled { Sense::click() } else { Sense::focusable_noninteractive() };
        let (rect, mut response) = ui.allocate_exact_size(size, sense);
        let hover = theme::hover_amount(ui.ctx(), response.id, response.hovered() && enabled);
        let fill = if enabled { theme::mix(c.surface, c.surface_hover, hover) } else { c.surface_inset };
        let line = if enabled { c.line_control } else { c.line };
        let radius = CornerRadius::same(t.radius.control);
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        let (words, style, ink) = match self.chosen.and_then(|i| self.options.get(i)) {
            Some(option) => (option.as_ref(), Type::Label, if enabled { c.ink } else { c.ink_disabled }),
            None if self.wanting => (self.unchosen.as_ref(), Type::LabelStrong, c.danger),
            None => (self.unchosen.as_ref(), Type::Label, c.ink_muted),
        };
        let y = rect.center().y;
        if let Some(icon) = self.icon {
            icon.paint(ui.painter(), pos2(rect.left() + 18.0, y), 16.0, ink);
        }
        let at = pos2(rect.left() + 11.0 + before, y);
        let fit = Fit::Elide(rect.right() - 30.0 - at.x);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, style, ink, fit);
        Icon::Chevsort.paint(
            ui.painter(),
            pos2(rect.right() - 17.0, y),
            15.0,
            if enabled { c.ink } else { c.ink_disabled },
        );
        focus_ring(ui, &response, rect, t.radius.control);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, enabled, &self.name);
            info.current_text_value = Some(words.to_owned());
            info
        });
        lead::answer(ui, &response, &self.name);
        if let Some(reason) = &self.disabled {
            ui.accesskit_node_builder(response.id, |node| {
                node.set_disabled();
                node.set_description(reason.as_ref());
            });
            response = response.on_hover_text(reason.as_ref());
            return SelectResponse { response, chosen: None };
        }
        let chosen = self.list(&response);
        if chosen.is_some() {
            response.mark_changed();
        }
        SelectResponse { response, chosen }
    }

    fn list(&self, response: &Response) -> Option<usize> {
        let mut chosen = None;
        Popup::menu(response).gap(4.0).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.set_min_width((response.rect.width() - 14.0).max(120.0));
            let sought = self.sought(ui, response);
            ScrollArea::vertical().max_height(330.0).show(ui, |ui| {
                for (i, option) in self.options.iter().enumerate() {
                    let on = self.chosen == Some(i);
                    let line = MenuLine::new(option.as_ref()).chosen(on).show(ui);
                    if sought == Some(i) {
                        line.request_focus();
                        line.scroll_to_me(None);
                    }
                    if line.clicked() {
                        chosen = Some(i);
                        ui.close();
                    }
                }
            });
        });
        chosen
    }

    /// The option that takes the keyboard now: what is chosen as the list opens, then what begins with the letters that are typed.
    fn sought(&self, ui: &Ui, response: &Response) -> Option<usize> {
        let place = response.id.with("typed in the list");
        let (pass, now_s) = (ui.cumulative_pass_nr(), ui.input(|input| input.time));
        let last = ui.data(|data| data.get_temp::<Typed>(place)).filter(|last| pass <= last.pass + 1);
        let fresh = last.is_none();
        let mut typed = last.unwrap_or_default();
        typed.pass = pass;
        if now_s > typed.until_s {
            typed.letters.clear();
        }
        let letters: String = ui.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) => Some(text.as_str()),
                _ => None,
            });
            texts.collect()
        });
        // A space goes on with the word that is typed; else it chooses, as Enter does.
        let in_word = !typed.letters.is_empty();
        let letters = if in_word { letters.as_str() } else { letters.trim_start() };
        let mut sought = self.chosen.filter(|_| fresh);
        if !letters.is_empty() {
            if in_word {
                ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
            }
            typed.letters.push_str(&letters.to_lowercase());
            typed.until_s = now_s + PATIENCE_S;
            let titles: Vec<String> = self.options.iter().map(|option| option.as_ref().to_lowercase()).collect();
            let inside = |title: &String| title.split([' ', ':', '(']).any(|word| word.starts_with(&typed.letters));
            let begins = titles.iter().position(|title| title.starts_with(&typed.letters));
            sought = begins
                .or_else(|| titles.iter().position(inside))
                .or_else(|| titles.iter().position(|title| title.contains(&typed.letters)));
        }
        ui.data_mut(|data| data.insert_temp(place, typed));
        sought
    }
}

/// Seconds after which the next letter begins another word.
const PATIENCE_S: f64 = 1.2;

/// Letters that were typed while a list was open.
#[derive(Clone, Default)]
struct Typed {
    letters: String,
    until_s: f64,
    /// Of the window when the list was last seen open.
    pass: u64,
}
