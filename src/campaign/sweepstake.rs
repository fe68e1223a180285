//! A sweepstake: prizes, rules and where the luck comes from, until it is locked; then the sealed files of its draw.
//! The protocol itself lives in the room `draw`; here stands what the organiser decides and what was sealed.

use super::entering::{EntryRules, Pool};
use super::ids::{EntryId, PersonId, SweepstakeId};
use super::person::Origin;
use super::publication::{Mark, Publication};
use super::text::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Reasons as they may appear in signed files: codes only, the words stay in the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    Staff,
    UnderAge,
    Late,
    Residence,
    Duplicate,
    EarlierWinner,
    NoConsent,
    Withdrawn,
    Other,
}

impl Reason {
    pub const ALL: [Self; 9] = [
        Self::Staff,
        Self::UnderAge,
        Self::Late,
        Self::Residence,
        Self::Duplicate,
        Self::EarlierWinner,
        Self::NoConsent,
        Self::Withdrawn,
        Self::Other,
    ];
    /// The code of the protocol.
    pub fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::UnderAge => "under-age",
            Self::Late => "late",
            Self::Residence => "residence",
            Self::Duplicate => "duplicate",
            Self::EarlierWinner => "earlier-winner",
            Self::NoConsent => "no-consent",
            Self::Withdrawn => "withdrawn",
            Self::Other => "other",
        }
    }
    pub fn title(self) -> &'static str {
        match self {
            Self::Staff => "Staff of the organiser",
            Self::UnderAge => "Under age",
            Self::Late => "Came late",
            Self::Residence => "Lives elsewhere",
            Self::Duplicate => "Entered before",
            Self::EarlierWinner => "Won before",
            Self::NoConsent => "No consent",
            Self::Withdrawn => "Withdrew",
            Self::Other => "Other reason",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Reason {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|reason| reason.code() == text).ok_or(())
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prize {
    /// 1 to 32 of `a-z 0-9 -`; appears in signed files.
    pub id: String,
    pub name: String,
    pub quantity: u64,
    /// What one of them is worth, in hundredths of the currency; 0 for not said.
    #[serde(skip_serializing_if = "is_zero")]
    pub value_hundredths: u64,
    /// Who may win it, by rule.
    #[serde(skip_serializing_if = "is_everybody")]
    pub open_to: Pool,
}

// serde hands it a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

fn is_everybody(pool: &Pool) -> bool {
    *pool == Pool::Everybody
}

/// Where the luck comes from, in the announced order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LuckSource {
    /// Lottery balls or dice; order does not matter.
    Numbers { label: String, count: u64, min: u64, max: u64, distinct: bool },
    /// A phrase from the audience, a headline. Counts as no luck at all in bits.
    Text { label: String },
    /// A round of a public randomness beacon.
    Drand { label: String, chain: String, round: u64 },
}

impl LuckSource {
    pub fn label(&self) -> &str {
        match self {
            Self::Numbers { label, .. } | Self::Text { label } | Self::Drand { label, .. } => label,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DrawMethod {
    #[default]
    TicketSort,
    Rfc3797,
    Vrs,
}

impl DrawMethod {
    pub const ALL: [Self; 3] = [Self::TicketSort, Self::Rfc3797, Self::Vrs];
    pub fn code(self) -> &'static str {
        match self {
            Self::TicketSort => "ticket-sort",
            Self::Rfc3797 => "rfc3797",
            Self::Vrs => "vrs",
        }
    }
}

/// What was sealed at the lock and after it, in final form, byte for byte as published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedDraw {
    /// Number in the campaign: 1, 2, 3 without a gap.
    pub number: u64,
    /// `roll.tsv`.
    pub roll: String,
    /// `lock.json`.
    pub lock: String,
    /// All 64 digits, to publish before the draw.
    pub lock_sha256: String,
    pub rules: String,
    /// The organiser's code, hex; "" when none was committed. Secret until the draw.
    pub code: String,
    pub locked_at: Timestamp,
    /// `record.json`, once drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn_at: Option<Timestamp>,
    /// `amendments.json`, an array from the start.
    pub amendments: String,
    /// `void.json`, where the lock was closed without a draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub void: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sweepstake {
    pub title: String,
    pub prizes: Vec<Prize>,
    /// Places in line behind the winners.
    pub alternates: u64,
    pub one_per_household: bool,
    pub method: DrawMethod,
    pub sources: Vec<LuckSource>,
    /// Whether the organiser's secret code is committed in the lock.
    pub with_code: bool,
    /// In how many days a winner who was told has to answer; 0 for none said.
    #[serde(skip_serializing_if = "no_days")]
    pub reply_days: u32,
    /// When the luck will be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced_at: Option<Timestamp>,
    pub entry_rules: EntryRules,
    /// What is said in public beside prizes and dates.
    pub publication: Publication,
    /// What was said by hand about points of the check-list, by the point's id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// Entries that shared an address each when the point about that was marked: the mark holds for them, and for no others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared_decided: Vec<Vec<EntryId>>,
    /// The rules as published.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rules_text: String,
    /// Hash of the rules text as it was last made from the data, hex; "" where it was never made. What was edited by hand
    /// and what was overtaken by the set-up is told apart by it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rules_made_sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<SealedDraw>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn no_days(days: &u32) -> bool {
    *days == 0
}

impl Sweepstake {
    /// How many prizes are handed out in all.
    pub fn places(&self) -> u64 {
        self.prizes.iter().fold(0, |sum, prize| sum.saturating_add(prize.quantity))
    }
    pub fn stage(&self) -> Stage {
        match &self.sealed {
            None => Stage::SetUp,
            Some(sealed) if sealed.void.is_some() => Stage::Void,
            Some(sealed) if sealed.record.is_some() => Stage::Drawn,
            Some(_) => Stage::Locked,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    SetUp,
    Locked,
    Drawn,
    Void,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryWay {
    #[default]
    Web,
    /// Free postal entry, typed in by hand, with equal odds.
    Post,
    Other(Text),
}

impl EntryWay {
    pub fn title(&self) -> &str {
        match self {
            Self::Web => "Web",
            Self::Post => "Post",
            Self::Other(words) => words,
        }
    }
}

/// What the organiser decided about an entry, beside what the rules say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    #[default]
    ByRules,
    /// Counts although a rule speaks against it; the words say why.
    LetIn(String),
    /// Not in the roll; counted by reason in the lock.
    LeftOut(Reason, String),
    /// In the roll and passed over by the walk; named in the lock.
    Excluded(Reason, String),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub sweepstake: SweepstakeId,
    pub person: PersonId,
    /// Random and unguessable, so that a published roll names nobody; the entrant is told theirs.
    pub entry_id: Text,
    /// The id an imported list gave it; for reference only.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reference: Text,
    #[serde(default)]
    pub way: EntryWay,
    /// When it came, as the file said it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub received: Text,
    /// The same as an instant, where it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// Tickets before any bonus; 1 unless the list says otherwise.
    pub tickets: u64,
    /// Extra tickets asked for, before the cap of the rules.
    #[serde(default)]
    pub bonus: u32,
    /// Who shares one prize: a household name or an address; "" for none.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub household: Text,
    /// Prize ids this entry may win; empty for any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<String>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub referred_by: Text,
    #[serde(default)]
    pub decision: Decision,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Entry {
    /// One ticket of somebody, by the web and with nothing said beside.
    pub fn new(sweepstake: SweepstakeId, person: PersonId, entry_id: impl Into<Text>) -> Self {
        Self {
            sweepstake,
            person,
            entry_id: entry_id.into(),
            reference: Text::new(),
            way: EntryWay::default(),
            received: Text::new(),
            received_at: None,
            tickets: 1,
            bonus: 0,
            household: Text::new(),
            pools: Vec::new(),
            referred_by: Text::new(),
            decision: Decision::ByRules,
            origin: None,
        }
    }

    /// How many random bytes an entry id is made of.
    pub const ID_BYTES: usize = 12;

    /// An entry id from random bytes: digits and capitals that cannot be taken for one another, no 0 and O, no 1 and I.
    /// Thirty-two letters, so that each comes equally often.
    pub fn id_from(bytes: [u8; Self::ID_BYTES]) -> String {
        let letter = |byte: &u8| Self::LETTERS.get(usize::from(byte & 31)).map_or('2', |letter| char::from(*letter));
        bytes.iter().map(letter).collect()
    }

    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// The number an id stands for, five bits for each letter; `None` for one that was not made by [`Self::id_from`].
    pub(super) fn number_of(id: &str) -> Option<u64> {
        const NONE: u8 = 32;
        const PLACES: [u8; 256] = {
            let mut places = [NONE; 256];
            let mut place = 0;
            while place < 32 {
                places[Entry::LETTERS[place] as usize] = place as u8;
                place += 1;
            }
            places
        };
        if id.len() != Self::ID_BYTES {
            return None;
        }
        id.bytes().try_fold(0_u64, |number, byte| {
            let place = PLACES.get(usize::from(byte)).copied().unwrap_or(NONE);
            (place < NONE).then(|| number << 5 | u64::from(place))
        })
    }
}
