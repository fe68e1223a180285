//! Who shares a household: by the entry's own words, else by the person's address, hashed under the campaign's key.

use crate::campaign::{Campaign, Entry, Sweepstake};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

/// The words by which a household is told, without case and punctuation; "" for none.
pub(super) fn household_words(campaign: &Campaign, entry: &Entry) -> String {
    let address = campaign.people().get(entry.person).map_or("", |person| person.address.as_str());
    plain(if entry.household.trim().is_empty() { address } else { &entry.household })
}

/// An address or household name without case and punctuation: equal for those who live together.
pub fn plain(words: &str) -> String {
    let plain: String =
        words.nfkc().flat_map(char::to_lowercase).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// 16 hex digits that are equal for equal words and tell nothing about them.
pub(super) fn keyed(campaign: &Campaign, plain: &str) -> String {
    let key = hex::decode(&campaign.settings().keys.household_key).unwrap_or_default();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return String::new() };
    mac.update(plain.as_bytes());
    let mut hash = hex::encode(mac.finalize().into_bytes());
    hash.truncate(16);
    hash
}

/// Equal for entries that share a household, and telling nothing about where it is; "" where it does not matter.
pub(super) fn household(campaign: &Campaign, sweepstake: &Sweepstake, entry: &Entry) -> String {
    if !sweepstake.one_per_household {
        return String::new();
    }
    let words = household_words(campaign, entry);
    if words.is_empty() { String::new() } else { keyed(campaign, &words) }
}
