//! A result in plain words: who is first and how sure that is, what the judges' severity changed and why, what is missing. The
//! same sentences on the screen, on paper and on the command line.

use super::{LEVEL, Outcome, Row};
use crate::app::judging::{candidate_name, setup};
use crate::app::outlook::counted;
use crate::campaign::Campaign;
use crate::campaign::judging::{Basis, Judging, Mode, Round, Tally};
use crate::judging::{severity, spread};

/// What there is to say about the outcome as a whole.
pub fn told(campaign: &Campaign, judging: &Judging, out: &Outcome) -> Vec<String> {
    told_with(judging, out, &|number| {
        judging.candidate(number).map_or_else(|| number.to_string(), |it| candidate_name(campaign, it))
    })
}

/// The same with names of one's own, such as code names.
pub fn told_with(judging: &Judging, out: &Outcome, name: &dyn Fn(u32) -> String) -> Vec<String> {
    let mut said = Vec::new();
    let Some(round) = judging.round(out.round) else { return said };
    if out.counted == 0 {
        return vec!["No score has come in yet.".into()];
    }
    if out.missing > 0 && judging.frozen(out.round).is_some() {
        said.push(format!("{} never given.", several(out.missing, "line was", "lines were")));
    } else if out.missing > 0 {
        said.push(format!("{} still to come: the order may change.", several(out.missing, "line is", "lines are")));
    }
    if out.recused > 0 {
        said.push(format!("{} left out by recusals.", several(out.recused, "line is", "lines are")));
    }
    said.extend(first_and_second(out, super::by(round.basis), name));
    said.extend(of_the_seats(round, out, name));
    if let Some(fit) = &out.fit {
        said.extend(of_the_fit(judging, out, fit));
        let used = if round.basis == Basis::Adjusted { "adjusted" } else { "raw" };
        said.push(format!("The order is by {used} scores, as declared before the first score."));
    }
    if out.held {
        said.push(
            "Somebody never lost or never won, or groups never met: half a win and half a defeat for each hold the strengths."
                .into(),
        );
    }
    for row in out.rows.iter().filter(|row| row.settled_by.is_some()) {
        if let (Some(rule), Some(place)) = (row.settled_by, row.place) {
            let words = setup::tie_words(judging, rule);
            said.push(format!("{} has place {place} by the tie-break: {words}.", name(row.candidate)));
        }
    }
    if out.tie_at_quota {
        said.push(format!(
            "A tie stands where {} of {} end: who goes on is for the jury to decide, with a note.",
            round.quota,
            round.title()
        ));
    }
    said
}

fn several(count: usize, one: &str, many: &str) -> String {
    counted(count as u64, one, many)
}

fn points(value: f64) -> String {
    // Nothing is not less than nothing: no "-0.0".
    let value = if value.abs() < 0.05 { 0.0 } else { value };
    format!("{value:.1}")
}

/// Can the first two be told apart, and what would it take?
fn first_and_second(out: &Outcome, by: spread::By, name: &dyn Fn(u32) -> String) -> Vec<String> {
    let [first, second, ..] = out.rows.as_slice() else { return Vec::new() };
    let (Some(_), Some(_)) = (first.place, second.place) else { return Vec::new() };
    let (one, other) = (name(first.candidate), name(second.candidate));
    if first.place == second.place {
        return vec![format!("{one} and {other} share the first place.")];
    }
    let Some(fit) = &out.fit else {
        return match (first.interval, second.interval) {
            (Some((low, _)), Some((_, high))) if low <= high => {
                vec![format!("{one} is before {other}, but their intervals overlap: more duels would make it surer.")]
            }
            (Some(_), Some(_)) => vec![format!("{one} is clearly before {other}: their intervals do not overlap.")],
            _ => vec![of_the_panel(&one, &other, first.first_share)],
        };
    };
    let (Some(a), Some(b)) =
        (out.places_in_fit.get(&first.candidate).copied(), out.places_in_fit.get(&second.candidate).copied())
    else {
        return Vec::new();
    };
    let Some(compared) = spread::compare_by(fit, by, a, b, LEVEL) else {
        return vec![format!(
            "{one} is before {other}. Nobody has several scores, so how much of that is chance cannot be told."
        )];
    };
    let difference = points(compared.difference.abs());
    let percent = (LEVEL * 100.0).round();
    if compared.apart {
        return vec![format!(
            "{one} is before {other} by {difference} points, more than chance among these judges explains (from {} to {} with {percent} % certainty).",
            points(compared.low),
            points(compared.high)
        )];
    }
    let mut said = vec![format!(
        "{one} and {other} cannot be told apart: their difference of {difference} points lies within chance (from {} to {} with {percent} % certainty).",
        points(compared.low),
        points(compared.high)
    )];
    said.push(match spread::more_scores_by(fit, by, a, b, LEVEL) {
        Some(more) => format!(
            "About {} for each of the two would tell them apart, if their difference stays what it is.",
            several(more, "more score", "more scores")
        ),
        None => "No reasonable number of further scores would tell them apart.".into(),
    });
    said
}

/// Ballots: how much hangs on the judges who happened to be there.
fn of_the_panel(one: &str, other: &str, first_share: Option<f64>) -> String {
    match first_share.map(|share| (share * 100.0).round()) {
        None => format!("{one} is before {other}."),
        Some(share) if share >= LEVEL * 100.0 => {
            format!("{one} is before {other}, and first in {share} % of panels drawn again from these judges.")
        }
        Some(share) => format!(
            "{one} is before {other}, but first in only {share} % of panels drawn again from these judges: much hangs on who judged."
        ),
    }
}

/// Several seats: how many of them hang on who judged.
fn of_the_seats(round: &Round, out: &Outcome, name: &dyn Fn(u32) -> String) -> Option<String> {
    const NAMED: usize = 5;
    if round.mode != Mode::Ranking(Tally::Stv) || round.quota < 2 {
        return None;
    }
    let seats: Vec<(u32, f64)> =
        out.rows.iter().filter(|row| row.goes_on).filter_map(|row| Some((row.candidate, row.within_share?))).collect();
    let unsure: Vec<String> = seats
        .iter()
        .filter(|(_, share)| *share < LEVEL)
        .map(|(candidate, share)| format!("{} ({:.0} %)", name(*candidate), share * 100.0))
        .collect();
    if seats.is_empty() {
        return None;
    }
    if unsure.is_empty() {
        return Some("Everybody elected is elected in nearly all panels drawn again from these judges.".into());
    }
    let more = unsure.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!(
        "Elected in only so many of the panels drawn again from these judges: {}{more}.",
        unsure.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ")
    ))
}

fn of_the_fit(judging: &Judging, out: &Outcome, fit: &severity::Fit) -> Vec<String> {
    let mut said = Vec::new();
    let code = |number: u32| judging.judge(number).map_or_else(|| number.to_string(), |it| it.code.clone());
    match fit.basis {
        severity::Basis::Fitted => {
            let changed = fit.changed().count();
            said.push(match changed {
                0 => "Taking the judges' severity out changes no place.".into(),
                _ => format!("Taking the judges' severity out changes {}.", several(changed, "place", "places")),
            });
        }
        severity::Basis::NoDifference => {
            said.push("The judges do not differ more than chance explains: nothing is adjusted.".into());
        }
        severity::Basis::TooFewScores => {
            said.push(
                "Too few candidates have several scores to tell severe judges from mild ones: nothing is adjusted."
                    .into(),
            );
        }
    }
    let of = |standing| {
        let codes: Vec<String> =
            out.judges.iter().filter(|line| line.standing == Some(standing)).map(|line| code(line.judge)).collect();
        codes.join(", ")
    };
    let (few, alone) = (of(severity::Standing::TooFew), of(severity::Standing::Alone));
    if !few.is_empty() {
        said.push(format!("Too few scores to be adjusted, left as they are: {few}."));
    }
    if !alone.is_empty() {
        said.push(format!("Nobody else scored the same candidates, left as they are: {alone}."));
    }
    if fit.groups.len() > 1 {
        said.push(format!(
            "{} groups of judges have no candidate in common: between the groups severity cannot be compared.",
            fit.groups.len()
        ));
    }
    said
}

/// Why the adjusted score of a candidate differs from the raw one, by judge code.
pub fn why(judging: &Judging, row: &Row) -> String {
    let (Some(raw), Some(adjusted)) = (row.raw, row.adjusted) else { return String::new() };
    let mut parts: Vec<String> = Vec::new();
    for (judge, _, effect) in &row.met {
        let code = judging.judge(*judge).map_or_else(|| judge.to_string(), |it| it.code.clone());
        if *effect > 0.05 {
            parts.push(format!("{code} gives {effect:.1} more than the others"));
        } else if *effect < -0.05 {
            parts.push(format!("{code} gives {:.1} less than the others", -effect));
        }
    }
    if parts.is_empty() || severity::same(raw, adjusted) {
        return format!("{raw:.1} as given; nothing to adjust.");
    }
    format!("{raw:.1} as given, {adjusted:.1} adjusted: {}.", parts.join(", "))
}
