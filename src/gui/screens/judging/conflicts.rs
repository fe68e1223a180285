//! Conflicts of interest: found by the program with what was found, declared by judges, looked at by a person; and the recusals that
//! followed, with what they changed.

use super::asking::{Asked, Then, counted};
use super::reckoning::Reckoning;
use super::{Shown, finish};
use crate::app::judging::conflicts::{self, Line, State};
use crate::app::people::folded;
use crate::app::{Command, when};
use crate::campaign::judging::{Ground, Recusal};
use crate::campaign::{Campaign, Change, Person};
use crate::gui::action::{Action, Cx, ManyChange};
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::screens::many;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::filter_bar::{FilterBar, FilterMenu};
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::inspector::{FactRow, Section};
use eframe::egui::{CentralPanel, Frame, Id, Panel, Ui, UiBuilder};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

const STATES: [&str; 3] = ["To look at", "Stands", "Dismissed"];
const BY_STATE: [State; 3] = [State::Found, State::Stands, State::Dismissed];

/// What an index of lines was made for.
type Asking = (u64, String, Option<usize>, usize);

#[derive(Default)]
pub struct Conflicts {
    find: String,
    state: Option<usize>,
    table: TableState,
    asked: Option<Asking>,
    rows: Vec<usize>,
    /// How many are to be looked at.
    open: usize,
    /// What is counted of the selected ones.
    many: many::OfSelected<Selected>,
}

/// How many of the selected can be confirmed, and how many are shown.
#[derive(Clone, Copy, Default)]
struct Selected {
    all: usize,
    open: usize,
    in_view: usize,
}

impl Conflicts {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        reckoning: &mut Reckoning,
        asked: &mut Option<Asked>,
    ) {
        let empty = Arc::new(Vec::new());
        let lines = shown.conflicts.as_ref().unwrap_or(&empty);
        self.update(shown, lines);
        if self.table.cursor().is_none() && !self.rows.is_empty() {
            self.table.set_cursor(Some(0));
        }
        let current = self.table.cursor().and_then(|row| self.rows.get(row as usize)).and_then(|at| lines.get(*at));
        SidePane::detail("conflicts pane").width(350.0).show(ui, |pane| {
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                if let Some(line) = current {
                    evidence(ui, cx, shown, line, asked);
                    divider(ui);
                }
                if CommandButton::plain("Declare a conflict").icon(Icon::Plus).show(ui).clicked() {
                    *asked = Some(Asked::new(shown, Then::Declare));
                }
                divider(ui);
                recusals(ui, cx, shown, reckoning);
            });
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let find = Id::unique("find in conflicts");
            if cx.takes(Command::Find) {
                ui.ctx().memory_mut(|memory| memory.request_focus(find));
            }
            let open = self.open;
            let words = format!("{}, {open} to look at", counted(lines.len(), "conflict", "conflicts"));
            FilterBar::new(words).show(
                ui,
                |ui| FindField::new(&mut self.find, "Find a judge or nominee").width(200.0).id(find).show(ui),
                |ui| {
                    FilterMenu::new("Any state", &STATES, &mut self.state).icon(Icon::Filter).show(ui);
                    let none = (open == 0).then_some("Every one was looked at.");
                    let all = CommandButton::plain("Confirm all found").icon(Icon::Check).small().disabled_if(none);
                    if all.show(ui).clicked() {
                        let (award, at) = (shown.award, cx.ws.world().now());
                        let make = move |now: &Campaign| conflicts::confirm_all(now, award, at);
                        let words = move |before: &Campaign, change: &Change| {
                            let count = conflicts::newly_standing(before, change, award);
                            format!("Confirmed {}", counted(count, "conflict", "conflicts"))
                        };
                        // What is found between many is worked out beside the window, and anew where the campaign changes.
                        cx.act(Action::ChangeMany(ManyChange {
                            title: "Confirming conflicts".into(),
                            words: Arc::new(words),
                            nothing: "Every one was looked at",
                            make: Arc::new(make),
                        }));
                    }
                },
            );
            if !self.table.selected().is_empty() {
                let bar =
                    Panel::bottom("conflicts bulk").resizable(false).show_separator_line(false).frame(Frame::NONE);
                bar.show(ui, |ui| self.bulk(ui, cx, shown, lines, asked));
            }
            let builder = UiBuilder::new().scope_id(Id::unique("list of conflicts"));
            ui.scope_builder(builder, |ui| {
                let columns = [
                    Column::new("Judge", 150.0).grow().unsorted(),
                    Column::new("Nominee", 150.0).grow().unsorted(),
                    Column::new("What", 190.0).grow().unsorted(),
                    Column::new("", 104.0).unsorted(),
                ];
                let rows = ConflictRows { shown, lines, rows: &self.rows };
                let words = if lines.is_empty() {
                    "Nothing was found between the panel and the field, and nothing was declared."
                } else {
                    "No conflict matches. Clear the find field and the filter."
                };
                DataTable::new("Conflicts", &columns).checks().empty(words).show(ui, &mut self.table, &rows);
            });
        });
    }

    fn update(&mut self, shown: &Shown<'_>, lines: &[Line]) {
        let asking = (shown.campaign.revision(), self.find.clone(), self.state, lines.len());
        if self.asked.as_ref() == Some(&asking) {
            return;
        }
        let key = folded(self.find.trim());
        self.open = lines.iter().filter(|line| line.state == State::Found).count();
        self.many = many::OfSelected::default();
        self.rows = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| self.state.is_none_or(|state| BY_STATE.get(state) == Some(&line.state)))
            .filter(|(_, line)| {
                key.is_empty()
                    || folded(&shown.judge_name(line.judge)).contains(&key)
                    || folded(&shown.candidate_name(line.candidate)).contains(&key)
            })
            .map(|(at, _)| at)
            .collect();
        let keys: HashSet<u64> = lines.iter().map(key_of).collect();
        self.table.keep_selected(|key| keys.contains(&key));
        self.asked = Some(asking);
    }

    fn bulk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, lines: &[Line], asked: &mut Option<Asked>) {
        let (table, rows) = (&self.table, &self.rows);
        let selected = || lines.iter().filter(|line| table.is_selected(key_of(line)));
        let Selected { all, open, in_view } = *self.many.get(table, shown.campaign, |_| Selected {
            all: selected().count(),
            // What was declared stands, and so does what was confirmed.
            open: selected().filter(|line| line.state != State::Stands && line.ground != Ground::Declared).count(),
            in_view: rows.iter().filter(|at| lines.get(**at).is_some_and(|it| table.is_selected(key_of(it)))).count(),
        });
        let none = (open == 0).then_some("Every one of them stands already.");
        let event = BulkBar::new(all as u64, many::aside(all, in_view, lines.len()))
            .verb(CommandButton::plain(format!("Confirm {open}")).icon(Icon::Check).disabled_if(none))
            .verb(CommandButton::plain(format!("Dismiss {all}")))
            .show(ui);
        let pairs = || -> Vec<(u32, u32, Ground)> {
            selected().map(|line| (line.judge, line.candidate, line.ground)).collect()
        };
        match event {
            Some(BulkEvent::Verb(0)) => confirm(cx, shown, &pairs()),
            Some(BulkEvent::Verb(_)) => *asked = Some(Asked::new(shown, Then::Dismiss(pairs()))),
            Some(BulkEvent::Close) => self.table.clear_selection(),
            None => {}
        }
    }
}

/// The same for a line as long as it is about the same two and the same ground.
fn key_of(line: &Line) -> u64 {
    let ground = Ground::ALL.iter().position(|it| *it == line.ground).unwrap_or(0) as u64;
    (u64::from(line.judge) << 36) | (u64::from(line.candidate) << 4) | ground
}

fn confirm(cx: &mut Cx<'_>, shown: &Shown<'_>, pairs: &[(u32, u32, Ground)]) {
    // What was declared keeps the words with which it was declared.
    let pairs: Vec<(u32, u32, Ground)> = pairs.iter().copied().filter(|it| it.2 != Ground::Declared).collect();
    let now = cx.ws.world().now();
    match conflicts::confirm(shown.campaign, shown.award, &pairs, now) {
        Ok(None) => cx.act(Action::Tell("Every one of them stands already".into())),
        Ok(Some(change)) => {
            let count = conflicts::newly_standing(shown.campaign, &change, shown.award);
            finish(cx, Ok(change), &format!("Confirmed {}", counted(count, "conflict", "conflicts")));
        }
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

/// Both people beside each other, with what is the same.
fn evidence(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, line: &Line, asked: &mut Option<Asked>) {
    let title = line.ground.title();
    Section::new(title).aside(line.state.title()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let judge = shown.judging.judge(line.judge).and_then(|it| shown.campaign.people().get(it.person?));
        let candidate = shown.judging.candidate(line.candidate).and_then(|it| shown.campaign.people().get(it.person?));
        for (role, person) in [("Judge", judge), ("Nominee", candidate)] {
            Card::inset().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                Text::caption(role).muted().show(ui);
                Text::strong(person.map_or("Erased person", Person::display_name)).one_line().show(ui);
                let Some(person) = person else { return };
                let facts = [
                    ("Organisation", person.organisation.as_str(), Ground::Employer),
                    ("E-mail", person.email.as_str(), Ground::EmailDomain),
                    ("Team", person.team.as_str(), Ground::Team),
                ];
                for (name, value, ground) in facts.into_iter().filter(|(_, value, _)| !value.is_empty()) {
                    let row = FactRow::new(name, value);
                    let row = if line.ground == ground { row.strong() } else { row };
                    row.show(ui);
                }
            });
        }
        let words = match line.ground {
            Ground::SamePerson => "A judge never judges themselves.".to_owned(),
            Ground::SameAward => "Who is nominated for an award judges nobody in it.".into(),
            Ground::NominatedBy => "The judge sent a nomination for them.".into(),
            Ground::Vouched => "One of the two vouched for the other in the league.".into(),
            Ground::Declared => format!("Declared: {}", line.note),
            _ => format!("Both have “{}”.", line.words),
        };
        Text::label(words).show(ui);
        if line.state == State::Dismissed {
            Text::label(format!("Dismissed: {}", line.note)).show(ui);
        }
        ui.horizontal_wrapped(|ui| {
            let pair = (line.judge, line.candidate, line.ground);
            if line.state != State::Stands && line.ground != Ground::Declared {
                let button = CommandButton::primary("Confirm").icon(Icon::Check).small();
                if button.hint("The two stay apart; what was scored is recused.").show(ui).clicked() {
                    confirm(cx, shown, &[pair]);
                }
            }
            if line.state != State::Dismissed {
                let always = line.ground.is_final().then_some("This ground always counts.");
                if CommandButton::plain("Dismiss with a reason").small().disabled_if(always).show(ui).clicked() {
                    *asked = Some(Asked::new(shown, Then::Dismiss(vec![pair])));
                }
            }
            let recused = shown.judging.is_recused(line.judge, line.candidate, shown.number());
            let why = if recused { Some("They are recused already.") } else { shown.frozen_reason() };
            if CommandButton::plain("Recuse").small().disabled_if(why).show(ui).clicked() {
                *asked = Some(Asked::new(shown, Then::Recuse(line.judge, Some(line.candidate))));
            }
        });
    });
}

/// The list for the record, and what it changed.
fn recusals(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, reckoning: &mut Reckoning) {
    let number = shown.number();
    let list: Vec<&Recusal> = shown.judging.recusals.iter().filter(|it| it.round == number).collect();
    let title = format!("Recusals in this round ({})", list.len());
    Section::new(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        if list.is_empty() {
            Text::label("Nobody stepped back. Recuse a judge from a cell of the scores, or from a conflict.")
                .muted()
                .show(ui);
            return;
        }
        let zone = cx.ws.world().time_zone();
        for it in list.iter().take(100) {
            ui.push_id((it.judge, it.candidate), |ui| {
                let whom = it.candidate.map_or_else(|| "everybody".into(), |number| shown.candidate_name(number));
                Text::label_strong(format!("{} from {whom}", shown.judge_name(it.judge))).show(ui);
                Text::label(format!("{}. {}", it.reason.trim_end_matches('.'), when::long(it.at, &zone)))
                    .muted()
                    .show(ui);
                let back = CommandButton::quiet("Take back").icon(Icon::Undo).small();
                if back.disabled_if(shown.frozen_reason()).show(ui).clicked() {
                    let change = conflicts::take_back(shown.campaign, shown.award, it.judge, it.candidate);
                    finish(cx, change, "Took 1 recusal back");
                }
            });
        }
    });
    let (reckoned, _) = reckoning.get(cx, shown);
    if let Some(reckoned) = reckoned
        && let Some(moved) = &reckoned.moved
    {
        divider(ui);
        super::scores_side::recusals(ui, shown, &reckoned, moved);
    }
}

struct ConflictRows<'a> {
    shown: &'a Shown<'a>,
    lines: &'a [Line],
    rows: &'a [usize],
}

impl ConflictRows<'_> {
    fn line(&self, row: u64) -> Option<&Line> {
        self.lines.get(*self.rows.get(row as usize)?)
    }
}

impl TableRows for ConflictRows<'_> {
    fn len(&self) -> u64 {
        self.rows.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.line(row).map_or(0, key_of)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(line) = self.line(row) else { return Cow::Borrowed("") };
        match column {
            0 => self.shown.judge_name(line.judge).into(),
            1 => self.shown.candidate_name(line.candidate).into(),
            2 if line.words.is_empty() => line.ground.title().into(),
            2 => format!("{}: {}", line.ground.title(), line.words).into(),
            _ => line.state.title().into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(line) = self.line(cell.row()) else { return };
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            0 | 1 => {
                cell.strong(&words);
            }
            2 => {
                cell.text(&words);
            }
            _ => {
                let chip = match line.state {
                    State::Found => Chip::warning("To look at"),
                    State::Stands => Chip::accent("Stands"),
                    State::Dismissed => Chip::neutral("Dismissed"),
                };
                cell.chip(&chip);
            }
        }
    }
}
