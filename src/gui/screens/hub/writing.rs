//! The folder of the hub: chosen or typed, written in a job with progress, opened afterwards.

use crate::app::hub::{self, HubReport};
use crate::app::printing::straight;
use crate::app::{Failure, Task, timeline};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::screens::many::counted;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::run_panel::{RunEvent, RunPanel};
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Default)]
pub struct Writing {
    /// As typed; `None` before the first frame.
    path: Option<String>,
    choosing: Option<Task<Option<PathBuf>>>,
    running: Option<Task<HubReport>>,
    /// The last run, and where it went.
    over: Option<(PathBuf, HubReport)>,
    opening: Option<Task<()>>,
}

impl Writing {
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Where the last run went.
    pub fn folder(&self) -> Option<&Path> {
        self.over.as_ref().map(|(folder, _)| folder.as_path())
    }

    /// Beside the campaign, called after it.
    fn suggested(cx: &Cx<'_>) -> String {
        let name = |path: &Path| format!("{} hub", path.file_stem().unwrap_or_default().to_string_lossy());
        let beside = cx.ws.path().map(|path| path.with_file_name(name(path)));
        let path = beside.or_else(|| cx.ws.world().documents_folder().map(|folder| folder.join("web hub")));
        path.map(|path| path.display().to_string()).unwrap_or_default()
    }

    pub fn start(&mut self, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        if self.running.is_some() {
            return;
        }
        if let Err(failure) = timeline::may_publish(campaign, cx.ws.world().now(), "The hub was not written.") {
            cx.act(Action::Fail(failure));
            return;
        }
        let path = self.path.clone().unwrap_or_else(|| Self::suggested(cx));
        if path.trim().is_empty() {
            let what = "The hub was not written.";
            cx.act(Action::Fail(Failure::new(what, "No folder is chosen.", "Choose a folder for it first.")));
            return;
        }
        let (campaign, world) = (Arc::clone(campaign), Arc::clone(cx.ws.world()));
        let studio = Arc::clone(cx.art.studio());
        let out = PathBuf::from(path.trim());
        self.over = None;
        self.running = Some(cx.ws.jobs().start("Writing the hub", move |progress| {
            hub::write(&campaign, &studio.kit, &out, world.as_ref(), progress)
        }));
    }

    /// Takes what ran beside the window.
    pub fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.running.as_ref().and_then(Task::poll) {
            self.running = None;
            match result {
                Ok(report) => self.over = Some((PathBuf::from(&report.folder), report)),
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        if let Some(result) = self.choosing.as_ref().and_then(Task::poll) {
            self.choosing = None;
            match result {
                Ok(Some(path)) => self.path = Some(path.display().to_string()),
                Ok(None) => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        if let Some(result) = self.opening.as_ref().and_then(Task::poll) {
            self.opening = None;
            if let Err(failure) = result {
                cx.act(Action::Fail(failure));
            }
        }
    }

    pub fn open_folder(&mut self, cx: &Cx<'_>) {
        self.open(cx, "Opening the folder", Path::to_path_buf);
    }

    /// Shows the landing page in the system's browser.
    pub fn look(&mut self, cx: &Cx<'_>) {
        self.open(cx, "Opening the hub", |folder| folder.join("index.html"));
    }

    fn open(&mut self, cx: &Cx<'_>, title: &str, what: impl FnOnce(&Path) -> PathBuf) {
        let Some(folder) = self.folder() else { return };
        let (path, world) = (what(folder), Arc::clone(cx.ws.world()));
        self.opening = Some(cx.ws.jobs().start(title, move |_| straight::open(world.as_ref(), &path)));
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut path = self.path.clone().unwrap_or_else(|| Self::suggested(cx));
        Card::new().title("Folder of the site").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            let choose = CommandButton::quiet("Choose the folder").icon(Icon::Folder);
            let field = Field::new("Folder")
                .action(choose)
                .help("Files that this program did not write are never touched; writing again takes away what is no longer needed.")
                .show(ui, |ui| TextField::new(&mut path, "Folder of the hub").show(ui).changed());
            if field.inner {
                self.path = Some(path.clone());
            }
            if field.action && self.choosing.is_none() {
                let picker = Arc::clone(cx.picker);
                let start = cx.ws.path().and_then(Path::parent).map(Path::to_owned);
                let ask = Ask::new("Folder of the hub").folder(start);
                self.choosing = Some(cx.ws.jobs().start("Choosing a folder", move |_| Ok(picker.folder(&ask))));
            }
            if let Some(running) = &self.running {
                let progress = running.progress();
                let panel = RunPanel::new("Writing the hub", &[])
                    .running(progress.done(), progress.total(), "pictures drawn")
                    .foot("Cancelling leaves the folder as it is.");
                if panel.show(ui) == Some(RunEvent::Cancel) {
                    running.cancel();
                }
            } else if let Some((folder, report)) = &self.over {
                let words = format!(
                    "{} in {}: {} written, {} unchanged, {} taken away.",
                    counted(report.files, "file", "files"),
                    folder.display(),
                    report.written,
                    report.files.saturating_sub(report.written),
                    report.removed
                );
                let note = Note::good("The hub is written").words(words);
                let out = note
                    .action(CommandButton::plain("Look at it"))
                    .other(CommandButton::quiet("Open the folder"))
                    .show(ui);
                if out.action {
                    self.look(cx);
                } else if out.other {
                    self.open_folder(cx);
                }
            } else {
                Text::caption("The whole site is a few files: put the folder on any server, or open index.html in a browser.")
                    .muted()
                    .show(ui);
            }
        });
    }
}
