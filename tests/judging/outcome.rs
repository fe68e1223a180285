//! From scores to frozen winners: recusals, ties, severity, a large field.

use super::*;

#[test]
fn from_set_up_to_frozen_winners_on_the_sample() {
    let mut campaign = started("sample");
    let award = campaign.awards().ids().next().unwrap();
    let change = setup::begin(&campaign, award, now()).unwrap();
    make(&mut campaign, change);
    let field = campaign.judgings().get(award).unwrap().field.len();
    assert!(field > 3, "{field}");
    let mut panel: Vec<PersonId> = Vec::new();
    for number in 0..4 {
        let id = campaign.next_person_id();
        let person = Person { name: format!("Panellist Quorum{number}").into(), ..Person::default() };
        make(&mut campaign, Change::one("Add a person", Edit::person(id, person)));
        panel.push(id);
    }
    let change = setup::add_judges(&campaign, award, &panel).unwrap().unwrap();
    make(&mut campaign, change);
    assert!(panel.iter().all(|id| campaign.people().get(*id).unwrap().judge));
    let wish = assigning::Wish { seed: 7, ..Default::default() };
    let change = assigning::assign(&campaign, award, 1, wish, now()).unwrap();
    make(&mut campaign, change);
    let sheets: Vec<_> = campaign.sheets_of(award).map(|(_, sheet)| sheet.clone()).collect();
    for sheet in sheets {
        let lines: Vec<typing::Typed> = sheet
            .assigned
            .iter()
            .map(|candidate| {
                let scores = (1..=3).map(|question| (question, (candidate + sheet.judge) % 5 + 1)).collect();
                typing::Typed { candidate: *candidate, mark: Mark::Scores(scores), comment: "Why not.".into() }
            })
            .collect();
        let change = typing::type_in(&campaign, award, 1, sheet.judge, &lines, Way::Typed, now()).unwrap();
        make(&mut campaign, change);
    }
    let found = results::compute(&campaign, award, 1, results::Wish::default(), &progress()).unwrap();
    assert_eq!(found.missing, 0);
    let best: Vec<u32> = found.rows.iter().take(3).map(|row| row.candidate).collect();
    let change = deciding::freeze(&campaign, award, &found, Some(&best), "Three fit on the stage.", now()).unwrap();
    assert!(change.title.starts_with("Freeze who goes on, SHA-256 "));
    make(&mut campaign, change);
    let change = assigning::assign(&campaign, award, 2, wish, now()).unwrap();
    make(&mut campaign, change);
    for judge in 1..=4 {
        let lines: Vec<typing::Typed> = (1..)
            .zip(&best)
            .map(|(place, candidate)| typing::Typed {
                candidate: *candidate,
                mark: Mark::Rank(place),
                comment: String::new(),
            })
            .collect();
        let change = typing::type_in(&campaign, award, 2, judge, &lines, Way::Typed, now()).unwrap();
        make(&mut campaign, change);
    }
    let found = results::compute(&campaign, award, 2, results::Wish::default(), &progress()).unwrap();
    let change = deciding::freeze(&campaign, award, &found, None, "", now()).unwrap();
    let hash = change.title.rsplit(' ').next().unwrap().to_owned();
    assert_eq!(hash.len(), 64);
    make(&mut campaign, change);
    assert!(campaign.ledger().lines().last().unwrap().kind.ends_with(&hash));
    let winner = campaign.judgings().get(award).unwrap().candidate(best[0]).unwrap().person.unwrap();
    assert!(campaign.awards().get(award).unwrap().is_won_by(winner));
    assert_eq!(deciding::winners_as_frozen(&campaign, award), Some(true));
    let read = saved_and_read(&campaign);
    assert_eq!(read, campaign);
    let written = |campaign: &Campaign| store::to_bytes(campaign, &Default::default()).unwrap();
    assert_eq!(written(&read), written(&campaign));
    let written = letters::letters(&campaign, award, letters::Wish::default()).unwrap();
    assert_eq!(written.len(), field);
    assert!(written.iter().any(|letter| letter.person == winner && letter.text.contains("You have won it")));
    assert!(written.iter().all(|letter| !letter.text.contains("Quorum")), "a letter names a judge");
    let change = deciding::reopen(&campaign, award, 2, "A sheet was found", now()).unwrap();
    make(&mut campaign, change);
    assert!(!campaign.awards().get(award).unwrap().is_won_by(winner));
    assert_eq!(campaign.check_ledger(), Ok(()));
}

#[test]
fn a_recusal_takes_scores_out_and_shows_what_it_changed() {
    let mut campaign = made(4, 3);
    set_round(&mut campaign, 1, |round| {
        round.each = 0;
        round.quota = 1;
        round.basis = Basis::Raw;
    });
    assign(&mut campaign, 1, 1);
    // Judge 1 alone makes candidate 1 the first.
    type_all(&mut campaign, 1, |judge, candidate| match (judge, candidate) {
        (1, 1) => 5,
        (1, _) => 1,
        (_, 2) => 4,
        _ => 3,
    });
    assert_eq!(outcome(&campaign, 1).chosen(), [1]);
    conflicts::recuse(&campaign, AWARD, 1, Some(1), "", now()).unwrap_err();
    let change = conflicts::recuse(&campaign, AWARD, 1, Some(1), "We are cousins", now()).unwrap();
    make(&mut campaign, change);
    let effect = deciding::recusal_effect(&campaign, AWARD, 1, &progress()).unwrap();
    assert_eq!((effect.without.chosen(), effect.with.recused), (vec![1], 1));
    let moved = effect.moved.iter().find(|it| it.candidate == 1).unwrap();
    assert!(moved.score_after.unwrap() < moved.score_before.unwrap());
    let recused = effect.with.cells.iter().find(|it| it.judge == 1 && it.candidate == 1).unwrap();
    assert!(recused.recused && recused.value == Some(100.0));
    let change = conflicts::recuse(&campaign, AWARD, 1, None, "Ill", now()).unwrap();
    make(&mut campaign, change);
    let effect = deciding::recusal_effect(&campaign, AWARD, 1, &progress()).unwrap();
    assert_eq!((effect.with.chosen(), effect.others_go_on), (vec![2], true));
    conflicts::recuse(&campaign, AWARD, 1, None, "Ill", now()).unwrap_err();
    freeze(&mut campaign, 1);
    // What is frozen is not changed by a recusal: it concerns the rounds that are open.
    let change = conflicts::recuse(&campaign, AWARD, 2, None, "Travels", now()).unwrap();
    make(&mut campaign, change);
    assert_eq!(judging(&campaign).recusals.iter().filter(|it| it.round == 1).count(), 2);
    for (judge, candidate) in [(1, Some(1)), (2, None)] {
        let change = conflicts::take_back(&campaign, AWARD, judge, candidate).unwrap();
        make(&mut campaign, change);
        conflicts::take_back(&campaign, AWARD, judge, candidate).unwrap_err();
    }
    assert_eq!(judging(&campaign).recusals.iter().filter(|it| it.round == 1).count(), 2);
}

#[test]
fn ties_are_broken_as_declared_and_never_silently() {
    let mut campaign = made(3, 2);
    set_round(&mut campaign, 1, |round| {
        round.each = 0;
        round.quota = 1;
        round.basis = Basis::Raw;
        let asked = |number| Criterion { number, label: format!("Question {number}"), ..Criterion::default() };
        round.mode = Mode::Rubric(vec![asked(1), asked(2)]);
    });
    let declare = |campaign: &mut Campaign, rules: Vec<TieRule>| {
        let change = setup::declare_tie_break(campaign, AWARD, rules, now()).unwrap();
        campaign.apply(&change, now()).map(|_| ())
    };
    declare(&mut campaign, vec![TieRule::Share]).unwrap();
    setup::declare_tie_break(&campaign, AWARD, vec![TieRule::Chair(9)], now()).unwrap_err();
    assign(&mut campaign, 1, 1);
    let lines = |scores: [&str; 3]| -> Vec<typing::Typed> {
        let mode = &judging(&campaign).round(1).unwrap().mode;
        let typed = |(candidate, text): (u32, &&str)| typing::Typed {
            candidate,
            mark: typing::parse(mode, text).unwrap(),
            comment: String::new(),
        };
        (1..).zip(scores.iter()).map(typed).collect()
    };
    let both = [lines(["10 6", "6 10", "3 3"]), lines(["6 6", "6 6", "3 3"])];
    let mut shared = campaign.clone();
    let type_both = |campaign: &mut Campaign| {
        for (judge, lines) in (1..).zip(&both) {
            let change = typing::type_in(campaign, AWARD, 1, judge, lines, Way::Typed, now()).unwrap();
            make(campaign, change);
        }
    };
    type_both(&mut shared);
    let found = outcome(&shared, 1);
    assert!(found.tie_at_quota);
    assert_eq!(found.rows[0].place, found.rows[1].place);
    deciding::freeze(&shared, AWARD, &found, None, "", now()).unwrap_err();
    deciding::freeze(&shared, AWARD, &found, Some(&[2]), "", now()).unwrap_err();
    deciding::freeze(&shared, AWARD, &found, Some(&[2]), "The jury voted on it", now()).unwrap();
    assert!(results::told(&shared, judging(&shared), &found).iter().any(|it| it.contains("A tie stands")));
    assert!(declare(&mut shared, vec![TieRule::Criterion(2)]).is_err(), "declared after scores were seen");
    declare(&mut campaign, vec![TieRule::Criterion(2), TieRule::Share]).unwrap();
    type_both(&mut campaign);
    let found = outcome(&campaign, 1);
    assert_eq!((found.chosen(), found.tie_at_quota), (vec![2], false));
    assert_eq!(found.rows[0].settled_by, Some(TieRule::Criterion(2)));
}

#[test]
fn severity_is_shown_beside_the_raw_scores_and_decides_where_declared() {
    let mut campaign = made(6, 4);
    set_round(&mut campaign, 1, |round| {
        round.each = 2;
        round.quota = 1;
    });
    assign(&mut campaign, 1, 11);
    // Judge 1 gives everybody one less than deserved, judge 2 one more.
    type_all(&mut campaign, 1, |judge, candidate| {
        let worth = 2 + u32::from(candidate > 2) + u32::from(candidate > 4);
        match judge {
            1 => worth - 1,
            2 => worth + 1,
            _ => worth,
        }
    });
    let found = outcome(&campaign, 1);
    let effect = |judge: u32| found.judges.iter().find(|it| it.judge == judge).unwrap().effect;
    assert!(effect(1) < effect(3) && effect(2) > effect(3), "{:?}", found.judges);
    assert!(found.rows.iter().all(|row| row.raw.is_some() && row.adjusted.is_some() && row.span.is_some()));
    let told = results::told(&campaign, judging(&campaign), &found).join("\n");
    assert!(told.contains("adjusted scores, as declared"), "{told}");
    let differs = |row: &results::Row| row.raw != row.adjusted && row.met.iter().any(|(judge, ..)| *judge == 1);
    let row = found.rows.iter().find(|row| differs(row)).unwrap();
    assert!(results::why(judging(&campaign), row).contains("J-01 gives"), "{}", results::why(judging(&campaign), row));
    let short = results::Wish { runs: 0, ..Default::default() };
    let quick = results::compute(&campaign, AWARD, 1, short, &progress()).unwrap();
    assert!(quick.rows.iter().all(|row| row.span.is_none()));
    let stopped = progress();
    stopped.cancel();
    assert!(results::compute(&campaign, AWARD, 1, results::Wish::default(), &stopped).unwrap_err().is_cancelled());
    // Comments outside the band are asked for, not forced from paper.
    let round = judging(&campaign).round(1).unwrap();
    let mark = typing::parse(&round.mode, "153").unwrap();
    assert_eq!(typing::wants_comment(round, &mark, ""), ["What was at stake", "What the person did"]);
    assert!(typing::parse(&round.mode, "1 9 3").is_err() && typing::parse(&round.mode, "1 2").is_err());
}

#[test]
fn by_raw_scores_it_counts_as_chance_which_judges_somebody_met() {
    let spread = |basis| {
        let mut campaign = made(8, 4);
        set_round(&mut campaign, 1, |round| {
            round.each = 2;
            round.quota = 1;
            round.basis = basis;
        });
        assign(&mut campaign, 1, 11);
        // Half of the panel is severe, the other half mild; little else parts the candidates.
        type_all(
            &mut campaign,
            1,
            |judge, candidate| if judge < 3 { 1 } else { 4 } + u32::from(candidate % 4 == judge % 4),
        );
        let found = outcome(&campaign, 1);
        let spans: Vec<(u32, u32)> = found.rows.iter().filter_map(|row| row.span).collect();
        assert_eq!(spans.len(), 8);
        spans.iter().map(|(best, worst)| worst - best).sum::<u32>()
    };
    let (raw, adjusted) = (spread(Basis::Raw), spread(Basis::Adjusted));
    assert!(raw > adjusted, "{raw} {adjusted}");
}

#[test]
fn ballots_tell_how_much_hangs_on_who_judged() {
    let told = |for_the_first: u32| {
        let mut campaign = made(3, 5);
        set_round(&mut campaign, 1, |round| {
            round.mode = Mode::Points(10);
            round.each = 0;
            round.quota = 1;
        });
        assign(&mut campaign, 1, 1);
        type_all(&mut campaign, 1, |judge, candidate| match candidate {
            1 if judge <= for_the_first => 8,
            2 => {
                if judge <= for_the_first {
                    2
                } else {
                    10
                }
            }
            _ => 0,
        });
        let found = outcome(&campaign, 1);
        assert_eq!(found.chosen(), [1]);
        (results::told(&campaign, judging(&campaign), &found).join("\n"), found.rows[0].first_share.unwrap())
    };
    let (divided, share) = told(4);
    assert!(divided.contains("much hangs on who judged") && (0.5..0.95).contains(&share), "{divided}");
    let (agreed, share) = told(5);
    assert!(agreed.contains("first in 100 % of panels") && share == 1.0, "{agreed}");
}

/// The first round fills two seats by a transferable vote, and every judge has the whole field.
fn two_seats_by_stv(campaign: &mut Campaign) {
    set_round(campaign, 1, |round| {
        round.mode = Mode::Ranking(Tally::Stv);
        round.each = 0;
        round.quota = 2;
    });
    assign(campaign, 1, 1);
}

#[test]
fn a_transferable_vote_tells_which_seats_hang_on_who_judged() {
    let told = |lists: [[u32; 4]; 6]| {
        let mut campaign = made(4, 6);
        two_seats_by_stv(&mut campaign);
        // Places by candidate.
        type_all(&mut campaign, 1, |judge, candidate| lists[judge as usize - 1][candidate as usize - 1]);
        let found = outcome(&campaign, 1);
        assert!(found.rows.iter().all(|row| row.span.is_none_or(|(best, worst)| best <= worst)), "{:?}", found.rows);
        assert!(found.rows.iter().filter(|row| row.goes_on).all(|row| row.span.is_some()), "{:?}", found.rows);
        let again = outcome(&campaign, 1);
        assert_eq!(found.rows, again.rows, "the same lists give the same spread");
        (results::told(&campaign, judging(&campaign), &found).join("\n"), found)
    };
    let (agreed, found) = told([[1, 2, 3, 4]; 6]);
    assert_eq!(found.chosen(), [1, 2]);
    assert_eq!(found.rows[0].span, Some((1, 1)));
    assert!(agreed.contains("Everybody elected is elected in nearly all panels"), "{agreed}");
    // The second seat hangs on a single judge.
    let first = [1, 2, 3, 4];
    let other = [1, 3, 2, 4];
    let (divided, found) = told([first, other, [2, 1, 3, 4], [3, 1, 2, 4], [2, 3, 1, 4], [3, 4, 1, 2]]);
    let seats: Vec<f64> = found.rows.iter().map(|row| row.within_share.unwrap()).collect();
    assert!(seats.iter().sum::<f64>() >= 1.99, "two of four have a seat in each repeat: {seats:?}");
    assert!(divided.contains("Elected in only so many of the panels"), "{divided}");
    assert!(found.rows[1].within_share.unwrap() < 0.95 && found.rows[1].span.unwrap().1 > 2, "{:?}", found.rows[1]);
}

#[test]
fn a_transferable_vote_says_nothing_of_an_order_it_has_not_made() {
    let count = |lists: [[u32; 6]; 5], rules: Vec<TieRule>| {
        let mut campaign = made(6, 5);
        let change = setup::declare_tie_break(&campaign, AWARD, rules, now()).unwrap();
        make(&mut campaign, change);
        two_seats_by_stv(&mut campaign);
        type_all(&mut campaign, 1, |judge, candidate| lists[judge as usize - 1][candidate as usize - 1]);
        let found = outcome(&campaign, 1);
        assert_eq!(found.chosen(), [1, 2]);
        let order: Vec<(u32, Option<u32>)> = found.rows.iter().map(|row| (row.candidate, row.place)).collect();
        let spans: Vec<bool> = found.rows.iter().map(|row| row.span.is_some()).collect();
        (order, spans, found)
    };
    // The places are filled before anybody has been left out: four have no vote at all, though each stands in every list.
    let agreed = [[1, 2, 6, 5, 4, 3]; 5];
    let (order, spans, _) = count(agreed, vec![TieRule::Share]);
    assert_eq!(order, [(1, Some(1)), (2, Some(2)), (3, Some(3)), (4, Some(3)), (5, Some(3)), (6, Some(3))]);
    assert_eq!(spans, [true, true, false, false, false, false], "nobody can be sure of a place that nobody gave them");
    // A declared rule parts them, and it is said which.
    let (order, spans, found) = count(agreed, vec![TieRule::HeadToHead]);
    assert_eq!(order[2..], [(6, Some(3)), (5, Some(4)), (4, Some(5)), (3, Some(6))]);
    assert!(found.rows[2..].iter().all(|row| row.settled_by == Some(TieRule::HeadToHead)));
    assert_eq!(spans[2..], [false; 4]);
    // Who has a vote when the count ends stands before those who have none.
    let mut divided = agreed;
    divided[4] = [6, 5, 4, 3, 1, 2];
    let (order, spans, _) = count(divided, vec![TieRule::Share]);
    assert_eq!(order[2..], [(5, Some(3)), (3, Some(4)), (4, Some(4)), (6, Some(4))]);
    assert_eq!(spans, [true, true, true, false, false, false]);
}

#[test]
fn a_large_field_is_worked_out_in_moments() {
    let mut campaign = started("blank");
    let mut edits = vec![Edit::award(AWARD, Award { title: "Large".into(), ..Award::default() })];
    for number in 1..=2_100_u64 {
        let person = Person { name: format!("N{number} F{number}").into(), ..Person::default() };
        edits.push(Edit::person(PersonId(number), person));
        if number <= 2_000 {
            let mut nomination = Nomination::new(PersonId(number));
            nomination.awards.push(AWARD);
            edits.push(Edit::nomination(NominationId(number), nomination));
        }
    }
    make(&mut campaign, Change::new("Make it", edits));
    let change = setup::begin(&campaign, AWARD, now()).unwrap();
    make(&mut campaign, change);
    let panel: Vec<PersonId> = (2_001..=2_100).map(PersonId).collect();
    let change = setup::add_judges(&campaign, AWARD, &panel).unwrap().unwrap();
    make(&mut campaign, change);
    set_round(&mut campaign, 1, |round| {
        round.each = 10;
        round.kind = RoundKind::LongList;
    });
    assign(&mut campaign, 1, 5);
    let mut sheets: Vec<(SheetId, unsung::campaign::judging::Sheet)> =
        campaign.sheets_of(AWARD).map(|(id, sheet)| (id, sheet.clone())).collect();
    for (_, sheet) in &mut sheets {
        for candidate in sheet.assigned.clone() {
            let scores = (1..=3).map(|question| (question, (candidate * question + sheet.judge) % 5 + 1)).collect();
            let line = unsung::campaign::judging::Line {
                mark: Mark::Scores(scores),
                comment: String::new(),
                way: Way::Typed,
                at: now(),
            };
            sheet.lines.insert(candidate, line);
        }
    }
    let edits = sheets.into_iter().map(|(id, sheet)| Edit::sheet(id, sheet)).collect();
    make(&mut campaign, Change::new("Type scores in", edits));
    let found =
        results::compute(&campaign, AWARD, 1, results::Wish { runs: 20, ..Default::default() }, &progress()).unwrap();
    assert_eq!((found.rows.len(), found.counted, found.missing), (2_000, 20_000, 0));
    assert!(found.rows.iter().all(|row| row.place.is_some()));
}
