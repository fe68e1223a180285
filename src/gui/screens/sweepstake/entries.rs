//! The entries of a sweepstake: a table with what the rules and the organiser say about each, and what can be done with many.

use super::Shown;
use super::entry_pane::{self, PaneAct};
use super::setup::sealed_chip;
use crate::app::drawing::Standing;
use crate::app::outlook::{self, counted};
use crate::app::{Command, drawing, when};
use crate::campaign::{
    Campaign, Change, Decision, Edit, Entry, EntryId, EntryWay, Person, PersonId, Reason, SweepstakeId, name_key,
    tidy_name,
};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::text::Text;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, Sort, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::{FilterBar, FilterMenu};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Id, Panel, Ui};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What the rows were ordered and filtered by.
#[derive(Clone, PartialEq)]
struct Query {
    campaign: String,
    revision: u64,
    of: SweepstakeId,
    find: String,
    standing: Option<usize>,
    sort: Option<Sort>,
}

/// Ids in display order.
struct Rows {
    ids: Vec<EntryId>,
}

/// A decision that waits for its reason.
struct Deciding {
    ids: Vec<EntryId>,
    verb: Verb,
    reason: Option<usize>,
    words: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    LeaveOut,
    PassOver,
    LetIn,
}

impl Verb {
    fn title(self) -> &'static str {
        match self {
            Self::LeaveOut => "Leave out",
            Self::PassOver => "Pass over",
            Self::LetIn => "Let in",
        }
    }
}

/// An entry being typed in by hand.
#[derive(Default)]
struct Adding {
    name: String,
    /// An existing person, where one was chosen.
    person: Option<PersonId>,
    email: String,
    address: String,
    fresh: bool,
}

#[derive(Default)]
pub struct Entries {
    find: String,
    standing: Option<usize>,
    table: TableState,
    rows: Kept<Query, Rows>,
    deciding: Option<Deciding>,
    adding: Option<Adding>,
    receipts: super::receipts::Receipts,
    /// An entry to put the cursor on as soon as the rows are there.
    wanted: Option<EntryId>,
}

const STANDINGS: [&str; 3] = ["In the draw", "Left out", "Passed over"];

impl Entries {
    pub fn go_to(&mut self, entry: EntryId) {
        self.find.clear();
        self.standing = None;
        self.wanted = Some(entry);
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.receipts.take_in(cx);
        self.receipts.dialog(ui, cx, shown.id);
        let total = match &shown.outlook {
            Some(outlook) => outlook.counts.iter().sum(),
            None => shown.campaign.entries_in(shown.id).count() as u64,
        };
        if total == 0 {
            self.empty(ui, cx, shown);
            self.dialogs(ui, cx, shown);
            return;
        }
        let rows = self.rows_now(cx, shown);
        let sealed = shown.sweepstake.sealed.is_some();
        self.bar(ui, cx, total, rows.as_ref().map_or(0, |rows| rows.ids.len()) as u64, sealed);
        let Some(rows) = rows else { return };
        if let Some(wanted) = self.wanted.take()
            && let Some(row) = rows.ids.iter().position(|id| *id == wanted)
        {
            self.table.set_cursor(Some(row as u64));
        }
        let none = HashMap::new();
        let standings = shown.outlook.as_ref().map_or(&none, |outlook| &outlook.standings);
        let current = self.table.cursor().and_then(|row| rows.ids.get(row as usize)).copied();
        if let Some(id) = current
            && let Some(entry) = shown.campaign.entries().get(id)
        {
            let standing = standings.get(&id).copied();
            let act = SidePane::inspector("entry pane")
                .show(ui, |pane| entry_pane::show(pane, cx, shown, id, entry, standing));
            self.take_act(act, id, cx, shown);
        }
        if !sealed {
            self.bulk(ui, cx, shown, &rows);
        }
        let zone = cx.ws.world().time_zone();
        let source = Source { campaign: shown.campaign, rows: &rows.ids, standings, zone, now: cx.ws.world().now() };
        self.table(ui, cx, shown, &source, sealed);
        self.dialogs(ui, cx, shown);
    }

    fn rows_now(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) -> Option<Arc<Rows>> {
        let campaign = cx.ws.snapshot()?;
        let query = Query {
            campaign: campaign.settings().id.clone(),
            revision: campaign.revision(),
            of: shown.id,
            find: name_key(&self.find),
            standing: self.standing,
            sort: self.table.sort(),
        };
        let short = campaign.entries().len() <= 2_000;
        let asked = query.clone();
        let made = self.rows.get(cx.ws.jobs(), "Ordering entries", query, short, move |_| Ok(order(&campaign, &asked)));
        made.and_then(Result::ok)
    }

    fn bar(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, total: u64, shown: u64, sealed: bool) {
        let count = if shown == total {
            counted(total, "entry", "entries")
        } else {
            format!("{} of {}", outlook::grouped(shown), counted(total, "entry", "entries"))
        };
        let before = (self.find.clone(), self.standing);
        let find = Id::unique("find entries");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        let ((), add) = FilterBar::new(count).show(
            ui,
            |ui| {
                FindField::new(&mut self.find, "Find an entry").shortcut("Ctrl F").id(find).show(ui);
                FilterMenu::new("Any standing", &STANDINGS, &mut self.standing).icon(Icon::Filter).show(ui);
            },
            |ui| {
                if sealed {
                    sealed_chip().show(ui);
                    false
                } else {
                    CommandButton::plain("Add an entry").icon(Icon::Plus).show(ui).clicked()
                }
            },
        );
        if add {
            self.adding = Some(Adding { fresh: true, ..Adding::default() });
        }
        if before != (self.find.clone(), self.standing) {
            self.table.to_top();
        }
    }

    fn table(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, source: &Source<'_>, sealed: bool) {
        let columns = [
            Column::new("Entry", 150.0),
            Column::new("Person", 180.0).grow(),
            Column::new("Received", 116.0),
            Column::new("Way", 70.0),
            Column::new("Tickets", 74.0).right(),
            Column::new("Standing", 190.0),
        ];
        let mut asked: Option<(EntryId, Option<Verb>)> = None;
        let mut delete = None;
        let mut person = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            let Some(id) = source.rows.get(row as usize).copied() else { return };
            if MenuLine::new("Go to the person").icon(Icon::Person).show(ui).clicked() {
                person = source.campaign.entries().get(id).map(|entry| entry.person);
            }
            let reason = sealed.then_some("The list is locked.");
            for verb in [Verb::LeaveOut, Verb::PassOver, Verb::LetIn] {
                if MenuLine::new(format!("{} this entry", verb.title())).disabled_if(reason).show(ui).clicked() {
                    asked = Some((id, Some(verb)));
                }
            }
            let rules = MenuLine::new("Let the rules decide").disabled_if(reason);
            if rules.show(ui).clicked() {
                asked = Some((id, None));
            }
            if MenuLine::new("Delete this entry").icon(Icon::Trash).danger().disabled_if(reason).show(ui).clicked() {
                delete = Some(id);
            }
        };
        let mut table =
            DataTable::new("Entries", &columns).empty("No entry matches. Clear the filter.").menu(&mut menu);
        if !sealed {
            table = table.checks();
        }
        let out = table.show(ui, &mut self.table, source);
        if out.sorted.is_some() {
            self.table.to_top();
        }
        if let Some(person) = person {
            cx.act(Action::Show(Target::Person(person)));
        }
        match asked {
            Some((id, Some(verb))) => self.decide(verb, vec![id]),
            Some((id, None)) => cx.commit(outlook::decide(shown.campaign, &[id], &Decision::ByRules)),
            None => {}
        }
        if let Some(id) = delete {
            self.delete(cx, &[id]);
        } else if out.delete && !sealed {
            let ids = self.selection_or_cursor(source.rows);
            self.delete(cx, &ids);
        }
    }

    /// The selected entries that are still there, else the one under the cursor.
    fn selection_or_cursor(&self, rows: &[EntryId]) -> Vec<EntryId> {
        if self.table.selected().is_empty() {
            return self.table.cursor().and_then(|row| rows.get(row as usize)).copied().into_iter().collect();
        }
        let mut ids: Vec<EntryId> = self.table.selected().iter().map(|key| EntryId(*key)).collect();
        ids.sort_unstable();
        ids
    }

    fn delete(&mut self, cx: &mut Cx<'_>, ids: &[EntryId]) {
        if ids.is_empty() {
            return;
        }
        let edits = ids.iter().map(|id| Edit::Entry(*id, None)).collect();
        let words = counted(ids.len() as u64, "entry", "entries");
        cx.act(Action::CommitAndTell(Change::new("Delete entries", edits), format!("Deleted {words}")));
        self.table.clear_selection();
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, rows: &Rows) {
        // What was deleted meanwhile is not selected any more.
        let there = |key: &u64| shown.campaign.entries().contains(EntryId(*key));
        if self.table.selected().iter().any(|key| !there(key)) {
            let kept: Vec<u64> = self.table.selected().iter().copied().filter(there).collect();
            self.table.select(kept);
        }
        let count = self.table.selected().len() as u64;
        if count == 0 {
            return;
        }
        let visible: std::collections::HashSet<u64> = rows.ids.iter().map(|id| id.0).collect();
        let hidden = self.table.selected().iter().filter(|key| !visible.contains(key)).count();
        let aside = if hidden == 0 { String::new() } else { format!("{hidden} not shown") };
        let words = counted(count, "entry", "entries");
        let event = Panel::bottom("entries bulk")
            .resizable(false)
            .show_separator_line(false)
            .frame(eframe::egui::Frame::NONE)
            .show(ui, |ui| {
                BulkBar::new(count, aside)
                    .verb(CommandButton::plain(format!("Leave out {words}")))
                    .verb(CommandButton::plain(format!("Pass over {words}")))
                    .verb(CommandButton::plain(format!("Let in {words}")))
                    .verb(CommandButton::plain("Let the rules decide"))
                    .verb(CommandButton::danger(format!("Delete {words}")).icon(Icon::Trash))
                    .show(ui)
            });
        let ids = self.selection_or_cursor(&rows.ids);
        match event.inner {
            Some(BulkEvent::Verb(0)) => self.decide(Verb::LeaveOut, ids),
            Some(BulkEvent::Verb(1)) => self.decide(Verb::PassOver, ids),
            Some(BulkEvent::Verb(2)) => self.decide(Verb::LetIn, ids),
            Some(BulkEvent::Verb(3)) => {
                let change = outlook::decide(shown.campaign, &ids, &Decision::ByRules);
                cx.act(Action::CommitAndTell(change, format!("The rules decide about {words}")));
            }
            Some(BulkEvent::Verb(_)) => self.delete(cx, &ids),
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }

    fn take_act(&mut self, act: Option<PaneAct>, id: EntryId, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        match act {
            Some(PaneAct::LeaveOut) => self.decide(Verb::LeaveOut, vec![id]),
            Some(PaneAct::PassOver) => self.decide(Verb::PassOver, vec![id]),
            Some(PaneAct::LetIn) => self.decide(Verb::LetIn, vec![id]),
            Some(PaneAct::ByRules) => cx.commit(outlook::decide(shown.campaign, &[id], &Decision::ByRules)),
            Some(PaneAct::Delete) => self.delete(cx, &[id]),
            Some(PaneAct::Receipt) => {
                if let Some(entry) = shown.campaign.entries().get(id) {
                    self.receipts.save_one(cx, shown.campaign, shown.id, entry.entry_id.clone());
                }
            }
            Some(PaneAct::Close) => self.table.set_cursor(None),
            None => {}
        }
    }

    fn decide(&mut self, verb: Verb, ids: Vec<EntryId>) {
        if !ids.is_empty() {
            self.deciding = Some(Deciding { ids, verb, reason: None, words: String::new() });
        }
    }

    fn dialogs(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if let Some(mut deciding) = self.deciding.take() {
            match ask_reason(ui, &mut deciding) {
                Reasoned::Decided(decision) => {
                    let words = counted(deciding.ids.len() as u64, "entry", "entries");
                    let change = outlook::decide(shown.campaign, &deciding.ids, &decision);
                    let done = match deciding.verb {
                        Verb::LeaveOut => "Left out",
                        Verb::PassOver => "Passed over",
                        Verb::LetIn => "Let in",
                    };
                    cx.act(Action::CommitAndTell(change, format!("{done} {words}")));
                }
                Reasoned::GivenUp => {}
                Reasoned::Waiting => self.deciding = Some(deciding),
            }
        }
        if let Some(mut adding) = self.adding.take() {
            match ask_entry(ui, &mut adding, shown) {
                Some(true) => self.add(cx, shown, &adding),
                Some(false) => {}
                None => self.adding = Some(adding),
            }
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>, adding: &Adding) {
        let world = Arc::clone(cx.ws.world());
        let entry_id = match drawing::new_entry_id(world.as_ref()) {
            Ok(id) => id,
            Err(failure) => return cx.act(Action::Fail(failure)),
        };
        let id = shown.campaign.next_entry_id();
        let mut edits = Vec::new();
        let person = adding.person.unwrap_or_else(|| {
            let id = shown.campaign.next_person_id();
            let person = Person {
                name: tidy_name(&adding.name),
                email: adding.email.trim().to_owned(),
                address: tidy_name(&adding.address),
                ..Person::default()
            };
            edits.push(Edit::person(id, person));
            id
        });
        let now = world.now();
        let entry = Entry {
            sweepstake: shown.id,
            person,
            entry_id,
            reference: String::new(),
            way: EntryWay::Post,
            received: String::new(),
            received_at: Timestamp::from_second(now.as_second()).ok(),
            tickets: 1,
            bonus: 0,
            household: String::new(),
            pools: Vec::new(),
            referred_by: String::new(),
            decision: Decision::ByRules,
            origin: None,
        };
        edits.push(Edit::entry(id, entry));
        cx.act(Action::CommitAndTell(Change::new("Add an entry by hand", edits), "Added 1 entry".into()));
        self.go_to(id);
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let page = EmptyState::new(
            "No entries yet",
            "People enter with a web form or by post. A list from the form is read as it is; postal entries are typed in with \
             the same odds.",
        )
        .way(Beginning {
            icon: Icon::Import,
            title: "Import entries".into(),
            words: "A CSV or TSV file. Nothing is added before you have seen it.".into(),
            button: CommandButton::primary("Import a list"),
        })
        .way(Beginning {
            icon: Icon::Mail,
            title: "Add an entry".into(),
            words: "One that came by post or by word of mouth.".into(),
            button: CommandButton::plain("Add an entry")
                .disabled_if(shown.sweepstake.sealed.as_ref().map(|_| "The list is locked.")),
        });
        match page.show(ui) {
            Some(EmptyEvent::Way(0)) => cx.act(Action::Do(Command::Import)),
            Some(EmptyEvent::Way(_)) => self.adding = Some(Adding { fresh: true, ..Adding::default() }),
            _ => {}
        }
    }
}

/// What came of the question for a reason.
enum Reasoned {
    Waiting,
    GivenUp,
    Decided(Decision),
}

fn ask_reason(ui: &Ui, deciding: &mut Deciding) -> Reasoned {
    let count = counted(deciding.ids.len() as u64, "entry", "entries");
    let title = format!("{} {count}", deciding.verb.title());
    let words = match deciding.verb {
        Verb::LeaveOut => "They are not in the list that is locked; the lock counts them by reason.",
        Verb::PassOver => {
            "They are in the list, but the draw passes over them; the lock names them by entry id with the reason."
        }
        Verb::LetIn => "They take part although a rule speaks against it. Your words stay in the campaign.",
    };
    let titles: Vec<&str> = Reason::ALL.iter().map(|reason| reason.title()).collect();
    let missing = match deciding.verb {
        Verb::LetIn => deciding.words.trim().is_empty().then_some("Say why first."),
        _ => deciding.reason.is_none().then_some("Choose a reason first."),
    };
    let out = Dialog::new("decide entries", title.clone())
        .words(words)
        .left(CommandButton::quiet("Cancel"))
        .button(CommandButton::primary(title).disabled_if(missing))
        .show(ui.ctx(), |ui| {
            if deciding.verb != Verb::LetIn {
                Field::new("Reason").help("Published as a code, without names.").show(ui, |ui| {
                    let select = Select::new("Reason", &titles, deciding.reason).width(260.0);
                    if let Some(chosen) = select.show(ui).chosen {
                        deciding.reason = Some(chosen);
                    }
                });
            }
            let help = "Stays in the campaign and is never published.";
            Field::new("In your words")
                .help(help)
                .show(ui, |ui| TextField::new(&mut deciding.words, "In your words").show(ui));
        });
    let words = deciding.words.trim().to_owned();
    match out.pressed {
        Some(1) => {
            let reason = deciding.reason.and_then(|index| Reason::ALL.get(index)).copied();
            match (deciding.verb, reason) {
                (Verb::LetIn, _) => Reasoned::Decided(Decision::LetIn(words)),
                (Verb::LeaveOut, Some(reason)) => Reasoned::Decided(Decision::LeftOut(reason, words)),
                (Verb::PassOver, Some(reason)) => Reasoned::Decided(Decision::Excluded(reason, words)),
                (_, None) => Reasoned::Waiting,
            }
        }
        Some(_) => Reasoned::GivenUp,
        None if out.closed => Reasoned::GivenUp,
        None => Reasoned::Waiting,
    }
}

/// `Some(true)` to add, `Some(false)` when given up.
fn ask_entry(ui: &Ui, adding: &mut Adding, shown: &Shown<'_>) -> Option<bool> {
    let missing = (adding.person.is_none() && adding.name.trim().is_empty()).then_some("Say who entered.");
    let name_id = Id::unique("entrant name");
    if std::mem::take(&mut adding.fresh) {
        ui.ctx().memory_mut(|memory| memory.request_focus(name_id));
    }
    let out = Dialog::new("add entry", "Add an entry")
        .words("One that came by post or in person. It gets an entry id of its own and one ticket, like any other.")
        .left(CommandButton::quiet("Cancel"))
        .button(CommandButton::primary("Add the entry").disabled_if(missing))
        .show(ui.ctx(), |ui| {
            Field::new("Name of the entrant").show(ui, |ui| {
                let field = TextField::new(&mut adding.name, "Name of the entrant").id(name_id);
                if field.show(ui).changed() {
                    adding.person = None;
                }
            });
            if let Some(person) = adding.person.and_then(|id| shown.campaign.people().get(id)) {
                let words = [person.email.as_str(), person.organisation.as_str()];
                let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
                Chip::accent("in the campaign already").icon(Icon::Person).show(ui);
                Text::caption(words.join(", ")).show(ui);
                return;
            }
            for (id, person) in matches(shown.campaign, &adding.name) {
                let title = format!("Use {}", person.display_name());
                if CommandButton::plain(title).icon(Icon::Person).small().hint(person.email.as_str()).show(ui).clicked()
                {
                    adding.person = Some(id);
                    adding.name = person.display_name().to_owned();
                }
            }
            Field::new("E-mail").show(ui, |ui| TextField::new(&mut adding.email, "E-mail of the entrant").show(ui));
            Field::new("Address")
                .help("Decides who shares a household; never published.")
                .show(ui, |ui| TextField::new(&mut adding.address, "Address of the entrant").show(ui));
        });
    match out.pressed {
        Some(1) => Some(true),
        Some(_) => Some(false),
        None if out.closed => Some(false),
        None => None,
    }
}

/// The first few people whose name holds what was typed.
fn matches<'a>(campaign: &'a Campaign, typed: &str) -> Vec<(PersonId, &'a Person)> {
    let key = name_key(typed);
    if key.chars().count() < 2 {
        return Vec::new();
    }
    campaign.people().iter().filter(|(_, person)| name_key(&person.name).contains(&key)).take(4).collect()
}

fn index_of(standing: Standing) -> usize {
    match standing {
        Standing::In => 0,
        Standing::LeftOut(_) => 1,
        Standing::Excluded(_) => 2,
    }
}

fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::In => "in the draw".into(),
        Standing::LeftOut(reason) => format!("left out: {}", reason.title().to_lowercase()),
        Standing::Excluded(reason) => format!("passed over: {}", reason.title().to_lowercase()),
    }
}

/// How an entry stands, as a chip.
pub fn standing_chip(standing: Standing) -> Chip<'static> {
    match standing {
        Standing::In => Chip::success(standing_words(standing)),
        Standing::LeftOut(_) => Chip::neutral(standing_words(standing)),
        Standing::Excluded(_) => Chip::warning(standing_words(standing)),
    }
}

fn order(campaign: &Campaign, query: &Query) -> Rows {
    let standings: HashMap<EntryId, Standing> = drawing::standings(campaign, query.of).into_iter().collect();
    let name = |entry: &Entry| campaign.people().get(entry.person).map_or("", |person| person.display_name());
    let matches = |id: EntryId, entry: &Entry| {
        let standing = query.standing.is_none_or(|wanted| standings.get(&id).is_some_and(|s| index_of(*s) == wanted));
        standing
            && (query.find.is_empty()
                || name_key(name(entry)).contains(&query.find)
                || entry.entry_id.to_lowercase().contains(&query.find.replace(' ', ""))
                || entry.reference.to_lowercase().contains(&query.find))
    };
    let mut rows: Vec<(EntryId, &Entry)> =
        campaign.entries_in(query.of).filter(|(id, entry)| matches(*id, entry)).collect();
    if let Some(sort) = query.sort {
        match sort.column {
            0 => rows.sort_by(|a, b| a.1.entry_id.cmp(&b.1.entry_id)),
            1 => rows.sort_by_cached_key(|(_, entry)| name_key(name(entry))),
            2 => rows.sort_by_key(|(_, entry)| (entry.received_at.is_none(), entry.received_at)),
            3 => rows.sort_by(|a, b| a.1.way.title().cmp(b.1.way.title())),
            4 => rows.sort_by_key(|(_, entry)| (entry.tickets, entry.bonus)),
            _ => rows.sort_by_key(|(id, _)| standings.get(id).map(|standing| standing_words(*standing))),
        }
        if sort.descending {
            rows.reverse();
        }
    }
    Rows { ids: rows.into_iter().map(|(id, _)| id).collect() }
}

/// The rows as the table reads them.
struct Source<'a> {
    campaign: &'a Campaign,
    rows: &'a [EntryId],
    standings: &'a HashMap<EntryId, Standing>,
    zone: TimeZone,
    now: Timestamp,
}

impl Source<'_> {
    fn entry(&self, row: u64) -> Option<(EntryId, &Entry)> {
        let id = *self.rows.get(row as usize)?;
        Some((id, self.campaign.entries().get(id)?))
    }
}

/// An entry id in groups of four, as it is read aloud.
pub fn spaced(entry_id: &str) -> String {
    if entry_id.len() == 12 && entry_id.is_ascii() {
        [&entry_id[..4], &entry_id[4..8], &entry_id[8..]].join(" ")
    } else {
        entry_id.to_owned()
    }
}

/// Tickets with the bonus that counts.
fn tickets(entry: &Entry) -> String {
    if entry.bonus > 0 { format!("{} + {}", entry.tickets, entry.bonus) } else { outlook::grouped(entry.tickets) }
}

impl TableRows for Source<'_> {
    fn len(&self) -> u64 {
        self.rows.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.rows.get(row as usize).map_or(0, |id| id.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some((id, entry)) = self.entry(row) else { return Cow::Borrowed("") };
        match column {
            0 => spaced(&entry.entry_id).into(),
            1 => self.campaign.people().get(entry.person).map_or("", |person| person.display_name()).into(),
            2 => match entry.received_at {
                Some(at) => when::short(at, self.now, &self.zone).into(),
                None => entry.received.as_str().into(),
            },
            3 => entry.way.title().into(),
            4 => tickets(entry).into(),
            _ => self.standings.get(&id).map(|standing| standing_words(*standing)).unwrap_or_default().into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => {
                cell.mono(&words);
            }
            1 => {
                cell.strong(&words);
            }
            2 | 3 => {
                cell.muted(&words);
            }
            5 => {
                if let Some((id, _)) = self.entry(cell.row())
                    && let Some(standing) = self.standings.get(&id)
                {
                    cell.chip(&standing_chip(*standing));
                }
            }
            _ => {
                cell.text(&words);
            }
        }
    }
}
