//! What the palette (Ctrl+K) finds: commands at once; people, heroes, stories and entries in words that are read once for each
//! revision of the campaign, and in a job where there are many, so that typing never waits.

use super::action::Target;
use super::icons::Icon;
use super::keys;
use super::screens::people::latest::Latest;
use super::widgets::palette_box::{self, PaletteEvent, PaletteLine, PaletteState};
use crate::app::finder::Finder;
use crate::app::people::folded;
use crate::app::{Command, Task, Workspace};
use crate::campaign::{Campaign, NominationId, PersonId};
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

/// The words by which people and stories are found.
#[derive(Default)]
struct Words {
    people: (Vec<PersonId>, Finder),
    stories: (Vec<NominationId>, Finder),
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
            words.stories.0.push(id);
            words.stories.1.push(&folded(&[it.story.as_str(), &it.quote, &it.reason].join(" ").replace('\n', " ")));
        }
        words
    }
}

/// A record that was found.
struct Record {
    icon: Icon,
    title: String,
    aside: String,
    target: Target,
}

/// The palette while it is open.
/// The state of the campaign, and what is looked for in it.
type Asked = (u64, Question);

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
            group: "People and stories".into(),
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
        let records = campaign.people().len() + campaign.nominations().len() + campaign.entries().len();
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
                icon: Icon::Person,
                title: person.display_name().to_owned(),
                aside: aside.unwrap_or("").to_owned(),
                target: Target::Person(id),
            });
        }
        let heroes = campaign.heroes().iter().filter(|(_, hero)| matches_plainly(&question.words, &[&hero.persona]));
        found.extend(heroes.take(MOST).map(|(id, hero)| Record {
            icon: Icon::Hero,
            title: hero.persona.clone(),
            aside: "hero".into(),
            target: Target::Hero(id),
        }));
    }
    if question.is_for('#') && question.words.chars().count() > 2 {
        for id in held(&words.stories, &question.words) {
            let Some(nomination) = campaign.nominations().get(id) else { continue };
            found.push(Record {
                icon: Icon::Pen,
                title: nomination.excerpt().chars().take(80).collect(),
                aside: name(nomination.nominee),
                target: Target::Nomination(id),
            });
        }
    }
    if question.only.is_none() && !question.words.is_empty() {
        let wanted = question.words.as_str();
        let begins = |id: &str| id.get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted));
        let by_id = campaign.entries().iter().filter(|(_, entry)| {
            begins(&entry.entry_id) || (entry.reference.len() == wanted.len() && begins(&entry.reference))
        });
        found.extend(by_id.take(MOST).map(|(id, entry)| Record {
            icon: Icon::Ticket,
            title: entry.entry_id.clone(),
            aside: name(entry.person),
            target: Target::Entry(id),
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
