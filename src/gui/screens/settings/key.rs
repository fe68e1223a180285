//! The card of the campaign's key: its fingerprint, and the way out and in under a passphrase. Both are jobs, since a
//! passphrase is made slow to guess; the passphrase is forgotten with its dialog.

use super::Campaign;
use crate::app::drawing::key_fingerprint;
use crate::app::keys::{self, Imported};
use crate::app::passphrase::{CHARACTERS_MIN, Passphrase, Work};
use crate::app::{Failure, Task, io_reason};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::hash_groups::HashGroups;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Default)]
pub struct KeyCard {
    asking: Option<Asking>,
    exporting: Option<Task<PathBuf>>,
    importing: Option<Task<Imported>>,
}

/// One of the two dialogs while it is open.
struct Asking {
    /// Out of the campaign, else in.
    out: bool,
    path: String,
    passphrase: String,
    again: String,
    choosing: Option<Task<Option<PathBuf>>>,
}

impl KeyCard {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        self.finish(cx);
        Card::new().title("Key of the campaign").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            Text::label("Locks and records of draws are signed with it. Publish its fingerprint once, before the first draw, so that everybody can tell your signature from another.")
                .muted()
                .show(ui);
            match key_fingerprint(campaign) {
                Some(fingerprint) => {
                    let hex: String = fingerprint.split_whitespace().collect();
                    if HashGroups::new("Fingerprint of the key", hex).show(ui) {
                        cx.act(Action::Tell("The fingerprint is copied".into()));
                    }
                }
                None => {
                    Text::label("The key cannot be read. Open the version of the file before this one.").danger().show(ui);
                }
            }
            let signed = keys::draws_signed(campaign);
            let draws = match signed {
                0 => "No draw is signed with it yet.".to_owned(),
                1 => "1 draw is signed with it, which no other key can follow.".to_owned(),
                _ => format!("{signed} draws are signed with it, which no other key can follow."),
            };
            Text::caption(format!(
                "{draws} The key itself stays in the file: whoever has the file can sign as the organiser. An exported key is \
                 as strong as its passphrase."
            ))
            .muted()
            .show(ui);
            let busy = (self.exporting.is_some() || self.importing.is_some()).then_some("The passphrase is at work.");
            ui.horizontal_wrapped(|ui| {
                let export = CommandButton::plain("Export the key").icon(Icon::Export).small().disabled_if(busy);
                if export.show(ui).clicked() {
                    self.asking = Some(Asking::new(true, suggested(cx)));
                }
                let import = CommandButton::plain("Import a key").icon(Icon::Import).small().disabled_if(busy);
                if import.show(ui).clicked() {
                    self.asking = Some(Asking::new(false, String::new()));
                }
            });
        });
        self.dialog(ui, cx);
    }

    /// Takes what ran beside the window.
    fn finish(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.exporting.as_ref().and_then(Task::poll) {
            self.exporting = None;
            cx.act(match result {
                Ok(path) => Action::Tell(format!("The key is in {}", path.display())),
                Err(failure) => Action::Fail(failure),
            });
        }
        if let Some(result) = self.importing.as_ref().and_then(Task::poll) {
            self.importing = None;
            match result {
                Ok(Imported { change: Some(change), .. }) => {
                    cx.act(Action::CommitAndTell(change, "The campaign signs with the imported key".into()));
                }
                Ok(_) => cx.act(Action::Tell("The campaign has this key already".into())),
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    fn dialog(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(mut asking) = self.asking.take() else { return };
        if let Some(result) = asking.choosing.as_ref().and_then(Task::poll) {
            asking.choosing = None;
            match result {
                Ok(Some(path)) => asking.path = path.display().to_string(),
                Ok(None) => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        let missing = asking.missing();
        let (title, words, button) = if asking.out {
            (
                "Export the key",
                "A file in the age format, which nobody opens without the passphrase. Keep both, and not in one place: they \
                 let you sign as the organiser from another laptop.",
                "Export the key",
            )
        } else {
            (
                "Import a key",
                "From a file that was exported here or from another campaign. A campaign with sealed draws keeps the key that \
                 signed them.",
                "Import the key",
            )
        };
        let dialog = Dialog::new("campaign key", title)
            .words(words)
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary(button).disabled_if(missing.as_deref()));
        let out = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            let choose = CommandButton::quiet("Choose the file").icon(Icon::Folder);
            let file = Field::new("File")
                .action(choose)
                .show(ui, |ui| TextField::new(&mut asking.path, "File of the key").show(ui));
            if file.action && asking.choosing.is_none() {
                asking.choosing = Some(choose_file(cx, asking.out));
            }
            let mut field = Field::new("Passphrase");
            if asking.out {
                field = field.help("Four or five words that nobody would put together. It is kept nowhere.");
            }
            field.show(ui, |ui| TextField::new(&mut asking.passphrase, "Passphrase").password().show(ui));
            if asking.out {
                let differs = !asking.again.is_empty() && asking.again != asking.passphrase;
                Field::new("Passphrase once more").wrong(differs.then_some("It is another one.")).show(ui, |ui| {
                    TextField::new(&mut asking.again, "Passphrase once more").password().wrong(differs).show(ui)
                });
            }
        });
        match out.pressed {
            Some(1) => self.start(cx, &asking),
            Some(_) => {}
            None if out.closed => {}
            None => self.asking = Some(asking),
        }
    }

    fn start(&mut self, cx: &mut Cx<'_>, asking: &Asking) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let world = Arc::clone(cx.ws.world());
        let path = PathBuf::from(asking.path.trim());
        let passphrase = asking.passphrase.clone();
        let failed = |what: &str, path: &Path, error: &std::io::Error| {
            Failure::new(what, format!("{}: {}", path.display(), io_reason(error)), "Choose another file.")
        };
        if asking.out {
            self.exporting = Some(cx.ws.jobs().start("Exporting the key", move |_| {
                let what = "The key was not exported.";
                if world.exists(&path) {
                    let why = format!("{} is there already, and nothing is overwritten.", path.display());
                    return Err(Failure::new(what, why, "Choose another name."));
                }
                let text = keys::export(&campaign, &Passphrase::for_closing(&passphrase)?, Work::default())?;
                world.write_whole(&path, text.as_bytes(), false).map_err(|error| failed(what, &path, &error))?;
                Ok(path)
            }));
        } else {
            self.importing = Some(cx.ws.jobs().start_change("Importing a key", move |_| {
                let bytes = world.read(&path).map_err(|error| failed("The key was not imported.", &path, &error))?;
                keys::import(&campaign, &bytes, &Passphrase::new(&passphrase))
            }));
        }
    }
}

impl Asking {
    fn new(out: bool, path: String) -> Self {
        Self { out, path, passphrase: String::new(), again: String::new(), choosing: None }
    }

    /// Why the button cannot be pressed yet.
    fn missing(&self) -> Option<String> {
        if self.path.trim().is_empty() {
            return Some("Choose the file first.".into());
        }
        if self.passphrase.trim().is_empty() {
            return Some("Type the passphrase first.".into());
        }
        if self.out && self.passphrase.trim().chars().count() < CHARACTERS_MIN {
            return Some(format!("The passphrase has fewer than {CHARACTERS_MIN} characters."));
        }
        (self.out && self.again != self.passphrase).then(|| "Type the passphrase once more.".into())
    }
}

/// Beside the campaign, called after it.
fn suggested(cx: &Cx<'_>) -> String {
    let name = |path: &Path| format!("{} key.age", path.file_stem().unwrap_or_default().to_string_lossy());
    let beside = cx.ws.path().map(|path| path.with_file_name(name(path)));
    let path = beside.or_else(|| cx.ws.world().documents_folder().map(|folder| folder.join("campaign key.age")));
    path.map(|path| path.display().to_string()).unwrap_or_default()
}

fn choose_file(cx: &Cx<'_>, out: bool) -> Task<Option<PathBuf>> {
    let picker = Arc::clone(cx.picker);
    let folder = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
    let ask =
        Ask::new("File of the key").filter("Key under a passphrase", &["age"]).folder(folder).named("campaign key.age");
    cx.ws
        .jobs()
        .start("Choosing a file", move |_| Ok(if out { picker.save_file(&ask) } else { picker.open_file(&ask) }))
}
