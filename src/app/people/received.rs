//! What was kept as received of people's own rows, for finding: telephone numbers and whatever else became no field. Looked through
//! after the fields, and made beside the window, for all lists are read again for it.

use super::{folded, holds_words, register::words_of};
use crate::app::finder::{Finder, Hits};
use crate::app::{Cancelled, Progress, importing};
use crate::campaign::{Campaign, PersonId, SourceId, telephones_in};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longer cells are texts, and are no answer that somebody is looked for by.
const LONGEST_CELL: usize = 120;

/// Fewer digits are no part of a telephone number that anybody is looked for by.
const LEAST_DIGITS: usize = 4;

/// The last digits tell a number, whatever is dialled before them.
const TELLING_DIGITS: usize = 9;

/// Words of rows by person.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// Who has any, in order.
    people: Vec<PersonId>,
    words: Finder,
}

impl Received {
    /// Reads the lists of people, entries and members again. `file` gives the bytes of a raw file by its hash.
    pub fn new(
        campaign: &Campaign,
        file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let mut rows: BTreeMap<SourceId, Vec<(u64, PersonId)>> = BTreeMap::new();
        let is_own = |source: SourceId| {
            campaign
                .sources()
                .get(source)
                .is_some_and(|it| matches!(it.kind.as_str(), "people" | "entries" | "members"))
        };
        for (id, person) in campaign.people().iter() {
            for origin in person.with_merged().into_iter().flat_map(|it| it.origins.iter()) {
                rows.entry(origin.source).or_default().push((origin.line, id));
            }
        }
        for (id, origin) in campaign.entries().iter().filter_map(|(_, it)| Some((it.person, it.origin?))) {
            rows.entry(origin.source).or_default().push((origin.line, id));
        }
        let mut said: Vec<(PersonId, String)> = Vec::new();
        for (source, mut lines) in rows.into_iter().filter(|(source, _)| is_own(*source)) {
            progress.go_on()?;
            let Some(source) = campaign.sources().get(source) else { continue };
            let Some(bytes) = file(&source.sha256) else { continue };
            let read = importing::read_again_watched(source, &bytes, &mut |_, _| !progress.is_cancelled());
            let Ok(table) = read else { continue };
            lines.sort_unstable();
            lines.dedup();
            for (line, id) in lines {
                let (Some(row), Some(person)) = (table.row_on(line), campaign.people().get(id)) else { continue };
                let known = words_of(person);
                let mut kept = String::new();
                for cell in row.cells().filter(|cell| !cell.trim().is_empty() && cell.len() <= LONGEST_CELL) {
                    let words = folded(cell.trim());
                    if holds_words(&known, &words) {
                        continue;
                    }
                    kept.push_str(&words);
                    for number in telephones_in(cell) {
                        kept.push(' ');
                        kept.push_str(&number);
                    }
                    kept.push(' ');
                }
                if !kept.is_empty() {
                    said.push((id, kept));
                }
            }
        }
        said.sort_by_key(|(id, _)| *id);
        let mut received = Self::default();
        for of_one in said.chunk_by(|(one, _), (other, _)| one == other) {
            let words: String = of_one.iter().map(|(_, words)| words.as_str()).collect();
            received.people.extend(of_one.first().map(|(id, _)| *id));
            received.words.push(&words.replace('\n', " "));
        }
        received.words.close();
        Ok(received)
    }

    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Everybody of whom a word of a question was kept; a telephone number counts by its digits.
    pub(super) fn people_with(&self, word: &str) -> Vec<PersonId> {
        let digits = digits_of(word);
        let of = |word: &str| self.words.find(word);
        let mut hits: Vec<Hits> = of(word).into_iter().collect();
        hits.extend(digits.and_then(|digits| of(&digits)));
        let is_found = |at: &usize| hits.iter().any(|hits| hits.has(*at));
        (0..self.people.len()).filter(is_found).filter_map(|at| self.people.get(at).copied()).collect()
    }
}

/// The words of a question; one that is a telephone number is one word, however it is grouped.
pub(super) fn words_in(question: &str) -> Vec<&str> {
    let question = question.trim();
    if digits_of(question).is_some() { vec![question] } else { question.split_whitespace().collect() }
}

/// The digits by which a number is looked for; `None` for other words.
fn digits_of(word: &str) -> Option<String> {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '+' | '-' | '/' | '.' | '(' | ')');
    if !word.chars().all(|c| c.is_ascii_digit() || is_sign(c)) {
        return None;
    }
    let digits: String = word.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let telling = digits.len().saturating_sub(TELLING_DIGITS);
    digits.get(telling..).filter(|it| it.len() >= LEAST_DIGITS).map(str::to_owned)
}
