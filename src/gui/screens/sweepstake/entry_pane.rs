//! One entry beside the table: who, when, with how many tickets, and what was decided about it.

use super::Shown;
use super::entries::{spaced, standing_chip};
use crate::app::drawing::{self, Assessed, Credit, Standing};
use crate::app::{outlook, when};
use crate::campaign::{Change, Decision, Edit, Entry, EntryId, EntryWay};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::typed;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{Align, Layout};

/// How many of those an entry brought are listed; the rest is counted.
const BROUGHT_SHOWN: usize = 12;

/// What was asked in the pane.
pub enum PaneAct {
    LeaveOut,
    PassOver,
    LetIn,
    ByRules,
    ChoosePrizes,
    /// Another entry, such as one that was brought.
    GoTo(EntryId),
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
    judged: Option<Assessed>,
) -> Option<PaneAct> {
    let standing = judged.map(|judged| judged.standing);
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
        if let Some(judged) = judged {
            standing_chip(judged).show(ui);
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
        decision(ui, entry, judged);
        if !sealed {
            act = buttons(ui, entry, standing).or(act.take());
        }
        if let Some(judged) = judged {
            act = tickets(ui, shown, &judged).or(act.take());
            act = chances(ui, shown, entry, &judged, sealed).or(act.take());
        }
        if sealed {
            FactRow::new("Household", entry.household.as_str()).strong().show(ui);
            let left_out = matches!(standing, Some(Standing::LeftOut(_)));
            let reason = left_out.then_some("It is not in the locked list.");
            if CommandButton::plain("Save receipt").icon(Icon::Export).disabled_if(reason).show(ui).clicked() {
                act = Some(PaneAct::Receipt);
            }
        } else {
            fields(ui, cx, id, entry);
        }
        if sealed {
            let zone = cx.ws.world().time_zone();
            let received = match entry.received_at {
                Some(at) => when::long(at, &zone),
                None if entry.received.is_empty() => "not known".into(),
                None => entry.received.to_string(),
            };
            FactRow::new("Received", received).show(ui);
        }
        if !entry.reference.is_empty() {
            FactRow::new("Id in the imported list", entry.reference.as_str()).show(ui);
        }
        if let Some(origin) = entry.origin {
            let source = shown.campaign.sources().get(origin.source);
            let place = source.map_or_else(|| format!("a file, line {}", origin.line), |it| it.place(origin.line));
            FactRow::new("Came from", place).show(ui);
        }
    });
    act
}

/// How many tickets count, and where they come from.
fn tickets(ui: &mut eframe::egui::Ui, shown: &Shown<'_>, judged: &Assessed) -> Option<PaneAct> {
    let mut act = None;
    let name = |id: EntryId| -> String {
        let entry = shown.campaign.entries().get(id);
        let person = entry.and_then(|entry| shown.campaign.people().get(entry.person));
        person.map_or_else(|| "an entry".to_owned(), |person| person.display_name().to_owned())
    };
    Section::new("Tickets").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        FactRow::new("Count in the draw", outlook::grouped(judged.tickets.total)).strong().show(ui);
        if judged.tickets.total != judged.tickets.base || judged.tickets.referrals > 0 || judged.tickets.extra > 0 {
            Text::caption(format!("That is {}.", judged.tickets.words())).show(ui);
        }
        let brought = shown.outlook.as_ref().and_then(|outlook| outlook.brought.get(&judged.id));
        for id in brought.into_iter().flatten().take(BROUGHT_SHOWN) {
            let credit = shown.outlook.as_ref().and_then(|outlook| outlook.assessed.get(id)?.credit);
            let title = format!("Brought {}", name(*id));
            if CommandButton::quiet(title).icon(Icon::People).small().left().show(ui).clicked() {
                act = Some(PaneAct::GoTo(*id));
            }
            Text::caption(credit.map_or("", Credit::words)).show(ui);
        }
        let more = brought.map_or(0, Vec::len).saturating_sub(BROUGHT_SHOWN) as u64;
        if more > 0 {
            Text::caption(format!("and {} more.", outlook::grouped(more))).show(ui);
        }
        let referred_by = shown.campaign.entries().get(judged.id).map_or("", |entry| entry.referred_by.as_str());
        if referred_by.is_empty() {
            return;
        }
        FactRow::new("Referred by", referred_by).show(ui);
        let words = match judged.credit {
            Some(credit) => credit.words(),
            None => "the rules do not count people brought",
        };
        Text::caption(words).show(ui);
        if let Some(to) = judged.credit.and_then(Credit::entry).filter(|to| *to != judged.id) {
            let title = format!("Go to {}", name(to));
            if CommandButton::quiet(title).icon(Icon::Person).small().left().show(ui).clicked() {
                act = Some(PaneAct::GoTo(to));
            }
        }
    });
    act
}

/// What the entry may win and how likely it is.
fn chances(
    ui: &mut eframe::egui::Ui,
    shown: &Shown<'_>,
    entry: &Entry,
    judged: &Assessed,
    sealed: bool,
) -> Option<PaneAct> {
    let person = shown.campaign.people().get(entry.person)?;
    let outlook = shown.outlook.as_ref()?;
    let open: Vec<&str> = shown.sweepstake.may_win(entry, person).into_iter().map(|prize| prize.id.as_str()).collect();
    let chances = outlook.chances.of(shown.campaign, shown.sweepstake, judged);
    let mut section = Section::new("Chances");
    if !sealed {
        section = section.action(CommandButton::quiet("Choose prizes"));
    }
    let ((), pressed) = section.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (index, prize) in shown.sweepstake.prizes.iter().enumerate() {
            let words = match &chances {
                _ if !open.contains(&prize.id.as_str()) => "not open to it".to_owned(),
                None => "does not take part".to_owned(),
                Some(chances) => drawing::likely(chances.get(index).copied().unwrap_or_default()),
            };
            FactRow::new(prize.name.as_str(), words).show(ui);
        }
        if let Some(chances) = &chances {
            FactRow::new("Any prize", drawing::likely(chances.iter().sum())).strong().show(ui);
        }
    });
    pressed.then_some(PaneAct::ChoosePrizes)
}

fn decision(ui: &mut eframe::egui::Ui, entry: &Entry, judged: Option<Assessed>) {
    let ground = judged.and_then(|judged| judged.ground);
    let note = match &entry.decision {
        Decision::ByRules => match ground {
            Some(ground) => Note::info(ground.words()),
            None if judged.is_some_and(|judged| judged.undecided) => {
                Note::warning("No date can be read").words("Type the date below, let it in, or leave it out.")
            }
            None => return,
        },
        Decision::LetIn(words) => match ground {
            Some(ground) => Note::info("Let in by you").words(format!("{words} Without that: {}", ground.words())),
            None => Note::info("Let in by you").words(words.as_str()),
        },
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
    let mut columns = grid::Columns::new(ui, 0.5);
    Field::new("Tickets").help("Before any extra ones.").show(columns.left(), |ui| {
        if let Some(tickets) = typed::number(ui, "Tickets of the entry", entry.tickets, 1..=1_000_000, 110.0) {
            edit(cx, "Change the tickets of an entry", "tickets", Entry { tickets, ..entry.clone() });
        }
    });
    Field::new("Extra tickets").help("Up to the limit.").show(columns.right(), |ui| {
        if let Some(bonus) = typed::number(ui, "Extra tickets of the entry", entry.bonus.into(), 0..=999_999, 110.0) {
            edit(cx, "Change the extra tickets of an entry", "bonus", Entry { bonus: bonus as u32, ..entry.clone() });
        }
    });
    columns.end(ui);
    let zone = cx.ws.world().time_zone();
    let help =
        if entry.received.is_empty() { String::new() } else { format!("The list says “{}”.", entry.received) };
    if let Some(at) = typed::moment(ui, "Received", entry.received_at, &zone, &help) {
        edit(cx, "Change when an entry came", "received", Entry { received_at: at, ..entry.clone() });
    }
    Field::new("Referred by").help("E-mail, entry id, reference or name of the one who brought them.").show(ui, |ui| {
        if let Some(referred_by) = typed::words(ui, "Referred by of the entry", &entry.referred_by, |field| field) {
            edit(
                cx,
                "Change who brought an entry",
                "referred by",
                Entry { referred_by: referred_by.into(), ..entry.clone() },
            );
        }
    });
    Field::new("Household").help("Equal words share one prize; empty goes by the address.").show(ui, |ui| {
        if let Some(household) = typed::words(ui, "Household of the entry", &entry.household, |field| field) {
            edit(
                cx,
                "Change the household of an entry",
                "household",
                Entry { household: household.into(), ..entry.clone() },
            );
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
