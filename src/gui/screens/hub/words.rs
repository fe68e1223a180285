//! What the hub says of itself: its opening words, where nominations go, and whether they are still taken.

use crate::campaign::{Change, Edit, HubSettings, Settings};
use crate::gui::action::Cx;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;
use std::sync::Arc;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
    let mut edit = |title: &str, key: &str, hub: HubSettings| {
        let after = Settings { hub, ..settings.clone() };
        cx.commit(Change::one(title, Edit::Settings(Arc::new(after))).merging(format!("hub {key}")));
    };
    let hub = &settings.hub;
    Card::new().title("Words of the hub").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        Field::new("Opening words").show(ui, |ui| {
            if let Some(intro) = typed::words(ui, "Opening words", &hub.intro, |field| field.rows(4)) {
                edit("Change the words of the hub", "intro", HubSettings { intro, ..hub.clone() });
            }
        });
        let address = hub.mail_to.trim();
        let wrong = (!address.is_empty() && !address.contains('@')).then_some("An e-mail address has an @.");
        Field::new("Nominations go to")
            .help("An e-mail address. Without one the form saves a file.")
            .wrong(wrong)
            .show(ui, |ui| {
                let new = typed::words(ui, "Nominations go to", &hub.mail_to, |field| field.wrong(wrong.is_some()));
                if let Some(mail_to) = new {
                    edit("Change where nominations go", "mail", HubSettings { mail_to, ..hub.clone() });
                }
            });
        let mut open = !hub.is_closed;
        let row = CheckRow::new(&mut open, "The form takes nominations")
            .detail("Until nominations close, where a date says so.");
        if row.show(ui).changed() {
            edit("Change whether nominations are taken", "open", HubSettings { is_closed: !open, ..hub.clone() });
        }
    });
}
