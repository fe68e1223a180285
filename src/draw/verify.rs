//! Verification of a published bundle: every step named, each on its own, so that one changed byte points at itself.
//!
//! No input makes it panic, and the roll is read in pieces, in one pass when what is recorded is what was drawn. Steps that lack what they need say `not checked` and why. A hash is checked against its
//! content, a signature against the stated hash: one change must not blur into many.

use super::amendment::{SignedAmendment, check_chain, replay};
use super::beacon;
use super::canonical::{Hash, hash_of, sha256, unhex};
use super::entropy::{SourceValue, canonical_values, check_beacon};
use super::lock::{SignedLock, SignedVoid, Source};
use super::moment::Moment;
use super::promise::{key_known, load, lock_hash, lock_known, lock_signature, protocol_is_known};
use super::record::{Record, SignedRecord};
use super::report::{Expect, Finding, Report, Verdict, VerifyError, fail, judge, unchecked};
use super::signature::Signed;
use super::source::RollSource;
use super::survey::{Surveyed, Wanted, survey};
use super::walk::{PickError, PickInput, Picked, unread};
use std::collections::BTreeSet;

/// The files of a draw, raw. Without a record the lock alone is verified, before the draw or with its void.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bundle<'a> {
    /// `roll.tsv`, when it is in memory.
    pub roll: &'a [u8],
    /// `lock.json`.
    pub lock: &'a [u8],
    /// `record.json`; comes with amendments.
    pub record: Option<&'a [u8]>,
    /// `amendments.json`; `[]` when nothing has happened.
    pub amendments: Option<&'a [u8]>,
    /// `rules.txt`.
    pub rules: Option<&'a [u8]>,
    /// `void.json`.
    pub void: Option<&'a [u8]>,
    /// The draw before this one.
    pub previous: Option<Previous<'a>>,
}

/// The files of the previous draw, raw.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)]
pub struct Previous<'a> {
    pub lock: &'a [u8],
    pub record: Option<&'a [u8]>,
    pub amendments: Option<&'a [u8]>,
    pub void: Option<&'a [u8]>,
}

/// Verifies a bundle.
pub fn verify(bundle: &Bundle, expect: &Expect) -> Result<Report, VerifyError> {
    verify_stream(bundle, &bundle.roll, expect)
}

/// Verifies a bundle whose roll need not fit into memory: it is read from `roll`, and `bundle.roll` is not looked at.
pub fn verify_stream(bundle: &Bundle, roll: &dyn RollSource, expect: &Expect) -> Result<Report, VerifyError> {
    let case = Case::load(bundle, roll, expect)?;
    let mut report = Report::new();
    for (name, check) in steps() {
        report.add(name, check(&case));
    }
    if bundle.void.is_some() {
        report.add("void", case.void_holds());
    }
    Ok(report)
}

/// A check of one step.
type Check<'a> = fn(&Case<'a>) -> Finding;

/// The steps in their order. Every report has all of them, and `void` behind them when there is a `void.json`.
fn steps<'a>() -> [(&'static str, Check<'a>); 20] {
    [
        ("well-formed", Case::well_formed),
        ("lock hash", |case| lock_hash(case.lock()?)),
        ("lock signature", |case| lock_signature(case.lock()?)),
        ("lock known", |case| lock_known(case.lock()?, case.expect)),
        ("key known", |case| key_known(case.lock()?, case.expect)),
        ("lock in record is lock.json", Case::lock_in_record),
        ("record hash", Case::record_hash),
        ("record signature", Case::record_signature),
        ("roll hash", Case::roll_hash),
        ("merkle root", Case::merkle_root),
        ("rules hash", Case::rules_hash),
        ("excluded ids exist", Case::excluded_exist),
        ("chain to the previous draw", Case::chain),
        ("commitment opens", Case::commitment_opens),
        ("entropy matches the plan", Case::entropy),
        ("beacon signature", Case::beacon_signature),
        ("beacon after lock", Case::beacon_after_lock),
        ("order recomputed", Case::order),
        ("walk recomputed", Case::walk),
        ("amendments", Case::amendments),
    ]
}

/// The files, read as far as they could be.
struct Case<'a> {
    bundle: &'a Bundle<'a>,
    roll: &'a dyn RollSource,
    expect: &'a Expect,
    faults: Vec<String>,
    /// What the one pass over the roll found that every verification needs.
    surveyed: Surveyed,
    /// The draw made again in the same pass, as far as lock and record tell how.
    picked: Option<Result<Picked, PickError>>,
    lock: Option<SignedLock>,
    record: Option<SignedRecord>,
    amendments: Option<Vec<SignedAmendment>>,
    void: Option<SignedVoid>,
}

impl<'a> Case<'a> {
    fn load(bundle: &'a Bundle<'a>, roll: &'a dyn RollSource, expect: &'a Expect) -> Result<Self, VerifyError> {
        match (bundle.record, bundle.amendments) {
            (Some(_), None) => return Err(VerifyError::Missing("amendments.json")),
            (None, Some(_)) => return Err(VerifyError::Missing("record.json")),
            _ => protocol_is_known("lock.json", bundle.lock)?,
        }
        let mut faults = Vec::new();
        let lock: Option<SignedLock> = load("lock.json", bundle.lock, &mut faults)?;
        faults.extend(lock.as_ref().and_then(|l| l.lock.validate().err()).map(|e| format!("lock.json: {e}")));
        let record = bundle.record.map(|raw| load("record.json", raw, &mut faults)).transpose()?.flatten();
        let record: Option<SignedRecord> = record;
        faults.extend(record.as_ref().and_then(|r| r.record.validate().err()).map(|e| format!("record.json: {e}")));
        let amendments = bundle.amendments.map(|raw| load("amendments.json", raw, &mut faults)).transpose()?.flatten();
        let void = bundle.void.map(|raw| load("void.json", raw, &mut faults)).transpose()?.flatten();
        let watched = watched(lock.as_ref(), record.as_ref(), amendments.as_deref());
        let input = lock.as_ref().zip(record.as_ref()).and_then(|(lock, record)| input(roll, lock, record).ok());
        let drawn = match &input {
            Some(input) => input.draw(true, &watched).map(|drawn| (drawn.surveyed, Some(drawn.picked))),
            None => {
                let wanted = Wanted { hashes: true, watched: &watched, ..Wanted::default() };
                survey(roll, &wanted).map_err(unread).map(|surveyed| (surveyed, None))
            }
        };
        let unreadable = |why: String| VerifyError::Unreadable { file: "roll.tsv", why };
        let (surveyed, picked) = drawn.map_err(|error| unreadable(error.to_string()))?;
        if let (None, Some(fault)) = (&surveyed.hashes, &surveyed.fault) {
            return Err(unreadable(fault.to_string()));
        }
        if let Some(Err(error @ (PickError::Read { .. } | PickError::Changed))) = &picked {
            return Err(unreadable(error.to_string()));
        }
        faults.extend(surveyed.fault.as_ref().map(|e| format!("roll.tsv: {e}")));
        Ok(Self { bundle, roll, expect, faults, surveyed, picked, lock, record, amendments, void })
    }

    fn lock(&self) -> Result<&SignedLock, (Verdict, String)> {
        self.lock.as_ref().ok_or((Verdict::NotChecked, "lock.json is not well-formed".into()))
    }

    fn record(&self) -> Result<&SignedRecord, (Verdict, String)> {
        let why = match (self.bundle.record, self.bundle.void) {
            (Some(_), _) => "record.json is not well-formed",
            (None, Some(_)) => "the lock was voided; there is no record",
            (None, None) => "THERE IS NO RECORD HERE: the draw is locked, and nothing shows that it was drawn",
        };
        self.record.as_ref().ok_or((Verdict::NotChecked, why.into()))
    }

    fn roll(&self) -> Result<&Surveyed, (Verdict, String)> {
        match self.surveyed.fault {
            None => Ok(&self.surveyed),
            Some(_) => Err((Verdict::NotChecked, "roll.tsv is not well-formed".into())),
        }
    }

    fn well_formed(&self) -> Finding {
        let faults = self.faults.join("; ");
        judge(self.faults.is_empty(), "every file is of the form of the protocol", &faults)
    }

    fn lock_in_record(&self) -> Finding {
        let same = self.record()?.signed_lock() == *self.lock()?;
        judge(same, "lock, hash and signature are the same", "the record is of another lock than lock.json")
    }

    fn record_hash(&self) -> Finding {
        let record = self.record()?;
        judge(
            record.hash_is_right(),
            &format!("the record hashes to {}", record.record_sha256),
            "the record does not hash to the hash stated beside it: it was changed",
        )
    }

    fn record_signature(&self) -> Finding {
        let record = self.record()?;
        judge(
            self.lock()?.is_signed(Signed::Record, &record.record_sha256, &record.signature),
            "the key of the lock signed the stated hash",
            "the signature is not by the key of the lock over the stated hash",
        )
    }

    fn roll_hash(&self) -> Finding {
        let promised = &self.lock()?.lock.roll;
        let hash = self.surveyed.hashes.map(|(hash, _)| hex::encode(hash));
        if hash.as_ref() != Some(&promised.sha256) {
            return fail("roll.tsv is not the roll that was locked");
        }
        let counted = (self.surveyed.entries, self.surveyed.tickets) == (promised.entries, promised.tickets);
        judge(
            counted || self.surveyed.fault.is_some(),
            &format!("roll.tsv is the locked roll of {} entries and {} tickets", promised.entries, promised.tickets),
            "the lock counts other entries or tickets than the roll has",
        )
    }

    fn merkle_root(&self) -> Finding {
        let promised = &self.lock()?.lock.roll.merkle_root;
        let root = self.surveyed.hashes.and_then(|(_, root)| root).map(hex::encode);
        judge(
            root.as_ref() == Some(promised),
            "the lines lead to the locked root; receipts can be trusted",
            "the lines do not lead to the locked root",
        )
    }

    fn rules_hash(&self) -> Finding {
        let promised = &self.lock()?.lock.rules_sha256;
        match self.bundle.rules {
            None => unchecked("the text of the rules is not here"),
            Some(_) if promised.is_empty() => fail("there is a text of rules, but the lock promises none"),
            Some(rules) => judge(
                hex::encode(sha256(rules)) == *promised,
                "the rules are those of the lock",
                "the rules are not those of the lock",
            ),
        }
    }

    fn excluded_exist(&self) -> Finding {
        let (lock, roll) = (self.lock()?, self.roll()?);
        let stranger = lock.lock.excluded.iter().find(|excluded| !roll.found.contains_key(&excluded.entry_id));
        match stranger {
            Some(stranger) => fail(format!("{} is excluded but is not in the roll", stranger.entry_id)),
            None => Ok(format!("{} excluded, all in the roll", lock.lock.excluded.len())),
        }
    }

    fn chain(&self) -> Finding {
        let lock = &self.lock()?.lock;
        if lock.rehearsal {
            return Ok("a rehearsal stands outside the chain".into());
        }
        if lock.draw <= 1 {
            return judge(lock.previous.is_empty(), "the first draw of the campaign", "the first draw names another");
        }
        let before = lock.draw - 1;
        let Some(previous) = &self.bundle.previous else {
            return unchecked(format!("the files of draw {before} are not here"));
        };
        let ends = previous_ends(previous);
        let Some((signed, ends)) = ends else {
            return fail(format!("the files given as draw {before} do not agree with themselves"));
        };
        if signed.lock.campaign_id != lock.campaign_id || signed.lock.draw != before {
            return fail(format!("the files given are not of draw {before} of this campaign"));
        }
        let Some(named) = ends.iter().position(|(hash, _)| *hash == lock.previous) else {
            return fail(format!("the lock does not name the end of draw {before}"));
        };
        let later = ends.get(named + 1).and_then(|(_, at)| at.as_ref());
        judge(
            later.is_none_or(|at| *at >= lock.locked_at),
            &format!("the lock names the end of draw {before} as it was then"),
            &format!("draw {before} had gone on before this lock, which names an earlier state of it"),
        )
    }

    fn commitment_opens(&self) -> Finding {
        let lock = &self.lock()?.lock;
        let code = match (&self.record, &self.void) {
            (None, Some(void)) => &void.void.code,
            _ => &self.record()?.record.code,
        };
        let good =
            if code.is_empty() { "no code was committed to, none is used" } else { "the code is the promised one" };
        judge(lock.opens(code), good, "the code is not the one the lock committed to")
    }

    fn entropy(&self) -> Finding {
        let (lock, record) = (&self.lock()?.lock, &self.record()?.record);
        let (stored, entropy) = match canonical_values(lock, &record.sources) {
            Ok(values) => values,
            Err(error) => return fail(error.to_string()),
        };
        // Numbers may stand in any order; text is stored in its one spelling.
        let spelled = |(a, b): (&SourceValue, &SourceValue)| a == b || matches!(a, SourceValue::Numbers { .. });
        judge(
            entropy == record.entropy && stored.iter().zip(&record.sources).all(spelled),
            "every source gave what the lock announced",
            "the entropy string is not the one its sources make",
        )
    }

    fn beacon_signature(&self) -> Finding {
        if !self.lock()?.lock.entropy.iter().any(|source| matches!(source, Source::Drand { .. })) {
            return unchecked("no beacon in the plan");
        }
        let (lock, record) = (&self.lock()?.lock, &self.record()?.record);
        let mut checked = Vec::new();
        for (at, source) in lock.entropy.iter().enumerate() {
            let Source::Drand { label, round: planned, .. } = source else { continue };
            let Some(value @ SourceValue::Drand { round, .. }) = record.sources.get(at) else {
                return fail(format!("{label}: the record holds no round of the beacon"));
            };
            if round != planned {
                return fail(format!("{label}: round {round} is recorded, the lock says {planned}"));
            }
            if let Err(problem) = check_beacon(source, value) {
                return fail(format!("{label}: {problem}"));
            }
            checked.push(round.to_string());
        }
        Ok(format!("the beacon signed round {}", checked.join(", round ")))
    }

    fn beacon_after_lock(&self) -> Finding {
        let lock = &self.lock()?.lock;
        match lock.check_times() {
            Ok(()) => {
                let rounds = lock.entropy.iter().filter_map(|source| {
                    let Source::Drand { chain, round, .. } = source else { return None };
                    let chain = beacon::chain(chain)?;
                    Some(format!(", round {round} of {} falls at {}", chain.name, chain.round_moment(*round)?))
                });
                let rounds: String = rounds.collect();
                Ok(format!("locked {}, seed announced for {}{rounds}", lock.locked_at, lock.announced_at))
            }
            Err(error) => fail(error.to_string()),
        }
    }

    /// The draw made again, and what is recorded of it.
    fn picked(&self) -> Result<(&Picked, &Record), (Verdict, String)> {
        let (lock, record, _) = (self.lock()?, self.record()?, self.roll()?);
        match &self.picked {
            Some(Ok(picked)) => Ok((picked, &record.record)),
            Some(Err(error)) => Err((Verdict::Fail, error.to_string())),
            None => {
                let why = input(self.roll, lock, record).err().unwrap_or_default();
                Err((Verdict::Fail, why))
            }
        }
    }

    fn order(&self) -> Finding {
        let (again, record) = self.picked()?;
        if again.prk_hex != record.prk {
            return fail("the key computed from lock, code and entropy is not the one recorded");
        }
        if again.walk != record.walk {
            // Another walk, but perhaps along the same order: look at the order alone.
            let input = input(self.roll, self.lock()?, self.record()?).map_err(|why| (Verdict::Fail, why))?;
            let places = input.first_places(record.walk.len()).map_err(|error| (Verdict::Fail, error.to_string()))?;
            let mut places = places.into_iter();
            for step in &record.walk {
                let stands = places.next().is_some_and(|(rank, id, ticket, position)| {
                    (rank, id, ticket, position)
                        == (step.rank, step.entry_id.clone(), step.ticket, step.position.clone())
                });
                if !stands {
                    return fail(format!("{} does not stand at rank {}", step.entry_id, step.rank));
                }
            }
        }
        Ok(format!("{} places recomputed from lock, code, entropy and roll", record.walk.len()))
    }

    fn walk(&self) -> Finding {
        let (again, record) = self.picked()?;
        let again = &again.walk;
        let differs = again.iter().zip(&record.walk).find(|(a, b)| a != b).map(|(a, _)| a.rank);
        if let Some(rank) = differs {
            return fail(format!("rank {rank} should be another entry or outcome"));
        }
        judge(
            again.len() == record.walk.len(),
            "every outcome and prize is as recomputed",
            &format!("{} steps are recorded where {} belong", record.walk.len(), again.len()),
        )
    }

    fn amendments(&self) -> Finding {
        let record = self.record()?;
        let Some(amendments) = &self.amendments else { return unchecked("amendments.json is not well-formed") };
        // By the key of lock.json: the one in the record may be another.
        let mut own = record.clone();
        own.record.lock = self.lock()?.lock.clone();
        if let Err(error) = check_chain(&own, amendments) {
            return fail(error.to_string());
        }
        let roll = self.roll()?.found_roll().map_err(|error| (Verdict::NotChecked, error.to_string()))?;
        match replay(&record.record, &roll, amendments) {
            Ok(_) => Ok(format!("{} amendments, each signed, chained and legal", amendments.len())),
            Err(error) => fail(error.to_string()),
        }
    }

    fn void_holds(&self) -> Finding {
        let lock = self.lock()?;
        let Some(signed) = &self.void else { return unchecked("void.json is not well-formed") };
        if self.bundle.record.is_some() {
            return fail("a lock is drawn or voided, never both");
        }
        let hash = hash_of(&signed.void).map(hex::encode).unwrap_or_default();
        let holds = hash == signed.void_sha256
            && signed.void.lock_sha256 == lock.lock_sha256
            && lock.is_signed(Signed::Void, &signed.void_sha256, &signed.signature);
        judge(holds, "the lock was ended by its own key", "hash, lock or signature of the void are not right")
    }
}

/// What a draw of these files depends on, or why they do not say it.
fn input<'a>(roll: &'a dyn RollSource, lock: &SignedLock, record: &'a SignedRecord) -> Result<PickInput<'a>, String> {
    let record = &record.record;
    let code = match record.code.as_str() {
        "" => Hash::default(),
        code => unhex(code).ok_or("the code is not 32 bytes in hex")?,
    };
    let hash = unhex(&lock.lock_sha256).ok_or("the lock hash is not 32 bytes in hex")?;
    Ok(PickInput::of_lock(&lock.lock, hash, roll, code, &record.entropy))
}

/// The entries whose lines matter besides those drawn again: excluded, recorded, amended.
fn watched<'a>(
    lock: Option<&'a SignedLock>,
    record: Option<&'a SignedRecord>,
    amendments: Option<&'a [SignedAmendment]>,
) -> Vec<&'a str> {
    let excluded = lock.into_iter().flat_map(|lock| &lock.lock.excluded).map(|excluded| &excluded.entry_id);
    let walked = record.into_iter().flat_map(|record| &record.record.walk).map(|step| &step.entry_id);
    let amended = amendments.unwrap_or_default().iter().map(|signed| &signed.amendment.entry_id);
    let ids: BTreeSet<&str> = excluded.chain(walked).chain(amended).map(String::as_str).collect();
    ids.into_iter().collect()
}

/// A hash and when it came to be, if later than the draw itself.
type End = (String, Option<Moment>);

/// The hashes that a following lock may name, oldest first, when the files of a draw agree with themselves.
fn previous_ends(previous: &Previous) -> Option<(SignedLock, Vec<End>)> {
    let lock = SignedLock::parse(previous.lock).ok().filter(|l| l.hash_is_right() && l.signature_is_right())?;
    let Some(record) = previous.record else {
        let void = SignedVoid::parse(previous.void?).ok()?;
        let hash = hex::encode(hash_of(&void.void).ok()?);
        let signed = lock.is_signed(Signed::Void, &hash, &void.signature);
        return (signed && void.void.lock_sha256 == lock.lock_sha256).then(|| (lock, vec![(hash, None)]));
    };
    let record = SignedRecord::parse(record).ok().filter(|r| r.hash_is_right() && r.signed_lock() == lock)?;
    let amendments: Vec<SignedAmendment> = super::amendment::parse_amendments(previous.amendments?).ok()?;
    check_chain(&record, &amendments).ok()?;
    lock.is_signed(Signed::Record, &record.record_sha256, &record.signature).then_some(())?;
    let later = amendments.into_iter().map(|a| (a.sha256, Some(a.amendment.at)));
    Some((lock, std::iter::once((record.record_sha256, None)).chain(later).collect()))
}
