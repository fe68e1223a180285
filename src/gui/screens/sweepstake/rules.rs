//! The right side of the set-up: who may enter, when, and the rules as they are published.

use super::Shown;
use super::setup::sealed_chip;
use crate::app::{drawing, when};
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    if shown.sweepstake.sealed.is_some() {
        sealed(ui, cx, shown);
    } else {
        entering(ui, cx, shown);
    }
    rules_text(ui, cx, shown);
}

fn sealed(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    let rules = &shown.sweepstake.entry_rules;
    let zone = cx.ws.world().time_zone();
    Card::new().title("Who may enter").chip(sealed_chip()).show(ui, |ui| {
        let at = |at: Option<jiff::Timestamp>| at.map_or("not set".to_owned(), |at| when::long(at, &zone));
        let none_or = |count: u64| if count == 0 { "no limit".to_owned() } else { count.to_string() };
        FactRow::new("Entries open", at(rules.opens)).strong().show(ui);
        FactRow::new("Entries close", at(rules.closes)).strong().show(ui);
        FactRow::new("Youngest age", none_or(rules.min_age.into())).strong().show(ui);
        let everywhere = if rules.countries.is_empty() { "everywhere".into() } else { rules.countries.join(", ") };
        FactRow::new("Countries", everywhere).strong().show(ui);
        FactRow::new("Entries a person", none_or(rules.max_per_person.into())).strong().show(ui);
        FactRow::new("Extra tickets", rules.max_bonus.to_string()).strong().show(ui);
        FactRow::new("Staff may win", if rules.staff_may_win { "yes" } else { "no" }).strong().show(ui);
    });
}

fn entering(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let rules = &shown.sweepstake.entry_rules;
    let zone = cx.ws.world().time_zone();
    Card::new().title("Who may enter").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        Text::caption("An entry that breaks a rule is left out with the reason. Nothing is deleted.").show(ui);
        let mut columns = grid::Columns::new(ui, 0.5);
        if let Some(at) = typed::moment(columns.left(), "Entries open", rules.opens, &zone, "") {
            shown.edit(cx, "Change when entries open", "opens", |s| s.entry_rules.opens = at);
        }
        let late = "Later ones are left out as late.";
        if let Some(at) = typed::moment(columns.right(), "Entries close", rules.closes, &zone, late) {
            shown.edit(cx, "Change when entries close", "closes", |s| s.entry_rules.closes = at);
        }
        columns.end(ui);
        let limit = |ui: &mut Ui, title: &str, value: u64, most: u64, help: &str| {
            Field::new(title).help(help).show(ui, |ui| typed::number(ui, title, value, 0..=most, 90.0)).inner
        };
        let typed_countries = rules.countries.join(", ");
        Field::new("Countries").help("Two letters each, such as DE, AT, CH; empty for everywhere.").show(ui, |ui| {
            let key = ui.scope_id().with("countries");
            let mut typed: String = ui.data(|data| data.get_temp(key)).unwrap_or_else(|| typed_countries.clone());
            let response = crate::gui::widgets::text_field::TextField::new(&mut typed, "Countries").show(ui);
            if response.changed() {
                let read = countries(&typed);
                shown.edit(cx, "Change the countries of a sweepstake", "countries", |s| s.entry_rules.countries = read);
            }
            if response.has_focus() {
                ui.data_mut(|data| data.insert_temp(key, typed));
            } else {
                ui.data_mut(|data| data.remove_temp::<String>(key));
            }
        });
        let mut columns = grid::Columns::new(ui, 0.5);
        let each = rules.max_per_person.into();
        if let Some(count) =
            limit(columns.left(), "Entries a person", each, 1_000_000, "How many count; 0 for no limit.")
        {
            shown.edit(cx, "Change the entries a person may have", "each", |s| {
                s.entry_rules.max_per_person = count as u32;
            });
        }
        let bonus = rules.max_bonus.into();
        if let Some(count) = limit(columns.right(), "Extra tickets", bonus, 999_999, "Most that count for referrals.") {
            shown.edit(cx, "Change the extra tickets", "bonus", |s| s.entry_rules.max_bonus = count as u32);
        }
        columns.end(ui);
        let age = rules.min_age.into();
        if let Some(age) = limit(ui, "Youngest age", age, 120, "On the day of entering; 0 for no limit.") {
            shown.edit(cx, "Change the youngest age", "age", |s| s.entry_rules.min_age = age as u8);
        }
        let mut staff = rules.staff_may_win;
        if CheckRow::new(&mut staff, "Staff of the organiser may win").show(ui).changed() {
            shown.edit(cx, "Change whether staff may win", "", |s| s.entry_rules.staff_may_win = staff);
        }
    });
}

/// Upper-case codes from what was typed, in order, each once.
fn countries(typed: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for word in typed.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let code = word.to_uppercase();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn rules_text(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let made = drawing::rules_text(shown.campaign, shown.id, sweepstake);
    let is_empty = sweepstake.rules_text.trim().is_empty();
    let mut card = Card::new().title("Rules text");
    if sweepstake.sealed.is_some() {
        card = card.chip(sealed_chip());
    } else {
        let title = if is_empty { "Make it from the set-up" } else { "Make it again" };
        let same = (sweepstake.rules_text == made).then_some("It says the same as the set-up already.");
        card = card.action(CommandButton::quiet(title).icon(Icon::Pen).disabled_if(same));
    }
    let pressed = card
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if sweepstake.sealed.is_some() {
                let words = if is_empty { "None was locked." } else { &sweepstake.rules_text };
                Text::label(words).show(ui);
                return;
            }
            if is_empty {
                Text::label(
                    "Its fingerprint becomes part of the lock, so that nobody can change the rules afterwards.",
                )
                .muted()
                .show(ui);
            } else if sweepstake.rules_text != made {
                Text::new(
                    "It differs from the set-up: edited, or made before the set-up changed.",
                    crate::gui::text::Type::Caption,
                )
                .warning()
                .show(ui);
            }
            let text = typed::words(ui, "Rules text", &sweepstake.rules_text, |field| field.rows(10));
            if let Some(text) = text {
                shown.edit(cx, "Edit the rules text", "rules", |s| s.rules_text = text);
            }
        })
        .action;
    if pressed {
        shown.edit(cx, "Make the rules text", "", |s| s.rules_text = made);
    }
}

#[cfg(test)]
mod tests {
    use super::countries;

    #[test]
    fn countries_are_read_as_typed() {
        assert_eq!(countries(" de, at;CH de "), ["DE", "AT", "CH"]);
        assert!(countries(" , ").is_empty());
    }
}
