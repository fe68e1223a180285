//! Rows beside rows: repeated entry ids, resent forms, one person in several spellings. It only points them out; nothing
//! is merged or dropped. Of each row only a few hashes are kept, since a million rows have a million senders; they are keyed by
//! chance, so that no file can be made to mislead them.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::date::Received;
use super::draft::{Content, Draft, PersonDraft};
use super::drafts::Rules;
use super::issue::{IssueKind, Issues, Severity};
use super::keys::Keys;
use super::whose_name::are_two_people;
use super::{Kind, value};

/// Same address and no two people by their names, or without an address on a side the same name.
pub(super) fn same_person(a: &PersonDraft, b: &PersonDraft) -> bool {
    let same = |x: &str, y: &str| {
        if x.is_ascii() && y.is_ascii() { x.eq_ignore_ascii_case(y) } else { x.to_lowercase() == y.to_lowercase() }
    };
    match (&a.email, &b.email) {
        (Some(x), Some(y)) => same(x, y) && !are_two_people(&a.name, &b.name),
        _ => !a.name.is_empty() && same(&a.name, &b.name),
    }
}

/// What is kept of a row to hold it against others; 0 where it has nothing of the kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Its place in the table.
    pub row: u32,
    sent: Sent,
    named: Named,
}

/// Of a row that was sent.
#[derive(Debug, Clone, Copy, Default)]
struct Sent {
    /// Number the source gave it.
    reference: u64,
    /// When it was sent and by whom.
    sending: u64,
    /// Whom it is about, where that is not the person of the row.
    subject: u64,
}

/// Of a row that names a person whose spellings are looked at.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    /// The words of the name in any order, case and accents.
    name: u64,
    /// The name as it is spelled.
    spelling: u64,
    /// The address in any case.
    email: u64,
}

/// Marks of rows in their order. What no row of a kind has takes no room.
#[derive(Debug, Default)]
pub(super) struct Marks {
    rows: Vec<u32>,
    sent: Vec<Sent>,
    named: Vec<Named>,
}

impl Marks {
    /// Empty, with room for so many rows of a kind.
    pub fn with_room(kind: Kind, rows: usize) -> Self {
        let room = |is_wanted| if is_wanted { rows } else { 0 };
        Self {
            rows: Vec::with_capacity(rows),
            sent: Vec::with_capacity(room(is_sent(kind))),
            named: Vec::with_capacity(room(wants_spellings(kind))),
        }
    }

    pub fn append(&mut self, mut other: Self) {
        self.rows.append(&mut other.rows);
        self.sent.append(&mut other.sent);
        self.named.append(&mut other.named);
    }

    /// Places of the rows in the table.
    pub fn into_rows(self) -> Vec<u32> {
        self.rows
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn get(&self, place: u32) -> Option<Mark> {
        let place = place as usize;
        let sent = self.sent.get(place).copied().unwrap_or_default();
        let named = self.named.get(place).copied().unwrap_or_default();
        Some(Mark { row: *self.rows.get(place)?, sent, named })
    }
}

/// Do rows of this kind come with a number and a time?
fn is_sent(kind: Kind) -> bool {
    !matches!(kind, Kind::People | Kind::Members)
}

fn wants_spellings(kind: Kind) -> bool {
    matches!(kind, Kind::Nominations | Kind::People | Kind::Members)
}

/// Hashes of addresses that were worked out for the mark of a row, so that nobody works them out again; 0 where none was.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Addresses {
    /// Of the person the row is about.
    pub person: u64,
    /// Of whoever sent it, where that is another.
    pub sender: u64,
}

/// Makes marks.
pub(super) struct Marker {
    keys: Keys,
    kind: Kind,
    /// Memory that is used again and again.
    text: Vec<u8>,
}

impl Marker {
    /// Marks of the same keys can be held against each other.
    pub fn new(keys: Keys, kind: Kind) -> Self {
        Self { keys, kind, text: Vec::new() }
    }

    /// Adds the mark of the row at this place of the table.
    pub fn mark(&mut self, row: u32, draft: &Draft, marks: &mut Marks) -> Addresses {
        let mut addresses = Addresses::default();
        marks.rows.push(row);
        if wants_spellings(self.kind) {
            let named = self.named(draft.person());
            addresses.person = named.email;
            marks.named.push(named);
        }
        if is_sent(self.kind) {
            let sent = self.sent(draft, &mut addresses);
            marks.sent.push(sent);
        }
        addresses
    }

    /// Adds the mark of a row that does not go in, since somebody in it was erased: no record will be there to be compared.
    pub fn mark_erased(&mut self, row: u32, draft: &Draft, marks: &mut Marks) -> Addresses {
        let addresses = self.mark(row, draft, marks);
        marks.named.last_mut().into_iter().for_each(|named| *named = Named::default());
        addresses
    }

    fn named(&mut self, person: &PersonDraft) -> Named {
        // An address in the place of a name is no spelling of one.
        if person.name.is_empty() || person.email.as_deref() == Some(person.name.as_str()) {
            return Named::default();
        }
        Named {
            name: self.name(&person.name),
            spelling: self.keys.text(&person.name),
            email: person.email.as_deref().map_or(0, |email| self.lower(email)),
        }
    }

    fn sent(&mut self, draft: &Draft, addresses: &mut Addresses) -> Sent {
        let mut mark = Sent::default();
        let (received, sender, reference) = match &draft.content {
            Content::Nomination(d) => (&d.received, Some(&d.nominator), d.reference.as_deref()),
            Content::Entry(d) => (&d.received, Some(&d.person), d.reference.as_deref()),
            Content::Thanks(d) => (&d.received, Some(&d.from), None),
            _ => (&None, None, None),
        };
        mark.reference = reference.map_or(0, |reference| self.keys.text(reference));
        let sent = received.as_ref().filter(|received| has_hour(received));
        if sent.is_none() {
            // Lists that say no time of day hold the same words twice where a row was copied.
            let words = words_of(draft);
            if words.iter().map(|text| text.len()).sum::<usize>() >= WORDS {
                let by = sender.map_or(0, |sender| match &sender.email {
                    Some(email) => self.lower(email),
                    None => self.name(&sender.name),
                });
                let said = words.iter().fold(by, |key, text| self.keys.pair(key, self.keys.text(text)));
                mark.sending = self.keys.pair(said, received.as_ref().map_or(0, |it| self.keys.text(&it.text)));
                if let Content::Thanks(d) = &draft.content {
                    mark.subject = self.name(&d.recipient);
                }
            }
        }
        // Rows without a time of day or a sender were not sent.
        if let Some((received, sender)) = sent.zip(sender.filter(|sender| !sender.is_nobody())) {
            let by = match &sender.email {
                Some(email) => {
                    let by = self.lower(email);
                    // An entry and thanks are about who sends them.
                    let is_own = !matches!(draft.content, Content::Nomination(_));
                    *(if is_own { &mut addresses.person } else { &mut addresses.sender }) = by;
                    by
                }
                None => self.name(&sender.name),
            };
            mark.sending = self.keys.pair(self.keys.text(&received.text), by);
            if let Content::Thanks(d) = &draft.content {
                mark.subject = self.name(&d.recipient);
            }
        }
        mark
    }

    fn lower(&mut self, email: &str) -> u64 {
        self.text.clear();
        if email.is_ascii() {
            self.text.extend_from_slice(email.as_bytes());
            self.text.make_ascii_lowercase();
        } else {
            self.text.extend_from_slice(email.to_lowercase().as_bytes());
        }
        self.keys.bytes(&self.text)
    }

    /// The words of a name in any order, case and accents; 0 for no name.
    fn name(&mut self, name: &str) -> u64 {
        if name.is_empty() {
            return 0;
        }
        let Self { keys, text, .. } = self;
        let (mut count, mut sum) = (0, 0_u64);
        value::each_name_word(name, text, |word| {
            count += 1;
            // A sum is the same in any order.
            sum = sum.wrapping_add(keys.bytes(word));
        });
        keys.pair(count, sum)
    }
}

/// Words shorter than these two may say the same of somebody by chance: "Very helpful".
const WORDS: usize = 20;

/// Does it say at what time of day the row came in?
fn has_hour(received: &Received) -> bool {
    received.text.contains(':')
}

/// What a nomination or a message says in its sender's own words.
fn words_of(draft: &Draft) -> [&str; 2] {
    match &draft.content {
        Content::Nomination(d) => [&d.story, &d.reason],
        Content::Thanks(d) => [&d.message, ""],
        _ => [""; 2],
    }
}

/// For numbers that are hashes already.
#[derive(Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
    fn write_u128(&mut self, number: u128) {
        self.0 = number as u64;
    }
}

/// A map whose keys are hashes that were made with keys of chance.
pub(super) type ByHash<K, V> = HashMap<K, V, BuildHasherDefault<Ready>>;
/// Hashes that were met.
pub(super) type KnownHashes = HashSet<u64, BuildHasherDefault<Ready>>;

/// Fewer rows than these are not worth a thread.
const SHARED_FROM: usize = 10_000;

/// Notes what concerns several rows. `remake` gives what a row became, for the few that are written about.
pub(super) fn flag(
    kind: Kind,
    keys: Keys,
    marks: &Marks,
    line: &(dyn Fn(&Mark) -> u64 + Sync),
    remake: &(dyn Fn(&Mark) -> Option<Draft> + Sync),
    issues: &mut Issues,
) {
    let of_sending = |issues: &mut Issues| {
        repeated_references(marks, line, remake, issues);
        // Whose entry it is matters only where two were sent at once, so the name is worked out there.
        let mut marker = Marker::new(keys, kind);
        let mut name = |mark: &Mark| remake(mark).map_or(0, |draft| marker.name(&draft.person().name));
        let alike = |mark: &Mark| {
            let (received, sender) = match remake(mark).map(|draft| draft.content) {
                Some(Content::Nomination(d)) => (d.received, !d.nominator.is_nobody()),
                Some(Content::Thanks(d)) => (d.received, !d.from.is_nobody()),
                _ => return "Same time, same entrant",
            };
            match (kind, received.is_some_and(|received| has_hour(&received)), sender) {
                (Kind::Thanks, true, _) => "Same time, sender and recipient",
                (Kind::Thanks, false, true) => "Same words, sender and recipient",
                (Kind::Thanks, false, false) => "Same words, same recipient",
                (_, true, _) => "Same time, sender and nominee",
                (_, false, true) => "Same words, sender and nominee",
                (_, false, false) => "Same words, same nominee",
            }
        };
        resends(kind, marks, line, &alike, &mut name, issues);
    };
    if !wants_spellings(kind) {
        of_sending(issues);
    } else if marks.len() < SHARED_FROM {
        of_sending(issues);
        spellings(marks, line, remake, issues);
    } else {
        let mut spelled = Issues::default();
        std::thread::scope(|scope| {
            scope.spawn(|| spellings(marks, line, remake, &mut spelled));
            of_sending(issues);
        });
        issues.append(spelled);
    }
}

fn repeated_references(
    marks: &Marks,
    line: &dyn Fn(&Mark) -> u64,
    remake: &dyn Fn(&Mark) -> Option<Draft>,
    issues: &mut Issues,
) {
    let repeated = repeated_keys(marks.sent.iter().map(|mark| mark.reference), marks.len());
    let mut first: ByHash<u64, u32> = ByHash::with_capacity_and_hasher(repeated.len(), BuildHasherDefault::new());
    for (index, sent) in (0..).zip(&marks.sent).filter(|(_, sent)| repeated.contains(sent.reference)) {
        let Some(mark) = marks.get(index) else { continue };
        if let Some(earlier) = first.get(&sent.reference).and_then(|earlier| marks.get(*earlier)) {
            issues.add_lines(
                Some(line(&mark)),
                vec![line(&earlier)],
                None,
                IssueKind::RepeatedId,
                Severity::Warning,
                || {
                    let reference = remake(&mark).and_then(|draft| match draft.content {
                        Content::Entry(entry) => entry.reference,
                        Content::Nomination(nomination) => nomination.reference,
                        _ => None,
                    });
                    let reference = reference.unwrap_or_default();
                    format!("The number {reference} stands on both lines. Both go in, each under an id of its own.")
                },
            );
        } else {
            first.insert(sent.reference, index);
        }
    }
}

/// Same moment or, where none is told, the same words, same sender, same subject: most often a form sent twice.
fn resends(
    kind: Kind,
    marks: &Marks,
    line: &dyn Fn(&Mark) -> u64,
    alike: &dyn Fn(&Mark) -> &'static str,
    name: &mut dyn FnMut(&Mark) -> u64,
    issues: &mut Issues,
) {
    let repeated = repeated_keys(marks.sent.iter().map(|mark| mark.sending), marks.len());
    let mut by_sending: ByHash<u64, u32> = ByHash::with_capacity_and_hasher(repeated.len(), BuildHasherDefault::new());
    let mut by_subject: HashMap<(u64, u64), u32> = HashMap::new();
    let mut subject = |mark: &Mark| match kind {
        Kind::Entries => name(mark),
        Kind::Thanks => mark.sent.subject,
        _ => mark.named.name,
    };
    for (index, sent) in (0..).zip(&marks.sent).filter(|(_, sent)| repeated.contains(sent.sending)) {
        let Some(first) = by_sending.get(&sent.sending).copied() else {
            by_sending.insert(sent.sending, index);
            continue;
        };
        let Some(mark) = marks.get(index) else { continue };
        let about = subject(&mark);
        let same_first = marks.get(first).filter(|earlier| subject(earlier) == about);
        let same = || by_subject.get(&(sent.sending, about)).and_then(|earlier| marks.get(*earlier));
        let Some(earlier) = same_first.or_else(same) else {
            by_subject.insert((sent.sending, about), index);
            continue;
        };
        let (line, earlier) = (line(&mark), line(&earlier));
        issues.add_lines(Some(line), vec![earlier], None, IssueKind::LooksLikeResend, Severity::Warning, || {
            format!("{}. Line {line} looks like a resend.", alike(&mark))
        });
    }
}

/// Rows that seem to be one person.
struct Group {
    spelling: u64,
    is_varied: bool,
}

/// Keys that come more than once, and few others.
#[derive(Default)]
struct Repeated {
    /// A bit for the lowest bits of each of them. It is asked first, and says no for most keys without going far.
    bits: Vec<u64>,
    keys: KnownHashes,
}

/// Bits that say no. They stay near the processor.
const NO_BITS: usize = 1 << 19;

impl Repeated {
    fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn len(&self) -> usize {
        self.keys.len()
    }

    fn contains(&self, key: u64) -> bool {
        let (word, bit) = bit_of(key, NO_BITS);
        self.bits.get(word).is_some_and(|word| word & bit != 0) && self.keys.contains(&key)
    }
}

/// The word and the bit of a key among so many bits, a power of two.
fn bit_of(key: u64, bits: usize) -> (usize, u64) {
    ((key >> 6) as usize & (bits / 64 - 1), 1 << (key & 63))
}

/// Of `most` keys those whose bit another one had set. None of them is 0, which says nothing.
fn repeated_keys(keys: impl Iterator<Item = u64>, most: usize) -> Repeated {
    // Thirty-two bits for each key, so that one in sixty shares its bit by chance; far less memory than the keys themselves.
    let bits = (most * 32).next_power_of_two().max(4096);
    let mut seen = vec![0_u64; bits / 64];
    let mut repeated = Repeated::default();
    for key in keys.filter(|key| *key != 0) {
        let (word, bit) = bit_of(key, bits);
        if let Some(word) = seen.get_mut(word) {
            if *word & bit != 0 {
                repeated.keys.insert(key);
            }
            *word |= bit;
        }
    }
    if !repeated.is_empty() {
        repeated.bits = vec![0; NO_BITS / 64];
        for key in &repeated.keys {
            let (word, bit) = bit_of(*key, NO_BITS);
            if let Some(word) = repeated.bits.get_mut(word) {
                *word |= bit;
            }
        }
    }
    repeated
}

/// Both of two, beside each other where there are many rows.
fn both<A, B: Send>(rows: usize, one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    if rows < SHARED_FROM {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        match other.join() {
            Ok(other) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Rows that name one person by one address or by the same words, but spell the name differently.
fn spellings(marks: &Marks, line: &dyn Fn(&Mark) -> u64, remake: &dyn Fn(&Mark) -> Option<Draft>, issues: &mut Issues) {
    let named = || marks.named.iter().filter(|mark| mark.spelling != 0);
    let (names, emails) = both(
        marks.len(),
        || repeated_keys(named().map(|mark| mark.name), marks.len()),
        || repeated_keys(named().map(|mark| mark.email), marks.len()),
    );
    if names.is_empty() && emails.is_empty() {
        return;
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of: Vec<u32> = Vec::with_capacity(marks.len());
    let room = names.len() + emails.len();
    let mut by_key: ByHash<u64, u32> = ByHash::with_capacity_and_hasher(room, BuildHasherDefault::new());
    for mark in &marks.named {
        // Who shares neither name nor address with another row is a group alone.
        if mark.spelling == 0 || !(names.contains(mark.name) || emails.contains(mark.email)) {
            group_of.push(u32::MAX);
            continue;
        }
        let by_email = by_key.get(&mark.email).filter(|_| mark.email != 0).copied();
        let group = by_email.or_else(|| by_key.get(&mark.name).copied()).unwrap_or_else(|| {
            groups.push(Group { spelling: mark.spelling, is_varied: false });
            groups.len() as u32 - 1
        });
        by_key.entry(mark.name).or_insert(group);
        if mark.email != 0 {
            by_key.entry(mark.email).or_insert(group);
        }
        group_of.push(group);
        if let Some(group) = groups.get_mut(group as usize) {
            group.is_varied |= group.spelling != mark.spelling;
        }
    }
    // Rows of groups in which names differ, group by group and in their order within each.
    let is_varied = |group: u32| groups.get(group as usize).is_some_and(|group| group.is_varied);
    let mut members: Vec<(u32, u32)> =
        (0..).zip(&group_of).filter(|(_, group)| is_varied(**group)).map(|(place, group)| (*group, place)).collect();
    members.sort_unstable();
    let mut said = 0;
    for group in members.chunk_by(|(one, _), (other, _)| one == other) {
        if said >= Issues::LISTED {
            // Enough are listed; of the others it is only counted that there may be some.
            issues.count_further(IssueKind::Spellings);
            continue;
        }
        let members: Vec<Mark> = group.iter().filter_map(|(_, place)| marks.get(*place)).collect();
        for (name, lines, spelled) in by_person(&members, line, remake) {
            said += 1;
            let (first, others) = (lines.first().copied(), lines.iter().skip(1).copied().collect());
            issues.add_lines(first, others, None, IssueKind::Spellings, Severity::Note, || {
                format!("{spelled} spellings, probably one person: {name}.")
            });
        }
    }
}

/// Spellings that are told apart among rows of one address; more than these make no message clearer.
const SPELLINGS: usize = 64;

/// Of rows that share an address or a name, those that may be one person in several spellings: a name, its lines, and how many
/// spellings. Families and orders of tickets share an address, and are several people.
fn by_person(
    members: &[Mark],
    line: &dyn Fn(&Mark) -> u64,
    remake: &dyn Fn(&Mark) -> Option<Draft>,
) -> Vec<(String, Vec<u64>, usize)> {
    let mut person_of: ByHash<u64, usize> = ByHash::default();
    let mut people: Vec<(String, Vec<u64>, usize)> = Vec::new();
    for mark in members {
        let known = person_of.get(&mark.named.spelling).copied();
        let place = known.or_else(|| {
            if person_of.len() >= SPELLINGS {
                return None;
            }
            let name = remake(mark).map(|draft| draft.person().name.clone()).unwrap_or_default();
            let place = people.iter().position(|(other, ..)| !are_two_people(other, &name)).unwrap_or_else(|| {
                people.push((name.to_string(), Vec::new(), 0));
                people.len() - 1
            });
            person_of.insert(mark.named.spelling, place);
            people[place].2 += 1;
            Some(place)
        });
        if let Some((_, lines, _)) = place.and_then(|place| people.get_mut(place)) {
            lines.push(line(mark));
        }
    }
    people.retain(|(_, _, spelled)| *spelled > 1);
    people
}

/// Titles in the order of their first line that the campaign does not have.
pub(super) fn new_awards(titles: Vec<(u64, String)>, rules: &Rules, issues: &mut Issues) {
    let known: Vec<String> = rules.awards.iter().map(|a| value::fold(a)).collect();
    for (line, title) in titles {
        if !known.contains(&value::fold(&title)) {
            issues.add(line, None, IssueKind::NewAward, Severity::Note, || {
                format!("The campaign has no award “{title}” yet; it will be added.")
            });
        }
    }
}
