//! The import page: where files are dropped, which have come in, and the dialog through which one comes in.

mod columns;
mod dialog;
mod reading;
mod rows;
mod session;

use crate::app::{Command, Section, Task, Workspace};
use crate::campaign::{Campaign, Source, SourceId};
use crate::gui::action::{Action, Cx, Screen};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableRows, TableState};
use crate::gui::widgets::drop_zone::DropZone;
use crate::gui::widgets::hash_groups::{HashGroups, short_form};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::page_header::PageHeader;
use crate::intake::Kind;
use dialog::{ImportDialog, Outcome};
use eframe::egui::{Frame, Margin, Ui, vec2};
use jiff::tz::TimeZone;
use session::{Opened, Session};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::path::PathBuf;

#[derive(Default)]
pub struct Import {
    /// Files that wait for the one before them.
    queue: VecDeque<PathBuf>,
    opening: Option<Task<(String, Opened)>>,
    dialog: Option<Box<ImportDialog>>,
    table: TableState,
}

impl Screen for Import {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.take_opened(cx);
        self.page(ui, cx, campaign);
        let Some(dialog) = &mut self.dialog else { return };
        match dialog.show(ui, cx, campaign) {
            Outcome::Open => {}
            Outcome::Cancelled => {
                self.dialog = None;
                self.next(ws);
            }
            Outcome::Imported(kind) => {
                self.dialog = None;
                if self.queue.is_empty() {
                    cx.act(Action::Do(Command::GoTo(match kind {
                        Kind::Nominations => Section::Nominations,
                        Kind::Entries => Section::Sweepstake,
                        _ => Section::People,
                    })));
                } else {
                    self.next(ws);
                }
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Import {
    /// Starts on a file: chosen, dropped or given on the command line. While one is open the next waits.
    pub fn begin(&mut self, ws: &Workspace, path: PathBuf) {
        self.queue.push_back(path);
        if self.dialog.is_none() && self.opening.is_none() {
            self.next(ws);
        }
    }

    fn next(&mut self, ws: &Workspace) {
        self.opening = self.queue.pop_front().and_then(|path| session::open(ws, &path));
    }

    fn take_opened(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.opening.as_ref().and_then(Task::poll) else { return };
        self.opening = None;
        match result {
            Ok((file_name, opened)) => {
                self.dialog = Some(Box::new(ImportDialog::new(Session::new(file_name, opened))));
            }
            Err(failure) => {
                cx.act(Action::Fail(failure));
                self.next(cx.ws);
            }
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let words = match self.queue.len() {
            0 => "Answers of a form, a list of people, entries of a sweepstake.".to_owned(),
            1 => "1 more file waits.".to_owned(),
            many => format!("{many} more files wait."),
        };
        PageHeader::new("Import").words(words).show(ui);
        Frame::new().inner_margin(Margin::symmetric(24, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 16.0;
            let zone = DropZone::new(
                "Drag a file here",
                "CSV or TSV, from any form service. Nothing is added before you have seen it.",
                CommandButton::primary("Choose a file"),
            );
            let height = if campaign.sources().is_empty() { 320.0 } else { 190.0 };
            if zone.height(height).show(ui).pressed {
                cx.act(Action::Do(Command::Import));
            }
            if campaign.sources().is_empty() {
                Text::label("What is imported is listed here, with every count and the fingerprint of the file.")
                    .muted()
                    .show(ui);
            } else {
                self.sources(ui, campaign, &cx.ws.world().time_zone());
            }
        });
    }

    fn sources(&mut self, ui: &mut Ui, campaign: &Campaign, zone: &TimeZone) {
        let sources: Vec<(SourceId, &Source)> = campaign.sources().iter().rev().collect();
        let shown = self.table.cursor().and_then(|row| sources.get(row as usize));
        let foot = if shown.is_some() { 130.0 } else { 0.0 };
        let whole = 44.0 + 36.0 * sources.len() as f32;
        let height = (ui.available_height() - foot - 16.0).max(120.0).min(whole);
        let rows = SourceRows { sources: &sources, zone };
        let columns = source_columns();
        let card = Card::new().margin(8);
        card.show(ui, |ui| {
            ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                DataTable::new("Imported files", &columns).show(ui, &mut self.table, &rows);
            });
        });
        if let Some((_, source)) = shown {
            Card::new().show(ui, |ui| {
                let aside = format!("{}, {} bytes", source.file_name, grouped(source.bytes));
                HashGroups::new("Fingerprint of the file", source.sha256.as_str()).aside(aside).show(ui);
            });
        }
    }
}

fn source_columns() -> Vec<Column> {
    vec![
        Column::new("File", 240.0).grow().unsorted(),
        Column::new("Read as", 150.0).unsorted(),
        Column::new("Imported", 130.0).unsorted(),
        Column::new("Rows", 80.0).right().unsorted(),
        Column::new("Accepted", 90.0).right().unsorted(),
        Column::new("Held", 80.0).right().unsorted(),
        Column::new("Rejected", 90.0).right().unsorted(),
        Column::new("Fingerprint", 130.0).unsorted(),
    ]
}

/// Imported files, the newest first.
struct SourceRows<'a> {
    sources: &'a [(SourceId, &'a Source)],
    zone: &'a TimeZone,
}

impl TableRows for SourceRows<'_> {
    fn len(&self) -> u64 {
        self.sources.len() as u64
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some((_, source)) = usize::try_from(row).ok().and_then(|row| self.sources.get(row)) else {
            return Cow::Borrowed("");
        };
        let number = |number: u64| Cow::Owned(grouped(number));
        match column {
            0 => Cow::Borrowed(&source.file_name),
            1 => match source.kind.parse::<Kind>() {
                Ok(kind) => Cow::Borrowed(kind.title()),
                Err(_) => Cow::Borrowed(&source.kind),
            },
            2 => Cow::Owned(source.imported_at.to_zoned(self.zone.clone()).strftime("%-d %b %H:%M").to_string()),
            3 => number(source.rows_read),
            4 => number(source.rows_accepted),
            5 => number(source.rows_held),
            6 => number(source.rows_rejected),
            _ => Cow::Owned(short_form(&source.sha256)),
        }
    }
    fn paint(&self, cell: &mut crate::gui::widgets::data_table::Cell<'_>) {
        let words = self.text(cell.row(), cell.column());
        match cell.column() {
            0 => cell.icon(Icon::File, crate::gui::marks::Tone::Line).strong(&words),
            7 => cell.mono(&words),
            _ => cell.text(&words),
        };
    }
}
