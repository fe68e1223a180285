//! Whether the day or the month comes first in the dates of a column: every value is looked at, and each that leaves no choice
//! decides for all.

use jiff::civil::DateTime;

use super::{DateOrder, Parted, is_year_first, parse};
use crate::campaign::{on_all_cores, share_of};
use crate::intake::table::Row;
use crate::intake::value;

/// What a column says about the order of its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum ColumnOrder {
    /// No value leaves a choice.
    NotNeeded,
    /// Some value needs this order: its line and the number above 12.
    Decided { order: DateOrder, line: u64, number: i8 },
    /// Every value fits both.
    Ambiguous { line: u64 },
    /// One value needs the month first, another the day.
    Mixed { month_first_line: u64, day_first_line: u64 },
}

/// What values of a column show, each with the line that shows it first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    month_first: Option<(u64, i8)>,
    day_first: Option<(u64, i8)>,
    ambiguous: Option<u64>,
}

impl Evidence {
    pub fn of<'a>(values: impl Iterator<Item = (u64, &'a str)>) -> Self {
        let mut found = Self::default();
        for (line, text) in values {
            if is_year_first(text) {
                continue;
            }
            let Some(parts) = parse(text) else { continue };
            match (parts.evidence(), parts.date) {
                (Some(DateOrder::MonthFirst), Parted::Open(_, b, _)) => {
                    found.month_first.get_or_insert((line, b));
                }
                (Some(DateOrder::DayFirst), Parted::Open(a, _, _)) => {
                    found.day_first.get_or_insert((line, a));
                }
                _ if parts.is_ambiguous() => {
                    found.ambiguous.get_or_insert(line);
                }
                _ => {}
            }
        }
        found
    }

    /// With what the values behind these show.
    fn then(self, later: Self) -> Self {
        Self {
            month_first: self.month_first.or(later.month_first),
            day_first: self.day_first.or(later.day_first),
            ambiguous: self.ambiguous.or(later.ambiguous),
        }
    }

    pub fn order(self) -> ColumnOrder {
        match (self.month_first, self.day_first, self.ambiguous) {
            (Some((m, _)), Some((d, _)), _) => ColumnOrder::Mixed { month_first_line: m, day_first_line: d },
            (Some((line, number)), None, _) => ColumnOrder::Decided { order: DateOrder::MonthFirst, line, number },
            (None, Some((line, number)), _) => ColumnOrder::Decided { order: DateOrder::DayFirst, line, number },
            (None, None, Some(line)) => ColumnOrder::Ambiguous { line },
            (None, None, None) => ColumnOrder::NotNeeded,
        }
    }
}

/// The years of Thailand that stand in lists, and by how many they are before others.
const THAI: std::ops::Range<i16> = 2450..2650;
const AHEAD: i16 = 543;

/// Are all years of a column, which are several, those of Thailand? One alone among others is a slip.
pub(in crate::intake) fn are_of_thailand(rows: &[Row], column: usize) -> bool {
    let is_empty = |cell: &&str| cell.chars().all(value::is_space) || value::is_no_day(cell);
    let mut several = 0;
    // Nearly every column ends this with its first cell.
    let all = rows.iter().map(|row| row.cell(column)).filter(|cell| !is_empty(cell)).all(|cell| {
        several += 1;
        let mut runs = cell.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
        runs.any(|run| run.parse().is_ok_and(|year: i16| THAI.contains(&year)))
    });
    all && several > 1
}

/// The same day in the years that others count.
pub(in crate::intake) fn out_of_thailand(at: DateTime) -> DateTime {
    let common = || at.with().year(at.year() - AHEAD).build().ok();
    if THAI.contains(&at.year()) { common().unwrap_or(at) } else { at }
}

/// Looks at every value of a column, on all cores.
pub(in crate::intake) fn column_order(rows: &[Row], column: usize) -> ColumnOrder {
    let look = |rows: &[Row]| Evidence::of(rows.iter().map(|row| (row.line, row.cell(column))));
    let found = on_all_cores(rows.chunks(share_of(rows.len())), &look);
    found.into_iter().fold(Evidence::default(), Evidence::then).order()
}
