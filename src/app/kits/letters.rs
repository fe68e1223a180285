//! The letters of the kits: what each person is thanked for, in the words of their awards and of those who thanked them.

use crate::app::failure::Failure;
use crate::app::names::guard::Guard;
use crate::app::packing;
use crate::app::world::World;
use crate::campaign::{Campaign, ParcelId, Person, PersonId, Thanks, ThanksState};
use crate::press;
use crate::press::letter::{self, LetterFacts, LetterHead};
use crate::press::paper::Laid;
use crate::press::sheets::Paper;
use crate::scene::item::Scene;
use crate::scene::pdf::{self, PdfOptions};
use crate::scene::text::Typesetter;
use std::cell::LazyCell;

/// Most messages in one letter; the others stand on the wall.
const MESSAGES: usize = 6;

/// Name and address of a person, line by line.
fn address(person: &Person) -> Vec<String> {
    let mut lines = vec![person.display_name().to_owned()];
    lines.extend(person.address.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()));
    lines.push(packing::country_name(&person.country));
    lines.retain(|line| !line.is_empty());
    lines
}

/// What a letter to this person says. `names_another` tells of words whether they name somebody else who may not be named: such
/// words are left out, for nobody reads each letter before it goes.
fn facts(campaign: &Campaign, id: PersonId, names_another: &dyn Fn(&str) -> bool) -> Option<LetterFacts> {
    let person = campaign.people().get(id).filter(|person| person.erased_at.is_none())?;
    let given = crate::app::heroes::first_name(person);
    let settings = campaign.settings();
    let mut words = Vec::new();
    let named = campaign.nominations_of(id).count();
    words.push(match named {
        0 => format!("In “{}” we looked for people who keep things running. You are one of them.", settings.title),
        1 => {
            format!("Somebody nominated you in “{}”, and told us what you did. We wanted you to know.", settings.title)
        }
        n => format!(
            "{n} people nominated you in “{}”, and told us what you did. We wanted you to know.",
            settings.title
        ),
    });
    for (_, award) in campaign.awards_won_by(id) {
        let reason = award.winners.iter().find(|winner| winner.person == id).map_or("", |winner| winner.reason.trim());
        let reason = if reason.is_empty() || names_another(reason) { String::new() } else { format!(" {reason}") };
        let title = if names_another(&award.title) { "an award".into() } else { format!("“{}”", award.title) };
        words.push(format!("You won {title}.{reason}"));
    }
    if let Some((_, hero)) = campaign.hero_of(id) {
        let figure = match hero.persona.as_str() {
            persona if names_another(persona) => "an action figure of you".to_owned(),
            persona => format!("{persona}, an action figure of you"),
        };
        words.push(format!("In this parcel lies {figure}, in a box to fold. Open it in front of somebody."));
    }
    let is_said =
        |it: &&Thanks| it.to == Some(id) && it.state == ThanksState::Shown && !names_another(it.public_message());
    let thanks = campaign.thanks().iter().map(|(_, it)| it).filter(is_said);
    let thanks = thanks.take(MESSAGES).map(|it| {
        let by = match it.from {
            _ if it.anonymous => String::new(),
            Some(from) => crate::press::facts::printed_name(campaign, from).unwrap_or_default(),
            // Words nobody answers for may be a name.
            None if names_another(&it.from_words) => String::new(),
            None => it.from_words.clone(),
        };
        (it.public_message().to_owned(), by)
    });
    Some(LetterFacts {
        to: address(person),
        salutation: format!("Dear {},", if given.is_empty() { person.display_name().to_owned() } else { given }),
        words,
        thanks: thanks.collect(),
        closing: "With thanks, and not a moment too soon,".into(),
    })
}

/// The letters of these kits, or of all where none is named.
///
/// # Errors
/// Where there is nobody to write to.
pub fn letters(
    campaign: &Campaign,
    ids: &[ParcelId],
    paper: Paper,
    world: &dyn World,
    typesetter: &mut Typesetter,
) -> Result<Laid, Failure> {
    let wanted = campaign.parcels().iter().filter(|(id, _)| ids.is_empty() || ids.contains(id));
    let guard = LazyCell::new(|| Guard::for_print(campaign));
    let letter = |to: PersonId| facts(campaign, to, &|words: &str| guard.names_beside(words, Some(to)).is_some());
    let letters: Vec<LetterFacts> = wanted.filter_map(|(_, parcel)| letter(parcel.to)).collect();
    if letters.is_empty() {
        let what = "No letter was written.";
        return Err(Failure::new(what, "There is no kit with somebody to write to.", "Make kits first."));
    }
    let settings = campaign.settings();
    let head = LetterHead {
        campaign: settings.title.clone(),
        organiser: settings.organiser.clone(),
        date: world.now().to_zoned(world.time_zone()).strftime("%-d %B %Y").to_string(),
        language: settings.language.clone(),
        signatures: settings.signatures.clone(),
    };
    Ok(letter::letters(&head, &letters, paper, typesetter))
}

/// A document for the packing table as PDF.
fn pdf(campaign: &Campaign, kind: &str, laid: Laid, world: &dyn World) -> Result<Vec<u8>, Failure> {
    let settings = campaign.settings();
    let scene = Scene {
        title: format!("{kind}: {}", settings.title),
        author: settings.organiser.clone(),
        language: settings.language.clone(),
        pages: laid.pages,
    };
    let options = PdfOptions {
        created: Some(world.now().strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()),
        ..PdfOptions::default()
    };
    pdf::write(&scene, &options).map_err(|error| {
        Failure::new(format!("The {} was not written.", kind.to_lowercase()), format!("{error}."), "Try another paper.")
    })
}

/// The letters as one PDF.
///
/// # Errors
/// As [`letters`], and where the PDF cannot be made.
pub fn letters_pdf(
    campaign: &Campaign,
    ids: &[ParcelId],
    paper: Paper,
    world: &dyn World,
    typesetter: &mut Typesetter,
) -> Result<Vec<u8>, Failure> {
    let laid = letters(campaign, ids, paper, world, typesetter)?;
    pdf(campaign, "Letters", laid, world)
}

/// The packing list as PDF.
///
/// # Errors
/// Where the PDF cannot be made.
pub fn packing_pdf(
    campaign: &Campaign,
    paper: Paper,
    world: &dyn World,
    typesetter: &mut Typesetter,
) -> Result<Vec<u8>, Failure> {
    pdf(
        campaign,
        "Packing list",
        press::packing::list(&packing::packing_facts(campaign, &[]), paper, typesetter),
        world,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Award, Change, Consent, ConsentState, Edit, Hero, HeroId, ThanksId, Winner};

    #[test]
    fn a_letter_leaves_out_what_names_somebody_else_who_said_no() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let person = |name: &str, state| Person {
            name: name.into(),
            consent: Consent { state, ..Consent::default() },
            ..Person::default()
        };
        let thanks = |message: &str, from, from_words: &str| Thanks {
            to: Some(PersonId(1)),
            message: message.into(),
            from,
            from_words: from_words.into(),
            state: ThanksState::Shown,
            ..Thanks::default()
        };
        let award = |title: &str, reason: &str| Award {
            title: title.into(),
            winners: vec![Winner { person: PersonId(1), reason: reason.into(), decided_at: now }],
            ..Award::default()
        };
        let edits = vec![
            Edit::person(PersonId(1), person("Sabine Okonjo", ConsentState::Agreed)),
            Edit::person(PersonId(2), person("Bo Reyes", ConsentState::Refused)),
            Edit::person(PersonId(3), person("Anna Lind", ConsentState::Agreed)),
            // She takes part, and refuses; the author who agreed has her first name.
            Edit::person(PersonId(4), person("Anna Moller", ConsentState::Refused)),
            Edit::hero(HeroId(2), Hero::new(PersonId(2), "The Backup Baron".into())),
            Edit::hero(HeroId(4), Hero::new(PersonId(4), "The Router Ranger".into())),
            Edit::hero(HeroId(1), Hero::new(PersonId(1), "Pal of Reyes".into())),
            Edit::award(1.into(), award("Night Owl", "Okonjo stayed all night.")),
            Edit::award(2.into(), award("Day Owl", "Stayed with Bo Reyes.")),
            Edit::thanks(ThanksId(1), thanks("You and Bo Reyes did it.", None, "")),
            Edit::thanks(ThanksId(2), thanks("Thank you, Sabine Okonjo.", Some(PersonId(3)), "")),
            Edit::thanks(ThanksId(3), thanks("Well done.", None, "Reyes")),
        ];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let guard = Guard::for_print(&campaign);
        let names_another = |words: &str| guard.names_beside(words, Some(PersonId(1))).is_some();
        let facts = facts(&campaign, PersonId(1), &names_another).unwrap();
        let words = facts.words.join("\n");
        assert!(words.contains("You won “Night Owl”. Okonjo stayed all night."), "{words}");
        assert!(words.contains("You won “Day Owl”.") && words.contains("lies an action figure of you"), "{words}");
        assert!(!words.contains("Reyes"), "{words}");
        let thanks = |message: &str, by: &str| (message.to_owned(), by.to_owned());
        assert_eq!(facts.thanks, [thanks("Thank you, Sabine Okonjo.", "Anna Lind"), thanks("Well done.", "")]);
    }
}
