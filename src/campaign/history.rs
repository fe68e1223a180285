//! Undo and redo: a stack of steps, each a change with its inverse. A seal empties it: what is sealed can only be followed,
//! and so is everything the sealed draw was made from.

use super::aggregate::Campaign;
use super::edit::{Change, Edit, EditError};
use jiff::{SignedDuration, Timestamp};

#[derive(Clone, Debug)]
struct Step {
    title: String,
    forward: Vec<Edit>,
    back: Vec<Edit>,
    merge_key: Option<String>,
    at: Timestamp,
}

/// What an undo or a redo did, for a toast: "Undone: Rename a person".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub title: String,
}

#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
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
        let applied = campaign.apply(&change, at)?;
        self.redo.clear();
        let Some(back) = applied.inverse else {
            self.undo.clear();
            self.sealed_by = Some(change.title);
            return Ok(());
        };
        if let (Some(key), Some(last)) = (&change.merge_key, self.undo.last_mut())
            && last.merge_key.as_ref() == Some(key)
            && at.duration_since(last.at) <= Self::MERGE_PAUSE
        {
            last.at = at;
            last.forward.extend(change.edits);
            let older = std::mem::take(&mut last.back);
            last.back = back.into_iter().chain(older).collect();
            return Ok(());
        }
        self.undo.push(Step { title: change.title, forward: change.edits, back, merge_key: change.merge_key, at });
        if self.undo.len() > Self::DEPTH {
            self.undo.remove(0);
        }
        Ok(())
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

    pub fn undo(&mut self, campaign: &mut Campaign, at: Timestamp) -> Result<Option<Undone>, EditError> {
        let Some(step) = self.undo.last() else { return Ok(None) };
        campaign.apply(&Change::new(format!("Undo: {}", step.title), step.back.clone()), at)?;
        let title = step.title.clone();
        self.redo.extend(self.undo.pop());
        Ok(Some(Undone { title }))
    }

    pub fn redo(&mut self, campaign: &mut Campaign, at: Timestamp) -> Result<Option<Undone>, EditError> {
        let Some(step) = self.redo.last() else { return Ok(None) };
        campaign.apply(&Change::new(format!("Redo: {}", step.title), step.forward.clone()), at)?;
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
