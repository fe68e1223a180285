//! The monster card: the trouble everybody named, with its numbers; at award-card size and at trading size, front and back.

mod large;
mod small;

use serde::{Deserialize, Serialize};

use super::card::back::sheet::{Bar, Rival, Row};
use super::edition::{CardSide, Edition};
use super::layout::Layout;
use super::refusal::{Note, Refusal};
use super::style::CardStyle;
use super::subject::Subject;
use crate::scene::item::Page;
use crate::scene::kit::{EnemyLook, FigureSpec, Kit, SymbolCache};
use crate::scene::text::Typesetter;

/// Everything a monster's card says. Empty texts, lists and zeros are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VillainFacts {
    pub name: String,
    pub look: EnemyLook,
    pub tagline: String,
    /// The trouble it stands for: "Cable chaos".
    pub problem: String,
    /// Nominations and mishaps that name the problem, and the mishaps among them.
    pub named: u64,
    pub mishaps: u64,
    /// Nominations there are.
    pub nominations: u64,
    /// People it troubled, and the countries they are in.
    pub people: u64,
    pub countries: u64,
    /// Its place among the campaign's monsters by that count, from 1; 0 for none.
    pub rank: u64,
    pub monsters: u64,
    /// Label and value, 1 to 10.
    pub stats: Vec<(String, u8)>,
    /// Who fights it and may be shown: short name and figure.
    pub heroes: Vec<(String, FigureSpec)>,
    /// Who fights it, shown or not.
    pub fighters: u64,
    /// Words about it that may be printed, and whose they are.
    pub quote: String,
    pub quote_by: String,
    pub edition: Edition,
}

/// One side of its card, with what to look at before printing it. Backs print duplex with their fronts over the long edge.
///
/// # Errors
/// A [`Refusal`] that names the monster when a text has no place or a letter no face, or the style is unknown.
pub fn side(
    facts: &VillainFacts,
    side: CardSide,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let style = facts.edition.card_style(kit, &facts.name)?;
    let page = facts.begun(&style, kit, cache, typesetter);
    match side {
        CardSide::Front => large::front(facts, &style, page),
        CardSide::Back => large::back(facts, &style, page),
        CardSide::SmallFront => small::front(facts, &style, page),
        CardSide::SmallBack => small::back(facts, &style, page),
    }
}

/// Plates and logos of monsters are grey and lime, whatever heroes wear.
const OUTFIT: &str = "graphite";

impl VillainFacts {
    /// A page in the monster's colours.
    fn begun<'a>(
        &self,
        style: &CardStyle,
        kit: &'a Kit,
        cache: &'a SymbolCache,
        typesetter: &'a mut Typesetter,
    ) -> Layout<'a> {
        let free = style.dress.contrast
            && self.edition.backdrop_scheme.is_empty()
            && self.edition.look.colours.ground.is_empty();
        let scheme = if free { contrast(kit, &self.look) } else { None };
        let scheme = scheme.unwrap_or_else(|| self.edition.scheme(kit, style));
        Layout::new(
            kit,
            cache,
            typesetter,
            self.edition.tinted(kit.colours("", "", OUTFIT, &scheme), kit),
            self.name.trim(),
        )
    }

    fn subject(&self) -> Subject<'_> {
        Subject::Monster(&self.look)
    }

    /// The first of those who fight it.
    fn nemesis(&self) -> Option<Rival<'_>> {
        let (name, figure) = self.heroes.first()?;
        Some(Rival { title: "NEMESIS", subject: Subject::Figure(figure), name, text: "" })
    }

    fn bars(&self) -> Vec<Bar> {
        self.stats.iter().map(|(label, value)| Bar { icon: None, label: label.clone(), value: *value }).collect()
    }

    /// What is known about it, most telling first.
    fn rows(&self) -> Vec<Row> {
        let mishaps = format!("{} {}", self.mishaps, plural(self.mishaps, "mishap", "mishaps"));
        let named = match (self.named.saturating_sub(self.mishaps), self.nominations) {
            (0, _) if self.mishaps == 0 => String::new(),
            (0, _) => mishaps,
            (n, _) if self.mishaps > 0 => format!("{n} {}, {mishaps}", plural(n, "nomination", "nominations")),
            (n, all) if all >= n => format!("{n} of {all} {}", plural(all, "nomination", "nominations")),
            (n, _) => format!("{n} {}", plural(n, "nomination", "nominations")),
        };
        let people = match (self.people, self.countries) {
            (0, _) => String::new(),
            (p, 0 | 1) => format!("{p} {}", plural(p, "person", "people")),
            (p, c) => format!("{p} {} in {c} countries", plural(p, "person", "people")),
        };
        let fighters = match self.fighters {
            0 => "Nobody yet".to_string(),
            n => format!("{n} {}", plural(n, "hero", "heroes")),
        };
        let rank = if self.rank > 0 && self.monsters > 1 {
            format!("No {} of {}", self.rank, self.monsters)
        } else {
            String::new()
        };
        let mut rows = vec![
            Row::plain("Problem", self.problem.as_str()),
            Row::plain("Named in", named),
            Row::plain("Troubles", people),
            Row::plain("Most wanted", rank),
            Row::plain("Fought by", fighters),
        ];
        rows.retain(|row| !row.value.is_empty());
        rows
    }

    /// "named", "27", "times"; empty where nobody named it.
    fn tally(&self) -> [String; 3] {
        if self.named == 0 {
            return Default::default();
        }
        ["NAMED".into(), self.named.to_string(), plural(self.named, "TIME", "TIMES").into()]
    }
}

fn plural(n: u64, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// The kit's backdrop colours that set a monster off best: those farthest from its skin round the circle of hues.
fn contrast(kit: &Kit, look: &EnemyLook) -> Option<String> {
    let skin = hue(kit.villain(&look.villain)?.skin.0.rgb())?;
    let schemes = &kit.palette().backdrop_schemes;
    let apart = |scheme: &crate::scene::kit::BackdropScheme| {
        let around = hue(scheme.colours.0.rgb()).map_or(0.0, |h| (h - skin).abs());
        (around.min(360.0 - around) * 10.0) as i32
    };
    schemes.iter().max_by_key(|scheme| apart(scheme)).map(|scheme| scheme.id.clone())
}

/// Hue in degrees; none of a colour that is nearly grey.
fn hue(rgb: [u8; 3]) -> Option<f32> {
    let [r, g, b] = rgb.map(|v| f32::from(v) / 255.0);
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let spread = high - low;
    if spread < 0.15 {
        return None;
    }
    let sixth = if high <= r {
        (g - b) / spread
    } else if high <= g {
        2.0 + (b - r) / spread
    } else {
        4.0 + (r - g) / spread
    };
    Some((sixth * 60.0).rem_euclid(360.0))
}
