//! The tie-break, declared before scores are seen, and whether judges see names.

use super::{Shown, finish, put};
use crate::app::judging::setup;
use crate::app::when;
use crate::campaign::judging::TieRule;
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::select::Select;
use eframe::egui::Ui;

/// What is declared before scores are seen: tie-break and blindness.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    tie_break(ui, cx, shown);
    blind(ui, cx, shown);
}

fn tie_break(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let closed = shown.judging.rounds.iter().any(|round| shown.is_scored(round.number));
    let rules = &shown.judging.tie_break;
    let mut card = Card::new().title("Tie-break");
    if closed {
        card = card.chip(Chip::sun("closed").icon(Icon::Lock));
    }
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let mut new = None;
        if rules.is_empty() {
            Text::label("Nothing is declared: who is level shares the place.").muted().show(ui);
        }
        for (place, rule) in rules.iter().enumerate() {
            ui.horizontal(|ui| {
                Text::label(format!("{}.", place + 1)).muted().show(ui);
                let width = ui.available_width() - if closed { 0.0 } else { 72.0 };
                Text::label(setup::tie_words(shown.judging, *rule)).max_width(width).show(ui);
                if closed {
                    return;
                }
                let first = (place == 0).then_some("It is the first one.");
                let up = CommandButton::quiet(format!("Ask rule {} earlier", place + 1)).icon(Icon::Up).icon_only();
                if up.small().disabled_if(first).show(ui).clicked() {
                    let mut list = rules.clone();
                    list.swap(place - 1, place);
                    new = Some(list);
                }
                let remove = CommandButton::quiet(format!("Remove rule {}", place + 1)).icon(Icon::X).icon_only();
                if remove.small().show(ui).clicked() {
                    let mut list = rules.clone();
                    list.remove(place);
                    new = Some(list);
                }
            });
        }
        if closed {
            Text::caption("The first score has come in: it stays as it was declared.").muted().show(ui);
        } else {
            let open = open_rules(shown);
            let title = |rule: &TieRule| match rule {
                TieRule::Lot(_) => "a lot, from a number declared with it".into(),
                rule => setup::tie_words(shown.judging, *rule),
            };
            let titles: Vec<String> = open.iter().map(title).collect();
            let none = titles.is_empty().then_some("Every rule is there.");
            let select = Select::new("Add a rule", &titles, None).unchosen("Add a rule").disabled_if(none);
            if let Some(rule) = select.show(ui).chosen.and_then(|index| open.get(index)) {
                let mut list = rules.clone();
                // Sharing ends the list: what stood behind it would never be asked.
                let end = list.iter().position(|it| *it == TieRule::Share).unwrap_or(list.len());
                let at = if *rule == TieRule::Share { list.len() } else { end };
                let rule = match rule {
                    TieRule::Lot(OPEN_LOT) => lot(cx).map(TieRule::Lot),
                    rule => Some(*rule),
                };
                if let Some(rule) = rule {
                    list.insert(at, rule);
                }
                new = Some(list);
            }
        }
        if let Some(at) = shown.judging.tie_break_declared_at {
            Text::caption(format!("Declared on {}.", when::long(at, &cx.ws.world().time_zone()))).muted().show(ui);
        }
        if let Some(list) = new {
            let now = cx.ws.world().now();
            put(cx, setup::declare_tie_break(shown.campaign, shown.award, list, now), "");
        }
    });
}

/// Stands for a lot whose number is not drawn yet.
const OPEN_LOT: u64 = 0;

/// A number of six digits that nobody chose; `None` where the system gives no randomness.
pub fn lot(cx: &Cx<'_>) -> Option<u64> {
    let mut bytes = [0; 8];
    cx.ws.world().fill_random(&mut bytes).ok()?;
    Some(100_000 + u64::from_be_bytes(bytes) % 900_000)
}

/// Rules that are not declared yet.
fn open_rules(shown: &Shown<'_>) -> Vec<TieRule> {
    let criteria = shown.judging.rounds.iter().flat_map(|round| round.mode.criteria()).map(|it| it.number);
    let mut rules: Vec<TieRule> = Vec::new();
    for number in criteria {
        if !rules.contains(&TieRule::Criterion(number)) {
            rules.push(TieRule::Criterion(number));
        }
    }
    rules.extend([TieRule::HeadToHead, TieRule::Median, TieRule::MoreFirsts]);
    rules.extend(
        shown.judging.panel.iter().filter(|it| it.left.is_empty()).take(20).map(|it| TieRule::Chair(it.number)),
    );
    if !shown.judging.tie_break.iter().any(|rule| matches!(rule, TieRule::Lot(_))) {
        rules.push(TieRule::Lot(OPEN_LOT));
    }
    rules.push(TieRule::Share);
    rules.retain(|rule| !shown.judging.tie_break.contains(rule));
    rules
}

fn blind(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    Card::new().title("What judges see").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let (mut on, mut pronouns) = (shown.judging.blind.on, shown.judging.blind.pronouns);
        let first = CheckRow::new(&mut on, "Hide names")
            .detail(
                "Judges see code names; names, addresses and teams in the texts are covered after you have read them.",
            )
            .show(ui)
            .changed();
        let row = CheckRow::new(&mut pronouns, "Cover “she” and “his”, too");
        let row = if on { row } else { row.disabled_because("Names are shown.") };
        let second = row.show(ui).changed();
        if first || second {
            finish_blind(cx, shown, on, pronouns);
        }
    });
}

/// Hides names or shows them, here and where packs are made.
pub fn finish_blind(cx: &mut Cx<'_>, shown: &Shown<'_>, on: bool, pronouns: bool) {
    let told = if on { "Names are hidden from judges" } else { "Judges see names" };
    finish(cx, setup::set_blind(shown.campaign, shown.award, on, pronouns), told);
}
