//! Monsters: a villain of the kit, whole or with swapped eyes, mouth and horns.

use serde::{Deserialize, Serialize};

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
}

impl Kit {
    /// The monster in its own space (1000 by 1000), back to front.
    pub fn villain_items(&self, look: &EnemyLook, cache: &SymbolCache) -> Result<Composed, KitError> {
        let mut out = Composed::default();
        let Some(villain) = self.villain(&look.villain) else {
            out.unknown.push(format!("villain {:?}", look.villain));
            return Ok(out);
        };
        let mut lids = Colours::default();
        lids.three(&self.palette().lid, &villain.skin);
        let here = Transform::identity();
        if [&look.eyes, &look.mouth, &look.horns].iter().all(|k| k.is_none()) {
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
            out.items.push(cache.placed(self, &villain.face, &lids, here)?);
            return Ok(out);
        }
        // The villain's own face is one drawing: who swaps half of it gets the kit's first part for the other half.
        for (kind, id) in [("mouth", &look.mouth), ("eyes", &look.eyes)] {
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
