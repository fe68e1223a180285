//! Heroes: what a figure chooses, how a figure is proposed, and how its parts are composed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Colours, Kit, KitError, Part, Pose, SymbolCache};
use crate::scene::item::{Clip, FillRule, Item, Path, Transform};

/// The choices that make a figure. Ids are those of the kit; unknown ones draw nothing and are reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureSpec {
    pub pose: String,
    /// Option id by slot id.
    pub options: BTreeMap<String, String>,
    pub skin: String,
    pub hair: String,
    pub scheme: String,
}

impl FigureSpec {
    /// The option chosen for a slot.
    pub fn option(&self, slot: &str) -> Option<&str> {
        self.options.get(slot).map(String::as_str)
    }
}

/// What of a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    All,
    /// Without what the hands hold: for portraits, where it would cover the face.
    EmptyHanded,
}

/// A composed drawing, and what was asked for but is not in the kit.
#[derive(Debug, Default)]
pub struct Composed {
    pub items: Vec<Item>,
    /// Such as `hair "mullet"`.
    pub unknown: Vec<String>,
}

/// The middle of a portrait, in the figure's space.
pub const PORTRAIT_CENTRE: (f32, f32) = (505.0, 330.0);

/// What of a figure can be locked beside its slots.
pub const POSE: &str = "pose";
pub const SKIN: &str = "skin";
pub const HAIR_COLOUR: &str = "hair_colour";
pub const SCHEME: &str = "scheme";

/// How often a proposal fills a slot that may stay empty, in percent.
const CHANCES: [(&str, u64); 6] =
    [("beard", 22), ("eyewear", 40), ("cape", 40), ("headgear", 25), ("item_right", 92), ("item_left", 72)];

/// Hair that hides the jaw line or goes badly with a beard in this art.
const BEARDLESS_HAIR: [&str; 5] = ["bun", "long", "hijab", "ponytail", "braids"];

impl Kit {
    /// A figure for `seed`: the same seed and wishes give the same figure on every machine. `wanted` are ids of things to
    /// hold; the first two known ones go into the hands.
    pub fn propose_figure(&self, seed: u64, wanted: &[&str]) -> FigureSpec {
        let mut dice = Dice(seed ^ 0x756e_7375_6e67_3130);
        let mut spec = FigureSpec::default();
        for slot in self.slots() {
            let chance = CHANCES.iter().find(|c| c.0 == slot.id).map_or(50, |c| c.1);
            // Every slot throws all its dice, so that one slot's luck does not shift the next one's.
            let (fill, pick) = (dice.below(100), dice.next());
            if (slot.required || fill < chance) && !slot.options.is_empty() {
                let option = &slot.options[(pick % slot.options.len() as u64) as usize];
                spec.options.insert(slot.id.clone(), option.id.clone());
            }
        }
        let mut hands = ["item_right", "item_left"].into_iter();
        let mut given: Vec<&str> = Vec::new();
        for item in wanted {
            if given.contains(item) || self.option("item_right", item).is_none() {
                continue;
            }
            let Some(hand) = hands.next() else { break };
            given.push(item);
            spec.options.insert(hand.to_string(), (*item).to_string());
        }
        if spec.option("item_left") == spec.option("item_right") {
            let keep_left = given.len() == 2;
            spec.options.remove(if keep_left { "item_right" } else { "item_left" });
        }
        let no_beard =
            spec.option("hair").is_some_and(|h| BEARDLESS_HAIR.contains(&h)) || spec.option("body") == Some("curved");
        if no_beard {
            spec.options.remove("beard");
        }
        self.settle_conflicts(&mut spec, &BTreeSet::new());
        spec.pose = pick(&mut dice, self.poses(), |p| p.id.clone());
        let palette = self.palette();
        // The robot is a choice of its own, never a proposal for a person.
        let human: Vec<_> = palette.skin_tones.iter().filter(|t| t.id != "robot").collect();
        spec.skin = pick(&mut dice, &human, |t| t.id.clone());
        // Dyed hair is the exception: the natural colours stand three times as often in the bowl.
        let natural = palette.hair_colours.len().min(8) as u64;
        let bowl = natural * 3 + palette.hair_colours.len() as u64 - natural;
        let drawn = dice.below(bowl.max(1));
        let index = if drawn < natural * 3 { drawn % natural.max(1) } else { drawn - natural * 2 };
        spec.hair = palette.hair_colours.get(index as usize).map(|h| h.id.clone()).unwrap_or_default();
        spec.scheme = pick(&mut dice, &palette.outfit_schemes, |s| s.id.clone());
        spec
    }

    /// Another look from `seed`: what is `locked` stays as it is in `now` (slot ids, and `pose`, `skin`, `hair_colour`, `scheme`).
    /// The same seed, locks and starting look give the same figure on every machine.
    pub fn shuffle_figure(
        &self,
        seed: u64,
        now: &FigureSpec,
        locked: &BTreeSet<String>,
        wanted: &[&str],
    ) -> FigureSpec {
        let mut spec = self.propose_figure(seed, wanted);
        let is_locked = |what: &str| locked.contains(what);
        for slot in self.slots().iter().filter(|slot| is_locked(&slot.id)) {
            match now.options.get(&slot.id) {
                Some(option) => spec.options.insert(slot.id.clone(), option.clone()),
                None => spec.options.remove(&slot.id),
            };
        }
        // One thing is not held in both hands: the hand that is free to change lets go.
        if spec.option("item_left").is_some() && spec.option("item_left") == spec.option("item_right") {
            let free = if is_locked("item_left") { "item_right" } else { "item_left" };
            if !is_locked(free) {
                spec.options.remove(free);
            }
        }
        self.settle_conflicts(&mut spec, locked);
        let keep = |what: &str, new: &mut String, old: &String| {
            if is_locked(what) {
                new.clone_from(old);
            }
        };
        keep(POSE, &mut spec.pose, &now.pose);
        keep(SKIN, &mut spec.skin, &now.skin);
        keep(HAIR_COLOUR, &mut spec.hair, &now.hair);
        keep(SCHEME, &mut spec.scheme, &now.scheme);
        spec
    }

    /// Empties the optional slot of each pair that looks wrong together, as far as it is not locked.
    fn settle_conflicts(&self, spec: &mut FigureSpec, locked: &BTreeSet<String>) {
        for (a, b) in &self.manifest.hero.conflicts {
            let chosen = |c: &super::manifest::Choice| spec.option(&c.0) == Some(c.1.as_str());
            if chosen(a) && chosen(b) {
                let give_up =
                    [b, a].into_iter().find(|c| self.may_be_empty(&c.0) && !locked.contains(&c.0)).map(|c| c.0.clone());
                if let Some(slot) = give_up {
                    spec.options.remove(&slot);
                }
            }
        }
    }

    fn may_be_empty(&self, slot: &str) -> bool {
        self.slot(slot).is_some_and(|slot| !slot.required)
    }

    /// Pairs of choices that look wrong together, as (slot, option) twice.
    pub fn conflicts<'a>(
        &'a self,
        spec: &'a FigureSpec,
    ) -> impl Iterator<Item = &'a (super::manifest::Choice, super::manifest::Choice)> {
        self.manifest
            .hero
            .conflicts
            .iter()
            .filter(|(a, b)| spec.option(&a.0) == Some(a.1.as_str()) && spec.option(&b.0) == Some(b.1.as_str()))
    }

    /// The colours of a figure on a backdrop scheme.
    pub fn figure_colours(&self, spec: &FigureSpec, backdrop_scheme: &str) -> Colours {
        self.colours(&spec.skin, &spec.hair, &spec.scheme, backdrop_scheme)
    }

    /// The figure in its own space (1000 by 1600, feet at y 1540, centre at x 500), back to front.
    pub fn figure_items(
        &self,
        spec: &FigureSpec,
        colours: &Colours,
        show: Show,
        cache: &SymbolCache,
    ) -> Result<Composed, KitError> {
        let mut out = Composed { unknown: self.unknown_choices(spec), ..Composed::default() };
        for (part, transform) in self.placed_parts(spec, show) {
            out.items.push(cache.placed(self, &part.file, colours, transform)?);
        }
        Ok(out)
    }

    /// Parts of a figure from back to front, with where each goes.
    pub(super) fn placed_parts(&self, spec: &FigureSpec, show: Show) -> Vec<(&Part, Transform)> {
        let hero = &self.manifest.hero;
        let Some(rest) = hero.poses.first() else { return Vec::new() };
        let pose = hero.poses.iter().find(|p| p.id == spec.pose).unwrap_or(rest);
        let body = spec.option("body").unwrap_or_default();
        let mut found: Vec<(usize, &Part)> = Vec::new();
        for slot in &hero.slots {
            if show == Show::EmptyHanded && slot.id.starts_with("item_") {
                continue;
            }
            let Some(option) = spec.option(&slot.id).and_then(|o| self.option(&slot.id, o)) else {
                continue;
            };
            for part in &option.parts {
                let fits = (part.bodies.is_empty() || part.bodies.iter().any(|b| b == body))
                    && (part.poses.is_empty() || part.poses.contains(&pose.id));
                if fits && let Some(layer) = hero.layers.iter().position(|l| *l == part.layer) {
                    found.push((layer, part));
                }
            }
        }
        found.sort_by_key(|f| f.0);
        found.into_iter().map(|(_, part)| (part, grip(&part.layer, rest, pose))).collect()
    }

    fn unknown_choices(&self, spec: &FigureSpec) -> Vec<String> {
        let palette = self.palette();
        let mut unknown: Vec<String> = spec
            .options
            .iter()
            .filter(|(slot, option)| self.option(slot, option).is_none())
            .map(|(slot, option)| format!("{slot} {option:?}"))
            .collect();
        let mut ask = |what: &str, id: &str, known: bool| {
            if !known {
                unknown.push(format!("{what} {id:?}"));
            }
        };
        ask("pose", &spec.pose, self.poses().iter().any(|p| p.id == spec.pose));
        ask("skin", &spec.skin, palette.skin_tones.iter().any(|t| t.id == spec.skin));
        ask("hair colour", &spec.hair, palette.hair_colours.iter().any(|t| t.id == spec.hair));
        ask("scheme", &spec.scheme, palette.outfit_schemes.iter().any(|s| s.id == spec.scheme));
        unknown
    }

    /// The head of a figure inside `frame` (any shape, in page units): the face stands in the middle of the frame's box.
    /// `zoom` 1 makes the head fill the width; less shows the shoulders.
    pub fn portrait(
        &self,
        spec: &FigureSpec,
        colours: &Colours,
        frame: &Arc<Path>,
        zoom: f32,
        cache: &SymbolCache,
    ) -> Result<Item, KitError> {
        let b = frame.bounds();
        let k = b.width() / 470.0 * zoom;
        let inner = Transform::from_translate(b.left() + b.width() / 2.0, b.top() + b.height() / 2.0)
            .pre_scale(k, k)
            .pre_translate(-PORTRAIT_CENTRE.0, -PORTRAIT_CENTRE.1);
        let figure = self.figure_items(spec, colours, Show::EmptyHanded, cache)?;
        Ok(Item::Group {
            transform: Transform::identity(),
            clip: Some(Clip { path: frame.clone(), rule: FillRule::Winding }),
            opacity: 1.0,
            items: vec![Item::Group { transform: inner, clip: None, opacity: 1.0, items: figure.items }],
        })
    }
}

fn pick<T>(dice: &mut Dice, list: &[T], id: impl Fn(&T) -> String) -> String {
    let at = dice.below(list.len().max(1) as u64) as usize;
    list.get(at).map(id).unwrap_or_default()
}

/// Moves what a hand carries from the pose it is drawn for to the pose wanted.
fn grip(layer: &str, rest: &Pose, pose: &Pose) -> Transform {
    let (from, to) = match layer.rsplit('_').next() {
        Some("right") => (rest.right, pose.right),
        Some("left") => (rest.left, pose.left),
        _ => return Transform::identity(),
    };
    if from == to {
        return Transform::identity();
    }
    Transform::from_translate(to.x, to.y).pre_concat(Transform::from_rotate(to.turn)).pre_translate(-from.x, -from.y)
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine. Not for draws.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly enough for looks: the bias below 100 options is under 2^-57.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}
