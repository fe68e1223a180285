//! One kit: its pieces and what is missing, where it goes, how far it is, and what the carrier said.

use super::rows::mark;
use super::set_state;
use crate::app::kits::{self, Piece, Trouble};
use crate::app::{Command, Section as Page, when};
use crate::campaign::{Campaign, Change, Edit, Parcel, ParcelId, ParcelState, Person};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::screens::print_room;
use crate::gui::text::{Text, Type};
use crate::gui::typed;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Context, Id, Ui};

pub const PANE: &str = "kit";

fn tracking_field(id: ParcelId) -> Id {
    Id::unique("tracking of the kit").with(id)
}

pub fn focus(ctx: &Context, id: ParcelId) {
    ctx.memory_mut(|memory| memory.request_focus(tracking_field(id)));
}

/// True when the kit is to be deleted.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: ParcelId, parcel: &Parcel) -> bool {
    let mut delete = false;
    SidePane::inspector(PANE).width(340.0).show(ui, |pane| {
        pane.foot(|ui| delete = foot(ui, cx, id, parcel));
        pane.body(|ui| {
            ui.push_id(("kit", id.0), |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                ui.add_space(6.0);
                head(ui, cx, campaign, id, parcel);
                pieces(ui, cx, campaign, parcel);
                address(ui, cx, campaign, parcel);
                state(ui, cx, id, parcel);
                carrier(ui, cx, id, parcel);
            });
        });
    });
    delete
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: ParcelId, parcel: &Parcel) {
    let name = campaign.people().get(parcel.to).map_or("Nobody", Person::display_name);
    let hero = campaign.hero_of(parcel.to);
    let face = hero.and_then(|(hero, record)| cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 112));
    ui.horizontal(|ui| {
        FacePlate::new(name).texture(face).size(52.0).show(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            Text::new(name, Type::Section).one_line().elide().show(ui);
            let persona = hero.map_or("No hero yet", |(_, hero)| hero.persona.as_str());
            Text::label(format!("{persona}, {id}")).muted().one_line().elide().show(ui);
        });
    });
}

fn pieces(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, parcel: &Parcel) {
    let pieces = kits::pieces(campaign, parcel.to);
    let ready = pieces.iter().filter(|(_, trouble)| trouble.is_none()).count();
    Section::new("What belongs into it").aside(format!("{ready} of {}", pieces.len())).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for (piece, trouble) in pieces {
            let (icon, tone) = mark(trouble);
            FactRow::new(piece.title(), trouble.map_or("ready to make", Trouble::words)).mark(icon, tone).show(ui);
        }
        let troubles = pieces.map(|(_, trouble)| trouble);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = eframe::egui::vec2(6.0, 6.0);
            if troubles.contains(&Some(Trouble::NoHero))
                && CommandButton::plain("Make heroes").icon(Icon::Hero).small().show(ui).clicked()
            {
                cx.act(Action::Do(Command::GoTo(Page::Heroes)));
            }
            let of_person = [Trouble::NoAddress, Trouble::NoName, Trouble::NotConfirmed];
            if troubles.iter().flatten().any(|trouble| of_person.contains(trouble))
                && CommandButton::plain("Mend the person").icon(Icon::Person).small().show(ui).clicked()
            {
                cx.act(Action::Show(Target::Person(parcel.to)));
            }
            let card = pieces.iter().find(|(piece, _)| *piece == Piece::Card).and_then(|(_, trouble)| *trouble);
            let held = card.filter(|trouble| trouble.stops()).map(Trouble::words);
            let print = CommandButton::plain("Print the kit").icon(Icon::Printer).small();
            if print.disabled_if(held).hint("Opens the print room with this person").show(ui).clicked() {
                print_room::print_later(ui.ctx(), vec![parcel.to]);
                cx.act(Action::Do(Command::GoTo(Page::PrintRoom)));
            }
        });
    });
}

fn address(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, parcel: &Parcel) {
    let Some(person) = campaign.people().get(parcel.to) else { return };
    Section::new("Where it goes").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if person.address.trim().is_empty() {
            Text::label("No address. Without one it cannot be posted.").danger().show(ui);
        } else {
            let country = crate::app::packing::country_name(&person.country);
            Text::body(format!("{}\n{country}", person.address.trim()).trim().to_owned()).show(ui);
        }
        if CommandButton::quiet("Show the person").small().show(ui).clicked() {
            cx.act(Action::Show(Target::Person(parcel.to)));
        }
    });
}

fn state(ui: &mut Ui, cx: &mut Cx<'_>, id: ParcelId, parcel: &Parcel) {
    Section::new("How far it is").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let titles = ParcelState::ALL.map(ParcelState::title);
        let chosen = ParcelState::ALL.iter().position(|state| *state == parcel.state);
        let answer = Select::new("State of the kit", &titles, chosen).width(ui.available_width()).show(ui);
        if let Some(state) = answer.chosen.and_then(|index| ParcelState::ALL.get(index)) {
            set_state(cx, vec![id], *state);
        }
        let (now, zone) = (cx.ws.world().now(), cx.ws.world().time_zone());
        for (state, at) in parcel.steps.iter().rev().take(6) {
            FactRow::new(state.title(), when::short(*at, now, &zone)).show(ui);
        }
    });
}

fn carrier(ui: &mut Ui, cx: &mut Cx<'_>, id: ParcelId, parcel: &Parcel) {
    let mut edit = |key: &str, title: &str, after: Parcel| {
        cx.commit(Change::one(title, Edit::parcel(id, after)).merging(format!("{id} {key}")));
    };
    Section::new("The post").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        Field::new("Tracking number").show(ui, |ui| {
            let new =
                typed::words(ui, "Tracking number", &parcel.tracking, |field| field.id(tracking_field(id)).mono());
            if let Some(tracking) = new {
                edit("tracking", "Change a tracking number", Parcel { tracking, ..parcel.clone() });
            }
        });
        Field::new("Weight").help("In grams; it stands on the postage list.").show(ui, |ui| {
            let new = typed::number(ui, "Weight in grams", u64::from(parcel.weight_g), 0..=99_999, 110.0);
            if let Some(weight_g) = new.and_then(|weight| u32::try_from(weight).ok()) {
                edit("weight", "Change the weight of a kit", Parcel { weight_g, ..parcel.clone() });
            }
        });
        Field::new("Note").show(ui, |ui| {
            if let Some(note) = typed::words(ui, "Note on the kit", &parcel.note, |field| field.rows(2)) {
                edit("note", "Change the note on a kit", Parcel { note, ..parcel.clone() });
            }
        });
    });
}

fn foot(ui: &mut Ui, cx: &mut Cx<'_>, id: ParcelId, parcel: &Parcel) -> bool {
    if let Some(next) = kits::next_state(parcel.state) {
        let title = format!("Mark as {}", next.title().to_lowercase());
        if CommandButton::primary(title).icon(Icon::Check).show(ui).clicked() {
            set_state(cx, vec![id], next);
        }
    }
    let delete = CommandButton::quiet("Delete").icon(Icon::Trash);
    ui.add_space((ui.available_width() - delete.width(ui.painter())).max(0.0));
    delete.show(ui).clicked()
}
