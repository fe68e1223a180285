//! People as lines: what can be looked for, filtered and sorted by. Made once per revision of the campaign.

use super::named_in::NamedIn;
use super::orders::{Orders, ranks};
use super::received::{self, Received};
use super::{country_name, folded};
use crate::app::finder::{Finder, Hits};
use crate::campaign::{AwardId, Campaign, ConsentState, HeroId, Person, PersonId, Text};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What a person is in this campaign. One may be several of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    Nominee,
    Nominator,
    Entrant,
    Judge,
    Member,
    Staff,
}

impl Role {
    pub const ALL: [Self; 6] = [Self::Nominee, Self::Nominator, Self::Entrant, Self::Judge, Self::Member, Self::Staff];
    pub fn title(self) -> &'static str {
        match self {
            Self::Nominee => "Nominee",
            Self::Nominator => "Nominator",
            Self::Entrant => "Entrant",
            Self::Judge => "Judge",
            Self::Member => "Member",
            Self::Staff => "Staff",
        }
    }
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// One person as a line of the list: the record itself, and what others say about it.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub id: PersonId,
    person: Arc<Person>,
    pub nominated: u32,
    pub hero: Option<HeroId>,
    /// One bit for each of [`Role::ALL`].
    roles: u8,
    /// What is still open about them, one bit for each of [`Gap::ALL`].
    gaps: u8,
}

impl PersonLine {
    /// The name, or what stands in for it.
    pub fn name(&self) -> &str {
        self.person.display_name()
    }
    pub fn team(&self) -> &str {
        &self.person.team
    }
    /// A code where it is known, else words.
    pub fn country(&self) -> &str {
        &self.person.country
    }
    pub fn consent(&self) -> ConsentState {
        self.person.consent.state
    }
    pub fn consent_at(&self) -> Option<Timestamp> {
        self.person.consent.at
    }
    /// In the order of [`Role::ALL`].
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        let roles = self.roles;
        Role::ALL.into_iter().filter(move |role| roles & role.bit() != 0)
    }
    /// "Nominee, entrant".
    pub fn roles_in_words(&self) -> String {
        let mut words = String::new();
        for role in self.roles() {
            if words.is_empty() {
                words.push_str(role.title());
            } else {
                words.push_str(", ");
                words.push_str(&role.title().to_lowercase());
            }
        }
        words
    }
    pub fn has(&self, gap: Gap) -> bool {
        self.gaps & gap.bit() != 0
    }
}

/// Something about a person that is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gap {
    NameNotConfirmed,
    NoEmail,
    NoCountry,
    NotTold,
    /// A hero or an award goes out with a spelling nobody confirmed.
    NameGoesOut,
}

/// A list of people that is asked for from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeopleList {
    /// Everybody with something open.
    Gap(Gap),
    /// Pairs that may be one person.
    Duplicates,
}

impl Gap {
    pub const ALL: [Self; 5] =
        [Self::NameNotConfirmed, Self::NameGoesOut, Self::NoEmail, Self::NoCountry, Self::NotTold];
    pub fn title(self) -> &'static str {
        match self {
            Self::NameNotConfirmed => "Name not confirmed",
            Self::NameGoesOut => "Hero or award, name not confirmed",
            Self::NoEmail => "No e-mail address",
            Self::NoCountry => "No country",
            Self::NotTold => "Nominated and not told",
        }
    }
    /// The word for the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::NameNotConfirmed => "name-not-confirmed",
            Self::NameGoesOut => "name-goes-out",
            Self::NoEmail => "no-email",
            Self::NoCountry => "no-country",
            Self::NotTold => "not-told",
        }
    }
    const fn bit(self) -> u8 {
        1 << self as u8
    }
    fn all_of(person: &Person, is_untold: bool, goes_out: bool) -> u8 {
        let open = |gap: Self| match gap {
            Self::NameNotConfirmed => person.name_confirmed.is_none(),
            Self::NameGoesOut => goes_out && person.name_confirmed.is_none(),
            Self::NoEmail => person.email.is_empty(),
            Self::NoCountry => person.country.is_empty(),
            Self::NotTold => is_untold,
        };
        let known = person.erased_at.is_none();
        Self::ALL.into_iter().filter(|gap| known && open(*gap)).fold(0, |bits, gap| bits | gap.bit())
    }
}

/// A column of the list, and what the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PeopleOrder {
    #[default]
    Name,
    Team,
    Roles,
    Nominated,
    Consent,
    Country,
    Email,
    Organisation,
    Function,
    Place,
    Tags,
    Confirmed,
    Told,
    Id,
}

impl PeopleOrder {
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Team,
        Self::Roles,
        Self::Nominated,
        Self::Consent,
        Self::Country,
        Self::Email,
        Self::Organisation,
        Self::Function,
        Self::Place,
        Self::Tags,
        Self::Confirmed,
        Self::Told,
        Self::Id,
    ];
    /// Shown while nobody chose others.
    pub const FIRST: [Self; 6] = [Self::Name, Self::Team, Self::Roles, Self::Nominated, Self::Consent, Self::Country];
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Team => "Team",
            Self::Roles => "Roles",
            Self::Nominated => "Nominated",
            Self::Consent => "Consent",
            Self::Country => "From",
            Self::Email => "E-mail",
            Self::Organisation => "Organisation",
            Self::Function => "Function",
            Self::Place => "Place",
            Self::Tags => "Tags",
            Self::Confirmed => "Name confirmed",
            Self::Told => "Told",
            Self::Id => "Id",
        }
    }
    /// The word for the command line, and the name of the value in its lists.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Team => "team",
            Self::Roles => "roles",
            Self::Nominated => "nominated",
            Self::Consent => "consent",
            Self::Country => "country",
            Self::Email => "email",
            Self::Organisation => "organisation",
            Self::Function => "function",
            Self::Place => "place",
            Self::Tags => "tags",
            Self::Confirmed => "confirmed",
            Self::Told => "told",
            Self::Id => "id",
        }
    }
    /// What stands in this column for a person; days as year, month, day in UTC, so that they sort.
    pub fn words<'a>(self, line: &'a PersonLine, person: Option<&'a Person>) -> Cow<'a, str> {
        let field = |get: fn(&Person) -> &Text| Cow::Borrowed(person.map_or("", |person| get(person).as_str()));
        let day =
            |at: Option<Timestamp>| Cow::Owned(at.map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default());
        match self {
            Self::Name => Cow::Borrowed(line.name()),
            Self::Team => Cow::Borrowed(line.team()),
            Self::Roles => Cow::Owned(line.roles_in_words()),
            Self::Nominated if line.nominated == 0 => Cow::Borrowed(""),
            Self::Nominated => Cow::Owned(line.nominated.to_string()),
            Self::Consent => Cow::Borrowed(line.consent().title()),
            Self::Country => Cow::Borrowed(line.country()),
            Self::Email => field(|person| &person.email),
            Self::Organisation => field(|person| &person.organisation),
            Self::Function => field(|person| &person.function),
            Self::Place => field(|person| &person.place),
            Self::Tags => Cow::Owned(person.map(|person| person.tags.join(", ")).unwrap_or_default()),
            Self::Confirmed => match person.and_then(|person| person.name_confirmed.as_ref()) {
                Some(confirmed) if confirmed.by.is_empty() => day(Some(confirmed.at)),
                Some(confirmed) => Cow::Owned(format!("{} {}", day(Some(confirmed.at)), confirmed.by)),
                None => Cow::Borrowed(""),
            },
            Self::Told => day(person.and_then(|person| person.told_at)),
            Self::Id => Cow::Owned(line.id.to_string()),
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleQuery {
    pub words: String,
    pub role: Option<Role>,
    pub consent: Option<ConsentState>,
    /// A code or words as they stand with the person; `""` for those without.
    pub country: Option<String>,
    /// Nominated for it, or its winner.
    pub award: Option<AwardId>,
    /// A nomination of them or by them came through it.
    pub channel: Option<String>,
    /// A nomination of them names this trouble.
    pub problem: Option<String>,
    pub gap: Option<Gap>,
    pub order: PeopleOrder,
    pub descending: bool,
}

impl PeopleQuery {
    /// Does it leave nobody out?
    pub fn is_everybody(&self) -> bool {
        let Self { order, descending, .. } = *self;
        *self == Self { order, descending, ..Self::default() }
    }
}

/// All people as lines. Made once per revision of the campaign.
#[derive(Clone, Debug, Default)]
pub struct Register {
    lines: Vec<PersonLine>,
    /// Every field of each, folded, for finding.
    words: Finder,
    /// Lines in the orders that were asked for so far, by order and whether it descends.
    orders: Orders<PeopleOrder>,
    named: NamedIn,
    /// Countries that occur, by their titles; `""` last.
    countries: Vec<String>,
    of_award: HashMap<AwardId, HashSet<PersonId>>,
    of_channel: BTreeMap<String, HashSet<PersonId>>,
    of_problem: BTreeMap<String, HashSet<PersonId>>,
    /// Channels and troubles to choose from, in the alphabet's order.
    offered: [Vec<String>; 2],
}

/// Most words a filter offers: whoever has more of them finds by typing.
pub const OFFERED: usize = 200;

/// The words that most people stand under: a form may have asked for a channel in free words, of which each is another.
fn most_used(filed: &BTreeMap<String, HashSet<PersonId>>) -> Vec<String> {
    let mut words: Vec<(&String, usize)> = filed.iter().map(|(words, people)| (words, people.len())).collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(OFFERED);
    let mut words: Vec<String> = words.into_iter().map(|(words, _)| words.clone()).collect();
    words.sort();
    words
}

impl Register {
    pub fn new(campaign: &Campaign) -> Self {
        let mut nominated: HashMap<PersonId, u32> = HashMap::new();
        let mut nominators: HashSet<PersonId> = HashSet::new();
        // Who nominated themselves knows that something is kept.
        let mut themselves: HashSet<PersonId> = HashSet::new();
        let mut of_award: HashMap<AwardId, HashSet<PersonId>> = HashMap::new();
        let mut of_channel: BTreeMap<String, HashSet<PersonId>> = BTreeMap::new();
        let mut of_problem: BTreeMap<String, HashSet<PersonId>> = BTreeMap::new();
        for (_, nomination) in campaign.nominations().iter() {
            let nominee = nomination.nominee;
            *nominated.entry(nominee).or_default() += 1;
            nominators.extend(nomination.nominator);
            themselves.extend(nomination.nominator.filter(|by| *by == nominee));
            for award in &nomination.awards {
                of_award.entry(*award).or_default().insert(nominee);
            }
            for problem in &nomination.problems {
                file_under(&mut of_problem, problem).insert(nominee);
            }
            if !nomination.channel.is_empty() {
                file_under(&mut of_channel, &nomination.channel)
                    .extend(std::iter::once(nominee).chain(nomination.nominator));
            }
        }
        for (id, award) in campaign.awards().iter().filter(|(_, award)| !award.winners.is_empty()) {
            of_award.entry(id).or_default().extend(award.winners.iter().map(|winner| winner.person));
        }
        let entrants: HashSet<PersonId> = campaign.entries().iter().map(|(_, entry)| entry.person).collect();
        let heroes: HashMap<PersonId, HeroId> =
            campaign.heroes().iter().rev().map(|(id, hero)| (hero.person, id)).collect();
        let winners: HashSet<PersonId> =
            campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)).collect();
        let own = campaign.lists_of_own();
        let make = |people: &[(PersonId, &Arc<Person>)]| {
            let mut part = Part::default();
            for (id, person) in people {
                let nominated = nominated.get(id).copied().unwrap_or(0);
                let is = |role: &Role| match role {
                    Role::Nominee => nominated > 0,
                    Role::Nominator => nominators.contains(id),
                    Role::Entrant => entrants.contains(id),
                    Role::Judge => person.judge,
                    Role::Member => person.member,
                    Role::Staff => person.staff,
                };
                if !part.countries.contains(person.country.as_str()) {
                    part.countries.insert(person.country.to_string());
                }
                part.words.push(&words_of(person));
                part.lines.push(PersonLine {
                    id: *id,
                    person: Arc::clone(person),
                    nominated,
                    hero: heroes.get(id).copied(),
                    roles: Role::ALL.into_iter().filter(is).fold(0, |bits, role| bits | role.bit()),
                    gaps: Gap::all_of(
                        person,
                        nominated > 0 && !themselves.contains(id) && !person.was_told(&own),
                        heroes.contains_key(id) || winners.contains(id),
                    ),
                });
            }
            part
        };
        let people: Vec<(PersonId, &Arc<Person>)> = campaign.people().iter_shared().collect();
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = people.len().div_ceil(cores).max(SHARE_LEAST);
        let mut parts = std::thread::scope(|scope| {
            let make = &make;
            let workers: Vec<_> = people.chunks(share).map(|people| scope.spawn(move || make(people))).collect();
            let join = |worker: std::thread::ScopedJoinHandle<'_, Part>| match worker.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            workers.into_iter().map(join).collect::<Vec<_>>().into_iter()
        });
        let Part { mut lines, mut words, mut countries } = parts.next().unwrap_or_default();
        for part in parts {
            lines.extend(part.lines);
            words.append(&part.words);
            countries.extend(part.countries);
        }
        words.close();
        let named = NamedIn::new(campaign);
        let mut countries: Vec<String> = countries.into_iter().collect();
        countries.sort_by_key(|country| (country.is_empty(), folded(country_name(country))));
        let offered = [most_used(&of_channel), most_used(&of_problem)];
        Self { lines, words, orders: Orders::default(), named, countries, of_award, of_channel, of_problem, offered }
    }

    pub fn lines(&self) -> &[PersonLine] {
        &self.lines
    }
    pub fn countries(&self) -> &[String] {
        &self.countries
    }
    /// Channels through which nominations came, in the alphabet's order.
    pub fn channels(&self) -> Vec<&str> {
        self.of_channel.keys().map(String::as_str).collect()
    }
    /// Troubles that nominations name, in the alphabet's order.
    pub fn problems(&self) -> Vec<&str> {
        self.of_problem.keys().map(String::as_str).collect()
    }
    /// Channels and troubles for a menu: those of most people, in the alphabet's order.
    pub fn offered(&self) -> &[Vec<String>; 2] {
        &self.offered
    }
    pub fn line(&self, id: PersonId) -> Option<&PersonLine> {
        self.lines.get(self.place(id)?)
    }
    /// Where the line of a person stands among all.
    pub fn place(&self, id: PersonId) -> Option<usize> {
        self.lines.binary_search_by_key(&id, |line| line.id).ok()
    }
    /// Which nominations and entries name somebody.
    pub fn named(&self) -> &NamedIn {
        &self.named
    }

    /// Indexes into [`Register::lines`] of those that match, in the order asked for. The first time an order is asked for it takes
    /// as long as sorting; after that a list of a million takes a few hundredths of a second.
    pub fn find(&self, query: &PeopleQuery) -> Vec<u32> {
        let order = self.order(query.order, query.descending);
        let Some(matches) = self.matches(query) else { return order.to_vec() };
        order.iter().copied().filter(|index| matches.has(*index as usize)).collect()
    }

    /// The same where what was kept as received is looked through as well.
    pub fn find_with(&self, query: &PeopleQuery, received: &Received) -> Vec<u32> {
        let order = self.order(query.order, query.descending);
        let found = self.found_with(&folded(&query.words), received);
        let Some(matches) = self.matching(query, found) else { return order.to_vec() };
        order.iter().copied().filter(|index| matches.has(*index as usize)).collect()
    }

    /// Who has all words, each in their fields or in what was kept.
    fn found_with(&self, question: &str, received: &Received) -> Option<Hits> {
        if received.is_empty() {
            return self.words.find(question);
        }
        let mut all: Option<Hits> = None;
        for word in received::words_in(question) {
            let mut hits = self.words.find(word)?;
            let kept = received.people_with(word);
            hits.add(kept.into_iter().filter_map(|id| self.place(id)));
            all = Some(match all {
                Some(before) => before.and(&hits),
                None => hits,
            });
        }
        all
    }

    /// Who matches; `None` where the question leaves nobody out.
    fn matches(&self, query: &PeopleQuery) -> Option<Hits> {
        self.matching(query, self.words.find(&folded(&query.words)))
    }

    fn matching(&self, query: &PeopleQuery, found: Option<Hits>) -> Option<Hits> {
        let PeopleQuery { words: _, role, consent, country, award, channel, problem, gap, order: _, descending: _ } =
            query;
        let is_plain = role.is_none() && consent.is_none() && country.is_none() && award.is_none();
        if is_plain && channel.is_none() && problem.is_none() && gap.is_none() {
            return found;
        }
        let nobody = HashSet::new();
        let of_award = award.map(|award| self.of_award.get(&award).unwrap_or(&nobody));
        let of_channel = channel.as_ref().map(|channel| self.of_channel.get(channel).unwrap_or(&nobody));
        let of_problem = problem.as_ref().map(|problem| self.of_problem.get(problem).unwrap_or(&nobody));
        Some(Hits::of(self.lines.len(), |index| {
            found.as_ref().is_none_or(|found| found.has(index))
                && self.lines.get(index).is_some_and(|line| {
                    role.is_none_or(|role| line.roles & role.bit() != 0)
                        && consent.is_none_or(|consent| line.consent() == consent)
                        && country.as_ref().is_none_or(|country| line.country() == country)
                        && of_award.is_none_or(|people| people.contains(&line.id))
                        && of_channel.is_none_or(|people| people.contains(&line.id))
                        && of_problem.is_none_or(|people| people.contains(&line.id))
                        && gap.is_none_or(|gap| line.has(gap))
                })
        }))
    }

    /// All lines in an order, made when it is asked for the first time.
    fn order(&self, order: PeopleOrder, descending: bool) -> Arc<Vec<u32>> {
        self.orders.get(order, descending, || self.sorted(order, descending))
    }

    fn sorted(&self, order: PeopleOrder, descending: bool) -> Vec<u32> {
        let words = |of: &dyn Fn(&PersonLine) -> String| -> Vec<(bool, String)> {
            let key = |line| {
                let words = of(line);
                // Lines without a word there come last when read downwards.
                (words.is_empty(), words)
            };
            self.lines.iter().map(key).collect()
        };
        let ranks = match order {
            PeopleOrder::Id => (0..self.lines.len() as u32).collect(),
            PeopleOrder::Name => ranks(&self.lines.iter().map(|line| folded(line.name())).collect::<Vec<_>>()),
            PeopleOrder::Nominated => self.lines.iter().map(|line| line.nominated).collect(),
            PeopleOrder::Team => ranks(&words(&|line| folded(line.team()))),
            PeopleOrder::Roles => ranks(&self.lines.iter().map(PersonLine::roles_in_words).collect::<Vec<_>>()),
            PeopleOrder::Consent => {
                ranks(&self.lines.iter().map(|line| (line.consent(), line.consent_at())).collect::<Vec<_>>())
            }
            PeopleOrder::Country => ranks(&words(&|line| line.country().to_owned())),
            _ => ranks(&words(&|line| folded(&order.words(line, Some(&line.person))))),
        };
        let rank = |index: &u32| ranks.get(*index as usize).copied().unwrap_or(0);
        // Of equals the name decides, then the id; what descends is the order alone.
        let mut sorted = match order {
            PeopleOrder::Name | PeopleOrder::Id => (0..self.lines.len() as u32).collect(),
            _ => self.order(PeopleOrder::Name, false).to_vec(),
        };
        if descending {
            sorted.sort_by_key(|index| std::cmp::Reverse(rank(index)));
        } else {
            sorted.sort_by_key(rank);
        }
        sorted
    }
}

/// Lines and words of some of the people.
#[derive(Default)]
struct Part {
    lines: Vec<PersonLine>,
    words: Finder,
    countries: BTreeSet<String>,
}

/// Fewer people than this are not worth a thread.
const SHARE_LEAST: usize = 10_000;

fn file_under<'a>(shelf: &'a mut BTreeMap<String, HashSet<PersonId>>, word: &str) -> &'a mut HashSet<PersonId> {
    shelf.entry(word.to_owned()).or_default()
}

/// Every word by which a person is found, also those of records that were merged into theirs.
pub(super) fn words_of(person: &Person) -> String {
    if person.merged.is_empty() {
        return folded(&own_words(person));
    }
    let all: Vec<String> = person.with_merged().into_iter().map(own_words).collect();
    folded(&all.join("\n"))
}

fn own_words(person: &Person) -> String {
    let born = person.born.map(|born| born.to_string()).unwrap_or_default();
    let mut fields = vec![
        person.name.as_str(),
        &person.latin_name,
        &person.given_name,
        &person.email,
        &person.organisation,
        &person.team,
        &person.function,
        &person.country,
        country_name(&person.country),
        &person.region,
        &person.place,
        &person.address,
        &person.since,
        &person.code_name,
        &born,
        &person.notes,
    ];
    fields.extend(person.tags.iter().map(String::as_str));
    fields.retain(|field| !field.is_empty());
    fields.join("\n")
}
