//! A hash for people: groups of four, eight groups a line, every second pair of groups in another ink.
//!
//! All 64 digits are always there; the short form identifies a hash and never proves anything.

use std::borrow::Cow;

use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{colours, tokens};

const LINE: f32 = 20.0;
const GROUPS_A_LINE: usize = 8;

/// First and last group: "4986 … b260".
pub fn short_form(hex: &str) -> String {
    match (hex.get(..4), hex.len().checked_sub(4).and_then(|from| hex.get(from..))) {
        (Some(first), Some(last)) if hex.len() > 8 => format!("{first} … {last}"),
        _ => hex.to_owned(),
    }
}

/// The form to read aloud: groups of four with commas between.
pub fn spoken_form(hex: &str) -> String {
    groups(hex).join(", ")
}

fn groups(hex: &str) -> Vec<String> {
    let digits: Vec<char> = hex.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect()).collect()
}

/// A hash with its name and a button that copies it.
#[must_use = "call show"]
pub struct HashGroups<'a> {
    title: Cow<'a, str>,
    hex: Cow<'a, str>,
    aside: Cow<'a, str>,
}

impl<'a> HashGroups<'a> {
    /// `hex` is written as it is given.
    pub fn new(title: impl Into<Cow<'a, str>>, hex: impl Into<Cow<'a, str>>) -> Self {
        Self { title: title.into(), hex: hex.into(), aside: Cow::Borrowed("") }
    }

    /// Muted words at the right of the name.
    pub fn aside(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.aside = words.into();
        self
    }

    /// Paints across the room there is; true when it was copied to the clipboard.
    pub fn show(self, ui: &mut Ui) -> bool {
        let c = colours(ui);
        let groups = groups(&self.hex);
        let digit = text::width(ui.painter(), "0", Type::Mono);
        let pitch = digit * 4.0 + 9.5;
        // In a narrow pane four groups a line keep the pattern of pairs.
        let room = ui.available_width();
        let a_line = if pitch * GROUPS_A_LINE as f32 <= room + 10.0 { GROUPS_A_LINE } else { 4 };
        let lines = groups.len().div_ceil(a_line).max(1);
        let (rect, response) = ui.allocate_exact_size(vec2(room, 24.0 + lines as f32 * LINE), Sense::hover());
        let p = ui.painter().clone();
        let y = rect.top() + 11.0;
        let at = pos2(rect.left(), y);
        let title = text::paint(&p, at, Align2::LEFT_CENTER, &self.title, Type::LabelStrong, c.ink, Fit::Free);
        let at = pos2(rect.right() - 26.0, y);
        let fit = Fit::Elide(at.x - title.right() - 12.0);
        text::paint(&p, at, Align2::RIGHT_CENTER, &self.aside, Type::Caption, c.ink_muted, fit);
        for (i, group) in groups.iter().enumerate() {
            let (line, column) = (i / a_line, i % a_line);
            let ink = if (i / 2) % 2 == 1 { c.accent_ink } else { c.ink };
            let at = pos2(rect.left() + column as f32 * pitch, rect.top() + 24.0 + (line as f32 + 0.5) * LINE);
            text::paint(&p, at, Align2::LEFT_CENTER, group, Type::Mono, ink, Fit::Free);
        }
        let spoken = spoken_form(&self.hex);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Label, true, format!("{}: {spoken}", self.title));
            info.current_text_value = Some(format!("{}: {spoken}", self.title));
            info
        });
        let place = Rect::from_center_size(pos2(rect.right() - 9.0, y), vec2(28.0, 28.0));
        let copy = ui.interact(place, response.id.with("copy"), Sense::click());
        if copy.hovered() {
            p.rect_filled(place.shrink(2.0), CornerRadius::same(6), c.surface_hover);
        }
        Icon::Copy.paint(&p, place.center(), 15.0, c.accent_ink);
        focus_ring(ui, &copy, place.shrink(4.0), tokens().radius.small);
        let name = format!("Copy {}", self.title.to_lowercase());
        copy.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let copied = copy.on_hover_text(name).clicked();
        if copied {
            ui.ctx().copy_text(self.hex.to_string());
        }
        copied
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_hash() {
        let hex = "4986194600000000000000000000000000000000000000000000000000c1b260";
        assert_eq!(short_form(hex), "4986 … b260");
        assert!(spoken_form(hex).starts_with("4986, 1946, 0000"));
        assert_eq!(short_form("abc"), "abc");
        assert_eq!(short_form("häß"), "häß");
    }
}
