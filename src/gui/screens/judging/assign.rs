//! Who judges whom: a balanced plan from a seed, pairs set by hand on the grid, and how much work each judge has.

use super::grid_rows::{Head, faces, found, judge_heads, name_of};
use super::matrix::{Ending, Mark, Matrix, MatrixState, Rows, Tail};
use super::panel::loads;
use super::{Shown, finish, rules};
use crate::app::judging::assigning::{self, Wish, Workload};
use crate::app::judging::conflicts::State;
use crate::app::judging::sheets_of_round;
use crate::app::{Command, Failure, Task};
use crate::campaign::judging::Sheet;
use crate::campaign::{AwardId, Change};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::divider;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::typed;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::Field;
use eframe::egui::{
    Align2, CentralPanel, CornerRadius, Frame, Id, Rect, Role, Sense, TextureId, Ui, WidgetInfo, pos2, vec2,
};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

#[derive(Default)]
pub struct Assign {
    find: String,
    seed: Option<u64>,
    keep: bool,
    uneven: bool,
    matrix: MatrixState,
    loads: Kept<(String, u64, AwardId, u32), Vec<Workload>>,
    planning: Option<Task<Change>>,
    /// Why there is no plan.
    refused: Option<Failure>,
    asked: Option<(u64, u32, String)>,
    numbers: Vec<u32>,
    known: Known,
}

/// What the grid looks up, for a state of the campaign and of the conflicts.
#[derive(Default)]
struct Known {
    of: Option<(u64, u32, usize)>,
    /// Who must not meet.
    apart: HashSet<(u32, u32)>,
    /// How many judges see each candidate.
    seen: HashMap<u32, usize>,
}

impl Known {
    fn update(&mut self, shown: &Shown<'_>) {
        let lines = shown.conflicts.as_deref().map(Vec::as_slice).unwrap_or_default();
        // The address of the list says whether it is still the same one.
        let of = (shown.campaign.revision(), shown.number(), lines.as_ptr() as usize);
        if self.of == Some(of) {
            return;
        }
        let apart = lines.iter().filter(|line| line.state != State::Dismissed);
        self.apart = apart.map(|line| (line.judge, line.candidate)).collect();
        // What stands and who was recused is known before the search for conflicts is done.
        self.apart.extend(super::reckoning::apart(shown.judging, shown.number()));
        self.seen.clear();
        for (_, sheet) in sheets_of_round(shown.campaign, shown.award, shown.number()) {
            for candidate in &sheet.assigned {
                *self.seen.entry(*candidate).or_default() += 1;
            }
        }
        self.of = Some(of);
    }
}

impl Assign {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(round) = shown.round else {
            Text::body("Plan a round first: Set up, Rounds.").muted().show(ui);
            return;
        };
        self.take_in(cx);
        let asked = (shown.campaign.revision(), round.number, self.find.clone());
        if self.asked.as_ref() != Some(&asked) {
            let field = shown.judging.field_of(round.number);
            self.numbers = found(shown, field.iter().map(|it| it.number), &self.find);
            self.asked = Some(asked);
        }
        let loads = loads(&mut self.loads, cx, shown);
        SidePane::detail("assign pane").width(340.0).show(ui, |pane| {
            pane.body(|ui| self.side(ui, cx, shown, loads.as_deref().map(Vec::as_slice).unwrap_or_default()));
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let find = Id::unique("find in assignments");
            if cx.takes(Command::Find) {
                ui.ctx().memory_mut(|memory| memory.request_focus(find));
            }
            let words = format!("{} in this round", super::counted(self.numbers.len(), "nominee", "nominees"));
            FilterBar::new(words).show(
                ui,
                |ui| FindField::new(&mut self.find, "Find a nominee").width(190.0).id(find).show(ui),
                |ui| Text::caption("Press a cell to give or take a nominee by hand.").muted().show(ui),
            );
            self.grid(ui, cx, shown);
        });
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.planning.as_ref().and_then(Task::poll) {
            self.planning = None;
            match result {
                Ok(change) => {
                    self.refused = None;
                    cx.act(Action::CommitAndTell(change, "Assigned nominees to judges".into()));
                }
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => self.refused = Some(failure),
            }
        }
    }

    fn side(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, loads: &[Workload]) {
        ui.spacing_mut().item_spacing.y = 12.0;
        let Some(round) = shown.round else { return };
        let known = round.assignment.as_ref();
        Section::new("Balanced plan").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let words = match round.each {
                0 => "Every judge sees every nominee, but for conflicts.".to_owned(),
                each => format!(
                    "Each nominee is seen by {}, loads differ by one at most, conflicts are kept apart.",
                    super::counted(each as usize, "judge", "judges")
                ),
            };
            Text::label(words).show(ui);
            let seed = *self.seed.get_or_insert_with(|| known.map_or(1, |it| it.seed));
            Field::new("Seed").help("The same seed and the same people give the same plan.").show(ui, |ui| {
                ui.horizontal(|ui| {
                    if let Some(seed) = typed::number(ui, "Seed", seed, 0..=u64::MAX, 150.0) {
                        self.seed = Some(seed);
                    }
                    let dice = CommandButton::quiet("Another seed").icon(Icon::Dice).icon_only();
                    if dice.show(ui).clicked() {
                        self.seed = rules::lot(cx);
                    }
                });
            });
            let kept = CheckRow::new(&mut self.keep, "Keep what is assigned")
                .detail("Only what is missing is added. What was scored stays in any case.");
            kept.show(ui);
            CheckRow::new(&mut self.uneven, "Accept uneven work")
                .detail("Where conflicts allow no even plan, take the evenest.")
                .show(ui);
            let why = if self.planning.is_some() { Some("A plan is being made.") } else { shown.frozen_reason() };
            let title = if known.is_some() { "Assign again" } else { "Assign nominees to judges" };
            if CommandButton::primary(title).icon(Icon::Merge).disabled_if(why).show(ui).clicked() {
                self.start(cx, shown);
            }
            if let Some(failure) = &self.refused {
                Note::warning(failure.what.clone()).words(format!("{} {}", failure.why, failure.what_to_do)).show(ui);
            }
            if let Some(known) = known {
                let hand = if known.by_hand { ", changed by hand" } else { "" };
                Text::caption(format!("Version {}, seed {}{hand}.", known.version, known.seed)).muted().show(ui);
            }
        });
        divider(ui);
        Section::new("Work of each judge").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if loads.is_empty() {
                Text::label("Nobody is on the panel of this round.").muted().show(ui);
            }
            let most = loads.iter().map(|it| it.assigned).max().unwrap_or(0).max(1);
            for load in loads.iter().take(60) {
                load_bar(ui, &shown.judge_name(load.judge), load, most);
            }
            if let (Some(most), Some(least)) =
                (loads.iter().map(|it| it.assigned).max(), loads.iter().map(|it| it.assigned).min())
            {
                FactRow::new("Most and least", format!("{most} and {least}")).show(ui);
            }
        });
    }

    fn start(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) {
        let campaign = Arc::clone(shown.campaign);
        let (award, round, at) = (shown.award, shown.number(), cx.ws.world().now());
        let wish = Wish { seed: self.seed.unwrap_or(1), keep: self.keep, uneven: self.uneven };
        self.refused = None;
        let work = move |_: &_| assigning::assign(&campaign, award, round, wish, at);
        self.planning = Some(cx.ws.jobs().start_change("Planning who judges whom", work));
    }

    fn grid(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let Some(round) = shown.round else { return };
        let judges: Vec<u32> = shown.judging.judges_of(round).map(|it| it.number).collect();
        let sheets: HashMap<u32, &Sheet> =
            sheets_of_round(shown.campaign, shown.award, round.number).map(|(_, sheet)| (sheet.judge, sheet)).collect();
        self.known.update(shown);
        let faces = faces(ui, cx, shown, &self.matrix, &self.numbers);
        let rows = AssignRows {
            shown,
            numbers: &self.numbers,
            judges: &judges,
            heads: judge_heads(shown, &judges, false),
            sheets,
            known: &self.known,
            faces,
            each: round.each,
        };
        let empty = if shown.judging.field.is_empty() {
            "Nobody stands in the field. Add nominees under Set up."
        } else if self.find.is_empty() {
            "Nobody has come to this round yet: freeze the round before it."
        } else {
            "No nominee matches. Clear the find field."
        };
        let tails = [Tail { title: "Judges", width: 72.0 }];
        let out =
            Matrix::new("Who judges whom", "Nominee").tails(&tails).empty(empty).show(ui, &mut self.matrix, &rows);
        if let Some((row, column)) = out.pressed
            && let (Some(candidate), Some(judge)) = (self.numbers.get(row), judges.get(column))
        {
            if let Some(reason) = shown.frozen_reason() {
                cx.act(Action::Tell(reason.into()));
                return;
            }
            let on = !rows.sheets.get(judge).is_some_and(|sheet| sheet.assigned.contains(candidate));
            let at = cx.ws.world().now();
            let change =
                assigning::set_by_hand(shown.campaign, shown.award, round.number, *judge, &[*candidate], on, at);
            let told = if on { "Gave 1 nominee to a judge" } else { "Took 1 nominee from a judge" };
            finish(cx, change, told);
        }
    }
}

/// A judge's work as a bar: what is done in it, and the rest.
fn load_bar(ui: &mut Ui, name: &str, load: &Workload, most: usize) {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let p = ui.painter();
    let y = rect.center().y;
    let names = rect.width() * 0.4;
    let left = Align2::LEFT_CENTER;
    text::paint(p, pos2(rect.left(), y), left, name, Type::Label, c.ink, Fit::Elide(names - 8.0));
    let words = format!("{} of {}", load.done, load.assigned);
    let room = rect.width() - names - text::width(p, &words, Type::LabelStrong).max(52.0) - 12.0;
    let long = |count: usize| room * count as f32 / most as f32;
    let bar = |from: f32, width: f32| {
        Rect::from_min_size(pos2(rect.left() + names + from, y - 6.0), vec2(width.max(0.0), 12.0))
    };
    p.rect_filled(bar(0.0, room), CornerRadius::same(3), c.surface_inset);
    p.rect_filled(
        bar(0.0, long(load.assigned)),
        CornerRadius::same(3),
        crate::gui::theme::mix(c.surface, c.accent, 0.35),
    );
    p.rect_filled(bar(0.0, long(load.done)), CornerRadius::same(3), c.category[0]);
    let right = pos2(rect.right(), y);
    text::paint(p, right, Align2::RIGHT_CENTER, &words, Type::LabelStrong, c.ink, Fit::Free);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{name}: {words} scored")));
}

struct AssignRows<'a> {
    shown: &'a Shown<'a>,
    numbers: &'a [u32],
    judges: &'a [u32],
    heads: Vec<Head>,
    sheets: HashMap<u32, &'a Sheet>,
    known: &'a Known,
    faces: HashMap<u32, TextureId>,
    each: u32,
}

impl Rows for AssignRows<'_> {
    fn len(&self) -> usize {
        self.numbers.len()
    }
    fn columns(&self) -> usize {
        self.judges.len()
    }
    fn head(&self, column: usize) -> [Cow<'_, str>; 2] {
        let Some(judge) = self.judges.get(column) else { return ["".into(), "".into()] };
        let count = self.sheets.get(judge).map_or(0, |sheet| sheet.assigned.len());
        let head = self.heads.get(column).map_or("", |it| it.words.as_str());
        [head.into(), count.to_string().into()]
    }
    fn narrow_head(&self, column: usize) -> Cow<'_, str> {
        self.heads.get(column).map_or("", |it| it.narrow.as_str()).into()
    }
    fn place(&self, _: usize) -> Cow<'_, str> {
        "".into()
    }
    fn name(&self, row: usize) -> [Cow<'_, str>; 2] {
        name_of(self.shown, self.numbers.get(row).copied().unwrap_or_default(), false)
    }
    fn face(&self, row: usize) -> Option<TextureId> {
        self.faces.get(self.numbers.get(row)?).copied()
    }
    fn mark(&self, row: usize, column: usize) -> Mark {
        let (Some(number), Some(judge)) = (self.numbers.get(row), self.judges.get(column)) else {
            return Mark::Blank;
        };
        let sheet = self.sheets.get(judge);
        if sheet.is_some_and(|sheet| sheet.lines.contains_key(number)) {
            Mark::Done
        } else if sheet.is_some_and(|sheet| sheet.assigned.contains(number)) {
            Mark::Planned
        } else if self.known.apart.contains(&(*judge, *number)) {
            Mark::Out
        } else {
            Mark::Blank
        }
    }
    fn ending(&self, row: usize, _: usize) -> Ending {
        let seen = self.numbers.get(row).and_then(|number| self.known.seen.get(number)).copied().unwrap_or(0);
        if self.each > 0 && seen != self.each as usize {
            Ending::Strong(format!("{seen} of {}", self.each))
        } else {
            Ending::Muted(seen.to_string())
        }
    }
}
