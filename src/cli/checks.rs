//! `verify` and `check`: every step by name, with its verdict and the reason.

use super::args::{Check, Verify};
use super::shell::{Ending, Shell, note, work};
use super::table::{padded, width};
use crate::app::checking::{self, Evidence, Files, SelfTest};
use crate::app::{Failure, World};
use crate::draw::{Expect, Step, Verdict};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Verified<'a> {
    ok: bool,
    /// Of a rehearsal, which never counts.
    rehearsal: bool,
    steps: &'a [Step],
    #[serde(skip_serializing_if = "Option::is_none")]
    self_test: Option<&'a SelfTest>,
}

pub fn verify(args: &Verify, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let evidence = Evidence::read(world, &args.path)?;
    let previous = match args.previous.as_ref().map(|path| Evidence::read(world, path)).transpose()? {
        Some(Evidence::Receipt(_)) => {
            return Err(Failure::new(
                "Nothing was verified.",
                "What was given as the draw before is a receipt.",
                "Give its bundle.",
            ));
        }
        Some(Evidence::Bundle(files)) => Some(files),
        None => None,
    };
    let expect = Expect { lock_hash: args.lock.clone(), key_fingerprint: args.key.clone() };
    let report =
        checking::verify(&evidence, previous.as_ref(), &expect).map_err(|error| checking::not_verified(&error))?;
    let count = |verdict| report.steps.iter().filter(|step| step.result == verdict).count();
    say_steps(shell, report.steps.iter().map(|step| (step.name, step.result, step.reason.as_str())));
    shell.say("");
    shell.say(&format!(
        "{} pass, {} fail, {} not checked.",
        count(Verdict::Pass),
        count(Verdict::Fail),
        count(Verdict::NotChecked)
    ));
    let rehearsal = checking::is_rehearsal(&evidence);
    if rehearsal {
        shell.say("REHEARSAL. This is not a draw: nobody has won anything by it.");
    }
    shell.say(if report.ok {
        "Nothing fails. Read the steps that were not checked before believing it."
    } else {
        "THIS DOES NOT VERIFY."
    });
    if report.ok && args.key.is_none() {
        shell.say(
            "No key was given with --key: this only proves that what is here agrees with itself, not whose it is.",
        );
    }
    if let Evidence::Bundle(Files { beside, .. }) = &evidence
        && !beside.is_empty()
    {
        note(&format!("Beside it, and no part of the proof: {}.", beside.join(", ")));
    }
    let tested = if args.self_test { Some(self_test(evidence, previous, expect, report.ok, shell)?) } else { None };
    let ok = report.ok && tested.as_ref().is_none_or(|tested| tested.ok);
    shell.document(&Verified { ok, rehearsal, steps: &report.steps, self_test: tested.as_ref() })?;
    Ok(Ending::of(ok))
}

fn self_test(
    evidence: Evidence,
    previous: Option<Files>,
    expect: Expect,
    verifies: bool,
    shell: &mut Shell,
) -> Result<SelfTest, Failure> {
    if !verifies {
        return Err(Failure::new(
            "The self-test was not made.",
            "What does not verify unchanged shows nothing when it is changed.",
            "Test with a bundle that verifies.",
        ));
    }
    let tested =
        work("Self-test", move |progress| checking::self_test(&evidence, previous.as_ref(), &expect, progress))?;
    say_self_test(&tested, shell);
    Ok(tested)
}

fn say_self_test(tested: &SelfTest, shell: &mut Shell) {
    shell.say("");
    shell.say(&format!("Self-test: {} changes, {} caught.", tested.changes, tested.caught));
    if !tested.sample.is_empty() {
        shell.say(&format!("  A sample of this large draw: {}.", tested.sample));
    }
    for file in &tested.files {
        shell.say(&format!("  {}: {} of {} caught", file.name, file.caught, file.changes));
        for (kind, count) in &file.kinds {
            shell.say(&format!("    {count} with {kind}"));
        }
        for (step, count) in &file.caught_by {
            shell.say(&format!("    {count} caught by {step}"));
        }
    }
    for missed in &tested.elsewhere {
        shell.say(&format!("  Caught, but not by {}: {}, {}", missed.step, missed.file, missed.place));
    }
    for missed in &tested.missed {
        shell.say(&format!("  NOT CAUGHT by {}: {}, {}", missed.step, missed.file, missed.place));
    }
    for limit in &tested.limits {
        shell.say(&format!("  Beyond any test of files: {limit}"));
    }
}

fn say_steps<'a>(shell: &mut Shell, steps: impl Iterator<Item = (&'a str, Verdict, &'a str)>) {
    let steps: Vec<_> = steps.collect();
    let columns = steps.iter().map(|(name, ..)| width(name)).max().unwrap_or(0);
    for (name, verdict, reason) in steps {
        let word = match verdict {
            Verdict::Pass => "pass",
            Verdict::Fail => "FAIL",
            Verdict::NotChecked => "not checked",
        };
        shell.say(&format!("{}  {}  {reason}", padded(word, 11), padded(name, columns)));
    }
}

pub fn check(args: &Check, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let checked = checking::check_file(world.as_ref(), &args.file)?;
    let steps = checked.checks.iter();
    say_steps(shell, steps.map(|check| (check.name.as_str(), check.result, check.reason.as_str())));
    shell.say("");
    shell.say(if checked.ok { "Everything holds together." } else { "SOMETHING DOES NOT HOLD TOGETHER." });
    shell.document(&checked)?;
    Ok(Ending::of(checked.ok))
}
