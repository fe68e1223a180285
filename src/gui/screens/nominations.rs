//! The page of the nominations: the list, the words as received, and what may be changed about them.

mod asking;
mod inspector;
mod table;
pub(in crate::gui::screens) mod who;
mod words;

use super::browse::{Browse, Side};
use super::many::each;
use super::people::empty::with_bust;
use super::proposed::Proposed;
use crate::app::Command;
use crate::app::bulk::{count_put, count_taken_out};
use crate::app::nominations::{Inbox, NominationFilter, change_each, counted, problem_key, remove, set_state};
use crate::campaign::{AwardId, Campaign, Change, Edit, Nomination, NominationId, NominationState};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::filter_by;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::page_header::PageHeader;
use asking::{Answered, Ask, NewNomination, nominations_of};
use eframe::egui::{CentralPanel, Frame, Id, Key, Modifiers, Ui};
use inspector::{InspectorEvent, NominationInspector};

#[derive(Default)]
pub struct Nominations {
    browse: Browse<Inbox>,
    /// A problem tag being typed.
    typed: String,
    /// Problems proposed from the words of the nomination in the middle.
    proposed: Proposed,
    ask: Option<Ask>,
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
                self.browse.show_this(id.0);
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
            self.browse.show_this(id.0);
        }
        if let Some(key) = ui.data_mut(|data| data.remove_temp::<String>(later())) {
            self.browse.clear_filter();
            self.browse.query.filter.problem = Some(key);
        }
        if self.ask.is_some() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        Browse::<Inbox>::take_find(ui, cx);
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let state = EmptyState::new(
            "Nobody has been nominated yet",
            "Import the answers of your form, or type in what you were told. You can undo each of these.",
        );
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
        let event = with_bust(state, ui, cx, "empty nominations", &options, ["honey", "chestnut", "ticket"])
            .way(Beginning {
                icon: Icon::Import,
                title: "Import the answers".into(),
                words: "CSV, TSV, XLSX or ODS, from any form service. You can also drag the file onto this window."
                    .into(),
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

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let inbox = self.browse.find(cx, campaign);
        let header = PageHeader::new("Nominations").words("What people wrote. The words stay as they came.").rule();
        let pressed = self
            .browse
            .with_steps(header)
            .action(
                CommandButton::plain("Type in a nomination")
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx())),
            )
            .show(ui);
        let closed = self.ask.is_none();
        if closed && self.browse.step(ui, pressed) {
            self.typed.clear();
        }
        if pressed == Some(2) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        let read_on = closed && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        self.bulk(ui, cx, campaign);
        let side = Side { part: 0.32, least: 300.0, most: 400.0 };
        let done = self.browse.side(ui, cx, campaign, side, |ui, filter| filters(ui, campaign, &inbox, filter));
        if done.moved {
            self.typed.clear();
        }
        if !done.delete.is_empty() {
            Self::delete(cx, &done.delete.into_iter().map(NominationId).collect::<Vec<_>>());
        }
        let shown = self.browse.shown.map(NominationId).and_then(|id| Some((id, campaign.nominations().get(id)?)));
        if let Some((id, nomination)) = shown {
            let inspector = NominationInspector { campaign, inbox: &inbox, id, nomination };
            let event = inspector.show(ui, cx, &mut self.typed, &mut self.proposed);
            if event == Some(InspectorEvent::Delete) {
                Self::delete(cx, &[id]);
            }
            if read_on || event == Some(InspectorEvent::ReadOn) {
                if nomination.state == NominationState::New {
                    let mut read = nomination.clone();
                    set_state(&mut read, NominationState::Read);
                    cx.commit(Change::one("Mark a nomination read", Edit::nomination(id, read)));
                }
                self.browse.go(true);
                self.typed.clear();
            }
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            if let Some((id, nomination)) = shown {
                words::show(ui, cx, campaign, id, nomination);
            }
        });
    }

    fn delete(cx: &mut Cx<'_>, ids: &[NominationId]) {
        let ids = ids.to_vec();
        let words = |change: &Change| format!("Deleted {}", nominations_of(count_taken_out::<Nomination>(change)));
        each(cx, ids.len(), "Deleting nominations", words, move |campaign| remove(campaign, ids.iter().copied()));
    }

    fn set_states(cx: &mut Cx<'_>, ids: Vec<NominationId>, state: NominationState) {
        let count = ids.len();
        let title = move |n| match state {
            NominationState::Shortlisted => counted("Shortlist", n),
            _ if n == 1 => "Mark a nomination read".into(),
            _ => format!("Mark {n} nominations read"),
        };
        let words = move |change: &Change| {
            format!("{}: {}", nominations_of(count_put::<Nomination>(change)), state.title().to_lowercase())
        };
        each(cx, count, "Changing nominations", words, move |campaign| {
            change_each(campaign, ids.iter().copied(), title, |nomination| set_state(nomination, state))
        });
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let no_awards = campaign.awards().is_empty().then_some("The campaign has no awards yet.");
        let verbs = |count: usize| {
            let count = grouped(count as u64);
            vec![
                CommandButton::plain(format!("Mark {count} read")),
                CommandButton::plain(format!("Shortlist {count}")),
                CommandButton::plain(format!("Set {count} aside")),
                CommandButton::plain(format!("Add a problem to {count}")),
                CommandButton::plain(format!("Add {count} to an award")).disabled_if(no_awards),
                CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash),
            ]
        };
        let Some(verb) = self.browse.bulk(ui, campaign, verbs) else { return };
        let nominations: Vec<NominationId> = self.browse.chosen();
        match verb {
            0 => Self::set_states(cx, nominations, NominationState::Read),
            1 => Self::set_states(cx, nominations, NominationState::Shortlisted),
            2 => self.ask = Some(Ask::SetAside { nominations, reason: String::new(), fresh: true }),
            3 => self.ask = Some(Ask::Problem { nominations, tag: String::new(), fresh: true }),
            4 => self.ask = Some(Ask::Award { nominations, award: None }),
            _ => Self::delete(cx, &nominations),
        }
    }
}

fn filters(ui: &mut Ui, campaign: &Campaign, inbox: &Inbox, filter: &mut NominationFilter) {
    filter_by(ui, "Any state", &NominationState::ALL.map(|state| (state, state.title())), &mut filter.state);
    let awards: Vec<(AwardId, &str)> = campaign.awards().iter().map(|(id, award)| (id, award.title.as_str())).collect();
    filter_by(ui, "Any award", &awards, &mut filter.award);
    let problems = inbox.problems().iter().map(|(key, words, _)| (key.clone(), words.as_str()));
    let problems: Vec<(String, &str)> = problems.chain([(String::new(), "No problem named")]).collect();
    filter_by(ui, "Any problem", &problems, &mut filter.problem);
}
