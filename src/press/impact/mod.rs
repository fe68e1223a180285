//! The impact report: what a campaign came to, on a few sheets for those who paid for it. Figures, the funnel by channel, the map
//! of places, leaps by their evidence, problems, devices and causes, thanks, and quotes.
//!
//! Everything that names somebody was decided before: the facts hold only what may be said in public. Leaps without evidence
//! are counted and said to be left out; they enter no median and no plot.

mod plots;

use super::layout::Layout;
use super::paper::{Block, Cell, Column, Laid, Paper, PaperStyle, Setter, Table};
use super::sheets;
use super::suit::{Ground, medallion};
use crate::scene::item::Item;
use crate::scene::kit::{FigureSpec, Kit, SymbolCache};
use crate::scene::text::{Typesetter, beside_each_other};
use crate::scene::world::Mark;

pub use plots::{Bar, MAP_COLOURS};

/// Everything the report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImpactFacts {
    pub campaign: String,
    pub organiser: String,
    /// BCP 47; empty is English.
    pub language: String,
    /// Under the title: who made it and up to when it counts.
    pub words: String,
    /// A number and what it counts, the most telling first.
    pub figures: Vec<(String, String)>,
    /// Heroes that may be shown: name and figure.
    pub heroes: Vec<(String, FigureSpec)>,
    pub channels: Vec<Channel>,
    /// Nominations of which nobody knows the channel.
    pub without_channel: u64,
    /// For the map.
    pub places: Vec<Mark>,
    /// Countries by name, with how many nominations and which towns, the most first.
    pub countries: Vec<Country>,
    pub without_country: u64,
    /// Leaps with evidence, the largest first.
    pub leaps: Vec<LeapLine>,
    /// One for each kind of evidence, the strongest first.
    pub sums: Vec<LeapSum>,
    /// What leaps with evidence saved or added, by unit.
    pub totals: Vec<String>,
    /// Leaps left out, because nothing was said about where their numbers come from.
    pub unproven: usize,
    /// Problems, with the monster that stands for them behind.
    pub problems: Vec<Bar>,
    pub mishaps: u64,
    pub devices: Vec<Bar>,
    pub causes: Vec<Bar>,
    pub thanks: Thanks,
    /// Words that may be quoted.
    pub quotes: Vec<Quote>,
}

/// How far the nominations of a channel came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    pub name: String,
    pub received: u64,
    pub accepted: u64,
    pub shortlisted: u64,
    pub won: u64,
}

/// A country with its nominations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Country {
    pub name: String,
    pub nominations: u64,
    pub towns: Vec<String>,
}

/// How sure a number is, from the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    Estimated,
    Reported,
    Measured,
}

impl Evidence {
    /// As people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Estimated => "Estimated",
            Self::Reported => "Reported",
            Self::Measured => "Measured",
        }
    }
}

/// One leap with evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct LeapLine {
    /// "Days to set up a new site".
    pub what: String,
    /// "440 to 11 days".
    pub numbers: String,
    /// How many times better.
    pub multiple: f64,
    pub evidence: Evidence,
}

/// The middle of all leaps with one kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeapSum {
    pub evidence: Evidence,
    pub leaps: usize,
    pub median: f64,
    pub largest: f64,
}

/// Thanks in numbers, with a few messages that may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thanks {
    pub received: u64,
    pub shown: u64,
    /// Different people and teams that were thanked.
    pub thanked: u64,
    pub messages: Vec<Quote>,
}

/// Somebody's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    pub words: String,
    /// Under them: who said it, of whom; may be empty.
    pub under: String,
}

impl ImpactFacts {
    /// Nothing was collected yet.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }
}

/// "40 times", "2.5 times": a multiple as it is said, with at most one digit after the point.
pub(super) fn times(multiple: f64) -> String {
    let rounded = (multiple * 10.0).round() / 10.0;
    if rounded >= 10.0 || rounded.fract() == 0.0 { format!("{rounded:.0} ×") } else { format!("{rounded:.1} ×") }
}

/// The pages of the report.
pub fn report(
    facts: &ImpactFacts,
    paper: sheets::Paper,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Laid {
    let mut sheet = Paper::new(PaperStyle {
        paper,
        campaign: facts.campaign.clone(),
        kind: "Impact report".into(),
        running: facts.campaign.clone(),
        foot: facts.organiser.clone(),
        language: facts.language.clone(),
        ..PaperStyle::default()
    });
    let width = sheet.width_mm() * 10.0;
    let faces = faces(facts, kit, cache, typesetter, width);
    let mut setter = Setter::new(typesetter, &facts.language);
    sheet.push(Block::title("What it came to", facts.words.clone()));
    if facts.is_empty() {
        sheet.push(Block::words("Nothing was collected yet. Numbers appear here with the first nominations."));
    }
    for row in facts.figures.chunks(4) {
        sheet.push(Block::Figures(row.to_vec()));
    }
    if let Some((items, height)) = faces {
        sheet.push(Block::Drawing { items, height });
        let names = facts.heroes.iter().take(FACES).map(|(name, _)| name.as_str());
        sheet.push(Block::small(beside_each_other(names)));
    }
    channels(&mut sheet, &mut setter, facts, width);
    places(&mut sheet, &mut setter, facts, width);
    leaps(&mut sheet, &mut setter, facts, width);
    quotes(&mut sheet, &mut setter, facts, width);
    troubles(&mut sheet, &mut setter, facts, width);
    thanks(&mut sheet, &mut setter, facts, width);
    sheet.push(Block::Rule);
    sheet.push(Block::small(
        "People, stories and quotes stand here only as far as those they tell of agreed, in the form they chose. Counts are \
         of everything received.",
    ));
    let missing = setter.missing;
    let mut laid = sheet.lay(typesetter);
    for cluster in missing {
        if !laid.missing.contains(&cluster) {
            laid.missing.push(cluster);
        }
    }
    laid
}

/// Heads in the row under the figures.
const FACES: usize = 8;

/// The heads of some heroes, left out as a whole where the kit cannot draw one.
fn faces(
    facts: &ImpactFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
    width: f32,
) -> Option<(Vec<Item>, f32)> {
    let shown = &facts.heroes[..facts.heroes.len().min(FACES)];
    if shown.is_empty() {
        return None;
    }
    const GROUNDS: [[u8; 3]; 4] = [[0xFF, 0xC9, 0x3C], [0x7F, 0xC8, 0xF8], [0xFF, 0x8A, 0x7A], [0x8D, 0xE0, 0xB0]];
    let (radius, pitch) = (88.0, width / FACES as f32);
    let mut page = Layout::new(kit, cache, typesetter, kit.colours("", "", "", ""), &facts.campaign);
    for (index, (_, figure)) in shown.iter().enumerate() {
        let x = pitch * (index as f32 + 0.5);
        page.colours = kit.figure_colours(figure, "");
        medallion(&mut page, figure, [x, radius + 6.0], radius, Ground::Tint(GROUNDS[index % GROUNDS.len()])).ok()?;
    }
    Some((page.items, 2.0 * radius + 12.0))
}

fn channels(sheet: &mut Paper, setter: &mut Setter<'_>, facts: &ImpactFacts, width: f32) {
    if facts.channels.is_empty() {
        return;
    }
    sheet.push(Block::heading("Where nominations came from"));
    sheet.push(Block::words("How many each channel brought, and how far they came."));
    sheet.push(plots::funnel(setter, &facts.channels, width));
    if facts.without_channel > 0 {
        sheet
            .push(Block::small(format!("Of {} nobody said where they came from.", nominations(facts.without_channel))));
    }
}

fn nominations(count: u64) -> String {
    if count == 1 { "1 nomination".into() } else { format!("{count} nominations") }
}

fn places(sheet: &mut Paper, setter: &mut Setter<'_>, facts: &ImpactFacts, width: f32) {
    if facts.countries.is_empty() {
        return;
    }
    sheet.push(Block::heading("Around the world"));
    let countries = facts.countries.len();
    let words = if countries == 1 { "one country".to_owned() } else { format!("{countries} countries") };
    sheet.push(Block::words(format!("Nominations tell of people in {words}.")));
    sheet.push(plots::map(setter, &facts.places, width));
    let mut table = Table::new([
        Column::new("COUNTRY", 3.0).strong(),
        Column::new("NOMINATIONS", 1.6).at_end(),
        Column::new("TOWNS", 6.0).muted(),
    ]);
    for country in facts.countries.iter().take(12) {
        table.row([
            Cell::plain(&country.name),
            Cell::plain(country.nominations.to_string()),
            Cell::plain(country.towns.join(", ")),
        ]);
    }
    sheet.push(table);
    let rest = facts.countries.iter().skip(12).map(|country| country.name.as_str()).collect::<Vec<_>>();
    if !rest.is_empty() {
        sheet.push(Block::small(format!("And {}.", rest.join(", "))));
    }
    if facts.without_country > 0 {
        sheet.push(Block::small(format!("Of {} the country is not known.", nominations(facts.without_country))));
    }
}

fn leaps(sheet: &mut Paper, setter: &mut Setter<'_>, facts: &ImpactFacts, width: f32) {
    if facts.leaps.is_empty() && facts.unproven == 0 {
        return;
    }
    sheet.push(Block::heading("Leaps"));
    if facts.leaps.is_empty() {
        sheet.push(Block::words("No leap has evidence yet, so nothing is counted."));
    } else {
        sheet.push(Block::words(
            "How many times better it became, told by the stories. Only what has evidence counts, each kind by itself.",
        ));
        let figures: Vec<(String, String)> = facts
            .sums
            .iter()
            .map(|sum| {
                let leaps = if sum.leaps == 1 { "1 leap".to_owned() } else { format!("{} leaps", sum.leaps) };
                let words =
                    format!("{}: the middle of {leaps}, the largest {}", sum.evidence.title(), times(sum.largest));
                (times(sum.median), words)
            })
            .collect();
        sheet.push(Block::Figures(figures));
        sheet.push(plots::leaps(setter, &facts.leaps, &facts.sums, width));
        for total in &facts.totals {
            sheet.push(Block::Bullet(total.clone()));
        }
    }
    if facts.unproven > 0 {
        let leaps = if facts.unproven == 1 { "1 leap".to_owned() } else { format!("{} leaps", facts.unproven) };
        sheet.push(Block::small(format!("{leaps} without evidence left out.")));
    }
}

fn quotes(sheet: &mut Paper, setter: &mut Setter<'_>, facts: &ImpactFacts, width: f32) {
    if facts.quotes.is_empty() {
        return;
    }
    sheet.push(Block::heading("In their words"));
    for quote in &facts.quotes {
        sheet.push(plots::quote(setter, quote, width));
    }
}

fn troubles(sheet: &mut Paper, setter: &mut Setter<'_>, facts: &ImpactFacts, width: f32) {
    if !facts.problems.is_empty() {
        sheet.push(Block::heading("What they fought"));
        sheet.push(Block::words("Problems that nominations name, with the monster that each became."));
        sheet.push(plots::bars(setter, &facts.problems, plots::RED, width));
    }
    if facts.mishaps == 0 {
        return;
    }
    sheet.push(Block::heading("Users happen"));
    let mishaps = if facts.mishaps == 1 { "1 mishap".to_owned() } else { format!("{} mishaps", facts.mishaps) };
    sheet.push(Block::words(format!("{mishaps} came in. This is what those that were read happened to, and why.")));
    if facts.devices.is_empty() && facts.causes.is_empty() {
        return;
    }
    let half = (width - 80.0) / 2.0;
    let mut two = setter.stack(&[Block::Subheading("Devices".into())], half);
    let devices = plots::bars(setter, &facts.devices, plots::BLUE, half);
    let under = two.height + 10.0;
    let mut items = std::mem::take(&mut two.items);
    let mut height = under + devices.height;
    items.extend(devices.at(0.0, under));
    if !facts.causes.is_empty() {
        let head = setter.stack(&[Block::Subheading("Causes".into())], half);
        let causes = plots::bars(setter, &facts.causes, plots::GOLD, half);
        height = height.max(under + causes.height);
        items.extend(head.at(half + 80.0, 0.0));
        items.extend(causes.at(half + 80.0, under));
    }
    sheet.push(Block::Drawing { items, height });
}

fn thanks(sheet: &mut Paper, setter: &mut Setter<'_>, facts: &ImpactFacts, width: f32) {
    let it = &facts.thanks;
    if it.received == 0 {
        return;
    }
    sheet.push(Block::heading("Thanks"));
    let figure =
        |count: u64, one: &str, many: &str| (count.to_string(), if count == 1 { one } else { many }.to_owned());
    sheet.push(Block::Figures(vec![
        figure(it.received, "message of thanks", "messages of thanks"),
        figure(it.shown, "on the wall", "on the wall"),
        figure(it.thanked, "person or team thanked", "people and teams thanked"),
    ]));
    for message in &it.messages {
        sheet.push(plots::quote(setter, message, width));
    }
}
