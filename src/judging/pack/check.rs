//! Whether answers fit their pack; each thing that does not is named.

use super::answers::{Answers, Sheet, Verdict};
use super::{Mode, Pack, RECUSAL_REASONS};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// Something wrong with answers, or missing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// Answers to another pack.
    #[error("these answers belong to another pack")]
    OtherPack,
    /// From a judge whose pack this is not.
    #[error("these answers are of judge {theirs}, the pack was made for {ours}")]
    OtherJudge {
        /// Code in the answers.
        theirs: String,
        /// Code in the pack.
        ours: String,
    },
    /// To an older version of the pack.
    #[error(
        "these answers are to version {theirs} of the pack; version {ours} was sent since, and asks for something else"
    )]
    OlderVersion {
        /// Of the answers.
        theirs: u32,
        /// Of the pack.
        ours: u32,
    },
    /// To a version that was never made.
    #[error("these answers are to version {theirs} of the pack, which was never made here; the last is {ours}")]
    NewerVersion {
        /// Of the answers.
        theirs: u32,
        /// Of the pack.
        ours: u32,
    },
    /// A nominee who is not in the pack.
    #[error("{nominee} is not in this pack")]
    UnknownNominee {
        /// Code.
        nominee: String,
    },
    /// A criterion that is not in the pack.
    #[error("{nominee}: `{criterion}` is no criterion of this round")]
    UnknownCriterion {
        /// Code.
        nominee: String,
        /// Id.
        criterion: String,
    },
    /// A mark off its scale.
    #[error("{nominee}: {mark} for {criterion} is off the scale of {least} to {most}")]
    OffScale {
        /// Code.
        nominee: String,
        /// Label.
        criterion: String,
        /// As given.
        mark: i32,
        /// Of the scale.
        least: i32,
        /// Of the scale.
        most: i32,
    },
    /// An answer that this round does not ask.
    #[error("{nominee}: answers something that this round does not ask")]
    NotAsked {
        /// Code; "the round" for ranking or duels.
        nominee: String,
    },
    /// Ranked twice.
    #[error("{nominee} is ranked twice")]
    RankedTwice {
        /// Code.
        nominee: String,
    },
    /// More approved than may be.
    #[error("{approved} nominees are approved; at most {most} may be")]
    TooManyApproved {
        /// How many.
        approved: usize,
        /// How many may be.
        most: usize,
    },
    /// More points than may be.
    #[error("{nominee} has {points} points; at most {most} may go to one")]
    TooManyPoints {
        /// Code.
        nominee: String,
        /// As given.
        points: u32,
        /// How many may be.
        most: u32,
    },
    /// More points than there are.
    #[error("{spent} points are given, there are {budget}")]
    OverBudget {
        /// Together.
        spent: u64,
        /// To be spent.
        budget: u32,
    },
    /// A duel that was not asked, or one answered twice.
    #[error("the duel of {first} and {second} was not asked, or is answered twice")]
    StrangeDuel {
        /// Code.
        first: String,
        /// Code.
        second: String,
    },
    /// A reason that the pack does not offer.
    #[error("{nominee}: `{reason}` is no reason to step aside that the pack offers")]
    UnknownReason {
        /// Code.
        nominee: String,
        /// As given.
        reason: String,
    },
    /// A comment is missing that the rubric asks.
    #[error("{nominee}: {what} asks for a comment")]
    CommentMissing {
        /// Code.
        nominee: String,
        /// Label of the criterion, or what else asks.
        what: String,
    },
    /// A nominee without answer.
    #[error("{nominee} is not answered")]
    Unanswered {
        /// Code.
        nominee: String,
    },
    /// Points that are left.
    #[error("{left} of the points are not given")]
    PointsLeft {
        /// How many.
        left: u64,
    },
    /// Places that are empty.
    #[error("{ranked} places are filled, {places} are asked")]
    PlacesLeft {
        /// Filled.
        ranked: usize,
        /// Asked.
        places: usize,
    },
    /// Duels without verdict.
    #[error("duels without verdict: {left}")]
    DuelsLeft {
        /// How many.
        left: usize,
    },
    /// The judge has not said that this is all.
    #[error("the judge has not marked these answers as finished")]
    NotFinished,
}

impl Problem {
    /// Whether answers with this problem cannot be taken in. The others leave gaps: answers are partial.
    pub fn refuses(&self) -> bool {
        !matches!(
            self,
            Self::CommentMissing { .. }
                | Self::Unanswered { .. }
                | Self::PointsLeft { .. }
                | Self::PlacesLeft { .. }
                | Self::DuelsLeft { .. }
                | Self::NotFinished
        )
    }
}

/// Holds answers against the pack they should answer. Nothing wrong and nothing missing: an empty list.
pub fn check(answers: &Answers, pack: &Pack) -> Vec<Problem> {
    if answers.pack_id != pack.pack_id {
        return vec![Problem::OtherPack];
    }
    let mut found = Vec::new();
    if answers.judge != pack.judge {
        found.push(Problem::OtherJudge { theirs: answers.judge.clone(), ours: pack.judge.clone() });
    }
    let (theirs, ours) = (answers.version, pack.version);
    match theirs.cmp(&ours) {
        std::cmp::Ordering::Less => found.push(Problem::OlderVersion { theirs, ours }),
        std::cmp::Ordering::Greater => found.push(Problem::NewerVersion { theirs, ours }),
        std::cmp::Ordering::Equal => {}
    }
    if !found.is_empty() {
        return found;
    }
    let codes: BTreeSet<&str> = pack.nominees.iter().map(|nominee| nominee.code.as_str()).collect();
    let named = answers.sheets.keys().chain(answers.ranking.iter().flatten());
    let strangers: BTreeSet<&String> = named.filter(|code| !codes.contains(code.as_str())).collect();
    found.extend(strangers.into_iter().map(|code| Problem::UnknownNominee { nominee: code.clone() }));
    for (code, sheet) in &answers.sheets {
        if let Some(recusal) = &sheet.recusal
            && !RECUSAL_REASONS.iter().any(|(reason, _)| recusal.reason == *reason)
        {
            found.push(Problem::UnknownReason { nominee: code.clone(), reason: recusal.reason.clone() });
        }
    }
    not_asked(answers, pack, &mut found);
    let at_work = Judged { answers, pack, found };
    let mut found = at_work.by_mode();
    if !answers.finished {
        found.push(Problem::NotFinished);
    }
    found
}

fn not_asked(answers: &Answers, pack: &Pack, found: &mut Vec<Problem>) {
    let strange = |sheet: &Sheet| {
        let given = [sheet.pass.is_some(), !sheet.marks.is_empty(), sheet.approved.is_some(), sheet.points.is_some()];
        let asked = match pack.mode {
            Mode::PassFail { .. } => [true, false, false, false],
            Mode::Rubric { .. } => [false, true, false, false],
            Mode::Approval { .. } => [false, false, true, false],
            Mode::Points { .. } => [false, false, false, true],
            Mode::Ranking { .. } | Mode::Pairwise { .. } => [false; 4],
        };
        given.iter().zip(asked).any(|(given, asked)| *given && !asked)
    };
    let sheets = answers.sheets.iter().filter(|(_, sheet)| strange(sheet));
    found.extend(sheets.map(|(code, _)| Problem::NotAsked { nominee: code.clone() }));
    let ranks = !answers.ranking.is_empty() && !matches!(pack.mode, Mode::Ranking { .. });
    let duels = !answers.duels.is_empty() && !matches!(pack.mode, Mode::Pairwise { .. });
    if ranks || duels {
        found.push(Problem::NotAsked { nominee: "the round".into() });
    }
}

struct Judged<'a> {
    answers: &'a Answers,
    pack: &'a Pack,
    found: Vec<Problem>,
}

impl Judged<'_> {
    fn sheet(&self, code: &str) -> Option<&Sheet> {
        self.answers.sheets.get(code)
    }

    fn is_recused(&self, code: &str) -> bool {
        self.sheet(code).is_some_and(|sheet| sheet.recusal.is_some())
    }

    /// Codes of those whom the judge is to judge.
    fn open(&self) -> Vec<String> {
        let codes = self.pack.nominees.iter().map(|nominee| nominee.code.clone());
        codes.filter(|code| !self.is_recused(code)).collect()
    }

    fn by_mode(mut self) -> Vec<Problem> {
        let pack = self.pack;
        match &pack.mode {
            Mode::PassFail { comment_on_fail } => self.pass_fail(*comment_on_fail),
            Mode::Rubric { criteria } => self.rubric(criteria),
            Mode::Ranking { places } => self.ranking(*places),
            Mode::Approval { most } => self.approval(*most),
            Mode::Points { budget, most_each } => self.points(*budget, *most_each),
            Mode::Pairwise { duels, level } => self.duels(duels, *level),
        }
        self.found
    }

    fn pass_fail(&mut self, comment_on_fail: bool) {
        for nominee in self.open() {
            match self.sheet(&nominee).map(|sheet| (sheet.pass, sheet.comment.trim().is_empty())) {
                Some((Some(false), true)) if comment_on_fail => {
                    self.found.push(Problem::CommentMissing { nominee, what: "a no".into() });
                }
                Some((Some(_), _)) => {}
                _ => self.found.push(Problem::Unanswered { nominee }),
            }
        }
    }

    fn rubric(&mut self, criteria: &[crate::judging::rubric::Criterion]) {
        for (nominee, sheet) in &self.answers.sheets {
            let strange = sheet.marks.keys().filter(|id| !criteria.iter().any(|known| known.id == **id));
            self.found.extend(
                strange.map(|id| Problem::UnknownCriterion { nominee: nominee.clone(), criterion: id.clone() }),
            );
            for criterion in criteria {
                let Some(mark) = sheet.marks.get(&criterion.id) else { continue };
                if !criterion.takes(*mark) {
                    self.found.push(Problem::OffScale {
                        nominee: nominee.clone(),
                        criterion: criterion.label.clone(),
                        mark: *mark,
                        least: criterion.least,
                        most: criterion.most,
                    });
                }
            }
        }
        for nominee in self.open() {
            let marks = self.sheet(&nominee).map(|sheet| (&sheet.marks, sheet.comment.trim().is_empty()));
            let Some((marks, silent)) = marks.filter(|(marks, _)| criteria.iter().all(|c| marks.contains_key(&c.id)))
            else {
                self.found.push(Problem::Unanswered { nominee });
                continue;
            };
            let asking = criteria.iter().find(|c| marks.get(&c.id).is_some_and(|mark| c.asks_comment(*mark)));
            if let Some(criterion) = asking.filter(|_| silent) {
                self.found.push(Problem::CommentMissing { nominee, what: criterion.label.clone() });
            }
        }
    }

    fn ranking(&mut self, places: usize) {
        let mut seen = BTreeSet::new();
        for code in self.answers.ranking.iter().flatten() {
            if !seen.insert(code) {
                self.found.push(Problem::RankedTwice { nominee: code.clone() });
            } else if self.is_recused(code) {
                self.found.push(Problem::NotAsked { nominee: code.clone() });
            }
        }
        let open = self.open().len();
        let asked = if places == 0 { open } else { places.min(open) };
        if seen.len() < asked {
            self.found.push(Problem::PlacesLeft { ranked: seen.len(), places: asked });
        }
    }

    fn approval(&mut self, most: usize) {
        let mut approved = 0;
        for nominee in self.open() {
            match self.sheet(&nominee).and_then(|sheet| sheet.approved) {
                Some(yes) => approved += usize::from(yes),
                None => self.found.push(Problem::Unanswered { nominee }),
            }
        }
        if most > 0 && approved > most {
            self.found.push(Problem::TooManyApproved { approved, most });
        }
    }

    fn points(&mut self, budget: u32, most_each: u32) {
        let mut spent = 0_u64;
        for nominee in self.open() {
            let points = self.sheet(&nominee).and_then(|sheet| sheet.points).unwrap_or(0);
            spent += u64::from(points);
            if points > most_each {
                self.found.push(Problem::TooManyPoints { nominee, points, most: most_each });
            }
        }
        // Where few are left to give to, the budget cannot all be spent.
        let asked = u64::from(budget).min(u64::from(most_each) * self.open().len() as u64);
        if spent > u64::from(budget) {
            self.found.push(Problem::OverBudget { spent, budget });
        } else if spent < asked {
            self.found.push(Problem::PointsLeft { left: asked - spent });
        }
    }

    fn duels(&mut self, asked: &[(String, String)], level: bool) {
        let mut open: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (first, second) in asked {
            *open.entry((first, second)).or_default() += 1;
        }
        for duel in &self.answers.duels {
            let recused = self.is_recused(&duel.first) || self.is_recused(&duel.second);
            match open.get_mut(&(duel.first.as_str(), duel.second.as_str())) {
                Some(left) if *left > 0 && !recused && (level || duel.verdict != Verdict::Level) => *left -= 1,
                _ => {
                    let (first, second) = (duel.first.clone(), duel.second.clone());
                    self.found.push(Problem::StrangeDuel { first, second });
                }
            }
        }
        let left = open.iter().filter(|((a, b), _)| !self.is_recused(a) && !self.is_recused(b)).map(|(_, n)| n).sum();
        if left > 0 {
            self.found.push(Problem::DuelsLeft { left });
        }
    }
}
