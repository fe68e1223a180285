//! Pairs of people that are merged in one step: which of them go together, and how.

use super::{are_apart, failed};
use crate::app::failure::Failure;
use crate::campaign::{CameSince, Campaign, Change, Merging, PersonId, memberships};
use crate::intake::are_two_people;
use jiff::Timestamp;
use std::collections::HashMap;

/// Pairs that were decided together, sorted out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// The merges, in their order.
    pub pairs: Vec<(PersonId, PersonId)>,
    /// Pairs that would have made one of two people who are not: by their names, or because a person said so.
    pub left: Vec<(PersonId, PersonId)>,
}

/// Which of several pairs can be merged together. "S. Okonjo" may be Sabine or Samuel, who share an address: whoever is paired with
/// two who are not one is left to be decided one by one. A pair alone is a decision about these two, and stands.
pub fn together(campaign: &Campaign, pairs: &[(PersonId, PersonId)]) -> Together {
    if pairs.len() < 2 {
        return Together { pairs: pairs.to_vec(), left: Vec::new() };
    }
    let are_two = |one: PersonId, other: PersonId| {
        let [Some(a), Some(b)] = [one, other].map(|id| campaign.people().get(id)) else { return false };
        are_apart((one, a), (other, b)) || are_two_people(&a.name, &b.name)
    };
    let mut beside: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
    for (kept, gone) in pairs {
        beside.entry(*kept).or_default().push(*gone);
        beside.entry(*gone).or_default().push(*kept);
    }
    // Does somebody who is paired with this one as well be somebody else than the other?
    let is_torn = |middle: PersonId, end: PersonId| {
        let others = beside.get(&middle).into_iter().flatten();
        others.filter(|other| **other != end).take(MOST_BESIDE).any(|other| are_two(*other, end))
    };
    let mut sorted = Together::default();
    let mut members: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
    let mut root: HashMap<PersonId, PersonId> = HashMap::new();
    for (kept, gone) in pairs {
        let of = |id: &PersonId| root.get(id).copied().unwrap_or(*id);
        let (a, b) = (of(kept), of(gone));
        if a == b {
            continue;
        }
        let all = |id: PersonId| members.get(&id).cloned().unwrap_or_else(|| vec![id]);
        let (ones, others) = (all(a), all(b));
        // Whom they went together with before is asked, too.
        let are_followed = ones.len() > 1 || others.len() > 1;
        let meets_other = || ones.iter().any(|one| others.iter().any(|other| are_two(*one, *other)));
        if is_torn(*kept, *gone) || is_torn(*gone, *kept) || (are_followed && meets_other()) {
            sorted.left.push((*kept, *gone));
            continue;
        }
        for other in &others {
            root.insert(*other, a);
        }
        root.insert(a, a);
        members.remove(&b);
        members.entry(a).or_insert(ones).extend(others);
        sorted.pairs.push((*kept, *gone));
    }
    sorted
}

/// With so many others of whoever is paired with very many the other end of a pair is compared.
const MOST_BESIDE: usize = 64;

/// Merges several pairs, as [`together`] sorts them, as one step that can be undone. A record that went into another one earlier in
/// the list is followed there.
pub fn merge_all(campaign: &Campaign, pairs: &[(PersonId, PersonId)], at: Timestamp) -> Result<Change, Failure> {
    let mut merging = Merging::new(campaign);
    let mut went: HashMap<PersonId, PersonId> = HashMap::new();
    let mut merged = 0;
    for (kept, gone) in together(campaign, pairs).pairs {
        let now = |mut id: PersonId| {
            while let Some(next) = went.get(&id) {
                id = *next;
            }
            id
        };
        let (kept, gone) = (now(kept), now(gone));
        if kept == gone {
            continue;
        }
        merging.merge(kept, gone, at).map_err(|error| failed(&error))?;
        went.insert(gone, kept);
        merged += 1;
    }
    let title = if merged == 1 { "Merge two people".to_owned() } else { format!("Merge {merged} pairs of people") };
    Ok(Change::new(title, merging.edits()))
}

/// So many ids are named in one line.
const NAMED: usize = 8;

fn listed(ids: &[String]) -> String {
    let named = ids.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match ids.len().checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => format!("{named} and {more} more"),
        None => named,
    }
}

/// What is to be known of these merges, a line for each: who holds two memberships by them. Both stay, and both come apart again.
pub fn two_memberships(campaign: &Campaign, pairs: &[(PersonId, PersonId)]) -> Vec<String> {
    let all = memberships(campaign, pairs);
    let named = all.iter().take(NAMED).map(|ids| {
        let called = |id: &crate::campaign::MemberId| {
            let code_name = campaign.members().get(*id).map_or("", |member| member.code_name.as_str());
            if code_name.is_empty() { id.to_string() } else { format!("{id} ({code_name})") }
        };
        let ids: Vec<String> = ids.iter().map(called).collect();
        format!("{} are now memberships of one person: delete the one that is not to stay.", ids.join(" and "))
    });
    let more = all.len().checked_sub(NAMED).filter(|more| *more > 0);
    named.chain(more.map(|more| format!("{more} more people hold two memberships now."))).collect()
}

/// What came while two records were one, and with whom it is after they came apart, a line for each.
pub fn told_since(since: &CameSince, kept: PersonId, gone: PersonId) -> Vec<String> {
    let (goes, stays) = (&since.goes, &since.stays);
    let mut lines = Vec::new();
    if !goes.is_empty() {
        let verb = if goes.len() == 1 { "came since and goes" } else { "came since and go" };
        lines.push(format!("{} {verb} with {gone}, whose name or address the list says.", listed(goes)));
    }
    if !stays.is_empty() {
        let (verb, are) =
            if stays.len() == 1 { ("came since and stays", "it is") } else { ("came since and stay", "any is") };
        lines.push(format!("{} {verb} with {kept}: see whether {are} for {gone}.", listed(stays)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::duplicates::keep_all_apart;
    use crate::app::duplicates::tests::{campaign, person};

    #[test]
    fn who_may_be_either_of_two_is_left_to_be_decided() {
        let people = vec![
            person("Sabine Okonjo", "okonjo@home.example"),
            person("Samuel Okonjo", "okonjo@home.example"),
            person("S. Okonjo", "okonjo+x@home.example"),
            person("Ada Quist", "a@x.example"),
            person("Ada Quist", "a@x.example"),
        ];
        let campaign = campaign(people);
        let ids = |pairs: &[(PersonId, PersonId)]| pairs.iter().map(|(a, b)| (a.0, b.0)).collect::<Vec<_>>();
        let pair = |one: u64, other: u64| (PersonId(one), PersonId(other));
        let sorted = together(&campaign, &[pair(1, 3), pair(2, 3), pair(4, 5)]);
        assert_eq!((ids(&sorted.pairs), ids(&sorted.left)), (vec![(4, 5)], vec![(1, 3), (2, 3)]));
        let change = merge_all(&campaign, &[pair(1, 3), pair(2, 3), pair(4, 5)], Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(change.title, "Merge two people");
        // A pair alone is a decision about these two.
        assert_eq!(together(&campaign, &[pair(1, 3)]).left, []);
        // Two whom somebody keeps apart do not become one by a third.
        let mut campaign = campaign;
        let apart = keep_all_apart(&campaign, &[pair(4, 1)]).unwrap();
        campaign.apply(&apart, Timestamp::UNIX_EPOCH).unwrap();
        let sorted = together(&campaign, &[pair(4, 5), pair(5, 1)]);
        assert_eq!(ids(&sorted.left), [(4, 5), (5, 1)]);
    }

    #[test]
    fn a_chain_of_merges_ends_in_one() {
        let people = vec![
            person("Ada Quist", "a@x.example"),
            person("Ada Quist", "b@x.example"),
            person("Ada Quist", "c@x.example"),
        ];
        let mut campaign = campaign(people);
        let pairs = [(PersonId(2), PersonId(3)), (PersonId(1), PersonId(2)), (PersonId(1), PersonId(3))];
        let change = merge_all(&campaign, &pairs, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(change.title, "Merge 2 pairs of people");
        campaign.apply(&change, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(campaign.people().len(), 1);
    }
    #[test]
    fn two_memberships_of_one_person_are_said() {
        use crate::campaign::{Edit, Member, MemberId};
        let mut campaign = campaign(vec![person("Ada Quist", "a@x.example"), person("Ada Quist", "b@x.example")]);
        let member = |person: u64, name: &str| Member { code_name: name.into(), ..Member::new(PersonId(person)) };
        let edits = vec![Edit::member(MemberId(1), member(1, "Falcon")), Edit::member(MemberId(2), member(2, "Owl"))];
        campaign.apply(&Change::new("Join", edits), Timestamp::UNIX_EPOCH).unwrap();
        let pairs = [(PersonId(1), PersonId(2))];
        assert_eq!(
            two_memberships(&campaign, &pairs),
            ["L1 (Falcon) and L2 (Owl) are now memberships of one person: delete the one that is not to stay."]
        );
        let mut one = campaign.clone();
        one.apply(&Change::new("Leave", vec![Edit::Member(MemberId(2), None)]), Timestamp::UNIX_EPOCH).unwrap();
        assert!(two_memberships(&one, &pairs).is_empty());
        let change = merge_all(&campaign, &pairs, Timestamp::UNIX_EPOCH).unwrap();
        let before = campaign.clone();
        campaign.apply(&change, Timestamp::UNIX_EPOCH).unwrap();
        let back = crate::app::duplicates::take_back(&campaign, PersonId(1), PersonId(2)).unwrap();
        campaign.apply(&back, Timestamp::UNIX_EPOCH).unwrap();
        assert!(campaign.members() == before.members());
    }

    #[test]
    fn what_came_since_is_told() {
        let since = |goes: &[&str], stays: &[&str]| {
            let mut since = CameSince::default();
            since.goes = goes.iter().map(|id| (*id).to_owned()).collect();
            since.stays = stays.iter().map(|id| (*id).to_owned()).collect();
            told_since(&since, PersonId(12), PersonId(13))
        };
        assert!(since(&[], &[]).is_empty());
        assert_eq!(
            since(&["N6"], &["N7", "E3"]),
            [
                "N6 came since and goes with P13, whose name or address the list says.",
                "N7, E3 came since and stay with P12: see whether any is for P13."
            ]
        );
    }
}
