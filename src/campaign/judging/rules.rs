//! What may happen to a judging and what may not: rules declared before the first score stay, a frozen outcome stays, numbers
//! mean one thing for ever. Asked by the aggregate for every edit and after reading a file.

use super::super::aggregate::Campaign;
use super::super::edit::EditError;
use super::super::ids::{AwardId, SheetId};
use super::{Criterion, Decided, Freeze, Judging, Mark, Mode, Round, Sheet};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Is the mark one that the mode asks for? Numbers out of range are not.
fn fits(mode: &Mode, mark: &Mark) -> bool {
    match (mode, mark) {
        (Mode::PassFail(_), Mark::Pass(_))
        | (Mode::Approval(_), Mark::Approve(_))
        | (Mode::Pairwise, Mark::Over(_)) => true,
        (Mode::Ranking(_), Mark::Rank(rank)) => *rank > 0,
        (Mode::Points(budget), Mark::Points(points)) => points <= budget,
        (Mode::Rubric(criteria), Mark::Scores(scores)) => scores.iter().all(|(number, score)| {
            criteria.iter().any(|it| it.number == *number && (it.least..=it.most).contains(score))
        }),
        _ => false,
    }
}

impl Judging {
    /// Does it hold together by itself? Else what is wrong, in words.
    pub(in crate::campaign) fn check(&self) -> Result<(), String> {
        if !self.field.is_sorted_by(|a, b| a.number < b.number) {
            return Err("its candidates are not in order".into());
        }
        if !self.panel.is_sorted_by(|a, b| a.number < b.number) {
            return Err("its judges are not in order".into());
        }
        let mut codes = HashSet::new();
        if let Some(twice) = self.field.iter().find(|it| !codes.insert(it.code.as_str())) {
            return Err(format!("two candidates are called {}", twice.code));
        }
        let mut codes = HashSet::new();
        if let Some(twice) = self.panel.iter().find(|it| !codes.insert(it.code.as_str())) {
            return Err(format!("two judges are called {}", twice.code));
        }
        let mut rounds = BTreeSet::new();
        if let Some(twice) = self.rounds.iter().find(|it| !rounds.insert(it.number)) {
            return Err(format!("there are two rounds {}", twice.number));
        }
        for round in &self.rounds {
            let mut numbers = BTreeSet::new();
            for it in round.mode.criteria() {
                if !numbers.insert(it.number) || it.least >= it.most || it.most > Criterion::MOST {
                    return Err(format!("the criterion “{}” has no scale of its own", it.label));
                }
                if !(1..=Criterion::MOST).contains(&it.weight) {
                    return Err(format!("the criterion “{}” has no weight", it.label));
                }
            }
            if let Some(unknown) = round.judges.iter().find(|judge| self.judge(**judge).is_none()) {
                return Err(format!("{} names judge {unknown}, who is not on the panel", round.title()));
            }
        }
        let known = |judge: u32, candidate: Option<u32>| {
            self.judge(judge).is_some() && candidate.is_none_or(|number| self.candidate(number).is_some())
        };
        let named = self.conflicts.iter().map(|it| (it.judge, Some(it.candidate)));
        if named.chain(self.recusals.iter().map(|it| (it.judge, it.candidate))).any(|(j, c)| !known(j, c)) {
            return Err("a conflict or a recusal names a judge or a candidate who is not there".into());
        }
        let decided = self.decisions.iter().all(|it| rounds.contains(&it.round()));
        if !decided {
            return Err("something was decided about a round that is not there".into());
        }
        Ok(())
    }
}

impl Campaign {
    fn scored_rounds(&self, award: AwardId) -> BTreeSet<u32> {
        self.sheets_of(award).filter(|(_, sheet)| sheet.is_scored()).map(|(_, sheet)| sheet.round).collect()
    }

    /// May the judging of the award become this? What was decided is added by [`Self::decide`] alone; tie-break, questions and
    /// basis stay once there is a score.
    pub(in crate::campaign) fn judging_may_become(
        &self,
        award: AwardId,
        new: Option<&Judging>,
    ) -> Result<(), EditError> {
        let id = || format!("the judging of {award}");
        let old = self.judgings().get(award);
        let decided = |judging: Option<&Judging>| judging.map_or(0, |it| it.decisions.len());
        let same = match (old, new) {
            (Some(old), Some(new)) => old.decisions == new.decisions,
            (old, new) => decided(old) == 0 && decided(new) == 0,
        };
        if !same {
            return Err(EditError::SealBroken { id: id() });
        }
        let (Some(old), Some(new)) = (old, new) else { return Ok(()) };
        let scored = self.scored_rounds(award);
        if scored.is_empty() {
            return Ok(());
        }
        if old.tie_break != new.tie_break {
            return Err(EditError::Declared { id: id(), what: "the tie-break".into() });
        }
        for number in scored {
            let before = old.round(number).map(Round::declared);
            if before.is_some() && before != new.round(number).map(Round::declared) {
                let what = format!("what {} asks", old.round(number).map_or("a round", Round::title));
                return Err(EditError::Declared { id: id(), what });
            }
        }
        Ok(())
    }

    /// A scored sheet of a frozen round neither goes nor becomes that of another round or judge.
    pub(in crate::campaign) fn sheet_may_become(&self, id: SheetId, new: Option<&Sheet>) -> Result<(), EditError> {
        let Some(old) = self.sheets().get(id).filter(|old| old.is_scored()) else { return Ok(()) };
        let stays = new.is_some_and(|new| (new.award, new.round, new.judge) == (old.award, old.round, old.judge));
        let judging = self.judgings().get(old.award);
        match judging.filter(|judging| !stays && judging.frozen(old.round).is_some()) {
            Some(judging) => Err(EditError::Frozen {
                id: old.award.to_string(),
                round: judging.round(old.round).map_or("a round", Round::title).into(),
            }),
            None => Ok(()),
        }
    }

    /// Adds a freeze or a reopening.
    pub(in crate::campaign) fn decide(&mut self, award: AwardId, decided: &Arc<Decided>) -> Result<(), EditError> {
        let id = format!("the judging of {award}");
        let unsound = |why: &str| EditError::Unsound { id: id.clone(), why: why.into() };
        let judging = self.judgings().get(award).ok_or_else(|| EditError::NotThere { id: id.clone() })?;
        let round = judging.round(decided.round()).ok_or_else(|| unsound("there is no such round"))?;
        match decided.as_ref() {
            Decided::Freeze(freeze) => {
                if judging.frozen(freeze.round).is_some() {
                    return Err(EditError::Frozen { id, round: round.title().into() });
                }
                let in_round: BTreeSet<u32> = judging.field_of(freeze.round).iter().map(|it| it.number).collect();
                if !freeze.chosen.iter().all(|candidate| in_round.contains(candidate)) {
                    return Err(unsound("somebody was chosen who does not stand in the round"));
                }
                let sheets = self.sheets_of(award).map(|(_, sheet)| sheet);
                if !judging.holds(award, sheets, freeze) {
                    return Err(unsound("the hash is not that of what was frozen"));
                }
            }
            Decided::Reopen(reopening) => {
                if judging.frozen(reopening.round).is_none() {
                    return Err(unsound("the round is not frozen"));
                }
                if reopening.reason.trim().is_empty() {
                    return Err(unsound("a reopening has a reason"));
                }
                let at = judging.rounds.iter().position(|it| it.number == reopening.round).unwrap_or(0);
                if judging.rounds.iter().skip(at + 1).any(|later| judging.frozen(later.number).is_some()) {
                    return Err(unsound("a later round is frozen; reopen that one first"));
                }
            }
        }
        let mut judging = judging.clone();
        judging.decisions.push(Decided::clone(decided));
        self.put_judging(award, judging);
        Ok(())
    }

    /// A sheet belongs to a round and a judge that are there, names candidates that are there, and holds what the round asks.
    /// Gives the award.
    pub(in crate::campaign) fn check_sheet(&self, id: SheetId) -> Result<Option<AwardId>, EditError> {
        let Some(sheet) = self.sheets().get(id) else {
            return Ok(None);
        };
        let missing = |what: String| EditError::Missing { referrer: id.to_string(), missing: what };
        let judging =
            self.judgings().get(sheet.award).ok_or_else(|| missing(format!("the judging of {}", sheet.award)))?;
        let round = judging.round(sheet.round).ok_or_else(|| missing(format!("round {}", sheet.round)))?;
        if judging.judge(sheet.judge).is_none() {
            return Err(missing(format!("judge {}", sheet.judge)));
        }
        let named = sheet.assigned.iter().chain(sheet.lines.keys());
        if let Some(candidate) = named.copied().find(|number| judging.candidate(*number).is_none()) {
            return Err(missing(format!("candidate {candidate}")));
        }
        if let Some((candidate, _)) = sheet.lines.iter().find(|(_, line)| !fits(&round.mode, &line.mark)) {
            let why = format!("candidate {candidate} has a mark that {} does not ask for", round.title());
            return Err(EditError::Unsound { id: id.to_string(), why });
        }
        Ok(Some(sheet.award))
    }

    /// Are the frozen outcomes of an award still those that were frozen? Asked after every change of its judging or its sheets.
    pub(in crate::campaign) fn check_frozen(&self, award: AwardId) -> Result<(), EditError> {
        let Some(judging) = self.judgings().get(award) else { return Ok(()) };
        match self.changed_freeze(award, judging) {
            None => Ok(()),
            Some(freeze) => Err(EditError::Frozen {
                id: award.to_string(),
                round: judging.round(freeze.round).map_or("a round", Round::title).into(),
            }),
        }
    }

    fn changed_freeze<'a>(&self, award: AwardId, judging: &'a Judging) -> Option<&'a Freeze> {
        let sheets = || self.sheets_of(award).map(|(_, sheet)| sheet);
        judging.freezes().find(|freeze| !judging.holds(award, sheets(), freeze))
    }

    /// The sheet of a judge in a round.
    pub fn sheet_of(&self, award: AwardId, round: u32, judge: u32) -> Option<(SheetId, &Sheet)> {
        self.sheets_of(award).find(|(_, sheet)| sheet.round == round && sheet.judge == judge)
    }
}
