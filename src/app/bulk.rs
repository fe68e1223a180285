//! One step over many records of a kind: the same change to each of them, their removal, and the words for it.
//! What goes with a removed record (the hero of a person, the arch-enemy of a hero) is said where the kind lives.

use super::outlook::grouped;
use crate::campaign::{
    Archetype, ArchetypeId, Award, AwardId, Campaign, Change, Edit, Entry, EntryId, Hero, HeroId, Member, MemberId,
    Mishap, MishapId, Monster, MonsterId, Nomination, NominationId, Parcel, ParcelId, Person, PersonId, Story, StoryId,
    Table, Thanks, ThanksId,
};
use std::sync::Arc;

/// A kind of record that stands in a table of the campaign.
pub trait Record: Clone + PartialEq {
    type Id: Copy + Ord + Into<u64>;
    /// "a person" and "people", as the title of a step says it.
    const ONE: &'static str;
    const MANY: &'static str;
    fn table(campaign: &Campaign) -> &Table<Self::Id, Self>;
    fn edit(id: Self::Id, record: Option<Arc<Self>>) -> Edit;
    /// Does the edit put one of them, new or changed?
    fn is_put(edit: &Edit) -> bool;
    /// Does it take one of them out?
    fn is_taken_out(edit: &Edit) -> bool;
}

macro_rules! records {
    ($($kind:ident $id:ident $table:ident $one:literal $many:literal;)*) => {$(
        impl Record for $kind {
            type Id = $id;
            const ONE: &'static str = $one;
            const MANY: &'static str = $many;
            fn table(campaign: &Campaign) -> &Table<$id, Self> { campaign.$table() }
            fn edit(id: $id, record: Option<Arc<Self>>) -> Edit { Edit::$kind(id, record) }
            fn is_put(edit: &Edit) -> bool { matches!(edit, Edit::$kind(_, Some(_))) }
            fn is_taken_out(edit: &Edit) -> bool { matches!(edit, Edit::$kind(_, None)) }
        }
    )*};
}

records! {
    Person PersonId people "a person" "people";
    Nomination NominationId nominations "a nomination" "nominations";
    Award AwardId awards "an award" "awards";
    Hero HeroId heroes "a hero" "heroes";
    Monster MonsterId monsters "a monster" "monsters";
    Entry EntryId entries "an entry" "entries";
    Thanks ThanksId thanks "a message of thanks" "messages of thanks";
    Mishap MishapId mishaps "a mishap" "mishaps";
    Archetype ArchetypeId archetypes "an archetype" "archetypes";
    Story StoryId stories "a story" "stories";
    Member MemberId members "a member" "members";
    Parcel ParcelId parcels "a parcel" "parcels";
}

/// "Delete a person", "Delete 3 people".
pub fn counted<T: Record>(verb: &str, count: usize) -> String {
    if count == 1 { format!("{verb} {}", T::ONE) } else { format!("{verb} {} {}", grouped(count as u64), T::MANY) }
}

/// How many of a kind a change puts, new or changed: what is told of it is told from what was really done.
pub fn count_put<T: Record>(change: &Change) -> usize {
    change.edits.iter().filter(|edit| T::is_put(edit)).count()
}

/// How many of a kind it takes out.
pub fn count_taken_out<T: Record>(change: &Change) -> usize {
    change.edits.iter().filter(|edit| T::is_taken_out(edit)).count()
}

/// Those that are there, each once, in their order.
pub fn present<T: Record>(campaign: &Campaign, ids: impl IntoIterator<Item = T::Id>) -> Vec<T::Id> {
    let mut ids: Vec<T::Id> = ids.into_iter().filter(|id| T::table(campaign).contains(*id)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The edits that take them out, without what else names them.
pub fn removals<T: Record>(campaign: &Campaign, ids: impl IntoIterator<Item = T::Id>) -> Vec<Edit> {
    present::<T>(campaign, ids).into_iter().map(|id| T::edit(id, None)).collect()
}

/// The edits that change each of these in the same way; those that stay as they are are left alone.
pub fn edits_each<T: Record>(
    campaign: &Campaign,
    ids: impl IntoIterator<Item = T::Id>,
    mut change: impl FnMut(T::Id, &mut T),
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for id in present::<T>(campaign, ids) {
        let Some(before) = T::table(campaign).get(id) else { continue };
        let mut after = before.clone();
        change(id, &mut after);
        if after != *before {
            edits.push(T::edit(id, Some(Arc::new(after))));
        }
    }
    edits
}

/// The same as one step; `title` gets how many change. `None` when all stay as they are.
pub fn change_each<T: Record>(
    campaign: &Campaign,
    ids: impl IntoIterator<Item = T::Id>,
    title: impl FnOnce(usize) -> String,
    change: impl Fn(&mut T),
) -> Option<Change> {
    let edits = edits_each::<T>(campaign, ids, |_, record| change(record));
    (!edits.is_empty()).then(|| Change::new(title(edits.len()), edits))
}
