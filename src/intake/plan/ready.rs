//! Rows made ready on all cores: each is a record that lacks only the ids of others, which are known when its turn comes.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::campaign::{
    ConsentState, Decision, Entry, EntryWay, Nomination, NominationDetails, Origin, PersonId, SourceId, SweepstakeId,
    Text, email_key, name_key,
};
use crate::intake::check::Place;
use crate::intake::compare::Addresses;
use crate::intake::draft::{Content, Draft, EntryDraft, EntryMethod, NominationDraft};
use crate::intake::people::{Keyring, PersonMaker, Somebody, said_of};

/// What is needed to work a row out as far as it can be without knowing those before it: on all cores.
#[derive(Clone)]
pub struct Desk {
    pub keys: Keyring,
    pub source: SourceId,
    pub zone: TimeZone,
    /// Name of the list, and now: how and when a consent was noted of which it says no more.
    pub list: Arc<str>,
    pub at: Timestamp,
    /// There are rows of other files that the new ones may repeat.
    pub compares: bool,
    /// The headers those rows came with.
    pub headers: Arc<[Vec<String>]>,
    /// None of them are the headers of the new rows, but as many: rows are known by their cells alone.
    pub by_cells: bool,
}

impl Desk {
    /// What a row says, where that tells it from others: under its own headers, and under those of earlier lists that it has, too.
    fn row(&self, draft: &Draft) -> Vec<u128> {
        match &draft.content {
            Content::Nomination(_) | Content::Thanks(_) | Content::Mishap(_) => {
                let answers = draft.answers().kept();
                if self.by_cells {
                    return self.cells(answers.iter().map(|(_, cell)| cell)).into_iter().collect();
                }
                let mut keys = vec![self.answers(answers.iter())];
                for headers in self.headers.iter() {
                    let is_same = headers.len() == answers.len()
                        && headers.iter().zip(answers.iter()).all(|(header, (own, _))| header == own);
                    // A few columns may agree by chance: who stands in two lists is not one row.
                    let is_version =
                        headers.len() >= 3 && headers.len() <= answers.len() && headers.len() * 2 > answers.len();
                    if is_same || !is_version {
                        continue;
                    }
                    let cell = |header: &'_ String| answers.iter().find(|(own, _)| own == header);
                    let pairs: Option<Vec<(&str, &str)>> = headers.iter().map(cell).collect();
                    keys.extend(pairs.map(|pairs| self.answers(pairs.into_iter())));
                }
                keys
            }
            Content::Entry(d) => {
                let received = d.received.as_ref().map_or("", |r| r.text.as_str());
                let reference = d.reference.as_deref().unwrap_or("");
                // Without a number and a time two rows of one person may well be two entries.
                if reference.is_empty() && received.is_empty() {
                    return Vec::new();
                }
                vec![self.entry(reference, received, d.person.email.as_deref().unwrap_or(""), &d.person.name)]
            }
            // People are found again anyway.
            Content::Person(_) | Content::Member(_) => Vec::new(),
        }
    }

    pub fn answers<'t>(&self, answers: impl Iterator<Item = (&'t str, &'t str)>) -> u128 {
        let parts: Vec<&str> = answers.flat_map(|(header, cell)| [header, cell]).collect();
        self.keys.wide(&parts)
    }

    /// The cells of a row without their headers; `None` where they are too few to tell it from others.
    pub fn cells<'t>(&self, cells: impl Iterator<Item = &'t str>) -> Option<u128> {
        let mut parts = vec!["\u{1}"];
        parts.extend(cells);
        let filled = parts.iter().skip(1).filter(|cell| !cell.is_empty()).count();
        (filled >= 3).then(|| self.keys.wide(&parts))
    }

    pub fn entry(&self, reference: &str, received: &str, email: &str, name: &str) -> u128 {
        // A number with a time is enough; else the person tells rows apart.
        let who = match (reference.is_empty() || received.is_empty(), name.is_empty()) {
            (false, _) => String::new(),
            (true, false) => name_key(name),
            (true, true) => email_key(email),
        };
        self.keys.wide(&[reference, received, &who])
    }
}

/// A row as a record that lacks only the ids of others.
pub struct Ready {
    pub line: u64,
    pub keys: Vec<u128>,
    pub record: Record,
}

pub enum Record {
    Held,
    Person(Option<Somebody>),
    Nomination(Option<Somebody>, ReadyNomination),
    Entry(Option<Somebody>, ReadyEntry),
    /// Kinds of which there are fewer: they are made when it is their turn.
    Other(Draft),
}

impl Record {
    /// Who is in it and will be looked for.
    pub fn people(&self) -> impl Iterator<Item = &Somebody> {
        let (person, nominator) = match self {
            Self::Person(person) | Self::Entry(person, _) => (person.as_ref(), None),
            Self::Nomination(nominee, row) => (nominee.as_ref(), row.nominator.as_ref()),
            Self::Held | Self::Other(_) => (None, None),
        };
        person.into_iter().chain(nominator)
    }
}

pub struct ReadyNomination {
    /// Who else is nominated in the row.
    pub others: Vec<ReadyOther>,
    pub nominator: Option<Somebody>,
    /// `None` where they are those of the row before in the batch: cores that count who shares them wait for each other.
    pub awards: Option<Arc<[String]>>,
    pub words: Arc<Nomination>,
}

/// Somebody else who is nominated in a row.
pub struct ReadyOther {
    pub nominee: Option<Somebody>,
    /// `None` where they are those of the row.
    pub awards: Option<Arc<[String]>>,
    /// `None` where they are those of the row.
    pub words: Option<Arc<Nomination>>,
}

pub struct ReadyEntry {
    pub publish: Option<ConsentState>,
    /// The zone of its time is not known.
    pub is_undated: bool,
    pub entry: Arc<Entry>,
}

/// Makes rows ready; one for each core, so that it can use again what rows have in common.
pub struct Preparer<'d> {
    desk: &'d Desk,
    people: PersonMaker<'d>,
    awards: Arc<[String]>,
    /// The awards were handed on with a row of this batch.
    is_behind: bool,
}

impl<'d> Preparer<'d> {
    pub fn new(desk: &'d Desk) -> Self {
        Self { desk, people: PersonMaker::new(&desk.keys), awards: Arc::default(), is_behind: false }
    }

    /// What the row becomes.
    pub fn prepare(&mut self, draft: Draft, place: &Place) -> Ready {
        let (line, addresses) = (draft.line(), place.addresses);
        self.is_behind &= !place.is_first;
        let origin = Origin { source: self.desk.source, line };
        if draft.is_held() {
            return Ready { line, keys: Vec::new(), record: Record::Held };
        }
        let keys = if self.desk.compares { self.desk.row(&draft) } else { Vec::new() };
        let record = match draft.content {
            Content::Person(row) => Record::Person(self.people.of_row(row, addresses.person, origin, self.desk)),
            Content::Nomination(row) => self.nomination(*row, addresses, origin),
            Content::Entry(row) => self.entry(*row, addresses.person, origin),
            Content::Thanks(_) | Content::Mishap(_) | Content::Member(_) => Record::Other(draft),
        };
        Ready { line, keys, record }
    }

    fn nomination(&mut self, draft: NominationDraft, addresses: Addresses, origin: Origin) -> Record {
        if *self.awards != *draft.awards {
            self.awards = draft.awards;
            self.is_behind = false;
        }
        // Whom it is for is put in when they are filed.
        let mut words = Nomination::new(PersonId(0));
        words.story = draft.story;
        words.reason = draft.reason;
        words.details = NominationDetails { quote: draft.quote, problems: draft.problems, ..Default::default() }.into();
        words.channel = draft.channel.unwrap_or_default();
        words.received_at = draft.received.as_ref().and_then(|r| r.at);
        words.received = draft.received.map(|r| r.text).unwrap_or_default();
        words.may_contact = draft.contact_ok;
        words.answers = draft.answers.kept();
        words.origin = Some(origin);
        let nominee = self.people.somebody(draft.nominee, addresses.person, origin);
        let others = draft.others.into_iter().map(|other| ReadyOther {
            nominee: self.people.somebody(other.person, 0, origin),
            awards: other.awards.map(Into::into),
            words: other.reason.map(|reason| Arc::new(Nomination { reason, ..words.clone() })),
        });
        let others = others.collect();
        let nominator = self.people.somebody(draft.nominator, addresses.sender, origin);
        let is_behind = std::mem::replace(&mut self.is_behind, true);
        let awards = (!is_behind).then(|| Arc::clone(&self.awards));
        Record::Nomination(nominee, ReadyNomination { others, nominator, awards, words: Arc::new(words) })
    }

    fn entry(&mut self, draft: EntryDraft, address: u64, origin: Origin) -> Record {
        let received_at = draft.received.as_ref().and_then(|r| r.instant(&self.desk.zone));
        let is_undated = draft.received.as_ref().is_some_and(|r| r.at.is_some()) && received_at.is_none();
        let entry = Entry {
            // Where it goes, whose it is and its id are put in when its turn comes.
            sweepstake: SweepstakeId(0),
            person: PersonId(0),
            entry_id: Text::new(),
            pools: draft.pools,
            reference: draft.reference.unwrap_or_default(),
            way: match draft.method {
                EntryMethod::Web => EntryWay::Web,
                EntryMethod::Post => EntryWay::Post,
                EntryMethod::Other(words) => EntryWay::Other(words),
            },
            received: draft.received.map(|r| r.text).unwrap_or_default(),
            received_at,
            tickets: draft.tickets.map_or(1, u64::from),
            bonus: draft.bonus,
            household: draft.household.unwrap_or_default(),
            referred_by: draft.referred_by.unwrap_or_default(),
            decision: Decision::ByRules,
            origin: Some(origin),
        };
        let publish = said_of(draft.publish_ok, draft.took_back);
        let person = self.people.somebody(draft.person, address, origin);
        Record::Entry(person, ReadyEntry { publish, is_undated, entry: Arc::new(entry) })
    }
}
