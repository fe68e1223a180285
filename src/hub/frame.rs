//! What stands around every page: head, skip link, logo, navigation, foot.

use super::facts::HubFacts;
use maud::{DOCTYPE, Markup, html};

/// Which part of the site a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Home,
    Heroes,
    Stories,
    Monsters,
    Mishaps,
    Thanks,
    Impact,
    Nominate,
}

/// Nothing but what lies in the folder: no scripts but its own, no requests at all from the script.
const POLICY: &str = "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; font-src 'self' file:; \
    script-src 'self' file:; base-uri 'none'; form-action 'none'";

/// `../` as often as the page lies deep.
pub(super) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A whole page. `title` is empty on the landing page.
pub(super) fn page(facts: &HubFacts, path: &str, place: Place, title: &str, body: Markup) -> String {
    let root = root_of(path);
    let language = if facts.language.is_empty() { "en" } else { facts.language.as_str() };
    let full = if title.is_empty() { facts.title.clone() } else { format!("{title} – {}", facts.title) };
    let links: Vec<(Place, &str, &str)> = [
        (Place::Home, "index.html", "Home", true),
        (Place::Heroes, "heroes.html", "Heroes", !facts.heroes.is_empty()),
        (Place::Stories, "stories.html", "Stories", !facts.stories.is_empty()),
        (Place::Monsters, "monsters.html", "Monsters", !facts.monsters.is_empty()),
        (Place::Mishaps, "mishaps.html", "Users happen", !facts.mishaps.is_empty()),
        (Place::Thanks, "thanks.html", "Thanks", !facts.thanks.is_empty()),
        (Place::Impact, "impact.html", "Impact", true),
        (Place::Nominate, "nominate.html", "Nominate", true),
    ]
    .into_iter()
    .filter_map(|(place, file, words, shown)| shown.then_some((place, file, words)))
    .collect();
    let markup = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="generator" content="Unsung";
                title { (full) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (root) "style.css" };
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header.top {
                    a.logo href={ (root) "index.html" } {
                        @for line in logo(facts) { span dir="auto" { (line) } " " }
                    }
                    nav aria-label="Site" {
                        ul {
                            @for (here, file, words) in &links {
                                li {
                                    a href={ (root) (file) } aria-current=[(*here == place).then_some("page")] { (words) }
                                }
                            }
                        }
                    }
                }
                main id="content" { (body) }
                footer {
                    p dir="auto" {
                        (facts.title)
                        @if !facts.organiser.is_empty() { ", by " (facts.organiser) }
                        @if !facts.year.is_empty() && !facts.title.contains(&facts.year) { ", " (facts.year) }
                    }
                    p { "People are named here as they agreed to be. This site asks for nothing outside its own folder and counts nobody." }
                }
            }
        }
    };
    markup.into_string()
}

fn logo(facts: &HubFacts) -> Vec<&str> {
    let lines: Vec<&str> = facts.logo.iter().map(String::as_str).filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() { vec![facts.title.as_str()] } else { lines }
}
