//! A cell to paint into: pieces are set one after the other from the column's side.

use eframe::egui::{Align2, Color32, Painter, Rect, Sense, Ui, pos2};

use crate::gui::bidi;
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours, tokens};
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::face_plate::FacePlate;

/// One cell of one row while it is painted.
pub struct Cell<'a> {
    pub(super) ui: &'a Ui,
    pub(super) painter: Painter,
    pub(super) rect: Rect,
    pub(super) row: u64,
    pub(super) column: usize,
    pub(super) right_aligned: bool,
    pub(super) selected: bool,
    /// Free room, from `left` to `right`.
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Cell<'_> {
    /// Index of the row.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Index of the column.
    pub fn column(&self) -> usize {
        self.column
    }

    /// Whether the row is selected.
    pub fn selected(&self) -> bool {
        self.selected
    }

    /// The painter, clipped to the cell, for what the pieces below do not offer.
    pub fn painter(&self) -> &Painter {
        &self.painter
    }

    /// The cell, without its padding taken off.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// Colours of the theme.
    pub fn colours(&self) -> &'static Colours {
        colours(self.ui)
    }

    fn body(&self) -> Type {
        if self.rect.height() <= tokens().size.row_compact { Type::Label } else { Type::Body }
    }

    /// Sets words in a style and a colour; cut with "…" where the room ends.
    pub fn words(&mut self, words: &str, style: Type, colour: Color32) -> &mut Self {
        if words.is_empty() || self.right <= self.left {
            return self;
        }
        let room = self.right - self.left;
        let fit = Fit::Elide(room);
        // What is cut can be read by whoever points at it.
        if self.ui.rect_contains_pointer(self.rect) && text::width(&self.painter, words, style) > room + 0.5 {
            let id = self.ui.scope_id().with(("cut", self.row, self.column));
            self.ui.interact(self.rect, id, Sense::hover()).on_hover_text(bidi::visual_order(words));
        }
        let y = self.rect.center().y;
        let gap = tokens().space.s;
        if self.right_aligned {
            let at = pos2(self.right, y);
            let rect = text::paint(&self.painter, at, Align2::RIGHT_CENTER, words, style, colour, fit);
            self.right = rect.left() - gap;
        } else {
            let at = pos2(self.left, y);
            let rect = text::paint(&self.painter, at, Align2::LEFT_CENTER, words, style, colour, fit);
            self.left = rect.right() + gap;
        }
        self
    }

    /// Words on as many lines as the row has room for, in smaller type where they need it. The last line is cut where even that
    /// is not enough, and who points at it reads the whole.
    pub fn wrapped(&mut self, words: &str, large: Type, colour: Color32) -> &mut Self {
        let room = self.right - self.left;
        if words.is_empty() || room <= 0.0 {
            return self;
        }
        let lines = |style: Type| ((self.rect.height() / style.size().1) as usize).max(1);
        let set = |style: Type| text::galley(&self.painter, words, style, colour, Fit::WrapRows(room, lines(style)));
        let mut galley = set(large);
        if galley.elided {
            galley = set(Type::Caption);
        }
        if galley.elided && self.ui.rect_contains_pointer(self.rect) {
            let id = self.ui.scope_id().with(("cut", self.row, self.column));
            self.ui.interact(self.rect, id, Sense::hover()).on_hover_text(bidi::visual_order(words));
        }
        let top = self.rect.center().y - galley.size().y / 2.0;
        self.left += galley.size().x + tokens().space.s;
        self.painter.galley(pos2(self.left - galley.size().x - tokens().space.s, top), galley, colour);
        self
    }

    /// Says more to who points at the cell.
    pub fn hint(&mut self, words: impl FnOnce() -> String) -> &mut Self {
        if self.ui.rect_contains_pointer(self.rect) {
            let id = self.ui.scope_id().with(("hint", self.row, self.column));
            self.ui.interact(self.rect, id, Sense::hover()).on_hover_text(words());
        }
        self
    }

    /// Plain words.
    pub fn text(&mut self, words: &str) -> &mut Self {
        self.words(words, self.body(), self.colours().ink)
    }

    /// Semi-bold: a name.
    pub fn strong(&mut self, words: &str) -> &mut Self {
        let style = if self.body() == Type::Label { Type::LabelStrong } else { Type::Strong };
        self.words(words, style, self.colours().ink)
    }

    /// Secondary words.
    pub fn muted(&mut self, words: &str) -> &mut Self {
        self.words(words, self.body(), self.colours().ink_muted)
    }

    /// A code.
    pub fn mono(&mut self, words: &str) -> &mut Self {
        self.words(words, Type::Mono, self.colours().ink_muted)
    }

    /// A name over a muted line, for rows of 52.
    pub fn two_lines(&mut self, upper: &str, lower: &str) -> &mut Self {
        let fit = Fit::Elide(self.right - self.left);
        let y = self.rect.center().y;
        let (x, anchor) = if self.right_aligned {
            (self.right, [Align2::RIGHT_BOTTOM, Align2::RIGHT_TOP])
        } else {
            (self.left, [Align2::LEFT_BOTTOM, Align2::LEFT_TOP])
        };
        let c = self.colours();
        let p = &self.painter;
        let a = text::paint(p, pos2(x, y + 1.0), anchor[0], upper, Type::Strong, c.ink, fit);
        let b = text::paint(p, pos2(x, y + 1.0), anchor[1], lower, Type::Caption, c.ink_muted, fit);
        let gap = tokens().space.s;
        if self.right_aligned {
            self.right = a.left().min(b.left()) - gap;
        } else {
            self.left = a.right().max(b.right()) + gap;
        }
        self
    }

    /// A chip; one that does not fit is cut.
    pub fn chip(&mut self, chip: &Chip<'_>) -> &mut Self {
        let gap = tokens().space.s;
        let c = self.colours();
        let y = self.rect.center().y;
        if self.right - self.left < 24.0 {
            return self;
        }
        if self.right_aligned {
            let left = (self.right - chip.width(&self.painter)).max(self.left);
            let rect = chip.paint(&self.painter, c, left, y, self.right);
            self.right = rect.left() - gap;
        } else {
            let rect = chip.paint(&self.painter, c, self.left, y, self.right);
            self.left = rect.right() + gap;
        }
        self
    }

    /// A chip where it fits whole, else an icon that says the same: half a word says nothing.
    pub fn chip_or_icon(&mut self, chip: &Chip<'_>, icon: Icon, tone: Tone) -> &mut Self {
        let room = self.right - self.left;
        if chip.width(&self.painter) <= room {
            self.chip(chip)
        } else if room >= 18.0 {
            self.icon(icon, tone)
        } else {
            self
        }
    }

    /// An icon in the ink of a tone; `Tone::Line` gives muted ink.
    pub fn icon(&mut self, icon: Icon, tone: Tone) -> &mut Self {
        let c = self.colours();
        let colour = match tone {
            Tone::Neutral | Tone::Sun => c.ink,
            Tone::Line => c.ink_muted,
            other => other.soft(c).1,
        };
        let y = self.rect.center().y;
        if self.right_aligned {
            icon.paint(&self.painter, pos2(self.right - 8.0, y), 16.0, colour);
            self.right -= 24.0;
        } else {
            icon.paint(&self.painter, pos2(self.left + 8.0, y), 16.0, colour);
            self.left += 24.0;
        }
        self
    }

    /// A face, or initials, as high as the row allows.
    pub fn face(&mut self, face: &FacePlate<'_>) -> &mut Self {
        let side = (self.rect.height() - 10.0).clamp(18.0, 38.0);
        let centre = pos2(self.left + side / 2.0, self.rect.center().y);
        face.paint(&self.painter, self.colours(), centre, side);
        self.left += side + tokens().space.s;
        self
    }

    /// Leaves room.
    pub fn gap(&mut self, points: f32) -> &mut Self {
        if self.right_aligned {
            self.right -= points;
        } else {
            self.left += points;
        }
        self
    }

    /// A bar of `part` (0 to 1) of the room, with its value written at the right.
    pub fn bar(&mut self, part: f32, words: &str) -> &mut Self {
        let c = self.colours();
        let y = self.rect.center().y;
        let value = text::paint(
            &self.painter,
            pos2(self.right, y),
            Align2::RIGHT_CENTER,
            words,
            Type::LabelStrong,
            c.ink,
            Fit::Free,
        );
        let room = (value.left() - 8.0 - self.left).max(0.0);
        let bar = Rect::from_min_size(pos2(self.left, y - 6.0), eframe::egui::vec2(room * part.clamp(0.0, 1.0), 12.0));
        self.painter.rect_filled(bar, eframe::egui::CornerRadius::same(2), c.category[0]);
        self.left = self.right;
        self
    }
}
