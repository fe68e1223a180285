//! Powers from evidence: what judges scored, what stories measured, how often somebody was nominated, and what the words speak
//! of. Every power says where it comes from; what nobody said anything about stands at a fair middle.

use super::{seed, spoken_of, words};
use crate::app::impact::short;
use crate::campaign::judging::Mark;
use crate::campaign::{Campaign, Evidence, NominationState, Person, PersonId, Power};
use crate::scene::kit::Kit;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// A power with where its value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    pub power: Power,
    /// "Named in 3 nominations"; empty where nothing speaks of it.
    pub why: Vec<String>,
}

/// What speaks for a person as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    pub nominations: usize,
    pub shortlisted: bool,
    pub won: bool,
    /// The mean of what judges scored, 0 to 1; `None` where nobody did.
    pub scored: Option<f64>,
    /// The largest leap with evidence that a story about them tells of.
    pub leap: Option<f64>,
}

/// What the campaign knows of a person beside words.
pub fn standing(campaign: &Campaign, person: PersonId) -> Standing {
    let counted = || campaign.nominations_of(person).filter(|(_, it)| it.state != NominationState::SetAside);
    let leaps = campaign.stories().iter().filter(|(_, story)| story.about == person).flat_map(|(_, it)| &it.leaps);
    let proven = leaps.filter(|leap| leap.evidence != Evidence::None).filter_map(crate::campaign::Leap::multiple);
    Standing {
        nominations: counted().count(),
        shortlisted: counted().any(|(_, it)| it.state == NominationState::Shortlisted),
        won: campaign.awards_won_by(person).next().is_some(),
        scored: scored(campaign, person),
        leap: proven.filter(|multiple| *multiple > 1.0).max_by(f64::total_cmp),
    }
}

fn scored(campaign: &Campaign, person: PersonId) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_u32);
    for (award, judging) in campaign.judgings().iter() {
        let Some(candidate) = judging.field.iter().find(|it| it.person == Some(person)) else { continue };
        for (_, sheet) in campaign.sheets_of(award) {
            let Some(round) = judging.round(sheet.round) else { continue };
            if judging.is_recused(sheet.judge, candidate.number, sheet.round) {
                continue;
            }
            let Some(Mark::Scores(scores)) = sheet.lines.get(&candidate.number).map(|line| &line.mark) else {
                continue;
            };
            for (question, score) in scores {
                let Some(criterion) = round.mode.criteria().iter().find(|it| it.number == *question) else { continue };
                let span = f64::from(criterion.most.saturating_sub(criterion.least)).max(1.0);
                sum += ((f64::from(*score) - f64::from(criterion.least)) / span).clamp(0.0, 1.0);
                count += 1;
            }
        }
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// A power for every stat of the kit, with the reasons for it. The same campaign gives the same powers; nobody is weak.
pub fn prove_powers(campaign: &Campaign, person: PersonId, kit: &Kit) -> Vec<Proven> {
    let name = campaign.people().get(person).map_or("", Person::display_name);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed(campaign, name, "powers"));
    let text = spoken_of(campaign, person);
    let it = standing(campaign, person);
    let mut general: Vec<String> = Vec::new();
    let mut lift = 0.0;
    if it.nominations > 1 {
        lift += ((it.nominations - 1) as f64 * 0.5).min(1.5);
        general.push(format!("Named in {} nominations", it.nominations));
    }
    if let Some(share) = it.scored {
        lift += 2.0 * share;
        general.push(format!("Judges gave {:.0} of 100", share * 100.0));
    }
    if it.won || it.shortlisted {
        lift += if it.won { 1.0 } else { 0.5 };
        general.push(if it.won { "Won an award" } else { "Shortlisted" }.to_owned());
    }
    kit.stats()
        .iter()
        .map(|stat| {
            let mut why = Vec::new();
            let spoken: Vec<&str> = words()
                .powers
                .iter()
                .filter(|(id, _)| *id == stat.id)
                .flat_map(|(_, words)| words.iter().map(String::as_str))
                .filter(|word| begins_a_word(&text, word))
                .collect();
            let mut value = 4.0 + lift + f64::from(rng.random_range(0..=1_u8));
            if !spoken.is_empty() {
                value += (1.0 + spoken.len() as f64).min(3.0);
                why.push(format!("The nominations speak of “{}”", spoken[..spoken.len().min(3)].join("”, “")));
            }
            // A leap is time won or something brought back.
            if let Some(multiple) = it.leap.filter(|_| matches!(stat.id.as_str(), "speed" | "recovery")) {
                value += multiple.log2().clamp(0.0, 3.0);
                why.push(format!("A leap of {} times with evidence", short(multiple)));
            }
            why.extend(general.iter().cloned());
            Proven { power: Power::new(stat.id.clone(), (value.round() as u8).clamp(1, 10)), why }
        })
        .collect()
}

/// Does a word of the text begin with this?
fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Edit, Leap, Nomination, NominationId, Story, StoryId};

    fn campaign(edits: Vec<Edit>) -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let person = Person { name: "Sabine Okonjo".into(), ..Person::default() };
        let mut all = vec![Edit::person(PersonId(1), person)];
        all.extend(edits);
        campaign.apply(&Change::new("Start", all), now).unwrap();
        campaign
    }

    fn value(campaign: &Campaign, stat: &str) -> (u8, Vec<String>) {
        let all = prove_powers(campaign, PersonId(1), &Kit::builtin().unwrap());
        let found = all.into_iter().find(|it| it.power.stat == stat).unwrap();
        (found.power.value, found.why)
    }

    fn nomination(number: u64, story: &str) -> Edit {
        let mut it = Nomination::new(PersonId(1));
        it.story = story.into();
        Edit::nomination(NominationId(number), it)
    }

    #[test]
    fn words_leaps_and_nominations_speak_for_powers() {
        let bare = campaign(vec![nomination(1, "It was nice.")]);
        let (plain, why) = value(&bare, "security");
        assert!((4..=5).contains(&plain) && why.is_empty(), "{plain} {why:?}");
        let spoken = campaign(vec![nomination(1, "She stopped the phishing mail and the virus.")]);
        let (secure, why) = value(&spoken, "security");
        assert!(secure >= plain + 2 && why[0].contains("phish"), "{secure} {why:?}");
        let many = campaign((1..=4).map(|number| nomination(number, "It was nice.")).collect());
        let (often, why) = value(&many, "wit");
        assert!(often > value(&bare, "wit").0 && why == ["Named in 4 nominations"], "{why:?}");
        let mut story = Story::new(PersonId(1), "The leap".into());
        story.leaps.push(Leap {
            before: Some(80.0),
            after: Some(10.0),
            evidence: Evidence::Measured,
            ..Leap::default()
        });
        let told = campaign(vec![nomination(1, "It was nice."), Edit::story(StoryId(1), story.clone())]);
        let (fast, why) = value(&told, "speed");
        assert!(fast >= value(&bare, "speed").0 + 3 && why == ["A leap of 8 times with evidence"], "{fast} {why:?}");
        assert_eq!(value(&told, "wit").0, value(&bare, "wit").0);
        // Without evidence it speaks for nothing.
        story.leaps[0].evidence = Evidence::None;
        let unproven = campaign(vec![nomination(1, "It was nice."), Edit::story(StoryId(1), story)]);
        assert_eq!(value(&unproven, "speed"), value(&bare, "speed"));
    }
}
