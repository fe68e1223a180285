//! One archetype with everything that can be changed about it: name, habit, stand-in, traits, crimes, picture.

use super::archetypes::portrait;
use crate::app::heroes::figure_of;
use crate::app::mishaps::propose_archetype;
use crate::app::workshop::next_seed;
use crate::campaign::{Archetype, ArchetypeId, Campaign, Change, Edit, Trait, name_key};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::power_bar::PowerBar;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::tag_editor::{TagEditor, TagEvent};
use crate::gui::widgets::text_field::{Field, TextField};
use crate::scene::kit::FigureSpec;
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

const MOST_TRAITS: usize = 7;

pub enum Event {
    Delete,
    Print,
}

pub struct ArchetypePane<'a> {
    pub campaign: &'a Campaign,
    pub id: ArchetypeId,
    pub record: &'a Archetype,
    /// A crime being typed.
    pub typed: &'a mut String,
}

impl ArchetypePane<'_> {
    pub fn show(self, pane: &mut Pane<'_>, cx: &mut Cx<'_>) -> Option<Event> {
        let mut draft = self.record.clone();
        let mut touched: Option<(&str, Option<String>)> = None;
        let mut event = None;
        pane.head(|ui| {
            let (room, response) = ui.allocate_exact_size(vec2(ui.available_width(), 190.0), Sense::hover());
            let c = colours(ui);
            ui.painter().rect_filled(room, CornerRadius::same(10), c.surface_inset);
            if let Some(texture) = portrait(ui, cx, self.id, self.record, room.size()) {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                ui.painter().image(texture, room, whole, Color32::WHITE);
            }
            let name = format!("Picture of {}", self.record.name);
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        });
        pane.foot(|ui| {
            let hint = "Another name, habit and look";
            if CommandButton::plain("Propose again").icon(Icon::Sparkle).hint(hint).show(ui).clicked() {
                let attempt = draft.figure.parts.len() as u64 + self.campaign.revision();
                let proposal = propose_archetype(self.campaign, cx.art.kit(), "", attempt);
                draft = Archetype { style: draft.style.clone(), ..proposal };
                touched = Some(("Propose an archetype again", None));
            }
            if CommandButton::plain("Print its card").icon(Icon::Printer).show(ui).clicked() {
                event = Some(Event::Print);
            }
            if CommandButton::quiet("Delete").icon(Icon::Trash).icon_only().show(ui).clicked() {
                event = Some(Event::Delete);
            }
        });
        pane.body(|ui| {
            ui.push_id(("archetype", self.id.0), |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                touched = self.words(ui, &mut draft).or(touched.take());
                touched = looks(ui, cx, &mut draft).or(touched.take());
                touched = traits(ui, &mut draft).or(touched.take());
                touched = crimes(ui, &mut draft, self.typed).or(touched.take());
            });
        });
        if let Some((title, field)) = touched
            && draft != *self.record
        {
            let change = Change::one(title, Edit::archetype(self.id, draft));
            cx.commit(match field {
                Some(field) => change.merging(format!("{} {field}", self.id)),
                None => change,
            });
        }
        event
    }

    fn words(&self, ui: &mut Ui, draft: &mut Archetype) -> Option<(&'static str, Option<String>)> {
        let mut touched = None;
        let key = name_key(&draft.name);
        let wrong = if key.is_empty() {
            Some("An archetype needs a name.")
        } else if self.campaign.archetypes().iter().any(|(id, it)| id != self.id && name_key(&it.name) == key) {
            Some("Another archetype has this name.")
        } else if self.campaign.people().iter().take(50_000).any(|(_, person)| name_key(&person.name) == key) {
            Some("Somebody in the campaign has this name. Archetypes are nobody.")
        } else {
            None
        };
        let typed = Field::new("Name")
            .wrong(wrong)
            .show(ui, |ui| TextField::new(&mut draft.name, "Name").wrong(wrong.is_some()).show(ui).changed());
        if typed.inner {
            touched = Some(("Change the name of an archetype", Some("name".to_owned())));
        }
        let fields: [(&str, &str, usize, &mut String); 3] = [
            ("Habit in a few words", "Opens everything, closes nothing", 1, &mut draft.tagline),
            ("What it does", "In a sentence or two", 3, &mut draft.habit),
            ("Stands in for people as", "a colleague with twenty tabs", 1, &mut draft.stand_in),
        ];
        for (title, hint, rows, value) in fields {
            let typed =
                Field::new(title).show(ui, |ui| TextField::new(value, title).hint(hint).rows(rows).show(ui).changed());
            if typed.inner {
                touched = Some(("Change the words of an archetype", Some(title.to_owned())));
            }
        }
        touched
    }
}

/// One of the kit's drawings, or a figure put together from its parts.
fn looks(ui: &mut Ui, cx: &Cx<'_>, draft: &mut Archetype) -> Option<(&'static str, Option<String>)> {
    let mut touched = None;
    Section::new("Picture").show(ui, |ui| {
        let kit = cx.art.kit();
        let mut choices: Vec<&str> = kit.archetypes().iter().map(|own| own.name.as_str()).collect();
        choices.push("A figure");
        let own = kit.archetypes().iter().position(|own| own.id == draft.drawing);
        let mut chosen = own.unwrap_or(choices.len() - 1);
        if Segmented::new("Picture", &choices, &mut chosen).small().show(ui).changed() {
            draft.drawing = kit.archetypes().get(chosen).map_or_else(String::new, |own| own.id.clone());
            if draft.drawing.is_empty() && draft.figure.parts.is_empty() {
                draft.figure = figure_of(kit.shuffle_figure(1, &FigureSpec::default(), &BTreeSet::new(), &[]));
            }
            touched = Some(("Change the picture of an archetype", None));
        }
        let hint = "Another figure from the parts of the art kit";
        if draft.drawing.is_empty()
            && CommandButton::quiet("Another figure").icon(Icon::Dice).small().hint(hint).show(ui).clicked()
        {
            let last: u64 = draft
                .figure
                .parts
                .iter()
                .flat_map(|(slot, part)| slot.bytes().chain(part.bytes()))
                .enumerate()
                .fold(7, |sum, (n, byte)| sum ^ (u64::from(byte) << (n % 40)));
            let spec = kit.shuffle_figure(next_seed(last), &FigureSpec::default(), &BTreeSet::new(), &[]);
            draft.figure = figure_of(spec);
            touched = Some(("Change the picture of an archetype", None));
        }
    });
    touched
}

fn traits(ui: &mut Ui, draft: &mut Archetype) -> Option<(&'static str, Option<String>)> {
    let mut touched = None;
    Section::new("Traits, 1 to 10").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let mut removed = None;
        for n in 0..draft.traits.len() {
            let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
            let place = |ui: &mut Ui, what: &str, left: f32, right: f32| {
                let rect = Rect::from_min_max(pos2(left, row.top()), pos2(right, row.bottom()));
                ui.new_child(UiBuilder::new().max_rect(rect).id_salt((what, n)))
            };
            let (number, middle) = (n + 1, row.left() + 132.0);
            let mut at = place(ui, "label", row.left(), middle);
            let label = &mut draft.traits[n].label;
            if TextField::new(label, format!("Name of trait {number}")).small().show(&mut at).changed() {
                touched = Some(("Change a trait of an archetype", Some(format!("label {n}"))));
            }
            let mut at = place(ui, "value", middle, row.right() - 30.0);
            let mut value = draft.traits[n].value;
            let bar = PowerBar::new("", &mut value).show(&mut at);
            if bar.changed() {
                draft.traits[n].value = value.clamp(1, 10);
                touched = Some(("Change a trait of an archetype", Some(format!("value {n}"))));
            }
            let _ = bar.accessible_name(format!("Value of trait {number}"));
            let mut at = place(ui, "remove", row.right() - 28.0, row.right());
            let remove = CommandButton::quiet(format!("Remove trait {number}")).icon(Icon::X).icon_only().small();
            if remove.show(&mut at).clicked() {
                removed = Some(n);
            }
        }
        if let Some(n) = removed {
            draft.traits.remove(n);
            touched = Some(("Remove a trait of an archetype", None));
        }
        let full = draft.traits.len() >= MOST_TRAITS;
        let add = CommandButton::quiet("Add a trait").icon(Icon::Plus).small();
        if add.disabled_if(full.then_some("Seven are enough for a card.")).show(ui).clicked() {
            draft.traits.push(Trait { label: "Patience".into(), value: 5 });
            touched = Some(("Add a trait to an archetype", None));
        }
    });
    touched
}

fn crimes(ui: &mut Ui, draft: &mut Archetype, typed: &mut String) -> Option<(&'static str, Option<String>)> {
    let mut touched = None;
    Section::new("Crimes against hardware").show(ui, |ui| {
        match TagEditor::new("Add a crime", &draft.crimes, typed).show(ui) {
            Some(TagEvent::Added(crime)) => {
                draft.crimes.push(crime);
                touched = Some(("Add a crime to an archetype", None));
            }
            Some(TagEvent::Removed(n)) => {
                draft.crimes.remove(n);
                touched = Some(("Take a crime off an archetype", None));
            }
            None => {}
        }
    });
    touched
}
