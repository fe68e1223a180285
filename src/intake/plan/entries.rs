//! Entries of a sweepstake from their rows: in which one they go, under which ids, for which prizes.

use std::sync::Arc;

use crate::campaign::{
    Campaign, Edit, Entry, EntryId, PersonId, Sweepstake, SweepstakeId, name_key, on_all_cores, share_of,
};
use crate::intake::IntakeError;
use crate::intake::issue::{IssueKind, Severity};
use crate::intake::people::Somebody;

use super::ready::ReadyEntry;
use super::{Builder, Import};

/// Makes entries of one sweepstake. While rows are taken over it is only noted whose they are; the entries themselves, which other
/// cores made, are completed in the end, again on all cores.
pub(super) struct EntryMaker {
    sweepstake: SweepstakeId,
    first: u64,
    /// Whose each entry is.
    people: Vec<PersonId>,
}

/// Entry ids that were given.
struct Given {
    /// One bit for each remainder of their numbers. An id whose bit is taken is not given, even if another one took it: with so
    /// many bits that is one in sixteen at most, and another one is drawn at once. More of them would not stay near the
    /// processor.
    bits: Vec<u64>,
    /// Random bytes in store: for a long list they are not asked for one by one.
    random: Vec<u8>,
    count: usize,
}

impl EntryMaker {
    pub(super) fn new(builder: &mut Builder<'_>, wanted: Option<SweepstakeId>) -> Result<Self, IntakeError> {
        let campaign = builder.campaign;
        let open: Vec<(SweepstakeId, &Sweepstake)> =
            campaign.sweepstakes().iter().filter(|(_, s)| s.sealed.is_none()).collect();
        let sweepstake = match (wanted, open.as_slice()) {
            (Some(id), _) => {
                let found = campaign.sweepstakes().get(id).ok_or(IntakeError::NoSweepstake { id: id.to_string() })?;
                if found.sealed.is_some() {
                    return Err(IntakeError::SweepstakeLocked { title: found.title.clone() });
                }
                id
            }
            (None, [(id, _)]) => *id,
            (None, []) => {
                let id = campaign.next_sweepstake_id();
                let title = "Sweepstake".to_owned();
                builder.edits.push(Edit::sweepstake(id, Sweepstake { title, ..Sweepstake::default() }));
                id
            }
            (None, several) => {
                let titles: Vec<String> = several.iter().map(|(id, s)| format!("{id} “{}”", s.title)).collect();
                return Err(IntakeError::WhichSweepstake { titles: titles.join(", ") });
            }
        };
        // As many as there is room for edits: nearly every row is an entry.
        let people = Vec::with_capacity(builder.edits.capacity());
        Ok(Self { sweepstake, first: campaign.next_entry_id().0, people })
    }

    pub(super) fn entry(
        &mut self,
        builder: &mut Builder<'_>,
        person: Option<Somebody>,
        row: ReadyEntry,
        line: u64,
        import: &Import<'_>,
    ) -> Option<Edit> {
        let person = builder.people.place(person?);
        let ReadyEntry { publish, is_undated, entry } = row;
        if is_undated {
            builder.issues.add(line, None, IssueKind::BadDate, Severity::Warning, || {
                format!("The time zone of “{}” is not known, so you decide whether it came in time.", entry.received)
            });
        }
        builder.people.note_consent(person, line, publish, import.file_name, entry.received_at);
        let id = EntryId(self.first + self.people.len() as u64);
        self.people.push(person);
        Some(Edit::Entry(id, Some(entry)))
    }

    /// Puts into the entries where they go, whose they are and under which id.
    pub(super) fn finish(
        self,
        campaign: &Campaign,
        edits: &mut [Edit],
        import: &mut Import<'_>,
    ) -> Result<(), IntakeError> {
        let mut given = Given::with_room(self.people.len());
        let numbers: Vec<[u8; Entry::ID_BYTES]> =
            self.people.iter().map(|_| given.fresh(campaign, import)).collect::<Result<_, _>>()?;
        let share = share_of(edits.len());
        on_all_cores(edits.chunks_mut(share), &|edits: &mut [Edit]| {
            for edit in edits {
                let Edit::Entry(id, Some(shared)) = edit else { continue };
                let place = id.0.saturating_sub(self.first) as usize;
                let (Some(person), Some(number)) = (self.people.get(place), numbers.get(place)) else { continue };
                let entry = Arc::make_mut(shared);
                (entry.sweepstake, entry.person) = (self.sweepstake, *person);
                entry.entry_id = Entry::id_from(*number).into();
                if !entry.pools.is_empty() {
                    entry.pools = self.pools(campaign, &entry.pools);
                }
            }
        });
        Ok(())
    }

    /// Prize ids from what the list says: ids and names of prizes become ids, other words stay and are named before the lock.
    fn pools(&self, campaign: &Campaign, words: &[String]) -> Vec<String> {
        let prizes = campaign.sweepstakes().get(self.sweepstake).map_or(&[][..], |sweepstake| &sweepstake.prizes);
        let id_of = |words: &String| {
            let key = name_key(words);
            let found = prizes.iter().find(|prize| name_key(&prize.id) == key || name_key(&prize.name) == key);
            found.map_or_else(|| key.replace(' ', "-"), |prize| prize.id.clone())
        };
        let mut pools: Vec<String> = words.iter().map(id_of).collect();
        pools.sort();
        pools.dedup();
        pools
    }
}

impl Given {
    fn with_room(count: usize) -> Self {
        Self { bits: vec![0; (count / 4).next_power_of_two().max(64)], random: Vec::new(), count: 0 }
    }

    fn random_bytes(&mut self, import: &mut Import<'_>) -> Result<[u8; Entry::ID_BYTES], IntakeError> {
        let mut fill =
            |buffer: &mut [u8]| (import.random)(buffer).map_err(|e| IntakeError::NoRandomness(e.to_string()));
        if self.count < 1_000 {
            let mut bytes = [0_u8; Entry::ID_BYTES];
            fill(&mut bytes)?;
            return Ok(bytes);
        }
        if self.random.is_empty() {
            self.random = vec![0; 4096 * Entry::ID_BYTES];
            fill(&mut self.random)?;
        }
        let kept = self.random.last_chunk().copied().unwrap_or_default();
        self.random.truncate(self.random.len().saturating_sub(Entry::ID_BYTES));
        Ok(kept)
    }

    /// Bytes of an id unlike any in the campaign.
    fn fresh(&mut self, campaign: &Campaign, import: &mut Import<'_>) -> Result<[u8; Entry::ID_BYTES], IntakeError> {
        // A source of randomness that repeats itself must not make this loop for ever.
        for _ in 0..64 {
            let bytes = self.random_bytes(import)?;
            // Twelve letters of five random bits each.
            let number = bytes.iter().fold(0_u64, |number, byte| number << 5 | u64::from(byte & 31));
            let (word, bit) = ((number >> 6) as usize & (self.bits.len() - 1), 1 << (number & 63));
            let Some(word) = self.bits.get_mut(word) else { continue };
            let is_there = !campaign.entries().is_empty() && campaign.entry_with_id(&Entry::id_from(bytes)).is_some();
            if *word & bit == 0 && !is_there {
                *word |= bit;
                self.count += 1;
                return Ok(bytes);
            }
        }
        Err(IntakeError::NoRandomness("it gave the same bytes again and again".into()))
    }
}
