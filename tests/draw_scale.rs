//! Large rolls: what is read in pieces by all cores is, bit for bit, what sorting everything in memory gives; and what is no
//! roll is refused early, in bounded memory, with the line.

use hmac::{Hmac, KeyInit, Mac};
use proptest::prelude::*;
use sha2::Sha256;
use std::collections::BTreeSet;
use std::io::{self, Read};
use unsung::draw::{
    Method, Outcome, PickError, PickInput, Roll, RollEntry, RollProblem, RollSource, WalkStep, pick, sha256,
};

fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes().into()
}

/// The draw as the protocol tells it, with nothing clever: every position, sorted, walked from the front.
fn oracle(entries: &[RollEntry], input: &PickInput) -> Vec<WalkStep> {
    let message = match input.method {
        Method::TicketSort => [&input.lock_sha256[..], input.entropy.as_bytes()].concat(),
        _ => input.entropy.as_bytes().to_vec(),
    };
    let prk = mac(&input.code, &message);
    let mut order: Vec<([u8; 32], &str, u32, &RollEntry)> = entries
        .iter()
        .map(|entry| {
            let id = entry.id.as_bytes();
            let ticket = |k: u32| match k {
                1 => mac(&prk, &[id, &[1]].concat()),
                k => mac(&prk, &[id, &[0], k.to_string().as_bytes(), &[1]].concat()),
            };
            let (position, k) = (1..=entry.tickets).map(|k| (ticket(k), k)).min().unwrap();
            (position, entry.id.as_str(), k, entry)
        })
        .collect();
    order.sort_by_key(|(position, id, ..)| (*position, *id));
    let mut left = input.prizes.clone();
    let mut alternates = input.alternates;
    let mut households = BTreeSet::new();
    let mut walk = Vec::new();
    let mut placed = 0;
    for (rank, (position, id, ticket, entry)) in (1..).zip(order) {
        if alternates == 0 && left.iter().all(|(_, quantity)| *quantity == 0) {
            break;
        }
        let prize = left.iter_mut().find(|(id, quantity)| *quantity > 0 && entry.may_win(id));
        let (outcome, prize) = if input.excluded.iter().any(|excluded| excluded == id) {
            (Outcome::Excluded, "")
        } else if input.one_per_household && households.contains(&entry.household) {
            (Outcome::Household, "")
        } else if let Some((prize, quantity)) = prize {
            *quantity -= 1;
            (Outcome::Winner, prize.as_str())
        } else if alternates > 0 {
            alternates -= 1;
            (Outcome::Alternate, "")
        } else {
            (Outcome::Unplaced, "")
        };
        walk.push(WalkStep {
            rank,
            entry_id: id.to_owned(),
            ticket,
            position: hex::encode(position),
            outcome,
            prize: prize.to_owned(),
        });
        if matches!(outcome, Outcome::Winner | Outcome::Alternate) {
            placed = walk.len();
            if !entry.household.is_empty() {
                households.insert(&entry.household);
            }
        }
    }
    walk.truncate(placed);
    walk
}

/// Gives the bytes a few at a time, as a slow disk or a zip does.
struct Dribble<'a>(&'a [u8]);

impl RollSource for Dribble<'_> {
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        struct Reader<'a>(&'a [u8], usize);
        impl Read for Reader<'_> {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                self.1 = (self.1 * 7 + 3) % 4099;
                let more = (self.1 + 1).min(bytes.len()).min(self.0.len());
                bytes[..more].copy_from_slice(&self.0[..more]);
                self.0 = &self.0[more..];
                Ok(more)
            }
        }
        take(&mut Reader(self.0, 1));
        Ok(())
    }
}

fn input(roll: &dyn RollSource) -> PickInput<'_> {
    PickInput {
        roll,
        method: Method::TicketSort,
        entropy: "4.8.15.16.23.42./",
        code: [5; 32],
        lock_sha256: [6; 32],
        prizes: vec![],
        alternates: 0,
        one_per_household: false,
        excluded: vec![],
    }
}

const POOLS: [&[&str]; 5] = [&[], &["grand"], &["grand", "mug"], &["rare"], &["other"]];

/// Entries of which many share households, and some may win little.
fn entries(sizes: std::ops::Range<usize>, tickets: u32) -> impl Strategy<Value = Vec<RollEntry>> {
    let facts = (1..=tickets, 0..40u32, 0..90usize);
    (prop::collection::vec(facts, sizes), 1..50u32).prop_map(|(facts, homes)| {
        let entry = |(n, (tickets, home, pools)): (usize, (u32, u32, usize))| RollEntry {
            id: format!("{:x}", n * 7919),
            tickets,
            household: if home < homes { format!("h{home}") } else { String::new() },
            pools: POOLS[pools.saturating_sub(85)].iter().map(|pool| (*pool).to_owned()).collect(),
        };
        facts.into_iter().enumerate().map(entry).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Long enough rolls, and prizes rare enough, that one pass does not do; some never can be filled.
    #[test]
    fn reading_in_pieces_is_sorting_everything(
        list in entries(1..1500, 2),
        (grand, mug, rare, nobody) in (0..4u64, 0..30u64, 0..6u64, 0..2u64),
        alternates in prop_oneof![0..6u64, 0..2000u64],
        houses: bool,
        vrs: bool,
        excluded in prop::collection::vec(any::<prop::sample::Index>(), 0..9),
        entropy in "[0-9./]{0,20}",
    ) {
        let list: Vec<RollEntry> = if vrs { list.into_iter().map(|e| RollEntry { tickets: 1, ..e }).collect() } else { list };
        let roll = Roll::new(list).unwrap();
        let excluded = excluded.iter().map(|i| i.get(roll.entries()).id.clone()).collect();
        let prizes = [("rare", rare), ("grand", grand), ("nobody", nobody), ("mug", mug)];
        let input = PickInput {
            method: if vrs { Method::Vrs } else { Method::TicketSort },
            entropy: &entropy,
            prizes: prizes.map(|(id, quantity)| (id.to_owned(), quantity)).to_vec(),
            alternates,
            one_per_household: houses,
            excluded,
            ..input(&roll)
        };
        let walk = oracle(roll.entries(), &input);
        prop_assert_eq!(&pick(&input).unwrap().walk, &walk);
        let bytes = roll.bytes();
        prop_assert_eq!(&pick(&PickInput { roll: &bytes.as_slice(), ..input.clone() }).unwrap().walk, &walk);
        prop_assert_eq!(&pick(&PickInput { roll: &Dribble(&bytes), ..input }).unwrap().walk, &walk);
    }

    /// A small roll with many tickets is shared between threads, too.
    #[test]
    fn many_tickets_of_few_are_sorted_alike(list in entries(1..40, 1500), grand in 0..5u64, alternates in 0..50u64) {
        let roll = Roll::new(list).unwrap();
        let input = PickInput { prizes: vec![("grand".into(), grand)], alternates, one_per_household: true, ..input(&roll) };
        prop_assert_eq!(pick(&input).unwrap().walk, oracle(roll.entries(), &input));
    }

    /// A prize more changes who wins what, never where anybody stands.
    #[test]
    fn more_prizes_change_no_order(list in entries(1..300, 3), grand in 0..9u64, more in 1..9u64) {
        let roll = Roll::new(list).unwrap();
        let order = |quantity| {
            let prizes = vec![("grand".to_owned(), quantity)];
            let walk = pick(&PickInput { prizes, alternates: 1_000_000, ..input(&roll) }).unwrap().walk;
            walk.into_iter().map(|step| (step.rank, step.entry_id, step.ticket, step.position)).collect::<Vec<_>>()
        };
        prop_assert_eq!(order(grand), order(grand + more));
    }
}

/// A roll of many batches.
fn long_roll() -> Roll {
    let entry = |n: u32| RollEntry {
        id: format!("entry {n:06}"),
        tickets: 1 + u32::from(n.is_multiple_of(1000)),
        household: if n.is_multiple_of(3) { format!("h{}", n % 64) } else { String::new() },
        pools: if n % 5000 == 77 { vec!["rare".into()] } else { vec!["mug".into()] },
    };
    Roll::new((0..60_000).map(entry).collect()).unwrap()
}

#[test]
fn a_roll_of_many_batches_is_drawn_as_in_memory() {
    let roll = long_roll();
    let bytes = roll.bytes();
    assert!(bytes.len() > 1 << 20);
    // The rare ones stand far down; the last prize nobody may win; then a walk through everybody.
    for (prizes, alternates, one_per_household) in [
        (vec![("rare", 3)], 0, false),
        (vec![("nobody", 1), ("rare", 12), ("mug", 30)], 4, true),
        (vec![("rare", 13)], 0, false),
        (vec![("mug", 100_000)], 100_000, true),
    ] {
        let prizes = prizes.into_iter().map(|(id, quantity)| (id.to_owned(), quantity)).collect();
        let excluded = vec!["entry 000077".to_owned(), "entry 059999".to_owned()];
        let input = PickInput { prizes, alternates, one_per_household, excluded, ..input(&roll) };
        let walk = oracle(roll.entries(), &input);
        assert!(!walk.is_empty());
        assert_eq!(pick(&input).unwrap().walk, walk);
        assert_eq!(pick(&PickInput { roll: &Dribble(&bytes), ..input }).unwrap().walk, walk);
    }
    let summary = roll.summary();
    assert_eq!(summary.sha256, hex::encode(sha256(&bytes)));
}

/// The reading of a roll ends at what is wrong first, wherever batches begin and end.
#[test]
fn a_wrong_line_is_told_by_its_number() {
    let bytes = long_roll().bytes();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let long = [b"entry 1\t1\t".as_slice(), &vec![b'x'; 70_000], b"\t\n"].concat();
    for line in [1, 2, 12_345, 41_000, 59_999, 60_000] {
        for (wrong, problem) in [
            (b"entry 1\t0\t\t\n".as_slice(), RollProblem::Tickets),
            (b"entry 1\t9223372036854775808\t\t\n", RollProblem::Tickets),
            (b"entry\t1\t1\t\t\n", RollProblem::Columns(5)),
            (b"entry\0 1\t1\t\t\n", RollProblem::Id),
            (b"entry e\xcc\x81\t1\t\t\n", RollProblem::Id),
            (b"entry 1\t1\t\t\r\n", RollProblem::Pools),
            (b"\xff\t1\t\t\n", RollProblem::NotUtf8),
            (b"\n", RollProblem::Columns(1)),
            (&long, RollProblem::TooLong),
        ] {
            let mut changed = lines.clone();
            changed[line - 1] = wrong;
            let bytes = changed.concat();
            let error = pick(&PickInput { alternates: 1, ..input(&bytes.as_slice()) }).unwrap_err();
            let PickError::Roll(error) = error else { panic!("{error}") };
            assert_eq!((error.line, error.problem), (line, problem));
        }
        // Behind it everything is wrong as well; the first counts.
        let mut changed = lines.clone();
        changed[line - 1] = b"a\t1\t\t\n";
        changed[59_999] = b"\n";
        let expected = match line {
            1 | 60_000 => (60_000, RollProblem::Columns(1)),
            line => (line, RollProblem::Unsorted),
        };
        let error = pick(&PickInput { alternates: 1, ..input(&changed.concat().as_slice()) }).unwrap_err();
        let PickError::Roll(error) = error else { panic!("{error}") };
        assert_eq!((error.line, error.problem), expected);
    }
    for line in [1, 30_000, 59_999] {
        let mut twice = lines.clone();
        twice[line] = twice[line - 1];
        let error = pick(&PickInput { alternates: 1, ..input(&twice.concat().as_slice()) }).unwrap_err();
        assert_eq!(error.to_string(), format!("line {}: the entry id stands in the roll already", line + 1));
    }
    let cut = &bytes[..bytes.len() - 1];
    let error = pick(&PickInput { alternates: 1, ..input(&cut) }).unwrap_err();
    assert_eq!(error.to_string(), "line 60000: the line is not ended by a line feed");
}

/// Computing the positions of so many tickets would take hours; the sum is looked at first.
#[test]
fn too_many_tickets_are_told_by_the_line_that_has_them() {
    let list: Vec<String> = (0..100_000).map(|n| format!("{n:06}\t1000000\t\t\n")).collect();
    let list = list.concat();
    let error = Roll::parse(list.as_bytes()).unwrap_err();
    assert_eq!((error.line, error.problem), (1001, RollProblem::TicketsTotal));
    // Without places nobody's position matters, and what is wrong is found all the same.
    let error = pick(&input(&list.as_bytes())).unwrap_err();
    assert_eq!(error.to_string(), "line 1001: more than 1000000000 tickets in all");
}

/// Gives zeros without end, and counts them.
struct Zeros(std::cell::Cell<u64>);

impl RollSource for Zeros {
    fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
        struct Reader<'a>(&'a std::cell::Cell<u64>);
        impl Read for Reader<'_> {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                bytes.fill(0);
                self.0.set(self.0.get() + bytes.len() as u64);
                Ok(bytes.len())
            }
        }
        take(&mut Reader(&self.0));
        Ok(())
    }
}

#[test]
fn a_line_without_end_is_refused_early() {
    let zeros = Zeros(Default::default());
    let error = pick(&PickInput { alternates: 1, ..input(&zeros) }).unwrap_err();
    assert_eq!(error.to_string(), "line 1: the line is longer than 65536 bytes");
    assert!(zeros.0.get() < 1 << 20, "{} bytes were read", zeros.0.get());
}

#[test]
fn what_cannot_be_read_is_not_taken_for_the_end() {
    struct Broken(Vec<u8>);
    impl RollSource for Broken {
        fn read(&self, take: &mut dyn FnMut(&mut dyn Read)) -> io::Result<()> {
            struct Fails;
            impl Read for Fails {
                fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                    Err(io::Error::other("the disk was pulled"))
                }
            }
            take(&mut self.0.as_slice().chain(Fails));
            Ok(())
        }
    }
    for bytes in [long_roll().bytes(), b"A\t1\t\t\n".to_vec(), vec![]] {
        let broken = Broken(bytes);
        let error = pick(&PickInput { alternates: 1, ..input(&broken) }).unwrap_err();
        assert_eq!(error.to_string(), "the roll cannot be read: the disk was pulled");
    }
}
