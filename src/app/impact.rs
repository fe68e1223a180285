//! The campaign in numbers: counts, the funnel of each channel, where nominations come from, and the leaps that stories tell
//! of. Leaps are counted only with evidence, and each kind of evidence by itself.

use super::nominations::problem_key;
use crate::campaign::{Campaign, Evidence, Leap, NominationState, PersonId, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Nominations of one channel, and how far they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    pub received: u64,
    /// Not set aside.
    pub accepted: u64,
    pub shortlisted: u64,
    /// About somebody who won an award they were nominated for, or any where the nomination names none.
    pub won: u64,
}

/// Leaps with one kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeapSum {
    pub evidence: Evidence,
    pub leaps: usize,
    /// Median of how many times better it became.
    pub median: f64,
    /// The largest.
    pub largest: f64,
}

/// Everything the impact pages and the report say in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impact {
    pub nominations: u64,
    pub nominees: u64,
    pub countries: u64,
    pub stories: u64,
    pub thanks: u64,
    /// By channel, the one with most nominations first; those without a channel are not among them.
    pub channels: Vec<(String, Funnel)>,
    /// Nominations by the country of the nominee (ISO 3166 alpha-2 where known), the most first.
    pub by_country: Vec<(String, u64)>,
    /// Problems as they were first spelled, the most frequent first.
    pub problems: Vec<(String, u64)>,
    pub leaps: Vec<LeapSum>,
}

/// Works out the numbers. Stories that `counted` says no to are left out.
pub fn impact(campaign: &Campaign, counted: impl Fn(&Story) -> bool) -> Impact {
    let mut channels: BTreeMap<String, (String, Funnel)> = BTreeMap::new();
    let mut countries: BTreeMap<&str, u64> = BTreeMap::new();
    let mut problems: BTreeMap<String, (String, u64)> = BTreeMap::new();
    let mut nominees: BTreeSet<PersonId> = BTreeSet::new();
    for (_, it) in campaign.nominations().iter() {
        nominees.insert(it.nominee);
        let country = campaign.people().get(it.nominee).map_or("", |person| person.country.as_str());
        if !country.is_empty() {
            *countries.entry(country).or_default() += 1;
        }
        let named: BTreeSet<String> = it.problems.iter().map(|tag| problem_key(tag)).collect();
        for key in named.into_iter().filter(|key| !key.is_empty()) {
            let spelled = it.problems.iter().find(|tag| problem_key(tag) == key).cloned();
            let slot = problems.entry(key).or_insert_with(|| (spelled.unwrap_or_default(), 0));
            slot.1 += 1;
        }
        let channel = it.channel.trim();
        if channel.is_empty() {
            continue;
        }
        let (_, funnel) =
            channels.entry(channel.to_lowercase()).or_insert_with(|| (channel.to_owned(), Funnel::default()));
        funnel.received += 1;
        funnel.accepted += u64::from(it.state != NominationState::SetAside);
        let won =
            campaign.awards_won_by(it.nominee).any(|(award, _)| it.awards.is_empty() || it.awards.contains(&award));
        funnel.shortlisted += u64::from(won || it.state == NominationState::Shortlisted);
        funnel.won += u64::from(won);
    }
    let by_count = |mut list: Vec<(String, u64)>| {
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list
    };
    let mut channels: Vec<(String, Funnel)> = channels.into_values().collect();
    channels.sort_by(|a, b| b.1.received.cmp(&a.1.received).then_with(|| a.0.cmp(&b.0)));
    let stories: Vec<&Story> = campaign.stories().iter().map(|(_, story)| story).filter(|it| counted(it)).collect();
    Impact {
        nominations: campaign.nominations().len() as u64,
        nominees: nominees.len() as u64,
        countries: countries.len() as u64,
        stories: stories.len() as u64,
        thanks: campaign.thanks().len() as u64,
        channels,
        by_country: by_count(countries.into_iter().map(|(country, count)| (country.to_owned(), count)).collect()),
        problems: by_count(problems.into_values().collect()),
        leaps: leap_sums(stories.iter().flat_map(|story| &story.leaps)),
    }
}

/// Median and largest multiple by kind of evidence, the strongest evidence first. Without evidence nothing counts.
pub fn leap_sums<'a>(leaps: impl Iterator<Item = &'a Leap>) -> Vec<LeapSum> {
    let mut by_evidence: BTreeMap<Evidence, Vec<f64>> = BTreeMap::new();
    for leap in leaps.filter(|leap| leap.evidence != Evidence::None) {
        if let Some(multiple) = leap.multiple() {
            by_evidence.entry(leap.evidence).or_default().push(multiple);
        }
    }
    let sums = by_evidence.into_iter().rev().filter_map(|(evidence, mut multiples)| {
        multiples.sort_by(f64::total_cmp);
        let middle = multiples.len() / 2;
        let upper = *multiples.get(middle)?;
        let median = if multiples.len() % 2 == 1 { upper } else { f64::midpoint(*multiples.get(middle - 1)?, upper) };
        Some(LeapSum { evidence, leaps: multiples.len(), median, largest: *multiples.last()? })
    });
    sums.collect()
}

/// A number with at most one digit after the point, and none where it is whole: "40", "2.5".
pub fn short(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// "40 times better"; "no better" and worse are said as they are.
pub fn multiple_words(multiple: f64) -> String {
    if (0.95..1.05).contains(&multiple) {
        "As before".into()
    } else if multiple < 1.0 {
        format!("{} times worse", short(1.0 / multiple))
    } else {
        format!("{} times better", short(multiple))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_evidence_counts_and_each_kind_by_itself() {
        let leap = |before: f64, after: f64, evidence| Leap {
            before: Some(before),
            after: Some(after),
            evidence,
            ..Leap::default()
        };
        let leaps = [
            leap(10.0, 1.0, Evidence::Measured),
            leap(20.0, 1.0, Evidence::Measured),
            leap(900.0, 1.0, Evidence::None),
            leap(8.0, 4.0, Evidence::Estimated),
            Leap { evidence: Evidence::Measured, ..Leap::default() },
        ];
        let sums = leap_sums(leaps.iter());
        assert_eq!(sums.len(), 2);
        assert_eq!((sums[0].evidence, sums[0].leaps), (Evidence::Measured, 2));
        assert!((sums[0].median - 15.0).abs() < 1e-9 && (sums[0].largest - 20.0).abs() < 1e-9);
        assert_eq!((sums[1].evidence, sums[1].leaps), (Evidence::Estimated, 1));
    }

    #[test]
    fn multiples_are_said_as_they_are() {
        assert_eq!(multiple_words(40.0), "40 times better");
        assert_eq!(multiple_words(2.54), "2.5 times better");
        assert_eq!(multiple_words(0.5), "2 times worse");
        assert_eq!(multiple_words(1.01), "As before");
    }
}
