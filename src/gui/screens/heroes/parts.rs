//! Small pictures of the kit's choices: parts of a figure, poses, things to hold, backdrops.

use crate::app::heroes::spec_of;
use crate::campaign::Figure;
use crate::gui::action::Cx;
use crate::scene::item::{Item, Transform};
use crate::scene::kit::{FigureSpec, Show};
use crate::scene::pixels::{Raster, render};
use eframe::egui::{Context, TextureId};

/// Parts of the figure that show in the thumbnail of a slot: only a change of these makes a new picture.
fn seen_with(slot: &str) -> &'static [&'static str] {
    match slot {
        "body" | "outfit" | "cape" => &["body", "outfit", "head", "face", "hair"],
        "item_right" | "item_left" => &["body"],
        _ => &["body", "head", "face", "hair", "beard"],
    }
}

/// The part of the figure's space that a tile shows, where it is another than the whole.
fn view(slot: &str, usual: [f32; 4]) -> [f32; 4] {
    match slot {
        // The torso: at the size of a tile the whole figure would be a few pixels of cloth.
        "outfit" => [110.0, 440.0, 890.0, 1220.0],
        "head" => [300.0, 110.0, 720.0, 530.0],
        "face" => [325.0, 150.0, 695.0, 520.0],
        "hair" | "headgear" => [210.0, 40.0, 800.0, 630.0],
        "beard" | "eyewear" => [270.0, 110.0, 750.0, 590.0],
        "cape" => [0.0, 430.0, 1000.0, 1430.0],
        _ => usual,
    }
}

/// One option of a slot, square.
pub fn part(
    ctx: &Context,
    cx: &mut Cx<'_>,
    figure: &Figure,
    slot: &str,
    option: &str,
    side_px: u32,
) -> Option<TextureId> {
    let chosen: Vec<Option<&String>> = seen_with(slot).iter().map(|other| figure.parts.get(*other)).collect();
    let content = (chosen, &figure.pose, &figure.skin, &figure.hair, &figure.scheme, side_px);
    let name = format!("part {slot} {option}");
    let (slot, option) = (slot.to_owned(), option.to_owned());
    let spec = spec_of(figure);
    let drawn = cx.art.picture(ctx, name, content, move |studio| {
        let colours = studio.kit.figure_colours(&spec, "");
        let thumbnail = studio.kit.thumbnail(&spec, &slot, &option, &colours, &studio.symbols).ok()??;
        square(&thumbnail.items, view(&slot, thumbnail.view), side_px)
    });
    drawn.map(|(texture, _)| texture)
}

/// The figure in a pose, square.
pub fn pose(ctx: &Context, cx: &mut Cx<'_>, figure: &Figure, pose: &str, side_px: u32) -> Option<TextureId> {
    let spec = FigureSpec { pose: pose.to_owned(), ..spec_of(figure) };
    let content = (format!("{spec:?}"), side_px);
    let drawn = cx.art.picture(ctx, format!("pose {pose}"), content, move |studio| {
        let colours = studio.kit.figure_colours(&spec, "");
        let composed = studio.kit.figure_items(&spec, &colours, Show::All, &studio.symbols).ok()?;
        square(&composed.items, [0.0, 0.0, 1000.0, 1600.0], side_px)
    });
    drawn.map(|(texture, _)| texture)
}

/// A backdrop in its colours, square, from its upper part.
pub fn backdrop(ctx: &Context, cx: &mut Cx<'_>, id: &str, scheme: &str, side_px: u32) -> Option<TextureId> {
    let content = (scheme.to_owned(), side_px);
    let (id, scheme) = (id.to_owned(), scheme.to_owned());
    let drawn = cx.art.picture(ctx, format!("backdrop {id}"), content, move |studio| {
        let file = &studio.kit.backdrop(&id)?.file;
        let colours = studio.kit.colours("", "", "", &scheme);
        let placed = studio.symbols.placed(&studio.kit, file, &colours, Transform::identity()).ok()?;
        square(&[placed], [0.0, 380.0, 1524.0, 1904.0], side_px)
    });
    drawn.map(|(texture, _)| texture)
}

/// What lies in `view` (left, top, right, bottom), in the middle of a square.
pub fn square(items: &[Item], view: [f32; 4], side_px: u32) -> Option<Raster> {
    let [left, top, right, bottom] = view;
    let (width, height) = (right - left, bottom - top);
    let scale = side_px as f32 / width.max(height);
    let (x, y) = (left + width / 2.0, top + height / 2.0);
    let middle = side_px as f32 / 2.0;
    let base = Transform::from_translate(middle, middle).pre_scale(scale, scale).pre_translate(-x, -y);
    render(items, side_px, side_px, base, None).ok()
}
