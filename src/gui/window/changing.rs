//! Changes of very many records: worked out on a copy beside the window and taken over when they are done. If the campaign was
//! changed meanwhile they are worked out anew, so that nothing somebody did in between is lost.

use super::Window;
use crate::app::{Failure, Task, timeline};
use crate::campaign::{Campaign, Change, Prepared};
use crate::gui::action::ManyChange;
use std::collections::VecDeque;
use std::sync::Arc;

/// What a job made of what was asked.
enum Made {
    /// They are all so already.
    Nothing,
    /// A change that is small, or that seals and cannot be made on a copy.
    Plain(Change),
    Whole(Arc<Prepared>),
}

/// What is to be done.
enum Asked {
    /// It can be made again from another state of the campaign.
    Anew(ManyChange),
    /// It was made from the campaign as it is now, and from no other.
    Once(Box<Change>, Option<String>),
}

struct Under {
    /// To make it again.
    asked: Option<ManyChange>,
    words: Option<String>,
    /// The campaign it is for, and its state when it was begun.
    campaign: String,
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
}

fn make(campaign: &Campaign, change: Option<Change>, at: jiff::Timestamp) -> Result<Made, Failure> {
    let Some(change) = change else { return Ok(Made::Nothing) };
    timeline::check(campaign, &change, at)?;
    if !Prepared::is_for(&change) {
        return Ok(Made::Plain(change));
    }
    let what = format!("“{}” was not done; the campaign is as it was.", change.title);
    let prepared = Prepared::new(campaign, change);
    let prepared = prepared.map_err(|error| Failure::new(what, error.to_string(), "Undo what was done before."))?;
    Ok(Made::Whole(Arc::new(prepared)))
}

impl Window {
    pub(super) fn change_many(&mut self, asked: ManyChange) {
        self.begin_changing(Asked::Anew(asked));
    }

    /// A change of very many edits that a page has made already.
    pub(super) fn change_beside(&mut self, change: Change, words: Option<String>) {
        self.begin_changing(Asked::Once(Box::new(change), words));
    }

    fn begin_changing(&mut self, asked: Asked) {
        self.undo_toast = None;
        self.changing.waiting.push_back(asked);
        self.go_on_changing();
    }

    fn go_on_changing(&mut self) {
        if self.changing.under.is_some() {
            return;
        }
        let Some(asked) = self.changing.waiting.pop_front() else { return };
        let Some(snapshot) = self.ws.snapshot() else { return };
        let (campaign, revision, at) = (snapshot.settings().id.clone(), snapshot.revision(), self.ws.world().now());
        let (asked, words, task) = match asked {
            Asked::Anew(asked) => {
                let again = asked.clone();
                let work = move |_: &_| make(&snapshot, (asked.make)(&snapshot), at);
                let task = self.ws.jobs().start(again.title.clone(), work);
                (Some(again.clone()), Some(again.words), task)
            }
            Asked::Once(change, words) => {
                let title = change.title.clone();
                (None, words, self.ws.jobs().start(title, move |_| make(&snapshot, Some(*change), at)))
            }
        };
        self.changing.under = Some(Under { asked, words, campaign, revision, task });
    }

    /// Takes over what is done.
    pub(super) fn take_changes(&mut self) {
        let Some(result) = self.changing.under.as_ref().and_then(|under| under.task.poll()) else { return };
        let Some(Under { asked, words, campaign, revision, .. }) = self.changing.under.take() else { return };
        let now = self.ws.campaign().filter(|now| now.settings().id == campaign);
        // Another campaign was opened meanwhile: nothing of this was for it.
        let Some(now) = now.map(Campaign::revision) else {
            self.changing.waiting.clear();
            return;
        };
        match (result, asked) {
            (Ok(_), Some(asked)) if now != revision => self.changing.waiting.push_front(Asked::Anew(asked)),
            (Ok(_), None) if now != revision => {
                self.toasts.say("The campaign was changed meanwhile: nothing was done. Do it once more.");
            }
            (Ok(Made::Nothing), asked) => {
                if let Some(asked) = asked {
                    self.toasts.say(asked.nothing);
                }
            }
            (Ok(Made::Plain(change)), _) => match self.ws.commit(change) {
                Ok(()) => self.say_done(words),
                Err(failure) => self.modal.fail(failure),
            },
            (Ok(Made::Whole(prepared)), _) => {
                if self.ws.adopt(prepared) {
                    self.say_done(words);
                }
            }
            (Err(failure), _) if failure.is_cancelled() => {}
            (Err(failure), _) => self.modal.fail(failure),
        }
        self.go_on_changing();
    }

    fn say_done(&mut self, words: Option<String>) {
        self.undo_toast = words.map(|words| self.toasts.say_with_undo(words));
    }
}
