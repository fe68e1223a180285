//! What an archetype's card says. It names no person, so nobody's consent is asked.

use super::{edition, figure_spec};
use crate::campaign::{Archetype, ArchetypeId, Campaign};
use crate::press::archetype::ArchetypeFacts;

/// The card of one archetype; nothing where there is no such archetype.
pub fn archetype_facts(campaign: &Campaign, id: ArchetypeId) -> Option<ArchetypeFacts> {
    campaign.archetypes().get(id).map(|archetype| facts_of(campaign, archetype))
}

/// The cards of all archetypes, in the order they were made.
pub fn all_archetypes(campaign: &Campaign) -> Vec<(ArchetypeId, ArchetypeFacts)> {
    campaign.archetypes().iter().map(|(id, archetype)| (id, facts_of(campaign, archetype))).collect()
}

fn facts_of(campaign: &Campaign, archetype: &Archetype) -> ArchetypeFacts {
    ArchetypeFacts {
        name: archetype.name.clone(),
        tagline: archetype.tagline.clone(),
        habit: archetype.habit.clone(),
        drawing: archetype.drawing.clone(),
        figure: figure_spec(&archetype.figure),
        traits: archetype.traits.iter().map(|t| (t.label.clone(), t.value)).collect(),
        crimes: archetype.crimes.clone(),
        edition: edition(campaign, &archetype.style),
    }
}
