//! The single transferable vote told stage by stage, so that every number of it can be checked on paper.

use super::Outcome;
use super::tables::{Stage, StageEvent};
use crate::judging::stv::ONE;

/// So many are named with their votes in a stage.
const NAMED: usize = 12;

/// Votes with up to five decimals: "4", "2.66666".
fn votes(hundred_thousandths: u64) -> String {
    let (whole, rest) = (hundred_thousandths / ONE, hundred_thousandths % ONE);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:05}").trim_end_matches('0').to_owned() }
}

/// A line for each stage of the count; empty where none was made. `name` says what a candidate is called.
pub fn count_told(out: &Outcome, name: &dyn Fn(u32) -> String) -> Vec<String> {
    let mut elected = 0;
    let line = |stage: &Stage| {
        let who = stage.candidate.map(name).unwrap_or_default();
        let lot = if stage.by_lot { " (by lot)" } else { "" };
        let what = match stage.event {
            StageEvent::First => format!("First preferences; {} elect", votes(out.votes_to_elect)),
            StageEvent::Surplus => format!("What {who} has too much{lot} goes on, each list at a part of its worth"),
            StageEvent::LeftOut => format!("{who} has least{lot} and is left out; the lists go on as they are"),
            StageEvent::Filled => "As many are left as there are places".to_owned(),
        };
        let mut standing: Vec<(u32, u64)> = stage.votes.iter().copied().filter(|(_, votes)| *votes > 0).collect();
        standing.sort_by_key(|(candidate, votes)| (std::cmp::Reverse(*votes), *candidate));
        let named: Vec<String> = standing
            .iter()
            .take(NAMED)
            .map(|(candidate, count)| format!("{} {}", name(*candidate), votes(*count)))
            .collect();
        let more = standing.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let lost = if stage.exhausted > 0 {
            format!(", and {} on lists that name nobody who is still in", votes(stage.exhausted))
        } else {
            String::new()
        };
        let new: Vec<String> = stage.elected.iter().skip(elected).map(|it| name(*it)).collect();
        elected = stage.elected.len();
        let new = if new.is_empty() { String::new() } else { format!(" Elected: {}.", new.join(", ")) };
        format!("{what}: {}{more}{lost}.{new}", named.join(", "))
    };
    out.stages.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_written_without_what_is_nothing() {
        assert_eq!(
            [0, 100_000, 266_666, 250_000, 1, 1_200_010].map(votes),
            ["0", "1", "2.66666", "2.5", "0.00001", "12.0001"]
        );
    }
}
