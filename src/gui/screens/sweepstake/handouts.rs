//! What is handed out of a draw beside its bundle, saved in jobs: receipts of entrants, one by entry id or all as files or as a
//! table for a mail merge, and the list of winners, for publication or for the organiser.

use super::Shown;
use crate::app::receipts::{self, Written};
use crate::app::{Failure, Progress, Task, World, claims, exporting, outlook, timeline};
use crate::campaign::{Campaign, SweepstakeId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::intake::export::Guard;
use eframe::egui::Ui;
use std::path::Path;
use std::sync::Arc;

/// What is saved.
#[derive(Clone, PartialEq, Eq)]
enum Wish {
    One(String),
    Files,
    Table,
    /// Winners for publication, as text or as a table.
    PublicText,
    PublicTable,
    /// Winners and alternates with names, addresses and state.
    FullTable,
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
        if matches!(self, Self::PublicText | Self::PublicTable) {
            timeline::may_publish(campaign, world.now(), "No winners were written.")?;
        }
        match self {
            Self::One(entry_id) => {
                receipts::write_one(campaign, id, entry_id, world, path)?;
                Ok(Written { receipts: 1, files: vec![path.to_owned()] })
            }
            Self::Files => receipts::write_all(campaign, id, world, &path.join("receipts"), progress),
            Self::Table => receipts::write_table(campaign, id, world, path, progress),
            Self::PublicText => Self::one_file(world, path, exporting::public_winners_text(campaign, id)?.as_bytes()),
            Self::PublicTable => {
                let rows = exporting::public_winners(campaign, id)?;
                Self::one_file(world, path, &exporting::rows_csv(rows, "winners", Guard::Spreadsheet)?)
            }
            Self::FullTable => {
                let rows = exporting::winners(campaign, id)?;
                Self::one_file(world, path, &exporting::rows_csv(rows, "winners", Guard::Spreadsheet)?)
            }
        }
    }
    fn one_file(world: &dyn World, path: &Path, bytes: &[u8]) -> Result<Written, Failure> {
        exporting::write_file(world, path, bytes)?;
        Ok(Written { receipts: 0, files: vec![path.to_owned()] })
    }
    fn job(&self) -> &'static str {
        match self {
            Self::One(_) | Self::Files | Self::Table => "Saving receipts",
            Self::PublicText | Self::PublicTable | Self::FullTable => "Saving winners",
        }
    }
    fn place(&self) -> &'static str {
        match self {
            Self::One(_) => "File for the receipt",
            Self::Files => "Folder for the receipts",
            Self::Table => "File for the table of receipts",
            Self::PublicText | Self::PublicTable => "File for the winners to publish",
            Self::FullTable => "File for the winners with addresses",
        }
    }
}

/// A save under way.
struct Saving {
    wish: Wish,
    task: Task<Option<Written>>,
}

#[derive(Default)]
pub struct Handouts {
    /// Files, or a table.
    form: usize,
    entry: String,
    saving: Option<Saving>,
}

impl Handouts {
    /// The list of winners: as it may be published, and as the organiser needs it.
    pub(super) fn winners(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_in(cx);
        let busy = self.saving.is_some().then_some("Something is being saved.");
        let mut wish = None;
        Card::new().title("List of winners").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            Text::label("To publish: who holds which prize now. Names appear in the form each winner agreed to, else the entry id stands for them.")
                .muted()
                .show(ui);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = eframe::egui::vec2(6.0, 6.0);
                let button = |title| CommandButton::plain(title).small().disabled_if(busy);
                if button("Copy the winners").icon(Icon::Copy).show(ui).clicked() {
                    match exporting::public_winners_text(shown.campaign, shown.id) {
                        Ok(text) => {
                            ui.ctx().copy_text(text);
                            cx.act(Action::Tell("The list of winners is copied".into()));
                        }
                        Err(failure) => cx.act(Action::Fail(failure)),
                    }
                }
                if button("Save the winners as text").show(ui).clicked() {
                    wish = Some(Wish::PublicText);
                }
                if button("Save the winners as a table").show(ui).clicked() {
                    wish = Some(Wish::PublicTable);
                }
            });
            Text::label("For you alone: winners and alternates with names, addresses and state.").muted().show(ui);
            let full = CommandButton::quiet("Save the table with addresses").small().disabled_if(busy);
            if full.show(ui).clicked() {
                wish = Some(Wish::FullTable);
            }
        });
        if let Some(wish) = wish {
            self.choose(cx, shown.campaign, shown.id, wish);
        }
    }

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
                let many = match written.receipts {
                    0 => "the list of winners".to_owned(),
                    count => outlook::counted(count, "receipt", "receipts"),
                };
                let place = match (written.files.as_slice(), &saving.wish) {
                    ([file], _) => file.display().to_string(),
                    ([file, ..], Wish::Files) => file.parent().unwrap_or(file).display().to_string(),
                    (files, _) => format!("{} tables", files.len()),
                };
                cx.act(Action::Tell(format!("Saved {many} to {place}")));
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
            Wish::PublicText => ask.filter("Text", &["txt"]).named(format!("draw-{number}-winners.txt")),
            Wish::PublicTable => ask.filter("Table", &["csv"]).named(format!("draw-{number}-winners.csv")),
            Wish::FullTable => ask.filter("Table", &["csv"]).named(format!("draw-{number}-winners-with-addresses.csv")),
        };
        let wanted = wish.clone();
        let task = cx.ws.jobs().start(wish.job(), move |progress| {
            let place = if wanted == Wish::Files { picker.folder(&ask) } else { picker.save_file(&ask) };
            place.map(|path| wanted.write(&snapshot, id, world.as_ref(), &path, progress)).transpose()
        });
        self.saving = Some(Saving { wish, task });
    }
}
