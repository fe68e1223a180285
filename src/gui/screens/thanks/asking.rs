//! Questions of the page of thanks: one typed in, why some are hidden, whom several thank.

use super::{decide, messages_of};
use crate::app::bulk;
use crate::app::nominations::Who;
use crate::app::thanks::{Verdict, add_naming};
use crate::campaign::{Campaign, Change, PersonId, Thanks, ThanksId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::many;
use crate::gui::screens::nominations::who::WhoField;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// What is asked.
pub enum Ask {
    Add(Box<New>),
    Hide { messages: Vec<ThanksId>, reason: String, fresh: bool },
    Link { messages: Vec<ThanksId>, who: Box<WhoField> },
}

/// A message while it is typed in.
#[derive(Default)]
pub struct New {
    to: WhoField,
    team: String,
    message: String,
    from: WhoField,
    from_words: String,
    anonymous: bool,
    has_focus: bool,
}

/// What became of the question.
pub enum Answered {
    NotYet,
    Closed,
    Added(ThanksId),
}

impl Ask {
    /// Paints the question; the answer has been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        match self {
            Self::Add(new) => new.show(ui, cx, campaign),
            Self::Hide { messages, reason, fresh } => hide(ui, cx, messages, (reason, fresh)),
            Self::Link { messages, who } => link(ui, cx, campaign, messages, who),
        }
    }
}

fn hide(ui: &Ui, cx: &mut Cx<'_>, messages: &[ThanksId], (reason, fresh): (&mut String, &mut bool)) -> Answered {
    let count = messages_of(messages.len());
    let missing = reason.trim().is_empty().then_some("Write down why first.");
    let dialog = Dialog::new("hide thanks", format!("Hide {count}"))
        .words("They stay in the campaign and are shown nowhere. The reason stands beside them.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(format!("Hide {count}")).disabled_if(missing));
    let out = dialog.show(ui.ctx(), |ui| {
        Field::new("Reason").show(ui, |ui| {
            let response = TextField::new(reason, "Reason").hint("names a customer").show(ui);
            if std::mem::take(fresh) {
                response.request_focus();
            }
        });
    });
    if out.pressed == Some(1) {
        decide(cx, messages.to_vec(), Verdict::Hide(reason.trim().to_owned()));
    }
    if out.closed || out.pressed.is_some() { Answered::Closed } else { Answered::NotYet }
}

fn link(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, messages: &[ThanksId], who: &mut WhoField) -> Answered {
    let count = messages_of(messages.len());
    let missing = who.who().is_none().then_some("Choose somebody first.");
    let dialog = Dialog::new("link thanks", format!("Whom do {count} thank?"))
        .words("The words of the messages stay as they came.")
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary("Say so").disabled_if(missing));
    let out = dialog.show(ui.ctx(), |ui| who.show(ui, campaign, "Whom they thank", false));
    if let (Some(1), Some(who)) = (out.pressed, who.who()) {
        let (ids, who) = (messages.to_vec(), who.clone());
        let words = |change: &Change| format!("Linked {}", messages_of(bulk::count_put::<Thanks>(change)));
        many::each(cx, ids.len(), "Saying whom messages thank", words, move |campaign| {
            let mut edits = Vec::new();
            let person = who.place(campaign, &mut edits);
            let linked = bulk::edits_each::<Thanks>(campaign, ids.iter().copied(), |_, it| it.to = Some(person));
            let title = bulk::counted::<Thanks>("Say whom they thank:", linked.len());
            let is_so = linked.is_empty();
            edits.extend(linked);
            (!is_so).then(|| Change::new(title, edits))
        });
    }
    if out.closed || out.pressed.is_some() { Answered::Closed } else { Answered::NotYet }
}

impl New {
    /// To somebody who is there.
    pub fn to(person: PersonId) -> Self {
        Self { to: WhoField::of(Who::Known(person)), ..Self::default() }
    }

    fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let nobody = self.to.who().is_none() && self.team.trim().is_empty();
        let missing = if self.message.trim().is_empty() {
            Some("Write the message first.")
        } else if self.to.is_open() || self.from.is_open() {
            Some("Choose the person you typed, or empty that field.")
        } else {
            nobody.then_some("Say whom it thanks: a person, a team, or both.")
        };
        let dialog = Dialog::new("add thanks", "Type in a message of thanks")
            .mark(Icon::Heart, Tone::Accent)
            .words("Whoever types it in has read it: it is shown at once.")
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Add the message").disabled_if(missing));
        let out = dialog.show(ui.ctx(), |ui| {
            let fresh = !std::mem::replace(&mut self.has_focus, true);
            let into_message = self.to.who().is_some();
            self.to.show(ui, campaign, "Whom it thanks", fresh && !into_message);
            Field::new("Team or group").show(ui, |ui| {
                TextField::new(&mut self.team, "Team or group").hint("The night shift").show(ui);
            });
            Field::new("Message").show(ui, |ui| {
                let response = TextField::new(&mut self.message, "Message").rows(4).show(ui);
                if fresh && into_message {
                    response.request_focus();
                }
            });
            self.from.show(ui, campaign, "Who says it", false);
            if self.from.who().is_none() {
                Field::new("Or in their own words").show(ui, |ui| {
                    TextField::new(&mut self.from_words, "Or in their own words").hint("Ana, third floor").show(ui);
                });
            }
            CheckRow::new(&mut self.anonymous, "They wish not to be named").show(ui);
        });
        if out.pressed == Some(1) {
            let world = cx.ws.world();
            let today = world.now().to_zoned(world.time_zone()).date();
            let thanks = Thanks {
                to_words: self.team.trim().to_owned(),
                message: self.message.trim().to_owned(),
                from_words: if self.from.who().is_some() { String::new() } else { self.from_words.trim().to_owned() },
                anonymous: self.anonymous,
                channel: "By hand".into(),
                received: today.to_string(),
                ..Thanks::default()
            };
            let id = campaign.next_thanks_id();
            match add_naming(campaign, thanks, self.to.who(), self.from.who()) {
                Ok(change) => {
                    cx.commit(change);
                    return Answered::Added(id);
                }
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        if out.closed || out.pressed.is_some() { Answered::Closed } else { Answered::NotYet }
    }
}
