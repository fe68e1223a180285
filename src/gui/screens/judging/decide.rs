//! The decision: who goes on or has won, frozen under a hash; reopened with a reason; and what leaves the room: the results book, a
//! letter for each nominee, the award itself, the powers of heroes.

use super::asking::{Asked, Then, counted};
use super::grid_rows::faces_of;
use super::powers::PowersView;
use super::reckoning::{Reckoned, Reckoning, Standing};
use super::votes::VotesView;
use super::{Shown, seal};
use crate::app::judging::book::Naming;
use crate::app::judging::{deciding, letters, papers, results, setup};
use crate::app::{Failure, Progress, Task, exporting, when};
use crate::campaign::judging::{Decided, Freeze, Judging, Mode, Place, Tally};
use crate::campaign::{AwardId, Campaign};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::divider;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Cell, Column, DataTable, TableRows, TableState};
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::filter_bar::FilterBar;
use crate::gui::widgets::hash_groups::HashGroups;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::text_field::{Field, TextField};
use crate::press::sheets::Paper;
use eframe::egui::{CentralPanel, Frame, TextureId, Ui};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the page does next.
pub enum Next {
    /// Stays with the round that was frozen now, so that its hash is seen.
    Stay(u32),
    /// Goes on to the next round.
    GoOn(u32),
}

/// What the jury says of a round before it is frozen.
#[derive(Default)]
struct Said {
    /// Who is chosen where the jury differs from the rules.
    chosen: Option<BTreeSet<u32>>,
    note: String,
}

#[derive(Default)]
pub struct Decide {
    side: usize,
    table: TableState,
    /// What the jury has said of each round that is open, by its number.
    said: BTreeMap<u32, Said>,
    freezing: bool,
    naming: usize,
    paper: usize,
    writing: Option<Task<Option<PathBuf>>>,
    powers: PowersView,
    votes: VotesView,
}

impl Decide {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        reckoning: &mut Reckoning,
        asked: &mut Option<Asked>,
    ) -> Option<Next> {
        self.take_in(cx);
        grid::inset(ui, |ui| {
            let titles = ["Result", "People's choice"];
            Segmented::new("What is decided", &titles, &mut self.side).small().show(ui);
        });
        ui.add_space(10.0);
        if self.side == 1 {
            self.votes.show(ui, cx, shown);
            return None;
        }
        let mut next = None;
        let (reckoned, standing) = reckoning.get(cx, shown);
        let frozen = shown.judging.frozen(shown.number());
        SidePane::detail("decide pane").width(360.0).show(ui, |pane| {
            pane.body(|ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                match frozen {
                    Some(freeze) => next = self.frozen(ui, cx, shown, freeze, asked),
                    None => self.open(ui, cx, shown, reckoned.as_deref(), standing),
                }
                divider(ui);
                self.leaves(ui, cx, shown);
                history(ui, cx, shown);
            });
        });
        CentralPanel::default().frame(Frame::new().fill(colours(ui).surface)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            match (frozen, reckoned) {
                (Some(freeze), _) => self.order(ui, cx, shown, &Lines::Frozen(&freeze.order), Some(freeze), None),
                (None, Some(reckoned)) => {
                    self.order(ui, cx, shown, &Lines::Open(&reckoned.outcome.rows), None, Some(&reckoned));
                    if self.confirm(ui, cx, shown, &reckoned) {
                        next = Some(Next::Stay(shown.number()));
                    }
                }
                (None, None) => {
                    Frame::new().inner_margin(24).show(ui, |ui| {
                        Text::body("Working out the result of this round.").muted().show(ui);
                    });
                }
            }
        });
        next
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.writing.as_ref().and_then(Task::poll) {
            self.writing = None;
            match result {
                Ok(Some(path)) => cx.act(Action::Tell(format!("Wrote {}", super::packs::file_name(&path)))),
                Ok(None) => {}
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    /// Who is chosen now: by the rules until the jury says otherwise.
    fn chosen(&self, shown: &Shown<'_>, reckoned: &Reckoned) -> BTreeSet<u32> {
        let said = self.said.get(&shown.number()).and_then(|said| said.chosen.clone());
        said.unwrap_or_else(|| reckoned.outcome.chosen().into_iter().collect())
    }

    fn differs(&self, shown: &Shown<'_>, reckoned: &Reckoned) -> bool {
        let rules: BTreeSet<u32> = reckoned.outcome.chosen().into_iter().collect();
        let said = self.said.get(&shown.number()).and_then(|said| said.chosen.as_ref());
        said.is_some_and(|chosen| *chosen != rules)
    }

    fn said(&mut self, shown: &Shown<'_>) -> &mut Said {
        self.said.entry(shown.number()).or_default()
    }

    fn order(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        lines: &Lines<'_>,
        frozen: Option<&Freeze>,
        reckoned: Option<&Reckoned>,
    ) {
        let last = shown.judging.last_round().map(|round| round.number) == Some(shown.number());
        let chosen: BTreeSet<u32> = match (frozen, reckoned) {
            (Some(freeze), _) => freeze.chosen.iter().copied().collect(),
            (None, Some(reckoned)) => self.chosen(shown, reckoned),
            (None, None) => BTreeSet::new(),
        };
        let word = if last { "wins" } else { "goes on" };
        let count = if last {
            counted(chosen.len(), "winner", "winners")
        } else {
            format!("{} on", counted(chosen.len(), "goes", "go"))
        };
        let changed = reckoned.is_some_and(|it| self.differs(shown, it));
        let mut reset = false;
        FilterBar::new(count).show(
            ui,
            |ui| {
                let words = if frozen.is_some() {
                    "Frozen as it was."
                } else {
                    "Enter or a double click takes a nominee in or out; it then needs a note."
                };
                Text::caption(words).muted().show(ui);
            },
            |ui| {
                if changed {
                    reset = CommandButton::plain("As the rules say").icon(Icon::Undo).small().show(ui).clicked();
                }
            },
        );
        if reset {
            self.said(shown).chosen = None;
        }
        let without_score = shown.round.is_some_and(|round| round.mode == Mode::Ranking(Tally::Stv));
        let columns = [
            Column::new("", 44.0).right().unsorted(),
            Column::new("Nominee", 190.0).grow().unsorted(),
            Column::new(if without_score { "" } else { "Score" }, 84.0).right().unsorted(),
            Column::new("Why there", 216.0).unsorted(),
            Column::new("", 104.0).unsorted(),
        ];
        let who = (0..lines.len()).filter_map(|row| {
            let number = lines.candidate(row as u64)?;
            Some((number, shown.judging.candidate(number)?.person))
        });
        let faces = faces_of(ui, cx, shown, &self.table, who);
        let rows = OrderRows { shown, lines, chosen: &chosen, word, without_score, faces };
        let table = DataTable::new("Order", &columns).two_lines().empty("Nobody stands in this round yet.");
        let out = table.show(ui, &mut self.table, &rows);
        if frozen.is_none()
            && let Some(candidate) = out.opened.and_then(|row| lines.candidate(row))
        {
            let mut chosen = chosen.clone();
            if !chosen.remove(&candidate) {
                chosen.insert(candidate);
            }
            self.said(shown).chosen = Some(chosen);
        }
    }

    fn open(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        reckoned: Option<&Reckoned>,
        standing: Standing,
    ) {
        self.powers.left_over(ui, cx, shown);
        let Some(reckoned) = reckoned else { return };
        super::scores_side::before_freezing(ui, shown, reckoned, false);
        divider(ui);
        for line in reckoned.told.iter().take(3) {
            Text::label(line.as_str()).show(ui);
        }
        let chosen = self.chosen(shown, reckoned);
        let needs = self.differs(shown, reckoned) || reckoned.outcome.tie_at_quota;
        let title = if needs { "Note of the jury (asked for)" } else { "Note of the jury" };
        let note = &mut self.said(shown).note;
        Field::new(title).help("Frozen with the result and printed in the book.").show(ui, |ui| {
            TextField::new(note, "Note of the jury").rows(3).show(ui);
        });
        let is_noted = !note.trim().is_empty();
        let why = if standing != Standing::Fresh {
            Some("The result is being worked out.")
        } else if reckoned.outcome.counted == 0 {
            Some("No score has come in yet.")
        } else if chosen.is_empty() {
            Some("Nobody is chosen.")
        } else if needs && !is_noted {
            Some("Write a note: why these.")
        } else {
            None
        };
        let last = shown.judging.last_round().map(|round| round.number) == Some(shown.number());
        let title = if last {
            format!("Freeze {}", counted(chosen.len(), "winner", "winners"))
        } else {
            format!("Freeze who goes on ({})", chosen.len())
        };
        if CommandButton::primary(title).icon(Icon::Lock).disabled_if(why).show(ui).clicked() {
            self.freezing = true;
        }
        if let Some(why) = why {
            Text::caption(why).muted().show(ui);
        }
    }

    /// Asks once more: a freeze has no undo. True once it was asked for.
    fn confirm(&mut self, ui: &Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, reckoned: &Reckoned) -> bool {
        if !self.freezing {
            return false;
        }
        let chosen = self.chosen(shown, reckoned);
        let names: Vec<String> = reckoned
            .outcome
            .rows
            .iter()
            .filter(|row| chosen.contains(&row.candidate))
            .map(|row| shown.candidate_name(row.candidate))
            .take(12)
            .collect();
        let more = chosen.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let missing = reckoned.outcome.missing;
        let out = Dialog::new("freeze the result", format!("Freeze {}?", shown.round.map_or("", |it| it.title())))
            .words(
                "Rules, field, recusals, scores and order are put under one hash, which stands in the ledger. It cannot be undone; it \
                 can be reopened with a reason, and that stays visible.",
            )
            .mark(Icon::Lock, crate::gui::marks::Tone::Sun)
            .left(CommandButton::plain("Not yet"))
            .button(CommandButton::primary("Freeze the result").icon(Icon::Lock))
            .focus(0)
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                Text::strong(format!("{}{more}", names.join(", "))).show(ui);
                if missing > 0 {
                    Note::warning(format!("{} still missing", counted(missing, "score is", "scores are")))
                        .words("They cannot come in once it is frozen.")
                        .show(ui);
                }
            });
        match out.pressed {
            Some(1) => {
                let ordered: Vec<u32> = reckoned
                    .outcome
                    .rows
                    .iter()
                    .map(|row| row.candidate)
                    .filter(|candidate| chosen.contains(candidate))
                    .collect();
                let jury = self.differs(shown, reckoned) || reckoned.outcome.tie_at_quota;
                let named = jury.then_some(ordered.as_slice());
                let now = cx.ws.world().now();
                let note = self.said(shown).note.as_str();
                let change = deciding::freeze(shown.campaign, shown.award, &reckoned.outcome, named, note, now);
                self.freezing = false;
                return seal(cx, change, "Froze the result");
            }
            Some(_) => self.freezing = false,
            None if out.closed => self.freezing = false,
            None => {}
        }
        false
    }

    fn frozen(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        freeze: &Freeze,
        asked: &mut Option<Asked>,
    ) -> Option<Next> {
        let mut next = None;
        // It stands in the freeze now; what is said of a round that is open stays.
        self.said.remove(&freeze.round);
        let last = shown.judging.last_round().map(|round| round.number) == Some(freeze.round);
        let title = if last { "The winners are frozen" } else { "Who goes on is frozen" };
        let at = when::long(freeze.at, &cx.ws.world().time_zone());
        Note::good(title).icon(Icon::Lock).words(format!("On {at}. Nothing it rests on can change now.")).show(ui);
        HashGroups::new("Hash of the result", &freeze.sha256).show(ui);
        if !freeze.note.is_empty() {
            Text::label(format!("Note of the jury: {}", freeze.note)).show(ui);
        }
        if last {
            let names = deciding::chosen_names(shown.campaign, shown.judging, freeze);
            Text::strong(names.join(", ")).show(ui);
            if deciding::winners_as_frozen(shown.campaign, shown.award) == Some(false) {
                Note::warning("The award names other winners than were frozen")
                    .words("Somebody changed them on the page of awards.")
                    .show(ui);
            }
            ui.horizontal_wrapped(|ui| {
                if CommandButton::plain("Show the award").icon(Icon::Award).small().show(ui).clicked() {
                    cx.act(Action::Show(Target::Award(shown.award)));
                }
            });
        }
        let behind = || shown.judging.rounds.iter().skip_while(|round| round.number != freeze.round).skip(1);
        if let Some(round) = behind().next() {
            let title = format!("Go on to {}", round.title().to_lowercase());
            if CommandButton::primary(title).trailing(Icon::Right).show(ui).clicked() {
                next = Some(Next::GoOn(round.number));
            }
        }
        let later = behind().any(|round| shown.judging.frozen(round.number).is_some());
        let why = later.then_some("A later round is frozen: reopen that one first.");
        if CommandButton::danger("Reopen with a reason").icon(Icon::Unlock).small().disabled_if(why).show(ui).clicked()
        {
            *asked = Some(Asked::new(shown, Then::Reopen(freeze.round)));
        }
        self.powers.is_frozen(shown);
        self.powers.show(ui, cx, shown);
        next
    }

    fn leaves(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        Section::new("What goes out").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let busy = self.writing.is_some().then_some("Something is being written.");
            Segmented::new("Names in the book", &["To give away", "For the file"], &mut self.naming).small().show(ui);
            let words = if self.naming == 0 {
                "Winners as they agreed to be named, everybody else by code name; judges by code."
            } else {
                "Everybody by name; judges by code. Keep it as carefully as the campaign."
            };
            Text::caption(words).muted().show(ui);
            Segmented::new("Paper of the book", &["A4", "Letter"], &mut self.paper).small().show(ui);
            ui.horizontal_wrapped(|ui| {
                let book = CommandButton::plain("Write the results book").icon(Icon::Book).small().disabled_if(busy);
                if book.show(ui).clicked() {
                    self.write_book(cx, shown);
                }
                let undecided = shown.judging.freezes().next().is_none().then_some("Nothing was decided yet.");
                let letters = CommandButton::plain("Write the feedback letters").icon(Icon::Mail).small();
                if letters.disabled_if(busy.or(undecided)).show(ui).clicked() {
                    self.write_letters(cx, shown);
                }
            });
        });
    }

    fn save(
        &mut self,
        cx: &Cx<'_>,
        title: &str,
        ask: Ask,
        make: impl FnOnce(&Path, &Progress) -> Result<Vec<u8>, Failure> + Send + 'static,
    ) {
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.writing = Some(cx.ws.jobs().start(title, move |progress| {
            let Some(path) = picker.save_file(&ask) else { return Ok(None) };
            let bytes = make(&path, progress)?;
            exporting::write_file(world.as_ref(), &path, &bytes)?;
            Ok(Some(path))
        }));
    }

    fn write_book(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) {
        let (campaign, award): (Arc<Campaign>, AwardId) = (Arc::clone(shown.campaign), shown.award);
        let (now, zone) = (cx.ws.world().now(), cx.ws.world().time_zone());
        let naming = if self.naming == 0 { Naming::Public } else { Naming::Full };
        let paper = if self.paper == 0 { Paper::A4 } else { Paper::Letter };
        let ask = Ask::new("Write the results book")
            .filter("PDF", &["pdf"])
            .folder(cx.ws.path().and_then(Path::parent).map(Path::to_owned))
            .named("results-book.pdf");
        self.save(cx, "Making the results book", ask, move |_, progress| {
            papers::book_pdf(&campaign, &[award], naming, paper, (now, &zone), progress).map(|printed| printed.bytes)
        });
    }

    fn write_letters(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) {
        let (campaign, award) = (Arc::clone(shown.campaign), shown.award);
        let ask = Ask::new("Write the feedback letters")
            .filter("Text, a page for each", &["txt"])
            .folder(cx.ws.path().and_then(Path::parent).map(Path::to_owned))
            .named("feedback-letters.txt");
        self.save(cx, "Writing feedback letters", ask, move |_, _| {
            let letters = letters::letters(&campaign, award, letters::Wish::default())?;
            let texts: Vec<String> = letters.into_iter().map(|letter| letter.text).collect();
            Ok(texts.join("\n\u{c}\n").into_bytes())
        });
    }
}

/// Freezes and reopenings, the latest last.
fn history(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    if shown.judging.decisions.is_empty() {
        return;
    }
    divider(ui);
    let zone = cx.ws.world().time_zone();
    Section::new("What was decided").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for decided in &shown.judging.decisions {
            let round = shown.judging.round(decided.round()).map_or("A round", |it| it.title());
            let at = when::long(decided.at(), &zone);
            match decided {
                Decided::Freeze(freeze) => {
                    let names = deciding::chosen_names(shown.campaign, shown.judging, freeze);
                    Text::label_strong(format!("{round} frozen, {at}")).show(ui);
                    let some: Vec<String> = names.iter().take(5).cloned().collect();
                    Text::label(some.join(", ")).muted().show(ui);
                }
                Decided::Reopen(reopening) => {
                    Text::label_strong(format!("{round} reopened, {at}")).show(ui);
                    Text::label(reopening.reason.as_str()).muted().show(ui);
                }
            }
        }
    });
}

/// The order in view: as it stands, or as it was frozen.
enum Lines<'a> {
    Open(&'a [results::Row]),
    Frozen(&'a [Place]),
}

impl Lines<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Open(rows) => rows.len(),
            Self::Frozen(order) => order.len(),
        }
    }
    fn candidate(&self, row: u64) -> Option<u32> {
        match self {
            Self::Open(rows) => rows.get(row as usize).map(|it| it.candidate),
            Self::Frozen(order) => order.get(row as usize).map(|it| it.candidate),
        }
    }
    fn place(&self, row: u64) -> Option<u32> {
        match self {
            Self::Open(rows) => rows.get(row as usize)?.place,
            Self::Frozen(order) => order.get(row as usize).map(|it| it.place),
        }
    }
    fn score(&self, row: u64) -> Option<f64> {
        match self {
            Self::Open(rows) => rows.get(row as usize)?.score,
            Self::Frozen(order) => order.get(row as usize).map(|it| it.score_milli as f64 / 1_000.0),
        }
    }
    fn why(&self, row: u64, judging: &Judging) -> String {
        let Self::Open(rows) = self else { return String::new() };
        let Some(row) = rows.get(row as usize) else { return String::new() };
        if let Some(rule) = row.settled_by {
            return format!("tie: {}", setup::tie_words(judging, rule));
        }
        match (row.raw_place, row.adjusted_place) {
            (Some(raw), Some(adjusted)) if raw != adjusted => format!("{raw} by raw, {adjusted} by adjusted scores"),
            _ => row.span.map_or_else(String::new, |(best, worst)| {
                if best == worst { "sure of the place".into() } else { format!("between {best} and {worst} by chance") }
            }),
        }
    }
}

struct OrderRows<'a> {
    shown: &'a Shown<'a>,
    lines: &'a Lines<'a>,
    chosen: &'a BTreeSet<u32>,
    word: &'a str,
    /// A transferable vote makes an order and no score.
    without_score: bool,
    faces: HashMap<u32, TextureId>,
}

impl TableRows for OrderRows<'_> {
    fn len(&self) -> u64 {
        self.lines.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.lines.candidate(row).map_or(0, u64::from)
    }
    fn text(&self, row: u64, column: usize) -> Cow<'_, str> {
        let Some(candidate) = self.lines.candidate(row) else { return Cow::Borrowed("") };
        match column {
            0 => self.lines.place(row).map_or(Cow::Borrowed(""), |place| place.to_string().into()),
            1 => self.shown.candidate_name(candidate).into(),
            2 if self.without_score => Cow::Borrowed(""),
            2 => self.lines.score(row).map_or(Cow::Borrowed("–"), |score| format!("{score:.1}").into()),
            3 => self.lines.why(row, self.shown.judging).into(),
            _ => if self.chosen.contains(&candidate) { self.word } else { "" }.into(),
        }
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(candidate) = self.lines.candidate(cell.row()) else { return };
        let words = self.text(cell.row(), cell.column()).into_owned();
        match cell.column() {
            1 => {
                let code = self.shown.judging.candidate(candidate).map_or("", |it| it.code.as_str());
                let plate = FacePlate::new(words.as_str()).texture(self.faces.get(&candidate).copied());
                cell.face(&plate).gap(4.0).two_lines(&words, code);
            }
            2 => {
                cell.strong(&words);
            }
            4 => {
                if self.chosen.contains(&candidate) {
                    cell.chip(&Chip::sun(words).icon(Icon::Award));
                }
            }
            _ => {
                cell.muted(&words);
            }
        }
    }
}
