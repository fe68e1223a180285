//! The few characters a glyph stands for. A page has thousands of glyphs, and nearly all of them stand for one letter: up to
//! twenty-two bytes lie in the glyph itself instead of in memory of their own.

use std::fmt;
use std::ops::Deref;

/// A short text that seldom needs memory of its own.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Characters(Held);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Held {
    /// So many of the bytes; the others are 0.
    Here(u8, [u8; HERE]),
    Apart(Box<str>),
}

const HERE: usize = 22;

impl From<&str> for Characters {
    fn from(text: &str) -> Self {
        let mut bytes = [0; HERE];
        match bytes.get_mut(..text.len()) {
            Some(place) => {
                place.copy_from_slice(text.as_bytes());
                Self(Held::Here(text.len() as u8, bytes))
            }
            None => Self(Held::Apart(text.into())),
        }
    }
}

impl Deref for Characters {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            // What came as text is text.
            Held::Here(length, bytes) => {
                bytes.get(..usize::from(*length)).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
            }
            Held::Apart(text) => text,
        }
    }
}

impl fmt::Debug for Characters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_texts_come_back() {
        for text in [
            "",
            "a",
            "क्षि",
            "ﬃ",
            "twenty-two bytes in all",
            "twenty-two bytes, all",
            "a text of more bytes than that",
            "👩🏽‍🚒👩🏽‍🚒",
        ] {
            let held = Characters::from(text);
            assert_eq!(&*held, text);
            assert_eq!(held, Characters::from(text));
        }
        assert_ne!(Characters::from("a"), Characters::from("b"));
        assert!(size_of::<Characters>() <= 24);
    }
}
