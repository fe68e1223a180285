//! What the lists have in common while several of their records are selected.

use crate::app::Failure;
use crate::campaign::{Campaign, Change};
use crate::gui::action::{Action, Cx, ManyChange, TellChange};
use crate::gui::widgets::data_table::{KeySet, TableState};
use crate::gui::widgets::nav_rail::grouped;
use std::sync::Arc;

/// The selected records, in order of their ids; also those that a filter hides.
pub fn chosen<I: From<u64> + Ord>(table: &TableState) -> Vec<I> {
    let mut ids: Vec<I> = table.selected().iter().map(|key| I::from(*key)).collect();
    ids.sort_unstable();
    ids
}

/// What follows the number of the selected: how many there are, and how many of them a filter hides.
pub fn aside(selected: usize, shown: usize, all: usize) -> String {
    match selected.saturating_sub(shown) {
        0 => format!("of {}", grouped(all as u64)),
        hidden => format!("{} not shown", grouped(hidden as u64)),
    }
}

/// Something counted of the selected records: when the selection or the campaign changes, not in every frame.
#[derive(Default)]
pub struct OfSelected<T> {
    /// The selection and the revision it was counted for.
    of: Option<(u64, u64)>,
    counted: T,
}

impl<T> OfSelected<T> {
    pub fn get(&mut self, table: &TableState, campaign: &Campaign, count: impl FnOnce(&KeySet) -> T) -> &T {
        let of = Some((table.selections(), campaign.revision()));
        if self.of != of {
            (self.of, self.counted) = (of, count(table.selected()));
        }
        &self.counted
    }
}

/// Commits what many become, with words that offer to undo it.
pub fn finish(cx: &mut Cx<'_>, change: Option<Change>, words: String) {
    match change {
        Some(change) => cx.act(Action::CommitAndTell(change, words)),
        None => cx.act(Action::Tell(ALL_SO.into())),
    }
}

pub const ALL_SO: &str = "They are all so already";

/// From so many records on a change is worked out beside the window.
pub const BESIDE: usize = 5_000;

/// How many records a walk over everything that names somebody looks at.
pub fn naming(campaign: &Campaign) -> usize {
    campaign.people().len() + campaign.nominations().len() + campaign.entries().len()
}

/// What a change of many records is made as: the change itself, nothing where they are all so already, or why it cannot be made.
pub trait Made {
    fn made(self) -> Result<Option<Change>, Failure>;
}

impl Made for Change {
    fn made(self) -> Result<Option<Change>, Failure> {
        Ok(Some(self))
    }
}
impl Made for Option<Change> {
    fn made(self) -> Result<Option<Change>, Failure> {
        Ok(self)
    }
}
impl Made for Result<Change, Failure> {
    fn made(self) -> Result<Option<Change>, Failure> {
        self.map(Some)
    }
}
impl Made for Result<Option<Change>, Failure> {
    fn made(self) -> Result<Option<Change>, Failure> {
        self
    }
}

/// Makes one change of `count` records and offers to undo it: at once, or beside the window where they are many. `title` says
/// what goes on meanwhile; `words` tell of the change as it was made, which may be of fewer records than were asked for.
pub fn each<M: Made>(
    cx: &mut Cx<'_>,
    count: usize,
    title: &str,
    words: impl Fn(&Change) -> String + Send + Sync + 'static,
    make: impl Fn(&Campaign) -> M + Send + Sync + 'static,
) {
    each_told(cx, count, title, move |_, change| words(change), ALL_SO, make);
}

/// The same with other words for when there is nothing to change.
pub fn each_or<M: Made>(
    cx: &mut Cx<'_>,
    count: usize,
    title: &str,
    words: impl Fn(&Change) -> String + Send + Sync + 'static,
    nothing: &'static str,
    make: impl Fn(&Campaign) -> M + Send + Sync + 'static,
) {
    each_told(cx, count, title, move |_, change| words(change), nothing, make);
}

/// The same where the words need the campaign from which the change was made.
pub fn each_told<M: Made>(
    cx: &mut Cx<'_>,
    count: usize,
    title: &str,
    words: impl Fn(&Campaign, &Change) -> String + Send + Sync + 'static,
    nothing: &'static str,
    make: impl Fn(&Campaign) -> M + Send + Sync + 'static,
) {
    let make = move |campaign: &Campaign| {
        let made = make(campaign).made()?;
        // What was to be removed may be gone already.
        Ok(made.filter(|change| !change.edits.is_empty()))
    };
    if count >= BESIDE {
        let words: TellChange = Arc::new(words);
        cx.act(Action::ChangeMany(ManyChange { title: title.to_owned(), words, nothing, make: Arc::new(make) }));
    } else if let Some(campaign) = cx.ws.campaign() {
        match make(campaign) {
            Ok(Some(change)) => {
                let words = words(campaign, &change);
                cx.act(Action::CommitAndTell(change, words));
            }
            Ok(None) => cx.act(Action::Tell(nothing.into())),
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

/// "1 hero", "3 heroes".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    crate::app::outlook::counted(count as u64, one, many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::templates;
    use crate::campaign::{Edit, Person, PersonId};
    use jiff::Timestamp;

    #[test]
    fn the_selected_are_counted_when_something_changes_and_not_in_every_frame() {
        let at = Timestamp::UNIX_EPOCH;
        let mut campaign = templates::blank(at);
        let (mut table, mut selected, mut times) = (TableState::new(), OfSelected::default(), 0);
        let mut frame = |table: &TableState, campaign: &Campaign| {
            let count = *selected.get(table, campaign, |keys| {
                times += 1;
                keys.iter().filter(|key| campaign.people().contains(PersonId(**key))).count()
            });
            (count, times)
        };
        table.select([1, 2]);
        assert_eq!([frame(&table, &campaign), frame(&table, &campaign)], [(0, 1), (0, 1)]);
        let person = Edit::person(PersonId(1), Person::default());
        campaign.apply(&Change::one("Add a person", person), at).unwrap();
        assert_eq!([frame(&table, &campaign), frame(&table, &campaign)], [(1, 2), (1, 2)]);
        table.select([2]);
        assert_eq!([frame(&table, &campaign), frame(&table, &campaign)], [(0, 3), (0, 3)]);
    }
}
