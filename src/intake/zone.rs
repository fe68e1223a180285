//! From the clock of a form to an instant, where that can be known: `Z`, offsets, and the usual abbreviations of Europe, North
//! America, Japan, Australia and New Zealand. Abbreviations that mean several zones (IST, CST of China) are left out.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::table::{Row, Table};
use super::{Received, value};
use crate::campaign::Text;

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
            Some(text) => known(text)?.to_timestamp(at).ok(),
        }
    }
}

/// The zone of these words: an abbreviation, a distance from Greenwich, or a place such as `Europe/Berlin`.
fn known(zone: &str) -> Option<TimeZone> {
    match minutes(zone) {
        Some(minutes) => Some(TimeZone::fixed(Offset::from_seconds(minutes.checked_mul(60)?).ok()?)),
        None if zone.contains('/') => TimeZone::get(zone).ok(),
        None => None,
    }
}

/// What columns are called that name a zone and nothing else, folded.
const COLUMNS: [&str; 8] =
    ["timezone", "tz", "zeitzone", "fuseauhoraire", "tijdzone", "zonahoraria", "fusoorario", "timestampzone"];

/// What a line above a list begins with that names a zone, folded.
const ABOVE: [&str; 10] = [
    "timezone",
    "zeitzone",
    "fuseauhoraire",
    "tijdzone",
    "zonahoraria",
    "alltimes",
    "timesin",
    "timesarein",
    "zeitenin",
    "allezeiten",
];

/// The zone of the times in a column that do not name one themselves, and who says so: the header of the column, a column in which
/// all rows name the same zone, or a line above the list.
pub(super) fn of_column(table: &Table, column: usize) -> Option<(Text, String)> {
    let header = table.headers.get(column)?;
    if let Some(zone) = in_header(header) {
        return Some((zone, format!("the header “{}”", header.trim())));
    }
    let mut named = (0..table.headers.len()).filter(|at| {
        let header = table.headers.get(*at).map(|header| value::fold(header));
        header.is_some_and(|header| COLUMNS.contains(&header.as_str()))
    });
    if let (Some(at), None) = (named.next(), named.next()) {
        let mut cells =
            table.rows.iter().map(|row| row.cell(at).trim_matches(value::is_space)).filter(|it| !it.is_empty());
        // Where rows name different zones they are most often those of whoever answered, while one clock wrote the times.
        if let Some(first) = cells.next()
            && known(first).is_some()
            && cells.all(|cell| cell == first)
        {
            return Some((first.into(), format!("the column “{}”", table.headers.get(at).map_or("", |it| it.trim()))));
        }
    }
    let above = table.preamble.iter().flat_map(Row::cells);
    let mut above = above.filter(|cell| {
        let folded = value::fold(cell);
        cell.len() < 200 && ABOVE.iter().any(|words| folded.starts_with(words))
    });
    // Label and zone may stand in cells beside each other.
    let cell = above.next()?;
    let beside = table.preamble.iter().filter(|row| row.cells().any(|it| it == cell)).flat_map(Row::cells);
    let zone =
        beside.flat_map(|cell| cell.split(|c: char| value::is_space(c) || matches!(c, '(' | ')' | ',' | ';' | '.')));
    let zone = zone.map(|word| word.trim_end_matches(':')).find(|word| known(word).is_some() && word.len() > 1)?;
    Some((zone.into(), format!("“{}” above the list", value::tidy(cell))))
}

/// "Submit Date (UTC)", "created_at_utc", "Time [GMT+2]": brackets hold any known zone, the last word only that of Greenwich.
fn in_header(header: &str) -> Option<Text> {
    let is_mark = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',');
    let bracketed = header.rfind(['(', '[']).and_then(|at| header.get(at..));
    let bracketed = bracketed.map(|rest| rest.trim_matches(|c| is_mark(c) || value::is_space(c)).replace(' ', ""));
    if let Some(zone) = bracketed.filter(|zone| zone.len() > 1 && known(zone).is_some()) {
        return Some(zone.into());
    }
    let last = header.split(|c: char| value::is_space(c) || is_mark(c) || c == '_').rfind(|word| !word.is_empty())?;
    let upper = last.to_ascii_uppercase();
    let is_greenwich = ["UTC", "GMT"].iter().any(|it| upper.starts_with(it));
    (is_greenwich && known(&upper).is_some()).then(|| upper.into())
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
    fn headers_that_name_a_zone() {
        for (header, expected) in [
            ("Submit Date (UTC)", Some("UTC")),
            ("created_at_utc", Some("UTC")),
            ("Time [GMT +2]", Some("GMT+2")),
            ("Submitted at GMT+02:00", Some("GMT+02:00")),
            ("Zeit (MEZ)", Some("MEZ")),
            ("Timestamp", None),
            ("Date (local)", None),
            ("Best est", None),
            ("Zeit (z)", None),
        ] {
            assert_eq!(in_header(header).as_deref(), expected, "{header}");
        }
    }

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
        assert_eq!(instant(Some("Not/There")), None);
        assert_eq!(instant(Some("XYZ")), None);
        assert_eq!(instant(Some("+99")), None);
    }
}
