//! What stands over the page: failures, the question about unsaved work, a path to type where the system has no file dialog,
//! the palette, and help.

use super::action::Target;
use super::help;
use super::icons::Icon;
use super::palette::{Palette, Picked};
use super::picker::{Question, Wanted};
use super::text::Text;
use super::widgets::command_button::CommandButton;
use super::widgets::dialog::Dialog;
use super::widgets::failure_dialog::{FailureAnswer, FailureDialog};
use super::widgets::text_field::TextField;
use super::window::Next;
use crate::app::recovery::Kept;
use crate::app::{ChangedOutside, Command, Failure, Section, Workspace, backup_path};
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Context, Key, ScrollArea};
use std::path::{Path, PathBuf};

/// What was chosen in a dialog.
pub enum Answer {
    SaveFirst(Next),
    LeaveUnsaved(Next),
    /// What is still being worked out is given up.
    LeaveOwed(Next),
    /// The file that somebody else wrote is to be replaced.
    Replace(PathBuf),
    SaveElsewhere,
    /// Neither: the work stays open as it is.
    StayUnsaved,
    Do(Command),
    Show(Target),
    OpenKept(Box<Kept>),
    ForgetKept(Box<Kept>),
}

#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Failure(Failure),
    Unsaved {
        title: String,
        next: Next,
    },
    /// Goes on by itself when nothing is owed any more.
    Owed(Next),
    ChangedOutside(ChangedOutside),
    /// What is asked, until it is answered, and what is typed.
    Path(Option<Question>, String),
    Palette(Box<Palette>),
    Kept {
        at: String,
        kept: Box<Kept>,
    },
    Help(&'static help::Page),
}

#[derive(Default)]
pub struct Modal {
    open: Open,
    /// Failures that wait behind the one shown.
    waiting: Vec<Failure>,
    /// True in the first frame, when the focus goes to the first field.
    fresh: bool,
}

impl Modal {
    pub fn is_open(&self) -> bool {
        !matches!(self.open, Open::Nothing)
    }
    fn set(&mut self, open: Open) {
        self.open = open;
        self.fresh = true;
    }
    pub fn fail(&mut self, failure: Failure) {
        if failure.is_cancelled() {
            return;
        }
        if self.is_open() {
            self.waiting.push(failure);
        } else {
            self.set(Open::Failure(failure));
        }
    }
    pub fn ask_unsaved(&mut self, title: String, next: Next) {
        self.set(Open::Unsaved { title, next });
    }
    /// Something is still being worked out that would go into the campaign.
    pub fn ask_owed(&mut self, next: Next) {
        if !matches!(self.open, Open::Owed(_)) {
            self.set(Open::Owed(next));
        }
    }
    /// What waited for it, now that it is done.
    pub fn take_owed(&mut self) -> Option<Next> {
        let Open::Owed(next) = &self.open else { return None };
        let next = next.clone();
        self.close();
        Some(next)
    }
    /// Somebody else wrote the file that was to be saved.
    pub fn ask_changed_outside(&mut self, changed: ChangedOutside) {
        self.set(Open::ChangedOutside(changed));
    }
    /// The system has no file dialog: the path is typed.
    pub fn ask_path(&mut self, question: Question) {
        let typed = question.offered();
        self.set(Open::Path(Some(question), typed));
    }
    /// A path is being asked for: whoever waits for it waits for the person.
    pub fn asks_path(&self) -> bool {
        matches!(self.open, Open::Path(..))
    }
    /// Offers newer work of the campaign that was opened; `at` says when it was kept.
    pub fn ask_kept(&mut self, at: String, kept: Kept) {
        self.set(Open::Kept { at, kept: Box::new(kept) });
    }
    pub fn open_palette(&mut self) {
        self.set(Open::Palette(Box::default()));
    }
    pub fn open_help(&mut self, section: Section, campaign_open: bool) {
        self.set(Open::Help(if campaign_open { help::page(section) } else { help::welcome() }));
    }
    fn close(&mut self) {
        self.open = Open::Nothing;
        if !self.waiting.is_empty() {
            let next = self.waiting.remove(0);
            self.set(Open::Failure(next));
        }
    }

    /// Draws what is open; gives the answer when there is one.
    pub fn show(&mut self, ctx: &Context, ws: &Workspace) -> Option<Answer> {
        let fresh = std::mem::take(&mut self.fresh);
        let done = match &mut self.open {
            Open::Nothing => Done::Not,
            Open::Failure(failure) => show_failure(ctx, failure),
            Open::Unsaved { title, next } => show_unsaved(ctx, title, next),
            Open::Owed(next) => show_owed(ctx, ws, next),
            Open::ChangedOutside(changed) => show_changed_outside(ctx, changed),
            Open::Path(question, typed) => show_path(ctx, question, typed, fresh),
            Open::Palette(state) => show_palette(ctx, ws, state),
            Open::Kept { at, kept } => show_kept(ctx, at, kept),
            Open::Help(page) => show_help(ctx, page),
        };
        match done {
            Done::Not => None,
            Done::Close => {
                self.close();
                None
            }
            Done::Answer(answer) => {
                self.close();
                Some(answer)
            }
        }
    }
}

enum Done {
    Not,
    Close,
    Answer(Answer),
}

fn show_kept(ctx: &Context, at: &str, kept: &Kept) -> Done {
    let words = format!(
        "The program ended before “{}” was saved, and a copy from {at} lies beside the settings. Opening it leaves the file as \
         it is; a save asks where to.",
        kept.title
    );
    let out = Dialog::new("kept work", format!("Unsaved work from {at} was kept"))
        .words(words)
        .left(CommandButton::plain("Decide later"))
        .button(CommandButton::plain("Forget it"))
        .button(CommandButton::primary("Open it"))
        .focus(0)
        .show(ctx, |_| ());
    match out.pressed {
        Some(1) => Done::Answer(Answer::ForgetKept(Box::new(kept.clone()))),
        Some(2) => Done::Answer(Answer::OpenKept(Box::new(kept.clone()))),
        Some(_) => Done::Close,
        None if out.closed => Done::Close,
        None => Done::Not,
    }
}

fn show_failure(ctx: &Context, failure: &Failure) -> Done {
    let dialog = FailureDialog::new("failure", failure.what.as_str(), failure.why.as_str())
        .step(failure.what_to_do.as_str())
        .button(CommandButton::plain("Copy the message").icon(Icon::Copy))
        .button(CommandButton::primary("Close"));
    match dialog.show(ctx) {
        Some(FailureAnswer::Button(0)) => {
            ctx.copy_text(failure.to_string());
            Done::Not
        }
        Some(_) => Done::Close,
        None => Done::Not,
    }
}

fn show_unsaved(ctx: &Context, title: &str, next: &Next) -> Done {
    let dialog = Dialog::new("unsaved", format!("Save “{title}” first?"))
        .words("There are changes that no file holds. Without saving they are lost.")
        .left(CommandButton::danger("Lose the changes"))
        .button(CommandButton::plain("Stay here"))
        .button(CommandButton::primary("Save and go on"))
        .focus(2);
    let response = dialog.show(ctx, |_| ());
    match response.pressed {
        Some(0) => Done::Answer(Answer::LeaveUnsaved(next.clone())),
        Some(2) => Done::Answer(Answer::SaveFirst(next.clone())),
        Some(_) => Done::Close,
        None if response.closed => Done::Close,
        None => Done::Not,
    }
}

fn show_owed(ctx: &Context, ws: &Workspace, next: &Next) -> Done {
    let owed = ws.jobs().owed();
    let title = owed
        .first()
        .map_or_else(|| "A change is not done yet".to_owned(), |job| format!("“{}” is not done yet", job.title()));
    // A page that is not looked at takes nothing over.
    let words = if owed.iter().any(|job| job.is_finished()) {
        "What it made is not in the campaign yet: it is taken over on its page. Stay here and look at that page first."
    } else {
        "What it makes is not in the campaign yet. As soon as it is, this goes on by itself."
    };
    let out = Dialog::new("owed", title)
        .words(words)
        .left(CommandButton::danger("Leave without it"))
        .button(CommandButton::plain("Stay here"))
        .focus(1)
        .show(ctx, |_| ());
    match out.pressed {
        Some(0) => Done::Answer(Answer::LeaveOwed(next.clone())),
        Some(_) => Done::Close,
        None if out.closed => Done::Close,
        None => Done::Not,
    }
}

fn show_changed_outside(ctx: &Context, changed: &ChangedOutside) -> Done {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let then = if changed.is_kept {
        format!(
            "Replacing it keeps that version as {}, but what is in it is no longer in the campaign.",
            name(&backup_path(&changed.path))
        )
    } else {
        "Somebody was erased here, so replacing it keeps no copy of that version.".to_owned()
    };
    let words = format!(
        "Since you opened it, another window, another program or a shared folder wrote this file. Nothing was saved yet, and \
         both versions are whole. Saving yours under another name keeps both. {then}"
    );
    let out = Dialog::new("changed outside", format!("Somebody else changed “{}”", name(&changed.path)))
        .words(words)
        .left(CommandButton::danger("Replace that version"))
        .button(CommandButton::plain("Stay here"))
        .button(CommandButton::primary("Save under another name"))
        .focus(2)
        .show(ctx, |_| ());
    match out.pressed {
        Some(0) => Done::Answer(Answer::Replace(changed.path.clone())),
        Some(2) => Done::Answer(Answer::SaveElsewhere),
        Some(_) => Done::Answer(Answer::StayUnsaved),
        None if out.closed => Done::Answer(Answer::StayUnsaved),
        None => Done::Not,
    }
}

fn show_path(ctx: &Context, asked: &mut Option<Question>, typed: &mut String, fresh: bool) -> Done {
    let Some(question) = asked else { return Done::Close };
    let reason = typed.trim().is_empty().then_some("Type a path first.");
    let (label, verb, words) = match question.wanted {
        Wanted::Open => ("Path of the file", "Open it", "Type the whole path of the file."),
        Wanted::Save => ("Path of the file", "Save there", "Type the whole path of the file to write."),
        Wanted::Folder => (
            "Path of the folder",
            "Use this folder",
            "Type the whole path of the folder. It is made where it is not there yet.",
        ),
        Wanted::FolderToRead => (
            "Path of the folder",
            "Read this folder",
            "Type the whole path of the folder. It is read, and nothing in it is changed.",
        ),
    };
    let dialog = Dialog::new("path", question.ask.title.as_str())
        .words(format!("This system has no file dialog to offer. {words}"))
        .width(560.0)
        .button(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(verb).disabled_if(reason));
    let response = dialog.show(ctx, |ui| {
        let field = TextField::new(typed, label).hint("/home/me/Documents").show(ui);
        if fresh {
            field.request_focus();
            // The field remembers where the path before this one was written.
            let end = CCursorRange::one(CCursor::new(typed.chars().count()));
            let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
            state.cursor.set_char_range(Some(end));
            state.store(ui.ctx(), field.id);
        }
        field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    });
    let go = response.pressed == Some(1) || response.inner;
    if go && !typed.trim().is_empty() {
        if let Some(question) = asked.take() {
            question.answer(typed);
        }
        Done::Close
    } else if response.pressed == Some(0) || response.closed {
        Done::Close
    } else {
        Done::Not
    }
}

fn show_palette(ctx: &Context, ws: &Workspace, palette: &mut Palette) -> Done {
    match palette.show(ctx, ws) {
        Some(Picked::Closed) => Done::Close,
        Some(Picked::Command(command)) => Done::Answer(Answer::Do(command)),
        Some(Picked::Target(target)) => Done::Answer(Answer::Show(target)),
        None => Done::Not,
    }
}

fn show_help(ctx: &Context, page: &help::Page) -> Done {
    let dialog = Dialog::new("help", page.title).outside_closes().button(CommandButton::primary("Close")).focus(0);
    let response = dialog.show(ctx, |ui| {
        ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
            for paragraph in page.paragraphs {
                Text::body(*paragraph).show(ui);
                ui.add_space(6.0);
            }
        });
    });
    if response.closed || response.pressed.is_some() { Done::Close } else { Done::Not }
}
