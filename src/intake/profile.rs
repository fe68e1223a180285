//! What the values of a column look like: addresses, dates, whole names, sentences, titles of awards. Headers are in any words, and
//! what stands below them tells what they mean. It only counts; what follows from the counts is decided by `propose` and `left_over`.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::field::Field;
use super::table::{LOOKED_AT, Table};
use super::ticks::Ticks;
use super::words::{Words, consent};
use super::{EntryMethod, Source, date, drafts, person_words, said_consent, settle, value, whose_name};
use crate::campaign::on_all_cores;

/// What the values of a column look like.
#[derive(Debug, Default, Clone)]
pub(super) struct Look {
    pub rows: usize,
    pub filled: usize,
    pub emails: usize,
    pub dates: usize,
    /// Dates with an hour.
    pub moments: usize,
    /// What is written as dates are, though it may not be understood as one, and what begins with one.
    pub like_dates: usize,
    pub yes_no: usize,
    /// The yeses among those, and crosses.
    yes: usize,
    /// Yes and no, and words of who wishes to stay unnamed, under a header that speaks of it.
    unnamed: usize,
    /// Yes and no, and "maybe".
    pub answers: usize,
    pub numbers: usize,
    chars: usize,
    pub comma_ticks: usize,
    pub semicolon_ticks: usize,
    /// Cells that repeat the header, as one column per choice has them.
    pub header_ticks: usize,
    pub links: usize,
    /// Cells of several words, or in a script that has no spaces. Paths and codes are of one.
    pub worded: usize,
    /// Names with their addresses, as mail programs write them: the one column names people as well.
    pub mailboxes: usize,
    /// Codes such as "#12" and "N-1", which no name is.
    pub codes: usize,
    /// States of consent in the words of this program.
    pub consents: usize,
    /// Those, and answers of yes and no. "Agreed" is both, and is one cell all the same.
    pub consents_or_answers: usize,
    /// Ways of entering, such as "online" and "postcard".
    pub methods: usize,
    /// Whole names of people.
    names: usize,
    /// A few letters of a script that has no spaces, as names in it are; so is much else.
    short_words: usize,
    /// Sentences.
    sentences: usize,
    /// Titles of the campaign's awards and nothing else.
    titles: usize,
    /// The header, or what stands in brackets in it, is such a title.
    pub is_title: bool,
    /// One, two or three words with capitals, or in a script that has none: what names look like, and halves of names.
    capitals: usize,
    /// Cells that begin as the sentences of forms do that are ticked: "I agree to be named".
    agreeing: usize,
    /// The header asks for a consent, and does not only say what becomes of a name or a story.
    asks_outright: bool,
    /// Half of a name beside a column of whole names: "First name to print" beside "Name" is how somebody wishes to be called.
    is_lone_half: bool,
    /// Cells with a digit.
    pub digits: usize,
    /// Of the cells that were looked at, how many are different.
    pub different: usize,
}

/// The titles that a campaign's awards have.
pub(super) struct Titles(Option<Ticks>);

impl Titles {
    pub fn new(awards: &[String]) -> Self {
        Self((!awards.is_empty()).then(|| Ticks::new(Source::Other, awards, HashSet::new)))
    }

    fn are_all(&self, cell: &str) -> bool {
        self.0.as_ref().is_some_and(|ticks| cell.len() < 300 && ticks.are_known(cell))
    }
}

impl Look {
    pub fn at(table: &Table, column: usize) -> Self {
        Self::with(table, column, &Titles(None), &OnceLock::new())
    }

    /// Every column, on all cores where the list is not short.
    pub fn at_all(table: &Table, titles: &Titles) -> Vec<Self> {
        let columns: Vec<usize> = (0..table.headers.len()).collect();
        let halves = OnceLock::new();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let cores = if table.rows.len() < LOOKED_AT / 4 { 1 } else { cores };
        let look = |columns: &[usize]| -> Vec<Self> {
            columns.iter().map(|column| Self::with(table, *column, titles, &halves)).collect()
        };
        let shares = columns.chunks(columns.len().div_ceil(cores).max(1));
        on_all_cores(shares, &look).into_iter().flatten().collect()
    }

    /// `halves` is counted where it is needed, once for all columns.
    fn with(table: &Table, column: usize, titles: &Titles, halves: &OnceLock<Halves>) -> Self {
        let written = table.headers.get(column).map_or("", String::as_str);
        let is_title = titles.are_all(settle::option_in(written));
        let mut look = Self { is_title, asks_outright: asks_outright(written), ..Self::default() };
        look.is_lone_half = is_lone_half(written, &|| halves.get_or_init(|| Halves::of(table)));
        let header = value::fold(written);
        let asks_unnamed = asks_unnamed(written);
        let mut seen: HashSet<&str> = HashSet::new();
        for row in table.first_rows() {
            look.rows += 1;
            let cell = row.cell(column).trim_matches(value::is_space);
            if cell.is_empty() || value::is_no_day(cell) || is_ruled(cell) {
                continue;
            }
            look.filled += 1;
            look.different += usize::from(seen.insert(cell));
            look.consents += usize::from(person_words::consent(cell).is_some());
            look.methods += usize::from(!matches!(drafts::method(cell), EntryMethod::Other(_)));
            look.worded += usize::from(cell.contains(' ') || !cell.is_ascii());
            look.codes += usize::from(is_code(cell));
            look.links += usize::from(cell.contains("://"));
            // Several addresses in a cell are addresses all the same.
            look.emails += usize::from(value::names_address(cell) || !value::emails(cell).is_empty());
            look.mailboxes +=
                usize::from(cell.contains('@') && (cell.contains('<') || value::mailbox_name(cell).is_some()));
            let is_date = date::looks_like_date(cell);
            look.dates += usize::from(is_date);
            look.moments += usize::from(is_date && date::has_hour(cell));
            look.like_dates += usize::from(is_date || is_like_date(cell));
            let answer = value::yes_or_no(cell);
            look.yes_no += usize::from(answer.is_some());
            look.yes += usize::from(answer == Some(true));
            look.consents_or_answers += usize::from(person_words::consent_or_answer(cell, written).is_some());
            look.unnamed += usize::from(asks_unnamed && answers_unnamed(cell));
            look.answers += usize::from(is_answer(cell));
            look.numbers += usize::from(value::decimal(cell).is_some());
            look.chars += cell.chars().take(100_000).count();
            look.comma_ticks += usize::from(cell.contains(", "));
            look.semicolon_ticks += usize::from(cell.contains(';'));
            look.header_ticks += usize::from(cell.len() < 200 && value::fold(cell) == header);
            let is_title = titles.are_all(cell);
            look.titles += usize::from(is_title);
            look.names += usize::from(!is_title && is_person(cell));
            look.short_words += usize::from(!is_title && is_short_word(cell));
            look.sentences += usize::from(!is_title && is_sentence(cell));
            look.capitals += usize::from(is_capital(cell));
            look.agreeing += usize::from(is_agreeing(cell));
            look.digits += usize::from(cell.contains(|c: char| c.is_ascii_digit()));
        }
        look
    }

    pub fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 5 >= self.filled * 4
    }

    /// Are (nearly) all values whole names of people?
    pub fn are_names(&self) -> bool {
        self.mostly(self.names)
    }

    /// The same, or what names look like in scripts without spaces: only where the header says that they are people.
    pub fn may_be_names(&self) -> bool {
        self.mostly(self.names + self.short_words)
    }

    /// Are (nearly) all values titles of the campaign's awards?
    pub fn are_titles(&self) -> bool {
        self.mostly(self.titles)
    }

    /// Is a sign such as a cross all that stands in the column, and in some of its rows nothing: was it ticked?
    pub fn is_ticked(&self) -> bool {
        self.may_be_ticked() && self.filled < self.rows && self.yes == self.filled
    }

    /// The same where all rows are ticked, or some say no.
    pub fn may_be_ticked(&self) -> bool {
        // More numbers than two count something.
        self.yes > 0 && self.yes_no == self.filled && (self.numbers < self.filled || self.different <= 2)
    }

    /// Do the cells say who wishes to stay unnamed? "Anonymous please" says it as well as a yes, and whoever says something else is asked.
    pub const fn tells_unnamed(&self) -> bool {
        self.filled > 0 && self.unnamed * 2 >= self.filled
    }

    /// How many values look like a name or a half of one.
    pub const fn capitals(&self) -> usize {
        self.capitals
    }

    pub fn has_titles(&self) -> bool {
        self.titles > 0
    }

    /// Are (nearly) all values sentences?
    pub fn are_sentences(&self) -> bool {
        self.mostly(self.sentences)
    }

    pub fn mean_chars(&self) -> usize {
        self.chars.checked_div(self.filled).unwrap_or(0)
    }

    /// Does what stands in the column speak against this meaning, whatever its header says? A header that is nothing but the word for
    /// the field may hold what it likes.
    pub fn rules_out(&self, field: Field, header: &Words) -> bool {
        use Field as F;
        let is_plain = || header.is_nothing_but(field);
        match field {
            F::Story | F::Reason | F::Message | F::Cause | F::Damage | F::Punchline | F::Quote | F::Title
                if self.may_answer_in_words(header) =>
            {
                true
            }
            // "Private" below "Message visibility" is no message.
            F::Story | F::Reason | F::Message | F::Cause | F::Damage | F::Punchline | F::Quote | F::Title
                if self.filled > 0 && self.mean_chars() < 40 && header.is_of_visibility() =>
            {
                true
            }
            F::Title if self.yes_no > 0 && header.asks_consent() && self.mean_chars() < 40 => true,
            F::Story | F::Reason | F::Message | F::Cause | F::Damage | F::Punchline
                if header.asks_consent() && !is_plain() && self.filled > 0 =>
            {
                self.answers_briefly(header) || self.mostly(self.like_dates)
            }
            F::Story | F::Reason | F::Message => {
                // "May we share your story?"
                (self.filled > 0 && self.yes_no == self.filled && self.mean_chars() < 12 && !is_plain())
                    || self.mostly(self.like_dates)
                    || (self.are_names() && !is_plain() && !header.begins_with_why())
            }
            F::Name | F::Given | F::Family | F::Nominator | F::Recipient | F::VouchedBy | F::ReferredBy => {
                // "Consent to publish name", answered by yes and in sentences. "Name (as it should be printed)" is a name.
                let asks =
                    || header.asks_consent() && !self.are_names() && (self.answers_consent() || self.is_lone_half);
                self.are_sentences() || self.mostly(self.like_dates) || (self.are_titles() && !is_plain()) || asks()
            }
            F::Award if self.answers > self.yes_no && self.answers == self.filled => true,
            F::Award => (self.are_names() && header.asks_who()) || (self.are_sentences() && !is_plain()),
            F::Team => self.mostly(self.like_dates) || (self.are_names() && header.is_of_members()),
            // "Via" is a street in Italy and a way in anything else.
            F::Address => {
                value::fold(header.first()) == "via" && header.len() == 1 && self.filled > 0 && self.digits == 0
            }
            F::Quote
            | F::Cause
            | F::Damage
            | F::Punchline
            | F::Role
            | F::Organisation
            | F::Place
            | F::Channel
            | F::Method => self.mostly(self.like_dates),
            _ => false,
        }
    }

    /// Does the header ask by all of its words whether something may be published, so that even "only internally" is an answer? Names,
    /// days and what people tell stand there for another reason.
    pub fn may_answer_in_words(&self, header: &Words) -> bool {
        let are_other = self.emails + self.links > 0
            || self.are_names()
            || self.are_sentences()
            || self.mostly(self.like_dates)
            || self.mostly(self.numbers.saturating_sub(self.yes_no))
            || self.mean_chars() >= 60;
        self.filled > 0 && !are_other && header.asks_whether()
    }

    /// Do the cells below a header with a word of consents answer it, where names might stand? A header that asks is answered by all that
    /// names do not look like; one that says what becomes of a name ("will be printed") only by yes and no and by sentences to tick.
    /// One who is called No or Si is among others.
    fn answers_consent(&self) -> bool {
        let answers = self.answers.max(self.consents_or_answers).max(self.agreeing);
        let is_one = self.different == 1 && self.filled > 1;
        (self.filled > 0 && answers * 2 >= self.filled)
            || (self.asks_outright && (answers > 0 || is_one || !self.mostly(self.capitals + self.short_words)))
    }

    /// The same, where somebody may have written what they liked: answers with a word more, and the one sentence to tick. "Your words may
    /// be printed, see our privacy policy" is said of a story.
    fn answers_briefly(&self, header: &Words) -> bool {
        let is_short = self.mean_chars() < 40;
        let answers = self.yes_no.max(if is_short { self.consents_or_answers } else { 0 });
        let is_one = self.different == 1 && self.filled > 1 && self.mean_chars() < 100;
        (self.yes_no > 0 && is_short)
            || (self.filled > 0 && self.agreeing == self.filled)
            || (self.asks_outright && (is_one || (is_short && answers == self.filled)))
            || (answers * 2 >= self.filled && header.names_other_consent())
    }
}

/// Does a header ask for a consent, by a word for one or by how it begins? "Will be printed" and "confidential" only say what becomes
/// of a name.
fn asks_outright(header: &str) -> bool {
    const ASKING: [&str; 8] = ["may", "can", "durfen", "darf", "mogen", "pouvons", "podemos", "do"];
    const AGREEING: [&str; 4] = ["agree", "withdraw", "widerruf", "consentim"];
    let words = value::fold_words(header);
    let is_consent =
        |word: &String| consent::begins(word, "consent") || AGREEING.iter().any(|stem| word.starts_with(stem));
    words.first().is_some_and(|first| ASKING.contains(&first.as_str())) || words.iter().any(is_consent)
}

/// How many headers of a list are those of whole names, and of halves of them.
struct Halves {
    whole: usize,
    half: usize,
}

impl Halves {
    /// Looks at each header once: lists may have thousands of columns.
    fn of(table: &Table) -> Self {
        let headers: Vec<Words> = table.headers.iter().map(|header| Words::of(header)).collect();
        let has_both = |header: &&Words| !Self::is_half(header) && says(header, &[Field::Name, Field::Nominator]);
        Self {
            whole: headers.iter().filter(has_both).count(),
            half: headers.iter().filter(|header| Self::is_half(header)).count(),
        }
    }

    fn is_half(header: &Words) -> bool {
        says(header, &[Field::Given, Field::Family])
    }
}

/// Does a header speak of staying unnamed, or forbid to publish a name?
fn asks_unnamed(header: &str) -> bool {
    let words = Words::of(header);
    words.speaks_of_unnamed() || words.forbids() || words.fields().iter().any(|(field, ..)| *field == Field::Anonymous)
}

/// Is it a yes, a no or the wish to stay unnamed?
fn answers_unnamed(cell: &str) -> bool {
    value::yes_or_no(cell).is_some() || (cell.len() < 200 && said_consent::stays_unnamed(cell))
}

/// Is a header, if it has a word of consents, that of half a name, where another is that of a whole one and none that of the other half?
fn is_lone_half<'h>(header: &str, halves: &dyn Fn() -> &'h Halves) -> bool {
    let header = Words::of(header);
    header.asks_consent() && Halves::is_half(&header) && halves().whole > 0 && halves().half == 1
}

/// Does a header speak of one of these fields?
fn says(header: &Words, fields: &[Field]) -> bool {
    header.fields().iter().any(|(field, ..)| fields.contains(field))
}

/// Does it begin as the sentences of forms that are ticked: "I agree that my story may be published"?
fn is_agreeing(cell: &str) -> bool {
    let begin: String = cell.chars().take(60).collect();
    cell.len() < 200 && consent::list("begin").iter().any(|words| value::fold(&begin).starts_with(words))
}

/// Dashes, as tables drawn with letters have them below their header.
fn is_ruled(cell: &str) -> bool {
    cell.len() >= 3 && cell.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':'))
}

/// A yes, a no, or a word for neither, folded.
fn is_answer(cell: &str) -> bool {
    const NEITHER: [&str; 16] = [
        "maybe",
        "notsure",
        "unsure",
        "dontknow",
        "idontknow",
        "perhaps",
        "vielleicht",
        "weissnicht",
        "unsicher",
        "peutetre",
        "nesaispas",
        "misschien",
        "weetniet",
        "quizas",
        "talvez",
        "nolose",
    ];
    value::yes_or_no(cell).is_some() || (cell.len() <= 20 && NEITHER.contains(&value::fold(cell).as_str()))
}

/// One short word with a digit and no letter of lower case: numbers that programs give to rows.
fn is_code(cell: &str) -> bool {
    cell.len() <= 20
        && cell.contains(|c: char| c.is_ascii_digit())
        && !cell.contains(|c: char| c.is_lowercase() || value::is_space(c) || c == '@')
        && cell.is_ascii()
}

/// "13.2.2026 klo 9.02.05", "13/Feb/26 10:00 AM;bo;+1": many digits and few letters, or a date and then something.
fn is_like_date(cell: &str) -> bool {
    let is_of_date = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        digits >= 6 && letters <= digits && text.contains(['/', '.', '-', ':'])
    };
    let first = cell.split(';').next().unwrap_or(cell);
    (cell.len() <= 80 && is_of_date(cell)) || (first.len() < cell.len() && date::looks_like_date(first))
}

/// Words within names that are written small, folded.
const PARTICLES: &[&str] = &[
    "von", "vom", "zu", "zum", "zur", "van", "den", "der", "de", "het", "ter", "ten", "t", "s", "la", "le", "du",
    "des", "da", "das", "do", "dos", "di", "del", "della", "dello", "y", "e", "i", "bin", "ben", "ibn", "al", "el",
    "ul", "af", "av", "und", "and", "et", "en", "op", "in", "jr", "sr", "jun", "sen", "dr", "prof", "d", "o",
];

/// Words that end the names of companies, or stand in those of teams and jobs and in hardly a person's, folded.
const NO_PERSON: &[&str] = &[
    "gmbh",
    "ag",
    "kg",
    "ltd",
    "limited",
    "inc",
    "llc",
    "plc",
    "corp",
    "corporation",
    "sarl",
    "sas",
    "bv",
    "nv",
    "srl",
    "spa",
    "company",
    "university",
    "universitat",
    "school",
    "stadtwerke",
    "desk",
    "engineer",
    "engineering",
    "analyst",
    "developer",
    "administrator",
    "manager",
    "director",
    "assistant",
    "lead",
    "leader",
    "leiter",
    "leiterin",
    "teamleiter",
    "teamleiterin",
    "support",
    "service",
    "services",
    "operations",
    "network",
    "networks",
    "security",
    "technician",
    "helpdesk",
    "officer",
    "consultant",
    "specialist",
    "administration",
    "management",
    "marketing",
    "finance",
    "logistics",
    "award",
    "prize",
    "preis",
    "prix",
    "premio",
    "prijs",
];

/// Is the cell the whole name of a person, as far as a cell alone can tell?
pub(super) fn is_person(cell: &str) -> bool {
    let cell = cell.split('(').next().unwrap_or(cell);
    let is_small = |word: &str| {
        let mut letters = word.chars().skip_while(|c| !c.is_alphabetic());
        letters.next().is_some_and(char::is_lowercase) && !PARTICLES.contains(&value::fold(word).as_str())
    };
    let words = || cell.split(value::is_space).filter(|word| !word.is_empty());
    // "María José Núñez de la Cruz" has four words that count.
    let counted = words().filter(|word| !word.starts_with(char::is_lowercase)).collect::<Vec<_>>().join(" ");
    value::is_full_name(&counted)
        && !words().any(|word| is_small(word) || NO_PERSON.contains(&value::fold(word).as_str()))
        && !whose_name::is_group(cell)
}

/// Two to five signs of Chinese, Japanese or Korean, and nothing between them.
fn is_short_word(cell: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
    (2..=5).contains(&cell.chars().count()) && cell.chars().all(is_sign)
}

/// One to three words that all begin with a capital or with a letter of a script that has none, and no digit.
fn is_capital(cell: &str) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let is_one = |word: &str| begins(word) || PARTICLES.contains(&value::fold(word).as_str());
    let words = || cell.split(value::is_space).filter(|word| !word.is_empty());
    (1..=3).contains(&words().take(4).count())
        && words().any(begins)
        && words().all(is_one)
        && !cell.contains(|c: char| c.is_ascii_digit())
        && !is_answer(cell)
        && person_words::consent(cell).is_none()
}

/// Five words or more, most of them small, as in what people tell. Lists of names have few small ones.
fn is_sentence(cell: &str) -> bool {
    let words = || cell.split(value::is_space).filter(|word| word.contains(char::is_alphabetic));
    let small = |word: &&str| word.starts_with(char::is_lowercase) && !PARTICLES.contains(&value::fold(word).as_str());
    words().take(200).count() >= 5 && words().take(200).filter(small).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{ReadOptions, read};

    #[test]
    fn half_a_name_beside_whole_ones_is_how_somebody_wishes_to_be_called() {
        let lone = |headers: &str| -> Vec<bool> {
            let list = format!("{headers}\nAda Quist,Ada,Quist\n");
            let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
            Look::at_all(&table, &Titles(None)).iter().map(|look| look.is_lone_half).collect()
        };
        assert_eq!(lone("Name,First name to print,Team"), [false, true, false]);
        assert_eq!(lone("Name,First name to print,Last name"), [false, false, false]);
        assert_eq!(lone("Email,First name to print,Team"), [false, false, false]);
    }

    #[test]
    fn whole_names_of_people() {
        for name in [
            "Sabine Okonjo",
            "Joost van 't Hoff",
            "María José Núñez de la Cruz",
            "Weiß, Jürgen",
            "יעל כהן",
            "Tóth Béla",
        ] {
            assert!(is_person(name), "{name}");
        }
        for other in [
            "Sabine",
            "Service Desk",
            "Firma GmbH",
            "Kein Problem zu groß",
            "Team lead",
            "Calm and kind",
            "Third Floor",
        ] {
            assert!(!is_person(other), "{other}");
        }
    }

    #[test]
    fn sentences_and_dates() {
        assert!(is_sentence("He laid the cables through the whole weekend."));
        assert!(!is_sentence("Ada Quist, Bo Lind und Cleo Marsh"));
        assert!(is_like_date("13.2.2026 klo 9.02.05") && is_like_date("13/Feb/26 10:00 AM;bo.reyes;+1"));
        assert!(!is_like_date("She came at 3:15 in the night of 12.02."));
    }
}
