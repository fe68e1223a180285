//! The league: members apart from nominations and entries. The list or the tree of who brought whom at the left, at the right
//! what is known of one member, who stands up for them, and what the world will see of them.

mod asking;
mod member_field;
mod pack;
mod pane;
mod public;
mod rows;
mod tree;

use super::browse::Browse;
use super::many::{self, OfSelected, counted};
use super::people::empty::with_bust;
use crate::app::bulk::{count_put, count_taken_out};
use crate::app::league::{self, MemberLine};
use crate::app::{Command, Section};
use crate::campaign::{Campaign, Change, Member, MemberId, MemberState, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::{FilterBar, filter_by};
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::segmented::Segmented;
use asking::{Answered, Ask};
use eframe::egui::{CentralPanel, Frame, Id, TextureId, Ui, UiBuilder};
use pack::PackDialog;
use pane::{MemberPane, PaneEvent};
use rows::{COLUMNS, Known, Today};
use std::collections::HashMap;
use std::sync::Arc;
use tree::Tree;

#[derive(Default)]
pub struct League {
    browse: Browse<Known>,
    selected: OfSelected<Selected>,
    tree: Tree,
    /// 0 the list, 1 the tree.
    view: usize,
    pane: MemberPane,
    ask: Option<Ask>,
    pack: PackDialog,
}

/// What is said of the selected members: how many are in the league, and how many have a code name.
#[derive(Default)]
struct Selected {
    approved: usize,
    named: usize,
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
                self.browse.show_this(id.0);
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
            self.browse.show_this(id.0);
        }
        if self.ask.is_some() || self.pack.is_open() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.ask = Some(Ask::apply());
        }
        if !campaign.members().is_empty() && Browse::<Known>::take_find(ui, cx) {
            self.view = 0;
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        let known = self.browse.find(cx, campaign);
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
        self.bulk(ui, cx, campaign);
        let shown = self.browse.shown.map(MemberId);
        if let Some((id, member)) = shown.and_then(|id| Some((id, campaign.members().get(id)?))) {
            match self.pane.show(ui, cx, campaign, id, member) {
                Some(PaneEvent::Refuse) => self.ask = Some(Ask::refuse(vec![id])),
                Some(PaneEvent::Delete) => Self::delete(cx, vec![id]),
                Some(PaneEvent::Show(other)) => {
                    self.browse.show_this(other.0);
                }
                None => {}
            }
        }
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.filters(ui, campaign);
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let builder = UiBuilder::new().scope_id(Id::unique("list of members"));
            ui.scope_builder(builder, |ui| match self.view {
                0 => self.list(ui, cx, campaign),
                _ => {
                    let faces = faces(ui, cx, campaign, known.tree.iter().map(|branch| branch.member));
                    if let Some(id) = self.tree.show(ui, campaign, &known.tree, &faces, shown) {
                        self.show_member(ui, id);
                    }
                }
            });
        });
    }

    fn show_member(&mut self, ui: &Ui, id: MemberId) {
        self.browse.shown = Some(id.0);
        SidePane::open_drawer(ui.ctx(), pane::PANE);
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign) {
        let is_tree = self.view == 1;
        let count =
            if is_tree { counted(campaign.members().len(), "member", "members") } else { self.browse.count(campaign) };
        let (browse, view) = (&mut self.browse, &mut self.view);
        FilterBar::new(count).show(
            ui,
            |ui| {
                if is_tree {
                    return;
                }
                browse.field(ui);
                let state = &mut browse.query.filter.state;
                filter_by(ui, "Any state", &MemberState::ALL.map(|state| (state, state.title())), state);
            },
            |ui| {
                Segmented::new("View of the league", &["List", "Who brought whom"], view).small().show(ui);
            },
        );
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let today = Today { now: cx.ws.world().now(), zone: cx.ws.world().time_zone() };
        let mut asked = None;
        let menu = |ui: &mut Ui, line: &MemberLine| {
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
        let done = self.browse.table(ui, cx, campaign, &rows::columns(), &COLUMNS, &today, menu);
        if let Some(id) = done.opened.map(MemberId) {
            self.show_member(ui, id);
            MemberPane::focus_code_name(ui.ctx(), id);
        }
        if !done.delete.is_empty() {
            Self::delete(cx, done.delete.into_iter().map(MemberId).collect());
        }
        match asked {
            Some((id, Some(MemberState::Refused))) => self.ask = Some(Ask::refuse(vec![id])),
            Some((id, Some(state))) => decide(cx, vec![id], state, String::new()),
            Some((id, None)) => {
                if let Some(member) = campaign.members().get(id) {
                    cx.act(Action::Show(Target::Person(member.person)));
                }
            }
            None => {}
        }
    }

    fn delete(cx: &mut Cx<'_>, ids: Vec<MemberId>) {
        let words = |change: &Change| {
            format!("Deleted {}", counted(count_taken_out::<Member>(change), "membership", "memberships"))
        };
        many::each(cx, ids.len(), "Deleting memberships", words, move |campaign| league::remove(campaign, &ids));
    }

    fn propose_code_names(cx: &mut Cx<'_>, ids: Vec<MemberId>) {
        let words = |change: &Change| {
            format!("Gave code names to {}", counted(count_put::<Member>(change), "member", "members"))
        };
        many::each(cx, ids.len(), "Proposing code names", words, move |campaign| {
            league::propose_for_all(campaign, &ids)
        });
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let selected = self.selected.get(&self.browse.table, campaign, |keys| {
            let members = || keys.iter().filter_map(|key| campaign.members().get(MemberId(*key)));
            Selected {
                approved: members().filter(|it| it.state == MemberState::Approved).count(),
                named: members().filter(|it| !it.code_name.is_empty()).count(),
            }
        });
        let Selected { approved, named } = *selected;
        let verbs = |count: usize| {
            let all_in = (approved == count).then_some("They are all in the league already.");
            let none_in = (approved == 0).then_some("None of them is in the league.");
            let all_named = (named == count).then_some("They all have a code name.");
            let to_approve = count.saturating_sub(approved);
            vec![
                CommandButton::plain(format!("Approve {to_approve}")).icon(Icon::Check).disabled_if(all_in),
                CommandButton::plain(format!("Refuse {count}")),
                CommandButton::plain(format!("Note that {approved} left")).disabled_if(none_in),
                CommandButton::plain("Propose code names").icon(Icon::Sparkle).disabled_if(all_named),
                CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash),
            ]
        };
        let Some(verb) = self.browse.bulk(ui, campaign, verbs) else { return };
        let mut ids: Vec<MemberId> = self.browse.chosen();
        match verb {
            0 => decide(cx, ids, MemberState::Approved, String::new()),
            1 => self.ask = Some(Ask::refuse(ids)),
            2 => {
                // Who is no member cannot leave.
                let is_in = |id: &MemberId| {
                    campaign.members().get(*id).is_some_and(|member| member.state == MemberState::Approved)
                };
                ids.retain(is_in);
                decide(cx, ids, MemberState::Left, String::new());
            }
            3 => Self::propose_code_names(cx, ids),
            _ => Self::delete(cx, ids),
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHeader::new("League").words("Members apart from nominations and entries").show(ui);
        let options = [
            ("body", "curved"),
            ("outfit", "suit"),
            ("head", "oval"),
            ("face", "smirk"),
            ("hair", "bob"),
            ("eyewear", "mask"),
            ("cape", "long"),
        ];
        let page = EmptyState::new(
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
        match with_bust(page, ui, cx, "empty league", &options, ["espresso", "black", "lagoon"]).show(ui) {
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

/// Decides and tells how many it was about.
fn decide(cx: &mut Cx<'_>, ids: Vec<MemberId>, state: MemberState, reason: String) {
    let at = cx.ws.world().now();
    let words = move |change: &Change| {
        let count = count_put::<Member>(change);
        match state {
            MemberState::Approved => format!("Approved {}", counted(count, "member", "members")),
            MemberState::Left => format!("Noted that {} left", counted(count, "member", "members")),
            MemberState::Applied => format!("Reopened {}", counted(count, "application", "applications")),
            MemberState::Refused => format!("Refused {}", counted(count, "applicant", "applicants")),
        }
    };
    many::each(cx, ids.len(), "Deciding about members", words, move |campaign| {
        league::decide(campaign, &ids, state, &reason, at)
    });
}

/// Where the rules of referral tickets stand.
fn show_rules(cx: &mut Cx<'_>) {
    cx.act(Action::Do(Command::GoTo(Section::Sweepstake)));
}
