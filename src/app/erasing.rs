//! Erasing a person on request. Erasing takes the campaign's records, the raw files
//! rows came from, photos, undo and the version before the file; what a locked draw needs stays without a name.

mod masking;
mod namesakes;
mod raw_files;
mod reached;

use super::Progress;
use super::failure::Failure;
use super::redaction;
use crate::campaign::{Campaign, Change, Edit, Known, Leaving, Origin, PersonId, RowKey, SourceId, Thanks};
use jiff::Timestamp;
use namesakes::Shared;
use raw_files::{Rows, Search};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const WHAT: &str = "Nobody was erased; the campaign is as it was.";

/// An erasure worked out: nothing is done before [`super::Workspace::erase`] is given it.
#[derive(Clone, Debug)]
pub struct Erasure {
    pub change: Change,
    /// Raw files without the person: hash before, bytes after, and the hash of these, worked out beside the window.
    pub files: Vec<(String, Arc<Vec<u8>>, String)>,
    pub count: ErasureCount,
    /// Rows of raw files that lose cells which may be somebody else's: nobody can tell, and what is erased must be gone.
    pub doubtful: Vec<Told>,
    /// Answers of theirs in words about others that go with them: read them, and move what is about somebody else.
    pub emptied: Vec<Told>,
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
    /// The id of the record; of what judges did with an award, the award's; of a row, where it stands.
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

/// Whether a longer version of a list tells that somebody in it was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeptOf {
    /// They stand in no list and have no address.
    #[default]
    Nothing,
    /// It does, by keyed fingerprints of rows.
    Rows,
    /// The same of e-mail addresses.
    Addresses,
    /// The same of both.
    RowsAndAddresses,
    /// The campaign has no key to make any with.
    NoKey,
}

/// What goes and what stays, for the question before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErasureCount {
    /// Nominations for the person: they go.
    pub nominations: usize,
    /// Nominations by the person: their author goes.
    pub written: usize,
    pub heroes: usize,
    /// Messages of thanks to the person: they go.
    pub thanks: usize,
    /// Stories about the person: they go.
    pub stories: usize,
    /// Places of theirs in the league: they go.
    pub members: usize,
    /// Parcels to the person: they go.
    pub parcels: usize,
    /// Stories of others that are drafts again, and mishaps that are to be read again, since a mark stands in them.
    pub to_read: usize,
    pub wins: usize,
    /// Numbers in the judging of awards: they stay without a name, so that scores and frozen results hold.
    pub numbers: usize,
    /// Entries in open sweepstakes: they go.
    pub entries: usize,
    /// Entries in locked draws: they stay without a name, so that the draws verify.
    pub sealed_entries: usize,
    /// Raw files from which rows or cells go.
    pub files: usize,
    /// What is kept of their rows and addresses.
    pub kept: KeptOf,
    pub photos: usize,
    /// Rows of raw files that lose cells which may be somebody else's.
    pub doubtful: usize,
    /// Nominations, thanks and mishaps by them that lose answers which are neither a name nor an address.
    pub emptied: usize,
    /// Records of others in whose words a mark takes the place of the name.
    pub masked: usize,
    /// Records and rows that may be about the person or somebody else, and stay.
    pub left: usize,
}

/// Works out what erasing takes. `file` gives the bytes of a raw file by its hash.
pub fn erasure(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    id: PersonId,
    at: Timestamp,
) -> Result<Erasure, Failure> {
    erasure_watched(campaign, file, id, at, &Progress::silent())
}

/// The same beside the window: it says how many records were looked through, and can be stopped.
pub fn erasure_watched(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    id: PersonId,
    at: Timestamp,
    progress: &Progress,
) -> Result<Erasure, Failure> {
    let Some(person) = campaign.people().get(id).filter(|person| person.erased_at.is_none()) else {
        return Err(Failure::new(WHAT, format!("There is no person {id}."), "Choose somebody of the list."));
    };
    let mut ways = reached::of(campaign, file, id, progress)?;
    let known = campaign.known_reached_by(id, redaction::is_common_word, &ways);
    ways.uncommon = known.uncommon_words();
    progress.go_on()?;
    let shared = Shared::new(campaign, id, &known);

    let mut count = ErasureCount { photos: person.photos().len(), ..ErasureCount::default() };
    count.nominations = campaign.nominations_of(id).count();
    count.written = campaign.nominations_by(id).filter(|(_, it)| it.nominee != id).count();
    // Rows of others in which the person is the author, or one of several nominees, lose cells, not the row.
    let nominations = campaign.nominations().iter().filter(|(_, it)| it.nominee != id).filter_map(|(_, it)| it.origin);
    let thanks = campaign.thanks().iter().filter(|(_, it)| !it.goes_with(id, &shared.own));
    let told = thanks.filter_map(|(_, it)| it.origin).chain(campaign.mishaps().iter().filter_map(|(_, it)| it.origin));
    // One file may have been read as two lists: its rows are the same.
    let row_of = |origin: Origin| {
        let source = campaign.sources().get(origin.source);
        source.map(|it| (it.sha256.as_str(), it.sheet.as_str(), origin.line))
    };
    let rows_of_others: BTreeSet<(&str, &str, u64)> = nominations.chain(told).filter_map(row_of).collect();
    let mut lines: BTreeMap<SourceId, BTreeSet<u64>> = BTreeMap::new();
    let mut note = |origin: Origin| {
        if !row_of(origin).is_some_and(|row| rows_of_others.contains(&row)) {
            lines.entry(origin.source).or_default().insert(origin.line);
        }
    };
    campaign.nominations_of(id).filter_map(|(_, it)| it.origin).for_each(&mut note);
    for (_, entry) in campaign.entries().iter().filter(|(_, entry)| entry.person == id) {
        let sealed = campaign.sweepstakes().get(entry.sweepstake).is_some_and(|it| it.sealed.is_some());
        if sealed {
            count.sealed_entries += 1;
        } else {
            count.entries += 1;
        }
        entry.origin.into_iter().for_each(&mut note);
    }
    person.with_merged().iter().flat_map(|it| &it.origins).for_each(|origin| note(*origin));
    count.heroes = campaign.heroes().iter().filter(|(_, it)| it.person == id).count();
    count.thanks = campaign.thanks().iter().filter(|(_, it)| it.goes_with(id, &shared.own)).count();
    count.stories = campaign.stories().iter().filter(|(_, it)| it.about == id).count();
    count.members = campaign.members().iter().filter(|(_, it)| it.person == id).count();
    count.parcels = campaign.parcels().iter().filter(|(_, it)| it.to == id).count();
    count.wins = campaign.awards_won_by(id).count();
    let judged = campaign.judgings().iter().flat_map(|(_, judging)| judging.people());
    count.numbers = judged.filter(|(_, person)| *person == id).count();

    // What was said to them, and their place in the league, goes with its rows; what they wrote about others loses what the form
    // asked about its author.
    let thanks = campaign.thanks().iter().filter(|(_, it)| it.goes_with(id, &shared.own));
    thanks.filter_map(|(_, it)| it.origin).for_each(&mut note);
    campaign.members().iter().filter(|(_, it)| it.person == id).filter_map(|(_, it)| it.origin).for_each(&mut note);
    let rows: Rows = campaign.rows_with(id, &shared.own);

    let search = Search { campaign, id, file, lines, known: &known, shared: &shared, rows: &rows, progress };
    let raw_files::Rewritten { mut edits, files, doubtful, masked: masked_names, left: left_in_files } =
        raw_files::without_rows(search)?;
    (count.files, count.doubtful) = (files.len(), doubtful.len());
    let emptied = emptied_answers(campaign, id, &rows, &known, &shared.own);
    count.emptied = emptied.len();
    let words = masking::of(campaign, &shared.own, &shared.common, &shared.others, id, progress)?;
    let (mut masked, mut left) = (words.masked, words.left);
    edits.extend(words.edits);
    count.to_read = words.to_read;
    masked.extend(in_judging(campaign, &shared.own, id));
    left.extend(in_judging_left(campaign, &shared, id));
    left.extend(namesakes::signed(campaign, &shared, &known, id));
    for told in [&mut masked, &mut left] {
        let mut seen = BTreeSet::new();
        // What has no id of its own is told by its words.
        let words = |it: &Told| if matches!(it.what, "question" | "date") { it.words.clone() } else { String::new() };
        told.retain(|it| seen.insert((it.what, it.id.clone(), words(it))));
    }
    // Two files may bear one name.
    masked.extend(masked_names);
    left.extend(left_in_files);
    (count.masked, count.left) = (masked.len(), left.len());
    edits.push(Edit::Erase(id, Arc::new(Leaving { at, ways })));
    count.kept = match (RowKey::new(campaign), count.files > 0, !campaign.addresses_alone(id).is_empty()) {
        (_, false, false) => KeptOf::Nothing,
        (None, ..) => KeptOf::NoKey,
        (Some(_), true, true) => KeptOf::RowsAndAddresses,
        (Some(_), true, false) => KeptOf::Rows,
        (Some(_), false, true) => KeptOf::Addresses,
    };
    let (namesakes, known_by) = (shared.others, known.words().to_vec());
    let change = Change::new("Erase a person", edits);
    Ok(Erasure { change, files, count, doubtful, emptied, masked, left, namesakes, known_by })
}

/// Answers that go with their author although they are no name of theirs: a telephone number, and now and then a short word about
/// somebody else, which can be moved before.
fn emptied_answers(campaign: &Campaign, id: PersonId, rows: &Rows, known: &Known, own: &Known) -> Vec<Told> {
    let tell = |id: String, what: &'static str, lost: Vec<(&str, &str)>| {
        let words = lost.iter().map(|(header, answer)| format!("{header}: {answer}")).collect::<Vec<_>>().join(", ");
        (!lost.is_empty()).then_some(Told { id, what, words })
    };
    let written = campaign.nominations_by(id).filter(|(_, it)| it.nominee != id);
    let nominations = written.filter_map(|(number, it)| {
        let row = it.origin.and_then(|origin| rows.get(&place_of(origin)));
        tell(number.to_string(), "nomination", campaign.answers_lost(it, row, id, known))
    });
    let is_sent = |it: &Thanks| !it.goes_with(id, own) && campaign.is_thanks_by(it, id, own);
    let thanks = campaign.thanks().iter().filter(|(_, it)| is_sent(it));
    let thanks =
        thanks.filter_map(|(number, it)| tell(number.to_string(), "thanks", campaign.thanks_answers_lost(it, known)));
    let mishaps = campaign.mishaps().iter().filter(|(_, it)| it.sent_by == Some(id));
    let mishaps =
        mishaps.filter_map(|(number, it)| tell(number.to_string(), "mishap", campaign.mishap_answers_lost(it, known)));
    nominations.chain(thanks).chain(mishaps).collect()
}

/// Where judges and their sheets name the person in words about others.
fn in_judging(campaign: &Campaign, known: &Known, id: PersonId) -> Vec<Told> {
    judging_words(campaign, known, id, |text| known.is_told_by(text))
}

/// Where they may mean somebody else.
fn in_judging_left(campaign: &Campaign, shared: &Shared, id: PersonId) -> Vec<Told> {
    let mut left = judging_words(campaign, &shared.common, id, |text| shared.common.is_told_by(text));
    left.extend(judging_words(campaign, &shared.own, id, |text| shared.own.may_be_told_by(text)));
    left
}

fn judging_words(campaign: &Campaign, known: &Known, id: PersonId, tells: impl Fn(&str) -> bool) -> Vec<Told> {
    let judgings = campaign.judgings().iter().filter_map(|(award, it)| {
        let words = it.words_besides(Some(id)).find(|text| tells(text))?;
        Some(Told { id: award.to_string(), what: JUDGING, words: known.around(words) })
    });
    let mut found: Vec<Told> = judgings.collect();
    for (number, sheet) in campaign.sheets().iter() {
        let judging = campaign.judgings().get(sheet.award);
        let own = |number: u32| judging.and_then(|it| it.candidate(number)).is_some_and(|it| it.person == Some(id));
        let comments = sheet.lines.iter().filter(|(number, _)| !own(**number)).map(|(_, line)| line.comment.as_str());
        if let Some(words) = comments.chain([sheet.words.as_str()]).find(|text| tells(text)) {
            found.push(Told { id: number.to_string(), what: "sheet", words: known.around(words) });
        }
    }
    found
}

fn place_of(origin: Origin) -> (SourceId, u64) {
    (origin.source, origin.line)
}

/// What stays of rows that go or lose cells.
const KEPT_OF_ROWS: &str = "A keyed fingerprint of each erased row is kept: a longer list with the same row does not bring them back unasked, one in which the row changed does";

/// What stays of addresses that are theirs alone.
const KEPT_OF_ADDRESSES: &str = "A keyed fingerprint of each e-mail address that is theirs alone is kept: a list does not bring them back unasked with it, and does without it";

/// What stays of both.
const KEPT_OF_BOTH: &str = "A keyed fingerprint of each erased row and of each e-mail address that is theirs alone is kept: a list with the same row or address does not bring them back unasked, one with neither does";

/// What becomes of a longer list where nothing can be kept.
const NOTHING_KEPT: &str =
    "This campaign has no key for fingerprints of erased rows: a list with them in it brings them back";

/// What becomes of what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Goes,
    /// It stays, without the person.
    Changes,
    /// It stays as it is.
    Stays,
}

impl ErasureCount {
    /// What goes and what stays, as lines for the question before; only what there is.
    pub fn lines(&self) -> Vec<(Fate, String)> {
        let some = |count: usize, fate: Fate, one: &str, many: &str| match count {
            0 => None,
            1 => Some((fate, format!("1 {one}"))),
            n => Some((fate, format!("{n} {many}"))),
        };
        [
            some(self.nominations, Fate::Goes, "nomination for them goes", "nominations for them go"),
            some(
                self.written,
                Fate::Changes,
                "nomination by them stays, without its author",
                "nominations by them stay, without their author",
            ),
            some(self.heroes, Fate::Goes, "hero goes", "heroes go"),
            some(self.thanks, Fate::Goes, "message of thanks to them goes", "messages of thanks to them go"),
            some(self.stories, Fate::Goes, "story about them goes", "stories about them go"),
            some(self.members, Fate::Goes, "place of theirs in the league goes", "places of theirs in the league go"),
            some(self.parcels, Fate::Goes, "parcel to them goes", "parcels to them go"),
            some(
                self.to_read,
                Fate::Changes,
                "story or mishap of others is to be read again before it is public",
                "stories and mishaps of others are to be read again before they are public",
            ),
            some(self.wins, Fate::Changes, "award loses this winner", "awards lose this winner"),
            some(
                self.numbers,
                Fate::Changes,
                "number in the judging of awards stays without a name, with its scores",
                "numbers in the judging of awards stay without a name, with their scores",
            ),
            some(self.entries, Fate::Goes, "entry in an open sweepstake goes", "entries in open sweepstakes go"),
            some(
                self.sealed_entries,
                Fate::Changes,
                "entry of a locked draw stays without a name, so that the draw can still be checked",
                "entries of locked draws stay without a name, so that the draws can still be checked",
            ),
            some(self.files, Fate::Changes, "imported file loses their rows", "imported files lose their rows"),
            match self.kept {
                KeptOf::Nothing => None,
                KeptOf::Rows => Some((Fate::Stays, KEPT_OF_ROWS.to_owned())),
                KeptOf::Addresses => Some((Fate::Stays, KEPT_OF_ADDRESSES.to_owned())),
                KeptOf::RowsAndAddresses => Some((Fate::Stays, KEPT_OF_BOTH.to_owned())),
                KeptOf::NoKey => Some((Fate::Stays, NOTHING_KEPT.to_owned())),
            },
            some(
                self.doubtful,
                Fate::Changes,
                "row of an imported file loses cells that may be another's",
                "rows of imported files lose cells that may be another's",
            ),
            some(
                self.emptied,
                Fate::Changes,
                "text by them loses answers that are not known to be about somebody else",
                "texts by them lose answers that are not known to be about somebody else",
            ),
            some(self.photos, Fate::Goes, "photo goes", "photos go"),
            some(
                self.masked,
                Fate::Changes,
                "text of others gets a mark in place of the name",
                "texts of others get a mark in place of the name",
            ),
            some(
                self.left,
                Fate::Stays,
                "text or row may be about them and stays as it is: read it",
                "texts and rows may be about them and stay as they are: read them",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests;
