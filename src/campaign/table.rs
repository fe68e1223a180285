//! A table of records by id, in id order, with cheap snapshots: records are shared until one of them is replaced, and so are
//! runs of records. A copy of a table of a million costs two thousand pointers, and a change after it one run. Ids are given
//! one after the other, so most records stand where counting from the first one leads: that place is looked at first.

use super::passing::passes;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

const STOPPED: &str = "stopped";

/// Records of one run; a run that grows to twice as many is parted.
const RUN: usize = 512;

type Run<I, T> = Vec<(I, Arc<T>)>;

/// Records by id. Iterates in id order, which is the order of arrival, so that files come out the same every time.
pub struct Table<I, T> {
    /// None of them is empty; ids grow from run to run.
    runs: Vec<Arc<Run<I, T>>>,
    len: usize,
}

impl<I, T> Clone for Table<I, T> {
    fn clone(&self) -> Self {
        Self { runs: self.runs.clone(), len: self.len }
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { runs: Vec::new(), len: 0 }
    }
}

/// How many ids lie between two, where that many records can be.
fn between<I: Into<u64>>(first: I, id: I) -> Option<usize> {
    usize::try_from(id.into().checked_sub(first.into())?).ok()
}

impl<I: Ord + Copy + Into<u64>, T> Table<I, T> {
    /// The run in which an id stands or would stand.
    fn run_of(&self, id: I) -> usize {
        let begins = |run: &Arc<Run<I, T>>| run.first().is_some_and(|(first, _)| *first <= id);
        // Most of what is new comes last.
        if self.runs.last().is_some_and(begins) {
            return self.runs.len() - 1;
        }
        let first = self.runs.first().and_then(|run| run.first()).map(|(first, _)| *first);
        let guess = first.and_then(|first| between(first, id)).map_or(0, |count| count / RUN);
        let is_there = self.runs.get(guess).is_some_and(begins);
        if is_there && self.runs.get(guess + 1).is_some_and(|next| !begins(next)) {
            return guess;
        }
        self.runs.partition_point(begins).saturating_sub(1)
    }
    fn place(run: &Run<I, T>, id: I) -> Result<usize, usize> {
        let guess = run.first().and_then(|(first, _)| between(*first, id));
        match guess.and_then(|guess| Some((guess, run.get(guess)?))) {
            Some((guess, (at, _))) if *at == id => Ok(guess),
            _ => run.binary_search_by_key(&id, |(id, _)| *id),
        }
    }
    pub fn get(&self, id: I) -> Option<&T> {
        self.shared(id).map(AsRef::as_ref)
    }
    pub fn shared(&self, id: I) -> Option<&Arc<T>> {
        let run = self.runs.get(self.run_of(id))?;
        let place = Self::place(run, id).ok()?;
        run.get(place).map(|(_, record)| record)
    }
    pub fn contains(&self, id: I) -> bool {
        self.shared(id).is_some()
    }
    fn pairs(&self) -> impl DoubleEndedIterator<Item = &(I, Arc<T>)> + Clone {
        self.runs.iter().flat_map(|run| run.iter())
    }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + Clone {
        self.pairs().map(|(id, record)| (*id, record.as_ref()))
    }
    /// Those from this id on, without a look at the others.
    pub fn iter_from(&self, id: I) -> impl Iterator<Item = (I, &T)> {
        let runs = self.runs.get(self.run_of(id)..).unwrap_or(&[]);
        let pairs = runs.iter().flat_map(|run| run.iter()).skip_while(move |(there, _)| *there < id);
        pairs.map(|(id, record)| (*id, record.as_ref()))
    }
    /// The same with the records as they are shared.
    pub fn iter_shared(&self) -> impl DoubleEndedIterator<Item = (I, &Arc<T>)> + Clone {
        self.pairs().map(|(id, record)| (*id, record))
    }
    /// The records in runs that the other table does not share; those in shared runs are the same there.
    pub(super) fn besides<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = (I, &'t Arc<T>)> {
        let is_shared = |run: &&Arc<Run<I, T>>| {
            let there = run.first().and_then(|(first, _)| other.runs.get(other.run_of(*first)));
            there.is_some_and(|there| Arc::ptr_eq(there, run))
        };
        let runs = self.runs.iter().filter(move |run| !is_shared(run));
        runs.flat_map(|run| run.iter()).map(|(id, record)| (*id, record))
    }
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + '_ {
        self.pairs().map(|(id, _)| *id)
    }
    pub fn len(&self) -> usize {
        self.len
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    pub(super) fn last_id(&self) -> Option<I> {
        self.runs.last().and_then(|run| run.last()).map(|(id, _)| *id)
    }
    /// Puts or removes a record and hands back what was there.
    pub(super) fn swap(&mut self, id: I, record: Option<Arc<T>>) -> Option<Arc<T>> {
        let record = match record {
            Some(record) if self.last_id().is_some_and(|last| last < id) => {
                self.push(id, record);
                return None;
            }
            other => other,
        };
        let at = self.run_of(id);
        let Some(shared) = self.runs.get_mut(at) else {
            if let Some(record) = record {
                let mut run = Vec::with_capacity(RUN);
                run.push((id, record));
                self.runs.push(Arc::new(run));
                self.len += 1;
            }
            return None;
        };
        let place = Self::place(shared, id);
        match (place, record) {
            (Err(_), None) => None,
            (Ok(place), Some(record)) => {
                let (_, slot) = Arc::make_mut(shared).get_mut(place)?;
                Some(std::mem::replace(slot, record))
            }
            (Ok(place), None) => {
                let run = Arc::make_mut(shared);
                let (_, gone) = run.remove(place);
                if run.is_empty() {
                    self.runs.remove(at);
                }
                self.len -= 1;
                Some(gone)
            }
            (Err(place), Some(record)) => {
                self.len += 1;
                let run = Arc::make_mut(shared);
                run.insert(place, (id, record));
                if run.len() >= 2 * RUN {
                    let upper = run.split_off(RUN);
                    self.runs.insert(at + 1, Arc::new(upper));
                }
                None
            }
        }
    }
    /// Records behind all others, by growing ids: whole runs at once, where [`Self::swap`] would ask for each record whether its run
    /// is shared.
    pub(super) fn append(&mut self, mut records: impl Iterator<Item = (I, Arc<T>)>) {
        let room = self.runs.last().map_or(0, |run| RUN.saturating_sub(run.len()));
        for (id, record) in records.by_ref().take(room) {
            self.push(id, record);
        }
        loop {
            let mut run = Vec::with_capacity(RUN);
            run.extend(records.by_ref().take(RUN));
            if run.is_empty() {
                return;
            }
            self.len += run.len();
            self.runs.push(Arc::new(run));
        }
    }
    /// A record behind all others. Full runs stay as they are.
    fn push(&mut self, id: I, record: Arc<T>) {
        self.len += 1;
        match self.runs.last_mut().filter(|run| run.len() < RUN) {
            Some(run) => Arc::make_mut(run).push((id, record)),
            None => {
                let mut run = Vec::with_capacity(RUN);
                run.push((id, record));
                self.runs.push(Arc::new(run));
            }
        }
    }
}

impl<I: Ord + Copy + Into<u64>, T: PartialEq> PartialEq for Table<I, T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && self
                .pairs()
                .zip(other.pairs())
                .all(|((a, one), (b, two))| a == b && (Arc::ptr_eq(one, two) || one == two))
    }
}

impl<I: Ord + Copy + Into<u64> + fmt::Debug, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<I: Ord + Copy + Into<u64> + Serialize, T: Serialize> Serialize for Table<I, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len))?;
        for (id, record) in self.iter() {
            if !passes() {
                return Err(serde::ser::Error::custom(STOPPED));
            }
            map.serialize_entry(&id, record)?;
        }
        map.end()
    }
}

impl<'de, I: Ord + Copy + Into<u64> + Deserialize<'de>, T: Deserialize<'de>> Deserialize<'de> for Table<I, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Records<I, T>(PhantomData<(I, T)>);
        impl<'de, I: Ord + Copy + Into<u64> + Deserialize<'de>, T: Deserialize<'de>> Visitor<'de> for Records<I, T> {
            type Value = Table<I, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("records by id")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<I, T>, A::Error> {
                let mut table = Table::default();
                while let Some((id, record)) = map.next_entry::<I, T>()? {
                    if !passes() {
                        return Err(serde::de::Error::custom(STOPPED));
                    }
                    table.swap(id, Some(Arc::new(record)));
                }
                Ok(table)
            }
        }
        deserializer.deserialize_map(Records(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// It does what an ordered map does, in whatever order records come and go, and copies stay as they were.
        #[test]
        fn as_an_ordered_map(steps in proptest::collection::vec((0_u64..3_000, any::<bool>()), 0..400), start in 0_u64..2_500, behind in 0_u64..1_500) {
            let mut table: Table<u64, u64> = Table::default();
            let mut known = BTreeMap::new();
            for id in 0..start {
                table.swap(id * 2, Some(Arc::new(id)));
                known.insert(id * 2, id);
            }
            table.append((start..start + behind).map(|id| (id * 2, Arc::new(id))));
            known.extend((start..start + behind).map(|id| (id * 2, id)));
            let (copy, known_then) = (table.clone(), known.clone());
            // What is put behind the copy's last run stays out of the copy.
            table.append((start + behind..start + behind + 3).map(|id| (id * 2, Arc::new(id))));
            known.extend((start + behind..start + behind + 3).map(|id| (id * 2, id)));
            for (number, (id, put)) in steps.into_iter().enumerate() {
                let number = number as u64;
                let before = if put { known.insert(id, number) } else { known.remove(&id) };
                let was = table.swap(id, put.then(|| Arc::new(number)));
                prop_assert_eq!(was.as_deref().copied(), before);
                prop_assert_eq!(table.get(id), known.get(&id));
            }
            prop_assert_eq!(table.len(), known.len());
            prop_assert!(table.iter().map(|(id, number)| (id, *number)).eq(known.iter().map(|(id, number)| (*id, *number))));
            prop_assert!(table.ids().rev().eq(known.keys().rev().copied()));
            prop_assert_eq!(table.last_id(), known.keys().next_back().copied());
            prop_assert!(copy.iter().map(|(id, number)| (id, *number)).eq(known_then.into_iter()));
            let text = ron::to_string(&table).unwrap();
            prop_assert_eq!(&ron::from_str::<Table<u64, u64>>(&text).unwrap(), &table);
            prop_assert_eq!(text, ron::to_string(&known).unwrap());
        }
    }
}
