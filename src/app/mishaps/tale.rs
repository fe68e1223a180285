//! The picture of a mishap for sharing. It is made only of what is published and was reviewed as it stands.

use crate::app::exporting;
use crate::app::failure::Failure;
use crate::app::hub::{mishap_gives_away, mishap_may_stand};
use crate::app::names::{Output, guard::Guard};
use crate::app::printing::Press;
use crate::app::sharing::Shared;
use crate::app::world::World;
use crate::campaign::{Campaign, MishapId};
use crate::press::facts::tale_facts;
use crate::press::tale;
use crate::scene::item::Transform;
use crate::scene::pixels::render;
use std::path::Path;

const WHAT: &str = "The picture was not made.";

/// How the picture is cut; 1080 pixels on its shorter side at a scale of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Four wide, five high.
    #[default]
    Upright,
    Square,
    /// Sixteen wide, nine high.
    Wide,
}

impl Shape {
    pub const ALL: [Self; 3] = [Self::Upright, Self::Square, Self::Wide];
    pub fn title(self) -> &'static str {
        match self {
            Self::Upright => "Upright",
            Self::Square => "Square",
            Self::Wide => "Wide",
        }
    }
    fn natural(self) -> (f32, f32) {
        match self {
            Self::Upright => (1080.0, 1350.0),
            Self::Square => (1080.0, 1080.0),
            Self::Wide => (1920.0, 1080.0),
        }
    }
}

/// Makes the picture of a published mishap.
///
/// # Errors
/// Where it is not published, was changed since its review, or its words find no place.
pub fn share_card(
    campaign: &Campaign,
    id: MishapId,
    shape: Shape,
    scale: f32,
    press: &mut Press<'_>,
) -> Result<Shared, Failure> {
    let mishap = campaign.mishaps().get(id).ok_or_else(|| super::missing(WHAT, id))?;
    mishap_may_stand(mishap)
        .map_err(|why| Failure::new(WHAT, why, "Review its words for the public and publish it first."))?;
    let guard = Guard::new(campaign, Output::Hub);
    if let Some(why) = mishap_gives_away(campaign, &guard, mishap) {
        return Err(Failure::new(WHAT, why, "Reword the mishap, or rename the archetype that bears the name."));
    }
    let facts = tale_facts(campaign, id).ok_or_else(|| super::missing(WHAT, id))?;
    let natural = shape.natural();
    let (page, notes) =
        tale::picture(&facts, natural, press.kit, press.symbols, press.typesetter).map_err(|refusal| {
            let why = format!("{}.", refusal.to_string().trim_end_matches('.'));
            Failure::new(WHAT, why, "Shorten the words that have no place.")
        })?;
    let scale = scale.clamp(0.25, 4.0);
    let (width, height) = ((natural.0 * scale).round() as u32, (natural.1 * scale).round() as u32);
    let raster = render(&page.items, width, height, Transform::from_scale(scale, scale), None)
        .map_err(|error| Failure::new(WHAT, format!("{error}."), "Try a smaller size."))?;
    let notes = notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect();
    Ok(Shared::Picture { raster, notes })
}

/// Writes the picture as PNG, whole or not at all.
///
/// # Errors
/// Where the name does not end in `.png` or the place cannot be written to.
pub fn write_card(shared: &Shared, world: &dyn World, path: &Path) -> Result<(), Failure> {
    if !path.extension().is_some_and(|own| own.eq_ignore_ascii_case("png")) {
        let why = format!("{} does not end in .png.", path.display());
        return Err(Failure::new("The picture was not written.", why, "Choose a name that ends in .png."));
    }
    exporting::write_file(world, path, &shared.bytes()?)
}

/// A name for the file, safe everywhere.
pub fn card_name(campaign: &Campaign, id: MishapId) -> String {
    let title = campaign.mishaps().get(id).map_or("", |it| it.title.as_str());
    let latin = any_ascii::any_ascii(title).to_lowercase();
    let words: Vec<&str> = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut stem = if words.is_empty() { format!("mishap-{}", id.to_string().to_lowercase()) } else { words.join("-") };
    stem.truncate(60);
    format!("{stem}.png")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Archetype, ArchetypeId, Change, Edit, Mishap, Person, PersonId};

    #[test]
    fn an_archetype_that_bears_a_real_name_gives_somebody_away() {
        let now: jiff::Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "users-happen").unwrap();
        let person = Person { name: "Chad Brickman".into(), ..Person::default() };
        let star = |name: &str| Archetype { name: name.into(), ..Archetype::default() };
        let (real, made_up) = (ArchetypeId(901), ArchetypeId(902));
        let edits = vec![
            Edit::person(PersonId(901), person),
            Edit::archetype(real, star("Chad Brickman")),
            Edit::archetype(made_up, star("Wanda Wreckingball")),
        ];
        campaign.apply(&Change::new("Set up", edits), now).unwrap();
        let guard = Guard::new(&campaign, Output::Hub);
        let with = |archetype| Mishap { archetypes: vec![archetype], ..Mishap::default() };
        let why = mishap_gives_away(&campaign, &guard, &with(real)).unwrap();
        assert!(why.contains("Chad Brickman"), "{why}");
        assert_eq!(mishap_gives_away(&campaign, &guard, &with(made_up)), None);
        let caused = Mishap { cause: "Chad Brickman and a ladder".into(), ..Mishap::default() };
        assert!(mishap_gives_away(&campaign, &guard, &caused).is_some());
    }
}
