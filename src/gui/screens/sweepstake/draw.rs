//! Step 3: what fell, one field per source, read back in large type; then one button. Made once, saved before it is shown.

use super::round::RoundBox;
use super::{Shown, icon_of, is_campaign, seal};
use crate::app::presenting::{self, Live};
use crate::app::{Failure, Task, drawing, outlook, when};
use crate::campaign::{Change, LuckSource, Reason, SealedDraw, Stage, Sweepstake};
use crate::draw::{self, SourceValue};
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::confirm_typed::{Confirm, ConfirmTyped};
use crate::gui::widgets::hash_groups::short_form;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::PathBuf;

/// What was asked in this step.
pub enum DrawEvent {
    /// The record is on its way; show it when it lies on disk.
    Drawn,
    /// The lock was closed without a draw.
    Closed,
    ToLock,
}

#[derive(Default)]
pub struct DrawStep {
    /// One text per source, as typed.
    typed: Vec<String>,
    /// What the wall was told last.
    told: Vec<Live>,
    running: Option<Task<Change>>,
    closing: Option<Closing>,
    /// One per source; those of other sources than beacons stay empty.
    rounds: Vec<RoundBox>,
}

struct Closing {
    typed: String,
    reason: usize,
}

impl DrawStep {
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) -> Option<DrawEvent> {
        if let Some(result) = self.running.as_ref().and_then(Task::poll) {
            self.running = None;
            if seal(cx, result) {
                return Some(DrawEvent::Drawn);
            }
        }
        let Some(sealed) = &shown.sweepstake.sealed else {
            return grid::inset(ui, |ui| {
                let note = Note::info("The list is not locked yet").words("Lock it first, and publish the lock code.");
                note.action(CommandButton::plain("Go to the lock")).show(ui).action.then_some(DrawEvent::ToLock)
            });
        };
        grid::cards(ui, "sweepstake draw", |ui| match shown.sweepstake.stage() {
            Stage::Locked => self.open(ui, cx, shown, sealed),
            Stage::Void => {
                Note::info("This lock was closed without a draw").words("Its number stays used up.").show(ui);
                None
            }
            _ => {
                drawn(ui, shown, sealed);
                None
            }
        })
    }

    fn open(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, sealed: &SealedDraw) -> Option<DrawEvent> {
        let sweepstake = shown.sweepstake;
        self.typed.resize(sweepstake.sources.len(), String::new());
        self.rounds.resize_with(sweepstake.sources.len(), RoundBox::default);
        self.take_dropped(ui, cx, sweepstake);
        let fields = sweepstake.sources.iter().zip(&mut self.typed).zip(&mut self.rounds);
        let values: Vec<Result<String, Option<Failure>>> = fields
            .map(|((source, typed), round)| match source {
                LuckSource::Drand { .. } => round.look(cx, source, typed),
                _ if typed.trim().is_empty() => Err(None),
                _ => read_back(source, typed).map_err(Some),
            })
            .collect();
        self.tell_the_wall(cx, shown, &values);
        let missing = values.iter().filter(|value| value.is_err()).count() as u64;
        let mut columns = grid::Columns::new(ui, 0.595);
        self.values(columns.left(), cx, shown, &values);
        self.act(columns.right(), cx, shown, sealed, missing);
        what_it_does(columns.right(), shown, sealed);
        columns.end(ui);
        self.close_dialog(ui, cx, shown, sealed)
    }

    /// The wall shows what is typed and read back here, whenever that changes.
    fn tell_the_wall(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>, values: &[Result<String, Option<Failure>>]) {
        let sources = shown.sweepstake.sources.iter();
        let live = sources.zip(&self.typed).zip(values).map(|((source, typed), value)| match (source, value) {
            (LuckSource::Drand { .. }, Ok(_)) => presenting::live_beacon(typed, Some(Ok(()))),
            (LuckSource::Drand { .. }, Err(Some(failure))) => {
                presenting::live_beacon(typed, Some(Err(failure.why.clone())))
            }
            (LuckSource::Drand { .. }, Err(None)) => presenting::live_beacon(typed, None),
            _ => presenting::live(source, typed),
        });
        let live: Vec<Live> = live.collect();
        if live != self.told {
            self.told.clone_from(&live);
            cx.act(Action::Typed(shown.id, live));
        }
    }

    /// Files that were dropped: each goes to the first beacon that still waits, whose check says whether it is the right one.
    fn take_dropped(&mut self, ui: &Ui, cx: &Cx<'_>, sweepstake: &Sweepstake) {
        let dropped: Vec<PathBuf> =
            ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        for path in dropped.into_iter().filter(|path| !is_campaign(path)) {
            let waits = |(source, round): (&LuckSource, &RoundBox)| {
                matches!(source, LuckSource::Drand { .. }) && !round.is_filled()
            };
            let first = sweepstake.sources.iter().zip(&self.rounds).position(waits);
            if let Some(round) = first.and_then(|first| self.rounds.get_mut(first)) {
                round.take_file(cx, path);
            }
        }
    }

    fn values(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, values: &[Result<String, Option<Failure>>]) {
        Card::new().title("What fell").aside("in the announced order").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            for (index, (source, value)) in shown.sweepstake.sources.iter().zip(values).enumerate() {
                divider(ui);
                if let LuckSource::Drand { .. } = source {
                    self.rounds[index].show(ui, cx, source, &mut self.typed[index], value);
                    continue;
                }
                let hint = match source {
                    LuckSource::Numbers { .. } => "Numbers with spaces between them",
                    _ => "As it was said",
                };
                let wrong = value.as_ref().err().and_then(Option::as_ref).map(|failure| failure.why.clone());
                Field::new(source.label()).aside(outlook::describe(source)).wrong(wrong.as_deref()).show(ui, |ui| {
                    TextField::new(&mut self.typed[index], source.label())
                        .hint(hint)
                        .icon(icon_of(source))
                        .wrong(wrong.is_some())
                        .show(ui)
                });
                match value {
                    Ok(words) => {
                        Text::caption("Read it back aloud:").show(ui);
                        Text::new(words.as_str(), Type::Number).show(ui);
                    }
                    Err(_) => {
                        Text::caption("It is read back here in large type.").show(ui);
                    }
                }
            }
        });
    }

    fn act(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, sealed: &SealedDraw, missing: u64) {
        let now = cx.ws.world().now();
        let zone = cx.ws.world().time_zone();
        let mut pressed = false;
        Card::strong().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            Text::section(format!("Draw {}", sealed.number)).show(ui);
            if drawing::early_warning(shown.sweepstake, now).is_some() {
                let at = shown.sweepstake.announced_at.map(|at| when::long(at, &zone)).unwrap_or_default();
                Note::warning("It is earlier than announced")
                    .words(format!("The luck was announced for {at}. Draw only with values that fell then."))
                    .show(ui);
            }
            Text::label("Once. There is no second try, only a new draw that shows this one as its predecessor.")
                .muted()
                .show(ui);
            if self.running.is_some() {
                Note::info("The draw is being made").show(ui);
                return;
            }
            let reason = (missing > 0)
                .then(|| format!("{} missing or not right yet.", outlook::counted(missing, "value is", "values are")));
            let button = CommandButton::primary("Draw").icon(Icon::Dice).large().disabled_if(reason.as_deref());
            pressed = button.show(ui).clicked();
            if let Some(reason) = &reason {
                Text::caption(reason.as_str()).show(ui);
            }
            divider(ui);
            let close = CommandButton::quiet("Close the lock without drawing").small();
            if close.show(ui).clicked() {
                self.closing = Some(Closing { typed: String::new(), reason: Reason::ALL.len() - 1 });
            }
        });
        if pressed && let Some(campaign) = cx.ws.snapshot() {
            let typed = self.typed.clone();
            let id = shown.id;
            self.running =
                Some(cx.ws.jobs().start_change("Drawing", move |_| drawing::run(&campaign, id, &typed, now)));
        }
    }

    fn close_dialog(&mut self, ui: &Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, sealed: &SealedDraw) -> Option<DrawEvent> {
        let mut closing = self.closing.take()?;
        let reasons: Vec<&str> = Reason::ALL.iter().map(|reason| reason.title()).collect();
        let mut reason = closing.reason;
        let number = sealed.number;
        let button = CommandButton::danger(format!("Close draw {number}"));
        let answer = ConfirmTyped::new("close draw", format!("Close draw {number} without drawing?"), "CLOSE", &mut closing.typed, button)
            .words("Nobody wins. Your code is revealed, the number stays used up, and the record says that the lock was closed. It cannot be undone.")
            .show(ui.ctx(), |ui| {
                Field::new("Reason").help("Published as a code.").show(ui, |ui| {
                    let select = Select::new("Reason for closing", &reasons, Some(reason)).width(260.0);
                    if let Some(chosen) = select.show(ui).chosen {
                        reason = chosen;
                    }
                });
            });
        closing.reason = reason;
        match answer {
            Confirm::Waiting => {
                self.closing = Some(closing);
                None
            }
            Confirm::No => None,
            Confirm::Yes => {
                let now = cx.ws.world().now();
                let reason = Reason::ALL.get(reason).copied().unwrap_or(Reason::Other);
                let change = outlook::close_without_draw(shown.campaign, shown.id, reason, now);
                seal(cx, change).then_some(DrawEvent::Closed)
            }
        }
    }
}

fn what_it_does(ui: &mut Ui, shown: &Shown<'_>, sealed: &SealedDraw) {
    Card::new().title("What this does").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let words = "The order of all tickets follows from the lock code, your code and these values. Down the order the prizes \
                     are given. The record is signed and saved, then it is shown.";
        Text::label(words).show(ui);
        FactRow::new("Lock code", short_form(&sealed.lock_sha256)).strong().show(ui);
        let prizes = outlook::counted(shown.sweepstake.places(), "prize", "prizes");
        let alternates = outlook::counted(shown.sweepstake.alternates, "alternate", "alternates");
        FactRow::new("To give", format!("{prizes}, {alternates}")).strong().show(ui);
    });
}

/// The canonical form of what was typed for one source, for people.
fn read_back(source: &LuckSource, typed: &str) -> Result<String, Failure> {
    let values = drawing::read_values(std::slice::from_ref(source), &[typed.to_owned()])?;
    Ok(match values.into_iter().next() {
        Some(SourceValue::Numbers { mut numbers }) => {
            numbers.sort_unstable();
            numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ")
        }
        Some(SourceValue::Text { text }) => draw::canonical_text(&text).map_err(|problem| {
            Failure::new("The value was not read.", format!("{problem}."), "Type the words without the sign /.")
        })?,
        _ => String::new(),
    })
}

/// After the draw: what fell.
fn drawn(ui: &mut Ui, shown: &Shown<'_>, sealed: &SealedDraw) {
    let Some(record) = drawing::record_of(sealed) else {
        Note::danger("The record cannot be read").words("Open the version of the file before this one.").show(ui);
        return;
    };
    Card::new().title("What fell").chip(super::setup::sealed_chip()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        for (source, value) in shown.sweepstake.sources.iter().zip(&record.record.sources) {
            divider(ui);
            Text::label_strong(source.label()).show(ui);
            let words = match value {
                SourceValue::Numbers { numbers } => {
                    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ")
                }
                SourceValue::Text { text } => text.clone(),
                SourceValue::Drand { randomness, .. } => randomness.clone(),
            };
            Text::new(words, Type::Number).show(ui);
        }
    });
}
