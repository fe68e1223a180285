//! The people's choice: a list of votes counted by candidate, with what looks like fraud beside it. It stands beside the jury's result
//! and never changes it.

use super::Shown;
use super::asking::counted;
use crate::app::judging::votes::{self, Counted, LeaveOut};
use crate::app::outlook::grouped;
use crate::app::{Failure, Task, importing, io_reason, when};
use crate::campaign::judging::{Finding, FraudKind, Votes};
use crate::gui::action::{Action, Cx};
use crate::gui::bidi::isolated;
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::inspector::{FactRow, Section};
use eframe::egui::{CentralPanel, Frame, Ui, vec2};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What may be left out of the count; the other findings never count.
const OPTIONAL: [FraudKind; 2] = [FraudKind::Burst, FraudKind::Disposable];

struct Read {
    path: PathBuf,
    revision: u64,
    counted: Counted,
}

#[derive(Default)]
pub struct VotesView {
    leave_out: BTreeSet<usize>,
    counting: Option<Task<Option<Read>>>,
    /// The list that was counted last, to be counted again with other choices.
    path: Option<PathBuf>,
    rejected: Vec<(u64, String)>,
    table: TableState,
}

impl VotesView {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_in(cx, shown);
        let Some(counted) = &shown.judging.votes else {
            let art = super::art(ui, cx);
            let why = self.counting.is_some().then_some("A list is being counted.");
            let mut page = EmptyState::new(
                "No votes were counted for this award",
                "The public may choose beside the jury. Votes never change what the judges decided; both are shown.",
            )
            .way(Beginning {
                icon: Icon::Import,
                title: "Count a list from a form".into(),
                words: "A column for whom the vote is; e-mail address and time where there are any. What looks like fraud stands \
                        beside the count; addresses are not kept."
                    .into(),
                button: CommandButton::primary("Count a list of votes").disabled_if(why),
            });
            if let Some(art) = art {
                page = page.art(art, vec2(160.0, 160.0));
            }
            CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
                if let Some(EmptyEvent::Way(_)) = page.show(ui) {
                    self.start(cx, shown, None);
                }
            });
            return;
        };
        SidePane::detail("votes pane").width(360.0).show(ui, |pane| {
            pane.body(|ui| self.fraud(ui, cx, shown, counted));
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            let columns = [
                Column::new("", 44.0).right().unsorted(),
                Column::new("Nominee", 220.0).grow().unsorted(),
                Column::new("Votes that count", 240.0).unsorted(),
                Column::new("All", 80.0).right().unsorted(),
                Column::new("", 110.0).unsorted(),
            ];
            let standing = votes::standing(counted);
            let most = standing.iter().map(|it| it.1).max().unwrap_or(0).max(1);
            let rows = VoteRows { shown, standing: &standing, most };
            DataTable::new("People's choice", &columns).two_lines().empty("Nobody in the field got a vote.").show(
                ui,
                &mut self.table,
                &rows,
            );
        });
    }

    fn take_in(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(result) = self.counting.as_ref().and_then(Task::poll) else { return };
        self.counting = None;
        match result {
            Ok(Some(read)) if read.revision != shown.campaign.revision() => self.start(cx, shown, Some(read.path)),
            Ok(Some(read)) => {
                let all: u64 = read.counted.votes.all.values().sum();
                self.rejected = read.counted.rejected;
                self.path = Some(read.path);
                let told = format!("Counted {}", counted(all as usize, "vote", "votes"));
                cx.act(Action::CommitAndTell(read.counted.change, told));
            }
            Ok(None) => {}
            Err(failure) if failure.is_cancelled() => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    fn start(&mut self, cx: &Cx<'_>, shown: &Shown<'_>, path: Option<PathBuf>) {
        let (campaign, revision) = super::packs::stamp(shown.campaign);
        let (award, at) = (shown.award, cx.ws.world().now());
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        let kinds = self.leave_out.iter().filter_map(|at| OPTIONAL.get(*at)).copied().collect();
        let leave_out = LeaveOut { kinds };
        let ask = Ask::new("A list of votes")
            .filter("List", &importing::LIST_ENDINGS)
            .filter("All files", &["*"])
            .folder(cx.ws.world().documents_folder());
        self.counting = Some(cx.ws.jobs().start_change("Counting votes", move |_| {
            let Some(path) = path.or_else(|| picker.open_file(&ask)) else { return Ok(None) };
            let bytes = world
                .read(&path)
                .map_err(|error| Failure::new("No votes were counted.", io_reason(&error), "Choose the file again."))?;
            let name = super::packs::file_name(&path);
            let counted = votes::count(&campaign, award, &name, &bytes, &leave_out, at)?;
            Ok(Some(Read { path, revision, counted }))
        }));
    }

    fn fraud(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, votes: &Votes) {
        ui.spacing_mut().item_spacing.y = 12.0;
        Section::new("The list").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            FactRow::new("File", votes.file_name.clone()).show(ui);
            let (world, at) = (cx.ws.world(), votes.counted_at);
            FactRow::new("Counted", when::short(at, world.now(), &world.time_zone())).show(ui);
            FactRow::new("Votes", grouped(votes.all.values().sum())).show(ui);
            FactRow::new("Votes that count", grouped(votes.counted.values().sum())).strong().show(ui);
            if !self.rejected.is_empty() {
                let lines: Vec<String> = self.rejected.iter().take(5).map(|(line, _)| line.to_string()).collect();
                let words = format!("Not read: {} (lines {})", self.rejected.len(), lines.join(", "));
                Text::label(words).danger().show(ui);
            }
        });
        Section::new("Leave out of the count").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for (at, kind) in OPTIONAL.iter().enumerate() {
                let known = votes.findings.iter().filter(|it| it.kind == *kind).map(|it| it.votes).sum::<u64>();
                let mut on = self.leave_out.contains(&at);
                let row = CheckRow::new(&mut on, kind.title()).trailing(grouped(known));
                if row.show(ui).changed() {
                    if on {
                        self.leave_out.insert(at)
                    } else {
                        self.leave_out.remove(&at)
                    };
                }
            }
            Text::caption("Second votes of one mailbox never count. What you leave out is noted with the count.")
                .muted()
                .show(ui);
            ui.horizontal_wrapped(|ui| {
                let why = if self.counting.is_some() {
                    Some("A list is being counted.")
                } else if self.path.is_none() {
                    Some("Choose the list again first: addresses are not kept.")
                } else {
                    None
                };
                if CommandButton::plain("Count again").icon(Icon::Play).small().disabled_if(why).show(ui).clicked() {
                    self.start(cx, shown, self.path.clone());
                }
                let busy = self.counting.is_some().then_some("A list is being counted.");
                let other = CommandButton::plain("Count another list").icon(Icon::Import).small().disabled_if(busy);
                if other.show(ui).clicked() {
                    self.start(cx, shown, None);
                }
            });
        });
        Section::new(format!("What looks like fraud ({})", votes.findings.len())).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if votes.findings.is_empty() {
                Text::label("Nothing was found.").muted().show(ui);
            }
            for it in votes.findings.iter().take(60) {
                finding(ui, shown, it);
            }
        });
    }
}

fn finding(ui: &mut Ui, shown: &Shown<'_>, it: &Finding) {
    ui.horizontal_wrapped(|ui| {
        Text::label_strong(it.kind.title()).show(ui);
        if it.left_out {
            Chip::neutral("left out").show(ui);
        } else {
            Chip::warning("counts").show(ui);
        }
    });
    let whom = it.candidate.map_or_else(
        || "nobody in the field".to_owned(),
        |number| isolated(&shown.candidate_name(number)).into_owned(),
    );
    let mut words = format!("{} for {whom}", counted(it.votes as usize, "vote", "votes"));
    if !it.words.is_empty() {
        words = format!("{words}: {}", it.words);
    }
    Text::label(words).muted().show(ui);
}

struct VoteRows<'a> {
    shown: &'a Shown<'a>,
    standing: &'a [(u32, u64, u64)],
    most: u64,
}

impl TableRows for VoteRows<'_> {
    fn len(&self) -> u64 {
        self.standing.len() as u64
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some((candidate, count, all)) = self.standing.get(row as usize) else { return Cow::Borrowed("") };
        match column {
            0 => (row + 1).to_string().into(),
            1 => self.shown.candidate_name(*candidate).into(),
            2 => grouped(*count).into(),
            3 => grouped(*all).into(),
            _ if all > count => format!("{} left out", grouped(all - count)).into(),
            _ => Cow::Borrowed(""),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let words = self.text(cell.row(), cell.column()).into_owned();
        let Some((candidate, count, _)) = self.standing.get(cell.row() as usize) else { return };
        match cell.column() {
            1 => {
                let code = self.shown.judging.candidate(*candidate).map_or("", |it| it.code.as_str());
                cell.two_lines(&words, code);
            }
            2 => {
                cell.bar(*count as f32 / self.most as f32, &words);
            }
            4 if !words.is_empty() => {
                cell.chip(&Chip::warning(words));
            }
            _ => {
                cell.muted(&words);
            }
        }
    }
}
