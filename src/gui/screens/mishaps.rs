//! The page of the mishaps: the list, the words for the public, archetypes, and what the mishaps tell in numbers.

mod archetype_pane;
mod archetypes;
mod asking;
mod inspector;
mod numbers;
mod seen;
mod share;
mod words;

use super::browse::{Browse, Line};
use super::many::{self, finish};
use super::people::empty::{bust, picture_size};
use super::people::latest::Latest;
use super::proposed::Proposed;
use crate::app::bulk;
use crate::app::hub::mishap_sha256;
use crate::app::mishaps::{
    MishapLine, MishapOrder, MishapQuery, Shelf, add_archetypes, publish, publish_all, start_redaction, take_back,
};
use crate::app::redaction::{Known, known_of};
use crate::app::{Command, Failure};
use crate::campaign::{ArchetypeId, Campaign, Change, Edit, Mishap, MishapId, MishapState};
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
use archetypes::ArchetypesTab;
use asking::{Answered, Ask, mishaps_of};
use eframe::egui::{CentralPanel, Frame, Id, Key, Margin, Modifiers, Panel, Ui, UiBuilder, vec2};
use inspector::{InspectorEvent, MishapInspector};
use numbers::Numbers;
use seen::{Finds, Kept, Seen};
use share::ShareCard;
use std::collections::HashMap;
use std::sync::Arc;
use words::{Reasons, Words};

impl Line for MishapLine {
    fn key(&self) -> u64 {
        self.id.0
    }
    fn title(&self) -> &str {
        &self.heading
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> &str {
        &self.received
    }
    fn about(&self) -> &str {
        if self.about.is_empty() { "No device and no cause yet" } else { &self.about }
    }
    fn excerpt(&self) -> &str {
        &self.excerpt
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
    shelf: Latest<Shelf>,
    known: Latest<Known>,
    query: MishapQuery,
    /// What the rows were found for.
    found: Option<(u64, MishapQuery)>,
    browse: Browse,
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

fn find_field() -> Id {
    Id::unique("find in mishaps")
}

impl Screen for Mishaps {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        match cx.take_target() {
            Some(Target::Mishap(id)) => {
                self.tab = LIST;
                self.browse.shown = Some(id.0);
                self.clear_filter();
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
    fn clear_filter(&mut self) {
        let MishapQuery { order, descending, .. } = self.query;
        self.query = MishapQuery { order, descending, ..MishapQuery::default() };
        self.found = None;
    }

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
                self.browse.shown = Some(id.0);
                self.clear_filter();
            }
            Answered::Read(by) => {
                self.ask = None;
                self.reader = by;
            }
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let size = picture_size(ui);
        let options = [
            ("body", "slim"),
            ("outfit", "shirt"),
            ("head", "oval"),
            ("face", "grin"),
            ("hair", "curly"),
            ("item_right", "mug"),
            ("item_left", "laptop"),
        ];
        let picture = bust(ui, cx, "empty mishaps", &options, ["honey", "ginger", "amber"], size);
        let mut state = EmptyState::new(
            "Users happen",
            "True mishaps, told with humour and empathy. Third persons become archetypes before anybody reads them.",
        );
        if let Some(texture) = picture {
            state = state.art(texture, size);
        }
        let event = state
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
            let [first, last] = self.browse.ends();
            header = header
                .action(CommandButton::plain("Previous").icon(Icon::Up).shortcut("Alt Up").disabled_if(first))
                .action(CommandButton::plain("Next").icon(Icon::Down).shortcut("Alt Down").disabled_if(last));
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
                let known = self.shelf.of(cx.ws, campaign.mishaps().len() * 4, "Sorting mishaps", Shelf::new);
                if let Some(query) = self.numbers.show(ui, cx, campaign, known, pressed == Some(0)) {
                    self.query = query;
                    self.found = None;
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
        let shelf = self.find(cx, campaign);
        if self.ask.is_none() && cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        let closed = self.ask.is_none() && self.share.is_none();
        let key = |ui: &Ui, modifiers, key| closed && ui.input_mut(|i| i.consume_key(modifiers, key));
        if pressed == Some(0) || key(ui, Modifiers::ALT, Key::ArrowUp) {
            self.go(&shelf, false);
        }
        if pressed == Some(1) || key(ui, Modifiers::ALT, Key::ArrowDown) {
            self.go(&shelf, true);
        }
        if pressed == Some(2) {
            self.ask = Some(Ask::Add(Box::default()));
        }
        let onward = key(ui, Modifiers::COMMAND, Key::Enter);
        if !self.browse.table.selected().is_empty() {
            let bar = Panel::bottom("mishaps bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign, &shelf));
        }
        let width = (ui.available_width() * 0.3).clamp(290.0, 380.0);
        SidePane::list("mishaps", width).show(ui, |pane| {
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let ui = pane.whole();
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique("list of mishaps")), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.filters(ui, campaign, &shelf);
                let nothing = "No mishap matches.";
                let done = self.browse.list(ui, "Mishaps", shelf.lines(), &HashMap::new(), nothing);
                if done.moved {
                    self.left_the_record();
                }
                if done.clear_filter {
                    self.clear_filter();
                }
                if !done.delete.is_empty() {
                    delete(cx, campaign, done.delete.into_iter().map(MishapId));
                }
            });
        });
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
            InspectorEvent::Delete => delete(cx, campaign, [id]),
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

    fn go(&mut self, shelf: &Shelf, down: bool) {
        self.browse.go(shelf.lines(), down);
        self.left_the_record();
    }

    /// Brings the rows up to date with campaign and query.
    fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<Shelf> {
        let records = campaign.mishaps().len() * 4;
        let shelf = Arc::clone(self.shelf.of(cx.ws, records, "Sorting mishaps", Shelf::new));
        let Some(revision) = self.shelf.revision() else { return shelf };
        let key = (revision, self.query.clone());
        if self.found.as_ref() != Some(&key) {
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.browse.table.to_top();
            }
            self.browse.set(shelf.lines(), shelf.find(&self.query), |id| campaign.mishaps().contains(MishapId(id)));
            self.found = Some(key);
        }
        shelf
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign, shelf: &Shelf) {
        let c = colours(ui);
        let all = campaign.mishaps().len();
        Frame::new().fill(c.surface).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let query = &mut self.query;
            ui.horizontal(|ui| {
                let width = ui.available_width() - OrderMenu::icon_width(ui) - 6.0;
                FindField::new(&mut query.words, format!("Find in {}", mishaps_of(all)))
                    .width(width)
                    .id(find_field())
                    .show(ui);
                let titles = MishapOrder::ALL.map(MishapOrder::title);
                let mut order = MishapOrder::ALL.iter().position(|other| *other == query.order).unwrap_or(0);
                OrderMenu::new(&titles, &mut order, &mut query.descending).icon_only().show(ui);
                query.order = MishapOrder::ALL[order];
            });
            ui.horizontal_wrapped(|ui| {
                let states = MishapState::ALL.map(MishapState::title);
                let mut state = query.state.and_then(|state| MishapState::ALL.iter().position(|other| *other == state));
                if FilterMenu::new("Any state", &states, &mut state).show(ui) {
                    query.state = state.map(|index| MishapState::ALL[index]);
                }
                keyed(ui, "Any device", shelf.devices(), &mut query.device);
                keyed(ui, "Any cause", shelf.causes(), &mut query.cause);
                let ids: Vec<ArchetypeId> = campaign.archetypes().ids().collect();
                let names: Vec<&str> = campaign.archetypes().iter().map(|(_, it)| it.name.as_str()).collect();
                let mut chosen = query.archetype.and_then(|id| ids.iter().position(|other| *other == id));
                if !ids.is_empty() && FilterMenu::new("Any archetype", &names, &mut chosen).show(ui) {
                    query.archetype = chosen.map(|index| ids[index]);
                }
            });
            if self.browse.rows.len() != all {
                let shown = grouped(self.browse.rows.len() as u64);
                Text::caption(format!("{shown} of {}", mishaps_of(all))).show(ui);
            }
        });
        crate::gui::marks::divider(ui);
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, shelf: &Shelf) {
        let mishaps: Vec<MishapId> = many::chosen(&self.browse.table);
        let count = mishaps.len();
        let shown = self.browse.rows.iter().filter(|i| mishaps.contains(&shelf.lines()[**i as usize].id)).count();
        let aside = many::aside(count, shown, campaign.mishaps().len());
        let nobody = campaign.archetypes().is_empty().then_some("There are no archetypes yet.");
        let event = BulkBar::new(count as u64, aside)
            .verb(CommandButton::plain(format!("Replace third persons in {count}")))
            .verb(CommandButton::plain(format!("Publish {count}")))
            .verb(CommandButton::plain(format!("Set {count} aside")))
            .verb(CommandButton::plain(format!("Add an archetype to {count}")).disabled_if(nobody))
            .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => {
                let words = format!("Began the public words of {}. Each is still to be read", mishaps_of(count));
                finish(cx, start_redaction(campaign, mishaps), words);
            }
            Some(BulkEvent::Verb(1)) => publish_many(cx, campaign, mishaps),
            Some(BulkEvent::Verb(2)) => {
                self.ask = Some(Ask::SetAside { mishaps, reason: String::new(), fresh: true });
            }
            Some(BulkEvent::Verb(3)) => self.ask = Some(Ask::Star { mishaps, archetype: None }),
            Some(BulkEvent::Verb(_)) => delete(cx, campaign, mishaps),
            Some(BulkEvent::Close) => self.browse.table.clear_selection(),
            None => {}
        }
    }
}

/// A filter over keys and words.
fn keyed(ui: &mut Ui, any: &str, list: &[(String, String)], chosen: &mut Option<String>) {
    if list.is_empty() {
        return;
    }
    let words: Vec<&str> = list.iter().map(|(_, words)| words.as_str()).collect();
    let mut place = chosen.as_ref().and_then(|key| list.iter().position(|(other, _)| other == key));
    if FilterMenu::new(any, &words, &mut place).show(ui) {
        *chosen = place.map(|index| list[index].0.clone());
    }
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

fn delete(cx: &mut Cx<'_>, campaign: &Campaign, ids: impl IntoIterator<Item = MishapId>) {
    let edits = bulk::removals::<Mishap>(campaign, ids);
    let count = edits.len();
    let change = Change::new(bulk::counted::<Mishap>("Delete", count), edits);
    cx.act(Action::CommitAndTell(change, format!("Deleted {}", mishaps_of(count))));
}
