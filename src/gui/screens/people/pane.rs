//! The right side of the people page: one person with everything that is known of them.

use super::overview::{self, Typed};
use super::table::{consent_chip, day};
use crate::app::people::{PersonLine, country_name};
use crate::campaign::{Campaign, EntryId, HeroId, Nomination, NominationId, Origin, Person, PersonId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::tag::Tag;
use eframe::egui::{Ui, vec2};
use jiff::tz::TimeZone;

/// What was asked at the foot of the pane.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PaneEvent {
    MakeHero,
    Delete,
}

/// What names the person that is shown: looked up once, since it takes a walk over all records.
#[derive(Default)]
pub struct Facts {
    key: Option<(u64, PersonId)>,
    of: Vec<NominationId>,
    by: Vec<NominationId>,
    entries: Vec<EntryId>,
}

impl Facts {
    pub fn look_up(&mut self, campaign: &Campaign, id: PersonId) {
        let key = Some((campaign.revision(), id));
        if self.key == key {
            return;
        }
        let entries = campaign.entries().iter().filter(|(_, entry)| entry.person == id);
        *self = Self {
            key,
            of: campaign.nominations_of(id).map(|(id, _)| id).collect(),
            by: campaign.nominations_by(id).map(|(id, _)| id).collect(),
            entries: entries.map(|(id, _)| id).collect(),
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
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, tab: &mut usize, typed: &mut Typed) -> Option<PaneEvent> {
        let (of, entries) = (self.facts.of.len(), self.facts.entries.len());
        let titles = [
            "Overview".to_owned(),
            if of == 0 { "Nominations".into() } else { format!("Nominations {of}") },
            if entries == 0 { "Entries".into() } else { format!("Entries {entries}") },
            "History".into(),
        ];
        SidePane::detail("person").show(ui, |pane| {
            pane.head(|ui| {
                self.head(ui, cx);
                Tabs::new(&titles, tab).show(ui);
            });
            let event = pane.foot(|ui| self.foot(ui, cx));
            pane.body(|ui| {
                // Fields of another person are other fields: nothing typed for one may come back for the next.
                ui.push_id(("person", self.id.0, *tab), |ui| match *tab {
                    0 => overview::show(ui, cx, self.id, self.person, typed),
                    1 => self.nominations(ui, cx),
                    2 => self.entries(ui, cx),
                    _ => self.history(ui, &cx.ws.world().time_zone()),
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
                let from = [person.team.as_str(), country_name(&person.country)];
                let from: Vec<&str> = from.into_iter().filter(|text| !text.is_empty()).collect();
                for line in [from.join(", "), person.email.clone()] {
                    if !line.is_empty() {
                        Text::label(line).muted().elide().show(ui);
                    }
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for role in self.line.map(|line| line.roles.as_slice()).unwrap_or_default() {
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
        let spare = ui.available_width() - CommandButton::quiet("Delete").icon(Icon::Trash).width(ui.painter());
        ui.add_space(spare.max(0.0));
        if CommandButton::quiet("Delete").icon(Icon::Trash).show(ui).clicked() {
            event = Some(PaneEvent::Delete);
        }
        event
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

    fn history(&self, ui: &mut Ui, zone: &TimeZone) {
        Section::new("Where it came from").show(ui, |ui| {
            if self.person.origins.is_empty() {
                Text::body("Typed in by hand.").muted().show(ui);
            }
            for origin in &self.person.origins {
                ui.horizontal(|ui| origin_row(ui, self.campaign, *origin, zone));
            }
        });
        Section::new("What happened since").show(ui, |ui| {
            let own = self.id.to_string();
            let lines = self.campaign.ledger().lines().iter().rev().filter(|line| line.ids.contains(&own));
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
    }
}

/// "Line 14 of list.csv", and when it was imported.
pub fn origin_row(ui: &mut Ui, campaign: &Campaign, origin: Origin, zone: &TimeZone) {
    let (words, value) = match campaign.sources().get(origin.source) {
        Some(source) => (
            format!("Line {} of {}", origin.line, source.file_name),
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
