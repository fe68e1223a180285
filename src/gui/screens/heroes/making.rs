//! Heroes that are made beside the window, and handed over as one step.

use crate::app::Task;
use crate::app::heroes::{make_heroes, nominees_without_hero};
use crate::campaign::{Campaign, Change, PersonId};
use crate::gui::action::{Action, Cx};
use crate::gui::screens::people::latest::Latest;
use std::sync::Arc;

/// Nominees who have no hero, for the buttons that make theirs: looked up once for each state of the campaign.
#[derive(Default)]
pub struct Waiting(Latest<Vec<PersonId>>);

impl Waiting {
    /// How many there are, of the campaign as it is or as it was a moment ago.
    pub fn count(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> usize {
        let records = campaign.nominations().len() + campaign.heroes().len();
        self.0.of(cx.ws, records, "", nominees_without_hero).len()
    }
}

/// For whom heroes are made.
#[derive(Clone)]
pub enum Whose {
    /// All nominees who have none when it begins.
    Waiting,
    These(Vec<PersonId>),
}

/// Heroes that are being made, and the revision they are made for.
pub struct Making {
    revision: u64,
    whose: Whose,
    task: Task<Option<Change>>,
}

impl Making {
    pub fn start(cx: &Cx<'_>, whose: Whose) -> Option<Self> {
        let campaign = cx.ws.snapshot()?;
        let studio = Arc::clone(cx.art.studio());
        let revision = campaign.revision();
        let wanted = whose.clone();
        let task = cx.ws.jobs().start_change("Making heroes", move |_| {
            let people = match wanted {
                Whose::Waiting => nominees_without_hero(&campaign),
                Whose::These(people) => people,
            };
            Ok(make_heroes(&campaign, people, &studio.kit))
        });
        Some(Self { revision, whose, task })
    }

    /// What is left to wait for, after the change was handed over.
    pub fn take(self, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(result) = self.task.poll() else { return Some(self) };
        match result {
            // Ids were taken from a campaign that has changed meanwhile: once more.
            Ok(_) if cx.ws.campaign().is_some_and(|campaign| campaign.revision() != self.revision) => {
                return Self::start(cx, self.whose);
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
