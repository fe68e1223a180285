//! A member of the league: apart from nominations and entries. Members vouch for members and refer new ones; each decides what
//! the world sees of them.

use super::ids::{MemberId, PersonId};
use super::name_form::NameForm;
use super::person::Origin;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a membership stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MemberState {
    #[default]
    Applied,
    Approved,
    /// Not taken in; the reason stands beside it.
    Refused,
    Left,
}

impl MemberState {
    pub const ALL: [Self; 4] = [Self::Applied, Self::Approved, Self::Refused, Self::Left];
    pub fn title(self) -> &'static str {
        match self {
            Self::Applied => "Applied",
            Self::Approved => "Approved",
            Self::Refused => "Refused",
            Self::Left => "Left",
        }
    }
}

/// Where a name may appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Output {
    /// The roster in the members' pack.
    Roster,
    /// The hub on the web.
    Hub,
    /// Cards, certificates, boxes.
    Print,
    /// Records and winners of draws.
    Draw,
    /// What judges read.
    Judging,
    /// Address labels and packing lists, which bear the name as it is unless a form is chosen for them alone.
    Post,
}

impl Output {
    pub const ALL: [Self; 6] = [Self::Roster, Self::Hub, Self::Print, Self::Draw, Self::Judging, Self::Post];
    /// The word for lists and the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Hub => "hub",
            Self::Print => "print",
            Self::Draw => "draw",
            Self::Judging => "judging",
            Self::Post => "labels",
        }
    }
    /// The output with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|output| output.code() == code.trim())
    }
    pub fn title(self) -> &'static str {
        match self {
            Self::Roster => "Members' roster",
            Self::Hub => "Web hub",
            Self::Print => "Cards and boxes",
            Self::Draw => "Draws",
            Self::Judging => "Judging",
            Self::Post => "Address labels",
        }
    }
}

/// A member who stands up for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouch {
    pub by: MemberId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// One membership.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    #[serde(default)]
    pub state: MemberState,
    /// Unique in the league, without case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_name: String,
    /// Why the person wishes to belong, as received.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub application: String,
    /// What others may learn from the member.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub best_practice: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub success_story: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vouches: Vec<Vouch>,
    /// The member who brought this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred_by: Option<MemberId>,
    /// Who brought this one as the file said it, where no member answers to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub referred_by_words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_at: Option<Timestamp>,
    /// When it was decided or left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// Why the person was refused or left.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The form of the name per output, where it differs from what the person chose for all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub disclosure: BTreeMap<Output, NameForm>,
    /// Every question and answer of the row, untouched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Member {
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            state: MemberState::Applied,
            code_name: String::new(),
            application: String::new(),
            best_practice: String::new(),
            success_story: String::new(),
            vouches: Vec::new(),
            referred_by: None,
            referred_by_words: String::new(),
            applied_at: None,
            decided_at: None,
            reason: String::new(),
            disclosure: BTreeMap::new(),
            answers: Vec::new(),
            origin: None,
        }
    }
}

impl super::Campaign {
    /// The form a person chose for an output: as a member of the league, else for this output, else for everything. `ByDefault`
    /// where nothing was chosen. Whether a name may be shown at all is not decided here.
    pub fn chosen_form(&self, person: PersonId, output: Output) -> NameForm {
        let as_member = self
            .members()
            .iter()
            .find(|(_, member)| member.person == person)
            .and_then(|(_, member)| member.disclosure.get(&output).copied());
        let chosen = as_member.filter(|form| *form != NameForm::ByDefault);
        chosen.or_else(|| self.people().get(person).map(|person| person.chosen_form(output))).unwrap_or_default()
    }
}
