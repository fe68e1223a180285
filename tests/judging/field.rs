//! Who stands in the field, who judges whom, what keeps them apart; the people's choice.

use super::*;
use std::fmt::Write as _;

#[test]
fn every_assignment_is_even_repeatable_and_without_conflict() {
    for (nominees, judges, each, seed) in [(12, 5, 3, 1), (20, 6, 2, 2), (7, 4, 4, 3), (9, 9, 1, 4)] {
        let mut campaign = made(nominees, judges);
        set_round(&mut campaign, 1, |round| round.each = each);
        let pairs = [(1, 1, Ground::Declared), (1, 2, Ground::Declared)];
        let pairs = if u64::from(each) < judges { &pairs[..] } else { &[] };
        let stands = ConflictState::Stands;
        let change = conflicts::decide(&campaign, AWARD, pairs, stands, "Friends", now()).unwrap();
        make(&mut campaign, change);
        let before = campaign.clone();
        assign(&mut campaign, 1, seed);
        let plan = assigned(&campaign, 1);
        for candidate in 1..=nominees as u32 {
            let seen = plan.values().filter(|it| it.contains(&candidate)).count();
            assert_eq!(seen, each as usize, "candidate {candidate}");
        }
        let loads: Vec<usize> = (1..=judges as u32).map(|judge| plan.get(&judge).map_or(0, BTreeSet::len)).collect();
        assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{loads:?}");
        assert!(pairs.iter().all(|(judge, candidate, _)| !plan[judge].contains(candidate)));
        let mut again = before.clone();
        assign(&mut again, 1, seed);
        assert_eq!(assigned(&again, 1), plan);
        let work = assigning::workload(&campaign, AWARD, 1);
        assert_eq!(work.iter().map(|it| it.assigned).collect::<Vec<_>>(), loads);
    }
    // Impossible set-ups are named by whom they fail on.
    let mut campaign = made(4, 3);
    set_round(&mut campaign, 1, |round| round.each = 3);
    let pair = [(2, 4, Ground::Declared)];
    let change = conflicts::decide(&campaign, AWARD, &pair, ConflictState::Stands, "Cousins", now()).unwrap();
    make(&mut campaign, change);
    let refused = assigning::assign(&campaign, AWARD, 1, assigning::Wish::default(), now()).unwrap_err();
    assert!(refused.why.contains("Vorname4 Zuname4") && refused.why.contains("J-02"), "{refused}");
    let refused = assigning::assign(&campaign, AWARD, 2, assigning::Wish::default(), now()).unwrap_err();
    assert!(refused.why.contains("not frozen"), "{refused}");
    let refused = assigning::set_by_hand(&campaign, AWARD, 1, 2, &[4], true, now()).unwrap_err();
    assert!(refused.why.contains("J-02"), "{refused}");
    let change = assigning::set_by_hand(&campaign, AWARD, 1, 1, &[4, 2], true, now()).unwrap();
    make(&mut campaign, change);
    assert_eq!(assigned(&campaign, 1)[&1], BTreeSet::from([2, 4]));
    assert!(judging(&campaign).round(1).unwrap().assignment.as_ref().unwrap().by_hand);
}

#[test]
fn conflicts_are_found_decided_and_keep_apart() {
    let mut campaign = made(5, 3);
    let mut edits = Vec::new();
    let mut set = |id: u64, change: &dyn Fn(&mut Person)| {
        let mut person = campaign.people().get(PersonId(id)).unwrap().clone();
        change(&mut person);
        edits.push(Edit::person(PersonId(id), person));
    };
    set(6, &|it| it.name = "Otto Zuname1".into());
    set(2, &|it| it.organisation = "company 6".into());
    set(3, &|it| it.email = "someone@FIRM6.example".into());
    set(4, &|it| it.team = "Nachtschicht".into());
    set(7, &|it| {
        it.team = "nachtschicht".into();
        it.email = "me@gmail.com".into();
    });
    set(5, &|it| it.email = "you@gmail.com".into());
    let mut nomination = campaign.nominations().get(NominationId(5)).unwrap().clone();
    nomination.nominator = Some(PersonId(8));
    edits.push(Edit::nomination(NominationId(5), nomination));
    make(&mut campaign, Change::new("Set the scene", edits));
    let found: Vec<(u32, u32, Ground)> =
        conflicts::detect(&campaign, AWARD).iter().map(|it| (it.judge, it.candidate, it.ground)).collect();
    assert_eq!(
        found,
        [
            (1, 1, Ground::Surname),
            (1, 2, Ground::Employer),
            (1, 3, Ground::EmailDomain),
            (2, 4, Ground::Team),
            (3, 5, Ground::NominatedBy),
        ],
        "free mail says nothing"
    );
    let own = setup::add_candidates(&campaign, AWARD, &[PersonId(8)]).unwrap().unwrap();
    let mut with_own = campaign.clone();
    make(&mut with_own, own);
    let grounds: BTreeSet<Ground> =
        conflicts::detect(&with_own, AWARD).iter().filter(|it| it.judge == 3).map(|it| it.ground).collect();
    assert_eq!(grounds, BTreeSet::from([Ground::SamePerson, Ground::NominatedBy, Ground::SameAward]));
    let dismissed = ConflictState::Dismissed;
    conflicts::decide(&campaign, AWARD, &[(1, 1, Ground::Surname)], dismissed, " ", now()).unwrap_err();
    conflicts::decide(&with_own, AWARD, &[(3, 6, Ground::SamePerson)], dismissed, "He is fair", now()).unwrap_err();
    let change =
        conflicts::decide(&campaign, AWARD, &[(1, 1, Ground::Surname)], dismissed, "A common name", now()).unwrap();
    make(&mut campaign, change);
    let apart = conflicts::forbidden(&campaign, AWARD, 1);
    assert_eq!(apart, BTreeSet::from([(1, 2), (1, 3), (2, 4), (3, 5)]));
    // One stands by hand: told is how many stand that did not stand before.
    let change =
        conflicts::decide(&campaign, AWARD, &[(2, 4, Ground::Team)], ConflictState::Stands, "", now()).unwrap();
    assert_eq!(conflicts::newly_standing(&campaign, &change, AWARD), 1);
    make(&mut campaign, change);
    let change = conflicts::confirm_all(&campaign, AWARD, now()).unwrap().unwrap();
    assert_eq!(conflicts::newly_standing(&campaign, &change, AWARD), 3);
    make(&mut campaign, change);
    assert!(conflicts::confirm_all(&campaign, AWARD, now()).unwrap().is_none());
    let states: Vec<conflicts::State> = conflicts::list(&campaign, AWARD).iter().map(|it| it.state).collect();
    assert_eq!(states.iter().filter(|it| **it == conflicts::State::Stands).count(), 4);
}

#[test]
fn eligibility_withdrawals_and_moves_are_on_record() {
    let mut campaign = made(4, 2);
    let other = AwardId(2);
    make(&mut campaign, Change::one("Add", Edit::award(other, Award { title: "Day Owl".into(), ..Award::default() })));
    let mut begun = setup::begin(&campaign, other, now()).unwrap();
    if let Some(Edit::Judging(_, Some(judging))) = begun.edits.first_mut() {
        std::sync::Arc::make_mut(judging).field.retain(|it| it.number != 1);
    }
    make(&mut campaign, begun);
    setup::check(&campaign, AWARD, &[1], "E1", Outcome::Met, "").unwrap_err();
    setup::set_requirement(&campaign, AWARD, "no code!", "x").unwrap_err();
    let change = setup::set_requirement(&campaign, AWARD, "e1", "Works for a member").unwrap();
    make(&mut campaign, change);
    let change = setup::check(&campaign, AWARD, &[2], "E1", Outcome::NotMet, "Left in May").unwrap();
    make(&mut campaign, change);
    let change = setup::check(&campaign, AWARD, &[3, 4], "E1", Outcome::Met, "").unwrap();
    make(&mut campaign, change);
    setup::withdraw(&campaign, AWARD, 4, 1, " ", now()).unwrap_err();
    let change = setup::withdraw(&campaign, AWARD, 4, 1, "Asked to", now()).unwrap();
    make(&mut campaign, change);
    let count = setup::eligibility(judging(&campaign));
    assert_eq!((count.eligible, count.refused, count.open, count.withdrawn), (1, 1, 1, 1));
    let stands: Vec<u32> = judging(&campaign).field_of(1).iter().map(|it| it.number).collect();
    assert_eq!(stands, [1, 3]);
    setup::move_candidate(&campaign, AWARD, 3, other, "Fits better", now()).unwrap_err();
    let change = setup::move_candidate(&campaign, AWARD, 1, other, "Works by day", now()).unwrap();
    make(&mut campaign, change);
    let there = campaign.judgings().get(other).unwrap();
    assert!(there.candidate_of(PersonId(1)).is_some());
    assert_eq!((there.moves.len(), judging(&campaign).moves[0].other), (1, other));
    let change = setup::readmit(&campaign, AWARD, 4).unwrap();
    make(&mut campaign, change);
    assert_eq!(judging(&campaign).field_of(1).len(), 2);
    assert_eq!(saved_and_read(&campaign), campaign);
}

#[test]
fn votes_are_counted_and_fraud_is_seen() {
    let campaign = made(3, 1);
    let name = |number: u32| candidate_name(&campaign, judging(&campaign).candidate(number).unwrap());
    let mut list = String::from("Time,Candidate,E-mail\n");
    let mut put = |at: &str, whom: &str, email: &str| writeln!(list, "{at},{whom},{email}").unwrap();
    for n in 0..30 {
        put(&format!("2026-11-10 {:02}:{:02}:00", 8 + n / 3, n * 7 % 60), &name(1), &format!("voter{n}@mail.example"));
    }
    for n in 0..40 {
        put(&format!("2026-11-11 19:0{}:{:02}", n / 10, n % 10 * 5), "2", &format!("fan{n}@mail.example"));
    }
    put("2026-11-10 08:00:01", "N03", "a@mailinator.com");
    put("2026-11-10 08:10:00", "N03", "b@x.mailinator.com");
    put("2026-11-10 09:00:00", "N03", "zoe+1@gmail.com");
    put("2026-11-10 09:05:00", "N03", "z.o.e+2@gmail.com");
    put("2026-11-10 10:00:00", "N03", "zoe+1@gmail.com");
    put("2026-11-10 10:00:00", "Nobody Here", "q@mail.example");
    put("2026-11-10 10:00:00", "", "r@mail.example");
    let count = |out: &LeaveOut| votes::count(&campaign, AWARD, "v.csv", list.as_bytes(), out, now()).unwrap();
    let counted = count(&LeaveOut::default());
    assert_eq!(counted.votes.all, BTreeMap::from([(1, 30), (2, 40), (3, 5)]));
    assert_eq!(counted.votes.counted, BTreeMap::from([(1, 30), (2, 40), (3, 3)]));
    assert_eq!(counted.rejected.len(), 1);
    let found: Vec<(FraudKind, Option<u32>, u64)> =
        counted.votes.findings.iter().map(|it| (it.kind, it.candidate, it.votes)).collect();
    assert_eq!(
        found,
        [
            (FraudKind::Burst, Some(2), 40),
            (FraudKind::Disposable, Some(3), 1),
            (FraudKind::Disposable, Some(3), 1),
            (FraudKind::SameMailbox, Some(3), 1),
            (FraudKind::Again, Some(3), 1),
            (FraudKind::Unknown, None, 1),
        ]
    );
    // The same list as a form of another country writes it: the burst is seen all the same.
    let american =
        list.replacen("Time,Candidate,E-mail", "Timestamp,Candidate,E-mail address", 1).replace("2026-11-", "11/");
    let american: String = american
        .lines()
        .map(|line| match line.split_once(' ').filter(|_| line.starts_with("11/")) {
            Some((day, rest)) => format!("{day}/2026 {rest}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    let out = LeaveOut::default();
    let there = votes::count(&campaign, AWARD, "v.csv", american.as_bytes(), &out, now()).unwrap();
    assert_eq!(there.votes.findings, counted.votes.findings, "{american}");
    let strict = LeaveOut { kinds: BTreeSet::from([FraudKind::Burst, FraudKind::Disposable]) };
    let counted = count(&strict);
    assert_eq!(counted.votes.counted, BTreeMap::from([(1, 30), (3, 1)]));
    assert_eq!(votes::standing(&counted.votes)[0], (1, 30, 30));
    let mut after = campaign.clone();
    make(&mut after, counted.change);
    let text = store::campaign_to_ron(&after).unwrap();
    assert!(!text.contains("fan1@") && !text.contains("zoe+1"), "an address of a voter is kept");
    let refused = votes::count(&campaign, AWARD, "v.csv", b"a,b\n1,2\n", &LeaveOut::default(), now()).unwrap_err();
    assert!(refused.why.contains("for whom"), "{refused}");
}

fn votes_in(campaign: &Campaign, list: &str) -> unsung::campaign::judging::Votes {
    votes::count(campaign, AWARD, "v.csv", list.as_bytes(), &LeaveOut::default(), now()).unwrap().votes
}

#[test]
fn the_number_of_a_vote_is_nobodys_and_the_moment_neither() {
    let campaign = made(3, 1);
    let name = |number: u32| candidate_name(&campaign, judging(&campaign).candidate(number).unwrap());
    for (header, cells) in [
        ("Vote ID,Email,Vote for", ["1", "2", "3"]),
        ("Voted at,Email,Vote for", ["2026-11-10 08:00", "2026-11-10 09:30", "2026-11-10 10:45"]),
    ] {
        let mut list = format!("{header}\n");
        for (n, cell) in cells.into_iter().enumerate() {
            writeln!(list, "{cell},voter{n}@mail.example,{}", name(if n == 2 { 3 } else { 1 })).unwrap();
        }
        let counted = votes_in(&campaign, &list);
        assert_eq!(counted.counted, BTreeMap::from([(1, 2), (3, 1)]), "{header}");
        assert_eq!(counted.findings, [], "{header}");
    }
}

#[test]
fn second_votes_are_seen_whatever_the_columns_are_called() {
    let campaign = made(2, 1);
    for (header, first) in [
        ("Datetime,EmailAddress,Candidate", "2026-11-10 08:"),
        ("Datetime,EmailAddress,Candidates", "2026-11-10 08:"),
        ("Fecha,Correo electrónico,Candidata", "10/11/2026 08:"),
        ("Timestamp,Usuario,The nominee's name", "2026-11-10 08:"),
        ("Timestamp,IP address,Email,Candidate", "2026-11-10 08:"),
    ] {
        let mut list = format!("{header}\n");
        for n in 0..3 {
            let (ip, address) = (if header.contains("IP") { "10.0.0.7," } else { "" }, "zoe@mail.example");
            writeln!(list, "{first}1{n},{ip}{address},1").unwrap();
        }
        let ip = if header.contains("IP") { "10.0.0.7," } else { "" };
        writeln!(list, "{first}20,{ip}ann@mail.example,1").unwrap();
        let counted = votes_in(&campaign, &list);
        assert_eq!((counted.all[&1], counted.counted[&1]), (4, 2), "{header}");
        let again: Vec<_> = counted.findings.iter().map(|it| (it.kind, it.votes)).collect();
        assert_eq!(again, [(FraudKind::Again, 2)], "{header}");
    }
}

#[test]
fn a_list_of_days_has_no_bursts() {
    let campaign = made(2, 1);
    let of = |hour: &str| {
        let mut list = String::from("Datum,E-Mail,Kandidat\n");
        for n in 0..60 {
            let (day, whom) = if n < 30 { (1, 1) } else { (2 + n % 20, 1 + n % 2) };
            writeln!(list, "{day:02}.11.2026{hour},voter{n}@mail.example,{whom}").unwrap();
        }
        votes_in(&campaign, &list)
    };
    assert_eq!(of("").findings, []);
    assert_eq!(of(" 19:03").findings[0].kind, FraudKind::Burst, "with a time of day it is one");
}
