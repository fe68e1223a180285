//! Which people the list shows: found at once, or in a job where there are so many that a key would be felt.

use super::latest::drop_aside;
use super::{Asked, People};
use crate::app::finder::Hits;
use crate::app::people::{PeopleQuery, Register};
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::Cx;
use std::sync::Arc;

/// People up to which rows are found within the frame.
const AT_ONCE: usize = 20_000;

impl People {
    /// Brings the rows up to date with campaign and query.
    pub(super) fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Register> {
        let records = campaign.people().len() + campaign.nominations().len() + campaign.entries().len();
        let register = Arc::clone(self.register.of(cx.ws, records, "Sorting people", Register::new));
        let Some(revision) = self.register.revision() else { return register };
        if !self.query.words.trim().is_empty() && self.received.update(cx.ws, campaign) {
            (self.found, self.finding) = (None, None);
        }
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            // Until a job is done the rows before stay, with the lines they were found in.
            let Some(rows) = self.looked_up(cx, &register, &key) else { return Arc::clone(&self.found_in) };
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.table.to_top();
            }
            (self.rows, self.listed) = rows;
            let is_changed = self.found.as_ref().is_none_or(|(before, _)| *before != revision);
            self.found = Some(key);
            drop_aside(cx.ws, std::mem::replace(&mut self.found_in, Arc::clone(&register)));
            // Nobody goes by being looked for: a million who are selected are walked only when the campaign changed.
            if is_changed {
                self.table.keep_selected(|id| campaign.people().contains(PersonId(id)));
            }
            self.follow(campaign, &register);
        }
        register
    }

    /// The rows that are asked for: at once, and in a job where there are so many people that a key would be felt.
    fn looked_up(&mut self, cx: &Cx<'_>, register: &Arc<Register>, key: &Asked) -> Option<(Vec<u32>, Hits)> {
        let received = Arc::clone(self.received.value());
        let look = move |register: &Register, query: &PeopleQuery| {
            let rows = register.find_with(query, &received);
            let listed = Hits::these(register.lines().len(), &rows);
            (rows, listed)
        };
        if register.lines().len() <= AT_ONCE {
            self.finding = None;
            return Some(look(register, &key.1));
        }
        if let Some((of, task)) = &self.finding {
            let result = task.poll()?;
            let is_wanted = of == key;
            self.finding = None;
            if let (Ok(rows), true) = (result, is_wanted) {
                return Some(rows);
            }
        }
        let (register, query) = (Arc::clone(register), key.1.clone());
        let task = cx.ws.jobs().start_unlisted(move |_| Ok(look(&register, &query)));
        self.finding = Some((key.clone(), task));
        None
    }

    /// Puts the cursor on the person that is shown, wherever the order has put them.
    fn follow(&mut self, campaign: &Campaign, register: &Register) {
        let id_at = |row: usize| self.rows.get(row).map(|index| register.lines()[*index as usize].id);
        if self.shown.is_none_or(|shown| !campaign.people().contains(shown)) {
            self.shown = id_at(0);
        }
        let place = self.shown.and_then(|shown| register.place(shown));
        let row = place.and_then(|place| self.rows.iter().position(|row| *row as usize == place));
        let row = row.map(|row| row as u64);
        if self.table.cursor() != row {
            self.table.set_cursor(row);
        }
    }
}
