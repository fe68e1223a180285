//! Decisions: a round frozen under a hash, reopened with a reason, what recusals change, and what follows from winners: the award
//! with its cards. The powers of heroes are in [`powers`](super::powers).

use super::super::failure::Failure;
use super::super::progress::Progress;
use super::results::{self, Outcome};
use super::{candidate_name, of, round, setup};
use crate::campaign::judging::{Decided, Freeze, Judging, Place, Reopening};
use crate::campaign::{AwardId, Campaign, Change, Edit, PersonId, Winner};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Freezes the outcome of a round: who goes on, or has won where it is the last round. `chosen` are those the jury names; without it
/// those whom the rules name. The hash of everything it rests on stands in the ledger. It cannot be undone, only reopened.
///
/// # Errors
/// Where nothing was scored, a tie at the end of the quota asks for a word of the jury, the jury chose others without saying why,
/// or a winner was erased.
pub fn freeze(
    campaign: &Campaign,
    award: AwardId,
    outcome: &Outcome,
    chosen: Option<&[u32]>,
    note: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nothing was frozen.";
    let judging = of(campaign, award, what)?;
    let round = round(judging, outcome.round, what)?;
    if outcome.award != award {
        return Err(Failure::new(what, "The result is that of another award.", "Work it out again."));
    }
    if outcome.counted == 0 {
        return Err(Failure::new(what, "No score has come in yet.", "Take in packs or type scores in first."));
    }
    let by_rules = outcome.chosen();
    let note = note.trim();
    let chosen: Vec<u32> = match chosen {
        None if outcome.tie_at_quota => {
            let why = format!("A tie stands where {} of {} end.", round.quota, round.title());
            return Err(Failure::new(what, why, "Name who goes on, with a note that says why."));
        }
        None => by_rules,
        Some(chosen) => {
            let differs = chosen.iter().any(|it| !by_rules.contains(it)) || by_rules.len() != chosen.len();
            if differs && note.is_empty() {
                let why = "Others are chosen than the scores and the declared rules name.";
                return Err(Failure::new(what, why, "Write down why; the note is frozen with the result."));
            }
            chosen.to_vec()
        }
    };
    let field: Vec<u32> = judging.field_of(outcome.round).iter().map(|it| it.number).collect();
    if let Some(stranger) = chosen.iter().find(|it| !field.contains(it)) {
        let why = format!("Candidate {stranger} does not stand in {}.", round.title());
        return Err(Failure::new(what, why, "Choose among the candidates of the round."));
    }
    if chosen.is_empty() {
        return Err(Failure::new(what, "Nobody goes on.", "Name who goes on, or reopen the round before."));
    }
    let twice = setup::standing_twice(judging);
    if let Some((one, other)) = twice.iter().find(|(one, other)| chosen.contains(one) && chosen.contains(other)) {
        let code = |number: u32| judging.candidate(number).map_or_else(String::new, |it| it.code.clone());
        let why = format!("{} and {} are one person, since two records were merged.", code(*one), code(*other));
        return Err(Failure::new(what, why, "Withdraw one of the two from this round on."));
    }
    let is_last = judging.last_round().is_some_and(|last| last.number == outcome.round);
    let people: Vec<_> = chosen.iter().filter_map(|it| judging.candidate(*it)?.person).collect();
    if is_last && people.len() < chosen.len() {
        return Err(Failure::new(what, "One of the winners was erased.", "Name other winners, with a note."));
    }
    let order = outcome
        .rows
        .iter()
        .filter_map(|row| {
            let score_milli = (row.score? * 1_000.0).round() as i64;
            Some(Place { candidate: row.candidate, place: row.place?, score_milli })
        })
        .collect();
    let mut freeze = Freeze::new(outcome.round, chosen, order, note, at);
    freeze.sha256 = judging.frozen_hash(award, campaign.sheets_of(award).map(|(_, sheet)| sheet), &freeze);
    let title = if is_last { "Freeze the winners" } else { "Freeze who goes on" };
    let title = format!("{title}, SHA-256 {}", freeze.sha256);
    let mut edits = vec![Edit::Decide(award, Arc::new(Decided::Freeze(freeze)))];
    if is_last && let Some(before) = campaign.awards().get(award) {
        let mut after = before.clone();
        let said = said_before(judging, outcome.round);
        let reason = |person| {
            let now = before.winners.iter().find(|it| it.person == person).map(|it| it.reason.clone());
            now.or_else(|| said.get(&person).cloned())
        };
        after.winners = people
            .into_iter()
            .map(|person| Winner { person, reason: reason(person).unwrap_or_default(), decided_at: at })
            .collect();
        edits.push(Edit::award(award, after));
    }
    Ok(Change::new(title, edits))
}

/// Takes a frozen round up again. Winners that came from it are winners no longer, until it is frozen anew.
///
/// # Errors
/// Without a reason, where the round is not frozen, or a later one is.
pub fn reopen(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    reason: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nothing was reopened.";
    let reason = setup::with_reason(reason, what)?;
    let judging = of(campaign, award, what)?;
    let round = round(judging, number, what)?;
    let Some(frozen) = judging.frozen(number) else {
        return Err(Failure::new(what, format!("{} is not frozen.", round.title()), "Nothing stands in the way."));
    };
    let at_round = judging.rounds.iter().position(|it| it.number == number).unwrap_or(0);
    if let Some(later) = judging.rounds.iter().skip(at_round + 1).find(|it| judging.frozen(it.number).is_some()) {
        let why = format!("{} comes after it and is frozen.", later.title());
        return Err(Failure::new(what, why, "Reopen that one first."));
    }
    let mut reopening = Reopening { round: number, reason, at, said: BTreeMap::new() };
    let mut edits = Vec::new();
    let is_last = judging.last_round().is_some_and(|last| last.number == number);
    if is_last && let Some(before) = campaign.awards().get(award) {
        let from_here: Vec<_> = frozen.chosen.iter().filter_map(|it| judging.candidate(*it)?.person).collect();
        let number_of =
            |person| frozen.chosen.iter().find(|it| judging.candidate(**it).and_then(|it| it.person) == person);
        let theirs = before.winners.iter().filter(|it| from_here.contains(&it.person));
        reopening.said = theirs.filter_map(|it| Some((*number_of(Some(it.person))?, it.reason.clone()))).collect();
        let mut after = before.clone();
        after.winners.retain(|it| !from_here.contains(&it.person));
        if after != *before {
            edits.push(Edit::award(award, after));
        }
    }
    edits.insert(0, Edit::Decide(award, Arc::new(Decided::Reopen(reopening))));
    Ok(Change::new(format!("Reopen {}", round.title().to_lowercase()), edits))
}

/// What was written about winners of the round before it was reopened, by person.
fn said_before(judging: &Judging, round: u32) -> HashMap<PersonId, String> {
    let reopened = judging.decisions.iter().filter(|it| it.round() == round);
    let reopened = reopened.filter_map(|it| if let Decided::Reopen(it) = it { Some(&it.said) } else { None });
    // The latest words about somebody count.
    reopened.flatten().filter_map(|(number, text)| Some((judging.candidate(*number)?.person?, text.clone()))).collect()
}

/// Are the winners of the award those that were frozen? `None` while nothing is frozen.
pub fn winners_as_frozen(campaign: &Campaign, award: AwardId) -> Option<bool> {
    let judging = campaign.judgings().get(award)?;
    let frozen = judging.frozen(judging.last_round()?.number)?;
    let mut chosen: Vec<_> = frozen.chosen.iter().filter_map(|it| judging.candidate(*it)?.person).collect();
    let mut winners: Vec<_> = campaign.awards().get(award)?.winners.iter().map(|it| it.person).collect();
    chosen.sort_unstable();
    winners.sort_unstable();
    Some(chosen == winners)
}

/// A candidate before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    pub candidate: u32,
    pub before: Option<u32>,
    pub after: Option<u32>,
    pub score_before: Option<f64>,
    pub score_after: Option<f64>,
}

/// What the recusals of a round change.
#[derive(Clone, Debug)]
pub struct Effect {
    pub without: Outcome,
    pub with: Outcome,
    /// Candidates whose place or score differs, in the order after.
    pub moved: Vec<Moved>,
    /// Others go on than would have.
    pub others_go_on: bool,
}

/// Works the round out twice: as if nobody had been recused, and as it is.
///
/// # Errors
/// Where there is no such round, or the work was cancelled.
pub fn recusal_effect(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    progress: &Progress,
) -> Result<Effect, Failure> {
    let wish = |without_recusals| results::Wish { runs: 0, without_recusals };
    let without = results::compute(campaign, award, number, wish(true), progress)?;
    let with = results::compute(campaign, award, number, wish(false), progress)?;
    let before: HashMap<u32, (Option<u32>, Option<f64>)> =
        without.rows.iter().map(|row| (row.candidate, (row.place, row.score))).collect();
    let moved = with
        .rows
        .iter()
        .filter_map(|row| {
            let (place, score) = before.get(&row.candidate).copied()?;
            let same_score = match (score, row.score) {
                (Some(a), Some(b)) => crate::judging::severity::same(a, b),
                (a, b) => a == b,
            };
            (place != row.place || !same_score).then_some(Moved {
                candidate: row.candidate,
                before: place,
                after: row.place,
                score_before: score,
                score_after: row.score,
            })
        })
        .collect();
    let others_go_on = {
        let (mut a, mut b) = (without.chosen(), with.chosen());
        a.sort_unstable();
        b.sort_unstable();
        a != b
    };
    Ok(Effect { without, with, moved, others_go_on })
}

/// Who has won or goes on, by name, for a line on the screen.
pub fn chosen_names(campaign: &Campaign, judging: &Judging, freeze: &Freeze) -> Vec<String> {
    freeze.chosen.iter().filter_map(|it| judging.candidate(*it)).map(|it| candidate_name(campaign, it)).collect()
}
