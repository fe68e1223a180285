//! Judging that can be explained to the one who lost: set-up, who judges whom, conflicts, blind texts, packs out and in, scores
//! with and without the judges' severity, freezes, and what is told of it all. The arithmetic is the room `judging`; the records
//! are those of `campaign::judging`.

pub mod assigning;
pub mod blind;
pub mod book;
pub mod conflicts;
pub mod deciding;
pub mod letters;
pub mod packs;
pub mod papers;
pub mod powers;
pub mod results;
pub mod setup;
pub mod typing;
pub mod votes;

use super::failure::Failure;
use crate::campaign::judging::{Candidate, Judge, Judging, Round, Sheet};
use crate::campaign::{AwardId, Campaign, Change, Edit, SheetId};
use std::borrow::Cow;

/// The judging of an award.
///
/// # Errors
/// Where the award is not judged yet.
pub fn of<'a>(campaign: &'a Campaign, award: AwardId, what: &str) -> Result<&'a Judging, Failure> {
    campaign.judgings().get(award).ok_or_else(|| {
        Failure::new(what, format!("{award} has no judging yet."), "Set it up first.")
            .or_at_the_prompt("Set it up first: unsung judging setup FILE AWARD.")
    })
}

/// A round of it.
///
/// # Errors
/// Where there is no such round.
pub fn round<'a>(judging: &'a Judging, number: u32, what: &str) -> Result<&'a Round, Failure> {
    judging.round(number).ok_or_else(|| {
        let known: Vec<String> = judging.rounds.iter().map(|it| format!("{} {}", it.number, it.title())).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Failure::new(what, format!("There is no round {number}. There are: {known}."), "Choose one of these.")
    })
}

/// A judge of it.
///
/// # Errors
/// Where nobody on the panel has the number.
pub fn judge<'a>(judging: &'a Judging, number: u32, what: &str) -> Result<&'a Judge, Failure> {
    judging.judge(number).ok_or_else(|| {
        Failure::new(what, format!("Judge {number} is not on the panel."), "Choose somebody of the panel.")
    })
}

/// A candidate of it.
///
/// # Errors
/// Where nobody in the field has the number.
pub fn candidate<'a>(judging: &'a Judging, number: u32, what: &str) -> Result<&'a Candidate, Failure> {
    judging.candidate(number).ok_or_else(|| {
        Failure::new(what, format!("Candidate {number} is not in the field."), "Choose somebody of the field.")
    })
}

/// One change of the judging of an award.
fn changed(
    campaign: &Campaign,
    award: AwardId,
    title: &str,
    what: &str,
    change: impl FnOnce(&mut Judging) -> Result<(), Failure>,
) -> Result<Change, Failure> {
    let mut judging = of(campaign, award, what)?.clone();
    change(&mut judging)?;
    Ok(Change::one(title, Edit::judging(award, judging)))
}

/// The sheets of a round, by judge.
pub fn sheets_of_round(campaign: &Campaign, award: AwardId, round: u32) -> impl Iterator<Item = (SheetId, &Sheet)> {
    campaign.sheets_of(award).filter(move |(_, sheet)| sheet.round == round)
}

/// What a candidate is called for the organiser: the name, and the code beside it.
pub fn candidate_name(campaign: &Campaign, candidate: &Candidate) -> String {
    match candidate.person.and_then(|person| campaign.people().get(person)) {
        Some(person) => person.display_name().to_owned(),
        None => "Erased person".into(),
    }
}

/// The last word of a text that is cut may have so many bytes.
const LAST_WORD_BYTES: usize = 60;

/// A text that is not longer than so many bytes: cut behind a word where one ends near, else where the room does, for not every script
/// puts space between words.
pub fn shortened(text: &str, bytes_most: usize) -> Cow<'_, str> {
    if text.len() <= bytes_most {
        return Cow::Borrowed(text);
    }
    let room = text.floor_char_boundary(bytes_most.saturating_sub(4));
    let words = text.get(..room).unwrap_or_default();
    let end = words.rfind(char::is_whitespace).filter(|end| room - end <= LAST_WORD_BYTES).unwrap_or(room);
    Cow::Owned(format!("{} …", words.get(..end).unwrap_or_default().trim_end()))
}

/// What a judge is called for the organiser.
pub fn judge_name(campaign: &Campaign, judge: &Judge) -> String {
    match judge.person.and_then(|person| campaign.people().get(person)) {
        Some(person) => person.display_name().to_owned(),
        None => "Erased person".into(),
    }
}

/// The candidate meant by code, number, person id or name.
///
/// # Errors
/// Where nobody is meant, or several are.
pub fn find_candidate(campaign: &Campaign, judging: &Judging, words: &str, what: &str) -> Result<u32, Failure> {
    let key = super::people::folded(words.trim());
    let hits: Vec<u32> = judging
        .field
        .iter()
        .filter(|it| {
            it.number.to_string() == key
                || super::people::folded(&it.code) == key
                || it.person.is_some_and(|person| person.to_string().eq_ignore_ascii_case(&key))
                || super::people::folded(&candidate_name(campaign, it)) == key
        })
        .map(|it| it.number)
        .collect();
    only(&hits, words, "candidate", what)
}

/// The judge meant by code, number, person id or name.
///
/// # Errors
/// Where nobody is meant, or several are.
pub fn find_judge(campaign: &Campaign, judging: &Judging, words: &str, what: &str) -> Result<u32, Failure> {
    let key = super::people::folded(words.trim());
    let hits: Vec<u32> = judging
        .panel
        .iter()
        .filter(|it| {
            it.number.to_string() == key
                || super::people::folded(&it.code) == key
                || it.person.is_some_and(|person| person.to_string().eq_ignore_ascii_case(&key))
                || super::people::folded(&judge_name(campaign, it)) == key
        })
        .map(|it| it.number)
        .collect();
    only(&hits, words, "judge", what)
}

fn only(hits: &[u32], words: &str, kind: &str, what: &str) -> Result<u32, Failure> {
    match hits {
        [one] => Ok(*one),
        [] => Err(Failure::new(
            what,
            format!("No {kind} answers to “{words}”."),
            "Give a code, a number, the id of the person or the whole name.",
        )),
        _ => {
            let numbers: Vec<String> = hits.iter().map(u32::to_string).collect();
            let why = format!("Several answer to “{words}”: numbers {}.", numbers.join(", "));
            Err(Failure::new(what, why, "Give the number."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_text_is_cut_behind_a_word_where_one_ends_near() {
        assert_eq!(shortened("Well done", 20), "Well done");
        assert_eq!(shortened("Well done by all of them", 18), "Well done by …");
        // Chinese puts no space between words: the first one must not be all that is left.
        let long = format!("优秀 {}", "好".repeat(600));
        let cut = shortened(&long, 1_500);
        assert!(cut.len() <= 1_500 && cut.len() > 1_490 && cut.ends_with("好 …"), "{}", cut.len());
        assert_eq!(shortened(&format!("a {}", "b".repeat(300)), 100).len(), 100);
    }
}
