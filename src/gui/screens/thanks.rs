//! The page of thanks: the messages and their reading, the wall as the public sees it, and who would leave with nothing.

mod asking;
mod message;
mod nothing;
mod wall;

use super::browse::{Browse, Line};
use super::many::{self, counted, finish};
use super::nominations::who::WhoField;
use super::people::empty::{bust, picture_size};
use super::people::latest::Latest;
use super::print_room::print_product_later;
use crate::app::printing::Product;
use crate::app::thanks::{Shelf, ThanksLine, ThanksOrder, ThanksQuery, Verdict, moderate, remove};
use crate::app::{Command, Section};
use crate::campaign::{Campaign, ThanksId, ThanksState};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::FilterMenu;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::order_menu::OrderMenu;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::tabs::Tabs;
use asking::{Answered, Ask, New};
use eframe::egui::{CentralPanel, Frame, Id, Key, Margin, Modifiers, Panel, TextureId, Ui, UiBuilder, vec2};
use message::{Message, MessageEvent};
use nothing::Nothing;
use std::collections::HashMap;
use std::sync::Arc;
use wall::Wall;

impl Line for ThanksLine {
    fn key(&self) -> u64 {
        self.id.0
    }
    fn title(&self) -> &str {
        &self.to
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> &str {
        &self.received
    }
    fn about(&self) -> &str {
        if self.from.is_empty() { "from nobody named" } else { &self.from }
    }
    fn excerpt(&self) -> &str {
        &self.excerpt
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
    shelf: Latest<Shelf>,
    query: ThanksQuery,
    /// What the rows were found for.
    found: Option<(u64, ThanksQuery)>,
    browse: Browse,
    /// Somebody being linked to the message that is shown: whom it thanks, who wrote it.
    linking: [WhoField; 2],
    ask: Option<Ask>,
    wall: Wall,
    nothing: Nothing,
}

fn find_field() -> Id {
    Id::unique("find in thanks")
}

impl Screen for ThanksPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        if let Some(Target::Thanks(id)) = cx.take_target() {
            self.tab = LIST;
            self.browse.shown = Some(id.0);
            self.clear_filter();
        }
        if self.ask.is_none() && cx.takes(Command::NewHere) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        if campaign.thanks().is_empty() && self.nothing.count(campaign) == 0 {
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
                self.browse.shown = Some(id.0);
                self.clear_filter();
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl ThanksPage {
    fn clear_filter(&mut self) {
        let ThanksQuery { order, descending, .. } = self.query;
        self.query = ThanksQuery { order, descending, ..ThanksQuery::default() };
        self.found = None;
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let size = picture_size(ui);
        let options = [
            ("body", "curved"),
            ("outfit", "hoodie"),
            ("head", "round"),
            ("face", "grin"),
            ("hair", "afro"),
            ("item_right", "trophy"),
        ];
        let picture = bust(ui, cx, "empty thanks", &options, ["cocoa", "black", "patch"], size);
        let mut state = EmptyState::new(
            "Nobody has said thanks yet",
            "Everybody may thank a hero or a team. Messages are read before they are shown.",
        );
        if let Some(texture) = picture {
            state = state.art(texture, size);
        }
        let event = state
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
        let shelf = self.find(cx, campaign);
        let tab = self.tab;
        let shown = shelf.count(ThanksState::Shown);
        let mut header =
            PageHeader::new("Thanks").words("Messages to heroes and teams. Each is read before it is shown.");
        if tab == LIST {
            let [first, last] = self.browse.ends();
            header = header
                .action(CommandButton::plain("Previous").icon(Icon::Up).shortcut("Alt Up").disabled_if(first))
                .action(CommandButton::plain("Next").icon(Icon::Down).shortcut("Alt Down").disabled_if(last));
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
            format!("Left with nothing {}", grouped(self.nothing.count(campaign) as u64)),
        ];
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 }).show(ui, |ui| {
            Tabs::new(&titles, &mut self.tab).show(ui);
        });
        match tab {
            LIST => self.list_side(ui, cx, campaign, &shelf, pressed),
            WALL => {
                if let Some(id) = self.wall.show(ui, cx, campaign) {
                    self.tab = LIST;
                    self.browse.shown = Some(id.0);
                    self.clear_filter();
                }
            }
            _ => {
                if let Some(person) = self.nothing.show(ui, cx, campaign) {
                    self.ask = Some(Ask::Add(Box::new(New::to(person))));
                }
            }
        }
    }

    fn list_side(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        shelf: &Arc<Shelf>,
        pressed: Option<usize>,
    ) {
        if campaign.thanks().is_empty() {
            self.empty(ui, cx);
            return;
        }
        if self.ask.is_none() && cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        let closed = self.ask.is_none();
        let key = |ui: &Ui, modifiers, key| closed && ui.input_mut(|i| i.consume_key(modifiers, key));
        if pressed == Some(0) || key(ui, Modifiers::ALT, Key::ArrowUp) {
            self.go(shelf, false);
        }
        if pressed == Some(1) || key(ui, Modifiers::ALT, Key::ArrowDown) {
            self.go(shelf, true);
        }
        let onward = key(ui, Modifiers::COMMAND, Key::Enter);
        if !self.browse.table.selected().is_empty() {
            let bar = Panel::bottom("thanks bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, shelf));
        }
        let width = (ui.available_width() * 0.34).clamp(300.0, 420.0);
        SidePane::list("thanks", width).show(ui, |pane| {
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let ui = pane.whole();
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique("list of thanks")), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.filters(ui, campaign);
                let faces = self.faces(ui, cx, campaign, shelf);
                let done = self.browse.list(ui, "Messages", shelf.lines(), &faces, "No message matches.");
                if done.moved {
                    self.linking = Default::default();
                }
                if done.clear_filter {
                    self.clear_filter();
                }
                if !done.delete.is_empty() {
                    delete(cx, campaign, done.delete.into_iter().map(ThanksId).collect());
                }
            });
        });
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
                decide(cx, campaign, vec![id], &Verdict::Show);
                if record.state == ThanksState::Waiting {
                    self.go(shelf, true);
                }
            }
            Some(MessageEvent::Hide) => {
                self.ask = Some(Ask::Hide { messages: vec![id], reason: String::new(), fresh: true });
            }
            Some(MessageEvent::Wait) => decide(cx, campaign, vec![id], &Verdict::Wait),
            Some(MessageEvent::Delete) => delete(cx, campaign, vec![id]),
            None => {}
        }
    }

    fn go(&mut self, shelf: &Shelf, down: bool) {
        self.browse.go(shelf.lines(), down);
        self.linking = Default::default();
    }

    /// Brings the rows up to date with campaign and query.
    fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Shelf> {
        let shelf = Arc::clone(self.shelf.of(cx.ws, campaign.thanks().len(), "Sorting messages", Shelf::new));
        let Some(revision) = self.shelf.revision() else { return shelf };
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.browse.table.to_top();
            }
            self.browse.set(shelf.lines(), shelf.find(&self.query), |id| campaign.thanks().contains(ThanksId(id)));
            self.found = Some(key);
        }
        shelf
    }

    /// Faces of the rows in view.
    fn faces(&self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, shelf: &Shelf) -> HashMap<u64, TextureId> {
        let mut faces = HashMap::new();
        for line in self.browse.in_view(ui, shelf.lines()) {
            let Some((hero, record)) = line.to_person.and_then(|to| campaign.hero_of(to)) else { continue };
            if let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 64) {
                faces.insert(line.id.0, texture);
            }
        }
        faces
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign) {
        let c = colours(ui);
        let all = campaign.thanks().len();
        Frame::new().fill(c.surface).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let query = &mut self.query;
            ui.horizontal(|ui| {
                let width = ui.available_width() - OrderMenu::icon_width(ui) - 6.0;
                FindField::new(&mut query.words, format!("Find in {}", messages_of(all)))
                    .width(width)
                    .id(find_field())
                    .show(ui);
                let titles = ThanksOrder::ALL.map(ThanksOrder::title);
                let mut order = ThanksOrder::ALL.iter().position(|other| *other == query.order).unwrap_or(0);
                OrderMenu::new(&titles, &mut order, &mut query.descending).icon_only().show(ui);
                query.order = ThanksOrder::ALL[order];
            });
            ui.horizontal_wrapped(|ui| {
                let states = ThanksState::ALL.map(ThanksState::title);
                let mut state = query.state.and_then(|state| ThanksState::ALL.iter().position(|other| *other == state));
                if FilterMenu::new("Any state", &states, &mut state).show(ui) {
                    query.state = state.map(|index| ThanksState::ALL[index]);
                }
                let links = ["To a person", "To nobody known"];
                let mut linked = query.linked.map(|linked| usize::from(!linked));
                if FilterMenu::new("To anybody", &links, &mut linked).show(ui) {
                    query.linked = linked.map(|index| index == 0);
                }
            });
            if self.browse.rows.len() != all {
                let shown = grouped(self.browse.rows.len() as u64);
                Text::caption(format!("{shown} of {}", messages_of(all))).show(ui);
            }
        });
        crate::gui::marks::divider(ui);
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, shelf: &Shelf) {
        let messages: Vec<ThanksId> = many::chosen(&self.browse.table);
        let count = messages.len();
        let shown = self.browse.rows.iter().filter(|i| messages.contains(&shelf.lines()[**i as usize].id)).count();
        let aside = many::aside(count, shown, campaign.thanks().len());
        let event = BulkBar::new(count as u64, aside)
            .verb(CommandButton::plain(format!("Show {count}")))
            .verb(CommandButton::plain(format!("Hide {count}")))
            .verb(CommandButton::plain(format!("Thank somebody with {count}")))
            .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => decide(cx, campaign, messages, &Verdict::Show),
            Some(BulkEvent::Verb(1)) => {
                self.ask = Some(Ask::Hide { messages, reason: String::new(), fresh: true });
            }
            Some(BulkEvent::Verb(2)) => self.ask = Some(Ask::Link { messages, who: Box::default() }),
            Some(BulkEvent::Verb(_)) => delete(cx, campaign, messages),
            Some(BulkEvent::Close) => self.browse.table.clear_selection(),
            None => {}
        }
    }
}

fn decide(cx: &mut Cx<'_>, campaign: &Campaign, ids: Vec<ThanksId>, verdict: &Verdict) {
    let count = messages_of(ids.len());
    let words = match verdict {
        Verdict::Show => format!("{count}: shown"),
        Verdict::Hide(_) => format!("{count}: hidden"),
        Verdict::Wait => format!("{count}: to be read again"),
    };
    match moderate(campaign, ids, verdict) {
        Ok(change) => finish(cx, change, words),
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: Vec<ThanksId>) {
    let words = format!("Deleted {}", messages_of(ids.len()));
    cx.act(Action::CommitAndTell(remove(campaign, ids), words));
}
