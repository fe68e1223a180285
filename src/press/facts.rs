//! What a card says, taken from the campaign: the one place where consent, serials and check codes meet the layout.

mod archetype;
pub mod label;
pub mod packing;
mod tale;
pub mod thanks;
mod villain;

use super::card::{Accessory, CardFacts, CardPhoto, Enemy, Signature};
use super::edition::Edition;
use super::files::FileFacts;
use crate::campaign::{Campaign, ConsentState, Figure, Hero, Monster, NameForm, Output, Person, PersonId};
use crate::scene::kit::{EnemyLook, FigureSpec};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub use archetype::{all_archetypes, archetype_facts};
pub use tale::tale_facts;
pub use villain::{all_villains, villain_facts};

/// Most heroes in the strip on the back.
pub const STRIP: usize = 7;

/// A hero of the campaign with its place in the series: what serials count.
#[derive(Clone, Copy, Debug)]
pub struct Numbered<'a> {
    pub hero: &'a Hero,
    /// From 1.
    pub number: u64,
    /// Cards in the series.
    pub of: u64,
}

/// The figure in the kit's words.
pub fn figure_spec(figure: &Figure) -> FigureSpec {
    FigureSpec {
        pose: figure.pose.clone(),
        options: figure.parts.clone(),
        skin: figure.skin.clone(),
        hair: figure.hair.clone(),
        scheme: figure.scheme.clone(),
    }
}

/// The monster in the kit's words.
pub fn enemy_look(monster: &Monster) -> EnemyLook {
    let part = |kind: &str| monster.parts.get(kind).cloned();
    let colour = (!monster.colour.is_empty()).then(|| monster.colour.clone());
    EnemyLook {
        villain: monster.villain.clone(),
        eyes: part("eyes"),
        mouth: part("mouth"),
        horns: part("horns"),
        colour,
    }
}

/// The form of the name that may be printed: none after a no, else what was chosen for print or for everything. Before an answer
/// the name stands as it would, and the pre-flight says that nobody was asked.
pub fn print_form(campaign: &Campaign, id: PersonId) -> NameForm {
    let Some(person) = campaign.people().get(id) else { return NameForm::Hidden };
    form_after_consent(person, campaign.chosen_form(id, Output::Print))
}

/// What is printed of a form that somebody chose: none of it after a no.
pub fn form_after_consent(person: &Person, chosen: NameForm) -> NameForm {
    match person.consent.state {
        ConsentState::Refused | ConsentState::Withdrawn => NameForm::Hidden,
        ConsentState::Agreed | ConsentState::Asked | ConsentState::NotAsked => chosen,
    }
}

/// Part of the person's name in these texts that may not be printed, as it is written there.
pub fn given_away<'t>(campaign: &Campaign, id: PersonId, texts: impl IntoIterator<Item = &'t str>) -> Option<&'t str> {
    let person = campaign.people().get(id)?;
    let form = print_form(campaign, id);
    texts.into_iter().find_map(|text| person.given_away_in(form, text))
}

/// May this hero stand among others, on cards and boxes of theirs: somebody who agreed, under a name that says no more than that.
pub fn may_stand_beside(campaign: &Campaign, hero: &Hero) -> bool {
    let agreed = |person: &Person| person.consent.state == ConsentState::Agreed && person.erased_at.is_none();
    campaign.people().get(hero.person).is_some_and(agreed)
        && given_away(campaign, hero.person, [hero.persona.as_str()]).is_none()
}

/// The name that may be printed: in the form the person chose for print, else for everything, and not at all after a no.
pub fn printed_name(campaign: &Campaign, id: PersonId) -> Option<String> {
    campaign.people().get(id)?.name_in(print_form(campaign, id))
}

/// The name in Latin letters beside a name that is printed whole; another form of the name would be given away by it.
fn printed_latin_name(campaign: &Campaign, id: PersonId) -> Option<String> {
    printed_name(campaign, id)?;
    let is_whole = matches!(campaign.chosen_form(id, Output::Print), NameForm::ByDefault | NameForm::Real);
    campaign.people().get(id).map(|person| person.latin_name.to_string()).filter(|name| is_whole && !name.is_empty())
}

/// What to look at before this person's card is printed; `None` when consent is clear.
pub fn consent_note(person: &Person) -> Option<&'static str> {
    match person.consent.state {
        ConsentState::Agreed => None,
        ConsentState::NotAsked => Some("has not been asked whether the real name may be printed"),
        ConsentState::Asked => Some("was asked whether the real name may be printed and has not answered"),
        ConsentState::Refused => Some("refused a card with the real name; the hero name stands alone"),
        ConsentState::Withdrawn => Some("withdrew consent; the hero name stands alone"),
    }
}

/// `UH-2026-0007`: initials of the logo, year, number.
pub fn serial(campaign: &Campaign, number: u64) -> String {
    let settings = campaign.settings();
    let mut initials: String = settings.logo[0]
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_uppercase();
    initials.truncate(3);
    if initials.is_empty() {
        initials.push_str("UH");
    }
    let year: String = settings.year.chars().filter(char::is_ascii_digit).collect();
    if year.is_empty() { format!("{initials}-{number:04}") } else { format!("{initials}-{year}-{number:04}") }
}

/// Three characters that only the campaign can make for this serial and name: whoever holds the file can tell a real card.
pub fn check_code(campaign: &Campaign, serial: &str, name: &str) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let key = hex::decode(&campaign.settings().keys.check_key).unwrap_or_default();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return String::new() };
    mac.update(serial.as_bytes());
    mac.update(&[0]);
    mac.update(name.as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().take(3).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// What the cards of monsters and archetypes share. An empty style is the one most heroes have.
pub fn edition(campaign: &Campaign, style: &str) -> Edition {
    let settings = campaign.settings();
    let style = if style.is_empty() { usual_style(campaign) } else { style };
    Edition {
        logo: settings.logo.iter().filter(|line| !line.is_empty()).cloned().collect(),
        year: settings.year.clone(),
        style: style.to_owned(),
        backdrop: String::new(),
        backdrop_scheme: String::new(),
        hang_hole: true,
        look: settings.look.clone(),
    }
}

/// The style most heroes have; of several the first by name, so that it is the same every time.
fn usual_style(campaign: &Campaign) -> &str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, hero) in campaign.heroes().iter() {
        *counts.entry(hero.style.as_str()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(style, count)| (*count, Reverse(*style))).map_or("", |(style, _)| style)
}

/// Everything the card of this hero says. `others` are the heroes of the strip, in the order of the series.
pub fn card_facts<'a>(
    campaign: &Campaign,
    numbered: Numbered<'_>,
    others: impl Iterator<Item = &'a Hero> + Clone,
) -> Option<CardFacts> {
    let hero = numbered.hero;
    let person = campaign.people().get(hero.person)?;
    let settings = campaign.settings();
    let won = campaign.awards_won_by(hero.person).next();
    let why = won.and_then(|(_, award)| award.winners.iter().find(|winner| winner.person == hero.person));
    let real_name = printed_name(campaign, hero.person);
    let serial = serial(campaign, numbered.number);
    let check = check_code(campaign, &serial, real_name.as_deref().unwrap_or(&hero.persona));
    let enemy = hero.enemy.and_then(|id| campaign.monsters().get(id)).map(|monster| Enemy {
        look: enemy_look(monster),
        name: monster.name.clone(),
        tagline: monster.tagline.clone(),
    });
    let unit =
        [person.team.as_str(), person.organisation.as_str()].into_iter().find(|text| !text.is_empty()).unwrap_or("");
    let line_two =
        [unit, person.place.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    // Those who follow in the series come first, then from the start, so that cards show different neighbours.
    let after = others.clone().skip_while(|other| other.person != hero.person).skip(1);
    let before = others.take_while(|other| other.person != hero.person);
    let strip = after
        .chain(before)
        .filter(|other| may_stand_beside(campaign, other))
        .map(|other| (short_name(other), figure_spec(&other.figure)));
    Some(CardFacts {
        persona: hero.persona.clone(),
        latin_name: printed_latin_name(campaign, hero.person),
        line_two,
        award: won.map_or_else(String::new, |(_, award)| award.ribbon_text().to_owned()),
        year: settings.year.clone(),
        date: why.map_or_else(String::new, |winner| winner.decided_at.strftime("%-d %B %Y").to_string()),
        logo: settings.logo.iter().filter(|line| !line.is_empty()).cloned().collect(),
        claims: if hero.claims.is_empty() { settings.look.wording.starburst.clone() } else { hero.claims.clone() },
        accessories: hero
            .accessories
            .iter()
            .map(|accessory| Accessory { item: accessory.item.clone(), label: accessory.label.clone() })
            .collect(),
        figure: figure_spec(&hero.figure),
        backdrop: hero.backdrop.clone(),
        backdrop_scheme: hero.backdrop_scheme.clone(),
        style: hero.style.clone(),
        photo: card_photo(hero, person),
        look: settings.look.clone(),
        enemy,
        function: person.function.to_string(),
        unit: unit.to_owned(),
        place: person.place.to_string(),
        since: person.since.to_string(),
        specialties: hero.specialties.clone(),
        powers: hero.powers.iter().map(|power| (power.stat.clone(), power.value)).collect(),
        story: hero.story.clone(),
        quote: hero.quote.clone(),
        quote_by: hero.quote_by.clone(),
        why: why.map_or_else(String::new, |winner| winner.reason.clone()),
        others: strip.take(STRIP).collect(),
        series: format!("No {:03} of {}", numbered.number, numbered.of),
        qr: format!("{}\n{serial} {check}\n{}", settings.title, hero.persona),
        serial,
        check,
        signatures: settings
            .signatures
            .iter()
            .map(|(name, role)| Signature {
                name: name.clone(),
                role: role.clone(),
                picture: settings.look.signatures.get(name.trim()).map_or_else(String::new, |p| p.sha256.clone()),
            })
            .collect(),
        hang_hole: true,
        real_name,
    })
}

/// The photo that stands in the figure's place. Like the real name it shows who it is: after a no the figure stands there again.
pub fn card_photo(hero: &Hero, person: &Person) -> Option<CardPhoto> {
    if matches!(person.consent.state, ConsentState::Refused | ConsentState::Withdrawn) {
        return None;
    }
    let photo = hero.photo.as_ref()?;
    let file = photo.own.as_ref().or(person.photo.as_ref())?;
    Some(CardPhoto {
        sha256: file.sha256.clone(),
        focus_permille: photo.focus_permille,
        zoom_percent: photo.zoom_percent,
        halftone: photo.halftone,
    })
}

/// First and last word of the hero's name: "Sabine Saver".
fn short_name(hero: &Hero) -> String {
    let words: Vec<&str> = hero.persona.split_whitespace().collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, .., last] => format!("{first} {last}"),
    }
}

/// What the file of a card is named after.
pub fn file_facts(campaign: &Campaign, person: PersonId, facts: &CardFacts) -> FileFacts {
    let award =
        campaign.awards_won_by(person).next().map_or_else(|| "Hero".to_owned(), |(_, award)| award.title.clone());
    FileFacts {
        award,
        name: facts.real_name.clone().unwrap_or_else(|| facts.persona.clone()),
        persona: facts.persona.clone(),
        serial: facts.serial.clone(),
        year: facts.year.clone(),
        product: String::new(),
    }
}
