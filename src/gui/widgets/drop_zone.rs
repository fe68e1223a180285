//! A place for files: dashed, lit while a file is over the window, with a button for whoever cannot drag.

use std::borrow::Cow;
use std::path::PathBuf;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::command_button::CommandButton;
use crate::gui::icons::Icon;
use crate::gui::marks::dashed;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::colours;

/// The zone.
#[must_use = "call show"]
pub struct DropZone<'a> {
    title: Cow<'a, str>,
    words: Cow<'a, str>,
    button: CommandButton<'a>,
    height: f32,
}

/// What came.
pub struct DropResponse {
    /// Files that were dropped on the window in this frame.
    pub dropped: Vec<PathBuf>,
    /// The button was pressed.
    pub pressed: bool,
}

impl<'a> DropZone<'a> {
    /// "Drag a file here", what may be dropped, and the other way.
    pub fn new(title: impl Into<Cow<'a, str>>, words: impl Into<Cow<'a, str>>, button: CommandButton<'a>) -> Self {
        Self { title: title.into(), words: words.into(), button: button.small(), height: 240.0 }
    }

    /// Height in points.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) -> DropResponse {
        let c = colours(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), self.height), Sense::hover());
        let hovered: Vec<String> = ui.input(|i| {
            i.raw
                .hovered_files
                .iter()
                .map(|f| {
                    f.path
                        .as_ref()
                        .and_then(|p| p.file_name())
                        .map_or_else(|| "a file".to_owned(), |n| n.to_string_lossy().into_owned())
                })
                .collect()
        });
        let dropped: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
        let lit = !hovered.is_empty();
        let p = ui.painter().clone();
        if lit {
            p.rect_filled(rect, CornerRadius::same(10), c.accent_soft);
        }
        let line = if lit { c.accent } else { c.line_control };
        dashed(&p, rect.shrink(1.0), Stroke::new(2.0, line), 6.0, 4.0);
        let title = match hovered.as_slice() {
            [] => self.title.to_string(),
            [one] => format!("Drop {one}"),
            many => format!("Drop {} files", many.len()),
        };
        let room = (rect.width() - 48.0).min(330.0);
        let words = text::galley(&p, &self.words, Type::Body, c.ink_muted, Fit::Wrap(room));
        let button_width = self.button.width(&p);
        let total = 30.0 + 10.0 + 22.0 + 8.0 + words.size().y + 12.0 + 28.0;
        let mut y = rect.center().y - total / 2.0;
        let x = rect.center().x;
        let ink = if lit { c.accent_ink } else { c.ink };
        Icon::Import.paint(&p, pos2(x, y + 15.0), 30.0, ink);
        y += 40.0;
        text::paint(&p, pos2(x, y + 11.0), Align2::CENTER_CENTER, &title, Type::Section, ink, Fit::Elide(room));
        y += 30.0;
        centred(&p, x, y, &words, c.ink_muted);
        y += words.size().y + 12.0;
        let spoken = format!("{title}. {}", self.words);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &spoken));
        let place = Rect::from_min_size(pos2(x - button_width / 2.0, y), vec2(button_width, 28.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("drop zone"));
        let pressed = self.button.show(&mut child).clicked();
        DropResponse { dropped, pressed }
    }
}

/// Paints a wrapped galley with every row centred on `x`.
pub(super) fn centred(
    painter: &eframe::egui::Painter,
    x: f32,
    top: f32,
    galley: &std::sync::Arc<eframe::egui::Galley>,
    ink: eframe::egui::Color32,
) {
    let mut job = (*galley.job).clone();
    job.halign = eframe::egui::Align::Center;
    let set = painter.layout_job(job);
    painter.galley(pos2(x, top), set, ink);
}
