//! Receipts: slips for entrants, four to a sheet, and the whole receipt of one entry on a page of its own.
//!
//! A slip tells its owner the entry id, the place in the locked list and the lock hash: enough to see later that the own
//! entry was in the draw. The page adds line and path, so that it can be checked without the list.

use super::{Office, counted, grouped, number_of, said, short};
use crate::draw::{Receipt, SignedLock};
use crate::press::code;
use crate::press::paper::{Block, Cell, Column, Laid, Look, Paper, Setter, Table, Tint, band, ink, moved};
use crate::scene::item::{Item, Page};
use crate::scene::shapes::{Pen, drawn, line, polygon, rounded};
use crate::scene::text::Typesetter;

/// Slips on a sheet.
pub const PER_SHEET: usize = 4;

/// Characters of a receipt that a printed code still holds well; a longer receipt is stood for by its hash.
const CODE_MAX: usize = 900;

/// What is the same on every slip.
#[derive(Clone, Debug)]
pub struct SlipFacts<'a> {
    /// As sealed.
    pub lock: &'a SignedLock,
}

/// One entrant's slip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// Of the roll.
    pub entry_id: String,
    /// Whose slip it is, for handing out; may be empty.
    pub name: String,
    /// Place in the roll, from 0.
    pub index: u64,
    /// Tickets in the roll.
    pub tickets: u32,
    /// SHA-256 of `receipt.json`, hex.
    pub receipt_sha256: String,
    /// `receipt.json`, where it is short enough for a code; "" else.
    pub receipt: String,
}

impl Slip {
    /// The slip of a receipt with the bytes of its file and their hash.
    pub fn new(receipt: &Receipt, file: &str, sha256: String, name: String) -> Self {
        let mut columns = receipt.line.split('\t');
        let entry_id = columns.next().unwrap_or_default().to_owned();
        let tickets = columns.next().and_then(|tickets| tickets.parse().ok()).unwrap_or(1);
        let fits = file.len() <= CODE_MAX;
        Self {
            entry_id,
            name,
            index: receipt.index,
            tickets,
            receipt_sha256: sha256,
            receipt: if fits { file.to_owned() } else { String::new() },
        }
    }

    fn payload(&self) -> &str {
        if self.receipt.is_empty() { &self.receipt_sha256 } else { &self.receipt }
    }

    fn says(&self) -> &'static str {
        if self.receipt.is_empty() { "SHA-256 of your receipt.json" } else { "your receipt.json" }
    }
}

/// Sheets of slips with lines to cut along.
pub fn slips(facts: &SlipFacts<'_>, slips: &[Slip], office: &Office, typesetter: &mut Typesetter) -> Laid {
    let (width, height) = office.paper.size();
    let mut setter = Setter::new(typesetter, &office.language);
    let pitch = height / PER_SHEET as f32;
    let constant = constant(facts, &mut setter, width, pitch);
    let pages = slips
        .chunks(PER_SHEET)
        .enumerate()
        .map(|(sheet, on_sheet)| {
            let mut items = Vec::new();
            for (place, slip) in on_sheet.iter().enumerate() {
                let top = place as f32 * pitch;
                items.extend(moved(constant.clone(), 0.0, top));
                items.extend(moved(own(facts, slip, &mut setter, width, pitch), 0.0, top));
            }
            items.extend(cuts(width, pitch, on_sheet.len()));
            Page::new(format!("receipts {}", sheet + 1), width, height, 0.0).with_items(items)
        })
        .collect();
    Laid { pages, missing: setter.missing }
}

const LEFT: f32 = 170.0;
const SIDE: f32 = 380.0;

fn column(width: f32) -> f32 {
    width - 2.0 * LEFT - SIDE - 50.0
}

/// What every slip of the draw says, set once.
fn constant(facts: &SlipFacts<'_>, setter: &mut Setter<'_>, width: f32, pitch: f32) -> Vec<Item> {
    let signed = facts.lock;
    let lock = &signed.lock;
    let w = column(width);
    let mut items = Vec::new();
    let mut y = 62.0;
    if lock.rehearsal {
        items.extend(band(setter, [LEFT, 26.0, width - 2.0 * LEFT]));
        y = 104.0;
    }
    let name = setter.one_line(&lock.campaign, &Look::display(46.0), w * 0.62);
    let kind = setter.one_line("RECEIPT OF ENTRY", &Look::label(), w * 0.36);
    let baseline = y + name.baseline;
    items.extend(moved(kind.items, LEFT + w - kind.width, baseline - kind.baseline));
    items.extend(moved(name.items, LEFT, y));
    y = baseline + 18.0;
    items.extend(drawn(rounded([LEFT, y, w, 6.0], 0.0), Some(ink::BLUE), None));
    items.extend(drawn(line(&[(LEFT, y + 11.0), (LEFT + w, y + 11.0)]), None, Some(Pen::solid(ink::GOLD, 3.0))));
    // From the foot up, so that what grows with the entry has its room above.
    let advice = setter.text(
        &format!(
            "Keep this slip. The luck will be known on {}; then the whole record is published. Its lock hash must be this one, \
             and your entry id must stand in its list: verify.html answers “Where am I?”.",
            said(&lock.announced_at)
        ),
        &Look::small().sized(26.5),
        w,
    );
    let label = setter.one_line("LOCK HASH, PUBLISHED BEFORE THE DRAW", &Look::label().sized(22.0), w);
    let look = Look::mono().sized(31.0);
    let rows: Vec<_> = crate::press::paper::grouped_lines(&signed.lock_sha256, 8)
        .iter()
        .map(|row| setter.one_line(row, &look, w))
        .collect();
    let tall: f32 = rows.iter().map(|row| row.height).sum();
    let mut foot = pitch - 66.0 - advice.height - tall - label.height;
    let mut put = |set: crate::press::paper::Set, gap: f32| {
        items.extend(moved(set.items, LEFT, foot));
        foot += set.height + gap;
    };
    put(label, 2.0);
    let last = rows.len().saturating_sub(1);
    for (index, row) in rows.into_iter().enumerate() {
        put(row, if index == last { 14.0 } else { 0.0 });
    }
    put(advice, 0.0);
    items
}

fn own(facts: &SlipFacts<'_>, slip: &Slip, setter: &mut Setter<'_>, width: f32, pitch: f32) -> Vec<Item> {
    let lock = &facts.lock.lock;
    let w = column(width);
    let down = if lock.rehearsal { 40.0 } else { 0.0 };
    let mut items = Vec::new();
    let mut y = 160.0 + down;
    let title = setter.one_line(&lock.title, &Look::subheading().sized(40.0), w);
    items.extend(moved(title.items, LEFT, y));
    y += title.height + 30.0 - down * 0.5;
    let label = setter.one_line("YOUR ENTRY ID", &Look::label().sized(22.0), w * 0.5);
    items.extend(moved(label.items, LEFT, y));
    let split = LEFT + w * 0.56;
    let label = setter.one_line("PLACE IN THE LOCKED LIST", &Look::label().sized(22.0), w * 0.44);
    let under = y + label.height;
    items.extend(moved(label.items, split, y));
    let id = setter.one_line(&slip.entry_id, &Look::mono().sized(74.0), w * 0.53);
    items.extend(moved(id.items, LEFT, under));
    let place = format!("{} of {}", grouped(slip.index + 1), grouped(lock.roll.entries));
    let place = setter.one_line(&place, &Look::subheading().sized(46.0), w * 0.44);
    let tickets = setter.one_line(&counted(u64::from(slip.tickets), "ticket", "tickets"), &Look::small(), w * 0.44);
    let next = under + place.height + 10.0;
    items.extend(moved(place.items, split, under + 14.0));
    items.extend(moved(tickets.items, split, next));

    let x = width - LEFT - SIDE;
    let top = 62.0 + down * 1.6;
    let side = SIDE.min(pitch - top - 170.0);
    items.extend(code::placed(slip.payload(), [x + (SIDE - side) / 2.0, top], side));
    let says = setter.one_line(slip.says(), &Look::small().sized(24.0), SIDE);
    items.extend(moved(says.items, x + (SIDE - says.width) / 2.0, top + side));
    if !slip.name.trim().is_empty() {
        let name = setter.one_line(&slip.name, &Look::cell().strong().tinted(Tint::Ink), SIDE);
        items.extend(moved(name.items, x + (SIDE - name.width) / 2.0, top + side + 52.0));
    }
    items
}

/// Dashed lines between slips, with small blades at the edges.
fn cuts(width: f32, pitch: f32, count: usize) -> Vec<Item> {
    let mut items = Vec::new();
    for place in 1..=count.min(PER_SHEET - 1) {
        let y = place as f32 * pitch;
        let pen = Pen { rgb: ink::MUTED, width: 3.0, dash: &[18.0, 12.0] };
        items.extend(drawn(line(&[(70.0, y), (width - 70.0, y)]), None, Some(pen)));
        for (tip, back) in [(66.0, 40.0), (width - 66.0, width - 40.0)] {
            let blade = polygon(&[(tip, y), (back, y - 9.0), (back, y + 9.0)]);
            items.extend(drawn(blade, Some(ink::MUTED), None));
        }
    }
    items
}

/// The whole receipt of one entry, to check by hand or with a verifier.
pub fn receipt(receipt: &Receipt, slip: &Slip, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let lock = &receipt.lock;
    let foot = format!("{}  ·  lock {}", number_of(lock), short(&receipt.lock_sha256));
    let mut paper = Paper::new(office.style(lock, "Receipt of entry", foot));
    let words = format!(
        "{}, locked on {}. The luck will be known on {}.",
        number_of(lock),
        said(&lock.locked_at),
        said(&lock.announced_at)
    );
    paper.push(Block::title(&lock.title, words));
    paper.push(Block::Figures(vec![
        (slip.entry_id.clone(), "is your entry id".into()),
        (
            grouped(receipt.index + 1),
            format!("is your place among {} in the locked list", counted(lock.roll.entries, "entry", "entries")),
        ),
        (grouped(u64::from(slip.tickets)), "is how many tickets you have".into()),
    ]));
    let mut left = vec![
        Block::Hashes(vec![
            ("Lock hash, published before the draw".into(), receipt.lock_sha256.clone()),
            ("Root for receipts, part of the lock".into(), lock.roll.merkle_root.clone()),
        ]),
        Block::space(2.0),
    ];
    if !slip.name.trim().is_empty() {
        left.push(Block::Facts(vec![("For".into(), slip.name.clone())]));
    }
    let caption = if slip.receipt.is_empty() { "SHA-256 of receipt.json" } else { "receipt.json" };
    paper.push(Block::Beside { left, right: vec![Block::code(slip.payload(), 46.0, caption)], right_mm: 46.0 });
    paper.push(Block::heading("What to do with it"));
    paper.push(Block::step(1, "Keep it", "With the file receipt.json, if you were given it."));
    paper.push(Block::step(
        2,
        "Before the draw, compare the lock hash",
        "It must be the one the organiser has published. Then your entry is in the list, and it cannot be taken out any more.",
    ));
    paper.push(Block::step(
        3,
        "Check the receipt without the list",
        "Open verify.html and drop receipt.json onto it, or run unsung verify receipt.json --lock HASH.",
    ));
    paper.push(Block::step(
        4,
        "After the draw, look for your entry id",
        "The record is published. verify.html answers “Where am I?” with your place in the order.",
    ));
    paper.push(Block::heading("The proof"));
    paper.push(Block::words(
        "Your line of the list, and the hashes beside the way from it to the root. SHA-256 of the byte 0 and your line, joined \
         at each step with the hash below it (byte 1, left, right), gives the root above.",
    ));
    paper.push(Block::Mono(receipt.line.replace('\t', " → ")));
    let mut table = Table::new([Column::new("STEP", 0.6).at_end(), Column::new("HASH BESIDE THE WAY", 9.0).mono()]);
    for (index, hash) in receipt.path.iter().enumerate() {
        let groups = crate::press::paper::grouped_lines(hash, 16).join(" ");
        table.row([Cell::plain((index + 1).to_string()), Cell::plain(groups)]);
    }
    if !table.is_empty() {
        paper.push(table);
    }
    paper.lay(typesetter)
}
