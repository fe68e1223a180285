//! Values of options: prizes, sources of luck, times, hashes. Errors say what form was expected; clap names the option.

use crate::campaign::{DrawMethod, LuckSource, Prize};
use clap::builder::StyledStr;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// `ticket-sort`, `rfc3797` or `vrs`.
pub fn method(text: &str) -> Result<DrawMethod, String> {
    DrawMethod::ALL
        .into_iter()
        .find(|method| method.code() == text)
        .ok_or_else(|| "it is none of ticket-sort, rfc3797, vrs".to_owned())
}

/// 32 bytes as 64 hex digits; capitals and spaces do not matter.
pub fn hash(text: &str) -> Result<[u8; 32], String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    crate::draw::unhex(&plain).ok_or_else(|| format!("64 hex digits are expected, {} are given", plain.len()))
}

/// Id and quantity of prizes in rank order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prizes(pub Vec<(String, u64)>);

/// `id:qty,id:qty`.
pub fn prizes(text: &str) -> Result<Prizes, String> {
    let one = |part: &str| -> Result<(String, u64), String> {
        let form = || format!("“{part}” is not of the form id:quantity, such as laptop:1");
        let (id, quantity) = part.trim().split_once(':').ok_or_else(form)?;
        let quantity = quantity.trim().parse().map_err(|_| form())?;
        Ok((id.trim().to_owned(), quantity))
    };
    text.split(',').map(one).collect::<Result<_, _>>().map(Prizes)
}

/// Prizes with names, in rank order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedPrizes(pub Vec<Prize>);

/// `id:qty:name`, several joined by commas. A comma within a name is one unless what follows looks like the next prize.
pub fn named_prizes(text: &str) -> Result<NamedPrizes, String> {
    let starts = |part: &str| -> Option<(String, u64, String)> {
        let mut fields = part.splitn(3, ':');
        let (id, quantity, name) = (fields.next()?.trim(), fields.next()?.trim(), fields.next()?);
        Some((id.to_owned(), quantity.parse().ok()?, name.trim().to_owned()))
    };
    let mut prizes: Vec<Prize> = Vec::new();
    for part in text.split(',') {
        match (starts(part), prizes.last_mut()) {
            (Some((id, quantity, name)), _) => prizes.push(Prize { id, name, quantity, ..Prize::default() }),
            (None, Some(before)) => {
                before.name.push(',');
                before.name.push_str(part);
            }
            (None, None) => return Err("the form is id:quantity:name, such as laptop:1:A laptop".into()),
        }
    }
    Ok(NamedPrizes(prizes))
}

/// A time as typed: with a zone it is that instant, without one it is on this laptop's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    At(Timestamp),
    Local(DateTime),
    Day(Date),
}

/// `2026-12-01T18:00:00Z`, `2026-12-01 18:00` or `2026-12-01`.
pub fn time(text: &str) -> Result<Time, String> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(Time::At(at));
    }
    if let Ok(day) = text.parse::<Date>()
        && text.len() <= 10
    {
        return Ok(Time::Day(day));
    }
    text.parse::<DateTime>()
        .map(Time::Local)
        .map_err(|_| "a time looks like 2026-12-01T18:00:00Z, or 2026-12-01 18:00 on this laptop's clock".to_owned())
}

impl Time {
    /// The instant; a day without a time means its first second, or its last with `day_ends`.
    pub fn instant(&self, zone: &TimeZone, day_ends: bool) -> Option<Timestamp> {
        match self {
            Self::At(at) => Some(*at),
            Self::Local(at) => zone.to_timestamp(*at).ok(),
            Self::Day(day) => {
                let at = if day_ends { day.at(23, 59, 59, 0) } else { day.at(0, 0, 0, 0) };
                zone.to_timestamp(at).ok()
            }
        }
    }
}

/// `LABEL:COUNT:MIN:MAX` with `:distinct` behind it. A label may hold colons.
pub fn numbers(text: &str) -> Result<LuckSource, String> {
    let form = || "the form is LABEL:COUNT:MIN:MAX[:distinct], such as “Lottery:6:1:49:distinct”".to_owned();
    let (rest, distinct) = text.strip_suffix(":distinct").map_or((text, false), |rest| (rest, true));
    let mut fields = rest.rsplitn(4, ':');
    let mut number = || fields.next().and_then(|field| field.trim().parse::<u64>().ok());
    let (max, min, count) = (number(), number(), number());
    let label = fields.next().map(str::trim).filter(|label| !label.is_empty());
    match (label, count, min, max) {
        (Some(label), Some(count), Some(min), Some(max)) => {
            Ok(LuckSource::Numbers { label: label.to_owned(), count, min, max, distinct })
        }
        _ => Err(form()),
    }
}

fn text(label: &str) -> Result<LuckSource, String> {
    let label = label.trim();
    if label.is_empty() { Err("the label is empty".into()) } else { Ok(LuckSource::Text { label: label.to_owned() }) }
}

/// Sources of luck in the order in which their options were given: they enter the draw in that order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(pub Vec<LuckSource>);

impl Args for Sources {
    fn augment_args(command: Command) -> Command {
        let option = |name: &'static str, form: &'static str, help: &'static str| {
            Arg::new(name).long(name).value_name(form).help(StyledStr::from(help)).action(ArgAction::Append)
        };
        command
            .arg(
                option(
                    "numbers",
                    "LABEL:COUNT:MIN:MAX[:distinct]",
                    "Numbers that will fall in public, such as dice; replaces all sources",
                )
                .value_parser(numbers),
            )
            .arg(option("text", "LABEL", "Words that will be said in public; replaces all sources").value_parser(text))
    }
    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Sources {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut found: Vec<(usize, LuckSource)> = Vec::new();
        for name in ["numbers", "text"] {
            let places = matches.indices_of(name).into_iter().flatten();
            let values = matches.get_many::<LuckSource>(name).into_iter().flatten();
            found.extend(places.zip(values.cloned()));
        }
        found.sort_by_key(|(place, _)| *place);
        Ok(Self(found.into_iter().map(|(_, source)| source).collect()))
    }
    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prizes_with_commas_in_their_names() {
        let named = named_prizes("laptop:1:A laptop, signed,book:3:A book").unwrap().0;
        let seen: Vec<(&str, u64, &str)> =
            named.iter().map(|prize| (prize.id.as_str(), prize.quantity, prize.name.as_str())).collect();
        assert_eq!(seen, [("laptop", 1, "A laptop, signed"), ("book", 3, "A book")]);
        assert!(named_prizes("laptop").is_err());
        assert_eq!(prizes("a:1, b:20").unwrap().0, [("a".to_owned(), 1), ("b".to_owned(), 20)]);
        assert!(prizes("a").is_err() && prizes("a:x").is_err());
    }

    #[test]
    fn sources_and_times() {
        let LuckSource::Numbers { label, count, min, max, distinct } = numbers("Draw: 6/49:6:1:49:distinct").unwrap()
        else {
            panic!("numbers expected")
        };
        assert_eq!((label.as_str(), count, min, max, distinct), ("Draw: 6/49", 6, 1, 49, true));
        assert!(numbers("Dice:6:1").is_err() && numbers(":6:1:6").is_err());
        assert_eq!(time("2026-12-01").unwrap(), Time::Day(jiff::civil::date(2026, 12, 1)));
        assert!(matches!(time("2026-12-01 18:00").unwrap(), Time::Local(_)));
        assert!(matches!(time("2026-12-01T18:00:00+01:00").unwrap(), Time::At(_)));
        assert!(time("tomorrow").is_err());
    }
}
