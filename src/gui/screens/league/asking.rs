//! Questions of the league: who applies and why, and why somebody is refused.

use super::member_field::MemberField;
use crate::app::league;
use crate::app::nominations::Who;
use crate::campaign::{Campaign, Change, Edit, MemberId, MemberState, Person};
use crate::gui::action::{Action, Cx};
use crate::gui::screens::many::counted;
use crate::gui::screens::nominations::who::WhoField;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// What is asked.
pub enum Ask {
    Apply(Box<Application>),
    Refuse { members: Vec<MemberId>, reason: String, fresh: bool },
}

/// An application while it is typed in.
#[derive(Default)]
pub struct Application {
    who: WhoField,
    why: String,
    brought_by: Option<MemberId>,
    field: MemberField,
    has_focus: bool,
}

/// What became of the question.
pub enum Answered {
    NotYet,
    Closed,
    Added(MemberId),
}

impl Ask {
    pub fn apply() -> Self {
        Self::Apply(Box::default())
    }
    pub fn refuse(members: Vec<MemberId>) -> Self {
        Self::Refuse { members, reason: String::new(), fresh: true }
    }

    /// Paints the question; the answer has been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        match self {
            Self::Apply(application) => application.show(ui, cx, campaign),
            Self::Refuse { members, reason, fresh } => refuse(ui, cx, members, reason, fresh),
        }
    }
}

impl Application {
    fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let is_member = |who: &Who| match who {
            Who::Known(id) => league::member_of(campaign, *id).is_some_and(|(_, it)| it.state != MemberState::Left),
            Who::New(_) => false,
        };
        let missing = match self.who.who() {
            None => Some("Choose who applies first."),
            Some(who) if is_member(who) => Some("This person is in the league already."),
            Some(_) => None,
        };
        let dialog = Dialog::new("add application", "Add an application")
            .words("It waits until you approve or refuse it. Members are apart from nominees and entrants.")
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Add the application").disabled_if(missing));
        let out = dialog.show(ui.ctx(), |ui| {
            let fresh = !std::mem::replace(&mut self.has_focus, true);
            self.who.show(ui, campaign, "Who applies", fresh);
            Field::new("Why they wish to belong").show(ui, |ui| {
                TextField::new(&mut self.why, "Why they wish to belong").rows(3).show(ui);
            });
            Field::new("Brought by").show(ui, |ui| match self.brought_by {
                Some(by) => {
                    ui.horizontal(|ui| {
                        Text::strong(league::called(campaign, by)).one_line().show(ui);
                        if CommandButton::quiet("Nobody").small().show(ui).clicked() {
                            self.brought_by = None;
                        }
                    });
                }
                None => self.brought_by = self.field.show(ui, campaign, "Brought by", &[]),
            });
        });
        match (out.pressed, self.who.who().cloned()) {
            (Some(1), Some(who)) => self.add(cx, campaign, who),
            (Some(_), _) => Answered::Closed,
            (None, _) if out.closed => Answered::Closed,
            _ => Answered::NotYet,
        }
    }

    fn add(&self, cx: &mut Cx<'_>, campaign: &Campaign, who: Who) -> Answered {
        let mut there = campaign.clone();
        let mut edits = Vec::new();
        let person = match who {
            Who::Known(id) => id,
            Who::New(name) => {
                let id = there.next_person_id();
                edits.push(Edit::person(id, Person { name: name.into(), ..Person::default() }));
                id
            }
        };
        let at = cx.ws.world().now();
        let made = there
            .apply(&Change::new("Add a person", edits.clone()), at)
            .map_err(|error| {
                crate::app::Failure::new("The application was not added.", error.to_string(), "Try again.")
            })
            .and_then(|_| league::apply(&there, person, &self.why, at));
        match made {
            Ok(mut change) => {
                let mut id = None;
                for edit in &mut change.edits {
                    if let Edit::Member(member_id, Some(member)) = edit {
                        std::sync::Arc::make_mut(member).referred_by = self.brought_by;
                        id = Some(*member_id);
                    }
                }
                edits.append(&mut change.edits);
                cx.commit(Change::new("Add an application", edits));
                id.map_or(Answered::Closed, Answered::Added)
            }
            Err(failure) => {
                cx.act(Action::Fail(failure));
                Answered::Closed
            }
        }
    }
}

fn refuse(ui: &Ui, cx: &mut Cx<'_>, members: &[MemberId], reason: &mut String, fresh: &mut bool) -> Answered {
    let many = counted(members.len(), "applicant", "applicants");
    let missing = reason.trim().is_empty().then_some("Write down why first.");
    let out = Dialog::new("refuse members", format!("Refuse {many}"))
        .words("They stay in the list, are no members, and may apply again. The reason stands beside them.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(format!("Refuse {many}")).disabled_if(missing))
        .show(ui.ctx(), |ui| {
            Field::new("Reason").show(ui, |ui| {
                let response = TextField::new(reason, "Reason").rows(2).show(ui);
                if std::mem::take(fresh) {
                    response.request_focus();
                }
            });
        });
    match out.pressed {
        Some(1) => {
            super::decide(cx, members.to_vec(), MemberState::Refused, reason.clone());
            Answered::Closed
        }
        Some(_) => Answered::Closed,
        None if out.closed => Answered::Closed,
        None => Answered::NotYet,
    }
}
