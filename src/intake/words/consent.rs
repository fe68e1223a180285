//! What a header says about consents: to being named or to something else, asked for, or taken back.

use super::Words;

/// Beginnings of the words for a consent, folded.
const CONSENT: [&str; 12] = [
    "consent",
    "permission",
    "agreement",
    "einverst",
    "einwillig",
    "zustimm",
    "accord",
    "toestem",
    "akkoord",
    "autoris",
    "autoriz",
    "erlaubnis",
];
/// Beginnings of the words that say of a consent that it was taken back, folded.
const TAKEN_BACK: [&str; 15] = [
    "withdraw",
    "withdrew",
    "revoke",
    "revocation",
    "widerruf",
    "zuruckgezogen",
    "zuruckgenommen",
    "retrait",
    "retiree",
    "revoque",
    "ingetrokken",
    "intrekking",
    "retirad",
    "revocad",
    "revocacion",
];
/// What may be done is not done: "can be withdrawn at any time", "bis auf Widerruf", "widerruflich", "given or withdrawn".
const OPEN: [&str; 57] = [
    "can",
    "cannot",
    "may",
    "might",
    "could",
    "will",
    "how",
    "right",
    "rights",
    "any",
    "anytime",
    "if",
    "unless",
    "until",
    "not",
    "never",
    "read",
    "understand",
    "understood",
    "kann",
    "kannst",
    "konnen",
    "darf",
    "jederzeit",
    "recht",
    "wenn",
    "falls",
    "bis",
    "nicht",
    "gelesen",
    "verstanden",
    "peux",
    "peut",
    "pouvez",
    "tout",
    "droit",
    "lu",
    "si",
    "jusqu",
    "kan",
    "kunt",
    "kunnen",
    "tijde",
    "niet",
    "tot",
    "puede",
    "puedo",
    "cualquier",
    "derecho",
    "hasta",
    "given",
    "granted",
    "or",
    "oder",
    "ou",
    "erteilt",
    "belehrung",
];
/// The same within longer words.
const OPEN_PARTS: [&str; 5] = ["widerrufsrecht", "belehrung", "widerruflich", "widerrufbar", "able"];
/// Words beside one that says that something was taken back, where nothing says what.
const BESIDE: [&str; 20] = [
    "on", "at", "date", "day", "has", "is", "was", "am", "datum", "wurde", "le", "time", "op", "el", "fecha", "yes",
    "no", "ja", "nein", "y",
];

impl Words {
    /// Is it a consent to something else than being named: a newsletter, a photograph, the keeping of data?
    pub fn is_other_consent(&self) -> bool {
        const OTHER: [&str; 29] = [
            "rules",
            "conditions",
            "bedingungen",
            "teilnahmebedingungen",
            "reglement",
            "voorwaarden",
            "bases",
            "newsletter",
            "marketing",
            "gdpr",
            "dsgvo",
            "rgpd",
            "avg",
            "processing",
            "verarbeitung",
            "data",
            "daten",
            "donnees",
            "gegevens",
            "datos",
            "photo",
            "photos",
            "foto",
            "fotos",
            "terms",
            "medical",
            "cookies",
            "email",
            "sms",
        ];
        const NAMED: [&str; 12] = [
            "name",
            "named",
            "publish",
            "publication",
            "card",
            "print",
            "printed",
            "public",
            "namen",
            "nom",
            "naam",
            "nombre",
        ];
        let has = |list: &[&str]| self.folded.iter().any(|word| list.contains(&word.as_str()));
        has(&OTHER) && !has(&NAMED)
    }

    /// Does it say that a consent was taken back, as something that was done? Goods are fetched and memberships are left in the same words.
    pub fn is_withdrawal(&self) -> bool {
        let begins = |word: &str, list: &[&str]| list.iter().any(|stem| word.starts_with(stem));
        let is_back = |word: &str| begins(word, &TAKEN_BACK) || word.ends_with("widerruf") || word == "retire";
        let is_open = |word: &str| OPEN.contains(&word) || OPEN_PARTS.iter().any(|part| word.contains(part));
        let says = |is: &dyn Fn(&str) -> bool| self.folded.iter().any(|word| is(word));
        if !says(&is_back) || says(&is_open) || self.is_other_consent() {
            return false;
        }
        // "Retrait" alone is where something is fetched.
        let is_alone = || {
            let says_only = |word: &String| is_back(word) || BESIDE.contains(&word.as_str());
            self.folded.iter().all(says_only) && !says(&|word| word.starts_with("retrait") || word == "retire")
        };
        says(&|word| begins(word, &CONSENT) || word.contains("einwilligung") || word.contains("zustimmung"))
            || is_alone()
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
