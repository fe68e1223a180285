//! The page of the people: a table with everybody, and beside it one person with every field.

mod asking;
mod duplicates;
pub(super) mod empty;
mod erase;
mod fields;
mod finding;
mod kept_words;
pub mod latest;
mod letters;
mod name_list;
mod origins;
mod overview;
pub(super) mod pane;
mod photos;
mod reading;
mod selected;
pub(super) mod table;
mod views;

use crate::app::finder::Hits;
use crate::app::people::{PeopleList, PeopleOrder, PeopleQuery, Register};
use crate::app::privacy::{self, Occasion};
use crate::app::{Command, Task};
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::lead;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, Sort, TableResponse, TableState};
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::page_header::PageHeader;
use asking::{Answered, Ask, Deleting};
use duplicates::Duplicates;
use eframe::egui::{CentralPanel, Frame, Id, Panel, TextureId, Ui, UiBuilder};
use erase::{Erasing, Writing};
use kept_words::KeptAsReceived;
use latest::Latest;
use letters::{ExportAsk, Whom};
use pane::{PaneEvent, PaneParts, PersonPane};
use reading::Reading;
use selected::{Making, Many};
use std::collections::HashMap;
use std::sync::Arc;
use table::PeopleRows;
use views::{ListEvent, SaveView};

/// A revision of the campaign, and what was looked for in it.
type Asked = (u64, PeopleQuery);

/// Rows in their order, and which they are.
type Sorted = (Vec<u32>, Hits);

pub struct People {
    register: Latest<Register>,
    query: PeopleQuery,
    /// What `rows` were found for.
    found: Option<(u64, PeopleQuery)>,
    rows: Vec<u32>,
    /// The same as a set.
    listed: Hits,
    /// The lines that `rows` point into.
    found_in: Arc<Register>,
    /// What the bar for many says of those that are selected.
    many: Many,
    /// Words of rows that became no field, once somebody looks for words.
    received: KeptAsReceived,
    /// Rows that a job looks for, and what for.
    finding: Option<(Asked, Task<Sorted>)>,
    table: TableState,
    /// The person in the pane.
    shown: Option<PersonId>,
    tab: usize,
    typed: overview::Typed,
    raw_rows: origins::Rows,
    facts: pane::Facts,
    ask: Option<Ask>,
    /// What goes with people who are to be deleted is being counted, for a revision.
    deleting: Option<(u64, Vec<PersonId>, Task<Deleting>)>,
    making: Option<Making>,
    columns: Vec<PeopleOrder>,
    duplicates: Duplicates,
    reading: Option<Reading>,
    erasing: Option<Erasing>,
    writing: Writing,
    saving: Option<SaveView>,
    exporting: Option<ExportAsk>,
    untold: letters::UntoldNote,
    photos: photos::Matching,
    names_back: name_list::NamesBack,
}

impl Default for People {
    fn default() -> Self {
        Self {
            register: Latest::default(),
            // Whom most people thought of comes first.
            query: PeopleQuery { order: PeopleOrder::Nominated, descending: true, ..PeopleQuery::default() },
            found: None,
            rows: Vec::new(),
            listed: Hits::default(),
            found_in: Arc::default(),
            many: Many::default(),
            received: KeptAsReceived::default(),
            finding: None,
            table: TableState::default(),
            shown: None,
            tab: 0,
            typed: overview::Typed::default(),
            raw_rows: origins::Rows::default(),
            facts: pane::Facts::default(),
            ask: None,
            deleting: None,
            making: None,
            columns: PeopleOrder::FIRST.to_vec(),
            duplicates: Duplicates::default(),
            reading: None,
            erasing: None,
            writing: Writing::default(),
            saving: None,
            exporting: None,
            untold: letters::UntoldNote::default(),
            photos: photos::Matching::default(),
            names_back: name_list::NamesBack::default(),
        }
    }
}

fn find_field() -> Id {
    Id::unique("find in people")
}

impl Screen for People {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.take_commands(ui, cx);
        self.duplicates.update(cx.ws, campaign);
        if let Some(reading) = &mut self.reading {
            if reading.show(ui, cx, campaign) {
                self.reading = None;
            }
            return;
        }
        if self.duplicates.open {
            self.duplicates.show(ui, cx, campaign);
            return;
        }
        if campaign.people().is_empty() {
            PageHeader::new("People").words("Nobody here yet").show(ui);
            if empty::show(ui, cx) {
                self.ask = Some(new_person());
            }
        } else {
            self.page(ui, cx, campaign);
        }
        self.take_heroes(cx, campaign);
        self.take_deleting(cx, campaign);
        self.writing.take(cx);
        self.photos.show(ui, cx, campaign);
        self.names_back.show(ui, cx, campaign);
        if self.erasing.as_mut().is_some_and(|erasing| erasing.show(ui, cx, campaign)) {
            self.erasing = None;
        }
        if self.saving.as_mut().is_some_and(|it| it.show(ui, cx, campaign, &self.query, &self.columns)) {
            self.saving = None;
        }
        if self.exporting.as_mut().is_some_and(|it| it.show(ui, cx, &mut self.writing)) {
            self.exporting = None;
        }
        let Some(ask) = &mut self.ask else { return };
        match ask.show(ui, cx, campaign) {
            Answered::NotYet => {}
            Answered::Closed => self.ask = None,
            Answered::Gone => {
                self.ask = None;
                self.table.clear_selection();
            }
            Answered::Added(person) => {
                self.ask = None;
                self.shown = Some(person);
                self.tab = 0;
                self.clear_filter();
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

fn new_person() -> Ask {
    Ask::Add { person: Box::default(), fresh: true }
}

impl People {
    fn take_commands(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        match cx.take_target() {
            Some(Target::Person(person)) => {
                self.shown = Some(person);
                if lead::wanted(ui.ctx()).is_some() {
                    // Every field of a person is on the first tab.
                    self.tab = 0;
                }
                self.duplicates.open = false;
                self.reading = None;
                self.clear_filter();
            }
            Some(Target::People(list)) => {
                self.reading = None;
                self.clear_filter();
                self.duplicates.open = false;
                match list {
                    PeopleList::Gap(gap) => self.query.gap = Some(gap),
                    PeopleList::Duplicates => self.duplicates.start(),
                }
            }
            _ => {}
        }
        if self.ask.is_some() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.ask = Some(new_person());
        }
        if cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
    }

    fn clear_filter(&mut self) {
        let PeopleQuery { order, descending, .. } = self.query;
        self.query = PeopleQuery { order, descending, ..PeopleQuery::default() };
        self.found = None;
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let new_keys = keys::words(Command::NewHere, ui.ctx());
        let pressed = PageHeader::new("People")
            .words("One record per person, with every role they have.")
            .rule()
            .action(CommandButton::plain("Compare duplicates").icon(Icon::Merge).count(self.duplicates.len() as u64))
            .action(CommandButton::plain("Add a person").icon(Icon::Plus).shortcut(new_keys))
            .action(
                CommandButton::primary("Import").icon(Icon::Import).shortcut(keys::words(Command::Import, ui.ctx())),
            )
            .show(ui);
        match pressed {
            Some(0) => self.duplicates.start(),
            Some(1) => self.ask = Some(new_person()),
            Some(_) => cx.act(Action::Do(Command::Import)),
            None => {}
        }
        let register = self.find(cx, campaign);
        if let Some((id, person)) = self.shown.and_then(|id| Some((id, campaign.people().get(id)?))) {
            self.facts.look_up(campaign, id, (&register, self.register.revision()), cx.ws.world().as_ref());
            let pane = PersonPane { campaign, id, person, line: register.line(id), facts: &self.facts };
            let parts = PaneParts {
                tab: &mut self.tab,
                typed: &mut self.typed,
                duplicates: &mut self.duplicates,
                rows: &mut self.raw_rows,
            };
            if let Some(event) = pane.show(ui, cx, parts) {
                self.of_person(cx, campaign, id, event);
            }
        }
        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("people bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, &register));
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique("list of people")), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.filters(ui, cx, campaign, &register);
                if let Some(gap) = self.untold.show(ui, cx, campaign, &mut self.writing) {
                    self.clear_filter();
                    self.query.gap = Some(gap);
                }
                self.list(ui, cx, campaign, &register);
            });
        });
    }

    fn filters(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, register: &Register) {
        let (found, all) = (self.rows.len(), campaign.people().len());
        let count = if found == all {
            format!("{} people", grouped(all as u64))
        } else {
            format!("{} of {} people", grouped(found as u64), grouped(all as u64))
        };
        let Self { query, columns, .. } = self;
        let ((), event) = FilterBar::new(count).show(
            ui,
            |ui| {
                FindField::new(&mut query.words, "Find in people")
                    .shortcut(keys::words(Command::Find, ui.ctx()))
                    .width((ui.available_width() * 0.34).clamp(150.0, 250.0))
                    .id(find_field())
                    .show(ui);
                views::filters(ui, campaign, register, query);
            },
            |ui| views::list_menu(ui, cx, campaign, columns, found),
        );
        if let Some(event) = event {
            self.of_list(cx, campaign, event);
        }
    }

    /// What was chosen for the whole list.
    fn of_list(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, event: ListEvent) {
        match event {
            ListEvent::Columns(columns) => self.columns = columns,
            ListEvent::Open(view) => {
                self.query = view.query;
                self.columns = view.columns;
                if self.columns.is_empty() {
                    self.columns = PeopleOrder::FIRST.to_vec();
                }
                self.found = None;
                self.table.to_top();
            }
            ListEvent::Forget(name) => {
                let id = campaign.settings().id.clone();
                cx.act(Action::Tell(format!("Forgot the view “{name}”")));
                cx.act(Action::Prefer(Box::new(move |preferences| preferences.forget_view(&id, &name))));
            }
            ListEvent::SaveView => self.saving = Some(SaveView::default()),
            ListEvent::ReadNames => {
                // With something looked for, those are read; else every nominee.
                let people = (!self.query.is_everybody()).then(|| self.listed());
                self.reading = Some(Reading::new(cx, campaign, people));
            }
            ListEvent::NameLetters => {
                letters::write(cx, &mut self.writing, Whom::Unconfirmed, Occasion::Name);
            }
            ListEvent::ToldLetters => {
                letters::write(cx, &mut self.writing, Whom::Untold, Occasion::Told);
            }
            ListEvent::NameList => {
                // With something looked for, those are asked; else every nominee whose name nobody confirmed.
                let people = (!self.query.is_everybody()).then(|| self.listed());
                name_list::write(&mut self.writing, cx, people);
            }
            ListEvent::NamesBack => self.names_back.start(cx, campaign),
            ListEvent::MatchPhotos => self.photos.start(cx),
            ListEvent::Export => {
                self.exporting = Some(ExportAsk::new(self.listed(), self.columns.clone()));
            }
        }
    }

    /// The people of the list as it is filtered, in its order.
    fn listed(&self) -> Vec<PersonId> {
        let lines = self.found_in.lines();
        self.rows.iter().filter_map(|index| lines.get(*index as usize)).map(|line| line.id).collect()
    }

    /// What was asked in the pane or in the menu of a row.
    fn of_person(&mut self, cx: &mut Cx<'_>, campaign: &Campaign, id: PersonId, event: PaneEvent) {
        match event {
            PaneEvent::MakeHero => self.make_heroes(cx, campaign, vec![id]),
            PaneEvent::Delete => self.delete(cx, campaign, vec![id]),
            PaneEvent::Erase => self.erasing = Erasing::start(cx, campaign, id),
            PaneEvent::Report => erase::access_report(&mut self.writing, cx, id),
            PaneEvent::TakeBack(gone) => duplicates::take_back(cx, campaign, id, gone),
            PaneEvent::Letter(occasion) => letters::write(cx, &mut self.writing, Whom::These(vec![id]), occasion),
            PaneEvent::Told => {
                let change = privacy::mark_told(campaign, &[id], cx.ws.world().now());
                cx.act(Action::CommitAndTell(change, "Noted that 1 person was told".into()));
            }
        }
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, register: &Register) {
        // What came in just now is not in order yet: that is no filter which nothing passes.
        if register.lines().is_empty() {
            ui.add_space(40.0);
            let words = format!("Putting {} in order.", asking::people_of(campaign.people().len()));
            ui.vertical_centered(|ui| crate::gui::text::Text::body(words).muted().show(ui));
            return;
        }
        if self.rows.is_empty() && self.register.revision().is_some() {
            ui.add_space(40.0);
            let clear = ui.vertical_centered(|ui| {
                crate::gui::text::Text::body("No person matches.").muted().show(ui);
                ui.add_space(8.0);
                CommandButton::plain("Clear the filter").show(ui).clicked()
            });
            if clear.inner {
                self.clear_filter();
            }
            return;
        }
        let shown_columns = self.columns.clone();
        let rows = PeopleRows {
            register,
            campaign,
            columns: &shown_columns,
            twice: &self.duplicates,
            shown: &self.rows,
            faces: self.faces(ui, cx, campaign, register),
            zone: cx.ws.world().time_zone(),
        };
        let sorted_by = shown_columns.iter().position(|column| *column == self.query.order);
        self.table.set_sort(sorted_by.map(|column| Sort { column, descending: self.query.descending }));
        let mut from_menu = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            for (event, title, icon) in [
                (PaneEvent::MakeHero, "Make a hero", Icon::Hero),
                (PaneEvent::Report, "Write an access report", Icon::File),
                (PaneEvent::Delete, "Delete the person", Icon::Trash),
                (PaneEvent::Erase, "Erase the person", Icon::Trash),
            ] {
                let taken = event == PaneEvent::MakeHero && rows.line(row).is_some_and(|line| line.hero.is_some());
                let line = MenuLine::new(title).icon(icon).disabled_if(taken.then_some("This person has a hero."));
                if line.show(ui).clicked() {
                    from_menu = Some((event, row));
                }
            }
        };
        let columns = table::columns(&shown_columns);
        let out: TableResponse =
            DataTable::new("People", &columns).checks().menu(&mut menu).show(ui, &mut self.table, &rows);
        if let Some(sort) = out.sorted {
            self.query.order = shown_columns.get(sort.column).copied().unwrap_or_default();
            self.query.descending = sort.descending;
        }
        let person_at = |row: u64| rows.line(row).map(|line| line.id);
        if let Some(person) = out.moved.and_then(person_at) {
            self.shown = Some(person);
        }
        if let Some(person) = out.opened.or(out.edit).and_then(person_at) {
            self.shown = Some(person);
            self.tab = 0;
            ui.memory_mut(|memory| memory.request_focus(overview::name_field(person)));
        }
        let chosen = if out.delete { self.chosen().or_else(|| Some(vec![self.shown?])) } else { None };
        if let Some((event, person)) = from_menu.and_then(|(event, row)| Some((event, person_at(row)?))) {
            self.of_person(cx, campaign, person, event);
        }
        if let Some(people) = chosen {
            self.delete(cx, campaign, people);
        }
    }

    /// Faces of the rows in view.
    fn faces(
        &self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        register: &Register,
    ) -> HashMap<PersonId, TextureId> {
        let first = self.table.first_row() as usize;
        let in_view = (ui.available_height() / 36.0) as usize + 2;
        let mut faces = HashMap::new();
        for index in self.rows.iter().skip(first).take(in_view) {
            let line = &register.lines()[*index as usize];
            let Some((hero, record)) = line.hero.and_then(|hero| Some((hero, campaign.heroes().get(hero)?))) else {
                continue;
            };
            if let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 64) {
                faces.insert(line.id, texture);
            }
        }
        faces
    }
}
