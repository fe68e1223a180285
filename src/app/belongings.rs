//! What of the smaller records goes when people are taken out of the campaign: thanks to them, stories of them, their places in
//! the league, their parcels, and whose a number is in the judging of awards. What they wrote for others stays and loses its author.

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
    edits.extend(out_of_judging(campaign, people));
    edits
}

/// Numbers of the judging that nobody has any more: scores stay with the number.
fn out_of_judging<S: BuildHasher>(campaign: &Campaign, people: &HashSet<PersonId, S>) -> Vec<Edit> {
    let naming = campaign.judgings().iter().filter(|(_, it)| it.people().any(|(_, person)| people.contains(&person)));
    naming
        .map(|(award, judging)| {
            let mut after = judging.clone();
            for it in &mut after.field {
                if it.person.is_some_and(|person| people.contains(&person)) {
                    it.person = None;
                    it.covered = None;
                }
            }
            for it in &mut after.panel {
                it.person = it.person.filter(|person| !people.contains(person));
            }
            Edit::judging(award, after)
        })
        .collect()
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
