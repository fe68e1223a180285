//! The post: labels and packing list with the names of countries.

use crate::campaign::{Campaign, PersonId};
use crate::intake::country_title;
use crate::press::Refusal;
use crate::press::facts::{Numbered, label, packing};
use crate::press::label::LabelFacts;
use crate::press::packing::PackingFacts;

/// The name of a country as the post wants it: English for a known code, else as it was typed.
pub fn country_name(country: &str) -> String {
    let country = country.trim();
    country_title(&country.to_uppercase()).unwrap_or(country).to_owned()
}

/// The address label of this hero's parcel.
///
/// # Errors
/// A refusal that names the person where there is no address or no name.
pub fn label_facts(campaign: &Campaign, numbered: Numbered<'_>) -> Result<LabelFacts, Refusal> {
    let country = campaign.people().get(numbered.hero.person).map(|person| country_name(&person.country));
    label::label_facts(campaign, numbered, country.as_deref().unwrap_or_default())
}

/// What the packing list says about the kits of these people; about all kits where nobody is named.
pub fn packing_facts(campaign: &Campaign, only: &[PersonId]) -> PackingFacts {
    packing::packing_facts(campaign, only, &country_name)
}
