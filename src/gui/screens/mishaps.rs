//! The page of the mishaps: the list, the words for the public, archetypes, and what the mishaps tell in numbers.

mod archetype_pane;
mod archetypes;
mod asking;
mod inspector;
mod numbers;
mod seen;
mod share;
mod words;

use super::browse::{Browse, Faced, Listed, Side, ThreeLines};
use super::many::{self, finish};
use super::people::empty::with_bust;
use super::people::latest::Latest;
use super::proposed::Proposed;
use crate::app::bulk;
use crate::app::hub::mishap_sha256;
use crate::app::mishaps::{
    MishapFilter, MishapLine, Shelf, add_archetypes, publish, publish_all, start_redaction, take_back,
};
use crate::app::redaction::{Known, known_of};
use crate::app::{Command, Failure};
use crate::campaign::{ArchetypeId, Campaign, Change, Edit, Hero, HeroId, Mishap, MishapId, MishapState};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::theme::colours;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::filter_by;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::tabs::Tabs;
use archetypes::ArchetypesTab;
use asking::{Answered, Ask, mishaps_of};
use eframe::egui::{CentralPanel, Frame, Key, Margin, Modifiers, Ui};
use inspector::{InspectorEvent, MishapInspector};
use numbers::Numbers;
use seen::{Finds, Kept, Seen};
use share::ShareCard;
use std::borrow::Cow;
use std::sync::Arc;
use words::{Reasons, Words};

impl Listed for Shelf {
    const WORDS: [&'static str; 2] = ["mishap", "mishaps"];

    fn make(campaign: &Campaign) -> Self {
        Self::new(campaign)
    }
    fn all(campaign: &Campaign) -> usize {
        campaign.mishaps().len()
    }
    fn is_there(campaign: &Campaign, key: u64) -> bool {
        campaign.mishaps().contains(MishapId(key))
    }
}

impl Faced for MishapLine {
    /// Nobody is recognised in a mishap.
    fn hero<'c>(&self, _: &'c Campaign) -> Option<(HeroId, &'c Hero)> {
        None
    }
}

impl ThreeLines for MishapLine {
    fn title(&self) -> &str {
        &self.heading
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> Cow<'_, str> {
        self.received.as_str().into()
    }
    fn about(&self) -> Cow<'_, str> {
        if self.about.is_empty() { "No device and no cause yet".into() } else { self.about.as_str().into() }
    }
    fn excerpt(&self) -> Cow<'_, str> {
        self.excerpt.as_str().into()
    }
    fn chip(&self) -> Chip<'static> {
        state_chip(self.state)
    }
}

fn state_chip(state: MishapState) -> Chip<'static> {
    match state {
        MishapState::New => Chip::accent(state.title()),
        MishapState::Reviewed => Chip::neutral(state.title()).icon(Icon::Check),
        MishapState::Published => Chip::success(state.title()).icon(Icon::Globe),
        MishapState::SetAside => Chip::line(state.title()),
    }
}

/// The sides of the page.
const LIST: usize = 0;
const ARCHETYPES: usize = 1;

#[derive(Default)]
pub struct Mishaps {
    tab: usize,
    known: Latest<Known>,
    browse: Browse<Shelf>,
    seen: Seen,
    kept: Kept,
    /// A problem tag being typed.
    typed: String,
    proposed: Proposed,
    reasons: Reasons,
    /// Who read the last one.
    reader: String,
    ask: Option<Ask>,
    share: Option<ShareCard>,
    numbers: Numbers,
    archetypes: ArchetypesTab,
}

impl Screen for Mishaps {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        match cx.take_target() {
            Some(Target::Mishap(id)) => {
                self.tab = LIST;
                self.browse.show_this(id.0);
            }
            Some(Target::Archetype(id)) => {
                self.tab = ARCHETYPES;
                self.archetypes.show_this(id);
            }
            _ => {}
        }
        if self.ask.is_none() && self.share.is_none() && self.tab == LIST && cx.takes(Command::NewHere) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        if campaign.mishaps().is_empty() && campaign.archetypes().is_empty() {
            PageHeader::new("Mishaps").words("None yet").show(ui);
            self.empty(ui, cx, campaign);
        } else {
            self.page(ui, cx, campaign);
        }
        self.dialogs(ui, cx, campaign);
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Mishaps {
    fn dialogs(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some(share) = &mut self.share
            && share.show(ui, cx)
        {
            self.share = None;
        }
        let Some(ask) = &mut self.ask else { return };
        match ask.show(ui, cx, campaign) {
            Answered::NotYet => {}
            Answered::Closed => self.ask = None,
            Answered::Added(id) => {
                self.ask = None;
                self.browse.show_this(id.0);
            }
            Answered::Read(by) => {
                self.ask = None;
                self.reader = by;
            }
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let state = EmptyState::new(
            "Users happen",
            "True mishaps, told with humour and empathy. Third persons become archetypes before anybody reads them.",
        );
        let options = [
            ("body", "slim"),
            ("outfit", "shirt"),
            ("head", "oval"),
            ("face", "grin"),
            ("hair", "curly"),
            ("item_right", "mug"),
            ("item_left", "laptop"),
        ];
        let event = with_bust(state, ui, cx, "empty mishaps", &options, ["honey", "ginger", "amber"])
            .way(Beginning {
                icon: Icon::Import,
                title: "Import the stories".into(),
                words: "CSV, TSV or a workbook from any form. Devices and causes are taken over.".into(),
                button: CommandButton::primary("Import a list"),
            })
            .way(Beginning {
                icon: Icon::Pen,
                title: "Type in a mishap".into(),
                words: "What somebody told you over coffee, if it survived the coffee.".into(),
                button: CommandButton::plain("Type one in"),
            })
            .way(Beginning {
                icon: Icon::People,
                title: "Begin with the cast".into(),
                words: "Two users everybody has met, to star in what will come.".into(),
                button: CommandButton::plain("Add two archetypes"),
            })
            .show(ui);
        match event {
            Some(EmptyEvent::Way(0)) => cx.act(Action::Do(Command::Import)),
            Some(EmptyEvent::Way(1)) => self.ask = Some(Ask::Add(Box::default())),
            Some(_) => {
                if let Some(change) = crate::app::mishaps::add_starters(campaign) {
                    self.tab = ARCHETYPES;
                    cx.act(Action::CommitAndTell(change, "Added 2 archetypes".into()));
                }
            }
            None => {}
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let tab = self.tab;
        let mut header =
            PageHeader::new("Mishaps").words("What happened to devices and systems. Nobody is recognised.");
        if tab == LIST {
            header = self.browse.with_steps(header);
        }
        header = match tab {
            LIST => header.action(
                CommandButton::plain("Type in a mishap")
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx())),
            ),
            ARCHETYPES => header.action(
                CommandButton::primary("Make an archetype")
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx())),
            ),
            _ => header.action(CommandButton::plain("Count reactions of a list").icon(Icon::Import)),
        };
        let pressed = header.show(ui);
        let titles = [
            format!("Mishaps {}", grouped(campaign.mishaps().len() as u64)),
            format!("Archetypes {}", grouped(campaign.archetypes().len() as u64)),
            "Numbers".to_owned(),
        ];
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 0 }).show(ui, |ui| {
            Tabs::new(&titles, &mut self.tab).show(ui);
        });
        match tab {
            LIST => self.list_side(ui, cx, campaign, pressed),
            ARCHETYPES => self.archetypes.show(ui, cx, campaign, pressed == Some(0)),
            _ => {
                let lines = self.browse.lines(cx, campaign);
                if let Some(query) = self.numbers.show(ui, cx, campaign, &lines, pressed == Some(0)) {
                    self.browse.ask(query);
                    self.tab = LIST;
                }
            }
        }
    }

    fn list_side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, pressed: Option<usize>) {
        if campaign.mishaps().is_empty() {
            self.empty(ui, cx, campaign);
            return;
        }
        let shelf = self.browse.find(cx, campaign);
        let closed = self.ask.is_none() && self.share.is_none();
        if closed {
            Browse::<Shelf>::take_find(ui, cx);
            if self.browse.step(ui, pressed) {
                self.left_the_record();
            }
        }
        if pressed == Some(2) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        let onward = closed && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        self.bulk(ui, cx, campaign);
        let side = Side { part: 0.3, least: 290.0, most: 380.0 };
        let done = self.browse.side(ui, cx, campaign, side, |ui, filter| filters(ui, campaign, &shelf, filter));
        if done.moved {
            self.left_the_record();
        }
        if !done.delete.is_empty() {
            delete(cx, done.delete.into_iter().map(MishapId).collect());
        }
        let shown = self.browse.shown.map(MishapId).and_then(|id| Some((id, campaign.mishaps().get(id)?)));
        let Some((id, mishap)) = shown else { return };
        let known = Arc::clone(self.known.of(cx.ws, campaign.people().len(), "Reading names", known_of));
        let known_of = self.known.revision();
        self.kept.follow(known_of);
        self.seen.update(campaign, id, mishap, &known, known_of);
        let finds = || Finds { known: &known, mishap, colours: colours(ui), kept: &self.kept };
        let (for_words, for_facts) = (finds(), finds());
        let inspector = MishapInspector { campaign, shelf: &shelf, id, mishap, seen: &self.seen, finds: for_facts };
        let mut event = inspector.show(ui, cx, &mut self.typed, &mut self.proposed);
        if onward {
            event = match mishap.state {
                MishapState::New | MishapState::Reviewed => Some(Self::next_step(mishap)),
                MishapState::Published | MishapState::SetAside => None,
            };
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            let (seen, reasons) = (&self.seen, &mut self.reasons);
            Words { campaign, id, mishap, seen, finds: for_words, known: &known, reasons }.show(ui, cx);
        });
        if let Some(event) = event {
            self.carry_out(cx, campaign, id, mishap, event);
        }
    }

    fn next_step(mishap: &Mishap) -> InspectorEvent {
        let reviewed = mishap.reviewed.as_ref().is_some_and(|review| review.text_sha256 == mishap_sha256(mishap));
        if reviewed { InspectorEvent::Publish } else { InspectorEvent::Review }
    }

    fn carry_out(
        &mut self,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: MishapId,
        mishap: &Mishap,
        event: InspectorEvent,
    ) {
        match event {
            InspectorEvent::Review => {
                if mishap.public_text.trim().is_empty() || self.seen.open() > 0 {
                    cx.act(Action::Tell("Decide about every third person first".into()));
                    return;
                }
                self.ask = Some(Ask::Review { id, by: self.reader.clone(), read: false, fresh: true });
            }
            InspectorEvent::Publish => match publish(campaign, id) {
                Ok(change) => cx.act(Action::CommitAndTell(change, "Published the mishap".into())),
                Err(failure) => cx.act(Action::Fail(failure)),
            },
            InspectorEvent::Share => self.share = Some(ShareCard::new(id)),
            InspectorEvent::TakeBack => finish(cx, take_back(campaign, [id]), "Took the mishap back".into()),
            InspectorEvent::SetAside => {
                self.ask = Some(Ask::SetAside { mishaps: vec![id], reason: String::new(), fresh: true });
            }
            InspectorEvent::Delete => delete(cx, vec![id]),
            InspectorEvent::MakeArchetype => {
                let Some(change) = add_archetypes(campaign, cx.art.kit(), 1, &mishap.text) else { return };
                let archetype = campaign.next_archetype_id();
                let mut after = mishap.clone();
                after.archetypes.push(archetype);
                let mut edits = change.edits;
                edits.push(Edit::mishap(id, after));
                cx.commit(Change::new("Make an archetype for a mishap", edits));
            }
        }
    }

    fn left_the_record(&mut self) {
        self.typed.clear();
        self.reasons.clear();
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let nobody = campaign.archetypes().is_empty().then_some("There are no archetypes yet.");
        let verbs = |count| {
            vec![
                CommandButton::plain(format!("Replace third persons in {count}")),
                CommandButton::plain(format!("Publish {count}")),
                CommandButton::plain(format!("Set {count} aside")),
                CommandButton::plain(format!("Add an archetype to {count}")).disabled_if(nobody),
                CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash),
            ]
        };
        let Some(verb) = self.browse.bulk(ui, campaign, verbs) else { return };
        let mishaps: Vec<MishapId> = self.browse.chosen();
        match verb {
            0 => {
                let words = |change: &Change| {
                    let count = mishaps_of(bulk::count_put::<Mishap>(change));
                    format!("Began the public words of {count}. Each is still to be read")
                };
                many::each(cx, mishaps.len(), "Beginning public words", words, move |campaign| {
                    start_redaction(campaign, mishaps.iter().copied())
                });
            }
            1 => publish_many(cx, campaign, mishaps),
            2 => self.ask = Some(Ask::SetAside { mishaps, reason: String::new(), fresh: true }),
            3 => self.ask = Some(Ask::Star { mishaps, archetype: None }),
            _ => delete(cx, mishaps),
        }
    }
}

fn filters(ui: &mut Ui, campaign: &Campaign, shelf: &Shelf, filter: &mut MishapFilter) {
    filter_by(ui, "Any state", &MishapState::ALL.map(|state| (state, state.title())), &mut filter.state);
    filter_by(ui, "Any device", shelf.devices(), &mut filter.device);
    filter_by(ui, "Any cause", shelf.causes(), &mut filter.cause);
    let archetypes: Vec<(ArchetypeId, &str)> =
        campaign.archetypes().iter().map(|(id, it)| (id, it.name.as_str())).collect();
    filter_by(ui, "Any archetype", &archetypes, &mut filter.archetype);
}

fn publish_many(cx: &mut Cx<'_>, campaign: &Campaign, ids: Vec<MishapId>) {
    let (change, refused) = publish_all(campaign, ids);
    let made = change.as_ref().map_or(0, |change| change.edits.len());
    if let Some(change) = change {
        cx.act(Action::CommitAndTell(change, format!("Published {}", mishaps_of(made))));
    }
    if let [(id, failure), ..] = refused.as_slice() {
        let names: Vec<String> = refused.iter().take(8).map(|(id, _)| id.to_string()).collect();
        let what = if refused.len() == 1 {
            format!("{id} was not published.")
        } else {
            format!("{} were not published: {}.", mishaps_of(refused.len()), names.join(", "))
        };
        cx.act(Action::Fail(Failure::new(what, failure.why.clone(), failure.what_to_do.clone())));
    }
}

fn delete(cx: &mut Cx<'_>, ids: Vec<MishapId>) {
    let words = |change: &Change| format!("Deleted {}", mishaps_of(bulk::count_taken_out::<Mishap>(change)));
    many::each(cx, ids.len(), "Deleting mishaps", words, move |campaign| {
        let edits = bulk::removals::<Mishap>(campaign, ids.iter().copied());
        Change::new(bulk::counted::<Mishap>("Delete", edits.len()), edits)
    });
}
