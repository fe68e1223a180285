//! The dates of the campaign: title, day and time in the campaign's zone, what each locks, and the calendar file. A date that
//! locks is changed only after a question; one that keeps something shut is opened with a reason first.

use super::change;
use crate::app::{Task, exporting, timeline};
use crate::campaign::{Campaign, Milestone, MilestoneKind, Settings};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FORM: &str = "%Y-%m-%d %H:%M";

#[derive(Default)]
pub struct Dates {
    /// What is typed and no date yet, with its row.
    typed: Option<(usize, String)>,
    /// A zone that is typed and none yet.
    typed_zone: Option<String>,
    /// The row of a date that locks and was opened to be changed.
    opened: Option<usize>,
    /// The row that is asked about.
    ask: Option<usize>,
    /// The row that is to be opened with a reason, and the reason so far.
    opening: Option<(usize, String)>,
    choosing: Option<Task<Option<PathBuf>>>,
    writing: Option<Task<PathBuf>>,
}

/// What was done to a row.
#[derive(Clone, Copy)]
enum Done {
    Remove,
    Ask,
    Open,
}

/// The moment as it is typed, in the campaign's zone.
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
        self.take_in(cx);
        let zone = timeline::zone(settings, &cx.ws.world().time_zone());
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
            self.zone(ui, cx, settings);
            self.calendar(ui, cx, settings);
        });
        if out.action {
            let at = cx.ws.world().now().to_zoned(zone.clone());
            let next_week = at.date().saturating_add(jiff::Span::new().days(7)).at(18, 0, 0, 0);
            if let Ok(at) = next_week.to_zoned(zone) {
                change(cx, settings, "Add a date", None, |settings| {
                    settings.milestones.push(Milestone { at: at.timestamp(), ..Milestone::default() });
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
            Some((index, Done::Open)) => self.opening = Some((index, String::new())),
            None => {}
        }
        self.question(ui);
        self.reason(ui, cx);
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
        let now = cx.ws.world().now();
        // What has locked something needs a reason; publication lies ahead while it is shut, and may be planned anew.
        let has_locked = milestone.is_shut(now) && milestone.kind != MilestoneKind::Publication;
        let is_sealed = has_locked || (milestone.promise().is_some() && self.opened != Some(index));
        let mut done = None;
        ui.horizontal(|ui| {
            let room = ui.available_width();
            let mut title = milestone.title.clone();
            let width = room - 160.0 - 34.0 - 16.0;
            let hint = if milestone.kind == MilestoneKind::Other { "What happens" } else { milestone.kind.title() };
            let field = TextField::new(&mut title, format!("Title of date {number}")).hint(hint);
            if field.width(width).read_only(is_sealed).show(ui).changed() {
                let key = format!("date title {index}");
                change(cx, settings, "Change the title of a date", Some(&key), |settings| {
                    settings.milestones[index].title = title;
                });
            }
            self.moment(ui, cx, settings, index, milestone, zone, is_sealed);
            if has_locked {
                let button = CommandButton::quiet(format!("Open date {number} with a reason")).icon(Icon::Lock);
                if button.icon_only().show(ui).clicked() {
                    done = Some(Done::Open);
                }
            } else if is_sealed {
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
        ui.horizontal(|ui| {
            let titles = MilestoneKind::ALL.map(MilestoneKind::title);
            let chosen = MilestoneKind::ALL.iter().position(|kind| *kind == milestone.kind);
            let name = format!("Kind of date {number}");
            let select = Select::new(&name, &titles, chosen).width(190.0);
            let answer = select.disabled_if(is_sealed.then_some("Choose the lock to change it.")).show(ui);
            if let Some(kind) = answer.chosen.and_then(|index| MilestoneKind::ALL.get(index)) {
                change(cx, settings, "Change the kind of a date", None, |settings| {
                    let date = &mut settings.milestones[index];
                    if date.title.trim().is_empty() || MilestoneKind::ALL.iter().any(|it| it.title() == date.title) {
                        kind.title().clone_into(&mut date.title);
                    }
                    date.kind = *kind;
                    // What only reminds has no box to see a lock by; it must not come back with the next kind.
                    date.locks &= kind.promise().is_some();
                });
            }
            if milestone.kind.promise().is_none() {
                Text::caption("It only reminds.").muted().show(ui);
                return;
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
        });
        if Self::promise(ui, milestone, now) {
            done = Some(Done::Open);
        }
        ui.add_space(8.0);
        done
    }

    /// What the date locks, and how it stands; true when it is to be opened with a reason.
    fn promise(ui: &mut Ui, milestone: &Milestone, now: Timestamp) -> bool {
        if !milestone.locks {
            return false;
        }
        match (milestone.kind.promise(), &milestone.opened) {
            (None, _) => false,
            (Some(_), Some(opened)) => {
                Text::caption(format!("Opened: {}", opened.reason)).warning().show(ui);
                false
            }
            (Some(promise), None) if milestone.is_shut(now) => {
                ui.horizontal(|ui| {
                    Text::caption(promise).accent().show(ui);
                    CommandButton::quiet("Open it with a reason").icon(Icon::Unlock).small().show(ui).clicked()
                })
                .inner
            }
            (Some(promise), None) => {
                Text::caption(promise).muted().show(ui);
                false
            }
        }
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

    fn zone(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, settings: &Settings) {
        let mut text = self.typed_zone.clone().unwrap_or_else(|| settings.time_zone.clone());
        let is_right = |text: &str| text.trim().is_empty() || timeline::named_zone(text).is_some();
        let wrong = (!is_right(&text)).then_some("There is no such zone. Names are such as Europe/Oslo.");
        let field =
            Field::new("Time zone of the dates").help("Its IANA name; empty for that of the laptop.").wrong(wrong);
        let response = field
            .show(ui, |ui| {
                TextField::new(&mut text, "Time zone of the dates").hint("Europe/Oslo").wrong(wrong.is_some()).show(ui)
            })
            .inner;
        if response.changed() {
            if is_right(&text) {
                let zone = text.trim().to_owned();
                change(cx, settings, "Set the time zone of the dates", Some("zone"), |s| s.time_zone = zone);
            }
            self.typed_zone = Some(text);
        } else if !response.has_focus() && wrong.is_none() {
            self.typed_zone = None;
        }
    }

    fn calendar(&mut self, ui: &mut Ui, cx: &Cx<'_>, settings: &Settings) {
        let none = settings.milestones.is_empty().then_some("There are no dates yet.");
        let busy = (self.choosing.is_some() || self.writing.is_some()).then_some("It is being saved.");
        let button = CommandButton::plain("Save as a calendar file").icon(Icon::Calendar).small();
        if button.disabled_if(none.or(busy)).show(ui).clicked() {
            let picker = Arc::clone(cx.picker);
            let folder =
                cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
            let ask = Ask::new("Calendar file").filter("Calendar", &["ics"]).folder(folder).named("dates.ics");
            self.choosing = Some(cx.ws.jobs().start("Choosing a file", move |_| Ok(picker.save_file(&ask))));
        }
    }

    /// Takes what ran beside the window.
    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.choosing.as_ref().and_then(Task::poll) {
            self.choosing = None;
            match (result, cx.ws.snapshot()) {
                (Ok(Some(path)), Some(campaign)) => self.write(cx, campaign, path),
                (Err(failure), _) => cx.act(Action::Fail(failure)),
                _ => {}
            }
        }
        if let Some(result) = self.writing.as_ref().and_then(Task::poll) {
            self.writing = None;
            cx.act(match result {
                Ok(path) => Action::Tell(format!("The dates are in {}", path.display())),
                Err(failure) => Action::Fail(failure),
            });
        }
    }

    fn write(&mut self, cx: &Cx<'_>, campaign: Arc<Campaign>, path: PathBuf) {
        let world = Arc::clone(cx.ws.world());
        let path = if path.extension().is_some() { path } else { path.with_extension("ics") };
        self.writing = Some(cx.ws.jobs().start("Saving the dates", move |_| {
            let text = timeline::calendar(&campaign, world.now());
            exporting::write_file(world.as_ref(), &path, text.as_bytes())?;
            Ok(path)
        }));
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

    /// Opens a date that keeps something shut.
    fn reason(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some((index, mut reason)) = self.opening.take() else { return };
        let missing = reason.trim().is_empty().then_some("Write down why first.");
        let out = Dialog::new("open a date", "Open a date with a reason")
            .words("What it keeps shut can be done from then on. The reason stays beside the date, in the file and in the list.")
            .mark(Icon::Unlock, Tone::Sun)
            .left(CommandButton::plain("Keep it shut"))
            .button(CommandButton::primary("Open the date").disabled_if(missing))
            .show(ui.ctx(), |ui| {
                Field::new("Reason").show(ui, |ui| TextField::new(&mut reason, "Reason").rows(2).show(ui));
            });
        match out.pressed {
            Some(1) => {
                let Some(campaign) = cx.ws.campaign() else { return };
                match timeline::open(campaign, index, &reason, cx.ws.world().now()) {
                    Ok(change) => cx.act(Action::CommitAndTell(change, "Opened 1 date".into())),
                    Err(failure) => cx.act(Action::Fail(failure)),
                }
            }
            Some(_) => {}
            None if out.closed => {}
            None => self.opening = Some((index, reason)),
        }
    }
}
