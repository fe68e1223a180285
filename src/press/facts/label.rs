//! What an address label says. A label is for the post, not for the public: it bears the name as the person writes it,
//! whatever form was chosen for print, unless a form was chosen for labels themselves.

use super::{Numbered, figure_spec, serial};
use crate::campaign::{Campaign, NameForm, Output, Person};
use crate::press::label::LabelFacts;
use crate::press::refusal::Refusal;

/// The label of this hero's parcel; `country` is the country's name as the post wants it, empty for none.
///
/// # Errors
/// A refusal that names the person where there is no address or no name.
pub fn label_facts(campaign: &Campaign, numbered: Numbered<'_>, country: &str) -> Result<LabelFacts, Refusal> {
    let hero = numbered.hero;
    let refuse = |who: &str, reason: &str| Refusal::Text {
        who: who.to_string(),
        place: "address".into(),
        reason: reason.into(),
    };
    let person = campaign
        .people()
        .get(hero.person)
        .filter(|person| person.erased_at.is_none())
        .ok_or_else(|| refuse(&hero.persona, "nobody is left to send it to"))?;
    let who = person.display_name();
    let address = address_lines(person, country);
    if address.is_empty() {
        return Err(refuse(who, "there is no address; enter it on the person's page"));
    }
    let form = campaign.chosen_form(hero.person, Output::Post);
    let is_whole = matches!(form, NameForm::ByDefault | NameForm::Real);
    let name = if !is_whole {
        let none = || refuse(who, "no name is left for the label; choose another form for address labels");
        person.name_in(form).ok_or_else(none)?
    } else if person.name.trim().is_empty() {
        person.latin_name.to_string()
    } else {
        person.name.to_string()
    };
    let settings = campaign.settings();
    // The notice on data has name and address of the organiser; a long one would not fit the line.
    let controller = settings.privacy.controller.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    let controller = controller.join(", ");
    let known = [controller.as_str(), settings.organiser.trim(), settings.title.trim()];
    let sender = known.into_iter().find(|t| !t.is_empty() && t.chars().count() <= 90);
    Ok(LabelFacts {
        who: who.to_owned(),
        name,
        latin_name: (is_whole && !person.latin_name.is_empty()).then(|| person.latin_name.to_string()),
        line_two: [&person.organisation, &person.team]
            .into_iter()
            .find(|t| !t.is_empty())
            .map_or_else(String::new, ToString::to_string),
        address,
        country: country.trim().to_owned(),
        sender: sender.unwrap_or_default().to_owned(),
        headline: "Unbox yourself!".into(),
        notice: "Hero inside: do not bend".into(),
        number: format!("HERO {:03}", numbered.number),
        serial: serial(campaign, numbered.number),
        campaign: settings.title.clone(),
        figure: figure_spec(&hero.figure),
        backdrop_scheme: hero.backdrop_scheme.clone(),
    })
}

/// The address in lines, as it was typed; one long line is broken at its last comma. The country goes, it stands by itself.
pub fn address_lines(person: &Person, country: &str) -> Vec<String> {
    let mut lines: Vec<String> = person
        .address
        .split(['\n', '\r', ';'])
        .map(|line| line.trim().trim_end_matches(',').trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let is_country = |text: &str| {
        let text = text.trim().to_lowercase();
        !text.is_empty() && (text == country.trim().to_lowercase() || text == person.country.trim().to_lowercase())
    };
    if let [only] = lines.as_slice() {
        let mut parts: Vec<&str> = only.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 && parts.last().is_some_and(|last| is_country(last)) {
            parts.pop();
        }
        lines = match parts.split_last() {
            Some((last, before)) if !before.is_empty() => vec![before.join(", "), (*last).to_owned()],
            _ => parts.iter().map(|part| (*part).to_owned()).collect(),
        };
    } else if lines.last().is_some_and(|last| is_country(last)) {
        lines.pop();
    }
    lines
}
