//! Finds the person a row is about among those of the campaign and those the same import brings: by equal e-mail address,
//! or, where one side has none, by equal name. Gaps of a known person are filled; what stands there is never overwritten.

use std::collections::{BTreeMap, HashMap};

use crate::campaign::{Campaign, ConsentState, NameForm, Origin, Person, PersonId, email_key, name_key};

use super::draft::PersonDraft;

/// With more people of one name than this, a name without an address says nothing.
const NAMESAKES: usize = 64;

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
    by_email: HashMap<String, PersonId>,
    by_name: HashMap<String, Vec<PersonId>>,
    next: u64,
    touched: BTreeMap<PersonId, Person>,
    changes: usize,
    /// Each row is a person: rows of one name that contradict each other are two.
    rows_are_people: bool,
    /// How many did not exist before.
    pub added: usize,
}

impl<'a> People<'a> {
    pub fn new(campaign: &'a Campaign, rows_are_people: bool) -> Self {
        let mut people = Self {
            campaign,
            by_email: HashMap::new(),
            by_name: HashMap::new(),
            next: campaign.next_person_id().into(),
            touched: BTreeMap::new(),
            changes: 0,
            rows_are_people,
            added: 0,
        };
        for (id, person) in campaign.people().iter() {
            // Spellings and addresses of records merged into this one lead to it too.
            for known in person.with_merged() {
                people.index(id, &known.email, &known.name);
            }
        }
        people
    }

    fn index(&mut self, id: PersonId, email: &str, name: &str) {
        if !email.is_empty() {
            self.by_email.entry(email_key(email)).or_insert(id);
        }
        if !name.is_empty() {
            let ids = self.by_name.entry(name_key(name)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    fn get(&self, id: PersonId) -> Option<&Person> {
        self.touched.get(&id).or_else(|| self.campaign.people().get(id))
    }

    /// Who has this address, or this name where one side has no address; `None` where that would be a guess.
    pub fn find(&self, email: &str, name: &str) -> Option<PersonId> {
        self.find_for(email, name, &PersonDraft::default())
    }

    /// The same for a row that says more about the person.
    fn find_for(&self, email: &str, name: &str, draft: &PersonDraft) -> Option<PersonId> {
        if !email.is_empty()
            && let Some(id) = self.by_email.get(&email_key(email))
        {
            return Some(*id);
        }
        if name.is_empty() {
            return None;
        }
        let same_name = self.by_name.get(&name_key(name)).map_or(&[][..], Vec::as_slice);
        if same_name.len() > NAMESAKES {
            return None;
        }
        // With an address on this side the other must have none: two addresses are two people until somebody merges them.
        let people = same_name.iter().filter_map(|id| Some((*id, self.get(*id)?)));
        let fitting: Vec<(PersonId, &Person)> = people
            .filter(|(_, other)| email.is_empty() || other.email.is_empty())
            .filter(|(_, other)| !self.rows_are_people || !contradicts(other, draft))
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
    pub fn place(&mut self, draft: &PersonDraft, origin: Origin) -> Option<PersonId> {
        if draft.is_nobody() {
            return None;
        }
        let email = draft.email.as_deref().unwrap_or("");
        // An address that stood in for a name is no name.
        let name = if draft.name == email { "" } else { draft.name.as_str() };
        let id = self.find_for(email, name, draft).unwrap_or_else(|| {
            let id = PersonId(self.next);
            self.next += 1;
            self.added += 1;
            self.touched.insert(id, Person::default());
            id
        });
        let mut person = self.get(id).cloned().unwrap_or_default();
        fill(&mut person, draft, name, origin);
        self.index(id, &person.email, &person.name);
        self.put(id, person);
        Some(id)
    }

    /// Changes a person that was placed.
    pub fn change(&mut self, id: PersonId, change: impl FnOnce(&mut Person)) {
        let mut person = self.get(id).cloned().unwrap_or_default();
        change(&mut person);
        self.put(id, person);
    }

    /// How many changes were made so far; tells whether a row brought anything new.
    pub fn changes(&self) -> usize {
        self.changes
    }

    fn put(&mut self, id: PersonId, person: Person) {
        let Some(now) = self.get(id) else { return };
        if *now == person {
            return;
        }
        // One more row that says what is known is kept as a row and is no news.
        let is_news = Person { origins: now.origins.clone(), ..person.clone() } != *now;
        self.changes += usize::from(is_news);
        self.touched.insert(id, person);
    }

    /// Everybody who is new or changed, by id.
    pub fn finish(self) -> BTreeMap<PersonId, Person> {
        self.touched
    }
}

/// What a form says about publishing: a no counts at once, a yes only where nothing was said before.
pub(super) fn note_consent(person: &mut Person, publish: Option<bool>, by: &str, at: Option<jiff::Timestamp>) {
    let state = match (publish, person.consent.state) {
        (Some(true), ConsentState::NotAsked | ConsentState::Asked) => ConsentState::Agreed,
        (Some(false), ConsentState::NotAsked | ConsentState::Asked | ConsentState::Agreed) => ConsentState::Refused,
        _ => return,
    };
    person.consent.state = state;
    by.clone_into(&mut person.consent.by);
    person.consent.at = at;
}

/// Adds a line to the notes, once.
pub(super) fn note_line(person: &mut Person, line: &str) {
    if !person.notes.lines().any(|known| known == line) {
        if !person.notes.is_empty() {
            person.notes.push('\n');
        }
        person.notes.push_str(line);
    }
}

fn fill(person: &mut Person, draft: &PersonDraft, name: &str, origin: Origin) {
    let fill_text = |slot: &mut String, text: Option<&str>| {
        if slot.is_empty()
            && let Some(text) = text
        {
            text.clone_into(slot);
        }
    };
    // The parts belong to one spelling of the name: they come with it or not at all.
    if person.name.is_empty() {
        fill_text(&mut person.given_name, draft.given.as_deref());
        fill_text(&mut person.family_name, draft.family.as_deref());
    }
    fill_text(&mut person.name, Some(name));
    fill_text(&mut person.email, draft.email.as_deref());
    fill_text(&mut person.latin_name, draft.latin.as_deref());
    fill_text(&mut person.organisation, draft.organisation.as_deref());
    fill_text(&mut person.team, draft.team.as_deref());
    fill_text(&mut person.function, draft.role.as_deref());
    fill_text(&mut person.country, draft.country.or(draft.country_text.as_deref()));
    fill_text(&mut person.region, draft.region.as_deref());
    fill_text(&mut person.place, draft.place.as_deref());
    fill_text(&mut person.address, draft.address.as_deref());
    fill_text(&mut person.since, draft.since.as_ref().map(|s| s.text.as_str()));
    fill_text(&mut person.code_name, draft.code_name.as_deref());
    if person.name_form == NameForm::ByDefault {
        person.name_form = draft.name_form.unwrap_or_default();
    }
    if person.born.is_none() {
        person.born = draft.birth;
    }
    if !person.origins.contains(&origin) {
        person.origins.push(origin);
    }
}
