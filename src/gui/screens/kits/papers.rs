//! What is written for the packing table and the post office: packing list, letters, postage list. Asked for with the system's
//! dialog, else typed; written in a job.

use crate::app::{Task, exporting, kits};
use crate::campaign::{Campaign, ParcelId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::sheets::Paper;
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A paper.
#[derive(Clone, PartialEq, Eq)]
pub enum What {
    Packing,
    /// Of these kits, or of all.
    Letters(Vec<ParcelId>),
    Postage,
}

impl What {
    fn title(&self) -> String {
        match self {
            Self::Packing => "Write the packing list".into(),
            Self::Letters(ids) if ids.is_empty() => "Write the letters".into(),
            Self::Letters(ids) if ids.len() == 1 => "Write 1 letter".into(),
            Self::Letters(ids) => format!("Write {} letters", ids.len()),
            Self::Postage => "Write the postage list".into(),
        }
    }
    fn words(&self) -> &'static str {
        match self {
            Self::Packing => "Who gets what, with boxes to tick while packing, as PDF.",
            Self::Letters(_) => {
                "A page for each person: what they are thanked for, and the thanks that came in, as PDF."
            }
            Self::Postage => "Kits that are not posted yet with their addresses, as CSV for the post office.",
        }
    }
    fn file_name(&self) -> &'static str {
        match self {
            Self::Packing => "packing list.pdf",
            Self::Letters(_) => "letters.pdf",
            Self::Postage => "postage.csv",
        }
    }
}

struct Asking {
    what: What,
    path: String,
    letter: usize,
    choosing: Option<Task<Option<PathBuf>>>,
}

#[derive(Default)]
pub struct Papers {
    asking: Option<Asking>,
    writing: Option<Task<(PathBuf, usize)>>,
}

impl Papers {
    pub fn is_busy(&self) -> bool {
        self.writing.is_some()
    }

    pub fn ask(&mut self, cx: &Cx<'_>, what: What) {
        let folder =
            cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
        let path = folder.map_or_else(PathBuf::new, |folder| folder.join(what.file_name()));
        self.asking = Some(Asking { what, path: path.display().to_string(), letter: 0, choosing: None });
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        if let Some(result) = self.writing.as_ref().and_then(Task::poll) {
            self.writing = None;
            cx.act(match result {
                Ok((path, 0)) => Action::Tell(format!("Written: {}", path.display())),
                Ok((path, 1)) => Action::Tell(format!("Written: {}; 1 person has no address", path.display())),
                Ok((path, n)) => Action::Tell(format!("Written: {}; {n} people have no address", path.display())),
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
        let missing = asking.path.trim().is_empty().then_some("Choose the file first.");
        let title = asking.what.title();
        let out = Dialog::new("papers of kits", title.as_str())
            .words(asking.what.words())
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary(title.as_str()).disabled_if(missing))
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                let choose = CommandButton::quiet("Choose the file").icon(Icon::Folder);
                let file = Field::new("File")
                    .action(choose)
                    .show(ui, |ui| TextField::new(&mut asking.path, "File to write").show(ui));
                if file.action && asking.choosing.is_none() {
                    asking.choosing = Some(choose_file(cx, &asking.what));
                }
                if asking.what != What::Postage {
                    Field::new("Paper").show(ui, |ui| {
                        Segmented::new("Paper", &["A4", "Letter"], &mut asking.letter).show(ui);
                    });
                }
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
        let studio = Arc::clone(cx.art.studio());
        let (what, path) = (asking.what.clone(), PathBuf::from(asking.path.trim()));
        let paper = if asking.letter == 1 { Paper::Letter } else { Paper::A4 };
        self.writing = Some(cx.ws.jobs().start(asking.what.title(), move |_| {
            let bytes = match &what {
                What::Packing => {
                    studio.with_typesetter(|typesetter| kits::packing_pdf(&campaign, paper, world.as_ref(), typesetter))
                }
                What::Letters(ids) => studio
                    .with_typesetter(|typesetter| kits::letters_pdf(&campaign, ids, paper, world.as_ref(), typesetter)),
                What::Postage => kits::postage_csv(&campaign),
            }?;
            exporting::write_file(world.as_ref(), &path, &bytes)?;
            let missing = if what == What::Postage { kits::without_address(&campaign).len() } else { 0 };
            Ok((path, missing))
        }));
    }
}

fn choose_file(cx: &Cx<'_>, what: &What) -> Task<Option<PathBuf>> {
    let picker = Arc::clone(cx.picker);
    let folder = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
    let (name, ending) = if *what == What::Postage { ("Table", "csv") } else { ("Document", "pdf") };
    let ask = Ask::new(what.title()).filter(name, &[ending]).folder(folder).named(what.file_name());
    cx.ws.jobs().start("Choosing a file", move |_| Ok(picker.save_file(&ask)))
}
