//! What came while two records were one: whose it is, its own row tells where it bears the name or the address of one of the two
//! and not of the other. The rest stays where it is, and is told.

use super::Merged;
use crate::campaign::aggregate::Campaign;
use crate::campaign::ids::{EntryId, MemberId, NominationId, PersonId};
use crate::campaign::moving::{Holder, Place};
use crate::campaign::name_words::folded;
use crate::campaign::person::{Origin, Person, email_key};
use std::collections::BTreeSet;

/// Records that came after a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CameSince {
    /// They go with the record that comes back.
    pub(super) nominations: Vec<(NominationId, Place)>,
    pub(super) holders: Vec<(Holder, Place)>,
    /// The ids of these.
    pub goes: Vec<String>,
    /// The ids of those that stay with the kept record.
    pub stays: Vec<String>,
}

/// A smaller record, the places in which it names the kept one, its row and its id.
type Held<'c> = (Holder, Vec<Place>, &'c [(String, String)], String);

/// The name and the address of a record, as rows are compared with them.
struct Known {
    name: String,
    email: String,
}

impl Known {
    fn of(person: &Person) -> Self {
        Self { name: plain(&person.name), email: email_key(&person.email) }
    }

    /// Does a row bear the name, in one cell or in two beside each other, or the address?
    fn is_in(&self, cells: &[&str]) -> bool {
        let has_email = !self.email.is_empty() && cells.iter().any(|cell| email_key(cell) == self.email);
        let is_name = |words: String| !self.name.is_empty() && words == self.name;
        let in_two = |pair: &[&str]| match pair {
            [a, b] => is_name(plain(&format!("{a} {b}"))) || is_name(plain(&format!("{b} {a}"))),
            _ => false,
        };
        has_email || cells.iter().any(|cell| is_name(plain(cell))) || cells.windows(2).any(in_two)
    }
}

fn plain(name: &str) -> String {
    folded(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What came to `kept` since `gone` was merged into it.
pub fn came_since(campaign: &Campaign, kept: PersonId, gone: PersonId) -> CameSince {
    let mut since = CameSince::default();
    let Some(person) = campaign.people().get(kept) else { return since };
    let Some(merged) = person.merged.iter().find(|merged| merged.id == gone) else { return since };
    let is_later = |origin: Option<Origin>| {
        let source = origin.and_then(|origin| campaign.sources().get(origin.source));
        source.is_some_and(|source| source.imported_at > merged.at)
    };
    let came_with = |is: &dyn Fn(&Merged) -> bool| person.merged.iter().any(is);
    let (own, other) = (Known::of(&merged.person), [Known::of(&merged.kept), Known::of(person)]);
    let is_theirs = |cells: &[&str]| own.is_in(cells) && !other.iter().any(|other| other.is_in(cells));
    for (id, nomination) in campaign.nominations().iter() {
        let places: Vec<Place> = [(0, Some(nomination.nominee)), (1, nomination.nominator)]
            .into_iter()
            .filter_map(|(place, named)| (named == Some(kept)).then_some(place))
            .collect();
        let is_moved = came_with(&|it| it.moved.as_nominee.contains(&id) || it.moved.as_nominator.contains(&id));
        if places.is_empty() || is_moved || !is_later(nomination.origin) {
            continue;
        }
        let cells: Vec<&str> = nomination.answers.iter().map(|(_, cell)| cell).collect();
        // Where both places are theirs the row does not tell which of them is meant.
        match places.as_slice() {
            [place] if is_theirs(&cells) => {
                since.nominations.push((id, *place));
                since.goes.push(id.to_string());
            }
            _ => since.stays.push(id.to_string()),
        }
    }
    // An entry keeps nothing of its row, and in a locked draw it is whose it is.
    let entries = campaign.entries().iter().filter(|(_, it)| it.person == kept && is_later(it.origin));
    let entries: Vec<EntryId> = entries.map(|(id, _)| id).collect();
    let is_new = |id: &EntryId| !came_with(&|it| it.moved.entries.contains(id));
    since.stays.extend(entries.into_iter().filter(is_new).map(|id| id.to_string()));
    let mut held: Vec<Held<'_>> = Vec::new();
    let at = |named: Option<PersonId>, place: Place| (named == Some(kept)).then_some(place);
    for (id, it) in campaign.thanks().iter().filter(|(_, it)| is_later(it.origin)) {
        let places = [at(it.to, 0), at(it.from, 1)].into_iter().flatten().collect();
        held.push((Holder::Thanks(id), places, &it.answers, id.to_string()));
    }
    for (id, it) in campaign.mishaps().iter().filter(|(_, it)| is_later(it.origin)) {
        held.push((Holder::Mishap(id), at(it.sent_by, 0).into_iter().collect(), &it.answers, id.to_string()));
    }
    for (id, it) in campaign.members().iter().filter(|(_, it)| is_later(it.origin)) {
        held.push((Holder::Member(id), at(Some(it.person), 0).into_iter().collect(), &it.answers, id.to_string()));
    }
    for (holder, places, answers, id) in held {
        if places.is_empty() || came_with(&|it| it.moved.holders.iter().any(|(moved, _)| *moved == holder)) {
            continue;
        }
        let cells: Vec<&str> = answers.iter().map(|(_, cell)| cell.as_str()).collect();
        match places.as_slice() {
            [place] if is_theirs(&cells) => {
                since.holders.push((holder, *place));
                since.goes.push(id);
            }
            _ => since.stays.push(id),
        }
    }
    since
}

/// The memberships of people who are one by these merges, where there is more than one of them.
pub fn memberships(campaign: &Campaign, pairs: &[(PersonId, PersonId)]) -> Vec<Vec<MemberId>> {
    let mut groups: Vec<BTreeSet<PersonId>> = Vec::new();
    // Without a membership nobody brings a second one.
    let holders: BTreeSet<PersonId> = campaign.members().iter().map(|(_, member)| member.person).collect();
    if holders.len() < 2 {
        return Vec::new();
    }
    for (kept, gone) in pairs {
        let (meant, mut others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.contains(kept) || group.contains(gone));
        others.push(meant.into_iter().flatten().chain([*kept, *gone]).collect());
        groups = others;
    }
    let of = |group: &BTreeSet<PersonId>| {
        let own = campaign.members().iter().filter(|(_, member)| group.contains(&member.person));
        own.map(|(id, _)| id).collect::<Vec<_>>()
    };
    // Who held two before is no news.
    let is_shared = |group: &&BTreeSet<PersonId>| group.iter().filter(|id| holders.contains(id)).count() > 1;
    groups.iter().filter(is_shared).map(of).collect()
}
