//! The self-test on the record's page: the draw's own files are tampered with in memory, in a job, and what came of it is shown
//! file by file. What is changed and what must catch it is `app::checking`'s.

use super::Shown;
use crate::app::checking::{self, SelfTest};
use crate::app::{Failure, Task};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableRows, TableState};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use eframe::egui::{Align, Layout, Ui, vec2};
use std::borrow::Cow;

#[derive(Default)]
pub struct RecordSelfTest {
    running: Option<Task<SelfTest>>,
    /// By the hash of the lock it is of.
    result: Option<(String, Result<SelfTest, Failure>)>,
    table: TableState,
}

impl RecordSelfTest {
    /// The card with its button, its progress and its result.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let hash = shown.sweepstake.sealed.as_ref().map(|sealed| sealed.lock_sha256.clone()).unwrap_or_default();
        if let Some(result) = self.running.as_ref().and_then(Task::poll) {
            self.running = None;
            if !result.as_ref().is_err_and(Failure::is_cancelled) {
                self.result = Some((hash.clone(), result));
            }
        }
        let result = self.result.as_ref().filter(|(of, _)| *of == hash).map(|(_, result)| result.clone());
        let mut start = false;
        Card::new().show(ui, |ui| {
            ui.horizontal(|ui| {
                Text::section("Self-test").one_line().show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| match &result {
                    Some(Ok(tested)) if tested.ok => {
                        Chip::success(format!("{} caught", grouped(tested.caught as u64))).show(ui);
                    }
                    Some(Ok(tested)) => {
                        let missed = grouped((tested.changes - tested.caught) as u64);
                        Chip::danger(format!("{missed} NOT CAUGHT")).icon(Icon::Stop).show(ui);
                    }
                    _ => {}
                });
            });
            Text::caption(
                "Tampers with every field and line of these files in memory, also with the hashes made again, and shows that each \
                 change is caught. Nothing is written.",
            )
            .show(ui);
            ui.add_space(6.0);
            match (&self.running, &result) {
                (Some(task), _) => {
                    let (done, all) = (task.progress().done(), task.progress().total());
                    let words = if all == 0 {
                        "Preparing the changes".into()
                    } else {
                        format!("{} of {} changes tried", grouped(done), grouped(all))
                    };
                    Text::label(words).muted().show(ui);
                    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
                }
                (None, result) => {
                    let title = if result.is_some() { "Test again" } else { "Test by tampering" };
                    start = CommandButton::plain(title).small().show(ui).clicked();
                }
            }
            match &result {
                Some(Ok(tested)) => self.table(ui, tested),
                Some(Err(failure)) => {
                    Note::danger(failure.what.as_str())
                        .words(format!("{} {}", failure.why, failure.what_to_do))
                        .show(ui);
                }
                None => {}
            }
        });
        if start {
            self.start(cx, shown);
        }
    }

    fn start(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let id = shown.id;
        self.result = None;
        self.running = Some(
            cx.ws
                .jobs()
                .start("Self-test of the draw", move |progress| checking::self_test_of_draw(&campaign, id, progress)),
        );
    }

    fn table(&mut self, ui: &mut Ui, tested: &SelfTest) {
        ui.add_space(8.0);
        let columns: Vec<Column> = vec![
            Column::new("File", 136.0).unsorted(),
            Column::new("Changes", 74.0).right().unsorted(),
            Column::new("Caught", 70.0).right().unsorted(),
            Column::new("Mostly by", 104.0).grow().unsorted(),
        ];
        let rows = Rows(tested);
        let tokens = crate::gui::theme::tokens();
        let height = tested.files.len().max(1) as f32 * tokens.size.row_compact + tokens.size.table_header;
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            DataTable::new("Result of the self-test", &columns).compact().show(ui, &mut self.table, &rows)
        });
        ui.add_space(4.0);
        if !tested.sample.is_empty() {
            Text::caption(format!("A sample of this large draw: {}.", tested.sample)).show(ui);
        }
        for missed in tested.missed.iter().take(8) {
            Text::label(format!("Not caught by {}: {}, {}", missed.step, missed.file, missed.place)).danger().show(ui);
        }
        for limit in &tested.limits {
            Text::caption(format!("Beyond any test of files: {limit}")).muted().show(ui);
        }
    }
}

struct Rows<'a>(&'a SelfTest);

impl TableRows for Rows<'_> {
    fn len(&self) -> u64 {
        self.0.files.len() as u64
    }

    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(file) = self.0.files.get(row as usize) else { return Cow::Borrowed("") };
        match column {
            0 => Cow::Borrowed(file.name),
            1 => grouped(file.changes as u64).into(),
            2 => grouped(file.caught as u64).into(),
            _ => {
                let most = file.caught_by.iter().max_by_key(|(_, count)| **count);
                most.map_or(Cow::Borrowed("nothing"), |(step, _)| Cow::Borrowed(step.as_str()))
            }
        }
    }
}
