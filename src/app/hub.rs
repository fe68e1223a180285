//! The web hub: what of a campaign may stand on it, its pictures, and the folder it is written to. Who has not agreed, or no
//! longer agrees, is on no page; a new run takes away what an earlier one wrote and this one does not need.

use super::failure::Failure;
use super::impact::{self, Impact};
use super::names::guard::Guard;
use super::names::{self, Output};
use super::progress::Progress;
use crate::campaign::{
    Campaign, ConsentState, Hero, HeroId, Leap, Milestone, MilestoneKind, MishapState, MonsterId, Person, PersonId,
    Story, StoryState, Thanks, ThanksId, ThanksState, problem_key,
};
use crate::hub::{self, AwardFacts, Files, HeroFacts, ImpactFacts, LeapFacts, MishapFacts, MonsterFacts, StoryFacts};
use crate::press::facts::{enemy_look, figure_spec};
use crate::scene::item::{Item, Transform};
use crate::scene::kit::{Kit, KitError, Show, SymbolCache};
use crate::scene::pixels::{self, PixelError};
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod writing;

pub use crate::hub::{HubFacts, ThanksFacts};
pub use writing::write;

/// Parts that can be left out, with the words for them.
pub const PARTS: [(&str, &str); 6] = [
    ("heroes", "Heroes"),
    ("stories", "Stories"),
    ("monsters", "Monsters"),
    ("mishaps", "Users happen"),
    ("thanks", "Wall of thanks"),
    ("winners", "Winners"),
];

/// What was written, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HubReport {
    pub folder: String,
    /// Files of the site.
    pub files: usize,
    /// Those among them that were written now; the others lay there already.
    pub written: usize,
    /// Files of an earlier run that are not needed any more.
    pub removed: usize,
    pub heroes: usize,
    pub stories: usize,
    pub monsters: usize,
    pub mishaps: usize,
    pub thanks: usize,
    /// What is not on the hub, and why.
    pub left_out: Vec<LeftOut>,
}

/// Something that is not on the hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub id: String,
    pub what: String,
    pub why: String,
}

fn agreed(person: &Person) -> bool {
    person.consent.state == ConsentState::Agreed && person.erased_at.is_none()
}

fn why_not(person: &Person) -> &'static str {
    match person.consent.state {
        ConsentState::Agreed if person.erased_at.is_none() => "Agreed to be shown without a name only.",
        ConsentState::Agreed => "Erased on request.",
        ConsentState::NotAsked => "Has not been asked.",
        ConsentState::Asked => "Was asked and has not answered.",
        ConsentState::Refused => "Does not want to be shown.",
        ConsentState::Withdrawn => "Withdrew consent.",
    }
}

/// SHA-256 of a story's title and text, lower-case hex: what a person agrees to.
pub fn story_sha256(story: &Story) -> String {
    let mut hash = Sha256::new();
    for part in [&story.title, &story.summary, &story.text] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// SHA-256 of a mishap's public words, lower-case hex: what was reviewed.
pub fn mishap_sha256(mishap: &crate::campaign::Mishap) -> String {
    let mut hash = Sha256::new();
    // What it happened to, why, and what it cost are shown as well.
    let labels = [&mishap.device, &mishap.cause, &mishap.damage].into_iter().filter(|label| !label.is_empty());
    for part in [&mishap.title, &mishap.public_text, &mishap.punchline].into_iter().chain(labels) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// May this story stand in public? The reason where it may not.
pub fn story_may_stand(campaign: &Campaign, story: &Story) -> Result<(), &'static str> {
    let Some(person) = campaign.people().get(story.about) else { return Err("The person is gone.") };
    if !agreed(person) {
        return Err(why_not(person));
    }
    if story.state != StoryState::Published {
        return Err("Is not published yet.");
    }
    if story.consented_sha256 != story_sha256(story) {
        return Err("Was changed after the person agreed to it.");
    }
    Ok(())
}

/// May this mishap stand in public? The reason where it may not.
pub fn mishap_may_stand(mishap: &crate::campaign::Mishap) -> Result<(), &'static str> {
    if mishap.state != MishapState::Published {
        return Err("Is not published yet.");
    }
    match &mishap.reviewed {
        None => Err("Was never reviewed for third persons."),
        Some(review) if review.text_sha256 != mishap_sha256(mishap) => Err("Was changed after its review."),
        Some(_) => Ok(()),
    }
}

/// Why a mishap gives somebody away, in its words or by an archetype that bears a real name; `None` where it does not.
pub fn mishap_gives_away(campaign: &Campaign, guard: &Guard<'_>, it: &crate::campaign::Mishap) -> Option<String> {
    let mut words: Vec<&str> = vec![&it.title, &it.public_text, &it.punchline, &it.device, &it.cause, &it.damage];
    words.extend(super::mishaps::cast(campaign, it).into_iter().map(|archetype| archetype.name.as_str()));
    words.into_iter().find_map(|words| guard.why(words))
}

/// A message of thanks as the public sees it. The reason where it may not stand. `guard` knows the names that stay withheld on
/// the hub.
pub fn thanks_on_wall(campaign: &Campaign, guard: &Guard<'_>, it: &Thanks) -> Result<ThanksFacts, String> {
    let name = |id: PersonId| names::public_name(campaign, id, Output::Hub);
    match it.state {
        ThanksState::Shown => {}
        ThanksState::Waiting => return Err("Nobody has read it yet.".into()),
        ThanksState::Hidden => return Err("Hidden.".into()),
    }
    let to = match it.to.and_then(|id| Some((id, campaign.people().get(id)?))) {
        None => it.to_words.clone(),
        Some((id, person)) => {
            let words = persona_of(campaign, id).or_else(|| name(id)).ok_or_else(|| why_not(person).to_owned())?;
            if names::tells_more(campaign, id, it.public_message(), Output::Hub) {
                return Err("Names the person in another form than they agreed to; give it another wording.".into());
            }
            words
        }
    };
    if let Some(why) = [it.public_message(), &to].into_iter().find_map(|words| guard.why(words)) {
        return Err(why);
    }
    let from = match it.from {
        _ if it.anonymous => String::new(),
        Some(person) => name(person).unwrap_or_default(),
        // Words nobody answers for may be a name: it was read before it was let through.
        None if guard.names(&it.from_words).is_some() => String::new(),
        None => it.from_words.clone(),
    };
    let to = if to.trim().is_empty() { "all who keep things running".into() } else { to };
    Ok(ThanksFacts { to, message: it.public_message().to_owned(), from })
}

/// The messages on the wall, and why others that are shown do not stand there. Reads all names once.
pub fn wall(campaign: &Campaign) -> BTreeMap<ThanksId, Result<ThanksFacts, String>> {
    let guard = Guard::new(campaign, Output::Hub);
    let shown = campaign.thanks().iter().filter(|(_, it)| it.state == ThanksState::Shown);
    shown.map(|(id, it)| (id, thanks_on_wall(campaign, &guard, it))).collect()
}

/// Short, lower-case and safe for a file name; never empty, never twice.
struct Slugs(BTreeSet<String>);

impl Slugs {
    fn of(&mut self, words: &str, id: &str) -> String {
        let latin = any_ascii::any_ascii(words).to_lowercase();
        let mut slug = String::new();
        for c in latin.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
            if slug.len() >= 48 {
                break;
            }
        }
        let mut slug = slug.trim_matches('-').to_owned();
        if slug.is_empty() || !self.0.insert(slug.clone()) {
            slug = format!("{slug}-{}", id.to_lowercase()).trim_matches('-').to_owned();
            self.0.insert(slug.clone());
        }
        slug
    }
}

/// What the hub says, without its pictures, and what it does not.
pub struct Selection {
    pub facts: HubFacts,
    pub left_out: Vec<LeftOut>,
    /// The heroes of the facts, in their order.
    heroes: Vec<HeroId>,
    /// The monsters likewise.
    monsters: Vec<MonsterId>,
}

/// Chooses what may stand on the hub. `now` tells whether nominations are still taken.
pub fn select(campaign: &Campaign, kit: &Kit, now: Timestamp) -> Selection {
    let settings = campaign.settings();
    let shown = |part: &str| !settings.hub.without.contains(part);
    let mut left_out = Vec::new();
    let mut slugs = Slugs(BTreeSet::new());
    let name = |id: PersonId| names::public_name(campaign, id, Output::Hub);
    let guard = Guard::new(campaign, Output::Hub);
    let may_say = |texts: &[&str]| guard.why(&texts.join("\n"));
    let persona = |id: PersonId| persona_of(campaign, id).filter(|words| guard.names(words).is_none());

    let mut stories: Vec<(PersonId, StoryFacts)> = Vec::new();
    if shown("stories") {
        for (id, story) in campaign.stories().iter() {
            let standing = story_may_stand(campaign, story)
                .map_err(str::to_owned)
                .and_then(|()| may_say(&[&story.title, &story.summary, &story.text]).map_or(Ok(()), Err));
            match (standing, campaign.people().get(story.about)) {
                (Ok(()), Some(person)) => {
                    let place = super::stories::place_of(story, person);
                    let about =
                        persona(story.about).into_iter().chain(name(story.about)).collect::<Vec<_>>().join(" – ");
                    stories.push((
                        story.about,
                        StoryFacts {
                            slug: slugs.of(&story.title, &id.to_string()),
                            title: story.title.clone(),
                            summary: story.summary.clone(),
                            text: story.text.clone(),
                            about,
                            place: if guard.names(&place).is_none() { place } else { String::new() },
                            quotes: story
                                .quotes
                                .iter()
                                .filter(|it| guard.names(&it.words).is_none())
                                .map(|it| {
                                    (
                                        it.words.clone(),
                                        if guard.names(&it.by).is_none() { &it.by } else { "" }.to_owned(),
                                    )
                                })
                                .collect(),
                            leaps: story
                                .leaps
                                .iter()
                                .filter(|it| may_say(&[&it.what, &it.source]).is_none())
                                .map(leap_facts)
                                .collect(),
                            picture: String::new(),
                        },
                    ));
                }
                (Err(why), _) => {
                    left_out.push(LeftOut { id: id.to_string(), what: format!("Story “{}”", story.title), why });
                }
                (Ok(()), None) => {}
            }
        }
    }
    let (mut heroes, mut hero_ids) = (Vec::new(), Vec::new());
    let mut heroes_of_monsters: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for (id, hero) in campaign.heroes().iter().filter(|_| shown("heroes")) {
        let Some(person) = campaign.people().get(hero.person) else { continue };
        if !agreed(person) {
            let what = format!("Hero “{}”", hero.persona);
            left_out.push(LeftOut { id: id.to_string(), what, why: why_not(person).into() });
            continue;
        }
        if names::tells_more(campaign, hero.person, &hero.persona, Output::Hub) {
            let what = format!("Hero “{}”", hero.persona);
            let why = "The hero's name says more than the person agreed to show.".into();
            left_out.push(LeftOut { id: id.to_string(), what, why });
            continue;
        }
        if let Some(why) = may_say(&[&hero.persona]) {
            left_out.push(LeftOut { id: id.to_string(), what: format!("Hero “{}”", hero.persona), why });
            continue;
        }
        if let Some(enemy) = hero.enemy {
            heroes_of_monsters.entry(enemy.0).or_default().push(hero.persona.clone());
        }
        let story = stories.iter().find(|(about, _)| *about == hero.person).map(|(_, story)| story.slug.clone());
        hero_ids.push(id);
        let mut facts = hero_facts(campaign, hero, person, slugs.of(&hero.persona, &id.to_string()), story, kit);
        for words in [&mut facts.quote, &mut facts.line_two, &mut facts.award, &mut facts.enemy] {
            if guard.names(words).is_some() {
                words.clear();
            }
        }
        heroes.push(facts);
    }
    for (about, story) in &mut stories {
        let hero = campaign.hero_of(*about).and_then(|(id, _)| hero_ids.iter().position(|other| *other == id));
        if let Some(hero) = hero.and_then(|at| heroes.get(at)) {
            story.picture.clone_from(&hero.picture);
        }
    }
    let mut monster_ids = Vec::new();
    let named = campaign.problems_named();
    let monsters: Vec<MonsterFacts> = campaign
        .monsters()
        .iter()
        .filter(|_| shown("monsters"))
        .filter(|(id, it)| match may_say(&[&it.name, &it.tagline, &it.problem]) {
            None => true,
            Some(why) => {
                left_out.push(LeftOut { id: id.to_string(), what: format!("Monster “{}”", it.name), why });
                false
            }
        })
        .map(|(id, monster)| {
            monster_ids.push(id);
            let slug = slugs.of(&monster.name, &id.to_string());
            MonsterFacts {
                picture: format!("pictures/{slug}.png"),
                slug,
                name: monster.name.clone(),
                tagline: monster.tagline.clone(),
                problem: monster.problem.clone(),
                named_in: named.get(&problem_key(&monster.problem)).copied().unwrap_or_default().in_words(),
                stats: monster.stats.iter().map(|stat| (stat.label.clone(), stat.value.min(10))).collect(),
                fought_by: heroes_of_monsters.remove(&id.0).unwrap_or_default(),
            }
        })
        .collect();
    let mut thanks = Vec::new();
    for (id, it) in campaign.thanks().iter().filter(|_| shown("thanks")) {
        match thanks_on_wall(campaign, &guard, it) {
            Ok(facts) => thanks.push(facts),
            Err(why) => left_out.push(LeftOut { id: id.to_string(), what: "A message of thanks".into(), why }),
        }
    }
    let mut mishaps = Vec::new();
    for (id, it) in campaign.mishaps().iter().filter(|_| shown("mishaps")) {
        if let Err(why) = mishap_may_stand(it) {
            left_out.push(LeftOut { id: id.to_string(), what: "A mishap".into(), why: why.into() });
            continue;
        }
        if let Some(why) = mishap_gives_away(campaign, &guard, it) {
            left_out.push(LeftOut { id: id.to_string(), what: "A mishap".into(), why });
            continue;
        }
        mishaps.push(MishapFacts {
            title: if it.title.is_empty() { "What happened".into() } else { it.title.clone() },
            text: it.public_text.clone(),
            device: it.device.clone(),
            punchline: it.punchline.clone(),
            archetypes: it
                .archetypes
                .iter()
                .filter_map(|id| campaign.archetypes().get(*id))
                .map(|archetype| archetype.name.clone())
                .collect(),
        });
    }
    let mut awards = Vec::new();
    for (id, award) in campaign.awards().iter() {
        let mut leave_out = |what: &str, why| {
            left_out.push(LeftOut { id: id.to_string(), what: format!("{what} “{}”", award.title), why });
        };
        if let Some(why) = guard.why(&award.title) {
            leave_out("Award", why);
            continue;
        }
        let mut description = award.description.clone();
        if let Some(why) = guard.why(&description) {
            leave_out("Description of the award", why);
            description.clear();
        }
        let winners = award.winners.iter().filter(|_| shown("winners")).map(|winner| winner.person);
        let winners = winners.filter_map(|id| match (persona(id), name(id)) {
            (Some(hero), Some(name)) => Some(format!("{hero} ({name})")),
            (hero, name) => hero.or(name),
        });
        awards.push(AwardFacts { title: award.title.clone(), description, winners: winners.collect() });
    }
    let closes = |it: &&Milestone| {
        it.kind == MilestoneKind::NominationsClose
            || (it.kind == MilestoneKind::Other && it.title.to_lowercase().contains("close"))
    };
    let open_until = super::timeline::in_order(campaign).into_iter().map(|(_, it)| it).find(closes);
    let is_open = !settings.hub.is_closed && open_until.is_none_or(|milestone| now < milestone.at);
    let facts = HubFacts {
        title: settings.title.clone(),
        organiser: settings.organiser.clone(),
        language: settings.language.clone(),
        year: settings.year.clone(),
        logo: settings.logo.to_vec(),
        intro: settings.hub.intro.clone(),
        mail_to: settings.hub.mail_to.clone(),
        deadline: match open_until {
            Some(milestone) if is_open => {
                format!("{}: {}", milestone.title, milestone.at.strftime("%-d %B %Y, %H:%M UTC"))
            }
            None if is_open => String::new(),
            _ => "Nominations are closed.".into(),
        },
        is_open,
        awards,
        impact: impact_facts(campaign, &guard, heroes.len(), stories.len()),
        stories: stories.into_iter().map(|(_, story)| story).collect(),
        heroes,
        monsters,
        thanks,
        mishaps,
        pictures: BTreeMap::new(),
    };
    Selection { facts, left_out, heroes: hero_ids, monsters: monster_ids }
}

/// The hero's name of a person who agreed, where it says no more than they agreed to.
fn persona_of(campaign: &Campaign, id: PersonId) -> Option<String> {
    let persona = campaign.hero_of(id).map(|(_, hero)| hero.persona.clone())?;
    (names::may_be_shown(campaign, id) && !names::tells_more(campaign, id, &persona, Output::Hub)).then_some(persona)
}

pub(super) fn place_of(person: &Person) -> String {
    let country = super::people::country_name(&person.country);
    [person.place.as_str(), country].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

fn hero_facts(
    campaign: &Campaign,
    hero: &Hero,
    person: &Person,
    slug: String,
    story: Option<String>,
    kit: &Kit,
) -> HeroFacts {
    let label = |stat: &str| kit.stat(stat).map_or_else(|| stat.to_owned(), |stat| stat.label.clone());
    HeroFacts {
        picture: format!("pictures/{slug}.png"),
        slug,
        persona: hero.persona.clone(),
        name: names::public_name(campaign, hero.person, Output::Hub),
        line_two: [person.function.as_str(), person.place.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        powers: hero.powers.iter().map(|power| (label(&power.stat), power.value.min(10))).collect(),
        enemy: hero.enemy.and_then(|id| campaign.monsters().get(id)).map(|it| it.name.clone()).unwrap_or_default(),
        quote: if names::tells_more(campaign, hero.person, &hero.quote, Output::Hub) {
            String::new()
        } else {
            hero.quote.clone()
        },
        award: campaign.awards_won_by(hero.person).next().map(|(_, it)| it.title.clone()).unwrap_or_default(),
        story: story.unwrap_or_default(),
    }
}

fn leap_facts(leap: &Leap) -> LeapFacts {
    let with_unit = |number: f64| format!("{} {}", impact::short(number), leap.unit).trim().to_owned();
    let source = if leap.source.is_empty() { String::new() } else { format!(", {}", leap.source) };
    LeapFacts {
        what: leap.what.clone(),
        before: leap.before.map(with_unit).unwrap_or_default(),
        after: leap.after.map(with_unit).unwrap_or_default(),
        multiple: leap.multiple().map(impact::multiple_words).unwrap_or_default(),
        evidence: format!("{}{source}", leap.evidence.title()),
    }
}

fn impact_facts(campaign: &Campaign, guard: &Guard<'_>, heroes: usize, stories: usize) -> ImpactFacts {
    let Impact {
        nominations, nominees, countries, thanks, channels, by_country, places, problems, leaps, totals, ..
    } = impact::impact(campaign, |story| story_may_stand(campaign, story).is_ok());
    let counts = [
        (nominations, "nominations", "nomination"),
        (nominees, "people nominated", "person nominated"),
        (countries, "countries", "country"),
        (heroes as u64, "heroes shown here", "hero shown here"),
        (stories as u64, "stories", "story"),
        (thanks, "messages of thanks", "message of thanks"),
    ];
    ImpactFacts {
        counts: counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, many, one)| (count, if count == 1 { one } else { many }.to_owned()))
            .collect(),
        problems: problems.into_iter().filter(|(problem, _)| guard.names(problem).is_none()).take(12).collect(),
        channels: channels
            .into_iter()
            .map(|(channel, it)| (guard.channel(channel), [it.received, it.accepted, it.shortlisted, it.won]))
            .collect(),
        countries: by_country
            .into_iter()
            .map(|(country, count)| (super::people::country_name(&country).to_owned(), count))
            .collect(),
        leaps: leaps
            .into_iter()
            .map(|sum| {
                let leaps = if sum.leaps == 1 { "1 leap".to_owned() } else { format!("{} leaps", sum.leaps) };
                format!(
                    "{}: {leaps}, in the middle {}",
                    sum.evidence.title(),
                    impact::multiple_words(sum.median).to_lowercase()
                )
            })
            .chain(totals.iter().map(impact::LeapTotal::words))
            .collect(),
        places,
    }
}

#[derive(Debug, thiserror::Error)]
enum PictureError {
    #[error(transparent)]
    Kit(#[from] KitError),
    #[error(transparent)]
    Pixels(#[from] PixelError),
}

/// A figure or monster on nothing, as PNG.
fn png(items: &[Item], width: u32, height: u32, scale: f32) -> Result<Vec<u8>, PixelError> {
    pixels::render(items, width, height, Transform::from_scale(scale, scale), None)?.png()
}

fn pictures(
    campaign: &Campaign,
    facts: &mut HubFacts,
    (heroes, monsters): (&[HeroId], &[MonsterId]),
    kit: &Kit,
    progress: &Progress,
) -> Result<(), Failure> {
    let symbols = SymbolCache::new();
    let broken = |error: PictureError| {
        Failure::new(
            "The hub was not written.",
            format!("A picture could not be drawn: {error}."),
            "Install the program again.",
        )
    };
    progress.set_total((facts.heroes.len() + facts.monsters.len()) as u64);
    for (hero, id) in facts.heroes.iter().zip(heroes) {
        let Some(known) = campaign.heroes().get(*id) else { continue };
        let spec = figure_spec(&known.figure);
        let colours = kit.figure_colours(&spec, &known.backdrop_scheme);
        let draw = || -> Result<Vec<u8>, PictureError> {
            let items = kit.figure_items(&spec, &colours, Show::All, &symbols)?.items;
            Ok(png(&items, 420, 672, 0.42)?)
        };
        facts.pictures.insert(hero.picture.clone(), draw().map_err(broken)?);
        progress.step()?;
    }
    for (monster, id) in facts.monsters.iter().zip(monsters) {
        let Some(known) = campaign.monsters().get(*id) else { continue };
        let draw = || -> Result<Vec<u8>, PictureError> {
            let items = kit.villain_items(&enemy_look(known), &symbols)?.items;
            Ok(png(&items, 480, 480, 0.48)?)
        };
        facts.pictures.insert(monster.picture.clone(), draw().map_err(broken)?);
        progress.step()?;
    }
    Ok(())
}

/// All files of the site.
pub fn files(
    campaign: &Campaign,
    kit: &Kit,
    now: Timestamp,
    progress: &Progress,
) -> Result<(Files, HubReport), Failure> {
    let Selection { mut facts, left_out, heroes, monsters } = select(campaign, kit, now);
    pictures(campaign, &mut facts, (&heroes, &monsters), kit, progress)?;
    let files = hub::site(&facts);
    let report = HubReport {
        files: files.len(),
        heroes: facts.heroes.len(),
        stories: facts.stories.len(),
        monsters: facts.monsters.len(),
        mishaps: facts.mishaps.len(),
        thanks: facts.thanks.len(),
        left_out,
        ..HubReport::default()
    };
    Ok((files, report))
}
