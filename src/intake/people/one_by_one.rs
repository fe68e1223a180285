//! A list in which each row is a person. Two of its rows are one person only with one address, or when all they say is equal;
//! else two people of one name are two until somebody merges them. Who was there before is found by the name alone, and by one row
//! at most: such rows wait until all others are in, so that nobody is given away whom another row names better.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::said::{all_said, contradiction, says_all};
use super::{ByName, NAMESAKES, People, Somebody, has_email, has_name};
use crate::campaign::{Origin, Person, PersonId, SourceId};
use crate::intake::compare::ByHash;

/// Who was taken by which row.
#[derive(Default)]
pub(super) struct Claims {
    /// People of the campaign, with the line of the row that is about them.
    taken: HashMap<PersonId, u64>,
    /// Rows without an address that came before, by all they say.
    rows: ByHash<u64, PersonId>,
    /// Whom rows that waited are about, by their line; nobody who was there where it is `None`.
    decided: HashMap<u64, Option<PersonId>>,
}

/// What is to be said about a row.
pub(in crate::intake) enum Said {
    /// It says what the row on this line says, and no more.
    Repeats(u64),
    /// It has the address of the row on this line.
    SameEmail(u64),
    /// It has the name of the row on this line, or of somebody who was there before.
    SameName(Option<u64>),
    /// The record says something else about this matter, and it stays.
    Differs { matter: &'static str, record: String, row: String },
}

impl Somebody {
    fn line(&self) -> u64 {
        self.person.origins.first().map_or(0, |origin| origin.line)
    }
}

impl People<'_> {
    /// What is to be said about rows, by their line.
    pub fn said(&self) -> &[(u64, Said)] {
        &self.said
    }

    /// Must the row wait until all others are in? It may be about somebody of the campaign, and only their name says so.
    pub fn waits(&mut self, it: &Somebody) -> bool {
        // The record itself, which another core made, is looked at last.
        let nobody = self.claims.is_none() || self.campaign.people().is_empty() || it.person.name.is_empty();
        if nobody || self.by_email(it).is_some() {
            return false;
        }
        let name = self.name_of(&it.person, it.keys);
        if let ByName::Waiting { bare, .. } = &self.by_name
            && it.keys.email != 0
            && !bare.contains(&name)
        {
            return false;
        }
        self.index_names();
        let ByName::Indexed(names) = &self.by_name else { return false };
        let Some(named) = names.get(&name) else { return false };
        let ids = self.namesakes.ids(*named);
        let known = || ids.iter().filter_map(|id| self.campaign.people().get(*id));
        let mut named = known().filter(|known| has_name(known, &it.person.name));
        // One address and one name is more than a name.
        let has_same = it.keys.email != 0 && known().any(|known| has_email(known, &it.person.email));
        !has_same && named.any(|known| may_be(known, &it.person))
    }

    /// Who has the address of this row, and no name that is another person's.
    fn by_email(&self, it: &Somebody) -> Option<PersonId> {
        let id = self.by_email.get(it.keys.email).filter(|_| it.keys.email != 0)?;
        self.is_theirs(id, it).then_some(id)
    }

    /// Is the address of the row theirs, and its name no other person's?
    fn is_theirs(&self, id: PersonId, it: &Somebody) -> bool {
        self.is_at(id, &it.person.email) && !self.is_somebody_else(id, &it.person.name)
    }

    /// Decides whom rows that waited are about, all of them together. `list` is the name of the file: a longer version of one that
    /// came in has its rows on the same lines.
    pub fn settle(&mut self, rows: &[&Somebody], list: &str) {
        let mut groups: BTreeMap<u64, Group<'_>> = BTreeMap::new();
        let mut place_of: ByHash<u64, u64> = ByHash::default();
        for it in rows {
            let name = self.name_of(&it.person, it.keys);
            let first = *place_of.entry(name).or_insert_with(|| it.line());
            groups.entry(first).or_default().rows.push(it);
        }
        let own = rows.iter().find_map(|it| it.person.origins.first()).map(|origin| origin.source);
        let lines: HashSet<u64> = rows.iter().map(|it| it.line()).collect();
        let campaign = self.campaign;
        let mut key = String::new();
        for (id, person) in campaign.people().iter() {
            let known = person.with_merged();
            // Whoever has another row of this very file is not looked for.
            let mut of_file =
                known.iter().flat_map(|it| &it.origins).filter(|origin| Some(origin.source) == own).peekable();
            let is_taken = self.claims.as_ref().is_some_and(|claims| claims.taken.contains_key(&id));
            if is_taken || (of_file.peek().is_some() && !of_file.any(|origin| lines.contains(&origin.line))) {
                continue;
            }
            let mut names: Vec<u64> = known.iter().map(|it| self.keys.name(&it.name, &mut key)).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                if let Some(group) = place_of.get(&name).and_then(|first| groups.get_mut(first)) {
                    group.people.push((id, person));
                }
            }
        }
        let versions = self.versions(groups.values(), list);
        let mut taken: HashSet<PersonId> = HashSet::new();
        for group in groups.into_values() {
            let pairs = group.pairs(&versions, &mut taken);
            let Some(claims) = &mut self.claims else { return };
            claims.decided.extend(group.rows.iter().map(|it| (it.line(), pairs.get(&it.line()).copied())));
        }
    }

    /// Lists of which this one seems to be a later version: their people stand on the same lines of it.
    fn versions<'g, 's: 'g>(&self, groups: impl Iterator<Item = &'g Group<'s>>, list: &str) -> HashSet<SourceId> {
        let (mut rows, mut votes): (HashMap<SourceId, usize>, HashMap<SourceId, usize>) = Default::default();
        for group in groups {
            let mut on_line: HashMap<u64, HashSet<SourceId>> = HashMap::new();
            let origins = || group.people.iter().flat_map(|(_, person)| &person.origins);
            for origin in origins() {
                on_line.entry(origin.line).or_default().insert(origin.source);
            }
            let sources: HashSet<SourceId> = origins().map(|origin| origin.source).collect();
            for source in sources {
                *rows.entry(source).or_default() += group.rows.len();
            }
            for source in group.rows.iter().filter_map(|it| on_line.get(&it.line())).flatten() {
                *votes.entry(*source).or_default() += 1;
            }
        }
        let is_named = |source: SourceId| {
            self.campaign.sources().get(source).is_some_and(|source| source.file_name.eq_ignore_ascii_case(list))
        };
        let is_version = |(source, votes): &(SourceId, usize)| {
            votes * 2 >= rows.get(source).copied().unwrap_or(0) && (*votes >= 3 || is_named(*source))
        };
        votes.into_iter().filter(is_version).map(|(source, _)| source).collect()
    }

    /// The person a row is about, found or new.
    pub(super) fn place_row(&mut self, it: Somebody) -> PersonId {
        let next = PersonId(self.first + self.fresh.len() as u64);
        // One look does both: whoever is not found by the address is filed under it at once.
        let before = if it.keys.email == 0 { None } else { self.by_email.get_or_put(it.keys.email, next) };
        if let Some(id) = before {
            if self.is_theirs(id, &it) {
                if let Some(earlier) = self.claimed_by(id) {
                    self.say(it.line(), Said::SameEmail(earlier));
                }
                return self.take(id, it);
            }
            self.shared.push(it.line());
        }
        let is_shared = before.is_some();
        let repeated =
            self.claims.as_ref().and_then(|claims| claims.rows.get(&it.row)).filter(|_| it.row != 0).copied();
        if let Some(id) = repeated {
            if let Some(earlier) = self.claimed_by(id) {
                self.say(it.line(), Said::Repeats(earlier));
            }
            return self.take(id, it);
        }
        let claims = self.claims.as_mut().filter(|claims| !claims.decided.is_empty());
        let decided = claims.and_then(|claims| claims.decided.remove(&it.line())).flatten();
        if let Some(id) = decided {
            self.by_name_alone += 1;
            if it.keys.email != 0 && !is_shared && self.get(id).is_some_and(|known| known.email.is_empty()) {
                self.by_email.put(it.keys.email, id);
            }
            return self.take(id, it);
        }
        if let Some(id) = self.namesake(&it, is_shared) {
            return self.take(id, it);
        }
        if let Some(claims) = self.claims.as_mut().filter(|_| it.row != 0) {
            claims.rows.insert(it.row, next);
        }
        self.changes += 1;
        self.fresh.push(it.person);
        next
    }

    /// Files the name of somebody who will be new, and says whose it is already. Gives who has the address as well, where several
    /// share one.
    fn namesake(&mut self, it: &Somebody, is_shared: bool) -> Option<PersonId> {
        let is_named = match &self.by_name {
            ByName::Waiting { bare, .. } => it.keys.email == 0 || is_shared || !bare.is_empty(),
            ByName::Indexed(_) => true,
        };
        if !is_named || it.person.name.is_empty() {
            return None;
        }
        let name = self.name_of(&it.person, it.keys);
        if it.keys.email == 0
            || is_shared
            || matches!(&self.by_name, ByName::Waiting { bare, .. } if bare.contains(&name))
        {
            self.index_names();
        }
        let ByName::Indexed(names) = &self.by_name else { return None };
        let ids = names.get(&name).map(|named| self.namesakes.ids(*named).into_owned()).unwrap_or_default();
        let next = PersonId(self.first + self.fresh.len() as u64);
        let known = || ids.iter().filter_map(|id| Some((*id, self.get(*id)?)));
        let is_same =
            |(_, known): &(_, &Person)| has_email(known, &it.person.email) && has_name(known, &it.person.name);
        if let Some((id, _)) = known().find(is_same).filter(|_| it.keys.email != 0) {
            return Some(id);
        }
        let other = known().find(|(_, known)| may_be(known, &it.person) && has_name(known, &it.person.name));
        if let Some((id, _)) = other {
            let said = Said::SameName(self.claimed_by(id));
            self.say(it.line(), said);
        }
        self.file_name(next, name);
        None
    }

    /// The line of the row that is about them.
    pub(super) fn claimed_by(&self, id: PersonId) -> Option<u64> {
        let fresh = id.0.checked_sub(self.first).and_then(|place| self.fresh.get(usize::try_from(place).ok()?));
        match fresh {
            Some(person) => person.origins.first().map(|origin| origin.line),
            None => self.claims.as_ref().and_then(|claims| claims.taken.get(&id)).copied(),
        }
    }

    /// The row is about them.
    fn take(&mut self, id: PersonId, it: Somebody) -> PersonId {
        let line = it.line();
        if let Some((matter, record, row)) = self.get(id).and_then(|known| contradiction(known, &it.person)) {
            self.say(line, Said::Differs { matter, record, row });
        }
        if let Some(claims) = &mut self.claims {
            if id.0 < self.first {
                claims.taken.entry(id).or_insert(line);
            }
            if it.row != 0 {
                claims.rows.entry(it.row).or_insert(id);
            }
        }
        self.merge(id, &it.person, it.keys);
        id
    }

    pub(super) fn say(&mut self, line: u64, said: Said) {
        self.said.push((line, said));
    }
}

/// Without an address on a side, or with the same: two addresses are two people until somebody merges them.
pub(super) fn may_be(known: &Person, it: &Person) -> bool {
    #[cfg(test)]
    tests::LOOKED.set(tests::LOOKED.get() + 1);
    it.email.is_empty() || known.email.is_empty() || has_email(known, &it.email)
}

fn is_taken(taken: &HashSet<PersonId>, id: PersonId) -> bool {
    #[cfg(test)]
    tests::LOOKED.set(tests::LOOKED.get() + 1);
    taken.contains(&id)
}

/// Rows of one name, and who has it.
#[derive(Default)]
struct Group<'s> {
    rows: Vec<&'s Somebody>,
    people: Vec<(PersonId, &'s Person)>,
}

impl Group<'_> {
    /// Whom each row is about, by its line. First come those of which all that is said is equal, then those on the same line of an
    /// earlier version, then whoever fits one row alone. What would be a guess is left out.
    fn pairs(&self, versions: &HashSet<SourceId>, taken: &mut HashSet<PersonId>) -> HashMap<u64, PersonId> {
        let mut pairs: HashMap<u64, PersonId> = HashMap::new();
        let pair = |it: &Somebody, id: PersonId, pairs: &mut HashMap<u64, PersonId>, taken: &mut HashSet<PersonId>| {
            taken.insert(id);
            pairs.insert(it.line(), id);
        };
        let mut on_line: HashMap<u64, Vec<&(PersonId, &Person)>> = HashMap::new();
        let mut equal: HashMap<String, Vec<&(PersonId, &Person)>> = HashMap::new();
        for known in &self.people {
            let of_version = |origin: &&Origin| versions.contains(&origin.source);
            for origin in known.1.origins.iter().filter(of_version) {
                on_line.entry(origin.line).or_default().push(known);
            }
            equal.entry(all_said(known.1)).or_default().push(known);
        }
        let beside = |it: &Somebody, taken: &HashSet<PersonId>, fits: &dyn Fn(&Person) -> bool| {
            let known = on_line.get(&it.line()).into_iter().flatten();
            let mut known = known.filter(|(id, known)| !taken.contains(id) && may_be(known, &it.person) && fits(known));
            known.next().map(|(id, _)| *id)
        };
        for it in &self.rows {
            let said = all_said(&it.person);
            if let Some(id) = beside(it, taken, &|known| all_said(known) == said) {
                pair(it, id, &mut pairs, taken);
            }
        }
        let mut rows_of: BTreeMap<String, Vec<&Somebody>> = BTreeMap::new();
        for it in self.rows.iter().filter(|it| !pairs.contains_key(&it.line())) {
            rows_of.entry(all_said(&it.person)).or_default().push(it);
        }
        for (said, rows) in rows_of {
            let free = equal.get(&said).into_iter().flatten().filter(|(id, _)| !taken.contains(id));
            let free: Vec<&&(PersonId, &Person)> = free.collect();
            // Fewer rows than people: which of them it is would be a guess.
            if rows.len() >= free.len() {
                for (it, (id, known)) in rows.into_iter().zip(free) {
                    if may_be(known, &it.person) {
                        pair(it, *id, &mut pairs, taken);
                    }
                }
            }
        }
        for is_strict in [true, false] {
            for it in &self.rows {
                let fits = |known: &Person| !is_strict || contradiction(known, &it.person).is_none();
                if !pairs.contains_key(&it.line())
                    && let Some(id) = beside(it, taken, &fits)
                {
                    pair(it, id, &mut pairs, taken);
                }
            }
        }
        // Whoever is still free, looked for once: of more than count, which of them it is would be a guess.
        let free = self.people.iter().filter(|(id, _)| !is_taken(taken, *id)).take(NAMESAKES + 1);
        let mut free: Vec<&(PersonId, &Person)> = free.collect();
        if free.len() > NAMESAKES {
            return pairs;
        }
        for it in &self.rows {
            if free.is_empty() {
                break;
            }
            if pairs.contains_key(&it.line()) {
                continue;
            }
            let fits = |known: &Person| may_be(known, &it.person) && contradiction(known, &it.person).is_none();
            let fitting: Vec<&(PersonId, &Person)> = free.iter().copied().filter(|(_, known)| fits(known)).collect();
            let mut full = fitting.iter().filter(|(_, known)| says_all(known, &it.person));
            let one = match (fitting.as_slice(), full.next(), full.next()) {
                ([(id, _)], ..) | (_, Some((id, _)), None) => Some(*id),
                _ => None,
            };
            if let Some(id) = one {
                pair(it, id, &mut pairs, taken);
                free.retain(|(known, _)| *known != id);
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::Arc;

    use super::*;
    use crate::intake::people::PersonKeys;

    thread_local! {
        /// How often somebody was looked at beside a row.
        pub(super) static LOOKED: Cell<usize> = const { Cell::new(0) };
    }

    fn of_team(team: usize, source: u64, line: u64) -> Person {
        let origins = [Origin { source: SourceId(source), line }].into();
        Person { name: "Ada Quist".into(), team: team.to_string().into(), origins, ..Person::default() }
    }

    /// How many looks it takes to find whom rows of one name are about, and for how many it is found.
    fn looks(rows: usize, people: usize) -> (usize, usize) {
        let known: Vec<Person> = (0..people).map(|n| of_team(n, 1, n as u64 + 2)).collect();
        let row = |n: usize| Somebody {
            person: Arc::new(of_team(n, 2, n as u64 + 2)),
            keys: PersonKeys::default(),
            row: n as u64 + 1,
        };
        let row: Vec<Somebody> = (0..rows).map(row).collect();
        let group = Group {
            rows: row.iter().collect(),
            people: known.iter().enumerate().map(|(n, person)| (PersonId(n as u64 + 1), person)).collect(),
        };
        LOOKED.set(0);
        let pairs = group.pairs(&HashSet::from([SourceId(1)]), &mut HashSet::new());
        (LOOKED.get(), pairs.len())
    }

    #[test]
    fn many_of_one_name_are_no_square_of_looks() {
        for (rows, people) in [(4_000, 4_000), (4_000, 2_000), (2_000, 4_000)] {
            let (looked, found) = looks(rows, people);
            assert_eq!(found, rows.min(people));
            assert!(looked <= 10 * (rows + people), "{rows} beside {people}: {looked}");
        }
    }
}
