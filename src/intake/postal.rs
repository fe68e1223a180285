//! Postal addresses that stand in several columns: the number of a house beside its street, and of two addresses of everybody the one
//! that is read.

use super::field::{Field, Kind};
use super::mapping::Column;
use super::profile::Look;
use super::value;
use super::words::Words;

/// Whole headers for the number of a house, folded; beside a street the shorter ones, too.
const HOUSES: [&str; 17] = [
    "hausnummer",
    "hausnr",
    "housenumber",
    "houseno",
    "streetnumber",
    "streetno",
    "huisnummer",
    "huisnr",
    "numerodecasa",
    "numerocivico",
    "numerodemaison",
    "numeroderue",
    "numerodaporta",
    "buildingnumber",
    "numerodevoie",
    "civico",
    "hnr",
];
const NUMBERS: [&str; 8] = ["nr", "no", "n", "num", "numero", "number", "nummer", "numer"];
/// Beginnings of words for streets, folded.
const STREETS: [&str; 9] = ["stra", "street", "rue", "calle", "via", "rua", "ulica", "str", "morada"];

fn is_street(header: &str) -> bool {
    Words::of(header).into_folded().iter().any(|word| STREETS.iter().any(|known| word.starts_with(known)))
}

/// "Nr." right behind "Strasse" is the number of the house.
pub(super) fn house_numbers(kind: Kind, columns: &mut [Column]) {
    if !kind.fields().contains(&Field::Address) {
        return;
    }
    for at in 1..columns.len() {
        let is_beside = columns[at - 1].field == Some(Field::Address) && is_street(&columns[at - 1].header);
        let header = value::fold(&columns[at].header);
        let is_free = matches!(columns[at].field, None | Some(Field::Reference | Field::Tickets));
        if is_beside && is_free && (NUMBERS.contains(&header.as_str()) || HOUSES.contains(&header.as_str())) {
            columns[at].field = Some(Field::Address);
            (columns[at].suggested, columns[at].undecided) = (None, false);
            columns[at].reason = "It follows the street and holds the number of the house.".into();
        }
    }
}

/// Among the columns of an address that of the numbers of houses, and that of streets right beside it.
pub(super) fn house_and_street(headers: &[String], address: &[usize]) -> Option<(usize, usize)> {
    let header = |at: usize| headers.get(at).map_or("", String::as_str);
    let is_house = |at: usize| {
        let folded = value::fold(header(at));
        HOUSES.contains(&folded.as_str()) || NUMBERS.contains(&folded.as_str())
    };
    let house = address.iter().copied().find(|at| is_house(*at))?;
    let beside = |at: &usize| at.abs_diff(house) == 1 && is_street(header(*at)) && !is_house(*at);
    address.iter().copied().find(beside).map(|street| (house, street))
}

/// Words of headers for where somebody lives, and for where they work, folded.
const HOMES: [&str; 9] = ["home", "privat", "private", "personal", "domicile", "prive", "casa", "particular", "thuis"];
const WORKS: [&str; 12] = [
    "office",
    "business",
    "work",
    "dienstlich",
    "geschaftlich",
    "geschaft",
    "buro",
    "bureau",
    "travail",
    "werk",
    "trabajo",
    "oficina",
];

/// A list with two addresses of everybody: the one with more columns that hold something is read, that at home where both have as many,
/// and the other one is left out as a whole. A street of the one and a town of the other are no address.
pub(super) fn one_of_two_addresses(looks: &[Look], columns: &mut [Column]) {
    use Field::{Address, Country, Place, Region};
    let has = |column: &Column, list: &[&str]| {
        Words::of(&column.header).into_folded().iter().any(|word| list.contains(&word.as_str()))
    };
    let parts = |column: &Column| -> Option<Field> {
        let fields = Words::of(&column.header).fields();
        let best = fields.iter().max_by_key(|(_, points, _)| *points).map(|(field, ..)| *field);
        best.filter(|field| matches!(field, Address | Country | Place | Region))
    };
    let of = |list: &[&str]| -> Vec<usize> {
        (0..columns.len()).filter(|at| has(&columns[*at], list) && parts(&columns[*at]).is_some()).collect()
    };
    let (home, work) = (of(&HOMES), of(&WORKS));
    let is_read = |of: &[usize]| of.iter().any(|at| columns[*at].field == Some(Address));
    if !is_read(&home) || !is_read(&work) {
        return;
    }
    let is_filled = |at: &&usize| looks.get(**at).is_some_and(|look| look.filled > 0);
    let filled = |of: &[usize]| (of.iter().filter(is_filled).count(), of.len());
    let (kept, other) = if filled(&home) >= filled(&work) { (home, work) } else { (work, home) };
    for at in other {
        columns[at].field = None;
        (columns[at].suggested, columns[at].undecided) = (None, false);
        columns[at].reason = TWO_ADDRESSES.into();
    }
    for at in kept {
        let field = parts(&columns[at]);
        let is_free = |field: Field| field == Address || !columns.iter().any(|column| column.field == Some(field));
        if columns[at].field.is_none() && field.is_some_and(is_free) {
            columns[at].field = field;
            columns[at].reason = "It belongs to the address that is read.".into();
        }
    }
}

/// Why a column of a second address is not read.
pub(super) const TWO_ADDRESSES: &str =
    "The list has two addresses of everybody, and the other one is read. Choose this one where it is the right one.";
