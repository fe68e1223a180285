//! The run: where its files go, its progress, what became of each file, and the way from there to folder, viewer and printer.

use super::printer::Printing;
use crate::app::printing::{self, FileState, PrintOptions, PrintReport, Product, straight};
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
    product: Product,
    duplex: bool,
    folder: PathBuf,
    since: Instant,
}

/// A run that is over.
struct Over {
    product: Product,
    duplex: bool,
    folder: PathBuf,
    report: PrintReport,
}

#[derive(Default)]
pub struct Run {
    running: Option<Running>,
    over: Option<Over>,
    picking: Option<Task<Option<PathBuf>>>,
    /// The system opening a file or folder.
    opening: Option<Task<()>>,
    pub printing: Printing,
    /// Runs that ended.
    ended: u64,
}

impl Run {
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// How many runs ended: what they made is known from then on.
    pub fn ended(&self) -> u64 {
        self.ended
    }

    pub fn start(&mut self, cx: &Cx<'_>, options: PrintOptions, folder: PathBuf) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (world, studio) = (Arc::clone(cx.ws.world()), Arc::clone(cx.art.studio()));
        let (product, duplex) = (options.product, options.is_duplex() && !options.calibration);
        let out = folder.clone();
        let task = cx.ws.jobs().start(format!("Making {}", title(product)), move |progress| {
            super::pages::with_press(&studio, |press| {
                printing::run(&campaign, &options, &out, world.as_ref(), press, progress)
            })
        });
        self.over = None;
        self.running = Some(Running { task, product, duplex, folder, since: Instant::now() });
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
            && let Some(Running { product, duplex, folder, .. }) = self.running.take()
        {
            self.ended += 1;
            match result {
                Ok(report) => self.over = Some(Over { product, duplex, folder, report }),
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        if let Some(result) = self.opening.as_ref().and_then(Task::poll) {
            self.opening = None;
            if let Err(failure) = result {
                cx.act(Action::Fail(failure));
            }
        }
        self.printing.take_in(cx);
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
            Some(over) => 76.0 + 28.0 * lines(&over.report).min(5) as f32,
            None if self.running.is_some() => 76.0,
            None => 0.0,
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(running) = &self.running {
            let progress = running.task.progress();
            let panel = RunPanel::new(format!("Making {}", title(running.product)), &[])
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
        let files = files(over.product, &over.report);
        let held = over.report.held.len();
        let has_files = !over.report.files.is_empty();
        let event = ScrollArea::vertical()
            .id_salt("files of the run")
            .auto_shrink(false)
            .show(ui, |ui| {
                let panel = RunPanel::new(format!("Made {}", title(over.product)), &files)
                    .finished(summary(over.product, &over.report))
                    .folder()
                    .foot(foot(over));
                if has_files { panel.print().show(ui) } else { panel.show(ui) }
            })
            .inner;
        let world = Arc::clone(cx.ws.world());
        let file = |index: usize| over.report.files.get(index.checked_sub(held)?).map(|file| file.path.clone());
        match event {
            Some(RunEvent::OpenFolder) => {
                // With a single file the folder opens on it.
                let one = over.report.files.first().map(|file| file.path.clone());
                let (folder, task) = (over.folder.clone(), cx.ws.jobs());
                self.opening = Some(task.start("Opening the folder", move |_| match one {
                    Some(file) => straight::show_in_folder(world.as_ref(), &file),
                    None => straight::open(world.as_ref(), &folder),
                }));
            }
            Some(RunEvent::OpenFile(index)) => {
                if let Some(path) = file(index) {
                    let task = cx.ws.jobs().start("Opening a file", move |_| straight::open(world.as_ref(), &path));
                    self.opening = Some(task);
                }
            }
            Some(RunEvent::Print) => {
                let paths = over.report.files.iter().map(|file| (file.path.clone(), file.who.is_none())).collect();
                self.printing.ask(cx, paths, over.duplex);
            }
            Some(RunEvent::Cancel) | None => {}
        }
    }
}

fn title(product: Product) -> String {
    product.title().to_lowercase()
}

fn lines(report: &PrintReport) -> usize {
    report.files.len() + report.held.len()
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

fn summary(product: Product, report: &PrintReport) -> String {
    let mut parts = vec![format!("{} made", report.count(FileState::Made))];
    if report.count(FileState::Unchanged) > 0 {
        parts.push(format!("{} unchanged", report.count(FileState::Unchanged)));
    }
    if !report.held.is_empty() {
        parts.push(format!("{} held", product.counted(report.held.len())));
    }
    if report.cancelled {
        parts.push("stopped by you; what is listed is whole, the next run goes on from here".into());
    }
    parts.join(", ")
}

fn foot(over: &Over) -> String {
    let folder = over.folder.display();
    match over.report.outdated.as_slice() {
        [] => format!("In {folder}"),
        [one] => format!("In {folder}. {} is of an earlier run and no longer part of it.", name_of(one)),
        many => {
            let names: Vec<String> = many.iter().take(3).map(|path| name_of(path)).collect();
            let more = if many.len() > 3 { " …" } else { "" };
            format!(
                "In {folder}. {} files of earlier runs are no longer part of it: {}{more}",
                many.len(),
                names.join(", ")
            )
        }
    }
}

fn files(product: Product, report: &PrintReport) -> Vec<RunFile<'static>> {
    let made = report.files.iter().map(|file| RunFile {
        name: name_of(&file.path).into(),
        what: match file.cards {
            0 => "1 page".to_owned(),
            count => product.counted(count),
        }
        .into(),
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
