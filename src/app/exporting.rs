//! What leaves a campaign as files: the bundle of a draw as folder or zip, and lists as CSV or as a workbook.
//! Files are written whole; a bundle never overwrites the files of another draw.

use super::failure::{Failure, io_reason};
use super::listing::Row;
use super::names::{self, Output};
use super::people::{PeopleOrder, Register};
use super::world::World;
use super::{claims, drawing};
use crate::campaign::{Campaign, PersonId, SweepstakeId};
use crate::draw::{self, Kind};
use crate::intake::IntakeError;
use crate::intake::export::{Guard, csv};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use serde_json::Value;
use std::io::{Cursor, Write};
use std::iter::Peekable;
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
    write_files(world, path, &drawing::bundle(campaign, id)?)
}

/// Writes the files of a bundle to a folder, or to a zip when the name ends in `.zip`. Gives the files written.
pub fn write_files(world: &dyn World, path: &Path, files: &NamedFiles) -> Result<Vec<PathBuf>, Failure> {
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_zip {
        write_file(world, path, &zip(files)?)?;
        return Ok(vec![path.to_owned()]);
    }
    write_folder(world, path, files)
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
    // Of rehearsals only the last one counts for anything, so the one before may go; a draw never.
    let both_rehearse =
        there.as_ref().is_some_and(|bytes| is_rehearsal(bytes)) && lock.is_some_and(|it| is_rehearsal(it));
    if there.is_some() && there.as_ref() != lock && !both_rehearse {
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

fn is_rehearsal(lock: &[u8]) -> bool {
    draw::SignedLock::parse(lock).is_ok_and(|signed| signed.lock.rehearsal)
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

/// Winners and alternates of a drawn sweepstake as they stand now, for the organiser: with names and addresses, so not for
/// publication as it is.
pub fn winners(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<Row>, Failure> {
    let board = claims::board(campaign, id).map_err(no_winners)?;
    let row = |claim: &claims::Claim| -> Row {
        let person = claim.person.and_then(|person| campaign.people().get(person));
        let text = |value: Option<String>| Value::from(value.unwrap_or_default());
        let outcome = if claim.alternate.is_none() { "winner" } else { "alternate" };
        let promoted = claim.steps.iter().any(|step| step.kind == Kind::Promoted);
        vec![
            ("rank", claim.rank.into()),
            ("outcome", if promoted { "promoted" } else { outcome }.into()),
            ("prize", claim.prize.clone().into()),
            ("prize_name", claim.prize_name.clone().into()),
            ("entry_id", claim.entry_id.clone().into()),
            ("name", text(person.map(|person| person.display_name().to_owned()))),
            ("email", text(person.map(|person| person.email.to_string()))),
            ("country", text(person.map(|person| person.country.to_string()))),
            ("name_to_publish", text(claim.person.and_then(|id| names::public_name(campaign, id, Output::Winners)))),
            ("consent", text(person.map(|person| person.consent.state.title().to_lowercase()))),
            ("status", claim.status.code().into()),
            ("since", text(claim.since().map(|at| at.to_string()))),
        ]
    };
    Ok(board.claims.iter().map(row).collect())
}

fn no_winners(failure: Failure) -> Failure {
    Failure { what: "No winners were written.".into(), ..failure }
}

/// Who holds which prize now, for publication: names in the form agreed to, else the entry id, in rank order of the prizes.
/// Who lost a prize or stands in line is not named.
pub fn public_winners(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<Row>, Failure> {
    let rows = public_lines(campaign, id)?
        .into_iter()
        .map(|(prize, winner)| -> Row { vec![("prize", prize.into()), ("winner", winner.into())] });
    Ok(rows.collect())
}

/// Prize and winner, prizes in rank order and winners in the order of the draw.
fn public_lines(campaign: &Campaign, id: SweepstakeId) -> Result<Vec<(String, String)>, Failure> {
    let board = claims::board(campaign, id).map_err(no_winners)?;
    let prizes = campaign.sweepstakes().get(id).map_or(&[][..], |sweepstake| &sweepstake.prizes);
    let mut lines = Vec::new();
    for prize in prizes {
        let holders = board.claims.iter().filter(|claim| claim.status.has_prize() && claim.prize == prize.id);
        for claim in holders {
            let shown = names::of_entry(campaign, &claim.entry_id, Output::Winners).to_string();
            lines.push((prize.name.clone(), shown));
        }
        let unawarded = board.unawarded.iter().filter(|name| **name == prize.name);
        lines.extend(unawarded.map(|name| (name.clone(), "not awarded".to_owned())));
    }
    Ok(lines)
}

/// The same as text, to paste into a mail or a page.
pub fn public_winners_text(campaign: &Campaign, id: SweepstakeId) -> Result<String, Failure> {
    use std::fmt::Write;
    let lines = public_lines(campaign, id)?;
    let sweepstake = campaign.sweepstakes().get(id);
    let sealed = sweepstake.and_then(|sweepstake| sweepstake.sealed.as_ref());
    let title = sweepstake.map_or("", |sweepstake| sweepstake.title.as_str());
    let mut text = format!("Winners: {title}\n{}", campaign.settings().title);
    if let Some(sealed) = sealed {
        let _ = write!(text, ", draw {}", sealed.number);
        if let Some(at) = sealed.drawn_at {
            let _ = write!(text, ", drawn on {}", at.strftime("%-d %B %Y, %H:%M UTC"));
        }
    }
    text.push('\n');
    let mut under = None;
    for (prize, winner) in &lines {
        if under != Some(prize) {
            let _ = write!(text, "\n{prize}\n");
            under = Some(prize);
        }
        let _ = writeln!(text, "  {winner}");
    }
    if let Some(sealed) = sealed {
        let _ = write!(
            text,
            "\nNames appear in the form each winner agreed to, else the entry id stands for them.\nLock code:\n{}\n",
            drawing::draw_groups(&sealed.lock_sha256)
        );
    }
    Ok(text)
}

/// Rows as CSV, one after the other: of a million never more than one is there at a time. Lists within a cell are joined with
/// semicolons. A list without rows has no columns to name and is refused.
pub fn rows_csv(rows: impl IntoIterator<Item = Row>, what: &str, guard: Guard) -> Result<Vec<u8>, Failure> {
    let (headers, rows) = headed(rows, what)?;
    let cells = rows.map(|row| row.iter().map(|(_, value)| plain(value)).collect::<Vec<_>>());
    csv(&headers, cells, guard).map_err(|error| not_made(&error))
}

/// The headers of a list that has a row, and its rows.
fn headed<R: IntoIterator<Item = Row>>(rows: R, what: &str) -> Result<(Vec<String>, Peekable<R::IntoIter>), Failure> {
    let mut rows = rows.into_iter().peekable();
    let Some(first) = rows.peek() else {
        let why = format!("There are no {what} in the campaign.");
        return Err(Failure::new("Nothing was written.", why, "Import a list first."));
    };
    let headers = first.iter().map(|(name, _)| (*name).to_owned()).collect();
    Ok((headers, rows))
}

fn not_made(error: &IntakeError) -> Failure {
    Failure::new("Nothing was written.", error.to_string(), "Close other programs and try again.")
}

/// A table ready to be written: headers, and rows of cells.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub headers: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// Those columns of people that are asked for, as a table.
#[derive(Debug)]
pub struct PeopleTable<'c> {
    campaign: &'c Campaign,
    register: Register,
    people: &'c [PersonId],
    columns: &'c [PeopleOrder],
}

impl<'c> PeopleTable<'c> {
    /// People with these columns, in the order given.
    pub fn new(campaign: &'c Campaign, people: &'c [PersonId], columns: &'c [PeopleOrder]) -> Self {
        Self { campaign, register: Register::new(campaign), people, columns }
    }

    fn headers(&self) -> Vec<String> {
        let title = |column: &PeopleOrder| if *column == PeopleOrder::Country { "Country" } else { column.title() };
        self.columns.iter().map(|column| title(column).to_owned()).collect()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        self.people.iter().filter_map(|id| {
            let (line, person) = (self.register.line(*id)?, self.campaign.people().get(*id));
            let cell = |column: &PeopleOrder| match column {
                PeopleOrder::Nominated => Value::from(line.nominated),
                column => Value::from(column.words(line, person).into_owned()),
            };
            Some(self.columns.iter().map(cell).collect())
        })
    }

    /// As CSV, one row after the other.
    pub fn csv(&self, guard: Guard) -> Result<Vec<u8>, Failure> {
        let cells = self.rows().map(|row| row.iter().map(plain).collect::<Vec<_>>());
        csv(&self.headers(), cells, guard).map_err(|error| not_made(&error))
    }

    /// As a workbook.
    pub fn xlsx(&self) -> Result<Vec<u8>, Failure> {
        table_xlsx("People", &Sheet { headers: self.headers(), rows: self.rows().collect() })
    }
}

/// A table as CSV.
pub fn table_csv(table: &Sheet, guard: Guard) -> Result<Vec<u8>, Failure> {
    let cells = table.rows.iter().map(|row| row.iter().map(plain).collect::<Vec<_>>());
    csv(&table.headers, cells, guard).map_err(|error| not_made(&error))
}

/// Rows of a sheet that Excel can hold, the header included.
const SHEET_ROWS: usize = 1_048_576;
/// Letters of a cell that Excel can hold.
const CELL_LETTERS: usize = 32_767;

/// A table as a workbook of one sheet: words are strings and never formulas, counts are numbers.
pub fn table_xlsx(title: &str, table: &Sheet) -> Result<Vec<u8>, Failure> {
    if table.rows.len() >= SHEET_ROWS {
        let why = format!("A sheet holds {} rows, and there are {}.", SHEET_ROWS - 1, table.rows.len());
        return Err(Failure::new("Nothing was written.", why, "Export fewer rows, or write CSV."));
    }
    let failed = |error: XlsxError| {
        Failure::new("Nothing was written.", format!("The workbook was not made: {error}."), "Write CSV instead.")
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(title).map_err(failed)?;
    let head = Format::new().set_bold();
    let cell = Format::new().set_align(FormatAlign::Top);
    for (column, header) in (0_u16..).zip(&table.headers) {
        sheet.write_string_with_format(0, column, header, &head).map_err(failed)?;
        let widest = table.rows.iter().take(200).filter_map(|row| row.get(usize::from(column)));
        let widest = widest.map(|value| plain(value).chars().count()).max().unwrap_or(0).max(header.chars().count());
        sheet.set_column_width(column, (widest as f64 + 2.0).clamp(8.0, 60.0)).map_err(failed)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(row) {
            match value {
                Value::Null => {}
                // Beyond 2^53 a number of a sheet is another number.
                Value::Number(count) if count.as_f64().is_some_and(|count| count.abs() < 9e15) => {
                    sheet.write_number(number, column, count.as_f64().unwrap_or_default()).map_err(failed)?;
                }
                value => {
                    let text: String = plain(value).chars().take(CELL_LETTERS).collect();
                    if !text.is_empty() {
                        sheet.write_string_with_format(number, column, text, &cell).map_err(failed)?;
                    }
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    book.save_to_buffer().map_err(failed)
}

/// Rows of a list in the form that the name of the file asks for: a workbook, an exact CSV, or a CSV that opens safely.
pub fn rows_for(path: &Path, rows: impl IntoIterator<Item = Row>, what: &str, exact: bool) -> Result<Vec<u8>, Failure> {
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        return rows_csv(rows, what, if exact { Guard::Exact } else { Guard::Spreadsheet });
    }
    let (headers, rows) = headed(rows, what)?;
    let mut title = what.to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let rows = rows.map(|row| row.into_iter().map(|(_, value)| value).collect()).collect();
    table_xlsx(&title, &Sheet { headers, rows })
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
