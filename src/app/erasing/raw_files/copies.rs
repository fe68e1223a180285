//! Rows that came in before with another list: a longer version holds each of them once more, and no record came of it there. What
//! becomes of the row that was taken over becomes of its copies.

use super::Search;
use crate::app::{Progress, importing};
use crate::campaign::{Campaign, SourceId};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A row with fewer filled cells may well say the same as one of another list.
const TELLING_CELLS: usize = 3;

/// Where a row stands.
pub type Place = (SourceId, u64);

/// What becomes of a row of which a record came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes as a whole.
    Goes,
    /// It loses cells as this one does.
    Loses(Place),
    /// It is about somebody else who has the name.
    IsOfAnother,
}

/// A row that says what one says of which a record came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyOf {
    pub fate: Fate,
    /// Columns which that one has not.
    pub new: Vec<usize>,
}

/// Rows of one list, by their cells.
struct List {
    headers: Vec<String>,
    /// `None` where the same cells become one thing here and another there.
    rows: HashMap<Vec<String>, Option<Fate>>,
}

/// Rows of which a record came that goes, changes, or is a namesake's.
pub struct Copies<'s> {
    campaign: &'s Campaign,
    file: &'s dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    progress: &'s Progress,
    fates: BTreeMap<SourceId, BTreeMap<u64, Fate>>,
    /// Read when the first row is asked about: most files hold none.
    lists: OnceCell<Vec<List>>,
}

impl<'s> Copies<'s> {
    pub fn new(search: &Search<'s>) -> Self {
        let mut fates: BTreeMap<SourceId, BTreeMap<u64, Fate>> = BTreeMap::new();
        for (rows, fate) in [(&search.shared.rows, Fate::IsOfAnother), (&search.lines, Fate::Goes)] {
            for (id, lines) in rows {
                fates.entry(*id).or_default().extend(lines.iter().map(|line| (*line, fate)));
            }
        }
        for (id, line) in search.rows.keys() {
            fates.entry(*id).or_default().insert(*line, Fate::Loses((*id, *line)));
        }
        let Search { campaign, file, progress, .. } = *search;
        Self { campaign, file, progress, fates, lists: OnceCell::new() }
    }

    /// What this row says once more, by the headers and cells of its list. Blank rows say nothing.
    pub fn find(&self, headers: &[String], cells: &[&str]) -> Option<CopyOf> {
        if self.fates.is_empty() || cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        self.lists.get_or_init(|| self.read()).iter().find_map(|list| list.find(headers, cells))
    }

    fn read(&self) -> Vec<List> {
        let lists = self.fates.iter().filter_map(|(id, fates)| {
            let source = self.campaign.sources().get(*id)?;
            let bytes = (self.file)(&source.sha256)?;
            let table =
                importing::read_again_watched(source, &bytes, &mut |_, _| !self.progress.is_cancelled()).ok()?;
            let mut rows: HashMap<Vec<String>, Option<Fate>> = HashMap::new();
            for (line, fate) in fates {
                let Some(row) = table.row_on(*line) else { continue };
                let cells = (0..table.headers.len()).map(|column| row.cell(column).trim().to_owned()).collect();
                let known = rows.entry(cells).or_insert(Some(*fate));
                if !known.is_some_and(|known| is_alike(known, *fate)) {
                    *known = None;
                }
            }
            Some(List { headers: table.headers.iter().map(|header| header.trim().to_owned()).collect(), rows })
        });
        lists.collect()
    }
}

impl List {
    fn find(&self, headers: &[String], cells: &[&str]) -> Option<CopyOf> {
        let place = |header: &String| headers.iter().position(|other| other.trim() == header);
        let places: Option<Vec<usize>> = self.headers.iter().map(place).collect();
        // Columns of other names, but as many: the cells alone are compared, where they say enough to tell a row from others.
        let says_enough = || cells.iter().filter(|cell| !cell.trim().is_empty()).count() >= TELLING_CELLS;
        let as_many = || (headers.len() == self.headers.len() && says_enough()).then(|| (0..headers.len()).collect());
        let places: Vec<usize> = places.or_else(as_many)?;
        let said = places.iter().map(|place| cells.get(*place).map_or("", |cell| cell.trim()).to_owned());
        let fate = (*self.rows.get(&said.collect::<Vec<_>>())?)?;
        Some(CopyOf { fate, new: (0..cells.len()).filter(|column| !places.contains(column)).collect() })
    }
}

/// Do both rows become the same, wherever they stand?
fn is_alike(one: Fate, other: Fate) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}
