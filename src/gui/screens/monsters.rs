//! The monsters: the problems people name, as villains in the order of how many nominations name them.

mod bulk;
mod card;
mod gallery;
mod pairs;
mod pane;
mod problems;

use super::many;
use super::nominations::show_problem_later;
use super::seed_field::SeedField;
use crate::app::monsters::{Ranking, compute_stats, delete_monsters, make_monsters, propose_again};
use crate::app::order::{self, MonsterOrder};
use crate::app::printing::Product;
use crate::app::{Command, Section};
use crate::campaign::{Campaign, Change, Edit, Monster, MonsterId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::marks::Tone;
use crate::gui::screens::print_room::print_product_later;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::TableState;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::order_menu::OrderMenu;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::tabs::Tabs;
use crate::scene::item::{Item, Transform};
use crate::scene::kit::EnemyLook;
use crate::scene::pixels::render;
use card::CardView;
use eframe::egui::{
    CentralPanel, Frame, Id, Key, Margin, Modifiers, Panel, ScrollArea, TextureId, Ui, UiBuilder, vec2,
};
use gallery::Gallery;
use pairs::Pairs;
use pane::{MonsterPane, Told, counted, name_field};
use problems::Problems;
use std::collections::HashMap;

/// The sides of the page.
const GALLERY: usize = 0;
const PROBLEMS: usize = 1;

#[derive(Default)]
pub struct Monsters {
    tab: usize,
    problems: Problems,
    pairs: Pairs,
    /// The ranking and the revision it is of.
    ranking: Ranking,
    of: Option<u64>,
    tags: Vec<String>,
    query: String,
    order: MonsterOrder,
    reversed: bool,
    /// What `found` was found for.
    asked: Option<(u64, String, MonsterOrder, bool)>,
    found: Vec<MonsterId>,
    selection: TableState,
    shown: Option<MonsterId>,
    told: Told,
    attempts: HashMap<MonsterId, u64>,
    seed: SeedField,
    card: CardView,
    /// A deletion that clears heroes waits for an answer.
    deleting: Vec<MonsterId>,
    ask: Option<bulk::Ask>,
}

impl Screen for Monsters {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.rank(campaign);
        self.find(campaign);
        self.take_commands(ui, cx, campaign);
        self.header(ui, cx, campaign);
        match self.tab {
            GALLERY if campaign.monsters().is_empty() => self.empty(ui, cx, campaign),
            GALLERY => self.page(ui, cx, campaign),
            PROBLEMS => match self.problems.show(ui, cx, campaign) {
                Some(problems::Event::Show(problem)) => show_nominations(ui, cx, &problem),
                Some(problems::Event::Make(problem)) => {
                    self.make(ui, cx, campaign, &[&problem]);
                    self.tab = GALLERY;
                }
                None => {}
            },
            _ => self.pairs.show(ui, cx, campaign),
        }
        self.ask(ui, cx, campaign);
        if self.ask.as_mut().is_some_and(|ask| ask.show(ui, cx, campaign)) {
            self.ask = None;
        }
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
        let own = self.ranking.monsters.iter().filter(|ranked| ranked.named.all() > 0);
        tags.extend(own.filter_map(|ranked| campaign.monsters().get(ranked.id)).map(|monster| monster.problem.clone()));
        tags.sort_by_key(|tag| tag.to_lowercase());
        tags.dedup_by_key(|tag| tag.to_lowercase());
        self.tags = tags;
        self.of = Some(campaign.revision());
        if self.shown.is_none_or(|shown| !campaign.monsters().contains(shown)) {
            self.shown = self.ranking.monsters.first().map(|ranked| ranked.id);
        }
    }

    /// Brings what is shown up to date with campaign and query.
    fn find(&mut self, campaign: &Campaign) {
        let asked = (campaign.revision(), self.query.clone(), self.order, self.reversed);
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.found = order::monsters(campaign, &self.ranking, &self.query, self.order, self.reversed);
        self.selection.keep_selected(|id| campaign.monsters().contains(MonsterId(id)));
        let place = self.found.iter().position(|id| Some(*id) == self.shown).map(|place| place as u64);
        if self.selection.cursor() != place {
            self.selection.set_cursor(place);
        }
        self.asked = Some(asked);
    }

    fn take_commands(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some(Target::Monster(id)) = cx.take_target() {
            self.shown = Some(id);
            self.query.clear();
            self.tab = GALLERY;
        }
        if !self.deleting.is_empty() || self.ask.is_some() {
            return;
        }
        if cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        if cx.takes(Command::NewHere) {
            self.make_next(ui, cx, campaign);
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        let by = i32::from(pressed(Key::ArrowDown)) - i32::from(pressed(Key::ArrowUp));
        if by != 0 {
            let place = self.found.iter().position(|id| Some(*id) == self.shown).unwrap_or(0);
            if let Some(id) = self.found.get(place.saturating_add_signed(by as isize)) {
                self.shown = Some(*id);
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

    fn header(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let none = campaign.monsters().is_empty();
        let mut header = PageHeader::new("Monsters").words(if none {
            "No monsters yet"
        } else {
            "The problems people name most. Each monster counts the nominations and mishaps tagged with it."
        });
        if !none {
            let cards = counted(campaign.monsters().len(), "monster card", "monster cards");
            let make = CommandButton::primary("Make a monster").icon(Icon::Plus);
            header = header
                .action(CommandButton::plain(format!("Print {cards}")).icon(Icon::Printer))
                .action(make.shortcut(keys::words(Command::NewHere, ui.ctx())));
        }
        match header.show(ui) {
            Some(0) => {
                print_product_later(ui.ctx(), Product::Monsters);
                cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
            }
            Some(_) => {
                self.tab = GALLERY;
                self.make_next(ui, cx, campaign);
            }
            None => {}
        }
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 }).show(ui, |ui| {
            Tabs::new(&["Gallery", "Problems", "Pairs"], &mut self.tab).show(ui);
        });
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some((id, record)) = self.shown.and_then(|id| Some((id, campaign.monsters().get(id)?))) {
            let event = SidePane::inspector("monster pane").show(ui, |pane| {
                let attempt = self.attempts.entry(id).or_default();
                let (told, seed, card) = (&mut self.told, &mut self.seed, &mut self.card);
                MonsterPane { campaign, id, record, tags: &self.tags, told, attempt, seed, card }.show(pane, cx)
            });
            match event {
                Some(pane::Event::Delete) => self.delete(cx, campaign, vec![id]),
                Some(pane::Event::ShowNominations) => show_nominations(ui, cx, &record.problem),
                None => {}
            }
        }
        if !self.selection.selected().is_empty() {
            let bar = Panel::bottom("monsters bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign));
        }
        let event = CentralPanel::default()
            .frame(Frame::NONE)
            .show(ui, |ui| {
                // An id of its own, so that the keyboard stays on its card when the bar for many comes and goes.
                let builder = UiBuilder::new().scope_id(Id::unique("gallery of monsters"));
                ui.scope_builder(builder, |ui| {
                    self.filters(ui, campaign.monsters().len());
                    self.find(campaign);
                    self.gallery(ui, cx, campaign)
                })
                .inner
            })
            .inner;
        match event {
            Some(gallery::Event::Chose(id)) => {
                self.shown = Some(id);
                SidePane::open_drawer(ui.ctx(), "monster pane");
            }
            Some(gallery::Event::Delete(id)) => {
                let selected: Vec<MonsterId> = many::chosen(&self.selection);
                self.delete(cx, campaign, if selected.is_empty() { vec![id] } else { selected });
            }
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

    fn filters(&mut self, ui: &mut Ui, all: usize) {
        let count = if self.found.len() == all {
            counted(all, "monster", "monsters")
        } else {
            format!("{} of {}", self.found.len(), counted(all, "monster", "monsters"))
        };
        FilterBar::new(count).show(
            ui,
            |ui| {
                FindField::new(&mut self.query, "Find a monster")
                    .shortcut(keys::words(Command::Find, ui.ctx()))
                    .width((ui.available_width() * 0.4).clamp(150.0, 260.0))
                    .id(find_field())
                    .show(ui);
                let titles = MonsterOrder::ALL.map(MonsterOrder::title);
                let mut order = MonsterOrder::ALL.iter().position(|other| *other == self.order).unwrap_or(0);
                OrderMenu::new(&titles, &mut order, &mut self.reversed).show(ui);
                self.order = MonsterOrder::ALL[order];
            },
            |_| (),
        );
    }

    fn gallery(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<gallery::Event> {
        let (ranking, shown, chosen, selection) = (&self.ranking, &self.found, self.shown, &mut self.selection);
        let gallery = Gallery { campaign, ranking, shown, chosen, selection };
        // The margin is inside the bar, so that the bar lies beside the cards and not on them.
        let around = Frame::new().inner_margin(Margin { left: 24, right: 24, top: 16, bottom: 24 });
        ScrollArea::vertical()
            .id_salt("monsters")
            .auto_shrink(false)
            .show(ui, |ui| around.show(ui, |ui| gallery.show(ui, cx)).inner)
            .inner
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let monsters: Vec<MonsterId> = many::chosen(&self.selection);
        let shown = self.found.iter().filter(|id| self.selection.is_selected(id.0)).count();
        let aside = many::aside(monsters.len(), shown, campaign.monsters().len());
        match bulk::bar(ui, monsters.len(), aside) {
            Some(bulk::Asked::Look) => self.ask = Some(bulk::Ask::new(monsters)),
            Some(bulk::Asked::Propose) => {
                let attempt =
                    monsters.iter().map(|id| self.attempts.get(id).copied().unwrap_or(0)).max().unwrap_or(0) + 1;
                for id in &monsters {
                    self.attempts.insert(*id, attempt);
                }
                let change = propose_again(campaign, &monsters, cx.art.kit(), attempt);
                let words = format!("Proposed {} again", counted(monsters.len(), "monster", "monsters"));
                many::finish(cx, change, words);
            }
            Some(bulk::Asked::Stats) => {
                let words = format!("Computed the stats of {}", counted(monsters.len(), "monster", "monsters"));
                many::finish(cx, compute_stats(campaign, monsters), words);
            }
            Some(bulk::Asked::Delete) => self.delete(cx, campaign, monsters),
            Some(bulk::Asked::Close) => self.selection.clear_selection(),
            None => {}
        }
    }

    fn delete(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, ids: Vec<MonsterId>) {
        if enemies_of(campaign, &ids) > 0 {
            self.deleting = ids;
        } else {
            delete(cx, campaign, &ids);
        }
    }

    /// Asks before heroes lose their arch-enemy.
    fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.deleting.is_empty() {
            return;
        }
        self.deleting.retain(|id| campaign.monsters().contains(*id));
        let count = enemies_of(campaign, &self.deleting);
        if count == 0 {
            self.deleting.clear();
            return;
        }
        let heroes = counted(count, "hero", "heroes");
        let have = if count == 1 { "has" } else { "have" };
        let (title, it, keep) = match self.deleting.as_slice() {
            [one] => {
                let name = campaign.monsters().get(*one).map_or("", |monster| monster.name.as_str());
                (format!("Delete {name}"), "it", "Keep the monster".to_owned())
            }
            many => (format!("Delete {} monsters", many.len()), "them", format!("Keep the {} monsters", many.len())),
        };
        let which = if self.deleting.len() == 1 { "it" } else { "one of them" };
        let out = Dialog::new("delete a monster", title)
            .mark(Icon::Trash, Tone::Warning)
            .words(format!("{heroes} {have} {which} as arch-enemy and will have none. One undo brings all of it back."))
            .button(CommandButton::plain(keep))
            .button(CommandButton::danger(format!("Delete {it} and clear {heroes}")))
            .focus(0)
            .show(ui.ctx(), |_| ());
        if out.pressed == Some(1) {
            delete(cx, campaign, &self.deleting);
        }
        if out.closed || out.pressed.is_some() {
            self.deleting.clear();
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

/// Heroes that have one of these as arch-enemy.
fn enemies_of(campaign: &Campaign, ids: &[MonsterId]) -> usize {
    campaign.heroes().iter().filter(|(_, hero)| hero.enemy.is_some_and(|enemy| ids.contains(&enemy))).count()
}

fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: &[MonsterId]) {
    let words = match ids {
        [one] => campaign.monsters().get(*one).map_or_else(String::new, |monster| format!("Deleted {}", monster.name)),
        many => format!("Deleted {}", counted(many.len(), "monster", "monsters")),
    };
    cx.act(Action::CommitAndTell(delete_monsters(campaign, ids), words));
}

fn find_field() -> Id {
    Id::unique("find in monsters")
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
