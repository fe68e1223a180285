//! What to look at before printing, by person: what is held, what is only noted, and the way to what mends it. Found together
//! with how each piece stands to what was made before.

use crate::app::printing::{self, Held, Kind, Mend, PrintOptions, PrintReport, State, Subject, preflight};
use crate::app::{Command, Section, Task, Workspace};
use crate::campaign::{Award, Campaign, Person};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::art::Studio;
use crate::gui::icons::Icon;
use crate::gui::lead;
use crate::gui::marks::Tone;
use crate::gui::screens::heroes::desk::first_upper;
use crate::gui::text::Text;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::health_row::HealthRow;
use eframe::egui::{Frame, Margin, ScrollArea, Ui};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

/// Lines shown; a longer list is read on the proof sheet.
const MOST: usize = 120;

/// Findings about one piece.
pub struct Line {
    subject: Subject,
    who: String,
    what: String,
    is_held: bool,
    mend: Mend,
    kind: Kind,
}

/// What a check found.
type Found = (PrintReport, BTreeMap<Subject, State>);

/// The look at all pieces of the run before it, kept until campaign, options or folder change.
#[derive(Default)]
pub struct Before {
    done: Option<Key>,
    task: Option<(Key, Task<Found>)>,
    lines: Vec<Line>,
    by_subject: HashMap<Subject, usize>,
    /// Pieces that are held.
    pub held: BTreeSet<Subject>,
    pub states: BTreeMap<Subject, State>,
}

/// What a check is of.
#[derive(Clone, PartialEq)]
struct Key {
    revision: u64,
    options: PrintOptions,
    folder: PathBuf,
    /// Runs that ended: what was made before is looked at again.
    runs: u64,
}

impl Before {
    pub fn run(&mut self, ws: &Workspace, studio: &Arc<Studio>, options: &PrintOptions, folder: PathBuf, runs: u64) {
        if let Some((_, task)) = &self.task
            && let Some(result) = task.poll()
        {
            let key = self.task.take().map(|(key, _)| key);
            if let Ok((report, states)) = result {
                self.take(report, states);
            }
            // A check that was cancelled is not begun again by itself.
            self.done = key;
        }
        let Some(campaign) = ws.campaign() else { return };
        // Names of files and whether they are merged change nothing about what is found.
        let plain = PrintOptions { pattern: String::new(), merged: true, each: false, again: false, ..options.clone() };
        let key = Key { revision: campaign.revision(), options: plain, folder, runs };
        if self.done.as_ref() == Some(&key) || self.task.as_ref().is_some_and(|(other, _)| *other == key) {
            return;
        }
        if key.options.only.is_empty() {
            *self = Self { done: Some(key), ..Self::default() };
            return;
        }
        if let Some((_, task)) = self.task.take() {
            task.cancel();
        }
        let Some(snapshot) = ws.snapshot() else { return };
        if self.done.as_ref().is_none_or(|done| done.options.product != options.product) {
            // Findings about another product say nothing here.
            *self = Self::default();
        }
        let (studio, world, wanted) = (Arc::clone(studio), Arc::clone(ws.world()), key.clone());
        let task = ws.jobs().start("Checking the run", move |progress| {
            super::pages::with_press(&studio, |press| {
                let Key { options, folder, .. } = &wanted;
                let states = printing::states(&snapshot, options, folder, world.as_ref(), press.kit, progress)?;
                Ok((preflight(&snapshot, options, press, progress)?, states))
            })
        });
        self.task = Some((key, task));
    }

    pub fn is_checking(&self) -> bool {
        self.task.is_some()
    }

    fn take(&mut self, report: PrintReport, states: BTreeMap<Subject, State>) {
        self.lines.clear();
        self.by_subject.clear();
        self.states = states;
        self.held = report.held.iter().map(|held| held.subject).collect();
        for Held { subject, who, reason, kind, mend, .. } in report.held {
            self.add(Line { subject, who, what: first_upper(&reason), is_held: true, kind, mend });
        }
        for finding in report.findings {
            // Beside a card that is held nothing else matters yet.
            if self.held.contains(&finding.subject) {
                continue;
            }
            let what = first_upper(&finding.what);
            match self.by_subject.get(&finding.subject).and_then(|at| self.lines.get_mut(*at)) {
                Some(line) => {
                    line.what = format!("{}. {what}", line.what);
                    // One button leads to the weightiest of them.
                    if weight(finding.kind) < weight(line.kind) {
                        (line.kind, line.mend) = (finding.kind, finding.mend);
                    }
                }
                None => self.add(Line {
                    subject: finding.subject,
                    who: finding.who,
                    what,
                    is_held: false,
                    kind: finding.kind,
                    mend: finding.mend,
                }),
            }
        }
    }

    fn add(&mut self, line: Line) {
        self.by_subject.insert(line.subject, self.lines.len());
        self.lines.push(line);
    }

    /// What is said about a piece, and whether it is held for it.
    pub fn words(&self, subject: Subject) -> Option<(String, bool)> {
        let line = self.by_subject.get(&subject).and_then(|at| self.lines.get(*at))?;
        Some((line.what.clone(), line.is_held))
    }

    /// Everything in one word, for the head of the pane.
    pub fn chip(&self, product: printing::Product) -> Chip<'static> {
        let notes = self.lines.len() - self.held.len();
        if self.is_checking() {
            Chip::neutral("Checking")
        } else if !self.held.is_empty() {
            Chip::danger(format!("{} held", product.counted(self.held.len())))
        } else if notes > 0 {
            Chip::warning(format!("{notes} to look at"))
        } else {
            Chip::success("All in order").icon(Icon::Check)
        }
    }

    /// The lines, across the whole pane: they bring their own margin.
    pub fn body(&self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        ScrollArea::vertical().id_salt("checks before printing").auto_shrink(false).show(ui, |ui| {
            self.rows(ui, cx, campaign);
        });
    }

    fn rows(&self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in self.lines.iter().take(MOST) {
            let (tone, icon) = if line.is_held { (Tone::Danger, Icon::Stop) } else { (Tone::Warning, Icon::Warn) };
            let words = format!("{}.", line.what.trim_end_matches('.'));
            let row = HealthRow::new(tone, icon, line.who.as_str(), words).wrap();
            match way(campaign, line.subject, line.mend) {
                Some(way) => {
                    let button = CommandButton::quiet(way.title).hint(format!("{}: {}", way.title, line.who));
                    if row.action(button).show(ui) {
                        way.go(ui, cx);
                    }
                }
                None => _ = row.show(ui),
            }
        }
        let more = self.lines.len().saturating_sub(MOST);
        if more > 0 {
            ui.add_space(8.0);
            Text::caption(format!("And {more} more. The proof sheet shows all of them.")).show(ui);
        }
        if self.lines.is_empty() && !self.is_checking() {
            Frame::new().inner_margin(Margin::symmetric(18, 10)).show(ui, |ui| {
                Text::label("Everything fits, and everybody has agreed.").muted().show(ui);
            });
        }
    }

    /// What a held piece is told about where it would be shown, with the way out.
    pub fn way_out(&self, campaign: &Campaign, subject: Subject) -> Option<(&str, Option<Way>)> {
        let line = self.by_subject.get(&subject).and_then(|at| self.lines.get(*at)).filter(|line| line.is_held)?;
        Some((&line.what, way(campaign, subject, line.mend)))
    }
}

/// Smaller is weightier.
fn weight(kind: Kind) -> u8 {
    match kind {
        Kind::Glyphs => 0,
        Kind::Consent => 1,
        Kind::Missing => 2,
        Kind::Photo => 3,
        Kind::Art => 4,
        Kind::Unconfirmed => 5,
        Kind::Fit => 6,
    }
}

/// The button that leads to the field that mends it, and where it leads.
pub struct Way {
    pub title: &'static str,
    to: Action,
    /// As screen readers call the field, or the tab that it stands on.
    field: String,
}

impl Way {
    pub fn go(self, ui: &Ui, cx: &mut Cx<'_>) {
        if !self.field.is_empty() {
            lead::to_field(ui.ctx(), self.field);
        }
        cx.act(self.to);
    }
}

fn way(campaign: &Campaign, subject: Subject, mend: Mend) -> Option<Way> {
    let person = match subject {
        Subject::Person(id) => Some(id),
        Subject::Thanks(id) => campaign.thanks().get(id).and_then(|thanks| thanks.to),
        Subject::Monster(_) | Subject::Archetype(_) | Subject::Campaign => None,
    };
    let to = |title, target, field: &str| Way { title, to: Action::Show(target), field: field.to_owned() };
    let of_person = |title, field| person.map(|id| to(title, Target::Person(id), field));
    let hero = person.and_then(|id| campaign.hero_of(id)).map(|(id, _)| id);
    // A hero that is only proposed is made first, on the page of its person.
    let of_hero =
        |title, field| hero.map(|id| to(title, Target::Hero(id), field)).or_else(|| of_person("Open the person", ""));
    match mend {
        Mend::Name => of_person("Open the name", "Name"),
        Mend::Latin => of_person("Add a Latin form", "Name in Latin letters"),
        Mend::Consent => of_person("See consent", "Consent"),
        Mend::Confirm => of_person("Confirm it", "Confirm"),
        Mend::Address => of_person("Add the address", "Postal address"),
        Mend::Function => of_person("Open the function", "Function"),
        Mend::Team => of_person("Open the team", "Team"),
        Mend::Place => of_person("Open the place", "Place"),
        Mend::Since => of_person("Open the field", "In service since"),
        Mend::HeroName => of_hero("Open the hero name", "Hero name"),
        Mend::Photo => of_hero("Open the photo", "Photo"),
        Mend::Figure => of_hero("Open the figure", "Figure"),
        Mend::Gear => of_hero("Open the gear", "Gear"),
        Mend::Backdrop => of_hero("Open the backdrop", "Backdrop"),
        Mend::Enemy => of_hero("Open the arch-enemy", "Arch-enemy"),
        Mend::Powers => of_hero("Open the powers", "Add a power"),
        Mend::Story => of_hero("Open the story", "Story on the back"),
        Mend::Quote => of_hero("Open the quote", "Quote"),
        Mend::Specialties => of_hero("Open the specialties", "Add a specialty"),
        Mend::Claims => of_hero("Open the lines", "Star line 1"),
        Mend::Hero => of_hero("Open the hero", ""),
        Mend::Award => {
            let won = person.and_then(|person| {
                let is_theirs = |award: &Award| award.winners.iter().any(|winner| winner.person == person);
                campaign.awards().iter().find(|(_, award)| is_theirs(award)).map(|(id, _)| (id, person))
            });
            won.map(|(award, person)| {
                let name = campaign.people().get(person).map_or("", Person::display_name);
                to("Open the award", Target::Award(award), &format!("Reason for {name}"))
            })
            .or_else(|| of_hero("Open the hero", ""))
        }
        Mend::Look => {
            let to = Action::Do(Command::GoTo(Section::Settings));
            Some(Way { title: "Open the settings", to, field: "Look and art".to_owned() })
        }
        Mend::Monster => of_thing(subject, "Open the monster", "Name"),
        Mend::MonsterName | Mend::ArchetypeName => of_thing(subject, "Open the name", "Name"),
        Mend::MonsterProblem => of_thing(subject, "Open the problem", "Problem it stands for"),
        Mend::MonsterLine => of_thing(subject, "Open the line", "Line on its card"),
        Mend::MonsterStats => of_thing(subject, "Open the stats", "Name of stat 1"),
        Mend::Archetype => of_thing(subject, "Open the archetype", "Name"),
        Mend::ArchetypeHabit => of_thing(subject, "Open the habit", "Habit in a few words"),
        Mend::ArchetypeStory => of_thing(subject, "Open what it does", "What it does"),
        Mend::ArchetypeTraits => of_thing(subject, "Open the traits", "Name of trait 1"),
        Mend::ArchetypeCrimes => of_thing(subject, "Open the crimes", "Add a crime"),
        Mend::Thanks | Mend::ThanksWords => {
            of_thing(subject, "Open the message", "As it is shown").or_else(|| of_person("Open the person", ""))
        }
        Mend::ThanksPlate if hero.is_some() => of_hero("Open the hero name", "Hero name"),
        // Who is known is called as their record says.
        Mend::ThanksTo | Mend::ThanksPlate => {
            of_person("Open the name", "Name").or_else(|| of_thing(subject, "Open the message", "Team or group"))
        }
        Mend::ThanksFrom => {
            let author = match subject {
                Subject::Thanks(id) => campaign.thanks().get(id).and_then(|thanks| thanks.from),
                _ => None,
            };
            match author {
                Some(author) => Some(to("Open the name", Target::Person(author), "Name")),
                None => of_thing(subject, "Open the message", "As the message says"),
            }
        }
    }
}

/// The way to a field of a monster, an archetype or a message.
fn of_thing(subject: Subject, title: &'static str, field: &str) -> Option<Way> {
    let target = match subject {
        Subject::Monster(id) => Target::Monster(id),
        Subject::Archetype(id) => Target::Archetype(id),
        Subject::Thanks(id) => Target::Thanks(id),
        Subject::Person(_) | Subject::Campaign => return None,
    };
    Some(Way { title, to: Action::Show(target), field: field.to_owned() })
}
