//! Rows that nominate several people: a column of names under the title of each award, or "Nominee 2" with what is said of that
//! one. Finds such columns, and what each of them is about.

use std::collections::{BTreeMap, HashMap};

use super::field::{Field, Kind};
use super::mapping::Column;
use super::profile::Look;
use super::table::Table;
use super::words::{Whose, Words};
use super::{settle, value, whose_columns};

/// A column of another nominee, and those of what the row says of that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Also {
    /// The whole name; the given name where the family name stands apart.
    pub name: usize,
    pub family: Option<usize>,
    pub email: Option<usize>,
    pub team: Option<usize>,
    pub award: Option<usize>,
    /// All that says why, in order.
    pub reason: Vec<usize>,
}

/// The award that each of these columns is about: the campaign's title where the header has it, else what the header says beside
/// the words that all of them share: "Who should win: Night Owl" is about the Night Owl.
pub(super) fn titles(headers: &[String], columns: &[usize], awards: &[String]) -> BTreeMap<usize, String> {
    let header = |column: &usize| headers.get(*column).map_or("", String::as_str);
    let all: Vec<Vec<&str>> = columns
        .iter()
        .map(|column| header(column).split(value::is_space).filter(|word| !word.is_empty()).collect())
        .collect();
    let shared = |from_end: bool| {
        let word = |words: &Vec<&str>, at: usize| {
            let at = if from_end { words.len().checked_sub(at + 1)? } else { at };
            words.get(at).map(|word| value::fold(word))
        };
        let first = all.first().filter(|_| all.len() > 1);
        let is_shared = |at: &usize| {
            first.is_some_and(|one| {
                let wanted = word(one, *at);
                wanted.is_some() && all.iter().all(|words| words.len() > at + 1 && word(words, *at) == wanted)
            })
        };
        (0..64).take_while(is_shared).count()
    };
    let (before, behind) = (shared(false), shared(true));
    let known = |column: &usize| known_title(header(column), awards).map(str::to_owned);
    let said = |(column, words): (&usize, &Vec<&str>)| {
        let title = known(column).or_else(|| in_brackets(header(column))).unwrap_or_else(|| {
            let end = words.len().saturating_sub(behind).max(before);
            words.get(before..end).unwrap_or_default().join(" ")
        });
        let title = tidy(&title);
        (*column, if title.is_empty() { tidy(header(column)) } else { title })
    };
    columns.iter().zip(&all).map(said).collect()
}

fn tidy(title: &str) -> String {
    let is_around = |c: char| {
        value::is_space(c) || matches!(c, '?' | ':' | '-' | '–' | '—' | '*' | '.' | '"' | '“' | '”' | '«' | '»')
    };
    value::tidy(title.trim_matches(is_around))
}

/// "Who should win? [Night Owl]", as grids of forms have it.
fn in_brackets(header: &str) -> Option<String> {
    let (_, rest) = header.trim_end_matches(value::is_space).strip_suffix(']')?.rsplit_once('[')?;
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// "Who deserves the Night Owl?": the award a question for the nominee names, where no column holds awards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AskedAward {
    Nothing,
    /// All rows are for it.
    For(String),
    /// More than one title, or words beside it that may say anything: "not for the Night Owl, that is the jury's".
    Unclear,
}

/// What a question for the nominee says of an award. One word alone, such as "Hero", may stand in any header.
pub(super) fn asked_for(header: &str, awards: &[String]) -> AskedAward {
    let words = value::fold_words(header);
    let mut titles: Vec<(&String, Vec<String>)> =
        awards.iter().map(|title| (title, value::fold_words(title))).filter(|(_, title)| title.len() >= 2).collect();
    // Of "Calm Voice" and "The Calm Voice" the longer one is meant.
    titles.sort_by_key(|(_, title)| std::cmp::Reverse(title.len()));
    let mut is_said = vec![false; words.len()];
    let mut found: Vec<&String> = Vec::new();
    for (title, parts) in &titles {
        for (at, window) in words.windows(parts.len()).enumerate() {
            let Some(place) = is_said.get_mut(at..at + parts.len()).filter(|place| !place.contains(&true)) else {
                continue;
            };
            if window == parts {
                place.fill(true);
                found.push(title);
            }
        }
    }
    let rest: Vec<&str> =
        words.iter().zip(&is_said).filter(|(_, is_said)| !**is_said).map(|(word, _)| word.as_str()).collect();
    match found.as_slice() {
        [] => AskedAward::Nothing,
        [title] if Words::of(&rest.join(" ")).only_asks_for_nominee() => AskedAward::For((*title).clone()),
        _ => AskedAward::Unclear,
    }
}

/// The longest title of the campaign that stands in a header, as whole words.
fn known_title<'a>(header: &str, awards: &'a [String]) -> Option<&'a str> {
    let words = value::fold_words(header);
    let stands = |title: &&String| {
        let title = value::fold_words(title);
        !title.is_empty() && words.windows(title.len()).any(|part| part == title)
    };
    awards.iter().filter(stands).max_by_key(|title| title.len()).map(String::as_str)
}

/// The columns of other nominees, each with its own: those of the same number, else those that follow it before the next one.
pub(super) fn others(headers: &[String], of: &dyn Fn(Field) -> Vec<usize>) -> Vec<Also> {
    let mut names = [of(Field::AlsoNominee), of(Field::AlsoGiven), of(Field::NomineeForAward)].concat();
    names.sort_unstable();
    let number = |column: usize| headers.get(column).and_then(|header| numbered(header)).map(|(number, _)| number);
    let owner = |column: usize| {
        let by_number = number(column).and_then(|wanted| names.iter().position(|name| number(*name) == Some(wanted)));
        let before = || names.iter().rposition(|name| *name < column);
        by_number.or_else(before).or_else(|| names.iter().position(|name| *name > column))
    };
    let all_own =
        |field: Field, place: usize| of(field).into_iter().filter(move |column| owner(*column) == Some(place));
    let own = |field: Field, place: usize| all_own(field, place).next();
    let also = |(place, name): (usize, &usize)| Also {
        name: *name,
        family: own(Field::AlsoFamily, place),
        email: own(Field::AlsoEmail, place),
        team: own(Field::AlsoTeam, place),
        award: own(Field::AlsoAward, place),
        reason: all_own(Field::AlsoReason, place).collect(),
    };
    names.iter().enumerate().map(also).collect()
}

/// Ordinals that count nominees in headers, folded.
const ORDINALS: [(&str, u32); 22] = [
    ("1st", 1),
    ("first", 1),
    ("2nd", 2),
    ("second", 2),
    ("zweite", 2),
    ("zweiter", 2),
    ("2e", 2),
    ("deuxieme", 2),
    ("tweede", 2),
    ("segundo", 2),
    ("segunda", 2),
    ("3rd", 3),
    ("third", 3),
    ("dritte", 3),
    ("dritter", 3),
    ("3e", 3),
    ("troisieme", 3),
    ("derde", 3),
    ("tercero", 3),
    ("tercera", 3),
    ("4th", 4),
    ("fourth", 4),
];

/// What follows an ordinal that counts names of one human being: "first name", "segundo apellido".
const PARTS: [&str; 17] = [
    "name",
    "names",
    "initial",
    "surname",
    "vorname",
    "nachname",
    "familienname",
    "prenom",
    "nom",
    "voornaam",
    "naam",
    "achternaam",
    "nombre",
    "apellido",
    "given",
    "family",
    "forename",
];

/// The number in a header, and its words without it: "Nominee 2 (reason)" is 2 and "nominee reason".
fn numbered(header: &str) -> Option<(u32, Vec<String>)> {
    let words = Words::of(header).into_folded();
    // "First name", and "Second nominee (first)".
    let is_of_name = |at: usize| match words.get(at + 1) {
        Some(next) => PARTS.contains(&next.as_str()),
        None => words.len() > 2,
    };
    let number_of = |at: usize, word: &String| {
        let plain = word.parse::<u32>().ok().filter(|number| (1..=20).contains(number));
        let counts = |(ordinal, _): &&(&str, u32)| {
            ordinal == word && (ordinal.starts_with(|c: char| c.is_ascii_digit()) || !is_of_name(at))
        };
        plain.or_else(|| ORDINALS.iter().find(counts).map(|(_, number)| *number))
    };
    // "nominee2"
    let glued = |word: &String| {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = word.get(stem.len()..)?.parse::<u32>().ok().filter(|number| (1..=20).contains(number))?;
        (stem.chars().count() >= 3).then(|| (number, stem.to_owned()))
    };
    let mut numbers = words.iter().enumerate().filter_map(|(at, word)| Some((at, number_of(at, word)?)));
    let rest = |at: usize, instead: Option<String>| {
        let mut rest: Vec<String> =
            words.iter().enumerate().filter(|(place, _)| *place != at).map(|it| it.1.clone()).collect();
        rest.extend(instead);
        rest.sort();
        rest
    };
    match (numbers.next(), numbers.next()) {
        (Some((at, number)), None) if words.len() > 1 => Some((number, rest(at, None))),
        (None, _) => {
            let (at, (number, stem)) = words.iter().enumerate().find_map(|(at, word)| Some((at, glued(word)?)))?;
            Some((number, rest(at, Some(stem))))
        }
        _ => None,
    }
}

/// The words of a header that has no number.
fn bare(header: &str) -> Vec<String> {
    let mut words = Words::of(header).into_folded();
    words.sort();
    words
}

/// "Nominee 2" beside "Nominee 1", and "Nominee 2 reason" beside "Nominee 1 reason".
fn numbered_groups(table: &Table, columns: &mut [Column]) {
    let numbers: Vec<Option<(u32, Vec<String>)>> = columns.iter().map(|column| numbered(&column.header)).collect();
    // What the first of each group means, by its words.
    let mut first: HashMap<Vec<String>, Field> = HashMap::new();
    for (column, number) in columns.iter().zip(&numbers) {
        let Some(field) = column.field else { continue };
        match number {
            Some((1, words)) => _ = first.insert(words.clone(), field),
            None => _ = first.entry(bare(&column.header)).or_insert(field),
            _ => {}
        }
    }
    let is_empty = |at: usize| table.rows.iter().all(|row| row.cell(at).chars().all(value::is_space));
    let mut named: Vec<u32> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let Some((number @ 2.., words)) = number else { continue };
        let is_name = first.get(words) == Some(&Field::Name);
        let is_free = columns[at].field.is_none() && !columns[at].undecided;
        if is_name && is_free && !named.contains(number) && (is_empty(at) || settle::are_names(table, at)) {
            columns[at].field = Some(Field::AlsoNominee);
            columns[at].reason = format!("Number {number} of the columns that name a nominee.");
            named.push(*number);
        }
    }
    for (number, given, family) in numbered_parts(table, columns, &numbers, &first) {
        if named.contains(&number) {
            continue;
        }
        named.push(number);
        for (at, field) in [(given, Field::AlsoGiven), (family, Field::AlsoFamily)] {
            columns[at].field = Some(field);
            (columns[at].suggested, columns[at].undecided) = (None, false);
            columns[at].reason = format!("A part of the name of nominee {number}.");
        }
    }
    // Words that are said of each nominee alone: what the first has under them is not said of all.
    let mut of_each: Vec<&Vec<String>> = Vec::new();
    let mut reasons: Vec<&Vec<String>> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let Some((number, words)) = number.as_ref().filter(|(number, _)| named.contains(number)) else { continue };
        // Where the first has no such column, the words of this one say what it is about.
        let words_of = Words::of(&columns[at].header);
        let by_words = || words_of.fields().into_iter().max_by_key(|(_, points, _)| *points).map(|(field, ..)| field);
        let by_part = || words.iter().any(|word| matches!(word.as_str(), "email" | "mail")).then_some(Field::Email);
        let also = match first.get(words).copied().or_else(by_words).or_else(by_part) {
            Some(Field::Email | Field::NominatorEmail) => Some(Field::AlsoEmail),
            Some(Field::Team) => Some(Field::AlsoTeam),
            Some(Field::Award) => Some(Field::AlsoAward),
            Some(Field::Reason | Field::Story | Field::Quote) => Some(Field::AlsoReason),
            // A row says these of all whom it nominates.
            Some(Field::Contact | Field::Problem) => None,
            _ => continue,
        };
        // All that was guessed by itself so far gives way to the number, unless its words name who nominates.
        let names = [Field::AlsoNominee, Field::AlsoGiven, Field::AlsoFamily].map(Some);
        let is_free = !names.contains(&columns[at].field) && words_of.whose() != Whose::Nominator;
        if is_free {
            columns[at].field = also;
            (columns[at].suggested, columns[at].undecided) = (None, false);
            columns[at].reason = format!("It is about nominee {number}, as its number says.");
            of_each.push(words);
            reasons.extend((also == Some(Field::AlsoReason)).then_some(words));
        }
    }
    for (column, number) in columns.iter_mut().zip(&numbers) {
        let is_of_first = |list: &[&Vec<String>]| match number {
            Some((1, words)) => list.contains(&words),
            None => list.contains(&&bare(&column.header)),
            Some(_) => false,
        };
        let is_free = column.field.is_none() && column.suggested.is_none() && !column.left_out;
        let of_one = match column.field.or(column.suggested).filter(|_| is_of_first(&of_each)) {
            Some(Field::Story | Field::Quote) => Some(Field::Reason),
            None if is_free && is_of_first(&reasons) => Some(Field::Reason),
            Some(Field::Contact | Field::Problem) => None,
            _ => continue,
        };
        column.field = of_one;
        (column.suggested, column.undecided) = (None, false);
        column.reason = "It is about the first nominee alone.".into();
    }
}

/// "Nominee 2 first name" and "Nominee 2 last name": number, given name and family name. A number that only tells two columns of the
/// same header apart says nothing: the second "First name" may be that of who nominates.
fn numbered_parts(
    table: &Table,
    columns: &[Column],
    numbers: &[Option<(u32, Vec<String>)>],
    first: &HashMap<Vec<String>, Field>,
) -> Vec<(u32, usize, usize)> {
    let has_names = |at: usize| {
        let is_blank = |cell: &str| cell.chars().all(value::is_space);
        table.rows.iter().all(|row| is_blank(row.cell(at))) || settle::are_names(table, at)
    };
    let is_part = |at: usize, field: Field| {
        let raw = table.raw_headers.get(at).map_or("", String::as_str);
        let is_open = columns[at].field.is_none_or(|found| found == field);
        is_open && !columns[at].left_out && numbered(raw).is_some() && has_names(at)
    };
    let found = |wanted: u32, field: Field| {
        let is_it = |at: &usize| {
            let of_number = numbers[*at].as_ref().filter(|(number, _)| *number == wanted);
            of_number.is_some_and(|(_, words)| first.get(words) == Some(&field)) && is_part(*at, field)
        };
        (0..columns.len()).find(is_it)
    };
    (2..=20).filter_map(|number| Some((number, found(number, Field::Given)?, found(number, Field::Family)?))).collect()
}

/// Proposes what columns of several nominees mean, where that is plain.
pub(super) fn propose(table: &Table, kind: Kind, columns: &mut [Column], awards: &[String]) {
    // Without headers nothing says who stands in a column of names.
    if kind != Kind::Nominations || (table.header_rows == 0 && !table.is_facts) {
        return;
    }
    numbered_groups(table, columns);
    let is_free = |column: &Column| column.field.is_none() && !column.undecided;
    let has_own_words = |column: &Column| {
        let words = Words::of(&column.header);
        // "Who should be your Night Owl?" asks for somebody else.
        let asks = words.is_only_your() && (words.asks_who() || known_title(&column.header, awards).is_some());
        words.is_of_another() || (words.whose() == Whose::Nominator && !asks)
    };
    let are_people = |at: &usize| settle::are_full_names(table, *at) && !Look::at(table, *at).are_sentences();
    let names: Vec<usize> = (0..columns.len())
        .filter(|at| is_free(&columns[*at]) && !has_own_words(&columns[*at]) && are_people(at))
        .collect();
    let is_title = |at: &usize| known_title(&columns[*at].header, awards).is_some();
    let titled = names.iter().filter(|at| is_title(at)).count();
    let has_nominee = columns.iter().any(|column| {
        let is_name = matches!(column.field, Some(Field::Name | Field::Given | Field::Family));
        is_name && (Words::of(&column.header).whose() == Whose::Nominee || Words::of(&column.header).asks_who())
    });
    // Where nobody is nominated otherwise and two columns or more look alike, they are a table of names; a title of the campaign
    // says it of each alone.
    let is_plain = |at: &usize| {
        let header = &columns[*at].header;
        // A number at the end counts nominees, and is no part of a title.
        let is_counted = header.ends_with(|c: char| c.is_numeric());
        let words = Words::of(header);
        (words.fields().is_empty() && !is_counted) || in_brackets(header).is_some() || words.is_title_of_year_alone()
    };
    let names_nominee = |column: &Column| match column.field {
        Some(Field::Name | Field::Given | Field::Family) => true,
        // An address may be all that is known of them.
        Some(Field::Email) => Words::of(&column.header).whose() == Whose::Nominee,
        _ => false,
    };
    let has_name = columns.iter().any(names_nominee);
    // Beside columns under titles, a name under a title of its own is one of them.
    let under_title = || {
        let is_one =
            |column: &Column| column.field == Some(Field::Name) && known_title(&column.header, awards).is_some();
        columns.iter().position(is_one).filter(|_| titled > 0)
    };
    let asked = asked_for_each(columns, &names).or_else(under_title);
    let chosen: Vec<usize> = if let Some(asked) = asked {
        names.iter().copied().chain([asked]).filter(|at| titled == 0 || is_title(at) || *at == asked).collect()
    } else if titled > 0 {
        names.iter().copied().filter(is_title).collect()
    } else if !has_name {
        // An award that nobody was named for yet is one of them as well.
        let is_empty = |at: &usize| table.rows.iter().all(|row| row.cell(*at).chars().all(value::is_space));
        let is_unused = |at: &usize| is_free(&columns[*at]) && !has_own_words(&columns[*at]) && is_plain(at);
        let unused: Vec<usize> =
            (0..columns.len()).filter(|at| is_unused(at) && is_titled(&columns[*at].header) && is_empty(at)).collect();
        match matrix(columns, &names, &unused, names.iter().all(is_plain)) {
            Matrix::Surely => names,
            Matrix::Perhaps => return ask_for_awards(columns, &names),
            Matrix::No => return,
        }
    } else {
        return;
    };
    for at in &chosen {
        columns[*at].field = Some(Field::NomineeForAward);
        columns[*at].reason = "Names stand under the title of an award.".into();
    }
    // "Why?" behind each of them says it of that one.
    let is_why = |at: &usize| {
        let column = columns.get(*at);
        column.is_some_and(|column| matches!(column.field, Some(Field::Reason | Field::Story)))
    };
    let whys: Vec<usize> = chosen.iter().map(|at| at + 1).filter(is_why).collect();
    for at in whys.iter().filter(|_| whys.len() >= 2) {
        columns[*at].field = Some(Field::AlsoReason);
        columns[*at].reason = "It follows the name under an award.".into();
    }
    // An award that nobody was named for yet stands beside them.
    for column in columns.iter_mut().filter(|column| is_free(column)) {
        let is_titled = known_title(&column.header, awards).is_some();
        let is_empty = table
            .headers
            .iter()
            .position(|header| *header == column.header)
            .is_some_and(|at| table.rows.iter().all(|row| row.cell(at).chars().all(value::is_space)));
        if is_titled && is_empty && !has_own_words(column) {
            column.field = Some(Field::NomineeForAward);
            column.reason = "Its header is the title of an award.".into();
        }
    }
    if has_nominee && asked.is_none() {
        return;
    }
    // Who fills the form in has a name and an address of their own.
    let has = |columns: &[Column], field| columns.iter().any(|column| column.field == Some(field));
    for (own, theirs) in [(Field::Name, Field::Nominator), (Field::Email, Field::NominatorEmail)] {
        let free = !has(columns, theirs);
        if let Some(column) = columns.iter_mut().find(|column| column.field == Some(own)) {
            column.field = free.then_some(theirs);
            column.reason = "The nominees stand under the awards, so this is who nominates.".into();
        }
    }
}

/// "Who should be Night Owl?" beside "Who should be IT Savior?": the first of such questions was taken for the nominee of the row.
fn asked_for_each(columns: &[Column], names: &[usize]) -> Option<usize> {
    let taken = columns.iter().position(|column| column.field == Some(Field::Name))?;
    let words = |at: usize| Words::of(&columns[at].header).into_folded();
    let own = words(taken);
    // "Who do you nominate?" is the question for the nominee, and has no title in it.
    let is_question = |at: usize| {
        let words = Words::of(&columns[at].header);
        words.asks_who() && in_brackets(&columns[at].header).is_none() && words.is_question_for_nominee()
    };
    let shared = |at: &usize| {
        let other = words(*at);
        let same = own.iter().zip(&other).take_while(|(one, other)| one == other).count();
        let is_grid = in_brackets(&columns[taken].header).is_some() && in_brackets(&columns[*at].header).is_some();
        // More than the words they share must be left of both: the title.
        let ask = Words::of(&columns[taken].header).asks_who() && Words::of(&columns[*at].header).asks_who();
        same < own.len()
            && same < other.len()
            && (same >= 3 || (ask && same >= 2) || (is_grid && same >= 1))
            && !is_question(*at)
    };
    (!names.is_empty() && !is_question(taken) && names.iter().all(shared)).then_some(taken)
}

/// Is a header written as a title is: "Night Owl", and not "Kollege"?
pub(super) fn is_titled(header: &str) -> bool {
    let words = header.split_whitespace();
    let is_title = words.clone().count() >= 2 && words.clone().all(|word| word.starts_with(char::is_uppercase));
    is_title || Words::of(header).is_title_of_year_alone()
}

/// "Project Lead" and "Project Sponsor" are written as titles of awards are, and are those of jobs as well.
fn ask_for_awards(columns: &mut [Column], names: &[usize]) {
    for at in names {
        (columns[*at].suggested, columns[*at].undecided) = (Some(Field::NomineeForAward), true);
        columns[*at].reason = whose_columns::PERHAPS_AWARD.into();
    }
}

/// Is a group of columns of names one column for each award?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matrix {
    Surely,
    /// Their headers may be titles of awards, or of jobs.
    Perhaps,
    No,
}

/// Are columns of names that are no award of the campaign one for each award all the same? Their headers must say so: they share words,
/// and there are three of them at least or the awards stand in brackets; or it is known who filled the file in, none of them says whose
/// name stands there, and they are three, be it that one is empty. Of two that are written as titles are it is asked.
fn matrix(columns: &[Column], names: &[usize], unused: &[usize], are_plain: bool) -> Matrix {
    let in_grid = names.iter().all(|at| in_brackets(&columns[*at].header).is_some());
    let says_whose = |at: &usize| {
        let words = Words::of(&columns[*at].header);
        words.is_own() || words.is_of_another() || words.whose() != Whose::Unsaid
    };
    let shares = share_words(columns, names);
    let has_sender = columns.iter().any(|column| matches!(column.field, Some(Field::Nominator)));
    let are_silent = are_plain && has_sender && !names.iter().any(says_whose);
    let are_titles = names.iter().all(|at| is_titled(&columns[*at].header));
    // "Manager of the Year" is hardly the column of somebody's manager, and nothing else names the nominee.
    let is_award_of_manager = |at: &usize| {
        let words = Words::of(&columns[*at].header);
        words.is_title_of_year_alone() && words.holds_another()
    };
    match names.len() {
        1 if are_silent && names.iter().all(is_award_of_manager) => Matrix::Perhaps,
        2 if shares && in_grid => Matrix::Surely,
        2 if are_silent && are_titles && !unused.is_empty() => Matrix::Surely,
        2 if are_silent && are_titles => Matrix::Perhaps,
        3.. if shares || are_silent => Matrix::Surely,
        _ => Matrix::No,
    }
}

/// Do the headers of these columns share words at one end, as questions with an award in them do?
fn share_words(columns: &[Column], at: &[usize]) -> bool {
    let words: Vec<Vec<String>> = at.iter().map(|at| Words::of(&columns[*at].header).into_folded()).collect();
    let shares = |end: fn(&Vec<String>) -> Option<&String>| {
        let first = words.first().and_then(end);
        first.is_some() && words.iter().all(|words| words.len() > 1 && end(words) == first)
    };
    shares(|words| words.first()) || shares(|words| words.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[&str]) -> Vec<String> {
        list.iter().map(|header| (*header).to_owned()).collect()
    }

    #[test]
    fn a_header_tells_its_award() {
        let awards = headers(&["Night Owl", "Owl", "IT Savior"]);
        for (list, expected) in [
            (["IT SAVIOR", "Night owl"], ["IT Savior", "Night Owl"]),
            (["Who is your Night Owl?", "Your owl"], ["Night Owl", "Owl"]),
            (["Who should win: Best Listener", "Who should win: Calm Voice?"], ["Best Listener", "Calm Voice"]),
            (["Nominee [Best Listener]", "Nominee [Calm Voice]"], ["Best Listener", "Calm Voice"]),
            (["Best Listener nominee", "Calm Voice nominee"], ["Best Listener", "Calm Voice"]),
            (["Best", "Calm"], ["Best", "Calm"]),
        ] {
            let found: Vec<String> = titles(&headers(&list), &[0, 1], &awards).into_values().collect();
            assert_eq!(found, expected, "{list:?}");
        }
    }

    #[test]
    fn a_number_tells_which_nominee() {
        for (header, number, words) in [
            ("Nominee 2", 2, "nominee"),
            ("Nominee #2 - reason", 2, "nominee reason"),
            ("2nd nominee", 2, "nominee"),
            ("Why? (3)", 3, "why"),
            ("nominee2", 2, "nominee"),
            ("Nominee 2 first name", 2, "first name nominee"),
            ("Second nominee: first name", 2, "first name nominee"),
            ("Second Nominee (First)", 2, "first nominee"),
        ] {
            assert_eq!(numbered(header).map(|it| (it.0, it.1.join(" "))), Some((number, words.to_owned())), "{header}");
        }
        for header in ["Nominee", "2", "Rate 1 to 5", "Nominee 2026", "Windows 365", "First name", "Segundo apellido"] {
            assert_eq!(numbered(header), None, "{header}");
        }
    }

    #[test]
    fn columns_belong_to_the_nominee_of_their_number_or_before_them() {
        let by_number = headers(&["Nominee 2", "Nominee 3", "Reason 3", "Reason 2"]);
        let of = |field| match field {
            Field::AlsoNominee => vec![0, 1],
            Field::AlsoReason => vec![2, 3],
            _ => Vec::new(),
        };
        let reasons: Vec<Vec<usize>> = others(&by_number, &of).into_iter().map(|it| it.reason).collect();
        assert_eq!(reasons, [[3], [2]]);
        let by_place = headers(&["Another", "Why", "One more", "Why them"]);
        let of = |field| match field {
            Field::AlsoNominee => vec![0, 2],
            Field::AlsoReason => vec![1, 3],
            _ => Vec::new(),
        };
        let reasons: Vec<Vec<usize>> = others(&by_place, &of).into_iter().map(|it| it.reason).collect();
        assert_eq!(reasons, [[1], [3]]);
    }
}
