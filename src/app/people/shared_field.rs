//! Fields that many people may share, and that are changed of many at once.

use super::country_typed;
use crate::campaign::{Person, Text, tidy_name};

/// A field that many may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SharedField {
    Country,
    Team,
    Organisation,
}

impl SharedField {
    pub const ALL: [Self; 3] = [Self::Country, Self::Team, Self::Organisation];
    pub const fn title(self) -> &'static str {
        match self {
            Self::Country => "Country",
            Self::Team => "Team",
            Self::Organisation => "Organisation",
        }
    }
    pub fn of(self, person: &mut Person) -> &mut Text {
        match self {
            Self::Country => &mut person.country,
            Self::Team => &mut person.team,
            Self::Organisation => &mut person.organisation,
        }
    }
    pub fn read(self, person: &Person) -> &str {
        match self {
            Self::Country => &person.country,
            Self::Team => &person.team,
            Self::Organisation => &person.organisation,
        }
    }
    /// What stands in the field once this was typed into it, or why it cannot.
    pub fn as_stored(self, typed: &str) -> Result<String, String> {
        match self {
            Self::Country => country_typed(typed),
            Self::Team | Self::Organisation => Ok(tidy_name(typed)),
        }
    }
}
