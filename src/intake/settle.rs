//! What columns mean beside each other: parts of names and whole ones, and headers that stand twice. It comes after each column
//! was judged by itself.

use std::collections::HashSet;

use super::field::{Field, Kind};
use super::mapping::Column;
use super::profile::Look;
use super::table::Table;
use super::words::{Whose, Words};
use super::{award_columns, value};

/// "First name", "E-mail" and "Who do you nominate?": the question names the nominee, so what comes without a word about whose it
/// is belongs to whoever fills the form in.
pub(super) fn sides(table: &Table, kind: Kind, columns: &mut [Column]) {
    if kind != Kind::Nominations {
        return;
    }
    let words = |column: &Column| Words::of(&column.header);
    let is_unsaid = |column: &Column| words(column).whose() == Whose::Unsaid;
    let of_nominator = "The nominee stands in a column of their own, so this is who nominates.";
    let names_nominee = |column: &Column| {
        column.field == Some(Field::Name) && (words(column).whose() == Whose::Nominee || words(column).asks_who())
    };
    let Some(name) = columns.iter().position(names_nominee) else { return };
    let is_part = |column: &Column| matches!(column.field, Some(Field::Given | Field::Family)) && is_unsaid(column);
    let parts: Vec<usize> = (0..columns.len()).filter(|column| is_part(&columns[*column])).collect();
    let has_nominator = columns.iter().any(|column| column.field == Some(Field::Nominator));
    if !parts.is_empty() && !holds_parts(table, name, &parts) {
        for part in parts {
            columns[part].field = (!has_nominator).then_some(Field::Nominator);
            columns[part].reason = of_nominator.into();
        }
    }
    // An address between who nominates and whom is of the one it follows.
    let is_theirs = |it: &Column| it.field == Some(Field::Nominator) || words(it).whose() == Whose::Nominator;
    let follows = |at: usize| at.checked_sub(1).and_then(|before| columns.get(before)).is_some_and(is_theirs);
    let is_address = |at: &usize| columns[*at].field == Some(Field::Email) && is_unsaid(&columns[*at]) && follows(*at);
    let beside = (0..name).find(is_address);
    let has_own = columns.iter().any(|column| column.field == Some(Field::NominatorEmail));
    if let Some(email) = beside.filter(|_| !has_own).and_then(|at| columns.get_mut(at)) {
        email.field = Some(Field::NominatorEmail);
        email.reason = "It follows who nominates and stands before who is nominated.".into();
    }
    let by_themselves = columns.iter().any(|column| column.field == Some(Field::Nominator) && is_unsaid(column));
    let has_address = columns.iter().any(|column| column.field == Some(Field::NominatorEmail));
    if by_themselves
        && !has_address
        && let Some(email) = columns.iter_mut().find(|column| column.field == Some(Field::Email) && is_unsaid(column))
    {
        email.field = Some(Field::NominatorEmail);
        email.reason = of_nominator.into();
    }
}

/// Is it a detail of a person, such as where they work?
pub(super) const fn is_detail(field: Field) -> bool {
    use Field as F;
    matches!(
        field,
        F::Organisation
            | F::Team
            | F::Role
            | F::Country
            | F::Region
            | F::Place
            | F::Address
            | F::Birth
            | F::CodeName
            | F::Latin
    )
}

/// "First name", "E-mail", "Company" and then "Who do you nominate?": what stands between who nominates and whom, without a word
/// about whose it is, belongs to who nominates.
pub(super) fn details_of_nominator(table: &Table, kind: Kind, columns: &mut [Column]) {
    if kind != Kind::Nominations {
        return;
    }
    let is_nominee =
        |column: &Column| matches!(column.field, Some(Field::Name | Field::Given | Field::Family | Field::Email));
    let is_nominator = |column: &Column| matches!(column.field, Some(Field::Nominator | Field::NominatorEmail));
    details_said(table, columns);
    details_behind_own(columns);
    let Some(nominee) = columns.iter().position(is_nominee) else { return };
    let names_nominee = columns.get(nominee).is_some_and(|column| {
        let words = Words::of(&column.header);
        words.whose() == Whose::Nominee || words.asks_who()
    });
    let Some(first) = columns.iter().take(nominee).position(is_nominator).filter(|_| names_nominee) else { return };
    let mut taken: Vec<Field> = Vec::new();
    for column in columns.iter_mut().take(nominee).skip(first) {
        let Some(field) = column.field.filter(|field| is_detail(*field)) else { continue };
        if Words::of(&column.header).whose() == Whose::Unsaid {
            taken.push(field);
            column.field = None;
            column.reason = OF_NOMINATOR.into();
        }
    }
    // "Department" stood in the way of "Nominee department".
    if !taken.is_empty() {
        details_said(table, columns);
    }
}

/// "Nominee department" beside "Department": what the header says to be the nominee's is theirs, wherever the other one stands.
fn details_said(table: &Table, columns: &mut [Column]) {
    let is_empty = |at: usize| table.rows.iter().take(500).all(|row| row.cell(at).chars().all(value::is_space));
    for at in 0..columns.len() {
        let words = Words::of(&columns[at].header);
        let is_free = columns[at].field.is_none() && columns[at].suggested.is_none() && !columns[at].left_out;
        if !is_free || words.whose() != Whose::Nominee || words.is_of_another() || is_empty(at) {
            continue;
        }
        let fields = words.fields();
        let Some((field, ..)) = fields.iter().filter(|(field, ..)| is_detail(*field)).max_by_key(|it| it.1) else {
            continue;
        };
        let plain = columns.iter().position(|column| column.field == Some(*field));
        if plain.is_some_and(|plain| Words::of(&columns[plain].header).whose() != Whose::Unsaid) {
            continue;
        }
        // Without any other it was left out for what stands below it, unless one that is gone stood in its way.
        let stood = columns.iter().any(|column| column.reason == OF_NOMINATOR && speaks_for(column, *field));
        if plain.is_none() && !stood {
            continue;
        }
        if let Some(plain) = plain {
            columns[plain].field = None;
            columns[plain].reason = "Another column says by its header that it is the nominee’s.".into();
        }
        columns[at].field = Some(*field);
        columns[at].reason = "The header says that it is the nominee’s.".into();
    }
}

const OF_NOMINATOR: &str = "It stands between who nominates and who is nominated, so it is about who nominates.";

/// Two readings are left of such a column, so it is said that nobody reads it.
pub(super) const FOLLOWS_OWN: &str =
    "It follows who nominates, so it may be about them. Match it to the nominee if it is theirs.";

fn speaks_for(column: &Column, field: Field) -> bool {
    Words::of(&column.header).fields().iter().any(|(found, ..)| *found == field)
}

/// "Nominee", "Your name", "Department": what follows "your" without a word about whose it is goes on with it.
fn details_behind_own(columns: &mut [Column]) {
    let is_nominee = |column: &Column| matches!(column.field, Some(Field::Name | Field::Given | Field::Family));
    let Some(nominee) = columns.iter().position(is_nominee) else { return };
    let is_own = |column: &Column| {
        let words = Words::of(&column.header);
        column.field == Some(Field::Nominator) && words.whose() == Whose::Nominator && words.is_only_your()
    };
    let mut follows = false;
    for column in columns.iter_mut().skip(nominee + 1) {
        let is_plain_detail = column.field.is_some_and(is_detail) && Words::of(&column.header).whose() == Whose::Unsaid;
        // Behind "Your e-mail" alone the form may have come back to the nominee.
        let goes_on = column.field == Some(Field::NominatorEmail);
        if is_own(column) {
            follows = true;
        } else if follows && is_plain_detail {
            column.field = None;
            column.reason = FOLLOWS_OWN.into();
        } else {
            follows = follows && goes_on;
        }
    }
}

/// The column that holds where whoever nominates works, by a header that says so and no more: "Nominator organisation", "Your team".
pub(super) fn detail_of_nominator(kind: Kind, columns: &[Column], field: Field) -> Option<usize> {
    let says = |column: &Column| {
        let words = Words::of(&column.header);
        let is_theirs = words.whose() == Whose::Nominator && !words.is_of_another() && words.len() == 2;
        is_theirs && words.fields().iter().any(|(found, ..)| *found == field)
    };
    let is_open =
        |column: &Column| column.field.is_none() && column.suggested.is_none() && !column.undecided && !column.left_out;
    columns.iter().position(|column| kind == Kind::Nominations && is_open(column) && says(column))
}

/// "To team" beside "To": whom a message thanks that names nobody.
pub(super) fn team_of_recipient(kind: Kind, columns: &[Column]) -> Option<usize> {
    let is_open =
        |column: &Column| column.field.is_none() && column.suggested.is_none() && !column.undecided && !column.left_out;
    let says = |column: &Column| {
        let words = Words::of(&column.header);
        let is_place_of_work = |field: &Field| matches!(field, Field::Team | Field::Organisation);
        is_recipient(words.first()) && words.fields().iter().any(|(field, ..)| is_place_of_work(field))
    };
    let has_recipient = columns.iter().any(|column| column.field == Some(Field::Recipient));
    let found = columns.iter().position(|column| is_open(column) && says(column));
    found.filter(|_| kind == Kind::Thanks && has_recipient)
}

/// Is it a word for whom something goes to? At the end of a header it says less: "Team you belong to".
pub(super) fn is_recipient(word: &str) -> bool {
    const TO: [&str; 8] = ["to", "recipient", "an", "aan", "para", "empfanger", "destinataire", "ontvanger"];
    TO.contains(&word)
}

/// Says of such a column that it goes into the record of who nominates.
pub(super) fn say_details_of_nominator(kind: Kind, columns: &mut [Column]) {
    for field in [Field::Organisation, Field::Team] {
        if let Some(at) = detail_of_nominator(kind, columns, field) {
            columns[at].reason = "Where whoever nominates works. It goes into their record.".into();
        }
    }
}

/// Where the computer stood from which a form was sent is said of whoever filled it in, and not of the nominee.
pub(super) fn places_of_computers(kind: Kind, columns: &mut [Column]) {
    use Field::{Address, Country, Place, Region};
    let is_called = |column: &Column, name: &str| value::fold(&column.header) == name;
    let place = |name: &str| columns.iter().position(|column| is_called(column, name));
    let (Some(one), Some(other)) = (place("latitude"), place("longitude")) else { return };
    if kind != Kind::Nominations || one.abs_diff(other) > 1 {
        return;
    }
    let is_place = |column: &&mut Column| {
        let is_unsaid = Words::of(&column.header).whose() == Whose::Unsaid;
        matches!(column.field, Some(Country | Region | Place | Address)) && is_unsaid
    };
    let (before, behind) = columns.split_at_mut(one.max(other));
    let before = before.iter_mut().rev().skip(1).take_while(is_place);
    for column in before.chain(behind.iter_mut().skip(1).take_while(is_place)) {
        column.field = None;
        column.reason = "It stands beside degrees, so it says where the form was filled in.".into();
    }
}

/// Tickets in all hold the extra ones, so these are not counted once more.
pub(super) fn extra_in_total(columns: &mut [Column]) {
    const TOTAL: [&str; 7] = ["total", "totals", "gesamt", "insgesamt", "gesamtzahl", "totaal", "totale"];
    let is_total = |it: &Column| {
        let words = Words::of(&it.header).into_folded();
        it.field == Some(Field::Tickets) && words.iter().any(|word| TOTAL.contains(&word.as_str()))
    };
    if !columns.iter().any(is_total) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.field == Some(Field::Bonus)) {
        column.field = None;
        column.reason = "The tickets in all hold them. Its words are kept with every row.".into();
    }
}

/// Whole headers for the hour at which something came, folded.
const TIMES: [&str; 36] = [
    "time",
    "timeofday",
    "timesubmitted",
    "submissiontime",
    "submittedtime",
    "entrytime",
    "timereceived",
    "hour",
    "uhrzeit",
    "zeit",
    "eingangszeit",
    "heure",
    "hora",
    "tijd",
    "tijdstip",
    "ora",
    "orario",
    "godzina",
    "saat",
    "tid",
    "klokkeslett",
    "klockslag",
    "ordertime",
    "timeordered",
    "purchasetime",
    "bookingtime",
    "registrationtime",
    "signuptime",
    "bestellzeit",
    "bestelluhrzeit",
    "buchungszeit",
    "kaufuhrzeit",
    "anmeldezeit",
    "anmeldeuhrzeit",
    "besteltijd",
    "horadelpedido",
];
/// Words for the day and for the hour, folded, at one end of headers that are the same else: "Order date" and "Order time".
const DAY: [&str; 11] = ["datum", "date", "fecha", "data", "dato", "day", "tag", "jour", "dia", "giorno", "dag"];
const HOUR: [&str; 12] =
    ["uhrzeit", "zeit", "time", "hour", "heure", "hora", "tijd", "ora", "orario", "godzina", "saat", "tid"];

/// Do two headers say the same, one of the day and the other of the hour?
fn is_hour_of(day: &str, hour: &str) -> bool {
    let rests = |header: &str, words: &[&str]| -> Vec<String> {
        let folded = value::fold(header);
        let rest = |word: &&str| folded.strip_suffix(*word).or_else(|| folded.strip_prefix(*word)).map(str::to_owned);
        words.iter().filter_map(rest).collect()
    };
    let of_day = rests(day, &DAY);
    rests(hour, &HOUR).iter().any(|rest| of_day.contains(rest))
}

/// "Time" beside "Date": the day stands in one column and the hour in the other.
pub(super) fn time_of_day(table: &Table, kind: Kind, columns: &mut [Column]) {
    if !kind.fields().contains(&Field::ReceivedTime) {
        return;
    }
    let Some(date) = columns.iter().position(|column| column.field == Some(Field::Received)) else { return };
    let filled = |at: usize| {
        let cells = table.rows.iter().map(move |row| row.cell(at)).filter(|cell| !cell.chars().all(value::is_space));
        cells.take(500)
    };
    let has_hours = filled(date).any(|cell| cell.contains(':'));
    let is_time = |at: usize| {
        let header = columns.get(at).map(|column| value::fold(&column.header)).unwrap_or_default();
        let (all, hours) = filled(at).fold((0, 0), |(all, hours), cell| (all + 1, hours + usize::from(is_hour(cell))));
        // What is no hour among them is said of its row.
        let is_called = TIMES.contains(&header.as_str()) || is_hour_of(&columns[date].header, &columns[at].header);
        is_called && hours > 0 && hours * 2 >= all
    };
    // "Order time" begins as the number of an order does.
    let is_open = |at: usize| matches!(columns[at].field, None | Some(Field::Reference)) && !columns[at].left_out;
    let found = (0..columns.len()).find(|at| is_open(*at) && is_time(*at));
    if let Some(column) = found.filter(|_| !has_hours).and_then(|at| columns.get_mut(at)) {
        column.field = Some(Field::ReceivedTime);
        (column.suggested, column.undecided) = (None, false);
        column.reason = "Hours below it, and the days stand in another column.".into();
    }
}

/// "9:02", "09:02:11", "9:02 PM", "9:02 AM GMT+2".
fn is_hour(cell: &str) -> bool {
    let cell = cell.trim_matches(value::is_space).to_ascii_lowercase();
    let end = cell.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(cell.len());
    let (clock, behind) = cell.split_at(end);
    let parts: Vec<&str> = clock.split(':').collect();
    let is_clock = (2..=3).contains(&parts.len()) && parts.iter().all(|part| (1..=2).contains(&part.len()));
    // Half of the day and zone: few signs, none of which a sentence has.
    let is_behind = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | ':' | '.') || value::is_space(c);
    is_clock && behind.len() <= 16 && behind.chars().all(is_behind)
}

/// Words for a choice that was not offered, folded.
const OTHER: [&str; 22] = [
    "other",
    "others",
    "otherpleasespecify",
    "othertext",
    "sonstiges",
    "sonstige",
    "andere",
    "anderes",
    "anderer",
    "autre",
    "autres",
    "autreprecisez",
    "otro",
    "otra",
    "otros",
    "overig",
    "anders",
    "altro",
    "outro",
    "inne",
    "annat",
    "andet",
];

/// Is it a word for a choice that was not offered?
pub(super) fn is_other(text: &str) -> bool {
    OTHER.contains(&value::fold(text).as_str())
}

/// What a header says in brackets at its end, as grids and choices of forms have it: "Who for? [Night Owl]"; else all of it.
pub(super) fn option_in(header: &str) -> &str {
    let header = header.trim_matches(value::is_space);
    let inside = header.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map(|(_, option)| option);
    inside.unwrap_or(header)
}

/// Is all that stands in a column the end of its header: "Rookie" below "Which awards?\nRookie"?
pub(super) fn are_ends_of(header: &str, table: &Table, column: usize) -> bool {
    let header = value::fold(header);
    let mut cells =
        table.rows.iter().take(500).map(|row| value::fold(row.cell(column))).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|first| header.ends_with(&first) && cells.all(|cell| cell == first))
}

/// Does one of the header's words say so: "Other award", "Which award?\nOther (please specify)"?
pub(super) fn says_other(header: &str) -> bool {
    Words::of(header).into_folded().iter().any(|word| OTHER.contains(&word.as_str()))
}

/// "Other" behind a column of ticked awards holds the award somebody typed.
pub(super) fn other_choices(kind: Kind, columns: &mut [Column]) {
    if kind != Kind::Nominations {
        return;
    }
    for at in 1..columns.len() {
        let follows = columns[at - 1].field == Some(Field::Award);
        if follows
            && columns[at].field.is_none()
            && columns[at].suggested.is_none()
            && is_other(option_in(&columns[at].header))
        {
            columns[at].field = Some(Field::Award);
            columns[at].reason = "It follows the awards to tick and holds what was typed instead.".into();
        }
    }
}

/// What is said of a column whose crosses may tick an award.
pub(super) const MAY_TICK: &str = "It is ticked like the award beside it. Match it with “Award” if it is one.";
/// And of ticked choices of which none is an award of the campaign.
pub(super) const OTHER_CHOICE: &str = "Its only value is its own header, and the campaign has no award of that name.";

/// A column of crosses right beside one of an award, which is ticked as well, is one more award: a table of titles. What is not written
/// as a title is ("Remote") may be anything, and is said.
pub(super) fn ticked_beside(kind: Kind, looks: &[Look], columns: &mut [Column]) {
    if kind != Kind::Nominations {
        return;
    }
    let is_ticked = |at: usize| looks.get(at).is_some_and(Look::is_ticked);
    let may_be_ticked = |at: usize| looks.get(at).is_some_and(Look::may_be_ticked);
    let is_free = |column: &Column| {
        let header = Words::of(&column.header);
        let is_guess = matches!(column.suggested, None | Some(Field::Contact));
        column.field.is_none() && is_guess && !column.left_out && !header.is_none() && !header.asks_consent()
    };
    let is_said = |column: &Column| column.reason == MAY_TICK;
    let forward: Vec<(usize, usize)> = (1..columns.len()).map(|at| (at - 1, at)).collect();
    let backward: Vec<(usize, usize)> = forward.iter().rev().map(|(one, other)| (*other, *one)).collect();
    for (known, at) in forward.into_iter().chain(backward) {
        // One title tells more of them; of what may be none it tells nothing but that it may be one.
        let is_award = columns[known].field == Some(Field::Award);
        let are_beside = is_award || is_said(&columns[known]);
        let may_tick = may_be_ticked(known) && may_be_ticked(at) && is_free(&columns[at]);
        if !are_beside || !may_tick || is_said(&columns[at]) {
            continue;
        }
        (columns[at].suggested, columns[at].undecided) = (None, false);
        let is_title = award_columns::is_titled(&columns[at].header);
        if is_title && is_award && is_ticked(known) && is_ticked(at) {
            columns[at].field = Some(Field::Award);
            columns[at].reason = "It is ticked like the award beside it.".into();
        } else {
            columns[at].reason = MAY_TICK.into();
        }
    }
}

/// Forms have one column for each choice of any question: "Colleague", "Manager" below "How do you know them?". Where a campaign has
/// awards and none of such columns beside each other is one, nor says that it is, they are something else.
pub(super) fn choices_of_others(looks: &[Look], columns: &mut [Column], awards: &[String]) {
    let is_choice = |at: usize, columns: &[Column]| {
        columns[at].field == Some(Field::Award)
            && looks.get(at).is_some_and(|look| look.filled > 0 && look.header_ticks == look.filled)
    };
    if awards.is_empty() {
        return;
    }
    let says_award = |at: usize, columns: &[Column]| {
        let fields = Words::of(&columns[at].header).fields();
        looks.get(at).is_some_and(|look| look.is_title || look.has_titles())
            || fields.iter().any(|(field, ..)| *field == Field::Award)
    };
    let mut at = 0;
    while at < columns.len() {
        let end = (at..columns.len()).find(|end| !is_choice(*end, columns)).unwrap_or(columns.len());
        let is_of_award = (at..end).any(|one| says_award(one, columns));
        // Beside the awards to tick a choice of one's own is one more of them.
        let follows = at.checked_sub(1).is_some_and(|before| columns[before].field == Some(Field::Award))
            || columns.get(end).is_some_and(|behind| behind.field == Some(Field::Award));
        for column in columns.iter_mut().take(end).skip(at).filter(|_| !is_of_award && !follows) {
            column.field = None;
            column.reason = OTHER_CHOICE.into();
        }
        at = end + 1;
    }
}

/// Columns that name people, too, but are not read: "Nominee 2" beside "Nominee 1", or one column of names for each award. Whoever
/// left a column out on purpose is not asked.
pub(super) fn other_names(table: &Table, kind: Kind, columns: &[Column]) -> Vec<usize> {
    if kind != Kind::Nominations {
        return Vec::new();
    }
    let has_name = columns
        .iter()
        .any(|column| matches!(column.field, Some(Field::Name | Field::Given | Field::Family | Field::Email)));
    // Beside names under the titles of awards, names under other words are most often those of one more.
    let titled: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].field == Some(Field::NomineeForAward)).collect();
    let is_free = |column: &Column| column.field.is_none() && !column.undecided && !column.left_out;
    let is_taken = |column: &Column| matches!(column.field, Some(Field::Team | Field::Place | Field::Organisation));
    let names_nominee = |column: &Column| {
        let words = Words::of(&column.header);
        words.whose() == Whose::Nominee && !words.is_of_another()
    };
    let found: Vec<usize> = (0..columns.len())
        .filter(|at| {
            let column = &columns[*at];
            let is_asked = is_free(column) && (names_nominee(column) || !has_name || !titled.is_empty());
            let is_one_more = || !titled.is_empty() && is_taken(column) && shares_names(table, *at, columns);
            let is_part = || {
                let words = Words::of(&column.header);
                let asks = |field| words.fields().iter().any(|(found, ..)| *found == field);
                let may_be_theirs = words.whose() != Whose::Nominator && !words.is_of_another();
                may_be_theirs && (asks(Field::Given) || asks(Field::Family)) && are_names(table, *at)
            };
            (is_asked || is_one_more()) && are_full_names(table, *at) || is_free(column) && has_name && is_part()
        })
        .collect();
    // Without a column of nominees one of names may be anything; several beside each other are a table of them.
    if has_name || !titled.is_empty() || found.len() >= 2 { found } else { Vec::new() }
}

/// Does the column name somebody who stands in a column of names, too? Teams and places do not.
fn shares_names(table: &Table, column: usize, columns: &[Column]) -> bool {
    use Field::{AlsoNominee, Name, Nominator, NomineeForAward};
    let is_name = |at: &usize| matches!(columns[*at].field, Some(Name | Nominator | NomineeForAward | AlsoNominee));
    let names: Vec<usize> = (0..columns.len()).filter(is_name).collect();
    let rows = || table.rows.iter().take(500);
    let known: HashSet<String> = rows().flat_map(|row| names.iter().map(|at| value::fold(row.cell(*at)))).collect();
    rows().map(|row| value::fold(row.cell(column))).any(|cell| !cell.is_empty() && known.contains(&cell))
}

/// Are the cells of a column whole names? What programs write behind one, such as "(Guest)", is no part of it.
pub(super) fn are_full_names(table: &Table, column: usize) -> bool {
    let is_name = |cell: &str| value::is_full_name(cell.split('(').next().unwrap_or(cell));
    let cells = table.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.chars().all(value::is_space));
    let (mut all, mut some) = (0, 0);
    for cell in cells.take(500) {
        all += 1;
        some += usize::from(is_name(cell));
    }
    all > 0 && some * 5 >= all * 4
}

/// Are the words of a column short, with letters, and no addresses?
pub(super) fn are_names(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.chars().all(value::is_space));
    let is_name =
        |cell: &str| cell.chars().count() < 60 && cell.chars().any(char::is_alphabetic) && !cell.contains('@');
    let (mut all, mut some) = (0, 0);
    for cell in cells.take(500) {
        all += 1;
        some += usize::from(is_name(cell) && value::yes_or_no(cell).is_none());
    }
    all > 0 && some * 5 >= all * 4
}

/// Do the names of a column mostly hold the parts of names beside them?
pub(super) fn holds_parts(table: &Table, name: usize, parts: &[usize]) -> bool {
    let (mut filled, mut agree) = (0, 0);
    for row in table.rows.iter().filter(|row| !row.cell(name).chars().all(value::is_space)).take(500) {
        let whole = value::fold(row.cell(name));
        filled += 1;
        agree += usize::from(parts.iter().all(|part| whole.contains(&value::fold(row.cell(*part)))));
    }
    filled > 0 && agree * 2 >= filled
}

/// Do the names of a column mostly hold the given name beside them and a word more: "Annabel Field" beside "Ann"?
fn holds_given(table: &Table, name: usize, given: usize) -> bool {
    let (mut filled, mut whole) = (0, 0);
    for row in table.rows.iter().filter(|row| !row.cell(name).chars().all(value::is_space)).take(500) {
        let (words, given) = (value::fold_words(row.cell(name)), value::fold_words(row.cell(given)));
        let begins = |first: &String| first.chars().count() >= 2 && words.iter().any(|word| word.starts_with(first));
        filled += 1;
        whole += usize::from(words.len() > 1 && given.first().is_some_and(begins));
    }
    filled > 0 && whole * 2 >= filled
}

/// A column of whole names beside those of given and family names must hold them; else it is the name of something else.
pub(super) fn names_beside_parts(table: &Table, columns: &mut [Column]) {
    let column_of = |columns: &[Column], field| columns.iter().position(|c| c.field == Some(field));
    let (Some(name), Some(given), Some(family)) =
        (column_of(columns, Field::Name), column_of(columns, Field::Given), column_of(columns, Field::Family))
    else {
        return;
    };
    // A header that says nothing but "name" leaves no doubt, whatever the parts are written in.
    let header = table.headers.get(name).map(|header| value::fold(header)).unwrap_or_default();
    let is_plain = matches!(header.as_str(), "name" | "fullname" | "displayname");
    if !is_plain
        && !holds_parts(table, name, &[given, family])
        && let Some(column) = columns.get_mut(name)
    {
        column.field = None;
        column.reason =
            "It does not hold the given and family names beside it. Its words are kept with every row.".into();
    }
}

/// "Vorname" beside "Name": the plain word is the family name. "Nombre" beside "Apellidos": it is the given name. "Nom de la personne
/// nominée" beside "Prénom de la personne nominée" is the family name, too, unless it holds the given one.
pub(super) fn name_parts(table: &Table, columns: &mut [Column]) {
    let place = |columns: &[Column], field| columns.iter().position(|c| c.field == Some(field));
    let (given, family) = (place(columns, Field::Given), place(columns, Field::Family));
    let whose = |column: &Column| Words::of(&column.header).whose();
    let is_empty = |at: usize| table.rows.iter().all(|row| row.cell(at).chars().all(value::is_space));
    for at in 0..columns.len() {
        if columns[at].field != Some(Field::Name) {
            continue;
        }
        let bare = value::fold(&columns[at].header);
        let words = Words::of(&columns[at].header);
        let beside_given = |given: usize| {
            let begins = matches!(words.first(), "nom" | "name" | "naam" | "nachname")
                && words.whose() == whose(&columns[given]);
            let is_plain = matches!(bare.as_str(), "name" | "nom" | "naam");
            (is_plain && !holds_given(table, at, given))
                || (begins && words.whose() != Whose::Unsaid && !is_empty(at) && !holds_parts(table, at, &[given]))
        };
        if family.is_none() && given.is_some_and(beside_given) {
            columns[at].field = Some(Field::Family);
            columns[at].reason = "Beside a column for the given name.".into();
        } else if family.is_some() && given.is_none() && matches!(bare.as_str(), "nombre" | "name" | "nombres") {
            columns[at].field = Some(Field::Given);
            columns[at].reason = "Beside a column for the family name.".into();
        }
    }
}

/// "Your name", "Department", "Name", "Department": each department is of the name before it.
fn details_behind_names(kind: Kind, raw: &[String], columns: &mut [Column]) {
    let place = |columns: &[Column], field| columns.iter().position(|column| column.field == Some(field));
    let (Some(own), Some(theirs)) = (place(columns, Field::Nominator), place(columns, Field::Name)) else { return };
    if kind != Kind::Nominations || own > theirs {
        return;
    }
    for first in own..theirs {
        let Some(field) = columns[first].field.filter(|field| is_detail(*field)) else { continue };
        // "Team 2" behind "Name 2" is the second one.
        let bare = |name: &String| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let is_same = |at: &usize| {
            raw.get(*at).is_some_and(|name| !name.is_empty() && raw.get(first).map(bare) == Some(bare(name)))
        };
        let Some(later) = (theirs..columns.len()).find(is_same).filter(|at| columns[*at].field.is_none()) else {
            continue;
        };
        columns[first].field = None;
        columns[first].reason = "It follows who nominates.".into();
        columns[later].field = Some(field);
        (columns[later].suggested, columns[later].undecided) = (None, false);
        columns[later].reason = "It follows who is nominated.".into();
    }
}

/// Two columns with one header go into one field, if it takes several.
pub(super) fn same_headers(table: &Table, kind: Kind, columns: &mut [Column]) {
    let raw: Vec<String> = table.raw_headers.iter().map(|r| value::fold(r)).collect();
    details_behind_names(kind, &raw, columns);
    for later in 0..columns.len() {
        let Some(name) = raw.get(later).filter(|n| !n.is_empty()) else { continue };
        let Some(first) = raw.get(..later).and_then(|before| before.iter().position(|n| n == name)) else { continue };
        let field = columns.get(first).and_then(|c| c.field);
        let Some(field) = field.filter(|f| f.is_joined() && kind.fields().contains(f)) else { continue };
        // A whole name is that of one more person.
        let is_person = field == Field::Nominator && are_full_names(table, later);
        let is_own = |it: &Column| {
            // The second "First name" may be that of the nominee.
            let is_half = field == Field::Nominator && matches!(it.field, Some(Field::Given | Field::Family));
            it.undecided || is_half || matches!(it.field, Some(Field::Name | Field::Email))
        };
        if is_person || columns.get(later).is_some_and(is_own) {
            continue;
        }
        if let Some(column) = columns.get_mut(later) {
            column.field = Some(field);
            column.suggested = None;
            column.undecided = false;
            column.reason = format!("Same header as column {}; joined in order.", first + 1);
        }
        if let Some(column) = columns.get_mut(first) {
            let header = column.header.clone();
            if !column.reason.contains("same header") {
                column.reason = format!("Two columns have the same header “{header}”; joined in order.");
            }
        }
    }
}
