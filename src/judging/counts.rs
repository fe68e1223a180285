//! Counting ballots: pass or fail, approval, points and Borda. What several winners ask for is in [`super::stv`].

use thiserror::Error;

/// A judge's order of nominees: groups from best to worst, those in one group are level. Who is not named stands level behind all.
pub type Ranking = Vec<Vec<usize>>;

/// What is wrong with a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadBallot {
    /// Names a nominee that does not exist.
    #[error("ballot {ballot} names nominee {nominee}, who does not exist")]
    Unknown {
        /// From 0.
        ballot: usize,
        /// As given.
        nominee: usize,
    },
    /// Names a nominee twice.
    #[error("ballot {ballot} names nominee {nominee} twice")]
    Twice {
        /// From 0.
        ballot: usize,
        /// Who.
        nominee: usize,
    },
}

/// Checks that every nominee of a ballot exists and stands there once.
pub(super) fn check<'a>(
    ballot: usize,
    named: impl IntoIterator<Item = &'a usize>,
    seen: &mut [usize],
) -> Result<(), BadBallot> {
    for &nominee in named {
        match seen.get_mut(nominee) {
            None => return Err(BadBallot::Unknown { ballot, nominee }),
            Some(last) if *last == ballot + 1 => return Err(BadBallot::Twice { ballot, nominee }),
            Some(last) => *last = ballot + 1,
        }
    }
    Ok(())
}

/// Borda: of n nominees the first gets n - 1 points, the next n - 2, the last 0; level ones share what their places give (the
/// mean), those not named share the last places. `allowed` names whom a judge may rank (nobody whom it is recused from); a judge
/// who may not rank all gives each point count as a share of its own list, times n - 1, so that every ballot weighs the same for
/// those on it.
///
/// Returns for each nominee the sum and on how many ballots it could stand; compare nominees by their mean where these differ.
pub fn borda(nominees: usize, ballots: &[Ranking], allowed: &[Vec<bool>]) -> Result<Vec<(f64, usize)>, BadBallot> {
    let mut sums = vec![(0.0, 0); nominees];
    let mut seen = vec![0; nominees];
    for (number, ballot) in ballots.iter().enumerate() {
        check(number, ballot.iter().flatten(), &mut seen)?;
        let may = |nominee: usize| allowed.get(number).is_none_or(|row| row.get(nominee).copied().unwrap_or(true));
        let field = (0..nominees).filter(|nominee| may(*nominee)).count();
        let unnamed: Vec<usize> =
            (0..nominees).filter(|nominee| seen[*nominee] != number + 1 && may(*nominee)).collect();
        let scale = if field > 1 { (nominees - 1) as f64 / (field - 1) as f64 } else { 0.0 };
        let mut above = 0;
        for group in ballot.iter().chain([&unnamed]) {
            let group: Vec<usize> = group.iter().copied().filter(|nominee| may(*nominee)).collect();
            let below = field - above - group.len();
            // Places with `below` to `below + size - 1` points, shared.
            let each = below as f64 + (group.len() as f64 - 1.0) / 2.0;
            for nominee in &group {
                sums[*nominee].0 += each * scale;
                sums[*nominee].1 += 1;
            }
            above += group.len();
        }
    }
    Ok(sums)
}

/// Approval: how many ballots name each nominee.
pub fn approval(nominees: usize, ballots: &[Vec<usize>]) -> Result<Vec<u32>, BadBallot> {
    let mut counts = vec![0; nominees];
    let mut seen = vec![0; nominees];
    for (number, ballot) in ballots.iter().enumerate() {
        check(number, ballot, &mut seen)?;
        for nominee in ballot {
            counts[*nominee] += 1;
        }
    }
    Ok(counts)
}

/// Points: the sum each nominee was given.
pub fn points(nominees: usize, ballots: &[Vec<(usize, u32)>]) -> Result<Vec<u64>, BadBallot> {
    let mut sums = vec![0; nominees];
    let mut seen = vec![0; nominees];
    for (number, ballot) in ballots.iter().enumerate() {
        check(number, ballot.iter().map(|(nominee, _)| nominee), &mut seen)?;
        for (nominee, points) in ballot {
            sums[*nominee] += u64::from(*points);
        }
    }
    Ok(sums)
}

/// How often each nominee is put before each other: `wins[a][b]`. Only nominees whom a ballot names, or who are not named while
/// the other is, are compared.
pub fn head_to_head(nominees: usize, ballots: &[Ranking]) -> Result<Vec<Vec<u32>>, BadBallot> {
    let mut wins = vec![vec![0; nominees]; nominees];
    let mut seen = vec![0; nominees];
    for (number, ballot) in ballots.iter().enumerate() {
        check(number, ballot.iter().flatten(), &mut seen)?;
        let mut behind: Vec<bool> = vec![true; nominees];
        for group in ballot {
            for nominee in group {
                behind[*nominee] = false;
            }
            for nominee in group {
                for (other, behind) in behind.iter().enumerate() {
                    wins[*nominee][other] += u32::from(*behind);
                }
            }
        }
    }
    Ok(wins)
}

/// When a nominee passes a screening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// At least so many judges say yes.
    AtLeast(u32),
    /// More say yes than no.
    Majority,
    /// Nobody says no, and somebody says yes.
    All,
}

/// Yes and no of each nominee, and whether it passes; nothing while nobody has said anything.
pub fn passes(nominees: usize, votes: &[(usize, bool)], rule: Passing) -> Vec<(u32, u32, Option<bool>)> {
    let mut counts = vec![(0, 0, None); nominees];
    for (nominee, yes) in votes {
        if let Some(count) = counts.get_mut(*nominee) {
            count.0 += u32::from(*yes);
            count.1 += u32::from(!*yes);
        }
    }
    for (yes, no, passed) in &mut counts {
        *passed = (*yes + *no > 0).then_some(match rule {
            Passing::AtLeast(least) => *yes >= least,
            Passing::Majority => yes > no,
            Passing::All => *no == 0,
        });
    }
    counts
}
