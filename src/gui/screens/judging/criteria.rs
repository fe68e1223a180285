//! The questions of a rubric: words, scale, weight, and outside which band a comment is asked for.

use super::rounds::fresh_criterion;
use crate::campaign::judging::Criterion;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use eframe::egui::Ui;

/// Shows the questions; `changed` gets what was edited (for merging what is typed) and all of them anew.
pub fn show(ui: &mut Ui, fixed: bool, list: &[Criterion], mut changed: impl FnMut(&str, Vec<Criterion>)) {
    let add = CommandButton::quiet("Add a question")
        .icon(Icon::Plus)
        .disabled_if(fixed.then_some("Scores are there: what is asked stays."));
    let total: u32 = list.iter().map(|it| it.weight).sum();
    let out = Card::new().title("Questions").action(add).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        if list.is_empty() {
            Text::label("No question yet. A rubric needs one at least.").muted().show(ui);
        }
        ui.add_enabled_ui(!fixed, |ui| {
            for (place, it) in list.iter().enumerate() {
                ui.push_id(("criterion", it.number), |ui| {
                    Card::inset().show(ui, |ui| question(ui, list, place, it, total, &mut changed));
                });
            }
        });
    });
    if out.action {
        let mut list = list.to_vec();
        list.push(fresh_criterion(&list));
        changed("", list);
    }
}

fn question(
    ui: &mut Ui,
    list: &[Criterion],
    place: usize,
    it: &Criterion,
    total: u32,
    changed: &mut impl FnMut(&str, Vec<Criterion>),
) {
    let with = |new: Criterion| {
        let mut list = list.to_vec();
        list[place] = new;
        list
    };
    let n = place + 1;
    let key = |field: &str| format!("question {} {field}", it.number);
    ui.spacing_mut().item_spacing.y = 8.0;
    ui.horizontal(|ui| {
        let width = ui.available_width() - 130.0;
        let read = |words: &str| (!words.trim().is_empty()).then(|| words.to_owned());
        if let Some(label) = typed::value(ui, &format!("Question {n}"), (&it.label, &it.label), width, read) {
            changed(&key("label"), with(Criterion { label, ..it.clone() }));
        }
        let share = (it.weight * 100).checked_div(total).unwrap_or(0);
        Text::caption(format!("{share} %")).muted().show(ui);
        let first = (place == 0).then_some("It is the first one.");
        let up = CommandButton::quiet(format!("Move question {n} up")).icon(Icon::Up).icon_only().small();
        if up.disabled_if(first).show(ui).clicked() {
            let mut list = list.to_vec();
            list.swap(place - 1, place);
            changed("", list);
        }
        let remove = CommandButton::quiet(format!("Remove question {n}")).icon(Icon::X).icon_only().small();
        if remove.show(ui).clicked() {
            let mut list = list.to_vec();
            list.remove(place);
            changed("", list);
        }
    });
    if let Some(help) =
        typed::words(ui, &format!("What the ends of the scale of question {n} mean"), &it.help, |field| {
            field.hint("What the lowest and the highest score stand for").small()
        })
    {
        changed(&key("help"), with(Criterion { help, ..it.clone() }));
    }
    ui.horizontal_wrapped(|ui| {
        let numbers = [
            ("From", "Lowest score", u64::from(it.least), 0..=u64::from(it.most.saturating_sub(1)), 0),
            ("to", "Highest score", u64::from(it.most), u64::from(it.least) + 1..=1_000, 1),
            ("Weight", "Weight", u64::from(it.weight), 1..=1_000, 2),
        ];
        for (title, name, value, range, which) in numbers {
            Text::label(title).muted().show(ui);
            if let Some(value) = typed::number(ui, &format!("{name} of question {n}"), value, range, 56.0) {
                let value = value as u32;
                let new = match which {
                    0 => Criterion { least: value, ..it.clone() },
                    1 => Criterion { most: value, ..it.clone() },
                    _ => Criterion { weight: value, ..it.clone() },
                };
                changed(&key(name), with(new));
            }
        }
        Text::label("Comment below").muted().show(ui);
        let read = |words: &str| {
            let words = words.trim();
            if words.is_empty() { Some(None) } else { words.parse::<u32>().ok().map(Some) }
        };
        let shown = |band: Option<u32>| band.map_or_else(String::new, |band| band.to_string());
        let below = shown(it.comment_below);
        let name = format!("Comment below, question {n}");
        if let Some(comment_below) = typed::value(ui, &name, (&it.comment_below, &below), 48.0, read) {
            changed(&key("below"), with(Criterion { comment_below, ..it.clone() }));
        }
        Text::label("above").muted().show(ui);
        let above = shown(it.comment_above);
        let name = format!("Comment above, question {n}");
        if let Some(comment_above) = typed::value(ui, &name, (&it.comment_above, &above), 48.0, read) {
            changed(&key("above"), with(Criterion { comment_above, ..it.clone() }));
        }
    });
}
