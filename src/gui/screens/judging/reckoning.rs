//! The result of a round, worked out by a job on a snapshot. While a new one is under way, or after it was stopped, the last one
//! stays in view and says that it is of before.

use super::Shown;
use crate::app::judging::results::{self, Cell, Outcome, Wish};
use crate::app::judging::{candidate_name, sheets_of_round};
use crate::app::{Failure, Task};
use crate::campaign::judging::{ConflictState, Judging, Mark};
use crate::campaign::{AwardId, Campaign};
use crate::gui::action::Cx;
use crate::gui::bidi::isolated;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// More lines than this take long enough to be shown as work in the status line.
const SHORT: usize = 300;

/// For what a result holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    campaign: String,
    revision: u64,
    award: AwardId,
    round: u32,
}

/// A candidate with its place before and after.
pub type Moved = (u32, Option<u32>, Option<u32>);

/// A result with what the grid looks up in it.
pub struct Reckoned {
    pub outcome: Outcome,
    /// Said about it in plain words.
    pub told: Vec<String>,
    /// How a transferable vote was counted, stage by stage.
    pub count: Vec<String>,
    /// Places with the scores of recused judges and without them, where they differ; only where somebody was recused.
    pub moved: Option<Vec<Moved>>,
    /// Judges with a sheet: assigned, and of these done.
    pub loads: BTreeMap<u32, (usize, usize)>,
    /// Means by candidate and question, as shares of the scale.
    pub by_criterion: HashMap<(u32, u32), (f64, f64)>,
    cells: HashMap<(u32, u32), usize>,
    wanted: HashSet<(u32, u32)>,
    /// Kept apart by a conflict that stands or by a recusal.
    apart: HashSet<(u32, u32)>,
    noted: HashSet<(u32, u32)>,
}

impl Reckoned {
    pub fn cell(&self, judge: u32, candidate: u32) -> Option<&Cell> {
        self.cells.get(&(judge, candidate)).and_then(|at| self.outcome.cells.get(*at))
    }
    /// Assigned and not scored.
    pub fn is_wanted(&self, judge: u32, candidate: u32) -> bool {
        self.wanted.contains(&(judge, candidate))
    }
    /// The two stay apart.
    pub fn is_apart(&self, judge: u32, candidate: u32) -> bool {
        self.apart.contains(&(judge, candidate))
    }
    pub fn has_comment(&self, judge: u32, candidate: u32) -> bool {
        self.noted.contains(&(judge, candidate))
    }
}

/// How the result in view stands to the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Fresh,
    /// A new one is being worked out: done and total, 0 while it is not known.
    Working(u64, u64),
    /// The work was stopped: what is shown is of before the last change.
    Stopped,
    Failed,
}

#[derive(Default)]
pub struct Reckoning {
    made: Option<(Key, Arc<Reckoned>)>,
    making: Option<(Key, Task<Reckoned>)>,
    /// The key for which it was stopped or failed.
    left: Option<(Key, Failure)>,
}

impl Reckoning {
    /// The latest result of this round, and where it stands.
    pub fn get(&mut self, cx: &Cx<'_>, shown: &Shown<'_>) -> (Option<Arc<Reckoned>>, Standing) {
        let Some(round) = shown.round else { return (None, Standing::Fresh) };
        let key = Key {
            campaign: shown.campaign.settings().id.clone(),
            revision: shown.campaign.revision(),
            award: shown.award,
            round: round.number,
        };
        if let Some(result) = self.making.as_ref().and_then(|(_, task)| task.poll())
            && let Some((of, _)) = self.making.take()
        {
            match result {
                Ok(reckoned) => self.made = Some((of, Arc::new(reckoned))),
                Err(failure) => self.left = Some((of, failure)),
            }
        }
        // What is worked out for a state that is gone helps nobody.
        if let Some((of, task)) = &self.making
            && *of != key
        {
            task.cancel();
        }
        let is_made = self.made.as_ref().is_some_and(|(of, _)| *of == key);
        let is_left = self.left.as_ref().is_some_and(|(of, _)| *of == key);
        if !is_made && !is_left && self.making.is_none() {
            self.start(cx, shown.campaign, key.clone());
        }
        let standing = match (&self.making, &self.left) {
            _ if is_made => Standing::Fresh,
            (Some((_, task)), _) => Standing::Working(task.progress().done(), task.progress().total()),
            (None, Some((_, failure))) if failure.is_cancelled() => Standing::Stopped,
            (None, Some(_)) => Standing::Failed,
            (None, None) => Standing::Working(0, 0),
        };
        // Those of another round must not be shown under this one.
        let same = |of: &Key| (&of.campaign, of.award, of.round) == (&key.campaign, key.award, key.round);
        (self.made.as_ref().filter(|(of, _)| same(of)).map(|(_, made)| Arc::clone(made)), standing)
    }

    /// Why there is no newer one.
    pub fn failure(&self) -> Option<&Failure> {
        self.left.as_ref().map(|(_, failure)| failure)
    }
    pub fn stop(&self) {
        if let Some((_, task)) = &self.making {
            task.cancel();
        }
    }
    /// Works it out again after it was stopped.
    pub fn again(&mut self) {
        self.left = None;
    }

    fn start(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>, key: Key) {
        let shared = Arc::clone(campaign);
        let (award, round) = (key.award, key.round);
        let lines: usize = sheets_of_round(campaign, award, round).map(|(_, sheet)| sheet.lines.len()).sum();
        let work = move |progress: &crate::app::Progress| reckon(&shared, award, round, progress);
        let jobs = cx.ws.jobs();
        let task = if lines <= SHORT { jobs.start_unlisted(work) } else { jobs.start("Working out the result", work) };
        self.left = None;
        self.making = Some((key, task));
    }
}

/// Whom a judge does not judge in the round.
pub fn apart(judging: &Judging, round: u32) -> HashSet<(u32, u32)> {
    let stands = judging.conflicts.iter().filter(|it| it.state == ConflictState::Stands);
    stands.map(|it| (it.judge, it.candidate)).chain(judging.recused_pairs(round)).collect()
}

fn reckon(
    campaign: &Campaign,
    award: AwardId,
    number: u32,
    progress: &crate::app::Progress,
) -> Result<Reckoned, Failure> {
    let outcome = results::compute(campaign, award, number, Wish::default(), progress)?;
    let judging = crate::app::judging::of(campaign, award, "The result was not worked out.")?;
    let moved = if outcome.recused > 0 {
        let wish = Wish { runs: 0, without_recusals: true };
        let before = results::compute(campaign, award, number, wish, progress)?;
        let was: HashMap<u32, Option<u32>> = before.rows.iter().map(|row| (row.candidate, row.place)).collect();
        let now = outcome.rows.iter().filter_map(|row| Some((row.candidate, *was.get(&row.candidate)?, row.place)));
        Some(now.filter(|(_, was, now)| was != now).collect())
    } else {
        None
    };
    let name = |number: u32| match judging.candidate(number) {
        Some(it) => isolated(&candidate_name(campaign, it)).into_owned(),
        None => number.to_string(),
    };
    let told = results::told_with(judging, &outcome, &name);
    let count = results::count_told(&outcome, &name);
    let cells = outcome.cells.iter().enumerate().map(|(at, cell)| ((cell.judge, cell.candidate), at)).collect();
    let mut reckoned = Reckoned {
        told,
        count,
        moved,
        loads: BTreeMap::new(),
        by_criterion: HashMap::new(),
        cells,
        wanted: HashSet::new(),
        apart: apart(judging, number),
        noted: HashSet::new(),
        outcome,
    };
    let mut sums: HashMap<(u32, u32), (f64, f64)> = HashMap::new();
    for (_, sheet) in sheets_of_round(campaign, award, number) {
        let missing: Vec<u32> = sheet.missing().collect();
        let load = (sheet.assigned.len(), sheet.assigned.len() - missing.len());
        reckoned.loads.insert(sheet.judge, load);
        reckoned.wanted.extend(missing.into_iter().map(|candidate| (sheet.judge, candidate)));
        for (candidate, line) in &sheet.lines {
            if !line.comment.trim().is_empty() {
                reckoned.noted.insert((sheet.judge, *candidate));
            }
            if let Mark::Scores(scores) = &line.mark
                && !judging.is_recused(sheet.judge, *candidate, number)
            {
                for (criterion, score) in scores {
                    let sum = sums.entry((*candidate, *criterion)).or_default();
                    *sum = (sum.0 + f64::from(*score), sum.1 + 1.0);
                }
            }
        }
    }
    let criteria = judging.round(number).map(|round| round.mode.criteria()).unwrap_or_default();
    for ((candidate, criterion), (sum, count)) in sums {
        if let Some(it) = criteria.iter().find(|it| it.number == criterion) {
            let mean = sum / count;
            let width = f64::from(it.most.saturating_sub(it.least)).max(1.0);
            reckoned.by_criterion.insert((candidate, criterion), (mean, (mean - f64::from(it.least)) / width));
        }
    }
    Ok(reckoned)
}
