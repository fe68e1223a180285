//! The page of the stories: the list, the editor with its leap, the nominations beside it, and what the channels brought.

mod asking;
mod beside;
mod channels;
mod leap;
mod steps;
mod text;
mod versions;

use super::browse::{Browse, Faced, Listed, Side, ThreeLines};
use super::many::counted;
use super::people::empty::with_bust;
use crate::app::stories::{StoryFilter, StoryLine, advance_all, begin, nominees_without, remove, shelf};
use crate::app::{Command, Failure};
use crate::campaign::{Campaign, Hero, HeroId, StoryId, StoryState};
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
use asking::{Answered, Ask};
use beside::{Beside, BesideEvent};
use channels::Channels;
use eframe::egui::{CentralPanel, Frame, Margin, Ui};
use leap::Typed;
use std::borrow::Cow;

impl Listed for Vec<StoryLine> {
    const WORDS: [&'static str; 2] = ["story", "stories"];
    const WORK: usize = 8;

    fn make(campaign: &Campaign) -> Self {
        shelf(campaign)
    }
    fn all(campaign: &Campaign) -> usize {
        campaign.stories().len()
    }
    fn is_there(campaign: &Campaign, key: u64) -> bool {
        campaign.stories().contains(StoryId(key))
    }
}

impl Faced for StoryLine {
    fn hero<'c>(&self, campaign: &'c Campaign) -> Option<(HeroId, &'c Hero)> {
        campaign.hero_of(self.about)
    }
}

impl ThreeLines for StoryLine {
    fn title(&self) -> &str {
        &self.title
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> Cow<'_, str> {
        self.length.as_str().into()
    }
    fn about(&self) -> Cow<'_, str> {
        self.name.as_str().into()
    }
    fn excerpt(&self) -> Cow<'_, str> {
        self.excerpt.as_str().into()
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
    /// Nominees without a story, and the revision they were found in.
    without: (Option<u64>, usize),
    browse: Browse<Vec<StoryLine>>,
    /// Numbers and dates of leaps while they are typed.
    typed: Typed,
    /// Which side of the pane is open.
    beside: Beside,
    ask: Option<Ask>,
    channels: Channels,
}

impl Screen for Stories {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        if let Some(Target::Story(id)) = cx.take_target() {
            self.tab = LIST;
            self.browse.show_this(id.0);
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
                self.browse.show_this(id.0);
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Stories {
    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let count = self.without.1;
        let none = (count == 0).then_some("There are no nominees yet.");
        let state = EmptyState::new(
            "Every nomination holds a story",
            "A story is made from what was said of somebody, edited, checked, agreed to by the person, and published.",
        );
        let options = [
            ("body", "slim"),
            ("outfit", "shirt"),
            ("head", "oval"),
            ("face", "smirk"),
            ("hair", "curly"),
            ("eyewear", "glasses"),
            ("item_right", "book"),
        ];
        let event = with_bust(state, ui, cx, "empty stories", &options, ["bronze", "espresso", "lagoon"])
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
            header = self.browse.with_steps(header);
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
                    self.browse.show_this(id.0);
                }
            }
        }
    }

    fn list_side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, pressed: Option<usize>) {
        self.browse.find(cx, campaign);
        if self.ask.is_none() {
            Browse::<Vec<StoryLine>>::take_find(ui, cx);
            if self.browse.step(ui, pressed) {
                self.typed.clear();
            }
        }
        self.bulk(ui, cx, campaign);
        let done = self.browse.side(ui, cx, campaign, Side { part: 0.27, least: 270.0, most: 360.0 }, filters);
        if done.moved {
            self.typed.clear();
        }
        if !done.delete.is_empty() {
            delete(cx, campaign, done.delete.into_iter().map(StoryId).collect());
        }
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

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let verbs = |count| {
            vec![
                CommandButton::plain(format!("Check {count}")),
                CommandButton::plain(format!("Publish {count}")),
                CommandButton::plain(format!("Take {count} back to a draft")),
                CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash),
            ]
        };
        let Some(verb) = self.browse.bulk(ui, campaign, verbs) else { return };
        let stories: Vec<StoryId> = self.browse.chosen();
        match verb {
            0 => {
                self.ask = Some(Ask::Step { stories, to: StoryState::Checked, by: String::new(), fresh: true });
            }
            1 => bring(cx, campaign, &stories, StoryState::Published, ""),
            2 => bring(cx, campaign, &stories, StoryState::Draft, ""),
            _ => delete(cx, campaign, stories),
        }
    }
}

fn filters(ui: &mut Ui, filter: &mut StoryFilter) {
    filter_by(ui, "Any state", &StoryState::ALL.map(|state| (state, state.title())), &mut filter.state);
    filter_by(ui, "Any leap", &[(true, "With a leap"), (false, "Without one")], &mut filter.leap);
}

/// Brings stories to a state; those that cannot go there are named.
fn bring(cx: &mut Cx<'_>, campaign: &Campaign, stories: &[StoryId], to: StoryState, by: &str) {
    let (change, refused) = advance_all(campaign, stories.iter().copied(), to, by, cx.ws.world().now());
    let made = change.as_ref().map_or(0, |change| change.edits.len());
    if let Some(change) = change {
        let words = format!("{}: {}", stories_of(made), to.title().to_lowercase());
        cx.act(Action::CommitAndTell(change, words));
    }
    if let [(_, failure), ..] = refused.as_slice() {
        if refused.len() == 1 && stories.len() == 1 {
            cx.act(Action::Fail(failure.clone()));
            return;
        }
        let names: Vec<String> = refused.iter().take(8).map(|(id, _)| id.to_string()).collect();
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
