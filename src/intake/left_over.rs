//! What columns mean that no word of their headers has given a meaning: the only column of whole names is the name that is missing,
//! the only one of moments is when the rows came in. It comes after the words, and where two columns could be meant it leaves both.

use super::field::{Field, Kind};
use super::mapping::Column;
use super::profile::Look;
use super::table::{Row, Table};
use super::words::{NamePart, Names, Whose, Words, consent};
use super::{award_columns, conditions, mails, person_words, postal, said_consent, second_names, settle, value, words};
use crate::campaign::ConsentState;

/// Has no meaning yet, and nobody was asked about it.
fn is_free(column: &Column) -> bool {
    column.field.is_none() && column.suggested.is_none() && !column.undecided && !column.left_out
}

fn give(column: &mut Column, field: Field, reason: impl Into<String>) {
    column.field = Some(field);
    (column.suggested, column.undecided) = (None, false);
    column.reason = reason.into();
}

fn has(columns: &[Column], fields: &[Field]) -> bool {
    columns.iter().any(|column| column.field.is_some_and(|field| fields.contains(&field)))
}

/// Whose addresses they are, in nominations: the nominee's where the header says so, else of whom the addresses hold the names, else of
/// whoever filled the form in, where somebody did.
pub(super) fn addresses(table: &Table, kind: Kind, looks: &[Look], columns: &mut [Column]) {
    if kind != Kind::Nominations {
        return;
    }
    let whose = |column: &Column| Words::of(&column.header).whose();
    let of_nominee: Vec<usize> = (0..columns.len())
        .filter(|at| matches!(columns[*at].field, Some(Field::Name | Field::Given | Field::Family)))
        .collect();
    own_parts(looks, columns, &of_nominee);
    // "Nominee's manager's e-mail" is no address of the nominee.
    let is_theirs = |column: &Column| {
        let header = Words::of(&column.header);
        header.whose() == Whose::Nominee && !header.is_of_another() && header.names_nominee(false) != Names::NoName
    };
    // "E-mail" was taken for the nominee's though "Nominee e-mail" stands beside it.
    let plain = columns.iter().position(|it| it.field == Some(Field::Email) && whose(it) != Whose::Nominee);
    let said = (0..columns.len()).find(|at| {
        let are_addresses = looks.get(*at).is_some_and(|look| look.mostly(look.emails));
        columns[*at].field.is_none() && are_addresses && is_theirs(&columns[*at])
    });
    let is_free_for_nominator = |columns: &[Column]| !has(columns, &[Field::NominatorEmail]);
    let of_nominator = "The address of the nominee stands in a column of its own, so this is that of who nominates.";
    // That of who nominates was found before; the other is left over.
    if let (None, Some(said), false) = (plain, said, has(columns, &[Field::Email])) {
        give(&mut columns[said], Field::Email, "The header says that it is the nominee’s.");
        return;
    }
    if let (Some(plain), Some(said)) = (plain, said) {
        let field = is_free_for_nominator(columns).then_some(Field::NominatorEmail);
        columns[plain].field = field;
        columns[plain].reason = of_nominator.into();
        give(&mut columns[said], Field::Email, "The header says that it is the nominee’s.");
        return;
    }
    let Some(plain) = plain.filter(|at| whose(&columns[*at]) == Whose::Unsaid) else { return };
    let of_nominator: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].field == Some(Field::Nominator)).collect();
    let (theirs, own) = (shares_names(table, plain, &of_nominee), shares_names(table, plain, &of_nominator));
    let follows = plain > 0 && of_nominee.contains(&(plain - 1));
    let is_own = match (theirs, own) {
        (true, false) => false,
        (false, true) => true,
        _ => !follows && (!of_nominator.is_empty() || has(columns, &[Field::Received])),
    };
    if is_own && is_free_for_nominator(columns) {
        let reason = if own {
            "The addresses hold the names of who nominates."
        } else {
            "Nothing says that it is the nominee’s, and somebody filled the form in."
        };
        give(&mut columns[plain], Field::NominatorEmail, reason);
    }
}

/// "Full name - First name" beside "Nominee - First name": whoever fills the form in has a name in parts as well.
fn own_parts(looks: &[Look], columns: &mut [Column], of_nominee: &[usize]) {
    let says_nominee = |at: &usize| Words::of(&columns[*at].header).whose() == Whose::Nominee;
    if has(columns, &[Field::Nominator]) || !of_nominee.iter().any(says_nominee) {
        return;
    }
    let is_part = |at: &usize| {
        let header = Words::of(&columns[*at].header);
        let says = |field: Field| header.fields().iter().any(|(found, ..)| *found == field);
        is_free(&columns[*at])
            && header.whose() != Whose::Nominee
            && !header.is_of_another()
            && (says(Field::Given) || says(Field::Family))
            && looks.get(*at).is_some_and(|look| look.filled > 0 && look.emails == 0 && !look.are_sentences())
    };
    let parts: Vec<usize> = (0..columns.len()).filter(is_part).collect();
    for at in parts {
        give(&mut columns[at], Field::Nominator, "The nominee has columns of their own, so this is who nominates.");
    }
}

/// Do at least half of the addresses hold a word of the name in the same row?
pub(super) fn shares_names(table: &Table, address: usize, names: &[usize]) -> bool {
    let (mut filled, mut shared) = (0, 0);
    for row in table.rows.iter().take(500) {
        let Some((local, _)) = row.cell(address).split_once('@') else { continue };
        let local = value::fold(local);
        let mut words = names.iter().flat_map(|name| value::fold_words(row.cell(*name)));
        filled += 1;
        shared += usize::from(words.any(|word| word.chars().count() >= 3 && local.contains(&word)));
    }
    filled > 0 && !names.is_empty() && shared * 2 >= filled
}

/// The words of headers of what stands behind a name, folded.
const SUFFIX_WORDS: [&str; 16] = [
    "suffix",
    "name",
    "names",
    "last",
    "family",
    "generational",
    "legal",
    "namenssuffix",
    "suffixe",
    "sufijo",
    "achtervoegsel",
    "nom",
    "nombre",
    "your",
    "nominee",
    "nominees",
];

/// "Tussenvoegsel", "Segundo apellido", "Suffix": parts that belong to the given or the family name beside them.
pub(super) fn parts_of_names(looks: &[Look], columns: &mut [Column]) {
    let whose = |column: &Column| Words::of(&column.header).whose();
    for at in 0..columns.len() {
        let Some(part) = Words::of(&columns[at].header).name_part().filter(|_| is_free(&columns[at])) else { continue };
        if looks.get(at).is_none_or(|look| look.filled == 0 || look.mostly(look.numbers) || look.emails > 0) {
            continue;
        }
        // A number of a house has one, too.
        let words = Words::of(&columns[at].header).into_folded();
        let is_of_name = |word: &String| SUFFIX_WORDS.contains(&word.as_str());
        if part == NamePart::Suffix && !words.iter().all(is_of_name) {
            continue;
        }
        let (field, reason) = match part {
            NamePart::Middle => (Field::Given, "A part of the name, behind the given name."),
            NamePart::Prefix => (Field::Family, "A part of the name, before the family name."),
            NamePart::Second | NamePart::Suffix => (Field::Family, "A part of the name, behind the family name."),
        };
        let beside = columns.iter().any(|it| it.field == Some(field) && whose(it) == whose(&columns[at]));
        if beside {
            give(&mut columns[at], field, reason);
        }
    }
}

/// The order in which the parts of a name are put together, where their columns stand in another.
pub(super) fn place_in_name(header: &str) -> u8 {
    match Words::of(header).name_part() {
        Some(NamePart::Prefix) => 0,
        None => 1,
        Some(NamePart::Second | NamePart::Middle) => 2,
        Some(NamePart::Suffix) => 3,
    }
}

/// May it be the name of somebody whom the row is about: whole names, and a header that speaks for nothing else?
fn holds_people(kind: Kind, column: &Column, look: &Look) -> bool {
    look.are_names() && look.different > 1 && may_be_people(kind, &column.header)
}

/// Last words of headers below which something is sorted, folded: "Mobile Payment" under "Payment type" is nobody.
const SORTED: [&str; 9] = ["type", "typ", "types", "tipo", "soort", "art", "status", "state", "kind"];

/// Does the header leave it open that people stand below it?
pub(super) fn may_be_people(kind: Kind, written: &str) -> bool {
    let header = Words::of(written);
    let fields = header.fields();
    let is_other = |field: &Field| {
        let is_known =
            kind.fields().contains(field) || matches!(field, Field::Team | Field::Organisation | Field::Role);
        is_known && !matches!(field, Field::Name | Field::Nominator | Field::Recipient | Field::Contact)
    };
    !header.is_of_another()
        && (!header.is_none() || header.is_account())
        && !words::is_service(written)
        && !Words::of(written).into_folded().last().is_some_and(|last| SORTED.contains(&last.as_str()))
        && (header.is_of_members() || !fields.iter().any(|(field, ..)| is_other(field)))
        && !settle::says_other(written)
}

/// The name that a kind needs and no column gives yet, and whether another name of the kind is missing as well.
fn missing(kind: Kind, columns: &[Column]) -> Vec<Field> {
    use Field as F;
    let has_name = has(columns, &[F::Name, F::Given, F::Family]);
    let mut missing = Vec::new();
    match kind {
        Kind::Nominations => {
            if !has_name && !has(columns, &[F::NomineeForAward]) {
                missing.push(F::Name);
            }
            if !has(columns, &[F::Nominator]) {
                missing.push(F::Nominator);
            }
        }
        Kind::Thanks => {
            if !has(columns, &[F::Recipient]) {
                missing.push(F::Recipient);
            }
            if !has_name {
                missing.push(F::Name);
            }
        }
        Kind::Entries | Kind::People | Kind::Members | Kind::Mishaps => {
            if !has_name {
                missing.push(F::Name);
            }
        }
    }
    missing
}

/// The only column of whole names that is left over is the name that is missing. Who is nominated or thanked comes before who does it,
/// for such a list has no rows otherwise; where a form says who sent it, the address of whom stands there, only the other is missing.
pub(super) fn names(table: &Table, kind: Kind, looks: &[Look], columns: &mut [Column]) {
    let candidates: Vec<usize> = (0..columns.len())
        .filter(|at| {
            is_free(&columns[*at]) && looks.get(*at).is_some_and(|look| holds_people(kind, &columns[*at], look))
        })
        .collect();
    let missing = missing(kind, columns);
    // What people call themselves is better than nobody.
    if candidates.is_empty()
        && kind == Kind::Entries
        && missing.contains(&Field::Name)
        && !has(columns, &[Field::Email])
    {
        let is_account = |it: &&mut Column| is_free(it) && Words::of(&it.header).is_account();
        if let Some(account) = columns.iter_mut().find(is_account) {
            give(account, Field::Name, "Names of accounts; nothing else says who took part.");
        }
        return;
    }
    let ([only], Some(field)) = (candidates.as_slice(), missing.first()) else { return };
    // Whoever fills the form in is no nominee; and a nominator may stay unknown, so no other name is taken for one.
    let is_own = kind == Kind::Nominations && Words::of(&columns[*only].header).whose() == Whose::Nominator;
    // A column says that it is about the nominee, though no whole names stand in it: then these names are somebody else's.
    let is_of_nominee =
        |at: usize| at != *only && is_free(&columns[at]) && Words::of(&columns[at].header).whose() == Whose::Nominee;
    if *field == Field::Name && kind == Kind::Nominations && (0..columns.len()).any(is_of_nominee) {
        return;
    }
    // Beside addresses names are of the same people, or those of trainers, sellers and guests.
    let address = columns.iter().position(|column| column.field == Some(Field::Email));
    let is_theirs = address.is_none_or(|address| shares_names(table, address, &[*only]));
    let differ =
        |part: usize, of: usize| looks.get(*only).is_some_and(|look| look.different * of >= look.filled * part);
    if *field == Field::Name && kind != Kind::Nominations && !(differ(9, 10) || is_theirs && differ(1, 2)) {
        let column = &mut columns[*only];
        (column.suggested, column.undecided) = (Some(Field::Name), true);
        column.reason = "The only column of names that is left; nothing says that they are theirs. You decide.".into();
        return;
    }
    if is_own == (*field == Field::Nominator) {
        give(&mut columns[*only], *field, "The only column of names that is left.");
    }
}

/// The only column of dates with an hour says when the rows came in.
pub(super) fn moments(kind: Kind, looks: &[Look], columns: &mut [Column]) {
    // A column that holds nothing says nothing.
    let is_empty = |at: usize| looks.get(at).is_none_or(|look| look.filled == 0);
    let read: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].field == Some(Field::Received)).collect();
    if !kind.fields().contains(&Field::Received) || !read.iter().all(|at| is_empty(*at)) {
        return;
    }
    let are_of_date = |at: &usize| looks.get(*at).is_some_and(|look| look.mostly(look.dates));
    // Who signs up with one step has no other time than that of the confirmation.
    let confirmed = (0..columns.len()).find(|at| value::fold(&columns[*at].header) == "confirmtime" && are_of_date(at));
    if let Some(confirmed) =
        confirmed.filter(|at| !read.is_empty() && columns[*at].field.is_none() && !columns[*at].left_out)
    {
        for at in read {
            columns[at].field = None;
            columns[at].reason = "Nothing stands in it; another column says when it was confirmed.".into();
        }
        return give(&mut columns[confirmed], Field::Received, "When it was confirmed; no other column has a time.");
    }
    let is_moment = |at: &usize| {
        let column = &columns[*at];
        let is_open = column.field.is_none() && column.suggested.is_none_or(|field| field == Field::Received);
        let header = Words::of(&column.header);
        is_open
            && !column.left_out
            && looks.get(*at).is_some_and(|look| look.mostly(look.moments))
            && !header.is_none()
            && !words::is_service(&column.header)
            && !header.fields().iter().any(|(field, ..)| matches!(field, Field::Birth | Field::Since))
    };
    let found: Vec<usize> = (0..columns.len()).filter(is_moment).collect();
    // Of entries it decides who was late: what was asked about stays a question.
    let are_many = |look: &Look| look.filled >= 3 && look.different * 10 >= look.filled * 9;
    let is_clear = |at: usize| looks.get(at).is_some_and(are_many);
    let is_asked = columns.iter().any(|column| column.suggested == Some(Field::Received));
    if kind == Kind::Entries && is_asked && !found.iter().all(|at| is_clear(*at)) {
        return;
    }
    // Moments of arrival differ from row to row; a session has the same for many.
    let differ = |at: usize| looks.get(at).is_some_and(|look| look.different * 2 >= look.filled);
    if let [only] = found.as_slice()
        && differ(*only)
    {
        for at in read {
            columns[at].field = None;
            columns[at].reason = "Nothing stands in it, and times stand in another column.".into();
        }
        give(&mut columns[*only], Field::Received, "The only column of dates with a time.");
    }
}

/// Where an address and a moment are all that is understood of a form, and words are left over, the address is that of who sent it and
/// stands in for nobody's name.
pub(super) fn lone_address(kind: Kind, looks: &[Look], columns: &mut [Column]) {
    use Field as F;
    let names_nominee = has(columns, &[F::Name, F::Given, F::Family, F::NomineeForAward]);
    if kind != Kind::Nominations || names_nominee || !has(columns, &[F::Received]) || has(columns, &[F::NominatorEmail])
    {
        return;
    }
    let holds_words =
        |at: usize| looks.get(at).is_some_and(|look| look.mostly(look.worded) && !look.mostly(look.like_dates));
    let left = (0..columns.len()).filter(|at| is_free(&columns[*at]) && holds_words(*at)).count();
    let is_plain = |it: &&mut Column| it.field == Some(F::Email) && Words::of(&it.header).whose() == Whose::Unsaid;
    if left >= 2
        && let Some(email) = columns.iter_mut().find(is_plain)
    {
        give(
            email,
            F::NominatorEmail,
            "Somebody filled the form in, and other columns are left that may name the nominee.",
        );
    }
}

/// Where nothing says why, a column called "description" or "comments" does.
pub(super) fn texts(kind: Kind, looks: &[Look], columns: &mut [Column]) {
    use Field as F;
    let wanted = match kind {
        Kind::Nominations | Kind::Mishaps => F::Story,
        Kind::Thanks => F::Message,
        _ => return,
    };
    if has(columns, &[F::Story, F::Message, F::NomineeForAward]) {
        return;
    }
    let has_reason = has(columns, &[F::Reason]);
    let is_text = |at: &usize| {
        let header = Words::of(&columns[*at].header);
        // Beside a reason in a word or two a message is what they wrote; a comment may be anybody's.
        if has_reason && !header.is_message() {
            return false;
        }
        let is_said = header.is_text()
            || header.fields().iter().any(|(field, ..)| matches!(field, F::Reason | F::Story | F::Message | F::Notes));
        let holds_words = |look: &Look| {
            look.filled > 0
                && !look.mostly(look.emails + look.links + look.codes)
                && !look.mostly(look.numbers)
                && !look.mostly(look.yes_no)
                && !look.rules_out(wanted, &header)
        };
        is_free(&columns[*at]) && is_said && !header.is_of_another() && looks.get(*at).is_some_and(holds_words)
    };
    let longest = (0..columns.len()).filter(is_text).max_by_key(|at| looks.get(*at).map_or(0, Look::mean_chars));
    if let Some(at) = longest {
        give(&mut columns[at], wanted, "The header says that words stand below it, and no other column has any.");
    }
}

/// Columns that hold something of the kind and are not read, by what they hold.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Whole names of people.
    pub names: Vec<usize>,
    /// Dates, where nothing says when the rows came in.
    pub dates: Vec<usize>,
    /// Yes and no under a header that asks for a consent or the like.
    pub answers: Vec<usize>,
    /// Answers in other words under a header that asks for a consent, with a no among them or without.
    pub refusals: Vec<usize>,
    pub own_words: Vec<usize>,
    /// Answers in sentences to something else, with a no among them, which may be to what whoever takes part agrees to.
    pub refused: Vec<usize>,
    /// Yes and no to something else than being named.
    pub other_answers: Vec<usize>,
    /// Days or answers under a header about something that was taken back, which may be a consent.
    pub taken_back: Vec<usize>,
    /// Yes and no under other headers, where nothing says whether something may be published.
    pub flags: Vec<usize>,
    /// The same of entries and members, of whom it may say who takes part.
    pub conditions: Vec<usize>,
    /// Crosses, which may tick an award.
    pub ticks: Vec<usize>,
    /// Small numbers of entries, where nothing says how many tickets a row has.
    pub counts: Vec<usize>,
    /// The second address of everybody.
    pub addresses: Vec<usize>,
    /// One and the same for everybody.
    pub same: Vec<usize>,
    /// What follows who nominates and may be said of either.
    pub either: Vec<usize>,
    /// Whole names of somebody beside the nominee, such as their manager.
    pub others: Vec<usize>,
    /// Sentences; where nobody is named, words of any kind.
    pub texts: Vec<usize>,
}

/// "Author", and names of accounts below it.
fn is_of_sender(kind: Kind, header: &Words, look: &Look) -> bool {
    let is_asked = matches!(kind, Kind::Nominations | Kind::Thanks | Kind::Mishaps);
    is_asked && header.is_sender() && look.filled > 0 && !look.mostly(look.numbers) && !look.mostly(look.yes_no)
}

/// Small whole numbers, more than one of them, under words that name no other number: they may be tickets.
fn may_count_tickets(table: &Table, column: usize, look: &Look) -> bool {
    const OTHERS: [&str; 31] = [
        "alter", "price", "preis", "prix", "precio", "prijs", "amount", "betrag", "montant", "importe", "bedrag",
        "score", "punkt", "point", "rating", "year", "jahr", "size", "grosse", "phone", "second", "sekund", "minut",
        "duration", "dauer", "taken", "correct", "answer", "richtig", "dstoff", "gmtoff",
    ];
    // Many a word begins with these: "Notizen", "Nombre".
    const WHOLE: [&str; 4] = ["age", "id", "nr", "no"];
    let is_small =
        |cell: &str| cell.trim_matches(value::is_space).parse().is_ok_and(|count: u16| (1..=100).contains(&count));
    let header = table.headers.get(column).map(|header| Words::of(header).into_folded()).unwrap_or_default();
    let is_other = |word: &str| WHOLE.contains(&word) || OTHERS.iter().any(|other| word.starts_with(other));
    let names_other = header.iter().any(|word| is_other(word));
    if look.filled == 0 || look.numbers < look.filled || names_other {
        return false;
    }
    let cells =
        || table.rows.iter().take(500).map(|row| row.cell(column)).filter(|cell| !cell.chars().all(value::is_space));
    // Numbers that count the rows are no tickets.
    let are_in_order = cells().zip(1_u32..).all(|(cell, place)| cell.trim().parse() == Ok(place));
    cells().all(is_small) && cells().any(|cell| cell.trim() != "1") && !are_in_order
}

/// "What was the result?", answered in a few words.
fn asks_for_words(kind: Kind, column: &Column, header: &Words, look: &Look) -> bool {
    let is_told = matches!(kind, Kind::Nominations | Kind::Thanks | Kind::Mishaps);
    is_told
        && header.asks_what()
        && column.header.trim_end().ends_with('?')
        && look.mostly(look.worded)
        && !look.mostly(look.like_dates)
        && !look.mostly(look.answers)
}

/// Where the buyer counts because few rows say who takes part instead, those few are named and nobody reads it.
fn takes_part_for_buyer(kind: Kind, columns: &[Column], header: &Words, look: &Look) -> bool {
    let is_name = |field: &Field| matches!(field, Field::Name | Field::Given | Field::Family);
    let is_of_buyer =
        |column: &Column| column.field.as_ref().is_some_and(is_name) && Words::of(&column.header).is_buyer();
    kind == Kind::Entries
        && look.filled > 0
        && look.may_be_names()
        && !header.is_buyer()
        && !header.is_of_parcel()
        && header.fields().iter().any(|(field, ..)| is_name(field))
        && columns.iter().any(is_of_buyer)
}

/// "Problem 2" is what one of several nominees solved; a row has problems for all of them alone.
fn is_of_one_of_several(kind: Kind, columns: &[Column], header: &Words, look: &Look) -> bool {
    kind == Kind::Nominations
        && look.filled > 0
        && has(columns, &[Field::AlsoNominee, Field::AlsoGiven])
        && !has(columns, &[Field::Problem])
        && header.fields().iter().any(|(field, ..)| *field == Field::Problem)
}

/// "Opted out on", "Retiré le" beside consents: what was taken back may be one of them, or goods that were fetched.
fn may_take_back(kind: Kind, columns: &[Column], header: &Words, look: &Look) -> bool {
    kind == Kind::People
        && has(columns, &[Field::Consent, Field::ConsentDate])
        && header.tells_of_withdrawal()
        && !header.is_withdrawal()
        && !header.is_open_withdrawal()
        && look.mostly(look.dates + look.yes_no)
}

/// "UNSUB_TIME": the day on which somebody wished for no more mail.
fn is_unsubscribed(kind: Kind, header: &Words, look: &Look) -> bool {
    matches!(kind, Kind::People | Kind::Members | Kind::Entries)
        && header.begins_with("unsub")
        && look.filled > 0
        && look.mostly(look.like_dates)
}

/// Answers in words of their own below a header about a consent, such as "only internally", and whether there is a no among them.
fn answers_in_words(table: &Table, at: usize, header: &Words, look: &Look) -> Option<bool> {
    if look.filled == 0 || !header.is_about_consent() {
        return None;
    }
    let is_no = |cell: &str| {
        value::yes_or_no(cell) == Some(false)
            || matches!(person_words::consent(cell), Some(ConsentState::Refused | ConsentState::Withdrawn))
            || said_consent::refusal(cell).is_some()
    };
    if table.rows.iter().take(10_000).map(|row| row.cell(at)).any(|cell| cell.len() < 200 && is_no(cell)) {
        return Some(true);
    }
    let is_other = look.mostly(look.like_dates)
        || look.mostly(look.numbers)
        || look.mostly(look.emails + look.links + look.codes)
        || look.are_names()
        || look.mostly(look.capitals());
    (!is_other && look.mean_chars() < 60).then_some(false)
}

/// "Your e-mail" beside the address that the service wrote itself, where they differ.
fn is_second_address(table: &Table, columns: &[Column], at: usize, header: &Words, look: &Look) -> bool {
    header.whose() == Whose::Nominator
        && look.mostly(look.emails)
        && has(columns, &[Field::NominatorEmail])
        && differs(table, columns, at, Field::NominatorEmail)
}

/// Does the column hold an address that the one which is read does not hold?
fn differs(table: &Table, columns: &[Column], at: usize, field: Field) -> bool {
    let read = columns.iter().position(|column| column.field == Some(field));
    let other = |row: &Row| read.map(|read| value::fold(row.cell(read))).unwrap_or_default();
    table.rows.iter().any(|row| row.cell(at).contains('@') && value::fold(row.cell(at)) != other(row))
}

/// Do the words of a header speak of a name and of making public, in whatever language: "Puis-je publier votre nom ?"
fn names_in_public(words: Vec<String>) -> bool {
    const PUBLIC: [&str; 3] = ["publi", "publik", "offentlig"];
    const NAMED: [&str; 9] = ["nom", "nome", "nombre", "navn", "namn", "imi", "nazwisk", "nimi", "nimen"];
    let has = |row: &str, list: &[&str]| {
        words.iter().any(|word| consent::begins(word, row) || list.iter().any(|known| word.starts_with(known)))
    };
    has("public", &PUBLIC) && has("named", &NAMED)
}

/// Are both answers given below a header: a yes and a no? None and one of something that is counted are no answers.
fn are_both_answers(table: &Table, column: usize) -> bool {
    const COUNTED: [&str; 9] = ["anzahl", "number", "count", "nombre", "aantal", "numero", "total", "liczba", "antal"];
    let words = table.headers.get(column).map(|header| Words::of(header).into_folded()).unwrap_or_default();
    if words.iter().any(|word| COUNTED.contains(&word.as_str())) {
        return false;
    }
    let mut answers = table.rows.iter().take(10_000).filter_map(|row| value::yes_or_no(row.cell(column)));
    answers.next().is_some_and(|first| answers.any(|other| other != first))
}

/// What is left after all that, without what somebody left out on purpose.
pub(super) fn unread(table: &Table, kind: Kind, columns: &[Column]) -> Unread {
    let mut unread = Unread::default();
    // Where nobody is named, any column of words may name them.
    let lacks_name =
        missing(kind, columns).first().is_some_and(|field| matches!(field, Field::Name | Field::Recipient));
    let needs_date = kind.fields().contains(&Field::Received) && !has(columns, &[Field::Received]);
    // Nothing that is read says whether something may be told in public, so whatever is answered by yes and no may.
    let may_be_told = [Field::Consent, Field::Publish, Field::NameForm, Field::Anonymous];
    let take_part = matches!(kind, Kind::Entries | Kind::Members);
    let wants_answer = !take_part && !has(columns, &may_be_told);
    let asks = |column: &Column| {
        let words = Words::of(&column.header);
        words.asks_consent() || (take_part && names_in_public(words.into_folded()))
    };
    let answered = |unread: &mut Unread, at: usize| {
        let is_other = columns.get(at).is_some_and(|column| Words::of(&column.header).names_other_consent());
        if is_other { unread.other_answers.push(at) } else { unread.answers.push(at) }
    };
    // "Gold" and "Silver" side by side, ticked below.
    let may_tick = |at: usize, column: &Column| {
        let is_beside = |other: usize| columns.get(other).is_some_and(|it| it.suggested == column.suggested);
        let has_beside = is_beside(at + 1) || at.checked_sub(1).is_some_and(is_beside);
        kind == Kind::Nominations && has_beside && Look::at(table, at).is_ticked()
    };
    // "Night Owl" and "Cable Wizard" above yes and no.
    let are_awards = |at: usize, column: &Column| {
        let words = Words::of(&column.header);
        let is_titled = award_columns::is_titled(&column.header) && words.fields().is_empty() && !words.is_none();
        let look = Look::at(table, at);
        kind == Kind::Nominations && is_titled && look.may_be_ticked() && look.numbers < look.filled
    };
    let has_own_words = |at: usize, column: &Column| {
        let look = Look::at(table, at);
        look.yes_no * 2 <= look.filled && answers_in_words(table, at, &Words::of(&column.header), &look) == Some(true)
    };
    // What was only thought of and nobody was there to ask is not read either.
    let is_open = |column: &Column| column.field.is_none() && !column.undecided && !column.left_out;
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| is_open(column)) {
        match column.suggested {
            Some(Field::Name | Field::Nominator | Field::Recipient) => unread.names.push(at),
            Some(Field::Consent | Field::Publish) if has_own_words(at, column) => unread.refusals.push(at),
            Some(Field::Consent | Field::Publish | Field::Contact) if asks(column) => answered(&mut unread, at),
            Some(Field::Contact) if are_awards(at, column) => unread.ticks.push(at),
            Some(Field::Consent | Field::Publish | Field::Contact)
                if wants_answer && Look::at(table, at).different > 1 && !Words::of(&column.header).is_none() =>
            {
                unread.flags.push(at);
            }
            Some(Field::Consent | Field::Publish | Field::Contact)
                if take_part && are_both_answers(table, at) && !Words::of(&column.header).is_none() =>
            {
                unread.conditions.push(at);
            }
            Some(Field::Contact) if may_tick(at, column) => unread.ticks.push(at),
            Some(Field::Received) if needs_date => unread.dates.push(at),
            _ => {}
        }
    }
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| is_free(column)) {
        let header = Words::of(&column.header);
        if column.reason == settle::FOLLOWS_OWN {
            unread.either.push(at);
            continue;
        }
        if column.reason == settle::MAY_TICK || column.reason == settle::OTHER_CHOICE {
            unread.ticks.push(at);
            continue;
        }
        if column.reason == second_names::SAME_FOR_ALL {
            unread.same.push(at);
            continue;
        }
        let is_of_another = header.is_of_another();
        let is_told = is_of_another && header.is_of_another_told();
        let is_no_header = header.is_none() && !header.is_account() || words::is_service(&column.header);
        let is_no_header = is_no_header || (kind == Kind::Nominations && mails::is_no_sender(&column.header));
        // A nomination may be lost with a name; lists of people have a manager in every row.
        let is_award = !is_of_another && header.holds_another();
        if kind == Kind::Nominations && (is_of_another && !is_told || is_award) {
            let look = Look::at(table, at);
            let is_nominee = is_award || header.may_be_titled_nominee(&column.header);
            if look.are_names() && look.different > 1 {
                if is_nominee { unread.names.push(at) } else { unread.others.push(at) }
            }
            continue;
        }
        // Address books number further addresses.
        let may_have_address =
            matches!(kind, Kind::Entries | Kind::Members | Kind::People) && header.begins_with("email");
        if (is_no_header && !may_have_address) || (is_of_another && !is_told) {
            continue;
        }
        let look = Look::at(table, at);
        if is_no_header {
            let is_second = look.mostly(look.emails) && differs(table, columns, at, Field::Email);
            unread.addresses.extend(is_second.then_some(at));
            continue;
        }
        if column.reason == postal::TWO_ADDRESSES {
            unread.addresses.extend((look.filled > 0).then_some(at));
            continue;
        }
        let is_second_name = header.is_preferred() && look.mostly(look.capitals());
        if is_second_name {
            unread.names.push(at);
            continue;
        }
        let is_second = match kind {
            Kind::Nominations => is_second_address(table, columns, at, &header, &look),
            Kind::Entries | Kind::Members | Kind::People => {
                let is_called = || header.fields().iter().any(|(field, ..)| *field == Field::Email);
                (look.mostly(look.emails) || (look.emails > 0 && is_called()))
                    && differs(table, columns, at, Field::Email)
            }
            _ => false,
        };
        if is_second {
            unread.addresses.push(at);
            continue;
        }
        if is_told {
            unread.names.extend((look.are_names() && look.different > 1).then_some(at));
            continue;
        }
        // "3 tickets" under "Tickets" is no number, and counts for one all the same.
        let says_tickets = look.digits > 0 && header.is_nothing_but(Field::Tickets);
        let lacks_tickets = kind == Kind::Entries && !has(columns, &[Field::Tickets]);
        if lacks_tickets && (says_tickets || may_count_tickets(table, at, &look)) {
            unread.counts.push(at);
            continue;
        }
        // Points, of which some are 0 and 1.
        let are_counts = look.numbers == look.filled && look.yes_no < look.filled;
        let are_answers = look.yes_no * 2 > look.filled && look.mean_chars() < 40 && !are_counts;
        if may_take_back(kind, columns, &header, &look) || is_unsubscribed(kind, &header, &look) {
            unread.taken_back.push(at);
        } else if take_part && !are_answers && look.mean_chars() < 100 && conditions::is_refused_aside(table, at) {
            unread.refused.push(at);
        } else if let Some(has_no) = answers_in_words(table, at, &header, &look).filter(|_| !are_answers) {
            if has_no { unread.refusals.push(at) } else { unread.own_words.push(at) }
        } else if are_answers && asks(column) {
            answered(&mut unread, at);
        } else if are_answers && are_awards(at, column) {
            unread.ticks.push(at);
        } else if are_answers && wants_answer && look.different > 1 {
            unread.flags.push(at);
        } else if are_answers && take_part && are_both_answers(table, at) {
            unread.conditions.push(at);
        } else if is_of_one_of_several(kind, columns, &header, &look) {
            unread.texts.push(at);
        } else if takes_part_for_buyer(kind, columns, &header, &look)
            || holds_people(kind, column, &look)
            || is_of_sender(kind, &header, &look)
        {
            unread.names.push(at);
        } else if needs_date && look.mostly(look.like_dates) && look.mostly(look.dates) {
            unread.dates.push(at);
        } else if look.are_sentences()
            || asks_for_words(kind, column, &header, &look)
            || (look.filled > 0 && header.speaks_of_unnamed())
            || (lacks_name && look.mostly(look.worded) && look.digits == 0)
        {
            unread.texts.push(at);
        }
    }
    unread
}

#[cfg(test)]
mod tests;
