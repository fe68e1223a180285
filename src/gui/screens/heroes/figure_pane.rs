//! The tabs beside the list: what the figure is made of, what comes with it, and before what it stands.

use super::draft::Draft;
use super::photo_pane::{self, Reading};
use super::shuffling::{self, Asked};
use super::{desk, parts};
use crate::app::heroes::propose_accessories;
use crate::campaign::{Accessory, Campaign, Figure, Hero, HeroId};
use crate::gui::action::Cx;
use crate::gui::art::Studio;
use crate::gui::icons::Icon;
use crate::gui::marks::dashed;
use crate::gui::screens::seed_field::SeedField;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::Pane;
use crate::gui::widgets::figure_view::FigureView;
use crate::gui::widgets::inspector::Section;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::palette_picker::{Palette, PalettePicker};
use crate::gui::widgets::select::Select;
use crate::gui::widgets::slot_picker::{Carried, SlotPicker, SlotTile};
use crate::gui::widgets::swatch_row::{PickResponse, Swatch, SwatchRow};
use crate::gui::widgets::tabs::Tabs;
use crate::gui::widgets::text_field::TextField;
use crate::scene::kit::{HAIR_COLOUR, Hex, Kit, POSE, SCHEME, SKIN, Scheme, Slot, StyleFiles, ThreeTones};
use eframe::egui::{Align2, Color32, DragAndDrop, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Points of a tile.
const TILE: f32 = 48.0;
/// Things in the tray.
const MOST_ACCESSORIES: usize = 3;

pub struct FigurePane<'a> {
    pub campaign: &'a Campaign,
    pub studio: Arc<Studio>,
    pub id: HeroId,
    /// What the pointer tried on in the last frame.
    pub tried: Option<&'a Hero>,
    pub seed: &'a mut SeedField,
    pub reading: &'a mut Reading,
}

/// The tabs over the pane.
const TABS: [&str; 4] = ["Figure", "Gear", "Photo", "Backdrop"];
/// The one that takes pictures dropped on the window.
pub const PHOTO_TAB: usize = 2;

impl FigurePane<'_> {
    pub fn show(self, pane: &mut Pane<'_>, cx: &mut Cx<'_>, tab: &mut usize, draft: &mut Draft<'_>) -> Option<Asked> {
        let mut asked = None;
        pane.head(|ui| {
            Tabs::new(&TABS, tab).show(ui);
        });
        if *tab == 0 {
            let kit = &self.studio.kit;
            asked = pane.foot(|ui| shuffling::foot(ui, self.campaign, kit, self.id, self.seed, draft));
        }
        pane.body(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            match *tab {
                0 => self.figure(ui, cx, draft),
                1 => self.gear(ui, cx, draft),
                PHOTO_TAB => photo_pane::show(ui, cx, self.campaign, self.id, self.reading, draft),
                _ => self.backdrop(ui, cx, draft),
            }
        });
        asked
    }

    fn figure(&self, ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft<'_>) {
        let kit = &self.studio.kit;
        let shown = self.tried.map_or(&draft.hero.figure, |tried| &tried.figure);
        let height = 190.0;
        let pixels = (height * ui.ctx().pixels_per_point()).round() as u32;
        let texture = cx.art.figure(ui.ctx(), "figure in the workshop", shown, pixels);
        let name = format!("Figure of {}", draft.hero.persona);
        FigureView::new(&name, texture).height(height).tried(self.tried.is_some()).show(ui);
        ui.add_space(4.0);
        for slot in kit.slots().iter().filter(|slot| !slot.id.starts_with("item_")) {
            pick_part(ui, cx, slot, draft);
        }
        for (a, b) in kit.conflicts(&crate::app::heroes::spec_of(&draft.hero.figure)) {
            let label = |choice: &(String, String)| {
                kit.option(&choice.0, &choice.1).map_or_else(|| choice.1.clone(), |option| option.label.clone())
            };
            Note::warning("These two look wrong together").words(format!("{} and {}.", label(a), label(b))).show(ui);
        }
        let side = (TILE * ui.ctx().pixels_per_point()).round() as u32;
        let figure = draft.hero.figure.clone();
        let tiles: Vec<SlotTile<'_>> = kit
            .poses()
            .iter()
            .map(|pose| SlotTile { name: &pose.label, texture: parts::pose(ui.ctx(), cx, &figure, &pose.id, side) })
            .collect();
        let chosen = kit.poses().iter().position(|pose| pose.id == figure.pose);
        let picked = SlotPicker::new("Pose", &tiles, chosen).side(TILE).lock(draft.locks(POSE)).show(ui);
        lock(draft, picked, POSE);
        pick(draft, picked, "Change the pose", |hero, i| hero.figure.pose.clone_from(&kit.poses()[i].id));

        let palette = kit.palette();
        for (title, tones, is_skin) in
            [("Skin", &palette.skin_tones, true), ("Hair colour", &palette.hair_colours, false)]
        {
            let swatches: Vec<Swatch<'_>> =
                tones.iter().map(|tone| Swatch { name: &tone.label, colour: colour(&tone.colours.0) }).collect();
            let id = if is_skin { &figure.skin } else { &figure.hair };
            let chosen = tones.iter().position(|tone| tone.id == *id);
            let what = if is_skin { SKIN } else { HAIR_COLOUR };
            let picked = SwatchRow::new(title, &swatches, chosen).lock(draft.locks(what)).show(ui);
            lock(draft, picked, what);
            pick(draft, picked, if is_skin { "Change the skin" } else { "Change the hair colour" }, |hero, i| {
                let place = if is_skin { &mut hero.figure.skin } else { &mut hero.figure.hair };
                place.clone_from(&tones[i].id);
            });
        }
        let schemes = &palette.outfit_schemes;
        let chosen = schemes.iter().position(|scheme| scheme.id == figure.scheme);
        let palettes = suit_palettes(kit);
        let picked = PalettePicker::new("Suit colours", &palettes, chosen).lock(draft.locks(SCHEME)).show(ui);
        lock(draft, picked, SCHEME);
        pick(draft, picked, "Change the suit colours", |hero, i| hero.figure.scheme.clone_from(&schemes[i].id));
    }

    fn gear(&self, ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft<'_>) {
        let kit = &self.studio.kit;
        let propose = CommandButton::quiet("Propose from the story").icon(Icon::Dice);
        let ((), proposed) = Section::new("In the tray").action(propose).show(ui, |ui| {
            Text::caption("Up to three things that the story is about, with the words that stand under them.").show(ui);
        });
        if proposed {
            draft.hero.accessories = propose_accessories(self.campaign, draft.hero.person, kit);
            hold(&mut draft.hero);
            draft.chose("Propose accessories");
        }
        let Some(items) = kit.slot("item_right") else { return };
        let names: Vec<&str> = items.options.iter().map(|option| option.label.as_str()).collect();
        let full = draft.hero.accessories.len() >= MOST_ACCESSORIES;
        let mut removed = None;
        let top = ui.cursor().top();
        for n in 0..draft.hero.accessories.len() {
            if accessory(ui, cx, items, &names, n, draft) {
                removed = Some(n);
            }
        }
        if let Some(n) = removed {
            draft.hero.accessories.remove(n);
            draft.chose("Remove an accessory");
        }
        tray(ui, items, top, full, draft);
        let add = CommandButton::plain("Add an accessory").icon(Icon::Plus).small();
        if add.disabled_if(full.then_some("The tray holds three things.")).show(ui).clicked() {
            let taken = |id: &str| draft.hero.accessories.iter().any(|accessory| accessory.item == id);
            if let Some(free) = items.options.iter().find(|option| !taken(&option.id)) {
                let accessory = Accessory { item: free.id.clone(), label: free.label.clone() };
                draft.hero.accessories.push(accessory);
                draft.chose("Add an accessory");
            }
        }
        ui.add_space(8.0);
        for slot in kit.slots().iter().filter(|slot| slot.id.starts_with("item_")) {
            pick_part(ui, cx, slot, draft);
        }
    }

    fn backdrop(&self, ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft<'_>) {
        let kit = &self.studio.kit;
        let side = (58.0 * ui.ctx().pixels_per_point()).round() as u32;
        let styles = kit.styles();
        let tiles: Vec<SlotTile<'_>> = styles
            .iter()
            .map(|style| {
                let mut hero = draft.hero.clone();
                set_style(&mut hero, style);
                let texture = desk::style_tile(ui.ctx(), cx, self.id, hero, side);
                SlotTile { name: &style.label, texture }
            })
            .collect();
        let chosen = styles.iter().position(|style| style.id == draft.hero.style);
        let picked = SlotPicker::new("Card style", &tiles, chosen).side(58.0).show(ui);
        pick(draft, picked, "Change the card style", |hero, i| set_style(hero, &styles[i]));
        let own = kit.style(&draft.hero.style).or(styles.first());
        let backdrop = first_of([&draft.hero.backdrop, own.map_or("", |style| &style.backdrop)]);
        let scheme = first_of([&draft.hero.backdrop_scheme, own.map_or("", |style| &style.scheme)]);
        let tiles: Vec<SlotTile<'_>> = kit
            .backdrops()
            .iter()
            .map(|backdrop| {
                let texture = parts::backdrop(ui.ctx(), cx, &backdrop.id, &scheme, side);
                SlotTile { name: &backdrop.label, texture }
            })
            .collect();
        let chosen = kit.backdrops().iter().position(|other| other.id == backdrop);
        let picked = SlotPicker::new("Backdrop", &tiles, chosen).side(58.0).show(ui);
        pick(draft, picked, "Change the backdrop", |hero, i| hero.backdrop.clone_from(&kit.backdrops()[i].id));
        let schemes = &kit.palette().backdrop_schemes;
        let chosen = schemes.iter().position(|other| other.id == scheme);
        let picked = PalettePicker::new("Backdrop colours", &backdrop_palettes(kit), chosen).show(ui);
        pick(draft, picked, "Change the backdrop colours", |hero, i| hero.backdrop_scheme.clone_from(&schemes[i].id));
    }
}

/// Where a thing that is dragged from a hand may be dropped: the room of the tray, and a place at its end while it has room.
fn tray(ui: &mut Ui, items: &Slot, top: f32, full: bool, draft: &mut Draft<'_>) {
    let carried = DragAndDrop::has_payload_of_type::<Carried>(ui.ctx());
    if carried && !full {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
        dashed(ui.painter(), rect, Stroke::new(1.5, colours(ui).accent), 5.0, 4.0);
        let ink = colours(ui).accent_ink;
        text::paint(
            ui.painter(),
            rect.center(),
            Align2::CENTER_CENTER,
            "Put it into the tray",
            Type::Label,
            ink,
            Fit::Free,
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Put it into the tray"));
    }
    let room = Rect::from_min_max(pos2(ui.max_rect().left(), top), pos2(ui.max_rect().right(), ui.cursor().top()));
    let over = ui.interact(room, ui.scope_id().with("tray"), Sense::hover());
    if let Some(Carried(id)) = over.dnd_release_payload::<Carried>().as_deref()
        && !full
        && !draft.hero.accessories.iter().any(|accessory| accessory.item == *id)
        && let Some(option) = items.options.iter().find(|option| option.id == *id)
    {
        draft.hero.accessories.push(Accessory { item: id.clone(), label: option.label.clone() });
        draft.chose("Add an accessory");
    }
}

/// One thing in the tray; true when it is to be taken out.
fn accessory(ui: &mut Ui, cx: &mut Cx<'_>, items: &Slot, names: &[&str], n: usize, draft: &mut Draft<'_>) -> bool {
    let number = n + 1;
    let item = draft.hero.accessories[n].item.clone();
    let side = 68.0;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), side + 4.0), Sense::hover());
    if !ui.is_rect_visible(row) {
        return false;
    }
    let pixels = (side * ui.ctx().pixels_per_point()).round() as u32;
    let texture = parts::part(ui.ctx(), cx, &Figure::clone(&draft.hero.figure), "item_right", &item, pixels);
    super::paint::tile(ui, Rect::from_min_size(row.min, vec2(side, side)), texture);
    // Places are given, not flowed: fields that take what room there is would make the pane grow.
    let left = row.left() + side + 8.0;
    let at = |ui: &mut Ui, what: &str, min: [f32; 2], max: [f32; 2]| {
        let place = Rect::from_min_max(pos2(min[0], min[1]), pos2(max[0], max[1]));
        ui.new_child(UiBuilder::new().max_rect(place).id_salt((what, n)))
    };
    let chosen = items.options.iter().position(|option| option.id == item);
    let mut place = at(ui, "thing", [left, row.top()], [row.right() - 32.0, row.top() + 34.0]);
    let select = Select::new(format!("Thing {number}"), names, chosen).unchosen("Label only");
    if let Some(i) = select.width(row.right() - 32.0 - left).show(&mut place).chosen {
        let option = &items.options[i];
        let accessory = &mut draft.hero.accessories[n];
        // A label that was typed stays; one that only named the last thing goes with it.
        let named_it = chosen.is_some_and(|old| items.options[old].label == accessory.label);
        if named_it || accessory.label.trim().is_empty() {
            accessory.label.clone_from(&option.label);
        }
        accessory.item.clone_from(&option.id);
        draft.chose("Change an accessory");
    }
    let mut place = at(ui, "remove", [row.right() - 28.0, row.top() + 3.0], [row.right(), row.top() + 31.0]);
    let remove = CommandButton::quiet(format!("Remove thing {number}")).icon(Icon::X).icon_only().small();
    let removed = remove.show(&mut place).clicked();
    let mut place = at(ui, "label", [left, row.top() + 38.0], [row.right(), row.bottom()]);
    let label = &mut draft.hero.accessories[n].label;
    let field = TextField::new(label, format!("Label of thing {number}")).hint("Label on the card");
    if field.show(&mut place).changed() {
        draft.typed("Change a label", format!("label {n}"));
    }
    removed
}

/// Puts the first two things of the tray into the hands.
fn hold(hero: &mut Hero) {
    let mut items = hero.accessories.iter().map(|accessory| accessory.item.clone());
    for slot in ["item_right", "item_left"] {
        if let Some(item) = items.next() {
            hero.figure.parts.insert(slot.to_owned(), item);
        }
    }
}

fn pick_part(ui: &mut Ui, cx: &mut Cx<'_>, slot: &Slot, draft: &mut Draft<'_>) {
    let side = (TILE * ui.ctx().pixels_per_point()).round() as u32;
    let figure = draft.hero.figure.clone();
    // Pictures of what is scrolled out of sight are not drawn before they are seen.
    let lines = (slot.options.len() + 1).div_ceil(5) as f32;
    let place = Rect::from_min_size(ui.cursor().min, vec2(200.0, 24.0 + lines * (TILE + 8.0)));
    let seen = ui.is_rect_visible(place);
    let empty = (!slot.required).then_some(SlotTile { name: "None", texture: None });
    let mut tiles: Vec<SlotTile<'_>> = empty.into_iter().collect();
    for option in &slot.options {
        let texture = seen.then(|| parts::part(ui.ctx(), cx, &figure, &slot.id, &option.id, side)).flatten();
        tiles.push(SlotTile { name: &option.label, texture });
    }
    let before = usize::from(!slot.required);
    let chosen = match figure.parts.get(&slot.id) {
        Some(id) => slot.options.iter().position(|option| option.id == *id).map(|place| place + before),
        None => (!slot.required).then_some(0),
    };
    let ids: Vec<String> = if slot.id.starts_with("item_") {
        let ids = slot.options.iter().map(|option| option.id.clone());
        std::iter::repeat_n(String::new(), before).chain(ids).collect()
    } else {
        Vec::new()
    };
    let mut picker = SlotPicker::new(&slot.label, &tiles, chosen).side(TILE).lock(draft.locks(&slot.id));
    if !ids.is_empty() {
        picker = picker.carrying(&ids);
    }
    let picked = picker.show(ui);
    lock(draft, picked, &slot.id);
    pick(draft, picked, "Change the figure", |hero, i| {
        match i.checked_sub(before) {
            Some(place) => hero.figure.parts.insert(slot.id.clone(), slot.options[place].id.clone()),
            None => hero.figure.parts.remove(&slot.id),
        };
    });
}

/// The colours a suit can have, in the kit's order.
pub fn suit_palettes(kit: &Kit) -> Vec<Palette<'_>> {
    let schemes = kit.palette().outfit_schemes.iter();
    let three = |scheme: &Scheme| {
        [&scheme.primary, &scheme.secondary, &scheme.accent].into_iter().map(|tones| colour(&tones.0)).collect()
    };
    schemes.map(|scheme| Palette { name: &scheme.label, colours: three(scheme) }).collect()
}

/// The colours a backdrop can have, in the kit's order.
pub fn backdrop_palettes(kit: &Kit) -> Vec<Palette<'_>> {
    let schemes = kit.palette().backdrop_schemes.iter();
    let three = |colours: &ThreeTones| [&colours.0, &colours.1, &colours.2].into_iter().map(colour).collect();
    schemes.map(|scheme| Palette { name: &scheme.label, colours: three(&scheme.colours) }).collect()
}

/// A style brings its own backdrop and colours, which can be changed afterwards; chosen again it changes nothing.
pub fn set_style(hero: &mut Hero, style: &StyleFiles) {
    if hero.style != style.id {
        hero.style.clone_from(&style.id);
        hero.backdrop.clone_from(&style.backdrop);
        hero.backdrop_scheme.clone_from(&style.scheme);
    }
}

/// Locks or unlocks what stays as it is while shuffling.
fn lock(draft: &mut Draft<'_>, picked: PickResponse, what: &str) {
    if picked.lock_pressed {
        if !draft.hero.locked.remove(what) {
            draft.hero.locked.insert(what.to_owned());
        }
        draft.typed("Lock parts of a figure", "locks");
    }
}

/// Takes a choice over, or shows the one under the pointer.
fn pick(draft: &mut Draft<'_>, picked: PickResponse, title: &'static str, set: impl Fn(&mut Hero, usize)) {
    if let Some(i) = picked.chosen {
        set(&mut draft.hero, i);
        draft.chose(title);
    } else if let Some(i) = picked.tried {
        draft.try_on(|hero| set(hero, i));
    }
}

fn first_of(texts: [&str; 2]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

fn colour(hex: &Hex) -> Color32 {
    let [r, g, b] = hex.rgb();
    Color32::from_rgb(r, g, b)
}
