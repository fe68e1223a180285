//! One file on its way in: its bytes, what was chosen about it, and what comes of that, worked out anew in a job at each change.
//! The campaign stays as it is until the change of the last result is committed.

use super::rows::{RowAt, rows_of, warnings_of};
use crate::app::importing::{self, Choices, EarlierLists, Imported, import_table, likely_kind};
use crate::app::{Failure, Progress, Task, Workspace, World, io_reason};
use crate::campaign::{Campaign, Prepared, SweepstakeId};
use crate::intake::{self, Field, Kind, Mapping, ReadOptions, Rules, Table};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was chosen; what is `None` is proposed.
#[derive(Clone, Default)]
pub struct Wanted {
    pub kind: Option<Kind>,
    pub mapping: Option<Mapping>,
    pub read: ReadOptions,
    pub rules: Rules,
    pub sweepstake: Option<SweepstakeId>,
    /// Add rows again that came in before.
    pub again: bool,
    /// Leave what was chosen for the last file with these headers aside.
    pub afresh: bool,
    /// Raw files of lists that came in before.
    pub earlier: EarlierLists,
}

/// What comes of the choices.
pub struct Understood {
    /// Of the campaign it was worked out for.
    pub revision: u64,
    /// How the bytes were read.
    pub read: ReadOptions,
    pub kind: Kind,
    /// With the columns that still need a choice.
    pub mapping: Mapping,
    /// The choices of an earlier file with these headers were filled in.
    pub is_remembered: bool,
    pub imported: Imported,
    /// A change of very many edits, made on a copy already: the window only takes it over. Then `imported` has none.
    pub prepared: Option<Arc<Prepared>>,
    /// Every row of the file with what became of it, in order of lines.
    pub rows: Vec<RowAt>,
    /// What should be looked at in rows that came in, by line.
    pub warnings: BTreeMap<u64, String>,
}

pub struct Session {
    pub file_name: String,
    pub bytes: Arc<Vec<u8>>,
    pub wanted: Wanted,
    pub understood: Arc<Understood>,
    /// At first sight the file was a list of records, one line for each fact.
    pub is_facts: bool,
    /// Counts the results, so that what was made from one is known to be old.
    pub generation: u64,
    task: Option<Task<Understood>>,
    /// Something else was chosen while the task runs.
    is_stale: bool,
    /// Why the last choice gave nothing; the result before it is still shown.
    pub failure: Option<Failure>,
}

/// What waits to be imported.
pub enum Waiting {
    /// A file, or a folder with lists in it.
    Path(PathBuf),
    /// Cells from the clipboard.
    Pasted(String),
}

/// What was found there.
pub enum Found {
    List(String, Box<Opened>),
    /// A folder: its lists, and the names of other files in it.
    Folder(Vec<PathBuf>, Vec<String>),
}

/// What pasted cells are called, as if they had been a file.
const PASTED: &str = "Pasted cells.tsv";

/// The first look at a file.
pub struct Opened {
    wanted: Wanted,
    bytes: Arc<Vec<u8>>,
    understood: Understood,
}

fn file_name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Starts to read a file; hand the result to [`Session::new`].
pub fn open(ws: &Workspace, waiting: Waiting) -> Option<Task<Found>> {
    let campaign = ws.snapshot()?;
    let world = Arc::clone(ws.world());
    let wanted = Wanted { earlier: ws.blobs().map(EarlierLists::new).unwrap_or_default(), ..Wanted::default() };
    let (file_name, given) = match waiting {
        Waiting::Path(path) => (file_name_of(&path), Err(path)),
        Waiting::Pasted(text) => (PASTED.to_owned(), Ok(text.into_bytes())),
    };
    Some(ws.jobs().start(format!("Reading {file_name}"), move |progress| {
        let unread = |error: std::io::Error| {
            Failure::new(
                format!("{file_name} was not imported; the campaign is as it was."),
                io_reason(&error),
                "Choose the file again, or drag it onto the window.",
            )
        };
        let bytes = match given {
            Ok(bytes) => bytes,
            Err(path) if world.is_folder(&path) => {
                let (lists, others) = importing::lists_in(world.as_ref(), &path).map_err(unread)?;
                if lists.is_empty() {
                    return Err(importing::no_lists(&path));
                }
                return Ok(Found::Folder(lists, others));
            }
            Err(path) => world.read(&path).map_err(unread)?,
        };
        let bytes = Arc::new(bytes);
        let understood = understand(&campaign, world.as_ref(), &file_name, &bytes, &wanted, None, progress)?;
        Ok(Found::List(file_name, Box::new(Opened { wanted, bytes, understood })))
    }))
}

/// Reads the bytes as wanted and works out what importing them would do.
fn understand(
    campaign: &Campaign,
    world: &dyn World,
    file_name: &str,
    bytes: &[u8],
    wanted: &Wanted,
    last: Option<&Understood>,
    progress: &Progress,
) -> Result<Understood, Failure> {
    // Another meaning needs no other reading; rows of a table share their words, so a copy of it is small.
    let table = match last.filter(|last| last.read == wanted.read) {
        Some(last) => last.imported.table.clone(),
        None => importing::read_watched(file_name, bytes, &wanted.read, progress)?,
    };
    if table.rows.is_empty() {
        return Err(nothing_below(file_name));
    }
    let mut is_remembered = false;
    let (kind, mapping) = match (&wanted.kind, &wanted.mapping) {
        (Some(kind), Some(mapping)) if mapping.kind == *kind => (*kind, mapping.clone()),
        _ => {
            let kind = wanted.kind.unwrap_or_else(|| likely_kind(&table));
            let remembered = if wanted.afresh { None } else { recalled(campaign, kind, &table) };
            is_remembered = remembered.is_some();
            (kind, remembered.unwrap_or_else(|| importing::proposed(campaign, &table, kind)))
        }
    };
    let choices = Choices {
        read: wanted.read,
        rules: wanted.rules.clone(),
        pairs: Vec::new(),
        mapping: Some(mapping.clone()),
        sweepstake: wanted.sweepstake.or_else(|| open_sweepstakes(campaign).first().map(|(id, _)| *id)),
        again: wanted.again,
        earlier: wanted.earlier.clone(),
        ..Choices::default()
    };
    let mut imported = import_table(campaign, world, file_name, bytes, table, kind, &choices, progress)?;
    let rows = rows_of(&imported.table, &imported.drafts);
    let many = imported.change.take_if(|change| Prepared::is_for(change));
    let prepared = many.map(|change| importing::prepared(campaign, file_name, change)).transpose()?;
    let revision = campaign.revision();
    let warnings = warnings_of(&imported.drafts.issues);
    Ok(Understood { revision, read: wanted.read, kind, mapping, is_remembered, imported, prepared, rows, warnings })
}

fn nothing_below(file_name: &str) -> Failure {
    Failure::new(
        format!("{file_name} was not imported; the campaign is as it was."),
        "The file has a header and no row below it.",
        "Export the list again and look into the file before importing it.",
    )
}

fn recalled(campaign: &Campaign, kind: Kind, table: &Table) -> Option<Mapping> {
    let text = campaign.mapping(&Mapping::key(kind, &table.fingerprint()))?;
    Mapping::recall(text, kind, table)
}

/// Sweepstakes that can still take entries, with their titles.
pub fn open_sweepstakes(campaign: &Campaign) -> Vec<(SweepstakeId, String)> {
    let open = campaign.sweepstakes().iter().filter(|(_, sweepstake)| sweepstake.sealed.is_none());
    open.map(|(id, sweepstake)| (id, sweepstake.title.clone())).collect()
}

impl Session {
    pub fn new(file_name: String, opened: Opened) -> Self {
        Self {
            file_name,
            bytes: opened.bytes,
            wanted: opened.wanted,
            is_facts: opened.understood.imported.table.is_facts,
            understood: Arc::new(opened.understood),
            generation: 0,
            task: None,
            is_stale: false,
            failure: None,
        }
    }

    /// True while what is shown is not yet what was chosen last.
    pub fn is_working(&self) -> bool {
        self.task.is_some() || self.is_stale
    }

    /// Something was chosen: work it out anew.
    pub fn again(&mut self) {
        self.is_stale = true;
        // What it would have become is worked out anew: the records of a long list need not lie in memory twice.
        if let Some(understood) = Arc::get_mut(&mut self.understood) {
            understood.prepared = None;
            understood.imported.change = None;
        }
        if let Some(task) = &self.task {
            task.cancel();
        }
    }

    /// The reading was changed: the columns may be other ones.
    pub fn read_again(&mut self) {
        self.wanted.mapping = None;
        self.again();
    }

    /// The reading was changed: lines and columns may be other ones, so what was typed about them is gone too.
    pub fn read_anew(&mut self) {
        let rules = &mut self.wanted.rules;
        rules.fixes.clear();
        rules.column_orders.clear();
        for lines in [&mut rules.accept_lines, &mut rules.reject_lines, &mut rules.split_lines] {
            lines.clear();
        }
        self.read_again();
    }

    /// May the row name several people, and is it still one?
    pub fn may_split(&self, line: u64) -> bool {
        let imported = &self.understood.imported;
        if imported.drafts.kind != Kind::Nominations || self.wanted.rules.split_lines.contains(&line) {
            return false;
        }
        let Some(row) = imported.table.row_on(line) else { return false };
        let columns = imported.mapping.columns_of(Field::Name);
        columns.first().is_some_and(|column| {
            let fixed = self.wanted.rules.fixes.get(&line).and_then(|cells| cells.get(column));
            intake::may_be_several(fixed.map_or_else(|| row.cell(*column), String::as_str))
        })
    }

    /// Another kind of rows: its fields are other ones.
    pub fn set_kind(&mut self, kind: Kind) {
        self.wanted.kind = Some(kind);
        self.read_again();
    }

    /// Changes the mapping as it is shown.
    pub fn set_mapping(&mut self, mapping: Mapping) {
        self.wanted.kind = Some(mapping.kind);
        self.wanted.mapping = Some(mapping);
        self.again();
    }

    /// The mapping as chosen last.
    pub fn mapping(&self) -> &Mapping {
        self.wanted.mapping.as_ref().unwrap_or(&self.understood.mapping)
    }

    /// Takes in what a job finished and starts the next.
    pub fn poll(&mut self, ws: &Workspace) {
        if let Some(result) = self.task.as_ref().and_then(Task::poll) {
            self.task = None;
            match result {
                Ok(understood) => {
                    self.understood = Arc::new(understood);
                    self.generation += 1;
                    self.failure = None;
                }
                // Stopped for the next choice, which follows.
                Err(failure) if failure.is_cancelled() && self.is_stale => {}
                Err(failure) => self.failure = Some(failure),
            }
        }
        let outdated = ws.campaign().is_some_and(|campaign| campaign.revision() != self.understood.revision);
        if self.task.is_some() || !(self.is_stale || (outdated && self.failure.is_none())) {
            return;
        }
        let Some(campaign) = ws.snapshot() else { return };
        self.is_stale = false;
        let world = Arc::clone(ws.world());
        let (file_name, bytes, wanted) = (self.file_name.clone(), Arc::clone(&self.bytes), self.wanted.clone());
        let last = Arc::clone(&self.understood);
        self.task = Some(ws.jobs().start(format!("Checking {file_name}"), move |progress| {
            understand(&campaign, world.as_ref(), &file_name, &bytes, &wanted, Some(&last), progress)
        }));
    }
}
