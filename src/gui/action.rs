//! What screens may ask for. A screen sees the workspace and hands actions to the window, which carries them out after the frame;
//! no screen changes the campaign itself.

use super::art::Art;
use crate::app::people::PeopleList;
use crate::app::recovery::Kept;
use crate::app::{Command, Failure, Preferences, Section, Task, Workspace};
use crate::campaign::{
    ArchetypeId, AwardId, Campaign, Change, EntryId, HeroId, MemberId, MishapId, MonsterId, NominationId, ParcelId,
    PersonId, Prepared, StoryId, SweepstakeId, ThanksId,
};
use std::path::PathBuf;
use std::sync::Arc;

/// Something to go to and select.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Person(PersonId),
    /// The list of people, showing these.
    People(PeopleList),
    Nomination(NominationId),
    Award(AwardId),
    /// How an award is judged.
    Judging(AwardId),
    Hero(HeroId),
    Thanks(ThanksId),
    Mishap(MishapId),
    Story(StoryId),
    Archetype(ArchetypeId),
    Monster(MonsterId),
    Sweepstake(SweepstakeId),
    /// What follows the draw of this sweepstake.
    Claims(SweepstakeId),
    Entry(EntryId),
    Member(MemberId),
    Parcel(ParcelId),
}

impl Target {
    /// The page on which it is shown.
    pub fn section(self) -> Section {
        match self {
            Self::Person(_) | Self::People(_) => Section::People,
            Self::Nomination(_) => Section::Nominations,
            Self::Award(_) => Section::Awards,
            Self::Judging(_) => Section::Judging,
            Self::Hero(_) => Section::Heroes,
            Self::Thanks(_) => Section::Thanks,
            Self::Story(_) => Section::Stories,
            Self::Mishap(_) | Self::Archetype(_) => Section::Mishaps,
            Self::Monster(_) => Section::Monsters,
            Self::Sweepstake(_) | Self::Claims(_) | Self::Entry(_) => Section::Sweepstake,
            Self::Member(_) => Section::League,
            Self::Parcel(_) => Section::Kits,
        }
    }
}

/// One undo step over very many records.
#[derive(Clone)]
pub struct ManyChange {
    /// What goes on, for the status line.
    pub title: String,
    /// What was done, for the toast, told from the change as it was made.
    pub words: TellChange,
    /// What is said when there was nothing to do.
    pub nothing: &'static str,
    /// Makes it from the campaign as it is; made again if that was changed meanwhile. `None` when all are so already.
    pub make: MakeChange,
}

/// How a change is made from a campaign.
pub type MakeChange = Arc<dyn Fn(&Campaign) -> Result<Option<Change>, Failure> + Send + Sync>;
/// How a change is told, with the campaign it was made from.
pub type TellChange = Arc<dyn Fn(&Campaign, &Change) -> String + Send + Sync>;

/// What is asked of the window.
pub enum Action {
    /// A command, as if chosen from the palette.
    Do(Command),
    /// One undo step. A failure is shown; a success may be told with a toast.
    Commit(Change),
    /// The same, with a toast that offers Undo: for deletions and bulk work.
    CommitAndTell(Change, String),
    /// The same for what has no way back, such as a freeze: told and saved once it is made, and nothing offers to undo it.
    Seal(Change, String),
    /// The same for a change of very many edits that a job made on a copy.
    AdoptAndTell(std::sync::Arc<Prepared>, String),
    /// The same for a change of so many records that it is worked out beside the window.
    ChangeMany(ManyChange),
    /// Go there and select it.
    Show(Target),
    /// Import this file: opens the import page on it.
    ImportFile(PathBuf),
    /// Open this campaign file; asks first when there is unsaved work.
    OpenFile(PathBuf),
    /// Open a copy of work that was not saved; asks first when there is unsaved work.
    OpenKept(Box<Kept>),
    /// Take such a copy away for good.
    ForgetKept(Box<Kept>),
    /// Start from a template id; asks first when there is unsaved work.
    StartFrom(String),
    /// Show what went wrong in a dialog.
    Fail(Failure),
    /// A short word at the foot of the window.
    Tell(String),
    /// Keep the bytes of an imported file with the campaign (before the change that names them).
    KeepBlob(std::sync::Arc<Vec<u8>>),
    /// The same for bytes whose SHA-256 a job has made already.
    KeepHashed(String, std::sync::Arc<Vec<u8>>),
    /// Erase a person for good, then save at once: no copy of the file may keep what was to go.
    Erase(Box<crate::app::erasing::Erasure>, String),
    /// Save at once, because what just happened must not be lost (a lock, a draw).
    SaveNow,
    /// Show a draw or a rehearsal on the wall.
    Present(crate::app::presenting::Of),
    /// What stands in the fields of the draw page now, one a source: the wall shows it as it is typed.
    Typed(SweepstakeId, Vec<crate::app::presenting::Live>),
    /// Change what the program remembers between runs.
    Prefer(Box<dyn FnOnce(&mut Preferences)>),
}

/// What a screen gets for one frame.
pub struct Cx<'a> {
    pub ws: &'a Workspace,
    pub art: &'a mut Art,
    /// A command aimed at the page this frame: `NewHere`, `Find`, `Print`, `AddPerson` ... Screens take what is theirs.
    pub pressed: Option<Command>,
    /// Something to select, once, when the page was opened by [`Action::Show`].
    pub target: Option<Target>,
    pub picker: &'a std::sync::Arc<dyn super::picker::FilePicker>,
    pub(super) actions: Vec<Action>,
}

impl Cx<'_> {
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }
    pub fn commit(&mut self, change: Change) {
        self.actions.push(Action::Commit(change));
    }
    /// What a job came to, once it is done: the job is forgotten then, and a failure is told.
    pub fn taken<T: Send + 'static>(&mut self, job: &mut Option<Task<T>>) -> Option<T> {
        let result = job.as_ref().and_then(Task::poll)?;
        *job = None;
        result.map_err(|failure| self.act(Action::Fail(failure))).ok()
    }
    /// True once when the command was asked for; taken, so that only one part of the page answers.
    pub fn takes(&mut self, command: Command) -> bool {
        let mine = self.pressed == Some(command);
        if mine {
            self.pressed = None;
        }
        mine
    }
    /// Takes the target when it is of this page.
    pub fn take_target(&mut self) -> Option<Target> {
        self.target.take()
    }
}

/// A page of the window. State that is only of the view (selection, filter, scroll) lives in it and survives leaving the page.
pub trait Screen {
    fn show(&mut self, ui: &mut eframe::egui::Ui, cx: &mut Cx<'_>);
    /// Another campaign was opened: forget what belonged to the last one.
    fn reset(&mut self);
    /// Whether the page itself takes files that are dropped now, other than campaigns; else they are lists to import.
    fn takes_dropped(&self, _: &Workspace) -> bool {
        false
    }
}
