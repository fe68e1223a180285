//! Names in letters that do not say all that Latin ones say, or say it in several ways: Arabic and Hebrew leave vowels out, those of
//! India some, and Korean names are written in Latin letters as each family likes. Such a name is read letter by letter along a Latin
//! one (`assets/people/letters.tsv`, `assets/people/korean_names.tsv`). Who is read along whom is found by the consonants alone,
//! counted, whatever their order: so a name is looked at beside few others.

use super::spelling::Spelling;
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const LETTERS: &str = include_str!("../../../assets/people/letters.tsv");
const KOREAN_NAMES: &str = include_str!("../../../assets/people/korean_names.tsv");

/// The letters in which a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    Arabic,
    Hebrew,
    Indian,
    Korean,
}

impl Script {
    const fn of(c: char) -> Option<Self> {
        Some(match c {
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Self::Arabic,
            '\u{590}'..='\u{5FF}' => Self::Hebrew,
            '\u{900}'..='\u{D7F}' => Self::Indian,
            '\u{AC00}'..='\u{D7A3}' => Self::Korean,
            _ => return None,
        })
    }

    /// Do the letters leave this vowel of a Latin name out?
    const fn leaves_out(self, vowel: u8, is_last: bool) -> bool {
        match self {
            // At the end of a word they are written, but for an a.
            Self::Arabic | Self::Hebrew if is_last => matches!(vowel, b'a' | b'e'),
            Self::Arabic | Self::Hebrew => is_vowel(vowel),
            Self::Indian if is_last => vowel == b'a',
            Self::Indian => matches!(vowel, b'a' | b'e' | b'o' | b'u'),
            Self::Korean => false,
        }
    }
}

/// So many ways of counting a name's consonants are looked for.
const MOST_KEYS: usize = 64;
/// Beside so many Latin names of the same consonants a name is read, and with so many it is paired.
const MOST_TRIED: usize = 256;
const MOST_MET: usize = 24;
/// Names of more words, and words of more letters, are none that is read.
const MOST_WORDS: usize = 6;
const MOST_LETTERS: usize = 32;

/// How a letter, or a family name, is written in Latin letters, each way with its consonants counted.
#[derive(Debug, Default)]
struct Letter {
    ways: Vec<(&'static str, u64)>,
}

impl Letter {
    fn new(ways: &'static str) -> Self {
        let ways = ways.split(' ').map(|way| if way == "-" { "" } else { way });
        Self { ways: ways.map(|way| (way, consonants(way))).collect() }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Letter)> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(letters, ways)| (letters, Letter::new(ways)))
}

fn letter(c: char) -> Option<&'static Letter> {
    static TABLE: OnceLock<(Vec<Letter>, HashMap<char, usize>)> = OnceLock::new();
    let (letters, places) = TABLE.get_or_init(|| {
        let (mut all, mut places) = (Vec::new(), HashMap::new());
        for (letters, letter) in rows(LETTERS) {
            places.extend(letters.chars().map(|c| (c, all.len())));
            all.push(letter);
        }
        (all, places)
    });
    // The scripts of India have each letter in the same place of their own block.
    let in_first =
        |c: char| char::from_u32(0x900 + (c as u32 & 0x7F)).filter(|_| Script::of(c) == Some(Script::Indian));
    let place = places.get(&c).or_else(|| places.get(&in_first(c)?))?;
    letters.get(*place)
}

fn korean_name(family: &str) -> Option<&'static Letter> {
    static TABLE: OnceLock<HashMap<&str, Letter>> = OnceLock::new();
    TABLE.get_or_init(|| rows(KOREAN_NAMES).collect()).get(family)
}

const fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Letters that say no more at the beginning of a word than that it begins with a vowel.
const fn carries_vowel(c: char) -> bool {
    matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ع' | 'א' | 'ע')
}

/// The consonants of a Latin word, counted by kind, five bits each. Those that other scripts leave out, or that are written in too
/// many ways, are not counted.
fn consonants(word: &str) -> u64 {
    let mut rest = word;
    let mut sum = 0;
    'word: while !rest.is_empty() {
        for (written, kinds) in [
            ("sch", "s"),
            ("sh", "s"),
            ("zh", "s"),
            ("ts", "s"),
            ("tz", "s"),
            ("ch", "k"),
            ("kh", "k"),
            ("ck", "k"),
            ("ph", "f"),
            ("th", "t"),
            ("dh", "d"),
            ("gh", "g"),
            ("x", "ks"),
        ] {
            if let Some(after) = rest.strip_prefix(written) {
                sum += kinds.bytes().map(kind).sum::<u64>();
                rest = after;
                continue 'word;
            }
        }
        let mut letters = rest.chars();
        let first = letters.next().unwrap_or_default();
        rest = letters.as_str();
        sum += u8::try_from(first).map_or(0, kind);
    }
    sum
}

const fn kind(c: u8) -> u64 {
    let place = match c {
        b'b' => 0,
        b'f' | b'p' => 1,
        b'k' | b'q' | b'c' => 2,
        b'g' => 3,
        b's' | b'z' => 4,
        b't' => 5,
        b'd' => 6,
        b'l' => 7,
        b'm' => 8,
        b'n' => 9,
        b'r' => 10,
        _ => return 0,
    };
    1 << (5 * place)
}

/// A letter of a word, and whether it may be left out: the second of two that are the same.
type Sign = (&'static Letter, bool);

#[derive(Clone, Debug, Default)]
struct Word {
    signs: Vec<Sign>,
    begins_with_vowel: bool,
    /// Written with an article before it, which Latin letters often leave out.
    has_article: bool,
}

impl Word {
    fn of(letters: &str, script: Script) -> Option<Self> {
        let letters: Vec<char> = letters.chars().filter(|c| !is_unread(*c)).collect();
        let (has_article, letters) = match letters.as_slice() {
            ['ا', 'ل', rest @ ..] if rest.len() >= 3 => (true, rest),
            all => (false, all),
        };
        let mut signs: Vec<Sign> = Vec::with_capacity(letters.len());
        for (place, c) in letters.iter().enumerate() {
            if script == Script::Korean {
                // Syllables are read by their parts.
                for part in std::iter::once(*c).nfd() {
                    signs.push((letter(part)?, false));
                }
                continue;
            }
            match letter(*c) {
                Some(letter) => signs.push((letter, place > 0 && letters.get(place - 1) == Some(c))),
                None if is_combining_mark(*c) => {}
                None => return None,
            }
        }
        let begins_with_vowel = letters.first().is_some_and(|c| carries_vowel(*c));
        (!signs.is_empty() && signs.len() <= MOST_LETTERS).then_some(Self { signs, begins_with_vowel, has_article })
    }

    fn joined(&self, other: &Self) -> Self {
        let mut signs = self.signs.clone();
        if other.has_article {
            signs.extend(letter('ل').map(|article| (article, true)));
        }
        signs.extend(other.signs.iter().copied());
        Self { signs, ..self.clone() }
    }

    /// Is the Latin word, all of it, this one?
    fn is(&self, latin: &str, script: Script) -> bool {
        let latin = if script == Script::Korean { latin.to_owned() } else { tidied(latin) };
        if latin.is_empty() || latin.len() > MOST_LETTERS {
            return false;
        }
        let along = |latin: &str| {
            let begins = latin.as_bytes().first().is_some_and(|c| is_vowel(*c));
            let mut tried = vec![false; 2 * (self.signs.len() + 1) * (latin.len() + 1)];
            let from = Along { sign: 0, at: 0, is_after_vowel: false };
            (begins || !self.begins_with_vowel) && self.goes_along(from, latin.as_bytes(), script, &mut tried)
        };
        let without = |article: &str| latin.strip_prefix(article).is_some_and(along);
        along(&latin) || (self.has_article && ["al", "el", "ul"].into_iter().any(without))
    }

    fn goes_along(&self, from: Along, latin: &[u8], script: Script, tried: &mut [bool]) -> bool {
        let Along { sign, at, is_after_vowel } = from;
        let place = (sign * (latin.len() + 1) + at) * 2 + usize::from(is_after_vowel);
        if tried.get_mut(place).is_some_and(|seen| std::mem::replace(seen, true)) {
            return false;
        }
        let rest = latin.get(at..).unwrap_or_default();
        if let Some((letter, is_twice)) = self.signs.get(sign) {
            let ways = letter.ways.iter().map(|(way, _)| *way).chain(is_twice.then_some(""));
            for way in ways.filter(|way| rest.starts_with(way.as_bytes())) {
                let is_after_vowel = is_after_vowel && way.is_empty();
                let next = Along { sign: sign + 1, at: at + way.len(), is_after_vowel };
                if self.goes_along(next, latin, script, tried) {
                    return true;
                }
            }
        } else if rest.is_empty() {
            return true;
        }
        let Some(vowel) = rest.first().filter(|c| is_vowel(**c)) else { return false };
        // A long vowel is always written, one of two is, and so is one at the beginning.
        let is_long = is_after_vowel || [b"oo", b"ee", b"ou"].into_iter().any(|long| rest.starts_with(long));
        let is_first = at == 0 && !self.begins_with_vowel;
        let next = Along { sign, at: at + 1, is_after_vowel: true };
        !is_first
            && !is_long
            && script.leaves_out(*vowel, rest.len() == 1)
            && self.goes_along(next, latin, script, tried)
    }
}

/// How far a word is read along a Latin one, and whether a vowel that is not written was passed over just before.
#[derive(Clone, Copy)]
struct Along {
    sign: usize,
    at: usize,
    is_after_vowel: bool,
}

/// Points and marks that only say how a letter sounds, and signs that join or stretch letters.
fn is_unread(c: char) -> bool {
    let is_vowel_sign = Script::of(c) == Some(Script::Indian) && !matches!(c as u32 & 0x7F, 0x3C | 0x4D);
    (is_combining_mark(c) && !is_vowel_sign) || matches!(c, 'ـ' | '\u{200C}' | '\u{200D}')
}

/// A Latin word with its doubled letters once, but for vowels that are long by it.
fn tidied(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'x' => out.push_str("ks"),
            _ if out.ends_with(c) && !matches!(c, 'o' | 'e') => {}
            _ => out.push(c),
        }
    }
    out
}

/// A name as it may be read.
#[derive(Clone, Debug)]
pub struct Reading {
    pub script: Script,
    words: Vec<Word>,
}

impl Reading {
    /// `None` for names in other letters, or in several.
    pub fn of(name: &str) -> Option<Self> {
        let script = name.chars().find(|c| c.is_alphabetic()).and_then(|c| Script::of(c.nfkc().next()?))?;
        let name: String = name.nfkc().collect();
        if name.chars().any(|c| c.is_alphabetic() && Script::of(c) != Some(script)) {
            return None;
        }
        let is_in = |c: char| Script::of(c) == Some(script) || matches!(c, '\u{200C}' | '\u{200D}');
        let written: Vec<&str> =
            name.split(|c| !is_in(c) || matches!(c, '،' | '־' | '׳' | '״')).filter(|word| !word.is_empty()).collect();
        if written.is_empty() || written.len() > MOST_WORDS {
            return None;
        }
        let words = match script {
            Script::Korean => korean(&written)?,
            _ => {
                let mut words: Vec<Word> = Vec::new();
                let mut servant = None;
                for (place, letters) in written.iter().enumerate() {
                    let is_between = place > 0 && place + 1 < written.len();
                    if is_between && matches!(*letters, "بن" | "ابن" | "بنت") {
                        continue;
                    }
                    let word = Word::of(letters, script)?;
                    let word = servant.take().map(|servant: Word| servant.joined(&word)).unwrap_or(word);
                    // "Servant of" is one name with the word behind it.
                    if matches!(*letters, "عبد" | "عبدال") && place + 1 < written.len() {
                        servant = Some(word);
                    } else {
                        words.push(word);
                    }
                }
                words
            }
        };
        Some(Self { script, words })
    }

    /// Is it a given and a family name at the least?
    pub fn is_whole(&self) -> bool {
        self.words.len() > 1
    }

    /// Its consonants, counted in each way in which they may be written.
    fn keys(&self) -> Vec<u64> {
        let mut sums = vec![0];
        let article = letter('ل');
        let articles = self.words.iter().filter(|word| word.has_article).filter_map(|_| article).map(|it| (it, true));
        for (letter, is_twice) in self.words.iter().flat_map(|word| word.signs.iter().copied()).chain(articles) {
            let mut ways: Vec<u64> = letter.ways.iter().map(|(_, kinds)| *kinds).collect();
            if is_twice {
                ways.push(0);
            }
            let mut longer: Vec<u64> = sums.iter().flat_map(|sum| ways.iter().map(move |way| sum + way)).collect();
            longer.sort_unstable();
            longer.dedup();
            if longer.len() > MOST_KEYS {
                // Too many to look for all: the commonest way of the letter stands for it.
                longer = sums.iter().map(|sum| sum + ways.first().copied().unwrap_or_default()).collect();
            }
            sums = longer;
        }
        sums
    }

    /// Is this the name in Latin letters? Each of its words has to be one of the other's.
    pub fn is_of(&self, latin: &[String]) -> bool {
        if latin.is_empty() || latin.len() > MOST_WORDS {
            return false;
        }
        if self.script == Script::Korean {
            return self.is_korean(latin);
        }
        let is_all = |latin: &[String]| {
            let latin = joined_servants(latin);
            self.are(&self.words, &latin) || self.are_joined(&latin)
        };
        is_all(latin) || without_articles(latin).is_some_and(|latin| is_all(&latin))
    }

    fn are(&self, words: &[Word], latin: &[String]) -> bool {
        let Some((first, rest)) = words.split_first() else { return latin.is_empty() };
        words.len() == latin.len()
            && latin.iter().enumerate().any(|(place, word)| {
                first.is(word, self.script) && {
                    let others: Vec<String> = latin
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != place)
                        .map(|(_, it)| it.clone())
                        .collect();
                    self.are(rest, &others)
                }
            })
    }

    /// The same where one of the two writes two words as one.
    fn are_joined(&self, latin: &[String]) -> bool {
        let (own, other) = (self.words.len(), latin.len());
        if own == other + 1 {
            return (0..other).any(|place| {
                let mut words = self.words.clone();
                let second = words.remove(place + 1);
                words.get_mut(place).into_iter().for_each(|word| *word = word.joined(&second));
                self.are(&words, latin)
            });
        }
        own + 1 == other
            && own > 1
            && (0..own).any(|place| {
                let mut latin = latin.to_vec();
                let second = latin.remove(place + 1);
                latin.get_mut(place).into_iter().for_each(|word| word.push_str(&second));
                self.are(&self.words, &latin)
            })
    }

    /// The family name stands at either end, and the given one is one word or two.
    fn is_korean(&self, latin: &[String]) -> bool {
        let is = |word: &Word, latin: &str| word.is(latin, Script::Korean);
        match (self.words.as_slice(), latin) {
            ([family, given], [first, rest @ ..]) if !rest.is_empty() => {
                let (last, begin) = latin.split_last().unwrap_or((first, &[]));
                (is(family, first) && is(given, &rest.concat())) || (is(family, last) && is(given, &begin.concat()))
            }
            _ => false,
        }
    }
}

/// Family and given name of a Korean, who writes both as one word as a rule.
fn korean(written: &[&str]) -> Option<Vec<Word>> {
    let is_long = |word: &str| word.chars().nth(1).is_some();
    let whole: String = match written {
        [given, family] if is_long(given) && !is_long(family) => format!("{family}{given}"),
        _ => written.concat(),
    };
    let syllables = whole.chars().count();
    let two: String = whole.chars().take(2).collect();
    let family_letters = if syllables >= 3 && korean_name(&two).is_some() { 2 } else { 1 };
    if !(2..=5).contains(&syllables) {
        return None;
    }
    let family: String = whole.chars().take(family_letters).collect();
    let given: String = whole.chars().skip(family_letters).collect();
    let family = match korean_name(&family) {
        Some(known) => Word { signs: vec![(known, false)], ..Word::default() },
        None => Word::of(&family, Script::Korean)?,
    };
    Some(vec![family, Word::of(&given, Script::Korean)?])
}

/// Arabic articles as they are written in Latin letters, each as it sounds before the letter behind it.
const ARTICLES: [&str; 10] = ["al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az"];

/// Without articles, and without "son of" between two names; `None` where there is nothing of the kind.
fn without_articles(latin: &[String]) -> Option<Vec<String>> {
    let is_one = |place: usize, word: &str| {
        let is_last = place + 1 == latin.len();
        let is_between = place > 0 && !is_last;
        (!is_last && ARTICLES.contains(&word)) || (is_between && matches!(word, "bin" | "ibn" | "ben" | "bint"))
    };
    let kept = latin.iter().enumerate().filter(|(place, word)| !is_one(*place, word)).map(|(_, word)| word.clone());
    Some(kept.collect::<Vec<_>>()).filter(|kept| kept.len() < latin.len())
}

/// Latin words with those joined that are one name in Arabic: "Abdul Rahman".
fn joined_servants(latin: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(latin.len());
    let mut is_servant = false;
    for word in latin {
        match words.last_mut().filter(|_| is_servant) {
            Some(servant) => servant.push_str(word),
            None => words.push(word.clone()),
        }
        is_servant = matches!(word.as_str(), "abd" | "abdul" | "abdel" | "abdal" | "abdol");
    }
    words
}

/// Words with an article, or "servant of", joined to the word behind it: "Al-Farsi" and "Alfarsi" sound alike.
pub fn with_articles_joined(words: &[String]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut is_open = false;
    for word in words {
        match joined.last_mut().filter(|_| is_open) {
            Some(before) => before.push_str(word),
            None => joined.push(word.clone()),
        }
        is_open = matches!(word.as_str(), "al" | "el" | "ul" | "abd" | "abdul" | "abdel" | "abdal");
    }
    joined
}

/// The consonants of a Latin name, counted: with and without articles, with doubled letters and without.
fn latin_keys(words: &[String]) -> Vec<u64> {
    let once = |words: &[String]| words.iter().map(|word| consonants(&tidied(word))).sum::<u64>();
    let mut keys = vec![once(words), words.iter().map(|word| consonants(word)).sum()];
    keys.extend(without_articles(words).map(|words| once(&words)));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Pairs of people of whom one's name is the other's in letters of another script.
pub fn meetings(spellings: &[Spelling]) -> Vec<(u32, u32)> {
    let readings =
        || spellings.iter().enumerate().filter_map(|(index, it)| Some((index as u32, it.reading.as_deref()?)));
    let mut wanted: HashMap<u64, Vec<u32>> =
        readings().flat_map(|(_, reading)| reading.keys()).map(|key| (key, Vec::new())).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    for (index, spelling) in spellings.iter().enumerate().filter(|(_, spelling)| spelling.reading.is_none()) {
        for key in latin_keys(&spelling.words) {
            wanted.get_mut(&key).into_iter().for_each(|meant| meant.push(index as u32));
        }
    }
    let mut pairs = Vec::new();
    for (index, reading) in readings() {
        let keys = reading.keys();
        let meant = keys.iter().filter_map(|key| wanted.get(key)).flatten().take(MOST_TRIED);
        let met = meant.filter(|other| reading.is_of(&spellings[**other as usize].words)).take(MOST_MET);
        pairs.extend(met.map(|other| (index, *other)));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::latin_words;

    fn is_read(name: &str, latin: &str) -> bool {
        let reading = Reading::of(name).unwrap_or_else(|| panic!("{name}"));
        let words = latin_words(latin);
        let is = reading.is_of(&words);
        // Whoever is read is also met.
        assert!(!is || latin_keys(&words).iter().any(|key| reading.keys().contains(key)), "{name} / {latin}");
        is
    }

    #[test]
    fn names_are_read_in_latin_letters() {
        for (name, all) in [
            ("ياسمين الخطيب", "Yasmin Al-Khatib|Jasmin Alkhatib|Yasmine El Khateeb|Al-Khatib, Yasmin"),
            ("فاطمة الزهراء", "Fatima Zahra|Fatima Al-Zahraa|Fatimah Az-Zahra|Fatma Alzahra"),
            ("محمد علي", "Mohammed Ali|Muhammad Aly|Mohamed Ali"),
            ("محمد الفارسي", "Mohammed Al-Farsi|Mohamed Alfarsi|Muhammad Al Farsi"),
            ("أحمد حسن", "Ahmad Hassan|Ahmed Hasan|Hassan Ahmed"),
            ("عبد الرحمن سالم", "Abdul Rahman Salem|Abdulrahman Salim|Abd al-Rahman Salem|Abdel Rahman Salem"),
            ("خالد بن الوليد", "Khalid bin Walid|Khaled Walid"),
            ("عبد الله حداد", "Abdullah Haddad|Abdallah Haddad"),
            ("یوسف کریمی", "Yousef Karimi|Yusuf Karimi"),
            ("דוד כהן", "David Cohen|Dawid Kohen|Cohen, David|David Kohn"),
            ("יצחק לוי", "Yitzhak Levi|Itzhak Levy|Isaac Levi"),
            ("יעקב אברהם", "Yaakov Avraham|Jacob Abraham"),
            ("מיכאל רוזנברג", "Michael Rosenberg"),
            ("שרה בן דוד", "Sarah Ben David|Sara Bendavid"),
            ("प्रकाश शर्मा", "Prakash Sharma|Sharma Prakash|Prakaash Sarma"),
            ("लक्ष्मी गुप्ता", "Lakshmi Gupta|Laxmi Gupta"),
            ("संजय पटेल", "Sanjay Patel"),
            ("राम कुमार", "Ramkumar|Ram Kumar"),
            ("রহিম উদ্দিন", "Rahim Uddin"),
            ("குமார் ராஜன்", "Kumar Rajan"),
            ("김민지", "Kim Min-ji|Minji Kim|Min Ji Kim|Gim Minji|Kim Minjee"),
            ("김 민지", "Minji Kim"),
            ("이준호", "Lee Jun-ho|Junho Yi|Rhee Joonho"),
            ("박서연", "Park Seo-yeon|Seoyeon Pak"),
            ("최은영", "Choi Eun-young|Eunyoung Choe"),
            ("정다은", "Jung Da-eun|Daeun Jeong|Da-eun Chung"),
            ("남궁민", "Namgung Min|Min Namkoong"),
        ] {
            for latin in all.split('|').filter(|latin| !latin.is_empty()) {
                assert!(is_read(name, latin), "{name} / {latin}");
            }
        }
        assert!(is_read("محمد", "Mohammed"));
    }

    #[test]
    fn other_names_are_not_taken_for_one() {
        for (name, all) in [
            ("דוד כהן", "Dad Cohn|Dinah Kahan|David Levi|David|Cohen|Daniel Cohen|Dov Cohen|Davidi Cohen|Deed Cohen"),
            ("أحمد حسن", "Hamid Hassan|Mohammed Hassan|Ahmad Hussein|Ahmad|Mahmoud Hassan"),
            ("محمد حسن", "Ahmad Hassan|Hamid Hassan|Mahmoud Hassan|Mehdi Hassan|Mohammed Hussein|Mohammed Hosni"),
            ("حامد حسن", "Ahmad Hassan|Mohammed Hassan|Hamdi Hassan"),
            ("حسين علي", "Hassan Ali"),
            ("ياسمين الخطيب", "Yasmin Khalil|Yasin Khatib|Jasmin Katz"),
            ("प्रकाश शर्मा", "Prakash Verma|Prakashi Sharma|Pooja Sharma"),
            ("राहुल शर्मा", "Rahil Sharma|Rohit Sharma"),
            ("김민지", "Kim Min-jun|Kim Min-jung|Minji Lee|Kim|Minji|Kim Mina"),
            ("이준호", "Lee Jun-ha|Kim Jun-ho|Lee Junhee"),
        ] {
            for latin in all.split('|').filter(|latin| !latin.is_empty()) {
                assert!(!is_read(name, latin), "{name} / {latin}");
            }
        }
        for none in ["Ann Field", "Дмитрий Соколов", "王小明", "Yasmin الخطيب", "", "123"] {
            assert!(Reading::of(none).is_none(), "{none}");
        }
    }
}
