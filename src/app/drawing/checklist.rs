//! What organisers must or usually do publish, as editable data, held against the set-up: done, missing or to decide.
//! Not legal advice: the data says so, with its date and sources.

use super::rules::{RulesState, total_value};
use super::shared::{SHARED_POINT, SharedAddress, note_decided, shared_addresses, undecided_of, words};
use super::standing::{Assessed, Standing};
use crate::app::failure::Failure;
use crate::app::outlook::counted;
use crate::campaign::{Campaign, Change, Edit, EntryWay, Mark, Sweepstake, SweepstakeId};
use serde::Deserialize;
use std::sync::OnceLock;

/// The part of the set-up that shows whether a point is seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum ShownBy {
    NoPurchase,
    Sponsor,
    HowToEnter,
    FreeEntry,
    EqualOdds,
    Opens,
    Closes,
    Prizes,
    PrizeValues,
    Odds,
    Age,
    Residence,
    Staff,
    EntryLimit,
    SharedAddresses,
    FairDraw,
    Substitution,
    Delivery,
    Notify,
    WinnersList,
    Publicity,
    DataProtection,
    Law,
    Rules,
    Registration,
    /// Nothing in the set-up can show it.
    ByHand,
}

/// Where points come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ChecklistSource {
    pub id: String,
    pub name: String,
    pub region: String,
}

/// One thing to publish.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Point {
    pub id: String,
    pub words: String,
    pub why: String,
    /// Id of the source, and the paragraph in it.
    pub from: Vec<(String, String)>,
    pub shown_by: ShownBy,
}

/// The check-list as it ships.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Checklist {
    /// The day up to which the sources were read.
    pub as_of: String,
    pub note: String,
    pub sources: Vec<ChecklistSource>,
    pub points: Vec<Point>,
}

impl Checklist {
    /// Reads the data; it ships with the program and is read by a test as well.
    pub fn shipped() -> &'static Self {
        static READ: OnceLock<Checklist> = OnceLock::new();
        READ.get_or_init(|| {
            let text = include_str!("../../../assets/draw/checklist.ron");
            // The same text is read by a test of this module, so it cannot be unreadable in a program that was released.
            ron::from_str(text).unwrap_or_else(|error| Checklist {
                as_of: String::new(),
                note: format!("The check-list cannot be read: {error}."),
                sources: Vec::new(),
                points: Vec::new(),
            })
        })
    }

    /// "UK CAP Code, section 8 (promotional marketing), 8.17.2; ..."
    pub fn cited(&self, point: &Point) -> String {
        let name = |id: &str| {
            self.sources.iter().find(|source| source.id == id).map_or(id.to_owned(), |source| source.name.clone())
        };
        point.from.iter().map(|(id, where_)| format!("{}: {where_}", name(id))).collect::<Vec<_>>().join("; ")
    }
}

/// How a point stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointState {
    /// The set-up shows it; the words say what.
    Done(String),
    /// The organiser said so by hand, with words.
    Ticked(String),
    NotApplicable(String),
    /// Something is to be filled in; the words say where.
    Missing(String),
    /// The organiser has to decide; the words say what.
    Decide(String),
}

impl PointState {
    /// Whether nothing more is to be done.
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Missing(_) | Self::Decide(_))
    }
    pub fn words(&self) -> &str {
        match self {
            Self::Done(words)
            | Self::Ticked(words)
            | Self::NotApplicable(words)
            | Self::Missing(words)
            | Self::Decide(words) => words,
        }
    }
    /// The code for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::Ticked(_) => "ticked",
            Self::NotApplicable(_) => "not-applicable",
            Self::Missing(_) => "missing",
            Self::Decide(_) => "decide",
        }
    }
}

/// Every point of the check-list with its state, in the order of the list.
pub fn checklist(
    campaign: &Campaign,
    sweepstake: &Sweepstake,
    assessed: &[Assessed],
    rules: RulesState,
) -> Vec<(&'static Point, PointState)> {
    let seen = Seen { campaign, sweepstake, assessed, rules };
    let reopened = || seen.reopened();
    let state = |point: &Point| match sweepstake.marks.get(&point.id) {
        Some(_)
            if point.id == SHARED_POINT
                && let Some(state) = reopened() =>
        {
            state
        }
        Some(Mark::Done(words)) => PointState::Ticked(words.clone()),
        Some(Mark::NotApplicable(words)) => PointState::NotApplicable(words.clone()),
        None => seen.state(point.shown_by),
    };
    Checklist::shipped().points.iter().map(|point| (point, state(point))).collect()
}

/// How many points are settled, missing, and to decide.
pub fn tally(points: &[(&'static Point, PointState)]) -> [usize; 3] {
    let mut counts = [0; 3];
    for (_, state) in points {
        counts[match state {
            PointState::Missing(_) => 1,
            PointState::Decide(_) => 2,
            _ => 0,
        }] += 1;
    }
    counts
}

/// Marks a point by hand, or takes the mark away.
pub fn mark(campaign: &Campaign, id: SweepstakeId, point: &str, mark: Option<Mark>) -> Result<Change, Failure> {
    let what = "The check-list was not changed.";
    let mut sweepstake = super::sweepstake(campaign, id)?.clone();
    known(point)?;
    if let Some(Mark::NotApplicable(words)) = &mark
        && words.trim().is_empty()
    {
        return Err(Failure::new(what, "It is not said why the point does not apply.", "Say it in a few words."));
    }
    match mark {
        Some(mark) => sweepstake.marks.insert(point.to_owned(), mark),
        None => sweepstake.marks.remove(point),
    };
    if point == SHARED_POINT {
        note_decided(campaign, id, &mut sweepstake);
    }
    Ok(Change::one("Mark a point of the check-list", Edit::sweepstake(id, sweepstake)))
}

/// Refuses an id that is on no list.
pub fn known(point: &str) -> Result<(), Failure> {
    let points = &Checklist::shipped().points;
    if points.iter().any(|known| known.id == point) {
        return Ok(());
    }
    let ids: Vec<&str> = points.iter().map(|point| point.id.as_str()).collect();
    Err(Failure::new(
        "The check-list was not changed.",
        format!("There is no point “{point}”."),
        format!("Use one of {}.", ids.join(", ")),
    ))
}

struct Seen<'a> {
    campaign: &'a Campaign,
    sweepstake: &'a Sweepstake,
    assessed: &'a [Assessed],
    rules: RulesState,
}

fn filled(words: &str, missing: &str) -> PointState {
    let words = words.trim();
    if words.is_empty() { PointState::Missing(missing.into()) } else { PointState::Done(short(words)) }
}

fn filled_or_decide(words: &str, decide: &str) -> PointState {
    let words = words.trim();
    if words.is_empty() { PointState::Decide(decide.into()) } else { PointState::Done(short(words)) }
}

/// One line of at most 90 letters.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 90 { line } else { format!("{}…", line.chars().take(89).collect::<String>()) }
}

impl Seen<'_> {
    fn state(&self, shown_by: ShownBy) -> PointState {
        use PointState::{Decide, Done, Missing};
        let (s, p, r) = (self.sweepstake, &self.sweepstake.publication, &self.sweepstake.entry_rules);
        let at = super::rules::utc;
        match shown_by {
            ShownBy::NoPurchase => match (s.rules_text.to_lowercase(), self.rules) {
                (text, _) if text.contains("no purchase") => Done("said in the rules text".into()),
                (_, RulesState::Missing) => Missing("Make the rules text; it opens with it.".into()),
                _ => Missing("The rules text does not say “no purchase”.".into()),
            },
            ShownBy::Sponsor => {
                let named = !p.sponsor.trim().is_empty() || !self.campaign.settings().organiser.trim().is_empty();
                match (named, p.sponsor_address.trim()) {
                    (true, address) if !address.is_empty() => Done(short(address)),
                    (true, _) => Missing("The address is missing.".into()),
                    (false, _) => Missing("Name and address are missing.".into()),
                }
            }
            ShownBy::HowToEnter => filled(&p.how_to_enter, "Say how to enter."),
            ShownBy::FreeEntry => filled(&p.free_entry, "Say how to enter free of charge."),
            ShownBy::EqualOdds => self.equal_odds(),
            ShownBy::Opens => r.opens.map_or_else(|| Decide("Say when entries open.".into()), |t| Done(at(t))),
            ShownBy::Closes => r.closes.map_or_else(|| Missing("Say when entries close.".into()), |t| Done(at(t))),
            ShownBy::Prizes => {
                let named = |prize: &crate::campaign::Prize| !prize.name.trim().is_empty() && prize.quantity > 0;
                match s.prizes.len() {
                    0 => Missing("Add a prize.".into()),
                    _ if !s.prizes.iter().all(named) => Missing("A prize has no name or no quantity.".into()),
                    _ => Done(counted(s.places(), "prize", "prizes")),
                }
            }
            ShownBy::PrizeValues => match total_value(s) {
                Some(_) if p.currency.is_empty() => Missing("Say in which currency the values are.".into()),
                Some(total) => Done(format!("{} in all", super::rules::money(&p.currency, total))),
                None => Missing("Give each prize its value.".into()),
            },
            ShownBy::Odds => {
                if p.expected_tickets > 0 {
                    Done(format!("{} expected", counted(p.expected_tickets, "ticket", "tickets")))
                } else if self.assessed.iter().any(|judged| judged.standing == Standing::In) {
                    Done("from the list as it stands".into())
                } else {
                    Missing("Say how many tickets you expect.".into())
                }
            }
            ShownBy::Age => match r.min_age {
                0 if p.eligibility.trim().is_empty() => Decide("May people of every age enter?".into()),
                0 => Done("said in words".into()),
                age => Done(format!("{age} or older")),
            },
            ShownBy::Residence => match (r.countries.is_empty(), p.eligibility.trim().is_empty()) {
                (false, _) => Done(r.countries.join(", ")),
                (true, false) => Done("said in words".into()),
                (true, true) => Decide("Is it open to every country in the world?".into()),
            },
            ShownBy::Staff if r.staff_may_win => Done("staff may win".into()),
            ShownBy::Staff => Done("staff do not take part".into()),
            ShownBy::EntryLimit => match r.max_per_person {
                0 => Decide("May a person enter as often as they like?".into()),
                most => Done(counted(most.into(), "entry a person", "entries a person")),
            },
            ShownBy::SharedAddresses if r.max_per_person == 0 => Done("any number of entries counts".into()),
            ShownBy::SharedAddresses => {
                let shared = self.shared();
                if shared.is_empty() { Done("no two of them share one".into()) } else { Decide(words(&shared)) }
            }
            ShownBy::FairDraw => match (s.sources.is_empty(), s.announced_at) {
                (true, _) => Missing("Choose where the luck comes from.".into()),
                (_, None) => Missing("Say when the luck is known.".into()),
                (false, Some(time)) => Done(format!("drawn with public luck on {}", at(time))),
            },
            ShownBy::Substitution => filled_or_decide(&p.substitution, "May a prize be replaced or paid out?"),
            ShownBy::Delivery => {
                filled_or_decide(&p.delivery, "Do all prizes reach the winners within 30 days after closing?")
            }
            ShownBy::Notify => match (p.notify.trim().is_empty(), p.told_by, s.reply_days) {
                (true, _, _) => Missing("Say how winners are told.".into()),
                (_, None, _) => Missing("Say by when winners are told.".into()),
                (_, _, 0) => Missing("Say how many days winners have to answer.".into()),
                (false, Some(told), days) => {
                    Done(format!("told by {}, {} to answer", at(told), counted(days.into(), "day", "days")))
                }
            },
            ShownBy::WinnersList => filled(&p.winners_list, "Say where the list of winners is to be had."),
            ShownBy::Publicity => filled_or_decide(&p.publicity, "Do winners appear in publicity afterwards?"),
            ShownBy::DataProtection => filled(&p.data_protection, "Say what happens to the data."),
            ShownBy::Law => filled(&p.law, "Say whose law applies."),
            ShownBy::Rules => match self.rules {
                RulesState::Missing => Missing("Make the rules text.".into()),
                RulesState::InStep => Done("the same as the set-up".into()),
                RulesState::Overtaken | RulesState::EditedAndOvertaken => {
                    Missing("The set-up changed since: make the rules text again.".into())
                }
                RulesState::Edited | RulesState::Foreign => Decide("Read the rules text against the set-up.".into()),
            },
            ShownBy::Registration => self.registration(),
            ShownBy::ByHand => Decide("See to it, and tick it by hand.".into()),
        }
    }

    fn shared(&self) -> Vec<SharedAddress> {
        let id = self.assessed.first().and_then(|judged| self.campaign.entries().get(judged.id));
        id.map_or_else(Vec::new, |entry| shared_addresses(self.campaign, entry.sweepstake, self.assessed))
    }

    /// What was marked about shared addresses holds for the entries there were then; others are asked about.
    fn reopened(&self) -> Option<PointState> {
        if self.sweepstake.sealed.is_some() || self.sweepstake.entry_rules.max_per_person == 0 {
            return None;
        }
        let open = undecided_of(self.sweepstake, self.shared());
        // Campaigns from before know of a mark alone.
        let why = match self.sweepstake.shared_decided.as_slice() {
            [] => "No shared address was noted when this was decided",
            _ => "Since this was decided more came in",
        };
        (!open.is_empty()).then(|| PointState::Decide(format!("{why}: {}", words(&open))))
    }

    fn equal_odds(&self) -> PointState {
        let (mut most, mut post) = (0, Vec::new());
        for judged in self.assessed.iter().filter(|judged| judged.standing == Standing::In) {
            match self.campaign.entries().get(judged.id).map(|entry| &entry.way) {
                Some(EntryWay::Post) => post.push(judged.tickets.base),
                Some(_) => most = most.max(judged.tickets.base),
                None => {}
            }
        }
        let fewer = post.iter().filter(|tickets| **tickets < most).count() as u64;
        match (fewer, post.len()) {
            (0, 0) => PointState::Done("every entry is typed in with the same tickets".into()),
            (0, _) => PointState::Done(format!(
                "{} as many tickets as the others",
                counted(post.len() as u64, "postal entry has", "postal entries have")
            )),
            (fewer, _) => PointState::Missing(format!(
                "{} fewer tickets than an entry by form.",
                counted(fewer, "postal entry has", "postal entries have")
            )),
        }
    }

    fn registration(&self) -> PointState {
        let (s, p) = (self.sweepstake, &self.sweepstake.publication);
        let countries = &s.entry_rules.countries;
        if !countries.is_empty() && !countries.iter().any(|code| code == "US") {
            return PointState::NotApplicable("not open to residents of the US".into());
        }
        match total_value(s) {
            Some(total) if p.currency == "USD" && total <= 500_000 => {
                PointState::NotApplicable("prizes of 5,000 US dollars or less".into())
            }
            _ => PointState::Decide("Is it tied to selling something, and worth more than 5,000 US dollars?".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_is_sound() {
        let text = include_str!("../../../assets/draw/checklist.ron");
        let list: Checklist = ron::from_str(text).unwrap();
        assert!(list.points.len() >= 20 && list.note.contains("Not legal advice"));
        assert!(list.as_of.parse::<jiff::civil::Date>().is_ok());
        let mut ids: Vec<&str> = list.points.iter().map(|point| point.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
        for point in &list.points {
            assert!(!point.words.is_empty() && !point.why.is_empty() && !point.from.is_empty(), "{}", point.id);
            for (source, paragraph) in &point.from {
                assert!(list.sources.iter().any(|known| known.id == *source), "{source}");
                assert!(!paragraph.is_empty());
            }
        }
    }
}
