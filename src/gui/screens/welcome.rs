//! The page before a campaign is open: recent campaigns, the sample, a place to drop a file, and templates to start from.
//! Whether recent files are still there is found out in a job, since a disk that sleeps or a dead network drive may answer late.

use crate::app::recovery::{self, Kept};
use crate::app::{Command, Recent, Task, heroes, templates, when};
use crate::campaign::{Figure, Monster};
use crate::gui::action::{Action, Cx, Screen};
use crate::gui::art::look_of;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::picker::Ask;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::{colours, tokens};
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::{CommandButton, Weight};
use crate::gui::widgets::drop_zone::DropZone;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::note::Note;
use eframe::egui::{
    Align, Align2, Color32, CornerRadius, Frame, Key, Layout, Margin, Painter, Pos2, Rect, Role, ScrollArea, Sense,
    Stroke, StrokeKind, TextureId, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Widest measure of the page: a little wider than that of cards, as there is no rail.
const PAGE_MAX: f32 = 1260.0;
const ROW: f32 = 62.0;
/// Recent campaigns in view; more scroll inside their card.
const RECENT: usize = 3;

#[derive(Default)]
pub struct Welcome {
    cards: Vec<templates::TemplateCard>,
    /// Work that was kept and not saved, newest first.
    kept: Vec<Kept>,
    looking_kept: Option<Task<Vec<Kept>>>,
    /// Which recent files are there; asked again each time the page appears.
    found: HashMap<PathBuf, bool>,
    looking: Option<Task<HashMap<PathBuf, bool>>>,
    seen_at: Option<u64>,
    /// The file that a person is looking for, and the answer of the dialog.
    finding: Option<(PathBuf, Task<Option<PathBuf>>)>,
    choosing: Option<Task<Option<PathBuf>>>,
    /// The newest campaign has had the keyboard once.
    is_focused: bool,
}

impl Screen for Welcome {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.cards.is_empty() {
            self.cards = templates::cards();
        }
        let frame = ui.ctx().cumulative_frame_nr();
        if self.seen_at.is_none_or(|seen| frame > seen + 1) {
            self.look(cx);
            self.is_focused = false;
        }
        self.seen_at = Some(frame);
        self.take_in(cx);
        ScrollArea::vertical().id_salt("welcome").auto_shrink(false).show(ui, |ui| {
            let side = ((ui.available_width() - PAGE_MAX) / 2.0).max(24.0) as i8;
            Frame::new().inner_margin(Margin { left: side, right: side, top: 28, bottom: 24 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 16.0);
                let recent = cx.ws.preferences().recent.clone();
                head(ui, cx, recent.is_empty());
                self.kept_work(ui, cx);
                let mut columns = grid::Columns::new(ui, 0.664);
                let height =
                    if recent.is_empty() { 226.0 } else { (64.0 + ROW * recent.len().min(RECENT) as f32).max(240.0) };
                self.recent(columns.left(), cx, &recent, height);
                if drop_zone(columns.right(), height) && self.choosing.is_none() {
                    let picker = Arc::clone(cx.picker);
                    let ask = Ask::new("Choose a campaign or a list")
                        .filter("Campaign or list", &["unsung", "csv", "tsv", "txt"])
                        .folder(cx.ws.world().documents_folder());
                    let jobs = cx.ws.jobs();
                    self.choosing = Some(jobs.start("Choosing a file", move |_| Ok(picker.open_file(&ask))));
                }
                columns.end(ui);
                ui.horizontal(|ui| {
                    Text::section("New campaign from a template").one_line().show(ui);
                    Text::label(
                        "A template brings words, awards and monsters to begin with. Everything can be changed.",
                    )
                    .muted()
                    .elide()
                    .show(ui);
                });
                self.templates(ui, cx);
            });
        });
    }
    fn reset(&mut self) {
        *self = Self::default();
    }
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, is_first_start: bool) {
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            Text::new("Recognise the people nobody sees", Type::Number).one_line().show(ui);
            Text::new("Open a campaign, start a new one, or look around in the sample first.", Type::BodyLarge)
                .muted()
                .one_line()
                .show(ui);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let weight = if is_first_start { Weight::Primary } else { Weight::Plain };
            if CommandButton::new("Open the sample", weight).icon(Icon::Play).large().show(ui).clicked() {
                cx.act(Action::Do(Command::OpenSample));
            }
            let open = CommandButton::plain("Open campaign").icon(Icon::Folder).shortcut("Ctrl O").large();
            if open.show(ui).clicked() {
                cx.act(Action::Do(Command::Open));
            }
        });
    });
}

/// True when a file is to be chosen.
fn drop_zone(ui: &mut Ui, height: f32) -> bool {
    let words = "A campaign (.unsung), or a list from a web form: CSV, TSV, XLSX or ODS. A list starts a new campaign and asks before it \
                 takes anything over.";
    // What is dropped reaches the window, which knows what to do with it on every page.
    let zone = DropZone::new("Drag a file here", words, CommandButton::plain("Choose a file")).height(height);
    zone.show(ui).pressed
}

impl Welcome {
    fn look(&mut self, cx: &Cx<'_>) {
        let world = Arc::clone(cx.ws.world());
        self.looking_kept =
            Some(cx.ws.jobs().start("Looking for unsaved work", move |_| Ok(recovery::list(world.as_ref()))));
        let paths: Vec<PathBuf> = cx.ws.preferences().recent.iter().map(|recent| recent.path.clone()).collect();
        if paths.is_empty() {
            return;
        }
        let world = Arc::clone(cx.ws.world());
        self.looking = Some(cx.ws.jobs().start("Looking for recent campaigns", move |_| {
            Ok(paths.into_iter().map(|path| (path.clone(), world.exists(&path))).collect())
        }));
    }

    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.looking_kept.as_ref().and_then(Task::poll) {
            self.looking_kept = None;
            // What cannot be listed is not there to be offered.
            self.kept = result.unwrap_or_default();
            self.kept.retain(|kept| !cx.ws.journal().has_left(&kept.copy));
        }
        if let Some(result) = self.looking.as_ref().and_then(Task::poll) {
            self.looking = None;
            if let Ok(found) = result {
                self.found = found;
            }
        }
        if let Some(result) = self.choosing.as_ref().and_then(Task::poll) {
            self.choosing = None;
            match result {
                Ok(Some(path)) => {
                    let is_campaign = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("unsung"));
                    cx.act(if is_campaign { Action::OpenFile(path) } else { Action::ImportFile(path) });
                }
                Ok(None) => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
        let Some(result) = self.finding.as_ref().and_then(|(_, task)| task.poll()) else { return };
        let Some((lost, _)) = self.finding.take() else { return };
        match result {
            Ok(Some(path)) => {
                cx.act(Action::Prefer(Box::new(move |preferences| preferences.forget(&lost))));
                cx.act(Action::OpenFile(path));
            }
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }

    /// What was not saved when the program ended, before all else: it is what a person came back for.
    fn kept_work(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut forgotten = None;
        let (now, zone) = (cx.ws.world().now(), cx.ws.world().time_zone());
        for (n, kept) in self.kept.iter().enumerate() {
            let at = when::about(kept.at, now, &zone);
            let file = match kept.file.as_ref().and_then(|file| file.file_name()) {
                Some(name) => format!("{} stays as it is.", name.to_string_lossy()),
                None => "It never had a file.".to_owned(),
            };
            let out = Note::warning(format!("Unsaved work from {at} was kept"))
                .words(format!("“{}” was not saved when the program ended. {file}", kept.title))
                .action(CommandButton::primary("Open it").hint(format!("Opens {}", kept.title)))
                .other(CommandButton::plain("Forget it").hint(format!("Forgets {}", kept.title)))
                .show(ui);
            if out.action {
                cx.act(Action::OpenKept(Box::new(kept.clone())));
            }
            if out.other {
                forgotten = Some(n);
            }
        }
        if let Some(n) = forgotten {
            cx.act(Action::ForgetKept(Box::new(self.kept.remove(n))));
        }
    }

    fn recent(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, recent: &[Recent], height: f32) {
        Card::new().title("Recent campaigns").min_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if recent.is_empty() {
                ui.add_space(12.0);
                let words =
                    "None yet. The sample holds heroes, stories and a sweepstake to play with; nothing in it is real.";
                Text::body(words).muted().show(ui);
                return;
            }
            let newest = recent.iter().position(|one| self.found.get(&one.path).copied().unwrap_or(true));
            ScrollArea::vertical().id_salt("recent").max_height(ROW * RECENT as f32 + 2.0).show(ui, |ui| {
                for (index, one) in recent.iter().enumerate() {
                    ui.push_id(&one.path, |ui| self.recent_row(ui, cx, newest == Some(index), one));
                }
            });
        });
    }

    fn recent_row(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, is_newest: bool, recent: &Recent) {
        let c = colours(ui);
        let is_there = self.found.get(&recent.path).copied().unwrap_or(true);
        let sense = if is_there { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
        let p = ui.painter().clone();
        let plate = rect.shrink2(vec2(0.0, 1.0));
        let radius = CornerRadius::same(tokens().radius.control);
        if is_newest {
            p.rect(plate, radius, c.surface_selected, Stroke::new(2.0, c.outline_strong), StrokeKind::Inside);
            if !std::mem::replace(&mut self.is_focused, true) && ui.ctx().memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
        } else if response.hovered() {
            p.rect_filled(plate, radius, c.surface_hover);
        }
        let figure = figure_for(cx, &recent.path);
        let face = cx.art.face(ui.ctx(), &format!("recent {}", recent.path.display()), &figure, 96);
        let centre = pos2(rect.left() + 32.0, rect.center().y);
        FacePlate::new(recent.title.as_str()).texture(face).paint(&p, c, centre, 42.0);
        let x = rect.left() + 64.0;
        let zone = cx.ws.world().time_zone();
        let at = when::short(recent.opened_at, cx.ws.world().now(), &zone);
        let right = rect.right() - 12.0;
        let folder = recent.path.parent().map(folder_words).unwrap_or_default();
        let ink = if is_there { c.ink } else { c.ink_muted };
        let aside_left = if is_there {
            let one = text::paint(
                &p,
                pos2(right, rect.center().y + 1.0),
                Align2::RIGHT_BOTTOM,
                &at,
                Type::Label,
                c.ink,
                Fit::Free,
            );
            let fit = Fit::Elide(rect.width() * 0.35);
            let at = pos2(right, rect.center().y + 1.0);
            let other = text::paint(&p, at, Align2::RIGHT_TOP, &folder, Type::Caption, c.ink_muted, fit);
            one.left().min(other.left())
        } else {
            let buttons =
                Rect::from_min_max(pos2(right - 190.0, rect.center().y - 14.0), pos2(right, rect.center().y + 14.0));
            self.lost_buttons(ui, cx, buttons, recent);
            buttons.left()
        };
        let fit = Fit::Elide(aside_left - 16.0 - x);
        let y = rect.center().y;
        text::paint(&p, pos2(x, y + 3.0), Align2::LEFT_BOTTOM, &recent.title, Type::TitleDisplay, ink, fit);
        let file = recent.path.file_name().unwrap_or_default().to_string_lossy();
        let words = if is_there { file.into_owned() } else { format!("{file} is not there any more: {folder}") };
        text::paint(&p, pos2(x, y + 3.0), Align2::LEFT_TOP, &words, Type::Caption, c.ink_muted, fit);
        focus_ring(ui, &response, plate, tokens().radius.control);
        let name = if is_there { format!("Open {}", recent.title) } else { format!("{}, {words}", recent.title) };
        response.widget_info(|| WidgetInfo::labeled(if is_there { Role::Button } else { Role::Label }, true, &name));
        let enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.clicked() || enter {
            cx.act(Action::OpenFile(recent.path.clone()));
        }
    }

    fn lost_buttons(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, place: Rect, recent: &Recent) {
        let layout = Layout::right_to_left(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt("lost"));
        if CommandButton::quiet("Forget it").small().show(&mut child).clicked() {
            let path = recent.path.clone();
            cx.act(Action::Prefer(Box::new(move |preferences| preferences.forget(&path))));
        }
        if CommandButton::plain("Find it").small().show(&mut child).clicked() && self.finding.is_none() {
            let picker = Arc::clone(cx.picker);
            let ask = Ask::new(format!("Find {}", recent.title))
                .filter("Campaign", &["unsung"])
                .folder(cx.ws.world().documents_folder());
            let task = cx.ws.jobs().start("Choosing a file", move |_| Ok(picker.open_file(&ask)));
            self.finding = Some((recent.path.clone(), task));
        }
    }

    fn templates(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let (blank, with_art): (Vec<_>, Vec<_>) = self.cards.iter().partition(|card| card.id == "blank");
        grid::equal(ui, with_art.len(), |ui, index| {
            let card = with_art[index];
            if template_card(ui, cx, index, card) {
                cx.act(Action::StartFrom(card.id.clone()));
            }
        });
        for card in blank {
            ui.horizontal(|ui| {
                let button = CommandButton::plain(card.button.as_str()).icon(Icon::File);
                if button.show(ui).clicked() {
                    cx.act(Action::StartFrom(card.id.clone()));
                }
                Text::label(card.about.as_str()).muted().elide().show(ui);
            });
        }
    }
}

/// The folder in words: its last two names, as people say where something lies.
fn folder_words(folder: &Path) -> String {
    let names: Vec<String> = folder
        .components()
        .filter_map(|part| match part {
            std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    names[names.len().saturating_sub(2)..].join(" / ")
}

/// Always the same figure for the same file.
fn figure_for(cx: &Cx<'_>, path: &Path) -> Figure {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    heroes::figure_of(cx.art.kit().propose_figure(hasher.finish(), &[]))
}

/// A figure of the picture on a template: body, outfit, head, face, hair, one more part, colours.
fn figure(parts: &[(&str, &str)], colours: [&str; 3]) -> Figure {
    let [skin, hair, scheme] = colours.map(String::from);
    let parts = parts.iter().map(|(slot, option)| ((*slot).to_owned(), (*option).to_owned())).collect();
    Figure { pose: "stance".into(), parts, skin, hair, scheme }
}

enum Actor {
    Hero(Figure),
    Villain(&'static str),
}

/// Who stands on the picture of a template, left and right, and the backdrop scheme whose light is behind them.
fn actors(index: usize) -> ([Actor; 2], &'static str) {
    match index {
        0 => {
            let look = [
                ("body", "curved"),
                ("outfit", "hoodie"),
                ("head", "heart"),
                ("face", "grin"),
                ("hair", "bun"),
                ("eyewear", "glasses"),
                ("cape", "long"),
                ("item_right", "lasso"),
            ];
            ([Actor::Hero(figure(&look, ["porcelain", "ginger", "signal"])), Actor::Villain("jamosaurus")], "blaze")
        }
        1 => {
            let one = [
                ("body", "broad"),
                ("outfit", "suit"),
                ("head", "round"),
                ("face", "grin"),
                ("hair", "afro"),
                ("eyewear", "mask"),
                ("cape", "short"),
                ("item_right", "magnifier"),
            ];
            let other = [
                ("body", "curved"),
                ("outfit", "shirt"),
                ("head", "oval"),
                ("face", "calm"),
                ("hair", "hijab"),
                ("headgear", "headset"),
                ("item_left", "keyboard"),
            ];
            (
                [
                    Actor::Hero(figure(&one, ["cocoa", "black", "midnight"])),
                    Actor::Hero(figure(&other, ["honey", "black", "lagoon"])),
                ],
                "mint",
            )
        }
        2 => ([Actor::Villain("cablamari"), Actor::Villain("bluescream")], "azure"),
        _ => {
            let one = [
                ("body", "slim"),
                ("outfit", "hivis"),
                ("head", "square"),
                ("face", "smirk"),
                ("hair", "sideshave"),
                ("headgear", "hardhat"),
                ("item_right", "wrench"),
            ];
            let other = [
                ("body", "broad"),
                ("outfit", "suit"),
                ("head", "round"),
                ("face", "determined"),
                ("hair", "afro"),
                ("beard", "full"),
                ("cape", "short"),
                ("item_left", "screwdriver"),
            ];
            (
                [
                    Actor::Hero(figure(&one, ["peach", "blond", "amber"])),
                    Actor::Hero(figure(&other, ["chestnut", "black", "uptime"])),
                ],
                "ultra",
            )
        }
    }
}

/// A template with its picture; true when it was chosen.
fn template_card(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, card: &templates::TemplateCard) -> bool {
    let c = colours(ui);
    let width = ui.available_width();
    let art = 200.0;
    let about = text::galley(ui.painter(), &card.about, Type::Label, c.ink_muted, Fit::WrapRows(width - 28.0, 3));
    let (rect, response) = ui.allocate_exact_size(vec2(width, art + 146.0), Sense::hover());
    let p = ui.painter().clone();
    let r = tokens().radius.panel;
    p.rect_filled(rect, CornerRadius::same(r), c.surface);
    let picture = Rect::from_min_size(rect.min, vec2(width, art));
    let (actors, scheme) = actors(index);
    let light = cx.art.kit().backdrop_scheme(scheme).map(|scheme| scheme.colours.2.rgb());
    let fill = light.map_or(c.sun, |[red, green, blue]| Color32::from_rgb(red, green, blue));
    p.rect_filled(picture, CornerRadius { nw: r, ne: r, sw: 0, se: 0 }, fill);
    let inside = p.with_clip_rect(picture.intersect(ui.clip_rect()));
    let scale = ui.ctx().pixels_per_point();
    for (side, actor) in actors.iter().enumerate() {
        let slot = format!("template {index} {side}");
        let middle = picture.left() + width * if side == 0 { 0.31 } else { 0.7 };
        match actor {
            Actor::Hero(figure) => {
                let height = 372.0;
                let texture = cx.art.figure(ui.ctx(), &slot, figure, (height * scale) as u32);
                // Down to the hips, so that faces are large.
                let at = pos2(middle, picture.top() + height / 2.0 - 8.0);
                place(&inside, texture, at, vec2(height / 1.6, height));
            }
            Actor::Villain(villain) => {
                let side = 206.0;
                let look = look_of(&Monster { villain: (*villain).into(), ..Monster::default() });
                let texture = cx.art.villain(ui.ctx(), &slot, &look, (side * scale) as u32);
                place(&inside, texture, pos2(middle, picture.top() + 106.0), Vec2::splat(side));
            }
        }
    }
    p.hline(picture.x_range(), picture.bottom(), Stroke::new(2.0, c.outline_strong));
    p.rect_stroke(rect, CornerRadius::same(r), Stroke::new(1.0, c.line), StrokeKind::Inside);
    let at = pos2(rect.left() + 14.0, picture.bottom() + 22.0);
    text::paint(&p, at, Align2::LEFT_CENTER, &card.name, Type::StrongLarge, c.ink, Fit::Elide(width - 28.0));
    p.galley(pos2(at.x, picture.bottom() + 40.0), about, c.ink_muted);
    let words = format!("{}. {}", card.name, card.about);
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &words));
    let button = CommandButton::plain(card.button.as_str()).small();
    let size = vec2(button.width(&p), 28.0);
    let place = Rect::from_min_size(pos2(rect.left() + 14.0, rect.bottom() - 14.0 - size.y), size);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("template", index)));
    button.show(&mut child).clicked()
}

fn place(painter: &Painter, texture: Option<TextureId>, centre: Pos2, size: Vec2) {
    if let Some(texture) = texture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture, Rect::from_center_size(centre, size), whole, Color32::WHITE);
    }
}
