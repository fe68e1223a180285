//! A map of the world in dots: where places lie, and how much there is of each. One table of land and one of places, both made
//! from Natural Earth (public domain) and placed on the map already, so that nothing here computes with degrees.
//!
//! Leaves out: borders, seas and any judgement on them. A country is the dots that have its code.

use super::item::{Item, LineCap, LineJoin, Paint, PathBuilder, Shape, Stroke};
use super::shapes::{Pen, disc, drawn};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

/// Width and height of the map in its own units.
pub const SIZE: (f32, f32) = (1000.0, 427.6);

const COLUMNS: f32 = 140.0;
const PITCH: f32 = SIZE.0 / COLUMNS;
const ROW: f32 = PITCH * 0.866_025_4;
/// Across a dot.
const DOT: f32 = PITCH * 0.74;
/// A dash so short that its round caps are the dot.
const DASH: f32 = 0.1;

/// So many of something at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Town as it was written; may be empty or unknown.
    pub place: String,
    pub count: u64,
}

/// A disc on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    pub x: f32,
    pub y: f32,
    /// Radius, by the root of the count.
    pub radius: f32,
    pub country: String,
    /// The town; empty where the pin stands for the country.
    pub place: String,
    pub count: u64,
}

/// Colours of the map: land, three steps of land that is named, pins and their rims.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub land: [u8; 3],
    pub named: [[u8; 3]; 3],
    pub pin: [u8; 3],
    pub rim: [u8; 3],
}

/// Dots of a country beside each other in a row.
struct Run {
    x: f32,
    y: f32,
    dots: u16,
    country: [u8; 2],
}

struct World {
    runs: Vec<Run>,
    middles: HashMap<[u8; 2], (f32, f32)>,
    /// Folded name to where it lies, by country.
    towns: HashMap<[u8; 2], BTreeMap<String, (f32, f32)>>,
}

fn code(text: &str) -> Option<[u8; 2]> {
    <[u8; 2]>::try_from(text.as_bytes()).ok().filter(|code| code.iter().all(u8::is_ascii_uppercase))
}

fn folded(text: &str) -> String {
    let latin = any_ascii::any_ascii(text).to_lowercase();
    let words: Vec<&str> = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let mut world = World { runs: Vec::new(), middles: HashMap::new(), towns: HashMap::new() };
        let lines = include_str!("../../assets/map/dots.txt").lines().filter(|line| !line.starts_with('#'));
        for (row, line) in lines.enumerate() {
            world.runs.extend(line.split_whitespace().filter_map(|word| run(row, word)));
        }
        for line in include_str!("../../assets/map/places.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(country), Some(x), Some(y)) = (
                cells.next().and_then(code),
                cells.next().and_then(|x| x.parse().ok()),
                cells.next().and_then(|y| y.parse().ok()),
            ) else {
                continue;
            };
            match cells.next() {
                None => _ = world.middles.insert(country, (x, y)),
                Some(names) => {
                    let towns = world.towns.entry(country).or_default();
                    for name in names.split('|').map(folded).filter(|name| !name.is_empty()) {
                        // Towns stand in the order of their size: the first of a name is meant.
                        towns.entry(name).or_insert((x, y));
                    }
                }
            }
        }
        world
    })
}

/// `41GL5`: column, country, how many dots.
fn run(row: usize, word: &str) -> Option<Run> {
    let letters = word.find(|c: char| c.is_ascii_uppercase())?;
    let column: f32 = word.get(..letters)?.parse().ok()?;
    let country = code(word.get(letters..letters + 2)?)?;
    let dots = match word.get(letters + 2..)? {
        "" => 1,
        count => count.parse().ok()?,
    };
    let shift = if row % 2 == 1 { 1.0 } else { 0.5 };
    Some(Run { x: (column + shift) * PITCH, y: (row as f32 + 0.5) * ROW, dots, country })
}

/// Where a place lies: the town if it is known, else the middle of the country.
pub fn located(country: &str, place: &str) -> Option<(f32, f32)> {
    let country = code(country)?;
    town(country, place).or_else(|| world().middles.get(&country).copied())
}

fn town(country: [u8; 2], place: &str) -> Option<(f32, f32)> {
    let towns = world().towns.get(&country)?;
    let whole = folded(place);
    if whole.is_empty() {
        return None;
    }
    towns.get(&whole).copied().or_else(|| {
        // "Ōtautahi Christchurch", "Leeds city centre": the longest known name among the words.
        let words: Vec<&str> = whole.split(' ').collect();
        let spans = (1..words.len()).rev().flat_map(|length| words.windows(length));
        spans.map(|span| span.join(" ")).filter(|name| name.len() > 3).find_map(|name| towns.get(&name).copied())
    })
}

/// Pins for marks, the largest first, and the marks that lie nowhere on the map.
pub fn pins(marks: &[Mark]) -> (Vec<Pin>, Vec<&Mark>) {
    let mut pins: Vec<Pin> = Vec::new();
    let mut nowhere = Vec::new();
    for mark in marks.iter().filter(|mark| mark.count > 0) {
        let Some((x, y)) = located(&mark.country, &mark.place) else {
            nowhere.push(mark);
            continue;
        };
        let is_town = code(&mark.country).and_then(|country| town(country, &mark.place)).is_some();
        let same = |pin: &&mut Pin| (pin.x - x).abs() < 0.5 && (pin.y - y).abs() < 0.5;
        match pins.iter_mut().find(same) {
            Some(pin) => pin.count += mark.count,
            None => pins.push(Pin {
                x,
                y,
                radius: 0.0,
                country: mark.country.clone(),
                place: if is_town { mark.place.trim().to_owned() } else { String::new() },
                count: mark.count,
            }),
        }
    }
    let most = pins.iter().map(|pin| pin.count).max().unwrap_or(1);
    for pin in &mut pins {
        pin.radius = 4.5 + 9.5 * (pin.count as f32 / most as f32).sqrt() * if most > 1 { 1.0 } else { 0.35 };
    }
    // Small ones lie over large ones.
    pins.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.country.cmp(&b.country)).then(a.x.total_cmp(&b.x)));
    (pins, nowhere)
}

/// How strongly a country is tinted: 0 for land, else 1 to 3.
fn steps(marks: &[Mark]) -> HashMap<[u8; 2], usize> {
    let mut counts: HashMap<[u8; 2], u64> = HashMap::new();
    for mark in marks {
        if let Some(country) = code(&mark.country) {
            *counts.entry(country).or_default() += mark.count;
        }
    }
    let most = counts.values().copied().max().unwrap_or(1).max(1);
    let step = |count: u64| match count {
        0 => 0,
        // A third of the most, and a tenth.
        count if count * 3 >= most => 3,
        count if count * 10 >= most => 2,
        _ => 1,
    };
    counts.into_iter().map(|(country, count)| (country, step(count))).collect()
}

fn layers(marks: &[Mark]) -> [Vec<&'static Run>; 4] {
    let steps = steps(marks);
    let mut layers: [Vec<&Run>; 4] = Default::default();
    for run in &world().runs {
        layers[steps.get(&run.country).copied().unwrap_or(0).min(3)].push(run);
    }
    layers
}

/// The map as items in its own units: land, tinted countries, pins.
pub fn items(marks: &[Mark], palette: &Palette) -> Vec<Item> {
    let colours = [palette.land, palette.named[0], palette.named[1], palette.named[2]];
    let mut items: Vec<Item> = layers(marks).iter().zip(colours).filter_map(|(runs, rgb)| dots(runs, rgb)).collect();
    for pin in pins(marks).0 {
        items.extend(drawn(disc(pin.x, pin.y, pin.radius), Some(palette.pin), Some(Pen::solid(palette.rim, 1.6))));
    }
    items
}

/// Runs as dashed lines whose round ends are the dots.
fn dots(runs: &[&Run], rgb: [u8; 3]) -> Option<Item> {
    let mut path = PathBuilder::new();
    for run in runs {
        path.move_to(run.x, run.y);
        path.line_to(run.x + f32::from(run.dots - 1) * PITCH + DASH, run.y);
    }
    Some(Item::Shape(Shape {
        path: Arc::new(path.finish()?),
        fill: None,
        stroke: Some(Stroke {
            paint: Paint::Solid(rgb),
            opacity: 1.0,
            width: DOT,
            cap: LineCap::Round,
            join: LineJoin::Round,
            miter_limit: 4.0,
            dash: vec![DASH, PITCH - DASH],
            dash_offset: 0.0,
        }),
        stroke_first: false,
    }))
}

/// The map as the inside of an `svg` element with the view box `0 0 1000 427.6`: paths of the classes `land`, `named-1` to
/// `named-3`, discs of the class `pin`. It holds numbers and class names alone.
pub fn svg(marks: &[Mark]) -> String {
    let mut out = String::new();
    for (class, runs) in ["land", "named-1", "named-2", "named-3"].into_iter().zip(layers(marks)) {
        if runs.is_empty() {
            continue;
        }
        let mut path = String::new();
        for run in runs {
            // Writing to a string cannot fail.
            _ = write!(path, "M{:.1} {:.1}h{:.1}", run.x, run.y, f32::from(run.dots - 1) * PITCH + DASH);
        }
        _ = write!(
            out,
            "<path class=\"{class}\" fill=\"none\" stroke-linecap=\"round\" stroke-width=\"{DOT:.2}\" stroke-dasharray=\"{DASH} {:.3}\" d=\"{path}\"/>",
            PITCH - DASH
        );
    }
    for pin in pins(marks).0 {
        _ = write!(out, "<circle class=\"pin\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>", pin.x, pin.y, pin.radius);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(country: &str, place: &str, count: u64) -> Mark {
        Mark { country: country.into(), place: place.into(), count }
    }

    #[test]
    fn every_line_of_the_tables_is_read() {
        let text = include_str!("../../assets/map/dots.txt");
        let words = text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).count();
        assert_eq!(world().runs.len(), words);
        assert!(world().runs.iter().all(|run| run.dots > 0 && run.x < SIZE.0 + PITCH && run.y < SIZE.1));
        let towns: usize = world().towns.values().map(BTreeMap::len).sum();
        assert!(world().middles.len() > 230 && towns > 5_000, "{} {towns}", world().middles.len());
        // Every country with a middle has a dot of its own.
        for country in world().middles.keys() {
            assert!(world().runs.iter().any(|run| run.country == *country), "{}", String::from_utf8_lossy(country));
        }
    }

    #[test]
    fn towns_are_found_as_people_write_them() {
        for (country, place) in [
            ("VN", "Đà Nẵng"),
            ("PL", "Łódź"),
            ("TR", "İzmir"),
            ("NZ", "Ōtautahi Christchurch"),
            ("DE", "leipzig"),
            ("GB", "Leeds, West Yorkshire"),
        ] {
            let town = located(country, place).unwrap();
            assert_ne!(Some(town), located(country, ""), "{place}");
        }
        let north_of = |a: (&str, &str), b: (&str, &str)| {
            assert!(located(a.0, a.1).unwrap().1 < located(b.0, b.1).unwrap().1, "{a:?} {b:?}");
        };
        north_of(("FI", "Oulu"), ("GR", "Thessaloniki"));
        north_of(("GR", "Thessaloniki"), ("KE", "Nakuru"));
        assert_eq!(located("DE", "Nowhere at all"), located("DE", ""));
        assert_eq!(located("", "Leipzig"), None);
        assert_eq!(located("ZZ", ""), None);
        assert_eq!(located("<script>", "x"), None);
    }

    #[test]
    fn marks_become_pins_and_tints() {
        let marks = [mark("DE", "Leipzig", 9), mark("DE", "LEIPZIG", 1), mark("KE", "", 1), mark("", "x", 4)];
        let (pins, nowhere) = pins(&marks);
        assert_eq!(pins.iter().map(|pin| pin.count).collect::<Vec<_>>(), [10, 1]);
        assert!(pins[0].radius > pins[1].radius && pins[1].place.is_empty());
        assert_eq!(nowhere, [&marks[3]]);
        let steps = steps(&marks);
        assert_eq!((steps[b"DE"], steps[b"KE"]), (3, 2));
        let drawing = svg(&marks);
        assert!(drawing.contains("named-3") && drawing.contains("named-2") && drawing.matches("<circle").count() == 2);
    }

    #[test]
    fn nothing_of_what_was_typed_gets_into_the_drawing() {
        let bad = "\"><script>";
        assert!(!svg(&[mark(bad, bad, 1), mark("DE", bad, 2)]).contains("script"));
    }
}
