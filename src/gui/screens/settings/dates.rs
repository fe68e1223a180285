//! The dates of the campaign: title, day and time, and whether something locks. A date that locks is changed only after a question.

use super::change;
use crate::campaign::{Milestone, Settings};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::text_field::TextField;
use eframe::egui::Ui;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const FORM: &str = "%Y-%m-%d %H:%M";

#[derive(Default)]
pub struct Dates {
    /// What is typed and no date yet, with its row.
    typed: Option<(usize, String)>,
    /// The row of a date that locks and was opened to be changed.
    opened: Option<usize>,
    /// The row that is asked about.
    ask: Option<usize>,
}

/// What was done to a row.
#[derive(Clone, Copy)]
enum Done {
    Remove,
    Ask,
}

/// The moment as it is typed, in the laptop's zone.
fn written(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime(FORM).to_string()
}

fn read(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    let moment = DateTime::strptime(FORM, text)
        .or_else(|_| text.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)))
        .ok()?;
    moment.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

impl Dates {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        let zone = cx.ws.world().time_zone();
        let card = Card::new().title("Dates").action(CommandButton::quiet("Add a date").icon(Icon::Plus));
        let mut done = None;
        let out = card.show(ui, |ui| {
            if settings.milestones.is_empty() {
                Text::label("None yet. Dates are shown on Home with what is due next.").muted().show(ui);
            }
            for (index, milestone) in settings.milestones.iter().enumerate() {
                ui.push_id(("date", index), |ui| {
                    if let Some(what) = self.row(ui, cx, settings, index, milestone, &zone) {
                        done = Some((index, what));
                    }
                });
            }
        });
        if out.action {
            let at = cx.ws.world().now().to_zoned(zone.clone());
            let next_week = at.date().saturating_add(jiff::Span::new().days(7)).at(18, 0, 0, 0);
            if let Ok(at) = next_week.to_zoned(zone) {
                change(cx, settings, "Add a date", None, |settings| {
                    settings.milestones.push(Milestone { title: String::new(), at: at.timestamp(), locks: false });
                });
            }
        }
        match done {
            Some((index, Done::Remove)) => {
                self.typed = None;
                self.opened = None;
                change(cx, settings, "Remove a date", None, |settings| {
                    settings.milestones.remove(index);
                });
            }
            Some((index, Done::Ask)) => self.ask = Some(index),
            None => {}
        }
        self.question(ui);
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        settings: &Settings,
        index: usize,
        milestone: &Milestone,
        zone: &TimeZone,
    ) -> Option<Done> {
        let number = index + 1;
        let is_sealed = milestone.locks && self.opened != Some(index);
        let mut done = None;
        ui.horizontal(|ui| {
            let room = ui.available_width();
            let mut title = milestone.title.clone();
            let width = room - 160.0 - 34.0 - 16.0;
            let field = TextField::new(&mut title, format!("Title of date {number}")).hint("What happens");
            if field.width(width).read_only(is_sealed).show(ui).changed() {
                let key = format!("date title {index}");
                change(cx, settings, "Change the title of a date", Some(&key), |settings| {
                    settings.milestones[index].title = title;
                });
            }
            self.moment(ui, cx, settings, index, milestone, zone, is_sealed);
            if is_sealed {
                let button = CommandButton::quiet(format!("Change date {number}")).icon(Icon::Lock).icon_only();
                if button.show(ui).clicked() {
                    done = Some(Done::Ask);
                }
            } else {
                let button = CommandButton::quiet(format!("Remove date {number}")).icon(Icon::Trash).icon_only();
                if button.show(ui).clicked() {
                    done = Some(Done::Remove);
                }
            }
        });
        if self.typed.as_ref().is_some_and(|(row, text)| *row == index && read(text, zone).is_none()) {
            Text::caption("Year, month, day and time: 2026-12-04 18:00. It is not stored until it can be read.")
                .danger()
                .show(ui);
        }
        let mut locks = milestone.locks;
        let mut row = CheckRow::new(&mut locks, "Something locks then");
        if is_sealed {
            row = row.disabled_because("Choose the lock to change it.");
        }
        if row.show(ui).changed() {
            // One that was just made to lock stays open until one is done with it.
            self.opened = Some(index);
            change(cx, settings, "Change whether a date locks", None, |settings| {
                settings.milestones[index].locks = locks;
            });
        }
        ui.add_space(6.0);
        done
    }

    #[allow(clippy::too_many_arguments, reason = "one field of a row, all borrowed from it")]
    fn moment(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        settings: &Settings,
        index: usize,
        milestone: &Milestone,
        zone: &TimeZone,
        is_sealed: bool,
    ) {
        let mut text = match &self.typed {
            Some((row, text)) if *row == index => text.clone(),
            _ => written(milestone.at, zone),
        };
        let wrong = read(&text, zone).is_none();
        let field = TextField::new(&mut text, format!("Day and time of date {}", index + 1)).hint("2026-12-04 18:00");
        let response = field.width(160.0).wrong(wrong).read_only(is_sealed).show(ui);
        if response.changed() {
            if let Some(at) = read(&text, zone) {
                let key = format!("date at {index}");
                change(cx, settings, "Change a date", Some(&key), |settings| settings.milestones[index].at = at);
            }
            self.typed = Some((index, text));
        } else if !response.has_focus() && !wrong && self.typed.as_ref().is_some_and(|(row, _)| *row == index) {
            self.typed = None;
        }
    }

    fn question(&mut self, ui: &Ui) {
        let Some(index) = self.ask else { return };
        let out = Dialog::new("locking date", "Change a date on which something locks?")
            .words("People may rely on it: what was published names this date.")
            .mark(Icon::Lock, Tone::Sun)
            .left(CommandButton::plain("Keep it"))
            .button(CommandButton::primary("Open it for changes"))
            .focus(0)
            .show(ui.ctx(), |_| ());
        match out.pressed {
            Some(1) => {
                self.opened = Some(index);
                self.ask = None;
            }
            Some(_) => self.ask = None,
            None if out.closed => self.ask = None,
            None => {}
        }
    }
}
