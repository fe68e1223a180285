//! The packing list of the unboxing kits: who gets what, with boxes to tick while packing.

use super::paper::{Block, Cell, Column, Laid, Paper, PaperStyle, Table};
use super::sheets;
use crate::scene::text::{Typesetter, isolated};

/// One kit on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackingRow {
    /// "K12", or the number of the hero where there is no parcel yet.
    pub number: String,
    pub name: String,
    pub persona: String,
    /// Serial on card and label.
    pub serial: String,
    /// City line and country, to sort the post by; empty where there is no address.
    pub destination: String,
    pub state: String,
    pub tracking: String,
    pub note: String,
    /// What keeps it from being sent: "no address".
    pub trouble: String,
}

/// The whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackingFacts {
    pub campaign: String,
    pub language: String,
    pub rows: Vec<PackingRow>,
}

/// What belongs into a kit, in the order it is packed.
pub const CONTENTS: [&str; 4] = ["card", "box", "label", "letter"];
/// A box to tick with a pen.
const TICK: &str = "[   ]";

/// The list on office paper.
pub fn list(facts: &PackingFacts, paper: sheets::Paper, typesetter: &mut Typesetter) -> Laid {
    let mut out = Paper::new(PaperStyle {
        paper,
        campaign: facts.campaign.clone(),
        kind: "Packing list".into(),
        running: "Packing list".into(),
        language: facts.language.clone(),
        ..PaperStyle::default()
    });
    let count = facts.rows.len();
    let kits = if count == 1 { "1 unboxing kit".to_string() } else { format!("{count} unboxing kits") };
    out.push(Block::title("Packing list", kits));
    out.push(Block::Figures(figures(facts)));
    let held: Vec<&PackingRow> = facts.rows.iter().filter(|row| !row.trouble.is_empty()).collect();
    if !held.is_empty() {
        let words =
            held.iter().map(|row| format!("{}: {}", isolated(&row.name), row.trouble)).collect::<Vec<_>>().join("\n");
        out.push(Block::Notice { title: "Cannot be sent yet".into(), words, warns: true });
    }
    let mut columns = vec![Column::new("No", 0.7).mono(), Column::new("For", 3.0), Column::new("To", 2.0).muted()];
    columns.extend(CONTENTS.map(|what| Column::new(what, 0.75)));
    columns.push(Column::new("State", 1.3).muted());
    let mut table = Table::new(columns);
    for row in &facts.rows {
        let who = [row.name.as_str(), row.persona.as_str(), row.serial.as_str(), row.note.as_str()];
        let mut seen: Vec<&str> = Vec::new();
        for line in who.into_iter().filter(|line| !line.is_empty()) {
            if !seen.contains(&line) {
                seen.push(line);
            }
        }
        let state = [row.state.as_str(), row.tracking.as_str()];
        let state = state.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
        let destination =
            if row.trouble.is_empty() { Cell::plain(&row.destination) } else { Cell::strong(&row.trouble) };
        let mut cells = vec![Cell::plain(&row.number), Cell::leading(seen.join("\n")), destination];
        cells.extend(CONTENTS.map(|_| Cell::plain(TICK)));
        cells.push(Cell::plain(state));
        table.row(cells);
    }
    if count > 0 {
        out.push(table);
    }
    out.push(Block::Small("Tick what lies in the box, then close it: dust flaps first, the lid last.".into()));
    out.lay(typesetter)
}

/// How many kits are in each state, in the order in which states first occur.
fn figures(facts: &PackingFacts) -> Vec<(String, String)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for row in &facts.rows {
        match counts.iter_mut().find(|(state, _)| *state == row.state) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.state.clone(), 1)),
        }
    }
    counts.into_iter().map(|(state, count)| (count.to_string(), state.to_lowercase())).collect()
}
