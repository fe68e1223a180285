//! What of the smaller records goes when people are taken out of the campaign: thanks to them, stories of them, their places in
//! the league and their parcels. What they wrote for others stays and loses its author.

use super::bulk;
use crate::campaign::{Campaign, Edit, Member, MemberId, Mishap, Parcel, PersonId, Story, Thanks};
use std::collections::HashSet;
use std::hash::BuildHasher;

/// The edits; they go before those that take the people out.
pub fn removals<S: BuildHasher>(campaign: &Campaign, people: &HashSet<PersonId, S>) -> Vec<Edit> {
    let of = |person: Option<PersonId>| person.is_some_and(|person| people.contains(&person));
    let (mut gone, mut unsigned) = (Vec::new(), Vec::new());
    for (id, thanks) in campaign.thanks().iter() {
        if of(thanks.to) {
            gone.push(id);
        } else if of(thanks.from) {
            unsigned.push(id);
        }
    }
    let mut edits = bulk::removals::<Thanks>(campaign, gone);
    edits.extend(bulk::edits_each::<Thanks>(campaign, unsigned, |_, thanks| thanks.from = None));
    let sent = campaign.mishaps().iter().filter(|(_, mishap)| of(mishap.sent_by)).map(|(id, _)| id);
    edits.extend(bulk::edits_each::<Mishap>(campaign, sent, |_, mishap| mishap.sent_by = None));
    let stories = campaign.stories().iter().filter(|(_, story)| people.contains(&story.about)).map(|(id, _)| id);
    edits.extend(bulk::removals::<Story>(campaign, stories));
    let parcels = campaign.parcels().iter().filter(|(_, parcel)| people.contains(&parcel.to)).map(|(id, _)| id);
    edits.extend(bulk::removals::<Parcel>(campaign, parcels));
    let members: HashSet<MemberId> =
        campaign.members().iter().filter(|(_, member)| people.contains(&member.person)).map(|(id, _)| id).collect();
    edits.extend(members_out(campaign, &members));
    edits
}

/// Takes memberships out of the league, with what others say of them: vouches, and who brought whom.
pub fn members_out<S: BuildHasher>(campaign: &Campaign, members: &HashSet<MemberId, S>) -> Vec<Edit> {
    if members.is_empty() {
        return Vec::new();
    }
    let mut edits = bulk::edits_each::<Member>(campaign, campaign.members().ids(), |id, member| {
        if !members.contains(&id) {
            member.vouches.retain(|vouch| !members.contains(&vouch.by));
            member.referred_by = member.referred_by.filter(|by| !members.contains(by));
        }
    });
    edits.extend(bulk::removals::<Member>(campaign, members.iter().copied()));
    edits
}
