//! What the card of a mishap says: its words for the public alone. Whether they may stand is judged by whoever asks for it.

use super::{archetype_facts, edition};
use crate::campaign::{Campaign, MishapId};
use crate::press::tale::TaleFacts;

/// The card of one mishap; nothing where there is no such mishap.
pub fn tale_facts(campaign: &Campaign, id: MishapId) -> Option<TaleFacts> {
    let mishap = campaign.mishaps().get(id)?;
    Some(TaleFacts {
        title: mishap.title.trim().to_owned(),
        text: mishap.public_text.trim().to_owned(),
        punchline: mishap.punchline.trim().to_owned(),
        labels: [("Device", &mishap.device), ("Cause", &mishap.cause), ("Damage", &mishap.damage)]
            .into_iter()
            .map(|(label, words)| (label.to_owned(), words.trim().to_owned()))
            .filter(|(_, words)| !words.is_empty())
            .collect(),
        star: mishap.archetypes.iter().find_map(|id| archetype_facts(campaign, *id)),
        campaign: campaign.settings().title.clone(),
        edition: edition(campaign, ""),
    })
}
