//! The official rules as a printed document, with the hash under which they are locked.

use super::{Office, short};
use crate::press::paper::{Block, Laid, Paper, PaperStyle};
use crate::scene::text::Typesetter;

/// What the document says beside the rules.
#[derive(Clone, Debug, Default)]
pub struct RulesFacts {
    /// Of the campaign.
    pub campaign: String,
    /// Of the sweepstake.
    pub title: String,
    /// The text, byte for byte as it is hashed.
    pub text: String,
    /// SHA-256 of the text, hex.
    pub sha256: String,
    /// "As locked on 1 December 2026", "Draft: not locked yet".
    pub version: String,
    /// Of a rehearsal.
    pub rehearsal: bool,
}

/// The pages of the rules.
pub fn rules(facts: &RulesFacts, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let mut paper = Paper::new(PaperStyle {
        paper: office.paper,
        campaign: facts.campaign.clone(),
        kind: "Official rules".into(),
        running: format!("{}  ·  {}", facts.campaign, facts.title),
        foot: format!("{}  ·  rules {}", facts.version, short(&facts.sha256)),
        rehearsal: facts.rehearsal,
        language: office.language.clone(),
    });
    let mut lines = facts.text.lines().peekable();
    // The first line of rules is their title.
    let first = lines.next_if(|line| line.to_lowercase().contains("rules")).unwrap_or_default();
    let title = if first.trim().is_empty() { "Official rules" } else { first.trim() };
    paper.push(Block::title(title, facts.version.as_str()));
    for line in lines {
        for block in blocks_of(line) {
            paper.push(block);
        }
    }
    paper.push(Block::Together(vec![
        Block::space(6.0),
        Block::Beside {
            left: vec![
                Block::Hashes(vec![("SHA-256 of this text (rules.txt)".into(), facts.sha256.clone())]),
                Block::small(
                    "This hash is part of the lock of the draw: with other rules the lock would be another one. Changed rules \
                     cannot pass for these.",
                ),
            ],
            right: vec![Block::code(&facts.sha256, 30.0, "")],
            right_mm: 34.0,
        },
    ]));
    paper.lay(typesetter)
}

/// What a line of the rules is: "1. Organiser. Text" heads a section, an indented or dashed line is an item.
fn blocks_of(line: &str) -> Vec<Block> {
    let text = line.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if let Some(rest) = ["- ", "* ", "• ", "– "].iter().find_map(|mark| text.strip_prefix(mark)) {
        return vec![Block::FineBullet(rest.trim().to_owned())];
    }
    if line.starts_with("   ") || line.starts_with('\t') {
        return vec![Block::FineBullet(text.to_owned())];
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits > 0
        && let Some(rest) = text.get(digits..).and_then(|rest| rest.strip_prefix(". "))
    {
        let number = &text[..digits];
        return match rest.split_once(". ") {
            // A short first sentence names the section.
            Some((name, words)) if name.chars().count() <= 48 => {
                vec![Block::Subheading(format!("{number}. {name}")), Block::Fine(words.to_owned())]
            }
            _ if rest.chars().count() <= 60 => {
                vec![Block::Subheading(format!("{number}. {}", rest.trim_end_matches([':', '.'])))]
            }
            _ => vec![Block::Fine(text.to_owned())],
        };
    }
    let capitals = text.chars().any(char::is_alphabetic) && text.chars().all(|c| !c.is_lowercase());
    if capitals && text.chars().count() <= 60 {
        return vec![Block::Subheading(text.to_owned())];
    }
    vec![Block::Fine(text.to_owned())]
}
