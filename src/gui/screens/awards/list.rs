//! The awards at the left: found, ordered, and what many of them become.

use crate::app::awards;
use crate::app::order::{self, AwardOrder};
use crate::app::{Command, Section};
use crate::campaign::{Award, AwardId, Campaign, Person};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::screens::many::{self, counted, finish};
use crate::gui::screens::print_room;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::order_menu::OrderMenu;
use eframe::egui::{Frame, Id, Panel, Ui, UiBuilder};
use std::borrow::Cow;

/// The list with what is looked for and selected in it.
#[derive(Default)]
pub struct AwardsList {
    pub find: String,
    order: AwardOrder,
    reversed: bool,
    /// What `ids` were found for.
    asked: Option<(u64, String, AwardOrder, bool)>,
    pub ids: Vec<AwardId>,
    table: TableState,
}

/// What was asked in the list.
pub enum Event {
    Chose(AwardId),
    /// The title gets the keyboard.
    Edit,
    Delete(Vec<AwardId>),
}

impl AwardsList {
    /// Brings the rows up to date with campaign and query.
    pub fn update(&mut self, campaign: &Campaign) {
        let asked = (campaign.revision(), self.find.clone(), self.order, self.reversed);
        if self.asked.as_ref() != Some(&asked) {
            self.ids = awards::found(campaign, &self.find);
            order::awards(campaign, &mut self.ids, self.order, self.reversed);
            self.table.keep_selected(|id| campaign.awards().contains(AwardId(id)));
            self.asked = Some(asked);
        }
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        chosen: Option<AwardId>,
    ) -> Option<Event> {
        let find = Id::unique("find an award");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        let mut event = None;
        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("awards bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            event = bar.show(ui, |ui| self.bulk(ui, cx, campaign)).inner;
        }
        SidePane::list("awards list", 310.0)
            .show(ui, |pane| {
                pane.head(|ui| {
                    ui.horizontal(|ui| {
                        let width = ui.available_width() - OrderMenu::icon_width(ui) - ui.spacing().item_spacing.x;
                        FindField::new(&mut self.find, "Find an award")
                            .shortcut("Ctrl F")
                            .width(width)
                            .id(find)
                            .show(ui);
                        let titles = AwardOrder::ALL.map(AwardOrder::title);
                        let mut order = AwardOrder::ALL.iter().position(|other| *other == self.order).unwrap_or(0);
                        OrderMenu::new(&titles, &mut order, &mut self.reversed).icon_only().show(ui);
                        self.order = AwardOrder::ALL[order];
                    });
                });
                self.update(campaign);
                // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
                let builder = UiBuilder::new().scope_id(Id::unique("list of awards"));
                pane.whole().scope_builder(builder, |ui| self.table(ui, campaign, chosen)).inner
            })
            .or(event)
    }

    fn table(&mut self, ui: &mut Ui, campaign: &Campaign, chosen: Option<AwardId>) -> Option<Event> {
        let rows = AwardRows { campaign, ids: &self.ids };
        let place = chosen.and_then(|chosen| self.ids.iter().position(|id| *id == chosen)).map(|row| row as u64);
        if self.table.cursor() != place {
            self.table.set_cursor(place);
        }
        let columns = [Column::new("Award", 240.0).grow()];
        let table = DataTable::new("Awards", &columns).checks().no_header().two_lines();
        let out = table.empty("No award matches. Clear the find field.").show(ui, &mut self.table, &rows);
        if out.delete {
            let selected: Vec<AwardId> = many::chosen(&self.table);
            let ids = if selected.is_empty() { chosen.into_iter().collect() } else { selected };
            return Some(Event::Delete(ids));
        }
        if out.edit.is_some() || out.opened.is_some() {
            return Some(Event::Edit);
        }
        out.moved.and_then(|row| self.ids.get(row as usize)).map(|id| Event::Chose(*id))
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Option<Event> {
        let ids: Vec<AwardId> = many::chosen(&self.table);
        let count = ids.len();
        let shown = self.ids.iter().filter(|id| self.table.is_selected(id.0)).count();
        let winners = awards::winners_of(campaign, &ids);
        let nobody = winners.is_empty().then_some("None of them has a winner.");
        // Who has no hero has no card to print either.
        let people: Vec<_> = winners.into_iter().filter(|person| campaign.hero_of(*person).is_some()).collect();
        let no_cards = people.is_empty().then_some("None of their winners has a hero.");
        let print = format!("Print the {}", counted(people.len(), "card", "cards"));
        let event = BulkBar::new(count as u64, many::aside(count, shown, campaign.awards().len()))
            .verb(CommandButton::plain(print).icon(Icon::Printer).disabled_if(no_cards))
            .verb(CommandButton::plain(format!("Clear the winners of {count}")).disabled_if(nobody))
            .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
            .show(ui);
        match event? {
            BulkEvent::Verb(0) => {
                print_room::print_later(ui.ctx(), people);
                cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
            }
            BulkEvent::Verb(1) => {
                let words = format!("Cleared the winners of {}", counted(count, "award", "awards"));
                finish(cx, awards::clear_winners(campaign, &ids), words);
            }
            BulkEvent::Verb(_) => return Some(Event::Delete(ids)),
            BulkEvent::Close => self.table.clear_selection(),
        }
        None
    }
}

/// The list of awards.
struct AwardRows<'a> {
    campaign: &'a Campaign,
    ids: &'a [AwardId],
}

impl AwardRows<'_> {
    fn award(&self, row: u64) -> Option<&Award> {
        self.campaign.awards().get(*self.ids.get(row as usize)?)
    }
    fn under(&self, award: &Award) -> String {
        let names = award.winners.iter().filter_map(|winner| self.campaign.people().get(winner.person));
        let names: Vec<&str> = names.map(Person::display_name).collect();
        if names.is_empty() { "No winner yet".into() } else { names.join(", ") }
    }
}

impl TableRows for AwardRows<'_> {
    fn len(&self) -> u64 {
        self.ids.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.ids.get(row as usize).map_or(0, |id| id.0)
    }
    fn text(&self, row: u64, _: usize) -> Cow<'_, str> {
        self.award(row).map_or(Cow::Borrowed(""), |award| format!("{}, {}", title_of(award), self.under(award)).into())
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(award) = self.award(cell.row()) else { return };
        let tone = if award.winners.is_empty() { Tone::Warning } else { Tone::Success };
        cell.icon(Icon::Award, tone).gap(4.0).two_lines(title_of(award), &self.under(award));
    }
}

fn title_of(award: &Award) -> &str {
    if award.title.trim().is_empty() { "No title yet" } else { &award.title }
}
