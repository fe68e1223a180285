//! The page of the nominations: the list, the words as received, and what may be changed about them.

mod asking;
mod inspector;
mod table;
pub(in crate::gui::screens) mod who;
mod words;

use super::many::{self, finish};
use super::people::empty::{bust, picture_size};
use super::people::latest::{Latest, drop_aside};
use super::proposed::Proposed;
use crate::app::finder::Hits;
use crate::app::nominations::{
    Inbox, NominationOrder, NominationQuery, change_each, counted, problem_key, remove, set_state,
};
use crate::app::{Command, Task};
use crate::campaign::{AwardId, Campaign, Change, Edit, NominationId, NominationState, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::FilterMenu;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::order_menu::OrderMenu;
use crate::gui::widgets::page_header::PageHeader;
use asking::{Answered, Ask, NewNomination, nominations_of};
use eframe::egui::{CentralPanel, Frame, Id, Key, Margin, Modifiers, Panel, TextureId, Ui, UiBuilder, vec2};
use inspector::{InspectorEvent, NominationInspector};
use std::collections::HashMap;
use std::sync::Arc;
use table::NominationRows;

/// A revision of the campaign, and what was looked for in it.
type Asked = (u64, NominationQuery);

/// Nominations up to which rows are found within the frame.
const AT_ONCE: usize = 5_000;

#[derive(Default)]
pub struct Nominations {
    inbox: Latest<Inbox>,
    query: NominationQuery,
    /// What `rows` were found for.
    found: Option<(u64, NominationQuery)>,
    rows: Vec<u32>,
    /// The lines that `rows` point into.
    found_in: Arc<Inbox>,
    /// Rows that a job looks for, and what for.
    finding: Option<(Asked, Task<Vec<u32>>)>,
    /// How many of the selected are in the list, and the selection and rows that was counted for.
    shown_of_many: (Option<(u64, Option<Asked>)>, usize),
    table: TableState,
    /// The nomination in the middle.
    shown: Option<NominationId>,
    /// A problem tag being typed.
    typed: String,
    /// Problems proposed from the words of the nomination in the middle.
    proposed: Proposed,
    ask: Option<Ask>,
}

fn find_field() -> Id {
    Id::unique("find in nominations")
}

impl Screen for Nominations {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.take_commands(ui, cx);
        if campaign.nominations().is_empty() {
            PageHeader::new("Nominations").words("None yet").show(ui);
            self.empty(ui, cx);
        } else {
            self.page(ui, cx, campaign);
        }
        let Some(ask) = &mut self.ask else { return };
        match ask.show(ui, cx, campaign) {
            Answered::NotYet => {}
            Answered::Closed => self.ask = None,
            Answered::Added(id) => {
                self.ask = None;
                self.shown = Some(id);
                self.clear_filter();
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

fn later() -> Id {
    Id::unique("problem to show")
}

/// The page opens with the nominations that name this problem.
pub fn show_problem_later(ctx: &eframe::egui::Context, problem: &str) {
    ctx.data_mut(|data| data.insert_temp(later(), problem_key(problem)));
}

impl Nominations {
    fn take_commands(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if let Some(Target::Nomination(id)) = cx.take_target() {
            self.shown = Some(id);
            self.clear_filter();
        }
        if let Some(key) = ui.data_mut(|data| data.remove_temp::<String>(later())) {
            self.clear_filter();
            self.query.problem = Some(key);
        }
        if self.ask.is_some() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        if cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
    }

    fn clear_filter(&mut self) {
        let NominationQuery { order, descending, .. } = self.query;
        self.query = NominationQuery { order, descending, ..NominationQuery::default() };
        self.found = None;
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let size = picture_size(ui);
        let options = [
            ("body", "curved"),
            ("outfit", "shirt"),
            ("head", "round"),
            ("face", "smirk"),
            ("hair", "bun"),
            ("eyewear", "glasses"),
            ("cape", "short"),
            ("item_right", "megaphone"),
        ];
        let look = ["honey", "chestnut", "ticket"];
        let picture = bust(ui, cx, "empty nominations", &options, look, size);
        let mut state = EmptyState::new(
            "Nobody has been nominated yet",
            "Import the answers of your form, or type in what you were told. You can undo each of these.",
        );
        if let Some(texture) = picture {
            state = state.art(texture, size);
        }
        let event = state
            .way(Beginning {
                icon: Icon::Import,
                title: "Import the answers".into(),
                words: "CSV or TSV, from any form service. You can also drag the file onto this window.".into(),
                button: CommandButton::primary("Import a list"),
            })
            .way(Beginning {
                icon: Icon::Pen,
                title: "Type in a nomination".into(),
                words: "For what came by word of mouth, by telephone or on paper.".into(),
                button: CommandButton::plain("Type one in"),
            })
            .show(ui);
        match event {
            Some(EmptyEvent::Way(0)) => cx.act(Action::Do(Command::Import)),
            Some(_) => self.ask = Some(Ask::Add(Box::<NewNomination>::default())),
            None => {}
        }
    }

    /// Brings the rows up to date with campaign and query.
    fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Inbox> {
        // Each line holds the words of a whole nomination, so fewer are made within a frame.
        let records = campaign.nominations().len() * 4;
        let inbox = Arc::clone(self.inbox.of(cx.ws, records, "Sorting nominations", Inbox::new));
        let Some(revision) = self.inbox.revision() else { return inbox };
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            // Until a job is done the rows before stay, with the lines they were found in.
            let Some(rows) = self.looked_up(cx, &inbox, &key) else { return Arc::clone(&self.found_in) };
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.table.to_top();
            }
            self.rows = rows;
            self.found = Some(key);
            drop_aside(cx.ws, std::mem::replace(&mut self.found_in, Arc::clone(&inbox)));
            self.table.keep_selected(|id| campaign.nominations().contains(NominationId(id)));
            self.follow(campaign, &inbox);
        }
        inbox
    }

    /// The rows that are asked for: at once, and in a job where there are so many that a key would be felt.
    fn looked_up(&mut self, cx: &Cx<'_>, inbox: &Arc<Inbox>, key: &Asked) -> Option<Vec<u32>> {
        if inbox.lines().len() <= AT_ONCE {
            self.finding = None;
            return Some(inbox.find(&key.1));
        }
        if let Some((of, task)) = &self.finding {
            let result = task.poll()?;
            let is_wanted = of == key;
            self.finding = None;
            if let (Ok(rows), true) = (result, is_wanted) {
                return Some(rows);
            }
        }
        let (inbox, query) = (Arc::clone(inbox), key.1.clone());
        let task = cx.ws.jobs().start_unlisted(move |_| Ok(inbox.find(&query)));
        self.finding = Some((key.clone(), task));
        None
    }

    fn id_at(&self, inbox: &Inbox, row: usize) -> Option<NominationId> {
        self.rows.get(row).map(|index| inbox.lines()[*index as usize].id)
    }

    /// Puts the cursor on the nomination that is shown. One that is gone makes way for the next in its place.
    fn follow(&mut self, campaign: &Campaign, inbox: &Inbox) {
        if self.shown.is_none_or(|shown| !campaign.nominations().contains(shown)) {
            let last = self.rows.len().saturating_sub(1);
            let place = self.table.cursor().map_or(0, |row| (row as usize).min(last));
            self.shown = self.id_at(inbox, place);
        }
        let place = self.shown.and_then(|shown| inbox.place(shown));
        let row = place.and_then(|place| self.rows.iter().position(|row| *row as usize == place));
        let row = row.map(|row| row as u64);
        if self.table.cursor() != row {
            self.table.set_cursor(row);
        }
    }

    /// Goes one row down the list, or up.
    fn go(&mut self, inbox: &Inbox, down: bool) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let row = match (self.table.cursor(), down) {
            (None, _) => 0,
            (Some(row), true) => (row as usize + 1).min(last),
            (Some(row), false) => (row as usize).saturating_sub(1),
        };
        self.table.set_cursor(Some(row as u64));
        self.shown = self.id_at(inbox, row);
        self.typed.clear();
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let inbox = self.find(cx, campaign);
        let at = self.table.cursor();
        let first = (at.unwrap_or(0) == 0).then_some("This is the first one.");
        let last = (at.map_or(0, |row| row + 1) >= self.rows.len() as u64).then_some("This is the last one.");
        let pressed = PageHeader::new("Nominations")
            .words("What people wrote. The words stay as they came.")
            .rule()
            .action(CommandButton::plain("Previous").icon(Icon::Up).shortcut("Alt Up").disabled_if(first))
            .action(CommandButton::plain("Next").icon(Icon::Down).shortcut("Alt Down").disabled_if(last))
            .action(
                CommandButton::plain("Type in a nomination")
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx())),
            )
            .show(ui);
        let closed = self.ask.is_none();
        let key = |ui: &Ui, modifiers, key| closed && ui.input_mut(|i| i.consume_key(modifiers, key));
        if pressed == Some(0) || key(ui, Modifiers::ALT, Key::ArrowUp) {
            self.go(&inbox, false);
        }
        if pressed == Some(1) || key(ui, Modifiers::ALT, Key::ArrowDown) {
            self.go(&inbox, true);
        }
        if pressed == Some(2) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        let read_on = key(ui, Modifiers::COMMAND, Key::Enter);

        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("nominations bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, &inbox));
        }
        let width = (ui.available_width() * 0.32).clamp(300.0, 400.0);
        SidePane::list("nominations", width).show(ui, |pane| {
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let ui = pane.whole();
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique("list of nominations")), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.filters(ui, campaign, &inbox);
                self.list(ui, cx, campaign, &inbox);
            });
        });
        let shown = self.shown.and_then(|id| Some((id, campaign.nominations().get(id)?)));
        if let Some((id, nomination)) = shown {
            let inspector = NominationInspector { campaign, inbox: &inbox, id, nomination };
            let event = inspector.show(ui, cx, &mut self.typed, &mut self.proposed);
            if event == Some(InspectorEvent::Delete) {
                Self::delete(cx, campaign, &[id]);
            }
            if read_on || event == Some(InspectorEvent::ReadOn) {
                if nomination.state == NominationState::New {
                    let mut read = nomination.clone();
                    set_state(&mut read, NominationState::Read);
                    cx.commit(Change::one("Mark a nomination read", Edit::nomination(id, read)));
                }
                self.go(&inbox, true);
            }
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            if let Some((id, nomination)) = shown {
                words::show(ui, cx, campaign, id, nomination);
            }
        });
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign, inbox: &Inbox) {
        let c = colours(ui);
        let all = campaign.nominations().len();
        Frame::new().fill(c.surface).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let query = &mut self.query;
            ui.horizontal(|ui| {
                let width = ui.available_width() - OrderMenu::icon_width(ui) - 6.0;
                FindField::new(&mut query.words, format!("Find in {}", grouped(all as u64)))
                    .width(width)
                    .id(find_field())
                    .show(ui);
                let titles = NominationOrder::ALL.map(NominationOrder::title);
                let mut order = NominationOrder::ALL.iter().position(|other| *other == query.order).unwrap_or(0);
                OrderMenu::new(&titles, &mut order, &mut query.descending).icon_only().show(ui);
                query.order = NominationOrder::ALL[order];
            });
            ui.horizontal_wrapped(|ui| {
                let states = NominationState::ALL.map(NominationState::title);
                let mut state =
                    query.state.and_then(|state| NominationState::ALL.iter().position(|other| *other == state));
                if FilterMenu::new("Any state", &states, &mut state).show(ui) {
                    query.state = state.map(|index| NominationState::ALL[index]);
                }
                let ids: Vec<AwardId> = campaign.awards().ids().collect();
                let titles: Vec<&str> = campaign.awards().iter().map(|(_, award)| award.title.as_str()).collect();
                let mut award = query.award.and_then(|award| ids.iter().position(|other| *other == award));
                if FilterMenu::new("Any award", &titles, &mut award).show(ui) {
                    query.award = award.map(|index| ids[index]);
                }
                let mut keys: Vec<&str> = inbox.problems().iter().map(|(key, ..)| key.as_str()).collect();
                keys.push("");
                let mut titles: Vec<&str> = inbox.problems().iter().map(|(_, words, _)| words.as_str()).collect();
                titles.push("No problem named");
                let mut problem = query.problem.as_ref().and_then(|key| keys.iter().position(|other| other == key));
                if FilterMenu::new("Any problem", &titles, &mut problem).show(ui) {
                    query.problem = problem.map(|index| keys[index].to_owned());
                }
            });
            if self.rows.len() != all {
                Text::caption(format!("{} of {}", grouped(self.rows.len() as u64), nominations_of(all))).show(ui);
            }
        });
        crate::gui::marks::divider(ui);
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, inbox: &Inbox) {
        if self.rows.is_empty() && self.inbox.revision().is_some() {
            ui.add_space(40.0);
            let clear = ui.vertical_centered(|ui| {
                Text::body("No nomination matches.").muted().show(ui);
                ui.add_space(8.0);
                CommandButton::plain("Clear the filter").show(ui).clicked()
            });
            if clear.inner {
                self.clear_filter();
            }
            return;
        }
        let faces = self.faces(ui, cx, campaign, inbox);
        let rows = NominationRows { inbox, shown: &self.rows, faces };
        let columns = table::columns();
        let table = DataTable::new("Nominations", &columns).checks().no_header().row_height(table::ROW_HEIGHT);
        let out = table.show(ui, &mut self.table, &rows);
        let id_at = |row: u64| rows.line(row).map(|line| line.id);
        if let Some(id) = out.moved.or(out.opened).and_then(id_at) {
            if self.shown != Some(id) {
                self.typed.clear();
            }
            self.shown = Some(id);
        }
        if out.delete {
            let ids: Vec<NominationId> = many::chosen(&self.table);
            let ids = if ids.is_empty() { self.shown.into_iter().collect() } else { ids };
            Self::delete(cx, campaign, &ids);
        }
    }

    /// Faces of the rows in view.
    fn faces(&self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, inbox: &Inbox) -> HashMap<PersonId, TextureId> {
        let first = self.table.first_row() as usize;
        let in_view = (ui.available_height() / table::ROW_HEIGHT) as usize + 2;
        let mut faces = HashMap::new();
        for index in self.rows.iter().skip(first).take(in_view) {
            let line = &inbox.lines()[*index as usize];
            let Some((hero, record)) = line.hero.and_then(|hero| Some((hero, campaign.heroes().get(hero)?))) else {
                continue;
            };
            if let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 64) {
                faces.insert(line.nominee(), texture);
            }
        }
        faces
    }

    fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: &[NominationId]) {
        let words = format!("Deleted {}", nominations_of(ids.len()));
        cx.act(Action::CommitAndTell(remove(campaign, ids.iter().copied()), words));
    }

    fn set_states(cx: &mut Cx<'_>, campaign: &Campaign, ids: Vec<NominationId>, state: NominationState) {
        let count = ids.len();
        let title = |n| match state {
            NominationState::Shortlisted => counted("Shortlist", n),
            _ if n == 1 => "Mark a nomination read".into(),
            _ => format!("Mark {n} nominations read"),
        };
        let change = change_each(campaign, ids, title, |nomination| set_state(nomination, state));
        finish(cx, change, format!("{}: {}", nominations_of(count), state.title().to_lowercase()));
    }

    /// How many of the selected are in the list: counted when the selection or the rows change, not in every frame.
    fn count_shown(&mut self, inbox: &Inbox) -> usize {
        let of = Some((self.table.selections(), self.found.clone()));
        if self.shown_of_many.0 != of {
            let listed = Hits::these(inbox.lines().len(), &self.rows);
            let is_shown = |id: &&u64| inbox.place(NominationId(**id)).is_some_and(|place| listed.has(place));
            self.shown_of_many = (of, self.table.selected().iter().filter(is_shown).count());
        }
        self.shown_of_many.1
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, inbox: &Inbox) {
        let count = self.table.selected().len();
        let shown = self.count_shown(inbox);
        let aside = many::aside(count, shown, campaign.nominations().len());
        let no_awards = campaign.awards().is_empty().then_some("The campaign has no awards yet.");
        let event = BulkBar::new(count as u64, aside)
            .verb(CommandButton::plain(format!("Mark {count} read")))
            .verb(CommandButton::plain(format!("Shortlist {count}")))
            .verb(CommandButton::plain(format!("Set {count} aside")))
            .verb(CommandButton::plain(format!("Add a problem to {count}")))
            .verb(CommandButton::plain(format!("Add {count} to an award")).disabled_if(no_awards))
            .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
            .show(ui);
        if event.is_none() {
            return;
        }
        let nominations: Vec<NominationId> = many::chosen(&self.table);
        match event {
            Some(BulkEvent::Verb(0)) => Self::set_states(cx, campaign, nominations, NominationState::Read),
            Some(BulkEvent::Verb(1)) => {
                Self::set_states(cx, campaign, nominations, NominationState::Shortlisted);
            }
            Some(BulkEvent::Verb(2)) => {
                self.ask = Some(Ask::SetAside { nominations, reason: String::new(), fresh: true });
            }
            Some(BulkEvent::Verb(3)) => {
                self.ask = Some(Ask::Problem { nominations, tag: String::new(), fresh: true });
            }
            Some(BulkEvent::Verb(4)) => self.ask = Some(Ask::Award { nominations, award: None }),
            Some(BulkEvent::Verb(_)) => Self::delete(cx, campaign, &nominations),
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }
}
