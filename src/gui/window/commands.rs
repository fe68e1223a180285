//! The carrying out of what pages, shortcuts and the palette ask for.

use super::files::Picking;
use super::{Next, Window, apply_theme};
use crate::app::presenting::Of;
use crate::app::{Command, Section, ThemeChoice, presenting, templates};
use crate::campaign::Prepared;
use crate::gui::action::Action;
use crate::gui::{keys, theme};
use crate::store::Blobs;
use eframe::egui::{self, Context};
use std::path::Path;

impl Window {
    /// Sends a command to the window or to the page.
    pub(super) fn route(&mut self, command: Command, actions: &mut Vec<Action>, pressed: &mut Option<Command>) {
        let of_page = matches!(
            command,
            Command::NewHere | Command::Find | Command::MakeHeroes | Command::CheckLedger | Command::VerifyRecord
        );
        if of_page && self.ws.campaign().is_some() {
            *pressed = Some(command);
        } else {
            actions.push(Action::Do(command));
        }
    }

    /// The last step is not the one a toast tells of any more.
    pub(super) fn no_undo_told(&mut self) {
        self.undo_toast = None;
        self.toasts.no_way_back();
    }

    pub(super) fn carry_out(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Do(command) => self.command(command, ctx),
            Action::Commit(change) if Prepared::is_for(&change) => self.change_beside(change, None),
            Action::CommitAndTell(change, words) if Prepared::is_for(&change) => {
                self.change_beside(change, Some(words));
            }
            Action::Commit(change) => {
                self.no_undo_told();
                if let Err(failure) = self.ws.commit(change) {
                    self.modal.fail(failure);
                }
            }
            Action::CommitAndTell(change, words) => match self.ws.commit(change) {
                Ok(()) => self.undo_toast = Some(self.toasts.say_with_undo(words)),
                Err(failure) => self.modal.fail(failure),
            },
            Action::Seal(change, words) => match self.ws.commit(change) {
                Ok(()) => {
                    self.no_undo_told();
                    self.toasts.say(words);
                    self.command(Command::Save, ctx);
                }
                Err(failure) => self.modal.fail(failure),
            },
            Action::ChangeMany(asked) => self.change_many(asked),
            Action::AdoptAndTell(prepared, words) => match self.ws.adopt(prepared) {
                Ok(true) => self.undo_toast = Some(self.toasts.say_with_undo(words)),
                Ok(false) => {
                    self.toasts.say("The campaign was changed meanwhile: nothing was imported. Import the file again.");
                }
                Err(failure) => self.modal.fail(failure),
            },
            Action::Show(target) => {
                self.go(target.section());
                self.target = Some(target);
                ctx.request_repaint();
            }
            Action::ImportFile(path) => {
                if self.ws.campaign().is_some() {
                    self.import(path);
                } else {
                    // A list without a campaign starts one, and asks before it takes anything over.
                    match templates::start(self.ws.world().as_ref(), "blank") {
                        Ok(campaign) => {
                            self.ws.install_new(campaign, Blobs::new());
                            self.fresh_campaign();
                            self.import(path);
                        }
                        Err(failure) => self.modal.fail(failure),
                    }
                }
            }
            Action::OpenFile(path) => self.ask_then(Next::OpenFile(path), ctx),
            Action::OpenKept(kept) => self.ask_then(Next::kept(*kept), ctx),
            Action::ForgetKept(kept) => self.forget_kept(&kept),
            Action::StartFrom(template) => self.ask_then(Next::StartFrom(template), ctx),
            Action::Fail(failure) => self.modal.fail(failure),
            Action::Tell(words) => {
                self.toasts.say(words);
            }
            Action::KeepHashed(sha256, bytes) => self.ws.keep_hashed(sha256, bytes),
            Action::KeepBlob(bytes) => {
                self.ws.keep_blob(bytes);
            }
            Action::Erase(erasure, words) => match self.ws.erase(*erasure) {
                Ok(()) => {
                    self.no_undo_told();
                    self.toasts.say(words);
                    self.command(Command::Save, ctx);
                }
                Err(failure) => self.modal.fail(failure),
            },
            Action::SaveNow => self.command(Command::Save, ctx),
            Action::Present(of) => self.presenter.open(of, ctx),
            Action::Typed(id, typed) => self.presenter.typed(id, typed),
            Action::Prefer(change) => self.ws.set_preferences(change),
        }
        ctx.request_repaint();
    }

    pub(super) fn command(&mut self, command: Command, ctx: &Context) {
        if let Err(reason) = command.availability(&self.ws) {
            self.toasts.say(reason);
            return;
        }
        match command {
            Command::NewCampaign | Command::CloseCampaign => self.ask_then(Next::Close, ctx),
            Command::OpenSample => self.ask_then(Next::StartFrom(templates::SAMPLE.into()), ctx),
            Command::Open => self.ask_then(Next::OpenDialog, ctx),
            Command::Save => match self.ws.path().map(Path::to_owned) {
                Some(path) => self.save_to(path),
                None => self.pick(Picking::SaveAs),
            },
            Command::SaveAs => self.pick(Picking::SaveAs),
            Command::Undo | Command::Redo => {
                let done = if command == Command::Undo { self.ws.undo() } else { self.ws.redo() };
                match done {
                    Ok(Some(title)) => {
                        // A click on its "Undo" would take back the step before it.
                        self.toasts.step_is_gone();
                        self.no_undo_told();
                        let done = if command == Command::Undo { "Undone" } else { "Done again" };
                        self.toasts.say(format!("{done}: {title}"));
                    }
                    Ok(None) => {}
                    Err(failure) => self.modal.fail(failure),
                }
            }
            Command::Import => self.pick(Picking::List),
            Command::Palette => self.modal.open_palette(),
            Command::Back => {
                if let Some(section) = self.back.pop() {
                    self.forward.push(self.section);
                    self.section = section;
                }
            }
            Command::Forward => {
                if let Some(section) = self.forward.pop() {
                    self.back.push(self.section);
                    self.section = section;
                }
            }
            Command::ToggleRail => {
                let narrow = self.shell.is_narrow(ctx.content_rect().width());
                self.shell.rail_narrow = Some(!narrow);
            }
            Command::ToggleTheme => {
                let choice = if ctx.theme() == egui::Theme::Dark { ThemeChoice::Light } else { ThemeChoice::Dark };
                apply_theme(ctx, choice);
                self.ws.set_preferences(|preferences| preferences.theme = choice);
            }
            Command::ZoomIn => theme::zoom_in(ctx),
            Command::ZoomOut => theme::zoom_out(ctx),
            Command::ZoomReset => theme::zoom_reset(ctx),
            Command::Help => self.modal.open_help(self.section, self.ws.campaign().is_some()),
            Command::Quit => self.ask_then(Next::Quit, ctx),
            Command::GoTo(section) => self.go(section),
            Command::Print => self.go(Section::PrintRoom),
            Command::AddPerson => self.page_command(Section::People, Command::NewHere, ctx),
            Command::AddNomination => self.page_command(Section::Nominations, Command::NewHere, ctx),
            Command::AddAward => self.page_command(Section::Awards, Command::NewHere, ctx),
            Command::AddMonster => self.page_command(Section::Monsters, Command::NewHere, ctx),
            Command::AddSweepstake => self.page_command(Section::Sweepstake, Command::NewHere, ctx),
            Command::MakeHeroes => self.page_command(Section::Heroes, Command::MakeHeroes, ctx),
            Command::VerifyRecord => self.page_command(Section::Sweepstake, Command::VerifyRecord, ctx),
            Command::Present | Command::PresentRehearsal => self.present(command, ctx),
            Command::CheckLedger => self.page_command(Section::Ledger, Command::CheckLedger, ctx),
            Command::NewHere | Command::Find => self.page_command(self.section, command, ctx),
        }
    }

    /// Opens the wall: on the sweepstake looked at where there is something of it to show, else on the newest.
    fn present(&mut self, command: Command, ctx: &Context) {
        let Some(campaign) = self.ws.campaign() else { return };
        let looked_at = self.screens.sweepstake.chosen();
        let of = if command == Command::Present {
            looked_at.and_then(|id| presenting::of_sweepstake(campaign, id)).or_else(|| presenting::newest(campaign))
        } else {
            let mine = looked_at.map(Of::Rehearsal).filter(|of| of.files(campaign).is_some());
            mine.or_else(|| presenting::newest_rehearsal(campaign))
        };
        if let Some(of) = of {
            self.presenter.open(of, ctx);
        }
    }

    /// Opens a page and gives it the command in its next frame.
    pub(super) fn page_command(&mut self, section: Section, command: Command, ctx: &Context) {
        self.go(section);
        keys::press_later(ctx, command);
        ctx.request_repaint();
    }
}
