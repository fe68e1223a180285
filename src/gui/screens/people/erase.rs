//! Erasing one person for good, and the report of what is kept about them. Both are worked out beside the window; the erasure is
//! read back and asks for the name before anything happens.

use crate::app::erasing::{self, Erasure};
use crate::app::{Task, access, exporting};
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::picker;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::confirm_typed::{Confirm, ConfirmTyped};
use crate::gui::widgets::inspector::FactRow;
use eframe::egui::Ui;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// An erasure that is worked out or waits for its word.
pub struct Erasing {
    person: PersonId,
    name: String,
    revision: u64,
    typed: String,
    working: Option<Task<Erasure>>,
    ready: Option<Box<Erasure>>,
}

impl Erasing {
    pub fn start(cx: &Cx<'_>, campaign: &Campaign, person: PersonId) -> Option<Self> {
        let snapshot = cx.ws.snapshot()?;
        let name = campaign.people().get(person)?.display_name().to_owned();
        let files: HashMap<String, Arc<Vec<u8>>> = campaign
            .sources()
            .iter()
            .filter_map(|(_, source)| Some((source.sha256.clone(), cx.ws.blob(&source.sha256)?)))
            .collect();
        let now = cx.ws.world().now();
        let working = cx.ws.jobs().start("Looking for everything about a person", move |_| {
            erasing::erasure(&snapshot, &|sha256| files.get(sha256).cloned(), person, now)
        });
        let revision = campaign.revision();
        Some(Self { person, name, revision, typed: String::new(), working: Some(working), ready: None })
    }

    /// Paints the question; true when it is answered.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> bool {
        if campaign.revision() != self.revision {
            // Something changed since: what was worked out may miss something.
            return true;
        }
        match self.working.as_ref().and_then(Task::poll) {
            Some(Ok(erasure)) => {
                self.working = None;
                self.ready = Some(Box::new(erasure));
            }
            Some(Err(failure)) => {
                cx.act(Action::Fail(failure));
                return true;
            }
            None => {}
        }
        let Some(erasure) = &self.ready else { return false };
        let question = ConfirmTyped::new(
            "erase a person",
            format!("Erase {}?", self.name),
            &self.name,
            &mut self.typed,
            CommandButton::danger("Erase the person").icon(Icon::Trash),
        )
        .words("Everything personal goes from the campaign, from its raw files and from the version before. This cannot be undone, and neither can what was done before it.");
        let answer = question.show(ui.ctx(), |ui| {
            FactRow::new(format!("The record of {} goes", self.person), "").mark(Icon::Trash, Tone::Danger).show(ui);
            for line in erasure.count.lines() {
                FactRow::new(line, "").mark(Icon::Trash, Tone::Neutral).show(ui);
            }
            FactRow::new("The ledger says that somebody was erased, and not who", "")
                .mark(Icon::Ledger, Tone::Neutral)
                .show(ui);
            if !erasure.mentions.is_empty() {
                let many = erasure.mentions.len();
                let ids: Vec<&str> = erasure.mentions.iter().take(12).map(String::as_str).collect();
                let more = if many > ids.len() { format!(" and {} more", many - ids.len()) } else { String::new() };
                Text::body(format!(
                    "Words of others name them; a mark takes the place of the name: {}{more}. Read these: the rest may still tell who is meant.",
                    ids.join(", ")
                ))
                .show(ui);
            }
            Text::label("Copies of the file made elsewhere, and printed or published matter, are yours to remove.")
                .muted()
                .show(ui);
        });
        match answer {
            Confirm::Waiting => false,
            Confirm::No => true,
            Confirm::Yes => {
                if let Some(erasure) = self.ready.take() {
                    cx.act(Action::Erase(erasure, "Erased a person".into()));
                }
                true
            }
        }
    }
}

/// Files being written beside the window, one after the other: reports, letters, lists.
#[derive(Default)]
pub struct Writing {
    task: Option<Task<Option<PathBuf>>>,
}

impl Writing {
    /// Asks where to, makes the bytes for that place and writes them. `make` sees the chosen path: its ending decides the form.
    pub fn start(
        &mut self,
        cx: &Cx<'_>,
        title: &str,
        ask: picker::Ask,
        make: impl FnOnce(&std::path::Path) -> Result<Vec<u8>, crate::app::Failure> + Send + 'static,
    ) {
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.task = Some(cx.ws.jobs().start(title, move |_| {
            let Some(path) = picker.save_file(&ask) else { return Ok(None) };
            let bytes = make(&path)?;
            exporting::write_file(world.as_ref(), &path, &bytes)?;
            Ok(Some(path))
        }));
    }

    pub fn take(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.task.as_ref().and_then(Task::poll) else { return };
        self.task = None;
        match result {
            Ok(Some(path)) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                cx.act(Action::Tell(format!("Wrote {name}")));
            }
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

/// Writes what is kept about a person, to hand over.
pub fn access_report(writing: &mut Writing, cx: &Cx<'_>, person: PersonId) {
    let Some(snapshot) = cx.ws.snapshot() else { return };
    let (zone, now) = (cx.ws.world().time_zone(), cx.ws.world().now());
    let ask = picker::Ask::new("Write what is kept about a person")
        .filter("PDF", &["pdf"])
        .filter("Text", &["txt"])
        .named(format!("access-report-{person}.pdf"));
    writing.start(cx, "Writing an access report", ask, move |path| {
        access::access_report(&snapshot, person, &zone, now)?.bytes_for(path)
    });
}
