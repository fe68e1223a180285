//! Which nominations and entries name a person, for all people at once: so that showing one of a million takes no walk over all
//! records.

use crate::campaign::{Campaign, EntryId, NominationId, PersonId};

/// By person, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct NamedIn {
    of: Vec<(PersonId, NominationId)>,
    by: Vec<(PersonId, NominationId)>,
    entries: Vec<(PersonId, EntryId)>,
}

fn of_person<I: Copy>(pairs: &[(PersonId, I)], person: PersonId) -> Vec<I> {
    let from = pairs.partition_point(|(id, _)| *id < person);
    pairs.iter().skip(from).take_while(|(id, _)| *id == person).map(|(_, record)| *record).collect()
}

impl NamedIn {
    pub fn new(campaign: &Campaign) -> Self {
        let nominations = || campaign.nominations().iter();
        let mut named = Self {
            of: nominations().map(|(id, nomination)| (nomination.nominee, id)).collect(),
            by: nominations().filter_map(|(id, nomination)| Some((nomination.nominator?, id))).collect(),
            entries: campaign.entries().iter().map(|(id, entry)| (entry.person, id)).collect(),
        };
        named.of.sort_unstable();
        named.by.sort_unstable();
        named.entries.sort_unstable();
        named
    }
    /// Nominations of a person.
    pub fn nominations_of(&self, person: PersonId) -> Vec<NominationId> {
        of_person(&self.of, person)
    }
    /// Nominations a person wrote.
    pub fn nominations_by(&self, person: PersonId) -> Vec<NominationId> {
        of_person(&self.by, person)
    }
    pub fn entries_of(&self, person: PersonId) -> Vec<EntryId> {
        of_person(&self.entries, person)
    }
}
