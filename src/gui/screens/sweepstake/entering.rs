//! The right side of the set-up: who may enter, when, how often, and what brings extra tickets.

use super::Shown;
use super::setup::sealed_chip;
use crate::app::outlook::{Outlook, counted};
use crate::app::{bulk, drawing, when};
use crate::campaign::{Change, Entry, Mark, Stage};
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    if shown.sweepstake.sealed.is_some() {
        sealed(ui, cx, shown);
    } else {
        entering(ui, cx, shown);
    }
}

fn sealed(ui: &mut Ui, cx: &Cx<'_>, shown: &Shown<'_>) {
    let rules = &shown.sweepstake.entry_rules;
    let zone = cx.ws.world().time_zone();
    Card::new().title("Who may enter").chip(sealed_chip()).show(ui, |ui| {
        let at = |at: Option<jiff::Timestamp>| at.map_or("not set".to_owned(), |at| when::long(at, &zone));
        let none_or = |count: u64| if count == 0 { "no limit".to_owned() } else { count.to_string() };
        FactRow::new("Entries open", at(rules.opens)).strong().show(ui);
        FactRow::new("Entries close", at(rules.closes)).strong().show(ui);
        FactRow::new("Youngest age", none_or(rules.min_age.into())).strong().show(ui);
        let everywhere = if rules.countries.is_empty() { "everywhere".into() } else { rules.countries.join(", ") };
        FactRow::new("Countries", everywhere).strong().show(ui);
        FactRow::new("Entries a person", none_or(rules.max_per_person.into())).strong().show(ui);
        FactRow::new("Extra tickets", rules.max_bonus.to_string()).strong().show(ui);
        for (title, is_on) in [
            ("People brought give tickets", rules.referrals),
            ("Staff may win", rules.staff_may_win),
            ("Earlier winners left out", rules.earlier_winners_out),
            ("Only with consent", rules.consent_needed),
        ] {
            FactRow::new(title, if is_on { "yes" } else { "no" }).strong().show(ui);
        }
    });
}

fn entering(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let rules = &shown.sweepstake.entry_rules;
    let zone = cx.ws.world().time_zone();
    Card::new().title("Who may enter").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        Text::caption("An entry that breaks a rule is left out with the reason. Nothing is deleted.").show(ui);
        let mut columns = grid::Columns::new(ui, 0.5);
        if let Some(at) = typed::moment(columns.left(), "Entries open", rules.opens, &zone, "") {
            shown.edit(cx, "Change when entries open", "opens", |s| s.entry_rules.opens = at);
        }
        let late = "Later ones are left out as late.";
        if let Some(at) = typed::moment(columns.right(), "Entries close", rules.closes, &zone, late) {
            shown.edit(cx, "Change when entries close", "closes", |s| s.entry_rules.closes = at);
        }
        columns.end(ui);
        let limit = |ui: &mut Ui, title: &str, value: u64, most: u64, help: &str| {
            Field::new(title).help(help).show(ui, |ui| typed::number(ui, title, value, 0..=most, 90.0)).inner
        };
        Field::new("Countries").help("Two letters each, such as DE, AT, CH; empty for everywhere.").show(ui, |ui| {
            let shown_as = (&rules.countries, rules.countries.join(", "));
            let width = ui.available_width();
            let read = |typed: &str| Some(countries(typed));
            if let Some(read) = typed::value(ui, "Countries", (shown_as.0, &shown_as.1), width, read) {
                shown.edit(cx, "Change the countries of a sweepstake", "countries", |s| s.entry_rules.countries = read);
            }
        });
        let mut columns = grid::Columns::new(ui, 0.5);
        let each = rules.max_per_person.into();
        if let Some(count) =
            limit(columns.left(), "Entries a person", each, 1_000_000, "How many count; 0 for no limit.")
        {
            shown.edit(cx, "Change the entries a person may have", "each", |s| {
                s.entry_rules.max_per_person = count as u32;
            });
        }
        let bonus = rules.max_bonus.into();
        if let Some(count) =
            limit(columns.right(), "Extra tickets", bonus, 999_999, "The most that count for an entry.")
        {
            shown.edit(cx, "Change the extra tickets", "bonus", |s| s.entry_rules.max_bonus = count as u32);
        }
        columns.end(ui);
        let age = rules.min_age.into();
        if let Some(age) = limit(ui, "Youngest age", age, 120, "On the day of entering; 0 for no limit.") {
            shown.edit(cx, "Change the youngest age", "age", |s| s.entry_rules.min_age = age as u8);
        }
        switches(ui, cx, shown);
    });
}

/// The rules that are on or off.
fn switches(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let rules = &shown.sweepstake.entry_rules;
    let none = rules.max_bonus == 0;
    let mut referrals = rules.referrals;
    let detail =
        if none { "say above how many extra tickets count" } else { "one for each, within the extra tickets above" };
    if CheckRow::new(&mut referrals, "People brought give extra tickets").detail(detail).show(ui).changed() {
        shown.edit(cx, "Change whether people brought count", "", |s| s.entry_rules.referrals = referrals);
    }
    let twice = shown.outlook.as_deref().is_some_and(|outlook| outlook.counts_twice);
    if twice {
        let empty = CommandButton::plain("Empty the extra tickets");
        let note = Note::warning("Extra tickets may count twice")
            .words("The list brings extra tickets of its own, and people brought are counted as well.")
            .action(empty);
        if note.show(ui).action {
            let id = shown.id;
            let words = |change: &Change| {
                let entries = counted(bulk::count_put::<Entry>(change) as u64, "entry", "entries");
                format!("Emptied the extra tickets of {entries}")
            };
            let nothing = "No entry has extra tickets of its own";
            many::each_or(cx, shown.campaign.entries().len(), "Emptying extra tickets", words, nothing, move |now| {
                drawing::drop_extra(now, id).map(Some)
            });
        }
    }
    shared_addresses(ui, cx, shown);
    let mut staff = rules.staff_may_win;
    if CheckRow::new(&mut staff, "Staff of the organiser may win").show(ui).changed() {
        shown.edit(cx, "Change whether staff may win", "", |s| s.entry_rules.staff_may_win = staff);
    }
    let drawn =
        shown.campaign.sweepstakes().iter().filter(|(id, s)| *id != shown.id && s.stage() == Stage::Drawn).count();
    let detail = match drawn {
        0 => "nobody has won in this campaign yet".to_owned(),
        count => format!("from {}", counted(count as u64, "earlier draw", "earlier draws")),
    };
    let mut out = rules.earlier_winners_out;
    if CheckRow::new(&mut out, "Leave out earlier winners").detail(detail).show(ui).changed() {
        shown.edit(cx, "Change whether earlier winners take part", "", |s| s.entry_rules.earlier_winners_out = out);
    }
    let mut consent = rules.consent_needed;
    let row = CheckRow::new(&mut consent, "Only people who agreed").detail("by the consent kept in People");
    if row.show(ui).changed() {
        shown.edit(cx, "Change whether consent is needed", "", |s| s.entry_rules.consent_needed = consent);
    }
    if let Some(outlook) = &shown.outlook {
        left_out(ui, outlook);
    }
}

/// People of different names at one address: what the check-list asks, with its answers.
fn shared_addresses(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let points = shown.outlook.as_deref().map(|outlook| outlook.checklist.as_slice()).unwrap_or_default();
    let asked = points.iter().find(|(point, _)| point.id == drawing::SHARED_POINT);
    let Some(drawing::PointState::Decide(words)) = asked.map(|(_, state)| state) else { return };
    Note::warning("Several people share an e-mail address").words(words.as_str()).show(ui);
    ui.horizontal_wrapped(|ui| {
        let households = shown.sweepstake.one_per_household;
        let person = CommandButton::plain("Take each for one person").show(ui).clicked();
        let unless = (!households).then_some("Let a household win at most one prize first.");
        let household = CommandButton::plain("Take each for one household").disabled_if(unless).show(ui).clicked();
        let taken = match (person, household) {
            (true, _) => drawing::SharedAs::OnePerson,
            (_, true) => drawing::SharedAs::OneHousehold,
            _ => {
                if CommandButton::plain("Each may win").show(ui).clicked() {
                    let id = shown.id;
                    let words = |_: &Change| "Each of them may win".to_owned();
                    // Which entries it is decided about, every entry is looked at for.
                    many::each(
                        cx,
                        shown.campaign.entries().len(),
                        "Deciding about shared addresses",
                        words,
                        move |now| {
                            let done = Mark::Done("Each of them is a person who may win.".into());
                            drawing::mark(now, id, drawing::SHARED_POINT, Some(done)).map(Some)
                        },
                    );
                }
                return;
            }
        };
        let words = |change: &Change| match bulk::count_put::<Entry>(change) {
            0 => "Ticked the point of shared addresses: no entry had to change".to_owned(),
            count => format!("Decided about {} of shared addresses", many::counted(count, "entry", "entries")),
        };
        let id = shown.id;
        // Every entry is looked at for it.
        many::each_or(
            cx,
            shown.campaign.entries().len(),
            "Deciding about shared addresses",
            words,
            "No two people who take part share an address",
            move |campaign| drawing::take_shared_as(campaign, id, taken),
        );
    });
}

/// How many entries each rule leaves out, in words.
fn left_out(ui: &mut Ui, outlook: &Outlook) {
    if outlook.left_out.is_empty() {
        return;
    }
    let words: Vec<String> =
        outlook.left_out.iter().map(|(title, count)| format!("{} {count}", title.to_lowercase())).collect();
    Text::caption(format!("Left out now: {}.", words.join(", "))).show(ui);
}

/// Upper-case codes from what was typed, in order, each once.
pub(super) fn countries(typed: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for word in typed.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let code = word.to_uppercase();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::countries;

    #[test]
    fn countries_are_read_as_typed() {
        assert_eq!(countries(" de, at;CH de "), ["DE", "AT", "CH"]);
        assert!(countries(" , ").is_empty());
    }
}
