//! The impact report as PDF: what the campaign came to, with nothing in it that somebody did not agree to. The same campaign
//! gives the same bytes: no clock is asked, the newest thing received gives the date.

use super::{Impact, LeapTotal, impact, short};
use crate::app::failure::Failure;
use crate::app::names::guard::Guard;
use crate::app::names::{self, Output};
use crate::app::papers::{self, Written};
use crate::app::printing::Press;
use crate::app::world::World;
use crate::app::{hub, mishaps, monsters, people};
use crate::campaign::{Campaign, Evidence, Leap, MishapState, NominationState, ThanksState, name_key};
use crate::press::facts::figure_spec;
use crate::press::impact::{
    self as layout, Bar, Channel, Country, Evidence as Sure, ImpactFacts, LeapLine, LeapSum, Quote, Thanks,
};
use crate::press::paper::Laid;
use crate::press::sheets::Paper;
use crate::scene::item::Scene;
use crate::scene::pdf::{self, PdfOptions};
use jiff::civil::DateTime;
use std::collections::BTreeSet;
use std::path::Path;

/// Most quotes and messages that stand in the report.
const QUOTES: usize = 8;
const MESSAGES: usize = 4;
/// Longer quotes are not quotes any more.
const QUOTE_LETTERS: usize = 320;

fn sure(evidence: Evidence) -> Option<Sure> {
    match evidence {
        Evidence::None => None,
        Evidence::Estimated => Some(Sure::Estimated),
        Evidence::Reported => Some(Sure::Reported),
        Evidence::Measured => Some(Sure::Measured),
    }
}

/// Everything the report says. Stories, heroes, quotes and messages are those that may stand on the hub.
pub fn facts(campaign: &Campaign) -> ImpactFacts {
    let settings = campaign.settings();
    let may = |story: &_| hub::story_may_stand(campaign, story).is_ok();
    let numbers = impact(campaign, may);
    let guard = Guard::new(campaign, Output::Hub);
    let newest = campaign.nominations().iter().filter_map(|(_, it)| it.received_at).max();
    let heroes: Vec<_> = campaign
        .heroes()
        .iter()
        .filter(|(_, hero)| names::may_be_shown(campaign, hero.person) && guard.names(&hero.persona).is_none())
        .filter(|(_, hero)| !names::tells_more(campaign, hero.person, &hero.persona, Output::Hub))
        .map(|(_, hero)| (hero.persona.clone(), figure_spec(&hero.figure)))
        .collect();
    let tally = mishaps::public_tally(campaign);
    let bars = |list: Vec<(String, u64)>, most: usize| -> Vec<Bar> {
        let safe = list.into_iter().filter(|(label, _)| guard.names(label).is_none());
        safe.take(most).map(|(label, count)| Bar { label, count, words: String::new() }).collect()
    };
    let happened = campaign.mishaps().iter().filter(|(_, it)| it.state != MishapState::SetAside).count() as u64;
    let mut leaps: Vec<LeapLine> = campaign
        .stories()
        .iter()
        .filter(|(_, story)| may(story))
        .flat_map(|(_, story)| &story.leaps)
        .filter(|leap| guard.names(&leap.what).is_none())
        .filter_map(leap_line)
        .collect();
    leaps.sort_by(|a, b| b.multiple.total_cmp(&a.multiple).then_with(|| a.what.cmp(&b.what)));
    ImpactFacts {
        campaign: settings.title.clone(),
        organiser: settings.organiser.clone(),
        language: settings.language.clone(),
        words: words(&settings.organiser, newest),
        figures: figures(campaign, &numbers, heroes.len()),
        heroes,
        channels: numbers
            .channels
            .iter()
            .map(|(name, it)| Channel {
                name: guard.channel(name.clone()),
                received: it.received,
                accepted: it.accepted,
                shortlisted: it.shortlisted,
                won: it.won,
            })
            .collect(),
        without_channel: numbers.without_channel,
        countries: countries(&numbers),
        without_country: numbers.without_country,
        leaps,
        sums: numbers
            .leaps
            .iter()
            .filter_map(|sum| {
                let evidence = sure(sum.evidence)?;
                Some(LeapSum { evidence, leaps: sum.leaps, median: sum.median, largest: sum.largest })
            })
            .collect(),
        totals: numbers.totals.iter().map(LeapTotal::words).collect(),
        unproven: numbers.unproven,
        problems: problems(campaign, &numbers, &guard),
        mishaps: happened,
        devices: bars(tally.devices, 10),
        causes: bars(tally.causes, 10),
        thanks: thanks(campaign, &guard),
        quotes: quotes(campaign, &guard),
        places: numbers.places,
    }
}

fn words(organiser: &str, newest: Option<DateTime>) -> String {
    let by = if organiser.trim().is_empty() { String::new() } else { format!("For {}", organiser.trim()) };
    let until = newest.map(|at| format!("with everything received up to {}", at.date().strftime("%-d %B %Y")));
    let parts: Vec<String> = [by, until.unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect();
    let mut words = parts.join(", ");
    if let Some(first) = words.get(..1) {
        words = format!("{}{}.", first.to_uppercase(), &words[1..]);
    }
    words
}

fn figures(campaign: &Campaign, numbers: &Impact, heroes: usize) -> Vec<(String, String)> {
    let winners: BTreeSet<_> =
        campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)).collect();
    let counts = [
        (numbers.nominations, "nomination", "nominations"),
        (numbers.nominees, "person nominated", "people nominated"),
        (numbers.countries, "country", "countries"),
        (heroes as u64, "hero shown", "heroes shown"),
        (numbers.stories, "story told", "stories told"),
        (winners.len() as u64, "winner", "winners"),
        (numbers.thanks, "message of thanks", "messages of thanks"),
        (campaign.monsters().len() as u64, "monster faced", "monsters faced"),
    ];
    let said = counts.into_iter().filter(|(count, ..)| *count > 0);
    said.map(|(count, one, many)| (count.to_string(), if count == 1 { one } else { many }.to_owned())).collect()
}

fn countries(numbers: &Impact) -> Vec<Country> {
    let towns = |code: &str| -> Vec<String> {
        let mut towns: Vec<(&str, u64)> = numbers
            .places
            .iter()
            .filter(|mark| mark.country == code && !mark.place.is_empty())
            .map(|mark| (mark.place.as_str(), mark.count))
            .collect();
        towns.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        towns.into_iter().take(6).map(|(town, _)| town.to_owned()).collect()
    };
    let named = |(code, count): &(String, u64)| Country {
        name: people::country_name(code).to_owned(),
        nominations: *count,
        towns: towns(code),
    };
    numbers.by_country.iter().map(named).collect()
}

fn leap_line(leap: &Leap) -> Option<LeapLine> {
    let multiple = leap.multiple()?;
    let (before, after) = (leap.before?, leap.after?);
    let numbers = format!("from {} to {} {}", short(before), short(after), leap.unit);
    let what = if leap.what.trim().is_empty() { "A leap".to_owned() } else { leap.what.trim().to_owned() };
    Some(LeapLine { what, numbers: numbers.trim().to_owned(), multiple, evidence: sure(leap.evidence)? })
}

fn problems(campaign: &Campaign, numbers: &Impact, guard: &Guard<'_>) -> Vec<Bar> {
    let villain = |problem: &str| {
        let key = name_key(problem);
        campaign.monsters().iter().find(|(_, it)| name_key(&it.problem) == key).map(|(id, it)| {
            let fighters = monsters::heroes_against(campaign, id).count();
            match fighters {
                0 => it.name.clone(),
                1 => format!("{}, fought by 1 hero", it.name),
                n => format!("{}, fought by {n} heroes", it.name),
            }
        })
    };
    let safe = numbers.problems.iter().filter(|(problem, _)| guard.names(problem).is_none());
    safe.take(12)
        .map(|(problem, count)| Bar {
            label: problem.clone(),
            count: *count,
            words: villain(problem).filter(|words| guard.names(words).is_none()).unwrap_or_default(),
        })
        .collect()
}

fn thanks(campaign: &Campaign, guard: &Guard<'_>) -> Thanks {
    let all = || campaign.thanks().iter().map(|(_, it)| it);
    let shown = || all().filter(|it| it.state == ThanksState::Shown);
    let people: BTreeSet<_> = shown().filter_map(|it| it.to).collect();
    let teams: BTreeSet<String> =
        shown().filter(|it| it.to.is_none()).map(|it| name_key(&it.to_words)).filter(|key| !key.is_empty()).collect();
    let messages = shown()
        .filter(|it| {
            let words = it.public_message();
            let own = it.to.is_some_and(|id| {
                !names::may_be_shown(campaign, id) || names::tells_more(campaign, id, words, Output::Hub)
            });
            !own && guard.names(words).is_none() && !words.trim().is_empty() && words.chars().count() <= QUOTE_LETTERS
        })
        .take(MESSAGES)
        .map(|it| {
            let to = match it.to {
                Some(id) => names::shown_as(campaign, id, Output::Hub).unwrap_or_default(),
                None if guard.names(&it.to_words).is_none() => it.to_words.trim().to_owned(),
                None => String::new(),
            };
            let under = if to.is_empty() { String::new() } else { format!("to {to}") };
            Quote { words: it.public_message().trim().to_owned(), under }
        })
        .collect();
    Thanks {
        received: campaign.thanks().len() as u64,
        shown: shown().count() as u64,
        thanked: (people.len() + teams.len()) as u64,
        messages,
    }
}

/// Quotes of published stories first, then the sentences that nominators gave for quoting about people who agreed to be shown.
fn quotes(campaign: &Campaign, guard: &Guard<'_>) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut seen = BTreeSet::new();
    let fits = |id, words: &str| {
        let words = words.trim();
        !words.is_empty()
            && words.chars().count() <= QUOTE_LETTERS
            && !names::tells_more(campaign, id, words, Output::Hub)
            && guard.names(words).is_none()
    };
    for (_, story) in campaign.stories().iter().filter(|(_, story)| hub::story_may_stand(campaign, story).is_ok()) {
        for quote in story.quotes.iter().filter(|quote| fits(story.about, &quote.words)) {
            let of = names::shown_as(campaign, story.about, Output::Hub).map(|name| format!("about {name}"));
            let by = Some(quote.by.trim().to_owned()).filter(|by| !by.is_empty() && guard.names(by).is_none());
            let under: Vec<String> = by.into_iter().chain(of).collect();
            if seen.insert(name_key(&quote.words)) {
                quotes.push(Quote { words: quote.words.clone(), under: under.join(", ") });
            }
        }
    }
    for (_, it) in campaign.nominations().iter() {
        if quotes.len() >= QUOTES {
            break;
        }
        let counts = it.state != NominationState::SetAside && names::may_be_shown(campaign, it.nominee);
        if !counts || !fits(it.nominee, &it.quote) || !seen.insert(name_key(&it.quote)) {
            continue;
        }
        let by = it.nominator.and_then(|id| names::public_name(campaign, id, Output::Hub));
        let of = names::shown_as(campaign, it.nominee, Output::Hub).map(|name| format!("about {name}"));
        let under: Vec<String> = by.into_iter().chain(of).collect();
        quotes.push(Quote { words: it.quote.trim().to_owned(), under: under.join(", ") });
    }
    quotes.truncate(QUOTES);
    quotes
}

/// The pages of the report.
pub fn pages(campaign: &Campaign, paper: Paper, press: &mut Press<'_>) -> Laid {
    layout::report(&facts(campaign), paper, press.kit, press.symbols, press.typesetter)
}

/// A name for its file.
pub fn file_name() -> &'static str {
    "impact-report.pdf"
}

/// Writes the report as one PDF, under its own name where the path is a folder.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    campaign: &Campaign,
    paper: Paper,
    path: &Path,
    world: &dyn World,
    press: &mut Press<'_>,
) -> Result<Written, Failure> {
    let settings = campaign.settings();
    let of: String = settings.id.chars().take(12).collect();
    let what = format!("{of}/impact-report/");
    papers::write_single(("The impact report", &what, file_name()), path, world, || {
        let laid = pages(campaign, paper, press);
        let count = laid.pages.len();
        let scene = Scene {
            title: format!("Impact report: {}", settings.title),
            author: settings.organiser.clone(),
            language: settings.language.clone(),
            pages: laid.pages,
        };
        let newest = campaign.nominations().iter().filter_map(|(_, it)| it.received_at).max();
        let created = newest.map(|at| at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string());
        let bytes = pdf::write(&scene, &PdfOptions { created, ..PdfOptions::default() }).map_err(|error| {
            Failure::new("The impact report was not printed.", format!("{error}."), "Print it on the other paper.")
        })?;
        Ok((bytes, count, laid.missing))
    })
}
