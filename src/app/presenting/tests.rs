//! The show as data and the play as pure logic: what is in it, in which order, and what never is.

use super::*;
use crate::app::{FakeWorld, Workspace, templates};
use crate::campaign::{Change, ConsentState, Edit, PersonId};
use crate::scene::kit::Kit;
use std::sync::Arc;

const ID: SweepstakeId = SweepstakeId(1);

fn place(entry_id: &str) -> ShowPlace {
    ShowPlace { entry_id: entry_id.into(), rank: 1, name: None, figure: None }
}

fn prize(id: &str, winners: usize) -> ShowPrize {
    ShowPrize {
        id: id.into(),
        name: id.to_uppercase(),
        quantity: winners as u64,
        winners: (0..winners).map(|n| place(&format!("{id}{n}"))).collect(),
        next_in_line: vec![0],
    }
}

/// One first prize, two second, twenty third; drawn or not.
fn made(drawn: bool) -> Show {
    let given = |n: usize| if drawn { n } else { 0 };
    Show {
        rehearsal: false,
        campaign: "Heroes".into(),
        title: "Autumn".into(),
        number: 1,
        lock_sha256: "4".repeat(64),
        locked_at: None,
        announced_at: None,
        entries: 100,
        tickets: 120,
        with_code: true,
        sources: Vec::new(),
        prizes: vec![prize("day", given(1)), prize("box", given(2)), prize("mug", given(20))],
        alternates: (0..given(5)).map(|n| place(&format!("alt{n}"))).collect(),
        alternates_wanted: 5,
        record_sha256: if drawn { "5".repeat(64) } else { String::new() },
        amendments: 0,
        made_up: Vec::new(),
    }
}

fn run_to_end(play: &mut Play) -> Vec<Scene> {
    let mut seen = vec![play.scene()];
    for _ in 0..200 {
        play.tick(60_000);
        match play.advance() {
            Ok(()) => seen.push(play.scene()),
            Err(refused) => {
                assert_eq!(refused, Refused::AtEnd);
                return seen;
            }
        }
    }
    panic!("the show never ends");
}

#[test]
fn scenes_go_from_the_last_prize_to_the_first() {
    let mut play = Play::new(&made(true), Order::default(), false);
    let seen = run_to_end(&mut play);
    let expected = [
        Scene::Before,
        Scene::Lock,
        Scene::Luck,
        Scene::Fixed,
        Scene::Prize { prize: 2 },
        Scene::Winners { prize: 2, first: 0 },
        Scene::Winners { prize: 2, first: 12 },
        Scene::Prize { prize: 1 },
        Scene::Winner { prize: 1, winner: 1 },
        Scene::Winner { prize: 1, winner: 0 },
        Scene::Prize { prize: 0 },
        Scene::Winner { prize: 0, winner: 0 },
        Scene::Alternates { first: 0 },
        Scene::Board { first: 0 },
        Scene::Board { first: 12 },
    ];
    assert_eq!(seen, expected);

    let first = Order { last_prize_first: false, boxes_each: 30 };
    let mut play = Play::new(&made(true), first, false);
    let seen = run_to_end(&mut play);
    assert_eq!(
        seen[4..8],
        [
            Scene::Prize { prize: 0 },
            Scene::Winner { prize: 0, winner: 0 },
            Scene::Prize { prize: 1 },
            Scene::Winner { prize: 1, winner: 0 },
        ]
    );
    assert_eq!(seen.iter().filter(|scene| matches!(scene, Scene::Winner { prize: 2, .. })).count(), 20);
}

#[test]
fn nothing_follows_before_the_record_and_the_place_stays_when_it_comes() {
    let mut play = Play::new(&made(false), Order::default(), false);
    play.advance().unwrap();
    play.advance().unwrap();
    assert_eq!(play.scene(), Scene::Luck);
    assert_eq!(play.advance(), Err(Refused::NotDrawn));
    assert_eq!(play.jump(3), Err(Refused::NotDrawn));
    assert_eq!(play.scene(), Scene::Luck);
    play.follow(&made(true), Order::default(), false);
    assert_eq!(play.scene(), Scene::Luck, "the wall does not move by itself");
    play.advance().unwrap();
    assert_eq!(play.scene(), Scene::Fixed);
}

/// A play in which the first box of prize 1 has just come up.
fn at_a_box(still: bool) -> Play {
    let mut play = Play::new(&made(true), Order::default(), still);
    while play.scene() != (Scene::Winner { prize: 1, winner: 1 }) {
        play.tick(60_000);
        play.advance().unwrap();
    }
    play
}

#[test]
fn a_box_has_suspense_that_space_skips() {
    let mut play = at_a_box(false);
    assert_eq!(play.phase(), Phase::Drum(0.0));
    play.tick(2_000);
    assert_eq!(play.phase(), Phase::Drum(0.5));
    play.tick(3_000);
    assert_eq!(play.phase(), Phase::Opening(0.5));
    assert!(play.is_moving());
    play.advance().unwrap();
    assert_eq!(play.scene(), Scene::Winner { prize: 1, winner: 1 }, "the first space ends the suspense");
    assert_eq!(play.phase(), Phase::There(0));
    play.advance().unwrap();
    assert_eq!(play.scene(), Scene::Winner { prize: 1, winner: 0 }, "the second goes on");
}

#[test]
fn back_shows_how_it_ended_and_forward_does_not_build_it_up_again() {
    let mut play = at_a_box(false);
    play.tick(60_000);
    play.advance().unwrap();
    assert_eq!(play.phase(), Phase::Drum(0.0));
    play.back().unwrap();
    assert_eq!(play.scene(), Scene::Winner { prize: 1, winner: 1 });
    assert!(!play.is_moving());
    assert!(matches!(play.phase(), Phase::There(_)));
    play.advance().unwrap();
    assert!(matches!(play.phase(), Phase::There(_)), "its box was seen before");
    let mut play = Play::new(&made(true), Order::default(), false);
    assert_eq!(play.back(), Err(Refused::AtStart));
}

#[test]
fn nothing_happens_behind_the_black() {
    let mut play = at_a_box(false);
    play.tick(1_000);
    let phase = play.phase();
    play.toggle_black();
    assert!(play.is_black() && !play.is_moving());
    play.tick(60_000);
    assert_eq!(play.phase(), phase);
    play.advance().unwrap();
    assert!(!play.is_black());
    assert_eq!(
        (play.scene(), play.phase()),
        (Scene::Winner { prize: 1, winner: 1 }, phase),
        "space only lifts the black"
    );
    play.toggle_black();
    play.back().unwrap();
    assert_eq!(play.scene(), Scene::Winner { prize: 1, winner: 1 });
}

#[test]
fn reduced_motion_only_fades() {
    let mut play = at_a_box(true);
    assert_eq!(play.phase(), Phase::There(0));
    assert_eq!(play.fade(), 0.0);
    play.tick(350);
    assert_eq!(play.fade(), 1.0);
    assert!(!play.is_moving(), "no drum roll, no shaking, no confetti");
    let mut moving = at_a_box(false);
    assert!(matches!(moving.phase(), Phase::Drum(_)));
    moving.follow(&made(true), Order::default(), true);
    assert!(matches!(moving.phase(), Phase::There(_)), "the wish counts at once");
}

#[test]
fn only_what_was_seen_can_be_jumped_to() {
    let mut play = at_a_box(false);
    let at = play.at();
    assert_eq!(play.jump(at + 2), Err(Refused::AtEnd));
    play.jump(1).unwrap();
    assert_eq!(play.scene(), Scene::Lock);
    play.jump(at).unwrap();
    assert_eq!(play.scene(), Scene::Winner { prize: 1, winner: 1 });
}

#[test]
fn another_order_keeps_the_prize_on_the_wall() {
    let mut play = at_a_box(false);
    play.follow(&made(true), Order { last_prize_first: false, boxes_each: 0 }, false);
    assert_eq!(play.scene(), Scene::Prize { prize: 1 });
    assert_eq!(play.order().boxes_each, 0);
}

#[test]
fn every_scene_has_a_name_and_a_note() {
    let show = made(true);
    let play = Play::new(&show, Order::default(), false);
    for scene in play.scenes() {
        assert!(!name_of_scene(&show, *scene).is_empty());
        assert!(!notes(&show, *scene, &jiff::tz::TimeZone::UTC).is_empty(), "{scene:?}");
    }
    assert_eq!(name_of_scene(&show, Scene::Winners { prize: 2, first: 12 }), "MUG: winners 13 to 20 of 20");
}

#[test]
fn the_house_robot_is_made_of_parts_the_kit_has() {
    let kit = Kit::builtin().unwrap();
    let spec = crate::app::heroes::spec_of(&house_robot());
    let colours = kit.figure_colours(&spec, "");
    let symbols = crate::scene::kit::SymbolCache::new();
    let composed = kit.figure_items(&spec, &colours, crate::scene::kit::Show::All, &symbols).unwrap();
    assert_eq!(composed.unknown, Vec::<String>::new());
}

fn drawn_sample() -> Campaign {
    let world = Arc::new(FakeWorld::new("2026-12-01T09:00:00Z".parse().unwrap()));
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn crate::app::World>, crate::app::Jobs::default());
    ws.install_new(templates::start(world.as_ref(), templates::SAMPLE).unwrap(), crate::store::Blobs::new());
    let plan = templates::demo_draw().unwrap();
    let announced = ws.campaign().unwrap().sweepstakes().get(ID).unwrap().announced_at.unwrap();
    let lock = drawing::lock(ws.campaign().unwrap(), ID, announced, plan.locked_at, world.as_ref()).unwrap();
    ws.commit(lock).unwrap();
    let run = drawing::run(ws.campaign().unwrap(), ID, &plan.typed, plan.drawn_at).unwrap();
    ws.commit(run).unwrap();
    ws.campaign().unwrap().clone()
}

#[test]
fn a_show_is_what_the_record_says_and_nothing_of_it_before_it_is_saved() {
    let campaign = drawn_sample();
    let before = show(&campaign, Of::Draw(ID), false).unwrap();
    assert!(!before.is_drawn());
    assert_eq!(before.winners_in_all(), 0);
    assert!(before.alternates.is_empty() && before.sources.iter().all(|source| source.value.is_none()));
    assert!(before.entries > 0 && before.tickets >= before.entries);

    let shown = show(&campaign, Of::Draw(ID), true).unwrap();
    let sealed = campaign.sweepstakes().get(ID).unwrap().sealed.as_ref().unwrap();
    let record = drawing::record_of(sealed).unwrap();
    assert_eq!(shown.record_sha256, record.record_sha256);
    assert_eq!(shown.sources[0].value, Some(ShowValue::Numbers(vec![7, 8, 11, 18, 28, 40, 48])));
    for prize in &shown.prizes {
        let walked: Vec<&str> = record
            .record
            .walk
            .iter()
            .filter(|step| step.outcome == Outcome::Winner && step.prize == prize.id)
            .map(|step| step.entry_id.as_str())
            .collect();
        assert_eq!(prize.winners.iter().map(|place| place.entry_id.as_str()).collect::<Vec<_>>(), walked);
    }
    let winners = record.record.walk.iter().filter(|step| step.outcome == Outcome::Winner).count();
    assert_eq!(shown.winners_in_all(), winners);
}

/// The person behind a place.
fn person_of(campaign: &Campaign, place: &ShowPlace) -> PersonId {
    let entry = campaign.entry_with_id(&place.entry_id).unwrap();
    campaign.entries().get(entry).unwrap().person
}

#[test]
fn nobody_is_named_or_figured_beyond_their_consent() {
    let mut campaign = drawn_sample();
    let shown = show(&campaign, Of::Draw(ID), true).unwrap();
    let winner = shown.prizes[0].winners[0].clone();
    let person = person_of(&campaign, &winner);
    let figure = Figure { skin: "robot".into(), scheme: "rust".into(), ..house_robot() };
    let mut hero = crate::campaign::Hero::new(person, "Anybody".into());
    hero.figure = figure.clone();
    let hero_id = campaign.hero_of(person).map_or_else(|| campaign.next_hero_id(), |(id, _)| id);
    let at = "2026-12-11T09:00:00Z".parse().unwrap();
    campaign.apply(&Change::one("Hero", Edit::hero(hero_id, hero)), at).unwrap();

    let mut see = |state: ConsentState, form: NameForm| {
        let mut changed = campaign.people().get(person).unwrap().clone();
        changed.name = "Ada Lovelace".into();
        changed.code_name = "Lagoon".into();
        changed.consent.state = state;
        changed.name_form = form;
        campaign.apply(&Change::one("Consent", Edit::person(person, changed)), at).unwrap();
        let shown = show(&campaign, Of::Draw(ID), true).unwrap();
        let place = shown.prizes[0].winners[0].clone();
        assert_eq!(place.entry_id, winner.entry_id, "the order never changes");
        (place.name, place.figure.is_some())
    };
    assert_eq!(see(ConsentState::Agreed, NameForm::Real), (Some("Ada Lovelace".into()), true));
    assert_eq!(see(ConsentState::Agreed, NameForm::FirstAndInitial), (Some("Ada L.".into()), true));
    assert_eq!(see(ConsentState::Agreed, NameForm::CodeName), (Some("Lagoon".into()), false));
    assert_eq!(see(ConsentState::Agreed, NameForm::Hidden), (None, false));
    for state in [ConsentState::NotAsked, ConsentState::Asked, ConsentState::Refused, ConsentState::Withdrawn] {
        for form in NameForm::ALL {
            assert_eq!(see(state, form), (None, false), "{state:?} {form:?}");
        }
    }
}

#[test]
fn typed_values_are_read_as_the_draw_reads_them() {
    let lottery = LuckSource::Numbers { label: "Lottery".into(), count: 3, min: 1, max: 49, distinct: true };
    assert_eq!(live(&lottery, "  "), Live::default());
    assert_eq!(live(&lottery, "40 7, 11").value, Some(ShowValue::Numbers(vec![7, 11, 40])));
    let short = live(&lottery, "40 7");
    assert!(short.value.is_none() && !short.problem.is_empty() && short.typed == "40 7");
    let words = LuckSource::Text { label: "Phrase".into() };
    assert_eq!(live(&words, " the  tin ").value, Some(ShowValue::Words("the tin".into())));
    assert!(live(&words, "a/b").value.is_none());
}

#[test]
fn alternates_stand_in_line_for_prizes_their_pools_allow() {
    let alternates = [place("A"), place("B"), place("C")];
    let roll = "A\t1\t\tday\nB\t2\t\t\nC\t1\tabc\tbox,mug\nD\t1\t\tmug\n";
    let pools = pools_of(roll, &alternates);
    assert_eq!(pools["A"], ["day"]);
    assert!(pools["B"].is_empty());
    assert_eq!(pools["C"], ["box", "mug"]);
    assert!(!pools.contains_key("D"));
}

#[test]
fn a_rehearsal_says_that_it_is_one_and_the_draw_comes_first() {
    let world = FakeWorld::new("2026-12-01T09:00:00Z".parse().unwrap());
    let mut campaign = templates::start(&world, templates::SAMPLE).unwrap();
    assert_eq!(newest(&campaign), None);
    let at = "2026-12-01T09:00:00Z".parse().unwrap();
    let rehearsed = drawing::rehearse(&campaign, ID, &[], at, &world).unwrap();
    campaign.apply(&rehearsed.change, at).unwrap();
    assert_eq!(newest(&campaign), Some(Of::Rehearsal(ID)));
    assert_eq!(of_sweepstake(&campaign, ID), Some(Of::Rehearsal(ID)));
    let shown = show(&campaign, Of::Rehearsal(ID), true).unwrap();
    assert!(shown.rehearsal && shown.is_drawn() && shown.number == 0);
    assert!(shown.winners_in_all() > 0);
    assert!(!shown.made_up.is_empty());
    assert!(show(&campaign, Of::Draw(ID), true).is_err(), "a rehearsal never stands in for the draw");

    let drawn = drawn_sample();
    assert_eq!(newest(&drawn), Some(Of::Draw(ID)));
}
