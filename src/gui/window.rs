//! The window itself: one frame of it. What stands around the page is made in `frame`, what pages ask for is carried out in
//! `commands`, files are chosen, opened and saved in `files`, and unsaved work is kept in `kept`.

mod changing;
mod commands;
mod files;
mod frame;
mod kept;
#[cfg(test)]
mod tests;

use super::action::{Action, Cx, Target};
use super::art::Art;
use super::modal::Modal;
use super::picker::FilePicker;
use super::presenter::{Displays, Presenter};
use super::screens::Screens;
use super::shell::{ShellEvent, ShellState};
use super::widgets::status_line::StatusEvent;
use super::widgets::title_bar::TitleBarEvent;
use super::widgets::toast::{ToastEvent, Toasts};
use super::{keys, theme};
use crate::app::recovery::Kept;
use crate::app::{ChangedOutside, Command, Failure, Saved, Section, Task, ThemeChoice, Workspace};
use crate::campaign::Campaign;
use crate::store::{Blobs, Opened};
use changing::Changing;
use eframe::egui::{self, Context, Ui};
use files::Picking;
use frame::RailCounts;
use kept::Recovering;
use std::path::PathBuf;
use std::sync::Arc;

/// What waits until the question about unsaved work is answered.
#[derive(Clone)]
pub enum Next {
    OpenDialog,
    OpenFile(PathBuf),
    /// A copy of unsaved work.
    OpenKept(Box<Kept>),
    StartFrom(String),
    Close,
    Quit,
}

pub struct Window {
    ws: Workspace,
    art: Art,
    screens: Screens,
    section: Section,
    back: Vec<Section>,
    forward: Vec<Section>,
    target: Option<Target>,
    shell: ShellState,
    picker: Arc<dyn FilePicker>,
    picking: Option<(Picking, Task<Option<PathBuf>>)>,
    opening: Option<Task<(Opened, PathBuf)>>,
    /// From which template, for when it has to be asked again.
    starting: Option<(String, Task<(Campaign, Blobs)>)>,
    /// Where to, and the job.
    saving: Option<(PathBuf, Task<Result<Saved, ChangedOutside>>)>,
    /// Asked for while a save was running: done after it, with what has come since.
    save_next: Option<PathBuf>,
    /// What to go on with when the save that runs now is done.
    after_saving: Option<Next>,
    /// The revision that the person was asked about, or that needed no question, when another campaign was last asked for.
    may_leave: Option<u64>,
    modal: Modal,
    may_quit: bool,
    toasts: Toasts,
    recovering: Recovering,
    changing: Changing,
    rail_counts: RailCounts,
    /// The message whose Undo still belongs to the last step.
    undo_toast: Option<u64>,
    presenter: Presenter,
}

impl Window {
    pub fn new(ws: Workspace, art: Art, picker: Arc<dyn FilePicker>, first: Option<PathBuf>, ctx: &Context) -> Self {
        theme::install(ctx);
        let preferences = ws.preferences();
        apply_theme(ctx, preferences.theme);
        ctx.set_zoom_factor(preferences.zoom.clamp(0.8, 2.0));
        theme::set_reduce_motion(ctx, preferences.reduce_motion);
        let narrow = preferences.rail_narrow.then_some(true);
        let mut window = Self {
            ws,
            art,
            screens: Screens::default(),
            section: Section::Home,
            back: Vec::new(),
            forward: Vec::new(),
            target: None,
            shell: ShellState { rail_narrow: narrow },
            picker,
            picking: None,
            opening: None,
            starting: None,
            saving: None,
            save_next: None,
            after_saving: None,
            may_leave: None,
            modal: Modal::default(),
            may_quit: false,
            toasts: Toasts::default(),
            recovering: Recovering::default(),
            changing: Changing::default(),
            rail_counts: RailCounts::default(),
            undo_toast: None,
            presenter: Presenter::default(),
        };
        if let Some(path) = first {
            window.opening = Some(window.ws.start_open(path));
        }
        window
    }

    pub fn workspace(&self) -> &Workspace {
        &self.ws
    }
    pub fn section(&self) -> Section {
        self.section
    }
    /// True while anything runs beside the window: tests wait for it.
    pub fn is_busy(&self) -> bool {
        // A path that is asked for keeps a job waiting until the person answers.
        if self.modal.asks_path() {
            return false;
        }
        self.art.is_busy()
            || !self.ws.jobs().running().is_empty()
            || self.opening.is_some()
            || self.starting.is_some()
            || self.saving.is_some()
            || self.picking.is_some()
            || self.changing.is_busy()
            || self.recovering.is_busy()
            || self.ws.journal().is_busy()
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.art.begin_frame(&ctx);
        self.art.follow(&ctx, &self.ws);
        self.take_in(&ctx);
        self.take_changes();
        self.take_in_kept(&ctx);
        self.keep_unsaved(&ctx);
        self.rail_counts.update(&self.ws);
        let mut actions = Vec::new();
        let mut pressed = None;
        if let Some(words) = self.presenter.frame(&ctx, &self.ws, &mut self.art, self.modal.is_open()) {
            self.toasts.say(words);
        }
        if !self.modal.is_open() {
            for command in keys::pressed(&ctx, &self.ws) {
                self.route(command, &mut actions, &mut pressed);
            }
            let page_takes = self.ws.campaign().is_some() && self.screens.page(self.section).takes_dropped(&self.ws);
            Self::take_dropped(&ctx, &mut actions, page_takes);
        }
        let shell = self.frame(&ctx);
        let mut state = self.shell;
        let (events, ()) = {
            let Self { ws, art, screens, section, target, picker, presenter, .. } = &mut *self;
            shell.show(ui, &mut state, |ui| {
                presenter.console(ui);
                let mut cx = Cx { ws, art, pressed, target: target.take(), picker, actions: Vec::new() };
                if cx.ws.campaign().is_some() {
                    screens.page(*section).show(ui, &mut cx);
                } else {
                    use super::action::Screen;
                    screens.welcome.show(ui, &mut cx);
                }
                actions.append(&mut cx.actions);
            })
        };
        if state != self.shell {
            self.shell = state;
            let narrow = state.rail_narrow == Some(true);
            self.ws.set_preferences(|preferences| preferences.rail_narrow = narrow);
        }
        for event in events {
            match event {
                ShellEvent::Go(index) => {
                    actions.extend(self.rail_sections().get(index).map(|section| Action::Do(Command::GoTo(*section))));
                }
                ShellEvent::Bar(event) => actions.push(Action::Do(match event {
                    TitleBarEvent::Palette => Command::Palette,
                    TitleBarEvent::Undo => Command::Undo,
                    TitleBarEvent::Redo => Command::Redo,
                    TitleBarEvent::Help => Command::Help,
                    TitleBarEvent::Present => Command::Present,
                    TitleBarEvent::SwitchTheme => Command::ToggleTheme,
                    TitleBarEvent::Save => Command::Save,
                })),
                ShellEvent::Status(StatusEvent::CancelJob(id)) => {
                    if let Some(job) = self.ws.jobs().running().get(id as usize) {
                        job.cancel();
                    }
                }
                ShellEvent::Status(StatusEvent::File) => actions.push(Action::Do(Command::SaveAs)),
                ShellEvent::Status(_) => {}
            }
        }
        self.ask_for_paths(&ctx);
        if let Some(answer) = self.modal.show(&ctx, &self.ws) {
            self.answer(answer, &ctx, &mut actions);
        }
        match self.toasts.show(ui) {
            // Undo in an older message would take back another step than the one it tells of.
            Some(ToastEvent::Undo(number)) if self.undo_toast == Some(number) => {
                actions.push(Action::Do(Command::Undo));
            }
            _ => {}
        }
        for action in actions {
            self.carry_out(action, &ctx);
        }
        self.follow_owed(&ctx);
        let zoom = ctx.zoom_factor();
        if (zoom - self.ws.preferences().zoom).abs() > 0.001 {
            self.ws.set_preferences(|preferences| preferences.zoom = zoom);
        }
        self.guard_closing(&ctx);
    }

    fn go(&mut self, section: Section) {
        if section != self.section {
            self.back.push(self.section);
            self.forward.clear();
            self.section = section;
            self.ws.end_merging();
        }
    }

    /// Something went wrong before the first frame.
    pub fn fail(&mut self, failure: Failure) {
        self.modal.fail(failure);
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if self.presenter.wants_screens() {
            self.presenter.note_screens(screens(frame));
        }
        self.show(ui);
    }
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.leave();
    }
}

/// How many screens there are, and which of them is not this window's.
fn screens(frame: &eframe::Frame) -> Displays {
    let Some(window) = frame.winit_window() else { return Displays::default() };
    let here = window.current_monitor();
    let other = window.available_monitors().position(|screen| Some(screen) != here);
    Displays { count: window.available_monitors().count(), other }
}

fn apply_theme(ctx: &Context, choice: ThemeChoice) {
    // Where the system does not say, paper: that is how the program is drawn.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.set_theme(match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}
