//! Monsters: problems counted and ranked, proposals for those that have no monster yet, and the steps that make and delete one.

mod rivals;
mod stats;

use super::bulk;
use super::nominations::problem_key;
use super::refused::{is_refused, series};
use crate::campaign::{Campaign, Change, Edit, Hero, HeroId, MishapState, Monster, MonsterId, MonsterStat, Named};
use crate::scene::kit::{BODY, COLOUR, Kit};
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

pub use rivals::{Orphans, Rivalry, orphans, pair, pair_all, propose_pairs};
pub use stats::{compute_stats, computed_stats};

#[derive(Debug, Deserialize)]
struct Words {
    kinds: Vec<Kind>,
    endings: Vec<String>,
    titles: Vec<String>,
    empty: Vec<String>,
    taglines: Vec<String>,
    stats: Vec<String>,
}
#[derive(Debug, Deserialize)]
struct Kind {
    villain: String,
    words: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        ron::from_str(include_str!("../../assets/words/monsters.ron"))
            .expect("the word list is compiled in and a test reads it")
    })
}

/// A monster in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub id: MonsterId,
    /// From 1; who is named equally often shares it.
    pub rank: usize,
    /// What names its problem.
    pub named: Named,
}

/// A problem that people name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// As it is written most often.
    pub words: String,
    pub count: usize,
}

/// Monsters by how many nominations and mishaps name their problem, and the problems that have none. Mishaps that were set aside
/// do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    pub monsters: Vec<Ranked>,
    /// Most named first.
    pub without: Vec<Problem>,
    /// Nominations and mishaps that name one of these.
    pub without_count: usize,
    /// Those that name nothing.
    pub untagged: usize,
    /// All of them.
    pub told: Named,
}

impl Ranking {
    /// One look at every nomination and mishap.
    pub fn new(campaign: &Campaign) -> Self {
        let taken: BTreeSet<String> = campaign.monsters().iter().map(|(_, m)| problem_key(&m.problem)).collect();
        let counts = campaign.problems_named();
        let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        let (mut untagged, mut without_count) = (0, 0);
        let nominations = campaign.nominations().iter().map(|(_, it)| it.problems.as_slice());
        let mishaps = campaign.mishaps().iter().filter(|(_, it)| it.state != MishapState::SetAside);
        for tags in nominations.chain(mishaps.clone().map(|(_, it)| it.problems.as_slice())) {
            let mut keys = BTreeSet::new();
            for tag in tags {
                let key = problem_key(tag);
                if !key.is_empty() {
                    *spellings.entry(key.clone()).or_default().entry(tag.trim()).or_default() += 1;
                    keys.insert(key);
                }
            }
            untagged += usize::from(keys.is_empty());
            without_count += usize::from(keys.iter().any(|key| !taken.contains(key)));
        }
        let named = |problem: &str| counts.get(&problem_key(problem)).copied().unwrap_or_default();
        let mut monsters: Vec<(MonsterId, Named)> =
            campaign.monsters().iter().map(|(id, monster)| (id, named(&monster.problem))).collect();
        monsters.sort_by_key(|(id, named)| (std::cmp::Reverse(named.all()), *id));
        let ranked = monsters.iter().map(|(id, named)| {
            let rank = monsters.iter().take_while(|(_, other)| other.all() > named.all()).count() + 1;
            Ranked { id: *id, rank, named: *named }
        });
        let usual = |written: &BTreeMap<&str, usize>| {
            written
                .iter()
                .max_by_key(|(text, count)| (**count, std::cmp::Reverse(**text)))
                .map_or("", |(text, _)| *text)
                .to_owned()
        };
        let mut without: Vec<Problem> = spellings
            .iter()
            .filter(|(key, _)| !taken.contains(*key))
            .map(|(key, written)| Problem { words: usual(written), count: named(key).all() })
            .collect();
        without.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.words.cmp(&b.words)));
        let told = Named { nominations: campaign.nominations().len(), mishaps: mishaps.count() };
        Self { monsters: ranked.collect(), without, without_count, untagged, told }
    }

    pub fn of(&self, id: MonsterId) -> Option<Ranked> {
        self.monsters.iter().copied().find(|ranked| ranked.id == id)
    }
}

/// What names a problem, and who the nominations among it are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub named: Named,
    pub people: usize,
    /// Countries of these people, where they are known.
    pub countries: usize,
}

pub fn reach(campaign: &Campaign, problem: &str) -> Reach {
    let key = problem_key(problem);
    if key.is_empty() {
        return Reach::default();
    }
    let names_it = |tags: &[String]| tags.iter().any(|tag| problem_key(tag) == key);
    let naming = || campaign.nominations().iter().filter(|(_, nomination)| names_it(&nomination.problems));
    let people: BTreeSet<_> = naming().map(|(_, nomination)| nomination.nominee).collect();
    let countries: BTreeSet<&str> = people
        .iter()
        .filter_map(|person| campaign.people().get(*person))
        .map(|person| person.country.as_str())
        .filter(|country| !country.is_empty())
        .collect();
    let mishaps = campaign.mishaps().iter().filter(|(_, it)| it.state != MishapState::SetAside);
    let mishaps = mishaps.filter(|(_, it)| names_it(&it.problems)).count();
    Reach { named: Named { nominations: naming().count(), mishaps }, people: people.len(), countries: countries.len() }
}

/// Heroes whose arch-enemy it is.
pub fn heroes_against(campaign: &Campaign, id: MonsterId) -> impl Iterator<Item = (HeroId, &Hero)> {
    campaign.heroes().iter().filter(move |(_, hero)| hero.enemy == Some(id))
}

fn dice(campaign: &Campaign, problem: &str, attempt: u64) -> Xoshiro256PlusPlus {
    let mut hasher = Sha256::new();
    for part in [campaign.settings().id.as_str(), "monster", &problem_key(problem)] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.update(attempt.to_be_bytes());
    let hash = hasher.finalize();
    Xoshiro256PlusPlus::seed_from_u64(hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// A whole monster for a problem. The same problem and `attempt` give the same one in a campaign, as long as the other monsters
/// are the same: no name and, where there are enough, no villain comes twice.
pub fn propose_monster(campaign: &Campaign, problem: &str, kit: &Kit, attempt: u64) -> Monster {
    let mut rng = dice(campaign, problem, attempt);
    let key = problem_key(problem);
    let used = |villain: &str| campaign.monsters().iter().filter(|(_, monster)| monster.villain == villain).count();
    let fitting = words()
        .kinds
        .iter()
        .find(|kind| kind.words.iter().any(|word| key.contains(word.as_str())))
        .map(|kind| kind.villain.as_str());
    let mut villains: Vec<&str> = kit.villains().iter().map(|villain| villain.id.as_str()).collect();
    villains.shuffle(&mut rng);
    // First attempts take what fits, then what was used least.
    villains.sort_by_key(|villain| (attempt > 0 || fitting != Some(*villain), used(villain)));
    let villain = villains.first().copied().unwrap_or_default().to_owned();

    let taken: BTreeSet<String> = campaign.monsters().iter().map(|(_, monster)| problem_key(&monster.name)).collect();
    let own = kit.villain(&villain).filter(|own| attempt == 0 && fitting == Some(own.id.as_str()));
    let own_is_free = own.is_some_and(|own| !taken.contains(&problem_key(&own.name)) && used(&own.id) == 0);
    let (name, tagline) = match own {
        Some(own) if own_is_free => (own.name.clone(), own.line.clone()),
        _ => {
            let name = unused_name(problem, &taken, &mut rng);
            let line = words().taglines[rng.random_range(0..words().taglines.len())].clone();
            (name, line)
        }
    };
    // From what was told of it; by the dice where nothing was.
    let stats = computed_stats(campaign, problem).unwrap_or_else(|| {
        let dice = words().stats.iter();
        dice.map(|label| MonsterStat { label: label.clone(), value: rng.random_range(3..=10_u8) }).collect()
    });
    let mut parts = BTreeMap::new();
    if campaign.monsters().iter().any(|(_, monster)| monster.villain == villain) {
        // A second monster of the same body gets another face.
        for kind in ["eyes", "mouth", "horns"] {
            let choices: Vec<&str> = parts_of(kit, kind).map(|(id, _)| id).collect();
            if let Some(id) = choices.get(rng.random_range(0..choices.len().max(1))) {
                parts.insert(kind.to_owned(), (*id).to_owned());
            }
        }
    }
    let problem = problem.trim().to_owned();
    Monster { name, villain, problem, tagline, stats, parts, ..Monster::default() }
}

/// Swappable parts of a kind: `eyes`, `mouth`, `horns`; id and label.
pub fn parts_of<'a>(kit: &'a Kit, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let parts = kit.manifest().villains.parts.iter().filter(move |part| part.kind == kind);
    parts.map(|part| (part.id.as_str(), part.label.as_str()))
}

/// A name for a problem that is not taken; where all are, a toy of a later series.
fn unused_name(problem: &str, taken: &BTreeSet<String>, rng: &mut Xoshiro256PlusPlus) -> String {
    let all = names(problem, rng);
    let later = (2..=taken.len() + 2).flat_map(|n| all.iter().map(move |name| format!("{name} {}", series(n))));
    let mut tries = all.iter().cloned().chain(later);
    tries.find(|name| !taken.contains(&problem_key(name))).unwrap_or_else(|| format!("Monster {}", taken.len() + 1))
}

/// Names for a problem, in the order to try them.
fn names(problem: &str, rng: &mut Xoshiro256PlusPlus) -> Vec<String> {
    let says = |word: &&str| !words().empty.iter().any(|empty| empty.eq_ignore_ascii_case(word));
    let spoken: Vec<&str> = problem
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .filter(says)
        .collect();
    // A problem may be called by any word; a name is only made of one that hurts nobody.
    let kind = spoken.iter().rev().find(|word| !is_refused(word) && word.chars().any(char::is_alphabetic));
    let chief = kind.copied().unwrap_or("Nameless");
    let stem = capitalised(singular(chief));
    let mut endings: Vec<&String> = words().endings.iter().collect();
    let mut titles: Vec<&String> = words().titles.iter().collect();
    endings.shuffle(rng);
    titles.shuffle(rng);
    let joined = |ending: &&String| {
        // "Serverosaur", but "Deviceosaur" reads badly: the vowel gives way.
        let stem = stem.strip_suffix(['e', 'a', 'o']).filter(|_| ending.starts_with(['o', 'i'])).unwrap_or(&stem);
        format!("{stem}{ending}")
    };
    let mut list: Vec<String> = endings.iter().map(joined).collect();
    list.extend(
        titles.iter().flat_map(|title| endings.iter().map(move |ending| format!("{title} {}", joined(ending)))),
    );
    list
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(short) if short.len() > 3 && !short.ends_with('s') => short,
        _ => word,
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// One change that makes monsters of these problems, each unlike the ones before it. `None` for no problems.
pub fn make_monsters(campaign: &Campaign, problems: &[&str], kit: &Kit) -> Option<Change> {
    // Made one after the other in a copy, so that names and villains do not come twice. Records are shared, not copied.
    let mut after = campaign.clone();
    let mut edits = Vec::new();
    for problem in problems {
        let edit = Edit::monster(after.next_monster_id(), propose_monster(&after, problem, kit, 0));
        let at = campaign.ledger().lines().last().map(|line| line.at).unwrap_or_default();
        if after.apply(&Change::one("Make a monster", edit.clone()), at).is_err() {
            return None;
        }
        edits.push(edit);
    }
    let title = if edits.len() == 1 { "Make a monster".to_owned() } else { format!("Make {} monsters", edits.len()) };
    (!edits.is_empty()).then(|| Change::new(title, edits))
}

/// Deletes monsters and takes them off the heroes that name them, in one step.
pub fn delete_monsters(campaign: &Campaign, ids: &[MonsterId]) -> Change {
    let gone = bulk::removals::<Monster>(campaign, ids.iter().copied());
    let title = bulk::counted::<Monster>("Delete", gone.len());
    let against = campaign.heroes().iter().filter(|(_, hero)| hero.enemy.is_some_and(|enemy| ids.contains(&enemy)));
    let mut edits = bulk::edits_each::<Hero>(campaign, against.map(|(id, _)| id), |_, hero| hero.enemy = None);
    edits.extend(gone);
    Change::new(title, edits)
}

/// What was locked stays as it was in a new proposal.
pub fn keep_locked(before: &Monster, proposal: &mut Monster) {
    let is_locked = |what: &str| before.locked.contains(what);
    if is_locked(BODY) {
        proposal.villain.clone_from(&before.villain);
    }
    if is_locked(COLOUR) {
        proposal.colour.clone_from(&before.colour);
    }
    for kind in ["eyes", "mouth", "horns"].into_iter().filter(|kind| is_locked(kind)) {
        match before.parts.get(kind) {
            Some(part) => proposal.parts.insert(kind.to_owned(), part.clone()),
            None => proposal.parts.remove(kind),
        };
    }
    proposal.locked.clone_from(&before.locked);
}

/// Gives each of these another name, body and line for its problem, in one step; `attempt` as in [`propose_monster`].
pub fn propose_again(campaign: &Campaign, ids: &[MonsterId], kit: &Kit, attempt: u64) -> Option<Change> {
    // One after the other in a copy: no name and, where there are enough, no body comes twice.
    let mut after = campaign.clone();
    let at = campaign.ledger().lines().last().map(|line| line.at).unwrap_or_default();
    let mut edits = Vec::new();
    for id in bulk::present::<Monster>(campaign, ids.iter().copied()) {
        let before = campaign.monsters().get(id)?;
        let mut proposal = propose_monster(&after, &before.problem, kit, attempt);
        keep_locked(before, &mut proposal);
        let edit = Edit::monster(id, proposal);
        after.apply(&Change::one("Propose a monster again", edit.clone()), at).ok()?;
        edits.push(edit);
    }
    let title = if edits.len() == 1 {
        "Propose a monster again".into()
    } else {
        format!("Propose {} monsters again", edits.len())
    };
    (!edits.is_empty()).then(|| Change::new(title, edits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(mut number: usize) -> String {
        let mut out = String::new();
        while number > 0 {
            out.push(char::from(b'a' + (number % 26) as u8));
            number /= 26;
        }
        out
    }

    #[test]
    fn ten_thousand_names_are_whole_kind_and_each_another() {
        let problems =
            ["Endless ticket queue", "stupid shit printer", "", "17", "Passwort vergessen", "打印机卡纸", "cables"];
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(5);
        let mut taken = BTreeSet::new();
        for number in 0..10_000 {
            // Mostly words of one's own, as problems are; now and then the same few again and again.
            let own = format!("{} trouble{}", problems[number % problems.len()], letters(number / 9));
            let problem = if number % 9 == 0 { problems[number / 9 % problems.len()] } else { own.as_str() };
            let name = unused_name(problem, &taken, &mut rng);
            assert!(!name.trim().is_empty() && !is_refused(&name), "{name}");
            assert!(taken.insert(problem_key(&name)), "{name} comes twice");
        }
        let mut lists = words().endings.iter().chain(&words().titles).chain(&words().taglines);
        assert!(lists.clone().all(|text| !is_refused(text)), "{:?}", lists.find(|text| is_refused(text)));
    }
    use crate::app::FakeWorld;
    use crate::campaign::{Nomination, Person, PersonId};

    fn campaign(tags: &[&[&str]]) -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut edits = vec![Edit::person(PersonId(1), Person { name: "Ann".into(), ..Person::default() })];
        for (n, tags) in tags.iter().enumerate() {
            let mut nomination = Nomination::new(PersonId(1));
            nomination.problems = tags.iter().map(ToString::to_string).collect();
            edits.push(Edit::nomination((n as u64 + 1).into(), nomination));
        }
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        campaign
    }

    fn add(campaign: &mut Campaign, monster: Monster) -> MonsterId {
        let id = campaign.next_monster_id();
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        campaign.apply(&Change::one("Make a monster", Edit::monster(id, monster)), now).unwrap();
        id
    }

    #[test]
    fn the_word_list_is_sound() {
        let kit = Kit::builtin().unwrap();
        for kind in &words().kinds {
            assert!(kit.villain(&kind.villain).is_some(), "{}", kind.villain);
            assert!(kind.words.iter().all(|word| *word == word.to_lowercase()));
        }
        assert_eq!(words().kinds.len(), kit.villains().len());
    }

    #[test]
    fn ties_share_a_rank_and_a_nomination_counts_once() {
        let tags: [&[&str]; 6] =
            [&["Queues", "queues "], &["QUEUES"], &["Cables"], &["cables", "Phish"], &["Chargers"], &[]];
        let mut campaign = campaign(&tags);
        let named = |problem: &str| Monster { name: problem.into(), problem: problem.into(), ..Monster::default() };
        let (phish, cables, queues) = (
            add(&mut campaign, named("phish")),
            add(&mut campaign, named("cables")),
            add(&mut campaign, named("queues")),
        );
        let ranking = Ranking::new(&campaign);
        let found: Vec<_> = ranking.monsters.iter().map(|r| (r.id, r.rank, r.named.all())).collect();
        assert_eq!(found, [(cables, 1, 2), (queues, 1, 2), (phish, 3, 1)]);
        assert_eq!(ranking.without, [Problem { words: "Chargers".into(), count: 1 }]);
        assert_eq!((ranking.untagged, ranking.without_count, ranking.told.nominations), (1, 1, 6));

        // Mishaps count as nominations do, and a set-aside one does not.
        let mishap = |state| crate::campaign::Mishap {
            problems: vec!["Phish".into(), "phish".into()],
            state,
            ..crate::campaign::Mishap::default()
        };
        let edits = [MishapState::New, MishapState::Published, MishapState::SetAside].map(mishap);
        let edits = (1..).zip(edits).map(|(n, it): (u64, _)| Edit::mishap(n.into(), it)).collect();
        campaign.apply(&Change::new("Add mishaps", edits), "2026-11-20T09:00:00Z".parse().unwrap()).unwrap();
        let ranking = Ranking::new(&campaign);
        let first = ranking.monsters[0];
        assert_eq!((first.id, first.rank, first.named), (phish, 1, Named { nominations: 1, mishaps: 2 }));
        assert_eq!(first.named.in_words(), "1 nomination and 2 mishaps");
        assert_eq!(ranking.told, Named { nominations: 6, mishaps: 2 });
        // The tally and the card say the same.
        let tally = crate::app::problems::tally(&campaign);
        let counted = tally.problems.iter().find(|it| problem_key(&it.problem) == "phish").unwrap();
        assert_eq!(counted.tagged(), first.named.all());
        let facts = crate::press::facts::villain_facts(&campaign, phish).unwrap();
        assert_eq!((facts.named, facts.mishaps, facts.rank), (3, 2, 1));
    }

    #[test]
    fn proposals_fit_and_do_not_come_twice() {
        let kit = Kit::builtin().unwrap();
        let mut campaign = campaign(&[&["Ticket queues"], &["Waiting queues"], &["Moved share drives"]]);
        let first = propose_monster(&campaign, "Ticket queues", &kit, 0);
        assert_eq!(first.villain, "queuedra");
        assert_eq!(first, propose_monster(&campaign, "ticket queues", &kit, 0).with_problem("Ticket queues"));
        assert!(first.parts.is_empty());
        add(&mut campaign, first.clone());
        let second = propose_monster(&campaign, "Waiting queues", &kit, 0);
        assert_eq!(second.villain, "queuedra");
        assert!(second.name.starts_with("Queue"), "{}", second.name);
        assert_ne!(second.name, first.name);
        assert_eq!(second.parts.len(), 3, "the same body has another face");
        let other = propose_monster(&campaign, "Moved share drives", &kit, 1);
        assert_ne!(other.name, propose_monster(&campaign, "Moved share drives", &kit, 2).name);
    }

    impl Monster {
        fn with_problem(self, problem: &str) -> Self {
            Self { problem: problem.into(), ..self }
        }
    }

    #[test]
    fn many_at_once_and_deleting_clears_heroes() {
        let kit = Kit::builtin().unwrap();
        let mut campaign = campaign(&[&["Printers"], &["Printing"]]);
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let change = make_monsters(&campaign, &["Printers", "Printing"], &kit).unwrap();
        campaign.apply(&change, now).unwrap();
        let names: BTreeSet<&str> = campaign.monsters().iter().map(|(_, monster)| monster.name.as_str()).collect();
        assert_eq!(names.len(), 2);
        let mut hero = Hero::new(PersonId(1), "Ann the Able".into());
        hero.enemy = Some(MonsterId(1));
        campaign.apply(&Change::one("Make a hero", Edit::hero(1.into(), hero)), now).unwrap();
        assert_eq!(heroes_against(&campaign, MonsterId(1)).count(), 1);
        campaign.apply(&delete_monsters(&campaign, &[MonsterId(1)]), now).unwrap();
        assert_eq!(campaign.heroes().get(1.into()).unwrap().enemy, None);
        assert!(make_monsters(&campaign, &[], &kit).is_none());
    }
}
