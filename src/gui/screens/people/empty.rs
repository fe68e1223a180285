//! The people page of a campaign in which nobody is yet.

use crate::app::Command;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::scene::item::Transform;
use crate::scene::kit::{FigureSpec, Show};
use crate::scene::pixels::render;
use eframe::egui::{TextureId, Ui, Vec2, vec2};

/// True when a person is to be typed in.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    let state = EmptyState::new(
        "Every hero starts as a name in a list",
        "Import the answers of your form, or type in the first person. You can undo each of these.",
    );
    // A hero with a magnifier.
    let options = [
        ("body", "slim"),
        ("outfit", "suit"),
        ("head", "oval"),
        ("face", "grin"),
        ("hair", "curly"),
        ("eyewear", "visor"),
        ("cape", "long"),
        ("item_right", "magnifier"),
    ];
    let state = with_bust(state, ui, cx, "empty people", &options, ["espresso", "black", "lagoon"]);
    let event = state
        .way(Beginning {
            icon: Icon::Import,
            title: "Import a list".into(),
            words: "CSV, TSV, XLSX or ODS, from any form service. You can also drag the file onto this window.".into(),
            button: CommandButton::primary("Import a list"),
        })
        .way(Beginning {
            icon: Icon::Person,
            title: "Type in one person".into(),
            words: "For postcards, phone calls and whoever has no e-mail.".into(),
            button: CommandButton::plain("Add a person"),
        })
        .foot("Not sure what a campaign looks like?", vec![CommandButton::quiet("Open the sample")])
        .show(ui);
    match event {
        Some(EmptyEvent::Way(0)) => cx.act(Action::Do(Command::Import)),
        Some(EmptyEvent::Way(_)) => return true,
        Some(EmptyEvent::Link(_)) => cx.act(Action::Do(Command::OpenSample)),
        None => {}
    }
    false
}

/// A page that has nothing yet, with a hero put together from the kit above its words: slot and option each, then skin, hair and
/// scheme.
pub fn with_bust<'a>(
    state: EmptyState<'a>,
    ui: &Ui,
    cx: &mut Cx<'_>,
    slot: &str,
    options: &[(&str, &str)],
    look: [&str; 3],
) -> EmptyState<'a> {
    let size = picture_size(ui);
    match bust(ui, cx, slot, options, look, size) {
        Some(texture) => state.art(texture, size),
        None => state,
    }
}

/// The room a picture may take on a page that has little: it gives way before the buttons do.
fn picture_size(ui: &Ui) -> Vec2 {
    let height = (ui.available_height() - 380.0).clamp(130.0, 270.0);
    vec2(height * 14.0 / 9.0, height)
}

/// A hero cut at the belt.
fn bust(
    ui: &Ui,
    cx: &mut Cx<'_>,
    slot: &str,
    options: &[(&str, &str)],
    [skin, hair, scheme]: [&str; 3],
    size: Vec2,
) -> Option<TextureId> {
    let spec = FigureSpec {
        pose: "stance".into(),
        options: options.iter().map(|(slot, option)| ((*slot).to_owned(), (*option).to_owned())).collect(),
        skin: skin.into(),
        hair: hair.into(),
        scheme: scheme.into(),
    };
    let pixels = ui.ctx().pixels_per_point().clamp(1.0, 3.0);
    let (width, height) = ((size.x * pixels) as u32, (size.y * pixels) as u32);
    let drawn = cx.art.picture(ui.ctx(), slot, (width, height), move |studio| {
        let colours = studio.kit.figure_colours(&spec, "");
        let composed = studio.kit.figure_items(&spec, &colours, Show::All, &studio.symbols).ok()?;
        // The hair keeps a little air above it and the belt lies on the lower edge: about 1000 units of the figure.
        let scale = height as f32 / 1000.0;
        let base = Transform::from_scale(scale, scale).pre_translate(width as f32 / scale / 2.0 - 500.0, 0.0);
        render(&composed.items, width, height, base, None).ok()
    });
    drawn.map(|(texture, _)| texture)
}
