//! The bar at the top: sign, campaign, find field, whether all is saved, undo, redo, presenter, light and dark, help.

use eframe::egui::{Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::{Icon, Pen};
use crate::gui::marks::{cap, cap_width, focus_ring};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours, tokens};

/// Whether the campaign is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is; with words such as "Saved 14:02".
    Yes(String),
    /// It is being written; with words.
    Saving(String),
    /// It is not; with words such as "Not saved since 13:40".
    No(String),
    /// There is no campaign.
    Nothing,
}

/// Whether a step can be taken back or again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It can; its name, as "Undo: merge Sabine Okonjo".
    Ready(String),
    /// It cannot, for this reason.
    Not(String),
}

/// What the bar shows.
#[derive(Debug, Clone)]
pub struct TitleBar {
    /// The campaign's title, or the program's name.
    pub title: String,
    /// Whether a campaign is open: without one only help and the theme are there.
    pub campaign_open: bool,
    /// Whether it is saved.
    pub saved: Saved,
    /// Taking back.
    pub undo: Step,
    /// Doing again.
    pub redo: Step,
    /// Keys of the palette, as "Ctrl K".
    pub palette_keys: String,
    /// A second line in the bar that must not be overlooked, as "REHEARSAL".
    pub band: Option<String>,
}

/// What was asked of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleBarEvent {
    /// Open the palette.
    Palette,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Help for this page.
    Help,
    /// The window for a projector.
    Present,
    /// Light or dark.
    SwitchTheme,
    /// The saved state was pressed: save now.
    Save,
}

impl TitleBar {
    /// Fills the room there is.
    pub fn show(&self, ui: &mut Ui) -> Option<TitleBarEvent> {
        let c = colours(ui);
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, CornerRadius::ZERO, c.bar);
        let y = rect.center().y;
        let mut event = None;

        let sign = Rect::from_center_size(pos2(rect.left() + 29.0, y), vec2(30.0, 30.0));
        ui.painter().rect_filled(sign, CornerRadius::same(8), c.sun);
        let pen = Pen { filled: true, ..Pen::default() };
        Icon::Bolt.paint_with(ui.painter(), sign.center(), 20.0, c.on_sun, pen);

        let mut right = rect.right() - 12.0;
        let mut button = |ui: &mut Ui, icon, name: &str, keys: &str, off: Option<&str>, what| {
            right -= 34.0;
            let place = Rect::from_min_size(pos2(right, y - 17.0), vec2(34.0, 34.0));
            right -= 4.0;
            if bar_button(ui, c, place, icon, name, keys, off).clicked() {
                event = Some(what);
            }
        };
        button(ui, Icon::Help, "Help for this page", "F1", None, TitleBarEvent::Help);
        if self.campaign_open {
            button(ui, Icon::Screen, "Present the draw", "F5", None, TitleBarEvent::Present);
            let step = |step: &Step, plain: &str| match step {
                Step::Ready(name) => (name.clone(), None),
                Step::Not(reason) => (plain.to_owned(), Some(reason.clone())),
            };
            let (name, off) = step(&self.redo, "Redo");
            button(ui, Icon::Redo, &name, "Ctrl Shift Z", off.as_deref(), TitleBarEvent::Redo);
            let (name, off) = step(&self.undo, "Undo");
            button(ui, Icon::Undo, &name, "Ctrl Z", off.as_deref(), TitleBarEvent::Undo);
        }
        button(ui, Icon::Moon, "Light or dark", "", None, TitleBarEvent::SwitchTheme);

        let saved = self.saved(ui, c, right - 6.0, y);
        if let Some(response) = &saved
            && response.clicked()
        {
            event = Some(TitleBarEvent::Save);
        }
        let end = saved.map_or(right, |r| r.rect.left());

        // The find field stands in the middle of the window; the title takes what is left of it.
        let find_width = 440.0_f32.min((rect.width() * 0.34).max(180.0));
        let mut find = Rect::from_center_size(pos2(rect.center().x + 30.0, y), vec2(find_width, 32.0));
        if find.right() > end - 12.0 {
            find = find.translate(vec2(end - 12.0 - find.right(), 0.0));
        }
        let title_left = sign.right() + 12.0;
        let title_room = if self.campaign_open { find.left() - 16.0 } else { end } - title_left;
        if self.campaign_open && self.find(ui, c, find).clicked() {
            event = Some(TitleBarEvent::Palette);
        }
        self.title(ui, c, pos2(title_left, y), title_room);
        ui.advance_cursor_after_rect(rect);
        event
    }

    fn title(&self, ui: &mut Ui, c: &Colours, at: eframe::egui::Pos2, room: f32) {
        let words = &self.title;
        let fit = Fit::Elide(room);
        let mut place = text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::TitleDisplay, c.sun, fit);
        let response = ui.interact(place, ui.scope_id().with("campaign title"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
        if let Some(band) = &self.band {
            let width = text::width(ui.painter(), band, Type::CaptionStrong) + 18.0;
            let left = place.right() + 10.0;
            place = Rect::from_min_size(pos2(left, at.y - 11.0), vec2(width, 22.0));
            ui.painter().rect_filled(place, CornerRadius::same(4), c.sun);
            text::paint(
                ui.painter(),
                place.center(),
                Align2::CENTER_CENTER,
                band,
                Type::CaptionStrong,
                c.on_sun,
                Fit::Free,
            );
            let response = ui.interact(place, ui.scope_id().with("band"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, band));
        }
    }

    fn find(&self, ui: &mut Ui, c: &Colours, rect: Rect) -> Response {
        let response = ui.interact(rect, ui.scope_id().with("find"), Sense::click());
        let radius = tokens().radius.control;
        ui.painter().rect_filled(rect, CornerRadius::same(radius), c.bar_inset);
        let y = rect.center().y;
        Icon::Search.paint(ui.painter(), pos2(rect.left() + 18.0, y), 16.0, c.on_bar_muted);
        let keys_width = cap_width(ui.painter(), &self.palette_keys);
        let words = "Find a person, a story, a command";
        let fit = Fit::Elide(rect.width() - keys_width - 56.0);
        let at = pos2(rect.left() + 34.0, y);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Label, c.on_bar_muted, fit);
        cap(ui.painter(), pos2(rect.right() - 8.0, y), &self.palette_keys, c.on_bar_muted);
        focus_ring(ui, &response, rect, radius);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        response
    }

    fn saved(&self, ui: &mut Ui, c: &Colours, right: f32, y: f32) -> Option<Response> {
        let (words, style, ink, icon) = match &self.saved {
            Saved::Yes(words) => (words, Type::Label, c.on_bar_muted, Some(Icon::Check)),
            Saved::Saving(words) => (words, Type::Label, c.on_bar_muted, None),
            Saved::No(words) => (words, Type::LabelStrong, c.sun, None),
            Saved::Nothing => return None,
        };
        let width = text::width(ui.painter(), words, style) + if icon.is_some() { 20.0 } else { 0.0 };
        let place = Rect::from_min_size(pos2(right - width, y - 14.0), vec2(width, 28.0));
        let response = ui.interact(place, ui.scope_id().with("saved"), Sense::click());
        if let Some(icon) = icon {
            icon.paint(ui.painter(), pos2(place.left() + 7.5, y), 15.0, ink);
        }
        text::paint(ui.painter(), place.right_center(), Align2::RIGHT_CENTER, words, style, ink, Fit::Free);
        focus_ring(ui, &response, place, tokens().radius.small);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        Some(response.on_hover_text("Save now  (Ctrl S)"))
    }
}

fn bar_button(
    ui: &mut Ui,
    c: &Colours,
    place: Rect,
    icon: Icon,
    name: &str,
    keys: &str,
    off: Option<&str>,
) -> Response {
    let sense = if off.is_some() { Sense::focusable_noninteractive() } else { Sense::click() };
    let response = ui.interact(place, ui.scope_id().with(("bar button", icon)), sense);
    let radius = tokens().radius.control;
    if response.hovered() && off.is_none() {
        ui.painter().rect_filled(place, CornerRadius::same(radius), c.bar_inset);
    }
    let ink: Color32 = if off.is_some() { c.on_bar.gamma_multiply(0.4) } else { c.on_bar };
    icon.paint(ui.painter(), place.center(), tokens().size.icon, ink);
    focus_ring(ui, &response, place.shrink(3.0), radius);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, off.is_none(), name));
    if let Some(reason) = off {
        ui.accesskit_node_builder(response.id, |node| {
            node.set_disabled();
            node.set_description(reason);
        });
    }
    let mut tip = name.to_owned();
    if !keys.is_empty() {
        tip = format!("{tip}  ({keys})");
    }
    if let Some(reason) = off {
        tip = format!("{name}: {reason}");
    }
    response.on_hover_text(tip)
}
