//! People who may be one person under two spellings: found by what they share, scored, and shown with the evidence. Nothing is
//! merged here without being asked; a proposal is a question. The work is bounded: everybody is compared only with those who
//! share a key (mailbox, name in any order, sound of the name, household), so a million people take about n log n steps.

mod households;
mod likeness;
mod shared_words;
mod spelling;

use super::failure::Failure;
use super::progress::Progress;
use crate::campaign::{
    Campaign, Change, Details, Edit, EditError, Merging, Person, PersonId, keep_apart, put_off, unmerge,
};
use crate::intake::are_two_people;
use households::{Households, words_of_entries_by};
use jiff::Timestamp;
use likeness::compare;
use shared_words::SharedWords;
use spelling::{Spelling, keys};
use std::collections::{BTreeMap, HashMap, HashSet};

pub use crate::campaign::canonical;
pub use likeness::{Clue, Evidence};
pub use spelling::{mailbox, name_in_order};

/// Two people who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The record that would be kept: the fuller one, of equals the older.
    pub kept: PersonId,
    pub gone: PersonId,
    /// 0 to 100; from [`SURE`] on there is hardly a doubt.
    pub score: u8,
    /// What speaks for it and against it, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// From here on a pair is proposed.
pub const PROPOSED: u8 = 52;
/// Weaker ones are found from here on, for whoever asks for them: of these most are two people.
pub const WEAK: u8 = 40;
/// So many of the weaker ones, the likeliest, are kept.
const MOST_WEAK: usize = 10_000;
/// From here on a pair may be decided in bulk with a good conscience.
pub const SURE: u8 = 90;

/// In a group that shares a key, everybody is compared with this many neighbours by name; small groups with all.
const NEIGHBOURS: usize = 12;

/// All proposals, the likeliest first, and behind them the weaker pairs from [`WEAK`] on. Reports people done of people in all;
/// may be cancelled.
pub fn search(campaign: &Campaign, progress: &Progress) -> Result<Vec<Likeness>, Failure> {
    let people: Vec<(PersonId, &Person)> = campaign.people().iter().collect();
    progress.set_total(people.len() as u64 * 2);
    let (mut spellings, words) = spelled(&people, progress)?;
    let households = Households::file(campaign, &people, &mut spellings);
    // How many carry a name: a common one says less.
    let mut bearers: HashMap<&str, u32> = HashMap::new();
    for spelling in &spellings {
        *bearers.entry(spelling.sorted()).or_default() += 1;
    }
    let mut filed: Vec<(u64, u32)> = Vec::with_capacity(people.len() * 6);
    for (index, spelling) in spellings.iter().enumerate() {
        filed.extend(keys(spelling).into_iter().map(|key| (key, index as u32)));
    }
    filed.sort_unstable();
    filed.dedup();
    let groups: Vec<&[(u64, u32)]> = filed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1).collect();

    let nominated = nominations_by_person(campaign);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = groups.len().div_ceil(threads).max(1);
    let found = std::thread::scope(|scope| {
        let workers: Vec<_> = groups
            .chunks(share)
            .map(|groups| {
                let (people, spellings, shared) = (&people, &spellings, (&words, &households));
                let (bearers, nominated) = (&bearers, &nominated);
                scope.spawn(move || -> Result<Vec<Likeness>, Failure> {
                    let (mut found, mut weak) = (Vec::new(), Vec::new());
                    let mut seen: HashSet<(u32, u32)> = HashSet::new();
                    for (done, group) in groups.iter().enumerate() {
                        if done % 256 == 0 {
                            // Each worker is told of a cancel; the count itself is a fair guess.
                            progress.reach((people.len() + people.len() * done / groups.len()) as u64)?;
                        }
                        for (a, b) in pairs(group, spellings) {
                            if !seen.insert((a.min(b), a.max(b))) {
                                continue;
                            }
                            let (one, other) = (a as usize, b as usize);
                            if are_apart(people[one], people[other]) {
                                continue;
                            }
                            let common = bearers.get(spellings[one].sorted()).copied().unwrap_or(1);
                            let (a, b) = ((people[one].1, &spellings[one]), (people[other].1, &spellings[other]));
                            let Some((score, evidence)) = compare(a, b, shared, common) else { continue };
                            if score < WEAK {
                                continue;
                            }
                            let (kept, gone) = order(people[one], people[other], nominated);
                            let list = if score >= PROPOSED { &mut found } else { &mut weak };
                            list.push(Likeness { kept, gone, score, evidence });
                            if weak.len() > 4 * MOST_WEAK {
                                keep_likeliest(&mut weak);
                            }
                        }
                    }
                    keep_likeliest(&mut weak);
                    found.append(&mut weak);
                    Ok(found)
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok(found) => all.extend(found?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<_, Failure>(all)
    });
    let mut found = found?;
    // Two workers may have met the same pair under two keys.
    found.sort_by(|a, b| b.score.cmp(&a.score).then(a.kept.cmp(&b.kept)).then(a.gone.cmp(&b.gone)));
    let mut seen = HashSet::new();
    found.retain(|pair| seen.insert((pair.kept.min(pair.gone), pair.kept.max(pair.gone))));
    let proposed = found.partition_point(|pair| pair.score >= PROPOSED);
    found.truncate(proposed + MOST_WEAK);
    Ok(found)
}

fn keep_likeliest(weak: &mut Vec<Likeness>) {
    weak.sort_by(|a, b| b.score.cmp(&a.score).then(a.kept.cmp(&b.kept)).then(a.gone.cmp(&b.gone)));
    weak.truncate(MOST_WEAK);
}

/// Everybody ready to be compared: made on all cores, but for the words they share.
fn spelled<'p>(
    people: &[(PersonId, &'p Person)],
    progress: &Progress,
) -> Result<(Vec<Spelling>, SharedWords<'p>), Failure> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = people.len().div_ceil(threads).max(1024);
    let spell = |people: &[(PersonId, &Person)]| -> Result<Vec<Spelling>, Failure> {
        let mut spellings = Vec::with_capacity(people.len());
        for (done, (_, person)) in people.iter().enumerate() {
            if done % 1024 == 0 {
                // Each worker is told of a cancel; the count itself is a fair guess.
                progress.reach((done * threads) as u64)?;
            }
            spellings.push(Spelling::new(person));
        }
        Ok(spellings)
    };
    let parts: Vec<Result<Vec<Spelling>, Failure>> = std::thread::scope(|scope| {
        let spell = &spell;
        let workers: Vec<_> = people.chunks(share).map(|part| scope.spawn(move || spell(part))).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, _>| match worker.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        workers.into_iter().map(join).collect()
    });
    let mut spellings = Vec::with_capacity(people.len());
    for part in parts {
        spellings.append(&mut part?);
    }
    let mut words = SharedWords::default();
    for ((_, person), spelling) in people.iter().zip(&mut spellings) {
        spelling.file_shared(person, &mut words);
    }
    Ok((spellings, words))
}

fn nominations_by_person(campaign: &Campaign) -> HashMap<PersonId, u32> {
    let mut counts = HashMap::new();
    for (_, nomination) in campaign.nominations().iter() {
        *counts.entry(nomination.nominee).or_default() += 1;
    }
    counts
}

/// Pairs worth comparing in a group that shares a key.
fn pairs(group: &[(u64, u32)], spellings: &[Spelling]) -> Vec<(u32, u32)> {
    let mut members: Vec<u32> = group.iter().map(|(_, index)| *index).collect();
    let reach = if members.len() <= 2 * NEIGHBOURS { members.len() } else { NEIGHBOURS };
    members.sort_by(|a, b| spellings[*a as usize].sorted().cmp(spellings[*b as usize].sorted()).then(a.cmp(b)));
    let mut pairs = Vec::new();
    for (place, one) in members.iter().enumerate() {
        pairs.extend(members[place + 1..].iter().take(reach).map(|other| (*one, *other)));
    }
    pairs
}

/// Did a person decide that these are two?
fn are_apart(one: (PersonId, &Person), other: (PersonId, &Person)) -> bool {
    let says = |person: &Person, id: PersonId, of: &Person| {
        person.apart_from.contains(&id) || of.merged.iter().any(|merged| person.apart_from.contains(&merged.id))
    };
    says(one.1, other.0, other.1) || says(other.1, one.0, one.1)
}

/// Which record is kept: the one with more nominations, then more words in it, then the older.
fn order(
    one: (PersonId, &Person),
    other: (PersonId, &Person),
    nominated: &HashMap<PersonId, u32>,
) -> (PersonId, PersonId) {
    let weight = |(id, person): (PersonId, &Person)| {
        let fields = [
            &person.name,
            &person.email,
            &person.organisation,
            &person.team,
            &person.function,
            &person.country,
            &person.address,
        ];
        let filled = fields.iter().filter(|field| !field.is_empty()).count() + usize::from(person.photo.is_some());
        (person.name_confirmed.is_some(), nominated.get(&id).copied().unwrap_or(0), filled, std::cmp::Reverse(id))
    };
    if weight(one) >= weight(other) { (one.0, other.0) } else { (other.0, one.0) }
}

fn failed(error: &EditError) -> Failure {
    Failure::new("Nobody was merged.", format!("{error}."), "Look for duplicates again: somebody changed since.")
}

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

/// Remembers that several pairs are different people.
pub fn keep_all_apart(campaign: &Campaign, pairs: &[(PersonId, PersonId)]) -> Result<Change, Failure> {
    let edits = marked(pairs, |one, other| keep_apart(campaign, one, other))?;
    let title = if pairs.len() == 1 {
        "Keep two people apart".to_owned()
    } else {
        format!("Keep {} pairs of people apart", pairs.len())
    };
    Ok(Change::new(title, edits))
}

/// Remembers that several pairs are to be decided later.
pub fn put_all_off(campaign: &Campaign, pairs: &[(PersonId, PersonId)]) -> Result<Change, Failure> {
    let edits = marked(pairs, |one, other| put_off(campaign, one, other))?;
    let title = match pairs.len() {
        1 => "Decide about two people later".to_owned(),
        many => format!("Decide about {many} pairs of people later"),
    };
    Ok(Change::new(title, edits))
}

/// What the entries of a person say of their household, for the evidence; empty where they say nothing.
pub fn household_words(campaign: &Campaign, id: PersonId) -> String {
    words_of_entries_by(campaign, id).into_iter().collect::<Vec<_>>().join("; ")
}

/// Did a person put the decision about these two off?
pub fn is_put_off(campaign: &Campaign, one: PersonId, other: PersonId) -> bool {
    let says = |one, other| campaign.people().get(one).is_some_and(|person| person.put_off.contains(&other));
    says(one, other) || says(other, one)
}

/// What is noted in the records of several pairs, each record once.
fn marked(
    pairs: &[(PersonId, PersonId)],
    mark: impl Fn(PersonId, PersonId) -> Result<Change, EditError>,
) -> Result<Vec<Edit>, Failure> {
    let mut changed: BTreeMap<PersonId, Person> = BTreeMap::new();
    for (one, other) in pairs {
        for edit in mark(*one, *other).map_err(|error| failed(&error))?.edits {
            let Edit::Person(id, Some(person)) = edit else { continue };
            let Some(kept) = changed.get_mut(&id) else {
                changed.insert(id, Person::clone(&person));
                continue;
            };
            // Each change was made from the campaign as it is, so of several only what they add counts.
            let Details { apart_from, put_off, .. } = &mut *kept.details;
            for (list, from) in [(&mut *apart_from, &person.apart_from), (&mut *put_off, &person.put_off)] {
                list.extend(from.iter().filter(|id| !list.contains(id)).copied().collect::<Vec<_>>());
            }
            put_off.retain(|id| !apart_from.contains(id));
        }
    }
    Ok(changed.into_iter().map(|(id, person)| Edit::person(id, person)).collect())
}

/// Takes back the merge by which `gone` went into `kept`.
pub fn take_back(campaign: &Campaign, kept: PersonId, gone: PersonId) -> Result<Change, Failure> {
    unmerge(campaign, kept, gone).map_err(|error| {
        Failure::new(
            "The merge was not taken back.",
            format!("{error}."),
            "Undo what stands in its way, or edit by hand.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};

    fn person(name: &str, email: &str) -> Person {
        Person { name: name.into(), email: email.into(), ..Person::default() }
    }

    fn campaign(people: Vec<Person>) -> Campaign {
        let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let edits = people.into_iter().enumerate().map(|(n, p)| Edit::person(PersonId(n as u64 + 1), p)).collect();
        campaign.apply(&Change::new("People", edits), now).unwrap();
        campaign
    }

    #[track_caller]
    fn score(one: Person, other: Person) -> u8 {
        let campaign = campaign(vec![one, other]);
        let found = search(&campaign, &Progress::silent()).unwrap();
        assert!(found.len() <= 1, "{found:?}");
        found.first().filter(|pair| pair.score >= PROPOSED).map_or(0, |pair| pair.score)
    }

    #[test]
    fn spellings_of_one_person_are_proposed() {
        for (one, other) in [
            ("Sabine Okonjo", "sabine  OKONJO"),
            ("Sabine Okonjo", "Okonjo, Sabine"),
            ("José Núñez", "Jose Nunez"),
            ("Thùy Trâm Đặng", "Dang Thuy Tram"),
            ("Дмитрий Соколов", "Dmitriy Sokolov"),
            ("Дмитрий Соколов", "Dmitri Sokolov"),
            ("Γιώργος Παππάς", "Giorgos Pappas"),
            ("Jürgen Müller", "Juergen Mueller"),
            ("Robert Klein", "Bob Klein"),
            ("Katarzyna Nowak", "Kasia Nowak"),
            ("Anne-Marie Dupont", "Anne Marie Dupont"),
            ("Mary Ann O'Neill", "Mary Ann ONeill"),
            ("Lee Jun Ho", "Jun Ho Lee"),
        ] {
            let mut a = person(one, "");
            let mut b = person(other, "");
            a.organisation = "Brightwater".into();
            b.organisation = "Brightwater".into();
            assert!(score(a, b) >= PROPOSED, "{one} / {other}");
        }
    }

    #[test]
    fn mailboxes_with_plus_and_dots_are_one() {
        assert!(
            score(
                person("Sabine Okonjo", "sabine.okonjo@gmail.com"),
                person("S. Okonjo", "sabineokonjo+awards@googlemail.com")
            ) >= SURE
        );
        assert!(score(person("Ada Quist", "ada@mail.example"), person("Ada Quist", "ada+form@mail.example")) >= SURE);
        // A shared mailbox with two different names is no proof; it is found where weak pairs are asked for.
        let shared = [person("Ada Quist", "team@mail.example"), person("Bo Lindqvist", "team@mail.example")];
        let weak = search(&campaign(shared.to_vec()), &Progress::silent()).unwrap();
        assert_eq!(
            (weak.len(), weak[0].score, weak[0].evidence[1].clue.title()),
            (1, WEAK, "Same address, other name")
        );
        assert_eq!(score(person("Ada Quist", "team@mail.example"), person("Bo Lindqvist", "team@mail.example")), 0);
    }

    #[test]
    fn different_people_are_left_alone() {
        for (one, other) in [
            ("Sabine Okonjo", "Sabine Okafor"),
            ("Maria Garcia", "Mario Garcia Lopez"),
            ("Li Wei", "Li Na"),
            ("Jan de Vries", "Piet de Vries"),
            ("Anna Schmidt", "Hannes Schmidt"),
        ] {
            assert_eq!(score(person(one, "a@one.example"), person(other, "b@two.example")), 0, "{one} / {other}");
        }
        let mut a = person("Ada Quist", "");
        let mut b = person("Ada Quist", "");
        a.born = Some(jiff::civil::date(1980, 1, 2));
        b.born = Some(jiff::civil::date(1999, 7, 8));
        assert_eq!(score(a, b), 0);
    }

    #[test]
    fn one_name_at_two_workplaces_is_a_weak_proposal() {
        let at = |organisation: &str, email: &str| Person {
            organisation: organisation.into(),
            ..person("Ada Quist", email)
        };
        let both = |one: &str, other: &str| {
            let campaign = campaign(vec![at(one, "ada@one.example"), at(other, "quist@two.example")]);
            search(&campaign, &Progress::silent()).unwrap().first().map_or(0, |pair| pair.score)
        };
        assert!((WEAK..PROPOSED).contains(&both("Brightwater", "Northwind")));
        assert!(both("Brightwater", "Brightwater GmbH") >= PROPOSED);
        assert!(both("Brightwater", "") >= PROPOSED);
        assert!(both("Brightwater", "brightwater") > both("Brightwater", ""));
    }

    fn entry(person: u64, household: &str) -> crate::campaign::Entry {
        use crate::campaign::Entry;
        let entry_id = format!("EW754CJDS4R{person}");
        Entry { household: household.into(), ..Entry::new(1.into(), PersonId(person), entry_id) }
    }

    /// Two people of one household: told by their entries, and by their postal address.
    fn at_home(one: &str, other: &str) -> [Option<Likeness>; 2] {
        let two = [person(one, "a@one.example"), person(other, "b@two.example")];
        let mut by_entries = campaign(two.to_vec());
        let mut edits = vec![Edit::sweepstake(1.into(), crate::campaign::Sweepstake::default())];
        edits.extend(
            [(1, "Haus Lind, 7"), (2, "HAUS LIND 7 ")].map(|(id, words)| Edit::entry(id.into(), entry(id, words))),
        );
        by_entries.apply(&Change::new("Enter", edits), Timestamp::UNIX_EPOCH).unwrap();
        let addresses = ["Mühlenweg 7\n24103 Kiel", "Muhlenweg 7, 24103 KIEL"];
        let by_address = two.into_iter().zip(addresses).map(|(it, address)| it.with(|it| it.address = address.into()));
        [by_entries, campaign(by_address.collect())]
            .map(|campaign| search(&campaign, &Progress::silent()).unwrap().into_iter().next())
    }

    #[test]
    fn a_household_tells_who_is_one_under_names_that_can_be_one() {
        for (one, other) in [
            ("Sabine Okonjo", "Sabine Miller"),
            ("Sabine Okonjo", "Sabine"),
            ("Sabine Okonjo", "Sabine Okonjo"),
            ("Jürgen Müller", "J. Müller"),
            ("Susanne Klein", "Klein, Susi"),
        ] {
            for pair in at_home(one, other) {
                let pair = pair.filter(|pair| pair.score >= PROPOSED).unwrap_or_else(|| panic!("{one} / {other}"));
                assert!(
                    pair.evidence.iter().any(|it| it.clue.title() == "Same household" && it.weight > 0),
                    "{pair:?}"
                );
            }
        }
        // Without the household these are two.
        assert_eq!(score(person("Sabine Okonjo", ""), person("Sabine Miller", "")), 0);
        assert_eq!(score(person("Sabine Okonjo", ""), person("Sabine", "")), 0);
    }

    #[test]
    fn two_first_names_in_one_household_are_two_people() {
        for (one, other) in [
            ("Anna Schmidt", "Hanna Schmidt"),
            ("Schmidt, Anna", "Hanna Schmidt"),
            ("Daniel Smith", "Daniela Smith"),
            ("Jan de Vries", "Piet de Vries"),
            ("Maria Garcia", "Mario Garcia"),
            ("Ann Field", "Bo Field"),
            ("Nagy Péter", "Nagy Anna"),
            ("Marta Ruiz", "Merete Ruiz"),
            ("Hannes", "Sabine Okonjo"),
        ] {
            for pair in at_home(one, other) {
                assert!(pair.is_none_or(|pair| pair.score < PROPOSED), "{one} / {other}");
            }
        }
    }

    #[test]
    fn an_address_of_many_is_no_household() {
        let address = |name: &str| person(name, "").with(|it| it.address = "Hostel am Hafen 1, Kiel".into());
        let families = "Okonjo Miller Tanaka Garcia Weiss Novak Dubois Larsen Petrov Kaya Singh Romero Fischer Quist";
        let many: Vec<Person> = families.split(' ').map(|family| address(&format!("Sabine {family}"))).collect();
        assert_eq!(search(&campaign(many), &Progress::silent()).unwrap(), []);
        let twice = vec![address("Ada Quist"), address("Ada Quist"), address("Bo Lind")];
        let found = search(&campaign(twice), &Progress::silent()).unwrap();
        assert_eq!((found.len(), (found[0].kept, found[0].gone)), (1, (PersonId(1), PersonId(2))));
    }

    #[test]
    fn what_was_decided_is_not_asked_again() {
        let mut campaign =
            campaign(vec![person("Ada Quist", "ada@one.example"), person("Ada Quist", "ada@two.example")]);
        let found = search(&campaign, &Progress::silent()).unwrap();
        assert_eq!(found.len(), 1);
        let pairs = [(found[0].kept, found[0].gone)];
        let apart = keep_all_apart(&campaign, &pairs).unwrap();
        let before = campaign.clone();
        campaign.apply(&apart, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(search(&campaign, &Progress::silent()).unwrap(), []);
        let mut campaign = before;
        campaign.apply(&merge_all(&campaign, &pairs, Timestamp::UNIX_EPOCH).unwrap(), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(campaign.people().len(), 1);
        campaign.apply(&take_back(&campaign, pairs[0].0, pairs[0].1).unwrap(), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(campaign.people().len(), 2);
    }

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
    fn names_of_languages_without_spaces_meet_their_latin_forms() {
        for (one, other) in [
            ("王小明", "Wang Xiaoming"),
            ("Wangxiaoming", "Wang Xiaoming"),
            ("Annemarie", "Anne Marie"),
            ("Kim Min-ji", "Minji Kim"),
        ] {
            let campaign = campaign(vec![person(one, ""), person(other, "")]);
            let found = search(&campaign, &Progress::silent()).unwrap();
            assert_eq!(found.len(), 1, "{one}, {other}");
            assert!(found[0].score < SURE);
        }
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
}
