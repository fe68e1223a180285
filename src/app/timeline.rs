//! The dates of a campaign: what each keeps shut, who asks before something is changed, how a date is opened with a reason, what
//! is due next, and the calendar file. One gate, in [`Workspace`](super::Workspace), asks here before every change.

use super::failure::Failure;
use super::when;
use crate::campaign::{Campaign, Change, Edit, Milestone, MilestoneKind, NominationState, Opened, Settings, Stage};
use crate::intake::Closed;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::Arc;

mod calendar;

pub use calendar::calendar;

/// The zone the dates of the campaign are meant in: its own, else that of the laptop.
pub fn zone(settings: &Settings, laptop: &TimeZone) -> TimeZone {
    named_zone(&settings.time_zone).unwrap_or_else(|| laptop.clone())
}

/// A zone by its IANA name; `None` for an empty or an unknown one.
pub fn named_zone(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    if name.is_empty() { None } else { TimeZone::get(name).ok() }
}

/// What the zone is called beside a date: "Europe/Oslo", or that it is the laptop's.
pub fn zone_words(settings: &Settings) -> &str {
    if named_zone(&settings.time_zone).is_some() { settings.time_zone.trim() } else { "time of this laptop" }
}

/// The dates in order of time, with their places in the settings.
pub fn in_order(campaign: &Campaign) -> Vec<(usize, &Milestone)> {
    let mut dates: Vec<(usize, &Milestone)> = campaign.settings().milestones.iter().enumerate().collect();
    dates.sort_by_key(|(index, date)| (date.at, *index));
    dates
}

/// The date that keeps this shut now; of several the first.
pub fn shut_by(campaign: &Campaign, kind: MilestoneKind, now: Timestamp) -> Option<&Milestone> {
    in_order(campaign).into_iter().map(|(_, date)| date).find(|date| date.kind == kind && date.is_shut(now))
}

/// The next date, and those after it, from now on.
pub fn upcoming(campaign: &Campaign, now: Timestamp) -> impl Iterator<Item = &Milestone> {
    in_order(campaign).into_iter().map(|(_, date)| date).filter(move |date| date.at > now)
}

fn day(campaign: &Campaign, date: &Milestone) -> String {
    // Without a zone of its own the date is said in UTC: the gate knows no laptop.
    let zone = zone(campaign.settings(), &TimeZone::UTC);
    date.at.to_zoned(zone).strftime("%-d %B %Y, %H:%M %Z").to_string()
}

fn shut(campaign: &Campaign, date: &Milestone, what: &str, why: &str) -> Failure {
    Failure::new(
        what,
        format!("“{}” was on {}. {why}", date.title, day(campaign, date)),
        "Open that date with a reason, under Dates in the campaign's settings.",
    )
    .or_at_the_prompt("Open that date with a reason: unsung timeline open.")
}

/// Whether any date keeps something shut. Most campaigns have no date that locks, and most changes come before it.
pub fn is_anything_shut(campaign: &Campaign, now: Timestamp) -> bool {
    campaign.settings().milestones.iter().any(|date| date.is_shut(now))
}

/// May this be done now? Asked before every change, before every undo and every redo.
///
/// # Errors
/// Where a date keeps shut what the change would touch, naming the date.
pub fn check(campaign: &Campaign, change: &Change, now: Timestamp) -> Result<(), Failure> {
    if !is_anything_shut(campaign, now) {
        return Ok(());
    }
    let what = format!("“{}” was not done; the campaign is as it was.", change.called());
    if let Some(date) = shut_by(campaign, MilestoneKind::WinnersFinal, now)
        && change.edits.iter().any(|edit| changes_winners(campaign, edit))
    {
        return Err(shut(campaign, date, &what, "Since then the winners of awards stay as they are."));
    }
    if let Some(date) = shut_by(campaign, MilestoneKind::JudgingCloses, now)
        && change.edits.iter().any(|edit| changes_marks(campaign, edit))
    {
        return Err(shut(campaign, date, &what, "Since then the marks of judges stay as they are."));
    }
    // Sealing the list is what the date is for; once a list is sealed it has done its work.
    let seals = change.edits.iter().any(|edit| matches!(edit, Edit::Seal(..) | Edit::Erase(..)));
    if let Some(date) = shut_by(campaign, MilestoneKind::RollLocks, now)
        && !seals
        && campaign.draws_locked() == 0
        && change.edits.iter().any(|edit| changes_roll(campaign, edit))
    {
        return Err(shut(
            campaign,
            date,
            &what,
            "Since then the sweepstake and its entries stay as they are; lock the list.",
        ));
    }
    let settings = change.edits.iter().rev().find_map(|edit| match edit {
        Edit::Settings(settings) => Some(settings),
        _ => None,
    });
    if let Some(after) = settings
        && let Some(date) = unlocked_in_silence(campaign.settings(), after, now)
    {
        return Err(shut(campaign, date, &what, "A date that has locked something is changed with a reason only."));
    }
    Ok(())
}

fn changes_winners(campaign: &Campaign, edit: &Edit) -> bool {
    let Edit::Award(id, after) = edit else { return false };
    let before = campaign.awards().get(*id).map(|award| award.winners.as_slice()).unwrap_or_default();
    let after = after.as_ref().map(|award| award.winners.as_slice()).unwrap_or_default();
    before.len() != after.len() || before.iter().zip(after).any(|(before, after)| before.person != after.person)
}

/// Packs may still be made and looked at; what was given may not change.
fn changes_marks(campaign: &Campaign, edit: &Edit) -> bool {
    let Edit::Sheet(id, after) = edit else { return false };
    let before = campaign.sheets().get(*id).map(|sheet| &sheet.lines);
    let after = after.as_ref().map(|sheet| &sheet.lines);
    match (before, after) {
        (None, Some(lines)) | (Some(lines), None) => !lines.is_empty(),
        (before, after) => before != after,
    }
}

fn changes_roll(campaign: &Campaign, edit: &Edit) -> bool {
    let is_open = |id| campaign.sweepstakes().get(id).is_none_or(|it| it.stage() == Stage::SetUp);
    match edit {
        // What is ticked on the check-list is no change of the draw.
        Edit::Sweepstake(id, after) => {
            is_open(*id) && {
                let plain = |it: &crate::campaign::Sweepstake| crate::campaign::Sweepstake {
                    marks: Default::default(),
                    shared_decided: Default::default(),
                    ..it.clone()
                };
                campaign.sweepstakes().get(*id).map(plain) != after.as_deref().map(plain)
            }
        }
        Edit::Entry(id, after) => {
            let of = after.as_deref().or_else(|| campaign.entries().get(*id)).map(|entry| entry.sweepstake);
            of.is_some_and(is_open)
        }
        _ => false,
    }
}

/// A date that keeps something shut and that would be moved, loosened or taken away without being opened. Publication lies
/// ahead while it is shut: moving it is planning.
fn unlocked_in_silence<'a>(before: &'a Settings, after: &Settings, now: Timestamp) -> Option<&'a Milestone> {
    let binding = |date: &&Milestone| date.kind != MilestoneKind::Publication && date.is_shut(now);
    before.milestones.iter().filter(binding).find(|date| {
        let same = |other: &&Milestone| other.at == date.at && other.kind == date.kind && other.locks;
        !after.milestones.iter().any(|other| same(&other))
    })
}

/// Opens a date that locks, for good; the reason stays beside it.
///
/// # Errors
/// Where there is no such date, it keeps nothing shut, or the reason is missing.
pub fn open(campaign: &Campaign, index: usize, reason: &str, now: Timestamp) -> Result<Change, Failure> {
    let what = "The date stays as it is.";
    let mut settings = campaign.settings().clone();
    let count = settings.milestones.len();
    let Some(date) = settings.milestones.get_mut(index) else {
        let why = format!("There is no date {}; the campaign has {count}.", index + 1);
        return Err(Failure::new(what, why, "Choose one of the list.")
            .or_at_the_prompt("unsung timeline list shows their numbers."));
    };
    if !date.locks || date.kind.promise().is_none() {
        return Err(Failure::new(what, format!("“{}” locks nothing.", date.title), "It can be changed as it is."));
    }
    if reason.trim().is_empty() {
        return Err(Failure::new(
            what,
            "A date that locks is opened with a reason.",
            "Write down why, in a few words.",
        ));
    }
    date.opened = Some(Opened { at: now, reason: reason.trim().to_owned() });
    let title = format!("Open a date that locks: {}", date.kind.title().to_lowercase());
    Ok(Change::one(title, Edit::Settings(Arc::new(settings))))
}

/// May something be published now?
///
/// # Errors
/// Before a date of publication that locks, naming it.
pub fn may_publish(campaign: &Campaign, now: Timestamp, what: &str) -> Result<(), Failure> {
    let Some(date) = shut_by(campaign, MilestoneKind::Publication, now) else { return Ok(()) };
    Err(Failure::new(
        what,
        format!("“{}” is on {}, and nothing is published before.", date.title, day(campaign, date)),
        "Wait for that date, or open it with a reason, under Dates in the campaign's settings.",
    )
    .or_at_the_prompt("Wait for that date, or open it with a reason: unsung timeline open."))
}

/// When nominations close, on the clock of the campaign, with the words for one that comes later; `None` where nothing is held.
pub fn closed(campaign: &Campaign, now: Timestamp, laptop: &TimeZone) -> Option<Closed> {
    let binding =
        |date: &&Milestone| date.kind == MilestoneKind::NominationsClose && date.locks && date.opened.is_none();
    let date = in_order(campaign).into_iter().map(|(_, date)| date).find(binding)?;
    let zoned = date.at.to_zoned(zone(campaign.settings(), laptop));
    let words = format!("Came after nominations closed on {}.", zoned.strftime("%-d %B %Y, %H:%M"));
    Some(Closed { at: zoned.datetime(), is_past: now >= date.at, words })
}

/// The change with nominations that are typed in too late set aside, with the reason.
pub fn holding_late(campaign: &Campaign, mut change: Change, now: Timestamp, laptop: &TimeZone) -> Change {
    let Some(closed) = closed(campaign, now, laptop) else { return change };
    for edit in &mut change.edits {
        let Edit::Nomination(id, Some(nomination)) = edit else { continue };
        let is_late = nomination.received_at.map_or(closed.is_past, |at| at >= closed.at);
        if is_late && !campaign.nominations().contains(*id) {
            let nomination = Arc::make_mut(nomination);
            nomination.state = NominationState::SetAside;
            nomination.set_aside_reason.clone_from(&closed.words);
        }
    }
    change
}

/// A date in words with its zone: "Friday 4 December, 18:00, in 12 days".
pub fn in_words(date: &Milestone, now: Timestamp, zone: &TimeZone) -> String {
    let at = when::weekday(date.at, now, zone);
    if date.at > now {
        format!("{at}, in {}", when::span(now, date.at, zone))
    } else {
        format!("{at}, {} ago", when::span(date.at, now, zone))
    }
}

#[cfg(test)]
mod tests;
