//! The guided first day: the next steps of the template, ticked by what is in the campaign, and sample data to try them with.

use crate::app::templates::{self, FirstStep, SampleData};
use crate::app::{Command, Task};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::task_row::TaskRow;
use eframe::egui::Ui;
use std::sync::Arc;

/// Steps shown at once: what lies further ahead only worries.
const STEPS: usize = 3;

#[derive(Default)]
pub struct FirstDay {
    adding: Option<Task<SampleData>>,
    all: bool,
}

impl FirstDay {
    /// Shows what is left of the first day; nothing once it is over.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        self.take_in(cx);
        let steps = templates::first_day(campaign);
        let open: Vec<&FirstStep> = steps.iter().filter(|step| !step.is_done).collect();
        if open.is_empty() {
            return;
        }
        if templates::has_sample_data(campaign).is_ok() {
            self.offer(ui, cx, campaign);
        }
        let done = steps.len() - open.len();
        let mut card = Card::new().title("Your first day").aside(format!("{done} of {} done", steps.len())).rule();
        if open.len() > STEPS || done > 0 {
            card = card.action(CommandButton::quiet(if self.all { "Show the next steps" } else { "Show all steps" }));
        }
        let shown: Vec<&FirstStep> =
            if self.all { steps.iter().collect() } else { open.iter().take(STEPS).copied().collect() };
        let out = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for step in shown {
                row(ui, cx, step);
            }
        });
        if out.action {
            self.all = !self.all;
        }
    }

    fn offer(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        let busy = self.adding.is_some().then_some("It is being added.");
        let note = Note::info("Try it with sample data")
            .words("Invented people, lists and decisions, brought in as you would bring them. One undo takes all of it away.")
            .action(CommandButton::plain("Add sample data").icon(Icon::Sparkle).disabled_if(busy));
        if note.show(ui).action {
            let (there, world) = (Arc::clone(campaign), Arc::clone(cx.ws.world()));
            let work = move |progress: &crate::app::Progress| templates::sample_data(&there, world.as_ref(), progress);
            self.adding = Some(cx.ws.jobs().start_change("Adding sample data", work));
        }
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.adding.as_ref().and_then(Task::poll) else { return };
        self.adding = None;
        match result {
            Ok(SampleData { change, blobs }) => {
                for (sha256, bytes) in blobs {
                    cx.act(Action::KeepHashed(sha256, bytes));
                }
                cx.act(Action::CommitAndTell(change, "Added sample data".into()));
            }
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, step: &FirstStep) {
    let Some(section) = step.section else {
        // A page that this program does not have is named all the same.
        Text::label(step.title).muted().show(ui);
        return;
    };
    let icon = if step.is_done { Icon::Check } else { Icon::named(section.icon()).unwrap_or(Icon::Check) };
    let button = CommandButton::plain(format!("Open {}", section.title().to_lowercase()));
    let words = if step.is_done { "Done." } else { step.hint };
    if TaskRow::new(icon, step.title, words, button).show(ui) {
        cx.act(Action::Do(Command::GoTo(section)));
    }
}
