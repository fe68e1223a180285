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

/// Keeping and processing of data and being contacted, folded: a consent to that is one to nothing else, whatever it names.
const PROCESSING: [&str; 29] = [
    "gdpr",
    "dsgvo",
    "rgpd",
    "avg",
    "processing",
    "processed",
    "process",
    "verarbeitung",
    "verarbeitet",
    "verarbeiten",
    "datenverarbeitung",
    "traitement",
    "traiter",
    "verwerking",
    "verwerken",
    "tratamiento",
    "store",
    "stored",
    "storage",
    "speicherung",
    "gespeichert",
    "opslag",
    "contacted",
    "contacting",
    "kontaktiert",
    "kontaktieren",
    "contacte",
    "contactee",
    "storing",
];
/// Beginnings of what is named or told in public: a name, and what a form asks for.
const NAMED: [&str; 47] = [
    "name",
    "naming",
    "namen",
    "nennung",
    "genannt",
    "nomme",
    "naam",
    "genoemd",
    "nombr",
    "nominat",
    "nominier",
    "geschichte",
    "histoire",
    "verhaal",
    "historia",
    "recit",
    "quot",
    "zitat",
    "zitier",
    "citat",
    "citer",
    "cite",
    "citaat",
    "geciteerd",
    "cita",
    "citad",
    "mention",
    "erwahn",
    "vermeld",
    "mencion",
    "testimonial",
    "feedback",
    "word",
    "wort",
    "mots",
    "woorden",
    "palabras",
    "answer",
    "antwort",
    "reponse",
    "antwoord",
    "respuesta",
    "comment",
    "kommentar",
    "story",
    "stories",
    "nommee",
];
/// What somebody may consent to beside being named, folded: beginnings. To publish a photograph is no more than that.
const THINGS: [&str; 35] = [
    "photo",
    "foto",
    "bild",
    "image",
    "imagen",
    "picture",
    "video",
    "film",
    "recording",
    "aufnahme",
    "enregistrement",
    "phone",
    "telephone",
    "telefon",
    "telefoon",
    "telefono",
    "mobile",
    "handynummer",
    "address",
    "adresse",
    "adres",
    "direccion",
    "dietary",
    "allerg",
    "badge",
    "cv",
    "resume",
    "contact",
    "kontakt",
    "medical",
    "health",
    "aid",
    "whatsapp",
    "parent",
    "birth",
];
/// Beginnings of words for making public, folded.
const PUBLIC: [&str; 24] = [
    "publi",
    "pubbli",
    "opubli",
    "veroffentl",
    "offentl",
    "zverejn",
    "openbaar",
    "gedruckt",
    "imprim",
    "gedrukt",
    "card",
    "karte",
    "carte",
    "kaart",
    "tarjeta",
    "poster",
    "plakat",
    "featur",
    "shown",
    "displayed",
    "announc",
    "recogni",
    "celebrat",
    "presented",
];
/// Other matters of forms, folded.
const OTHER: [&str; 31] = [
    "rules",
    "conditions",
    "bedingungen",
    "teilnahmebedingungen",
    "reglement",
    "voorwaarden",
    "bases",
    "newsletter",
    "marketing",
    "data",
    "daten",
    "donnees",
    "gegevens",
    "datos",
    "terms",
    "cookies",
    "cookie",
    "email",
    "sms",
    "privacy",
    "datenschutz",
    "policy",
    "understand",
    "understood",
    "read",
    "gelesen",
    "verstanden",
    "lu",
    "videos",
    "images",
    "minor",
];
/// Words that do not say to what somebody consents, folded: those of asking, of granting, and of whom something is shared with.
const TO_NOTHING: [&str; 154] = [
    "may",
    "can",
    "could",
    "we",
    "share",
    "shared",
    "print",
    "show",
    "use",
    "partager",
    "nous",
    "pouvons",
    "mogen",
    "delen",
    "podemos",
    "compartir",
    "nos",
    "durfen",
    "darf",
    "wir",
    "teilen",
    "das",
    "dies",
    "es",
    "this",
    "that",
    "it",
    "these",
    "them",
    "him",
    "her",
    "all",
    "please",
    "yes",
    "no",
    "ja",
    "nein",
    "oui",
    "non",
    "nee",
    "si",
    "y",
    "n",
    "ok",
    "given",
    "granted",
    "signed",
    "received",
    "obtained",
    "erteilt",
    "liegt",
    "vor",
    "gegeben",
    "donne",
    "gegeven",
    "dado",
    "state",
    "status",
    "stand",
    "etat",
    "estado",
    "form",
    "formular",
    "formulaire",
    "formulier",
    "date",
    "datum",
    "on",
    "at",
    "am",
    "le",
    "la",
    "op",
    "el",
    "the",
    "a",
    "an",
    "to",
    "of",
    "der",
    "die",
    "den",
    "des",
    "zu",
    "zur",
    "zum",
    "du",
    "de",
    "het",
    "je",
    "uw",
    "is",
    "has",
    "have",
    "do",
    "does",
    "did",
    "you",
    "your",
    "ihr",
    "ihre",
    "votre",
    "my",
    "i",
    "me",
    "us",
    "with",
    "for",
    "in",
    "and",
    "or",
    "others",
    "everyone",
    "everybody",
    "colleagues",
    "kollegen",
    "collegues",
    "collega",
    "team",
    "company",
    "intranet",
    "web",
    "website",
    "online",
    "internet",
    "wall",
    "screen",
    "required",
    "optional",
    "here",
    "as",
    "ce",
    "cela",
    "dit",
    "esto",
    "message",
    "nachricht",
    "bericht",
    "mensaje",
    "nominee",
    "manager",
    "boss",
    "praise",
    "kudos",
    "thanks",
    "thank",
    "recipient",
    "department",
    "group",
    "hero",
    "winner",
    "person",
    "their",
    "his",
];

fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

impl Words {
    /// Is it a consent to something else than being named: a newsletter, a photograph, the keeping of data? A bare "consent" and
    /// "may we share" speak for being named only with a word of that, or with none that says to what.
    pub fn is_other_consent(&self) -> bool {
        self.says_other_consent().unwrap_or_else(|| {
            let is_open = |word: &String| {
                let says_nothing =
                    TO_NOTHING.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit());
                says_nothing || begins(word, &CONSENT)
            };
            !self.folded.iter().all(is_open)
        })
    }

    /// The same, by the words for such consents alone.
    pub fn names_other_consent(&self) -> bool {
        self.says_other_consent() == Some(true)
    }

    /// Is it a consent to being named, or to words or a story being published?
    pub fn is_consent_to_be_named(&self) -> bool {
        self.says_other_consent() == Some(false)
    }

    /// `None` where the header has no word for what the consent is to.
    fn says_other_consent(&self) -> Option<bool> {
        let has = |is: &dyn Fn(&str) -> bool| self.folded.iter().any(|word| is(word));
        let is_named =
            |word: &str| begins(word, &NAMED) || word == "nom" || word.ends_with("name") || word.ends_with("namen");
        if has(&|word| PROCESSING.contains(&word)) {
            Some(true)
        } else if has(&|word| is_named(word) || word.contains("nennung")) {
            Some(false)
        } else if has(&|word| begins(word, &THINGS)) {
            Some(true)
        } else if has(&|word| begins(word, &PUBLIC)) {
            Some(false)
        } else {
            has(&|word| OTHER.contains(&word)).then_some(true)
        }
    }

    /// Does it say that a consent was taken back, as something that was done? Goods are fetched and memberships are left in the same words.
    pub fn is_withdrawal(&self) -> bool {
        let is_back = |word: &str| begins(word, &TAKEN_BACK) || word.ends_with("widerruf") || word == "retire";
        let is_open = |word: &str| OPEN.contains(&word) || OPEN_PARTS.iter().any(|part| word.contains(part));
        let says = |is: &dyn Fn(&str) -> bool| self.folded.iter().any(|word| is(word));
        if !says(&is_back) || says(&is_open) || self.names_other_consent() {
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
    fn words_that_are_compared_folded_are_written_folded() {
        let lists: [&[&str]; 9] =
            [&CONSENT, &TAKEN_BACK, &OPEN, &PROCESSING, &NAMED, &THINGS, &PUBLIC, &OTHER, &TO_NOTHING];
        for word in lists.concat() {
            assert_eq!(crate::intake::value::fold(word), word);
        }
    }
}
