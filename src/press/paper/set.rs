//! From blocks to set pieces: every text goes through the typesetter once, and what has no glyph is spelled.

use super::block::{Block, Signature};
use super::flow::Piece;
use super::look::{Face, Look, Tint};
use super::{ink, table};
use crate::press::code;
use crate::scene::item::{Item, Transform};
use crate::scene::shapes::{Pen, disc, drawn, line, rounded};
use crate::scene::text::Typesetter;
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// A text that was set: items from its top left corner.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// Its runs.
    pub items: Vec<Item>,
    /// Of the widest line.
    pub width: f32,
    /// Of all lines.
    pub height: f32,
    /// Of the first line, from the top.
    pub baseline: f32,
}

/// Blocks set one under the other, to be put anywhere on a page.
#[derive(Debug, Default)]
pub struct Stack {
    /// From the top left corner.
    pub items: Vec<Item>,
    /// In 0.1 mm.
    pub height: f32,
}

impl Stack {
    /// The items with the top left corner at `x`,`y`.
    pub fn at(self, x: f32, y: f32) -> Vec<Item> {
        moved(self.items, x, y)
    }
}

/// Items moved by `x`,`y`; runs of text stay runs, so that nothing nests.
pub(in crate::press) fn moved(items: Vec<Item>, x: f32, y: f32) -> Vec<Item> {
    if items.is_empty() || x == 0.0 && y == 0.0 {
        return items;
    }
    let by = Transform::from_translate(x, y);
    if items.iter().all(|item| matches!(item, Item::Text(_))) {
        return items
            .into_iter()
            .map(|item| match item {
                Item::Text(mut run) => {
                    run.transform = by.pre_concat(run.transform);
                    Item::Text(run)
                }
                other => other,
            })
            .collect();
    }
    vec![Item::Group { transform: by, clip: None, opacity: 1.0, items }]
}

/// Texts up to this many bytes are remembered: words of tables come again and again.
const REMEMBERED_BYTES: usize = 24;
/// The most texts remembered.
const REMEMBERED: usize = 4_000;

/// Sets texts and blocks, and remembers what it could not set.
#[derive(Debug)]
pub struct Setter<'a> {
    typesetter: &'a mut Typesetter,
    language: String,
    /// Characters that no face has, each once; they are spelled as code points.
    pub missing: Vec<String>,
    known: HashMap<(String, Face, [u32; 3], Tint), Set>,
}

impl<'a> Setter<'a> {
    /// A setter for texts in a language (BCP 47, "" for none).
    pub fn new(typesetter: &'a mut Typesetter, language: &str) -> Self {
        Self { typesetter, language: language.to_owned(), missing: Vec::new(), known: HashMap::new() }
    }

    /// A text wrapped to `width`; a word longer than a line is broken anywhere.
    pub fn text(&mut self, text: &str, look: &Look, width: f32) -> Set {
        if text.trim().is_empty() {
            return Set::default();
        }
        let key = (text.len() <= REMEMBERED_BYTES)
            .then(|| (text.to_owned(), look.face, [look.size, look.leading, width].map(f32::to_bits), look.tint));
        if let Some(set) = key.as_ref().and_then(|key| self.known.get(key)) {
            return set.clone();
        }
        let block = self.block(text, look, width);
        let set = Set {
            items: block.items(Transform::identity()),
            width: block.width,
            height: block.height,
            baseline: block.first_baseline,
        };
        if let Some(key) = key
            && self.known.len() < REMEMBERED
        {
            self.known.insert(key, set.clone());
        }
        set
    }

    /// A text on one line, set smaller down to half where it is too long, and then on several.
    pub fn one_line(&mut self, text: &str, look: &Look, width: f32) -> Set {
        let mut set = self.text(text, look, f32::MAX);
        if set.width > width {
            let smaller = look.sized(look.size * (width / set.width * 0.995).max(0.5));
            set = self.text(text, &smaller, width);
        }
        set
    }

    fn block(&mut self, text: &str, look: &Look, width: f32) -> crate::scene::text::Block {
        let style = look.style(&self.language, None);
        let mut text = Cow::Borrowed(text);
        let mut block = self.typesetter.block(&text, &style);
        if !block.missing.is_empty() {
            text = Cow::Owned(self.spelled(&text, &block.missing));
            block = self.typesetter.block(&text, &style);
        }
        if block.width <= width {
            return block;
        }
        // Only what is too long for one line is wrapped: a name written from right to left then still stands at the left of
        // its column.
        let style = look.style(&self.language, Some(width));
        block = self.typesetter.block(&text, &style);
        if block.width > width + 0.5 {
            block = self.typesetter.block(&broken(&text, width / block.width), &style);
        }
        block
    }

    fn spelled(&mut self, text: &str, missing: &[String]) -> String {
        for cluster in missing {
            if !self.missing.contains(cluster) {
                self.missing.push(cluster.clone());
            }
        }
        missing.iter().fold(text.to_owned(), |text, cluster| {
            let points: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            text.replace(cluster.as_str(), &format!("[{}]", points.join(" ")))
        })
    }

    /// Blocks one under the other in a width, in 0.1 mm; tables are not broken.
    pub fn stack(&mut self, blocks: &[Block], width: f32) -> Stack {
        let mut stack = Stack::default();
        for piece in self.pieces(blocks, width) {
            if stack.height > 0.0 {
                stack.height += piece.before;
            }
            stack.items.extend(moved(piece.items, 0.0, stack.height));
            stack.height += piece.height;
        }
        stack
    }

    pub(super) fn pieces(&mut self, blocks: &[Block], width: f32) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut new_page = false;
        let mut before = None;
        for block in blocks {
            if matches!(block, Block::NewPage) {
                new_page = true;
                continue;
            }
            let mut made = self.pieces_of(block, width);
            // A note stays with what it explains, and words with the table they introduce.
            let follows = |before: Option<&Block>| matches!(before, Some(Block::Words(_) | Block::Small(_)));
            let belongs = matches!(block, Block::Small(_))
                || matches!(block, Block::Table(_) | Block::Drawing { .. }) && follows(before);
            if let (true, Some(last)) = (belongs, pieces.last_mut()) {
                last.sticks = true;
            }
            before = Some(block);
            if let (true, Some(first)) = (new_page, made.first_mut()) {
                first.on_new_page = true;
                new_page = false;
            }
            pieces.append(&mut made);
        }
        pieces
    }

    fn pieces_of(&mut self, block: &Block, width: f32) -> Vec<Piece> {
        match block {
            Block::Title { title, words } => vec![self.title(title, words, width)],
            Block::Heading(text) => self.head(text, &Look::heading(), width, 72.0, 16.0),
            Block::Subheading(text) => self.head(text, &Look::subheading(), width, 40.0, 4.0),
            Block::Words(text) => self.lines(text, &Look::body(), width, 20.0),
            Block::Small(text) => self.lines(text, &Look::small(), width, 16.0),
            Block::Fine(text) => self.lines(text, &Look::fine(), width, 9.0),
            Block::Bullet(text) => self.bullet(text, &Look::body(), width),
            Block::FineBullet(text) => self.bullet(text, &Look::fine(), width),
            Block::Step { number, title, words } => vec![self.step(*number, title, words, width)],
            Block::Check(text) => vec![self.check(text, width)],
            Block::Marks { label, hint, choices } => vec![self.marks(label, hint, choices, width)],
            Block::Lines { label, count } => vec![self.lines_to_write(label, *count, width)],
            Block::Notice { title, words, warns } => vec![self.notice(title, words, *warns, width)],
            Block::Facts(facts) => self.facts(facts, width),
            Block::Figures(figures) => vec![self.figures(figures, width)],
            Block::Table(table) => table::pieces(self, table, width),
            Block::Drawing { items, height } => {
                vec![Piece { items: items.clone(), height: *height, before: 26.0, ..Piece::default() }]
            }
            Block::Hashes(hashes) => hashes.chunks(2).map(|pair| self.hashes(pair, width)).collect(),
            Block::BigHash { hash, size_mm } => vec![self.big_hash(hash, size_mm * 10.0, width)],
            Block::Mono(text) => vec![self.mono(text, width)],
            Block::Code { payload, side_mm, caption } => vec![self.code(payload, side_mm * 10.0, caption, width)],
            Block::Beside { left, right, right_mm } => {
                let right_width = (right_mm * 10.0).min(width);
                let right = self.stack(right, right_width);
                let left = self.stack(left, width - right_width - 70.0);
                let height = left.height.max(right.height);
                let mut items = left.items;
                items.extend(moved(right.items, width - right_width, 0.0));
                vec![Piece { items, height, before: 36.0, ..Piece::default() }]
            }
            Block::Together(blocks) => {
                let mut pieces = self.pieces(blocks, width);
                if let Some((_, before)) = pieces.split_last_mut() {
                    for piece in before {
                        piece.sticks = true;
                    }
                }
                pieces
            }
            Block::Signatures(signatures) => vec![self.signatures(signatures, width)],
            Block::Space { height_mm } => vec![Piece { before: height_mm * 10.0, ..Piece::default() }],
            Block::Rule => {
                let rule = line(&[(0.0, 0.0), (width, 0.0)]);
                let items = drawn(rule, None, Some(Pen::solid(ink::LINE, 3.0))).into_iter().collect();
                vec![Piece { items, height: 3.0, before: 36.0, ..Piece::default() }]
            }
            Block::NewPage => Vec::new(),
        }
    }

    /// Lines of a text as pieces of their own: two at each end stay together.
    fn lines(&mut self, text: &str, look: &Look, width: f32, before: f32) -> Vec<Piece> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        let block = self.block(text, look, width);
        let pitch = look.size * look.leading;
        let count = block.lines.max(1);
        let mut pieces: Vec<Piece> = (0..count)
            .map(|index| Piece {
                height: pitch,
                before: if index == 0 { before } else { 0.0 },
                sticks: index + 1 < count && (index == 0 || index + 2 == count),
                ..Piece::default()
            })
            .collect();
        for item in block.items(Transform::identity()) {
            let Item::Text(mut run) = item else { continue };
            let index = ((run.transform.ty / pitch).floor().max(0.0) as usize).min(count - 1);
            run.transform = Transform::from_translate(0.0, -(index as f32 * pitch)).pre_concat(run.transform);
            if let Some(piece) = pieces.get_mut(index) {
                piece.items.push(Item::Text(run));
            }
        }
        pieces
    }

    fn head(&mut self, text: &str, look: &Look, width: f32, before: f32, after: f32) -> Vec<Piece> {
        let set = self.text(text, look, width);
        if set.items.is_empty() {
            return Vec::new();
        }
        vec![Piece { items: set.items, height: set.height + after - 10.0, before, sticks: true, ..Piece::default() }]
    }

    fn title(&mut self, title: &str, words: &str, width: f32) -> Piece {
        let set = self.text(title, &Look::title(), width);
        let mut height = set.height;
        let mut items = set.items;
        let words = self.text(words, &Look::body().tinted(Tint::Muted), width);
        if !words.items.is_empty() {
            items.extend(moved(words.items, 0.0, height + 8.0));
            height += 8.0 + words.height;
        }
        Piece { items, height, sticks: true, ..Piece::default() }
    }

    fn bullet(&mut self, text: &str, look: &Look, width: f32) -> Vec<Piece> {
        let mut pieces = self.lines(text, look, width - 44.0, look.size * 0.25);
        for piece in &mut pieces {
            piece.items = moved(std::mem::take(&mut piece.items), 44.0, 0.0);
        }
        if let Some(first) = pieces.first_mut() {
            let middle = look.size * look.leading * 0.52;
            first.items.extend(drawn(disc(12.0, middle, 6.0), Some(ink::GOLD), None));
        }
        pieces
    }

    fn step(&mut self, number: usize, title: &str, words: &str, width: f32) -> Piece {
        let (left, r) = (78.0, 25.0);
        let look = Look::body();
        let middle = look.size * look.leading * 0.5;
        let mut items: Vec<Item> = drawn(disc(r, middle, r), Some(ink::ACCENT), None).into_iter().collect();
        let digits = self.one_line(&number.to_string(), &Look::label().sized(28.0), 40.0);
        let mut white = digits.items;
        for item in &mut white {
            if let Item::Text(run) = item {
                run.fill = ink::WHITE;
            }
        }
        items.extend(moved(white, r - digits.width / 2.0, middle + 10.0 - digits.baseline));
        let mut y = 0.0;
        for (text, look) in [(title, look.strong()), (words, look)] {
            let set = self.text(text, &look, width - left);
            items.extend(moved(set.items, left, y));
            y += set.height;
        }
        Piece { items, height: y.max(2.0 * r), before: 22.0, ..Piece::default() }
    }

    fn check(&mut self, text: &str, width: f32) -> Piece {
        let set = self.text(text, &Look::body(), width - 62.0);
        let square = rounded([2.0, 8.0, 36.0, 36.0], 5.0);
        let mut items: Vec<Item> =
            drawn(square, Some(ink::WHITE), Some(Pen::solid(ink::INK, 4.0))).into_iter().collect();
        let height = set.height.max(50.0);
        items.extend(moved(set.items, 62.0, 0.0));
        Piece { items, height, before: 20.0, ..Piece::default() }
    }

    fn notice(&mut self, title: &str, words: &str, warns: bool, width: f32) -> Piece {
        let (pad, left) = (32.0, 44.0);
        let mut texts = Vec::new();
        let mut y = pad - 4.0;
        for (text, look) in [(title, Look::subheading()), (words, Look::body())] {
            let set = self.text(text, &look, width - left - pad);
            texts.extend(moved(set.items, left, y));
            y += set.height;
        }
        let height = y + pad;
        let (ground, bar) = if warns { (ink::WARN, ink::SUN) } else { (ink::INSET, ink::GOLD) };
        let mut items: Vec<Item> =
            drawn(rounded([0.0, 0.0, width, height], 10.0), Some(ground), None).into_iter().collect();
        items.extend(drawn(rounded([0.0, 0.0, 12.0, height], 6.0), Some(bar), None));
        items.append(&mut texts);
        Piece { items, height, before: 40.0, ..Piece::default() }
    }

    fn facts(&mut self, facts: &[(String, String)], width: f32) -> Vec<Piece> {
        let names = (width * 0.27).clamp(380.0_f32.min(width * 0.4), 460.0);
        let shown: Vec<_> = facts.iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        let count = shown.len();
        let mut pieces = Vec::with_capacity(count);
        for (index, (name, value)) in shown.into_iter().enumerate() {
            let name = self.text(name, &Look::cell().tinted(Tint::Muted), names - 30.0);
            let value = self.text(value, &Look::cell(), width - names);
            let height = name.height.max(value.height) + 18.0;
            let mut items = moved(name.items, 0.0, 9.0);
            items.extend(moved(value.items, names, 9.0));
            if index + 1 < count {
                let rule = line(&[(0.0, height), (width, height)]);
                items.extend(drawn(rule, None, Some(Pen::solid(ink::LINE, 2.0))));
            }
            let before = if index == 0 { 18.0 } else { 0.0 };
            let sticks = index == 0 && count > 1 || index + 2 == count;
            pieces.push(Piece { items, height, before, sticks, ..Piece::default() });
        }
        pieces
    }

    fn figures(&mut self, figures: &[(String, String)], width: f32) -> Piece {
        let count = figures.len().max(1) as f32;
        let gap = 24.0;
        let w = (width - gap * (count - 1.0)) / count;
        let mut items = Vec::new();
        let mut height: f32 = 0.0;
        let mut sets = Vec::new();
        for (number, words) in figures {
            let number = self.one_line(number, &Look::figure(), w - 56.0);
            let words = self.text(words, &Look::small(), w - 56.0);
            height = height.max(number.height + words.height + 44.0);
            sets.push((number, words));
        }
        for (index, (number, words)) in sets.into_iter().enumerate() {
            let x = index as f32 * (w + gap);
            let frame = rounded([x, 0.0, w, height], 10.0);
            items.extend(drawn(frame, Some(ink::INSET), Some(Pen::solid(ink::LINE, 2.5))));
            let below = 20.0 + number.height;
            items.extend(moved(number.items, x + 28.0, 18.0));
            items.extend(moved(words.items, x + 28.0, below));
        }
        Piece { items, height, before: 44.0, ..Piece::default() }
    }

    fn hashes(&mut self, pair: &[(String, String)], width: f32) -> Piece {
        let gap = 40.0;
        // A lone narrow column takes the whole width.
        let wide = width > 1200.0;
        let w = if wide { (width - gap) / 2.0 } else { width };
        let mut items = Vec::new();
        let (mut y, mut height): (f32, f32) = (0.0, 0.0);
        for (index, (name, hash)) in pair.iter().enumerate() {
            let x = if wide { index as f32 * (w + gap) } else { 0.0 };
            let (inside, tall) = self.hash(name, hash, w);
            if !wide && index > 0 {
                y = height + 26.0;
            }
            items.extend(moved(inside, x, y));
            height = height.max(y + tall);
        }
        Piece { items, height, before: 28.0, ..Piece::default() }
    }

    fn hash(&mut self, name: &str, hash: &str, width: f32) -> (Vec<Item>, f32) {
        let name = self.text(name, &Look::cell().strong(), width);
        let top = name.height + 8.0;
        let mut items = name.items;
        let look = Look::mono();
        let mut texts = Vec::new();
        let mut y = top + 15.0;
        for words in grouped_lines(hash, 8) {
            let set = self.one_line(&words, &look, width - 44.0);
            texts.extend(moved(set.items, 22.0, y));
            y += set.height;
        }
        let height = y + 15.0;
        let frame = rounded([0.0, top, width, height - top], 8.0);
        items.extend(drawn(frame, Some(ink::INSET), None));
        items.append(&mut texts);
        (items, height)
    }

    fn big_hash(&mut self, hash: &str, most: f32, width: f32) -> Piece {
        let lines = grouped_lines(hash, 4);
        let pad = 50.0;
        // A digit of the mono face is six tenths of its size wide; 19 of them stand on a line.
        let size = ((width - 2.0 * pad) / (19.0 * 0.6)).min(most);
        let look = Look::mono().sized(size).leaded(1.3);
        let mut texts = Vec::new();
        let mut y = pad - 8.0;
        for words in &lines {
            let set = self.one_line(words, &look, width - 2.0 * pad);
            texts.extend(moved(set.items, (width - set.width) / 2.0, y));
            y += set.height;
        }
        let height = y + pad - 8.0;
        let frame = rounded([4.0, 4.0, width - 8.0, height - 8.0], 18.0);
        let mut items: Vec<Item> =
            drawn(frame, Some(ink::WHITE), Some(Pen::solid(ink::INK, 8.0))).into_iter().collect();
        items.append(&mut texts);
        Piece { items, height, before: 12.0, ..Piece::default() }
    }

    fn mono(&mut self, text: &str, width: f32) -> Piece {
        let set = self.text(text, &Look::mono(), width - 44.0);
        let height = set.height + 30.0;
        let frame = rounded([0.0, 0.0, width, height], 8.0);
        let mut items: Vec<Item> = drawn(frame, Some(ink::INSET), None).into_iter().collect();
        items.extend(moved(set.items, 22.0, 15.0));
        Piece { items, height, before: 16.0, ..Piece::default() }
    }

    fn code(&mut self, payload: &str, side: f32, caption: &str, width: f32) -> Piece {
        let mut items = code::placed(payload, [(width - side) / 2.0, 0.0], side);
        let words = self.text(caption, &Look::small(), width);
        let height = side + words.height;
        items.extend(moved(words.items, (width - words.width) / 2.0, side));
        Piece { items, height, before: 20.0, ..Piece::default() }
    }

    fn signatures(&mut self, signatures: &[Signature], width: f32) -> Piece {
        let count = signatures.len().clamp(1, 3);
        let gap = 70.0;
        let w = (width - gap * (count - 1) as f32) / count as f32;
        let mut items = Vec::new();
        let mut height: f32 = 0.0;
        // Room for a hand to write in.
        let (first, pitch) = (150.0, 300.0);
        for (index, signature) in signatures.iter().enumerate() {
            let (x, top) = ((index % count) as f32 * (w + gap), (index / count) as f32 * pitch);
            let mut y = top + first;
            let rule = line(&[(x, y), (x + w, y)]);
            items.extend(drawn(rule, None, Some(Pen::solid(ink::INK, 4.0))));
            y += 12.0;
            let who = if signature.name.trim().is_empty() { "Name:" } else { &signature.name };
            let lines = [
                (who, Look::cell().strong()),
                (signature.role.as_str(), Look::small()),
                ("Place and date:", Look::small()),
            ];
            for (text, look) in lines {
                let set = self.text(text, &look, w);
                y += if text == "Place and date:" { 22.0 } else { 0.0 };
                let tall = set.height;
                items.extend(moved(set.items, x, y));
                y += tall;
            }
            height = height.max(y);
        }
        Piece { items, height, before: 40.0, ..Piece::default() }
    }
}

/// The text with words longer than `ratio` of the longest broken where they must be.
fn broken(text: &str, ratio: f32) -> String {
    let longest = text.split_whitespace().map(|word| word.graphemes(true).count()).max().unwrap_or(1);
    let most = ((longest as f32 * ratio * 0.96).floor() as usize).max(1);
    text.split('\n')
        .map(|row| {
            row.split_whitespace()
                .map(|word| {
                    let letters: Vec<&str> = word.graphemes(true).collect();
                    letters.chunks(most).map(<[&str]>::concat).collect::<Vec<_>>().join("\n")
                })
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Groups of four digits, so many to a line.
pub(in crate::press) fn grouped_lines(hash: &str, groups: usize) -> Vec<String> {
    let digits: Vec<char> = hash.chars().filter(|c| !c.is_whitespace()).collect();
    let fours: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
    fours.chunks(groups.max(1)).map(|line| line.join(" ")).collect()
}
