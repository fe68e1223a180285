//! Several winners from ranked ballots: the single transferable vote by the rules of Scottish council elections.
//!
//! That is a weighted inclusive Gregory count with the Droop quota and five decimals, anything behind them dropped (The Scottish
//! Local Government Elections Order 2007, SSI 2007/42, rules 45 to 52); so every number can be checked on paper. One difference:
//! where the law draws lots, the declared seed does ([`super::dice`]). A paper counts up to the first place where it names several
//! nominees as level.

use super::counts::{BadBallot, Ranking, check};
use super::dice::Dice;

/// Votes are counted in hundred-thousandths.
pub const ONE: u64 = 100_000;

/// What happens in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// First preferences are counted.
    First,
    /// The surplus of somebody elected goes on.
    Surplus {
        /// Whose.
        nominee: usize,
        /// What every paper is worth afterwards is this part of what it was: surplus and votes.
        surplus: u64,
        /// See `surplus`.
        votes: u64,
    },
    /// Who has least is left out, its papers go on.
    LeftOut {
        /// Who.
        nominee: usize,
    },
    /// As many are left as there are places: all of them get one.
    Filled,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// What happens.
    pub event: Event,
    /// Votes of each nominee afterwards, in units of 1 / [`ONE`].
    pub votes: Vec<u64>,
    /// Votes on papers that name nobody who is still in.
    pub exhausted: u64,
    /// Who is elected by the end of this stage, most votes first.
    pub elected: Vec<usize>,
    /// Whether a lot decided whose turn this was.
    pub by_lot: bool,
}

/// The count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Votes that elect, in units of 1 / [`ONE`].
    pub quota: u64,
    /// From first preferences on.
    pub stages: Vec<Stage>,
    /// In the order of election.
    pub elected: Vec<usize>,
    /// In the order of leaving.
    pub left_out: Vec<usize>,
    /// Place of each nominee from 0: elected in their order, then who was still in by the votes of the last stage, then the last to
    /// leave first. Whom no stage parts shares the place, for the count says nothing about their order.
    pub places: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Hopeful,
    /// Elected, surplus not yet handed on.
    Pending,
    Elected,
    Out,
}

struct Paper {
    order: Vec<usize>,
    at: usize,
    worth: u64,
}

struct Counting {
    papers: Vec<Paper>,
    states: Vec<State>,
    votes: Vec<u64>,
    /// Larger for whom the last stage that parted two of them gave more votes; equal for whom no stage parted.
    standing: Vec<usize>,
    exhausted: u64,
    count: Count,
    /// Those of the elected whom no stage had parted from the one elected before.
    level: Vec<usize>,
    seats: usize,
    seed: String,
}

/// Counts `ballots` for `seats` places among `nominees`; fewer are elected only where there are fewer nominees.
pub fn count(nominees: usize, ballots: &[Ranking], seats: usize, seed: &str) -> Result<Count, BadBallot> {
    let mut seen = vec![0; nominees];
    let mut papers = Vec::new();
    for (number, ballot) in ballots.iter().enumerate() {
        check(number, ballot.iter().flatten(), &mut seen)?;
        let order: Vec<usize> = ballot.iter().take_while(|group| group.len() == 1).flatten().copied().collect();
        if !order.is_empty() {
            papers.push(Paper { order, at: 0, worth: ONE });
        }
    }
    let quota = (papers.len() as u64 / (seats as u64 + 1) + 1) * ONE;
    let mut counting = Counting {
        papers,
        states: vec![State::Hopeful; nominees],
        votes: vec![0; nominees],
        standing: vec![0; nominees],
        exhausted: 0,
        count: Count { quota, stages: Vec::new(), elected: Vec::new(), left_out: Vec::new(), places: Vec::new() },
        level: Vec::new(),
        seats: seats.min(nominees),
        seed: seed.to_owned(),
    };
    counting.run();
    counting.count.places = counting.places();
    Ok(counting.count)
}

impl Counting {
    fn of(&self, state: State) -> Vec<usize> {
        (0..self.states.len()).filter(|nominee| self.states[*nominee] == state).collect()
    }

    fn open(&self) -> usize {
        self.seats - self.count.elected.len()
    }

    fn run(&mut self) {
        for paper in &self.papers {
            self.votes[paper.order[0]] += paper.worth;
        }
        self.close(Event::First, false);
        while self.open() > 0 && self.of(State::Hopeful).len() > self.open() {
            let pending = self.of(State::Pending);
            let most = pending.iter().map(|nominee| self.votes[*nominee]).max();
            if let Some(most) = most {
                let tied = pending.into_iter().filter(|nominee| self.votes[*nominee] == most).collect();
                let (nominee, by_lot) = self.part(tied, true);
                let surplus = most - self.count.quota;
                self.states[nominee] = State::Elected;
                self.votes[nominee] = self.count.quota;
                self.hand_on(nominee, |worth| (u128::from(worth) * u128::from(surplus) / u128::from(most)) as u64);
                self.close(Event::Surplus { nominee, surplus, votes: most }, by_lot);
                continue;
            }
            let hopeful = self.of(State::Hopeful);
            let Some(least) = hopeful.iter().map(|nominee| self.votes[*nominee]).min() else { break };
            let tied = hopeful.into_iter().filter(|nominee| self.votes[*nominee] == least).collect();
            let (nominee, by_lot) = self.part(tied, false);
            self.states[nominee] = State::Out;
            self.votes[nominee] = 0;
            self.count.left_out.push(nominee);
            self.hand_on(nominee, |worth| worth);
            self.close(Event::LeftOut { nominee }, by_lot);
        }
        let hopeful = self.of(State::Hopeful);
        if self.open() > 0 && !hopeful.is_empty() {
            self.elect(hopeful);
            let elected = self.count.elected.clone();
            let votes = self.votes.clone();
            let stage = Stage { event: Event::Filled, votes, exhausted: self.exhausted, elected, by_lot: false };
            self.count.stages.push(stage);
        }
    }

    /// Papers of a nominee go to the next who is still in, at their new worth.
    fn hand_on(&mut self, nominee: usize, worth: impl Fn(u64) -> u64) {
        for paper in &mut self.papers {
            if paper.order.get(paper.at) != Some(&nominee) {
                continue;
            }
            paper.worth = worth(paper.worth);
            while paper.order.get(paper.at).is_some_and(|next| self.states[*next] != State::Hopeful) {
                paper.at += 1;
            }
            match paper.order.get(paper.at) {
                Some(next) => self.votes[*next] += paper.worth,
                None => self.exhausted += paper.worth,
            }
        }
    }

    /// Most votes first; level ones by the stages before, else by number.
    fn elect(&mut self, mut nominees: Vec<usize>) {
        nominees.sort_by(|a, b| {
            self.votes[*b].cmp(&self.votes[*a]).then(self.standing[*b].cmp(&self.standing[*a])).then(a.cmp(b))
        });
        let same = |a: usize, b: usize| (self.votes[a], self.standing[a]) == (self.votes[b], self.standing[b]);
        self.level.extend(nominees.windows(2).filter(|pair| same(pair[0], pair[1])).map(|pair| pair[1]));
        for nominee in nominees {
            self.states[nominee] = State::Pending;
            self.count.elected.push(nominee);
        }
    }

    fn places(&self) -> Vec<usize> {
        let mut left = self.of(State::Hopeful);
        left.sort_by_key(|nominee| std::cmp::Reverse(self.standing[*nominee]));
        let mut level = self.level.clone();
        let same = |pair: &&[usize]| self.standing[pair[0]] == self.standing[pair[1]];
        level.extend(left.windows(2).filter(same).map(|pair| pair[1]));
        let order = self.count.elected.iter().chain(&left).chain(self.count.left_out.iter().rev());
        let mut places = vec![0; self.states.len()];
        let mut last = 0;
        for (place, nominee) in order.enumerate() {
            if !level.contains(nominee) {
                last = place;
            }
            places[*nominee] = last;
        }
        places
    }

    /// Of level nominees the one who had most (or least) at the last stage that parted them, else one by lot.
    fn part(&self, mut tied: Vec<usize>, most: bool) -> (usize, bool) {
        let standings = tied.iter().map(|nominee| self.standing[*nominee]);
        let edge = if most { standings.max() } else { standings.min() };
        tied.retain(|nominee| Some(self.standing[*nominee]) == edge);
        let by_lot = tied.len() > 1;
        let drawn = Dice::of(&format!("{}/{}", self.seed, self.count.stages.len())).below(tied.len());
        (tied[if by_lot { drawn } else { 0 }], by_lot)
    }

    /// Brings the standings up to this stage.
    fn stand(&mut self) {
        let mut order: Vec<usize> = (0..self.votes.len()).collect();
        let key = |nominee: &usize| (self.votes[*nominee], self.standing[*nominee]);
        order.sort_by_key(key);
        let mut standing = vec![0; order.len()];
        for pair in order.windows(2) {
            standing[pair[1]] = standing[pair[0]] + usize::from(key(&pair[0]) != key(&pair[1]));
        }
        self.standing = standing;
    }

    fn close(&mut self, event: Event, by_lot: bool) {
        let over = self.of(State::Hopeful).into_iter().filter(|nominee| self.votes[*nominee] >= self.count.quota);
        let over = over.collect();
        self.elect(over);
        self.stand();
        let (votes, elected) = (self.votes.clone(), self.count.elected.clone());
        self.count.stages.push(Stage { event, votes, exhausted: self.exhausted, elected, by_lot });
    }
}
