//! Powers of heroes from what judges scored: which question gives which, and what a round gave that was reopened since.

use super::Shown;
use super::asking::counted;
use crate::app::judging::powers::{self, Fate};
use crate::campaign::{AwardId, Change};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use eframe::egui::{Align, Ui};

/// Which power each question gives.
#[derive(Default)]
pub struct PowersView {
    chosen: Vec<Option<usize>>,
    /// How many heroes have powers of the round, and for which state that was counted.
    left: Option<((u64, AwardId, u32), usize)>,
}

impl PowersView {
    /// What the round gave before it was reopened still stands on cards: said where the round is, with the two ways on.
    pub fn left_over(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let of = (shown.campaign.revision(), shown.award, shown.number());
        let given = || powers::given_by(shown.campaign, shown.award, shown.number());
        // Left over only now: by a reopening, whose button stands far below.
        let before =
            self.left.filter(|((_, award, round), _)| (*award, *round) == (of.1, of.2)).map(|(_, heroes)| heroes);
        if self.left.is_none_or(|(found, _)| found != of) {
            self.left = Some((of, powers::heroes_of(&given())));
        }
        let heroes = self.left.map_or(0, |(_, heroes)| heroes);
        if heroes == 0 {
            return;
        }
        if before == Some(0) {
            ui.scroll_to_cursor(Some(Align::TOP));
        }
        let was_frozen = shown.judging.decisions.iter().any(|it| it.round() == shown.number());
        let state = if was_frozen { "The round is open again." } else { "The round is not frozen." };
        let title = format!("{} powers that this round gave", counted(heroes, "hero has", "heroes have"));
        let out = Note::warning(title)
            .words(format!("{state} They stand on the cards until you take them back, keep them, or set them anew."))
            .action(CommandButton::plain("Take the powers back").icon(Icon::Undo))
            .other(CommandButton::quiet("Keep them"))
            .show(ui);
        let (fate, told) = match (out.action, out.other) {
            (true, _) => (Fate::TakeBack, "Took back the powers of"),
            (_, true) => (Fate::Keep, "Kept the powers of"),
            _ => return,
        };
        if let Some(change) = powers::settle(shown.campaign, &given(), fate) {
            cx.act(Action::CommitAndTell(change, format!("{told} {}", counted(heroes, "hero", "heroes"))));
        }
    }

    /// The round is frozen: nothing is left over of it.
    pub fn is_frozen(&mut self, shown: &Shown<'_>) {
        self.left = Some(((shown.campaign.revision(), shown.award, shown.number()), 0));
    }

    /// From questions of a rubric to powers on the cards.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let criteria = shown.round.map(|round| round.mode.criteria()).unwrap_or_default();
        if criteria.is_empty() {
            return;
        }
        let stats: Vec<(String, String)> =
            cx.art.kit().stats().iter().map(|stat| (stat.id.clone(), stat.label.clone())).collect();
        let names: Vec<&str> = stats.iter().map(|(_, name)| name.as_str()).collect();
        self.chosen.resize(criteria.len(), None);
        divider(ui);
        Section::new("Powers of heroes from scores").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            Text::caption("The mean of a question becomes a power from 1 to 10 on the card.").muted().show(ui);
            for (it, power) in criteria.iter().zip(&mut self.chosen) {
                Text::label(it.label.as_str()).show(ui);
                let name = format!("Power for {}", it.label);
                let select = Select::new(name, &names, *power).unchosen("No power").width(220.0).small();
                if let Some(chosen) = select.show(ui).chosen {
                    *power = Some(chosen);
                }
            }
            let wanted: Vec<(u32, String)> = criteria
                .iter()
                .zip(&self.chosen)
                .filter_map(|(it, power)| Some((it.number, stats.get((*power)?)?.0.clone())))
                .collect();
            let why = wanted.is_empty().then_some("Choose a power first.");
            if CommandButton::plain("Set the powers").icon(Icon::Bolt).small().disabled_if(why).show(ui).clicked() {
                match powers::set(shown.campaign, shown.award, shown.number(), &wanted) {
                    Ok(Some(change)) => told_powers(cx, change),
                    Ok(None) => cx.act(Action::Tell("No hero's powers are others by it".into())),
                    Err(failure) => cx.act(Action::Fail(failure)),
                }
            }
        });
    }
}

fn told_powers(cx: &mut Cx<'_>, change: Change) {
    let told = format!("Set the powers of {}", counted(change.edits.len(), "hero", "heroes"));
    cx.act(Action::CommitAndTell(change, told));
}
