//! The ledger: everything that happened, in order, each line with the fingerprint of the line before. Lines name things by id
//! only; a filter never hides that lines are missing.

use crate::app::outlook::{counted, grouped};
use crate::app::{Command, Section, Task, when};
use crate::campaign::{BrokenChain, Campaign, LedgerLine};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::{Tone, hairline};
use crate::gui::text::Text;
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, Sort, TableRows, TableState};
use crate::gui::widgets::filter_bar::FilterMenu;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::hash_groups::{HashGroups, short_form};
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::segmented::Segmented;
use eframe::egui::{Align, Id, Layout, ScrollArea, Ui, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::sync::Arc;

/// What lines can be about, by the letter of their ids; the campaign's own words have none.
const ABOUT: [(&str, &str, Icon); 10] = [
    ("People", "P", Icon::Person),
    ("Nominations", "N", Icon::Pen),
    ("Awards", "A", Icon::Award),
    ("Heroes", "H", Icon::Hero),
    ("Monsters", "M", Icon::Monster),
    ("Sweepstakes", "S", Icon::Ticket),
    ("Entries", "E", Icon::Ticket),
    ("Imported files", "F", Icon::Import),
    ("Campaign settings", "settings", Icon::Gear),
    ("Column mappings", "mapping", Icon::Link),
];

/// True when the id is of this kind: a letter with a number after it, or the word itself.
fn is_about(id: &str, kind: &str) -> bool {
    if kind.len() > 1 {
        return id == kind;
    }
    id.strip_prefix(kind).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Lines that cannot be undone: a lock, a draw, a lock closed without one.
fn is_sealed(line: &LedgerLine) -> bool {
    let number =
        |verb: &str| line.kind.strip_prefix(verb).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    number("Lock draw ") || number("Run draw ") || number("Close draw ")
}

fn icon_of(line: &LedgerLine) -> Icon {
    if is_sealed(line) {
        return Icon::Lock;
    }
    if line.kind.starts_with("Undo") {
        return Icon::Undo;
    }
    let about = |id: &String| ABOUT.iter().find(|(_, kind, _)| is_about(id, kind)).map(|(.., icon)| *icon);
    line.ids.first().and_then(about).unwrap_or(Icon::Home)
}

#[derive(Clone, PartialEq)]
struct Query {
    campaign: String,
    revision: u64,
    find: String,
    about: Option<usize>,
    only_sealed: bool,
    only_today: bool,
    sort: Option<Sort>,
    /// Day of today, so that "today" moves on at midnight.
    today: String,
}

/// What the chain's check found, and for how many lines.
struct Checked {
    at: Timestamp,
    lines: usize,
    campaign: String,
    result: Result<(), BrokenChain>,
}

#[derive(Default)]
pub struct LedgerPage {
    find: String,
    about: Option<usize>,
    only_sealed: bool,
    only_today: bool,
    table: TableState,
    rows: Kept<Query, Vec<u32>>,
    checking: Option<Task<Checked>>,
    checked: Option<Checked>,
}

impl Screen for LedgerPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(checked) = cx.taken(&mut self.checking) {
            self.checked = Some(checked);
        }
        let words = "Everything that happened, in order. Each line holds the fingerprint of the line before, so none can be \
                     taken out.";
        let checking = self.checking.is_some().then_some("The chain is being checked.");
        let check = CommandButton::primary("Check the chain").icon(Icon::Shieldok).disabled_if(checking);
        let pressed = PageHeader::new("Ledger").words(words).action(check).show(ui).is_some();
        if pressed || cx.takes(Command::CheckLedger) {
            self.check(cx, &campaign);
        }
        if self.table.sort().is_none() {
            // As they are listed from the start, so that the header says it.
            self.table.set_sort(Some(Sort { column: 0, descending: true }));
        }
        let rows = self.rows_now(cx, &campaign);
        grid::inset(ui, |ui| {
            let mut columns = grid::Columns::new(ui, 0.685);
            self.lines(columns.left(), cx, &campaign, rows.as_deref().map_or(&[], Vec::as_slice));
            let right = columns.right();
            ScrollArea::vertical().id_salt("ledger right").auto_shrink(false).show(right, |ui| {
                ui.spacing_mut().item_spacing.y = tokens().space.l;
                self.chain(ui, cx, &campaign);
                let row = self.table.cursor().and_then(|row| rows.as_ref()?.get(row as usize).copied());
                match row.and_then(|row| campaign.ledger().lines().get(row as usize)) {
                    Some(line) => detail(ui, cx, &campaign, line),
                    None => {
                        Card::inset().show(ui, |ui| {
                            Text::label("Choose a line to see both its fingerprints and what it was about.")
                                .muted()
                                .show(ui);
                        });
                    }
                }
                today(ui, cx, &campaign);
                ui.add_space(16.0);
            });
            columns.end(ui);
        });
    }
    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl LedgerPage {
    fn check(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>) {
        if self.checking.is_some() {
            return;
        }
        let campaign = Arc::clone(campaign);
        let world = Arc::clone(cx.ws.world());
        self.checking = Some(cx.ws.jobs().start("Checking the chain", move |_| {
            let result = campaign.check_ledger();
            let lines = campaign.ledger().lines().len();
            Ok(Checked { at: world.now(), lines, campaign: campaign.settings().id.clone(), result })
        }));
    }

    fn rows_now(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>) -> Option<Arc<Vec<u32>>> {
        let zone = cx.ws.world().time_zone();
        let today = cx.ws.world().now().to_zoned(zone.clone()).date();
        let query = Query {
            campaign: campaign.settings().id.clone(),
            revision: campaign.revision(),
            find: self.find.trim().to_lowercase(),
            about: self.about,
            only_sealed: self.only_sealed,
            only_today: self.only_today,
            sort: self.table.sort(),
            today: today.to_string(),
        };
        let short = campaign.ledger().lines().len() <= 20_000;
        let asked = query.clone();
        let campaign = Arc::clone(campaign);
        let made = self.rows.get(cx.ws.jobs(), "Ordering the ledger", query, short, move |_| {
            Ok(order(campaign.ledger().lines(), &asked, |at| at.to_zoned(zone.clone()).date() == today))
        });
        made.and_then(Result::ok)
    }

    fn lines(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, rows: &[u32]) {
        ui.spacing_mut().item_spacing.y = 12.0;
        self.filters(ui, cx);
        let lines = campaign.ledger().lines();
        let room = (ui.available_height() - 24.0).max(160.0);
        Card::new().margin(0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let columns = [
                Column::new("No.", 64.0).right(),
                Column::new("When", 116.0),
                Column::new("What", 240.0).grow(),
                Column::new("About", 190.0).grow(),
                Column::new("Fingerprint", 116.0).unsorted(),
            ];
            let source = Source { lines, rows, zone: cx.ws.world().time_zone(), now: cx.ws.world().now() };
            let table_height = room - 42.0;
            ui.allocate_ui(vec2(ui.available_width(), table_height), |ui| {
                ui.set_min_height(table_height);
                let table = DataTable::new("Ledger", &columns).empty("No line matches. Clear the filter.");
                let out = table.show(ui, &mut self.table, &source);
                if out.sorted.is_some() {
                    self.table.to_top();
                }
                if let Some(line) = out.opened.and_then(|row| source.line(row)) {
                    let first = line.ids.iter().find_map(|id| destination(campaign, id));
                    cx.act(match first.map(Destination::action) {
                        Some(Ok(action)) => action,
                        Some(Err(reason)) => Action::Tell(reason.to_owned()),
                        None => Action::Tell("This line is about nothing that can be opened.".to_owned()),
                    });
                }
            });
            let rect = ui.max_rect();
            hairline(ui.painter(), rect.x_range(), ui.cursor().top(), colours(ui).line);
            ui.horizontal(|ui| {
                ui.set_min_height(40.0);
                ui.add_space(16.0);
                let hidden = lines.len() - rows.len().min(lines.len());
                let words = if hidden == 0 {
                    format!("All {} shown.", counted(lines.len() as u64, "line", "lines"))
                } else {
                    format!(
                        "{} of {} shown; {} hidden by the filter.",
                        grouped(rows.len() as u64),
                        counted(lines.len() as u64, "line", "lines"),
                        grouped(hidden as u64)
                    )
                };
                Text::caption(words).one_line().show(ui);
            });
        });
    }

    fn filters(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let find = Id::unique("find in the ledger");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        let before = (self.find.clone(), self.about, self.only_sealed, self.only_today);
        ui.horizontal(|ui| {
            ui.set_min_height(tokens().size.button);
            // Narrow, so that the rest of the row has room for its words beside the chain.
            FindField::new(&mut self.find, "Find in the ledger").shortcut("Ctrl F").width(190.0).id(find).show(ui);
            let titles: Vec<&str> = ABOUT.iter().map(|(title, ..)| *title).collect();
            FilterMenu::new("About anything", &titles, &mut self.about).icon(Icon::Filter).show(ui);
            let mut order = usize::from(self.table.sort().is_some_and(|sort| sort.column < 2 && !sort.descending));
            if Segmented::new("Order", &["Newest first", "Oldest first"], &mut order).small().show(ui).changed() {
                self.table.set_sort(Some(Sort { column: 0, descending: order == 0 }));
                self.table.to_top();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                CheckRow::new(&mut self.only_sealed, "Only sealed").show(ui);
                ui.add_space(8.0);
                CheckRow::new(&mut self.only_today, "Only today").show(ui);
            });
        });
        if before != (self.find.clone(), self.about, self.only_sealed, self.only_today) {
            self.table.to_top();
        }
    }

    fn chain(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.checking.is_some() {
            Note::info("Checking the chain").words("Each line against the one before it.").show(ui);
            return;
        }
        let id = &campaign.settings().id;
        let Some(checked) = self.checked.as_ref().filter(|checked| checked.campaign == *id) else {
            Note::info("Not checked since the campaign was opened")
                .words("“Check the chain” computes every fingerprint again.")
                .show(ui);
            return;
        };
        let zone = cx.ws.world().time_zone();
        let at = when::recent(checked.at, cx.ws.world().now(), &zone);
        let lines = counted(checked.lines as u64, "line", "lines");
        match &checked.result {
            Ok(()) => {
                let since = campaign.ledger().lines().len() - checked.lines.min(campaign.ledger().lines().len());
                let words = match since {
                    0 => format!("{lines} checked at {at}."),
                    1 => format!("{lines} checked at {at}; 1 line came after that."),
                    count => format!("{lines} checked at {at}; {} lines came after that.", grouped(count as u64)),
                };
                Note::good("Chain unbroken").words(words).show(ui);
            }
            Err(broken) => {
                let title = format!("Line {} does not follow the one before", grouped(broken.number));
                Note::danger(title)
                    .words("A line was changed or taken out after it was written. Open the version of the file before this one and compare.")
                    .show(ui);
                Card::inset().show(ui, |ui| {
                    HashGroups::new("Fingerprint that was expected", broken.expected.as_str()).show(ui);
                    HashGroups::new("Fingerprint that is there", broken.found.as_str()).show(ui);
                });
            }
        }
    }
}

/// Where an id leads.
enum Destination {
    Show(Target),
    Page(Section),
    /// It was removed meanwhile.
    Gone,
}

impl Destination {
    fn action(self) -> Result<Action, &'static str> {
        match self {
            Self::Show(target) => Ok(Action::Show(target)),
            Self::Page(section) => Ok(Action::Do(Command::GoTo(section))),
            Self::Gone => Err("It is not in the campaign any more."),
        }
    }
}

fn destination(campaign: &Campaign, id: &str) -> Option<Destination> {
    let there = |is_there: bool, target| if is_there { Destination::Show(target) } else { Destination::Gone };
    if let Ok(id) = id.parse() {
        return Some(there(campaign.people().contains(id), Target::Person(id)));
    }
    if let Ok(id) = id.parse() {
        return Some(there(campaign.nominations().contains(id), Target::Nomination(id)));
    }
    if let Ok(id) = id.parse() {
        return Some(there(campaign.awards().contains(id), Target::Award(id)));
    }
    if let Ok(id) = id.parse() {
        return Some(there(campaign.heroes().contains(id), Target::Hero(id)));
    }
    if let Ok(id) = id.parse() {
        return Some(there(campaign.monsters().contains(id), Target::Monster(id)));
    }
    if let Ok(id) = id.parse() {
        return Some(there(campaign.sweepstakes().contains(id), Target::Sweepstake(id)));
    }
    if let Ok(id) = id.parse() {
        return Some(there(campaign.entries().contains(id), Target::Entry(id)));
    }
    (id == "settings").then_some(Destination::Page(Section::Settings))
}

fn detail(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, line: &LedgerLine) {
    let zone = cx.ws.world().time_zone();
    Card::strong().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.horizontal(|ui| {
            Text::section(format!("Line {}", grouped(line.number))).one_line().show(ui);
            if is_sealed(line) {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    Chip::sun("sealed").icon(Icon::Lock).show(ui);
                });
            }
        });
        Text::strong(line.kind.as_str()).show(ui);
        Text::label(when::long(line.at, &zone)).muted().show(ui);
        HashGroups::new("Fingerprint of this line", line.hash.as_str()).show(ui);
        HashGroups::new("Fingerprint of the line before", line.previous.as_str()).show(ui);
        if is_sealed(line) {
            Text::caption("Sealed facts cannot be undone, only followed.").show(ui);
        }
        if !line.ids.is_empty() {
            Text::label_strong("About").show(ui);
            ui.horizontal_wrapped(|ui| ids(ui, cx, campaign, line));
        }
        ui.horizontal(|ui| {
            if CommandButton::plain("Copy the line").icon(Icon::Copy).small().show(ui).clicked() {
                let ids = line.ids.join(" ");
                let text =
                    format!("{}\t{}\t{}\t{ids}\t{}\t{}", line.number, line.at, line.kind, line.previous, line.hash);
                ui.ctx().copy_text(text);
                cx.act(Action::Tell("Copied 1 line".into()));
            }
        });
    });
}

fn ids(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, line: &LedgerLine) {
    for id in &line.ids {
        match destination(campaign, id).map(Destination::action) {
            Some(Ok(action)) => {
                if CommandButton::quiet(format!("Show {id}")).small().show(ui).clicked() {
                    cx.act(action);
                }
            }
            Some(Err(reason)) => {
                CommandButton::quiet(format!("Show {id}")).small().disabled_because(reason).show(ui);
            }
            // A count of more ids, a file or a mapping: nothing to go to.
            None => {
                Chip::neutral(id.as_str()).show(ui);
            }
        }
    }
}

fn today(ui: &mut Ui, cx: &Cx<'_>, campaign: &Campaign) {
    let zone = cx.ws.world().time_zone();
    let now = cx.ws.world().now();
    let is_today = |line: &&LedgerLine| when::days_between(now, line.at, &zone) == 0;
    // From the newest back: the first line of another day ends the count.
    let lines: Vec<&LedgerLine> = campaign.ledger().lines().iter().rev().take_while(is_today).collect();
    let undone = lines.iter().filter(|line| line.kind.starts_with("Undo")).count() as u64;
    Card::new().title("Today").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        FactRow::new("Changes", grouped(lines.len() as u64 - undone)).strong().show(ui);
        FactRow::new("Undone again", grouped(undone)).strong().show(ui);
        let saved = match cx.ws.saved_at() {
            Some(at) => when::recent(at, now, &zone),
            None if cx.ws.is_unsaved() => "not yet".into(),
            None => "as in the file".into(),
        };
        FactRow::new("Saved", saved).strong().show(ui);
    });
}

/// Places of the lines that are left, newest first unless sorted otherwise.
fn order(lines: &[LedgerLine], query: &Query, is_today: impl Fn(Timestamp) -> bool) -> Vec<u32> {
    let matches = |line: &LedgerLine| {
        (!query.only_sealed || is_sealed(line))
            && (!query.only_today || is_today(line.at))
            && query.about.is_none_or(|about| line.ids.iter().any(|id| is_about(id, ABOUT[about].1)))
            && (query.find.is_empty()
                || line.kind.to_lowercase().contains(&query.find)
                || line.ids.iter().any(|id| id.to_lowercase() == query.find)
                || line.number.to_string() == query.find
                || (query.find.len() >= 4 && line.hash.contains(&query.find.replace(' ', ""))))
    };
    let mut rows: Vec<u32> =
        lines.iter().enumerate().rev().filter(|(_, line)| matches(line)).map(|(place, _)| place as u32).collect();
    if let Some(sort) = query.sort {
        match sort.column {
            2 => rows.sort_by_key(|row| lines[*row as usize].kind.as_str()),
            3 => rows.sort_by_key(|row| lines[*row as usize].ids.as_slice()),
            // Number and time go the same way.
            _ => rows.sort_unstable(),
        }
        if sort.descending {
            rows.reverse();
        }
    }
    rows
}

struct Source<'a> {
    lines: &'a [LedgerLine],
    rows: &'a [u32],
    zone: TimeZone,
    now: Timestamp,
}

impl Source<'_> {
    fn line(&self, row: u64) -> Option<&LedgerLine> {
        self.lines.get(*self.rows.get(row as usize)? as usize)
    }
}

impl TableRows for Source<'_> {
    fn len(&self) -> u64 {
        self.rows.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, |line| line.number)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(line) = self.line(row) else { return Cow::Borrowed("") };
        match column {
            0 => grouped(line.number).into(),
            1 => when::recent(line.at, self.now, &self.zone).into(),
            2 => line.kind.as_str().into(),
            3 => line.ids.join(", ").into(),
            _ => short_form(&line.hash).into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => {
                cell.muted(&words);
            }
            2 => {
                let Some(line) = self.line(cell.row()) else { return };
                cell.icon(icon_of(line), Tone::Neutral).strong(&words);
                if is_sealed(line) {
                    cell.gap(4.0).chip(&Chip::sun("sealed"));
                }
            }
            4 => {
                cell.mono(&words);
            }
            _ => {
                cell.text(&words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_apart_by_their_letter() {
        assert!(is_about("P12", "P"));
        assert!(!is_about("settings", "S"));
        assert!(!is_about("S", "S"));
        assert!(!is_about("+3", "P"));
        assert!(is_about("settings", "settings"));
    }
}
