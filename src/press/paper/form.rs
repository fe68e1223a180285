//! What is filled in by hand: marks to ring, boxes and lines to write on.

use super::flow::Piece;
use super::ink;
use super::look::{Look, Tint};
use super::set::{Setter, moved};
use crate::scene::item::Item;
use crate::scene::shapes::{Pen, drawn, line, rounded};

/// Height of a mark to ring.
const MARK: f32 = 66.0;
/// Space between marks.
const GAP: f32 = 14.0;
/// Width of a box to write a number in.
const BOX: f32 = 190.0;
/// Distance of lines to write on.
const PITCH: f32 = 85.0;

impl Setter<'_> {
    /// A question at the left, marks to ring (or a box to write in where there are none) at the right.
    pub(super) fn marks(&mut self, label: &str, hint: &str, choices: &[String], width: f32) -> Piece {
        let mut marks = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        let reach = (width * 0.56).max(BOX);
        for choice in choices {
            let set = self.one_line(choice, &Look::body().sized(34.0), reach);
            let side = (set.width + 34.0).max(MARK);
            if x > 0.0 && x + side > reach {
                (x, y) = (0.0, y + MARK + GAP);
            }
            let ring = rounded([x, y, side, MARK], MARK / 2.0);
            marks.extend(drawn(ring, Some(ink::WHITE), Some(Pen::solid(ink::INK, 3.0))));
            marks.extend(moved(set.items, x + (side - set.width) / 2.0, y + MARK / 2.0 + 12.0 - set.baseline));
            x += side + GAP;
        }
        let taken = if choices.is_empty() {
            let frame = rounded([0.0, 0.0, BOX, MARK], 8.0);
            marks.extend(drawn(frame, Some(ink::WHITE), Some(Pen::solid(ink::INK, 3.0))));
            BOX
        } else if y > 0.0 {
            reach
        } else {
            x - GAP
        };
        let left = width - taken;
        let question = self.text(label, &Look::body().strong(), left - 50.0);
        let words = self.text(hint, &Look::small().tinted(Tint::Muted), left - 50.0);
        let lettering = question.height + words.height;
        let height = (y + MARK).max(lettering);
        // One line stands beside the first row of marks, several begin with it.
        let down = ((MARK - lettering) / 2.0).max(0.0);
        let mut items = moved(question.items, 0.0, down);
        items.extend(moved(words.items, 0.0, down + question.height));
        items.extend(moved(marks, left, 0.0));
        Piece { items, height, before: 28.0, ..Piece::default() }
    }

    /// Lines to write on, under a word that says what.
    pub(super) fn lines_to_write(&mut self, label: &str, count: usize, width: f32) -> Piece {
        let word = self.text(label, &Look::label(), width);
        let mut items: Vec<Item> = word.items;
        let mut y = word.height - 20.0;
        for _ in 0..count {
            y += PITCH;
            let rule = line(&[(0.0, y), (width, y)]);
            items.extend(drawn(rule, None, Some(Pen::solid(ink::MUTED, 2.0))));
        }
        Piece { items, height: y + 10.0, before: 44.0, ..Piece::default() }
    }
}
