//! Claims: what happens to winners and alternates after a draw. The board tells where everybody stands and what is due; steps
//! become signed amendments, appended for good. What is legal is the room `draw`'s; here it gets words, dates and reasons.

mod steps;

pub use steps::{Amended, Wanted, amend, entry_named, kind_named, reply_days_change, word_change};

use super::failure::Failure;
use super::{listing, when};
use crate::campaign::{Campaign, EntryId, PersonId, SweepstakeId};
use crate::draw::{self, Kind, Outcome, Roll, SignedAmendment, SignedRecord, Standing, Status};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// Days to answer that a new sweepstake promises.
pub const USUAL_REPLY_DAYS: u32 = 14;
/// More days than this are a typing mistake.
pub const REPLY_DAYS_MAX: u32 = 3650;

/// Everything after the draw of one sweepstake.
#[derive(Clone, Debug)]
pub struct Board {
    /// Number of the draw.
    pub number: u64,
    pub drawn_at: Timestamp,
    /// In how many days a winner has to answer; 0 where nothing was said.
    pub reply_days: u32,
    /// Winners and alternates in the order of the draw.
    pub claims: Vec<Claim>,
    /// Prizes that stay without a winner, in words.
    pub unawarded: Vec<String>,
    /// Every amendment in its order.
    pub timeline: Vec<Step>,
    by_id: HashMap<String, usize>,
}

/// A winner or alternate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub entry_id: String,
    /// `None` where the entry is no longer in the campaign.
    pub entry: Option<EntryId>,
    pub person: Option<PersonId>,
    /// Step of the walk, from 1.
    pub rank: u64,
    /// Place in line as drawn, from 1; `None` for those who won at once.
    pub alternate: Option<u64>,
    /// Id of the prize held, or held until it became free; "" while in line.
    pub prize: String,
    /// The same in words.
    pub prize_name: String,
    pub status: Status,
    /// What happened to them, in order.
    pub steps: Vec<Step>,
    pub due: Due,
}

/// One amendment, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Number among the amendments, from 1.
    pub n: u64,
    pub kind: Kind,
    pub entry_id: String,
    pub prize_name: String,
    /// Code; "" where none was given.
    pub reason: &'static str,
    pub at: Timestamp,
    /// The organiser's own words, which are never signed.
    pub words: String,
    /// Hash of the amendment, hex.
    pub sha256: String,
}

/// What waits for the organiser or for the winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Nothing,
    /// To be told of the prize, held since then.
    Tell {
        since: Timestamp,
    },
    /// An answer, until then where it was said how long it may take.
    Answer {
        told: Timestamp,
        by: Option<Timestamp>,
    },
    /// The prize itself, accepted or verified then.
    Send {
        since: Timestamp,
    },
}

impl Claim {
    /// When they came to what they are now: told, accepted, promoted; the draw where nothing has happened.
    pub fn since(&self) -> Option<Timestamp> {
        self.steps.last().map(|step| step.at)
    }
    /// What may be recorded next.
    pub fn possible(&self) -> Vec<Kind> {
        self.status.possible().collect()
    }
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        matches!(self.due, Due::Answer { by: Some(by), .. } if by < now)
    }
}

impl Board {
    pub fn claim(&self, entry_id: &str) -> Option<&Claim> {
        self.by_id.get(entry_id).map(|index| &self.claims[*index])
    }
    /// Who is still in line, next first.
    pub fn in_line(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| claim.status == Status::Alternate)
    }
    pub fn count(&self, is: impl Fn(&Claim) -> bool) -> u64 {
        self.claims.iter().filter(|claim| is(claim)).count() as u64
    }
}

fn unreadable(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        "The claims cannot be shown.",
        format!("{error}."),
        "Check the draw's record, and open the version of the file before this one.",
    )
}

/// The files of a drawn sweepstake, read.
struct Drawn {
    number: u64,
    roll: Roll,
    record: SignedRecord,
    amendments: Vec<SignedAmendment>,
}

fn drawn(campaign: &Campaign, id: SweepstakeId, what: &str) -> Result<Drawn, Failure> {
    let sealed = campaign.sweepstakes().get(id).and_then(|sweepstake| sweepstake.sealed.as_ref());
    let Some((sealed, record)) = sealed.and_then(|sealed| Some((sealed, sealed.record.as_ref()?))) else {
        let (why, help) = match sealed {
            Some(sealed) if sealed.void.is_some() => {
                ("Its lock was closed without a draw, so nobody won.", "Prepare a new draw.")
            }
            Some(_) => ("The list is locked and not drawn yet.", "Draw it first."),
            None => ("The list is not locked yet.", "Lock and draw it first."),
        };
        return Err(Failure::new(what, why, help));
    };
    let amendments = draw::parse_amendments(sealed.amendments.as_bytes()).map_err(|error| unreadable(&error))?;
    Ok(Drawn {
        number: sealed.number,
        roll: Roll::parse(sealed.roll.as_bytes()).map_err(|error| unreadable(&error))?,
        record: SignedRecord::parse(record.as_bytes()).map_err(|error| unreadable(&error))?,
        amendments,
    })
}

fn instant(moment: &draw::Moment) -> Timestamp {
    Timestamp::from_second(moment.unix_secs()).unwrap_or_default()
}

/// In how many days a winner of this sweepstake has to answer; 0 where nothing was said.
pub fn reply_days(campaign: &Campaign, id: SweepstakeId) -> u32 {
    let said = campaign.follow_up(id).and_then(|follow_up| follow_up.reply_days);
    said.or_else(|| campaign.sweepstakes().get(id).map(|sweepstake| sweepstake.reply_days)).unwrap_or_default()
}

/// Where everybody stands after the record and all amendments. Signatures are not checked here but by the verification.
pub fn board(campaign: &Campaign, id: SweepstakeId) -> Result<Board, Failure> {
    let Drawn { number, roll, record, amendments } = drawn(campaign, id, "There are no claims yet.")?;
    let mut standing = Standing::after(&record.record);
    for signed in &amendments {
        standing.apply(&roll, &signed.amendment).map_err(|error| unreadable(&error))?;
    }
    let drawn_at = instant(&record.record.drawn_at);
    let reply_days = reply_days(campaign, id);
    let names: HashMap<&str, &str> =
        record.record.lock.prizes.iter().map(|prize| (prize.id.as_str(), prize.name.as_str())).collect();
    let prize_name = |id: &str| names.get(id).map_or_else(|| id.to_owned(), |name| (*name).to_owned());
    let no_words = std::collections::BTreeMap::new();
    let words = campaign.follow_up(id).map_or(&no_words, |follow_up| &follow_up.words);
    let timeline: Vec<Step> = amendments
        .into_iter()
        .map(|SignedAmendment { amendment, sha256, .. }| Step {
            n: amendment.n,
            kind: amendment.kind,
            prize_name: prize_name(&amendment.prize),
            reason: amendment.reason.code(),
            at: instant(&amendment.at),
            words: words.get(&amendment.n).cloned().unwrap_or_default(),
            entry_id: amendment.entry_id,
            sha256,
        })
        .collect();
    let mut steps: HashMap<&str, Vec<&Step>> = HashMap::new();
    for step in &timeline {
        steps.entry(&step.entry_id).or_default().push(step);
    }
    let placed = record.record.walk.iter().filter(|step| matches!(step.outcome, Outcome::Winner | Outcome::Alternate));
    let mut in_line = 0;
    let mut claims = Vec::new();
    for (holder, place) in standing.holders.iter().zip(placed) {
        let alternate = (place.outcome == Outcome::Alternate).then(|| {
            in_line += 1;
            in_line
        });
        let steps: Vec<Step> =
            steps.remove(holder.entry_id.as_str()).unwrap_or_default().into_iter().cloned().collect();
        let entry = campaign.entry_with_id(&holder.entry_id);
        claims.push(Claim {
            entry_id: holder.entry_id.clone(),
            entry,
            person: entry.and_then(|entry| campaign.entries().get(entry)).map(|entry| entry.person),
            rank: place.rank,
            alternate,
            prize_name: prize_name(&holder.prize),
            prize: holder.prize.clone(),
            status: holder.status,
            due: due(holder.status, steps.last().map_or(drawn_at, |step| step.at), reply_days),
            steps,
        });
    }
    let by_id = claims.iter().enumerate().map(|(index, claim)| (claim.entry_id.clone(), index)).collect();
    let unawarded = standing.unawarded.iter().map(|prize| prize_name(prize)).collect();
    Ok(Board { number, drawn_at, reply_days, claims, unawarded, timeline, by_id })
}

fn due(status: Status, since: Timestamp, reply_days: u32) -> Due {
    match status {
        Status::Holds => Due::Tell { since },
        Status::Notified => {
            let days = SignedDuration::from_hours(24 * i64::from(reply_days));
            Due::Answer { told: since, by: (reply_days > 0).then(|| since.saturating_add(days).unwrap_or(since)) }
        }
        Status::Accepted | Status::Verified => Due::Send { since },
        Status::Alternate | Status::Sent | Status::Declined | Status::NoReply | Status::Disqualified => Due::Nothing,
    }
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".into() } else { format!("{count} days") }
}

/// "5 days ago", "today".
fn ago(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    match when::days_between(at, now, zone) {
        ..=0 => "today".into(),
        1 => "yesterday".into(),
        many => format!("{} ago", days(many)),
    }
}

/// What is due, in words: "told 5 days ago, answer due in 2 days". Empty when nothing is.
pub fn due_words(claim: &Claim, now: Timestamp, zone: &TimeZone) -> String {
    match claim.due {
        Due::Nothing => String::new(),
        Due::Tell { since } if claim.alternate.is_some() => format!("promoted {}, not told yet", ago(since, now, zone)),
        Due::Tell { since } => format!("drawn {}, not told yet", ago(since, now, zone)),
        Due::Answer { told, by: None } => format!("told {}, no answer yet", ago(told, now, zone)),
        Due::Answer { told, by: Some(by) } => {
            let answer = match when::days_between(now, by, zone) {
                late if by < now && late < 0 => format!("answer {} overdue", days(-late)),
                _ if by < now => "answer overdue since today".into(),
                0 => "answer due today".into(),
                1 => "answer due tomorrow".into(),
                left => format!("answer due in {}", days(left)),
            };
            format!("told {}, {answer}", ago(told, now, zone))
        }
        Due::Send { since } => {
            let done = if claim.status == Status::Verified { "verified" } else { "accepted" };
            format!("{done} {}, to be sent", ago(since, now, zone))
        }
    }
}

/// The state of a claim as a short word or two.
pub fn status_title(status: Status) -> &'static str {
    match status {
        Status::Alternate => "In line",
        Status::Holds => "Not told yet",
        Status::Notified => "Notified",
        Status::Accepted => "Accepted",
        Status::Verified => "Verified",
        Status::Sent => "Sent",
        Status::Declined => "Declined",
        Status::NoReply => "No reply",
        Status::Disqualified => "Disqualified",
    }
}

/// A kind as a button says it for one: "Mark as notified".
pub fn kind_verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Notified => "Mark as notified",
        Kind::Accepted => "Mark as accepted",
        Kind::Verified => "Mark as verified",
        Kind::Sent => "Mark as sent",
        Kind::Declined => "Mark as declined",
        Kind::NoReply => "Mark as no reply",
        Kind::Disqualified => "Disqualify",
        Kind::Promoted => "Promote",
    }
}

/// A kind as the timeline says it.
pub fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Notified => "Notified",
        Kind::Accepted => "Accepted",
        Kind::Verified => "Verified",
        Kind::Sent => "Prize sent",
        Kind::Declined => "Declined",
        Kind::NoReply => "No reply",
        Kind::Disqualified => "Disqualified",
        Kind::Promoted => "Moved up",
    }
}

/// What the claims of all draws ask of the organiser now: how many winners wait to be told, how many answers are overdue, how
/// many come due and until when at the latest, how many prizes wait to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub to_tell: u64,
    pub overdue: u64,
    pub answers: u64,
    /// The earliest moment at which an answer is due.
    pub next_by: Option<Timestamp>,
    pub to_send: u64,
}

impl Waiting {
    pub fn of(board: &Board, now: Timestamp) -> Self {
        let mut waiting = Self::default();
        for claim in &board.claims {
            match claim.due {
                Due::Nothing => {}
                Due::Tell { .. } => waiting.to_tell += 1,
                Due::Answer { .. } if claim.is_overdue(now) => waiting.overdue += 1,
                Due::Answer { by, .. } => {
                    waiting.answers += 1;
                    waiting.next_by = waiting.next_by.into_iter().chain(by).min();
                }
                Due::Send { .. } => waiting.to_send += 1,
            }
        }
        waiting
    }
}

/// Rows for the command line.
pub fn rows(
    campaign: &Campaign,
    id: SweepstakeId,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Vec<listing::Row>, Failure> {
    let board = board(campaign, id)?;
    let row = |claim: &Claim| -> listing::Row {
        let person = claim.person.and_then(|person| campaign.people().get(person));
        let possible: Vec<&str> = claim.status.possible().map(Kind::code).collect();
        let dates: Vec<String> = claim.steps.iter().map(|step| format!("{} {}", step.kind.code(), step.at)).collect();
        vec![
            ("rank", claim.rank.into()),
            ("entry_id", claim.entry_id.clone().into()),
            ("name", person.map(|person| person.display_name().to_owned()).unwrap_or_default().into()),
            ("place", claim.alternate.map_or_else(|| "winner".to_owned(), |place| format!("alternate {place}")).into()),
            ("prize", claim.prize.clone().into()),
            ("status", claim.status.code().into()),
            ("due", due_words(claim, now, zone).into()),
            ("steps", dates.into()),
            ("possible", possible.into()),
        ]
    };
    Ok(board.claims.iter().map(row).collect())
}
