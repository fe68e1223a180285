//! Inclusion receipts: what each entrant gets to check alone that their entry is in the locked list, without the list. One as a
//! file, all as files in a folder, or all as a table for a mail merge.

use super::drawing;
use super::exporting;
use super::failure::{Failure, io_reason};
use super::progress::Progress;
use super::world::World;
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw::{Receipt, Roll, SignedLock};
use crate::intake::export::{Guard, csv};
use std::path::{Path, PathBuf};

const WHAT: &str = "No receipt was written.";
/// Rows of one table: mail merges and spreadsheets become slow beyond.
const ROWS_PER_TABLE: usize = 50_000;
/// How often a long run says how far it is.
const PROGRESS_EVERY: u64 = 64;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many receipts.
    pub receipts: u64,
    pub files: Vec<PathBuf>,
}

/// The locked list and its promise.
struct Locked {
    lock: SignedLock,
    roll: Roll,
}

fn locked(campaign: &Campaign, id: SweepstakeId) -> Result<Locked, Failure> {
    let sealed = campaign.sweepstakes().get(id).and_then(|sweepstake| sweepstake.sealed.as_ref()).ok_or_else(|| {
        Failure::new(WHAT, "The list is not locked yet, so there is nothing to be in.", "Lock the draw first.")
    })?;
    let read = |error: &dyn std::fmt::Display| {
        Failure::new(WHAT, format!("{error}."), "Open the version of the file before this one.")
    };
    Ok(Locked {
        lock: SignedLock::parse(sealed.lock.as_bytes()).map_err(|error| read(&error))?,
        roll: Roll::parse(sealed.roll.as_bytes()).map_err(|error| read(&error))?,
    })
}

fn bytes(receipt: &Receipt) -> Result<Vec<u8>, Failure> {
    receipt
        .bytes()
        .map_err(|error| Failure::new(WHAT, format!("{error}."), "Open the version of the file before this one."))
}

/// The receipt of one entry, as the bytes of its file.
pub fn receipt(campaign: &Campaign, id: SweepstakeId, entry_id: &str) -> Result<Vec<u8>, Failure> {
    let Locked { lock, roll } = locked(campaign, id)?;
    let receipt = Receipt::new(&lock, &roll, entry_id).ok_or_else(|| {
        let left_out = campaign.entry_with_id(entry_id).is_some();
        let why = if left_out {
            format!("{entry_id} is not in the locked list: it was left out, or it came to another sweepstake.")
        } else {
            format!("There is no entry {entry_id}.")
        };
        Failure::new(WHAT, why, "Only an entry of the locked list has a receipt.")
    })?;
    bytes(&receipt)
}

/// The name of a receipt's file: the entry id where that is a safe name, else the line of the roll.
pub fn file_name(entry_id: &str, index: u64) -> String {
    let safe = !entry_id.is_empty()
        && entry_id.len() <= 64
        && entry_id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if safe { format!("receipt-{entry_id}.json") } else { format!("receipt-line-{}.json", index + 1) }
}

/// Writes one receipt.
pub fn write_one(
    campaign: &Campaign,
    id: SweepstakeId,
    entry_id: &str,
    world: &dyn World,
    path: &Path,
) -> Result<(), Failure> {
    exporting::write_file(world, path, &receipt(campaign, id, entry_id)?)
}

/// Writes a file for each entrant into a folder.
pub fn write_all(
    campaign: &Campaign,
    id: SweepstakeId,
    world: &dyn World,
    folder: &Path,
    progress: &Progress,
) -> Result<Written, Failure> {
    let Locked { lock, roll } = locked(campaign, id)?;
    if world.exists(folder) && !world.is_folder(folder) {
        return Err(Failure::new(WHAT, "There is a file of that name already.", "Choose a folder for the receipts."));
    }
    world
        .create_folder(folder)
        .map_err(|error| Failure::new(WHAT, io_reason(&error), "Choose another folder for the receipts."))?;
    progress.set_total(roll.entries().len() as u64);
    let mut files = Vec::new();
    for (receipt, entry) in Receipt::all(&lock, &roll).zip(roll.entries()) {
        let path = folder.join(file_name(&entry.id, receipt.index));
        exporting::write_file(world, &path, &bytes(&receipt)?)?;
        files.push(path);
        report(progress, receipt.index + 1)?;
    }
    progress.reach(files.len() as u64)?;
    Ok(Written { receipts: files.len() as u64, files })
}

fn report(progress: &Progress, done: u64) -> Result<(), Failure> {
    if done.is_multiple_of(PROGRESS_EVERY) {
        progress.reach(done)?;
    }
    Ok(())
}

/// Writes a table for a mail merge: whom to write to, and the receipt as one line of text to attach or paste. Long lists go to
/// several tables, numbered behind the name.
pub fn write_table(
    campaign: &Campaign,
    id: SweepstakeId,
    world: &dyn World,
    path: &Path,
    progress: &Progress,
) -> Result<Written, Failure> {
    let Locked { lock, roll } = locked(campaign, id)?;
    progress.set_total(roll.entries().len() as u64);
    let title = campaign.sweepstakes().get(id).map_or("", |sweepstake| sweepstake.title.as_str());
    let headers =
        ["entry_id", "name", "email", "sweepstake", "line", "tickets", "lock_sha256", "receipt_file", "receipt"];
    let mut files = Vec::new();
    let mut receipts = Receipt::all(&lock, &roll).zip(roll.entries());
    let mut done = 0;
    loop {
        let mut rows = Vec::new();
        for (receipt, entry) in receipts.by_ref().take(ROWS_PER_TABLE) {
            let person = campaign
                .entry_with_id(&entry.id)
                .and_then(|id| campaign.entries().get(id))
                .and_then(|entry| campaign.people().get(entry.person));
            let json = String::from_utf8(bytes(&receipt)?).unwrap_or_default();
            rows.push(vec![
                entry.id.clone(),
                person.map(|person| person.name.to_string()).unwrap_or_default(),
                person.map(|person| person.email.clone()).unwrap_or_default().into(),
                title.to_owned(),
                (receipt.index + 1).to_string(),
                entry.tickets.to_string(),
                lock.lock_sha256.clone(),
                file_name(&entry.id, receipt.index),
                json,
            ]);
            done += 1;
            report(progress, done)?;
        }
        if rows.is_empty() {
            break;
        }
        let table = csv(&headers, rows, Guard::Spreadsheet)
            .map_err(|error| Failure::new(WHAT, error.to_string(), "Close other programs and try again."))?;
        let path = if files.is_empty() { path.to_owned() } else { numbered(path, files.len() + 1) };
        exporting::write_file(world, &path, &table)?;
        files.push(path);
    }
    progress.reach(done)?;
    Ok(Written { receipts: done, files })
}

/// `receipts.csv` and `receipts-2.csv`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().map_or_else(|| "receipts".into(), |stem| stem.to_string_lossy());
    let extension = path.extension().map_or_else(|| "csv".into(), |extension| extension.to_string_lossy());
    path.with_file_name(format!("{stem}-{number}.{extension}"))
}

/// How many receipts a sweepstake has to give; 0 before its lock.
pub fn count(campaign: &Campaign, id: SweepstakeId) -> u64 {
    let sealed = campaign.sweepstakes().get(id).and_then(|sweepstake| sweepstake.sealed.as_ref());
    let lock = sealed.and_then(|sealed| SignedLock::parse(sealed.lock.as_bytes()).ok());
    lock.map_or(0, |signed| signed.lock.roll.entries)
}

/// The words that go with a receipt in a letter: what it is and how to check it.
pub fn letter(campaign: &Campaign, id: SweepstakeId) -> Option<String> {
    let sealed = campaign.sweepstakes().get(id)?.sealed.as_ref()?;
    Some(format!(
        "This receipt shows that your entry is in the locked list of the draw, without showing anybody else's.\n\
         Keep it, and compare its lock code with the one that was published:\n{}\n\
         To check it: unsung verify RECEIPT.json --lock LOCKCODE, or drop it on verify.html from the draw's bundle.\n",
        drawing::draw_groups(&sealed.lock_sha256)
    ))
}
