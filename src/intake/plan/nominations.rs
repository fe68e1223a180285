//! Nominations from their rows: for whom, by whom, for which awards. While rows are taken over this is only noted; the nominations
//! themselves, which other cores made, are completed in the end, again on all cores.

use std::sync::Arc;

use crate::campaign::{AwardId, Edit, NominationId, PersonId, on_all_cores, share_of};

/// What a nomination still lacks.
struct Lacking {
    nominee: PersonId,
    /// One more than the id of who nominates; 0 where nobody is known.
    by: u64,
    /// Place of its awards.
    awards: u32,
}

/// What nominations lack, in the order of their ids.
#[derive(Default)]
pub(super) struct Nominations {
    first: u64,
    lacking: Vec<Lacking>,
    awards: Vec<Vec<AwardId>>,
}

impl From<NominationId> for Nominations {
    fn from(first: NominationId) -> Self {
        Self { first: first.0, ..Self::default() }
    }
}

impl Nominations {
    /// Notes one more, and gives its id.
    pub fn put(&mut self, nominee: PersonId, by: Option<PersonId>, awards: u32) -> NominationId {
        let id = NominationId(self.first + self.lacking.len() as u64);
        self.lacking.push(Lacking { nominee, by: by.map_or(0, |by| by.0.saturating_add(1)), awards });
        id
    }

    /// The place of awards that nominations may share.
    pub fn awards(&mut self, ids: Vec<AwardId>) -> u32 {
        self.awards.push(ids);
        self.awards.len() as u32 - 1
    }

    /// Puts into the nominations what they lack.
    pub fn finish(self, edits: &mut [Edit]) {
        if self.lacking.is_empty() {
            return;
        }
        let share = share_of(edits.len());
        on_all_cores(edits.chunks_mut(share), &|edits: &mut [Edit]| {
            for edit in edits {
                let Edit::Nomination(id, Some(shared)) = edit else { continue };
                let Some(lacking) = self.lacking.get(id.0.saturating_sub(self.first) as usize) else { continue };
                let nomination = Arc::make_mut(shared);
                nomination.nominee = lacking.nominee;
                nomination.nominator = lacking.by.checked_sub(1).map(PersonId);
                if let Some(awards) = self.awards.get(lacking.awards as usize) {
                    nomination.awards = awards.as_slice().into();
                }
            }
        });
    }
}
