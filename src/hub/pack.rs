//! The members' pack: one page that members read among themselves. It is handed out under a passphrase only.

use maud::{DOCTYPE, html};

/// What the pack says; names in the form each member chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackFacts {
    pub title: String,
    pub language: String,
    pub roster: Vec<String>,
    /// Who, and what they do.
    pub practices: Vec<(String, String)>,
    pub stories: Vec<(String, String)>,
}

const STYLE: &str = "body{font:17px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b2f;background:#f5efe3}\
    h1,h2{line-height:1.2}article{background:#fffdf8;border:3px solid #1b1b2f;border-radius:1rem;padding:.4rem 1.1rem;margin:1rem 0}\
    ul{columns:14rem}p{white-space:pre-line}";

/// One page of HTML that asks for nothing outside itself.
pub fn page(facts: &PackFacts) -> String {
    let language = if facts.language.is_empty() { "en" } else { facts.language.as_str() };
    let part = |title: &str, list: &[(String, String)]| {
        html! {
            @if !list.is_empty() {
                h2 { (title) }
                @for (who, words) in list {
                    article { h3 dir="auto" { (who) } p dir="auto" { (words.trim()) } }
                }
            }
        }
    };
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { "For members – " (facts.title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                h1 dir="auto" { "For members: " (facts.title) }
                p { "This pack is for members of the league. Keep it, and its passphrase, among yourselves." }
                (part("Best practices", &facts.practices))
                (part("Success stories", &facts.stories))
                h2 { "Roster" }
                ul { @for name in &facts.roster { li dir="auto" { (name) } } }
            }
        }
    }
    .into_string()
}
