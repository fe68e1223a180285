//! Receipts of entrants in the window: one by entry id, or all as files or as a table for a mail merge, saved in a job.

use super::Shown;
use crate::app::receipts::{self, Written};
use crate::app::{Failure, Progress, Task, World, claims, outlook};
use crate::campaign::{Campaign, SweepstakeId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is saved.
#[derive(Clone, PartialEq, Eq)]
enum Wish {
    One(String),
    Files,
    Table,
}

impl Wish {
    fn write(
        &self,
        campaign: &Campaign,
        id: SweepstakeId,
        world: &dyn World,
        path: &Path,
        progress: &Progress,
    ) -> Result<Written, Failure> {
        match self {
            Self::One(entry_id) => {
                receipts::write_one(campaign, id, entry_id, world, path)?;
                Ok(Written { receipts: 1, files: vec![path.to_owned()] })
            }
            Self::Files => receipts::write_all(campaign, id, world, &path.join("receipts"), progress),
            Self::Table => receipts::write_table(campaign, id, world, path, progress),
        }
    }
    fn place(&self) -> &'static str {
        match self {
            Self::One(_) => "File for the receipt",
            Self::Files => "Folder for the receipts",
            Self::Table => "File for the table of receipts",
        }
    }
}

/// A save under way.
struct Saving {
    asked_at: Instant,
    wish: Wish,
    task: Task<Option<Written>>,
}

#[derive(Default)]
pub struct Receipts {
    /// Files, or a table.
    form: usize,
    entry: String,
    saving: Option<Saving>,
    typed: Option<(Wish, String)>,
}

impl Receipts {
    /// The card with both ways.
    pub(super) fn card(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_in(cx);
        let count = shown.sweepstake.sealed.as_ref().map_or(0, |sealed| sealed.roll.lines().count() as u64);
        Card::new().title("Receipts for entrants").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            Text::label(
                "A receipt shows one entrant that their entry is in the locked list, without showing the list.",
            )
            .muted()
            .show(ui);
            Segmented::new("Receipts as", &["A file each", "A table for a mail merge"], &mut self.form)
                .small()
                .show(ui);
            let busy = self.saving.is_some().then_some("Receipts are being saved.");
            let title = if count == 1 {
                "Save the receipt of 1 entrant".into()
            } else {
                format!("Save receipts for all {}", outlook::grouped(count))
            };
            if CommandButton::plain(title).icon(Icon::Export).disabled_if(busy).show(ui).clicked() {
                let wish = if self.form == 0 { Wish::Files } else { Wish::Table };
                self.choose(cx, shown.campaign, shown.id, wish);
            }
            let missing = self.entry.trim().is_empty().then_some("Type the entry id of the entrant first.");
            let field = Field::new("For one entrant")
                .action(CommandButton::quiet("Save receipt").disabled_if(busy.or(missing)));
            let out = field.show(ui, |ui| {
                TextField::new(&mut self.entry, "Entry id of the receipt").hint("Entry id").mono().show(ui)
            });
            if out.action {
                let entry = claims::entry_named(shown.campaign, self.entry.trim());
                self.save_one(cx, shown.campaign, shown.id, entry);
            }
        });
        self.dialog(ui, cx, shown.id);
    }

    /// Asks where and saves the receipt of one entry.
    pub fn save_one(&mut self, cx: &Cx<'_>, campaign: &Campaign, id: SweepstakeId, entry_id: String) {
        self.choose(cx, campaign, id, Wish::One(entry_id));
    }

    /// What was saved is told; call it every frame where receipts can be asked for.
    pub fn take_in(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.saving.as_ref().and_then(|saving| saving.task.poll()) else { return };
        let Some(saving) = self.saving.take() else { return };
        match result {
            Ok(Some(written)) => {
                let many = outlook::counted(written.receipts, "receipt", "receipts");
                let place = match (written.files.as_slice(), &saving.wish) {
                    ([file], _) => file.display().to_string(),
                    ([file, ..], Wish::Files) => file.parent().unwrap_or(file).display().to_string(),
                    (files, _) => format!("{} tables", files.len()),
                };
                cx.act(Action::Tell(format!("Saved {many} to {place}")));
            }
            // A dialog that gives nothing at once was not there at all: the place can be typed.
            Ok(None) if saving.asked_at.elapsed() < Duration::from_millis(400) => {
                self.typed = Some((saving.wish, String::new()));
            }
            Ok(None) => {}
            Err(failure) if failure.is_cancelled() => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn choose(&mut self, cx: &Cx<'_>, campaign: &Campaign, id: SweepstakeId, wish: Wish) {
        let Some(snapshot) = cx.ws.snapshot() else { return };
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let start = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| world.documents_folder());
        let number = campaign.sweepstakes().get(id).and_then(|s| s.sealed.as_ref()).map_or(0, |sealed| sealed.number);
        let ask = Ask::new(wish.place()).folder(start);
        let ask = match &wish {
            Wish::One(entry_id) => ask.filter("Receipt", &["json"]).named(receipts::file_name(entry_id, 0)),
            Wish::Files => ask,
            Wish::Table => ask.filter("Table", &["csv"]).named(format!("draw-{number}-receipts.csv")),
        };
        let wanted = wish.clone();
        let task = cx.ws.jobs().start("Saving receipts", move |progress| {
            let place = if wanted == Wish::Files { picker.folder(&ask) } else { picker.save_file(&ask) };
            place.map(|path| wanted.write(&snapshot, id, world.as_ref(), &path, progress)).transpose()
        });
        self.saving = Some(Saving { asked_at: Instant::now(), wish, task });
    }

    /// Asks for the place where there is no file dialog.
    pub fn dialog(&mut self, ui: &Ui, cx: &mut Cx<'_>, id: SweepstakeId) {
        let Some((wish, typed)) = &mut self.typed else { return };
        let missing = typed.trim().is_empty().then_some("Type the place first.");
        let out = Dialog::new("receipt place", wish.place())
            .words("This system has no file dialog. Type the whole path.")
            .left(CommandButton::quiet("Cancel"))
            .button(CommandButton::primary("Save there").disabled_if(missing))
            .show(ui.ctx(), |ui| {
                Field::new("Place").show(ui, |ui| TextField::new(typed, wish.place()).show(ui));
            });
        if out.pressed == Some(1) {
            let (wish, path) = (wish.clone(), PathBuf::from(typed.trim()));
            self.typed = None;
            let Some(snapshot) = cx.ws.snapshot() else { return };
            let (world, wanted) = (Arc::clone(cx.ws.world()), wish.clone());
            let task = cx.ws.jobs().start("Saving receipts", move |progress| {
                wanted.write(&snapshot, id, world.as_ref(), &path, progress).map(Some)
            });
            self.saving = Some(Saving { asked_at: Instant::now(), wish, task });
        } else if out.pressed.is_some() || out.closed {
            self.typed = None;
        }
    }
}
