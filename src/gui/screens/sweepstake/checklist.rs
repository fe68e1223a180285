//! The check-list of what to publish: what is missing first, each point with its source, ticked by hand or put aside with words.

use super::Shown;
use crate::app::drawing::{self, Checklist, Point, PointState};
use crate::app::outlook::counted;
use crate::campaign::{Change, Mark};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::health_row::HealthRow;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// A point that is being looked at.
struct Looking {
    point: &'static Point,
    words: String,
}

#[derive(Default)]
pub struct CheckList {
    looking: Option<Looking>,
    all: bool,
}

impl CheckList {
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(outlook) = &shown.outlook else { return };
        let list = Checklist::shipped();
        let [settled, missing, decide] = drawing::tally(&outlook.checklist);
        let aside = format!("{settled} of {} seen to", outlook.checklist.len());
        Card::new().title("What to publish").aside(aside).rule().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let order = |state: &PointState| match state {
                PointState::Missing(_) => 0,
                PointState::Decide(_) => 1,
                _ => 2,
            };
            let mut points: Vec<&(&'static Point, PointState)> = outlook.checklist.iter().collect();
            points.sort_by_key(|(_, state)| order(state));
            if missing + decide == 0 {
                HealthRow::new(
                    Tone::Success,
                    Icon::Check,
                    "Everything is seen to",
                    "Read the rules once more before you publish.",
                )
                .no_rule()
                .show(ui);
            }
            for (point, state) in points {
                if state.is_settled() && !self.all {
                    continue;
                }
                let (tone, icon) = look(state);
                let row = HealthRow::new(tone, icon, point.words.as_str(), state_words(state))
                    .wrap()
                    .action(CommandButton::quiet(format!("Look at “{}”", point.words)).icon(Icon::Right).icon_only());
                let pressed = ui.push_id(point.id.as_str(), |ui| row.show(ui)).inner;
                if pressed {
                    let words = if let Some(Mark::Done(words) | Mark::NotApplicable(words)) =
                        shown.sweepstake.marks.get(&point.id)
                    {
                        words.clone()
                    } else {
                        String::new()
                    };
                    self.looking = Some(Looking { point, words });
                }
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                let title = if self.all {
                    "Hide what is seen to".to_owned()
                } else {
                    format!("Show the {} seen to", counted(settled as u64, "point", "points"))
                };
                if settled > 0 && CommandButton::quiet(title).small().show(ui).clicked() {
                    self.all = !self.all;
                }
            });
            ui.add_space(4.0);
            ui.horizontal_top(|ui| {
                ui.add_space(16.0);
                ui.vertical(|ui| {
                    ui.set_max_width(ui.available_width() - 16.0);
                    Text::caption(format!("{} Sources read as of {}.", list.note, list.as_of)).show(ui);
                    ui.add_space(12.0);
                });
            });
        });
        self.dialog(ui, cx, shown);
    }

    fn dialog(&mut self, ui: &Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(looking) = &mut self.looking else { return };
        let Some(outlook) = &shown.outlook else { return };
        let point = looking.point;
        let state = outlook.checklist.iter().find(|(known, _)| known.id == point.id).map(|(_, state)| state);
        let marked = shown.sweepstake.marks.contains_key(&point.id);
        let sealed = shown.sweepstake.sealed.as_ref().map(|_| "The set-up is sealed.");
        let no_words = looking.words.trim().is_empty().then_some("Say why in a few words.");
        let mut dialog = Dialog::new("check-list point", point.words.as_str())
            .words(point.why.as_str())
            .left(CommandButton::plain("Close"))
            .button(CommandButton::plain("Does not apply").disabled_if(sealed.or(no_words)))
            .button(CommandButton::primary("Tick it by hand").icon(Icon::Check).disabled_if(sealed));
        if marked {
            dialog = dialog.button(CommandButton::plain("Take the mark away").disabled_if(sealed));
        }
        let out = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if let Some(state) = state {
                Text::label_strong(state_words(state)).show(ui);
            }
            Text::caption(Checklist::shipped().cited(point)).show(ui);
            Field::new("In your words")
                .help("Where it is said, or why it does not apply. Stays in the campaign.")
                .show(ui, |ui| TextField::new(&mut looking.words, "In your words").show(ui));
        });
        let words = looking.words.trim().to_owned();
        let mark = match out.pressed {
            Some(1) => Some(Some(Mark::NotApplicable(words))),
            Some(2) => Some(Some(Mark::Done(words))),
            Some(3) => Some(None),
            Some(_) => {
                self.looking = None;
                return;
            }
            None => {
                if out.closed {
                    self.looking = None;
                }
                return;
            }
        };
        if let Some(mark) = mark {
            let id = shown.id;
            if point.id == drawing::SHARED_POINT {
                // Which entries it is about, every entry is looked at for.
                let done = if mark.is_some() { "Marked" } else { "Took the mark away from" };
                let words = move |_: &Change| format!("{done} the point of shared addresses");
                many::each(cx, shown.campaign.entries().len(), "Marking a point", words, move |now| {
                    drawing::mark(now, id, drawing::SHARED_POINT, mark.clone()).map(Some)
                });
            } else {
                match drawing::mark(shown.campaign, id, &point.id, mark) {
                    Ok(change) => cx.commit(change),
                    Err(failure) => cx.act(Action::Fail(failure)),
                }
            }
        }
        self.looking = None;
    }
}

fn look(state: &PointState) -> (Tone, Icon) {
    match state {
        PointState::Done(_) | PointState::Ticked(_) => (Tone::Success, Icon::Check),
        PointState::NotApplicable(_) => (Tone::Neutral, Icon::X),
        PointState::Missing(_) => (Tone::Danger, Icon::Warn),
        PointState::Decide(_) => (Tone::Warning, Icon::Help),
    }
}

fn state_words(state: &PointState) -> String {
    match state {
        PointState::Done(words) => format!("Done: {words}"),
        PointState::Ticked(words) if words.is_empty() => "Ticked by you".into(),
        PointState::Ticked(words) => format!("Ticked by you: {words}"),
        PointState::NotApplicable(words) => format!("Does not apply: {words}"),
        PointState::Missing(words) => format!("Missing. {words}"),
        PointState::Decide(words) => format!("To decide. {words}"),
    }
}
