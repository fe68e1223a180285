//! Why a page was not made, in words that name the person and the place on the page.

use crate::scene::kit::KitError;

/// A page that was not made. Nothing is printed instead: a wrong name is worse than a missing card.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A text has no place at a readable size, or a character that no face has.
    #[error("{who}: {place}: {reason}")]
    Text { who: String, place: String, reason: String },
    /// The art kit failed.
    #[error("{who}: the art kit: {source}")]
    Art { who: String, source: KitError },
    /// A look that neither the program nor the campaign knows.
    #[error("{who}: there is no card style {style:?}")]
    UnknownStyle { who: String, style: String },
    /// A style file that cannot be read.
    #[error("style {style}: {what}")]
    BrokenStyle { style: String, what: String },
    /// The code on the back holds more than a code of that size can.
    #[error("{who}: the text of the QR code is too long")]
    CodeTooLong { who: String },
    /// What the page is about is not there: an address, a story.
    #[error("{who}: {reason}")]
    Lacking { who: String, reason: String },
}

impl Refusal {
    /// Whom it is about, as its words begin; `None` for what is nobody's fault.
    pub fn who(&self) -> Option<&str> {
        match self {
            Self::Text { who, .. }
            | Self::Art { who, .. }
            | Self::UnknownStyle { who, .. }
            | Self::CodeTooLong { who }
            | Self::Lacking { who, .. } => Some(who),
            Self::BrokenStyle { .. } => None,
        }
    }
}

/// Something to look at before printing: a text made smaller, another face, art the kit does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub who: String,
    /// Such as `name plate`.
    pub place: String,
    pub what: String,
}
