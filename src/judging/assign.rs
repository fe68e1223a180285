//! Who scores whom: every nominee is seen equally often, every judge has as much work as the others, nobody scores where there is
//! a conflict, and the same seed gives the same plan.
//!
//! A first plan goes through the nominees in random order and gives each to the judges who have least to do, of those to the ones
//! who met the fewest of the others already there (so that judges can be compared with each other), of those at random. Then
//! work is moved along chains of judges from who has most to who has least until no chain helps. By a theorem on flows with
//! convex costs (no negative cycle is left) that plan is as even as any plan can be; so when its loads still differ by more than one,
//! no even plan exists, and the judges who cannot take more are named.

use super::dice::Dice;
use thiserror::Error;

/// What is to be planned. Nominees and judges are numbers from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// How many nominees.
    pub nominees: usize,
    /// How many judges.
    pub judges: usize,
    /// How many judges see each nominee.
    pub times: usize,
    /// Nominee and judge who must not meet; the order of this list has no influence.
    pub conflicts: Vec<(usize, usize)>,
    /// Nominee and judge who meet in any case, such as pairs set by hand or scored already.
    pub fixed: Vec<(usize, usize)>,
    /// Takes the evenest plan where conflicts allow no even one, instead of refusing.
    pub uneven: bool,
    /// Any text; the same gives the same plan.
    pub seed: String,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// For each nominee its judges, lowest number first.
    pub judges_of: Vec<Vec<usize>>,
    /// For each judge how many nominees.
    pub loads: Vec<usize>,
}

/// A nominee whom too few judges may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Who.
    pub nominee: usize,
    /// How many judges are without conflict.
    pub allowed: usize,
    /// The judges who may not.
    pub conflicts: Vec<usize>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Impossible {
    /// More views are asked than there are judges without conflict.
    #[error("{} of the nominees cannot be seen {times} times: too few judges are without conflict", lacks.len())]
    TooFewJudges {
        /// As asked.
        times: usize,
        /// Each nominee concerned.
        lacks: Vec<Lack>,
    },
    /// Each nominee could be seen often enough, but conflicts force more work on some judges than on others.
    #[error("conflicts force uneven work: at best one judge has {most} nominees and another {least}")]
    Uneven {
        /// The evenest plan that there is.
        best: Plan,
        /// Its largest load.
        most: usize,
        /// Its smallest load.
        least: usize,
        /// Judges with too much, whose nominees nobody with less may take.
        heavy: Vec<usize>,
        /// Judges with too little, who may not see those nominees or see them already.
        light: Vec<usize>,
    },
    /// A pair set by hand has a conflict.
    #[error("a pair is set that has a conflict")]
    FixedConflict {
        /// Nominee and judge.
        pairs: Vec<(usize, usize)>,
    },
    /// More judges are set for a nominee than are to see it.
    #[error("more judges are set for a nominee than are to see it")]
    FixedTooMany {
        /// Who.
        nominees: Vec<usize>,
    },
    /// A pair names a nominee or judge that does not exist.
    #[error("a pair names nominee {nominee} and judge {judge}, of whom one does not exist")]
    Unknown {
        /// As given.
        nominee: usize,
        /// As given.
        judge: usize,
    },
}

/// Makes a plan in which every nominee has `times` judges, loads differ by at most one and no conflict is assigned.
pub fn assign(ask: &Ask) -> Result<Plan, Impossible> {
    let mut table = Table::of(ask)?;
    table.check(ask)?;
    let mut dice = Dice::of(&ask.seed);
    table.fill(ask.times, &mut dice);
    let names = table.even_out(&mut dice);
    let plan = table.plan();
    let (most, least) = (plan.loads.iter().max().copied(), plan.loads.iter().min().copied());
    let (most, least) = (most.unwrap_or(0), least.unwrap_or(0));
    if most - least > 1 && !ask.uneven {
        let heavy = (0..ask.judges).filter(|judge| names[*judge]).collect();
        let light = (0..ask.judges).filter(|judge| plan.loads[*judge] + 1 < most && !names[*judge]).collect();
        return Err(Impossible::Uneven { best: plan, most, least, heavy, light });
    }
    Ok(plan)
}

/// What a pair is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    Free,
    Conflict,
    Fixed,
    Planned,
}

struct Table {
    nominees: usize,
    judges: usize,
    /// Nominee by nominee, a cell for each judge.
    pairs: Vec<Pair>,
    loads: Vec<usize>,
}

impl Table {
    fn of(ask: &Ask) -> Result<Self, Impossible> {
        let (nominees, judges) = (ask.nominees, ask.judges);
        let mut table = Self { nominees, judges, pairs: vec![Pair::Free; nominees * judges], loads: vec![0; judges] };
        for &(nominee, judge) in ask.conflicts.iter().chain(&ask.fixed) {
            if nominee >= nominees || judge >= judges {
                return Err(Impossible::Unknown { nominee, judge });
            }
        }
        for &(nominee, judge) in &ask.conflicts {
            table.pairs[nominee * judges + judge] = Pair::Conflict;
        }
        let mut pairs: Vec<_> = ask.fixed.clone();
        pairs.sort_unstable();
        pairs.dedup();
        let (wrong, fixed): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|(nominee, judge)| table.at(*nominee, *judge) == Pair::Conflict);
        if !wrong.is_empty() {
            return Err(Impossible::FixedConflict { pairs: wrong });
        }
        for (nominee, judge) in fixed {
            table.set(nominee, judge, Pair::Fixed);
        }
        Ok(table)
    }

    fn at(&self, nominee: usize, judge: usize) -> Pair {
        self.pairs[nominee * self.judges + judge]
    }

    fn set(&mut self, nominee: usize, judge: usize, pair: Pair) {
        let cell = &mut self.pairs[nominee * self.judges + judge];
        self.loads[judge] -= usize::from(matches!(*cell, Pair::Fixed | Pair::Planned));
        self.loads[judge] += usize::from(matches!(pair, Pair::Fixed | Pair::Planned));
        *cell = pair;
    }

    fn row(&self, nominee: usize) -> &[Pair] {
        &self.pairs[nominee * self.judges..(nominee + 1) * self.judges]
    }

    fn meets(&self, nominee: usize) -> impl Iterator<Item = usize> {
        (0..self.judges).filter(move |judge| matches!(self.at(nominee, *judge), Pair::Fixed | Pair::Planned))
    }

    fn check(&self, ask: &Ask) -> Result<(), Impossible> {
        let times = ask.times;
        let lacks: Vec<_> = (0..self.nominees)
            .filter_map(|nominee| {
                let conflicts: Vec<_> =
                    (0..self.judges).filter(|judge| self.at(nominee, *judge) == Pair::Conflict).collect();
                let allowed = self.judges - conflicts.len();
                (allowed < times).then_some(Lack { nominee, allowed, conflicts })
            })
            .collect();
        if !lacks.is_empty() {
            return Err(Impossible::TooFewJudges { times, lacks });
        }
        let nominees: Vec<_> = (0..self.nominees).filter(|nominee| self.meets(*nominee).count() > times).collect();
        if nominees.is_empty() { Ok(()) } else { Err(Impossible::FixedTooMany { nominees }) }
    }

    /// The first plan.
    fn fill(&mut self, times: usize, dice: &mut Dice) {
        // How many nominees two judges have in common.
        let mut common = vec![0_u32; self.judges * self.judges];
        let mut order: Vec<_> = (0..self.nominees).collect();
        dice.shuffle(&mut order);
        // Who has few to choose from goes first, so that the chains afterwards are short.
        order.sort_by_key(|nominee| self.row(*nominee).iter().filter(|pair| **pair == Pair::Free).count());
        for nominee in order {
            let mut panel: Vec<_> = self.meets(nominee).collect();
            while panel.len() < times {
                let mut best: Option<(usize, u32, u64, usize)> = None;
                for judge in 0..self.judges {
                    if self.at(nominee, judge) == Pair::Free {
                        let met = panel.iter().map(|other| common[judge * self.judges + other]).sum();
                        let key = (self.loads[judge], met, dice.bits(), judge);
                        if best.is_none_or(|best| key < best) {
                            best = Some(key);
                        }
                    }
                }
                // `check` counted enough judges for everybody.
                let Some((.., judge)) = best else { break };
                self.set(nominee, judge, Pair::Planned);
                for other in &panel {
                    common[judge * self.judges + other] += 1;
                    common[other * self.judges + judge] += 1;
                }
                panel.push(judge);
            }
        }
    }

    /// Moves work along chains until none makes it evener. Returns the judges who have too much and cannot be relieved, with all
    /// to whom their work could go.
    fn even_out(&mut self, dice: &mut Dice) -> Vec<bool> {
        let mut nominees: Vec<_> = (0..self.nominees).collect();
        dice.shuffle(&mut nominees);
        // Who was found to have no way out keeps none: moves between others only fill judges up.
        let mut closed = vec![false; self.judges];
        let mut stuck = vec![false; self.judges];
        loop {
            let least = self.loads.iter().min().copied().unwrap_or(0);
            let from = (0..self.judges).filter(|judge| !closed[*judge]).max_by_key(|judge| self.loads[*judge]);
            let Some(from) = from.filter(|judge| self.loads[*judge] > least + 1) else { return stuck };
            match self.chain(from, &nominees) {
                Ok(chain) => {
                    for (nominee, giver, taker) in chain {
                        self.set(nominee, giver, Pair::Free);
                        self.set(nominee, taker, Pair::Planned);
                    }
                    closed.fill(false);
                    stuck.fill(false);
                }
                Err(reached) => {
                    closed[from] = true;
                    for (judge, reached) in reached.into_iter().enumerate() {
                        stuck[judge] |= reached;
                    }
                }
            }
        }
    }

    /// The shortest chain of moves (nominee, from whom, to whom) that ends at a judge with at least two less, or all whom chains
    /// reach.
    fn chain(&self, from: usize, nominees: &[usize]) -> Result<Vec<(usize, usize, usize)>, Vec<bool>> {
        let mut came: Vec<Option<(usize, usize)>> = vec![None; self.judges];
        let mut reached = vec![false; self.judges];
        reached[from] = true;
        let mut queue = std::collections::VecDeque::from([from]);
        while let Some(giver) = queue.pop_front() {
            for &nominee in nominees {
                let row = self.row(nominee);
                if row[giver] != Pair::Planned {
                    continue;
                }
                for taker in 0..self.judges {
                    if row[taker] != Pair::Free || reached[taker] {
                        continue;
                    }
                    reached[taker] = true;
                    came[taker] = Some((nominee, giver));
                    if self.loads[taker] + 1 < self.loads[from] {
                        let (mut chain, mut at) = (Vec::new(), taker);
                        while let Some((nominee, giver)) = came[at] {
                            chain.push((nominee, giver, at));
                            at = giver;
                        }
                        return Ok(chain);
                    }
                    queue.push_back(taker);
                }
            }
        }
        Err(reached)
    }

    fn plan(&self) -> Plan {
        let judges_of = (0..self.nominees).map(|nominee| self.meets(nominee).collect()).collect();
        Plan { judges_of, loads: self.loads.clone() }
    }
}
