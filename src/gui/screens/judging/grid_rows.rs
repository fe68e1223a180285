//! What the grids of this page have in common: rows of candidates with their faces, and the filter over them.

use super::matrix::MatrixState;
use super::{Shown, face};
use crate::app::people::folded;
use crate::gui::action::Cx;
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

/// The short name of a judge over a column: the first name, or the code where names are hidden.
pub fn judge_head(shown: &Shown<'_>, number: u32, hidden: bool) -> String {
    let Some(it) = shown.judging.judge(number) else { return String::new() };
    if hidden {
        return it.code.clone();
    }
    match it.person.and_then(|id| shown.campaign.people().get(id)) {
        Some(person) if !person.given_name.is_empty() => person.given_name.clone(),
        Some(person) => person.display_name().split_whitespace().next().unwrap_or_default().to_owned(),
        None => it.code.clone(),
    }
}
