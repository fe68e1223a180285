//! The run: where its files go, its progress, and what became of each file.

use crate::app::printing::{self, FileState, PrintOptions, PrintReport, Product};
use crate::app::{Failure, Task};
use crate::gui::action::{Action, Cx};
use crate::gui::marks::Tone;
use crate::gui::picker::Ask;
use crate::gui::widgets::run_panel::{RunEvent, RunFile, RunPanel};
use eframe::egui::{ScrollArea, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// A run under way.
struct Running {
    task: Task<PrintReport>,
    title: &'static str,
    folder: PathBuf,
    since: Instant,
}

/// A run that is over.
struct Over {
    title: &'static str,
    folder: PathBuf,
    report: PrintReport,
}

#[derive(Default)]
pub struct Run {
    running: Option<Running>,
    over: Option<Over>,
    picking: Option<Task<Option<PathBuf>>>,
}

impl Run {
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub fn start(&mut self, cx: &Cx<'_>, options: PrintOptions, folder: PathBuf) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (world, studio) = (Arc::clone(cx.ws.world()), Arc::clone(cx.art.studio()));
        let title = match options.product {
            Product::Cards => "Making award cards",
            Product::Proof => "Making the proof sheet",
        };
        let out = folder.clone();
        let task = cx.ws.jobs().start(title, move |progress| {
            super::pages::with_press(&studio, |press| {
                printing::run(&campaign, &options, &out, world.as_ref(), press, progress)
            })
        });
        self.over = None;
        self.running = Some(Running { task, title, folder, since: Instant::now() });
    }

    /// Asks for a folder with the system's dialog.
    pub fn pick_folder(&mut self, cx: &Cx<'_>, start: Option<PathBuf>) {
        if self.picking.is_none() {
            let picker = Arc::clone(cx.picker);
            let ask = Ask::new("Folder for the files").folder(start);
            self.picking = Some(cx.ws.jobs().start("Choosing a folder", move |_| Ok(picker.folder(&ask))));
        }
    }

    /// Takes in what jobs finished; gives the folder that was chosen.
    pub fn take_in(&mut self, cx: &mut Cx<'_>) -> Option<PathBuf> {
        if let Some(result) = self.running.as_ref().and_then(|running| running.task.poll())
            && let Some(Running { title, folder, .. }) = self.running.take()
        {
            match result {
                Ok(report) => self.over = Some(Over { title, folder, report }),
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        let picked = self.picking.as_ref().and_then(Task::poll)?;
        self.picking = None;
        picked.unwrap_or_else(|failure: Failure| {
            cx.act(Action::Fail(failure));
            None
        })
    }

    /// Points that the panel takes; 0 when there is nothing to show.
    pub fn height(&self) -> f32 {
        match &self.over {
            Some(over) => 76.0 + 28.0 * (over.report.files.len() + over.report.held.len()).min(5) as f32,
            None if self.running.is_some() => 76.0,
            None => 0.0,
        }
    }

    pub fn show(&self, ui: &mut Ui) {
        if let Some(running) = &self.running {
            let progress = running.task.progress();
            let panel = RunPanel::new(running.title, &[])
                .running(progress.done(), progress.total(), left(running, progress.done(), progress.total()))
                .foot(format!(
                    "Into {}. Cancelling keeps the files that are finished; each is whole.",
                    running.folder.display()
                ));
            if panel.show(ui) == Some(RunEvent::Cancel) {
                running.task.cancel();
            }
            return;
        }
        let Some(over) = &self.over else { return };
        let files = files(&over.report);
        ScrollArea::vertical().id_salt("files of the run").auto_shrink(false).show(ui, |ui| {
            RunPanel::new(over.title.replace("Making", "Made"), &files)
                .finished(summary(&over.report))
                .foot(format!("In {}", over.folder.display()))
                .show(ui);
        });
    }
}

/// "about 4 s left", once there is something to reckon from.
fn left(running: &Running, done: u64, all: u64) -> String {
    let passed = running.since.elapsed().as_secs_f64();
    if done == 0 || all == 0 || passed < 1.0 {
        return String::new();
    }
    let seconds = (passed / done as f64 * all.saturating_sub(done) as f64).ceil() as u64;
    match seconds {
        0 => "writing".to_owned(),
        1..=90 => format!("about {seconds} s left"),
        _ => format!("about {} min left", seconds.div_ceil(60)),
    }
}

fn summary(report: &PrintReport) -> String {
    let count = |state| report.files.iter().filter(|file| file.state == state).count();
    let mut parts = vec![format!("{} made", count(FileState::Made))];
    if count(FileState::Unchanged) > 0 {
        parts.push(format!("{} unchanged", count(FileState::Unchanged)));
    }
    if !report.held.is_empty() {
        parts.push(super::before::cards(report.held.len(), "held"));
    }
    if report.cancelled {
        parts.push("stopped by you; what is listed is whole".into());
    }
    parts.join(", ")
}

fn files(report: &PrintReport) -> Vec<RunFile<'static>> {
    let made = report.files.iter().map(|file| RunFile {
        name: name_of(&file.path).into(),
        what: if file.cards == 1 { "1 card".into() } else { format!("{} cards", file.cards).into() },
        size: size(file.bytes).into(),
        state: match file.state {
            FileState::Made => ("made".into(), Tone::Success),
            FileState::Unchanged => ("unchanged".into(), Tone::Neutral),
            FileState::Planned => ("planned".into(), Tone::Neutral),
        },
    });
    let held = report.held.iter().map(|held| RunFile {
        name: held.who.clone().into(),
        what: held.reason.clone().into(),
        size: "".into(),
        state: ("held".into(), Tone::Danger),
    });
    held.chain(made).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// "118 KB".
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
