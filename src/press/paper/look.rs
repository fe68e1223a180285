//! How a text of a document is set: face, size, leading and ink.

use super::ink;
use crate::scene::fonts::{DISPLAY_FAMILY, MONO_FAMILY, TEXT_FAMILY};
use crate::scene::text::TextStyle;
use std::borrow::Cow;

/// The ink of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tint {
    /// Text.
    #[default]
    Ink,
    /// Secondary text.
    Muted,
    /// Words that lead.
    Accent,
}

impl Tint {
    pub(super) fn rgb(self) -> [u8; 3] {
        match self {
            Self::Ink => ink::INK,
            Self::Muted => ink::MUTED,
            Self::Accent => ink::ACCENT,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
    Plain,
    SemiBold,
    Bold,
    Mono,
    Display,
}

/// How a text is set: face, size in 0.1 mm, leading and ink. The named ones are the few that documents use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) spacing: f32,
    pub(super) tint: Tint,
}

impl Look {
    const fn of(face: Face, size: f32, leading: f32, tint: Tint) -> Self {
        Self { face, size, leading, spacing: 0.0, tint }
    }
    /// The title of a document.
    pub const fn title() -> Self {
        Self::of(Face::Bold, 80.0, 1.14, Tint::Ink)
    }
    /// The display face at a size; for the campaign's title alone.
    pub const fn display(size: f32) -> Self {
        Self { spacing: 1.5, ..Self::of(Face::Display, size, 1.1, Tint::Ink) }
    }
    /// Heads a section.
    pub const fn heading() -> Self {
        Self::of(Face::Bold, 45.0, 1.2, Tint::Ink)
    }
    /// Heads a part of a section.
    pub const fn subheading() -> Self {
        Self::of(Face::SemiBold, 36.0, 1.3, Tint::Ink)
    }
    /// Running text: 10 points.
    pub const fn body() -> Self {
        Self::of(Face::Plain, 35.3, 1.42, Tint::Ink)
    }
    /// Running text of long documents: 9 points.
    pub const fn fine() -> Self {
        Self::of(Face::Plain, 31.8, 1.4, Tint::Ink)
    }
    /// Cells of a table.
    pub const fn cell() -> Self {
        Self::of(Face::Plain, 32.0, 1.28, Tint::Ink)
    }
    /// Notes and captions: 8 points.
    pub const fn small() -> Self {
        Self::of(Face::Plain, 28.5, 1.36, Tint::Muted)
    }
    /// Capitals over a column or a value.
    pub const fn label() -> Self {
        Self { spacing: 1.2, ..Self::of(Face::SemiBold, 26.0, 1.25, Tint::Muted) }
    }
    /// Ids and hashes.
    pub const fn mono() -> Self {
        Self::of(Face::Mono, 29.5, 1.39, Tint::Ink)
    }
    /// Large numbers.
    pub const fn figure() -> Self {
        Self::of(Face::Bold, 66.0, 1.1, Tint::Ink)
    }
    /// The same in bold.
    #[must_use]
    pub fn strong(self) -> Self {
        let face = if self.face == Face::Plain { Face::SemiBold } else { self.face };
        Self { face, ..self }
    }
    /// The same in another ink.
    #[must_use]
    pub const fn tinted(self, tint: Tint) -> Self {
        Self { tint, ..self }
    }
    /// The same in another size, in 0.1 mm.
    #[must_use]
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }
    /// The same with other distances of lines, as a multiple of the size.
    #[must_use]
    pub const fn leaded(self, leading: f32) -> Self {
        Self { leading, ..self }
    }
    /// How far a smaller face is moved down to stand level with the cells beside it.
    pub(super) fn drop(&self) -> f32 {
        if self.face == Face::Mono { 0.6 } else { 0.0 }
    }

    pub(super) fn style(&self, language: &str, width: Option<f32>) -> TextStyle {
        let (family, weight) = match self.face {
            Face::Plain => (TEXT_FAMILY, 400.0),
            Face::SemiBold => (TEXT_FAMILY, 600.0),
            Face::Bold => (TEXT_FAMILY, 700.0),
            Face::Mono => (MONO_FAMILY, 400.0),
            Face::Display => (DISPLAY_FAMILY, 400.0),
        };
        TextStyle {
            family: Cow::Borrowed(family),
            weight,
            size: self.size,
            spacing: self.spacing,
            fill: self.tint.rgb(),
            width,
            line_height: self.leading,
            language: (!language.is_empty()).then(|| Cow::Owned(language.to_owned())),
            ..TextStyle::default()
        }
    }
}
