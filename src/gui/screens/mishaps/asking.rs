//! Questions of the mishaps page: one typed in by hand, who has read it, why it is set aside, who stars in many.

use crate::app::{bulk, mishaps};
use crate::campaign::{ArchetypeId, Campaign, Change, Mishap, MishapId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::many::{self, counted};
use crate::gui::screens::nominations::who::WhoField;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// What is asked.
pub enum Ask {
    Add(Box<New>),
    Review { id: MishapId, by: String, read: bool, fresh: bool },
    SetAside { mishaps: Vec<MishapId>, reason: String, fresh: bool },
    Star { mishaps: Vec<MishapId>, archetype: Option<ArchetypeId> },
}

/// A mishap while it is typed in.
#[derive(Default)]
pub struct New {
    text: String,
    title: String,
    device: String,
    cause: String,
    sent_by: WhoField,
    has_focus: bool,
}

/// What became of the question.
pub enum Answered {
    NotYet,
    Closed,
    Added(MishapId),
    /// Read by this person, whose name is proposed the next time.
    Read(String),
}

pub fn mishaps_of(count: usize) -> String {
    counted(count, "mishap", "mishaps")
}

impl Ask {
    /// Paints the question; the answer has been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        match self {
            Self::Add(new) => new.show(ui, cx, campaign),
            Self::Review { id, by, read, fresh } => review(ui, cx, campaign, (*id, by, read, fresh)),
            Self::SetAside { mishaps, reason, fresh } => set_aside(ui, cx, (mishaps, reason, fresh)),
            Self::Star { mishaps, archetype } => star(ui, cx, campaign, mishaps, archetype),
        }
    }
}

fn closed(pressed: Option<usize>, closed: bool) -> Answered {
    if closed || pressed.is_some() { Answered::Closed } else { Answered::NotYet }
}

fn review(
    ui: &Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    (id, by, read, fresh): (MishapId, &mut String, &mut bool, &mut bool),
) -> Answered {
    let Some(mishap) = campaign.mishaps().get(id) else { return Answered::Closed };
    let missing = if by.trim().is_empty() {
        Some("Write down who has read it.")
    } else {
        (!*read).then_some("Tick that nobody can be recognised.")
    };
    let dialog = Dialog::new("review mishap", "Read it once more")
        .words("These are the words that will be public, and nothing else of this mishap.")
        .wide()
        .left(CommandButton::plain("Not yet"))
        .button(CommandButton::primary("Note the review").disabled_if(missing));
    let out = dialog.show(ui.ctx(), |ui| {
        Card::inset().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if !mishap.title.trim().is_empty() {
                Text::section(mishap.title.as_str()).show(ui);
            }
            Text::new(mishap.public_text.as_str(), Type::BodyLarge).show(ui);
            if !mishap.punchline.trim().is_empty() {
                Text::strong(mishap.punchline.as_str()).show(ui);
            }
            let facts: Vec<&str> = [&mishap.device, &mishap.cause, &mishap.damage]
                .into_iter()
                .map(|words| words.trim())
                .filter(|words| !words.is_empty())
                .collect();
            if !facts.is_empty() {
                Text::caption(facts.join(", ")).show(ui);
            }
        });
        for kept in mishap.redactions.iter().filter(|it| it.stand_in.is_empty()) {
            Text::caption(format!("“{}” stays: {}", kept.words, kept.reason)).show(ui);
        }
        CheckRow::new(read, "I have read it, and nobody can be recognised who did not agree").show(ui);
        Field::new("Read by").show(ui, |ui| {
            let response = TextField::new(by, "Read by").hint("Your name").show(ui);
            if std::mem::take(fresh) && by.is_empty() {
                response.request_focus();
            }
        });
    });
    if out.pressed == Some(1) {
        match mishaps::review(campaign, id, by, &[], cx.ws.world().now()) {
            Ok(change) => {
                cx.commit(change);
                return Answered::Read(by.clone());
            }
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
    closed(out.pressed, out.closed)
}

fn set_aside(ui: &Ui, cx: &mut Cx<'_>, (ids, reason, fresh): (&[MishapId], &mut String, &mut bool)) -> Answered {
    let count = mishaps_of(ids.len());
    let empty = reason.trim().is_empty();
    let dialog = Dialog::new("mishaps aside", format!("Set {count} aside"))
        .words("They stay, and are not for the public. The reason stands beside them.")
        .left(CommandButton::plain("Cancel"))
        .button(
            CommandButton::primary(format!("Set {count} aside"))
                .disabled_if(empty.then_some("Write down the reason first.")),
        );
    let out = dialog.show(ui.ctx(), |ui| {
        Field::new("Reason").show(ui, |ui| {
            let response = TextField::new(reason, "Reason").show(ui);
            if std::mem::take(fresh) {
                response.request_focus();
            }
        });
    });
    if out.pressed == Some(1) {
        let (ids, reason) = (ids.to_vec(), reason.clone());
        let words = |change: &Change| format!("Set {} aside", mishaps_of(bulk::count_put::<Mishap>(change)));
        many::each(cx, ids.len(), "Setting mishaps aside", words, move |campaign| {
            mishaps::set_aside(campaign, ids.iter().copied(), &reason)
        });
    }
    closed(out.pressed, out.closed)
}

fn star(
    ui: &Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    ids: &[MishapId],
    archetype: &mut Option<ArchetypeId>,
) -> Answered {
    let all: Vec<ArchetypeId> = campaign.archetypes().ids().collect();
    let count = mishaps_of(ids.len());
    let dialog = Dialog::new("mishaps star", format!("Add an archetype to {count}"))
        .words("Those who star in them already stay. It stands in for the next person who is found.")
        .left(CommandButton::plain("Cancel"))
        .button(
            CommandButton::primary(format!("Add it to {count}"))
                .disabled_if(archetype.is_none().then_some("Choose an archetype first.")),
        );
    let out = dialog.show(ui.ctx(), |ui| {
        let names: Vec<&str> = campaign.archetypes().iter().map(|(_, it)| it.name.as_str()).collect();
        let chosen = all.iter().position(|id| Some(*id) == *archetype);
        Field::new("Archetype").show(ui, |ui| {
            if let Some(index) = Select::new("Archetype", &names, chosen).width(320.0).show(ui).chosen {
                *archetype = all.get(index).copied();
            }
        });
    });
    if let (Some(1), Some(archetype)) = (out.pressed, *archetype) {
        let ids = ids.to_vec();
        let words =
            |change: &Change| format!("Added the archetype to {}", mishaps_of(bulk::count_put::<Mishap>(change)));
        many::each(cx, ids.len(), "Adding an archetype", words, move |campaign| {
            let title = |n| bulk::counted::<Mishap>("Add an archetype to", n);
            bulk::change_each::<Mishap>(campaign, ids.iter().copied(), title, |mishap| {
                if !mishap.archetypes.contains(&archetype) {
                    mishap.archetypes.push(archetype);
                }
            })
        });
    }
    closed(out.pressed, out.closed)
}

impl New {
    fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Answered {
        let missing = if self.text.trim().is_empty() {
            Some("Write what happened first.")
        } else {
            self.sent_by.is_open().then_some("Choose who told it, or empty that field.")
        };
        let dialog = Dialog::new("add mishap", "Type in a mishap")
            .mark(Icon::Bolt, Tone::Accent)
            .words("What a user, a device or a system did to another. Names may stand in it: nobody sees them before you have looked.")
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Add the mishap").disabled_if(missing));
        let out = dialog.show(ui.ctx(), |ui| {
            Field::new("What happened").help("As it was told; these words cannot be changed afterwards.").show(
                ui,
                |ui| {
                    let response = TextField::new(&mut self.text, "What happened").rows(5).show(ui);
                    if !std::mem::replace(&mut self.has_focus, true) {
                        response.request_focus();
                    }
                },
            );
            for (title, value) in [("Title", &mut self.title), ("Device", &mut self.device), ("Cause", &mut self.cause)]
            {
                Field::new(title).show(ui, |ui| TextField::new(value, title).show(ui));
            }
            self.sent_by.show(ui, campaign, "Who told it", false);
        });
        if out.pressed == Some(1) {
            let world = cx.ws.world();
            let today = world.now().to_zoned(world.time_zone()).date();
            let mishap = Mishap {
                text: self.text.trim().to_owned(),
                title: self.title.trim().to_owned(),
                device: self.device.trim().to_owned(),
                cause: self.cause.trim().to_owned(),
                received: today.to_string(),
                channel: "By hand".into(),
                ..Mishap::default()
            };
            let id = campaign.next_mishap_id();
            match mishaps::add(campaign, mishap, self.sent_by.who()) {
                Ok(change) => {
                    cx.commit(change);
                    return Answered::Added(id);
                }
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        closed(out.pressed, out.closed)
    }
}
