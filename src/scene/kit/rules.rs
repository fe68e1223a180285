//! The rules of the house for drawings of a campaign's own: what a part of the art may hold, said with the line where it does not.
//!
//! [`svg`](crate::scene::svg) sees to it that no drawing harms; this sees to it that a part prints the same everywhere and recolours
//! like the kit's. Scripts, style sheets, pictures, text, references, entities and endless nesting are refused.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Larger drawings are refused: the kit's own end at 62 KB.
pub const MOST_BYTES: usize = 512 << 10;
const MOST_ELEMENTS: usize = 6_000;
const MOST_DEPTH: usize = 48;
/// Longer dash lists only slow a reader down.
const MOST_DASHES: usize = 32;

/// Why a drawing was not let in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Harm {
    /// From 1.
    pub line: usize,
    pub what: String,
}

/// A drawing that was let in.
#[derive(Clone, Debug, PartialEq)]
pub struct Safe {
    /// The text with the outer width and height taken away, so that the view box alone counts.
    pub text: String,
    /// Left, top, width, height.
    pub view_box: Option<[f32; 4]>,
}

/// What draws.
const DRAWS: [&str; 14] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "defs",
];
/// What is only said.
const SAYS: [&str; 3] = ["title", "desc", "metadata"];

/// What is refused, with words that say what to do instead.
const REFUSED: [(&str, &str); 22] = [
    ("script", "a script"),
    ("style", "a style sheet; export it with plain attributes instead of CSS"),
    ("image", "a picture; only drawings get in"),
    ("use", "a reference (use); ungroup it or export without symbols"),
    ("symbol", "a symbol; export it without symbols"),
    ("text", "text; turn it into paths"),
    ("tspan", "text; turn it into paths"),
    ("textPath", "text; turn it into paths"),
    ("font", "a font; turn text into paths"),
    ("foreignObject", "foreign content"),
    ("iframe", "foreign content"),
    ("a", "a link"),
    ("filter", "a filter, which is not printed the same everywhere"),
    ("mask", "a mask, which is not printed the same everywhere"),
    ("pattern", "a pattern, which is not printed the same everywhere"),
    ("marker", "a marker; turn it into paths"),
    ("animate", "an animation"),
    ("animateTransform", "an animation"),
    ("animateMotion", "an animation"),
    ("set", "an animation"),
    ("switch", "a switch"),
    ("view", "a view"),
];

/// Looks through a file and gives its text, or says what it may not hold.
pub fn check(bytes: &[u8]) -> Result<Safe, Harm> {
    let harm = |line: usize, what: &str| Harm { line, what: what.to_owned() };
    if bytes.len() > MOST_BYTES {
        let what = format!("the drawing has {} KB; at most {} are read", bytes.len() >> 10, MOST_BYTES >> 10);
        return Err(Harm { line: 1, what });
    }
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err(harm(1, "the drawing is packed (svgz); save it as plain SVG"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| harm(1, "the drawing is not text in UTF-8"))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let (mut depth, mut elements) = (0_usize, 0_usize);
    let mut root: Option<(usize, usize)> = None;
    let mut view_box = None;
    loop {
        let before = reader.buffer_position() as usize;
        let line = |at: usize| text.get(..at).map_or(1, |t| t.matches('\n').count() + 1);
        let event = reader.read_event().map_err(|error| Harm {
            line: line(reader.error_position() as usize),
            what: format!("not readable as XML: {error}"),
        })?;
        let here = || line(before + text.get(before..).map_or(0, |t| t.len() - t.trim_start().len()));
        match &event {
            Event::Eof => break,
            Event::DocType(inner) => {
                // The old public DTD line of drawing programs is harmless, but a reader must not go and look at it.
                let what =
                    if inner.contains("ENTITY") { "entities" } else { "a document type (DOCTYPE); delete that line" };
                return Err(Harm { line: here(), what: format!("holds {what}") });
            }
            Event::PI(_) => return Err(harm(here(), "holds a processing instruction, such as a style sheet")),
            Event::Start(tag) | Event::Empty(tag) => {
                elements += 1;
                if elements > MOST_ELEMENTS {
                    return Err(Harm {
                        line: here(),
                        what: format!("holds more than {MOST_ELEMENTS} elements; simplify it"),
                    });
                }
                if root.is_none() {
                    if tag.local_name().as_ref() != "svg" {
                        return Err(harm(here(), "is not an SVG drawing"));
                    }
                    root = Some((before, reader.buffer_position() as usize));
                    view_box = view_box_of(tag);
                }
                element(tag).map_err(|what| Harm { line: here(), what })?;
                if matches!(event, Event::Start(_)) {
                    depth += 1;
                    if depth > MOST_DEPTH {
                        return Err(Harm { line: here(), what: format!("is nested more than {MOST_DEPTH} deep") });
                    }
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::GeneralRef(name) => {
                let name: &str = name;
                let usual = name.starts_with('#') || ["amp", "lt", "gt", "quot", "apos"].contains(&name);
                if !usual {
                    return Err(Harm { line: here(), what: format!("uses the entity &{name};") });
                }
            }
            _ => {}
        }
    }
    let Some((from, to)) = root else { return Err(harm(1, "is not an SVG drawing")) };
    if depth > 0 {
        return Err(harm(text.matches('\n').count() + 1, "ends in the middle"));
    }
    let text = format!("{}{}{}", &text[..from], unsized_tag(&text[from..to]), &text[to..]);
    Ok(Safe { text, view_box })
}

fn element(tag: &BytesStart<'_>) -> Result<(), String> {
    let name = tag.name();
    let local = name.local_name();
    let local = local.as_ref();
    if let Some((_, what)) = REFUSED.iter().find(|(bad, _)| bad.eq_ignore_ascii_case(local)) {
        return Err(format!("holds {what}"));
    }
    let is_known = DRAWS.contains(&local) || SAYS.contains(&local);
    // What drawing programs note for themselves stands behind a prefix and draws nothing.
    if !is_known && name.prefix().is_none() {
        return Err(format!("holds <{local}>, which the printed art does not know"));
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| format!("has a damaged attribute: {error}"))?;
        let key = attribute.key.local_name();
        let (key, value) = (key.as_ref(), attribute.value.as_ref());
        if key.len() > 2
            && key[..2].eq_ignore_ascii_case("on")
            && key[2..].starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return Err(format!("holds a script ({key})"));
        }
        if key == "href" && !value.starts_with('#') {
            return Err(format!("refers to something outside the file ({})", short(value)));
        }
        let lower = value.to_ascii_lowercase();
        let mut rest = lower.as_str();
        while let Some(at) = rest.find("url(") {
            let inside = rest[at + 4..].trim_start_matches(['"', '\'', ' ']);
            if !inside.starts_with('#') && !inside.starts_with("&quot;#") && !inside.starts_with("&apos;#") {
                return Err(format!("refers to something outside the file ({})", short(value)));
            }
            rest = &rest[at + 4..];
        }
        if key == "style" && (lower.contains("@import") || lower.contains("expression(") || lower.contains('\\')) {
            return Err("holds a style sheet".into());
        }
        if key == "stroke-dasharray" || (key == "style" && lower.contains("stroke-dasharray")) {
            let list = lower.split("stroke-dasharray").last().unwrap_or_default();
            let list = list.split(';').next().unwrap_or_default();
            if list.split([',', ' ', ':']).filter(|part| !part.is_empty()).count() > MOST_DASHES {
                return Err(format!("holds a dash pattern of more than {MOST_DASHES} parts"));
            }
        }
    }
    Ok(())
}

fn short(value: &str) -> String {
    let mut text: String = value.chars().take(60).collect();
    if text.len() < value.len() {
        text.push('…');
    }
    text
}

fn view_box_of(tag: &BytesStart<'_>) -> Option<[f32; 4]> {
    let value = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == "viewBox")?.value;
    let numbers: Vec<f32> = value
        .split([',', ' ', '\n', '\t'])
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    let four: [f32; 4] = numbers.try_into().ok()?;
    (four.iter().all(|number| number.is_finite()) && four[2] > 0.0 && four[3] > 0.0).then_some(four)
}

/// The root tag without its width and height, where a view box says how large the drawing is.
fn unsized_tag(tag: &str) -> String {
    if !tag.contains("viewBox") {
        return tag.to_owned();
    }
    let mut out = tag.to_owned();
    for name in ["width", "height"] {
        let found = out.match_indices(name).find_map(|(at, _)| {
            let before = out[..at].ends_with(|c: char| c.is_whitespace());
            let rest = out[at + name.len()..].trim_start();
            let rest = rest.strip_prefix('=')?.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let end = rest[1..].find(quote)? + 2;
            let to = out.len() - rest.len() + end;
            before.then_some((at, to))
        });
        if let Some((from, to)) = found {
            out.replace_range(from..to, "");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str =
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">"#;

    fn of(body: &str) -> Result<Safe, Harm> {
        check(format!("{OPEN}{body}</svg>").as_bytes())
    }

    #[test]
    fn drawings_get_in_and_lose_their_outer_size() {
        let file = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"12mm\" stroke-width=\"3\" height='9' viewBox=\"0 0 1000 1600\">\n<!-- a --><sodipodi:namedview xmlns:sodipodi=\"x\"/><title>A &amp; B</title><path d=\"M0 0h9v9z\"/></svg>";
        let safe = check(file.as_bytes()).unwrap();
        assert_eq!(safe.view_box, Some([0.0, 0.0, 1000.0, 1600.0]));
        assert!(safe.text.contains("stroke-width=\"3\"") && !safe.text.contains("12mm") && !safe.text.contains("'9'"));
        let tree = crate::scene::svg::read(&safe.text).unwrap();
        assert_eq!(tree.size, (1000.0, 1600.0));
    }

    #[test]
    fn every_drawing_of_the_program_gets_in() {
        let kit = crate::scene::kit::Kit::builtin().unwrap();
        for path in kit.drawings() {
            assert!(check(kit.file(path).unwrap().as_bytes()).is_ok(), "{path}");
        }
    }

    #[test]
    fn harm_is_named_with_its_line() {
        let bad = [
            ("\n<script>alert(1)</script>", 2, "a script"),
            ("<path onload=\"x()\" d=\"M0 0\"/>", 1, "a script (onload)"),
            ("<image href=\"/etc/passwd\"/>", 1, "a picture"),
            ("<s:image xmlns:s=\"http://www.w3.org/2000/svg\" href=\"x.png\"/>", 1, "a picture"),
            ("\n\n<use xlink:href=\"#a\"/>", 3, "a reference"),
            ("<style>@import url(http://x)</style>", 1, "a style sheet"),
            ("<foreignObject><body/></foreignObject>", 1, "foreign"),
            ("<linearGradient id=\"a\" xlink:href=\"http://x/#b\"/>", 1, "outside the file"),
            ("<path fill=\"url(http://x/#b)\" d=\"M0 0\"/>", 1, "outside the file"),
            ("<path style=\"fill:url( 'file:///x#b')\" d=\"M0 0\"/>", 1, "outside the file"),
            ("<text>hi</text>", 1, "text"),
            ("<filter id=\"a\"/>", 1, "a filter"),
            ("<video/>", 1, "<video>"),
            ("<title>&boom;</title>", 1, "entity"),
        ];
        for (body, line, what) in bad {
            let harm = of(body).unwrap_err();
            assert_eq!(harm.line, line, "{body}: {harm}");
            assert!(harm.what.contains(what), "{body}: {harm}");
        }
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><title>&b;</title></svg>";
        assert_eq!(check(bomb.as_bytes()).unwrap_err().to_string(), "line 2: holds entities");
        assert!(of(&"<g>".repeat(4_000)).unwrap_err().what.contains("deep"));
        assert!(of(&"<g/>".repeat(9_000)).unwrap_err().what.contains("elements"));
        assert!(of(&" ".repeat(600_000)).unwrap_err().what.contains("KB"));
        assert!(of("<g>").is_err());
        assert!(check(b"\x89PNG\r\n").is_err());
        assert!(check(b"<html/>").unwrap_err().what.contains("not an SVG"));
        assert!(check(&[0x1F, 0x8B, 8, 0]).unwrap_err().what.contains("svgz"));
    }
}
