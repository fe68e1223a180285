//! Finds the person a row is about among those of the campaign and those the same import brings: by equal e-mail address,
//! or, where one side has none, by equal name. Gaps of a known person are filled; what stands there is never overwritten.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use crate::campaign::{Campaign, ConsentState, NameForm, Origin, Person, PersonId, email_key, name_key};

use super::compare::ByHash;
use super::draft::PersonDraft;

/// Makes the keys by which people are found: two hashes with keys of chance, so wide that two people never share one.
#[derive(Clone)]
pub(super) struct Keyring {
    one: RandomState,
    two: RandomState,
}

/// By what a draft is found. Worked out beside the rows, not one after the other.
#[derive(Clone, Copy, Default)]
pub(super) struct PersonKeys {
    email: Option<u128>,
    name: Option<u128>,
}

impl Keyring {
    pub fn new() -> Self {
        Self { one: RandomState::new(), two: RandomState::new() }
    }

    pub fn hash(&self, parts: &[&str]) -> u128 {
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

    fn email(&self, email: &str) -> Option<u128> {
        (!email.is_empty()).then(|| self.hash(&[&email_key(email)]))
    }

    fn name(&self, name: &str) -> Option<u128> {
        (!name.is_empty()).then(|| self.hash(&[&name_key(name)]))
    }

    pub fn of(&self, draft: &PersonDraft) -> PersonKeys {
        let email = draft.email.as_deref().unwrap_or("");
        PersonKeys { email: self.email(email), name: self.name(name_of(draft)) }
    }
}

/// An address that stood in for a name is no name.
fn name_of(draft: &PersonDraft) -> &str {
    if draft.email.as_deref() == Some(draft.name.as_str()) { "" } else { &draft.name }
}

/// With more people of one name than this, a name without an address says nothing.
const NAMESAKES: usize = 64;

/// Who has a name. Nearly always one.
#[expect(clippy::box_collection, reason = "a million of them are one person, and should be as small as that")]
enum Named {
    One(PersonId),
    Few(Box<Vec<PersonId>>),
}

impl Named {
    fn add(&mut self, id: PersonId) {
        match self {
            Self::One(first) if *first != id => *self = Self::Few(Box::new(vec![*first, id])),
            // One more than count is enough to know that they are too many.
            Self::Few(ids) if ids.len() <= NAMESAKES && !ids.contains(&id) => ids.push(id),
            Self::One(_) | Self::Few(_) => {}
        }
    }
    fn ids(&self) -> &[PersonId] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Few(ids) => ids,
        }
    }
}

/// What both may say about a person who has a name, as it would stand in the record.
fn both<'p>(person: &'p Person, draft: &'p PersonDraft) -> [(&'p str, &'p str); 7] {
    let text = |text: &'p Option<String>| text.as_deref().unwrap_or_default();
    [
        (&person.organisation, text(&draft.organisation)),
        (&person.team, text(&draft.team)),
        (&person.function, text(&draft.role)),
        (&person.country, draft.country.unwrap_or(text(&draft.country_text))),
        (&person.region, text(&draft.region)),
        (&person.place, text(&draft.place)),
        (&person.address, text(&draft.address)),
    ]
}

/// Do they say two things about one matter?
fn contradicts(person: &Person, draft: &PersonDraft) -> bool {
    let born = person.born.zip(draft.birth).is_some_and(|(one, other)| one != other);
    born || both(person, draft).iter().any(|(one, other)| !one.is_empty() && !other.is_empty() && one != other)
}

/// Does the record say all that the draft says?
fn says_all(person: &Person, draft: &PersonDraft) -> bool {
    let born = draft.birth.is_none() || person.born == draft.birth;
    born && both(person, draft).iter().all(|(one, other)| other.is_empty() || one == other)
}

/// People as they will be after the import.
pub(super) struct People<'a> {
    campaign: &'a Campaign,
    keys: Keyring,
    by_email: ByHash<u128, PersonId>,
    by_name: ByHash<u128, Named>,
    /// Who is new, by ids from the next free one on.
    fresh: Vec<Arc<Person>>,
    first: u64,
    /// Who was there and is changed.
    touched: BTreeMap<PersonId, Person>,
    changes: usize,
    /// Each row is a person: rows of one name that contradict each other are two.
    each_row_is_one: bool,
}

impl<'a> People<'a> {
    pub fn new(campaign: &'a Campaign, keys: Keyring, each_row_is_one: bool) -> Self {
        let mut people = Self {
            campaign,
            keys,
            by_email: ByHash::default(),
            by_name: ByHash::default(),
            fresh: Vec::new(),
            first: campaign.next_person_id().into(),
            touched: BTreeMap::new(),
            changes: 0,
            each_row_is_one,
        };
        for (id, person) in campaign.people().iter() {
            // Spellings and addresses of records merged into this one lead to it too.
            for known in person.with_merged() {
                let keys = PersonKeys { email: people.keys.email(&known.email), name: people.keys.name(&known.name) };
                people.file(id, keys);
            }
        }
        people
    }

    /// How many did not exist before.
    pub fn added(&self) -> usize {
        self.fresh.len()
    }

    fn file(&mut self, id: PersonId, keys: PersonKeys) {
        if let Some(key) = keys.email {
            self.by_email.entry(key).or_insert(id);
        }
        if let Some(key) = keys.name {
            self.by_name.entry(key).and_modify(|named| named.add(id)).or_insert(Named::One(id));
        }
    }

    /// Who has this address, or this name where one side has no address; `None` where that would be a guess.
    pub fn find(&self, email: &str, name: &str) -> Option<PersonId> {
        let keys = PersonKeys { email: self.keys.email(email), name: self.keys.name(name) };
        self.find_for(keys, &PersonDraft::default())
    }

    /// The same for a row that says more about the person.
    fn find_for(&self, keys: PersonKeys, draft: &PersonDraft) -> Option<PersonId> {
        if let Some(id) = keys.email.and_then(|key| self.by_email.get(&key)) {
            return Some(*id);
        }
        let same_name = self.by_name.get(&keys.name?)?.ids();
        if same_name.len() > NAMESAKES {
            return None;
        }
        // With an address on this side the other must have none: two addresses are two people until somebody merges them.
        let people = same_name.iter().filter_map(|id| Some((*id, self.get(*id)?)));
        let fitting: Vec<(PersonId, &Person)> = people
            .filter(|(_, other)| keys.email.is_none() || other.email.is_empty())
            .filter(|(_, other)| !self.each_row_is_one || !contradicts(other, draft))
            .collect();
        match fitting.as_slice() {
            [(id, _)] => Some(*id),
            // Several of that name: to choose one would be a guess, unless all that is said fits one alone.
            several => {
                let mut same = several.iter().filter(|(_, other)| says_all(other, draft));
                match (same.next(), same.next()) {
                    (Some((id, _)), None) => Some(*id),
                    _ => None,
                }
            }
        }
    }

    /// The person of a draft, found or new. `None` if the draft names nobody.
    pub fn place(&mut self, draft: PersonDraft, keys: PersonKeys, origin: Origin) -> Option<PersonId> {
        if draft.is_nobody() {
            return None;
        }
        let Some(id) = self.find_for(keys, &draft) else {
            let id = PersonId(self.first + self.fresh.len() as u64);
            let mut person = Person::default();
            fill(&mut person, draft, origin);
            self.file(id, keys);
            self.changes += 1;
            self.fresh.push(Arc::new(person));
            return Some(id);
        };
        let person = self.changing(id);
        let had = (!person.email.is_empty(), !person.name.is_empty());
        let is_news = fill(person, draft, origin);
        let has = (!person.email.is_empty(), !person.name.is_empty());
        // One more row that says what is known is kept as a row and is no news.
        self.changes += usize::from(is_news);
        self.touched.remove_unchanged(self.campaign, id);
        if had != has {
            // What was filled just now is what the draft says.
            self.file(id, keys);
        }
        Some(id)
    }

    /// The same for a draft that is needed afterwards.
    pub fn place_copy(&mut self, draft: &PersonDraft, origin: Origin) -> Option<PersonId> {
        let keys = self.keys.of(draft);
        self.place(draft.clone(), keys, origin)
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

/// What a form says about publishing: a no counts at once, a yes only where nothing was said before. True if that is new.
pub(super) fn note_consent(person: &mut Person, publish: Option<bool>, by: &str, at: Option<jiff::Timestamp>) -> bool {
    let state = match (publish, person.consent.state) {
        (Some(true), ConsentState::NotAsked | ConsentState::Asked) => ConsentState::Agreed,
        (Some(false), ConsentState::NotAsked | ConsentState::Asked | ConsentState::Agreed) => ConsentState::Refused,
        _ => return false,
    };
    person.consent.state = state;
    by.clone_into(&mut person.consent.by);
    person.consent.at = at;
    true
}

/// Adds a line to the notes, once. True if it was not there.
pub(super) fn note_line(person: &mut Person, line: &str) -> bool {
    if person.notes.lines().any(|known| known == line) {
        return false;
    }
    if !person.notes.is_empty() {
        person.notes.push('\n');
    }
    person.notes.push_str(line);
    true
}

/// Fills the gaps of a person and notes the row; true if there was a gap that the draft fills.
fn fill(person: &mut Person, draft: PersonDraft, origin: Origin) -> bool {
    let is_name = !name_of(&draft).is_empty();
    let mut is_changed = false;
    let mut fill_text = |slot: &mut String, text: Option<String>| {
        if slot.is_empty()
            && let Some(text) = text.filter(|text| !text.is_empty())
        {
            *slot = text;
            is_changed = true;
        }
    };
    // The parts belong to one spelling of the name: they come with it or not at all.
    if person.name.is_empty() {
        fill_text(&mut person.given_name, draft.given);
        fill_text(&mut person.family_name, draft.family);
    }
    fill_text(&mut person.name, is_name.then_some(draft.name));
    fill_text(&mut person.email, draft.email);
    fill_text(&mut person.latin_name, draft.latin);
    fill_text(&mut person.organisation, draft.organisation);
    fill_text(&mut person.team, draft.team);
    fill_text(&mut person.function, draft.role);
    if person.country.is_empty() {
        fill_text(&mut person.country, draft.country.map(str::to_owned).or(draft.country_text));
    }
    fill_text(&mut person.region, draft.region);
    fill_text(&mut person.place, draft.place);
    fill_text(&mut person.address, draft.address);
    fill_text(&mut person.since, draft.since.map(|since| since.text));
    fill_text(&mut person.code_name, draft.code_name);
    if person.name_form == NameForm::ByDefault
        && let Some(form) = draft.name_form.filter(|form| *form != NameForm::ByDefault)
    {
        person.name_form = form;
        is_changed = true;
    }
    if person.born.is_none() && draft.birth.is_some() {
        person.born = draft.birth;
        is_changed = true;
    }
    // Rows come in the order of their lines, so one that is there already is among the last.
    let mut later = person.origins.iter().rev().take_while(|it| it.source == origin.source && it.line >= origin.line);
    if later.all(|it| *it != origin) {
        if person.origins.is_empty() {
            // Most people stand in one row: room for four would be wasted a million times.
            person.origins.reserve_exact(1);
        }
        person.origins.push(origin);
    }
    is_changed
}
