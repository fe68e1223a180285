//! Checking the sealed files of a campaign's own draws.

use super::sweepstake;
use crate::app::failure::Failure;
use crate::campaign::{Campaign, SealedDraw, SweepstakeId};
use crate::draw;

/// Checks the sealed files of a sweepstake, every step by name. The file of the campaign cannot vouch for itself: what was
/// published, and whose key it is, stays not checked.
pub fn verify(campaign: &Campaign, id: SweepstakeId) -> Result<draw::Report, Failure> {
    verify_expecting(campaign, id, &draw::Expect::default())
}

/// The same against what is known from elsewhere, such as the lock hash as it was published; what is not known is not checked.
pub fn verify_expecting(campaign: &Campaign, id: SweepstakeId, expect: &draw::Expect) -> Result<draw::Report, Failure> {
    let sweepstake = sweepstake(campaign, id)?;
    let Some(sealed) = &sweepstake.sealed else {
        return Err(Failure::new("Nothing was verified.", "The draw is not locked yet.", "Lock and draw it first."));
    };
    verify_files(sealed, previous_files(campaign, sealed.number), expect)
}

/// Checks the files of a draw or of a rehearsal.
pub(super) fn verify_files(
    sealed: &SealedDraw,
    previous: Option<draw::Previous<'_>>,
    expect: &draw::Expect,
) -> Result<draw::Report, Failure> {
    let bundle = draw::Bundle {
        roll: sealed.roll.as_bytes(),
        lock: sealed.lock.as_bytes(),
        record: sealed.record.as_ref().map(String::as_bytes),
        amendments: sealed.record.is_some().then_some(sealed.amendments.as_bytes()),
        rules: (!sealed.rules.is_empty()).then_some(sealed.rules.as_bytes()),
        void: sealed.void.as_ref().map(String::as_bytes),
        previous,
    };
    draw::verify(&bundle, expect).map_err(|error| {
        Failure::new("Nothing was verified.", format!("{error}."), "Open the version of the file before this one.")
    })
}

fn previous_files(campaign: &Campaign, number: u64) -> Option<draw::Previous<'_>> {
    let (_, sweepstake) = campaign
        .sweepstakes()
        .iter()
        .find(|(_, sweepstake)| sweepstake.sealed.as_ref().is_some_and(|sealed| sealed.number + 1 == number))?;
    let sealed = sweepstake.sealed.as_ref()?;
    Some(draw::Previous {
        lock: sealed.lock.as_bytes(),
        record: sealed.record.as_ref().map(String::as_bytes),
        amendments: Some(sealed.amendments.as_bytes()),
        void: sealed.void.as_ref().map(String::as_bytes),
    })
}
