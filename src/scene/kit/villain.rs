//! Monsters: a villain of the kit, whole or with swapped eyes, mouth and horns.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::figure::Dice;
use super::{Anchor, Colours, Composed, Kit, KitError, SymbolCache, Villain};
use crate::scene::item::Transform;

/// The look of a monster. Parts left out keep the villain's own face.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnemyLook {
    /// Id of the villain whose body it is.
    pub villain: String,
    #[serde(default)]
    pub eyes: Option<String>,
    #[serde(default)]
    pub mouth: Option<String>,
    #[serde(default)]
    pub horns: Option<String>,
    /// Id of one of the kit's monster colours.
    #[serde(default)]
    pub colour: Option<String>,
}

/// What of a monster's look can be locked beside its parts.
pub const BODY: &str = "body";
pub const COLOUR: &str = "colour";

impl Kit {
    /// Another look from `seed`: what is `locked` stays as it is in `now` (`body`, `eyes`, `mouth`, `horns`, `colour`). The same
    /// seed, locks and starting look give the same monster on every machine.
    pub fn shuffle_villain(&self, seed: u64, now: &EnemyLook, locked: &BTreeSet<String>) -> EnemyLook {
        let mut dice = Dice(seed ^ 0x6d6f_6e73_7465_7273);
        let mut look = EnemyLook::default();
        let count = self.villains().len().max(1) as u64;
        let body = dice.below(count) as usize;
        look.villain = self.villains().get(body).map(|villain| villain.id.clone()).unwrap_or_default();
        for (kind, place) in [("eyes", &mut look.eyes), ("mouth", &mut look.mouth), ("horns", &mut look.horns)] {
            let parts: Vec<&str> = self
                .manifest
                .villains
                .parts
                .iter()
                .filter(|part| part.kind == kind)
                .map(|part| part.id.as_str())
                .collect();
            // Every kind throws all its dice, so that a lock on one does not shift the next.
            let (keep_own, pick) = (dice.below(100) < if kind == "horns" { 45 } else { 25 }, dice.next());
            if !keep_own && !parts.is_empty() {
                *place = Some(parts[(pick % parts.len() as u64) as usize].to_owned());
            }
        }
        let colours = &self.palette().monster_colours;
        let (own_colour, pick) = (dice.below(100) < 35, dice.next());
        if !own_colour && !colours.is_empty() {
            look.colour = Some(colours[(pick % colours.len() as u64) as usize].id.clone());
        }
        let is_locked = |what: &str| locked.contains(what);
        if is_locked(BODY) {
            look.villain.clone_from(&now.villain);
        }
        for (what, new, old) in [
            ("eyes", &mut look.eyes, &now.eyes),
            ("mouth", &mut look.mouth, &now.mouth),
            ("horns", &mut look.horns, &now.horns),
            (COLOUR, &mut look.colour, &now.colour),
        ] {
            if is_locked(what) {
                new.clone_from(old);
            }
        }
        look
    }

    /// The monster in its own space (1000 by 1000), back to front.
    pub fn villain_items(&self, look: &EnemyLook, cache: &SymbolCache) -> Result<Composed, KitError> {
        let mut out = Composed::default();
        let Some(villain) = self.villain(&look.villain) else {
            out.unknown.push(format!("villain {:?}", look.villain));
            return Ok(out);
        };
        let mut lids = Colours::default();
        lids.three(&self.palette().lid, &villain.skin);
        let colour = look.colour.as_deref().filter(|id| !id.is_empty());
        let tint = colour.and_then(|id| self.monster_colour(id));
        if let (Some(id), None) = (colour, tint) {
            out.unknown.push(format!("monster colour {id:?}"));
        }
        if let Some(tint) = tint {
            lids.set_three(&villain.body, &tint.colours);
            // Lids are of the body's colour, but for the machine whose head is of another.
            if villain.skin.0 == villain.body.0 {
                lids.set_three(&self.palette().lid, &tint.colours);
            }
        }
        let here = Transform::identity();
        if tint.is_none() && [&look.eyes, &look.mouth, &look.horns].iter().all(|k| k.is_none()) {
            out.items.push(cache.placed(self, &villain.file, &lids, here)?);
            return Ok(out);
        }
        let part = |kind: &str, id: &str, out: &mut Composed| -> Result<(), KitError> {
            match self.villain_part(villain, kind, id) {
                Some((file, at)) => out.items.push(cache.placed(self, file, &lids, at)?),
                None => out.unknown.push(format!("{kind} {id:?}")),
            }
            Ok(())
        };
        // Back to front: horns, body, mouth, eyes.
        if let Some(id) = &look.horns {
            part("horns", id, &mut out)?;
        }
        out.items.push(cache.placed(self, &villain.base, &lids, here)?);
        if look.eyes.is_none() && look.mouth.is_none() {
            if !villain.face.is_empty() {
                out.items.push(cache.placed(self, &villain.face, &lids, here)?);
            }
            return Ok(out);
        }
        // The villain's own face is one drawing: who swaps half of it gets the kit's first part for the other half.
        for (kind, id) in [("mouth", &look.mouth), ("eyes", &look.eyes)] {
            // A monster of the campaign's own may be one drawing, face and all: nothing of it is missing then.
            if id.is_none() && villain.face.is_empty() {
                continue;
            }
            let first = self.manifest.villains.parts.iter().find(|p| p.kind == kind);
            if let Some(id) = id.as_deref().or(first.map(|p| p.id.as_str())) {
                part(kind, id, &mut out)?;
            }
        }
        Ok(out)
    }

    fn villain_part<'a>(&'a self, villain: &Villain, kind: &str, id: &str) -> Option<(&'a str, Transform)> {
        let part = self.manifest.villains.parts.iter().find(|p| p.kind == kind && p.id == id)?;
        let anchor: &Anchor = match kind {
            "eyes" => &villain.eyes,
            "mouth" => &villain.mouth,
            _ => &villain.horns,
        };
        let at = Transform::from_translate(anchor.x, anchor.y)
            .pre_scale(anchor.scale, anchor.scale)
            .pre_translate(-500.0, -500.0);
        Some((if anchor.wide { &part.wide } else { &part.file }, at))
    }
}
