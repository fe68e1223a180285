//! The right side of the people page: one person with everything that is known of them.

use super::duplicates::Duplicates;
use super::origins::Rows;
use super::overview::{self, Typed};
use super::table::{consent_chip, day};
use crate::app::World;
use crate::app::people::{Gap, PersonLine, Register, country_name};
use crate::app::privacy::{self, Occasion, Untold};
use crate::campaign::{Campaign, EntryId, HeroId, Nomination, NominationId, Origin, Person, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::{Chip, unseen_chip};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::menu::{MenuLine, menu};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::tag::Tag;
use eframe::egui::{Ui, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What was asked at the foot of the pane.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PaneEvent {
    MakeHero,
    Delete,
    /// For good, with everything personal.
    Erase,
    /// What is kept about them, as a file.
    Report,
    /// This record was merged into theirs and is to come out again.
    TakeBack(PersonId),
    Letter(Occasion),
    Told,
}

/// What of the page the pane works with.
pub struct PaneParts<'a> {
    pub tab: &'a mut usize,
    pub typed: &'a mut Typed,
    pub duplicates: &'a mut Duplicates,
    pub rows: &'a mut Rows,
}

/// What names the person that is shown: looked up once in what the register has worked out for all.
#[derive(Default)]
pub struct Facts {
    key: Option<(Option<u64>, u64, PersonId)>,
    of: Vec<NominationId>,
    by: Vec<NominationId>,
    entries: Vec<EntryId>,
    /// Set where they have to be told that something is kept about them.
    untold: Option<Untold>,
    now: Option<(PersonId, Timestamp)>,
}

impl Facts {
    /// `register` and the revision it was made for: it may lag behind the campaign.
    pub fn look_up(
        &mut self,
        campaign: &Campaign,
        id: PersonId,
        (register, made_for): (&Register, Option<u64>),
        world: &dyn World,
    ) {
        let key = Some((made_for, campaign.revision(), id));
        if self.key == key {
            return;
        }
        let named = register.named();
        let of = named.nominations_of(id);
        // The clock is asked when another person is shown, not at every letter that is typed.
        let now = self.now.filter(|(of, _)| *of == id).map_or_else(|| world.now(), |(_, at)| at);
        *self = Self {
            now: Some((id, now)),
            key,
            untold: privacy::untold_person(campaign, id, &of, now, &world.time_zone()),
            of,
            by: named.nominations_by(id),
            entries: named.entries_of(id),
        };
    }
}

pub struct PersonPane<'a> {
    pub campaign: &'a Campaign,
    pub id: PersonId,
    pub person: &'a Person,
    pub line: Option<&'a PersonLine>,
    pub facts: &'a Facts,
}

impl PersonPane<'_> {
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, parts: PaneParts<'_>) -> Option<PaneEvent> {
        let PaneParts { tab, typed, duplicates, rows } = parts;
        let (of, entries) = (self.facts.of.len(), self.facts.entries.len());
        let titles = [
            "Overview".to_owned(),
            if of == 0 { "Nominations".into() } else { format!("Nominations {}", grouped(of as u64)) },
            if entries == 0 { "Entries".into() } else { format!("Entries {}", grouped(entries as u64)) },
            "History".into(),
        ];
        SidePane::detail("person").show(ui, |pane| {
            pane.head(|ui| {
                self.head(ui, cx);
                Tabs::new(&titles, tab).show(ui);
            });
            let mut event = pane.foot(|ui| self.foot(ui, cx));
            pane.body(|ui| {
                // Fields of another person are other fields: nothing typed for one may come back for the next.
                ui.push_id(("person", self.id.0, *tab), |ui| match *tab {
                    0 => {
                        duplicates.card(ui, cx, self.campaign, self.id);
                        event = event.or(self.told(ui, cx));
                        overview::show(ui, cx, self.id, self.person, typed);
                    }
                    1 => self.nominations(ui, cx),
                    2 => self.entries(ui, cx),
                    _ => event = event.or(self.history(ui, cx, rows)),
                });
            });
            event
        })
    }

    fn head(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let hero = self.line.and_then(|line| line.hero);
        let figure = hero.and_then(|hero: HeroId| self.campaign.heroes().get(hero)).map(|hero| &hero.figure);
        let texture = match (hero, figure) {
            (Some(hero), Some(figure)) => cx.art.face(ui.ctx(), &hero.to_string(), figure, 128),
            _ => None,
        };
        let person = self.person;
        ui.horizontal_top(|ui| {
            FacePlate::new(person.display_name()).texture(texture).size(64.0).show(ui);
            ui.add_space(4.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                Text::new(person.display_name(), Type::Dialog).elide().show(ui);
                unseen_chip(ui, person.display_name());
                let from = [person.team.as_str(), country_name(&person.country)];
                let from: Vec<&str> = from.into_iter().filter(|text| !text.is_empty()).collect();
                for line in [from.join(", "), person.email.to_string()] {
                    if !line.is_empty() {
                        Text::label(line).muted().elide().show(ui);
                    }
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for role in self.line.into_iter().flat_map(PersonLine::roles) {
                Chip::accent(role.title()).show(ui);
            }
            if let Some(chip) = consent_chip(person.consent.state, person.consent.at, &cx.ws.world().time_zone()) {
                chip.show(ui);
            }
            if hero.is_some() {
                Chip::success("Hero ready").show(ui);
            }
            for (_, award) in self.campaign.awards_won_by(self.id) {
                Chip::sun(award.title.as_str()).show(ui);
            }
        });
    }

    fn foot(&self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<PaneEvent> {
        let mut event = None;
        match self.line.and_then(|line| line.hero) {
            Some(hero) => {
                if CommandButton::primary("Open hero").icon(Icon::Hero).show(ui).clicked() {
                    cx.act(Action::Show(Target::Hero(hero)));
                }
            }
            None => {
                if CommandButton::primary("Make a hero").icon(Icon::Hero).show(ui).clicked() {
                    event = Some(PaneEvent::MakeHero);
                }
            }
        }
        let more = CommandButton::plain("More about this person").icon(Icon::Dots).icon_only().show(ui);
        menu(&more, |ui| {
            for (title, icon, then) in [
                ("Write an access report", Icon::File, PaneEvent::Report),
                ("Write a letter: is your name right?", Icon::Mail, PaneEvent::Letter(Occasion::Name)),
                ("Write a letter: you were nominated", Icon::Mail, PaneEvent::Letter(Occasion::Told)),
            ] {
                if MenuLine::new(title).icon(icon).show(ui).clicked() {
                    event = Some(then);
                }
            }
        });
        let (delete, erase) = (CommandButton::quiet("Delete").icon(Icon::Trash), CommandButton::quiet("Erase"));
        let needs = delete.width(ui.painter()) + erase.width(ui.painter()) + ui.spacing().item_spacing.x;
        ui.add_space((ui.available_width() - needs).max(0.0));
        if delete.show(ui).clicked() {
            event = Some(PaneEvent::Delete);
        }
        if erase.hint("For good, with everything personal: from the file, too").show(ui).clicked() {
            event = Some(PaneEvent::Erase);
        }
        event
    }

    /// Whether they know that something is kept about them.
    fn told(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<PaneEvent> {
        let zone = cx.ws.world().time_zone();
        if let Some(at) = self.person.told_at {
            FactRow::new("Told that data is kept", day(at, &zone)).mark(Icon::Check, Tone::Success).show(ui);
            return None;
        }
        if !self.line.is_some_and(|line| line.has(Gap::NotTold)) {
            return None;
        }
        let untold = self.facts.untold.as_ref()?;
        let words = match untold.days_left {
            days if days < 0 => {
                format!("Due since {}: one month after the nomination came in.", untold.by.strftime("%-d %B %Y"))
            }
            _ => format!("By {}: one month after the nomination came in.", untold.by.strftime("%-d %B %Y")),
        };
        let note = Note::warning("Not told yet that they were nominated")
            .words(words)
            .action(CommandButton::plain("Write the letter"))
            .other(CommandButton::quiet("Mark as told"))
            .show(ui);
        ui.add_space(8.0);
        if note.action {
            return Some(PaneEvent::Letter(Occasion::Told));
        }
        note.other.then_some(PaneEvent::Told)
    }

    fn nominations(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Facts { of, by, .. } = self.facts;
        if of.is_empty() && by.is_empty() {
            Text::body("Nobody has nominated this person yet, and they have nominated nobody.").muted().show(ui);
        }
        let name = |id: Option<PersonId>| {
            id.and_then(|id| self.campaign.people().get(id)).map_or("nobody named", |person| person.display_name())
        };
        for id in of {
            let Some(nomination) = self.campaign.nominations().get(*id) else { continue };
            self.nomination(ui, cx, *id, nomination, &format!("By {}", name(nomination.nominator)));
        }
        if !by.is_empty() {
            Section::new(format!("Written by them: {}", by.len())).show(ui, |ui| {
                for id in by {
                    let Some(nomination) = self.campaign.nominations().get(*id) else { continue };
                    self.nomination(ui, cx, *id, nomination, &format!("For {}", name(Some(nomination.nominee))));
                }
            });
        }
    }

    fn nomination(&self, ui: &mut Ui, cx: &mut Cx<'_>, id: NominationId, nomination: &Nomination, who: &str) {
        ui.push_id(id.0, |ui| {
            Card::inset().show(ui, |ui| {
                let words = shortened(nomination.excerpt(), 260);
                if words.is_empty() {
                    Text::body("No words came with it.").muted().show(ui);
                } else {
                    Text::body(format!("“{words}”")).show(ui);
                }
                let received =
                    if nomination.received.is_empty() { String::new() } else { format!(", {}", nomination.received) };
                Text::caption(format!("{who}{received}")).show(ui);
                ui.horizontal_wrapped(|ui| {
                    for award in nomination.awards.iter().filter_map(|award| self.campaign.awards().get(*award)) {
                        Tag::new(award.title.as_str()).show(ui);
                    }
                    if CommandButton::quiet(format!("Open {id}")).small().show(ui).clicked() {
                        cx.act(Action::Show(Target::Nomination(id)));
                    }
                });
            });
        });
    }

    fn entries(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.facts.entries.is_empty() {
            Text::body("This person is in no sweepstake.").muted().show(ui);
        }
        for id in &self.facts.entries {
            let id = *id;
            let Some(entry) = self.campaign.entries().get(id) else { continue };
            let sweepstake = self.campaign.sweepstakes().get(entry.sweepstake);
            ui.push_id(id.0, |ui| {
                Card::inset().show(ui, |ui| {
                    Text::strong(sweepstake.map_or("Sweepstake", |sweepstake| sweepstake.title.as_str())).show(ui);
                    Text::new(entry.entry_id.as_str(), Type::Mono).show(ui);
                    let tickets =
                        if entry.tickets == 1 { "1 ticket".into() } else { format!("{} tickets", entry.tickets) };
                    let received = if entry.received.is_empty() { "without a date" } else { &entry.received };
                    Text::caption(format!("{}, {tickets}, {received}", entry.way.title())).show(ui);
                    if CommandButton::quiet(format!("Open {id}")).small().show(ui).clicked() {
                        cx.act(Action::Show(Target::Entry(id)));
                    }
                });
            });
        }
    }

    fn history(&self, ui: &mut Ui, cx: &Cx<'_>, rows: &mut Rows) -> Option<PaneEvent> {
        let zone = &cx.ws.world().time_zone();
        let mut event = None;
        if !self.person.merged.is_empty() {
            let count = self.person.merged.len();
            let title = if count == 1 {
                "1 record was merged into this".to_owned()
            } else {
                format!("{count} records were merged into this")
            };
            Section::new(title).show(ui, |ui| {
                for merged in &self.person.merged {
                    ui.push_id(merged.id.0, |ui| {
                        Card::inset().show(ui, |ui| {
                            Text::strong(merged.person.display_name()).show(ui);
                            let words = [
                                merged.id.to_string(),
                                merged.person.email.to_string(),
                                merged.person.team.to_string(),
                            ];
                            let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
                            Text::caption(format!("{}, merged {}", words.join(", "), day(merged.at, zone))).show(ui);
                            let button = CommandButton::plain("Take this merge back").icon(Icon::Undo).small();
                            if button.show(ui).clicked() {
                                event = Some(PaneEvent::TakeBack(merged.id));
                            }
                        });
                    });
                }
            });
        }
        rows.show(ui, cx, self.campaign, self.id, zone);
        Section::new("What happened since").show(ui, |ui| {
            let known: Vec<String> = std::iter::once(self.id)
                .chain(self.person.merged.iter().map(|merged| merged.id))
                .map(|id| id.to_string())
                .collect();
            let lines = self.campaign.ledger().lines().iter().rev();
            let lines = lines.filter(|line| line.ids.iter().any(|id| known.contains(id)));
            let mut any = false;
            for line in lines.take(50) {
                any = true;
                let at = line.at.to_zoned(zone.clone()).strftime("%-d %b %H:%M").to_string();
                FactRow::new(line.kind.as_str(), at).show(ui);
            }
            if !any {
                Text::body("The ledger has no line of its own for this person.").muted().show(ui);
            }
        });
        event
    }
}

/// "Line 14 of list.csv", and when it was imported.
pub fn origin_row(ui: &mut Ui, campaign: &Campaign, origin: Origin, zone: &TimeZone) {
    let (words, value) = match campaign.sources().get(origin.source) {
        Some(source) => (
            match source.sheet.as_str() {
                "" => format!("Line {} of {}", origin.line, source.file_name),
                sheet => format!("Line {} of {}, sheet “{sheet}”", origin.line, source.file_name),
            },
            format!("imported {}", day(source.imported_at, zone)),
        ),
        None => (format!("Line {} of a file that is gone", origin.line), String::new()),
    };
    FactRow::new(words, value).mark(Icon::File, crate::gui::marks::Tone::Neutral).show(ui);
}

/// The beginning of a text, cut between words.
pub fn shortened(text: &str, chars: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let cut: String = text.chars().take(chars).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', '.', ';', ' ']))
}
