//! Changes of very many records: worked out on a copy beside the window and taken over when they are done. If the campaign was
//! changed meanwhile they are worked out anew, so that nothing somebody did in between is lost; what cannot be made anew is refused.

use super::Window;
use crate::app::{Failure, Progress, Task, timeline};
use crate::campaign::{Campaign, Change, Prepared};
use crate::gui::action::ManyChange;
use std::collections::VecDeque;
use std::sync::Arc;

/// What a job made of what was asked, with the words for it.
enum Made {
    /// They are all so already.
    Nothing,
    /// A change that is small, or that seals and cannot be made on a copy.
    Plain(Change, Option<String>),
    Whole(Arc<Prepared>, Option<String>),
}

/// What is to be done.
enum Asked {
    /// It can be made again from another state of the campaign.
    Anew(ManyChange),
    /// It was made from the campaign as it was at this revision, and is right for no other.
    Once { change: Box<Change>, words: Option<String>, revision: u64 },
}

struct Under {
    /// To make it again.
    asked: Option<ManyChange>,
    title: String,
    /// The state of the campaign when it was begun. No other campaign has it.
    revision: u64,
    task: Task<Made>,
}

/// One is worked out, the others wait: each builds on what the one before did.
#[derive(Default)]
pub(super) struct Changing {
    under: Option<Under>,
    waiting: VecDeque<Asked>,
}

impl Changing {
    pub fn is_busy(&self) -> bool {
        self.under.is_some() || !self.waiting.is_empty()
    }
    /// Stops what is worked out and forgets what waits: the campaign it was for is left.
    pub fn give_up(&mut self) {
        if let Some(under) = self.under.take() {
            under.task.cancel();
        }
        self.waiting.clear();
    }
}

const MOVED_ON: &str = "The campaign was changed meanwhile: nothing was done. Do it once more.";

/// Works the change out on a copy; `words` are told once it is there.
fn work_out(
    campaign: &Campaign,
    change: Change,
    words: Option<String>,
    at: jiff::Timestamp,
    progress: &Progress,
) -> Result<Made, Failure> {
    progress.go_on()?;
    timeline::check(campaign, &change, at)?;
    if !Prepared::is_for(&change) {
        return Ok(Made::Plain(change, words));
    }
    let what = format!("“{}” was not done; the campaign is as it was.", change.title);
    let prepared = Prepared::new(campaign, change);
    let prepared = prepared.map_err(|error| Failure::new(what, error.to_string(), "Undo what was done before."))?;
    progress.go_on()?;
    Ok(Made::Whole(Arc::new(prepared), words))
}

impl Window {
    pub(super) fn change_many(&mut self, asked: ManyChange) {
        self.begin_changing(Asked::Anew(asked));
    }

    /// A change of very many edits that a page has made already, from the campaign as it is now.
    pub(super) fn change_beside(&mut self, change: Change, words: Option<String>) {
        let Some(revision) = self.ws.campaign().map(Campaign::revision) else { return };
        self.begin_changing(Asked::Once { change: Box::new(change), words, revision });
    }

    fn begin_changing(&mut self, asked: Asked) {
        self.no_undo_told();
        self.changing.waiting.push_back(asked);
        self.go_on_changing();
    }

    fn go_on_changing(&mut self) {
        while self.changing.under.is_none() {
            let Some(asked) = self.changing.waiting.pop_front() else { return };
            let Some(snapshot) = self.ws.snapshot() else { return };
            let (now, at) = (snapshot.revision(), self.ws.world().now());
            let (asked, title, task) = match asked {
                Asked::Anew(asked) => {
                    let (again, title) = (asked.clone(), asked.title.clone());
                    let work = move |progress: &Progress| match (asked.make)(&snapshot)? {
                        Some(change) => {
                            let words = (asked.words)(&snapshot, &change);
                            work_out(&snapshot, change, Some(words), at, progress)
                        }
                        None => Ok(Made::Nothing),
                    };
                    (Some(again), title.clone(), self.ws.jobs().start_change(title, work))
                }
                // It holds whole records as they were: it would take back whatever came before its turn.
                Asked::Once { revision, .. } if revision != now => {
                    self.toasts.say(MOVED_ON);
                    continue;
                }
                Asked::Once { change, words, .. } => {
                    let title = change.title.clone();
                    let work = move |progress: &Progress| work_out(&snapshot, *change, words, at, progress);
                    (None, title.clone(), self.ws.jobs().start_change(title, work))
                }
            };
            self.changing.under = Some(Under { asked, title, revision: now, task });
        }
    }

    /// Takes over what is done.
    pub(super) fn take_changes(&mut self) {
        let Some(result) = self.changing.under.as_ref().and_then(|under| under.task.poll()) else { return };
        let Some(Under { asked, title, revision, task }) = self.changing.under.take() else { return };
        let has_moved_on = self.ws.campaign().map(Campaign::revision) != Some(revision);
        match (result, asked) {
            // Also one that was done in the moment in which it was stopped.
            (result, _) if task.progress().is_cancelled() => {
                self.ws.jobs().drop_aside(result);
                self.toasts.say(format!("“{title}” was stopped; the campaign is as it was."));
            }
            (Ok(outdated), Some(asked)) if has_moved_on => {
                self.ws.jobs().drop_aside(outdated);
                self.changing.waiting.push_front(Asked::Anew(asked));
            }
            (Ok(outdated), None) if has_moved_on => {
                self.ws.jobs().drop_aside(outdated);
                self.toasts.say(MOVED_ON);
            }
            (Ok(Made::Nothing), asked) => {
                if let Some(asked) = asked {
                    self.toasts.say(asked.nothing);
                }
            }
            (Ok(Made::Plain(change, words)), _) => match self.ws.commit(change) {
                Ok(()) => self.say_done(words),
                Err(failure) => self.modal.fail(failure),
            },
            (Ok(Made::Whole(prepared, words)), _) => match self.ws.adopt(prepared) {
                Ok(true) => self.say_done(words),
                Ok(false) => _ = self.toasts.say(MOVED_ON),
                Err(failure) => self.modal.fail(failure),
            },
            (Err(failure), _) => self.modal.fail(failure),
        }
        self.go_on_changing();
    }

    fn say_done(&mut self, words: Option<String>) {
        self.undo_toast = words.map(|words| self.toasts.say_with_undo(words));
    }
}
