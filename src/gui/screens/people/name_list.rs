//! The list of names that is sent round and taken in again: read back before any name is confirmed or corrected.

use super::asking::people_of;
use super::erase::Writing;
use crate::app::bulk::count_put;
use crate::app::name_list::{self, Returned};
use crate::app::{Failure, Task, io_reason};
use crate::campaign::{Campaign, Change, Person, PersonId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::picker;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;
use std::sync::Arc;

/// Lines of each kind that are shown.
const SHOWN: usize = 100;

/// Writes the list of these people; with `None` of every nominee whose name nobody confirmed.
pub fn write(writing: &mut Writing, cx: &Cx<'_>, people: Option<Vec<PersonId>>) {
    let Some(snapshot) = cx.ws.snapshot() else { return };
    let ask = picker::Ask::new("Write the list of names")
        .filter("Workbook", &["xlsx"])
        .filter("CSV", &["csv"])
        .named("names-to-confirm.xlsx");
    writing.start(cx, "Writing the list of names", ask, move |path| {
        name_list::bytes_for(path, &snapshot, people.as_deref())
    });
}

#[derive(Default)]
pub struct NamesBack {
    reading: Option<Task<Option<Returned>>>,
    ready: Option<Returned>,
    by: String,
}

impl NamesBack {
    pub fn start(&mut self, cx: &Cx<'_>, campaign: &Campaign) {
        let Some(snapshot) = cx.ws.snapshot() else { return };
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let ask = picker::Ask::new("Choose the list of names that came back")
            .filter("List of names", &["xlsx", "csv", "ods", "txt"]);
        self.by.clone_from(&campaign.settings().organiser);
        self.reading = Some(cx.ws.jobs().start("Reading a list of names", move |_| {
            let Some(path) = picker.open_file(&ask) else { return Ok(None) };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = world.read(&path).map_err(|error| {
                let why = format!("{name}: {}", io_reason(&error));
                Failure::new("No name was confirmed; the campaign is as it was.", why, "Choose the file again.")
            })?;
            name_list::read_back(&snapshot, &name, &bytes).map(Some)
        }));
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some(returned) = cx.taken(&mut self.reading) {
            self.ready = returned;
        }
        let Some(returned) = &self.ready else { return };
        let count = returned.count();
        let names = many::counted(count, "name", "names");
        let nobody = (count == 0).then(|| "No line says yes or gives another name.".to_owned());
        let unsaid = self.by.trim().is_empty().then(|| "Say who confirmed them.".to_owned());
        let dialog = Dialog::new("names back", format!("Take in {names}"))
            .words("One step, which can be undone. A line whose id or spelling is not the one that was sent confirms nobody.")
            .width(640.0)
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary(format!("Take in {names}")).disabled_if(nobody.or(unsaid)));
        let name = |id: PersonId| campaign.people().get(id).map_or("", |person| person.display_name());
        let out = dialog.show(ui.ctx(), |ui| {
            Field::new("Confirmed by").show(ui, |ui| {
                TextField::new(&mut self.by, "Confirmed by").hint("themselves by e-mail, their team leads").show(ui);
            });
            Text::strong(returned.lines().join(", ")).show(ui);
            for (id, new) in returned.renamed.iter().take(SHOWN) {
                FactRow::new(name(*id), format!("becomes {new}")).mark(Icon::Pen, Tone::Neutral).show(ui);
            }
            for (line, why) in returned.left.iter().take(SHOWN) {
                FactRow::new(format!("Line {line}"), why.as_str()).mark(Icon::X, Tone::Warning).show(ui);
            }
            for id in returned.unanswered.iter().take(SHOWN) {
                FactRow::new(name(*id), "not answered").mark(Icon::Clock, Tone::Neutral).show(ui);
            }
            for id in returned.missing.iter().take(SHOWN) {
                FactRow::new(name(*id), "not in the list").mark(Icon::Clock, Tone::Neutral).show(ui);
            }
            for id in returned.confirmed.iter().take(SHOWN) {
                FactRow::new(name(*id), "is right").mark(Icon::Check, Tone::Success).show(ui);
            }
        });
        if out.pressed == Some(1)
            && let Some(returned) = self.ready.take()
        {
            let (by, at) = (std::mem::take(&mut self.by), cx.ws.world().now());
            let words = |change: &Change| format!("Confirmed the names of {}", people_of(count_put::<Person>(change)));
            // Whoever changed while the list was looked at is left out.
            let nothing = "Nobody of the list is as the list has them";
            many::each_or(cx, count, "Confirming names", words, nothing, move |campaign| {
                returned.change(campaign, &by, at)
            });
        }
        if out.closed || out.pressed.is_some() {
            self.ready = None;
        }
    }
}
