//! What records say of each other: every id a record names must be there, and what is taken out must not be named any more.

use super::aggregate::Campaign;
use super::archetype::Archetype;
use super::award::Award;
use super::cores::{on_all_cores, share_of};
use super::edit::{Edit, EditError};
use super::hero::Hero;
use super::ids::{ArchetypeId, AwardId, MemberId, MonsterId, PersonId, SourceId, SweepstakeId};
use super::judging::{Judging, Sheet};
use super::member::Member;
use super::mishap::Mishap;
use super::monster::Monster;
use super::nomination::Nomination;
use super::parcel::Parcel;
use super::person::{Origin, Person};
use super::source::Source;
use super::story::Story;
use super::sweepstake::{Entry, Sweepstake};
use super::table::Table;
use super::thanks::Thanks;
use std::collections::{BTreeSet, HashSet};
use std::fmt;

/// What is found out about parts of the edits, in their order.
pub(super) fn shared_out<T: Send>(
    edits: &[Edit],
    look: &(dyn Fn(&[Edit]) -> Result<T, EditError> + Sync),
) -> Result<Vec<T>, EditError> {
    on_all_cores(edits.chunks(share_of(edits.len())), look).into_iter().collect()
}

/// An id that another record may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Person(PersonId),
    Award(AwardId),
    Monster(MonsterId),
    Sweepstake(SweepstakeId),
    Source(SourceId),
    Archetype(ArchetypeId),
    Member(MemberId),
    Judging(AwardId),
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Award(id) => id.fmt(f),
            Self::Monster(id) => id.fmt(f),
            Self::Sweepstake(id) => id.fmt(f),
            Self::Source(id) => id.fmt(f),
            Self::Archetype(id) => id.fmt(f),
            Self::Member(id) => id.fmt(f),
            Self::Judging(id) => write!(f, "the judging of {id}"),
        }
    }
}

/// What was met last of each kind, and was there: records of one file name the same source, and often the same award.
#[derive(Default)]
struct Met([Option<Named>; 3]);

impl Met {
    fn slot(&mut self, named: Named) -> Option<&mut Option<Named>> {
        let place = match named {
            Named::Source(_) => 0,
            Named::Award(_) => 1,
            Named::Sweepstake(_) => 2,
            _ => return None,
        };
        self.0.get_mut(place)
    }
    fn is_last(&mut self, named: Named) -> bool {
        self.slot(named).is_some_and(|last| *last == Some(named))
    }
    fn note(&mut self, named: Named) {
        if let Some(last) = self.slot(named) {
            *last = Some(named);
        }
    }
}

/// A record that names others.
trait Names {
    /// Shows every id the record names, until one is not liked.
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool;
}

fn origin(origin: Option<&Origin>, like: &mut dyn FnMut(Named) -> bool) -> bool {
    origin.is_none_or(|origin| like(Named::Source(origin.source)))
}

impl Names for Person {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        self.origins.iter().all(|it| origin(Some(it), like))
    }
}
impl Names for Nomination {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Person(self.nominee))
            && self.nominator.is_none_or(|person| like(Named::Person(person)))
            && self.awards.iter().all(|award| like(Named::Award(*award)))
            && origin(self.origin.as_ref(), like)
    }
}
impl Names for Award {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        self.winners.iter().all(|winner| like(Named::Person(winner.person)))
    }
}
impl Names for Hero {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Person(self.person)) && self.enemy.is_none_or(|monster| like(Named::Monster(monster)))
    }
}
impl Names for Entry {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Person(self.person))
            && like(Named::Sweepstake(self.sweepstake))
            && origin(self.origin.as_ref(), like)
    }
}
impl Names for Thanks {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        [self.to, self.from].into_iter().flatten().all(|person| like(Named::Person(person)))
            && origin(self.origin.as_ref(), like)
    }
}
impl Names for Mishap {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        self.sent_by.is_none_or(|person| like(Named::Person(person)))
            && self.archetypes.iter().all(|archetype| like(Named::Archetype(*archetype)))
            && origin(self.origin.as_ref(), like)
    }
}
impl Names for Story {
    // Quotes remember their nomination as a trace only: it may be gone.
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Person(self.about))
    }
}
impl Names for Member {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Person(self.person))
            && self.vouches.iter().all(|vouch| like(Named::Member(vouch.by)))
            && self.referred_by.is_none_or(|member| like(Named::Member(member)))
            && origin(self.origin.as_ref(), like)
    }
}
impl Names for Parcel {
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Person(self.to))
    }
}
impl Names for Judging {
    // Category moves remember the other award as a trace only: it may be gone.
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        self.people().all(|(_, person)| like(Named::Person(person)))
    }
}
impl Names for Sheet {
    // Judges and candidates are numbers within the judging; `Campaign::check_sheet` looks at them.
    fn each(&self, like: &mut dyn FnMut(Named) -> bool) -> bool {
        like(Named::Judging(self.award))
    }
}
macro_rules! names_nobody {
    ($($record:ty),*) => {$(
        impl Names for $record {
            fn each(&self, _: &mut dyn FnMut(Named) -> bool) -> bool { true }
        }
    )*};
}
names_nobody!(Monster, Sweepstake, Source, Archetype);

impl Campaign {
    fn is_there(&self, named: Named) -> bool {
        match named {
            Named::Person(id) => self.people().contains(id),
            Named::Award(id) => self.awards().contains(id),
            Named::Monster(id) => self.monsters().contains(id),
            Named::Sweepstake(id) => self.sweepstakes().contains(id),
            Named::Source(id) => self.sources().contains(id),
            Named::Archetype(id) => self.archetypes().contains(id),
            Named::Member(id) => self.members().contains(id),
            Named::Judging(id) => self.judgings().contains(id),
        }
    }

    /// Is all there that the record names? Gives whether the record itself is.
    fn check_one<I: Ord + Copy + Into<u64> + fmt::Display, T: Names>(
        &self,
        table: &Table<I, T>,
        id: I,
        met: &mut Met,
    ) -> Result<bool, EditError> {
        let mut missing = None;
        let record = table.get(id);
        if let Some(record) = record {
            record.each(&mut |named| {
                let there = met.is_last(named) || self.is_there(named);
                if there {
                    met.note(named);
                } else {
                    missing = Some(named);
                }
                there
            });
        }
        match missing {
            Some(named) => Err(EditError::Missing { referrer: id.to_string(), missing: named.to_string() }),
            None => Ok(record.is_some()),
        }
    }

    fn check_table<I: Ord + Copy + Into<u64> + fmt::Display, T: Names>(
        &self,
        table: &Table<I, T>,
    ) -> Result<(), EditError> {
        let mut met = Met::default();
        table.ids().try_for_each(|id| self.check_one(table, id, &mut met).map(drop))
    }

    /// What was put must name only what is there; what was removed must not be named any more. A change may touch a record
    /// several times: what stands there in the end counts.
    pub(super) fn check_references(&self, edits: &[Edit]) -> Result<(), EditError> {
        let removed: HashSet<Named> =
            shared_out(edits, &|edits| self.check_put(edits))?.into_iter().flatten().collect();
        if removed.is_empty() { Ok(()) } else { self.check_nothing_names(&removed) }
    }

    /// Looks at what was put, and gives what was removed.
    fn check_put(&self, edits: &[Edit]) -> Result<HashSet<Named>, EditError> {
        let mut removed = HashSet::new();
        let mut judged = BTreeSet::new();
        let mut met = Met::default();
        for edit in edits {
            match edit {
                Edit::Person(id, _) if self.check_one(self.people(), *id, &mut met)? => continue,
                Edit::Nomination(id, _) => _ = self.check_one(self.nominations(), *id, &mut met)?,
                Edit::Award(id, _) => _ = self.check_one(self.awards(), *id, &mut met)?,
                Edit::Hero(id, _) => _ = self.check_one(self.heroes(), *id, &mut met)?,
                Edit::Entry(id, _) => _ = self.check_one(self.entries(), *id, &mut met)?,
                Edit::Thanks(id, _) => _ = self.check_one(self.thanks(), *id, &mut met)?,
                Edit::Mishap(id, _) => _ = self.check_one(self.mishaps(), *id, &mut met)?,
                Edit::Story(id, _) => _ = self.check_one(self.stories(), *id, &mut met)?,
                Edit::Member(id, _) => _ = self.check_one(self.members(), *id, &mut met)?,
                Edit::Parcel(id, _) => _ = self.check_one(self.parcels(), *id, &mut met)?,
                Edit::FollowUp(id, _) => self.check_follow_up(*id)?,
                Edit::Judging(id, _) => {
                    judged.insert(*id);
                    self.check_judging(*id)?;
                }
                Edit::Sheet(id, _) => {
                    self.check_one(self.sheets(), *id, &mut met)?;
                    judged.extend(self.check_sheet(*id)?);
                }
                Edit::Settings(_)
                | Edit::Person(..)
                | Edit::Monster(..)
                | Edit::Archetype(..)
                | Edit::Sweepstake(..)
                | Edit::Source(..)
                | Edit::Mapping(..)
                | Edit::Seal(..)
                | Edit::Decide(..)
                | Edit::Erase(..) => {}
            }
            let named = match edit {
                Edit::Person(id, _) => Named::Person(*id),
                Edit::Award(id, _) => Named::Award(*id),
                Edit::Monster(id, _) => Named::Monster(*id),
                Edit::Sweepstake(id, _) => Named::Sweepstake(*id),
                Edit::Source(id, _) => Named::Source(*id),
                Edit::Archetype(id, _) => Named::Archetype(*id),
                Edit::Member(id, _) => Named::Member(*id),
                Edit::Judging(id, _) => Named::Judging(*id),
                _ => continue,
            };
            if !self.is_there(named) {
                removed.insert(named);
            }
        }
        judged.into_iter().try_for_each(|award| self.check_frozen(award))?;
        Ok(removed)
    }

    /// After removals every record is looked at once, however many were removed.
    fn check_nothing_names(&self, removed: &HashSet<Named>) -> Result<(), EditError> {
        fn look<I: Ord + Copy + Into<u64> + fmt::Display, T: Names>(
            table: &Table<I, T>,
            removed: &HashSet<Named>,
        ) -> Result<(), EditError> {
            for (id, record) in table.iter() {
                let mut still = None;
                record.each(&mut |named| {
                    if removed.contains(&named) {
                        still = Some(named);
                    }
                    still.is_none()
                });
                if let Some(named) = still {
                    return Err(EditError::StillNamed { referrer: id.to_string(), removed: named.to_string() });
                }
            }
            Ok(())
        }
        look(self.nominations(), removed)?;
        look(self.awards(), removed)?;
        look(self.heroes(), removed)?;
        look(self.entries(), removed)?;
        look(self.thanks(), removed)?;
        look(self.mishaps(), removed)?;
        look(self.stories(), removed)?;
        look(self.members(), removed)?;
        look(self.parcels(), removed)?;
        look(self.judgings(), removed)?;
        look(self.sheets(), removed)?;
        if let Some(id) = self.judgings().ids().find(|id| removed.contains(&Named::Award(*id))) {
            let referrer = Named::Judging(id).to_string();
            return Err(EditError::StillNamed { referrer, removed: id.to_string() });
        }
        if let Some(id) = self.follow_up_ids().find(|id| removed.contains(&Named::Sweepstake(*id))) {
            let referrer = "what follows a draw".into();
            return Err(EditError::StillNamed { referrer, removed: id.to_string() });
        }
        if removed.iter().any(|named| matches!(named, Named::Source(_))) {
            look(self.people(), removed)?;
        }
        Ok(())
    }

    fn check_follow_up(&self, id: SweepstakeId) -> Result<(), EditError> {
        if self.follow_up(id).is_none() || self.sweepstakes().contains(id) {
            return Ok(());
        }
        Err(EditError::Missing { referrer: "what follows a draw".into(), missing: id.to_string() })
    }

    /// A judging names people that are there and belongs to an award that is there; its own numbers hold together.
    fn check_judging(&self, id: AwardId) -> Result<(), EditError> {
        let Some(judging) = self.judgings().get(id) else { return Ok(()) };
        if !self.awards().contains(id) {
            return Err(EditError::Missing { referrer: Named::Judging(id).to_string(), missing: id.to_string() });
        }
        self.check_one(self.judgings(), id, &mut Met::default())?;
        self.sheets_of(id).try_for_each(|(sheet, _)| self.check_sheet(sheet).map(|_| ()))?;
        judging.check().map_err(|why| EditError::Unsound { id: Named::Judging(id).to_string(), why })
    }

    /// Every record of the campaign, as after reading from a file.
    pub(super) fn check_all_references(&self) -> Result<(), EditError> {
        self.check_table(self.people())?;
        self.check_table(self.nominations())?;
        self.check_table(self.awards())?;
        self.check_table(self.heroes())?;
        self.check_table(self.entries())?;
        self.check_table(self.thanks())?;
        self.check_table(self.mishaps())?;
        self.check_table(self.stories())?;
        self.check_table(self.members())?;
        self.check_table(self.parcels())?;
        self.judgings().ids().try_for_each(|id| self.check_judging(id))?;
        self.check_table(self.sheets())?;
        self.judgings().ids().try_for_each(|id| self.check_frozen(id))?;
        self.follow_up_ids().try_for_each(|id| self.check_follow_up(id))
    }
}
