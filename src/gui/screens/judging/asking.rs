//! What is asked before something is written down for good: nearly always why. One dialog; what follows is a change of the campaign.

use super::{Shown, finish, seal};
use crate::app::Failure;
use crate::app::judging::{candidate_name, conflicts, deciding, judge_name, setup};
use crate::app::people::folded;
use crate::campaign::judging::{ConflictState, Ground};
use crate::campaign::{AwardId, Change};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Key, Ui};
use jiff::Timestamp;

/// What becomes of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// The judge steps back for one candidate, or for all.
    Recuse(u32, Option<u32>),
    Dismiss(Vec<(u32, u32, Ground)>),
    Declare,
    Withdraw(Vec<u32>, u32),
    Move(u32),
    Leave(u32),
    Independent(u32),
    Reopen(u32),
}

/// More than this are found by typing and not from a list.
const LISTED: usize = 40;
/// So many are offered for what is typed.
const OFFERED: usize = 6;

/// Something to choose beside the words.
struct Pick {
    label: &'static str,
    names: Vec<String>,
    values: Vec<u64>,
    chosen: Option<usize>,
    /// What is looked for among many, and what was found for it.
    find: String,
    found: (String, Vec<usize>),
}

/// A question that is open.
pub struct Asked {
    title: String,
    words: String,
    label: &'static str,
    button: &'static str,
    danger: bool,
    told: String,
    typed: String,
    picks: Vec<Pick>,
    then: Then,
    fresh: bool,
}

impl Asked {
    pub fn new(shown: &Shown<'_>, then: Then) -> Self {
        let name = |number: u32| {
            shown.judging.candidate(number).map(|it| candidate_name(shown.campaign, it)).unwrap_or_default()
        };
        let judge =
            |number: u32| shown.judging.judge(number).map(|it| judge_name(shown.campaign, it)).unwrap_or_default();
        let mut picks = Vec::new();
        let mut typed = String::new();
        let (title, words, label, button, told) = match &then {
            Then::Recuse(who, Some(whom)) => (
                format!("Recuse {} from {}?", judge(*who), name(*whom)),
                "What they scored stays on record and no longer counts, in every round that is not frozen. The result is worked \
                 out anew, and both are shown."
                    .to_owned(),
                "Reason",
                "Recuse the judge",
                "Recused a judge from 1 nominee".to_owned(),
            ),
            Then::Recuse(who, None) => (
                format!("Recuse {} from this award?", judge(*who)),
                "Nothing they scored counts any more, in every round that is not frozen; it stays on record.".into(),
                "Reason",
                "Recuse the judge",
                "Recused a judge".into(),
            ),
            Then::Dismiss(pairs) => (
                if pairs.len() == 1 {
                    "Dismiss the conflict?".into()
                } else {
                    format!("Dismiss {} conflicts?", pairs.len())
                },
                "It was looked at and does not matter. The reason stands in the results book.".into(),
                "Why it does not matter",
                "Dismiss",
                format!("Dismissed {}", counted(pairs.len(), "conflict", "conflicts")),
            ),
            Then::Declare => {
                picks.push(Pick::judges(shown));
                picks.push(Pick::candidates(shown));
                (
                    "Declare a conflict".into(),
                    "Something that no list can show: a friend, a debt, a quarrel. The two are kept apart from now on.".into(),
                    "What stands between them",
                    "Declare the conflict",
                    "Declared 1 conflict".into(),
                )
            }
            Then::Withdraw(numbers, _) => (
                match numbers.as_slice() {
                    [one] => format!("Withdraw {}?", name(*one)),
                    several => format!("Withdraw {} nominees?", several.len()),
                },
                "They leave the field from this round on; what was scored before stays.".into(),
                "Reason",
                "Withdraw",
                format!("Withdrew {}", counted(numbers.len(), "nominee", "nominees")),
            ),
            Then::Move(number) => {
                picks.push(Pick::awards(shown));
                (
                    format!("Move {} to another award", name(*number)),
                    "Out of this field, into that one; both sides note it. Only awards that are judged can be chosen.".into(),
                    "Reason",
                    "Move the nominee",
                    "Moved 1 nominee".into(),
                )
            }
            Then::Leave(number) => (
                format!("{} leaves the panel", judge(*number)),
                "They get no more nominees; what they gave before stays and counts.".into(),
                "Reason",
                "Note that they left",
                "1 judge left the panel".into(),
            ),
            Then::Independent(number) => {
                if let Some(it) = shown.judging.judge(*number) {
                    typed.clone_from(&it.independent);
                }
                (
                    format!("Is {} independent?", judge(*number)),
                    "UK CAP Code, rule 8.26: an independent judge, or a panel with one independent member. Say what makes them \
                     so; empty takes the mark away."
                        .into(),
                    "Why they are independent",
                    "Note it",
                    "Noted the independent judge".into(),
                )
            }
            Then::Reopen(round) => (
                format!("Reopen {}?", shown.judging.round(*round).map_or("the round", |it| it.title())),
                "The frozen result stays on record with its hash. The ledger and the results book say that it was reopened, when, \
                 and why."
                    .into(),
                "Reason",
                "Reopen the round",
                "Reopened the round".into(),
            ),
        };
        let danger = matches!(then, Then::Reopen(_));
        Self { title, words, label, button, danger, told, typed, picks, then, fresh: true }
    }

    /// A declaration with these two chosen.
    pub fn about(mut self, judge: u32, candidate: u32) -> Self {
        for (pick, wanted) in self.picks.iter_mut().zip([judge, candidate]) {
            pick.chosen = pick.values.iter().position(|value| *value == u64::from(wanted));
        }
        self
    }

    /// Shows it; true once it is over.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) -> bool {
        let optional = matches!(self.then, Then::Independent(_));
        let reason = if self.picks.iter().any(|pick| pick.chosen.is_none()) {
            Some("Choose first.")
        } else if self.typed.trim().is_empty() && !optional {
            Some("It needs a reason.")
        } else {
            None
        };
        let button = if self.danger { CommandButton::danger(self.button) } else { CommandButton::primary(self.button) };
        let out = Dialog::new("judging asks", self.title.clone())
            .words(self.words.clone())
            .left(CommandButton::plain("Cancel"))
            .button(button.disabled_if(reason))
            .show(ui.ctx(), |ui| self.body(ui));
        match out.pressed {
            Some(1) => {
                let change = self.change(shown, cx.ws.world().now());
                let carry_out = if matches!(self.then, Then::Reopen(_)) { seal } else { finish };
                carry_out(cx, change, &self.told)
            }
            Some(_) => true,
            None => out.closed,
        }
    }

    fn body(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 10.0;
        for pick in &mut self.picks {
            Field::new(pick.label).show(ui, |ui| {
                if pick.names.is_empty() {
                    Text::label("There is nothing to choose.").muted().show(ui);
                    return;
                }
                if pick.names.len() > LISTED {
                    pick.search(ui);
                    return;
                }
                let select = Select::new(pick.label, &pick.names, pick.chosen).unchosen("Choose").width(420.0);
                if let Some(chosen) = select.show(ui).chosen {
                    pick.chosen = Some(chosen);
                }
            });
        }
        let fresh = std::mem::take(&mut self.fresh);
        Field::new(self.label).show(ui, |ui| {
            let response = TextField::new(&mut self.typed, self.label).rows(3).show(ui);
            if fresh && self.picks.is_empty() {
                response.request_focus();
            }
        });
    }

    fn picked(&self, at: usize) -> Option<u64> {
        let pick = self.picks.get(at)?;
        pick.values.get(pick.chosen?).copied()
    }

    fn change(&self, shown: &Shown<'_>, at: Timestamp) -> Result<Change, Failure> {
        let (campaign, award) = (shown.campaign.as_ref(), shown.award);
        let why = self.typed.as_str();
        match &self.then {
            Then::Recuse(judge, candidate) => conflicts::recuse(campaign, award, *judge, *candidate, why, at),
            Then::Dismiss(pairs) => conflicts::decide(campaign, award, pairs, ConflictState::Dismissed, why, at),
            Then::Declare => {
                let judge = self.picked(0).unwrap_or_default() as u32;
                let candidate = self.picked(1).unwrap_or_default() as u32;
                let pair = [(judge, candidate, Ground::Declared)];
                conflicts::decide(campaign, award, &pair, ConflictState::Stands, why, at)
            }
            Then::Withdraw(numbers, from) => setup::withdraw_all(campaign, award, numbers, *from, why, at),
            Then::Move(number) => {
                let to = AwardId(self.picked(0).unwrap_or_default());
                setup::move_candidate(campaign, award, *number, to, why, at)
            }
            Then::Leave(judge) => setup::set_left(campaign, award, *judge, why),
            Then::Independent(judge) => setup::set_independent(campaign, award, *judge, why),
            Then::Reopen(round) => deciding::reopen(campaign, award, *round, why, at),
        }
    }
}

impl Pick {
    fn new(label: &'static str, names: Vec<String>, values: Vec<u64>) -> Self {
        Self { label, names, values, chosen: None, find: String::new(), found: (String::new(), Vec::new()) }
    }

    /// Chosen among many by typing a part of the name or the code.
    fn search(&mut self, ui: &mut Ui) {
        if let Some(name) = self.chosen.and_then(|at| self.names.get(at)) {
            ui.horizontal(|ui| {
                Text::strong(name.as_str()).show(ui);
                let other = format!("Choose another {}", self.label.to_lowercase());
                if CommandButton::quiet(other).icon(Icon::Undo).small().show(ui).clicked() {
                    self.chosen = None;
                }
            });
            return;
        }
        let field = TextField::new(&mut self.find, self.label).icon(Icon::Search).hint("Type a name or a code");
        let response = field.width(420.0).show(ui);
        let key = folded(self.find.trim());
        if self.found.0 != key {
            let hits = self.names.iter().enumerate().filter(|(_, name)| !key.is_empty() && folded(name).contains(&key));
            self.found = (key.clone(), hits.map(|(at, _)| at).take(OFFERED).collect());
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.spacing_mut().item_spacing.y = 1.0;
        for at in &self.found.1 {
            let Some(name) = self.names.get(*at) else { continue };
            if MenuLine::new(name.as_str()).icon(Icon::Person).show(ui).clicked() || (entered && self.chosen.is_none())
            {
                self.chosen = Some(*at);
            }
        }
        if self.found.1.is_empty() && !key.is_empty() {
            Text::label("Nobody here answers to that.").muted().show(ui);
        }
        if self.chosen.is_some() {
            self.find.clear();
        }
    }

    fn judges(shown: &Shown<'_>) -> Self {
        let panel = || shown.judging.panel.iter().filter(|it| it.left.is_empty());
        let names = panel().map(|it| format!("{} ({})", judge_name(shown.campaign, it), it.code)).collect();
        Self::new("Judge", names, panel().map(|it| u64::from(it.number)).collect())
    }
    fn candidates(shown: &Shown<'_>) -> Self {
        let field = || shown.judging.field.iter();
        let names = field().map(|it| format!("{} ({})", candidate_name(shown.campaign, it), it.code)).collect();
        Self::new("Nominee", names, field().map(|it| u64::from(it.number)).collect())
    }
    fn awards(shown: &Shown<'_>) -> Self {
        let others = || shown.campaign.judgings().ids().filter(|id| *id != shown.award);
        let title = |id: AwardId| shown.campaign.awards().get(id).map(|it| it.title.clone()).unwrap_or_default();
        Self::new("Award", others().map(title).collect(), others().map(|id| id.0).collect())
    }
}

pub fn counted(count: usize, one: &str, many: &str) -> String {
    crate::app::outlook::counted(count as u64, one, many)
}
