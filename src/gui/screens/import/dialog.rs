//! The dialog of an import: three steps over one file. Nothing is in the campaign before its last button is pressed.

use super::fixing::{self, Fixing, Wish};
use super::in_words::InWords;
use super::session::Session;
use super::{columns, reading, rows};
use crate::app::{Failure, Progress, Task, io_reason};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::{hairline, hairline_down};
use crate::gui::picker;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{DataTable, TableState};
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::intake::Kind;
use crate::intake::export::{Guard, rejects_of};
use eframe::egui::{Align, CornerRadius, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};
use std::path::PathBuf;
use std::sync::Arc;

const STEPS: [&str; 3] = ["1 Read", "2 Match columns", "3 Check rows"];
/// Points of the left side.
const LEFT: f32 = 300.0;

/// What became of the dialog.
pub enum Outcome {
    Open,
    /// Closed without importing.
    Cancelled,
    /// The change was handed over.
    Imported(Kind),
}

pub struct ImportDialog {
    pub session: Session,
    step: usize,
    next_line: usize,
    raw: TableState,
    fates: TableState,
    only: usize,
    /// The row that is put right.
    fixing: Option<Fixing>,
    /// 1 where the mapping is shown in words.
    shown_as: usize,
    in_words: InWords,
    /// The rows of the last step, and what they were made for.
    listed: Option<(u64, usize, Vec<rows::RowAt>)>,
    saving: Option<Task<Option<PathBuf>>>,
    /// Import was pressed; it happens when what is shown is what was chosen. Until then whoever leaves is told of it.
    wants_import: Option<Arc<Progress>>,
}

/// Columns that need a choice, as words for the foot.
fn undecided_words(session: &Session) -> Option<String> {
    let undecided = session.mapping().undecided();
    let header = session.mapping().columns.get(*undecided.first()?)?.header.clone();
    let header: String =
        if header.chars().count() > 28 { header.chars().take(26).chain("…".chars()).collect() } else { header };
    Some(match undecided.len() {
        1 => format!("1 column still needs a choice: “{header}”"),
        many => format!("{many} columns still need a choice, first “{header}”"),
    })
}

/// "46 nominations".
fn counted(kind: Kind, count: usize) -> String {
    let (one, many) = match kind {
        Kind::Nominations => ("nomination", "nominations"),
        Kind::Entries => ("entry", "entries"),
        Kind::Members => ("member", "members"),
        Kind::Thanks => ("message of thanks", "messages of thanks"),
        Kind::Mishaps => ("mishap", "mishaps"),
        Kind::People => ("person", "people"),
    };
    format!("{} {}", grouped(count as u64), if count == 1 { one } else { many })
}

impl ImportDialog {
    pub fn new(session: Session) -> Self {
        Self {
            session,
            step: 0,
            next_line: 0,
            raw: TableState::new(),
            fates: TableState::new(),
            only: 0,
            fixing: None,
            shown_as: 0,
            in_words: InWords::default(),
            listed: None,
            saving: None,
            wants_import: None,
        }
    }

    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> Outcome {
        self.session.poll(cx.ws);
        self.take_saved(cx);
        let mut dialog = Dialog::new("import", format!("Import {}", self.session.file_name))
            .words("Nothing is added until you choose Import. You can undo it as one step.")
            .wide()
            .flush()
            .left(CommandButton::plain("Back").disabled_if((self.step == 0).then_some("This is the first step.")))
            .left(CommandButton::plain("Cancel"));
        let undecided = undecided_words(&self.session);
        let wrong = self.session.failure.as_ref().map(|_| "The file could not be read like this.");
        let working = self.session.is_working().then_some("The rows are being checked.");
        let understood = Arc::clone(&self.session.understood);
        let report = &understood.imported.report;
        let kind = self.session.understood.kind;
        match self.step {
            0 => dialog = dialog.button(CommandButton::primary("Match columns").disabled_if(wrong)),
            1 => {
                if let Some(words) = &undecided {
                    dialog = dialog.foot_words(words.clone()).button(CommandButton::plain("Skip this column"));
                }
                let reason = wrong.or(undecided.is_some().then_some("A column still needs a choice."));
                dialog = dialog.button(CommandButton::primary("Check rows").disabled_if(reason));
            }
            _ => {
                let nothing = (report.added == 0).then_some("There is no row that is new and accepted.");
                let open = undecided.is_some().then_some("A column still needs a choice: go back to it.");
                let title =
                    if report.added == 0 { "Import".into() } else { format!("Import {}", counted(kind, report.added)) };
                dialog = dialog
                    .foot_words(self.summary())
                    .button(CommandButton::primary(title).disabled_if(wrong.or(open).or(working).or(nothing)));
            }
        }
        let height = (ui.ctx().content_rect().height() - 250.0).clamp(260.0, 700.0);
        let out = dialog.show(ui.ctx(), |ui| self.body(ui, cx, campaign, height));
        let skip = self.step == 1 && undecided.is_some();
        match out.pressed {
            Some(0) => self.step = self.step.saturating_sub(1),
            Some(1) => return Outcome::Cancelled,
            Some(2) if skip => {
                if let Some(column) = self.session.mapping().undecided().first() {
                    columns::choose(&mut self.session, *column, None);
                }
            }
            Some(_) if self.step < 2 => self.step += 1,
            Some(_) => self.promise(cx),
            // What was chosen is not thrown away by one key.
            None if out.closed && self.step > 0 => self.step -= 1,
            None if out.closed => return Outcome::Cancelled,
            None => {}
        }
        // Somebody was about to leave without it.
        self.wants_import.take_if(|promise| promise.is_cancelled());
        if self.wants_import.is_some() && !self.session.is_working() {
            self.wants_import = None;
            return self.import(cx);
        }
        Outcome::Open
    }

    fn promise(&mut self, cx: &Cx<'_>) {
        self.wants_import = Some(cx.ws.jobs().announce(format!("Importing {}", self.session.file_name)));
    }

    /// "12 new people. 40 rows came in before."
    fn summary(&self) -> String {
        let report = &self.session.understood.imported.report;
        let mut words = match report.people_added {
            0 => "No new people.".to_owned(),
            1 => "1 new person.".to_owned(),
            many => format!("{} new people.", grouped(many as u64)),
        };
        if report.known > 0 {
            words = format!("{words} {} came in before.", grouped(report.known as u64));
        }
        words
    }

    /// Hands the change over. One that was worked out for the campaign as it no longer is is worked out again first.
    fn import(&mut self, cx: &mut Cx<'_>) -> Outcome {
        let understood = Arc::clone(&self.session.understood);
        let is_current = cx.ws.campaign().is_some_and(|campaign| campaign.revision() == understood.revision);
        if !is_current {
            self.promise(cx);
            self.session.again();
            return Outcome::Open;
        }
        let words = format!("Imported {}", counted(understood.kind, understood.imported.report.added));
        let bytes = Arc::clone(&self.session.bytes);
        match (&understood.prepared, &understood.imported.change) {
            (Some(prepared), _) => {
                cx.act(Action::KeepHashed(understood.imported.sha256.clone(), bytes));
                cx.act(Action::AdoptAndTell(Arc::clone(prepared), words));
            }
            (None, Some(change)) => {
                cx.act(Action::KeepHashed(understood.imported.sha256.clone(), bytes));
                cx.act(Action::CommitAndTell(change.clone(), words));
            }
            (None, None) => return Outcome::Open,
        }
        Outcome::Imported(understood.kind)
    }

    fn body(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, height: f32) {
        let c = colours(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        self.steps(ui);
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), eframe::egui::Sense::hover());
        hairline(ui.painter(), rect.x_range(), rect.top() + 1.0, c.line);
        let left = Rect::from_min_max(rect.min, rect.left_bottom() + vec2(LEFT, 0.0));
        // Down to the foot of the dialog, over the gap above it.
        let ground = Rect::from_min_max(left.min, left.max + vec2(0.0, 8.0));
        ui.painter().rect_filled(ground, CornerRadius::ZERO, c.surface_inset);
        hairline_down(ui.painter(), left.right(), ground.y_range(), c.line);
        let inside = left - Margin::symmetric(18, 14);
        let button_room = if self.session.understood.imported.drafts.rejected > 0 { 44.0 } else { 0.0 };
        let above = Rect::from_min_max(inside.min, inside.max - vec2(0.0, button_room));
        let mut side = ui.new_child(UiBuilder::new().max_rect(above).id_salt("reading"));
        side.set_clip_rect(above.expand(4.0).intersect(ui.clip_rect()));
        if let Some(line) = reading::show(&mut side, campaign, &mut self.session) {
            self.go_to(line);
        }
        if button_room > 0.0 {
            let below = Rect::from_min_max(inside.left_bottom() - vec2(0.0, 34.0), inside.max);
            let mut foot = ui.new_child(UiBuilder::new().max_rect(below).id_salt("save rejected"));
            let saving = self.saving.is_some().then_some("It is being saved.");
            let button = CommandButton::plain("Save rejected rows as CSV").icon(Icon::Export).disabled_if(saving);
            if button.min_width(below.width()).show(&mut foot).clicked() {
                self.save_rejects(cx);
            }
        }
        let main = Rect::from_min_max(rect.min + vec2(LEFT + 1.0, 1.0), rect.max);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(main).id_salt(("step", self.step)));
        ui.set_clip_rect(main.intersect(ui.clip_rect()));
        match self.step {
            0 => self.raw_rows(&mut ui, cx),
            1 => self.match_columns(&mut ui),
            _ => self.check_rows(&mut ui),
        }
    }

    /// Leads to a row of the last step. Nothing is imported from there while a column is open.
    fn go_to(&mut self, line: u64) {
        self.step = 2;
        self.only = 0;
        self.fixing = Some(Fixing::new(line));
        let place = self.session.understood.rows.binary_search_by_key(&line, |row| row.line).ok();
        self.fates.set_cursor(place.map(|place| place as u64));
    }

    fn steps(&self, ui: &mut Ui) {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 38.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(38.0);
            ui.add_space(24.0);
            for (index, title) in STEPS.iter().enumerate() {
                if index > 0 {
                    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), eframe::egui::Sense::hover());
                    Icon::Right.paint(ui.painter(), rect.center(), 14.0, colours(ui).ink_muted);
                }
                match index.cmp(&self.step) {
                    std::cmp::Ordering::Less => Chip::success(*title).show(ui),
                    std::cmp::Ordering::Equal => Chip::sun(*title).show(ui),
                    std::cmp::Ordering::Greater => Chip::line(*title).show(ui),
                };
            }
            if self.session.is_working() {
                Text::caption("Checking the rows").muted().show(ui);
            }
        });
    }

    fn raw_rows(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(source) = cx.ws.known_source(&self.session.understood.imported.sha256) {
            let day = source.imported_at.to_zoned(cx.ws.world().time_zone()).strftime("%-d %B %Y").to_string();
            ui.add_space(8.0);
            Note::warning("This file was imported before")
                .words(format!("On {day}, as “{}”. Rows that came in then are not added again.", source.file_name))
                .show(ui);
            ui.add_space(8.0);
        }
        let table = &self.session.understood.imported.table;
        let rows = rows::RawRows { table };
        let columns = rows.columns();
        DataTable::new("The file as it was read", &columns).compact().show(ui, &mut self.raw, &rows);
    }

    fn match_columns(&mut self, ui: &mut Ui) {
        if self.session.understood.is_remembered {
            ui.add_space(8.0);
            let note = Note::info("You have matched a file with these headers before")
                .words("The same choices were filled in.")
                .action(CommandButton::plain("Start afresh"))
                .show(ui);
            if note.action {
                self.session.wanted.afresh = true;
                self.session.read_again();
            }
            ui.add_space(8.0);
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            Segmented::new("Mapping shown", &["In a table", "In words"], &mut self.shown_as).small().show(ui);
        });
        ui.add_space(6.0);
        if self.shown_as == 1 {
            self.in_words.show(ui, &mut self.session);
        } else {
            columns::show(ui, &mut self.session, &mut self.next_line);
        }
    }

    /// Words about the whole file: that it came in before.
    fn known_note(&self) -> Option<String> {
        let issues = &self.session.understood.imported.report.issues;
        issues.iter().find(|issue| issue.kind == "already-imported").map(|issue| issue.message.clone())
    }

    fn check_rows(&mut self, ui: &mut Ui) {
        use rows::Fate;
        let understood = Arc::clone(&self.session.understood);
        let (drafts, report) = (&understood.imported.drafts, &understood.imported.report);
        if let Some(words) = self.known_note() {
            ui.add_space(8.0);
            Note::warning("This file was imported before").words(words).show(ui);
        }
        let choices = [
            format!("All {}", grouped(drafts.read as u64)),
            format!("Accepted {}", grouped(drafts.accepted as u64)),
            format!("Held {}", grouped(drafts.held as u64)),
            format!("Rejected {}", grouped(drafts.rejected as u64)),
        ];
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            Segmented::new("Rows shown", &choices, &mut self.only).small().show(ui);
            if report.known > 0 || self.session.wanted.again {
                ui.add_space(12.0);
                let mut again = self.session.wanted.again;
                if CheckRow::new(&mut again, "Add rows again that came in before").show(ui).changed() {
                    self.session.wanted.again = again;
                    self.session.again();
                }
            }
        });
        ui.add_space(8.0);
        let generation = self.session.generation;
        if self.listed.as_ref().is_none_or(|(at, only, _)| (*at, *only) != (generation, self.only)) {
            let only = [None, Some(Fate::Accepted), Some(Fate::Held), Some(Fate::Rejected)][self.only];
            let rows = understood.rows.iter().filter(|row| only.is_none_or(|fate| fate == row.fate));
            self.listed = Some((generation, self.only, rows.copied().collect()));
        }
        let Some((_, _, listed)) = &self.listed else { return };
        let rows = rows::FateRows { understood: &understood, rows: listed, fixes: &self.session.wanted.rules.fixes };
        let columns = rows::fate_columns(self.fixing.is_some());
        let bar = if self.fates.selected().is_empty() { 0.0 } else { 46.0 };
        let room = ui.available_rect_before_wrap();
        let pane = if self.fixing.is_some() { fixing::WIDTH } else { 0.0 };
        let left = Rect::from_min_max(room.min, room.max - vec2(pane, 0.0));
        let mut main = ui.new_child(UiBuilder::new().max_rect(left).id_salt("rows"));
        main.set_clip_rect(left.intersect(ui.clip_rect()));
        let size = vec2(left.width(), left.height() - bar);
        let table = main.allocate_ui(size, |ui| {
            let table = DataTable::new("Rows", &columns).checks().row_height(rows::ROW);
            table.empty("No row of this kind.").show(ui, &mut self.fates, &rows)
        });
        let table = table.inner;
        let shown = table.moved.or(table.opened).or(table.edit);
        let line = shown.and_then(|row| listed.get(usize::try_from(row).ok()?)).map(|row| row.line);
        if bar > 0.0 {
            self.decide(&mut main);
        }
        if let Some(line) = line.filter(|line| self.fixing.as_ref().is_none_or(|fixing| fixing.line != *line)) {
            self.fixing = Some(Fixing::new(line));
            ui.ctx().request_repaint();
        }
        if pane > 0.0 {
            self.put_right(ui, Rect::from_min_max(pos2(left.right(), room.top()), room.max));
        }
    }

    /// The pane with the cells of one row.
    fn put_right(&mut self, ui: &mut Ui, place: Rect) {
        let Some(fixing) = &mut self.fixing else { return };
        let line = fixing.line;
        let mut pane = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("row", line)));
        pane.set_clip_rect(place.intersect(ui.clip_rect()));
        match fixing.show(&mut pane, &mut self.session) {
            None => {}
            Some(Wish::Close) => self.fixing = None,
            Some(wish) => self.decide_lines(&[line], wish),
        }
    }

    /// What is to become of lines, whatever was wanted of them before.
    fn decide_lines(&mut self, lines: &[u64], wish: Wish) {
        let rules = &mut self.session.wanted.rules;
        for line in lines {
            for lines in [&mut rules.accept_lines, &mut rules.reject_lines, &mut rules.split_lines] {
                lines.remove(line);
            }
            match wish {
                Wish::Take => rules.accept_lines.insert(*line),
                Wish::Leave => rules.reject_lines.insert(*line),
                Wish::Split => rules.split_lines.insert(*line),
                Wish::Close => false,
            };
        }
        self.session.again();
    }

    /// What happens to the selected rows, whatever intake thinks of them.
    fn decide(&mut self, ui: &mut Ui) {
        let lines: Vec<u64> = self.fates.selected().iter().copied().collect();
        let count = lines.len();
        let many = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        ui.horizontal(|ui| {
            ui.set_min_height(44.0);
            ui.add_space(12.0);
            let take = CommandButton::plain(format!("Take {many} in")).icon(Icon::Check).small();
            let take = take.hint("Rows that were held come in; a row without a name cannot.").show(ui).clicked();
            let leave = CommandButton::plain(format!("Leave {many} out")).icon(Icon::X).small().show(ui).clicked();
            let several: Vec<u64> = lines.iter().copied().filter(|line| self.session.may_split(*line)).collect();
            let split = !several.is_empty() && {
                let many = if several.len() == 1 { "1 row".to_owned() } else { format!("{} rows", several.len()) };
                let button = CommandButton::plain(format!("Split {many}")).icon(Icon::People).small();
                button.hint("Each becomes one nomination for each person named in it.").show(ui).clicked()
            };
            let (lines, wish) = match (take, leave, split) {
                (true, ..) => (lines, Wish::Take),
                (_, true, _) => (lines, Wish::Leave),
                (_, _, true) => (several, Wish::Split),
                _ => return,
            };
            self.fates.clear_selection();
            self.decide_lines(&lines, wish);
        });
    }

    /// Asks where to, and writes the rejected rows there, beside the window.
    fn save_rejects(&mut self, cx: &Cx<'_>) {
        let understood = Arc::clone(&self.session.understood);
        let world = Arc::clone(cx.ws.world());
        let picker = Arc::clone(cx.picker);
        let stem = self.session.file_name.rsplit_once('.').map_or(self.session.file_name.as_str(), |(stem, _)| stem);
        let ask = picker::Ask::new("Save rejected rows")
            .filter("CSV", &["csv"])
            .folder(cx.ws.path().and_then(std::path::Path::parent).map(ToOwned::to_owned))
            .named(Guard::Spreadsheet.file_name(&format!("{stem} rejected")));
        self.saving = Some(cx.ws.jobs().start("Saving rejected rows", move |_| {
            let what = "The rejected rows were not saved; the campaign is as it was.";
            let imported = &understood.imported;
            let bytes = rejects_of(&imported.table, &imported.drafts, Guard::Spreadsheet)
                .map_err(|error| Failure::new(what, error.to_string(), "Try again with less at once."))?;
            let Some(path) = picker.save_file(&ask) else { return Ok(None) };
            world
                .write_whole(&path, &bytes, false)
                .map_err(|error| Failure::new(what, io_reason(&error), "Choose another folder."))?;
            Ok(Some(path))
        }));
    }

    fn take_saved(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.saving.as_ref().and_then(Task::poll) else { return };
        self.saving = None;
        match result {
            Ok(Some(path)) => cx.act(Action::Tell(format!("Saved {}", path.display()))),
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}
