//! What the hub says, as plain data: made by `app::hub` with everything that consent does not allow left out already.

use crate::scene::world::Mark;
use std::collections::BTreeMap;

/// The whole site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HubFacts {
    pub title: String,
    pub organiser: String,
    /// BCP 47 language of the texts; empty is English.
    pub language: String,
    pub year: String,
    /// One or two lines of the logo.
    pub logo: Vec<String>,
    /// Opening words of the landing page; may be empty.
    pub intro: String,
    /// Where nominations are mailed to; empty offers the file only.
    pub mail_to: String,
    /// Words on when nominations close, or that they are closed; empty for nothing said.
    pub deadline: String,
    /// Nominations are taken.
    pub is_open: bool,
    pub awards: Vec<AwardFacts>,
    pub stories: Vec<StoryFacts>,
    pub heroes: Vec<HeroFacts>,
    pub monsters: Vec<MonsterFacts>,
    pub thanks: Vec<ThanksFacts>,
    pub mishaps: Vec<MishapFacts>,
    pub impact: ImpactFacts,
    /// Pictures by path below the site's folder, as PNG.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// An award, with its winners by the names they agreed to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AwardFacts {
    pub title: String,
    pub description: String,
    pub winners: Vec<String>,
}

/// A published story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryFacts {
    /// File name without ending; safe and unique.
    pub slug: String,
    pub title: String,
    pub summary: String,
    /// Paragraphs are set apart by empty lines.
    pub text: String,
    pub about: String,
    pub place: String,
    pub quotes: Vec<(String, String)>,
    pub leaps: Vec<LeapFacts>,
    /// Path of a picture; may be empty.
    pub picture: String,
}

/// A number before and after, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeapFacts {
    pub what: String,
    pub before: String,
    pub after: String,
    /// "40 times faster"; empty where the numbers do not say.
    pub multiple: String,
    /// "Measured", "Reported", "Estimated", or that there is no evidence.
    pub evidence: String,
}

/// A hero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeroFacts {
    pub slug: String,
    pub persona: String,
    /// The name the person agreed to; `None` for the hero name alone.
    pub name: Option<String>,
    pub line_two: String,
    pub powers: Vec<(String, u8)>,
    pub enemy: String,
    pub quote: String,
    pub award: String,
    pub picture: String,
    /// Slug of the story about them; empty for none.
    pub story: String,
}

/// A monster and what it stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonsterFacts {
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub problem: String,
    /// How often the problem is named, in words: "3 nominations and 1 mishap".
    pub named_in: String,
    pub stats: Vec<(String, u8)>,
    pub fought_by: Vec<String>,
    pub picture: String,
}

/// A message on the wall of thanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThanksFacts {
    pub to: String,
    pub message: String,
    pub from: String,
}

/// A published mishap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MishapFacts {
    pub title: String,
    pub text: String,
    pub device: String,
    pub punchline: String,
    pub archetypes: Vec<String>,
}

/// The campaign in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImpactFacts {
    /// A number and what it counts, such as `40` and "nominations".
    pub counts: Vec<(u64, String)>,
    /// Problems and how often they were named, the most frequent first.
    pub problems: Vec<(String, u64)>,
    /// Channels: received, accepted, shortlisted, won.
    pub channels: Vec<(String, [u64; 4])>,
    /// Countries and how many nominations they have.
    pub countries: Vec<(String, u64)>,
    /// The same by country and town, for the map.
    pub places: Vec<Mark>,
    /// Words on the middle of all leaps, per kind of evidence, and on what they come to together.
    pub leaps: Vec<String>,
}
