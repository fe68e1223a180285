//! Drawings of strangers looked over before they are read: what would grow beyond all bounds when it is unfolded is refused.
//!
//! A few hundred bytes can ask for ten billion shapes, by entities that quote each other, by `use` of what uses others, by markers
//! on every point of a line. So the text is parsed into a plain tree first, and what it would unfold to is counted without
//! unfolding it. Scripts and references to elsewhere do nothing here: nothing runs them, nothing follows them.

use std::collections::HashMap;

use usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::SvgError;

/// Longer texts are no drawings of a person's hand.
pub const MAX_BYTES: usize = 8 << 20;
/// Elements of the text itself.
const MAX_NODES: u32 = 200_000;
/// Elements once everything is unfolded.
const MAX_SHAPES: u64 = 200_000;
/// How deep elements may lie in each other, references followed.
const MAX_DEPTH: usize = 120;
/// All that entities stand for, together, and how often they may be quoted.
const MAX_ENTITY_BYTES: usize = 8_000;
const MAX_ENTITY_USES: usize = 4_000;

/// Parses a drawing that is safe to unfold.
pub(super) fn parse(text: &str) -> Result<Document<'_>, SvgError> {
    if text.len() > MAX_BYTES {
        return Err(SvgError::TooMuch(format!("{} MB of text", text.len() >> 20)));
    }
    entities(text)?;
    depth(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|e| SvgError::Unreadable(e.to_string()))?;
    let mut census = Census::of(&document);
    let shapes = census.weight(document.root_element(), 0)?;
    if shapes > MAX_SHAPES {
        return Err(SvgError::TooMuch(format!("{shapes} shapes once it is unfolded")));
    }
    Ok(document)
}

/// Entities as drawing programs use them, for short names of namespaces, are fine; entities that quote each other are not.
fn entities(text: &str) -> Result<(), SvgError> {
    let mut bytes = 0;
    for declaration in text.split("<!ENTITY").skip(1) {
        let declaration = declaration.split_once('>').map_or(declaration, |(inside, _)| inside);
        bytes += declaration.len();
        if declaration.contains('&') || bytes > MAX_ENTITY_BYTES {
            return Err(SvgError::TooMuch("entities that stand for a great deal".into()));
        }
    }
    let quotes = || text.split('&').skip(1).filter(|rest| !rest.starts_with('#'));
    if bytes > 0 && quotes().take(MAX_ENTITY_USES + 1).count() > MAX_ENTITY_USES {
        return Err(SvgError::TooMuch("entities quoted again and again".into()));
    }
    Ok(())
}

/// Counts open elements before anything that calls itself for each of them sees the text. Comments and sections of plain text can
/// only make the count too high by what they hold, which no drawing program nests.
fn depth(text: &str) -> Result<(), SvgError> {
    let mut open = 0usize;
    for piece in text.split('<').skip(1) {
        if piece.starts_with('/') {
            open = open.saturating_sub(1);
        } else if piece.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            // An attribute may hold a `>`; then the element counts as open, and its end or the next bracket tells.
            let closed = piece.trim_end().split('>').any(|part| part.ends_with('/'));
            open += usize::from(!closed);
            if open > MAX_DEPTH * 4 {
                return Err(SvgError::TooMuch("elements within elements without end".into()));
            }
        }
    }
    Ok(())
}

/// What each element would unfold to.
struct Census<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    /// References out of style sheets, which may hold for every element.
    styled: Vec<&'a str>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Census<'a, 'input> {
    fn of(document: &'a Document<'input>) -> Self {
        let mut census = Self { by_id: HashMap::new(), styled: Vec::new(), known: HashMap::new() };
        for node in document.descendants().filter(Node::is_element) {
            if let Some(id) = node.attribute("id") {
                census.by_id.insert(id, node);
            }
            if node.tag_name().name() == "style" {
                census.styled.extend(node.text().into_iter().flat_map(references));
            }
        }
        census
    }

    /// The element, all within it, and all it refers to. What refers to itself is followed no further: readers stop there too.
    fn weight(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, SvgError> {
        if depth > MAX_DEPTH {
            return Err(SvgError::TooMuch("elements within elements without end".into()));
        }
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        self.known.insert(node.id(), 1);
        let mut sum = 1u64;
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.weight(child, depth + 1)?);
        }
        let mut named: Vec<(&str, u64)> = Vec::new();
        // A marker stands on every point of its line.
        let points = ["d", "points"].into_iter().filter_map(|key| node.attribute(key)).map(str::len).sum::<usize>() / 2;
        for attribute in node.attributes() {
            let value = attribute.value();
            if attribute.name() == "href" {
                named.extend(value.trim().strip_prefix('#').map(|id| (id, 1)));
            } else {
                let marks = attribute.name().starts_with("marker") || value.contains("marker");
                let times = if marks { points as u64 + 1 } else { 1 };
                named.extend(references(value).map(|id| (id, times)));
            }
        }
        for id in self.styled.clone() {
            named.push((id, points as u64 + 1));
        }
        for (id, times) in named {
            if let Some(target) = self.by_id.get(id).copied() {
                sum = sum.saturating_add(self.weight(target, depth + 1)?.saturating_mul(times));
            }
        }
        self.known.insert(node.id(), sum);
        Ok(sum)
    }
}

/// The ids in `url(#id)`, quoted or not.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        inside.trim().strip_prefix('#')
    })
}
