//! From the clock of a form to an instant, where that can be known: `Z`, offsets, and the usual abbreviations of Europe, North
//! America, Japan, Australia and New Zealand. Abbreviations that mean several zones (IST, CST of China) are left out.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::Received;

/// Minutes east of UTC.
const ABBREVIATIONS: &[(&str, i32)] = &[
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("WEZ", 0),
    ("WESZ", 60),
    ("EET", 120),
    ("OEZ", 120),
    ("OESZ", 180),
    ("EEST", 180),
    ("NST", -210),
    ("NDT", -150),
    ("AST", -240),
    ("ADT", -180),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
    ("JST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("CST", -360),
];

impl Received {
    /// The instant to the fraction of a second where the text is written as this program writes instants, else
    /// [`Self::instant`].
    pub fn exact(&self, local: &TimeZone) -> Option<Timestamp> {
        self.text.parse().ok().or_else(|| self.instant(local))
    }

    /// The instant, in the zone the text names; in `local` if it names none. `None` if the text is no date, or names a
    /// zone that is not known.
    pub fn instant(&self, local: &TimeZone) -> Option<Timestamp> {
        let at = self.at?;
        match &self.zone {
            None => local.to_timestamp(at).ok(),
            Some(text) => {
                TimeZone::fixed(Offset::from_seconds(minutes(text)?.checked_mul(60)?).ok()?).to_timestamp(at).ok()
            }
        }
    }
}

fn minutes(zone: &str) -> Option<i32> {
    // The one that programs write.
    if zone == "Z" {
        return Some(0);
    }
    let upper = zone.to_ascii_uppercase().replace('−', "-");
    if let Some((_, minutes)) = ABBREVIATIONS.iter().find(|(name, _)| *name == upper) {
        return Some(*minutes);
    }
    // `+01:00`, `-0500`, `GMT+1`, `UTC-3:30`
    let rest = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper);
    let (sign, digits) = match rest.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, rest.strip_prefix('-')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_the_zone_that_is_named() {
        let instant = |zone: Option<&str>| {
            let at = Some(jiff::civil::date(2025, 11, 3).at(9, 0, 0, 0));
            let received = Received { text: "".into(), at, zone: zone.map(Into::into) };
            received.instant(&TimeZone::fixed(Offset::constant(2))).map(|t| t.to_string())
        };
        assert_eq!(instant(Some("Z")).as_deref(), Some("2025-11-03T09:00:00Z"));
        assert_eq!(instant(Some("+01:00")).as_deref(), Some("2025-11-03T08:00:00Z"));
        assert_eq!(instant(Some("-0330")).as_deref(), Some("2025-11-03T12:30:00Z"));
        assert_eq!(instant(Some("GMT+1")).as_deref(), Some("2025-11-03T08:00:00Z"));
        assert_eq!(instant(Some("AST")).as_deref(), Some("2025-11-03T13:00:00Z"));
        assert_eq!(instant(None).as_deref(), Some("2025-11-03T07:00:00Z"));
        assert_eq!(instant(Some("XYZ")), None);
        assert_eq!(instant(Some("+99")), None);
    }
}
