//! How somebody is reached, as lists say it: telephone numbers become no field of a record, and stand in the rows of lists and in
//! answers of forms. One that stands in a row of somebody else as well may be the other's.

use super::place_of;
use crate::app::{Cancelled, Progress, importing};
use crate::campaign::{
    Campaign, Known, MANY, PersonId, Source, SourceId, Ways, are_one_telephone, may_hold_telephone, telephones_in,
};
use crate::intake::{Table, Way, way_of};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Gives the bytes of a raw file by its hash.
type Files<'f> = &'f dyn Fn(&str) -> Option<Arc<Vec<u8>>>;

/// Telephone numbers and postal addresses of the person, with how many others have each number, too.
pub fn of(campaign: &Campaign, file: Files<'_>, id: PersonId, progress: &Progress) -> Result<Ways, Cancelled> {
    let mut own = Own::default();
    own.note_answers(campaign, id);
    let lines = own_rows(campaign, id);
    let read = |source: &Source| {
        let bytes = file(&source.sha256)?;
        importing::read_again_watched(source, &bytes, &mut |_, _| !progress.is_cancelled()).ok()
    };
    for (source, lines) in &lines {
        let Some(source) = campaign.sources().get(*source).filter(|it| is_of_own(&it.kind)) else { continue };
        progress.go_on()?;
        if let Some(table) = read(source) {
            own.note_rows(&table, lines);
        }
    }
    let telephones = own.telephones.into_iter().map(|it| (it, 0)).collect();
    let mut ways = Ways { telephones, addresses: own.addresses, ..Ways::default() };
    if ways.telephones.is_empty() {
        return Ok(ways);
    }
    // Who else has one is found in all lists: one file may have been read as two.
    let known = campaign.people().get(id).map(Known::of).unwrap_or_default().with_codes(|_| true);
    let mut seen = BTreeSet::new();
    for (id, source) in campaign.sources().iter() {
        if !seen.insert((source.sha256.as_str(), source.sheet.as_str(), source.part)) {
            continue;
        }
        progress.go_on()?;
        if ways.telephones.iter().all(|(_, others)| *others >= MANY) {
            break;
        }
        let Some(table) = read(source) else { continue };
        let same = |other: &SourceId| {
            let other = campaign.sources().get(*other);
            other.is_some_and(|it| it.sha256 == source.sha256 && it.sheet == source.sheet)
        };
        let own: BTreeSet<u64> = lines
            .iter()
            .filter(|(other, _)| **other == id || same(other))
            .flat_map(|(_, lines)| lines)
            .copied()
            .collect();
        count_others(&table, &own, &known, &mut ways.telephones);
    }
    Ok(ways)
}

/// What is theirs of all this.
#[derive(Default)]
struct Own {
    telephones: BTreeSet<String>,
    addresses: Vec<String>,
}

impl Own {
    /// Numbers that forms asked for: their own where they wrote, and that of the nominee where somebody nominated them.
    fn note_answers(&mut self, campaign: &Campaign, id: PersonId) {
        let nobody = Known::default();
        for (_, it) in campaign.nominations_by(id).filter(|(_, it)| it.nominee != id) {
            self.note_numbers(campaign.answers_lost(it, None, id, &nobody));
        }
        for (_, it) in campaign.nominations_of(id) {
            self.note_numbers(it.answers.iter().filter(|(question, _)| speaks_of_nominee(question)));
            if it.nominator == Some(id) {
                self.note_numbers(it.answers.iter());
            }
        }
        for (_, it) in campaign.thanks().iter().filter(|(_, it)| it.from == Some(id)) {
            self.note_numbers(campaign.thanks_answers_lost(it, &nobody));
        }
        for (_, it) in campaign.mishaps().iter().filter(|(_, it)| it.sent_by == Some(id)) {
            self.note_numbers(campaign.mishap_answers_lost(it, &nobody));
        }
        for (_, it) in campaign.members().iter().filter(|(_, it)| it.person == id) {
            self.note_numbers(it.answers.iter().map(|(question, answer)| (question.as_str(), answer.as_str())));
        }
        let entries = campaign.entries().iter().filter(|(_, it)| it.person == id);
        self.addresses.extend(entries.map(|(_, it)| it.household.to_string()).filter(|it| !it.is_empty()));
        self.addresses.dedup();
    }

    fn note_numbers<'a>(&mut self, answers: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let asked = answers.into_iter().filter(|(question, _)| way_of(question) == Some(Way::Telephone));
        self.telephones.extend(asked.flat_map(|(_, answer)| telephones_in(answer)));
    }

    fn note_rows(&mut self, table: &Table, lines: &BTreeSet<u64>) {
        let ways: Vec<Option<Way>> = table.headers.iter().map(|header| way_of(header)).collect();
        for row in lines.iter().filter_map(|line| table.row_on(*line)) {
            let of = |way: Way| {
                let cells =
                    row.cells().zip(&ways).filter(move |(_, it)| **it == Some(way)).map(|(cell, _)| cell.trim());
                cells.filter(|cell| !cell.is_empty())
            };
            self.telephones.extend(of(Way::Telephone).flat_map(telephones_in));
            let address = of(Way::Address).collect::<Vec<_>>().join(", ");
            if !address.is_empty() && !self.addresses.contains(&address) {
                self.addresses.push(address);
            }
        }
    }
}

/// Does a question of a nomination ask for something of the nominee?
fn speaks_of_nominee(question: &str) -> bool {
    let question = question.to_lowercase();
    question.contains("nomin") && !question.contains("nominator")
}

/// Rows of lists that are theirs.
fn own_rows(campaign: &Campaign, id: PersonId) -> BTreeMap<SourceId, BTreeSet<u64>> {
    let person = campaign.people().get(id);
    let records = person.iter().flat_map(|it| it.with_merged()).flat_map(|it| it.origins.iter().copied());
    let entries = campaign.entries().iter().filter(|(_, it)| it.person == id).filter_map(|(_, it)| it.origin);
    let members = campaign.members().iter().filter(|(_, it)| it.person == id).filter_map(|(_, it)| it.origin);
    let mut lines: BTreeMap<SourceId, BTreeSet<u64>> = BTreeMap::new();
    for (source, line) in records.chain(entries).chain(members).map(place_of) {
        lines.entry(source).or_default().insert(line);
    }
    lines
}

/// Lists of which a row is about one person, who is known.
fn is_of_own(kind: &str) -> bool {
    matches!(kind, "people" | "entries" | "members")
}

/// Counts the rows of others that say one of the numbers where one is asked for.
fn count_others(table: &Table, own: &BTreeSet<u64>, known: &Known, telephones: &mut [(String, u32)]) {
    let columns: Vec<usize> = (0..table.headers.len())
        .filter(|at| table.headers.get(*at).is_some_and(|header| way_of(header) == Some(Way::Telephone)))
        .collect();
    if columns.is_empty() {
        return;
    }
    for row in table.rows.iter().filter(|row| !own.contains(&row.line)) {
        let said =
            columns.iter().map(|at| row.cell(*at)).filter(|cell| may_hold_telephone(cell)).flat_map(telephones_in);
        for said in said {
            let mut theirs = telephones.iter_mut().filter(|(it, _)| are_one_telephone(&said, it)).peekable();
            // A row that names them says it of them.
            if theirs.peek().is_some() && !row.cells().any(|cell| known.is(cell)) {
                theirs.for_each(|(_, others)| *others = others.saturating_add(1));
            }
        }
    }
}
