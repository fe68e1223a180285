//! How this window looks on this laptop. None of it is in the campaign.

use crate::app::ThemeChoice;
use crate::gui::action::{Action, Cx};
use crate::gui::text::Text;
use crate::gui::theme::{set_reduce_motion, tokens};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{ThemePreference, Ui};

const THEMES: [(ThemeChoice, ThemePreference, &str); 3] = [
    (ThemeChoice::System, ThemePreference::System, "As the system"),
    (ThemeChoice::Light, ThemePreference::Light, "Light"),
    (ThemeChoice::Dark, ThemePreference::Dark, "Dark"),
];

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    Card::new().title("This window").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let preferences = cx.ws.preferences();
        let mut chosen = THEMES.iter().position(|(choice, ..)| *choice == preferences.theme).unwrap_or(0);
        Field::new("Light or dark").show(ui, |ui| {
            let titles = THEMES.map(|(_, _, title)| title);
            if Segmented::new("Light or dark", &titles, &mut chosen).show(ui).changed() {
                let (choice, preference, _) = THEMES[chosen];
                ui.ctx().set_theme(preference);
                cx.act(Action::Prefer(Box::new(move |preferences| preferences.theme = choice)));
            }
        });
        Field::new("Size").show(ui, |ui| {
            let steps = &tokens().zoom;
            let titles: Vec<String> = steps.iter().map(|step| format!("{:.0} %", step * 100.0)).collect();
            let now = ui.ctx().zoom_factor();
            let place = steps.iter().position(|step| (step - now).abs() < 0.01);
            let shown = format!("{:.0} %", now * 100.0);
            let answer = Select::new("Size", &titles, place).unchosen(shown).width(120.0).show(ui).chosen;
            if let Some(step) = answer.and_then(|index| steps.get(index)) {
                // The window remembers it by itself.
                ui.ctx().set_zoom_factor(*step);
            }
        });
        let mut still = preferences.reduce_motion;
        if CheckRow::new(&mut still, "Reduce motion").detail("Nothing slides or fades.").show(ui).changed() {
            set_reduce_motion(ui.ctx(), still);
            cx.act(Action::Prefer(Box::new(move |preferences| preferences.reduce_motion = still)));
        }
        Text::caption("Remembered on this laptop, not in the campaign.").muted().show(ui);
    });
}
