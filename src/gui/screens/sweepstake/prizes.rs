//! The prizes of a sweepstake in rank order: name, number, id, what one is worth and who may win it.

use super::Shown;
use super::setup::sealed_chip;
use crate::app::{drawing, outlook};
use crate::campaign::{Pool, Prize};
use crate::draw::is_prize_id;
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::select::Select;
use eframe::egui::{Align, Layout, Ui};
use std::fmt::Write as _;

/// What to do with the prize of a row.
enum PrizeAct {
    Up(usize),
    Down(usize),
    Remove(usize),
}

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let sealed = sweepstake.sealed.is_some();
    let mut card = Card::new().title("Prizes, first to last");
    if sealed {
        card = card.chip(sealed_chip());
    } else {
        card = card.action(CommandButton::quiet("Add a prize").icon(Icon::Plus));
    }
    let pressed = card
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if sweepstake.prizes.is_empty() {
                Text::label("No prize yet. The first in the list is given first.").muted().show(ui);
            }
            let mut act = None;
            for (index, prize) in sweepstake.prizes.iter().enumerate() {
                if sealed {
                    FactRow::new(format!("{}. {}", index + 1, prize.name), sealed_words(shown, prize))
                        .strong()
                        .show(ui);
                } else {
                    ui.push_id(index, |ui| {
                        if index > 0 {
                            divider(ui);
                        }
                        prize_row(ui, cx, shown, index, prize, &mut act);
                        worth_and_pool(ui, cx, shown, index, prize);
                    });
                }
            }
            match act {
                Some(PrizeAct::Up(at)) => shown.edit(cx, "Reorder prizes", "", |s| s.prizes.swap(at, at - 1)),
                Some(PrizeAct::Down(at)) => shown.edit(cx, "Reorder prizes", "", |s| s.prizes.swap(at, at + 1)),
                Some(PrizeAct::Remove(at)) => {
                    let mut new = sweepstake.clone();
                    new.prizes.remove(at);
                    let edit = crate::campaign::Edit::sweepstake(shown.id, new);
                    let change = crate::campaign::Change::one("Remove a prize", edit);
                    cx.act(crate::gui::action::Action::CommitAndTell(change, "Removed 1 prize".into()));
                }
                None => {}
            }
        })
        .action;
    if pressed {
        let id = outlook::free_prize_id(sweepstake);
        shown.edit(cx, "Add a prize", "", |s| s.prizes.push(Prize { id, quantity: 1, ..Prize::default() }));
    }
}

fn prize_row(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, index: usize, prize: &Prize, act: &mut Option<PrizeAct>) {
    let number = index + 1;
    let last = shown.sweepstake.prizes.len();
    ui.horizontal(|ui| {
        ui.set_min_height(34.0);
        let buttons = 28.0 * 3.0 + 8.0 * 3.0;
        let room = (ui.available_width() - buttons - 60.0 - 120.0 - 24.0).max(120.0);
        let name = typed::words(ui, &format!("Name of prize {number}"), &prize.name, |field| {
            field.width(room).hint("What is won").wrong(prize.name.trim().is_empty())
        });
        if let Some(name) = name {
            let key = format!("prize name {number}");
            shown.edit(cx, "Rename a prize", &key, |s| s.prizes[index].name = name);
        }
        let quantity = typed::number(ui, &format!("How many of prize {number}"), prize.quantity, 1..=1_000_000, 60.0);
        if let Some(quantity) = quantity {
            let key = format!("prize quantity {number}");
            shown.edit(cx, "Change the quantity of a prize", &key, |s| s.prizes[index].quantity = quantity);
        }
        let id = typed::words(ui, &format!("Id of prize {number}"), &prize.id, |field| {
            field.width(120.0).mono().wrong(!is_prize_id(&prize.id))
        });
        if let Some(id) = id {
            let key = format!("prize id {number}");
            shown.edit(cx, "Change the id of a prize", &key, |s| s.prizes[index].id = id);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = |title: String, icon| CommandButton::quiet(title).icon(icon).icon_only().small();
            if button(format!("Remove prize {number}"), Icon::X).show(ui).clicked() {
                *act = Some(PrizeAct::Remove(index));
            }
            let down = (number == last).then_some("It is the last prize.");
            if button(format!("Move prize {number} down"), Icon::Down).disabled_if(down).show(ui).clicked() {
                *act = Some(PrizeAct::Down(index));
            }
            let up = (index == 0).then_some("It is the first prize.");
            if button(format!("Move prize {number} up"), Icon::Up).disabled_if(up).show(ui).clicked() {
                *act = Some(PrizeAct::Up(index));
            }
        });
    });
}

fn sealed_words(shown: &Shown<'_>, prize: &Prize) -> String {
    let mut words = format!("{} × {}", prize.quantity, prize.id);
    if prize.value_hundredths > 0 {
        let worth = drawing::money(&shown.sweepstake.publication.currency, prize.value_hundredths);
        let _ = write!(words, ", {worth}");
    }
    if prize.open_to != Pool::Everybody {
        let _ = write!(words, ", {}", prize.open_to.words());
    }
    words
}

const POOLS: [&str; 5] = ["Everybody", "Members", "Countries", "Tags", "Named entries"];

fn pool_index(pool: &Pool) -> usize {
    match pool {
        Pool::Everybody => 0,
        Pool::Members => 1,
        Pool::Countries(_) => 2,
        Pool::Tags(_) => 3,
        Pool::Named => 4,
    }
}

/// The second line of a prize: its worth, who may win it, and the chance of one ticket.
fn worth_and_pool(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, index: usize, prize: &Prize) {
    let number = index + 1;
    ui.horizontal(|ui| {
        ui.set_min_height(34.0);
        Text::label("Worth").one_line().show(ui);
        let written = match prize.value_hundredths {
            0 => String::new(),
            value => drawing::money("", value),
        };
        let read = |typed: &str| if typed.trim().is_empty() { Some(0) } else { drawing::read_money(typed) };
        let name = format!("Worth of prize {number}");
        if let Some(value) = typed::value(ui, &name, (&prize.value_hundredths, &written), 84.0, read) {
            let key = format!("prize value {number}");
            shown.edit(cx, "Change the worth of a prize", &key, |s| s.prizes[index].value_hundredths = value);
        }
        let currency = &shown.sweepstake.publication.currency;
        let new = typed::value(ui, &format!("Currency of prize {number}"), (currency, currency), 52.0, |typed| {
            let code = typed.trim().to_uppercase();
            let is_code = code.is_empty() || (code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()));
            is_code.then_some(code)
        });
        if let Some(code) = new {
            shown.edit(cx, "Change the currency of the prizes", "currency", |s| s.publication.currency = code);
        }
        Text::label("for").one_line().show(ui);
        let now = pool_index(&prize.open_to);
        let select = Select::new(format!("Who may win prize {number}"), &POOLS, Some(now)).width(136.0).small();
        if let Some(chosen) = select.show(ui).chosen.filter(|chosen| *chosen != now) {
            let pool = match chosen {
                1 => Pool::Members,
                2 => Pool::Countries(shown.sweepstake.entry_rules.countries.clone()),
                3 => Pool::Tags(Vec::new()),
                4 => Pool::Named,
                _ => Pool::Everybody,
            };
            shown.edit(cx, "Change who may win a prize", "", |s| s.prizes[index].open_to = pool);
        }
        pool_list(ui, cx, shown, index, prize);
    });
    let Some(odds) = shown.outlook.as_ref().and_then(|outlook| outlook.odds.get(index)) else { return };
    let who = match (&prize.open_to, odds.everybody) {
        (Pool::Named, _) if odds.entries == 0 => {
            "No entry was given it yet: choose entries and then “Choose prizes”.".into()
        }
        (_, _) if odds.tickets == 0 => "Nobody may win it yet.".to_owned(),
        (_, true) if prize.quantity == 1 => format!("One ticket wins it: {}.", odds.chance),
        (_, true) => format!(
            "One ticket wins it: {}, {} among {}.",
            odds.chance,
            outlook::grouped(prize.quantity),
            outlook::counted(odds.tickets, "ticket", "tickets")
        ),
        (_, false) => format!(
            "Open to {}. One ticket of theirs wins it: {}.",
            outlook::counted(odds.entries, "entry", "entries"),
            odds.chance
        ),
    };
    Text::caption(who).show(ui);
}

/// The countries or tags of a pool.
fn pool_list(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, index: usize, prize: &Prize) {
    let number = index + 1;
    let width = ui.available_width().min(200.0);
    let (name, list, upper) = match &prize.open_to {
        Pool::Countries(codes) => (format!("Countries of prize {number}"), codes, true),
        Pool::Tags(tags) => (format!("Tags of prize {number}"), tags, false),
        Pool::Everybody | Pool::Members | Pool::Named => return,
    };
    let read = |typed: &str| Some(if upper { super::entering::countries(typed) } else { tags(typed) });
    let Some(new) = typed::value(ui, &name, (list, &list.join(", ")), width, read) else { return };
    let pool = if upper { Pool::Countries(new) } else { Pool::Tags(new) };
    let key = format!("prize pool {number}");
    shown.edit(cx, "Change who may win a prize", &key, |s| s.prizes[index].open_to = pool);
}

/// Words between commas, in order, each once.
fn tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
