//! How one award is judged: who stands in the field, who judges, in which rounds and by which rules, and what was decided.
//!
//! A judging hands out numbers of its own: sheets, conflicts and decisions name candidates and judges by number, never people.
//! So a merge of two people or the erasing of one changes whose number it is, and nothing that was scored or frozen. How scores
//! become a result is not known here.

mod decision;
mod field;
mod panel;
mod round;
mod rules;
mod sheet;
mod votes;

pub use decision::{Decided, Freeze, Place, Reopening};
pub use field::{Candidate, Checked, Covered, Move, Outcome, Requirement, Withdrawal};
pub use panel::{Conflict, ConflictState, Ground, Judge, Recusal};
pub use round::{Assignment, Basis, Criterion, Mode, Passing, Round, RoundKind, Tally};
pub use sheet::{Line, Mark, Pack, Return, Sheet, Way};
pub use votes::{Finding, FraudKind, Votes};

use super::ids::PersonId;
use super::moving::Place as Slot;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Who stands before whom where two have the same result. Rules are asked in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TieRule {
    /// The higher weighted mean on the criterion with this number.
    Criterion(u32),
    /// Who was put first by more of the judges that saw both.
    HeadToHead,
    /// The higher median of the scores.
    Median,
    /// The more first places, or highest scores.
    MoreFirsts,
    /// The order in which the judge with this number has them.
    Chair(u32),
    /// A lot from this seed, which was declared with the rule.
    Lot(u64),
    /// Nobody is before the other: they share the place.
    Share,
}

/// Names hidden from judges, and what is covered in the texts beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Blind {
    /// Judges see code names only.
    pub on: bool,
    /// "She" and "his" are covered, too.
    pub pronouns: bool,
}

/// How one award is judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judging {
    /// What a nominee must meet to stand in the field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Requirement>,
    /// Candidates by their number, which is never given twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub field: Vec<Candidate>,
    /// Judges by their number, which is never given twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panel: Vec<Judge>,
    /// In the order they are held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// Declared before the first score.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tie_break: Vec<TieRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie_break_declared_at: Option<Timestamp>,
    pub blind: Blind,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recusals: Vec<Recusal>,
    /// Candidates who came from or went to another award.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Freezes and reopenings in their order; only [`crate::campaign::Edit::Decide`] adds to them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decided>,
    /// The people's choice, where one was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
}

/// Slots of judges stand behind those of candidates.
const JUDGES_FROM: Slot = 1 << 31;

impl Judging {
    pub fn candidate(&self, number: u32) -> Option<&Candidate> {
        let at = self.field.binary_search_by_key(&number, |it| it.number).ok()?;
        self.field.get(at)
    }
    pub fn candidate_mut(&mut self, number: u32) -> Option<&mut Candidate> {
        let at = self.field.binary_search_by_key(&number, |it| it.number).ok()?;
        self.field.get_mut(at)
    }
    pub fn judge(&self, number: u32) -> Option<&Judge> {
        self.panel.iter().find(|it| it.number == number)
    }
    pub fn judge_mut(&mut self, number: u32) -> Option<&mut Judge> {
        self.panel.iter_mut().find(|it| it.number == number)
    }
    pub fn round(&self, number: u32) -> Option<&Round> {
        self.rounds.iter().find(|it| it.number == number)
    }
    pub fn round_mut(&mut self, number: u32) -> Option<&mut Round> {
        self.rounds.iter_mut().find(|it| it.number == number)
    }
    /// The round held before this one.
    pub fn round_before(&self, number: u32) -> Option<&Round> {
        let at = self.rounds.iter().position(|it| it.number == number)?;
        at.checked_sub(1).and_then(|at| self.rounds.get(at))
    }
    pub fn next_candidate(&self) -> u32 {
        self.field.last().map_or(1, |it| it.number.saturating_add(1))
    }
    pub fn next_judge(&self) -> u32 {
        self.panel.last().map_or(1, |it| it.number.saturating_add(1))
    }
    pub fn next_round(&self) -> u32 {
        self.rounds.iter().map(|it| it.number).max().map_or(1, |number| number.saturating_add(1))
    }
    pub fn candidate_of(&self, person: PersonId) -> Option<&Candidate> {
        self.field.iter().find(|it| it.person == Some(person))
    }
    pub fn judge_of(&self, person: PersonId) -> Option<&Judge> {
        self.panel.iter().find(|it| it.person == Some(person))
    }
    /// The judges of a round: those chosen for it, else all who have not left.
    pub fn judges_of(&self, round: &Round) -> impl Iterator<Item = &Judge> {
        let chosen: BTreeSet<u32> = round.judges.iter().copied().collect();
        self.panel
            .iter()
            .filter(move |judge| judge.left.is_empty() && (chosen.is_empty() || chosen.contains(&judge.number)))
    }
    /// Does the candidate stand in the field of this round, as far as eligibility and withdrawal go?
    pub fn is_in(&self, candidate: &Candidate, round: u32) -> bool {
        candidate.is_eligible() && candidate.withdrawn.as_ref().is_none_or(|it| !self.is_from(it.from_round, round))
    }
    /// Is the round the first one or one after it? A round that is gone counts as the first.
    fn is_from(&self, first: u32, round: u32) -> bool {
        let place = |number| self.rounds.iter().position(|it| it.number == number);
        place(first) <= place(round)
    }
    /// The candidates of a round: who went on from the round before, where there was one, without who left since. Without a
    /// frozen round before nobody has come to a later round.
    pub fn field_of(&self, round: u32) -> Vec<&Candidate> {
        let gone_on: Option<BTreeSet<u32>> = self.round_before(round).map(|before| {
            self.frozen(before.number).map(|freeze| freeze.chosen.iter().copied().collect()).unwrap_or_default()
        });
        self.field
            .iter()
            .filter(|it| gone_on.as_ref().is_none_or(|on| on.contains(&it.number)) && self.is_in(it, round))
            .collect()
    }
    /// Was the judge taken out for this candidate, or for all, in this round?
    pub fn is_recused(&self, judge: u32, candidate: u32, round: u32) -> bool {
        self.recusals
            .iter()
            .any(|it| it.judge == judge && it.round == round && it.candidate.is_none_or(|recused| recused == candidate))
    }
    /// Judge and candidate for each recusal of a round; of who was taken out for all, everybody in the field.
    pub fn recused_pairs(&self, round: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let of_round = self.recusals.iter().filter(move |it| it.round == round);
        of_round.flat_map(|it| {
            let all = self.field.iter().filter(|_| it.candidate.is_none()).map(|candidate| candidate.number);
            it.candidate.into_iter().chain(all).map(|candidate| (it.judge, candidate))
        })
    }
    /// A conflict that stands between the two.
    pub fn conflict(&self, judge: u32, candidate: u32) -> Option<&Conflict> {
        self.conflicts
            .iter()
            .find(|it| it.judge == judge && it.candidate == candidate && it.state == ConflictState::Stands)
    }
    /// Everybody it names, with the place in which they are named.
    pub fn people(&self) -> impl Iterator<Item = (Slot, PersonId)> + '_ {
        let field = self.field.iter().filter_map(|it| Some((it.number, it.person?)));
        field.chain(self.panel.iter().filter_map(|it| Some((JUDGES_FROM | it.number, it.person?))))
    }
    pub(in crate::campaign) fn people_mut(&mut self) -> impl Iterator<Item = (Slot, &mut PersonId)> {
        let field = self.field.iter_mut().filter_map(|it| Some((it.number, it.person.as_mut()?)));
        field.chain(self.panel.iter_mut().filter_map(|it| Some((JUDGES_FROM | it.number, it.person.as_mut()?))))
    }
    /// Words that a person wrote beside numbers, which may name somebody.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words_besides(None)
    }
    /// The same without those that belong to one person's numbers: what goes with the person in any case.
    pub fn words_besides(&self, person: Option<PersonId>) -> impl Iterator<Item = &str> {
        let others = move |of: Option<PersonId>| person.is_none() || of != person;
        let whose = move |number: u32| self.candidate(number).and_then(|it| it.person);
        let field = self.field.iter().filter(move |it| others(it.person)).flat_map(|it| {
            let notes = it.checks.values().map(|check| check.note.as_str());
            let withdrawn = it.withdrawn.iter().map(|it| it.reason.as_str());
            let covered = it.covered.iter().flat_map(|it| [it.text.as_str(), it.by.as_str()]);
            notes.chain(withdrawn).chain(covered)
        });
        let by = move |number: u32| self.judge(number).and_then(|it| it.person);
        let panel = self.panel.iter().filter(move |it| others(it.person));
        let panel = panel.flat_map(|it| [it.independent.as_str(), it.left.as_str()]);
        let conflicts = self.conflicts.iter().filter(move |it| others(by(it.judge)) && others(whose(it.candidate)));
        let recusals = self
            .recusals
            .iter()
            .filter(move |it| others(by(it.judge)) && it.candidate.is_none_or(|number| others(whose(number))));
        let moves = self.moves.iter().filter(move |it| others(whose(it.candidate)));
        let decided = self.decisions.iter().flat_map(move |it| {
            let (words, said) = match it {
                Decided::Freeze(it) => (&it.note, None),
                Decided::Reopen(it) => (&it.reason, Some(&it.said)),
            };
            let said = said.into_iter().flatten().filter(move |(number, _)| others(whose(**number)));
            std::iter::once(words.as_str()).chain(said.map(|(_, text)| text.as_str()))
        });
        field
            .chain(panel)
            .chain(conflicts.map(|it| it.note.as_str()))
            .chain(recusals.map(|it| it.reason.as_str()))
            .chain(moves.map(|it| it.reason.as_str()))
            .chain(decided)
    }
    /// Takes a person out and leaves their numbers. `without_name` gives words about others without the person's name, `None` where
    /// it does not stand in them. Notes of freezes are left to [`Self::erase_notes`].
    pub(in crate::campaign) fn forget(&mut self, person: PersonId, without_name: impl Fn(&str) -> Option<String>) {
        let replace = |text: &mut String, is_mine: bool| {
            if is_mine && !text.is_empty() {
                Freeze::ERASED.clone_into(text);
            } else if let Some(others) = without_name(text) {
                *text = others;
            }
        };
        let mut mine = BTreeSet::new();
        for it in &mut self.field {
            let is_mine = it.person == Some(person);
            if is_mine {
                it.person = None;
                it.covered = None;
                mine.insert(it.number);
            }
            it.checks.values_mut().for_each(|check| replace(&mut check.note, is_mine));
            it.withdrawn.iter_mut().for_each(|withdrawn| replace(&mut withdrawn.reason, is_mine));
            if let Some(covered) = &mut it.covered {
                let (text, by) = (without_name(&covered.text), without_name(&covered.by));
                if text.is_some() || by.is_some() {
                    let mut other = Covered::clone(covered);
                    other.text = text.unwrap_or(other.text);
                    other.by = by.unwrap_or(other.by);
                    *covered = Arc::new(other);
                }
            }
        }
        let mut judges = BTreeSet::new();
        for it in &mut self.panel {
            let is_mine = it.person == Some(person);
            if is_mine {
                it.person = None;
                judges.insert(it.number);
            }
            replace(&mut it.independent, is_mine);
            replace(&mut it.left, is_mine);
        }
        for it in &mut self.conflicts {
            replace(&mut it.note, mine.contains(&it.candidate) || judges.contains(&it.judge));
        }
        for it in &mut self.recusals {
            let is_mine = judges.contains(&it.judge) || it.candidate.is_some_and(|number| mine.contains(&number));
            replace(&mut it.reason, is_mine);
        }
        for it in &mut self.moves {
            replace(&mut it.reason, mine.contains(&it.candidate));
        }
        for it in &mut self.decisions {
            if let Decided::Reopen(it) = it {
                replace(&mut it.reason, false);
                it.said.retain(|number, _| !mine.contains(number));
                it.said.values_mut().for_each(|text| replace(text, false));
            }
        }
    }
    /// The freeze of a round that is in force.
    pub fn frozen(&self, round: u32) -> Option<&Freeze> {
        match self.decisions.iter().rev().find(|it| it.round() == round)? {
            Decided::Freeze(freeze) => Some(freeze),
            Decided::Reopen(_) => None,
        }
    }
    /// Every freeze that is in force, in the order of the rounds.
    pub fn freezes(&self) -> impl Iterator<Item = &Freeze> {
        self.rounds.iter().filter_map(|round| self.frozen(round.number))
    }
    /// The round that is judged now: the first that is not frozen; the last one where all are.
    pub fn current_round(&self) -> Option<&Round> {
        self.rounds.iter().find(|round| self.frozen(round.number).is_none()).or(self.rounds.last())
    }
    /// The round whose outcome are the winners.
    pub fn last_round(&self) -> Option<&Round> {
        self.rounds.last()
    }
}

#[cfg(test)]
mod tests;
