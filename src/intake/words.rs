//! Header words in English, German, French, Dutch and Spanish, and the plainest ones of other languages
//! (`assets/intake/header_words.tsv`), and whose words they are: "your name" belongs to the nominator, "their name" to the nominee.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::field::{Field, Kind};
use super::value;

const TABLE: &str = include_str!("../../assets/intake/header_words.tsv");

/// Folded words of a phrase; the last letter of a word, or the first and the last, may be a star, for any letters. An equals sign before the first says that the phrase counts
/// as a whole header alone: "il" is a province in Turkish and an article in Italian.
type Phrase = Vec<&'static str>;

/// The table, taken apart once.
struct Lexicon {
    fields: Vec<(Field, Vec<Phrase>)>,
    nominator: Vec<Phrase>,
    /// Words for the nominee, and those below them: words for what is done to a nominee, and for anybody a form may mean so.
    nominee: Vec<Phrase>,
    nominating: Vec<Phrase>,
    somebody: Vec<Phrase>,
    /// What somebody has or is beside the fields for that: a level, a photograph.
    details: Vec<Phrase>,
    /// Words that say nothing of whom a column names, such as "the" and "you want to".
    aside: Vec<Phrase>,
    /// Words of a question who is to get an award, beside those of other rows: "deserves".
    asking: Vec<Phrase>,
    your: Vec<Phrase>,
    sender: Vec<Phrase>,
    service: Vec<&'static str>,
    /// Whole headers that stand for a person, such as "Student"; inside longer ones they stand for anything.
    whole_name: Vec<Phrase>,
    /// Who is not the person of the row, such as their manager.
    others: Vec<Phrase>,
    /// The same of whom it is said that they are not read, for they may be meant: "Witness", "Team lead".
    others_told: Vec<Phrase>,
    /// Phrases that look like a field and are none, such as "event name".
    none: Vec<Phrase>,
    /// Words that ask for a person: "who", "wen".
    who: Vec<Phrase>,
    /// Words for whoever fills a form in, weaker than those of the nominator: "who are you", "sender".
    own: Vec<Phrase>,
    /// Words for whoever something is given to, weaker than those of the nominee.
    receiver: Vec<Phrase>,
    /// Words that ask why, at the beginning of a header.
    why: Vec<Phrase>,
    /// Words for a text of any kind: "description", "comment".
    text: Vec<Phrase>,
    /// Names that somebody wishes to be called by, beside the one that a list has of everybody.
    preferred: Vec<Phrase>,
    /// Names that a program shows and puts together by itself, which may hold an address or an earlier name.
    shown: Vec<Phrase>,
    /// Parts of a name beside the given and the family name.
    parts: [Vec<Phrase>; 4],
}

/// A part of a name that has a column of its own beside the given and the family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePart {
    /// Before the family name: "van der".
    Prefix,
    /// A second family name.
    Second,
    /// Behind the given name.
    Middle,
    /// Behind the family name: "jun.".
    Suffix,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let rows = || TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let phrases = |list: &'static str| list.split('|').map(|p| p.split(' ').collect()).collect::<Vec<Phrase>>();
        let row = |id: &str| rows().find(|(name, _)| *name == id).map(|(_, list)| list);
        let all = Kind::ALL.iter().flat_map(|kind| kind.fields());
        let field = |id: &str| all.clone().find(|f| f.id() == id).copied();
        Lexicon {
            fields: rows().filter_map(|(id, list)| Some((field(id)?, phrases(list)))).collect(),
            nominator: row("whose:nominator").map(phrases).unwrap_or_default(),
            nominee: row("whose:nominee").map(phrases).unwrap_or_default(),
            nominating: row("whose:nominating").map(phrases).unwrap_or_default(),
            somebody: row("whose:somebody").map(phrases).unwrap_or_default(),
            details: row("detail").map(phrases).unwrap_or_default(),
            aside: row("aside").map(phrases).unwrap_or_default(),
            asking: row("asking").map(phrases).unwrap_or_default(),
            your: row("whose:your").map(phrases).unwrap_or_default(),
            sender: row("whole:sender").map(phrases).unwrap_or_default(),
            whole_name: row("whole:name").map(phrases).unwrap_or_default(),
            others: ["others", "others:told"].iter().filter_map(|id| row(id)).flat_map(phrases).collect(),
            others_told: row("others:told").map(phrases).unwrap_or_default(),
            service: row("headers:service").map(|list| list.split('|').collect()).unwrap_or_default(),
            none: row("none").map(phrases).unwrap_or_default(),
            who: row("who").map(phrases).unwrap_or_default(),
            own: row("whose:self").map(phrases).unwrap_or_default(),
            receiver: row("whose:receiver").map(phrases).unwrap_or_default(),
            why: row("why").map(phrases).unwrap_or_default(),
            text: row("text").map(phrases).unwrap_or_default(),
            preferred: row("preferred").map(phrases).unwrap_or_default(),
            shown: row("shown:name").map(phrases).unwrap_or_default(),
            parts: ["part:prefix", "part:second", "part:middle", "part:suffix"]
                .map(|id| row(id).map(phrases).unwrap_or_default()),
        }
    })
}

/// Whose name or address a column holds, as far as the header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Nominator,
    Nominee,
    Unsaid,
}

/// A header in words: folded for comparing, and as written for quoting.
pub(super) struct Words {
    folded: Vec<String>,
    written: Vec<String>,
    /// Before which words stands a sign that puts one thing beside another: "Nominee / team".
    beside: Vec<bool>,
}

impl Words {
    pub fn of(header: &str) -> Self {
        let mut folded: Vec<String> = Vec::new();
        let mut written: Vec<String> = Vec::new();
        let mut beside: Vec<bool> = Vec::new();
        let mut is_beside = false;
        let between = |c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c);
        let header = without_templates(header);
        let pieces = header.split_inclusive(between).flat_map(|piece| {
            let word = piece.trim_end_matches(between);
            humps(word).map(|word| (word, false)).chain([("", piece.ends_with(['/', '&', '+', ',']))])
        });
        for (word, is_sign) in pieces {
            is_beside |= is_sign;
            let f = value::fold(word);
            if f.is_empty() {
                continue;
            }
            let follows_sign = std::mem::take(&mut is_beside);
            // "E-Mail-Adresse" is three words here and "e mail" one thing.
            let after_e = folded.last().is_some_and(|last| last == "e") && f.starts_with("mail");
            if after_e && let (Some(last), Some(shown)) = (folded.last_mut(), written.last_mut()) {
                *last = format!("e{f}");
                *shown = format!("{shown}-{}", word.to_lowercase());
                continue;
            }
            folded.push(f);
            written.push(word.to_lowercase());
            beside.push(follows_sign);
        }
        // "Email (attendee)" is "Attendee email".
        let behind = header.trim_end_matches(value::is_space).strip_suffix(')').and_then(|it| it.rsplit_once('('));
        let behind = behind.map_or_else(Vec::new, |(_, inside)| value::fold_words(inside));
        if TAKING_PART.contains(&behind.concat().as_str()) && folded.ends_with(&behind) {
            folded.rotate_right(behind.len());
            written.rotate_right(behind.len());
            beside.rotate_right(behind.len());
        }
        Self { folded, written, beside }
    }

    /// The words by themselves, folded.
    pub fn into_folded(self) -> Vec<String> {
        self.folded
    }

    /// Position and length of a phrase.
    fn find(&self, words: &Phrase) -> Option<(usize, usize)> {
        self.find_from(words, 0)
    }

    /// The same, from a word on.
    fn find_from(&self, words: &Phrase, from: usize) -> Option<(usize, usize)> {
        let fits = |folded: &String, word: &&str| match word.strip_suffix('*') {
            Some(stem) => match stem.strip_prefix('*') {
                Some(inside) => folded.contains(inside),
                None => folded.starts_with(stem),
            },
            None => folded == word,
        };
        if let Some(first) = words.first().and_then(|word| word.strip_prefix('=')) {
            let is_whole = self.folded.len() == words.len()
                && self.folded.iter().zip(std::iter::once(&first).chain(words.get(1..)?)).all(|(f, p)| fits(f, p));
            return (is_whole && from == 0).then_some((0, words.len()));
        }
        let hit = |w: &[String]| w.iter().zip(words).all(|(f, p)| fits(f, p));
        let at = self.folded.get(from..)?.windows(words.len()).position(hit)?;
        Some((from + at, words.len()))
    }

    /// Where phrases of a list stand, all of them.
    fn places(&self, phrases: &[Phrase]) -> Vec<(usize, usize)> {
        let all = |phrase: &Phrase| {
            let next = |before: &(usize, usize)| self.find_from(phrase, before.0 + 1);
            std::iter::successors(self.find(phrase), next).collect::<Vec<_>>()
        };
        phrases.iter().flat_map(all).collect()
    }

    fn has_any(&self, phrases: &[Phrase]) -> Option<(usize, usize)> {
        phrases.iter().find_map(|p| self.find(p))
    }

    /// Words as they stand in the header, lower case.
    fn quote(&self, (at, len): (usize, usize)) -> String {
        self.written.get(at..at + len).unwrap_or_default().join(" ")
    }

    /// The first words for the nominee.
    fn of_nominee(&self) -> Option<(usize, usize)> {
        let rows = [&lexicon().nominee, &lexicon().nominating, &lexicon().somebody, &lexicon().receiver];
        rows.into_iter().find_map(|row| self.has_any(row))
    }

    /// The first words for whoever nominates, of a list of them. "¿A quién nomina?" asks for somebody else than "¿Quién nomina?".
    fn of_nominator(&self, phrases: &[Phrase]) -> Option<(usize, usize)> {
        phrases.iter().find_map(|phrase| self.find(phrase).filter(|(at, _)| !self.is_asked_for(*at)))
    }

    fn is_asked_for(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.folded.get(before));
        before.is_some_and(|word| word == "a") && self.folded.get(at).is_some_and(|word| word == "quien")
    }

    /// "Who is nominating?" asks for whoever fills the form in, though "nominating" by itself speaks of the nominee; "Wie nomineert u?"
    /// does not.
    fn asks_who_nominates(&self) -> bool {
        const YOU: [&str; 9] = ["you", "u", "jij", "je", "sie", "du", "vous", "tu", "usted"];
        let nominating = self.places(&lexicon().nominating);
        let covers = |(at, len): &(usize, usize)| {
            let is_within = |(inner, of): &(usize, usize)| at <= inner && inner + of <= at + len;
            let is_yours = self.folded.get(at + len).is_some_and(|next| YOU.contains(&next.as_str()));
            nominating.iter().any(is_within) && !is_yours && !self.is_asked_for(*at)
        };
        !nominating.is_empty() && self.places(&lexicon().own).iter().any(covers)
    }

    pub fn whose(&self) -> Whose {
        if self.of_nominator(&lexicon().nominator).is_some() || self.asks_who_nominates() {
            Whose::Nominator
        } else if self.of_nominee().is_some() {
            Whose::Nominee
        } else if self.has_any(&lexicon().your).or_else(|| self.of_nominator(&lexicon().own)).is_some() {
            Whose::Nominator
        } else {
            Whose::Unsaid
        }
    }

    /// Does the header say that it is about whoever fills the form in, by more than "your": "Who are you?", "Nominated by", "Sender"?
    pub fn is_own(&self) -> bool {
        let is_said = self.of_nominator(&lexicon().nominator).or_else(|| self.of_nominator(&lexicon().own)).is_some();
        (is_said && self.whose() == Whose::Nominator) || self.is_sender()
    }

    /// Does it begin with "why", in any language that is known?
    pub fn begins_with_why(&self) -> bool {
        lexicon().why.iter().any(|phrase| self.find(phrase).is_some_and(|(at, _)| at == 0))
    }

    /// Does it say that a text stands below it: "description", "comments"?
    pub fn is_text(&self) -> bool {
        self.has_any(&lexicon().text).is_some()
    }

    /// Does its first word begin so?
    pub fn begins_with(&self, stem: &str) -> bool {
        self.folded.first().is_some_and(|first| first.starts_with(stem))
    }

    /// Does it say that somebody's own message stands below it?
    pub fn is_message(&self) -> bool {
        const MESSAGES: [&str; 5] = ["message", "nachricht", "bericht", "mensaje", "mesaj"];
        self.folded.iter().any(|word| MESSAGES.contains(&word.as_str()))
    }

    /// Does it hold a phrase that looks like a field and is none, such as "event name"?
    pub fn is_none(&self) -> bool {
        self.has_any(&lexicon().none).is_some()
    }

    /// Is it a part of a name other than the given and the family name?
    pub fn name_part(&self) -> Option<NamePart> {
        let parts = [NamePart::Prefix, NamePart::Second, NamePart::Middle, NamePart::Suffix];
        let found = lexicon().parts.iter().position(|phrases| self.has_any(phrases).is_some())?;
        parts.get(found).copied()
    }

    /// Is it a name that somebody wishes to be called by: "Preferred name"? "Preferred first name" is a given name as any other.
    pub fn is_preferred(&self) -> bool {
        self.has_any(&lexicon().preferred).is_some()
    }

    /// Is it a name that a program shows and puts together by itself: "E-mail Display Name"?
    pub fn is_shown_name(&self) -> bool {
        self.has_any(&lexicon().shown).is_some()
    }

    /// Is it about whoever takes part with a ticket, as ticket offices call them beside who bought: "Attendee name"?
    pub fn is_of_attendee(&self) -> bool {
        let begins = |len: usize| self.folded.get(..len).is_some_and(|it| TAKING_PART.contains(&it.concat().as_str()));
        begins(1) || begins(2)
    }

    /// Is it the name of an account, as polls have it: "User name", "Username"?
    pub fn is_account(&self) -> bool {
        matches!(self.folded.concat().as_str(), "username" | "user" | "displayname" | "benutzername" | "nutzername")
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// The first word, folded.
    pub fn first(&self) -> &str {
        self.folded.first().map_or("", String::as_str)
    }

    /// Is the header a phrase of this field and nothing else?
    pub fn is_nothing_but(&self, field: Field) -> bool {
        let of_field = lexicon().fields.iter().filter(|(other, _)| *other == field).flat_map(|(_, phrases)| phrases);
        of_field.into_iter().any(|phrase| self.find(phrase) == Some((0, self.folded.len())))
    }

    /// Is "your" all that says whose it is?
    pub fn is_only_your(&self) -> bool {
        self.of_nominator(&lexicon().nominator).is_none()
            && [&lexicon().nominee, &lexicon().nominating, &lexicon().somebody]
                .into_iter()
                .all(|row| self.has_any(row).is_none())
    }

    /// Words that say "nominee" or "nominator", for the reason given to the person.
    pub fn whose_quote(&self) -> Option<String> {
        self.of_nominator(&lexicon().nominator)
            .or_else(|| self.of_nominee())
            .or_else(|| self.has_any(&lexicon().your))
            .or_else(|| self.of_nominator(&lexicon().own))
            .map(|at| self.quote(at))
    }

    /// Is the whole header a word for who wrote a message ("From")? Inside a longer header the word means anything.
    pub fn is_sender(&self) -> bool {
        lexicon().sender.iter().any(|phrase| self.find(phrase) == Some((0, self.folded.len())))
    }

    /// Is the whole header a word for the person of the row ("Student")?
    pub fn is_person(&self) -> bool {
        lexicon().whole_name.iter().any(|phrase| self.find(phrase) == Some((0, self.folded.len())))
    }

    /// Is it about who gets a parcel?
    pub fn is_of_parcel(&self) -> bool {
        const WORDS: [&str; 21] = [
            "shipping",
            "delivery",
            "lieferung",
            "lieferadresse",
            "versand",
            "versandadresse",
            "zustellung",
            "livraison",
            "expedition",
            "verzending",
            "verzendadres",
            "levering",
            "envio",
            "entrega",
            "spedizione",
            "consegna",
            "wysylka",
            "wysylki",
            "dostawa",
            "dostawy",
            "leverans",
        ];
        self.folded.iter().any(|word| WORDS.contains(&word.as_str()))
    }

    /// Is it about who bought a ticket, who may be somebody else than who takes part?
    pub fn is_buyer(&self) -> bool {
        const BUYERS: [&str; 18] = [
            "buyer",
            "purchaser",
            "payer",
            "payeur",
            "acheteur",
            "kaufer",
            "kauferin",
            "besteller",
            "bestellerin",
            "rechnung",
            "koper",
            "betaler",
            "besteld",
            "comprador",
            "compradora",
            "pagador",
            "billing",
            "acquirente",
        ];
        self.folded.iter().any(|word| BUYERS.contains(&word.as_str()))
    }

    /// Is it about single members of a team, and not about the team?
    pub fn is_of_members(&self) -> bool {
        const MEMBERS: [&str; 10] = [
            "member",
            "teammate",
            "teammitglied",
            "mitglied",
            "membre",
            "teamleden",
            "teamlid",
            "miembro",
            "colleague",
            "mates",
        ];
        self.folded.iter().any(|word| MEMBERS.iter().any(|known| word.starts_with(known)))
    }

    /// Does it ask for words: "What was the result?"
    pub fn asks_what(&self) -> bool {
        const WHAT: [&str; 11] = ["what", "how", "was", "que", "qu", "quel", "quelle", "comment", "wat", "hoe", "como"];
        WHAT.contains(&self.first())
    }

    /// Is it about somebody beside the person of the row, such as their manager?
    pub fn is_of_another(&self) -> bool {
        self.places(&lexicon().others).iter().any(|place| !self.is_title_of_year(place))
    }

    /// Does it hold a word for such a person, be it in the title of an award?
    pub fn holds_another(&self) -> bool {
        self.has_any(&lexicon().others).is_some()
    }

    /// Is it about one of those of whom it is said that they are not read?
    pub fn is_of_another_told(&self) -> bool {
        self.has_any(&lexicon().others_told).is_some() && self.is_of_another()
    }

    /// Is the header the title of such an award and nothing else: "Manager of the Year", "Rookie of the Month 2026"?
    pub fn is_title_of_year_alone(&self) -> bool {
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        let len = self.folded.iter().rposition(|word| !is_number(word)).map_or(0, |last| last + 1);
        (1..len.min(8)).any(|at| self.time_behind(at) == Some(len))
    }

    /// "Manager of the Year" is the title of an award, and nobody's manager.
    fn is_title_of_year(&self, (at, len): &(usize, usize)) -> bool {
        self.time_behind(at + len).is_some()
    }

    /// Where "of the Year" ends that stands at this word.
    fn time_behind(&self, at: usize) -> Option<usize> {
        const BETWEEN: [&str; 16] =
            ["of", "the", "des", "der", "de", "l", "la", "le", "du", "del", "dell", "van", "het", "do", "da", "s"];
        const TIMES: [&str; 20] = [
            "year",
            "month",
            "quarter",
            "week",
            "jahr",
            "jahres",
            "monats",
            "quartals",
            "annee",
            "mois",
            "trimestre",
            "jaar",
            "maand",
            "kwartaal",
            "ano",
            "mes",
            "anno",
            "mese",
            "semestre",
            "decade",
        ];
        let rest = self.folded.get(at..).unwrap_or_default();
        let between = rest.iter().take_while(|word| BETWEEN.contains(&word.as_str())).count();
        let is_time = between > 0 && rest.get(between).is_some_and(|word| TIMES.contains(&word.as_str()));
        is_time.then_some(at + between + 1)
    }

    /// Does the header say that it is about who is thanked: "Recipient e-mail", "To: e-mail"? Short words mean that at the ends
    /// only.
    pub fn is_for_recipient(&self) -> bool {
        let phrases =
            lexicon().fields.iter().filter(|(field, _)| *field == Field::Recipient).flat_map(|(_, list)| list);
        let says = |phrase: &Phrase| {
            let letters: usize = phrase.iter().map(|word| word.chars().count()).sum();
            self.find(phrase).is_some_and(|(at, len)| letters > 4 || at == 0 || at + len == self.folded.len())
        };
        phrases.into_iter().any(says)
    }

    /// Does the header end with a part of a name: "Who do you nominate? - First name"?
    pub fn ends_with_part(&self) -> bool {
        let parts = lexicon().fields.iter().filter(|(field, _)| matches!(field, Field::Given | Field::Family));
        let phrases = parts.flat_map(|(_, phrases)| phrases).filter(|phrase| phrase.len() > 1);
        phrases.into_iter().any(|phrase| self.find(phrase).is_some_and(|(at, len)| at + len == self.folded.len()))
    }

    /// Are these the last words of the header, as [`Self::fields`] quotes them?
    pub fn ends_with(&self, quoted: &str) -> bool {
        self.written.join(" ").ends_with(quoted)
    }

    /// Does the header ask for a person: "Who kept the lights on?" Who asks "who are you" means whoever answers.
    pub fn asks_who(&self) -> bool {
        let begins = |phrase: &Phrase| self.find(phrase).is_some_and(|(at, _)| at == 0);
        let is_known = || lexicon().who.iter().any(begins);
        self.folded.len() > 1 && is_known() && !(self.of_nominator(&lexicon().own).is_some() && self.is_own())
    }

    /// Every field that the header's words speak for, with points and the words.
    pub fn fields(&self) -> Vec<(Field, u32, Vec<String>)> {
        self.fields_beside(|_| true)
    }

    /// The same where whoever bought may be who the row is about: "Buyer name" is a name there.
    pub fn fields_with_buyers(&self) -> Vec<(Field, u32, Vec<String>)> {
        self.fields_beside(|phrase| !matches!(phrase.first(), Some(&("buyer" | "purchaser"))))
    }

    /// Fields beside these of the phrases that look like fields and are none.
    fn fields_beside(&self, is_none: impl Fn(&Phrase) -> bool) -> Vec<(Field, u32, Vec<String>)> {
        let mut list = Vec::new();
        let none = lexicon().none.iter().filter(|phrase| is_none(phrase));
        let not: Vec<(usize, usize)> = none.filter_map(|phrase| self.find(phrase)).collect();
        for (field, phrases) in &lexicon().fields {
            let mut hits: Vec<(usize, usize)> = phrases.iter().filter_map(|p| self.find(p)).collect();
            hits.retain(|(at, len)| !not.iter().any(|(a, l)| at < &(a + l) && *a < at + len && len <= l));
            // Of phrases within one another only the longest counts.
            hits.sort_by_key(|(at, len)| (std::cmp::Reverse(*len), *at));
            let mut kept: Vec<(usize, usize)> = Vec::new();
            for (at, len) in hits {
                if !kept.iter().any(|(a, l)| at < a + l && *a < at + len) {
                    kept.push((at, len));
                }
            }
            if kept.is_empty() {
                continue;
            }
            let longest = kept.iter().map(|(_, len)| *len).max().unwrap_or(1) as u32;
            // A header that is nothing but the phrase leaves no doubt.
            let whole = u32::from(kept.iter().any(|(_, len)| *len == self.folded.len())) * 6;
            let points = 6 + longest * 4 + (kept.len() as u32 - 1).min(3) * 2 + whole;
            kept.sort_unstable();
            list.push((*field, points, kept.into_iter().map(|at| self.quote(at)).collect()));
        }
        list
    }
}

/// What ticket offices call whoever takes part, folded and without spaces.
const TAKING_PART: [&str; 4] = ["attendee", "participant", "ticketholder", "holder"];

/// The header without what a form puts an earlier answer into: "What did {{field:01ABC}} do?"
fn without_templates(header: &str) -> Cow<'_, str> {
    if !header.contains("{{") {
        return Cow::Borrowed(header);
    }
    let mut out = String::with_capacity(header.len());
    let mut rest = header;
    while let Some((before, from)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((_, after)) = from.split_once("}}") else {
            rest = from;
            break;
        };
        out.push(' ');
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The words of one written together: "givenName" is two. "ID" and "McDonald" stay whole.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let cut = |(at, _): &(usize, char)| {
        let before = word.get(..*at).unwrap_or("");
        let rest = word.get(*at..).unwrap_or("");
        let is_hump =
            before.ends_with(|c: char| c.is_ascii_lowercase()) && rest.starts_with(|c: char| c.is_ascii_uppercase());
        is_hump && !matches!(before, "Mc" | "Mac" | "De" | "i")
    };
    let mut cuts: Vec<usize> = vec![0];
    if word.is_ascii() {
        cuts.extend(word.char_indices().filter(cut).map(|(at, _)| at));
    }
    cuts.push(word.len());
    let parts: Vec<&str> = cuts.windows(2).filter_map(|pair| word.get(pair[0]..pair[1])).collect();
    parts.into_iter()
}

/// Is this a cell that stands in headers?
pub(super) fn knows(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    let clean = value::fold(text);
    if clean.is_empty() {
        return text.trim() == "#";
    }
    if lexicon().service.contains(&clean.as_str()) {
        return true;
    }
    let words = Words::of(text);
    if words.is_person() {
        return true;
    }
    if words.folded.len() <= 3 && words.has_any(&lexicon().nominator).is_some() {
        return true;
    }
    // In a long sentence some word of the list occurs by chance, so it must be a question or short.
    let short = words.folded.len() <= 4 || text.trim_end().ends_with(['?', ':', '*', ')']);
    short && words.fields().iter().any(|(_, points, _)| *points >= 16 || words.folded.len() <= 2 || text.contains('?'))
}

/// Does a text begin as a question does, though no mark ends it: "In your own words why they win"? "What a colleague" and "How he
/// helped" tell.
pub(super) fn begins_as_question(text: &str) -> bool {
    const FIRST: [&str; 3] = ["what", "how", "describe"];
    const TELLING: [&str; 6] = ["a", "an", "he", "she", "i", "we"];
    let words = Words::of(text);
    let tells = words.folded.get(1).is_some_and(|second| TELLING.contains(&second.as_str()));
    words.begins_with_why()
        || (FIRST.contains(&words.first()) && !tells)
        || words.folded.starts_with(&["in", "your", "own"].map(str::to_owned))
}

/// Does a short text ask for a field or say whose it is, as a header does and a name does not? Many a name holds a word of
/// headers: Ada Held, Ton Bakker, Kim Preis.
pub(super) fn asks_for(text: &str) -> bool {
    /// Shorter words are names, too; "héros" is none.
    const LETTERS: usize = 6;
    let words = Words::of(text);
    let all = lexicon();
    let rows = [&all.nominator, &all.nominee, &all.nominating, &all.somebody, &all.your, &all.own, &all.receiver];
    let rows = rows.into_iter().chain([&all.aside, &all.details, &all.others, &all.whole_name]);
    let mut known: Vec<(usize, usize)> = rows.flat_map(|row| words.places(row)).collect();
    known.extend(all.fields.iter().flat_map(|(_, phrases)| words.places(phrases)));
    let is_known = |at: usize| known.iter().any(|(from, len)| (*from..from + len).contains(&at));
    let somebody = [&all.somebody, &all.nominee].map(|row| words.places(row)).concat();
    let is_somebody = |at: usize| somebody.iter().any(|(from, len)| (*from..from + len).contains(&at));
    let is_long =
        |at: usize| words.folded.get(at).is_some_and(|word| word.len() >= LETTERS - usize::from(is_somebody(at)));
    words.is_person() || (0..words.len()).all(is_known) || (0..words.len()).any(|at| is_known(at) && is_long(at))
}

/// A header that some service writes for itself.
pub(super) fn is_service(header: &str) -> bool {
    lexicon().service.contains(&value::fold(header).as_str())
}

mod against;
pub(super) mod consent;
mod naming;
pub(super) use naming::Names;

#[cfg(test)]
mod tests {
    use super::Field::*;
    use super::*;

    #[track_caller]
    fn best(header: &str) -> Field {
        Words::of(header).fields().into_iter().max_by_key(|(_, points, _)| *points).unwrap().0
    }

    #[test]
    fn five_languages() {
        for (header, field) in [
            ("E-Mail-Adresse", Email),
            ("Adresse e-mail", Email),
            ("Correo electrónico", Email),
            ("E-mailadres", Email),
            ("Vorname", Given),
            ("Prénom", Given),
            ("Achternaam", Family),
            ("Apellidos", Family),
            ("Begründung", Reason),
            ("Pourquoi ?", Reason),
            ("Waarom?", Reason),
            ("¿Por qué?", Reason),
            ("Was ist passiert?", Story),
            ("Date de naissance", Birth),
            ("Team name", Team),
            ("Company name", Organisation),
            ("Consent to publish name", Publish),
            ("Geworben von", ReferredBy),
            ("Código postal", Address),
            ("Straße", Address),
            ("Marca temporal", Received),
            ("Welche Auszeichnung?", Award),
            ("givenName", Given),
            ("jobTitle", Role),
            ("Organisationseinheit", Team),
            ("Imię i nazwisko", Name),
            ("Soyadı", Family),
            ("E-posta", Email),
            ("Cognome", Family),
            ("Sobrenome", Family),
            ("Adresse de messagerie", Email),
            ("Příjmení", Family),
            ("Электронная почта", Email),
            ("メールアドレス", Email),
            ("氏名", Name),
            ("電子郵件", Email),
            ("部门", Team),
            ("Einstellungsdatum", Since),
            ("Place", Place),
            ("Attendee email", Email),
        ] {
            assert_eq!(best(header), field, "{header}");
        }
    }

    #[test]
    fn the_table_is_folded_and_every_row_is_used() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let used = lexicon().fields.len() + 25;
        assert_eq!(rows.clone().count(), used);
        for (id, list) in rows.map(|line| line.split_once('\t').unwrap()) {
            for word in list.split(['|', ' ']) {
                let stem = word.trim_matches(['=', '*']);
                assert!(!stem.is_empty() && value::fold(stem) == stem, "{id}: {word}");
            }
        }
        for kind in Kind::ALL {
            for field in kind.fields() {
                let whose = matches!(field, Field::Nominator | Field::NominatorEmail | Field::RecipientEmail)
                    || field.is_of_another_nominee()
                    || matches!(field, Field::NomineeForAward | Field::ReceivedTime);
                assert!(whose || lexicon().fields.iter().any(|(f, _)| f == field), "no words for {field:?}");
            }
        }
    }

    #[test]
    fn whose_name_it_is() {
        for (header, whose) in [
            ("Who are you nominating? (full name)", Whose::Nominee),
            ("Your name", Whose::Nominator),
            ("Their email, if you know it", Whose::Nominee),
            ("Ihr Name", Whose::Nominator),
            ("Name Ihrer Kollegin", Whose::Nominee),
            ("Nominated by", Whose::Nominator),
            ("Email", Whose::Unsaid),
            ("推荐人姓名", Whose::Nominator),
            ("被推荐人姓名", Whose::Nominee),
            ("推薦者氏名", Whose::Nominator),
            ("被推薦者氏名", Whose::Nominee),
            ("추천인성명", Whose::Nominator),
            ("提名人选", Whose::Nominee),
            ("Nom de celui qui propose", Whose::Nominator),
            ("Nom de la personne qui est proposée", Whose::Nominee),
        ] {
            assert_eq!(Words::of(header).whose(), whose, "{header}");
        }
    }
}
