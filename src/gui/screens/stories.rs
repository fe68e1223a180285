//! The page of the stories: the list, the editor with its leap, the nominations beside it, and what the channels brought.

mod asking;
mod beside;
mod channels;
mod leap;
mod steps;
mod text;
mod versions;

use super::browse::{Browse, Line};
use super::many::{self, counted};
use super::people::empty::{bust, picture_size};
use super::people::latest::Latest;
use crate::app::stories::{Shelf, StoryLine, StoryOrder, StoryQuery, advance_all, begin, nominees_without, remove};
use crate::app::{Command, Failure};
use crate::campaign::{Campaign, StoryId, StoryState};
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
use asking::{Answered, Ask};
use beside::{Beside, BesideEvent};
use channels::Channels;
use eframe::egui::{CentralPanel, Frame, Id, Key, Margin, Modifiers, Panel, TextureId, Ui, UiBuilder, vec2};
use leap::Typed;
use std::collections::HashMap;
use std::sync::Arc;

impl Line for StoryLine {
    fn key(&self) -> u64 {
        self.id.0
    }
    fn title(&self) -> &str {
        &self.title
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> &str {
        &self.length
    }
    fn about(&self) -> &str {
        &self.name
    }
    fn excerpt(&self) -> &str {
        &self.excerpt
    }
    fn chip(&self) -> Chip<'static> {
        state_chip(self.state)
    }
    fn face_of(&self) -> Option<&str> {
        Some(&self.name)
    }
}

fn state_chip(state: StoryState) -> Chip<'static> {
    match state {
        StoryState::Draft => Chip::line(state.title()),
        StoryState::Checked => Chip::accent(state.title()).icon(Icon::Check),
        StoryState::Consented => Chip::sun(state.title()),
        StoryState::Published => Chip::success(state.title()).icon(Icon::Globe),
    }
}

/// "1 story", "3 stories".
fn stories_of(count: usize) -> String {
    counted(count, "story", "stories")
}

/// The sides of the page.
const LIST: usize = 0;

#[derive(Default)]
pub struct Stories {
    tab: usize,
    shelf: Latest<Shelf>,
    query: StoryQuery,
    /// What the rows were found for.
    found: Option<(u64, StoryQuery)>,
    /// Nominees without a story, and the revision they were found in.
    without: (Option<u64>, usize),
    browse: Browse,
    /// Numbers and dates of leaps while they are typed.
    typed: Typed,
    /// Which side of the pane is open.
    beside: Beside,
    ask: Option<Ask>,
    channels: Channels,
}

fn find_field() -> Id {
    Id::unique("find in stories")
}

impl Screen for Stories {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        if let Some(Target::Story(id)) = cx.take_target() {
            self.tab = LIST;
            self.browse.shown = Some(id.0);
            self.clear_filter();
        }
        if self.ask.is_none() && cx.takes(Command::NewHere) {
            self.ask = Some(Ask::Begin(Box::default(), true));
        }
        if self.without.0 != Some(campaign.revision()) {
            self.without = (Some(campaign.revision()), nominees_without(campaign).len());
        }
        self.page(ui, cx, campaign);
        let Some(ask) = &mut self.ask else { return };
        match ask.show(ui, cx, campaign) {
            Answered::NotYet => {}
            Answered::Closed => self.ask = None,
            Answered::Begun(id) => {
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

impl Stories {
    fn clear_filter(&mut self) {
        let StoryQuery { order, descending, .. } = self.query;
        self.query = StoryQuery { order, descending, ..StoryQuery::default() };
        self.found = None;
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let size = picture_size(ui);
        let options = [
            ("body", "slim"),
            ("outfit", "shirt"),
            ("head", "oval"),
            ("face", "smirk"),
            ("hair", "curly"),
            ("eyewear", "glasses"),
            ("item_right", "book"),
        ];
        let picture = bust(ui, cx, "empty stories", &options, ["bronze", "espresso", "lagoon"], size);
        let mut state = EmptyState::new(
            "Every nomination holds a story",
            "A story is made from what was said of somebody, edited, checked, agreed to by the person, and published.",
        );
        if let Some(texture) = picture {
            state = state.art(texture, size);
        }
        let count = self.without.1;
        let none = (count == 0).then_some("There are no nominees yet.");
        let event = state
            .way(Beginning {
                icon: Icon::Book,
                title: "From the nominations".into(),
                words: "A draft about each nominee, from the words of all their nominations.".into(),
                button: CommandButton::primary(format!("Begin {}", stories_of(count.max(1)))).disabled_if(none),
            })
            .way(Beginning {
                icon: Icon::Pen,
                title: "About one person".into(),
                words: "Somebody in the campaign, or somebody new.".into(),
                button: CommandButton::plain("Begin one story"),
            })
            .show(ui);
        match event {
            Some(EmptyEvent::Way(0)) => begin_all(cx, campaign),
            Some(_) => self.ask = Some(Ask::Begin(Box::default(), true)),
            None => {}
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let tab = self.tab;
        let mut header = PageHeader::new("Stories")
            .words("Made from nominations, which stay as they came. Published only as the person agreed.");
        if tab == LIST && !campaign.stories().is_empty() {
            let [first, last] = self.browse.ends();
            header = header
                .action(CommandButton::plain("Previous").icon(Icon::Up).shortcut("Alt Up").disabled_if(first))
                .action(CommandButton::plain("Next").icon(Icon::Down).shortcut("Alt Down").disabled_if(last));
        }
        let many = self.without.1;
        let all = CommandButton::plain(format!("Begin {}", stories_of(many)))
            .icon(Icon::Sparkle)
            .hint("A draft about each nominee without a story");
        let one =
            CommandButton::plain("Begin a story").icon(Icon::Plus).shortcut(keys::words(Command::NewHere, ui.ctx()));
        let before = if tab == LIST && !campaign.stories().is_empty() { 2 } else { 0 };
        // Where every nominee has a story there is nothing to begin at once.
        let at_once = many > 0 && !campaign.stories().is_empty();
        let offered = usize::from(at_once);
        if at_once {
            header = header.action(all);
        }
        let pressed = header.action(one).show(ui);
        match pressed {
            Some(n) if at_once && n == before => begin_all(cx, campaign),
            Some(n) if n == before + offered => self.ask = Some(Ask::Begin(Box::default(), true)),
            _ => {}
        }
        let titles = [
            format!("Stories {}", grouped(campaign.stories().len() as u64)),
            "Channels".to_owned(),
            "Leaps".to_owned(),
        ];
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 }).show(ui, |ui| {
            Tabs::new(&titles, &mut self.tab).show(ui);
        });
        let steps = if before == 2 { pressed } else { None };
        match tab {
            LIST if campaign.stories().is_empty() => self.empty(ui, cx, campaign),
            LIST => self.list_side(ui, cx, campaign, steps),
            1 => self.channels.funnel(ui, cx, campaign),
            _ => {
                if let Some(id) = self.channels.leaps(ui, cx, campaign) {
                    self.tab = LIST;
                    self.browse.shown = Some(id.0);
                    self.clear_filter();
                }
            }
        }
    }

    fn list_side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, pressed: Option<usize>) {
        let shelf = self.find(cx, campaign);
        if self.ask.is_none() && cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        let closed = self.ask.is_none();
        let key = |ui: &Ui, modifiers, key| closed && ui.input_mut(|i| i.consume_key(modifiers, key));
        if pressed == Some(0) || key(ui, Modifiers::ALT, Key::ArrowUp) {
            self.browse.go(shelf.lines(), false);
            self.typed.clear();
        }
        if pressed == Some(1) || key(ui, Modifiers::ALT, Key::ArrowDown) {
            self.browse.go(shelf.lines(), true);
            self.typed.clear();
        }
        if !self.browse.table.selected().is_empty() {
            let bar = Panel::bottom("stories bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, &shelf));
        }
        let width = (ui.available_width() * 0.27).clamp(270.0, 360.0);
        SidePane::list("stories", width).show(ui, |pane| {
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let ui = pane.whole();
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique("list of stories")), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.filters(ui, campaign);
                let faces = self.faces(ui, cx, campaign, &shelf);
                let done = self.browse.list(ui, "Stories", shelf.lines(), &faces, "No story matches.");
                if done.moved {
                    self.typed.clear();
                }
                if done.clear_filter {
                    self.clear_filter();
                }
                if !done.delete.is_empty() {
                    delete(cx, campaign, done.delete.into_iter().map(StoryId).collect());
                }
            });
        });
        let shown = self.browse.shown.map(StoryId).and_then(|id| Some((id, campaign.stories().get(id)?)));
        let Some((id, story)) = shown else { return };
        match self.beside.show(ui, cx, campaign, (id, story)) {
            Some(BesideEvent::Step(to)) => {
                self.ask = Some(Ask::Step { stories: vec![id], to, by: String::new(), fresh: true });
            }
            Some(BesideEvent::Consent) => {
                self.ask = Some(Ask::Consent { person: story.about, by: String::new(), fresh: true });
            }
            Some(BesideEvent::Compare(version)) => self.ask = Some(Ask::Compare { id, version }),
            Some(BesideEvent::Keep) => self.ask = Some(Ask::Keep { id, note: String::new(), fresh: true }),
            Some(BesideEvent::Delete) => delete(cx, campaign, vec![id]),
            None => {}
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            text::show(ui, cx, campaign, (id, story), &mut self.typed);
        });
    }

    /// Brings the rows up to date with campaign and query.
    fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Shelf> {
        let records = campaign.stories().len() * 8;
        let shelf = Arc::clone(self.shelf.of(cx.ws, records, "Sorting stories", Shelf::new));
        let Some(revision) = self.shelf.revision() else { return shelf };
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.browse.table.to_top();
            }
            self.browse.set(shelf.lines(), shelf.find(&self.query), |id| campaign.stories().contains(StoryId(id)));
            self.found = Some(key);
        }
        shelf
    }

    /// Faces of the rows in view.
    fn faces(&self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, shelf: &Shelf) -> HashMap<u64, TextureId> {
        let mut faces = HashMap::new();
        for line in self.browse.in_view(ui, shelf.lines()) {
            let Some((hero, record)) = campaign.hero_of(line.about) else { continue };
            if let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 64) {
                faces.insert(line.id.0, texture);
            }
        }
        faces
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign) {
        let c = colours(ui);
        let all = campaign.stories().len();
        Frame::new().fill(c.surface).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let query = &mut self.query;
            ui.horizontal(|ui| {
                let width = ui.available_width() - OrderMenu::icon_width(ui) - 6.0;
                FindField::new(&mut query.words, format!("Find in {}", stories_of(all)))
                    .width(width)
                    .id(find_field())
                    .show(ui);
                let titles = StoryOrder::ALL.map(StoryOrder::title);
                let mut order = StoryOrder::ALL.iter().position(|other| *other == query.order).unwrap_or(0);
                OrderMenu::new(&titles, &mut order, &mut query.descending).icon_only().show(ui);
                query.order = StoryOrder::ALL[order];
            });
            ui.horizontal_wrapped(|ui| {
                let states = StoryState::ALL.map(StoryState::title);
                let mut state = query.state.and_then(|state| StoryState::ALL.iter().position(|other| *other == state));
                if FilterMenu::new("Any state", &states, &mut state).show(ui) {
                    query.state = state.map(|index| StoryState::ALL[index]);
                }
                let mut leap = query.leap.map(|leap| usize::from(!leap));
                if FilterMenu::new("Any leap", &["With a leap", "Without one"], &mut leap).show(ui) {
                    query.leap = leap.map(|index| index == 0);
                }
            });
            if self.browse.rows.len() != all {
                let shown = grouped(self.browse.rows.len() as u64);
                Text::caption(format!("{shown} of {}", stories_of(all))).show(ui);
            }
        });
        crate::gui::marks::divider(ui);
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, shelf: &Shelf) {
        let stories: Vec<StoryId> = many::chosen(&self.browse.table);
        let count = stories.len();
        let shown = self.browse.rows.iter().filter(|i| stories.contains(&shelf.lines()[**i as usize].id)).count();
        let aside = many::aside(count, shown, campaign.stories().len());
        let event = BulkBar::new(count as u64, aside)
            .verb(CommandButton::plain(format!("Check {count}")))
            .verb(CommandButton::plain(format!("Publish {count}")))
            .verb(CommandButton::plain(format!("Take {count} back to a draft")))
            .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
            .show(ui);
        let ask = |to| Some(Ask::Step { stories: stories.clone(), to, by: String::new(), fresh: true });
        match event {
            Some(BulkEvent::Verb(0)) => self.ask = ask(StoryState::Checked),
            Some(BulkEvent::Verb(1)) => bring(cx, campaign, &stories, StoryState::Published, ""),
            Some(BulkEvent::Verb(2)) => bring(cx, campaign, &stories, StoryState::Draft, ""),
            Some(BulkEvent::Verb(_)) => delete(cx, campaign, stories),
            Some(BulkEvent::Close) => self.browse.table.clear_selection(),
            None => {}
        }
    }
}

/// Brings stories to a state; those that cannot go there are named.
fn bring(cx: &mut Cx<'_>, campaign: &Campaign, stories: &[StoryId], to: StoryState, by: &str) {
    let (change, refused) = advance_all(campaign, stories.iter().copied(), to, by, cx.ws.world().now());
    let made = change.as_ref().map_or(0, |change| change.edits.len());
    if let Some(change) = change {
        let words = format!("{}: {}", stories_of(made), to.title().to_lowercase());
        cx.act(Action::CommitAndTell(change, words));
    }
    if let [(id, failure), ..] = refused.as_slice() {
        if refused.len() == 1 && stories.len() == 1 {
            cx.act(Action::Fail(failure.clone()));
            return;
        }
        let names: Vec<String> = refused.iter().take(8).map(|(id, _)| id.to_string()).collect();
        let _ = id;
        let verb = if refused.len() == 1 { "stays as it is" } else { "stay as they are" };
        let what = format!("{} {verb}: {}.", stories_of(refused.len()), names.join(", "));
        cx.act(Action::Fail(Failure::new(what, failure.why.clone(), failure.what_to_do.clone())));
    }
}

fn begin_all(cx: &mut Cx<'_>, campaign: &Campaign) {
    if let Some(change) = begin(campaign, nominees_without(campaign)) {
        let words = format!("Began {}", stories_of(change.edits.len()));
        cx.act(Action::CommitAndTell(change, words));
    }
}

fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: Vec<StoryId>) {
    let words = format!("Deleted {}", stories_of(ids.len()));
    cx.act(Action::CommitAndTell(remove(campaign, ids), words));
}
