//! The campaign's own art: a folder added, what it offers, what was wrong with it, and files taken out again.

use crate::app::Task;
use crate::app::artwork::{self, Folder};
use crate::app::outlook::counted;
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::note::Note;
use crate::scene::kit::OwnProblem;
use eframe::egui::{ScrollArea, Ui};
use std::sync::Arc;

/// Lines shown of a long list of problems.
const MOST_PROBLEMS: usize = 12;

#[derive(Default)]
pub struct ArtCard {
    reading: Option<Task<Option<Folder>>>,
    /// Of the folder that was added last.
    left_out: Vec<OwnProblem>,
}

impl ArtCard {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        self.take(cx, campaign);
        let busy = self.reading.is_some().then_some("A folder is being read.");
        let add = CommandButton::plain("Add art folder").icon(Icon::Folder).small().disabled_if(busy);
        let out = Card::new().title("Own art").action(add).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            Text::label(
                "Styles, parts of heroes and monsters, and backdrops from a folder become choices in the workshop. They are kept in \
                 the campaign's file. The manual is docs/STYLES.md.",
            )
            .muted()
            .show(ui);
            self.offers(ui, cx);
            self.files(ui, cx, campaign);
            let studio = Arc::clone(cx.art.studio());
            problems(ui, "Left out of the folder", &self.left_out);
            problems(ui, "Not used from the campaign's file", &studio.problems);
        });
        if out.action {
            self.start(cx);
        }
    }

    fn start(&mut self, cx: &Cx<'_>) {
        let ask = Ask::new("Choose a folder of art").to_read();
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.reading = Some(cx.ws.jobs().start_change("Reading art", move |_| {
            let Some(folder) = picker.folder(&ask) else { return Ok(None) };
            artwork::read_folder(world.as_ref(), &folder).map(Some)
        }));
    }

    fn take(&mut self, cx: &mut Cx<'_>, campaign: &Campaign) {
        let Some(result) = self.reading.as_ref().and_then(Task::poll) else { return };
        self.reading = None;
        match result {
            Ok(Some(folder)) => {
                let change = artwork::add(campaign, &folder);
                for (_, bytes) in folder.files.values() {
                    cx.act(Action::KeepBlob(Arc::clone(bytes)));
                }
                match change {
                    Some(change) => {
                        let words = format!("Added {} of art", counted(folder.files.len() as u64, "file", "files"));
                        cx.act(Action::CommitAndTell(change, words));
                    }
                    None if folder.files.is_empty() => {
                        cx.act(Action::Tell("Nothing in the folder could be used".into()));
                    }
                    None => cx.act(Action::Tell("The campaign has these files already".into())),
                }
                self.left_out = folder.problems;
            }
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    #[allow(clippy::unused_self, reason = "a part of the card like the others")]
    fn offers(&self, ui: &mut Ui, cx: &Cx<'_>) {
        for offer in artwork::offers(cx.art.kit()) {
            let slot = cx.art.kit().slot(&offer.kind).map(|slot| slot.label.clone());
            let kind = slot.unwrap_or_else(|| match offer.kind.as_str() {
                "style" => "Card style".into(),
                "monster" => "Body of a monster".into(),
                "backdrop" => "Backdrop".into(),
                other => format!("Monster's {other}"),
            });
            FactRow::new(offer.label, kind).mark(Icon::Check, Tone::Success).show(ui);
        }
    }

    fn files(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        let files = &campaign.settings().art.files;
        if files.is_empty() {
            return;
        }
        let mut gone = None;
        ScrollArea::vertical().id_salt("own art").max_height(180.0).auto_shrink([false, true]).show(ui, |ui| {
            for path in files.keys() {
                ui.horizontal(|ui| {
                    let remove = CommandButton::quiet(format!("Remove {path}")).icon(Icon::X).icon_only().small();
                    if remove.show(ui).clicked() {
                        gone = Some(path.clone());
                    }
                    Text::caption(path.as_str()).elide().show(ui);
                });
            }
        });
        if let Some(change) = gone.and_then(|path| artwork::remove(campaign, &path)) {
            cx.act(Action::CommitAndTell(change, "Removed a file of art".into()));
        }
        let all = CommandButton::quiet(format!("Remove {}", counted(files.len() as u64, "file", "files")))
            .icon(Icon::Trash)
            .small();
        if all.show(ui).clicked()
            && let Some(change) = artwork::remove_all(campaign)
        {
            self.left_out.clear();
            cx.act(Action::CommitAndTell(change, "Removed the campaign's art".into()));
        }
    }
}

fn problems(ui: &mut Ui, title: &str, list: &[OwnProblem]) {
    if list.is_empty() {
        return;
    }
    let mut lines: Vec<String> = list.iter().take(MOST_PROBLEMS).map(ToString::to_string).collect();
    if list.len() > MOST_PROBLEMS {
        lines.push(format!("and {} more", list.len() - MOST_PROBLEMS));
    }
    Note::warning(format!("{title}: {}", counted(list.len() as u64, "file", "files"))).words(lines.join("\n")).show(ui);
}
