//! Checking from outside: a published bundle or a receipt, as a stranger gets it, and a campaign's own file.
//! Every check has a name and says pass, fail or not checked with the reason. What the steps of a draw mean is the room `draw`'s.

mod evidence;
mod roll_file;
mod self_test;
mod tamper;
mod zip_table;

pub use evidence::{Evidence, Files};
pub use roll_file::RollFile;
pub use self_test::{FileTested, Missed, SelfTest, self_test, self_test_of_draw};
pub use tamper::{Exhibit, LIMITS, Tamper, Tampers, tampers};

use super::drawing;
use super::failure::Failure;
use super::workspace::read_campaign;
use super::world::World;
use crate::campaign::Campaign;
use crate::draw::{self, Verdict};
use crate::store::Blobs;
use serde::Serialize;
use std::path::Path;

/// Verifies what was read; `previous` is the bundle of the draw before, where there is one to compare with.
pub fn verify(
    evidence: &Evidence,
    previous: Option<&Files>,
    expect: &draw::Expect,
) -> Result<draw::Report, draw::VerifyError> {
    match evidence {
        Evidence::Bundle(files) => draw::verify_stream(&files.bundle(previous), files.roll(), expect),
        Evidence::Receipt(bytes) => draw::verify_receipt(bytes, expect),
    }
}

/// Whether it is of a rehearsal, which never counts, however well it verifies.
pub fn is_rehearsal(evidence: &Evidence) -> bool {
    let bytes = match evidence {
        Evidence::Bundle(files) => files.bundle(None).lock,
        Evidence::Receipt(bytes) => bytes.as_slice(),
    };
    serde_json::from_slice::<serde_json::Value>(bytes)
        .is_ok_and(|tree| tree.pointer("/lock/rehearsal").and_then(serde_json::Value::as_bool) == Some(true))
}

/// The words for evidence that cannot be verified at all.
pub fn not_verified(error: &draw::VerifyError) -> Failure {
    let help = match error {
        draw::VerifyError::Newer(_) => "Verify it with the newer program.",
        draw::VerifyError::Missing(_) => "Get the whole bundle, with all its files.",
        draw::VerifyError::Unreadable { .. } => "Get the bundle again from whoever published it.",
    };
    let mut why = error.to_string();
    if !why.ends_with('.') {
        why.push('.');
    }
    Failure::new("Nothing was verified.", why, help)
}

/// One check of a campaign's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    pub name: String,
    pub result: Verdict,
    pub reason: String,
}

/// All checks of a campaign's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Whether no check fails.
    pub ok: bool,
    pub checks: Vec<Check>,
}

/// Reads a campaign file and checks it, its ledger, its imported files and its draws. A file that cannot be read is a failure.
pub fn check_file(world: &dyn World, path: &Path) -> Result<Checked, Failure> {
    let opened = read_campaign(world, path)?;
    Ok(check_campaign(&opened.campaign, &opened.blobs))
}

/// Checks a campaign that was read: whatever it refers to must be there and be what it says.
pub fn check_campaign(campaign: &Campaign, blobs: &Blobs) -> Checked {
    let mut checks = Vec::new();
    let mut add = |name: String, result: Verdict, reason: String| checks.push(Check { name, result, reason });
    add(
        "file".into(),
        Verdict::Pass,
        format!(
            "readable, and every reference leads somewhere: {} people, {} nominations, {} entries",
            campaign.people().len(),
            campaign.nominations().len(),
            campaign.entries().len()
        ),
    );
    match campaign.ledger().check() {
        Ok(()) => {
            let lines = campaign.ledger().lines().len();
            add("ledger".into(), Verdict::Pass, format!("{lines} lines, each follows the one before"));
        }
        Err(error) => add("ledger".into(), Verdict::Fail, error.to_string()),
    }
    let lost: Vec<&str> = campaign
        .sources()
        .iter()
        .filter(|(_, source)| !blobs.contains_key(&source.sha256))
        .map(|(_, source)| source.file_name.as_str())
        .collect();
    let sources = campaign.sources().len();
    if lost.is_empty() {
        let reason = format!("{sources} kept as they came, each with the bytes its hash names");
        add("imported files".into(), Verdict::Pass, reason);
    } else {
        let reason = format!("{} of {sources} are not in the file any more: {}", lost.len(), lost.join(", "));
        add("imported files".into(), Verdict::Fail, reason);
    }
    match drawing::key_fingerprint(campaign) {
        Some(fingerprint) => add("key".into(), Verdict::Pass, format!("its fingerprint is {fingerprint}")),
        None => add("key".into(), Verdict::Fail, "the key that signs draws cannot be read".into()),
    }
    for (id, sweepstake) in campaign.sweepstakes().iter() {
        let Some(sealed) = &sweepstake.sealed else { continue };
        let name = format!("draw {}", sealed.number);
        let (result, reason) = match drawing::verify(campaign, id) {
            Ok(report) => {
                let failing: Vec<String> = report
                    .steps
                    .iter()
                    .filter(|step| step.result == Verdict::Fail)
                    .map(|step| format!("{}: {}", step.name, step.reason))
                    .collect();
                if failing.is_empty() {
                    let passed = report.steps.iter().filter(|step| step.result == Verdict::Pass).count();
                    let drawn = if sealed.record.is_some() { "" } else { "; not drawn yet" };
                    (Verdict::Pass, format!("“{}”: {passed} steps of the verification pass{drawn}", sweepstake.title))
                } else {
                    (Verdict::Fail, failing.join("; "))
                }
            }
            Err(failure) => (Verdict::Fail, failure.why),
        };
        add(name, result, reason);
    }
    for (award, judging) in campaign.judgings().iter() {
        // A file whose frozen outcomes have other hashes is not opened at all; here it is said which hold.
        for freeze in judging.freezes() {
            let sheets = campaign.sheets_of(award).map(|(_, sheet)| sheet);
            let holds = judging.holds(award, sheets, freeze);
            let noted = campaign.ledger().lines().iter().any(|line| line.kind.contains(&freeze.sha256));
            let round = judging.round(freeze.round).map_or("a round", |round| round.title());
            let name = format!("judging of {award}, {}", round.to_lowercase());
            match (holds, noted) {
                (true, true) => add(name, Verdict::Pass, format!("frozen as {}, as the ledger says", freeze.sha256)),
                (true, false) => add(name, Verdict::Fail, "its hash is not in the ledger".into()),
                (false, _) => add(name, Verdict::Fail, "what was frozen has another hash now".into()),
            }
        }
    }
    Checked { ok: checks.iter().all(|check| check.result != Verdict::Fail), checks }
}
