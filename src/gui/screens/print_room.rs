//! The print room: what is printed, for whom, on what; how it will look; what to look at before; and the files that were made.

mod before;
mod options;
mod pages;
mod papers;
mod run;

use super::heroes::desk::{Verdict, Verdicts};
use super::heroes::{face_pixels, list, making};
use super::sharing::Sharing;
use crate::app::heroes::nominees_without_hero;
use crate::app::printing::Product;
use crate::app::{Command, Section};
use crate::campaign::{Campaign, HeroId, Person, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::hairline;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable, TableState};
use crate::gui::widgets::detail_pane::{Pane, SidePane};
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::page_view::{PageState, PageView, Sheet, most_pixels};
use crate::gui::widgets::segmented::Segmented;
use crate::press::proof;
use before::Before;
use eframe::egui::{CentralPanel, Context, Frame, Id, Margin, Panel, Rect, Sense, Ui, vec2};
use options::Options;
use pages::{Shown, sheet_of};
use run::Run;
use std::collections::HashMap;
use std::sync::Arc;

/// Who is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Who {
    #[default]
    All,
    Winners,
    Chosen,
}

/// What the people of the run were found for.
#[derive(Clone, PartialEq)]
struct Found {
    revision: u64,
    who: Who,
    chosen: usize,
    mark: u64,
}

#[derive(Default)]
pub struct PrintRoom {
    options: Options,
    who: Who,
    table: TableState,
    found: Option<Found>,
    /// Everybody in the list, and of these the cards of the run.
    listed: Vec<HeroId>,
    run_of: Vec<(HeroId, PersonId)>,
    winners_without: Vec<PersonId>,
    /// Which card of the run is shown.
    at: usize,
    /// Which proof sheet is shown.
    sheet: usize,
    verdicts: Verdicts,
    before: Before,
    run: Run,
    /// Papers of draws instead of cards.
    draws: papers::Draws,
    making: Option<making::Making>,
    /// A picture of somebody in the run.
    sharing: Option<Sharing>,
    /// Card of the last finished picture.
    finished: Option<HeroId>,
    /// Room for the pages, as the last frame had it.
    room: eframe::egui::Vec2,
    /// How close one looks, and at which card and sheet.
    page: PageState,
    page_of: (usize, usize),
}

fn later() -> Id {
    Id::unique("people to print")
}

/// The print room opens with these people chosen.
pub fn print_later(ctx: &Context, people: Vec<PersonId>) {
    ctx.data_mut(|data| data.insert_temp(later(), people));
}

impl Screen for PrintRoom {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        if let Some(people) = ui.data_mut(|data| data.remove_temp::<Vec<PersonId>>(later())) {
            self.who = Who::Chosen;
            let chosen = campaign.heroes().iter().filter(|(_, hero)| people.contains(&hero.person));
            self.table.select(chosen.map(|(id, _)| id.0).collect::<Vec<_>>());
            self.options.product = Product::Cards;
            self.draws.are_chosen = false;
            self.at = 0;
        }
        self.making = self.making.take().and_then(|making| making.take(cx));
        if let Some(folder) = self.run.take_in(cx) {
            self.options.folder = folder.display().to_string();
        }
        self.draws.are_chosen &= !campaign.sweepstakes().is_empty();
        if campaign.heroes().is_empty() && !self.draws.are_chosen {
            PageHeader::new("Print room").words("Nothing to print yet").show(ui);
            self.empty(ui, cx, campaign);
            return;
        }
        self.find(campaign);
        if self.draws.are_chosen {
            PageHeader::new("Print room")
                .words("What you see is what the printer gets: the same page, the same fonts, the same millimetres.")
                .rule()
                .show(ui);
            SidePane::list("print products", 246.0).show(ui, |pane| pane.head(|ui| self.products(ui, campaign)));
            self.draws.show(ui, cx, campaign);
            return;
        }
        let studio = Arc::clone(cx.art.studio());
        let people: Vec<PersonId> = self.run_of.iter().map(|(_, person)| *person).collect();
        // The picture first: only a few are drawn at one time.
        let shown = self.ask(ui.ctx(), cx, &people);
        self.before.run(cx.ws, &studio, &self.options.of(people.clone()));
        self.header(ui, cx, &people);
        SidePane::list("print products", 246.0).show(ui, |pane| self.left(pane, cx, campaign));
        SidePane::inspector("print checks").show(ui, |pane| {
            self.right(pane, cx, campaign);
        });
        self.centre(ui, cx, campaign, shown);
        if self.sharing.as_mut().is_some_and(|sharing| sharing.show(ui, cx)) {
            self.sharing = None;
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl PrintRoom {
    fn find(&mut self, campaign: &Campaign) {
        let chosen = self.table.selected();
        // Order-free, so that the same selection gives the same mark.
        let mark = chosen.iter().fold(0, |mark: u64, id| mark ^ id.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let now = Found { revision: campaign.revision(), who: self.who, chosen: chosen.len(), mark };
        if self.found.as_ref() == Some(&now) {
            return;
        }
        let before = self.run_of.get(self.at).copied();
        let winners: std::collections::BTreeSet<PersonId> =
            campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)).collect();
        let heroes = || campaign.heroes().iter().map(|(id, hero)| (id, hero.person));
        self.winners_without = winners.iter().copied().filter(|person| campaign.hero_of(*person).is_none()).collect();
        let in_run: Vec<(HeroId, PersonId)> = match self.who {
            Who::All => heroes().collect(),
            Who::Winners => heroes().filter(|(_, person)| winners.contains(person)).collect(),
            Who::Chosen => heroes().filter(|(id, _)| chosen.contains(&id.0)).collect(),
        };
        self.listed = if self.who == Who::Chosen {
            heroes().map(|(id, _)| id).collect()
        } else {
            in_run.iter().map(|line| line.0).collect()
        };
        self.run_of = in_run;
        self.at = before.and_then(|line| self.run_of.iter().position(|other| *other == line)).unwrap_or(0);
        self.sheet = self.sheet.min(self.sheets().saturating_sub(1));
        self.found = Some(now);
        self.point();
    }

    /// Puts the cursor of the list on the card that is shown.
    fn point(&mut self) {
        let row = self.run_of.get(self.at).and_then(|(id, _)| self.listed.iter().position(|other| other == id));
        self.table.set_cursor(row.map(|row| row as u64));
    }

    fn sheets(&self) -> usize {
        self.run_of.len().div_ceil(proof::PER_SHEET)
    }

    /// Asks for the picture of what is shown.
    fn ask(&mut self, ctx: &Context, cx: &mut Cx<'_>, people: &[PersonId]) -> Option<Shown> {
        let (hero, _) = *self.run_of.get(self.at)?;
        let stock = self.options.stock();
        let (sheet, count) = match self.options.product {
            Product::Cards => (sheet_of(stock, self.options.paper()), 2),
            Product::Proof => (Sheet::paper(self.options.paper().size()), 1),
        };
        let mut shown = Shown { sheet, count, texture: None, strength: 1.0 };
        if self.room.x < 20.0 || self.room.y < 20.0 {
            return Some(shown);
        }
        if self.page_of != (self.at, self.sheet) {
            self.page_of = (self.at, self.sheet);
            self.page.reset();
        }
        let pixels = sheet.scale(count, self.room) * self.page.zoom() * ctx.pixels_per_point();
        let pixels = pixels.min(most_pixels(ctx) / (sheet.size.0 * count as f32).max(sheet.size.1));
        let drawn = match self.options.product {
            Product::Cards => {
                let next = self.run_of.get(self.at + 1).map(|(id, _)| *id);
                let drawn = pages::card(ctx, cx, &self.verdicts, (hero, next), (stock, self.options.paper()), pixels);
                if drawn.is_some_and(|(_, is_new)| is_new) {
                    self.finished = Some(hero);
                }
                let is_held = self.verdicts.of(hero).is_some_and(|verdict| verdict.refusal.is_some());
                if self.finished != Some(hero) || is_held {
                    shown.strength = 0.2;
                }
                drawn
            }
            Product::Proof => pages::proof(ctx, cx, people, self.options.paper(), self.sheet, pixels),
        };
        shown.texture = drawn.map(|(texture, _)| texture);
        Some(shown)
    }

    fn header(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, people: &[PersonId]) {
        let is_cards = self.options.product == Product::Cards;
        let title = match self.options.product {
            Product::Cards => match self.options.files(people.len().saturating_sub(self.before.held)) {
                1 => "Make 1 file".to_owned(),
                count => format!("Make {count} files"),
            },
            Product::Proof => "Make the proof sheet".to_owned(),
        };
        let reason = if self.run.is_running() {
            Some("A run is under way.".to_owned())
        } else if people.is_empty() {
            Some("Nobody is chosen.".to_owned())
        } else {
            self.options.wrong(cx.ws)
        };
        let read = CommandButton::plain(if is_cards { "Read the proof sheet" } else { "Back to the cards" });
        let pressed = PageHeader::new("Print room")
            .words("What you see is what the printer gets: the same page, the same fonts, the same millimetres.")
            .rule()
            .action(read.icon(if is_cards { Icon::Eye } else { Icon::Card }))
            .action(CommandButton::primary(title).icon(Icon::Printer).disabled_if(reason))
            .show(ui);
        match pressed {
            Some(0) => self.options.product = if is_cards { Product::Proof } else { Product::Cards },
            Some(_) => {
                let folder = self.options.folder(cx.ws);
                self.run.start(cx, self.options.of(people.to_vec()), folder);
            }
            None => {}
        }
    }

    fn left(&mut self, pane: &mut Pane<'_>, cx: &mut Cx<'_>, campaign: &Campaign) {
        pane.head(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            self.products(ui, campaign);
            ui.add_space(8.0);
            Text::label_strong("Who is printed").show(ui);
            let mut who = self.who as usize;
            if Segmented::new("Who is printed", &["All", "Winners", "Chosen"], &mut who).small().show(ui).changed() {
                self.who = [Who::All, Who::Winners, Who::Chosen][who];
            }
            let without = self.winners_without.len();
            if self.who == Who::Winners && without > 0 {
                let (words, make) = match without {
                    1 => ("1 winner has no hero yet".to_owned(), "Make the hero".to_owned()),
                    count => (format!("{count} winners have no hero yet"), format!("Make {count} heroes")),
                };
                if Note::warning(words).action(CommandButton::quiet(make)).show(ui).action && self.making.is_none() {
                    self.making = making::Making::start(cx, self.winners_without.clone());
                }
            }
        });
        self.people(pane.whole(), cx, campaign);
    }

    fn products(&mut self, ui: &mut Ui, campaign: &Campaign) {
        ui.spacing_mut().item_spacing.y = 6.0;
        let (cards, sheets, draws) = (self.run_of.len(), self.sheets(), campaign.sweepstakes().len());
        self.options.products(ui, cards, sheets, (draws, &mut self.draws.are_chosen));
    }

    fn people(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.listed.is_empty() {
            Frame::new().inner_margin(Margin::symmetric(18, 8)).show(ui, |ui| {
                Text::label("No winner has a hero. Name winners on the page of awards.").muted().show(ui);
            });
            return;
        }
        let first = usize::try_from(self.table.first_row()).unwrap_or(0);
        let count = (ui.available_height() / list::ROW) as usize + 2;
        let (mut faces, mut verdicts) = (HashMap::new(), HashMap::new());
        let side = face_pixels(ui.ctx());
        for id in self.listed.iter().skip(first).take(count) {
            let Some(hero) = campaign.heroes().get(*id) else { continue };
            if let Some(texture) = cx.art.face(ui.ctx(), &id.to_string(), &hero.figure, side) {
                faces.insert(*id, texture);
            }
            if let Some(reason) = self.before.reason(hero.person) {
                verdicts.insert(*id, Verdict::held(reason.to_owned()));
            }
        }
        let rows = list::HeroRows { campaign, shown: &self.listed, faces, verdicts };
        let columns = [Column::new("Hero", 160.0).grow()];
        let mut table = DataTable::new("Cards", &columns).no_header().row_height(list::ROW);
        if self.who == Who::Chosen {
            table = table.checks();
        }
        let out = table.show(ui, &mut self.table, &rows);
        let id = out.moved.and_then(|row| self.listed.get(usize::try_from(row).ok()?)).copied();
        if let Some(place) = id.and_then(|id| self.run_of.iter().position(|(other, _)| *other == id)) {
            self.at = place;
            self.sheet = place / proof::PER_SHEET;
        }
        let opened = out.opened.and_then(|row| self.listed.get(usize::try_from(row).ok()?)).copied();
        if let Some(id) = opened {
            cx.act(Action::Show(Target::Hero(id)));
        }
    }

    fn right(&mut self, pane: &mut Pane<'_>, cx: &mut Cx<'_>, campaign: &Campaign) {
        pane.head(|ui| self.before.head(ui));
        let rows = self.options.rows(cx.ws);
        let frame = Frame::new().fill(colours(pane.whole()).surface).inner_margin(Margin::symmetric(18, 12));
        let bottom = Panel::bottom("print options").resizable(false).show_separator_line(false).frame(frame);
        bottom.show(pane.whole(), |ui| {
            ui.set_min_height(rows);
            let edge = ui.max_rect().expand2(vec2(18.0, 12.0));
            hairline(ui.painter(), edge.x_range(), edge.top() + 1.0, colours(ui).line);
            let sample = self.run_of.get(self.at).map(|(id, _)| *id);
            if self.options.show(ui, cx, campaign, sample) {
                let start = self.options.folder(cx.ws);
                self.run.pick_folder(cx, Some(start));
            }
        });
        pane.body(|ui| self.before.body(ui, cx, campaign));
    }

    fn centre(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, shown: Option<Shown>) {
        let bar = Frame::new().fill(colours(ui).surface).inner_margin(Margin::symmetric(16, 8));
        Panel::top("print paging").resizable(false).show_separator_line(true).frame(bar).show(ui, |ui| {
            ui.horizontal(|ui| {
                self.paging(ui, campaign);
                let share = CommandButton::quiet("Share").icon(Icon::Image).small();
                if let Some((_, person)) = self.run_of.get(self.at)
                    && share.hint("A picture of this hero").show(ui).clicked()
                {
                    self.sharing = Some(Sharing::new(*person));
                }
            });
            self.options.stocks(ui);
        });
        let height = self.run.height();
        if height > 0.0 {
            let panel = Panel::bottom("print run")
                .exact_size(height)
                .resizable(false)
                .show_separator_line(false)
                .frame(Frame::NONE);
            panel.show(ui, |ui| self.run.show(ui));
        }
        CentralPanel::default().frame(Frame::new().inner_margin(Margin::same(20))).show(ui, |ui| {
            let held =
                self.run_of.get(self.at).filter(|_| self.options.product == Product::Cards).and_then(|(id, _)| {
                    let verdict = self.verdicts.of(*id)?;
                    verdict.refusal.map(|reason| (*id, reason))
                });
            if let Some((id, reason)) = held {
                let look = CommandButton::quiet("Open the hero");
                if Note::danger("This card is held until it fits")
                    .words(format!("{reason}."))
                    .action(look)
                    .show(ui)
                    .action
                {
                    cx.act(Action::Show(Target::Hero(id)));
                }
            }
            let Some(shown) = shown else {
                ui.vertical_centered(|ui| {
                    ui.add_space(60.0);
                    Text::body("Nobody is chosen. Tick the cards to print in the list.").muted().show(ui);
                });
                return;
            };
            let size = ui.available_size();
            let (rect, _) = ui.allocate_exact_size(vec2(size.x, size.y.max(60.0)), Sense::hover());
            if (self.room - rect.size()).length() > 8.0 {
                self.room = rect.size();
                ui.ctx().request_repaint();
            }
            let name = match self.options.product {
                Product::Cards => format!("Front and back of the card of {}", self.name(campaign)),
                Product::Proof => format!("Proof sheet {}", self.sheet + 1),
            };
            let room = Rect::from_center_size(rect.center(), self.room);
            PageView::new(&name, shown.sheet)
                .pages(shown.count)
                .texture(shown.texture)
                .strength(shown.strength)
                .show_at(ui, room, &mut self.page);
        });
    }

    fn name<'a>(&self, campaign: &'a Campaign) -> &'a str {
        let person = self.run_of.get(self.at).and_then(|(_, person)| campaign.people().get(*person));
        person.map_or("nobody", Person::display_name)
    }

    fn paging(&mut self, ui: &mut Ui, campaign: &Campaign) {
        let is_cards = self.options.product == Product::Cards;
        let (at, all) = if is_cards { (self.at, self.run_of.len()) } else { (self.sheet, self.sheets()) };
        let words = match (is_cards, all) {
            (_, 0) => "Nothing to show".to_owned(),
            (true, _) => format!("{}, {} of {all}", self.name(campaign), at + 1),
            (false, _) => format!("Sheet {} of {all}", at + 1),
        };
        let what = if is_cards { "card" } else { "sheet" };
        let before = CommandButton::plain(format!("Previous {what}")).icon(Icon::Left).icon_only();
        let after = CommandButton::plain(format!("Next {what}")).icon(Icon::Right).icon_only();
        let back = before.disabled_if((at == 0).then_some("This is the first one.")).show(ui).clicked();
        let on = after.disabled_if((at + 1 >= all).then_some("This is the last one.")).show(ui).clicked();
        Text::label_strong(words).elide().show(ui);
        let to = match (back, on) {
            (true, _) => at.saturating_sub(1),
            (_, true) => at + 1,
            _ => return,
        };
        if is_cards {
            self.at = to;
            self.point();
        } else {
            self.sheet = to;
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let waiting = nominees_without_hero(campaign);
        let make = match waiting.len() {
            0 => "Make heroes".to_owned(),
            1 => "Make 1 hero".to_owned(),
            count => format!("Make {count} heroes"),
        };
        let none = waiting.is_empty();
        let all = if none { CommandButton::plain(make) } else { CommandButton::primary(make) };
        let go = if none { CommandButton::primary("Go to Heroes") } else { CommandButton::plain("Go to Heroes") };
        let event = EmptyState::new(
            "Cards need heroes first",
            "A card shows a nominee as action figure. As soon as there is a hero, its card can be printed here.",
        )
        .way(Beginning {
            icon: Icon::Hero,
            title: "Heroes of all nominees".into(),
            words: "A proposal for everybody who was nominated; all of it can be changed.".into(),
            button: all.disabled_if(none.then_some("There are no nominations yet.")),
        })
        .way(Beginning {
            icon: Icon::Person,
            title: "One after the other".into(),
            words: "Make heroes by hand in the workshop.".into(),
            button: go,
        });
        let event = if campaign.sweepstakes().is_empty() { event } else { event.way(papers::beginning()) };
        match event.show(ui) {
            Some(EmptyEvent::Way(0)) => self.making = making::Making::start(cx, waiting),
            Some(EmptyEvent::Way(2)) => self.draws.are_chosen = true,
            Some(_) => cx.act(Action::Do(Command::GoTo(Section::Heroes))),
            None => {}
        }
    }
}
