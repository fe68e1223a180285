//! Problems proposed from the words of a record: each with the words that say so, to be added or refused by hand.

use crate::app::Workspace;
use crate::app::problems::{self, Lexicon, Origin, Proposal};
use crate::campaign::{Campaign, Mishap, MishapId, Nomination, NominationId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::screens::people::latest::Latest;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use eframe::egui::{Ui, vec2};

/// The words for problems, and what they found in the record that is shown.
#[derive(Default)]
pub struct Proposed {
    lexicon: Latest<Lexicon>,
    of: Option<(Origin, u64, Option<u64>)>,
    list: Vec<Proposal>,
}

impl Proposed {
    fn ready(&mut self, ws: &Workspace, campaign: &Campaign, origin: Origin) -> bool {
        let records = campaign.nominations().len() + campaign.mishaps().len();
        self.lexicon.of(ws, records, "Reading the words for problems", Lexicon::of);
        let of = Some((origin, campaign.revision(), self.lexicon.revision()));
        let is_new = self.of != of;
        self.of = of;
        is_new
    }

    /// For a nomination.
    pub fn nomination(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: NominationId, it: &Nomination) {
        let origin = Origin::Nomination(id);
        if self.ready(cx.ws, campaign, origin) {
            self.list = self.lexicon.value().of_nomination(id, it);
        }
        self.show(ui, cx, campaign, origin);
    }

    /// For a mishap.
    pub fn mishap(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: MishapId, it: &Mishap) {
        let origin = Origin::Mishap(id);
        if self.ready(cx.ws, campaign, origin) {
            self.list = self.lexicon.value().of_mishap(id, it);
        }
        self.show(ui, cx, campaign, origin);
    }

    fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, origin: Origin) {
        if self.list.is_empty() {
            return;
        }
        Text::caption("Proposed from the words").show(ui);
        for proposal in &self.list {
            ui.push_id(&proposal.problem, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
                    let add = CommandButton::plain(proposal.problem.as_str()).icon(Icon::Plus).small();
                    let hint = format!("Add the problem {}", proposal.problem);
                    let refuse = CommandButton::quiet(format!("Not {}", proposal.problem)).icon(Icon::X).icon_only();
                    let said: Vec<String> = proposal.because.iter().map(|words| format!("“{words}”")).collect();
                    if add.hint(hint).show(ui).clicked() {
                        match problems::accept(campaign, origin, &proposal.problem) {
                            Ok(Some(change)) => cx.commit(change),
                            Ok(None) => {}
                            Err(failure) => cx.act(Action::Fail(failure)),
                        }
                    }
                    let room = (ui.available_width() - 34.0).max(30.0);
                    Text::caption(format!("from {}", said.join(", "))).max_width(room).elide().show(ui);
                    let hint = "It is not proposed here any more";
                    if refuse.small().hint(hint).show(ui).clicked() {
                        match problems::refuse(campaign, origin, &proposal.problem) {
                            Ok(change) => cx.commit(change),
                            Err(failure) => cx.act(Action::Fail(failure)),
                        }
                    }
                });
            });
        }
    }
}
