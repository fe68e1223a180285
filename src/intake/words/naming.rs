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

/// Words between what somebody has and whose it is, folded: "Photo of the nominee".
const OF: [&str; 22] = [
    "of", "to", "with", "der", "des", "zu", "zum", "zur", "von", "vom", "mit", "de", "du", "d", "avec", "del", "con",
    "al", "van", "met", "tot", "aan",
];
/// More words than these are no header that names somebody.
const MOST: usize = 64;
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
        let word = |at: usize| self.folded.get(at).map_or("", String::as_str);
        let details = self.details();
        let is_behind = |at: usize| {
            nouns.iter().any(|(noun, len)| noun + len == at || (noun + len + 1 == at && word(noun + len) == "s"))
        };
        let is_attached = |(at, len): &(usize, usize)| {
            let next = word(at + len);
            is_behind(*at) || OF.contains(&next) && at + len < self.folded.len() || NAME.contains(&next)
        };
        let is_for = nouns.iter().any(|(at, len)| FOR.contains(&word(at + len)));
        let award = self.places_of(|field| field == Field::Award);
        if !is_for && (details.iter().any(is_attached) || award.iter().any(|(at, _)| is_behind(*at))) {
            return Names::NoName;
        }
        // "Wen schlagen Sie vor? - Abteilung", and somebody beside: "Contact person".
        let is_last = |(at, len): &(usize, usize)| at + len == self.folded.len();
        let is_part = (asks || is_verb) && !are_names && details.iter().any(is_last);
        if is_part || (self.is_of_another() && !is_verb && !asks) {
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
                if are_names {
                    Names::Perhaps
                } else {
                    Names::NoName
                }
            }
            () if !speaks_for_name && details.is_empty() => Names::Perhaps,
            () if !said.is_empty() || is_verb || asks || self.is_all(nouns) => Names::Surely,
            () => Names::Perhaps,
        }
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

    /// Does the header say of somebody beside "name" what they are: "Full name of the winner"?
    pub fn is_name_of_somebody(&self) -> bool {
        let is_of =
            |pair: &[String]| matches!(pair, [name, of] if NAME.contains(&name.as_str()) && OF.contains(&of.as_str()));
        let is_last = |at: usize| at + 2 >= self.folded.len();
        self.folded.windows(2).enumerate().any(|(at, pair)| is_of(pair) && !is_last(at))
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
