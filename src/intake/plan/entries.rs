//! Entries of a sweepstake from their rows: in which one they go, under which ids, for which prizes.

use std::hash::BuildHasherDefault;
use std::sync::Arc;

use crate::campaign::{Campaign, Edit, Entry, EntryId, Sweepstake, SweepstakeId, name_key};
use crate::intake::IntakeError;
use crate::intake::compare::KnownHashes;
use crate::intake::issue::{IssueKind, Severity};
use crate::intake::people::{Somebody, note_consent};

use super::ready::ReadyEntry;
use super::{Builder, Import};

/// Makes entries of one sweepstake.
pub(super) struct EntryMaker {
    sweepstake: SweepstakeId,
    next: u64,
    /// Ids that were given, as the numbers their sixty bits make.
    given: KnownHashes,
    /// Random bytes in store: for a long list they are not asked for one by one.
    random: Vec<u8>,
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
        let given = KnownHashes::with_capacity_and_hasher(builder.edits.capacity(), BuildHasherDefault::new());
        Ok(Self { sweepstake, next: campaign.next_entry_id().0, given, random: Vec::new() })
    }

    pub(super) fn entry(
        &mut self,
        builder: &mut Builder<'_>,
        person: Option<Somebody>,
        row: ReadyEntry,
        line: u64,
        import: &mut Import<'_>,
    ) -> Result<Option<Edit>, IntakeError> {
        let Some(person) = person.map(|person| builder.people.place(person)) else { return Ok(None) };
        let ReadyEntry { publish, is_undated, entry: mut shared } = row;
        let entry = Arc::make_mut(&mut shared);
        if is_undated {
            builder.issues.add(line, None, IssueKind::BadDate, Severity::Warning, || {
                format!("The time zone of “{}” is not known, so you decide whether it came in time.", entry.received)
            });
        }
        if publish.is_some() {
            let at = entry.received_at;
            builder.people.change(person, |p| note_consent(p, publish, import.file_name, at));
        }
        (entry.sweepstake, entry.person) = (self.sweepstake, person);
        entry.entry_id = self.fresh_id(builder.campaign, import)?;
        if !entry.pools.is_empty() {
            entry.pools = self.pools(builder.campaign, &entry.pools);
        }
        let id = EntryId(self.next);
        self.next += 1;
        Ok(Some(Edit::Entry(id, Some(shared))))
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

    fn random_bytes(&mut self, import: &mut Import<'_>) -> Result<[u8; Entry::ID_BYTES], IntakeError> {
        let mut bytes = [0_u8; Entry::ID_BYTES];
        let mut fill =
            |buffer: &mut [u8]| (import.random)(buffer).map_err(|e| IntakeError::NoRandomness(e.to_string()));
        if self.given.len() < 1_000 {
            fill(&mut bytes)?;
            return Ok(bytes);
        }
        if self.random.len() < bytes.len() {
            self.random = vec![0; 4096 * bytes.len()];
            fill(&mut self.random)?;
        }
        let kept = self.random.split_off(self.random.len() - bytes.len());
        for (byte, random) in bytes.iter_mut().zip(kept) {
            *byte = random;
        }
        Ok(bytes)
    }

    /// Twelve letters of five random bits each, unlike any in the campaign.
    fn fresh_id(&mut self, campaign: &Campaign, import: &mut Import<'_>) -> Result<String, IntakeError> {
        // A source of randomness that repeats itself must not make this loop for ever.
        for _ in 0..64 {
            let bytes = self.random_bytes(import)?;
            let number = bytes.iter().fold(0_u64, |number, byte| number << 5 | u64::from(byte & 31));
            let id = Entry::id_from(bytes);
            // Random as they are, they are hashes but for their upper bits, which this fills.
            let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            if campaign.entry_with_id(&id).is_none() && self.given.insert(spread) {
                return Ok(id);
            }
        }
        Err(IntakeError::NoRandomness("it gave the same bytes again and again".into()))
    }
}
