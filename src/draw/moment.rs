//! A moment: RFC 3339 in UTC with whole seconds, `2026-12-01T18:00:00Z`, and nothing else.
//!
//! The text has one form only, so comparing text compares time. There is no clock here: moments come from outside.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The text is not a moment of the form `2026-12-01T18:00:00Z`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a time of the form 2026-12-01T18:00:00Z")]
pub struct MomentError(pub String);

/// A second in UTC.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(String);

impl Moment {
    /// Checks form and calendar. Leap seconds (`:60`) are refused: not every reader can compare them.
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        match fields(text) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(MomentError(text.to_owned())),
        }
    }

    /// The text as it stands in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z, negative before.
    pub fn unix_secs(&self) -> i64 {
        let [year, month, day, hour, minute, second] = fields(&self.0).unwrap_or([1970, 1, 1, 0, 0, 0]);
        // Days from the civil calendar, counted in years that begin in March so that the leap day comes last.
        let year_from_march = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let leap_days = year_from_march / 4 - year_from_march / 100 + year_from_march / 400;
        let days = 365 * year_from_march + leap_days + day_of_year - 719_468;
        ((days * 24 + hour) * 60 + minute) * 60 + second
    }
}

/// Year, month, day, hour, minute and second, when form and calendar are right. Years are 0001 to 9999.
fn fields(text: &str) -> Option<[i64; 6]> {
    let bytes: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let mut values = [0; 6];
    let mut field = 0;
    for (byte, form) in bytes.iter().zip(b"dddd-dd-ddTdd:dd:ddZ") {
        if *form == b'd' {
            values[field] = values[field] * 10 + i64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        } else if byte == form {
            field = (field + 1).min(5);
        } else {
            return None;
        }
    }
    let [year, month, day, hour, minute, second] = values;
    let days = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let right = year >= 1 && (1..=12).contains(&month) && (1..=days).contains(&day);
    (right && hour < 24 && minute < 60 && second < 60).then_some(values)
}

impl TryFrom<String> for Moment {
    type Error = MomentError;
    fn try_from(text: String) -> Result<Self, MomentError> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
