//! The draw: the audit island. Bytes and integers in, records out, by the protocol `unsung-draw/1` (docs/DRAW.md).
//!
//! Read in this order: `canonical` and `moment` (how anything is written), `roll` and `merkle` (who takes part), `lock`
//! and `signature` (the promise), `entropy`, `beacon` and `meter` (where chance comes from), `source`, `survey`, `order` and
//! `walk` (the draw itself), `record` and `amendment` (what came of it), `verify`, `promise`, `report` and `receipt` (how a stranger checks).
//!
//! No clock, no files, no randomness and no floats in here: keys, codes, times and bytes are handed in. The same
//! input gives the same bytes on every machine.

mod amendment;
mod beacon;
mod canonical;
mod entropy;
mod lock;
mod merkle;
mod meter;
mod moment;
mod order;
mod promise;
mod receipt;
mod record;
mod report;
mod roll;
mod signature;
mod source;
mod survey;
mod verify;
mod walk;

pub use amendment::{
    AmendError, Amendment, AmendmentProblem, Change, Holder, Kind, SignedAmendment, Standing, Status, amend, amend_all,
    amendments_bytes, check_amendments, parse_amendments,
};
pub use beacon::{BeaconError, CHAINS, Chain, chain};
pub use canonical::{FileError, Hash, INTEGER_MAX, sha256, unhex};
pub use ed25519_dalek::SigningKey;
pub use entropy::{EntropyError, EntropyProblem, SourceValue, canonical_text, canonical_value, entropy_string};
pub use lock::{
    Excluded, LeftOut, Lock, LockError, Method, NUMBERS_MAX, PROTOCOL, PROTOCOL_REHEARSAL, Prize, RFC3797_ENTRIES_MAX,
    Reason, SignedLock, SignedVoid, Source, Void, commitment_hex, seal, void,
};
pub use meter::{needed_millibits, promised_millibits};
pub use moment::{Moment, MomentError};
pub use receipt::{Receipt, verify_receipt};
pub use record::{Record, RunError, SignedRecord, run};
pub use report::{Expect, Report, Step, Verdict, VerifyError};
pub use roll::{
    LINE_BYTES_MAX, Roll, RollEntry, RollError, RollProblem, RollSummary, TICKETS_MAX, TICKETS_TOTAL_MAX, is_entry_id,
    is_prize_id,
};
pub use signature::{fingerprint, public_key_hex};
pub use source::RollSource;
pub use verify::{Bundle, Previous, verify, verify_stream};
pub use walk::{Outcome, PickError, PickInput, Picked, WalkStep, pick};
