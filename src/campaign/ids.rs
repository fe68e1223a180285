//! Identifiers: small numbers that are unique per kind in one campaign and never given twice.
//! Screens and the ledger show them with a letter (`P12`, `N3`), so that a number alone is never ambiguous.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!($letter, "{}"), self.0) }
        }
        impl FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                text.strip_prefix($letter).ok_or(())?.parse().map(Self).map_err(|_| ())
            }
        }
        impl From<u64> for $name { fn from(n: u64) -> Self { Self(n) } }
        impl From<$name> for u64 { fn from(id: $name) -> u64 { id.0 } }
    )*};
}

ids! {
    /// A person, whatever their roles.
    PersonId = "P";
    /// One nominator's words for one nominee.
    NominationId = "N";
    /// A category with winners.
    AwardId = "A";
    /// A nominee as action figure.
    HeroId = "H";
    /// The villain that embodies a problem.
    MonsterId = "M";
    /// A prize draw.
    SweepstakeId = "S";
    /// One person's place in a sweepstake.
    EntryId = "E";
    /// A file that was imported.
    SourceId = "F";
    /// A message of thanks.
    ThanksId = "T";
    /// What happened to a device or a system.
    MishapId = "X";
    /// One of the users everybody has met.
    ArchetypeId = "Y";
    /// An edited text about a person.
    StoryId = "ST";
    /// A place in the league.
    MemberId = "L";
    /// An unboxing kit on its way.
    ParcelId = "K";
    /// What one judge gave in one round of an award.
    SheetId = "B";
}
