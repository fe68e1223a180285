//! Which of the smaller records name a person, and how they follow when two records of one human being are merged or come apart:
//! thanks, mishaps, stories, memberships, parcels and the judging of awards.

use super::aggregate::Campaign;
use super::edit::Edit;
use super::ids::{AwardId, MemberId, MishapId, ParcelId, PersonId, StoryId, ThanksId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// A record that names people in fixed places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Holder {
    Thanks(ThanksId),
    Mishap(MishapId),
    Story(StoryId),
    Member(MemberId),
    Parcel(ParcelId),
    Judging(AwardId),
}

/// The place in which a person is named: the first, such as who is thanked, or the second, such as who thanks; in a judging the
/// number of the candidate, or that of the judge behind all candidates.
pub type Place = u32;

impl Holder {
    /// The record as an edit that puts it as it is; `None` where it is gone.
    pub(super) fn edit(self, campaign: &Campaign) -> Option<Edit> {
        Some(match self {
            Self::Thanks(id) => Edit::Thanks(id, Some(Arc::clone(campaign.thanks().shared(id)?))),
            Self::Mishap(id) => Edit::Mishap(id, Some(Arc::clone(campaign.mishaps().shared(id)?))),
            Self::Story(id) => Edit::Story(id, Some(Arc::clone(campaign.stories().shared(id)?))),
            Self::Member(id) => Edit::Member(id, Some(Arc::clone(campaign.members().shared(id)?))),
            Self::Parcel(id) => Edit::Parcel(id, Some(Arc::clone(campaign.parcels().shared(id)?))),
            Self::Judging(id) => Edit::Judging(id, Some(Arc::clone(campaign.judgings().shared(id)?))),
        })
    }
}

/// Every record of these kinds by the people it names.
pub(super) fn holders(campaign: &Campaign) -> HashMap<PersonId, Vec<Holder>> {
    let mut all: HashMap<PersonId, Vec<Holder>> = HashMap::new();
    let mut put = |person: Option<PersonId>, holder: Holder| {
        if let Some(person) = person {
            let holders = all.entry(person).or_default();
            if holders.last() != Some(&holder) {
                holders.push(holder);
            }
        }
    };
    for (id, thanks) in campaign.thanks().iter() {
        put(thanks.to, Holder::Thanks(id));
        put(thanks.from, Holder::Thanks(id));
    }
    for (id, mishap) in campaign.mishaps().iter() {
        put(mishap.sent_by, Holder::Mishap(id));
    }
    for (id, story) in campaign.stories().iter() {
        put(Some(story.about), Holder::Story(id));
    }
    for (id, member) in campaign.members().iter() {
        put(Some(member.person), Holder::Member(id));
    }
    for (id, parcel) in campaign.parcels().iter() {
        put(Some(parcel.to), Holder::Parcel(id));
    }
    for (id, judging) in campaign.judgings().iter() {
        for (_, person) in judging.people() {
            put(Some(person), Holder::Judging(id));
        }
    }
    all
}

/// Makes the record name `to` where it names `from`: in every place, or only in those given. Gives the places that changed.
pub(super) fn repoint(edit: &mut Edit, from: PersonId, to: PersonId, only: Option<&[Place]>) -> Vec<Place> {
    let mut changed = Vec::new();
    let mut at = |place: Place, person: &mut PersonId| {
        if *person == from && only.is_none_or(|only| only.contains(&place)) {
            *person = to;
            changed.push(place);
        }
    };
    match edit {
        Edit::Thanks(_, Some(thanks)) => {
            let thanks = Arc::make_mut(thanks);
            thanks.to.iter_mut().for_each(|person| at(0, person));
            thanks.from.iter_mut().for_each(|person| at(1, person));
        }
        Edit::Mishap(_, Some(mishap)) => Arc::make_mut(mishap).sent_by.iter_mut().for_each(|person| at(0, person)),
        Edit::Story(_, Some(story)) => at(0, &mut Arc::make_mut(story).about),
        Edit::Member(_, Some(member)) => at(0, &mut Arc::make_mut(member).person),
        Edit::Parcel(_, Some(parcel)) => at(0, &mut Arc::make_mut(parcel).to),
        Edit::Judging(_, Some(judging)) => {
            Arc::make_mut(judging).people_mut().for_each(|(place, person)| at(place, person));
        }
        _ => {}
    }
    changed
}
