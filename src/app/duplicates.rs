//! People who may be one person under two spellings: found by what they share, scored, and shown with the evidence. Nothing is
//! merged here without being asked; a proposal is a question. The work is bounded: everybody is compared only with those who
//! share a key (mailbox, name in any order, sound of the name, household), so a million people take about n log n steps.

mod households;
mod kana;
mod likeness;
mod reading;
mod shared_words;
mod spelling;
mod together;

use super::failure::Failure;
use super::progress::Progress;
use crate::campaign::{Campaign, Change, Details, Edit, EditError, Person, PersonId, keep_apart, put_off, unmerge};
use households::{Households, words_of_entries_by};
use likeness::compare;
use shared_words::SharedWords;
use spelling::{Spelling, key, keys};
use std::collections::{BTreeMap, HashMap, HashSet};

pub use crate::campaign::{came_since, canonical};
pub use likeness::{Clue, Evidence};
pub use reading::Script;
pub use spelling::{mailbox, name_in_order};
pub use together::{Together, merge_all, together, told_since, two_memberships};

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
    // Whoever is called the same in other letters shares no key but one made for the two.
    let met = reading::meetings(&spellings);
    filed.extend(met.iter().flat_map(|pair| [pair.0, pair.1].map(|index| (key('r', pair), index))));
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
    use jiff::Timestamp;

    pub fn person(name: &str, email: &str) -> Person {
        Person { name: name.into(), email: email.into(), ..Person::default() }
    }

    pub fn campaign(people: Vec<Person>) -> Campaign {
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
    fn names_in_other_letters_are_proposed() {
        let at_work = |name: &str| Person { organisation: "Brightwater".into(), ..person(name, "") };
        for (one, other) in [
            ("たなか ゆきこ", "Yukiko Tanaka"),
            ("タナカ ユキコ", "Tanaka Yukiko"),
            ("たなか ゆきこ", "タナカ ユキコ"),
            ("ながた しょうた", "Shota Nagata"),
            ("김민지", "Kim Min-ji"),
            ("김민지", "Minji Kim"),
            ("이준호", "Junho Yi"),
            ("박서연", "Pak Seo-yeon"),
            ("최은영", "Eunyoung Choi"),
            ("정다은", "Chung Da-eun"),
            ("ياسمين الخطيب", "Yasmin Al-Khatib"),
            ("فاطمة الزهراء", "Fatima Zahra"),
            ("فاطمة الزهراء", "Fatima Al-Zahraa"),
            ("דוד כהן", "David Cohen"),
            ("प्रकाश शर्मा", "Prakash Sharma"),
            ("Дмитрий Соколов", "Dmitry Sokolov"),
            ("Дмитрий Соколов", "Dmitri Sokolow"),
            ("Дмитрий Соколов", "Dmitrij Sokolov"),
            ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
            ("Kim Min-ji", "Minji Kim"),
            ("Mohammed Al-Farsi", "Mohamed Alfarsi"),
            ("Mohamed Alfarsi", "Muhammad Al Farsi"),
            ("Abdul Rahman Salem", "Abdulrahman Salem"),
            ("José Luis García Pérez", "Pepe García"),
            ("ann.field@x.example", "Ann Field"),
            ("field-ann2@x.example", "Ann Field"),
        ] {
            assert!(score(at_work(one), at_work(other)) >= PROPOSED, "{one} / {other}");
        }
        // A given name alone is proposed where more is shared.
        let with_team = |name: &str| Person { team: "Platform".into(), ..at_work(name) };
        assert!(score(with_team("محمد"), with_team("Mohammed")) >= PROPOSED);
        assert_eq!(score(at_work("محمد"), at_work("Mohammed")), 0);
        // Without anything beside it such a name is the least that is proposed, and less where something speaks against it.
        assert_eq!(score(person("דוד כהן", ""), person("David Cohen", "")), PROPOSED);
        assert_eq!(score(person("דוד כהן", "d@one.example"), person("David Cohen", "dc@two.example")), 0);
        let found = search(&campaign(vec![at_work("김민지"), at_work("Minji Kim")]), &Progress::silent()).unwrap();
        assert_eq!(found[0].evidence[0].clue.title(), "The same name in Korean letters");
    }

    #[test]
    fn other_names_in_other_letters_are_left_alone() {
        let at_work =
            |name: &str| Person { organisation: "Brightwater".into(), team: "Platform".into(), ..person(name, "") };
        for (one, other) in [
            ("דוד כהן", "Dad Cohn"),
            ("דוד כהן", "Dinah Kahan"),
            ("דוד כהן", "David Levi"),
            ("أحمد حسن", "Hamid Hassan"),
            ("أحمد حسن", "Muhammad Hassan"),
            ("محمد حسن", "Ahmad Hassan"),
            ("محمد كريم", "Mehdi Karim"),
            ("김민지", "Kim Min-jun"),
            ("김민지", "Minji Lee"),
            ("Kim Min-ji", "Kim Min-jun"),
            ("प्रकाश शर्मा", "Pooja Sharma"),
            ("たなか ゆうき", "Yoko Suzuki"),
            ("たなか ゆきこ", "Tanaka Akiko"),
            ("ann.field@x.example", "Bo Field"),
            ("info@x.example", "Ann Field"),
            ("Pepe García", "María García Pérez"),
        ] {
            assert_eq!(score(at_work(one), at_work(other)), 0, "{one} / {other}");
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
}
