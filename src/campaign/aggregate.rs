//! The aggregate: all records of one campaign, changed only through [`Campaign::apply`].
//! A change is made whole or not at all, and what it returns turns it back.

mod reading;

use super::archetype::Archetype;
use super::award::Award;
use super::edit::{Change, Edit, EditError};
use super::entry_ids::{EntryIds, Label};
use super::follow_up::FollowUp;
use super::hero::Hero;
use super::hero_index::HeroIndex;
use super::ids::{
    ArchetypeId, AwardId, EntryId, HeroId, MemberId, MishapId, MonsterId, NominationId, ParcelId, PersonId, SheetId,
    SourceId, StoryId, SweepstakeId, ThanksId,
};
use super::judging::{Judging, Sheet};
use super::ledger::{BrokenChain, Ledger, Touched};
use super::member::Member;
use super::mishap::Mishap;
use super::monster::Monster;
use super::nomination::Nomination;
use super::parcel::Parcel;
use super::person::Person;
use super::references::shared_out;
use super::settings::Settings;
use super::source::Source;
use super::story::Story;
use super::sweepstake::{Entry, SealedDraw, Sweepstake};
use super::table::Table;
use super::thanks::Thanks;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Version of the shape of `campaign.ron`. A higher one in a file means a newer program wrote it.
pub const FORMAT_VERSION: u32 = 1;

/// The next free number per kind. They only grow, so that an id in the ledger means one thing for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct NextIds {
    person: u64,
    nomination: u64,
    award: u64,
    hero: u64,
    monster: u64,
    sweepstake: u64,
    entry: u64,
    source: u64,
    thanks: u64,
    mishap: u64,
    archetype: u64,
    story: u64,
    member: u64,
    parcel: u64,
    sheet: u64,
}

impl Default for NextIds {
    fn default() -> Self {
        Self {
            person: 1,
            nomination: 1,
            award: 1,
            hero: 1,
            monster: 1,
            sweepstake: 1,
            entry: 1,
            source: 1,
            thanks: 1,
            mishap: 1,
            archetype: 1,
            story: 1,
            member: 1,
            parcel: 1,
            sheet: 1,
        }
    }
}

/// The records themselves: what undo brings back and what two campaigns are compared by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Records {
    pub(super) settings: Arc<Settings>,
    pub(super) people: Table<PersonId, Person>,
    pub(super) nominations: Table<NominationId, Nomination>,
    pub(super) awards: Table<AwardId, Award>,
    pub(super) heroes: Table<HeroId, Hero>,
    pub(super) monsters: Table<MonsterId, Monster>,
    pub(super) sweepstakes: Table<SweepstakeId, Sweepstake>,
    #[serde(default)]
    pub(super) follow_ups: Table<SweepstakeId, FollowUp>,
    pub(super) entries: Table<EntryId, Entry>,
    pub(super) sources: Table<SourceId, Source>,
    #[serde(default)]
    pub(super) thanks: Table<ThanksId, Thanks>,
    #[serde(default)]
    pub(super) mishaps: Table<MishapId, Mishap>,
    #[serde(default)]
    pub(super) archetypes: Table<ArchetypeId, Archetype>,
    #[serde(default)]
    pub(super) stories: Table<StoryId, Story>,
    #[serde(default)]
    pub(super) members: Table<MemberId, Member>,
    #[serde(default)]
    pub(super) parcels: Table<ParcelId, Parcel>,
    #[serde(default)]
    pub(super) judgings: Table<AwardId, Judging>,
    #[serde(default)]
    pub(super) sheets: Table<SheetId, Sheet>,
    pub(super) mappings: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Campaign {
    version: u32,
    records: Records,
    next_ids: NextIds,
    ledger: Ledger,
    /// Grows with every change; keys indexes and previews. Not stored.
    #[serde(skip)]
    revision: u64,
    /// Entry ids in use. Rebuilt on opening.
    #[serde(skip)]
    entry_ids: EntryIds,
    #[serde(skip)]
    hero_index: HeroIndex,
}

/// Two campaigns are equal when their records are; the ledger tells how they came about and may differ.
impl PartialEq for Campaign {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

/// What undoes a change; `None` when it sealed something.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    pub inverse: Option<Vec<Edit>>,
}

/// All records of a campaign at one moment.
#[derive(Clone, Debug)]
pub(super) struct State {
    records: Records,
    entry_ids: EntryIds,
}

impl Campaign {
    /// An empty campaign. Ids and keys in `settings` are random bytes made by the caller.
    pub fn new(settings: Settings, at: Timestamp) -> Self {
        let mut campaign = Self {
            version: FORMAT_VERSION,
            records: Records {
                settings: Arc::new(settings),
                people: Table::default(),
                nominations: Table::default(),
                awards: Table::default(),
                heroes: Table::default(),
                monsters: Table::default(),
                sweepstakes: Table::default(),
                follow_ups: Table::default(),
                entries: Table::default(),
                sources: Table::default(),
                thanks: Table::default(),
                mishaps: Table::default(),
                archetypes: Table::default(),
                stories: Table::default(),
                members: Table::default(),
                parcels: Table::default(),
                judgings: Table::default(),
                sheets: Table::default(),
                mappings: BTreeMap::new(),
            },
            next_ids: NextIds::default(),
            ledger: Ledger::default(),
            revision: 0,
            entry_ids: EntryIds::default(),
            hero_index: HeroIndex::default(),
        };
        campaign.ledger.append(at, "Start the campaign", &Touched::default());
        campaign
    }

    /// Makes the change whole or leaves everything as it was. `at` goes into the ledger.
    pub fn apply(&mut self, change: &Change, at: Timestamp) -> Result<Applied, EditError> {
        let mut inverse = Vec::with_capacity(change.edits.len());
        let mut sealed = false;
        // What has no inverse is turned back by the state before it.
        let before = change.edits.iter().any(Edit::is_final).then(|| self.state());
        let turn_back = |campaign: &mut Self, done: Vec<Edit>| match &before {
            Some(before) => campaign.turn_to(before),
            None => campaign.turn_back(done),
        };
        for edit in &change.edits {
            match self.apply_one(edit.clone()) {
                Ok(Some(back)) => inverse.push(back),
                Ok(None) => sealed = true,
                Err(error) => {
                    turn_back(self, inverse);
                    return Err(error);
                }
            }
        }
        if let Err(error) = self.check_references(&change.edits) {
            turn_back(self, inverse);
            return Err(error);
        }
        self.count_ids(&change.edits);
        inverse.reverse();
        self.note(at, &change.title, &Touched::of(&change.edits));
        Ok(Applied { inverse: (!sealed).then_some(inverse) })
    }

    /// Makes very many edits that seal nothing, without an inverse: who turns them back keeps [`Self::state`]. Of the edits the
    /// ids are left. Nothing is noted in the ledger yet.
    pub(super) fn apply_many(&mut self, edits: &mut [Edit]) -> Result<(), EditError> {
        let before = self.state();
        let applied = self.put_new_ids(edits).and_then(|are_put| {
            let mut rest = &mut *edits;
            while !rest.is_empty() {
                let new = self.put_new_records(rest, are_put);
                let (done, others) = rest.split_at_mut(new.max(1));
                if let ([edit], 0) = (done, new) {
                    match edit.take() {
                        Edit::Entry(id, entry) if are_put => drop(self.records.entries.swap(id, entry)),
                        edit => drop(self.apply_one(edit)?),
                    }
                }
                rest = others;
            }
            Ok(())
        });
        if let Err(error) = applied.and_then(|()| self.check_references(edits)) {
            self.turn_to(&before);
            return Err(error);
        }
        self.count_ids(edits);
        Ok(())
    }

    /// Puts the records with which these edits begin, as long as they are people, nominations or entries behind all that are there;
    /// says how many. Entries only where their ids are filed already.
    fn put_new_records(&mut self, edits: &mut [Edit], with_entries: bool) -> usize {
        macro_rules! append {
            ($kind:path, $table:expr) => {{
                let mut last = $table.last_id();
                let is_next = |edit: &&Edit| match edit {
                    $kind(id, Some(_)) => last.replace(*id).is_none_or(|last| last < *id),
                    _ => false,
                };
                let count = edits.iter().take_while(is_next).count();
                $table.append(edits.iter_mut().take(count).filter_map(|edit| match edit {
                    $kind(id, record) => Some((*id, record.take()?)),
                    _ => None,
                }));
                count
            }};
        }
        match edits.first() {
            Some(Edit::Person(..)) => append!(Edit::Person, self.records.people),
            Some(Edit::Nomination(..)) => append!(Edit::Nomination, self.records.nominations),
            Some(Edit::Entry(..)) if with_entries => append!(Edit::Entry, self.records.entries),
            _ => 0,
        }
    }

    /// Files the ids of entries that very many edits bring, all at once, if all of them are new ones; false where each must be
    /// looked at in its turn.
    fn put_new_ids(&mut self, edits: &[Edit]) -> Result<bool, EditError> {
        let mut last = self.records.entries.last_id();
        let are_new = edits.iter().all(|edit| match edit {
            Edit::Entry(id, Some(_)) => last.replace(*id).is_none_or(|last| last < *id),
            Edit::Entry(_, None) => false,
            _ => true,
        });
        if !are_new {
            return Ok(false);
        }
        let sealed = |entry: &Entry| self.records.sweepstakes.get(entry.sweepstake)?.sealed.as_ref();
        let labels = |edits: &[Edit]| -> Result<Vec<(Label, EntryId)>, EditError> {
            let mut labels = Vec::with_capacity(edits.len());
            for edit in edits {
                let Edit::Entry(id, Some(entry)) = edit else { continue };
                if let Some(sealed) = sealed(entry) {
                    return Err(EditError::Sealed { id: id.to_string(), draw: sealed.number });
                }
                labels.push((Label::of(&entry.entry_id), *id));
            }
            Ok(labels)
        };
        let labels = shared_out(edits, &labels)?;
        let Some(id) = self.entry_ids.insert_many(labels.into_iter().flatten()) else { return Ok(true) };
        let taken = edits.iter().find_map(|edit| match edit {
            Edit::Entry(other, Some(entry)) if *other == id => Some(entry.entry_id.clone()),
            _ => None,
        });
        Err(EditError::EntryIdTaken { entry_id: taken.unwrap_or_default().into() })
    }

    fn count_ids(&mut self, edits: &[Edit]) {
        for edit in edits {
            self.count_id(edit);
        }
    }

    /// Puts what was done into the ledger; the campaign is another one from here on.
    pub(super) fn note(&mut self, at: Timestamp, title: &str, touched: &Touched) {
        self.ledger.append(at, title, touched);
        self.revision += 1;
    }

    /// All records as they are now, at the cost of a few pointers.
    pub(super) fn state(&self) -> State {
        State { records: self.records.clone(), entry_ids: self.entry_ids.clone() }
    }

    /// Brings all records back as they were. The next free ids and the ledger go on.
    pub(super) fn turn_to(&mut self, state: &State) {
        self.records = state.records.clone();
        self.hero_index.forget();
        self.entry_ids = state.entry_ids.clone();
    }

    fn turn_back(&mut self, done: Vec<Edit>) {
        for edit in done.into_iter().rev() {
            // These edits bring back what was there a moment ago; nothing can speak against that.
            let _ = self.apply_one(edit);
        }
    }

    /// Applies one edit and gives its inverse, `None` for a seal.
    fn apply_one(&mut self, edit: Edit) -> Result<Option<Edit>, EditError> {
        let records = &mut self.records;
        let inverse = match edit {
            Edit::Settings(new) => Edit::Settings(std::mem::replace(&mut records.settings, new)),
            Edit::Person(id, new) => Edit::Person(id, records.people.swap(id, new)),
            Edit::Nomination(id, new) => Edit::Nomination(id, records.nominations.swap(id, new)),
            Edit::Award(id, new) => Edit::Award(id, records.awards.swap(id, new)),
            Edit::Hero(id, new) => {
                self.hero_index.note(records.heroes.get(id), new.as_deref());
                Edit::Hero(id, records.heroes.swap(id, new))
            }
            Edit::Monster(id, new) => Edit::Monster(id, records.monsters.swap(id, new)),
            Edit::Source(id, new) => Edit::Source(id, records.sources.swap(id, new)),
            Edit::Thanks(id, new) => Edit::Thanks(id, records.thanks.swap(id, new)),
            Edit::Mishap(id, new) => Edit::Mishap(id, records.mishaps.swap(id, new)),
            Edit::Archetype(id, new) => Edit::Archetype(id, records.archetypes.swap(id, new)),
            Edit::Story(id, new) => Edit::Story(id, records.stories.swap(id, new)),
            Edit::Member(id, new) => Edit::Member(id, records.members.swap(id, new)),
            Edit::Parcel(id, new) => Edit::Parcel(id, records.parcels.swap(id, new)),
            Edit::Mapping(key, new) => {
                let old = match *new {
                    Some(text) => records.mappings.insert(key.to_string(), text),
                    None => records.mappings.remove(&*key),
                };
                Edit::Mapping(key, Box::new(old))
            }
            Edit::Sweepstake(id, new) => {
                let old = records.sweepstakes.get(id);
                if let Some(sealed) = old.and_then(|old| old.sealed.as_ref()) {
                    return Err(EditError::Sealed { id: id.to_string(), draw: sealed.number });
                }
                if new.as_ref().is_some_and(|new| new.sealed.is_some()) {
                    return Err(EditError::SealBroken { id: id.to_string() });
                }
                Edit::Sweepstake(id, records.sweepstakes.swap(id, new))
            }
            Edit::Judging(id, new) => {
                self.judging_may_become(id, new.as_deref())?;
                Edit::Judging(id, self.records.judgings.swap(id, new))
            }
            Edit::Sheet(id, new) => {
                self.sheet_may_become(id, new.as_deref())?;
                Edit::Sheet(id, self.records.sheets.swap(id, new))
            }
            Edit::Decide(id, decided) => {
                self.decide(id, &decided)?;
                return Ok(None);
            }
            Edit::FollowUp(id, new) => Edit::FollowUp(id, records.follow_ups.swap(id, new)),
            Edit::Entry(id, new) => return self.swap_entry(id, new).map(Some),
            Edit::Seal(id, sealed) => {
                self.seal(id, &sealed)?;
                return Ok(None);
            }
            Edit::Erase(id, leaving) => {
                records.erase(id, &leaving)?;
                self.hero_index.forget();
                let there: HashSet<EntryId> = self.records.entries.ids().collect();
                self.entry_ids.retain(|id| there.contains(&id));
                return Ok(None);
            }
        };
        Ok(Some(inverse))
    }

    /// Puts a judging to which something was decided.
    pub(super) fn put_judging(&mut self, award: AwardId, judging: Judging) {
        self.records.judgings.swap(award, Some(Arc::new(judging)));
    }

    fn swap_entry(&mut self, id: EntryId, new: Option<Arc<Entry>>) -> Result<Edit, EditError> {
        let old = self.records.entries.shared(id);
        for sweepstake in
            [old.map(|entry| entry.sweepstake), new.as_ref().map(|entry| entry.sweepstake)].into_iter().flatten()
        {
            if let Some(sealed) = self.records.sweepstakes.get(sweepstake).and_then(|s| s.sealed.as_ref())
                && !self.follows_a_merge(old, new.as_ref())
            {
                return Err(EditError::Sealed { id: id.to_string(), draw: sealed.number });
            }
        }
        if let Some(new) = &new
            && self.entry_ids.get(&new.entry_id).is_some_and(|holder| holder != id)
        {
            return Err(EditError::EntryIdTaken { entry_id: new.entry_id.to_string() });
        }
        if let Some(old) = old {
            self.entry_ids.remove(&old.entry_id);
        }
        if let Some(new) = &new {
            self.entry_ids.insert(&new.entry_id, id);
        }
        Ok(Edit::Entry(id, self.records.entries.swap(id, new)))
    }

    /// Whose entry it is may change after the lock in one case only: two records of one human being were merged, or come apart
    /// again, and the merge is on record. The roll names entries, not people, so what was sealed stays as it was.
    fn follows_a_merge(&self, old: Option<&Arc<Entry>>, new: Option<&Arc<Entry>>) -> bool {
        let (Some(old), Some(new)) = (old, new) else { return false };
        let same_but_person = Entry { person: old.person, ..Entry::clone(new) } == **old;
        let holds = |kept: PersonId, gone: PersonId| {
            self.records.people.get(kept).is_some_and(|person| person.has_merged(gone))
        };
        same_but_person && (holds(new.person, old.person) || holds(old.person, new.person))
    }

    fn seal(&mut self, id: SweepstakeId, sealed: &Arc<SealedDraw>) -> Result<(), EditError> {
        let draws_locked = self.draws_locked();
        let shared = self.records.sweepstakes.shared(id).ok_or(EditError::NotThere { id: id.to_string() })?;
        match &shared.sealed {
            None => {
                let expected = draws_locked + 1;
                if sealed.number != expected {
                    return Err(EditError::DrawNumber { expected, found: sealed.number });
                }
            }
            Some(before) => {
                let kept = before.number == sealed.number
                    && before.roll == sealed.roll
                    && before.lock == sealed.lock
                    && before.lock_sha256 == sealed.lock_sha256
                    && before.rules == sealed.rules
                    && before.code == sealed.code
                    && before.locked_at == sealed.locked_at
                    && (before.record.is_none()
                        || (before.record == sealed.record && before.drawn_at == sealed.drawn_at))
                    && (before.void.is_none() || before.void == sealed.void)
                    && !(sealed.void.is_some() && sealed.record.is_some())
                    && sealed.amendments.starts_with(before.amendments.trim_end_matches(']'));
                if !kept {
                    return Err(EditError::SealBroken { id: id.to_string() });
                }
            }
        }
        let mut sweepstake = Sweepstake::clone(shared);
        sweepstake.sealed = Some(SealedDraw::clone(sealed));
        self.records.sweepstakes.swap(id, Some(Arc::new(sweepstake)));
        Ok(())
    }

    fn count_id(&mut self, edit: &Edit) {
        let next = &mut self.next_ids;
        let (slot, id) = match edit {
            Edit::Person(id, _) => (&mut next.person, id.0),
            Edit::Nomination(id, _) => (&mut next.nomination, id.0),
            Edit::Award(id, _) => (&mut next.award, id.0),
            Edit::Hero(id, _) => (&mut next.hero, id.0),
            Edit::Monster(id, _) => (&mut next.monster, id.0),
            Edit::Sweepstake(id, _) => (&mut next.sweepstake, id.0),
            Edit::Entry(id, _) => (&mut next.entry, id.0),
            Edit::Source(id, _) => (&mut next.source, id.0),
            Edit::Thanks(id, _) => (&mut next.thanks, id.0),
            Edit::Mishap(id, _) => (&mut next.mishap, id.0),
            Edit::Archetype(id, _) => (&mut next.archetype, id.0),
            Edit::Story(id, _) => (&mut next.story, id.0),
            Edit::Member(id, _) => (&mut next.member, id.0),
            Edit::Parcel(id, _) => (&mut next.parcel, id.0),
            Edit::Sheet(id, _) => (&mut next.sheet, id.0),
            Edit::Settings(_)
            | Edit::Mapping(..)
            | Edit::Seal(..)
            | Edit::FollowUp(..)
            | Edit::Judging(..)
            | Edit::Decide(..)
            | Edit::Erase(..) => return,
        };
        *slot = (*slot).max(id.saturating_add(1));
    }

    /// After reading from a file: rebuilds what is not stored and checks what a hand or a fault may have broken.
    pub fn check_after_reading(&mut self) -> Result<(), EditError> {
        self.entry_ids.clear();
        let labels = self.records.entries.iter().map(|(id, entry)| (Label::of(&entry.entry_id), id));
        if let Some(id) = self.entry_ids.insert_many(labels) {
            let entry_id = self.records.entries.get(id).map(|entry| entry.entry_id.clone()).unwrap_or_default();
            return Err(EditError::EntryIdTaken { entry_id: entry_id.into() });
        }
        self.check_all_references()?;
        let records = &self.records;
        let after = |last: Option<u64>| last.map_or(1, |last| last.saturating_add(1));
        let next = &mut self.next_ids;
        next.person = next.person.max(after(records.people.last_id().map(u64::from)));
        next.nomination = next.nomination.max(after(records.nominations.last_id().map(u64::from)));
        next.award = next.award.max(after(records.awards.last_id().map(u64::from)));
        next.hero = next.hero.max(after(records.heroes.last_id().map(u64::from)));
        next.monster = next.monster.max(after(records.monsters.last_id().map(u64::from)));
        next.sweepstake = next.sweepstake.max(after(records.sweepstakes.last_id().map(u64::from)));
        next.entry = next.entry.max(after(records.entries.last_id().map(u64::from)));
        next.source = next.source.max(after(records.sources.last_id().map(u64::from)));
        next.thanks = next.thanks.max(after(records.thanks.last_id().map(u64::from)));
        next.mishap = next.mishap.max(after(records.mishaps.last_id().map(u64::from)));
        next.archetype = next.archetype.max(after(records.archetypes.last_id().map(u64::from)));
        next.story = next.story.max(after(records.stories.last_id().map(u64::from)));
        next.member = next.member.max(after(records.members.last_id().map(u64::from)));
        next.parcel = next.parcel.max(after(records.parcels.last_id().map(u64::from)));
        next.sheet = next.sheet.max(after(records.sheets.last_id().map(u64::from)));
        Ok(())
    }

    pub fn check_ledger(&self) -> Result<(), BrokenChain> {
        self.ledger.check()
    }
}
