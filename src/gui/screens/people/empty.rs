//! The people page of a campaign in which nobody is yet.

use crate::app::Command;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::scene::item::Transform;
use crate::scene::kit::{FigureSpec, Show};
use crate::scene::pixels::render;
use eframe::egui::{TextureId, Ui, vec2};

/// Points of the picture.
const SIZE: (f32, f32) = (420.0, 270.0);

/// True when a person is to be typed in.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    let picture = searching(ui, cx);
    let mut state = EmptyState::new(
        "Every hero starts as a name in a list",
        "Import the answers of your form, or type in the first person. You can undo each of these.",
    );
    if let Some(texture) = picture {
        state = state.art(texture, vec2(SIZE.0, SIZE.1));
    }
    let event = state
        .way(Beginning {
            icon: Icon::Import,
            title: "Import a list".into(),
            words: "CSV or TSV, from any form service. You can also drag the file onto this window.".into(),
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

/// A hero with a magnifier, cut at the belt.
fn searching(ui: &Ui, cx: &mut Cx<'_>) -> Option<TextureId> {
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
    let spec = FigureSpec {
        pose: "stance".into(),
        options: options.iter().map(|(slot, option)| ((*slot).to_owned(), (*option).to_owned())).collect(),
        skin: "espresso".into(),
        hair: "black".into(),
        scheme: "lagoon".into(),
    };
    let pixels = ui.ctx().pixels_per_point().clamp(1.0, 3.0);
    let (width, height) = ((SIZE.0 * pixels) as u32, (SIZE.1 * pixels) as u32);
    let drawn = cx.art.picture(ui.ctx(), "empty people", (width, height), move |studio| {
        let colours = studio.kit.figure_colours(&spec, "");
        let composed = studio.kit.figure_items(&spec, &colours, Show::All, &studio.symbols).ok()?;
        // The head has its place near the top and the belt lies on the lower edge: about 950 units of the figure.
        let scale = height as f32 / 930.0;
        let base = Transform::from_scale(scale, scale).pre_translate(width as f32 / scale / 2.0 - 500.0, -70.0);
        render(&composed.items, width, height, base, None).ok()
    });
    drawn.map(|(texture, _)| texture)
}
