//! Erasing one person for good, and the report of what is kept about them. Both are worked out beside the window; the erasure is
//! read back and asks for the name before anything happens.

use crate::app::erasing::{self, Erasure, Fate, Told};
use crate::app::{Task, access, exporting};
use crate::campaign::{Campaign, PersonId, SheetId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::picker;
use crate::gui::text::Text;
use crate::gui::widgets::chip::unseen_chip;
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
        let files = raw_files(cx, campaign);
        let now = cx.ws.world().now();
        let working = cx.ws.jobs().start("Looking for everything about a person", move |progress| {
            erasing::erasure_watched(&snapshot, &|sha256| files.get(sha256).cloned(), person, now, progress)
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
        let mut opened = None;
        let answer = question.show(ui.ctx(), |ui| {
            unseen_chip(ui, &self.name);
            FactRow::new(format!("The record of {} goes", self.person), "").mark(Icon::Trash, Tone::Danger).show(ui);
            for (fate, line) in erasure.count.lines() {
                let icon = match fate {
                    Fate::Goes => Icon::Trash,
                    Fate::Changes => Icon::Pen,
                    Fate::Stays => Icon::Eye,
                };
                FactRow::new(line, "").mark(icon, Tone::Neutral).show(ui);
            }
            FactRow::new("The ledger says that somebody was erased, and not who", "")
                .mark(Icon::Ledger, Tone::Neutral)
                .show(ui);
            opened = named(ui, campaign, erasure);
            Text::label("Copies of the file made elsewhere, and printed or published matter, are yours to remove.")
                .muted()
                .show(ui);
        });
        if let Some(target) = opened {
            // Nothing is erased yet: what is read first may be changed first.
            cx.act(Action::Show(target));
            return true;
        }
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

/// So many records are listed of each kind; who has more of them reads them with the command line.
const MOST_LISTED: usize = 200;

/// Words of others that name the person: those that change, those that stay, and those who have the name as well. The record
/// that was asked for.
fn named(ui: &mut Ui, campaign: &Campaign, erasure: &Erasure) -> Option<Target> {
    let told = |ui: &mut Ui, id: &str, words: &str, all: &[Told]| -> Option<Target> {
        let row = |it: &Told| (it.to_string(), target(campaign, it), it.words.clone());
        list(ui, id, words, all, row)
    };
    let words = "A mark takes the place of the name in these. Read them: the rest may still tell who is meant.";
    let opened = told(ui, "masked", words, &erasure.masked);
    let words = "These answers go with their author. Read them, and write down first what is about somebody else.";
    let opened = opened.or(told(ui, "emptied", words, &erasure.emptied));
    let words = "These are emptied although they may be another's. Read them, and write down what is.";
    let opened = opened.or(told(ui, "doubtful", words, &erasure.doubtful));
    let words = "These have the same name or address. Who is the same person is merged first, then erased.";
    let namesake = |id: &PersonId| {
        let name = campaign.people().get(*id).map_or("", |person| person.display_name());
        (id.to_string(), Some(Target::Person(*id)), name.to_owned())
    };
    let opened = opened.or(list(ui, "namesakes", words, &erasure.namesakes, namesake));
    let words = "These may be about them or somebody else, and stay as they are. Read them and decide.";
    opened.or(told(ui, "left", words, &erasure.left))
}

/// Records below a sentence, each with a button that opens it and the words around the name. Of many only those that are shown
/// are put into words.
fn list<T>(
    ui: &mut Ui,
    id: &str,
    words: &str,
    all: &[T],
    row: impl Fn(&T) -> (String, Option<Target>, String),
) -> Option<Target> {
    if all.is_empty() {
        return None;
    }
    Text::body(words).show(ui);
    let mut opened = None;
    ui.push_id(id, |ui| {
        for (id, target, words) in all.iter().take(MOST_LISTED).map(row) {
            ui.horizontal(|ui| {
                let none = target.is_none().then_some("It has no page of its own.");
                if CommandButton::quiet(id.as_str()).small().disabled_if(none).show(ui).clicked() {
                    opened = target;
                }
                Text::label(words.as_str()).elide().show(ui);
            });
        }
        if all.len() > MOST_LISTED {
            let more = all.len() - MOST_LISTED;
            Text::label(format!("and {more} more; the command line lists all: unsung people erase")).muted().show(ui);
        }
    });
    opened
}

/// The page of a record.
fn target(campaign: &Campaign, told: &Told) -> Option<Target> {
    let id = told.id.as_str();
    let sheet = |id: SheetId| campaign.sheets().get(id).map(|sheet| Target::Judging(sheet.award));
    match told.what {
        "nomination" => id.parse().ok().map(Target::Nomination),
        "hero" => id.parse().ok().map(Target::Hero),
        "thanks" => id.parse().ok().map(Target::Thanks),
        "mishap" => id.parse().ok().map(Target::Mishap),
        "story" => id.parse().ok().map(Target::Story),
        "member" => id.parse().ok().map(Target::Member),
        "award" => id.parse().ok().map(Target::Award),
        "parcel" => id.parse().ok().map(Target::Parcel),
        "person" => id.parse().ok().map(Target::Person),
        "entry" => id.parse().ok().map(Target::Entry),
        "judging" => id.parse().ok().map(Target::Judging),
        "sheet" => id.parse().ok().and_then(sheet),
        _ => None,
    }
}

/// Files being written beside the window, one after the other: reports, letters, lists.
#[derive(Default)]
pub struct Writing {
    task: Option<Task<Written>>,
}

/// What became of a file.
enum Written {
    At(PathBuf),
    /// Nobody chose where to.
    Nowhere,
    /// There was nothing to write, and why.
    Nothing(&'static str),
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
        self.start_found(cx, title, || Ok(()), move |()| ask, move |(), path| make(path));
    }

    /// The same for what has to be found first: `find` gives what is written, or says why there is nothing.
    pub fn start_found<T: 'static>(
        &mut self,
        cx: &Cx<'_>,
        title: &str,
        find: impl FnOnce() -> Result<T, &'static str> + Send + 'static,
        ask: impl FnOnce(&T) -> picker::Ask + Send + 'static,
        make: impl FnOnce(T, &std::path::Path) -> Result<Vec<u8>, crate::app::Failure> + Send + 'static,
    ) {
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.task = Some(cx.ws.jobs().start(title, move |_| {
            let found = match find() {
                Ok(found) => found,
                Err(nothing) => return Ok(Written::Nothing(nothing)),
            };
            let Some(path) = picker.save_file(&ask(&found)) else { return Ok(Written::Nowhere) };
            let bytes = make(found, &path)?;
            exporting::write_file(world.as_ref(), &path, &bytes)?;
            Ok(Written::At(path))
        }));
    }

    pub fn take(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.task.as_ref().and_then(Task::poll) else { return };
        self.task = None;
        match result {
            Ok(Written::At(path)) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                cx.act(Action::Tell(format!("Wrote {name}")));
            }
            Ok(Written::Nowhere) => {}
            Ok(Written::Nothing(why)) => cx.act(Action::Tell(why.into())),
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

/// The raw files of the campaign's lists, for work beside the window.
fn raw_files(cx: &Cx<'_>, campaign: &Campaign) -> HashMap<String, Arc<Vec<u8>>> {
    let sources = campaign.sources().iter();
    sources.filter_map(|(_, source)| Some((source.sha256.clone(), cx.ws.blob(&source.sha256)?))).collect()
}

/// Writes what is kept about a person, to hand over.
pub fn access_report(writing: &mut Writing, cx: &Cx<'_>, person: PersonId) {
    let Some(snapshot) = cx.ws.snapshot() else { return };
    let (zone, now) = (cx.ws.world().time_zone(), cx.ws.world().now());
    let files = raw_files(cx, &snapshot);
    let ask = picker::Ask::new("Write what is kept about a person")
        .filter("PDF", &["pdf"])
        .filter("Text", &["txt"])
        .named(format!("access-report-{person}.pdf"));
    writing.start(cx, "Writing an access report", ask, move |path| {
        let file = |sha256: &str| files.get(sha256).cloned();
        access::access_report(&snapshot, &file, person, &zone, now)?.bytes_for(path)
    });
}
