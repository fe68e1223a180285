//! A pack's answers come back: read, held against the pack as it went out, and taken in, line by line.

use super::super::super::failure::Failure;
use super::super::{conflicts, typing};
use super::{build, candidate_of_code, questions_hash};
use crate::campaign::judging::{
    Conflict, ConflictState, Ground, Judging, Line, Mark, Mode, Recusal, Return, Sheet, Way,
};
use crate::campaign::{AwardId, Campaign, Change, Edit};
use crate::judging::pack::{self, Answers, Problem, RECUSAL_REASONS, Verdict};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How to take a file in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakeWish {
    /// Lines that are there are replaced by those of the file; else what differs is held.
    pub replace: bool,
    /// Also after the round has closed.
    pub late: bool,
}

/// A line that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub candidate: u32,
    pub why: String,
}

/// What came of a file.
#[derive(Debug)]
pub struct Taken {
    pub award: AwardId,
    pub round: u32,
    pub judge: u32,
    /// `None` where nothing new was in it.
    pub change: Option<Change>,
    /// Candidates whose line was taken.
    pub lines: Vec<u32>,
    pub held: Vec<Held>,
    /// Candidates the judge stepped aside from in the file.
    pub recused: Vec<u32>,
    /// What is still missing, in words.
    pub gaps: Vec<String>,
    pub late: bool,
    /// The very same file was taken in before.
    pub again: bool,
}

/// Takes a returned file in.
///
/// # Errors
/// Where it is no answers, belongs to no pack of this campaign, to an older version, to a frozen or closed round, or says what the
/// pack does not ask. Then nothing of it is taken.
pub fn take_in(
    campaign: &Campaign,
    bytes: &[u8],
    wish: TakeWish,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Taken, Failure> {
    let what = "The file was not taken in.";
    let answers = pack::read(bytes).map_err(|error| {
        let why = format!("{}.", capital(&error.to_string()).trim_end_matches('.'));
        Failure::new(what, why, "Ask the judge for the file that “Save my answers” writes.")
    })?;
    let (id, sheet) = campaign
        .sheets()
        .iter()
        .find(|(_, sheet)| sheet.packs.iter().any(|pack| pack.id == answers.pack_id))
        .ok_or_else(|| {
            let why = "It answers no pack of this campaign.";
            Failure::new(what, why, "Check that it is the right campaign, and that the pack was made from it.")
        })?;
    let (award, number) = (sheet.award, sheet.round);
    let judging = super::super::of(campaign, award, what)?;
    let round = super::super::round(judging, number, what)?;
    let file_sha256 = hex::encode(Sha256::digest(bytes));
    let mut taken = Taken {
        award,
        round: number,
        judge: sheet.judge,
        change: None,
        lines: Vec::new(),
        held: Vec::new(),
        recused: Vec::new(),
        gaps: Vec::new(),
        late: round.closes_at.is_some_and(|closes| closes < at),
        again: sheet.returns.iter().any(|it| it.file_sha256 == file_sha256),
    };
    if taken.again && !wish.replace {
        return Ok(taken);
    }
    if judging.frozen(number).is_some() {
        return Err(Failure::new(what, format!("{} is frozen.", round.title()), "Reopen it with a reason first."));
    }
    let last = sheet.packs.last().ok_or_else(|| Failure::new(what, "No pack was made.", "Make the pack again."))?;
    if answers.version == last.version && last.questions_sha256 != questions_hash(round) {
        let why = format!("What {} asks was changed since the pack went out.", round.title());
        return Err(Failure::new(what, why, "Send the judge the pack anew."));
    }
    let pack = build(campaign, award, judging, round, (sheet.judge, &last.asked, last.version), zone);
    let (wrong, gaps): (Vec<Problem>, Vec<Problem>) =
        pack::check(&answers, &pack).into_iter().partition(Problem::refuses);
    if !wrong.is_empty() {
        let shown: Vec<String> = wrong.iter().take(5).map(ToString::to_string).collect();
        let more = wrong.len().saturating_sub(shown.len());
        let more = if more > 0 { format!(" And {more} more.") } else { String::new() };
        let help = if wrong.iter().any(|it| matches!(it, Problem::OlderVersion { .. })) {
            "Send the judge the latest pack; what they answered in the older one they can copy over."
        } else {
            "Send the file back to the judge."
        };
        return Err(Failure::new(what, format!("{}.{more}", capital(&shown.join("; "))), help));
    }
    if taken.late && !wish.late {
        let why = format!("It came after {} had closed.", round.title());
        return Err(Failure::new(what, why, "Take it in as late if the rules allow it; it is marked so."));
    }
    taken.gaps = gaps.iter().map(ToString::to_string).collect();
    let mut after = sheet.clone();
    let mut changed_judging = judging.clone();
    recuse(&mut changed_judging, sheet, &answers, at, &mut taken);
    let apart = conflicts::forbidden(campaign, award, number);
    for (candidate, mark, comment) in marks(&answers, &round.mode) {
        if taken.recused.contains(&candidate) {
            continue;
        }
        let why = if !sheet.assigned.contains(&candidate) && !sheet.lines.contains_key(&candidate) {
            Some("is no longer assigned to this judge")
        } else if apart.contains(&(sheet.judge, candidate)) {
            Some("a conflict or a recusal stands between them")
        } else if after.lines.get(&candidate).is_some_and(|it| (&it.mark, &it.comment) != (&mark, &comment))
            && !wish.replace
        {
            Some("another line is there already; say that the file replaces it")
        } else {
            None
        };
        if let Some(why) = why {
            taken.held.push(Held { candidate, why: why.into() });
            continue;
        }
        let same = after.lines.get(&candidate).is_some_and(|it| it.mark == mark && it.comment == comment);
        if !same {
            after.lines.insert(candidate, Line { mark, comment, way: Way::Pack, at });
            taken.lines.push(candidate);
        }
    }
    typing::check_whole(&round.mode, &after, what)?;
    let words = answers.words.trim();
    if !words.is_empty() {
        words.clone_into(&mut after.words);
    }
    after.returns.push(Return {
        file_sha256,
        pack_id: answers.pack_id.clone(),
        at,
        lines: taken.lines.len() as u32,
        partial: !taken.gaps.is_empty(),
        late: taken.late,
    });
    let mut edits = vec![Edit::sheet(id, after)];
    if changed_judging != *judging {
        edits.push(Edit::judging(award, changed_judging));
    }
    taken.change = Some(Change::new("Take in a judge's answers", edits));
    Ok(taken)
}

/// What the judge steps aside from: a declared conflict and a recusal in this round.
fn recuse(judging: &mut Judging, sheet: &Sheet, answers: &Answers, at: Timestamp, taken: &mut Taken) {
    for (code, answer) in &answers.sheets {
        let (Some(candidate), Some(recusal)) = (candidate_of_code(code), &answer.recusal) else { continue };
        if judging.candidate(candidate).is_none() {
            continue;
        }
        let reason = RECUSAL_REASONS
            .iter()
            .find(|(known, _)| *known == recusal.reason)
            .map_or(recusal.reason.as_str(), |(_, words)| words);
        let words = recusal.words.trim();
        let reason = if words.is_empty() { reason.to_owned() } else { format!("{reason}: {words}") };
        taken.recused.push(candidate);
        if judging.is_recused(sheet.judge, candidate, sheet.round) {
            continue;
        }
        judging.recusals.push(Recusal {
            judge: sheet.judge,
            candidate: Some(candidate),
            round: sheet.round,
            reason: reason.clone(),
            at,
        });
        judging
            .conflicts
            .retain(|it| (it.judge, it.candidate, it.ground) != (sheet.judge, candidate, Ground::Declared));
        judging.conflicts.push(Conflict {
            judge: sheet.judge,
            candidate,
            ground: Ground::Declared,
            state: ConflictState::Stands,
            note: reason,
            at,
        });
    }
}

/// The marks in a file, by candidate.
fn marks(answers: &Answers, mode: &Mode) -> Vec<(u32, Mark, String)> {
    let comment = |code: &str| answers.sheets.get(code).map(|it| it.comment.trim().to_owned()).unwrap_or_default();
    let mut found: Vec<(u32, Mark, String)> = Vec::new();
    match mode {
        Mode::Ranking(_) => {
            let mut place = 1;
            for group in &answers.ranking {
                for code in group {
                    if let Some(candidate) = candidate_of_code(code) {
                        found.push((candidate, Mark::Rank(place), comment(code)));
                    }
                }
                place += group.len() as u32;
            }
        }
        Mode::Pairwise => {
            let mut over: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
            for duel in &answers.duels {
                let (Some(a), Some(b)) = (candidate_of_code(&duel.first), candidate_of_code(&duel.second)) else {
                    continue;
                };
                over.entry(a).or_default();
                over.entry(b).or_default();
                if duel.verdict != Verdict::Second {
                    over.entry(a).or_default().insert(b);
                }
                if duel.verdict != Verdict::First {
                    over.entry(b).or_default().insert(a);
                }
            }
            for (candidate, others) in over {
                found.push((candidate, Mark::Over(others), comment(&super::pack_code(candidate))));
            }
        }
        Mode::PassFail(_) | Mode::Rubric(_) | Mode::Approval(_) | Mode::Points(_) => {
            for (code, sheet) in &answers.sheets {
                let Some(candidate) = candidate_of_code(code) else { continue };
                let mark = match mode {
                    Mode::PassFail(_) => sheet.pass.map(Mark::Pass),
                    Mode::Approval(_) => sheet.approved.map(Mark::Approve),
                    Mode::Points(_) => sheet.points.map(Mark::Points),
                    _ => {
                        let scores: BTreeMap<u32, u32> = sheet
                            .marks
                            .iter()
                            .filter_map(|(id, score)| {
                                Some((id.strip_prefix('c')?.parse().ok()?, u32::try_from(*score).ok()?))
                            })
                            .collect();
                        (!scores.is_empty()).then_some(Mark::Scores(scores))
                    }
                };
                if let Some(mark) = mark {
                    found.push((candidate, mark, sheet.comment.trim().to_owned()));
                }
            }
        }
    }
    found
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
