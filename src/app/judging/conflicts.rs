//! What speaks against a judge judging a candidate: found in the campaign or declared, looked at by a person, and what follows:
//! no assignment, or a recusal where something was scored. Nothing found is the last word; until somebody says that it does not
//! matter, though, it keeps the two apart.

mod detection;

pub use detection::{Found, detect, is_disposable, is_free_mail};

use super::super::failure::Failure;
use super::{candidate, changed, judge, of, setup, sheets_of_round};
use crate::campaign::judging::{Conflict, ConflictState, Ground, Judging, Recusal, Sheet};
use crate::campaign::{AwardId, Campaign, Change, Edit, SheetId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Where something between two people stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has looked at it yet; it keeps the two apart.
    Found,
    Stands,
    Dismissed,
}

impl State {
    pub fn title(self) -> &'static str {
        match self {
            Self::Found => "Found",
            Self::Stands => "Stands",
            Self::Dismissed => "Dismissed",
        }
    }
}

/// One line of the list of conflicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub judge: u32,
    pub candidate: u32,
    pub ground: Ground,
    pub state: State,
    pub words: String,
    /// Why it was dismissed, or what was declared.
    pub note: String,
}

/// What was found and what was declared, each ground of each pair once, with what was decided about it.
pub fn list(campaign: &Campaign, award: AwardId) -> Vec<Line> {
    let Some(judging) = campaign.judgings().get(award) else { return Vec::new() };
    let mut lines: BTreeMap<(u32, u32, Ground), Line> = BTreeMap::new();
    for it in detect(campaign, award) {
        let line = Line {
            judge: it.judge,
            candidate: it.candidate,
            ground: it.ground,
            state: State::Found,
            words: it.words,
            note: String::new(),
        };
        lines.insert((it.judge, it.candidate, it.ground), line);
    }
    for it in &judging.conflicts {
        let line = lines.entry((it.judge, it.candidate, it.ground)).or_insert_with(|| Line {
            judge: it.judge,
            candidate: it.candidate,
            ground: it.ground,
            state: State::Found,
            words: String::new(),
            note: String::new(),
        });
        line.note.clone_from(&it.note);
        line.state = match it.state {
            ConflictState::Stands => State::Stands,
            ConflictState::Dismissed => State::Dismissed,
        };
    }
    lines.into_values().collect()
}

/// Judge and candidate who must not meet in a round: by a conflict that nobody dismissed, or by a recusal.
pub fn forbidden(campaign: &Campaign, award: AwardId, round: u32) -> BTreeSet<(u32, u32)> {
    let Some(judging) = campaign.judgings().get(award) else { return BTreeSet::new() };
    let mut pairs: BTreeSet<(u32, u32)> = list(campaign, award)
        .into_iter()
        .filter(|line| line.state != State::Dismissed)
        .map(|line| (line.judge, line.candidate))
        .collect();
    pairs.extend(judging.recused_pairs(round));
    pairs
}

/// Decides about conflicts. Those that stand take the pair apart in every round that is not frozen: an assignment goes, and what
/// was scored is recused. Those dismissed need a reason, and some cannot be.
///
/// # Errors
/// Where a judge or a candidate is not there, a reason is missing, or the ground allows no dismissal.
pub fn decide(
    campaign: &Campaign,
    award: AwardId,
    pairs: &[(u32, u32, Ground)],
    state: ConflictState,
    note: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nothing was decided about conflicts.";
    let mut judging = of(campaign, award, what)?.clone();
    let note = note.trim();
    if state == ConflictState::Dismissed || pairs.iter().any(|(_, _, ground)| *ground == Ground::Declared) {
        setup::with_reason(note, what)?;
    }
    for (judge_number, number, ground) in pairs {
        judge(&judging, *judge_number, what)?;
        candidate(&judging, *number, what)?;
        if state == ConflictState::Dismissed && ground.is_final() {
            let why = format!("“{}” always counts.", ground.title());
            return Err(Failure::new(what, why, "Let somebody else judge the candidate."));
        }
    }
    let mut anew: HashSet<(u32, u32, Ground)> = pairs.iter().copied().collect();
    judging.conflicts.retain(|it| !anew.contains(&(it.judge, it.candidate, it.ground)));
    for (judge, candidate, ground) in pairs {
        // A pair that was named twice is decided once.
        if anew.remove(&(*judge, *candidate, *ground)) {
            let (judge, candidate, ground, note) = (*judge, *candidate, *ground, note.to_owned());
            judging.conflicts.push(Conflict { judge, candidate, ground, state, note, at });
        }
    }
    let mut edits = Vec::new();
    if state == ConflictState::Stands {
        let reason = |ground: Ground| if note.is_empty() { ground.title().to_owned() } else { note.to_owned() };
        let wanted: Vec<(u32, Option<u32>, String)> =
            pairs.iter().map(|(judge, number, ground)| (*judge, Some(*number), reason(*ground))).collect();
        edits = part(campaign, award, &mut judging, &wanted, false, at);
    }
    let title = match (state, pairs.iter().any(|(_, _, ground)| *ground == Ground::Declared)) {
        (ConflictState::Stands, true) => "Declare a conflict",
        (ConflictState::Stands, false) => "Confirm conflicts",
        (ConflictState::Dismissed, _) => "Dismiss conflicts",
    };
    edits.push(Edit::judging(award, judging));
    Ok(Change::new(title, edits))
}

/// Confirms everything that was found and not looked at; `None` where there is nothing.
///
/// # Errors
/// As [`decide`].
pub fn confirm_all(campaign: &Campaign, award: AwardId, at: Timestamp) -> Result<Option<Change>, Failure> {
    let open: Vec<(u32, u32, Ground)> = list(campaign, award)
        .into_iter()
        .filter(|line| line.state == State::Found)
        .map(|line| (line.judge, line.candidate, line.ground))
        .collect();
    if open.is_empty() {
        return Ok(None);
    }
    decide(campaign, award, &open, ConflictState::Stands, "", at).map(Some)
}

/// Confirms these, except what stands already: it keeps when and with which words it was decided. `None` where all of them do.
///
/// # Errors
/// As [`decide`].
pub fn confirm(
    campaign: &Campaign,
    award: AwardId,
    pairs: &[(u32, u32, Ground)],
    at: Timestamp,
) -> Result<Option<Change>, Failure> {
    let judging = of(campaign, award, "Nothing was decided about conflicts.")?;
    let stands = |pair: &&(u32, u32, Ground)| {
        let is_it = |it: &&Conflict| (it.judge, it.candidate, it.ground) == **pair;
        judging.conflicts.iter().find(is_it).is_some_and(|it| it.state == ConflictState::Stands)
    };
    let open: Vec<(u32, u32, Ground)> = pairs.iter().filter(|pair| !stands(pair)).copied().collect();
    if open.is_empty() {
        return Ok(None);
    }
    decide(campaign, award, &open, ConflictState::Stands, "", at).map(Some)
}

/// How many conflicts stand after the change that did not stand in the campaign before.
pub fn newly_standing(before: &Campaign, change: &Change, award: AwardId) -> usize {
    let standing = |judging: &Judging| -> HashSet<(u32, u32, Ground)> {
        let standing = judging.conflicts.iter().filter(|it| it.state == ConflictState::Stands);
        standing.map(|it| (it.judge, it.candidate, it.ground)).collect()
    };
    let stood = before.judgings().get(award).map(standing).unwrap_or_default();
    let after = change.edits.iter().find_map(|edit| match edit {
        Edit::Judging(id, Some(judging)) if *id == award => Some(standing(judging)),
        _ => None,
    });
    after.map_or(0, |after| after.difference(&stood).count())
}

/// Takes judges and candidates apart in every round that is not frozen; assignments without a line go. `always` notes a recusal
/// even where nothing was scored.
fn part(
    campaign: &Campaign,
    award: AwardId,
    judging: &mut Judging,
    wanted: &[(u32, Option<u32>, String)],
    always: bool,
    at: Timestamp,
) -> Vec<Edit> {
    let open: Vec<u32> =
        judging.rounds.iter().map(|it| it.number).filter(|number| judging.frozen(*number).is_none()).collect();
    let mut of_judge: HashMap<u32, Vec<Option<u32>>> = HashMap::new();
    for (judge, number, _) in wanted {
        of_judge.entry(*judge).or_default().push(*number);
    }
    let mut edits = Vec::new();
    for round in open {
        let sheets: HashMap<u32, (SheetId, &Sheet)> =
            sheets_of_round(campaign, award, round).map(|(id, sheet)| (sheet.judge, (id, sheet))).collect();
        let mut changed = false;
        for (judge, numbers) in &of_judge {
            let Some((id, sheet)) = sheets.get(judge) else { continue };
            let all = numbers.contains(&None);
            let numbers: HashSet<u32> = numbers.iter().flatten().copied().collect();
            let mut assigned = sheet.assigned.clone();
            assigned.retain(|it| !(all || numbers.contains(it)) || sheet.lines.contains_key(it));
            if assigned != sheet.assigned {
                changed = true;
                edits.push(Edit::sheet(*id, Sheet { assigned, ..Sheet::clone(sheet) }));
            }
        }
        let mut known: HashSet<(u32, Option<u32>)> =
            judging.recusals.iter().filter(|it| it.round == round).map(|it| (it.judge, it.candidate)).collect();
        for (judge, number, reason) in wanted {
            let sheet = sheets.get(judge).map(|(_, sheet)| sheet);
            let scored = sheet.is_some_and(|it| number.map_or(it.is_scored(), |number| it.lines.contains_key(&number)));
            let is_known = known.contains(&(*judge, None)) || known.contains(&(*judge, *number));
            if (scored || always) && !is_known {
                known.insert((*judge, *number));
                let reason = reason.clone();
                judging.recusals.push(Recusal { judge: *judge, candidate: *number, round, reason, at });
            }
        }
        if changed && let Some(it) = judging.round_mut(round).and_then(|it| it.assignment.as_mut()) {
            it.version += 1;
            it.at = at;
        }
    }
    // The order of the edits is that of the sheets, on every computer.
    edits.sort_by_key(|edit| if let Edit::Sheet(id, _) = edit { id.0 } else { 0 });
    edits
}

/// A judge steps back for one candidate, or for all of the award, in every round that is not frozen.
///
/// # Errors
/// Without a reason, or where every round is frozen.
pub fn recuse(
    campaign: &Campaign,
    award: AwardId,
    judge_number: u32,
    number: Option<u32>,
    reason: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nobody was recused.";
    let reason = setup::with_reason(reason, what)?;
    let mut judging = of(campaign, award, what)?.clone();
    judge(&judging, judge_number, what)?;
    if let Some(number) = number {
        candidate(&judging, number, what)?;
    }
    if judging.rounds.iter().all(|it| judging.frozen(it.number).is_some()) {
        return Err(Failure::new(what, "Every round is frozen.", "Reopen the last one with a reason first."));
    }
    let before = judging.recusals.len();
    let mut edits = part(campaign, award, &mut judging, &[(judge_number, number, reason)], true, at);
    if judging.recusals.len() == before && edits.is_empty() {
        return Err(Failure::new(what, "They are recused already.", "The list of recusals shows it."));
    }
    edits.push(Edit::judging(award, judging));
    Ok(Change::new("Recuse a judge", edits))
}

/// Takes recusals of a judge back in rounds that are not frozen.
///
/// # Errors
/// Where there is none to take back.
pub fn take_back(campaign: &Campaign, award: AwardId, judge: u32, number: Option<u32>) -> Result<Change, Failure> {
    let what = "No recusal was taken back.";
    changed(campaign, award, "Take a recusal back", what, |judging| {
        let frozen: BTreeSet<u32> = judging.freezes().map(|it| it.round).collect();
        let before = judging.recusals.len();
        judging.recusals.retain(|it| it.judge != judge || it.candidate != number || frozen.contains(&it.round));
        if judging.recusals.len() == before {
            return Err(Failure::new(what, "There is none in an open round.", "The list of recusals shows them."));
        }
        Ok(())
    })
}
