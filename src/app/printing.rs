//! Print runs: from the campaign to finished files, with progress and cancel. Every product goes through the same loop: a roster
//! says who is printed, each line of it becomes a piece (the facts of one card), pieces become sheets, sheets become files.
//!
//! Every finished file is whole. What cannot be printed right is held and named, the others print. A manifest beside the files
//! says what was made from what, so that the next run makes only what changed, goes on where the last one stopped, and never
//! overwrites what the program did not write. The papers of a draw, in [`papers`](super::papers), stand in the same list.

mod account;
mod ahead;
mod crew;
mod document;
mod findings;
mod inputs;
mod manifest;
mod named;
mod options;
mod pieces;
mod product;
mod report;
mod roster;
mod run;
mod sheets;
pub mod straight;

pub(in crate::app) use account::{Account, not_listed};
pub use ahead::{State, first_names, last_run, states};
pub use crew::Crew;
pub use findings::{Finding, Held, Kind, Mend, preflight};
pub(in crate::app) use inputs::hash_of;
pub(in crate::app) use manifest::Keeper;
pub use manifest::{MANIFEST, Made, Manifest};
pub use options::{PrintOptions, Stock, usual_labels};
pub use pieces::{Content, Job, Laid, Piece, jobs, pages};
pub use product::{Product, Slot, Subject};
pub use report::{FileState, PrintReport, PrintedFile};
pub use roster::{Roster, people_named, subjects_named};
pub use run::run;
pub use sheets::{per_sheet, proof_entry, proof_title, sheet, sheet_count, sheet_of};

use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::text::Typesetter;

/// What drawing needs.
pub struct Press<'a> {
    pub kit: &'a Kit,
    pub symbols: &'a SymbolCache,
    pub typesetter: &'a mut Typesetter,
}
