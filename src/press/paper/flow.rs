//! From set pieces to pages: what sticks together stays together, tables repeat their head.

use crate::scene::item::Item;
use std::rc::Rc;

/// The head of a table, drawn again where a page begins within it.
#[derive(Debug)]
pub(super) struct Head {
    pub items: Vec<Item>,
    pub height: f32,
}

/// Something that is never torn: a line, a row, a box. Items are placed from its top left corner.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub items: Vec<Item>,
    pub height: f32,
    /// Free paper before it; dropped at the top of a page.
    pub before: f32,
    /// Stands on the same page as the next piece.
    pub sticks: bool,
    /// Begins a new page.
    pub on_new_page: bool,
    pub head: Option<Rc<Head>>,
}

/// A piece on its page.
#[derive(Debug)]
pub(super) struct Placed {
    pub y: f32,
    pub items: Vec<Item>,
}

/// Where text may stand: top of the first page, top of the others, bottom of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frames {
    pub first_top: f32,
    pub top: f32,
    pub bottom: f32,
}

/// Puts pieces on pages. At least one page, even of nothing.
pub(super) fn flow(pieces: Vec<Piece>, frames: Frames) -> Vec<Vec<Placed>> {
    let mut pages = Pages { done: Vec::new(), page: Vec::new(), y: frames.first_top, fresh: true, frames };
    let mut rest = pieces.into_iter().peekable();
    while rest.peek().is_some() {
        let mut chain = Vec::new();
        while let Some(piece) = rest.next() {
            let sticks = piece.sticks && rest.peek().is_some_and(|next| !next.on_new_page);
            chain.push(piece);
            if !sticks {
                break;
            }
        }
        pages.chain(chain);
    }
    pages.done.push(pages.page);
    pages.done
}

struct Pages {
    done: Vec<Vec<Placed>>,
    page: Vec<Placed>,
    y: f32,
    /// Nothing stands on the page yet.
    fresh: bool,
    frames: Frames,
}

impl Pages {
    fn chain(&mut self, chain: Vec<Piece>) {
        let Some(first) = chain.first() else { return };
        let tail: f32 = chain.iter().skip(1).map(|piece| piece.before + piece.height).sum();
        let need = first.height + tail;
        let before = if self.fresh { 0.0 } else { first.before };
        if !self.fresh && (first.on_new_page || self.y + before + need > self.frames.bottom) {
            self.turn();
        }
        // What is longer than a page is torn between its pieces after all.
        for piece in chain {
            let before = if self.fresh { 0.0 } else { piece.before };
            if !self.fresh && self.y + before + piece.height > self.frames.bottom {
                self.turn();
            }
            self.place(piece);
        }
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = self.frames.top;
        self.fresh = true;
    }

    fn place(&mut self, piece: Piece) {
        if self.fresh
            && let Some(head) = &piece.head
        {
            self.page.push(Placed { y: self.y, items: head.items.clone() });
            self.y += head.height;
        } else if !self.fresh {
            self.y += piece.before;
        }
        self.fresh = false;
        self.page.push(Placed { y: self.y, items: piece.items });
        self.y += piece.height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAMES: Frames = Frames { first_top: 0.0, top: 0.0, bottom: 100.0 };

    fn piece(height: f32, sticks: bool) -> Piece {
        Piece { height, sticks, ..Piece::default() }
    }

    fn tops(pages: &[Vec<Placed>]) -> Vec<Vec<i32>> {
        pages.iter().map(|page| page.iter().map(|placed| placed.y as i32).collect()).collect()
    }

    #[test]
    fn what_sticks_moves_together() {
        let pages = flow(vec![piece(70.0, false), piece(20.0, true), piece(20.0, false)], FRAMES);
        assert_eq!(tops(&pages), [vec![0], vec![0, 20]]);
    }

    #[test]
    fn gaps_vanish_at_the_top_of_a_page() {
        let gap = |height| Piece { height, before: 30.0, ..Piece::default() };
        assert_eq!(tops(&flow(vec![gap(60.0), gap(60.0)], FRAMES)), [vec![0], vec![0]]);
        assert_eq!(tops(&flow(vec![gap(30.0), gap(40.0)], FRAMES)), [vec![0, 60]]);
    }

    #[test]
    fn heads_are_repeated_and_counted() {
        let head = Rc::new(Head { items: Vec::new(), height: 10.0 });
        let row = || Piece { height: 40.0, head: Some(Rc::clone(&head)), ..Piece::default() };
        let pages = flow(vec![piece(10.0, true), row(), row(), row(), row(), row()], FRAMES);
        assert_eq!(tops(&pages), [vec![0, 10, 50], vec![0, 10, 50], vec![0, 10]]);
    }

    #[test]
    fn what_is_longer_than_a_page_is_torn_between_pieces() {
        let pages = flow(vec![piece(60.0, true), piece(60.0, true), piece(60.0, false)], FRAMES);
        assert_eq!(tops(&pages), [vec![0], vec![0], vec![0]]);
        assert_eq!(flow(Vec::new(), FRAMES).len(), 1);
    }

    #[test]
    fn a_new_page_is_begun_once() {
        let new = Piece { height: 10.0, on_new_page: true, ..Piece::default() };
        let pages =
            flow(vec![new, piece(10.0, true), Piece { height: 10.0, on_new_page: true, ..Piece::default() }], FRAMES);
        assert_eq!(tops(&pages), [vec![0, 10], vec![0]]);
    }
}
