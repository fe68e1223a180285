//! Dates and times as people read and type them, in the zone of the laptop. What is stored and signed stays UTC.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// "Friday 4 December 2026, 18:00".
pub fn long(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%A %-d %B %Y, %H:%M").to_string()
}

/// "Friday 4 December, 18:00", with the year where it is another one than that of `now`.
pub fn weekday(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let form = if same_year(at, now, zone) { "%A %-d %B, %H:%M" } else { "%a %-d %B %Y, %H:%M" };
    at.to_zoned(zone.clone()).strftime(form).to_string()
}

/// "4 Dec 18:00" for tables; with the year where it is another one than that of `now`.
pub fn short(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let form = if same_year(at, now, zone) { "%-d %b %H:%M" } else { "%-d %b %Y %H:%M" };
    at.to_zoned(zone.clone()).strftime(form).to_string()
}

/// "4 December", with the year where it is another one than that of `now`.
pub fn day(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let form = if same_year(at, now, zone) { "%-d %B" } else { "%-d %B %Y" };
    at.to_zoned(zone.clone()).strftime(form).to_string()
}

/// "4 Dec" for tables, with the year where it is another one than that of `now`.
pub fn short_day(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let form = if same_year(at, now, zone) { "%-d %b" } else { "%-d %b %Y" };
    at.to_zoned(zone.clone()).strftime(form).to_string()
}

/// When something came in, as the clock there stood: "13 Nov 2026 09:00", a date alone where no time was told, and the words as
/// they were received where they were not understood.
pub fn received(at: Option<DateTime>, words: &str) -> String {
    let Some(at) = at else { return words.to_owned() };
    // A date alone has no hour, and midnight to the second is hardly ever one.
    let is_day = at.time() == Time::midnight();
    at.strftime(if is_day { "%-d %b %Y" } else { "%-d %b %Y %H:%M" }).to_string()
}

/// Today by the time, another day by its date and time.
pub fn recent(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    if days_between(now, at, zone) == 0 {
        at.to_zoned(zone.clone()).strftime("%H:%M:%S").to_string()
    } else {
        short(at, now, zone)
    }
}

/// The same to the minute, as one speaks of it.
pub fn about(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    if days_between(now, at, zone) == 0 {
        at.to_zoned(zone.clone()).strftime("%H:%M").to_string()
    } else {
        short(at, now, zone)
    }
}

fn same_year(at: Timestamp, now: Timestamp, zone: &TimeZone) -> bool {
    at.to_zoned(zone.clone()).year() == now.to_zoned(zone.clone()).year()
}

/// Midnights between two moments; negative when `to` lies on an earlier day.
pub fn days_between(from: Timestamp, to: Timestamp, zone: &TimeZone) -> i64 {
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    // Days since a fixed day: the difference of two civil dates never fails within the range of timestamps.
    let count = |date: Date| {
        let zoned = date.at(0, 0, 0, 0).to_zoned(TimeZone::UTC);
        zoned.map_or(0, |zoned| zoned.timestamp().as_second().div_euclid(86_400))
    };
    count(day(to)) - count(day(from))
}

/// How long until then, in the largest unit that says it: "10 days", "5 hours", "12 minutes".
pub fn span(from: Timestamp, to: Timestamp, zone: &TimeZone) -> String {
    let seconds = to.as_second() - from.as_second();
    let plural = |n: i64, unit: &str| if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") };
    match seconds {
        ..60 => "less than a minute".into(),
        60..3_600 => plural(seconds / 60, "minute"),
        3_600..86_400 => plural(seconds / 3_600, "hour"),
        _ => plural(days_between(from, to, zone), "day"),
    }
}

/// Date and time as they are typed: `2026-12-04` and `18:00`.
pub fn typed(at: Timestamp, zone: &TimeZone) -> (String, String) {
    let zoned = at.to_zoned(zone.clone());
    (zoned.strftime("%Y-%m-%d").to_string(), zoned.strftime("%H:%M").to_string())
}

/// What was typed as a moment; an empty time is midnight. `None` where it is none.
pub fn read(date: &str, time: &str, zone: &TimeZone) -> Option<Timestamp> {
    let date: Date = date.trim().parse().ok()?;
    let time = time.trim();
    let time = if time.is_empty() { Time::midnight() } else { Time::strptime("%H:%M", time).ok()? };
    date.to_datetime(time).to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let at: Timestamp = "2026-12-04T17:00:00Z".parse().unwrap();
        assert_eq!(long(at, &zone), "Friday 4 December 2026, 18:00");
        let (date, time) = typed(at, &zone);
        assert_eq!((date.as_str(), time.as_str()), ("2026-12-04", "18:00"));
        assert_eq!(read(&date, &time, &zone), Some(at));
        assert_eq!(read("2026-12-04", "", &zone), "2026-12-03T23:00:00Z".parse().ok());
        assert_eq!(read("4.12.2026", "18:00", &zone), None);
        assert_eq!(read("2026-12-04", "25:00", &zone), None);
    }

    #[test]
    fn what_came_in_is_told_in_one_form_where_it_was_understood() {
        let at = |text: &str| text.parse::<DateTime>().ok();
        assert_eq!(received(at("2026-11-13T09:00:11"), "11/13/2026 9:00:11"), "13 Nov 2026 09:00");
        assert_eq!(received(at("2026-04-03"), "03/04/2026"), "3 Apr 2026");
        assert_eq!(received(None, "last spring"), "last spring");
    }

    #[test]
    fn spans_take_the_largest_unit() {
        let zone = TimeZone::UTC;
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-24T14:02:00Z");
        assert_eq!(span(now, at("2026-12-04T18:00:00Z"), &zone), "10 days");
        assert_eq!(span(now, at("2026-11-24T15:30:00Z"), &zone), "1 hour");
        assert_eq!(span(now, at("2026-11-24T14:02:30Z"), &zone), "less than a minute");
        assert_eq!(days_between(now, at("2026-11-23T23:59:59Z"), &zone), -1);
        assert_eq!(recent(at("2026-11-24T09:08:07Z"), now, &zone), "09:08:07");
        assert_eq!(weekday(at("2026-12-04T18:00:00Z"), now, &zone), "Friday 4 December, 18:00");
        assert_eq!(short(at("2025-10-05T09:00:00Z"), now, &zone), "5 Oct 2025 09:00");
    }
}
