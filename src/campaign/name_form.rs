//! The form in which a name may leave the campaign, and how a name is brought into it. Names differ in which part comes first,
//! in how many parts there are and in what a letter is; where the order of a name is not known, less is shown rather than the
//! wrong half. Whether a name may be shown at all is not decided here.

use super::person::{Person, tidy_name};
use super::titles::{is_suffix, is_title};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// The form of a name, as the person chose it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NameForm {
    /// Nothing was chosen: what the campaign has set for each output holds.
    #[default]
    ByDefault,
    Real,
    FirstAndInitial,
    First,
    /// First letters, and points for the rest.
    Masked,
    CodeName,
    Hidden,
}

impl NameForm {
    pub const ALL: [Self; 7] =
        [Self::ByDefault, Self::Real, Self::FirstAndInitial, Self::First, Self::Masked, Self::CodeName, Self::Hidden];
    /// Those that say something by themselves: what a campaign may set as its default.
    pub const CHOICES: [Self; 6] =
        [Self::Real, Self::FirstAndInitial, Self::First, Self::Masked, Self::CodeName, Self::Hidden];

    pub fn title(self) -> &'static str {
        match self {
            Self::ByDefault => "As the campaign has set",
            Self::Real => "Full name",
            Self::FirstAndInitial => "First name and initial",
            Self::First => "First name",
            Self::Masked => "Masked",
            Self::CodeName => "Code name",
            Self::Hidden => "Entry id only",
        }
    }

    /// The word for lists and the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::ByDefault => "default",
            Self::Real => "full",
            Self::FirstAndInitial => "first-and-initial",
            Self::First => "first",
            Self::Masked => "masked",
            Self::CodeName => "code-name",
            Self::Hidden => "entry-id",
        }
    }

    /// The form with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code.trim())
    }
}

impl Person {
    /// The name in a form; `None` where that form shows none. `ByDefault` gives the name as it is.
    pub fn name_in(&self, form: NameForm) -> Option<String> {
        let name = [&self.name, &self.latin_name].into_iter().map(|name| tidy_name(name)).find(|name| !name.is_empty());
        // An address that stands in for a name is none, and must not get out as one.
        let name = name.filter(|name| !name.contains('@'));
        match form {
            NameForm::ByDefault | NameForm::Real => name,
            NameForm::First => name.map(|name| parts(self, &name).first()),
            NameForm::FirstAndInitial => name.map(|name| parts(self, &name).first_and_initial()),
            NameForm::Masked => name.map(|name| parts(self, &name).masked()),
            NameForm::CodeName => Some(tidy_name(&self.code_name)).filter(|name| !name.is_empty()),
            NameForm::Hidden => None,
        }
    }
}

/// Points that stand for letters; always as many, so that they do not count the letters.
const POINTS: &str = "•••••";
const FEW_POINTS: &str = "••";

/// A name taken apart, as far as that can be done without guessing.
#[derive(Debug, PartialEq, Eq)]
enum Parts {
    Both {
        given: String,
        family: String,
    },
    /// One word, which is the whole name.
    Single(String),
    /// Written without a space, family first: where one part ends is not known.
    Unspaced(String),
    /// Which word is the family's is not known.
    Unordered(Vec<String>),
}

impl Parts {
    fn first(&self) -> String {
        match self {
            Self::Both { given, .. } => given.clone(),
            Self::Single(word) => word.clone(),
            Self::Unspaced(_) => self.masked(),
            Self::Unordered(words) => initials(words),
        }
    }

    fn first_and_initial(&self) -> String {
        match self {
            // A family name of one sign would be given away whole by its first letter.
            Self::Both { given, family } if is_east_asian(family) && family.graphemes(true).count() < 2 => {
                given.clone()
            }
            Self::Both { given, family } => format!("{given} {}", initial(family)),
            Self::Single(word) => word.clone(),
            Self::Unspaced(_) => self.masked(),
            Self::Unordered(words) => initials(words),
        }
    }

    fn masked(&self) -> String {
        match self {
            Self::Both { given, .. } if is_east_asian(given) => last_sign(given),
            Self::Both { given, family } => format!("{}{POINTS} {}", first_letter(given), initial(family)),
            Self::Single(word) => format!("{}{POINTS}", first_letter(word)),
            Self::Unspaced(word) => last_sign(word),
            Self::Unordered(words) => initials(words),
        }
    }
}

fn initials(words: &[String]) -> String {
    words.iter().map(|word| initial(word)).collect::<Vec<_>>().join(" ")
}

fn initial(word: &str) -> String {
    format!("{}.", first_letter(word))
}

/// The first letter of a word as a reader sees it: a whole grapheme cluster, past quotes and past vowels that are only written first.
fn first_letter(word: &str) -> String {
    let leading_vowel = |c: char| matches!(c, '\u{0E40}'..='\u{0E44}' | '\u{0EC0}'..='\u{0EC4}');
    let is_letter = |cluster: &&str| cluster.chars().any(|c| c.is_alphanumeric() && !leading_vowel(c));
    let cluster = word.graphemes(true).find(is_letter).or_else(|| word.graphemes(true).next()).unwrap_or_default();
    // Georgian has no capitals at the beginning of a word, though Unicode knows some.
    if cluster.chars().any(|c| matches!(c, '\u{10D0}'..='\u{10FF}')) {
        cluster.to_owned()
    } else {
        cluster.to_uppercase()
    }
}

/// The last sign of a name whose signs are words of their own, never a sign that could be all there is.
fn last_sign(name: &str) -> String {
    let signs: Vec<&str> = name.graphemes(true).filter(|sign| !sign.trim().is_empty()).collect();
    match signs.as_slice() {
        [.., _, last] => format!("{FEW_POINTS}{last}"),
        _ => FEW_POINTS.to_owned(),
    }
}

fn is_east_asian(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c,
            '\u{1100}'..='\u{11FF}' | '\u{3005}' | '\u{3041}'..='\u{30FF}' | '\u{3130}'..='\u{318F}'
            | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{3FFFF}')
    })
}

fn parts(person: &Person, name: &str) -> Parts {
    let (given, family) = (tidy_name(&person.given_name), tidy_name(&person.family_name));
    // Parts of an earlier spelling say nothing about this one.
    if !given.is_empty() && !family.is_empty() && name.contains(&given) && name.contains(&family) {
        return Parts::Both { given, family };
    }
    if is_east_asian(name) {
        return east_asian(name);
    }
    if let Some((family, given)) = name.split_once(',')
        && !given.trim().is_empty()
        && !family.trim().is_empty()
        && !is_suffix(given.trim())
    {
        let given = called(&words_of(given));
        return Parts::Both { given, family: last(&words_of(family)) };
    }
    let all = words_of(name);
    let mut words: &[String] = &all;
    let mut titled = false;
    while let [title, rest @ ..] = words
        && !rest.is_empty()
        && is_title(title)
    {
        words = rest;
        titled = true;
    }
    while let [rest @ .., suffix] = words
        && rest.len() > 1
        && is_suffix(suffix)
    {
        words = rest;
    }
    match words {
        // "Dr. Okonjo": what is left is the family's.
        [_] if titled => Parts::Unordered(words.to_vec()),
        [] => Parts::Single(name.to_owned()),
        [word] => Parts::Single(word.clone()),
        [family, .., given] if starts_with_family(&person.country, family, given) == Some(true) => {
            Parts::Both { given: given.clone(), family: family.clone() }
        }
        [first, .., end] if starts_with_family(&person.country, first, end).is_none() => {
            Parts::Unordered(vec![first.clone(), end.clone()])
        }
        _ => Parts::Both { given: called(words), family: last(words) },
    }
}

/// Chinese, Japanese and Korean names in their own signs: family first, unless a point between the words marks a foreign name.
fn east_asian(name: &str) -> Parts {
    if let Some((given, rest)) = name.split_once(['・', '·', '＝', '‧']) {
        let family = rest.rsplit(['・', '·', '＝', '‧']).next().unwrap_or(rest);
        return Parts::Both { given: given.trim().to_owned(), family: family.trim().to_owned() };
    }
    match words_of(name).as_slice() {
        [family, given @ ..] if !given.is_empty() => Parts::Both { given: given.join(" "), family: family.clone() },
        _ => Parts::Unspaced(name.to_owned()),
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The word, or the two, by which somebody is called.
fn called(words: &[String]) -> String {
    const BINDING: [&str; 8] = ["عبد", "أبو", "ابو", "abd", "abdul", "abdel", "abu", "umm"];
    match words {
        [first, second, rest @ ..] if !rest.is_empty() && BINDING.contains(&first.to_lowercase().as_str()) => {
            format!("{first} {second}")
        }
        [first, ..] => first.clone(),
        [] => String::new(),
    }
}

fn last(words: &[String]) -> String {
    words.last().cloned().unwrap_or_default()
}

/// Whether a name in Latin letters begins with the family's: yes, no, or not known.
fn starts_with_family(country: &str, first: &str, last: &str) -> Option<bool> {
    let is_vietnamese = |word: &str| VIETNAMESE.contains(&word.to_lowercase().as_str());
    match (is_vietnamese(first), is_vietnamese(last)) {
        (true, false) => return Some(true),
        (false, true) => return Some(false),
        _ => {}
    }
    // Written in Latin letters, names from here come in either order.
    const EITHER_ORDER: [&str; 9] = ["VN", "HU", "JP", "CN", "KR", "KP", "TW", "HK", "MO"];
    if EITHER_ORDER.contains(&country) { None } else { Some(false) }
}

/// The commonest Vietnamese family names that no other language writes so.
const VIETNAMESE: [&str; 18] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý",
    "đinh", "trịnh", "đoàn",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, country: &str, form: NameForm) -> String {
        let person = Person { name: name.into(), country: country.into(), ..Person::default() };
        person.name_in(form).unwrap_or_default()
    }

    fn initial_form(name: &str) -> String {
        shown(name, "", NameForm::FirstAndInitial)
    }

    #[test]
    fn given_names_come_first_in_most_scripts() {
        assert_eq!(initial_form("Sabine Okonjo"), "Sabine O.");
        assert_eq!(initial_form("Vincent van Gogh"), "Vincent G.");
        assert_eq!(initial_form("dr. sabine okonjo"), "sabine O.");
        assert_eq!(initial_form("Prof. Dr. Jürgen Meyer-Lüdenscheidt jr."), "Jürgen M.");
        assert_eq!(initial_form("Okonjo, Sabine Maria"), "Sabine O.");
        assert_eq!(initial_form("Martin King, Jr."), "Martin K.");
        assert_eq!(initial_form("Conor O’Brien"), "Conor O.");
        assert_eq!(initial_form("محمد علي"), "محمد ع.");
        assert_eq!(initial_form("عبد الله محمد"), "عبد الله م.");
        assert_eq!(initial_form("ქეთი წერეთელი"), "ქეთი წ.");
        // A letter is a whole cluster, and a Thai vowel that is written first is not the first letter.
        assert_eq!(initial_form("Anna E\u{301}va"), "Anna É.");
        assert_eq!(initial_form("राम क्षत्रिय"), "राम क्ष.");
        assert_eq!(initial_form("สมชาย ใจดี"), "สมชาย จ.");
    }

    #[test]
    fn family_first_names_never_give_the_family_name_away() {
        assert_eq!(initial_form("Đặng Thùy Trâm"), "Trâm Đ.");
        assert_eq!(initial_form("Trâm Nguyễn"), "Trâm N.");
        assert_eq!(initial_form("山田 太郎"), "太郎 山.");
        assert_eq!(initial_form("王 小明"), "小明");
        assert_eq!(initial_form("김 민준"), "민준");
        assert_eq!(initial_form("ジョン・スミス"), "ジョン ス.");
        // Where nothing says which part is which, neither is shown whole.
        assert_eq!(initial_form("王小明"), "••明");
        assert_eq!(shown("Nagy Péter", "HU", NameForm::FirstAndInitial), "N. P.");
        assert_eq!(shown("Tanaka Yuki", "JP", NameForm::First), "T. Y.");
        assert_eq!(initial_form("Dr. Okonjo"), "O.");
    }

    #[test]
    fn known_parts_decide_as_long_as_they_are_in_the_name() {
        let mut person = Person { name: "Nagy Péter".into(), country: "HU".into(), ..Person::default() }.with(|it| {
            it.given_name = "Péter".into();
            it.family_name = "Nagy".into();
        });
        assert_eq!(person.name_in(NameForm::FirstAndInitial).unwrap(), "Péter N.");
        assert_eq!(person.name_in(NameForm::First).unwrap(), "Péter");
        person.name = "Kiss Péter".into();
        assert_eq!(person.name_in(NameForm::FirstAndInitial).unwrap(), "K. P.");
        person = Person { name: "王小明".into(), ..person }.with(|it| {
            it.given_name = "小明".into();
            it.family_name = "王".into();
        });
        assert_eq!(person.name_in(NameForm::FirstAndInitial).unwrap(), "小明");
        assert_eq!(person.name_in(NameForm::Masked).unwrap(), "••明");
    }

    #[test]
    fn one_word_stays_one_word() {
        assert_eq!(initial_form("Suharto"), "Suharto");
        assert_eq!(shown("Suharto", "", NameForm::Masked), "S•••••");
    }

    #[test]
    fn masks_do_not_count_letters() {
        assert_eq!(shown("Sabine Okonjo", "", NameForm::Masked), "S••••• O.");
        assert_eq!(shown("Al Li", "", NameForm::Masked), "A••••• L.");
        assert_eq!(shown("明", "", NameForm::Masked), "••");
    }

    #[test]
    fn code_names_and_addresses() {
        let mut person = Person { name: "ann@example.org".into(), ..Person::default() };
        assert_eq!(person.name_in(NameForm::Real), None);
        assert_eq!(person.name_in(NameForm::CodeName), None);
        person.code_name = "Lagoon".into();
        assert_eq!(person.name_in(NameForm::CodeName).as_deref(), Some("Lagoon"));
        assert_eq!(person.name_in(NameForm::Hidden), None);
        for form in NameForm::ALL {
            assert_eq!(NameForm::from_code(form.code()), Some(form));
        }
    }
}
