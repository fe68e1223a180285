//! The workshop's verbs, for the window and the command line: shuffling from a seed with parts locked, copying from another hero,
//! choosing one part by its name, and a photo in the figure's place.

use super::failure::Failure;
use super::heroes::{figure_of, spec_of};
use crate::campaign::{Campaign, Hero, Monster};
use crate::press::facts::enemy_look;
use crate::scene::kit::{BODY, COLOUR, EnemyLook, HAIR_COLOUR, Kit, POSE, SCHEME, SKIN};
use crate::scene::ron_file::nearest;

/// Seeds that the dice give: short enough to be read out and typed in.
pub const SEEDS: u64 = 1_000_000;

/// What can be locked on a hero while shuffling: id and words, in the order they are shown.
pub fn hero_locks(kit: &Kit) -> Vec<(String, String)> {
    let slots = kit.slots().iter().map(|slot| (slot.id.clone(), slot.label.clone()));
    let more = [(POSE, "Pose"), (SKIN, "Skin"), (HAIR_COLOUR, "Hair colour"), (SCHEME, "Suit colours")];
    slots.chain(more.map(|(id, label)| (id.to_owned(), label.to_owned()))).collect()
}

/// What can be locked on a monster.
pub const MONSTER_LOCKS: [(&str, &str); 5] =
    [(BODY, "Body"), ("eyes", "Eyes"), ("mouth", "Mouth"), ("horns", "Horns"), (COLOUR, "Colour")];

/// A new seed from any number, and another one each time it is asked.
pub fn next_seed(last: u64) -> u64 {
    // Steps of SplitMix64 (Steele, Lea, Flood 2014): neighbours look nothing alike.
    let mut z = last.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) % SEEDS
}

/// Gives a hero another look from `seed`; what is locked stays. The seed is kept with it.
pub fn shuffle_hero(hero: &mut Hero, seed: u64, kit: &Kit) {
    let wanted: Vec<&str> = hero.accessories.iter().map(|accessory| accessory.item.as_str()).collect();
    let spec = kit.shuffle_figure(seed, &spec_of(&hero.figure), &hero.locked, &wanted);
    hero.figure = figure_of(spec);
    hero.seed = Some(seed);
}

/// Gives a monster another look from `seed`; what is locked stays. Name, line and stats are not of the look.
pub fn shuffle_monster(monster: &mut Monster, seed: u64, kit: &Kit) {
    let look = kit.shuffle_villain(seed, &enemy_look(monster), &monster.locked);
    set_look(monster, look);
    monster.seed = Some(seed);
}

/// Takes a look over.
pub fn set_look(monster: &mut Monster, look: EnemyLook) {
    monster.villain = look.villain;
    monster.colour = look.colour.unwrap_or_default();
    for (kind, part) in [("eyes", look.eyes), ("mouth", look.mouth), ("horns", look.horns)] {
        match part {
            Some(part) => monster.parts.insert(kind.to_owned(), part),
            None => monster.parts.remove(kind),
        };
    }
}

/// What of one hero is copied to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    /// Card style, backdrop and its colours.
    #[default]
    Style,
    /// The figure with its pose and colours, but not what it carries.
    Figure,
    Both,
}

impl Copied {
    pub const ALL: [Self; 3] = [Self::Style, Self::Figure, Self::Both];

    pub fn title(self) -> &'static str {
        match self {
            Self::Style => "Card style",
            Self::Figure => "Figure",
            Self::Both => "Style and figure",
        }
    }
}

/// Copies the look of `from` to `to`. What `to` carries stays, for it tells of its own story.
pub fn copy_look(from: &Hero, to: &mut Hero, what: Copied) {
    if matches!(what, Copied::Style | Copied::Both) {
        to.style.clone_from(&from.style);
        to.backdrop.clone_from(&from.backdrop);
        to.backdrop_scheme.clone_from(&from.backdrop_scheme);
    }
    if matches!(what, Copied::Figure | Copied::Both) {
        let held: Vec<(String, String)> = ["item_right", "item_left"]
            .into_iter()
            .filter_map(|hand| Some((hand.to_owned(), to.figure.parts.get(hand)?.clone())))
            .collect();
        to.figure = from.figure.clone();
        to.figure.parts.retain(|slot, _| !slot.starts_with("item_"));
        to.figure.parts.extend(held);
        to.seed = None;
    }
}

/// One of the kit's names, or why it is none: with the nearest one, or all.
fn known<'a>(what: &str, said: &str, names: &[(&'a str, &str)]) -> Result<&'a str, Failure> {
    let key = said.trim().to_lowercase();
    let found = names.iter().find(|(id, label)| *id == key || label.to_lowercase() == key);
    if let Some((id, _)) = found {
        return Ok(id);
    }
    let ids: Vec<&str> = names.iter().map(|(id, _)| *id).collect();
    let help = match nearest(&key, &ids) {
        Some(near) => format!("Did you mean {near}? Known are {}.", ids.join(", ")),
        None => format!("Known are {}.", ids.join(", ")),
    };
    Err(Failure::new("Nothing was changed.", format!("There is no {what} “{said}”."), help))
}

/// Puts an option into a slot of a hero by its id or label: `hair=bun`, `cape=none`, `skin=honey`, `backdrop=storm`.
///
/// # Errors
/// Names the slot or the option that the kit does not have, and those it has.
pub fn set_part(hero: &mut Hero, kit: &Kit, slot: &str, option: &str) -> Result<(), Failure> {
    let palette = kit.palette();
    let mut slots: Vec<(&str, &str)> = kit.slots().iter().map(|slot| (slot.id.as_str(), slot.label.as_str())).collect();
    slots.extend([
        (POSE, "Pose"),
        (SKIN, "Skin"),
        (HAIR_COLOUR, "Hair colour"),
        (SCHEME, "Suit colours"),
        ("backdrop", "Backdrop"),
        ("backdrop_scheme", "Backdrop colours"),
    ]);
    let slot = known("slot", slot, &slots)?;
    let pairs = |list: &mut dyn Iterator<Item = (&str, &str)>, what: &str| -> Result<String, Failure> {
        let list: Vec<(&str, &str)> = list.collect();
        known(what, option, &list).map(str::to_owned)
    };
    match slot {
        POSE => {
            hero.figure.pose = pairs(&mut kit.poses().iter().map(|it| (it.id.as_str(), it.label.as_str())), "pose")?;
        }
        SKIN => {
            hero.figure.skin =
                pairs(&mut palette.skin_tones.iter().map(|it| (it.id.as_str(), it.label.as_str())), "skin")?;
        }
        HAIR_COLOUR => {
            let mut list = palette.hair_colours.iter().map(|it| (it.id.as_str(), it.label.as_str()));
            hero.figure.hair = pairs(&mut list, "hair colour")?;
        }
        SCHEME => {
            let mut list = palette.outfit_schemes.iter().map(|it| (it.id.as_str(), it.label.as_str()));
            hero.figure.scheme = pairs(&mut list, "suit")?;
        }
        "backdrop" => {
            hero.backdrop =
                pairs(&mut kit.backdrops().iter().map(|it| (it.id.as_str(), it.label.as_str())), "backdrop")?;
        }
        "backdrop_scheme" => {
            let mut list = palette.backdrop_schemes.iter().map(|it| (it.id.as_str(), it.label.as_str()));
            hero.backdrop_scheme = pairs(&mut list, "backdrop colour")?;
        }
        slot => {
            let Some(found) = kit.slot(slot) else { return Ok(()) };
            if !found.required && ["", "none", "-"].contains(&option.trim()) {
                hero.figure.parts.remove(slot);
                return Ok(());
            }
            let mut list = found.options.iter().map(|it| (it.id.as_str(), it.label.as_str()));
            let id = pairs(&mut list, &found.label.to_lowercase())?;
            hero.figure.parts.insert(slot.to_owned(), id);
        }
    }
    Ok(())
}

/// Puts a part on a monster: `body=queuedra`, `eyes=cyclops`, `horns=none`, `colour=slate`.
///
/// # Errors
/// As [`set_part`].
pub fn set_monster_part(monster: &mut Monster, kit: &Kit, slot: &str, option: &str) -> Result<(), Failure> {
    let slot = known("part", slot, &MONSTER_LOCKS)?;
    let is_none = ["", "none", "-"].contains(&option.trim());
    match slot {
        BODY => {
            let list: Vec<(&str, &str)> =
                kit.villains().iter().map(|villain| (villain.id.as_str(), villain.name.as_str())).collect();
            monster.villain = known("body", option, &list)?.to_owned();
        }
        COLOUR if is_none => monster.colour.clear(),
        COLOUR => {
            let list: Vec<(&str, &str)> = kit
                .palette()
                .monster_colours
                .iter()
                .map(|colour| (colour.id.as_str(), colour.label.as_str()))
                .collect();
            monster.colour = known("colour", option, &list)?.to_owned();
        }
        kind if is_none => {
            monster.parts.remove(kind);
        }
        kind => {
            let list: Vec<(&str, &str)> = super::monsters::parts_of(kit, kind).collect();
            monster.parts.insert(kind.to_owned(), known(kind, option, &list)?.to_owned());
        }
    }
    Ok(())
}

/// Sets the style of a hero's card by its id or label. Its own backdrop and colours come with it; chosen again it changes nothing.
///
/// # Errors
/// Names the styles there are.
pub fn set_style(hero: &mut Hero, kit: &Kit, style: &str) -> Result<(), Failure> {
    let list: Vec<(&str, &str)> = kit.styles().iter().map(|style| (style.id.as_str(), style.label.as_str())).collect();
    let id = known("card style", style, &list)?;
    if let Some(style) = kit.style(id).filter(|style| style.id != hero.style) {
        hero.style.clone_from(&style.id);
        hero.backdrop.clone_from(&style.backdrop);
        hero.backdrop_scheme.clone_from(&style.scheme);
    }
    Ok(())
}

/// The ids that may be locked, as words typed them.
///
/// # Errors
/// Names those there are.
pub fn lock_named(kit: &Kit, words: &str) -> Result<String, Failure> {
    let all = hero_locks(kit);
    let list: Vec<(&str, &str)> = all.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect();
    known("slot", words, &list).map(str::to_owned)
}

/// As [`lock_named`], of a monster.
///
/// # Errors
/// Names those there are.
pub fn monster_lock_named(words: &str) -> Result<String, Failure> {
    known("part", words, &MONSTER_LOCKS).map(str::to_owned)
}

/// Heroes other than this one, for copying from.
pub fn others(campaign: &Campaign, hero: crate::campaign::HeroId) -> Vec<(crate::campaign::HeroId, &Hero)> {
    campaign.heroes().iter().filter(|(id, _)| *id != hero).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{MonsterId, PersonId};
    use crate::scene::kit::FigureSpec;

    fn hero(kit: &Kit) -> Hero {
        let mut hero = Hero::new(PersonId(1), "Ann the Able".into());
        hero.figure = figure_of(kit.propose_figure(7, &["cat"]));
        hero.enemy = Some(MonsterId(1));
        hero
    }

    #[test]
    fn the_same_seed_and_locks_give_the_same_figure_and_locks_hold() {
        let kit = Kit::builtin().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        let mut seed = 1;
        for round in 0..200 {
            seed = next_seed(seed + round);
            assert!(seed < SEEDS);
            let mut one = hero(&kit);
            let before = one.clone();
            let locks = hero_locks(&kit);
            one.locked = locks.iter().skip(round as usize % 3).step_by(3).map(|(id, _)| id.clone()).collect();
            let mut other = one.clone();
            shuffle_hero(&mut one, seed, &kit);
            shuffle_hero(&mut other, seed, &kit);
            assert_eq!(one, other);
            assert_eq!(one.seed, Some(seed));
            for lock in &one.locked {
                let of = |hero: &Hero| match lock.as_str() {
                    POSE => Some(hero.figure.pose.clone()),
                    SKIN => Some(hero.figure.skin.clone()),
                    HAIR_COLOUR => Some(hero.figure.hair.clone()),
                    SCHEME => Some(hero.figure.scheme.clone()),
                    slot => hero.figure.parts.get(slot).cloned(),
                };
                assert_eq!(of(&one), of(&before), "{lock}");
            }
            let spec: FigureSpec = spec_of(&one.figure);
            let free =
                kit.conflicts(&spec).filter(|(a, b)| !(one.locked.contains(&a.0) || one.locked.contains(&b.0))).count();
            assert_eq!(free, 0);
            seen.insert(format!("{:?}", one.figure));
        }
        assert!(seen.len() > 150, "{}", seen.len());
    }

    #[test]
    fn a_locked_everything_stays_and_a_free_one_changes() {
        let kit = Kit::builtin().unwrap();
        let mut one = hero(&kit);
        one.locked = hero_locks(&kit).into_iter().map(|(id, _)| id).collect();
        let before = one.figure.clone();
        shuffle_hero(&mut one, 4711, &kit);
        assert_eq!(one.figure, before);
        one.locked.clear();
        shuffle_hero(&mut one, 4711, &kit);
        assert_ne!(one.figure, before);
    }

    #[test]
    fn monsters_shuffle_alike() {
        let kit = Kit::builtin().unwrap();
        let start = Monster { name: "X".into(), villain: "queuedra".into(), ..Monster::default() };
        let mut looks = std::collections::BTreeSet::new();
        for seed in 0..60 {
            let mut one = Monster { locked: ["body".to_owned(), "horns".to_owned()].into(), ..start.clone() };
            let mut other = one.clone();
            shuffle_monster(&mut one, seed, &kit);
            shuffle_monster(&mut other, seed, &kit);
            assert_eq!(one, other);
            assert_eq!((one.villain.as_str(), one.parts.get("horns")), ("queuedra", None));
            looks.insert(format!("{:?} {}", one.parts, one.colour));
        }
        assert!(looks.len() > 40);
    }

    #[test]
    fn parts_are_set_by_name_and_unknown_ones_say_what_there_is() {
        let kit = Kit::builtin().unwrap();
        let mut one = hero(&kit);
        for (slot, option) in
            [("Hair", "bun"), ("cape", "none"), ("skin", "Honey"), ("backdrop", "storm"), ("pose", "action")]
        {
            set_part(&mut one, &kit, slot, option).unwrap();
        }
        assert_eq!(one.figure.parts["hair"], "bun");
        assert_eq!(
            (one.figure.skin.as_str(), one.backdrop.as_str(), one.figure.pose.as_str()),
            ("honey", "storm", "action")
        );
        assert!(!one.figure.parts.contains_key("cape"));
        let failure = set_part(&mut one, &kit, "hair", "bunn").unwrap_err();
        assert!(failure.what_to_do.starts_with("Did you mean bun?"), "{failure:?}");
        assert!(set_part(&mut one, &kit, "hiar", "bun").unwrap_err().what_to_do.contains("Did you mean hair?"));
        assert!(set_part(&mut one, &kit, "body", "none").is_err(), "a figure needs a body");
        let mut monster = Monster { villain: "queuedra".into(), ..Monster::default() };
        set_monster_part(&mut monster, &kit, "eyes", "Cyclops").unwrap();
        set_monster_part(&mut monster, &kit, "colour", "slate").unwrap();
        assert_eq!((monster.parts["eyes"].as_str(), monster.colour.as_str()), ("cyclops", "slate"));
        set_monster_part(&mut monster, &kit, "eyes", "none").unwrap();
        assert!(monster.parts.is_empty());
        set_style(&mut one, &kit, "Formal").unwrap();
        assert_eq!((one.style.as_str(), one.backdrop.as_str()), ("formal", "formal"));
    }

    #[test]
    fn copying_leaves_what_the_hands_hold() {
        let kit = Kit::builtin().unwrap();
        let mut from = hero(&kit);
        shuffle_hero(&mut from, 99, &kit);
        from.style = "space".into();
        let mut to = hero(&kit);
        let held = to.figure.parts.get("item_right").cloned();
        copy_look(&from, &mut to, Copied::Both);
        assert_eq!((to.style.as_str(), to.figure.skin == from.figure.skin), ("space", true));
        assert_eq!(to.figure.parts.get("item_right").cloned(), held);
        assert_eq!(to.figure.parts["hair"], from.figure.parts["hair"]);
    }
}
