//! The league: who applies, who vouches, who is let in, under which code name, and what the world sees of a person. Apart from
//! nominations and entries: a member need not have entered anything.

mod roster;

use super::belongings;
use super::bulk;
use super::failure::Failure;
use super::names::{self, Output};
use super::passphrase::{self, Passphrase, Work};
use crate::campaign::{
    Campaign, Change, Edit, Member, MemberId, MemberState, NameForm, Output as Disclosed, PersonId, Vouch, name_key,
    tidy_name,
};
use crate::hub::pack;
use jiff::Timestamp;
use rand::SeedableRng;
use rand::seq::IndexedRandom;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::OnceLock;

pub use roster::{Glimpse, MemberFilter, MemberLine, MemberOrder, MemberQuery, called, glimpses, judged_name, roster};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    pub(super) first: Vec<String>,
    pub(super) second: Vec<String>,
}

pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // Part of the program and read by a test.
    WORDS.get_or_init(|| ron::from_str(include_str!("../../assets/words/code_names.ron")).unwrap_or_default())
}

fn member<'a>(campaign: &'a Campaign, id: MemberId, what: &str) -> Result<&'a Member, Failure> {
    campaign
        .members()
        .get(id)
        .ok_or_else(|| Failure::new(what, format!("There is no member {id}."), "Choose one of the list."))
}

/// The place a person has in the league.
pub fn member_of(campaign: &Campaign, person: PersonId) -> Option<(MemberId, &Member)> {
    campaign.members().iter().find(|(_, member)| member.person == person)
}

/// A person applies.
///
/// # Errors
/// Where they have a place already.
pub fn apply(campaign: &Campaign, person: PersonId, why: &str, at: Timestamp) -> Result<Change, Failure> {
    let what = "The application was not added.";
    if !campaign.people().contains(person) {
        return Err(Failure::new(what, format!("There is no person {person}."), "Add the person first."));
    }
    if let Some((id, member)) = member_of(campaign, person).filter(|(_, it)| it.state != MemberState::Left) {
        let state = member.state.title().to_lowercase();
        return Err(Failure::new(
            what,
            format!("{person} is in the league as {id} already: {state}."),
            "Open that one.",
        ));
    }
    let mut member = Member::new(person);
    member.application = why.trim().to_owned();
    member.applied_at = Some(at);
    Ok(Change::one("Add an application", Edit::member(campaign.next_member_id(), member)))
}

/// A member stands up for another.
///
/// # Errors
/// Where either is not there, it is the same one, or the one who vouches is no approved member.
pub fn vouch(campaign: &Campaign, id: MemberId, by: MemberId, words: &str, at: Timestamp) -> Result<Change, Failure> {
    let what = "Nobody was vouched for.";
    let voucher = member(campaign, by, what)?;
    let mut after = member(campaign, id, what)?.clone();
    if id == by || voucher.person == after.person {
        return Err(Failure::new(what, "Nobody vouches for themselves.", "Choose another member."));
    }
    if voucher.state != MemberState::Approved {
        return Err(Failure::new(what, format!("{by} is not an approved member."), "Choose a member who is."));
    }
    after.vouches.retain(|vouch| vouch.by != by);
    after.vouches.push(Vouch { by, at, words: words.trim().to_owned() });
    Ok(Change::one("Vouch for a member", Edit::member(id, after)))
}

/// Takes back that a member stands up for another; `None` where they do not.
pub fn unvouch(campaign: &Campaign, id: MemberId, by: MemberId) -> Option<Change> {
    bulk::change_each::<Member>(
        campaign,
        [id],
        |_| "Take back a vouch".into(),
        |member| member.vouches.retain(|vouch| vouch.by != by),
    )
}

/// Changes the words with which a member stands up for another; `None` where they do not, or say so already.
pub fn set_vouch_words(campaign: &Campaign, id: MemberId, by: MemberId, words: &str) -> Option<Change> {
    bulk::change_each::<Member>(
        campaign,
        [id],
        |_| "Change the words of a vouch".into(),
        |member| {
            for vouch in member.vouches.iter_mut().filter(|vouch| vouch.by == by) {
                words.clone_into(&mut vouch.words);
            }
        },
    )
}

/// Sets who brought a member, or that nobody did.
///
/// # Errors
/// Where that would make a circle.
pub fn set_referrer(campaign: &Campaign, id: MemberId, by: Option<MemberId>) -> Result<Change, Failure> {
    let what = "Who brought the member stays as it is.";
    let mut after = member(campaign, id, what)?.clone();
    let mut above = by;
    // A chain is no longer than there are members.
    for _ in 0..=campaign.members().len() {
        let Some(next) = above else { break };
        if next == id {
            return Err(Failure::new(
                what,
                "Nobody brings whoever brought them.",
                "Choose a member outside this branch.",
            ));
        }
        above = member(campaign, next, what)?.referred_by;
    }
    after.referred_by = by;
    Ok(Change::one("Change who brought a member", Edit::member(id, after)))
}

/// Chooses the form in which a member's name stands in one output; `ByDefault` takes the choice back.
pub fn disclose(campaign: &Campaign, ids: &[MemberId], output: Disclosed, form: NameForm) -> Option<Change> {
    bulk::change_each::<Member>(
        campaign,
        ids.iter().copied(),
        |count| bulk::counted::<Member>("Change the name in public of", count),
        |member| {
            if form == NameForm::ByDefault {
                member.disclosure.remove(&output);
            } else {
                member.disclosure.insert(output, form);
            }
        },
    )
}

/// Gives the first proposal to each of these who has no code name yet, as one step.
pub fn propose_for_all(campaign: &Campaign, ids: &[MemberId]) -> Option<Change> {
    let mut taken = taken_code_names(campaign);
    let mut edits = Vec::new();
    for id in ids {
        let Some(member) = campaign.members().get(*id).filter(|member| member.code_name.is_empty()) else { continue };
        if let Some(name) = propose_among(campaign, (*id, member), 1, 0, &mut taken).pop() {
            edits.extend(code_name_edits(campaign, *id, member.clone(), &name));
        }
    }
    let count = edits.iter().filter(|edit| matches!(edit, Edit::Member(..))).count();
    (count > 0).then(|| Change::new(bulk::counted::<Member>("Give a code name to", count), edits))
}

/// Takes memberships out of the league, with what others say of them; the people stay.
pub fn remove(campaign: &Campaign, ids: &[MemberId]) -> Change {
    let gone: HashSet<MemberId> = ids.iter().copied().collect();
    let mut edits = belongings::members_out(campaign, &gone);
    let people: BTreeSet<PersonId> =
        ids.iter().filter_map(|id| campaign.members().get(*id)).map(|member| member.person).collect();
    edits.extend(bulk::edits_each::<crate::campaign::Person>(campaign, people, |_, person| person.member = false));
    Change::new(bulk::counted::<Member>("Delete", ids.len()), edits)
}

/// Decides about memberships as one step, and keeps the mark on the people that pools of a sweepstake look at.
///
/// # Errors
/// Where somebody is refused or leaves without a reason.
pub fn decide(
    campaign: &Campaign,
    ids: &[MemberId],
    state: MemberState,
    reason: &str,
    at: Timestamp,
) -> Result<Option<Change>, Failure> {
    if state == MemberState::Refused && reason.trim().is_empty() {
        return Err(Failure::new(
            "Nobody was refused.",
            "A refusal needs a reason.",
            "Write down why, in a few words.",
        ));
    }
    let verb = match state {
        MemberState::Applied => "Reopen",
        MemberState::Approved => "Approve",
        MemberState::Refused => "Refuse",
        MemberState::Left => "Note the leaving of",
    };
    let mut edits = bulk::edits_each::<Member>(campaign, ids.iter().copied(), |_, member| {
        if member.state != state {
            member.state = state;
            reason.trim().clone_into(&mut member.reason);
            member.decided_at = (state != MemberState::Applied).then_some(at);
        }
    });
    let title = bulk::counted::<Member>(verb, edits.len());
    let people: BTreeSet<PersonId> =
        ids.iter().filter_map(|id| campaign.members().get(*id)).map(|member| member.person).collect();
    edits.extend(bulk::edits_each::<crate::campaign::Person>(campaign, people, |_, person| {
        person.member = state == MemberState::Approved;
    }));
    Ok((!edits.is_empty()).then(|| Change::new(title, edits)))
}

/// Gives a member a code name; empty takes it away. The person gets the same one, so that every output that shows code names
/// shows it.
///
/// # Errors
/// Where another member has it.
pub fn set_code_name(campaign: &Campaign, id: MemberId, name: &str) -> Result<Change, Failure> {
    let what = "The code name stays as it is.";
    let after = member(campaign, id, what)?.clone();
    let name = tidy_name(name);
    let key = name_key(&name);
    let holder = campaign.members().iter().find(|(other, it)| *other != id && name_key(&it.code_name) == key);
    if let Some((other, _)) = holder.filter(|_| !key.is_empty()) {
        return Err(Failure::new(what, format!("{other} has the code name “{name}”."), "Choose another one."));
    }
    if let Some(person) = campaign.people().get(after.person)
        && [&person.name, &person.latin_name].into_iter().any(|real| shares_word(real, &name))
    {
        return Err(Failure::new(what, "It holds a part of the real name.", "Choose one that gives nothing away."));
    }
    Ok(Change::new("Set a code name", code_name_edits(campaign, id, after, &name)))
}

/// The member and the person with this code name.
fn code_name_edits(campaign: &Campaign, id: MemberId, mut member: Member, name: &str) -> Vec<Edit> {
    name.clone_into(&mut member.code_name);
    let person = bulk::edits_each::<crate::campaign::Person>(campaign, [member.person], |_, person| {
        person.code_name = name.into();
    });
    [Edit::member(id, member)].into_iter().chain(person).collect()
}

pub(super) fn shares_word(real: &str, name: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        text.split_whitespace().map(str::to_lowercase).filter(|word| word.chars().count() > 2).collect()
    };
    !words(real).is_disjoint(&words(name))
}

/// Keys of all code names somebody has.
fn taken_code_names(campaign: &Campaign) -> HashSet<String> {
    let members = campaign.members().iter().map(|(_, member)| name_key(&member.code_name));
    members.chain(campaign.people().iter().map(|(_, person)| name_key(&person.code_name))).collect()
}

/// Code names nobody has, the same ones each time for the same member and attempt.
pub fn propose_code_names(campaign: &Campaign, id: MemberId, count: usize, attempt: u64) -> Vec<String> {
    let Some(member) = campaign.members().get(id) else { return Vec::new() };
    propose_among(campaign, (id, member), count, attempt, &mut taken_code_names(campaign))
}

/// The same beside names that are `taken`, to which those that are proposed are added.
fn propose_among(
    campaign: &Campaign,
    (id, member): (MemberId, &Member),
    count: usize,
    attempt: u64,
    taken: &mut HashSet<String>,
) -> Vec<String> {
    let mut hash = Sha256::new();
    hash.update(campaign.settings().id.as_bytes());
    hash.update(b"code name");
    hash.update(id.0.to_be_bytes());
    hash.update(attempt.to_be_bytes());
    let mut rng = dice(&hash.finalize());
    let real = campaign.people().get(member.person).map(|person| person.name.clone()).unwrap_or_default();
    let mut proposals = Vec::new();
    // The lists have thousands of pairs. Where so many tries find none that is free, a number tells the next ones apart.
    for number in 1..=NUMBERED {
        for _ in 0..count.saturating_mul(40).max(200) {
            let (Some(first), Some(second)) = (words().first.choose(&mut rng), words().second.choose(&mut rng)) else {
                return proposals;
            };
            let name = numbered(first, second, number);
            if first != second && !shares_word(&real, &name) && taken.insert(name_key(&name)) {
                proposals.push(name);
            }
            if proposals.len() == count {
                return proposals;
            }
        }
    }
    proposals
}

/// How often a pair of words comes again with another number behind it: enough for a member each of all people there are room for.
pub(super) const NUMBERED: usize = 10_000;

/// "Amber Owl", and "Amber Owl 2" where the words alone are taken.
pub(super) fn numbered(first: &str, second: &str, number: usize) -> String {
    if number == 1 { format!("{first} {second}") } else { format!("{first} {second} {number}") }
}

pub(super) fn dice(hash: &[u8]) -> rand::rngs::Xoshiro256PlusPlus {
    let seed = hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
    rand::rngs::Xoshiro256PlusPlus::seed_from_u64(seed)
}

/// One line of the tree of who brought whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    pub member: MemberId,
    /// 0 for those whom nobody brought.
    pub depth: usize,
    /// How many came through this one, directly or not.
    pub brought: usize,
}

/// Everybody once, each below the one who brought them. A circle is cut where it was entered.
pub fn tree(campaign: &Campaign) -> Vec<Branch> {
    let mut below: BTreeMap<Option<MemberId>, Vec<MemberId>> = BTreeMap::new();
    for (id, member) in campaign.members().iter() {
        below.entry(member.referred_by.filter(|by| *by != id)).or_default().push(id);
    }
    let mut lines: Vec<Branch> = Vec::new();
    let mut seen: HashSet<MemberId> = HashSet::new();
    let roots = below.get(&None).cloned().unwrap_or_default();
    // Whoever is in a circle is reached from nobody without a referrer: the lowest number begins.
    for root in roots.into_iter().chain(campaign.members().ids()) {
        let mut open = vec![(root, 0)];
        while let Some((id, depth)) = open.pop() {
            if seen.insert(id) {
                lines.push(Branch { member: id, depth, brought: 0 });
                open.extend(below.get(&Some(id)).into_iter().flatten().rev().map(|child| (*child, depth + 1)));
            }
        }
    }
    let depths: Vec<usize> = lines.iter().map(|line| line.depth).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        line.brought = depths[at + 1..].iter().take_while(|depth| **depth > line.depth).count();
    }
    lines
}

/// What members share among themselves: roster by code name, best practices, success stories; one page of HTML.
pub fn pack_page(campaign: &Campaign) -> String {
    let approved = || campaign.members().iter().filter(|(_, it)| it.state == MemberState::Approved);
    let called = |member: &Member| {
        // Without a yes to anything the code name is what a member goes by among members.
        names::public_name(campaign, member.person, Output::Roster)
            .or_else(|| Some(member.code_name.clone()).filter(|name| !name.is_empty()))
    };
    // What a member wrote may hold a name that nobody agreed to: it is left out rather than shown.
    let safe = |member: &Member, text: &str| {
        !text.trim().is_empty() && !names::tells_more(campaign, member.person, text, Output::Roster)
    };
    let told = |pick: fn(&Member) -> &String| -> Vec<(String, String)> {
        approved()
            .filter(|(_, it)| safe(it, pick(it)))
            .map(|(_, it)| (called(it).unwrap_or_else(|| "A member".into()), pick(it).clone()))
            .collect()
    };
    let mut roster: Vec<String> = approved().filter_map(|(_, it)| called(it)).collect();
    roster.sort();
    pack::page(&pack::PackFacts {
        title: campaign.settings().title.clone(),
        language: campaign.settings().language.clone(),
        roster,
        practices: told(|member| &member.best_practice),
        stories: told(|member| &member.success_story),
    })
}

/// The members' pack under a passphrase, in the age format.
///
/// # Errors
/// Where there are no members to write it for, or the passphrase does not do.
pub fn members_pack(campaign: &Campaign, passphrase: &Passphrase, work: Work) -> Result<String, Failure> {
    if !campaign.members().iter().any(|(_, it)| it.state == MemberState::Approved) {
        return Err(Failure::new(
            "The members' pack was not made.",
            "The league has no members yet.",
            "Approve somebody first.",
        ));
    }
    passphrase::close(pack_page(campaign).as_bytes(), passphrase, work)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::campaign::Person;

    #[test]
    fn code_names_go_on_where_all_pairs_of_words_are_taken() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let pairs = words().first.iter().flat_map(|a| words().second.iter().map(move |b| format!("{a} {b}")));
        let named =
            |code: String| Person { name: "Wen Zhu".into(), ..Person::default() }.with(|it| it.code_name = code.into());
        let mut edits: Vec<Edit> =
            (10..).zip(pairs).map(|(id, code): (u64, _)| Edit::person(PersonId(id), named(code))).collect();
        for id in 1..=3 {
            edits.push(Edit::person(PersonId(id), named(String::new())));
            edits.push(Edit::member(MemberId(id), Member::new(PersonId(id))));
        }
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let ids = [1, 2, 3].map(MemberId);
        let proposals = propose_code_names(&campaign, ids[0], 40, 0);
        assert_eq!(proposals.iter().collect::<HashSet<_>>().len(), 40);
        assert!(proposals.iter().all(|name| name.ends_with(" 2")), "{proposals:?}");
        assert_eq!(propose_code_names(&campaign, ids[0], 40, 0), proposals);
        campaign.apply(&propose_for_all(&campaign, &ids).unwrap(), now).unwrap();
        let names: HashSet<String> = campaign.members().iter().map(|(_, it)| name_key(&it.code_name)).collect();
        assert_eq!(names.len(), 3);
        assert!(propose_for_all(&campaign, &ids).is_none());
    }

    #[test]
    fn the_words_of_a_vouch_are_changed_alone() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut edits = Vec::new();
        for id in 1..=2 {
            edits.push(Edit::person(PersonId(id), Person { name: format!("P{id}").into(), ..Person::default() }));
            let state = MemberState::Approved;
            edits.push(Edit::member(MemberId(id), Member { state, ..Member::new(PersonId(id)) }));
        }
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        assert!(set_vouch_words(&campaign, MemberId(1), MemberId(2), "Nobody vouched yet").is_none());
        campaign.apply(&vouch(&campaign, MemberId(1), MemberId(2), "", now).unwrap(), now).unwrap();
        let change = set_vouch_words(&campaign, MemberId(1), MemberId(2), "Kept the trams online").unwrap();
        campaign.apply(&change, "2026-11-21T09:00:00Z".parse().unwrap()).unwrap();
        let vouch = &campaign.members().get(MemberId(1)).unwrap().vouches[0];
        assert_eq!((vouch.words.as_str(), vouch.at), ("Kept the trams online", now));
    }
}
