//! Steps to record: what is wanted, read back in words before it is done, and made into signed amendments.

use super::{Drawn, drawn, status_title};
use crate::app::drawing;
use crate::app::failure::Failure;
use crate::campaign::{Campaign, Change, Edit, FollowUp, Reason, SealedDraw, SweepstakeId};
use crate::draw::{self, AmendError, AmendmentProblem, Kind, SignedAmendment, Standing, Status};
use jiff::Timestamp;
use std::sync::Arc;

const WHAT: &str = "Nothing was recorded.";

/// One step somebody wants recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub entry_id: String,
    pub kind: Kind,
    pub reason: Option<Reason>,
    /// The organiser's own words: kept in the campaign, never signed.
    pub words: String,
}

/// Steps ready to be sealed.
#[derive(Clone, Debug)]
pub struct Amended {
    /// Cannot be undone once committed.
    pub change: Change,
    /// What is appended, promotions included.
    pub appended: Vec<SignedAmendment>,
    /// The same in words, one line each.
    pub lines: Vec<String>,
}

/// The kind that people call so; a promotion is none, since it follows by itself.
pub fn kind_named(word: &str) -> Option<Kind> {
    let word = word.trim().to_lowercase().replace([' ', '_'], "-");
    Kind::BY_HAND.into_iter().find(|kind| kind.code() == word)
}

/// The entry id as it stands in the roll, however it was typed: with spaces between its groups, in small letters.
pub fn entry_named(campaign: &Campaign, typed: &str) -> String {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let known = |id: &str| campaign.entry_with_id(id).is_some();
    if known(typed) {
        typed.to_owned()
    } else if known(&plain.to_uppercase()) {
        plain.to_uppercase()
    } else {
        plain
    }
}

/// An entry id as it is read out: groups of four.
fn spoken(entry_id: &str) -> String {
    if entry_id.len() == 12 && entry_id.is_ascii() {
        format!("{} {} {}", &entry_id[..4], &entry_id[4..8], &entry_id[8..])
    } else {
        entry_id.to_owned()
    }
}

/// Makes the amendments for these steps, one after the other: all of them or none. Nothing is changed before the change is
/// committed, and from then on it can only be followed.
pub fn amend(campaign: &Campaign, id: SweepstakeId, wanted: &[Wanted], now: Timestamp) -> Result<Amended, Failure> {
    if wanted.is_empty() {
        return Err(Failure::new(WHAT, "Nobody was chosen.", "Choose at least one winner or alternate."));
    }
    let Drawn { number, roll, record, amendments } = drawn(campaign, id, WHAT)?;
    for step in wanted {
        if step.kind == Kind::Disqualified && step.reason.is_none() {
            return Err(Failure::new(
                WHAT,
                "A disqualification is published, and without a reason nobody could judge it.",
                format!("Give one of the reasons: {}.", Reason::ALL.map(Reason::code).join(", ")),
            ));
        }
    }
    let key = drawing::signing_key(campaign)?;
    let at = drawing::moment(now)?;
    let changes: Vec<draw::Change> = wanted
        .iter()
        .map(|step| draw::Change {
            kind: step.kind,
            entry_id: step.entry_id.clone(),
            reason: step.reason.map_or(draw::Reason::Unstated, drawing::protocol_reason),
            at: at.clone(),
        })
        .collect();
    let appended = draw::amend_all(&record, &roll, &amendments, &changes, &key)
        .map_err(|error| refused(&error, number, &record.record, roll.entries().len()))?;
    let lines = read_back(&record.record, &roll, &amendments, &appended)?;
    let all: Vec<SignedAmendment> = amendments.iter().chain(&appended).cloned().collect();
    let bytes = draw::amendments_bytes(&all).map_err(|error| unwritten(&error))?;
    let sealed = campaign
        .sweepstakes()
        .get(id)
        .and_then(|sweepstake| sweepstake.sealed.as_ref())
        .ok_or_else(|| unwritten(&"the draw is gone"))?;
    let sealed =
        SealedDraw { amendments: String::from_utf8(bytes).map_err(|error| unwritten(&error))?, ..sealed.clone() };
    let mut edits = vec![Edit::Seal(id, Arc::new(sealed))];
    edits.extend(words_edit(campaign, id, wanted, &appended));
    let change = Change::new(title(number, wanted), edits);
    Ok(Amended { change, appended, lines })
}

fn unwritten(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(WHAT, format!("{error}."), "Open the version of the file before this one.")
}

/// "Amend draw 1: notified", without ids and names: it goes into the ledger.
fn title(number: u64, wanted: &[Wanted]) -> String {
    let kind = wanted.first().map_or("", |step| step.kind.code());
    let same = wanted.iter().all(|step| step.kind.code() == kind);
    match wanted.len() {
        1 => format!("Amend draw {number}: {kind}"),
        many if same => format!("Amend draw {number}: {many} times {kind}"),
        many => format!("Amend draw {number}: {many} steps"),
    }
}

/// The words beside the steps that were asked for; promotions among what was appended have none.
fn words_edit(campaign: &Campaign, id: SweepstakeId, wanted: &[Wanted], appended: &[SignedAmendment]) -> Option<Edit> {
    let mut follow_up = campaign.follow_up(id).cloned().unwrap_or_default();
    let by_hand = appended.iter().filter(|signed| signed.amendment.kind != Kind::Promoted);
    let mut any = false;
    for (step, signed) in wanted.iter().zip(by_hand) {
        let words = step.words.trim();
        if !words.is_empty() {
            follow_up.words.insert(signed.amendment.n, words.to_owned());
            any = true;
        }
    }
    any.then(|| Edit::follow_up(id, follow_up))
}

/// What each amendment means, with what follows from it.
fn read_back(
    record: &draw::Record,
    roll: &draw::Roll,
    before: &[SignedAmendment],
    appended: &[SignedAmendment],
) -> Result<Vec<String>, Failure> {
    let mut standing = Standing::after(record);
    for signed in before {
        standing.apply(roll, &signed.amendment).map_err(|error| unwritten(&error))?;
    }
    let name = |prize: &str| {
        let named = record.lock.prizes.iter().find(|other| other.id == prize).map(|prize| prize.name.as_str());
        format!("“{}”", named.unwrap_or(prize))
    };
    let place = |entry_id: &str| {
        let mut in_line = record.walk.iter().filter(|step| step.outcome == draw::Outcome::Alternate);
        in_line.position(|step| step.entry_id == entry_id).map_or(0, |index| index + 1)
    };
    let mut lines = Vec::new();
    for signed in appended {
        let draw::Amendment { kind, entry_id, prize, reason, .. } = &signed.amendment;
        let unawarded = standing.unawarded.len();
        standing.apply(roll, &signed.amendment).map_err(|error| unwritten(&error))?;
        let who = spoken(entry_id);
        let because =
            if reason.code().is_empty() { String::new() } else { format!(", reason “{}”", reason.code()) };
        let mut line = match (kind, prize.is_empty()) {
            (Kind::Promoted, _) => format!("{} goes to {who}, alternate {}.", name(prize), place(entry_id)),
            (Kind::Notified, _) => format!("{who} has been told of {}{because}.", name(prize)),
            (Kind::Accepted, _) => format!("{who} accepts {}{because}.", name(prize)),
            (Kind::Verified, _) => format!("{who} is verified for {}{because}.", name(prize)),
            (Kind::Sent, _) => format!("{} was sent to {who}{because}.", name(prize)),
            (Kind::Declined, true) => format!("{who} leaves the line{because}."),
            (Kind::Declined, false) => format!("{who} declines {}{because}.", name(prize)),
            (Kind::NoReply, _) => format!("{who} did not reply about {}{because}.", name(prize)),
            (Kind::Disqualified, true) => format!("{who} is disqualified and leaves the line{because}."),
            (Kind::Disqualified, false) => format!("{who} is disqualified and loses {}{because}.", name(prize)),
        };
        if standing.unawarded.len() > unawarded {
            line.push_str(" Nobody is left in line who may have it: it stays unawarded.");
        }
        lines.push(line);
    }
    Ok(lines)
}

fn codes(status: Status) -> String {
    status.possible().map(Kind::code).collect::<Vec<_>>().join(", ")
}

/// Why a step is refused, and what is possible instead.
fn refused(error: &AmendError, number: u64, record: &draw::Record, entries: usize) -> Failure {
    let AmendError::Amendment { problem, .. } = error else {
        return Failure::new(WHAT, format!("{error}."), "Check the draw's record and open the right file.");
    };
    match problem {
        AmendmentProblem::Nobody(entry_id) => {
            let passed = record.walk.iter().find(|step| step.entry_id == *entry_id);
            let why = if passed.is_some() {
                format!("{} was passed over in draw {number} and is neither winner nor alternate.", spoken(entry_id))
            } else {
                format!(
                    "{} is neither winner nor alternate of draw {number}, which had {entries} entries.",
                    spoken(entry_id)
                )
            };
            Failure::new(WHAT, why, "Choose one of the winners or alternates of this draw by entry id.")
        }
        AmendmentProblem::Step { entry_id, status, kind } => {
            let state = match status {
                Status::Alternate => "stands in line and holds no prize".to_owned(),
                Status::Holds => "holds a prize and has not been told yet".to_owned(),
                other => format!("has the state “{}”", status_title(*other).to_lowercase()),
            };
            let possible = codes(*status);
            let help = if possible.is_empty() {
                "Nothing can follow: what was sent, or left, stays so.".to_owned()
            } else {
                format!("Possible now: {possible}.")
            };
            Failure::new(WHAT, format!("{} {state}, so “{}” cannot follow.", spoken(entry_id), kind.code()), help)
        }
        other => Failure::new(
            WHAT,
            format!("{other}."),
            "The record or its amendments were changed: verify the draw, and open the version of the file before.",
        ),
    }
}

/// The organiser's own words beside an amendment, changed; it can be undone.
pub fn word_change(campaign: &Campaign, id: SweepstakeId, n: u64, words: &str) -> Change {
    let mut follow_up = campaign.follow_up(id).cloned().unwrap_or_default();
    if words.trim().is_empty() {
        follow_up.words.remove(&n);
    } else {
        follow_up.words.insert(n, words.to_owned());
    }
    Change::one("Change words beside a claim", Edit::follow_up(id, follow_up)).merging(format!("words {id} {n}"))
}

/// Another number of days to answer, for the organiser's own desk; it can be undone.
pub fn reply_days_change(campaign: &Campaign, id: SweepstakeId, days: Option<u32>) -> Change {
    let follow_up = campaign.follow_up(id).cloned().unwrap_or_default();
    let follow_up = FollowUp { reply_days: days, ..follow_up };
    Change::one("Change the days to answer", Edit::follow_up(id, follow_up)).merging(format!("reply days {id}"))
}
