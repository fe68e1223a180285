//! What the back of an award card says about its hero.

use super::sheet::{Bar, Bars, FileCard, Foot, Passage, Rival, Row, Second, Strip};
use crate::campaign::Wording;
use crate::press::card::{Accessory, CardFacts, panels};
use crate::press::layout::{Face, Layout};
use crate::press::refusal::{Note, Refusal};
use crate::press::style::CardStyle;
use crate::press::subject::Subject;
use crate::scene::item::Page;
use crate::scene::kit::{Hex, Kit, SymbolCache};
use crate::scene::text::Typesetter;

pub(in crate::press::card) fn make(
    facts: &CardFacts,
    style: &CardStyle,
    kit: &Kit,
    cache: &SymbolCache,
    typesetter: &mut Typesetter,
) -> Result<(Page, Vec<Note>), Refusal> {
    let (dress, words) = (&style.dress, &facts.look.wording);
    let colours = kit.figure_colours(&facts.figure, &dress.portrait.scheme);
    let mut page = Layout::new(kit, cache, typesetter, colours, facts.who());
    let series = if facts.series.is_empty() { facts.award_line() } else { facts.series.clone() };
    let second = facts.enemy.as_ref().map(|enemy| {
        Second::Rival(Rival {
            title: Wording::or(&words.enemy_title, "ARCH-ENEMY"),
            subject: Subject::Monster(&enemy.look),
            name: &enemy.name,
            text: enemy.tagline.trim(),
        })
    });
    let first = if facts.qr.is_empty() {
        "Every hero on these cards is real."
    } else {
        "Scan to read the whole story and say thank you."
    };
    let own = |at: usize| words.foot.get(at).map_or("", |line| line.trim());
    let lines = if own(0).is_empty() && own(1).is_empty() {
        [first, "A certificate in disguise. No toy inside, only gratitude."]
    } else {
        [own(0), own(1)]
    };
    let powers = match words.powers_title.trim() {
        "" => ["SIGNATURE POWER", "POWER STATS"],
        own => [own, own],
    };
    let card = FileCard {
        dress,
        title: Wording::or(&words.back_title, "FILE CARD"),
        series,
        subject: facts.subject(),
        name: &facts.persona,
        rows: rows(&mut page, facts),
        passages: passages(facts, style),
        medal: facts.award_line(),
        bars: Bars { one: powers[0], many: powers[1], list: power_bars(&page, facts) },
        second,
        strip: Strip {
            title: in_two(Wording::or(&words.collect, "COLLECT THEM ALL!")),
            heads: facts.others.iter().map(|(name, figure)| (name.as_str(), Subject::Figure(figure))).collect(),
        },
        foot: Foot { qr: &facts.qr, lines, signatures: &facts.signatures, serial: &facts.serial, check: &facts.check },
        hang_hole: style.hang_hole.filter(|_| facts.hang_hole),
    };
    super::lay_out(page, &card)
}

/// A title on two lines of about the same length.
fn in_two(title: &str) -> [&str; 2] {
    let middle = title.len() / 2;
    let spaces = title.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => [title[..at].trim(), title[at..].trim()],
        None => [title, ""],
    }
}

/// The hero's powers with the kit's pictures and labels.
pub(in crate::press) fn power_bars(page: &Layout, facts: &CardFacts) -> Vec<Bar> {
    let bar = |(id, value): &(String, u8)| Bar {
        icon: page.kit.stat(id).map(|stat| stat.icon.clone()),
        label: panels::power_label(page, id),
        value: *value,
    };
    facts.powers.iter().map(bar).collect()
}

/// The facts beside the portrait, those that are known.
pub(in crate::press) fn rows(page: &mut Layout, facts: &CardFacts) -> Vec<Row> {
    let real = panels::printable_real_name(page, facts);
    let home: Vec<&str> = [facts.unit.trim(), facts.place.trim()].into_iter().filter(|t| !t.is_empty()).collect();
    let mut list = vec![
        Row::name("Real name", real.unwrap_or_default()),
        Row::plain("Function", facts.function.as_str()),
        Row::plain("Unit", home.join(", ")),
        Row::plain("In service since", facts.since.as_str()),
    ];
    let names: &[&str] = if facts.specialties.len() == 1 {
        &["Specialty"]
    } else {
        &["First specialty", "Second specialty", "Third specialty"]
    };
    list.extend(names.iter().zip(&facts.specialties).map(|(label, text)| Row::plain(label, text.as_str())));
    let things: Vec<String> = facts.accessories.iter().filter_map(|a| thing_name(page, a)).collect();
    list.push(Row::things("Comes with", things));
    list.retain(|row| !row.value.is_empty());
    list
}

/// The running text in reading order: award and reason, story, quote.
fn passages(facts: &CardFacts, style: &CardStyle) -> Vec<Passage> {
    let sheet = &style.dress.sheet;
    let mut list = Vec::new();
    let mut add = |place, text: String, face, size, fill: &Hex| {
        if !text.trim().is_empty() {
            list.push(Passage { place, text, face, size, fill: fill.clone() });
        }
    };
    // Without a series the band already names the award.
    if !facts.series.is_empty() && has_words(facts) {
        let (face, size) = if style.dress.face == Face::Display { (Face::Display, 50.0) } else { (Face::Bold, 42.0) };
        add("award", facts.award_line(), face, size, &sheet.name);
    }
    add("reason", facts.why.trim().to_string(), Face::Plain, 36.0, &sheet.text);
    add("story", facts.story.trim().to_string(), Face::Plain, 36.0, &sheet.text);
    add("quote", facts.quoted(), Face::Bold, 36.0, &sheet.quote);
    list
}

/// True when something is told under the portrait. Else the award stands beside it.
fn has_words(facts: &CardFacts) -> bool {
    [&facts.why, &facts.story, &facts.quote].iter().any(|t| !t.trim().is_empty())
}

fn thing_name(page: &Layout, accessory: &Accessory) -> Option<String> {
    let label = accessory.label.trim();
    if label.is_empty() { page.kit.item_label(&accessory.item).map(str::to_lowercase) } else { Some(label.to_string()) }
}
