//! The list of winners for the public: prizes and names in the form each person chose, nothing else.

use super::{NO_NAME, Office, Winner, number_of, said, short};
use crate::draw::SignedRecord;
use crate::press::paper::{Block, Cell, Column, Laid, Paper, Table};
use crate::scene::text::Typesetter;

/// The pages of a list of winners.
pub fn winners(record: &SignedRecord, winners: &[Winner], office: &Office, typesetter: &mut Typesetter) -> Laid {
    let lock = &record.record.lock;
    let foot = format!("{}  ·  record {}", number_of(lock), short(&record.record_sha256));
    let mut paper = Paper::new(office.style(lock, "List of winners", foot));
    let words = format!("{}, drawn on {}.", number_of(lock), said(&record.record.drawn_at));
    paper.push(Block::title(&lock.title, words));
    for prize in &lock.prizes {
        let held: Vec<&Winner> = winners.iter().filter(|winner| winner.holds && winner.prize_id == prize.id).collect();
        paper.push(Block::heading(&prize.name));
        if held.is_empty() {
            paper.push(Block::words("Not awarded: nobody in line may have it."));
            continue;
        }
        let mut table = Table::new([Column::new("WINNER", 5.0), Column::new("ENTRY", 2.6).mono().muted()]);
        for winner in held {
            let name = if winner.name.trim().is_empty() { Cell::muted(NO_NAME) } else { Cell::strong(&winner.name) };
            table.row([name, Cell::plain(&winner.entry_id)]);
        }
        paper.push(table);
    }
    paper.push(Block::space(8.0));
    paper.push(Block::Beside {
        left: vec![
            Block::Hashes(vec![("Record of the draw".into(), record.record_sha256.clone())]),
            Block::small(
                "Names stand in the form each winner chose. The whole record is published, and anybody can compute the winners \
                 again from it.",
            ),
        ],
        right: vec![Block::code(&record.record_sha256, 32.0, "")],
        right_mm: 36.0,
    });
    paper.lay(typesetter)
}
