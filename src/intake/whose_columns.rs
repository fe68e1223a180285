//! Whose name a column holds, by all columns together: in nominations who is nominated and who nominates, in entries who takes part
//! and who bought. Where two readings are left, both columns are left open and the person decides.

use super::field::{Field, Kind};
use super::mapping::Column;
use super::name_pairs::{self, Half};
use super::profile::Look;
use super::propose::Idea;
use super::table::Table;
use super::words::{Names, Whose, Words};
use super::{Source, left_over, settle, value};

const NAMES: [Field; 4] = [Field::Name, Field::Given, Field::Family, Field::Nominator];

fn is_name(idea: &Idea) -> bool {
    NAMES.contains(&idea.field) && idea.field != Field::Nominator
}

fn words(table: &Table, column: usize) -> Words {
    Words::of(table.headers.get(column).map_or("", String::as_str))
}

/// What a header says of the nominee outweighs the points of its words: "Employee you nominate" comes before "Nominee type", which
/// names nobody.
pub(super) fn weigh(names: Names, look: &Look, ideas: &mut Vec<Idea>) {
    match names {
        Names::NoName => ideas.retain(|idea| !NAMES.contains(&idea.field)),
        Names::Surely if look.may_be_names() => {
            ideas
                .iter_mut()
                .filter(|idea| idea.field == Field::Name)
                .for_each(|idea| idea.points = idea.points.max(21));
        }
        Names::Perhaps => {
            for idea in ideas.iter_mut() {
                match idea.field {
                    Field::Name => idea.points = idea.points.min(12),
                    // "Nominee / team" is the name, where there is no other.
                    field if settle::is_detail(field) => idea.points = idea.points.min(11),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The halves of names, where a header alone means something else or nothing.
pub(super) fn halves_of_names(table: &Table, kind: Kind, looks: &[Look], ideas: &mut Vec<Idea>) {
    let halves = name_pairs::halves(table, looks);
    let is_known = |column: usize, half: Half, ideas: &[Idea]| {
        let field = if half == Half::Given { Field::Given } else { Field::Family };
        let best = ideas.iter().filter(|idea| idea.column == column).max_by_key(|idea| idea.points);
        best.is_some_and(|idea| idea.field == field || (idea.field == Field::Nominator && idea.part))
    };
    for (column, (half, other)) in &halves {
        let Some(beside) = table.headers.get(*other) else { continue };
        let other_half = if *half == Half::Given { Half::Family } else { Half::Given };
        if is_known(*column, *half, ideas) && is_known(*other, other_half, ideas) {
            continue;
        }
        let whose = words(table, *column).whose();
        let is_own = kind == Kind::Nominations && whose == Whose::Nominator;
        let field = match half {
            _ if is_own => Field::Nominator,
            Half::Given => Field::Given,
            Half::Family => Field::Family,
        };
        let points = if whose == Whose::Nominee { 28 } else { 24 };
        let reason = format!("A half of a name; the other stands under “{}”.", beside.trim());
        ideas.retain(|idea| idea.column != *column);
        ideas.push(Idea { column: *column, field, points, reason, ask: false, part: is_own });
    }
}

/// The two halves of a name are of one person: where a form puts who fills it in first, "First name" and "Last name" are both theirs,
/// as a "Name" there is. The nominee stands in another column then, or it is asked whether they do not ([`lone_nominee`]).
pub(super) fn lean_together(table: &Table, kind: Kind, looks: &[Look], ideas: &mut Vec<Idea>) {
    if kind != Kind::Nominations || !table.source.is_form() {
        return;
    }
    let leans = |idea: &&Idea| {
        let is_own = idea.field == Field::Nominator && idea.part;
        is_own && words(table, idea.column).whose() == Whose::Unsaid
    };
    let Some(column) = ideas.iter().find(leans).map(|idea| idea.column) else { return };
    let pairs = name_pairs::halves(table, looks);
    let Some((half, other)) = pairs.get(&column) else { return };
    let pair = [(column, *half), (*other, if *half == Half::Given { Half::Family } else { Half::Given })];
    let is_of_pair = |idea: &Idea| pair.iter().any(|(at, _)| *at == idea.column);
    let names_nominee = |idea: &Idea| {
        let may_name = looks.get(idea.column).is_some_and(|look| look.filled == 0 || !look.are_sentences());
        is_name(idea) && !is_of_pair(idea) && may_name && words(table, idea.column).whose() != Whose::Nominator
    };
    // Where another column says who nominates, these are the nominee's, unless one more names them.
    let is_own = ideas.iter().any(names_nominee) || !says_nominator(table, column, false);
    ideas.retain(|idea| !(is_of_pair(idea) && NAMES.contains(&idea.field)));
    for (column, half) in pair {
        let field = match half {
            _ if is_own => Field::Nominator,
            Half::Given => Field::Given,
            Half::Family => Field::Family,
        };
        let reason = if is_own {
            "A half of the name of whoever filled the form in."
        } else {
            "A half of the name, and another column says who nominates."
        };
        ideas.push(Idea { column, field, points: 24, reason: reason.into(), ask: false, part: is_own });
    }
}

/// Does another column say by its header that it holds the name of who nominates, or their address? Then a plain one is not theirs,
/// unless it asks for the same once more.
pub(super) fn says_nominator(table: &Table, column: usize, of_address: bool) -> bool {
    if of_address {
        return !addresses_of_nominator(table, column).is_empty() && !is_asked_again(table, column);
    }
    let says = |(at, header): (usize, &String)| {
        let words = Words::of(header);
        if at == column || words.whose() != Whose::Nominator || words.is_of_another() {
            return false;
        }
        let fields = words.fields();
        let is_said = words.is_own() || fields.iter().any(|(field, ..)| NAMES.contains(field));
        let is_empty = || table.rows.iter().take(500).all(|row| row.cell(at).chars().all(value::is_space));
        is_said
            && fields.iter().all(|(field, ..)| NAMES.contains(field))
            && (is_empty() || settle::are_names(table, at))
    };
    table.headers.iter().enumerate().any(says)
}

/// The columns beside this one in which whoever nominates gives their address, by the header.
fn addresses_of_nominator(table: &Table, column: usize) -> Vec<usize> {
    let is_theirs = |at: &usize| {
        let words = words(table, *at);
        let are_addresses = || table.rows.iter().take(50).any(|row| row.cell(*at).contains('@'));
        *at != column && words.whose() == Whose::Nominator && !words.is_of_another() && are_addresses()
    };
    (0..table.headers.len()).filter(is_theirs).collect()
}

/// Is it the address of who sent the form, which the form asks for in another column once more: "Email Address", which the service
/// wrote itself, and "Your work email"? It is nobody else's then.
pub(super) fn is_asked_again(table: &Table, column: usize) -> bool {
    let is_same = |at: &usize| {
        let mut rows = table.rows.iter().take(50);
        rows.any(|row| row.cell(*at).contains('@') && value::fold(row.cell(*at)) == value::fold(row.cell(column)))
    };
    let others = addresses_of_nominator(table, column);
    !others.is_empty() && (is_of_service(table, column) || others.iter().any(is_same))
}

/// Is it the column in which the service itself writes who sent the form: behind the moment in sheets of Google, in its place in those
/// of Microsoft?
fn is_of_service(table: &Table, column: usize) -> bool {
    const GOOGLE: [&str; 8] = [
        "emailaddress",
        "emailadresse",
        "adresseemail",
        "direcciondecorreoelectronico",
        "direcciondecorreo",
        "emailadres",
        "indirizzoemail",
        "enderecodeemail",
    ];
    let is_called = || table.headers.get(column).is_some_and(|it| GOOGLE.contains(&value::fold(it).as_str()));
    match table.source {
        Source::GoogleSheets | Source::GoogleForms => column == 1 && is_called(),
        Source::SurveyMonkey => is_called(),
        Source::MicrosoftForms => column == 3,
        _ => false,
    }
}

/// Where somebody bought a ticket for somebody else, the buyer is not who takes part.
pub(super) fn buyers(table: &Table, looks: &[Look], ideas: &mut Vec<Idea>) {
    let words = |idea: &Idea| words(table, idea.column);
    plain_beside_attendees(table, looks, ideas);
    // Where less than half say who takes part, whoever bought does, with their own address; and who gets a parcel is neither.
    let is_buyer = |idea: &Idea| words(idea).is_buyer();
    let is_known = |idea: &Idea| looks.get(idea.column).is_some_and(|look| look.filled * 2 >= look.rows);
    // Unless nothing else names them.
    let is_of_person = |idea: &Idea| is_name(idea) || idea.field == Field::Email;
    let has_other = |of_name: bool| {
        ideas.iter().any(|idea| is_of_person(idea) && is_name(idea) == of_name && !words(idea).is_of_parcel())
    };
    let (has_name, has_address) = (has_other(true), has_other(false));
    ideas.retain(|idea| {
        let has_better = if is_name(idea) { has_name } else { has_address };
        !(is_of_person(idea) && words(idea).is_of_parcel() && has_better)
    });
    // "Item name" names nobody.
    let holds_names = |idea: &Idea| {
        idea.field != Field::Name || looks.get(idea.column).is_some_and(|look| look.may_be_names() || look.filled == 0)
    };
    let is_other = |idea: &Idea| !is_buyer(idea) && is_known(idea) && holds_names(idea);
    let is_address = |idea: &Idea| idea.field == Field::Email;
    let has_name = ideas.iter().any(|idea| is_name(idea) && is_other(idea));
    let has_address = ideas.iter().any(|idea| is_address(idea) && is_other(idea));
    let has_buyer = ideas.iter().any(|idea| is_name(idea) && is_buyer(idea));
    let has_buyers_address = ideas.iter().any(|idea| is_address(idea) && is_buyer(idea));
    let by_buyer = has_buyer && !has_name;
    ideas.retain(|idea| {
        if is_buyer(idea) {
            !(is_name(idea) && has_name || is_address(idea) && has_address && !by_buyer)
        } else {
            !(by_buyer && (is_name(idea) || is_address(idea) && has_buyers_address))
        }
    });
}

/// "Name, Email, Attendee name, Attendee email": where most tickets name who takes part, what stands there without a word is of who bought.
fn plain_beside_attendees(table: &Table, looks: &[Look], ideas: &mut Vec<Idea>) {
    let is_said = |idea: &Idea| words(table, idea.column).is_of_attendee();
    let are_names = |look: &Look| look.filled * 2 >= look.rows && look.may_be_names();
    let is_filled = |idea: &Idea| looks.get(idea.column).is_some_and(|look| look.filled > 0);
    let names = |idea: &Idea| is_name(idea) && is_said(idea) && looks.get(idea.column).is_some_and(are_names);
    if !ideas.iter().any(names) {
        return;
    }
    let has_address = ideas.iter().any(|idea| idea.field == Field::Email && is_said(idea) && is_filled(idea));
    let is_plain = |idea: &Idea| {
        let fields = [Field::Name, Field::Given, Field::Family, Field::Email];
        fields.into_iter().any(|field| words(table, idea.column).is_nothing_but(field)) && !is_said(idea)
    };
    ideas.retain(|idea| {
        let gives_way = is_name(idea) || (idea.field == Field::Email && has_address);
        !(gives_way && is_plain(idea))
    });
}

/// Two columns that may name the nominee, and what is asked about them.
pub(super) struct Asked {
    columns: Vec<usize>,
    reason: &'static str,
}

const MORE_THAN_ONE: &str = "More than one column may name the nominee. You decide.";
const SAME_HEADER: &str = "Several columns have this header: who nominates, and who is nominated? You decide.";
const LONE: &str = "Whole names stand below it, and no other column names the nominee. You decide.";
/// Why it was left open whether a column of names is that of an award.
pub(super) const PERHAPS_AWARD: &str = "Names stand below it. Is it the title of an award? You decide.";

/// Was it left open by these columns who is nominated?
pub(super) fn is_open_reason(reason: &str) -> bool {
    [MORE_THAN_ONE, SAME_HEADER, LONE, PERHAPS_AWARD].contains(&reason)
}

/// Does a column name the nominee, as it is read? An address alone may be that of a name which stands in an open column.
fn names_nominee(column: &Column) -> bool {
    use Field as F;
    matches!(column.field, Some(F::Name | F::Given | F::Family | F::NomineeForAward | F::AlsoNominee))
}

/// The columns of which somebody has to say whether they name the nominee, where no other does: the rows wait for that, and nothing is
/// wrong with them.
pub(super) fn open_names(kind: Kind, columns: &[Column]) -> Vec<usize> {
    let is_open = |at: &usize| {
        let column = &columns[*at];
        column.field.is_none() && !column.left_out && is_open_reason(&column.reason)
    };
    if kind != Kind::Nominations || columns.iter().any(names_nominee) {
        return Vec::new();
    }
    (0..columns.len()).filter(is_open).collect()
}

/// "Nominee (manager)": where nobody else is named, the only column of whole names whose header speaks of the nominee may name them. A
/// form's first "Name" may, where no other column does, and then it is asked about all that may instead.
pub(super) fn lone_nominee(table: &Table, kind: Kind, looks: &[Look], columns: &mut [Column]) {
    if kind != Kind::Nominations || columns.iter().any(|column| column.undecided) {
        return;
    }
    if columns.iter().any(names_nominee) {
        return beside_plain(table, looks, columns);
    }
    let found = |columns: &[Column], says: &dyn Fn(&Column, &Words) -> bool| -> Vec<usize> {
        let is_it = |at: &usize| {
            let are_names = looks.get(*at).is_some_and(Look::are_names) && !columns[*at].left_out;
            are_names && says(&columns[*at], &Words::of(&columns[*at].header))
        };
        (0..columns.len()).filter(is_it).collect()
    };
    let speaks_of_nominee = |column: &Column, words: &Words| {
        let is_free = column.field.is_none_or(settle::is_detail);
        is_free && words.whose() != Whose::Nominator && (words.whose() == Whose::Nominee || words.asks_who())
    };
    if let [only] = found(columns, &speaks_of_nominee).as_slice() {
        return leave_open(&[*only], LONE, columns);
    }
    if columns.iter().any(|column| column.field == Some(Field::Email)) {
        return;
    }
    // A form's first "Name", or its halves, were taken for that of who fills it in.
    let is_unsaid = |at: &usize| {
        let words = Words::of(&columns[*at].header);
        let is_plain = [Field::Name, Field::Given, Field::Family].into_iter().any(|field| words.is_nothing_but(field));
        columns[*at].field == Some(Field::Nominator) && words.whose() == Whose::Unsaid && is_plain
    };
    let first: Vec<usize> = (0..columns.len()).filter(is_unsaid).collect();
    let is_whole = match first.as_slice() {
        [only] => looks.get(*only).is_some_and(Look::are_names),
        several => several.len() == 2,
    };
    if !is_whole {
        return;
    }
    // "Who is your favourite manager?" asks for somebody, though "your" is whoever answers.
    let may_instead = |column: &Column, words: &Words| {
        let is_asked = words.asks_who() || left_over::may_be_people(kind, &column.header);
        column.field.is_none() && !words.is_own() && is_asked
    };
    let instead = found(columns, &may_instead);
    let reason = if instead.is_empty() { LONE } else { MORE_THAN_ONE };
    leave_open(&[first, instead].concat(), reason, columns);
}

/// "Employee" and "Nominee (manager)": one column was taken for the nominee's though its header does not say so, and another one of whole
/// names does. Where a form begins with the first, that may be who fills it in, whatever the other is called.
fn beside_plain(table: &Table, looks: &[Look], columns: &mut [Column]) {
    let words = |at: usize| Words::of(&columns[at].header);
    let named: Vec<usize> = (0..columns.len()).filter(|at| names_nominee(&columns[*at])).collect();
    let is_plain = |at: &usize| {
        let is_of_row = matches!(columns[*at].field, Some(Field::Name | Field::Given | Field::Family));
        is_of_row && words(*at).whose() == Whose::Unsaid && !words(*at).asks_who()
    };
    if !named.iter().all(is_plain) {
        return;
    }
    let has_nominator = columns.iter().any(|it| matches!(it.field, Some(Field::Nominator | Field::NominatorEmail)));
    let is_begin = table.source.is_form() && !has_nominator && named.iter().all(|at| *at <= 2);
    let may_name = |at: &usize| {
        let column = &columns[*at];
        let says = words(*at).may_be_titled_nominee(&column.header);
        let is_free = column.field.is_none() && column.suggested.is_none() && !column.left_out;
        let is_other = || left_over::may_be_people(Kind::Nominations, &column.header);
        is_free && looks.get(*at).is_some_and(Look::are_names) && (says || is_begin && is_other())
    };
    let others: Vec<usize> = (0..columns.len()).filter(may_name).collect();
    if !others.is_empty() {
        leave_open(&[named, others].concat(), MORE_THAN_ONE, columns);
    }
}

fn leave_open(open: &[usize], reason: &str, columns: &mut [Column]) {
    for at in open {
        let column = &mut columns[*at];
        (column.field, column.suggested, column.undecided) = (None, None, true);
        column.reason = reason.into();
    }
}

const OF_NOMINATOR: &str = "The nominee stands in a column of their own, so this is who nominates.";

/// Where a header surely names the nominee, those under a plain "Name" or "First name" are of who nominates, unless another header says
/// who that is. Where one only may name the nominee, it is asked which of them does.
pub(super) fn plain_names(table: &Table, looks: &[Look], ideas: &mut Vec<Idea>) -> Option<Asked> {
    let of = |column: usize| words(table, column);
    let look = |column: usize| looks.get(column);
    let may_name = |idea: &&Idea| {
        is_name(idea) && look(idea.column).is_some_and(|it| it.filled == 0 || !it.are_sentences() && it.emails == 0)
    };
    let naming = |wanted: Names| {
        let says = |column: usize| of(column).names_nominee(look(column).is_some_and(Look::are_names)) == wanted;
        ideas.iter().filter(may_name).map(|idea| idea.column).filter(|at| says(*at)).collect::<Vec<usize>>()
    };
    let (surely, perhaps) = (naming(Names::Surely), naming(Names::Perhaps));
    let is_plain = |idea: &&Idea| {
        let words = of(idea.column);
        // Where a form begins with "Employee", that is who fills it in.
        let is_person = words.is_person() && !(idea.column <= 1 && table.source.is_form());
        is_name(idea) && words.whose() == Whose::Unsaid && !words.asks_who() && !is_person
    };
    let plain: Vec<usize> = ideas.iter().filter(is_plain).map(|idea| idea.column).collect();
    let is_own =
        |idea: &Idea| idea.field == Field::Nominator && !idea.part && of(idea.column).whose() == Whose::Nominator;
    let whole = |at: &usize| look(*at).is_some_and(Look::are_names);
    // The halves of the nominee's name beside the whole of it are theirs.
    let are_theirs = surely.iter().any(|name| settle::holds_parts(table, *name, &plain));
    if plain.is_empty() || are_theirs {
        return None;
    }
    if surely.is_empty() && !has_address_of_nominee(table, looks, &plain, ideas) {
        let both = [plain.as_slice(), &perhaps].concat();
        let is_asked = !perhaps.is_empty() && both.iter().all(whole) && !ideas.iter().any(is_own);
        return is_asked.then_some(Asked { columns: both, reason: MORE_THAN_ONE });
    }
    // "Nomination: Ada" in the "Name" of a task names nobody.
    let names_somebody = |column: usize| {
        let is_title = |cell: &str| cell.contains([':', '#', '"']) || cell.contains(|c: char| c.is_ascii_digit());
        whole(&column) || !table.rows.iter().take(50).any(|row| is_title(row.cell(column)))
    };
    let is_taken = ideas.iter().any(is_own);
    let is_of_plain = |idea: &Idea| plain.contains(&idea.column) && is_name(idea);
    ideas.retain(|idea| !is_of_plain(idea) || names_somebody(idea.column) && !is_taken);
    for idea in ideas.iter_mut().filter(|idea| is_of_plain(idea)) {
        idea.part = idea.field != Field::Name;
        idea.field = Field::Nominator;
        idea.reason = OF_NOMINATOR.into();
    }
    None
}

/// "Name", "E-mail" and "Nominee e-mail": of the nominee only the address is known, unless the name is theirs as well.
fn has_address_of_nominee(table: &Table, looks: &[Look], plain: &[usize], ideas: &[Idea]) -> bool {
    let are_addresses = |at: usize| looks.get(at).is_some_and(|look| look.mostly(look.emails));
    let addresses = ideas.iter().filter(|idea| matches!(idea.field, Field::Email | Field::NominatorEmail));
    let (theirs, own): (Vec<usize>, Vec<usize>) = addresses
        .map(|idea| idea.column)
        .filter(|at| are_addresses(*at))
        .partition(|at| words(table, *at).whose() == Whose::Nominee);
    !own.is_empty() && theirs.first().is_some_and(|at| !left_over::shares_names(table, *at, plain))
}

/// Leaves open what only a person can tell, and tells two columns called "Name" apart where a form does.
pub(super) fn ask_or_tell(table: &Table, kind: Kind, asked: Option<Asked>, columns: &mut [Column]) {
    if let Some(asked) = asked {
        return ask(&asked.columns, asked.reason, columns);
    }
    if kind == Kind::Nominations {
        two_names(table, columns);
    }
}

fn ask(names: &[usize], reason: &str, columns: &mut [Column]) {
    // Nor is it known whose the addresses are: one of them would stand in for the name.
    let is_address = |column: &Column| matches!(column.field, Some(Field::Email | Field::NominatorEmail));
    for (at, column) in columns.iter_mut().enumerate() {
        if names.contains(&at) {
            column.reason = reason.into();
        } else if !is_address(column) || Words::of(&column.header).whose() != Whose::Unsaid {
            continue;
        }
        (column.field, column.suggested, column.undecided) = (None, None, true);
        if !names.contains(&at) {
            column.undecided = false;
        }
    }
}

/// Columns called "Name" and nothing else are of several people, and so are two of "First name" and two of "Last name". Of two, a form
/// may tell which is whose.
fn two_names(table: &Table, columns: &mut [Column]) {
    let called = |field: Field| {
        let is_plain = |at: &usize| {
            let header = table.raw_headers.get(*at).map_or("", String::as_str);
            // A table in a spreadsheet calls the second "Name" so: "Name2". Of parts a number counts nominees.
            let words = Words::of(if field == Field::Name { without_number(header) } else { header });
            let are_names = if field == Field::Name { settle::are_full_names } else { settle::are_names };
            words.is_nothing_but(field) && words.whose() == Whose::Unsaid && !words.asks_who() && are_names(table, *at)
        };
        (0..columns.len()).filter(is_plain).collect::<Vec<usize>>()
    };
    let (names, given, family) = (called(Field::Name), called(Field::Given), called(Field::Family));
    let is_one_header = |names: &[usize]| {
        let same = |at: &usize| bare(table, *at) == names.first().map(|first| bare(table, *first)).unwrap_or_default();
        // "Name 1" and "Name 2" are counted, and so are three of them.
        let is_counted = |at: &usize| raw(table, *at) != bare(table, *at);
        let counted = names.iter().filter(|at| is_counted(at)).count();
        let is_second = || matches!(names, [first, other] if !is_counted(first) && raw(table, *other).ends_with('2'));
        names.len() >= 2 && names.iter().all(same) && (counted == 0 || is_second())
    };
    let people: Vec<Vec<(usize, Field)>> = if is_one_header(&names) {
        names.iter().map(|at| vec![(*at, Field::Name)]).collect()
    } else if given.len() == family.len() && is_one_header(&given) && is_one_header(&family) {
        given
            .iter()
            .zip(&family)
            .map(|(given, family)| vec![(*given, Field::Given), (*family, Field::Family)])
            .collect()
    } else {
        return;
    };
    let all: Vec<usize> = people.iter().flatten().map(|(at, _)| *at).collect();
    let says_more = |(at, it): (usize, &Column)| {
        !all.contains(&at) && matches!(it.field, Some(Field::Name | Field::Nominator | Field::Given | Field::Family))
    };
    if columns.iter().enumerate().any(says_more) {
        return;
    }
    let told = match people.as_slice() {
        [first, later] if table.source.is_form() => order_in_form(table, first, later, columns),
        _ => None,
    };
    match told {
        Some([own, theirs]) => of_two(table, own, theirs, columns),
        None => ask(&all, SAME_HEADER, columns),
    }
}

fn raw(table: &Table, column: usize) -> String {
    table.raw_headers.get(column).map(|raw| value::fold(raw)).unwrap_or_default()
}

/// "Team2" and "Team 2" without the number.
fn without_number(header: &str) -> &str {
    let bare = header.trim_end_matches(value::is_space).trim_end_matches(|c: char| c.is_ascii_digit());
    bare.trim_end_matches(value::is_space)
}

fn bare(table: &Table, column: usize) -> String {
    table.raw_headers.get(column).map(|raw| value::fold(without_number(raw))).unwrap_or_default()
}

/// The columns that hold the name of one person, and what of it.
type NameOf = [(usize, Field)];

/// Who fills the form in and the nominee, of two names under one header: the address of who sent it holds the name of the one, or it
/// asks for both persons one after the other and then why.
fn order_in_form<'n>(
    table: &Table,
    first: &'n NameOf,
    later: &'n NameOf,
    columns: &[Column],
) -> Option<[&'n NameOf; 2]> {
    let begins = |name: &NameOf| name.iter().map(|(at, _)| *at).min().unwrap_or_default();
    let are_addresses = |at: &usize| table.rows.iter().take(50).any(|row| row.cell(*at).contains('@'));
    let of_sender = (0..begins(first)).find(|at| are_addresses(at) && words(table, *at).whose() != Whose::Nominee);
    let holds = |name: &NameOf| {
        let names: Vec<usize> = name.iter().map(|(at, _)| *at).collect();
        of_sender.is_some_and(|address| left_over::shares_names(table, address, &names))
    };
    match (holds(first), holds(later)) {
        (true, false) => return Some([first, later]),
        (false, true) => return Some([later, first]),
        _ => {}
    }
    let is_why = |column: &Column| matches!(column.field, Some(Field::Reason | Field::Story));
    let why = columns.iter().position(is_why)?;
    (why > begins(later)).then_some([first, later])
}

/// Gives each of two people the columns that stand twice.
fn of_two(table: &Table, own: &NameOf, theirs: &NameOf, columns: &mut [Column]) {
    let reason = "A form asks twice: for who fills it in, and for the nominee.";
    let mut give = |at: usize, field: Option<Field>| {
        columns[at].reason = reason.into();
        (columns[at].field, columns[at].suggested, columns[at].undecided) = (field, None, false);
    };
    for (at, _) in own {
        give(*at, Some(Field::Nominator));
    }
    for (at, field) in theirs {
        give(*at, Some(*field));
    }
    let is_of_name = |at: usize| own.iter().chain(theirs).any(|(of, _)| *of == at);
    let is_first = own.first().map(|it| it.0) < theirs.first().map(|it| it.0);
    let headers: Vec<String> = (0..table.raw_headers.len()).map(|at| bare(table, at)).collect();
    // What stands twice beside the names stands in the same order.
    for (first, header) in headers.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
        let places: Vec<usize> = (0..headers.len()).filter(|at| headers[*at] == *header).collect();
        let [one, other] = places.as_slice() else { continue };
        if *one != first || is_of_name(*one) {
            continue;
        }
        let (one, other) = if is_first { (*one, *other) } else { (*other, *one) };
        let is_address = table.rows.iter().take(50).any(|row| row.cell(one).contains('@'));
        let field = columns[first].field.filter(|field| settle::is_detail(*field));
        let mut give = |at: usize, field: Option<Field>| {
            columns[at].reason = reason.into();
            (columns[at].field, columns[at].suggested, columns[at].undecided) = (field, None, false);
        };
        if is_address {
            give(one, Some(Field::NominatorEmail));
            give(other, Some(Field::Email));
        } else if field.is_some() {
            give(one, None);
            give(other, field);
        }
    }
}
