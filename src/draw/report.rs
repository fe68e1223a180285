//! The report of a verification: named steps, each with its verdict and reason, never one bare yes.

use serde::Serialize;
use thiserror::Error;

/// Verdict on one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// It holds.
    #[serde(rename = "pass")]
    Pass,
    /// It does not hold.
    #[serde(rename = "fail")]
    Fail,
    /// Nothing is known about it, and the reason says why.
    #[serde(rename = "not checked")]
    NotChecked,
}

impl Verdict {
    /// The word shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotChecked => "not checked",
        }
    }
}

/// What a check finds: why it passes, or another verdict and why.
pub(super) type Finding = Result<String, (Verdict, String)>;

pub(super) fn fail(reason: impl Into<String>) -> Finding {
    Err((Verdict::Fail, reason.into()))
}

pub(super) fn unchecked(reason: impl Into<String>) -> Finding {
    Err((Verdict::NotChecked, reason.into()))
}

/// Pass or fail.
pub(super) fn judge(holds: bool, good: &str, bad: &str) -> Finding {
    if holds { Ok(good.to_owned()) } else { fail(bad) }
}

/// One named step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Step {
    pub name: &'static str,
    pub result: Verdict,
    pub reason: String,
}

/// All steps, in the order of the protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether no step fails. Look at the steps not checked before believing it.
    pub ok: bool,
    /// The steps.
    pub steps: Vec<Step>,
}

impl Report {
    pub(super) fn new() -> Self {
        Self { ok: true, steps: Vec::new() }
    }

    pub(super) fn add(&mut self, name: &'static str, finding: Finding) {
        let (result, reason) = match finding {
            Ok(reason) => (Verdict::Pass, reason),
            Err(other) => other,
        };
        self.ok &= result != Verdict::Fail;
        self.steps.push(Step { name, result, reason });
    }

    /// The step of this name.
    pub fn step(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.name == name)
    }
}

/// What the person who verifies knows from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expect {
    /// The lock hash as published before the draw, all 64 hex digits; spaces and capitals do not matter.
    pub lock_hash: Option<String>,
    /// The organiser's key fingerprint; spaces and capitals do not matter.
    pub key_fingerprint: Option<String>,
}

/// Nothing could be verified at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the messages say it
pub enum VerifyError {
    #[error("{file} cannot be read: {why}")]
    Unreadable { file: &'static str, why: String },
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("the draw follows protocol `{0}`, which this version does not know; a newer version is needed")]
    Newer(String),
}
