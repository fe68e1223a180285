//! The room hub: a static site about the campaign. Facts in, files out: pages, one style sheet, one script for the nomination
//! form, fonts and pictures. Nothing in it asks for anything outside its folder, every text from the campaign goes through the
//! template's escaping, and a page says so to the browser as well (Content-Security-Policy). Who may be named was decided
//! before: see `app::hub`.

mod facts;
mod frame;
mod nominate;
pub mod pack;
mod pages;

pub use facts::{
    AwardFacts, HeroFacts, HubFacts, ImpactFacts, LeapFacts, MishapFacts, MonsterFacts, StoryFacts, ThanksFacts,
};
pub use nominate::QUESTIONS;

use frame::Place;
use std::collections::BTreeMap;

/// Files of the site by their path below its folder, with forward slashes.
pub type Files = BTreeMap<String, Vec<u8>>;

const STYLE: &str = include_str!("../../assets/hub/style.css");
const SCRIPT: &str = include_str!("../../assets/hub/nominate.js");
const FONTS: [(&str, &[u8]); 4] = [
    ("fonts/Bangers-Regular.ttf", include_bytes!("../../assets/fonts/Bangers-Regular.ttf")),
    ("fonts/Bangers-OFL.txt", include_bytes!("../../assets/fonts/Bangers-OFL.txt")),
    ("fonts/NotoSans-Regular.ttf", include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    ("fonts/NotoSans-Bold.ttf", include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
];

/// The whole site. The same facts give the same files.
pub fn site(facts: &HubFacts) -> Files {
    let mut files = Files::new();
    let mut page = |path: &str, place: Place, title: &str, body: maud::Markup| {
        files.insert(path.to_owned(), frame::page(facts, path, place, title, body).into_bytes());
    };
    page("index.html", Place::Home, "", pages::home(facts));
    if !facts.heroes.is_empty() {
        page("heroes.html", Place::Heroes, "Heroes", pages::heroes(facts));
    }
    if !facts.stories.is_empty() {
        page("stories.html", Place::Stories, "Stories", pages::stories(facts));
        for story in &facts.stories {
            page(&format!("stories/{}.html", story.slug), Place::Stories, &story.title, pages::story(facts, story));
        }
    }
    if !facts.monsters.is_empty() {
        page("monsters.html", Place::Monsters, "Monsters", pages::monsters(facts));
    }
    if !facts.mishaps.is_empty() {
        page("mishaps.html", Place::Mishaps, "Users happen", pages::mishaps(facts));
    }
    if !facts.thanks.is_empty() {
        page("thanks.html", Place::Thanks, "Thanks", pages::thanks(facts));
    }
    page("impact.html", Place::Impact, "Impact", pages::impact(facts));
    page("nominate.html", Place::Nominate, "Nominate", nominate::page(facts));
    files.insert("style.css".into(), STYLE.as_bytes().to_vec());
    files.insert("nominate.js".into(), SCRIPT.as_bytes().to_vec());
    for (path, bytes) in FONTS {
        files.insert(path.into(), bytes.to_vec());
    }
    for (path, bytes) in &facts.pictures {
        files.insert(path.clone(), bytes.clone());
    }
    files
}
