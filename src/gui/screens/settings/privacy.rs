//! Data protection: who keeps the data, why and how long, and the wording in which people are asked. It stands in every letter.

use super::{change, text};
use crate::app::privacy;
use crate::campaign::{Campaign, Settings};
use crate::gui::action::Cx;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use jiff::civil::Date;

/// The card, with what is typed as a day and is none yet.
#[derive(Default)]
pub struct PrivacyCard {
    until: Option<String>,
}

/// An empty field is no day; anything else must be a whole one.
fn read(text: &str) -> Result<Option<Date>, jiff::Error> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

impl PrivacyCard {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let settings = campaign.settings();
        Card::new().title("Data protection").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            Text::label("Stands in the letters to nominees, who have to be told within one month after their name came in. A help for organisers, no legal advice.")
                .muted()
                .show(ui);
            let field = Field::new("Who keeps the data").help("Name and address of the organiser as the law wants them.");
            text(ui, cx, settings, field, "Who keeps the data", |s| &mut s.privacy.controller);
            let field = Field::new("Where people write to").help("With questions, objections and wishes.");
            text(ui, cx, settings, field, "Where people write to", |s| &mut s.privacy.contact);
            let field = Field::new("Why the data is kept");
            text(ui, cx, settings, field, "Why the data is kept", |s| &mut s.privacy.purpose);
            wording(ui, cx, settings);
            let field = Field::new("Short name of the wording").help("Stands beside every answer, such as 2026-1. Change it with the wording.");
            text(ui, cx, settings, field, "Short name of the wording", |s| &mut s.privacy.wording_version);
            self.until(ui, cx, settings);
            let world = cx.ws.world();
            if settings.privacy.retain_until.is_some()
                && privacy::is_retention_over(campaign, world.now(), &world.time_zone()) {
                Note::warning("The day is over until which personal data was to be kept")
                    .words("Erase the people under People, or give the campaign up with all its copies. Published results stay.")
                    .show(ui);
            }
        });
    }

    fn until(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        let stored = settings.privacy.retain_until.map(|day| day.to_string()).unwrap_or_default();
        let mut value = self.until.clone().unwrap_or(stored);
        let wrong = read(&value).is_err().then_some("Year, month, day: 2027-06-30.");
        let response = Field::new("Keep personal data until")
            .wrong(wrong)
            .show(ui, |ui| {
                let field = TextField::new(&mut value, "Keep personal data until").hint("2027-06-30");
                field.wrong(wrong.is_some()).width(160.0).show(ui)
            })
            .inner;
        if response.changed() {
            if let Ok(day) = read(&value) {
                change(cx, settings, "Change how long data is kept", Some("retain until"), |settings| {
                    settings.privacy.retain_until = day;
                });
            }
            self.until = Some(value);
        } else if !response.has_focus() && wrong.is_none() {
            self.until = None;
        }
    }
}

fn wording(ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
    let mut value = settings.privacy.wording.clone();
    let title = "Question for consent, in full";
    let response = Field::new(title).show(ui, |ui| TextField::new(&mut value, title).rows(4).show(ui)).inner;
    if response.changed() {
        change(cx, settings, "Change the campaign's settings", Some(title), |settings| {
            settings.privacy.wording = value;
        });
    }
}
