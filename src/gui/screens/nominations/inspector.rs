//! The right side: what may be changed about a nomination. State, awards, problem tags, and whether the nominee may be told.

use crate::app::nominations::{Inbox, add_problem, problem_key, set_state};
use crate::campaign::{Campaign, Change, Edit, Nomination, NominationId, NominationState};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::screens::proposed::Proposed;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::tag_editor::{Suggestion, TagEditor, TagEvent};
use crate::gui::widgets::text_field::TextField;
use eframe::egui::Ui;

/// What was asked at its foot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum InspectorEvent {
    /// Mark it read, and go to the next.
    ReadOn,
    Delete,
}

pub struct NominationInspector<'a> {
    pub campaign: &'a Campaign,
    pub inbox: &'a Inbox,
    pub id: NominationId,
    pub nomination: &'a Nomination,
}

impl NominationInspector<'_> {
    pub fn show(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        typed: &mut String,
        proposed: &mut Proposed,
    ) -> Option<InspectorEvent> {
        SidePane::inspector("nomination").show(ui, |pane| {
            let event = pane.foot(foot);
            pane.body(|ui| {
                ui.push_id(("nomination", self.id.0), |ui| {
                    self.state(ui, cx);
                    self.problems(ui, cx, typed);
                    proposed.nomination(ui, cx, self.campaign, self.id, self.nomination);
                    self.awards(ui, cx);
                    self.contact(ui, cx);
                });
            });
            event
        })
    }

    fn change(&self, cx: &mut Cx<'_>, title: &str, merge_key: Option<&str>, change: impl FnOnce(&mut Nomination)) {
        let mut after = self.nomination.clone();
        change(&mut after);
        if after == *self.nomination {
            return;
        }
        let mut step = Change::one(title, Edit::nomination(self.id, after));
        if let Some(key) = merge_key {
            step = step.merging(format!("nomination {} {key}", self.id));
        }
        cx.commit(step);
    }

    fn state(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        Section::new("State").show(ui, |ui| {
            let titles = NominationState::ALL.map(NominationState::title);
            let state = self.nomination.state;
            let chosen = NominationState::ALL.iter().position(|other| *other == state);
            let answer = Select::new("State", &titles, chosen).width(ui.available_width()).show(ui);
            if let Some(new) = answer.chosen.and_then(|index| NominationState::ALL.get(index)) {
                self.change(cx, "Change the state of a nomination", None, |nomination| set_state(nomination, *new));
            }
            if state == NominationState::SetAside {
                let mut reason = self.nomination.set_aside_reason.clone();
                let field = TextField::new(&mut reason, "Why it is set aside").hint("Why it is set aside").rows(2);
                if field.show(ui).changed() {
                    self.change(cx, "Change why a nomination is set aside", Some("aside"), |nomination| {
                        nomination.set_aside_reason = reason;
                    });
                }
            }
        });
    }

    fn problems(&self, ui: &mut Ui, cx: &mut Cx<'_>, typed: &mut String) {
        let swatches = colours(ui).category;
        let known = self.inbox.problems();
        let swatch = |tag: &str| {
            let key = problem_key(tag);
            let place = known.iter().position(|(other, ..)| *other == key).unwrap_or(0);
            swatches[place % swatches.len()]
        };
        // Problems that occur elsewhere or have a monster, to be chosen instead of typed.
        let mut before: Vec<Suggestion<'_>> =
            known.iter().map(|(_, words, count)| Suggestion { words, count: *count }).collect();
        for (_, monster) in self.campaign.monsters().iter() {
            let key = problem_key(&monster.problem);
            if !key.is_empty() && known.iter().all(|(other, ..)| *other != key) {
                before.push(Suggestion { words: &monster.problem, count: 0 });
            }
        }
        Section::new("Problems").show(ui, |ui| {
            let editor = TagEditor::new("Add a problem", &self.nomination.problems, typed);
            match editor.swatches(&swatch).suggestions(&before).show(ui) {
                Some(TagEvent::Added(tag)) => {
                    self.change(cx, "Add a problem to a nomination", None, |it| add_problem(&mut it.problems, &tag));
                }
                Some(TagEvent::Removed(place)) => {
                    self.change(cx, "Take a problem off a nomination", None, |nomination| {
                        nomination.problems.remove(place);
                    });
                }
                None => {}
            }
        });
    }

    fn awards(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        Section::new("Awards").show(ui, |ui| {
            if self.campaign.awards().is_empty() {
                Text::label("The campaign has no awards yet.").muted().show(ui);
            }
            for (award, record) in self.campaign.awards().iter() {
                let mut on = self.nomination.awards.contains(&award);
                let title = if record.title.is_empty() { "An award without a title" } else { &record.title };
                if CheckRow::new(&mut on, title).show(ui).changed() {
                    self.change(cx, "Change the awards of a nomination", None, |nomination| {
                        nomination.awards.retain(|other| *other != award);
                        if on {
                            nomination.awards.push(award);
                        }
                    });
                }
            }
        });
    }

    fn contact(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        Section::new("May the nominee be told?").show(ui, |ui| {
            let choices = ["Not said", "Yes", "No"];
            let mut chosen = match self.nomination.may_contact {
                None => 0,
                Some(true) => 1,
                Some(false) => 2,
            };
            if Segmented::new("May the nominee be told?", &choices, &mut chosen).small().show(ui).changed() {
                let may = [None, Some(true), Some(false)][chosen];
                self.change(cx, "Change whether a nominee may be told", None, |n| n.may_contact = may);
            }
        });
    }
}

fn foot(ui: &mut Ui) -> Option<InspectorEvent> {
    let mut event = None;
    if CommandButton::primary("Read, go on").shortcut("Ctrl Enter").show(ui).clicked() {
        event = Some(InspectorEvent::ReadOn);
    }
    let delete = CommandButton::quiet("Delete").icon(Icon::Trash);
    ui.add_space((ui.available_width() - delete.width(ui.painter())).max(0.0));
    if delete.show(ui).clicked() {
        event = Some(InspectorEvent::Delete);
    }
    event
}
