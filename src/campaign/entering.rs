//! Who may enter and what each may win: the rules of entering, the pools of prizes, and the grounds on which an entry is left out.
//! Entries among each other (tickets for referrals, who won before) are the drawing's; here one entry is looked at alone.

use super::person::{ConsentState, Person};
use super::sweepstake::{Entry, Prize, Reason, Sweepstake};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who may enter. Each rule that an entry breaks becomes a reason on it, never a deletion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryRules {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<Timestamp>,
    /// Whole years on the day of entering; 0 for no limit.
    pub min_age: u8,
    /// ISO 3166 alpha-2; empty for everywhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// How many entries of one person count; 0 for no limit.
    pub max_per_person: u32,
    /// Extra tickets count up to this many per entry.
    pub max_bonus: u32,
    /// An entry earns one extra ticket for each person it brought, within `max_bonus`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub referrals: bool,
    pub staff_may_win: bool,
    /// Who won in an earlier draw of the campaign is left out, and so is their household where it wins only once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub earlier_winners_out: bool,
    /// Only people who agreed take part.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub consent_needed: bool,
}

/// Who may win a prize, by rule. An entry's own list of prizes can narrow it, never widen it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pool {
    #[default]
    Everybody,
    /// Members of the league.
    Members,
    /// Residents of these countries, ISO 3166 alpha-2.
    Countries(Vec<String>),
    /// People with at least one of these tags.
    Tags(Vec<String>),
    /// Only entries that name the prize themselves, by hand or by an imported list.
    Named,
}

impl Pool {
    /// Whether a person meets the rule; for `Named` the entry decides.
    fn admits(&self, person: &Person, entry: &Entry, prize: &str) -> bool {
        let named = entry.pools.iter().any(|pool| pool == prize);
        let by_rule = match self {
            Self::Everybody => true,
            Self::Members => person.member,
            Self::Countries(codes) => codes.iter().any(|code| *code == person.country),
            Self::Tags(tags) => tags.iter().any(|tag| person.tags.contains(tag)),
            Self::Named => named,
        };
        by_rule && (named || entry.pools.is_empty())
    }

    /// "members", "residents of DE, AT"; for tables and rules.
    pub fn words(&self) -> String {
        match self {
            Self::Everybody => "everybody".into(),
            Self::Members => "members".into(),
            Self::Countries(codes) => format!("residents of {}", codes.join(", ")),
            Self::Tags(tags) => format!("people tagged {}", tags.join(", ")),
            Self::Named => "entries that were given it".into(),
        }
    }
}

impl std::str::FromStr for Pool {
    type Err = String;
    /// `everybody`, `members`, `named`, `countries=DE+AT` or `tags=press+crew`.
    fn from_str(text: &str) -> Result<Self, String> {
        let list = |words: &str| -> Result<Vec<String>, String> {
            let words = words.split(['+', ',']).map(str::trim).filter(|word| !word.is_empty());
            let words: Vec<String> = words.map(ToOwned::to_owned).collect();
            if words.is_empty() { Err(format!("“{text}” names nobody")) } else { Ok(words) }
        };
        match text.trim().split_once('=') {
            Some(("countries", codes)) => Ok(Self::Countries(list(&codes.to_uppercase())?)),
            Some(("tags", tags)) => Ok(Self::Tags(list(tags)?)),
            None if text.trim() == "everybody" => Ok(Self::Everybody),
            None if text.trim() == "members" => Ok(Self::Members),
            None if text.trim() == "named" => Ok(Self::Named),
            _ => Err(format!("“{text}” is none of everybody, members, named, countries=DE+AT, tags=press+crew")),
        }
    }
}

/// Why an entry is left out by the rules: finer than the codes of the protocol, which never grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    Staff,
    Early,
    Late,
    UnderAge,
    Residence,
    NoConsent,
    Withdrawn,
    EarlierWinner,
    /// Somebody of the same household won before, and a household wins once.
    HouseholdWon,
    /// The rules of all prizes speak against it.
    NoPrize,
    Duplicate,
}

impl Ground {
    /// The code under which the lock counts it.
    pub fn reason(self) -> Reason {
        match self {
            Self::Staff => Reason::Staff,
            Self::Late => Reason::Late,
            Self::UnderAge => Reason::UnderAge,
            Self::Residence => Reason::Residence,
            Self::NoConsent => Reason::NoConsent,
            Self::Withdrawn => Reason::Withdrawn,
            Self::EarlierWinner | Self::HouseholdWon => Reason::EarlierWinner,
            Self::Duplicate => Reason::Duplicate,
            Self::Early | Self::NoPrize => Reason::Other,
        }
    }

    /// A sentence for the organiser; stays in the campaign.
    pub fn words(self) -> &'static str {
        match self {
            Self::Staff => "Staff of the organiser do not win.",
            Self::Early => "It came before entries opened.",
            Self::Late => "It came after entries closed.",
            Self::UnderAge => "The person was too young on the day of entering.",
            Self::Residence => "The person lives in a country that does not take part.",
            Self::NoConsent => "The person did not agree, and the rules ask for it.",
            Self::Withdrawn => "The person withdrew the consent that the rules ask for.",
            Self::EarlierWinner => "The person won in an earlier draw of this campaign.",
            Self::HouseholdWon => "The household won in an earlier draw of this campaign.",
            Self::NoPrize => "No prize is open to this entry.",
            Self::Duplicate => "The person has entered before.",
        }
    }
}

impl Sweepstake {
    /// The rule that this entry breaks by itself, if any. What depends on other entries is not looked at.
    pub fn broken_alone(&self, entry: &Entry, person: &Person) -> Option<Ground> {
        let rules = &self.entry_rules;
        if person.staff && !rules.staff_may_win {
            return Some(Ground::Staff);
        }
        if let Some(received) = entry.received_at {
            if rules.opens.is_some_and(|opens| received < opens) {
                return Some(Ground::Early);
            }
            if rules.closes.is_some_and(|closes| received > closes) {
                return Some(Ground::Late);
            }
        }
        if rules.min_age > 0
            && let (Some(born), Some(on)) = (person.born, self.day_of(entry))
            && age_on(born, on) < i32::from(rules.min_age)
        {
            return Some(Ground::UnderAge);
        }
        if !rules.countries.is_empty()
            && !person.country.is_empty()
            && rules.countries.iter().all(|code| *code != person.country)
        {
            return Some(Ground::Residence);
        }
        if rules.consent_needed {
            match person.consent.state {
                ConsentState::Agreed => {}
                ConsentState::Withdrawn => return Some(Ground::Withdrawn),
                ConsentState::NotAsked | ConsentState::Asked | ConsentState::Refused => return Some(Ground::NoConsent),
            }
        }
        (!self.prizes.is_empty() && self.may_win(entry, person).is_empty()).then_some(Ground::NoPrize)
    }

    /// Whether dates count and this entry has none: the organiser must decide.
    pub fn lacks_date(&self, entry: &Entry) -> bool {
        entry.received_at.is_none() && (self.entry_rules.opens.is_some() || self.entry_rules.closes.is_some())
    }

    /// The prizes open to an entry, in rank order.
    pub fn may_win<'a>(&'a self, entry: &Entry, person: &Person) -> Vec<&'a Prize> {
        self.prizes.iter().filter(|prize| prize.open_to.admits(person, entry, &prize.id)).collect()
    }

    /// Prize ids as the roll holds them: sorted, and none where every prize is open.
    pub fn pools_of(&self, entry: &Entry, person: &Person) -> Vec<String> {
        let open = self.may_win(entry, person);
        if open.len() == self.prizes.len() {
            return Vec::new();
        }
        let mut ids: Vec<String> = open.into_iter().map(|prize| prize.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn day_of(&self, entry: &Entry) -> Option<Date> {
        let at = entry.received_at.or(self.entry_rules.closes)?;
        Some(at.to_zoned(jiff::tz::TimeZone::UTC).date())
    }
}

/// Whole years of age on a day.
fn age_on(born: Date, on: Date) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    i32::from(on.year()) - i32::from(born.year()) - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{PersonId, SweepstakeId};

    fn entry(received: &str) -> Entry {
        Entry {
            received: received.into(),
            received_at: received.parse().ok(),
            ..Entry::new(SweepstakeId(1), PersonId(1), "A")
        }
    }

    fn prize(id: &str, open_to: Pool) -> Prize {
        Prize { id: id.into(), name: id.to_uppercase(), quantity: 1, open_to, ..Prize::default() }
    }

    #[test]
    fn rules_give_grounds() {
        let mut sweepstake = Sweepstake {
            entry_rules: EntryRules {
                opens: "2026-10-01T00:00:00Z".parse().ok(),
                closes: "2026-11-30T23:59:59Z".parse().ok(),
                min_age: 18,
                countries: vec!["DE".into()],
                ..EntryRules::default()
            },
            ..Sweepstake::default()
        };
        let mut person = Person { ..Person::default() }.with(|it| {
            it.born = Some(jiff::civil::date(2008, 11, 2));
        });
        let birthday = entry("2026-11-02T00:00:00Z");
        let broken = |s: &Sweepstake, e: &Entry, p: &Person| s.broken_alone(e, p);
        assert_eq!(broken(&sweepstake, &entry("2026-11-01T00:00:00Z"), &person), Some(Ground::UnderAge));
        assert_eq!(broken(&sweepstake, &birthday, &person), None);
        assert_eq!(broken(&sweepstake, &entry("2026-12-01T00:00:00Z"), &person), Some(Ground::Late));
        assert_eq!(broken(&sweepstake, &entry("2026-09-30T23:59:59Z"), &person), Some(Ground::Early));
        assert_eq!(Ground::Early.reason(), Reason::Other);
        let undated = entry("some day");
        assert!(sweepstake.lacks_date(&undated) && broken(&sweepstake, &undated, &person).is_none());
        person.country = "FR".into();
        assert_eq!(broken(&sweepstake, &birthday, &person), Some(Ground::Residence));
        person.country = "DE".into();
        sweepstake.entry_rules.consent_needed = true;
        assert_eq!(broken(&sweepstake, &birthday, &person), Some(Ground::NoConsent));
        person.consent.state = ConsentState::Withdrawn;
        assert_eq!(broken(&sweepstake, &birthday, &person), Some(Ground::Withdrawn));
        person.consent.state = ConsentState::Agreed;
        assert_eq!(broken(&sweepstake, &birthday, &person), None);
        person.staff = true;
        assert_eq!(broken(&sweepstake, &birthday, &person), Some(Ground::Staff));
    }

    #[test]
    fn pools_come_from_rules_and_are_narrowed_by_hand() {
        let sweepstake = Sweepstake {
            prizes: vec![
                prize("tools", Pool::Everybody),
                prize("mug", Pool::Members),
                prize("trip", Pool::Countries(vec!["DE".into(), "AT".into()])),
            ],
            ..Sweepstake::default()
        };
        let mut entry = entry("");
        let mut person = Person { country: "AT".into(), ..Person::default() };
        assert_eq!(sweepstake.pools_of(&entry, &person), ["tools", "trip"]);
        person.member = true;
        assert!(sweepstake.pools_of(&entry, &person).is_empty(), "every prize is open");
        entry.pools = vec!["mug".into()];
        assert_eq!(sweepstake.pools_of(&entry, &person), ["mug"]);
        person.member = false;
        assert_eq!(sweepstake.broken_alone(&entry, &person), Some(Ground::NoPrize), "a hand cannot widen a rule");

        let named =
            Sweepstake { prizes: vec![prize("tools", Pool::Everybody), prize("vip", Pool::Named)], ..sweepstake };
        entry.pools = vec![];
        assert_eq!(named.pools_of(&entry, &person), ["tools"]);
        entry.pools = vec!["vip".into()];
        assert_eq!(named.pools_of(&entry, &person), ["vip"]);
        let tagged = Sweepstake { prizes: vec![prize("tools", Pool::Tags(vec!["VIP".into()]))], ..named };
        entry.pools = vec![];
        assert_eq!(tagged.broken_alone(&entry, &person), Some(Ground::NoPrize));
        person.tags = vec!["VIP".into()];
        assert_eq!(tagged.broken_alone(&entry, &person), None);
    }
}
