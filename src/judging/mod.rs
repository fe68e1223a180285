//! The room judging: the arithmetic of a panel. Numbers in, numbers out.
//!
//! Who scores whom ([`assign`]), what a rubric adds up to ([`rubric`]), how severe each judge is and what the scores are without
//! that ([`severity`]), how sure the places are ([`spread`]), pairwise comparison ([`pairs`]), counting of ballots ([`counts`],
//! [`stv`]) and ties ([`ties`]); and the judge pack with its answers as plain data ([`pack`]). Models, limits and sources stand in
//! docs/JUDGING.md. Nominees and judges are numbers from 0 here; it knows no campaign, no person, no clock, no file, and its only
//! luck comes out of seeds ([`dice`]).

pub mod assign;
pub mod counts;
pub mod dice;
mod matrix;
pub mod pack;
pub mod pairs;
pub mod rubric;
pub mod severity;
pub mod spread;
pub mod student;
pub mod stv;
pub mod ties;

use std::fmt;

/// Called between parts of long work with what is done and the total; `false` stops the work.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// The work was stopped by its [`Watch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

/// For callers that never stop and show nothing.
pub fn unwatched(_done: usize, _total: usize) -> bool {
    true
}
