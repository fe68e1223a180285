//! What a thank-you card says. Only messages that somebody has read and let through are printed; an author who does not wish
//! to be named is not.

use super::{figure_spec, given_away, printed_name};
use crate::campaign::{Campaign, ConsentState, PersonId, ThanksId, ThanksState};
use crate::press::refusal::Refusal;
use crate::press::thanks::ThanksFacts;
use crate::scene::kit::Kit;

/// The card of one message.
///
/// # Errors
/// A refusal that names whom it thanks where the message may not be shown or there is none.
pub fn thanks_facts(campaign: &Campaign, id: ThanksId, kit: &Kit) -> Result<ThanksFacts, Refusal> {
    let refuse = |who: &str, reason: &str| Refusal::Text {
        who: who.to_string(),
        place: "message".into(),
        reason: reason.into(),
    };
    let Some(thanks) = campaign.thanks().get(id) else {
        return Err(refuse(&id.to_string(), "there is no such message"));
    };
    let person = thanks.to.and_then(|to| campaign.people().get(to)).filter(|person| person.erased_at.is_none());
    let hero = thanks.to.and_then(|to| campaign.hero_of(to));
    let words = thanks.to_words.trim();
    let who = match person {
        Some(person) => person.display_name().to_owned(),
        None if words.is_empty() => format!("Thanks {id}"),
        None => words.to_owned(),
    };
    match thanks.state {
        ThanksState::Shown => {}
        ThanksState::Waiting => return Err(refuse(&who, "nobody has read the message yet; show or hide it first")),
        ThanksState::Hidden => return Err(refuse(&who, "the message is hidden")),
    }
    let message = thanks.public_message().trim();
    if message.is_empty() {
        return Err(refuse(&who, "there is no message"));
    }
    if let (Some(person), Some(to)) = (person, thanks.to) {
        if person.consent.state == ConsentState::Withdrawn {
            return Err(refuse(&who, "withdrew consent; nothing is printed any more"));
        }
        if let Some(word) = given_away(campaign, to, [message]) {
            let reason = format!("“{word}” says more of the name than was agreed to; give it another wording");
            return Err(refuse(&who, &reason));
        }
    }
    let settings = campaign.settings();
    let to = match person {
        Some(_) => thanks.to.and_then(|id| printed_name(campaign, id)).unwrap_or_default(),
        None => words.to_owned(),
    };
    let plate = match (hero, &to) {
        (Some((_, hero)), to) if given_away(campaign, hero.person, [hero.persona.as_str()]).is_some() => {
            if to.is_empty() { "A hero".to_owned() } else { to.clone() }
        }
        (Some((_, hero)), _) => hero.persona.clone(),
        (None, to) => to.clone(),
    };
    let figures = match hero {
        Some((_, hero)) => vec![figure_spec(&hero.figure)],
        // Somebody without a hero gets a proposal; a team stands as three.
        None => {
            let count = if person.is_some() { 1 } else { 3 };
            (0..count).map(|i| kit.propose_figure(id.0 * 31 + i, &[])).collect()
        }
    };
    let brand = settings.logo[0].trim();
    let brand = if brand.is_empty() { settings.title.trim() } else { brand };
    Ok(ThanksFacts {
        who,
        // The same words on plate and salutation would only repeat each other.
        to: if to == plate { String::new() } else { to },
        message: message.to_owned(),
        from: author(campaign, thanks.anonymous, thanks.from, &thanks.from_words),
        plate,
        campaign: format!("{brand} {}", settings.year.trim()).trim().to_owned(),
        logo: settings.logo.iter().filter(|line| !line.is_empty()).cloned().collect(),
        figures,
        style: hero.map(|(_, hero)| hero.style.clone()).unwrap_or_default(),
        look: settings.look.clone(),
    })
}

fn author(campaign: &Campaign, anonymous: bool, from: Option<PersonId>, words: &str) -> String {
    if anonymous {
        return String::new();
    }
    match from {
        Some(id) => campaign
            .people()
            .get(id)
            .filter(|person| person.erased_at.is_none())
            .and_then(|_| printed_name(campaign, id))
            .unwrap_or_default(),
        None => words.trim().to_owned(),
    }
}
