//! Taking in a sealed envelope: its lines typed in from paper, with each typo named while it is typed, and the files of the
//! lock from where they were published. What comes back is the lock as it was.

use crate::app::envelope::{self, Envelope, Published, Restored};
use crate::app::{Failure, Task};
use crate::campaign::{Campaign, SweepstakeId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came back.
pub struct TakenIn {
    pub sweepstake: SweepstakeId,
}

#[derive(Default)]
pub struct TakeIn {
    open: Option<Open>,
    restoring: Option<Task<Restored>>,
}

/// The dialog while it is open.
struct Open {
    typed: String,
    /// What was typed last, and what it is.
    read: Option<(String, Result<Envelope, Failure>)>,
    /// A folder, a zip or the lock.json in a folder.
    path: String,
    choosing: Option<Task<Option<PathBuf>>>,
    /// Sweepstakes that can take a lock; the last place is a new one.
    targets: Vec<(Option<SweepstakeId>, String)>,
    target: usize,
}

impl TakeIn {
    /// Opens the dialog; `shown` is offered first when it can take a lock.
    pub fn ask(&mut self, campaign: &Campaign, shown: Option<SweepstakeId>) {
        let open = campaign.sweepstakes().iter().filter(|(_, sweepstake)| sweepstake.sealed.is_none());
        let mut targets: Vec<(Option<SweepstakeId>, String)> = open
            .map(|(id, sweepstake)| {
                let title = sweepstake.title.trim();
                (Some(id), if title.is_empty() { id.to_string() } else { title.to_owned() })
            })
            .collect();
        targets.push((None, "A new sweepstake".into()));
        let target = targets.iter().position(|(id, _)| *id == shown).unwrap_or(targets.len() - 1);
        self.open =
            Some(Open { typed: String::new(), read: None, path: String::new(), choosing: None, targets, target });
    }

    /// Shows the dialog; gives what came back, once, when the change was asked for.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) -> Option<TakenIn> {
        if let Some(result) = self.restoring.as_ref().and_then(Task::poll) {
            self.restoring = None;
            match result {
                Ok(restored) => {
                    cx.commit(restored.change);
                    cx.act(Action::SaveNow);
                    let notes = restored.notes.join(" ");
                    cx.act(Action::Tell(format!("Draw {} is locked again as it was. {notes}", restored.draw)));
                    self.open = None;
                    return Some(TakenIn { sweepstake: restored.sweepstake });
                }
                // The dialog stays open with what was typed.
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        let mut open = self.open.take()?;
        open.look(cx);
        let missing = match &open.read {
            _ if self.restoring.is_some() => Some("It is being taken in."),
            None => Some("Type the lines of the envelope first."),
            Some((_, Err(_))) => Some("A line is not right yet."),
            Some((_, Ok(_))) => None,
        };
        let out = Dialog::new("take in an envelope", "Take in a sealed envelope")
            .words(
                "The page that was printed at the lock holds your code and your key. With it, the draw of a lost laptop can be \
                 run from another one.",
            )
            .width(720.0)
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Take in the envelope").icon(Icon::Unlock).disabled_if(missing))
            .show(ui.ctx(), |ui| open.body(ui, cx));
        match out.pressed {
            Some(1) => {
                self.restoring = open.start(cx);
                self.open = Some(open);
            }
            Some(_) => {}
            None if out.closed => {}
            None => self.open = Some(open),
        }
        None
    }
}

impl Open {
    fn look(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.choosing.as_ref().and_then(Task::poll) {
            self.choosing = None;
            match result {
                Ok(Some(path)) => self.path = path.display().to_string(),
                Ok(None) => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        if self.typed.trim().is_empty() {
            self.read = None;
        } else if self.read.as_ref().is_none_or(|(typed, _)| *typed != self.typed) {
            // A dozen short hashes: nothing that a frame would notice.
            self.read = Some((self.typed.clone(), envelope::read(&self.typed)));
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ui.spacing_mut().item_spacing.y = 10.0;
        let wrong = matches!(&self.read, Some((_, Err(_))));
        Field::new("Lines of the envelope")
            .aside(format!("{} lines; capitals and spaces do not matter", envelope::LINES))
            .show(ui, |ui| {
                TextField::new(&mut self.typed, "Lines of the envelope")
                    .hint("01  ABCD EFGH JKMN PQRS TVWX")
                    .rows(8)
                    .mono()
                    .wrong(wrong)
                    .show(ui)
            });
        match &self.read {
            None => {
                Text::caption("Each line has its own check: a typo is named by its line as soon as it is there.")
                    .show(ui);
            }
            Some((_, Err(failure))) => {
                Text::label(format!("{} {}", failure.why, failure.what_to_do)).danger().show(ui);
            }
            Some((_, Ok(envelope))) => {
                Note::good(format!("All lines are right: the envelope of draw {}", envelope.draw)).show(ui);
            }
        }
        let titles: Vec<&str> = self.targets.iter().map(|(_, title)| title.as_str()).collect();
        Field::new("Take it into").show(ui, |ui| {
            let select = Select::new("Take it into", &titles, Some(self.target)).width(360.0).icon(Icon::Ticket);
            if let Some(chosen) = select.show(ui).chosen {
                self.target = chosen;
            }
        });
        let field = Field::new("Folder or zip of the published lock")
            .action(CommandButton::quiet("Choose the folder").icon(Icon::Folder))
            .help(
                "It holds lock.json and roll.tsv. Leave it empty where this campaign is a copy with the same entries and \
                 set-up: then the lock is made again, and its hash shows that it is the same.",
            );
        let out = field.show(ui, |ui| TextField::new(&mut self.path, "Folder or zip of the published lock").show(ui));
        if out.action && self.choosing.is_none() {
            let picker = Arc::clone(cx.picker);
            let folder = cx.ws.path().and_then(Path::parent).map(Path::to_owned);
            let ask = Ask::new("Folder of the published lock")
                .to_read()
                .folder(folder.or_else(|| cx.ws.world().documents_folder()));
            self.choosing = Some(cx.ws.jobs().start("Choosing a folder", move |_| Ok(picker.folder(&ask))));
        }
    }

    fn start(&self, cx: &Cx<'_>) -> Option<Task<Restored>> {
        let campaign = cx.ws.snapshot()?;
        let Some((_, Ok(envelope))) = &self.read else { return None };
        let envelope = envelope.clone();
        let target = self.targets.get(self.target).and_then(|(id, _)| *id);
        let world = Arc::clone(cx.ws.world());
        let path = (!self.path.trim().is_empty()).then(|| PathBuf::from(self.path.trim()));
        Some(cx.ws.jobs().start_change("Taking in an envelope", move |_| {
            let published = path.map(|path| Published::read(&world, &path)).transpose()?;
            envelope::restore(&campaign, target, &envelope, published.as_ref())
        }))
    }
}
