//! Columns that hold the two halves of one name: "Nominee (First)" and "Nominee (Last)", "Nome" and "Cognome", "Nom" and "Prénom".
//! One word may mean a whole name or a half of it, so such columns are told by each other and by what stands in them.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Field;
use super::profile::Look;
use super::table::Table;
use super::words::{self, Words};
use super::{settle, value};

/// Which half of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Given,
    Family,
}

/// What the words of a header say of a name, folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Given,
    Family,
    /// A name, or a half of one.
    Name,
    /// "Second name": the family name, where no other column is.
    Second,
}

const GIVEN: [&str; 18] = [
    "first",
    "firstname",
    "fname",
    "forename",
    "given",
    "givenname",
    "vorname",
    "vornamen",
    "rufname",
    "prenom",
    "prenoms",
    "voornaam",
    "roepnaam",
    "imie",
    "fornamn",
    "fornavn",
    "etunimi",
    "名",
];
const FAMILY: [&str; 25] = [
    "last",
    "lastname",
    "lname",
    "surname",
    "family",
    "familyname",
    "nachname",
    "familienname",
    "zuname",
    "famille",
    "achternaam",
    "familienaam",
    "apellido",
    "apellidos",
    "cognome",
    "cognomi",
    "sobrenome",
    "apelido",
    "nazwisko",
    "efternamn",
    "etternavn",
    "efternavn",
    "sukunimi",
    "prijmeni",
    "姓",
];
/// Words for a name or a half of one, folded.
pub(super) const NAME: [&str; 10] =
    ["name", "names", "nom", "noms", "nome", "naam", "nombre", "nombres", "namn", "navn"];
/// Words that may stand beside the others and tell nobody apart.
const ASIDE: [&str; 15] =
    ["of", "the", "de", "des", "du", "del", "della", "la", "le", "les", "der", "die", "das", "s", "van"];

/// What a header says, and its other words.
fn parsed(header: &str) -> Option<(Says, BTreeSet<String>)> {
    let (mut given, mut family, mut name, mut second) = (false, false, false, false);
    let mut rest = BTreeSet::new();
    let words = Words::of(header).into_folded();
    for (at, word) in words.iter().enumerate() {
        let is = |list: &[&str]| list.contains(&word.as_str());
        // "First nominee (First)": the first of them counts nominees.
        let counts = matches!(word.as_str(), "first" | "last")
            && words.get(at + 1).is_some_and(|next| !NAME.contains(&next.as_str()) && next != "initial");
        if counts {
            rest.insert(word.clone());
            continue;
        }
        // "SQ001": the number of a question.
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_code = stem.len() < word.len() && (1..=2).contains(&stem.len());
        if word == "second" && words.get(at + 1).is_some_and(|next| NAME.contains(&next.as_str())) {
            second = true;
        } else if is(&GIVEN) {
            given = true;
        } else if is(&FAMILY) {
            family = true;
        } else if is(&NAME) {
            name = true;
        } else if !is(&ASIDE) && !is_code {
            // "Tu nombre" and "Tus apellidos" are of one person.
            let one = match word.as_str() {
                "tus" => "tu",
                "sus" => "su",
                "vos" => "votre",
                "ihre" | "ihren" => "ihr",
                "deine" | "deinen" => "dein",
                other => other,
            };
            rest.insert(one.to_owned());
        }
    }
    let says = match (given, family, name) {
        (true, false, _) => Says::Given,
        (false, true, _) => Says::Family,
        (false, false, true) if second => Says::Second,
        (false, false, true) => Says::Name,
        _ => return None,
    };
    Some((says, rest))
}

/// In which order a header asks for both halves of a name in one cell: "Surname and name", "Cognome e nome", "Vorname Nachname".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    GivenFirst,
    FamilyFirst,
}

/// Words for the halves of a name that alone mean too much else, folded.
const GIVEN_BESIDE: [&str; 5] = ["adi", "ad", "jmeno", "meno", "adiniz"];
const FAMILY_BESIDE: [&str; 6] = ["soyadi", "soyad", "soyisim", "priezvisko", "soyadiniz", "familiennaam"];
/// Words between the two, folded.
const JOINING: [&str; 14] = ["and", "und", "et", "y", "e", "i", "en", "och", "og", "ja", "a", "si", "ve", "oraz"];

/// The order of a header that asks for both halves of one name.
pub(super) fn order(header: &str) -> Option<Order> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Piece {
        Given,
        Family,
        Name,
    }
    use Piece::{Family, Given, Name};
    let words = Words::of(header).into_folded();
    let (mut pieces, mut rest): (Vec<(Piece, usize)>, Vec<&str>) = (Vec::new(), Vec::new());
    let (mut joined, mut is_short) = (None, false);
    let mut at = 0;
    while let Some(word) = words.get(at).map(String::as_str) {
        let next = words.get(at + 1).map_or("", String::as_str);
        // "Last award" is no half of a name.
        let is_end = next.is_empty() || NAME.contains(&next) || JOINING.contains(&next);
        let counts = matches!(word, "first" | "last") && !is_end && !matches!(next, "first" | "last");
        is_short |= GIVEN_BESIDE.contains(&word) || FAMILY_BESIDE.contains(&word);
        let piece = match word {
            _ if word.starts_with("initial") => return None,
            _ if counts => None,
            _ if FAMILY.contains(&word) || FAMILY_BESIDE.contains(&word) => Some(Family),
            _ if GIVEN.contains(&word) || GIVEN_BESIDE.contains(&word) => Some(Given),
            _ if NAME.contains(&word) => Some(Name),
            _ => None,
        };
        let place = at;
        at += 1;
        match piece {
            // "Nom de famille" and "Last name" are one thing.
            Some(Name)
                if next == "famille" || (next == "de" && words.get(at + 1).is_some_and(|it| it == "famille")) => {}
            Some(Given | Family) if NAME.contains(&next) && ENGLISH.contains(&word) => {
                at += 1;
                pieces.extend(piece.map(|piece| (piece, place)));
            }
            Some(piece) => pieces.push((piece, place)),
            None if JOINING.contains(&word) && !pieces.is_empty() => joined = Some(place),
            None if !ASIDE.contains(&word) => rest.push(word),
            None => {}
        }
    }
    let rest = rest.into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    let is_joined = joined.is_some_and(|sign| matches!(pieces[..], [(_, one), (_, two)] if one < sign && sign < two));
    let is_joined = is_joined || (pieces.len() == 2 && header.matches(',').count() == 1);
    // "Name (First)" and "Name: Vorname" are halves, and "Nom / Nachname" is one in two languages; "Cognome nome" says both.
    let is_bare =
        header.chars().all(|c| c.is_alphanumeric() || value::is_space(c)) || (header.contains('/') && is_pair(&words));
    let is_bare = is_bare && words.len() == 2 && !words.iter().any(|word| ENGLISH.contains(&word.as_str()));
    let is_plain = !is_short && (is_joined || is_bare);
    let order = match pieces.iter().map(|(piece, _)| *piece).collect::<Vec<_>>()[..] {
        [Family, Given] | [Name, Family, Given] => Order::FamilyFirst,
        [Given, Family] | [Name, Given, Family] => Order::GivenFirst,
        [Family, Name] | [Name, Given] if is_plain => Order::FamilyFirst,
        [Name, Family] | [Given, Name] if is_plain => Order::GivenFirst,
        _ => return None,
    };
    speaks_for_nothing_else(&rest).then_some(order)
}

/// "Vorname/Name" and "Nom/Prénom", of one language each.
fn is_pair(words: &[String]) -> bool {
    const PAIRS: [[&str; 2]; 5] =
        [["vorname", "name"], ["prenom", "nom"], ["voornaam", "naam"], ["fornamn", "namn"], ["fornavn", "navn"]];
    let is_it = |[one, two]: &[&str; 2]| words == [*one, *two] || words == [*two, *one];
    PAIRS.iter().any(is_it)
}

/// Words behind which "name" belongs to them, folded.
const ENGLISH: [&str; 5] = ["first", "last", "given", "family", "famille"];

/// The halves of names among the columns, and the column of the other half of each.
pub(super) fn halves(table: &Table, looks: &[Look]) -> BTreeMap<usize, (Half, usize)> {
    let mut groups: BTreeMap<BTreeSet<String>, Vec<(usize, Says)>> = BTreeMap::new();
    for (at, header) in table.headers.iter().enumerate() {
        let words = Words::of(header);
        if words.is_of_another()
            || words::is_service(header)
            || order(header).is_some()
            || !looks.get(at).is_some_and(may_be_half)
        {
            continue;
        }
        if let Some((says, rest)) = parsed(header).filter(|(_, rest)| speaks_for_nothing_else(rest)) {
            groups.entry(rest).or_default().push((at, says));
        }
    }
    let mut found = BTreeMap::new();
    for group in groups.values() {
        let only = |wanted: Says| {
            let mut all = group.iter().filter(|(_, says)| *says == wanted).map(|(at, _)| *at);
            let first = all.next();
            (first, all.next().is_some())
        };
        let ((given, many_given), (family, many_family), (name, many_names)) =
            (only(Says::Given), only(Says::Family), only(Says::Name));
        let (second, _) = only(Says::Second);
        if many_given || many_family {
            continue;
        }
        // A name that holds the half beside it is a whole one.
        let is_half = |name: usize, other: usize| !many_names && !settle::holds_parts(table, name, &[other]);
        let pair = match (given, family, name) {
            (Some(given), Some(family), _) => Some((given, family)),
            (Some(given), None, Some(name)) if is_half(name, given) => Some((given, name)),
            (None, Some(family), Some(name)) if is_half(name, family) => Some((name, family)),
            (Some(given), None, None) => second.map(|second| (given, second)),
            _ => None,
        };
        if let Some((given, family)) = pair {
            found.insert(given, (Half::Given, family));
            found.insert(family, (Half::Family, given));
        }
    }
    found
}

/// A word or a few, and none of dates, numbers, answers and addresses.
fn may_be_half(look: &Look) -> bool {
    look.filled > 0
        && look.mean_chars() < 30
        && look.emails == 0
        && !look.are_sentences()
        && !look.mostly(look.numbers)
        && !look.mostly(look.like_dates)
        && !look.mostly(look.yes_no)
}

/// "Last award" and "first contact" are no halves of a name.
fn speaks_for_nothing_else(rest: &BTreeSet<String>) -> bool {
    use Field as F;
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    let names = [F::Name, F::Given, F::Family, F::Nominator, F::Recipient, F::CodeName];
    Words::of(&words.join(" ")).fields().iter().all(|(field, ..)| names.contains(field))
}

/// Which half of a name stands under the first of two headers; the second holds the other one.
pub(super) fn half_of(headers: [&str; 2]) -> Option<Half> {
    let [first, second] = headers.map(|header| parsed(header).map(|(says, _)| says));
    match (first?, second?) {
        (Says::Given, Says::Family | Says::Name | Says::Second) | (Says::Name, Says::Family) => Some(Half::Given),
        (Says::Family | Says::Name | Says::Second, Says::Given) | (Says::Family, Says::Name) => Some(Half::Family),
        _ => None,
    }
}

/// Given names before family names, where both stand in columns of one field.
pub(super) fn in_order(header: &str) -> u8 {
    u8::from(parsed(header).is_none_or(|(says, _)| says != Says::Given))
}

/// Names of East Asia are spoken with the family name first.
pub(super) fn is_family_first(given: &str, family: &str) -> bool {
    let is_east_asian = |text: &str| {
        let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
        let of_it = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '々');
        letters.peek().is_some() && letters.all(of_it)
    };
    is_east_asian(given) && is_east_asian(family)
}

/// The whole name in the order in which it is spoken, where it is written as "Family, Given" with this family name. The given name
/// beside it may be another, such as the preferred one.
pub(super) fn turned(name: &str, family: &str) -> Option<String> {
    let (last, first) = name.split_once(',')?;
    let (last, first) = (value::tidy(last), value::tidy(first));
    // "Mac Donald, Fiona (IT)"
    let (given, behind) = first.split_once(" (").map_or((first.as_str(), None), |(given, rest)| (given, Some(rest)));
    let is_turned = !given.is_empty() && value::fold(&last) == value::fold(family);
    is_turned.then(|| match behind {
        Some(behind) => format!("{given} {last} ({behind}"),
        None => format!("{given} {last}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Kind, ReadOptions, propose, read};

    #[track_caller]
    fn fields(header: &str, row: &str, kind: Kind) -> String {
        let table = read(format!("{header}\n{row}\n").as_bytes(), &ReadOptions::default()).unwrap();
        let mapping = propose(&table, kind);
        mapping.columns.iter().map(|it| it.field.map_or("-", Field::id)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn halves_of_names_are_told_by_each_other() {
        for (header, row, kind, expected) in [
            ("Nome,Cognome,Email", "Ada,Lovelace-Byron,a@x.example", Kind::Entries, "given family email"),
            ("Naam,Achternaam", "Ada,de Vries", Kind::People, "given family"),
            ("Naam,Achternaam", "Ada de Vries,de Vries", Kind::People, "name family"),
            ("Nom / Name,Prénom / First name", "Tremblay,Ève", Kind::People, "family given"),
            ("Attendee: First,Attendee: Last", "Ada,Quist", Kind::Entries, "given family"),
            (
                "Nominee_First,Nominee_Last,Why?",
                "Ada,Quist,She ran all night for us",
                Kind::Nominations,
                "given family reason",
            ),
            (
                "Nominee (First),Nominee (Last),Nominator (First),Nominator (Last),Why?",
                "Ada,Quist,Bo,Lind,She ran all night for us",
                Kind::Nominations,
                "given family nominator nominator reason",
            ),
            (
                "Wen schlagen Sie vor? - Vorname;Wen schlagen Sie vor? - Name;Warum?;Ihr Name",
                "Änne;von Groß;Sie blieb die ganze Nacht;Uwe Klein",
                Kind::Nominations,
                "given family reason nominator",
            ),
            (
                "nom[SQ001]. Wen nominieren Sie? [Vorname];nom[SQ002]. Wen nominieren Sie? [Nachname];Warum?",
                "Zeynep;von der Heide;Sie blieb die ganze Nacht",
                Kind::Nominations,
                "given family reason",
            ),
            ("Vorname,Nachname,E-Mail,Anzahl", "Ann,Field,a@x.example,3", Kind::Entries, "given family email tickets"),
            (
                "First Name,Last Name,Email,Buyer First Name,Buyer Last Name,Buyer Email",
                "Fritz,Field,f@x.example,Ann,Field,ann@x.example\n,,,Bo,Lind,bo@x.example",
                Kind::Entries,
                "given family email - - -",
            ),
            (
                "Tu nombre,Tus apellidos,Nominado,Motivo",
                "Ana,García Pérez,Luis Soto,Se quedó toda la noche con nosotros",
                Kind::Nominations,
                "nominator nominator name reason",
            ),
            ("Name,Preferred Name,Email", "Annabel Field,Ann Field,a@x.example", Kind::People, "name - email"),
            ("Name,Preferred Name,Email", "Annabel Field,Ann,a@x.example", Kind::Entries, "name - email"),
            ("Worker,Preferred Name", "Ann Field,Ann Field", Kind::People, "name -"),
            ("First Name,Last Name,Preferred Name", "Annabel,Field,Ann\nCyril,Moor,Cy", Kind::People, "given family -"),
            ("Preferred Name,Last Name,Email", "Ann,Field,a@x.example", Kind::People, "given family email"),
            ("Preferred Name,Email", "Ann Field,a@x.example", Kind::People, "name email"),
            ("Name,First Name,Email", "Annabel Field,Ann,a@x.example", Kind::People, "name given email"),
            ("Name,First Name,Email", "Field,Annabel,a@x.example", Kind::People, "family given email"),
            ("Familiennaam en voornaam,E-mail", "Bakker Joost,j@x.example", Kind::People, "name email"),
            ("Surname and name,Email", "Field Ann,a@x.example", Kind::People, "name email"),
            (
                "Votre nom et prénom,Nom et prénom de la personne nominée,Pourquoi ?",
                "Martin Luc,Dubois Ève,Elle est restée toute la nuit",
                Kind::Nominations,
                "nominator name reason",
            ),
            ("Name: Vorname,Name: Nachname,Email", "Zoë,de la Cruz,z@x.example", Kind::Entries, "given family email"),
            ("FN,ORG,EMAIL", "Ann Field,Harbour Ltd,a@x.example", Kind::People, "name organisation email"),
            (
                "yourname,youremail,nominee,reason",
                "Ann Field,a@x.example,Bo Lind,He stayed with us all night",
                Kind::Nominations,
                "nominator nominator_email name reason",
            ),
            ("Name,First contact,Last contact", "Ada Quist,2026-01-02,2026-02-03", Kind::People, "name - -"),
            ("Name,First award,Last award", "Ada Quist,Owl,Cat", Kind::People, "name - -"),
        ] {
            assert_eq!(fields(header, row, kind), expected, "{header}");
        }
    }

    #[test]
    fn a_header_may_ask_for_both_halves_in_one_cell() {
        use Order::{FamilyFirst, GivenFirst};
        for (header, expected) in [
            ("Cognome e nome", Some(FamilyFirst)),
            ("Cognome Nome", Some(FamilyFirst)),
            ("Apellidos y nombre", Some(FamilyFirst)),
            ("Nazwisko i imię", Some(FamilyFirst)),
            ("Nom et prénom", Some(FamilyFirst)),
            ("NOM Prénom", Some(FamilyFirst)),
            ("Nom de famille et prénom", Some(FamilyFirst)),
            ("Votre nom et prénom", Some(FamilyFirst)),
            ("Nachname Vorname", Some(FamilyFirst)),
            ("Name, Vorname", Some(FamilyFirst)),
            ("Surname and name", Some(FamilyFirst)),
            ("Last name, First name", Some(FamilyFirst)),
            ("Surname and first name of the nominee", Some(FamilyFirst)),
            ("Familiennaam en voornaam", Some(FamilyFirst)),
            ("Efternamn och förnamn", Some(FamilyFirst)),
            ("Efternamn, förnamn", Some(FamilyFirst)),
            ("Soyadı Adı", Some(FamilyFirst)),
            ("Příjmení a jméno", Some(FamilyFirst)),
            ("Name and surname", Some(GivenFirst)),
            ("First and last name", Some(GivenFirst)),
            ("Nome e cognome", Some(GivenFirst)),
            ("Prénom Nom", Some(GivenFirst)),
            ("Voornaam en achternaam", Some(GivenFirst)),
            ("Vorname/Name", Some(GivenFirst)),
            ("First name", None),
            ("Name: Nachname", None),
            ("Nom / Nachname", None),
            ("Name (First)", None),
            ("Nominee Name - Last Name", None),
            ("Nom / Last name", None),
            ("Nom / Name", None),
            ("Nachname / Last name", None),
            ("Nom de famille", None),
            ("Last award and first name", None),
            ("First name and last initial", None),
        ] {
            assert_eq!(order(header), expected, "{header}");
        }
    }

    #[test]
    fn who_nominates_may_stand_in_halves_without_a_word() {
        for (header, row, expected) in [
            (
                "First name,Last name,Email,Nominee first name,Nominee last name,Why?",
                "Ann,Field,a@x.example,Ada,Lovelace,Kept everything running all night long",
                "nominator nominator nominator_email given family reason",
            ),
            (
                "Nombre,Apellidos,Correo,Nombre del compañero,Apellidos del compañero,Why?",
                "Ann,Field,a@x.example,Ada,Lovelace,Kept everything running all night long",
                "nominator nominator nominator_email given family reason",
            ),
            (
                "Nome,Cognome,Nome della collega,Cognome della collega,Why?",
                "Ann,Field,Ada,Lovelace,Kept everything running all night long",
                "nominator nominator given family reason",
            ),
            (
                "Name (First),Name (Last),Nominee (First),Nominee (Last),Why?",
                "Ann,Field,Ada,Lovelace,Kept everything running all night long",
                "nominator nominator given family reason",
            ),
            (
                "Name,Email,Person you nominate,Why?",
                "Ann Field,a@x.example,Ada Lovelace,Kept everything running all night long",
                "nominator nominator_email name reason",
            ),
            (
                "Name;E-Mail;Held;Warum?",
                "Ann Field;a@x.example;Ada Lovelace;Sie blieb die ganze Nacht und half",
                "nominator nominator_email name reason",
            ),
            (
                "Timestamp,Name,Email,Department,Name,Email,Department,Reason",
                "3/4/2026 18:45:10,Ann Field,ann@x.example,Finance,Ada Lovelace,ada@x.example,Maths,She ran all night long",
                "received nominator nominator_email - name email team reason",
            ),
            // Of no form, nobody can tell.
            (
                "Name,Email,Reason,Name,Email",
                "Ann Field,a@x.example,Kept everything running,Ada Lovelace,ada@x.example",
                "- - reason - -",
            ),
            (
                "Wen schlagen Sie vor? - Vorname,Wen schlagen Sie vor? - Name,Wen schlagen Sie vor? - Abteilung,Warum?,Ihr Name",
                "Änne,von Groß,IT,Sie blieb die ganze Nacht,Uwe Klein",
                "given family team reason nominator",
            ),
            (
                "Nominee,May we share your story?,Why?",
                "Ada Lovelace,Yes,Kept everything running all night long",
                "name - reason",
            ),
            (
                "Nominee,First name,Last name,Why?",
                "Ada Lovelace,Ada,Lovelace,Kept everything running all night long",
                "name given family reason",
            ),
        ] {
            assert_eq!(fields(header, row, Kind::Nominations), expected, "{header}");
        }
    }

    #[test]
    fn a_whole_name_is_turned_as_its_family_name_says() {
        assert_eq!(turned("Mac Donald, Fiona", "Mac Donald").as_deref(), Some("Fiona Mac Donald"));
        assert_eq!(turned("Mac Donald, Fiona (IT)", "Mac Donald").as_deref(), Some("Fiona Mac Donald (IT)"));
        assert_eq!(turned("Quist, PMP", "Lind"), None);
    }

    #[test]
    fn names_of_east_asia_begin_with_the_family() {
        assert!(is_family_first("太郎", "山田") && is_family_first("지훈", "김"));
        assert!(!is_family_first("Taro", "Yamada") && !is_family_first("太郎", "Yamada") && !is_family_first("", ""));
    }
}
