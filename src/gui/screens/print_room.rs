//! The print room: what is printed, for whom, on what; how it will look; what to look at before; and the files that were made.

mod before;
mod list;
mod options;
mod pages;
mod papers;
mod people;
mod printer;
mod products;
mod run;

use super::heroes::making;
use super::impact::report_card::ReportCard;
use super::sharing::Sharing;
use crate::app::printing::{self, PrintOptions, Product, Roster, Subject};
use crate::app::{Command, Section, Task};
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::{Action, Cx, Screen};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::hairline;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::TableState;
use crate::gui::widgets::detail_pane::{Pane, SidePane};
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::page_view::{PageState, PageView};
use crate::gui::widgets::tabs::Tabs;
use before::Before;
use eframe::egui::{Align, CentralPanel, Context, Frame, Id, Layout, Margin, Panel, Rect, Sense, Ui, vec2};
use list::{Entry, name_of};
use options::{Asked, Options};
use pages::{Looking, Shown};
use run::Run;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Who is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Who {
    #[default]
    All,
    Winners,
    Chosen,
}

/// What the pieces of the run were found for.
#[derive(Clone, PartialEq)]
struct Found {
    revision: u64,
    product: Product,
    who: Who,
    chosen: usize,
    mark: u64,
}

/// What is known of a run before it is made: the names of its first files, and when the last one was.
#[derive(Clone, Default)]
struct Ahead {
    names: Vec<String>,
    since: Option<String>,
}

/// Revision, options, folder and runs that ended: what [`Ahead`] is of.
type AheadKey = (u64, PrintOptions, PathBuf, u64);

#[derive(Default)]
pub struct PrintRoom {
    options: Options,
    who: Who,
    table: TableState,
    found: Option<Found>,
    /// Everything in the list, and of these the pieces of the run.
    listed: Vec<Entry>,
    in_run: Vec<Entry>,
    winners_without: Vec<PersonId>,
    waiting: making::Waiting,
    /// How many pieces there are of each product, and for which revision.
    counts: (u64, BTreeMap<Product, usize>),
    /// Which piece of the run is looked at, and on which sheet.
    at: usize,
    sheet: usize,
    looking: Looking,
    before: Before,
    ahead: (Option<AheadKey>, Ahead),
    asking_ahead: Option<(AheadKey, Task<Ahead>)>,
    run: Run,
    /// Papers of draws instead of products.
    draws: papers::Draws,
    /// The impact report instead of products.
    report: (bool, ReportCard),
    making: Option<making::Making>,
    /// A picture of somebody in the run.
    sharing: Option<Sharing>,
    /// Checks or people, in the pane at the right.
    tab: usize,
    /// Room for the pages, as the last frame had it.
    room: eframe::egui::Vec2,
    /// How close one looks, and at which sheet of which product.
    page: PageState,
    page_of: (Product, usize),
}

fn later() -> Id {
    Id::unique("people to print")
}

/// The print room opens with these people chosen.
pub fn print_later(ctx: &Context, people: Vec<PersonId>) {
    ctx.data_mut(|data| data.insert_temp(later(), people));
}

fn product_later() -> Id {
    Id::unique("product to print")
}

/// The print room opens with all pieces of this product chosen.
pub fn print_product_later(ctx: &Context, product: Product) {
    ctx.data_mut(|data| data.insert_temp(product_later(), product));
}

impl Screen for PrintRoom {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let ws = cx.ws;
        let Some(campaign) = ws.campaign() else { return };
        if let Some(people) = ui.data_mut(|data| data.remove_temp::<Vec<PersonId>>(later())) {
            self.who = Who::Chosen;
            let chosen = campaign.heroes().iter().filter(|(_, hero)| people.contains(&hero.person));
            self.table.select(chosen.map(|(_, hero)| hero.person.0).collect::<Vec<_>>());
            self.choose(Product::Cards);
        }
        if let Some(product) = ui.data_mut(|data| data.remove_temp::<Product>(product_later())) {
            self.who = Who::All;
            self.choose(product);
        }
        self.making = self.making.take().and_then(|making| making.take(cx));
        if let Some(folder) = self.run.take_in(cx) {
            self.options.folder = folder.display().to_string();
        }
        if let Some(printer) = self.run.printing.chosen.take() {
            self.options.printer = printer;
        }
        self.draws.are_chosen &= !campaign.sweepstakes().is_empty();
        self.count(cx, campaign);
        let nothing = self.counts.1.values().all(|count| *count == 0);
        if nothing && !self.draws.are_chosen && !self.report.0 {
            PageHeader::new("Print room").words("Nothing to print yet").show(ui);
            self.empty(ui, cx, campaign);
            return;
        }
        if self.draws.are_chosen {
            PageHeader::new("Print room").words(WORDS).rule().show(ui);
            SidePane::list("print products", PRODUCTS).show(ui, |pane| self.products(pane, cx, campaign));
            self.draws.show(ui, cx, campaign);
            return;
        }
        if self.report.0 {
            PageHeader::new("Print room").words(WORDS).rule().show(ui);
            SidePane::list("print products", PRODUCTS).show(ui, |pane| self.products(pane, cx, campaign));
            grid::cards(ui, "print report", |ui| {
                ui.add_space(18.0);
                self.report.1.show(ui, cx);
            });
            return;
        }
        self.find(campaign, &cx.art.studio().kit);
        let studio = Arc::clone(cx.art.studio());
        let options = self.options.of(ws, self.in_run.iter().map(|entry| entry.subject).collect());
        // The picture first: only a few are drawn at one time.
        let shown = self.ask(ui.ctx(), cx, &options);
        let folder = self.options.folder(ws);
        self.before.run(ws, &studio, &options, folder.clone(), self.run.ended());
        self.look_ahead(cx, &options, folder);
        self.header(ui, cx, &options);
        SidePane::list("print products", PRODUCTS).show(ui, |pane| self.products(pane, cx, campaign));
        SidePane::inspector("print checks").show(ui, |pane| self.right(pane, cx, campaign, &options));
        self.centre(ui, cx, campaign, &options, shown);
        self.run.printing.show(ui.ctx(), cx);
        if self.sharing.as_mut().is_some_and(|sharing| sharing.show(ui, cx)) {
            self.sharing = None;
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

const WORDS: &str = "What you see is what the printer gets: the same page, the same fonts, the same millimetres.";
/// Points of the list of products.
const PRODUCTS: f32 = 262.0;

impl PrintRoom {
    fn choose(&mut self, product: Product) {
        if self.options.product.is_of_heroes() != product.is_of_heroes() {
            // Ids of monsters are not ids of people.
            self.table.select(Vec::new());
            self.who = Who::All;
        }
        self.options.product = product;
        (self.draws.are_chosen, self.report.0) = (false, false);
        (self.at, self.sheet) = (0, 0);
    }

    /// How many pieces there are of each product.
    fn count(&mut self, cx: &Cx<'_>, campaign: &Campaign) {
        if self.counts.0 == campaign.revision() && !self.counts.1.is_empty() {
            return;
        }
        let kit = &cx.art.studio().kit;
        let heroes = campaign.heroes().len();
        let counted = Product::ALL.map(|product| {
            let options = PrintOptions::of(product);
            let count = if product == Product::Proof {
                printing::sheet_count(&options, heroes)
            } else if product.is_of_heroes() {
                heroes
            } else {
                Roster::new(campaign, &options, kit).len()
            };
            (product, count)
        });
        self.counts = (campaign.revision(), counted.into());
    }

    fn find(&mut self, campaign: &Campaign, kit: &crate::scene::kit::Kit) {
        let chosen = self.table.selected();
        // Order-free, so that the same selection gives the same mark.
        let mark = chosen.iter().fold(0, |mark: u64, id| mark ^ id.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let product = self.options.product;
        let now = Found { revision: campaign.revision(), product, who: self.who, chosen: chosen.len(), mark };
        if self.found.as_ref() == Some(&now) {
            return;
        }
        let before = self.in_run.get(self.at).cloned();
        let winners: BTreeSet<PersonId> =
            campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)).collect();
        self.winners_without = winners.iter().copied().filter(|person| campaign.hero_of(*person).is_none()).collect();
        let entry = |subject: Subject, hero| Entry { subject, hero, name: name_of(campaign, subject) };
        let all: Vec<Entry> = if product.is_of_heroes() {
            campaign.heroes().iter().map(|(id, hero)| entry(hero.person.into(), Some(id))).collect()
        } else {
            let options = PrintOptions::of(product);
            let roster = Roster::new(campaign, &options, kit);
            roster.slots().iter().map(|slot| entry(slot.subject, None)).collect()
        };
        let is_in = |entry: &Entry| match self.who {
            Who::All => true,
            Who::Winners => entry.subject.person().is_some_and(|person| winners.contains(&person)),
            Who::Chosen => chosen.contains(&list::key(entry.subject)),
        };
        self.in_run = all.iter().filter(|entry| is_in(entry)).cloned().collect();
        self.listed = if self.who == Who::Chosen { all } else { self.in_run.clone() };
        self.at = before.and_then(|entry| self.in_run.iter().position(|other| *other == entry)).unwrap_or(0);
        self.found = Some(now);
        self.point();
    }

    /// Puts the cursor of the list on the piece that is shown.
    fn point(&mut self) {
        let row = self.in_run.get(self.at).and_then(|entry| self.listed.iter().position(|other| other == entry));
        self.table.set_cursor(row.map(|row| row as u64));
    }

    /// The pieces as they come on sheets.
    fn on_sheets(&self, options: &PrintOptions) -> Vec<usize> {
        let is_shared = printing::per_sheet(options) > 1 && options.product != Product::Proof;
        let is_on = |at: &usize| !is_shared || !self.before.held.contains(&self.in_run[*at].subject);
        (0..self.in_run.len()).filter(is_on).collect()
    }

    /// Asks for the picture of what is shown.
    fn ask(&mut self, ctx: &Context, cx: &mut Cx<'_>, options: &PrintOptions) -> Option<Shown> {
        let on_sheets = self.on_sheets(options);
        let sheets = printing::sheet_count(options, on_sheets.len());
        if sheets == 0 {
            return None;
        }
        self.sheet = self.sheet.min(sheets - 1);
        if self.page_of != (options.product, self.sheet) {
            self.page_of = (options.product, self.sheet);
            self.page.reset();
        }
        self.looking.sheet(ctx, cx, options, &self.before.held, self.sheet, (self.room, self.page.zoom()))
    }

    /// Asks for the names that files would get, and for when the last run was.
    fn look_ahead(&mut self, cx: &Cx<'_>, options: &PrintOptions, folder: PathBuf) {
        if let Some((_, task)) = &self.asking_ahead
            && let Some(result) = task.poll()
        {
            let key = self.asking_ahead.take().map(|(key, _)| key);
            self.ahead = (key, result.unwrap_or_default());
        }
        let Some(campaign) = cx.ws.snapshot() else { return };
        let key = (campaign.revision(), options.clone(), folder, self.run.ended());
        if self.asking_ahead.is_some() || self.ahead.0.as_ref() == Some(&key) {
            return;
        }
        let (studio, world, wanted) = (Arc::clone(cx.art.studio()), Arc::clone(cx.ws.world()), key.clone());
        let task = cx.ws.jobs().start("Naming files", move |_| {
            let (_, options, folder, _) = &wanted;
            let last = printing::last_run(&campaign, options.product, folder, world.as_ref());
            let since = last.map(|at| at.to_zoned(world.time_zone()).strftime("%-d %B").to_string());
            let names = if options.each && !options.only.is_empty() {
                printing::first_names(&campaign, options, &studio.kit, 2)
            } else {
                Vec::new()
            };
            Ok(Ahead { names, since })
        });
        self.asking_ahead = Some((key, task));
    }

    fn header(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, options: &PrintOptions) {
        let is_proof = options.product == Product::Proof;
        let good = self.in_run.iter().filter(|entry| !self.before.held.contains(&entry.subject)).count();
        let title = match (options.product, self.options.files(good)) {
            (Product::Proof, _) => "Make the proof sheet".to_owned(),
            (_, 0) => "Make files".to_owned(),
            (_, 1) => "Make 1 file".to_owned(),
            (_, count) => format!("Make {count} files"),
        };
        let reason = if self.run.is_running() {
            Some("A run is under way.".to_owned())
        } else if self.in_run.is_empty() {
            Some("Nobody is chosen.".to_owned())
        } else if good == 0 && !is_proof {
            Some("All of them are held; the checks say why.".to_owned())
        } else {
            self.options.wrong(cx.ws)
        };
        let read = CommandButton::plain(if is_proof { "Back to the cards" } else { "Read the proof sheet" });
        let make = CommandButton::primary(title).icon(Icon::Printer).disabled_if(reason.clone());
        let pressed = PageHeader::new("Print room")
            .words(WORDS)
            .rule()
            .action(read.icon(if is_proof { Icon::Card } else { Icon::Eye }))
            .action(make)
            .show(ui);
        match pressed {
            Some(0) => self.choose(if is_proof { Product::Cards } else { Product::Proof }),
            Some(_) if reason.is_none() => {
                let folder = self.options.folder(cx.ws);
                self.run.start(cx, options.clone(), folder);
            }
            _ => {}
        }
    }

    fn right(&mut self, pane: &mut Pane<'_>, cx: &mut Cx<'_>, campaign: &Campaign, options: &PrintOptions) {
        pane.head(|ui| {
            ui.horizontal(|ui| {
                ui.set_min_height(28.0);
                Text::section("Before you print").one_line().show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    self.before.chip(options.product).show(ui);
                });
            });
            let who = match self.who {
                Who::All => format!("Everybody, {}", self.in_run.len()),
                Who::Winners => format!("Winners, {}", self.in_run.len()),
                Who::Chosen => format!("Chosen, {}", self.in_run.len()),
            };
            Tabs::new(&["Checks", who.as_str()], &mut self.tab).show(ui);
        });
        let frame = Frame::new().fill(colours(pane.whole()).surface).inner_margin(Margin::symmetric(18, 12));
        let bottom = Panel::bottom("print options").resizable(false).show_separator_line(false).frame(frame);
        let ahead = self.ahead.1.clone();
        let asked = bottom
            .show(pane.whole(), |ui| {
                let edge = ui.max_rect().expand2(vec2(18.0, 12.0));
                hairline(ui.painter(), edge.x_range(), edge.top() + 1.0, colours(ui).line);
                self.options.show(ui, cx, &ahead.names, ahead.since.as_deref())
            })
            .inner;
        match asked {
            Some(Asked::Folder) => {
                let start = self.options.folder(cx.ws);
                self.run.pick_folder(cx, Some(start));
            }
            Some(Asked::Calibration) if !self.run.is_running() => {
                let folder = self.options.folder(cx.ws);
                self.run.start(cx, PrintOptions { calibration: true, ..options.clone() }, folder);
            }
            Some(Asked::Calibration) | None => {}
        }
        if self.tab == 0 {
            self.before.body(pane.whole(), cx, campaign);
        } else {
            self.people(pane.whole(), cx, campaign, options);
        }
    }

    fn centre(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        options: &PrintOptions,
        shown: Option<Shown>,
    ) {
        let bar = Frame::new().fill(colours(ui).surface).inner_margin(Margin::symmetric(16, 8));
        Panel::top("print paging").resizable(false).show_separator_line(true).frame(bar).show(ui, |ui| {
            ui.horizontal(|ui| {
                self.paging(ui, options);
                let share = CommandButton::quiet("Share").icon(Icon::Image).small();
                let person = self.in_run.get(self.at).and_then(|entry| entry.subject.person());
                if let Some(person) = person
                    && share.hint("A picture of this hero").show(ui).clicked()
                {
                    self.sharing = Some(Sharing::new(person));
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
            panel.show(ui, |ui| self.run.show(ui, cx));
        }
        CentralPanel::default().frame(Frame::new().inner_margin(Margin::same(20))).show(ui, |ui| {
            if self.listed.is_empty() {
                self.none(ui, cx, campaign);
                return;
            }
            let alone = self.in_run.get(self.at).filter(|_| printing::per_sheet(options) == 1);
            if let Some((what, way)) = alone.and_then(|entry| self.before.way_out(campaign, entry.subject)) {
                let note = Note::danger(format!("This {} is held until it fits", options.product.nouns().0));
                let note = note.words(format!("{}.", what.trim_end_matches('.')));
                match way {
                    Some(way) => {
                        if note.action(CommandButton::quiet(way.title)).show(ui).action {
                            way.go(ui, cx);
                        }
                    }
                    None => _ = note.show(ui),
                }
            }
            let Some(shown) = shown else {
                ui.vertical_centered(|ui| {
                    ui.add_space(60.0);
                    let words = if self.in_run.is_empty() {
                        "Nobody is chosen. Tick the cards to print in the list."
                    } else {
                        "All of them are held. Each is named at the right, with what mends it."
                    };
                    Text::body(words).muted().show(ui);
                });
                return;
            };
            let size = ui.available_size();
            let (rect, _) = ui.allocate_exact_size(vec2(size.x, size.y.max(60.0)), Sense::hover());
            if (self.room - rect.size()).length() > 8.0 {
                self.room = rect.size();
                ui.ctx().request_repaint();
            }
            let name = self.view_name(options);
            let room = Rect::from_center_size(rect.center(), self.room);
            let strength =
                if alone_is_held(&self.before, &self.in_run, self.at, options) { 0.2 } else { shown.strength };
            PageView::new(&name, shown.sheet).pages(shown.count).texture(shown.texture).strength(strength).show_at(
                ui,
                room,
                &mut self.page,
            );
        });
    }

    /// What the picture is, for who does not see it.
    fn view_name(&self, options: &PrintOptions) -> String {
        let name = self.in_run.get(self.at).map_or("nobody", |entry| entry.name.as_str());
        match options.product {
            Product::Proof => format!("Proof sheet {}", self.sheet + 1),
            product if printing::per_sheet(options) > 1 => {
                format!("Sheet {} of the {}", self.sheet + 1, product.nouns().1)
            }
            product if product.has_backs() => format!("Front and back of the {} of {name}", product.nouns().0),
            product => format!("The {} of {name}", product.nouns().0),
        }
    }

    fn paging(&mut self, ui: &mut Ui, options: &PrintOptions) {
        let on_sheets = self.on_sheets(options);
        let all = printing::sheet_count(options, on_sheets.len());
        let is_one = printing::per_sheet(options) == 1;
        let name = self.in_run.get(self.at).map_or("Nobody", |entry| entry.name.as_str());
        let words = match (is_one, all) {
            (_, 0) => "Nothing to show".to_owned(),
            (true, _) => format!("{name}, {} of {all}", self.sheet + 1),
            (false, _) => format!("Sheet {} of {all}", self.sheet + 1),
        };
        let what = if is_one { options.product.nouns().0 } else { "sheet" };
        let before = CommandButton::plain(format!("Previous {what}")).icon(Icon::Left).icon_only();
        let after = CommandButton::plain(format!("Next {what}")).icon(Icon::Right).icon_only();
        let back = before.disabled_if((self.sheet == 0).then_some("This is the first one.")).show(ui).clicked();
        let on = after.disabled_if((self.sheet + 1 >= all).then_some("This is the last one.")).show(ui).clicked();
        Text::label_strong(words).elide().show(ui);
        let to = match (back, on) {
            (true, _) => self.sheet.saturating_sub(1),
            (_, true) => self.sheet + 1,
            _ => return,
        };
        self.sheet = to;
        let first = (0..on_sheets.len()).find(|place| printing::sheet_of(options, *place) >= to);
        self.at = first.and_then(|place| on_sheets.get(place)).copied().unwrap_or(0);
        self.point();
    }

    /// Nothing of this product is there: where it comes from.
    fn none(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let (title, words, section) = match self.options.product {
            Product::Monsters => (
                "No monsters yet",
                "A monster embodies a trouble that many nominations name. Its card shows the numbers.",
                Some((Section::Monsters, "Go to Monsters")),
            ),
            Product::Archetypes => (
                "No archetypes yet",
                "Archetypes are the users everybody has met. As soon as the campaign has some, their cards are printed here.",
                None,
            ),
            Product::Thanks => (
                "No messages of thanks yet",
                "Import a list of thanks. Each message that is shown becomes a card for the hero it thanks.",
                Some((Section::Import, "Go to Import")),
            ),
            _ => return self.empty(ui, cx, campaign),
        };
        let state = EmptyState::new(title, words);
        let event = match section {
            Some((_, button)) => state.way(Beginning {
                icon: Icon::Right,
                title: title.into(),
                words: "".into(),
                button: CommandButton::primary(button),
            }),
            None => state,
        }
        .show(ui);
        if let (Some(EmptyEvent::Way(_)), Some((section, _))) = (event, section) {
            cx.act(Action::Do(Command::GoTo(section)));
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let waiting = self.waiting.count(cx, campaign);
        let make = match waiting {
            0 => "Make heroes".to_owned(),
            1 => "Make 1 hero".to_owned(),
            count => format!("Make {} heroes", grouped(count as u64)),
        };
        let none = waiting == 0;
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
            Some(EmptyEvent::Way(0)) => self.making = making::Making::start(cx, making::Whose::Waiting),
            Some(EmptyEvent::Way(2)) => self.draws.are_chosen = true,
            Some(_) => cx.act(Action::Do(Command::GoTo(Section::Heroes))),
            None => {}
        }
    }
}

/// Whether the only piece on the sheet is held: what it would look like is not what will be printed.
fn alone_is_held(before: &Before, in_run: &[Entry], at: usize, options: &PrintOptions) -> bool {
    let is_alone = printing::per_sheet(options) == 1;
    is_alone && in_run.get(at).is_some_and(|entry| before.held.contains(&entry.subject))
}
