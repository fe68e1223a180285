//! A parcel: the unboxing kit of one person on its way: card, box, label and letter, from the list to the doormat.

use super::ids::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where the kit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ParcelState {
    #[default]
    ToPrint,
    Printed,
    Packed,
    Posted,
    Arrived,
}

impl ParcelState {
    pub const ALL: [Self; 5] = [Self::ToPrint, Self::Printed, Self::Packed, Self::Posted, Self::Arrived];
    pub fn title(self) -> &'static str {
        match self {
            Self::ToPrint => "To print",
            Self::Printed => "Printed",
            Self::Packed => "Packed",
            Self::Posted => "Posted",
            Self::Arrived => "Arrived",
        }
    }
}

/// One person's kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    pub to: PersonId,
    #[serde(default)]
    pub state: ParcelState,
    /// When each state was reached, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(ParcelState, Timestamp)>,
    /// Number the carrier gave.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tracking: String,
    /// Weight in grams, for the postage list; 0 where it was not weighed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub weight_g: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Parcel {
    pub fn new(to: PersonId) -> Self {
        Self {
            to,
            state: ParcelState::ToPrint,
            steps: Vec::new(),
            tracking: String::new(),
            weight_g: 0,
            note: String::new(),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_zero(number: &u32) -> bool {
    *number == 0
}
