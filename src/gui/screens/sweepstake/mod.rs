//! The page of a sweepstake, step by step: set up, lock, draw, record. What is computed about it comes from `app::outlook` and
//! `app::drawing`; the page only asks and shows. Lock and draw are saved to disk before anything of them is shown.

mod checklist;
mod claim_asking;
mod claim_cards;
mod claims;
mod draw;
mod entering;
mod entries;
mod entry_pane;
mod handouts;
mod lock;
mod locked;
mod luck;
pub(super) mod papers;
mod prizes;
mod publication;
mod record;
mod record_self_test;
mod rehearsal;
mod round;
mod rules_text;
mod setup;
mod take_in;

use crate::app::outlook::{self, Outlook};
use crate::app::presenting::{self, Of};
use crate::app::{Command, Failure, Workspace, drawing, when};
use crate::campaign::{Campaign, Change, Edit, LuckSource, Monster, Stage, Sweepstake, SweepstakeId};
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::art::look_of;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::empty_state::{Beginning, EmptyEvent, EmptyState};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::stepper::{StepLine, StepState, Stepper};
use eframe::egui::{Ui, vec2};
use std::sync::Arc;

/// The steps of a draw, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    SetUp,
    Lock,
    Draw,
    Record,
}

impl Step {
    const ALL: [Self; 4] = [Self::SetUp, Self::Lock, Self::Draw, Self::Record];
    /// The one at work in a stage.
    fn of(stage: Stage) -> Self {
        match stage {
            Stage::SetUp => Self::SetUp,
            Stage::Locked => Self::Draw,
            Stage::Drawn | Stage::Void => Self::Record,
        }
    }
}

/// Campaign, revision and sweepstake for which something was counted.
type Key = (String, u64, SweepstakeId);

/// What every part of the page needs.
struct Shown<'a> {
    campaign: &'a Campaign,
    id: SweepstakeId,
    sweepstake: &'a Sweepstake,
    outlook: Option<Arc<Outlook>>,
}

impl Shown<'_> {
    /// One edit of the set-up. Typing in the same `field` becomes one step; an empty name is a step of its own.
    fn edit(&self, cx: &mut Cx<'_>, title: &str, field: &str, change: impl FnOnce(&mut Sweepstake)) {
        let mut new = self.sweepstake.clone();
        change(&mut new);
        if new != *self.sweepstake {
            let change = Change::one(title, Edit::sweepstake(self.id, new));
            cx.commit(if field.is_empty() { change } else { change.merging(format!("{} {field}", self.id)) });
        }
    }
}

#[derive(Default)]
pub struct SweepstakePage {
    chosen: Option<SweepstakeId>,
    /// The step looked at, when it is not the one at work.
    step: Option<Step>,
    outlook: Kept<Key, Outlook>,
    setup: setup::SetUp,
    lock: lock::LockStep,
    draw: draw::DrawStep,
    record: record::RecordStep,
    take_in: take_in::TakeIn,
    rehearsal: rehearsal::RehearsalView,
    /// A lock or draw was just made: nothing of it is shown before it lies on disk.
    saving: Option<Sealing>,
    deleting: bool,
    /// Number of the last frame in which the page was there: a gap means that it was left.
    seen_at: u64,
}

/// What the head of the page can be asked for.
enum Ask {
    Rehearse,
    TakeIn,
    Delete,
    Add,
    Present(Of),
    ToLock,
    Bundle,
}

/// What waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sealing {
    id: SweepstakeId,
    /// What is shown afterwards.
    then: Step,
    /// Frames since the change was asked for: in the first the campaign does not hold it yet.
    frames: u32,
}

impl Screen for SweepstakePage {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        let frame = ui.ctx().cumulative_frame_nr();
        if frame > self.seen_at + 1 {
            self.record.leave();
            self.rehearsal.leave();
        }
        self.seen_at = frame;
        match cx.take_target() {
            Some(Target::Sweepstake(id)) => self.choose(Some(id)),
            Some(Target::Claims(id)) => {
                self.choose(Some(id));
                self.step = Some(Step::Record);
                self.rehearsal.open = false;
                self.record.open_claims();
            }
            Some(Target::Entry(entry)) => {
                let of = campaign.entries().get(entry).map(|entry| entry.sweepstake);
                self.choose(of);
                self.step = Some(Step::SetUp);
                self.setup.show_entry(entry);
            }
            _ => {}
        }
        if cx.takes(Command::NewHere) {
            self.add(&campaign, cx);
        }
        if cx.takes(Command::VerifyRecord) {
            let mut drawn = campaign.sweepstakes().iter().filter(|(_, s)| s.stage() == Stage::Drawn);
            if let Some((id, _)) = drawn.next_back() {
                self.choose(Some(id));
                self.step = Some(Step::Record);
                self.record.check_again();
            }
        }
        if let Some(taken) = self.take_in.show(ui, cx) {
            self.choose(Some(taken.sweepstake));
            self.saving = Some(Sealing { id: taken.sweepstake, then: Step::Lock, frames: 0 });
            // A new sweepstake is there after this frame only.
            ui.ctx().request_repaint();
            return;
        }
        let there = |id: &SweepstakeId| campaign.sweepstakes().contains(*id);
        let id = self.chosen.filter(there).or_else(|| campaign.sweepstakes().ids().next_back());
        let Some((id, sweepstake)) = id.and_then(|id| Some((id, campaign.sweepstakes().get(id)?))) else {
            self.empty(ui, cx, &campaign);
            return;
        };
        if self.chosen != Some(id) {
            // A first look, or the chosen one was removed.
            self.choose(Some(id));
        }
        let outlook = self.count(cx, id);
        let shown = Shown { campaign: &campaign, id, sweepstake, outlook };
        let step = self.step.unwrap_or_else(|| Step::of(sweepstake.stage()));
        self.header(ui, cx, &shown, step);
        if self.waits_for_disk(ui, cx, id) {
            return;
        }
        if self.rehearsal.open {
            self.rehearsal.show(ui, cx, &shown);
            return;
        }
        grid::inset(ui, |ui| self.stepper(ui, &shown, step));
        ui.add_space(16.0);
        match step {
            Step::SetUp => self.setup.show(ui, cx, &shown),
            Step::Lock => {
                let event = self.lock.show(ui, cx, &shown);
                match event {
                    Some(lock::LockEvent::ChangeSources) => {
                        self.step = Some(Step::SetUp);
                        self.setup.open(setup::Part::Luck);
                    }
                    Some(lock::LockEvent::Published) => {
                        self.step = Some(Step::SetUp);
                        self.setup.open(setup::Part::Published);
                    }
                    Some(lock::LockEvent::Undecided) => {
                        self.step = Some(Step::SetUp);
                        self.setup.show_undecided();
                    }
                    Some(lock::LockEvent::SetUp) => {
                        self.step = Some(Step::SetUp);
                        self.setup.open(setup::Part::Prizes);
                    }
                    Some(lock::LockEvent::Sealed) => {
                        self.saving = Some(Sealing { id, then: Step::Lock, frames: 0 });
                    }
                    Some(lock::LockEvent::ToDraw) => self.step = Some(Step::Draw),
                    None => {}
                }
            }
            Step::Draw => match self.draw.show(ui, cx, &shown) {
                Some(draw::DrawEvent::Drawn) => {
                    self.saving = Some(Sealing { id, then: Step::Record, frames: 0 });
                }
                Some(draw::DrawEvent::ToLock) => self.step = Some(Step::Lock),
                Some(draw::DrawEvent::Closed) => self.saving = Some(Sealing { id, then: Step::Record, frames: 0 }),
                None => {}
            },
            Step::Record => self.record.show(ui, cx, &shown),
        }
        if step != Step::Record {
            self.record.leave();
        }
        self.confirm_delete(ui, cx, &shown);
    }

    fn reset(&mut self) {
        *self = Self::default();
    }

    /// A beacon's round may be dropped where the draw waits for one.
    fn takes_dropped(&self, ws: &Workspace) -> bool {
        let chosen = self.chosen.and_then(|id| ws.campaign()?.sweepstakes().get(id));
        chosen.is_some_and(|sweepstake| {
            sweepstake.stage() == Stage::Locked
                && self.step.unwrap_or(Step::Draw) == Step::Draw
                && sweepstake.sources.iter().any(|source| matches!(source, LuckSource::Drand { .. }))
        })
    }
}

impl SweepstakePage {
    /// The sweepstake looked at.
    pub fn chosen(&self) -> Option<SweepstakeId> {
        self.chosen
    }

    fn choose(&mut self, id: Option<SweepstakeId>) {
        if self.chosen != id {
            self.chosen = id;
            self.step = None;
            self.setup.forget();
            self.lock = lock::LockStep::default();
            self.draw = draw::DrawStep::default();
            self.record = record::RecordStep::default();
            self.rehearsal = rehearsal::RehearsalView::default();
        }
    }

    fn add(&mut self, campaign: &Campaign, cx: &mut Cx<'_>) {
        let id = campaign.next_sweepstake_id();
        cx.commit(Change::one("Add a sweepstake", Edit::sweepstake(id, outlook::fresh())));
        self.choose(Some(id));
    }

    fn count(&mut self, cx: &Cx<'_>, id: SweepstakeId) -> Option<Arc<Outlook>> {
        let campaign = cx.ws.snapshot()?;
        let key = (campaign.settings().id.clone(), campaign.revision(), id);
        let short = campaign.entries().len() <= 1_000;
        let now = cx.ws.world().now();
        let made = self
            .outlook
            .get(cx.ws.jobs(), "Counting entries", key, short, move |_| outlook::outlook(&campaign, id, now));
        // What was counted for another sweepstake must not be shown under this one.
        let is_this = self.outlook.key().is_some_and(|(_, _, of)| *of == id);
        made.filter(|_| is_this).and_then(Result::ok)
    }

    fn header(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, step: Step) {
        let sweepstake = shown.sweepstake;
        let words = words(cx, shown);
        let several = shown.campaign.sweepstakes().len() > 1;
        let can_delete = step == Step::SetUp && sweepstake.sealed.is_none();
        let mut header = PageHeader::new("Sweepstake").words(words);
        if self.rehearsal.open {
            header.show(ui);
            return;
        }
        let mut asks = vec![Ask::TakeIn];
        header = header.action(CommandButton::quiet("Take in a sealed envelope").icon(Icon::Mail).icon_only());
        if can_delete {
            header = header.action(CommandButton::quiet("Delete the sweepstake").icon(Icon::Trash));
            asks.push(Ask::Delete);
        }
        header = header.action(CommandButton::plain("Add a sweepstake").icon(Icon::Plus).shortcut("Ctrl N"));
        asks.push(Ask::Add);
        if let Some(of) = presenting::of_sweepstake(shown.campaign, shown.id) {
            let title = if matches!(of, Of::Draw(_)) { "Present the draw" } else { "Present the rehearsal" };
            header = header.action(CommandButton::plain(title).icon(Icon::Screen).shortcut("F5"));
            asks.push(Ask::Present(of));
        }
        if step != Step::Record {
            header = header.action(CommandButton::plain("Rehearse").icon(Icon::Play));
            asks.push(Ask::Rehearse);
        }
        if step == Step::SetUp && sweepstake.sealed.is_none() {
            header = header.action(CommandButton::primary("Go to the lock").trailing(Icon::Right));
            asks.push(Ask::ToLock);
        } else if step == Step::Record && sweepstake.sealed.is_some() {
            header = header.action(CommandButton::primary("Write the bundle").icon(Icon::Folder));
            asks.push(Ask::Bundle);
        }
        match header.show(ui).and_then(|index| asks.into_iter().nth(index)) {
            Some(Ask::TakeIn) => self.take_in.ask(shown.campaign, Some(shown.id)),
            Some(Ask::Delete) => self.deleting = true,
            Some(Ask::Add) => self.add(shown.campaign, cx),
            Some(Ask::Present(of)) => cx.act(Action::Present(of)),
            Some(Ask::Rehearse) => self.rehearsal.open = true,
            Some(Ask::ToLock) => self.step = Some(Step::Lock),
            Some(Ask::Bundle) => self.record.choose_folder(cx, shown),
            None => {}
        }
        if several {
            grid::inset(ui, |ui| self.choice(ui, shown));
            ui.add_space(12.0);
        }
    }

    /// Which sweepstake, where there are several.
    fn choice(&mut self, ui: &mut Ui, shown: &Shown<'_>) {
        let all: Vec<(SweepstakeId, &Sweepstake)> = shown.campaign.sweepstakes().iter().collect();
        let titles: Vec<String> = all
            .iter()
            .map(|(id, sweepstake)| {
                let stage = match (sweepstake.stage(), &sweepstake.sealed) {
                    (Stage::Locked, Some(sealed)) => format!("draw {} locked", sealed.number),
                    (Stage::Drawn, Some(sealed)) => format!("draw {} drawn", sealed.number),
                    (Stage::Void, Some(sealed)) => format!("draw {} closed", sealed.number),
                    _ => "set up".into(),
                };
                let title = sweepstake.title.trim();
                format!("{}, {stage}", if title.is_empty() { id.to_string() } else { title.to_owned() })
            })
            .collect();
        let now = all.iter().position(|(id, _)| *id == shown.id);
        let select = Select::new("Which sweepstake", &titles, now).width(460.0).icon(Icon::Ticket);
        if let Some(index) = select.show(ui).chosen {
            self.choose(Some(all[index].0));
        }
    }

    fn stepper(&mut self, ui: &mut Ui, shown: &Shown<'_>, step: Step) {
        let stage = shown.sweepstake.stage();
        let at_work = Step::of(stage);
        let state = |of: Step| match (of as usize).cmp(&(at_work as usize)) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Later,
        };
        let sealed = shown.sweepstake.sealed.is_some();
        let drawn = matches!(stage, Stage::Drawn | Stage::Void);
        let line = |of: Step, title, words, open| StepLine { title, words, state: state(of), open };
        let lines = [
            line(Step::SetUp, "Set up", "Prizes, rules, luck, entries", true),
            line(Step::Lock, "Lock", "List and promise, for good", true),
            line(
                Step::Draw,
                "Draw",
                if stage == Stage::Void { "Closed without drawing" } else { "Live, once" },
                sealed,
            ),
            line(Step::Record, "Record", "Verify, hand over, claims", drawn),
        ];
        let shown_at = Step::ALL.iter().position(|other| *other == step).unwrap_or(0);
        if let Some(chosen) = Stepper::new(&lines).shown(shown_at).show(ui) {
            self.step = Some(Step::ALL[chosen]);
        }
    }

    /// True while a lock or a draw is on its way to the disk; says so instead of showing it.
    fn waits_for_disk(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: SweepstakeId) -> bool {
        let Some(sealing) = &mut self.saving else { return false };
        sealing.frames += 1;
        // The change is carried out after the frame that asked for it; if it was refused there is nothing to wait for.
        let was_made = match cx.ws.campaign().and_then(|campaign| campaign.sweepstakes().get(sealing.id)) {
            Some(sweepstake) if sealing.then == Step::Lock => sweepstake.sealed.is_some(),
            Some(sweepstake) => matches!(sweepstake.stage(), Stage::Drawn | Stage::Void),
            None => false,
        };
        let sealing = *sealing;
        if !was_made && sealing.frames > 1 {
            self.saving = None;
            return false;
        }
        if was_made && !cx.ws.is_unsaved() {
            self.saving = None;
            if sealing.id == id {
                self.step = Some(sealing.then);
            }
            return false;
        }
        let is_busy = !cx.ws.jobs().running().is_empty();
        grid::inset(ui, |ui| {
            let what = if sealing.then == Step::Lock { "The list is locked" } else { "The draw is made" };
            let note = Note::info(format!("{what} and must reach the disk first"))
                .icon(Icon::Lock)
                .words("Nothing of it is shown before it is saved, so that it can never be said to have been changed afterwards.");
            let note = if is_busy { note } else { note.action(CommandButton::primary("Save the campaign")) };
            if note.show(ui).action {
                cx.act(Action::SaveNow);
            }
        });
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        true
    }

    fn confirm_delete(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        if !self.deleting {
            return;
        }
        let entries = shown.campaign.entries_in(shown.id).count() as u64;
        if entries == 0 {
            self.deleting = false;
            cx.act(Action::CommitAndTell(outlook::delete(shown.campaign, shown.id), "Deleted 1 sweepstake".into()));
            return;
        }
        let counted = outlook::counted(entries, "entry", "entries");
        let out = Dialog::new("delete sweepstake", "Delete the sweepstake?")
            .words(format!(
                "It goes with its {counted}; the people stay. It can be undone until the campaign is closed."
            ))
            .left(CommandButton::quiet("Keep it"))
            .button(CommandButton::danger(format!("Delete it with {counted}")))
            .focus(0)
            .show(ui.ctx(), |_| {});
        match out.pressed {
            Some(1) => {
                self.deleting = false;
                let words = format!("Deleted a sweepstake with {counted}");
                cx.act(Action::CommitAndTell(outlook::delete(shown.campaign, shown.id), words));
            }
            Some(_) => self.deleting = false,
            None if out.closed => self.deleting = false,
            None => {}
        }
    }

    fn empty(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        PageHeader::new("Sweepstake").words("Prizes, entries and a draw that anybody can check").show(ui);
        let villain = cx.art.kit().villains().get(2).map(|villain| villain.id.clone()).unwrap_or_default();
        let look = look_of(&Monster { villain, ..Monster::default() });
        let art = cx.art.villain(ui.ctx(), "empty sweepstake", &look, 320);
        let mut page = EmptyState::new(
            "No sweepstake yet",
            "Give prizes to people who took part. The list is locked before anybody can know the luck, so nobody has to trust \
             you.",
        )
        .way(Beginning {
            icon: Icon::Ticket,
            title: "Add a sweepstake".into(),
            words: "Prizes, rules and where the luck comes from.".into(),
            button: CommandButton::primary("Add a sweepstake"),
        })
        .way(Beginning {
            icon: Icon::Import,
            title: "Import entries".into(),
            words: "A CSV, TSV, XLSX or ODS file from a web form. Nothing is added before you have seen it.".into(),
            button: CommandButton::plain("Import a list"),
        })
        .way(Beginning {
            icon: Icon::Mail,
            title: "Take in a sealed envelope".into(),
            words: "The page printed at a lock, when the laptop with the draw is lost.".into(),
            button: CommandButton::plain("Take in an envelope"),
        });
        if let Some(art) = art {
            page = page.art(art, vec2(160.0, 160.0));
        }
        match page.show(ui) {
            Some(EmptyEvent::Way(0)) => self.add(campaign, cx),
            Some(EmptyEvent::Way(2)) => self.take_in.ask(campaign, None),
            Some(EmptyEvent::Way(_)) => cx.act(Action::Do(Command::Import)),
            _ => {}
        }
    }
}

/// The line under the title.
fn words(cx: &Cx<'_>, shown: &Shown<'_>) -> String {
    let zone = cx.ws.world().time_zone();
    let sweepstake = shown.sweepstake;
    match &sweepstake.sealed {
        None => format!(
            "{}: {}, {}{}",
            sweepstake.title,
            outlook::counted(sweepstake.places(), "prize", "prizes"),
            outlook::counted(sweepstake.alternates, "alternate", "alternates"),
            if sweepstake.one_per_household { ", one prize per household" } else { "" }
        ),
        Some(sealed) => match (sealed.drawn_at, &sealed.void) {
            (Some(at), _) => {
                format!("{}: draw {}, drawn on {}", sweepstake.title, sealed.number, when::long(at, &zone))
            }
            (None, Some(_)) => format!("{}: draw {}, closed without drawing", sweepstake.title, sealed.number),
            (None, None) => {
                let at = when::long(sealed.locked_at, &zone);
                format!("{}: draw {}, locked on {at}", sweepstake.title, sealed.number)
            }
        },
    }
}

/// Campaigns that are dropped on the window are opened, on every page.
fn is_campaign(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("unsung"))
}

/// The icon of a source of luck.
fn icon_of(source: &LuckSource) -> Icon {
    match source {
        LuckSource::Numbers { distinct: true, .. } => Icon::Calendar,
        LuckSource::Numbers { distinct: false, .. } => Icon::Dice,
        LuckSource::Text { .. } => Icon::People,
        LuckSource::Drand { .. } => Icon::Globe,
    }
}

/// Asks for the change and has it saved at once.
fn seal(cx: &mut Cx<'_>, change: Result<Change, Failure>) -> bool {
    match change {
        Ok(change) => {
            cx.commit(change);
            cx.act(Action::SaveNow);
            true
        }
        Err(failure) => {
            cx.act(Action::Fail(failure));
            false
        }
    }
}

/// The campaign's key, in the form in which it is published.
fn key_words(campaign: &Campaign) -> String {
    drawing::key_fingerprint(campaign).unwrap_or_default()
}
