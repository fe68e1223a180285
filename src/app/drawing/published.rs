//! What of a draw is given to others: the bundle's files with a README for laymen.

use super::{key_fingerprint, sweepstake};
use crate::app::failure::Failure;
use crate::campaign::{Campaign, SealedDraw, Sweepstake, SweepstakeId};

/// The files a stranger needs, by name. `code` never appears before the draw.
pub fn bundle(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let sweepstake = sweepstake(campaign, id)?;
    let Some(sealed) = &sweepstake.sealed else {
        return Err(Failure::new("The bundle was not written.", "The draw is not locked yet.", "Lock it first."));
    };
    bundle_of(campaign, sweepstake, sealed)
}

/// The files of a draw or of a rehearsal.
pub(super) fn bundle_of(
    campaign: &Campaign,
    sweepstake: &Sweepstake,
    sealed: &SealedDraw,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = vec![
        ("roll.tsv".to_owned(), sealed.roll.clone().into_bytes()),
        ("lock.json".to_owned(), sealed.lock.clone().into_bytes()),
        ("README.txt".to_owned(), readme(campaign, sweepstake, sealed).into_bytes()),
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
    files.sort();
    Ok(files)
}

/// For somebody who has never seen such a folder.
fn readme(campaign: &Campaign, sweepstake: &Sweepstake, sealed: &SealedDraw) -> String {
    use std::fmt::Write;
    let mut text = format!(
        "{}\nDraw {} of {}\n\n\
         This folder holds everything that is needed to check the draw. Nobody has to trust whoever ran it.\n\n\
         roll.tsv         the frozen list: entry id, tickets, household, prizes it may win\n\
         lock.json        the promise made before the luck was known: list, prizes, sources, rules\n",
        sweepstake.title,
        sealed.number,
        campaign.settings().title
    );
    text.push_str(if sealed.record.is_some() {
        "record.json      the draw: the values that fell, the walk down the order, winners and alternates\n\
         amendments.json  what happened afterwards: who was told, accepted, declined, moved up\n"
    } else {
        "record.json      is still to come: the list is locked, the draw has not been made\n"
    });
    if !sealed.rules.is_empty() {
        text.push_str("rules.txt        the rules; their fingerprint is part of the lock\n");
    }
    let _ = write!(
        text,
        "\nLock code, published before the draw:\n{}\n\nFingerprint of the organiser's key:\n{}\n\n\
         How to check it\n\
         1. Compare the lock code above with the one that was published before the draw. This is the step that matters\n   \
         most: without it, a list could have been made afterwards.\n\
         2. With the program: unsung verify FOLDER --lock LOCKCODE\n   It names every step and says pass, fail or not checked.\n\
         3. By hand: the place of an entry is HMAC-SHA256(prk, entry id followed by the byte 1), prk as in record.json;\n   \
         for a second ticket the entry id is followed by the byte 0, the digit 2 and the byte 1. The lowest place of an\n   \
         entry counts, and the lowest places win. Thirty lines of Python do it for the whole list.\n\n\
         Looking for yourself? Find your entry id in roll.tsv. The id says nothing about you; you were told yours.\n",
        draw_groups(&sealed.lock_sha256),
        key_fingerprint(campaign).unwrap_or_default(),
    );
    text
}

/// 64 digits in groups of four, eight groups a line.
pub(in crate::app) fn draw_groups(hash: &str) -> String {
    let groups: Vec<&str> =
        (0..hash.len()).step_by(4).filter_map(|at| hash.get(at..(at + 4).min(hash.len()))).collect();
    groups.chunks(8).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}
