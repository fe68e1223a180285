//! A story: an edited, publishable text made from nominations, with versions, quotes, the leap it tells of, and how far it is on
//! its way to the public. The nominations themselves are never altered.

use super::ids::{NominationId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far a story is on its way to the public; each step needs the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StoryState {
    #[default]
    Draft,
    /// Facts and names were checked.
    Checked,
    /// The person it tells of agreed to this text.
    Consented,
    Published,
}

impl StoryState {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Checked, Self::Consented, Self::Published];
    pub fn title(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Checked => "Checked",
            Self::Consented => "Consented",
            Self::Published => "Published",
        }
    }
}

/// The text as it stood at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryVersion {
    pub at: Timestamp,
    pub title: String,
    pub text: String,
    /// Why the version was kept: "Before the legal check".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Words taken from a nomination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryQuote {
    pub words: String,
    /// Whose words, as they may be named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Where they were taken from; the nomination may be gone since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NominationId>,
}

/// How sure a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Evidence {
    /// Nothing was said; counts nowhere.
    #[default]
    None,
    Estimated,
    /// Somebody who was there says so.
    Reported,
    Measured,
}

impl Evidence {
    pub const ALL: [Self; 4] = [Self::None, Self::Estimated, Self::Reported, Self::Measured];
    pub fn title(self) -> &'static str {
        match self {
            Self::None => "No evidence",
            Self::Estimated => "Estimated",
            Self::Reported => "Reported",
            Self::Measured => "Measured",
        }
    }
}

/// The leap a story tells of: a number before and after.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Leap {
    /// What was counted: "Days to set up a new site".
    pub what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<f64>,
    /// "days", "tickets a week".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// More is better (sites set up), instead of less (days waited).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub more_is_better: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    pub evidence: Evidence,
    /// Where the number comes from: "ticket system, March".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Leap {
    /// How many times better it became: before by after, or after by before where more is better. `None` without both numbers,
    /// or where one of them is not above zero.
    pub fn multiple(&self) -> Option<f64> {
        let (before, after) = (self.before?, self.after?);
        let fair = |number: f64| number.is_finite() && number > 0.0;
        if !fair(before) || !fair(after) {
            return None;
        }
        Some(if self.more_is_better { after / before } else { before / after })
    }
}

/// One story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Whom it tells of.
    pub about: PersonId,
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// One or two sentences for overviews.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<StoryQuote>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaps: Vec<Leap>,
    /// Where it happened, ISO 3166 alpha-2 where known; empty for where the person is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// The place there; empty for where the person is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    #[serde(default)]
    pub state: StoryState,
    /// Who checked it and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<super::person::Confirmation>,
    /// How and when the person agreed to this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented: Option<super::person::Confirmation>,
    /// SHA-256 of title and text that were agreed to, lower-case hex: a text changed afterwards needs a new yes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consented_sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Timestamp>,
    /// Earlier texts, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<StoryVersion>,
}

impl Story {
    pub fn new(about: PersonId, title: String) -> Self {
        Self {
            about,
            title,
            text: String::new(),
            summary: String::new(),
            quotes: Vec::new(),
            problems: Vec::new(),
            leaps: Vec::new(),
            country: String::new(),
            place: String::new(),
            state: StoryState::Draft,
            checked: None,
            consented: None,
            consented_sha256: String::new(),
            published_at: None,
            versions: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_counts_only_with_two_numbers_above_zero() {
        let leap = |before, after, more_is_better| Leap { before, after, more_is_better, ..Leap::default() };
        assert_eq!(leap(Some(440.0), Some(11.0), false).multiple(), Some(40.0));
        assert_eq!(leap(Some(3.0), Some(12.0), true).multiple(), Some(4.0));
        assert_eq!(leap(Some(3.0), None, true).multiple(), None);
        assert_eq!(leap(Some(3.0), Some(0.0), false).multiple(), None);
        assert_eq!(leap(Some(f64::NAN), Some(1.0), false).multiple(), None);
    }
}
