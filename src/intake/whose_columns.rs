//! Whose name a column holds, by all columns together: in nominations who is nominated and who nominates, in entries who takes part
//! and who bought. Where two readings are left, both columns are left open and the person decides.

use super::field::{Field, Kind};
use super::mapping::Column;
use super::name_pairs::{self, Half};
use super::profile::Look;
use super::propose::Idea;
use super::table::Table;
use super::words::{Names, Whose, Words};
use super::{left_over, settle, value};

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
            ideas
                .iter_mut()
                .filter(|idea| idea.field == Field::Name)
                .for_each(|idea| idea.points = idea.points.min(12));
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

/// Where somebody bought a ticket for somebody else, the buyer is not who takes part.
pub(super) fn buyers(table: &Table, looks: &[Look], ideas: &mut Vec<Idea>) {
    let words = |idea: &Idea| words(table, idea.column);
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

/// Two columns that may name the nominee, and what is asked about them.
pub(super) struct Asked {
    columns: Vec<usize>,
    reason: &'static str,
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
        is_name(idea) && words.whose() == Whose::Unsaid && !words.asks_who() && !words.is_person()
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
        let reason = "More than one column may name the nominee. You decide.";
        return is_asked.then_some(Asked { columns: both, reason });
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

/// Columns called "Name" and nothing else are of several people. Of two, a form may tell which is whose.
fn two_names(table: &Table, columns: &mut [Column]) {
    let is_plain = |at: &usize| {
        let raw = table.raw_headers.get(*at).map_or("", String::as_str);
        let words = Words::of(raw);
        words.is_nothing_but(Field::Name)
            && words.whose() == Whose::Unsaid
            && !words.asks_who()
            && settle::are_full_names(table, *at)
    };
    let names: Vec<usize> = (0..columns.len()).filter(is_plain).collect();
    let same = |at: &usize| raw(table, *at) == names.first().map(|first| raw(table, *first)).unwrap_or_default();
    let says_more = |(at, it): (usize, &Column)| {
        !names.contains(&at) && matches!(it.field, Some(Field::Name | Field::Nominator | Field::Given | Field::Family))
    };
    if names.len() < 2 || !names.iter().all(same) || columns.iter().enumerate().any(says_more) {
        return;
    }
    let told = match names.as_slice() {
        [first, later] if table.source.is_form() => order_in_form(table, *first, *later, columns),
        _ => None,
    };
    match told {
        Some((own, theirs)) => of_two(table, own, theirs, columns),
        None => {
            let reason = "Several columns have this header: who nominates, and who is nominated? You decide.";
            ask(&names, reason, columns);
        }
    }
}

fn raw(table: &Table, column: usize) -> String {
    table.raw_headers.get(column).map(|raw| value::fold(raw)).unwrap_or_default()
}

/// Who fills the form in and the nominee, of two columns with one header: the address of who sent it holds the name of the one, or it
/// asks for both persons one after the other and then why.
fn order_in_form(table: &Table, first: usize, later: usize, columns: &[Column]) -> Option<(usize, usize)> {
    let are_addresses = |at: &usize| table.rows.iter().take(50).any(|row| row.cell(*at).contains('@'));
    let of_sender = (0..first).find(|at| are_addresses(at) && words(table, *at).whose() != Whose::Nominee);
    let holds = |name: usize| of_sender.is_some_and(|address| left_over::shares_names(table, address, &[name]));
    match (holds(first), holds(later)) {
        (true, false) => return Some((first, later)),
        (false, true) => return Some((later, first)),
        _ => {}
    }
    let is_why = |column: &Column| matches!(column.field, Some(Field::Reason | Field::Story));
    let why = columns.iter().position(is_why)?;
    (why > later).then_some((first, later))
}

/// Gives each of two people the columns that stand twice.
fn of_two(table: &Table, own: usize, theirs: usize, columns: &mut [Column]) {
    let reason = "A form asks twice: for who fills it in, and for the nominee.";
    let mut give = |at: usize, field: Option<Field>| {
        columns[at].reason = reason.into();
        (columns[at].field, columns[at].suggested, columns[at].undecided) = (field, None, false);
    };
    give(own, Some(Field::Nominator));
    give(theirs, Some(Field::Name));
    // What stands twice beside the names stands in the same order.
    for first in 0..table.raw_headers.len() {
        let header = raw(table, first);
        let places: Vec<usize> = (0..table.raw_headers.len()).filter(|at| raw(table, *at) == header).collect();
        let [one, other] = places.as_slice() else { continue };
        if header.is_empty() || *one != first || [own, theirs].contains(one) {
            continue;
        }
        let (one, other) = if own < theirs { (*one, *other) } else { (*other, *one) };
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
