//! Pictures of signatures for certificates: one for each who signs. Who signs is said on the campaign's own page.

use super::Chosen;
use crate::app::Task;
use crate::app::looks;
use crate::campaign::Settings;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::screens::settings::change;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use eframe::egui::Ui;
use std::sync::Arc;

#[derive(Default)]
pub struct SignaturesCard {
    /// Whose picture is being chosen.
    reading: Option<(String, Task<Chosen>)>,
}

impl SignaturesCard {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        self.take(cx, settings);
        let signers: Vec<&str> =
            settings.signatures.iter().map(|(name, _)| name.trim()).filter(|name| !name.is_empty()).collect();
        Card::new().title("Signatures").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let words = if signers.is_empty() {
                "Nobody signs yet; say on the page Campaign who does. A picture of each signature can then stand on certificates."
            } else {
                "Stand on certificates over the line. Dark ink on a clear ground looks best: SVG, or PNG."
            };
            Text::label(words).muted().show(ui);
            for name in signers {
                ui.push_id(("signature", name), |ui| self.one(ui, cx, settings, name));
            }
        });
    }

    fn take(&mut self, cx: &mut Cx<'_>, settings: &Settings) {
        let Some(result) = self.reading.as_ref().and_then(|(_, task)| task.poll()) else { return };
        let Some((name, _)) = self.reading.take() else { return };
        match result {
            Ok(Some((picture, bytes))) => {
                cx.act(Action::KeepBlob(bytes));
                change(cx, settings, "Choose a signature", None, |settings| {
                    settings.look.signatures.insert(name, picture);
                });
            }
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn one(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings, name: &str) {
        let picture = settings.look.signatures.get(name);
        let words = match picture {
            Some(picture) => format!("{name}: {}", picture.file_name),
            None => format!("{name}: a line to sign on"),
        };
        Text::label(words).show(ui);
        ui.horizontal(|ui| {
            let title = format!("Choose the signature of {name}");
            let busy = self.reading.is_some().then_some("A file is being chosen.");
            if CommandButton::plain(title).icon(Icon::Pen).small().disabled_if(busy).show(ui).clicked() {
                let ask =
                    Ask::new("Choose a signature").filter("Picture", &["png", "svg", "jpg", "jpeg", "webp", "gif"]);
                let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
                let task = cx.ws.jobs().start_change("Reading a signature", move |_| {
                    let Some(path) = picker.open_file(&ask) else { return Ok(None) };
                    looks::read_signature(world.as_ref(), &path).map(Some)
                });
                self.reading = Some((name.to_owned(), task));
            }
            let remove = CommandButton::quiet(format!("Remove the signature of {name}")).icon(Icon::X).small();
            if picture.is_some() && remove.show(ui).clicked() {
                change(cx, settings, "Remove a signature's picture", None, |settings| {
                    settings.look.signatures.remove(name);
                });
            }
        });
    }
}
