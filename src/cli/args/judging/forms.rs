//! How what is typed for `judging` reads: check-lists, questions, marks, and the words for kinds and ways.

use crate::campaign::judging::{Basis, FraudKind, Outcome, RoundKind, Way};
use clap::ValueEnum;

/// `CODE=LABEL` and the like.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (left, right) = text.split_once('=').ok_or_else(|| "it has the form NAME=VALUE".to_owned())?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

fn outcome(text: &str) -> Result<Outcome, String> {
    match text.trim() {
        "met" => Ok(Outcome::Met),
        "not-met" => Ok(Outcome::NotMet),
        "open" => Ok(Outcome::Open),
        _ => Err("it is met, not-met or open".into()),
    }
}

/// What was found about a candidate: `CANDIDATE:CODE=met`, with a note behind a bar.
#[derive(Clone, Debug)]
pub struct CheckLine {
    pub candidate: String,
    pub code: String,
    pub outcome: Outcome,
    pub note: String,
}

impl std::str::FromStr for CheckLine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || "it has the form CANDIDATE:CODE=met|not-met|open, with |NOTE behind it".to_owned();
        let (rest, note) = text.split_once('|').unwrap_or((text, ""));
        let (rest, found) = rest.rsplit_once('=').ok_or_else(form)?;
        let (candidate, code) = rest.rsplit_once(':').ok_or_else(form)?;
        let owned = |text: &str| text.trim().to_owned();
        Ok(Self { candidate: owned(candidate), code: owned(code), outcome: outcome(found)?, note: owned(note) })
    }
}

/// A question: `LABEL:LEAST:MOST:WEIGHT`, with the band without comment behind it as `:BELOW:ABOVE`.
#[derive(Clone, Debug)]
pub struct Question {
    pub label: String,
    pub numbers: Vec<Option<u32>>,
}

impl std::str::FromStr for Question {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || "it has the form LABEL:LEAST:MOST:WEIGHT, or with :BELOW:ABOVE behind it".to_owned();
        let mut parts: Vec<&str> = text.split(':').collect();
        // A label may hold colons: the numbers stand last.
        let first = parts
            .iter()
            .rposition(|part| !part.trim().is_empty() && part.trim().parse::<u32>().is_err())
            .map_or(0, |at| at + 1);
        let numbers = parts.split_off(first);
        let label = parts.join(":").trim().to_owned();
        if label.is_empty() || !(3..=5).contains(&numbers.len()) {
            return Err(form());
        }
        let numbers: Vec<Option<u32>> = numbers.into_iter().map(|it| it.trim().parse().ok()).collect();
        if numbers.iter().take(3).any(Option::is_none) {
            return Err(form());
        }
        Ok(Self { label, numbers })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KindName {
    Screening,
    LongList,
    Shortlist,
    Final,
}

impl From<KindName> for RoundKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Screening => Self::Screening,
            KindName::LongList => Self::LongList,
            KindName::Shortlist => Self::Shortlist,
            KindName::Final => Self::Final,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ModeName {
    PassFail,
    Rubric,
    Ranking,
    Stv,
    Approval,
    Points,
    Pairwise,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BasisName {
    Raw,
    Adjusted,
}

impl From<BasisName> for Basis {
    fn from(name: BasisName) -> Self {
        match name {
            BasisName::Raw => Self::Raw,
            BasisName::Adjusted => Self::Adjusted,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PackForm {
    Html,
    Pdf,
    Both,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum WayName {
    Paper,
    Typed,
}

impl From<WayName> for Way {
    fn from(name: WayName) -> Self {
        match name {
            WayName::Paper => Self::Paper,
            WayName::Typed => Self::Typed,
        }
    }
}

pub(super) fn fraud(text: &str) -> Result<FraudKind, String> {
    match text.trim() {
        "burst" => Ok(FraudKind::Burst),
        "disposable" => Ok(FraudKind::Disposable),
        _ => Err("it is burst or disposable; second votes of one mailbox never count".into()),
    }
}
