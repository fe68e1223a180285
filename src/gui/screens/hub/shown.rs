//! What stands on the hub: part by part, with the first titles, and a box to leave a part out.

use crate::app::hub::{HubFacts, PARTS};
use crate::app::outlook::grouped;
use crate::campaign::{Campaign, Change, Edit, Settings};
use crate::gui::action::Cx;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use eframe::egui::Ui;
use std::sync::Arc;

/// Titles shown of each part.
const TITLES: usize = 4;

/// How many there are of a part, and the first of them.
fn content(facts: &HubFacts, part: &str) -> (usize, Vec<String>) {
    fn first<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<String> {
        titles.filter(|title| !title.is_empty()).take(TITLES).map(str::to_owned).collect()
    }
    match part {
        "heroes" => (facts.heroes.len(), first(facts.heroes.iter().map(|it| it.persona.as_str()))),
        "stories" => (facts.stories.len(), first(facts.stories.iter().map(|it| it.title.as_str()))),
        "monsters" => (facts.monsters.len(), first(facts.monsters.iter().map(|it| it.name.as_str()))),
        "mishaps" => (facts.mishaps.len(), first(facts.mishaps.iter().map(|it| it.title.as_str()))),
        "thanks" => (facts.thanks.len(), first(facts.thanks.iter().map(|it| it.to.as_str()))),
        _ => {
            let winners = || facts.awards.iter().flat_map(|award| award.winners.iter().map(String::as_str));
            (winners().count(), first(winners()))
        }
    }
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, facts: &HubFacts) {
    let settings = campaign.settings();
    Card::new().title("On the hub").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for (part, title) in PARTS {
            let (count, titles) = content(facts, part);
            let mut on = !settings.hub.without.contains(part);
            let aside = if on { grouped(count as u64) } else { "left out".into() };
            let row = CheckRow::new(&mut on, title).trailing(aside);
            if row.show(ui).changed() {
                let mut after: Settings = settings.clone();
                if on {
                    after.hub.without.remove(part);
                } else {
                    after.hub.without.insert(part.to_owned());
                }
                let title = if on { "Show a part of the hub" } else { "Leave out a part of the hub" };
                cx.commit(Change::one(title, Edit::Settings(Arc::new(after))));
            }
            if !titles.is_empty() {
                let more = count.saturating_sub(titles.len());
                let rest = if more == 0 { String::new() } else { format!(" and {} more", grouped(more as u64)) };
                ui.indent(part, |ui| Text::caption(format!("{}{rest}", titles.join(", "))).muted().show(ui));
            }
            ui.add_space(4.0);
        }
        Text::caption("Impact in numbers and the nomination form always stand on it.").muted().show(ui);
    });
}
