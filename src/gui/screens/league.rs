//! The league: members apart from nominations and entries. The list or the tree of who brought whom at the left, at the right
//! what is known of one member, who stands up for them, and what the world will see of them.

mod asking;
mod member_field;
mod pack;
mod pane;
mod public;
mod rows;
mod tree;

use super::many::{self, counted, finish};
use super::people::empty::{bust, picture_size};
use super::people::latest::Latest;
use crate::app::league::{self, MemberLine, MemberQuery};
use crate::app::{Command, Section};
use crate::campaign::{Campaign, MemberId, MemberState, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::theme::colours;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::{FilterBar, FilterMenu};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::segmented::Segmented;
use asking::{Answered, Ask};
use eframe::egui::{CentralPanel, Frame, Id, Panel, TextureId, Ui, UiBuilder};
use pack::PackDialog;
use pane::{MemberPane, PaneEvent};
use rows::{COLUMNS, MemberRows};
use std::collections::HashMap;
use std::sync::Arc;
use tree::Tree;

/// Everything of one revision that list and tree show.
#[derive(Default)]
struct Known {
    lines: Vec<MemberLine>,
    tree: Vec<league::Branch>,
}

fn known(campaign: &Campaign) -> Known {
    Known { lines: league::roster(campaign), tree: league::tree(campaign) }
}

#[derive(Default)]
pub struct League {
    known: Latest<Known>,
    query: MemberQuery,
    /// What `rows` were found for.
    found: Option<(u64, MemberQuery)>,
    rows: Vec<usize>,
    table: TableState,
    tree: Tree,
    /// 0 the list, 1 the tree.
    view: usize,
    /// The member at the right.
    shown: Option<MemberId>,
    pane: MemberPane,
    ask: Option<Ask>,
    pack: PackDialog,
}

fn find_field() -> Id {
    Id::unique("find a member")
}

impl Screen for League {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        self.take_commands(ui, cx, &campaign);
        if campaign.members().is_empty() {
            self.empty(ui, cx);
        } else {
            self.page(ui, cx, &campaign);
        }
        self.pack.show(ui, cx, &campaign);
        let Some(ask) = &mut self.ask else { return };
        match ask.show(ui, cx, &campaign) {
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

impl League {
    fn take_commands(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some(Target::Member(id)) = cx.take_target() {
            self.shown = Some(id);
            self.clear_filter();
        }
        if self.ask.is_some() || self.pack.is_open() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.ask = Some(Ask::apply());
        }
        if cx.takes(Command::Find) && !campaign.members().is_empty() {
            self.view = 0;
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
    }

    fn clear_filter(&mut self) {
        let MemberQuery { order, descending, .. } = self.query;
        self.query = MemberQuery { order, descending, ..MemberQuery::default() };
        self.found = None;
    }

    fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Known> {
        let known = Arc::clone(self.known.of(cx.ws, campaign.members().len() * 4, "Sorting members", known));
        let Some(revision) = self.known.revision() else { return known };
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.table.to_top();
            }
            self.rows = league::find(&known.lines, &self.query);
            self.found = Some(key);
            self.table.keep_selected(|id| campaign.members().contains(MemberId(id)));
        }
        self.follow(campaign, &known);
        known
    }

    /// Puts the cursor on the member that is shown; one that is gone makes way for the next in its place.
    fn follow(&mut self, campaign: &Campaign, known: &Known) {
        let id_at = |row: usize| self.rows.get(row).and_then(|at| known.lines.get(*at)).map(|line| line.id);
        if self.shown.is_none_or(|shown| !campaign.members().contains(shown)) {
            let last = self.rows.len().saturating_sub(1);
            self.shown = id_at(self.table.cursor().map_or(0, |row| (row as usize).min(last)));
        }
        let row = (0..self.rows.len()).find(|row| self.shown.is_some() && id_at(*row) == self.shown);
        let row = row.map(|row| row as u64);
        if self.table.cursor() != row {
            self.table.set_cursor(row);
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        let known = self.find(cx, campaign);
        let approved = known.lines.iter().filter(|line| line.state == MemberState::Approved).count();
        let applied = known.lines.iter().filter(|line| line.state == MemberState::Applied).count();
        let words = match applied {
            0 => format!("{}. A member need not have entered anything.", counted(approved, "member", "members")),
            n => format!(
                "{}, {} to decide about.",
                counted(approved, "member", "members"),
                counted(n, "application", "applications")
            ),
        };
        let nobody = (approved == 0).then_some("The league has no members yet.");
        let pressed = PageHeader::new("League")
            .words(words)
            .rule()
            .action(CommandButton::plain("Write the members’ pack").icon(Icon::Lock).disabled_if(nobody))
            .action(CommandButton::plain("Import a list").icon(Icon::Import))
            .action(
                CommandButton::primary("Add an application")
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx())),
            )
            .show(ui);
        match pressed {
            Some(0) => self.pack.open(cx),
            Some(1) => cx.act(Action::Do(Command::Import)),
            Some(_) => self.ask = Some(Ask::apply()),
            None => {}
        }
        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("league bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, &known));
        }
        if let Some((id, member)) = self.shown.and_then(|id| Some((id, campaign.members().get(id)?))) {
            match self.pane.show(ui, cx, campaign, id, member) {
                Some(PaneEvent::Refuse) => self.ask = Some(Ask::refuse(vec![id])),
                Some(PaneEvent::Delete) => Self::delete(cx, campaign, &[id]),
                Some(PaneEvent::Show(other)) => {
                    self.shown = Some(other);
                    self.clear_filter();
                }
                None => {}
            }
        }
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.filters(ui, known.lines.len());
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let builder = UiBuilder::new().scope_id(Id::unique("list of members"));
            ui.scope_builder(builder, |ui| match self.view {
                0 => self.list(ui, cx, campaign, &known),
                _ => {
                    let faces = faces(ui, cx, campaign, known.tree.iter().map(|branch| branch.member));
                    if let Some(id) = self.tree.show(ui, campaign, &known.tree, &faces, self.shown) {
                        self.show_member(ui, id);
                    }
                }
            });
        });
    }

    fn show_member(&mut self, ui: &Ui, id: MemberId) {
        self.shown = Some(id);
        SidePane::open_drawer(ui.ctx(), pane::PANE);
    }

    fn filters(&mut self, ui: &mut Ui, all: usize) {
        let count = if self.rows.len() == all || self.view == 1 {
            counted(all, "member", "members")
        } else {
            format!("{} of {}", self.rows.len(), counted(all, "member", "members"))
        };
        let (query, view) = (&mut self.query, &mut self.view);
        let is_tree = *view == 1;
        FilterBar::new(count).show(
            ui,
            |ui| {
                if is_tree {
                    return;
                }
                FindField::new(&mut query.words, "Find a member")
                    .shortcut("Ctrl F")
                    .width(220.0)
                    .id(find_field())
                    .show(ui);
                let titles = MemberState::ALL.map(MemberState::title);
                let mut state = query.state.and_then(|state| MemberState::ALL.iter().position(|other| *other == state));
                if FilterMenu::new("Any state", &titles, &mut state).show(ui) {
                    query.state = state.map(|index| MemberState::ALL[index]);
                }
            },
            |ui| {
                Segmented::new("View of the league", &["List", "Who brought whom"], view).small().show(ui);
            },
        );
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, known: &Known) {
        let first = self.table.first_row() as usize;
        let in_view = (ui.available_height() / 52.0) as usize + 2;
        let ids: Vec<MemberId> =
            self.rows.iter().skip(first).take(in_view).filter_map(|at| known.lines.get(*at)).map(|l| l.id).collect();
        let faces = faces(ui, cx, campaign, ids.into_iter());
        let now = cx.ws.world().now();
        let zone = cx.ws.world().time_zone();
        let rows = MemberRows { lines: &known.lines, shown: &self.rows, faces: &faces, now, zone };
        let mut asked = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            let Some(line) = rows.line(row) else { return };
            let is_in = (line.state == MemberState::Approved).then_some("This member is in the league already.");
            if MenuLine::new("Approve").icon(Icon::Check).disabled_if(is_in).show(ui).clicked() {
                asked = Some((line.id, Some(MemberState::Approved)));
            }
            if MenuLine::new("Refuse").icon(Icon::X).show(ui).clicked() {
                asked = Some((line.id, Some(MemberState::Refused)));
            }
            if MenuLine::new("Show the person").icon(Icon::Person).show(ui).clicked() {
                asked = Some((line.id, None));
            }
        };
        let columns = rows::columns();
        let table = DataTable::new("Members", &columns).checks().two_lines().menu(&mut menu);
        let empty = "No member matches. Clear the filter.";
        let out = table.empty(empty).show(ui, &mut self.table, &rows);
        let id_at = |row: u64| rows.line(row).map(|line| line.id);
        if out.sorted.is_some() {
            let sort = self.table.sort();
            self.query.order = sort.and_then(|sort| COLUMNS.get(sort.column).copied()).unwrap_or_default();
            self.query.descending = sort.is_some_and(|sort| sort.descending);
        }
        if let Some(id) = out.moved.and_then(id_at) {
            self.shown = Some(id);
        }
        if let Some(id) = out.opened.or(out.edit).and_then(id_at) {
            self.show_member(ui, id);
            MemberPane::focus_code_name(ui.ctx(), id);
        }
        if out.delete {
            let ids: Vec<MemberId> = many::chosen(&self.table);
            let ids = if ids.is_empty() { self.shown.into_iter().collect() } else { ids };
            Self::delete(cx, campaign, &ids);
        }
        match asked {
            Some((id, Some(MemberState::Refused))) => self.ask = Some(Ask::refuse(vec![id])),
            Some((id, Some(state))) => decide(cx, campaign, &[id], state),
            Some((id, None)) => {
                if let Some(member) = campaign.members().get(id) {
                    cx.act(Action::Show(Target::Person(member.person)));
                }
            }
            None => {}
        }
    }

    fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: &[MemberId]) {
        let words = format!("Deleted {}", counted(ids.len(), "membership", "memberships"));
        cx.act(Action::CommitAndTell(league::remove(campaign, ids), words));
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, known: &Known) {
        let ids: Vec<MemberId> = many::chosen(&self.table);
        let count = ids.len();
        let shown = self.rows.iter().filter(|at| self.table.is_selected(known.lines[**at].id.0)).count();
        let of =
            |state| ids.iter().filter(|id| campaign.members().get(**id).is_some_and(|it| it.state == state)).count();
        let approved = of(MemberState::Approved);
        let all_in = (approved == count).then_some("They are all in the league already.");
        let none_in = (approved == 0).then_some("None of them is in the league.");
        let named = ids.iter().filter(|id| campaign.members().get(**id).is_some_and(|it| !it.code_name.is_empty()));
        let all_named = (named.count() == count).then_some("They all have a code name.");
        let event = BulkBar::new(count as u64, many::aside(count, shown, campaign.members().len()))
            .verb(CommandButton::plain(format!("Approve {}", count - approved)).icon(Icon::Check).disabled_if(all_in))
            .verb(CommandButton::plain(format!("Refuse {count}")))
            .verb(CommandButton::plain(format!("Note that {approved} left")).disabled_if(none_in))
            .verb(CommandButton::plain("Propose code names").icon(Icon::Sparkle).disabled_if(all_named))
            .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => decide(cx, campaign, &ids, MemberState::Approved),
            Some(BulkEvent::Verb(1)) => self.ask = Some(Ask::refuse(ids)),
            Some(BulkEvent::Verb(2)) => {
                let is_in =
                    |id: &MemberId| campaign.members().get(*id).is_some_and(|it| it.state == MemberState::Approved);
                let ids: Vec<MemberId> = ids.into_iter().filter(is_in).collect();
                decide(cx, campaign, &ids, MemberState::Left);
            }
            Some(BulkEvent::Verb(3)) => {
                finish(cx, league::propose_for_all(campaign, &ids), "Gave them code names".into());
            }
            Some(BulkEvent::Verb(_)) => Self::delete(cx, campaign, &ids),
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHeader::new("League").words("Members apart from nominations and entries").show(ui);
        let size = picture_size(ui);
        let options = [
            ("body", "curved"),
            ("outfit", "suit"),
            ("head", "oval"),
            ("face", "smirk"),
            ("hair", "bob"),
            ("eyewear", "mask"),
            ("cape", "long"),
        ];
        let art = bust(ui, cx, "empty league", &options, ["espresso", "black", "lagoon"], size);
        let mut page = EmptyState::new(
            "A league without members yet",
            "People apply, members stand up for them, you decide. Who wishes goes by a code name, and says what the world sees.",
        )
        .way(Beginning {
            icon: Icon::League,
            title: "Add an application".into(),
            words: "Somebody of the campaign, or somebody new.".into(),
            button: CommandButton::primary("Add an application"),
        })
        .way(Beginning {
            icon: Icon::Import,
            title: "Import applications".into(),
            words: "A list with names, why they apply and who vouches.".into(),
            button: CommandButton::plain("Import a list"),
        });
        if let Some(art) = art {
            page = page.art(art, size);
        }
        match page.show(ui) {
            Some(EmptyEvent::Way(0)) => self.ask = Some(Ask::apply()),
            Some(EmptyEvent::Way(_)) => cx.act(Action::Do(Command::Import)),
            _ => {}
        }
    }
}

/// Faces of the heroes among these members.
fn faces(
    ui: &Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    ids: impl Iterator<Item = MemberId>,
) -> HashMap<PersonId, TextureId> {
    let mut faces = HashMap::new();
    for id in ids.take(80) {
        let Some(member) = campaign.members().get(id) else { continue };
        if let Some((hero, record)) = campaign.hero_of(member.person)
            && let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 72)
        {
            faces.insert(member.person, texture);
        }
    }
    faces
}

/// Decides without a reason and tells how many it was about.
fn decide(cx: &mut Cx<'_>, campaign: &Campaign, ids: &[MemberId], state: MemberState) {
    let changed = ids.iter().filter(|id| campaign.members().get(**id).is_some_and(|it| it.state != state)).count();
    let many = counted(changed, "member", "members");
    let words = match state {
        MemberState::Approved => format!("Approved {many}"),
        MemberState::Left => format!("Noted that {many} left"),
        MemberState::Applied => format!("Reopened {}", counted(changed, "application", "applications")),
        MemberState::Refused => format!("Refused {many}"),
    };
    match league::decide(campaign, ids, state, "", cx.ws.world().now()) {
        Ok(change) => finish(cx, change, words),
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

/// Where the rules of referral tickets stand.
fn show_rules(cx: &mut Cx<'_>) {
    cx.act(Action::Do(Command::GoTo(Section::Sweepstake)));
}
