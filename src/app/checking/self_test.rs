//! The self-test of a verification: tamper with the evidence in memory in every way that `tamper` knows, and see that each is
//! caught, and at which step. Small draws are tested whole; of a large one a sample, which the result tells.

use super::evidence::{Evidence, Files};
use super::tamper::{Exhibit, LIMITS, Tamper, tampers};
use super::verify;
use crate::app::drawing;
use crate::app::failure::{Failure, io_reason};
use crate::app::progress::Progress;
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw::{self, Expect, Report, SigningKey, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Lines of the roll that are tampered with; all of a shorter roll.
const LINES_MOST: usize = 500;
/// Most changes in one test.
const CHANGES_MAX: usize = 20_000;
/// Each change draws again, so of draws with many tickets fewer changes are tried: about so many tickets are hashed in all.
const TICKETS_HASHED: u64 = 400_000_000;
const CHANGES_MIN: usize = 60;
/// The key of the stranger who signs everything anew. It is nobody's.
const STRANGER: [u8; 32] = [0x5a; 32];

/// What became of the changes of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileTested {
    pub name: &'static str,
    pub changes: usize,
    pub caught: usize,
    /// By which step, or `unreadable`, and how many. A change caught by several counts for the one it was meant for, else for the
    /// first.
    pub caught_by: BTreeMap<String, usize>,
    /// What was done, and how often.
    pub kinds: BTreeMap<String, usize>,
}

/// A change that nothing noticed, or that another step noticed than the one it was meant for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Missed {
    pub file: &'static str,
    /// Field or line that was changed, and how.
    pub place: String,
    /// The step that should have failed.
    pub step: &'static str,
}

/// The result of a self-test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SelfTest {
    /// Whether every change was caught.
    pub ok: bool,
    pub changes: usize,
    pub caught: usize,
    /// What of a large draw was tested; "" when everything was.
    pub sample: String,
    pub files: Vec<FileTested>,
    pub missed: Vec<Missed>,
    /// Caught, but at another step than expected.
    pub elsewhere: Vec<Missed>,
    /// What no self-test can show.
    pub limits: Vec<&'static str>,
}

/// How one change ended.
struct Outcome {
    file: &'static str,
    place: String,
    kind: String,
    step: &'static str,
    /// `None` when nothing noticed it.
    by: Option<String>,
    at_its_step: bool,
}

/// Runs the self-test on evidence that verifies.
pub fn self_test(
    evidence: &Evidence,
    previous: Option<&Files>,
    expect: &Expect,
    progress: &Progress,
) -> Result<SelfTest, Failure> {
    let exhibit = exhibit_of(evidence)?;
    let found = tampers(&exhibit, LINES_MOST);
    let most = changes_most(&exhibit);
    let (all, of) = thinned(found.all, most);
    let mut sample = Vec::new();
    if found.lines_tested < found.lines {
        sample.push(format!("{} of {} lines of the roll, evenly spread", found.lines_tested, found.lines));
    }
    if of > all.len() {
        sample.push(format!("{} of {of} changes, evenly spread", all.len()));
    }
    progress.set_total(all.len() as u64);
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let work = || {
        let mut outcomes = Vec::new();
        while let Some(tamper) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            outcomes.extend(try_one(tamper, &exhibit, evidence, previous, expect));
            progress.step()?;
        }
        Ok(outcomes)
    };
    let mut outcomes = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut outcomes = Vec::new();
        for handle in handles {
            let part: Result<Vec<Outcome>, Failure> = handle.join().unwrap_or_else(|_| {
                Err(Failure::new(
                    "The self-test stopped half way.",
                    "The program made a mistake on a changed file.",
                    "Tell whoever maintains it.",
                ))
            });
            outcomes.extend(part?);
        }
        Ok::<_, Failure>(outcomes)
    })?;
    outcomes.extend(by_a_stranger(evidence, &exhibit, expect));
    let mut tested = summed(exhibit.keys().copied(), outcomes);
    tested.sample = sample.join("; ");
    Ok(tested)
}

/// The self-test of a campaign's own draw: of the files that its bundle would hold.
pub fn self_test_of_draw(campaign: &Campaign, id: SweepstakeId, progress: &Progress) -> Result<SelfTest, Failure> {
    let evidence = Evidence::Bundle(Files::of_bundle(drawing::bundle(campaign, id)?)?);
    let report = drawing::verify(campaign, id)?;
    if !report.ok {
        return Err(Failure::new(
            "The self-test was not made.",
            "What does not verify unchanged shows nothing when it is changed.",
            "Look at the verification first.",
        ));
    }
    self_test(&evidence, None, &Expect::default(), progress)
}

fn exhibit_of(evidence: &Evidence) -> Result<Exhibit, Failure> {
    match evidence {
        Evidence::Bundle(files) => Ok(files
            .all()
            .map_err(|error| {
                Failure::new("The self-test was not made.", io_reason(&error), "Check that the bundle can be read.")
            })?
            .into_iter()
            .collect()),
        Evidence::Receipt(bytes) => Ok(Exhibit::from([("receipt.json", bytes.clone())])),
    }
}

fn changes_most(exhibit: &Exhibit) -> usize {
    let lock = exhibit.get("lock.json").and_then(|bytes| draw::SignedLock::parse(bytes).ok());
    let tickets = lock.map_or(0, |signed| signed.lock.roll.tickets).max(1);
    usize::try_from(TICKETS_HASHED / tickets).unwrap_or(CHANGES_MAX).clamp(CHANGES_MIN, CHANGES_MAX)
}

/// At most so many, evenly spread, and how many there were.
fn thinned(all: Vec<Tamper>, most: usize) -> (Vec<Tamper>, usize) {
    let count = all.len();
    if count <= most {
        return (all, count);
    }
    let kept = |index: &usize| (index * most) / count != ((index + 1) * most) / count;
    (all.into_iter().enumerate().filter(|(index, _)| kept(index)).map(|(_, tamper)| tamper).collect(), count)
}

/// `None` when the change would change nothing.
fn try_one(
    tamper: &Tamper,
    exhibit: &Exhibit,
    evidence: &Evidence,
    previous: Option<&Files>,
    expect: &Expect,
) -> Option<Outcome> {
    let changed = tamper.apply(exhibit);
    if changed.is_empty() {
        return None;
    }
    let changed = match evidence {
        Evidence::Bundle(files) => {
            let after = changed.into_iter().fold(files.clone(), |files, (name, bytes)| files.with(name, bytes));
            Evidence::Bundle(after)
        }
        Evidence::Receipt(_) => Evidence::Receipt(changed.into_iter().next()?.1),
    };
    let (by, at_its_step) = match verify(&changed, previous, expect) {
        Err(_) => (Some("unreadable".to_owned()), true),
        Ok(report) => caught_by(&report, tamper.step),
    };
    Some(Outcome {
        file: tamper.file,
        place: tamper.place.clone(),
        kind: tamper.kind(),
        step: tamper.step,
        by,
        at_its_step,
    })
}

/// The step that fails: the one it was meant for, else the first.
fn caught_by(report: &Report, step: &str) -> (Option<String>, bool) {
    let failing: Vec<&str> =
        report.steps.iter().filter(|step| step.result == Verdict::Fail).map(|step| step.name).collect();
    let meant = failing.iter().find(|name| **name == step);
    // A single byte may hit anything; a form that is broken is a form that is broken.
    let at_its_step = meant.is_some() || step == "well-formed" || failing.contains(&"well-formed");
    (meant.or(failing.first()).map(|name| (*name).to_owned()), at_its_step && !failing.is_empty())
}

/// Everything signed anew by somebody with a key of their own: in itself without a fault, so it is only tried when there is
/// something to know it by.
fn by_a_stranger(evidence: &Evidence, exhibit: &Exhibit, expect: &Expect) -> Option<Outcome> {
    let Evidence::Bundle(files) = evidence else { return None };
    let step = match expect {
        Expect { lock_hash: Some(_), .. } => "lock known",
        Expect { key_fingerprint: Some(_), .. } => "key known",
        _ => return None,
    };
    let key = SigningKey::from_bytes(&STRANGER);
    let mut lock = draw::SignedLock::parse(exhibit.get("lock.json")?).ok()?.lock;
    lock.public_key = draw::public_key_hex(&key);
    let signed = draw::seal(lock, &key).ok()?;
    let mut forged = files.with("lock.json", signed.bytes().ok()?);
    if let Some(record) = exhibit.get("record.json").and_then(|bytes| draw::SignedRecord::parse(bytes).ok()) {
        let roll = draw::Roll::parse(exhibit.get("roll.tsv")?).ok()?;
        let code = draw::unhex(&record.record.code).filter(|_| !record.record.code.is_empty());
        let again = draw::run(&signed, &roll, code, &record.record.sources, record.record.drawn_at, &key).ok()?;
        forged = forged.with("record.json", again.bytes().ok()?).with("amendments.json", b"[]".to_vec());
    } else if exhibit.contains_key("void.json") {
        return None;
    }
    let (by, at_its_step) = match verify(&Evidence::Bundle(forged), None, expect) {
        Err(_) => (Some("unreadable".to_owned()), false),
        Ok(report) => caught_by(&report, step),
    };
    Some(Outcome {
        file: "lock.json",
        place: "the whole draw, made and signed again by a stranger".into(),
        kind: "signed again with another key".into(),
        step,
        by,
        at_its_step,
    })
}

fn summed(names: impl Iterator<Item = &'static str>, outcomes: Vec<Outcome>) -> SelfTest {
    let empty = |name| FileTested { name, changes: 0, caught: 0, caught_by: BTreeMap::new(), kinds: BTreeMap::new() };
    let mut files: Vec<FileTested> = names.map(empty).collect();
    let (mut missed, mut elsewhere) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        let Some(file) = files.iter_mut().find(|file| file.name == outcome.file) else { continue };
        let at = Missed { file: outcome.file, place: outcome.place, step: outcome.step };
        file.changes += 1;
        *file.kinds.entry(outcome.kind).or_default() += 1;
        match outcome.by {
            Some(step) => {
                file.caught += 1;
                *file.caught_by.entry(step).or_default() += 1;
                if !outcome.at_its_step {
                    elsewhere.push(at);
                }
            }
            None => missed.push(at),
        }
    }
    missed.sort();
    elsewhere.sort();
    let changes = files.iter().map(|file| file.changes).sum();
    SelfTest {
        ok: missed.is_empty() && changes > 0,
        changes,
        caught: files.iter().map(|file| file.caught).sum(),
        sample: String::new(),
        files,
        missed,
        elsewhere,
        limits: LIMITS.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_evenly_spread_and_whole_where_it_fits() {
        let exhibit =
            Exhibit::from([("void.json", br#"{"signature":"00","void":{"code":""},"void_sha256":"00"}"#.to_vec())]);
        let all = tampers(&exhibit, 9).all;
        let count = all.len();
        assert!(count > 8);
        assert_eq!(thinned(all.clone(), count).0, all);
        let (some, of) = thinned(all.clone(), 5);
        assert_eq!((some.len(), of), (5, count));
        assert!(some.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn what_nothing_noticed_is_missed_and_spoils_the_result() {
        let outcome = |by: Option<&str>, at_its_step| Outcome {
            file: "lock.json",
            place: "lock.draw".into(),
            kind: "another value".into(),
            step: "lock hash",
            by: by.map(str::to_owned),
            at_its_step,
        };
        let names = || ["lock.json"].into_iter();
        let good = summed(names(), vec![outcome(Some("lock hash"), true)]);
        assert_eq!((good.ok, good.changes, good.caught), (true, 1, 1));
        let bad = summed(names(), vec![outcome(Some("lock hash"), true), outcome(None, false)]);
        assert_eq!((bad.ok, bad.changes, bad.caught, bad.missed.len()), (false, 2, 1, 1));
        let other = summed(names(), vec![outcome(Some("record hash"), false)]);
        assert_eq!((other.ok, other.elsewhere.len()), (true, 1));
        assert!(!summed(names(), vec![]).ok);
    }
}
