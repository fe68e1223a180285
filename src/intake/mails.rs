//! Mails as mail programs write them out, a column for each line of their heads. Whoever wrote a mail nominates; to whom it went is the
//! mailbox that collects them, and whom it nominates stands in its text.

use super::field::{Field, Kind};
use super::mapping::{Column, Mapping};
use super::table::Table;
use super::value;

/// What is said of who wrote a mail, of whom it went to and of who got a copy, folded.
const FROM: [&str; 5] = ["from", "von", "de", "van", "da"];
const TO: [&str; 8] = ["to", "an", "a", "aan", "para", "cc", "bcc", "kopie"];
/// What stands in brackets behind it, folded.
const NAME: [&str; 5] = ["name", "nom", "naam", "nombre", "nome"];
const ADDRESS: [&str; 7] = ["address", "adresse", "adres", "direccion", "indirizzo", "email", "endereco"];
const TYPE: [&str; 4] = ["type", "typ", "tipo", "soort"];

/// Why such columns are not read.
const NOT_IN_A_COLUMN: &str = "It is where the mail went to, and nobody who is nominated.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Sender,
    SendersAddress,
    Other,
}

/// "From: (Name)"
fn says(header: &str) -> Option<Says> {
    let (line, detail) = header.trim().strip_suffix(')')?.split_once('(')?;
    let (line, detail) = (value::fold(line), value::fold(detail));
    let is = |list: &[&str], word: &str| list.contains(&word);
    let is_detail = is(&NAME, &detail) || is(&ADDRESS, &detail) || is(&TYPE, &detail);
    match () {
        () if !is_detail || !(is(&FROM, &line) || is(&TO, &line)) => None,
        () if is(&FROM, &line) && is(&NAME, &detail) => Some(Says::Sender),
        () if is(&FROM, &line) && is(&ADDRESS, &detail) => Some(Says::SendersAddress),
        () => Some(Says::Other),
    }
}

/// Is it a line of the head of a mail that says where it went to or how?
pub(super) fn is_no_sender(header: &str) -> bool {
    says(header) == Some(Says::Other)
}

/// Gives who wrote the mails what stands there of them, and nobody what stands there of where they went to.
pub(super) fn settle(table: &Table, kind: Kind, columns: &mut [Column]) {
    let said: Vec<Option<Says>> = table.headers.iter().map(|header| says(header)).collect();
    let has = |wanted: Says| said.contains(&Some(wanted));
    if kind != Kind::Nominations || !has(Says::Sender) || !has(Says::Other) {
        return;
    }
    for (column, says) in columns.iter_mut().zip(&said) {
        let Some(says) = says else { continue };
        let (field, reason) = match says {
            Says::Sender => (Some(Field::Nominator), "Whoever wrote the mail nominates."),
            Says::SendersAddress => (Some(Field::NominatorEmail), "The address of whoever wrote the mail."),
            Says::Other => (None, NOT_IN_A_COLUMN),
        };
        (column.field, column.suggested, column.undecided) = (field, None, false);
        column.reason = reason.into();
    }
}

/// Are the rows mails, and does no column name who is nominated?
pub(super) fn are_mails(mapping: &Mapping) -> bool {
    use Field as F;
    let names = |column: &Column| {
        matches!(column.field, Some(F::Name | F::Given | F::Family | F::Email | F::NomineeForAward | F::AlsoNominee))
    };
    !mapping.columns.iter().any(names) && mapping.columns.iter().any(|column| column.reason == NOT_IN_A_COLUMN)
}
