//! The members' pack: roster by code name, best practices and success stories in one file under a passphrase. Making it is a
//! job, since a passphrase is made slow to guess; the passphrase is forgotten with the dialog.

use crate::app::league;
use crate::app::passphrase::{CHARACTERS_MIN, Passphrase, Work};
use crate::app::{Task, exporting};
use crate::campaign::{Campaign, MemberState};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::screens::many::counted;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Default)]
pub struct PackDialog {
    asking: Option<Asking>,
    writing: Option<Task<PathBuf>>,
}

struct Asking {
    path: String,
    passphrase: String,
    again: String,
    choosing: Option<Task<Option<PathBuf>>>,
}

impl Asking {
    fn missing(&self) -> Option<String> {
        if self.path.trim().is_empty() {
            return Some("Choose the file first.".into());
        }
        if self.passphrase.trim().chars().count() < CHARACTERS_MIN {
            return Some(format!("The passphrase has fewer than {CHARACTERS_MIN} characters."));
        }
        (self.again != self.passphrase).then(|| "Type the passphrase once more.".into())
    }
}

impl PackDialog {
    pub fn is_open(&self) -> bool {
        self.asking.is_some()
    }

    pub fn open(&mut self, cx: &Cx<'_>) {
        let name = |path: &Path| format!("{} members.html.age", path.file_stem().unwrap_or_default().to_string_lossy());
        let beside = cx.ws.path().map(|path| path.with_file_name(name(path)));
        let path = beside.or_else(|| cx.ws.world().documents_folder().map(|folder| folder.join("members.html.age")));
        let path = path.map(|path| path.display().to_string()).unwrap_or_default();
        self.asking = Some(Asking { path, passphrase: String::new(), again: String::new(), choosing: None });
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        if let Some(result) = self.writing.as_ref().and_then(Task::poll) {
            self.writing = None;
            cx.act(match result {
                Ok(path) => Action::Tell(format!("The members’ pack is in {}", path.display())),
                Err(failure) => Action::Fail(failure),
            });
        }
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
        let dialog = Dialog::new("members pack", "Write the members’ pack")
            .words(
                "One page with the roster by code name, best practices and success stories, closed with a passphrase in the \
                 age format. Members open it with any program for age files and a browser.",
            )
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Write the pack").disabled_if(missing.as_deref()));
        let out = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            Text::label(contents(campaign)).show(ui);
            let choose = CommandButton::quiet("Choose the file").icon(Icon::Folder);
            let file = Field::new("File")
                .action(choose)
                .show(ui, |ui| TextField::new(&mut asking.path, "File of the pack").show(ui));
            if file.action && asking.choosing.is_none() {
                asking.choosing = Some(choose_file(cx));
            }
            let help =
                "Four or five words that nobody would put together. Tell it to members by another way than the file.";
            Field::new("Passphrase")
                .help(help)
                .show(ui, |ui| TextField::new(&mut asking.passphrase, "Passphrase").password().show(ui));
            let differs = !asking.again.is_empty() && asking.again != asking.passphrase;
            Field::new("Passphrase once more").wrong(differs.then_some("It is another one.")).show(ui, |ui| {
                TextField::new(&mut asking.again, "Passphrase once more").password().wrong(differs).show(ui)
            });
        });
        match out.pressed {
            Some(1) => self.start(cx, campaign, &asking),
            Some(_) => {}
            None if out.closed => {}
            None => self.asking = Some(asking),
        }
    }

    fn start(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>, asking: &Asking) {
        let (campaign, world) = (Arc::clone(campaign), Arc::clone(cx.ws.world()));
        let path = PathBuf::from(asking.path.trim());
        let passphrase = asking.passphrase.clone();
        self.writing = Some(cx.ws.jobs().start("Writing the members’ pack", move |_| {
            let pack = league::members_pack(&campaign, &Passphrase::for_closing(&passphrase)?, Work::default())?;
            exporting::write_file(world.as_ref(), &path, pack.as_bytes())?;
            Ok(path)
        }));
    }
}

/// What will be in it, in numbers.
fn contents(campaign: &Campaign) -> String {
    let approved = || campaign.members().iter().map(|(_, it)| it).filter(|it| it.state == MemberState::Approved);
    let practices = approved().filter(|it| !it.best_practice.trim().is_empty()).count();
    let stories = approved().filter(|it| !it.success_story.trim().is_empty()).count();
    format!(
        "{}, {} and {}.",
        counted(approved().count(), "member", "members"),
        counted(practices, "best practice", "best practices"),
        counted(stories, "success story", "success stories")
    )
}

fn choose_file(cx: &Cx<'_>) -> Task<Option<PathBuf>> {
    let picker = Arc::clone(cx.picker);
    let folder = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
    let ask = Ask::new("File of the members’ pack")
        .filter("Pack under a passphrase", &["age"])
        .folder(folder)
        .named("members.html.age");
    cx.ws.jobs().start("Choosing a file", move |_| Ok(picker.save_file(&ask)))
}
