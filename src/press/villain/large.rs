//! A monster's card at award-card size.

use super::VillainFacts;
use crate::press::card::back::sheet::{Bars, FileCard, Foot, Passage, Second, Strip};
use crate::press::card::front::{banner, ground};
use crate::press::card::panels::{SideBox, side};
use crate::press::card::{BLEED, SIZE, back as award_back, quoted};
use crate::press::layout::{Face, Layout};
use crate::press::plate::{self, PlateText};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::CardStyle;
use crate::press::subject::Subject;
use crate::scene::item::Page;

pub(super) fn front(facts: &VillainFacts, style: &CardStyle, mut page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let unknown = || Refusal::UnknownStyle { who: facts.name.clone(), style: style.id.clone() };
    let files = page.kit.style(&style.id).ok_or_else(unknown)?;
    ground(&mut page, &facts.edition.backdrop, files, SIZE)?;
    let [over, number, under] = facts.tally();
    let mut text = PlateText { lead: facts.name.trim().to_string(), ..PlateText::default() };
    let problem = facts.problem.trim();
    if let Some(boxes) = &style.side {
        // Quiet: in the window, its numbers beside it.
        plate::in_window(&mut page, facts.subject(), &style.window, files)?;
        let first = facts.heroes.first().map(|(name, figure)| SideBox {
            over: "Fought by",
            subject: Subject::Figure(figure),
            name,
        });
        side(&mut page, first.as_ref(), facts.bars(), boxes, style.medal.frame)?;
        if !number.is_empty() {
            let count = format!("{over} {number} {under}").to_lowercase();
            text.tries.push(if problem.is_empty() { count } else { format!("{problem}  ·  {count}") });
        }
    } else {
        // Loud: it fills the card, and the count shouts.
        page.standing(facts.subject(), [SIZE.0 / 2.0, 1270.0], 1.26)?;
    }
    plate::logo(&mut page, facts.edition.logo_lines(), &style.logo, &files.logo, &facts.edition.look)?;
    if style.side.is_none() {
        if !number.is_empty() {
            page.tally(&over, &number, &under, [1050.0, 1520.0, 410.0, 410.0])?;
        }
        let wanted = match (facts.rank, facts.monsters) {
            (0, _) | (_, 0 | 1) => String::new(),
            (rank, of) => format!("Most wanted: No {rank} of {of}"),
        };
        banner(&mut page, style, &wanted)?;
    }
    if !problem.is_empty() {
        text.tries.push(problem.to_string());
    }
    plate::name_plate(&mut page, &style.plate, &files.nameplate, &text)?;
    if let Some(frame) = facts.edition.hang_hole(style) {
        page.art("card/hang-hole.svg", frame)?;
    }
    Ok(page.page("front".into(), SIZE.0, SIZE.1, BLEED))
}

pub(super) fn back(facts: &VillainFacts, style: &CardStyle, page: Layout) -> Result<(Page, Vec<Note>), Refusal> {
    let dress = &style.dress;
    let look = &dress.sheet;
    let mut passages = Vec::new();
    let mut add = |place, text: String, face, size, fill: &crate::scene::kit::Hex| {
        if !text.is_empty() {
            passages.push(Passage { place, text, face, size, fill: fill.clone() });
        }
    };
    add("tagline", facts.tagline.trim().to_string(), Face::Plain, 40.0, &look.text);
    add("quote", quoted(&facts.quote, &facts.quote_by), Face::Bold, 36.0, &look.quote);
    let series = if facts.rank > 0 && facts.monsters > 1 {
        format!("No {} of {}", facts.rank, facts.monsters)
    } else {
        facts.edition.year.trim().to_string()
    };
    let foot = facts.edition.title();
    let card = FileCard {
        dress,
        title: "MONSTER FILE",
        series,
        subject: facts.subject(),
        name: facts.name.trim(),
        rows: facts.rows(),
        passages,
        medal: String::new(),
        bars: Bars { one: "SPECIAL ATTACK", many: "THREAT LEVELS", list: facts.bars() },
        second: facts.nemesis().map(Second::Rival),
        strip: Strip {
            title: ["ALSO ON", "THE CASE"],
            heads: facts.heroes.iter().skip(1).map(|(name, figure)| (name.as_str(), Subject::Figure(figure))).collect(),
        },
        foot: Foot {
            qr: "",
            lines: ["The monster is the problem, never a person.", &foot],
            signatures: &[],
            serial: "",
            check: "",
        },
        hang_hole: facts.edition.hang_hole(style),
    };
    award_back::lay_out(page, &card)
}
