//! What stays of a row when the author of its words goes: the words themselves, and whom and what they are about. Telephone numbers,
//! departments and whatever else a form asks about its author go. Names in the middle of words that stay are no matter here.

use super::award::Award;
use super::ids::AwardId;
use super::mishap::Mishap;
use super::name_words::is_unspaced;
use super::nomination::Nomination;
use super::person::Person;
use super::text::Text;
use super::thanks::Thanks;

/// A cell of so many words says something, and is no telephone number, department or name.
const SAYS_SOMETHING: usize = 8;

/// So many words that stand in a longer text are a part of it, and no coincidence.
const PART_OF_A_TEXT: usize = 4;

/// Scripts without spaces need about so many letters for a word.
const LETTERS_PER_WORD: usize = 2;

/// What a record says beside its author. In lower case.
#[derive(Clone, Debug, Default)]
pub struct KeptWords {
    texts: Vec<String>,
    /// Titles of awards, of which several may be ticked in one cell.
    awards: Vec<String>,
}

impl KeptWords {
    fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let texts = texts.into_iter().filter(|text| !text.trim().is_empty());
        Self { texts: texts.map(tidied).collect(), awards: Vec::new() }
    }

    /// Of a nomination: its words, and whom and what they are about.
    pub fn of_nomination<'a>(
        nomination: &Nomination,
        nominee: Option<&Person>,
        award: impl Fn(AwardId) -> Option<&'a Award>,
    ) -> Self {
        let nominees = nominee.map(Person::with_merged).unwrap_or_default();
        let about = nominees.into_iter().flat_map(|it| {
            let called = [&it.name, &it.given_name, &it.family_name, &it.latin_name, &it.email];
            let at_work = [&it.organisation, &it.team, &it.function, &it.country, &it.place];
            called.into_iter().chain(at_work).map(Text::as_str)
        });
        let awards = nomination.awards.iter().filter_map(|id| award(*id)).map(|award| tidied(&award.title));
        Self { awards: awards.collect(), ..Self::new(nomination.texts().chain(about)) }
    }

    /// Of a message of thanks.
    pub fn of_thanks(thanks: &Thanks) -> Self {
        Self::new([thanks.message.as_str(), &thanks.to_words, &thanks.received])
    }

    /// Of a mishap as it was told.
    pub fn of_mishap(it: &Mishap) -> Self {
        let texts = [&it.title, &it.text, &it.device, &it.cause, &it.damage, &it.punchline, &it.received];
        Self::new(texts.into_iter().chain(&it.problems).map(String::as_str))
    }

    /// Does a cell of the row stay? What stands in the record does, and so do whole sentences.
    pub fn holds(&self, cell: &str) -> bool {
        let cell = tidied(cell);
        let words = words_in(&cell);
        let is_text = |text: &String| *text == cell || (words >= PART_OF_A_TEXT && text.contains(&cell));
        words >= SAYS_SOMETHING || self.texts.iter().any(is_text) || self.are_awards(&cell)
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

fn tidied(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Words of a text; of a script without spaces as many as its letters make.
fn words_in(text: &str) -> usize {
    let letters = |word: &str| word.chars().filter(|c| is_unspaced(c.encode_utf8(&mut [0; 4]))).count();
    text.split_whitespace().map(|word| (letters(word) / LETTERS_PER_WORD).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
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
            assert!(kept.holds(cell), "{cell}");
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
            assert!(!kept.holds(cell), "{cell}");
        }
    }
}
