//! Where a person came from: the rows of the raw files, cell by cell as they stood there, read beside the window when asked for.

use super::pane::origin_row;
use crate::app::importing;
use crate::campaign::{Campaign, Origin, PersonId};
use crate::gui::action::Cx;
use crate::gui::kept::Kept;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::inspector::{FactRow, Section};
use eframe::egui::Ui;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// Header and cell of one row; blank cells are left out.
type Cells = Vec<(String, String)>;

/// Rows by source and line; `None` where the file or the line is gone.
type ByPlace = BTreeMap<(u64, u64), Option<Cells>>;

/// The rows of the person that is shown.
#[derive(Default)]
pub struct Rows {
    read: Kept<(PersonId, u64), ByPlace>,
}

impl Rows {
    pub fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, campaign: &Campaign, id: PersonId, zone: &TimeZone) {
        let Some(person) = campaign.people().get(id) else { return };
        let mut origins: Vec<Origin> = person.with_merged().iter().flat_map(|it| it.origins.iter().copied()).collect();
        let mut seen = BTreeSet::new();
        origins.retain(|origin| seen.insert((origin.source.0, origin.line)));
        Section::new("Where it came from").show(ui, |ui| {
            if origins.is_empty() {
                Text::body("Typed in by hand.").muted().show(ui);
                return;
            }
            self.start(cx, campaign, id, &origins);
            let read = self.read.last().filter(|_| self.read.key().is_some_and(|(of, _)| *of == id));
            for origin in origins {
                ui.push_id((origin.source.0, origin.line), |ui| {
                    ui.horizontal(|ui| origin_row(ui, campaign, origin, zone));
                    match read
                        .as_ref()
                        .and_then(|read| read.as_ref().ok())
                        .map(|rows| rows.get(&(origin.source.0, origin.line)))
                    {
                        Some(Some(Some(cells))) => {
                            Card::inset().show(ui, |ui| {
                                for (header, cell) in cells {
                                    FactRow::new(header.as_str(), "").show(ui);
                                    Text::label(cell.as_str()).show(ui);
                                }
                            });
                        }
                        Some(_) => {
                            Text::caption("The row itself is no longer in the campaign.").muted().show(ui);
                        }
                        None => {}
                    }
                });
            }
            if let Some(Err(failure)) = read {
                Text::caption(failure.why.as_str()).muted().show(ui);
            }
        });
    }

    fn start(&mut self, cx: &Cx<'_>, campaign: &Campaign, id: PersonId, origins: &[Origin]) {
        let mut files = Vec::new();
        let sources: BTreeSet<u64> = origins.iter().map(|origin| origin.source.0).collect();
        for source_id in sources {
            let source = campaign.sources().get(source_id.into());
            let lines: Vec<u64> =
                origins.iter().filter(|origin| origin.source.0 == source_id).map(|origin| origin.line).collect();
            let blob = source.and_then(|source| Some((source.clone(), cx.ws.blob(&source.sha256)?)));
            files.push((source_id, lines, blob));
        }
        let bytes: usize = files.iter().filter_map(|(_, _, blob)| blob.as_ref()).map(|(_, blob)| blob.len()).sum();
        let key = (id, campaign.revision());
        self.read.get(cx.ws.jobs(), "Reading where it came from", key, bytes < 64 << 10, move |_| {
            let mut rows = BTreeMap::new();
            for (source, lines, blob) in files {
                let table = match &blob {
                    Some((source, bytes)) => Some(importing::read_again(source, bytes)?),
                    None => None,
                };
                for line in lines {
                    let cells = table.as_ref().and_then(|table| {
                        let row = table.row_on(line)?;
                        let cells = table.headers.iter().enumerate().map(|(at, header)| (header.clone(), row.cell(at)));
                        Some(
                            cells
                                .filter(|(_, cell)| !cell.trim().is_empty())
                                .map(|(header, cell)| (header, cell.to_owned()))
                                .collect(),
                        )
                    });
                    rows.insert((source, line), cells);
                }
            }
            Ok(rows)
        });
    }
}
