//! What leaves a campaign as files: the bundle of a draw as folder or zip, and lists as CSV.
//! Files are written whole; a bundle never overwrites the files of another draw.

use super::drawing;
use super::failure::{Failure, io_reason};
use super::listing::{self, Row, What};
use super::names::{self, Output};
use super::world::World;
use crate::campaign::{Campaign, SweepstakeId};
use crate::draw::Outcome;
use crate::intake::export::{Guard, csv};
use serde_json::Value;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Files by name, as they are published.
pub type NamedFiles = Vec<(String, Vec<u8>)>;

/// Writes the bundle of a draw to a folder, or to a zip when the name ends in `.zip`. Gives the files written.
pub fn write_bundle(
    campaign: &Campaign,
    id: SweepstakeId,
    world: &dyn World,
    path: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let files = drawing::bundle(campaign, id)?;
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_zip {
        write_file(world, path, &zip(&files)?)?;
        return Ok(vec![path.to_owned()]);
    }
    write_folder(world, path, &files)
}

fn not_written(path: &Path, why: impl Into<String>) -> Failure {
    Failure::new(format!("{} was not written.", path.display()), why, "Choose another place or another name.")
}

/// Writes one file whole.
pub fn write_file(world: &dyn World, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    world.write_whole(path, bytes, false).map_err(|error| not_written(path, io_reason(&error)))
}

fn write_folder(world: &dyn World, folder: &Path, files: &NamedFiles) -> Result<Vec<PathBuf>, Failure> {
    if world.exists(folder) && !world.is_folder(folder) {
        return Err(not_written(folder, "There is a file of that name already, and a bundle is a folder."));
    }
    let lock = files.iter().find(|(name, _)| name == "lock.json").map(|(_, bytes)| bytes);
    let there = world.read(&folder.join("lock.json")).ok();
    if there.is_some() && there.as_ref() != lock {
        return Err(not_written(folder, "The folder holds the bundle of another draw."));
    }
    world.create_folder(folder).map_err(|error| not_written(folder, io_reason(&error)))?;
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        write_file(world, &path, bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// Packs files. The same files give the same bytes.
pub fn zip(files: &NamedFiles) -> Result<Vec<u8>, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(
            "The zip was not written.",
            format!("It could not be packed: {error}."),
            "Write the folder instead.",
        )
    };
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .system(zip::System::Unix) // on every system, or the same files would give other bytes
        .last_modified_time(zip::DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}

/// Winners and alternates of a drawn sweepstake, for the organiser: with names and addresses, so not for publication as it is.
pub fn winners(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<Row>, Failure> {
    let places = listing::walk(campaign, id);
    if places.is_empty() {
        return Err(Failure::new("No winners were written.", "This draw has not been drawn yet.", "Draw it first."));
    }
    let placed = places.into_iter().filter(|place| matches!(place.step.outcome, Outcome::Winner | Outcome::Alternate));
    let row = |place: listing::Place| -> Row {
        let person = place.person.and_then(|person| campaign.people().get(person));
        let text = |value: Option<String>| Value::from(value.unwrap_or_default());
        let outcome = if place.step.outcome == Outcome::Winner { "winner" } else { "alternate" };
        vec![
            ("rank", place.step.rank.into()),
            ("outcome", outcome.into()),
            ("prize", place.step.prize.into()),
            ("prize_name", place.prize_name.into()),
            ("entry_id", place.step.entry_id.into()),
            ("name", place.name.into()),
            ("email", text(person.map(|person| person.email.clone()))),
            ("country", text(person.map(|person| person.country.clone()))),
            ("name_to_publish", text(person.and_then(|person| names::public_name(campaign, person, Output::Winners)))),
            ("consent", text(person.map(|person| person.consent.state.title().to_lowercase()))),
        ]
    };
    Ok(placed.map(row).collect())
}

/// A list as CSV that opens safely in a spreadsheet.
pub fn list_csv(campaign: &Campaign, what: What) -> Result<Vec<u8>, Failure> {
    rows_csv(&listing::rows(campaign, what)?, what.id())
}

/// Rows as CSV: lists within a cell are joined with semicolons. A list without rows has no columns to name and is refused.
pub fn rows_csv(rows: &[Row], what: &str) -> Result<Vec<u8>, Failure> {
    let Some(first) = rows.first() else {
        let why = format!("There are no {what} in the campaign.");
        return Err(Failure::new("Nothing was written.", why, "Import a list first."));
    };
    let headers: Vec<&str> = first.iter().map(|(name, _)| *name).collect();
    let cells = rows.iter().map(|row| row.iter().map(|(_, value)| plain(value)).collect::<Vec<_>>());
    csv(&headers, cells, Guard::Spreadsheet)
        .map_err(|error| Failure::new("Nothing was written.", error.to_string(), "Close other programs and try again."))
}

/// A value as people read it in a cell.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
