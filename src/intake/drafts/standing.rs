//! Whether a row is an entry at all, by what its columns of states say.

use super::{Maker, Matters};
use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::status::{self, Answers, Standing};
use crate::intake::table::{Row, Table};
use crate::intake::{Source, value};

/// Says of which columns yes and no do not tell whether a row is an entry.
pub(super) fn say_nothing_said(table: &Table, columns: &[usize], issues: &mut Issues) {
    for column in columns.iter().filter(|column| status::says_nothing(table, **column)) {
        issues.add(None, Some(*column), IssueKind::UnknownWord, Severity::Note, || {
            let header = table.headers.get(*column).map_or("", String::as_str);
            format!("“{}” holds yes and no, and does not say to what; no entry is left out for it.", short(header))
        });
    }
}

/// The column in which a survey says how an answer was sent: Qualtrics' status, SoSci Survey's mode beside its number of the case.
pub(super) fn says_how_sent(table: &Table) -> Option<usize> {
    let is_of_qualtrics = |header: &String| {
        let header = value::fold(header);
        table.source == Source::Qualtrics && (header.starts_with("status") || header.starts_with("responsetype"))
    };
    let is_of_sosci = |header: &String| {
        let begins = |header: &String, word: &str| header.split([':', ' ']).next() == Some(word);
        begins(header, "MODE") && table.headers.iter().any(|it| begins(it, "CASE"))
    };
    table.headers.iter().position(|header| is_of_qualtrics(header) || is_of_sosci(header))
}

/// Does it say that the answer was sent to try the survey?
pub(super) fn is_try(cell: &str) -> bool {
    cell.len() < 30
        && matches!(value::fold(cell).as_str(), "surveypreview" | "pretest" | "debug" | "admin" | "adminpretest")
}

/// A column of states of entries.
#[derive(Debug)]
pub(super) struct StatusColumn {
    column: usize,
    answers: Answers,
    /// Somebody may be left out for what stands in it.
    is_sure: bool,
}

impl StatusColumn {
    pub fn of(table: &Table, column: usize) -> Self {
        let header = table.headers.get(column).map_or("", String::as_str);
        Self { column, answers: status::answers(header), is_sure: status::is_sure(table, column) }
    }
}

/// So many different states of a column are remembered.
const REMEMBERED: usize = 256;

impl Maker<'_> {
    /// Rejects what is no entry and holds what may be none.
    pub(super) fn heed_status(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) {
        let sense = self.sense;
        for (known, StatusColumn { column, answers, is_sure }) in self.standings.iter_mut().zip(&sense.status) {
            let cell = row.cell(*column);
            // A million entries have a few states.
            let standing = known.get(cell).copied().unwrap_or_else(|| {
                let standing = status::standing(cell, *answers);
                if known.len() < REMEMBERED {
                    known.insert(cell.into(), standing);
                }
                standing
            });
            let words = || match answers {
                Answers::YesIsOut => {
                    let header = sense.headers.get(*column).map_or("", String::as_str);
                    format!("{}: {}", short(header), short(cell))
                }
                Answers::NoIsOut | Answers::Nothing => short(cell),
            };
            let (severity, reason) = match standing {
                Standing::Counts => continue,
                Standing::Out if !is_sure => {
                    (Severity::Decision, format!("It says “{}”, so this may be no entry.", words()))
                }
                Standing::Out => (Severity::Error, format!("The status is “{}”, so this is no entry.", words())),
                Standing::Open => {
                    (Severity::Decision, format!("The status is “{}”, so this may be no entry.", words()))
                }
            };
            issues.add(row.line, Some(*column), IssueKind::NotAttending, severity, || reason.clone());
            if standing == Standing::Out && *is_sure {
                matters.reject = Some(reason);
                return;
            }
            matters.hold.get_or_insert(reason);
        }
    }
}
