//! `import`: a list, what comes on the standard input, or all lists of a folder into a campaign, with a report on every row that
//! did not go in as it was.

use super::args::Import;
use super::campaigns::{campaign, find_draw, open};
use super::shell::{Ending, Shell, note, work};
use crate::app::importing::{self, Choices, EarlierLists, Imported, Report};
use crate::app::{Failure, Workspace, World, io_reason};
use crate::campaign::Campaign;
use crate::intake::export::{Guard, rejects_of};
use crate::intake::{Kind, Limits, ReadOptions, Rules};
use crate::store::Blobs;
use serde::Serialize;
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::Arc;

/// More issues than this are counted, not listed; the JSON has them all.
const ISSUES_SHOWN: usize = 40;
/// What a list from the standard input is called, as if it had been pasted into the window.
const PASTED: &str = "Pasted cells.tsv";

/// What became of the lists of a folder.
#[derive(Serialize)]
struct FolderReport {
    files: Vec<FileReport>,
    /// Files that are no lists.
    left_aside: Vec<String>,
    read: usize,
    accepted: usize,
    held: usize,
    rejected: usize,
    added: usize,
    known: usize,
    people_added: usize,
}

/// One list of a folder: its report, or why it has none.
#[derive(Serialize)]
struct FileReport {
    file: String,
    #[serde(flatten)]
    report: Option<Report>,
    failure: Option<String>,
}

pub fn import(args: &Import, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    if args.input.as_os_str() != "-" && world.is_folder(&args.input) {
        return folder(args, world, workspace, shell);
    }
    let file_name = name_of(&args.input);
    let what = format!("{file_name} was not imported; the campaign is as it was.");
    let bytes = Arc::new(bytes_of(&args.input, world.as_ref(), &what)?);
    let there = workspace.snapshot().ok_or_else(|| Failure::new(&what, "No campaign is open.", "Give its file."))?;
    let earlier = EarlierLists::new(workspace.blobs().unwrap_or(&Blobs::new()));
    let mut imported = one(args, world, there, earlier, &file_name, &bytes)?;
    if let Some(change) = imported.change.take().filter(|_| !args.dry_run) {
        // The raw file is kept with the campaign, so that every word can be traced to its line.
        workspace.keep_blob(bytes);
        workspace.commit(change)?;
        workspace.save_now(args.file.clone())?;
    }
    if let Some(path) = &args.rejects {
        let guard = Guard::Spreadsheet;
        let rows = rejects_of(&imported.table, &imported.drafts, guard)
            .map_err(|error| Failure::new("The rejected rows were not written.", error.to_string(), "Try again."))?;
        world.write_whole(path, &rows, false).map_err(|error| {
            let why = format!("{}: {}", path.display(), io_reason(&error));
            Failure::new("The rejected rows were not written.", why, "Choose another folder.")
        })?;
    }
    let report = imported.report;
    tell(&report, args, shell);
    if args.dry_run {
        shell.say(DRY_RUN);
    }
    held_note(report.held, args, "take one in with --take LINE");
    if report.read == 0 {
        note("Nothing was imported: there is no row to read. Export the list again and look into the file.");
    }
    let ending = Ending::of(report.read > 0 && report.rejected == 0 && report.held == 0);
    shell.document(&report)?;
    // The campaign that was saved must still be there to be read by the next command.
    campaign(&workspace).map(|_| ending)
}

const DRY_RUN: &str = "Nothing was changed: this was a dry run.";

/// `to_take_in` says how a row is taken in as it is.
fn held_note(held: usize, args: &Import, to_take_in: &str) {
    if !args.dry_run && held > 0 {
        note(&format!(
            "Held rows wait for a decision and are not in the campaign: {to_take_in}, decide in the window, or correct the list and import it again."
        ));
    }
}

fn name_of(input: &Path) -> String {
    if input.as_os_str() == "-" {
        return PASTED.to_owned();
    }
    input.file_name().map_or_else(|| input.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The bytes of the list, from the standard input where the name is a dash.
fn bytes_of(input: &Path, world: &dyn World, what: &str) -> Result<Vec<u8>, Failure> {
    if input.as_os_str() != "-" {
        return world.read(input).map_err(|error| {
            Failure::new(what, format!("{}: {}", input.display(), io_reason(&error)), "Check the name of the list.")
        });
    }
    let standard = std::io::stdin();
    if standard.is_terminal() {
        return Err(Failure::new(
            what,
            "Nothing is sent to the standard input.",
            "Send the list there, as in: unsung import heroes.unsung - --as people < list.csv",
        ));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to be refused as too large.
    let most = Limits::default().file_bytes + 1;
    standard
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(what, io_reason(&error), "Give the list as a file."))?;
    Ok(bytes)
}

/// Works out what importing one list would do.
fn one(
    args: &Import,
    world: &Arc<dyn World>,
    there: Arc<Campaign>,
    earlier: EarlierLists,
    file_name: &str,
    bytes: &Arc<Vec<u8>>,
) -> Result<Imported, Failure> {
    let what = format!("{file_name} was not imported; the campaign is as it was.");
    let sweepstake = match (&args.draw, args.kind) {
        (Some(draw), Kind::Entries) => Some(find_draw(&there, Some(draw), &what)?),
        (Some(_), _) => {
            return Err(Failure::new(&what, "Only entries belong to a sweepstake.", "Leave out --draw."));
        }
        (None, _) => None,
    };
    let sheet = args.sheet.as_deref().map(|sheet| importing::sheet_number(file_name, bytes, sheet)).transpose()?;
    let read = ReadOptions { sheet, part: args.part, ..ReadOptions::default() };
    let lines = args.map_file.as_deref().map(|path| mapping_lines(path, world.as_ref(), &what)).transpose()?;
    let order_of = |dates: &super::args::Dates| dates.header.is_none().then_some(dates.order);
    let choices = Choices {
        read,
        rules: Rules {
            date_order: args.dates.iter().find_map(order_of),
            channel: args.channel.clone(),
            accept_lines: args.take.iter().copied().collect(),
            reject_lines: args.leave.iter().copied().collect(),
            split_lines: args.split.iter().copied().collect(),
            fixes: importing::fixes(file_name, bytes, &read, &args.fixes)?,
            ..Rules::default()
        },
        lines: lines.unwrap_or_default(),
        column_orders: args.dates.iter().filter_map(|dates| Some((dates.header.clone()?, dates.order))).collect(),
        pairs: args.pairs.clone(),
        sweepstake,
        again: args.again,
        earlier,
        ..Choices::default()
    };
    let (kind, work_world, work_bytes, name) = (args.kind, Arc::clone(world), Arc::clone(bytes), file_name.to_owned());
    work(&format!("Importing {file_name}"), move |progress| {
        importing::import_watched(&there, work_world.as_ref(), &name, &work_bytes, kind, &choices, progress)
    })
}

/// The lines of a mapping that was written down.
fn mapping_lines(path: &Path, world: &dyn World, what: &str) -> Result<String, Failure> {
    let help = "Write lines such as Full name = name into a text file and give that.";
    let wrong = |why: String| Failure::new(what, format!("{}: {why}", path.display()), help);
    let bytes = world.read(path).map_err(|error| wrong(io_reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("it is not text in UTF-8".into()))?;
    Ok(text.trim_start_matches('\u{FEFF}').to_owned())
}

/// All lists of a folder in the order of their names, each its own undo step. A list that cannot be read stops nothing: it is
/// named, and the others come in.
fn folder(
    args: &Import,
    world: &Arc<dyn World>,
    mut workspace: Workspace,
    shell: &mut Shell,
) -> Result<Ending, Failure> {
    let what = "Nothing was imported; the campaign is as it was.";
    let of_lines = !(args.fixes.is_empty() && args.take.is_empty() && args.leave.is_empty() && args.split.is_empty());
    if of_lines || args.rejects.is_some() || args.sheet.is_some() || args.part.is_some() {
        return Err(Failure::new(
            what,
            "--fix, --take, --leave, --split, --sheet, --part and --rejects belong to one list, not to a folder.",
            "Import the list they belong to by itself.",
        ));
    }
    let (lists, others) = importing::lists_in(world.as_ref(), &args.input).map_err(|error| {
        Failure::new(what, format!("{}: {}", args.input.display(), io_reason(&error)), "Check the name of the folder.")
    })?;
    if lists.is_empty() {
        return Err(importing::no_lists(&args.input));
    }
    // A dry run goes through the same steps on a copy, so that a row that stands in two lists is counted once there too.
    let mut there = workspace.snapshot().ok_or_else(|| Failure::new(what, "No campaign is open.", "Give its file."))?;
    let mut files = Vec::new();
    let mut earlier = EarlierLists::new(workspace.blobs().unwrap_or(&Blobs::new()));
    for path in lists {
        files.push(listed(args, world, &mut there, &mut workspace, &mut earlier, &path, shell)?);
    }
    if !args.dry_run && files.iter().any(|file| file.report.as_ref().is_some_and(|report| report.added > 0)) {
        workspace.save_now(args.file.clone())?;
    }
    if let Some(words) = importing::left_aside(&others) {
        shell.say(&words);
    }
    let sum = |part: fn(&Report) -> usize| files.iter().filter_map(|file| file.report.as_ref()).map(part).sum();
    let total = FolderReport {
        read: sum(|report| report.read),
        accepted: sum(|report| report.accepted),
        held: sum(|report| report.held),
        rejected: sum(|report| report.rejected),
        added: sum(|report| report.added),
        known: sum(|report| report.known),
        people_added: sum(|report| report.people_added),
        left_aside: others,
        files,
    };
    let would = if args.dry_run { "would be " } else { "" };
    shell.say(&format!(
        "{}, {} read: {} accepted, {} held, {} rejected. {} {would}added, {} came in before; {}.",
        many(total.files.len(), "list", "lists"),
        many(total.read, "row", "rows"),
        total.accepted,
        total.held,
        total.rejected,
        total.added,
        total.known,
        new_people(total.people_added)
    ));
    if args.dry_run {
        shell.say(DRY_RUN);
    }
    held_note(total.held, args, "import their list by itself with --take LINE");
    let all_read = total.files.iter().all(|file| file.failure.is_none());
    let ending = Ending::of(all_read && total.read > 0 && total.rejected == 0 && total.held == 0);
    shell.document(&total)?;
    campaign(&workspace).map(|_| ending)
}

/// One list of a folder.
fn listed(
    args: &Import,
    world: &Arc<dyn World>,
    there: &mut Arc<Campaign>,
    workspace: &mut Workspace,
    earlier: &mut EarlierLists,
    path: &Path,
    shell: &mut Shell,
) -> Result<FileReport, Failure> {
    let file = name_of(path);
    shell.say(&file);
    let what = format!("{file} was not imported.");
    let outcome = bytes_of(path, world.as_ref(), &what)
        .map(Arc::new)
        .and_then(|bytes| Ok((one(args, world, Arc::clone(there), earlier.clone(), &file, &bytes)?, bytes)));
    let (mut imported, bytes) = match outcome {
        Ok(done) => done,
        Err(failure) => {
            shell.say(&format!("  Not imported: {} {}", failure.why, failure.what_to_do));
            return Ok(FileReport { file, report: None, failure: Some(failure.why) });
        }
    };
    if let Some(change) = imported.change.take() {
        earlier.keep(imported.sha256.clone(), Arc::clone(&bytes));
        if args.dry_run {
            Arc::make_mut(there)
                .apply(&change, world.now())
                .map_err(|error| Failure::new(&what, error.to_string(), "Import the lists one by one."))?;
        } else {
            workspace.keep_blob(bytes);
            workspace.commit(change)?;
            if let Some(now) = workspace.snapshot() {
                *there = now;
            }
        }
    }
    tell(&imported.report, args, shell);
    Ok(FileReport { file, report: Some(imported.report), failure: None })
}

/// "1 row", "6 rows".
fn many(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

fn new_people(count: usize) -> String {
    if count == 1 { "1 person is new".to_owned() } else { format!("{count} people are new") }
}

fn tell(report: &Report, args: &Import, shell: &mut Shell) {
    shell.say(&format!("{}; {}, separated by {}", report.looks_like, report.encoding, report.delimiter));
    for (header, field) in &report.mapping {
        let field = field.as_deref().unwrap_or("kept as received");
        shell.say(&format!("  {header} -> {field}"));
    }
    for issue in report.issues.iter().take(ISSUES_SHOWN) {
        let place = issue.line.map_or_else(|| "The file".to_owned(), |line| format!("Line {line}"));
        let column = issue.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
        let value = issue.value.as_ref().filter(|value| !issue.message.contains(value.as_str()));
        let value =
            value.map(|value| format!(" (“{}”)", value.chars().take(60).collect::<String>())).unwrap_or_default();
        shell.say(&format!("{place}{column}{value}: {} {}", issue.message, issue.what_to_do));
    }
    if report.issues.len() > ISSUES_SHOWN {
        shell.say(&format!("... and {} more; --json lists all.", report.issues.len() - ISSUES_SHOWN));
    }
    let would = if args.dry_run { "would be " } else { "" };
    shell.say(&format!(
        "{} read: {} accepted, {} held, {} rejected. {} {would}added, {} came in before; {}.",
        many(report.read, "row", "rows"),
        report.accepted,
        report.held,
        report.rejected,
        report.added,
        report.known,
        new_people(report.people_added)
    ));
}
