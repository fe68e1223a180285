//! What the lists have in common while several of their records are selected.

use crate::campaign::{Campaign, Change};
use crate::gui::action::{Action, Cx, ManyChange};
use crate::gui::widgets::data_table::TableState;
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

/// Commits what many become, with words that offer to undo it.
pub fn finish(cx: &mut Cx<'_>, change: Option<Change>, words: String) {
    match change {
        Some(change) => cx.act(Action::CommitAndTell(change, words)),
        None => cx.act(Action::Tell(ALL_SO.into())),
    }
}

const ALL_SO: &str = "They are all so already";

/// From so many records on a change is worked out beside the window.
const BESIDE: usize = 5_000;

/// Makes one change of `count` records and offers to undo it: at once, or beside the window where they are many. `title` says
/// what goes on meanwhile.
pub fn each(
    cx: &mut Cx<'_>,
    count: usize,
    title: &str,
    words: String,
    make: impl Fn(&Campaign) -> Option<Change> + Send + Sync + 'static,
) {
    each_or(cx, count, title, words, ALL_SO, make);
}

/// The same with other words for when there is nothing to change.
pub fn each_or(
    cx: &mut Cx<'_>,
    count: usize,
    title: &str,
    words: String,
    nothing: &'static str,
    make: impl Fn(&Campaign) -> Option<Change> + Send + Sync + 'static,
) {
    if count >= BESIDE {
        cx.act(Action::ChangeMany(ManyChange { title: title.to_owned(), words, nothing, make: Arc::new(make) }));
    } else if let Some(campaign) = cx.ws.campaign() {
        match make(campaign) {
            Some(change) => cx.act(Action::CommitAndTell(change, words)),
            None => cx.act(Action::Tell(nothing.into())),
        }
    }
}

/// "1 hero", "3 heroes".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    crate::app::outlook::counted(count as u64, one, many)
}
