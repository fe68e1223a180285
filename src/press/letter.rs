//! The letter that lies in an unboxing kit: address, what the person is thanked for, the thanks that came in, signatures. One
//! letter after the other, each on pages of its own.

use super::paper::{Block, Laid, Paper, PaperStyle};
use super::sheets;
use crate::scene::text::Typesetter;

/// One letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterFacts {
    /// Name and address, line by line.
    pub to: Vec<String>,
    /// "Dear Sabine,".
    pub salutation: String,
    /// What they are thanked for, a paragraph each.
    pub words: Vec<String>,
    /// Messages of others, as they may be read, with who says so.
    pub thanks: Vec<(String, String)>,
    /// The words before the signatures.
    pub closing: String,
}

/// What stands on every letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterHead {
    pub campaign: String,
    pub organiser: String,
    /// Written out.
    pub date: String,
    pub language: String,
    /// Name and what they are.
    pub signatures: Vec<(String, String)>,
}

/// All letters as one document; each has the head of the campaign and pages of its own.
pub fn letters(head: &LetterHead, letters: &[LetterFacts], paper: sheets::Paper, typesetter: &mut Typesetter) -> Laid {
    let mut all = Laid { pages: Vec::new(), missing: Vec::new() };
    for letter in letters {
        let laid = one(head, letter, paper).lay(typesetter);
        all.pages.extend(laid.pages);
        for cluster in laid.missing {
            if !all.missing.contains(&cluster) {
                all.missing.push(cluster);
            }
        }
    }
    all
}

fn one(head: &LetterHead, letter: &LetterFacts, paper: sheets::Paper) -> Paper {
    let mut out = Paper::new(PaperStyle {
        paper,
        campaign: head.campaign.clone(),
        running: head.campaign.clone(),
        language: head.language.clone(),
        ..PaperStyle::default()
    });
    out.push(Block::space(8.0));
    out.push(Block::Beside {
        left: vec![Block::Words(letter.to.join("\n"))],
        right: vec![Block::Small([head.organiser.as_str(), head.date.as_str()].join("\n").trim().to_owned())],
        right_mm: 58.0,
    });
    out.push(Block::space(14.0));
    out.push(Block::heading(letter.salutation.clone()));
    for words in &letter.words {
        out.push(Block::words(words.clone()));
    }
    if !letter.thanks.is_empty() {
        out.push(Block::heading("What others say"));
        for (words, by) in &letter.thanks {
            let by = if by.is_empty() { String::new() } else { format!(" – {by}") };
            out.push(Block::Bullet(format!("“{words}”{by}")));
        }
    }
    out.push(Block::space(4.0));
    out.push(Block::words(letter.closing.clone()));
    // Room to sign by hand.
    out.push(Block::space(16.0));
    if head.signatures.is_empty() {
        out.push(Block::words(head.organiser.clone()));
    }
    for (name, role) in &head.signatures {
        out.push(Block::Together(vec![Block::words(name.clone()), Block::small(role.clone()), Block::space(12.0)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fonts::FontSource;

    #[test]
    fn each_letter_begins_on_a_page_of_its_own() {
        let letter = |name: &str| LetterFacts {
            to: vec![name.to_owned(), "3 Lantern Row".into()],
            salutation: format!("Dear {name},"),
            words: vec!["Thank you for the trams.".into()],
            thanks: vec![("They ran.".into(), "Line 4".into())],
            closing: "With thanks".into(),
        };
        let head =
            LetterHead { campaign: "Heroes".into(), organiser: "The Lantern Office".into(), ..LetterHead::default() };
        let mut typesetter = Typesetter::new(FontSource::shipped());
        let laid =
            letters(&head, &[letter("Sabine"), letter("ياسمين"), letter("Ngọc")], sheets::Paper::A4, &mut typesetter);
        assert_eq!(laid.pages.len(), 3);
        assert!(laid.missing.is_empty(), "{:?}", laid.missing);
    }
}
