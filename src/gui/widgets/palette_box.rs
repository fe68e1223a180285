//! The palette (Ctrl+K): one field, and under it commands, people, stories.
//!
//! What matches is the caller's; the box shows at most eight lines in the order given, lets the arrows
//! choose, and keeps lines that are unavailable, with their reason.

use std::borrow::Cow;

use eframe::egui::{
    Align2, Context, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::icons::Icon;
use crate::gui::marks::{cap, cap_width, hairline};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, colours_of, tokens};

/// Lines that are shown before "Show all".
const LINES: usize = 8;

/// One line.
#[derive(Debug, Clone)]
pub struct PaletteLine<'a> {
    /// "Commands", "People and heroes"; a line whose group differs from the one before opens a heading.
    pub group: Cow<'a, str>,
    /// Its icon.
    pub icon: Icon,
    /// "Rehearse the draw".
    pub title: Cow<'a, str>,
    /// "Sweepstake", "Entrant".
    pub aside: Cow<'a, str>,
    /// Keys that do the same; may be empty.
    pub keys: Cow<'a, str>,
    /// Why it cannot be chosen now.
    pub reason: Option<Cow<'a, str>>,
}

/// What the box remembers while it is open; start with the default.
#[derive(Debug, Clone, Default)]
pub struct PaletteState {
    /// What was typed.
    pub query: String,
    chosen: usize,
    all: bool,
    before: String,
}

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaletteEvent {
    /// The line of this index.
    Chosen(usize),
    /// Esc, or a click beside it.
    Closed,
}

/// Paints the palette over the window; call it in every frame in which it is open.
pub fn show(ctx: &Context, state: &mut PaletteState, lines: &[PaletteLine<'_>]) -> Option<PaletteEvent> {
    let c = colours_of(ctx.global_style().visuals.dark_mode);
    let t = tokens();
    if state.query != state.before {
        state.before.clone_from(&state.query);
        state.chosen = 0;
        state.all = false;
    }
    let shown = if state.all { lines.len() } else { lines.len().min(LINES) };
    let more = lines.len() - shown;
    let stops = shown + usize::from(more > 0);
    state.chosen = state.chosen.min(stops.saturating_sub(1));
    let key = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let mut moved = false;
    if key(Key::ArrowDown) && stops > 0 {
        state.chosen = (state.chosen + 1) % stops;
        moved = true;
    }
    if key(Key::ArrowUp) && stops > 0 {
        state.chosen = (state.chosen + stops - 1) % stops;
        moved = true;
    }
    let enter = key(Key::Enter);
    let escape = key(Key::Escape);
    let id = Id::unique("palette");
    super::dialog::note_open(ctx, id);
    let area = Modal::default_area(id)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 64.0))
        .accessible_name("Find a person, a story, a command")
        .role(Role::Dialog);
    let frame = Frame::new()
        .fill(c.surface)
        .stroke(Stroke::new(1.0, c.line))
        .corner_radius(t.radius.dialog)
        .shadow(t.shadow.dialog.with(c.shadow));
    let width = t.size.palette.min(ctx.content_rect().width() - 48.0);
    let out = Modal::new(id).area(area).backdrop_color(c.scrim).frame(frame).show(ctx, |ui| {
        ui.set_width(width - 2.0);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        field(ui, state, width);
        let mut event = None;
        let height = (ctx.content_rect().height() - 220.0).clamp(120.0, 520.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(9, 8)).show(ui, |ui| {
                ui.set_min_width(width - 20.0);
                if lines.is_empty() {
                    let (rect, response) = ui.allocate_exact_size(vec2(width - 20.0, 44.0), Sense::hover());
                    let at = pos2(rect.left() + 14.0, rect.center().y);
                    let words = "Nothing matches. Fewer letters find more.";
                    text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Body, c.ink_muted, Fit::Free);
                    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
                }
                let mut group = "";
                for (i, one) in lines.iter().take(shown).enumerate() {
                    if one.group != group {
                        group = &one.group;
                        heading(ui, group);
                    }
                    let response = line(ui, one, i == state.chosen);
                    if moved && i == state.chosen {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() || (enter && i == state.chosen) {
                        state.chosen = i;
                        if one.reason.is_none() {
                            event = Some(PaletteEvent::Chosen(i));
                        }
                    }
                }
                if more > 0 {
                    let words = format!("Show all {}", lines.len());
                    let one = PaletteLine {
                        group: Cow::Borrowed(""),
                        icon: Icon::Down,
                        title: words.into(),
                        aside: Cow::Borrowed(""),
                        keys: Cow::Borrowed(""),
                        reason: None,
                    };
                    let at = state.chosen == shown;
                    if line(ui, &one, at).clicked() || (enter && at) {
                        state.all = true;
                    }
                }
            });
        });
        foot(ui, width);
        event
    });
    if out.inner.is_some() {
        return out.inner;
    }
    (escape || out.backdrop_response.clicked()).then_some(PaletteEvent::Closed)
}

fn field(ui: &mut Ui, state: &mut PaletteState, width: f32) {
    let c = colours(ui);
    let top = ui.cursor().min;
    let edit = TextEdit::singleline(&mut state.query)
        .id(Id::unique("palette field"))
        .font(eframe::egui::FontId::new(18.0, eframe::egui::FontFamily::Proportional))
        .text_color(c.ink)
        .frame(Frame::new().inner_margin(Margin { left: 50, right: 16, top: 4, bottom: 4 }))
        .hint_text("Find a person, a story, a command")
        .desired_width(width - 4.0)
        .min_size(vec2(width - 4.0, 50.0))
        .align(Align2::LEFT_CENTER);
    let response = ui.add(edit).accessible_name("Find a person, a story, a command");
    if !response.has_focus() {
        response.request_focus();
    }
    Icon::Search.paint(ui.painter(), pos2(top.x + 28.0, top.y + 25.0), 20.0, c.ink);
    let across = eframe::egui::Rangef::new(top.x, top.x + width - 2.0);
    hairline(ui.painter(), across, ui.cursor().min.y, c.line);
}

fn heading(ui: &mut Ui, words: &str) {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let at = pos2(rect.left() + 14.0, rect.center().y + 2.0);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Caption, c.ink_muted, Fit::Free);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

fn line(ui: &mut Ui, line: &PaletteLine<'_>, chosen: bool) -> eframe::egui::Response {
    let c = colours(ui);
    let t = tokens();
    let (outer, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::CLICK);
    let rect: Rect = outer.shrink2(vec2(0.0, 1.0));
    let p = ui.painter();
    let round = CornerRadius::same(8);
    if chosen {
        let stroke = Stroke::new(t.stroke.strong, c.outline_strong);
        p.rect(rect, round, c.surface_selected, stroke, StrokeKind::Inside);
    } else if response.hovered() {
        p.rect_filled(rect, round, c.surface_hover);
    }
    let off = line.reason.is_some();
    let ink = if off { c.ink_disabled } else { c.ink };
    let y = rect.center().y;
    line.icon.paint(p, pos2(rect.left() + 22.0, y), 18.0, ink);
    let keys = if line.keys.is_empty() { 0.0 } else { cap_width(p, &line.keys) + 12.0 };
    if keys > 0.0 {
        cap(p, pos2(rect.right() - 14.0, y), &line.keys, c.ink_muted);
    }
    let at = pos2(rect.left() + 43.0, y);
    let room = rect.right() - 14.0 - keys - at.x;
    let title = text::paint(p, at, Align2::LEFT_CENTER, &line.title, Type::Strong, ink, Fit::Elide(room));
    let aside = line.reason.as_deref().unwrap_or(&line.aside);
    let at = pos2(title.right() + 12.0, y);
    let room = rect.right() - 14.0 - keys - at.x;
    if room > 20.0 {
        let ink = if off { c.ink_disabled } else { c.ink_muted };
        text::paint(p, at, Align2::LEFT_CENTER, aside, Type::Label, ink, Fit::Elide(room));
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ListBoxOption, !off, &line.title);
        info.current_text_value = Some(aside.to_owned()).filter(|a| !a.is_empty());
        info
    });
    ui.accesskit_node_builder(response.id, |node| {
        node.set_selected(chosen);
        if off {
            node.set_disabled();
            node.set_description(aside);
        }
    });
    response
}

fn foot(ui: &mut Ui, width: f32) {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width - 2.0, 36.0), Sense::hover());
    let r = tokens().radius.dialog - 1;
    let p = ui.painter();
    p.rect_filled(rect, CornerRadius { nw: 0, ne: 0, sw: r, se: r }, c.surface_inset);
    hairline(p, rect.x_range(), rect.top() + 1.0, c.line);
    let y = rect.center().y;
    let left = rect.left() + 18.0;
    Icon::Up.paint(p, pos2(left + 6.0, y), 12.0, c.ink_muted);
    Icon::Down.paint(p, pos2(left + 20.0, y), 12.0, c.ink_muted);
    let words = "choose   Enter open   Esc close";
    let at = pos2(left + 32.0, y);
    text::paint(p, at, Align2::LEFT_CENTER, words, Type::Caption, c.ink_muted, Fit::Free);
    let at = pos2(rect.right() - 18.0, y);
    let kinds = "> commands only, @ people, # stories";
    text::paint(p, at, Align2::RIGHT_CENTER, kinds, Type::Caption, c.ink_muted, Fit::Free);
    let spoken = format!("Arrow keys {words}; {kinds}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
}
