//! The field: who stands in it, the check-list they must meet with its reason codes, and how they come, go and change awards.

use super::asking::{Asked, Then, counted};
use super::grid_rows::{faces_of, found, name_of};
use super::panel::Finder;
use super::{Shown, finish, put};
use crate::app::Command;
use crate::app::judging::{blind, setup};
use crate::app::when;
use crate::campaign::PersonId;
use crate::campaign::judging::{Candidate, Checked, Outcome};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, divider};
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::typed;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::filter_bar::{FilterBar, FilterMenu};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::{CentralPanel, Frame, Id, Panel, TextureId, Ui, UiBuilder};
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::HashSet;

/// Whom the list shows.
const STATES: [&str; 4] = ["Eligible", "Something open", "Refused", "Withdrawn"];

#[derive(Default)]
pub struct FieldView {
    find: String,
    state: Option<usize>,
    table: TableState,
    finder: Finder,
    new_code: String,
    new_label: String,
    code: (u32, String),
    asked: Option<(u64, String, Option<usize>)>,
    numbers: Vec<u32>,
    /// Who was nominated and is not in the field, for a state of the campaign.
    waiting: Option<(u64, Vec<PersonId>)>,
}

/// Where a candidate stands with the check-list.
fn state_of(shown: &Shown<'_>, it: &Candidate) -> usize {
    if it.withdrawn.is_some() {
        return 3;
    }
    if !it.is_eligible() {
        return 2;
    }
    let met = |code: &str| it.checks.get(code).is_some_and(|check| check.outcome == Outcome::Met);
    usize::from(!shown.judging.requirements.iter().all(|line| met(&line.code)))
}

impl FieldView {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, asked: &mut Option<Asked>) {
        self.update(shown);
        if self.table.cursor().is_none() && !self.numbers.is_empty() {
            self.table.set_cursor(Some(0));
        }
        let current = self.table.cursor().and_then(|row| self.numbers.get(row as usize)).copied();
        SidePane::detail("field pane").width(350.0).show(ui, |pane| {
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                if let Some(it) = current.and_then(|number| shown.judging.candidate(number)) {
                    self.candidate(ui, cx, shown, it, asked);
                    divider(ui);
                }
                self.check_list(ui, cx, shown);
                divider(ui);
                self.add(ui, cx, shown);
                moves(ui, cx, shown);
            });
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.bar(ui, cx, shown);
            if !self.table.selected().is_empty() {
                let bar = Panel::bottom("field bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
                bar.show(ui, |ui| self.bulk(ui, cx, shown, asked));
            }
            let builder = UiBuilder::new().scope_id(Id::unique("list of the field"));
            ui.scope_builder(builder, |ui| self.list(ui, cx, shown));
        });
    }

    fn update(&mut self, shown: &Shown<'_>) {
        let asked = (shown.campaign.revision(), self.find.clone(), self.state);
        if self.asked.as_ref() != Some(&asked) {
            let field = shown.judging.field.iter();
            let wanted = field.filter(|it| self.state.is_none_or(|state| state_of(shown, it) == state));
            self.numbers = found(shown, wanted.map(|it| it.number), &self.find);
            self.table.keep_selected(|key| shown.judging.candidate(key as u32).is_some());
            self.asked = Some(asked);
        }
    }

    fn bar(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let find = Id::unique("find in the field");
        if cx.takes(Command::Find) {
            ui.ctx().memory_mut(|memory| memory.request_focus(find));
        }
        let count = setup::eligibility(shown.judging);
        let mut words = format!("{} eligible", count.eligible);
        for (number, what) in [(count.open, "open"), (count.refused, "refused"), (count.withdrawn, "withdrawn")] {
            if number > 0 {
                words.extend([", ", &number.to_string(), " ", what]);
            }
        }
        FilterBar::new(words).show(
            ui,
            |ui| FindField::new(&mut self.find, "Find in the field").width(190.0).id(find).show(ui),
            |ui| FilterMenu::new("Anybody", &STATES, &mut self.state).icon(Icon::Filter).show(ui),
        );
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let mut columns = vec![Column::new("Nominee", 210.0).grow().unsorted(), Column::new("", 110.0).unsorted()];
        // What does not fit is told in the pane.
        let room = ((ui.available_width() - 380.0) / 64.0).max(0.0) as usize;
        let codes: Vec<&str> = shown.judging.requirements.iter().map(|line| line.code.as_str()).take(room).collect();
        columns.extend(codes.iter().map(|code| Column::new(*code, 64.0).unsorted()));
        let who = self.numbers.iter().map(|it| (*it, shown.judging.candidate(*it).and_then(|it| it.person)));
        let faces = faces_of(ui, cx, shown, &self.table, who);
        let rows = FieldRows { shown, numbers: &self.numbers, codes: &codes, faces };
        let empty = if shown.judging.field.is_empty() {
            "Nobody stands in the field. Add people at the right."
        } else {
            "No nominee matches. Clear the find field and the filter."
        };
        let out = DataTable::new("Field", &columns).checks().two_lines().empty(empty).show(ui, &mut self.table, &rows);
        if out.opened.is_some() {
            SidePane::open_drawer(ui.ctx(), "field pane");
        }
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, asked: &mut Option<Asked>) {
        let keys: Vec<u64> = many::chosen(&self.table);
        let numbers: Vec<u32> = keys.into_iter().map(|key| key as u32).collect();
        let in_view = self.numbers.iter().filter(|number| self.table.is_selected(u64::from(**number))).count();
        let none = shown.judging.requirements.is_empty().then_some("There is no check-list yet.");
        let event = BulkBar::new(numbers.len() as u64, many::aside(numbers.len(), in_view, shown.judging.field.len()))
            .verb(CommandButton::plain(format!("All met for {}", numbers.len())).icon(Icon::Check).disabled_if(none))
            .verb(CommandButton::plain(format!("Withdraw {}", numbers.len())))
            .show(ui);
        match event {
            Some(BulkEvent::Verb(0)) => all_met(cx, shown, &numbers),
            Some(BulkEvent::Verb(_)) => {
                *asked = Some(Asked::new(shown, Then::Withdraw(numbers, shown.number())));
            }
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }

    fn candidate(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        it: &Candidate,
        asked: &mut Option<Asked>,
    ) {
        let name = shown.candidate_name(it.number);
        Section::new(name).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.push_id(("candidate", it.number), |ui| {
                if self.code.0 != it.number {
                    self.code = (it.number, it.code.clone());
                }
                let set =
                    CommandButton::quiet("Set").small().disabled_if((self.code.1 == it.code).then_some("It is so."));
                let out = Field::new("Code name")
                    .action(set)
                    .help("What judges read in blind rounds.")
                    .show(ui, |ui| TextField::new(&mut self.code.1, "Code name").show(ui));
                let entered = out.inner.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
                if (out.action || entered) && self.code.1 != it.code {
                    let change = blind::set_code(shown.campaign, shown.award, it.number, &self.code.1);
                    if !finish(cx, change, "Set a code name") {
                        self.code.1.clone_from(&it.code);
                    }
                }
                for line in &shown.judging.requirements {
                    requirement(ui, cx, shown, it, &line.code, &line.label);
                }
                if let Some(gone) = &it.withdrawn {
                    let at = when::long(gone.at, &cx.ws.world().time_zone());
                    Text::label(format!("Withdrawn on {at}: {}", gone.reason)).show(ui);
                }
                ui.horizontal_wrapped(|ui| {
                    if it.withdrawn.is_some() {
                        if CommandButton::plain("Readmit").icon(Icon::Undo).small().show(ui).clicked() {
                            let change = setup::readmit(shown.campaign, shown.award, it.number);
                            finish(cx, change, "Readmitted 1 nominee");
                        }
                    } else {
                        if CommandButton::plain("Withdraw").small().show(ui).clicked() {
                            *asked = Some(Asked::new(shown, Then::Withdraw(vec![it.number], shown.number())));
                        }
                        let alone = (shown.campaign.judgings().len() < 2).then_some("No other award is judged.");
                        let go = CommandButton::plain("Move to another award").small().disabled_if(alone);
                        if go.show(ui).clicked() {
                            *asked = Some(Asked::new(shown, Then::Move(it.number)));
                        }
                    }
                    if let Some(person) = it.person
                        && CommandButton::plain("Show the person").icon(Icon::Person).small().show(ui).clicked()
                    {
                        cx.act(Action::Show(Target::Person(person)));
                    }
                });
            });
        });
    }

    fn check_list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        Section::new("Eligibility check-list").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if shown.judging.requirements.is_empty() {
                Text::label("Nothing is asked yet: everybody nominated may stand.").muted().show(ui);
            }
            for line in &shown.judging.requirements {
                ui.horizontal(|ui| {
                    Chip::line(line.code.as_str()).show(ui);
                    let width = ui.available_width() - 36.0;
                    let name = format!("Requirement {}", line.code);
                    let label = typed::words(ui, &name, &line.label, |it| it.small().width(width));
                    if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
                        let change = setup::set_requirement(shown.campaign, shown.award, &line.code, &label);
                        put(cx, change, &format!("{} requirement {}", shown.award, line.code));
                    }
                    let remove = CommandButton::quiet(format!("Remove requirement {}", line.code));
                    if remove.icon(Icon::X).icon_only().small().show(ui).clicked() {
                        let change = setup::set_requirement(shown.campaign, shown.award, &line.code, "");
                        finish(cx, change, "Removed 1 requirement");
                    }
                });
            }
            ui.horizontal(|ui| {
                let next = format!("E{}", shown.judging.requirements.len() + 1);
                TextField::new(&mut self.new_code, "New reason code").hint(next.as_str()).width(64.0).small().show(ui);
                let width = ui.available_width() - 60.0;
                let words = TextField::new(&mut self.new_label, "New requirement").hint("Works for a member").small();
                let entered = words.width(width).show(ui).lost_focus()
                    && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
                let empty = self.new_label.trim().is_empty().then_some("Write what must be so.");
                let pressed = CommandButton::plain("Add").small().disabled_if(empty).show(ui).clicked();
                if (pressed || entered) && empty.is_none() {
                    let code = if self.new_code.trim().is_empty() { next.as_str() } else { self.new_code.as_str() };
                    let change = setup::set_requirement(shown.campaign, shown.award, code, &self.new_label);
                    if finish(cx, change, "Added 1 requirement") {
                        self.new_code.clear();
                        self.new_label.clear();
                    }
                }
            });
        });
    }

    fn add(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        Section::new("Add a nominee").show(ui, |ui| {
            let on = |id| shown.judging.candidate_of(id).is_some();
            if let Some(person) = self.finder.show(ui, shown.campaign, "Add a nominee", on) {
                add_people(cx, shown, &[person]);
            }
            let revision = shown.campaign.revision();
            if self.waiting.as_ref().is_none_or(|(of, _)| *of != revision) {
                let there: HashSet<PersonId> = shown.judging.field.iter().filter_map(|it| it.person).collect();
                let mut waiting = setup::nominees(shown.campaign, shown.award);
                waiting.retain(|person| !there.contains(person));
                self.waiting = Some((revision, waiting));
            }
            let waiting = self.waiting.as_ref().map_or(&[][..], |(_, waiting)| waiting.as_slice());
            if !waiting.is_empty() {
                let title = format!("Add {} nominated since", waiting.len());
                if CommandButton::plain(title).icon(Icon::People).small().show(ui).clicked() {
                    add_people(cx, shown, waiting);
                }
            }
        });
    }
}

fn add_people(cx: &mut Cx<'_>, shown: &Shown<'_>, people: &[PersonId]) {
    match setup::add_candidates(shown.campaign, shown.award, people) {
        Ok(Some(change)) => {
            let told = format!("Added {}", counted(people.len(), "nominee", "nominees"));
            cx.act(Action::CommitAndTell(change, told));
        }
        Ok(None) => cx.act(Action::Tell("They stand in the field already".into())),
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

fn requirement(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, it: &Candidate, code: &str, label: &str) {
    let known = it.checks.get(code).cloned().unwrap_or_default();
    let put_it = |cx: &mut Cx<'_>, field: &str, new: Checked| {
        let change = setup::check(shown.campaign, shown.award, &[it.number], code, new.outcome, &new.note);
        let key = if field.is_empty() { String::new() } else { format!("{} {} {code}", shown.award, it.number) };
        put(cx, change, &key);
    };
    ui.push_id(code, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        Text::label(format!("{code}: {label}")).show(ui);
        let mut chosen = Outcome::ALL.iter().position(|it| *it == known.outcome).unwrap_or(0);
        let titles = Outcome::ALL.map(Outcome::title);
        let name = format!("{code} of the nominee");
        if Segmented::new(&name, &titles, &mut chosen).small().show(ui).changed() {
            put_it(cx, "", Checked { outcome: Outcome::ALL[chosen], ..known.clone() });
        }
        if known.outcome == Outcome::NotMet || !known.note.is_empty() {
            let name = format!("Reason for {code}");
            if let Some(note) = typed::words(ui, &name, &known.note, |it| it.hint("Reason, for the letter").small()) {
                put_it(cx, "note", Checked { note, ..known });
            }
        }
    });
}

fn moves(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    if shown.judging.moves.is_empty() {
        return;
    }
    divider(ui);
    let zone = cx.ws.world().time_zone();
    Section::new("Moved between awards").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for it in &shown.judging.moves {
            let other = shown.campaign.awards().get(it.other).map_or("an award that is gone", |award| &award.title);
            let way = if it.came { "came from" } else { "went to" };
            let name = shown.candidate_name(it.candidate);
            let at = when::long(it.at, &zone);
            Text::label(format!("{name} {way} “{other}”: {}. {at}", it.reason.trim_end_matches('.'))).show(ui);
        }
    });
}

struct FieldRows<'a> {
    shown: &'a Shown<'a>,
    numbers: &'a [u32],
    codes: &'a [&'a str],
    faces: HashMap<u32, TextureId>,
}

impl FieldRows<'_> {
    fn candidate(&self, row: u64) -> Option<&Candidate> {
        self.shown.judging.candidate(*self.numbers.get(row as usize)?)
    }
    fn outcome(&self, row: u64, column: usize) -> Outcome {
        let code = self.codes.get(column - 2).copied().unwrap_or_default();
        self.candidate(row).and_then(|it| it.checks.get(code)).map_or(Outcome::Open, |check| check.outcome)
    }
}

impl TableRows for FieldRows<'_> {
    fn len(&self) -> u64 {
        self.numbers.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.numbers.get(row as usize).map_or(0, |number| u64::from(*number))
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(it) = self.candidate(row) else { return Cow::Borrowed("") };
        match column {
            0 => {
                let [name, code] = name_of(self.shown, it.number, false);
                format!("{name}, {code}").into()
            }
            1 => match state_of(self.shown, it) {
                0 => "eligible".into(),
                1 => "open".into(),
                2 => it.failed().collect::<Vec<_>>().join(" ").into(),
                _ => "withdrawn".into(),
            },
            _ => {
                let code = self.codes.get(column - 2).copied().unwrap_or_default();
                format!("{code} {}", self.outcome(row, column).title().to_lowercase()).into()
            }
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(it) = self.candidate(cell.row()) else { return };
        match cell.column() {
            0 => {
                let [name, code] = name_of(self.shown, it.number, false);
                let plate = FacePlate::new(name.as_ref()).texture(self.faces.get(&it.number).copied());
                cell.face(&plate).gap(4.0).two_lines(&name, &code);
            }
            1 => {
                let words = self.text(cell.row(), 1).into_owned();
                let chip = match state_of(self.shown, it) {
                    0 => Chip::success(words),
                    1 => Chip::neutral(words),
                    2 => Chip::danger(words),
                    _ => Chip::line(words),
                };
                cell.chip(&chip);
            }
            column => match self.outcome(cell.row(), column) {
                Outcome::Open => {
                    cell.muted("–");
                }
                Outcome::Met => {
                    cell.icon(Icon::Check, Tone::Success);
                }
                Outcome::NotMet => {
                    cell.icon(Icon::X, Tone::Danger);
                }
            },
        }
    }
}

/// Every condition that is open for these is met.
fn all_met(cx: &mut Cx<'_>, shown: &Shown<'_>, numbers: &[u32]) {
    let mut judging = shown.judging.clone();
    for number in numbers {
        let Some(it) = judging.candidate_mut(*number) else { continue };
        for line in &shown.judging.requirements {
            let known = it.checks.entry(line.code.clone()).or_default();
            // What was refused with a reason stays refused.
            if known.outcome == Outcome::Open {
                known.outcome = Outcome::Met;
            }
        }
    }
    if judging == *shown.judging {
        cx.act(Action::Tell("They are all so already".into()));
        return;
    }
    let edit = crate::campaign::Edit::judging(shown.award, judging);
    let change = crate::campaign::Change::one("Check candidates", edit);
    let told = format!("Checked {}", counted(numbers.len(), "nominee", "nominees"));
    cx.act(Action::CommitAndTell(change, told));
}
