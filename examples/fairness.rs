//! Is the draw fair? A hundred thousand draws with random codes and dice, for small rolls of every kind, counted and compared
//! with the exact probabilities; the difference is judged by the chi-square test.
//!
//! The probabilities come from another way of thinking than the draw's: every order of the entries is gone through, with the
//! chance that tickets pulled from a drum would give it, and walked by the rules. `cargo run --release --example fairness`
//! takes a minute; another seed than 1 and another number of draws can be given behind `--`.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::process::ExitCode;
use unsung::draw::{Method, Outcome, PickInput, Roll, RollEntry, pick};

/// Below this probability a difference is no accident. Of ten thousand runs of a fair draw's test, one fails.
const SUSPICIOUS: f64 = 0.0001;

/// A small roll and what is drawn from it.
struct Case {
    name: &'static str,
    method: Method,
    /// Tickets, household, pools.
    entries: Vec<(u32, &'static str, &'static [&'static str])>,
    prizes: Vec<(&'static str, u64)>,
    alternates: u64,
    excluded: Vec<usize>,
}

/// Who got what: one digit of a kind for each entry, `-` for nothing.
type Result = String;

impl Case {
    fn id(place: usize) -> String {
        format!("E{place:03}")
    }

    /// The entry behind the first `order` places, and so on: what the rules make of one order.
    fn outcome(&self, order: &[usize]) -> Result {
        let mut left = self.prizes.clone();
        let mut alternates = self.alternates;
        let mut taken: Vec<&str> = Vec::new();
        let mut result = vec!['-'; self.entries.len()];
        for &i in order {
            let (_, home, pools) = self.entries[i];
            if self.excluded.contains(&i) || (!home.is_empty() && taken.contains(&home)) {
                continue;
            }
            let may_win = |id: &str| pools.is_empty() || pools.contains(&id);
            let prize = (0..left.len()).find(|p| left[*p].1 > 0 && may_win(left[*p].0));
            if let Some(prize) = prize {
                left[prize].1 -= 1;
                result[i] = char::from(b'1' + prize as u8);
            } else if alternates > 0 {
                alternates -= 1;
                result[i] = char::from(b'a' + (self.alternates - alternates - 1) as u8);
            } else {
                continue;
            }
            taken.push(home);
        }
        result.into_iter().collect()
    }

    /// Adds the probabilities of all orders that begin with `order`.
    fn expect(&self, order: &mut Vec<usize>, probability: f64, expected: &mut BTreeMap<Result, f64>) {
        let open: Vec<usize> = (0..self.entries.len()).filter(|i| !order.contains(i)).collect();
        if open.is_empty() {
            *expected.entry(self.outcome(order)).or_default() += probability;
            return;
        }
        // The next ticket from the drum is anybody's who has not come up yet.
        let tickets: u32 = open.iter().map(|i| self.entries[*i].0).sum();
        for i in open {
            order.push(i);
            self.expect(order, probability * f64::from(self.entries[i].0) / f64::from(tickets), expected);
            order.pop();
        }
    }

    fn roll(&self) -> Roll {
        let entry = |(i, (tickets, household, pools)): (usize, &(u32, &str, &[&str]))| RollEntry {
            id: Self::id(i),
            tickets: *tickets,
            household: (*household).to_owned(),
            pools: pools.iter().map(|pool| (*pool).to_owned()).collect(),
        };
        Roll::new(self.entries.iter().enumerate().map(entry).collect()).expect("the cases are valid rolls")
    }

    /// One draw as the program makes it.
    fn draw(&self, roll: &Roll, dice: &mut StdRng) -> Result {
        let balls: Vec<String> = (0..6).map(|_| format!("{}.", dice.random_range(1..=49))).collect();
        let entropy = balls.concat() + "/";
        let picked = pick(&PickInput {
            roll,
            method: self.method,
            entropy: &entropy,
            code: dice.random(),
            lock_sha256: dice.random(),
            prizes: self.prizes.iter().map(|(id, quantity)| ((*id).to_owned(), *quantity)).collect(),
            alternates: self.alternates,
            one_per_household: true,
            excluded: self.excluded.iter().map(|i| Self::id(*i)).collect(),
        })
        .expect("the cases can be drawn");
        let mut result = vec!['-'; self.entries.len()];
        let mut alternate = b'a';
        for step in picked.walk {
            let Some(i) = roll.index_of(&step.entry_id) else { continue };
            match step.outcome {
                Outcome::Winner => {
                    let prize = self.prizes.iter().position(|(id, _)| *id == step.prize).unwrap_or_default();
                    result[i] = char::from(b'1' + prize as u8);
                }
                Outcome::Alternate => {
                    result[i] = char::from(alternate);
                    alternate += 1;
                }
                _ => {}
            }
        }
        result.into_iter().collect()
    }

    /// Draws often and says how the counts fit. Rare results are put together, as the test wants at least five of each.
    fn judge(&self, draws: u32, dice: &mut StdRng, expected: &BTreeMap<Result, f64>) -> bool {
        let roll = self.roll();
        let mut counts: BTreeMap<Result, f64> = BTreeMap::new();
        for _ in 0..draws {
            *counts.entry(self.draw(&roll, dice)).or_default() += 1.0;
        }
        let impossible = counts.keys().filter(|result| !expected.contains_key(*result)).count();
        let (mut cells, mut rare) = (Vec::new(), (0.0, 0.0));
        for (result, probability) in expected {
            let cell = (counts.get(result).copied().unwrap_or_default(), probability * f64::from(draws));
            if cell.1 >= 5.0 {
                cells.push(cell);
            } else {
                rare = (rare.0 + cell.0, rare.1 + cell.1);
            }
        }
        if rare.1 > 0.0 {
            cells.push(rare);
        }
        let chi_square: f64 = cells.iter().map(|(count, mean)| (count - mean).powi(2) / mean).sum();
        let freedom = (cells.len() - 1) as f64;
        let chance = tail(chi_square, freedom);
        let fair = impossible == 0 && chance >= SUSPICIOUS;
        println!(
            "{:52} {:>5} results, chi-square {:>7.1} at {:>5} degrees of freedom, p {:.3}: {}",
            self.name,
            expected.len(),
            chi_square,
            freedom,
            chance,
            if fair { "fair" } else { "NOT FAIR" },
        );
        fair
    }
}

/// Chance of a chi-square at least so large, by the approximation of Wilson and Hilferty.
fn tail(chi_square: f64, freedom: f64) -> f64 {
    let spread = 2.0 / (9.0 * freedom);
    let z = ((chi_square / freedom).cbrt() - (1.0 - spread)) / spread.sqrt();
    // The upper tail of the normal distribution, by the continued fraction of Abramowitz and Stegun 26.2.14.
    let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
    let upper = |z: f64| density / (1..60).rev().fold(z, |below, k| z + f64::from(k) / below);
    match z {
        z if z > 1.0 => upper(z),
        z if z < -1.0 => 1.0 - upper(-z),
        // In the middle the series of 26.2.10 is the better one.
        z => {
            let mut term = z;
            let mut sum = z;
            for k in 1..40 {
                term *= z * z / f64::from(2 * k + 1);
                sum += term;
            }
            0.5 - density * sum
        }
    }
}

const ALL: &[&str] = &[];

fn cases() -> Vec<Case> {
    let plain = |count: usize| vec![(1, "", ALL); count];
    let weighted: Vec<(u32, &'static str, &'static [&'static str])> =
        [1, 1, 2, 3, 5, 8, 20].into_iter().map(|tickets| (tickets, "", ALL)).collect();
    let case = |name, entries: Vec<_>, prizes| Case {
        name,
        method: Method::TicketSort,
        entries,
        prizes,
        alternates: 0,
        excluded: vec![],
    };
    let grand = || vec![("grand", 1)];
    vec![
        case("one ticket each, one prize", plain(8), grand()),
        case("one ticket each, three prizes, alternates", plain(7), vec![("grand", 1), ("mug", 2)])
            .with(|case| case.alternates = 2),
        case("vrs", plain(7), vec![("grand", 1), ("mug", 2)]).with(|case| case.method = Method::Vrs),
        case("rfc3797", plain(7), vec![("grand", 1), ("mug", 2)]).with(|case| case.method = Method::Rfc3797),
        case("tickets 1 1 2 3 5 8 20, one prize", weighted.clone(), grand()),
        case("tickets 1 1 2 3 5 8 20, two prizes, alternates", weighted, vec![("grand", 1), ("mug", 1)])
            .with(|case| case.alternates = 2),
        case(
            "households",
            vec![(1, "x", ALL), (4, "x", ALL), (2, "", ALL), (2, "y", ALL), (1, "y", ALL), (3, "y", ALL), (1, "", ALL)],
            vec![("grand", 1), ("mug", 2)],
        ),
        case(
            "pools",
            vec![
                (1, "", ALL),
                (2, "", &["mug"]),
                (2, "", &["grand"]),
                (3, "", &["mug"]),
                (1, "", ALL),
                (5, "", &["hat"]),
            ],
            vec![("grand", 1), ("mug", 1), ("hat", 1)],
        ),
        case(
            "tickets, households, pools, exclusion, alternates",
            vec![
                (1, "", ALL),
                (2, "x", &["mug"]),
                (3, "x", ALL),
                (6, "", ALL),
                (2, "y", &["grand", "mug"]),
                (1, "y", ALL),
                (4, "", &["mug"]),
            ],
            vec![("grand", 1), ("mug", 2)],
        )
        .with(|case| {
            case.alternates = 1;
            case.excluded = vec![3];
        }),
    ]
}

impl Case {
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

/// A longer roll, where the one winner's chance is the share of tickets and needs no enumeration.
fn long_case(name: &'static str, tickets: impl Fn(u32) -> u32) -> (Case, BTreeMap<Result, f64>) {
    let entries: Vec<_> = (0..200).map(|n| (tickets(n), "", ALL)).collect();
    let total: u32 = entries.iter().map(|(tickets, ..)| tickets).sum();
    let expected = entries.iter().enumerate().map(|(i, (tickets, ..))| {
        let result = (0..entries.len()).map(|other| if other == i { '1' } else { '-' }).collect();
        (result, f64::from(*tickets) / f64::from(total))
    });
    let expected = expected.collect();
    let prizes = vec![("grand", 1)];
    (Case { name, method: Method::TicketSort, entries, prizes, alternates: 0, excluded: vec![] }, expected)
}

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<u64>());
    let (Ok(seed), Ok(draws)) = (numbers.next().unwrap_or(Ok(1)), numbers.next().unwrap_or(Ok(100_000))) else {
        println!("fairness [SEED] [DRAWS]");
        return ExitCode::from(2);
    };
    let mut dice = StdRng::seed_from_u64(seed);
    println!("{draws} draws each, seed {seed}");
    let mut fair = true;
    for case in cases() {
        let mut expected = BTreeMap::new();
        case.expect(&mut Vec::new(), 1.0, &mut expected);
        fair &= case.judge(draws as u32, &mut dice, &expected);
    }
    for (case, expected) in [
        long_case("200 entries, one ticket each", |_| 1),
        long_case("200 entries, 1 to 20 tickets", |n| 1 + n * 7 % 20),
    ] {
        fair &= case.judge(draws as u32, &mut dice, &expected);
    }
    if fair { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
