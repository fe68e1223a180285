//! The room press: layouts of everything that goes to a printer. Facts in, pages out.
//!
//! A layout takes plain facts and the art kit and gives [`Page`](crate::scene::item::Page)s; the writers of
//! [`scene`](crate::scene) turn pages into files. What cannot be printed right is refused by name, never cut.

pub mod card;
pub mod code;
pub mod facts;
pub mod files;
mod layout;
pub mod look;
pub mod paper;
pub mod proof;
mod refusal;
pub mod sheets;
pub mod style;
pub mod sweepstake;

pub use layout::{Face, Layout, Lettering};
pub use refusal::{Note, Refusal};
