//! The monsters as cards in their order, and the problems that have none yet.

use crate::app::monsters::{Ranked, Ranking};
use crate::campaign::{Campaign, Monster, MonsterId, Named};
use crate::gui::action::Cx;
use crate::gui::art::look_of;
use crate::gui::marks::{check_box, focus_ring, hairline};
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, colours_of, mix, tokens};
use crate::gui::widgets::card::{Card, columns};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{TableRows, TableState};
use crate::gui::widgets::nav_rail::grouped;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, EventFilter, FontId, Id, Key, Modifiers, Painter, Pos2, Rect, Role, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::borrow::Cow;

/// Points of a card, and of the picture in it.
const HEIGHT: f32 = 296.0;
const PICTURE: f32 = 172.0;
const NARROWEST: f32 = 218.0;
const GUTTER: f32 = 16.0;
/// Problems listed before the rest is only counted.
const MOST: usize = 12;

pub enum Event {
    Chose(MonsterId),
    Delete(MonsterId),
    /// The nominations that name this problem.
    Show(String),
    /// A monster for this problem.
    Make(String),
    MakeAll,
}

/// The monsters that are shown, in their order, with what is selected.
pub struct Gallery<'a> {
    pub campaign: &'a Campaign,
    pub ranking: &'a Ranking,
    pub shown: &'a [MonsterId],
    pub chosen: Option<MonsterId>,
    pub selection: &'a mut TableState,
}

/// The cards as rows, for the selection.
struct Rows<'a>(&'a [MonsterId]);

impl TableRows for Rows<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.0.get(row as usize).map_or(u64::MAX, |id| id.0)
    }
    fn text(&self, row: u64, _: usize) -> Cow<'_, str> {
        self.0.get(row as usize).map_or(Cow::Borrowed(""), |id| id.to_string().into())
    }
}

fn card_id(ui: &Ui, id: MonsterId) -> Id {
    ui.scope_id().with(("monster", id))
}

impl Gallery<'_> {
    pub fn show(mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Event> {
        let room = ui.available_width();
        let a_line = (((room + GUTTER) / (NARROWEST + GUTTER)).floor() as usize).clamp(1, 4);
        let width = (room - GUTTER * (a_line as f32 - 1.0)) / a_line as f32;
        let most = self.ranking.monsters.first().map_or(1, |first| first.named.all().max(1));
        let height = self.shown.len().div_ceil(a_line) as f32 * (HEIGHT + GUTTER);
        let (all, _) = ui.allocate_exact_size(vec2(room, (height - GUTTER).max(0.0)), Sense::hover());
        let place_of = |n: usize| {
            let corner = vec2((n % a_line) as f32 * (width + GUTTER), (n / a_line) as f32 * (HEIGHT + GUTTER));
            Rect::from_min_size(all.min + corner, vec2(width, HEIGHT))
        };
        let (mut event, went_to) = self.keys(ui, a_line);
        if let Some(n) = went_to {
            ui.scroll_to_rect(place_of(n).expand(GUTTER), None);
        }
        for n in 0..self.shown.len() {
            // The one with the keyboard is there also while it is out of sight.
            let focused = ui.memory(|memory| memory.has_focus(card_id(ui, self.shown[n])));
            if focused || ui.is_rect_visible(place_of(n)) {
                event = self.card(ui, cx, place_of(n), n, most).or(event);
            }
        }
        if self.shown.is_empty() {
            ui.add_space(24.0);
            ui.vertical_centered(|ui| Text::body("No monster matches. Clear the find field.").muted().show(ui));
        }
        if !self.ranking.without.is_empty() {
            ui.add_space(2.0);
            event = problems(ui, self.ranking).or(event);
        }
        event
    }

    /// The keyboard while a card has it: arrows go, with Shift they select; Space selects one, Ctrl+A all, Esc none.
    fn keys(&mut self, ui: &mut Ui, a_line: usize) -> (Option<Event>, Option<usize>) {
        let focused = ui.memory(egui::Memory::focused);
        let at = self.shown.iter().position(|id| Some(card_id(ui, *id)) == focused);
        let Some(at) = at else { return (None, None) };
        let rows = Rows(self.shown);
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(card_id(ui, self.shown[at]), filter));
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            self.selection.select_all(&rows);
        }
        if pressed(Modifiers::NONE, Key::Space) {
            self.selection.toggle(&rows, at as u64);
        }
        if !self.selection.selected().is_empty() && pressed(Modifiers::NONE, Key::Escape) {
            self.selection.clear_selection();
        }
        if pressed(Modifiers::NONE, Key::Delete) {
            return (Some(Event::Delete(self.shown[at])), None);
        }
        let last = self.shown.len() - 1;
        let ways = [
            (Key::ArrowLeft, at.saturating_sub(1)),
            (Key::ArrowRight, (at + 1).min(last)),
            (Key::ArrowUp, at.checked_sub(a_line).unwrap_or(at)),
            (Key::ArrowDown, if at + a_line <= last { at + a_line } else { at }),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in ways {
            // With Shift first: a key without modifiers is also seen in one that has some.
            let extend = pressed(Modifiers::SHIFT, key);
            if extend || pressed(Modifiers::NONE, key) {
                if self.selection.cursor() != Some(at as u64) {
                    self.selection.set_cursor(Some(at as u64));
                }
                self.selection.go(&rows, to as u64, extend);
                ui.memory_mut(|memory| memory.request_focus(card_id(ui, self.shown[to])));
                return (Some(Event::Chose(self.shown[to])), Some(to));
            }
        }
        (None, None)
    }

    fn card(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, place: Rect, n: usize, most: usize) -> Option<Event> {
        let id = self.shown[n];
        let monster = self.campaign.monsters().get(id)?;
        let ranked = self.ranking.of(id)?;
        let rows = Rows(self.shown);
        let on = self.chosen == Some(id);
        let selected = self.selection.is_selected(id.0);
        let (pressed, event) = card(ui, cx, place, ranked, monster, most, on, selected);
        let modifiers = ui.input(|input| input.modifiers);
        match pressed {
            Some(Pressed::Box) if modifiers.shift => {
                self.selection.go(&rows, n as u64, true);
            }
            Some(Pressed::Box) => self.selection.toggle(&rows, n as u64),
            Some(Pressed::Card) => {
                if modifiers.command {
                    self.selection.toggle(&rows, n as u64);
                    self.selection.go(&rows, n as u64, false);
                } else {
                    self.selection.go(&rows, n as u64, modifiers.shift);
                }
                return Some(Event::Chose(id));
            }
            None => {}
        }
        event
    }
}

/// Where a card was pressed.
enum Pressed {
    Card,
    Box,
}

#[allow(clippy::too_many_arguments, reason = "what one card shows, each a plain value")]
fn card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    place: Rect,
    ranked: Ranked,
    monster: &Monster,
    most: usize,
    on: bool,
    selected: bool,
) -> (Option<Pressed>, Option<Event>) {
    let c = colours(ui);
    let t = tokens();
    let Ranked { id, rank, named } = ranked;
    let count = named.all();
    let response = ui.interact(place, card_id(ui, id), Sense::click());
    let round = CornerRadius::same(t.radius.panel);
    let p = ui.painter().clone();
    let upper = Rect::from_min_size(place.min, vec2(place.width(), PICTURE));
    let edge = if on { Stroke::new(t.stroke.strong, c.outline_strong) } else { Stroke::new(1.0, c.line) };
    let fill = match (selected, response.hovered()) {
        (true, _) => c.surface_selected,
        (false, true) => c.surface_hover,
        (false, false) => c.surface,
    };
    p.rect_filled(place, round, fill);
    let top = CornerRadius { sw: 0, se: 0, ..round };
    p.rect_filled(upper, top, tint(cx, &monster.villain));
    let side = PICTURE - 8.0;
    let pixels = (side * ui.ctx().pixels_per_point()).round() as u32;
    if let Some(texture) = cx.art.villain(ui.ctx(), &format!("card {id}"), &look_of(monster), pixels) {
        let at = Rect::from_center_size(upper.center(), vec2(side, side));
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        p.image(texture, at, whole, Color32::WHITE);
    }
    let ink = colours_of(false).outline_strong;
    p.hline(upper.x_range().shrink(1.0), upper.bottom(), Stroke::new(2.0, c.outline_strong));
    // Who is not named has no place in the ranking.
    if count > 0 {
        let badge = Rect::from_min_size(upper.min + vec2(10.0, 10.0), vec2(24.0, 22.0));
        p.rect_filled(badge, CornerRadius::same(4), ink);
        let (words, sun) = (rank.to_string(), colours_of(true).sun);
        text::paint(&p, badge.center(), Align2::CENTER_CENTER, &words, Type::LabelStrong, sun, Fit::Free);
    }
    p.rect_stroke(place, round, edge, StrokeKind::Inside);

    let (left, right) = (place.left() + 14.0, place.right() - 14.0);
    let y = upper.bottom() + 22.0;
    name(&p, pos2(left, y), &monster.name, right - left, c.ink);
    let y = y + 24.0;
    let number = grouped(count as u64);
    let counted = match (named.mishaps, count) {
        (0, 1) => "nomination",
        (0, _) => "nominations",
        // Both kinds: which they are is told on the pane.
        (_, 1) => "time named",
        _ => "times named",
    };
    let problem = if monster.problem.is_empty() { "No problem yet" } else { &monster.problem };
    let words = text::paint(&p, pos2(right, y), Align2::RIGHT_CENTER, counted, Type::Caption, c.ink_muted, Fit::Free);
    let at = pos2(words.left() - 4.0, y);
    let wide = right - text::paint(&p, at, Align2::RIGHT_CENTER, &number, Type::Strong, c.ink, Fit::Free).left();
    let room = Fit::Elide(right - wide - 12.0 - left);
    text::paint(&p, pos2(left, y), Align2::LEFT_CENTER, problem, Type::Caption, c.ink_muted, room);
    let bar = Rect::from_min_max(pos2(left, y + 13.0), pos2(right, y + 20.0));
    p.rect(bar, CornerRadius::same(3), c.surface_hover, Stroke::new(1.0, c.line), StrokeKind::Inside);
    let mut full = bar;
    full.set_width(bar.width() * count as f32 / most as f32);
    p.rect_filled(full, CornerRadius::same(3), c.category[0]);
    let line = text::galley(&p, &monster.tagline, Type::Label, c.ink_muted, Fit::WrapRows(right - left, 2));
    p.galley(pos2(left, y + 29.0), line, c.ink_muted);
    focus_ring(ui, &response, place, t.radius.panel);
    let place_in_words = if count > 0 { format!("rank {rank}") } else { "not named yet".to_owned() };
    let spoken = format!("{}, {place_in_words}, {problem}, {}", monster.name, named.in_words());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &spoken));

    // The number is a button of its own.
    let hit = Rect::from_min_max(pos2(right - wide - 6.0, y - 12.0), pos2(right + 6.0, y + 12.0));
    let told = Named { mishaps: 0, ..named };
    let sense = if told.all() > 0 { Sense::click() } else { Sense::hover() };
    let link = ui.interact(hit, response.id.with("count"), sense);
    if told.all() > 0 {
        let label = format!("Show the {} against {}", told.in_words(), monster.name);
        link.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        focus_ring(ui, &link, hit, t.radius.small);
        if link.hovered() {
            hairline(&p, eframe::egui::Rangef::new(right - wide, right), y + 8.0, c.accent_ink);
        }
        if link.on_hover_text(label).clicked() {
            return (None, Some(Event::Show(monster.problem.clone())));
        }
    }
    let corner = pos2(upper.right() - 22.0, upper.top() + 21.0);
    check_box(&p, c, corner, Some(selected), true);
    let tick = ui.interact(Rect::from_center_size(corner, vec2(30.0, 30.0)), response.id.with("tick"), Sense::CLICK);
    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, selected, format!("Select {}", monster.name)));
    if tick.clicked() {
        response.request_focus();
        return (Some(Pressed::Box), None);
    }
    if response.clicked() {
        response.request_focus();
        return (Some(Pressed::Card), None);
    }
    (None, None)
}

/// The name in the display face, made smaller until it fits; plain where the face lacks its letters or it is too long.
fn name(p: &Painter, at: Pos2, name: &str, room: f32, ink: Color32) {
    const SMALLEST: f32 = 0.66;
    let loud = name.to_uppercase();
    let natural = text::width(p, &loud, Type::TitleDisplay);
    let scale = (room / natural.max(1.0)).min(1.0);
    let font = FontId::new(Type::TitleDisplay.size().0 * scale, Type::TitleDisplay.family());
    if scale >= SMALLEST && p.fonts_mut(|fonts| fonts.has_glyphs(&font, &loud)) {
        let words = p.layout_no_wrap(loud, font, ink);
        p.galley(pos2(at.x, at.y - words.size().y / 2.0), words, ink);
    } else {
        text::paint(p, at, Align2::LEFT_CENTER, name, Type::Strong, ink, Fit::Elide(room));
    }
}

/// A pale form of the villain's own colour, in both themes: its outlines are dark.
fn tint(cx: &Cx<'_>, villain: &str) -> Color32 {
    let paper = colours_of(false).canvas;
    let Some(villain) = cx.art.kit().villain(villain) else { return paper };
    let [r, g, b] = villain.skin.0.rgb();
    mix(Color32::WHITE, Color32::from_rgb(r, g, b), 0.32)
}

fn problems(ui: &mut Ui, ranking: &Ranking) -> Option<Event> {
    let mut event = None;
    Card::new().show(ui, |ui| {
        columns(ui, &[0.28, 0.72], |ui, column| {
            if column == 0 {
                Text::section("Problems without a monster").show(ui);
                let (named, all) = (grouped(ranking.without_count as u64), grouped(ranking.told.all() as u64));
                let told = if ranking.told.mishaps > 0 { "nominations and mishaps" } else { "nominations" };
                let mut of = format!("{named} of {all} {told} name one.");
                if ranking.untagged > 0 {
                    of = format!("{of} {} have no problem tag.", grouped(ranking.untagged as u64));
                }
                Text::caption(of).show(ui);
                if ranking.without.len() > 1 {
                    let count = ranking.without.len().min(MOST);
                    if CommandButton::plain(format!("Make {count} monsters")).small().show(ui).clicked() {
                        event = Some(Event::MakeAll);
                    }
                }
                return;
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            for problem in ranking.without.iter().take(MOST) {
                let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
                let c = colours(ui);
                let p = ui.painter().clone();
                let y = row.center().y;
                let make = CommandButton::quiet("Make a monster").hint(format!("For {}", problem.words)).small();
                let width = make.width(&p);
                let button = Rect::from_min_size(pos2(row.right() - width, y - 14.0), vec2(width, 28.0));
                let number = pos2(button.left() - 12.0, y);
                let count = grouped(problem.count as u64);
                let at = text::paint(&p, number, Align2::RIGHT_CENTER, &count, Type::LabelStrong, c.ink, Fit::Free);
                let fit = Fit::Elide(at.left() - row.left() - 12.0);
                text::paint(&p, pos2(row.left(), y), Align2::LEFT_CENTER, &problem.words, Type::Body, c.ink, fit);
                hairline(&p, row.x_range(), row.bottom(), c.line);
                let mut place = ui.new_child(UiBuilder::new().max_rect(button).id_salt(("problem", &problem.words)));
                if make.show(&mut place).clicked() {
                    event = Some(Event::Make(problem.words.clone()));
                }
                let hit = Rect::from_min_max(row.min, pos2(number.x + 4.0, row.bottom()));
                let link = ui.interact(hit, ui.scope_id().with(("named", &problem.words)), Sense::click());
                let label = format!("{}, {count}: show the nominations", problem.words);
                link.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                focus_ring(ui, &link, hit, tokens().radius.small);
                if link.clicked() {
                    event = Some(Event::Show(problem.words.clone()));
                }
            }
            let more = ranking.without.len().saturating_sub(MOST);
            if more > 0 {
                ui.add_space(6.0);
                Text::caption(format!("And {more} more, named less often.")).show(ui);
            }
        });
    });
    event
}

/// How many are made at once.
pub fn at_once(ranking: &Ranking) -> Vec<&str> {
    ranking.without.iter().take(MOST).map(|problem| problem.words.as_str()).collect()
}
