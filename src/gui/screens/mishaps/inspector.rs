//! The right side: what must be true before the mishap is published, and its facts. At the foot the next step.

use super::seen::{Finds, Seen};
use super::words::mark_of;
use crate::app::hub::mishap_sha256;
use crate::app::mishaps::{Shelf, with_words};
use crate::app::nominations::{add_problem, problem_key};
use crate::campaign::{Campaign, Change, Edit, Mishap, MishapId, MishapState};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::screens::proposed::Proposed;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::power_bar::PowerBar;
use crate::gui::widgets::tag_editor::{Suggestion, TagEditor, TagEvent};
use crate::gui::widgets::text_field::{Field, TextField};
use eframe::egui::Ui;

/// What was asked at its foot, or of a fact.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum InspectorEvent {
    Review,
    Publish,
    Share,
    TakeBack,
    SetAside,
    Delete,
    /// An archetype that fits, made for this mishap.
    MakeArchetype,
}

/// A field of words.
type Words = fn(&mut Mishap) -> &mut String;

pub struct MishapInspector<'a> {
    pub campaign: &'a Campaign,
    pub shelf: &'a Shelf,
    pub id: MishapId,
    pub mishap: &'a Mishap,
    pub seen: &'a Seen,
    pub finds: Finds<'a>,
}

impl MishapInspector<'_> {
    pub fn show(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        typed: &mut String,
        proposed: &mut Proposed,
    ) -> Option<InspectorEvent> {
        SidePane::inspector("mishap").show(ui, |pane| {
            let mut event = pane.foot(|ui| self.foot(ui));
            pane.body(|ui| {
                ui.push_id(("mishap", self.id.0), |ui| {
                    event = self.steps(ui).or(event.take());
                    self.facts(ui, cx);
                    event = self.archetypes(ui, cx).or(event.take());
                    self.problems(ui, cx, typed);
                    proposed.mishap(ui, cx, self.campaign, self.id, self.mishap);
                    self.reactions(ui);
                    ui.add_space(8.0);
                    if CommandButton::quiet("Delete the mishap").icon(Icon::Trash).small().show(ui).clicked() {
                        event = Some(InspectorEvent::Delete);
                    }
                });
            });
            event
        })
    }

    fn change(&self, cx: &mut Cx<'_>, title: &str, key: Option<&str>, change: impl FnOnce(&mut Mishap)) {
        let after = with_words(self.mishap, change);
        if after == *self.mishap {
            return;
        }
        let step = Change::one(title, Edit::mishap(self.id, after));
        cx.commit(match key {
            Some(key) => step.merging(format!("mishap {} {key}", self.id)),
            None => step,
        });
    }

    fn is_reviewed(&self) -> bool {
        self.mishap.reviewed.as_ref().is_some_and(|review| review.text_sha256 == mishap_sha256(self.mishap))
    }

    /// Why it cannot be reviewed yet.
    fn hindrance(&self) -> Option<String> {
        if self.mishap.public_text.trim().is_empty() {
            return Some("It has no words for the public yet.".into());
        }
        match self.seen.open() {
            0 => None,
            1 => Some("1 place may still tell who somebody is.".into()),
            n => Some(format!("{n} places may still tell who somebody is.")),
        }
    }

    fn steps(&self, ui: &mut Ui) -> Option<InspectorEvent> {
        let mut event = None;
        Section::new("Before it can be published").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let row = |ui: &mut Ui, done: bool, words: &str, value: &str| {
                let (icon, tone) = mark_of(done);
                FactRow::new(words, value).mark(icon, tone).show(ui);
            };
            let begun = !self.mishap.public_text.trim().is_empty();
            row(ui, begun, "Words for the public", if begun { "" } else { "to write" });
            let open = self.seen.open();
            let left = match (begun, open) {
                (false, _) => format!("{} found", self.seen.rows.len()),
                (true, 0) => String::new(),
                (true, n) => format!("{n} to decide"),
            };
            row(ui, begun && open == 0, "No third person left", &left);
            let by = self.mishap.reviewed.as_ref().filter(|_| self.is_reviewed()).map(|it| it.by.clone());
            row(ui, by.is_some(), "Read by a person", by.as_deref().unwrap_or("to read"));
            if self.mishap.reviewed.is_some() && by.is_none() {
                Text::caption("Its words were changed after they had been read.").warning().show(ui);
            }
            if self.mishap.state == MishapState::SetAside {
                let reason = &self.mishap.set_aside_reason;
                let words = if reason.is_empty() { "Set aside.".into() } else { format!("Set aside: {reason}") };
                Text::label(words).muted().show(ui);
            } else if CommandButton::quiet("Set it aside").small().show(ui).clicked() {
                event = Some(InspectorEvent::SetAside);
            }
        });
        event
    }

    fn foot(&self, ui: &mut Ui) -> Option<InspectorEvent> {
        let is_reviewed = self.is_reviewed();
        match self.mishap.state {
            MishapState::SetAside => {
                CommandButton::primary("Take it back").show(ui).clicked().then_some(InspectorEvent::TakeBack)
            }
            MishapState::Published if is_reviewed => {
                if CommandButton::primary("Share card").icon(Icon::Image).show(ui).clicked() {
                    return Some(InspectorEvent::Share);
                }
                let back = CommandButton::plain("Take it back").hint("Out of the public, to be read again");
                back.show(ui).clicked().then_some(InspectorEvent::TakeBack)
            }
            _ if is_reviewed => {
                if CommandButton::primary("Publish").shortcut("Ctrl Enter").show(ui).clicked() {
                    return Some(InspectorEvent::Publish);
                }
                CommandButton::plain("Read it again").show(ui).clicked().then_some(InspectorEvent::Review)
            }
            _ => {
                let button = CommandButton::primary("Review").shortcut("Ctrl Enter").disabled_if(self.hindrance());
                button.show(ui).clicked().then_some(InspectorEvent::Review)
            }
        }
    }

    fn facts(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        Section::new("What it was").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let marks = |text: &str| self.finds.marks(text);
            let fields: [(&str, &str, Words); 3] = [
                ("Device", "Laptop", |it| &mut it.device),
                ("Cause", "Tea", |it| &mut it.cause),
                ("Damage", "Two docks and a tie", |it| &mut it.damage),
            ];
            for (title, hint, of) in fields {
                let mut draft = self.mishap.clone();
                let typed = Field::new(title)
                    .show(ui, |ui| TextField::new(of(&mut draft), title).hint(hint).marks(&marks).show(ui).changed());
                if typed.inner {
                    let words = of(&mut draft).clone();
                    let step = format!("Change the {} of a mishap", title.to_lowercase());
                    self.change(cx, &step, Some(title), |it| *of(it) = words);
                }
            }
            let known: Vec<&str> = self.shelf.devices().iter().map(|(_, words)| words.as_str()).take(6).collect();
            if self.mishap.device.is_empty() && !known.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = eframe::egui::vec2(4.0, 2.0);
                    for device in known {
                        let hint = format!("Device: {device}");
                        if CommandButton::quiet(device).small().hint(hint).show(ui).clicked() {
                            self.change(cx, "Change the device of a mishap", None, |it| it.device = device.to_owned());
                        }
                    }
                });
            }
            let mut severity = self.mishap.severity.unwrap_or(0);
            Text::label_strong("How bad it was").show(ui);
            let bar = PowerBar::new("", &mut severity).show(ui);
            if bar.changed() {
                let severity = (severity > 0).then_some(severity.min(10));
                self.change(cx, "Change how bad a mishap was", Some("severity"), |it| it.severity = severity);
            }
            let _ = bar.accessible_name("How bad it was, 1 to 10");
        });
    }

    fn archetypes(&self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<InspectorEvent> {
        /// Archetypes listed; the rest is found on their own page.
        const MOST: usize = 8;
        let make = CommandButton::quiet("Make one").icon(Icon::Plus).hint("An archetype that fits this mishap");
        let ((), pressed) = Section::new("Archetypes in it").action(make).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if self.campaign.archetypes().is_empty() {
                Text::label("There are no archetypes yet.").muted().show(ui);
            }
            let mut listed = self.mishap.archetypes.clone();
            for id in crate::app::mishaps::proposals_fitting(self.campaign, &self.mishap.text) {
                if listed.len() < MOST && !listed.contains(&id) {
                    listed.push(id);
                }
            }
            for id in listed {
                let Some(archetype) = self.campaign.archetypes().get(id) else { continue };
                let mut on = self.mishap.archetypes.contains(&id);
                let row = CheckRow::new(&mut on, archetype.name.as_str()).detail(archetype.tagline.as_str());
                if row.show(ui).changed() {
                    self.change(cx, "Change who stars in a mishap", None, |it| {
                        it.archetypes.retain(|other| *other != id);
                        if on {
                            it.archetypes.push(id);
                        }
                    });
                }
            }
        });
        pressed.then_some(InspectorEvent::MakeArchetype)
    }

    fn problems(&self, ui: &mut Ui, cx: &mut Cx<'_>, typed: &mut String) {
        let swatches = colours(ui).category;
        let swatch = |tag: &str| swatches[problem_key(tag).len() % swatches.len()];
        let monsters: Vec<&str> = self
            .campaign
            .monsters()
            .iter()
            .map(|(_, monster)| monster.problem.as_str())
            .filter(|problem| !problem.trim().is_empty())
            .collect();
        let before: Vec<Suggestion<'_>> = monsters.iter().map(|words| Suggestion { words, count: 0 }).collect();
        Section::new("Problems").show(ui, |ui| {
            let editor = TagEditor::new("Add a problem", &self.mishap.problems, typed);
            match editor.swatches(&swatch).suggestions(&before).show(ui) {
                Some(TagEvent::Added(tag)) => {
                    self.change(cx, "Add a problem to a mishap", None, |it| add_problem(&mut it.problems, &tag));
                }
                Some(TagEvent::Removed(place)) => {
                    self.change(cx, "Take a problem off a mishap", None, |it| {
                        it.problems.remove(place);
                    });
                }
                None => {}
            }
        });
    }

    fn reactions(&self, ui: &mut Ui) {
        if self.mishap.reactions.is_empty() {
            return;
        }
        let sum: u64 = self.mishap.reactions.values().sum();
        Section::new("Reactions").aside(grouped(sum)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (kind, count) in &self.mishap.reactions {
                FactRow::new(kind.as_str(), grouped(*count)).show(ui);
            }
        });
    }
}
