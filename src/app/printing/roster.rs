//! Who is printed, in order: light lines without facts, so that a run of thousands keeps no more than it works on.

use super::findings::{Kind, Mend};
use super::named;
use super::options::PrintOptions;
use super::pieces::{Content, Piece};
use super::product::{Product, Slot, Subject};
use crate::app::failure::Failure;
use crate::app::heroes;
use crate::app::names::guard::Guard;
use crate::app::{commercial, packing};
use crate::campaign::{
    Campaign, ConsentState, Hero, HeroId, Origin, Person, PersonId, Thanks, ThanksId, ThanksState, name_key,
};
use crate::press::Refusal;
use crate::press::card::CardFacts;
use crate::press::facts::{self, Numbered};
use crate::press::files::FileFacts;
use crate::press::packing::PackingFacts;
use crate::scene::kit::Kit;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// The lines of a run.
pub struct Roster<'a> {
    pub(super) campaign: &'a Campaign,
    kit: &'a Kit,
    options: &'a PrintOptions,
    slots: Vec<Slot>,
    /// Cards in the series.
    of: u64,
    heroes: Vec<&'a Hero>,
    place: HashMap<HeroId, usize>,
    /// Whose names hold a piece back. Made when the first piece is: many rosters are only counted.
    guard: OnceLock<Guard<'a>>,
}

impl<'a> Roster<'a> {
    /// Everything the options ask for.
    pub fn new(campaign: &'a Campaign, options: &'a PrintOptions, kit: &'a Kit) -> Self {
        let mut roster = Self {
            campaign,
            kit,
            options,
            slots: Vec::new(),
            of: 0,
            heroes: campaign.heroes().iter().map(|(_, hero)| hero).collect(),
            place: campaign.heroes().ids().enumerate().map(|(place, id)| (id, place)).collect(),
            guard: OnceLock::new(),
        };
        match options.product {
            Product::Monsters => roster.others(campaign.monsters().ids().map(Subject::Monster)),
            Product::Archetypes => roster.others(campaign.archetypes().ids().map(Subject::Archetype)),
            Product::Thanks => roster.messages(),
            Product::PackingList => {
                let is_there = !roster.packing().rows.is_empty();
                let all = Slot { subject: Subject::Campaign, hero: None, number: 1 };
                roster.slots = is_there.then_some(all).into_iter().collect();
            }
            _ => roster.series(),
        }
        roster
    }

    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The cards of a campaign in the order of their serials: its heroes, then winners and nominees who have none yet (with the
    /// proposal they would start with); everybody where there are no nominations at all.
    fn series(&mut self) {
        let campaign = self.campaign;
        let only: BTreeSet<PersonId> = self.options.only.iter().filter_map(|subject| subject.person()).collect();
        let is_asked = |person: PersonId| self.options.only.is_empty() || only.contains(&person);
        // The number of a hero is its id, so that a serial stays what it was when others come and go. Proposals get the numbers
        // they would have if they were made now.
        let mut seen: BTreeSet<PersonId> = self.heroes.iter().map(|hero| hero.person).collect();
        let mut without = heroes::nominees(campaign);
        without
            .extend(campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)));
        if seen.is_empty() && without.is_empty() {
            without = campaign.people().ids().collect();
        }
        without.retain(|person| seen.insert(*person));
        let next = campaign.next_hero_id().0;
        let asked_for = only.iter().filter(|person| campaign.people().contains(**person) && seen.insert(**person));
        let beyond = next + without.len() as u64;
        let proposed = without.iter().copied().zip(next..);
        let proposed: Vec<(PersonId, u64)> =
            proposed.chain(asked_for.map(|person| (*person, beyond + person.0))).collect();
        let last = campaign.heroes().ids().next_back().map_or(0, |id| id.0);
        self.of = proposed.iter().map(|(_, number)| *number).chain([last]).max().unwrap_or(0);
        let made = campaign.heroes().iter().filter(|(_, hero)| is_asked(hero.person));
        let made = made.map(|(id, hero)| Slot { subject: hero.person.into(), hero: Some(id), number: id.0 });
        let proposed = proposed.into_iter().filter(|(person, _)| is_asked(*person));
        let proposed = proposed.map(|(person, number)| Slot { subject: person.into(), hero: None, number });
        self.slots = made.chain(proposed).collect();
    }

    fn others(&mut self, all: impl Iterator<Item = Subject>) {
        let only = &self.options.only;
        let asked = all.filter(|subject| only.is_empty() || only.contains(subject));
        self.slots = asked.zip(1..).map(|(subject, number)| Slot { subject, hero: None, number }).collect();
    }

    /// Messages that are shown or wait to be read; for a person those that thank it.
    fn messages(&mut self) {
        let only: BTreeSet<Subject> = self.options.only.iter().copied().collect();
        let is_asked = |id: ThanksId, thanks: &Thanks| {
            only.is_empty()
                || only.contains(&Subject::Thanks(id))
                || thanks.to.is_some_and(|person| only.contains(&Subject::Person(person)))
        };
        let all = self.campaign.thanks().iter();
        let asked = all.filter(|(id, thanks)| thanks.state != ThanksState::Hidden && is_asked(*id, thanks));
        let slots = asked.map(|(id, _)| Slot { subject: Subject::Thanks(id), hero: None, number: id.0 });
        self.slots = slots.collect();
    }

    /// The kits of these people; all kits where nobody is named.
    fn packing(&self) -> PackingFacts {
        let only: Vec<PersonId> = self.options.only.iter().filter_map(|subject| subject.person()).collect();
        packing::packing_facts(self.campaign, &only)
    }

    /// What is printed for this line. `None` when the record is gone.
    pub fn piece(&self, slot: Slot) -> Option<Piece> {
        let mut piece = self.unguarded(slot)?;
        if self.options.product.is_shown() {
            let message = match slot.subject {
                Subject::Thanks(id) => self.campaign.thanks().get(id),
                _ => None,
            };
            let about = message.map_or(slot.subject.person(), |thanks| thanks.to);
            let guard = self.guard.get_or_init(|| Guard::for_print(self.campaign));
            let behind = about.filter(|_| matches!(piece.content, Content::Storyboard(_)));
            let behind = behind.into_iter().flat_map(|id| named::behind_commercial(self.campaign, id));
            let author = message.filter(|_| matches!(piece.content, Content::Thanks(_)));
            let behind = behind.chain(author.and_then(named::author_in_words));
            piece.content = named::guarded(guard, about, piece.content, behind);
        }
        Some(piece)
    }

    /// The same whoever else is named in its words.
    pub(super) fn unguarded(&self, slot: Slot) -> Option<Piece> {
        match slot.subject {
            Subject::Person(person) => self.of_person(slot, person),
            Subject::Monster(id) => {
                let facts = facts::villain_facts(self.campaign, id)?;
                let name = facts.name.clone();
                Some(self.of_thing(slot, name, Content::Villain(Box::new(facts))))
            }
            Subject::Archetype(id) => {
                let facts = facts::archetype_facts(self.campaign, id)?;
                let name = facts.name.clone();
                Some(self.of_thing(slot, name, Content::Archetype(Box::new(facts))))
            }
            Subject::Campaign => {
                let name = self.options.product.title().to_owned();
                let mut piece = self.of_thing(slot, name, Content::Packing(Box::new(self.packing())));
                // Its pages are numbered by themselves.
                piece.label.clear();
                Some(piece)
            }
            Subject::Thanks(id) => {
                let thanks = self.campaign.thanks().get(id)?;
                let person = thanks.to.and_then(|to| self.campaign.people().get(to));
                let to = person.map_or(thanks.to_words.trim(), Person::display_name);
                let to = if to.is_empty() { id.to_string() } else { to.to_owned() };
                let content = match facts::thanks::thanks_facts(self.campaign, id, self.kit) {
                    Ok(facts) => Content::Thanks(Box::new(facts)),
                    Err(refusal) => lacking(refusal, Mend::Thanks),
                };
                let mut piece = self.of_thing(slot, to, content);
                if let Content::Thanks(facts) = &piece.content {
                    // The file is called as the card calls them, and not as the campaign knows them.
                    let shown = if facts.to.trim().is_empty() { &facts.plate } else { &facts.to };
                    piece.file.name.clone_from(shown);
                    piece.file.persona.clone_from(&facts.plate);
                }
                piece.file.serial = id.to_string();
                piece.source = source_words(self.campaign, thanks.origin).unwrap_or_else(|| format!("{id}, typed in"));
                Some(piece)
            }
        }
    }

    fn of_thing(&self, slot: Slot, name: String, content: Content) -> Piece {
        let file = FileFacts {
            award: String::new(),
            persona: name.clone(),
            name: name.clone(),
            serial: String::new(),
            year: self.campaign.settings().year.clone(),
            product: self.options.product.file_noun().to_owned(),
        };
        let (subject, source) = (slot.subject, slot.subject.to_string());
        Piece { subject, hero: None, label: name.clone(), who: name, file, source, content }
    }

    fn of_person(&self, slot: Slot, person: PersonId) -> Option<Piece> {
        let campaign = self.campaign;
        let record = campaign.people().get(person)?;
        let proposed;
        let (hero, at) = match slot.hero {
            Some(id) => (campaign.heroes().get(id)?, self.place.get(&id).copied().unwrap_or(0)),
            None => {
                proposed = heroes::propose_hero(campaign, person, self.kit);
                (&proposed, 0)
            }
        };
        // The strip shows heroes that are there, so that a card is the same whoever else is printed with it. The hero comes first,
        // so that its neighbours are found without walking past everybody.
        let (before, after) = self.heroes.split_at(at.min(self.heroes.len()));
        let others = after.iter().chain(before).copied();
        let mut facts = facts::card_facts(campaign, Numbered { hero, number: slot.number, of: self.of }, others)?;
        if let Some(style) = &self.options.style {
            facts.style.clone_from(style);
        }
        let mut file = facts::file_facts(campaign, person, &facts);
        file.product = self.options.product.file_noun().to_owned();
        let label = facts.serial.clone();
        let numbered = Numbered { hero, number: slot.number, of: self.of };
        let withheld = self::withheld(campaign, person, &facts);
        let content = match self.options.product {
            product if product.is_shown() && withheld.is_some() => withheld.unwrap_or(Content::Card(Box::new(facts))),
            Product::Labels => match packing::label_facts(campaign, numbered) {
                Ok(facts) => Content::Label(Box::new(facts)),
                Err(refusal) => lacking(refusal, Mend::Address),
            },
            Product::Storyboards => {
                Content::Storyboard(Box::new(commercial::storyboard_facts(campaign, numbered, self.kit)?))
            }
            _ => Content::Card(Box::new(facts)),
        };
        Some(Piece {
            subject: slot.subject,
            hero: slot.hero,
            who: record.display_name().to_owned(),
            label,
            file,
            source: source_of(campaign, person),
            content,
        })
    }
}

/// Why nothing of this person is printed that others may see; `None` where it may be.
fn withheld(campaign: &Campaign, id: PersonId, it: &CardFacts) -> Option<Content> {
    let person = campaign.people().get(id)?;
    if person.consent.state == ConsentState::Withdrawn {
        let reason = "withdrew consent; nothing is printed any more".to_owned();
        return Some(Content::Lacking { reason, kind: Kind::Consent, mend: Mend::Consent });
    }
    let said = [&it.persona, &it.story, &it.quote, &it.quote_by, &it.why];
    let labels = it.accessories.iter().map(|accessory| &accessory.label);
    let texts = said.into_iter().chain(&it.claims).chain(&it.specialties).chain(labels).map(String::as_str);
    let word = facts::given_away(campaign, id, texts)?;
    let reason = format!(
        "“{word}” says more of the name than was agreed to; choose another hero's name or wording, or ask the person"
    );
    Some(Content::Lacking { reason, kind: Kind::Consent, mend: Mend::Hero })
}

/// "nominations.csv, line 12".
fn source_of(campaign: &Campaign, person: PersonId) -> String {
    let origin = campaign
        .people()
        .get(person)
        .and_then(|person| person.origins.first().copied())
        .or_else(|| campaign.nominations_of(person).find_map(|(_, nomination)| nomination.origin));
    source_words(campaign, origin).unwrap_or_else(|| format!("{person}, typed in"))
}

fn source_words(campaign: &Campaign, origin: Option<Origin>) -> Option<String> {
    let origin = origin?;
    Some(campaign.sources().get(origin.source)?.place(origin.line))
}

/// The refusal of facts, as what is lacking.
fn lacking(refusal: Refusal, mend: Mend) -> Content {
    let reason = match refusal {
        Refusal::Text { reason, .. } | Refusal::Lacking { reason, .. } => reason,
        other => other.to_string(),
    };
    Content::Lacking { reason, kind: Kind::Missing, mend }
}

/// What these words name for a product: people by name, e-mail address, persona or id; monsters and archetypes by name or id;
/// thank-you cards by their own id or by whom they thank.
pub fn subjects_named(campaign: &Campaign, product: Product, words: &[String]) -> Result<Vec<Subject>, Failure> {
    let named = |word: &String| -> Result<Vec<Subject>, Failure> {
        let key = name_key(word);
        if word.trim().is_empty() {
            return Err(Failure::new(
                "Nothing was printed.",
                "One of the names is empty.",
                "Say who is meant: a name, an e-mail address or an id such as P12.",
            ));
        }
        let found: Vec<Subject> = match product {
            Product::Monsters => {
                let all = campaign.monsters().iter();
                let found = all.filter(|(id, monster)| id.to_string() == *word || name_key(&monster.name) == key);
                found.map(|(id, _)| Subject::Monster(id)).collect()
            }
            Product::Archetypes => {
                let all = campaign.archetypes().iter();
                let found = all.filter(|(id, one)| id.to_string() == *word || name_key(&one.name) == key);
                found.map(|(id, _)| Subject::Archetype(id)).collect()
            }
            Product::Thanks if word.parse::<ThanksId>().is_ok_and(|id| campaign.thanks().contains(id)) => {
                word.parse().ok().map(Subject::Thanks).into_iter().collect()
            }
            _ => people_named(campaign, std::slice::from_ref(word))?.into_iter().map(Subject::Person).collect(),
        };
        if found.is_empty() {
            return Err(Failure::new(
                "Nothing was printed.",
                format!("Among the {} nothing is called “{word}”.", product.title().to_lowercase()),
                "Use the name as it is in the campaign, or an id such as M2.",
            ));
        }
        Ok(found)
    };
    let mut all = Vec::new();
    for word in words {
        all.extend(named(word)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// People whose name or id is one of these words; an error names the first word that nobody answers to.
pub fn people_named(campaign: &Campaign, words: &[String]) -> Result<Vec<PersonId>, Failure> {
    let mut found = Vec::new();
    for word in words {
        let key = name_key(word);
        let by_id = word.parse::<PersonId>().ok().filter(|id| campaign.people().contains(*id));
        let by_hero_id = word.parse::<HeroId>().ok().and_then(|id| campaign.heroes().get(id)).map(|hero| hero.person);
        let by_name = campaign.people().iter().filter(|(_, person)| {
            // Signs alone have an empty key, as everybody has who has no name in Latin letters.
            !key.is_empty() && [&person.name, &person.latin_name].iter().any(|name| name_key(name) == key)
                || person.email.eq_ignore_ascii_case(word)
        });
        let by_persona = campaign.heroes().iter().filter(|(_, hero)| !key.is_empty() && name_key(&hero.persona) == key);
        let mut people: Vec<PersonId> = by_id.into_iter().chain(by_hero_id).collect();
        people.extend(by_name.map(|(id, _)| id));
        people.extend(by_persona.map(|(_, hero)| hero.person));
        if people.is_empty() {
            return Err(Failure::new(
                "Nothing was printed.",
                format!("Nobody is called “{word}”."),
                "Use the name as it is in the campaign, an e-mail address, or an id such as P12 from the list of people.",
            ));
        }
        found.extend(people);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
