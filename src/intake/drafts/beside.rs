//! What stands in a file beside its rows: lines drawn between them, columns of people who are not read, and what a column holds as
//! a whole.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::DateTime;

use super::Sense;
use crate::campaign::{on_all_cores, share_of};
use crate::intake::award_columns::{self, AskedAward};
use crate::intake::cells::short;
use crate::intake::draft::DateColumn;
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::table::{Row, Table};
use crate::intake::words::Words;
use crate::intake::{Field, Kind, Mapping, date, left_over, mails, settle, value, whose_columns};

/// Dashes from edge to edge, as tables drawn with letters have them.
pub(super) fn is_rule(row: &Row) -> bool {
    let is_ruled = |c: char| matches!(c, '-' | '=' | '_' | '+' | ':' | '|' | '─' | '═' | '*') || value::is_space(c);
    row.cells().all(|cell| cell.chars().all(is_ruled))
        && row.cells().any(|cell| cell.matches(['-', '=', '_', '─', '═']).count() >= 3)
}

/// The columns of dates whose years are those of Thailand, each said.
pub(super) fn say_years_of_thailand(
    table: &Table,
    dates: &BTreeMap<usize, DateColumn>,
    issues: &mut Issues,
) -> Vec<usize> {
    let found: Vec<usize> =
        dates.keys().copied().filter(|column| date::are_of_thailand(&table.rows, *column)).collect();
    for column in &found {
        issues.add(None, Some(*column), IssueKind::OtherYears, Severity::Note, || {
            "The years of this column are counted as in Thailand, 543 ahead; 2569 is read as 2026.".into()
        });
    }
    found
}

impl Sense {
    /// A moment of a column in the years that others count.
    pub(in crate::intake) fn in_common_years(&self, column: usize, at: DateTime) -> DateTime {
        if self.thai.contains(&column) { date::out_of_thailand(at) } else { at }
    }
}

/// The award that the question for the nominee names. All rows are for it, so it is said; and so is what may not mean that.
pub(super) fn award_of_question(
    table: &Table,
    column: usize,
    awards: &[String],
    issues: &mut Issues,
) -> Option<String> {
    let header = table.headers.get(column)?;
    match award_columns::asked_for(header, awards) {
        AskedAward::Nothing => None,
        AskedAward::For(title) => {
            issues.add(None, Some(column), IssueKind::AskedAward, Severity::Note, || {
                format!("The question “{}” names “{title}”, so all rows are for it.", short(header))
            });
            Some(title)
        }
        AskedAward::Unclear => {
            issues.add(None, Some(column), IssueKind::AskedAward, Severity::Warning, || {
                format!("The question “{}” names an award and says more, so no row is for it.", short(header))
            });
            None
        }
    }
}

/// Says that somebody has to say which column names the nominee, and why the rows wait.
pub(super) fn say_undecided(mapping: &Mapping, kind: Kind, open: &[usize], issues: &mut Issues) -> Option<String> {
    let headers = open.iter().filter_map(|at| mapping.columns.get(*at));
    let headers: Vec<String> = headers.take(6).map(|column| format!("“{}”", short(&column.header))).collect();
    let words = if !headers.is_empty() {
        format!("It is not decided which column names the nominee: {}.", headers.join(", "))
    } else if kind == Kind::Nominations && mails::are_mails(mapping) {
        "No column says who is nominated; the mails say it in their words.".into()
    } else {
        return None;
    };
    issues.add(None, open.first().copied(), IssueKind::NoName, Severity::Decision, || {
        let may_be_awards = open
            .iter()
            .any(|at| mapping.columns.get(*at).is_some_and(|column| column.reason == whose_columns::PERHAPS_AWARD));
        let is_half = |at: &usize| {
            let words = mapping.columns.get(*at).map(|column| Words::of(&column.header));
            words.is_some_and(|words| words.is_nothing_but(Field::Given) || words.is_nothing_but(Field::Family))
        };
        let are_halves = open.iter().all(is_half);
        let what_to_do = match headers.len() {
            _ if may_be_awards => {
                "Match each that is the title of an award to “Nominee for this award”, or one to “Nominee: full name”."
            }
            0 => "Match one to “Nominee: full name”, and type the names into it.",
            1 => "Match it to “Nominee: full name”, or another one.",
            _ if are_halves => {
                "Match two to “Nominee: given name” and “Nominee: family name”, and those of who nominates to “Nominator”."
            }
            _ => "Match one to “Nominee: full name” and that of who nominates to “Nominator”.",
        };
        format!("{words} {what_to_do}")
    });
    Some(words)
}

/// Says which columns name people, too, and are not read: nobody may get lost without a word. These columns come back.
pub(super) fn say_other_names(table: &Table, mapping: &Mapping, kind: Kind, issues: &mut Issues) -> Vec<usize> {
    let columns = settle::other_names(table, kind, &mapping.columns);
    let Some(first) = columns.first() else { return columns };
    let headers: Vec<String> = columns
        .iter()
        .filter_map(|at| table.headers.get(*at))
        .take(8)
        .map(|header| format!("“{}”", short(header)))
        .collect();
    issues.add(None, Some(*first), IssueKind::OtherNames, Severity::Decision, || {
        let (hold, these_are) = if headers.len() == 1 { ("holds", "it is") } else { ("hold", "these are") };
        format!(
            "{} {hold} names of people, too, and what they are named for is not clear, so {these_are} not read.",
            headers.join(", ")
        )
    });
    columns
}

/// Says which columns hold something that is not read, beside names of which it was `said` and columns that are `heeded`, and when nothing
/// tells the time of entries: what is late could not be known.
pub(super) fn say_unread(
    table: &Table,
    mapping: &Mapping,
    kind: Kind,
    [said, heeded]: [Vec<usize>; 2],
    issues: &mut Issues,
) {
    let mut unread = left_over::unread(table, kind, &mapping.columns);
    unread.names.retain(|at| !said.contains(at));
    unread.others.retain(|at| !said.contains(at));
    unread.texts.retain(|at| !said.contains(at));
    // "Yes, Bo told me" is more than a yes: words, and no answer to what may be published.
    let (flags, words): (Vec<usize>, Vec<usize>) = unread.flags.iter().partition(|at| are_bare_answers(table, **at));
    unread.flags = flags;
    unread.texts.extend(words);
    let lists = [
        &mut unread.names,
        &mut unread.dates,
        &mut unread.answers,
        &mut unread.refused,
        &mut unread.refusals,
        &mut unread.own_words,
        &mut unread.other_answers,
        &mut unread.taken_back,
        &mut unread.flags,
        &mut unread.conditions,
        &mut unread.ticks,
        &mut unread.counts,
        &mut unread.addresses,
        &mut unread.same,
        &mut unread.either,
        &mut unread.others,
        &mut unread.texts,
    ];
    for columns in lists {
        columns.retain(|at| !heeded.contains(at));
    }
    let list = |columns: &[usize]| {
        let header = |at: &usize| table.headers.get(*at).map(|header| format!("“{}”", short(header)));
        let shown: Vec<String> = columns.iter().take(6).filter_map(header).collect();
        let more = columns.len().saturating_sub(6);
        if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
    };
    if let Some(first) = unread.answers.first().filter(|_| kind == Kind::Nominations) {
        issues.add(None, Some(*first), IssueKind::UnreadConsents, Severity::Warning, || {
            let (hold, are) = if unread.answers.len() == 1 { ("holds", "is") } else { ("hold", "are") };
            format!("{} {hold} yes and no and {are} not read: nominations hold no consents.", list(&unread.answers))
        });
        unread.answers.clear();
    }
    for (columns, what, severity) in [
        (unread.names.as_slice(), "names of people", Severity::Warning),
        (unread.dates.as_slice(), "dates", Severity::Warning),
        (unread.answers.as_slice(), "yes and no", Severity::Warning),
        (unread.refused.as_slice(), "answers, a no among them, which may say who can take part,", Severity::Warning),
        (unread.refusals.as_slice(), "answers to a question for a consent, a no among them,", Severity::Warning),
        (unread.own_words.as_slice(), "what may be answers to a question for a consent", Severity::Note),
        (unread.other_answers.as_slice(), "yes and no to something else than being named", Severity::Note),
        (unread.taken_back.as_slice(), "what may be consents that were taken back", Severity::Warning),
        (unread.flags.as_slice(), "yes and no, while nothing says what may be published,", Severity::Note),
        (unread.conditions.as_slice(), open_answers(kind), Severity::Note),
        (unread.ticks.as_slice(), "crosses, which may tick awards,", Severity::Warning),
        (unread.counts.as_slice(), "small numbers, which may be tickets (each row has one),", Severity::Warning),
        (unread.addresses.as_slice(), "a second address", Severity::Warning),
        (unread.same.as_slice(), "the same in every row, which is nobody’s own,", Severity::Warning),
        (unread.either.as_slice(), "what may be said of the nominee or of who nominates", Severity::Warning),
        (unread.others.as_slice(), "names of others", Severity::Note),
        (unread.texts.as_slice(), "words", Severity::Note),
    ] {
        let Some(first) = columns.first() else { continue };
        issues.add(None, Some(*first), IssueKind::UnreadColumns, severity, || {
            let (hold, are) = if columns.len() == 1 { ("holds", "is") } else { ("hold", "are") };
            format!("{} {hold} {what} and {are} not read.", list(columns))
        });
    }
    let names_recipient =
        [Field::Recipient, Field::RecipientEmail].iter().any(|field| !mapping.columns_of(*field).is_empty());
    if kind == Kind::Thanks && !names_recipient && !table.rows.is_empty() {
        issues.add(None, None, IssueKind::NoName, Severity::Warning, || {
            "No column says whom these messages thank, so they go in as thanks to nobody. Match it to “To: name”."
                .into()
        });
    }
    let is_filled = |at: &usize| table.rows.iter().any(|row| !row.cell(*at).chars().all(value::is_space));
    let has_time = mapping.columns_of(Field::Received).iter().any(is_filled);
    if kind == Kind::Entries && !has_time && !table.rows.is_empty() {
        issues.add(None, None, IssueKind::NoTime, Severity::Warning, || {
            "No column says when the entries came in, so none of them can be told to be late.".into()
        });
    }
}

/// What is said of yes and no under a header that nobody understands.
const fn open_answers(kind: Kind) -> &'static str {
    if matches!(kind, Kind::Entries) { "yes and no, which may say who can take part," } else { "yes and no" }
}

/// Are most cells of a column a yes or a no and nothing else?
fn are_bare_answers(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().take(500).map(|row| row.cell(column).trim_matches(value::is_space));
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    let is_bare = |cell: &&&str| !cell.contains(value::is_space) && value::yes_or_no(cell).is_some();
    cells.iter().filter(is_bare).count() * 2 >= cells.len()
}

/// The cells of columns, each once, looked for on all cores.
pub(super) fn different_cells<'t>(table: &'t Table, columns: &[usize]) -> HashSet<&'t str> {
    if columns.is_empty() {
        return HashSet::new();
    }
    let look = |rows: &'t [Row]| {
        let mut found = HashSet::new();
        for column in columns {
            let mut before = None;
            // Many rows say the same as the one above them.
            for cell in rows.iter().map(|row| row.cell(*column)).filter(|cell| before.replace(*cell) != Some(*cell)) {
                found.insert(cell);
            }
        }
        found
    };
    let found = on_all_cores(table.rows.chunks(share_of(table.rows.len())), &look);
    found.into_iter().flatten().collect()
}
