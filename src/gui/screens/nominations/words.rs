//! The middle of the page: who was nominated by whom, and the words as they were received. They can be selected and copied
//! and not changed.

use super::super::people::pane::origin_row;
use crate::app::when;
use crate::campaign::{Campaign, Nomination, NominationId, Person};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::bidi;
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::unseen_chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: NominationId, nomination: &Nomination) {
    ScrollArea::vertical().id_salt("received words").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(18, 16)).show(ui, |ui| {
            ui.push_id(id.0, |ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                head(ui, cx, campaign, nomination);
                received(ui, cx, campaign, nomination);
                answers(ui, nomination);
            });
        });
    });
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, nomination: &Nomination) {
    let nominee = campaign.people().get(nomination.nominee);
    let name = nominee.map_or("nobody", Person::display_name);
    let texture = campaign
        .hero_of(nomination.nominee)
        .and_then(|(hero, record)| cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 128));
    ui.horizontal_top(|ui| {
        FacePlate::new(name).texture(texture).size(44.0).show(ui);
        ui.add_space(4.0);
        let button = CommandButton::plain("Open person");
        let room = ui.available_width() - button.width(ui.painter()) - 12.0;
        ui.allocate_ui(eframe::egui::vec2(room, 44.0), |ui| {
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 1.0;
                Text::section(name).elide().show(ui);
                unseen_chip(ui, name);
                Text::label(about(campaign, nomination)).muted().show(ui);
            });
        });
        if button.show(ui).clicked() {
            cx.act(Action::Show(Target::Person(nomination.nominee)));
        }
    });
}

/// "Nominated for IT Savior by Ann Field, 3 November, partner newsletter".
fn about(campaign: &Campaign, nomination: &Nomination) -> String {
    let awards: Vec<&str> = nomination
        .awards
        .iter()
        .filter_map(|award| campaign.awards().get(*award))
        .map(|award| award.title.as_str())
        .collect();
    let mut words = "Nominated".to_owned();
    if !awards.is_empty() {
        words = format!("{words} for {}", awards.join(" and "));
    }
    if let Some(by) = nomination.nominator.and_then(|by| campaign.people().get(by)) {
        words = format!("{words} by {}", by.display_name());
    }
    let received = when::received(nomination.received_at, &nomination.received);
    for more in [received.as_str(), &nomination.channel] {
        if !more.is_empty() {
            words = format!("{words}, {more}");
        }
    }
    words
}

/// Words that can be selected. Right-to-left words are painted in display order instead: selected like that they would be
/// copied in the wrong one, so they are copied whole.
fn selectable(ui: &mut Ui, words: &str, style: Type) {
    if bidi::has_right_to_left(words) {
        Text::new(words, style).show(ui);
        return;
    }
    let ink = colours(ui).ink;
    let (_, line) = style.size();
    let rich = RichText::new(words).font(style.font()).line_height(Some(line)).color(ink);
    ui.add(Label::new(rich).selectable(true).wrap());
}

fn received(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, nomination: &Nomination) {
    let parts = [("", &nomination.story), ("Why it matters", &nomination.reason), ("To quote", &nomination.quote)];
    let parts: Vec<_> = parts.into_iter().filter(|(_, words)| !words.is_empty()).collect();
    let mut card = Card::new().title("As received");
    if !parts.is_empty() {
        card = card.action(CommandButton::quiet("Copy the words").icon(Icon::Copy));
    }
    let out = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        if parts.is_empty() {
            Text::body("No words came with it.").muted().show(ui);
        }
        for (title, words) in &parts {
            if !title.is_empty() {
                Text::label_strong(*title).show(ui);
            }
            selectable(ui, words, Type::BodyLarge);
        }
        match nomination.origin {
            Some(origin) => origin_row(ui, campaign, origin, &cx.ws.world().time_zone()),
            None => {
                Text::caption("Typed in by hand.").muted().show(ui);
            }
        }
    });
    if out.action {
        let words: Vec<&str> = parts.iter().map(|(_, words)| words.as_str()).collect();
        ui.ctx().copy_text(words.join("\n\n"));
        cx.act(Action::Tell("The words are copied".into()));
    }
}

fn answers(ui: &mut Ui, nomination: &Nomination) {
    if nomination.answers.is_empty() {
        return;
    }
    Card::inset().title("Every question and answer").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (question, answer) in nomination.answers.iter() {
            Text::caption(question).muted().show(ui);
            if answer.trim().is_empty() {
                Text::body("no answer").muted().show(ui);
            } else {
                selectable(ui, answer, Type::Body);
            }
            ui.add_space(6.0);
        }
    });
}
