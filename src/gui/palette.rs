//! What the palette (Ctrl+K) finds: commands at once; people, members, heroes, what was told and entries in words that are read
//! once for each revision of the campaign, and in a job where there are many, so that typing never waits.

use super::action::Target;
use super::icons::Icon;
use super::keys;
use super::screens::people::latest::Latest;
use super::widgets::palette_box::{self, PaletteEvent, PaletteLine, PaletteState};
use crate::app::finder::Finder;
use crate::app::league;
use crate::app::people::folded;
use crate::app::shelf::excerpt;
use crate::app::{Command, Task, Workspace};
use crate::campaign::{Campaign, MemberId, NominationId, PersonId};
use eframe::egui::Context;
use std::sync::Arc;

/// Lines of one kind that are found at most.
const MOST: usize = 200;
/// Records up to which everything happens within the frame.
const AT_ONCE: usize = 5_000;

/// What was chosen.
pub enum Picked {
    Command(Command),
    Target(Target),
    Closed,
}

/// What is looked for: everything, or what a sign before the words names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Question {
    only: Option<char>,
    /// Folded.
    words: String,
}

impl Question {
    fn of(typed: &str) -> Self {
        let typed = typed.trim_start();
        match typed.chars().next() {
            Some(sign @ ('>' | '@' | '#')) => {
                Self { only: Some(sign), words: folded(typed.get(1..).unwrap_or("").trim()) }
            }
            _ => Self { only: None, words: folded(typed.trim()) },
        }
    }
    fn is_for(&self, sign: char) -> bool {
        self.only.is_none_or(|only| only == sign)
    }
    fn asks_for_records(&self) -> bool {
        self.only.is_some_and(|only| only != '>') || (self.only.is_none() && !self.words.is_empty())
    }
}

/// The words by which records are found.
#[derive(Default)]
struct Words {
    people: (Vec<PersonId>, Finder),
    members: (Vec<MemberId>, Finder),
    nominations: (Vec<NominationId>, Finder),
    /// Stories, messages of thanks and mishaps.
    told: (Vec<Target>, Finder),
}

impl Words {
    fn new(campaign: &Campaign) -> Self {
        let mut words = Self::default();
        for (id, person) in campaign.people().iter() {
            words.people.0.push(id);
            let fields = [person.display_name(), &person.latin_name, &person.email, &person.code_name];
            words.people.1.push(&folded(&fields.join(" ")));
        }
        for (id, it) in campaign.nominations().iter() {
            words.nominations.0.push(id);
            words.nominations.1.push(&on_one_line(&[&it.story, &it.quote, &it.reason]));
        }
        for id in campaign.members().ids() {
            words.members.0.push(id);
            words.members.1.push(&folded(&league::called(campaign, id)));
        }
        let mut told = |target, fields: &[&str]| {
            words.told.0.push(target);
            words.told.1.push(&on_one_line(fields));
        };
        let name = |id: PersonId| campaign.people().get(id).map_or("", |person| person.display_name());
        for (id, it) in campaign.stories().iter() {
            told(Target::Story(id), &[&it.title, name(it.about), &it.summary, &it.text]);
        }
        for (id, it) in campaign.thanks().iter() {
            let (to, from) = (it.to.map_or("", name), it.from.map_or("", name));
            told(Target::Thanks(id), &[&it.message, &it.shown_as, &it.to_words, to, &it.from_words, from]);
        }
        for (id, it) in campaign.mishaps().iter() {
            told(Target::Mishap(id), &[&it.title, &it.text, &it.public_text]);
        }
        words
    }
}

/// Words that are looked through, folded; the finder keeps a record's words on one line.
fn on_one_line(fields: &[&str]) -> String {
    folded(&fields.join(" ").replace('\n', " "))
}

/// A record that was found.
struct Record {
    group: &'static str,
    icon: Icon,
    title: String,
    aside: String,
    target: Target,
}

/// The state of the campaign, and what is looked for in it.
type Asked = (u64, Question);

/// The palette while it is open.
#[derive(Default)]
pub struct Palette {
    state: PaletteState,
    words: Latest<Words>,
    /// What was found, and what for.
    found: Option<(Asked, Vec<Record>)>,
    finding: Option<(Asked, Task<Vec<Record>>)>,
}

impl Palette {
    /// Paints it, in every frame in which it is open.
    pub fn show(&mut self, ctx: &Context, ws: &Workspace) -> Option<Picked> {
        let question = Question::of(&self.state.query);
        let commands = if question.is_for('>') { commands(ws, &question.words) } else { Vec::new() };
        self.find(ws, &question);
        let records = match &self.found {
            Some((_, records)) if question.asks_for_records() => records.as_slice(),
            _ => &[],
        };
        let mut lines: Vec<PaletteLine<'_>> = commands
            .iter()
            .map(|found| PaletteLine {
                group: "Commands".into(),
                icon: found.icon,
                title: found.title.as_str().into(),
                aside: found.command.hint().into(),
                keys: keys::words(found.command, ctx).into(),
                reason: found.reason.as_deref().map(Into::into),
            })
            .collect();
        lines.extend(records.iter().map(|record| PaletteLine {
            group: record.group.into(),
            icon: record.icon,
            title: record.title.as_str().into(),
            aside: record.aside.as_str().into(),
            keys: "".into(),
            reason: None,
        }));
        match palette_box::show(ctx, &mut self.state, &lines)? {
            PaletteEvent::Closed => Some(Picked::Closed),
            PaletteEvent::Chosen(index) => match commands.get(index) {
                Some(found) => Some(Picked::Command(found.command)),
                None => records.get(index - commands.len()).map(|record| Picked::Target(record.target)),
            },
        }
    }

    /// Brings the records up to date with what was typed; until a job is done those before stay.
    fn find(&mut self, ws: &Workspace, question: &Question) {
        let Some(campaign) = ws.campaign().filter(|_| question.asks_for_records()) else { return };
        let told = campaign.stories().len() + campaign.thanks().len() + campaign.mishaps().len();
        let records = campaign.people().len() + campaign.nominations().len() + campaign.entries().len() + told;
        let words = Arc::clone(self.words.of(ws, records, "Reading names", Words::new));
        let Some(revision) = self.words.revision() else { return };
        let key = (revision, question.clone());
        if self.found.as_ref().is_some_and(|(found, _)| *found == key) {
            return;
        }
        if records <= AT_ONCE {
            self.found = Some((key, search(campaign, &words, question)));
            return;
        }
        if let Some((of, task)) = self.finding.take() {
            match task.poll() {
                None => {
                    self.finding = Some((of, task));
                    return;
                }
                Some(Ok(records)) => self.found = Some((of, records)),
                Some(Err(_)) => {}
            }
        }
        if self.found.as_ref().is_none_or(|(found, _)| *found != key)
            && let Some(snapshot) = ws.snapshot()
        {
            let question = question.clone();
            let task = ws.jobs().start_unlisted(move |_| Ok(search(&snapshot, &words, &question)));
            self.finding = Some((key, task));
        }
    }
}

/// A command that was found.
struct FoundCommand {
    command: Command,
    icon: Icon,
    title: String,
    reason: Option<String>,
}

fn commands(ws: &Workspace, question: &str) -> Vec<FoundCommand> {
    let mut found = Vec::new();
    for command in Command::all().filter(|command| *command != Command::Palette) {
        let title = command.full_title(ws);
        if matches(question, &title) || matches_plainly(question, &[&title, command.hint()]) {
            let icon = match command {
                Command::GoTo(section) => Icon::named(section.icon()).unwrap_or(Icon::Right),
                _ => Icon::Bolt,
            };
            found.push(FoundCommand { icon, title, reason: command.availability(ws).err(), command });
        }
    }
    // What can be done stands before what cannot.
    found.sort_by_key(|line| (line.reason.is_some(), !folded(&line.title).contains(question)));
    found
}

/// Words of the question in any order; a word matches letters in order.
fn matches(question: &str, text: &str) -> bool {
    let text = folded(text);
    question.split_whitespace().all(|word| {
        text.contains(word) || {
            let mut rest = text.chars();
            word.chars().count() > 2 && word.chars().all(|c| rest.any(|other| other == c))
        }
    })
}

/// All words occur somewhere; no letters in between, since a name is looked for and not a command.
fn matches_plainly(question: &str, texts: &[&str]) -> bool {
    let text = folded(&texts.join(" "));
    question.split_whitespace().all(|word| text.contains(word))
}

/// The first of those that hold all words of a question; all where it has none.
fn held<I: Copy>((ids, words): &(Vec<I>, Finder), question: &str) -> Vec<I> {
    match words.find(question) {
        None => ids.iter().take(MOST).copied().collect(),
        Some(hits) => {
            (0..ids.len()).filter(|at| hits.has(*at)).filter_map(|at| ids.get(at).copied()).take(MOST).collect()
        }
    }
}

fn search(campaign: &Campaign, words: &Words, question: &Question) -> Vec<Record> {
    let mut found = Vec::new();
    let name = |id: PersonId| campaign.people().get(id).map_or("", |person| person.display_name()).to_owned();
    if question.is_for('@') {
        for id in held(&words.people, &question.words) {
            let Some(person) = campaign.people().get(id) else { continue };
            let aside = [person.team.as_str(), person.email.as_str()].into_iter().find(|text| !text.is_empty());
            found.push(Record {
                group: PEOPLE,
                icon: Icon::Person,
                title: person.display_name().to_owned(),
                aside: aside.unwrap_or("").to_owned(),
                target: Target::Person(id),
            });
        }
        let heroes = campaign.heroes().iter().filter(|(_, hero)| matches_plainly(&question.words, &[&hero.persona]));
        found.extend(held(&words.members, &question.words).into_iter().map(|id| Record {
            group: PEOPLE,
            icon: Icon::League,
            title: league::called(campaign, id),
            aside: "member of the league".into(),
            target: Target::Member(id),
        }));
        found.extend(heroes.take(MOST).map(|(id, hero)| Record {
            group: PEOPLE,
            icon: Icon::Hero,
            title: hero.persona.clone(),
            aside: "hero".into(),
            target: Target::Hero(id),
        }));
    }
    if question.is_for('#') && question.words.chars().count() > 2 {
        for id in held(&words.nominations, &question.words) {
            let Some(nomination) = campaign.nominations().get(id) else { continue };
            found.push(Record {
                group: "Nominations",
                icon: Icon::Pen,
                title: excerpt(nomination.excerpt()),
                aside: name(nomination.nominee),
                target: Target::Nomination(id),
            });
        }
        found.extend(held(&words.told, &question.words).into_iter().filter_map(|target| told(campaign, target)));
    }
    if question.only.is_none() && !question.words.is_empty() {
        let wanted = question.words.as_str();
        let begins = |id: &str| id.get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted));
        let by_id = campaign.entries().iter().filter(|(_, entry)| {
            begins(&entry.entry_id) || (entry.reference.len() == wanted.len() && begins(&entry.reference))
        });
        found.extend(by_id.take(MOST).map(|(id, entry)| Record {
            group: "Entries",
            icon: Icon::Ticket,
            title: entry.entry_id.to_string(),
            aside: name(entry.person),
            target: Target::Entry(id),
        }));
    }
    found
}

const PEOPLE: &str = "People and heroes";

/// A story, a message or a mishap as a line; nothing where it is gone.
fn told(campaign: &Campaign, target: Target) -> Option<Record> {
    let name = |id: PersonId| campaign.people().get(id).map_or("", |person| person.display_name()).to_owned();
    let (icon, title, aside) = match target {
        Target::Story(id) => {
            let it = campaign.stories().get(id)?;
            let title = if it.title.trim().is_empty() { "A story without a title" } else { it.title.trim() };
            (Icon::Book, title.to_owned(), format!("story about {}", name(it.about)))
        }
        Target::Thanks(id) => {
            let it = campaign.thanks().get(id)?;
            let to = it.to.map_or_else(|| it.to_words.trim().to_owned(), name);
            let aside = if to.is_empty() { "thanks".to_owned() } else { format!("thanks to {to}") };
            (Icon::Heart, it.public_message().to_owned(), aside)
        }
        Target::Mishap(id) => (Icon::Bolt, campaign.mishaps().get(id)?.heading(), "mishap".to_owned()),
        _ => return None,
    };
    let title = excerpt(&title);
    Some(Record { group: "Stories, thanks and mishaps", icon, title, aside, target })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Change, Edit, Member, Mishap, Nomination, Person, Story, Thanks};

    #[test]
    fn words_are_found_without_accents_and_case() {
        assert!(matches("thuy dang", "Đặng Thùy Trâm"));
        assert!(matches("opnsmpl", "Open the sample"));
        assert!(!matches("xyz", "Open the sample"));
        assert!(matches_plainly(&folded("MÜNCH"), &["Thibauld Münchhausen", ""]));
    }

    #[test]
    fn a_sign_before_the_words_names_what_is_looked_for() {
        assert_eq!(Question::of(" @Zoë "), Question { only: Some('@'), words: "zoe".into() });
        assert_eq!(Question::of("zoë"), Question { only: None, words: "zoe".into() });
        assert!(Question::of("@").asks_for_records() && !Question::of(" ").asks_for_records());
        assert!(Question::of("x").is_for('#') && !Question::of(">x").is_for('#'));
    }

    #[test]
    fn everything_that_was_told_is_found_and_opens_its_record() {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = crate::app::templates::start(&crate::app::FakeWorld::new(now), "blank").unwrap();
        let person = Person { name: "Zoë Quist".into(), ..Person::default() };
        let mut nomination = Nomination::new(PersonId(1));
        nomination.story = "The trams stood still.".into();
        let member = Member { code_name: "Amber Owl".into(), ..Member::new(PersonId(1)) };
        let edits = vec![
            Edit::person(PersonId(1), person),
            Edit::nomination(1.into(), nomination),
            Edit::story(1.into(), Story::new(PersonId(1), "The night of\nthe trams".into())),
            Edit::thanks(1.into(), Thanks { message: "Thank you for the trams".into(), ..Thanks::default() }),
            Edit::mishap(
                1.into(),
                Mishap { text: "Somebody parked a tram in the server room".into(), ..Mishap::default() },
            ),
            Edit::member(1.into(), member),
        ];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        let words = Words::new(&campaign);
        let found = |typed: &str| -> Vec<Target> {
            search(&campaign, &words, &Question::of(typed)).iter().map(|record| record.target).collect()
        };
        let told =
            [Target::Nomination(1.into()), Target::Story(1.into()), Target::Thanks(1.into()), Target::Mishap(1.into())];
        assert_eq!(found("#tram"), told);
        assert_eq!(found("night trams"), [Target::Story(1.into())], "a line end in a text is no end of the record");
        assert_eq!(found("owl"), [Target::Member(1.into())]);
        assert_eq!(found("@zoe"), [Target::Person(PersonId(1)), Target::Member(1.into())]);
        assert!(found("@trams").is_empty());
    }
}
