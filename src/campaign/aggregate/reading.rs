//! What a campaign tells of itself: its records, the ids that come next, and who belongs to whom. Nothing is changed here.

use super::{Campaign, Records};
use crate::campaign::judging::{Judging, Sheet};
use crate::campaign::ledger::Ledger;
use crate::campaign::table::Table;
use crate::campaign::{
    Archetype, ArchetypeId, Award, AwardId, Entry, EntryId, FollowUp, Hero, HeroId, Member, MemberId, Mishap, MishapId,
    Monster, MonsterId, Nomination, NominationId, Parcel, ParcelId, Person, PersonId, Settings, SheetId, Source,
    SourceId, Story, StoryId, Sweepstake, SweepstakeId, Thanks, ThanksId,
};

macro_rules! next_id {
    ($($method:ident: $id:ident = $field:ident;)*) => {$(
        /// The id the next new record of this kind gets; for several at once, count up from it.
        pub fn $method(&self) -> $id { $id(self.next_ids.$field) }
    )*};
}

impl Campaign {
    pub fn settings(&self) -> &Settings {
        &self.records.settings
    }
    pub fn people(&self) -> &Table<PersonId, Person> {
        &self.records.people
    }
    pub fn nominations(&self) -> &Table<NominationId, Nomination> {
        &self.records.nominations
    }
    pub fn awards(&self) -> &Table<AwardId, Award> {
        &self.records.awards
    }
    pub fn heroes(&self) -> &Table<HeroId, Hero> {
        &self.records.heroes
    }
    pub fn monsters(&self) -> &Table<MonsterId, Monster> {
        &self.records.monsters
    }
    pub fn sweepstakes(&self) -> &Table<SweepstakeId, Sweepstake> {
        &self.records.sweepstakes
    }
    /// What stands beside the sealed files of a sweepstake; `None` while there is nothing.
    pub fn follow_up(&self, sweepstake: SweepstakeId) -> Option<&FollowUp> {
        self.records.follow_ups.get(sweepstake)
    }
    pub(in crate::campaign) fn records(&self) -> &Records {
        &self.records
    }
    pub fn entries(&self) -> &Table<EntryId, Entry> {
        &self.records.entries
    }
    pub fn sources(&self) -> &Table<SourceId, Source> {
        &self.records.sources
    }
    pub fn thanks(&self) -> &Table<ThanksId, Thanks> {
        &self.records.thanks
    }
    pub fn mishaps(&self) -> &Table<MishapId, Mishap> {
        &self.records.mishaps
    }
    pub fn archetypes(&self) -> &Table<ArchetypeId, Archetype> {
        &self.records.archetypes
    }
    pub fn stories(&self) -> &Table<StoryId, Story> {
        &self.records.stories
    }
    pub fn members(&self) -> &Table<MemberId, Member> {
        &self.records.members
    }
    pub fn parcels(&self) -> &Table<ParcelId, Parcel> {
        &self.records.parcels
    }
    /// How awards are judged, by award.
    pub fn judgings(&self) -> &Table<AwardId, Judging> {
        &self.records.judgings
    }
    /// What judges gave, one sheet for each judge and round.
    pub fn sheets(&self) -> &Table<SheetId, Sheet> {
        &self.records.sheets
    }
    /// The sheets of one award, in the order they were made.
    pub fn sheets_of(&self, award: AwardId) -> impl Iterator<Item = (SheetId, &Sheet)> {
        self.records.sheets.iter().filter(move |(_, sheet)| sheet.award == award)
    }
    pub(in crate::campaign) fn follow_up_ids(&self) -> impl Iterator<Item = SweepstakeId> + '_ {
        self.records.follow_ups.ids()
    }
    /// Remembered column mappings by header fingerprint.
    pub fn mapping(&self, fingerprint: &str) -> Option<&str> {
        self.records.mappings.get(fingerprint).map(String::as_str)
    }
    /// All of them, by fingerprint.
    pub fn mappings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.records.mappings.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
    /// Records of every kind.
    pub fn record_count(&self) -> u64 {
        let records = &self.records;
        let counts = [
            records.people.len(),
            records.nominations.len(),
            records.awards.len(),
            records.heroes.len(),
            records.monsters.len(),
            records.sweepstakes.len(),
            records.follow_ups.len(),
            records.entries.len(),
            records.sources.len(),
            records.thanks.len(),
            records.mishaps.len(),
            records.archetypes.len(),
            records.stories.len(),
            records.members.len(),
            records.parcels.len(),
            records.judgings.len(),
            records.sheets.len(),
        ];
        counts.into_iter().sum::<usize>() as u64
    }
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }
    pub fn revision(&self) -> u64 {
        self.revision
    }
    /// Goes on counting from here at the least: who opens several campaigns one after the other tells their revisions apart by that.
    pub fn count_from(&mut self, revision: u64) {
        self.revision = self.revision.max(revision);
    }
    pub fn version(&self) -> u32 {
        self.version
    }

    next_id! {
        next_person_id: PersonId = person;
        next_nomination_id: NominationId = nomination;
        next_award_id: AwardId = award;
        next_hero_id: HeroId = hero;
        next_monster_id: MonsterId = monster;
        next_sweepstake_id: SweepstakeId = sweepstake;
        next_entry_id: EntryId = entry;
        next_source_id: SourceId = source;
        next_thanks_id: ThanksId = thanks;
        next_mishap_id: MishapId = mishap;
        next_archetype_id: ArchetypeId = archetype;
        next_story_id: StoryId = story;
        next_member_id: MemberId = member;
        next_parcel_id: ParcelId = parcel;
        next_sheet_id: SheetId = sheet;
    }

    pub fn nominations_of(&self, person: PersonId) -> impl Iterator<Item = (NominationId, &Nomination)> {
        self.records.nominations.iter().filter(move |(_, nomination)| nomination.nominee == person)
    }
    pub fn nominations_by(&self, person: PersonId) -> impl Iterator<Item = (NominationId, &Nomination)> {
        self.records.nominations.iter().filter(move |(_, nomination)| nomination.nominator == Some(person))
    }
    pub fn entries_in(&self, sweepstake: SweepstakeId) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.records.entries.iter().filter(move |(_, entry)| entry.sweepstake == sweepstake)
    }
    pub fn hero_of(&self, person: PersonId) -> Option<(HeroId, &Hero)> {
        let id = self.hero_index.of(&self.records.heroes, person)?;
        Some((id, self.records.heroes.get(id)?))
    }
    pub fn awards_won_by(&self, person: PersonId) -> impl Iterator<Item = (AwardId, &Award)> {
        self.records.awards.iter().filter(move |(_, award)| award.is_won_by(person))
    }
    pub fn entry_with_id(&self, entry_id: &str) -> Option<EntryId> {
        self.entry_ids.get(entry_id)
    }
    /// How many draws have been locked; the next one is this plus one.
    pub fn draws_locked(&self) -> u64 {
        self.records.sweepstakes.iter().filter(|(_, sweepstake)| sweepstake.sealed.is_some()).count() as u64
    }
}
