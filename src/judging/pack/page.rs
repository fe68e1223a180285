//! The pack as one web page: the same page for everybody, with the pack as data in it.

use super::Pack;

const PAGE: &str = include_str!("../../../assets/judging/pack.html");
/// Where the data stands in the page.
const SLOT: &str = "/*PACK*/";

/// One self-contained file. It asks nothing of any network (its Content-Security-Policy forbids it to) and runs no script but the
/// one whose hash it names: texts are data to it, never markup.
pub fn page(pack: &Pack) -> Result<String, serde_json::Error> {
    Ok(PAGE.replacen(SLOT, &harmless(&serde_json::to_string(pack)?), 1))
}

/// JSON that cannot end the element it stands in, nor begin a comment there; it says the same as before.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}
