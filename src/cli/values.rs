//! Values of options: prizes, sources of luck, times, hashes. Errors say what form was expected; clap names the option.

use crate::app::beacon;
use crate::campaign::{DrawMethod, LuckSource, MilestoneKind, NameForm, Output, Prize, Reason};
use crate::draw::{Chain, Kind};
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

/// A reason as a code.
pub fn reason(text: &str) -> Result<Reason, String> {
    text.trim().to_lowercase().parse().map_err(|()| {
        let codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        format!("the reasons are {}", codes.join(", "))
    })
}

/// A kind of amendment.
pub fn amendment(text: &str) -> Result<Kind, String> {
    crate::app::claims::kind_named(text).ok_or_else(|| {
        let codes: Vec<&str> = Kind::BY_HAND.iter().map(|kind| kind.code()).collect();
        if text.trim() == Kind::Promoted.code() {
            "an alternate is promoted by itself when a prize becomes free".to_owned()
        } else {
            format!("the kinds are {}", codes.join(", "))
        }
    })
}

/// A form of a name.
pub fn name_form(text: &str) -> Result<NameForm, String> {
    NameForm::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = NameForm::ALL.iter().map(|form| form.code()).collect();
        format!("the forms are {}", codes.join(", "))
    })
}

/// Where a name stands.
pub fn output(text: &str) -> Result<Output, String> {
    // A certificate and a card are printed alike.
    let code = match text.trim() {
        "cards" | "certificates" => "print",
        other => other,
    };
    Output::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Output::ALL.iter().map(|output| output.code()).collect();
        format!("the outputs are {}", codes.join(", "))
    })
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

/// The kind of a date, by its code.
pub fn milestone_kind(text: &str) -> Result<MilestoneKind, String> {
    MilestoneKind::from_code(text).ok_or_else(|| {
        let codes = MilestoneKind::ALL.map(MilestoneKind::code).join(", ");
        format!("there is no such kind; it is one of {codes}")
    })
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

/// `numbers:LABEL:COUNT:MIN-MAX[:repeats]`, `text:LABEL` or `drand:LABEL:CHAIN[:ROUND]`. A label may hold colons. Numbers
/// are different ones unless `:repeats` says otherwise.
pub fn source(text: &str) -> Result<LuckSource, String> {
    const FORM: &str = "the form is numbers:LABEL:COUNT:MIN-MAX[:repeats], text:LABEL or drand:LABEL:CHAIN[:ROUND], such as \
                        “numbers:Lottery:6:1-49” or “drand:Beacon:quicknet”";
    let (kind, rest) = text.split_once(':').ok_or(FORM)?;
    match kind.trim() {
        "numbers" => {
            let (rest, repeats) = rest.strip_suffix(":repeats").map_or((rest, false), |rest| (rest, true));
            let mut fields = rest.rsplitn(3, ':');
            let range = fields.next().and_then(|range| range.split_once('-'));
            let whole = |field: &str| field.trim().parse::<u64>().ok();
            let (min, max) = (range.and_then(|range| whole(range.0)), range.and_then(|range| whole(range.1)));
            let count = fields.next().and_then(whole);
            match (label(fields.next().unwrap_or_default()), count, min, max) {
                (Ok(label), Some(count), Some(min), Some(max)) => {
                    Ok(LuckSource::Numbers { label, count, min, max, distinct: !repeats })
                }
                _ => Err(FORM.into()),
            }
        }
        "text" => self::text(rest),
        "drand" => {
            let (rest, round) = match rest.rsplit_once(':') {
                Some((before, last)) if before.contains(':') && last.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let round = last.parse().ok().filter(|round| *round > 0);
                    (before, round.ok_or("a round is a whole number from 1 on")?)
                }
                _ => (rest, 0),
            };
            let (name, chain) = rest.rsplit_once(':').ok_or(FORM)?;
            let chain = beacon::chain_named(chain).ok_or_else(|| {
                format!("“{chain}” is no chain of the beacon that this version knows; there are quicknet and default")
            })?;
            Ok(LuckSource::Drand { label: label(name)?, chain: chain.hash.to_owned(), round })
        }
        _ => Err(FORM.into()),
    }
}

/// A chain of the beacon by its name or hash.
pub fn chain(text: &str) -> Result<&'static Chain, String> {
    beacon::chain_named(text).ok_or_else(|| "there are quicknet and default".into())
}

/// An entry to pass over, and why: `ID:REASON`.
pub fn exclusion(text: &str) -> Result<(String, Reason), String> {
    let codes = || Reason::ALL.map(Reason::code).join(", ");
    let (id, code) =
        text.rsplit_once(':').ok_or_else(|| format!("the form is ID:REASON; the reasons are {}", codes()))?;
    let reason = code.trim().parse().map_err(|()| format!("“{code}” is no reason; the reasons are {}", codes()))?;
    Ok((id.trim().to_owned(), reason))
}

fn label(text: &str) -> Result<String, String> {
    let label = text.trim();
    if label.is_empty() { Err("the label is empty".into()) } else { Ok(label.to_owned()) }
}

fn text(label: &str) -> Result<LuckSource, String> {
    self::label(label).map(|label| LuckSource::Text { label })
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
                    "source",
                    "SOURCE",
                    "Where luck comes from, once for each in the order in which they enter the draw: \
                     numbers:LABEL:COUNT:MIN-MAX[:repeats], text:LABEL or drand:LABEL:CHAIN[:ROUND]; replaces all sources",
                )
                .value_parser(source),
            )
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
        for name in ["source", "numbers", "text"] {
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
        let numbers =
            |count, min, max, distinct| LuckSource::Numbers { label: "A: b".into(), count, min, max, distinct };
        assert_eq!(source("numbers:A: b:6:1-49"), Ok(numbers(6, 1, 49, true)));
        assert_eq!(source("numbers: A: b :3:0-9:repeats"), Ok(numbers(3, 0, 9, false)));
        assert_eq!(source("text:A phrase: any"), Ok(LuckSource::Text { label: "A phrase: any".into() }));
        let chain = |name: &str| crate::app::beacon::chain_named(name).unwrap().hash.to_owned();
        let drand = |label: &str, chain, round| LuckSource::Drand { label: label.into(), chain, round };
        assert_eq!(source("drand:Beacon:quicknet"), Ok(drand("Beacon", chain("quicknet"), 0)));
        assert_eq!(source("drand:A: b:default:77"), Ok(drand("A: b", chain("default"), 77)));
        for wrong in [
            "",
            "dice",
            "numbers:6:1-49",
            "numbers:L:6:1",
            "numbers:L:x:1-6",
            "text:",
            "text: ",
            "drand:quicknet",
            "drand:B:fastnet",
            "drand:B:quicknet:0",
            "drand:B:quicknet:x",
            "drand::quicknet",
            "lottery:L:6:1-49",
        ] {
            assert!(source(wrong).is_err(), "{wrong}");
        }
        assert_eq!(exclusion("A:B:staff"), Ok(("A:B".into(), Reason::Staff)));
        assert!(exclusion("A").is_err() && exclusion("A:because").unwrap_err().contains("under-age"));
        assert_eq!(time("2026-12-01").unwrap(), Time::Day(jiff::civil::date(2026, 12, 1)));
        assert!(matches!(time("2026-12-01 18:00").unwrap(), Time::Local(_)));
        assert!(matches!(time("2026-12-01T18:00:00+01:00").unwrap(), Time::At(_)));
        assert!(time("tomorrow").is_err());
    }
}
