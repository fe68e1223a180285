//! What stands over the page: failures, the question about unsaved work, a path to type where the system has no file dialog,
//! the palette, help, and the short words at the foot.

use super::action::Target;
use super::icons::Icon;
use super::text::{Text, Type};
use super::theme::{colours, tokens};
use super::widgets::command_button::CommandButton;
use super::widgets::text_field::TextField;
use super::window::Next;
use super::{help, keys};
use crate::app::{Command, Failure, Section, Workspace};
use eframe::egui::{self, Align, Context, CornerRadius, Frame, Id, Key, Layout, Margin, Stroke, Ui, vec2};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What was chosen in a dialog.
pub enum Answer {
    SaveFirst(Next),
    LeaveUnsaved(Next),
    /// Title of the question, and the path typed.
    Path(String, PathBuf),
    Do(Command),
    Show(Target),
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
    Path {
        title: String,
        typed: String,
        is_new: bool,
    },
    Palette {
        typed: String,
        chosen: usize,
        all: bool,
    },
    Help(&'static help::Page),
}

#[derive(Default)]
pub struct Modal {
    open: Open,
    /// Failures that wait behind the one shown.
    waiting: Vec<Failure>,
    /// True in the first frame, when the focus goes to the first field or the safest button.
    fresh: bool,
    asked_at: Option<Instant>,
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
    /// A file dialog that gives nothing at once was not there at all; one that was cancelled took a person longer.
    pub fn note_asking(&mut self) {
        self.asked_at = Some(Instant::now());
    }
    pub fn ask_path_if_no_dialog(&mut self, title: &str, is_new: bool) {
        let at_once = self.asked_at.take().is_none_or(|at| at.elapsed() < Duration::from_millis(400));
        if at_once {
            self.set(Open::Path { title: title.into(), typed: String::new(), is_new });
        }
    }
    pub fn open_palette(&mut self) {
        self.set(Open::Palette { typed: String::new(), chosen: 0, all: false });
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
        if !self.is_open() {
            return None;
        }
        let fresh = std::mem::take(&mut self.fresh);
        let mut open = std::mem::take(&mut self.open);
        let width = match &open {
            Open::Palette { .. } => tokens().size.palette,
            _ => tokens().size.dialog,
        };
        let mut done = Done::Not;
        let response = egui::Modal::new(Id::unique("dialog"))
            .frame(Frame::NONE)
            .backdrop_color(super::theme::colours_of(ctx.theme() == egui::Theme::Dark).scrim)
            .show(ctx, |ui| {
                let palette = colours(ui);
                Frame::new()
                    .fill(palette.surface)
                    .corner_radius(CornerRadius::same(tokens().radius.dialog as u8))
                    .stroke(Stroke::new(1.0, palette.line))
                    .shadow(tokens().shadow.dialog.with(palette.shadow))
                    .inner_margin(Margin::same(20))
                    .show(ui, |ui| {
                        ui.set_width(width - 40.0);
                        ui.spacing_mut().item_spacing = vec2(8.0, 10.0);
                        done = match &mut open {
                            Open::Nothing => Done::Close,
                            Open::Failure(failure) => show_failure(ui, failure, fresh),
                            Open::Unsaved { title, next } => show_unsaved(ui, title, next, fresh),
                            Open::Path { title, typed, is_new } => show_path(ui, title, typed, *is_new, fresh),
                            Open::Palette { typed, chosen, all } => show_palette(ui, ws, typed, chosen, all, fresh),
                            Open::Help(page) => show_help(ui, page, fresh),
                        };
                    });
            });
        self.open = open;
        match done {
            Done::Answer(answer) => {
                self.close();
                Some(answer)
            }
            Done::Close => {
                self.close();
                None
            }
            Done::Not => {
                if response.should_close() {
                    self.close();
                }
                None
            }
        }
    }
}

enum Done {
    Not,
    Close,
    Answer(Answer),
}

fn buttons(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.add_space(6.0);
    ui.with_layout(Layout::right_to_left(Align::Center), contents);
}

fn show_failure(ui: &mut Ui, failure: &Failure, fresh: bool) -> Done {
    let palette = colours(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(36.0, 36.0), egui::Sense::hover());
        ui.painter().rect_filled(rect, 8, palette.danger_soft);
        Icon::Warn.paint(ui.painter(), rect.center(), 20.0, palette.danger);
        Text::section(failure.what.as_str()).show(ui);
    });
    Text::body(failure.why.as_str()).show(ui);
    Text::body(failure.what_to_do.as_str()).muted().show(ui);
    let mut done = Done::Not;
    buttons(ui, |ui| {
        let close = CommandButton::primary("Close").show(ui);
        if fresh {
            close.request_focus();
        }
        if close.clicked() {
            done = Done::Close;
        }
        if CommandButton::quiet("Copy the message").icon(Icon::Copy).show(ui).clicked() {
            ui.copy_text(failure.to_string());
        }
    });
    done
}

fn show_unsaved(ui: &mut Ui, title: &str, next: &Next, fresh: bool) -> Done {
    Text::section(format!("Save “{title}” first?")).show(ui);
    Text::body("There are changes that no file holds. Without saving they are lost.").show(ui);
    let mut done = Done::Not;
    buttons(ui, |ui| {
        let save = CommandButton::primary("Save and go on").show(ui);
        if fresh {
            save.request_focus();
        }
        if save.clicked() {
            done = Done::Answer(Answer::SaveFirst(next.clone()));
        }
        if CommandButton::plain("Stay here").show(ui).clicked() {
            done = Done::Close;
        }
        if CommandButton::danger("Lose the changes").show(ui).clicked() {
            done = Done::Answer(Answer::LeaveUnsaved(next.clone()));
        }
    });
    done
}

fn show_path(ui: &mut Ui, title: &str, typed: &mut String, is_new: bool, fresh: bool) -> Done {
    Text::section(title).show(ui);
    Text::body("This system has no file dialog to offer. Type the whole path, or drag the file onto the window.")
        .muted()
        .show(ui);
    let field = TextField::new(typed, "Path of the file").hint("/home/me/Documents/campaign.unsung").show(ui);
    if fresh {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut done = Done::Not;
    buttons(ui, |ui| {
        let verb = if is_new { "Save there" } else { "Open it" };
        let reason = typed.trim().is_empty().then_some("Type a path first.");
        let go = CommandButton::primary(verb).disabled_if(reason).show(ui).clicked();
        if (go || entered) && !typed.trim().is_empty() {
            done = Done::Answer(Answer::Path(title.to_owned(), PathBuf::from(typed.trim())));
        }
        if CommandButton::plain("Cancel").show(ui).clicked() {
            done = Done::Close;
        }
    });
    done
}

/// One line of the palette.
struct Found {
    icon: Icon,
    title: String,
    aside: String,
    reason: Option<String>,
    answer: Answer,
}

fn show_palette(
    ui: &mut Ui,
    ws: &Workspace,
    typed: &mut String,
    chosen: &mut usize,
    all: &mut bool,
    fresh: bool,
) -> Done {
    const SHOWN: usize = 8;
    let field = TextField::new(typed, "Find a person, a story, a command")
        .icon(Icon::Search)
        .hint("Find a person, an entry, a command")
        .show(ui);
    if fresh {
        field.request_focus();
    }
    if field.changed() {
        *chosen = 0;
        *all = false;
    }
    let mut found = search(ui.ctx(), ws, typed);
    let total = found.len();
    if !*all {
        found.truncate(SHOWN);
    }
    let (down, up, enter) =
        ui.input(|i| (i.key_pressed(Key::ArrowDown), i.key_pressed(Key::ArrowUp), i.key_pressed(Key::Enter)));
    if down {
        *chosen = (*chosen + 1).min(found.len().saturating_sub(1));
    }
    if up {
        *chosen = chosen.saturating_sub(1);
    }
    if found.is_empty() {
        Text::body("Nothing matches. Try fewer letters.").muted().show(ui);
        return Done::Not;
    }
    let mut picked = enter.then_some(*chosen);
    egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (index, line) in found.iter().enumerate() {
            if palette_line(ui, line, index == *chosen).clicked() {
                picked = Some(index);
            }
        }
    });
    if total > SHOWN && !*all && CommandButton::quiet(format!("Show all {total}")).show(ui).clicked() {
        *all = true;
    }
    match picked.filter(|index| *index < found.len()) {
        Some(index) if found[index].reason.is_none() => Done::Answer(found.swap_remove(index).answer),
        _ => Done::Not,
    }
}

fn palette_line(ui: &mut Ui, line: &Found, is_chosen: bool) -> egui::Response {
    let palette = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), egui::Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, line.reason.is_none(), is_chosen, &line.title));
    let fill = if is_chosen {
        palette.surface_selected
    } else if response.hovered() {
        palette.surface_hover
    } else {
        palette.surface
    };
    ui.painter().rect_filled(rect, 6, fill);
    let ink = if line.reason.is_some() { palette.ink_muted } else { palette.ink };
    line.icon.paint(ui.painter(), rect.left_center() + vec2(20.0, 0.0), 18.0, ink);
    let painter = ui.painter().clone();
    let aside = line.reason.as_deref().unwrap_or(&line.aside);
    let half = rect.width() * 0.55;
    super::text::paint(
        &painter,
        rect.left_center() + vec2(42.0, 0.0),
        egui::Align2::LEFT_CENTER,
        &line.title,
        Type::Strong,
        ink,
        super::text::Fit::Elide(half),
    );
    super::text::paint(
        &painter,
        rect.right_center() - vec2(12.0, 0.0),
        egui::Align2::RIGHT_CENTER,
        aside,
        Type::Label,
        palette.ink_muted,
        super::text::Fit::Elide(rect.width() - half - 70.0),
    );
    if is_chosen && ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp)) {
        response.scroll_to_me(None);
    }
    response
}

/// Without case and accents, so that `dang` finds Đặng.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'đ' => 'd',
            'ł' => 'l',
            'ø' => 'o',
            'ı' => 'i',
            other => other,
        })
        .collect()
}

/// Words of the question in any order; a word matches letters in order.
fn matches(question: &str, text: &str) -> bool {
    let text = folded(text);
    question.split_whitespace().all(|word| {
        text.contains(word) || {
            let mut rest = text.chars();
            word.chars().count() > 2 && word.chars().all(|c| rest.any(|other| other == c))
        }
    })
}

fn search(ctx: &Context, ws: &Workspace, typed: &str) -> Vec<Found> {
    let (only, question) = match typed.trim_start().chars().next() {
        Some(sign @ ('>' | '@' | '#')) => (Some(sign), folded(typed.trim_start()[1..].trim())),
        _ => (None, folded(typed.trim())),
    };
    let mut found = Vec::new();
    if matches!(only, None | Some('>')) {
        for command in Command::all().filter(|command| *command != Command::Palette) {
            let title = command.full_title(ws);
            if matches(&question, &format!("{title} {}", command.hint())) {
                let icon = match command {
                    Command::GoTo(section) => Icon::named(section.icon()).unwrap_or(Icon::Right),
                    _ => Icon::Bolt,
                };
                let aside = keys::words(command, ctx);
                let aside = if aside.is_empty() { command.hint().to_owned() } else { aside };
                found.push(Found {
                    icon,
                    title,
                    aside,
                    reason: command.availability(ws).err(),
                    answer: Answer::Do(command),
                });
            }
        }
        // What can be done stands before what cannot.
        found.sort_by_key(|line| (line.reason.is_some(), !folded(&line.title).contains(&question)));
    }
    let Some(campaign) = ws.campaign() else { return found };
    if question.is_empty() && only.is_none() {
        return found;
    }
    const MOST: usize = 200;
    if matches!(only, None | Some('@')) {
        let people = campaign.people().iter().filter(|(_, person)| {
            matches_plainly(&question, &[person.display_name(), &person.latin_name, &person.email, &person.code_name])
        });
        for (id, person) in people.take(MOST) {
            found.push(Found {
                icon: Icon::Person,
                title: person.display_name().to_owned(),
                aside: [person.team.as_str(), person.email.as_str()]
                    .iter()
                    .find(|text| !text.is_empty())
                    .copied()
                    .unwrap_or("")
                    .into(),
                reason: None,
                answer: Answer::Show(Target::Person(id)),
            });
        }
        let heroes = campaign.heroes().iter().filter(|(_, hero)| matches_plainly(&question, &[&hero.persona]));
        for (id, hero) in heroes.take(MOST) {
            found.push(Found {
                icon: Icon::Hero,
                title: hero.persona.clone(),
                aside: "hero".into(),
                reason: None,
                answer: Answer::Show(Target::Hero(id)),
            });
        }
    }
    if matches!(only, None | Some('#')) && question.chars().count() > 2 {
        let stories =
            campaign.nominations().iter().filter(|(_, n)| matches_plainly(&question, &[&n.story, &n.quote, &n.reason]));
        for (id, nomination) in stories.take(MOST) {
            found.push(Found {
                icon: Icon::Pen,
                title: nomination.excerpt().chars().take(80).collect(),
                aside: campaign.people().get(nomination.nominee).map_or("", |person| person.display_name()).to_owned(),
                reason: None,
                answer: Answer::Show(Target::Nomination(id)),
            });
        }
    }
    if only.is_none() {
        let by_id = campaign.entries().iter().filter(|(_, entry)| {
            !question.is_empty()
                && (entry.entry_id.to_lowercase().starts_with(&question) || entry.reference.to_lowercase() == question)
        });
        for (id, entry) in by_id.take(MOST) {
            found.push(Found {
                icon: Icon::Ticket,
                title: entry.entry_id.clone(),
                aside: campaign.people().get(entry.person).map_or("", |person| person.display_name()).to_owned(),
                reason: None,
                answer: Answer::Show(Target::Entry(id)),
            });
        }
    }
    found
}

/// All words occur somewhere; no letters in between, since a name is looked for and not a command.
fn matches_plainly(question: &str, texts: &[&str]) -> bool {
    let text = folded(&texts.join(" "));
    question.split_whitespace().all(|word| text.contains(word))
}

fn show_help(ui: &mut Ui, page: &help::Page, fresh: bool) -> Done {
    Text::section(page.title).show(ui);
    egui::ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
        for paragraph in page.paragraphs {
            Text::body(*paragraph).show(ui);
            ui.add_space(4.0);
        }
    });
    let mut done = Done::Not;
    buttons(ui, |ui| {
        let close = CommandButton::primary("Close").show(ui);
        if fresh {
            close.request_focus();
        }
        if close.clicked() {
            done = Done::Close;
        }
    });
    done
}

/// Short words at the foot of the window that go by themselves.
#[derive(Default)]
pub struct Toasts {
    shown: Option<(String, bool, f64)>,
}

impl Toasts {
    pub fn tell(&mut self, words: impl Into<String>) {
        self.shown = Some((words.into(), false, f64::NAN));
    }
    pub fn tell_with_undo(&mut self, words: impl Into<String>) {
        self.shown = Some((words.into(), true, f64::NAN));
    }
    /// True when Undo was pressed.
    pub fn show(&mut self, ctx: &Context) -> bool {
        let now = ctx.input(|input| input.time);
        let Some((words, can_undo, until)) = &mut self.shown else { return false };
        if until.is_nan() {
            *until = now + f64::from(tokens().motion.toast_stay) / 1000.0;
        }
        if now >= *until {
            self.shown = None;
            return false;
        }
        ctx.request_repaint_after(Duration::from_secs_f64((*until - now).max(0.05)));
        let mut undo = false;
        egui::Area::new(Id::unique("toast"))
            .order(egui::Order::Foreground)
            // Above the status line and the bar for many.
            .anchor(egui::Align2::CENTER_BOTTOM, vec2(0.0, -96.0))
            .show(ctx, |ui| {
                let palette = colours(ui);
                Frame::new()
                    .fill(palette.bar)
                    .corner_radius(CornerRadius::same(8))
                    .inner_margin(Margin::symmetric(16, 8))
                    .shadow(tokens().shadow.menu.with(palette.shadow))
                    .show(ui, |ui| {
                        ui.horizontal(|ui| {
                            Text::body(words.as_str()).colour(palette.on_bar).one_line().show(ui);
                            if *can_undo {
                                undo = CommandButton::plain("Undo").small().show(ui).clicked();
                            }
                        });
                    });
            });
        if undo {
            self.shown = None;
        }
        undo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_accents_and_case() {
        assert!(matches("thuy dang", "Đặng Thùy Trâm"));
        assert!(matches("opnsmpl", "Open the sample"));
        assert!(!matches("xyz", "Open the sample"));
        assert!(matches_plainly(&folded("MÜNCH"), &["Thibauld Münchhausen", ""]));
    }
}
