//! Cells that say the same in many rows, such as awards, countries and ways of entry: what they mean is worked out once.

use std::sync::Arc;

use crate::intake::draft::EntryMethod;
use crate::intake::table::Row;
use crate::intake::{Field, country, settle, value};

use super::Maker;
use super::entry_words::method;

/// So many different cells are remembered.
const REMEMBERED: usize = 1024;

impl Maker<'_> {
    /// The awards that are ticked. Many rows tick what the one before them ticks.
    pub(super) fn shared_awards(&mut self, row: &Row) -> Arc<[String]> {
        let sense = self.sense;
        let column = match sense.columns(Field::Award) {
            [column] => column,
            [] => return Arc::clone(&sense.asked_award),
            _ => return self.ticked(row, Field::Award).into(),
        };
        let cell = row.cell(*column);
        if self.awards_before.0 != cell {
            self.awards_before = (cell.to_owned(), self.ticked(row, Field::Award).into());
        }
        Arc::clone(&self.awards_before.1)
    }

    /// What is ticked in all columns of a field, each once.
    pub(super) fn ticked(&mut self, row: &Row, field: Field) -> Vec<String> {
        let sense = self.sense;
        let ticks = if field == Field::Award { &sense.awards } else { &sense.problems };
        let mut all: Vec<String> = Vec::new();
        for column in sense.columns(field) {
            let cell = row.cell(*column);
            if cell.is_empty() {
                continue;
            }
            let known = if field == Field::Award { &mut self.ticked_awards } else { &mut self.ticked_problems };
            let titles = match (sense.options.get(column), known.get(cell)) {
                (Some(option), _) if value::yes_or_no(cell) == Some(true) => vec![ticks.as_known(option)],
                (Some(_), _) => Vec::new(),
                (None, Some(titles)) => titles.clone(),
                (None, None) => {
                    let titles = ticks.split(cell);
                    if known.len() < REMEMBERED && cell.len() < 400 {
                        known.insert(cell.into(), titles.clone());
                    }
                    titles
                }
            };
            if all.is_empty() {
                all = titles;
                continue;
            }
            for title in titles {
                if !all.contains(&title) {
                    all.push(title);
                }
            }
        }
        // "Other", and beside it what it is.
        if field == Field::Award && all.len() > 1 && sense.columns(field).len() > 1 {
            all.retain(|title| !settle::is_other(title));
        }
        all
    }

    pub(super) fn country_code(&mut self, text: &str) -> Option<&'static str> {
        if self.country_before.0 == text {
            return self.country_before.1;
        }
        let code = match self.countries.get(text) {
            Some(known) => *known,
            None => country::country_code(text),
        };
        if self.countries.len() < REMEMBERED && !self.countries.contains_key(text) {
            self.countries.insert(text.into(), code);
        }
        text.clone_into(&mut self.country_before.0);
        self.country_before.1 = code;
        code
    }

    pub(super) fn method(&mut self, row: &Row) -> EntryMethod {
        let cell = self.cell(row, Field::Method);
        if self.method_before.0 != cell {
            self.method_before = (cell.to_owned(), method(cell));
        }
        self.method_before.1.clone()
    }
}
