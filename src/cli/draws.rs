//! `draw set`, `draw lock`, `draw run`: a sweepstake from its set-up to its record.

use super::values::Time;
use crate::app::{Failure, World, beacon};
use crate::campaign::LuckSource;
use jiff::Timestamp;

mod amend;
mod enter;
mod lock;
mod rehearse;
mod rules;
mod run;
mod set;
mod void;

pub use amend::{amend, claims};
pub use enter::enter;
pub use lock::lock;
pub use rehearse::rehearse;
pub use run::run;
pub use set::set;
pub use void::void;

fn instant(time: &Time, world: &dyn World, day_ends: bool) -> Result<Timestamp, Failure> {
    time.instant(&world.time_zone(), day_ends).ok_or_else(|| {
        Failure::new(
            "Nothing was changed.",
            "A time given does not exist in the laptop's zone.",
            "Write it with its zone, such as 2026-12-01T18:00:00Z.",
        )
    })
}

fn source_words(source: &LuckSource) -> String {
    match source {
        LuckSource::Numbers { label, count, min, max, distinct } => {
            format!("{label}: {count} {}numbers from {min} to {max}", if *distinct { "different " } else { "" })
        }
        LuckSource::Text { label } => format!("{label}: words said in public"),
        LuckSource::Drand { label, chain, round } => format!("{label}: {}", beacon::words(chain, *round)),
    }
}
