//! A monster's card at trading size.

use super::VillainFacts;
use crate::press::card::back::sheet::Second;
use crate::press::card::quoted;
use crate::press::layout::Layout;
use crate::press::plate::PlateText;
use crate::press::refusal::{Note, Refusal};
use crate::press::small::{self, SmallBack, SmallFront};
use crate::press::style::CardStyle;
use crate::scene::item::Page;

pub(super) fn front(facts: &VillainFacts, style: &CardStyle, page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let [over, number, under] = facts.tally();
    let card = SmallFront {
        style,
        subject: facts.subject(),
        rival: None,
        backdrop: &facts.edition.backdrop,
        logo: facts.edition.logo_lines(),
        look: &facts.edition.look,
        tally: [&over, &number, &under],
        medal: String::new(),
        text: PlateText {
            lead: facts.name.trim().to_string(),
            must: None,
            tries: Some(facts.problem.trim().to_string()).filter(|t| !t.is_empty()).into_iter().collect(),
        },
    };
    small::front(page, &card)
}

pub(super) fn back(facts: &VillainFacts, style: &CardStyle, page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let (tagline, quote) = (facts.tagline.trim().to_string(), quoted(&facts.quote, &facts.quote_by));
    let both = if tagline.is_empty() || quote.is_empty() { String::new() } else { format!("{tagline}\n{quote}") };
    let mut rows = facts.rows();
    rows.truncate(4);
    let number = if facts.rank > 0 { format!("No {}", facts.rank) } else { String::new() };
    let card = SmallBack {
        dress: &style.dress,
        name: facts.name.trim(),
        number: &number,
        subject: facts.subject(),
        rows,
        bars: facts.bars(),
        second: facts.nemesis().map(Second::Rival),
        words: vec![both, tagline, quote],
        foot: ["The problem, never a person.".into(), facts.edition.title()],
    };
    small::back(page, &card)
}
