//! The campaign in numbers: counts, the funnel of each channel, where nominations come from, and the leaps that stories tell
//! of. Leaps are counted only with evidence, and each kind of evidence by itself. The report on paper is in [`report`].

pub mod report;

use super::nominations::problem_key;
use crate::campaign::{Campaign, ConsentState, Evidence, Leap, NominationState, PersonId, Story};
use crate::scene::world::Mark;
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

/// What leaps of one unit saved or added together, with one kind of evidence. Only what became better counts.
#[derive(Clone, Debug, PartialEq)]
pub struct LeapTotal {
    pub evidence: Evidence,
    /// As it was first spelled: "days".
    pub unit: String,
    /// More of it is better.
    pub more_is_better: bool,
    pub leaps: usize,
    pub sum: f64,
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
    /// The same by country and town, for the map. Towns of those who agreed to be shown; of the others the country counts.
    pub places: Vec<Mark>,
    /// Nominations without a channel, and those whose nominee has no country.
    pub without_channel: u64,
    pub without_country: u64,
    /// Problems as they were first spelled, the most frequent first.
    pub problems: Vec<(String, u64)>,
    pub leaps: Vec<LeapSum>,
    pub totals: Vec<LeapTotal>,
    /// Leaps that were left out because nothing was said about their evidence.
    pub unproven: usize,
}

/// Works out the numbers. Stories that `counted` says no to are left out.
pub fn impact(campaign: &Campaign, counted: impl Fn(&Story) -> bool) -> Impact {
    let mut channels: BTreeMap<String, (String, Funnel)> = BTreeMap::new();
    let mut countries: BTreeMap<&str, u64> = BTreeMap::new();
    let mut problems: BTreeMap<String, (String, u64)> = BTreeMap::new();
    let mut nominees: BTreeSet<PersonId> = BTreeSet::new();
    let mut places: BTreeMap<(&str, String), (&str, u64)> = BTreeMap::new();
    let (mut without_channel, mut without_country) = (0, 0);
    for (_, it) in campaign.nominations().iter() {
        nominees.insert(it.nominee);
        let nominee = campaign.people().get(it.nominee);
        let country = nominee.map_or("", |person| person.country.as_str());
        if country.is_empty() {
            without_country += 1;
        } else {
            *countries.entry(country).or_default() += 1;
            let agreed = nominee.filter(|person| person.consent.state == ConsentState::Agreed);
            let town = agreed.map_or("", |person| person.place.trim());
            places.entry((country, town.to_lowercase())).or_insert((town, 0)).1 += 1;
        }
        let named: BTreeSet<String> = it.problems.iter().map(|tag| problem_key(tag)).collect();
        for key in named.into_iter().filter(|key| !key.is_empty()) {
            let spelled = it.problems.iter().find(|tag| problem_key(tag) == key).cloned();
            let slot = problems.entry(key).or_insert_with(|| (spelled.unwrap_or_default(), 0));
            slot.1 += 1;
        }
        let channel = it.channel.trim();
        if channel.is_empty() {
            without_channel += 1;
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
        places: places
            .into_iter()
            .map(|((country, _), (town, count))| Mark { country: country.to_owned(), place: town.to_owned(), count })
            .collect(),
        without_channel,
        without_country,
        problems: by_count(problems.into_values().collect()),
        leaps: leap_sums(stories.iter().flat_map(|story| &story.leaps)),
        totals: leap_totals(stories.iter().flat_map(|story| &story.leaps)),
        unproven: stories.iter().flat_map(|story| &story.leaps).filter(|leap| leap.evidence == Evidence::None).count(),
    }
}

/// Totals by unit and kind of evidence, the strongest evidence and the most leaps first.
pub fn leap_totals<'a>(leaps: impl Iterator<Item = &'a Leap>) -> Vec<LeapTotal> {
    let mut totals: Vec<LeapTotal> = Vec::new();
    for leap in leaps.filter(|leap| leap.evidence != Evidence::None && !leap.unit.trim().is_empty()) {
        let (Some(before), Some(after)) = (leap.before, leap.after) else { continue };
        let better = if leap.more_is_better { after - before } else { before - after };
        if !better.is_finite() || better <= 0.0 {
            continue;
        }
        let unit = leap.unit.trim();
        let same = |it: &&mut LeapTotal| {
            it.evidence == leap.evidence
                && it.more_is_better == leap.more_is_better
                && it.unit.to_lowercase() == unit.to_lowercase()
        };
        match totals.iter_mut().find(same) {
            Some(total) => {
                total.leaps += 1;
                total.sum += better;
            }
            None => totals.push(LeapTotal {
                evidence: leap.evidence,
                unit: unit.to_owned(),
                more_is_better: leap.more_is_better,
                leaps: 1,
                sum: better,
            }),
        }
    }
    totals.sort_by(|a, b| b.evidence.cmp(&a.evidence).then(b.leaps.cmp(&a.leaps)).then_with(|| a.unit.cmp(&b.unit)));
    totals
}

impl LeapTotal {
    /// "429 days saved in 2 leaps, measured".
    pub fn words(&self) -> String {
        let verb = if self.more_is_better { "more" } else { "saved" };
        let leaps = if self.leaps == 1 { "1 leap".to_owned() } else { format!("{} leaps", self.leaps) };
        format!("{} {} {verb} in {leaps}, {}", short(self.sum), self.unit, self.evidence.title().to_lowercase())
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
    fn totals_are_of_one_unit_and_one_kind_of_evidence() {
        let leap = |before: f64, after: f64, unit: &str, evidence| Leap {
            before: Some(before),
            after: Some(after),
            unit: unit.into(),
            evidence,
            ..Leap::default()
        };
        let leaps = [
            leap(440.0, 11.0, "days", Evidence::Measured),
            leap(5.0, 4.0, "Days", Evidence::Measured),
            leap(900.0, 1.0, "days", Evidence::None),
            leap(8.0, 4.0, "days", Evidence::Reported),
            leap(1.0, 4.0, "days", Evidence::Measured),
            Leap { more_is_better: true, ..leap(3.0, 12.0, "sites", Evidence::Measured) },
        ];
        let words: Vec<String> = leap_totals(leaps.iter()).iter().map(LeapTotal::words).collect();
        assert_eq!(
            words,
            [
                "430 days saved in 2 leaps, measured",
                "9 sites more in 1 leap, measured",
                "4 days saved in 1 leap, reported"
            ]
        );
    }

    #[test]
    fn multiples_are_said_as_they_are() {
        assert_eq!(multiple_words(40.0), "40 times better");
        assert_eq!(multiple_words(2.54), "2.5 times better");
        assert_eq!(multiple_words(0.5), "2 times worse");
        assert_eq!(multiple_words(1.01), "As before");
    }
}
