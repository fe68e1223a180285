//! The workshop: heroes in a list, the figure and what comes with it, the card as it will be printed, and what it says.

pub(super) mod asking;
mod bulk;
pub(super) mod desk;
mod draft;
mod figure_pane;
mod inspector;
pub(super) mod list;
pub(super) mod making;
pub(super) mod paint;
pub(super) mod parts;
mod photo_pane;
mod preview;
mod shuffling;

use super::seed_field::SeedField;
use super::sharing::Sharing;
use super::{many, print_room};
use crate::app::heroes::is_found;
use crate::app::order::{self, HeroOrder};
use crate::app::{Command, Section, Workspace};
use crate::campaign::{Campaign, ConsentState, Hero, HeroId, Person, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::order_menu::OrderMenu;
use crate::gui::widgets::page_header::PageHeader;
use asking::{Begin, Choosing, Chosen};
use desk::{Checks, Verdicts};
use draft::Draft;
use eframe::egui::{CentralPanel, Context, Frame, Id, Key, Margin, Modifiers, Panel, Ui, UiBuilder};
use figure_pane::{FigurePane, PHOTO_TAB};
use inspector::{Inspector, Proposals};
use list::HeroRows;
use making::{Making, Waiting, Whose};
use photo_pane::Reading;
use preview::Preview;
use shuffling::Copying;
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Heroes {
    query: String,
    order: HeroOrder,
    reversed: bool,
    /// What `rows` were found for.
    found: Option<(u64, String, HeroOrder, bool)>,
    rows: Vec<HeroId>,
    waiting: Waiting,
    /// How many heroes are of people who agreed, in the campaign that `rows` were found for.
    agreed: usize,
    table: TableState,
    shown: Option<HeroId>,
    tab: usize,
    preview: Preview,
    tried: Option<Hero>,
    seed: SeedField,
    reading: Reading,
    /// Whose look is copied to the shown hero.
    copying: Option<Copying>,
    proposals: Proposals,
    typed: (Option<PersonId>, String),
    verdicts: Verdicts,
    checks: Checks,
    choosing: Option<Choosing>,
    ask: Option<bulk::Ask>,
    sharing: Option<Sharing>,
    making: Option<Making>,
    /// Shown as soon as it is there: the hero of this person was asked for.
    awaited: Option<PersonId>,
}

fn find_field() -> Id {
    Id::unique("find in heroes")
}

impl Screen for Heroes {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        self.find(campaign);
        self.take_commands(ui, cx);
        if campaign.heroes().is_empty() {
            PageHeader::new("Heroes").words("No heroes yet").show(ui);
            let waiting = self.waiting.count(cx, campaign);
            match asking::empty(ui, cx, campaign, waiting) {
                Some(Begin::Everybody) => self.making = Making::start(cx, Whose::Waiting),
                Some(Begin::One) => self.choosing = Some(Choosing::new()),
                None => {}
            }
        } else {
            self.page(ui, cx, campaign);
        }
        self.making = self.making.take().and_then(|making| making.take(cx));
        if self.ask.as_mut().is_some_and(|ask| ask.show(ui, cx, campaign)) {
            self.ask = None;
        }
        if self.sharing.as_mut().is_some_and(|sharing| sharing.show(ui, cx)) {
            self.sharing = None;
        }
        if let Some(choosing) = &mut self.choosing {
            match choosing.show(ui, campaign) {
                Chosen::NotYet => {}
                Chosen::Nobody => self.choosing = None,
                Chosen::Person(person) => {
                    self.choosing = None;
                    self.query.clear();
                    self.awaited = Some(person);
                    self.making = Making::start(cx, Whose::These(vec![person]));
                }
            }
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    fn takes_dropped(&self, _: &Workspace) -> bool {
        self.tab == PHOTO_TAB && self.shown.is_some()
    }
}

impl Heroes {
    fn take_commands(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if let Some(Target::Hero(hero)) = cx.take_target() {
            self.query.clear();
            self.shown = Some(hero);
            self.found = None;
        }
        if self.choosing.is_some() || self.ask.is_some() {
            return;
        }
        if cx.takes(Command::NewHere) {
            self.choosing = Some(Choosing::new());
        }
        if cx.takes(Command::MakeHeroes) && self.making.is_none() {
            self.making = Making::start(cx, Whose::Waiting);
        }
        if cx.takes(Command::Find) {
            ui.memory_mut(|memory| memory.request_focus(find_field()));
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        if pressed(Key::ArrowUp) {
            self.go(-1);
        }
        if pressed(Key::ArrowDown) {
            self.go(1);
        }
    }

    /// Brings the rows up to date with campaign and query.
    fn find(&mut self, campaign: &Campaign) {
        let revision = campaign.revision();
        let asked = (revision, self.query.clone(), self.order, self.reversed);
        if self.found.as_ref() == Some(&asked) {
            return;
        }
        let before = self.place();
        let is_found = |(_, hero): &(HeroId, &Hero)| is_found(campaign, hero, &self.query);
        self.rows = campaign.heroes().iter().filter(is_found).map(|(id, _)| id).collect();
        order::heroes(campaign, &mut self.rows, self.order, self.reversed);
        self.table.keep_selected(|id| campaign.heroes().contains(HeroId(id)));
        let has_agreed = |hero: &Hero| {
            campaign.people().get(hero.person).is_some_and(|person| person.consent.state == ConsentState::Agreed)
        };
        self.agreed = campaign.heroes().iter().filter(|(_, hero)| has_agreed(hero)).count();
        self.found = Some(asked);
        if let Some((id, _)) = self.awaited.and_then(|person| campaign.hero_of(person)) {
            self.awaited = None;
            self.shown = Some(id);
        }
        if self.shown.is_none_or(|shown| !campaign.heroes().contains(shown)) {
            // What was deleted leaves its place to the next one.
            let place = before.unwrap_or(0).min(self.rows.len().saturating_sub(1));
            self.shown = self.rows.get(place).copied();
        }
        let place = self.place().map(|place| place as u64);
        if self.table.cursor() != place {
            self.table.set_cursor(place);
        }
    }

    /// Where the shown hero stands in the list.
    fn place(&self) -> Option<usize> {
        let shown = self.shown?;
        self.rows.iter().position(|id| *id == shown)
    }

    fn go(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let place = self.place().map_or(0, |place| place.saturating_add_signed(by).min(last));
        if let Some(id) = self.rows.get(place) {
            self.shown = Some(*id);
            self.table.set_cursor(Some(place as u64));
        }
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let ctx = ui.ctx().clone();
        let studio = Arc::clone(cx.art.studio());
        let shown = self.shown.and_then(|id| Some((id, campaign.heroes().get(id)?)));
        let tried = self.tried.take();
        if let Some((id, _)) = shown {
            self.preview.ask(&ctx, cx, &self.verdicts, id, tried.as_ref());
        }
        self.checks.run(&ctx, cx.ws, &studio, &self.verdicts, self.shown);
        self.header(ui, cx, campaign);
        if !self.table.selected().is_empty() {
            let bar = Panel::bottom("heroes bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
            bar.show(ui, |ui| self.bulk(ui, cx, campaign));
        }
        SidePane::list("heroes list", 240.0).show(ui, |pane| {
            pane.head(|ui| {
                ui.horizontal(|ui| {
                    let width = ui.available_width() - OrderMenu::icon_width(ui) - ui.spacing().item_spacing.x;
                    let field = FindField::new(&mut self.query, "Find a hero").id(find_field());
                    field.width(width).show(ui);
                    let titles = HeroOrder::ALL.map(HeroOrder::title);
                    let mut order = HeroOrder::ALL.iter().position(|other| *other == self.order).unwrap_or(0);
                    OrderMenu::new(&titles, &mut order, &mut self.reversed).icon_only().show(ui);
                    self.order = HeroOrder::ALL[order];
                });
            });
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let ui = pane.whole();
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique("list of heroes")), |ui| self.list(ui, cx, campaign));
        });
        let Some((id, hero)) = shown else {
            CentralPanel::default().show(ui, |ui| {
                ui.vertical_centered(|ui| {
                    ui.add_space(40.0);
                    Text::body("Choose a hero in the list.").muted().show(ui);
                });
            });
            return;
        };
        let name = campaign.people().get(hero.person).map_or("No name yet", Person::display_name).to_owned();
        let verdict = self.verdicts.of(id);
        let mut draft = Draft::of(hero);
        let asked = SidePane::list("hero figure", 312.0).show(ui, |pane| {
            let (seed, reading) = (&mut self.seed, &mut self.reading);
            let figure = FigurePane { campaign, studio, id, tried: tried.as_ref(), seed, reading };
            figure.show(pane, cx, &mut self.tab, &mut draft)
        });
        if asked.is_some() {
            self.copying = Some(Copying::default());
        }
        if self.copying.as_mut().is_some_and(|copying| copying.show(ui, campaign, id, &mut draft)) {
            self.copying = None;
        }
        SidePane::inspector("hero inspector").width(306.0).show(ui, |pane| {
            let zone = cx.ws.world().time_zone();
            let (proposals, typed) = (&mut self.proposals, &mut self.typed);
            Inspector { campaign, verdict: verdict.as_ref(), proposals, typed, zone }.show(pane, cx, &mut draft);
        });
        let frame = Frame::new().inner_margin(Margin::symmetric(16, 12));
        CentralPanel::default().frame(frame).show(ui, |ui| self.preview.show(ui, id, &name, verdict.as_ref()));
        self.tried = draft.tried.take();
        if self.tried.is_some() {
            // The picture of what is tried on is asked for in the next frame.
            ctx.request_repaint();
        }
        if let Some(change) = draft.change(id) {
            self.tried = None;
            cx.commit(change);
        }
    }

    fn header(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let count = campaign.heroes().len();
        let heroes = if count == 1 { "1 hero".to_owned() } else { format!("{} heroes", grouped(count as u64)) };
        let held = self.verdicts.held();
        let held = if held == 0 { String::new() } else { format!(", {held} held") };
        let words = format!("{heroes}, {} agreed to a card{held}", grouped(self.agreed as u64));
        let place = self.place();
        let first = place.is_none_or(|place| place == 0).then_some("This is the first hero.");
        let last = place.is_none_or(|place| place + 1 >= self.rows.len()).then_some("This is the last hero.");
        let waiting = self.waiting.count(cx, campaign);
        let more = match waiting {
            0 => CommandButton::plain("Make a hero").icon(Icon::Plus),
            1 => CommandButton::plain("Make 1 hero").icon(Icon::Plus).hint("For the nominee who has none"),
            count => {
                CommandButton::plain(format!("Make {count} heroes")).icon(Icon::Plus).hint("For nominees who have none")
            }
        };
        let nobody = self.shown.is_none().then_some("Choose a hero first.");
        let print = CommandButton::primary("Print this card").icon(Icon::Printer);
        let pressed = PageHeader::new("Heroes")
            .words(words)
            .rule()
            .action(CommandButton::plain("Previous").icon(Icon::Up).disabled_if(first).hint("Alt and arrow up"))
            .action(CommandButton::plain("Next").icon(Icon::Down).disabled_if(last).hint("Alt and arrow down"))
            .action(more)
            .action(CommandButton::plain("Share").icon(Icon::Image).disabled_if(nobody))
            .action(print.disabled_if(nobody))
            .show(ui);
        match pressed {
            Some(0) => self.go(-1),
            Some(1) => self.go(1),
            Some(2) if waiting == 0 => self.choosing = Some(Choosing::new()),
            Some(2) if self.making.is_none() => self.making = Making::start(cx, Whose::Waiting),
            Some(3) => {
                let hero = self.shown.and_then(|id| campaign.heroes().get(id));
                self.sharing = hero.map(|hero| Sharing::new(hero.person));
            }
            Some(4) => {
                if let Some(hero) = self.shown.and_then(|id| campaign.heroes().get(id)) {
                    print_room::print_later(ui.ctx(), vec![hero.person]);
                    cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
                }
            }
            // Heroes are being made already.
            _ => {}
        }
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.rows.is_empty() {
            ui.vertical_centered(|ui| {
                ui.add_space(24.0);
                Text::label("No hero matches.").muted().one_line().show(ui);
                if CommandButton::quiet("Clear the find field").show(ui).clicked() {
                    self.query.clear();
                }
            });
            return;
        }
        let (faces, verdicts) = self.in_view(ui, cx, campaign);
        let rows = HeroRows { campaign, shown: &self.rows, faces, verdicts };
        let mut from_menu = None;
        let mut menu = |ui: &mut Ui, row: u64| {
            let id = usize::try_from(row).ok().and_then(|row| rows.shown.get(row)).copied();
            for (print, title, icon) in
                [(true, "Print this card", Icon::Printer), (false, "Delete the hero", Icon::Trash)]
            {
                if MenuLine::new(title).icon(icon).show(ui).clicked() {
                    from_menu = id.map(|id| (id, print));
                }
            }
        };
        let columns = [Column::new("Hero", 160.0).grow()];
        let table = DataTable::new("Heroes", &columns).checks().no_header().row_height(list::ROW).menu(&mut menu);
        let out = table.show(ui, &mut self.table, &rows);
        let id_at = |row: u64| usize::try_from(row).ok().and_then(|row| self.rows.get(row)).copied();
        let asked = match (out.delete, self.table.selected().is_empty()) {
            (true, true) => self.table.cursor().and_then(id_at).into_iter().collect(),
            (true, false) => many::chosen(&self.table),
            (false, _) => Vec::new(),
        };
        if let Some(id) = out.moved.and_then(id_at) {
            self.shown = Some(id);
        }
        match from_menu {
            Some((id, true)) => {
                if let Some(hero) = campaign.heroes().get(id) {
                    print_room::print_later(ui.ctx(), vec![hero.person]);
                    cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
                }
            }
            Some((id, false)) => bulk::delete(cx, campaign, vec![id]),
            None => {}
        }
        if !asked.is_empty() {
            bulk::delete(cx, campaign, asked);
        }
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let count = self.table.selected().len();
        let shown = self.rows.iter().filter(|id| self.table.is_selected(id.0)).count();
        let aside = many::aside(count, shown, campaign.heroes().len());
        let heroes = || many::chosen(&self.table);
        match bulk::bar(ui, campaign, count, heroes, aside) {
            Some(bulk::Asked::Print(people)) => {
                print_room::print_later(ui.ctx(), people);
                cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
            }
            Some(bulk::Asked::Ask(ask)) => self.ask = Some(ask),
            Some(bulk::Asked::Delete) => bulk::delete(cx, campaign, heroes()),
            Some(bulk::Asked::Close) => self.table.clear_selection(),
            None => {}
        }
    }

    /// Faces and verdicts of the rows in view.
    fn in_view(
        &self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
    ) -> (HashMap<HeroId, eframe::egui::TextureId>, HashMap<HeroId, desk::Verdict>) {
        let first = usize::try_from(self.table.first_row()).unwrap_or(0);
        let count = (ui.available_height() / list::ROW) as usize + 2;
        let (mut faces, mut verdicts) = (HashMap::new(), HashMap::new());
        let side = face_pixels(ui.ctx());
        for id in self.rows.iter().skip(first).take(count) {
            let Some(hero) = campaign.heroes().get(*id) else { continue };
            if let Some(texture) = cx.art.face(ui.ctx(), &id.to_string(), &hero.figure, side) {
                faces.insert(*id, texture);
            }
            verdicts.extend(self.verdicts.of(*id).map(|verdict| (*id, verdict)));
        }
        (faces, verdicts)
    }
}

/// Pixels of a face in a list.
pub(super) fn face_pixels(ctx: &Context) -> u32 {
    (40.0 * ctx.pixels_per_point()).round() as u32
}
