//! The panel: judges chosen among the people of the campaign, their codes, who is independent, and who left.

use super::asking::{Asked, Then};
use super::grid_rows::faces_of;
use super::{Shown, finish};
use crate::app::judging::{assigning, judge_name, setup};
use crate::campaign::judging::Judge;
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::screens::offered::{Offered, Until};
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::menu::MenuLine;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::text_field::TextField;
use eframe::egui::{CentralPanel, Frame, Key, TextureId, Ui};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// A field in which people of the campaign are found by what is typed.
#[derive(Default)]
pub struct Finder {
    typed: String,
    offered: Offered,
}

impl Finder {
    const OFFERED: usize = 6;

    /// Gives who was chosen; `left_out` says who is not offered.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        campaign: &Campaign,
        name: &str,
        left_out: impl Fn(PersonId) -> bool,
    ) -> Option<PersonId> {
        let response = TextField::new(&mut self.typed, name).icon(Icon::Search).hint("Type a name").show(ui);
        if self.typed.trim().is_empty() {
            return None;
        }
        self.offered.look(ui.ctx(), campaign, &self.typed, Until::Found(Self::OFFERED), |id| !left_out(id));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let mut chosen = None;
        ui.spacing_mut().item_spacing.y = 1.0;
        for id in self.offered.found() {
            let Some(person) = campaign.people().get(*id) else { continue };
            let more: Vec<&str> =
                [person.team.as_str(), &person.email].into_iter().filter(|text| !text.is_empty()).collect();
            let line = if more.is_empty() {
                person.display_name().to_owned()
            } else {
                format!("{}, {}", person.display_name(), more.join(", "))
            };
            if MenuLine::new(line).icon(Icon::Person).show(ui).clicked() || (entered && chosen.is_none()) {
                chosen = Some(*id);
            }
        }
        if self.offered.found().is_empty() && !self.offered.is_looking() {
            Text::label("Nobody else answers to that. Add the person under People first.").muted().show(ui);
        }
        if chosen.is_some() {
            self.typed.clear();
        }
        chosen
    }
}

type LoadKey = (String, u64, crate::campaign::AwardId, u32);

#[derive(Default)]
pub struct Panel {
    table: TableState,
    finder: Finder,
    /// Who is marked as a judge and not on the panel, for a state of the campaign.
    waiting: Option<(u64, Vec<PersonId>)>,
    loads: Kept<LoadKey, Vec<assigning::Workload>>,
}

/// How much each judge of the round has to do, counted by a job where there are many.
pub fn loads(
    kept: &mut Kept<LoadKey, Vec<assigning::Workload>>,
    cx: &Cx<'_>,
    shown: &Shown<'_>,
) -> Option<Arc<Vec<assigning::Workload>>> {
    let campaign = Arc::clone(shown.campaign);
    let (award, round) = (shown.award, shown.number());
    let key = (campaign.settings().id.clone(), campaign.revision(), award, round);
    let short = shown.judging.panel.len() * shown.judging.field.len() <= 400;
    let work = move |_: &_| Ok(assigning::workload(&campaign, award, round));
    let made = kept.get(cx.ws.jobs(), "Counting who judges whom", key, short, work);
    let is_this = kept.key().is_some_and(|(_, _, of, number)| (*of, *number) == (award, round));
    made.filter(|_| is_this).and_then(Result::ok)
}

impl Panel {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, asked: &mut Option<Asked>) {
        let loads = loads(&mut self.loads, cx, shown);
        let loads: HashMap<u32, assigning::Workload> =
            loads.iter().flat_map(|list| list.iter()).map(|it| (it.judge, it.clone())).collect();
        if self.table.cursor().is_none() && !shown.judging.panel.is_empty() {
            self.table.set_cursor(Some(0));
        }
        let current = self.table.cursor().and_then(|row| shown.judging.panel.get(row as usize));
        SidePane::detail("panel pane").width(340.0).show(ui, |pane| {
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                Section::new("Add a judge").show(ui, |ui| {
                    let on = |id| shown.judging.judge_of(id).is_some();
                    if let Some(person) = self.finder.show(ui, shown.campaign, "Add a judge", on) {
                        add(cx, shown, &[person]);
                    }
                    self.known_judges(ui, cx, shown);
                });
                if !shown.judging.panel.is_empty()
                    && !shown.judging.panel.iter().any(|judge| !judge.independent.is_empty() && judge.left.is_empty())
                {
                    Note::warning("Nobody is noted as independent")
                        .words(
                            "UK CAP Code, rule 8.26 asks for an independent judge, or a panel with one independent member, where \
                             a prize depends on a subjective judgement. Choose a judge and say why they are.",
                        )
                        .show(ui);
                }
                if let Some(judge) = current {
                    self::judge(ui, cx, shown, judge, &loads, asked);
                }
            });
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            let columns = [
                Column::new("Judge", 220.0).grow(),
                Column::new("Code", 80.0),
                Column::new("Scored", 90.0).right(),
                Column::new("Conflicts", 90.0).right(),
                Column::new("", 130.0).unsorted(),
            ];
            let who = shown.judging.panel.iter().map(|it| (it.number, it.person));
            let faces = faces_of(ui, cx, shown, &self.table, who);
            let rows = JudgeRows { shown, loads: &loads, faces };
            let table = DataTable::new("Panel", &columns)
                .two_lines()
                .empty("Nobody is on the panel yet. Find people at the right; judges are people of the campaign.");
            let out = table.show(ui, &mut self.table, &rows);
            if out.opened.is_some() {
                SidePane::open_drawer(ui.ctx(), "panel pane");
            }
        });
    }

    /// The way to everybody who is marked as a judge in the campaign and not on this panel.
    fn known_judges(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let revision = shown.campaign.revision();
        if self.waiting.as_ref().is_none_or(|(of, _)| *of != revision) {
            let judges = shown.campaign.people().iter().filter(|(_, person)| person.judge).map(|(id, _)| id);
            let waiting = judges.filter(|id| shown.judging.judge_of(*id).is_none()).collect();
            self.waiting = Some((revision, waiting));
        }
        let waiting = self.waiting.as_ref().map_or(&[][..], |(_, waiting)| waiting.as_slice());
        if !waiting.is_empty() {
            let title = format!("Add all {} marked as judges", waiting.len());
            if CommandButton::plain(title).icon(Icon::People).small().show(ui).clicked() {
                add(cx, shown, waiting);
            }
        }
    }
}

fn add(cx: &mut Cx<'_>, shown: &Shown<'_>, people: &[PersonId]) {
    match setup::add_judges(shown.campaign, shown.award, people) {
        Ok(Some(change)) => {
            let told = format!("{} on the panel", super::counted(people.len(), "judge", "judges"));
            cx.act(Action::CommitAndTell(change, told));
        }
        Ok(None) => cx.act(Action::Tell("They are on the panel already".into())),
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

fn judge(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    judge: &Judge,
    loads: &HashMap<u32, assigning::Workload>,
    asked: &mut Option<Asked>,
) {
    let name = judge_name(shown.campaign, judge);
    Section::new(name.as_str()).aside(judge.code.clone()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(load) = loads.get(&judge.number) {
            FactRow::new("Scored in this round", format!("{} of {}", load.done, load.assigned)).show(ui);
            FactRow::new("Nominees to keep away from", load.conflicts.to_string()).show(ui);
        }
        if !judge.independent.is_empty() {
            Text::label(format!("Independent: {}", judge.independent)).show(ui);
        }
        if !judge.left.is_empty() {
            Text::label(format!("Left the panel: {}", judge.left)).show(ui);
        }
        ui.horizontal_wrapped(|ui| {
            let title = if judge.independent.is_empty() { "Note as independent" } else { "Change why independent" };
            if CommandButton::plain(title).icon(Icon::Shieldok).small().show(ui).clicked() {
                *asked = Some(Asked::new(shown, Then::Independent(judge.number)));
            }
            if let Some(person) = judge.person
                && CommandButton::plain("Show the person").icon(Icon::Person).small().show(ui).clicked()
            {
                cx.act(Action::Show(Target::Person(person)));
            }
            if judge.left.is_empty() {
                if CommandButton::plain("They left the panel").small().show(ui).clicked() {
                    *asked = Some(Asked::new(shown, Then::Leave(judge.number)));
                }
                let has_sheet = shown.campaign.sheets_of(shown.award).any(|(_, sheet)| sheet.judge == judge.number);
                let why = has_sheet.then_some("Nominees were given to them: note that they left instead.");
                let remove = CommandButton::quiet("Take off the panel").icon(Icon::X).small().disabled_if(why);
                if remove.show(ui).clicked() {
                    let change = setup::remove_judge(shown.campaign, shown.award, judge.number);
                    finish(cx, change, "Took 1 judge off the panel");
                }
            } else if CommandButton::plain("Take back").icon(Icon::Undo).small().show(ui).clicked() {
                let change = setup::set_left(shown.campaign, shown.award, judge.number, "");
                finish(cx, change, "1 judge is back on the panel");
            }
        });
    });
}

struct JudgeRows<'a> {
    shown: &'a Shown<'a>,
    loads: &'a HashMap<u32, assigning::Workload>,
    faces: HashMap<u32, TextureId>,
}

impl TableRows for JudgeRows<'_> {
    fn len(&self) -> u64 {
        self.shown.judging.panel.len() as u64
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(it) = self.shown.judging.panel.get(row as usize) else { return Cow::Borrowed("") };
        let load = self.loads.get(&it.number);
        match column {
            0 => judge_name(self.shown.campaign, it).into(),
            1 => it.code.as_str().into(),
            2 => load.map_or(Cow::Borrowed(""), |load| format!("{} of {}", load.done, load.assigned).into()),
            3 => load.filter(|load| load.conflicts > 0).map_or(Cow::Borrowed(""), |it| it.conflicts.to_string().into()),
            _ if !it.left.is_empty() => "left".into(),
            _ if !it.independent.is_empty() => "independent".into(),
            _ => Cow::Borrowed(""),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(it) = self.shown.judging.panel.get(cell.row() as usize) else { return };
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 => {
                let person = it.person.and_then(|id| self.shown.campaign.people().get(id));
                let under = person.map_or("", |person| {
                    if person.organisation.is_empty() { person.team.as_str() } else { person.organisation.as_str() }
                });
                let plate = FacePlate::new(words.as_str()).texture(self.faces.get(&it.number).copied());
                cell.face(&plate).gap(4.0);
                if under.is_empty() {
                    cell.strong(&words)
                } else {
                    cell.two_lines(&words, under)
                };
            }
            1 => {
                cell.mono(&words);
            }
            4 if !it.left.is_empty() => {
                cell.chip(&Chip::neutral("left"));
            }
            4 if !it.independent.is_empty() => {
                cell.chip(&Chip::success("independent").icon(Icon::Shieldok));
            }
            _ => {
                cell.text(&words);
            }
        }
    }
}
