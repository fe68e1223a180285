//! Whether a row is an entry at all, by what its columns of states say.

use super::{Maker, Matters};
use crate::campaign::ConsentState;
use crate::intake::cells::short;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::mapping::Column;
use crate::intake::status::{self, Answers, Standing};
use crate::intake::table::{Row, Table};
use crate::intake::words::Words;
use crate::intake::{Field, Kind, Mapping, Source, person_words, value};

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

/// A column that says how far a row has come.
#[derive(Debug)]
pub(super) struct Unfinished {
    column: usize,
    means: Means,
}

#[derive(Debug, Clone, Copy)]
enum Means {
    /// "Status": one of the words below.
    State,
    /// "Finished": a no.
    NoIsOut,
    /// "Spam": a yes.
    YesIsOut,
}

/// Headers of the columns in which forms say it, folded.
const STATES: [&str; 9] = [
    "status",
    "state",
    "entrystatus",
    "submissionstatus",
    "responsestatus",
    "poststatus",
    "formstatus",
    "nominationstatus",
    "entrystate",
];
const FINISHED: [&str; 6] = ["finished", "completed", "complete", "iscomplete", "isfinished", "completata"];
const SPOILT: [&str; 6] = ["draft", "isdraft", "spam", "isspam", "trash", "deleted"];
/// States of what is no row unless somebody says so, folded.
const OUT: [&str; 25] = [
    "draft",
    "partial",
    "partiallycompleted",
    "partiallycomplete",
    "incomplete",
    "spam",
    "trash",
    "trashed",
    "deleted",
    "withdrawn",
    "rejected",
    "duplicate",
    "abandoned",
    "disqualified",
    "entwurf",
    "unvollstandig",
    "teilweise",
    "brouillon",
    "incomplet",
    "concept",
    "onvolledig",
    "borrador",
    "incompleto",
    "abgelehnt",
    "zuruckgezogen",
];

/// The columns that say it, where nothing else is read from them.
pub(super) fn unfinished(mapping: &Mapping, kind: Kind) -> Vec<Unfinished> {
    if !matches!(kind, Kind::Nominations | Kind::Thanks | Kind::Mishaps) {
        return Vec::new();
    }
    let of_column = |(column, it): (usize, &Column)| {
        let folded = value::fold(&it.header);
        let is = |list: &[&str]| list.contains(&folded.as_str());
        let means = match () {
            () if it.field.is_some() || it.left_out => return None,
            () if is(&STATES) => Means::State,
            () if is(&FINISHED) => Means::NoIsOut,
            () if is(&SPOILT) => Means::YesIsOut,
            () => return None,
        };
        Some(Unfinished { column, means })
    };
    mapping.columns.iter().enumerate().filter_map(of_column).collect()
}

impl Unfinished {
    /// The column and its words where they say that the row is none.
    pub fn says<'r>(&self, row: &'r Row) -> Option<(usize, &'r str)> {
        let cell = row.cell(self.column);
        if cell.is_empty() || cell.len() > 40 {
            return None;
        }
        let is_out = match self.means {
            Means::State => OUT.contains(&value::fold(cell).as_str()),
            Means::NoIsOut => value::yes_or_no(cell) == Some(false),
            Means::YesIsOut => value::yes_or_no(cell) == Some(true),
        };
        is_out.then_some((self.column, cell))
    }
}

/// The column in which a list says that people took their consent back.
pub(super) fn says_withdrawn(mapping: &Mapping, kind: Kind) -> Option<usize> {
    let is_it = |it: &Column| it.field.is_none() && !it.left_out && Words::of(&it.header).is_withdrawal();
    mapping.columns.iter().position(is_it).filter(|_| kind == Kind::People)
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
    /// What the person answered. A day or a yes in the column of those who took it back outweighs the answer.
    pub(super) fn consent(&self, row: &Row, issues: &mut Issues) -> Option<ConsentState> {
        let said = self.understood(row, Field::Consent, "consent", issues, person_words::consent_or_answer);
        let Some(column) = self.withdrawn else { return said };
        let cell = row.cell(column);
        let text = value::tidied(cell);
        if text.is_empty() || value::is_nothing(&text) || value::yes_or_no(cell) == Some(false) {
            return said;
        }
        if said == Some(ConsentState::Agreed) {
            issues.add(row.line, Some(column), IssueKind::YesTakenBack, Severity::Warning, || {
                format!("“{}” says that the consent was taken back, which counts.", short(cell))
            });
        }
        Some(ConsentState::Withdrawn)
    }

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
