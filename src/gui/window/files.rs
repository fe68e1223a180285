//! Files and the work beside the window: choosing, opening, saving, and the question before unsaved work is left.

use super::frame::RailCounts;
use super::{Next, Window};
use crate::app::{Command, Over, Section, Task, templates};
use crate::campaign::Campaign;
use crate::gui::action::Action;
use crate::gui::modal::Answer;
use crate::gui::picker::Ask;
use eframe::egui::{self, Context};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a file dialog was opened for.
pub(super) enum Picking {
    Campaign,
    List,
    SaveAs,
}

impl Window {
    /// Takes in what jobs finished.
    pub(super) fn take_in(&mut self, ctx: &Context) {
        if let Some(result) = self.opening.as_ref().and_then(Task::poll) {
            self.opening = None;
            match result {
                Ok((opened, path)) if self.has_more_to_lose() => {
                    self.ws.jobs().drop_aside(opened);
                    self.ask_then(Next::OpenFile(path), ctx);
                }
                Ok((opened, path)) => {
                    self.ws.install_opened(opened, path.clone());
                    self.fresh_campaign();
                    self.look_for_kept(&path);
                }
                Err(failure) => self.modal.fail(failure),
            }
        }
        if let Some(result) = self.starting.as_ref().and_then(|(_, task)| task.poll())
            && let Some((template, _)) = self.starting.take()
        {
            match result {
                Ok(_) if self.has_more_to_lose() => self.ask_then(Next::StartFrom(template), ctx),
                Ok((campaign, blobs)) => {
                    self.ws.install_new(campaign, blobs);
                    self.fresh_campaign();
                }
                Err(failure) => self.modal.fail(failure),
            }
        }
        if let Some(result) = self.saving.as_ref().and_then(|(_, task)| task.poll())
            && let Some((path, _)) = self.saving.take()
        {
            // Asked for while this one ran: another place is free whatever became of this one.
            let elsewhere = self.save_next.take_if(|next| *next != path);
            match result {
                Ok(Ok(saved)) => {
                    self.ws.finish_save(saved);
                    if let Some(path) = elsewhere.or_else(|| self.save_next.take()) {
                        self.save_to(path);
                    } else if let Some(next) = self.after_saving.take() {
                        // What was done while it was being saved is in no file.
                        self.ask_then(next, ctx);
                    }
                }
                Ok(Err(changed)) => {
                    self.save_next = None;
                    match elsewhere {
                        Some(path) => self.save_to(path),
                        None => self.modal.ask_changed_outside(changed),
                    }
                }
                Err(failure) => {
                    self.after_saving = None;
                    self.save_next = None;
                    self.modal.fail(failure);
                    if let Some(path) = elsewhere {
                        self.save_to(path);
                    }
                }
            }
        }
        let Some((_, task)) = &self.picking else { return };
        let Some(result) = task.poll() else { return };
        let Some((picking, _)) = self.picking.take() else { return };
        match (picking, result) {
            (picking, Ok(Some(path))) => self.picked(picking, path),
            (Picking::SaveAs, Ok(None)) => self.after_saving = None,
            (_, Ok(None)) => {}
            (_, Err(failure)) => self.modal.fail(failure),
        }
    }

    pub(super) fn picked(&mut self, picking: Picking, path: PathBuf) {
        match picking {
            Picking::Campaign => self.opening = Some(self.ws.start_open(path)),
            Picking::List => self.import(path),
            Picking::SaveAs => self.save_to(with_ending(path)),
        }
    }

    pub(super) fn import(&mut self, path: PathBuf) {
        self.go(Section::Import);
        self.screens.import.begin(&self.ws, path);
    }

    pub(super) fn fresh_campaign(&mut self) {
        self.screens.reset();
        self.changing.give_up();
        self.rail_counts = RailCounts::default();
        self.section = Section::Home;
        self.back.clear();
        self.forward.clear();
        // "No campaign is open." is not true any more, and what was done was done to another one.
        self.toasts.clear();
        self.undo_toast = None;
    }

    /// What was dropped: campaigns are opened, lists imported, unless the page takes files itself.
    pub(super) fn take_dropped(ctx: &Context, actions: &mut Vec<Action>, page_takes: bool) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        for path in dropped {
            let is_campaign = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("unsung"));
            if is_campaign {
                actions.push(Action::OpenFile(path));
            } else if !page_takes {
                actions.push(Action::ImportFile(path));
            }
        }
    }

    /// Where the system has no file dialog the paths that jobs wait for are asked for here, one after the other.
    pub(super) fn ask_for_paths(&mut self, ctx: &Context) {
        let Some(questions) = self.picker.questions() else { return };
        if !ctx.input(|input| input.focused) {
            questions.note_away();
        }
        if !self.modal.is_open()
            && let Some(mut question) = questions.next()
        {
            // Where a dialog would have begun: a name alone would be taken for one wherever the program was started.
            question.ask.folder = question.ask.folder.take().or_else(|| self.own_folder());
            self.modal.ask_path(question);
        }
    }

    /// The folder of the campaign, else that of documents.
    fn own_folder(&self) -> Option<PathBuf> {
        let own = self.ws.path().or_else(|| self.ws.suggested_path());
        own.and_then(Path::parent).map(Path::to_owned).or_else(|| self.ws.world().documents_folder())
    }

    pub(super) fn pick(&mut self, picking: Picking) {
        if self.picking.is_some() {
            return;
        }
        let own = self.ws.path().or_else(|| self.ws.suggested_path());
        let folder = self.own_folder();
        let own_name = own.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let picker = Arc::clone(&self.picker);
        let campaign = Ask::new("Open campaign").filter("Campaign", &["unsung"]).folder(folder.clone());
        let list = Ask::new("Import a list")
            .filter("List", &crate::app::importing::LIST_ENDINGS)
            .filter("All files", &["*"])
            .folder(folder.clone());
        let of_title =
            || self.ws.campaign().map_or_else(String::new, |campaign| file_name_of(&campaign.settings().title));
        let name = own_name.filter(|_| self.ws.path().is_none()).unwrap_or_else(of_title);
        let save = Ask::new("Save as").filter("Campaign", &["unsung"]).folder(folder).named(name);
        let task = match picking {
            Picking::Campaign => self.ws.jobs().start("Choosing a file", move |_| Ok(picker.open_file(&campaign))),
            Picking::List => self.ws.jobs().start("Choosing a file", move |_| Ok(picker.open_file(&list))),
            Picking::SaveAs => self.ws.jobs().start("Choosing a file", move |_| Ok(picker.save_file(&save))),
        };
        self.picking = Some((picking, task));
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        if self.saving.is_some() {
            self.save_next = Some(path);
        } else {
            self.save_over(path, Over::OwnVersion);
        }
    }

    fn save_over(&mut self, path: PathBuf, over: Over) {
        let to = path.clone();
        match self.ws.start_save(path, over) {
            Ok(task) => self.saving = Some((to, task)),
            Err(failure) => {
                self.after_saving = None;
                self.modal.fail(failure);
            }
        }
    }

    /// Is something still being worked out that would go into the campaign?
    pub(super) fn is_owed(&self) -> bool {
        self.changing.is_busy() || !self.ws.jobs().owed().is_empty()
    }

    /// Was something done since the person said that the campaign may be left? What takes its place took a while to read.
    pub(super) fn has_more_to_lose(&self) -> bool {
        self.is_owed() || self.ws.campaign().map(Campaign::revision) != self.may_leave
    }

    /// Goes on at once, or after what is being worked out and the question about unsaved work.
    pub(super) fn ask_then(&mut self, next: Next, ctx: &Context) {
        if self.is_owed() {
            self.modal.ask_owed(next);
        } else {
            self.ask_unsaved_then(next, ctx);
        }
    }

    fn ask_unsaved_then(&mut self, next: Next, ctx: &Context) {
        if self.ws.is_unsaved() {
            let title = self.ws.campaign().map_or_else(String::new, |campaign| campaign.settings().title.clone());
            self.modal.ask_unsaved(title, next);
        } else {
            self.go_on(next, ctx);
        }
    }

    /// Goes on with what waited for work that is done now.
    pub(super) fn follow_owed(&mut self, ctx: &Context) {
        if !self.is_owed()
            && let Some(next) = self.modal.take_owed()
        {
            self.ask_then(next, ctx);
        }
    }

    pub(super) fn go_on(&mut self, next: Next, ctx: &Context) {
        self.may_leave = self.ws.campaign().map(Campaign::revision);
        match next {
            Next::OpenDialog => self.pick(Picking::Campaign),
            Next::OpenFile(path) => self.opening = Some(self.ws.start_open(path)),
            Next::OpenKept(kept) => self.open_kept(*kept),
            Next::StartFrom(template) => {
                let (world, from) = (Arc::clone(self.ws.world()), template.clone());
                let task = self.ws.jobs().start("Starting a campaign", move |progress| {
                    templates::start_with_blobs(world.as_ref(), &from, progress)
                });
                self.starting = Some((template, task));
            }
            Next::Close => {
                self.ws.close();
                self.fresh_campaign();
            }
            Next::Quit => {
                self.may_quit = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, ctx: &Context, actions: &mut Vec<Action>) {
        match answer {
            Answer::SaveFirst(next) => {
                self.after_saving = Some(next);
                self.command(Command::Save, ctx);
            }
            Answer::LeaveUnsaved(next) => self.go_on(next, ctx),
            Answer::LeaveOwed(next) => {
                self.changing.give_up();
                self.ws.jobs().owed().iter().for_each(|job| job.cancel());
                self.ask_unsaved_then(next, ctx);
            }
            Answer::Replace(path) => self.save_over(path, Over::Anything),
            Answer::SaveElsewhere => self.command(Command::SaveAs, ctx),
            Answer::StayUnsaved => self.after_saving = None,
            Answer::OpenKept(kept) => self.ask_then(Next::kept(*kept), ctx),
            Answer::ForgetKept(kept) => self.forget_kept(&kept),
            Answer::Do(command) => actions.push(Action::Do(command)),
            Answer::Show(target) => actions.push(Action::Show(target)),
        }
    }

    /// A close of the window is a wish: unsaved work is asked about first, and what is still being worked out.
    pub(super) fn guard_closing(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.may_quit && (self.ws.is_unsaved() || self.is_owed()) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ask_then(Next::Quit, ctx);
        }
    }
}

fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("unsung")) {
        path
    } else {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".unsung");
        path.with_file_name(name)
    }
}

/// "Heroes of the Help Desk 2026" becomes "heroes-of-the-help-desk-2026.unsung".
fn file_name_of(title: &str) -> String {
    let plain: String = title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stem = plain.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}.unsung", if stem.is_empty() { "campaign" } else { &stem })
}
