//! What the grids of this page have in common: rows of candidates with their faces, and the filter over them.

use super::matrix::MatrixState;
use super::{Shown, face};
use crate::app::people::folded;
use crate::campaign::{Person, PersonId};
use crate::gui::action::Cx;
use crate::gui::widgets::data_table::TableState;
use eframe::egui::{TextureId, Ui};
use std::borrow::Cow;
use std::collections::HashMap;

/// Candidates by number whose name, code or team holds what is looked for, in their order.
pub fn found(shown: &Shown<'_>, numbers: impl IntoIterator<Item = u32>, find: &str) -> Vec<u32> {
    let key = folded(find.trim());
    numbers
        .into_iter()
        .filter(|number| {
            if key.is_empty() {
                return true;
            }
            let Some(it) = shown.judging.candidate(*number) else { return false };
            let person = it.person.and_then(|id| shown.campaign.people().get(id));
            folded(&it.code).contains(&key)
                || person.is_some_and(|person| {
                    folded(&person.name).contains(&key)
                        || folded(&person.latin_name).contains(&key)
                        || folded(&person.team).contains(&key)
                })
        })
        .collect()
}

/// Name and the line under it; only the code where names are hidden.
pub fn name_of<'a>(shown: &Shown<'a>, number: u32, hidden: bool) -> [Cow<'a, str>; 2] {
    let Some(it) = shown.judging.candidate(number) else { return [Cow::Borrowed(""), Cow::Borrowed("")] };
    if hidden {
        return [Cow::Borrowed(it.code.as_str()), Cow::Borrowed("")];
    }
    match it.person.and_then(|id| shown.campaign.people().get(id)) {
        Some(person) => [Cow::Borrowed(person.display_name()), Cow::Borrowed(it.code.as_str())],
        None => [Cow::Borrowed("Erased person"), Cow::Borrowed(it.code.as_str())],
    }
}

/// Faces of the rows that were in view, by candidate.
pub fn faces(
    ui: &Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    state: &MatrixState,
    numbers: &[u32],
) -> HashMap<u32, TextureId> {
    let view = state.in_view();
    let many = view.len().max(24);
    numbers
        .iter()
        .skip(view.start)
        .take(many)
        .filter_map(|number| {
            let person = shown.judging.candidate(*number)?.person;
            Some((*number, face(ui, cx, shown.campaign, person)?))
        })
        .collect()
}

/// The height of a row with two lines.
const ROW: f32 = 52.0;

/// Faces of the rows that a list has in view, by the number of a candidate or a judge.
pub fn faces_of(
    ui: &Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    table: &TableState,
    who: impl Iterator<Item = (u32, Option<PersonId>)>,
) -> HashMap<u32, TextureId> {
    let in_view = (ui.available_height() / ROW) as usize + 2;
    who.skip(table.first_row() as usize)
        .take(in_view)
        .filter_map(|(number, person)| Some((number, face(ui, cx, shown.campaign, person)?)))
        .collect()
}

/// What stands over the column of a judge, and what does where that does not fit.
pub struct Head {
    pub words: String,
    pub narrow: String,
}

/// The short names of judges over their columns: the first name, with an initial where two have the same one, and the code where that
/// is the same, too, or names are hidden.
pub fn judge_heads(shown: &Shown<'_>, judges: &[u32], hidden: bool) -> Vec<Head> {
    let code = |number: u32| shown.judge_code(number).to_owned();
    let with_code = |number: u32| Head { words: code(number), narrow: code(number) };
    if hidden {
        return judges.iter().map(|number| with_code(*number)).collect();
    }
    let person = |number: u32| shown.judging.judge(number)?.person.and_then(|id| shown.campaign.people().get(id));
    let first = |number: u32| person(number).map_or_else(|| code(number), first_name);
    let initial = |number: u32| match person(number).and_then(family_initial) {
        Some(initial) => format!("{} {initial}.", first(number)),
        None => first(number),
    };
    let firsts: Vec<String> = judges.iter().map(|number| first(*number)).collect();
    let initials: Vec<String> = judges.iter().map(|number| initial(*number)).collect();
    let count = |list: &[String]| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for words in list {
            *counts.entry(words.clone()).or_default() += 1;
        }
        counts
    };
    let (by_first, by_initial) = (count(&firsts), count(&initials));
    let alone = |counts: &HashMap<String, usize>, words: &String| counts.get(words) == Some(&1);
    let heads = judges.iter().zip(firsts.into_iter().zip(initials)).map(|(number, (first, initial))| {
        if alone(&by_first, &first) {
            Head { narrow: first.clone(), words: first }
        } else if alone(&by_initial, &initial) {
            // Cut off it would lose just the letter that parts it from the other one.
            Head { words: initial, narrow: code(*number) }
        } else {
            with_code(*number)
        }
    });
    heads.collect()
}

fn first_name(person: &Person) -> String {
    if person.given_name.is_empty() {
        person.display_name().split_whitespace().next().unwrap_or_default().to_owned()
    } else {
        person.given_name.to_string()
    }
}

fn family_initial(person: &Person) -> Option<char> {
    if !person.family_name.is_empty() {
        return person.family_name.chars().next();
    }
    let words: Vec<&str> = person.display_name().split_whitespace().collect();
    if words.len() > 1 { words.last()?.chars().next() } else { None }
}
