//! A text of a record: short ones, which most are, lie in the record itself, and longer ones may be a part of the text of the file
//! they came in, shared and not copied. A million rows then become records with one allocation each. It reads as a `str` wherever
//! one is asked for; what it does not do is grow in place as cheaply as a `String`, which is for texts that are being made.

use hipstr::HipStr;
use serde::{Deserialize, Serialize};
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

/// A text of a record. Cloning it copies no more than 24 bytes, or counts one more who shares it.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(HipStr<'static>);

impl Text {
    /// Bytes that lie in the record itself.
    pub const SHORT_BYTES: usize = HipStr::<'static>::inline_capacity();

    /// No text.
    pub const fn new() -> Self {
        Self(HipStr::new())
    }
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
    pub fn push_str(&mut self, more: &str) {
        self.0.push_str(more);
    }
    pub fn push(&mut self, letter: char) {
        self.0.push(letter);
    }
    pub fn clear(&mut self) {
        self.0 = HipStr::new();
    }
    /// A part of this text as a text of its own, which shares the memory of this one where it is long. A part of something else
    /// is copied.
    #[must_use]
    pub fn part(&self, part: &str) -> Self {
        if part.len() <= Self::SHORT_BYTES {
            return part.into();
        }
        self.0.try_slice_ref(part).map_or_else(|| part.into(), Self)
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        self.push_str(more);
        Ok(())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(HipStr::from(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(HipStr::from(text))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Self {
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.into()
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.as_str().to_owned()
    }
}

impl From<Text> for serde_json::Value {
    fn from(text: Text) -> Self {
        Self::String(text.into())
    }
}

impl From<&Text> for serde_json::Value {
    fn from(text: &Text) -> Self {
        Self::String(text.into())
    }
}

impl FromIterator<char> for Text {
    fn from_iter<I: IntoIterator<Item = char>>(letters: I) -> Self {
        String::from_iter(letters).into()
    }
}

macro_rules! compares {
    ($($other:ty),*) => {$(
        impl PartialEq<$other> for Text {
            fn eq(&self, other: &$other) -> bool {
                let other: &str = other.as_ref();
                self.as_str() == other
            }
        }
        impl PartialEq<Text> for $other {
            fn eq(&self, other: &Text) -> bool {
                other == self
            }
        }
    )*};
}

compares!(str, &str, String, Cow<'_, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_was_put_in() {
        for text in ["", "Zoë", "exactly 23 bytes long.", "a sentence that is longer than what fits into a record"] {
            let made = Text::from(text);
            assert_eq!((made.as_str(), String::from(made.clone()), made.to_string()), (text, text.into(), text.into()));
            assert_eq!(made, Text::from(text.to_owned()));
            assert_eq!(text, made);
            assert_eq!(made, Cow::Borrowed(text));
            assert_eq!(ron::to_string(&made).unwrap(), ron::to_string(text).unwrap());
            assert_eq!(ron::from_str::<Text>(&ron::to_string(text).unwrap()).unwrap(), text);
            assert_eq!(format!("{made:?}"), format!("{text:?}"));
            let mut longer = made.clone();
            longer.push_str(" and more");
            longer.push('!');
            assert_eq!(longer, format!("{text} and more!"));
            assert_eq!(made, text, "whoever shared it keeps what was there");
            longer.clear();
            assert!(longer.is_empty());
        }
        assert_eq!(size_of::<Text>(), 24);
        assert_eq!(size_of::<Option<Text>>(), 24);
    }

    #[test]
    fn parts_are_shared_where_they_are_long() {
        let whole = Text::from("a row of cells,one of them with very many words that are kept where they are,end");
        let words = whole.split(',').nth(1).unwrap();
        let part = whole.part(words);
        assert_eq!(part, words);
        assert_eq!(part.as_ptr(), words.as_ptr());
        assert_eq!(whole.part("end"), "end");
        let other = "words that stand nowhere in the text they are said to be of".to_owned();
        assert_eq!(whole.part(&other), other);
        drop(whole);
        assert_eq!(part, "one of them with very many words that are kept where they are");
    }
}
