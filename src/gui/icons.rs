//! The line icons of `assets/icons`: 24 x 24, strokes only, tinted with the colour of their place.
//!
//! Each is rasterised from its SVG at the very pixels it will cover, in white, and kept as a texture;
//! painting tints it. Rasterising one takes well under a millisecond, so it happens where it is needed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use eframe::egui::{
    Color32, ColorImage, Context, Id, Painter, Pos2, Rect, TextureHandle, TextureOptions, Vec2,
    emath::GuiRounding as _, pos2,
};
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Pixmap, Stroke, Transform};

macro_rules! icons {
    ($($name:ident $file:literal),* $(,)?) => {
        /// An icon; the names are the file names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the pictures are named after what they show")]
        pub enum Icon { $($name),* }

        impl Icon {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The SVG.
            pub fn svg(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../assets/icons/", $file, ".svg")),)*
                }
            }

            /// The icon of a file name without its ending.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($file => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

icons! {
    Award "award", Bolt "bolt", Book "book", Box "box", Calendar "calendar", Card "card",
    Chart "chart", Check "check", Chevsort "chevsort", Clock "clock", Copy "copy", Dice "dice",
    Dots "dots", Down "down", Export "export", Eye "eye", File "file", Filter "filter",
    Folder "folder", Gear "gear", Gift "gift", Globe "globe", Heart "heart", Help "help",
    Hero "hero", Home "home", Image "image", Import "import", Info "info", Label "label",
    League "league", Ledger "ledger", Left "left", Link "link", Lock "lock", Mail "mail",
    Merge "merge", Monster "monster", Moon "moon", Pen "pen", People "people", Person "person",
    Play "play", Plus "plus", Printer "printer", Redo "redo", Right "right", Scale "scale",
    Screen "screen", Search "search", Shield "shield", Shieldok "shieldok", Sort "sort",
    Sparkle "sparkle", Stop "stop", Tag "tag", Ticket "ticket", Trash "trash", Undo "undo",
    Unlock "unlock", Up "up", Warn "warn", Wifioff "wifioff", X "x",
}

/// How an icon is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Line width in units of the 24 x 24 grid.
    pub weight: f32,
    /// Whether shapes are filled as well; the sign in the title bar is.
    pub filled: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self { weight: super::theme::tokens().stroke.icon, filled: false }
    }
}

#[derive(PartialEq, Eq, Hash, Clone, Copy)]
struct Key {
    icon: Icon,
    pixels: u32,
    weight_hundredths: u32,
    filled: bool,
}

type Cache = Arc<Mutex<HashMap<Key, TextureHandle>>>;

/// More different sizes than a window ever shows; beyond it the cache starts again.
const CACHE_MAX: usize = 1024;

impl Icon {
    /// Paints the icon into a square around the middle of `rect`, `size` points wide.
    pub fn paint(self, painter: &Painter, centre: Pos2, size: f32, colour: Color32) {
        self.paint_with(painter, centre, size, colour, Pen::default());
    }

    /// The same with another pen.
    pub fn paint_with(self, painter: &Painter, centre: Pos2, size: f32, colour: Color32, pen: Pen) {
        let ctx = painter.ctx();
        let scale = ctx.pixels_per_point();
        let pixels = (size * scale).round().max(1.0) as u32;
        let weight_hundredths = (pen.weight * 100.0).round() as u32;
        let key = Key { icon: self, pixels, weight_hundredths, filled: pen.filled };
        let Some(texture) = texture(ctx, key, pen) else { return };
        let side = pixels as f32 / scale;
        let corner = (centre - Vec2::splat(side / 2.0)).round_to_pixels(scale);
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture.id(), Rect::from_min_size(corner, Vec2::splat(side)), uv, colour);
    }
}

fn texture(ctx: &Context, key: Key, pen: Pen) -> Option<TextureHandle> {
    let id = Id::unique("unsung icon textures");
    let cache: Cache = ctx.data_mut(|d| d.get_temp_mut_or_default::<Cache>(id).clone());
    let mut known = cache.lock().ok()?;
    if let Some(found) = known.get(&key) {
        return Some(found.clone());
    }
    let pixmap = rasterise(key.icon, key.pixels, pen)?;
    let side = key.pixels as usize;
    let image = ColorImage::from_rgba_premultiplied([side, side], pixmap.data());
    let made = ctx.load_texture(format!("icon {:?}", key.icon), image, TextureOptions::LINEAR);
    if known.len() >= CACHE_MAX {
        known.clear();
    }
    known.insert(key, made.clone());
    Some(made)
}

/// The icon in white on nothing, `pixels` wide and high.
fn rasterise(icon: Icon, pixels: u32, pen: Pen) -> Option<Pixmap> {
    let tree = usvg::Tree::from_str(icon.svg(), &usvg::Options::default()).ok()?;
    let mut pixmap = Pixmap::new(pixels, pixels)?;
    let scale = pixels as f32 / 24.0;
    let transform = Transform::from_scale(scale, scale);
    let mut white = Paint::default();
    white.set_color(tiny_skia::Color::WHITE);
    // The dots are short strokes and would vanish at the common weight.
    let width = if icon == Icon::Dots { pen.weight.max(4.5) } else { pen.weight };
    let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
    draw(tree.root(), &mut pixmap, &white, &stroke, transform, pen.filled);
    Some(pixmap)
}

fn draw(group: &usvg::Group, pixmap: &mut Pixmap, paint: &Paint, stroke: &Stroke, transform: Transform, filled: bool) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => draw(inner, pixmap, paint, stroke, transform, filled),
            usvg::Node::Path(path) => {
                let place = transform.pre_concat(path.abs_transform());
                if filled {
                    pixmap.fill_path(path.data(), paint, FillRule::Winding, place, None);
                }
                pixmap.stroke_path(path.data(), paint, stroke, place, None);
            }
            // The icon files hold neither.
            usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_leaves_ink() {
        for icon in Icon::ALL {
            let pixmap = rasterise(*icon, 24, Pen::default()).expect("drawn");
            let ink = pixmap.pixels().iter().filter(|p| p.alpha() > 128).count();
            assert!(ink > 3, "{icon:?} has {ink} dark pixels");
        }
    }

    #[test]
    fn names_find_their_icon() {
        assert_eq!(Icon::named("shieldok"), Some(Icon::Shieldok));
        assert_eq!(Icon::named("nothing"), None);
    }
}
