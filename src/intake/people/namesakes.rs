//! Who has a name: nearly always one person, so that a million names stay small.

use std::borrow::Cow;

use crate::campaign::PersonId;

/// With more people of one name than this, a name without an address says nothing.
pub(super) const NAMESAKES: usize = 64;

/// Who has a name, in a word: nearly always one person by their id, else the place of a list of several.
#[derive(Clone, Copy)]
pub(super) struct Named(u64);

impl Named {
    const SEVERAL: u64 = 1 << 63;
}

/// Lists of people who share a name.
#[derive(Default)]
pub(super) struct Namesakes(Vec<Vec<PersonId>>);

impl Namesakes {
    pub(super) fn one(&mut self, id: PersonId) -> Named {
        // Ids are counted up from 1; one this high stands in a file somebody wrote by hand.
        if id.0 < Named::SEVERAL { Named(id.0) } else { self.several(vec![id]) }
    }
    fn several(&mut self, ids: Vec<PersonId>) -> Named {
        self.0.push(ids);
        Named(Named::SEVERAL | (self.0.len() as u64 - 1))
    }
    pub(super) fn add(&mut self, named: &mut Named, id: PersonId) {
        let ids = self.ids(*named);
        // One more than count is enough to know that they are too many.
        if ids.contains(&id) || ids.len() > NAMESAKES {
            return;
        }
        if named.0 < Named::SEVERAL {
            *named = self.several(vec![PersonId(named.0), id]);
        } else if let Some(ids) = self.0.get_mut((named.0 & !Named::SEVERAL) as usize) {
            ids.push(id);
        }
    }
    pub(super) fn ids(&self, named: Named) -> Cow<'_, [PersonId]> {
        if named.0 < Named::SEVERAL {
            return Cow::Owned(vec![PersonId(named.0)]);
        }
        Cow::Borrowed(self.0.get((named.0 & !Named::SEVERAL) as usize).map_or(&[], Vec::as_slice))
    }
}
