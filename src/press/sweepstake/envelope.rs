//! The sealed envelope: a letter to fold at the lock, so that a lost laptop does not end the draw.
//!
//! Two pages, for both sides of one sheet: what is secret stands in the middle of the inside, the pattern on the outside
//! keeps light from showing it through. Printed on one side, the second page is the label of a bought envelope.

use super::{Office, number_of, said, short};
use crate::draw::{SignedLock, fingerprint};
use crate::press::code;
use crate::press::paper::{Block, Laid, Look, MARGIN, Setter, Tint, band, diamond, frame_bar, ink, moved};
use crate::scene::item::{Item, Page, PathBuilder};
use crate::scene::shapes::{Pen, clipped, drawn, line, rounded};
use crate::scene::text::Typesetter;
use std::sync::Arc;

/// What is put into the envelope.
#[derive(Clone)]
pub struct EnvelopeFacts<'a> {
    /// As sealed; nothing of it is secret.
    pub lock: &'a SignedLock,
    /// The secrets, a line each with its number, as they are typed in again.
    pub lines: Vec<String>,
    /// The same for a camera.
    pub payload: String,
}

// Secrets never reach a log or a panic message.
impl std::fmt::Debug for EnvelopeFacts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnvelopeFacts(..)")
    }
}

/// Inside and outside of the letter.
pub fn envelope(facts: &EnvelopeFacts<'_>, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let mut setter = Setter::new(typesetter, &office.language);
    let (width, height) = office.paper.size();
    let inside = inside(facts, &mut setter, width, height);
    let outside = outside(facts, office, &mut setter, width, height);
    let page = |name: &str, items| Page::new(name, width, height, 0.0).with_items(items);
    Laid { pages: vec![page("envelope inside", inside), page("envelope outside", outside)], missing: setter.missing }
}

fn inside(facts: &EnvelopeFacts<'_>, setter: &mut Setter<'_>, width: f32, height: f32) -> Vec<Item> {
    let lock = &facts.lock.lock;
    let third = height / 3.0;
    let (left, wide) = (MARGIN, width - 2.0 * MARGIN);
    let mut items = folds(setter, width, height);
    let mut top = 110.0;
    if lock.rehearsal {
        items.extend(band(setter, [left, 70.0, wide]));
        top = 175.0;
    }
    items.extend(frame_bar([left, top, wide]));
    let name = setter.one_line(&lock.campaign, &Look::display(58.0), wide * 0.6);
    let kind = setter.one_line("SEALED ENVELOPE, INSIDE", &Look::label(), wide * 0.36);
    items.extend(moved(name.items, left, top + 96.0 - name.baseline));
    items.extend(moved(kind.items, left + wide - kind.width, top + 96.0 - kind.baseline));
    let head = setter.stack(
        &[
            Block::title(
                &lock.title,
                format!(
                    "{}, locked on {}. Its luck will be known on {}.",
                    number_of(lock),
                    said(&lock.locked_at),
                    said(&lock.announced_at)
                ),
            ),
            Block::warning(
                "Whoever reads this page can sign as the organiser",
                "Open it only when the laptop with the campaign is lost before the draw. Until then it stays shut, and somebody \
                 other than the organiser keeps it.",
            ),
        ],
        wide,
    );
    items.extend(head.at(left, top + 140.0));

    items.extend(secrets(facts, setter, [left, third, wide, third]));

    let foot = setter.stack(
        &[
            Block::step(1, "Fold at the marks", "First the bottom third up, then the top third down: the lines come inside."),
            Block::step(2, "Seal it", "Put it into an envelope, close the flap, and sign across the flap together."),
            Block::step(
                3,
                "If the laptop is lost",
                "Open it before witnesses. On another laptop take the envelope in with the program, or with unsung draw restore: \
                 type the lines or scan the code. lock.json and roll.tsv, or an older copy of the campaign, bring the rest.",
            ),
            Block::step(4, "After the draw", "The code is public then. Destroy the page all the same: the key is still on it."),
        ],
        wide,
    );
    items.extend(foot.at(left, third * 2.0 + 70.0));
    items
}

/// The middle third: lines to type and the code, in a box that no other text enters.
fn secrets(facts: &EnvelopeFacts<'_>, setter: &mut Setter<'_>, [left, top, wide, tall]: [f32; 4]) -> Vec<Item> {
    let mut items = Vec::new();
    let frame = [left, top + 60.0, wide, tall - 120.0];
    items.extend(drawn(rounded(frame, 16.0), Some(ink::WHITE), Some(Pen::solid(ink::INK, 6.0))));
    let title = setter.one_line("The organiser's code and key", &Look::subheading(), wide - 120.0);
    items.extend(moved(title.items, left + 50.0, top + 92.0));
    let side = 500.0;
    let room = wide - side - 130.0;
    let count = facts.lines.len().max(1) as f32;
    let pitch = ((tall - 300.0) / count).min(62.0);
    let size = (pitch / 1.22).min(50.0);
    let look = Look::mono().sized(size).leaded(1.22);
    let first = top + 168.0;
    for (index, text) in facts.lines.iter().enumerate() {
        let y = first + index as f32 * pitch;
        // The number of the line stands apart, paler, from what is typed.
        let (number, signs) = text.split_once(' ').unwrap_or(("", text));
        let number = setter.one_line(number, &look.tinted(Tint::Muted), 80.0);
        let signs = setter.one_line(signs.trim(), &look, room - 90.0);
        items.extend(moved(number.items, left + 50.0, y));
        items.extend(moved(signs.items, left + 140.0, y));
        if index % 2 == 1 && index + 1 < facts.lines.len() {
            let under = y + pitch + 2.0;
            let rule = line(&[(left + 50.0, under), (left + room + 30.0, under)]);
            items.extend(drawn(rule, None, Some(Pen::solid(ink::LINE, 2.0))));
        }
    }
    let x = left + wide - side - 40.0;
    let down = top + (tall - side - 50.0) / 2.0;
    items.extend(code::placed(&facts.payload, [x, down], side));
    let words = setter.one_line("the same lines for a camera", &Look::small(), side);
    items.extend(moved(words.items, x + (side - words.width) / 2.0, down + side));
    items
}

fn outside(facts: &EnvelopeFacts<'_>, office: &Office, setter: &mut Setter<'_>, width: f32, height: f32) -> Vec<Item> {
    let signed = facts.lock;
    let lock = &signed.lock;
    let third = height / 3.0;
    let (left, wide) = (MARGIN, width - 2.0 * MARGIN);
    let mut items = folds(setter, width, height);
    // The back of the middle third is seen from outside: the pattern hides what shines through.
    items.extend(tint([120.0, third + 30.0, width - 240.0, third - 60.0]));
    let plate = [left + 240.0, third + 250.0, wide - 480.0, third - 500.0];
    items.extend(drawn(rounded(plate, 16.0), Some(ink::WHITE), Some(Pen::solid(ink::INK, 6.0))));
    let sealed = setter.stack(
        &[
            Block::Subheading("Sign across the edge that closes".into()),
            Block::words("Two people, with the date: then nobody opens it unseen."),
        ],
        plate[2] - 120.0,
    );
    items.extend(sealed.at(plate[0] + 60.0, plate[1] + 50.0));
    for x in [plate[0] + 60.0, plate[0] + plate[2] / 2.0 + 30.0] {
        let y = plate[1] + plate[3] - 90.0;
        let rule = line(&[(x, y), (x + plate[2] / 2.0 - 90.0, y)]);
        items.extend(drawn(rule, None, Some(Pen::solid(ink::INK, 4.0))));
    }

    let mut top = 110.0;
    if lock.rehearsal {
        items.extend(band(setter, [left, 70.0, wide]));
        top = 175.0;
    }
    items.extend(frame_bar([left, top, wide]));
    let name = setter.one_line(&lock.campaign, &Look::display(58.0), wide * 0.6);
    let kind = setter.one_line("SEALED ENVELOPE", &Look::label(), wide * 0.36);
    items.extend(moved(name.items, left, top + 96.0 - name.baseline));
    items.extend(moved(kind.items, left + wide - kind.width, top + 96.0 - kind.baseline));
    let by = if office.organiser.trim().is_empty() { String::new() } else { format!(", {}", office.organiser) };
    let cover = setter.stack(
        &[
            Block::title(
                &lock.title,
                format!("{}{by}. Luck known on {}.", number_of(lock), said(&lock.announced_at)),
            ),
            Block::warning(
                "Open only if the laptop is lost before the draw",
                "Inside: the organiser's code and the key that signs. Open it before witnesses and say so in public. An envelope \
                 found open makes the draw doubtful: then close this lock without a draw and lock anew.",
            ),
            Block::small(format!(
                "Lock {}   Key {}",
                short(&signed.lock_sha256),
                fingerprint(&lock.public_key).unwrap_or_default()
            )),
        ],
        wide,
    );
    items.extend(cover.at(left, top + 140.0));
    // The last third is hidden inside the fold on this side.
    items.extend(tint([120.0, third * 2.0 + 30.0, width - 240.0, third - 150.0]));
    items.extend(diamond(width / 2.0, third * 2.5 - 45.0, 60.0));
    items
}

/// Marks at both edges where the sheet is folded, and a dotted line between them.
fn folds(setter: &mut Setter<'_>, width: f32, height: f32) -> Vec<Item> {
    let mut items = Vec::new();
    for y in [height / 3.0, height / 3.0 * 2.0] {
        for (from, to) in [(60.0, 150.0), (width - 150.0, width - 60.0)] {
            items.extend(drawn(line(&[(from, y), (to, y)]), None, Some(Pen::solid(ink::MUTED, 4.0))));
        }
        let dots = Pen { rgb: ink::LINE, width: 3.0, dash: &[6.0, 14.0] };
        items.extend(drawn(line(&[(MARGIN, y), (width - MARGIN, y)]), None, Some(dots)));
        let word = setter.one_line("fold", &Look::small().sized(22.0), 100.0);
        items.extend(moved(word.items, 84.0, y - 34.0));
    }
    items
}

/// The pattern inside of envelopes: crossing waves, dense enough that letters behind it cannot be told.
fn tint(frame: [f32; 4]) -> Vec<Item> {
    let [x, y, w, h] = frame;
    let mut waves = Vec::new();
    for (rise, phase, rgb) in
        [(14.0, 0.0, [0x8A, 0xA4, 0xE8]), (14.0, 21.0, [0xB9, 0xC6, 0xEE]), (-14.0, 10.0, [0x6F, 0x8C, 0xDF])]
    {
        let mut path = PathBuilder::new();
        let mut top = y - 20.0 + phase / 2.0;
        while top < y + h + 20.0 {
            path.move_to(x - phase, top);
            let mut from = x - phase;
            while from < x + w {
                path.cubic_to(from + 14.0, top - rise, from + 28.0, top + rise, from + 42.0, top);
                from += 42.0;
            }
            top += 11.0;
        }
        waves.extend(drawn(path.finish().map(Arc::new), None, Some(Pen::solid(rgb, 3.4))));
    }
    clipped(rounded(frame, 20.0), waves).into_iter().collect()
}
