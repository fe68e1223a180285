//! Where a campaign starts: templates and the sample, compiled in as RON.

use super::failure::Failure;
use super::importing;
use super::progress::Progress;
use super::world::World;
use super::{drawing, heroes};
use crate::campaign::{
    Accessory, Award, AwardId, Campaign, Change, Consent, ConsentState, Edit, Figure, Hero, HeroId, Keys, Milestone,
    Monster, MonsterId, Person, Power, PublicNames, Settings, Sweepstake, Winner, email_key,
};
use crate::intake::Kind;
use crate::store::Blobs;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Id under which the sample is started.
pub const SAMPLE: &str = "sample";

const TEMPLATES: [(&str, &str); 5] = [
    ("it-heroes", include_str!("../../assets/templates/it-heroes.ron")),
    ("leaptakers", include_str!("../../assets/templates/leaptakers.ron")),
    ("users-happen", include_str!("../../assets/templates/users-happen.ron")),
    ("superhero-league", include_str!("../../assets/templates/superhero-league.ron")),
    ("blank", include_str!("../../assets/templates/blank.ron")),
];
const SAMPLE_TEXT: &str = include_str!("../../assets/sample/sample.ron");
/// The sample's lists as an organiser would get them.
pub const SAMPLE_NOMINATIONS: &[u8] = include_bytes!("../../assets/sample/nominations.csv");
pub const SAMPLE_ENTRIES: &[u8] = include_bytes!("../../assets/sample/entries.csv");

#[derive(Debug, Deserialize)]
struct CampaignText {
    title: String,
    organiser: String,
    logo: [String; 2],
    year: String,
    language: String,
    template: String,
    signatures: Vec<(String, String)>,
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
    /// Days after the start, and the hour of that day in UTC.
    day: i64,
    hour: i64,
    locks: bool,
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
}

#[derive(Debug, Deserialize)]
struct SampleHero {
    email: String,
    name: String,
    latin_name: String,
    #[serde(default)]
    given_name: String,
    code_name: String,
    organisation: String,
    team: String,
    function: String,
    country: String,
    place: String,
    since: String,
    consent: ConsentState,
    persona: String,
    figure: Figure,
    style: String,
    backdrop: String,
    backdrop_scheme: String,
    powers: Vec<Power>,
    accessories: Vec<Accessory>,
    /// Name of the monster.
    enemy: String,
    claims: Vec<String>,
    specialties: Vec<String>,
    story: String,
    quote: String,
    quote_by: String,
}

#[derive(Debug, Deserialize)]
enum LuckValue {
    Numbers(Vec<u64>),
    Text(String),
}

#[derive(Debug, Deserialize)]
struct DemoDrawText {
    locked_at: Timestamp,
    values: Vec<LuckValue>,
    drawn_at: Timestamp,
}

#[derive(Debug, Deserialize)]
struct SampleText {
    campaign: CampaignText,
    awards: Vec<AwardText>,
    monsters: Vec<Monster>,
    heroes: Vec<SampleHero>,
    sweepstake: Sweepstake,
    staff_domains: Vec<String>,
    demo_draw: DemoDrawText,
    milestones: Vec<Milestone>,
}

/// What the welcome page says about a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateCard {
    pub id: String,
    pub name: String,
    pub about: String,
    pub button: String,
}

/// The draw of the sample: when it is locked and drawn, and what falls, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoDraw {
    pub locked_at: Timestamp,
    pub drawn_at: Timestamp,
    pub typed: Vec<String>,
}

/// Ids of templates, in the order of the welcome page.
pub fn ids() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(id, _)| *id)
}

/// All templates, in the order of the welcome page.
pub fn cards() -> Vec<TemplateCard> {
    let parsed = TEMPLATES.iter().filter_map(|(_, text)| ron::from_str::<TemplateText>(text).ok());
    parsed
        .map(|template| TemplateCard {
            id: template.id,
            name: template.name,
            about: template.about,
            button: template.button,
        })
        .collect()
}

fn broken(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        "No campaign was started.",
        format!("What the program brings is not readable: {error}."),
        "Install the program again.",
    )
}

fn sample() -> Result<SampleText, Failure> {
    ron::from_str(SAMPLE_TEXT).map_err(|error| broken(&error))
}

/// The values of the sample's draw.
pub fn demo_draw() -> Result<DemoDraw, Failure> {
    let draw = sample()?.demo_draw;
    let typed = draw.values.iter().map(|value| match value {
        LuckValue::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        LuckValue::Text(text) => text.clone(),
    });
    Ok(DemoDraw { locked_at: draw.locked_at, drawn_at: draw.drawn_at, typed: typed.collect() })
}

/// A new campaign from a template, or the sample under [`SAMPLE`].
pub fn start(world: &dyn World, id: &str) -> Result<Campaign, Failure> {
    start_with_blobs(world, id, &Progress::silent()).map(|(campaign, _)| campaign)
}

/// The same with the raw files the sample was imported from.
pub fn start_with_blobs(world: &dyn World, id: &str, progress: &Progress) -> Result<(Campaign, Blobs), Failure> {
    if id == SAMPLE {
        return start_sample(world, progress);
    }
    let Some((_, text)) = TEMPLATES.iter().find(|(known, _)| *known == id) else {
        return Err(Failure::new(
            "No campaign was started.",
            format!("There is no template “{id}”."),
            format!("Choose one of {}.", ids().collect::<Vec<_>>().join(", ")),
        ));
    };
    let template: TemplateText = ron::from_str(text).map_err(|error| broken(&error))?;
    let now = world.now();
    let mut settings = settings(world, template.campaign)?;
    if settings.year.is_empty() {
        settings.year = now.to_zoned(world.time_zone()).year().to_string();
    }
    settings.milestones = template
        .plan
        .into_iter()
        .map(|date| Milestone {
            title: date.title,
            at: whole_day(now) + SignedDuration::from_hours(24 * date.day + date.hour),
            locks: date.locks,
        })
        .collect();
    let mut campaign = Campaign::new(settings, now);
    let edits = starting_edits(&template.awards, template.monsters);
    if !edits.is_empty() {
        apply(&mut campaign, "Add what the template brings", edits, now)?;
    }
    Ok((campaign, Blobs::new()))
}

fn whole_day(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second().div_euclid(86_400) * 86_400).unwrap_or(at)
}

fn settings(world: &dyn World, text: CampaignText) -> Result<Settings, Failure> {
    let random = |count: usize| -> Result<String, Failure> {
        let mut bytes = vec![0; count];
        world.fill_random(&mut bytes).map_err(|error| {
            Failure::new("No campaign was started.", format!("The system gave no random bytes: {error}."), "Try again.")
        })?;
        Ok(hex::encode(bytes))
    };
    Ok(Settings {
        id: random(16)?,
        title: text.title,
        organiser: text.organiser,
        logo: text.logo,
        year: text.year,
        language: text.language,
        template: text.template,
        signatures: text.signatures,
        milestones: Vec::new(),
        public_names: PublicNames::default(),
        hub: Default::default(),
        privacy: Default::default(),
        look: Default::default(),
        art: Default::default(),
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

/// The sample as an organiser would have made it: lists imported, people completed, heroes made, winners chosen.
fn start_sample(world: &dyn World, progress: &Progress) -> Result<(Campaign, Blobs), Failure> {
    let sample = sample()?;
    progress.set_total(5);
    let mut settings = settings(world, sample.campaign)?;
    settings.milestones = sample.milestones;
    let at = world.now();
    let mut campaign = Campaign::new(settings, at);
    let mut edits = starting_edits(&sample.awards, sample.monsters);
    let sweepstake_id = campaign.next_sweepstake_id();
    edits.push(Edit::sweepstake(sweepstake_id, sample.sweepstake));
    apply(&mut campaign, "Add what the sample brings", edits, at)?;
    progress.step()?;

    let mut blobs = Blobs::new();
    for (name, bytes, kind) in
        [("nominations.csv", SAMPLE_NOMINATIONS, Kind::Nominations), ("entries.csv", SAMPLE_ENTRIES, Kind::Entries)]
    {
        let imported = importing::import_bytes(&campaign, world, name, bytes, kind, &importing::Choices::default())?;
        if let Some(change) = &imported.change {
            campaign.apply(change, at).map_err(|error| broken(&error))?;
        }
        blobs.insert(imported.sha256.clone(), Arc::new(bytes.to_vec()));
        progress.step()?;
    }
    complete_people(&mut campaign, &sample.heroes, &sample.staff_domains, at)?;
    progress.step()?;
    make_heroes(&mut campaign, &sample.heroes, &sample.awards, at)?;
    let mut rules = campaign.sweepstakes().get(sweepstake_id).cloned().unwrap_or_default();
    drawing::make_rules(&campaign, sweepstake_id, &mut rules);
    apply(&mut campaign, "Write the rules of the sweepstake", vec![Edit::sweepstake(sweepstake_id, rules)], at)?;
    progress.step()?;
    Ok((campaign, blobs))
}

fn complete_people(
    campaign: &mut Campaign,
    heroes: &[SampleHero],
    staff: &[String],
    at: Timestamp,
) -> Result<(), Failure> {
    let by_email: HashMap<String, &SampleHero> = heroes.iter().map(|hero| (email_key(&hero.email), hero)).collect();
    let mut edits = Vec::new();
    for (id, person) in campaign.people().iter() {
        let mut new = person.clone();
        if let Some(hero) = by_email.get(&email_key(&person.email)) {
            new = Person {
                name: hero.name.clone(),
                latin_name: hero.latin_name.clone(),
                given_name: hero.given_name.clone(),
                code_name: hero.code_name.clone(),
                organisation: hero.organisation.clone(),
                team: hero.team.clone(),
                function: hero.function.clone(),
                country: hero.country.clone(),
                place: hero.place.clone(),
                since: hero.since.clone(),
                consent: Consent { state: hero.consent, at: Some(at), by: "e-mail".into(), wording: String::new() },
                ..new
            };
        }
        let domain = person.email.rsplit_once('@').map_or("", |(_, domain)| domain);
        new.staff = staff.iter().any(|known| known.eq_ignore_ascii_case(domain));
        if new != *person {
            edits.push(Edit::person(id, new));
        }
    }
    apply(campaign, "Complete people of the sample", edits, at)
}

fn make_heroes(
    campaign: &mut Campaign,
    texts: &[SampleHero],
    awards: &[AwardText],
    at: Timestamp,
) -> Result<(), Failure> {
    let person_with = |email: &str| {
        let key = email_key(email);
        campaign.people().iter().find(|(_, person)| email_key(&person.email) == key).map(|(id, _)| id)
    };
    let mut edits = Vec::new();
    for (text, id) in texts.iter().zip(1..) {
        let Some(person) = person_with(&text.email) else { continue };
        let enemy = campaign.monsters().iter().find(|(_, monster)| monster.name == text.enemy).map(|(id, _)| id);
        let hero = Hero {
            figure: text.figure.clone(),
            style: text.style.clone(),
            backdrop: text.backdrop.clone(),
            backdrop_scheme: text.backdrop_scheme.clone(),
            powers: text.powers.clone(),
            accessories: text.accessories.clone(),
            enemy,
            claims: text.claims.clone(),
            specialties: text.specialties.clone(),
            story: text.story.clone(),
            quote: text.quote.clone(),
            quote_by: text.quote_by.clone(),
            ..Hero::new(person, text.persona.clone())
        };
        edits.push(Edit::hero(HeroId(id), hero));
    }
    for (text, (id, award)) in awards.iter().zip(campaign.awards().iter()) {
        if let Some(person) = person_with(&text.winner) {
            let winners = vec![Winner { person, reason: text.reason.clone(), decided_at: at }];
            edits.push(Edit::award(id, Award { winners, ..award.clone() }));
        }
    }
    apply(campaign, "Make the heroes of the sample", edits, at)?;
    debug_assert!(heroes::nominees(campaign).iter().all(|person| campaign.hero_of(*person).is_some()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_templates_are_readable() {
        assert_eq!(cards().len(), TEMPLATES.len());
        for (card, (id, _)) in cards().iter().zip(TEMPLATES) {
            assert_eq!(card.id, id);
        }
        assert!(sample().is_ok());
        assert_eq!(demo_draw().unwrap().typed[0], "7 8 11 18 28 40 48");
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
