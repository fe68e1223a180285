//! Fields whose words become values: numbers and moments. What is typed stays as it is while the field has the keyboard,
//! and becomes a value as soon as it is one; what is none is marked and changes nothing.

use std::ops::RangeInclusive;

use eframe::egui::{Response, Ui};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::widgets::text_field::{Field, TextField};
use crate::app::{people::wrong_day, when};

/// A line of words; gives the new ones when they changed.
pub fn words(
    ui: &mut Ui,
    name: &str,
    value: &str,
    shape: impl FnOnce(TextField<'_>) -> TextField<'_>,
) -> Option<String> {
    let mut typed = value.to_owned();
    let changed = shape(TextField::new(&mut typed, name)).show(ui).changed();
    changed.then_some(typed)
}

/// Shows `value` written out, or what is being typed; gives the words when they changed in this frame.
fn draft(ui: &mut Ui, name: &str, value: &str, width: f32, is_right: impl Fn(&str) -> bool) -> Option<String> {
    let key = ui.scope_id().with(("draft", name));
    let kept: Option<String> = ui.data(|data| data.get_temp(key));
    let mut typed = kept.unwrap_or_else(|| value.to_owned());
    let wrong = !is_right(&typed);
    let response: Response = TextField::new(&mut typed, name).width(width).wrong(wrong).show(ui);
    let changed = response.changed();
    if response.has_focus() || changed {
        ui.data_mut(|data| data.insert_temp(key, typed.clone()));
    } else {
        ui.data_mut(|data| data.remove_temp::<String>(key));
    }
    changed.then_some(typed)
}

/// A whole number within a range; gives the new one when it is one.
pub fn number(ui: &mut Ui, name: &str, value: u64, range: RangeInclusive<u64>, width: f32) -> Option<u64> {
    let read = |typed: &str| typed.trim().parse::<u64>().ok().filter(|number| range.contains(number));
    let typed = draft(ui, name, &value.to_string(), width, |typed| read(typed).is_some());
    typed.and_then(|typed| read(&typed)).filter(|number| *number != value)
}

/// Words that stand for a value, such as an amount or a list; gives the new value when what is typed is one.
pub fn value<T: PartialEq>(
    ui: &mut Ui,
    name: &str,
    shown: (&T, &str),
    width: f32,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let typed = draft(ui, name, shown.1, width, |typed| read(typed).is_some());
    typed.and_then(|typed| read(&typed)).filter(|value| value != shown.0)
}

/// A date and a time beside each other under one title. `Some(None)` when it was emptied.
pub fn moment(
    ui: &mut Ui,
    title: &str,
    value: Option<Timestamp>,
    zone: &TimeZone,
    help: &str,
) -> Option<Option<Timestamp>> {
    moment_until(ui, title, value, zone, help, Timestamp::MAX)
}

/// The same for what somebody said: a day after `latest`, or one on which nobody can have said it, is told so and not taken.
pub fn moment_until(
    ui: &mut Ui,
    title: &str,
    value: Option<Timestamp>,
    zone: &TimeZone,
    help: &str,
    latest: Timestamp,
) -> Option<Option<Timestamp>> {
    let (date, time) = value.map_or_else(Default::default, |at| when::typed(at, zone));
    let key = ui.scope_id().with(("moment", title));
    let (mut typed_date, mut typed_time): (String, String) =
        ui.data(|data| data.get_temp(key)).unwrap_or_else(|| (date.clone(), time.clone()));
    let is_empty = typed_date.trim().is_empty();
    let read = when::read(&typed_date, &typed_time, zone);
    let wrong = match read {
        None if !is_empty => Some("Type the date as 2026-12-04 and the time as 18:00."),
        Some(at) if latest < Timestamp::MAX => wrong_day(at, latest),
        _ => None,
    };
    let mut field = Field::new(title).wrong(wrong);
    if !help.is_empty() {
        field = field.help(help);
    }
    let (changed, focused) = field
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let one = TextField::new(&mut typed_date, format!("{title}, date"))
                    .hint("2026-12-04")
                    .width(116.0)
                    .wrong(wrong.is_some())
                    .show(ui);
                let other = TextField::new(&mut typed_time, format!("{title}, time"))
                    .hint("18:00")
                    .width(70.0)
                    .wrong(wrong.is_some())
                    .show(ui);
                (one.changed() || other.changed(), one.has_focus() || other.has_focus())
            })
            .inner
        })
        .inner;
    // A date that is not readable yet is kept until it is, also while the keyboard is elsewhere.
    if focused || changed || wrong.is_some() {
        ui.data_mut(|data| data.insert_temp(key, (typed_date.clone(), typed_time.clone())));
    } else {
        ui.data_mut(|data| data.remove_temp::<(String, String)>(key));
    }
    if !changed {
        return None;
    }
    let new = when::read(&typed_date, &typed_time, zone).filter(|at| *at <= latest);
    match (typed_date.trim().is_empty(), new) {
        (true, _) => value.is_some().then_some(None),
        (false, Some(new)) => (value != Some(new)).then_some(Some(new)),
        (false, None) => None,
    }
}
