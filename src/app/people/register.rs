//! People as lines: what can be looked for, filtered and sorted by. Made once per revision of the campaign.

use super::{country_name, folded, holds_words};
use crate::campaign::{AwardId, Campaign, ConsentState, HeroId, Person, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
}

/// One person as a line of the list.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub id: PersonId,
    pub name: String,
    pub team: String,
    /// In the order of [`Role::ALL`].
    pub roles: Vec<Role>,
    pub nominated: u32,
    pub consent: ConsentState,
    pub consent_at: Option<Timestamp>,
    pub country: String,
    pub hero: Option<HeroId>,
    /// What is still open about them, one bit for each of [`Gap::ALL`].
    gaps: u8,
    /// Every field, folded, for finding.
    words: String,
    name_key: String,
    team_key: String,
}

impl PersonLine {
    /// "Nominee, entrant".
    pub fn roles_in_words(&self) -> String {
        let mut words = String::new();
        for role in &self.roles {
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
    const fn bit(self) -> u8 {
        1 << self as u8
    }
    fn all_of(person: &Person, has_to_know: bool, goes_out: bool) -> u8 {
        let open = |gap: Self| match gap {
            Self::NameNotConfirmed => person.name_confirmed.is_none(),
            Self::NameGoesOut => goes_out && person.name_confirmed.is_none(),
            Self::NoEmail => person.email.is_empty(),
            Self::NoCountry => person.country.is_empty(),
            Self::NotTold => has_to_know && !person.was_told(),
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
    /// What stands in this column for a person; days as year, month, day in UTC, so that they sort.
    pub fn words<'a>(self, line: &'a PersonLine, person: Option<&'a Person>) -> Cow<'a, str> {
        let field = |get: fn(&Person) -> &String| Cow::Borrowed(person.map_or("", |person| get(person).as_str()));
        let day =
            |at: Option<Timestamp>| Cow::Owned(at.map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default());
        match self {
            Self::Name => Cow::Borrowed(&line.name),
            Self::Team => Cow::Borrowed(&line.team),
            Self::Roles => Cow::Owned(line.roles_in_words()),
            Self::Nominated if line.nominated == 0 => Cow::Borrowed(""),
            Self::Nominated => Cow::Owned(line.nominated.to_string()),
            Self::Consent => Cow::Borrowed(line.consent.title()),
            Self::Country => Cow::Borrowed(&line.country),
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
    /// Countries that occur, by their titles; `""` last.
    countries: Vec<String>,
    of_award: HashMap<AwardId, HashSet<PersonId>>,
    of_channel: BTreeMap<String, HashSet<PersonId>>,
    of_problem: BTreeMap<String, HashSet<PersonId>>,
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
        let mut countries = BTreeSet::new();
        let lines = campaign
            .people()
            .iter()
            .map(|(id, person)| {
                let nominated = nominated.get(&id).copied().unwrap_or(0);
                let roles = Role::ALL.into_iter().filter(|role| match role {
                    Role::Nominee => nominated > 0,
                    Role::Nominator => nominators.contains(&id),
                    Role::Entrant => entrants.contains(&id),
                    Role::Judge => person.judge,
                    Role::Member => person.member,
                    Role::Staff => person.staff,
                });
                if !countries.contains(&person.country) {
                    countries.insert(person.country.clone());
                }
                PersonLine {
                    id,
                    name: person.display_name().to_owned(),
                    team: person.team.clone(),
                    roles: roles.collect(),
                    nominated,
                    consent: person.consent.state,
                    consent_at: person.consent.at,
                    country: person.country.clone(),
                    hero: heroes.get(&id).copied(),
                    gaps: Gap::all_of(
                        person,
                        nominated > 0 && !themselves.contains(&id),
                        heroes.contains_key(&id) || winners.contains(&id),
                    ),
                    words: words_of(person),
                    name_key: folded(person.display_name()),
                    team_key: folded(&person.team),
                }
            })
            .collect();
        let mut countries: Vec<String> = countries.into_iter().collect();
        countries.sort_by_key(|country| (country.is_empty(), folded(country_name(country))));
        Self { lines, countries, of_award, of_channel, of_problem }
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
    pub fn line(&self, id: PersonId) -> Option<&PersonLine> {
        let place = self.lines.binary_search_by_key(&id, |line| line.id).ok()?;
        self.lines.get(place)
    }

    /// Indexes into [`Register::lines`] of those that match, in the order asked for.
    pub fn find(&self, query: &PeopleQuery) -> Vec<u32> {
        let question = folded(&query.words);
        let nobody = HashSet::new();
        let of_award = query.award.map(|award| self.of_award.get(&award).unwrap_or(&nobody));
        let of_channel = query.channel.as_ref().map(|channel| self.of_channel.get(channel).unwrap_or(&nobody));
        let of_problem = query.problem.as_ref().map(|problem| self.of_problem.get(problem).unwrap_or(&nobody));
        let mut found: Vec<u32> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| {
                query.role.is_none_or(|role| line.roles.contains(&role))
                    && query.consent.is_none_or(|consent| line.consent == consent)
                    && query.country.as_ref().is_none_or(|country| line.country == *country)
                    && of_award.is_none_or(|people| people.contains(&line.id))
                    && of_channel.is_none_or(|people| people.contains(&line.id))
                    && of_problem.is_none_or(|people| people.contains(&line.id))
                    && query.gap.is_none_or(|gap| line.has(gap))
                    && holds_words(&line.words, &question)
            })
            .map(|(index, _)| index as u32)
            .collect();
        let line = |index: &u32| &self.lines[*index as usize];
        found.sort_by(|a, b| {
            let (a, b) = (line(a), line(b));
            let order = match query.order {
                PeopleOrder::Name => a.name_key.cmp(&b.name_key),
                // Lines without a word there come last when read downwards.
                PeopleOrder::Team => (a.team_key.is_empty(), &a.team_key).cmp(&(b.team_key.is_empty(), &b.team_key)),
                PeopleOrder::Roles => a.roles_in_words().cmp(&b.roles_in_words()),
                PeopleOrder::Nominated => a.nominated.cmp(&b.nominated),
                PeopleOrder::Consent => (a.consent, a.consent_at).cmp(&(b.consent, b.consent_at)),
                PeopleOrder::Country => (a.country.is_empty(), &a.country).cmp(&(b.country.is_empty(), &b.country)),
                PeopleOrder::Id => a.id.cmp(&b.id),
                // These stand with the person alone: `find_in` orders by them.
                _ => std::cmp::Ordering::Equal,
            };
            let order = if query.descending { order.reverse() } else { order };
            order.then_with(|| a.name_key.cmp(&b.name_key)).then(a.id.cmp(&b.id))
        });
        found
    }

    /// The same, ordered also by what only the person's own record says.
    pub fn find_in(&self, campaign: &Campaign, query: &PeopleQuery) -> Vec<u32> {
        let found = self.find(query);
        if matches!(
            query.order,
            PeopleOrder::Name
                | PeopleOrder::Team
                | PeopleOrder::Roles
                | PeopleOrder::Nominated
                | PeopleOrder::Consent
                | PeopleOrder::Country
                | PeopleOrder::Id
        ) {
            return found;
        }
        let key = |index: &u32| {
            let line = &self.lines[*index as usize];
            let words = folded(&query.order.words(line, campaign.people().get(line.id)));
            (words.is_empty(), words)
        };
        let mut keyed: Vec<((bool, String), u32)> = found.into_iter().map(|index| (key(&index), index)).collect();
        // Stable: people with the same words stay in the order of their names.
        keyed.sort_by(|(a, _), (b, _)| if query.descending { b.cmp(a) } else { a.cmp(b) });
        keyed.into_iter().map(|(_, index)| index).collect()
    }
}

fn file_under<'a>(shelf: &'a mut BTreeMap<String, HashSet<PersonId>>, word: &str) -> &'a mut HashSet<PersonId> {
    shelf.entry(word.to_owned()).or_default()
}

/// Every word by which a person is found, also those of records that were merged into theirs.
fn words_of(person: &Person) -> String {
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
