//! `import`: a list into a campaign, with a report on every row that did not go in as it was.

use super::args::{Dates, Import};
use super::campaigns::{campaign, find_draw, open};
use super::shell::{Ending, Shell, note, work};
use crate::app::importing::{self, Choices, Report};
use crate::app::{Failure, World, io_reason};
use crate::intake::export::{Guard, rejects};
use crate::intake::{DateOrder, Kind, ReadOptions, Rules};
use std::sync::Arc;

/// More issues than this are counted, not listed; the JSON has them all.
const ISSUES_SHOWN: usize = 40;

pub fn import(args: &Import, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let file_name = args
        .input
        .file_name()
        .map_or_else(|| args.input.display().to_string(), |name| name.to_string_lossy().into_owned());
    let what = format!("{file_name} was not imported; the campaign is as it was.");
    let bytes = world.read(&args.input).map_err(|error| {
        Failure::new(&what, format!("{}: {}", args.input.display(), io_reason(&error)), "Check the name of the list.")
    })?;
    let there = workspace.snapshot().ok_or_else(|| Failure::new(&what, "No campaign is open.", "Give its file."))?;
    let sweepstake = match (&args.draw, args.kind) {
        (Some(draw), Kind::Entries) => Some(find_draw(&there, Some(draw), &what)?),
        (Some(_), _) => {
            return Err(Failure::new(&what, "Only entries belong to a sweepstake.", "Leave out --draw."));
        }
        (None, _) => None,
    };
    let sheet = args.sheet.as_deref().map(|sheet| importing::sheet_number(&file_name, &bytes, sheet)).transpose()?;
    let read = ReadOptions { sheet, ..ReadOptions::default() };
    let choices = Choices {
        read,
        rules: Rules {
            date_order: args.dates.map(|dates| match dates {
                Dates::DayFirst => DateOrder::DayFirst,
                Dates::MonthFirst => DateOrder::MonthFirst,
            }),
            channel: args.channel.clone(),
            accept_lines: args.take.iter().copied().collect(),
            reject_lines: args.leave.iter().copied().collect(),
            split_lines: args.split.iter().copied().collect(),
            fixes: importing::fixes(&file_name, &bytes, &read, &args.fixes)?,
            ..Rules::default()
        },
        pairs: args.pairs.clone(),
        sweepstake,
        again: args.again,
        ..Choices::default()
    };
    let (kind, work_world, work_bytes) = (args.kind, Arc::clone(world), bytes.clone());
    let title = format!("Importing {file_name}");
    let imported = work(&title, move |progress| {
        importing::import_watched(&there, work_world.as_ref(), &file_name, &work_bytes, kind, &choices, progress)
    })?;
    if let Some(change) = imported.change.filter(|_| !args.dry_run) {
        // The raw file is kept with the campaign, so that every word can be traced to its line.
        workspace.keep_blob(Arc::new(bytes));
        workspace.commit(change)?;
        workspace.save_now(args.file.clone())?;
    }
    if let Some(path) = &args.rejects {
        let guard = Guard::Spreadsheet;
        let rows = rejects(&imported.table, &imported.drafts, guard)
            .map_err(|error| Failure::new("The rejected rows were not written.", error.to_string(), "Try again."))?;
        world.write_whole(path, &rows, false).map_err(|error| {
            let why = format!("{}: {}", path.display(), io_reason(&error));
            Failure::new("The rejected rows were not written.", why, "Choose another folder.")
        })?;
    }
    let report = imported.report;
    tell(&report, args, shell);
    if !args.dry_run && report.held > 0 {
        note(
            "Held rows wait for a decision and are not in the campaign: decide in the window, or correct the list and import it again.",
        );
    }
    if report.read == 0 {
        note("Nothing was imported: there is no row to read. Export the list again and look into the file.");
    }
    let ending = Ending::of(report.read > 0 && report.rejected == 0 && report.held == 0);
    shell.document(&report)?;
    // The campaign that was saved must still be there to be read by the next command.
    campaign(&workspace).map(|_| ending)
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
        shell.say(&format!("{place}{column}: {}", issue.message));
    }
    if report.issues.len() > ISSUES_SHOWN {
        shell.say(&format!("... and {} more; --json lists all.", report.issues.len() - ISSUES_SHOWN));
    }
    let would = if args.dry_run { "would be " } else { "" };
    shell.say(&format!(
        "{} rows read: {} accepted, {} held, {} rejected. {} {would}added, {} came in before; {} people are new.",
        report.read, report.accepted, report.held, report.rejected, report.added, report.known, report.people_added
    ));
    if args.dry_run {
        shell.say("Nothing was changed: this was a dry run.");
    }
}
