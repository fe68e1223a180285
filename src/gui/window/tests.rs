//! What goes on beside the window while somebody does the next thing: changes of many records, saves, and leaving.

use super::*;
use crate::app::league;
use crate::app::{FakeWorld, Jobs, World, templates};
use crate::campaign::{Change, Edit, Member, MemberId, MemberState, Person, PersonId};
use crate::gui::action::{Action, ManyChange};
use crate::gui::modal::Answer;
use crate::gui::picker::NoPicker;
use crate::scene::kit::Kit;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const FILE: &str = "/documents/league.unsung";
const MANY: u64 = 5_200;

/// Lets a job begin and holds it until it is let go.
#[derive(Clone, Default)]
struct Gate(Arc<AtomicBool>);

impl Gate {
    fn wait(&self) {
        while !self.0.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    fn open(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A window over a saved campaign with many people who applied.
fn window() -> (Arc<FakeWorld>, Context, Window) {
    let at = "2026-11-20T09:00:00Z".parse().unwrap();
    let world = Arc::new(FakeWorld::new(at));
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(templates::start(world.as_ref(), "blank").unwrap(), Blobs::new());
    let people =
        (1..=MANY).map(|id| Edit::person(PersonId(id), Person { name: format!("N{id}").into(), ..Person::default() }));
    let members = (1..=MANY).map(|id| Edit::member(MemberId(id), Member::new(PersonId(id))));
    ws.commit(Change::new("Add members", people.chain(members).collect())).unwrap();
    ws.save_now(FILE.into()).unwrap();
    let ctx = Context::default();
    let window = Window::new(ws, Art::new(Kit::builtin().unwrap()), Arc::new(NoPicker), None, &ctx);
    (world, ctx, window)
}

fn all() -> Vec<MemberId> {
    (1..=MANY).map(MemberId).collect()
}

fn approve_all(campaign: &Campaign) -> Option<Change> {
    league::decide(campaign, &all(), MemberState::Approved, "", jiff::Timestamp::UNIX_EPOCH).unwrap()
}

/// Approves everybody, once the gate is open.
fn approving(gate: &Gate) -> ManyChange {
    let gate = gate.clone();
    ManyChange {
        title: "Approving".into(),
        words: Arc::new(|_, change| format!("Approved with {} edits", change.edits.len())),
        nothing: "They are all so already",
        make: Arc::new(move |campaign| {
            gate.wait();
            Ok(approve_all(campaign))
        }),
    }
}

fn count(window: &Window, is_so: impl Fn(&Member) -> bool) -> u64 {
    window.ws.campaign().unwrap().members().iter().filter(|(_, member)| is_so(member)).count() as u64
}

fn approved(window: &Window) -> u64 {
    count(window, |member| member.state == MemberState::Approved)
}

fn said(window: &Window, words: &str) -> bool {
    window.toasts.words().iter().any(|said| said.contains(words))
}

/// What a frame does beside painting, until nothing runs any more.
fn settle(window: &mut Window, ctx: &Context) {
    for _ in 0..60_000 {
        window.take_in(ctx);
        window.take_changes();
        window.take_in_kept(ctx);
        window.follow_owed(ctx);
        if !window.is_busy() {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("something never ends");
}

#[test]
fn a_change_that_was_ready_made_takes_back_nothing_that_came_before_its_turn() {
    let (_, ctx, mut window) = window();
    let gate = Gate::default();
    window.carry_out(Action::ChangeMany(approving(&gate)), &ctx);
    // Whole members, as they are while the approval is still being worked out.
    let names = league::propose_for_all(window.ws.campaign().unwrap(), &all()).unwrap();
    assert!(names.edits.len() >= 10_000);
    window.carry_out(Action::CommitAndTell(names, "Gave them code names".into()), &ctx);
    gate.open();
    settle(&mut window, &ctx);
    assert_eq!(approved(&window), MANY);
    assert!(said(&window, "Approved with 10400 edits"));
    assert!(said(&window, "Do it once more") && !said(&window, "Gave them code names"), "{:?}", window.toasts.words());
    assert_eq!(window.ws.undo_title(), Some("Approve 5,200 members"));
}

#[test]
fn two_changes_of_many_are_both_done() {
    let (_, ctx, mut window) = window();
    let gate = Gate::default();
    window.carry_out(Action::ChangeMany(approving(&gate)), &ctx);
    let told = |before: &Campaign, _: &Change| {
        let approved = before.members().iter().filter(|(_, member)| member.state == MemberState::Approved).count();
        format!("Named {approved} who were approved")
    };
    let names = ManyChange {
        make: Arc::new(|campaign| Ok(league::propose_for_all(campaign, &all()))),
        words: Arc::new(told),
        ..approving(&gate)
    };
    window.carry_out(Action::ChangeMany(names), &ctx);
    // And somebody goes on working meanwhile.
    let person = Person { name: "Ada".into(), ..Person::default() };
    window.carry_out(Action::Commit(Change::one("Rename", Edit::person(PersonId(1), person))), &ctx);
    gate.open();
    settle(&mut window, &ctx);
    assert_eq!((approved(&window), count(&window, |member| !member.code_name.is_empty())), (MANY, MANY));
    assert!(said(&window, "Named 5200 who were approved"), "told from the campaign it was made from, not asked in");
    let ada = window.ws.campaign().unwrap().people().get(PersonId(1)).unwrap();
    assert!(ada.name == "Ada" && ada.member && !ada.code_name.is_empty());
}

#[test]
fn what_is_stopped_leaves_everything_as_it_was() {
    for opens_first in [false, true] {
        let (_, ctx, mut window) = window();
        let before = window.ws.snapshot().unwrap();
        let gate = Gate::default();
        window.carry_out(Action::ChangeMany(approving(&gate)), &ctx);
        let job = window.ws.jobs().running().pop().unwrap();
        assert_eq!(job.title(), "Approving");
        if opens_first {
            // Done, and stopped before the window took it over.
            gate.open();
            while !job.is_finished() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        job.cancel();
        gate.open();
        settle(&mut window, &ctx);
        assert_eq!(window.ws.campaign().unwrap().revision(), before.revision());
        assert_eq!(approved(&window), 0);
        assert!(said(&window, "“Approving” was stopped; the campaign is as it was."), "{:?}", window.toasts.words());
    }
}

#[test]
fn nobody_leaves_over_a_change_that_is_still_worked_out() {
    let (_, ctx, mut window) = window();
    let gate = Gate::default();
    window.carry_out(Action::ChangeMany(approving(&gate)), &ctx);
    assert!(!window.ws.is_unsaved());
    window.ask_then(Next::Quit, &ctx);
    assert!(window.modal.is_open() && !window.may_quit);
    gate.open();
    settle(&mut window, &ctx);
    // It is there, in no file, and asked about.
    assert_eq!(approved(&window), MANY);
    assert!(window.modal.is_open() && !window.may_quit && window.ws.is_unsaved());
    window.answer(Answer::SaveFirst(Next::Quit), &ctx, &mut Vec::new());
    settle(&mut window, &ctx);
    assert!(window.may_quit && !window.ws.is_unsaved());
}

#[test]
fn who_leaves_without_it_is_not_asked_again() {
    let (_, ctx, mut window) = window();
    let gate = Gate::default();
    window.carry_out(Action::ChangeMany(approving(&gate)), &ctx);
    window.ask_then(Next::Quit, &ctx);
    window.answer(Answer::LeaveOwed(Next::Quit), &ctx, &mut Vec::new());
    assert!(window.may_quit);
    gate.open();
    settle(&mut window, &ctx);
    assert_eq!(approved(&window), 0);
}

#[test]
fn what_a_page_has_begun_is_waited_for_until_the_page_has_taken_it() {
    let (_, ctx, mut window) = window();
    let task = window.ws.jobs().start_change("Making heroes", |_| Ok(7));
    window.ask_then(Next::Quit, &ctx);
    while !task.progress().is_finished() {
        std::thread::sleep(Duration::from_millis(1));
    }
    window.follow_owed(&ctx);
    assert!(!window.may_quit && window.modal.is_open(), "its value is in nobody's hands yet");
    assert!(task.poll().is_some_and(|result| result == Ok(7)));
    drop(task);
    window.follow_owed(&ctx);
    assert!(window.may_quit);
}

#[test]
fn work_that_came_during_a_save_is_asked_about_before_the_end() {
    let (_, ctx, mut window) = window();
    window.ws.edit("Add a person", Edit::person(PersonId(MANY + 1), Person::default())).unwrap();
    window.answer(Answer::SaveFirst(Next::Quit), &ctx, &mut Vec::new());
    assert!(window.saving.is_some());
    // The save that runs holds nothing of this.
    window.ws.edit("Add a person", Edit::person(PersonId(MANY + 2), Person::default())).unwrap();
    settle(&mut window, &ctx);
    assert!(!window.may_quit && window.modal.is_open());
    assert!(window.ws.is_unsaved());
}

#[test]
fn a_save_under_another_name_is_done_though_the_file_was_changed_outside() {
    let (world, ctx, mut window) = window();
    window.ws.edit("Add a person", Edit::person(PersonId(MANY + 1), Person::default())).unwrap();
    let theirs = b"somebody else's".to_vec();
    world.put(FILE, theirs.clone());
    let other = Path::new("/documents/other.unsung");
    window.save_to(FILE.into());
    window.save_to(other.into());
    settle(&mut window, &ctx);
    assert!(world.exists(other), "it was asked for");
    assert_eq!(world.read(Path::new(FILE)).unwrap(), theirs);
    assert!(!window.modal.is_open(), "both versions are whole: there is nothing to ask");
    assert_eq!((window.ws.path(), window.ws.is_unsaved()), (Some(other), false));
}

#[test]
fn a_change_stays_with_its_campaign_and_keeps_none_waiting_in_the_next() {
    let (_, ctx, mut window) = window();
    let gate = Gate::default();
    window.carry_out(Action::ChangeMany(approving(&gate)), &ctx);
    let old = window.ws.campaign().unwrap().revision();
    // The same file again: the same id, and the same count of changes.
    window.ws.open_now(Path::new(FILE)).unwrap();
    window.fresh_campaign();
    assert!(window.ws.campaign().unwrap().revision() > old);
    let quick = Gate::default();
    quick.open();
    let refusing = ManyChange {
        make: Arc::new(|campaign| {
            league::decide(campaign, &all(), MemberState::Refused, "Full", jiff::Timestamp::UNIX_EPOCH)
        }),
        ..approving(&quick)
    };
    window.carry_out(Action::ChangeMany(refusing), &ctx);
    settle_changes(&mut window);
    assert_eq!(count(&window, |member| member.state == MemberState::Refused), MANY, "it waited for nobody");
    gate.open();
    settle(&mut window, &ctx);
    assert_eq!(approved(&window), 0);
}

fn settle_changes(window: &mut Window) {
    while window.changing.is_busy() {
        window.take_changes();
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn another_campaign_does_not_take_the_place_of_what_was_done_while_it_was_read() {
    let (_, ctx, mut window) = window();
    window.ask_then(Next::OpenFile(FILE.into()), &ctx);
    assert!(window.opening.is_some() && !window.modal.is_open());
    window.ws.edit("Add a person", Edit::person(PersonId(MANY + 1), Person::default())).unwrap();
    settle(&mut window, &ctx);
    assert!(window.modal.is_open(), "there is something to lose now");
    assert!(window.ws.campaign().unwrap().people().contains(PersonId(MANY + 1)));
    window.answer(Answer::LeaveUnsaved(Next::OpenFile(FILE.into())), &ctx, &mut Vec::new());
    settle(&mut window, &ctx);
    assert!(!window.ws.campaign().unwrap().people().contains(PersonId(MANY + 1)));
}

#[test]
fn a_save_of_the_campaign_before_tells_nothing_of_this_one() {
    let (_, _, mut window) = window();
    let other = Path::new("/documents/other.unsung");
    let task = window.ws.start_save(other.into(), crate::app::Over::OwnVersion).unwrap();
    window.ws.open_now(Path::new(FILE)).unwrap();
    window.ws.finish_save(task.wait().unwrap().unwrap());
    assert_eq!(window.ws.path(), Some(Path::new(FILE)), "the next save would go over another file");
}

#[test]
fn an_undone_step_leaves_no_message_whose_undo_would_take_back_another() {
    let (_, ctx, mut window) = window();
    for words in ["Gave them code names", "Approved one"] {
        let step = Change::new(words, Vec::new());
        window.carry_out(Action::CommitAndTell(step, words.into()), &ctx);
    }
    assert!(said(&window, "Approved one") && window.undo_toast.is_some());
    window.carry_out(Action::Do(crate::app::Command::Undo), &ctx);
    assert_eq!(window.toasts.words(), ["Gave them code names", "Undone: Approved one"]);
    assert!(window.undo_toast.is_none());
}

#[test]
fn what_was_said_of_no_campaign_goes_when_one_opens() {
    let (_, ctx, mut window) = window();
    window.carry_out(Action::CommitAndTell(Change::new("Say so", Vec::new()), "Said so".into()), &ctx);
    window.go_on(Next::Close, &ctx);
    window.command(Command::Import, &ctx);
    assert!(window.ws.campaign().is_none());
    assert_eq!(window.toasts.words(), ["No campaign is open. Open one or start a new one."]);
    window.carry_out(Action::OpenFile(FILE.into()), &ctx);
    settle(&mut window, &ctx);
    assert!(window.ws.campaign().is_some() && window.toasts.is_empty(), "{:?}", window.toasts.words());
}
