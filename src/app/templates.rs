//! Where a campaign starts: templates and the sample, compiled in as RON. A template brings words, awards, monsters, dates, the
//! order of the rail and the steps of a first day; `sample_data` brings lists to play with.

mod first_day;
mod sample;
mod sample_data;

use super::command::Section;
use super::failure::Failure;
use super::progress::Progress;
use super::world::World;
use crate::campaign::{
    Award, AwardId, Campaign, Change, Edit, HubSettings, Keys, Milestone, MilestoneKind, Monster, MonsterId,
    PublicNames, Settings,
};
use crate::store::Blobs;
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use std::sync::OnceLock;

pub use first_day::{FirstStep, first_day};
pub use sample::{DemoDraw, SAMPLE_ENTRIES, SAMPLE_NOMINATIONS, demo_draw};
pub use sample_data::{SampleData, has_sample_data, sample_data};

/// Id under which the sample is started.
pub const SAMPLE: &str = "sample";

const TEMPLATES: [(&str, &str); 5] = [
    ("it-heroes", include_str!("../../assets/templates/it-heroes.ron")),
    ("leaptakers", include_str!("../../assets/templates/leaptakers.ron")),
    ("users-happen", include_str!("../../assets/templates/users-happen.ron")),
    ("superhero-league", include_str!("../../assets/templates/superhero-league.ron")),
    ("blank", include_str!("../../assets/templates/blank.ron")),
];

#[derive(Debug, Deserialize)]
struct CampaignText {
    title: String,
    organiser: String,
    logo: [String; 2],
    year: String,
    language: String,
    template: String,
    signatures: Vec<(String, String)>,
    /// Opening words of the hub.
    #[serde(default)]
    intro: String,
    /// Parts of the hub that are left out.
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct AwardText {
    title: String,
    description: String,
    ribbon: String,
    /// E-mail of the nominee who won; empty in templates.
    winner: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct PlanDate {
    title: String,
    /// Days after the start, and the hour of that day on the laptop's clock.
    day: i64,
    hour: i8,
    locks: bool,
    #[serde(default)]
    kind: MilestoneKind,
}

/// A group of the rail and its pages, the most important first.
#[derive(Debug, Deserialize)]
struct GroupText {
    group: String,
    screens: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct TemplateText {
    id: String,
    name: String,
    about: String,
    button: String,
    campaign: CampaignText,
    awards: Vec<AwardText>,
    monsters: Vec<Monster>,
    plan: Vec<PlanDate>,
    navigation: Vec<GroupText>,
    first_tasks: Vec<first_day::StepText>,
}

/// All templates as they were read; the first that cannot be read makes none of them there.
fn templates() -> Result<&'static [TemplateText], Failure> {
    static READ: OnceLock<Result<Vec<TemplateText>, String>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        TEMPLATES.iter().map(|(_, text)| ron::from_str(text).map_err(|error| error.to_string())).collect()
    });
    read.as_deref().map_err(|error| broken(error))
}

fn template(id: &str) -> Option<&'static TemplateText> {
    templates().ok()?.iter().find(|template| template.id == id)
}

/// What the welcome page says about a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateCard {
    pub id: String,
    pub name: String,
    pub about: String,
    pub button: String,
}

/// Ids of templates, in the order of the welcome page.
pub fn ids() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(id, _)| *id)
}

/// All templates, in the order of the welcome page.
pub fn cards() -> Vec<TemplateCard> {
    let card = |template: &TemplateText| TemplateCard {
        id: template.id.clone(),
        name: template.name.clone(),
        about: template.about.clone(),
        button: template.button.clone(),
    };
    templates().unwrap_or_default().iter().map(card).collect()
}

/// The pages in the order of the rail: groups stay where they are, within a group the template says what comes first. Pages it
/// does not name follow in their usual order.
pub fn navigation(template_id: &str) -> Vec<Section> {
    let place = |section: Section| {
        let group = template(template_id)?.navigation.iter().find(|group| group.group == section.group())?;
        group.screens.iter().position(|screen| *screen == section.id())
    };
    let mut groups: Vec<&'static str> = Vec::new();
    let mut places = Vec::with_capacity(Section::ALL.len());
    for section in Section::ALL {
        // What stands on its own keeps its place between the groups.
        let group = section.group();
        let known = groups.iter().position(|known| *known == group).filter(|_| !group.is_empty());
        let group = known.unwrap_or_else(|| {
            groups.push(group);
            groups.len() - 1
        });
        places.push((group, place(section).unwrap_or(usize::MAX), section));
    }
    places.sort_by_key(|(group, place, _)| (*group, *place));
    places.into_iter().map(|(.., section)| section).collect()
}

fn broken(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        "No campaign was started.",
        format!("What the program brings is not readable: {error}."),
        "Install the program again.",
    )
}

/// A new campaign from a template, or the sample under [`SAMPLE`].
pub fn start(world: &dyn World, id: &str) -> Result<Campaign, Failure> {
    start_with_blobs(world, id, &Progress::silent()).map(|(campaign, _)| campaign)
}

/// An empty campaign, for tests.
#[cfg(test)]
pub fn blank(at: Timestamp) -> Campaign {
    start(&super::FakeWorld::new(at), "blank").expect("the template is shipped")
}

/// The same with the raw files the sample was imported from.
pub fn start_with_blobs(world: &dyn World, id: &str, progress: &Progress) -> Result<(Campaign, Blobs), Failure> {
    if id == SAMPLE {
        return sample::start_sample(world, progress);
    }
    let Some(template) = templates()?.iter().find(|template| template.id == id) else {
        return Err(Failure::new(
            "No campaign was started.",
            format!("There is no template “{id}”."),
            format!("Choose one of {}.", ids().collect::<Vec<_>>().join(", ")),
        ));
    };
    let now = world.now();
    let mut settings = settings(world, &template.campaign)?;
    let today = now.to_zoned(world.time_zone());
    if settings.year.is_empty() {
        settings.year = today.year().to_string();
    }
    let date = |date: &PlanDate| {
        let hour = Time::new(date.hour, 0, 0, 0).ok()?;
        let day = today.date().checked_add(date.day.days()).ok()?;
        let at = day.to_datetime(hour).to_zoned(world.time_zone()).ok()?.timestamp();
        Some(Milestone { title: date.title.clone(), at, locks: date.locks, kind: date.kind, opened: None })
    };
    settings.milestones = template.plan.iter().filter_map(date).collect();
    let mut campaign = Campaign::new(settings, now);
    let edits = starting_edits(&template.awards, template.monsters.clone());
    if !edits.is_empty() {
        apply(&mut campaign, "Add what the template brings", edits, now)?;
    }
    Ok((campaign, Blobs::new()))
}

fn settings(world: &dyn World, text: &CampaignText) -> Result<Settings, Failure> {
    let random = |count: usize| -> Result<String, Failure> {
        let mut bytes = vec![0; count];
        world.fill_random(&mut bytes).map_err(|error| {
            Failure::new("No campaign was started.", format!("The system gave no random bytes: {error}."), "Try again.")
        })?;
        Ok(hex::encode(bytes))
    };
    Ok(Settings {
        id: random(16)?,
        title: text.title.clone(),
        organiser: text.organiser.clone(),
        logo: text.logo.clone(),
        year: text.year.clone(),
        language: text.language.clone(),
        template: text.template.clone(),
        signatures: text.signatures.clone(),
        milestones: Vec::new(),
        time_zone: String::new(),
        public_names: PublicNames::default(),
        hub: HubSettings {
            intro: text.intro.clone(),
            without: text.without.iter().cloned().collect(),
            ..HubSettings::default()
        },
        privacy: Default::default(),
        look: Default::default(),
        problems: Default::default(),
        art: Default::default(),
        erased_addresses: Default::default(),
        keys: Keys { signing_seed: random(32)?, household_key: random(32)?, check_key: random(32)? },
    })
}

fn starting_edits(awards: &[AwardText], monsters: Vec<Monster>) -> Vec<Edit> {
    let awards = awards.iter().zip(1..).map(|(award, id)| {
        let (title, description, ribbon) = (award.title.clone(), award.description.clone(), award.ribbon.clone());
        Edit::award(AwardId(id), Award { title, description, ribbon, winners: Vec::new() })
    });
    let monsters = monsters.into_iter().zip(1..).map(|(monster, id)| Edit::monster(MonsterId(id), monster));
    awards.chain(monsters).collect()
}

fn apply(campaign: &mut Campaign, title: &str, edits: Vec<Edit>, at: Timestamp) -> Result<(), Failure> {
    campaign.apply(&Change::new(title, edits), at).map(|_| ()).map_err(|error| broken(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{drawing, heroes};

    #[test]
    fn all_templates_are_readable() {
        assert_eq!(cards().len(), TEMPLATES.len());
        for (card, (id, _)) in cards().iter().zip(TEMPLATES) {
            assert_eq!(card.id, id);
        }
        assert!(sample::sample().is_ok());
        assert_eq!(demo_draw().unwrap().typed[0], "7 8 11 18 28 40 48");
    }

    #[test]
    fn templates_name_pages_that_are_there() {
        for template in templates().unwrap() {
            let screens = template.navigation.iter().flat_map(|group| &group.screens);
            for screen in screens.chain(template.first_tasks.iter().map(first_day::StepText::screen)) {
                assert!(Section::from_id(screen).is_some(), "{}: {screen}", template.id);
            }
            let order = navigation(&template.id);
            assert_eq!(order.len(), Section::ALL.len());
            assert_eq!((order[0], order[order.len() - 1]), (Section::Home, Section::Settings));
        }
    }

    #[test]
    fn the_sample_is_whole() {
        let world = crate::app::FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        let (campaign, blobs) = start_with_blobs(&world, SAMPLE, &Progress::silent()).unwrap();
        assert_eq!(campaign.nominations().len(), 40);
        assert_eq!(campaign.entries().len(), 300);
        assert_eq!(campaign.heroes().len(), 18);
        assert_eq!(campaign.monsters().len(), 6);
        assert_eq!(campaign.awards().len(), 5);
        assert!(campaign.awards().iter().all(|(_, award)| award.winners.len() == 1));
        assert_eq!(heroes::nominees(&campaign).len(), 18, "one person each, however they were spelled");
        assert_eq!(blobs.len(), 2);
        let staff = campaign.people().iter().filter(|(_, person)| person.staff).count();
        assert_eq!(staff, 4);
        let (id, sweepstake) = campaign.sweepstakes().iter().next().unwrap();
        assert_eq!(campaign.sweepstakes().len(), 1);
        assert!(sweepstake.rules_text.contains("An action figure of yourself"));
        let prepared = drawing::prepare(&campaign, id).unwrap();
        let left_out: u64 = prepared.left_out.iter().map(|left| left.count).sum();
        assert_eq!(prepared.roll.entries().len() as u64 + left_out, 300);
        assert!(left_out >= 17, "late, under age, staff: {left_out}");
        for id in ids() {
            start(&world, id).unwrap();
        }
    }
}
