//! Small pictures of one option for a picker: the option on just enough of a figure to be understood.

use std::collections::BTreeMap;

use super::{Colours, FigureSpec, Kit, KitError, Show, SymbolCache};
use crate::scene::item::Item;

/// Head and shoulders, in the figure's space: left, top, right, bottom.
const HEAD: [f32; 4] = [180.0, 20.0, 830.0, 670.0];
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

/// A square around what the shapes of `items` cover; hand-held things fill little of a figure's space.
fn drawn_box(items: &[Item]) -> [f32; 4] {
    let mut b = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let mut stack: Vec<(&Item, tiny_skia::Transform)> =
        items.iter().map(|i| (i, tiny_skia::Transform::identity())).collect();
    while let Some((item, t)) = stack.pop() {
        match item {
            Item::Shape(s) => {
                if let Some(r) = s.path.bounds().transform(t) {
                    b = [b[0].min(r.left()), b[1].min(r.top()), b[2].max(r.right()), b[3].max(r.bottom())];
                }
            }
            // What a clip holds never reaches beyond the outline drawn around it.
            Item::Group { clip: Some(_), .. } | Item::Text(_) => {}
            Item::Group { transform, items, .. } => {
                stack.extend(items.iter().map(|i| (i, t.pre_concat(*transform))));
            }
            Item::Use { symbol, transform } => {
                stack.extend(symbol.items.iter().map(|i| (i, t.pre_concat(*transform))));
            }
        }
    }
    if b[0] > b[2] {
        return FIGURE;
    }
    let side = (b[2] - b[0]).max(b[3] - b[1]) + 40.0;
    let (x, y) = ((b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0);
    [x - side / 2.0, y - side / 2.0, x + side / 2.0, y + side / 2.0]
}
