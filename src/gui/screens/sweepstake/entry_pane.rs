//! One entry beside the table: who, when, with how many tickets, and what was decided about it.

use super::Shown;
use super::entries::{spaced, standing_chip};
use crate::app::drawing::Standing;
use crate::app::when;
use crate::campaign::{Change, Decision, Edit, Entry, EntryId, EntryWay};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::typed;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Align, Layout};

/// What was asked in the pane.
pub enum PaneAct {
    LeaveOut,
    PassOver,
    LetIn,
    ByRules,
    Delete,
    /// The receipt of this entry.
    Receipt,
    Close,
}

pub(super) fn show(
    pane: &mut Pane<'_>,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    id: EntryId,
    entry: &Entry,
    standing: Option<Standing>,
) -> Option<PaneAct> {
    let mut act = None;
    let sealed = shown.sweepstake.sealed.is_some();
    let name = shown.campaign.people().get(entry.person).map_or("No name yet", |person| person.display_name());
    pane.head(|ui| {
        ui.horizontal(|ui| {
            Text::new(spaced(&entry.entry_id), Type::Section).one_line().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if CommandButton::quiet("Close the pane").icon(Icon::X).icon_only().small().show(ui).clicked() {
                    act = Some(PaneAct::Close);
                }
            });
        });
        if let Some(standing) = standing {
            standing_chip(standing).show(ui);
        }
    });
    if !sealed {
        pane.foot(|ui| {
            if CommandButton::quiet("Delete the entry").icon(Icon::Trash).show(ui).clicked() {
                act = Some(PaneAct::Delete);
            }
        });
    }
    pane.body(|ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        if CommandButton::plain(name).icon(Icon::Person).hint("Go to the person").show(ui).clicked() {
            cx.act(Action::Show(Target::Person(entry.person)));
        }
        decision(ui, entry);
        if sealed {
            FactRow::new("Tickets", entry.tickets.to_string()).strong().show(ui);
            FactRow::new("Extra tickets", entry.bonus.to_string()).strong().show(ui);
            FactRow::new("Household", entry.household.as_str()).strong().show(ui);
            let left_out = matches!(standing, Some(Standing::LeftOut(_)));
            let reason = left_out.then_some("It is not in the locked list.");
            if CommandButton::plain("Save receipt").icon(Icon::Export).disabled_if(reason).show(ui).clicked() {
                act = Some(PaneAct::Receipt);
            }
        } else {
            act = buttons(ui, entry, standing).or(act.take());
            fields(ui, cx, id, entry);
        }
        let zone = cx.ws.world().time_zone();
        let received = match entry.received_at {
            Some(at) => when::long(at, &zone),
            None if entry.received.is_empty() => "not known".into(),
            None => entry.received.clone(),
        };
        FactRow::new("Received", received).show(ui);
        if !entry.reference.is_empty() {
            FactRow::new("Id in the imported list", entry.reference.as_str()).show(ui);
        }
        if !entry.referred_by.is_empty() {
            FactRow::new("Referred by", entry.referred_by.as_str()).show(ui);
        }
        if !entry.pools.is_empty() {
            FactRow::new("May win", entry.pools.join(", ")).show(ui);
        }
        if let Some(origin) = entry.origin {
            let file = shown.campaign.sources().get(origin.source).map_or("a file", |source| source.file_name.as_str());
            FactRow::new("Came from", format!("{file}, line {}", origin.line)).show(ui);
        }
    });
    act
}

fn decision(ui: &mut eframe::egui::Ui, entry: &Entry) {
    let note = match &entry.decision {
        Decision::ByRules => return,
        Decision::LetIn(words) => Note::info("Let in by you").words(words.as_str()),
        Decision::LeftOut(reason, words) => {
            Note::info(format!("Left out by you: {}", reason.title().to_lowercase())).words(words.as_str())
        }
        Decision::Excluded(reason, words) => {
            Note::info(format!("Passed over by you: {}", reason.title().to_lowercase())).words(words.as_str())
        }
    };
    note.show(ui);
}

fn fields(ui: &mut eframe::egui::Ui, cx: &mut Cx<'_>, id: EntryId, entry: &Entry) {
    let edit = |cx: &mut Cx<'_>, title: &str, field: &str, new: Entry| {
        cx.commit(Change::one(title, Edit::entry(id, new)).merging(format!("{id} {field}")));
    };
    Field::new("Tickets").help("Before any extra ones.").show(ui, |ui| {
        if let Some(tickets) = typed::number(ui, "Tickets of the entry", entry.tickets, 1..=1_000_000, 110.0) {
            edit(cx, "Change the tickets of an entry", "tickets", Entry { tickets, ..entry.clone() });
        }
    });
    Field::new("Extra tickets").help("For referrals; counted up to the limit of the rules.").show(ui, |ui| {
        if let Some(bonus) = typed::number(ui, "Extra tickets of the entry", entry.bonus.into(), 0..=999_999, 110.0) {
            edit(cx, "Change the extra tickets of an entry", "bonus", Entry { bonus: bonus as u32, ..entry.clone() });
        }
    });
    Field::new("Household").help("Equal words share one prize; empty goes by the address.").show(ui, |ui| {
        if let Some(household) = typed::words(ui, "Household of the entry", &entry.household, |field| field) {
            edit(cx, "Change the household of an entry", "household", Entry { household, ..entry.clone() });
        }
    });
    if matches!(entry.way, EntryWay::Web | EntryWay::Post) {
        Field::new("Way").show(ui, |ui| {
            let mut chosen = usize::from(entry.way == EntryWay::Post);
            Segmented::new("Way of the entry", &["Web", "Post"], &mut chosen).small().show(ui);
            let way = if chosen == 1 { EntryWay::Post } else { EntryWay::Web };
            if way != entry.way {
                cx.commit(Change::one("Change the way of an entry", Edit::entry(id, Entry { way, ..entry.clone() })));
            }
        });
    }
}

fn buttons(ui: &mut eframe::egui::Ui, entry: &Entry, standing: Option<Standing>) -> Option<PaneAct> {
    let mut act = None;
    ui.horizontal_wrapped(|ui| {
        let takes_part = standing == Some(Standing::In);
        if !takes_part && CommandButton::plain("Let in").small().show(ui).clicked() {
            act = Some(PaneAct::LetIn);
        }
        if !matches!(standing, Some(Standing::LeftOut(_)))
            && CommandButton::plain("Leave out").small().show(ui).clicked()
        {
            act = Some(PaneAct::LeaveOut);
        }
        if !matches!(standing, Some(Standing::Excluded(_)))
            && CommandButton::plain("Pass over").small().show(ui).clicked()
        {
            act = Some(PaneAct::PassOver);
        }
        if entry.decision != Decision::ByRules
            && CommandButton::plain("Let the rules decide").small().show(ui).clicked()
        {
            act = Some(PaneAct::ByRules);
        }
    });
    act
}
