//! The claims sheet: for the desk of the organiser, whom to tell about what, and what is done. It names people whatever they
//! chose, so every page says that it is not for the public.

use super::{Office, Winner, number_of, said, said_briefly, short};
use crate::draw::{Moment, SignedRecord};
use crate::press::paper::{Block, Cell, Column, Laid, Paper, Table};
use crate::scene::text::Typesetter;

/// A prize, or a place in line, to be taken care of.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// With the whole name.
    pub winner: Winner,
    /// Mail and address, a line each.
    pub contact: String,
    /// When the holder was told, accepted, was verified, was sent the prize.
    pub done: [Option<Moment>; 4],
}

/// Stands where a date is written by hand.
const TO_WRITE: &str = "__ . __";

/// The pages of a claims sheet.
pub fn claims(record: &SignedRecord, claims: &[Claim], office: &Office, typesetter: &mut Typesetter) -> Laid {
    let lock = &record.record.lock;
    let foot = format!("Not for publication  ·  {}  ·  record {}", number_of(lock), short(&record.record_sha256));
    let mut paper = Paper::new(office.style(lock, "Claims sheet", foot));
    let words = format!("{}, drawn on {}. For the organiser's desk.", number_of(lock), said(&record.record.drawn_at));
    paper.push(Block::title(&lock.title, words));
    paper.push(Block::warning(
        "Names and addresses: not for publication",
        "Dates that stand here are signed in the record of the draw. What is written by hand counts only when it is typed in \
         too: unsung draw amend, or the claims of the draw in the window.",
    ));
    for prize in &lock.prizes {
        let of: Vec<&Claim> = claims.iter().filter(|claim| claim.winner.prize_id == prize.id).collect();
        if !of.is_empty() {
            paper.push(Block::heading(&prize.name)).push(table(&of, ["TOLD", "ACCEPTED", "VERIFIED", "SENT"]));
        }
    }
    let line: Vec<&Claim> = claims.iter().filter(|claim| claim.winner.prize_id.is_empty()).collect();
    if !line.is_empty() {
        paper.push(Block::heading("In line, in this order"));
        let mut table = Table::new([
            Column::new("PLACE", 0.6).at_end(),
            Column::new("ALTERNATE", 5.0),
            Column::new("ENTRY", 2.0).mono(),
            Column::new("SINCE THEN", 1.8).muted(),
        ]);
        for (index, claim) in line.into_iter().enumerate() {
            let winner = &claim.winner;
            let place = (index + 1).to_string();
            table.row([
                Cell::plain(place),
                Cell::leading(who(claim)),
                Cell::plain(&winner.entry_id),
                Cell::plain(&winner.state),
            ]);
        }
        paper.push(table);
    }
    paper.lay(typesetter)
}

fn who(claim: &Claim) -> String {
    [claim.winner.name.as_str(), claim.contact.as_str()]
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn table(claims: &[&Claim], steps: [&str; 4]) -> Table {
    let mut columns = vec![Column::new("WINNER", 3.9), Column::new("ENTRY", 1.7).mono()];
    columns.extend(steps.map(|step| Column::new(step, 1.45)));
    let mut table = Table::new(columns);
    for claim in claims {
        let winner = &claim.winner;
        let lost = !winner.holds;
        let mut cells = vec![Cell::leading(who(claim)), Cell::plain(&winner.entry_id)];
        if lost {
            cells.push(Cell::strong(&winner.state));
        } else {
            cells.extend(claim.done.iter().map(|at| match at {
                Some(at) => Cell::plain(said_briefly(at).split(',').next().unwrap_or_default()),
                None => Cell::muted(TO_WRITE),
            }));
        }
        table.row(cells);
    }
    table
}
