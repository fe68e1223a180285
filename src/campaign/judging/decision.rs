//! What was decided: the outcome of a round frozen under a hash, and its reopening. The hash is over marks, codes and numbers,
//! never over names or comments, so that erasing a person leaves it whole.

use super::super::ids::AwardId;
use super::{Judging, Mark, Mode, Sheet, TieRule};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Where a candidate stood in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub candidate: u32,
    /// From 1; who shares a place has the same number.
    pub place: u32,
    /// What the order was made by, in thousandths.
    pub score_milli: i64,
}

/// The outcome of a round, which stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freeze {
    pub round: u32,
    /// Who goes on, or has won, by number and in order.
    pub chosen: Vec<u32>,
    /// The whole order as it was.
    pub order: Vec<Place>,
    /// Why others than the first of the order were chosen; empty where they were not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// SHA-256 of the note, which is what the hash of the whole covers: so the words can be erased and the hash still holds. Empty
    /// without a note, and in outcomes that were frozen with the words themselves under the hash.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note_sha256: String,
    /// Of an outcome frozen with the words of its note under the hash, once they are erased: the hash of all the rest.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rest_sha256: String,
    pub at: Timestamp,
    /// [`Judging::frozen_hash`] of all that.
    pub sha256: String,
}

impl Freeze {
    /// What stands in place of words that were erased.
    pub(super) const ERASED: &'static str = "erased";

    /// An outcome that is yet to get its hash.
    pub fn new(round: u32, chosen: Vec<u32>, order: Vec<Place>, note: &str, at: Timestamp) -> Self {
        let note_sha256 = if note.is_empty() { String::new() } else { digest(note) };
        let (rest_sha256, sha256) = (String::new(), String::new());
        Self { round, chosen, order, note: note.to_owned(), note_sha256, rest_sha256, at, sha256 }
    }

    /// Are the words of the note those that were frozen, or erased?
    fn has_its_note(&self) -> bool {
        self.note_sha256.is_empty() || self.note == Self::ERASED || digest(&self.note) == self.note_sha256
    }
}

/// SHA-256, lower-case hex.
fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// A frozen round taken up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    pub round: u32,
    pub reason: String,
    pub at: Timestamp,
    /// What was written about winners that are none for now, by candidate: they may be winners again. Empty words are kept, too, so
    /// that what was deleted does not come back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<u32, String>,
}

/// One line of what was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    Freeze(Freeze),
    Reopen(Reopening),
}

impl Decided {
    pub fn round(&self) -> u32 {
        match self {
            Self::Freeze(it) => it.round,
            Self::Reopen(it) => it.round,
        }
    }
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Freeze(it) => it.at,
            Self::Reopen(it) => it.at,
        }
    }
    /// The note of a freeze.
    fn note(&self) -> Option<&str> {
        match self {
            Self::Freeze(it) => Some(it.note.as_str()),
            Self::Reopen(_) => None,
        }
    }
}

/// A text that cannot be mistaken for two.
fn quoted(text: &str) -> String {
    format!("{}:{text}", text.len())
}

impl Judging {
    /// Everything a frozen outcome rests on, as text: rules, field, recusals and marks of the round, and the outcome itself.
    /// `sheets` are those of the award; other rounds are passed over.
    pub fn frozen_text<'a>(
        &self,
        award: AwardId,
        sheets: impl IntoIterator<Item = &'a Sheet>,
        freeze: &Freeze,
    ) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let mut line = |words: std::fmt::Arguments<'_>| _ = text.write_fmt(format_args!("{words}\n"));
        line(format_args!("unsung-judging 1"));
        line(format_args!("award {award} round {}", freeze.round));
        if let Some(round) = self.round(freeze.round) {
            line(format_args!("mode {} basis {:?} quota {}", round.mode.id(), round.basis, round.quota));
            match &round.mode {
                Mode::Approval(most) => line(format_args!("at most {most}")),
                Mode::Points(budget) => line(format_args!("points {budget}")),
                Mode::Rubric(criteria) => {
                    for it in criteria {
                        let label = quoted(&it.label);
                        let (least, most, weight) = (it.least, it.most, it.weight);
                        line(format_args!("criterion {} {label} {least} to {most} weight {weight}", it.number));
                    }
                }
                Mode::PassFail(passing) => line(format_args!("passing {passing:?}")),
                Mode::Ranking(_) | Mode::Pairwise => {}
            }
        }
        for rule in &self.tie_break {
            match rule {
                TieRule::Criterion(number) => line(format_args!("tie criterion {number}")),
                TieRule::Chair(judge) => line(format_args!("tie chair {judge}")),
                TieRule::Lot(seed) => line(format_args!("tie lot {seed}")),
                TieRule::HeadToHead => line(format_args!("tie head to head")),
                TieRule::Median => line(format_args!("tie median")),
                TieRule::MoreFirsts => line(format_args!("tie more firsts")),
                TieRule::Share => line(format_args!("tie share")),
            }
        }
        for it in &self.field {
            let standing = if self.is_in(it, freeze.round) { "in" } else { "out" };
            line(format_args!("candidate {} {} {standing}", it.number, quoted(&it.code)));
        }
        for it in self.recusals.iter().filter(|it| it.round == freeze.round) {
            let whom = it.candidate.map_or_else(|| "all".to_owned(), |number| number.to_string());
            line(format_args!("recused {} from {whom}", it.judge));
        }
        let mut sheets: Vec<&Sheet> =
            sheets.into_iter().filter(|sheet| sheet.round == freeze.round && sheet.is_scored()).collect();
        sheets.sort_by_key(|sheet| sheet.judge);
        for sheet in sheets {
            let code = self.judge(sheet.judge).map_or("", |judge| judge.code.as_str());
            line(format_args!("judge {} {}", sheet.judge, quoted(code)));
            for (candidate, it) in &sheet.lines {
                match &it.mark {
                    Mark::Pass(pass) => line(format_args!("{candidate} pass {pass}")),
                    Mark::Approve(approve) => line(format_args!("{candidate} approve {approve}")),
                    Mark::Rank(rank) => line(format_args!("{candidate} rank {rank}")),
                    Mark::Points(points) => line(format_args!("{candidate} points {points}")),
                    Mark::Scores(scores) => {
                        let scores: Vec<String> = scores.iter().map(|(of, score)| format!("{of}={score}")).collect();
                        line(format_args!("{candidate} scores {}", scores.join(" ")));
                    }
                    Mark::Over(others) => {
                        let others: Vec<String> = others.iter().map(u32::to_string).collect();
                        line(format_args!("{candidate} over {}", others.join(" ")));
                    }
                }
            }
        }
        for it in &freeze.order {
            line(format_args!("place {} {} {}", it.place, it.candidate, it.score_milli));
        }
        let chosen: Vec<String> = freeze.chosen.iter().map(u32::to_string).collect();
        line(format_args!("chosen {}", chosen.join(" ")));
        if freeze.note_sha256.is_empty() {
            line(format_args!("note {}", quoted(&freeze.note)));
        } else {
            line(format_args!("note sha256 {}", freeze.note_sha256));
        }
        line(format_args!("at {}", freeze.at));
        text
    }

    /// SHA-256 of [`Self::frozen_text`], lower-case hex.
    pub fn frozen_hash<'a>(
        &self,
        award: AwardId,
        sheets: impl IntoIterator<Item = &'a Sheet>,
        freeze: &Freeze,
    ) -> String {
        digest(&self.frozen_text(award, sheets, freeze))
    }

    /// Is the outcome still the one that was frozen?
    pub fn holds<'a>(&self, award: AwardId, sheets: impl IntoIterator<Item = &'a Sheet>, freeze: &Freeze) -> bool {
        let frozen = if freeze.rest_sha256.is_empty() { &freeze.sha256 } else { &freeze.rest_sha256 };
        freeze.has_its_note() && self.frozen_hash(award, sheets, freeze) == *frozen
    }

    /// Erases the notes that tell of somebody. `sheets` are those of the award.
    pub(in crate::campaign) fn erase_notes<'a>(
        &mut self,
        award: AwardId,
        sheets: impl IntoIterator<Item = &'a Sheet> + Clone,
        tells: impl Fn(&str) -> bool,
    ) {
        for at in 0..self.decisions.len() {
            let Some(Decided::Freeze(freeze)) = self.decisions.get(at).filter(|it| it.note().is_some_and(&tells))
            else {
                continue;
            };
            let mut freeze = freeze.clone();
            Freeze::ERASED.clone_into(&mut freeze.note);
            if freeze.note_sha256.is_empty() {
                freeze.rest_sha256 = self.frozen_hash(award, sheets.clone(), &freeze);
            }
            if let Some(place) = self.decisions.get_mut(at) {
                *place = Decided::Freeze(freeze);
            }
        }
    }
}
