//! The nominees of an award: ranked, found, ordered, and chosen as winners, one or many.

use super::face;
use super::words::words_of;
use crate::app::awards::{self, Candidate};
use crate::app::order::{self, CandidateOrder};
use crate::app::outlook::grouped;
use crate::app::people::folded;
use crate::campaign::{AwardId, Campaign, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::screens::many::{self, counted, finish};
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use eframe::egui::{Frame, Id, Panel, TextureId, Ui, UiBuilder};
use std::borrow::Cow;
use std::collections::HashMap;

/// The table with what is looked for and selected in it.
#[derive(Default)]
pub struct Nominees {
    find: String,
    table: TableState,
    /// What was sought in the last frame, and in which order.
    asked: Option<(String, CandidateOrder, bool)>,
    /// Who stands under the keyboard, wherever the order puts them.
    current: Option<PersonId>,
}

/// Columns, each with what sorts it.
const ORDERS: [CandidateOrder; 5] = [
    CandidateOrder::Place,
    CandidateOrder::Name,
    CandidateOrder::ForAward,
    CandidateOrder::InAll,
    CandidateOrder::Winner,
];

impl Nominees {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, candidates: &[Candidate]) {
        let key = folded(&self.find);
        let mut shown: Vec<&Candidate> =
            candidates.iter().filter(|candidate| key.is_empty() || folded(&candidate.name).contains(&key)).collect();
        let sort = self.table.sort();
        let order = sort.and_then(|sort| ORDERS.get(sort.column).copied()).unwrap_or_default();
        let descending = sort.is_some_and(|sort| sort.descending);
        order::candidates(&mut shown, order, descending);
        let named = candidates.iter().filter(|candidate| candidate.for_award > 0).count() as u64;
        let count = format!("{} of {} named", grouped(named), grouped(candidates.len() as u64));
        FilterBar::new(count).show(
            ui,
            |ui| FindField::new(&mut self.find, "Find a nominee").width(220.0).show(ui),
            |_| {},
        );
        self.table.keep_selected(|key| candidates.iter().any(|candidate| candidate.person.0 == key));
        let asked = Some((key, order, descending));
        if self.asked != asked {
            if self.asked.is_some() {
                self.table.to_top();
            }
            self.asked = asked;
        }
        let place = self.current.and_then(|person| shown.iter().position(|candidate| candidate.person == person));
        let place = place.or((!shown.is_empty()).then_some(0)).map(|place| place as u64);
        if self.table.cursor() != place {
            self.table.set_cursor(place);
        }
        let current = place.and_then(|row| shown.get(row as usize).copied());
        self.current = current.map(|candidate| candidate.person).or(self.current);
        if let Some(candidate) = current {
            words_of(ui, cx, campaign, id, candidate);
        }
        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("nominees bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, id, candidates, &shown));
        }
        // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
        let builder = UiBuilder::new().scope_id(Id::unique("list of nominees"));
        ui.scope_builder(builder, |ui| self.list(ui, cx, campaign, id, candidates.is_empty(), &shown));
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: AwardId,
        nobody: bool,
        shown: &[&Candidate],
    ) {
        let first = self.table.first_row() as usize;
        let in_view = (ui.available_height() / 52.0) as usize + 2;
        let faces: HashMap<PersonId, TextureId> = shown
            .iter()
            .skip(first)
            .take(in_view)
            .filter_map(|candidate| Some((candidate.person, face(ui, cx, campaign, candidate.person, 72)?)))
            .collect();
        let columns = [
            Column::new("", 40.0).right(),
            Column::new("Nominee", 230.0).grow(),
            Column::new("For it", 64.0).right(),
            Column::new("In all", 60.0).right(),
            Column::new("Winner", 90.0),
        ];
        let rows = CandidateRows { shown, faces: &faces };
        let mut asked = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            let Some(candidate) = shown.get(row as usize) else { return };
            let won = candidate.is_winner.then_some("This person has won it already.");
            if MenuLine::new("Choose as winner").icon(Icon::Award).disabled_if(won).show(ui).clicked() {
                asked = Some((candidate.person, true));
            }
            if MenuLine::new("Show the person").icon(Icon::Person).show(ui).clicked() {
                asked = Some((candidate.person, false));
            }
        };
        let empty = if nobody {
            "Nobody is nominated yet. Import nominations, or add one."
        } else {
            "No nominee matches. Clear the find field."
        };
        let table = DataTable::new("Nominees", &columns).checks().two_lines().empty(empty).menu(&mut menu);
        let out = table.show(ui, &mut self.table, &rows);
        if let Some(candidate) = out.moved.and_then(|row| shown.get(row as usize)) {
            self.current = Some(candidate.person);
        }
        if let Some(candidate) = out.opened.and_then(|row| shown.get(row as usize)) {
            asked = Some((candidate.person, true));
        }
        match asked {
            Some((person, true)) => choose_winners(cx, campaign, id, &[person]),
            Some((person, false)) => cx.act(Action::Show(Target::Person(person))),
            None => {}
        }
    }

    fn bulk(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: AwardId,
        candidates: &[Candidate],
        shown: &[&Candidate],
    ) {
        let people: Vec<PersonId> = many::chosen(&self.table);
        let in_view = shown.iter().filter(|candidate| self.table.is_selected(candidate.person.0)).count();
        let is_winner =
            |person: &&PersonId| candidates.iter().any(|candidate| candidate.person == **person && candidate.is_winner);
        let won = people.iter().filter(is_winner).count();
        let new = people.len() - won;
        let choose = format!("Choose {}", counted(new, "winner", "winners"));
        let take = format!("Take it from {won}");
        let event = BulkBar::new(people.len() as u64, many::aside(people.len(), in_view, candidates.len()))
            .verb(
                CommandButton::plain(choose)
                    .icon(Icon::Award)
                    .disabled_if((new == 0).then_some("They have all won it already.")),
            )
            .verb(CommandButton::plain(take).disabled_if((won == 0).then_some("None of them has won it.")))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => choose_winners(cx, campaign, id, &people),
            Some(BulkEvent::Verb(_)) => {
                let words = format!("Removed {}", counted(won, "winner", "winners"));
                finish(cx, awards::take_away(campaign, id, &people), words);
            }
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }
}

/// Chooses winners beside those there are.
pub fn choose_winners(cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, people: &[PersonId]) {
    let before = campaign.awards().get(id).map_or(0, |award| people.iter().filter(|p| award.is_won_by(**p)).count());
    if let Some(change) = awards::choose(campaign, id, people, cx.ws.world().now()) {
        let words = format!("Chose {}", counted(people.len() - before, "winner", "winners"));
        cx.act(Action::CommitAndTell(change, words));
    }
}

/// The nominees as the table reads them.
struct CandidateRows<'a> {
    shown: &'a [&'a Candidate],
    faces: &'a HashMap<PersonId, TextureId>,
}

impl TableRows for CandidateRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.shown.get(row as usize).map_or(0, |candidate| candidate.person.0)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(candidate) = self.shown.get(row as usize) else { return Cow::Borrowed("") };
        match column {
            0 => if candidate.for_award > 0 { candidate.place.to_string() } else { String::new() }.into(),
            1 => candidate.name.as_str().into(),
            2 => grouped(candidate.for_award).into(),
            3 => grouped(candidate.in_all).into(),
            _ => if candidate.is_winner { "winner" } else { "" }.into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(candidate) = self.shown.get(cell.row() as usize) else { return };
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            1 => {
                let plate = FacePlate::new(candidate.name.as_str());
                let plate = plate.texture(self.faces.get(&candidate.person).copied());
                cell.face(&plate).gap(4.0).two_lines(&candidate.name, &candidate.excerpt);
            }
            2 if candidate.for_award > 0 => {
                cell.strong(&words);
            }
            4 => {
                if candidate.is_winner {
                    cell.chip(&Chip::sun("winner").icon(Icon::Award));
                }
            }
            _ => {
                cell.muted(&words);
            }
        }
    }
    fn find(&self, typed: &str, from: u64) -> Option<u64> {
        let len = self.len();
        let typed = typed.to_lowercase();
        (0..len)
            .map(|step| (from + step) % len)
            .find(|row| self.shown[*row as usize].name.to_lowercase().starts_with(&typed))
    }
}
