//! Third persons in a story: names, addresses, numbers, handles, places and teams found in the text, with what stands in for
//! them. What is found is a proposal, never the last word: a person looks at the text before it may be published, and so the
//! search would rather mark a word too many than miss one.

mod finding;
mod lexicon;
mod plan;
#[cfg(test)]
mod tests;

use crate::campaign::{Archetype, Campaign, Mishap};
use std::collections::BTreeMap;

pub use finding::{Found, Kind, Known, find};
pub(super) use finding::{Unspaced, bare, is_particle};
pub use plan::{ROLES, Third, decided, excused, is_same, noted, public_words, stand_ins_of, still_in, thirds};

/// A word that is more often a common word than a name ("Will", "May", "Monday").
pub fn is_common_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    lexicon::lexicon().is_no_name(&lower) || lexicon::lexicon().is_doubtful(&lower)
}

/// What the campaign knows of people, places and teams: their names are found wherever they stand.
pub fn known_of(campaign: &Campaign) -> Known {
    let mut known = Known::default();
    for (_, person) in campaign.people().iter() {
        for name in [&person.name, &person.latin_name, &person.given_name, &person.family_name, &person.code_name] {
            known.add_name(name);
        }
        for team in [&person.team, &person.organisation] {
            known.add_team(team);
        }
        known.add_place(&person.place);
        known.add_place(super::people::country_name(&person.country));
    }
    known.leave(campaign.settings().title.as_str());
    for (_, archetype) in campaign.archetypes().iter() {
        // An archetype named like somebody must not hide them.
        known.leave_unless_named(&archetype.name);
    }
    for (_, monster) in campaign.monsters().iter() {
        known.leave(&monster.name);
    }
    known
}

/// What stands in for everything that was found: the same words for the same person throughout. `archetypes` take the first
/// people in their order; who is left becomes "a colleague", "another colleague".
pub fn stand_ins(found: &[Found], archetypes: &[&Archetype]) -> Vec<String> {
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    let mut next = archetypes.iter();
    let mut colleagues = 0;
    let mut words = Vec::new();
    for it in found {
        let stand_in = match it.kind {
            Kind::Email => "[address]".to_owned(),
            Kind::Phone => "[number]".to_owned(),
            Kind::Handle => "[handle]".to_owned(),
            Kind::Link => "[link]".to_owned(),
            Kind::Place => "our town".to_owned(),
            Kind::Team => "another team".to_owned(),
            Kind::Name => {
                let key = person_key(&it.text);
                // "Jane" after "Jane Doe" is the same person.
                let same = people
                    .iter()
                    .find(|(other, _)| other.split(' ').any(|word| key.split(' ').any(|part| part == word)));
                match same {
                    Some((_, stand_in)) => stand_in.clone(),
                    None => {
                        let stand_in = match next.next() {
                            Some(archetype) if !archetype.stand_in.trim().is_empty() => archetype.stand_in.clone(),
                            Some(archetype) => archetype.name.clone(),
                            None => {
                                colleagues += 1;
                                match colleagues {
                                    1 => "a colleague".to_owned(),
                                    2 => "another colleague".to_owned(),
                                    n => format!("colleague {n}"),
                                }
                            }
                        };
                        people.insert(key, stand_in.clone());
                        stand_in
                    }
                }
            }
        };
        words.push(stand_in);
    }
    words
}

fn person_key(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches("'s").trim_end_matches("’s");
    bare.split_whitespace().filter(|word| !lexicon::lexicon().is_title(word)).collect::<Vec<_>>().join(" ")
}

/// Is the word also an everyday one, such as "will" or "mark"? In lower case.
pub fn is_everyday(word: &str) -> bool {
    lexicon::lexicon().is_doubtful(word) || lexicon::lexicon().is_no_name(word)
}

/// Does a first name that is no everyday word, or a form of address, stand in these words?
pub fn is_named(words: &str) -> bool {
    let lexicon = lexicon::lexicon();
    words.split(|c: char| c.is_whitespace() || c == '-').any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        lexicon.is_title(&word) || (lexicon.is_first_name(&word) && !lexicon.is_doubtful(&word))
    })
}

/// The text with each place that was found replaced by its stand-in; `None` leaves it as it is. A stand-in that begins a
/// sentence gets a capital.
pub fn replaced(text: &str, found: &[Found], with: &[Option<String>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (it, stand_in) in found.iter().zip(with) {
        let (Some(before), Some(own)) = (text.get(at..it.range.start), text.get(it.range.clone())) else { continue };
        out.push_str(before);
        at = it.range.end;
        let Some(stand_in) = stand_in else {
            out.push_str(own);
            continue;
        };
        let begins = out.trim_end().is_empty() || out.trim_end().ends_with(['.', '!', '?', ':', '“', '"', '\n']);
        let mut letters = stand_in.chars();
        match letters.next().filter(|_| begins) {
            Some(first) => {
                out.extend(first.to_uppercase());
                out.push_str(letters.as_str());
            }
            None => out.push_str(stand_in),
        }
        if own.ends_with("'s") || own.ends_with("’s") {
            out.push_str("'s");
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The public text that a mishap would start with: everything that was found replaced as decided, else as proposed.
pub fn propose(campaign: &Campaign, mishap: &Mishap) -> String {
    let archetypes: Vec<&Archetype> =
        mishap.archetypes.iter().filter_map(|id| campaign.archetypes().get(*id)).collect();
    public_words(&known_of(campaign), &archetypes, mishap)
}
