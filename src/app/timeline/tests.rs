//! Dates that lock, through the one gate; and late nominations.

use super::*;
use crate::app::{FakeWorld, Jobs, Workspace, World, templates};
use crate::campaign::judging::{Candidate, Judge, Judging, Line, Mark, Mode, Passing, Round, Sheet, Way};
use crate::campaign::{
    Award, AwardId, Entry, EntryId, Nomination, Person, PersonId, Prize, Sweepstake, SweepstakeId, Winner,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn date(kind: MilestoneKind, moment: &str) -> Milestone {
    Milestone { title: kind.title().into(), at: at(moment), locks: true, kind, opened: None }
}

fn workspace(now: &str, dates: Vec<Milestone>) -> (Arc<FakeWorld>, Workspace) {
    let world = Arc::new(FakeWorld::new(at("2026-01-01T00:00:00Z")));
    let campaign = templates::start(world.as_ref(), "it-heroes").unwrap();
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, crate::store::Blobs::new());
    let settings = Settings { milestones: dates, ..ws.campaign().unwrap().settings().clone() };
    ws.edit("Set dates", Edit::Settings(Arc::new(settings))).unwrap();
    ws.edit("Add a person", Edit::person(PersonId(1), Person { name: "Ada".into(), ..Person::default() })).unwrap();
    ws.edit("Add a sweepstake", Edit::sweepstake(SweepstakeId(1), Sweepstake::default())).unwrap();
    world.set_now(at(now));
    (world, ws)
}

fn with_winner(ws: &Workspace) -> Edit {
    let award = ws.campaign().unwrap().awards().get(AwardId(1)).unwrap().clone();
    let winner = Winner { person: PersonId(1), reason: String::new(), decided_at: at("2026-01-02T00:00:00Z") };
    Edit::award(AwardId(1), Award { winners: vec![winner], ..award })
}

#[test]
fn a_date_that_locks_while_a_change_of_many_is_worked_out_keeps_it_out() {
    let (world, mut ws) =
        workspace("2026-02-01T11:00:00Z", vec![date(MilestoneKind::WinnersFinal, "2026-02-01T12:00:00Z")]);
    let people = (2..=10_001).map(|id| Edit::person(PersonId(id), Person::default()));
    let change = |first: Option<Edit>| Change::new("Change many", first.into_iter().chain(people.clone()).collect());
    let prepared = |ws: &Workspace, change| {
        std::sync::Arc::new(crate::campaign::Prepared::new(ws.campaign().unwrap(), change).unwrap())
    };
    let [with, without] = [Some(with_winner(&ws)), None].map(|first| prepared(&ws, change(first)));
    world.set_now(at("2026-02-01T12:00:00Z"));
    let before = ws.campaign().unwrap().revision();
    let failure = ws.adopt(with).unwrap_err();
    assert!(failure.why.contains("Winners are final"), "{failure}");
    assert_eq!(ws.campaign().unwrap().revision(), before);
    // What the date has nothing to do with is taken over.
    assert_eq!(ws.adopt(without), Ok(true));
}

#[test]
fn winners_stay_after_their_date_until_it_is_opened_with_a_reason() {
    let (world, mut ws) =
        workspace("2026-02-01T11:00:00Z", vec![date(MilestoneKind::WinnersFinal, "2026-02-01T12:00:00Z")]);
    let before = with_winner(&ws);
    ws.edit("Choose a winner", before).unwrap();
    world.set_now(at("2026-02-01T12:00:00Z"));
    let mut award = ws.campaign().unwrap().awards().get(AwardId(1)).unwrap().clone();
    // Words may still be mended, people may not.
    award.winners[0].reason = "She mended it".into();
    ws.edit("Give a reason", Edit::award(AwardId(1), award.clone())).unwrap();
    award.winners.clear();
    let failure = ws.edit("Remove a winner", Edit::award(AwardId(1), award.clone())).unwrap_err();
    assert!(failure.why.contains("Winners are final") && failure.why.contains("1 February 2026"), "{failure}");
    assert!(ws.edit("Delete an award", Edit::Award(AwardId(1), None)).is_err());
    // Neither moving the date nor loosening it goes around that.
    for change in [
        |date: &mut Milestone| date.at = "2027-01-01T00:00:00Z".parse().unwrap(),
        |date: &mut Milestone| date.locks = false,
        |date: &mut Milestone| date.kind = MilestoneKind::Other,
    ] {
        let mut settings = ws.campaign().unwrap().settings().clone();
        change(&mut settings.milestones[0]);
        assert!(ws.edit("Change a date", Edit::Settings(Arc::new(settings))).is_err());
    }
    let mut settings = ws.campaign().unwrap().settings().clone();
    settings.milestones.clear();
    assert!(ws.edit("Remove a date", Edit::Settings(Arc::new(settings))).is_err());

    let now = world.now();
    assert!(open(ws.campaign().unwrap(), 0, "  ", now).is_err());
    assert!(open(ws.campaign().unwrap(), 7, "why not", now).is_err());
    let change = open(ws.campaign().unwrap(), 0, "A judge had miscounted", now).unwrap();
    ws.commit(change).unwrap();
    ws.edit("Remove a winner", Edit::award(AwardId(1), award)).unwrap();
    assert_eq!(
        ws.campaign().unwrap().settings().milestones[0].opened.as_ref().unwrap().reason,
        "A judge had miscounted"
    );
}

#[test]
fn undo_and_redo_stop_at_a_date_that_has_locked_since() {
    let (world, mut ws) =
        workspace("2026-02-01T11:00:00Z", vec![date(MilestoneKind::WinnersFinal, "2026-02-01T12:00:00Z")]);
    let chosen = with_winner(&ws);
    ws.edit("Choose a winner", chosen).unwrap();
    let winners = |ws: &Workspace| ws.campaign().unwrap().awards().get(AwardId(1)).unwrap().winners.len();
    ws.undo().unwrap();
    world.set_now(at("2026-02-01T12:00:00Z"));
    let failure = ws.redo().unwrap_err();
    assert!(failure.what.contains("Redo: Choose a winner") && failure.why.contains("Winners are final"), "{failure}");
    assert_eq!((winners(&ws), ws.redo_title()), (0, Some("Choose a winner")));
    world.set_now(at("2026-02-01T11:30:00Z"));
    ws.redo().unwrap();
    world.set_now(at("2026-02-01T12:30:00Z"));
    let failure = ws.undo().unwrap_err();
    assert!(failure.why.contains("Winners are final") && failure.why.contains("1 February 2026"), "{failure}");
    assert_eq!((winners(&ws), ws.undo_title()), (1, Some("Choose a winner")));
    // What the date does not keep shut is turned back; once it is opened, so is the rest.
    ws.edit("Rename", Edit::person(PersonId(1), Person { name: "Ada B".into(), ..Person::default() })).unwrap();
    assert_eq!(ws.undo().unwrap().as_deref(), Some("Rename"));
    let change = open(ws.campaign().unwrap(), 0, "A judge had miscounted", world.now()).unwrap();
    ws.commit(change).unwrap();
    ws.edit("Remove a winner", Edit::Award(AwardId(1), None)).unwrap();
    ws.undo().unwrap();
    assert_eq!(winners(&ws), 1);
}

#[test]
fn a_step_of_very_many_entries_is_not_undone_after_the_roll_was_to_lock() {
    let (world, mut ws) =
        workspace("2026-02-01T00:00:00Z", vec![date(MilestoneKind::RollLocks, "2026-02-02T00:00:00Z")]);
    let entry = |number: u64| {
        let entry = Entry::new(SweepstakeId(1), PersonId(1), format!("E-{number}"));
        Edit::entry(EntryId(number), entry)
    };
    ws.commit(Change::new("Import entries", (1..=10_000).map(entry).collect())).unwrap();
    world.set_now(at("2026-02-02T00:00:00Z"));
    let failure = ws.undo().unwrap_err();
    assert!(failure.what.contains("Undo: Import entries") && failure.why.contains("lock the list"), "{failure}");
    assert_eq!(ws.campaign().unwrap().entries().len(), 10_000);
    world.set_now(at("2026-02-01T00:00:00Z"));
    ws.undo().unwrap();
    assert!(ws.campaign().unwrap().entries().is_empty());
}

#[test]
fn a_sweepstake_stays_after_the_roll_was_to_lock() {
    let (world, mut ws) =
        workspace("2026-02-01T00:00:00Z", vec![date(MilestoneKind::RollLocks, "2026-02-02T00:00:00Z")]);
    let prizes = |id: &str| {
        let prize = Prize { id: id.into(), name: "Cape".into(), quantity: 1, ..Prize::default() };
        Edit::sweepstake(SweepstakeId(1), Sweepstake { prizes: vec![prize], ..Sweepstake::default() })
    };
    ws.edit("Add a prize", prizes("cape")).unwrap();
    world.set_now(at("2026-02-02T00:00:00Z"));
    assert!(ws.edit("Change a prize", prizes("hat")).is_err());
    // A tick on the check-list changes no draw, nor does what it is for.
    let mut ticked = ws.campaign().unwrap().sweepstakes().get(SweepstakeId(1)).unwrap().clone();
    ticked.marks.insert(crate::app::drawing::SHARED_POINT.into(), crate::campaign::Mark::Done("Each may win.".into()));
    ticked.shared_decided = vec![vec![crate::campaign::EntryId(1), crate::campaign::EntryId(2)]];
    ws.edit("Tick", Edit::sweepstake(SweepstakeId(1), ticked)).unwrap();
    // What has nothing to do with the roll goes on.
    ws.edit("Rename", Edit::person(PersonId(1), Person { name: "Ada B".into(), ..Person::default() })).unwrap();
    let change = open(ws.campaign().unwrap(), 0, "The cape is sold out", world.now()).unwrap();
    ws.commit(change).unwrap();
    ws.edit("Change a prize", prizes("hat")).unwrap();
}

#[test]
fn marks_stay_after_judging_closes() {
    let (world, mut ws) =
        workspace("2026-02-01T00:00:00Z", vec![date(MilestoneKind::JudgingCloses, "2026-02-02T00:00:00Z")]);
    let person = |number| {
        Edit::person(PersonId(number), Person { name: format!("Person {number}").into(), ..Person::default() })
    };
    ws.edit("Add a nominee", person(101)).unwrap();
    ws.edit("Add a judge", person(102)).unwrap();
    let judging = Judging {
        field: vec![Candidate { number: 1, code: "C1".into(), person: Some(PersonId(101)), ..Candidate::default() }],
        panel: vec![Judge { number: 1, code: "J1".into(), person: Some(PersonId(102)), ..Judge::default() }],
        rounds: vec![Round { number: 1, mode: Mode::PassFail(Passing::default()), ..Round::default() }],
        ..Judging::default()
    };
    ws.edit("Set up judging", Edit::judging(AwardId(1), judging)).unwrap();
    let id = ws.campaign().unwrap().next_sheet_id();
    let mut sheet = Sheet::new(AwardId(1), 1, 1);
    ws.edit("Assign", Edit::sheet(id, sheet.clone())).unwrap();
    world.set_now(at("2026-02-02T00:00:00Z"));
    sheet.words = "A close round".into();
    ws.edit("Note words", Edit::sheet(id, sheet.clone())).unwrap();
    sheet.lines.insert(1, Line { mark: Mark::Pass(true), comment: String::new(), way: Way::Typed, at: world.now() });
    let failure = ws.edit("Type in marks", Edit::sheet(id, sheet)).unwrap_err();
    assert!(failure.why.contains("Judging closes"), "{failure}");
}

#[test]
fn nothing_is_published_before_its_date_unless_told_so() {
    let (world, mut ws) =
        workspace("2026-02-01T00:00:00Z", vec![date(MilestoneKind::Publication, "2026-02-02T00:00:00Z")]);
    let may = |ws: &Workspace, now| may_publish(ws.campaign().unwrap(), now, "Not written.").is_ok();
    assert!(!may(&ws, world.now()));
    assert!(may(&ws, at("2026-02-02T00:00:00Z")));
    // It lies ahead: it may be planned anew.
    let mut settings = ws.campaign().unwrap().settings().clone();
    settings.milestones[0].at = at("2026-02-03T00:00:00Z");
    ws.edit("Move a date", Edit::Settings(Arc::new(settings))).unwrap();
    let change = open(ws.campaign().unwrap(), 0, "The board wants to see it", world.now()).unwrap();
    ws.commit(change).unwrap();
    assert!(may(&ws, world.now()));
}

#[test]
fn late_nominations_are_held_with_the_reason_in_the_campaigns_own_zone() {
    let (_, ws) =
        workspace("2026-02-01T00:00:00Z", vec![date(MilestoneKind::NominationsClose, "2026-02-01T23:00:00Z")]);
    let mut settings = ws.campaign().unwrap().settings().clone();
    settings.time_zone = "Europe/Oslo".into();
    let mut campaign = ws.campaign().unwrap().clone();
    campaign.apply(&Change::one("Zone", Edit::Settings(Arc::new(settings))), at("2026-02-01T00:00:00Z")).unwrap();
    let closed = closed(&campaign, at("2026-02-01T00:00:00Z"), &TimeZone::UTC).unwrap();
    assert_eq!((closed.at, closed.is_past), ("2026-02-02T00:00:00".parse().unwrap(), false));
    assert!(closed.words.contains("2 February 2026, 00:00"), "{}", closed.words);
    let held = |now: &str, received: Option<&str>| {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.received_at = received.map(|text| text.parse().unwrap());
        let change = Change::one("Add", Edit::nomination(campaign.next_nomination_id(), nomination));
        let change = holding_late(&campaign, change, at(now), &TimeZone::UTC);
        let Edit::Nomination(_, Some(nomination)) = &change.edits[0] else { panic!() };
        nomination.state == NominationState::SetAside && nomination.set_aside_reason == closed.words
    };
    assert!(!held("2026-02-01T22:59:59Z", None));
    assert!(held("2026-02-01T23:00:00Z", None));
    assert!(!held("2026-03-01T00:00:00Z", Some("2026-01-30T10:00:00")), "it came in time and is typed in later");
}
