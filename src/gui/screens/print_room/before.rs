//! What to look at before printing, by person: what is held, and what is only noted.

use crate::app::printing::{Mend, PrintOptions, PrintReport, preflight};
use crate::app::{Task, Workspace};
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::art::Studio;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::heroes::desk::first_upper;
use crate::gui::text::Text;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::health_row::HealthRow;
use eframe::egui::{Align, Layout, Ui};
use std::sync::Arc;

/// Lines shown; a longer list is read on the proof sheet.
const MOST: usize = 120;

/// Findings about one person.
pub struct Line {
    pub person: PersonId,
    who: String,
    what: String,
    pub is_held: bool,
    mend: Mend,
}

/// The look at all cards of the run before it, kept until campaign or run change.
#[derive(Default)]
pub struct Before {
    done: Option<Key>,
    task: Option<(Key, Task<PrintReport>)>,
    pub lines: Vec<Line>,
    pub held: usize,
    notes: usize,
}

/// Revision and what is printed.
type Key = (u64, PrintOptions);

impl Before {
    pub fn run(&mut self, ws: &Workspace, studio: &Arc<Studio>, options: &PrintOptions) {
        if let Some((_, task)) = &self.task
            && let Some(result) = task.poll()
        {
            let key = self.task.take().map(|(key, _)| key);
            if let Ok(report) = result {
                self.take(report);
            }
            // A check that was cancelled is not begun again by itself.
            self.done = key;
        }
        let Some(campaign) = ws.campaign() else { return };
        let revision = campaign.revision();
        let is_now = |key: &Key| key.0 == revision && key.1 == *options;
        if self.done.as_ref().is_some_and(is_now) || self.task.as_ref().is_some_and(|(key, _)| is_now(key)) {
            return;
        }
        if options.only.is_empty() {
            *self = Self { done: Some((revision, options.clone())), ..Self::default() };
            return;
        }
        if let Some((_, task)) = self.task.take() {
            task.cancel();
        }
        let Some(snapshot) = ws.snapshot() else { return };
        let (studio, options) = (Arc::clone(studio), options.clone());
        let key = (revision, options.clone());
        let task = ws.jobs().start("Checking the run", move |progress| {
            super::pages::with_press(&studio, |press| preflight(&snapshot, &options, press, progress))
        });
        self.task = Some((key, task));
    }

    pub fn is_checking(&self) -> bool {
        self.task.is_some()
    }

    fn take(&mut self, report: PrintReport) {
        self.lines.clear();
        self.held = report.held.len();
        for held in report.held {
            let Some(person) = held.subject.person() else { continue };
            let what = first_upper(&held.reason);
            self.lines.push(Line { person, who: held.who.clone(), what, is_held: true, mend: held.mend });
        }
        for finding in report.findings {
            let Some(person) = finding.subject.person() else { continue };
            let what = first_upper(&finding.what);
            match self.lines.iter_mut().rev().find(|line| line.person == person) {
                Some(line) if !line.is_held => line.what = format!("{}. {what}", line.what),
                // Beside a card that is held nothing else matters yet.
                Some(_) => {}
                None => self.lines.push(Line { person, who: finding.who, what, is_held: false, mend: finding.mend }),
            }
        }
        self.notes = self.lines.len() - self.lines.iter().filter(|line| line.is_held).count();
    }

    pub fn reason(&self, person: PersonId) -> Option<&str> {
        self.lines.iter().find(|line| line.is_held && line.person == person).map(|line| line.what.as_str())
    }

    pub fn head(&self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            Text::section("Before you print").one_line().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let chip = if self.is_checking() {
                    Chip::neutral("Checking")
                } else if self.held > 0 {
                    Chip::danger(cards(self.held, "held"))
                } else if self.notes > 0 {
                    Chip::warning(if self.notes == 1 {
                        "1 to look at".to_owned()
                    } else {
                        format!("{} to look at", self.notes)
                    })
                } else {
                    Chip::success("All in order").icon(Icon::Check)
                };
                chip.show(ui);
            });
        });
    }

    pub fn body(&self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in self.lines.iter().take(MOST) {
            let (tone, icon) = if line.is_held { (Tone::Danger, Icon::Stop) } else { (Tone::Warning, Icon::Warn) };
            let button = CommandButton::quiet("Look").hint(format!("Open {}", line.who));
            let words = format!("{}.", line.what.trim_end_matches('.'));
            if HealthRow::new(tone, icon, line.who.as_str(), words).wrap().action(button).show(ui) {
                cx.act(Action::Show(target(campaign, line)));
            }
        }
        let more = self.lines.len().saturating_sub(MOST);
        if more > 0 {
            ui.add_space(8.0);
            Text::caption(format!("And {more} more. The proof sheet shows all of them.")).show(ui);
        }
        if self.lines.is_empty() && !self.is_checking() {
            Text::label("Every card fits, and everybody has agreed.").muted().show(ui);
        }
    }
}

/// Where a finding is put right.
fn target(campaign: &Campaign, line: &Line) -> Target {
    match (line.mend, campaign.hero_of(line.person)) {
        (Mend::Hero | Mend::Story | Mend::Monster, Some((hero, _))) => Target::Hero(hero),
        _ => Target::Person(line.person),
    }
}

/// "1 card held", "3 cards held".
pub fn cards(count: usize, what: &str) -> String {
    if count == 1 { format!("1 card {what}") } else { format!("{count} cards {what}") }
}
