//! Edits: everything that can happen to a campaign, as plain data. A [`Change`] is what a person did in one step:
//! a title for the undo menu and the edits it is made of.

use super::ids::{
    ArchetypeId, AwardId, EntryId, HeroId, MemberId, MishapId, MonsterId, NominationId, ParcelId, PersonId, SheetId,
    SourceId, StoryId, SweepstakeId, ThanksId,
};
use super::judging::{Decided, Judging, Sheet};
use super::known::Ways;
use super::{
    archetype::Archetype, award::Award, follow_up::FollowUp, hero::Hero, member::Member, mishap::Mishap,
    monster::Monster, nomination::Nomination, parcel::Parcel, person::Person, settings::Settings, source::Source,
    story::Story, sweepstake::Entry, sweepstake::SealedDraw, sweepstake::Sweepstake, thanks::Thanks,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Puts (`Some`) or removes (`None`) one record. Records are shared, so an inverse costs a pointer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    Settings(Arc<Settings>),
    Person(PersonId, Option<Arc<Person>>),
    Nomination(NominationId, Option<Arc<Nomination>>),
    Award(AwardId, Option<Arc<Award>>),
    Hero(HeroId, Option<Arc<Hero>>),
    Monster(MonsterId, Option<Arc<Monster>>),
    Sweepstake(SweepstakeId, Option<Arc<Sweepstake>>),
    Entry(EntryId, Option<Arc<Entry>>),
    Source(SourceId, Option<Arc<Source>>),
    Thanks(ThanksId, Option<Arc<Thanks>>),
    Mishap(MishapId, Option<Arc<Mishap>>),
    Archetype(ArchetypeId, Option<Arc<Archetype>>),
    Story(StoryId, Option<Arc<Story>>),
    Member(MemberId, Option<Arc<Member>>),
    Parcel(ParcelId, Option<Arc<Parcel>>),
    /// How an award is judged. What was decided in it is kept from change by [`Edit::Decide`].
    Judging(AwardId, Option<Arc<Judging>>),
    Sheet(SheetId, Option<Arc<Sheet>>),
    /// Remembers (`Some`) or forgets how the columns of files with this header fingerprint are understood. Boxed, since a million
    /// edits of other kinds would carry its size about.
    Mapping(Box<str>, Box<Option<String>>),
    /// What stands beside a sweepstake's sealed files; can be changed after the lock.
    FollowUp(SweepstakeId, Option<Arc<FollowUp>>),
    /// Seals a lock, or adds to what was sealed. Has no inverse: it can only be followed.
    Seal(SweepstakeId, Arc<SealedDraw>),
    /// Freezes the outcome of a round of judging, or reopens it. Has no inverse: it can only be followed.
    Decide(AwardId, Arc<Decided>),
    /// Takes a person out for good, with all that is personal. Has no inverse.
    Erase(PersonId, Arc<Leaving>),
}

/// With what somebody goes for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    pub at: Timestamp,
    /// How they are reached, as lists say it and records do not.
    #[serde(default)]
    pub ways: Ways,
}

impl Edit {
    pub fn person(id: PersonId, person: Person) -> Self {
        Self::Person(id, Some(Arc::new(person)))
    }
    pub fn nomination(id: NominationId, nomination: Nomination) -> Self {
        Self::Nomination(id, Some(Arc::new(nomination)))
    }
    pub fn award(id: AwardId, award: Award) -> Self {
        Self::Award(id, Some(Arc::new(award)))
    }
    pub fn hero(id: HeroId, hero: Hero) -> Self {
        Self::Hero(id, Some(Arc::new(hero)))
    }
    pub fn monster(id: MonsterId, monster: Monster) -> Self {
        Self::Monster(id, Some(Arc::new(monster)))
    }
    pub fn sweepstake(id: SweepstakeId, sweepstake: Sweepstake) -> Self {
        Self::Sweepstake(id, Some(Arc::new(sweepstake)))
    }
    /// An empty one is none.
    pub fn follow_up(id: SweepstakeId, follow_up: FollowUp) -> Self {
        Self::FollowUp(id, (!follow_up.is_empty()).then(|| Arc::new(follow_up)))
    }
    pub fn entry(id: EntryId, entry: Entry) -> Self {
        Self::Entry(id, Some(Arc::new(entry)))
    }
    pub fn source(id: SourceId, source: Source) -> Self {
        Self::Source(id, Some(Arc::new(source)))
    }
    pub fn thanks(id: ThanksId, thanks: Thanks) -> Self {
        Self::Thanks(id, Some(Arc::new(thanks)))
    }
    pub fn mishap(id: MishapId, mishap: Mishap) -> Self {
        Self::Mishap(id, Some(Arc::new(mishap)))
    }
    pub fn archetype(id: ArchetypeId, archetype: Archetype) -> Self {
        Self::Archetype(id, Some(Arc::new(archetype)))
    }
    pub fn story(id: StoryId, story: Story) -> Self {
        Self::Story(id, Some(Arc::new(story)))
    }
    pub fn member(id: MemberId, member: Member) -> Self {
        Self::Member(id, Some(Arc::new(member)))
    }
    pub fn parcel(id: ParcelId, parcel: Parcel) -> Self {
        Self::Parcel(id, Some(Arc::new(parcel)))
    }
    pub fn judging(award: AwardId, judging: Judging) -> Self {
        Self::Judging(award, Some(Arc::new(judging)))
    }
    pub fn sheet(id: SheetId, sheet: Sheet) -> Self {
        Self::Sheet(id, Some(Arc::new(sheet)))
    }

    /// Takes a person out for good, of whom no list says how they are reached.
    pub fn erase(id: PersonId, at: Timestamp) -> Self {
        Self::Erase(id, Arc::new(Leaving { at, ways: Ways::default() }))
    }

    /// It has no inverse.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Self::Seal(..) | Self::Decide(..) | Self::Erase(..))
    }

    /// The edit itself, leaving only its id behind where there may be very many of its kind: so a million records change hands
    /// without anybody counting who shares them.
    pub(super) fn take(&mut self) -> Self {
        match self {
            Self::Person(id, record) => Self::Person(*id, record.take()),
            Self::Nomination(id, record) => Self::Nomination(*id, record.take()),
            Self::Entry(id, record) => Self::Entry(*id, record.take()),
            other => other.clone(),
        }
    }

    /// The id it touches, for the ledger.
    pub fn touched(&self) -> String {
        match self {
            Self::Settings(_) => "settings".into(),
            Self::Person(id, _) | Self::Erase(id, _) => id.to_string(),
            Self::Nomination(id, _) => id.to_string(),
            Self::Award(id, _) | Self::Judging(id, _) | Self::Decide(id, _) => id.to_string(),
            Self::Sheet(id, _) => id.to_string(),
            Self::Hero(id, _) => id.to_string(),
            Self::Monster(id, _) => id.to_string(),
            Self::Sweepstake(id, _) | Self::Seal(id, _) | Self::FollowUp(id, _) => id.to_string(),
            Self::Entry(id, _) => id.to_string(),
            Self::Source(id, _) => id.to_string(),
            Self::Thanks(id, _) => id.to_string(),
            Self::Mishap(id, _) => id.to_string(),
            Self::Archetype(id, _) => id.to_string(),
            Self::Story(id, _) => id.to_string(),
            Self::Member(id, _) => id.to_string(),
            Self::Parcel(id, _) => id.to_string(),
            Self::Mapping(..) => "mapping".into(),
        }
    }
}

/// One step as a person sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What was done, lower-case after the verb and without names of people: "Rename a person". It goes into the ledger.
    pub title: String,
    pub edits: Vec<Edit>,
    /// Changes with the same key that follow each other within a pause become one undo step (typing, dragging).
    pub merge_key: Option<String>,
}

impl Change {
    pub fn new(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, merge_key: None }
    }
    pub fn one(title: impl Into<String>, edit: Edit) -> Self {
        Self::new(title, vec![edit])
    }
    /// The title as a person is told it: without the hash that the ledger keeps of what is frozen.
    pub fn called(&self) -> &str {
        self.title.split(", SHA-256 ").next().unwrap_or(&self.title)
    }
    #[must_use]
    pub fn merging(mut self, key: impl Into<String>) -> Self {
        self.merge_key = Some(key.into());
        self
    }
}

/// Why a change was not made. The campaign is then as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("{referrer} names {missing}, which is not in the campaign")]
    Missing { referrer: String, missing: String },
    #[error("{referrer} still names {removed}; remove or change it first")]
    StillNamed { referrer: String, removed: String },
    #[error("{id} is sealed by the lock of draw {draw} and can no longer be changed")]
    Sealed { id: String, draw: u64 },
    #[error("{id} is not in the campaign")]
    NotThere { id: String },
    #[error("the entry id {entry_id} is in use already")]
    EntryIdTaken { entry_id: String },
    #[error("draw {expected} is the next one, not draw {found}: draws are numbered without a gap")]
    DrawNumber { expected: u64, found: u64 },
    #[error("what was sealed in {id} would be altered; it can only be followed")]
    SealBroken { id: String },
    #[error("{round} of {id} is frozen and its outcome would no longer be what was frozen")]
    Frozen { id: String, round: String },
    #[error("{what} of {id} was declared before the first score and stays as it is")]
    Declared { id: String, what: String },
    #[error("{id} holds together no more: {why}")]
    Unsound { id: String, why: String },
}
