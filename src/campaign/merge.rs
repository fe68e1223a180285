//! Two records of one human being become one, and come apart again. Nothing is thrown away: what the record that goes held, and
//! what pointed at it, stays with the one that is kept, so that a merge can be taken back years later and after other edits.
//! Who is a duplicate of whom is not decided here, and never without a person saying so.

mod fields;
mod since;

use super::aggregate::Campaign;
use super::award::{Award, Winner};
use super::edit::{Change, Edit, EditError};
use super::hero::Hero;
use super::ids::{AwardId, EntryId, HeroId, NominationId, PersonId};
use super::moving::{Holder, Place, holders, repoint};
use super::nomination::Nomination;
use super::person::Person;
use super::sweepstake::Entry;
use fields::{careful_since, rebased, together};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
pub use since::{CameSince, came_since, memberships};
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
        let kept_before = Arc::new(before.with(|it| it.merged.clear()));
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

/// Takes a merge back: both records as they were, and what pointed at each. What was edited since stays with the kept record; a no that
/// was noted since counts for both, and what came since goes with the one whose name or address its own row bears ([`came_since`]).
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
    let since = came_since(campaign, kept, gone);
    for (id, nomination) in campaign.nominations().iter() {
        let came = |place: Place| since.nominations.contains(&(id, place));
        let is_nominee = nomination.nominee == kept && (moved.as_nominee.contains(&id) || came(0));
        let is_nominator = nomination.nominator == Some(kept) && (moved.as_nominator.contains(&id) || came(1));
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
    let (person, wins) = without(now, at);
    let mut awards: BTreeMap<AwardId, Award> = BTreeMap::new();
    for (id, place, winner) in wins {
        let Some(award) = campaign.awards().get(id) else { continue };
        let award = awards.entry(id).or_insert_with(|| award.clone());
        award.winners.insert(place.min(award.winners.len()), winner);
    }
    edits.extend(awards.into_iter().map(|(id, award)| Edit::award(id, award)));
    for (holder, places) in &moved.holders {
        if let Some(mut edit) = holder.edit(campaign) {
            repoint(&mut edit, kept, gone, Some(places));
            edits.push(edit);
        }
    }
    for (holder, place) in &since.holders {
        if let Some(mut edit) = holder.edit(campaign) {
            repoint(&mut edit, kept, gone, Some(&[*place]));
            edits.push(edit);
        }
    }
    let laters = now.merged[at + 1..].iter().map(|later| &*later.kept).chain(std::iter::once(now));
    let steps: Vec<(Person, &Person)> =
        now.merged[at..].iter().map(|step| together(&step.kept, &step.person)).zip(laters).collect();
    let back = careful_since(&merged.person, &steps);
    edits.push(if back == *merged.person {
        Edit::Person(gone, Some(Arc::clone(&merged.person)))
    } else {
        Edit::person(gone, back)
    });
    edits.push(Edit::person(kept, person));
    Ok(Change::new("Take a merge back", edits))
}

/// The kept record without one of the records merged into it, and the wins that come back with their places. What came with the
/// record goes, also where later merges and their memory passed it on; what a person changed since stays.
fn without(now: &Person, at: usize) -> (Person, Vec<(AwardId, usize, Winner)>) {
    let mut merged = now.merged.clone();
    let gone = merged.remove(at);
    let (mut from, mut to) = (together(&gone.kept, &gone.person), Person::clone(&gone.kept));
    for later in &mut merged[at..] {
        let kept = rebased(&later.kept, &from, &to);
        (from, to) = (together(&later.kept, &later.person), together(&kept, &later.person));
        later.kept = Arc::new(kept);
    }
    // A place was counted before later ones went from the list; theirs are counted with it again.
    let mut wins = Vec::new();
    for (award, mut place, winner) in gone.moved.wins_kept_aside.into_iter().rev() {
        let laters = merged[at..].iter_mut().flat_map(|later| &mut later.moved.wins_kept_aside);
        for (_, other, _) in laters.filter(|(of, ..)| *of == award) {
            if *other < place {
                place -= 1;
            } else {
                *other += 1;
            }
        }
        wins.push((award, place, winner));
    }
    (rebased(now, &from, &to).with(|it| it.merged = merged), wins)
}

/// Both decided to be different people: not proposed again.
pub fn keep_apart(campaign: &Campaign, one: PersonId, other: PersonId) -> Result<Change, EditError> {
    let edits = mark_both(campaign, one, other, |person, from| {
        person.put_off.retain(|id| *id != from);
        if !person.apart_from.contains(&from) {
            person.apart_from.push(from);
        }
    })?;
    Ok(Change::new("Keep two people apart", edits))
}

/// Whether two are one is to be decided later: proposed behind the others until then.
pub fn put_off(campaign: &Campaign, one: PersonId, other: PersonId) -> Result<Change, EditError> {
    let edits = mark_both(campaign, one, other, |person, from| {
        if !person.put_off.contains(&from) {
            person.put_off.push(from);
        }
    })?;
    Ok(Change::new("Decide about two people later", edits))
}

/// Notes in each of two records what was decided about the other.
fn mark_both(
    campaign: &Campaign,
    one: PersonId,
    other: PersonId,
    mark: impl Fn(&mut Person, PersonId),
) -> Result<Vec<Edit>, EditError> {
    let mut edits = Vec::new();
    for (id, from) in [(one, other), (other, one)] {
        let person = campaign.people().get(id).ok_or_else(|| EditError::NotThere { id: id.to_string() })?;
        let mut marked = person.clone();
        mark(&mut marked, from);
        if marked != *person {
            edits.push(Edit::person(id, marked));
        }
    }
    Ok(edits)
}

#[cfg(test)]
mod tests;
