//! The monsters as cards in their order, and the problems that have none yet.

use crate::app::monsters::{Ranked, Ranking};
use crate::campaign::{Campaign, Monster, MonsterId};
use crate::gui::action::Cx;
use crate::gui::art::look_of;
use crate::gui::marks::{focus_ring, hairline};
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, colours_of, mix, tokens};
use crate::gui::widgets::card::{Card, columns};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::nav_rail::grouped;
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Key, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

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

pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    ranking: &Ranking,
    chosen: Option<MonsterId>,
) -> Option<Event> {
    let mut event = None;
    let room = ui.available_width();
    let a_line = (((room + GUTTER) / (NARROWEST + GUTTER)).floor() as usize).clamp(1, 4);
    let width = (room - GUTTER * (a_line as f32 - 1.0)) / a_line as f32;
    let most = ranking.monsters.first().map_or(1, |first| first.count.max(1));
    let lines = ranking.monsters.len().div_ceil(a_line);
    let height = lines as f32 * (HEIGHT + GUTTER);
    let (all, _) = ui.allocate_exact_size(vec2(room, (height - GUTTER).max(0.0)), Sense::hover());
    for (n, ranked) in ranking.monsters.iter().enumerate() {
        let Some(monster) = campaign.monsters().get(ranked.id) else { continue };
        let corner = vec2((n % a_line) as f32 * (width + GUTTER), (n / a_line) as f32 * (HEIGHT + GUTTER));
        let place = Rect::from_min_size(all.min + corner, vec2(width, HEIGHT));
        if ui.is_rect_visible(place) {
            event = card(ui, cx, place, *ranked, monster, most, chosen == Some(ranked.id)).or(event);
        }
    }
    if !ranking.without.is_empty() {
        ui.add_space(2.0);
        event = problems(ui, ranking).or(event);
    }
    event
}

fn card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    place: Rect,
    ranked: Ranked,
    monster: &Monster,
    most: usize,
    on: bool,
) -> Option<Event> {
    let c = colours(ui);
    let t = tokens();
    let Ranked { id, rank, count } = ranked;
    let response = ui.interact(place, ui.scope_id().with(("monster", id)), Sense::click());
    let round = CornerRadius::same(t.radius.panel);
    let p = ui.painter().clone();
    let upper = Rect::from_min_size(place.min, vec2(place.width(), PICTURE));
    let edge = if on { Stroke::new(t.stroke.strong, c.outline_strong) } else { Stroke::new(1.0, c.line) };
    p.rect_filled(place, round, if response.hovered() { c.surface_hover } else { c.surface });
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
    let counted = if count == 1 { "nomination" } else { "nominations" };
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
    let spoken = format!("{}, {place_in_words}, {problem}, {number} {counted}", monster.name);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &spoken));

    // The number is a button of its own.
    let hit = Rect::from_min_max(pos2(right - wide - 6.0, y - 12.0), pos2(right + 6.0, y + 12.0));
    let link = ui.interact(hit, response.id.with("count"), if count > 0 { Sense::click() } else { Sense::hover() });
    if count > 0 {
        let label = format!("Show the {number} {counted} against {}", monster.name);
        link.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        focus_ring(ui, &link, hit, t.radius.small);
        if link.hovered() {
            hairline(&p, eframe::egui::Rangef::new(right - wide, right), y + 8.0, c.accent_ink);
        }
        if link.on_hover_text(label).clicked() {
            return Some(Event::Show(monster.problem.clone()));
        }
    }
    if response.clicked() {
        response.request_focus();
        return Some(Event::Chose(id));
    }
    if response.has_focus() && ui.input_mut(|i| i.consume_key(eframe::egui::Modifiers::NONE, Key::Delete)) {
        return Some(Event::Delete(id));
    }
    None
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
                let (named, all) = (grouped(ranking.without_count as u64), grouped(ranking.nominations as u64));
                let mut of = format!("{named} of {all} nominations name one.");
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
