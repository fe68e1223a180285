//! An archetype's card at trading size.

use super::{ArchetypeFacts, CRIMES};
use crate::press::card::back::sheet::Second;
use crate::press::layout::Layout;
use crate::press::plate::PlateText;
use crate::press::refusal::{Note, Refusal};
use crate::press::small::{self, SmallBack, SmallFront};
use crate::press::style::CardStyle;
use crate::press::trading::shorter_and_shorter;
use crate::scene::item::Page;

pub(super) fn front(facts: &ArchetypeFacts, style: &CardStyle, page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let kit = page.kit;
    let card = SmallFront {
        style,
        subject: facts.subject(kit),
        rival: None,
        backdrop: &facts.edition.backdrop,
        logo: facts.edition.logo_lines(),
        look: &facts.edition.look,
        tally: ["", "", ""],
        medal: String::new(),
        text: PlateText {
            lead: facts.name.trim().to_string(),
            must: None,
            tries: Some(facts.tagline.trim().to_string()).filter(|t| !t.is_empty()).into_iter().collect(),
        },
    };
    small::front(page, &card)
}

pub(super) fn back(facts: &ArchetypeFacts, style: &CardStyle, page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let kit = page.kit;
    let crimes: Vec<String> = facts.crimes.iter().filter(|crime| !crime.trim().is_empty()).take(4).cloned().collect();
    let mut words = shorter_and_shorter(&facts.habit);
    words.push(facts.tagline.trim().to_string());
    let mut rows = facts.rows();
    rows.truncate(3);
    let card = SmallBack {
        dress: &style.dress,
        name: facts.name.trim(),
        number: facts.edition.year.trim(),
        subject: facts.subject(kit),
        rows,
        bars: facts.bars(),
        second: (!crimes.is_empty()).then_some(Second::List { title: CRIMES, lines: &crimes }),
        words,
        foot: ["A habit, never a person.".into(), facts.edition.title()],
    };
    small::back(page, &card)
}
