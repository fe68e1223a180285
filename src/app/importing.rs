//! From the bytes of a list to one change: reads, maps and plans with the room `intake`, and tells what became of each row.
//! Nothing is in the campaign before the change is committed and the raw bytes are kept with [`super::Workspace::keep_blob`].

pub use super::earlier_lists::EarlierLists;
use super::failure::Failure;
use super::progress::Progress;
use super::timeline;
use super::world::World;
use crate::campaign::{Campaign, Change, Prepared, Source, SweepstakeId};
pub use crate::intake::likely_kind;
use crate::intake::{
    self, Checked, DateOrder, Field, Import, IntakeError, Issue, Kind, Mapping, ReadOptions, Rules, Table,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a person may decide about an import; everything else is proposed.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub read: ReadOptions,
    pub rules: Rules,
    /// `FIELD=HEADER` pairs on top of the proposal.
    pub pairs: Vec<String>,
    /// `HEADER = FIELD` lines on top of the proposal, before the pairs.
    pub lines: String,
    /// The order of dates by the header of their column, where columns differ.
    pub column_orders: Vec<(String, DateOrder)>,
    /// The whole mapping, as changed on the screen; proposed or remembered where there is none.
    pub mapping: Option<Mapping>,
    /// Which sweepstake entries belong to; the only open one where there is none.
    pub sweepstake: Option<SweepstakeId>,
    /// Add rows again that came in before.
    pub again: bool,
    /// Raw files of lists that came in before.
    pub earlier: EarlierLists,
}

/// An import ready to be made.
#[derive(Clone, Debug)]
pub struct Imported {
    /// `None` when nothing is new.
    pub change: Option<Change>,
    /// Of the raw bytes.
    pub sha256: String,
    pub report: Report,
    pub table: Table,
    pub mapping: Mapping,
    pub drafts: Checked,
}

/// What became of the rows: `read = accepted + held + rejected`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    pub read: usize,
    pub accepted: usize,
    pub held: usize,
    pub rejected: usize,
    /// "Microsoft Forms, saved by Excel".
    pub looks_like: String,
    /// The sheet that was read, where the file is a workbook.
    pub sheet: Option<String>,
    pub encoding: String,
    pub delimiter: String,
    pub header_rows: u32,
    /// Field id by header; `null` for a column that is kept only as received.
    pub mapping: BTreeMap<String, Option<String>>,
    pub issues: Vec<ReportedIssue>,
    /// Accepted rows that are new to the campaign.
    pub added: usize,
    /// Accepted rows that came in before. Those that only may have are held.
    pub known: usize,
    pub people_added: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportedIssue {
    pub line: Option<u64>,
    /// The header of the column, where it is about one.
    pub column: Option<String>,
    pub kind: String,
    /// What stands in the cell, where it is about one.
    pub value: Option<String>,
    pub message: String,
    pub what_to_do: String,
}

/// How the columns are understood: as chosen, else as remembered for these headers, else as proposed.
pub fn mapping_for(campaign: &Campaign, table: &Table, kind: Kind, choices: &Choices) -> Result<Mapping, IntakeError> {
    if let Some(mapping) = &choices.mapping {
        return Ok(mapping.clone());
    }
    let remembered =
        campaign.mapping(&Mapping::key(kind, &table.fingerprint())).and_then(|text| Mapping::recall(text, kind, table));
    let mut mapping = remembered.unwrap_or_else(|| proposed(campaign, table, kind));
    mapping.apply_lines(&choices.lines)?;
    mapping.apply_pairs(&choices.pairs)?;
    mapping.accept_suggestions();
    Ok(mapping)
}

/// What columns most likely mean in this campaign.
pub fn proposed(campaign: &Campaign, table: &Table, kind: Kind) -> Mapping {
    intake::propose_for(table, kind, &award_titles(campaign))
}

fn award_titles(campaign: &Campaign) -> Vec<String> {
    campaign.awards().iter().map(|(_, award)| award.title.clone()).collect()
}

/// Works out what importing these bytes would do. The campaign stays as it is.
pub fn import_bytes(
    campaign: &Campaign,
    world: &dyn World,
    file_name: &str,
    bytes: &[u8],
    kind: Kind,
    choices: &Choices,
) -> Result<Imported, Failure> {
    import_watched(campaign, world, file_name, bytes, kind, choices, &Progress::silent())
}

/// The same as a job with progress that can be cancelled.
pub fn import_watched(
    campaign: &Campaign,
    world: &dyn World,
    file_name: &str,
    bytes: &[u8],
    kind: Kind,
    choices: &Choices,
    progress: &Progress,
) -> Result<Imported, Failure> {
    std::thread::scope(|scope| {
        // Beside the reading, in which one core waits for the other now and then.
        let mut hashing = Some(scope.spawn(|| intake::sha256(bytes)));
        let table = read_watched(file_name, bytes, &choices.read, progress)?;
        let mut hash = || hashing.take().and_then(|it| it.join().ok()).unwrap_or_else(|| intake::sha256(bytes));
        import_hashed(campaign, world, file_name, bytes, Some(&mut hash), table, kind, choices, progress)
    })
}

/// Reads a list as a job with progress that can be cancelled.
pub fn read_watched(file_name: &str, bytes: &[u8], read: &ReadOptions, progress: &Progress) -> Result<Table, Failure> {
    let mut watch = |done: u64, total: u64| {
        progress.set_total(total);
        progress.reach(done).is_ok()
    };
    intake::read_watched(bytes, read, &mut watch).map_err(|error| failure(file_name, &error))
}

/// Reads a raw file of the campaign once more, as it was read when it came in: the same sheet and the same part, with the letters,
/// the separator and the header that were chosen by hand.
pub fn read_again(source: &Source, bytes: &[u8]) -> Result<Table, Failure> {
    read_again_watched(source, bytes, &mut |_, _| true)
}

/// The same; `watch` is told bytes done and bytes in all now and then, and answers whether to go on.
pub fn read_again_watched(
    source: &Source,
    bytes: &[u8],
    watch: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Table, Failure> {
    let sheet = match source.sheet.as_str() {
        "" => None,
        sheet => Some(sheet_number(&source.file_name, bytes, sheet)?),
    };
    let part = (source.part > 0).then_some(source.part);
    let read = ReadOptions { sheet, part, ..ReadOptions::recalled(&source.read_as) };
    intake::read_watched(bytes, &read, watch).map_err(|error| failure(&source.file_name, &error))
}

/// The same for a list that was read already, as `choices.read` has it.
#[allow(
    clippy::too_many_arguments,
    reason = "a file is its name, its bytes and its table, and all three go into the record"
)]
pub fn import_table(
    campaign: &Campaign,
    world: &dyn World,
    file_name: &str,
    bytes: &[u8],
    table: Table,
    kind: Kind,
    choices: &Choices,
    progress: &Progress,
) -> Result<Imported, Failure> {
    import_hashed(campaign, world, file_name, bytes, None, table, kind, choices, progress)
}

#[allow(clippy::too_many_arguments, reason = "the same, and a hash")]
fn import_hashed(
    campaign: &Campaign,
    world: &dyn World,
    file_name: &str,
    bytes: &[u8],
    hash: Option<&mut dyn FnMut() -> String>,
    table: Table,
    kind: Kind,
    choices: &Choices,
    progress: &Progress,
) -> Result<Imported, Failure> {
    let failed = |error: IntakeError| failure(file_name, &error);
    let mut watch = |done: u64, total: u64| {
        progress.set_total(total);
        progress.reach(done).is_ok()
    };
    let mut mapping = mapping_for(campaign, &table, kind, choices).map_err(failed)?;
    // Whatever was left open on a screen is decided there; here nobody can be asked.
    mapping.accept_suggestions();
    let mut rules = choices.rules.clone();
    for (header, order) in &choices.column_orders {
        rules.column_orders.insert(mapping.column(header).map_err(failed)?, *order);
    }
    rules.awards.extend(award_titles(campaign));
    rules.today = Some(world.now().to_zoned(world.time_zone()).date());
    if kind == Kind::Nominations {
        rules.closed = timeline::closed(campaign, world.now(), &world.time_zone());
    }
    let mut random = |buffer: &mut [u8]| world.fill_random(buffer);
    let import = Import {
        file_name,
        bytes,
        sheet: table.sheets.as_ref().and_then(|sheets| sheets.names.get(sheets.chosen)).map(String::as_str),
        part: table.parts.as_ref().and_then(|parts| u32::try_from(parts.chosen + 1).ok()).unwrap_or(0),
        read: choices.read,
        at: world.now(),
        zone: world.time_zone(),
        sweepstake: choices.sweepstake,
        again: choices.again,
        earlier: &|id, headers| choices.earlier.list(campaign, id, headers, progress),
        hash: hash.map(|hash| hash as &mut dyn FnMut() -> String),
        random: &mut random,
    };
    let (drafts, plan) =
        intake::import(&table, &mapping, kind, &rules, campaign, import, &mut watch).map_err(failed)?;
    progress.reach(drafts.read as u64)?;
    if let Some(change) = &plan.change {
        timeline::check(campaign, change, world.now())?;
    }
    let issues = drafts.issues.iter().chain(&plan.issues);
    let report = Report {
        read: drafts.read,
        accepted: drafts.accepted,
        held: drafts.held,
        rejected: drafts.rejected,
        looks_like: table.looks_like(),
        sheet: table.sheets.as_ref().and_then(|sheets| sheets.names.get(sheets.chosen).cloned()),
        encoding: table.encoding_title().to_owned(),
        delimiter: table.delimiter_title().to_owned(),
        header_rows: table.header_rows,
        mapping: mapping
            .columns
            .iter()
            .map(|column| (column.header.clone(), column.field.map(Field::id).map(str::to_owned)))
            .collect(),
        issues: issues.map(|issue| reported(issue, &table)).collect(),
        added: plan.rows_added,
        known: plan.rows_known,
        people_added: plan.people_added,
    };
    Ok(Imported { change: plan.change, sha256: plan.sha256, report, table, mapping, drafts })
}

/// A change of very many edits ([`Prepared::is_for`]) made on a copy of the campaign, so that a window takes it over at once.
pub fn prepared(campaign: &Campaign, file_name: &str, change: Change) -> Result<Arc<Prepared>, Failure> {
    let made = Prepared::new(campaign, change).map_err(|error| {
        Failure::new(
            format!("{file_name} was not imported; the campaign is as it was."),
            error.to_string(),
            "Choose the file again.",
        )
    })?;
    Ok(Arc::new(made))
}

/// The number, from 1, of a sheet given by its name or number.
pub fn sheet_number(file_name: &str, bytes: &[u8], wanted: &str) -> Result<u32, Failure> {
    let failed = |error: IntakeError| failure(file_name, &error);
    let names = intake::sheet_names(bytes).map_err(failed)?;
    let by_name = names.iter().position(|name| name.trim() == wanted.trim()).and_then(|at| u32::try_from(at + 1).ok());
    let by_number = wanted.trim().parse().ok().filter(|number| (1..=names.len()).contains(&(*number as usize)));
    by_name
        .or(by_number)
        .ok_or_else(|| failed(IntakeError::NoSheet { wanted: format!("“{wanted}”"), available: names.join(", ") }))
}

/// Cells put right, from `LINE:HEADER=TEXT`.
pub fn fixes(
    file_name: &str,
    bytes: &[u8],
    read: &ReadOptions,
    given: &[String],
) -> Result<BTreeMap<u64, BTreeMap<usize, String>>, Failure> {
    let mut fixes: BTreeMap<u64, BTreeMap<usize, String>> = BTreeMap::new();
    if given.is_empty() {
        return Ok(fixes);
    }
    let table = intake::read(bytes, read).map_err(|error| failure(file_name, &error))?;
    for text in given {
        let wrong = |why: String| {
            Failure::new(
                format!("{file_name} was not imported; the campaign is as it was."),
                why,
                "Write it as LINE:HEADER=TEXT, such as 9:Email=ada@mail.example.",
            )
        };
        let parts = text.split_once(':').and_then(|(line, rest)| Some((line, rest.split_once('=')?)));
        let Some((line, (header, words))) = parts else {
            return Err(wrong(format!("“{text}” is not understood.")));
        };
        let row = line.trim().parse::<u64>().ok().filter(|line| table.row_on(*line).is_some());
        let Some(line) = row else { return Err(wrong(format!("No row begins on line {}.", line.trim()))) };
        let key = crate::campaign::name_key(header);
        let Some(column) = table.headers.iter().position(|known| crate::campaign::name_key(known) == key) else {
            return Err(wrong(format!("There is no column “{header}”. Columns: {}.", table.headers.join(", "))));
        };
        fixes.entry(line).or_default().insert(column, words.to_owned());
    }
    Ok(fixes)
}

fn reported(issue: &Issue, table: &Table) -> ReportedIssue {
    ReportedIssue {
        line: issue.line,
        column: issue.column.and_then(|column| table.headers.get(column).cloned()),
        kind: issue.kind.id(),
        value: issue.line.zip(issue.column).and_then(|(line, column)| {
            let cell = table.row_on(line)?.cell(column);
            // A story may be long; its beginning is enough to find it.
            (!cell.is_empty()).then(|| cell.chars().take(200).collect())
        }),
        message: issue.message.clone(),
        what_to_do: issue.kind.what_to_do().to_owned(),
    }
}

/// Endings of files that hold lists.
pub const LIST_ENDINGS: [&str; 5] = ["csv", "tsv", "txt", "xlsx", "ods"];

/// The lists directly in a folder in the order of their names, and the names of files that are left aside: hidden ones, lock
/// files of office programs and everything that is no list.
pub fn lists_in(world: &dyn World, folder: &Path) -> std::io::Result<(Vec<PathBuf>, Vec<String>)> {
    let mut names = world.files_in(folder)?;
    names.sort();
    let is_list = |name: &String| {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        !name.starts_with(['.', '~']) && LIST_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    };
    let (lists, others): (Vec<String>, Vec<String>) = names.into_iter().partition(is_list);
    Ok((lists.into_iter().map(|name| folder.join(name)).collect(), others))
}

/// Which files of a folder were left aside, in words; `None` where there were none.
pub fn left_aside(others: &[String]) -> Option<String> {
    let named = others.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    match others.len() {
        0 => None,
        1 => Some(format!("1 file of the folder is no list and was left aside: {named}.")),
        many @ 2..=5 => Some(format!("{many} files of the folder are no lists and were left aside: {named}.")),
        many => {
            Some(format!("{many} files of the folder are no lists and were left aside: {named} and {} more.", many - 5))
        }
    }
}

/// What is said about a folder without a list.
pub fn no_lists(folder: &Path) -> Failure {
    Failure::new(
        "Nothing was imported; the campaign is as it was.",
        format!("The folder {} holds no list. Lists end in .csv, .tsv, .txt, .xlsx or .ods.", folder.display()),
        "Choose the folder the lists are in.",
    )
}

/// The failure a person sees for an error of the room `intake`.
pub fn failure(file_name: &str, error: &IntakeError) -> Failure {
    let what = format!("{file_name} was not imported; the campaign is as it was.");
    let help = match error {
        IntakeError::Cancelled => return Failure::cancelled(what),
        IntakeError::Empty | IntakeError::Blank => "Export the list again and look into the file before importing it.",
        IntakeError::DamagedWorkbook { .. } | IntakeError::TooManyCells { .. } => {
            "Open it in its own program, save it again or export it as CSV, and import that."
        }
        IntakeError::OneFieldALine { .. } | IntakeError::FixedWidth => {
            "Put it into a sheet with a column for each field, and import that; or choose the separator by hand."
        }
        IntakeError::NoSheet { .. } => "Choose one of its sheets.",
        IntakeError::NotText { .. } | IntakeError::NoList { .. } => "Save or export the list as CSV and import that.",
        IntakeError::TooLarge { .. } | IntakeError::TooManyRows { .. } => {
            "Split the file and import the parts one after the other."
        }
        IntakeError::CellTooLong { .. } => "Open the file in a text editor at that line and close the quote.",
        IntakeError::TooManyColumns { .. } | IntakeError::BadDelimiter => "Choose another separator.",
        IntakeError::SweepstakeLocked { .. } => "Prepare a new draw and import the entries there.",
        IntakeError::WhichSweepstake { .. } | IntakeError::NoSweepstake { .. } => "Name the sweepstake by its title.",
        _ => "Change it and try again.",
    };
    Failure::new(what, error.to_string(), help)
}
