//! What a list most likely holds, told by its headers: nominations say who nominates whom and why, entries have numbers and
//! tickets, and all else is people.

use super::field::{Field, Kind};
use super::propose::propose;
use super::table::Table;
use super::words::{Whose, Words};
use super::{Source, settle, value};

/// Points a list of people has to be beaten by: the plainest reading wins where little speaks for another.
const PEOPLE: u32 = 3;

/// The kind whose words stand in the headers.
pub fn likely_kind(table: &Table) -> Kind {
    let words: Vec<Words> = table.headers.iter().map(|header| Words::of(header)).collect();
    let says = |field: Field| words.iter().any(|it| it.fields().iter().any(|(found, ..)| *found == field));
    let names_sides = words.iter().any(|it| (it.whose() != Whose::Unsaid && !it.is_only_your()) || it.asks_who());
    let nominations = 4 * u32::from(names_sides)
        + 3 * u32::from(says(Field::Award))
        + 4 * u32::from(says(Field::Story) || says(Field::Reason))
        // Who nominates whom, and why: that is a nomination, whatever numbers the form gives its answers.
        + 3 * u32::from(names_sides && says(Field::Reason));
    // A form that asks for one name under each award: who fills it in nominates, and is not whom it is about.
    let asks_for_names = table.source.is_form()
        && words.iter().any(|it| it.whose() == Whose::Nominator)
        && (0..words.len()).filter(|at| words[*at].fields().is_empty() && settle::are_full_names(table, *at)).count()
            >= 2;
    let nominations = nominations + 4 * u32::from(asks_for_names);
    // Words of thanks and whom they are for, and nothing of awards.
    let thanks = propose(table, Kind::Thanks);
    let thanks_has = |field: Field| !thanks.columns_of(field).is_empty();
    let names_thanks =
        words.iter().any(|it| it.fields().iter().any(|(field, points, _)| *field == Field::Message && *points >= 14));
    if names_thanks
        && thanks_has(Field::Message)
        && thanks_has(Field::Recipient)
        && !says(Field::Award)
        && !says(Field::Story)
        && !says(Field::Reason)
    {
        return Kind::Thanks;
    }
    let mapping = propose(table, Kind::Entries);
    let has = |field: Field| !mapping.columns_of(field).is_empty();
    let of_entries = [Field::Bonus, Field::Method, Field::Tickets, Field::ReferredBy, Field::Household, Field::Pools];
    let is_event = table.source == Source::Eventbrite;
    let entries = 3 * u32::from(has(Field::Reference))
        + 2 * u32::from(has(Field::Received))
        + 4 * u32::from(is_event || of_entries.into_iter().any(has));
    // Who works where stands in a directory, which has numbers and days of its own.
    let is_somewhere = has(Field::Team) || has(Field::Organisation);
    // So have accounts: who may sign in is a list of people, whatever day theirs was made.
    let is_account = |header: &String| {
        matches!(value::fold(header).as_str(), "username" | "userprincipalname" | "accounttype" | "login" | "loginname")
    };
    let people = PEOPLE
        + 3 * u32::from(has(Field::Role) && is_somewhere)
        + 3 * u32::from(table.headers.iter().any(is_account) && table.source == Source::Other);
    if nominations > PEOPLE && nominations >= entries {
        Kind::Nominations
    } else if entries > people {
        Kind::Entries
    } else {
        Kind::People
    }
}
