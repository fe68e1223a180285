//! Unsaved work of another time: its copy is opened or forgotten, and the work of now is kept.

use super::{Next, Window};
use crate::app::recovery::{self, Kept};
use crate::app::{Task, when};
use crate::store::Opened;
use eframe::egui::Context;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What runs for it beside the window.
#[derive(Default)]
pub(super) struct Recovering {
    /// Copies of the campaign that was just opened from its file.
    looking: Option<Task<Option<Kept>>>,
    opening: Option<Task<(Opened, Kept)>>,
    forgetting: Vec<Task<()>>,
}

impl Recovering {
    pub fn is_busy(&self) -> bool {
        self.looking.is_some() || self.opening.is_some() || !self.forgetting.is_empty()
    }
}

/// How long the end of the program may wait for a last copy.
const LAST_COPY: Duration = Duration::from_secs(5);

impl Window {
    /// Keeps a copy of unsaved work when it is time.
    pub(super) fn keep_unsaved(&mut self, ctx: &Context) {
        let (again, failure) = self.ws.tend_journal(ctx.input(|input| input.time));
        if let Some(secs) = again {
            ctx.request_repaint_after_secs(secs as f32);
        }
        if let Some(failure) = failure {
            self.toasts.say(format!("{} {}", failure.what, failure.why));
        }
    }

    /// Looks whether newer work of the campaign that was opened from this file lies in a copy.
    pub(super) fn look_for_kept(&mut self, path: &Path) {
        let Some(campaign) = self.ws.campaign() else { return };
        let (id, path) = (campaign.settings().id.clone(), path.to_owned());
        let world = Arc::clone(self.ws.world());
        let task = self.ws.jobs().start("Looking for unsaved work", move |_| {
            let is_of_it = |kept: &Kept| kept.campaign == id || kept.file.as_deref() == Some(path.as_path());
            Ok(recovery::list(world.as_ref()).into_iter().find(is_of_it))
        });
        self.recovering.looking = Some(task);
    }

    pub(super) fn open_kept(&mut self, kept: Kept) {
        let world = Arc::clone(self.ws.world());
        let task = self.ws.jobs().start("Opening", move |_| Ok((recovery::open(world.as_ref(), &kept)?, kept)));
        self.recovering.opening = Some(task);
    }

    pub(super) fn forget_kept(&mut self, kept: &Kept) {
        let world = Arc::clone(self.ws.world());
        let copy = kept.copy.clone();
        let task = self.ws.jobs().start("Forgetting unsaved work", move |_| recovery::forget(world.as_ref(), &copy));
        self.recovering.forgetting.push(task);
    }

    /// Takes in what these jobs finished.
    pub(super) fn take_in_kept(&mut self, ctx: &Context) {
        if let Some(result) = self.recovering.looking.as_ref().and_then(Task::poll) {
            self.recovering.looking = None;
            // What cannot be listed is not there to be offered.
            if let Ok(Some(kept)) = result
                && !self.ws.journal().has_left(&kept.copy)
            {
                let at = when::about(kept.at, self.ws.world().now(), &self.ws.world().time_zone());
                self.modal.ask_kept(at, kept);
            }
        }
        if let Some(result) = self.recovering.opening.as_ref().and_then(Task::poll) {
            self.recovering.opening = None;
            match result {
                Ok((opened, kept)) if self.has_more_to_lose() => {
                    self.ws.jobs().drop_aside(opened);
                    self.ask_then(Next::kept(kept), ctx);
                }
                Ok((opened, kept)) => {
                    let name = kept.file.as_ref().and_then(|file| file.file_name());
                    let words = name.map_or_else(
                        || "Opened the unsaved work. Save it where you like.".to_owned(),
                        |name| format!("Opened the unsaved work. {} is as it was.", name.to_string_lossy()),
                    );
                    self.ws.install_kept(opened, kept);
                    self.fresh_campaign();
                    self.toasts.say(words);
                }
                Err(failure) => self.modal.fail(failure),
            }
        }
        let mut failures = Vec::new();
        self.recovering.forgetting.retain(|task| match task.poll() {
            Some(result) => {
                failures.extend(result.err());
                false
            }
            None => true,
        });
        for failure in failures {
            self.modal.fail(failure);
        }
    }

    /// The window closes: what was saved or given up leaves no copy, and what nobody was asked about is kept once more.
    pub(super) fn leave(&mut self) {
        if self.may_quit || !self.ws.is_unsaved() {
            self.ws.end_journal();
            return;
        }
        let began = Instant::now();
        self.ws.tend_journal(f64::MAX);
        while self.ws.journal().is_busy() && began.elapsed() < LAST_COPY {
            std::thread::sleep(Duration::from_millis(5));
            self.ws.tend_journal(f64::MAX);
        }
    }
}

impl Next {
    /// Opens a copy in place of what is open.
    pub(super) fn kept(kept: Kept) -> Self {
        Self::OpenKept(Box::new(kept))
    }
}
