//! Others who have the name or an address of somebody who is erased: what may mean them is left where it is, and is told.

use super::Told;
use crate::campaign::{Campaign, Known, Origin, PersonId, SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// What is somebody else's, too: their rows keep a name or an address that both have.
pub struct Shared {
    /// Names and addresses that are the person's alone.
    pub own: Known,
    /// Those that somebody else has, too, as they are or one word of theirs.
    pub common: Known,
    /// What nobody else has as it is: of a list a cell of one word that many bear may be the person's.
    pub in_cells: Known,
    /// What of this somebody else has as it is.
    pub common_cells: Known,
    pub others: Vec<PersonId>,
    /// Rows of the others, and of what was said of them and by them.
    pub rows: BTreeMap<SourceId, BTreeSet<u64>>,
}

impl Shared {
    pub fn new(campaign: &Campaign, id: PersonId, known: &Known) -> Self {
        let in_cells = campaign.known_unshared(id, known);
        let own = in_cells.clone().without_borne();
        let common = known.clone().without(&own);
        let common_cells = known.clone().without(&in_cells);
        let (others, rows) = (campaign.namesakes_by(id, known), BTreeMap::new());
        let mut shared = Self { own, common, in_cells, common_cells, others, rows };
        if shared.others.is_empty() {
            return shared;
        }
        let others: BTreeSet<PersonId> = shared.others.iter().copied().collect();
        let is = |person: Option<PersonId>| person.is_some_and(|person| others.contains(&person));
        let origins = origins_of(campaign, &is);
        for origin in origins {
            shared.rows.entry(origin.source).or_default().insert(origin.line);
        }
        shared
    }
}

/// Rows of which a record of one of these came; `None` is nobody in particular.
pub fn origins_of<'c>(
    campaign: &'c Campaign,
    is: &'c dyn Fn(Option<PersonId>) -> bool,
) -> impl Iterator<Item = Origin> + use<'c> {
    let people = campaign.people().iter().filter(|(id, _)| is(Some(*id)));
    let records = people.flat_map(|(_, person)| person.with_merged()).flat_map(|record| record.origins.iter().copied());
    let nominations = campaign.nominations().iter().filter(|(_, it)| is(Some(it.nominee)) || has(is, it.nominator));
    let entries = campaign.entries().iter().filter(|(_, it)| is(Some(it.person)));
    let thanks = campaign.thanks().iter().filter(|(_, it)| is(it.to) || is(it.from));
    let mishaps = campaign.mishaps().iter().filter(|(_, it)| is(it.sent_by));
    let members = campaign.members().iter().filter(|(_, it)| is(Some(it.person)));
    records
        .chain(nominations.filter_map(|(_, it)| it.origin))
        .chain(entries.filter_map(|(_, it)| it.origin))
        .chain(thanks.filter_map(|(_, it)| it.origin))
        .chain(mishaps.filter_map(|(_, it)| it.origin))
        .chain(members.filter_map(|(_, it)| it.origin))
}

/// Is it somebody, and one of these?
fn has(is: &dyn Fn(Option<PersonId>) -> bool, person: Option<PersonId>) -> bool {
    person.is_some() && is(person)
}

/// Words that say whom something is from or for, and may mean the person and somebody else: the name is both's, or one word of
/// it is all there is.
pub fn signed(campaign: &Campaign, shared: &Shared, known: &Known, id: PersonId) -> Vec<Told> {
    // What is known to be from or for somebody else of the name is theirs.
    let is_left = |(whose, words): &(Option<PersonId>, &str)| {
        let is_theirs = whose.is_some_and(|whose| shared.others.contains(&whose)) && shared.common.is(words);
        let may_mean = known.may_mean(words) || known.may_be_told_by(words) || known.is_code(words);
        let may_mean = may_mean || shared.common.is_told_by(words);
        *whose != Some(id) && may_mean && !is_theirs && !shared.own.is_told_by(words)
    };
    let told = |id: String, what: &'static str, words: &[(Option<PersonId>, &str)]| {
        let (_, words) = words.iter().find(|words| is_left(words))?;
        Some(Told { id, what, words: (*words).to_owned() })
    };
    let thanks = campaign.thanks().iter().filter(|(_, it)| it.to != Some(id));
    let thanks = thanks.filter_map(|(number, it)| {
        // What they signed is theirs for sure.
        let from = if campaign.is_thanks_by(it, id, &shared.own) { Some(id) } else { it.from };
        told(number.to_string(), "thanks", &[(from, &it.from_words), (it.to, &it.to_words)])
    });
    let others = campaign.entries().iter().filter(|(_, it)| it.person != id);
    let sent = others.filter_map(|(number, it)| told(number.to_string(), "entry", &[(None, &it.referred_by)]));
    let members = campaign.members().iter().filter(|(_, it)| it.person != id);
    let brought = members.filter_map(|(number, it)| {
        let by = it.referred_by.and_then(|by| campaign.members().get(by)).map(|by| by.person);
        told(number.to_string(), "member", &[(by, &it.referred_by_words)])
    });
    thanks.chain(sent).chain(brought).collect()
}

#[cfg(test)]
mod tests;
