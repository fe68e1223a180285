//! Paper sheets typed in by keyboard: one judge's sheet as a grid, digits go into the cell, Tab goes on. A score that fills its scale
//! moves on by itself; a line that is whole is written down at once, as a step that can be undone.

use super::grid_rows::name_of;
use super::matrix::{Ending, Mark, Matrix, MatrixState, Rows, Stroked, Tail};
use super::{Shown, finish};
use crate::app::Failure;
use crate::app::judging::packs;
use crate::app::judging::typing::{self, Typed};
use crate::campaign::judging::{Line, Mark as Given, Mode, Round, Sheet, Way};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{CentralPanel, Frame, Ui};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The line that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    candidate: u32,
    /// One for each column.
    cells: Vec<String>,
}

#[derive(Default)]
pub struct TypeIn {
    judge: Option<u32>,
    way: usize,
    matrix: MatrixState,
    draft: Draft,
    /// The comment of a line, while it is written.
    comment: (u32, String),
    /// Why the last key was not taken.
    wrong: Option<String>,
    /// Keys that wait for the next frame.
    pending: VecDeque<Stroked>,
}

const WAYS: [Way; 2] = [Way::Paper, Way::Typed];

impl TypeIn {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(round) = shown.round else { return };
        let judges: Vec<u32> = shown.judging.judges_of(round).map(|it| it.number).collect();
        if !self.judge.is_some_and(|judge| judges.contains(&judge)) {
            self.judge = judges.first().copied();
        }
        let Some(judge) = self.judge else {
            CentralPanel::default().frame(Frame::new().inner_margin(24)).show(ui, |ui| {
                Text::body("Nobody is on the panel of this round. Put judges on it under Set up.").muted().show(ui);
            });
            return;
        };
        let sheet = shown.campaign.sheet_of(shown.award, round.number, judge).map(|(_, sheet)| sheet);
        let asked: BTreeSet<u32> =
            sheet.map(|sheet| sheet.assigned.iter().chain(sheet.lines.keys()).copied().collect()).unwrap_or_default();
        // As they lie on the judge's paper.
        let numbers: Vec<u32> = packs::reading_order(shown.campaign, shown.award, round.number, judge, &asked)
            .into_iter()
            .filter(|number| !shown.judging.is_recused(judge, *number, round.number))
            .collect();
        let row = self.matrix.cursor().and_then(|(row, _)| numbers.get(row)).copied();
        SidePane::detail("typing pane").width(330.0).show(ui, |pane| {
            pane.body(|ui| self.side(ui, cx, shown, round, judge, row));
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.bar(ui, shown, sheet, &judges);
            self.grid(ui, cx, shown, round, judge, sheet, &numbers);
        });
    }

    fn bar(&mut self, ui: &mut Ui, shown: &Shown<'_>, sheet: Option<&Sheet>, judges: &[u32]) {
        let words = sheet.map_or_else(
            || "No sheet".to_owned(),
            |sheet| format!("{} of {} lines", sheet.assigned.len() - sheet.missing().count(), sheet.assigned.len()),
        );
        let names: Vec<String> =
            judges.iter().map(|judge| format!("{} ({})", shown.judge_name(*judge), shown.judge_code(*judge))).collect();
        let now = judges.iter().position(|judge| Some(*judge) == self.judge);
        let mut chosen = None;
        FilterBar::new(words).show(
            ui,
            |ui| chosen = Select::new("Whose sheet", &names, now).width(260.0).icon(Icon::Person).show(ui).chosen,
            |ui| {
                Segmented::new("How it came", &WAYS.map(Way::title), &mut self.way).small().show(ui);
            },
        );
        if let Some(judge) = chosen.and_then(|index| judges.get(index)) {
            *self = Self { judge: Some(*judge), way: self.way, ..Self::default() };
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the sheet and where it belongs")]
    fn grid(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        round: &Round,
        judge: u32,
        sheet: Option<&Sheet>,
        numbers: &[u32],
    ) {
        let columns = columns_of(&round.mode);
        let rows = TypeRows { shown, round, sheet, numbers, columns: &columns, draft: &self.draft };
        let width = if columns.len() > 3 { 92.0 } else { 136.0 };
        let tails = [Tail { title: "Comment", width: 90.0 }, Tail { title: "", width: 74.0 }];
        let matrix = Matrix::new("Sheet", "Nominee").column_width(width).tails(&tails).typing();
        let matrix = matrix.empty("Nobody was given to this judge. Assign nominees first.");
        let out = matrix.show(ui, &mut self.matrix, &rows);
        if out.moved || out.pressed.is_some() {
            self.leave_row(cx, shown, round, judge, numbers);
        }
        if !out.typed.is_empty()
            && let Some(reason) = shown.frozen_reason()
        {
            cx.act(Action::Tell(reason.into()));
            return;
        }
        self.pending.extend(out.typed);
        // A line that was written down is in the campaign in the next frame only: what was typed after it waits.
        while let Some(key) = self.pending.pop_front() {
            if self.key(cx, shown, round, judge, sheet, numbers, key) {
                ui.ctx().request_repaint();
                break;
            }
        }
    }

    /// Carries a key out; true when something was written down.
    #[allow(clippy::too_many_arguments, reason = "the sheet and where it belongs")]
    fn key(
        &mut self,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        round: &Round,
        judge: u32,
        sheet: Option<&Sheet>,
        numbers: &[u32],
        key: Stroked,
    ) -> bool {
        let columns = columns_of(&round.mode);
        let (row, column) = self.matrix.cursor().unwrap_or((0, 0));
        let Some(number) = numbers.get(row).copied() else { return false };
        self.begin(round, sheet, number, columns.len());
        self.wrong = None;
        match key {
            Stroked::Letter(letter) => {
                let Some(kind) = columns.get(column) else { return false };
                let before = self.draft.cells.get(column).cloned().unwrap_or_default();
                match kind.typed(&before, letter) {
                    Ok((now, full)) => {
                        if let Some(cell) = self.draft.cells.get_mut(column) {
                            *cell = now;
                        }
                        full && self.advance(cx, shown, round, judge, numbers, (row, column), columns.len())
                    }
                    Err(words) => {
                        self.wrong = Some(words);
                        false
                    }
                }
            }
            Stroked::Erase => {
                let empty = self.draft.cells.iter().all(String::is_empty);
                if let Some(cell) = self.draft.cells.get_mut(column) {
                    cell.clear();
                }
                let gone = !empty && self.draft.cells.iter().all(String::is_empty);
                if gone {
                    self.take_out(cx, shown, round, judge, sheet, number);
                }
                gone
            }
            Stroked::Next | Stroked::Enter => {
                self.advance(cx, shown, round, judge, numbers, (row, column), columns.len())
            }
            Stroked::Back => {
                let end = columns.len().saturating_sub(1);
                match (row, column) {
                    (0, 0) => {}
                    (row, 0) => self.matrix.go(row - 1, end),
                    (row, column) => self.matrix.go(row, column - 1),
                }
                self.leave_row(cx, shown, round, judge, numbers)
            }
        }
    }

    /// Makes the draft that of this line.
    fn begin(&mut self, round: &Round, sheet: Option<&Sheet>, number: u32, columns: usize) {
        if self.draft.candidate != number || self.draft.cells.len() != columns {
            let line = sheet.and_then(|sheet| sheet.lines.get(&number));
            let cells = (0..columns).map(|column| cell_of(round, line, column)).collect();
            self.draft = Draft { candidate: number, cells };
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the sheet and where it belongs")]
    fn advance(
        &mut self,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        round: &Round,
        judge: u32,
        numbers: &[u32],
        at: (usize, usize),
        columns: usize,
    ) -> bool {
        let (row, column) = at;
        if column + 1 < columns {
            self.matrix.go(row, column + 1);
            return false;
        }
        if row + 1 < numbers.len() {
            self.matrix.go(row + 1, 0);
        }
        self.write(cx, shown, round, judge)
    }

    /// The keyboard went elsewhere: what is whole is written down, what is begun stays as a part.
    fn leave_row(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round, judge: u32, numbers: &[u32]) -> bool {
        let here = self.matrix.cursor().and_then(|(row, _)| numbers.get(row)).copied();
        self.draft.candidate != 0 && here != Some(self.draft.candidate) && self.write(cx, shown, round, judge)
    }

    /// Writes the draft down where it is whole and new; true when the campaign changes by it.
    fn write(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round, judge: u32) -> bool {
        let number = self.draft.candidate;
        let mark = match mark_of(&round.mode, &self.draft.cells) {
            Ok(Some(mark)) => mark,
            Ok(None) => return false,
            Err(failure) => {
                self.wrong = Some(failure.why);
                return false;
            }
        };
        let there = shown.campaign.sheet_of(shown.award, round.number, judge);
        let line = there.and_then(|(_, sheet)| sheet.lines.get(&number));
        self.draft = Draft::default();
        if line.is_some_and(|line| line.mark == mark) {
            return false;
        }
        let comment = line.map(|line| line.comment.clone()).unwrap_or_default();
        let missing = typing::wants_comment(round, &mark, &comment);
        let typed = [Typed { candidate: number, mark, comment }];
        let way = WAYS[self.way.min(1)];
        let now = cx.ws.world().now();
        match typing::type_in(shown.campaign, shown.award, round.number, judge, &typed, way, now) {
            Ok(change) => cx.commit(change),
            Err(failure) => {
                self.wrong = Some(format!("{} {}", failure.what, failure.why));
                return false;
            }
        }
        if !missing.is_empty() {
            let name = shown.candidate_name(number);
            self.wrong = Some(format!("{name}: a comment is asked for “{}”.", missing.join("”, “")));
        }
        true
    }

    fn take_out(
        &mut self,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        round: &Round,
        judge: u32,
        sheet: Option<&Sheet>,
        number: u32,
    ) {
        if sheet.is_some_and(|sheet| sheet.lines.contains_key(&number)) {
            let change = typing::take_out(shown.campaign, shown.award, round.number, judge, &[number]);
            finish(cx, change, "Took 1 line out");
        }
        self.draft = Draft::default();
    }

    fn side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round, judge: u32, row: Option<u32>) {
        ui.spacing_mut().item_spacing.y = 12.0;
        if let Some(wrong) = &self.wrong {
            Note::warning("Look at the last line").words(wrong.clone()).show(ui);
        }
        if let Some(number) = row {
            self.comment(ui, cx, shown, round, judge, number);
            divider(ui);
        }
        Section::new("How to type").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let digits = match &round.mode {
                Mode::PassFail(_) | Mode::Approval(_) => "y or 1 for yes, n or 0 for no",
                Mode::Pairwise => "numbers of those it is better than, with commas",
                _ => "digits",
            };
            FactRow::new("Into the cell", digits).show(ui);
            FactRow::new("Next cell, next line", "Tab or Enter").show(ui);
            FactRow::new("Back", "Shift Tab").show(ui);
            FactRow::new("Empty the cell", "Backspace").show(ui);
            Text::caption(
                "A score that can have no further digit goes on by itself. Each line is written when it is left.",
            )
            .muted()
            .show(ui);
        });
    }

    fn comment(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round, judge: u32, number: u32) {
        let sheet = shown.campaign.sheet_of(shown.award, round.number, judge).map(|(_, sheet)| sheet);
        let line = sheet.and_then(|sheet| sheet.lines.get(&number));
        let there = line.map(|line| line.comment.clone()).unwrap_or_default();
        if self.comment.0 != number {
            self.comment = (number, there.clone());
        }
        let name = shown.candidate_name(number);
        Section::new(name).aside(packs::pack_code(number)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let Some(line) = line else {
                Text::label("Type the scores first; the comment comes with them.").muted().show(ui);
                return;
            };
            let missing = typing::wants_comment(round, &line.mark, &there);
            let wrong = (!missing.is_empty()).then(|| format!("Asked for: {}.", missing.join(", ")));
            Field::new("Comment").wrong(wrong).show(ui, |ui| {
                TextField::new(&mut self.comment.1, "Comment").rows(4).show(ui);
            });
            let same = (self.comment.1.trim() == there).then_some("It is written down.");
            let why = shown.frozen_reason().or(same);
            if CommandButton::plain("Write the comment down").small().disabled_if(why).show(ui).clicked() {
                let typed = [Typed { candidate: number, mark: line.mark.clone(), comment: self.comment.1.clone() }];
                let now = cx.ws.world().now();
                let change = typing::type_in(shown.campaign, shown.award, round.number, judge, &typed, line.way, now);
                if finish(cx, change, "Wrote 1 comment down") {
                    self.wrong = None;
                }
            }
            let out = CommandButton::quiet("Take the line out").icon(Icon::X).small();
            if out.disabled_if(shown.frozen_reason()).show(ui).clicked() {
                self.take_out(cx, shown, round, judge, sheet, number);
            }
        });
    }
}

/// What a column takes.
enum ColumnKind {
    /// A whole number in a range.
    Number {
        title: String,
        least: u32,
        most: u32,
    },
    YesNo,
    /// Numbers with commas.
    List,
}

impl ColumnKind {
    /// What stands in the cell after a key, and whether nothing more can follow.
    fn typed(&self, before: &str, letter: char) -> Result<(String, bool), String> {
        match self {
            Self::YesNo => match letter.to_ascii_lowercase() {
                'y' | '1' | '+' => Ok(("y".into(), true)),
                'n' | '0' | '-' => Ok(("n".into(), true)),
                _ => Err("Type y or n.".into()),
            },
            Self::List => {
                if letter.is_ascii_digit() || letter == ',' {
                    Ok((format!("{before}{letter}"), false))
                } else {
                    Err("Type numbers with commas between.".into())
                }
            }
            Self::Number { least, most, .. } => {
                if !letter.is_ascii_digit() {
                    return Err(format!("Type a number from {least} to {most}."));
                }
                let joined = format!("{before}{letter}");
                let fits = |words: &str| words.parse::<u32>().is_ok_and(|it| it <= *most);
                // A digit that cannot belong to what stands there begins anew.
                let now = if fits(&joined) { joined } else { letter.to_string() };
                let Some(value) = now.parse::<u32>().ok().filter(|it| it <= most) else {
                    return Err(format!("{letter} is off the scale of {least} to {most}."));
                };
                if value < *least && value.saturating_mul(10) > *most {
                    return Err(format!("{value} is off the scale of {least} to {most}."));
                }
                let full = value >= *least && (value == 0 || value.saturating_mul(10) > *most);
                Ok((now, full))
            }
        }
    }
}

fn columns_of(mode: &Mode) -> Vec<ColumnKind> {
    match mode {
        Mode::Rubric(criteria) => criteria
            .iter()
            .map(|it| ColumnKind::Number { title: it.label.clone(), least: it.least, most: it.most })
            .collect(),
        Mode::Ranking(_) => vec![ColumnKind::Number { title: "Place".into(), least: 1, most: 9_999 }],
        Mode::Points(points) => vec![ColumnKind::Number { title: "Points".into(), least: 0, most: *points }],
        Mode::PassFail(_) | Mode::Approval(_) => vec![ColumnKind::YesNo],
        Mode::Pairwise => vec![ColumnKind::List],
    }
}

/// What stands in a cell of a line that is there.
fn cell_of(round: &Round, line: Option<&Line>, column: usize) -> String {
    match line.map(|line| &line.mark) {
        None => String::new(),
        Some(Given::Pass(yes) | Given::Approve(yes)) => if *yes { "y" } else { "n" }.into(),
        Some(Given::Rank(number) | Given::Points(number)) => number.to_string(),
        Some(Given::Over(others)) => others.iter().map(u32::to_string).collect::<Vec<_>>().join(","),
        Some(Given::Scores(scores)) => {
            let it = round.mode.criteria().get(column).and_then(|it| scores.get(&it.number));
            it.map_or_else(String::new, u32::to_string)
        }
    }
}

/// The mark that the cells make; `None` while all are empty.
fn mark_of(mode: &Mode, cells: &[String]) -> Result<Option<Given>, Failure> {
    if cells.iter().all(String::is_empty) {
        return Ok(None);
    }
    if let Mode::Rubric(criteria) = mode {
        let scores: BTreeMap<u32, u32> =
            criteria.iter().zip(cells).filter_map(|(it, cell)| Some((it.number, cell.parse().ok()?))).collect();
        let off = criteria.iter().find(|it| scores.get(&it.number).is_some_and(|score| *score < it.least));
        if let Some(it) = off {
            let why = format!("“{}” goes from {} to {}.", it.label, it.least, it.most);
            return Err(Failure::new("The line was not taken.", why, "Type a score of the scale."));
        }
        return Ok(Some(Given::Scores(scores)));
    }
    typing::parse(mode, cells.first().map_or("", String::as_str)).map(Some)
}

struct TypeRows<'a> {
    shown: &'a Shown<'a>,
    round: &'a Round,
    sheet: Option<&'a Sheet>,
    numbers: &'a [u32],
    columns: &'a [ColumnKind],
    draft: &'a Draft,
}

impl TypeRows<'_> {
    fn line(&self, row: usize) -> Option<&Line> {
        self.sheet?.lines.get(self.numbers.get(row)?)
    }
}

impl Rows for TypeRows<'_> {
    fn len(&self) -> usize {
        self.numbers.len()
    }
    fn columns(&self) -> usize {
        self.columns.len()
    }
    fn head(&self, column: usize) -> [Cow<'_, str>; 2] {
        match self.columns.get(column) {
            Some(ColumnKind::Number { title, least, most }) => {
                [title.as_str().into(), format!("{least} to {most}").into()]
            }
            Some(ColumnKind::YesNo) => ["Yes or no".into(), "y or n".into()],
            Some(ColumnKind::List) => ["Better than".into(), "numbers".into()],
            None => ["".into(), "".into()],
        }
    }
    fn place(&self, row: usize) -> Cow<'_, str> {
        // The number that stands on the sheet of paper.
        self.numbers.get(row).map_or(Cow::Borrowed(""), |number| packs::pack_code(*number).into())
    }
    fn name(&self, row: usize) -> [Cow<'_, str>; 2] {
        name_of(self.shown, self.numbers.get(row).copied().unwrap_or_default(), false)
    }
    fn mark(&self, row: usize, column: usize) -> Mark {
        let Some(number) = self.numbers.get(row) else { return Mark::Blank };
        let words = if self.draft.candidate == *number {
            self.draft.cells.get(column).cloned().unwrap_or_default()
        } else {
            cell_of(self.round, self.line(row), column)
        };
        if words.is_empty() {
            return Mark::Wanted;
        }
        let part = match (self.columns.get(column), words.parse::<f32>()) {
            (Some(ColumnKind::Number { least, most, .. }), Ok(value)) if most > least => {
                (value - *least as f32) / (*most as f32 - *least as f32)
            }
            _ => 0.3,
        };
        Mark::Score { part, words, noted: false }
    }
    fn ending(&self, row: usize, tail: usize) -> Ending {
        let Some(line) = self.line(row) else { return Ending::Nothing };
        if tail == 1 {
            return Ending::Muted(line.way.title().to_owned());
        }
        if !line.comment.is_empty() {
            Ending::Muted("yes".into())
        } else if typing::wants_comment(self.round, &line.mark, "").is_empty() {
            Ending::Nothing
        } else {
            Ending::Strong("asked".into())
        }
    }
}
