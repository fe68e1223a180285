//! Unboxing kits on their way: one parcel for each person, with card, box, label and letter; from the printer to the doormat.

mod pane;
mod papers;
mod rows;

use super::many::{self, counted, finish};
use super::people::empty::{bust, picture_size};
use super::people::latest::Latest;
use super::print_room;
use crate::app::kits::{self, KitLine, KitQuery};
use crate::app::outlook::grouped;
use crate::app::{Command, Section};
use crate::campaign::{Campaign, ParcelId, ParcelState, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::theme::colours;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::{FilterBar, FilterMenu};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::page_header::PageHeader;
use eframe::egui::{CentralPanel, Frame, Id, Panel, TextureId, Ui, UiBuilder};
use papers::{Papers, What};
use rows::{COLUMNS, KitRows};
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Kits {
    lines: Latest<Vec<KitLine>>,
    query: KitQuery,
    /// What `rows` were found for.
    found: Option<(u64, KitQuery)>,
    rows: Vec<usize>,
    table: TableState,
    /// The kit at the right.
    shown: Option<ParcelId>,
    papers: Papers,
}

fn find_field() -> Id {
    Id::unique("find a kit")
}

impl Screen for Kits {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(Target::Parcel(id)) = cx.take_target() {
            self.shown = Some(id);
            self.clear_filter();
        }
        if cx.takes(Command::NewHere) {
            Self::make(cx, &campaign);
        }
        if cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        if campaign.parcels().is_empty() {
            Self::empty(ui, cx, &campaign);
        } else {
            self.page(ui, cx, &campaign);
        }
        self.papers.show(ui, cx, &campaign);
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Kits {
    fn clear_filter(&mut self) {
        let KitQuery { order, descending, .. } = self.query;
        self.query = KitQuery { order, descending, ..KitQuery::default() };
        self.found = None;
    }

    /// A kit for everybody with a hero who has none.
    fn make(cx: &mut Cx<'_>, campaign: &Campaign) {
        let people = kits::without_kit(campaign);
        let words = format!("Made {}", counted(people.len(), "kit", "kits"));
        match kits::make(campaign, people) {
            Some(change) => cx.act(Action::CommitAndTell(change, words)),
            None => cx.act(Action::Tell("Everybody with a hero has a kit".into())),
        }
    }

    fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Vec<KitLine>> {
        let lines = Arc::clone(self.lines.of(cx.ws, campaign.parcels().len() * 4, "Sorting kits", kits::desk));
        let Some(revision) = self.lines.revision() else { return lines };
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.table.to_top();
            }
            self.rows = kits::find(&lines, &self.query);
            self.found = Some(key);
            self.table.keep_selected(|id| campaign.parcels().contains(ParcelId(id)));
        }
        let id_at = |row: usize| self.rows.get(row).and_then(|at| lines.get(*at)).map(|line| line.id);
        if self.shown.is_none_or(|shown| !campaign.parcels().contains(shown)) {
            let last = self.rows.len().saturating_sub(1);
            self.shown = id_at(self.table.cursor().map_or(0, |row| (row as usize).min(last)));
        }
        let row = (0..self.rows.len()).find(|row| self.shown.is_some() && id_at(*row) == self.shown);
        let row = row.map(|row| row as u64);
        if self.table.cursor() != row {
            self.table.set_cursor(row);
        }
        lines
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        let lines = self.find(cx, campaign);
        let counts = kits::counts(campaign);
        let words = counts.iter().filter(|(_, count)| *count > 0);
        let words: Vec<String> = words
            .map(|(state, count)| format!("{} {}", grouped(*count as u64), state.title().to_lowercase()))
            .collect();
        let without = kits::without_kit(campaign).len();
        let all_have = (without == 0).then_some("Everybody with a hero has a kit.");
        let make =
            if without == 0 { "Make kits".to_owned() } else { format!("Make {}", counted(without, "kit", "kits")) };
        let busy = self.papers.is_busy().then_some("A list is being written.");
        let pressed = PageHeader::new("Unboxing kits")
            .words(words.join(", "))
            .rule()
            .action(CommandButton::plain("Packing list").icon(Icon::Box).disabled_if(busy))
            .action(CommandButton::plain("Letters").icon(Icon::Mail).disabled_if(busy))
            .action(CommandButton::plain("Postage list").icon(Icon::Export).disabled_if(busy))
            .action(
                CommandButton::primary(make)
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx()))
                    .disabled_if(all_have),
            )
            .show(ui);
        match pressed {
            Some(0) => self.papers.ask(cx, What::Packing),
            Some(1) => self.papers.ask(cx, What::Letters(many::chosen(&self.table))),
            Some(2) => self.papers.ask(cx, What::Postage),
            Some(_) => Self::make(cx, campaign),
            None => {}
        }
        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("kits bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, &lines));
        }
        if let Some((id, parcel)) = self.shown.and_then(|id| Some((id, campaign.parcels().get(id)?)))
            && pane::show(ui, cx, campaign, id, parcel)
        {
            Self::delete(cx, campaign, &[id]);
        }
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.filters(ui, &lines);
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let builder = UiBuilder::new().scope_id(Id::unique("list of kits"));
            ui.scope_builder(builder, |ui| self.list(ui, cx, campaign, &lines));
        });
    }

    fn filters(&mut self, ui: &mut Ui, lines: &[KitLine]) {
        let all = lines.len();
        let count = if self.rows.len() == all {
            counted(all, "kit", "kits")
        } else {
            format!("{} of {}", self.rows.len(), counted(all, "kit", "kits"))
        };
        let held = lines.iter().filter(|line| line.is_held()).count();
        let query = &mut self.query;
        FilterBar::new(count).show(
            ui,
            |ui| {
                FindField::new(&mut query.words, "Find a kit")
                    .shortcut("Ctrl F")
                    .width(220.0)
                    .id(find_field())
                    .show(ui);
                let titles = ParcelState::ALL.map(ParcelState::title);
                let mut state = query.state.and_then(|state| ParcelState::ALL.iter().position(|other| *other == state));
                if FilterMenu::new("Any state", &titles, &mut state).show(ui) {
                    query.state = state.map(|index| ParcelState::ALL[index]);
                }
                if held > 0 || query.held {
                    let title = format!("Something is missing: {held}");
                    if CommandButton::plain(title).icon(Icon::Warn).small().pressed(query.held).show(ui).clicked() {
                        query.held = !query.held;
                    }
                }
            },
            |_| {},
        );
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, lines: &[KitLine]) {
        let faces = self.faces(ui, cx, campaign, lines);
        let rows = KitRows { lines, shown: &self.rows, faces: &faces };
        let mut asked: Option<(ParcelId, Asked)> = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            let Some(line) = rows.line(row) else { return };
            for state in ParcelState::ALL {
                let is_so = (line.state == state).then_some("It is so already.");
                let title = format!("Mark as {}", state.title().to_lowercase());
                if MenuLine::new(title).disabled_if(is_so).show(ui).clicked() {
                    asked = Some((line.id, Asked::State(state)));
                }
            }
            if MenuLine::new("Show the person").icon(Icon::Person).show(ui).clicked() {
                asked = Some((line.id, Asked::Person(line.to)));
            }
        };
        let columns = rows::columns();
        let table = DataTable::new("Kits", &columns).checks().two_lines().menu(&mut menu);
        let out = table.empty("No kit matches. Clear the filter.").show(ui, &mut self.table, &rows);
        let id_at = |row: u64| rows.line(row).map(|line| line.id);
        if out.sorted.is_some() {
            let sort = self.table.sort();
            self.query.order = sort.and_then(|sort| COLUMNS.get(sort.column).copied()).unwrap_or_default();
            self.query.descending = sort.is_some_and(|sort| sort.descending);
        }
        if let Some(id) = out.moved.and_then(id_at) {
            self.shown = Some(id);
        }
        if let Some(id) = out.opened.or(out.edit).and_then(id_at) {
            self.shown = Some(id);
            SidePane::open_drawer(ui.ctx(), pane::PANE);
            pane::focus(ui.ctx(), id);
        }
        if out.delete {
            let ids: Vec<ParcelId> = many::chosen(&self.table);
            let ids = if ids.is_empty() { self.shown.into_iter().collect() } else { ids };
            Self::delete(cx, campaign, &ids);
        }
        match asked {
            Some((id, Asked::State(state))) => set_state(cx, campaign, &[id], state),
            Some((_, Asked::Person(person))) => cx.act(Action::Show(Target::Person(person))),
            None => {}
        }
    }

    fn faces(&self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, lines: &[KitLine]) -> HashMap<PersonId, TextureId> {
        let first = self.table.first_row() as usize;
        let in_view = (ui.available_height() / 52.0) as usize + 2;
        let mut faces = HashMap::new();
        for line in self.rows.iter().skip(first).take(in_view).filter_map(|at| lines.get(*at)) {
            if let Some((hero, record)) = campaign.hero_of(line.to)
                && let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 72)
            {
                faces.insert(line.to, texture);
            }
        }
        faces
    }

    fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: &[ParcelId]) {
        let words = format!("Deleted {}", counted(ids.len(), "kit", "kits"));
        cx.act(Action::CommitAndTell(kits::remove(campaign, ids), words));
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, lines: &[KitLine]) {
        let ids: Vec<ParcelId> = many::chosen(&self.table);
        let count = ids.len();
        let shown = self.rows.iter().filter(|at| self.table.is_selected(lines[**at].id.0)).count();
        let people: Vec<PersonId> = ids
            .iter()
            .filter_map(|id| campaign.parcels().get(*id))
            .map(|parcel| parcel.to)
            .filter(|person| campaign.hero_of(*person).is_some())
            .collect();
        let no_cards = people.is_empty().then_some("None of them has a hero.");
        let mut bar = BulkBar::new(count as u64, many::aside(count, shown, campaign.parcels().len()))
            .verb(CommandButton::plain(format!("Print {}", people.len())).icon(Icon::Printer).disabled_if(no_cards));
        for state in &ParcelState::ALL[1..] {
            let left =
                ids.iter().filter(|id| campaign.parcels().get(**id).is_some_and(|it| it.state != *state)).count();
            let all = (left == 0).then_some("They are all so already.");
            bar = bar.verb(CommandButton::plain(format!("{} {left}", state.title())).disabled_if(all));
        }
        let event = bar.verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash)).show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => {
                print_room::print_later(ui.ctx(), people);
                cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
            }
            Some(BulkEvent::Verb(index)) => match ParcelState::ALL.get(index) {
                Some(state) => set_state(cx, campaign, &ids, *state),
                None => Self::delete(cx, campaign, &ids),
            },
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }

    fn empty(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        PageHeader::new("Unboxing kits").words("Card, box, label and letter for each person").show(ui);
        let size = picture_size(ui);
        let options = [
            ("body", "broad"),
            ("outfit", "shirt"),
            ("head", "square"),
            ("face", "grin"),
            ("hair", "parting"),
            ("item_right", "tape"),
        ];
        let art = bust(ui, cx, "empty kits", &options, ["honey", "chestnut", "ticket"], size);
        let without = kits::without_kit(campaign).len();
        let none = (without == 0).then_some("There are no heroes yet.");
        let make =
            if without == 0 { "Make kits".to_owned() } else { format!("Make {}", counted(without, "kit", "kits")) };
        let mut page = EmptyState::new(
            "No kit is on its way yet",
            "A kit is what somebody unboxes: their card in a fold-up box, with a label and a letter. Here you see how far each is.",
        )
        .way(Beginning {
            icon: Icon::Box,
            title: "Make kits for all heroes".into(),
            words: "One for each person with a hero. You can undo it.".into(),
            button: CommandButton::primary(make).disabled_if(none),
        })
        .way(Beginning {
            icon: Icon::Hero,
            title: "Make heroes first".into(),
            words: "A kit holds the hero's card and box.".into(),
            button: CommandButton::plain("Open heroes"),
        });
        if let Some(art) = art {
            page = page.art(art, size);
        }
        match page.show(ui) {
            Some(EmptyEvent::Way(0)) => Self::make(cx, campaign),
            Some(EmptyEvent::Way(_)) => cx.act(Action::Do(Command::GoTo(Section::Heroes))),
            _ => {}
        }
    }
}

/// What the menu of a row asked.
enum Asked {
    State(ParcelState),
    Person(PersonId),
}

fn set_state(cx: &mut Cx<'_>, campaign: &Campaign, ids: &[ParcelId], state: ParcelState) {
    let changed = ids.iter().filter(|id| campaign.parcels().get(**id).is_some_and(|it| it.state != state)).count();
    let words = format!("{}: {}", counted(changed, "kit", "kits"), state.title().to_lowercase());
    finish(cx, kits::set_state(campaign, ids.iter().copied(), state, cx.ws.world().now()), words);
}
