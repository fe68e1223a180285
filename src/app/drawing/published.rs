//! What of a draw is given to others: the bundle's files with a README for laymen and two verifiers that share no code with
//! this program.

use super::{readme, sweepstake};
use crate::app::failure::Failure;
use crate::campaign::{Campaign, SealedDraw, Sweepstake, SweepstakeId};
use sha2::{Digest, Sha256};

/// Verifiers for strangers, published with every draw: a page that opens from disk, and a script for Python alone.
const VERIFIERS: [(&str, &[u8]); 2] = [
    ("verify.html", include_bytes!("../../../assets/verify/verify.html")),
    ("verify.py", include_bytes!("../../../assets/verify/verify.py")),
];

/// The files a stranger needs, by name. `code` never appears before the draw.
pub fn bundle(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let sweepstake = sweepstake(campaign, id)?;
    let Some(sealed) = &sweepstake.sealed else {
        return Err(Failure::new("The bundle was not written.", "The draw is not locked yet.", "Lock it first."));
    };
    bundle_of(campaign, sweepstake, sealed)
}

/// The files of a draw or of a rehearsal, sorted by name: also of one that is only locked, so that the promise can be
/// published and checked before there is anything to draw.
pub(super) fn bundle_of(
    campaign: &Campaign,
    sweepstake: &Sweepstake,
    sealed: &SealedDraw,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let tools = VERIFIERS.map(|(name, bytes)| (name, hex::encode(Sha256::digest(bytes))));
    let mut files = vec![
        ("roll.tsv".to_owned(), sealed.roll.clone().into_bytes()),
        ("lock.json".to_owned(), sealed.lock.clone().into_bytes()),
        ("README.txt".to_owned(), readme::readme(campaign, sweepstake, sealed, &tools).into_bytes()),
    ];
    if let Some(record) = &sealed.record {
        files.push(("record.json".to_owned(), record.clone().into_bytes()));
        files.push(("amendments.json".to_owned(), sealed.amendments.clone().into_bytes()));
    }
    if let Some(void) = &sealed.void {
        files.push(("void.json".to_owned(), void.clone().into_bytes()));
    }
    if !sealed.rules.is_empty() {
        files.push(("rules.txt".to_owned(), sealed.rules.clone().into_bytes()));
    }
    files.extend(VERIFIERS.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
    // Paper for people: it proves nothing, so the README names it apart.
    files.extend(crate::app::papers::record_pdf(campaign, sweepstake, sealed)?);
    files.sort();
    Ok(files)
}

/// 64 digits in groups of four, eight groups a line.
pub(in crate::app) fn draw_groups(hash: &str) -> String {
    let groups: Vec<&str> =
        (0..hash.len()).step_by(4).filter_map(|at| hash.get(at..(at + 4).min(hash.len()))).collect();
    groups.chunks(8).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}
