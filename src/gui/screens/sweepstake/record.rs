//! Step 4: the walk down the order, the verification step by step, the codes an entrant checks with, and the bundle.

use super::claims::ClaimsView;
use super::handouts::Handouts;
use super::{Shown, key_words};
use crate::app::claims::{Board, Waiting};
use crate::app::outlook::counted;
use crate::app::papers::Document;
use crate::app::{Command, Failure, Task, drawing, io_reason, when};
use crate::campaign::{Campaign, SealedDraw, Stage};
use crate::draw::{self, Report, SignedRecord, Status, Verdict, WalkStep};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, divider, focus_ring};
use crate::gui::picker::Ask;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::bar_chart::SplitBar;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, TableState};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::hash_groups::HashGroups;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{Align, Align2, Id, Key, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod walk;

pub(super) use walk::Walk;

#[derive(Default)]
pub struct RecordStep {
    /// The record as read, by the hash of its text's lock: a drawn record never changes.
    parsed: Option<(String, Option<Arc<SignedRecord>>)>,
    find: String,
    table: TableState,
    names: bool,
    /// The record itself, or the claims that follow it.
    view: usize,
    claims: ClaimsView,
    handouts: Handouts,
    checking: Option<Task<Report>>,
    report: Option<(String, Result<Report, Failure>)>,
    /// The lock code as it was published, typed or pasted.
    published: String,
    /// The check whose comparison is open.
    open: Option<usize>,
    writing: Option<Task<Option<PathBuf>>>,
    papers: super::papers::Papers,
    self_test: super::record_self_test::RecordSelfTest,
}

impl RecordStep {
    /// Names are hidden again whenever the page is left.
    pub fn leave(&mut self) {
        self.claims.leave(std::mem::take(&mut self.names));
    }
    /// Shows the claims.
    pub fn open_claims(&mut self) {
        self.view = 1;
    }
    /// The verification was asked for.
    pub fn check_again(&mut self) {
        self.report = None;
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_in(cx, shown);
        let Some(sealed) = &shown.sweepstake.sealed else {
            grid::inset(ui, |ui| Note::info("Nothing was drawn yet").show(ui));
            return;
        };
        if self.parsed.as_ref().is_none_or(|(hash, _)| *hash != sealed.lock_sha256) {
            self.parsed = Some((sealed.lock_sha256.clone(), drawing::record_of(sealed).map(Arc::new)));
        }
        let record = self.parsed.as_ref().and_then(|(_, record)| record.clone());
        if self.checking.is_none() && self.report.as_ref().is_none_or(|(hash, _)| *hash != sealed.lock_sha256) {
            self.start_check(cx, shown);
        }
        let board = record.as_ref().and_then(|_| self.claims.board(cx, shown.id)).and_then(Result::ok);
        if record.is_some() {
            let waiting = board.as_ref().map(|board| Waiting::of(board, cx.ws.world().now())).unwrap_or_default();
            let due = waiting.to_tell + waiting.overdue + waiting.answers + waiting.to_send;
            let claims = if due > 0 { format!("Claims, {due} due") } else { "Claims".to_owned() };
            grid::inset(ui, |ui| Tabs::new(&["Record".to_owned(), claims], &mut self.view).show(ui));
            ui.add_space(16.0);
            if self.view == 1 {
                let (names, handouts) = (&mut self.names, &mut self.handouts);
                grid::cards(ui, "sweepstake claims", |ui| self.claims.show(ui, cx, shown, names, handouts));
                return;
            }
        }
        grid::cards(ui, "sweepstake record", |ui| {
            let mut columns = grid::Columns::new(ui, 0.63);
            let left = columns.left();
            match &record {
                Some(record) => {
                    self.walk(left, cx, shown, record, board.as_deref());
                    codes(left, sealed, record);
                }
                None if shown.sweepstake.stage() == Stage::Void => {
                    Note::info("This lock was closed without a draw")
                        .words("Nobody won. The bundle says so and reveals the code.")
                        .show(left);
                    void(left, cx, sealed);
                }
                None => {
                    Note::danger("The record cannot be read")
                        .words("Open the version of the file before this one.")
                        .show(left);
                }
            }
            let documents =
                [Document::Record, Document::Winners, Document::Claims, Document::Receipts, Document::Rules];
            self.papers.show(left, cx, shown.campaign, shown.id, &documents);
            next(left, cx, shown);
            self.verification(columns.right(), cx, shown);
            self.self_test.show(columns.right(), cx, shown);
            if let Some(board) = &board
                && claims_card(columns.right(), board, cx.ws.world().now())
            {
                self.view = 1;
            }
            self.handouts.card(columns.right(), cx, shown);
            Card::new().title("Your key").show(columns.right(), |ui| {
                Text::label(key_words(shown.campaign)).show(ui);
                let words = "Publish this fingerprint once, so that a record signed by you can be told from others.";
                Text::caption(words).show(ui);
            });
            columns.end(ui);
        });
    }

    fn start_check(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        let id = shown.id;
        // Comparing the lock code with itself would prove nothing: only what was published counts.
        let lock_hash = Some(self.published.trim().to_owned()).filter(|typed| !typed.is_empty());
        self.checking = Some(cx.ws.jobs().start("Verifying the draw", move |_| {
            drawing::verify_expecting(&campaign, id, &draw::Expect { lock_hash, key_fingerprint: None })
        }));
    }

    fn take_in(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if let Some(result) = self.checking.as_ref().and_then(Task::poll) {
            self.checking = None;
            let hash = shown.sweepstake.sealed.as_ref().map(|sealed| sealed.lock_sha256.clone()).unwrap_or_default();
            let result = result.map(|mut report| {
                // What fails comes first, then what nothing is known about; the order of the protocol within.
                report.steps.sort_by_key(|step| match step.result {
                    Verdict::Fail => 0,
                    Verdict::NotChecked => 1,
                    Verdict::Pass => 2,
                });
                report
            });
            self.report = Some((hash, result));
        }
        if let Some(folder) = cx.taken(&mut self.writing).flatten() {
            cx.act(Action::Tell(format!("Wrote the bundle to {}", folder.display())));
        }
    }

    /// Asks for a folder and writes the bundle there, in one job.
    pub(super) fn choose_folder(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if self.writing.is_some() {
            return;
        }
        let Some(campaign) = cx.ws.snapshot() else { return };
        let picker = Arc::clone(cx.picker);
        let world = Arc::clone(cx.ws.world());
        let start = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| world.documents_folder());
        let ask = Ask::new("Folder for the bundle").folder(start);
        let id = shown.id;
        let task = cx.ws.jobs().start("Writing the bundle", move |_| match picker.folder(&ask) {
            Some(folder) => write_bundle(&campaign, id, world.as_ref(), &folder).map(Some),
            None => Ok(None),
        });
        self.writing = Some(task);
    }

    fn walk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, record: &SignedRecord, board: Option<&Board>) {
        let find = Id::unique("find in the walk");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        Card::new().margin(0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(10.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                Text::section("Walk down the order").one_line().show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(16.0);
                    let title = if self.names { "Hide names" } else { "Show names" };
                    if CommandButton::plain(title).icon(Icon::Eye).pressed(self.names).show(ui).clicked() {
                        self.names = !self.names;
                    }
                    FindField::new(&mut self.find, "Find an entry id").width(190.0).id(find).show(ui);
                });
            });
            ui.add_space(8.0);
            let wanted = self.find.trim().to_uppercase().replace(' ', "");
            let steps: Vec<&WalkStep> = record
                .record
                .walk
                .iter()
                .filter(|step| wanted.is_empty() || step.entry_id.to_uppercase().contains(&wanted))
                .collect();
            let (now, zone) = (cx.ws.world().now(), cx.ws.world().time_zone());
            let rows = Walk::new(shown.campaign, record, steps, self.names, board.map(|board| (board, now, &zone)));
            let columns = rows.columns();
            let height = (rows.steps.len().clamp(3, 10) as f32) * tokens().size.row + tokens().size.table_header;
            let out = ui
                .allocate_ui(vec2(ui.available_width(), height), |ui| {
                    ui.set_min_height(height);
                    DataTable::new("Walk down the order", &columns)
                        .empty("No entry of the walk matches. Clear the find field.")
                        .show(ui, &mut self.table, &rows)
                })
                .inner;
            if let Some(entry) = out.opened.and_then(|row| rows.steps.get(row as usize)).and_then(|step| {
                shown.campaign.entry_with_id(&step.entry_id)
            }) {
                cx.act(Action::Show(Target::Entry(entry)));
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                let words = if self.names {
                    "Names are shown on this screen only; they are never in the bundle, and hidden again when you leave."
                } else {
                    "Entry ids only. Names appear here after you choose “Show names”; they are never in the bundle."
                };
                Text::caption(words).show(ui);
            });
            ui.add_space(10.0);
        });
    }

    fn verification(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let report = match &self.report {
            Some((_, Ok(report))) => Some(report.clone()),
            Some((_, Err(failure))) => {
                Note::danger(failure.what.as_str()).words(format!("{} {}", failure.why, failure.what_to_do)).show(ui);
                None
            }
            None => None,
        };
        let count = |verdict: Verdict| {
            report.as_ref().map_or(0, |report| report.steps.iter().filter(|step| step.result == verdict).count())
        };
        let mut again = false;
        Card::new().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                ui.set_min_height(26.0);
                Text::section("Verification").one_line().show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if count(Verdict::NotChecked) > 0 {
                        Chip::neutral(format!("{} not checked", count(Verdict::NotChecked))).show(ui);
                    }
                    if count(Verdict::Pass) > 0 {
                        Chip::success(format!("{} pass", count(Verdict::Pass))).show(ui);
                    }
                    if count(Verdict::Fail) > 0 {
                        Chip::danger(format!("{} FAIL", count(Verdict::Fail))).icon(Icon::Stop).show(ui);
                    }
                });
            });
            match &report {
                Some(report) => {
                    ui.add_space(6.0);
                    let field = Field::new("Lock code as it was published").action(CommandButton::quiet("Check again"));
                    let out = field.show(ui, |ui| {
                        let field = TextField::new(&mut self.published, "Lock code as it was published").mono();
                        let response = field.hint("Paste all 64 digits").show(ui);
                        response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
                    });
                    again = out.action || out.inner;
                    ui.add_space(8.0);
                    for (index, step) in report.steps.iter().enumerate() {
                        let open = self.open == Some(index) || step.result != Verdict::Pass;
                        if check_row(ui, step, open) {
                            self.open = if self.open == Some(index) { None } else { Some(index) };
                        }
                    }
                }
                None if self.checking.is_some() => {
                    Text::label("Checking every step").muted().show(ui);
                }
                None => {
                    again = CommandButton::plain("Check again").small().show(ui).clicked();
                }
            }
        });
        if again {
            self.report = None;
            self.start_check(cx, shown);
        }
    }
}

fn next(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let number = shown.campaign.draws_locked() + 1;
    let later = shown.campaign.sweepstakes().iter().any(|(id, other)| id > shown.id && other.sealed.is_none());
    let note = Note::info("A draw is made once").words(format!(
        "If something went wrong, make draw {number}: it will show this one as its predecessor. Whoever won is left out."
    ));
    let button = CommandButton::plain(format!("Prepare draw {number}"));
    let button = if later { button.hint("There is one that is not locked yet already.") } else { button };
    if note.action(button).show(ui).action {
        match drawing::prepare_next(shown.campaign, shown.id, cx.ws.world().as_ref()) {
            Ok(change) => {
                let new = shown.campaign.next_sweepstake_id();
                cx.act(Action::CommitAndTell(change, format!("Prepared draw {number}")));
                cx.act(Action::Show(Target::Sweepstake(new)));
            }
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

/// Writes the files of the bundle into a new folder `draw-N` and gives it.
fn write_bundle(
    campaign: &Campaign,
    id: crate::campaign::SweepstakeId,
    world: &dyn crate::app::World,
    folder: &Path,
) -> Result<PathBuf, Failure> {
    let number = campaign.sweepstakes().get(id).and_then(|s| s.sealed.as_ref()).map_or(0, |sealed| sealed.number);
    let folder = folder.join(format!("draw-{number}"));
    let failed = |path: &Path, error: &std::io::Error| {
        Failure::new(
            format!("The bundle was not written whole: {} is missing.", path.display()),
            io_reason(error),
            "Choose another folder.",
        )
    };
    let files = drawing::bundle(campaign, id)?;
    world.create_folder(&folder).map_err(|error| failed(&folder, &error))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        world.write_whole(&path, &bytes, false).map_err(|error| failed(&path, &error))?;
    }
    Ok(folder)
}

/// The claims in short; true when they are to be opened.
fn claims_card(ui: &mut Ui, board: &Board, now: Timestamp) -> bool {
    let count = |statuses: &[Status]| board.count(|claim| statuses.contains(&claim.status));
    let mut open = false;
    Card::new().title("Claims").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let parts = [
            ("sent", count(&[Status::Sent]), Tone::Success),
            ("accepted or verified", count(&[Status::Accepted, Status::Verified]), Tone::Accent),
            ("notified", count(&[Status::Notified]), Tone::Sun),
            ("not told yet", count(&[Status::Holds]), Tone::Neutral),
            ("left", count(&[Status::Declined, Status::NoReply, Status::Disqualified]), Tone::Danger),
        ];
        SplitBar::new("Claims by state", &parts).show(ui);
        let overdue = Waiting::of(board, now).overdue;
        if overdue > 0 {
            Text::label_strong(counted(overdue, "answer is overdue", "answers are overdue")).danger().show(ui);
        }
        open = CommandButton::plain("Open the claims").icon(Icon::Right).small().show(ui).clicked();
    });
    open
}

/// What a closed lock leaves: reason, moment, the code, and its own hash, which the next draw names.
fn void(ui: &mut Ui, cx: &Cx<'_>, sealed: &SealedDraw) {
    let Some(signed) = sealed.void.as_ref().and_then(|void| draw::SignedVoid::parse(void.as_bytes()).ok()) else {
        return;
    };
    let at = signed
        .void
        .at
        .as_str()
        .parse()
        .map_or_else(|_| signed.void.at.as_str().to_owned(), |at| when::long(at, &cx.ws.world().time_zone()));
    Card::new().title("Closed without drawing").chip(Chip::neutral(format!("draw {}", sealed.number))).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        FactRow::new("Closed on", at).strong().show(ui);
        FactRow::new("Reason, as published", signed.void.reason.code()).strong().show(ui);
        divider(ui);
        if !signed.void.code.is_empty() {
            HashGroups::new("The code, revealed", signed.void.code.as_str()).show(ui);
        }
        HashGroups::new("Closing", signed.void_sha256.as_str()).aside("void.json, named by the next draw").show(ui);
    });
}

fn codes(ui: &mut Ui, sealed: &SealedDraw, record: &SignedRecord) {
    Card::new().title("What an entrant can check alone").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let mut columns = grid::Columns::new(ui, 0.5);
        HashGroups::new("Lock code, published before", sealed.lock_sha256.as_str()).show(columns.left());
        if !record.record.prk.is_empty() {
            HashGroups::new("Draw key, from luck and code", record.record.prk.as_str()).show(columns.right());
        }
        columns.end(ui);
        divider(ui);
        HashGroups::new("Record", record.record_sha256.as_str()).aside("record.json").show(ui);
        Text::caption(
            "Their entry id and the first two codes give their place in the order. Thirty lines of a script do it.",
        )
        .show(ui);
    });
}

/// One step of the verification; true when pressed.
fn check_row(ui: &mut Ui, step: &draw::Step, open: bool) -> bool {
    let c = colours(ui);
    let width = ui.available_width();
    let reason =
        open.then(|| text::galley(ui.painter(), &step.reason, Type::Caption, c.ink_muted, Fit::Wrap(width - 24.0)));
    let height = 26.0 + reason.as_ref().map_or(0.0, |reason| reason.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let p = ui.painter();
    if response.hovered() {
        p.rect_filled(rect, tokens().radius.small, c.surface_hover);
    }
    let (icon, ink) = match step.result {
        Verdict::Pass => (Icon::Check, c.success),
        Verdict::Fail => (Icon::Stop, c.danger),
        Verdict::NotChecked => (Icon::Info, c.ink_muted),
    };
    let y = rect.top() + 13.0;
    icon.paint(p, pos2(rect.left() + 8.0, y), 16.0, ink);
    let word = if step.result == Verdict::Fail { "FAIL" } else { step.result.word() };
    let at = pos2(rect.right(), y);
    let verdict = text::paint(p, at, Align2::RIGHT_CENTER, word, Type::LabelStrong, ink, Fit::Free);
    let fit = Fit::Elide(verdict.left() - rect.left() - 34.0);
    let name = sentence(step.name);
    text::paint(p, pos2(rect.left() + 24.0, y), Align2::LEFT_CENTER, &name, Type::Label, c.ink, fit);
    if let Some(reason) = reason {
        p.galley(pos2(rect.left() + 24.0, rect.top() + 24.0), reason, c.ink_muted);
    }
    focus_ring(ui, &response, rect, tokens().radius.small);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {word}")));
    ui.accesskit_node_builder(response.id, |node| node.set_description(step.reason.as_str()));
    response.on_hover_text(&step.reason).clicked()
}

fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
