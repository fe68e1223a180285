//! The window itself: frame, pages, shortcuts, files, and the carrying out of what pages ask for.

use super::action::{Action, Cx, Target};
use super::art::Art;
use super::modal::{Answer, Modal};
use super::picker::{Ask, FilePicker};
use super::presenter::{Displays, Presenter};
use super::screens::Screens;
use super::shell::{Shell, ShellEvent, ShellState};
use super::widgets::nav_rail::NavItem;
use super::widgets::status_line::{JobState, StatusEvent, StatusLine};
use super::widgets::title_bar::{Saved as SavedState, Step, TitleBar, TitleBarEvent};
use super::widgets::toast::{ToastEvent, Toasts};
use super::{icons::Icon, keys, theme};
use crate::app::presenting::Of;
use crate::app::{Command, Failure, Saved, Section, Task, ThemeChoice, Workspace, presenting, templates};
use crate::campaign::Campaign;
use crate::store::Opened;
use eframe::egui::{self, Context, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a file dialog was opened for.
enum Picking {
    Campaign,
    List,
    SaveAs,
}

/// What waits until the question about unsaved work is answered.
#[derive(Clone)]
pub enum Next {
    OpenDialog,
    OpenFile(PathBuf),
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
    starting: Option<Task<(Campaign, crate::store::Blobs)>>,
    saving: Option<Task<Saved>>,
    /// Asked for while a save was running: done after it, with what has come since.
    save_next: Option<PathBuf>,
    /// What to go on with when the save that runs now is done.
    after_saving: Option<Next>,
    modal: Modal,
    may_quit: bool,
    toasts: Toasts,
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
            modal: Modal::default(),
            may_quit: false,
            toasts: Toasts::default(),
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
        self.art.is_busy()
            || !self.ws.jobs().running().is_empty()
            || self.opening.is_some()
            || self.starting.is_some()
            || self.saving.is_some()
            || self.picking.is_some()
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.art.begin_frame(&ctx);
        self.take_in(&ctx);
        let mut actions = Vec::new();
        let mut pressed = None;
        if let Some(words) = self.presenter.frame(&ctx, &self.ws, &mut self.art, self.modal.is_open()) {
            self.toasts.say(words);
        }
        if !self.modal.is_open() {
            for command in keys::pressed(&ctx, &self.ws) {
                self.route(command, &mut actions, &mut pressed);
            }
            Self::take_dropped(&ctx, &mut actions);
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
        let zoom = ctx.zoom_factor();
        if (zoom - self.ws.preferences().zoom).abs() > 0.001 {
            self.ws.set_preferences(|preferences| preferences.zoom = zoom);
        }
        self.guard_closing(&ctx);
    }

    /// Sections of the rail, the settings last.
    fn rail_sections(&self) -> Vec<Section> {
        if self.ws.campaign().is_some() { Section::ALL.to_vec() } else { Vec::new() }
    }

    fn frame(&self, ctx: &Context) -> Shell {
        let sections = self.rail_sections();
        let items = sections.iter().map(|section| self.rail_item(*section)).collect();
        let campaign = self.ws.campaign();
        let clock = |at: jiff::Timestamp| at.to_zoned(self.ws.world().time_zone()).strftime("%H:%M").to_string();
        let saved = match (campaign, &self.saving, self.ws.is_unsaved(), self.ws.saved_at()) {
            (None, ..) => SavedState::Nothing,
            (_, Some(_), ..) => SavedState::Saving("Saving".into()),
            (_, _, true, _) => SavedState::No("Not saved yet".into()),
            (_, _, false, Some(at)) => SavedState::Yes(format!("Saved {}", clock(at))),
            (_, _, false, None) => SavedState::Yes("As in the file".into()),
        };
        let step = |command: Command| match command.availability(&self.ws) {
            Ok(()) => Step::Ready(command.full_title(&self.ws)),
            Err(reason) => Step::Not(reason),
        };
        let jobs = self.ws.jobs().running();
        let jobs = jobs.iter().enumerate().map(|(index, job)| JobState {
            id: index as u64,
            title: job.title().to_owned(),
            done: (job.total() > 0).then(|| (job.done(), job.total())),
            can_cancel: true,
        });
        Shell {
            bar: TitleBar {
                title: campaign.map_or_else(|| "Unsung".to_owned(), |campaign| campaign.settings().title.clone()),
                campaign_open: campaign.is_some(),
                saved,
                undo: step(Command::Undo),
                redo: step(Command::Redo),
                palette_keys: keys::words(Command::Palette, ctx),
                band: None,
            },
            items,
            current: sections.iter().position(|section| *section == self.section).unwrap_or(0),
            status: StatusLine {
                offline: "Works offline. Nothing leaves this laptop.".into(),
                jobs: jobs.collect(),
                problems: String::new(),
                file: match self.ws.path() {
                    Some(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                    None if campaign.is_some() => "no file yet".into(),
                    None => format!("Version {}", env!("CARGO_PKG_VERSION")),
                },
                problems_open: false,
            },
        }
    }

    fn rail_item(&self, section: Section) -> NavItem {
        let icon = Icon::named(section.icon()).unwrap_or(Icon::ALL[0]);
        let item = NavItem::new(section.group(), icon, section.title());
        let Some(campaign) = self.ws.campaign() else { return item };
        match section {
            Section::People => item.count(campaign.people().len() as u64),
            Section::Nominations => {
                let new =
                    campaign.nominations().iter().filter(|(_, n)| n.state == crate::campaign::NominationState::New);
                item.count(campaign.nominations().len() as u64).waiting(new.count() as u64)
            }
            Section::Monsters => item.count(campaign.monsters().len() as u64),
            Section::Heroes => item.count(campaign.heroes().len() as u64),
            Section::Awards => {
                let open = campaign.awards().iter().filter(|(_, award)| award.winners.is_empty()).count();
                item.count(campaign.awards().len() as u64).waiting(open as u64)
            }
            Section::Settings => item.at_foot(),
            _ => item,
        }
    }

    /// Takes in what jobs finished.
    fn take_in(&mut self, ctx: &Context) {
        if let Some(result) = self.opening.as_ref().and_then(Task::poll) {
            self.opening = None;
            match result {
                Ok((opened, path)) => {
                    self.ws.install_opened(opened, path);
                    self.fresh_campaign();
                }
                Err(failure) => self.modal.fail(failure),
            }
        }
        if let Some(result) = self.starting.as_ref().and_then(Task::poll) {
            self.starting = None;
            match result {
                Ok((campaign, blobs)) => {
                    self.ws.install_new(campaign, blobs);
                    self.fresh_campaign();
                }
                Err(failure) => self.modal.fail(failure),
            }
        }
        if let Some(result) = self.saving.as_ref().and_then(Task::poll) {
            self.saving = None;
            match result {
                Ok(saved) => {
                    self.ws.finish_save(saved);
                    if let Some(path) = self.save_next.take() {
                        self.save_to(path);
                    } else if let Some(next) = self.after_saving.take() {
                        self.go_on(next, ctx);
                    }
                }
                Err(failure) => {
                    self.after_saving = None;
                    self.save_next = None;
                    self.modal.fail(failure);
                }
            }
        }
        let Some((_, task)) = &self.picking else { return };
        let Some(result) = task.poll() else { return };
        let Some((picking, _)) = self.picking.take() else { return };
        match (picking, result) {
            (picking, Ok(Some(path))) => self.picked(picking, path),
            // No dialog on this system, or cancelled: the path can be typed, and Esc closes the question.
            (Picking::Campaign, Ok(None)) => self.modal.ask_path_if_no_dialog("Open campaign", false),
            (Picking::List, Ok(None)) => self.modal.ask_path_if_no_dialog("Import a list", false),
            (Picking::SaveAs, Ok(None)) => {
                self.after_saving = None;
                self.modal.ask_path_if_no_dialog("Save as", true);
            }
            (_, Err(failure)) => self.modal.fail(failure),
        }
    }

    fn picked(&mut self, picking: Picking, path: PathBuf) {
        match picking {
            Picking::Campaign => self.opening = Some(self.ws.start_open(path)),
            Picking::List => self.import(path),
            Picking::SaveAs => self.save_to(with_ending(path)),
        }
    }

    fn import(&mut self, path: PathBuf) {
        self.go(Section::Import);
        self.screens.import.begin(&self.ws, path);
    }

    fn fresh_campaign(&mut self) {
        self.screens.reset();
        self.section = Section::Home;
        self.back.clear();
        self.forward.clear();
    }

    fn take_dropped(ctx: &Context, actions: &mut Vec<Action>) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        for path in dropped {
            let is_campaign = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("unsung"));
            actions.push(if is_campaign { Action::OpenFile(path) } else { Action::ImportFile(path) });
        }
    }

    fn go(&mut self, section: Section) {
        if section != self.section {
            self.back.push(self.section);
            self.forward.clear();
            self.section = section;
            self.ws.end_merging();
        }
    }

    /// Sends a command to the window or to the page.
    fn route(&mut self, command: Command, actions: &mut Vec<Action>, pressed: &mut Option<Command>) {
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

    fn carry_out(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Do(command) => self.command(command, ctx),
            Action::Commit(change) => {
                self.undo_toast = None;
                if let Err(failure) = self.ws.commit(change) {
                    self.modal.fail(failure);
                }
            }
            Action::CommitAndTell(change, words) => match self.ws.commit(change) {
                Ok(()) => self.undo_toast = Some(self.toasts.say_with_undo(words)),
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
                            self.ws.install_new(campaign, crate::store::Blobs::new());
                            self.fresh_campaign();
                            self.import(path);
                        }
                        Err(failure) => self.modal.fail(failure),
                    }
                }
            }
            Action::OpenFile(path) => self.ask_then(Next::OpenFile(path), ctx),
            Action::StartFrom(template) => self.ask_then(Next::StartFrom(template), ctx),
            Action::Fail(failure) => self.modal.fail(failure),
            Action::Tell(words) => {
                self.toasts.say(words);
            }
            Action::KeepBlob(bytes) => {
                self.ws.keep_blob(bytes);
            }
            Action::SaveNow => self.command(Command::Save, ctx),
            Action::Present(of) => self.presenter.open(of, ctx),
            Action::Typed(id, typed) => self.presenter.typed(&self.ws, id, &typed),
            Action::Prefer(change) => self.ws.set_preferences(change),
        }
        ctx.request_repaint();
    }

    fn command(&mut self, command: Command, ctx: &Context) {
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
    fn page_command(&mut self, section: Section, command: Command, ctx: &Context) {
        self.go(section);
        keys::press_later(ctx, command);
        ctx.request_repaint();
    }

    fn pick(&mut self, picking: Picking) {
        if self.picking.is_some() {
            return;
        }
        let folder =
            self.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| self.ws.world().documents_folder());
        let picker = Arc::clone(&self.picker);
        let campaign = Ask::new("Open campaign").filter("Campaign", &["unsung"]).folder(folder.clone());
        let list = Ask::new("Import a list")
            .filter("List", &["csv", "tsv", "txt"])
            .filter("All files", &["*"])
            .folder(folder.clone());
        let name = self.ws.campaign().map_or_else(String::new, |campaign| file_name_of(&campaign.settings().title));
        let save = Ask::new("Save as").filter("Campaign", &["unsung"]).folder(folder).named(name);
        self.modal.note_asking();
        let task = match picking {
            Picking::Campaign => self.ws.jobs().start("Choosing a file", move |_| Ok(picker.open_file(&campaign))),
            Picking::List => self.ws.jobs().start("Choosing a file", move |_| Ok(picker.open_file(&list))),
            Picking::SaveAs => self.ws.jobs().start("Choosing a file", move |_| Ok(picker.save_file(&save))),
        };
        self.picking = Some((picking, task));
    }

    fn save_to(&mut self, path: PathBuf) {
        if self.saving.is_some() {
            self.save_next = Some(path);
            return;
        }
        match self.ws.start_save(path) {
            Ok(task) => self.saving = Some(task),
            Err(failure) => self.modal.fail(failure),
        }
    }

    /// Goes on at once, or after the question about unsaved work.
    fn ask_then(&mut self, next: Next, ctx: &Context) {
        if self.ws.is_unsaved() {
            let title = self.ws.campaign().map_or_else(String::new, |campaign| campaign.settings().title.clone());
            self.modal.ask_unsaved(title, next);
        } else {
            self.go_on(next, ctx);
        }
    }

    fn go_on(&mut self, next: Next, ctx: &Context) {
        match next {
            Next::OpenDialog => self.pick(Picking::Campaign),
            Next::OpenFile(path) => self.opening = Some(self.ws.start_open(path)),
            Next::StartFrom(template) => {
                let world = Arc::clone(self.ws.world());
                self.starting = Some(self.ws.jobs().start("Starting a campaign", move |progress| {
                    templates::start_with_blobs(world.as_ref(), &template, progress)
                }));
            }
            Next::Close => {
                self.ws.close();
                self.screens.reset();
            }
            Next::Quit => {
                self.may_quit = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    fn answer(&mut self, answer: Answer, ctx: &Context, actions: &mut Vec<Action>) {
        match answer {
            Answer::SaveFirst(next) => {
                self.after_saving = Some(next);
                self.command(Command::Save, ctx);
            }
            Answer::LeaveUnsaved(next) => self.go_on(next, ctx),
            Answer::Path(title, path) => match title.as_str() {
                "Open campaign" => self.opening = Some(self.ws.start_open(path)),
                "Save as" => self.save_to(with_ending(path)),
                _ => self.import(path),
            },
            Answer::Do(command) => actions.push(Action::Do(command)),
            Answer::Show(target) => actions.push(Action::Show(target)),
        }
    }

    /// A close of the window is a wish: unsaved work is asked about first.
    fn guard_closing(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && !self.may_quit && self.ws.is_unsaved() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ask_then(Next::Quit, ctx);
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

fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("unsung")) {
        path
    } else {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".unsung");
        path.with_file_name(name)
    }
}

/// "Heroes of the Help Desk 2026" becomes "heroes-of-the-help-desk-2026.unsung".
fn file_name_of(title: &str) -> String {
    let plain: String = title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stem = plain.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}.unsung", if stem.is_empty() { "campaign" } else { &stem })
}
