//! The nominations as the list reads them: nominee and date, award and nominator, and the first words with the state.

use crate::app::nominations::{Inbox, NominationLine};
use crate::campaign::{Campaign, Hero, HeroId, NominationId, NominationState};
use crate::gui::icons::Icon;
use crate::gui::screens::browse::{Faced, Listed, ThreeLines};
use crate::gui::widgets::chip::Chip;
use std::borrow::Cow;

pub fn state_chip(state: NominationState) -> Chip<'static> {
    match state {
        NominationState::New => Chip::accent(state.title()),
        NominationState::Read => Chip::neutral(state.title()).icon(Icon::Check),
        NominationState::Shortlisted => Chip::sun(state.title()),
        NominationState::SetAside => Chip::line(state.title()),
    }
}

impl Listed for Inbox {
    const WORDS: [&'static str; 2] = ["nomination", "nominations"];

    fn make(campaign: &Campaign) -> Self {
        Self::new(campaign)
    }
    fn all(campaign: &Campaign) -> usize {
        campaign.nominations().len()
    }
    fn is_there(campaign: &Campaign, key: u64) -> bool {
        campaign.nominations().contains(NominationId(key))
    }
}

impl Faced for NominationLine {
    fn hero<'c>(&self, campaign: &'c Campaign) -> Option<(HeroId, &'c Hero)> {
        Some((self.hero?, campaign.heroes().get(self.hero?)?))
    }
}

impl ThreeLines for NominationLine {
    fn title(&self) -> &str {
        self.name()
    }
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn aside(&self) -> Cow<'_, str> {
        self.received().into()
    }
    fn about(&self) -> Cow<'_, str> {
        match (self.awards(), self.by()) {
            (awards, "") => awards.into(),
            ("", by) => format!("by {by}").into(),
            (awards, by) => format!("{awards}, by {by}").into(),
        }
    }
    fn excerpt(&self) -> Cow<'_, str> {
        self.excerpt().into()
    }
    fn chip(&self) -> Chip<'static> {
        state_chip(self.state())
    }
    fn face_of(&self) -> Option<&str> {
        Some(self.name())
    }
}
