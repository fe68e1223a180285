//! Photos of a whole folder, matched to people by the names of the files: read back before any is taken over.

use super::asking::people_of;
use crate::app::Task;
use crate::app::bulk::count_put;
use crate::app::photos::{self, FolderMatch};
use crate::campaign::{Campaign, Change, Person};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::picker;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::inspector::FactRow;
use eframe::egui::Ui;
use std::sync::Arc;

#[derive(Default)]
pub struct Matching {
    reading: Option<Task<Option<FolderMatch>>>,
    ready: Option<Arc<FolderMatch>>,
    replace: bool,
    /// What would be taken over, for a state of the campaign and with or without those that are replaced.
    counted: Option<((u64, bool), Counted)>,
}

/// Photos of a folder may be as many as there are people: they are counted when something changes.
struct Counted {
    taken: usize,
    /// Matched people who have a photo.
    with: usize,
}

impl Matching {
    pub fn start(&mut self, cx: &Cx<'_>) {
        let Some(snapshot) = cx.ws.snapshot() else { return };
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let ask = picker::Ask::new("Choose the folder of the photos").to_read();
        self.replace = false;
        self.reading = Some(cx.ws.jobs().start("Matching photos", move |progress| {
            let Some(folder) = picker.folder(&ask) else { return Ok(None) };
            photos::match_folder(&snapshot, world.as_ref(), &folder, progress).map(Some)
        }));
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if let Some(found) = cx.taken(&mut self.reading) {
            self.ready = found.map(Arc::new);
            self.counted = None;
        }
        let Some(found) = &self.ready else { return };
        let of = (campaign.revision(), self.replace);
        if self.counted.as_ref().is_none_or(|(counted, _)| *counted != of) {
            let with = found.matches.iter().filter(|it| photos::has_photo(campaign, it.person)).count();
            self.counted = Some((of, Counted { taken: found.taken(campaign, self.replace).len(), with }));
        }
        let Some((_, Counted { taken, with })) = &self.counted else { return };
        let (taken, with) = (*taken, *with);
        let title = format!("Take over {}", photos_of(taken));
        let none = (taken == 0).then_some("No photo of the folder would be taken over.");
        let match_whom = match found.matches.len() {
            1 => "1 photo matches a person".to_owned(),
            count => format!("{} match a person", photos_of(count)),
        };
        let dialog = Dialog::new("match photos", match_whom)
            .words(
                "By the name of the file: a person's name in any order, their e-mail address, or their id such as P17.",
            )
            .width(620.0)
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary(title).icon(Icon::Image).disabled_if(none));
        let out = dialog.show(ui.ctx(), |ui| {
            if with > 0 {
                let words = match with {
                    1 => "Replace the photo of 1 person who has one".to_owned(),
                    with => format!("Replace the photos of {} who have one", people_of(with)),
                };
                CheckRow::new(&mut self.replace, words).show(ui);
            }
            for it in found.matches.iter().take(300) {
                let name = campaign.people().get(it.person).map_or("", |person| person.display_name());
                FactRow::new(it.photo.file_name.as_str(), format!("{name}, {}", it.by.title()))
                    .mark(Icon::Check, Tone::Success)
                    .show(ui);
            }
            if !found.unmatched.is_empty() {
                Text::strong(format!("{} not matched", files_of(found.unmatched.len()))).show(ui);
            }
            for (file, why) in found.unmatched.iter().take(300) {
                FactRow::new(file.as_str(), why.as_str()).mark(Icon::X, Tone::Neutral).show(ui);
            }
        });
        if out.pressed == Some(1) {
            // Which photo is whose was hashed when the folder was read. All are kept, since it is not known yet which are taken over:
            // what nothing names is left out when the campaign is saved.
            for it in &found.matches {
                cx.act(Action::KeepHashed(it.photo.sha256.clone(), Arc::clone(&it.bytes)));
            }
            let (found, replace) = (Arc::clone(found), self.replace);
            let words = |change: &Change| format!("Took over {}", photos_of(count_put::<Person>(change)));
            many::each(cx, taken, "Taking over photos", words, move |now| {
                photos::take_over(now, &found.taken(now, replace))
            });
        }
        if out.closed || out.pressed.is_some() {
            self.ready = None;
        }
    }
}

fn photos_of(count: usize) -> String {
    if count == 1 { "1 photo".into() } else { format!("{count} photos") }
}

fn files_of(count: usize) -> String {
    if count == 1 { "1 file".into() } else { format!("{count} files") }
}
