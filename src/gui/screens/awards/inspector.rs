//! What an award says, and who won it.

use super::face;
use crate::app::awards;
use crate::campaign::{Award, AwardId, Campaign, Change, Edit, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Id, Ui};

pub fn fields(ui: &mut Ui, cx: &mut Cx<'_>, id: AwardId, award: &Award, title_id: Id) {
    let edit = |cx: &mut Cx<'_>, title: &str, field: &str, new: Award| {
        cx.commit(Change::one(title, Edit::award(id, new)).merging(format!("{id} {field}")));
    };
    let wrong = award.title.trim().is_empty().then_some("It needs a title.");
    Field::new("Title").wrong(wrong).show(ui, |ui| {
        let title =
            typed::words(ui, "Title of the award", &award.title, |field| field.id(title_id).wrong(wrong.is_some()));
        if let Some(title) = title {
            edit(cx, "Rename an award", "title", Award { title, ..award.clone() });
        }
    });
    Field::new("What it is for").show(ui, |ui| {
        if let Some(description) = typed::words(ui, "What it is for", &award.description, |field| field.rows(3)) {
            edit(cx, "Describe an award", "description", Award { description, ..award.clone() });
        }
    });
    Field::new("Ribbon on the card").help("Short; the title where it is empty.").show(ui, |ui| {
        let ribbon = typed::words(ui, "Ribbon on the card", &award.ribbon, |field| field.hint(award.title.clone()));
        if let Some(ribbon) = ribbon {
            edit(cx, "Change the ribbon of an award", "ribbon", Award { ribbon, ..award.clone() });
        }
    });
}

pub fn winners(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, award: &Award) {
    let title =
        if award.winners.len() == 1 { "Winner".to_owned() } else { format!("Winners ({})", award.winners.len()) };
    Section::new(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        if award.winners.is_empty() {
            Text::label("Nobody yet. Choose among the nominees; several can win.").muted().show(ui);
        }
        for (index, winner) in award.winners.iter().enumerate() {
            let name = campaign.people().get(winner.person).map_or("No name yet", |person| person.display_name());
            Card::inset().show(ui, |ui| {
                ui.push_id(winner.person, |ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    ui.horizontal(|ui| {
                        let texture = face(ui, cx, campaign, winner.person, 96);
                        FacePlate::new(name).texture(texture).size(40.0).show(ui);
                        Text::new(name, Type::Strong).elide().show(ui);
                    });
                    Field::new("Reason").help("Printed on the card.").show(ui, |ui| {
                        let reason =
                            typed::words(ui, &format!("Reason for {name}"), &winner.reason, |field| field.rows(3));
                        if let Some(reason) = reason {
                            let mut new = award.clone();
                            new.winners[index].reason = reason;
                            let key = format!("{id} reason {}", winner.person);
                            cx.commit(Change::one("Give a reason for a winner", Edit::award(id, new)).merging(key));
                        }
                    });
                    ui.horizontal_wrapped(|ui| winner_buttons(ui, cx, campaign, id, winner.person));
                });
            });
        }
    });
}

fn winner_buttons(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, person: PersonId) {
    match campaign.hero_of(person) {
        Some((hero, _)) => {
            if CommandButton::plain("Show the hero").icon(Icon::Hero).small().show(ui).clicked() {
                cx.act(Action::Show(Target::Hero(hero)));
            }
        }
        None => {
            if CommandButton::plain("Show the person").icon(Icon::Person).small().show(ui).clicked() {
                cx.act(Action::Show(Target::Person(person)));
            }
        }
    }
    if CommandButton::quiet("Remove").icon(Icon::X).small().hint("The award is not theirs any more").show(ui).clicked()
        && let Some(change) = awards::take_away(campaign, id, &[person])
    {
        cx.act(Action::CommitAndTell(change, "Removed 1 winner".into()));
    }
}
