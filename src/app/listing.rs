//! Lists of what a campaign holds: rows of named values, the same for a table on the terminal, for JSON and for CSV.
//! Order is the order of arrival. What a person typed stands here as typed; whoever prints it escapes it for the place.

use super::drawing::{self, Assessed, Credit, Standing};
use super::exact;
use crate::campaign::{
    Award, AwardId, Campaign, Decision, EntryId, Hero, HeroId, Monster, MonsterId, Nomination, NominationId, Person,
    PersonId, Stage, SweepstakeId, problem_key,
};
use crate::draw::{Outcome, SignedRecord, WalkStep};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

mod community;

/// Named values in a fixed order; every row of a list has the same names.
pub type Row = Vec<(&'static str, Value)>;

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    People,
    Nominations,
    Entries,
    Awards,
    Draws,
    Heroes,
    Monsters,
    Thanks,
    Mishaps,
    Archetypes,
    Stories,
    Members,
    Parcels,
    Judging,
    Ledger,
}

impl What {
    pub const ALL: [Self; 15] = [
        Self::People,
        Self::Nominations,
        Self::Entries,
        Self::Awards,
        Self::Draws,
        Self::Heroes,
        Self::Monsters,
        Self::Thanks,
        Self::Mishaps,
        Self::Archetypes,
        Self::Stories,
        Self::Members,
        Self::Parcels,
        Self::Judging,
        Self::Ledger,
    ];
    /// The word for the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Nominations => "nominations",
            Self::Entries => "entries",
            Self::Awards => "awards",
            Self::Draws => "draws",
            Self::Heroes => "heroes",
            Self::Monsters => "monsters",
            Self::Thanks => "thanks",
            Self::Mishaps => "mishaps",
            Self::Archetypes => "archetypes",
            Self::Stories => "stories",
            Self::Members => "members",
            Self::Parcels => "parcels",
            Self::Judging => "judging",
            Self::Ledger => "ledger",
        }
    }
}

impl FromStr for What {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|what| what.id() == text)
            .ok_or_else(|| format!("it is none of {}", Self::ALL.map(Self::id).join(", ")))
    }
}

/// The rows of a list, one after the other: of a million people never more than one is there at a time.
pub fn each(campaign: &Campaign, what: What) -> Box<dyn Iterator<Item = Row> + '_> {
    match what {
        What::People => Box::new(people(campaign, campaign.people().ids())),
        What::Nominations => Box::new(nominations(campaign)),
        What::Entries => Box::new(campaign.sweepstakes().ids().flat_map(|id| entries(campaign, id))),
        What::Ledger => Box::new(ledger(campaign)),
        What::Awards => Box::new(awards(campaign).into_iter()),
        What::Draws => Box::new(draws(campaign).into_iter()),
        What::Heroes => Box::new(heroes(campaign).into_iter()),
        What::Monsters => Box::new(monsters(campaign).into_iter()),
        What::Thanks => Box::new(community::thanks(campaign).into_iter()),
        What::Mishaps => Box::new(community::mishaps(campaign).into_iter()),
        What::Archetypes => Box::new(community::archetypes(campaign).into_iter()),
        What::Stories => Box::new(community::stories(campaign).into_iter()),
        What::Members => Box::new(community::members(campaign).into_iter()),
        What::Parcels => Box::new(community::parcels(campaign).into_iter()),
        What::Judging => Box::new(community::judging(campaign).into_iter()),
    }
}

/// All rows of a list.
pub fn rows(campaign: &Campaign, what: What) -> Vec<Row> {
    each(campaign, what).collect()
}

fn name_of(campaign: &Campaign, person: PersonId) -> String {
    campaign.people().get(person).map_or_else(|| person.to_string(), |person| person.display_name().to_owned())
}

/// The rows of these people, in this order, as wide as a screen shows them.
pub fn people<'c>(
    campaign: &'c Campaign,
    people: impl Iterator<Item = PersonId> + 'c,
) -> impl Iterator<Item = Row> + 'c {
    rows_of(campaign, people, false)
}

/// The same with all that is known of each: where they live, tags, notes, and what they said when and how about being shown.
pub fn people_in_full<'c>(
    campaign: &'c Campaign,
    people: impl Iterator<Item = PersonId> + 'c,
) -> impl Iterator<Item = Row> + 'c {
    rows_of(campaign, people, true)
}

fn rows_of<'c>(
    campaign: &'c Campaign,
    people: impl Iterator<Item = PersonId> + 'c,
    in_full: bool,
) -> impl Iterator<Item = Row> + 'c {
    let mut nominated: HashMap<PersonId, usize> = HashMap::new();
    let mut nominators: HashSet<PersonId> = HashSet::new();
    for (_, nomination) in campaign.nominations().iter() {
        *nominated.entry(nomination.nominee).or_default() += 1;
        nominators.extend(nomination.nominator);
    }
    let entrants: HashSet<PersonId> = campaign.entries().iter().map(|(_, entry)| entry.person).collect();
    let row = move |(id, person): (PersonId, &Person)| -> Row {
        let count = nominated.get(&id).copied().unwrap_or_default();
        let roles: Vec<&str> = [
            ("nominee", count > 0),
            ("nominator", nominators.contains(&id)),
            ("entrant", entrants.contains(&id)),
            ("judge", person.judge),
            ("member", person.member),
        ]
        .into_iter()
        .filter_map(|(role, has)| has.then_some(role))
        .collect();
        let mut row: Row = vec![
            ("id", id.to_string().into()),
            ("name", person.name.clone().into()),
            ("latin_name", person.latin_name.clone().into()),
            ("given_name", person.given_name.clone().into()),
            ("email", person.email.clone().into()),
            ("organisation", person.organisation.clone().into()),
            ("team", person.team.clone().into()),
            ("country", person.country.clone().into()),
            ("roles", roles.into()),
            ("nominations", count.into()),
            ("consent", code(person.consent.state.title()).into()),
            ("name_confirmed", person.name_confirmed.is_some().into()),
        ];
        if in_full {
            let known: Vec<&str> = row.iter().map(|(name, _)| *name).collect();
            row.extend(exact::person_row(person).into_iter().filter(|(name, _)| !known.contains(name)));
            row.push(("consent_read_on", exact::moment(campaign.consent_read_at(person))));
        }
        row
    };
    people.filter_map(|id| Some((id, campaign.people().get(id)?))).map(row)
}

/// A title as one word for lists: "Not asked" becomes `not-asked`.
pub fn code(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

fn nominations(campaign: &Campaign) -> impl Iterator<Item = Row> + '_ {
    let awards = |ids: &[AwardId]| -> Vec<String> {
        ids.iter().filter_map(|id| Some(campaign.awards().get(*id)?.title.clone())).collect()
    };
    let row = move |(id, nomination): (NominationId, &Nomination)| -> Row {
        let source = nomination.origin.and_then(|origin| campaign.sources().get(origin.source));
        vec![
            ("id", id.to_string().into()),
            ("nominee", name_of(campaign, nomination.nominee).into()),
            ("nominee_id", nomination.nominee.to_string().into()),
            ("nominator", nomination.nominator.map(|id| name_of(campaign, id)).unwrap_or_default().into()),
            ("awards", awards(&nomination.awards).into()),
            ("story", nomination.story.clone().into()),
            ("reason", nomination.reason.clone().into()),
            ("problems", nomination.problems.clone().into()),
            ("state", code(nomination.state.title()).into()),
            (
                "received",
                nomination.received_at.map_or_else(|| nomination.received.clone(), |at| at.to_string().into()).into(),
            ),
            ("source", source.map(|source| source.file_name.clone()).unwrap_or_default().into()),
            ("line", nomination.origin.map_or(Value::Null, |origin| origin.line.into())),
        ]
    };
    campaign.nominations().iter().map(row)
}

/// "in", "left out: staff", "excluded: late"; the word of lists.
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::In => "in".to_owned(),
        Standing::LeftOut(reason) => format!("left out: {reason}"),
        Standing::Excluded(reason) => format!("excluded: {reason}"),
    }
}

/// The entries of one sweepstake, with where each stands.
pub fn entries(campaign: &Campaign, sweepstake: SweepstakeId) -> impl Iterator<Item = Row> + '_ {
    let assessed: HashMap<EntryId, Assessed> =
        drawing::assess(campaign, sweepstake).into_iter().map(|judged| (judged.id, judged)).collect();
    let setup = campaign.sweepstakes().get(sweepstake);
    let title = campaign.sweepstakes().get(sweepstake).map_or("", |sweepstake| sweepstake.title.as_str());
    campaign.entries_in(sweepstake).map(move |(id, entry)| {
        let person = campaign.people().get(entry.person);
        let judged = assessed.get(&id);
        let standing = judged.map_or_else(|| "in".to_owned(), |judged| standing_words(judged.standing));
        let reason = match (&entry.decision, judged.and_then(|judged| judged.ground)) {
            (Decision::LetIn(words) | Decision::LeftOut(_, words) | Decision::Excluded(_, words), _)
                if !words.is_empty() =>
            {
                words.clone()
            }
            (_, Some(ground)) => ground.words().to_owned(),
            _ if judged.is_some_and(|judged| judged.undecided) => "No date can be read: decide about it.".to_owned(),
            _ => String::new(),
        };
        let pools = match (setup, person) {
            (Some(setup), Some(person)) => setup.pools_of(entry, person),
            _ => entry.pools.clone(),
        };
        vec![
            ("entry_id", entry.entry_id.clone().into()),
            ("reference", entry.reference.clone().into()),
            ("name", name_of(campaign, entry.person).into()),
            ("email", person.map(|person| person.email.clone()).unwrap_or_default().into()),
            ("received", entry.received_at.map_or_else(|| entry.received.clone(), |at| at.to_string().into()).into()),
            ("method", entry.way.title().to_lowercase().into()),
            ("tickets", entry.tickets.into()),
            ("bonus", entry.bonus.into()),
            ("standing", standing.into()),
            ("reason", reason.into()),
            ("counted", judged.map_or(entry.tickets, |judged| judged.tickets.total).into()),
            ("how", judged.map(|judged| judged.tickets.words()).unwrap_or_default().into()),
            ("referred_by", entry.referred_by.clone().into()),
            ("referral", judged.and_then(|judged| judged.credit).map_or("", Credit::words).into()),
            ("may_win", pools.into()),
            ("household", entry.household.clone().into()),
            ("sweepstake", title.into()),
        ]
    })
}

fn awards(campaign: &Campaign) -> Vec<Row> {
    let row = |(id, award): (AwardId, &Award)| -> Row {
        let winners: Vec<String> = award.winners.iter().map(|winner| name_of(campaign, winner.person)).collect();
        let nominations =
            campaign.nominations().iter().filter(|(_, nomination)| nomination.awards.contains(&id)).count();
        vec![
            ("id", id.to_string().into()),
            ("title", award.title.clone().into()),
            ("ribbon", award.ribbon_text().into()),
            ("nominations", nominations.into()),
            ("winners", winners.into()),
        ]
    };
    campaign.awards().iter().map(row).collect()
}

/// The word for a stage of a draw.
pub fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::SetUp => "set-up",
        Stage::Locked => "locked",
        Stage::Drawn => "drawn",
        Stage::Void => "void",
    }
}

fn draws(campaign: &Campaign) -> Vec<Row> {
    let mut rows = Vec::new();
    for (id, sweepstake) in campaign.sweepstakes().iter() {
        let sealed = sweepstake.sealed.as_ref();
        let winners: Vec<String> = walk(campaign, id)
            .into_iter()
            .filter(|place| place.step.outcome == Outcome::Winner)
            .map(|place| place.name)
            .collect();
        // Before the lock the list still grows, so all entries are counted; afterwards the roll is what counts.
        let entries = sealed.map_or_else(|| campaign.entries_in(id).count(), |sealed| sealed.roll.lines().count());
        rows.push(vec![
            ("id", id.to_string().into()),
            ("number", sealed.map_or(Value::Null, |sealed| sealed.number.into())),
            ("stage", stage_code(sweepstake.stage()).into()),
            ("title", sweepstake.title.clone().into()),
            ("method", sweepstake.method.code().into()),
            ("entries", entries.into()),
            ("winners", winners.into()),
            ("lock_sha256", sealed.map(|sealed| sealed.lock_sha256.clone()).unwrap_or_default().into()),
        ]);
    }
    rows
}

/// A step of the walk with the person it belongs to.
#[derive(Clone, Debug)]
pub struct Place {
    pub step: WalkStep,
    /// `None` where the entry is no longer in the campaign.
    pub person: Option<PersonId>,
    pub name: String,
    /// The prize in words; empty where there is none.
    pub prize_name: String,
}

/// The walk of a drawn sweepstake; empty before the draw.
pub fn walk(campaign: &Campaign, id: SweepstakeId) -> Vec<Place> {
    let Some(sweepstake) = campaign.sweepstakes().get(id) else { return Vec::new() };
    let Some(record) = sweepstake.sealed.as_ref().and_then(drawing::record_of) else { return Vec::new() };
    places_of(campaign, &record)
}

/// The walk of a record, be it of a draw or of a rehearsal.
pub fn places_of(campaign: &Campaign, record: &SignedRecord) -> Vec<Place> {
    let prizes = &record.record.lock.prizes;
    let place = |step: &WalkStep| {
        let entry = campaign.entry_with_id(&step.entry_id).and_then(|id| campaign.entries().get(id));
        let prize_name = prizes.iter().find(|prize| prize.id == step.prize).map(|prize| prize.name.clone());
        Place {
            person: entry.map(|entry| entry.person),
            name: entry.map_or_else(|| step.entry_id.clone(), |entry| name_of(campaign, entry.person)),
            prize_name: prize_name.unwrap_or_default(),
            step: step.clone(),
        }
    };
    record.record.walk.iter().map(place).collect()
}

fn heroes(campaign: &Campaign) -> Vec<Row> {
    let row = |(id, hero): (HeroId, &Hero)| -> Row {
        let enemy = hero.enemy.and_then(|enemy| campaign.monsters().get(enemy));
        vec![
            ("id", id.to_string().into()),
            ("persona", hero.persona.clone().into()),
            ("name", name_of(campaign, hero.person).into()),
            ("person_id", hero.person.to_string().into()),
            ("enemy", enemy.map(|enemy| enemy.name.clone()).unwrap_or_default().into()),
            ("style", hero.style.clone().into()),
        ]
    };
    campaign.heroes().iter().map(row).collect()
}

fn monsters(campaign: &Campaign) -> Vec<Row> {
    let named = campaign.problems_named();
    let row = |(id, monster): (MonsterId, &Monster)| -> Row {
        let named = named.get(&problem_key(&monster.problem)).copied().unwrap_or_default();
        vec![
            ("id", id.to_string().into()),
            ("name", monster.name.clone().into()),
            ("problem", monster.problem.clone().into()),
            ("stories", named.all().into()),
            ("villain", monster.villain.clone().into()),
            ("tagline", monster.tagline.clone().into()),
        ]
    };
    campaign.monsters().iter().map(row).collect()
}

fn ledger(campaign: &Campaign) -> impl Iterator<Item = Row> + '_ {
    let lines = campaign.ledger().lines().iter();
    lines.map(|line| -> Row {
        vec![
            ("number", line.number.into()),
            ("at", line.at.to_string().into()),
            ("kind", line.kind.clone().into()),
            ("ids", line.ids.clone().into()),
            ("hash", line.hash.clone().into()),
        ]
    })
}
