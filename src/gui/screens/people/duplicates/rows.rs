//! The pairs as the table reads them.

use super::{Pair, order};
use crate::app::duplicates::{Likeness, SURE};
use crate::campaign::{Campaign, PersonId};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::data_table::{Cell, TableRows};
use std::borrow::Cow;
use std::collections::HashSet;

/// Stays the same for a pair when the order changes.
pub fn key_of(pair: &Likeness) -> u64 {
    (pair.kept.0 << 32) ^ pair.gone.0
}

/// The pairs that are shown, in their order.
pub struct PairRows<'a> {
    pub campaign: &'a Campaign,
    pub all: &'a [Likeness],
    pub rows: &'a [usize],
    pub later: &'a HashSet<Pair>,
}

impl PairRows<'_> {
    fn pair(&self, row: u64) -> Option<&Likeness> {
        self.rows.get(usize::try_from(row).ok()?).and_then(|index| self.all.get(*index))
    }
    fn name(&self, id: PersonId) -> &str {
        self.campaign.people().get(id).map_or("", |person| person.display_name())
    }
}

impl TableRows for PairRows<'_> {
    fn len(&self) -> u64 {
        self.rows.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.pair(row).map_or(0, key_of)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(pair) = self.pair(row) else { return Cow::Borrowed("") };
        match column {
            0 => Cow::Owned(format!("{} and {}", self.name(pair.kept), self.name(pair.gone))),
            _ if self.later.contains(&order(pair)) => Cow::Owned(format!("{}, later", pair.score)),
            _ => Cow::Owned(pair.score.to_string()),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(pair) = self.pair(cell.row()) else { return };
        if cell.column() == 0 {
            cell.two_lines(self.name(pair.kept), self.name(pair.gone));
        } else if self.later.contains(&order(pair)) {
            cell.muted(&self.text(cell.row(), 1));
        } else {
            cell.chip(&match pair.score {
                SURE.. => Chip::sun(pair.score.to_string()),
                70.. => Chip::warning(pair.score.to_string()),
                score => Chip::neutral(score.to_string()),
            });
        }
    }
}
