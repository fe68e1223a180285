//! Rows to one change of the campaign, which is one undo step: people found or added, awards that are new, the nominations
//! or entries, the file as a source, the choices for its columns. Rows that came in before are not added again: those of the
//! same file by their line, those of a longer version of it by what they say.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::campaign::{Award, AwardId, Campaign, Change, Edit, Origin, Source, SourceId, SweepstakeId, name_key};

use super::check::{self, Checked, Place};
use super::draft::{Content, Draft};
use super::drafts::Rules;
use super::issue::{Issue, IssueKind, Issues, Severity};
use super::later::EarlierLists;
use super::people::{Keyring, People, Somebody};
use super::records::RecordMaker;
use super::table::Table;
use super::{IntakeError, Kind, Mapping, ReadOptions};
use about::{about_consent, about_people};
use entries::EntryMaker;
use known::{Known, Seen};
use nominations::Nominations;
use ready::{Desk, Preparer, Ready, ReadyNomination, ReadyOther, Record};

mod about;
mod entries;
mod known;
mod nominations;
pub(super) mod ready;

/// What the caller knows about the file and the moment. Intake itself has no clock and no randomness.
pub struct Import<'a> {
    /// Name of the file, without its folder.
    pub file_name: &'a str,
    /// The file as it was read.
    pub bytes: &'a [u8],
    /// The sheet that was read, where it is a workbook.
    pub sheet: Option<&'a str>,
    /// The part that was read, from 1, where the file is a report of several; else 0.
    pub part: u32,
    /// How it was read.
    pub read: ReadOptions,
    /// Now.
    pub at: Timestamp,
    /// Zone of times that name none.
    pub zone: TimeZone,
    /// Where entries go; the only open sweepstake if `None`, a new one if there is none.
    pub sweepstake: Option<SweepstakeId>,
    /// Add rows again that came in before.
    pub again: bool,
    /// Earlier lists, read again where what they became does not keep their rows.
    pub earlier: &'a EarlierLists<'a>,
    /// Gives SHA-256 of the bytes, in hex, where somebody else works it out already; asked for once.
    pub hash: Option<&'a mut dyn FnMut() -> String>,
    /// Fills a buffer with random bytes, for the ids of entries.
    pub random: &'a mut dyn FnMut(&mut [u8]) -> std::io::Result<()>,
}

/// What an import will do.
#[derive(Debug, Clone)]
pub struct ImportPlan {
    /// The one change; `None` if there is nothing to add.
    pub change: Option<Change>,
    /// SHA-256 of the file, under which its bytes are kept.
    pub sha256: String,
    /// The file in the campaign.
    pub source: SourceId,
    /// When the same file was imported before.
    pub imported_before: Option<Timestamp>,
    /// People that are new.
    pub people_added: usize,
    /// Awards that are new.
    pub awards_added: usize,
    /// Rows that bring something new: nominations or entries, people or members. A row may nominate several.
    pub rows_added: usize,
    /// Rows that came in before and are not added again.
    pub rows_known: usize,
    /// Rows that wait for a decision and are not added.
    pub rows_held: usize,
    /// Of these the lines that may have come in before, with fewer columns.
    pub perhaps_known: Vec<u64>,
    /// What is to be said about it, besides the issues of the rows.
    pub issues: Vec<Issue>,
}

/// Why a row waits that may have come in before.
const PERHAPS_KNOWN: &str =
    "Says what a row of an earlier list says, and more beside it: it may be that row once more.";

/// Turns every row into what it becomes and works out the change in one go, without keeping what it was made from: for lists of
/// any length. `watch` is told rows done and rows in all now and then, and answers whether to go on.
pub fn import(
    table: &Table,
    mapping: &Mapping,
    kind: Kind,
    rules: &Rules,
    campaign: &Campaign,
    mut import: Import<'_>,
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Checked, ImportPlan), IntakeError> {
    let mut issues = Issues::default();
    let bytes = import.bytes;
    std::thread::scope(|scope| {
        // Whether the file is known matters only where there is one; else its hash is made beside the rows.
        let of_bytes = || sha256(bytes);
        let (hashing, known) = match (campaign.sources().is_empty(), import.hash.take()) {
            (true, Some(hash)) => (Hashing::Elsewhere(hash), None),
            (true, None) => (Hashing::Beside(scope.spawn(of_bytes)), None),
            (false, hash) => {
                let sha256 = hash.map_or_else(of_bytes, |hash| hash());
                let known = known_source(campaign, kind, &sha256, &import);
                (Hashing::Done(sha256), known)
            }
        };
        let (own, earlier) = (known.map(|(id, _)| id), import.earlier);
        let before = check::Before { campaign, own, name: import.file_name, earlier, again: import.again };
        let sense = check::sense(table, mapping, kind, rules, Some(before), watch, &mut issues)?;
        let mut builder = Builder::new(campaign, kind, &import, known, table.rows.len(), &table.headers);
        builder.accepted_lines.clone_from(&rules.accept_lines);
        builder.erased_lines.clone_from(&sense.erased);
        builder.same_lines.clone_from(&sense.same);
        let is_later = |line: &&u64| sense.later.get(line).is_some_and(|seeming| seeming.waits);
        builder.own_lines = rules.accept_lines.iter().filter(is_later).copied().collect();
        let desk = builder.desk.clone();
        let prepare = || {
            let mut preparer = Preparer::new(&desk);
            move |draft: Draft, place: Place| preparer.prepare(draft, &place)
        };
        let mut take = |batch: Vec<Ready>| builder.take_all(batch, &mut import);
        let walked = check::run(table, &sense, rules, desk.keys.keys(), issues, watch, &prepare, &mut take)?;
        let sha256 = match hashing {
            // The hash of a thread that broke down is made again.
            Hashing::Beside(thread) => thread.join().unwrap_or_else(|_| of_bytes()),
            Hashing::Elsewhere(hash) => hash(),
            Hashing::Done(sha256) => sha256,
        };
        let (accepted, held, rejected) = walked.counts();
        // Rows are held against each other while the change is made.
        let finishing = scope.spawn(move || walked.finish(table, &sense, rules).checked(table, sense, rules));
        let counts = Counts { accepted, held, rejected };
        let plan = builder.plan(sha256, counts, table.rows.len(), mapping, kind, import)?;
        match finishing.join() {
            Ok(mut checked) => {
                checked.hold(table, &plan.perhaps_known, PERHAPS_KNOWN);
                Ok((checked, plan))
            }
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// SHA-256 in hex, under which the bytes of a file are kept.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Where the hash of a file comes from.
enum Hashing<'s, 'h> {
    Done(String),
    Beside(ScopedJoinHandle<'s, String>),
    Elsewhere(&'h mut dyn FnMut() -> String),
}

fn known_source<'c>(
    campaign: &'c Campaign,
    kind: Kind,
    sha256: &str,
    import: &Import<'_>,
) -> Option<(SourceId, &'c Source)> {
    let sheet = import.sheet.unwrap_or_default();
    // Another sheet of the same workbook, or another part of a report, is another list. Which one was read was not always
    // remembered.
    let is_sheet = |s: &Source| s.sheet == sheet || s.sheet.is_empty();
    let is_list = |s: &Source| s.kind == kind.id() && is_sheet(s) && (s.part == import.part || s.part == 0);
    campaign.sources().iter().find(|(_, s)| s.is_file(sha256) && is_list(s))
}

#[derive(Clone, Copy)]
struct Counts {
    accepted: usize,
    held: usize,
    rejected: usize,
}

struct Builder<'a> {
    campaign: &'a Campaign,
    before: Option<(SourceId, &'a Source)>,
    source: SourceId,
    desk: Desk,
    people: People<'a>,
    awards: HashMap<String, AwardId>,
    /// The places of titles that were ticked last among the awards of nominations.
    ticked: Vec<(Arc<[String]>, u32)>,
    /// The titles of the row that was taken over last, and their place, where it was asked for.
    titles: (Arc<[String]>, Option<u32>),
    new_awards: BTreeMap<AwardId, Award>,
    edits: Vec<Edit>,
    known: Known,
    entries: Option<EntryMaker>,
    records: RecordMaker,
    nominations: Nominations,
    /// Rows that wait until all others are in, by their line.
    waiting: Vec<(u64, Record)>,
    added: usize,
    rows_known: usize,
    /// Those of them that say nothing which is not known, or stood in another row of the list.
    no_news: usize,
    /// Lines of those that may be rows of their own.
    perhaps_known: Vec<u64>,
    /// Lines that are to go in all the same.
    accepted_lines: BTreeSet<u64>,
    /// Lines that came in before and of which somebody was erased since.
    erased_lines: BTreeSet<u64>,
    /// Those of them that came.
    erased_known: Vec<u64>,
    /// Of these the ones that seemed to be later versions, and are to stand beside what came in before.
    own_lines: BTreeSet<u64>,
    /// Lines that are known by what stands in an earlier list: they bear neither number nor time, or what they became was changed.
    same_lines: HashSet<u64>,
    /// Those of them that came.
    same_known: Vec<u64>,
    again: bool,
    issues: Issues,
}

impl<'a> Builder<'a> {
    /// `rows` is how many may come, under these headers.
    fn new(
        campaign: &'a Campaign,
        kind: Kind,
        import: &Import<'_>,
        before: Option<(SourceId, &'a Source)>,
        rows: usize,
        headers: &[String],
    ) -> Self {
        let source = before.map_or_else(|| campaign.next_source_id(), |(id, _)| id);
        let mut desk = Desk {
            keys: Keyring::new(),
            source,
            zone: import.zone.clone(),
            list: import.file_name.into(),
            at: import.at,
            compares: false,
            headers: Arc::default(),
            by_cells: false,
        };
        let mut known = Known::new(campaign, kind, source, before.is_some(), &desk, headers);
        desk.compares = !known.counts.is_empty();
        desk.headers = std::mem::take(&mut known.headers).into();
        desk.by_cells = known.by_cells;
        let each_row_is_one = matches!(kind, Kind::People | Kind::Members);
        // Nearly every row of these brings somebody; a file that came in before brings nobody.
        let people = if before.is_some() { 0 } else { rows };
        Self {
            campaign,
            before,
            source,
            people: People::new(campaign, &desk, each_row_is_one, people),
            desk,
            awards: campaign.awards().iter().map(|(id, award)| (name_key(&award.title), id)).collect(),
            ticked: Vec::new(),
            titles: (Arc::default(), None),
            new_awards: BTreeMap::new(),
            edits: if each_row_is_one || before.is_some() { Vec::new() } else { Vec::with_capacity(rows) },
            known,
            entries: None,
            records: RecordMaker::new(campaign),
            nominations: Nominations::from(campaign.next_nomination_id()),
            waiting: Vec::new(),
            added: 0,
            rows_known: 0,
            no_news: 0,
            perhaps_known: Vec::new(),
            accepted_lines: BTreeSet::new(),
            erased_lines: BTreeSet::new(),
            erased_known: Vec::new(),
            own_lines: BTreeSet::new(),
            same_lines: HashSet::new(),
            same_known: Vec::new(),
            again: import.again,
            issues: Issues::default(),
        }
    }

    /// Takes over rows one after the other.
    fn take_all(&mut self, batch: Vec<Ready>, import: &mut Import<'_>) -> Result<(), IntakeError> {
        self.people.look_ahead(batch.iter().flat_map(|ready| ready.record.people()));
        batch.into_iter().try_for_each(|ready| self.take(ready, import))
    }

    /// Takes over a row, unless it is held or was there before.
    fn take(&mut self, ready: Ready, import: &mut Import<'_>) -> Result<(), IntakeError> {
        let Ready { line, keys, mut record } = ready;
        if matches!(record, Record::Held) {
            return Ok(());
        }
        if let Record::Nomination(_, row) = &mut record
            && let Some(titles) = row.awards.take()
        {
            self.titles = (titles, None);
        }
        if self.erased_lines.contains(&line) {
            self.rows_known += 1;
            self.erased_known.push(line);
            return Ok(());
        }
        if !self.again && !self.own_lines.contains(&line) {
            match self.known.take(line, &keys, self.accepted_lines.contains(&line)) {
                Seen::Never if self.same_lines.contains(&line) => {
                    self.rows_known += 1;
                    self.same_known.push(line);
                    return Ok(());
                }
                Seen::Never => {}
                Seen::Before => {
                    self.rows_known += 1;
                    return Ok(());
                }
                Seen::Perhaps => {
                    self.perhaps_known.push(line);
                    return Ok(());
                }
            }
        }
        let waits = match &record {
            Record::Person(Some(somebody)) => self.people.waits(somebody),
            Record::Other(Draft { content: Content::Member(d), .. }) => {
                let somebody = self.people.member(d, Origin { source: self.source, line });
                somebody.is_some_and(|somebody| self.people.waits(&somebody))
            }
            _ => false,
        };
        if waits {
            self.waiting.push((line, record));
            return Ok(());
        }
        self.file(line, record, import)
    }

    /// Rows that waited: of whom only the name tells who they are.
    fn take_waiting(&mut self, import: &mut Import<'_>) -> Result<(), IntakeError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let members: Vec<Option<Somebody>> = waiting
            .iter()
            .map(|(line, record)| match record {
                Record::Other(Draft { content: Content::Member(d), .. }) => {
                    self.people.member(d, Origin { source: self.source, line: *line })
                }
                _ => None,
            })
            .collect();
        let people = waiting.iter().flat_map(|(_, record)| record.people()).chain(members.iter().flatten());
        let people: Vec<&Somebody> = people.collect();
        self.people.settle(&people, import.file_name);
        waiting.into_iter().try_for_each(|(line, record)| self.file(line, record, import))
    }

    /// Puts a row that is new where it belongs.
    fn file(&mut self, line: u64, record: Record, import: &mut Import<'_>) -> Result<(), IntakeError> {
        let origin = Origin { source: self.source, line };
        let changes = self.people.changes();
        let brings_news = match record {
            Record::Held => false,
            // A person who is known already, with all that the row says, is no news.
            Record::Person(somebody) => {
                somebody.map(|somebody| self.people.place(somebody));
                self.people.changes() > changes
            }
            Record::Nomination(nominee, row) => {
                self.nominations(nominee, row);
                true
            }
            Record::Entry(person, row) => {
                let mut maker = match self.entries.take() {
                    Some(maker) => maker,
                    None => EntryMaker::new(self, import.sweepstake)?,
                };
                let edit = maker.entry(self, person, row, line, import);
                self.entries = Some(maker);
                let Some(edit) = edit else { return Ok(()) };
                self.edits.push(edit);
                true
            }
            Record::Other(draft) => match draft.content {
                Content::Thanks(d) => {
                    self.edits.push(self.records.thanks(&d, origin, &mut self.people));
                    true
                }
                Content::Mishap(d) => {
                    self.edits.push(self.records.mishap(&d, origin, &mut self.people));
                    true
                }
                Content::Member(d) => {
                    let joins = self.records.member(&d, origin, &mut self.people, import, &mut self.issues);
                    joins || self.people.changes() > changes
                }
                Content::Nomination(_) | Content::Entry(_) | Content::Person(_) => false,
            },
        };
        self.added += usize::from(brings_news);
        self.rows_known += usize::from(!brings_news);
        self.no_news += usize::from(!brings_news);
        Ok(())
    }

    fn nominations(&mut self, nominee: Option<Somebody>, row: ReadyNomination) {
        let ReadyNomination { others, mut nominator, words, .. } = row;
        let awards = match &self.titles {
            (_, Some(place)) => *place,
            (titles, None) => {
                let titles = Arc::clone(titles);
                let place = self.awards_of(&titles);
                self.titles.1 = Some(place);
                place
            }
        };
        let mut by = None;
        let first = ReadyOther { nominee, awards: None, words: None };
        for ReadyOther { nominee, awards: own_awards, words: own_words } in std::iter::once(first).chain(others) {
            let Some(nominee) = nominee else { continue };
            let awards = own_awards.map_or(awards, |own| self.awards_of(&own));
            let words = own_words.unwrap_or_else(|| Arc::clone(&words));
            let nominee = self.people.place(nominee);
            if let Some(nominator) = nominator.take() {
                by = Some(self.people.place(nominator));
            }
            let id = self.nominations.put(nominee, by, awards);
            // Several nominees of one row share its words until they are completed.
            self.edits.push(Edit::Nomination(id, Some(words)));
        }
    }

    /// The place of the ids of titles among those of all rows. Rows that tick the same share them, so few are looked up.
    fn awards_of(&mut self, titles: &Arc<[String]>) -> u32 {
        const REMEMBERED: usize = 16;
        if let Some((_, place)) = self.ticked.iter().find(|(known, _)| Arc::ptr_eq(known, titles)) {
            return *place;
        }
        let ids: Vec<AwardId> = titles.iter().map(|title| self.award(title)).collect();
        let place = self.nominations.awards(ids);
        if self.ticked.len() == REMEMBERED {
            self.ticked.remove(0);
        }
        self.ticked.push((Arc::clone(titles), place));
        place
    }

    fn award(&mut self, title: &str) -> AwardId {
        let next = self.campaign.next_award_id().0 + self.new_awards.len() as u64;
        *self.awards.entry(name_key(title)).or_insert_with(|| {
            let id = AwardId(next);
            self.new_awards.insert(id, Award { title: title.to_owned(), ..Award::default() });
            id
        })
    }

    /// What comes of all rows together.
    fn plan(
        mut self,
        sha256: String,
        counts: Counts,
        read: usize,
        mapping: &Mapping,
        kind: Kind,
        mut import: Import<'_>,
    ) -> Result<ImportPlan, IntakeError> {
        self.take_waiting(&mut import)?;
        match self.entries.take() {
            Some(entries) => entries.finish(self.campaign, &mut self.edits, &mut import)?,
            // A list whose entries are all held still says so where it could not go.
            None if kind == Kind::Entries => _ = EntryMaker::new(&mut self, import.sweepstake)?,
            None => {}
        }
        std::mem::take(&mut self.nominations).finish(&mut self.edits);
        let records = std::mem::replace(&mut self.records, RecordMaker::new(self.campaign));
        self.edits.extend(records.finish(&mut self.people, import.at, &mut self.issues));
        let (before, people_added, awards_added) = (self.before, self.people.added(), self.new_awards.len());
        let (rows_added, rows_known, source) = (self.added, self.rows_known, self.source);
        let mut issues = Issues::default();
        if let Some((_, known)) = before {
            let day = known.imported_at.to_zoned(import.zone.clone()).date();
            issues.add(None, None, IssueKind::AlreadyImported, Severity::Warning, || {
                format!(
                    "This file was imported on {day} as “{}”. Rows that came in then are not added again.",
                    known.file_name
                )
            });
        }
        issues.append(std::mem::take(&mut self.issues));
        about_people(&self.people, &mut issues);
        for line in &self.perhaps_known {
            issues.add(*line, None, IssueKind::PerhapsKnown, Severity::Decision, || {
                format!("{PERHAPS_KNOWN} It is not added unless you take it in.")
            });
        }
        // What is known by an earlier list alone is said with its lines: the row may be another one that says the same.
        let same = std::mem::take(&mut self.same_known);
        let no_news = self.no_news;
        let surely_known = rows_known.saturating_sub(self.erased_known.len() + same.len() + no_news);
        if no_news > 0 {
            issues.add(None, None, IssueKind::KnownRow, Severity::Note, || match no_news {
                1 => "1 row says nothing that is not known already, so nothing is added for it.".into(),
                rows => format!("{rows} rows say nothing that is not known already, so nothing is added for them."),
            });
        }
        for (rows, lines) in [(surely_known, Vec::new()), (same.len(), same)].into_iter().filter(|(rows, _)| *rows > 0)
        {
            let others = lines.iter().skip(1).take(Issues::LISTED).copied().collect();
            issues.add_lines(
                lines.first().copied(),
                others,
                None,
                IssueKind::KnownRow,
                Severity::Note,
                || match rows {
                    1 => "1 row came in before and is not added again.".into(),
                    rows => format!("{rows} rows came in before and are not added again."),
                },
            );
        }
        for line in &self.erased_known {
            issues.add(*line, None, IssueKind::KnownRow, Severity::Note, || {
                "Came in before, and somebody in it was erased since. It is not added again.".into()
            });
        }
        about_consent(&self.people, &import.zone, &mut issues);
        let perhaps_known = std::mem::take(&mut self.perhaps_known);
        let record = Source {
            file_name: import.file_name.to_owned(),
            // Bytes with erased lines stay erased: the file as it was is not kept a second time.
            sha256: before.map_or_else(|| sha256.clone(), |(_, s)| s.sha256.clone()),
            bytes: import.bytes.len() as u64,
            sheet: import.sheet.unwrap_or_default().to_owned(),
            part: import.part,
            kind: kind.id().to_owned(),
            imported_at: before.map_or(import.at, |(_, s)| s.imported_at),
            rows_read: read as u64,
            rows_accepted: (counts.accepted - perhaps_known.len()) as u64,
            rows_held: (counts.held + perhaps_known.len()) as u64,
            rows_rejected: counts.rejected as u64,
            // The newest way of reading is the one that found all rows. Bytes with erased lines are not those that came.
            read_as: before
                .filter(|(_, s)| s.sha256 != sha256)
                .map_or_else(|| import.read.kept(), |(_, s)| s.read_as.clone()),
            first_sha256: before.map(|(_, s)| s.first_sha256.clone()).unwrap_or_default(),
            erased_lines: before.map(|(_, s)| s.erased_lines.clone()).unwrap_or_default(),
            erased_rows: before.map(|(_, s)| s.erased_rows.clone()).unwrap_or_default(),
        };
        let rows_held = counts.held + perhaps_known.len();
        let change = if rows_added == 0 { None } else { Some(self.finish(record, mapping, kind, rows_added)?) };
        Ok(ImportPlan {
            change,
            sha256,
            source,
            imported_before: before.map(|(_, s)| s.imported_at),
            people_added,
            awards_added,
            rows_added,
            rows_known,
            rows_held,
            perhaps_known,
            issues: issues.finish(),
        })
    }

    fn finish(self, record: Source, mapping: &Mapping, kind: Kind, rows: usize) -> Result<Change, IntakeError> {
        let mut edits = vec![Edit::source(self.source, record)];
        let (key, text) = mapping.remembered()?;
        if self.campaign.mapping(&key) != Some(text.as_str()) {
            edits.push(Edit::Mapping(key.into(), Box::new(Some(text))));
        }
        edits.extend(self.new_awards.into_iter().map(|(id, award)| Edit::award(id, award)));
        edits.reserve(self.people.added() + self.edits.len());
        edits.extend(self.people.finish().map(|(id, person)| Edit::Person(id, Some(person))));
        edits.extend(self.edits);
        let is_nomination = |edit: &&Edit| matches!(edit, Edit::Nomination(..));
        // A row may nominate several.
        let count = if kind == Kind::Nominations { edits.iter().filter(is_nomination).count() } else { rows };
        let what = match (kind, count) {
            (Kind::Nominations, 1) => "1 nomination".into(),
            (Kind::Nominations, n) => format!("{n} nominations"),
            (Kind::Entries, 1) => "1 entry".into(),
            (Kind::Entries, n) => format!("{n} entries"),
            (Kind::Thanks, 1) => "1 message of thanks".into(),
            (Kind::Thanks, n) => format!("{n} messages of thanks"),
            (Kind::Mishaps, 1) => "1 mishap".into(),
            (Kind::Mishaps, n) => format!("{n} mishaps"),
            (Kind::Members, 1) => "1 member".into(),
            (Kind::Members, n) => format!("{n} members"),
            (_, 1) => "1 person".into(),
            (_, n) => format!("{n} people"),
        };
        Ok(Change::new(format!("Import {what}"), edits))
    }
}
