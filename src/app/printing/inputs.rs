//! From what a piece is made, as a hash: what it says, how it is laid out, the art kit with the style files, the fonts and the version
//! of the program. Equal hashes mean equal pages, so what has one already is not laid out again.
//!
//! Fonts of the system stand in only for letters that no shipped face has; they are not part of the hash.

use super::options::PrintOptions;
use super::pieces::Piece;
use crate::campaign::Campaign;
use crate::scene::fonts;
use crate::scene::kit::Kit;
use sha2::{Digest, Sha256};

/// What all pieces of a run have in common.
pub struct Inputs {
    common: Sha256,
}

impl Inputs {
    pub fn new(campaign: &Campaign, options: &PrintOptions, kit: &Kit) -> Self {
        let settings = campaign.settings();
        let mut common = Sha256::new();
        for part in [
            env!("CARGO_PKG_VERSION"),
            fonts::shipped_fingerprint(),
            kit.fingerprint().as_str(),
            options.looks().as_str(),
            settings.title.as_str(),
            settings.organiser.as_str(),
            settings.language.as_str(),
        ] {
            add(&mut common, part);
        }
        Self { common }
    }

    /// The hash of one piece, as hex.
    pub fn of(&self, piece: &Piece) -> String {
        let mut hasher = self.common.clone();
        add(&mut hasher, &piece.who);
        add(&mut hasher, &piece.words());
        short(hasher)
    }

    /// The hash of a file of several pieces.
    pub fn of_all<'s>(&self, pieces: impl Iterator<Item = &'s str>, title: &str) -> String {
        let mut hasher = self.common.clone();
        add(&mut hasher, title);
        pieces.for_each(|piece| add(&mut hasher, piece));
        short(hasher)
    }
}

/// The hash of some parts in their order.
pub(in crate::app) fn hash_of<'s>(parts: impl IntoIterator<Item = &'s [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    short(hasher)
}

/// With its length before it, so that two texts never run together.
fn add(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_be_bytes());
    hasher.update(text.as_bytes());
}

/// 128 bits are enough to tell one's own files apart, and keep the list of thousands short.
fn short(hasher: Sha256) -> String {
    hex::encode(&hasher.finalize()[..16])
}
