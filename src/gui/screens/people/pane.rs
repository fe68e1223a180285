//! The right side of the people page: one person with everything that is known of them.

use super::overview::{self, Typed};
use super::table::{consent_chip, day};
use crate::app::people::{PersonLine, country_name};
use crate::campaign::{Campaign, HeroId, Nomination, NominationId, Origin, Person, PersonId};
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

pub struct PersonPane<'a> {
    pub campaign: &'a Campaign,
    pub id: PersonId,
    pub person: &'a Person,
    pub line: Option<&'a PersonLine>,
}

impl PersonPane<'_> {
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, tab: &mut usize, typed: &mut Typed) -> Option<PaneEvent> {
        let of: Vec<(NominationId, &Nomination)> = self.campaign.nominations_of(self.id).collect();
        let by: Vec<(NominationId, &Nomination)> = self.campaign.nominations_by(self.id).collect();
        let entries = self.campaign.entries().iter().filter(|(_, entry)| entry.person == self.id).count();
        let titles = [
            "Overview".to_owned(),
            if of.is_empty() { "Nominations".into() } else { format!("Nominations {}", of.len()) },
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
                    1 => self.nominations(ui, cx, &of, &by),
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

    fn nominations(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        of: &[(NominationId, &Nomination)],
        by: &[(NominationId, &Nomination)],
    ) {
        if of.is_empty() && by.is_empty() {
            Text::body("Nobody has nominated this person yet, and they have nominated nobody.").muted().show(ui);
        }
        for (id, nomination) in of {
            let by = nomination.nominator.and_then(|by| self.campaign.people().get(by));
            let by = by.map_or("nobody named", |by| by.display_name());
            self.nomination(ui, cx, *id, nomination, &format!("By {by}"));
        }
        if !by.is_empty() {
            Section::new(format!("Written by them: {}", by.len())).show(ui, |ui| {
                for (id, nomination) in by {
                    let nominee = self.campaign.people().get(nomination.nominee);
                    let nominee = nominee.map_or("nobody", |nominee| nominee.display_name());
                    self.nomination(ui, cx, *id, nomination, &format!("For {nominee}"));
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
        let mut any = false;
        for (id, entry) in self.campaign.entries().iter().filter(|(_, entry)| entry.person == self.id) {
            any = true;
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
        if !any {
            Text::body("This person is in no sweepstake.").muted().show(ui);
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
