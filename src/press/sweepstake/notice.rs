//! The lock notice: one page to print and hang up when the list is locked, so that anybody can hold the organiser to it.

use super::{Office, PrizeOdds, counted, describe, number_of, said, short};
use crate::draw::{SignedLock, fingerprint};
use crate::press::paper::{Block, Cell, Column, Laid, Paper, Table};
use crate::scene::text::Typesetter;

/// What the notice says.
#[derive(Clone, Debug)]
pub struct NoticeFacts<'a> {
    /// As sealed.
    pub lock: &'a SignedLock,
    /// In rank order.
    pub odds: Vec<PrizeOdds>,
}

/// Sizes of the hash, from the largest: a poster is one page as long as that is possible.
const SIZES_MM: [f32; 4] = [13.6, 12.0, 10.0, 8.0];

/// The page of a lock notice; more where many prizes are drawn.
pub fn notice(facts: &NoticeFacts<'_>, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let mut laid = page(facts, office, SIZES_MM[0], typesetter);
    for size_mm in SIZES_MM.into_iter().skip(1) {
        if laid.pages.len() > 1 {
            laid = page(facts, office, size_mm, typesetter);
        }
    }
    laid
}

fn page(facts: &NoticeFacts<'_>, office: &Office, size_mm: f32, typesetter: &mut Typesetter) -> Laid {
    let signed = facts.lock;
    let lock = &signed.lock;
    let foot = format!("{}  ·  lock {}", number_of(lock), short(&signed.lock_sha256));
    let mut paper = Paper::new(office.style(lock, "Lock notice", foot));
    let by = if office.organiser.trim().is_empty() { String::new() } else { format!(" by {}", office.organiser) };
    let words = format!(
        "{}{by}: the list is locked since {}. {} with {} take part. Nothing about them can change any more.",
        number_of(lock),
        said(&lock.locked_at),
        counted(lock.roll.entries, "entry", "entries"),
        counted(lock.roll.tickets, "ticket", "tickets"),
    );
    paper.push(Block::title(&lock.title, words));
    paper.push(Block::Figures(vec![(
        said(&lock.announced_at),
        "is when the luck will be known, and not before".into(),
    )]));
    let label = format!("Lock hash of {}, all 64 digits", number_of(lock).to_lowercase());
    paper.push(Block::Subheading(label));
    paper.push(Block::BigHash { hash: signed.lock_sha256.clone(), size_mm });
    let mut table = Table::new([
        Column::new("PRIZE", 4.0).strong(),
        Column::new("HOW MANY", 1.5).at_end(),
        Column::new("CHANCE OF ONE TICKET", 2.7).at_end(),
    ]);
    for prize in &facts.odds {
        table.row([prize.name.clone(), super::grouped(prize.quantity), prize.chance.clone()]);
    }
    let mut sources = Table::new([Column::new("THE LUCK COMES FROM", 3.0).strong(), Column::new("", 4.0)]);
    for source in &lock.entropy {
        sources.row([Cell::plain(source.label()), Cell::plain(describe(source))]);
    }
    if !lock.commitment.is_empty() {
        sources.row([Cell::plain("The organiser's code"), Cell::plain("sealed in the lock, opened at the draw")]);
    }
    let mut left: Vec<Block> = vec![table.into(), Block::space(4.0), sources.into(), Block::space(4.0)];
    left.push(Block::Facts(vec![("Fingerprint of the key".into(), fingerprint(&lock.public_key).unwrap_or_default())]));
    paper.push(Block::Beside {
        left,
        right: vec![Block::code(&signed.lock_sha256, 44.0, "The lock hash, to keep")],
        right_mm: 44.0,
    });
    paper.push(Block::notice(
        "Keep these 64 digits",
        "Take a photo of this page now. After the draw the whole record is published; the verifier that comes with it asks for \
         the lock hash. If it is the one above, then list, prizes, rules and sources are the ones of today, and nobody, the \
         organiser included, could choose the winners.",
    ));
    paper.lay(typesetter)
}
