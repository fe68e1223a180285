//! The scores: judges and nominees as a grid, raw and adjusted beside each other, how far places go, and what changed. At the right
//! stand the plain words about all of it.

use super::Shown;
use super::asking::{Asked, counted};
use super::grid_rows::{Head, faces, found, judge_heads, name_of};
use super::matrix::{Ending, Mark, Matrix, MatrixState, Rows, Tail};
use super::reckoning::{Reckoned, Reckoning, Standing};
use super::scores_side::{Side, SideEvent};
use crate::app::Command;
use crate::app::judging::results::Row;
use crate::app::outlook::grouped;
use crate::campaign::judging::{Basis, Criterion, Mode, Tally};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use eframe::egui::{CentralPanel, Frame, Id, Margin, TextureId, Ui};
use std::borrow::Cow;
use std::collections::HashMap;

#[derive(Default)]
pub struct Scores {
    find: String,
    by: usize,
    hidden: bool,
    adjusted: usize,
    matrix: MatrixState,
    side: Side,
    /// What `numbers` were found for.
    asked: Option<(usize, String)>,
    numbers: Vec<u32>,
}

impl Scores {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        reckoning: &mut Reckoning,
        asked: &mut Option<Asked>,
    ) {
        let Some(round) = shown.round else {
            Text::body("Plan a round first: Set up, Rounds.").muted().show(ui);
            return;
        };
        let (reckoned, standing) = reckoning.get(cx, shown);
        if let Some(reckoned) = &reckoned {
            self.update(shown, reckoned);
        }
        let at = self.matrix.cursor().and_then(|(row, column)| {
            let judges: Vec<u32> = reckoned.as_ref()?.loads.keys().copied().collect();
            let judge = if self.by == 0 { judges.get(column).copied() } else { None };
            Some((*self.numbers.get(row)?, judge))
        });
        let event = SidePane::detail("scores pane")
            .width(340.0)
            .show(ui, |pane| pane.body(|ui| self.side.show(ui, cx, shown, reckoned.as_deref(), at, self.hidden)));
        match event {
            Some(SideEvent::Ask(then)) => *asked = Some(Asked::new(shown, then)),
            Some(SideEvent::Declare(judge, candidate)) => {
                *asked = Some(Asked::new(shown, super::asking::Then::Declare).about(judge, candidate));
            }
            None => {}
        }
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.bar(ui, cx, reckoned.as_deref(), &round.mode);
            notice(ui, reckoning, standing, reckoned.is_some());
            let Some(reckoned) = reckoned else {
                if !matches!(standing, Standing::Failed | Standing::Stopped) {
                    Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
                        Text::body("Working out the result of this round.").muted().show(ui);
                    });
                }
                return;
            };
            self.grid(ui, cx, shown, &reckoned);
        });
    }

    fn update(&mut self, shown: &Shown<'_>, reckoned: &std::sync::Arc<Reckoned>) {
        // The address of the result says whether it is still the same one.
        let asked = (std::sync::Arc::as_ptr(reckoned) as usize, self.find.clone());
        if self.asked.as_ref() != Some(&asked) {
            self.numbers = found(shown, reckoned.outcome.rows.iter().map(|row| row.candidate), &self.find);
            self.asked = Some(asked);
        }
    }

    fn bar(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, reckoned: Option<&Reckoned>, mode: &Mode) {
        let find = Id::unique("find in scores");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        let count = reckoned.map_or_else(String::new, |it| {
            let all = it.outcome.counted + it.outcome.missing;
            format!("{} of {} scores", grouped(it.outcome.counted as u64), grouped(all as u64))
        });
        FilterBar::new(count).show(
            ui,
            |ui| FindField::new(&mut self.find, "Find a nominee").width(180.0).id(find).show(ui),
            |ui| {
                let eye = if self.hidden { "Show names" } else { "Hide names" };
                if CommandButton::plain(eye).icon(Icon::Eye).small().pressed(self.hidden).show(ui).clicked() {
                    self.hidden = !self.hidden;
                }
                if matches!(mode, Mode::Rubric(_)) {
                    Segmented::new("Which scores", &["Raw", "Adjusted"], &mut self.adjusted).small().show(ui);
                    Segmented::new("Columns", &["By judge", "By question"], &mut self.by).small().show(ui);
                }
            },
        );
    }

    fn grid(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, reckoned: &Reckoned) {
        let judges: Vec<u32> = reckoned.loads.keys().copied().collect();
        let criteria = shown.round.map(|round| round.mode.criteria()).unwrap_or_default();
        let by_question = self.by == 1 && !criteria.is_empty();
        let rows_of: HashMap<u32, &Row> = reckoned.outcome.rows.iter().map(|row| (row.candidate, row)).collect();
        let values = || reckoned.outcome.cells.iter().filter_map(|cell| cell.value);
        let with_fit = reckoned.outcome.fit.is_some();
        // The scale of a rubric is known.
        let scale = if with_fit {
            (0.0, 100.0)
        } else {
            (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max))
        };
        let faces = if self.hidden { HashMap::new() } else { faces(ui, cx, shown, &self.matrix, &self.numbers) };
        let tails: &[Tail] = if with_fit { &WITH_ADJUSTED } else { &PLAIN };
        let rows = ScoreRows {
            shown,
            reckoned,
            numbers: &self.numbers,
            judges: &judges,
            heads: judge_heads(shown, &judges, self.hidden),
            criteria: if by_question { criteria } else { &[] },
            rows_of,
            faces,
            hidden: self.hidden,
            adjusted: self.adjusted == 1,
            scale,
            with_fit,
        };
        let empty = if reckoned.outcome.rows.is_empty() {
            "Nobody stands in this round yet. Freeze the round before it, or add nominees in Set up."
        } else {
            "No nominee matches. Clear the find field."
        };
        let width = match criteria.len() {
            _ if !by_question => 64.0,
            ..=3 => 128.0,
            _ => 92.0,
        };
        let matrix = Matrix::new("Scores", "Nominee").tails(tails).column_width(width).empty(empty);
        let out = matrix.show(ui, &mut self.matrix, &rows);
        if out.pressed.is_some() || out.head.is_some() {
            if let Some(judge) = out.head.and_then(|column| judges.get(column)).filter(|_| !by_question) {
                self.side.look_at_judge(*judge);
            }
            if out.pressed.is_some() {
                self.side.look_at_cell();
                SidePane::open_drawer(ui.ctx(), "scores pane");
            }
        }
        if out.moved {
            self.side.look_at_cell();
        }
    }
}

/// Says that the result in view is not of now.
fn notice(ui: &mut Ui, reckoning: &mut Reckoning, standing: Standing, is_there: bool) {
    let frame = Frame::new().inner_margin(Margin::symmetric(12, 6));
    match standing {
        Standing::Working(done, total) if is_there => {
            frame.show(ui, |ui| {
                let words = if total > 0 { format!("{done} of {total}") } else { String::new() };
                let note = Note::info("Working out the result anew; what you see is of before the last change")
                    .words(words)
                    .action(CommandButton::plain("Stop").icon(Icon::Stop));
                if note.show(ui).action {
                    reckoning.stop();
                }
            });
        }
        Standing::Fresh | Standing::Working(..) => {}
        Standing::Stopped | Standing::Failed => {
            frame.show(ui, |ui| {
                let why = reckoning.failure().map(|failure| failure.why.clone()).unwrap_or_default();
                let title =
                    if is_there { "This result is of before the last change" } else { "There is no result yet" };
                let note = Note::warning(title).words(why).action(CommandButton::plain("Work it out").icon(Icon::Play));
                if note.show(ui).action {
                    reckoning.again();
                }
            });
        }
    }
}

const WITH_ADJUSTED: [Tail; 4] = [
    Tail { title: "Raw", width: 62.0 },
    Tail { title: "Adjusted", width: 84.0 },
    Tail { title: "", width: 46.0 },
    Tail { title: "Places", width: 112.0 },
];
const PLAIN: [Tail; 2] = [Tail { title: "Result", width: 84.0 }, Tail { title: "Places", width: 112.0 }];

struct ScoreRows<'a> {
    shown: &'a Shown<'a>,
    reckoned: &'a Reckoned,
    numbers: &'a [u32],
    judges: &'a [u32],
    heads: Vec<Head>,
    /// Empty where the columns are judges.
    criteria: &'a [Criterion],
    rows_of: HashMap<u32, &'a Row>,
    faces: HashMap<u32, TextureId>,
    hidden: bool,
    adjusted: bool,
    /// Lowest and highest value there is.
    scale: (f64, f64),
    with_fit: bool,
}

impl ScoreRows<'_> {
    fn row(&self, row: usize) -> Option<&Row> {
        self.rows_of.get(self.numbers.get(row)?).copied()
    }
    /// Where the place lies in most repeats.
    fn span(&self, it: &Row) -> Ending {
        let all = self.reckoned.outcome.rows.len().max(2) as f32 - 1.0;
        match (it.span, it.place) {
            (Some((best, worst)), Some(place)) => Ending::Span {
                from: (best.saturating_sub(1)) as f32 / all,
                to: (worst.saturating_sub(1)) as f32 / all,
                at: (place.saturating_sub(1)) as f32 / all,
                words: if best == worst { format!("{best}") } else { format!("{best} to {worst}") },
            },
            _ => Ending::Nothing,
        }
    }
    fn value_words(&self, value: f64) -> String {
        match self.shown.round.map(|round| &round.mode) {
            Some(Mode::Rubric(_)) if self.adjusted => format!("{value:.1}"),
            Some(Mode::PassFail(_)) => if value > 0.5 { "pass" } else { "fail" }.into(),
            Some(Mode::Approval(_)) => if value > 0.5 { "yes" } else { "no" }.into(),
            Some(Mode::Ranking(_)) => format!("{:.0}", -value),
            _ => format!("{value:.0}"),
        }
    }
    fn part(&self, value: f64) -> f32 {
        if self.with_fit {
            return (value / 100.0) as f32;
        }
        let (least, most) = self.scale;
        if most > least { ((value - least) / (most - least)) as f32 } else { 0.5 }
    }
}

impl Rows for ScoreRows<'_> {
    fn len(&self) -> usize {
        self.numbers.len()
    }
    fn columns(&self) -> usize {
        if self.criteria.is_empty() { self.judges.len() } else { self.criteria.len() }
    }
    fn head(&self, column: usize) -> [Cow<'_, str>; 2] {
        if let Some(it) = self.criteria.get(column) {
            return [it.label.as_str().into(), format!("{} to {}, × {}", it.least, it.most, it.weight).into()];
        }
        let Some(judge) = self.judges.get(column) else { return ["".into(), "".into()] };
        let (assigned, done) = self.reckoned.loads.get(judge).copied().unwrap_or_default();
        let head = self.heads.get(column).map_or("", |it| it.words.as_str());
        [head.into(), format!("{done} of {assigned}").into()]
    }
    fn narrow_head(&self, column: usize) -> Cow<'_, str> {
        if !self.criteria.is_empty() {
            return self.head(column)[0].to_string().into();
        }
        self.heads.get(column).map_or("", |it| it.narrow.as_str()).into()
    }
    fn place(&self, row: usize) -> Cow<'_, str> {
        self.row(row).and_then(|row| row.place).map_or(Cow::Borrowed(""), |place| place.to_string().into())
    }
    fn name(&self, row: usize) -> [Cow<'_, str>; 2] {
        let number = self.numbers.get(row).copied().unwrap_or_default();
        name_of(self.shown, number, self.hidden)
    }
    fn face(&self, row: usize) -> Option<TextureId> {
        self.faces.get(self.numbers.get(row)?).copied()
    }
    fn mark(&self, row: usize, column: usize) -> Mark {
        let Some(number) = self.numbers.get(row) else { return Mark::Blank };
        if let Some(it) = self.criteria.get(column) {
            return match self.reckoned.by_criterion.get(&(*number, it.number)) {
                Some((mean, share)) => Mark::Score { part: *share as f32, words: format!("{mean:.1}"), noted: false },
                None => Mark::Wanted,
            };
        }
        let Some(judge) = self.judges.get(column) else { return Mark::Blank };
        match self.reckoned.cell(*judge, *number) {
            Some(cell) if cell.recused => Mark::Out,
            Some(cell) => {
                let value = if self.adjusted { cell.adjusted.or(cell.value) } else { cell.value };
                let noted = self.reckoned.has_comment(*judge, *number);
                match value {
                    Some(value) => Mark::Score { part: self.part(value), words: self.value_words(value), noted },
                    None => Mark::Score { part: 0.0, words: "part".into(), noted },
                }
            }
            None if self.reckoned.is_apart(*judge, *number) => Mark::Out,
            None if self.reckoned.is_wanted(*judge, *number) => Mark::Wanted,
            None => Mark::Blank,
        }
    }
    fn is_parted(&self, row: usize) -> bool {
        let on = |row: usize| self.row(row).is_some_and(|row| row.goes_on);
        on(row) && row + 1 < self.numbers.len() && !on(row + 1)
    }
    fn ending(&self, row: usize, tail: usize) -> Ending {
        let Some(it) = self.row(row) else { return Ending::Nothing };
        let number = |value: Option<f64>| value.map(|value| format!("{value:.1}"));
        let adjusted_counts = self.shown.round.is_some_and(|round| round.basis == Basis::Adjusted);
        let styled = |words: Option<String>, strong: bool| match words {
            Some(words) if strong => Ending::Strong(words),
            Some(words) => Ending::Muted(words),
            None => Ending::Nothing,
        };
        if !self.with_fit {
            return match tail {
                0 => {
                    let stv = self.shown.round.is_some_and(|round| round.mode == Mode::Ranking(Tally::Stv));
                    let words = match it.yes_no {
                        Some((yes, no)) => Some(format!("{yes} : {no}")),
                        // A transferable vote makes an order and no number.
                        None if stv => it.goes_on.then(|| "elected".to_owned()),
                        None => it.raw.map(|value| format!("{value:.2}")),
                    };
                    styled(words, true)
                }
                _ => match it.interval {
                    Some((low, high)) => Ending::Muted(format!("{low:.1} to {high:.1}")),
                    None if it.span.is_some() => self.span(it),
                    None => styled(it.place.map(|_| counted(it.judges, "judge", "judges")), false),
                },
            };
        }
        match tail {
            0 => styled(number(it.raw), !adjusted_counts),
            1 => styled(number(it.adjusted), adjusted_counts),
            2 => match (it.raw_place, it.adjusted_place) {
                (Some(raw), Some(adjusted)) => Ending::Moved(i64::from(raw) - i64::from(adjusted)),
                _ => Ending::Nothing,
            },
            _ => self.span(it),
        }
    }
}
