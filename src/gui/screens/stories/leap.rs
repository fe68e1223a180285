//! The leap meter: what was counted, before and after, when, how sure it is, and how many times better it became.

use super::text::commit;
use crate::app::impact::{multiple_words, short};
use crate::campaign::{Evidence, Leap, Story, StoryId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::{Card, columns};
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use jiff::civil::Date;
use std::collections::HashMap;

/// What stands in fields of numbers and dates while it is typed, by leap and field; and a problem being typed.
#[derive(Default)]
pub struct Typed {
    fields: HashMap<(usize, &'static str), String>,
    pub problem: String,
}

impl Typed {
    pub fn clear(&mut self) {
        self.fields.clear();
        self.problem.clear();
    }
}

/// "3.6" and "3,6"; nothing for what is no number.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, of: (StoryId, &Story), typed: &mut Typed) {
    let story = of.1;
    let mut removed = None;
    let card =
        Card::new().title("Leap: before and after").action(CommandButton::quiet("Add a leap").icon(Icon::Plus).small());
    let out = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        if story.leaps.is_empty() {
            Text::label("What became faster, less or more? Two numbers tell it.").muted().show(ui);
        }
        for (n, leap) in story.leaps.iter().enumerate() {
            ui.push_id(n, |ui| {
                if n > 0 {
                    crate::gui::marks::divider(ui);
                }
                if one(ui, cx, of, (n, leap), typed) {
                    removed = Some(n);
                }
            });
        }
    });
    if out.action {
        commit(cx, of, "Add a leap to a story", None, |it| it.leaps.push(Leap::default()));
    }
    if let Some(n) = removed {
        typed.fields.clear();
        commit(cx, of, "Remove a leap of a story", None, |it| {
            it.leaps.remove(n);
        });
    }
}

/// One leap; true when it is to go.
fn one(ui: &mut Ui, cx: &mut Cx<'_>, of: (StoryId, &Story), (n, leap): (usize, &Leap), typed: &mut Typed) -> bool {
    let name = |words: &str| if n == 0 { words.to_owned() } else { format!("{words} {}", n + 1) };
    let mut what = leap.what.clone();
    let changed = Field::new("What was counted").show(ui, |ui| {
        let field = TextField::new(&mut what, name("What was counted")).hint("Days to set up a new site");
        field.show(ui).changed()
    });
    if changed.inner {
        commit(cx, of, "Change what a leap counts", Some(&format!("leap {n} what")), |it| it.leaps[n].what = what);
    }
    columns(ui, &[1.0, 1.0, 1.2, 1.2], |ui, column| match column {
        0 => figure(ui, cx, of, (n, "before", leap.before), typed, &name("Before")),
        1 => figure(ui, cx, of, (n, "after", leap.after), typed, &name("After")),
        2 => {
            let mut unit = leap.unit.clone();
            let changed = Field::new("Unit")
                .show(ui, |ui| TextField::new(&mut unit, name("Unit")).hint("days").show(ui).changed());
            if changed.inner {
                let key = format!("leap {n} unit");
                commit(cx, of, "Change the unit of a leap", Some(&key), |it| it.leaps[n].unit = unit);
            }
        }
        _ => date(ui, cx, of, (n, leap.on), typed, &name("Date")),
    });
    let mut more = leap.more_is_better;
    if CheckRow::new(&mut more, "More is better").detail("sites set up, instead of days waited").show(ui).changed() {
        commit(cx, of, "Change whether more is better", None, |it| it.leaps[n].more_is_better = more);
    }
    Text::label_strong("How sure it is").show(ui);
    let titles = Evidence::ALL.map(Evidence::title);
    let mut chosen = Evidence::ALL.iter().position(|other| *other == leap.evidence).unwrap_or(0);
    if Segmented::new(&name("How sure it is"), &titles, &mut chosen).small().show(ui).changed() {
        let evidence = Evidence::ALL[chosen];
        commit(cx, of, "Change the evidence of a leap", None, |it| it.leaps[n].evidence = evidence);
    }
    if leap.evidence != Evidence::None {
        let mut source = leap.source.clone();
        let hint = match leap.evidence {
            Evidence::Measured => "Ticket system, March",
            Evidence::Reported => "Ann Field, who was there",
            _ => "How it was estimated",
        };
        let changed = Field::new("Where the number comes from").show(ui, |ui| {
            TextField::new(&mut source, name("Where the number comes from")).hint(hint).show(ui).changed()
        });
        if changed.inner {
            let key = format!("leap {n} source");
            commit(cx, of, "Change the source of a leap", Some(&key), |it| it.leaps[n].source = source);
        }
    }
    result(ui, leap);
    CommandButton::quiet(name("Remove the leap")).icon(Icon::Trash).small().show(ui).clicked()
}

/// What it comes to, and whether it counts.
fn result(ui: &mut Ui, leap: &Leap) {
    match leap.multiple() {
        None => {
            Text::label("Two numbers above zero give the multiple.").muted().show(ui);
        }
        Some(multiple) => {
            ui.horizontal_wrapped(|ui| {
                Text::new(multiple_words(multiple), Type::Section).show(ui);
                let counts = match leap.evidence {
                    Evidence::None => "counts nowhere without evidence".to_owned(),
                    evidence => format!("counts as {}", evidence.title().to_lowercase()),
                };
                Text::label(counts).muted().show(ui);
            });
            let (before, after) = (leap.before.unwrap_or(0.0), leap.after.unwrap_or(0.0));
            Text::caption(format!("From {} to {} {}.", short(before), short(after), leap.unit.trim())).show(ui);
        }
    }
}

/// A field of a number: what is typed stays while it is none.
fn figure(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    of: (StoryId, &Story),
    (n, field, value): (usize, &'static str, Option<f64>),
    typed: &mut Typed,
    name: &str,
) {
    let title = name.split(' ').next().unwrap_or(name);
    let text = typed.fields.entry((n, field)).or_insert_with(|| shown(value));
    let wrong = !text.trim().is_empty() && number(text).is_none();
    let response = Field::new(title)
        .wrong(wrong.then_some("Not a number"))
        .show(ui, |ui| TextField::new(text, name).hint("440").wrong(wrong).show(ui))
        .inner;
    if response.changed() {
        let new = number(text);
        if new.is_some() || text.trim().is_empty() {
            let key = format!("leap {n} {field}");
            commit(cx, of, "Change a number of a leap", Some(&key), |it| {
                let leap = &mut it.leaps[n];
                if field == "before" {
                    leap.before = new;
                } else {
                    leap.after = new;
                }
            });
        }
    } else if !response.has_focus() && !wrong && number(text) != value {
        // Undone meanwhile.
        *text = shown(value);
    }
}

fn date(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    of: (StoryId, &Story),
    (n, value): (usize, Option<Date>),
    typed: &mut Typed,
    name: &str,
) {
    let in_words = |value: Option<Date>| value.map_or_else(String::new, |date| date.to_string());
    let read = |text: &str| text.trim().parse::<Date>().ok();
    let text = typed.fields.entry((n, "date")).or_insert_with(|| in_words(value));
    let wrong = !text.trim().is_empty() && read(text).is_none();
    let response = Field::new("Date")
        .wrong(wrong.then_some("Such as 2026-03-31"))
        .show(ui, |ui| TextField::new(text, name).hint("2026-03-31").wrong(wrong).show(ui))
        .inner;
    if response.changed() {
        let new = read(text);
        if new.is_some() || text.trim().is_empty() {
            let key = format!("leap {n} date");
            commit(cx, of, "Change the date of a leap", Some(&key), |it| it.leaps[n].on = new);
        }
    } else if !response.has_focus() && !wrong && read(text) != value {
        *text = in_words(value);
    }
}
