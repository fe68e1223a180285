//! What stands side by side about two records, and what merging them does.

use super::Side;
use crate::app::duplicates::{Likeness, SURE};
use crate::app::people::country_name;
use crate::campaign::{Campaign, ConsentState, Person};
use crate::gui::action::Cx;
use crate::gui::screens::people::asking::people_of;
use crate::gui::screens::people::table::day;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::evidence_table::EvidenceLine;
use crate::gui::widgets::nav_rail::grouped;
use std::borrow::Cow;

pub fn score_chip(score: u8) -> Chip<'static> {
    match score {
        SURE.. => Chip::sun(format!("Very likely, {score}")),
        70.. => Chip::warning(format!("Likely, {score}")),
        _ => Chip::neutral(format!("Possible, {score}")),
    }
}

/// "100 of 100 points", and where the clues come to more, that they do.
pub fn points_of(pair: &Likeness) -> String {
    let sum: i32 = pair.evidence.iter().map(|evidence| evidence.weight).sum();
    if sum > i32::from(pair.score) {
        format!("{sum} points, counted as {}", pair.score)
    } else {
        format!("{} of 100 points", pair.score)
    }
}

/// The first clues as one sentence, without its full stop.
pub fn clues_of(pair: &Likeness) -> String {
    let mut words = String::new();
    for evidence in pair.evidence.iter().take(3) {
        let title = evidence.clue.title();
        if words.is_empty() {
            words.push_str(title);
        } else {
            let mut letters = title.chars();
            words.push_str(", ");
            words.extend(letters.next().into_iter().flat_map(char::to_lowercase).chain(letters));
        }
    }
    words
}

pub fn what_merging_does(sides: &[Side; 2], gone: &Person) -> String {
    let nominations = sides[0].nominations + sides[1].nominations;
    let keeps = match nominations {
        0 => "Merging keeps every role, tag and source row".to_owned(),
        1 => "Merging keeps the nomination and every word of it".to_owned(),
        n => format!("Merging keeps all {} nominations and every word", grouped(n as u64)),
    };
    let within = match gone.merged.len() {
        0 => String::new(),
        n => format!(" The record that goes holds {} merged into it before; they come along.", people_of(n)),
    };
    format!("{keeps}; you can take it back later.{within}")
}

/// Every field in which at least one of them says something.
pub fn evidence_lines(
    cx: &Cx<'_>,
    campaign: &Campaign,
    one: (&Person, &Side),
    other: (&Person, &Side),
) -> Vec<EvidenceLine<'static>> {
    let zone = cx.ws.world().time_zone();
    let values = |(person, side): (&Person, &Side)| -> Vec<(&'static str, String)> {
        let count = |n: usize| if n == 0 { String::new() } else { n.to_string() };
        let consent = match person.consent.state {
            ConsentState::NotAsked => String::new(),
            state => match person.consent.at {
                Some(at) => format!("{}, {}", state.title(), day(at, &zone)),
                None => match campaign.consent_read_at(person) {
                    Some(at) => format!("{}, read {}", state.title(), day(at, &zone)),
                    None => state.title().to_owned(),
                },
            },
        };
        let origins: Vec<String> = person
            .origins
            .iter()
            .map(|origin| match campaign.sources().get(origin.source) {
                Some(source) => source.place(origin.line),
                None => format!("line {}", origin.line),
            })
            .collect();
        vec![
            ("Name", person.name.to_string()),
            ("In Latin letters", person.latin_name.to_string()),
            ("E-mail", person.email.to_string()),
            ("Organisation", person.organisation.to_string()),
            ("Team", person.team.to_string()),
            ("Function", person.function.to_string()),
            ("Country", country_name(&person.country).to_owned()),
            ("Place", person.place.to_string()),
            ("Address", person.address.replace('\n', ", ")),
            ("Household", side.household.clone()),
            ("Born", person.born.map(|born| born.to_string()).unwrap_or_default()),
            ("Tags", person.tags.join(", ")),
            ("Nominations", count(side.nominations)),
            ("Has nominated", count(side.written)),
            ("Entries", count(side.entries)),
            ("Consent", consent),
            ("Came from", origins.join(", ")),
        ]
    };
    let pairs = values(one).into_iter().zip(values(other));
    pairs
        .filter(|((_, one), (_, other))| !one.is_empty() || !other.is_empty())
        .map(|((name, one), (_, other))| EvidenceLine {
            name: Cow::Borrowed(name),
            one: Cow::Owned(one),
            other: Cow::Owned(other),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::duplicates::{Clue, Evidence};
    use crate::campaign::PersonId;

    #[test]
    fn points_and_clues_are_told_as_they_are() {
        let evidence = |clue, weight| Evidence { clue, weight };
        let clues = vec![evidence(Clue::SameLetters, 60), evidence(Clue::SameEmail, 45), evidence(Clue::SameTeam, 6)];
        let mut pair = Likeness { kept: PersonId(1), gone: PersonId(2), score: 100, evidence: clues };
        assert_eq!(points_of(&pair), "111 points, counted as 100");
        assert_eq!(clues_of(&pair), "Same name but for capitals, accents or signs, same e-mail address, same team");
        pair.evidence.truncate(1);
        pair.score = 60;
        assert_eq!(points_of(&pair), "60 of 100 points");
    }
}
