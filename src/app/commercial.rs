//! The toy commercial of a hero: which words are said in which shot. Chosen from templates by a seed that comes from the
//! campaign and the hero's number, so that the same hero always has the same commercial, and two heroes rarely have.
//!
//! A template is used only where everything it asks for is known, so no text ever has a hole. What is drawn is the press's.

use crate::campaign::Campaign;
use crate::press::called;
use crate::press::card::CardFacts;
use crate::press::facts::{self, Numbered};
use crate::press::storyboard::{SHOTS, Shot, StoryboardFacts};
use crate::scene::kit::Kit;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
struct Words {
    seconds: [f32; SHOTS],
    shots: Vec<ShotWords>,
    sounds: Vec<(String, String)>,
    line_up: String,
    other_sounds: Vec<String>,
    endings: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct ShotWords {
    camera: Vec<String>,
    caption: Vec<String>,
    voice: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        ron::from_str(include_str!("../../assets/words/commercial.ron"))
            .expect("the word list is compiled in and a test reads it")
    })
}

/// Everything the storyboard and the moving commercial of this hero say and show; nothing where the person is gone.
pub fn storyboard_facts(campaign: &Campaign, numbered: Numbered<'_>, kit: &Kit) -> Option<StoryboardFacts> {
    let heroes = campaign.heroes().iter().map(|(_, hero)| hero);
    let card = facts::card_facts(campaign, numbered, heroes)?;
    let mut hasher = Sha256::new();
    hasher.update(b"commercial");
    hasher.update(campaign.settings().id.as_bytes());
    hasher.update(numbered.number.to_be_bytes());
    let seed: [u8; 32] = hasher.finalize().into();
    let problem = numbered.hero.enemy.and_then(|id| campaign.monsters().get(id)).map(|monster| monster.problem.clone());
    Some(from_card(&card, problem.as_deref().unwrap_or_default(), kit, seed))
}

/// The same from the facts of a card, for whom the campaign does not hold yet.
pub fn from_card(card: &CardFacts, problem: &str, kit: &Kit, seed: [u8; 32]) -> StoryboardFacts {
    let mut rng = Xoshiro256PlusPlus::from_seed(seed);
    let helpless = kit.archetypes().choose(&mut rng);
    let known = known(card, problem, helpless.map(|a| a.name.as_str()), kit);
    let texts = words();
    let mut shots: [Shot; SHOTS] = Default::default();
    for ((shot, words), seconds) in shots.iter_mut().zip(&texts.shots).zip(texts.seconds) {
        *shot = Shot {
            seconds,
            camera: words.camera.choose(&mut rng).cloned().unwrap_or_default(),
            caption: choose(&words.caption, &known, &mut rng),
            voice: choose(&words.voice, &known, &mut rng),
        };
    }
    let in_hand: Vec<&str> = card
        .accessories
        .iter()
        .map(|a| a.item.as_str())
        .chain(["item_right", "item_left"].into_iter().filter_map(|slot| card.figure.option(slot)))
        .collect();
    let sound = texts.sounds.iter().find(|(item, _)| in_hand.contains(&item.as_str())).map(|(_, sound)| sound);
    shots[3].caption = sound.or_else(|| texts.other_sounds.choose(&mut rng)).cloned().unwrap_or_default();
    if !card.others.is_empty() {
        shots[5].caption.clone_from(&texts.line_up);
    }
    let brand = card.logo.first().map_or("", |line| line.trim());
    StoryboardFacts {
        who: card.who().to_owned(),
        persona: card.persona.clone(),
        first: called(&card.persona).to_owned(),
        shots,
        figure: card.figure.clone(),
        photo: card.photo.clone(),
        enemy: card.enemy.clone(),
        accessories: card.accessories.clone(),
        award: known.get("award").cloned().unwrap_or_default(),
        others: card.others.clone(),
        helpless: helpless.map(|a| a.id.clone()).unwrap_or_default(),
        ending: texts.endings.choose(&mut rng).cloned().unwrap_or_default(),
        campaign: format!("{brand} {}", card.year.trim()).trim().to_owned(),
        serial: card.serial.clone(),
        style: card.style.clone(),
    }
}

/// What the braces of the templates stand for; what is not known is not in it.
fn known(card: &CardFacts, problem: &str, helpless: Option<&str>, kit: &Kit) -> BTreeMap<&'static str, String> {
    let mut map = BTreeMap::new();
    let mut know = |key, text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            map.insert(key, text);
        }
    };
    know("hero", card.persona.trim());
    know("first", called(&card.persona));
    if let Some(enemy) = &card.enemy {
        know("enemy", enemy.name.trim().trim_end_matches(['.', '!']));
        let line = enemy.tagline.trim();
        let ends = line.ends_with(['.', '!', '?', '…', '。', '؟']);
        know("tagline", &if line.is_empty() || ends { line.to_owned() } else { format!("{line}.") });
    }
    know("problem", bare(problem));
    know("items", &listed(card, kit));
    let award = card.award.trim();
    let year = card.year.trim();
    know("award", &if award.is_empty() || award.contains(year) { award.to_owned() } else { format!("{award} {year}") });
    know("claim", bare(&card.claims.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ")));
    know("function", bare(&card.function));
    know("unit", bare(&card.unit));
    know("place", bare(&card.place));
    let strongest = card.powers.iter().max_by_key(|(_, value)| *value).and_then(|(id, _)| kit.stat(id));
    know("power", &strongest.map(|stat| stat.label.to_lowercase()).unwrap_or_default());
    know("campaign", card.logo.first().map_or("", String::as_str));
    if let Some(name) = helpless {
        know("other", name);
        know("othername", name.split_whitespace().next().unwrap_or(name));
    }
    map
}

/// Without the marks at its end: the template sets its own.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '!', '?', ',', ';', ':', '…']).trim_end()
}

/// "crimper, cable lasso and thermos", at most three; labels begin small unless they are written in capitals throughout.
fn listed(card: &CardFacts, kit: &Kit) -> String {
    let labels: Vec<String> = card
        .accessories
        .iter()
        .map(|a| if a.label.trim().is_empty() { kit.item_label(&a.item).unwrap_or_default() } else { a.label.trim() })
        .map(|label| begun_small(bare(label)))
        .filter(|label| !label.is_empty())
        .take(3)
        .collect();
    match labels.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

fn begun_small(label: &str) -> String {
    let mut letters = label.chars();
    let (Some(first), second) = (letters.next(), label.chars().nth(1)) else { return String::new() };
    // "USB stick" stays, "Rubber duck" does not.
    if second.is_none_or(char::is_lowercase) { first.to_lowercase().chain(letters).collect() } else { label.to_owned() }
}

/// One of the templates for which everything is known; those that say most about this hero are preferred.
fn choose(templates: &[String], known: &BTreeMap<&'static str, String>, rng: &mut Xoshiro256PlusPlus) -> String {
    let usable: Vec<(&String, usize)> =
        templates.iter().filter_map(|template| special(template, known).map(|count| (template, count))).collect();
    let rich: Vec<&String> = usable.iter().filter(|(_, count)| *count > 0).map(|(template, _)| *template).collect();
    let all: Vec<&String> = usable.iter().map(|(template, _)| *template).collect();
    let bowl = if rich.is_empty() { &all } else { &rich };
    bowl.choose(rng).map(|template| filled(template, known)).unwrap_or_default()
}

/// How many things beyond the hero's own name a template speaks of; nothing where one of them is not known.
fn special(template: &str, known: &BTreeMap<&'static str, String>) -> Option<usize> {
    let marks = marks(template);
    let all_known = marks.iter().all(|mark| known.contains_key(mark));
    all_known.then(|| {
        marks.iter().filter(|mark| !matches!(**mark, "hero" | "first" | "other" | "othername" | "campaign")).count()
    })
}

/// The names in braces.
fn marks(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(mark, _)| mark)).collect()
}

/// The template with everything put in, in one pass: what is put in is never read as a template. A sentence begins with a
/// capital whatever stands there.
fn filled(template: &str, known: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((mark, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let text = known.get(mark).map_or("", String::as_str);
        let begins = out.trim_end().is_empty() || out.trim_end().ends_with(['.', '!', '?', '“']);
        if begins {
            let mut letters = text.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        } else {
            out.push_str(text);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::card::{Accessory, Enemy};
    use crate::scene::kit::EnemyLook;

    fn everything(kit: &Kit) -> CardFacts {
        CardFacts {
            persona: "Nadia the Network Ninja".into(),
            award: "Calm of the Year".into(),
            year: "2026".into(),
            logo: vec!["Unsung Heroes".into()],
            claims: vec!["With real".into(), "knot-slicing".into(), "action!".into()],
            accessories: vec![
                Accessory { item: "crimper".into(), label: "Trusty crimper".into() },
                Accessory { item: "usb".into(), label: "USB stick".into() },
                Accessory { item: "duck".into(), label: String::new() },
            ],
            enemy: Some(Enemy {
                look: EnemyLook { villain: kit.villains()[0].id.clone(), ..EnemyLook::default() },
                name: "The Big Blue Scream".into(),
                tagline: "strikes one slide before the end".into(),
            }),
            function: "Network engineer".into(),
            unit: "Service desk".into(),
            place: "Antwerp".into(),
            powers: vec![("speed".into(), 4), ("patience".into(), 9)],
            ..CardFacts::default()
        }
    }

    #[test]
    fn there_are_six_shots_of_thirty_seconds_with_texts_for_everybody() {
        let texts = words();
        assert_eq!(texts.shots.len(), SHOTS);
        assert_eq!(texts.seconds.iter().sum::<f32>(), 30.0);
        for shot in &texts.shots {
            assert!(shot.camera.len() >= 3);
            let plain: Vec<&String> = shot
                .voice
                .iter()
                .filter(|text| marks(text).iter().all(|mark| matches!(*mark, "hero" | "first" | "other" | "othername")))
                .collect();
            assert!(plain.len() >= 2 && shot.voice.len() >= 5, "{shot:?}");
            for text in &shot.caption {
                assert!(marks(text).iter().all(|mark| matches!(*mark, "hero" | "first")), "{text}");
            }
        }
        assert!(!texts.endings.is_empty() && !texts.other_sounds.is_empty());
    }

    #[test]
    fn templates_keep_to_the_rules_of_grammar() {
        let kit = Kit::builtin().unwrap();
        let known = known(&everything(&kit), "Endless ticket queue", Some("Toni Twenty-Tabs"), &kit);
        for text in words().shots.iter().flat_map(|shot| shot.voice.iter().chain(&shot.caption).chain(&shot.camera)) {
            let small = format!(" {} ", text.to_lowercase());
            for wrong in
                [" a {", " an {", "}'s", "}’s", "the {enemy}", "}s ", " he ", " she ", " his ", " her ", " him "]
            {
                assert!(!small.contains(wrong), "{text}: {wrong}");
            }
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
            for mark in marks(text) {
                assert!(known.contains_key(mark), "{text}: nothing is known as {mark}");
            }
        }
    }

    #[test]
    fn every_text_is_whole_when_filled() {
        let kit = Kit::builtin().unwrap();
        let known = known(&everything(&kit), "Endless ticket queue.", Some("Toni Twenty-Tabs"), &kit);
        for text in words().shots.iter().flat_map(|shot| &shot.voice) {
            let said = filled(text, &known);
            assert!(!said.contains(['{', '}']) && !said.contains("  "), "{said}");
            assert!(said.ends_with(['.', '!', '?']), "{said}");
            for wrong in ["..", "!!", "!.", ".!", "?.", ",.", " .", " ,", " !", "“”", ".”."] {
                assert!(!said.contains(wrong), "{said}: {wrong}");
            }
            // Every sentence begins with a capital.
            for sentence in said.split_inclusive(['.', '!', '?']) {
                let first = sentence.trim_start().trim_start_matches(['“', '”']).trim_start().chars().next();
                assert!(first.is_none_or(|c| !c.is_lowercase()), "{said}: {sentence}");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_not_spoken_of() {
        let kit = Kit::builtin().unwrap();
        let bare = CardFacts { persona: "Bo".into(), ..CardFacts::default() };
        for seed in 0..40 {
            let facts = from_card(&bare, "", &kit, [seed; 32]);
            for shot in &facts.shots {
                assert!(!shot.voice.is_empty() && !shot.camera.is_empty(), "{shot:?}");
                assert!(!shot.voice.contains(['{', '}']), "{shot:?}");
            }
            assert_ne!(facts.shots[5].caption, words().line_up);
        }
        // Everything that could be missing, missing one by one.
        let whole = everything(&kit);
        let without: [fn(&mut CardFacts); 8] = [
            |c| c.enemy = None,
            |c| c.award.clear(),
            |c| c.claims.clear(),
            |c| c.accessories.clear(),
            |c| c.function.clear(),
            |c| c.place.clear(),
            |c| c.powers.clear(),
            |c| c.logo.clear(),
        ];
        for (i, remove) in without.iter().enumerate() {
            let mut card = whole.clone();
            remove(&mut card);
            for seed in 0..25 {
                for shot in &from_card(&card, "", &kit, [seed; 32]).shots {
                    assert!(!shot.voice.is_empty() && !shot.voice.contains("  "), "{i}: {shot:?}");
                    assert!(!shot.voice.contains(" .") && !shot.voice.contains("“”"), "{i}: {shot:?}");
                }
            }
        }
    }

    #[test]
    fn names_are_never_read_as_templates() {
        let kit = Kit::builtin().unwrap();
        let card = CardFacts { persona: "{enemy} {x}".into(), ..CardFacts::default() };
        let facts = from_card(&card, "", &kit, [4; 32]);
        assert!(facts.shots.iter().any(|shot| shot.voice.contains("{enemy}")), "{:?}", facts.shots);
    }

    #[test]
    fn things_are_listed_as_one_says_them() {
        let kit = Kit::builtin().unwrap();
        assert_eq!(listed(&everything(&kit), &kit), "trusty crimper, USB stick and rubber duck");
        assert_eq!(begun_small("Ä"), "ä");
        assert_eq!(begun_small(""), "");
    }
}
