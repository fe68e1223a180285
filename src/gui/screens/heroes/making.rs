//! Heroes that are made beside the window, and handed over as one step.

use crate::app::Task;
use crate::app::heroes::make_heroes;
use crate::campaign::{Change, PersonId};
use crate::gui::action::{Action, Cx};
use std::sync::Arc;

/// Heroes that are being made, and the revision they are made for.
pub struct Making {
    revision: u64,
    people: Vec<PersonId>,
    task: Task<Option<Change>>,
}

impl Making {
    pub fn start(cx: &Cx<'_>, people: Vec<PersonId>) -> Option<Self> {
        let campaign = cx.ws.snapshot()?;
        let studio = Arc::clone(cx.art.studio());
        let revision = campaign.revision();
        let wanted = people.clone();
        let task = cx.ws.jobs().start("Making heroes", move |_| Ok(make_heroes(&campaign, wanted, &studio.kit)));
        Some(Self { revision, people, task })
    }

    /// What is left to wait for, after the change was handed over.
    pub fn take(self, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(result) = self.task.poll() else { return Some(self) };
        match result {
            // Ids were taken from a campaign that has changed meanwhile: once more.
            Ok(_) if cx.ws.campaign().is_some_and(|campaign| campaign.revision() != self.revision) => {
                return Self::start(cx, self.people);
            }
            Ok(Some(change)) => {
                let count = change.edits.len();
                let words = if count == 1 { "Made a hero".to_owned() } else { format!("Made {count} heroes") };
                cx.act(Action::CommitAndTell(change, words));
            }
            Ok(None) => cx.act(Action::Tell("Everybody has a hero already.".into())),
            Err(failure) if failure.is_cancelled() => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
        None
    }
}
