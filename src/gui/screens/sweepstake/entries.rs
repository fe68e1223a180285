//! The entries of a sweepstake: a table with what the rules and the organiser say about each, and what can be done with many.

use super::Shown;
use super::entry_pane::{self, PaneAct};
use super::setup::sealed_chip;
use crate::app::Command;
use crate::app::bulk::{count_put, count_taken_out, removals};
use crate::app::drawing;
use crate::app::outlook::{self, counted};
use crate::campaign::{Change, Decision, Entry, EntryId, name_key};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::screens::many;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::{FilterBar, FilterMenu};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::note::Note;
use deciding::{Deciding, Reasoned, Verb, ask_reason};
use eframe::egui::{Id, Panel, Ui};
use pools::{Choosing, Chosen};
use postal::{Typed, Typing};
use std::collections::HashMap;
use std::sync::Arc;
use table::{Query, Rows, STANDINGS, Source, TO_DECIDE, order};

mod deciding;
mod pools;
mod postal;
mod table;

pub(super) use table::{spaced, standing_chip};

/// Those that something was decided about.
fn decided(change: &Change) -> String {
    counted(count_put::<Entry>(change) as u64, "entry", "entries")
}

#[derive(Default)]
pub struct Entries {
    find: String,
    standing: Option<usize>,
    table: TableState,
    rows: Kept<Query, Rows>,
    deciding: Option<Deciding>,
    choosing: Option<Choosing>,
    typing: Option<Typing>,
    receipts: super::handouts::Handouts,
    /// How many of the selected are not in the list, and for which selection, state and rows that was counted.
    hidden: ((u64, u64, usize), usize),
    /// An entry to put the cursor on as soon as the rows are there.
    wanted: Option<EntryId>,
}

impl Entries {
    pub fn go_to(&mut self, entry: EntryId) {
        self.find.clear();
        self.standing = None;
        self.wanted = Some(entry);
    }

    /// Only those about which the organiser must decide.
    pub fn only_undecided(&mut self) {
        self.find.clear();
        self.standing = Some(TO_DECIDE);
        self.table.to_top();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.receipts.take_in(cx);
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
        if !sealed {
            self.undecided(ui, cx, shown);
        }
        let Some(rows) = rows else { return };
        if let Some(wanted) = self.wanted.take()
            && let Some(row) = rows.ids.iter().position(|id| *id == wanted)
        {
            self.table.set_cursor(Some(row as u64));
        }
        let none = HashMap::new();
        let assessed = shown.outlook.as_ref().map_or(&none, |outlook| &outlook.assessed);
        let current = self.table.cursor().and_then(|row| rows.ids.get(row as usize)).copied();
        if let Some(id) = current
            && let Some(entry) = shown.campaign.entries().get(id)
        {
            let judged = assessed.get(&id).copied();
            let act =
                SidePane::inspector("entry pane").show(ui, |pane| entry_pane::show(pane, cx, shown, id, entry, judged));
            self.take_act(act, id, cx, shown);
        }
        if !sealed {
            self.bulk(ui, cx, shown, &rows);
        }
        let zone = cx.ws.world().time_zone();
        let source = Source { campaign: shown.campaign, rows: &rows.ids, assessed, zone, now: cx.ws.world().now() };
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
            self.typing = Some(Typing::new(cx.ws.world().now()));
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
        let mut choose = None;
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
            if MenuLine::new("Choose prizes for this entry").disabled_if(reason).show(ui).clicked() {
                choose = Some(id);
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
        if let Some(id) = choose {
            self.choose_prizes(shown, vec![id]);
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
        let (count, ids) = (ids.len(), ids.to_vec());
        let words = |change: &Change| {
            format!("Deleted {}", counted(count_taken_out::<Entry>(change) as u64, "entry", "entries"))
        };
        many::each(cx, count, "Deleting entries", words, move |campaign| {
            Change::new("Delete entries", removals::<Entry>(campaign, ids.iter().copied()))
        });
        self.table.clear_selection();
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, rows: &Arc<Rows>) {
        if self.table.selected().is_empty() {
            return;
        }
        // Counted when the selection or the rows change: a million who are selected must not be walked in every frame.
        let of = (self.table.selections(), shown.campaign.revision(), Arc::as_ptr(rows) as usize);
        if self.hidden.0 != of {
            // What was deleted meanwhile is not selected any more.
            self.table.keep_selected(|key| shown.campaign.entries().contains(EntryId(key)));
            let visible = rows.ids.iter().filter(|id| self.table.is_selected(id.0)).count();
            let of = (self.table.selections(), of.1, of.2);
            self.hidden = (of, self.table.selected().len() - visible);
        }
        let count = self.table.selected().len() as u64;
        if count == 0 {
            return;
        }
        let hidden = self.hidden.1;
        let aside = if hidden == 0 { String::new() } else { format!("{} not shown", outlook::grouped(hidden as u64)) };
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
                    .verb(CommandButton::plain(format!("Choose prizes for {words}")))
                    .verb(CommandButton::plain("Let the rules decide"))
                    .verb(CommandButton::danger(format!("Delete {words}")).icon(Icon::Trash))
                    .show(ui)
            });
        if event.inner.is_none() {
            return;
        }
        let ids = self.selection_or_cursor(&rows.ids);
        match event.inner {
            Some(BulkEvent::Verb(0)) => self.decide(Verb::LeaveOut, ids),
            Some(BulkEvent::Verb(1)) => self.decide(Verb::PassOver, ids),
            Some(BulkEvent::Verb(2)) => self.decide(Verb::LetIn, ids),
            Some(BulkEvent::Verb(3)) => self.choose_prizes(shown, ids),
            Some(BulkEvent::Verb(4)) => {
                let words = |change: &Change| format!("The rules decide about {}", decided(change));
                many::each(cx, ids.len(), "Deciding about entries", words, move |campaign| {
                    outlook::decide(campaign, &ids, &Decision::ByRules)
                });
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
            Some(PaneAct::ChoosePrizes) => self.choose_prizes(shown, vec![id]),
            Some(PaneAct::GoTo(entry)) => self.go_to(entry),
            Some(PaneAct::ByRules) => cx.commit(outlook::decide(shown.campaign, &[id], &Decision::ByRules)),
            Some(PaneAct::Delete) => self.delete(cx, &[id]),
            Some(PaneAct::Receipt) => {
                if let Some(entry) = shown.campaign.entries().get(id) {
                    self.receipts.save_one(cx, shown.campaign, shown.id, entry.entry_id.to_string());
                }
            }
            Some(PaneAct::Close) => self.table.set_cursor(None),
            None => {}
        }
    }

    fn decide(&mut self, verb: Verb, ids: Vec<EntryId>) {
        if !ids.is_empty() {
            self.deciding = Some(Deciding::new(verb, ids));
        }
    }

    fn dialogs(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if let Some(mut deciding) = self.deciding.take() {
            match ask_reason(ui, &mut deciding) {
                Reasoned::Decided(decision) => {
                    let done = match deciding.verb {
                        Verb::LeaveOut => "Left out",
                        Verb::PassOver => "Passed over",
                        Verb::LetIn => "Let in",
                    };
                    let ids = deciding.ids;
                    let words = move |change: &Change| format!("{done} {}", decided(change));
                    many::each(cx, ids.len(), "Deciding about entries", words, move |campaign| {
                        outlook::decide(campaign, &ids, &decision)
                    });
                }
                Reasoned::GivenUp => {}
                Reasoned::Waiting => self.deciding = Some(deciding),
            }
        }
        if let Some(mut choosing) = self.choosing.take() {
            match pools::ask(ui, &mut choosing, shown.sweepstake) {
                Chosen::Prizes(prizes) => assign(cx, shown, &choosing.ids, &prizes),
                Chosen::GivenUp => {}
                Chosen::Waiting => self.choosing = Some(choosing),
            }
        }
        if let Some(mut typing) = self.typing.take() {
            match typing.show(ui, cx, shown) {
                Typed::Closed(Some(entry)) => self.go_to(entry),
                Typed::Closed(None) => {}
                Typed::Waiting => self.typing = Some(typing),
            }
        }
    }

    /// Begins to choose prizes for entries.
    fn choose_prizes(&mut self, shown: &Shown<'_>, ids: Vec<EntryId>) {
        let first = ids.first().and_then(|id| shown.campaign.entries().get(*id));
        if let Some(first) = first {
            self.choosing = Some(Choosing::new(ids, shown.sweepstake, &first.pools));
        }
    }

    /// Entries that have no date although dates count, with the two ways to decide about them all.
    fn undecided(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let count = shown.outlook.as_ref().map_or(0, |outlook| outlook.undecided.len() as u64);
        if count == 0 {
            return;
        }
        let words = counted(count, "entry", "entries");
        let has = if count == 1 { "has" } else { "have" };
        grid::inset(ui, |ui| {
            Note::warning(format!("{words} {has} no date that can be read"))
                .words("The rules say until when entries count, so you decide whether these came in time.")
                .show(ui);
            ui.horizontal(|ui| {
                let decide = |cx: &mut Cx<'_>, let_in: bool, told: &str| {
                    if let Some(change) = drawing::decide_undated(shown.campaign, shown.id, let_in) {
                        cx.act(Action::CommitAndTell(change, format!("{told} {words}")));
                    }
                };
                if CommandButton::plain(format!("Let in all {words}")).small().show(ui).clicked() {
                    decide(cx, true, "Let in");
                }
                if CommandButton::plain(format!("Leave out all {words} as late")).small().show(ui).clicked() {
                    decide(cx, false, "Left out");
                }
                if self.standing != Some(TO_DECIDE) && CommandButton::quiet("Show them").small().show(ui).clicked() {
                    self.only_undecided();
                }
            });
            ui.add_space(8.0);
        });
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
            words: "A CSV, TSV, XLSX or ODS file. Nothing is added before you have seen it.".into(),
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
            Some(EmptyEvent::Way(_)) => self.typing = Some(Typing::new(cx.ws.world().now())),
            _ => {}
        }
    }
}

fn assign(cx: &mut Cx<'_>, shown: &Shown<'_>, ids: &[EntryId], prizes: &[String]) {
    match drawing::assign_pools(shown.campaign, shown.id, ids, prizes) {
        Ok(change) if change.edits.is_empty() => {}
        Ok(change) => {
            let words = counted(change.edits.len() as u64, "entry", "entries");
            cx.act(Action::CommitAndTell(change, format!("Set the prizes of {words}")));
        }
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}
