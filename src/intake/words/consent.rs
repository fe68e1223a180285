//! What a header says about consents: to being named or to something else, asked for, or taken back. The words stand in
//! `assets/intake/consent_words.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Words;

const TABLE: &str = include_str!("../../../assets/intake/consent_words.tsv");

/// The words of a row of the table, folded.
pub(in crate::intake) fn list(row: &str) -> &'static [&'static str] {
    static LISTS: OnceLock<HashMap<&str, Vec<&str>>> = OnceLock::new();
    let lists = LISTS.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        rows.map(|(name, words)| (name, words.split('|').collect())).collect()
    });
    lists.get(row).map_or(&[], Vec::as_slice)
}

/// Does one of these rows hold the word?
pub(in crate::intake) fn is_in(word: &str, rows: &[&str]) -> bool {
    rows.iter().any(|row| list(row).contains(&word))
}

/// Does the word begin as one of a row does?
pub(in crate::intake) fn begins(word: &str, row: &str) -> bool {
    list(row).iter().any(|stem| word.starts_with(stem))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Does the word say that something was taken back?
pub(in crate::intake) fn is_back(word: &str) -> bool {
    begins(word, "back") || word.ends_with("widerruf") || word == "retire"
}

/// Does the word say that something may be done, and not that it was?
pub(in crate::intake) fn is_open(word: &str) -> bool {
    list("open").contains(&word) || list("open:parts").iter().any(|part| word.contains(part))
}

fn is_consent(word: &str) -> bool {
    begins(word, "consent") || word.contains("einwilligung") || word.contains("zustimmung")
}

/// Is it a consent to something else than being named? `None` where no word says what it is to.
fn to_something_else(words: &[&str]) -> Option<bool> {
    let has = |is: &dyn Fn(&str) -> bool| words.iter().any(|word| is(word));
    let is_named =
        |word: &str| begins(word, "named") || word == "nom" || word.ends_with("name") || word.ends_with("namen");
    if has(&|word| list("processing").contains(&word)) {
        Some(true)
    } else if has(&|word| is_named(word) || word.contains("nennung")) {
        Some(false)
    } else if has(&|word| begins(word, "things")) {
        Some(true)
    } else if has(&|word| begins(word, "public")) {
        Some(false)
    } else {
        has(&|word| list("other").contains(&word)).then_some(true)
    }
}

impl Words {
    fn all(&self) -> Vec<&str> {
        self.folded.iter().map(String::as_str).collect()
    }

    /// Is it a consent to something else than being named: a newsletter, a photograph, the keeping of data? A bare "consent" and
    /// "may we share" speak for being named only with a word of that, or with none that says to what.
    pub fn is_other_consent(&self) -> bool {
        let is_silent =
            |word: &str| is_in(word, &["nothing", "nothing:people"]) || is_number(word) || begins(word, "consent");
        let words = self.all();
        to_something_else(&words).unwrap_or_else(|| !words.into_iter().all(is_silent))
    }

    /// The same, by the words for such consents alone.
    pub fn names_other_consent(&self) -> bool {
        to_something_else(&self.all()) == Some(true)
    }

    /// Is it a consent to being named beyond doubt, so that nobody need be asked? Every word of it is known, or it says that a name
    /// is published: "credit card consent" and "consent to feedback calls" hold words of such consents, and others.
    pub fn is_plain_consent(&self) -> bool {
        let words = self.all();
        let has = |rows: &[&str]| words.iter().any(|word| is_in(word, rows));
        if self.is_other_consent() {
            return false;
        }
        let shares = has(&["publishing", "sharing", "naming"]);
        let is_known = |word: &&str| {
            is_number(word)
                || is_consent(word)
                || is_in(word, &["nothing", "naming", "name", "publishing", "place", "sharing", "beside", "plain:beside"])
                // With whom something is shared; alone it is whose consent it is.
                || (shares && is_in(word, &["nothing:people", "told"]))
        };
        let is_apart = |word: &&str| begins(word, "things") || is_in(word, &["apart", "other"]);
        words.iter().all(is_known) || (has(&["name"]) && has(&["publishing", "naming"]) && !words.iter().any(is_apart))
    }

    /// Does it say that a consent was taken back, as something that was done? Goods are fetched and memberships are left in the same words.
    pub fn is_withdrawal(&self) -> bool {
        let words = self.without_ways();
        if !self.tells_of_withdrawal() || self.is_open_withdrawal() || to_something_else(&words) == Some(true) {
            return false;
        }
        let is_fetched = |word: &str| word.starts_with("retrait") || matches!(word, "retire" | "retirada");
        let says_only = |word: &&str| is_back(word) || list("back:beside").contains(word);
        let is_alone = || words.iter().all(says_only) && !words.iter().any(|word| is_fetched(word));
        words.iter().any(|word| is_consent(word)) || is_alone()
    }

    /// Does it say of a consent that it may be taken back, and not that it was?
    pub fn is_open_withdrawal(&self) -> bool {
        self.folded.iter().any(|word| is_open(word)) || self.folded.windows(2).any(|pair| pair == ["any", "time"])
    }

    /// Does it hold a word for something that was taken back, whatever it was?
    pub fn tells_of_withdrawal(&self) -> bool {
        let ends = |word: &str| self.folded.iter().any(|it| is_consent(it)) && begins(word, "back:consent");
        self.folded.iter().any(|word| is_back(word) || ends(word))
            || self.folded.windows(2).any(|pair| matches!(pair[0].as_str(), "opt" | "opted") && pair[1] == "out")
    }

    /// The words without those of how something was said, and of what became of data then: "withdrawn by e-mail, data deleted".
    fn without_ways(&self) -> Vec<&str> {
        let words = self.all();
        let near = |at: Option<usize>, row: &str| at.and_then(|at| words.get(at)).is_some_and(|it| is_in(it, &[row]));
        let is_aside = |at: usize, word: &str| {
            (is_in(word, &["way"]) && near(at.checked_sub(1), "way:before"))
                || (is_in(word, &["data"]) && near(Some(at + 1), "deleted"))
        };
        words.iter().enumerate().filter(|(at, word)| !is_aside(*at, word)).map(|(_, word)| *word).collect()
    }

    /// Does it ask for a yes that somebody should hear of: a consent, a permission, the wish not to be named?
    pub fn asks_consent(&self) -> bool {
        const STEMS: [&str; 20] = [
            "consent",
            "permission",
            "agree",
            "einverst",
            "einwillig",
            "zustimm",
            "accord",
            "toestem",
            "akkoord",
            "consentim",
            "anonym",
            "confiden",
            "vertraul",
            "publish",
            "print",
            "gedruckt",
            "veroffentl",
            "privat",
            "withdraw",
            "widerruf",
        ];
        let says = self.folded.iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)));
        let begins = |word: &str| self.folded.first().is_some_and(|first| first == word);
        says || (self.folded.len() > 2
            && ["may", "can", "durfen", "darf", "mogen", "pouvons", "podemos"].into_iter().any(begins))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_is_to_being_named_or_to_something_else() {
        for named in [
            "Consent",
            "Consent given",
            "Consent state",
            "Stand der Einwilligung",
            "Einverständnis",
            "Einwilligung Namensnennung",
            "Accord publication du nom",
            "OK to publish name?",
            "Consent to publish name (may be withdrawn at any time)",
            "May we share it?",
            "May we share this with your colleagues?",
            "May we share your story?",
            "May we share your nomination on the intranet?",
            "May we publish your name and photo?",
            "May we print this on a card?",
            "Dürfen wir das veröffentlichen?",
            "Dürfen wir die Geschichte teilen?",
            "Pouvons-nous partager votre histoire ?",
            "Mogen we je naam noemen?",
            "¿Podemos publicar su nombre?",
            "Permission to print",
            "Einwilligung Vorname",
        ] {
            assert!(!Words::of(named).is_other_consent(), "{named}");
        }
        for other in [
            "May we share your phone number with sponsors?",
            "May we share your dietary needs with the caterer?",
            "May we share your address?",
            "May we print your badge?",
            "Can we share your CV?",
            "Privacy policy consent",
            "Consent to video recording",
            "Consent (images)",
            "Consent for first aid",
            "Parental consent",
            "Consent: WhatsApp group",
            "Consent to being contacted",
            "Cookie consent",
            "Consent to the processing of my data (name, email)",
            "Consent to publish photos",
            "Consent to bungee jumping",
            "Newsletter consent",
            "Consent to storing my name",
            "Consent to WhatsApp messages",
            "Consent to be contacted about my nomination",
            "May we share your contact details with the nominee?",
            "I understand that I can withdraw my consent at any time",
        ] {
            assert!(Words::of(other).is_other_consent(), "{other}");
        }
    }

    #[test]
    fn a_consent_is_taken_unasked_where_every_word_is_known() {
        for plain in [
            "Consent",
            "Consent given",
            "Stand der Einwilligung",
            "Einwilligung Namensnennung",
            "Accord publication du nom",
            "OK to publish name?",
            "Consent to publish name (may be withdrawn at any time)",
            "I agree that my name may be published",
            "May we share this with your colleagues?",
            "May we share your nomination on the intranet?",
            "May we publish your name and photo?",
            "May we print your name on a poster in the canteen?",
            "Darf dein Name veröffentlicht werden?",
            "Dürfen wir die Geschichte teilen?",
            "Toestemming naam",
            "Nos autoriza a publicar su nombre",
        ] {
            assert!(Words::of(plain).is_plain_consent(), "{plain}");
        }
        for asked in [
            "Facial recognition consent",
            "Voice recognition consent",
            "Credit card consent",
            "Loyalty card consent",
            "Public transport consent",
            "Consent public liability",
            "Consent to public speaking",
            "Consent to receive feedback",
            "Consent to feedback calls",
            "Consent to answer questions",
            "Username consent",
            "Consent to wordpress account",
            "Name badge consent",
            "May we print your name badge?",
            "Consent to background check (name)",
            "Consent to nomination emails",
            "Boss consent",
            "Winner consent",
            "May we share your name with sponsors?",
        ] {
            assert!(!Words::of(asked).is_plain_consent(), "{asked}");
        }
    }

    #[test]
    fn what_was_taken_back_is_told_from_what_may_be() {
        for back in [
            "Date of withdrawal",
            "Datum des Widerrufs",
            "Consent withdrawn? (if yes, date)",
            "Consent withdrawn (yes or no)",
            "Consent withdrawn (if any)",
            "Withdrawn (if so, when)",
            "Consent withdrawn by email on",
            "Widerruf per E-Mail am",
            "Revoca del consenso",
            "Consenso revocato il",
            "Consent withdrawn - data deleted",
            "Consent cancelled on",
            "Consent withdrawn (name and photo)",
        ] {
            assert!(Words::of(back).is_withdrawal(), "{back}");
        }
        for open in [
            "Consent (may be withdrawn at any time)",
            "Consent revoked or given",
            "Retrait",
            "Fecha de retirada",
            "Opted out on",
            "E-mail consent withdrawn",
            "Consent to photos withdrawn",
            "Consent date",
        ] {
            assert!(!Words::of(open).is_withdrawal(), "{open}");
        }
    }

    #[test]
    fn words_that_are_compared_folded_are_written_folded() {
        for row in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, words) = row.split_once('\t').unwrap();
            for word in words.split('|') {
                assert!(!word.is_empty() && crate::intake::value::fold(word) == word, "{name}: {word}");
            }
        }
    }
}
