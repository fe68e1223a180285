//! What stays of a row when the author of its words goes: the words themselves, and whom and what they are about. Telephone numbers,
//! departments and whatever else a form asks about its author go. Names in the middle of words that stay are no matter here.

use super::aggregate::{Campaign, Records};
use super::award::Award;
use super::ids::{AwardId, PersonId, SourceId};
use super::known::Known;
use super::mishap::Mishap;
use super::name_words::{is_unspaced_letter, latin_words};
use super::nomination::Nomination;
use super::person::Origin;
use super::person::Person;
use super::text::Text;
use super::thanks::Thanks;
use std::collections::BTreeMap;

/// A cell of so many words says something, and is no telephone number, department or name.
const SAYS_SOMETHING: usize = 8;

/// So many words that stand in a longer text are a part of it, and no coincidence.
const PART_OF_A_TEXT: usize = 4;

/// Scripts without spaces need about so many letters for a word.
const LETTERS_PER_WORD: usize = 2;

/// Words of a header that say its column is about who fills the form in, in Latin letters. Words that may speak of somebody else as
/// well ("su equipo") are none.
const OF_AUTHOR: [&str; 30] = [
    "absender",
    "absenders",
    "dein",
    "deine",
    "deinem",
    "deiner",
    "eigene",
    "eigenes",
    "einsender",
    "einsenders",
    "jouw",
    "mein",
    "meine",
    "mijn",
    "moj",
    "moja",
    "mon",
    "my",
    "nominator",
    "sender",
    "submitter",
    "tua",
    "tuo",
    "twoj",
    "twoja",
    "uw",
    "vos",
    "vostro",
    "votre",
    "your",
];

/// The same in German, where a small letter makes them hers.
const OF_AUTHOR_WITH_CAPITAL: [&str; 4] = ["Ihr", "Ihre", "Ihrem", "Ihrer"];

/// What a record says beside its author. In lower case.
#[derive(Clone, Debug, Default)]
pub struct KeptWords {
    texts: Vec<String>,
    /// Where those it is about work and live: their author may do so, too.
    at_work: Vec<String>,
    /// Words of the names of whom it is about, in Latin letters and in the alphabet's order.
    names: Vec<Vec<String>>,
    /// Titles of awards, of which several may be ticked in one cell.
    awards: Vec<String>,
}

impl KeptWords {
    fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let texts = texts.into_iter().filter(|text| !text.trim().is_empty());
        Self { texts: texts.map(tidied).collect(), ..Self::default() }
    }

    /// Of a nomination: its words, and whom and what they are about.
    pub fn of_nomination<'a>(
        nomination: &Nomination,
        nominee: Option<&Person>,
        award: impl Fn(AwardId) -> Option<&'a Award>,
    ) -> Self {
        let about = Self::about(nominee);
        let awards = nomination.awards.iter().filter_map(|id| award(*id)).map(|award| tidied(&award.title));
        let mut kept = Self { awards: awards.collect(), ..Self::new(nomination.texts()) };
        kept.add(about);
        kept
    }

    /// Of a message of thanks: its words, and whom they are for.
    pub fn of_thanks(thanks: &Thanks, recipient: Option<&Person>) -> Self {
        let mut kept = Self::new([thanks.message.as_str(), &thanks.to_words, &thanks.received]);
        kept.add(Self::about(recipient));
        kept
    }

    /// Whom words are about: how they are called, how they are reached at work, and where that is.
    fn about(person: Option<&Person>) -> Self {
        let records = person.map(Person::with_merged).unwrap_or_default();
        let names = records.iter().flat_map(|it| [&it.name, &it.latin_name]).map(|name| sorted_words(name));
        let names = names.filter(|words| !words.is_empty()).collect();
        let called =
            |it: &&Person| [&it.name, &it.given_name, &it.family_name, &it.latin_name, &it.email].map(tidied_text);
        let at_work =
            |it: &&Person| [&it.organisation, &it.team, &it.function, &it.country, &it.place].map(tidied_text);
        let some = |text: &String| !text.is_empty();
        let texts = records.iter().flat_map(called).filter(some).collect();
        let at_work = records.iter().flat_map(at_work).filter(some).collect();
        Self { texts, at_work, names, ..Self::default() }
    }

    /// Of a mishap as it was told.
    pub fn of_mishap(it: &Mishap) -> Self {
        let texts = [&it.title, &it.text, &it.device, &it.cause, &it.damage, &it.punchline, &it.received];
        Self::new(texts.into_iter().chain(&it.problems).map(String::as_str))
    }

    /// Takes over what another record of the same row says.
    fn add(&mut self, other: Self) {
        self.texts.extend(other.texts);
        self.at_work.extend(other.at_work);
        self.names.extend(other.names);
        self.awards.extend(other.awards);
    }

    /// Is the cell something that a record says, or a part of it, or in whatever order the name of whom it is about?
    pub fn says(&self, cell: &str) -> bool {
        let is_name = || self.is_about(cell);
        let cell = tidied(cell);
        let is_part = |text: &String| *text == cell || (words_in(&cell) >= PART_OF_A_TEXT && text.contains(&cell));
        !cell.is_empty() && (self.texts.iter().chain(&self.at_work).any(is_part) || is_name())
    }

    /// Is the cell the name of whom it is about, in whatever order and script?
    fn is_about(&self, cell: &str) -> bool {
        !self.names.is_empty() && self.names.contains(&sorted_words(cell))
    }

    /// Answers that do not stay when their author goes, and are neither a name nor an address of theirs.
    fn lost<'a>(&self, answers: &'a [(String, String)], known: &Known) -> Vec<(&'a str, &'a str)> {
        let answers = answers.iter().map(|(question, answer)| (question.as_str(), answer.as_str()));
        answers.filter(|(header, it)| !it.trim().is_empty() && !known.is(it) && !self.holds(header, it)).collect()
    }

    /// Does a cell of the row stay? What stands in the record does, and so do whole sentences. Where people work says who wrote, too,
    /// under a header that asks for that.
    pub fn holds(&self, header: &str, cell: &str) -> bool {
        let cell = tidied(cell);
        let words = words_in(&cell);
        let is_text = |text: &String| *text == cell || (words >= PART_OF_A_TEXT && text.contains(&cell));
        let is_at_work = || self.at_work.contains(&cell) && !speaks_of_author(header);
        words >= SAYS_SOMETHING
            || self.texts.iter().any(is_text)
            || is_at_work()
            || self.are_awards(&cell)
            || self.is_about(&cell)
    }

    /// Is the cell a list of awards, and nothing beside?
    fn are_awards(&self, cell: &str) -> bool {
        // A comma may stand in a title, too.
        [&[';', '\n'][..], &[',', ';', '\n']].into_iter().any(|between| {
            let mut parts = cell.split(between).map(str::trim).filter(|part| !part.is_empty()).peekable();
            parts.peek().is_some() && parts.all(|part| self.awards.iter().any(|title| title == part))
        })
    }
}

/// A row of a list in which somebody who goes wrote, or is one of several who are nominated.
#[derive(Clone, Debug, Default)]
pub struct RowWords {
    /// They wrote it: what it asked its author goes with them.
    is_written: bool,
    /// What the records of others that came of it say, all of them together.
    kept: KeptWords,
    /// What was said of the person.
    gone: KeptWords,
    /// A record of somebody else came of it.
    stays: bool,
}

impl RowWords {
    /// Did the person write it?
    pub fn is_written(&self) -> bool {
        self.is_written
    }

    /// Does a cell go with the person? Their names and addresses are not asked about here.
    pub fn loses(&self, header: &str, cell: &str) -> bool {
        let is_about_them = self.gone.says(cell) && !self.kept.says(cell);
        is_about_them || (self.is_written && !cell.trim().is_empty() && !self.kept.holds(header, cell))
    }

    /// Is the cell what a record of somebody else says?
    pub fn says(&self, cell: &str) -> bool {
        self.kept.says(cell)
    }

    /// Rows of which a record of somebody else stays.
    fn of(records: &Records, id: PersonId, own: &Known) -> BTreeMap<(SourceId, u64), Self> {
        let place = |origin: Option<Origin>| origin.map(|it| (it.source, it.line));
        let theirs = records.nominations.iter().filter(|(_, it)| it.nominee == id || it.nominator == Some(id));
        let mut rows: BTreeMap<(SourceId, u64), Self> =
            theirs.filter_map(|(_, it)| Some((place(it.origin)?, Self::default()))).collect();
        for (_, it) in records.nominations.iter() {
            let Some(row) = place(it.origin).and_then(|place| rows.get_mut(&place)) else { continue };
            if it.nominee == id {
                let masked: Vec<String> = it.texts().filter_map(|text| own.masked(text)).collect();
                row.gone.add(KeptWords::new(it.texts().chain(masked.iter().map(String::as_str))));
                row.is_written |= it.nominator == Some(id);
            } else {
                row.note(KeptWords::in_records(records, it), it.nominator == Some(id));
            }
        }
        for (_, it) in records.thanks.iter().filter(|(_, it)| records.is_signed_by(it, id, own)) {
            if let Some(place) = place(it.origin) {
                rows.entry(place).or_default().note(KeptWords::of_thanks(it, records.recipient(it)), true);
            }
        }
        for (_, it) in records.mishaps.iter().filter(|(_, it)| it.sent_by == Some(id)) {
            if let Some(place) = place(it.origin) {
                rows.entry(place).or_default().note(KeptWords::of_mishap(it), true);
            }
        }
        rows.retain(|_, row| row.stays);
        rows
    }

    /// Of a nomination that came of no list.
    pub(super) fn of_nomination(records: &Records, nomination: &Nomination, id: PersonId) -> Self {
        let mut row = Self::default();
        row.note(KeptWords::in_records(records, nomination), nomination.nominator == Some(id));
        row
    }

    fn note(&mut self, kept: KeptWords, is_written: bool) {
        self.kept.add(kept);
        self.is_written |= is_written;
        self.stays = true;
    }
}

impl KeptWords {
    fn in_records(records: &Records, nomination: &Nomination) -> Self {
        Self::of_nomination(nomination, records.people.get(nomination.nominee), |award| records.awards.get(award))
    }
}

impl Records {
    /// Whom a message of thanks is for, where that is known.
    pub(super) fn recipient(&self, thanks: &Thanks) -> Option<&Person> {
        thanks.to.and_then(|id| self.people.get(id))
    }

    /// Rows of lists, by source and line, in which the person wrote or is one of several nominees. `own` is known of them alone.
    pub(super) fn rows_with(&self, id: PersonId, own: &Known) -> BTreeMap<(SourceId, u64), RowWords> {
        RowWords::of(self, id, own)
    }
}

impl Campaign {
    /// Rows of lists, by source and line, of which a record of somebody else stays when the person goes: those they wrote, and
    /// those in which they are one of several nominees. `own` is known of them alone.
    pub fn rows_with(&self, person: PersonId, own: &Known) -> BTreeMap<(SourceId, u64), RowWords> {
        self.records().rows_with(person, own)
    }

    /// Answers that go with the author of a nomination although they are neither a name nor an address of theirs.
    pub fn answers_lost<'n>(
        &self,
        nomination: &'n Nomination,
        row: Option<&RowWords>,
        author: PersonId,
        known: &Known,
    ) -> Vec<(&'n str, &'n str)> {
        let alone = row.is_none().then(|| RowWords::of_nomination(self.records(), nomination, author));
        let Some(row) = row.or(alone.as_ref()) else { return Vec::new() };
        let answers = nomination.answers.iter();
        let goes = |header: &str, it: &str| !it.trim().is_empty() && !known.is(it) && row.loses(header, it);
        answers.filter(|(header, answer)| goes(header, answer)).collect()
    }

    /// The same of a message of thanks that they sent.
    pub fn thanks_answers_lost<'t>(&self, thanks: &'t Thanks, known: &Known) -> Vec<(&'t str, &'t str)> {
        KeptWords::of_thanks(thanks, self.records().recipient(thanks)).lost(&thanks.answers, known)
    }

    /// The same of a mishap that they told of.
    pub fn mishap_answers_lost<'m>(&self, mishap: &'m Mishap, known: &Known) -> Vec<(&'m str, &'m str)> {
        KeptWords::of_mishap(mishap).lost(&mishap.answers, known)
    }
}

fn sorted_words(name: &str) -> Vec<String> {
    let mut words = latin_words(name);
    words.sort_unstable();
    words
}

/// Does a header ask for something of who fills the form in?
fn speaks_of_author(header: &str) -> bool {
    let mut written = header.split(|c: char| !c.is_alphanumeric());
    latin_words(header).iter().any(|word| OF_AUTHOR.contains(&word.as_str()))
        || written.any(|word| OF_AUTHOR_WITH_CAPITAL.contains(&word))
}

fn tidied_text(text: &Text) -> String {
    tidied(text)
}

fn tidied(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Words of a text; of a script without spaces as many as its letters make.
fn words_in(text: &str) -> usize {
    let letters = |word: &str| word.chars().filter(|c| is_unspaced_letter(*c)).count();
    text.split_whitespace().map(|word| (letters(word) / LETTERS_PER_WORD).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_speak_of_others_are_not_about_the_author() {
        for header in ["Ihr Team", "Ihre Abteilung", "Your team", "Votre service", "Dein Team", "Uw afdeling"] {
            assert!(speaks_of_author(header), "{header}");
        }
        for header in
            ["Equipo del empleado del mes", "Name der Kollegin, ihre Abteilung", "Her own team", "Ton und Licht"]
        {
            assert!(!speaks_of_author(header), "{header}");
        }
    }
    use crate::campaign::PersonId;

    #[test]
    fn what_a_row_says_stays_and_what_it_asks_its_author_goes() {
        let awards = ["Night Owl", "Calm, Cool"].map(|title| Award { title: title.into(), ..Award::default() });
        let nominee = Person { name: "Bo Lind".into(), team: "Service Desk".into(), ..Person::default() };
        let nomination = Nomination {
            awards: [AwardId(0), AwardId(1)].into_iter().collect(),
            story: "He kept the lights on".into(),
            ..Nomination::new(PersonId(1))
        };
        let award = |id: AwardId| awards.get(usize::try_from(id.0).ok()?);
        let kept = KeptWords::of_nomination(&nomination, Some(&nominee), award);
        for cell in [
            "Bo Lind",
            "service desk",
            "Kept the lights on",
            "Night Owl; Calm, Cool",
            "Night Owl,\nNight Owl",
            "I would say so once more, and then again.",
            "他一整夜都在修理打印机，让所有人第二天早上都能工作。",
            "停電の夜に一人で残ってサーバーを直してくれました。",
        ] {
            assert!(kept.holds("", cell), "{cell}");
        }
        for cell in [
            "Service Desk, +43 664 1234567",
            "Bo Lind; Ana Quist",
            "Night Owl; Service Desk",
            "+43 664 1234567",
            "情報システム部",
            "on",
            ", ;",
        ] {
            assert!(!kept.holds("", cell), "{cell}");
        }
        // Who wrote may be of the same team.
        for (header, stays) in
            [("Their team", true), ("Your team", false), ("Team des Absenders", false), ("Ihr Team", false)]
        {
            assert_eq!(kept.holds(header, "Service Desk"), stays, "{header}");
        }
    }
}
