//! What a header says about consents: to being named or to something else, asked for, or taken back. The words stand in
//! `assets/intake/consent_words.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Words;
use crate::intake::Kind;

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

/// What a yes below a header does to a consent that stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Against {
    /// "Consent withdrawn on": it was taken back.
    Back,
    /// "Do not publish my name": it is a no.
    No,
    /// "Yes / no / withdrawn", which is not read: nothing, but other words may take it back.
    States,
    /// "Opted out", "Anonymous": it may be a no, so that no yes beside it counts.
    Perhaps,
    /// "Consent 2026" beside "Consent 2025": it asks once more, and it is a no below it that may take the yes beside it back.
    Asked,
}

fn is_or(word: &str) -> bool {
    matches!(word, "or" | "oder" | "ou" | "of")
}

/// "Public or private?"
fn is_public_or_private(words: &[String]) -> bool {
    let is_one = |word: &String| is_in(word, &["seen:not"]) || is_in(word, &["seen:all"]);
    let rest = |word: &String| is_one(word) || is_in(word, &["seen:beside", "told"]);
    words.iter().any(|word| is_in(word, &["seen:not"]))
        && words.iter().any(|word| is_in(word, &["seen:all"]))
        && words.iter().all(rest)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Does the word say that something was taken back?
pub(in crate::intake) fn is_back(word: &str) -> bool {
    begins(word, "back") || word.ends_with("widerruf") || word == "retire"
}

/// Goods are fetched and pensioners retire in the words of a consent that was taken back.
pub(in crate::intake) fn is_fetched(word: &str) -> bool {
    word.starts_with("retir") || word.starts_with("retrait")
}

/// Does the word say that something may be done, and not that it was?
pub(in crate::intake) fn is_open(word: &str) -> bool {
    list("open").contains(&word) || list("open:parts").iter().any(|part| word.contains(part))
}

pub(super) fn is_consent(word: &str) -> bool {
    begins(word, "consent") || word.contains("einwilligung") || word.contains("zustimmung")
}

/// Is it a consent to something else than being named? `None` where no word says what it is to.
pub(in crate::intake) fn to_something_else(words: &[&str]) -> Option<bool> {
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
    pub(super) fn all(&self) -> Vec<&str> {
        self.folded.iter().map(String::as_str).collect()
    }

    /// Is it a consent to something else than being named: a newsletter, a photograph, the keeping of data? A bare "consent" and
    /// "may we share" speak for being named only with a word of that, or with none that says to what. What forbids is no consent.
    pub fn is_other_consent(&self) -> bool {
        let offers = self.offers_states();
        let is_silent = |word: &str| {
            is_in(word, &["nothing", "nothing:people"])
                || is_number(word)
                || begins(word, "consent")
                || (offers && (is_back(word) || is_in(word, &["state"])))
        };
        let words = self.all();
        self.forbids() || to_something_else(&words).unwrap_or_else(|| !words.into_iter().all(is_silent))
    }

    /// The same, by the words for such consents alone.
    pub fn names_other_consent(&self) -> bool {
        to_something_else(&self.all()) == Some(true)
    }

    /// Is it a consent to being named beyond doubt, so that nobody need be asked? Every word of it is known: "credit card consent" and
    /// "may we publish your first name?" hold words of such consents, and others.
    pub fn is_plain_consent(&self) -> bool {
        let words = self.all();
        let has = |rows: &[&str]| words.iter().any(|word| is_in(word, rows));
        if self.is_other_consent() || self.is_contrary() || self.takes_less() || self.is_consent_beside_back() {
            return false;
        }
        let shares = has(&["publishing", "sharing", "naming"]);
        let wins = shares && has(&["name"]) && has(&["winning"]);
        let offers = self.offers_states();
        let denies_nothing = (0..words.len()).any(|at| self.is_free_denial(at));
        let is_known = |(at, word): (usize, &&str)| {
            is_number(word)
                || is_consent(word)
                || is_in(word, &["nothing", "naming", "name", "publishing", "place", "sharing", "beside", "plain:beside"])
                // With whom something is shared; alone it is whose consent it is.
                || (shares && is_in(word, &["nothing:people", "told"]))
                || (wins && is_in(word, &["winning", "winning:beside"]))
                || (shares && is_in(word, &["half:first", "half:last"]))
                || (offers && (is_back(word) || is_in(word, &["state"])))
                // The article of Portuguese, which is an "or" elsewhere.
                || (*word == "o" && matches!(self.word(at + 1), "seu" | "teu" | "meu" | "nome"))
                || self.is_free_denial(at)
                || (denies_nothing && is_in(word, &["denying:or", "denying:if", "denying:aside"]))
        };
        words.iter().enumerate().all(is_known)
    }

    /// Is it a consent by its own words, and one to being published or named: "Einwilligung zur Veröffentlichung"?
    pub fn is_consent_to_publishing(&self) -> bool {
        let has = |is: &dyn Fn(&str) -> bool| self.folded.iter().any(|word| is(word));
        has(&is_consent) && has(&|word| is_in(word, &["publishing", "naming"])) && self.is_plain_consent()
    }

    /// Does it speak of a name?
    pub fn says_name(&self) -> bool {
        self.folded.iter().any(|word| is_in(word, &["name", "naming"]))
    }

    /// Does it ask for a part of a name, for that of something else, or for publishing without it? "First and last name" is all of it.
    pub fn takes_less(&self) -> bool {
        let has = |rows: &[&str]| self.folded.iter().any(|word| is_in(word, rows));
        // "Of" is an "or" in Dutch alone.
        let is_or = |word: &String| is_or(word) && (word != "of" || self.folded.iter().any(|it| it == "achternaam"));
        let is_whole = has(&["half:first"]) && has(&["half:last"]) && !self.folded.iter().any(is_or);
        let is_part = |word: &str| is_in(word, &["half:first"]) && word != "given" && !is_whole;
        let is_short = |word: &str| word.starts_with("initial") || matches!(word, "nickname" | "alias" | "pseudonym");
        // "Company name", and "name of your company".
        let is_of_other = |at: usize| {
            let mut before = self.folded.iter().take(at).rev().skip_while(|word| is_in(word, &["beside"]));
            is_in(self.word(at + 1), &["name"]) || before.next().is_some_and(|word| is_in(word, &["name"]))
        };
        let is_less = |(at, word): (usize, &String)| {
            let is_apart = is_in(word, &["apart"]) && !(is_whole && is_in(word, &["half:first"]));
            is_part(word) || is_short(word) || is_in(word, &["without"]) || (is_apart && is_of_other(at))
        };
        self.folded.iter().enumerate().any(is_less)
    }

    /// Does it deny something, or speak of refusing or of staying unnamed? A yes to it may be a no.
    pub fn is_contrary(&self) -> bool {
        let offers = self.offers_states();
        let speaks = |word: &String| begins(word, "hidden") || (is_in(word, &["refusing"]) && !offers);
        self.first_denial().is_some() || self.folded.iter().any(speaks)
    }

    /// Does a yes to it say plainly that a name is not to be published: "Do not publish my name", "Consent refused"?
    pub fn forbids(&self) -> bool {
        if self.question_of_no().is_some() {
            return true;
        }
        let words = self.all();
        let is_aside = |word: &&str| is_in(word, &["without", "harmless:no"]) || *word == "mind";
        if to_something_else(&words) == Some(true) || words.iter().any(is_aside) || self.offers_states() {
            return false;
        }
        let refuses = |word: &str| is_in(word, &["refusing"]);
        let Some(at) = self.first_denial() else {
            let is_known =
                |word: &str| is_consent(word) || is_in(word, &["back:beside", "name", "naming", "publishing"]);
            let has = |is: &dyn Fn(&str) -> bool| words.iter().any(|word| is(word));
            return has(&is_consent) && has(&refuses) && words.iter().all(|word| refuses(word) || is_known(word));
        };
        let is_public = |word: &str| is_in(word, &["publishing", "naming", "sharing"]) || begins(word, "consent");
        // "Don’t you want to be named?" is about either.
        let is_you = |word: &str| matches!(word, "you" | "sie" | "du" | "vous" | "tu" | "u" | "je" | "jij" | "usted");
        let (before, behind) = (words.iter().take(at), words.iter().skip(at + 1));
        let mut next = behind.clone().skip_while(|word| is_in(word, &["beside", "name", "no:alone"]));
        let asks = before.clone().next_back().is_some_and(|word| is_you(word)) || is_you(self.word(at + 1));
        !asks
            && !before.clone().any(|word| is_public(word) || is_or(word))
            && next.next().is_some_and(|word| is_public(word))
            && !self.denies_show(at)
    }

    /// "No show" is about something else.
    pub(super) fn denies_show(&self, at: usize) -> bool {
        matches!(self.word(at), "no" | "non") && is_in(self.word(at + 1), &["denying:show"])
    }

    /// Where the first word stands that denies something.
    pub(super) fn first_denial(&self) -> Option<usize> {
        // "Don’t" is two words here.
        let is_short = |at: usize| at > 0 && self.word(at) == "t" && self.word(at - 1).ends_with('n');
        let denies = |at: &usize| is_short(*at) || (self.is_denial(*at) && !self.is_free_denial(*at));
        (0..self.folded.len()).find(denies)
    }

    /// Does the word deny something, by itself or as the answer at the end?
    fn is_denial(&self, at: usize) -> bool {
        is_in(self.word(at), &["denying"]) || (is_in(self.word(at), &["answer:no"]) && at == self.place_of_answer())
    }

    /// The last word but those that may stand behind a no: "No, thank you".
    pub(super) fn place_of_answer(&self) -> usize {
        let behind = self.folded.iter().rev().take_while(|word| is_in(word, &["no:thanks"])).count();
        self.folded.len().saturating_sub(behind + 1)
    }

    /// Does a word that denies deny nothing: the no of "yes / no", "or not", "if not", "not required"?
    pub(super) fn is_free_denial(&self, at: usize) -> bool {
        if !self.is_denial(at) {
            return false;
        }
        let behind = if is_in(self.word(at + 1), &["joining"]) { at + 2 } else { at + 1 };
        let mut before = self.folded.iter().take(at).rev();
        let last = before.clone().next().map_or("", String::as_str);
        let is_answer = |word: &str| is_in(word, &["state:yes", "answer:yes"]);
        // "Consent given: no" is an answer of its own.
        let is_joined = self.beside.get(at) == Some(&true) || is_in(last, &["joining"]);
        let is_answer_before = |word: &str| is_in(word, &["answer:yes"]) || (is_joined && is_answer(word));
        let of_answers = (self.word(at).len() < 5 || is_in(self.word(at), &["answer:no"]))
            && (is_answer(self.word(behind))
                // "Y/N": an "and" of Spanish elsewhere.
                || (self.word(at) == "n" && matches!(last, "y" | "j"))
                || before.clone().find(|word| !is_in(word, &["joining"])).is_some_and(|word| is_answer_before(word)));
        let is_or_not = before.find(|word| !is_in(word, &["denying:or"])).is_some_and(|word| is_or(word));
        of_answers || is_or_not || is_in(last, &["denying:if"]) || is_in(self.word(at + 1), &["denying:aside"])
    }

    /// Does it offer states of a consent to choose from, of which one is that it was taken back: "yes / no / withdrawn"?
    pub fn offers_states(&self) -> bool {
        let has_yes = || self.folded.iter().any(|word| is_in(word, &["state:yes"]));
        let offers = |at: usize| {
            let mut before = self.folded.iter().take(at).rev().skip_while(|word| is_in(word, &["joining"]));
            let is_state = before.next().is_some_and(|word| is_in(word, &["state"]));
            let is_if =
                before.next().is_some_and(|word| is_in(word, &["denying:if"]) || matches!(word.as_str(), "so" | "any"));
            let is_joined = is_in(self.word(at + 1), &["joining"]);
            let next = if is_joined { at + 2 } else { at + 1 };
            let is_beside = is_joined || self.beside.get(next) == Some(&true);
            let follows =
                is_beside && is_in(self.word(next), &["state:yes"]) && !is_in(self.word(next), &["back:beside"]);
            (is_state && !is_if && has_yes()) || follows
        };
        let of_consent = self.folded.iter().any(|word| is_consent(word));
        of_consent && (0..self.folded.len()).any(|at| is_back(self.word(at)) && offers(at))
    }

    /// "Consent / withdrawal": one column of both, whose yes may be either.
    pub fn is_consent_beside_back(&self) -> bool {
        let is_it = |at: usize| {
            let mut before = self.folded.iter().take(at).rev().peekable();
            let joined = before.next_if(|word| is_or(word) || matches!(word.as_str(), "and" | "und" | "et" | "en"));
            let is_joined = joined.is_some() || self.beside.get(at) == Some(&true);
            is_joined && before.next().is_some_and(|word| is_consent(word))
        };
        (0..self.folded.len()).any(|at| is_back(self.word(at)) && is_it(at))
    }

    pub(super) fn opts_out(&self) -> bool {
        self.folded.windows(2).any(|pair| matches!(pair[0].as_str(), "opt" | "opted") && pair[1] == "out")
            || self.folded.iter().any(|word| matches!(word.as_str(), "optout" | "optedout"))
    }

    /// Does it say that a consent was taken back, as something that was done? Goods are fetched and memberships are left in the same words.
    pub fn is_withdrawal(&self) -> bool {
        let words = self.without_ways();
        let is_state = || self.offers_states() || self.is_consent_beside_back();
        if !self.tells_of_withdrawal()
            || self.is_open_withdrawal()
            || to_something_else(&words) == Some(true)
            || is_state()
        {
            return false;
        }
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
        self.opts_out() || self.folded.iter().any(|word| is_back(word) || ends(word))
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

    /// Does it ask by all of its words whether somebody, or what they told, may be named or shown? Then whatever stands below it is an
    /// answer: "Only internally", "first name please".
    pub fn asks_whether(&self) -> bool {
        let has = |rows: &[&str]| self.folded.iter().any(|word| is_in(word, rows));
        let names = self.folded.windows(2).any(|pair| pair[0] == "we" && pair[1] == "name");
        let makes_public = names || has(&["publishing", "naming", "sharing"]);
        // "Name to print", "Display name" and "Published on" stand above something else.
        let asks = self.folded.iter().any(|word| is_in(word, &["asking"]) && !is_in(word, &["publishing", "sharing"]))
            || has(&["plain:beside"])
            || self.folded.first().is_some_and(|first| is_in(first, &["asking"]));
        let is_of_something = has(&["name", "naming", "told", "place"]) || self.folded.len() > 1;
        makes_public && asks && is_of_something && has(&["asking"]) && self.is_plain_consent()
    }

    /// Does it speak of a consent to being named, or of a name that is set free, so that a no below it may be lost?
    pub fn is_about_consent(&self) -> bool {
        let has = |rows: &[&str]| self.folded.iter().any(|word| is_in(word, rows));
        let is_of_name = has(&["name", "naming", "publishing"]);
        let asks = self.folded.iter().any(|word| is_in(word, &["asking"]) && !is_in(word, &["publishing", "sharing"]));
        let shows = has(&["naming", "publishing"]) || (has(&["sharing"]) && has(&["name", "told"]));
        self.asks_whether()
            || self.folded.iter().any(|word| is_consent(word) && !word.starts_with("according"))
            || (has(&["release"]) && is_of_name)
            || (asks && shows && !self.names_other_consent())
    }

    /// Is it a column of remarks, in which somebody may have noted a no? `Some(true)`: one of states.
    pub fn is_of_remarks(&self) -> Option<bool> {
        let has = |row: &str| self.folded.iter().any(|word| is_in(word, &[row]));
        if has("remark") { Some(false) } else { has("remark:state").then_some(true) }
    }

    /// Does it say how far a message may be seen: "Privacy", "Message visibility", "Is your message public or private?"
    pub fn is_of_visibility(&self) -> bool {
        let is_word = |word: &String| is_in(word, &["seen:word"]);
        let is_known = |word: &String| is_word(word) || is_in(word, &["seen:beside", "told"]);
        // "Visible" may be said of anything, "private" as well: what they are said of stands beside them.
        let says = self.folded.iter().any(is_word) && self.folded.iter().any(|word| is_in(word, &["told", "seen:of"]));
        list("seen").contains(&self.folded.concat().as_str())
            || (says && self.folded.iter().all(is_known))
            || is_public_or_private(&self.folded)
    }

    /// Does it ask for a yes that somebody should hear of: a consent, a permission, the wish not to be named?
    pub fn asks_consent(&self) -> bool {
        const STEMS: [&str; 37] = [
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
            // Of other languages.
            "publie",
            "publica",
            "publice",
            "publis",
            "publikac",
            "publikow",
            "pubbli",
            "opubli",
            "julkais",
            "offentligg",
            "zverejn",
            "zgod",
            "samtyc",
            "samtyk",
            "suostum",
            "autoriz",
            "autoris",
        ];
        // "公開可否": may it be made public?
        let says_so = |word: &String| list("asking:inside").iter().any(|part| word.contains(part));
        let is_against = || matches!(self.against(Kind::Members), Some(Against::No | Against::Perhaps));
        let says = self.folded.iter().any(|word| STEMS.iter().any(|stem| word.starts_with(stem)));
        let begins = |word: &str| self.folded.first().is_some_and(|first| first == word);
        let says = says || self.folded.iter().any(says_so) || is_against();
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
            // Columns of states, and of both.
            "Consent (yes / no / withdrawn)",
            "Consent: agreed, refused or withdrawn",
            "Einwilligung / Widerruf",
            "Consent, withdrawal",
            "Retiree",
            "Retirado",
            "Retirado el",
        ] {
            assert!(!Words::of(open).is_withdrawal(), "{open}");
        }
    }

    #[test]
    fn a_header_that_denies_or_takes_less_is_no_plain_consent() {
        use Against::{Asked, Back, No, Perhaps, States};
        for (header, against) in [
            ("Do not publish my name", Some(No)),
            ("Please do not publish my name", Some(No)),
            ("Please don’t publish my name", Some(No)),
            ("Ne pas publier mon nom", Some(No)),
            ("Name nicht veröffentlichen", Some(No)),
            ("Naam niet publiceren", Some(No)),
            ("No publicar mi nombre", Some(No)),
            ("I would rather not be named", Some(No)),
            ("Consent refused", Some(No)),
            ("Einwilligung verweigert", Some(No)),
            ("Consent withdrawn on", Some(Back)),
            ("Consent refused / withdrawn", Some(Back)),
            ("Consent (yes / no / withdrawn)", Some(States)),
            ("Einwilligung / Widerruf", Some(Perhaps)),
            ("Opted out", Some(Perhaps)),
            ("Anonymous", Some(Perhaps)),
            ("Publish name anonymously", Some(Perhaps)),
            ("Möchten Sie nicht genannt werden?", Some(Perhaps)),
            ("Do not publish my name without asking", Some(Perhaps)),
            ("No show", None),
            ("No of shares", None),
            ("Do not call", None),
            ("Email opt out", None),
            ("Do not publish my photo", None),
            ("Retiree", None),
            ("Confidentiality agreement signed", None),
            ("I understand that I can withdraw my consent at any time", None),
            ("I know that publishing is not guaranteed", None),
            ("Email consent missing", None),
            ("Private address", None),
            ("Name without title", None),
            ("Consent expires on", None),
            ("May we publish your story?", None),
            ("Name published", None),
            ("Consent required", None),
            ("Print", None),
            ("Newsletter: no", None),
            // Asked once more.
            ("May we publish your name?", Some(Asked)),
            ("Consent to publish name (yes / no)", Some(Asked)),
            ("Consent 2026", Some(Asked)),
            ("Consent website", Some(Asked)),
            // The column of the no of a question.
            ("Publish my name: No", Some(No)),
            ("Name veröffentlichen: nein", Some(No)),
            ("Dürfen wir Ihren Namen veröffentlichen? [Nein]", Some(No)),
            ("Einwilligung: nein", Some(No)),
            ("Toestemming: nee", Some(No)),
            ("Publier mon nom : non", Some(No)),
            ("Naam publiceren: nee", Some(No)),
            ("Consent: N", Some(No)),
            ("Consent given: no", Some(No)),
            ("Consent false", Some(No)),
            ("May we publish your name? - No, thanks", Some(No)),
            ("Publish name Y/N", Some(Asked)),
            ("Consent (true/false)", Some(Asked)),
            ("Einwilligung (ja, nein)", Some(Asked)),
            ("May we publish your first name: no", Some(Perhaps)),
            // Other words for a refusal.
            ("Please keep my name secret", Some(Perhaps)),
            ("Name hidden", Some(Perhaps)),
            ("Keep my name private", Some(Perhaps)),
            ("Keep confidential", Some(Perhaps)),
            ("I wish to stay anonymous", Some(Perhaps)),
            ("Publish under pseudonym", Some(Perhaps)),
            ("Publish without my name", Some(Perhaps)),
            ("Without consent", Some(Perhaps)),
            ("Consent missing", Some(Perhaps)),
            ("Einwilligung fehlt", Some(Perhaps)),
            ("Consent expired", Some(Perhaps)),
            ("Lapsed consent", Some(Perhaps)),
            ("Objection to publication?", Some(Perhaps)),
            ("Objection", Some(Perhaps)),
            ("Widerspruch", Some(Perhaps)),
            ("Sperrvermerk", Some(Perhaps)),
            ("Exclude from publication", Some(Perhaps)),
            ("Photo only", Some(Perhaps)),
            ("No print", Some(Perhaps)),
            ("GDPR withdrawal", Some(Perhaps)),
        ] {
            assert_eq!(Words::of(header).against(Kind::People), against, "{header}");
        }
        assert_eq!(Words::of("Withdrawn on").against(Kind::People), Some(Back));
        assert_eq!(Words::of("Withdrawn on").against(Kind::Members), None, "they left");
        for asked in [
            "Do not publish my name",
            "Name nicht veröffentlichen",
            "Publish name anonymously",
            "Publish my nomination without my name",
            "No consent",
            "No objection to publishing my name",
            "May we publish your first name?",
            "May we publish your company name?",
            "May we publish the name of your company?",
            "May we print your initials or name?",
            "Consent to publish name of dog",
            "Einwilligung / Widerruf",
            "Publish my name: No",
            "Name veröffentlichen: nein",
            "Toestemming: nee",
            "Consent: N",
            "Zgoda na publikację imienia",
        ] {
            assert!(!Words::of(asked).is_plain_consent(), "{asked}");
        }
        for plain in [
            "Consent to publish name (yes / no)",
            "Consent (ja/nein)",
            "Consent (yes / no / withdrawn)",
            "Consent: agreed, refused or withdrawn",
            "May we, or may we not, publish your name?",
            "May we publish your first and last name?",
            "May we publish your first name and last name?",
            "Dürfen wir Ihren Vor- und Nachnamen veröffentlichen?",
            "May we publish your name if you win?",
            "May we print your name in the list of winners?",
            "Einwilligung zur Veröffentlichung",
            "Name veröffentlichen: ja",
            "¿Nos autorizas a publicar tu nombre si ganas?",
            "Si ganas, ¿podemos publicar tu nombre?",
            "Possiamo pubblicare il tuo nome se vinci?",
            "Puoi autorizzarci a pubblicare il tuo nome?",
            "Podemos publicar o seu nome se ganhar?",
            "Puis-je publier votre nom ?",
            "Czy możemy opublikować Twoje imię i nazwisko?",
            "Zgoda na publikację imienia i nazwiska",
            "Får vi publicera ditt namn?",
            "Må vi offentliggøre dit navn?",
            "Kan vi publisere navnet ditt?",
            "Saako nimen julkaista?",
            "Můžeme zveřejnit vaše jméno?",
        ] {
            assert!(Words::of(plain).is_plain_consent(), "{plain}");
        }
        assert!(Words::of("Do not publish my name").is_other_consent());
        assert!(Words::of("Einwilligung zur Veröffentlichung").is_consent_to_publishing());
        assert!(!Words::of("Einwilligung").is_consent_to_publishing());
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
