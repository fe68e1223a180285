//! The sample: a campaign as an organiser would have made it, and the draw that is demonstrated with it.

use super::{AwardText, CampaignText, apply, broken, settings, starting_edits};
use crate::app::failure::Failure;
use crate::app::importing;
use crate::app::progress::Progress;
use crate::app::world::World;
use crate::app::{drawing, heroes};
use crate::campaign::{
    Accessory, Award, Campaign, Consent, ConsentState, Edit, Figure, Hero, HeroId, Milestone, Monster, Person, Power,
    Sweepstake, Winner, email_key,
};
use crate::intake::Kind;
use crate::store::Blobs;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

const SAMPLE_TEXT: &str = include_str!("../../../assets/sample/sample.ron");
/// The sample's lists as an organiser would get them.
pub const SAMPLE_NOMINATIONS: &[u8] = include_bytes!("../../../assets/sample/nominations.csv");
pub const SAMPLE_ENTRIES: &[u8] = include_bytes!("../../../assets/sample/entries.csv");

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
pub(super) struct SampleText {
    campaign: CampaignText,
    awards: Vec<AwardText>,
    monsters: Vec<Monster>,
    heroes: Vec<SampleHero>,
    sweepstake: Sweepstake,
    staff_domains: Vec<String>,
    demo_draw: DemoDrawText,
    milestones: Vec<Milestone>,
}

/// The draw of the sample: when it is locked and drawn, and what falls, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoDraw {
    pub locked_at: Timestamp,
    pub drawn_at: Timestamp,
    pub typed: Vec<String>,
}

pub(super) fn sample() -> Result<SampleText, Failure> {
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

/// The sample as an organiser would have made it: lists imported, people completed, heroes made, winners chosen.
pub(super) fn start_sample(world: &dyn World, progress: &Progress) -> Result<(Campaign, Blobs), Failure> {
    let sample = sample()?;
    progress.set_total(5);
    let mut settings = settings(world, &sample.campaign)?;
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
                name: hero.name.as_str().into(),
                organisation: hero.organisation.as_str().into(),
                team: hero.team.as_str().into(),
                function: hero.function.as_str().into(),
                country: hero.country.as_str().into(),
                place: hero.place.as_str().into(),
                consent: Consent::new(hero.consent, Some(at), "e-mail", ""),
                ..new
            }
            .with(|it| {
                it.latin_name = hero.latin_name.as_str().into();
                it.given_name = hero.given_name.as_str().into();
                it.code_name = hero.code_name.as_str().into();
                it.since = hero.since.as_str().into();
            });
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
