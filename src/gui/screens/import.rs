//! The import page: where files are dropped, which have come in, and the dialog through which one comes in.

mod columns;
mod dialog;
mod fixing;
mod in_words;
mod reading;
mod rows;
mod session;

use crate::app::importing::left_aside;
use crate::app::{Command, Section, Task, Workspace};
use crate::campaign::{Campaign, Source, SourceId};
use crate::gui::action::{Action, Cx, Screen};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableRows, TableState};
use crate::gui::widgets::drop_zone::DropZone;
use crate::gui::widgets::hash_groups::{HashGroups, short_form};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use crate::intake::Kind;
use dialog::{ImportDialog, Outcome};
use eframe::egui::{Event, Frame, Margin, Ui, ViewportCommand, vec2};
use jiff::tz::TimeZone;
use session::{Found, Session, Waiting};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Default)]
pub struct Import {
    /// Files that wait for the one before them.
    queue: VecDeque<Waiting>,
    opening: Option<Task<Found>>,
    choosing: Option<Task<Option<PathBuf>>>,
    /// Files of a folder that were left aside.
    aside: Option<String>,
    /// Frames left in which the clipboard may answer.
    asked_clipboard: u8,
    dialog: Option<Box<ImportDialog>>,
    table: TableState,
}

impl Screen for Import {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.take_opened(cx);
        self.take_folder(cx);
        self.take_pasted(ui, cx);
        self.page(ui, cx, campaign);
        let Some(dialog) = &mut self.dialog else { return };
        match dialog.show(ui, cx, campaign) {
            Outcome::Open => {}
            Outcome::Cancelled => {
                self.close(ws);
                self.next(ws);
            }
            Outcome::Imported(kind) => {
                self.close(ws);
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
        self.wait_for(ws, Waiting::Path(path));
    }

    fn wait_for(&mut self, ws: &Workspace, waiting: Waiting) {
        self.queue.push_back(waiting);
        if self.dialog.is_none() && self.opening.is_none() {
            self.next(ws);
        }
    }

    /// A million rows take a while to let go of.
    fn close(&mut self, ws: &Workspace) {
        if let Some(dialog) = self.dialog.take() {
            ws.jobs().drop_aside(dialog);
        }
    }

    fn next(&mut self, ws: &Workspace) {
        self.opening = self.queue.pop_front().and_then(|waiting| session::open(ws, waiting));
    }

    fn take_opened(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.opening.as_ref().and_then(Task::poll) else { return };
        self.opening = None;
        match result {
            Ok(Found::Folder(lists, others)) => {
                // In the place of the folder, before what was queued after it.
                for path in lists.into_iter().rev() {
                    self.queue.push_front(Waiting::Path(path));
                }
                self.aside = left_aside(&others);
                self.next(cx.ws);
            }
            Ok(Found::List(file_name, opened)) => {
                self.dialog = Some(Box::new(ImportDialog::new(Session::new(file_name, *opened))));
            }
            Err(failure) => {
                cx.act(Action::Fail(failure));
                self.next(cx.ws);
            }
        }
    }

    fn take_folder(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.choosing.as_ref().and_then(Task::poll) else { return };
        self.choosing = None;
        match result {
            Ok(Some(path)) => self.begin(cx.ws, path),
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn choose_folder(&mut self, cx: &Cx<'_>) {
        let picker = Arc::clone(cx.picker);
        let folder = cx.ws.path().and_then(Path::parent).map(Path::to_owned);
        let ask = Ask::new("Import all lists of a folder").folder(folder).to_read();
        self.choosing = Some(cx.ws.jobs().start("Choosing a folder", move |_| Ok(picker.folder(&ask))));
    }

    /// Cells that were pasted on this page, by the keyboard or by the button, which asks the system for them.
    fn take_pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let is_free = ui.ctx().memory(|memory| memory.focused().is_none()) || self.asked_clipboard > 0;
        if self.dialog.is_some() || !is_free {
            return;
        }
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        if let Some(text) = pasted {
            self.asked_clipboard = 0;
            self.wait_for(cx.ws, Waiting::Pasted(text));
        } else if self.asked_clipboard > 0 {
            self.asked_clipboard -= 1;
            if self.asked_clipboard == 0 {
                cx.act(Action::Tell("There are no cells on the clipboard. Copy them in the spreadsheet first.".into()));
            }
            ui.ctx().request_repaint();
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
                "CSV, TSV, XLSX or ODS, or a folder of them. Nothing is added before you have seen it.",
                CommandButton::primary("Choose a file"),
            );
            let height = if campaign.sources().is_empty() { 320.0 } else { 190.0 };
            if zone.height(height).show(ui).pressed {
                cx.act(Action::Do(Command::Import));
            }
            self.other_ways(ui, cx);
            if campaign.sources().is_empty() {
                Text::label("What is imported is listed here, with every count and the fingerprint of the file.")
                    .muted()
                    .show(ui);
            } else {
                self.sources(ui, campaign, &cx.ws.world().time_zone());
            }
        });
    }

    /// A folder and the clipboard, and what was left aside of the last folder.
    fn other_ways(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal(|ui| {
            if CommandButton::plain("Choose a folder").icon(Icon::Folder).show(ui).clicked() && self.choosing.is_none()
            {
                self.choose_folder(cx);
            }
            let paste = CommandButton::plain("Paste cells").icon(Icon::Copy).shortcut("Ctrl V");
            if paste.hint("Cells copied in a spreadsheet or a web page.").show(ui).clicked() {
                self.asked_clipboard = 30;
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
        });
        if let Some(words) = &self.aside {
            let note = Note::info("Not everything in the folder is a list").words(words.as_str());
            if note.action(CommandButton::plain("Dismiss")).show(ui).action {
                self.aside = None;
            }
        }
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
