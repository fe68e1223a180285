//! The post: labels and packing list with the names of countries.

use crate::campaign::Campaign;
use crate::intake::country_title;
use crate::press::Refusal;
use crate::press::facts::Numbered;
use crate::press::facts::label;
use crate::press::facts::packing::packing_facts;
use crate::press::label::LabelFacts;
use crate::press::packing;
use crate::press::paper::Laid;
use crate::press::sheets::Paper;
use crate::scene::text::Typesetter;

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

/// The packing list on office paper.
pub fn packing_list(campaign: &Campaign, paper: Paper, typesetter: &mut Typesetter) -> Laid {
    packing::list(&packing_facts(campaign, &country_name), paper, typesetter)
}
