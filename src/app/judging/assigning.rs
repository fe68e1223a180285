//! Who judges whom: a balanced plan from a seed, pairs set by hand, and how much work each judge has.

use super::super::failure::Failure;
use super::{candidate, candidate_name, conflicts, judge, of, round, sheets_of_round};
use crate::campaign::judging::{Assignment, Judging, Sheet};
use crate::campaign::{AwardId, Campaign, Change, Edit, SheetId};
use crate::judging::assign::{Ask, Impossible, assign as plan};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How to plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The same seed and the same people give the same plan.
    pub seed: u64,
    /// Pairs that were assigned before stay.
    pub keep: bool,
    /// Takes the evenest plan where conflicts allow no even one.
    pub uneven: bool,
}

/// The sheets of a round as they would be, by judge.
type Sheets = BTreeMap<u32, BTreeSet<u32>>;

/// Gives every candidate of the round to as many judges as it says, without conflicts and with even work. What is scored stays
/// with its judge.
///
/// # Errors
/// Where there is nobody to judge or nobody to be judged, and where no such plan exists: then it is said whom it fails on.
pub fn assign(campaign: &Campaign, award: AwardId, number: u32, wish: Wish, at: Timestamp) -> Result<Change, Failure> {
    let what = "Nobody was assigned.";
    let judging = of(campaign, award, what)?;
    let round = round(judging, number, what)?;
    let judges: Vec<u32> = judging.judges_of(round).map(|it| it.number).collect();
    let field: Vec<u32> = judging.field_of(number).iter().map(|it| it.number).collect();
    if judges.is_empty() {
        return Err(Failure::new(what, "Nobody is on the panel of this round.", "Put judges on the panel first."));
    }
    if field.is_empty() {
        let why = match judging.round_before(number).filter(|before| judging.frozen(before.number).is_none()) {
            Some(before) => format!("{} comes before it and is not frozen yet.", before.title()),
            None => "Nobody stands in the field.".into(),
        };
        return Err(Failure::new(what, why, "Freeze the round before it, or add candidates."));
    }
    let apart = conflicts::forbidden(campaign, award, number);
    let mut sheets: Sheets = judges.iter().map(|judge| (*judge, BTreeSet::new())).collect();
    if round.each == 0 {
        for (judge, assigned) in &mut sheets {
            assigned.extend(field.iter().copied().filter(|candidate| !apart.contains(&(*judge, *candidate))));
        }
    } else {
        let places: HashMap<u32, usize> = field.iter().enumerate().map(|(at, number)| (*number, at)).collect();
        let seats: HashMap<u32, usize> = judges.iter().enumerate().map(|(at, number)| (*number, at)).collect();
        let pair = |judge: u32, candidate: u32| Some((*places.get(&candidate)?, *seats.get(&judge)?));
        let mut fixed = Vec::new();
        for (_, sheet) in sheets_of_round(campaign, award, number) {
            let kept = sheet.assigned.iter().filter(|it| wish.keep || sheet.lines.contains_key(it));
            let free = kept.filter(|it| !apart.contains(&(sheet.judge, **it)));
            fixed.extend(free.filter_map(|it| pair(sheet.judge, *it)));
        }
        let ask = Ask {
            nominees: field.len(),
            judges: judges.len(),
            times: round.each as usize,
            conflicts: apart.iter().filter_map(|(judge, candidate)| pair(*judge, *candidate)).collect(),
            fixed,
            uneven: wish.uneven,
            seed: wish.seed.to_string(),
        };
        let plan = plan(&ask).map_err(|error| refused(campaign, judging, &field, &judges, &error))?;
        for (place, seen_by) in plan.judges_of.iter().enumerate() {
            for seat in seen_by {
                if let (Some(judge), Some(candidate)) = (judges.get(*seat), field.get(place)) {
                    sheets.entry(*judge).or_default().insert(*candidate);
                }
            }
        }
    }
    let title = format!("Assign candidates to judges (seed {})", wish.seed);
    let assignment = Assignment { seed: wish.seed, version: next_version(judging, number), at, by_hand: wish.keep };
    Ok(Change::new(title, edits(campaign, award, number, &sheets, assignment)))
}

fn next_version(judging: &Judging, round: u32) -> u32 {
    judging.round(round).and_then(|it| it.assignment.as_ref()).map_or(1, |it| it.version.saturating_add(1))
}

/// The edits that bring the sheets of a round to these assignments. Lines stay where they are.
fn edits(campaign: &Campaign, award: AwardId, round: u32, wanted: &Sheets, assignment: Assignment) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut left = wanted.clone();
    for (id, sheet) in sheets_of_round(campaign, award, round) {
        let assigned = left.remove(&sheet.judge).unwrap_or_default();
        let is_used = sheet.is_scored() || !sheet.packs.is_empty();
        if assigned.is_empty() && !is_used {
            edits.push(Edit::Sheet(id, None));
        } else if assigned != sheet.assigned {
            edits.push(Edit::sheet(id, Sheet { assigned, ..sheet.clone() }));
        }
    }
    let mut next = campaign.next_sheet_id();
    for (judge, assigned) in left.into_iter().filter(|(_, assigned)| !assigned.is_empty()) {
        edits.push(Edit::sheet(next, Sheet { assigned, ..Sheet::new(award, round, judge) }));
        next = SheetId(next.0 + 1);
    }
    if let Some(mut judging) = campaign.judgings().get(award).cloned() {
        if let Some(it) = judging.round_mut(round) {
            it.assignment = Some(assignment);
        }
        edits.push(Edit::judging(award, judging));
    }
    edits
}

/// Why there is no plan, with names.
fn refused(campaign: &Campaign, judging: &Judging, field: &[u32], judges: &[u32], error: &Impossible) -> Failure {
    let what = "Nobody was assigned.";
    let name = |place: usize| {
        let it = field.get(place).and_then(|number| judging.candidate(*number));
        it.map_or_else(String::new, |it| format!("{} ({})", candidate_name(campaign, it), it.code))
    };
    let code = |seat: usize| {
        let it = judges.get(seat).and_then(|number| judging.judge(*number));
        it.map_or_else(String::new, |it| it.code.clone())
    };
    let several = |mut names: Vec<String>| {
        let more = names.len().saturating_sub(5);
        names.truncate(5);
        let list = names.join(", ");
        if more > 0 { format!("{list} and {more} more") } else { list }
    };
    match error {
        Impossible::TooFewJudges { times, lacks } => {
            let lacking = lacks.iter().map(|lack| {
                let with: Vec<String> = lack.conflicts.iter().map(|seat| code(*seat)).collect();
                let with =
                    if with.is_empty() { String::new() } else { format!(", conflicts with {}", with.join(", ")) };
                format!("{} has {} of {times} judges{with}", name(lack.nominee), lack.allowed)
            });
            let why = format!("Too few judges are without conflict: {}.", several(lacking.collect()));
            Failure::new(what, why, "Put more judges on the panel, or let fewer judges see each candidate.")
        }
        Impossible::Uneven { most, least, heavy, light, .. } => {
            let codes = |seats: &[usize]| several(seats.iter().map(|seat| code(*seat)).collect());
            let why = format!(
                "Conflicts force uneven work: at best somebody has {most} candidates and somebody {least} (much: {}; little: {}).",
                codes(heavy),
                codes(light)
            );
            Failure::new(what, why, "Accept uneven work, put more judges on the panel, or look at the conflicts again.")
        }
        Impossible::FixedConflict { pairs } => {
            let pairs = pairs.iter().map(|(place, seat)| format!("{} by {}", name(*place), code(*seat)));
            let why = format!("Pairs that are to stay have a conflict: {}.", several(pairs.collect()));
            Failure::new(what, why, "Recuse the judge, or take the pair out.")
        }
        Impossible::FixedTooMany { nominees } => {
            let names = several(nominees.iter().map(|place| name(*place)).collect());
            let why = format!("More judges than asked have scored or keep: {names}.");
            Failure::new(what, why, "Let more judges see each candidate.")
        }
        Impossible::Unknown { .. } => Failure::new(what, error.to_string(), "Try it again."),
    }
}

/// Gives candidates to a judge by hand, or takes them away.
///
/// # Errors
/// Where a conflict stands between them, or a line is there that would hang in the air.
pub fn set_by_hand(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    judge_number: u32,
    candidates: &[u32],
    on: bool,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "The assignment stays as it is.";
    let judging = of(campaign, award, what)?;
    let seed = round(judging, number, what)?.assignment.as_ref().map_or(0, |it| it.seed);
    let who = judge(judging, judge_number, what)?;
    let apart = conflicts::forbidden(campaign, award, number);
    let mut sheets: Sheets =
        sheets_of_round(campaign, award, number).map(|(_, sheet)| (sheet.judge, sheet.assigned.clone())).collect();
    let lines = campaign.sheet_of(award, number, judge_number).map(|(_, sheet)| &sheet.lines);
    let assigned = sheets.entry(judge_number).or_default();
    for it in candidates {
        let called = candidate_name(campaign, candidate(judging, *it, what)?);
        if !on {
            if lines.is_some_and(|lines| lines.contains_key(it)) {
                let why = format!("{} has scored {called} already.", who.code);
                return Err(Failure::new(what, why, "Recuse the judge, or take the line out first."));
            }
            assigned.remove(it);
        } else if apart.contains(&(judge_number, *it)) {
            let why = format!("Something stands between {} and {called}.", who.code);
            return Err(Failure::new(
                what,
                why,
                "Look at the conflict; dismiss it with a reason if it does not matter.",
            ));
        } else {
            assigned.insert(*it);
        }
    }
    let title = if on { "Assign by hand" } else { "Take an assignment away" };
    let assignment = Assignment { seed, version: next_version(judging, number), at, by_hand: true };
    Ok(Change::new(title, edits(campaign, award, number, &sheets, assignment)))
}

/// How much a judge has to do in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    pub judge: u32,
    pub assigned: usize,
    /// Assigned candidates with a line.
    pub done: usize,
    /// Candidates of the round the judge may not judge.
    pub conflicts: usize,
}

/// One line for each judge of the round, in the order of the panel.
pub fn workload(campaign: &Campaign, award: AwardId, number: u32) -> Vec<Workload> {
    let Some(judging) = campaign.judgings().get(award) else { return Vec::new() };
    let Some(round) = judging.round(number) else { return Vec::new() };
    let apart = conflicts::forbidden(campaign, award, number);
    let field: BTreeSet<u32> = judging.field_of(number).iter().map(|it| it.number).collect();
    let sheets: HashMap<u32, &Sheet> =
        sheets_of_round(campaign, award, number).map(|(_, sheet)| (sheet.judge, sheet)).collect();
    let mut forbidden: HashMap<u32, usize> = HashMap::new();
    for (judge, _) in apart.iter().filter(|(_, candidate)| field.contains(candidate)) {
        *forbidden.entry(*judge).or_default() += 1;
    }
    judging
        .judges_of(round)
        .map(|it| {
            let sheet = sheets.get(&it.number);
            let assigned = sheet.map_or(0, |sheet| sheet.assigned.len());
            let missing = sheet.map_or(0, |sheet| sheet.missing().count());
            let conflicts = forbidden.get(&it.number).copied().unwrap_or(0);
            Workload { judge: it.number, assigned, done: assigned - missing, conflicts }
        })
        .collect()
}
