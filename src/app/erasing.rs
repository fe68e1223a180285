//! Erasing a person on request. Erasing takes the campaign's records, the raw files
//! rows came from, photos, undo and the version before the file; what a locked draw needs stays without a name.

mod masking;

use super::failure::Failure;
use super::importing;
use crate::campaign::{Campaign, Change, Edit, KeptWords, Known, Origin, Person, PersonId, Source, SourceId};
use crate::intake::{self, RowsOfSheets};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const WHAT: &str = "Nobody was erased; the campaign is as it was.";

/// An erasure worked out: nothing is done before [`super::Workspace::erase`] is given it.
#[derive(Clone, Debug)]
pub struct Erasure {
    pub change: Change,
    /// Raw files without the person: hash before, bytes after.
    pub files: Vec<(String, Arc<Vec<u8>>)>,
    pub count: ErasureCount,
    /// Records of others whose words name the person: a mark takes the place of the name, and a person looks whether the rest
    /// still tells who is meant.
    pub masked: Vec<Told>,
    /// Records whose words hold a name or address that is somebody else's, too: nobody but a person can tell who is meant, so
    /// they are left as they are.
    pub left: Vec<Told>,
    /// Others who have one of the names or addresses.
    pub namesakes: Vec<PersonId>,
    /// Names and addresses, for what lies outside the campaign.
    pub known_by: Vec<String>,
}

/// A record whose words name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The id of the record; of what judges did with an award, the award's.
    pub id: String,
    /// What the record is: "nomination".
    pub what: &'static str,
    /// The words around the name, to be read.
    pub words: String,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.what {
            JUDGING => write!(f, "the judging of {}", self.id),
            _ => f.write_str(&self.id),
        }
    }
}

/// What judges did with an award.
const JUDGING: &str = "judging";

/// What goes and what stays, for the question before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErasureCount {
    /// Nominations for the person: they go.
    pub nominations: usize,
    /// Nominations by the person: their author goes.
    pub written: usize,
    pub heroes: usize,
    pub wins: usize,
    /// Numbers in the judging of awards: they stay without a name, so that scores and frozen results hold.
    pub numbers: usize,
    /// Entries in open sweepstakes: they go.
    pub entries: usize,
    /// Entries in locked draws: they stay without a name, so that the draws verify.
    pub sealed_entries: usize,
    /// Raw files from which rows or cells go.
    pub files: usize,
    pub photos: usize,
    /// Records of others in whose words a mark takes the place of the name.
    pub masked: usize,
    /// Records whose words may mean somebody else of the name, and stay.
    pub left: usize,
}

/// Works out what erasing takes. `file` gives the bytes of a raw file by its hash.
pub fn erasure(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    id: PersonId,
    at: Timestamp,
) -> Result<Erasure, Failure> {
    let Some(person) = campaign.people().get(id).filter(|person| person.erased_at.is_none()) else {
        return Err(Failure::new(WHAT, format!("There is no person {id}."), "Choose somebody of the list."));
    };
    let known = Known::of(person);
    let shared = Shared::new(campaign, id, &known);

    let mut lines: BTreeMap<SourceId, BTreeSet<u64>> = BTreeMap::new();
    let mut note = |origin: Origin| {
        lines.entry(origin.source).or_default().insert(origin.line);
    };
    let mut count = ErasureCount { photos: person.photos().len(), ..ErasureCount::default() };
    for (_, nomination) in campaign.nominations_of(id) {
        count.nominations += 1;
        nomination.origin.into_iter().for_each(&mut note);
    }
    count.written = campaign.nominations_by(id).filter(|(_, it)| it.nominee != id).count();
    // Rows of others in which the person is the author lose cells, not the row.
    let nominations = campaign.nominations().iter().filter(|(_, it)| it.nominee != id).filter_map(|(_, it)| it.origin);
    let thanks = campaign.thanks().iter().filter(|(_, it)| !it.goes_with(id, &shared.own));
    let told = thanks.filter_map(|(_, it)| it.origin).chain(campaign.mishaps().iter().filter_map(|(_, it)| it.origin));
    let rows_of_others: BTreeSet<(SourceId, u64)> = nominations.chain(told).map(place_of).collect();
    for (_, entry) in campaign.entries().iter().filter(|(_, entry)| entry.person == id) {
        let sealed = campaign.sweepstakes().get(entry.sweepstake).is_some_and(|it| it.sealed.is_some());
        if sealed {
            count.sealed_entries += 1;
        } else {
            count.entries += 1;
        }
        entry.origin.into_iter().for_each(&mut note);
    }
    for origin in person.with_merged().iter().flat_map(|it| &it.origins) {
        if !rows_of_others.contains(&(origin.source, origin.line)) {
            note(*origin);
        }
    }
    count.heroes = campaign.heroes().iter().filter(|(_, it)| it.person == id).count();
    count.wins = campaign.awards_won_by(id).count();
    let judged = campaign.judgings().iter().flat_map(|(_, judging)| judging.people());
    count.numbers = judged.filter(|(_, person)| *person == id).count();

    // What was said to them, and their place in the league, goes with its rows; what they wrote about others loses what the form
    // asked about its author.
    let thanks = campaign.thanks().iter().filter(|(_, it)| it.goes_with(id, &shared.own));
    thanks.filter_map(|(_, it)| it.origin).for_each(&mut note);
    campaign.members().iter().filter(|(_, it)| it.person == id).filter_map(|(_, it)| it.origin).for_each(&mut note);
    let kept = rows_written_by(campaign, id, &shared.own);

    let (mut edits, files) = without_rows(campaign, file, lines, &known, &shared, &kept)?;
    count.files = files.len();
    let words = masking::of(campaign, &shared.own, &shared.common, &shared.others, id);
    let (mut masked, mut left) = (words.masked, words.left);
    edits.extend(words.edits);
    masked.extend(in_judging(campaign, &shared.own, id));
    left.extend(in_judging(campaign, &shared.common, id));
    left.extend(signed(campaign, &shared, &known, id));
    for told in [&mut masked, &mut left] {
        let mut seen = BTreeSet::new();
        told.retain(|it| seen.insert((it.what, it.id.clone())));
    }
    (count.masked, count.left) = (masked.len(), left.len());
    edits.push(Edit::Erase(id, at));
    let (namesakes, known_by) = (shared.others, known.words().to_vec());
    Ok(Erasure { change: Change::new("Erase a person", edits), files, count, masked, left, namesakes, known_by })
}

/// Words that say whom something is from or for, and may mean the person and somebody else: the name is both's, or one word of
/// it is all there is.
fn signed(campaign: &Campaign, shared: &Shared, known: &Known, id: PersonId) -> Vec<Told> {
    // What is known to be from or for somebody else of the name is theirs.
    let is_left = |(whose, words): &(Option<PersonId>, &str)| {
        let is_theirs = whose.is_some_and(|whose| shared.others.contains(&whose)) && shared.common.is(words);
        let may_mean = shared.common.is_told_by(words) || known.may_mean(words);
        *whose != Some(id) && may_mean && !is_theirs && !shared.own.is_told_by(words)
    };
    let told = |id: String, what: &'static str, words: &[(Option<PersonId>, &str)]| {
        let (_, words) = words.iter().find(|words| is_left(words))?;
        Some(Told { id, what, words: (*words).to_owned() })
    };
    let thanks = campaign.thanks().iter().filter(|(_, it)| it.to != Some(id));
    let thanks = thanks.filter_map(|(number, it)| {
        // What they signed is theirs for sure.
        let from = if campaign.is_thanks_by(it, id, &shared.own) { Some(id) } else { it.from };
        told(number.to_string(), "thanks", &[(from, &it.from_words), (it.to, &it.to_words)])
    });
    let others = campaign.entries().iter().filter(|(_, it)| it.person != id);
    let sent = others.filter_map(|(number, it)| told(number.to_string(), "entry", &[(None, &it.referred_by)]));
    let members = campaign.members().iter().filter(|(_, it)| it.person != id);
    let brought = members.filter_map(|(number, it)| {
        let by = it.referred_by.and_then(|by| campaign.members().get(by)).map(|by| by.person);
        told(number.to_string(), "member", &[(by, &it.referred_by_words)])
    });
    thanks.chain(sent).chain(brought).collect()
}

/// Where judges and their sheets name the person in words about others.
fn in_judging(campaign: &Campaign, known: &Known, id: PersonId) -> Vec<Told> {
    let judgings = campaign.judgings().iter().filter_map(|(award, it)| {
        let words = it.words_besides(Some(id)).find(|text| known.is_told_by(text))?;
        Some(Told { id: award.to_string(), what: JUDGING, words: known.around(words) })
    });
    let mut found: Vec<Told> = judgings.collect();
    for (number, sheet) in campaign.sheets().iter() {
        let judging = campaign.judgings().get(sheet.award);
        let own = |number: u32| judging.and_then(|it| it.candidate(number)).is_some_and(|it| it.person == Some(id));
        let comments = sheet.lines.iter().filter(|(number, _)| !own(**number)).map(|(_, line)| line.comment.as_str());
        if let Some(words) = comments.chain([sheet.words.as_str()]).find(|text| known.is_told_by(text)) {
            found.push(Told { id: number.to_string(), what: "sheet", words: known.around(words) });
        }
    }
    found
}

/// Rows whose author goes, with the words that stay of them.
type Kept = BTreeMap<(SourceId, u64), KeptWords>;

fn place_of(origin: Origin) -> (SourceId, u64) {
    (origin.source, origin.line)
}

/// Rows of what the person wrote about others.
fn rows_written_by(campaign: &Campaign, id: PersonId, own: &Known) -> Kept {
    let nominations = campaign.nominations_by(id).filter(|(_, it)| it.nominee != id).filter_map(|(_, it)| {
        let nominee = campaign.people().get(it.nominee);
        Some((place_of(it.origin?), KeptWords::of_nomination(it, nominee, |award| campaign.awards().get(award))))
    });
    let thanks = campaign.thanks().iter().filter(|(_, it)| campaign.is_thanks_by(it, id, own));
    let thanks = thanks.filter_map(|(_, it)| Some((place_of(it.origin?), KeptWords::of_thanks(it))));
    let mishaps = campaign.mishaps().iter().filter(|(_, it)| it.sent_by == Some(id));
    let mishaps = mishaps.filter_map(|(_, it)| Some((place_of(it.origin?), KeptWords::of_mishap(it))));
    nominations.chain(thanks).chain(mishaps).collect()
}

/// A row without what is personal; `None` where nothing is.
fn rewritten(cells: &[&str], known: &Known, kept: Option<&KeptWords>) -> Option<Vec<String>> {
    let parts = known.parts_in(cells);
    let is_told: Vec<bool> = cells.iter().zip(parts).map(|(cell, is_part)| is_part || known.is(cell)).collect();
    // An address may be the home of a whole family: it is theirs in their own row.
    let is_theirs = kept.is_some() || is_told.contains(&true);
    let mut is_changed = false;
    let after = cells.iter().zip(is_told).map(|(cell, is_told)| {
        let is_authors = kept.is_some_and(|kept| !cell.trim().is_empty() && !kept.holds(cell));
        let goes = is_told || is_authors || (is_theirs && known.lives_at(cell));
        let masked = if goes { Some(String::new()) } else { known.masked(cell) };
        is_changed |= masked.is_some();
        masked.unwrap_or_else(|| (*cell).to_owned())
    });
    let after: Vec<String> = after.collect();
    is_changed.then_some(after)
}

/// Hash of a raw file as it was, and its bytes as they are to be.
type Rewritten = (String, Arc<Vec<u8>>);

/// What is somebody else's, too: their rows keep a name or an address that both have.
struct Shared {
    /// Names and addresses that are the person's alone.
    own: Known,
    /// Those that somebody else has, too.
    common: Known,
    others: Vec<PersonId>,
    /// Rows of the others, and of what was said of them and by them.
    rows: BTreeMap<SourceId, BTreeSet<u64>>,
}

impl Shared {
    fn new(campaign: &Campaign, id: PersonId, known: &Known) -> Self {
        let own = campaign.known_alone(id);
        let common = known.clone().without(&own);
        let mut shared = Self { own, common, others: campaign.namesakes(id), rows: BTreeMap::new() };
        if shared.others.is_empty() {
            return shared;
        }
        let others: BTreeSet<PersonId> = shared.others.iter().copied().collect();
        let is = |person: PersonId| others.contains(&person);
        let may_be = |person: Option<PersonId>| person.is_some_and(is);
        let records = others.iter().filter_map(|other| campaign.people().get(*other)).flat_map(Person::with_merged);
        let nominations = campaign.nominations().iter().filter(|(_, it)| is(it.nominee) || may_be(it.nominator));
        let entries = campaign.entries().iter().filter(|(_, it)| is(it.person));
        let thanks = campaign.thanks().iter().filter(|(_, it)| may_be(it.to) || may_be(it.from));
        let mishaps = campaign.mishaps().iter().filter(|(_, it)| may_be(it.sent_by));
        let members = campaign.members().iter().filter(|(_, it)| is(it.person));
        let origins = records
            .flat_map(|record| record.origins.iter().copied())
            .chain(nominations.filter_map(|(_, it)| it.origin))
            .chain(entries.filter_map(|(_, it)| it.origin))
            .chain(thanks.filter_map(|(_, it)| it.origin))
            .chain(mishaps.filter_map(|(_, it)| it.origin))
            .chain(members.filter_map(|(_, it)| it.origin));
        for origin in origins {
            shared.rows.entry(origin.source).or_default().insert(origin.line);
        }
        shared
    }
}

/// Every raw file without these rows and without the cells that name the person: the records of the files, and hash before with
/// bytes after. All files are looked through: the person may stand in rows nobody took over.
fn without_rows(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    mut lines: BTreeMap<SourceId, BTreeSet<u64>>,
    known: &Known,
    shared: &Shared,
    kept: &Kept,
) -> Result<(Vec<Edit>, Vec<Rewritten>), Failure> {
    // One file may have been read more than once, as people and as nominations, or sheet by sheet.
    let mut by_file: BTreeMap<&str, Vec<(SourceId, &Source)>> = BTreeMap::new();
    for (id, source) in campaign.sources().iter() {
        by_file.entry(&source.sha256).or_default().push((id, source));
    }
    let (mut edits, mut files) = (Vec::new(), Vec::new());
    for (before, sources) in by_file {
        let Some(bytes) = file(before) else { continue };
        let (mut rows, mut of_others) = (RowsOfSheets::new(), RowsOfSheets::new());
        for (id, source) in &sources {
            rows.entry(source.sheet.clone()).or_default().extend(lines.get(id).into_iter().flatten());
            of_others.entry(source.sheet.clone()).or_default().extend(shared.rows.get(id).into_iter().flatten());
        }
        let rewrite = |sheet: &str, line: u64, cells: &[&str]| {
            let mut of_sheet = sources.iter().filter(|(_, it)| it.sheet.is_empty() || it.sheet == sheet);
            let kept = of_sheet.find_map(|(id, _)| kept.get(&(*id, line)));
            let is_of_another = ["", sheet].iter().any(|of| of_others.get(*of).is_some_and(|it| it.contains(&line)));
            rewritten(cells, if is_of_another { &shared.own } else { known }, kept)
        };
        let after = intake::redact(&bytes, &rows, &rewrite).map_err(|error| {
            let file_name = sources.first().map_or("A file", |(_, source)| source.file_name.as_str());
            let why = importing::failure(file_name, &error).why;
            Failure::new(WHAT, format!("{file_name}: {why}"), "Remove that imported file first, then erase again.")
        })?;
        if after == *bytes {
            continue;
        }
        let sha256 = hex::encode(Sha256::digest(&after));
        for (id, source) in sources {
            let first = if source.first_sha256.is_empty() { &source.sha256 } else { &source.first_sha256 };
            let own = lines.remove(&id).unwrap_or_default();
            let erased: BTreeSet<u64> = source.erased_lines.iter().copied().chain(own).collect();
            edits.push(Edit::source(
                id,
                Source {
                    sha256: sha256.clone(),
                    bytes: after.len() as u64,
                    first_sha256: first.clone(),
                    erased_lines: erased.into_iter().collect(),
                    ..source.clone()
                },
            ));
        }
        files.push((before.to_owned(), Arc::new(after)));
    }
    Ok((edits, files))
}

impl ErasureCount {
    /// What goes, as lines for the question before; only what there is.
    pub fn lines(&self) -> Vec<String> {
        let some = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {many}")),
        };
        [
            some(self.nominations, "nomination for them goes", "nominations for them go"),
            some(
                self.written,
                "nomination by them stays, without its author",
                "nominations by them stay, without their author",
            ),
            some(self.heroes, "hero goes", "heroes go"),
            some(self.wins, "award loses this winner", "awards lose this winner"),
            some(
                self.numbers,
                "number in the judging of awards stays without a name, with its scores",
                "numbers in the judging of awards stay without a name, with their scores",
            ),
            some(self.entries, "entry in an open sweepstake goes", "entries in open sweepstakes go"),
            some(
                self.sealed_entries,
                "entry of a locked draw stays without a name, so that the draw can still be checked",
                "entries of locked draws stay without a name, so that the draws can still be checked",
            ),
            some(self.files, "imported file loses their rows", "imported files lose their rows"),
            some(self.photos, "photo goes", "photos go"),
            some(
                self.masked,
                "text of others gets a mark in place of the name",
                "texts of others get a mark in place of the name",
            ),
            some(
                self.left,
                "text may mean somebody else of that name and stays as it is",
                "texts may mean somebody else of that name and stay as they are",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests;
