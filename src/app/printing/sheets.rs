//! Pieces on sheets: what goes through the printer. The preview shows these very pages.

use super::Press;
use super::options::{PrintOptions, Stock};
use super::pieces::{Content, Laid, Piece};
use super::product::{Product, Slot};
use super::roster::Roster;
use crate::app::failure::Failure;
use crate::campaign::Campaign;
use crate::press::label::{self, Placement};
use crate::press::proof::{self, ProofEntry};
use crate::press::sheets::{self, Grid};
use crate::press::{Refusal, card, thanks, trading};
use crate::scene::item::Page;
use crate::scene::pdf::PdfOptions;
use std::ops::Range;

/// How the pieces of a run come together on sheets.
enum Way {
    /// The pages of each piece by themselves.
    Own,
    /// One card of its own size on office paper.
    Single,
    TwoUp,
    Grid(Grid),
    Labels,
    Proof,
}

fn way(options: &PrintOptions) -> Way {
    let is_office = matches!(options.stock, Stock::Office | Stock::OfficeTwoUp);
    match options.product {
        Product::Proof => Way::Proof,
        Product::Labels => Way::Labels,
        Product::TradingCards | Product::Monsters | Product::Archetypes if is_shop_sheet(options) => {
            Way::Grid(Grid::shared_cuts(trading::SIZE, card::BLEED, options.paper))
        }
        Product::TradingCards if is_office => Way::Grid(Grid::office(trading::SIZE, options.paper)),
        Product::Monsters | Product::Archetypes if is_office && options.small => {
            Way::Grid(Grid::office(trading::SIZE, options.paper))
        }
        Product::Thanks if is_office => Way::Grid(thanks::QUARTERS),
        Product::Cards | Product::Monsters | Product::Archetypes => match options.stock {
            Stock::OfficeTwoUp => Way::TwoUp,
            Stock::Office => Way::Single,
            Stock::Card | Stock::Shop | Stock::ShopSheet => Way::Own,
        },
        _ => Way::Own,
    }
}

/// Whether small cards stand edge to edge on a sheet for a print shop. Large ones have a page each.
fn is_shop_sheet(options: &PrintOptions) -> bool {
    let is_small = options.product == Product::TradingCards || options.small;
    options.stock == Stock::ShopSheet && is_small
}

/// Pieces on one sheet (or on front and back of one).
pub fn per_sheet(options: &PrintOptions) -> usize {
    match way(options) {
        Way::Own | Way::Single => 1,
        Way::TwoUp => 2,
        Way::Grid(grid) => grid.count(),
        Way::Labels => options.labels.per_sheet(),
        Way::Proof => proof::PER_SHEET,
    }
}

/// Places of the first sheet that are passed over: labels that are gone already.
fn skipped(options: &PrintOptions) -> usize {
    match way(options) {
        Way::Labels => (options.placement.start_at.max(1) - 1) % per_sheet(options),
        _ => 0,
    }
}

/// Sheets for so many pieces.
pub fn sheet_count(options: &PrintOptions, pieces: usize) -> usize {
    if pieces == 0 { 0 } else { (pieces + skipped(options)).div_ceil(per_sheet(options)) }
}

/// The sheet on which the piece at this place lies.
pub fn sheet_of(options: &PrintOptions, place: usize) -> usize {
    (place + skipped(options)) / per_sheet(options)
}

/// The pieces on these sheets, by their places among all.
pub(super) fn places(options: &PrintOptions, sheets: Range<usize>, pieces: usize) -> Range<usize> {
    let (each, gone) = (per_sheet(options), skipped(options));
    let place = |sheet: usize| (sheet * each).saturating_sub(gone).min(pieces);
    place(sheets.start)..place(sheets.end)
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
    for slot in &slots[places(options, number..number + 1, slots.len())] {
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
    let paper = options.paper;
    let front_and_back = |laid: &Laid| laid.pages.first().cloned().map(|front| (front, laid.pages.get(1).cloned()));
    Ok(match way(options) {
        Way::TwoUp => {
            let side = |pair: &[(Piece, Laid)], at: usize| pair.get(at).and_then(|(_, laid)| front_and_back(laid));
            let two = |pair: &[(Piece, Laid)]| {
                let cards = [side(pair, 0), side(pair, 1)];
                let [first, second] = cards.each_ref().map(|card| {
                    let (front, back) = card.as_ref()?;
                    Some((front, back.as_ref()?))
                });
                named(sheets::two_up([first, second], paper).into(), pair)
            };
            good.chunks(2).flat_map(two).collect()
        }
        Way::Single => {
            let one = |one: &(Piece, Laid)| match one.1.pages.as_slice() {
                [front, back] => named(sheets::single(front, back, paper).into(), std::slice::from_ref(one)),
                _ => Vec::new(),
            };
            good.iter().flat_map(one).collect()
        }
        Way::Grid(grid) => {
            let sheet = |cards: &[(Piece, Laid)]| {
                let pages: Vec<_> = cards.iter().filter_map(|(_, laid)| front_and_back(laid)).collect();
                named(sheets::grid(&pages, &grid, paper), cards)
            };
            good.chunks(grid.count()).flat_map(sheet).collect()
        }
        Way::Labels => {
            let is_first = of.before == 0;
            let (each, gone) = (per_sheet(options), if is_first { skipped(options) } else { 0 });
            let placement = Placement { start_at: gone + 1, ..options.placement.clone() };
            let pages: Vec<Page> = good.iter().filter_map(|(_, laid)| laid.pages.first().cloned()).collect();
            let made = label::impose(&pages, &options.labels, &placement);
            let mut from = 0;
            made.into_iter()
                .enumerate()
                .flat_map(|(n, page)| {
                    let count = if n == 0 { each - gone } else { each };
                    let to = (from + count).min(good.len());
                    let page = named(vec![page], &good[from..to]);
                    from = to;
                    page
                })
                .collect()
        }
        Way::Own | Way::Proof => good.into_iter().flat_map(own_pages).collect(),
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
    let words = if is_one { first.shown().to_owned() } else { format!("{} – {}", first.shown(), last.shown()) };
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
        _ => (None, String::new()),
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

/// How these pages of a run are written.
pub(super) fn pdf_options(options: &PrintOptions, pages: &[Page]) -> PdfOptions {
    // A sheet of small cards brings its own bleed and marks.
    let is_shop = options.stock == Stock::Shop || (options.stock == Stock::ShopSheet && !is_shop_sheet(options));
    // Cards by themselves are cut at their round corners; what fills its paper is not.
    let is_card = options.stock == Stock::Card && options.product.stocks().contains(&Stock::Card);
    let corner = pages.first().filter(|_| is_card).map_or(0.0, sheets::corner_of);
    PdfOptions {
        bleed_mm: if is_shop { 3.0 } else { 0.0 },
        marks: is_shop,
        corner_radius_mm: corner / 10.0,
        duplex: options.is_duplex(),
        ..PdfOptions::default()
    }
}

/// A failure to set what is not one piece's own, such as a proof sheet.
pub(super) fn not_made(options: &PrintOptions, refusal: &Refusal) -> Failure {
    Failure::new(
        format!("The file of the {} was not made.", options.product.nouns().1),
        format!("{refusal}."),
        "Correct the name or give it a Latin form.",
    )
}
