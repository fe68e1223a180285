//! Dates and times as people and programs write them. Whether `3/4` is in March or April is decided once for a whole
//! column: by any value above 12, else by the program the file comes from, else by asking. Time zones are kept as words,
//! never converted: what counts is the time the form showed.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::month::{half_of_day, is_weekday, month};
use super::value;
use crate::campaign::Text;
use column::Evidence;
pub(super) use column::{ColumnOrder, are_of_thailand, column_order, out_of_thailand};

mod column;

/// What comes first in dates such as `3/4/2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// `2/13/2025`
    MonthFirst,
    /// `13/2/2025`
    DayFirst,
}

impl DateOrder {
    /// In words for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MonthFirst => "month, day, year",
            Self::DayFirst => "day, month, year",
        }
    }
}

/// A moment as it was written and as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Word for word.
    pub text: Text,
    /// On the clock of whoever wrote it; midnight if only a date is given. `None` if the text is no date, or as long
    /// as nobody has said whether the day or the month comes first.
    pub at: Option<DateTime>,
    /// Zone as written: `Z`, `+01:00`, `AST`.
    pub zone: Option<Text>,
}

/// A value taken apart, before the order of day and month is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    date: Parted,
    time: Option<Time>,
    zone: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    /// Year, month and day are known.
    Clear(Date),
    /// First number, second number, year.
    Open(i8, i8, i16),
}

impl Parts {
    /// Which order this value needs: `None` if both will do.
    pub fn evidence(&self) -> Option<DateOrder> {
        match self.date {
            Parted::Clear(_) => None,
            Parted::Open(a, b, year) => match (Date::new(year, a, b).is_ok(), Date::new(year, b, a).is_ok()) {
                (true, false) => Some(DateOrder::MonthFirst),
                (false, true) => Some(DateOrder::DayFirst),
                _ => None,
            },
        }
    }

    /// Would the two orders give two dates?
    pub fn is_ambiguous(&self) -> bool {
        matches!(self.date, Parted::Open(a, b, _) if a != b) && self.evidence().is_none()
    }

    /// The date in this order. `None` if there is no such day.
    pub fn date(&self, order: Option<DateOrder>) -> Option<Date> {
        match (self.date, order) {
            (Parted::Clear(date), _) => Some(date),
            (Parted::Open(a, b, year), Some(DateOrder::MonthFirst)) => Date::new(year, a, b).ok(),
            (Parted::Open(a, b, year), Some(DateOrder::DayFirst)) => Date::new(year, b, a).ok(),
            (Parted::Open(a, b, year), None) if a == b => Date::new(year, a, b).ok(),
            (Parted::Open(..), None) => None,
        }
    }

    /// Date and time in this order.
    pub fn moment(&self, order: Option<DateOrder>) -> Option<DateTime> {
        self.date(order).map(|date| date.to_datetime(self.time.unwrap_or(Time::midnight())))
    }

    /// Both readings in words, day first and month first, where they differ.
    pub fn both_readings(&self) -> Option<[String; 2]> {
        let words = |order| Some(self.date(Some(order))?.strftime("%-d %B %Y").to_string());
        if !self.is_ambiguous() {
            return None;
        }
        Some([words(DateOrder::DayFirst)?, words(DateOrder::MonthFirst)?])
    }

    /// Does it say at which hour?
    pub const fn has_hour(&self) -> bool {
        self.time.is_some()
    }

    /// Zone as written.
    pub fn zone(self) -> Option<Text> {
        self.zone
    }
}

/// The moments of a column, each as it was written, for what needs distances alone: where nothing shows whether the day or the month
/// comes first, the month does. The order is still one for the whole column.
pub fn moments<'a>(cells: &[&'a str]) -> Vec<Received> {
    let order = match Evidence::of((1..).zip(cells.iter().copied())).order() {
        ColumnOrder::Decided { order, .. } => order,
        ColumnOrder::NotNeeded | ColumnOrder::Ambiguous { .. } | ColumnOrder::Mixed { .. } => DateOrder::MonthFirst,
    };
    let received = |text: &&'a str| {
        let parts = parse(text);
        let at = parts.as_ref().and_then(|it| it.moment(Some(order)));
        Received { text: (*text).into(), at, zone: parts.and_then(Parts::zone) }
    };
    cells.iter().map(received).collect()
}

/// Is this a date of any kind? Plain numbers are none, although Excel may mean one.
pub(super) fn looks_like_date(text: &str) -> bool {
    text.len() >= 6 && value::decimal(text).is_none() && parse(text).is_some()
}

/// Does the date say the hour, too?
pub(super) fn has_hour(text: &str) -> bool {
    parse(text).is_some_and(|parts| parts.time.is_some())
}

/// No date is written longer than this.
const LONGEST: usize = 100;

/// Takes a value apart. Plain numbers between 20,000 and 80,000 are day numbers of Excel (1954 to 2119), those of ten digits seconds
/// and of thirteen thousandths of a second since 1970.
pub(super) fn parse(text: &str) -> Option<Parts> {
    let text = text.trim_matches(value::is_space);
    if text.len() < 5 || text.len() > LONGEST {
        return None;
    }
    iso(text).or_else(|| excel_serial(text)).or_else(|| unix_time(text)).or_else(|| written(text))
}

/// Four digits and a mark: whatever follows, the order of day and month is not open.
fn is_year_first(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-' | b'/' | b'.', ..])
}

/// `2025-11-04`, `2025-11-04T09:00:00Z`, `2025-11-04 09:00`: as most programs write it. Anything else is taken apart by tokens.
fn iso(text: &str) -> Option<Parts> {
    let bytes = text.as_bytes();
    let digits = |at: usize, count: usize| {
        bytes
            .get(at..at + count)?
            .iter()
            .try_fold(0_i16, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i16::from(byte - b'0')))
    };
    if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let date = Date::new(digits(0, 4)?, digits(5, 2)? as i8, digits(8, 2)? as i8).ok()?;
    let date = Parted::Clear(date);
    if bytes.len() == 10 {
        return Some(Parts { date, time: None, zone: None });
    }
    if !matches!(bytes.get(10), Some(b'T' | b' ')) || bytes.get(13) != Some(&b':') {
        return None;
    }
    let (hour, minute) = (digits(11, 2)? as i8, digits(14, 2)? as i8);
    let (second, rest) = match bytes.get(16) {
        Some(b':') => (digits(17, 2)? as i8, bytes.get(19..)?),
        _ => (0, bytes.get(16..)?),
    };
    // A leap second is a real time for a form, but not for a clock.
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    match rest {
        b"" => Some(Parts { date, time: Some(time), zone: None }),
        b"Z" => Some(Parts { date, time: Some(time), zone: Some("Z".into()) }),
        _ => None,
    }
}

fn excel_serial(text: &str) -> Option<Parts> {
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let serial = value::decimal(text)?;
    if !(20_000.0..80_000.0).contains(&serial) || text.len() < 5 {
        return None;
    }
    // Day 0 is 1899-12-30, which makes up for the leap day Excel gives to 1900.
    let day = Date::new(1899, 12, 30).ok()?.checked_add(jiff::Span::new().try_days(serial as i64).ok()?).ok()?;
    let seconds = ((serial.fract() * 86_400.0).round() as i64).min(86_399);
    let time = Time::midnight().checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()?;
    let has_time = serial.fract() > 0.0;
    Some(Parts { date: Parted::Clear(day), time: has_time.then_some(time), zone: None })
}

/// Seconds since 1970, as databases and chats have them, from 2000 to 2100. They are of no zone but that of Greenwich.
fn unix_time(text: &str) -> Option<Parts> {
    let seconds = match text.len() {
        10 => text,
        13 => text.get(..10)?,
        _ => return None,
    };
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let at = jiff::Timestamp::from_second(seconds.parse().ok()?).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let is_likely = (2000..2100).contains(&at.year());
    is_likely.then(|| Parts { date: Parted::Clear(at.date()), time: Some(at.time()), zone: Some("Z".into()) })
}

/// Numbers and words of a date, separators apart.
#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut list = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end_of = |test: fn(char) -> bool| rest.find(|x: char| !test(x)).unwrap_or(rest.len());
        let len = if c.is_ascii_digit() {
            let end = end_of(|x| x.is_ascii_digit());
            list.push(Token::Number(rest.get(..end).unwrap_or("")));
            end
        } else if c.is_alphabetic() {
            let end = end_of(char::is_alphabetic);
            list.push(Token::Word(rest.get(..end).unwrap_or("")));
            end
        } else {
            if !value::is_space(c) {
                list.push(Token::Mark(c));
            }
            c.len_utf8()
        };
        rest = rest.get(len..).unwrap_or("");
    }
    list
}

fn written(text: &str) -> Option<Parts> {
    let list = tokens(text);
    let (date, used) = date_tokens(&list)?;
    let (time, zone) = time_tokens(list.get(used..)?)?;
    Some(Parts { date, time, zone: zone.map(Text::from) })
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

/// Two digits are of this century up to 29, as Excel has it. Thailand counts from 543 years before.
fn year(digits: &str) -> Option<i16> {
    let value: i16 = number(digits)?;
    match digits.len() {
        4 if (2450..2650).contains(&value) => Some(value - 543),
        4 => Some(value),
        2 if value <= 29 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

fn date_tokens(list: &[Token<'_>]) -> Option<(Parted, usize)> {
    use Token::{Mark, Number, Word};
    // "le 13 mars 2026", "am 3. April 2026", "el 3 de abril de 2026".
    if let [Word("le" | "Le" | "am" | "Am" | "den" | "el" | "El" | "il" | "on" | "On" | "op"), rest @ ..] = list
        && matches!(rest.first(), Some(Number(_)))
    {
        return date_tokens(rest).map(|(date, used)| (date, used + 1));
    }
    // A weekday in front says nothing new.
    if let [Word(day), rest @ ..] = list
        && month(day).is_none()
    {
        let gap = usize::from(matches!(rest.first(), Some(Mark(',' | '.'))));
        let inner = rest.get(gap..)?;
        if !matches!(inner.first(), Some(Number(_) | Word(_))) || !is_weekday(day) {
            return None;
        }
        return date_tokens(inner).map(|(date, used)| (date, used + 1 + gap));
    }
    match list {
        // 20250314T…: eight digits
        [Number(all), ..] if all.len() == 8 => {
            let date = Date::new(number(all.get(..4)?)?, number(all.get(4..6)?)?, number(all.get(6..)?)?).ok()?;
            (1900..2200).contains(&date.year()).then_some((Parted::Clear(date), 1))
        }
        // 20260403150405: fourteen
        [Number(all)] if all.len() == 14 => {
            let date = Date::new(number(all.get(..4)?)?, number(all.get(4..6)?)?, number(all.get(6..8)?)?).ok()?;
            // What is left is the time, which is read from the same token.
            (1900..2200).contains(&date.year()).then_some((Parted::Clear(date), 0))
        }
        // 2026年2月13日, 2026년 4월 3일
        [Number(y), Word("年" | "년"), Number(m), Word("月" | "월"), Number(d), Word("日" | "일" | "号"), ..] => {
            Some((Parted::Clear(Date::new(year(y)?, number(m)?, number(d)?).ok()?), 6))
        }
        // 2025-11-04, 2022/06/22
        [Number(y), Mark('-' | '/' | '.'), Number(m), Mark('-' | '/' | '.'), Number(d), ..] if y.len() == 4 => {
            Some((Parted::Clear(Date::new(year(y)?, number(m)?, number(d)?).ok()?), 5))
        }
        // 03.11.1979: a point means the day comes first wherever it is used
        [Number(d), Mark('.'), Number(m), Mark('.'), Number(y), ..] => {
            Some((Parted::Clear(Date::new(year(y)?, number(m)?, number(d)?).ok()?), 5))
        }
        // 2/13/2025, 13-2-2025
        [Number(a), Mark('/' | '-'), Number(b), Mark('/' | '-'), Number(y), ..] => {
            let (a, b, y) = (number(a)?, number(b)?, year(y)?);
            let possible = Date::new(y, a, b).is_ok() || Date::new(y, b, a).is_ok();
            possible.then_some((Parted::Open(a, b, y), 5))
        }
        _ => named_month(list),
    }
}

/// `3 Nov 2025`, `3. November 2025`, `3 de noviembre de 2025`, `Nov 3, 2025`, `03-Nov-25`, `1er mars 2025`.
fn named_month(list: &[Token<'_>]) -> Option<(Parted, usize)> {
    use Token::{Mark, Number, Word};
    let mut day = None;
    let mut month_found = None;
    for (index, token) in list.iter().enumerate().take(9) {
        match token {
            Number(digits) => match (day, month_found) {
                (None, _) => day = Some(number::<i8>(digits)?),
                (Some(d), Some(m)) => return Some((Parted::Clear(Date::new(year(digits)?, m, d).ok()?), index + 1)),
                (Some(_), None) => return None,
            },
            Word(word) => match month(word) {
                Some(m) if month_found.is_none() => month_found = Some(m),
                None if matches!(
                    value::fold(word).as_str(),
                    "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er"
                ) => {}
                _ => return None,
            },
            Mark('.' | ',' | '-' | '/' | 'º') => {}
            Mark(_) => return None,
        }
    }
    None
}

/// Hours with minutes, AM or PM, a zone; nothing else may follow.
fn time_tokens(list: &[Token<'_>]) -> Option<(Option<Time>, Option<String>)> {
    use Token::{Mark, Number, Word};
    let mut rest = list;
    // What stands between a day and its time, in the languages in which that is anything: "3. 4. 2026 v 15:04", "3 апреля 2026 г.".
    while let [
        Mark(',' | '.') | Word("T" | "t" | "um" | "at" | "om" | "à" | "v" | "о" | "в" | "o" | "г" | "r" | "kl" | "klo"),
        tail @ ..,
    ] = rest
    {
        rest = tail;
    }
    // "13/02/2026 - 09:02"
    if let [Mark('-' | '–'), tail @ ..] = rest
        && matches!(tail, [Number(_), Mark(':'), Number(_), ..])
    {
        rest = tail;
    }
    // Korean, Japanese and Chinese say before the hour which half of the day it is of.
    let mut half_before = None;
    if let [Word(word), tail @ ..] = rest
        && let Some(half) = half_of_day(word)
    {
        (half_before, rest) = (Some(half), tail);
    }
    let (mut hour, minute, second): (i8, i8, i8);
    match rest {
        [] => return Some((None, None)),
        // 20260403T150400Z, 20260403150405
        [Number(all), tail @ ..] if matches!(all.len(), 4 | 6 | 14) => {
            let all = if all.len() == 14 { all.get(8..)? } else { *all };
            (hour, minute) = (number(all.get(..2)?)?, number(all.get(2..4)?)?);
            second = all.get(4..6).map_or(Some(0), number)?;
            rest = tail;
        }
        [Number(h), Mark(':' | '.'), Number(m), Mark(':' | '.'), Number(s), tail @ ..] => {
            (hour, minute, second) = (number(h)?, number(m)?, number(s)?);
            rest = tail;
            if let [Mark('.' | ','), Number(_), tail @ ..] = rest {
                rest = tail;
            }
        }
        [Number(h), Mark(':' | '.') | Word("h"), Number(m), tail @ ..] => {
            (hour, minute, second) = (number(h)?, number(m)?, 0);
            rest = tail;
        }
        [Number(h), Word("時" | "时" | "點" | "点" | "시"), Number(m), Word("分" | "분"), tail @ ..] => {
            (hour, minute, second) = (number(h)?, number(m)?, 0);
            rest = tail;
            if let [Number(_), Word("秒" | "초"), tail @ ..] = rest {
                rest = tail;
            }
        }
        [Number(h), Word(half), ..] if matches!(value::fold(half).as_str(), "am" | "pm" | "uhr" | "h") => {
            (hour, minute, second) = (number(h)?, 0, 0);
            rest = rest.get(1..)?;
        }
        _ => return None,
    }
    let (half, tail) = match rest {
        [Word(w), tail @ ..] if w.eq_ignore_ascii_case("am") => (Some(0), tail),
        [Word(w), tail @ ..] if w.eq_ignore_ascii_case("pm") => (Some(12), tail),
        // Greek writes "π.μ." and "μ.μ.".
        [Word("a" | "A"), Mark('.'), Word("m" | "M"), Mark('.'), tail @ ..]
        | [Word("π"), Mark('.'), Word("μ"), Mark('.'), tail @ ..] => (Some(0), tail),
        [Word("p" | "P"), Mark('.'), Word("m" | "M"), Mark('.'), tail @ ..]
        | [Word("μ"), Mark('.'), Word("μ"), Mark('.'), tail @ ..] => (Some(12), tail),
        [Word(w), tail @ ..] if half_of_day(w).is_some() && half_before.is_none() => {
            (half_of_day(w), if let [Mark('.'), after @ ..] = tail { after } else { tail })
        }
        _ => (None, rest),
    };
    if let Some(offset) = half.or(half_before) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + offset;
    }
    // A leap second is a real time for a form, but not for a clock.
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    let zone = zone(tail)?;
    Some((Some(time), (!zone.is_empty()).then_some(zone)))
}

/// `Z`, `AST`, `GMT+1`, `UTC`, `+01:00`; empty for none. `None` if something else follows.
fn zone(list: &[Token<'_>]) -> Option<String> {
    use Token::{Mark, Number, Word};
    let mut text = String::new();
    // "GMT+0200 (Central European Summer Time)": the words say it once more.
    let first = list.iter().position(|token| matches!(token, Mark('('))).filter(|at| *at > 0 && list.len() > at + 2);
    let list = first.map_or(list, |at| list.get(..at).unwrap_or_default());
    for token in list {
        match token {
            Word("Uhr" | "uhr" | "h") | Mark('(' | ')') => {}
            // Greenwich, as forms in Arabic write it: "ص غرينتش+3".
            Word("غرينتش" | "جرينتش" | "غرينيتش" | "جرينيتش") => text.push_str("GMT"),
            Word(word) if word.len() <= 5 => text.push_str(word),
            Mark(sign @ ('+' | '-' | ':' | '−')) => text.push(*sign),
            Number(digits) if digits.len() <= 4 => text.push_str(digits),
            _ => return None,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(text: &str, order: Option<DateOrder>) -> String {
        parse(text).and_then(|p| p.moment(order)).map_or("none".into(), |m| m.to_string())
    }

    #[test]
    fn the_short_way_reads_as_the_long_one() {
        for text in [
            "2025-11-04",
            "2025-11-04T09:00:00Z",
            "2025-11-04 09:00",
            "2025-11-04 23:59:60",
            "2025-02-30",
            "2025-11-04T25:00",
            "2025-11-04T09:00:00+01:00",
            "2025-11-04 09:00:00 Z",
            "2025-11-04x",
            "2025-1-4",
            "0000-01-01",
            "9999-12-31T00:00Z",
        ] {
            if let Some(quick) = iso(text) {
                assert_eq!(Some(quick), written(text), "{text}");
            }
        }
        assert!(iso("2025-11-04T09:00:00Z").is_some());
    }

    #[test]
    fn dates_as_programs_and_people_write_them() {
        for (text, expected) in [
            ("2025-11-01T09:00:00Z", "2025-11-01T09:00:00"),
            ("2025-11-01 09:00:00+01:00", "2025-11-01T09:00:00"),
            ("2025-11-04", "2025-11-04T00:00:00"),
            ("2022/06/22 11:07:29 AM AST", "2022-06-22T11:07:29"),
            ("2022/06/22 12:07:29 AM GMT+1", "2022-06-22T00:07:29"),
            ("03.11.1979", "1979-11-03T00:00:00"),
            ("3.11.79 18:05 Uhr", "1979-11-03T18:05:00"),
            ("3. November 2025, 18:05", "2025-11-03T18:05:00"),
            ("Nov 3, 2025 6:05 PM", "2025-11-03T18:05:00"),
            ("Mon, 3 Nov 2025", "2025-11-03T00:00:00"),
            ("3 de noviembre de 2025", "2025-11-03T00:00:00"),
            ("1er mars 2025 à 8h30", "2025-03-01T08:30:00"),
            ("3 mrt 2025", "2025-03-03T00:00:00"),
            ("45964.5", "2025-11-03T12:00:00"),
            ("2025-11-03T09:00:00.123-05:00", "2025-11-03T09:00:00"),
            ("11/03/25 1:02:03 p. m.", "none"),
            ("20251103", "2025-11-03T00:00:00"),
            ("20260403T150400Z", "2026-04-03T15:04:00"),
            ("20260403150405", "2026-04-03T15:04:05"),
            ("1775228645", "2026-04-03T15:04:05"),
            ("1775228645000", "2026-04-03T15:04:05"),
            ("2026年2月13日", "2026-02-13T00:00:00"),
            ("2026年4月3日 15:04", "2026-04-03T15:04:00"),
            ("2026年4月3日 下午3:04", "2026-04-03T15:04:00"),
            ("2026. 4. 3. 오후 3:04:05", "2026-04-03T15:04:05"),
            ("2026년 4월 3일", "2026-04-03T00:00:00"),
            ("2026/4/3 午前 9:02", "2026-04-03T09:02:00"),
            ("Fri Apr 03 2026 15:04:05 GMT+0200 (Central European Summer Time)", "2026-04-03T15:04:05"),
            ("3 aprile 2026", "2026-04-03T00:00:00"),
            ("3 kwietnia 2026 r.", "2026-04-03T00:00:00"),
            ("3 апреля 2026 г.", "2026-04-03T00:00:00"),
            ("3. dubna 2026 v 15:04", "2026-04-03T15:04:00"),
            ("3 Nisan 2026", "2026-04-03T00:00:00"),
            ("3 de abril de 2026", "2026-04-03T00:00:00"),
            ("2026/03/01 9:41:05 vorm. MEZ", "2026-03-01T09:41:05"),
            ("2026/04/04 2:36:49 nachm. MESZ", "2026-04-04T14:36:49"),
            ("2026/04/05 12:05:00 vorm. OESZ", "2026-04-05T00:05:00"),
            ("2026/2/13 9:02:05 π.μ.", "2026-02-13T09:02:05"),
            ("2026/2/13 6:45:10 μ.μ.", "2026-02-13T18:45:10"),
            ("2026/02/13 9:02:05 오후 GMT+9", "2026-02-13T21:02:05"),
            ("2026/03/01 9:15:22 ص غرينتش+3", "2026-03-01T09:15:22"),
            ("2026/03/01 9:15:22 م غرينتش+3", "2026-03-01T21:15:22"),
            ("le 13 mars 2026", "2026-03-13T00:00:00"),
            ("am 3. April 2026 um 9:15 Uhr", "2026-04-03T09:15:00"),
            ("13.2.2026 klo 9.02.05", "2026-02-13T09:02:05"),
            ("2026/02/13 - 09:02", "2026-02-13T09:02:00"),
        ] {
            assert_eq!(at(text, None), expected, "{text}");
        }
        assert_eq!(at("11/3/2025 9:02:11", Some(DateOrder::MonthFirst)), "2025-11-03T09:02:11");
        assert_eq!(at("11/3/2025 9:02:11", Some(DateOrder::DayFirst)), "2025-03-11T09:02:11");
        assert_eq!(at("5/5/2025", None), "2025-05-05T00:00:00");
        assert_eq!(at("11/03/25 1:02:03 p. m.", Some(DateOrder::DayFirst)), "2025-03-11T13:02:03");
        assert_eq!(at("13/2/2569, 9:02:05", Some(DateOrder::DayFirst)), "2026-02-13T09:02:05");
        assert_eq!(at("13/02/2026 - 09:02", Some(DateOrder::DayFirst)), "2026-02-13T09:02:00");
        assert_eq!(parse("2022/06/22 11:07:29 AM AST").unwrap().zone().unwrap(), "AST");
        assert_eq!(parse("2026/04/04 2:36:49 nachm. MESZ").unwrap().zone().unwrap(), "MESZ");
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "31.02.2025",
            "hello",
            "12345",
            "99/99/2025",
            "2025-13-01",
            "3 Nov",
            "1/2/3/4",
            "10:30",
            "maybe 2025",
            "123456789",
            "1.2.3",
            "2025-11-04 and more",
            "25:00",
            "2025-11-01T25:00",
            "20261303150405",
            "4915112345",
            "20260403 9999",
        ] {
            assert_eq!(at(text, Some(DateOrder::DayFirst)), "none", "{text}");
        }
    }

    #[test]
    fn the_order_is_a_matter_of_the_column() {
        let column =
            |values: &[&'static str]| Evidence::of(values.iter().enumerate().map(|(i, v)| (i as u64 + 2, *v))).order();
        assert!(matches!(
            column(&["11/3/2025", "2/13/2025"]),
            ColumnOrder::Decided { order: DateOrder::MonthFirst, line: 3, number: 13 }
        ));
        assert!(matches!(
            column(&["11/3/2025", "13/2/2025"]),
            ColumnOrder::Decided { order: DateOrder::DayFirst, line: 3, number: 13 }
        ));
        assert_eq!(column(&["11/3/2025", "5/5/2025"]), ColumnOrder::Ambiguous { line: 2 });
        assert_eq!(column(&["13/2/2025", "2/13/2025"]), ColumnOrder::Mixed { month_first_line: 3, day_first_line: 2 });
        assert_eq!(column(&["2025-11-04", "5/5/2025", "x"]), ColumnOrder::NotNeeded);
    }
}
