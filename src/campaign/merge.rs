//! Two records of one human being become one, and come apart again. Nothing is thrown away: what the record that goes held, and
//! what pointed at it, stays with the one that is kept, so that a merge can be taken back years later and after other edits.
//! Who is a duplicate of whom is not decided here, and never without a person saying so.

use super::aggregate::Campaign;
use super::award::{Award, Winner};
use super::edit::{Change, Edit, EditError};
use super::hero::Hero;
use super::ids::{AwardId, EntryId, HeroId, NominationId, PersonId};
use super::moving::{Holder, Place, holders, repoint};
use super::nomination::Nomination;
use super::person::{ConsentState, Person};
use super::sweepstake::Entry;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A record that was merged into the one that holds this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merged {
    /// The id it had, and gets back.
    pub id: PersonId,
    /// The record as it was.
    pub person: Arc<Person>,
    /// The record that was kept, as it was before, without what had been merged into it earlier.
    pub kept: Arc<Person>,
    pub at: Timestamp,
    #[serde(default)]
    pub moved: Moved,
}

/// What named the record that went, and names the kept one now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moved {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub as_nominee: Vec<NominationId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub as_nominator: Vec<NominationId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heroes: Vec<HeroId>,
    /// Where both had a hero, the one that steps back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heroes_kept_aside: Vec<(HeroId, Arc<Hero>)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<AwardId>,
    /// Where both had won one award, the place of the second.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wins_kept_aside: Vec<(AwardId, usize, Winner)>,
    /// Thanks, mishaps, stories, memberships and parcels, with the places in which they named the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<(Holder, Vec<Place>)>,
}

/// Merges `gone` into `kept`: one step, which can be undone, and taken back later with [`unmerge`].
pub fn merge(campaign: &Campaign, kept: PersonId, gone: PersonId, at: Timestamp) -> Result<Change, EditError> {
    let mut merging = Merging::new(campaign);
    merging.merge(kept, gone, at)?;
    Ok(Change::new("Merge two people", merging.edits()))
}

/// Several merges that become one step. Who is named where is looked up once, so thousands of pairs take no longer than they
/// must; a later merge sees what the earlier ones did.
pub struct Merging<'a> {
    campaign: &'a Campaign,
    people: BTreeMap<PersonId, Option<Person>>,
    nominations: BTreeMap<NominationId, Nomination>,
    entries: BTreeMap<EntryId, Entry>,
    heroes: BTreeMap<HeroId, Option<Hero>>,
    awards: BTreeMap<AwardId, Award>,
    holders: BTreeMap<Holder, Edit>,
    named_in: NamedIn,
}

/// Where each person is named.
#[derive(Default)]
struct NamedIn {
    nominations: HashMap<PersonId, Vec<NominationId>>,
    entries: HashMap<PersonId, Vec<EntryId>>,
    heroes: HashMap<PersonId, Vec<HeroId>>,
    awards: HashMap<PersonId, Vec<AwardId>>,
    holders: HashMap<PersonId, Vec<Holder>>,
}

impl NamedIn {
    fn new(campaign: &Campaign) -> Self {
        let mut all = Self { holders: holders(campaign), ..Self::default() };
        for (id, nomination) in campaign.nominations().iter() {
            for person in std::iter::once(nomination.nominee).chain(nomination.nominator) {
                let ids = all.nominations.entry(person).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
        }
        for (id, entry) in campaign.entries().iter() {
            all.entries.entry(entry.person).or_default().push(id);
        }
        for (id, hero) in campaign.heroes().iter() {
            all.heroes.entry(hero.person).or_default().push(id);
        }
        for (id, award) in campaign.awards().iter() {
            for winner in &award.winners {
                all.awards.entry(winner.person).or_default().push(id);
            }
        }
        all
    }
}

impl<'a> Merging<'a> {
    pub fn new(campaign: &'a Campaign) -> Self {
        Self {
            campaign,
            people: BTreeMap::new(),
            nominations: BTreeMap::new(),
            entries: BTreeMap::new(),
            heroes: BTreeMap::new(),
            awards: BTreeMap::new(),
            holders: BTreeMap::new(),
            named_in: NamedIn::new(campaign),
        }
    }

    fn person(&self, id: PersonId) -> Result<&Person, EditError> {
        let person = match self.people.get(&id) {
            Some(person) => person.as_ref(),
            None => self.campaign.people().get(id),
        };
        person.ok_or_else(|| EditError::NotThere { id: id.to_string() })
    }

    fn hero(&self, id: HeroId) -> Option<&Hero> {
        match self.heroes.get(&id) {
            Some(hero) => hero.as_ref(),
            None => self.campaign.heroes().get(id),
        }
    }

    /// Merges `gone` into `kept`; nothing is changed where either is not there.
    pub fn merge(&mut self, kept: PersonId, gone: PersonId, at: Timestamp) -> Result<(), EditError> {
        if kept == gone {
            return Err(EditError::NotThere { id: gone.to_string() });
        }
        let before = self.person(kept)?.clone();
        let other = self.person(gone)?.clone();
        let mut moved = Moved::default();
        self.move_nominations(kept, gone, &mut moved);
        self.move_entries(kept, gone, &mut moved);
        self.move_heroes(kept, gone, &mut moved);
        self.move_wins(kept, gone, &mut moved);
        self.move_holders(kept, gone, &mut moved);
        let mut person = together(&before, &other);
        let kept_before = Arc::new(Person { merged: Vec::new(), ..before });
        person.merged.push(Merged { id: gone, person: Arc::new(other), kept: kept_before, at, moved });
        self.people.insert(kept, Some(person));
        self.people.insert(gone, None);
        Ok(())
    }

    fn move_nominations(&mut self, kept: PersonId, gone: PersonId, moved: &mut Moved) {
        let ids = self.named_in.nominations.remove(&gone).unwrap_or_default();
        for id in &ids {
            let known = self.nominations.get(id).or_else(|| self.campaign.nominations().get(*id));
            let Some(mut nomination) = known.cloned() else { continue };
            if nomination.nominee == gone {
                nomination.nominee = kept;
                moved.as_nominee.push(*id);
            }
            if nomination.nominator == Some(gone) {
                nomination.nominator = Some(kept);
                moved.as_nominator.push(*id);
            }
            self.nominations.insert(*id, nomination);
        }
        let named = self.named_in.nominations.entry(kept).or_default();
        named.extend(ids);
        named.sort_unstable();
        named.dedup();
    }

    fn move_entries(&mut self, kept: PersonId, gone: PersonId, moved: &mut Moved) {
        let ids = self.named_in.entries.remove(&gone).unwrap_or_default();
        for id in &ids {
            let known = self.entries.get(id).or_else(|| self.campaign.entries().get(*id));
            let Some(mut entry) = known.cloned() else { continue };
            entry.person = kept;
            moved.entries.push(*id);
            self.entries.insert(*id, entry);
        }
        self.named_in.entries.entry(kept).or_default().extend(ids);
    }

    fn move_heroes(&mut self, kept: PersonId, gone: PersonId, moved: &mut Moved) {
        let ids = self.named_in.heroes.remove(&gone).unwrap_or_default();
        for id in ids {
            let Some(mut hero) = self.hero(id).cloned() else { continue };
            let of_kept = self.named_in.heroes.entry(kept).or_default();
            if of_kept.is_empty() {
                of_kept.push(id);
                hero.person = kept;
                moved.heroes.push(id);
                self.heroes.insert(id, Some(hero));
            } else {
                moved.heroes_kept_aside.push((id, Arc::new(hero)));
                self.heroes.insert(id, None);
            }
        }
    }

    fn move_wins(&mut self, kept: PersonId, gone: PersonId, moved: &mut Moved) {
        let ids = self.named_in.awards.remove(&gone).unwrap_or_default();
        for id in &ids {
            let known = self.awards.get(id).or_else(|| self.campaign.awards().get(*id));
            let Some(mut award) = known.cloned() else { continue };
            if award.is_won_by(kept) {
                while let Some(place) = award.winners.iter().position(|winner| winner.person == gone) {
                    moved.wins_kept_aside.push((*id, place, award.winners.remove(place)));
                }
            } else {
                award.winners.iter_mut().filter(|winner| winner.person == gone).for_each(|winner| winner.person = kept);
                moved.awards.push(*id);
            }
            self.awards.insert(*id, award);
        }
        self.named_in.awards.entry(kept).or_default().extend(ids);
    }

    fn move_holders(&mut self, kept: PersonId, gone: PersonId, moved: &mut Moved) {
        let ids = self.named_in.holders.remove(&gone).unwrap_or_default();
        for holder in &ids {
            let known = self.holders.get(holder).cloned().or_else(|| holder.edit(self.campaign));
            let Some(mut edit) = known else { continue };
            moved.holders.push((*holder, repoint(&mut edit, gone, kept, None)));
            self.holders.insert(*holder, edit);
        }
        let named = self.named_in.holders.entry(kept).or_default();
        named.extend(ids);
        named.sort_unstable();
        named.dedup();
    }

    /// All of it as edits. Kept records come first: entries of a locked draw may follow only a merge that is on record.
    pub fn edits(self) -> Vec<Edit> {
        let (kept, gone): (Vec<_>, Vec<_>) = self.people.into_iter().partition(|(_, person)| person.is_some());
        let mut edits: Vec<Edit> =
            kept.into_iter().map(|(id, person)| Edit::Person(id, person.map(Arc::new))).collect();
        edits.extend(self.nominations.into_iter().map(|(id, nomination)| Edit::nomination(id, nomination)));
        edits.extend(self.entries.into_iter().map(|(id, entry)| Edit::entry(id, entry)));
        edits.extend(self.heroes.into_iter().map(|(id, hero)| Edit::Hero(id, hero.map(Arc::new))));
        edits.extend(self.awards.into_iter().map(|(id, award)| Edit::award(id, award)));
        edits.extend(self.holders.into_values());
        edits.extend(gone.into_iter().map(|(id, _)| Edit::Person(id, None)));
        edits
    }
}

/// Takes a merge back: both records as they were, and what pointed at each. What was edited since stays with the kept record.
pub fn unmerge(campaign: &Campaign, kept: PersonId, gone: PersonId) -> Result<Change, EditError> {
    let missing = |id: PersonId| EditError::NotThere { id: id.to_string() };
    let now = campaign.people().get(kept).ok_or_else(|| missing(kept))?;
    let at = now.merged.iter().position(|merged| merged.id == gone).ok_or_else(|| missing(gone))?;
    let merged = now.merged[at].clone();
    if campaign.people().contains(gone) {
        return Err(EditError::Missing { referrer: kept.to_string(), missing: format!("a free place for {gone}") });
    }
    let moved = &merged.moved;
    let mut edits = Vec::new();
    // Entries first, while the merge that allows it is still on record.
    for id in &moved.entries {
        if let Some(entry) = campaign.entries().get(*id).filter(|entry| entry.person == kept) {
            let mut entry = entry.clone();
            entry.person = gone;
            edits.push(Edit::entry(*id, entry));
        }
    }
    for (id, nomination) in campaign.nominations().iter() {
        let is_nominee = nomination.nominee == kept && moved.as_nominee.contains(&id);
        let is_nominator = nomination.nominator == Some(kept) && moved.as_nominator.contains(&id);
        if is_nominee || is_nominator {
            let mut nomination = nomination.clone();
            if is_nominee {
                nomination.nominee = gone;
            }
            if is_nominator {
                nomination.nominator = Some(gone);
            }
            edits.push(Edit::nomination(id, nomination));
        }
    }
    for id in &moved.heroes {
        if let Some(hero) = campaign.heroes().get(*id).filter(|hero| hero.person == kept) {
            let mut hero = hero.clone();
            hero.person = gone;
            edits.push(Edit::hero(*id, hero));
        }
    }
    for (id, hero) in &moved.heroes_kept_aside {
        let mut hero = Hero::clone(hero);
        hero.enemy = hero.enemy.filter(|monster| campaign.monsters().contains(*monster));
        edits.push(Edit::hero(*id, hero));
    }
    for id in &moved.awards {
        if let Some(award) = campaign.awards().get(*id).filter(|award| award.is_won_by(kept)) {
            let mut award = award.clone();
            award.winners.iter_mut().filter(|winner| winner.person == kept).for_each(|winner| winner.person = gone);
            edits.push(Edit::award(*id, award));
        }
    }
    let mut aside: Vec<AwardId> = moved.wins_kept_aside.iter().map(|(id, ..)| *id).collect();
    aside.dedup();
    for id in aside {
        let Some(mut award) = campaign.awards().get(id).cloned() else { continue };
        for (_, place, winner) in moved.wins_kept_aside.iter().rev().filter(|(other, ..)| *other == id) {
            award.winners.insert((*place).min(award.winners.len()), winner.clone());
        }
        edits.push(Edit::award(id, award));
    }
    for (holder, places) in &moved.holders {
        if let Some(mut edit) = holder.edit(campaign) {
            repoint(&mut edit, kept, gone, Some(places));
            edits.push(edit);
        }
    }
    edits.push(Edit::Person(gone, Some(Arc::clone(&merged.person))));
    let mut person = apart(now, &merged);
    person.merged.remove(at);
    edits.push(Edit::person(kept, person));
    Ok(Change::new("Take a merge back", edits))
}

/// Both decided to be different people: not proposed again.
pub fn keep_apart(campaign: &Campaign, one: PersonId, other: PersonId) -> Result<Change, EditError> {
    let mut edits = Vec::new();
    for (id, from) in [(one, other), (other, one)] {
        let person = campaign.people().get(id).ok_or_else(|| EditError::NotThere { id: id.to_string() })?;
        if !person.apart_from.contains(&from) {
            let mut person = person.clone();
            person.apart_from.push(from);
            edits.push(Edit::person(id, person));
        }
    }
    Ok(Change::new("Keep two people apart", edits))
}

/// The kept record with its gaps filled from the other. Where both say something, the kept one's word stays on top; the other
/// one's is in the record of the merge.
fn together(kept: &Person, other: &Person) -> Person {
    let mut person = kept.clone();
    macro_rules! fill {
        ($($field:ident),*) => {$(
            if person.$field.is_empty() { person.$field.clone_from(&other.$field); }
        )*};
    }
    fill!(name, latin_name, email, organisation, team, function, country, region, place, address, since, code_name);
    person.born = person.born.or(other.born);
    person.told_at = match (person.told_at, other.told_at) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    // A no, and a yes, of either is a word of the person; the no goes before.
    if weight(other.consent.state) > weight(person.consent.state) {
        person.consent = other.consent.clone();
    }
    // The more careful form: what one record was told not to show, the other does not show.
    if position(other) > position(&person) {
        person.name_form = other.name_form;
    }
    if person.name_confirmed.is_none() && person.name == other.name {
        person.name_confirmed.clone_from(&other.name_confirmed);
    }
    person.judge |= other.judge;
    person.member |= other.member;
    person.staff |= other.staff;
    for tag in &other.tags {
        if !person.tags.contains(tag) {
            person.tags.push(tag.clone());
        }
    }
    if !other.notes.is_empty() && person.notes != other.notes {
        if !person.notes.is_empty() {
            person.notes.push('\n');
        }
        person.notes.push_str(&other.notes);
    }
    if person.photo.is_none() {
        person.photo.clone_from(&other.photo);
    }
    for origin in &other.origins {
        if !person.origins.contains(origin) {
            person.origins.push(*origin);
        }
    }
    for id in &other.apart_from {
        if !person.apart_from.contains(id) {
            person.apart_from.push(*id);
        }
    }
    person
}

fn weight(state: ConsentState) -> u8 {
    match state {
        ConsentState::NotAsked => 0,
        ConsentState::Asked => 1,
        ConsentState::Agreed => 2,
        ConsentState::Refused => 3,
        ConsentState::Withdrawn => 4,
    }
}

/// Later forms show less.
fn position(person: &Person) -> usize {
    super::name_form::NameForm::ALL.iter().position(|form| *form == person.name_form).unwrap_or(0)
}

/// The kept record without what the merge brought: every field that still stands as the merge left it goes back; every field
/// that was changed since stays.
fn apart(now: &Person, merged: &Merged) -> Person {
    let after = together(&merged.kept, &merged.person);
    let before = &merged.kept;
    let mut person = now.clone();
    macro_rules! back {
        ($($field:ident),*) => {$(
            if now.$field == after.$field { person.$field.clone_from(&before.$field); }
        )*};
    }
    back!(
        name,
        latin_name,
        email,
        organisation,
        team,
        function,
        country,
        region,
        place,
        address,
        since,
        code_name,
        born,
        name_form,
        consent,
        name_confirmed,
        judge,
        member,
        staff,
        notes,
        photo
    );
    // Lists: what the merge added goes, what came later stays.
    person.tags.retain(|tag| before.tags.contains(tag) || !after.tags.contains(tag));
    person.origins.retain(|origin| before.origins.contains(origin) || !after.origins.contains(origin));
    person.apart_from.retain(|id| before.apart_from.contains(id) || !after.apart_from.contains(id));
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Member, MemberId, Settings, Story, StoryId, Thanks, ThanksId};

    fn at() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn settings() -> Settings {
        ron::from_str("(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:\"\",check_key:\"\"))").unwrap()
    }

    fn campaign() -> Campaign {
        let mut campaign = Campaign::new(settings(), at());
        let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
        let mut other = person("Sabine Okonjo", "s.okonjo@mail.example");
        other.team = "Network".into();
        other.tags = vec!["night shift".into()];
        other.consent.state = ConsentState::Refused;
        let mut nomination = Nomination::new(PersonId(2));
        nomination.nominator = Some(PersonId(3));
        let mut by_her = Nomination::new(PersonId(3));
        by_her.nominator = Some(PersonId(2));
        let winner = |person| Winner { person: PersonId(person), reason: String::new(), decided_at: at() };
        let hero = |person: u64, persona: &str| Hero::new(PersonId(person), persona.into());
        let edits = vec![
            Edit::person(PersonId(1), person("Sabine Okonjo", "sabine@mail.example")),
            Edit::person(PersonId(2), other),
            Edit::person(PersonId(3), person("Ada Quist", "")),
            Edit::nomination(NominationId(1), Nomination::new(PersonId(1))),
            Edit::nomination(NominationId(2), nomination),
            Edit::nomination(NominationId(3), by_her),
            Edit::award(AwardId(1), Award { winners: vec![winner(2), winner(1)], ..Award::default() }),
            Edit::award(AwardId(2), Award { winners: vec![winner(2)], ..Award::default() }),
            Edit::hero(HeroId(1), hero(1, "Sabine the Savior")),
            Edit::hero(HeroId(2), hero(2, "Okonjo the Oracle")),
            Edit::thanks(ThanksId(1), Thanks { to: Some(PersonId(2)), from: Some(PersonId(3)), ..Thanks::default() }),
            Edit::thanks(ThanksId(2), Thanks { to: Some(PersonId(1)), from: Some(PersonId(2)), ..Thanks::default() }),
            Edit::story(StoryId(1), Story::new(PersonId(2), "The night shift".into())),
            Edit::member(MemberId(1), Member::new(PersonId(1))),
            Edit::member(MemberId(2), Member::new(PersonId(2))),
        ];
        campaign.apply(&Change::new("Set up", edits), at()).unwrap();
        campaign
    }

    #[test]
    fn a_merge_keeps_everything_and_comes_apart_again() {
        let mut campaign = campaign();
        let before = campaign.clone();
        campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
        let person = campaign.people().get(PersonId(1)).unwrap();
        assert_eq!((person.email.as_str(), person.team.as_str()), ("sabine@mail.example", "Network"));
        assert_eq!(person.consent.state, ConsentState::Refused);
        assert_eq!(campaign.nominations_of(PersonId(1)).count(), 2);
        assert_eq!(campaign.nominations_by(PersonId(1)).count(), 1);
        assert_eq!(campaign.awards_won_by(PersonId(1)).count(), 2);
        assert_eq!(campaign.awards().get(AwardId(1)).unwrap().winners.len(), 1);
        assert_eq!(campaign.heroes().len(), 1);
        assert_eq!(campaign.stories().get(StoryId(1)).unwrap().about, PersonId(1));
        assert_eq!(campaign.thanks().get(ThanksId(2)).unwrap().from, Some(PersonId(1)));
        assert!(!campaign.people().contains(PersonId(2)));
        campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
        assert!(campaign == before);
    }

    #[test]
    fn what_was_edited_since_stays() {
        let mut campaign = campaign();
        campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
        let mut person = campaign.people().get(PersonId(1)).cloned().unwrap();
        person.place = "Lagos".into();
        person.team = "Platform".into();
        person.tags.push("mentor".into());
        campaign.apply(&Change::one("Edit", Edit::person(PersonId(1), person)), at()).unwrap();
        campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
        let kept = campaign.people().get(PersonId(1)).unwrap();
        assert_eq!((kept.place.as_str(), kept.team.as_str()), ("Lagos", "Platform"));
        assert_eq!((kept.tags.clone(), kept.consent.state), (vec!["mentor".into()], ConsentState::NotAsked));
        assert_eq!(campaign.people().get(PersonId(2)).unwrap().tags, ["night shift"]);
    }

    #[test]
    fn merges_nest() {
        let mut campaign = campaign();
        let before = campaign.clone();
        campaign.apply(&merge(&campaign, PersonId(2), PersonId(3), at()).unwrap(), at()).unwrap();
        let between = campaign.clone();
        campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
        assert_eq!(campaign.people().len(), 1);
        campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
        assert!(campaign == between);
        campaign.apply(&unmerge(&campaign, PersonId(2), PersonId(3)).unwrap(), at()).unwrap();
        assert!(campaign == before);
    }
}
