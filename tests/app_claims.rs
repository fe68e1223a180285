//! Whatever happens after a draw: the board is what a replay of record and amendments gives, nobody in line is skipped, and what
//! was sealed stays sealed.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use unsung::app::claims::{
    Amended, Board, Claim, Waiting, Wanted, amend, board, due_words, reply_days, reply_days_change, word_change,
};
use unsung::app::{Failure, FakeWorld, Jobs, Workspace, World, drawing, templates};
use unsung::campaign::{
    Change, Edit, Entry, FollowUp, LuckSource, Person, PersonId, Prize, Reason, Sweepstake, SweepstakeId,
};
use unsung::draw::{CHAINS, Expect, Kind, SignedLock, SignedRecord, Status, Verdict};
use unsung::store::{self, Blobs};

const ID: SweepstakeId = SweepstakeId(1);

fn start() -> Timestamp {
    "2026-12-01T09:00:00Z".parse().unwrap()
}

/// Days after the beginning.
fn day(days: i64) -> Timestamp {
    start() + SignedDuration::from_hours(24 * days)
}

/// A drawn sweepstake: each entry with its household and the prize it is bound to, if any.
fn drawn_with(entries: &[(u8, Option<usize>)], prizes: &[u64], alternates: u64) -> Workspace {
    let world = Arc::new(FakeWorld::new(start()));
    let mut campaign = templates::start(world.as_ref(), "blank").unwrap();
    let prize = |(index, quantity): (usize, &u64)| Prize {
        id: format!("p{index}"),
        name: format!("Prize {index}"),
        quantity: *quantity,
        ..Prize::default()
    };
    let sweepstake = Sweepstake {
        title: "Draw".into(),
        prizes: prizes.iter().enumerate().map(prize).collect(),
        alternates,
        one_per_household: true,
        sources: vec![LuckSource::Text { label: "Phrase".into() }],
        with_code: true,
        reply_days: 14,
        ..Sweepstake::default()
    };
    let mut edits = vec![Edit::sweepstake(ID, sweepstake)];
    for (index, (household, bound)) in entries.iter().enumerate() {
        let number = index as u64 + 1;
        edits.push(Edit::person(
            PersonId(number),
            Person { name: format!("Person {number}").into(), ..Person::default() },
        ));
        let entry = Entry {
            household: if *household == 0 { "".into() } else { format!("House {household}").into() },
            pools: bound.map(|prize| format!("p{}", prize % prizes.len())).into_iter().collect(),
            ..Entry::new(ID, PersonId(number), format!("E{number:03}"))
        };
        edits.push(Edit::entry(number.into(), entry));
    }
    campaign.apply(&Change::new("Start", edits), start()).unwrap();
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, Blobs::new());
    let lock = drawing::lock(ws.campaign().unwrap(), ID, day(1), start(), world.as_ref()).unwrap();
    ws.commit(lock).unwrap();
    world.set_now(day(1));
    let run = drawing::run(ws.campaign().unwrap(), ID, &["a phrase".to_owned()], day(1)).unwrap();
    ws.commit(run).unwrap();
    ws
}

fn drawn_ten() -> Workspace {
    drawn_with(&[(0, None); 10], &[1, 2], 3)
}

fn wanted(entry_id: &str, kind: Kind) -> Wanted {
    let reason = (kind == Kind::Disqualified).then_some(Reason::UnderAge);
    Wanted { entry_id: entry_id.into(), kind, reason, words: String::new() }
}

fn record(ws: &mut Workspace, entry_id: &str, kind: Kind, at: Timestamp) -> Result<Amended, Failure> {
    let amended = amend(ws.campaign().unwrap(), ID, &[wanted(entry_id, kind)], at)?;
    ws.commit(amended.change.clone()).unwrap();
    Ok(amended)
}

fn board_of(ws: &Workspace) -> Board {
    board(ws.campaign().unwrap(), ID).unwrap()
}

/// What happened, told by a second telling that shares nothing with the room `draw`: who holds what, and who stands in line.
#[derive(Clone, Debug)]
struct Told {
    /// Entry id, prize, state, in the order of the draw.
    places: Vec<(String, String, Status)>,
    /// Prizes by entry id that it may win; nothing for all.
    bound: HashMap<String, String>,
    unawarded: usize,
}

impl Told {
    fn new(board: &Board, bound: HashMap<String, String>) -> Self {
        let place = |claim: &Claim| (claim.entry_id.clone(), claim.prize.clone(), claim.status);
        Self { places: board.claims.iter().map(place).collect(), bound, unawarded: 0 }
    }

    /// Takes a step in, or says that it is not legal.
    fn step(&mut self, entry_id: &str, kind: Kind) -> bool {
        let ladder = [Status::Holds, Status::Notified, Status::Accepted, Status::Verified, Status::Sent];
        let Some(at) = self.places.iter().position(|(id, ..)| id == entry_id) else { return false };
        let (_, prize, status) = self.places[at].clone();
        let height = ladder.iter().position(|step| *step == status);
        let next = match kind {
            Kind::Notified => 1,
            Kind::Accepted => 2,
            Kind::Verified => 3,
            Kind::Sent => 4,
            _ => 0,
        };
        if next > 0 {
            let legal = height.is_some_and(|height| height < next);
            if legal {
                self.places[at].2 = ladder[next];
            }
            return legal;
        }
        let leaves = match kind {
            Kind::Declined => Status::Declined,
            Kind::NoReply => Status::NoReply,
            _ => Status::Disqualified,
        };
        let holds = height.is_some_and(|height| height < 4);
        if !holds && (status != Status::Alternate || kind == Kind::NoReply) {
            return false;
        }
        self.places[at].2 = leaves;
        if holds {
            // The first in line who may have it, and nobody before them.
            let bound = &self.bound;
            let next = self.places.iter_mut().find(|(id, _, status)| {
                *status == Status::Alternate && bound.get(id).is_none_or(|only| *only == prize)
            });
            match next {
                Some(next) => (next.1, next.2) = (prize, Status::Holds),
                None => self.unawarded += 1,
            }
        }
        true
    }

    fn is(&self, board: &Board) -> bool {
        let shown: Vec<_> = board.claims.iter().map(|c| (c.entry_id.clone(), c.prize.clone(), c.status)).collect();
        shown == self.places && board.unawarded.len() == self.unawarded
    }
}

fn bound_of(entries: &[(u8, Option<usize>)], prizes: usize) -> HashMap<String, String> {
    let bound = |(index, (_, bound)): (usize, &(u8, Option<usize>))| {
        Some((format!("E{:03}", index + 1), format!("p{}", (*bound)? % prizes)))
    };
    entries.iter().enumerate().filter_map(bound).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn replay_of_record_and_amendments_is_what_is_shown(
        entries in prop::collection::vec((0..6_u8, prop::option::weighted(0.4, 0..3_usize)), 1..14),
        prizes in prop::collection::vec(1..3_u64, 1..4),
        alternates in 0..6_u64,
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..7_usize), 0..24),
    ) {
        let mut entries = entries;
        // Somebody may win whatever there is: a prize for nobody is refused at the lock.
        entries[0].1 = None;
        let mut ws = drawn_with(&entries, &prizes, alternates);
        let first = board_of(&ws);
        let mut told = Told::new(&first, bound_of(&entries, prizes.len()));
        let mut sealed_before = ws.campaign().unwrap().sweepstakes().get(ID).unwrap().sealed.clone().unwrap();
        for (day_of, (who, kind)) in (2..).zip(steps) {
            if first.claims.is_empty() {
                break;
            }
            let entry_id = first.claims[who.index(first.claims.len())].entry_id.clone();
            let kind = Kind::BY_HAND[kind];
            let possible = board_of(&ws).claim(&entry_id).unwrap().possible().contains(&kind);
            let legal = told.step(&entry_id, kind);
            // The board offers a step exactly when it is legal, and what it does not offer is refused.
            prop_assert_eq!(possible, legal);
            prop_assert_eq!(record(&mut ws, &entry_id, kind, day(day_of)).is_ok(), legal);
            prop_assert!(told.is(&board_of(&ws)), "{:?} {} gave {:?}", kind, entry_id, told);
            // Nothing sealed can be turned back: not by undo, and not by an older file in its place.
            prop_assert_eq!(ws.undo().unwrap(), None);
            let now = ws.campaign().unwrap().sweepstakes().get(ID).unwrap().sealed.clone().unwrap();
            if now != sealed_before {
                prop_assert!(ws.edit("Go back", Edit::Seal(ID, Arc::new(sealed_before))).is_err());
                sealed_before = now;
            }
        }
        // The files alone say the same to a stranger, and to whoever opens the campaign again.
        let report = drawing::verify_expecting(ws.campaign().unwrap(), ID, &Expect::default()).unwrap();
        prop_assert!(report.ok, "{:?}", report.steps.iter().find(|step| step.result == Verdict::Fail));
        let bytes = store::to_bytes(ws.campaign().unwrap(), &Blobs::new()).unwrap();
        let opened = store::from_bytes(&bytes).unwrap().campaign;
        let again = board(&opened, ID).unwrap();
        prop_assert_eq!(again.claims, board_of(&ws).claims);
    }
}

#[test]
fn a_freed_prize_goes_down_the_line_in_order() {
    let mut ws = drawn_ten();
    let first = board_of(&ws);
    let line: Vec<String> = first.in_line().map(|claim| claim.entry_id.clone()).collect();
    let winners: Vec<String> =
        first.claims.iter().filter(|claim| claim.alternate.is_none()).map(|claim| claim.entry_id.clone()).collect();
    assert_eq!((winners.len(), line.len()), (3, 3));
    // The second in line leaves first, so the third follows the first.
    record(&mut ws, &line[1], Kind::Declined, day(2)).unwrap();
    let amended = record(&mut ws, &winners[0], Kind::NoReply, day(3)).unwrap();
    assert_eq!(amended.appended[1].amendment.entry_id, line[0]);
    assert_eq!(amended.lines.len(), 2);
    let amended = record(&mut ws, &winners[1], Kind::Declined, day(3)).unwrap();
    assert_eq!(amended.appended[1].amendment.entry_id, line[2]);
    let amended = record(&mut ws, &winners[2], Kind::Disqualified, day(3)).unwrap();
    assert!(amended.lines[0].ends_with("it stays unawarded."), "{:?}", amended.lines);
    let board = board_of(&ws);
    assert_eq!((board.in_line().count(), board.unawarded.len(), board.timeline.len()), (0, 1, 6));
}

#[test]
fn what_is_due_is_said_in_days() {
    let mut ws = drawn_ten();
    let zone = TimeZone::UTC;
    let said = |ws: &Workspace, id: &str, now| due_words(board_of(ws).claim(id).unwrap(), now, &zone);
    let ids: Vec<String> = board_of(&ws).claims.iter().map(|claim| claim.entry_id.clone()).collect();
    assert_eq!(said(&ws, &ids[0], day(3)), "drawn 2 days ago, not told yet");
    assert_eq!(said(&ws, &ids[4], day(3)), "", "nothing is due from those in line");
    record(&mut ws, &ids[0], Kind::Notified, day(3)).unwrap();
    assert_eq!(said(&ws, &ids[0], day(8)), "told 5 days ago, answer due in 9 days");
    assert_eq!(said(&ws, &ids[0], day(17)), "told 14 days ago, answer due today");
    assert_eq!(said(&ws, &ids[0], day(19)), "told 16 days ago, answer 2 days overdue");
    let waiting = Waiting::of(&board_of(&ws), day(19));
    assert_eq!((waiting.to_tell, waiting.overdue, waiting.answers), (2, 1, 0));
    // The desk may count other days than the rules; that can be undone, what is signed cannot.
    let change = reply_days_change(ws.campaign().unwrap(), ID, Some(0));
    ws.commit(change).unwrap();
    assert_eq!(said(&ws, &ids[0], day(19)), "told 16 days ago, no answer yet");
    assert_eq!(ws.undo().unwrap().as_deref(), Some("Change the days to answer"));
    assert_eq!(reply_days(ws.campaign().unwrap(), ID), 14);
    record(&mut ws, &ids[0], Kind::Accepted, day(19)).unwrap();
    assert_eq!(said(&ws, &ids[0], day(20)), "accepted yesterday, to be sent");
    record(&mut ws, &ids[1], Kind::Declined, day(20)).unwrap();
    let promoted = board_of(&ws).claims.iter().find(|claim| claim.alternate == Some(1)).unwrap().entry_id.clone();
    assert_eq!(said(&ws, &promoted, day(21)), "promoted yesterday, not told yet");
}

#[test]
fn words_stand_beside_what_is_signed() {
    let mut ws = drawn_ten();
    let id = board_of(&ws).claims[0].entry_id.clone();
    let step = Wanted { words: "By phone, she laughed".into(), ..wanted(&id, Kind::Notified) };
    let amended = amend(ws.campaign().unwrap(), ID, &[step], day(2)).unwrap();
    ws.commit(amended.change).unwrap();
    assert_eq!(board_of(&ws).timeline[0].words, "By phone, she laughed");
    let sealed = ws.campaign().unwrap().sweepstakes().get(ID).unwrap().sealed.clone().unwrap();
    assert!(!sealed.amendments.contains("laughed"));
    let change = word_change(ws.campaign().unwrap(), ID, 1, "By phone");
    ws.commit(change).unwrap();
    assert_eq!(board_of(&ws).timeline[0].words, "By phone");
    ws.undo().unwrap();
    assert_eq!(board_of(&ws).timeline[0].words, "By phone, she laughed");
    assert_eq!(board_of(&ws).timeline[0].sha256, board_of(&ws).claims[0].steps[0].sha256);
}

#[test]
fn a_rehearsal_stands_beside_and_can_be_undone() {
    let mut ws = drawn_ten();
    let world = Arc::clone(ws.world());
    let before = ws.campaign().unwrap().clone();
    let made = drawing::rehearse(&before, ID, &[String::new()], day(2), world.as_ref()).unwrap();
    ws.commit(made.change).unwrap();
    let campaign = ws.campaign().unwrap();
    assert_eq!(campaign.draws_locked(), 1);
    assert_eq!(campaign.sweepstakes().get(ID), before.sweepstakes().get(ID), "what is sealed is untouched");
    let report = drawing::verify_rehearsal(campaign, ID).unwrap();
    assert!(report.ok);
    let files = &drawing::rehearsal(campaign, ID).unwrap().files;
    let lock = SignedLock::parse(files.lock.as_bytes()).unwrap();
    assert_eq!((lock.lock.draw, lock.lock.rehearsal, lock.lock.previous.as_str()), (0, true, ""));
    let real = before.sweepstakes().get(ID).unwrap().sealed.as_ref().unwrap();
    assert_ne!(files.code, real.code, "a code of its own");
    // It cannot be sealed as a draw, whatever somebody tries.
    assert!(ws.edit("Cheat", Edit::Seal(ID, Arc::new(files.clone()))).is_err());
    assert_eq!(ws.undo().unwrap().as_deref(), Some("Rehearse a draw"));
    assert!(drawing::rehearsal(ws.campaign().unwrap(), ID).is_none());
    assert_eq!(ws.campaign().unwrap().follow_up(ID), None::<&FollowUp>);
}

#[test]
fn made_up_values_are_fair_and_fit_the_plan() {
    let mut ws = drawn_ten();
    let world = Arc::clone(ws.world());
    let id = SweepstakeId(2);
    let sweepstake = Sweepstake {
        title: "Two".into(),
        prizes: vec![Prize { id: "p".into(), name: "P".into(), quantity: 1, ..Prize::default() }],
        sources: vec![
            LuckSource::Numbers { label: "Balls".into(), count: 6, min: 1, max: 49, distinct: true },
            LuckSource::Numbers { label: "Dice".into(), count: 5, min: 1, max: 6, distinct: false },
            LuckSource::Drand { label: "Beacon".into(), chain: CHAINS[0].hash.into(), round: 1 },
        ],
        ..Sweepstake::default()
    };
    let entry = ws.campaign().unwrap().entries().get(1.into()).unwrap().clone();
    let entry = Entry { sweepstake: id, entry_id: "F001".into(), pools: Vec::new(), ..entry };
    let edits = vec![Edit::sweepstake(id, sweepstake), Edit::entry(11.into(), entry)];
    ws.commit(Change::new("Add", edits)).unwrap();
    // Another draw is open or drawn, no date is set: a rehearsal minds neither.
    let made = drawing::rehearse(ws.campaign().unwrap(), id, &[], day(2), world.as_ref()).unwrap();
    assert_eq!(made.rehearsal.made_up, ["Balls", "Dice", "Beacon (stand-in)"]);
    let record = SignedRecord::parse(made.rehearsal.files.record.as_ref().unwrap().as_bytes()).unwrap();
    assert_eq!(record.record.walk.len(), 1);
    assert!(record.record.entropy.starts_with("rehearsal/"));
    ws.commit(made.change).unwrap();
    assert!(drawing::verify_rehearsal(ws.campaign().unwrap(), id).unwrap().ok);
}
