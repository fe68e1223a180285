//! Undo and redo: a stack of steps, each a change with its inverse. A seal empties it: what is sealed can only be followed,
//! and so is everything the sealed draw was made from.

use super::aggregate::{Campaign, State};
use super::edit::{Change, Edit, EditError};
use super::ledger::Touched;
use super::table::Table;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

#[derive(Clone, Debug)]
struct Step {
    title: String,
    way: Way,
    merge_key: Option<String>,
    at: Timestamp,
}

/// How a step is turned back and made again.
#[derive(Clone, Debug)]
enum Way {
    Edits {
        forward: Vec<Edit>,
        back: Vec<Edit>,
    },
    /// A step of very many edits, such as an import: all records before and after it. They share what is equal, so this is
    /// less than the edits would be, and it is turned back at once.
    States {
        before: Box<State>,
        after: Box<State>,
        forward: Touched,
        back: Touched,
    },
}

/// From so many edits on a step is remembered by its states.
const MANY: usize = 10_000;

/// A change that was made beside the window, on the campaign as it was then: see [`History::adopt`].
#[derive(Clone, Debug)]
pub struct Prepared {
    title: String,
    /// Revision it was made on.
    base: u64,
    campaign: Campaign,
    before: Box<State>,
    forward: Touched,
    back: Touched,
}

impl Prepared {
    /// The revision of the campaign it fits on.
    pub fn base(&self) -> u64 {
        self.base
    }
    /// Is it a change to be made on a copy? One that is small, or that seals and cannot be turned back, is committed in the plain
    /// way.
    pub fn is_for(change: &Change) -> bool {
        change.edits.len() >= MANY && !change.edits.iter().any(Edit::is_final)
    }
    /// What of it a date can keep shut, for whoever asks whether it may be made now. `campaign` is the one it was made on.
    pub fn lockable(&self, campaign: &Campaign) -> Change {
        Change::new(self.title.clone(), towards(campaign, &self.campaign.state()))
    }
    /// Makes a change of many edits on a copy of the campaign.
    pub fn new(campaign: &Campaign, change: Change) -> Result<Self, EditError> {
        let Change { title, mut edits, .. } = change;
        let before = Box::new(campaign.state());
        let mut after = campaign.clone();
        after.apply_many(&mut edits)?;
        let (forward, back) = (Touched::of(&edits), Touched::of(edits.iter().rev()));
        Ok(Self { title, base: campaign.revision(), campaign: after, before, forward, back })
    }
}

/// What an undo or a redo did, for a toast: "Undone: Rename a person".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub title: String,
}

/// Steps that are over.
#[derive(Debug)]
pub struct Gone(Vec<Step>);

impl Gone {
    /// Does dropping them take a time that is felt?
    pub fn is_large(&self) -> bool {
        self.0.iter().any(|step| matches!(step.way, Way::States { .. }))
    }
}

#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// Steps that can be neither undone nor redone any more; see [`History::gone`].
    let_go: Vec<Step>,
    /// Title of the seal that ended the steps before it.
    sealed_by: Option<String>,
}

impl History {
    /// Steps kept; older ones are forgotten one by one.
    pub const DEPTH: usize = 1000;
    /// Changes with one key become one step when they follow each other this fast.
    const MERGE_PAUSE: SignedDuration = SignedDuration::from_secs(2);

    /// Makes the change and remembers how to turn it back.
    pub fn commit(&mut self, campaign: &mut Campaign, change: Change, at: Timestamp) -> Result<(), EditError> {
        if Prepared::is_for(&change) {
            let prepared = Prepared::new(campaign, change)?;
            self.take(campaign, prepared, at);
            return Ok(());
        }
        let applied = campaign.apply(&change, at)?;
        self.let_go.append(&mut self.redo);
        let Some(back) = applied.inverse else {
            self.let_go.append(&mut self.undo);
            self.sealed_by = Some(change.title);
            return Ok(());
        };
        if let (Some(key), Some(last)) = (&change.merge_key, self.undo.last_mut())
            && last.merge_key.as_ref() == Some(key)
            && at.duration_since(last.at) <= Self::MERGE_PAUSE
            && let Way::Edits { forward, back: older } = &mut last.way
        {
            last.at = at;
            forward.extend(change.edits);
            *older = back.into_iter().chain(std::mem::take(older)).collect();
            return Ok(());
        }
        let way = Way::Edits { forward: change.edits, back };
        self.push(Step { title: change.title, way, merge_key: change.merge_key, at });
        Ok(())
    }

    /// Takes over a change that was made on a copy, at once however large it is. Handed back where the campaign is no longer as it
    /// was: then the change must be worked out anew.
    pub fn adopt(
        &mut self,
        campaign: &mut Arc<Campaign>,
        prepared: Arc<Prepared>,
        at: Timestamp,
    ) -> Result<(), Arc<Prepared>> {
        let same = prepared.base == campaign.revision() && prepared.campaign.settings().id == campaign.settings().id;
        if !same {
            return Err(prepared);
        }
        let prepared = Arc::unwrap_or_clone(prepared);
        let mut next = prepared.campaign.clone();
        self.take(&mut next, prepared, at);
        *campaign = Arc::new(next);
        Ok(())
    }

    fn take(&mut self, campaign: &mut Campaign, prepared: Prepared, at: Timestamp) {
        let Prepared { title, campaign: after, before, forward, back, .. } = prepared;
        *campaign = after;
        campaign.note(at, &title, &forward);
        self.let_go.append(&mut self.redo);
        let way = Way::States { before, after: Box::new(campaign.state()), forward, back };
        self.push(Step { title, way, merge_key: None, at });
    }

    fn push(&mut self, step: Step) {
        self.undo.push(step);
        if self.undo.len() > Self::DEPTH {
            self.let_go.push(self.undo.remove(0));
        }
    }

    /// Steps nobody can come back to, to be dropped where nobody waits: one of them may hold a million records. They keep
    /// nothing but memory.
    pub fn gone(&mut self) -> Gone {
        Gone(std::mem::take(&mut self.let_go))
    }

    /// Title of the step that undo would turn back.
    pub fn undo_title(&self) -> Option<&str> {
        self.undo.last().map(|step| step.title.as_str())
    }
    pub fn redo_title(&self) -> Option<&str> {
        self.redo.last().map(|step| step.title.as_str())
    }
    /// Why there is nothing to undo, when a seal is the reason.
    pub fn sealed_by(&self) -> Option<&str> {
        self.sealed_by.as_deref()
    }

    /// The change that undo would make, for whoever asks whether it may be made now. Of a step of very many edits only what a date
    /// can keep shut is in it: awards, sheets, sweepstakes with their entries, and the dates themselves.
    pub fn undo_change(&self, campaign: &Campaign) -> Option<Change> {
        let step = self.undo.last()?;
        let edits = match &step.way {
            Way::Edits { back, .. } => back.clone(),
            Way::States { before, .. } => towards(campaign, before),
        };
        Some(Change::new(format!("Undo: {}", step.title), edits))
    }
    /// The same of redo.
    pub fn redo_change(&self, campaign: &Campaign) -> Option<Change> {
        let step = self.redo.last()?;
        let edits = match &step.way {
            Way::Edits { forward, .. } => forward.clone(),
            Way::States { after, .. } => towards(campaign, after),
        };
        Some(Change::new(format!("Redo: {}", step.title), edits))
    }

    pub fn undo(&mut self, campaign: &mut Campaign, at: Timestamp) -> Result<Option<Undone>, EditError> {
        let Some(step) = self.undo.last() else { return Ok(None) };
        let done = format!("Undo: {}", step.title);
        match &step.way {
            Way::Edits { back, .. } => _ = campaign.apply(&Change::new(done, back.clone()), at)?,
            // Steps are turned back in their order, so the campaign is now as it was after this one.
            Way::States { before, back, .. } => {
                campaign.turn_to(before);
                campaign.note(at, &done, back);
            }
        }
        let title = step.title.clone();
        self.redo.extend(self.undo.pop());
        Ok(Some(Undone { title }))
    }

    pub fn redo(&mut self, campaign: &mut Campaign, at: Timestamp) -> Result<Option<Undone>, EditError> {
        let Some(step) = self.redo.last() else { return Ok(None) };
        let done = format!("Redo: {}", step.title);
        match &step.way {
            Way::Edits { forward, .. } => _ = campaign.apply(&Change::new(done, forward.clone()), at)?,
            Way::States { after, forward, .. } => {
                campaign.turn_to(after);
                campaign.note(at, &done, forward);
            }
        }
        let title = step.title.clone();
        if let Some(mut step) = self.redo.pop() {
            step.merge_key = None;
            self.undo.push(step);
        }
        Ok(Some(Undone { title }))
    }

    /// Typing that follows starts a new step.
    pub fn end_merging(&mut self) {
        if let Some(last) = self.undo.last_mut() {
            last.merge_key = None;
        }
    }
}

/// The edits by which a campaign would come to a state, of the records that a date can keep shut.
fn towards(campaign: &Campaign, state: &State) -> Vec<Edit> {
    let mut then = campaign.clone();
    then.turn_to(state);
    let mut edits = Vec::new();
    if then.settings() != campaign.settings() {
        edits.push(Edit::Settings(Arc::new(then.settings().clone())));
    }
    differing(campaign.awards(), then.awards(), Edit::Award, &mut edits);
    differing(campaign.sheets(), then.sheets(), Edit::Sheet, &mut edits);
    differing(campaign.sweepstakes(), then.sweepstakes(), Edit::Sweepstake, &mut edits);
    differing(campaign.entries(), then.entries(), Edit::Entry, &mut edits);
    edits
}

/// Adds an edit for each record that is another one then, or is there no more.
fn differing<I: Ord + Copy + Into<u64>, T>(
    now: &Table<I, T>,
    then: &Table<I, T>,
    edit: impl Fn(I, Option<Arc<T>>) -> Edit,
    edits: &mut Vec<Edit>,
) {
    let is_same = |id: I, record: &Arc<T>| now.shared(id).is_some_and(|other| Arc::ptr_eq(record, other));
    let others = then.besides(now).filter(|(id, record)| !is_same(*id, record));
    edits.extend(others.map(|(id, record)| edit(id, Some(Arc::clone(record)))));
    edits.extend(now.besides(then).map(|(id, _)| id).filter(|id| !then.contains(*id)).map(|id| edit(id, None)));
}
