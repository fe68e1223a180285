//! The monsters: the problems people name, as villains in the order of how many nominations name them.

mod gallery;
mod pane;

use super::nominations::show_problem_later;
use crate::app::monsters::{Ranking, delete_monster, heroes_against, make_monsters};
use crate::app::{Command, Section};
use crate::campaign::{Campaign, Change, Edit, Monster, MonsterId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::marks::Tone;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::page_header::PageHeader;
use crate::scene::item::{Item, Transform};
use crate::scene::kit::EnemyLook;
use crate::scene::pixels::render;
use eframe::egui::{CentralPanel, Frame, Key, Margin, Modifiers, ScrollArea, TextureId, Ui, vec2};
use pane::{MonsterPane, Told, counted, name_field};
use std::collections::HashMap;

#[derive(Default)]
pub struct Monsters {
    /// The ranking and the revision it is of.
    ranking: Ranking,
    of: Option<u64>,
    tags: Vec<String>,
    shown: Option<MonsterId>,
    told: Told,
    attempts: HashMap<MonsterId, u64>,
    /// A deletion that clears heroes waits for an answer.
    deleting: Option<MonsterId>,
}

impl Screen for Monsters {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.rank(campaign);
        self.take_commands(ui, cx, campaign);
        if campaign.monsters().is_empty() {
            PageHeader::new("Monsters").words("No monsters yet").show(ui);
            self.empty(ui, cx, campaign);
        } else {
            self.page(ui, cx, campaign);
        }
        self.ask(ui, cx, campaign);
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Monsters {
    fn rank(&mut self, campaign: &Campaign) {
        if self.of == Some(campaign.revision()) {
            return;
        }
        self.ranking = Ranking::new(campaign);
        let mut tags: Vec<String> = self.ranking.without.iter().map(|problem| problem.words.clone()).collect();
        let own = self.ranking.monsters.iter().filter(|ranked| ranked.count > 0);
        tags.extend(own.filter_map(|ranked| campaign.monsters().get(ranked.id)).map(|monster| monster.problem.clone()));
        tags.sort_by_key(|tag| tag.to_lowercase());
        tags.dedup_by_key(|tag| tag.to_lowercase());
        self.tags = tags;
        self.of = Some(campaign.revision());
        if self.shown.is_none_or(|shown| !campaign.monsters().contains(shown)) {
            self.shown = self.ranking.monsters.first().map(|ranked| ranked.id);
        }
    }

    fn take_commands(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some(Target::Monster(id)) = cx.take_target() {
            self.shown = Some(id);
        }
        if self.deleting.is_some() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.make_next(ui, cx, campaign);
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        let by = i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp));
        if by != 0 {
            let place = self.ranking.monsters.iter().position(|ranked| Some(ranked.id) == self.shown).unwrap_or(0);
            let place = place.saturating_add_signed(by as isize);
            if let Some(ranked) = self.ranking.monsters.get(place) {
                self.shown = Some(ranked.id);
            }
        }
    }

    /// A monster for the problem that is named most and has none; without one, for a problem still to be typed.
    fn make_next(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let problem = self.ranking.without.first().map_or(String::new(), |problem| problem.words.clone());
        self.make(ui, cx, campaign, &[&problem]);
    }

    fn make(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, problems: &[&str]) {
        let Some(change) = make_monsters(campaign, problems, cx.art.kit()) else { return };
        if let [Edit::Monster(id, Some(monster))] = change.edits.as_slice() {
            let words = format!("Made {}", monster.name);
            self.shown = Some(*id);
            let field = name_field(*id);
            ui.memory_mut(|memory| memory.request_focus(field));
            cx.act(Action::CommitAndTell(change, words));
        } else {
            let words = format!("Made {}", counted(change.edits.len(), "monster", "monsters"));
            cx.act(Action::CommitAndTell(change, words));
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let make = CommandButton::primary("Make a monster").icon(Icon::Plus);
        let pressed = PageHeader::new("Monsters")
            .words("The problems people name most. Each monster counts the nominations tagged with it.")
            .rule()
            .action(make.shortcut(keys::words(Command::NewHere, ui.ctx())))
            .show(ui);
        if pressed.is_some() {
            self.make_next(ui, cx, campaign);
        }
        if let Some((id, record)) = self.shown.and_then(|id| Some((id, campaign.monsters().get(id)?))) {
            let event = SidePane::inspector("monster pane").show(ui, |pane| {
                let attempt = self.attempts.entry(id).or_default();
                MonsterPane { campaign, id, record, tags: &self.tags, told: &mut self.told, attempt }.show(pane, cx)
            });
            match event {
                Some(pane::Event::Delete) => self.delete(cx, campaign, id),
                Some(pane::Event::ShowNominations) => show_nominations(ui, cx, &record.problem),
                None => {}
            }
        }
        let frame = Frame::new().inner_margin(Margin { left: 24, right: 0, top: 0, bottom: 0 });
        let event = CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .id_salt("monsters")
                    .auto_shrink(false)
                    .show(ui, |ui| {
                        // Inside the bar, so that it lies beside the cards and not on them.
                        let around = Margin { left: 0, right: 24, top: 16, bottom: 24 };
                        Frame::new()
                            .inner_margin(around)
                            .show(ui, |ui| gallery::show(ui, cx, campaign, &self.ranking, self.shown))
                            .inner
                    })
                    .inner
            })
            .inner;
        match event {
            Some(gallery::Event::Chose(id)) => {
                self.shown = Some(id);
                SidePane::open_drawer(ui.ctx(), "monster pane");
            }
            Some(gallery::Event::Delete(id)) => self.delete(cx, campaign, id),
            Some(gallery::Event::Show(problem)) => show_nominations(ui, cx, &problem),
            Some(gallery::Event::Make(problem)) => self.make(ui, cx, campaign, &[&problem]),
            Some(gallery::Event::MakeAll) => self.make_all(ui, cx, campaign),
            None => {}
        }
    }

    fn make_all(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let problems: Vec<String> = gallery::at_once(&self.ranking).into_iter().map(str::to_owned).collect();
        let problems: Vec<&str> = problems.iter().map(String::as_str).collect();
        self.make(ui, cx, campaign, &problems);
    }

    fn delete(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, id: MonsterId) {
        if heroes_against(campaign, id).next().is_some() {
            self.deleting = Some(id);
        } else {
            delete(cx, campaign, id);
        }
    }

    /// Asks before heroes lose their arch-enemy.
    fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let Some(id) = self.deleting else { return };
        let count = heroes_against(campaign, id).count();
        let Some(monster) = campaign.monsters().get(id).filter(|_| count > 0) else {
            self.deleting = None;
            return;
        };
        let heroes = counted(count, "hero", "heroes");
        let have = if count == 1 { "has" } else { "have" };
        let out = Dialog::new("delete a monster", format!("Delete {}", monster.name))
            .mark(Icon::Trash, Tone::Warning)
            .words(format!("{heroes} {have} it as arch-enemy and will have none. One undo brings all of it back."))
            .button(CommandButton::plain("Keep the monster"))
            .button(CommandButton::danger(format!("Delete it and clear {heroes}")))
            .focus(0)
            .show(ui.ctx(), |_| ());
        if out.pressed == Some(1) {
            delete(cx, campaign, id);
        }
        if out.closed || out.pressed.is_some() {
            self.deleting = None;
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let count = gallery::at_once(&self.ranking).len();
        let none = count == 0;
        let make = format!("Make {}", counted(count.max(1), "monster", "monsters"));
        let (all, one) = if none {
            (CommandButton::plain(make), CommandButton::primary("Make one by hand"))
        } else {
            (CommandButton::primary(make), CommandButton::plain("Make one by hand"))
        };
        let mut state = EmptyState::new(
            "Every problem deserves a face",
            "A monster embodies a trouble that people name again and again. Heroes have one as arch-enemy.",
        );
        if let Some(texture) = horde(ui, cx) {
            state = state.art(texture, vec2(SIZE.0, SIZE.1));
        }
        let event = state
            .way(Beginning {
                icon: Icon::Monster,
                title: "From the nominations".into(),
                words: "One for each problem that is named, most named first. Name and body are proposed.".into(),
                button: all.disabled_if(none.then_some("No nomination is tagged with a problem yet.")),
            })
            .way(Beginning {
                icon: Icon::Pen,
                title: "From your own trouble".into(),
                words: "Choose a body, give it a name, say what it stands for.".into(),
                button: one,
            })
            .show(ui);
        match event {
            Some(EmptyEvent::Way(0)) => self.make_all(ui, cx, campaign),
            Some(_) => {
                let id = campaign.next_monster_id();
                let villain = cx.art.kit().villains().first().map(|villain| villain.id.clone()).unwrap_or_default();
                let monster = Monster { name: "Nameless".into(), villain, ..Monster::default() };
                self.shown = Some(id);
                cx.commit(Change::one("Make a monster", Edit::monster(id, monster)));
            }
            None => {}
        }
    }
}

fn delete(cx: &mut Cx<'_>, campaign: &Campaign, id: MonsterId) {
    let Some(monster) = campaign.monsters().get(id) else { return };
    let change = delete_monster(campaign, id);
    cx.act(Action::CommitAndTell(change, format!("Deleted {}", monster.name)));
}

fn show_nominations(ui: &Ui, cx: &mut Cx<'_>, problem: &str) {
    show_problem_later(ui.ctx(), problem);
    cx.act(Action::Do(Command::GoTo(Section::Nominations)));
}

const SIZE: (f32, f32) = (420.0, 220.0);

/// Three villains side by side.
fn horde(ui: &Ui, cx: &mut Cx<'_>) -> Option<TextureId> {
    let pixels = ui.ctx().pixels_per_point().clamp(1.0, 3.0);
    let (width, height) = ((SIZE.0 * pixels) as u32, (SIZE.1 * pixels) as u32);
    let drawn = cx.art.picture(ui.ctx(), "empty monsters", (width, height), move |studio| {
        let scale = height as f32 / 1040.0;
        let mut items = Vec::new();
        for (villain, x) in [("phangler", 20.0), ("bluescream", 1020.0), ("queuedra", 500.0)] {
            let look = EnemyLook { villain: villain.into(), ..EnemyLook::default() };
            let composed = studio.kit.villain_items(&look, &studio.symbols).ok()?;
            let transform = Transform::from_translate(x, 20.0);
            items.push(Item::Group { transform, clip: None, opacity: 1.0, items: composed.items });
        }
        let left = width as f32 / scale / 2.0 - 1010.0;
        render(&items, width, height, Transform::from_scale(scale, scale).pre_translate(left, 0.0), None).ok()
    });
    drawn.map(|(texture, _)| texture)
}
