//! In which form names appear in public, for those who agreed and chose no form of their own.

use super::change;
use crate::app::names::Output;
use crate::campaign::{Campaign, NameForm};
use crate::gui::action::Cx;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
    let settings = campaign.settings();
    Card::new().title("Names of winners in public").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        Text::label("For people who agreed to be named and chose no form of their own. Nobody else is named: the entry id stands for them.")
            .muted()
            .show(ui);
        for output in Output::ALL {
            let form = output.default_form(campaign);
            let titles = NameForm::CHOICES.map(NameForm::title);
            let chosen = NameForm::CHOICES.iter().position(|other| *other == form);
            let title = output.title();
            Field::new(title).show(ui, |ui| {
                let name = format!("Form of names: {}", title.to_lowercase());
                let answer = Select::new(name, &titles, chosen).width(260.0).show(ui).chosen;
                if let Some(form) = answer.and_then(|index| NameForm::CHOICES.get(index)) {
                    change(cx, settings, "Change how names appear in public", None, |settings| {
                        *output.default_of(&mut settings.public_names) = *form;
                    });
                }
            });
        }
    });
}
