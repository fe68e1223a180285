//! The round of a beacon in the draw step: pasted, dropped on the window or opened from a file, and checked before anything is
//! drawn from it. The check is a job; what it says is shown in plain words.

use crate::app::{Failure, Task, beacon, drawing, io_reason, when};
use crate::campaign::LuckSource;
use crate::draw::SourceValue;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::PathBuf;
use std::sync::Arc;

/// What a text was found to be.
type Finding = (String, Result<SourceValue, Failure>);

/// One beacon's box: what is being read or checked for it, and what was found.
#[derive(Default)]
pub struct RoundBox {
    opening: Option<Task<Option<String>>>,
    checking: Option<Task<Finding>>,
    found: Option<Finding>,
}

/// Reads the text of a file on a thread of its own.
fn read(cx: &Cx<'_>, path: impl FnOnce() -> Option<PathBuf> + Send + 'static) -> Task<Option<String>> {
    let world = Arc::clone(cx.ws.world());
    cx.ws.jobs().start("Reading a beacon's round", move |_| {
        let Some(path) = path() else { return Ok(None) };
        let bytes = world.read(&path).map_err(|error| {
            let why = format!("{}: {}", path.display(), io_reason(&error));
            Failure::new("The beacon's round was not read.", why, "Choose the file again.")
        })?;
        beacon::read(&bytes)?;
        Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
    })
}

impl RoundBox {
    /// A file was dropped on the window.
    pub fn take_file(&mut self, cx: &Cx<'_>, path: PathBuf) {
        self.opening = Some(read(cx, move || Some(path)));
    }

    /// True where another file would push aside what is here.
    pub fn is_filled(&self) -> bool {
        self.opening.is_some() || self.found.as_ref().is_some_and(|(_, found)| found.is_ok())
    }

    /// Carries on what runs beside the window; gives what stands in the box, read back: nothing while it is empty or still
    /// being checked.
    pub fn look(
        &mut self,
        cx: &mut Cx<'_>,
        source: &LuckSource,
        typed: &mut String,
    ) -> Result<String, Option<Failure>> {
        if let Some(result) = self.opening.as_ref().and_then(Task::poll) {
            self.opening = None;
            match result {
                Ok(Some(text)) => *typed = text,
                Ok(None) => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        if let Some(result) = self.checking.as_ref().and_then(Task::poll) {
            self.checking = None;
            self.found = result.ok();
        }
        if typed.trim().is_empty() {
            self.found = None;
            return Err(None);
        }
        match &self.found {
            Some((text, found)) if text == typed => match found {
                Ok(SourceValue::Drand { randomness, .. }) => Ok(randomness.clone()),
                Ok(_) => Err(None),
                Err(failure) => Err(Some(failure.clone())),
            },
            _ => {
                if self.checking.is_none() {
                    let (source, text) = (source.clone(), typed.clone());
                    self.checking = Some(cx.ws.jobs().start("Checking the beacon's round", move |_| {
                        let found = drawing::read_value(&source, &text);
                        Ok((text, found))
                    }));
                }
                Err(None)
            }
        }
    }

    /// The box with the way to the round and what was found.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        source: &LuckSource,
        typed: &mut String,
        value: &Result<String, Option<Failure>>,
    ) {
        let LuckSource::Drand { label, chain, round } = source else { return };
        let Some(chain) = crate::draw::chain(chain) else {
            Note::danger("This beacon chain is not known here")
                .words("Draw with the program that made the lock.")
                .show(ui);
            return;
        };
        let zone = cx.ws.world().time_zone();
        let at = beacon::round_time(chain, *round).map(|at| when::long(at, &zone)).unwrap_or_default();
        let aside = format!("round {round} of {}, {at}", chain.name);
        let wrong = value.as_ref().err().is_some_and(Option::is_some);
        Field::new(label.as_str()).aside(aside).show(ui, |ui| {
            TextField::new(typed, label.as_str())
                .hint("{\"round\": …, \"randomness\": …, \"signature\": …}")
                .rows(4)
                .mono()
                .wrong(wrong)
                .show(ui)
        });
        match value {
            Ok(randomness) => {
                Note::good(format!("Round {round} is genuine"))
                    .words(format!(
                        "The beacon {} signed it, and nothing of it was altered. It was checked on this laptop, without a \
                         network. Read it back aloud by its first and last digits: {} … {}.",
                        chain.name,
                        randomness.get(..4).unwrap_or_default(),
                        randomness.get(60..).unwrap_or_default(),
                    ))
                    .show(ui);
            }
            Err(Some(failure)) => {
                // Where to find the right one stands below.
                let words = if failure.what_to_do.contains("https://") {
                    failure.why.clone()
                } else {
                    format!("{} {}", failure.why, failure.what_to_do)
                };
                Note::danger("This is not taken, and the draw waits").words(words).show(ui);
            }
            Err(None) if self.checking.is_some() || self.opening.is_some() => {
                Text::caption("Its signature is being checked.").show(ui);
            }
            Err(None) => {
                Text::caption(
                    "After that moment somebody opens this address on any connected device. Paste its text here, drop the \
                     saved file on this window, or open it.",
                )
                .show(ui);
            }
        }
        let address = beacon::address(chain, *round);
        Text::caption(address.as_str()).muted().show(ui);
        ui.horizontal_wrapped(|ui| {
            if CommandButton::plain("Copy the address").icon(Icon::Copy).small().show(ui).clicked() {
                ui.ctx().copy_text(address);
                cx.act(Action::Tell("Copied the address of the round".into()));
            }
            let open = CommandButton::plain("Open the round's file").icon(Icon::Folder).small();
            if open.show(ui).clicked() && self.opening.is_none() {
                let picker = Arc::clone(cx.picker);
                let ask = Ask::new("The beacon's round")
                    .filter("A round as JSON", &["json", "txt"])
                    .folder(cx.ws.world().documents_folder());
                self.opening = Some(read(cx, move || picker.open_file(&ask)));
            }
        });
    }
}
