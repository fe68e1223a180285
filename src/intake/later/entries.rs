//! Later versions of entries. An entry keeps what was read of its row and not the row, so what is read is compared: number, time,
//! name and address.

use std::collections::{HashMap, HashSet};

use super::{Seeming, words_of};
use crate::campaign::{Campaign, Entry, Origin, Person, SourceId, email_key, name_key};
use crate::intake::draft::{Content, EntryDraft};
use crate::intake::drafts::{Maker, Rules, Sense};
use crate::intake::issue::Issues;
use crate::intake::table::Table;
use crate::intake::{Field, IntakeError, Mapping};

/// An entry that came in before.
#[derive(Clone, Copy)]
struct Earlier<'c> {
    origin: Origin,
    entry: &'c Entry,
    person: &'c Person,
}

impl Earlier<'_> {
    fn has_name(&self, name: &str) -> bool {
        let key = name_key(name);
        self.person.with_merged().iter().any(|it| name_key(&it.name) == key || name_key(&it.latin_name) == key)
    }

    fn has_email(&self, email: &str) -> bool {
        let key = email_key(email);
        !email.is_empty() && self.person.with_merged().iter().any(|it| email_key(&it.email) == key)
    }
}

/// What a draft says, to be compared.
struct Row<'d> {
    reference: &'d str,
    received: &'d str,
    name: &'d str,
    email: &'d str,
}

impl<'d> Row<'d> {
    fn of(draft: &'d EntryDraft) -> Self {
        Self {
            reference: draft.reference.as_deref().unwrap_or(""),
            received: draft.received.as_ref().map_or("", |it| it.text.as_str()),
            name: &draft.person.name,
            email: draft.person.email.as_deref().unwrap_or(""),
        }
    }
}

pub(super) fn versions(
    table: &Table,
    sense: &Sense,
    campaign: &Campaign,
    own: Option<SourceId>,
    rules: &Rules,
    watch: &mut dyn FnMut() -> bool,
) -> Result<HashMap<u64, Seeming>, IntakeError> {
    let mut found = HashMap::new();
    // Whether a list with these headers came in is all that is known of the headers of earlier entries.
    if campaign.mapping(&Mapping::key(sense.kind, &table.fingerprint())).is_none() {
        return Ok(found);
    }
    let mut own_lines: HashSet<u64> = HashSet::new();
    let mut by_number: HashMap<&str, Vec<Earlier<'_>>> = HashMap::new();
    let mut by_time: HashMap<&str, Vec<Earlier<'_>>> = HashMap::new();
    for (_, entry) in campaign.entries().iter() {
        let Some(origin) = entry.origin else { continue };
        if Some(origin.source) == own {
            own_lines.insert(origin.line);
            continue;
        }
        let Some(person) = campaign.people().get(entry.person) else { continue };
        let earlier = Earlier { origin, entry, person };
        if !entry.reference.is_empty() {
            by_number.entry(&entry.reference).or_default().push(earlier);
        } else if entry.received.contains(':') {
            by_time.entry(&entry.received).or_default().push(earlier);
        }
    }
    let mut maker = Maker::new(sense, rules);
    for (at, row) in table.rows.iter().filter(|row| !own_lines.contains(&row.line)).enumerate() {
        if at % super::ASKED == 0 && !watch() {
            return Err(IntakeError::Cancelled);
        }
        let Ok(draft) = maker.make(row, &mut Issues::default()) else { continue };
        let Content::Entry(draft) = &draft.content else { continue };
        let it = Row::of(draft);
        let group = if it.reference.is_empty() { by_time.get(it.received) } else { by_number.get(it.reference) };
        // Many entries of one moment, or under one number, tell nothing apart.
        let Some(group) = group.filter(|group| group.len() <= 64) else { continue };
        let is_same = |known: &&Earlier<'_>| {
            let is_who = known.has_name(it.name) || (it.name.is_empty() && known.has_email(it.email));
            known.entry.received == it.received && known.entry.reference == it.reference && is_who
        };
        if group.iter().any(|known| is_same(&known)) {
            continue;
        }
        let is_version = |known: &&Earlier<'_>| {
            let is_who = known.has_email(it.email) || known.has_name(it.name);
            is_who || (known.entry.received == it.received && !it.received.is_empty() && !it.reference.is_empty())
        };
        let Some(known) = group.iter().find(is_version) else { continue };
        let (field, old, new) = if known.entry.received != it.received {
            (Field::Received, known.entry.received.as_str(), it.received)
        } else if known.has_name(it.name) {
            (Field::Email, known.person.email.as_str(), it.email)
        } else {
            (Field::Name, known.person.name.as_str(), it.name)
        };
        let column = sense.column(field).or_else(|| sense.column(Field::Family));
        let header = column.and_then(|column| table.headers.get(column)).map_or("the name", String::as_str);
        let words = words_of(campaign, row.line, known.origin, header, old, new, 0);
        // A number with a time is the same entry, which is not added again whatever else the row says.
        let is_known = !it.reference.is_empty() && !it.received.is_empty() && known.entry.received == it.received;
        let words = if is_known { format!("{words} It is not added again.") } else { words };
        found.insert(row.line, Seeming { column, words, waits: !is_known });
    }
    Ok(found)
}
