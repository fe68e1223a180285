//! The room press: layouts of everything that goes to a printer. Facts in, pages out.
//!
//! A layout takes plain facts and the art kit and gives [`Page`](crate::scene::item::Page)s; the writers of
//! [`scene`](crate::scene) turn pages into files. What cannot be printed right is refused by name, never cut.

pub mod archetype;
mod badges;
mod bars;
pub mod card;
pub mod carton;
pub mod certificate;
pub mod code;
pub mod commercial;
pub mod edition;
pub mod facts;
pub mod files;
pub mod impact;
pub mod judging;
pub mod label;
mod layout;
pub mod letter;
pub mod look;
pub mod packing;
pub mod paper;
mod plate;
pub mod proof;
mod refusal;
pub mod sheets;
mod small;
pub mod social;
pub mod storyboard;
pub mod style;
mod subject;
mod suit;
pub mod sweepstake;
pub mod tale;
pub mod thanks;
pub mod toybox;
pub mod trading;
pub mod unboxing;
pub mod villain;

pub use layout::{Face, Layout, Lettering};
pub use refusal::{Note, Refusal};
pub use subject::Subject;
pub use suit::called;
