//! The claims of a drawn sweepstake: where each winner and alternate stands, what is due, and what may follow. A step is read
//! back, signed and appended for good; names are shown on this screen only, and only after they were asked for.

use super::Shown;
use super::claim_asking::{Asked, Asking};
use super::claim_cards;
use super::entries::spaced;
use super::handouts::Handouts;
use crate::app::claims::{self, Board, Claim, Due};
use crate::app::{Command, Failure, when};
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw::{Kind, Status};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::text::Text;
use crate::gui::theme::tokens;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, Sort, TableRows, TableState};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use eframe::egui::{Align, Id, Layout, Ui, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::sync::Arc;

/// Lists up to here are counted at once; a job for less would only flicker.
const SHORT_ROLL_BYTES: usize = 1 << 18;

/// Which claims are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Listed {
    #[default]
    All,
    Due,
    Prizes,
    InLine,
    Left,
}

impl Listed {
    const ALL: [Self; 5] = [Self::All, Self::Due, Self::Prizes, Self::InLine, Self::Left];
    fn title(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Due => "Due",
            Self::Prizes => "With a prize",
            Self::InLine => "In line",
            Self::Left => "Left",
        }
    }
    fn takes(self, claim: &Claim) -> bool {
        match self {
            Self::All => true,
            Self::Due => claim.due != Due::Nothing,
            Self::Prizes => claim.status.has_prize(),
            Self::InLine => claim.status == Status::Alternate,
            Self::Left => matches!(claim.status, Status::Declined | Status::NoReply | Status::Disqualified),
        }
    }
}

/// Campaign, revision and sweepstake of a board.
type Key = (String, u64, SweepstakeId);

#[derive(Default)]
pub struct ClaimsView {
    board: Kept<Key, Board>,
    table: TableState,
    listed: usize,
    find: String,
    /// Whose card is open.
    chosen: Option<String>,
    asking: Option<Asking>,
}

/// What the parts of the view look at.
pub(super) struct Seen<'a> {
    pub campaign: &'a Campaign,
    pub id: SweepstakeId,
    pub board: &'a Board,
    pub names: bool,
    pub now: Timestamp,
    pub zone: &'a TimeZone,
}

impl Seen<'_> {
    /// The name of whoever has the claim; empty while names are hidden or nobody is known.
    pub fn name(&self, claim: &Claim) -> &str {
        let person = claim.person.filter(|_| self.names).and_then(|person| self.campaign.people().get(person));
        person.map_or("", |person| person.display_name())
    }
}

impl ClaimsView {
    /// The board as it is now, or the last one while a new one is counted.
    pub fn board(&mut self, cx: &Cx<'_>, id: SweepstakeId) -> Option<Result<Arc<Board>, Failure>> {
        let campaign = cx.ws.snapshot()?;
        let key = (campaign.settings().id.clone(), campaign.revision(), id);
        let sealed = campaign.sweepstakes().get(id).and_then(|sweepstake| sweepstake.sealed.as_ref());
        let short = sealed.is_some_and(|sealed| sealed.roll.len() + sealed.amendments.len() < SHORT_ROLL_BYTES);
        let made = self.board.get(cx.ws.jobs(), "Counting claims", key, short, move |_| claims::board(&campaign, id));
        let is_this = self.board.key().is_some_and(|(_, _, of)| *of == id);
        made.filter(|_| is_this)
    }

    /// The page was left: questions go, and so does a name that stands in the find field.
    pub fn leave(&mut self, names: bool) {
        self.asking = None;
        if names {
            self.find.clear();
        }
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        names: &mut bool,
        handouts: &mut Handouts,
    ) {
        let board = match self.board(cx, shown.id) {
            Some(Ok(board)) => board,
            Some(Err(failure)) => {
                let words = format!("{} {}", failure.why, failure.what_to_do);
                Note::danger(failure.what).words(words).show(ui);
                return;
            }
            None => {
                Text::label("Counting claims").muted().show(ui);
                return;
            }
        };
        let zone = cx.ws.world().time_zone();
        let now = cx.ws.world().now();
        let seen = Seen { campaign: shown.campaign, id: shown.id, board: &board, names: *names, now, zone: &zone };
        if board.claims.is_empty() {
            Note::info("Nobody won")
                .words("No entry of the list could have a prize, so there is nothing to follow.")
                .show(ui);
            return;
        }
        let mut columns = grid::Columns::new(ui, 0.63);
        self.list(columns.left(), cx, &seen, names);
        claim_cards::timeline(columns.left(), &seen);
        let right = columns.right();
        let chosen = self.chosen.clone();
        let claim = chosen.as_deref().and_then(|id| board.claim(id));
        if let Some(claim) = claim {
            match claim_cards::claim(right, cx, &seen, claim) {
                Some(claim_cards::CardEvent::Step(kind)) => self.ask(cx, &seen, kind, vec![claim.entry_id.clone()]),
                Some(claim_cards::CardEvent::Close) => self.chosen = None,
                None => {}
            }
        }
        claim_cards::counts(right, &seen);
        claim_cards::line(right, &seen, &mut self.chosen);
        claim_cards::days(right, cx, &seen, shown.sweepstake);
        handouts.winners(right, cx, shown);
        columns.end(ui);
        if let Some(asking) = &mut self.asking {
            match asking.show(ui, cx, &seen) {
                Asked::Open => {}
                Asked::Closed => self.asking = None,
                Asked::Sealed => {
                    self.asking = None;
                    self.table.clear_selection();
                }
            }
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, seen: &Seen<'_>, kind: Kind, entries: Vec<String>) {
        let mut asking = Asking::new(seen.id, kind, entries);
        asking.read_back(cx);
        self.asking = Some(asking);
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, seen: &Seen<'_>, names: &mut bool) {
        let find = Id::unique("find in the claims");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        Card::new().margin(0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                Text::section("Claims").one_line().show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(16.0);
                    let title = if *names { "Hide names" } else { "Show names" };
                    if CommandButton::plain(title).icon(Icon::Eye).pressed(*names).show(ui).clicked() {
                        *names = !*names;
                    }
                    let words = if *names { "Find an entry or a name" } else { "Find an entry id" };
                    FindField::new(&mut self.find, words).width(200.0).id(find).show(ui);
                });
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                let titles: Vec<String> = Listed::ALL
                    .iter()
                    .map(|listed| format!("{} {}", listed.title(), seen.board.count(|claim| listed.takes(claim))))
                    .collect();
                Segmented::new("Which claims", &titles, &mut self.listed).small().show(ui);
            });
            ui.add_space(8.0);
            self.rows(ui, cx, seen);
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                let words = if *names {
                    "Names are shown on this screen only, and hidden again when you leave."
                } else {
                    "Entry ids only. Names appear here after you choose “Show names”."
                };
                Text::caption(words).show(ui);
            });
            ui.add_space(10.0);
        });
    }

    fn rows(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, seen: &Seen<'_>) {
        let listed = Listed::ALL.get(self.listed).copied().unwrap_or_default();
        let wanted = crate::app::people::folded(&self.find);
        let entry_wanted = wanted.replace(' ', "");
        let matches = |claim: &Claim| {
            wanted.is_empty()
                || claim.entry_id.to_lowercase().contains(&entry_wanted)
                || crate::app::people::folded(seen.name(claim)).contains(&wanted)
        };
        let claims = seen.board.claims.iter().enumerate();
        let mut found: Vec<usize> =
            claims.filter(|(_, claim)| listed.takes(claim) && matches(claim)).map(|(index, _)| index).collect();
        let rows = Rows { seen, found: &found };
        if let Some(sort) = self.table.sort() {
            let mut keyed: Vec<(Cow<'_, str>, usize)> =
                (0..found.len()).map(|row| (rows.sort_key(row, sort.column), found[row])).collect();
            keyed.sort();
            if sort.descending {
                keyed.reverse();
            }
            found = keyed.into_iter().map(|(_, index)| index).collect();
        }
        let rows = Rows { seen, found: &found };
        // With names a row has two lines: the person over the entry id.
        let (first, line, most) = if seen.names {
            (Column::new("Person and entry", 160.0).grow(), tokens().size.row_two_lines, 8)
        } else {
            (Column::new("Entry", 136.0), tokens().size.row, 12)
        };
        let columns = [
            first,
            Column::new("Prize", 110.0).grow(),
            Column::new("State", 146.0),
            Column::new("What is due", 212.0).grow(),
        ];
        let height = rows.found.len().clamp(3, most) as f32 * line + tokens().size.table_header + 2.0;
        let out = ui
            .allocate_ui(vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                DataTable::new("Claims", &columns)
                    .checks()
                    .row_height(line)
                    .empty("No claim matches. Choose “All” and clear the find field.")
                    .show(ui, &mut self.table, &rows)
            })
            .inner;
        if let Some(sort) = out.sorted {
            self.table.set_sort(Some(Sort { ..sort }));
        }
        let at = |row: u64| found.get(row as usize).map(|index| &seen.board.claims[*index]);
        if let Some(claim) = out.moved.and_then(at) {
            self.chosen = Some(claim.entry_id.clone());
        }
        if let Some(entry) = out.opened.and_then(at).and_then(|claim| claim.entry) {
            cx.act(Action::Show(Target::Entry(entry)));
        }
        let mut selected: Vec<usize> =
            self.table.selected().iter().map(|key| *key as usize).filter(|i| *i < seen.board.claims.len()).collect();
        selected.sort_unstable();
        if !selected.is_empty() {
            self.bulk(ui, cx, seen, &selected, &found);
        }
    }

    /// Verbs for several: each says for how many of them it is legal.
    fn bulk(&mut self, ui: &mut Ui, cx: &Cx<'_>, seen: &Seen<'_>, selected: &[usize], found: &[usize]) {
        let hidden = selected.iter().filter(|index| !found.contains(index)).count();
        let mut aside = format!("of {}", seen.board.claims.len());
        if hidden > 0 {
            aside = format!("{aside}, {hidden} not shown");
        }
        let legal = |kind: Kind| -> Vec<String> {
            let claims = selected.iter().map(|index| &seen.board.claims[*index]);
            claims.filter(|claim| kind.after(claim.status).is_some()).map(|claim| claim.entry_id.clone()).collect()
        };
        let offers: Vec<(Kind, Vec<String>)> =
            Kind::BY_HAND.into_iter().map(|kind| (kind, legal(kind))).filter(|(_, of)| !of.is_empty()).collect();
        let mut bar = BulkBar::new(selected.len() as u64, aside);
        for (kind, of) in &offers {
            bar = bar.verb(CommandButton::plain(bulk_verb(*kind, of.len())));
        }
        match bar.show(ui) {
            Some(BulkEvent::Verb(index)) => {
                if let Some((kind, of)) = offers.into_iter().nth(index) {
                    self.ask(cx, seen, kind, of);
                }
            }
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }
}

/// "Mark 6 as notified", "Disqualify 2".
pub(super) fn bulk_verb(kind: Kind, count: usize) -> String {
    match claims::kind_verb(kind).split_once(' ') {
        Some((verb, rest)) => format!("{verb} {count} {rest}"),
        None => format!("{} {count}", claims::kind_verb(kind)),
    }
}

/// The state of a claim with its date.
pub(super) fn state_chip(claim: &Claim, now: Timestamp, zone: &TimeZone) -> Chip<'static> {
    let mut words = match (claim.status, claim.alternate) {
        (Status::Alternate, Some(place)) => return Chip::line(format!("In line, {place}")),
        (Status::Holds, Some(_)) => "Moved up".to_owned(),
        (status, _) => claims::status_title(status).to_owned(),
    };
    if let Some(at) = claim.since() {
        let day = when::short(at, now, zone);
        // The day without its time: a table of claims is read by days.
        let day = day.rsplit_once(' ').map_or(day.as_str(), |(day, _)| day);
        words = format!("{words} {day}");
    }
    match claim.status {
        Status::Alternate => Chip::line(words),
        Status::Holds => Chip::warning(words),
        Status::Notified => Chip::accent(words),
        Status::Accepted | Status::Verified | Status::Sent => Chip::success(words),
        Status::Declined | Status::NoReply | Status::Disqualified => Chip::danger(words),
    }
}

/// The rows that are listed.
struct Rows<'a> {
    seen: &'a Seen<'a>,
    found: &'a [usize],
}

impl Rows<'_> {
    fn claim(&self, row: u64) -> Option<&Claim> {
        self.found.get(row as usize).and_then(|index| self.seen.board.claims.get(*index))
    }
    fn sort_key(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(claim) = self.claim(row as u64) else { return Cow::Borrowed("") };
        match column {
            0 if self.seen.names => self.seen.name(claim).to_lowercase().into(),
            0 => claim.entry_id.as_str().into(),
            1 => claim.prize_name.to_lowercase().into(),
            2 => format!("{:02}", claim.status as u8).into(),
            _ => {
                // What is overdue comes first, then by the moment at which it is due.
                let at = match claim.due {
                    Due::Answer { by: Some(by), .. } => format!("0 {by}"),
                    Due::Tell { since } => format!("1 {since}"),
                    Due::Answer { told, by: None } => format!("2 {told}"),
                    Due::Send { since } => format!("3 {since}"),
                    Due::Nothing => "9".into(),
                };
                at.into()
            }
        }
    }
}

impl TableRows for Rows<'_> {
    fn len(&self) -> u64 {
        self.found.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.found.get(row as usize).map_or(u64::MAX, |index| *index as u64)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(claim) = self.claim(row) else { return Cow::Borrowed("") };
        match column {
            0 if self.seen.names => format!("{} {}", self.seen.name(claim), spaced(&claim.entry_id)).into(),
            0 => spaced(&claim.entry_id).into(),
            1 => claim.prize_name.as_str().into(),
            2 => state_chip(claim, self.seen.now, self.seen.zone).words().to_owned().into(),
            _ => claims::due_words(claim, self.seen.now, self.seen.zone).into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        let Some(claim) = self.claim(cell.row()) else { return };
        match cell.column() {
            0 if self.seen.names => cell.two_lines(self.seen.name(claim), &spaced(&claim.entry_id)),
            0 => cell.mono(&words),
            2 => cell.chip(&state_chip(claim, self.seen.now, self.seen.zone)),
            3 if claim.is_overdue(self.seen.now) => {
                let c = cell.colours();
                cell.words(&words, crate::gui::text::Type::LabelStrong, c.danger)
            }
            1 if claim.status.has_prize() => cell.text(&words),
            _ => cell.muted(&words),
        };
    }
}
