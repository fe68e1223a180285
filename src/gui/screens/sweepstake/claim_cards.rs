//! The cards beside the list of claims: one claim with its steps and what may follow, the counts, who is next in line, the days
//! to answer; and the timeline of all amendments under it.

use super::claims::{Seen, state_chip};
use super::entries::spaced;
use crate::app::claims::{self, Claim, Step};
use crate::app::{outlook, when};
use crate::campaign::Sweepstake;
use crate::draw::{Kind, Status};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, divider};
use crate::gui::text::{Text, Type};
use crate::gui::typed;
use crate::gui::widgets::bar_chart::SplitBar;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::hash_groups::short_form;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Align, Layout, Ui, vec2};

/// What was asked on the card of a claim.
pub enum CardEvent {
    Step(Kind),
    Close,
}

/// One claim: what happened with its dates, what is due, and what may follow.
pub(super) fn claim(ui: &mut Ui, cx: &mut Cx<'_>, seen: &Seen<'_>, claim: &Claim) -> Option<CardEvent> {
    let mut event = None;
    Card::strong().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.horizontal(|ui| {
            Text::new(spaced(&claim.entry_id), Type::Section).one_line().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if CommandButton::quiet("Close the claim").icon(Icon::X).icon_only().small().show(ui).clicked() {
                    event = Some(CardEvent::Close);
                }
            });
        });
        let name = seen.name(claim).to_owned();
        if let Some(person) = claim.person.filter(|_| !name.is_empty())
            && CommandButton::plain(name).icon(Icon::Person).hint("Go to the person").show(ui).clicked()
        {
            cx.act(Action::Show(Target::Person(person)));
        }
        if !claim.prize_name.is_empty() {
            Text::strong(claim.prize_name.as_str()).show(ui);
        }
        ui.horizontal_wrapped(|ui| {
            state_chip(claim, seen.now, seen.zone).show(ui);
            Text::label(place_words(claim)).muted().show(ui);
        });
        let due = claims::due_words(claim, seen.now, seen.zone);
        if !due.is_empty() {
            let text = Text::label_strong(due);
            if claim.is_overdue(seen.now) { text.danger() } else { text }.show(ui);
        }
        event = verbs(ui, claim).map(CardEvent::Step).or(event.take());
        if claim.steps.is_empty() {
            Text::caption("Nothing has been recorded since the draw.").muted().show(ui);
        }
        for step in &claim.steps {
            divider(ui);
            ui.push_id(step.n, |ui| step_row(ui, cx, seen, step));
        }
    });
    event
}

fn place_words(claim: &Claim) -> String {
    match claim.alternate {
        Some(place) => format!("alternate {place}, step {} of the walk", claim.rank),
        None => format!("winner, step {} of the walk", claim.rank),
    }
}

/// The next step first; what frees the prize comes last and looks so.
fn verbs(ui: &mut Ui, claim: &Claim) -> Option<Kind> {
    let possible = claim.possible();
    if possible.is_empty() {
        let words = if claim.status == Status::Sent {
            "The prize is sent. Nothing can follow."
        } else {
            "Nothing can follow: who left, left."
        };
        Text::caption(words).muted().show(ui);
        return None;
    }
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (index, kind) in possible.into_iter().enumerate() {
            let title = claims::kind_verb(kind);
            let leaves = matches!(kind, Kind::Declined | Kind::NoReply | Kind::Disqualified);
            let button = match (leaves, index) {
                (false, 0) => CommandButton::primary(title),
                (false, _) => CommandButton::plain(title),
                (true, _) => CommandButton::quiet(title),
            };
            if button.small().show(ui).clicked() {
                pressed = Some(kind);
            }
        }
    });
    pressed
}

/// A step with its date, and the organiser's own words beside it.
fn step_row(ui: &mut Ui, cx: &mut Cx<'_>, seen: &Seen<'_>, step: &Step) {
    ui.horizontal(|ui| {
        Text::label_strong(claims::kind_title(step.kind)).show(ui);
        if !step.reason.is_empty() {
            Text::label(format!("reason “{}”", step.reason)).muted().show(ui);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            Text::label(when::short(step.at, seen.now, seen.zone)).muted().one_line().show(ui);
        });
    });
    Text::caption(format!("Amendment {}, {}", step.n, short_form(&step.sha256))).muted().show(ui);
    if seen.names {
        let name = format!("Your words beside amendment {}", step.n);
        let words = typed::words(ui, &name, &step.words, |field| field.hint("Words of your own, never signed").small());
        if let Some(words) = words {
            cx.commit(claims::word_change(seen.campaign, seen.id, step.n, &words));
        }
    } else if !step.words.is_empty() {
        Text::caption("Your words appear with the names.").muted().show(ui);
    }
}

/// How many stand where.
pub(super) fn counts(ui: &mut Ui, seen: &Seen<'_>) {
    let count = |statuses: &[Status]| seen.board.count(|claim| statuses.contains(&claim.status));
    let unawarded = seen.board.unawarded.len() as u64;
    Card::new().title("Prizes").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let parts = [
            ("sent", count(&[Status::Sent]), Tone::Success),
            ("accepted or verified", count(&[Status::Accepted, Status::Verified]), Tone::Accent),
            ("notified, no answer yet", count(&[Status::Notified]), Tone::Sun),
            ("not told yet", count(&[Status::Holds]), Tone::Neutral),
            ("without a winner", unawarded, Tone::Danger),
        ];
        SplitBar::new("Prizes by state", &parts).show(ui);
        for name in &seen.board.unawarded {
            Note::warning("A prize stays unawarded")
                .words(format!("{name}: nobody is left in line who may have it."))
                .show(ui);
        }
    });
}

/// Who is next in line, in the order of the draw.
pub(super) fn line(ui: &mut Ui, seen: &Seen<'_>, chosen: &mut Option<String>) {
    const SHOWN: usize = 6;
    let left = seen.board.in_line().count();
    Card::new().title("Next in line").aside(outlook::counted(left as u64, "alternate", "alternates")).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if left == 0 {
            Text::label("Nobody is left in line.").muted().show(ui);
        }
        for claim in seen.board.in_line().take(SHOWN) {
            let place = claim.alternate.unwrap_or_default();
            let mut title = format!("{place}. {}", spaced(&claim.entry_id));
            let name = seen.name(claim);
            if !name.is_empty() {
                title = format!("{title}, {name}");
            }
            if CommandButton::quiet(title).small().show(ui).clicked() {
                *chosen = Some(claim.entry_id.clone());
            }
        }
        if left > SHOWN {
            Text::caption(format!("and {} more", left - SHOWN)).muted().show(ui);
        }
        Text::caption("A prize that becomes free goes to the first in line who may have it. Nobody can be skipped.")
            .show(ui);
    });
}

/// In how many days an answer is due.
pub(super) fn days(ui: &mut Ui, cx: &mut Cx<'_>, seen: &Seen<'_>, sweepstake: &Sweepstake) {
    Card::new().title("Time to answer").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let promised = match sweepstake.reply_days {
            0 => "The set-up says no number of days. 0 means that nothing becomes overdue.".to_owned(),
            days => format!("The set-up says {}.", outlook::counted(days.into(), "day", "days")),
        };
        Field::new("Days after being told").help(promised).show(ui, |ui| {
            let most = claims::REPLY_DAYS_MAX.into();
            let now = seen.board.reply_days.into();
            if let Some(days) = typed::number(ui, "Days to answer", now, 0..=most, 90.0) {
                let days = Some(days as u32).filter(|days| *days != sweepstake.reply_days);
                cx.commit(claims::reply_days_change(seen.campaign, seen.id, days));
            }
        });
    });
}

/// Every amendment in its order, newest first.
pub(super) fn timeline(ui: &mut Ui, seen: &Seen<'_>) {
    const SHOWN: usize = 40;
    let all = &seen.board.timeline;
    let aside = outlook::counted(all.len() as u64, "amendment", "amendments");
    Card::new().title("What happened since the draw").aside(aside).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if all.is_empty() {
            Text::label("Nothing yet. The first step is to tell the winners; each is then marked as notified.").muted().show(ui);
        }
        for step in all.iter().rev().take(SHOWN) {
            ui.push_id(step.n, |ui| timeline_row(ui, seen, step));
        }
        if all.len() > SHOWN {
            Text::caption(format!("and {} before these; the bundle has them all", all.len() - SHOWN)).muted().show(ui);
        }
        if !all.is_empty() {
            Text::caption("Each one is signed and names the one before. They are published with the bundle, as codes and entry ids.")
                .show(ui);
        }
    });
}

fn timeline_row(ui: &mut Ui, seen: &Seen<'_>, step: &Step) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.allocate_ui(vec2(26.0, 20.0), |ui| {
            ui.set_min_width(26.0);
            Text::label(step.n.to_string()).muted().one_line().show(ui);
        });
        ui.allocate_ui(vec2(92.0, 20.0), |ui| {
            ui.set_min_width(92.0);
            Text::label(when::short(step.at, seen.now, seen.zone)).muted().one_line().show(ui);
        });
        ui.allocate_ui(vec2(118.0, 20.0), |ui| {
            ui.set_min_width(118.0);
            Text::new(spaced(&step.entry_id), Type::Mono).one_line().show(ui);
        });
        let mut words = claims::kind_title(step.kind).to_owned();
        if !step.prize_name.is_empty() {
            words = format!("{words}: {}", step.prize_name);
        }
        if !step.reason.is_empty() {
            words = format!("{words}, reason “{}”", step.reason);
        }
        if seen.names && !step.words.is_empty() {
            words = format!("{words}. {}", step.words);
        }
        Text::label(words).elide().show(ui);
    });
}
