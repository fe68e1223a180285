//! What the mishaps tell in numbers: devices, causes, archetypes and reactions. A bar leads to its mishaps.

use crate::app::mishaps::{MishapFilter, MishapOrder, MishapQuery, Reactions, Shelf, Tally, count_reactions, tally};
use crate::app::shelf::Shelf as _;
use crate::app::{Failure, Task, io_reason};
use crate::campaign::{Campaign, MishapState, name_key};
use crate::gui::action::{Action, Cx};
use crate::gui::picker::Ask;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::widgets::bar_chart::BarChart;
use crate::gui::widgets::card::{Card, card_page, columns};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::stat_tile::StatTile;
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bars of one chart.
const MOST: usize = 14;

#[derive(Default)]
pub struct Numbers {
    tally: Option<(u64, Tally)>,
    counting: Option<Task<Option<(PathBuf, Reactions)>>>,
    /// What came of the last list.
    counted: Option<(String, Reactions)>,
}

impl Numbers {
    /// Shows them; gives what the list of mishaps is to show.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        shelf: &Shelf,
        count: bool,
    ) -> Option<MishapQuery> {
        if count && self.counting.is_none() {
            self.count(cx);
        }
        self.take_in(cx);
        self.report(ui, cx);
        if self.tally.as_ref().is_none_or(|(of, _)| *of != campaign.revision()) {
            self.tally = Some((campaign.revision(), tally(campaign)));
        }
        let tally = self.tally.as_ref().map(|(_, tally)| tally.clone()).unwrap_or_default();
        let mut wish = None;
        card_page(ui, "mishap numbers", |ui| {
            ui.add_space(14.0);
            let all = shelf.lines().len() as u64;
            let of = |state| shelf.lines().iter().filter(|line| line.state == state).count() as u64;
            let reactions: u64 = shelf.lines().iter().map(|line| line.reactions).sum();
            columns(ui, &[1.0, 1.0, 1.0, 1.0], |ui, n| {
                let (name, number, words) = match n {
                    0 => ("Mishaps", all, format!("{} set aside", grouped(of(MishapState::SetAside)))),
                    1 => ("To read", of(MishapState::New), "before anybody sees them".to_owned()),
                    2 => ("Published", of(MishapState::Published), "on hub and cards".to_owned()),
                    _ => ("Reactions", reactions, "counted from lists".to_owned()),
                };
                StatTile::new(name, grouped(number)).words(words).show(ui);
            });
            let usual = MishapFilter::default;
            columns(ui, &[1.0, 1.0], |ui, n| {
                let (title, list) = if n == 0 { ("Devices", &tally.devices) } else { ("Causes", &tally.causes) };
                let empty = if n == 0 { "No mishap names a device yet." } else { "No mishap names a cause yet." };
                if let Some(words) = chart(ui, title, list, n, empty) {
                    let key = Some(name_key(&words));
                    wish = Some(if n == 0 {
                        MishapQuery::only(MishapFilter { device: key, ..usual() })
                    } else {
                        MishapQuery::only(MishapFilter { cause: key, ..usual() })
                    });
                }
            });
            columns(ui, &[1.0, 1.0], |ui, n| {
                if n == 0 {
                    let empty = "Nobody stars in a mishap yet.";
                    if let Some(words) = chart(ui, "Archetypes", &tally.archetypes, 2, empty) {
                        let id = campaign.archetypes().iter().find(|(_, it)| it.name == words).map(|(id, _)| id);
                        wish = Some(MishapQuery::only(MishapFilter { archetype: id, ..usual() }));
                    }
                } else {
                    let empty = "No reactions were counted yet. Count them from a list with the columns Mishap, Reaction and Number.";
                    if chart(ui, "Reactions", &tally.reactions, 3, empty).is_some() {
                        wish = Some(MishapQuery { order: MishapOrder::Reactions, ..MishapQuery::default() });
                    }
                }
            });
            Text::caption("Mishaps that were set aside are not counted.").show(ui);
        });
        wish
    }

    /// Asks for the list and counts it beside the window.
    fn count(&mut self, cx: &Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let folder =
            cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
        let ask = Ask::new("Count reactions").filter("List", &["csv", "tsv", "txt"]).folder(folder);
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.counting = Some(cx.ws.jobs().start("Counting reactions", move |_| {
            let Some(path) = picker.open_file(&ask) else { return Ok(None) };
            let bytes = world.read(&path).map_err(|error| {
                Failure::new("No reactions were counted.", io_reason(&error), "Choose another file.")
            })?;
            count_reactions(&campaign, &bytes).map(|counted| Some((path, counted)))
        }));
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.counting.as_ref().and_then(Task::poll) else { return };
        self.counting = None;
        match result {
            Ok(Some((path, mut counted))) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if let Some(change) = counted.change.take() {
                    let words = format!("Counted {} of {name}", many::counted(counted.counted, "line", "lines"));
                    cx.act(Action::CommitAndTell(change, words));
                } else if counted.rejected.is_empty() {
                    cx.act(Action::Tell(format!("{name} changes nothing: its numbers stand there already")));
                }
                if !counted.rejected.is_empty() {
                    self.counted = Some((name, counted));
                }
            }
            Ok(None) => {}
            Err(failure) if failure.is_cancelled() => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    /// Lines that counted for nothing.
    fn report(&mut self, ui: &Ui, _: &Cx<'_>) {
        let Some((name, counted)) = &self.counted else { return };
        let lines = counted.rejected.len();
        let title =
            if lines == 1 { "1 line was not counted".to_owned() } else { format!("{lines} lines were not counted") };
        let words = match counted.counted {
            1 => format!("1 line of {name} was."),
            many => format!("{} lines of {name} were.", grouped(many as u64)),
        };
        let out = Dialog::new("reactions report", title)
            .words(words)
            .button(CommandButton::primary("Close"))
            .focus(0)
            .show(ui.ctx(), |ui| {
                for (line, why) in counted.rejected.iter().take(12) {
                    Text::label(format!("Line {line}: {why}")).show(ui);
                }
                if lines > 12 {
                    Text::caption(format!("And {} more.", lines - 12)).show(ui);
                }
            });
        if out.closed || out.pressed.is_some() {
            self.counted = None;
        }
    }
}

/// A chart in a card; gives the words of the bar that was pressed.
fn chart(ui: &mut Ui, title: &str, list: &[(String, u64)], colour: usize, empty: &str) -> Option<String> {
    let mut pressed = None;
    let aside = if list.len() > MOST { format!("{MOST} of {}", list.len()) } else { String::new() };
    Card::new().title(title).aside(aside).min_height(150.0).show(ui, |ui| {
        if list.is_empty() {
            Text::label(empty).muted().show(ui);
            return;
        }
        let bars: Vec<(&str, u64)> = list.iter().take(MOST).map(|(words, count)| (words.as_str(), *count)).collect();
        let bar = BarChart::new(title, &bars).colour(colour).press().show(ui);
        pressed = bar.and_then(|i| list.get(i)).map(|(words, _)| words.clone());
    });
    pressed
}
