//! What goes out about people: letters that tell or ask them something, and the list itself as a table.

use super::asking::people_of;
use super::erase::Writing;
use super::latest::Latest;
use crate::app::Failure;
use crate::app::bulk::count_put;
use crate::app::exact;
use crate::app::exporting::{self, PeopleTable};
use crate::app::people::{Gap, PeopleOrder};
use crate::app::privacy::{self, Occasion, Untold};
use crate::campaign::{Campaign, Change, Person, PersonId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::picker;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::segmented::Segmented;
use crate::intake::export::Guard;
use eframe::egui::{Frame, Margin, Sense, Ui, vec2};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// To whom letters go.
pub enum Whom {
    These(Vec<PersonId>),
    /// Every nominee whose name nobody confirmed.
    Unconfirmed,
    /// Everybody who has to be told that something is kept about them.
    Untold,
}

/// Writes letters to these people: a table for a mail merge where the name ends in .csv, else a text with a page for each. Who
/// they are is found beside the window.
pub fn write(cx: &Cx<'_>, writing: &mut Writing, whom: Whom, occasion: Occasion) {
    let Some(snapshot) = cx.ws.snapshot() else { return };
    let (zone, now) = (cx.ws.world().time_zone(), cx.ws.world().now());
    let found = {
        let (snapshot, zone) = (Arc::clone(&snapshot), zone.clone());
        move || {
            let people = match whom {
                Whom::These(people) => people,
                Whom::Unconfirmed => privacy::unconfirmed(&snapshot),
                Whom::Untold => privacy::untold(&snapshot, now, &zone).into_iter().map(|it| it.person).collect(),
            };
            let nobody = match occasion {
                Occasion::Name => "Every nominee's name is confirmed",
                Occasion::Told => "Everybody who was nominated knows it",
            };
            if people.is_empty() { Err(nobody) } else { Ok(people) }
        }
    };
    let name = match occasion {
        Occasion::Name => "names-to-confirm.csv",
        Occasion::Told => "letters-to-nominees.csv",
    };
    let ask = move |people: &Vec<PersonId>| {
        picker::Ask::new(format!("Write letters to {}", people_of(people.len())))
            .filter("Table for a mail merge", &["csv"])
            .filter("Text, a page for each", &["txt"])
            .named(name)
    };
    writing.start_found(cx, "Writing letters", found, ask, move |people, path| {
        let letters = privacy::letters(&snapshot, &people, occasion, &zone)?;
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt")) {
            Ok(privacy::letters_text(&letters).into_bytes())
        } else {
            privacy::letters_csv(&letters, Guard::Spreadsheet)
        }
    });
}

/// Everybody who has to be told that something is kept about them, as a note over the list.
#[derive(Default)]
pub struct UntoldNote {
    untold: Latest<Vec<Untold>>,
    /// The day it is, and when the clock was asked, in seconds of the window.
    today: Option<(f64, Date)>,
    /// Put away until the next start of the program.
    is_closed: bool,
}

/// By the calendar of Greenwich: the clock of a month is not about hours, and a snapshot knows no zone.
fn count(campaign: &Campaign) -> Vec<Untold> {
    let now = campaign.ledger().lines().last().map(|line| line.at).unwrap_or_default();
    privacy::untold(campaign, now, &TimeZone::UTC)
}

impl UntoldNote {
    /// Paints it where somebody has to be told; gives what is to be looked for when that was asked.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, writing: &mut Writing) -> Option<Gap> {
        let records = campaign.nominations().len() + campaign.people().len();
        let untold = Arc::clone(self.untold.of(cx.ws, records, "Counting who has to be told", count));
        let first = untold.first()?;
        if self.is_closed {
            return None;
        }
        // The laptop's clock is asked now and then and not in every frame.
        let seconds = ui.input(|input| input.time);
        let today = match self.today {
            Some((at, day)) if seconds - at < 600.0 => day,
            _ => cx.ws.world().now().to_zoned(cx.ws.world().time_zone()).date(),
        };
        if self.today.is_none_or(|(at, _)| seconds - at >= 600.0) {
            self.today = Some((seconds, today));
        }
        // Nothing is counted in every frame: they are in order of the day by which they have to be told.
        let count = untold.len();
        let have =
            if count == 1 { "1 person has".to_owned() } else { format!("{} people have", grouped(count as u64)) };
        let late = untold.partition_point(|it| it.by < today);
        let words = if late > 0 {
            format!("{have} to be told, {late} of them late since {}", first.by.strftime("%-d %B %Y"))
        } else {
            format!("{have} to be told, first by {}", first.by.strftime("%-d %B"))
        };
        let mut asked = None;
        Frame::new().inner_margin(Margin::symmetric(14, 6)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(18.0, 28.0), Sense::hover());
                Icon::Clock.paint(ui.painter(), rect.center(), 16.0, colours(ui).warning);
                Text::label_strong(words).one_line().show(ui);
                if CommandButton::quiet("Show them").small().show(ui).clicked() {
                    asked = Some(Gap::NotTold);
                }
                if CommandButton::quiet("Write the letters").small().show(ui).clicked() {
                    write(cx, writing, Whom::Untold, Occasion::Told);
                }
                let title = format!("Mark {} as told", grouped(count as u64));
                if CommandButton::quiet(title).small().show(ui).clicked() {
                    let (untold, at) = (Arc::clone(&untold), cx.ws.world().now());
                    let words =
                        |change: &Change| format!("Noted that {} were told", people_of(count_put::<Person>(change)));
                    many::each(cx, count, "Changing people", words, move |campaign| {
                        let people: Vec<PersonId> = untold.iter().map(|it| it.person).collect();
                        privacy::mark_told(campaign, &people, at)
                    });
                }
                if CommandButton::quiet("Hide this line").icon(Icon::X).icon_only().small().show(ui).clicked() {
                    self.is_closed = true;
                }
            });
        });
        asked
    }
}

/// The question before people go out as a table.
pub struct ExportAsk {
    people: Vec<PersonId>,
    columns: Vec<PeopleOrder>,
    /// 0 workbook, 1 CSV for spreadsheets, 2 exact CSV.
    form: usize,
    all_columns: usize,
}

impl ExportAsk {
    pub fn new(people: Vec<PersonId>, columns: Vec<PeopleOrder>) -> Self {
        Self { people, columns, form: 0, all_columns: 0 }
    }

    /// True when one is done with it.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, writing: &mut Writing) -> bool {
        let many = people_of(self.people.len());
        let dialog = Dialog::new("export people", format!("Export {many}"))
            .words("In the order of the list. The table holds personal data: keep it as carefully as the campaign.")
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary(format!("Export {many}")).icon(Icon::Export));
        let out = dialog.show(ui.ctx(), |ui| {
            Text::label_strong("As").show(ui);
            let forms = ["Workbook (XLSX)", "CSV for spreadsheets", "CSV, exact"];
            Segmented::new("Form of the file", &forms, &mut self.form).show(ui);
            let words = match self.form {
                0 => "Every cell is text or a number, never a formula.",
                1 => "Cells that a spreadsheet would run as a formula get an apostrophe.",
                _ => "Word for word, to be imported again. A spreadsheet may run what stands in it as a formula.",
            };
            Text::label(words).muted().show(ui);
            Text::label_strong("Columns").show(ui);
            if self.form == 2 {
                Text::label("Every field that a list of people can bring in again.").muted().show(ui);
                return;
            }
            let which = ["Those of the list", "All there are"];
            Segmented::new("Columns", &which, &mut self.all_columns).show(ui);
        });
        if out.pressed == Some(1) {
            self.write(cx, writing);
        }
        out.closed || out.pressed.is_some()
    }

    fn write(&self, cx: &Cx<'_>, writing: &mut Writing) {
        let Some(snapshot) = cx.ws.snapshot() else { return };
        let guard = if self.form == 2 { Guard::Exact } else { Guard::Spreadsheet };
        let (ending, name) = match self.form {
            0 => ("xlsx", "people.xlsx".to_owned()),
            _ => ("csv", guard.file_name("people")),
        };
        let ask = picker::Ask::new("Export people").filter("Table", &[ending]).named(name);
        let people = self.people.clone();
        let columns = if self.all_columns == 1 { PeopleOrder::ALL.to_vec() } else { self.columns.clone() };
        let (is_workbook, is_exact) = (self.form == 0, self.form == 2);
        writing.start(cx, "Exporting people", ask, move |_| -> Result<Vec<u8>, Failure> {
            if is_exact {
                return exporting::rows_csv(exact::people(&snapshot, people), "people", guard);
            }
            let table = PeopleTable::new(&snapshot, &people, &columns);
            if is_workbook { table.xlsx() } else { table.csv(guard) }
        });
    }
}
