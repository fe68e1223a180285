//! Words of many records in one piece of memory, so that they are looked through as fast as memory is read: find as you type over
//! a million of them. What it means to find is [`super::people::holds_words`].

use memchr::memmem;

/// Texts above this are looked through by all cores.
const SHARED_FROM_BYTES: usize = 1 << 20;

/// One text for each record, in order.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    text: String,
    /// Where the text of each record ends.
    ends: Vec<usize>,
}

/// Which records were found: one bit for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    bits: Vec<u64>,
}

impl Hits {
    fn none(records: usize) -> Self {
        Self { bits: vec![0; records.div_ceil(64)] }
    }
    /// Those of so many records for which `is_found` says yes.
    pub fn of(records: usize, is_found: impl Fn(usize) -> bool) -> Self {
        let mut hits = Self::none(records);
        (0..records).filter(|record| is_found(*record)).for_each(|record| hits.set(record));
        hits
    }
    /// These of so many records.
    pub fn these(records: usize, those: &[u32]) -> Self {
        let mut hits = Self::none(records);
        for record in those {
            hits.set(*record as usize);
        }
        hits
    }
    /// These as well.
    pub fn add(&mut self, records: impl Iterator<Item = usize>) {
        records.for_each(|record| self.set(record));
    }
    /// Those that are in both, of as many records.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (bits, others) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= others;
        }
        self
    }
    fn set(&mut self, record: usize) {
        if let Some(bits) = self.bits.get_mut(record / 64) {
            *bits |= 1 << (record % 64);
        }
    }
    pub fn has(&self, record: usize) -> bool {
        self.bits.get(record / 64).is_some_and(|bits| bits >> (record % 64) & 1 == 1)
    }
    pub fn count(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }
}

impl Finder {
    /// Adds the words of the next record, folded.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
        // Words that are looked for hold no line end, so none is found across two records.
        self.text.push('\n');
        self.ends.push(self.text.len());
    }
    /// Adds what another one holds.
    pub fn append(&mut self, other: &Self) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }
    /// Number of records.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
    /// Gives back memory that was taken for growing.
    pub fn close(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
    fn start(&self, record: usize) -> usize {
        record.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    /// Records that hold all words of a question, which is folded already. `None` for a question without words: it leaves nobody
    /// out.
    pub fn find(&self, question: &str) -> Option<Hits> {
        let mut words: Vec<&str> = question.split_whitespace().collect();
        // The longest word is the rarest, most often.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (first, others) = words.split_first()?;
        let first = memmem::Finder::new(first.as_bytes());
        let others: Vec<memmem::Finder<'_>> = others.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect();
        let mut hits = Hits::none(self.len());
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        if self.text.len() < SHARED_FROM_BYTES || cores == 1 {
            self.scan(0..self.len(), &first, &others, &mut |record| hits.set(record));
            return Some(hits);
        }
        // Parts end where a word of bits does, so that each core has words of its own.
        let share = self.len().div_ceil(cores).div_ceil(64) * 64;
        std::thread::scope(|scope| {
            for (part, bits) in hits.bits.chunks_mut(share / 64).enumerate() {
                let (first, others) = (&first, &others);
                scope.spawn(move || {
                    let from = part * share;
                    let mut found = Hits::none(share);
                    self.scan(from..(from + share).min(self.len()), first, others, &mut |it| found.set(it - from));
                    bits.copy_from_slice(found.bits.get(..bits.len()).unwrap_or_default());
                });
            }
        });
        Some(hits)
    }

    fn scan(
        &self,
        records: std::ops::Range<usize>,
        first: &memmem::Finder<'_>,
        others: &[memmem::Finder<'_>],
        found: &mut dyn FnMut(usize),
    ) {
        let text = self.text.as_bytes();
        let Some(last) = records.end.checked_sub(1) else { return };
        let limit = self.ends.get(last).copied().unwrap_or(0);
        let mut at = self.start(records.start);
        let mut record = records.start;
        while let Some(hit) = text.get(at..limit).and_then(|rest| first.find(rest)) {
            record = self.record_at(record, at + hit);
            let (start, end) = (self.start(record), self.ends.get(record).copied().unwrap_or(limit));
            let own = text.get(start..end).unwrap_or_default();
            if others.iter().all(|word| word.find(own).is_some()) {
                found(record);
            }
            at = end;
            record += 1;
        }
    }

    /// The record in which a place lies, at or after `record`: looked for in steps that double, since most hits lie near each other.
    fn record_at(&self, record: usize, place: usize) -> usize {
        let mut step = 1;
        let mut low = record;
        while self.ends.get(low + step - 1).is_some_and(|end| *end <= place) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.ends.len());
        low + self.ends.get(low..high).unwrap_or_default().partition_point(|end| *end <= place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::people::holds_words;
    use proptest::prelude::*;

    proptest! {
        /// It finds what looking into one record after the other finds.
        #[test]
        fn as_one_by_one(records in proptest::collection::vec("[ab\n ]{0,12}", 0..200), question in "[ab ]{0,6}") {
            let mut finder = Finder::default();
            for record in &records {
                finder.push(record);
            }
            let hits = finder.find(&question);
            for (index, record) in records.iter().enumerate() {
                let expected = holds_words(record, &question);
                prop_assert_eq!(hits.as_ref().is_none_or(|hits| hits.has(index)), expected, "{}", record);
            }
        }
    }

    #[test]
    fn many_records_on_all_cores() {
        let mut finder = Finder::default();
        let records: Vec<String> = (0..60_000).map(|n| format!("person {n} of team {}", n % 97)).collect();
        for record in &records {
            finder.push(record);
        }
        for question in ["person", "59999", "team 96 12", "p 7", "nobody", "5 9 n"] {
            let hits = finder.find(question).unwrap();
            let expected: Vec<usize> = (0..records.len()).filter(|n| holds_words(&records[*n], question)).collect();
            let found: Vec<usize> = (0..records.len()).filter(|n| hits.has(*n)).collect();
            assert_eq!(found, expected, "{question}");
            assert_eq!(hits.count(), expected.len());
        }
        assert_eq!(finder.find("  "), None);
    }
}
