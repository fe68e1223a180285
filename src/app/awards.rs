//! Awards: who was nominated for one, ranked by how many named them for it, and the changes that decide it.

use super::bulk;
use super::people::folded;
use crate::campaign::{
    Award, AwardId, Campaign, Change, Edit, Nomination, NominationId, NominationState, PersonId, Winner,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// Somebody who could win, with how often they were named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub name: String,
    /// Nominations that name this award.
    pub for_award: u64,
    pub in_all: u64,
    /// Equal counts share a place, from 1.
    pub place: u64,
    pub is_winner: bool,
    /// First words of the best nomination: one for this award, the longest of them.
    pub excerpt: String,
    /// Those for this award first, then in order of arrival.
    pub nominations: Vec<NominationId>,
}

/// Everybody nominated, ranked for one award: by nominations for it, then by nominations in all, then by name. Winners who were
/// never nominated stand last. Nominations that were set aside do not count.
pub fn candidates(campaign: &Campaign, award: AwardId) -> Vec<Candidate> {
    let mut found: HashMap<PersonId, Candidate> = HashMap::new();
    let name = |person: PersonId| campaign.people().get(person).map_or("", |person| person.display_name()).to_owned();
    let fresh = |person: PersonId| Candidate {
        person,
        name: name(person),
        for_award: 0,
        in_all: 0,
        place: 0,
        is_winner: false,
        excerpt: String::new(),
        nominations: Vec::new(),
    };
    let names_it = |nomination: &Nomination| nomination.awards.contains(&award);
    for (id, nomination) in campaign.nominations().iter().filter(|(_, n)| n.state != NominationState::SetAside) {
        let candidate = found.entry(nomination.nominee).or_insert_with(|| fresh(nomination.nominee));
        candidate.in_all += 1;
        candidate.for_award += u64::from(names_it(nomination));
        candidate.nominations.push(id);
    }
    for winner in campaign.awards().get(award).map_or(&[][..], |award| award.winners.as_slice()) {
        found.entry(winner.person).or_insert_with(|| fresh(winner.person)).is_winner = true;
    }
    let mut candidates: Vec<Candidate> = found.into_values().collect();
    for candidate in &mut candidates {
        // Sorting is stable: within each half the order of arrival stays.
        candidate.nominations.sort_by_key(|id| !campaign.nominations().get(*id).is_some_and(names_it));
        let considered =
            if candidate.for_award > 0 { candidate.for_award as usize } else { candidate.nominations.len() };
        let texts = candidate.nominations.iter().take(considered).filter_map(|id| campaign.nominations().get(*id));
        let best = texts.map(Nomination::excerpt).max_by_key(|text| text.chars().count().min(200)).unwrap_or("");
        candidate.excerpt = first_words(best);
    }
    candidates.sort_by_cached_key(|candidate| {
        let count = |n: u64| std::cmp::Reverse(n);
        (count(candidate.for_award), count(candidate.in_all), folded(&candidate.name), candidate.person)
    });
    let mut place = 0;
    let mut before = None;
    for (index, candidate) in candidates.iter_mut().enumerate() {
        if before != Some(candidate.for_award) {
            place = index as u64 + 1;
            before = Some(candidate.for_award);
        }
        candidate.place = place;
    }
    candidates
}

/// At most a line or two, on one line.
fn first_words(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > 180 {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Chooses winners beside those there are; `None` when the award is gone or they have all won it already.
pub fn choose(campaign: &Campaign, id: AwardId, people: &[PersonId], at: Timestamp) -> Option<Change> {
    let award = campaign.awards().get(id)?;
    let mut new = award.clone();
    for person in people {
        if !new.is_won_by(*person) {
            new.winners.push(Winner { person: *person, reason: String::new(), decided_at: at });
        }
    }
    let title = match new.winners.len() - award.winners.len() {
        0 => return None,
        1 => "Choose a winner".to_owned(),
        count => format!("Choose {count} winners"),
    };
    Some(Change::one(title, Edit::award(id, new)))
}

/// How many more winners the award has after the change than in the campaign before.
pub fn newly_won(before: &Campaign, change: &Change, id: AwardId) -> usize {
    let had = before.awards().get(id).map_or(0, |award| award.winners.len());
    let has = change.edits.iter().find_map(|edit| match edit {
        Edit::Award(of, Some(award)) if *of == id => Some(award.winners.len()),
        _ => None,
    });
    has.map_or(0, |has| has.saturating_sub(had))
}

/// Takes the award away from people; `None` when none of them has it.
pub fn take_away(campaign: &Campaign, id: AwardId, people: &[PersonId]) -> Option<Change> {
    let award = campaign.awards().get(id)?;
    let mut new = award.clone();
    new.winners.retain(|winner| !people.contains(&winner.person));
    let title = match award.winners.len() - new.winners.len() {
        0 => return None,
        1 => "Remove a winner".to_owned(),
        count => format!("Remove {count} winners"),
    };
    Some(Change::one(title, Edit::award(id, new)))
}

/// Deletes awards in one step, with how they were judged. Nominations for them keep all their words and no longer name them.
/// The campaign refuses it where the outcome of a round was ever frozen.
pub fn delete(campaign: &Campaign, ids: &[AwardId]) -> Change {
    let gone = bulk::removals::<Award>(campaign, ids.iter().copied());
    let title = bulk::counted::<Award>("Delete", gone.len());
    let names_one = |nomination: &Nomination| nomination.awards.iter().any(|award| ids.contains(award));
    let naming = campaign.nominations().iter().filter(|(_, nomination)| names_one(nomination)).map(|(id, _)| id);
    let mut edits = bulk::edits_each::<Nomination>(campaign, naming, |_, nomination| {
        nomination.awards.retain(|award| !ids.contains(award));
    });
    let sheets = campaign.sheets().iter().filter(|(_, sheet)| ids.contains(&sheet.award));
    edits.extend(sheets.map(|(id, _)| Edit::Sheet(id, None)));
    let judgings = campaign.judgings().ids().filter(|id| ids.contains(id));
    edits.extend(judgings.map(|id| Edit::Judging(id, None)));
    edits.extend(gone);
    Change::new(title, edits)
}

/// Takes every winner off these awards; `None` when none has one.
pub fn clear_winners(campaign: &Campaign, ids: &[AwardId]) -> Option<Change> {
    let title = |count| bulk::counted::<Award>("Clear the winners of", count);
    bulk::change_each::<Award>(campaign, ids.iter().copied(), title, |award| award.winners.clear())
}

/// Who won any of these, each once, in order of the awards.
pub fn winners_of(campaign: &Campaign, ids: &[AwardId]) -> Vec<PersonId> {
    let mut people = Vec::new();
    for winner in ids.iter().filter_map(|id| campaign.awards().get(*id)).flat_map(|award| &award.winners) {
        if !people.contains(&winner.person) {
            people.push(winner.person);
        }
    }
    people
}

/// An award as it begins.
pub fn fresh() -> Award {
    Award { title: "New award".into(), ..Award::default() }
}

/// Awards that hold what is looked for in title, description, ribbon or the names of winners, in order.
pub fn found(campaign: &Campaign, words: &str) -> Vec<AwardId> {
    let key = folded(words);
    let holds = |award: &Award| {
        let winners = award.winners.iter().filter_map(|winner| campaign.people().get(winner.person));
        let names = winners.map(|person| person.display_name().to_owned()).collect::<Vec<_>>().join(" ");
        [&award.title, &award.description, &award.ribbon, &names].into_iter().any(|text| folded(text).contains(&key))
    };
    campaign.awards().iter().filter(|(_, award)| key.is_empty() || holds(award)).map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::Person;

    fn campaign() -> (Campaign, AwardId) {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let award = AwardId(1);
        let mut edits = vec![Edit::award(award, Award { title: "Night Owl".into(), ..Award::default() })];
        for (id, name) in [(1, "Ann Field"), (2, "Bo Reyes"), (3, "Çelik Demir"), (4, "Dan Off")] {
            edits.push(Edit::person(PersonId(id), Person { name: name.into(), ..Person::default() }));
        }
        let mut nominations = vec![];
        for (person, for_award, set_aside) in [
            (1, false, false),
            (1, true, false),
            (2, true, false),
            (3, true, false),
            (3, true, true),
            (4, false, false),
        ] {
            let mut nomination = Nomination::new(PersonId(person));
            nomination.story = format!("Story {} of {person}", nominations.len()).into();
            if for_award {
                nomination.awards.push(award);
            }
            if set_aside {
                nomination.state = NominationState::SetAside;
            }
            nominations.push(nomination);
        }
        edits.extend(nominations.into_iter().zip(1..).map(|(n, id)| Edit::nomination(NominationId(id), n)));
        campaign.apply(&Change::new("Make it", edits), now).unwrap();
        (campaign, award)
    }

    #[test]
    fn ranked_by_nominations_for_the_award() {
        let (campaign, award) = campaign();
        let ranked = candidates(&campaign, award);
        let short: Vec<(u64, u64, u64)> = ranked.iter().map(|c| (c.person.0, c.for_award, c.place)).collect();
        assert_eq!(short, [(1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 0, 4)]);
        // The one for the award comes first, although it arrived later.
        assert_eq!(ranked[0].nominations, [NominationId(2), NominationId(1)]);
        assert_eq!(ranked[0].excerpt, "Story 1 of 1");
        assert_eq!(ranked[2].in_all, 1, "what was set aside does not count");
    }

    #[test]
    fn winners_come_and_go_and_a_deleted_award_leaves_the_words() {
        let (mut campaign, award) = campaign();
        let at = "2026-11-21T09:00:00Z".parse().unwrap();
        campaign.apply(&choose(&campaign, award, &[PersonId(4)], at).unwrap(), at).unwrap();
        campaign.apply(&choose(&campaign, award, &[PersonId(1)], at).unwrap(), at).unwrap();
        assert_eq!(choose(&campaign, award, &[PersonId(1)], at), None);
        assert_eq!(candidates(&campaign, award).iter().filter(|candidate| candidate.is_winner).count(), 2);
        campaign.apply(&take_away(&campaign, award, &[PersonId(4)]).unwrap(), at).unwrap();
        assert_eq!(found(&campaign, "field"), [award]);
        assert!(found(&campaign, "reyes").is_empty());
        let applied = campaign.apply(&delete(&campaign, &[award]), at).unwrap();
        assert!(campaign.awards().is_empty());
        assert_eq!(campaign.nominations().len(), 6);
        campaign.apply(&Change::new("Undo", applied.inverse.unwrap()), at).unwrap();
        assert_eq!(candidates(&campaign, award)[0].for_award, 1);
    }
}
