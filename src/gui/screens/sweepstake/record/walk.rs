//! The walk as a table: step, entry, outcome, prize or reason, place, and how the claim stands.

use crate::app::claims::Board;
use crate::campaign::Campaign;
use crate::draw::{Outcome, SignedRecord, WalkStep};
use crate::gui::screens::sweepstake::claims::state_chip;
use crate::gui::screens::sweepstake::entries::spaced;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, Column, TableRows};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::collections::HashMap;

/// The rows of the walk.
pub(in crate::gui::screens::sweepstake) struct Walk<'a> {
    campaign: &'a Campaign,
    record: &'a SignedRecord,
    pub(super) steps: Vec<&'a WalkStep>,
    excluded: HashMap<&'a str, &'static str>,
    names: bool,
    /// Where everybody stands since; a rehearsal has no claims.
    claims: Option<Claims<'a>>,
}

/// A board with the moment and the zone in which it is read.
type Claims<'a> = (&'a Board, Timestamp, &'a TimeZone);

impl<'a> Walk<'a> {
    pub fn new(
        campaign: &'a Campaign,
        record: &'a SignedRecord,
        steps: Vec<&'a WalkStep>,
        names: bool,
        claims: Option<Claims<'a>>,
    ) -> Self {
        let lock = &record.record.lock;
        let excluded =
            lock.excluded.iter().map(|excluded| (excluded.entry_id.as_str(), excluded.reason.code())).collect();
        Self { campaign, record, steps, excluded, names, claims }
    }
    /// Step, entry, person where names are shown, outcome, prize, place, and the claim where there can be one.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::new("", 44.0).right(), Column::new("Entry", 138.0)];
        if self.names {
            columns.push(Column::new("Person", 134.0).grow());
        }
        columns.push(Column::new("Outcome", 86.0));
        columns.push(Column::new("Prize or reason", 140.0).grow());
        columns.push(Column::new("Place", 102.0));
        if self.claims.is_some() {
            columns.push(Column::new("Claim", 148.0));
        }
        columns.into_iter().map(Column::unsorted).collect()
    }
    fn claim(&self, step: &WalkStep) -> Option<Chip<'static>> {
        let (board, now, zone) = self.claims?;
        board.claim(&step.entry_id).map(|claim| state_chip(claim, now, zone))
    }
    fn what(&self, step: &WalkStep) -> String {
        match step.outcome {
            Outcome::Winner => {
                let prize = self.record.record.lock.prizes.iter().find(|prize| prize.id == step.prize);
                prize.map_or_else(|| step.prize.clone(), |prize| prize.name.clone())
            }
            Outcome::Alternate => "stands in line".into(),
            Outcome::Household => "household has a place already".into(),
            Outcome::Excluded => {
                format!("passed over: {}", self.excluded.get(step.entry_id.as_str()).copied().unwrap_or("other"))
            }
            Outcome::Unplaced => "no prize it may win was left".into(),
        }
    }
    fn name(&self, step: &WalkStep) -> &str {
        let entry = self.campaign.entry_with_id(&step.entry_id).and_then(|id| self.campaign.entries().get(id));
        entry.and_then(|entry| self.campaign.people().get(entry.person)).map_or("", |person| person.display_name())
    }
}

fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Winner => "winner",
        Outcome::Alternate => "alternate",
        Outcome::Household | Outcome::Excluded => "skipped",
        Outcome::Unplaced => "no place",
    }
}

impl TableRows for Walk<'_> {
    fn len(&self) -> u64 {
        self.steps.len() as u64
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(step) = self.steps.get(row as usize) else { return Cow::Borrowed("") };
        // Without names the columns after the id move up by one.
        let column = if column >= 2 && !self.names { column + 1 } else { column };
        match column {
            0 => step.rank.to_string().into(),
            1 => spaced(&step.entry_id).into(),
            2 => self.name(step).into(),
            3 => outcome_words(step.outcome).into(),
            4 => self.what(step).into(),
            6 => self.claim(step).map(|chip| chip.words().to_owned()).unwrap_or_default().into(),
            _ => {
                let position = step.position.as_str();
                let ends = (position.get(..4), position.get(4..8));
                match ends {
                    (Some(first), Some(second)) => format!("{first} {second} …").into(),
                    _ => position.into(),
                }
            }
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        let takes = self
            .steps
            .get(cell.row() as usize)
            .is_some_and(|step| matches!(step.outcome, Outcome::Winner | Outcome::Alternate));
        let column = if cell.column() >= 2 && !self.names { cell.column() + 1 } else { cell.column() };
        if column == 6 {
            if let Some(chip) = self.steps.get(cell.row() as usize).and_then(|step| self.claim(step)) {
                cell.chip(&chip);
            }
            return;
        }
        match (column, takes) {
            (1 | 5, _) => cell.mono(&words),
            (2 | 3, true) => cell.strong(&words),
            (_, true) => cell.text(&words),
            (_, false) => cell.muted(&words),
        };
    }
}
