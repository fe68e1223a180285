//! How every entry of a sweepstake stands, why, and with how many tickets: rules, decisions, who won before, who brought whom.
//! Nothing is deleted: an entry that does not take part keeps its place with a reason.

use super::household::{household_words, keyed};
use crate::campaign::{
    Campaign, Decision, DrawMethod, Entry, EntryId, Ground, PersonId, Reason, SealedDraw, Sweepstake, SweepstakeId,
    email_key, name_key,
};
use crate::draw;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// Where an entry stands before the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    In,
    /// Not in the roll, counted by reason.
    LeftOut(Reason),
    /// In the roll and passed over, named in the lock.
    Excluded(Reason),
}

/// How the tickets of an entry come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tickets {
    /// Before anything is added.
    pub base: u64,
    /// Extra ones of the list or typed in.
    pub extra: u64,
    /// One for each person brought, where the rules count them.
    pub referrals: u64,
    /// The most that may be added.
    pub cap: u64,
    /// What counts in the draw.
    pub total: u64,
}

impl Tickets {
    fn of(sweepstake: &Sweepstake, entry: &Entry, referrals: u64) -> Self {
        let extra = u64::from(entry.bonus);
        let cap = u64::from(sweepstake.entry_rules.max_bonus);
        let added = extra.saturating_add(referrals).min(cap);
        // The other methods know one ticket each.
        let total = if sweepstake.method == DrawMethod::TicketSort { entry.tickets.saturating_add(added) } else { 1 };
        Self { base: entry.tickets, extra, referrals, cap, total }
    }

    /// "1 + 2 for people brought; 3 extra at most": how the number came about.
    pub fn words(&self) -> String {
        let mut words = self.base.to_string();
        if self.extra > 0 {
            let _ = write!(words, " + {} extra", self.extra);
        }
        if self.referrals > 0 {
            let _ = write!(words, " + {} for people brought", self.referrals);
        }
        let wanted = self.extra.saturating_add(self.referrals);
        if wanted > self.cap {
            let _ = write!(words, ", of which {} count", self.cap);
        }
        if self.total != self.base.saturating_add(wanted.min(self.cap)) {
            words.push_str("; the method gives one ticket each");
        }
        words
    }
}

/// What became of the words in “referred by” of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credit {
    /// An extra ticket for this entry.
    To(EntryId),
    /// The person named themselves.
    Itself(EntryId),
    /// The same person brought this one before.
    Twice(EntryId),
    /// The entry that names somebody does not take part.
    NotIn(EntryId),
    /// The one who is named does not take part.
    NamedIsOut(EntryId),
    /// Nobody in the sweepstake is called like that.
    Nobody,
    /// Several people are called like that.
    Several,
}

impl Credit {
    /// The entry of the one who is named, where it is known.
    pub fn entry(self) -> Option<EntryId> {
        match self {
            Self::To(id) | Self::Itself(id) | Self::Twice(id) | Self::NotIn(id) | Self::NamedIsOut(id) => Some(id),
            Self::Nobody | Self::Several => None,
        }
    }
    /// Why it counts or not.
    pub fn words(self) -> &'static str {
        match self {
            Self::To(_) => "counts as one extra ticket",
            Self::Itself(_) => "names itself: does not count",
            Self::Twice(_) => "was brought by the same person before: does not count",
            Self::NotIn(_) => "does not take part: does not count",
            Self::NamedIsOut(_) => "the one named does not take part: does not count",
            Self::Nobody => "nobody who entered is called like that",
            Self::Several => "several who entered are called like that: does not count",
        }
    }
}

/// One entry, judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessed {
    pub id: EntryId,
    pub standing: Standing,
    /// What the rules say, also where the organiser decided otherwise.
    pub ground: Option<Ground>,
    /// Dates count and it has none that can be read: the organiser must decide.
    pub undecided: bool,
    pub tickets: Tickets,
    /// What became of its “referred by”; `None` where it names nobody or the rules do not count it.
    pub credit: Option<Credit>,
}

/// Entries of one sweepstake, judged, by id.
pub fn assess(campaign: &Campaign, id: SweepstakeId) -> Vec<Assessed> {
    campaign.sweepstakes().get(id).map(|sweepstake| assess_as(campaign, id, sweepstake)).unwrap_or_default()
}

/// The same under a set-up that is not in the campaign yet.
pub fn assess_as(campaign: &Campaign, id: SweepstakeId, sweepstake: &Sweepstake) -> Vec<Assessed> {
    let mut entries: Vec<(EntryId, &Entry)> = campaign.entries_in(id).collect();
    entries.sort_by_key(|(entry_id, entry)| (entry.received_at.is_none(), entry.received_at, *entry_id));
    let won = Won::before(campaign, id, sweepstake);
    let each = sweepstake.entry_rules.max_per_person;
    let mut earlier: HashMap<PersonId, u32> = HashMap::new();
    let mut assessed: Vec<Assessed> = entries
        .iter()
        .map(|(entry_id, entry)| {
            let before = earlier.entry(entry.person).or_default();
            let person = campaign.people().get(entry.person);
            let alone = person.and_then(|person| sweepstake.broken_alone(entry, person));
            let ground = alone
                .or_else(|| won.ground(campaign, entry))
                .or_else(|| (each > 0 && *before >= each).then_some(Ground::Duplicate));
            let standing = match (&entry.decision, ground) {
                (Decision::ByRules, None) | (Decision::LetIn(_), _) => Standing::In,
                (Decision::ByRules, Some(ground)) => Standing::LeftOut(ground.reason()),
                (Decision::LeftOut(reason, _), _) => Standing::LeftOut(*reason),
                (Decision::Excluded(reason, _), _) => Standing::Excluded(*reason),
            };
            if standing == Standing::In {
                *before += 1;
            }
            let open = entry.decision == Decision::ByRules && ground.is_none();
            Assessed {
                id: *entry_id,
                standing,
                ground,
                undecided: open && sweepstake.lacks_date(entry),
                tickets: Tickets::of(sweepstake, entry, 0),
                credit: None,
            }
        })
        .collect();
    if sweepstake.entry_rules.referrals {
        refer(campaign, sweepstake, &entries, &mut assessed);
    }
    assessed.sort_by_key(|assessed| assessed.id);
    assessed
}

/// How entries of one sweepstake stand, by id.
pub fn standings(campaign: &Campaign, id: SweepstakeId) -> Vec<(EntryId, Standing)> {
    assess(campaign, id).into_iter().map(|assessed| (assessed.id, assessed.standing)).collect()
}

/// By what an entry or person can be named in “referred by”.
#[derive(Default)]
struct Names<'a> {
    /// Entry ids and references; `None` where two entries have the same.
    entries: HashMap<String, Option<EntryId>>,
    /// E-mail addresses.
    emails: HashMap<String, PersonId>,
    /// Names, codes; `None` where two people share it.
    people: HashMap<String, Option<PersonId>>,
    /// The entry of a person that gets the ticket: the first that takes part, else the first.
    of_person: HashMap<PersonId, EntryId>,
    campaign: Option<&'a Campaign>,
}

fn entry_key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

impl<'a> Names<'a> {
    fn new(campaign: &'a Campaign, entries: &[(EntryId, &Entry)], assessed: &[Assessed]) -> Self {
        let mut names = Self { campaign: Some(campaign), ..Self::default() };
        let mut seen = HashSet::new();
        for ((id, entry), judged) in entries.iter().zip(assessed) {
            for key in [&entry.entry_id, &entry.reference] {
                let key = entry_key(key);
                if !key.is_empty() {
                    let known = names.entries.entry(key).or_insert(Some(*id));
                    if *known != Some(*id) {
                        *known = None;
                    }
                }
            }
            if judged.standing == Standing::In {
                let first = names.of_person.get(&entry.person).copied();
                let first_is_in = first.is_some_and(|first| seen.contains(&first));
                if !first_is_in {
                    names.of_person.insert(entry.person, *id);
                }
                seen.insert(*id);
            } else {
                names.of_person.entry(entry.person).or_insert(*id);
            }
            let Some(person) = campaign.people().get(entry.person) else { continue };
            if !person.email.is_empty() {
                names.emails.entry(email_key(&person.email)).or_insert(entry.person);
            }
            for key in [&person.name, &person.latin_name, &person.code_name] {
                let key = name_key(key);
                if !key.is_empty() {
                    let known = names.people.entry(key).or_insert(Some(entry.person));
                    if *known != Some(entry.person) {
                        *known = None;
                    }
                }
            }
        }
        names
    }

    /// Whom the words mean: an entry, or why there is none.
    fn find(&self, words: &str) -> Result<EntryId, Credit> {
        if let Some(found) = self.entries.get(&entry_key(words)) {
            let entry = found.ok_or(Credit::Several)?;
            let person = self.campaign.and_then(|campaign| campaign.entries().get(entry)).map(|entry| entry.person);
            // A later entry that is left out earns for the person's first.
            return Ok(person.and_then(|person| self.of_person.get(&person)).copied().unwrap_or(entry));
        }
        let person = match self.emails.get(&email_key(words)) {
            Some(person) => *person,
            None => self.people.get(&name_key(words)).ok_or(Credit::Nobody)?.ok_or(Credit::Several)?,
        };
        self.of_person.get(&person).copied().ok_or(Credit::Nobody)
    }
}

/// Gives tickets to those who brought others. `entries` and `assessed` are in the same order, that of arrival.
fn refer(campaign: &Campaign, sweepstake: &Sweepstake, entries: &[(EntryId, &Entry)], assessed: &mut [Assessed]) {
    let names = Names::new(campaign, entries, assessed);
    let place: HashMap<EntryId, usize> = entries.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let mut pairs: HashSet<(PersonId, PersonId)> = HashSet::new();
    let mut brought = vec![0_u64; entries.len()];
    for at in 0..entries.len() {
        let entry = entries[at].1;
        if entry.referred_by.trim().is_empty() {
            continue;
        }
        let credit = match names.find(&entry.referred_by) {
            Err(why) => why,
            Ok(to) => match place.get(&to) {
                None => Credit::Nobody,
                Some(&there) => {
                    let referrer = entries[there].1.person;
                    if referrer == entry.person {
                        Credit::Itself(to)
                    } else if assessed[at].standing != Standing::In {
                        Credit::NotIn(to)
                    } else if assessed[there].standing != Standing::In {
                        Credit::NamedIsOut(to)
                    } else if !pairs.insert((referrer, entry.person)) {
                        Credit::Twice(to)
                    } else {
                        brought[there] += 1;
                        Credit::To(to)
                    }
                }
            },
        };
        assessed[at].credit = Some(credit);
    }
    for (at, count) in brought.into_iter().enumerate() {
        assessed[at].tickets = Tickets::of(sweepstake, entries[at].1, count);
    }
}

/// Who holds a prize of an earlier draw.
struct Won {
    people: HashSet<PersonId>,
    /// Keyed hashes, where a household wins once.
    households: HashSet<String>,
}

impl Won {
    fn before(campaign: &Campaign, id: SweepstakeId, sweepstake: &Sweepstake) -> Self {
        let mut won = Self { people: HashSet::new(), households: HashSet::new() };
        if !sweepstake.entry_rules.earlier_winners_out {
            return won;
        }
        let until = sweepstake.sealed.as_ref().map(|sealed| sealed.number);
        let sealed = campaign.sweepstakes().iter().filter(|(other, _)| *other != id);
        for sealed in sealed.filter_map(|(_, other)| other.sealed.as_ref()) {
            if until.is_some_and(|until| sealed.number > until) {
                continue;
            }
            for entry_id in holders(sealed) {
                let entry = campaign.entry_with_id(&entry_id).and_then(|entry| campaign.entries().get(entry));
                let Some(entry) = entry else { continue };
                won.people.insert(entry.person);
                let words = household_words(campaign, entry);
                if sweepstake.one_per_household && !words.is_empty() {
                    won.households.insert(keyed(campaign, &words));
                }
            }
        }
        won
    }

    fn ground(&self, campaign: &Campaign, entry: &Entry) -> Option<Ground> {
        if self.people.contains(&entry.person) {
            return Some(Ground::EarlierWinner);
        }
        if self.households.is_empty() {
            return None;
        }
        let words = household_words(campaign, entry);
        let shares = !words.is_empty() && self.households.contains(&keyed(campaign, &words));
        shares.then_some(Ground::HouseholdWon)
    }
}

/// Entry ids that hold a prize of a drawn sweepstake now: who declined is not among them, who was promoted is.
fn holders(sealed: &SealedDraw) -> Vec<String> {
    let Some(record) = super::record_of(sealed) else { return Vec::new() };
    let mut standing = draw::Standing::after(&record.record);
    let amendments = draw::parse_amendments(sealed.amendments.as_bytes()).unwrap_or_default();
    if !amendments.is_empty()
        && let Ok(roll) = draw::Roll::parse(sealed.roll.as_bytes())
    {
        for signed in &amendments {
            if standing.apply(&roll, &signed.amendment).is_err() {
                break;
            }
        }
    }
    let holds = |status: draw::Status| {
        use draw::Status;
        matches!(status, Status::Holds | Status::Notified | Status::Accepted | Status::Verified | Status::Sent)
    };
    standing.holders.into_iter().filter(|holder| holds(holder.status)).map(|holder| holder.entry_id).collect()
}
