//! Papers of draws in the print room: which draw, and the same card of papers as on its own page.

use crate::app::papers::Document;
use crate::campaign::{Campaign, SweepstakeId};
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::screens::sweepstake::papers::Papers;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::Beginning;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;

/// What is chosen of draws.
#[derive(Default)]
pub struct Draws {
    /// Papers are shown instead of cards.
    pub are_chosen: bool,
    sweepstake: Option<SweepstakeId>,
    papers: Papers,
}

impl Draws {
    /// The draw chosen and its papers.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let draws: Vec<(SweepstakeId, &str)> =
            campaign.sweepstakes().iter().map(|(id, draw)| (id, draw.title.as_str())).collect();
        // The last one that can say most is what somebody who prints is at work on.
        let sealed = |id: &SweepstakeId| campaign.sweepstakes().get(*id).is_some_and(|draw| draw.sealed.is_some());
        let usual = draws.iter().rev().map(|(id, _)| *id).find(sealed).or_else(|| draws.last().map(|(id, _)| *id));
        let chosen = self.sweepstake.filter(|id| campaign.sweepstakes().contains(*id)).or(usual);
        let Some(mut chosen) = chosen else { return };
        grid::cards(ui, "print papers", |ui| {
            ui.add_space(18.0);
            if draws.len() > 1 {
                let titles: Vec<&str> = draws.iter().map(|(_, title)| *title).collect();
                let at = draws.iter().position(|(id, _)| *id == chosen);
                let picked =
                    Field::new("Draw").show(ui, |ui| Select::new("Draw", &titles, at).width(360.0).show(ui).chosen);
                if let Some((id, _)) = picked.inner.and_then(|at| draws.get(at)) {
                    chosen = *id;
                    self.sweepstake = Some(chosen);
                }
            }
            self.papers.show(ui, cx, campaign, chosen, &Document::ALL);
        });
    }
}

/// The way to them from the empty print room.
pub fn beginning() -> Beginning<'static> {
    Beginning {
        icon: Icon::Ticket,
        title: "Papers of a draw".into(),
        words: "Rules, lock notice, sealed envelope, receipts, record and list of winners.".into(),
        button: CommandButton::plain("Show the papers"),
    }
}
