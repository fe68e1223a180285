//! The guided first day of a template: a handful of steps that tick themselves from what is in the campaign. Nothing of it is
//! stored; when all are ticked there is nothing to show any more.

use super::template;
use crate::app::command::Section;
use crate::app::drawing;
use crate::campaign::{Campaign, ConsentState, Evidence, MishapState, StoryState};
use serde::Deserialize;

/// A step as the template says it.
#[derive(Debug, Deserialize)]
pub(super) struct StepText {
    title: String,
    hint: String,
    /// The page on which it is done, by its id.
    screen: String,
    done: Done,
}

impl StepText {
    #[cfg(test)]
    pub(super) fn screen(&self) -> &String {
        &self.screen
    }
}

/// What makes a step done.
#[derive(Clone, Copy, Debug, Deserialize)]
enum Done {
    /// Who organises it is said.
    Named,
    /// Answers of the form have an address to go to.
    Form,
    /// Some list was imported.
    Lists,
    People,
    Nominations,
    Entries,
    Mishaps,
    Thanks,
    Members,
    /// A nomination names a problem.
    Problems,
    Hero,
    /// Somebody was asked for consent.
    Asked,
    /// A story has a leap with evidence.
    Leap,
    StoryPublished,
    MishapReviewed,
    MishapPublished,
    Archetypes,
    Prizes,
    Luck,
    Rehearsed,
}

/// A step of the first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstStep {
    pub title: &'static str,
    pub hint: &'static str,
    pub section: Option<Section>,
    pub is_done: bool,
}

/// The steps of the campaign's template, in their order; none where the campaign came from no template.
pub fn first_day(campaign: &Campaign) -> Vec<FirstStep> {
    let Some(template) = template(&campaign.settings().template) else { return Vec::new() };
    let steps = template.first_tasks.iter().map(|step| FirstStep {
        title: &step.title,
        hint: &step.hint,
        section: Section::from_id(&step.screen),
        is_done: is_done(step.done, campaign),
    });
    steps.collect()
}

fn is_done(step: Done, campaign: &Campaign) -> bool {
    let settings = campaign.settings();
    match step {
        Done::Named => !settings.organiser.trim().is_empty(),
        Done::Form => !settings.hub.mail_to.trim().is_empty(),
        Done::Lists => !campaign.sources().is_empty(),
        Done::People => !campaign.people().is_empty(),
        Done::Nominations => !campaign.nominations().is_empty(),
        Done::Entries => !campaign.entries().is_empty(),
        Done::Mishaps => !campaign.mishaps().is_empty(),
        Done::Thanks => !campaign.thanks().is_empty(),
        Done::Members => !campaign.members().is_empty(),
        Done::Problems => campaign.nominations().iter().any(|(_, it)| !it.problems.is_empty()),
        Done::Hero => !campaign.heroes().is_empty(),
        Done::Asked => campaign.people().iter().any(|(_, person)| person.consent.state != ConsentState::NotAsked),
        Done::Leap => {
            campaign.stories().iter().any(|(_, story)| story.leaps.iter().any(|leap| leap.evidence != Evidence::None))
        }
        Done::StoryPublished => campaign.stories().iter().any(|(_, it)| it.state == StoryState::Published),
        Done::MishapReviewed => campaign.mishaps().iter().any(|(_, it)| it.reviewed.is_some()),
        Done::MishapPublished => campaign.mishaps().iter().any(|(_, it)| it.state == MishapState::Published),
        Done::Archetypes => !campaign.archetypes().is_empty(),
        Done::Prizes => campaign.sweepstakes().iter().any(|(_, it)| !it.prizes.is_empty()),
        Done::Luck => campaign.sweepstakes().iter().any(|(_, it)| !it.sources.is_empty()),
        Done::Rehearsed => campaign
            .sweepstakes()
            .iter()
            .any(|(id, it)| it.sealed.is_some() || drawing::rehearsal(campaign, id).is_some()),
    }
}
