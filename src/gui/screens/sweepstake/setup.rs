//! Step 1: prizes and rules, where the luck comes from, and the entries. Once sealed everything is words instead of fields.

use super::{Shown, entering, entries, luck, prizes, publication};
use crate::app::outlook;
use crate::campaign::{DrawMethod, EntryId};
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Ui, vec2};

/// The parts of the set-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Prizes,
    Luck,
    Published,
    Entries,
}

impl Part {
    const ALL: [Self; 4] = [Self::Prizes, Self::Luck, Self::Published, Self::Entries];
}

#[derive(Default)]
pub struct SetUp {
    part: Part,
    published: publication::Published,
    entries: entries::Entries,
}

impl SetUp {
    pub fn open(&mut self, part: Part) {
        self.part = part;
    }
    /// The entries about which the organiser must decide.
    pub fn show_undecided(&mut self) {
        self.part = Part::Entries;
        self.entries.only_undecided();
    }
    pub fn show_entry(&mut self, entry: EntryId) {
        self.part = Part::Entries;
        self.entries.go_to(entry);
    }
    /// Another sweepstake is looked at.
    pub fn forget(&mut self) {
        self.entries = entries::Entries::default();
        self.published = publication::Published::default();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let count = match &shown.outlook {
            Some(outlook) => outlook.counts.iter().sum(),
            None => shown.campaign.entries_in(shown.id).count() as u64,
        };
        let titles = [
            "Prizes and rules".to_owned(),
            "Where the luck comes from".to_owned(),
            "What is published".to_owned(),
            format!("Entries ({})", outlook::grouped(count)),
        ];
        let mut open = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        grid::inset(ui, |ui| Tabs::new(&titles, &mut open).show(ui));
        self.part = Part::ALL[open];
        ui.add_space(12.0);
        match self.part {
            Part::Prizes => grid::cards(ui, "sweepstake prizes", |ui| {
                let mut columns = grid::Columns::new(ui, 0.58);
                basics(columns.left(), cx, shown);
                prizes::show(columns.left(), cx, shown);
                entering::show(columns.right(), cx, shown);
                columns.end(ui);
            }),
            Part::Luck => grid::cards(ui, "sweepstake luck", |ui| luck::show(ui, cx, shown)),
            Part::Published => grid::cards(ui, "sweepstake published", |ui| self.published.show(ui, cx, shown)),
            Part::Entries => self.entries.show(ui, cx, shown),
        }
    }
}

/// A chip for what can no longer be changed.
pub fn sealed_chip() -> Chip<'static> {
    Chip::sun("sealed").icon(Icon::Lock)
}

fn basics(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let mut card = Card::new().title("The sweepstake");
    let sealed = sweepstake.sealed.is_some();
    if sealed {
        card = card.chip(sealed_chip());
    }
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        if sealed {
            FactRow::new("Title", sweepstake.title.as_str()).strong().show(ui);
            FactRow::new("Alternates", sweepstake.alternates.to_string()).strong().show(ui);
            FactRow::new("One prize per household", if sweepstake.one_per_household { "yes" } else { "no" })
                .strong()
                .show(ui);
            FactRow::new("Method", outlook::method_title(sweepstake.method)).strong().show(ui);
            return;
        }
        Field::new("Title").help("As it is published and signed.").show(ui, |ui| {
            if let Some(title) = typed::words(ui, "Title of the sweepstake", &sweepstake.title, |field| field) {
                shown.edit(cx, "Rename a sweepstake", "title", |s| s.title = title);
            }
        });
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            ui.allocate_ui(vec2(190.0, 64.0), |ui| {
                Field::new("Alternates").help("In line behind the winners.").show(ui, |ui| {
                    let places = sweepstake.alternates;
                    if let Some(count) = typed::number(ui, "Alternates", places, 0..=100_000, 90.0) {
                        shown.edit(cx, "Change the number of alternates", "alternates", |s| s.alternates = count);
                    }
                });
            });
            ui.vertical(|ui| {
                ui.add_space(16.0);
                let mut one = sweepstake.one_per_household;
                let row = CheckRow::new(&mut one, "One prize per household")
                    .detail("by the household of an entry, else by the person’s address");
                if row.show(ui).changed() {
                    shown.edit(cx, "Change the household rule", "", |s| s.one_per_household = one);
                }
            });
        });
        Field::new("Method").help(outlook::method_sentence(sweepstake.method)).show(ui, |ui| {
            let titles = DrawMethod::ALL.map(outlook::method_title);
            let mut chosen = DrawMethod::ALL.iter().position(|method| *method == sweepstake.method).unwrap_or(0);
            Segmented::new("Method", &titles, &mut chosen).show(ui);
            shown.edit(cx, "Change the method of a draw", "", |s| s.method = DrawMethod::ALL[chosen]);
        });
    });
}
