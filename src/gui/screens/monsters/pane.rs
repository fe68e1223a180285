//! One monster with everything that can be changed about it.

use super::card::CardView;
use crate::app::monsters::{Reach, computed_stats, heroes_against, keep_locked, parts_of, propose_monster, reach};
use crate::app::workshop::{next_seed, shuffle_monster};
use crate::campaign::{Campaign, Change, Edit, Monster, MonsterId, MonsterStat};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::art::look_of;
use crate::gui::icons::Icon;
use crate::gui::screens::heroes::face_pixels;
use crate::gui::screens::heroes::parts::square;
use crate::gui::screens::seed_field::SeedField;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::nav_rail::grouped;
use crate::gui::widgets::power_bar::PowerBar;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::slot_picker::{SlotPicker, SlotTile};
use crate::gui::widgets::swatch_row::{PickResponse, Swatch, SwatchRow};
use crate::gui::widgets::text_field::{Field, TextField};
use crate::scene::kit::{BODY, COLOUR, EnemyLook, Kit};
use eframe::egui::{Color32, Id, Rect, Role, Sense, TextureId, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};
use std::sync::Arc;

const TILE: f32 = 48.0;
const MOST_STATS: usize = 5;
/// Heroes whose faces are shown.
const MOST_FACES: usize = 12;

/// Where the keyboard goes to type a name.
pub fn name_field(id: MonsterId) -> Id {
    Id::unique("monster name").with(id)
}

pub enum Event {
    Delete,
    ShowNominations,
}

/// The counts of the pane, worked out once per revision and problem.
#[derive(Default)]
pub struct Told {
    of: Option<(u64, String)>,
    reach: Reach,
    /// What its stats come to.
    stats: Option<Vec<MonsterStat>>,
}

impl Told {
    fn now(&mut self, campaign: &Campaign, problem: &str) -> Reach {
        let now = (campaign.revision(), problem.to_owned());
        if self.of.as_ref() != Some(&now) {
            self.reach = reach(campaign, problem);
            self.stats = computed_stats(campaign, problem);
            self.of = Some(now);
        }
        self.reach
    }
}

pub struct MonsterPane<'a> {
    pub campaign: &'a Campaign,
    pub id: MonsterId,
    pub record: &'a Monster,
    /// Problem tags that occur.
    pub tags: &'a [String],
    pub told: &'a mut Told,
    /// How many proposals were seen for it.
    pub attempt: &'a mut u64,
    pub seed: &'a mut SeedField,
    pub card: &'a mut CardView,
}

/// The monster as this frame changes it.
struct Draft {
    monster: Monster,
    touched: Option<(&'static str, Option<String>)>,
}

impl Draft {
    fn locks(&self, what: &str) -> bool {
        self.monster.locked.contains(what)
    }
    /// Locks or unlocks what stays as it is while shuffling.
    fn lock(&mut self, picked: PickResponse, what: &str) {
        if picked.lock_pressed {
            if !self.monster.locked.remove(what) {
                self.monster.locked.insert(what.to_owned());
            }
            self.typed("Lock parts of a monster", "locks");
        }
    }
    fn chose(&mut self, title: &'static str) {
        self.touched = Some((title, None));
    }
    fn typed(&mut self, title: &'static str, field: impl Into<String>) {
        self.touched = Some((title, Some(field.into())));
    }
}

impl MonsterPane<'_> {
    pub fn show(mut self, pane: &mut Pane<'_>, cx: &mut Cx<'_>) -> Option<Event> {
        let mut draft = Draft { monster: self.record.clone(), touched: None };
        let mut event = None;
        pane.head(|ui| self.card.show(ui, cx, self.id, &draft.monster.name));
        pane.foot(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.horizontal(|ui| self.shuffle(ui, cx, &mut draft));
                ui.horizontal(|ui| {
                    let hint = "Another name, line and look for its problem";
                    if CommandButton::quiet("Propose again").icon(Icon::Sparkle).small().hint(hint).show(ui).clicked() {
                        *self.attempt += 1;
                        let kit = cx.art.kit();
                        let mut proposal = propose_monster(self.campaign, &draft.monster.problem, kit, *self.attempt);
                        keep_locked(&draft.monster, &mut proposal);
                        draft.monster = proposal;
                        draft.chose("Propose a monster again");
                    }
                    if CommandButton::quiet("Delete").icon(Icon::Trash).small().show(ui).clicked() {
                        event = Some(Event::Delete);
                    }
                });
            });
        });
        pane.body(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            self.words(ui, &mut draft);
            ui.add_space(6.0);
            event = self.told(ui).or(event.take());
            ui.add_space(6.0);
            self.stats(ui, &mut draft);
            ui.add_space(6.0);
            self.beaten_by(ui, cx);
            ui.add_space(6.0);
            looks(ui, cx, &mut draft);
        });
        if let Some((title, field)) = draft.touched
            && draft.monster != *self.record
        {
            let change = Change::one(title, Edit::Monster(self.id, Some(Arc::new(draft.monster))));
            cx.commit(match field {
                Some(field) => change.merging(format!("{} {field}", self.id)),
                None => change,
            });
        }
        event
    }

    fn shuffle(&mut self, ui: &mut Ui, cx: &Cx<'_>, draft: &mut Draft) {
        let hint = "Other parts and another colour; what is locked stays";
        let mut next = None;
        if CommandButton::plain("Shuffle the look").icon(Icon::Dice).hint(hint).show(ui).clicked() {
            next = Some(next_seed(draft.monster.seed.unwrap_or(self.id.0)));
        }
        if let Some(typed) = self.seed.show(ui, self.id.0, draft.monster.seed) {
            next = Some(typed);
        }
        if let Some(seed) = next {
            shuffle_monster(&mut draft.monster, seed, cx.art.kit());
            draft.chose("Shuffle the look of a monster");
        }
    }

    fn words(&self, ui: &mut Ui, draft: &mut Draft) {
        let empty = draft.monster.name.trim().is_empty();
        let field = Field::new("Name").wrong(empty.then_some("A monster needs a name."));
        let typed = field.show(ui, |ui| {
            TextField::new(&mut draft.monster.name, "Name").id(name_field(self.id)).wrong(empty).show(ui).changed()
        });
        if typed.inner {
            draft.typed("Change the name of a monster", "name");
        }
        let typed = Field::new("Problem it stands for")
            .help(
                "Its rank counts the nominations that name this, and the mishaps that are not set aside; without case.",
            )
            .show(ui, |ui| TextField::new(&mut draft.monster.problem, "Problem it stands for").show(ui).changed());
        if typed.inner {
            draft.typed("Change the problem of a monster", "problem");
        }
        if !self.tags.is_empty() {
            let chosen =
                self.tags.iter().position(|tag| tag.to_lowercase() == draft.monster.problem.trim().to_lowercase());
            let select =
                Select::new("Tags that people used", self.tags, chosen).unchosen("Take a tag that people used");
            if let Some(i) = select.small().width(ui.available_width()).show(ui).chosen {
                draft.monster.problem.clone_from(&self.tags[i]);
                draft.chose("Change the problem of a monster");
            }
        }
        let typed = Field::new("Line on its card")
            .show(ui, |ui| TextField::new(&mut draft.monster.tagline, "Line on its card").rows(2).show(ui).changed());
        if typed.inner {
            draft.typed("Change the line of a monster", "tagline");
        }
    }

    fn told(&mut self, ui: &mut Ui) -> Option<Event> {
        let Reach { named, people, countries } = self.told.now(self.campaign, &self.record.problem);
        let mut event = None;
        Card::inset().show(ui, |ui| {
            let nominations = named.nominations;
            if named.all() == 0 {
                Text::label("No nomination and no mishap names this problem yet.").muted().show(ui);
                return;
            }
            let all = counted(nominations, "nomination", "nominations");
            let names = if named.all() == 1 { "names" } else { "name" };
            let mut words = format!("{} {names} it", named.in_words());
            if people > 0 {
                words = format!("{words}, about {}", counted(people, "person", "people"));
            }
            if countries > 0 {
                words = format!("{words} in {}", counted(countries, "country", "countries"));
            }
            Text::label(format!("{words}.")).show(ui);
            if nominations == 0 {
                return;
            }
            let show = if nominations == 1 { "Show the nomination".to_owned() } else { format!("Show the {all}") };
            if CommandButton::quiet(show).small().show(ui).clicked() {
                event = Some(Event::ShowNominations);
            }
        });
        event
    }

    /// By hand, or from what was told of its problem.
    fn stats(&mut self, ui: &mut Ui, draft: &mut Draft) {
        stats(ui, draft);
        self.told.now(self.campaign, &self.record.problem);
        let told = self.told.stats.clone();
        let reason = match &told {
            None => Some("Nothing names its problem yet."),
            Some(told) => (*told == draft.monster.stats).then_some("They are so already."),
        };
        let hint = "Menace from how bad it was, cunning from in how many places, reach from how many people, patience from for how long";
        let compute = CommandButton::quiet("Compute from the counts").icon(Icon::Chart).small().hint(hint);
        if compute.disabled_if(reason).show(ui).clicked()
            && let Some(told) = told
        {
            draft.monster.stats = told;
            draft.chose("Compute the stats of a monster");
        }
    }

    fn beaten_by(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let heroes: Vec<_> = heroes_against(self.campaign, self.id).collect();
        let aside = format!("as arch-enemy of {}", counted(heroes.len(), "hero", "heroes"));
        Section::new("Beaten by").aside(aside).show(ui, |ui| {
            if heroes.is_empty() {
                Text::caption("Choose it as arch-enemy in the workshop of heroes.").show(ui);
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                let pixels = face_pixels(ui.ctx());
                for (id, hero) in heroes.iter().take(MOST_FACES) {
                    let texture = cx.art.face(ui.ctx(), &id.to_string(), &hero.figure, pixels);
                    let (rect, response) = ui.allocate_exact_size(Vec2::splat(38.0), Sense::click());
                    let plate = FacePlate::new(hero.persona.as_str()).texture(texture);
                    plate.paint(ui.painter(), colours(ui), rect.center(), 38.0);
                    crate::gui::marks::focus_ring(ui, &response, rect, 19);
                    let label = format!("Go to {}", hero.persona);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                    if response.on_hover_text(&hero.persona).clicked() {
                        cx.act(Action::Show(Target::Hero(*id)));
                    }
                }
                let more = heroes.len().saturating_sub(MOST_FACES);
                if more > 0 {
                    Text::caption(format!("and {more} more")).one_line().show(ui);
                }
            });
        });
    }
}

/// "1 hero", "3 heroes".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count as u64), if count == 1 { one } else { many })
}

fn stats(ui: &mut Ui, draft: &mut Draft) {
    Section::new("Stats, 1 to 10").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let mut removed = None;
        for n in 0..draft.monster.stats.len() {
            let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
            let place = |ui: &mut Ui, what: &str, left: f32, right: f32| {
                let rect = Rect::from_min_max(pos2(left, row.top()), pos2(right, row.bottom()));
                ui.new_child(UiBuilder::new().max_rect(rect).id_salt((what, n)))
            };
            let number = n + 1;
            let middle = row.left() + 132.0;
            let mut at = place(ui, "label", row.left(), middle);
            let label = &mut draft.monster.stats[n].label;
            if TextField::new(label, format!("Name of stat {number}")).small().show(&mut at).changed() {
                draft.typed("Change a stat of a monster", format!("label {n}"));
            }
            let mut at = place(ui, "value", middle, row.right() - 30.0);
            let mut value = draft.monster.stats[n].value;
            let bar = PowerBar::new("", &mut value).show(&mut at);
            if bar.changed() {
                draft.monster.stats[n].value = value.clamp(1, 10);
                draft.typed("Change a stat of a monster", format!("value {n}"));
            }
            let _ = bar.accessible_name(format!("Value of stat {number}"));
            let mut at = place(ui, "remove", row.right() - 28.0, row.right());
            let remove = CommandButton::quiet(format!("Remove stat {number}")).icon(Icon::X).icon_only().small();
            if remove.show(&mut at).clicked() {
                removed = Some(n);
            }
        }
        if let Some(n) = removed {
            draft.monster.stats.remove(n);
            draft.chose("Remove a stat of a monster");
        }
        let full = draft.monster.stats.len() >= MOST_STATS;
        let add = CommandButton::quiet("Add a stat").icon(Icon::Plus).small();
        if add.disabled_if(full.then_some("Five are enough for a card.")).show(ui).clicked() {
            draft.monster.stats.push(MonsterStat { label: "Menace".into(), value: 7 });
            draft.chose("Add a stat to a monster");
        }
    });
}

/// A swapped part as a tile: only the place where it sits.
fn part_picture(ui: &Ui, cx: &mut Cx<'_>, look: EnemyLook, kind: &str, slot: String, pixels: u32) -> Option<TextureId> {
    let kind = kind.to_owned();
    let drawn = cx.art.picture(ui.ctx(), slot, (format!("{look:?}"), pixels), move |studio| {
        let villain = studio.kit.villain(&look.villain)?;
        let (anchor, reach) = match kind.as_str() {
            "eyes" => (villain.eyes, 210.0),
            "mouth" => (villain.mouth, 240.0),
            _ => (villain.horns, 270.0),
        };
        let half = reach * anchor.scale;
        let composed = studio.kit.villain_items(&look, &studio.symbols).ok()?;
        square(&composed.items, [anchor.x - half, anchor.y - half, anchor.x + half, anchor.y + half], pixels)
    });
    drawn.map(|(texture, _)| texture)
}

/// The colour of its body: as drawn, or one of the kit's.
fn body_colours(ui: &mut Ui, kit: &Kit, draft: &mut Draft) {
    let rgb = |hex: &crate::scene::kit::Hex| {
        let [r, g, b] = hex.rgb();
        Color32::from_rgb(r, g, b)
    };
    let drawn = kit.villain(&draft.monster.villain).map_or(Color32::GRAY, |villain| rgb(&villain.body.0));
    let colours = &kit.palette().monster_colours;
    let mut swatches = vec![Swatch { name: "As drawn", colour: drawn }];
    swatches.extend(colours.iter().map(|colour| Swatch { name: &colour.label, colour: rgb(&colour.colours.0) }));
    let chosen = if draft.monster.colour.is_empty() {
        Some(0)
    } else {
        colours.iter().position(|colour| colour.id == draft.monster.colour).map(|place| place + 1)
    };
    let picked = SwatchRow::new("Colour", &swatches, chosen).lock(draft.locks(COLOUR)).show(ui);
    draft.lock(picked, COLOUR);
    if let Some(i) = picked.chosen {
        draft.monster.colour = i.checked_sub(1).map_or_else(String::new, |place| colours[place].id.clone());
        draft.chose("Change the colour of a monster");
    }
}

fn looks(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft) {
    let studio = Arc::clone(cx.art.studio());
    let kit = &studio.kit;
    let pixels = (TILE * ui.ctx().pixels_per_point()).round() as u32;
    let look = look_of(&draft.monster);
    let tiles: Vec<SlotTile<'_>> = kit
        .villains()
        .iter()
        .map(|villain| {
            let look = EnemyLook { villain: villain.id.clone(), ..EnemyLook::default() };
            let texture = cx.art.villain(ui.ctx(), &format!("body {}", villain.id), &look, pixels);
            SlotTile { name: &villain.name, texture }
        })
        .collect();
    let chosen = kit.villains().iter().position(|villain| villain.id == draft.monster.villain);
    let picked = SlotPicker::new("Body", &tiles, chosen).side(TILE).lock(draft.locks(BODY)).show(ui);
    draft.lock(picked, BODY);
    if let Some(i) = picked.chosen {
        draft.monster.villain.clone_from(&kit.villains()[i].id);
        draft.chose("Change the body of a monster");
    }
    body_colours(ui, kit, draft);
    for (kind, title) in [("eyes", "Eyes"), ("mouth", "Mouth"), ("horns", "Horns")] {
        let with = |part: Option<&str>| {
            let mut look = look.clone();
            let place = match kind {
                "eyes" => &mut look.eyes,
                "mouth" => &mut look.mouth,
                _ => &mut look.horns,
            };
            *place = part.map(str::to_owned);
            look
        };
        let choices: Vec<(Option<&str>, &str)> = std::iter::once((None, "As drawn"))
            .chain(parts_of(kit, kind).map(|(id, label)| (Some(id), label)))
            .collect();
        let tiles: Vec<SlotTile<'_>> = choices
            .iter()
            .map(|(part, label)| {
                let slot = format!("villain part {kind} {}", part.unwrap_or("own"));
                SlotTile { name: label, texture: part_picture(ui, cx, with(*part), kind, slot, pixels) }
            })
            .collect();
        let now = draft.monster.parts.get(kind).map(String::as_str);
        let chosen = choices.iter().position(|(part, _)| *part == now);
        let picked = SlotPicker::new(title, &tiles, chosen).side(TILE).lock(draft.locks(kind)).show(ui);
        draft.lock(picked, kind);
        if let Some(i) = picked.chosen {
            match choices[i].0 {
                Some(part) => draft.monster.parts.insert(kind.to_owned(), part.to_owned()),
                None => draft.monster.parts.remove(kind),
            };
            draft.chose("Change a part of a monster");
        }
    }
}
