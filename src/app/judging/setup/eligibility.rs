//! The check-list that a nominee must meet to stand in the field, and how far it is.

use super::super::{candidate, changed};
use crate::app::failure::Failure;
use crate::campaign::judging::{Checked, Judging, Outcome, Requirement};
use crate::campaign::{AwardId, Campaign, Change};

/// Sets a line of the check-list; an empty label takes it away with what was found about it.
///
/// # Errors
/// Where the code is empty or holds more than letters, digits and hyphens.
pub fn set_requirement(campaign: &Campaign, award: AwardId, code: &str, label: &str) -> Result<Change, Failure> {
    let what = "The check-list stays as it is.";
    let code = code.trim().to_uppercase();
    if code.is_empty() || !code.chars().all(|c| c.is_alphanumeric() || c == '-') {
        let help = "Use letters, digits and hyphens, such as E1.";
        return Err(Failure::new(what, format!("“{code}” is no reason code."), help));
    }
    let label = label.trim().to_owned();
    changed(campaign, award, "Change the check-list", what, |judging| {
        if label.is_empty() {
            judging.requirements.retain(|it| it.code != code);
            judging.field.iter_mut().for_each(|it| _ = it.checks.remove(&code));
        } else if let Some(it) = judging.requirements.iter_mut().find(|it| it.code == code) {
            it.label = label;
        } else {
            judging.requirements.push(Requirement { code, label });
        }
        Ok(())
    })
}

/// Notes what was found about candidates and one requirement.
///
/// # Errors
/// Where the requirement or a candidate is not there.
pub fn check(
    campaign: &Campaign,
    award: AwardId,
    numbers: &[u32],
    code: &str,
    outcome: Outcome,
    note: &str,
) -> Result<Change, Failure> {
    let what = "Nothing was noted.";
    let title = if numbers.len() == 1 { "Check a candidate" } else { "Check candidates" };
    changed(campaign, award, title, what, |judging| {
        let code = code.trim().to_uppercase();
        if !judging.requirements.iter().any(|it| it.code == code) {
            let known: Vec<&str> = judging.requirements.iter().map(|it| it.code.as_str()).collect();
            let known = if known.is_empty() { "none".into() } else { known.join(", ") };
            return Err(Failure::new(what, format!("There is no requirement {code}; there are: {known}."), "Use one."));
        }
        for number in numbers {
            candidate(judging, *number, what)?;
            let Some(it) = judging.candidate_mut(*number) else { continue };
            let note = note.trim().to_owned();
            if outcome == Outcome::Open && note.is_empty() {
                it.checks.remove(&code);
            } else {
                it.checks.insert(code.clone(), Checked { outcome, note });
            }
        }
        Ok(())
    })
}

/// How far the check-list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Eligibility {
    /// Everything is met.
    pub eligible: usize,
    /// Something is not met.
    pub refused: usize,
    /// Something is open.
    pub open: usize,
    pub withdrawn: usize,
}

pub fn eligibility(judging: &Judging) -> Eligibility {
    let mut count = Eligibility::default();
    for it in &judging.field {
        let met = judging
            .requirements
            .iter()
            .filter(|line| it.checks.get(&line.code).is_some_and(|check| check.outcome == Outcome::Met))
            .count();
        if it.withdrawn.is_some() {
            count.withdrawn += 1;
        } else if !it.is_eligible() {
            count.refused += 1;
        } else if met < judging.requirements.len() {
            count.open += 1;
        } else {
            count.eligible += 1;
        }
    }
    count
}
