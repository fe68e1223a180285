//! Whether a header of nominations names the nominee: it speaks of them, and of nothing but a name. A team, a manager or a
//! photograph of theirs names nobody.

use super::{Field, Whose, Words, lexicon};
use crate::intake::name_pairs::NAME;
use crate::intake::settle;

/// Does a column name the nominee, by its header?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Names {
    Surely,
    /// "Favourite colleague" may be who is nominated, or somebody else whom a form asks for.
    Perhaps,
    /// It is about the nominee and says something else of them.
    NoName,
    /// It says nothing of the nominee.
    Unsaid,
}

/// What a header asks for beside the name, in the same cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) struct Beside {
    /// What it is; `None` where it is several things or has no field.
    pub field: Option<Field>,
    /// It stands behind the name.
    pub is_behind: bool,
}

/// Words for what somebody is called at work, folded: elsewhere "title" stands before a name, or is that of a text.
const TITLES: [&str; 5] = ["title", "titel", "titre", "titulo", "titolo"];

/// Words between what somebody has and whose it is, folded: "Photo of the nominee".
const OF: [&str; 22] = [
    "of", "to", "with", "der", "des", "zu", "zum", "zur", "von", "vom", "mit", "de", "du", "d", "avec", "del", "con",
    "al", "van", "met", "tot", "aan",
];
/// More words than these are no header that names somebody.
const MOST: usize = 64;
/// Words that put one thing beside another, folded: "Nominee or team". The Dutch word for "or" is English as well and stands apart.
const JOINING: [&str; 10] = ["and", "or", "und", "oder", "et", "ou", "en", "y", "o", "e"];
/// What may stand behind them, folded: "Nominee or a team".
const ARTICLES: [&str; 18] = [
    "the", "a", "an", "their", "his", "her", "die", "der", "das", "ein", "eine", "le", "la", "les", "un", "une", "de",
    "het",
];
/// Words for what somebody is nominated, folded: "Nominee for Team of the Year".
const FOR: [&str; 5] = ["for", "fur", "pour", "voor", "para"];

impl Words {
    /// Does the header name the nominee? What stands below it may show that a word beside is no harm: "Nominee (name, team)".
    pub fn names_nominee(&self, are_names: bool) -> Names {
        if self.folded.len() > MOST {
            return Names::Unsaid;
        }
        let asks = self.asks_who();
        if self.whose() == Whose::Nominator || (self.whose() == Whose::Unsaid && !asks) {
            return Names::Unsaid;
        }
        let said = [&lexicon().nominee, &lexicon().receiver].map(|row| self.places(row)).concat();
        let somebody = self.places(&lexicon().somebody);
        let is_verb = self.has_any(&lexicon().nominating).is_some();
        let nouns = [said.as_slice(), &somebody].concat();
        let mut details = self.details();
        details.retain(|place| !self.is_title_of_year(place));
        let people = [nouns.as_slice(), &self.places(&lexicon().whole_name)].concat();
        let others = self.places(&lexicon().others);
        let is_beside = |place: &(usize, usize)| self.is_beside(*place, &people, &details);
        let is_for = nouns.iter().any(|(at, len)| FOR.contains(&self.word(at + len)));
        let award = self.places_of(|field| field == Field::Award);
        let is_attached = |place: &(usize, usize)| self.is_attached(*place, &nouns) && !is_beside(place);
        if !is_for && (details.iter().any(is_attached) || award.iter().any(|(at, _)| self.is_behind(*at, &nouns))) {
            return Names::NoName;
        }
        // "Wen schlagen Sie vor? - Abteilung", and somebody beside: "Contact person".
        let is_last = |(at, len): &(usize, usize)| at + len == self.folded.len();
        let is_part = (asks || is_verb) && !are_names && details.iter().any(is_last);
        // "Supervisor nominee" is one who is nominated.
        let is_before_noun = |(at, len): &(usize, usize)| said.iter().any(|(noun, _)| *noun == at + len);
        let is_other = |place: &&(usize, usize)| others.contains(place) && !is_beside(place) && !is_before_noun(place);
        let is_of_another = !is_for && details.iter().any(|place| is_other(&place));
        // "Who do they report to?"
        let reports = || self.folded.iter().any(|word| word.starts_with("report"));
        if is_part || (is_of_another && !is_verb && (!asks || reports())) {
            return Names::NoName;
        }
        let speaks_for_name = self.fields().iter().all(|(field, ..)| {
            matches!(
                field,
                Field::Name | Field::Given | Field::Family | Field::Nominator | Field::Recipient | Field::Award
            )
        });
        match () {
            () if !details.is_empty() && !is_verb && !asks && !is_for => {
                if are_names || details.iter().all(is_beside) {
                    Names::Perhaps
                } else {
                    Names::NoName
                }
            }
            // "Who is your favourite manager?", and "Who is your manager?"
            () if is_of_another && !is_verb => Names::Perhaps,
            () if !speaks_for_name && details.is_empty() => Names::Perhaps,
            () if !said.is_empty() || is_verb || asks || self.is_all(nouns) => Names::Surely,
            () => Names::Perhaps,
        }
    }

    /// Does the header ask for a name and for one thing more: "Name and department of the nominee", "Nominee / team"?
    pub fn beside_name(&self) -> Option<Beside> {
        if self.folded.len() > MOST || self.asks_who() {
            return None;
        }
        let rows = [&lexicon().nominee, &lexicon().receiver, &lexicon().somebody, &lexicon().whole_name];
        let people = rows.map(|row| self.places(row)).concat();
        let titles = (0..self.folded.len()).filter(|at| TITLES.contains(&self.word(*at))).map(|at| (at, 1));
        let mut details = self.details();
        details.retain(|place| !self.is_title_of_year(place));
        details.extend(titles);
        let all = details.clone();
        // "Name, department and role": what is beside the one is beside the other.
        details.retain(|place| self.is_beside(*place, &[people.as_slice(), &all].concat(), &[]));
        let is_first = |place: &(usize, usize)| self.is_beside(*place, &people, &all);
        let first = *details.iter().find(|place| is_first(place))?;
        let is_same = |(at, len): (usize, usize)| at < first.0 + first.1 && first.0 < at + len;
        let is_only = details.iter().all(|place| is_same(*place));
        let fields = || lexicon().fields.iter().filter(|(field, _)| settle::is_detail(*field));
        let is_title = TITLES.contains(&self.word(first.0));
        let of_words = || fields().find(|(_, phrases)| self.places(phrases).into_iter().any(is_same)).map(|it| it.0);
        let field = of_words().or(is_title.then_some(Field::Role)).filter(|_| is_only);
        let is_name = |at: &usize| NAME.contains(&self.word(*at)) || people.iter().any(|(from, _)| from == at);
        let name = (0..self.folded.len()).find(is_name);
        Some(Beside { field, is_behind: name.is_some_and(|name| name < first.0) })
    }

    /// "Nominee (manager)" and "Nominated manager" may be a nominee who is a manager; "Nominee's manager", "Nominee manager" and
    /// "Manager of the nominee" are somebody else. `written` is the header as it stands, for its brackets.
    pub fn may_be_titled_nominee(&self, written: &str) -> bool {
        if self.whose() != Whose::Nominee || self.folded.len() > MOST {
            return false;
        }
        if let Some((before, _)) = written.split_once(['(', '[']).filter(|(before, _)| !before.trim().is_empty()) {
            return Self::of(before).names_nominee(true) == Names::Surely;
        }
        const NOUNS: [&str; 6] = ["nominee", "nominees", "candidate", "candidat", "candidato", "candidata"];
        let is_theirs = |(at, len): &(usize, usize)| {
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            let next = self.word(at + len);
            let has_owner = before == "s" || NOUNS.contains(&before) || before.starts_with("kandidat");
            has_owner || ARTICLES.contains(&before) || OF.contains(&next) || NAME.contains(&next)
        };
        !self.places(&lexicon().others).iter().any(is_theirs) && self.names_nominee(true) != Names::NoName
    }

    /// A word; nothing behind the last.
    pub(super) fn word(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    /// Does the word stand directly behind one of the nouns: "Nominee's team"?
    fn is_behind(&self, at: usize, nouns: &[(usize, usize)]) -> bool {
        let ends_before =
            |(noun, len): &(usize, usize)| noun + len == at || (noun + len + 1 == at && self.word(noun + len) == "s");
        nouns.iter().any(ends_before)
    }

    /// Is it what one of the nouns has or is: "Nominee team", "Team of the nominee", "Manager name"?
    fn is_attached(&self, (at, len): (usize, usize), nouns: &[(usize, usize)]) -> bool {
        let next = self.word(at + len);
        self.is_behind(at, nouns) || OF.contains(&next) && at + len < self.folded.len() || NAME.contains(&next)
    }

    /// Does it stand beside the name or the noun, as one thing more or another one: "Nominee / team", "Name and department of the
    /// nominee", "Team or person"?
    fn is_beside(&self, (at, len): (usize, usize), people: &[(usize, usize)], details: &[(usize, usize)]) -> bool {
        let holds = |places: &[(usize, usize)], word: usize| {
            places.iter().any(|(from, len)| (*from..from + len).contains(&word))
        };
        let is_name = |word: usize| holds(people, word) || NAME.contains(&self.word(word)) && !holds(details, word);
        let skip = |from: usize| {
            let articles = (0..from).rev().take_while(|word| ARTICLES.contains(&self.word(*word))).count();
            from - articles
        };
        let has_sign = |word: usize| self.beside.get(word) == Some(&true);
        // The word before the sign or the joining word that stands before this one.
        let before = || {
            let from = skip(at);
            if has_sign(from) {
                return from.checked_sub(1);
            }
            let other = from.checked_sub(2)?;
            // In Dutch: "Genomineerde of team".
            let is_or = self.word(from - 1) == "of"
                && matches!(self.word(other), "genomineerde" | "collega" | "naam" | "persoon" | "kandidaat");
            (JOINING.contains(&self.word(from - 1)) || is_or).then_some(other)
        };
        let behind = || {
            let next = at + len;
            if has_sign(next) { Some(next) } else { JOINING.contains(&self.word(next)).then_some(next + 1) }
        };
        before().is_some_and(is_name) || behind().is_some_and(is_name)
    }

    /// Does it ask who is to be nominated, and say nothing else? It is looked at without the title of the award.
    pub fn only_asks_for_nominee(&self) -> bool {
        if self.folded.len() > MOST {
            return false;
        }
        let all = lexicon();
        let rows = [&all.asking, &all.aside, &all.who, &all.nominee, &all.nominating, &all.somebody, &all.your];
        let mut known = rows.map(|row| self.places(row)).concat();
        known.extend(self.places_of(|field| matches!(field, Field::Name | Field::Award)));
        let is_known = |at: usize| known.iter().any(|(from, len)| (*from..from + len).contains(&at));
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        self.folded.iter().enumerate().all(|(at, word)| is_known(at) || is_number(word))
    }

    /// Is it the one question for the nominee: "Who do you nominate?"
    pub fn is_question_for_nominee(&self) -> bool {
        let rows = [&lexicon().nominee, &lexicon().nominating];
        rows.into_iter().any(|row| self.has_any(row).is_some()) && self.only_asks_for_nominee()
    }

    /// Does the header say of somebody beside "name" what they are: "Full name of the winner"?
    pub fn is_name_of_somebody(&self) -> bool {
        let is_of =
            |pair: &[String]| matches!(pair, [name, of] if NAME.contains(&name.as_str()) && OF.contains(&of.as_str()));
        let is_last = |at: usize| at + 2 >= self.folded.len();
        self.folded.windows(2).enumerate().any(|(at, pair)| is_of(pair) && !is_last(at))
    }

    /// Is it the name of one kind of people: "Student name"?
    pub fn is_name_of_person(&self) -> bool {
        let persons = self.places(&lexicon().whole_name);
        matches!(persons.as_slice(), [(0, len)] if *len < self.folded.len())
            && self.folded.iter().skip(persons[0].1).all(|word| NAME.contains(&word.as_str()) || word == "s")
    }

    /// What somebody has or is, and somebody beside them. A number behind a word counts people.
    fn details(&self) -> Vec<(usize, usize)> {
        let mut all = [&lexicon().others, &lexicon().details].map(|row| self.places(row)).concat();
        all.extend(self.places_of(settle::is_detail));
        let is_number = |at: usize| self.folded.get(at).is_some_and(|word| word.parse::<u32>().is_ok());
        all.retain(|(at, len)| !is_number(at + len));
        all
    }

    fn places_of(&self, is_it: impl Fn(Field) -> bool) -> Vec<(usize, usize)> {
        let of_field = lexicon().fields.iter().filter(|(field, _)| is_it(*field));
        of_field.flat_map(|(_, phrases)| self.places(phrases)).collect()
    }

    /// Is the header nothing but these words, "name" and such as say nothing? "Hero name" may be the one a hero was given.
    fn is_all(&self, mut known: Vec<(usize, usize)>) -> bool {
        known.extend(self.places_of(|field| matches!(field, Field::Name | Field::Given | Field::Family)));
        let is_said = |at: usize| known.iter().any(|(noun, len)| (*noun..noun + len).contains(&at));
        let is_aside = |word: &str| NAME.contains(&word) || lexicon().aside.iter().any(|one| one.as_slice() == [word]);
        self.folded != ["hero", "name"]
            && self.folded.iter().enumerate().all(|(at, word)| is_said(at) || is_aside(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_many_words_names_nobody() {
        assert_eq!(Words::of("Name of the nominee").names_nominee(true), Names::Surely);
        let long = Words::of(&"hero of team ".repeat(30));
        assert_eq!((long.names_nominee(true), long.only_asks_for_nominee()), (Names::Unsaid, false));
    }
}
