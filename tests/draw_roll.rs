//! Rolls, order and walk as properties: what must hold for any roll at all.

use proptest::prelude::*;
use unsung::draw::{Method, Outcome, PickError, PickInput, Picked, Roll, RollEntry, RollProblem, pick};

fn entry(id: &str, tickets: u32, household: &str, pools: &[&str]) -> RollEntry {
    let pools = pools.iter().map(|pool| (*pool).to_owned()).collect();
    RollEntry { id: id.into(), tickets, household: household.into(), pools }
}

#[test]
fn bytes_are_the_only_accepted_form() {
    let good = "A\t1\t\t\nB\t1000000\tkey\ta,b-2\nÄ\t3\t\t\n";
    let roll = Roll::parse(good.as_bytes()).unwrap();
    assert_eq!(roll.bytes(), good.as_bytes());
    assert_eq!(roll.tickets_total(), 1_000_004);
    assert_eq!(roll.entries()[1], entry("B", 1_000_000, "key", &["a", "b-2"]));
    assert_eq!(roll.index_of("Ä"), Some(2));
    assert_eq!(Roll::parse(b"").unwrap().entries(), []);
    let long = "x".repeat(65);
    for (text, line, problem) in [
        ("A\t1\t\t", 1, RollProblem::NoLineFeed),
        ("A\t1\t\t\nB\t1\t\t", 2, RollProblem::NoLineFeed),
        ("A\t1\t\t\r\n", 1, RollProblem::Pools),
        ("\n", 1, RollProblem::Columns(1)),
        ("A\t1\t\n", 1, RollProblem::Columns(3)),
        ("A\t1\t\t\t\n", 1, RollProblem::Columns(5)),
        ("entry_id\ttickets\thousehold\tpools\n", 1, RollProblem::Tickets),
        ("\u{feff}A\t1\t\t\nA\t1\t\t\n", 2, RollProblem::Unsorted),
        ("A\t1\t\t\nA\t2\t\t\n", 2, RollProblem::Repeated),
        ("B\t1\t\t\nA\t1\t\t\n", 2, RollProblem::Unsorted),
        ("\t1\t\t\n", 1, RollProblem::Id),
        ("e\u{301}\t1\t\t\n", 1, RollProblem::Id),
        ("A\u{7f}\t1\t\t\n", 1, RollProblem::Id),
        ("A\u{85}\t1\t\t\n", 1, RollProblem::Id),
        (&format!("{long}\t1\t\t\n"), 1, RollProblem::Id),
        ("A\t0\t\t\n", 1, RollProblem::Tickets),
        ("A\t01\t\t\n", 1, RollProblem::Tickets),
        ("A\t+1\t\t\n", 1, RollProblem::Tickets),
        ("A\t-1\t\t\n", 1, RollProblem::Tickets),
        ("A\t\t\t\n", 1, RollProblem::Tickets),
        ("A\t1 \t\t\n", 1, RollProblem::Tickets),
        ("A\t1000001\t\t\n", 1, RollProblem::Tickets),
        ("A\t99999999999999999999\t\t\n", 1, RollProblem::Tickets),
        ("A\t١\t\t\n", 1, RollProblem::Tickets),
        ("A\t1\tx\u{1}\t\n", 1, RollProblem::Household),
        ("A\t1\t\tb,a\n", 1, RollProblem::Pools),
        ("A\t1\t\ta,a\n", 1, RollProblem::Pools),
        ("A\t1\t\ta,\n", 1, RollProblem::Pools),
        ("A\t1\t\tA\n", 1, RollProblem::Pools),
        ("A\t1\t\ta b\n", 1, RollProblem::Pools),
    ] {
        let error = Roll::parse(text.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.problem), (line, problem), "{text:?}");
    }
    let error = Roll::parse(b"A\t1\t\t\nB\xff\t1\t\t\n").unwrap_err();
    assert_eq!(error.to_string(), "line 2: not UTF-8");
}

#[test]
fn a_roll_has_at_most_a_thousand_million_tickets() {
    let entries = |count: usize| (0..count).map(|i| entry(&format!("{i:04}"), 1_000_000, "", &[])).collect();
    assert_eq!(Roll::new(entries(1000)).unwrap().tickets_total(), 1_000_000_000);
    let error = Roll::new(entries(1001)).unwrap_err();
    assert_eq!((error.line, error.problem), (1001, RollProblem::TicketsTotal));
}

#[test]
fn a_list_tells_which_entry_is_wrong() {
    let list = vec![entry("C", 1, "", &[]), entry("A", 1, "", &[]), entry("C", 1, "", &[])];
    let error = Roll::new(list).unwrap_err();
    assert_eq!((error.line, error.problem), (3, RollProblem::Repeated));
    let error = Roll::new(vec![entry("A", 1, "", &[]), entry("B", 0, "", &[])]).unwrap_err();
    assert_eq!((error.line, error.problem), (2, RollProblem::Tickets));
    assert!(entry("A", 1, "", &[]).may_win("mug"));
    assert!(!entry("A", 1, "", &["grand"]).may_win("mug"));
}

fn input(roll: &Roll, method: Method, winners: u64, alternates: u64) -> PickInput<'_> {
    PickInput {
        roll,
        method,
        entropy: "1.2.3./",
        code: [3; 32],
        lock_sha256: [4; 32],
        prizes: vec![("grand".into(), winners.min(1)), ("mug".into(), winners.saturating_sub(1))],
        alternates,
        one_per_household: false,
        excluded: vec![],
    }
}

#[test]
fn what_a_method_cannot_do_is_refused() {
    let two = Roll::new(vec![entry("A", 1, "", &[]), entry("B", 2, "", &[])]).unwrap();
    for method in [Method::Vrs, Method::Rfc3797] {
        assert_eq!(pick(&input(&two, method, 1, 0)), Err(PickError::Tickets("B".into())));
    }
    let many = Roll::new((0..65536).map(|i| entry(&format!("{i:05}"), 1, "", &[])).collect()).unwrap();
    assert_eq!(pick(&input(&many, Method::Rfc3797, 1, 0)), Err(PickError::TooMany(65536)));
    let most = Roll::new(many.entries()[1..].to_vec()).unwrap();
    assert_eq!(pick(&input(&most, Method::Rfc3797, 5, 65530)).unwrap().walk.len(), 65535);
    let base = input(&two, Method::TicketSort, 1, 0);
    let stranger = PickInput { excluded: vec!["C".into()], ..base.clone() };
    assert_eq!(pick(&stranger), Err(PickError::Excluded("C".into())));
    for prizes in [vec![("x".into(), 1), ("x".into(), 1)], vec![("x y".into(), 1)]] {
        assert!(matches!(pick(&PickInput { prizes, ..base.clone() }), Err(PickError::Prize(_))));
    }
}

/// Random entries with distinct ids.
fn entries(most: usize, tickets: u32) -> impl Strategy<Value = Vec<RollEntry>> {
    let ids = prop::collection::btree_set("[A-Z0-9éß東🦸]{1,5}", 1..most);
    ids.prop_flat_map(move |ids| {
        let facts = prop::collection::vec((1..=tickets, 0..6u8, 0..4u8), ids.len());
        (Just(ids), facts).prop_map(|(ids, facts)| {
            let entry = |(id, (tickets, household, pools)): (String, (u32, u8, u8))| {
                let household = if household < 3 { format!("{household}") } else { String::new() };
                entry(&id, tickets, &household, [&[][..], &["grand"], &["grand", "mug"], &["other"]][pools as usize])
            };
            ids.into_iter().zip(facts).map(entry).collect::<Vec<_>>()
        })
    })
}

/// The order told from a walk that reaches everybody.
fn order(roll: &Roll) -> Vec<(String, String)> {
    let all = input(roll, Method::TicketSort, 0, 1_000_000);
    pick(&all).unwrap().walk.into_iter().map(|step| (step.position, step.entry_id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_of_lines_is_irrelevant(list in entries(40, 5).prop_shuffle()) {
        let roll = Roll::new(list.clone()).unwrap();
        let mut reversed = list;
        reversed.reverse();
        prop_assert_eq!(&Roll::new(reversed).unwrap(), &roll);
        prop_assert_eq!(&Roll::parse(&roll.bytes()).unwrap(), &roll);
    }

    #[test]
    fn removing_an_entry_moves_no_other(list in entries(40, 5), which: prop::sample::Index) {
        let whole = order(&Roll::new(list.clone()).unwrap());
        let mut list = list;
        let gone = list.remove(which.index(list.len()));
        let without: Vec<_> = whole.into_iter().filter(|(_, id)| *id != gone.id).collect();
        prop_assert_eq!(order(&Roll::new(list).unwrap()), without);
    }

    #[test]
    fn a_ticket_more_never_stands_an_entry_lower_down(list in entries(40, 5), which: prop::sample::Index) {
        let which = which.index(list.len());
        let before = order(&Roll::new(list.clone()).unwrap());
        let mut list = list;
        list[which].tickets += 1;
        let after = order(&Roll::new(list.clone()).unwrap());
        let rank = |order: &[(String, String)]| order.iter().position(|(_, id)| *id == list[which].id).unwrap();
        prop_assert!(rank(&after) <= rank(&before));
    }

    /// Selecting the lowest in chunks gives the walk that sorting everything gives.
    #[test]
    fn selection_is_sorting(list in entries(400, 3), winners in 0..6u64, alternates in 0..6u64, houses: bool,
                            excluded in prop::collection::vec(any::<prop::sample::Index>(), 0..4)) {
        let roll = Roll::new(list.clone()).unwrap();
        let excluded: Vec<String> = excluded.iter().map(|i| roll.entries()[i.index(list.len())].id.clone()).collect();
        let input = PickInput { one_per_household: houses, excluded: excluded.clone(), ..input(&roll, Method::TicketSort, winners, alternates) };
        let Picked { walk, .. } = pick(&input).unwrap();
        let sorted = order(&roll);
        prop_assert!(sorted.is_sorted());
        for (i, step) in walk.iter().enumerate() {
            prop_assert_eq!((&step.position, &step.entry_id), (&sorted[i].0, &sorted[i].1));
            prop_assert_eq!(step.rank, i as u64 + 1);
            prop_assert_eq!(step.outcome == Outcome::Excluded, excluded.contains(&step.entry_id));
            prop_assert_eq!(step.outcome == Outcome::Winner, !step.prize.is_empty());
            let entry = roll.entry(&step.entry_id).unwrap();
            prop_assert!(step.prize.is_empty() || entry.may_win(&step.prize));
        }
        let count = |outcome| walk.iter().filter(|step| step.outcome == outcome).count() as u64;
        prop_assert!(count(Outcome::Winner) <= winners && count(Outcome::Alternate) <= alternates);
        if let Some(last) = walk.last() {
            prop_assert!(matches!(last.outcome, Outcome::Winner | Outcome::Alternate));
        }
        if houses {
            let placed = walk.iter().filter(|s| matches!(s.outcome, Outcome::Winner | Outcome::Alternate));
            let mut keys: Vec<_> = placed.map(|s| &roll.entry(&s.entry_id).unwrap().household).filter(|k| !k.is_empty()).collect();
            keys.sort();
            prop_assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }

    #[test]
    fn no_bytes_make_a_roll_panic(bytes: Vec<u8>, text in "([A-B\t1,\n]{0,9}\n){0,4}") {
        for bytes in [bytes, text.into_bytes()] {
            if let Ok(roll) = Roll::parse(&bytes) {
                prop_assert_eq!(roll.bytes(), bytes);
            }
        }
    }
}
