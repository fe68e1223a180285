//! Archetypes: those to begin with, those proposed from the word list, and their removal. Their names are invented, and never
//! the first name of anybody in the campaign as long as there is another.

use crate::app::bulk;
use crate::app::heroes::figure_of;
use crate::app::redaction::ROLES;
use crate::campaign::{Archetype, ArchetypeId, Campaign, Change, Edit, Mishap, Trait, name_key};
use crate::scene::kit::{FigureSpec, Kit};
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::OnceLock;

#[derive(Debug, Default, Deserialize)]
struct Words {
    names: Vec<String>,
    kinds: Vec<Habit>,
}

#[derive(Debug, Deserialize)]
struct Habit {
    epithet: String,
    tagline: String,
    does: String,
    stand_in: String,
    crimes: Vec<String>,
    traits: Vec<(String, u8)>,
    /// Words of a mishap that make one think of it.
    words: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // Part of the program and read by a test: a mistake in it leaves the list empty, not the program.
    WORDS.get_or_init(|| ron::from_str(include_str!("../../../assets/words/archetypes.ron")).unwrap_or_default())
}

/// A new archetype with an invented name, unlike those that are there. The same `attempt` gives the same one as long as the
/// others are the same. `text` is a mishap it is to fit; may be empty.
pub fn propose_archetype(campaign: &Campaign, kit: &Kit, text: &str, attempt: u64) -> Archetype {
    let mut hasher = Sha256::new();
    hasher.update(campaign.settings().id.as_bytes());
    hasher.update(b"archetype");
    hasher.update((campaign.archetypes().len() as u64).to_be_bytes());
    hasher.update(attempt.to_be_bytes());
    let seed = hasher.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let own = || campaign.archetypes().iter().map(|(_, it)| it);
    let lower = text.to_lowercase();
    let mut kinds: Vec<&Habit> = words().kinds.iter().collect();
    kinds.shuffle(&mut rng);
    let fits = |kind: &Habit| kind.words.iter().filter(|word| lower.contains(word.as_str())).count();
    kinds.sort_by_key(|kind| {
        let used = own().filter(|it| it.stand_in == kind.stand_in || it.tagline == kind.tagline).count();
        let fit = if attempt == 0 { fits(kind) } else { 0 };
        (used, std::cmp::Reverse(fit))
    });
    let figure = figure_of(kit.shuffle_figure(rng.random(), &FigureSpec::default(), &BTreeSet::new(), &[]));
    let Some(kind) = kinds.first() else {
        return Archetype { name: "Nobody in Particular".into(), figure, ..Archetype::default() };
    };
    Archetype {
        name: invented(campaign, &kind.epithet, &mut rng),
        tagline: kind.tagline.clone(),
        habit: kind.does.clone(),
        figure,
        traits: kind.traits.iter().map(|(label, value)| Trait { label: label.clone(), value: *value }).collect(),
        crimes: kind.crimes.clone(),
        stand_in: kind.stand_in.clone(),
        ..Archetype::default()
    }
}

/// A first name before the epithet that alliterates where it can; free in the campaign, and nobody's.
fn invented(campaign: &Campaign, epithet: &str, rng: &mut Xoshiro256PlusPlus) -> String {
    let taken: BTreeSet<String> = campaign.archetypes().iter().map(|(_, it)| name_key(&it.name)).collect();
    let initial = epithet.chars().next();
    let mut names: Vec<&String> = words().names.iter().collect();
    names.shuffle(rng);
    names.sort_by_key(|name| name.chars().next() != initial);
    let is_somebody = |name: &str| {
        let own = name.to_lowercase();
        campaign
            .people()
            .iter()
            .any(|(_, person)| person.name.split_whitespace().any(|part| part.to_lowercase() == own))
    };
    let free = |name: &str| !taken.contains(&name_key(&format!("{name} {epithet}")));
    let chosen =
        names.iter().find(|name| free(name) && !is_somebody(name)).or_else(|| names.iter().find(|name| free(name)));
    match chosen {
        Some(name) => format!("{name} {epithet}"),
        None => {
            let first = names.first().map_or("Nobody", |name| name.as_str());
            let number = (2..).find(|n| !taken.contains(&name_key(&format!("{first} {epithet} {n}")))).unwrap_or(2);
            format!("{first} {epithet} {number}")
        }
    }
}

/// Adds so many proposed archetypes, each unlike the ones before. `None` for none.
pub fn add_archetypes(campaign: &Campaign, kit: &Kit, count: usize, text: &str) -> Option<Change> {
    let mut after = campaign.clone();
    let at = campaign.ledger().lines().last().map(|line| line.at).unwrap_or_default();
    let mut edits = Vec::new();
    for _ in 0..count {
        let edit = Edit::archetype(after.next_archetype_id(), propose_archetype(&after, kit, text, 0));
        after.apply(&Change::one("Add an archetype", edit.clone()), at).ok()?;
        edits.push(edit);
    }
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Archetype>("Add", edits.len()), edits))
}

/// Archetypes of the campaign that fit a text best: those whose habit, crimes or kind speak of what it speaks of; then the rest.
pub fn proposals_fitting(campaign: &Campaign, text: &str) -> Vec<ArchetypeId> {
    let lower = text.to_lowercase();
    let score = |it: &Archetype| {
        let kind = words().kinds.iter().find(|kind| kind.stand_in == it.stand_in || kind.tagline == it.tagline);
        let listed = kind.map_or(0, |kind| kind.words.iter().filter(|word| lower.contains(word.as_str())).count());
        let own = [&it.habit, &it.tagline].into_iter().chain(&it.crimes);
        let spoken = own
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| word.chars().count() > 4 && lower.contains(&word.to_lowercase()))
            .count();
        listed * 3 + spoken
    };
    let mut list: Vec<(usize, ArchetypeId)> = campaign.archetypes().iter().map(|(id, it)| (score(it), id)).collect();
    list.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
    list.into_iter().map(|(_, id)| id).collect()
}

/// What may stand in for a person in this mishap: those who star in it, the other archetypes that fit, then roles.
pub fn propose_stand_ins(campaign: &Campaign, mishap: &Mishap) -> Vec<String> {
    let fitting = proposals_fitting(campaign, &mishap.text);
    let others = fitting.iter().filter(|id| !mishap.archetypes.contains(id));
    let archetypes = mishap.archetypes.iter().chain(others).filter_map(|id| campaign.archetypes().get(*id));
    let mut list: Vec<String> = Vec::new();
    let mut add = |words: &str| {
        let words = words.trim();
        if !words.is_empty() && list.iter().all(|other| other != words) {
            list.push(words.to_owned());
        }
    };
    for it in archetypes {
        add(&it.name);
        add(&it.stand_in);
    }
    ROLES.into_iter().for_each(add);
    list
}

/// The two users everybody has met, to begin with.
pub fn starters() -> [Archetype; 2] {
    let traits = |list: [(&str, u8); 4]| {
        list.into_iter().map(|(label, value)| Trait { label: label.into(), value }).collect::<Vec<_>>()
    };
    [
        Archetype {
            name: "Toni Twenty-Tabs".into(),
            tagline: "Opens everything, closes nothing".into(),
            habit: "Works on nine things at once, and each of them is open twice.".into(),
            drawing: "toni".into(),
            traits: traits([("Tabs", 10), ("Memory left", 1), ("Good intentions", 9), ("Restarts", 2)]),
            crimes: vec!["Three video calls on one laptop".into(), "A fan that sounds like a plane".into()],
            stand_in: "a colleague with twenty tabs".into(),
            ..Archetype::default()
        },
        Archetype {
            name: "Bobbie Breakneck".into(),
            tagline: "Faster than any cable".into(),
            habit: "Is always on the way to somewhere, with a charger still plugged in.".into(),
            drawing: "bobbie".into(),
            traits: traits([("Speed", 10), ("Looking back", 1), ("Coffee", 9), ("Apologies", 8)]),
            crimes: vec!["Two docks torn off the desk".into(), "A laptop on the roof of a car".into()],
            stand_in: "a colleague in a hurry".into(),
            ..Archetype::default()
        },
    ]
}

/// Adds those of the starters that are not there by name.
pub fn add_starters(campaign: &Campaign) -> Option<Change> {
    let there = |name: &str| campaign.archetypes().iter().any(|(_, it)| name_key(&it.name) == name_key(name));
    let next = campaign.next_archetype_id().0;
    let edits: Vec<Edit> = starters()
        .into_iter()
        .filter(|it| !there(&it.name))
        .zip(next..)
        .map(|(archetype, id)| Edit::archetype(ArchetypeId(id), archetype))
        .collect();
    (!edits.is_empty()).then(|| Change::new(bulk::counted::<Archetype>("Add", edits.len()), edits))
}

/// Takes archetypes out, and out of the mishaps they star in.
pub fn remove_archetypes(campaign: &Campaign, ids: &[ArchetypeId]) -> Change {
    let mut edits = bulk::edits_each::<Mishap>(campaign, campaign.mishaps().ids(), |_, mishap| {
        mishap.archetypes.retain(|id| !ids.contains(id));
    });
    let gone = bulk::removals::<Archetype>(campaign, ids.iter().copied());
    let title = bulk::counted::<Archetype>("Delete", gone.len());
    edits.extend(gone);
    Change::new(title, edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;
    use crate::campaign::{Person, PersonId};

    fn campaign() -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        crate::app::templates::start(&FakeWorld::new(now), "blank").unwrap()
    }

    #[test]
    fn the_word_list_is_sound() {
        assert!(words().kinds.len() >= 16 && words().names.len() >= 40);
        for kind in &words().kinds {
            assert!(kind.traits.iter().all(|(_, value)| (1..=10).contains(value)), "{}", kind.epithet);
            assert!(!kind.crimes.is_empty() && kind.words.iter().all(|word| *word == word.to_lowercase()));
            let initial = kind.epithet.chars().next();
            assert!(words().names.iter().any(|name| name.chars().next() == initial), "{} alliterates", kind.epithet);
        }
    }

    #[test]
    fn many_are_proposed_and_no_name_comes_twice() {
        let kit = Kit::builtin().unwrap();
        let mut campaign = campaign();
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let somebody = Person { name: "Charlie Brook".into(), ..Person::default() };
        campaign.apply(&Change::one("Add a person", Edit::person(PersonId(1), somebody)), now).unwrap();
        let first = propose_archetype(&campaign, &kit, "He poured coffee into the dock", 0);
        assert!(first.name.ends_with("Coffeefall") && !first.name.starts_with("Charlie"), "{}", first.name);
        assert_eq!(first, propose_archetype(&campaign, &kit, "He poured coffee into the dock", 0));
        let change = add_archetypes(&campaign, &kit, 60, "").unwrap();
        campaign.apply(&change, now).unwrap();
        let names: BTreeSet<&str> = campaign.archetypes().iter().map(|(_, it)| it.name.as_str()).collect();
        assert_eq!(names.len(), 60);
        let kinds: BTreeSet<&str> = campaign.archetypes().iter().take(16).map(|(_, it)| it.tagline.as_str()).collect();
        assert_eq!(kinds.len(), 16, "every habit comes once before any comes twice");
    }
}
