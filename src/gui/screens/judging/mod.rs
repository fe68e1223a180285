//! The page of judging, award by award and step by step: set up, assign, conflicts, packs, scores, decide. What is computed comes
//! from `app::judging`; the page asks, shows, and never decides anything by itself.

mod asking;
mod assign;
mod blind;
mod conflicts;
mod criteria;
mod decide;
mod field;
mod grid_rows;
mod matrix;
mod packs;
mod panel;
mod powers;
mod reckoning;
mod rounds;
mod rules;
mod scores;
mod scores_side;
mod setup;
mod taking;
mod typing;
mod votes;

use crate::app::judging::conflicts::Line;
use crate::app::judging::{self as app, sheets_of_round};
use crate::app::outlook::grouped;
use crate::app::{Command, Failure, Workspace, heroes, when};
use crate::campaign::judging::{Judging, Round};
use crate::campaign::{AwardId, Campaign, Change, Figure, PersonId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::stepper::{StepLine, StepState, Stepper};
use asking::{Asked, counted};
use eframe::egui::{TextureId, Ui, vec2};
use reckoning::Reckoning;
use std::sync::Arc;

/// The steps, in order. Nothing keeps anybody from going back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    SetUp,
    Assign,
    Conflicts,
    Packs,
    Scores,
    Decide,
}

impl Step {
    const ALL: [Self; 6] = [Self::SetUp, Self::Assign, Self::Conflicts, Self::Packs, Self::Scores, Self::Decide];
    fn title(self) -> &'static str {
        match self {
            Self::SetUp => "Set up",
            Self::Assign => "Assign",
            Self::Conflicts => "Conflicts",
            Self::Packs => "Packs",
            Self::Scores => "Scores",
            Self::Decide => "Decide",
        }
    }
}

/// What every part of the page needs.
struct Shown<'a> {
    campaign: &'a Arc<Campaign>,
    award: AwardId,
    judging: &'a Judging,
    round: Option<&'a Round>,
    /// What stands between judges and nominees; a job counts it where they are many.
    conflicts: Option<Arc<Vec<Line>>>,
}

impl Shown<'_> {
    /// The number of the round looked at; 0 where there is none.
    fn number(&self) -> u32 {
        self.round.map_or(0, |round| round.number)
    }
    fn is_frozen(&self) -> bool {
        self.judging.frozen(self.number()).is_some()
    }
    fn is_scored(&self, round: u32) -> bool {
        sheets_of_round(self.campaign, self.award, round).any(|(_, sheet)| sheet.is_scored())
    }
    fn candidate_name(&self, number: u32) -> String {
        self.judging.candidate(number).map(|it| app::candidate_name(self.campaign, it)).unwrap_or_default()
    }
    fn judge_name(&self, number: u32) -> String {
        self.judging.judge(number).map(|it| app::judge_name(self.campaign, it)).unwrap_or_default()
    }
    fn judge_code(&self, number: u32) -> &str {
        self.judging.judge(number).map_or("", |it| it.code.as_str())
    }
    /// Why nothing about the round may change now.
    fn frozen_reason(&self) -> Option<&'static str> {
        self.is_frozen().then_some("The round is frozen. Reopen it with a reason first.")
    }
}

/// Commits a change, or shows why there is none; true when it was committed.
fn finish(cx: &mut Cx<'_>, change: Result<Change, Failure>, told: &str) -> bool {
    match change {
        Ok(change) => {
            cx.act(Action::CommitAndTell(change, told.to_owned()));
            true
        }
        Err(failure) => {
            cx.act(Action::Fail(failure));
            false
        }
    }
}

/// The same for what has no way back, a freeze or a reopening: told and saved once it is made, and nothing offers to undo it.
fn seal(cx: &mut Cx<'_>, change: Result<Change, Failure>, told: &str) -> bool {
    match change {
        Ok(change) => {
            cx.act(Action::Seal(change, told.to_owned()));
            true
        }
        Err(failure) => {
            cx.act(Action::Fail(failure));
            false
        }
    }
}

/// Commits what is edited in place: typing in the same `field` becomes one step.
fn put(cx: &mut Cx<'_>, change: Result<Change, Failure>, field: &str) {
    match change {
        Ok(change) if field.is_empty() => cx.commit(change),
        Ok(change) => cx.commit(change.merging(field.to_owned())),
        Err(failure) => cx.act(Action::Fail(failure)),
    }
}

/// The face of somebody's hero, where there is one.
fn face(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, person: Option<PersonId>) -> Option<TextureId> {
    let (hero, record) = campaign.hero_of(person?)?;
    cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 72)
}

#[derive(Default)]
pub struct JudgingPage {
    chosen: Option<AwardId>,
    round: Option<u32>,
    step: Option<Step>,
    setup: setup::SetUp,
    assign: assign::Assign,
    conflicts: conflicts::Conflicts,
    packs: packs::Packs,
    scores: scores::Scores,
    decide: decide::Decide,
    reckoning: Reckoning,
    found: Kept<(String, u64, AwardId), Vec<Line>>,
    asked: Option<Asked>,
    /// The step that was shown last.
    at: Step,
    /// Lines asked and done of a round, and for which state of the campaign they were counted.
    lines: Option<((u64, u32), (usize, usize))>,
    /// How many would stand in the field, and for which state they were counted.
    nominees: Option<(u64, usize)>,
}

impl Screen for JudgingPage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(Target::Judging(id)) = cx.take_target() {
            self.choose(Some(id));
        }
        if campaign.awards().is_empty() {
            no_awards(ui, cx);
            return;
        }
        if !self.chosen.is_some_and(|id| campaign.awards().contains(id)) {
            let judged = campaign.judgings().ids().next();
            self.choose(judged.or_else(|| campaign.awards().ids().next()));
        }
        let Some(award) = self.chosen else { return };
        let Some(judging) = campaign.judgings().get(award) else {
            PageHeader::new("Judging").words("Decided by people, explained line by line").show(ui);
            grid::inset(ui, |ui| self.choice(ui, &campaign, award));
            let revision = campaign.revision();
            if self.nominees.is_none_or(|(of, _)| of != revision) {
                self.nominees = Some((revision, app::setup::nominees(&campaign, award).len()));
            }
            begin(ui, cx, &campaign, award, self.nominees.map_or(0, |(_, count)| count));
            return;
        };
        let round = self.round.and_then(|number| judging.round(number)).or_else(|| judging.current_round());
        let conflicts = self.find(cx, &campaign, award);
        let shown = Shown { campaign: &campaign, award, judging, round, conflicts };
        let step = self.step.unwrap_or_else(|| at_work(&shown));
        self.at = step;
        self.header(ui, cx, &shown, step);
        let mut asked = None;
        match step {
            Step::SetUp => self.setup.show(ui, cx, &shown, &mut asked),
            Step::Assign => self.assign.show(ui, cx, &shown),
            Step::Conflicts => self.conflicts.show(ui, cx, &shown, &mut self.reckoning, &mut asked),
            Step::Packs => self.packs.show(ui, cx, &shown),
            Step::Scores => self.scores.show(ui, cx, &shown, &mut self.reckoning, &mut asked),
            Step::Decide => match self.decide.show(ui, cx, &shown, &mut self.reckoning, &mut asked) {
                Some(decide::Next::Stay(round)) => (self.round, self.step) = (Some(round), Some(Step::Decide)),
                Some(decide::Next::GoOn(round)) => (self.round, self.step) = (Some(round), Some(Step::Assign)),
                None => {}
            },
        }
        if asked.is_some() {
            self.asked = asked;
        }
        if let Some(asked) = &mut self.asked
            && asked.show(ui, cx, &shown)
        {
            self.asked = None;
        }
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    /// Returned packs may be dropped where packs are, lists of votes where it is decided.
    fn takes_dropped(&self, ws: &Workspace) -> bool {
        let judged = self.chosen.is_some_and(|id| ws.campaign().is_some_and(|it| it.judgings().contains(id)));
        judged && self.at == Step::Packs
    }
}

/// The step the judging is at.
fn at_work(shown: &Shown<'_>) -> Step {
    let Some(round) = shown.round else { return Step::SetUp };
    if shown.judging.panel.is_empty() || shown.judging.field.is_empty() {
        Step::SetUp
    } else if shown.is_frozen() {
        Step::Decide
    } else if shown.is_scored(round.number) {
        Step::Scores
    } else if round.assignment.is_some() {
        Step::Packs
    } else {
        Step::SetUp
    }
}

impl JudgingPage {
    fn choose(&mut self, id: Option<AwardId>) {
        if self.chosen != id {
            *self = Self { chosen: id, ..Self::default() };
        }
    }

    fn find(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>, award: AwardId) -> Option<Arc<Vec<Line>>> {
        let judging = campaign.judgings().get(award)?;
        let key = (campaign.settings().id.clone(), campaign.revision(), award);
        let short = judging.panel.len() * judging.field.len() <= 400;
        let shared = Arc::clone(campaign);
        let work = move |_: &_| Ok(app::conflicts::list(&shared, award));
        let made = self.found.get(cx.ws.jobs(), "Looking for conflicts", key, short, work);
        // Those of another award must not be shown under this one.
        let is_this = self.found.key().is_some_and(|(_, _, of)| *of == award);
        made.filter(|_| is_this).and_then(Result::ok)
    }

    fn header(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, step: Step) {
        let mut header = PageHeader::new("Judging").words(words(cx, shown));
        let mut asks = Vec::new();
        match step {
            Step::SetUp | Step::Assign | Step::Conflicts => {
                let next = Step::ALL[step as usize + 1];
                let title = format!("Go to {}", next.title().to_lowercase());
                header = header.action(CommandButton::primary(title).trailing(Icon::Right));
                asks.push(next);
            }
            Step::Packs => {
                header = header.action(CommandButton::plain("Go to scores").trailing(Icon::Right));
                asks.push(Step::Scores);
            }
            Step::Scores => {
                header = header
                    .action(CommandButton::plain("Packs and paper sheets").icon(Icon::Import))
                    .action(CommandButton::primary("Go to decide").trailing(Icon::Right));
                asks.extend([Step::Packs, Step::Decide]);
            }
            Step::Decide => {
                header = header.action(CommandButton::plain("Look at the scores").icon(Icon::Eye));
                asks.push(Step::Scores);
            }
        }
        if let Some(next) = header.show(ui).and_then(|index| asks.get(index)) {
            self.step = Some(*next);
        }
        grid::inset(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(12.0, 10.0);
            ui.horizontal(|ui| {
                self.choice(ui, shown.campaign, shown.award);
                self.which_round(ui, shown);
            });
            ui.add_space(2.0);
        });
        self.stepper(ui, shown, step);
        ui.add_space(8.0);
    }

    /// Which award.
    fn choice(&mut self, ui: &mut Ui, campaign: &Campaign, award: AwardId) {
        let all: Vec<AwardId> = campaign.awards().ids().collect();
        let titles: Vec<String> = all
            .iter()
            .map(|id| {
                let title = campaign.awards().get(*id).map_or("", |it| it.title.trim());
                let title = if title.is_empty() { id.to_string() } else { title.to_owned() };
                match campaign.judgings().get(*id) {
                    None => format!("{title}, not judged yet"),
                    Some(_) => title,
                }
            })
            .collect();
        let now = all.iter().position(|id| *id == award);
        let width = (ui.available_width() * 0.4).clamp(220.0, 340.0);
        let select = Select::new("Which award", &titles, now).width(width).icon(Icon::Award);
        if let Some(id) = select.show(ui).chosen.and_then(|index| all.get(index)) {
            self.choose(Some(*id));
        }
    }

    fn which_round(&mut self, ui: &mut Ui, shown: &Shown<'_>) {
        let titles: Vec<String> = shown.judging.rounds.iter().map(|it| it.title().to_owned()).collect();
        if titles.len() < 2 {
            return;
        }
        let now = shown.judging.rounds.iter().position(|it| it.number == shown.number()).unwrap_or(0);
        if titles.len() > 4 || ui.available_width() < 420.0 {
            if let Some(chosen) = Select::new("Which round", &titles, Some(now)).width(220.0).show(ui).chosen {
                self.round = shown.judging.rounds.get(chosen).map(|it| it.number);
            }
            return;
        }
        let mut chosen = now;
        Segmented::new("Which round", &titles, &mut chosen).show(ui);
        if chosen != now {
            self.round = shown.judging.rounds.get(chosen).map(|it| it.number);
        }
    }

    fn stepper(&mut self, ui: &mut Ui, shown: &Shown<'_>, step: Step) {
        let now = at_work(shown);
        let of = (shown.campaign.revision(), shown.number());
        if self.lines.is_none_or(|(before, _)| before != of) {
            let sheets = sheets_of_round(shown.campaign, shown.award, shown.number());
            let counted = sheets.fold((0, 0), |(asked, done), (_, sheet)| {
                (asked + sheet.assigned.len(), done + sheet.assigned.len() - sheet.missing().count())
            });
            self.lines = Some((of, counted));
        }
        let (asked, done) = self.lines.map_or((0, 0), |(_, counted)| counted);
        let open = shown
            .conflicts
            .as_ref()
            .map_or(0, |lines| lines.iter().filter(|line| line.state == app::conflicts::State::Found).count());
        let words = |of: Step| match of {
            Step::SetUp => format!(
                "{}, {}",
                counted(shown.judging.field.len(), "nominee", "nominees"),
                counted(shown.judging.panel.len(), "judge", "judges")
            ),
            Step::Assign if asked == 0 => "Nobody yet".into(),
            Step::Assign => counted(asked, "sheet line", "sheet lines"),
            Step::Conflicts if open > 0 => format!("{} to look at", grouped(open as u64)),
            Step::Conflicts => counted(shown.judging.recusals.len(), "recusal", "recusals"),
            Step::Packs => "Out and back".into(),
            Step::Scores => format!("{} of {}", grouped(done as u64), grouped(asked as u64)),
            Step::Decide if shown.is_frozen() => "Frozen".into(),
            Step::Decide => "Not frozen yet".into(),
        };
        let words: Vec<String> = Step::ALL.map(words).into();
        let lines: Vec<StepLine<'_>> = Step::ALL
            .iter()
            .zip(&words)
            .map(|(of, words)| StepLine {
                title: of.title(),
                words,
                state: match (*of as usize).cmp(&(now as usize)) {
                    std::cmp::Ordering::Less if *of == Step::Conflicts && open > 0 => StepState::Now,
                    std::cmp::Ordering::Less => StepState::Done,
                    std::cmp::Ordering::Equal => StepState::Now,
                    std::cmp::Ordering::Greater => StepState::Later,
                },
                open: true,
            })
            .collect();
        let stepper = Stepper::new(&lines).shown(step as usize);
        if let Some(chosen) = grid::inset(ui, |ui| stepper.show(ui)) {
            self.step = Step::ALL.get(chosen).copied();
        }
    }
}

/// The line under the title.
fn words(cx: &Cx<'_>, shown: &Shown<'_>) -> String {
    let Some(round) = shown.round else { return "No round is planned yet.".into() };
    let place = shown.judging.rounds.iter().position(|it| it.number == round.number).unwrap_or(0) + 1;
    let field = shown.judging.field_of(round.number).len();
    let judges = shown.judging.judges_of(round).count();
    let mode = match round.mode.criteria().len() {
        0 => heroes::lower_first(round.mode.title()),
        count => format!("rubric with {}", counted(count, "question", "questions")),
    };
    let mut words = format!(
        "Round {place} of {}, {}. {}, {}, {mode}.",
        shown.judging.rounds.len(),
        round.title().to_lowercase(),
        counted(field, "nominee", "nominees"),
        counted(judges, "judge", "judges"),
    );
    if shown.is_frozen() {
        words.push_str(" Frozen.");
    } else if let Some(at) = round.closes_at {
        words.extend([" Closes on ", &when::long(at, &cx.ws.world().time_zone()), "."]);
    }
    words
}

fn art(ui: &Ui, cx: &mut Cx<'_>) -> Option<TextureId> {
    let spec = cx.art.kit().propose_figure(31, &["clipboard", "headset"]);
    let figure: Figure = heroes::figure_of(spec);
    cx.art.face(ui.ctx(), "empty judging", &figure, 320)
}

fn no_awards(ui: &mut Ui, cx: &mut Cx<'_>) {
    PageHeader::new("Judging").words("Decided by people, explained line by line").show(ui);
    let art = art(ui, cx);
    let mut page = EmptyState::new(
        "No awards to judge yet",
        "Judging belongs to an award: who was nominated for it stands in its field, and a panel scores them on this laptop.",
    )
    .way(Beginning {
        icon: Icon::Award,
        title: "Add an award".into(),
        words: "A category with a title; its judging is set up here afterwards.".into(),
        button: CommandButton::primary("Add an award"),
    });
    if let Some(art) = art {
        page = page.art(art, vec2(160.0, 160.0));
    }
    if let Some(EmptyEvent::Way(_)) = page.show(ui) {
        cx.act(Action::Do(Command::AddAward));
    }
}

/// The award is not judged yet.
fn begin(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, award: AwardId, people: usize) {
    let title = campaign.awards().get(award).map_or("", |it| it.title.trim());
    let art = art(ui, cx);
    let mut page = EmptyState::new(
        format!("“{title}” is not judged yet"),
        "Judges get a file or paper and give one back; nothing needs a server. The result can be explained line by line to the \
         one who lost.",
    )
    .way(Beginning {
        icon: Icon::Scale,
        title: "Begin with a shortlist and a final".into(),
        words: format!(
            "{} under code names; three questions and a tie-break are there to be changed \
             until the first score.",
            counted(people, "nominee stands", "nominees stand")
        )
        .into(),
        button: CommandButton::primary("Begin the judging"),
    })
    .way(Beginning {
        icon: Icon::Award,
        title: "Choose without a panel".into(),
        words: "On the page of awards, among the nominees.".into(),
        button: CommandButton::plain("Show the award"),
    });
    if let Some(art) = art {
        page = page.art(art, vec2(160.0, 160.0));
    }
    match page.show(ui) {
        Some(EmptyEvent::Way(0)) => {
            let told = "Began the judging of an award";
            finish(cx, app::setup::begin(campaign, award, cx.ws.world().now()), told);
        }
        Some(EmptyEvent::Way(_)) => cx.act(Action::Show(Target::Award(award))),
        _ => {}
    }
}
