//! The page of thanks: the messages and their reading, the wall as the public sees it, and who would leave with nothing.

mod asking;
mod message;
mod nothing;
mod wall;

use super::browse::{Browse, Faced, Listed, Side, ThreeLines};
use super::many::{self, counted};
use super::nominations::who::WhoField;
use super::people::empty::with_bust;
use super::print_room::print_product_later;
use crate::app::bulk::{count_put, count_taken_out};
use crate::app::printing::Product;
use crate::app::thanks::{ThanksFilter, ThanksLine, Verdict, moderate, remove, shelf};
use crate::app::{Command, Section};
use crate::campaign::{Campaign, Change, Hero, HeroId, Thanks, ThanksId, ThanksState};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::filter_by;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::tabs::Tabs;
use asking::{Answered, Ask, New};
use eframe::egui::{CentralPanel, Frame, Key, Margin, Modifiers, Ui};
use message::{Message, MessageEvent};
use nothing::Nothing;
use std::borrow::Cow;
use wall::Wall;

impl Listed for Vec<ThanksLine> {
    const WORDS: [&'static str; 2] = ["message", "messages"];
    const WORK: usize = 1;

    fn make(campaign: &Campaign) -> Self {
        shelf(campaign)
    }
    fn all(campaign: &Campaign) -> usize {
        campaign.thanks().len()
    }
    fn is_there(campaign: &Campaign, key: u64) -> bool {
        campaign.thanks().contains(ThanksId(key))
    }
}

impl Faced for ThanksLine {
    fn hero<'c>(&self, campaign: &'c Campaign) -> Option<(HeroId, &'c Hero)> {
        campaign.hero_of(self.to_person?)
    }
}

impl ThreeLines for ThanksLine {
    fn title(&self) -> &str {
        &self.to
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> Cow<'_, str> {
        self.received.as_str().into()
    }
    fn about(&self) -> Cow<'_, str> {
        if self.from.is_empty() { "from nobody named".into() } else { self.from.as_str().into() }
    }
    fn excerpt(&self) -> Cow<'_, str> {
        self.excerpt.as_str().into()
    }
    fn chip(&self) -> Chip<'static> {
        state_chip(self.state)
    }
    fn face_of(&self) -> Option<&str> {
        Some(&self.to)
    }
}

fn state_chip(state: ThanksState) -> Chip<'static> {
    match state {
        ThanksState::Waiting => Chip::accent(state.title()),
        ThanksState::Shown => Chip::success(state.title()).icon(Icon::Check),
        ThanksState::Hidden => Chip::line(state.title()),
    }
}

/// "1 message", "3 messages".
fn messages_of(count: usize) -> String {
    counted(count, "message", "messages")
}

/// The sides of the page.
const LIST: usize = 0;
const WALL: usize = 1;

#[derive(Default)]
pub struct ThanksPage {
    tab: usize,
    browse: Browse<Vec<ThanksLine>>,
    /// Somebody being linked to the message that is shown: whom it thanks, who wrote it.
    linking: [WhoField; 2],
    ask: Option<Ask>,
    wall: Wall,
    nothing: Nothing,
}

impl Screen for ThanksPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        if let Some(Target::Thanks(id)) = cx.take_target() {
            self.tab = LIST;
            self.browse.show_this(id.0);
        }
        if self.ask.is_none() && cx.takes(Command::NewHere) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        if campaign.thanks().is_empty() && self.nothing.count(cx) == 0 {
            PageHeader::new("Thanks").words("No message yet").show(ui);
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
                self.tab = LIST;
                self.browse.show_this(id.0);
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl ThanksPage {
    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let state = EmptyState::new(
            "Nobody has said thanks yet",
            "Everybody may thank a hero or a team. Messages are read before they are shown.",
        );
        let options = [
            ("body", "curved"),
            ("outfit", "hoodie"),
            ("head", "round"),
            ("face", "grin"),
            ("hair", "afro"),
            ("item_right", "trophy"),
        ];
        let event = with_bust(state, ui, cx, "empty thanks", &options, ["cocoa", "black", "patch"])
            .way(Beginning {
                icon: Icon::Import,
                title: "Import the messages".into(),
                words: "CSV, TSV or a workbook from any form.".into(),
                button: CommandButton::primary("Import a list"),
            })
            .way(Beginning {
                icon: Icon::Pen,
                title: "Type in a message".into(),
                words: "From a postcard, a call, or the lift.".into(),
                button: CommandButton::plain("Type one in"),
            })
            .show(ui);
        match event {
            Some(EmptyEvent::Way(0)) => cx.act(Action::Do(Command::Import)),
            Some(_) => self.ask = Some(Ask::Add(Box::default())),
            None => {}
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let lines = self.browse.find(cx, campaign);
        let tab = self.tab;
        let shown = lines.iter().filter(|line| line.state == ThanksState::Shown).count();
        let mut header =
            PageHeader::new("Thanks").words("Messages to heroes and teams. Each is read before it is shown.");
        if tab == LIST {
            header = self.browse.with_steps(header);
        }
        let cards = format!("Print {}", counted(shown, "thank-you card", "thank-you cards"));
        let print = CommandButton::plain(cards)
            .icon(Icon::Printer)
            .disabled_if((shown == 0).then_some("No message is shown yet."));
        let add = CommandButton::plain("Type in a message")
            .icon(Icon::Plus)
            .shortcut(keys::words(Command::NewHere, ui.ctx()));
        let pressed = header.action(print).action(add).show(ui);
        let before = if tab == LIST { 2 } else { 0 };
        match pressed {
            Some(n) if n == before => {
                print_product_later(ui.ctx(), Product::Thanks);
                cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
            }
            Some(n) if n == before + 1 => self.ask = Some(Ask::Add(Box::default())),
            _ => {}
        }
        let titles = [
            format!("Messages {}", grouped(campaign.thanks().len() as u64)),
            format!("Wall {}", grouped(shown as u64)),
            format!("Left with nothing {}", grouped(self.nothing.count(cx) as u64)),
        ];
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 }).show(ui, |ui| {
            Tabs::new(&titles, &mut self.tab).show(ui);
        });
        match tab {
            LIST => self.list_side(ui, cx, campaign, pressed),
            WALL => {
                if let Some(id) = self.wall.show(ui, cx, campaign) {
                    self.tab = LIST;
                    self.browse.show_this(id.0);
                }
            }
            _ => {
                if let Some(person) = self.nothing.show(ui, cx, campaign) {
                    self.ask = Some(Ask::Add(Box::new(New::to(person))));
                }
            }
        }
    }

    fn list_side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, pressed: Option<usize>) {
        if campaign.thanks().is_empty() {
            self.empty(ui, cx);
            return;
        }
        let closed = self.ask.is_none();
        if closed {
            Browse::<Vec<ThanksLine>>::take_find(ui, cx);
            if self.browse.step(ui, pressed) {
                self.linking = Default::default();
            }
        }
        let onward = closed && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        self.bulk(ui, cx, campaign);
        let done = self.browse.side(ui, cx, campaign, Side { part: 0.34, least: 300.0, most: 420.0 }, filters);
        if done.moved {
            self.linking = Default::default();
        }
        if !done.delete.is_empty() {
            delete(cx, done.delete.into_iter().map(ThanksId).collect());
        }
        let shown = self.browse.shown.map(ThanksId).and_then(|id| Some((id, campaign.thanks().get(id)?)));
        let Some((id, record)) = shown else { return };
        let message = Message { campaign, id, record };
        let mut event = message.inspector(ui, cx, &mut self.linking);
        if onward && record.state == ThanksState::Waiting {
            event = Some(MessageEvent::Show);
        }
        let standing = self.wall.standing(cx, campaign);
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| message.words(ui, cx, &standing));
        match event {
            Some(MessageEvent::Show) => {
                decide(cx, vec![id], Verdict::Show);
                if record.state == ThanksState::Waiting {
                    self.browse.go(true);
                    self.linking = Default::default();
                }
            }
            Some(MessageEvent::Hide) => {
                self.ask = Some(Ask::Hide { messages: vec![id], reason: String::new(), fresh: true });
            }
            Some(MessageEvent::Wait) => decide(cx, vec![id], Verdict::Wait),
            Some(MessageEvent::Delete) => delete(cx, vec![id]),
            None => {}
        }
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let verbs = |count| {
            vec![
                CommandButton::plain(format!("Show {count}")),
                CommandButton::plain(format!("Hide {count}")),
                CommandButton::plain(format!("Thank somebody with {count}")),
                CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash),
            ]
        };
        let Some(verb) = self.browse.bulk(ui, campaign, verbs) else { return };
        let messages: Vec<ThanksId> = self.browse.chosen();
        match verb {
            0 => decide(cx, messages, Verdict::Show),
            1 => self.ask = Some(Ask::Hide { messages, reason: String::new(), fresh: true }),
            2 => self.ask = Some(Ask::Link { messages, who: Box::default() }),
            _ => delete(cx, messages),
        }
    }
}

fn filters(ui: &mut Ui, filter: &mut ThanksFilter) {
    filter_by(ui, "Any state", &ThanksState::ALL.map(|state| (state, state.title())), &mut filter.state);
    filter_by(ui, "To anybody", &[(true, "To a person"), (false, "To nobody known")], &mut filter.linked);
}

fn decide(cx: &mut Cx<'_>, ids: Vec<ThanksId>, verdict: Verdict) {
    let done = match verdict {
        Verdict::Show => "shown",
        Verdict::Hide(_) => "hidden",
        Verdict::Wait => "to be read again",
    };
    let words = move |change: &Change| format!("{}: {done}", messages_of(count_put::<Thanks>(change)));
    many::each(cx, ids.len(), "Deciding about messages", words, move |campaign| {
        moderate(campaign, ids.iter().copied(), &verdict)
    });
}

fn delete(cx: &mut Cx<'_>, ids: Vec<ThanksId>) {
    let words = |change: &Change| format!("Deleted {}", messages_of(count_taken_out::<Thanks>(change)));
    many::each(cx, ids.len(), "Deleting messages", words, move |campaign| remove(campaign, ids.iter().copied()));
}
