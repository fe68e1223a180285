//! What Home shows, counted from the data: what is due next, how the campaign is, and its numbers. Tasks vanish when they are
//! done; nothing here is stored.

use super::claims::{self, Waiting};
use super::command::{Command, Section};
use super::duplicates::{self, Likeness, PROPOSED};
use super::outlook::{counted, grouped};
use super::people::{Gap, PeopleList};
use super::progress::Progress;
use super::{privacy, timeline, when};
use crate::campaign::{
    BrokenChain, Campaign, ConsentState, MemberState, Milestone, MonsterId, NominationState, ParcelState, PersonId,
    Stage, Sweepstake, SweepstakeId, problem_key,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, HashSet};

/// Where a task or a line of health leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Page(Section),
    Sweepstake(SweepstakeId),
    /// What follows a draw.
    Claims(SweepstakeId),
    /// The people that were counted.
    People(PeopleList),
    Do(Command),
}

/// Something that waits for the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Name of its line icon.
    pub icon: &'static str,
    pub title: String,
    pub words: String,
    pub button: String,
    pub way: Way,
}

/// How a part of the campaign is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    pub is_well: bool,
    /// True where something may be lost or wrong, not only unfinished.
    pub is_serious: bool,
    pub icon: &'static str,
    pub title: String,
    pub words: String,
    pub button: &'static str,
    pub way: Way,
}

/// Everything on Home that is counted.
#[derive(Clone, Debug)]
pub struct Overview {
    pub due: Vec<Due>,
    pub health: Vec<Health>,
    pub nominations: u64,
    pub nominees: u64,
    pub nominators: u64,
    pub people: u64,
    pub heroes: u64,
    /// Nominees who have a hero.
    pub nominees_with_hero: u64,
    pub awards: u64,
    pub awards_with_winner: u64,
    pub entries: u64,
    pub tickets: u64,
    /// Channel and how many nominations came through it, most first; the rest summed up last.
    pub channels: Vec<(String, u64)>,
    /// The monster whose problem was named most, and how often.
    pub most_wanted: Option<(MonsterId, u64)>,
}

/// What is known beside the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    pub now: Timestamp,
    /// The campaign lies in a file.
    pub has_file: bool,
}

/// Counts the whole campaign once; in a job for large ones.
pub fn overview(campaign: &Campaign, around: Around, zone: &TimeZone) -> Overview {
    let count = Count::of(campaign);
    Overview {
        due: due(campaign, &count, around, zone),
        health: health(campaign, &count, around),
        nominations: campaign.nominations().len() as u64,
        nominees: count.nominees.len() as u64,
        nominators: count.nominators.len() as u64,
        people: campaign.people().len() as u64,
        heroes: campaign.heroes().len() as u64,
        nominees_with_hero: (count.nominees.len() - count.without_hero) as u64,
        awards: campaign.awards().len() as u64,
        awards_with_winner: (campaign.awards().len() - count.open_awards) as u64,
        entries: campaign.entries().len() as u64,
        tickets: count.tickets,
        channels: channels(campaign),
        most_wanted: most_wanted(campaign),
    }
}

#[derive(Default)]
struct Count {
    nominees: HashSet<PersonId>,
    nominators: HashSet<PersonId>,
    new_nominations: usize,
    open_awards: usize,
    without_hero: usize,
    /// People with a hero or an award whose spelling nobody confirmed.
    unconfirmed: usize,
    /// The same people, asked for consent not at all, or asked without an answer yet.
    not_asked: usize,
    waiting: usize,
    refused: usize,
    /// Nominees who have neither a hero nor an award.
    empty_handed: usize,
    tickets: u64,
}

impl Count {
    fn of(campaign: &Campaign) -> Self {
        let mut count = Self::default();
        for (_, nomination) in campaign.nominations().iter() {
            if nomination.state == NominationState::SetAside {
                continue;
            }
            count.nominees.insert(nomination.nominee);
            count.nominators.extend(nomination.nominator);
            count.new_nominations += usize::from(nomination.state == NominationState::New);
        }
        let with_hero: HashSet<PersonId> = campaign.heroes().iter().map(|(_, hero)| hero.person).collect();
        let winners: HashSet<PersonId> =
            campaign.awards().iter().flat_map(|(_, award)| award.winners.iter().map(|winner| winner.person)).collect();
        count.open_awards = campaign.awards().iter().filter(|(_, award)| award.winners.is_empty()).count();
        count.without_hero = count.nominees.iter().filter(|person| !with_hero.contains(person)).count();
        count.empty_handed =
            count.nominees.iter().filter(|person| !with_hero.contains(person) && !winners.contains(person)).count();
        for person in with_hero.union(&winners).filter_map(|id| campaign.people().get(*id)) {
            count.unconfirmed += usize::from(person.name_confirmed.is_none());
            match person.consent.state {
                ConsentState::NotAsked => count.not_asked += 1,
                ConsentState::Asked => count.waiting += 1,
                ConsentState::Refused | ConsentState::Withdrawn => count.refused += 1,
                ConsentState::Agreed => {}
            }
        }
        count.tickets = campaign.entries().iter().fold(0_u64, |sum, (_, entry)| sum.saturating_add(entry.tickets));
        count
    }
}

fn due(campaign: &Campaign, count: &Count, around: Around, zone: &TimeZone) -> Vec<Due> {
    let mut list = Vec::new();
    let mut add = |icon, title: String, words: &str, button: &str, way| {
        list.push(Due { icon, title, words: words.into(), button: button.into(), way });
    };
    for (id, sweepstake) in campaign.sweepstakes().iter().filter(|(_, s)| s.stage() == Stage::Locked) {
        let number = sweepstake.sealed.as_ref().map_or(0, |sealed| sealed.number);
        let at = sweepstake.announced_at;
        let is_time = at.is_none_or(|at| at <= around.now);
        let words = match at {
            Some(at) if !is_time => {
                format!("The luck falls on {}. Publish the lock code before that.", when::long(at, zone))
            }
            _ => "The list is locked and the luck has fallen.".to_owned(),
        };
        let title =
            if is_time { format!("Draw the winners of draw {number}") } else { format!("Draw {number} is locked") };
        add("dice", title, &words, if is_time { "Go to the draw" } else { "Show the lock" }, Way::Sweepstake(id));
    }
    for (id, sweepstake) in campaign.sweepstakes().iter().filter(|(_, s)| s.stage() == Stage::Drawn) {
        claims_due(campaign, id, sweepstake, around, zone, &mut add);
    }
    if !around.has_file {
        let words = "It is in no file yet. After the first save the version before is kept beside it.";
        add("file", "Save the campaign".into(), words, "Save the campaign", Way::Do(Command::Save));
    }
    if campaign.nominations().is_empty() && campaign.entries().is_empty() {
        let words = "Nominations or entries from a web form. Nothing is added before you have seen it.";
        // Lists of people may have come before; nobody is nominated in them.
        let is_first = campaign.people().is_empty() && campaign.sources().is_empty();
        let title = if is_first { "Import the first list" } else { "Import nominations or entries" };
        add("import", title.into(), words, "Import a list", Way::Do(Command::Import));
    }
    for (id, sweepstake) in campaign.sweepstakes().iter().filter(|(_, s)| s.stage() == Stage::SetUp) {
        lock_due(campaign, id, sweepstake, around, zone, &mut add);
    }
    if count.new_nominations > 0 {
        let many = counted(count.new_nominations as u64, "new nomination", "new nominations");
        let words = "Nobody has read them yet. Marked as read, shortlisted or set aside they leave this list.";
        add("pen", format!("Read {many}"), words, "Read nominations", Way::Page(Section::Nominations));
    }
    people_due(campaign, around, zone, &mut add);
    league_due(campaign, &mut add);
    kits_due(campaign, &mut add);
    date_due(campaign, around, zone, &mut add);
    if count.open_awards > 0 {
        let many = counted(count.open_awards as u64, "award", "awards");
        let words = "Nominees stand ranked by how many named them, with their words.";
        let button = if count.open_awards == 1 { "Choose the winner" } else { "Choose winners" };
        add("award", format!("Choose who wins {many}"), words, button, Way::Page(Section::Awards));
    }
    if count.without_hero > 0 {
        let many = counted(count.without_hero as u64, "nominee", "nominees");
        let words = "A proposal each, from their name and stories; everything can be changed.";
        add("hero", format!("Make heroes of {many}"), words, "Make heroes", Way::Do(Command::MakeHeroes));
    }
    if count.unconfirmed > 0 {
        let many = counted(count.unconfirmed as u64, "name", "names");
        let words = "A wrong name on a certificate cannot be taken back. Ask each person how it is spelled.";
        let way = Way::People(PeopleList::Gap(Gap::NameGoesOut));
        add("check", format!("Have {many} confirmed"), words, "Show people", way);
    }
    let last = campaign.sweepstakes().iter().rfind(|(_, s)| s.stage() == Stage::Drawn);
    if let Some((id, sweepstake)) = last {
        let number = sweepstake.sealed.as_ref().map_or(0, |sealed| sealed.number);
        let words = "The bundle lets anybody check the draw. Tell the winners, and publish it.";
        add(
            "shieldok",
            format!("Hand over the record of draw {number}"),
            words,
            "Show the record",
            Way::Sweepstake(id),
        );
    }
    list
}

/// People up to which Home compares everybody with everybody alike; above it the page of people does.
const COMPARED: usize = 20_000;

/// What people may expect: to be told, to be forgotten in time, and to be counted once.
fn people_due(
    campaign: &Campaign,
    around: Around,
    zone: &TimeZone,
    add: &mut impl FnMut(&'static str, String, &str, &str, Way),
) {
    if privacy::is_retention_over(campaign, around.now, zone) && !campaign.people().is_empty() {
        let words = "The day is over until which personal data was to be kept. Erase people, or change the day.";
        let title = format!("Erase what is kept of {}", counted(campaign.people().len() as u64, "person", "people"));
        add("shield", title, words, "Show people", Way::Page(Section::People));
    }
    let untold = privacy::untold(campaign, around.now, zone);
    if let Some(first) = untold.first() {
        let many = counted(untold.len() as u64, "nominee", "nominees");
        // What is late may be so since last year.
        let by = first.by.strftime(if first.days_left < 0 { "%-d %B %Y" } else { "%-d %B" });
        let title = if first.days_left < 0 {
            format!("Tell {many}, late since {by}")
        } else {
            format!("Tell {many}, first by {by}")
        };
        let words = "Whoever was nominated has to know within one month what is kept about them, and why.";
        add("mail", title, words, "Show people", Way::People(PeopleList::Gap(Gap::NotTold)));
    }
    if campaign.people().len() <= COMPARED
        && let Ok(mut pairs) = duplicates::search(campaign, &Progress::silent())
        && {
            // As the page of duplicates lists them at first, without those that were put off.
            let is_due = |it: &Likeness| it.score >= PROPOSED && !duplicates::is_put_off(campaign, it.kept, it.gone);
            pairs.retain(is_due);
            !pairs.is_empty()
        }
    {
        let many = counted(pairs.len() as u64, "pair of people", "pairs of people");
        let words =
            "They look like one person under two spellings. Merging keeps every nomination and can be taken back.";
        add("merge", format!("Compare {many}"), words, "Show people", Way::People(PeopleList::Duplicates));
    }
}

/// What the claims of a draw ask for: winners to tell, answers that are due, prizes to send.
fn claims_due(
    campaign: &Campaign,
    id: SweepstakeId,
    sweepstake: &Sweepstake,
    around: Around,
    zone: &TimeZone,
    add: &mut impl FnMut(&'static str, String, &str, &str, Way),
) {
    let Ok(board) = claims::board(campaign, id) else { return };
    let Waiting { to_tell, overdue, answers, next_by, to_send } = Waiting::of(&board, around.now);
    let number = sweepstake.sealed.as_ref().map_or(0, |sealed| sealed.number);
    if overdue > 0 {
        let many = counted(overdue, "answer is", "answers are");
        let words = "Ask again, or record that there was no reply: the prize then goes to the next in line.";
        add("clock", format!("{many} overdue in draw {number}"), words, "Open the claims", Way::Claims(id));
    }
    if to_tell > 0 {
        let many = counted(to_tell, "winner", "winners");
        let words = "Tell each of them, then mark them as notified. The days to answer count from then.";
        add("mail", format!("Tell {many} of draw {number}"), words, "Open the claims", Way::Claims(id));
    }
    if answers > 0 {
        let many = counted(answers, "answer", "answers");
        let until = next_by.map(|by| format!(", the first by {}", when::day(by, around.now, zone))).unwrap_or_default();
        let words = "Who accepts is verified and gets the prize; who declines makes room for the next in line.";
        add("clock", format!("{many} due in draw {number}{until}"), words, "Open the claims", Way::Claims(id));
    }
    if to_send > 0 {
        let many = counted(to_send, "prize", "prizes");
        let words = "Accepted and waiting. Mark them as sent when they are on their way.";
        add("gift", format!("Send {many} of draw {number}"), words, "Open the claims", Way::Claims(id));
    }
}

/// Applications that nobody has decided about.
fn league_due(campaign: &Campaign, add: &mut impl FnMut(&'static str, String, &str, &str, Way)) {
    let applied = campaign.members().iter().filter(|(_, member)| member.state == MemberState::Applied).count();
    if applied > 0 {
        let many = counted(applied as u64, "application", "applications");
        let words = "Each says why, and who vouches. Approve it, or refuse it with a reason.";
        add("league", format!("Decide about {many}"), words, "Open the league", Way::Page(Section::League));
    }
}

/// Kits that are packed and have not left.
fn kits_due(campaign: &Campaign, add: &mut impl FnMut(&'static str, String, &str, &str, Way)) {
    let packed = campaign.parcels().iter().filter(|(_, parcel)| parcel.state == ParcelState::Packed).count();
    if packed > 0 {
        let many = counted(packed as u64, "kit", "kits");
        let words = "They are packed. The postage list has every address; mark them as posted when they leave.";
        add("box", format!("Post {many}"), words, "Open the kits", Way::Page(Section::Kits));
    }
}

/// How many days before a date it stands among the tasks.
const DAYS_BEFORE: i64 = 14;

/// The next date, when it is near.
fn date_due(
    campaign: &Campaign,
    around: Around,
    zone: &TimeZone,
    add: &mut impl FnMut(&'static str, String, &str, &str, Way),
) {
    let Some(next) = timeline::upcoming(campaign, around.now).next() else { return };
    let zone = timeline::zone(campaign.settings(), zone);
    if when::days_between(around.now, next.at, &zone) > DAYS_BEFORE {
        return;
    }
    let words = match next.promise() {
        Some(promise) => format!("{}. {promise}", when::weekday(next.at, around.now, &zone)),
        None => format!("{}.", when::weekday(next.at, around.now, &zone)),
    };
    let title = format!("{} in {}", next.title, when::span(around.now, next.at, &zone));
    add("calendar", title, &words, "Show the dates", Way::Page(Section::Settings));
}

fn lock_due(
    campaign: &Campaign,
    id: SweepstakeId,
    sweepstake: &Sweepstake,
    around: Around,
    zone: &TimeZone,
    add: &mut impl FnMut(&'static str, String, &str, &str, Way),
) {
    let title = sweepstake.title.trim();
    let name = if title.is_empty() { "the sweepstake".to_owned() } else { format!("“{title}”") };
    let has_entries = campaign.entries_in(id).next().is_some();
    let (title, words) = match sweepstake.announced_at {
        _ if !has_entries => {
            (format!("Bring entries into {name}"), "Without entries there is nothing to lock.".to_owned())
        }
        None => {
            (format!("Say when {name} is drawn"), "The list must be locked before the luck can be known.".to_owned())
        }
        Some(at) if at <= around.now => (
            format!("Set a new date for {name}"),
            "The moment of the luck has passed, and the list was not locked.".to_owned(),
        ),
        Some(at) => {
            let left = when::span(around.now, at, zone);
            let at = when::short(at, around.now, zone);
            let words = format!("The luck falls on {at}, in {left}. Publish the lock code before that.");
            (format!("Lock the list of {name}"), words)
        }
    };
    add("lock", title, &words, "Open the sweepstake", Way::Sweepstake(id));
}

fn health(campaign: &Campaign, count: &Count, around: Around) -> Vec<Health> {
    let mut list = Vec::new();
    let mut add = |is_well, is_serious, icon, title: String, words: String, button, way| {
        list.push(Health { is_well, is_serious, icon, title, words, button, way });
    };
    let lines = grouped(campaign.ledger().lines().len() as u64);
    match campaign.check_ledger() {
        Ok(()) => {
            let what = if lines == "1" { "line" } else { "lines" };
            let words = format!("{lines} {what}, chain unbroken");
            add(true, false, "shieldok", "Ledger complete".into(), words, "Open", Way::Page(Section::Ledger));
        }
        Err(BrokenChain { number, .. }) => {
            let words = format!("Line {} does not follow the one before", grouped(number));
            add(false, true, "stop", "Ledger broken".into(), words, "Show", Way::Page(Section::Ledger));
        }
    }
    if !around.has_file {
        let words = "Closing the program now would lose it".to_owned();
        add(false, true, "file", "In no file yet".into(), words, "Save", Way::Do(Command::Save));
    }
    let open = count.not_asked + count.waiting;
    let refused =
        if count.refused > 0 { format!(", {} refused", grouped(count.refused as u64)) } else { String::new() };
    if open > 0 {
        let title = format!("{} missing", counted(open as u64, "consent", "consents"));
        let words = format!(
            "{} not asked, {} waiting{refused}",
            grouped(count.not_asked as u64),
            grouped(count.waiting as u64)
        );
        add(false, false, "mail", title, words, "Show", Way::Page(Section::People));
    } else if !count.nominees.is_empty() {
        let words = format!("All heroes and winners answered{refused}");
        add(true, false, "mail", "Consents complete".into(), words, "Show", Way::Page(Section::People));
    }
    if count.empty_handed > 0 {
        let many = counted(count.empty_handed as u64, "nominee leaves", "nominees leave");
        let words = "They have neither a hero nor an award".to_owned();
        add(false, false, "heart", format!("{many} with nothing"), words, "Show", Way::Page(Section::Heroes));
    } else if !count.nominees.is_empty() {
        let words = "Every nominee has a hero or an award".to_owned();
        add(true, false, "heart", "Nobody leaves with nothing".into(), words, "Show", Way::Page(Section::Heroes));
    }
    list.sort_by_key(|line| (line.is_well, !line.is_serious));
    list
}

/// Channels shown by name; the rest becomes one bar.
const CHANNELS: usize = 5;

fn channels(campaign: &Campaign) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, nomination) in campaign.nominations().iter() {
        *counts.entry(nomination.channel.trim()).or_default() += 1;
    }
    let unnamed = counts.remove("").unwrap_or_default();
    let mut channels: Vec<(String, u64)> = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    channels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    if channels.len() > CHANNELS {
        let rest: u64 = channels.split_off(CHANNELS - 1).into_iter().map(|(_, count)| count).sum();
        channels.push(("Other channels".into(), rest));
    }
    if unnamed > 0 {
        channels.push(("No channel given".into(), unnamed));
    }
    channels
}

fn most_wanted(campaign: &Campaign) -> Option<(MonsterId, u64)> {
    let named = campaign.problems_named();
    let count = |problem: &str| named.get(&problem_key(problem)).map_or(0, |named| named.all() as u64);
    let ranked = campaign.monsters().iter().map(|(id, monster)| (id, count(&monster.problem)));
    // The first of equals, so that the picture does not change from day to day.
    ranked.rev().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0)
}

/// The countdown: what is next, how long until then, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countdown {
    pub heading: String,
    pub left: String,
    pub when: String,
}

/// What is counted down to; `None` without any date.
pub fn countdown(milestones: &[Milestone], now: Timestamp, zone: &TimeZone) -> Option<Countdown> {
    let next = milestones.iter().filter(|milestone| milestone.at > now).min_by_key(|milestone| milestone.at);
    if let Some(next) = next {
        let when = when::weekday(next.at, now, zone);
        return Some(Countdown { heading: format!("{} in", next.title), left: when::span(now, next.at, zone), when });
    }
    let last = milestones.iter().max_by_key(|milestone| milestone.at)?;
    let left = format!("{} ago", when::span(last.at, now, zone));
    Some(Countdown { heading: last.title.clone(), left, when: when::weekday(last.at, now, zone) })
}

/// Places of the dates on a line from 0 to 1, and of today where it lies between the first and the last. A fifth
/// by time and the rest by order, so that dates of one week can still be read.
pub fn places(dates: &[Timestamp], now: Timestamp) -> (Vec<f32>, Option<f32>) {
    let [first, .., last] = dates else { return (dates.iter().map(|_| 0.0).collect(), None) };
    let span = (last.as_second() - first.as_second()).max(1) as f64;
    let steps = (dates.len() - 1) as f64;
    let by_time = |at: Timestamp| (at.as_second() - first.as_second()) as f64 / span;
    let places: Vec<f64> =
        dates.iter().enumerate().map(|(index, at)| by_time(*at) / 5.0 + index as f64 / steps * 0.8).collect();
    let after = dates.iter().position(|at| *at > now).filter(|index| *index > 0);
    let today = after.map(|index| {
        let (from, to) = (dates[index - 1].as_second(), dates[index].as_second());
        let part = (now.as_second() - from) as f64 / (to - from).max(1) as f64;
        (places[index - 1] + part * (places[index] - places[index - 1])) as f32
    });
    (places.into_iter().map(|place| place as f32).collect(), today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Edit, Nomination, Person, PersonId, Winner};

    fn now() -> Timestamp {
        "2026-11-24T14:00:00Z".parse().unwrap()
    }

    fn titles(overview: &Overview) -> Vec<&str> {
        overview.due.iter().map(|due| due.title.as_str()).collect()
    }

    #[test]
    fn tasks_come_from_the_data_and_vanish_when_done() {
        let world = FakeWorld::new(now());
        let mut campaign = templates::start(&world, "it-heroes").unwrap();
        let around = Around { now: now(), has_file: false };
        let zone = TimeZone::UTC;
        let first = overview(&campaign, around, &zone);
        assert_eq!(titles(&first)[..2], ["Save the campaign", "Import the first list"]);
        assert!(first.health.iter().any(|line| line.title == "In no file yet" && line.is_serious));

        let mut with_people = campaign.clone();
        with_people.apply(&Change::new("Add", vec![Edit::person(PersonId(1), Person::default())]), now()).unwrap();
        let listed = overview(&with_people, around, &zone);
        assert_eq!(titles(&listed)[1], "Import nominations or entries");

        let person = Person { name: "Ann Field".into(), ..Person::default() };
        let mut nomination = Nomination::new(PersonId(1));
        nomination.channel = "Newsletter".into();
        nomination.problems = vec![campaign.monsters().iter().next().unwrap().1.problem.to_uppercase()];
        let edits =
            vec![Edit::person(PersonId(1), person), Edit::nomination(campaign.next_nomination_id(), nomination)];
        campaign.apply(&Change::new("Add", edits), now()).unwrap();
        let saved = Around { has_file: true, ..around };
        let second = overview(&campaign, saved, &zone);
        assert_eq!(second.due[0].title, "Read 1 new nomination");
        assert!(titles(&second)[1].starts_with("Tell 1 nominee, first by "));
        assert!(titles(&second).contains(&"Make heroes of 1 nominee"));
        assert_eq!(second.channels, [("Newsletter".to_owned(), 1)]);
        assert_eq!(second.most_wanted, campaign.monsters().ids().next().map(|id| (id, 1)));
        assert!(second.health.iter().any(|line| line.title == "1 nominee leaves with nothing"));

        let ids: Vec<_> = campaign.awards().iter().map(|(id, award)| (id, award.clone())).collect();
        let edits = ids.into_iter().map(|(id, mut award)| {
            award.winners.push(Winner { person: PersonId(1), reason: String::new(), decided_at: now() });
            Edit::award(id, award)
        });
        campaign.apply(&Change::new("Choose winners", edits.collect()), now()).unwrap();
        let third = overview(&campaign, saved, &zone);
        assert!(!titles(&third).iter().any(|title| title.starts_with("Choose who wins")));
        assert!(titles(&third).contains(&"Have 1 name confirmed"));
        assert!(third.health.iter().any(|line| line.title == "Nobody leaves with nothing"));
    }

    #[test]
    fn a_sweepstake_asks_for_its_next_step() {
        let world = FakeWorld::new(now());
        let (campaign, _) = templates::start_with_blobs(&world, "sample", &crate::app::Progress::silent()).unwrap();
        let around = Around { now: now(), has_file: true };
        let due = overview(&campaign, around, &TimeZone::UTC).due;
        assert!(due[0].title.starts_with("Lock the list of “"), "{}", due[0].title);
        assert!(due[0].words.contains("in 16 days"), "{}", due[0].words);
        let late = Around { now: "2027-01-01T00:00:00Z".parse().unwrap(), has_file: true };
        assert!(overview(&campaign, late, &TimeZone::UTC).due[0].title.starts_with("Set a new date"));
    }

    #[test]
    fn countdown_and_places() {
        let milestone =
            |title: &str, at: &str| Milestone { title: title.into(), at: at.parse().unwrap(), ..Milestone::default() };
        let dates = [
            milestone("Opened", "2026-10-05T09:00:00Z"),
            milestone("Judging closes", "2026-12-04T18:00:00Z"),
            milestone("Roll locks", "2026-12-08T12:00:00Z"),
        ];
        let next = countdown(&dates, now(), &TimeZone::UTC).unwrap();
        assert_eq!((next.heading.as_str(), next.left.as_str()), ("Judging closes in", "10 days"));
        let over = countdown(&dates, "2026-12-10T00:00:00Z".parse().unwrap(), &TimeZone::UTC).unwrap();
        assert_eq!((over.heading.as_str(), over.left.as_str()), ("Roll locks", "2 days ago"));
        assert_eq!(countdown(&[], now(), &TimeZone::UTC), None);
        let at: Vec<Timestamp> = dates.iter().map(|date| date.at).collect();
        let (places, today) = places(&at, now());
        assert_eq!((places[0], places[2]), (0.0, 1.0));
        let today = today.unwrap();
        assert!(places[0] < today && today < places[1] && places[1] < 0.7, "{places:?} {today}");
    }
}
