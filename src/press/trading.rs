//! The trading card of a hero: the award card in short, nine to a sheet.

use super::card::back::sheet::{Rival, RowKind, Second};
use super::card::back::{hero_rows, power_bars};
use super::card::{CardFacts, front as award_front};
use super::layout::Layout;
use super::refusal::{Note, Refusal};
use super::small::{self, SmallBack, SmallFront};
use super::subject::Subject;
use crate::campaign::Wording;
use crate::scene::item::Page;
use crate::scene::kit::{Kit, SymbolCache};
use crate::scene::text::Typesetter;

pub use super::small::SIZE;

/// The front, with what to look at before printing it.
///
/// # Errors
/// A [`Refusal`] that names the hero when a name has no place or a letter no face, or the style is unknown.
pub fn front(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let style = facts.card_style(kit)?;
    let mut page = Layout::new(kit, cache, typesetter, facts.colours(kit, &style), facts.who());
    let mut text = award_front::plate_text(&mut page, facts, &style.plate);
    // A small plate has room for one thing: the team, where no name has to stand there.
    let rest = if text.must.is_some() { text.must.clone() } else { Some(facts.line_two.trim().to_string()) };
    text.tries = rest.filter(|line| !line.is_empty()).into_iter().collect();
    let (award, number) = (facts.award_line(), number_of(facts));
    let card = SmallFront {
        style: &style,
        subject: facts.subject(),
        rival: facts.enemy.as_ref().map(|enemy| Subject::Monster(&enemy.look)),
        backdrop: &facts.backdrop,
        logo: facts.logo_lines(false, ""),
        look: &facts.look,
        tally: ["", &number, ""],
        medal: award,
        text,
    };
    small::front(page, &card)
}

/// The back; prints duplex with the front over the long edge.
///
/// # Errors
/// As [`front()`].
pub fn back(
    facts: &CardFacts,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let style = facts.card_style(kit)?;
    let dress = &style.dress;
    let colours = kit.figure_colours(&facts.figure, &dress.portrait.scheme);
    let mut page = Layout::new(kit, cache, typesetter, colours, facts.who());
    let mut rows = hero_rows(&mut page, facts);
    rows.retain(|row| !matches!(row.kind, RowKind::Things(_)));
    rows.truncate(4);
    let number = number_of(facts);
    let serial = match (facts.serial.trim(), facts.check.trim()) {
        (serial, "") => serial.to_string(),
        (serial, check) => format!("{serial}  ·  check {check}"),
    };
    let logo = facts.logo.first().map_or("", |text| text.trim());
    let card = SmallBack {
        dress,
        name: &facts.persona,
        number: &number,
        subject: facts.subject(),
        rows,
        bars: power_bars(&page, facts),
        second: facts.enemy.as_ref().map(|enemy| {
            Second::Rival(Rival {
                title: Wording::or(&facts.look.wording.enemy_title, "ARCH-ENEMY"),
                subject: Subject::Monster(&enemy.look),
                name: &enemy.name,
                text: "",
            })
        }),
        words: words(facts),
        foot: [serial, [logo, facts.year.trim()].join(" ").trim().to_string()],
    };
    small::back(page, &card)
}

/// What the card tells, from the most to the least: the story shortened sentence by sentence, the quote, the reason.
fn words(facts: &CardFacts) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for text in [&facts.story, &facts.why] {
        list.extend(shorter_and_shorter(text));
    }
    list.extend([facts.quoted(), facts.award_line()]);
    list.retain(|text| !text.is_empty());
    list
}

/// A text, and what is left of it when it ends one sentence earlier, and earlier still.
pub(super) fn shorter_and_shorter(text: &str) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let text = text.trim();
    let mut ends: Vec<usize> = text.split_sentence_bound_indices().map(|(at, part)| at + part.len()).collect();
    ends.reverse();
    ends.iter().map(|end| text[..*end].trim_end().to_string()).filter(|text| !text.is_empty()).collect()
}

/// The first number in the series: `007` of `No 007 of 120`. Empty without one.
fn number_of(facts: &CardFacts) -> String {
    let digits = |c: char| c.is_ascii_digit();
    facts.series.split(|c| !digits(c)).find(|part| !part.is_empty()).unwrap_or_default().to_string()
}
