//! Files that come back from judges: one after the other, each checked against its pack, each with a line that says what came of it.

use super::Shown;
use super::asking::counted;
use super::packs::{file_name, stamp};
use crate::app::judging::packs::{self, TakeWish, Taken};
use crate::app::{Failure, Task, io_reason};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::drop_zone::DropZone;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::note::Note;
use eframe::egui::Ui;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

/// What came of a file.
struct Report {
    path: PathBuf,
    title: String,
    words: String,
    good: bool,
}

/// A file under work, and the state of the campaign it is held against.
struct Reading {
    path: PathBuf,
    revision: u64,
    task: Task<Taken>,
}

#[derive(Default)]
pub struct Taking {
    wish: TakeWish,
    waiting: VecDeque<PathBuf>,
    reading: Option<Reading>,
    picking: Option<Task<Option<PathBuf>>>,
    /// The latest first.
    reports: Vec<Report>,
}

impl Taking {
    /// Carries on what runs beside the window.
    pub fn look(&mut self, ui: &Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if let Some(path) = cx.taken(&mut self.picking) {
            self.waiting.extend(path);
        }
        if let Some(result) = self.reading.as_ref().and_then(|reading| reading.task.poll())
            && let Some(reading) = self.reading.take()
        {
            if reading.revision == shown.campaign.revision() {
                self.report(cx, shown, reading.path, result);
                // The next file is held against the campaign as it is with this one in it.
                ui.ctx().request_repaint();
                return;
            }
            self.waiting.push_front(reading.path);
        }
        if self.reading.is_none()
            && let Some(path) = self.waiting.pop_front()
        {
            self.start(cx, shown, path);
        }
    }

    fn start(&mut self, cx: &Cx<'_>, shown: &Shown<'_>, path: PathBuf) {
        let (campaign, revision) = stamp(shown.campaign);
        let (world, zone, at) = (Arc::clone(cx.ws.world()), cx.ws.world().time_zone(), cx.ws.world().now());
        let (wish, file) = (self.wish, path.clone());
        let task = cx.ws.jobs().start_change("Reading a returned pack", move |_| {
            let bytes = world.read(&file).map_err(|error| {
                Failure::new("The file was not taken in.", io_reason(&error), "Choose the file again.")
            })?;
            packs::take_in(&campaign, &bytes, wish, at, &zone)
        });
        self.reading = Some(Reading { path, revision, task });
    }

    fn report(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>, path: PathBuf, result: Result<Taken, Failure>) {
        let report = match result {
            Err(failure) if failure.is_cancelled() => return,
            Err(failure) => {
                let words = format!("{} {}", failure.why, failure.what_to_do);
                Report { path, title: failure.what, words, good: false }
            }
            Ok(taken) => {
                let report = told(shown, path, &taken);
                if let Some(change) = taken.change {
                    cx.act(Action::CommitAndTell(change, "Took in a judge's answers".into()));
                }
                report
            }
        };
        self.reports.retain(|it| it.path != report.path);
        self.reports.insert(0, report);
        self.reports.truncate(100);
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        Section::new("Take returned files in").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let button = CommandButton::plain("Choose a returned file").icon(Icon::Import);
            let zone = DropZone::new("Drop returned files here", "The file that “Save my answers” wrote.", button);
            let out = zone.height(168.0).show(ui);
            let is_campaign = |path: &PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("unsung"));
            self.waiting.extend(out.dropped.into_iter().filter(|path| !is_campaign(path)));
            if out.pressed && self.picking.is_none() {
                let picker = Arc::clone(cx.picker);
                let ask = Ask::new("A returned pack")
                    .filter("Answers of a judge", &["json", "txt"])
                    .filter("All files", &["*"])
                    .folder(cx.ws.world().documents_folder());
                self.picking = Some(cx.ws.jobs().start("Choosing a file", move |_| Ok(picker.open_file(&ask))));
            }
            CheckRow::new(&mut self.wish.replace, "Replace lines that are there")
                .detail("Else what differs from them is held and named.")
                .show(ui);
            CheckRow::new(&mut self.wish.late, "Take files that come late").detail("They are marked as late.").show(ui);
            if self.reading.is_some() || !self.waiting.is_empty() {
                let left = self.waiting.len() + usize::from(self.reading.is_some());
                Text::caption(format!("{} to read.", counted(left, "file", "files"))).muted().show(ui);
            }
            let mut again = None;
            for (index, report) in self.reports.iter().enumerate() {
                ui.push_id(index, |ui| {
                    let title = format!("{}: {}", file_name(&report.path), report.title);
                    let note = if report.good { Note::good(title) } else { Note::warning(title) };
                    let note = note.words(report.words.clone());
                    let note = if report.good { note } else { note.action(CommandButton::plain("Read it again")) };
                    if note.show(ui).action {
                        again = Some(report.path.clone());
                    }
                });
            }
            self.waiting.extend(again);
        });
    }
}

fn told(shown: &Shown<'_>, path: PathBuf, taken: &Taken) -> Report {
    if taken.again && taken.change.is_none() {
        let words = "The very same file was taken in before; nothing was changed.".to_owned();
        return Report { path, title: "Nothing new".into(), words, good: true };
    }
    let judging = shown.campaign.judgings().get(taken.award);
    let judge = judging.and_then(|it| it.judge(taken.judge)).map_or("", |it| it.code.as_str());
    let mut parts = vec![format!("{} taken", counted(taken.lines.len(), "line", "lines"))];
    if taken.award != shown.award || taken.round != shown.number() {
        let award = shown.campaign.awards().get(taken.award).map_or("", |it| it.title.as_str());
        let round = judging.and_then(|it| it.round(taken.round)).map_or("", |it| it.title());
        parts.push(format!("for “{award}”, {}", round.to_lowercase()));
    }
    if taken.late {
        parts.push("late".into());
    }
    if !taken.recused.is_empty() {
        parts.push(format!("stepped aside from {}", counted(taken.recused.len(), "nominee", "nominees")));
    }
    let mut words = format!("{}.", parts.join(", "));
    for held in taken.held.iter().take(4) {
        let name = judging
            .and_then(|it| it.candidate(held.candidate))
            .map_or_else(|| held.candidate.to_string(), |it| it.code.clone());
        words.extend([" Held, ", &name, ": ", &held.why, "."]);
    }
    if taken.held.len() > 4 {
        words.extend([" And ", &(taken.held.len() - 4).to_string(), " more held."]);
    }
    if !taken.gaps.is_empty() {
        words.extend([" Partial: ", &taken.gaps.iter().take(3).cloned().collect::<Vec<_>>().join("; ")]);
    }
    let good = taken.held.is_empty() && taken.gaps.is_empty();
    Report { path, title: format!("answers of {judge}"), words, good }
}
