//! A person: anyone in the campaign, who may be nominee, nominator, entrant, judge and member at once.
//! Nominee, nominator and entrant follow from the nominations and entries that name the person; they are not stored twice.

mod written;

use super::ids::{PersonId, SourceId};
use super::member::Output;
use super::merge::Merged;
use super::name_form::NameForm;
use super::name_forms::NameForms;
use super::plain::{has_gap, is_plain};
use super::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// What a person said about being shown, with date and wording. Most people of a long list said nothing yet.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "written::Consent")]
pub struct Consent {
    pub state: ConsentState,
    pub given: Seldom<Given>,
}

/// When and how consent was given or refused, or asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    pub at: Option<Timestamp>,
    /// How it was given: e-mail, form, in person.
    pub by: String,
    /// Which wording of the question was answered.
    pub wording: String,
}

static NOT_GIVEN: Given = Given { at: None, by: String::new(), wording: String::new() };

impl Consent {
    pub fn new(state: ConsentState, at: Option<Timestamp>, by: impl Into<String>, wording: impl Into<String>) -> Self {
        Self { state, given: Given { at, by: by.into(), wording: wording.into() }.into() }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ConsentState {
    #[default]
    NotAsked,
    Asked,
    Agreed,
    Refused,
    Withdrawn,
}

impl ConsentState {
    pub const ALL: [Self; 5] = [Self::NotAsked, Self::Asked, Self::Agreed, Self::Refused, Self::Withdrawn];
    pub fn title(self) -> &'static str {
        match self {
            Self::NotAsked => "Not asked",
            Self::Asked => "Asked",
            Self::Agreed => "Agreed",
            Self::Refused => "Refused",
            Self::Withdrawn => "Withdrawn",
        }
    }
}

/// Who confirmed how the name is spelled, and when; nothing is printed with confidence before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    pub by: String,
    pub at: Timestamp,
}

/// Where a record came from: a file of the campaign and the line in it on which the row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub source: SourceId,
    pub line: u64,
}

/// Where a person came from.
pub type Origins = SmallVec<[Origin; 1]>;

/// A photo as it was chosen. Its bytes lie in the store by hash, untouched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    pub file_name: String,
    pub bytes: u64,
    pub width_px: u64,
    pub height_px: u64,
}

/// A person. What few people have lies in [`Details`], which a person reads and writes as if it were their own: a million people
/// of a list then take a third of the memory.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "written::Person")]
pub struct Person {
    /// The name as the person writes it, in its own script; NFC, without outer white space.
    pub name: Text,
    pub email: Text,
    pub organisation: Text,
    pub team: Text,
    /// What the person does: "Network engineer".
    pub function: Text,
    /// ISO 3166 alpha-2 where known, else as it came.
    pub country: Text,
    pub place: Text,
    pub name_form: NameForm,
    pub consent: Consent,
    pub judge: bool,
    pub member: bool,
    /// Works for the organiser; may be nominated, may not win prizes.
    pub staff: bool,
    /// Nearly always one, which then lies in the record.
    pub origins: Origins,
    pub details: Seldom<Details>,
}

/// What few people have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The part of the name by which the person is called, where a list said it apart.
    pub given_name: Text,
    /// The family's part of the name, where a list said it apart.
    pub family_name: Text,
    /// Latin form beside it, used where no font covers the original.
    pub latin_name: Text,
    pub region: Text,
    pub address: Text,
    /// In service since: a year or any words.
    pub since: Text,
    pub code_name: Text,
    /// Forms of the name for single outputs, where they differ from the form for everything.
    pub name_forms: NameForms,
    pub born: Option<Date>,
    pub name_confirmed: Option<Confirmation>,
    pub tags: Vec<String>,
    pub notes: Text,
    pub photo: Option<Photo>,
    /// Records that were merged into this one, the latest last.
    pub merged: Vec<Merged>,
    /// People who look alike and are somebody else, as a person decided.
    pub apart_from: Vec<PersonId>,
    /// People who look alike and about whom a person decided to decide later.
    pub put_off: Vec<PersonId>,
    /// When the person was told that the campaign keeps something about them.
    pub told_at: Option<Timestamp>,
    /// Erased on request; nothing else is left in the record.
    pub erased_at: Option<Timestamp>,
}

static NO_DETAILS: Details = Details {
    given_name: Text::new(),
    family_name: Text::new(),
    latin_name: Text::new(),
    region: Text::new(),
    address: Text::new(),
    since: Text::new(),
    code_name: Text::new(),
    name_forms: NameForms::new(),
    born: None,
    name_confirmed: None,
    tags: Vec::new(),
    notes: Text::new(),
    photo: None,
    merged: Vec::new(),
    apart_from: Vec::new(),
    put_off: Vec::new(),
    told_at: None,
    erased_at: None,
};

/// Something that is there only where it says something: a pointer where it does not.
#[derive(Clone, Debug, Default)]
pub struct Seldom<T>(Option<Box<T>>);

/// What of this kind is where nothing is.
pub trait Nothing: Default + PartialEq + 'static {
    fn nothing() -> &'static Self;
}

/// What few have lies in a field of a record, and is read and written as if it stood in the record itself.
macro_rules! lies_beside {
    ($whole:ty, $field:ident: $part:ty, $nothing:expr) => {
        impl $crate::campaign::Nothing for $part {
            fn nothing() -> &'static Self {
                &$nothing
            }
        }
        impl ::std::ops::Deref for $whole {
            type Target = $part;
            fn deref(&self) -> &$part {
                &self.$field
            }
        }
        impl ::std::ops::DerefMut for $whole {
            fn deref_mut(&mut self) -> &mut $part {
                &mut self.$field
            }
        }
    };
}
pub(crate) use lies_beside;

lies_beside!(Person, details: Details, NO_DETAILS);
lies_beside!(Consent, given: Given, NOT_GIVEN);

impl<T: Nothing> Deref for Seldom<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::nothing())
    }
}

impl<T: Nothing> DerefMut for Seldom<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T> Seldom<T> {
    /// What is there, to be taken apart.
    pub fn into_inner(self) -> Option<Box<T>> {
        self.0
    }
}

impl<T: Nothing> PartialEq for Seldom<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            _ => **self == **other,
        }
    }
}

impl<T: Nothing + Eq> Eq for Seldom<T> {}

impl<T: Nothing> From<T> for Seldom<T> {
    fn from(it: T) -> Self {
        Self((it != *T::nothing()).then(|| Box::new(it)))
    }
}

impl Person {
    /// The record with something said that few people have.
    #[must_use]
    pub fn with(mut self, say: impl FnOnce(&mut Details)) -> Self {
        say(&mut self);
        self
    }

    /// This record and all that were merged into it, however deep.
    pub fn with_merged(&self) -> Vec<&Self> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(person) = all.get(next).copied() {
            all.extend(person.merged.iter().flat_map(|merged| [merged.person.as_ref(), merged.kept.as_ref()]));
            next += 1;
        }
        all
    }

    /// Was the record with this id merged into this one, directly or by way of another?
    pub fn has_merged(&self, id: PersonId) -> bool {
        self.merged.iter().any(|merged| merged.id == id || merged.person.has_merged(id))
    }

    /// Photos of the record and of those merged into it: all of them stay in the file.
    pub fn photos(&self) -> Vec<&Photo> {
        self.with_merged().into_iter().filter_map(|person| person.photo.as_ref()).collect()
    }

    /// The name where there is one, else the e-mail address, else a plain word. Never empty.
    pub fn display_name(&self) -> &str {
        if self.erased_at.is_some() {
            return "Erased person";
        }
        [self.name.as_str(), self.latin_name.as_str(), self.email.as_str()]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or("No name yet")
    }

    /// The form this person chose for an output, else for everything; for the post only what was chosen for it alone.
    pub fn chosen_form(&self, output: Output) -> NameForm {
        match self.name_forms.get(output) {
            NameForm::ByDefault if output != Output::Post => self.name_form,
            form => form,
        }
    }

    /// The name in the form chosen for it; where none was chosen, as it is. `None` when it may not be shown at all.
    /// What is published passes through `app::names`, which asks for consent and the campaign's defaults first.
    pub fn public_name(&self) -> Option<String> {
        self.name_in(self.name_form)
    }

    /// At most two grapheme clusters that stand for the name in a round plate.
    pub fn initials(&self) -> String {
        let words: Vec<&str> = self.display_name().split_whitespace().collect();
        let ends = if words.len() > 1 { vec![words[0], words[words.len() - 1]] } else { words };
        ends.iter().filter_map(|word| word.graphemes(true).next()).collect::<String>().to_uppercase()
    }
}

/// White space of every kind trimmed and collapsed, NFC; the letters stay as they are.
pub fn tidy_name(text: &str) -> String {
    let spaced: String =
        text.nfc().map(|c| if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}') { ' ' } else { c }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The form by which equal names are found: tidy, without case.
pub fn name_key(text: &str) -> String {
    if is_tidy(text) { text.to_lowercase() } else { tidy_name(text).to_lowercase() }
}

/// [`name_key`] at the end of a text that is used again and again.
pub fn name_key_into(text: &str, key: &mut String) {
    if !is_tidy(text) {
        key.push_str(&name_key(text));
    } else if text.is_ascii() {
        push_lower_ascii(text, key);
    } else if text.contains('Σ') {
        // The one letter that has another small form at the end of a word.
        key.push_str(&text.to_lowercase());
    } else {
        for letter in text.chars() {
            match lower_letter(letter) {
                _ if letter.is_ascii() => key.push(letter.to_ascii_lowercase()),
                Some(lower) => key.push_str(lower),
                None => key.extend(letter.to_lowercase()),
            }
        }
    }
}

/// [`email_key`] at the end of a text that is used again and again.
pub fn email_key_into(text: &str, key: &mut String) {
    if text.is_ascii() {
        push_lower_ascii(text.trim(), key);
    } else {
        key.push_str(&email_key(text));
    }
}

/// Letters of most European languages in their small form, worked out once.
fn lower_letter(letter: char) -> Option<&'static str> {
    static LETTERS: OnceLock<Vec<String>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let lower = |letter: u32| char::from_u32(letter).map(|c| c.to_lowercase().collect()).unwrap_or_default();
        (0..0x280).map(lower).collect()
    });
    letters.get(letter as usize).map(String::as_str)
}

fn push_lower_ascii(text: &str, key: &mut String) {
    let start = key.len();
    key.push_str(text);
    if let Some(added) = key.get_mut(start..) {
        added.make_ascii_lowercase();
    }
}

/// Is the text tidy for sure, with single spaces between its words?
fn is_tidy(text: &str) -> bool {
    let is_spaced = || !has_gap(text) && !text.starts_with(' ') && !text.ends_with(' ');
    let is_odd = |c: char| c != ' ' && (c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'));
    is_spaced() && (is_plain(text) || !text.contains(is_odd) && is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// The form by which equal e-mail addresses are found.
pub fn email_key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The mailbox of an address with a plus in it, such as "ada@x.example" of "ada+list@x.example"; `None` of any other.
pub fn mailbox_without_plus(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let (mailbox, _) = local.split_once('+')?;
    (!mailbox.is_empty()).then(|| format!("{mailbox}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_but_never_recased() {
        assert_eq!(tidy_name("\u{a0} sabine \u{2003} okonjo\u{a0}"), "sabine okonjo");
        assert_eq!(tidy_name("Thibauld Mu\u{308}nchhausen"), "Thibauld Münchhausen");
        assert_eq!(name_key("Sabine  OKONJO"), name_key("sabine okonjo "));
        for name in ["Zoë Ångström", "İstanbul Ÿ ẞ ǅ", "ΣΑΣ", "Sabine  OKONJO", "", " a", "Đặng Thùy Trâm", "ÀÉÎ ĞŁØ"]
        {
            let mut key = "before ".to_owned();
            name_key_into(name, &mut key);
            assert_eq!(key, format!("before {}", name_key(name)), "{name}");
        }
        for name in ["Zoë Ångström", " Zoë", "Zoë ", "a  b", "", " ", "a\u{a0}b", "ǅungla", "İpek"] {
            assert_eq!(name_key(name), tidy_name(name).to_lowercase(), "{name:?}");
        }
    }

    #[test]
    fn a_file_tells_what_a_person_has_and_nothing_else() {
        let plain = Person { name: "Ada Quist".into(), ..Person::default() };
        let text = ron::to_string(&plain).unwrap();
        assert_eq!(text, "(name:\"Ada Quist\",name_form:ByDefault,consent:(state:NotAsked))");
        let full = plain.clone().with(|it| {
            it.given_name = "Ada".into();
            it.born = Some(jiff::civil::date(1980, 1, 2));
            it.tags = vec!["press".into()];
            it.name_forms = [(Output::Hub, NameForm::First)].into_iter().collect();
        });
        let text = ron::to_string(&full).unwrap();
        let order = ["name:", "given_name:", "born:", "name_form:", "name_forms:{Hub:First}", "consent:", "tags:"]
            .map(|field| text.find(field));
        assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{text}");
        assert_eq!(ron::from_str::<Person>(&text).unwrap(), full);
        // Room that was made for details and not used is no difference.
        assert_eq!(plain.clone().with(|it| it.tags.clear()), plain);
        assert_ne!(full, plain);
    }

    #[test]
    fn two_letters_stand_for_a_name() {
        let person = Person { name: "Đặng Thùy Trâm".into(), ..Person::default() };
        assert_eq!(person.initials(), "ĐT");
    }
}
