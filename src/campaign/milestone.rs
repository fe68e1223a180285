//! Dates of a campaign's life, and what each of them locks. A date that locks can be opened, with a reason that stays beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What happens on a date, as far as the program acts on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MilestoneKind {
    /// Shown and counted down to, nothing more.
    #[default]
    Other,
    NominationsOpen,
    /// What comes later is held.
    NominationsClose,
    /// Marks of judges stay as they are.
    JudgingCloses,
    /// Winners of awards stay as they are.
    WinnersFinal,
    /// Sweepstake and entries stay as they are until the list is locked.
    RollLocks,
    Draw,
    Announcement,
    /// Nothing is published before.
    Publication,
}

impl MilestoneKind {
    pub const ALL: [Self; 9] = [
        Self::NominationsOpen,
        Self::NominationsClose,
        Self::JudgingCloses,
        Self::WinnersFinal,
        Self::RollLocks,
        Self::Draw,
        Self::Announcement,
        Self::Publication,
        Self::Other,
    ];

    /// As the command line calls it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NominationsOpen => "nominations-open",
            Self::NominationsClose => "nominations-close",
            Self::JudgingCloses => "judging-closes",
            Self::WinnersFinal => "winners-final",
            Self::RollLocks => "roll-locks",
            Self::Draw => "draw",
            Self::Announcement => "announcement",
            Self::Publication => "publication",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::NominationsOpen => "Nominations open",
            Self::NominationsClose => "Nominations close",
            Self::JudgingCloses => "Judging closes",
            Self::WinnersFinal => "Winners are final",
            Self::RollLocks => "Roll locks",
            Self::Draw => "Draw",
            Self::Announcement => "Announcement",
            Self::Publication => "Publication",
            Self::Other => "Another date",
        }
    }

    /// What it locks, as a sentence; `None` for dates that only remind.
    pub fn promise(self) -> Option<&'static str> {
        match self {
            Self::NominationsClose => Some("Nominations that come later are held with a reason."),
            Self::JudgingCloses => {
                Some("After it the marks that judges gave stay as they are, and no sheet is taken in.")
            }
            Self::WinnersFinal => Some("After it the winners of awards stay as they are."),
            Self::RollLocks => {
                Some("After it the sweepstake and its entries stay as they are until the list is locked.")
            }
            Self::Publication => Some("Before it neither the web hub nor the list of winners is written."),
            Self::Other | Self::NominationsOpen | Self::Draw | Self::Announcement => None,
        }
    }
}

/// Why and when a date that locks was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub at: Timestamp,
    pub reason: String,
}

/// A date of the campaign's life, shown on Home.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub title: String,
    pub at: Timestamp,
    /// Something is locked on this date; editing it asks first.
    #[serde(default)]
    pub locks: bool,
    #[serde(default, skip_serializing_if = "is_other")]
    pub kind: MilestoneKind,
    /// It no longer locks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Opened>,
}

impl Milestone {
    /// What it locks on its day, as a sentence; `None` where it locks nothing, or was opened.
    pub fn promise(&self) -> Option<&'static str> {
        self.kind.promise().filter(|_| self.locks && self.opened.is_none())
    }
    /// The date keeps something shut at this moment: publication before it, all others from it on.
    pub fn is_shut(&self, now: Timestamp) -> bool {
        self.promise().is_some() && if self.kind == MilestoneKind::Publication { now < self.at } else { now >= self.at }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
fn is_other(kind: &MilestoneKind) -> bool {
    *kind == MilestoneKind::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_shut_on_its_own_side_and_open_with_a_reason() {
        let at: Timestamp = "2026-12-01T12:00:00Z".parse().unwrap();
        let (before, after) = ("2026-12-01T11:59:59Z".parse().unwrap(), at);
        for kind in MilestoneKind::ALL {
            assert_eq!(MilestoneKind::from_code(kind.code()), Some(kind));
            let date = Milestone { at, locks: true, kind, ..Milestone::default() };
            let shut = (date.is_shut(before), date.is_shut(after));
            let expected = match (kind, kind.promise()) {
                (MilestoneKind::Publication, _) => (true, false),
                (_, Some(_)) => (false, true),
                (_, None) => (false, false),
            };
            assert_eq!(shut, expected, "{kind:?}");
            let reason = Opened { at: before, reason: "the board asked".into() };
            let opened = Milestone { opened: Some(reason), ..date.clone() };
            assert!(!opened.is_shut(before) && !opened.is_shut(after));
            let loose = Milestone { locks: false, ..date };
            assert!(!loose.is_shut(before) && !loose.is_shut(after));
        }
    }
}
