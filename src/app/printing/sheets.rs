//! Pieces on sheets: what goes through the printer. The preview shows these very pages.

use super::Press;
use super::options::{PrintOptions, Stock};
use super::pieces::{Content, Laid, Piece};
use super::product::{Product, Slot};
use super::roster::Roster;
use crate::app::failure::Failure;
use crate::campaign::Campaign;
use crate::press::proof::{self, ProofEntry};
use crate::press::{Refusal, card, sheets};
use crate::scene::item::Page;
use crate::scene::pdf::PdfOptions;
use std::ops::Range;

/// Pieces on one sheet (or on front and back of one).
pub fn per_sheet(options: &PrintOptions) -> usize {
    match (options.product, options.stock) {
        (Product::Proof, _) => proof::PER_SHEET,
        (Product::Cards, Stock::OfficeTwoUp) => 2,
        (Product::Cards, _) => 1,
    }
}

/// Sheets for so many pieces.
pub fn sheet_count(options: &PrintOptions, pieces: usize) -> usize {
    pieces.div_ceil(per_sheet(options))
}

/// The sheet on which the piece at this place lies.
pub fn sheet_of(options: &PrintOptions, place: usize) -> usize {
    place / per_sheet(options)
}

/// Places of the pieces on a sheet.
fn places(options: &PrintOptions, sheet: usize, pieces: usize) -> Range<usize> {
    let each = per_sheet(options);
    (sheet * each).min(pieces)..((sheet + 1) * each).min(pieces)
}

/// Which sheets are made, of how many: for what a sheet says about itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Of {
    /// Sheets before the first one.
    pub before: usize,
    pub pieces: usize,
}

/// The pages of one sheet, as a run prints it. `slots` are all pieces of the run; those that were held must be left out before.
pub fn sheet(
    roster: &Roster<'_>,
    options: &PrintOptions,
    slots: &[Slot],
    number: usize,
    press: &mut Press<'_>,
) -> Result<Vec<Page>, Refusal> {
    let mut laid = Vec::new();
    for slot in &slots[places(options, number, slots.len())] {
        let Some(piece) = roster.piece(*slot) else { continue };
        let result = piece.lay(options, press);
        laid.push((piece, result));
    }
    // Alone on its sheet, a piece that is held says why; among others its place is taken by the next.
    if options.product != Product::Proof && laid.len() == 1 && laid[0].1.is_err() {
        let Some((_, Err(refusal))) = laid.pop() else { return Ok(Vec::new()) };
        return Err(refusal);
    }
    impose(roster.campaign, options, laid, Of { before: number, pieces: slots.len() }, press)
}

/// Pieces laid out, on the stock of the run. What is held has no place, but on a proof.
pub(super) fn impose(
    campaign: &Campaign,
    options: &PrintOptions,
    laid: Vec<(Piece, Result<Laid, Refusal>)>,
    of: Of,
    press: &mut Press<'_>,
) -> Result<Vec<Page>, Refusal> {
    if options.product == Product::Proof {
        return proofs(campaign, options, laid, of, press);
    }
    let good: Vec<(Piece, Laid)> = laid.into_iter().filter_map(|(piece, laid)| Some((piece, laid.ok()?))).collect();
    Ok(match (options.product, options.stock) {
        (Product::Cards, Stock::OfficeTwoUp) => {
            let pairs = good.chunks(2);
            pairs
                .flat_map(|pair| {
                    let side = |at: usize| pair.get(at).and_then(|(_, laid)| laid.pages.first().zip(laid.pages.get(1)));
                    named(sheets::two_up([side(0), side(1)], options.paper).into(), pair)
                })
                .collect()
        }
        (Product::Cards, Stock::Office) => good
            .iter()
            .flat_map(|one| {
                let pages = match one.1.pages.as_slice() {
                    [front, back] => sheets::single(front, back, options.paper).into(),
                    _ => Vec::new(),
                };
                named(pages, std::slice::from_ref(one))
            })
            .collect(),
        _ => good.into_iter().flat_map(own_pages).collect(),
    })
}

/// The pages of a piece as they are, under its name.
fn own_pages((piece, laid): (Piece, Laid)) -> Vec<Page> {
    let one = (piece, Laid { pages: Vec::new(), notes: Vec::new() });
    named(laid.pages, std::slice::from_ref(&one))
}

/// The sheet is found in the outline under whom it is for, and numbered by serials instead of by pages.
fn named(mut pages: Vec<Page>, pieces: &[(Piece, Laid)]) -> Vec<Page> {
    let (Some((first, _)), Some((last, _))) = (pieces.first(), pieces.last()) else { return pages };
    let is_one = pieces.len() == 1;
    let words = if is_one { first.who.clone() } else { format!("{} – {}", first.who, last.who) };
    let label = if is_one || last.label == first.label {
        first.label.clone()
    } else {
        format!("{} – {}", first.label, last.label)
    };
    let count = pages.len();
    for (n, page) in pages.iter_mut().enumerate() {
        if n == 0 {
            page.bookmark = Some(words.clone());
        }
        page.label = match (label.as_str(), count, n) {
            ("", ..) => None,
            (label, 2, 0) => Some(format!("{label} front")),
            (label, 2, _) => Some(format!("{label} back")),
            (label, 1, _) => Some(label.to_owned()),
            (label, ..) => Some(format!("{label} {}", n + 1)),
        };
    }
    pages
}

fn proofs(
    campaign: &Campaign,
    options: &PrintOptions,
    laid: Vec<(Piece, Result<Laid, Refusal>)>,
    of: Of,
    press: &mut Press<'_>,
) -> Result<Vec<Page>, Refusal> {
    let title = proof_title(campaign);
    let entries: Vec<ProofEntry> = laid.into_iter().map(|(piece, laid)| proof_entry(&piece, laid)).collect();
    let count = sheet_count(options, of.pieces);
    entries
        .chunks(proof::PER_SHEET)
        .enumerate()
        .map(|(n, chunk)| {
            let place = (of.pieces, of.before + n + 1, count);
            proof::sheet(&title, chunk, place, options.paper, press.kit, press.symbols, press.typesetter)
        })
        .collect()
}

/// What stands at the head of proof sheets.
pub fn proof_title(campaign: &Campaign) -> String {
    format!("Proof – {}", campaign.settings().title)
}

/// A card as it stands on a proof sheet.
pub fn proof_entry(piece: &Piece, laid: Result<Laid, Refusal>) -> ProofEntry {
    let (front, notes) = match laid {
        Ok(laid) => (laid.pages.into_iter().next().ok_or_else(String::new), laid.notes),
        Err(refusal) => (Err(refusal.to_string()), Vec::new()),
    };
    let (name, persona) = match &piece.content {
        Content::Card(facts) => (facts.real_name.clone(), facts.persona.clone()),
        Content::Lacking { .. } => (None, String::new()),
    };
    ProofEntry {
        name: name.unwrap_or_else(|| piece.who.clone()),
        persona,
        serial: piece.label.clone(),
        source: piece.source.clone(),
        front,
        notes: notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect(),
    }
}

/// How the pages of a run are written.
pub(super) fn pdf_options(options: &PrintOptions) -> PdfOptions {
    let is_shop = options.stock == Stock::Shop && options.product != Product::Proof;
    let is_cut = options.stock == Stock::Card && options.product == Product::Cards;
    PdfOptions {
        bleed_mm: if is_shop { 3.0 } else { 0.0 },
        marks: is_shop,
        corner_radius_mm: if is_cut { card::CORNER / 10.0 } else { 0.0 },
        duplex: options.is_duplex(),
        ..PdfOptions::default()
    }
}

/// A failure to set what is not one piece's own, such as a proof sheet.
pub(super) fn not_made(options: &PrintOptions, refusal: &Refusal) -> Failure {
    Failure::new(
        format!("The file of the {} was not made; the files before it are whole.", options.product.nouns().1),
        format!("{refusal}."),
        "Correct the name or give it a Latin form.",
    )
}
