//! Small pictures of one option for a picker: the option on just enough of a figure to be understood.

use std::collections::BTreeMap;

use super::{Colours, FigureSpec, Kit, KitError, Show, SymbolCache};
use crate::scene::item::Item;
use crate::scene::shapes::inked_box;

/// Head and shoulders, in the figure's space: left, top, right, bottom.
const HEAD: [f32; 4] = [135.0, -20.0, 865.0, 710.0];
const FIGURE: [f32; 4] = [0.0, 0.0, 1000.0, 1600.0];

/// A picture of one option: items in the figure's space and the part of it to show.
#[derive(Debug)]
pub struct Thumbnail {
    pub items: Vec<Item>,
    /// Left, top, right, bottom in the figure's space.
    pub view: [f32; 4],
}

impl Kit {
    /// One option of a slot as it would look on `spec`, with what is not needed left away. `None` when the kit has no
    /// such option.
    pub fn thumbnail(
        &self,
        spec: &FigureSpec,
        slot: &str,
        option: &str,
        colours: &Colours,
        cache: &SymbolCache,
    ) -> Result<Option<Thumbnail>, KitError> {
        if self.option(slot, option).is_none() {
            return Ok(None);
        }
        let keep: &[&str] = match slot {
            "body" | "outfit" | "cape" => &["body", "outfit", "head", "face", "hair"],
            "head" => &["head", "face"],
            "face" | "hair" => &["head", "face", "hair"],
            "beard" | "eyewear" | "headgear" => &["head", "face", "hair", "beard"],
            _ => &[],
        };
        let mut shown = FigureSpec { options: BTreeMap::new(), ..spec.clone() };
        for slot in keep.iter().copied().chain(["body"]) {
            if let Some(option) = spec.option(slot) {
                shown.options.insert(slot.to_string(), option.to_string());
            }
        }
        shown.options.insert(slot.to_string(), option.to_string());
        if !matches!(slot, "body" | "outfit" | "cape") {
            // A hand-held thing stands upright, as it is drawn.
            shown.pose = self.poses().first().map(|p| p.id.clone()).unwrap_or_default();
        }
        // The build decides which parts fit, but its own drawing would show below the neck of a lone head.
        let whole = matches!(slot, "body" | "outfit" | "cape");
        let body = shown.option("body").unwrap_or_default().to_string();
        let own = self.option("body", &body).map_or(&[][..], |o| &o.parts);
        let mut items = Vec::new();
        for (part, transform) in self.placed_parts(&shown, Show::All) {
            if whole || !own.iter().any(|p| p.file == part.file) {
                items.push(cache.placed(self, &part.file, colours, transform)?);
            }
        }
        let view = match slot {
            "body" | "outfit" | "cape" => FIGURE,
            "item_right" | "item_left" => drawn_box(&items),
            _ => HEAD,
        };
        Ok(Some(Thumbnail { items, view }))
    }
}

/// A square around what is drawn; hand-held things fill little of a figure's space.
fn drawn_box(items: &[Item]) -> [f32; 4] {
    let Some([l, t, r, b]) = inked_box(items) else { return FIGURE };
    let side = (r - l).max(b - t) + 40.0;
    let (x, y) = (f32::midpoint(l, r), f32::midpoint(t, b));
    [x - side / 2.0, y - side / 2.0, x + side / 2.0, y + side / 2.0]
}
