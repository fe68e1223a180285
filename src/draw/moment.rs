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

    /// The moment so many seconds after 1970-01-01T00:00:00Z; `None` outside the years 0001 to 9999.
    pub fn from_unix_secs(secs: i64) -> Option<Self> {
        let (days, second_of_day) = (secs.div_euclid(86_400), secs.rem_euclid(86_400));
        // The way of `unix_secs` backwards: eras of 400 years that begin on 1 March.
        let days = days.checked_add(719_468)?;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        let (hour, minute, second) = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
        (1..=9999)
            .contains(&year)
            .then(|| Self(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_back() {
        let same = |text: &str| {
            let moment = Moment::parse(text).unwrap();
            assert_eq!(Moment::from_unix_secs(moment.unix_secs()), Some(moment));
        };
        for text in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2000-03-01T00:00:01Z", "1969-12-31T23:59:59Z"] {
            same(text);
        }
        // Each day of four centuries, at another second.
        let start = Moment::parse("1999-12-31T00:00:00Z").unwrap().unix_secs();
        for day in 0..146_200 {
            same(Moment::from_unix_secs(start + day * 86_401).unwrap().as_str());
        }
        assert_eq!(Moment::from_unix_secs(253_402_300_799).unwrap().as_str(), "9999-12-31T23:59:59Z");
        assert_eq!(Moment::from_unix_secs(253_402_300_800), None);
        assert_eq!(Moment::from_unix_secs(i64::MAX), None);
        assert_eq!(Moment::from_unix_secs(i64::MIN), None);
    }
}
