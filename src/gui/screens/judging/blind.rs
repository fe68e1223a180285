//! Blind texts: what judges would read of each nominee, with what gives them away marked and covered, read by a person before
//! anything goes out.

use super::asking::counted;
use super::grid_rows::found;
use super::{Shown, finish};
use crate::app::judging::blind::{self, Leak, LeakKind, Names, TextState};
use crate::app::{Command, Failure, Task};
use crate::campaign::judging::Candidate;
use crate::campaign::{AwardId, Campaign, Change};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::text::{Text, Type};
use crate::gui::theme::{Colours, colours};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::find_field::FindField;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::text::LayoutJob;
use eframe::egui::{CentralPanel, Frame, Id, Label, Margin, ScrollArea, TextFormat, Ui};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the text of each candidate of a round stands, and how many leaks its source has.
struct Survey {
    lines: Vec<(u32, TextState, usize)>,
    by_kind: BTreeMap<LeakKind, usize>,
    names: Arc<Names>,
}

/// Up to so many nominees, in a campaign of up to so many people, they are looked through within a frame.
const SHORT: (usize, usize) = (20, 2_000);

type SurveyKey = (String, u64, AwardId, u32);

fn survey(campaign: &Campaign, award: AwardId, round: u32, progress: &crate::app::Progress) -> Result<Survey, Failure> {
    let names = Arc::new(Names::of(campaign));
    let mut found = Survey { lines: Vec::new(), by_kind: BTreeMap::new(), names };
    let Some(judging) = campaign.judgings().get(award) else { return Ok(found) };
    let field = judging.field_of(round);
    progress.set_total(field.len() as u64);
    for it in field {
        progress.step()?;
        let text = it.person.map(|person| blind::source_text(campaign, award, person)).unwrap_or_default();
        let leaks = blind::leaks(campaign, award, judging, it, &text, &found.names);
        for leak in &leaks {
            *found.by_kind.entry(leak.kind).or_default() += 1;
        }
        found.lines.push((it.number, blind::state(campaign, award, judging, it), leaks.len()));
    }
    Ok(found)
}

#[derive(Default)]
pub struct Blind {
    find: String,
    table: TableState,
    survey: Kept<SurveyKey, Survey>,
    asked: Option<(u64, u32, String, bool)>,
    numbers: Vec<u32>,
    /// Candidate and source for which the text stands here.
    of: Option<(u32, u64)>,
    source: String,
    leaks: Vec<Leak>,
    text: String,
    /// The text as it was put here, before somebody types.
    put: String,
    left: Vec<Leak>,
    /// The names with which the leaks were found.
    with: Arc<Names>,
    side: usize,
    by: String,
    despite: bool,
    /// Those of the campaign, for what is typed here.
    names: Arc<Names>,
    /// They are those of the campaign as it is now.
    is_fresh: bool,
    reviewing: Option<Task<Change>>,
}

impl Blind {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if !shown.judging.blind.on {
            CentralPanel::default().frame(Frame::new().inner_margin(Margin::same(24))).show(ui, |ui| {
                let note = Note::info("Names are shown to judges")
                    .words(
                        "Hide them and judges read code names; what gives nominees away in the texts is found, covered, and read by \
                         you before it goes out.",
                    )
                    .action(CommandButton::primary("Hide names").icon(Icon::Eye));
                if note.show(ui).action {
                    super::rules::finish_blind(cx, shown, true, shown.judging.blind.pronouns);
                }
            });
            return;
        }
        self.take_in(cx);
        let campaign = Arc::clone(shown.campaign);
        let (award, round) = (shown.award, shown.number());
        let key = (campaign.settings().id.clone(), campaign.revision(), award, round);
        // All names are read for it.
        let short = shown.judging.field.len() <= SHORT.0 && shown.campaign.people().len() <= SHORT.1;
        let work = move |progress: &_| survey(&campaign, award, round, progress);
        let made = self.survey.get(cx.ws.jobs(), "Looking for leaks", key, short, work);
        let is_this = self.survey.key().is_some_and(|(_, _, of, number)| (*of, *number) == (award, round));
        let Some(survey) = made.filter(|_| is_this).and_then(Result::ok) else {
            CentralPanel::default().frame(Frame::new().inner_margin(Margin::same(24))).show(ui, |ui| {
                Text::body("Looking for what gives nominees away.").muted().show(ui);
            });
            return;
        };
        self.names = Arc::clone(&survey.names);
        self.is_fresh = self.survey.key().is_some_and(|(_, revision, ..)| *revision == shown.campaign.revision());
        let asked = (shown.campaign.revision(), round, self.find.clone(), true);
        if self.asked.as_ref() != Some(&asked) {
            self.numbers = found(shown, survey.lines.iter().map(|line| line.0), &self.find);
            self.asked = Some(asked);
        }
        if self.table.cursor().is_none() && !self.numbers.is_empty() {
            self.table.set_cursor(Some(0));
        }
        let current = self.table.cursor().and_then(|row| self.numbers.get(row as usize)).copied();
        SidePane::list("blind list", 300.0).show(ui, |pane| {
            pane.head(|ui| {
                let find = Id::unique("find a blind text");
                if cx.takes(Command::Find) {
                    ui.ctx().memory_mut(|memory| memory.request_focus(find));
                }
                FindField::new(&mut self.find, "Find a nominee").id(find).show(ui);
            });
            let states: BTreeMap<u32, (TextState, usize)> =
                survey.lines.iter().map(|(number, state, leaks)| (*number, (*state, *leaks))).collect();
            let columns = [Column::new("Nominee", 150.0).grow().unsorted(), Column::new("", 96.0).unsorted()];
            let rows = TextRows { shown, numbers: &self.numbers, states: &states };
            DataTable::new("Blind texts", &columns)
                .no_header()
                .two_lines()
                .empty("No nominee matches. Clear the find field.")
                .show(pane.whole(), &mut self.table, &rows);
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.bar(ui, cx, shown, &survey);
            if let Some(number) = current {
                self.review(ui, cx, shown, number);
            }
        });
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.reviewing.as_ref().and_then(Task::poll) {
            self.reviewing = None;
            match result {
                Ok(change) => cx.act(Action::CommitAndTell(change, "Let blind texts through".into())),
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    fn bar(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, survey: &Survey) {
        let unread: Vec<u32> =
            survey.lines.iter().filter(|(_, state, _)| !state.may_go_out()).map(|(number, ..)| *number).collect();
        let words = format!("{} of {} reviewed", survey.lines.len() - unread.len(), survey.lines.len());
        let kinds: Vec<String> =
            survey.by_kind.iter().map(|(kind, count)| format!("{} {count}", kind.title())).collect();
        FilterBar::new(words).show(
            ui,
            |ui| {
                Segmented::new("What is shown", &["As judges read it", "What was found"], &mut self.side)
                    .small()
                    .show(ui)
            },
            |ui| {
                let why = if unread.is_empty() {
                    Some("Every text was reviewed.")
                } else if self.by.trim().is_empty() {
                    Some("Say who has read them first.")
                } else {
                    None
                };
                let button = CommandButton::plain(format!("Let {} through as proposed", unread.len())).small();
                if button.disabled_if(why).show(ui).clicked() && self.reviewing.is_none() {
                    let campaign = Arc::clone(shown.campaign);
                    let (award, by, at) = (shown.award, self.by.clone(), cx.ws.world().now());
                    let texts: Vec<(u32, Option<String>)> = unread.iter().map(|number| (*number, None)).collect();
                    let work =
                        move |_: &_| blind::review(&campaign, award, &texts, &Names::of(&campaign), &by, false, at);
                    self.reviewing = Some(cx.ws.jobs().start_change("Covering texts", work));
                }
            },
        );
        if !kinds.is_empty() {
            Frame::new().inner_margin(Margin::symmetric(16, 6)).show(ui, |ui| {
                Text::caption(format!("Found in all texts: {}.", kinds.join(", "))).muted().show(ui);
            });
        }
    }

    fn found_in(&self, shown: &Shown<'_>, it: &Candidate, text: &str) -> Vec<Leak> {
        blind::leaks(shown.campaign, shown.award, shown.judging, it, text, &self.names)
    }

    /// Brings text and leaks to this candidate, and finds the leaks anew where other names are known.
    fn open(&mut self, shown: &Shown<'_>, number: u32) {
        let of = Some((number, shown.campaign.revision()));
        if self.of == of && Arc::ptr_eq(&self.with, &self.names) {
            return;
        }
        let other = self.of.is_none_or(|(before, _)| before != number);
        let is_changed = self.of != of;
        let Some(it) = shown.judging.candidate(number) else { return };
        self.source =
            it.person.map(|person| blind::source_text(shown.campaign, shown.award, person)).unwrap_or_default();
        self.leaks = self.found_in(shown, it, &self.source);
        let state = blind::state(shown.campaign, shown.award, shown.judging, it);
        // What somebody types stays, whatever names have become known meanwhile.
        if other || (is_changed && state == TextState::Reviewed) || self.text == self.put {
            self.text = blind::proposal(shown.campaign, shown.award, shown.judging, it, &self.names);
            self.put.clone_from(&self.text);
        }
        let left = self.found_in(shown, it, &self.text);
        // Somebody looked at what was left then.
        self.despite &= !other && !is_changed && left == self.left;
        self.left = left;
        (self.of, self.with) = (of, Arc::clone(&self.names));
    }

    fn review(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, number: u32) {
        self.open(shown, number);
        let Some(it) = shown.judging.candidate(number) else { return };
        let state = blind::state(shown.campaign, shown.award, shown.judging, it);
        ScrollArea::vertical().id_salt("blind text").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                ui.horizontal(|ui| {
                    Text::section(it.code.as_str()).one_line().show(ui);
                    state_chip(state).show(ui);
                });
                Text::caption(format!("You see whom it is about: {}.", shown.candidate_name(number))).muted().show(ui);
                if self.source.is_empty() {
                    Text::body("Nobody wrote anything about them that judges would read.").muted().show(ui);
                    return;
                }
                if self.side == 1 {
                    self.found(ui);
                    return;
                }
                Field::new("Text for judges")
                    .help("Change what still tells too much; what you write is what goes out.")
                    .show(ui, |ui| {
                        let field = TextField::new(&mut self.text, "Text for judges").rows(12);
                        if field.show(ui).changed() {
                            self.left = self.found_in(shown, it, &self.text);
                        }
                    });
                if !self.left.is_empty() {
                    let words: Vec<String> = self
                        .left
                        .iter()
                        .take(8)
                        .map(|leak| format!("“{}” ({})", leak.text, leak.kind.title().to_lowercase()))
                        .collect();
                    let title =
                        format!("{} in this text may tell who it is", counted(self.left.len(), "place", "places"));
                    let note = Note::warning(title)
                        .words(words.join(", "))
                        .action(CommandButton::plain(format!("Cover {}", self.left.len())));
                    if note.show(ui).action {
                        self.text = blind::cover(&self.text, &self.left);
                        self.left = self.found_in(shown, it, &self.text);
                    }
                    if !self.left.is_empty() {
                        CheckRow::new(&mut self.despite, "I have looked at these: they tell nothing").show(ui);
                    }
                }
                self.sign(ui, cx, shown, number, state);
            });
        });
    }

    fn sign(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, number: u32, state: TextState) {
        Field::new("Read by").show(ui, |ui| {
            TextField::new(&mut self.by, "Read by").hint("Your name").width(220.0).show(ui);
        });
        let why = if !self.is_fresh {
            Some("What gives nominees away is looked for anew.")
        } else if self.by.trim().is_empty() {
            Some("Say who has read it.")
        } else if !self.left.is_empty() && !self.despite {
            Some("Something in it may still tell who it is.")
        } else {
            None
        };
        let title = if state == TextState::Reviewed { "Let it through again" } else { "Let it through" };
        ui.horizontal(|ui| {
            if CommandButton::primary(title).icon(Icon::Check).disabled_if(why).show(ui).clicked() {
                let texts = [(number, Some(self.text.clone()))];
                let now = cx.ws.world().now();
                let (names, by) = (&self.names, &self.by);
                let change = blind::review(shown.campaign, shown.award, &texts, names, by, self.despite, now);
                if finish(cx, change, "Let 1 blind text through") {
                    self.next(shown);
                }
            }
            let mark = CommandButton::quiet("Start from the proposal again").small();
            if mark.show(ui).clicked() {
                self.text = blind::cover(&self.source, &self.leaks);
                if let Some(it) = shown.judging.candidate(number) {
                    self.left = self.found_in(shown, it, &self.text);
                }
            }
        });
        if let Some(covered) = shown.judging.candidate(number).and_then(|it| it.covered.as_ref()) {
            let at = crate::app::when::long(covered.at, &cx.ws.world().time_zone());
            Text::caption(format!("Read by {} on {at}.", covered.by)).muted().show(ui);
        }
    }

    /// On to the next text that nobody has read.
    fn next(&mut self, shown: &Shown<'_>) {
        let Some(row) = self.table.cursor().map(|row| row as usize) else { return };
        let count = self.numbers.len();
        let open = |number: &u32| {
            shown
                .judging
                .candidate(*number)
                .is_some_and(|it| !blind::state(shown.campaign, shown.award, shown.judging, it).may_go_out())
        };
        let next = (1..count).map(|step| (row + step) % count).find(|row| self.numbers.get(*row).is_some_and(open));
        if let Some(row) = next {
            self.table.set_cursor(Some(row as u64));
            self.table.reveal(row as u64);
        }
    }

    /// The source with what was found marked.
    fn found(&self, ui: &mut Ui) {
        let c = colours(ui);
        Card::inset().show(ui, |ui| {
            ui.add(Label::new(marked(&self.source, &self.leaks, c)).wrap());
        });
        for leak in &self.leaks {
            ui.horizontal(|ui| {
                Chip::warning(leak.kind.title()).show(ui);
                Text::label(format!("“{}” becomes “{}”", leak.text, leak.stand_in)).show(ui);
            });
        }
        if self.leaks.is_empty() {
            Text::label("Nothing was found. A search finds much and never everything: read it.").muted().show(ui);
        }
    }
}

fn marked(text: &str, leaks: &[Leak], c: &Colours) -> LayoutJob {
    let plain = TextFormat { font_id: Type::Body.font(), color: c.ink, ..TextFormat::default() };
    let mark =
        TextFormat { background: c.warning_soft, color: c.warning, font_id: Type::Strong.font(), ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for leak in leaks {
        if let (Some(before), Some(found)) = (text.get(at..leak.range.start), text.get(leak.range.clone())) {
            job.append(before, 0.0, plain.clone());
            job.append(found, 0.0, mark.clone());
            at = leak.range.end;
        }
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

fn state_chip(state: TextState) -> Chip<'static> {
    match state {
        TextState::Unread => Chip::warning("Unread"),
        TextState::Stale => Chip::warning("Changed since"),
        TextState::Reviewed => Chip::success("Reviewed").icon(Icon::Check),
        TextState::Empty => Chip::neutral("No text"),
    }
}

struct TextRows<'a> {
    shown: &'a Shown<'a>,
    numbers: &'a [u32],
    states: &'a BTreeMap<u32, (TextState, usize)>,
}

impl TableRows for TextRows<'_> {
    fn len(&self) -> u64 {
        self.numbers.len() as u64
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(number) = self.numbers.get(row as usize) else { return Cow::Borrowed("") };
        let (state, leaks) = self.states.get(number).copied().unwrap_or((TextState::Empty, 0));
        match column {
            0 => {
                let code = self.shown.judging.candidate(*number).map_or("", |it| it.code.as_str());
                format!("{code}, {}", counted(leaks, "leak", "leaks")).into()
            }
            _ => state.title().into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(number) = self.numbers.get(cell.row() as usize) else { return };
        let (state, leaks) = self.states.get(number).copied().unwrap_or((TextState::Empty, 0));
        if cell.column() == 0 {
            let code = self.shown.judging.candidate(*number).map_or("", |it| it.code.as_str());
            cell.two_lines(code, &format!("{} found", counted(leaks, "leak", "leaks")));
        } else {
            cell.chip(&state_chip(state));
        }
    }
}
