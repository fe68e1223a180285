//! What the scores of a round come to: the matrix, raw and adjusted scores side by side, the order with its tie-breaks, and how
//! sure it is. Work for a job: 2,000 candidates and 20,000 scores are read, fitted and repeated a few hundred times.

mod again;
mod count;
pub mod tables;
mod words;

pub use count::count_told;
pub use words::{told, told_with, why};

use super::super::failure::Failure;
use super::super::progress::Progress;
use super::{of, round, sheets_of_round};
use crate::campaign::judging::{Basis, Judging, Line, Mode, Round, Sheet, TieRule};
use crate::campaign::{AwardId, Campaign};
use crate::judging::{severity, spread, ties};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How often the scoring is repeated to see how sure the places are.
pub const RUNS: usize = 500;
/// Best and worst place enclose this share of the repetitions; intervals and comparisons are of this level, too.
pub const LEVEL: f64 = 0.95;

/// What to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Repetitions; 0 leaves out how sure the places are.
    pub runs: usize,
    /// As if nobody had been recused: to show what recusals change.
    pub without_recusals: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { runs: RUNS, without_recusals: false }
    }
}

/// One cell of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub judge: u32,
    pub candidate: u32,
    /// On the scale of the round: 0 to 100 in a rubric. `None` where the line is incomplete.
    pub value: Option<f64>,
    /// The same without the judge's severity, in a rubric.
    pub adjusted: Option<f64>,
    /// It does not count.
    pub recused: bool,
}

/// One judge beside the others.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgeLine {
    pub judge: u32,
    pub scores: usize,
    pub mean: Option<f64>,
    /// Points above the others on the same candidates; what is taken off. Above 0 is generous.
    pub effect: f64,
    pub error: f64,
    /// What became of the scores; `None` in modes without adjustment.
    pub standing: Option<severity::Standing>,
}

/// One candidate of the order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub candidate: u32,
    /// By what the round declared, ties broken; `None` without a score.
    pub place: Option<u32>,
    /// What the order is made by.
    pub score: Option<f64>,
    pub raw: Option<f64>,
    pub adjusted: Option<f64>,
    pub raw_place: Option<u32>,
    pub adjusted_place: Option<u32>,
    /// Judges whose lines count.
    pub judges: usize,
    /// Best and worst place in all but a few repetitions.
    pub span: Option<(u32, u32)>,
    /// Share of the repetitions in which it came first.
    pub first_share: Option<f64>,
    /// Share of the repetitions in which it was within the quota.
    pub within_share: Option<f64>,
    /// Lower and upper end of the strength, in pairwise rounds.
    pub interval: Option<(f64, f64)>,
    /// Which rule of the tie-break parted it from another.
    pub settled_by: Option<TieRule>,
    /// Yes and no, in rounds of yes and no; points, approvals and wins stand in `score`.
    pub yes_no: Option<(u32, u32)>,
    /// It goes on by the rules: within the quota, or passed.
    pub goes_on: bool,
    /// The judges it met, with their scores and effects.
    pub met: Vec<(u32, f64, f64)>,
}

/// Everything about one round.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub award: AwardId,
    pub round: u32,
    /// Candidates in order of their places; those without a score last.
    pub rows: Vec<Row>,
    pub cells: Vec<Cell>,
    pub judges: Vec<JudgeLine>,
    /// The model of severity, in a rubric with scores.
    pub fit: Option<severity::Fit>,
    /// Index in `fit` by candidate.
    pub places_in_fit: HashMap<u32, usize>,
    /// The stages of a single transferable vote, with candidates by number.
    pub stages: Vec<tables::Stage>,
    /// What elects in it, in hundred-thousandths of a vote.
    pub votes_to_elect: u64,
    /// Pairwise: nobody beat everybody or groups never met; a half win and a half defeat hold the strengths.
    pub held: bool,
    /// Assigned and not scored.
    pub missing: usize,
    /// Lines that count.
    pub counted: usize,
    /// Lines that a recusal took out.
    pub recused: usize,
    /// A tie stands where the quota ends: who goes on is for the jury to say.
    pub tie_at_quota: bool,
}

impl Outcome {
    pub fn row(&self, candidate: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.candidate == candidate)
    }
    /// Who goes on by the rules, in order.
    pub fn chosen(&self) -> Vec<u32> {
        self.rows.iter().filter(|row| row.goes_on).map(|row| row.candidate).collect()
    }
}

/// The lines of a round that count, and those that do not.
struct Ballots<'a> {
    judging: &'a Judging,
    round: &'a Round,
    /// Candidates by number and their index.
    field: Vec<u32>,
    index: HashMap<u32, usize>,
    /// Judges with a sheet, and their index.
    judges: Vec<u32>,
    sheets: Vec<&'a Sheet>,
    without_recusals: bool,
}

impl<'a> Ballots<'a> {
    fn of(campaign: &'a Campaign, award: AwardId, judging: &'a Judging, round: &'a Round, wish: Wish) -> Self {
        let field: Vec<u32> = judging.field_of(round.number).iter().map(|it| it.number).collect();
        let index = field.iter().enumerate().map(|(at, number)| (*number, at)).collect();
        let mut sheets: Vec<&Sheet> = sheets_of_round(campaign, award, round.number).map(|(_, sheet)| sheet).collect();
        sheets.sort_by_key(|sheet| sheet.judge);
        let judges = sheets.iter().map(|sheet| sheet.judge).collect();
        Self { judging, round, field, index, judges, sheets, without_recusals: wish.without_recusals }
    }
    fn is_recused(&self, judge: u32, candidate: u32) -> bool {
        !self.without_recusals && self.judging.is_recused(judge, candidate, self.round.number)
    }
    /// Judge by index, candidate by index, line: those that count.
    fn lines(&self) -> impl Iterator<Item = (usize, usize, &'a Line)> + '_ {
        self.sheets.iter().enumerate().flat_map(move |(seat, sheet)| {
            sheet.lines.iter().filter_map(move |(candidate, line)| {
                let at = *self.index.get(candidate)?;
                (!self.is_recused(sheet.judge, *candidate)).then_some((seat, at, line))
            })
        })
    }
}

/// The outcome of a round as it stands.
///
/// # Errors
/// Where the award or the round is not there, or the work was cancelled.
pub fn compute(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    wish: Wish,
    progress: &Progress,
) -> Result<Outcome, Failure> {
    let what = "The result was not worked out.";
    let judging = of(campaign, award, what)?;
    let round = round(judging, number, what)?;
    let ballots = Ballots::of(campaign, award, judging, round, wish);
    let mut out = started(&ballots, award);
    let broken = |why: String| Failure::new(what, why, "Look at the sheets of the round.");
    match &round.mode {
        Mode::Rubric(criteria) => tables::rubric(&ballots, criteria, wish, &mut out, progress)?,
        Mode::PassFail(passing) => tables::yes_no(&ballots, *passing, &mut out),
        Mode::Approval(_) => tables::approvals(&ballots, &mut out),
        Mode::Points(_) => tables::points(&ballots, &mut out),
        Mode::Ranking(tally) => {
            tables::ranking(&ballots, *tally, &mut out).map_err(|error| broken(error.to_string()))?;
        }
        Mode::Pairwise => tables::pairwise(&ballots, &mut out, progress)?,
    }
    again::places(&ballots, wish, &mut out, progress)?;
    place(&ballots, &mut out);
    Ok(out)
}

/// By which score the order is made.
fn by(basis: Basis) -> spread::By {
    match basis {
        Basis::Raw => spread::By::Raw,
        Basis::Adjusted => spread::By::Adjusted,
    }
}

fn started(ballots: &Ballots<'_>, award: AwardId) -> Outcome {
    let rows = ballots.field.iter().map(|number| Row { candidate: *number, ..Row::default() }).collect();
    let judges = ballots.judges.iter().map(|judge| JudgeLine {
        judge: *judge,
        scores: 0,
        mean: None,
        effect: 0.0,
        error: 0.0,
        standing: None,
    });
    let missing = ballots
        .sheets
        .iter()
        .flat_map(|sheet| sheet.missing().map(|candidate| (sheet.judge, candidate)))
        .filter(|(judge, candidate)| ballots.index.contains_key(candidate) && !ballots.is_recused(*judge, *candidate))
        .count();
    let recused = ballots
        .sheets
        .iter()
        .flat_map(|sheet| sheet.lines.keys().map(|candidate| (sheet.judge, *candidate)))
        .filter(|(judge, candidate)| ballots.is_recused(*judge, *candidate))
        .count();
    Outcome {
        award,
        round: ballots.round.number,
        rows,
        cells: Vec::new(),
        judges: judges.collect(),
        fit: None,
        places_in_fit: ballots.index.clone(),
        stages: Vec::new(),
        votes_to_elect: 0,
        held: false,
        missing,
        counted: 0,
        recused,
        tie_at_quota: false,
    }
}

/// Gives places by score and the declared tie-break, marks who goes on, and puts the rows in order.
fn place(ballots: &Ballots<'_>, out: &mut Outcome) {
    let values: Vec<Option<f64>> = out.rows.iter().map(|row| row.score).collect();
    let level: BTreeSet<usize> = {
        let ranks = severity::ranks(values.iter().copied());
        let mut of_rank: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, rank) in ranks.iter().enumerate() {
            if let Some(rank) = rank {
                of_rank.entry(*rank).or_default().push(at);
            }
        }
        of_rank.into_values().filter(|group| group.len() > 1).flatten().collect()
    };
    let declared: Vec<TieRule> =
        ballots.judging.tie_break.iter().copied().take_while(|rule| *rule != TieRule::Share).collect();
    // Where nobody is level no rule has anything to look at.
    let rules: Vec<ties::TieRule> =
        if level.is_empty() { Vec::new() } else { declared.iter().map(|it| rule(ballots, out, *it, &level)).collect() };
    for (row, place) in out.rows.iter_mut().zip(ties::settle(&values, &rules)) {
        row.place = place.map(|place| place.rank as u32);
        row.settled_by = place.and_then(|place| place.settled_by).and_then(|at| declared.get(at).copied());
    }
    out.rows.sort_by_key(|row| (row.place.is_none(), row.place, row.candidate));
    let quota = ballots.round.quota;
    let passed_only = matches!(ballots.round.mode, Mode::PassFail(_));
    for row in &mut out.rows {
        let passed = !passed_only || row.goes_on;
        row.goes_on = passed && row.place.is_some_and(|place| quota == 0 || place <= quota);
    }
    let on = out.rows.iter().filter(|row| row.goes_on).count();
    out.tie_at_quota = quota > 0 && on > quota as usize;
}

/// A declared rule with the numbers it looks at.
fn rule(ballots: &Ballots<'_>, out: &Outcome, rule: TieRule, level: &BTreeSet<usize>) -> ties::TieRule {
    match rule {
        TieRule::Criterion(number) => ties::TieRule::Larger(tables::criterion_means(ballots, number)),
        TieRule::Median => ties::TieRule::Larger(tables::medians(ballots, &out.cells)),
        TieRule::MoreFirsts => ties::TieRule::Larger(tables::firsts(ballots, &out.cells)),
        TieRule::Chair(judge) => ties::TieRule::Larger(tables::of_judge(ballots, &out.cells, judge)),
        TieRule::HeadToHead => ties::TieRule::HeadToHead(tables::head_to_head(ballots, &out.cells, level)),
        TieRule::Lot(seed) => ties::TieRule::Lot(seed.to_string()),
        TieRule::Share => ties::TieRule::Larger(Vec::new()),
    }
}
