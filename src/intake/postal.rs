//! Postal addresses that stand in several columns: the number of a house beside its street, and of two addresses of everybody the one
//! that is read.

use super::field::{Field, Kind};
use super::mapping::Column;
use super::profile::Look;
use super::table::Table;
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
    // An address of which nothing is said stands beside that at work as one at home does.
    if home.is_empty() && is_read(&work) {
        return plain_beside_work(columns, &work, &parts);
    }
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

/// Words of headers for the town of an address, folded.
const TOWNS: [&str; 17] = [
    "city",
    "town",
    "ort",
    "stadt",
    "wohnort",
    "ville",
    "ciudad",
    "plaats",
    "woonplaats",
    "stad",
    "citta",
    "comune",
    "cidade",
    "localidade",
    "localidad",
    "miasto",
    "miejscowosc",
];

/// "Location" beside "Street, City, ZIP" is where people work. A street and a place of work are no address, so the town is read.
pub(super) fn town_of_address(looks: &[Look], columns: &mut [Column]) {
    let has_street = columns.iter().any(|column| column.field == Some(Field::Address));
    let is_filled = |at: usize| looks.get(at).is_some_and(|look| look.filled > 0);
    let is_town =
        |column: &Column| Words::of(&column.header).into_folded().iter().any(|it| TOWNS.contains(&it.as_str()));
    let Some(read) = columns.iter().position(|column| column.field == Some(Field::Place)) else { return };
    if !has_street || is_town(&columns[read]) {
        return;
    }
    let is_work =
        |column: &Column| Words::of(&column.header).into_folded().iter().any(|it| WORKS.contains(&it.as_str()));
    let is_of_place =
        |column: &Column| Words::of(&column.header).fields().iter().any(|(field, ..)| *field == Field::Place);
    let is_free = |at: &usize| columns[*at].field.is_none() && columns[*at].suggested.is_none() && is_filled(*at);
    let town = (0..columns.len())
        .filter(is_free)
        .find(|at| is_town(&columns[*at]) && is_of_place(&columns[*at]) && !is_work(&columns[*at]));
    let Some(town) = town else { return };
    columns[read].field = None;
    columns[read].reason = TWO_ADDRESSES.into();
    columns[town].field = Some(Field::Place);
    columns[town].reason = "The town of the address that is read.".into();
}

/// "Street, No., City, Office street, Office city": of the two the one is read of which nothing is said, and the other is left out where the
/// first has the same.
fn plain_beside_work(columns: &mut [Column], work: &[usize], parts: &dyn Fn(&Column) -> Option<Field>) {
    let is_plain = |at: &usize| !work.contains(at);
    let is_begun = |column: &Column| {
        let words = Words::of(&column.header).into_folded();
        let is_whole = words.iter().any(|word| ADDRESSES.iter().any(|known| word.starts_with(known)));
        is_whole || is_street(&column.header)
    };
    let has_own = |column: &Column| column.field == Some(Field::Address) && is_begun(column);
    if !(0..columns.len()).filter(is_plain).any(|at| has_own(&columns[at])) {
        return;
    }
    for at in work.iter().copied() {
        let Some(field) = columns[at].field else { continue };
        let is_same = |other: usize| parts(&columns[other]) == Some(field) && columns[other].suggested.is_none();
        let other = (0..columns.len()).filter(is_plain).find(|other| is_same(*other));
        let Some(other) = other.filter(|_| parts(&columns[at]) == Some(field)) else { continue };
        columns[at].field = None;
        columns[at].reason = TWO_ADDRESSES.into();
        if columns[other].field.is_none() {
            columns[other].field = Some(field);
            columns[other].reason = "It belongs to the address that is read.".into();
        }
    }
}

/// Beginnings of words for an address, folded.
const ADDRESSES: [&str; 6] = ["addr", "adres", "anschrift", "postanschrift", "direcc", "indirizzo"];
/// Beginnings of words for one that is put together of its parts, folded.
const WHOLES: [&str; 7] = ["formatted", "full", "complete", "vollstandig", "komplett", "complet", "volledig"];

/// "Address 1 - Street" and "Address 2 - Street" are of two addresses, of which the first is read. "Street 1" and "Street 2" are lines of one.
fn first_of_numbered(columns: &mut [Column]) {
    let numbered = |header: &str| {
        let mut words = Words::of(header).into_folded();
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        let at = words.iter().position(is_number).filter(|at| *at > 0 && at + 1 < words.len())?;
        Some((words.remove(at), words))
    };
    let all: Vec<_> = columns.iter().map(|column| numbered(&column.header)).collect();
    let is_first = |words: &Vec<String>| all.iter().flatten().any(|(number, it)| number == "1" && it == words);
    let has_street = columns.iter().zip(&all).any(|(column, said)| {
        said.as_ref().is_some_and(|(number, words)| number != "1" && is_first(words) && is_street(&column.header))
    });
    for (column, said) in columns.iter_mut().zip(&all).filter(|_| has_street) {
        use Field::{Address, Country, Place, Region};
        let is_part = matches!(column.field, Some(Address | Country | Place | Region));
        let is_other = said.as_ref().is_some_and(|(number, words)| number != "1" && is_first(words));
        if is_part && is_other {
            column.field = None;
            column.reason = TWO_ADDRESSES.into();
        }
    }
}

/// "Address 1 - Formatted" beside "Address 1 - Street": the address as a whole and in parts is one address, and is read once. Where more rows
/// have the whole one, that is read.
pub(super) fn whole_beside_parts(table: &Table, columns: &mut [Column]) {
    let words = |column: &Column| Words::of(&column.header).into_folded();
    let number = |column: &Column| words(column).into_iter().find(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    let is_whole = |column: &Column| {
        let says = |word: &String| WHOLES.iter().any(|known| word.starts_with(known));
        column.field == Some(Field::Address) && words(column).iter().any(says)
    };
    first_of_numbered(columns);
    let filled = |at: usize| table.rows.iter().filter(|row| !row.cell(at).chars().all(value::is_space)).count();
    let wholes: Vec<usize> = (0..columns.len()).filter(|at| is_whole(&columns[*at])).collect();
    for whole in wholes {
        let of_it = number(&columns[whole]);
        let parts: Vec<usize> = (0..columns.len())
            .filter(|at| *at != whole && columns[*at].field == Some(Field::Address) && !is_whole(&columns[*at]))
            .filter(|at| number(&columns[*at]) == of_it)
            .collect();
        let Some(street) = parts.iter().find(|at| is_street(&columns[**at].header)) else { continue };
        let left = if filled(*street) >= filled(whole) { vec![whole] } else { parts };
        for at in left {
            columns[at].field = None;
            columns[at].reason = "The same address stands in other columns, which are read.".into();
        }
    }
}

/// Why a column of a second address is not read.
pub(super) const TWO_ADDRESSES: &str =
    "The list has two addresses of everybody, and the other one is read. Choose this one where it is the right one.";

#[cfg(test)]
mod tests {
    use crate::intake::{Field, Kind, ReadOptions, propose, read};

    #[track_caller]
    fn fields(header: &str, row: &str) -> String {
        let table = read(format!("{header}\n{row}\n").as_bytes(), &ReadOptions::default()).unwrap();
        let mapping = propose(&table, Kind::People);
        mapping.columns.iter().map(|it| it.field.map_or("-", Field::id)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_address_is_read_once() {
        for (header, row, expected) in [
            (
                "Name,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code",
                "Ann Field,Work,\"1 Quay\nLondon E1 6AN\nGB\",1 Quay,London,E1 6AN",
                "name - - address place address",
            ),
            ("Name,Full address,Street,City", "Ann Field,\"1 Quay, London E1 6AN\",,", "name address - place"),
            (
                "Name,Street,Nr,City,Office street,Office city",
                "Ann Field,Home Road,1,London,Work Road,Leeds",
                "name address address place - -",
            ),
            (
                "Name,Address 1 - Street,Address 1 - City,Address 2 - Street,Address 2 - City",
                "Ann Field,1 Quay,London,2 Road,York",
                "name address place - -",
            ),
            (
                "Name,Location,Address 1,City,ZIP",
                "Ann Field,Campus North,Hauptstr. 1,Basel,4051",
                "name - address place address",
            ),
            (
                "Name,Strasse,PLZ,Ort,Standort",
                "Ann Field,Domstr. 1a,01067,Dresden,Köln",
                "name address address place -",
            ),
            (
                "Name,Standort,Strasse,PLZ,Ort",
                "Ann Field,Köln,Domstr. 1a,01067,Dresden",
                "name - address address place",
            ),
            ("Name,Sede,Indirizzo,CAP,Città", "Ann Field,Milano,Via Po 1,10100,Torino", "name - address address place"),
            ("Name,Location,Street", "Ann Field,Leeds,Home Road 1", "name place address"),
            ("Name,Address 1,Address 2,City", "Ann Field,Flat 2,1 Quay,London", "name address address place"),
            ("Name,Office street,Office city", "Ann Field,Work Road,Leeds", "name address place"),
        ] {
            assert_eq!(fields(header, row), expected, "{header}");
        }
    }
}
