//! A run of files while it is made and after: progress, what is whole, what was held.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::chip::Chip;
use super::command_button::CommandButton;
use super::nav_rail::grouped;
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, hairline};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// One file of a run.
#[derive(Debug, Clone)]
pub struct RunFile<'a> {
    /// File name.
    pub name: Cow<'a, str>,
    /// "card", "9 of 14 cards".
    pub what: Cow<'a, str>,
    /// "118 KB".
    pub size: Cow<'a, str>,
    /// "whole", "writing", "unchanged, kept", "held", and its tone.
    pub state: (Cow<'a, str>, Tone),
}

/// The panel.
#[must_use = "call show"]
pub struct RunPanel<'a> {
    title: Cow<'a, str>,
    done: Option<(u64, u64)>,
    words: Cow<'a, str>,
    foot: Cow<'a, str>,
    running: bool,
    folder: bool,
    print: bool,
    files: &'a [RunFile<'a>],
}

/// What was asked of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunEvent {
    /// Stop it.
    Cancel,
    /// Show the folder.
    OpenFolder,
    /// Open the file of this index.
    OpenFile(usize),
    /// Send the files to a printer.
    Print,
}

impl<'a> RunPanel<'a> {
    /// A run with its files so far.
    pub fn new(title: impl Into<Cow<'a, str>>, files: &'a [RunFile<'a>]) -> Self {
        Self {
            title: title.into(),
            done: None,
            words: Cow::Borrowed(""),
            foot: Cow::Borrowed(""),
            running: false,
            folder: false,
            print: false,
            files,
        }
    }

    /// It runs: done of all, and words such as "about 4 s left".
    pub fn running(mut self, done: u64, all: u64, words: impl Into<Cow<'a, str>>) -> Self {
        self.done = Some((done, all));
        self.words = words.into();
        self.running = true;
        self
    }

    /// It is over; words such as "14 made, 3 held".
    pub fn finished(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.words = words.into();
        self.running = false;
        self
    }

    /// There is a folder to open.
    pub fn folder(mut self) -> Self {
        self.folder = true;
        self
    }

    /// The files can be sent to a printer.
    pub fn print(mut self) -> Self {
        self.print = true;
        self
    }

    /// A muted line under the files.
    pub fn foot(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.foot = words.into();
        self
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) -> Option<RunEvent> {
        let fill = colours(ui).surface;
        eframe::egui::Frame::new().fill(fill).show(ui, |ui| self.inside(ui)).inner
    }

    fn inside(self, ui: &mut Ui) -> Option<RunEvent> {
        let c = colours(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut event = None;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
        let p = ui.painter().clone();
        p.hline(rect.x_range(), rect.top() + 1.0, Stroke::new(2.0, c.outline_strong));
        let y = rect.center().y + 1.0;
        let mut right = rect.right() - 16.0;
        let mut button = |ui: &mut Ui, button: CommandButton<'_>| {
            let width = button.width(ui.painter());
            right -= width;
            let place = Rect::from_min_size(pos2(right, y - 14.0), vec2(width, 28.0));
            right -= 8.0;
            let salt = ("run", button.title().to_owned());
            let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(salt));
            button.show(&mut child).clicked()
        };
        if self.folder && button(ui, CommandButton::plain("Open folder").icon(Icon::Folder).small()) {
            event = Some(RunEvent::OpenFolder);
        }
        if self.print && button(ui, CommandButton::plain("Print").icon(Icon::Printer).small()) {
            event = Some(RunEvent::Print);
        }
        if self.running && button(ui, CommandButton::plain("Cancel").small()) {
            event = Some(RunEvent::Cancel);
        }
        let at = pos2(rect.left() + 16.0, y);
        let title = text::paint(&p, at, Align2::LEFT_CENTER, &self.title, Type::Strong, c.ink, Fit::Free);
        let mut x = title.right() + 12.0;
        if let (true, Some((done, all))) = (self.running, self.done) {
            let bar = Rect::from_min_size(pos2(x, y - 6.0), vec2(130.0, 12.0));
            p.rect(
                bar,
                CornerRadius::same(6),
                c.surface_hover,
                Stroke::new(1.0, c.line),
                eframe::egui::StrokeKind::Inside,
            );
            let mut fill = bar;
            fill.set_width((bar.width() * (done as f32 / all.max(1) as f32)).clamp(12.0, bar.width()));
            p.rect_filled(fill, CornerRadius::same(6), c.accent);
            x = bar.right() + 12.0;
        }
        let words = match (self.running, self.done) {
            (true, Some((done, all))) if self.words.is_empty() => format!("{} of {}", grouped(done), grouped(all)),
            (true, Some((done, all))) => format!("{} of {}, {}", grouped(done), grouped(all), self.words),
            _ => self.words.to_string(),
        };
        let fit = Fit::Elide(right - x);
        text::paint(&p, pos2(x, y), Align2::LEFT_CENTER, &words, Type::Label, c.ink, fit);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, &self.title);
            info.current_text_value = Some(words.clone());
            info.value = self.done.map(|(done, all)| 100.0 * done as f64 / all.max(1) as f64);
            info
        });
        for (i, file) in self.files.iter().enumerate() {
            if file_row(ui, i, file) {
                event = Some(RunEvent::OpenFile(i));
            }
        }
        if !self.foot.is_empty() {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
            let at = pos2(rect.left() + 16.0, rect.center().y);
            let fit = Fit::Elide(rect.width() - 32.0);
            text::paint(ui.painter(), at, Align2::LEFT_CENTER, &self.foot, Type::Caption, c.ink_muted, fit);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.foot));
        }
        event
    }
}

fn file_row(ui: &mut Ui, index: usize, file: &RunFile<'_>) -> bool {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("run file", index)), Sense::CLICK);
    let p = ui.painter();
    if response.hovered() {
        p.rect_filled(rect, CornerRadius::ZERO, c.surface_hover);
    }
    hairline(p, rect.x_range(), rect.bottom(), c.line);
    let y = rect.center().y;
    Icon::File.paint(p, pos2(rect.left() + 20.0, y), 16.0, c.ink);
    let chip = Chip::new(file.state.0.as_ref(), file.state.1);
    let state_left = rect.right() - 132.0;
    chip.paint(p, c, state_left, y, rect.right() - 8.0);
    let at = pos2(state_left - 18.0, y);
    let size = text::paint(p, at, Align2::RIGHT_CENTER, &file.size, Type::Label, c.ink, Fit::Free);
    let what_left = rect.left() + rect.width() * 0.48;
    let fit = Fit::Elide((size.left().min(at.x - 50.0) - 8.0 - what_left).max(1.0));
    text::paint(p, pos2(what_left, y), Align2::LEFT_CENTER, &file.what, Type::Label, c.ink_muted, fit);
    let fit = Fit::Elide(what_left - 10.0 - rect.left() - 44.0);
    text::paint(p, pos2(rect.left() + 44.0, y), Align2::LEFT_CENTER, &file.name, Type::LabelStrong, c.ink, fit);
    let spoken = format!("{}, {}, {}, {}", file.name, file.what, file.size, file.state.0);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
    response.double_clicked()
}
