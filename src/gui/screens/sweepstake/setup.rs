//! Step 1: prizes and rules, where the luck comes from, and the entries. Once sealed everything is words instead of fields.

use super::{Shown, entries, luck, rules};
use crate::app::outlook;
use crate::campaign::{DrawMethod, EntryId, Prize};
use crate::draw::is_prize_id;
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Align, Layout, Ui, vec2};

/// The parts of the set-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Prizes,
    Luck,
    Entries,
}

impl Part {
    const ALL: [Self; 3] = [Self::Prizes, Self::Luck, Self::Entries];
}

#[derive(Default)]
pub struct SetUp {
    part: Part,
    entries: entries::Entries,
}

impl SetUp {
    pub fn open(&mut self, part: Part) {
        self.part = part;
    }
    pub fn show_entry(&mut self, entry: EntryId) {
        self.part = Part::Entries;
        self.entries.go_to(entry);
    }
    /// Another sweepstake is looked at.
    pub fn forget(&mut self) {
        self.entries = entries::Entries::default();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let count = match &shown.outlook {
            Some(outlook) => outlook.counts.iter().sum(),
            None => shown.campaign.entries_in(shown.id).count() as u64,
        };
        let titles = [
            "Prizes and rules".to_owned(),
            "Where the luck comes from".to_owned(),
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
                prizes(columns.left(), cx, shown);
                rules::show(columns.right(), cx, shown);
                columns.end(ui);
            }),
            Part::Luck => grid::cards(ui, "sweepstake luck", |ui| luck::show(ui, cx, shown)),
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

/// What to do with the prize of a row.
enum PrizeAct {
    Up(usize),
    Down(usize),
    Remove(usize),
}

fn prizes(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let sealed = sweepstake.sealed.is_some();
    let mut card = Card::new().title("Prizes, first to last");
    if sealed {
        card = card.chip(sealed_chip());
    } else {
        card = card.action(CommandButton::quiet("Add a prize").icon(Icon::Plus));
    }
    let pressed = card
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if sweepstake.prizes.is_empty() {
                Text::label("No prize yet. The first in the list is given first.").muted().show(ui);
            }
            let mut act = None;
            for (index, prize) in sweepstake.prizes.iter().enumerate() {
                if sealed {
                    FactRow::new(
                        format!("{}. {}", index + 1, prize.name),
                        format!("{} × {}", prize.quantity, prize.id),
                    )
                    .strong()
                    .show(ui);
                } else {
                    ui.push_id(index, |ui| prize_row(ui, cx, shown, index, prize, &mut act));
                }
            }
            match act {
                Some(PrizeAct::Up(at)) => shown.edit(cx, "Reorder prizes", "", |s| s.prizes.swap(at, at - 1)),
                Some(PrizeAct::Down(at)) => shown.edit(cx, "Reorder prizes", "", |s| s.prizes.swap(at, at + 1)),
                Some(PrizeAct::Remove(at)) => {
                    let mut new = sweepstake.clone();
                    new.prizes.remove(at);
                    let edit = crate::campaign::Edit::sweepstake(shown.id, new);
                    let change = crate::campaign::Change::one("Remove a prize", edit);
                    cx.act(crate::gui::action::Action::CommitAndTell(change, "Removed 1 prize".into()));
                }
                None => {}
            }
        })
        .action;
    if pressed {
        let id = outlook::free_prize_id(sweepstake);
        shown.edit(cx, "Add a prize", "", |s| s.prizes.push(Prize { id, quantity: 1, ..Prize::default() }));
    }
}

fn prize_row(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, index: usize, prize: &Prize, act: &mut Option<PrizeAct>) {
    let number = index + 1;
    let last = shown.sweepstake.prizes.len();
    ui.horizontal(|ui| {
        ui.set_min_height(34.0);
        let buttons = 28.0 * 3.0 + 8.0 * 3.0;
        let room = (ui.available_width() - buttons - 60.0 - 120.0 - 24.0).max(120.0);
        let name = typed::words(ui, &format!("Name of prize {number}"), &prize.name, |field| {
            field.width(room).hint("What is won").wrong(prize.name.trim().is_empty())
        });
        if let Some(name) = name {
            let key = format!("prize name {number}");
            shown.edit(cx, "Rename a prize", &key, |s| s.prizes[index].name = name);
        }
        let quantity = typed::number(ui, &format!("How many of prize {number}"), prize.quantity, 1..=1_000_000, 60.0);
        if let Some(quantity) = quantity {
            let key = format!("prize quantity {number}");
            shown.edit(cx, "Change the quantity of a prize", &key, |s| s.prizes[index].quantity = quantity);
        }
        let id = typed::words(ui, &format!("Id of prize {number}"), &prize.id, |field| {
            field.width(120.0).mono().wrong(!is_prize_id(&prize.id))
        });
        if let Some(id) = id {
            let key = format!("prize id {number}");
            shown.edit(cx, "Change the id of a prize", &key, |s| s.prizes[index].id = id);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = |title: String, icon| CommandButton::quiet(title).icon(icon).icon_only().small();
            if button(format!("Remove prize {number}"), Icon::X).show(ui).clicked() {
                *act = Some(PrizeAct::Remove(index));
            }
            let down = (number == last).then_some("It is the last prize.");
            if button(format!("Move prize {number} down"), Icon::Down).disabled_if(down).show(ui).clicked() {
                *act = Some(PrizeAct::Down(index));
            }
            let up = (index == 0).then_some("It is the first prize.");
            if button(format!("Move prize {number} up"), Icon::Up).disabled_if(up).show(ui).clicked() {
                *act = Some(PrizeAct::Up(index));
            }
        });
    });
}
