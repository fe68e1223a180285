//! The archetypes as cards, and beside them everything that can be changed about one.

use super::archetype_pane::{self, ArchetypePane};
use crate::app::heroes::spec_of;
use crate::app::mishaps::{add_archetypes, add_starters, remove_archetypes};
use crate::app::people::{folded, holds_words};
use crate::app::printing::Product;
use crate::app::{Command, Section, mishaps};
use crate::campaign::{Archetype, ArchetypeId, Campaign};
use crate::gui::action::{Action, Cx};

use crate::gui::icons::Icon;
use crate::gui::marks::{check_box, focus_ring};
use crate::gui::screens::many::{self, counted};
use crate::gui::screens::print_room::print_product_later;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::nav_rail::grouped;
use crate::scene::item::Transform;
use crate::scene::kit::Show;
use crate::scene::pixels::render;
use eframe::egui::{
    Align2, CentralPanel, Color32, CornerRadius, Frame, Id, Key, Margin, Modifiers, Panel, Rect, Role, ScrollArea,
    Sense, Stroke, StrokeKind, TextureId, Ui, WidgetInfo, pos2, vec2,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Points of a card, and of the picture in it.
const HEIGHT: f32 = 264.0;
const PICTURE: f32 = 150.0;
const NARROWEST: f32 = 210.0;
const GUTTER: f32 = 16.0;

#[derive(Default)]
pub struct ArchetypesTab {
    query: String,
    found: Vec<ArchetypeId>,
    /// In how many mishaps each stars; counted once per revision.
    stars: (Option<u64>, BTreeMap<ArchetypeId, u64>),
    selection: TableState,
    shown: Option<ArchetypeId>,
    typed: String,
}

struct Rows<'a>(&'a [ArchetypeId]);

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

fn find_field() -> Id {
    Id::unique("find in archetypes")
}

impl ArchetypesTab {
    pub fn show_this(&mut self, id: ArchetypeId) {
        self.shown = Some(id);
        self.query.clear();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, make: bool) {
        // Made at the end: what is not there yet is not shown within this frame.
        let make = make || cx.takes(Command::NewHere);
        self.side(ui, cx, campaign);
        if make {
            self.make(cx, campaign);
        }
    }

    fn side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        if campaign.archetypes().is_empty() {
            ui.add_space(60.0);
            ui.vertical_centered(|ui| {
                Text::section("The cast is still empty").show(ui);
                Text::body("Archetypes stand in for third persons, and have cards of their own.").muted().show(ui);
                ui.add_space(10.0);
                if CommandButton::primary("Add two archetypes").show(ui).clicked()
                    && let Some(change) = add_starters(campaign)
                {
                    cx.act(Action::CommitAndTell(change, "Added 2 archetypes".into()));
                }
            });
            return;
        }
        self.find(campaign);
        let shown = self.shown.and_then(|id| Some((id, campaign.archetypes().get(id)?)));
        if let Some((id, record)) = shown {
            let event = SidePane::inspector("archetype")
                .show(ui, |pane| ArchetypePane { campaign, id, record, typed: &mut self.typed }.show(pane, cx));
            match event {
                Some(archetype_pane::Event::Delete) => self.delete(cx, campaign, &[id]),
                Some(archetype_pane::Event::Print) => {
                    print_product_later(ui.ctx(), Product::Archetypes);
                    cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
                }
                None => {}
            }
        }
        if !self.selection.selected().is_empty() {
            let bar = Panel::bottom("archetypes bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign));
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            let count = counted(campaign.archetypes().len(), "archetype", "archetypes");
            FilterBar::new(count).show(
                ui,
                |ui| {
                    FindField::new(&mut self.query, "Find an archetype").width(240.0).id(find_field()).show(ui);
                },
                |_| (),
            );
            let around = Frame::new().inner_margin(Margin { left: 24, right: 24, top: 16, bottom: 24 });
            ScrollArea::vertical().id_salt("archetypes").auto_shrink(false).show(ui, |ui| {
                around.show(ui, |ui| self.gallery(ui, cx, campaign));
            });
        });
    }

    fn find(&mut self, campaign: &Campaign) {
        let question = folded(&self.query);
        let fits = |it: &Archetype| {
            let words = [&it.name, &it.tagline, &it.habit, &it.stand_in].map(String::as_str).join("\n");
            holds_words(&folded(&format!("{words}\n{}", it.crimes.join("\n"))), &question)
        };
        self.found = campaign.archetypes().iter().filter(|(_, it)| fits(it)).map(|(id, _)| id).collect();
        self.selection.keep_selected(|id| campaign.archetypes().contains(ArchetypeId(id)));
        if self.shown.is_none_or(|shown| !campaign.archetypes().contains(shown)) {
            self.shown = self.found.first().copied();
        }
        if self.stars.0 != Some(campaign.revision()) {
            let mut stars = BTreeMap::new();
            for id in campaign.mishaps().iter().flat_map(|(_, mishap)| &mishap.archetypes) {
                *stars.entry(*id).or_default() += 1;
            }
            self.stars = (Some(campaign.revision()), stars);
        }
    }

    fn make(&mut self, cx: &mut Cx<'_>, campaign: &Campaign) {
        let Some(change) = add_archetypes(campaign, cx.art.kit(), 1, "") else { return };
        self.shown = Some(campaign.next_archetype_id());
        cx.commit(change);
    }

    fn delete(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, ids: &[ArchetypeId]) {
        let words = format!("Deleted {}", counted(ids.len(), "archetype", "archetypes"));
        cx.act(Action::CommitAndTell(mishaps::remove_archetypes(campaign, ids), words));
        self.selection.clear_selection();
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let ids: Vec<ArchetypeId> = many::chosen(&self.selection);
        let shown = self.found.iter().filter(|id| ids.contains(id)).count();
        let aside = many::aside(ids.len(), shown, campaign.archetypes().len());
        let event = BulkBar::new(ids.len() as u64, aside)
            .verb(CommandButton::plain(format!("Delete {}", ids.len())).icon(Icon::Trash))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(_)) => {
                let words = format!("Deleted {}", counted(ids.len(), "archetype", "archetypes"));
                cx.act(Action::CommitAndTell(remove_archetypes(campaign, &ids), words));
            }
            Some(BulkEvent::Close) => self.selection.clear_selection(),
            None => {}
        }
    }

    fn gallery(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.found.is_empty() {
            ui.vertical_centered(|ui| Text::body("No archetype matches. Clear the find field.").muted().show(ui));
            return;
        }
        let room = ui.available_width();
        let a_line = (((room + GUTTER) / (NARROWEST + GUTTER)).floor() as usize).clamp(1, 4);
        let width = (room - GUTTER * (a_line as f32 - 1.0)) / a_line as f32;
        let lines = self.found.len().div_ceil(a_line) as f32;
        let (all, _) = ui.allocate_exact_size(vec2(room, lines * (HEIGHT + GUTTER) - GUTTER), Sense::hover());
        let place_of = |n: usize| {
            let corner = vec2((n % a_line) as f32 * (width + GUTTER), (n / a_line) as f32 * (HEIGHT + GUTTER));
            Rect::from_min_size(all.min + corner, vec2(width, HEIGHT))
        };
        let found = self.found.clone();
        for (n, id) in found.iter().enumerate() {
            let Some(record) = campaign.archetypes().get(*id) else { continue };
            if ui.is_rect_visible(place_of(n)) {
                self.card(ui, cx, campaign, (n, *id, record), place_of(n));
            }
        }
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        (n, id, record): (usize, ArchetypeId, &Archetype),
        place: Rect,
    ) {
        let c = colours(ui);
        let t = tokens();
        let response = ui.interact(place, ui.scope_id().with(("archetype", id)), Sense::click());
        let (on, selected) = (self.shown == Some(id), self.selection.is_selected(id.0));
        let round = CornerRadius::same(t.radius.panel);
        let p = ui.painter().clone();
        let fill = match (selected, response.hovered()) {
            (true, _) => c.surface_selected,
            (false, true) => c.surface_hover,
            (false, false) => c.surface,
        };
        p.rect_filled(place, round, fill);
        let upper = Rect::from_min_size(place.min, vec2(place.width(), PICTURE));
        let tints = [0.16, 0.2, 0.24].map(|part| c.category[(id.0 as usize) % c.category.len()].gamma_multiply(part));
        p.rect_filled(upper, CornerRadius { sw: 0, se: 0, ..round }, tints[1]);
        if let Some(texture) = portrait(ui, cx, id, record, upper.size()) {
            p.image(texture, upper, Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)), Color32::WHITE);
        }
        p.hline(upper.x_range().shrink(1.0), upper.bottom(), Stroke::new(2.0, c.outline_strong));
        let edge = if on { Stroke::new(t.stroke.strong, c.outline_strong) } else { Stroke::new(1.0, c.line) };
        p.rect_stroke(place, round, edge, StrokeKind::Inside);
        let (left, right) = (place.left() + 14.0, place.right() - 14.0);
        let mut y = upper.bottom() + 18.0;
        let line = Fit::Elide(right - left);
        text::paint(&p, pos2(left, y), Align2::LEFT_CENTER, &record.name, Type::Strong, c.ink, line);
        y += 20.0;
        let words = text::galley(&p, &record.tagline, Type::Label, c.ink_muted, Fit::WrapRows(right - left, 2));
        p.galley(pos2(left, y - 9.0), words, c.ink_muted);
        let stars = self.stars.1.get(&id).copied().unwrap_or(0);
        let stars = match stars {
            0 => "In no mishap yet".to_owned(),
            1 => "Stars in 1 mishap".to_owned(),
            n => format!("Stars in {} mishaps", grouped(n)),
        };
        let foot = pos2(left, place.bottom() - 16.0);
        text::paint(&p, foot, Align2::LEFT_CENTER, &stars, Type::Caption, c.ink_muted, line);
        focus_ring(ui, &response, place, t.radius.panel);
        let spoken = format!("{}, {}, {stars}", record.name, record.tagline);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &spoken));
        let corner = pos2(upper.right() - 22.0, upper.top() + 21.0);
        check_box(&p, c, corner, Some(selected), true);
        let tick =
            ui.interact(Rect::from_center_size(corner, vec2(30.0, 30.0)), response.id.with("tick"), Sense::CLICK);
        tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, selected, format!("Select {}", record.name)));
        let rows = Rows(&self.found);
        if tick.clicked() {
            self.selection.toggle(&rows, n as u64);
        } else if response.clicked() {
            response.request_focus();
            self.shown = Some(id);
            SidePane::open_drawer(ui.ctx(), "archetype");
        }
        if response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Delete)) {
            let chosen: Vec<ArchetypeId> = many::chosen(&self.selection);
            self.delete(cx, campaign, &if chosen.is_empty() { vec![id] } else { chosen });
        }
        if response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Space)) {
            self.selection.toggle(&Rows(&self.found), n as u64);
        }
    }
}

/// The archetype from the waist up: its drawing, else its figure.
pub fn portrait(
    ui: &Ui,
    cx: &mut Cx<'_>,
    id: ArchetypeId,
    record: &Archetype,
    size: eframe::egui::Vec2,
) -> Option<TextureId> {
    let pixels = ui.ctx().pixels_per_point().clamp(1.0, 3.0);
    let (width, height) = ((size.x * pixels) as u32, (size.y * pixels) as u32);
    let (spec, drawing) = (spec_of(&record.figure), record.drawing.clone());
    let content = (width, height, format!("{:?}", record.figure), drawing.clone());
    let slot = format!("archetype {id} {width}");
    let drawn = cx.art.picture(ui.ctx(), slot, content, move |studio| {
        let colours = studio.kit.figure_colours(&spec, "");
        let items = match studio.kit.archetype(&drawing) {
            Some(own) => {
                let frame = [0.0, 0.0, 1000.0, 1600.0];
                vec![studio.symbols.boxed(&studio.kit, &own.file, &colours, frame).ok()?]
            }
            None => studio.kit.figure_items(&spec, &colours, Show::All, &studio.symbols).ok()?.items,
        };
        let scale = height as f32 / 820.0;
        let base = Transform::from_scale(scale, scale).pre_translate(width as f32 / scale / 2.0 - 500.0, -60.0);
        render(&items, width, height, base, None).ok()
    });
    drawn.map(|(texture, _)| texture)
}
