//! Scores typed in: from paper sheets by keyboard, or as somebody said them. The same rules as for a pack that comes back; how a mark
//! is written is read here for the window and the command line alike.

use super::super::failure::Failure;
use super::{candidate, judge, of, round};
use crate::campaign::judging::{Judging, Line, Mark, Mode, Round, Sheet, Way};
use crate::campaign::{AwardId, Campaign, Change, Edit, SheetId};
use crate::judging::pack::COMMENT_MAX;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// One line as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub candidate: u32,
    pub mark: Mark,
    pub comment: String,
}

/// How a mark of the mode is written, for help beside a field.
pub fn how(mode: &Mode) -> String {
    match mode {
        Mode::PassFail(_) | Mode::Approval(_) => "y or n".into(),
        Mode::Rubric(criteria) => {
            let scales: Vec<String> =
                criteria.iter().map(|it| format!("{} ({} to {})", it.label, it.least, it.most)).collect();
            format!("a number for each question, with spaces between: {}", scales.join(", "))
        }
        Mode::Ranking(_) => "the place, from 1".into(),
        Mode::Points(budget) => format!("points; {budget} in all"),
        Mode::Pairwise => "the numbers of those this one is better than, with spaces between".into(),
    }
}

/// Reads a mark as it is typed: `y`, `4 5 3`, `2`, `30`. In a rubric `-` leaves a question open; numbers of one digit may stand
/// without spaces.
///
/// # Errors
/// Where it is no mark of the mode, with the words that say how one is written.
pub fn parse(mode: &Mode, text: &str) -> Result<Mark, Failure> {
    let text = text.trim();
    let refused = |why: String| Failure::new("The score was not taken.", why, format!("Write {}.", how(mode)));
    let number = |word: &str| word.parse::<u32>().map_err(|_| refused(format!("“{word}” is no number.")));
    let yes = || match text.to_lowercase().as_str() {
        "y" | "yes" | "pass" | "+" | "1" => Ok(true),
        "n" | "no" | "fail" | "-" | "0" => Ok(false),
        _ => Err(refused(format!("“{text}” is neither yes nor no."))),
    };
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/')).filter(|it| !it.is_empty()).collect();
    Ok(match mode {
        Mode::PassFail(_) => Mark::Pass(yes()?),
        Mode::Approval(_) => Mark::Approve(yes()?),
        Mode::Ranking(_) => match number(text)? {
            0 => return Err(refused("Places begin with 1.".into())),
            place => Mark::Rank(place),
        },
        Mode::Points(budget) => match number(text)? {
            points if points > *budget => return Err(refused(format!("{points} are more than there are."))),
            points => Mark::Points(points),
        },
        Mode::Pairwise => {
            let numbers = words.iter().map(|word| number(word.trim_start_matches(['N', 'n'])));
            Mark::Over(numbers.collect::<Result<BTreeSet<u32>, Failure>>()?)
        }
        Mode::Rubric(criteria) => {
            let digits: Vec<String>;
            let single = criteria.iter().all(|it| it.most < 10);
            let parts: Vec<&str> = match words.as_slice() {
                // "453" for three questions up to 9.
                [all] if single && criteria.len() > 1 && all.chars().count() == criteria.len() => {
                    digits = all.chars().map(String::from).collect();
                    digits.iter().map(String::as_str).collect()
                }
                words => words.to_vec(),
            };
            if parts.len() != criteria.len() {
                let (given, asked) = (parts.len(), criteria.len());
                return Err(refused(format!("{given} scores are given, {asked} are asked.")));
            }
            let mut scores = BTreeMap::new();
            for (it, word) in criteria.iter().zip(parts).filter(|(_, word)| *word != "-") {
                let score = number(word)?;
                if !(it.least..=it.most).contains(&score) {
                    let scale = format!("{} to {}", it.least, it.most);
                    return Err(refused(format!("{score} for “{}” is off the scale of {scale}.", it.label)));
                }
                scores.insert(it.number, score);
            }
            Mark::Scores(scores)
        }
    })
}

/// A mark in short words, as the matrix shows it.
pub fn mark_words(judging: &Judging, round: &Round, mark: &Mark) -> String {
    match mark {
        Mark::Pass(yes) => if *yes { "pass" } else { "fail" }.into(),
        Mark::Approve(yes) => if *yes { "yes" } else { "no" }.into(),
        Mark::Rank(place) => place.to_string(),
        Mark::Points(points) => points.to_string(),
        Mark::Scores(scores) => {
            let of = |number: &u32| scores.get(number).map_or_else(|| "-".to_owned(), u32::to_string);
            round.mode.criteria().iter().map(|it| of(&it.number)).collect::<Vec<_>>().join(" ")
        }
        Mark::Over(others) => {
            let code =
                |number: &u32| judging.candidate(*number).map_or_else(|| number.to_string(), |it| it.code.clone());
            if others.is_empty() {
                "over nobody".into()
            } else {
                format!("over {}", others.iter().map(code).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Questions whose score asks for a comment that is not there.
pub fn wants_comment(round: &Round, mark: &Mark, comment: &str) -> Vec<String> {
    let Mark::Scores(scores) = mark else { return Vec::new() };
    if !comment.trim().is_empty() {
        return Vec::new();
    }
    let asking = round.mode.criteria().iter().filter(|it| scores.get(&it.number).is_some_and(|s| it.wants_comment(*s)));
    asking.map(|it| it.label.clone()).collect()
}

/// What a sheet as a whole may not exceed: points in all, approvals in all, places twice.
pub(super) fn check_whole(mode: &Mode, sheet: &Sheet, what: &str) -> Result<(), Failure> {
    match mode {
        Mode::Points(budget) => {
            let given: u64 = sheet
                .lines
                .values()
                .map(|line| if let Mark::Points(points) = line.mark { u64::from(points) } else { 0 })
                .sum();
            if given > u64::from(*budget) {
                let why = format!("{given} points are given, there are {budget}.");
                return Err(Failure::new(what, why, "Take some back."));
            }
        }
        Mode::Approval(most) if *most > 0 => {
            let given = sheet.lines.values().filter(|line| line.mark == Mark::Approve(true)).count();
            if given > *most as usize {
                let why = format!("{given} candidates are approved; at most {most} may be.");
                return Err(Failure::new(what, why, "Take some back."));
            }
        }
        _ => {}
    }
    Ok(())
}

/// Types lines in for a judge; lines that are there are replaced. A candidate that was not assigned is assigned by it.
///
/// # Errors
/// Where the judge may not judge a candidate, the round is frozen, a mark is not one of the round, or the sheet as a whole gives
/// more than it may.
pub fn type_in(
    campaign: &Campaign,
    award: AwardId,
    round_number: u32,
    judge_number: u32,
    lines: &[Typed],
    way: Way,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "The scores were not taken.";
    let judging = of(campaign, award, what)?;
    let round = round(judging, round_number, what)?;
    let who = judge(judging, judge_number, what)?;
    if judging.frozen(round_number).is_some() {
        return Err(Failure::new(what, format!("{} is frozen.", round.title()), "Reopen it with a reason first."));
    }
    let apart = super::conflicts::forbidden(campaign, award, round_number);
    let field: BTreeSet<u32> = judging.field_of(round_number).iter().map(|it| it.number).collect();
    let there = campaign.sheet_of(award, round_number, judge_number);
    let mut sheet = there.map_or_else(|| Sheet::new(award, round_number, judge_number), |(_, sheet)| sheet.clone());
    for typed in lines {
        let it = candidate(judging, typed.candidate, what)?;
        if !field.contains(&typed.candidate) {
            let why = format!("{} does not stand in {}.", it.code, round.title());
            return Err(Failure::new(what, why, "Choose a candidate of the round."));
        }
        if apart.contains(&(judge_number, typed.candidate)) {
            let why = format!("{} does not judge {}: a conflict or a recusal stands between them.", who.code, it.code);
            return Err(Failure::new(what, why, "Leave the line out, or dismiss the conflict with a reason."));
        }
        if let Mark::Over(others) = &typed.mark
            && let Some(stranger) = others.iter().find(|other| !field.contains(other) || **other == typed.candidate)
        {
            let why = format!("{stranger} is nobody {} can be compared with.", it.code);
            return Err(Failure::new(what, why, "Give numbers of other candidates of the round."));
        }
        sheet.assigned.insert(typed.candidate);
        let comment = typed.comment.trim().to_owned();
        if comment.len() > COMMENT_MAX {
            let why = format!("The comment on {} is too long: {} bytes of {COMMENT_MAX}.", it.code, comment.len());
            return Err(Failure::new(what, why, "Say it shorter."));
        }
        sheet.lines.insert(typed.candidate, Line { mark: typed.mark.clone(), comment, way, at });
    }
    check_whole(&round.mode, &sheet, what)?;
    let id = there.map_or_else(|| campaign.next_sheet_id(), |(id, _)| id);
    let title = if lines.len() == 1 { "Type a score in".into() } else { format!("Type {} scores in", lines.len()) };
    Ok(Change::one(title, Edit::sheet(id, sheet)))
}

/// Takes lines out again; the assignment stays.
///
/// # Errors
/// Where there is no such sheet, or the round is frozen.
pub fn take_out(
    campaign: &Campaign,
    award: AwardId,
    round_number: u32,
    judge_number: u32,
    candidates: &[u32],
) -> Result<Change, Failure> {
    let what = "No score was taken out.";
    of(campaign, award, what)?;
    let there = campaign.sheet_of(award, round_number, judge_number);
    let (id, sheet): (SheetId, &Sheet) =
        there.ok_or_else(|| Failure::new(what, "The judge has no sheet in this round.", "Choose another judge."))?;
    let mut after = sheet.clone();
    after.lines.retain(|candidate, _| !candidates.contains(candidate));
    Ok(Change::one("Take scores out", Edit::sheet(id, after)))
}
