//! Finds the person a row is about among those of the campaign and those the same import brings: by equal e-mail address,
//! or, where one side has none, by equal name. Gaps of a known person are filled; what stands there is never overwritten.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::campaign::{
    Campaign, Confirmation, Consent, ConsentState, Origin, Person, PersonId, Text, email_key_into, name_key_into,
};

use super::compare::{ByHash, KnownHashes};
use super::draft::{Answers, MemberDraft, Noted, PersonDraft, PersonRowDraft};
use super::keys::Keys;
use super::plan::ready::Desk;
use super::value;
use super::whose_name::are_two_people;
pub(super) use answers::said_of;
use answers::{Answered, Clock};
pub(super) use filling::note_line;
use filling::{fill, keep_spelling};
use first_of::FirstOf;
use namesakes::{NAMESAKES, Named, Namesakes};
pub(super) use one_by_one::Said;
use one_by_one::{Claims, may_be};
use said::{agrees, are_apart, confirmed, has_email, has_name, said_by_list, says_all, tells_nothing};

mod answers;
mod filling;
mod first_of;
mod namesakes;
mod one_by_one;
mod said;

/// Makes the keys by which people and rows are found: hashes with keys of chance, so that no file can be made to mislead them.
/// Whom a key leads to is looked at before it counts.
#[derive(Clone)]
pub(super) struct Keyring {
    /// For people, who are looked at before a key counts.
    keys: Keys,
    one: RandomState,
    two: RandomState,
    /// Somebody had to be looked for by name, so names of those who follow are worked out beside the rows.
    wants_names: Arc<AtomicBool>,
}

/// By what a person is found; 0 where there is nothing of the kind. Worked out beside the rows, not one after the other.
#[derive(Clone, Copy, Default)]
pub(super) struct PersonKeys {
    email: u64,
    /// `None` as long as nobody needs it.
    name: Option<u64>,
}

impl Keyring {
    pub fn new() -> Self {
        let wants_names = Arc::default();
        Self { keys: Keys::new(), one: RandomState::new(), two: RandomState::new(), wants_names }
    }

    /// For rows, of which nothing is kept to compare them by: so wide that two different ones never share one.
    pub fn wide(&self, parts: &[&str]) -> u128 {
        let half = |keys: &RandomState| {
            let mut hasher = keys.build_hasher();
            for part in parts {
                hasher.write(part.as_bytes());
                hasher.write_u8(0xFF);
            }
            hasher.finish()
        };
        u128::from(half(&self.one)) << 64 | u128::from(half(&self.two))
    }

    /// Those by which people are found.
    pub fn keys(&self) -> Keys {
        self.keys
    }

    /// `key` is memory that is used again and again.
    fn of(&self, email: &str, name: &str, key: &mut String) -> PersonKeys {
        self.with_email(0, email, name, key)
    }

    /// The same where the hash of the address may be known; 0 where it is not.
    fn with_email(&self, known: u64, email: &str, name: &str, key: &mut String) -> PersonKeys {
        let mut email_key = known;
        if email_key == 0 && !email.is_empty() {
            key.clear();
            email_key_into(email, key);
            email_key = self.keys.text(key);
        }
        let is_wanted = email.is_empty() || self.wants_names.load(Ordering::Relaxed);
        PersonKeys { email: email_key, name: is_wanted.then(|| self.name(name, key)) }
    }

    fn name(&self, name: &str, key: &mut String) -> u64 {
        if name.is_empty() {
            return 0;
        }
        key.clear();
        name_key_into(name, key);
        self.keys.text(key)
    }
}

/// A person as a row tells of them, ready to be filed as they are if nobody is known by that name or address.
pub(super) struct Somebody {
    person: Arc<Person>,
    keys: PersonKeys,
    /// All the row says, where each row is a person and this one has no address; else 0.
    row: u64,
}

/// Makes people of rows; one for each batch, so that it can use memory again.
pub(super) struct PersonMaker<'k> {
    ring: &'k Keyring,
    key: String,
}

impl<'k> PersonMaker<'k> {
    pub fn new(ring: &'k Keyring) -> Self {
        Self { ring, key: String::new() }
    }

    /// `None` if the draft names nobody. `address` is the hash of the address, or 0.
    pub fn somebody(&mut self, draft: PersonDraft, address: u64, origin: Origin) -> Option<Somebody> {
        let is_nobody = draft.is_nobody();
        (!is_nobody).then(|| self.ready(person_of(draft, origin), address))
    }

    /// The same for a row that is about nobody else, and may say what the person agreed to and is.
    pub fn of_row(&mut self, row: Box<PersonRowDraft>, address: u64, origin: Origin, desk: &Desk) -> Option<Somebody> {
        if row.person.is_nobody() {
            return None;
        }
        let mut person = person_of(row.person, origin);
        note_said(&mut person, row.consent, row.noted.as_deref(), desk);
        (person.judge, person.member, person.staff) = (row.roles.judge, row.roles.member, row.roles.staff);
        for tag in row.tags {
            if !person.tags.contains(&tag) {
                person.tags.push(tag);
            }
        }
        if !row.notes.is_empty() {
            person.notes = row.notes;
        }
        let somebody = self.ready(person, address);
        Some(self.with_row(somebody, &row.answers))
    }

    /// A member, whose row is about nobody else.
    pub fn member(&mut self, row: &MemberDraft, address: u64, origin: Origin) -> Option<Somebody> {
        let somebody = self.somebody(row.person.clone(), address, origin)?;
        Some(self.with_row(somebody, &row.answers))
    }

    fn ready(&mut self, person: Person, address: u64) -> Somebody {
        let keys = self.ring.with_email(address, &person.email, &person.name, &mut self.key);
        Somebody { person: Arc::new(person), keys, row: 0 }
    }

    fn with_row(&self, mut somebody: Somebody, answers: &Answers) -> Somebody {
        if somebody.person.email.is_empty() {
            let keys = &self.ring.keys;
            let cells = answers.row().cells().map(|cell| cell.trim_matches(value::is_space)).enumerate();
            let filled = cells.filter(|(_, cell)| !cell.is_empty());
            let cells = filled.map(|(column, cell)| keys.pair(column as u64, keys.text(cell)));
            // What was put right by hand tells rows apart, too.
            somebody.row = cells.fold(keys.text(&somebody.person.name), |all, cell| keys.pair(all, cell));
        }
        somebody
    }
}

/// What was asked, answered, confirmed and told, as the list keeps it.
fn note_said(person: &mut Person, consent: Option<ConsentState>, noted: Option<&Noted>, desk: &Desk) {
    let state = consent.unwrap_or_default();
    let known = noted.filter(|noted| noted.tells_consent);
    if state != ConsentState::NotAsked {
        person.consent = match known {
            Some(noted) => Consent::new(
                state,
                noted.consent_at.as_ref().and_then(|at| at.exact(&desk.zone)),
                noted.consent_by.as_str(),
                noted.wording.as_str(),
            ),
            // The list says no more, so it is itself the way by which it came. The day it is read is not the day of the answer.
            None => {
                let day = noted.and_then(|noted| noted.consent_at.as_ref()).and_then(|at| at.exact(&desk.zone));
                Consent::new(state, day, &*desk.list, "")
            }
        };
    }
    let Some(noted) = noted else { return };
    let confirmed_at = noted.confirmed_at.as_ref().and_then(|at| at.exact(&desk.zone));
    if !person.name.is_empty() && (confirmed_at.is_some() || !noted.confirmed_by.is_empty()) {
        person.name_confirmed =
            Some(Confirmation { by: noted.confirmed_by.clone(), at: confirmed_at.unwrap_or(desk.at) });
    }
    if let Some(at) = noted.told_at.as_ref().and_then(|at| at.exact(&desk.zone)) {
        person.told_at = Some(at);
    }
}

fn person_of(draft: PersonDraft, origin: Origin) -> Person {
    let text = Option::unwrap_or_default;
    // An address that stood in for a name is no name.
    let is_name = draft.email.as_deref() != Some(draft.name.as_str());
    let more = draft.more.into_inner();
    let name_form = more.as_ref().and_then(|more| more.name_form.as_ref()).map(|(form, _)| *form).unwrap_or_default();
    let mut person = Person {
        name: if is_name { draft.name } else { Text::new() },
        email: text(draft.email),
        organisation: text(draft.organisation),
        team: text(draft.team),
        function: text(draft.role),
        country: draft.country.map_or_else(|| text(draft.country_text), Text::from),
        place: text(draft.place),
        name_form,
        origins: [origin].into(),
        ..Person::default()
    };
    let Some(more) = more else { return person };
    macro_rules! rarely {
        ($($field:ident: $text:expr;)*) => {$(
            if let Some(text) = $text.filter(|text| !text.is_empty()) {
                person.$field = text;
            }
        )*};
    }
    rarely! {
        given_name: more.given;
        family_name: more.family;
        latin_name: more.latin;
        region: more.region;
        address: more.address;
        since: more.since.map(|since| since.text);
        code_name: more.code_name;
    }
    if let Some((_, name_forms)) = more.name_form.filter(|(_, forms)| !forms.is_empty()) {
        person.name_forms = name_forms;
    }
    if more.birth.is_some() {
        person.born = more.birth;
    }
    person
}

/// Who has a name. Two people with two addresses are never taken for one, so while everybody comes with an address of their own
/// nobody is looked for by name, and names of those who are new are not even worked out.
enum ByName {
    Waiting {
        /// Of people of the campaign.
        names: Vec<(u64, PersonId)>,
        /// Names of people without an address.
        bare: KnownHashes,
    },
    Indexed(ByHash<u64, Named>),
}

/// People as they will be after the import.
pub(super) struct People<'a> {
    campaign: &'a Campaign,
    keys: Keyring,
    by_email: FirstOf,
    by_name: ByName,
    namesakes: Namesakes,
    /// Who is new, by ids from the next free one on.
    fresh: Vec<Arc<Person>>,
    first: u64,
    /// Who was there and is changed.
    touched: BTreeMap<PersonId, Person>,
    /// What rows of this list said of people who were there as their records do.
    confirmed: HashMap<PersonId, u8>,
    changes: usize,
    /// Rows with an address that is somebody else's, by their line.
    shared: Vec<u64>,
    /// Rows that spell the name of who has their address in another way, by their line.
    respelled: Vec<(u64, PersonId)>,
    /// In a list where each row is a person: who was taken by which row.
    claims: Option<Claims>,
    /// What is to be said about rows, by their line.
    said: Vec<(u64, Said)>,
    /// How often somebody of the campaign was found by the name alone.
    by_name_alone: usize,
    clock: Clock,
    /// What rows say about publishing where the record says something else.
    answered: Answered,
}

impl<'a> People<'a> {
    /// `expected` is how many may come.
    pub fn new(campaign: &'a Campaign, desk: &Desk, each_row_is_one: bool, expected: usize) -> Self {
        let room = campaign.people().len() + expected;
        let mut people = Self {
            campaign,
            keys: desk.keys.clone(),
            by_email: FirstOf::with_room(room),
            by_name: ByName::Waiting {
                names: Vec::with_capacity(campaign.people().len()),
                bare: KnownHashes::default(),
            },
            namesakes: Namesakes::default(),
            fresh: Vec::with_capacity(expected),
            first: campaign.next_person_id().into(),
            touched: BTreeMap::new(),
            confirmed: HashMap::new(),
            changes: 0,
            shared: Vec::new(),
            respelled: Vec::new(),
            claims: each_row_is_one.then(Claims::default),
            said: Vec::new(),
            by_name_alone: 0,
            clock: Clock::new(campaign, desk),
            answered: Answered::default(),
        };
        let mut key = String::new();
        for (id, person) in campaign.people().iter() {
            // Spellings and addresses of records merged into this one lead to it too.
            for known in person.with_merged() {
                let keys = people.keys.of(&known.email, &known.name, &mut key);
                let name = keys.name.unwrap_or_else(|| people.keys.name(&known.name, &mut key));
                if keys.email != 0 {
                    people.by_email.get_or_put(keys.email, id);
                }
                people.file_name(id, name);
                if let (ByName::Waiting { bare, .. }, true) = (&mut people.by_name, person.email.is_empty()) {
                    bare.insert(name);
                }
            }
        }
        people
    }

    /// How many did not exist before.
    pub fn added(&self) -> usize {
        self.fresh.len()
    }

    fn file_name(&mut self, id: PersonId, key: u64) {
        if key == 0 {
            return;
        }
        match &mut self.by_name {
            ByName::Waiting { names, .. } => names.push((key, id)),
            ByName::Indexed(names) => match names.entry(key) {
                Entry::Occupied(mut named) => self.namesakes.add(named.get_mut(), id),
                Entry::Vacant(slot) => _ = slot.insert(self.namesakes.one(id)),
            },
        }
    }

    /// From now on people are found by name.
    fn index_names(&mut self) {
        let ByName::Waiting { names, .. } = &mut self.by_name else { return };
        let mut names = std::mem::take(names);
        self.keys.wants_names.store(true, Ordering::Relaxed);
        let room = names.len() + self.fresh.capacity();
        self.by_name = ByName::Indexed(ByHash::with_capacity_and_hasher(room, BuildHasherDefault::new()));
        let mut key = String::new();
        let fresh = (self.first..).map(PersonId).zip(&self.fresh);
        names.extend(fresh.map(|(id, person)| (self.keys.name(&person.name, &mut key), id)));
        for (key, id) in names {
            self.file_name(id, key);
        }
    }

    /// Who has this address, or this name where one side has no address; `None` where that would be a guess.
    pub fn find(&mut self, email: &str, name: &str) -> Option<PersonId> {
        let keys = self.keys.of(email, name, &mut String::new());
        let known = Person { email: email.into(), name: name.into(), ..Person::default() };
        let by_email = self.by_email.get(keys.email);
        let by_email = by_email.filter(|id| self.is_at(*id, email) && !self.is_somebody_else(*id, name));
        if by_email.is_some() {
            return by_email;
        }
        self.index_names();
        let ByName::Indexed(names) = &self.by_name else { return None };
        let name = keys.name.unwrap_or_else(|| self.keys.name(name, &mut String::new()));
        let found = self.named(names.get(&name).copied()?, &known)?;
        self.by_name_alone += usize::from(found.0 < self.first);
        Some(found)
    }

    /// How often somebody of the campaign was found by the name alone, as one side has no address.
    pub fn by_name_alone(&self) -> usize {
        self.by_name_alone
    }

    /// Does the name say that the person with this address is another? Families and orders of tickets share one.
    fn is_somebody_else(&self, id: PersonId, name: &str) -> bool {
        let is_other = |known: &Person| !known.name.is_empty() && are_two_people(&known.name, name);
        self.get(id).is_some_and(|known| known.with_merged().into_iter().all(is_other))
    }

    /// Lines whose address is somebody else's.
    pub fn shared(&self) -> &[u64] {
        &self.shared
    }

    /// Lines that spell a name in another way, and the name that stays.
    pub fn respelled(&self) -> impl Iterator<Item = (u64, &str)> {
        self.respelled.iter().filter_map(|(line, id)| Some((*line, self.get(*id)?.name.as_str())))
    }

    fn is_at(&self, id: PersonId, email: &str) -> bool {
        self.get(id).is_some_and(|person| has_email(person, email))
    }

    /// Who of those that have the name it is.
    fn named(&self, named: Named, it: &Person) -> Option<PersonId> {
        let same_name = self.namesakes.ids(named);
        if same_name.len() > NAMESAKES {
            return None;
        }
        // With an address on this side the other must have none: two addresses are two people until somebody merges them.
        let people = same_name.iter().filter_map(|id| Some((*id, self.get(*id)?)));
        let namesakes: Vec<(PersonId, &Person)> = people
            .filter(|(_, other)| it.email.is_empty() || other.email.is_empty() || has_email(other, &it.email))
            .filter(|(_, other)| has_name(other, &it.name))
            .collect();
        let fits = |(id, other): &&(PersonId, &Person)| !self.are_apart(*id, other, it);
        let fitting: Vec<(PersonId, &Person)> = namesakes.iter().filter(fits).copied().collect();
        match fitting.as_slice() {
            // Beside somebody who is told apart by what the row says, a record that says nothing of it may be of either.
            [(_, other)] if namesakes.len() > 1 && !tells_nothing(it) && !agrees(other, it) => None,
            [(id, _)] => Some(*id),
            // Several of that name: to choose one would be a guess, unless all that is said fits one alone. Rows that say the same
            // to the letter are about one, even if nobody can tell about whom.
            several => {
                let alone = |fits: &dyn Fn(&Person) -> bool| {
                    let mut fitting = several.iter().filter(|(_, other)| fits(other));
                    match (fitting.next(), fitting.next()) {
                        (Some((id, _)), None) => Some(*id),
                        _ => None,
                    }
                };
                alone(&|other| says_all(other, it))
                    .or_else(|| alone(&|other| agrees(other, it)))
                    .or_else(|| alone(&|other| other.email == it.email && says_all(other, it) && says_all(it, other)))
            }
        }
    }

    /// Are they told apart by what the row says, and by what this list has said before? Of a record that was there only what this list
    /// has filled or said as well counts so.
    fn are_apart(&self, id: PersonId, other: &Person, it: &Person) -> bool {
        let is_new = id.0 >= self.first;
        if are_apart(other, it, is_new) {
            return true;
        }
        let before = if is_new { None } else { self.campaign.people().get(id) };
        let confirmed = self.confirmed.get(&id).copied().unwrap_or_default();
        before
            .filter(|_| confirmed != 0 || self.touched.contains_key(&id))
            .is_some_and(|before| are_apart(&said_by_list(before, other, confirmed), it, true))
    }

    /// Says of somebody who will be new whose name they have, unless two addresses tell them apart.
    fn say_namesake(&mut self, named: Named, it: &Person) {
        let ids = self.namesakes.ids(named);
        let is_other =
            |id: &&PersonId| self.get(**id).is_some_and(|known| may_be(known, it) && has_name(known, &it.name));
        let Some(id) = ids.iter().find(is_other).copied() else { return };
        let said = Said::SameName(self.claimed_by(id));
        self.say(it.origins.first().map_or(0, |origin| origin.line), said);
    }

    /// These are about to be placed.
    pub fn look_ahead<'s>(&self, people: impl Iterator<Item = &'s Somebody>) {
        self.by_email.fetch(people.map(|it| it.keys.email).filter(|key| *key != 0));
    }

    /// The person a row is about, found or new.
    pub fn place(&mut self, it: Somebody) -> PersonId {
        if self.claims.is_some() {
            return self.place_row(it);
        }
        let Somebody { person, keys, .. } = it;
        let next = PersonId(self.first + self.fresh.len() as u64);
        // One look into each index does both: whoever is not found is filed as new at once.
        let mut is_shared = false;
        if keys.email != 0
            && let Some(id) = self.by_email.get_or_put(keys.email, next).filter(|id| self.is_at(*id, &person.email))
        {
            is_shared = self.is_somebody_else(id, &person.name);
            if !is_shared {
                self.merge(id, &person, keys);
                return id;
            }
            self.shared.extend(person.origins.first().map(|origin| origin.line));
        }
        let is_found_by_name = match &self.by_name {
            ByName::Waiting { bare, .. } => keys.email == 0 || is_shared || !bare.is_empty(),
            ByName::Indexed(_) => true,
        };
        if is_found_by_name && !person.name.is_empty() {
            let name = self.name_of(&person, keys);
            if let ByName::Waiting { bare, .. } = &self.by_name
                && (keys.email == 0 || is_shared || bare.contains(&name))
            {
                self.index_names();
            }
            if let ByName::Indexed(names) = &mut self.by_name {
                let named = match names.entry(name) {
                    Entry::Occupied(named) => Some(*named.get()),
                    Entry::Vacant(slot) => {
                        slot.insert(self.namesakes.one(next));
                        None
                    }
                };
                if let Some(named) = named {
                    if let Some(id) = self.named(named, &person) {
                        let is_by_name = keys.email == 0 || !self.is_at(id, &person.email);
                        // Whom the list brings itself is no record that was there. Where each row is a person it is said otherwise.
                        self.by_name_alone += usize::from(is_by_name && id.0 < self.first);
                        let had_none = self.get(id).is_some_and(|known| known.email.is_empty());
                        if keys.email != 0 && !is_shared && had_none {
                            // From now on the address leads to them, unless it is somebody else's before.
                            self.by_email.put(keys.email, id);
                        }
                        self.merge(id, &person, keys);
                        return id;
                    }
                    self.say_namesake(named, &person);
                    self.file_name(next, name);
                }
            }
        }
        self.changes += 1;
        self.fresh.push(person);
        next
    }

    /// One more row about somebody who is known.
    fn merge(&mut self, id: PersonId, it: &Person, keys: PersonKeys) {
        if id.0 < self.first
            && let Some(bits) = self.get(id).map(|known| confirmed(known, it)).filter(|bits| *bits != 0)
        {
            *self.confirmed.entry(id).or_default() |= bits;
        }
        let person = self.changing(id);
        let had_name = !person.name.is_empty();
        let is_respelled = had_name && !it.name.is_empty() && !has_name(person, &it.name);
        let is_news = is_respelled && keep_spelling(person, &it.name);
        let line = it.origins.first().map(|origin| origin.line);
        let is_news = fill(person, it) || is_news;
        let has_name = !person.name.is_empty();
        self.respelled.extend(line.filter(|_| is_respelled).map(|line| (line, id)));
        // One more row that says what is known is kept as a row and is no news.
        let is_news = self.hear(id, line.unwrap_or(0), &it.consent) || is_news;
        self.changes += usize::from(is_news);
        self.touched.remove_unchanged(self.campaign, id);
        if has_name && !had_name {
            // What was filled just now is what the row says.
            self.file_name(id, self.name_of(it, keys));
        }
    }

    fn name_of(&self, person: &Person, keys: PersonKeys) -> u64 {
        keys.name.unwrap_or_else(|| self.keys.name(&person.name, &mut String::new()))
    }

    /// The same for a draft that is needed afterwards. `None` if it names nobody.
    pub fn place_copy(&mut self, draft: &PersonDraft, origin: Origin) -> Option<PersonId> {
        let keys = self.keys.clone();
        let somebody = PersonMaker::new(&keys).somebody(draft.clone(), 0, origin)?;
        Some(self.place(somebody))
    }

    /// A member as their row tells of them.
    pub fn member(&self, row: &MemberDraft, origin: Origin) -> Option<Somebody> {
        PersonMaker::new(&self.keys).member(row, 0, origin)
    }

    fn get(&self, id: PersonId) -> Option<&Person> {
        let fresh = id.0.checked_sub(self.first).and_then(|place| self.fresh.get(usize::try_from(place).ok()?));
        fresh.map(AsRef::as_ref).or_else(|| self.touched.get(&id)).or_else(|| self.campaign.people().get(id))
    }

    fn changing(&mut self, id: PersonId) -> &mut Person {
        let place = id.0.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| self.fresh.get_mut(place)) {
            // Nobody else holds it yet, so this copies nothing.
            Some(fresh) => Arc::make_mut(fresh),
            None => {
                let campaign = self.campaign;
                self.touched.entry(id).or_insert_with(|| campaign.people().get(id).cloned().unwrap_or_default())
            }
        }
    }

    /// Changes a person that was placed; `change` says whether it did.
    pub fn change(&mut self, id: PersonId, change: impl FnOnce(&mut Person) -> bool) {
        self.changes += usize::from(change(self.changing(id)));
        self.touched.remove_unchanged(self.campaign, id);
    }

    /// How many changes were made so far; tells whether a row brought anything new.
    pub fn changes(&self) -> usize {
        self.changes
    }

    /// Everybody who is new or changed, by id.
    pub fn finish(self) -> impl Iterator<Item = (PersonId, Arc<Person>)> {
        let first = self.first;
        let fresh = self.fresh.into_iter().enumerate();
        let fresh = fresh.map(move |(place, person)| (PersonId(first + place as u64), person));
        self.touched.into_iter().map(|(id, person)| (id, Arc::new(person))).chain(fresh)
    }
}

/// What is said about the changed ones.
trait Touched {
    fn remove_unchanged(&mut self, campaign: &Campaign, id: PersonId);
}

impl Touched for BTreeMap<PersonId, Person> {
    /// Who was looked at and is as before is not changed.
    fn remove_unchanged(&mut self, campaign: &Campaign, id: PersonId) {
        if self.get(&id).is_some_and(|person| campaign.people().get(id) == Some(person)) {
            self.remove(&id);
        }
    }
}
