//! Unboxing kits on their way: one parcel for each person, with card, box, label and letter; from the printer to the doormat.

mod pane;
mod papers;
mod rows;

use super::browse::Browse;
use super::many::{self, OfSelected, counted};
use super::people::empty::with_bust;
use super::print_room;
use crate::app::bulk::{count_put, count_taken_out};
use crate::app::kits::{self, KitLine};
use crate::app::outlook::grouped;
use crate::app::{Command, Section};
use crate::campaign::{Campaign, Change, Parcel, ParcelId, ParcelState, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::icons::Icon;
use crate::gui::keys;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::KeySet;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::filter_bar::{FilterBar, filter_by};
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::page_header::PageHeader;
use eframe::egui::{CentralPanel, Frame, Id, Ui, UiBuilder};
use papers::{Papers, What};
use rows::COLUMNS;
use std::sync::Arc;

#[derive(Default)]
pub struct Kits {
    browse: Browse<Vec<KitLine>>,
    selected: OfSelected<Selected>,
    papers: Papers,
}

/// What is said of the selected kits.
#[derive(Default)]
struct Selected {
    with_hero: usize,
    /// How many are in each state.
    in_state: [usize; 5],
}

impl Selected {
    fn of(campaign: &Campaign, keys: &KeySet) -> Self {
        let mut selected = Self::default();
        for parcel in keys.iter().filter_map(|key| campaign.parcels().get(ParcelId(*key))) {
            selected.with_hero += usize::from(campaign.hero_of(parcel.to).is_some());
            let places = ParcelState::ALL.iter().zip(&mut selected.in_state);
            places.filter(|(state, _)| **state == parcel.state).for_each(|(_, count)| *count += 1);
        }
        selected
    }
}

impl Screen for Kits {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(Target::Parcel(id)) = cx.take_target() {
            self.browse.show_this(id.0);
        }
        if cx.takes(Command::NewHere) {
            Self::make(cx, &campaign);
        }
        Browse::<Vec<KitLine>>::take_find(ui, cx);
        if campaign.parcels().is_empty() {
            Self::empty(ui, cx, &campaign);
        } else {
            self.page(ui, cx, &campaign);
        }
        self.papers.show(ui, cx, &campaign);
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Kits {
    /// A kit for everybody with a hero who has none.
    fn make(cx: &mut Cx<'_>, campaign: &Campaign) {
        let words = |change: &Change| format!("Made {}", kits_of(count_put::<Parcel>(change)));
        let nothing = "Everybody with a hero has a kit";
        many::each_or(cx, campaign.heroes().len(), "Making kits", words, nothing, |campaign| {
            kits::make(campaign, kits::without_kit(campaign))
        });
    }

    fn page(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Arc<Campaign>) {
        let lines = self.browse.find(cx, campaign);
        let counts = kits::counts(campaign);
        let words = counts.iter().filter(|(_, count)| *count > 0);
        let words: Vec<String> = words
            .map(|(state, count)| format!("{} {}", grouped(*count as u64), state.title().to_lowercase()))
            .collect();
        let without = kits::without_kit(campaign).len();
        let all_have = (without == 0).then_some("Everybody with a hero has a kit.");
        let make =
            if without == 0 { "Make kits".to_owned() } else { format!("Make {}", counted(without, "kit", "kits")) };
        let busy = self.papers.is_busy().then_some("A list is being written.");
        let pressed = PageHeader::new("Unboxing kits")
            .words(words.join(", "))
            .rule()
            .action(CommandButton::plain("Packing list").icon(Icon::Box).disabled_if(busy))
            .action(CommandButton::plain("Letters").icon(Icon::Mail).disabled_if(busy))
            .action(CommandButton::plain("Postage list").icon(Icon::Export).disabled_if(busy))
            .action(
                CommandButton::primary(make)
                    .icon(Icon::Plus)
                    .shortcut(keys::words(Command::NewHere, ui.ctx()))
                    .disabled_if(all_have),
            )
            .show(ui);
        match pressed {
            Some(0) => self.papers.ask(cx, What::Packing),
            Some(1) => self.papers.ask(cx, What::Letters(self.browse.chosen())),
            Some(2) => self.papers.ask(cx, What::Postage),
            Some(_) => Self::make(cx, campaign),
            None => {}
        }
        self.bulk(ui, cx, campaign);
        let shown = self.browse.shown.map(ParcelId);
        if let Some((id, parcel)) = shown.and_then(|id| Some((id, campaign.parcels().get(id)?)))
            && pane::show(ui, cx, campaign, id, parcel)
        {
            Self::delete(cx, vec![id]);
        }
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.filters(ui, campaign, &lines);
            // An id of its own, so that the keyboard stays in the table when the bar for many comes and goes.
            let builder = UiBuilder::new().scope_id(Id::unique("list of kits"));
            ui.scope_builder(builder, |ui| self.list(ui, cx, campaign));
        });
    }

    fn filters(&mut self, ui: &mut Ui, campaign: &Campaign, lines: &[KitLine]) {
        let held = lines.iter().filter(|line| line.is_held()).count();
        let count = self.browse.count(campaign);
        let left = |ui: &mut Ui| {
            self.browse.field(ui);
            let filter = &mut self.browse.query.filter;
            filter_by(ui, "Any state", &ParcelState::ALL.map(|state| (state, state.title())), &mut filter.state);
            if held > 0 || filter.held {
                let title = format!("Something is missing: {held}");
                if CommandButton::plain(title).icon(Icon::Warn).small().pressed(filter.held).show(ui).clicked() {
                    filter.held = !filter.held;
                }
            }
        };
        FilterBar::new(count).show(ui, left, |_| {});
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let mut asked: Option<(ParcelId, Asked)> = None;
        let menu = |ui: &mut Ui, line: &KitLine| {
            for state in ParcelState::ALL {
                let is_so = (line.state == state).then_some("It is so already.");
                let title = format!("Mark as {}", state.title().to_lowercase());
                if MenuLine::new(title).disabled_if(is_so).show(ui).clicked() {
                    asked = Some((line.id, Asked::State(state)));
                }
            }
            if MenuLine::new("Show the person").icon(Icon::Person).show(ui).clicked() {
                asked = Some((line.id, Asked::Person(line.to)));
            }
        };
        let done = self.browse.table(ui, cx, campaign, &rows::columns(), &COLUMNS, &(), menu);
        if let Some(id) = done.opened.map(ParcelId) {
            SidePane::open_drawer(ui.ctx(), pane::PANE);
            pane::focus(ui.ctx(), id);
        }
        if !done.delete.is_empty() {
            Self::delete(cx, done.delete.into_iter().map(ParcelId).collect());
        }
        match asked {
            Some((id, Asked::State(state))) => set_state(cx, vec![id], state),
            Some((_, Asked::Person(person))) => cx.act(Action::Show(Target::Person(person))),
            None => {}
        }
    }

    fn delete(cx: &mut Cx<'_>, ids: Vec<ParcelId>) {
        let words = |change: &Change| format!("Deleted {}", kits_of(count_taken_out::<Parcel>(change)));
        many::each(cx, ids.len(), "Deleting kits", words, move |campaign| kits::remove(campaign, &ids));
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let selected = self.selected.get(&self.browse.table, campaign, |keys| Selected::of(campaign, keys));
        let Selected { with_hero, in_state } = *selected;
        let verbs = |count: usize| {
            let no_cards = (with_hero == 0).then_some("None of them has a hero.");
            let print = CommandButton::plain(format!("Print {with_hero}")).icon(Icon::Printer);
            let mut verbs = vec![print.disabled_if(no_cards)];
            for (state, there) in ParcelState::ALL.iter().zip(in_state).skip(1) {
                let left = count.saturating_sub(there);
                let all = (left == 0).then_some("They are all so already.");
                verbs.push(CommandButton::plain(format!("{} {left}", state.title())).disabled_if(all));
            }
            verbs.push(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash));
            verbs
        };
        let Some(verb) = self.browse.bulk(ui, campaign, verbs) else { return };
        let ids: Vec<ParcelId> = self.browse.chosen();
        match (verb, ParcelState::ALL.get(verb)) {
            (0, _) => {
                let people = ids.iter().filter_map(|id| campaign.parcels().get(*id)).map(|parcel| parcel.to);
                let people = people.filter(|person| campaign.hero_of(*person).is_some()).collect();
                print_room::print_later(ui.ctx(), people);
                cx.act(Action::Do(Command::GoTo(Section::PrintRoom)));
            }
            (_, Some(state)) => set_state(cx, ids, *state),
            (_, None) => Self::delete(cx, ids),
        }
    }

    fn empty(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        PageHeader::new("Unboxing kits").words("Card, box, label and letter for each person").show(ui);
        let options = [
            ("body", "broad"),
            ("outfit", "shirt"),
            ("head", "square"),
            ("face", "grin"),
            ("hair", "parting"),
            ("item_right", "tape"),
        ];
        let without = kits::without_kit(campaign).len();
        let none = (without == 0).then_some("There are no heroes yet.");
        let make =
            if without == 0 { "Make kits".to_owned() } else { format!("Make {}", counted(without, "kit", "kits")) };
        let page = EmptyState::new(
            "No kit is on its way yet",
            "A kit is what somebody unboxes: their card in a fold-up box, with a label and a letter. Here you see how far each is.",
        )
        .way(Beginning {
            icon: Icon::Box,
            title: "Make kits for all heroes".into(),
            words: "One for each person with a hero. You can undo it.".into(),
            button: CommandButton::primary(make).disabled_if(none),
        })
        .way(Beginning {
            icon: Icon::Hero,
            title: "Make heroes first".into(),
            words: "A kit holds the hero's card and box.".into(),
            button: CommandButton::plain("Open heroes"),
        });
        match with_bust(page, ui, cx, "empty kits", &options, ["honey", "chestnut", "ticket"]).show(ui) {
            Some(EmptyEvent::Way(0)) => Self::make(cx, campaign),
            Some(EmptyEvent::Way(_)) => cx.act(Action::Do(Command::GoTo(Section::Heroes))),
            _ => {}
        }
    }
}

/// What the menu of a row asked.
enum Asked {
    State(ParcelState),
    Person(PersonId),
}

fn set_state(cx: &mut Cx<'_>, ids: Vec<ParcelId>, state: ParcelState) {
    let at = cx.ws.world().now();
    let words =
        move |change: &Change| format!("{}: {}", kits_of(count_put::<Parcel>(change)), state.title().to_lowercase());
    many::each(cx, ids.len(), "Noting how far kits are", words, move |campaign| {
        kits::set_state(campaign, ids.iter().copied(), state, at)
    });
}

/// "1 kit", "3 kits".
fn kits_of(count: usize) -> String {
    counted(count, "kit", "kits")
}
