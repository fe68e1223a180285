//! What an organiser says in public about a sweepstake beside prizes and dates: who runs it, how to enter free of charge, how
//! winners are told. The official rules are made from it, and the check-list of what to publish looks into it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Words and dates for the official rules; empty means that nothing is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publication {
    /// Full name of whoever runs the sweepstake.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sponsor: String,
    /// Postal address, one line or several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sponsor_address: String,
    /// ISO 4217, three capitals, for the values of prizes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// How many tickets are expected in all, for the odds before the list is known; 0 for none said.
    #[serde(skip_serializing_if = "is_zero")]
    pub expected_tickets: u64,
    /// Conditions beside age, country and staff, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub eligibility: String,
    /// How to enter: where the form is, what to write.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how_to_enter: String,
    /// The way in that costs nothing but a stamp.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub free_entry: String,
    /// How winners are told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notify: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_by: Option<Timestamp>,
    /// How and when prizes reach the winners.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub delivery: String,
    /// Whether a prize may be replaced, or paid out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub substitution: String,
    /// Where the list of winners is to be had, and how long.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub winners_list: String,
    /// Whether winners are asked to take part in publicity.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publicity: String,
    /// What happens to the data of entrants.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub data_protection: String,
    /// Country whose law applies.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub law: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// What the organiser said by hand about a point of the check-list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Seen to; the words say where or how.
    Done(String),
    /// Does not apply; the words say why.
    NotApplicable(String),
}
