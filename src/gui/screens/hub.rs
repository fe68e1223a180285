//! The web hub: what will stand on it, what is held back and why, its words, and the folder it is written to.

mod held;
mod shown;
mod words;
mod writing;

use super::many::counted;
use crate::app::hub::{self, HubFacts, LeftOut};
use crate::app::{Command, Section, timeline};
use crate::campaign::{Campaign, MilestoneKind};
use crate::gui::action::{Action, Cx, Screen};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use eframe::egui::Ui;
use std::sync::Arc;
use writing::Writing;

/// What the page shows of the site.
struct Chosen {
    facts: HubFacts,
    left_out: Vec<LeftOut>,
}

/// Campaign, revision, and the hour: a date may close nominations.
type Key = (String, u64, i64);

#[derive(Default)]
pub struct HubPage {
    chosen: Kept<Key, Chosen>,
    writing: Writing,
    all_held: bool,
}

impl Screen for HubPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if cx.takes(Command::NewHere) {
            self.writing.start(cx, &campaign);
        }
        let chosen = self.choose(cx, &campaign);
        let now = cx.ws.world().now();
        let shut = timeline::shut_by(&campaign, MilestoneKind::Publication, now).cloned();
        let why_not = shut.as_ref().map(|date| format!("“{}” is still ahead.", date.title));
        let mut header = PageHeader::new("Web hub").words(match &chosen {
            Some(chosen) => summary(chosen),
            None => "Looking at what may stand on it".into(),
        });
        let written = self.writing.folder().is_some();
        if written {
            header = header
                .action(CommandButton::plain("Open the folder").icon(Icon::Folder))
                .action(CommandButton::plain("Look at it").icon(Icon::Globe));
        }
        let busy = self.writing.is_busy().then(|| "It is being written.".to_owned()).or(why_not);
        let write = CommandButton::primary("Write the hub").icon(Icon::Export).shortcut("Ctrl N");
        match (header.action(write.disabled_if(busy)).show(ui), written) {
            (Some(0), true) => self.writing.open_folder(cx),
            (Some(1), true) => self.writing.look(cx),
            (Some(_), _) => self.writing.start(cx, &campaign),
            (None, _) => {}
        }
        self.writing.take_in(cx);
        grid::cards(ui, "web hub", |ui| {
            if let Some(date) = shut {
                let words = format!(
                    "{}. Nothing is published before, unless that date is opened with a reason.",
                    timeline::in_words(&date, now, &timeline::zone(campaign.settings(), &cx.ws.world().time_zone()))
                );
                let note = Note::warning(format!("“{}” is still ahead", date.title)).words(words);
                if note.action(CommandButton::plain("Show the dates")).show(ui).action {
                    cx.act(Action::Do(Command::GoTo(Section::Settings)));
                }
            }
            let mut columns = grid::Columns::new(ui, 0.58);
            let left = columns.left();
            self.writing.show(left, cx);
            match &chosen {
                Some(chosen) => shown::show(left, cx, &campaign, &chosen.facts),
                None => {
                    Card::new().title("On the hub").show(left, |ui| Text::label("One moment.").muted().show(ui));
                }
            }
            let right = columns.right();
            if let Some(chosen) = &chosen {
                held::show(right, cx, &campaign, &chosen.left_out, &mut self.all_held);
            }
            words::show(right, cx, campaign.settings());
            answers(right, cx);
            columns.end(ui);
        });
    }

    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl HubPage {
    fn choose(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>) -> Option<Arc<Chosen>> {
        let now = cx.ws.world().now();
        let key = (campaign.settings().id.clone(), campaign.revision(), now.as_second().div_euclid(3_600));
        let short = campaign.people().len() + campaign.thanks().len() + campaign.nominations().len() <= 400;
        let (shared, studio) = (Arc::clone(campaign), Arc::clone(cx.art.studio()));
        let made = self.chosen.get(cx.ws.jobs(), "Choosing what stands on the hub", key, short, move |_| {
            let selection = hub::select(&shared, &studio.kit, now);
            Ok(Chosen { facts: selection.facts, left_out: selection.left_out })
        });
        made.and_then(Result::ok)
    }
}

fn summary(chosen: &Chosen) -> String {
    let facts = &chosen.facts;
    let parts = [
        (facts.heroes.len(), "hero", "heroes"),
        (facts.stories.len(), "story", "stories"),
        (facts.mishaps.len(), "mishap", "mishaps"),
        (facts.thanks.len(), "message of thanks", "messages of thanks"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, one, many)| counted(count, one, many)).collect();
    let held = match chosen.left_out.len() {
        0 => "nothing is held back".to_owned(),
        n => format!("{n} held back"),
    };
    if parts.is_empty() {
        format!("Nothing stands on it yet; {held}.")
    } else {
        format!("{}; {held}.", parts.join(", "))
    }
}

/// What comes back from its form.
fn answers(ui: &mut Ui, cx: &mut Cx<'_>) {
    Card::new().title("Answers of its form").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        Text::label(
            "The form works without a server: it saves a file, or fills a mail. Drop the files onto this window, or import a \
             whole folder of them; each is read back before anything is added.",
        )
        .muted()
        .show(ui);
        if CommandButton::plain("Import answers").icon(Icon::Import).small().show(ui).clicked() {
            cx.act(Action::Do(Command::Import));
        }
    });
}
