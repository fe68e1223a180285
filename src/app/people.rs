//! The people of a campaign as a list: one line each with what can be looked for, filtered and sorted by, and the changes that
//! concern many of them at once. What a single field of one person becomes is a plain edit and is not here.

use super::bulk;
use crate::campaign::{
    Award, AwardId, Campaign, Change, Confirmation, Consent, ConsentState, Entry, EntryId, Hero, HeroId, Nomination,
    NominationId, Person, PersonId, Sweepstake,
};
use crate::intake::{country_code, country_title};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::BuildHasher;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

/// Without case and accents, so that `dang thuy` finds Đặng Thùy.
pub fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| {
            // Letters that Unicode does not take apart.
            let (letter, second) = match c {
                'đ' | 'ð' => ('d', None),
                'ł' => ('l', None),
                'ø' => ('o', None),
                'ı' => ('i', None),
                'ħ' => ('h', None),
                'ß' => ('s', Some('s')),
                'æ' => ('a', Some('e')),
                'œ' => ('o', Some('e')),
                'þ' => ('t', Some('h')),
                other => (other, None),
            };
            std::iter::once(letter).chain(second)
        })
        .collect()
}

/// Do all words of `question`, already folded, stand in `text`, already folded?
pub fn holds_words(text: &str, question: &str) -> bool {
    question.split_whitespace().all(|word| text.contains(word))
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
}

impl Gap {
    pub const ALL: [Self; 4] = [Self::NameNotConfirmed, Self::NoEmail, Self::NoCountry, Self::NotTold];
    pub fn title(self) -> &'static str {
        match self {
            Self::NameNotConfirmed => "Name not confirmed",
            Self::NoEmail => "No e-mail address",
            Self::NoCountry => "No country",
            Self::NotTold => "Nominated and not told",
        }
    }
    const fn bit(self) -> u8 {
        1 << self as u8
    }
    fn all_of(person: &Person, is_nominee: bool) -> u8 {
        let open = |gap: Self| match gap {
            Self::NameNotConfirmed => person.name_confirmed.is_none(),
            Self::NoEmail => person.email.is_empty(),
            Self::NoCountry => person.country.is_empty(),
            Self::NotTold => is_nominee && !person.was_told(),
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
        let mut of_award: HashMap<AwardId, HashSet<PersonId>> = HashMap::new();
        let mut of_channel: BTreeMap<String, HashSet<PersonId>> = BTreeMap::new();
        let mut of_problem: BTreeMap<String, HashSet<PersonId>> = BTreeMap::new();
        for (_, nomination) in campaign.nominations().iter() {
            let nominee = nomination.nominee;
            *nominated.entry(nominee).or_default() += 1;
            nominators.extend(nomination.nominator);
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
                    gaps: Gap::all_of(person, nominated > 0),
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

/// "Germany" for "DE"; words that are no code stay as they are.
pub fn country_name(country: &str) -> &str {
    country_title(country).unwrap_or(country)
}

/// What is stored for a country as typed: its code where it is known, else the words.
pub fn country_as_stored(typed: &str) -> String {
    let typed = typed.trim();
    country_code(typed).map_or_else(|| typed.to_owned(), str::to_owned)
}

/// Where people are named, beside their own records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// They are the nominee.
    pub nominations: Vec<NominationId>,
    /// They wrote it about somebody who stays.
    pub written: Vec<NominationId>,
    pub entries: Vec<EntryId>,
    pub heroes: Vec<HeroId>,
    /// They won it.
    pub awards: Vec<AwardId>,
    /// People in the roll of a locked draw, with the number of the draw: they cannot go.
    pub sealed: Vec<(PersonId, u64)>,
}

impl Named {
    pub fn is_nowhere(&self) -> bool {
        *self == Self::default()
    }
}

/// Where any of these people is named.
pub fn named<S: BuildHasher>(campaign: &Campaign, people: &HashSet<PersonId, S>) -> Named {
    let mut named = Named::default();
    for (id, nomination) in campaign.nominations().iter() {
        if people.contains(&nomination.nominee) {
            named.nominations.push(id);
        } else if nomination.nominator.is_some_and(|by| people.contains(&by)) {
            named.written.push(id);
        }
    }
    for (id, entry) in campaign.entries().iter().filter(|(_, entry)| people.contains(&entry.person)) {
        let sweepstake = campaign.sweepstakes().get(entry.sweepstake);
        match sweepstake.and_then(|sweepstake: &Sweepstake| sweepstake.sealed.as_ref()) {
            Some(sealed) => {
                if named.sealed.iter().all(|(person, _)| *person != entry.person) {
                    named.sealed.push((entry.person, sealed.number));
                }
            }
            None => named.entries.push(id),
        }
    }
    named.heroes =
        campaign.heroes().iter().filter(|(_, hero)| people.contains(&hero.person)).map(|(id, _)| id).collect();
    named.awards = campaign
        .awards()
        .iter()
        .filter(|(_, award)| award.winners.iter().any(|winner| people.contains(&winner.person)))
        .map(|(id, _)| id)
        .collect();
    named
}

/// Takes these people out of the campaign, with the nominations of them, their entries, heroes and prizes. Nominations they
/// wrote for others stay and lose their name. The change fails as a whole when a locked draw names one of them.
pub fn remove<S: BuildHasher>(campaign: &Campaign, people: &HashSet<PersonId, S>) -> Change {
    let named = named(campaign, people);
    let mut edits = bulk::removals::<Entry>(campaign, named.entries);
    edits.extend(bulk::removals::<Hero>(campaign, named.heroes));
    edits.extend(bulk::edits_each::<Award>(campaign, named.awards, |_, award| {
        award.winners.retain(|winner| !people.contains(&winner.person));
    }));
    edits.extend(bulk::edits_each::<Nomination>(campaign, named.written, |_, nomination| nomination.nominator = None));
    edits.extend(bulk::removals::<Nomination>(campaign, named.nominations));
    edits.extend(super::belongings::removals(campaign, people));
    let gone = bulk::removals::<Person>(campaign, people.iter().copied());
    let title = counted("Delete", gone.len());
    edits.extend(gone);
    Change::new(title, edits)
}

/// Changes each of these people in the same way as one step; those that stay as they are are left alone. `None` when all do.
pub fn change_each(
    campaign: &Campaign,
    people: impl IntoIterator<Item = PersonId>,
    title: impl FnOnce(usize) -> String,
    change: impl Fn(&mut Person),
) -> Option<Change> {
    bulk::change_each::<Person>(campaign, people, title, change)
}

/// "Delete a person", "Delete 3 people".
pub fn counted(verb: &str, count: usize) -> String {
    bulk::counted::<Person>(verb, count)
}

/// The consent as it stands after it was set by hand.
pub fn consent_set(state: ConsentState, by: &str, wording: &str, at: Timestamp) -> Consent {
    if state == ConsentState::NotAsked {
        return Consent::default();
    }
    Consent { state, at: Some(at), by: by.trim().to_owned(), wording: wording.to_owned() }
}

/// Another name: what was confirmed of the old spelling no longer holds.
pub fn rename(person: &mut Person, name: String) {
    if person.name != name {
        person.name = name;
        person.name_confirmed = None;
    }
}

pub fn confirmed_by(by: &str, at: Timestamp) -> Confirmation {
    Confirmation { by: by.trim().to_owned(), at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Decision, Edit, EntryWay, Keys, Settings, Winner};

    fn at() -> Timestamp {
        "2026-11-20T09:00:00Z".parse().unwrap()
    }

    fn campaign() -> Campaign {
        let keys = Keys { signing_seed: "11".repeat(32), household_key: "22".repeat(32), check_key: "33".repeat(32) };
        let settings = Settings {
            id: "ab".repeat(16),
            title: "Test".into(),
            organiser: String::new(),
            logo: Default::default(),
            year: String::new(),
            language: String::new(),
            template: String::new(),
            signatures: Vec::new(),
            milestones: Vec::new(),
            public_names: Default::default(),
            hub: Default::default(),
            privacy: Default::default(),
            look: Default::default(),
            art: Default::default(),
            keys,
        };
        let mut campaign = Campaign::new(settings, at());
        let person = |name: &str, team: &str, country: &str| Person {
            name: name.into(),
            team: team.into(),
            country: country.into(),
            ..Person::default()
        };
        let mut nomination = Nomination::new(PersonId(1));
        nomination.nominator = Some(PersonId(2));
        let mut other = Nomination::new(PersonId(2));
        other.nominator = Some(PersonId(1));
        let award = Award {
            title: "IT Savior".into(),
            winners: vec![Winner { person: PersonId(1), reason: String::new(), decided_at: at() }],
            ..Award::default()
        };
        let entry = Entry {
            sweepstake: 1.into(),
            person: PersonId(1),
            entry_id: "ABCDEFGH2345".into(),
            reference: String::new(),
            way: EntryWay::default(),
            received: String::new(),
            received_at: None,
            tickets: 1,
            bonus: 0,
            household: String::new(),
            pools: Vec::new(),
            referred_by: String::new(),
            decision: Decision::default(),
            origin: None,
        };
        let edits = vec![
            Edit::person(PersonId(1), person("Đặng Thùy Trâm", "Networks", "VN")),
            Edit::person(PersonId(2), person("Sabine Okonjo", "Service Desk", "DE")),
            Edit::person(PersonId(3), person("Ólafur Þór", "", "")),
            Edit::nomination(1.into(), nomination),
            Edit::nomination(2.into(), other),
            Edit::award(1.into(), award),
            Edit::hero(1.into(), Hero::new(PersonId(1), "Trâm the Router Whisperer".into())),
            Edit::sweepstake(1.into(), Sweepstake::default()),
            Edit::entry(1.into(), entry),
        ];
        campaign.apply(&Change::new("Start", edits), at()).unwrap();
        campaign
    }

    fn names(register: &Register, query: &PeopleQuery) -> Vec<String> {
        register.find(query).iter().map(|i| register.lines()[*i as usize].name.clone()).collect()
    }

    #[test]
    fn finding_folds_accents_and_looks_at_every_field() {
        let register = Register::new(&campaign());
        let find = |words: &str| names(&register, &PeopleQuery { words: words.into(), ..PeopleQuery::default() });
        assert_eq!(find("dang tram"), ["Đặng Thùy Trâm"]);
        assert_eq!(find("GERMANY okon"), ["Sabine Okonjo"]);
        assert_eq!(find("thor"), ["Ólafur Þór"]);
        assert_eq!(find("nobody"), [""; 0]);
        assert_eq!(find("").len(), 3);
    }

    #[test]
    fn roles_follow_from_what_names_a_person() {
        let register = Register::new(&campaign());
        let line = register.line(PersonId(1)).unwrap();
        assert_eq!(line.roles_in_words(), "Nominee, nominator, entrant");
        assert_eq!((line.nominated, line.hero), (1, Some(HeroId(1))));
        let query = PeopleQuery { role: Some(Role::Entrant), ..PeopleQuery::default() };
        assert_eq!(names(&register, &query), ["Đặng Thùy Trâm"]);
        assert_eq!(register.countries(), ["DE", "VN", ""]);
    }

    #[test]
    fn blanks_come_last_and_names_break_ties() {
        let register = Register::new(&campaign());
        let query = PeopleQuery { order: PeopleOrder::Team, ..PeopleQuery::default() };
        assert_eq!(names(&register, &query), ["Đặng Thùy Trâm", "Sabine Okonjo", "Ólafur Þór"]);
        let query = PeopleQuery { order: PeopleOrder::Nominated, descending: true, ..PeopleQuery::default() };
        assert_eq!(names(&register, &query), ["Đặng Thùy Trâm", "Sabine Okonjo", "Ólafur Þór"]);
    }

    #[test]
    fn removing_takes_all_that_names_them_and_undo_brings_it_back() {
        let mut campaign = campaign();
        let before = campaign.clone();
        let gone = HashSet::from([PersonId(1)]);
        let change = remove(&campaign, &gone);
        assert_eq!(change.title, "Delete a person");
        let back = campaign.apply(&change, at()).unwrap().inverse.unwrap();
        assert!(named(&campaign, &gone).is_nowhere());
        assert_eq!(campaign.nominations().get(2.into()).unwrap().nominator, None);
        assert!(campaign.awards().get(1.into()).unwrap().winners.is_empty());
        campaign.apply(&Change::new("Undo", back), at()).unwrap();
        assert_eq!(campaign, before);
    }

    #[test]
    fn bulk_changes_leave_those_alone_that_are_so_already() {
        let campaign = campaign();
        let all: Vec<PersonId> = campaign.people().ids().collect();
        let change = change_each(&campaign, all.clone(), |n| counted("Mark", n), |p| p.judge = true).unwrap();
        assert_eq!((change.title.as_str(), change.edits.len()), ("Mark 3 people", 3));
        assert!(change_each(&campaign, all, |n| counted("Mark", n), |p| p.judge = false).is_none());
    }

    #[test]
    fn a_new_name_is_not_confirmed() {
        let mut person =
            Person { name: "Ann".into(), name_confirmed: Some(confirmed_by("HR", at())), ..Person::default() };
        rename(&mut person, "Ann".into());
        assert!(person.name_confirmed.is_some());
        rename(&mut person, "Anne".into());
        assert!(person.name_confirmed.is_none());
        assert_eq!(country_as_stored(" Deutschland "), "DE");
        assert_eq!(country_as_stored("Atlantis"), "Atlantis");
    }
}
