//! Where the luck comes from: sources in the announced order, what each protects against, the secret code, and the moment.

use super::setup::sealed_chip;
use super::{Shown, icon_of};
use crate::app::{beacon, outlook, when};
use crate::campaign::{Change, DrawMethod, Edit, LuckSource};
use crate::draw::CHAINS;
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::{divider, icon_plate};
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::entropy_meter::EntropyMeter;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::select::Select;
use eframe::egui::{Align, Layout, Sense, Ui, vec2};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let mut columns = grid::Columns::new(ui, 0.6);
    sources(columns.left(), cx, shown);
    moment(columns.right(), cx, shown);
    meter_card(columns.right(), shown);
    columns.end(ui);
}

/// What to do with the source of a row.
enum Act {
    Up(usize),
    Down(usize),
    Remove(usize),
}

fn sources(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let sealed = sweepstake.sealed.is_some();
    let mut card = Card::new().title("Sources, in the announced order");
    if sealed {
        card = card.chip(sealed_chip());
    }
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        Text::label("Nobody, you included, may know these values when you lock.").muted().show(ui);
        if sweepstake.sources.is_empty() {
            Text::label("No source yet: without one nothing can be drawn.").show(ui);
        }
        let mut act = None;
        for (index, source) in sweepstake.sources.iter().enumerate() {
            divider(ui);
            if sealed {
                line(ui, icon_of(source), source.label(), &outlook::describe(source), outlook::bits_of(source));
            } else {
                ui.push_id(index, |ui| source_row(ui, cx, shown, index, source, &mut act));
            }
        }
        match act {
            Some(Act::Up(at)) => shown.edit(cx, "Reorder the sources of luck", "", |s| s.sources.swap(at, at - 1)),
            Some(Act::Down(at)) => shown.edit(cx, "Reorder the sources of luck", "", |s| s.sources.swap(at, at + 1)),
            Some(Act::Remove(at)) => {
                let mut new = sweepstake.clone();
                new.sources.remove(at);
                let change = Change::one("Remove a source of luck", Edit::sweepstake(shown.id, new));
                cx.act(Action::CommitAndTell(change, "Removed 1 source of luck".into()));
            }
            None => {}
        }
        divider(ui);
        code(ui, cx, shown);
        if !sealed {
            divider(ui);
            ui.horizontal_wrapped(|ui| add_buttons(ui, cx, shown));
        }
    });
}

fn add_buttons(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let add = |cx: &mut Cx<'_>, source: LuckSource| {
        shown.edit(cx, "Add a source of luck", "", |s| s.sources.push(source));
    };
    let button = |title, icon| CommandButton::plain(title).icon(icon).small();
    if button("Six dice on stage", Icon::Dice).show(ui).clicked() {
        add(cx, outlook::dice(sweepstake));
    }
    if button("Lottery 7 of 49", Icon::Calendar).show(ui).clicked() {
        add(cx, outlook::lottery(sweepstake));
    }
    if button("The public beacon", Icon::Globe).show(ui).clicked() {
        add(cx, outlook::beacon_round(sweepstake));
    }
    if button("Add numbers", Icon::Plus).show(ui).clicked() {
        let label = outlook::free_label(sweepstake, "Numbers");
        add(cx, LuckSource::Numbers { label, count: 1, min: 1, max: 6, distinct: false });
    }
    if button("Add words", Icon::Plus).show(ui).clicked() {
        add(cx, outlook::phrases(sweepstake));
    }
}

/// A source as one line: plate, label, description, bits.
pub fn line(ui: &mut Ui, icon: Icon, label: &str, words: &str, bits: u64) {
    ui.horizontal(|ui| {
        let c = colours(ui);
        let (plate, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
        icon_plate(ui.painter(), plate, icon, c.surface_hover, c.ink, 17.0);
        ui.add_space(4.0);
        let room = ui.available_width() - 74.0;
        ui.allocate_ui(vec2(room, 36.0), |ui| {
            ui.vertical(|ui| {
                ui.set_min_width(room);
                ui.spacing_mut().item_spacing.y = 0.0;
                Text::strong(label).elide().show(ui);
                Text::caption(words).show(ui);
            });
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if bits == 0 {
                Text::strong("extra").muted().one_line().show(ui);
            } else {
                Text::strong(format!("{bits} bits")).one_line().show(ui);
            }
        });
    });
}

fn source_row(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    index: usize,
    source: &LuckSource,
    act: &mut Option<Act>,
) {
    let number = index + 1;
    let last = shown.sweepstake.sources.len();
    let set = |cx: &mut Cx<'_>, field: &str, new: LuckSource| {
        let key = format!("source {number} {field}");
        shown.edit(cx, "Change a source of luck", &key, |s| s.sources[index] = new);
    };
    ui.horizontal(|ui| {
        let c = colours(ui);
        let (plate, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
        icon_plate(ui.painter(), plate, icon_of(source), c.surface_hover, c.ink, 17.0);
        let room = (ui.available_width() - 180.0).max(160.0);
        let label = typed::words(ui, &format!("Label of source {number}"), source.label(), |field| {
            field.width(room).wrong(source.label().trim().is_empty())
        });
        if let Some(words) = label {
            let mut new = source.clone();
            match &mut new {
                LuckSource::Numbers { label, .. } | LuckSource::Text { label } | LuckSource::Drand { label, .. } => {
                    *label = words;
                }
            }
            set(cx, "label", new);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = |title: String, icon| CommandButton::quiet(title).icon(icon).icon_only().small();
            if button(format!("Remove source {number}"), Icon::X).show(ui).clicked() {
                *act = Some(Act::Remove(index));
            }
            let down = (number == last).then_some("It is the last source.");
            if button(format!("Move source {number} down"), Icon::Down).disabled_if(down).show(ui).clicked() {
                *act = Some(Act::Down(index));
            }
            let up = (index == 0).then_some("It is the first source.");
            if button(format!("Move source {number} up"), Icon::Up).disabled_if(up).show(ui).clicked() {
                *act = Some(Act::Up(index));
            }
            let bits = outlook::bits_of(source);
            let words = if bits == 0 { "extra".to_owned() } else { format!("{bits} bits") };
            Text::strong(words).one_line().show(ui);
        });
    });
    if let LuckSource::Numbers { label, count, min, max, distinct } = source {
        ui.horizontal(|ui| {
            ui.add_space(40.0);
            let with = |count: u64, min: u64, max: u64, distinct: bool| LuckSource::Numbers {
                label: label.clone(),
                count,
                min,
                max,
                distinct,
            };
            Text::label("How many").one_line().show(ui);
            if let Some(new) =
                typed::number(ui, &format!("How many numbers in source {number}"), *count, 1..=1000, 56.0)
            {
                set(cx, "count", with(new, *min, *max, *distinct));
            }
            Text::label("from").one_line().show(ui);
            if let Some(new) = typed::number(ui, &format!("Smallest number in source {number}"), *min, 0..=*max, 64.0) {
                set(cx, "min", with(*count, new, *max, *distinct));
            }
            Text::label("to").one_line().show(ui);
            let range = *min..=crate::draw::INTEGER_MAX;
            if let Some(new) = typed::number(ui, &format!("Largest number in source {number}"), *max, range, 64.0) {
                set(cx, "max", with(*count, *min, new, *distinct));
            }
            let mut different = *distinct;
            if CheckRow::new(&mut different, "all different").show(ui).changed() {
                set(cx, "distinct", with(*count, *min, *max, different));
            }
        });
    }
    if let LuckSource::Drand { label, chain, round } = source {
        ui.horizontal_top(|ui| {
            ui.add_space(40.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                let chosen = CHAINS.iter().position(|known| known.hash == chain);
                let name = format!("Chain of source {number}");
                let select = Select::new(name, &CHAIN_WORDS, chosen).width(300.0).small();
                if let Some(new) = select.show(ui).chosen.and_then(|index| CHAINS.get(index)) {
                    // Another chain counts its rounds from another day.
                    let new = LuckSource::Drand { label: label.clone(), chain: new.hash.into(), round: 0 };
                    set(cx, "chain", new);
                }
                round_ahead(ui, cx, shown, chain, *round);
            });
        });
    }
    ui.horizontal_top(|ui| {
        ui.add_space(40.0);
        ui.vertical(|ui| Text::caption(outlook::protects(source)).show(ui));
    });
}

/// The chains in the order of `CHAINS`.
const CHAIN_WORDS: [&str; 2] = ["quicknet, a round every 3 seconds", "default, a round every 30 seconds"];

/// Which round it will be, when it falls, and where its text will be found.
fn round_ahead(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, chain: &str, round: u64) {
    let Some(known) = crate::draw::chain(chain) else {
        Text::caption("This chain is not known to this version.").danger().show(ui);
        return;
    };
    let zone = cx.ws.world().time_zone();
    let ahead = match (round, shown.sweepstake.announced_at) {
        (0, None) => None,
        (0, Some(at)) => beacon::round_from(known, at),
        (fixed, _) => beacon::round_time(known, fixed).map(|at| (fixed, at)),
    };
    let Some((round, at)) = ahead else {
        Text::caption("Say when the luck is known: the round is the first one from then on, and the lock fixes it.")
            .show(ui);
        return;
    };
    Text::label(format!(
        "Round {round} falls on {}. The lock fixes it; another announced time moves it.",
        when::long(at, &zone)
    ))
    .show(ui);
    Text::caption("After that moment somebody opens this address on any connected device and brings its text here:")
        .show(ui);
    let address = beacon::address(known, round);
    ui.horizontal_top(|ui| {
        let copy = CommandButton::quiet("Copy the address of the round").icon(Icon::Copy).icon_only().small();
        if copy.show(ui).clicked() {
            ui.ctx().copy_text(address.clone());
            cx.act(Action::Tell("Copied the address of the round".into()));
        }
        Text::caption(address).muted().show(ui);
    });
}

fn code(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    if sweepstake.sealed.as_ref().is_some_and(|sealed| !sealed.code.is_empty()) {
        line(ui, Icon::Lock, "Your secret code", "Made at the lock, sealed in it, opened at the draw.", 0);
        return;
    }
    if sweepstake.sealed.is_some() {
        line(ui, Icon::Unlock, "No secret code", "None was made at the lock.", 0);
        return;
    }
    let mut on = sweepstake.with_code;
    let mut row = CheckRow::new(&mut on, "Your secret code as well").trailing("extra");
    if sweepstake.method == DrawMethod::Rfc3797 {
        row = row.disabled_because("RFC 3797 has no place for a code: its seed is the published values alone.");
    }
    if row.show(ui).changed() {
        shown.edit(cx, "Change the use of a secret code", "", |s| s.with_code = on);
    }
    ui.horizontal_top(|ui| {
        ui.add_space(40.0);
        ui.vertical(|ui| Text::caption(outlook::CODE_PROTECTS).show(ui));
    });
}

fn moment(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let sweepstake = shown.sweepstake;
    let zone = cx.ws.world().time_zone();
    let mut card = Card::new().title("When the luck is known");
    if sweepstake.sealed.is_some() {
        card = card.chip(sealed_chip());
    }
    card.show(ui, |ui| {
        if sweepstake.sealed.is_some() {
            let at = sweepstake.announced_at.map_or_else(|| "not kept".into(), |at| when::long(at, &zone));
            FactRow::new("Announced for", at).strong().show(ui);
            return;
        }
        let help = match sweepstake.announced_at {
            Some(at) => when::long(at, &zone),
            None => "The list must be locked and its lock code published before this moment.".into(),
        };
        if let Some(at) = typed::moment(ui, "Announced for", sweepstake.announced_at, &zone, &help) {
            shown.edit(cx, "Change when the luck is known", "announced", |s| s.announced_at = at);
        }
    });
}

fn meter_card(ui: &mut Ui, shown: &Shown<'_>) {
    let Some(prepared) = shown.outlook.as_ref().and_then(|outlook| outlook.prepared.as_ref().ok()) else { return };
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        meter(ui, shown, prepared);
    });
    let alone = shown.sweepstake.sources.iter().all(|source| matches!(source, LuckSource::Text { .. }));
    if alone && !shown.sweepstake.sources.is_empty() {
        crate::gui::widgets::note::Note::warning("Words alone can be searched for")
            .words("With a friend in the room you could try phrases until one suits. Add dice or a lottery.")
            .show(ui);
    }
}

/// The meter with its sentence; gives whether it is enough.
pub(super) fn meter(ui: &mut Ui, shown: &Shown<'_>, prepared: &crate::app::drawing::Prepared) -> bool {
    let sweepstake = shown.sweepstake;
    let sentence = outlook::luck_sentence(
        prepared.promised_millibits,
        prepared.needed_millibits,
        sweepstake.places(),
        sweepstake.alternates,
    );
    let meter = EntropyMeter::new(prepared.promised_millibits, prepared.needed_millibits).sentence(sentence);
    let enough = meter.is_enough();
    meter.show(ui);
    enough
}
