//! What rows say about publishing a name, beside what the record says: a yes answers a question, a no counts as soon as it is said,
//! and what was said earlier than what is known takes nothing back. What does not count is said and noted, never dropped.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::sync::Arc;

use super::filling::note_line;
use super::{People, Touched};
use crate::campaign::{Campaign, Consent, ConsentState, Person, PersonId, SourceId};
use crate::intake::plan::ready::Desk;

/// What is needed to tell which of two answers came first.
pub(super) struct Clock {
    zone: TimeZone,
    /// Name of the list that is read.
    list: Arc<str>,
    /// When lists came in, with their names. Answers without a day once got that moment for theirs.
    imports: Vec<(Timestamp, String)>,
}

impl Clock {
    pub(super) fn new(campaign: &Campaign, desk: &Desk) -> Self {
        let of_list =
            |(_, source): (SourceId, &crate::campaign::Source)| (source.imported_at, source.file_name.clone());
        let imports = campaign.sources().iter().map(of_list).collect();
        Self { zone: desk.zone.clone(), list: Arc::clone(&desk.list), imports }
    }

    /// When something known was said; `None` where only the day is known on which it was read.
    fn said_at(&self, known: &Consent) -> Option<Timestamp> {
        let is_import = |at: &Timestamp| self.imports.iter().any(|(day, list)| day == at && *list == known.by);
        known.at.filter(|at| !is_import(at))
    }

    /// Was the one said before the other? Where one is a day alone, days are compared, so that on one day neither is earlier.
    fn is_earlier(&self, one: Timestamp, other: Timestamp) -> bool {
        let (one, other) = (one.to_zoned(self.zone.clone()), other.to_zoned(self.zone.clone()));
        let is_day = |at: &Zoned| at.start_of_day().is_ok_and(|start| start == *at);
        if is_day(&one) || is_day(&other) { one.date() < other.date() } else { one < other }
    }

    /// Does what is said count, beside what is known? What was said earlier than what is known never does. A no counts at once,
    /// with a day or without; a yes answers a question and takes no earlier no back.
    fn overrules(&self, said: ConsentState, at: Option<Timestamp>, known: &Consent) -> bool {
        use ConsentState::{Agreed, Asked, NotAsked, Refused, Withdrawn};
        let is_older = || at.zip(self.said_at(known)).is_some_and(|(said, known)| self.is_earlier(said, known));
        match (known.state, said) {
            (NotAsked, Asked | Agreed | Refused | Withdrawn) => true,
            (Asked, Agreed | Refused | Withdrawn) | (Agreed, Refused | Withdrawn) | (Refused, Withdrawn) => !is_older(),
            _ => false,
        }
    }

    /// Is it the same answer to other words, where the day of the known one is open? Then it is another yes, on another day.
    fn is_to_other_words(&self, said: &Consent, known: &Consent) -> bool {
        let differ = !said.wording.is_empty() && !known.wording.is_empty() && said.wording != known.wording;
        differ && said.state == known.state && said.at.is_some() && self.said_at(known).is_none()
    }

    /// The same answer with the day or the words that were not known of it; `None` if nothing is new. How it was given and to which
    /// words stays, for that is the proof of it.
    fn completed(&self, said: &Consent, known: &Consent) -> Option<Consent> {
        let day = self.said_at(known);
        let is_of_day = said.at.is_none() || day.is_none() || said.at == day;
        let brings_words = known.wording.is_empty() && !said.wording.is_empty() && is_of_day;
        let brings_day = day.is_none() && said.at.is_some() && !self.is_to_other_words(said, known);
        if said.state != known.state || !(brings_words || brings_day) {
            return None;
        }
        let mut whole = known.clone();
        if brings_day {
            whole.at = said.at;
            // The name of a list says only where it was read.
            let is_list = |by: &str| *self.list == *by || self.imports.iter().any(|(_, list)| list == by);
            if whole.by.is_empty() || is_list(&whole.by) {
                whole.by.clone_from(&said.by);
            }
        }
        if brings_words {
            whole.wording.clone_from(&said.wording);
        }
        Some(whole)
    }

    /// "agreed on 2026-05-01, to “v2”".
    fn words_with_wording(&self, consent: &Consent, at: Option<Timestamp>) -> String {
        format!("{}, to “{}”", self.words(consent.state, at), consent.wording)
    }

    /// "agreed on 2026-05-01", or the word alone.
    fn words(&self, state: ConsentState, at: Option<Timestamp>) -> String {
        let day = at.map_or_else(String::new, |at| format!(" on {}", at.to_zoned(self.zone.clone()).date()));
        format!("{}{day}", state.title().to_lowercase())
    }
}

/// Is it another answer than the one that is known?
fn contradicts(said: ConsentState, known: ConsentState) -> bool {
    use ConsentState::{Agreed, Asked, Refused, Withdrawn};
    matches!(
        (known, said),
        (Asked, Agreed | Refused | Withdrawn) | (Agreed, Refused | Withdrawn) | (Refused | Withdrawn, Agreed)
    )
}

/// Puts a consent in the place of what was known.
fn take_consent(person: &mut Person, said: Consent) {
    let known = std::mem::replace(&mut person.consent, said);
    // An answer that does not say to what is one to what was asked.
    if person.consent.wording.is_empty() && known.state == ConsentState::Asked && !known.wording.is_empty() {
        person.consent.wording.clone_from(&known.wording);
    }
}

/// Answers that were met and are to be said.
#[derive(Default)]
pub(super) struct Answered {
    /// Rows whose no takes a yes back, by their line, and the yes.
    taken_back: Vec<(u64, PersonId, Consent)>,
    /// Rows whose answer does not count: their line, what they say and what the record says.
    unheeded: Vec<(u64, String, String)>,
}

/// What a row says of being named: what takes a yes back stands in a column of its own.
pub(in crate::intake) fn said_of(publish: Option<bool>, took_back: bool) -> Option<ConsentState> {
    publish.map(|yes| match (yes, took_back) {
        (true, _) => ConsentState::Agreed,
        (false, true) => ConsentState::Withdrawn,
        (false, false) => ConsentState::Refused,
    })
}

impl People<'_> {
    /// Weighs what a row says about publishing. True if that is news: it counts, or it is noted with the person that it was said.
    pub(super) fn hear(&mut self, id: PersonId, line: u64, said: &Consent) -> bool {
        if said.state == ConsentState::NotAsked {
            return false;
        }
        let Some(known) = self.get(id).map(|person| &person.consent) else { return false };
        if let Some(whole) = self.clock.completed(said, known) {
            self.changing(id).consent = whole;
            return true;
        }
        let counts = self.clock.overrules(said.state, said.at, known);
        let is_other = self.clock.is_to_other_words(said, known);
        if !counts && !is_other && !contradicts(said.state, known.state) {
            return false;
        }
        let known = known.clone();
        if counts {
            take_consent(self.changing(id), said.clone());
            if known.state == ConsentState::Agreed {
                self.answered.taken_back.push((line, id, known));
            }
            return true;
        }
        let known_at = self.clock.said_at(&known);
        let (row, record) = if is_other {
            (self.clock.words_with_wording(said, said.at), self.clock.words_with_wording(&known, known_at))
        } else {
            (self.clock.words(said.state, said.at), self.clock.words(known.state, known_at))
        };
        let note = format!("{}: “{row}”; the record stayed “{record}”.", self.clock.list);
        self.answered.unheeded.push((line, row, record));
        note_line(self.changing(id), &note)
    }

    /// What a form says about publishing.
    pub fn note_consent(
        &mut self,
        id: PersonId,
        line: u64,
        said: Option<ConsentState>,
        by: &str,
        at: Option<Timestamp>,
    ) {
        let Some(state) = said else { return };
        // What was taken back was so on a day of its own.
        let at = at.filter(|_| state != ConsentState::Withdrawn);
        let is_news = self.hear(id, line, &Consent::new(state, at, by, ""));
        self.changes += usize::from(is_news);
        self.touched.remove_unchanged(self.campaign, id);
    }

    /// Lines that say no where a person had said yes before, with the person and that yes.
    pub fn taken_back(&self) -> impl Iterator<Item = (u64, &Person, &Consent)> {
        self.answered.taken_back.iter().filter_map(|(line, id, yes)| Some((*line, self.get(*id)?, yes)))
    }

    /// Lines whose answer does not count, with what they say and what the record says, in words.
    pub fn unheeded(&self) -> impl Iterator<Item = (u64, &str, &str)> {
        self.answered.unheeded.iter().map(|(line, row, record)| (*line, row.as_str(), record.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        let imports = vec![("2026-11-23T08:00:00Z".parse().unwrap(), "a.csv".to_owned())];
        Clock { zone: TimeZone::fixed(jiff::tz::offset(2)), list: "list.csv".into(), imports }
    }

    fn at(text: &str) -> Option<Timestamp> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    #[test]
    fn what_was_said_earlier_takes_nothing_back() {
        use ConsentState::{Agreed, Asked, Refused, Withdrawn};
        // 22:00 in Greenwich is midnight two hours further east: a day alone.
        for (known, known_at, said, said_at, counts) in [
            (Agreed, "2026-05-01T13:00:00Z", Refused, "2025-01-01T22:00:00Z", false),
            (Agreed, "2026-05-01T13:00:00Z", Refused, "2026-05-31T22:00:00Z", true),
            (Agreed, "2026-05-01T13:00:00Z", Refused, "", true),
            (Agreed, "", Withdrawn, "2020-01-01T22:00:00Z", true),
            // On the same day, of which one hour is not known, a no counts.
            (Agreed, "2026-05-01T13:00:00Z", Refused, "2026-04-30T22:00:00Z", true),
            (Agreed, "2026-04-30T22:00:00Z", Refused, "2026-05-01T08:00:00Z", true),
            // Both hours are known.
            (Agreed, "2026-05-01T13:00:00Z", Refused, "2026-05-01T08:00:00Z", false),
            (Asked, "2026-05-01T13:00:00Z", Agreed, "2026-04-30T22:00:00Z", true),
            (Asked, "2026-05-01T13:00:00Z", Agreed, "2026-04-29T22:00:00Z", false),
            (Agreed, "2026-05-01T13:00:00Z", Agreed, "", false),
            (Refused, "2026-05-01T13:00:00Z", Agreed, "2026-06-01T13:00:00Z", false),
        ] {
            let record = Consent::new(known, at(known_at), "letter", "");
            assert_eq!(
                clock().overrules(said, at(said_at), &record),
                counts,
                "{known:?} {known_at} {said:?} {said_at}"
            );
        }
    }

    #[test]
    fn the_day_of_an_import_is_not_the_day_of_an_answer() {
        use ConsentState::{Agreed, Refused};
        let noted = |by: &str| Consent::new(Agreed, at("2026-11-23T08:00:00Z"), by, "");
        let day = at("2026-11-09T22:00:00Z");
        assert!(clock().overrules(Refused, day, &noted("a.csv")));
        assert!(!clock().overrules(Refused, day, &noted("letter")));
    }

    #[test]
    fn an_answer_is_one_to_what_was_asked() {
        let mut person =
            Person { consent: Consent::new(ConsentState::Asked, None, "letter", "v2"), ..Person::default() };
        take_consent(&mut person, Consent::new(ConsentState::Agreed, None, "list", ""));
        assert_eq!((person.consent.by.as_str(), person.consent.wording.as_str()), ("list", "v2"));
        person.consent.state = ConsentState::Asked;
        take_consent(&mut person, Consent::new(ConsentState::Agreed, None, "list", "v3"));
        assert_eq!(person.consent.wording, "v3");
    }
}
