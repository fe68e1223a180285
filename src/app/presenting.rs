//! What the presenter view shows of a draw, as plain data: a show is made from a lock and, once it lies on disk, its record.
//!
//! The order is fixed before anything of it is shown: nothing here draws, chooses or changes. Names come in the form a person
//! agreed to, else not at all; a figure that would tell who somebody is comes only with a name that tells it as well.
//! How the show goes from scene to scene is in `play`, what the speaker reads beside it in `notes`.

mod notes;
mod play;

pub use notes::{name_of_scene, notes};
pub use play::{Order, PAGE, Phase, Play, Refused, Scene};

use super::failure::Failure;
use super::names::{self, Output};
use super::{beacon, drawing, outlook};
use crate::campaign::{Campaign, Figure, LuckSource, NameForm, SealedDraw, Stage, SweepstakeId};
use crate::draw::{self, Outcome, Source, SourceValue};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// A draw as it is shown on the wall.
#[derive(Clone, Debug, PartialEq)]
pub struct Show {
    /// Shown under a band that says so, and never the draw.
    pub rehearsal: bool,
    /// Title of the campaign.
    pub campaign: String,
    /// Title of the sweepstake.
    pub title: String,
    /// Number of the draw; 0 in a rehearsal.
    pub number: u64,
    /// All 64 digits.
    pub lock_sha256: String,
    pub locked_at: Option<Timestamp>,
    /// When the luck falls.
    pub announced_at: Option<Timestamp>,
    pub entries: u64,
    pub tickets: u64,
    /// Whether the organiser's code was sealed in the lock.
    pub with_code: bool,
    /// In the announced order.
    pub sources: Vec<ShowSource>,
    /// In rank order, the first prize first.
    pub prizes: Vec<ShowPrize>,
    /// Everybody in line, in the order of the draw.
    pub alternates: Vec<ShowPlace>,
    /// How many places in line were promised.
    pub alternates_wanted: u64,
    /// Hash of the record, once there is one; "" before.
    pub record_sha256: String,
    /// What was recorded after the draw: the show leaves it out, and the speaker is told.
    pub amendments: usize,
    /// In a rehearsal: labels of the sources whose values the laptop made up.
    pub made_up: Vec<String>,
}

/// One source of luck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShowSource {
    pub label: String,
    /// What was promised, in words: "7 different numbers from 1 to 49".
    pub promised: String,
    pub kind: SourceKind,
    /// What fell, once it is in the record.
    pub value: Option<ShowValue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    Numbers,
    Words,
    Beacon,
}

/// What a source gave, in the form that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShowValue {
    /// Sorted: their order does not matter.
    Numbers(Vec<u64>),
    Words(String),
    /// A beacon's round, whose signature is right.
    Beacon {
        round: u64,
        randomness: String,
    },
}

/// What is being typed for one source before there is a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// As it stands in the field.
    pub typed: String,
    /// The form that counts, where it is complete.
    pub value: Option<ShowValue>,
    /// Why it cannot be taken, where something was given that cannot.
    pub problem: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ShowPrize {
    pub id: String,
    pub name: String,
    /// How many were promised; fewer are given when the list is too short.
    pub quantity: u64,
    /// In the order of the draw.
    pub winners: Vec<ShowPlace>,
    /// Indexes into the show's alternates of those who may take this prize, in line.
    pub next_in_line: Vec<usize>,
}

/// A place in the order.
#[derive(Clone, Debug, PartialEq)]
pub struct ShowPlace {
    pub entry_id: String,
    /// From 1, among all tickets.
    pub rank: u64,
    /// In the form the person agreed to; `None` where no name may be shown.
    pub name: Option<String>,
    /// The stored figure of the person; `None` for the house robot.
    pub figure: Option<Figure>,
}

impl Show {
    pub fn is_drawn(&self) -> bool {
        !self.record_sha256.is_empty()
    }
    /// How many prizes are given in all.
    pub fn prizes_in_all(&self) -> u64 {
        self.prizes.iter().fold(0, |sum, prize| sum.saturating_add(prize.quantity))
    }
    /// How many places were drawn for prizes.
    pub fn winners_in_all(&self) -> usize {
        self.prizes.iter().map(|prize| prize.winners.len()).sum()
    }
}

/// What is put on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    Draw(SweepstakeId),
    /// The last rehearsal of a sweepstake.
    Rehearsal(SweepstakeId),
}

impl Of {
    pub fn sweepstake(self) -> SweepstakeId {
        match self {
            Self::Draw(id) | Self::Rehearsal(id) => id,
        }
    }
    /// The sealed files it is made from: a lock that was not closed, or the last rehearsal.
    pub fn files(self, campaign: &Campaign) -> Option<&SealedDraw> {
        match self {
            Self::Draw(id) => {
                let sweepstake = campaign.sweepstakes().get(id)?;
                let open = matches!(sweepstake.stage(), Stage::Locked | Stage::Drawn);
                sweepstake.sealed.as_ref().filter(|_| open)
            }
            Self::Rehearsal(id) => drawing::rehearsal(campaign, id).map(|rehearsal| &rehearsal.files),
        }
    }
}

/// What there is to present of one sweepstake: its draw, else its rehearsal.
pub fn of_sweepstake(campaign: &Campaign, id: SweepstakeId) -> Option<Of> {
    [Of::Draw(id), Of::Rehearsal(id)].into_iter().find(|of| of.files(campaign).is_some())
}

/// What to present when nothing was named: the draw locked last, else the last rehearsal there is.
pub fn newest(campaign: &Campaign) -> Option<Of> {
    let locked = campaign
        .sweepstakes()
        .iter()
        .filter_map(|(id, _)| Some((Of::Draw(id).files(campaign)?.number, Of::Draw(id))))
        .max_by_key(|(number, _)| *number);
    locked.map(|(_, of)| of).or_else(|| newest_rehearsal(campaign))
}

/// The rehearsal played through last.
pub fn newest_rehearsal(campaign: &Campaign) -> Option<Of> {
    let rehearsed = campaign
        .sweepstakes()
        .iter()
        .filter_map(|(id, _)| Some((drawing::rehearsal(campaign, id)?.at(), Of::Rehearsal(id))));
    rehearsed.max_by_key(|(at, _)| *at).map(|(_, of)| of)
}

/// The show of a draw or a rehearsal. Without `with_record` nothing that was drawn is in it, even when there is a record: that
/// of a draw must lie on disk first.
pub fn show(campaign: &Campaign, of: Of, with_record: bool) -> Result<Show, Failure> {
    let what = "There is nothing to present.";
    let sealed = of
        .files(campaign)
        .ok_or_else(|| Failure::new(what, "No list is locked, and nothing was rehearsed.", "Lock the list first."))?;
    let broken = |error: &dyn std::fmt::Display| {
        Failure::new(what, format!("{error}."), "Open the version of the file before this one.")
    };
    let lock = draw::SignedLock::parse(sealed.lock.as_bytes()).map_err(|error| broken(&error))?;
    let record = match &sealed.record {
        Some(text) if with_record => Some(draw::SignedRecord::parse(text.as_bytes()).map_err(|error| broken(&error))?),
        _ => None,
    };
    let mut show = show_of(campaign, &lock.lock, &lock.lock_sha256, record.as_ref(), &sealed.roll);
    show.amendments = draw::parse_amendments(sealed.amendments.as_bytes()).map_or(0, |list| list.len());
    if let Of::Rehearsal(id) = of {
        show.made_up = drawing::rehearsal(campaign, id).map(|rehearsal| rehearsal.made_up.clone()).unwrap_or_default();
    }
    Ok(show)
}

/// The show of a lock and what was drawn from it, be it a draw or a rehearsal.
pub fn show_of(
    campaign: &Campaign,
    lock: &draw::Lock,
    lock_sha256: &str,
    record: Option<&draw::SignedRecord>,
    roll: &str,
) -> Show {
    let steps = record.map_or(&[][..], |record| &record.record.walk);
    let alternates: Vec<ShowPlace> =
        steps.iter().filter(|step| step.outcome == Outcome::Alternate).map(|step| place(campaign, step)).collect();
    let pools = pools_of(roll, &alternates);
    let prizes = lock.prizes.iter().map(|prize| ShowPrize {
        id: prize.id.clone(),
        name: prize.name.clone(),
        quantity: prize.quantity,
        winners: steps
            .iter()
            .filter(|step| step.outcome == Outcome::Winner && step.prize == prize.id)
            .map(|step| place(campaign, step))
            .collect(),
        next_in_line: (0..alternates.len())
            .filter(|at| {
                let mine = pools.get(alternates[*at].entry_id.as_str());
                mine.is_none_or(|pools| pools.is_empty() || pools.iter().any(|pool| *pool == prize.id))
            })
            .collect(),
    });
    Show {
        rehearsal: lock.rehearsal,
        campaign: lock.campaign.clone(),
        title: lock.title.clone(),
        number: lock.draw,
        lock_sha256: lock_sha256.to_owned(),
        locked_at: lock.locked_at.as_str().parse().ok(),
        announced_at: lock.announced_at.as_str().parse().ok(),
        entries: lock.roll.entries,
        tickets: lock.roll.tickets,
        with_code: !lock.commitment.is_empty(),
        sources: lock
            .entropy
            .iter()
            .enumerate()
            .map(|(at, source)| ShowSource {
                label: source.label().to_owned(),
                promised: outlook::describe(&in_campaign(source)),
                kind: match source {
                    Source::Numbers { .. } => SourceKind::Numbers,
                    Source::Text { .. } => SourceKind::Words,
                    Source::Drand { .. } => SourceKind::Beacon,
                },
                value: record.and_then(|record| record.record.sources.get(at)).map(shown_value),
            })
            .collect(),
        prizes: prizes.collect(),
        alternates,
        alternates_wanted: lock.alternates,
        record_sha256: record.map(|record| record.record_sha256.clone()).unwrap_or_default(),
        amendments: 0,
        made_up: Vec::new(),
    }
}

/// A value as it is shown: numbers sorted, since their order does not matter.
pub fn shown_value(value: &SourceValue) -> ShowValue {
    match value {
        SourceValue::Numbers { numbers } => {
            let mut numbers = numbers.clone();
            numbers.sort_unstable();
            ShowValue::Numbers(numbers)
        }
        SourceValue::Text { text } => ShowValue::Words(text.clone()),
        SourceValue::Drand { round, randomness, .. } => {
            ShowValue::Beacon { round: *round, randomness: randomness.clone() }
        }
    }
}

/// What is typed for a source that is no beacon, read as the draw will read it.
pub fn live(source: &LuckSource, typed: &str) -> Live {
    let typed = typed.trim();
    if typed.is_empty() {
        return Live::default();
    }
    let value = match drawing::read_value(source, typed) {
        // The canonical words are what counts and what is read back.
        Ok(SourceValue::Text { text }) => {
            draw::canonical_text(&text).map(ShowValue::Words).map_err(|problem| problem.to_string())
        }
        Ok(value) => Ok(shown_value(&value)),
        Err(failure) => Err(failure.why),
    };
    match value {
        Ok(value) => Live { typed: typed.to_owned(), value: Some(value), problem: String::new() },
        Err(problem) => Live { typed: typed.to_owned(), value: None, problem },
    }
}

/// A beacon's round as it stands in its field. Its check is the page's, which does it beside the window: `None` while it
/// runs, then why it was not taken, if it was not.
pub fn live_beacon(typed: &str, checked: Option<Result<(), String>>) -> Live {
    let typed = typed.trim();
    if typed.is_empty() {
        return Live::default();
    }
    let value = match &checked {
        Some(Ok(())) => beacon::read(typed.as_bytes()).ok().map(|round| shown_value(&round.value())),
        _ => None,
    };
    let problem = checked.and_then(Result::err).unwrap_or_default();
    // The text of a file is nothing to look at on a wall.
    Live { typed: "A round was given".into(), value, problem }
}

/// The figure of a winner who has none, or whose own would tell more than their name may.
pub fn house_robot() -> Figure {
    let parts = [
        ("body", "slim"),
        ("outfit", "suit"),
        ("head", "oval"),
        ("face", "grin"),
        ("hair", "bald"),
        ("eyewear", "visor"),
        ("cape", "long"),
    ];
    Figure {
        pose: "action".into(),
        parts: parts.into_iter().map(|(slot, option)| (slot.to_owned(), option.to_owned())).collect::<BTreeMap<_, _>>(),
        skin: "robot".into(),
        hair: "teal".into(),
        scheme: "ticket".into(),
    }
}

fn place(campaign: &Campaign, step: &draw::WalkStep) -> ShowPlace {
    let entry = campaign.entry_with_id(&step.entry_id).and_then(|id| campaign.entries().get(id));
    let person = entry.and_then(|entry| Some((entry.person, campaign.people().get(entry.person)?)));
    let name = person.and_then(|(id, _)| names::public_name(campaign, id, Output::Presenter));
    let figure = person
        .filter(|(id, _)| name.is_some() && tells_who(names::form(campaign, *id, Output::Presenter)))
        .and_then(|(id, _)| campaign.hero_of(id))
        .map(|(_, hero)| hero.figure.clone());
    ShowPlace { entry_id: step.entry_id.clone(), rank: step.rank, name, figure }
}

/// Whether a form of name tells who somebody is. A hero is known by their figure: beside a code name it would give them away.
fn tells_who(form: NameForm) -> bool {
    match form {
        NameForm::Real | NameForm::FirstAndInitial | NameForm::First => true,
        NameForm::ByDefault | NameForm::CodeName | NameForm::Masked | NameForm::Hidden => false,
    }
}

/// Pools of the alternates, by entry id; read from the lines of the roll that are theirs, however long it is.
fn pools_of<'a>(roll: &'a str, alternates: &[ShowPlace]) -> HashMap<&'a str, Vec<&'a str>> {
    let wanted: std::collections::HashSet<&str> = alternates.iter().map(|place| place.entry_id.as_str()).collect();
    if wanted.is_empty() {
        return HashMap::new();
    }
    roll.lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let id = columns.next().filter(|id| wanted.contains(id))?;
            let pools = columns.nth(2).unwrap_or_default();
            Some((id, pools.split(',').filter(|pool| !pool.is_empty()).collect()))
        })
        .collect()
}

fn in_campaign(source: &Source) -> LuckSource {
    match source.clone() {
        Source::Numbers { label, count, min, max, distinct } => {
            LuckSource::Numbers { label, count, min, max, distinct }
        }
        Source::Text { label } => LuckSource::Text { label },
        Source::Drand { label, chain, round } => LuckSource::Drand { label, chain, round },
    }
}

#[cfg(test)]
mod tests;
