//! What the status of an entry says: that it counts, that it is none, or that this is open. Finds the columns that hold it by
//! what stands in them, and tells what a yes means under a header that says something bad.

mod said;

use std::collections::HashSet;

use super::field::{Field, Kind};
use super::mapping::Column;
use super::table::Table;
use super::words::Words;
use super::{conditions, value};
use said::{
    BAD, BAD_WHOLE, BESIDE, GOOD, GOOD_STATES, KNOWN_STATES, KNOWN_WHOLE, OF_MAIL, OF_PARCEL, OPEN, OPEN_WHOLE, OUT,
    OUT_WHOLE, QUESTIONS, STATE_WORDS, WORK_STATES,
};

/// What one status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Counts,
    /// Refunded, cancelled, not coming: no entry.
    Out,
    /// Unconfirmed, on a waiting list: somebody decides.
    Open,
}

/// What yes and no mean in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// "Void?": a yes is no entry.
    YesIsOut,
    /// "RSVP": a no is none.
    NoIsOut,
    /// The header does not say to what.
    Nothing,
}

/// More different values than this are no states.
const STATES: usize = 12;

/// What a state says in a column of which yes and no mean this.
pub(super) fn standing(cell: &str, answers: Answers) -> Standing {
    let folded = value::fold(cell);
    if says(&folded) == Standing::Out {
        return Standing::Out;
    }
    if conditions::is_below_age(cell) {
        return Standing::Open;
    }
    match (answers, value::yes_or_no(cell)) {
        (Answers::YesIsOut, Some(true)) | (Answers::NoIsOut, Some(false)) => Standing::Out,
        (_, Some(_)) => Standing::Counts,
        (_, None) => says(&folded),
    }
}

fn says(folded: &str) -> Standing {
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if begins(OUT) || OUT_WHOLE.contains(&folded) {
        Standing::Out
    } else if begins(OPEN) || OPEN_WHOLE.contains(&folded) {
        Standing::Open
    } else {
        Standing::Counts
    }
}

/// What yes and no mean under a header.
pub(super) fn answers(header: &str) -> Answers {
    if let Some(condition) = conditions::of(header) {
        return condition.answers;
    }
    let words = Words::of(header).into_folded();
    let has = |list: &[&str]| words.iter().any(|word| list.iter().any(|known| word.starts_with(known)));
    let is_denied = words.first().is_some_and(|word| matches!(word.as_str(), "not" | "nicht" | "niet"));
    if words.iter().any(|word| is_bad(word)) || words.concat().contains("noshow") || is_denied {
        Answers::YesIsOut
    } else if has(GOOD) {
        Answers::NoIsOut
    } else {
        Answers::Nothing
    }
}

fn is_bad(word: &str) -> bool {
    BAD.iter().any(|known| word.starts_with(known)) || BAD_WHOLE.contains(&word)
}

/// Is a column a status beyond doubt: by its header, or by other states of entries that it holds? Else nobody is left out for it.
pub(super) fn is_sure(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    if conditions::of(header).is_some() && (is_yes_or_no(table, column) || conditions::is_refused(table, column)) {
        return false;
    }
    says_state(&Words::of(header).into_folded()) || has_good_state(table, column)
}

/// Columns whose yes and no say nothing of the entry, though they are taken for its status.
pub(super) fn says_nothing(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    answers(header) == Answers::Nothing && is_yes_or_no(table, column)
}

fn is_yes_or_no(table: &Table, column: usize) -> bool {
    let mut cells = filled(table, column).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.len() <= 12 && value::yes_or_no(cell).is_some())
}

pub(super) fn filled(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    table.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.chars().all(value::is_space))
}

/// A column of few different states of which one is no entry is the status, whatever stands above it; so is one of yes and no under
/// a header that says something bad.
pub(super) fn propose(table: &Table, kind: Kind, columns: &mut [Column]) {
    use Field::{Channel, Organisation, Place, Region, Role, Team};
    if !kind.fields().contains(&Field::Status) {
        states_are_no_regions(table, columns);
        return;
    }
    for (at, column) in columns.iter_mut().enumerate() {
        let is_unread = column.field.is_none() && !column.left_out;
        let is_told =
            || (conditions::is_refused(table, at) || conditions::has_minors(table, at)) && !is_yes_or_no(table, at);
        if is_unread && (is_condition(table, at) || is_told()) {
            (column.field, column.suggested, column.undecided) = (Some(Field::Status), None, false);
            column.reason = "A condition of taking part, and below it who meets it.".into();
            continue;
        }
        let is_free = matches!(column.field, None | Some(Region | Place | Team | Role | Channel | Organisation));
        let words = Words::of(&column.header).into_folded();
        let asks = words.iter().any(|word| QUESTIONS.iter().any(|known| word.starts_with(known)));
        if !is_free || column.left_out || asks {
            continue;
        }
        let is_alone = words.iter().all(|word| is_bad(word) || BESIDE.contains(&word.as_str()));
        // Yes and no alone may be an answer about publishing, which is asked about, but not under such a header.
        let reason = if is_alone && words.iter().any(|word| is_bad(word)) && is_yes_or_no(table, at) {
            "The header says what is no entry, and yes or no stands below it.".to_owned()
        } else if let Some(state) = state_of(table, at, says_state(&words)).filter(|_| !column.undecided) {
            // A team or a place may be called so.
            if !says_state(&words) && column.field.is_some() {
                continue;
            }
            format!("Few different states, and “{state}” may be one of no entry.")
        } else {
            continue;
        };
        (column.field, column.suggested, column.undecided) = (Some(Field::Status), None, false);
        column.reason = reason;
    }
    states_of_parcels(table, columns);
}

/// "Address status: unconfirmed" and "Delivery status: pending" say nothing of the entry. One of no entry may, where no other column does.
fn states_of_parcels(table: &Table, columns: &mut [Column]) {
    let begins = |column: &Column, list: &[&str]| {
        let words = Words::of(&column.header).into_folded();
        words.iter().any(|word| list.iter().any(|known| word.starts_with(known)))
    };
    let is_status = |column: &Column| column.field == Some(Field::Status);
    let is_own = |column: &Column| is_status(column) && !begins(column, OF_PARCEL) && !begins(column, OF_MAIL);
    let own: Vec<usize> = (0..columns.len()).filter(|at| is_own(&columns[*at]) && !is_yes_or_no(table, *at)).collect();
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| is_status(column)) {
        // "Email confirmed: no" is a condition of its own.
        if conditions::of(&column.header).is_some() {
            continue;
        }
        let is_of_parcel = begins(column, OF_PARCEL);
        let has_out = || filled(table, at).any(|cell| is_out(&value::fold(cell)));
        let is_aside =
            (is_of_parcel && (!own.is_empty() || !has_out())) || (begins(column, OF_MAIL) && !own.is_empty());
        if is_aside {
            column.field = None;
            column.reason = "The state of an address or a parcel, and not of the entry.".into();
        }
    }
}

/// Does a column say by yes, or by yes and no, whether a condition is met?
pub(super) fn is_accepted(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    let is_good = conditions::of(header).is_some_and(|condition| condition.answers == Answers::NoIsOut);
    is_good && is_yes_or_no(table, column)
}

/// The states of a column of which nobody knows whether they are those of an entry, in the order in which they come.
pub(super) fn unknown_states(table: &Table, column: usize) -> Vec<&str> {
    let header = table.headers.get(column).map_or("", String::as_str);
    let answers = answers(header);
    let mut seen: HashSet<&str> = HashSet::new();
    let is_known = |cell: &str| {
        let folded = value::fold(cell);
        let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
        conditions::standing(header, cell, answers) != Standing::Counts
            || conditions::asks_age(header)
            || conditions::of(header).is_some_and(|it| conditions::says(cell, it.answers).is_some())
            || value::yes_or_no(cell).is_some()
            || value::is_nothing(cell)
            || value::is_no_day(cell)
            || begins(GOOD_STATES)
            || begins(KNOWN_STATES)
            || KNOWN_WHOLE.contains(&folded.as_str())
    };
    // States are few; what has many is said by its first ones.
    filled(table, column).filter(|cell| seen.len() < 256 && seen.insert(cell)).filter(|cell| !is_known(cell)).collect()
}

/// Does a column say of each row whether a condition of taking part is met? A program that checked nothing says no of all of them.
fn is_condition(table: &Table, column: usize) -> bool {
    let header = table.headers.get(column).map_or("", String::as_str);
    let Some(condition) = conditions::of(header).filter(|_| is_yes_or_no(table, column)) else { return false };
    let is_met = |cell: &str| standing(cell, condition.answers) == Standing::Counts;
    !condition.is_checked || filled(table, column).any(is_met)
}

/// "State" stands above states of rows as well as above those of a country.
fn states_are_no_regions(table: &Table, columns: &mut [Column]) {
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, it)| it.field == Some(Field::Region)) {
        if are_states(table, at) {
            column.field = None;
            column.reason = "States of rows, and no regions. Its words are kept with every row.".into();
        }
    }
}

/// Does a column hold nothing but few states?
fn are_states(table: &Table, column: usize) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let is_state = |cell: &str| {
        let folded = value::fold(cell);
        // "Offenbach" is a place.
        let is_one = |known: &&str| folded.strip_prefix(known).is_some_and(|end| end.len() <= 2);
        let is_good = || GOOD_STATES.iter().chain(WORK_STATES).any(is_one) || matches!(folded.as_str(), "new" | "neu");
        cell.len() <= 40 && (says(&folded) != Standing::Counts || is_good())
    };
    let all = filled(table, column).all(|cell| !seen.insert(cell) || (seen.len() <= STATES && is_state(cell)));
    all && !seen.is_empty()
}

/// Do the words of a header speak of a state?
fn says_state(words: &[String]) -> bool {
    let says = |known: &&str| words.iter().any(|word| word.starts_with(known) || word.ends_with(known));
    STATE_WORDS.iter().any(&says) || GOOD.iter().any(&says) || words.iter().any(|it| is_bad(it))
}

/// Is there a state of an entry that counts?
fn has_good_state(table: &Table, column: usize) -> bool {
    filled(table, column).take(10_000).any(|cell| {
        let folded = value::fold(cell);
        cell.len() <= 40 && GOOD_STATES.iter().any(|known| folded.starts_with(known))
    })
}

/// Is it one of the words of no entry and no more than that? "Refuse collection" only begins with one.
fn is_out(folded: &str) -> bool {
    OUT_WHOLE.contains(&folded) || is_whole(folded, OUT)
}

/// Is it one of these words, with an ending or none?
pub(super) fn is_whole(folded: &str, words: &[&str]) -> bool {
    const ENDINGS: [&str; 14] = ["", "e", "es", "ee", "ees", "s", "er", "en", "t", "te", "a", "as", "os", "o"];
    words.iter().any(|word| folded.strip_prefix(word).is_some_and(|end| ENDINGS.contains(&end)))
}

/// A state that is no entry, in a column of few different states. `loosely`: words may follow it, and it may leave that open.
fn state_of(table: &Table, column: usize, loosely: bool) -> Option<String> {
    let (mut seen, mut found): (HashSet<&str>, Option<&str>) = (HashSet::new(), None);
    for cell in filled(table, column) {
        if seen.insert(cell) && seen.len() > STATES {
            return None;
        }
        // A sentence that begins so is none.
        let is_state = cell.split(value::is_space).filter(|word| !word.is_empty()).count() <= 3 && cell.len() <= 40;
        let says_out = |folded: &str| if loosely { says(folded) != Standing::Counts } else { is_out(folded) };
        if found.is_none() && is_state && says_out(&value::fold(cell)) {
            found = Some(cell);
        }
    }
    found.map(value::tidy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for word in [
            OUT,
            OUT_WHOLE,
            OPEN,
            OPEN_WHOLE,
            BAD,
            BAD_WHOLE,
            GOOD,
            BESIDE,
            QUESTIONS,
            OF_PARCEL,
            OF_MAIL,
            KNOWN_STATES,
            KNOWN_WHOLE,
            WORK_STATES,
            GOOD_STATES,
        ]
        .concat()
        {
            assert_eq!(value::fold(word), word);
        }
    }

    #[test]
    fn states_in_many_languages() {
        for (cell, expected) in [
            ("Refunded", Standing::Out),
            ("Nimmt nicht teil", Standing::Out),
            ("Geannuleerd", Standing::Out),
            ("Terugbetaald", Standing::Out),
            ("Remboursé", Standing::Out),
            ("Annulée", Standing::Out),
            ("storniert", Standing::Out),
            ("Cancelado", Standing::Out),
            ("void", Standing::Out),
            ("Unconfirmed", Standing::Open),
            ("Warteliste", Standing::Open),
            ("En attente", Standing::Open),
            ("Partial", Standing::Open),
            ("Partially completed", Standing::Open),
            ("Incomplete", Standing::Open),
            ("Entwurf", Standing::Open),
            ("Invited", Standing::Open),
            ("Eingeladen", Standing::Open),
            ("Invited speaker", Standing::Counts),
            ("Drafted by hand", Standing::Counts),
            ("Attending", Standing::Counts),
            ("Nimmt teil", Standing::Counts),
            ("gültig", Standing::Counts),
            ("Confirmed", Standing::Counts),
            ("Betaald", Standing::Counts),
            ("", Standing::Counts),
        ] {
            assert_eq!(standing(cell, Answers::Nothing), expected, "{cell}");
        }
    }

    #[test]
    fn a_yes_under_a_bad_word_is_no_entry() {
        for (header, yes, no) in [
            ("Void Status", Standing::Out, Standing::Counts),
            ("Cancelled?", Standing::Out, Standing::Counts),
            ("Storniert", Standing::Out, Standing::Counts),
            ("Test", Standing::Out, Standing::Counts),
            ("No-show", Standing::Out, Standing::Counts),
            ("RSVP", Standing::Counts, Standing::Out),
            ("Attending", Standing::Counts, Standing::Out),
            ("Not attending", Standing::Out, Standing::Counts),
            ("Nimmt teil (Teilnahme)", Standing::Counts, Standing::Out),
            ("Status", Standing::Counts, Standing::Counts),
        ] {
            let answers = answers(header);
            assert_eq!((standing("Yes", answers), standing("nein", answers)), (yes, no), "{header}");
        }
    }
}
