//! Drafts to one change of the campaign, which is one undo step: people found or added, awards that are new, the nominations
//! or entries, the file as a source, the choices for its columns. Rows that came in before are not added again: those of the
//! same file by their line, those of a longer version of it by what they say.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::campaign::{
    Award, AwardId, Campaign, Change, ConsentState, Decision, Edit, Entry, EntryId, EntryWay, Nomination, NominationId,
    Origin, Source, SourceId, Sweepstake, SweepstakeId, email_key, name_key,
};

use super::draft::{Content, Draft, Drafts, EntryDraft, EntryMethod, NominationDraft, PersonDraft, PersonRowDraft};
use super::issue::{Issue, IssueKind, Issues, Severity};
use super::people::{People, note_consent, note_line};
use super::records::RecordMaker;
use super::{IntakeError, Kind, Mapping};

/// What the caller knows about the file and the moment. Intake itself has no clock and no randomness.
pub struct Import<'a> {
    /// Name of the file, without its folder.
    pub file_name: &'a str,
    /// The file as it was read.
    pub bytes: &'a [u8],
    /// The sheet that was read, where it is a workbook.
    pub sheet: Option<&'a str>,
    /// Now.
    pub at: Timestamp,
    /// Zone of times that name none.
    pub zone: TimeZone,
    /// Where entries go; the only open sweepstake if `None`, a new one if there is none.
    pub sweepstake: Option<SweepstakeId>,
    /// Add rows again that came in before.
    pub again: bool,
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
    /// Nominations or entries that are new; people or members for those kinds.
    pub rows_added: usize,
    /// Rows that came in before and are not added again.
    pub rows_known: usize,
    /// Rows that wait for a decision and are not added.
    pub rows_held: usize,
    /// What is to be said about it, besides the issues of the drafts.
    pub issues: Vec<Issue>,
}

/// Works out the change. The campaign stays as it is.
pub fn plan(
    drafts: &Drafts,
    mapping: &Mapping,
    campaign: &Campaign,
    mut import: Import<'_>,
) -> Result<ImportPlan, IntakeError> {
    let sha256 = hex::encode(Sha256::digest(import.bytes));
    let sheet = import.sheet.unwrap_or_default();
    // Another sheet of the same workbook is another list. Which one was read was not always remembered.
    let is_list = |s: &Source| s.kind == drafts.kind.id() && (s.sheet == sheet || s.sheet.is_empty());
    let before = campaign.sources().iter().find(|(_, s)| s.is_file(&sha256) && is_list(s));
    let source = before.map_or_else(|| campaign.next_source_id(), |(id, _)| id);
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
    let mut builder = Builder {
        campaign,
        source,
        people: People::new(campaign, matches!(drafts.kind, Kind::People | Kind::Members)),
        awards: campaign.awards().iter().map(|(id, award)| (name_key(&award.title), id)).collect(),
        new_awards: BTreeMap::new(),
        edits: Vec::new(),
        known: Known::new(campaign, source, before.is_some(), drafts.kind),
        rows_known: 0,
    };
    let rows_added = builder.rows(drafts, &mut import, &mut issues)?;
    let (people_added, awards_added) = (builder.people.added, builder.new_awards.len());
    let rows_known = builder.rows_known;
    if rows_known > 0 {
        issues.add(None, None, IssueKind::KnownRow, Severity::Note, || {
            format!("{rows_known} rows came in before and are not added again.")
        });
    }
    let record = Source {
        file_name: import.file_name.to_owned(),
        // Bytes with erased lines stay erased: the file as it was is not kept a second time.
        sha256: before.map_or_else(|| sha256.clone(), |(_, s)| s.sha256.clone()),
        bytes: import.bytes.len() as u64,
        sheet: sheet.to_owned(),
        kind: drafts.kind.id().to_owned(),
        imported_at: before.map_or(import.at, |(_, s)| s.imported_at),
        rows_read: drafts.read as u64,
        rows_accepted: drafts.accepted as u64,
        rows_held: drafts.held as u64,
        rows_rejected: drafts.rejected as u64,
        first_sha256: before.map(|(_, s)| s.first_sha256.clone()).unwrap_or_default(),
        erased_lines: before.map(|(_, s)| s.erased_lines.clone()).unwrap_or_default(),
    };
    let change = if rows_added == 0 { None } else { Some(builder.finish(record, mapping, drafts.kind, rows_added)?) };
    Ok(ImportPlan {
        change,
        sha256,
        source,
        imported_before: before.map(|(_, s)| s.imported_at),
        people_added,
        awards_added,
        rows_added,
        rows_known,
        rows_held: drafts.held,
        issues: issues.finish(),
    })
}

struct Builder<'a> {
    campaign: &'a Campaign,
    source: SourceId,
    people: People<'a>,
    awards: HashMap<String, AwardId>,
    new_awards: BTreeMap<AwardId, Award>,
    edits: Vec<Edit>,
    known: Known,
    rows_known: usize,
}

impl Builder<'_> {
    fn rows(&mut self, drafts: &Drafts, import: &mut Import<'_>, issues: &mut Issues) -> Result<usize, IntakeError> {
        let mut entries = match drafts.kind {
            Kind::Entries => Some(EntryMaker::new(self, import.sweepstake)?),
            Kind::Nominations | Kind::People | Kind::Thanks | Kind::Mishaps | Kind::Members => None,
        };
        let mut records = RecordMaker::new(self.campaign);
        let mut next_nomination = self.campaign.next_nomination_id().0;
        let mut added = 0;
        for draft in drafts.rows.iter().filter(|d| !d.is_held()) {
            if !import.again && self.known.take(draft) {
                self.rows_known += 1;
                continue;
            }
            let origin = Origin { source: self.source, line: draft.line() };
            let changes = self.people.changes();
            match (&draft.content, &mut entries) {
                (Content::Nomination(d), _) => {
                    for nominee in std::iter::once(&d.nominee).chain(&d.others) {
                        let Some(nomination) = self.nomination(d, nominee, origin) else { continue };
                        self.edits.push(Edit::nomination(NominationId(next_nomination), nomination));
                        next_nomination += 1;
                    }
                }
                (Content::Entry(d), Some(maker)) => {
                    let Some(edit) = maker.entry(self, d, origin, import, issues)? else { continue };
                    self.edits.push(edit);
                }
                (Content::Person(d), _) => self.person(d, origin),
                (Content::Thanks(d), _) => self.edits.push(records.thanks(d, origin, &mut self.people)),
                (Content::Mishap(d), _) => self.edits.push(records.mishap(d, origin, &mut self.people)),
                (Content::Member(d), _) => {
                    if records.member(d, origin, &mut self.people, import, issues) {
                        added += 1;
                        continue;
                    }
                }
                (Content::Entry(_), None) => continue,
            }
            // A person who is known already, with all that the row says, is no news.
            let brings_news = !matches!(drafts.kind, Kind::People | Kind::Members) || self.people.changes() > changes;
            added += usize::from(brings_news);
            self.rows_known += usize::from(!brings_news);
        }
        self.edits.extend(records.finish(&mut self.people, import.at, issues));
        Ok(added)
    }

    fn nomination(&mut self, draft: &NominationDraft, nominee: &PersonDraft, origin: Origin) -> Option<Nomination> {
        let nominee = self.people.place(nominee, origin)?;
        let mut nomination = Nomination::new(nominee);
        nomination.nominator = self.people.place(&draft.nominator, origin);
        nomination.awards = draft.awards.iter().map(|title| self.award(title)).collect();
        nomination.story.clone_from(&draft.story);
        nomination.reason.clone_from(&draft.reason);
        nomination.quote.clone_from(&draft.quote);
        nomination.problems.clone_from(&draft.problems);
        nomination.channel = draft.channel.clone().unwrap_or_default();
        nomination.received = draft.received.as_ref().map(|r| r.text.clone()).unwrap_or_default();
        nomination.received_at = draft.received.as_ref().and_then(|r| r.at);
        nomination.may_contact = draft.contact_ok;
        nomination.answers =
            draft.answers.iter().map(|(header, cell)| (header.into_owned(), cell.to_owned())).collect();
        nomination.origin = Some(origin);
        Some(nomination)
    }

    fn award(&mut self, title: &str) -> AwardId {
        let next = self.campaign.next_award_id().0 + self.new_awards.len() as u64;
        *self.awards.entry(name_key(title)).or_insert_with(|| {
            let id = AwardId(next);
            self.new_awards.insert(id, Award { title: title.to_owned(), ..Award::default() });
            id
        })
    }

    fn person(&mut self, draft: &PersonRowDraft, origin: Origin) {
        let Some(id) = self.people.place(&draft.person, origin) else { return };
        self.people.change(id, |person| {
            // What stands there was said to the organiser; a list only fills the gap.
            if person.consent.state == ConsentState::NotAsked {
                person.consent.state = draft.consent.unwrap_or_default();
            }
            person.judge |= draft.roles.judge;
            person.member |= draft.roles.member;
            person.staff |= draft.roles.staff;
            person.tags.extend(draft.tags.iter().filter(|tag| !person.tags.contains(tag)).cloned().collect::<Vec<_>>());
            if person.notes.is_empty() {
                person.notes.clone_from(&draft.notes);
            } else {
                draft.notes.lines().for_each(|line| note_line(person, line));
            }
        });
    }

    fn finish(self, record: Source, mapping: &Mapping, kind: Kind, rows: usize) -> Result<Change, IntakeError> {
        let mut edits = vec![Edit::source(self.source, record)];
        let (key, text) = mapping.remembered()?;
        if self.campaign.mapping(&key) != Some(text.as_str()) {
            edits.push(Edit::Mapping(key, Some(text)));
        }
        edits.extend(self.new_awards.into_iter().map(|(id, award)| Edit::award(id, award)));
        edits.extend(self.people.finish().into_iter().map(|(id, person)| Edit::person(id, person)));
        edits.extend(self.edits);
        let what = match (kind, rows) {
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

/// Makes entries of one sweepstake.
struct EntryMaker {
    sweepstake: SweepstakeId,
    next: u64,
    given: HashSet<String>,
}

impl EntryMaker {
    fn new(builder: &mut Builder<'_>, wanted: Option<SweepstakeId>) -> Result<Self, IntakeError> {
        let campaign = builder.campaign;
        let open: Vec<(SweepstakeId, &Sweepstake)> =
            campaign.sweepstakes().iter().filter(|(_, s)| s.sealed.is_none()).collect();
        let sweepstake = match (wanted, open.as_slice()) {
            (Some(id), _) => {
                let found = campaign.sweepstakes().get(id).ok_or(IntakeError::NoSweepstake { id: id.to_string() })?;
                if found.sealed.is_some() {
                    return Err(IntakeError::SweepstakeLocked { title: found.title.clone() });
                }
                id
            }
            (None, [(id, _)]) => *id,
            (None, []) => {
                let id = campaign.next_sweepstake_id();
                let title = "Sweepstake".to_owned();
                builder.edits.push(Edit::sweepstake(id, Sweepstake { title, ..Sweepstake::default() }));
                id
            }
            (None, several) => {
                let titles: Vec<String> = several.iter().map(|(id, s)| format!("{id} “{}”", s.title)).collect();
                return Err(IntakeError::WhichSweepstake { titles: titles.join(", ") });
            }
        };
        Ok(Self { sweepstake, next: campaign.next_entry_id().0, given: HashSet::new() })
    }

    fn entry(
        &mut self,
        builder: &mut Builder<'_>,
        draft: &EntryDraft,
        origin: Origin,
        import: &mut Import<'_>,
        issues: &mut Issues,
    ) -> Result<Option<Edit>, IntakeError> {
        let Some(person) = builder.people.place(&draft.person, origin) else { return Ok(None) };
        let received_at = draft.received.as_ref().and_then(|r| r.instant(&import.zone));
        if let Some(received) = draft.received.as_ref().filter(|r| r.at.is_some() && received_at.is_none()) {
            issues.add(draft.line, None, IssueKind::BadDate, Severity::Warning, || {
                format!("The time zone of “{}” is not known, so you decide whether it came in time.", received.text)
            });
        }
        builder.people.change(person, |p| note_consent(p, draft.publish_ok, import.file_name, received_at));
        let id = EntryId(self.next);
        self.next += 1;
        Ok(Some(Edit::entry(
            id,
            Entry {
                sweepstake: self.sweepstake,
                person,
                entry_id: self.fresh_id(builder.campaign, import)?,
                reference: draft.reference.clone().unwrap_or_default(),
                way: match &draft.method {
                    EntryMethod::Web => EntryWay::Web,
                    EntryMethod::Post => EntryWay::Post,
                    EntryMethod::Other(words) => EntryWay::Other(words.clone()),
                },
                received: draft.received.as_ref().map(|r| r.text.clone()).unwrap_or_default(),
                received_at,
                tickets: draft.tickets.map_or(1, u64::from),
                bonus: draft.bonus,
                household: draft.household.clone().unwrap_or_default(),
                pools: self.pools(builder.campaign, draft),
                referred_by: draft.referred_by.clone().unwrap_or_default(),
                decision: Decision::ByRules,
                origin: Some(origin),
            },
        )))
    }

    /// Prize ids from what the list says: ids and names of prizes become ids, other words stay and are named before the lock.
    fn pools(&self, campaign: &Campaign, draft: &EntryDraft) -> Vec<String> {
        let prizes = campaign.sweepstakes().get(self.sweepstake).map_or(&[][..], |sweepstake| &sweepstake.prizes);
        let id_of = |words: &String| {
            let key = name_key(words);
            let found = prizes.iter().find(|prize| name_key(&prize.id) == key || name_key(&prize.name) == key);
            found.map_or_else(|| key.replace(' ', "-"), |prize| prize.id.clone())
        };
        let mut pools: Vec<String> = draft.pools.iter().map(id_of).collect();
        pools.sort();
        pools.dedup();
        pools
    }

    /// Twelve letters of five random bits each, unlike any in the campaign.
    fn fresh_id(&mut self, campaign: &Campaign, import: &mut Import<'_>) -> Result<String, IntakeError> {
        // A source of randomness that repeats itself must not make this loop for ever.
        for _ in 0..64 {
            let mut bytes = [0_u8; Entry::ID_BYTES];
            (import.random)(&mut bytes).map_err(|e| IntakeError::NoRandomness(e.to_string()))?;
            let id = Entry::id_from(bytes);
            if campaign.entry_with_id(&id).is_none() && self.given.insert(id.clone()) {
                return Ok(id);
            }
        }
        Err(IntakeError::NoRandomness("it gave the same bytes again and again".into()))
    }
}

/// Rows that came in before. Equal rows are counted: two equal rows of a file are two nominations, and stay two.
struct Known {
    lines: HashSet<u64>,
    same_file: bool,
    counts: HashMap<[u8; 32], usize>,
}

impl Known {
    fn new(campaign: &Campaign, source: SourceId, same_file: bool, kind: Kind) -> Self {
        let mut known = Self { lines: HashSet::new(), same_file, counts: HashMap::new() };
        known.lines.extend(campaign.sources().get(source).iter().flat_map(|source| &source.erased_lines));
        if same_file && matches!(kind, Kind::People | Kind::Members) {
            let origins = campaign.people().iter().flat_map(|(_, person)| person.with_merged());
            let origins = origins.flat_map(|person| &person.origins).filter(|origin| origin.source == source);
            known.lines.extend(origins.map(|origin| origin.line));
        }
        let mut noted = HashSet::new();
        let mut note = |origin: Option<Origin>, key: [u8; 32]| {
            // A row that named several people is one row.
            let Some(origin) = origin.filter(|origin| noted.insert((origin.source, origin.line))) else { return };
            if origin.source == source {
                known.lines.insert(origin.line);
            } else {
                *known.counts.entry(key).or_default() += 1;
            }
        };
        for (_, it) in campaign.nominations().iter() {
            note(it.origin, answers_key(&it.answers));
        }
        for (_, it) in campaign.thanks().iter() {
            note(it.origin, answers_key(&it.answers));
        }
        for (_, it) in campaign.mishaps().iter() {
            note(it.origin, answers_key(&it.answers));
        }
        for (_, entry) in campaign.entries().iter() {
            let person = campaign.people().get(entry.person);
            let (email, name) = person.map_or(("", ""), |p| (p.email.as_str(), p.name.as_str()));
            note(entry.origin, entry_key(&entry.reference, &entry.received, email, name));
        }
        known
    }

    /// Is the row known? Each known one answers for one row only.
    fn take(&mut self, draft: &Draft) -> bool {
        if self.same_file && self.lines.contains(&draft.line()) {
            return true;
        }
        let key = match &draft.content {
            Content::Nomination(_) | Content::Thanks(_) | Content::Mishap(_) => {
                let pairs: Vec<_> = draft.answers().iter().collect();
                digest(pairs.iter().flat_map(|(header, cell)| [header.as_ref(), *cell]))
            }
            Content::Entry(d) => {
                let received = d.received.as_ref().map_or("", |r| r.text.as_str());
                let reference = d.reference.as_deref().unwrap_or("");
                // Without a number and a time two rows of one person may well be two entries.
                if reference.is_empty() && received.is_empty() {
                    return false;
                }
                entry_key(reference, received, d.person.email.as_deref().unwrap_or(""), &d.person.name)
            }
            // People are found again anyway.
            Content::Person(_) | Content::Member(_) => return false,
        };
        match self.counts.get_mut(&key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

fn answers_key(answers: &[(String, String)]) -> [u8; 32] {
    digest(answers.iter().flat_map(|(header, cell)| [header.as_str(), cell.as_str()]))
}

fn entry_key(reference: &str, received: &str, email: &str, name: &str) -> [u8; 32] {
    // A number with a time is enough; else the person tells rows apart.
    let who = match (reference.is_empty() || received.is_empty(), name.is_empty()) {
        (false, _) => String::new(),
        (true, false) => name_key(name),
        (true, true) => email_key(email),
    };
    digest([reference, received, who.as_str()].into_iter())
}

fn digest<'t>(parts: impl Iterator<Item = &'t str>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}
