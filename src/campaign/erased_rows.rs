//! Rows of a list of which somebody was erased, and their addresses, as a longer version of the list is told by: no word of them,
//! only what the campaign's own key makes of them. Whoever has no campaign file can guess nothing from it.

use super::aggregate::Campaign;
use super::person::email_key;
use super::settings::Settings;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::collections::BTreeMap;

/// Letters of a hash that are kept of a row, and of a header: 128 and 64 bits.
const ROW_LETTERS: usize = 32;
const HEADER_LETTERS: usize = 16;

/// Rows as they came in, before somebody was taken out of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErasedRows {
    /// The headers they came under, hashed, in order.
    pub columns: Vec<String>,
    /// The rows, hashed, by their line.
    pub rows: BTreeMap<u64, String>,
}

impl ErasedRows {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Makes hashes with the campaign's key.
#[derive(Clone)]
pub struct RowKey(Hmac<Sha256>);

impl RowKey {
    /// `None` where the key is none or broken: what a key of nothing makes of a row anybody could make of it.
    pub fn new(campaign: &Campaign) -> Option<Self> {
        Self::of(campaign.settings())
    }

    pub(super) fn of(settings: &Settings) -> Option<Self> {
        let key = hex::decode(&settings.keys.household_key).ok().filter(|key| !key.is_empty())?;
        Hmac::new_from_slice(&key).ok().map(Self)
    }

    pub fn header(&self, header: &str) -> String {
        self.hash("header of erased rows", [header.trim()].into_iter(), HEADER_LETTERS)
    }

    /// Of all cells of a row in the order of the columns; `None` of a blank one.
    pub fn row<'c>(&self, cells: impl Iterator<Item = &'c str> + Clone) -> Option<String> {
        let is_blank = cells.clone().all(|cell| cell.trim().is_empty());
        (!is_blank).then(|| self.hash("erased row", cells.map(str::trim), ROW_LETTERS))
    }

    /// Of an e-mail address, however it is written; `None` of what is none.
    pub fn address(&self, address: &str) -> Option<String> {
        let address = email_key(address);
        let is_one = address.contains('@');
        is_one.then(|| self.hash("address of somebody erased", [address.as_str()].into_iter(), ROW_LETTERS))
    }

    fn hash<'c>(&self, what: &'c str, texts: impl Iterator<Item = &'c str>, letters: usize) -> String {
        let mut mac = self.0.clone();
        for text in std::iter::once(what).chain(texts) {
            // With its length before it no cell runs into the next.
            mac.update(&(text.len() as u64).to_le_bytes());
            mac.update(text.as_bytes());
        }
        let mut hash = hex::encode(mac.finalize().into_bytes());
        hash.truncate(letters);
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_nothing_makes_no_hashes() {
        for (key, is_one) in [("", false), ("no hex", false), ("00ff", true)] {
            let settings =
                format!("(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:{key:?},check_key:\"\"))");
            let campaign = Campaign::new(ron::from_str(&settings).unwrap(), jiff::Timestamp::UNIX_EPOCH);
            assert_eq!(RowKey::new(&campaign).is_some(), is_one, "{key}");
        }
    }
}
