//! The hero as the panes of the page change it in one frame: one change at most, with its title and what it merges with.

use crate::campaign::{Change, Edit, Hero, HeroId};

pub struct Draft<'a> {
    before: &'a Hero,
    pub hero: Hero,
    /// The look under the pointer, to be shown and taken back.
    pub tried: Option<Hero>,
    touched: Option<(&'static str, Option<String>)>,
}

impl<'a> Draft<'a> {
    pub fn of(before: &'a Hero) -> Self {
        Self { before, hero: before.clone(), tried: None, touched: None }
    }
    /// Does this stay as it is while shuffling?
    pub fn locks(&self, what: &str) -> bool {
        self.hero.locked.contains(what)
    }
    /// Something was chosen: a step of its own. `title` is the step's, without names.
    pub fn chose(&mut self, title: &'static str) {
        self.touched = Some((title, None));
    }
    /// Something was typed or dragged: what follows at once is the same step.
    pub fn typed(&mut self, title: &'static str, field: impl Into<String>) {
        self.touched = Some((title, Some(field.into())));
    }
    /// Shows the hero as it would be; the campaign stays as it is.
    pub fn try_on(&mut self, change: impl FnOnce(&mut Hero)) {
        let mut tried = self.hero.clone();
        change(&mut tried);
        self.tried = (tried != *self.before).then_some(tried);
    }
    /// The change of this frame, where there is one.
    pub fn change(&mut self, id: HeroId) -> Option<Change> {
        let (title, field) = self.touched.take()?;
        if self.hero == *self.before {
            return None;
        }
        let change = Change::one(title, Edit::hero(id, self.hero.clone()));
        Some(match field {
            Some(field) => change.merging(format!("{id} {field}")),
            None => change,
        })
    }
}
