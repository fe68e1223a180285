//! The rehearsal: the draw played through with values that count for nothing, under a yellow band. It never becomes the draw;
//! only the last one is kept.

use super::record::Walk;
use super::{Shown, icon_of};
use crate::app::presenting::Of;
use crate::app::{Failure, Task, drawing, exporting, outlook, when};
use crate::campaign::{Rehearsal, SweepstakeId};
use crate::draw::{Report, SignedRecord, SourceValue, Verdict, WalkStep};
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::tokens;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, TableState};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::rehearsal_band::rehearsal_band;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Align, Layout, Ui, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was read of the last rehearsal.
struct Read {
    /// Hash of its lock: another rehearsal has another.
    lock_sha256: String,
    record: Option<SignedRecord>,
}

#[derive(Default)]
pub struct RehearsalView {
    /// Shown in place of the steps.
    pub open: bool,
    typed: Vec<String>,
    names: bool,
    running: Option<Task<drawing::Rehearsed>>,
    read: Option<Read>,
    checking: Option<Task<Report>>,
    report: Option<Result<Report, Failure>>,
    table: TableState,
    writing: Option<Task<Option<PathBuf>>>,
}

impl RehearsalView {
    /// Names are hidden again whenever the page is left.
    pub fn leave(&mut self) {
        self.names = false;
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_in(cx);
        let last = drawing::rehearsal(shown.campaign, shown.id).cloned();
        self.read_last(cx, shown.id, last.as_deref());
        grid::inset(ui, |ui| {
            if rehearsal_band(ui, "Nothing here counts, and nothing of it becomes the draw.") {
                self.open = false;
            }
        });
        ui.add_space(16.0);
        grid::cards(ui, "sweepstake rehearsal", |ui| {
            let mut columns = grid::Columns::new(ui, 0.595);
            if let Some(rehearsal) = &last {
                self.result(columns.left(), cx, shown, rehearsal);
            }
            self.values(columns.left(), cx, shown);
            let right = columns.right();
            what_it_is(right, shown);
            if let Some(rehearsal) = &last {
                self.last_one(right, cx, shown, rehearsal);
            }
            columns.end(ui);
        });
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(rehearsed) = cx.taken(&mut self.running) {
            cx.act(Action::CommitAndTell(rehearsed.change, "Rehearsed the draw".into()));
        }
        if let Some(result) = self.checking.as_ref().and_then(Task::poll) {
            self.checking = None;
            self.report = Some(result);
        }
        if let Some(folder) = cx.taken(&mut self.writing).flatten() {
            cx.act(Action::Tell(format!("Wrote the rehearsal to {}", folder.display())));
        }
    }

    /// Reads and checks a rehearsal once.
    fn read_last(&mut self, cx: &Cx<'_>, id: SweepstakeId, last: Option<&Rehearsal>) {
        let Some(last) = last else {
            self.read = None;
            self.report = None;
            return;
        };
        if self.read.as_ref().is_some_and(|read| read.lock_sha256 == last.files.lock_sha256) {
            return;
        }
        let record = drawing::record_of(&last.files);
        self.read = Some(Read { lock_sha256: last.files.lock_sha256.clone(), record });
        self.report = None;
        let Some(campaign) = cx.ws.snapshot() else { return };
        let work = move |_: &_| drawing::verify_rehearsal(&campaign, id);
        self.checking = Some(cx.ws.jobs().start("Verifying the rehearsal", work));
    }

    fn values(&mut self, ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
        let sources = drawing::rehearsal_sources(shown.sweepstake);
        self.typed.resize(sources.len(), String::new());
        let mut pressed = false;
        Card::new().title("Values to rehearse with").aside("in the announced order").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            if sources.is_empty() {
                Text::label("No source of luck is chosen yet. Choose one in the set-up first.").muted().show(ui);
            }
            for (index, source) in sources.iter().enumerate() {
                let typed = &mut self.typed[index];
                let wrong = (!typed.trim().is_empty())
                    .then(|| drawing::read_values(std::slice::from_ref(source), std::slice::from_ref(typed)).err())
                    .flatten()
                    .map(|failure| failure.why);
                Field::new(source.label()).aside(outlook::describe(source)).wrong(wrong.as_deref()).show(ui, |ui| {
                    TextField::new(typed, format!("{}, to rehearse", source.label()))
                        .hint("Empty: this laptop makes one up")
                        .icon(icon_of(source))
                        .wrong(wrong.is_some())
                        .show(ui)
                });
            }
            let reason = if self.running.is_some() {
                Some("It is being rehearsed.")
            } else if sources.is_empty() {
                Some("Choose a source of luck first.")
            } else {
                None
            };
            let again = drawing::rehearsal(shown.campaign, shown.id).is_some();
            let title = if again { "Rehearse the draw again" } else { "Rehearse the draw" };
            pressed = CommandButton::primary(title).icon(Icon::Dice).disabled_if(reason).show(ui).clicked();
            Text::caption("What this laptop makes up comes from its system's randomness. Nobody else could check that, which is why it never counts.")
                .show(ui);
        });
        if pressed && let Some(campaign) = cx.ws.snapshot() {
            let (id, typed, now) = (shown.id, self.typed.clone(), cx.ws.world().now());
            let world = Arc::clone(cx.ws.world());
            let work = move |_: &_| drawing::rehearse(&campaign, id, &typed, now, world.as_ref());
            self.running = Some(cx.ws.jobs().start_change("Rehearsing", work));
        }
    }

    fn result(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, rehearsal: &Rehearsal) {
        let Some(record) = self.read.as_ref().and_then(|read| read.record.clone()) else {
            Note::danger("The rehearsal cannot be read").words("Rehearse again.").show(ui);
            return;
        };
        let zone = cx.ws.world().time_zone();
        Card::new().margin(0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                Text::section("Who would have won").one_line().show(ui);
                Chip::sun("REHEARSAL").show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(16.0);
                    let title = if self.names { "Hide names" } else { "Show names" };
                    if CommandButton::plain(title).icon(Icon::Eye).pressed(self.names).show(ui).clicked() {
                        self.names = !self.names;
                    }
                });
            });
            ui.add_space(8.0);
            let steps: Vec<&WalkStep> = record.record.walk.iter().collect();
            let rows = Walk::new(shown.campaign, &record, steps, self.names, None);
            let columns = rows.columns();
            let height = (record.record.walk.len().clamp(3, 9) as f32) * tokens().size.row + tokens().size.table_header;
            ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                DataTable::new("Walk of the rehearsal", &columns).empty("Nobody would have won.").show(
                    ui,
                    &mut self.table,
                    &rows,
                );
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                Text::caption(format!("Rehearsed on {}. Nobody has won anything.", when::long(rehearsal.at(), &zone)))
                    .show(ui);
            });
            ui.add_space(10.0);
        });
    }

    fn last_one(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, rehearsal: &Rehearsal) {
        let mut forget = false;
        let mut write = false;
        Card::new().title("The last rehearsal").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if let Some(record) = self.read.as_ref().and_then(|read| read.record.as_ref()) {
                for (source, value) in record.record.lock.entropy.iter().zip(&record.record.sources) {
                    let made_up = rehearsal.made_up.iter().any(|label| label == source.label());
                    let by = if made_up { "made up by this laptop" } else { "typed" };
                    Text::label_strong(source.label()).show(ui);
                    Text::label(format!("{}, {by}", value_words(value))).muted().show(ui);
                }
                divider(ui);
            }
            match &self.report {
                Some(Ok(report)) => {
                    let count = |verdict| report.steps.iter().filter(|step| step.result == verdict).count() as u64;
                    ui.horizontal_wrapped(|ui| {
                        Chip::success(format!("{} pass", count(Verdict::Pass))).show(ui);
                        Chip::neutral(format!("{} not checked", count(Verdict::NotChecked))).show(ui);
                        if count(Verdict::Fail) > 0 {
                            Chip::danger(format!("{} FAIL", count(Verdict::Fail))).icon(Icon::Stop).show(ui);
                        }
                    });
                    for step in report.steps.iter().filter(|step| step.result == Verdict::Fail) {
                        Text::label(format!("{}: {}", step.name, step.reason)).danger().show(ui);
                    }
                    Text::caption("It verifies like a draw, and every verifier says that it is a rehearsal.").show(ui);
                }
                Some(Err(failure)) => {
                    Note::danger(failure.what.as_str()).words(failure.why.as_str()).show(ui);
                }
                None => {
                    Text::label("Checking every step").muted().show(ui);
                }
            }
            ui.horizontal_wrapped(|ui| {
                let busy = self.writing.is_some().then_some("It is being written.");
                let button = CommandButton::plain("Write the rehearsal's bundle").icon(Icon::Folder).disabled_if(busy);
                let wall = CommandButton::plain("Present the rehearsal").icon(Icon::Screen);
                if wall.show(ui).clicked() {
                    cx.act(Action::Present(Of::Rehearsal(shown.id)));
                }
                write = button.show(ui).clicked();
                forget = CommandButton::quiet("Forget it").icon(Icon::Trash).show(ui).clicked();
            });
        });
        if forget && let Some(change) = drawing::forget_rehearsal(shown.campaign, shown.id) {
            cx.act(Action::CommitAndTell(change, "Forgot the rehearsal".into()));
        }
        if write {
            self.choose_folder(cx, shown.id);
        }
    }

    fn choose_folder(&mut self, cx: &Cx<'_>, id: SweepstakeId) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let start = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| world.documents_folder());
        let ask = Ask::new("Folder for the rehearsal's bundle").folder(start);
        let task = cx.ws.jobs().start("Writing the rehearsal", move |_| match picker.folder(&ask) {
            Some(folder) => write_bundle(&campaign, id, world.as_ref(), &folder).map(Some),
            None => Ok(None),
        });
        self.writing = Some(task);
    }
}

/// Writes the bundle into a folder `rehearsal` and gives it.
fn write_bundle(
    campaign: &crate::campaign::Campaign,
    id: SweepstakeId,
    world: &dyn crate::app::World,
    folder: &Path,
) -> Result<PathBuf, Failure> {
    let folder = folder.join("rehearsal");
    exporting::write_files(world, &folder, &drawing::rehearsal_bundle(campaign, id)?)?;
    Ok(folder)
}

fn value_words(value: &SourceValue) -> String {
    match value {
        SourceValue::Numbers { numbers } => {
            let mut numbers = numbers.clone();
            numbers.sort_unstable();
            numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        SourceValue::Text { text } => format!("“{text}”"),
        SourceValue::Drand { randomness, .. } => randomness.clone(),
    }
}

fn what_it_is(ui: &mut Ui, shown: &Shown<'_>) {
    Card::new().title("What a rehearsal is").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let list = match &shown.sweepstake.sealed {
            Some(sealed) => format!("The list that was locked for draw {}, which stays untouched.", sealed.number),
            None => "The list as it would be locked now.".to_owned(),
        };
        for words in [
            list.as_str(),
            "A protocol and a secret code of its own, and no draw number: it cannot be taken for the draw.",
            "Everything made from it says REHEARSAL: the wall, the papers, the bundle.",
            "Only the last one is kept in the campaign, and it can be undone.",
        ] {
            Text::label(words).show(ui);
        }
    });
}
