//! What holds for the whole campaign: title, wording, dates, and the keys that seal its draws.

use super::look::{Look, OwnArt};
use super::milestone::Milestone;
use super::name_form::NameForm;
use super::privacy::PrivacyNotice;
use serde::{Deserialize, Serialize};

/// How names appear in public where a person has agreed to be named and chosen no form of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicNames {
    /// In the list of winners to publish.
    pub winners: NameForm,
    /// In the printed record of a draw.
    pub record: NameForm,
    /// On the screen in the room.
    pub presenter: NameForm,
    /// On the web hub.
    pub hub: NameForm,
    /// In the roster that members read.
    pub roster: NameForm,
}

/// What the web hub says of itself, and what it leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HubSettings {
    /// Opening words of the landing page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub intro: String,
    /// Where nominations are mailed to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mail_to: String,
    /// Nominations are no longer taken.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_closed: bool,
    /// Parts that are left out: `heroes`, `stories`, `monsters`, `mishaps`, `thanks`, `winners`.
    #[serde(skip_serializing_if = "std::collections::BTreeSet::is_empty")]
    pub without: std::collections::BTreeSet<String>,
}

impl HubSettings {
    /// Nothing was chosen.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for PublicNames {
    fn default() -> Self {
        let form = NameForm::FirstAndInitial;
        Self { winners: form, record: form, presenter: form, hub: form, roster: NameForm::CodeName }
    }
}

/// What a campaign adds to the program's words for problems.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProblemWords {
    /// Problems of its own, each with the words and stems that tell of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnProblem>,
    /// Problems that are not proposed any more for a record: its id ("N3", "X2") to their keys.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub refused: std::collections::BTreeMap<String, std::collections::BTreeSet<String>>,
}

impl ProblemWords {
    /// Nothing was added.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A problem with words of the campaign's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnProblem {
    pub problem: String,
    /// Words, phrases, and stems with a star at their end: "badge", "front door", "lock*".
    pub words: Vec<String>,
}

/// Keys of the campaign. They stay in its file: whoever has the file can sign as the organiser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// Ed25519 private key seed, 32 bytes as hex.
    pub signing_seed: String,
    /// Key under which household names are hashed, 32 bytes as hex.
    pub household_key: String,
    /// Key from which short check codes on cards are made, 32 bytes as hex.
    pub check_key: String,
}

// Secrets never reach a log or a panic message.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(..)")
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// 16 random bytes as hex; the same in every version of the file and in every lock.
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub organiser: String,
    /// The two lines of the logo on cards.
    #[serde(default)]
    pub logo: [String; 2],
    /// Printed year and small print: "2026".
    #[serde(default)]
    pub year: String,
    /// BCP 47 language of the texts.
    #[serde(default)]
    pub language: String,
    /// Id of the template it was started from.
    #[serde(default)]
    pub template: String,
    /// Who signs cards and certificates: name and what they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// IANA name of the time zone the dates are meant in, such as `Europe/Oslo`; empty for that of the laptop.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone: String,
    #[serde(default)]
    pub public_names: PublicNames,
    /// Words of the web hub.
    #[serde(default, skip_serializing_if = "HubSettings::is_usual")]
    pub hub: HubSettings,
    /// What people are told about their data.
    #[serde(default, skip_serializing_if = "PrivacyNotice::is_empty")]
    pub privacy: PrivacyNotice,
    /// Logo, colours and words of one's own on everything printed.
    #[serde(default, skip_serializing_if = "Look::is_empty")]
    pub look: Look,
    /// Words by which problems are found in texts, and proposals that were refused.
    #[serde(default, skip_serializing_if = "ProblemWords::is_empty")]
    pub problems: ProblemWords,
    /// Styles and drawings of one's own.
    #[serde(default, skip_serializing_if = "OwnArt::is_empty")]
    pub art: OwnArt,
    /// What the campaign's own key makes of the e-mail addresses of people who were erased, so that no list brings them back unasked.
    #[serde(default, skip_serializing_if = "std::collections::BTreeSet::is_empty")]
    pub erased_addresses: std::collections::BTreeSet<String>,
    pub keys: Keys,
}
