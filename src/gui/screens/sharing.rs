//! Sharing a hero: a picture of the card or the figure, the unboxing or the commercial, which play here as they will play
//! elsewhere and can be stopped and gone through. What is shown is the file itself; saving only writes it down.

use crate::app::printing::{Press, Product};
use crate::app::sharing::{self, Shared, Size, What};
use crate::app::{Failure, Task};
use crate::campaign::{Campaign, PersonId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::theme::{colours, reduce_motion};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::scene::animation::Animation;
use eframe::egui::{
    ColorImage, CornerRadius, Image, Rect, Role, Sense, TextureFilter, TextureHandle, TextureOptions, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What there is to choose, and its widths in pixels from small to large.
const KINDS: [(&str, What, [u32; 3]); 6] = [
    ("Card", What::Card, [720, 1080, 2160]),
    ("Front", What::Page { product: Product::Cards, back: false }, [600, 1200, 2400]),
    ("Back", What::Page { product: Product::Cards, back: true }, [600, 1200, 2400]),
    ("Figure", What::Figure, [500, 1000, 2000]),
    ("Unboxing", What::Unboxing, [400, 600, 800]),
    ("Commercial", What::Commercial, [320, 480, 600]),
];
/// How high a poster is, for each width.
const SHAPES: [(&str, (u32, u32)); 2] = [("Upright", (4, 5)), ("Square", (1, 1))];
const SCALES: [&str; 3] = ["Small", "Usual", "Large"];
/// Room of the picture.
const ROOM: Vec2 = vec2(352.0, 440.0);

/// Files are larger than their picture here: made small without jagged letters.
const SMOOTH: TextureOptions = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));

/// What is asked for.
#[derive(Clone, Copy, PartialEq)]
struct Wish {
    revision: u64,
    kind: usize,
    shape: usize,
    scale: usize,
}

impl Wish {
    fn what(self) -> What {
        KINDS[self.kind].1
    }
    fn size(self) -> Size {
        let width = KINDS[self.kind].2[self.scale];
        let (wide, high) = SHAPES[self.shape].1;
        let height = (self.what() == What::Card).then_some(width * high / wide);
        Size { width, height }
    }
}

/// Where an animation stands, and whether it runs.
#[derive(Clone, Copy, Debug, Default)]
enum Playing {
    /// Not started yet: at once, or not at all where things shall not move.
    #[default]
    Fresh,
    /// It was at the start at this time.
    Running(Instant),
    /// It stands at this moment, in milliseconds.
    Stopped(u64),
}

/// The dialog about one hero.
pub struct Sharing {
    person: PersonId,
    kind: usize,
    shape: usize,
    scale: usize,
    made: Option<(Wish, Result<Arc<Shared>, Failure>)>,
    task: Option<(Wish, Task<Shared>)>,
    /// The picture on screen: of which wish, and which number of an animation.
    shown: Option<(Wish, usize)>,
    texture: Option<TextureHandle>,
    playing: Playing,
    saving: Option<Task<Option<PathBuf>>>,
}

impl Sharing {
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            kind: 0,
            shape: 0,
            scale: 1,
            made: None,
            task: None,
            shown: None,
            texture: None,
            playing: Playing::Fresh,
            saving: None,
        }
    }

    /// Shows it; true once it is over.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) -> bool {
        let Some(campaign) = cx.ws.campaign() else { return true };
        let Some((_, hero)) = campaign.hero_of(self.person) else { return true };
        let title = format!("Share {}", hero.persona);
        self.take_in(cx);
        let wish = self.wish(campaign);
        self.work(cx, wish);
        self.picture(ui, wish);
        let made = self.made.as_ref().filter(|(of, _)| *of == wish).and_then(|(_, made)| made.as_ref().ok()).cloned();
        let is_making = self.task.is_some();
        let reason = match (&made, &self.saving) {
            (_, Some(_)) => Some("It is being saved."),
            (None, _) if is_making => Some("It is being made."),
            (None, _) => Some("There is no picture yet."),
            (Some(_), None) => None,
        };
        let save = if wish.what().is_film() { "Save the animation" } else { "Save the picture" };
        let left = if is_making { CommandButton::plain("Cancel") } else { CommandButton::plain("Close") };
        let dialog = Dialog::new("share", title)
            .words("What you see is the file. Names stand in it only as people agreed.")
            .width(780.0)
            .left(left)
            .button(CommandButton::primary(save).icon(Icon::Export).disabled_if(reason));
        let out = dialog.show(ui.ctx(), |ui| self.body(ui, wish, made.as_deref()));
        match (out.pressed, made) {
            (Some(0), _) => {
                if let Some((_, task)) = self.task.take() {
                    task.cancel();
                    self.made = Some((wish, Err(Failure::cancelled("The picture was not made."))));
                    return false;
                }
                return true;
            }
            (Some(_), Some(made)) => self.save(cx, wish, made),
            _ => {}
        }
        if out.closed
            && let Some((_, task)) = self.task.take()
        {
            task.cancel();
        }
        out.closed
    }

    fn wish(&self, campaign: &Campaign) -> Wish {
        Wish { revision: campaign.revision(), kind: self.kind, shape: self.shape, scale: self.scale }
    }

    /// Takes in what jobs finished.
    fn take_in(&mut self, cx: &mut Cx<'_>) {
        if let Some(result) = self.task.as_ref().and_then(|(_, task)| task.poll())
            && let Some((wish, _)) = self.task.take()
        {
            self.made = Some((wish, result.map(Arc::new)));
            self.playing = Playing::Fresh;
        }
        if let Some(result) = self.saving.as_ref().and_then(Task::poll) {
            self.saving = None;
            match result {
                Ok(Some(path)) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    cx.act(Action::Tell(format!("Saved {name}")));
                }
                Ok(None) => {}
                Err(failure) if failure.is_cancelled() => {}
                Err(failure) => cx.act(Action::Fail(failure)),
            }
        }
    }

    /// Has it made, when it is not there or being made.
    fn work(&mut self, cx: &Cx<'_>, wish: Wish) {
        if self.made.as_ref().is_some_and(|(of, _)| *of == wish) {
            return;
        }
        match self.task.take() {
            Some((of, task)) if of == wish => {
                self.task = Some((of, task));
                return;
            }
            Some((_, task)) => task.cancel(),
            None => {}
        }
        let Some(campaign) = cx.ws.snapshot() else { return };
        let (studio, person) = (Arc::clone(cx.art.studio()), self.person);
        let title = match wish.what() {
            What::Unboxing => "Making the unboxing",
            What::Commercial => "Making the commercial",
            _ => "Making the picture",
        };
        let task = cx.ws.jobs().start(title, move |progress| {
            studio.with_typesetter(|typesetter| {
                let mut press = Press { kit: &studio.kit, symbols: &studio.symbols, typesetter };
                sharing::make(&campaign, person.into(), wish.what(), Some(wish.size()), &mut press, progress)
            })
        });
        self.task = Some((wish, task));
    }

    /// Where the animation stands now; one that was not started yet starts, or stands at its end where nothing shall move.
    fn moment(&mut self, film: &Animation, still: bool) -> u64 {
        let length = film.length_ms().max(1);
        match self.playing {
            Playing::Fresh if still => {
                self.playing = Playing::Stopped(length - 1);
                length - 1
            }
            Playing::Fresh => {
                self.playing = Playing::Running(Instant::now());
                0
            }
            Playing::Running(since) => since.elapsed().as_millis() as u64 % length,
            Playing::Stopped(at) => at.min(length - 1),
        }
    }

    /// Play, stop, and a step to either side: a shot where there are shots, else a picture.
    fn controls(&mut self, ui: &mut Ui, film: &Animation, shots_ms: &[u64]) {
        let now = self.moment(film, reduce_motion(ui.ctx()));
        let length = film.length_ms().max(1);
        let runs = matches!(self.playing, Playing::Running(_));
        let step = if shots_ms.is_empty() { "picture" } else { "shot" };
        let starts = |number: usize| film.begins_ms(number);
        let (before, after) = if shots_ms.is_empty() {
            let number = film.at(now);
            (number.checked_sub(1).map(starts), (number + 1 < film.len()).then(|| starts(number + 1)))
        } else {
            // What has just begun is left to the one before it.
            let before = shots_ms.iter().rev().find(|start| **start + 400 < now).copied();
            (before, shots_ms.iter().find(|start| **start > now).copied())
        };
        ui.horizontal_wrapped(|ui| {
            let (words, icon) = if runs { ("Pause", Icon::Stop) } else { ("Play", Icon::Play) };
            if CommandButton::plain(words).icon(icon).small().show(ui).clicked() {
                self.playing = if runs { Playing::Stopped(now) } else { from_moment(now + 1, length) };
            }
            let first = before.is_none().then_some("This is the beginning.");
            let back = CommandButton::plain(format!("Back a {step}")).icon(Icon::Left).icon_only().disabled_if(first);
            if back.small().show(ui).clicked() {
                self.playing = Playing::Stopped(before.unwrap_or(0));
            }
            let last = after.is_none().then_some("This is the end.");
            let on = CommandButton::plain(format!("On a {step}")).icon(Icon::Right).icon_only().disabled_if(last);
            if on.small().show(ui).clicked() {
                // Where a shot has opened.
                let at = after.map_or(now, |start| if shots_ms.is_empty() { start } else { start + 1_400 });
                self.playing = Playing::Stopped(at.min(length - 1));
            }
            if CommandButton::plain("Play again").icon(Icon::Undo).small().show(ui).clicked() {
                self.playing = Playing::Running(Instant::now());
            }
        });
        let seconds = |ms: u64| format!("{}:{:02}", ms / 60_000, ms / 1_000 % 60);
        Text::caption(format!("{} of {}", seconds(now), seconds(length))).show(ui);
    }

    /// Brings the texture up to date; an animation moves on.
    fn picture(&mut self, ui: &Ui, wish: Wish) {
        let Some((of, Ok(shared))) = self.made.as_ref().filter(|(of, _)| *of == wish) else { return };
        let (of, shared) = (*of, Arc::clone(shared));
        let number = match shared.as_ref() {
            Shared::Picture { .. } => 0,
            Shared::Film { film, .. } => {
                let at = self.moment(film, reduce_motion(ui.ctx()));
                if matches!(self.playing, Playing::Running(_)) {
                    ui.ctx().request_repaint_after(Duration::from_millis(30));
                }
                film.at(at)
            }
        };
        if self.shown == Some((of, number)) {
            return;
        }
        self.shown = Some((of, number));
        let (width, height) = shared.size();
        let size = [width as usize, height as usize];
        let image = match shared.as_ref() {
            Shared::Picture { raster, .. } => ColorImage::from_rgba_premultiplied(size, raster.bytes()),
            Shared::Film { film, .. } => ColorImage::from_rgba_unmultiplied(size, &film.rgba(number)),
        };
        match &mut self.texture {
            Some(texture) => texture.set(image, SMOOTH),
            None => self.texture = Some(ui.ctx().load_texture("share", image, SMOOTH)),
        }
    }

    fn body(&mut self, ui: &mut Ui, wish: Wish, made: Option<&Shared>) {
        ui.horizontal_top(|ui| {
            let (room, response) = ui.allocate_exact_size(ROOM, Sense::hover());
            self.stage(ui, room, wish, made);
            let what = KINDS[self.kind].0;
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{what} as it will be saved")));
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                self.choices(ui, wish, made);
            });
        });
    }

    /// The picture on a quiet ground; how far it is while it is made.
    fn stage(&self, ui: &mut Ui, room: Rect, wish: Wish, made: Option<&Shared>) {
        let c = colours(ui);
        ui.painter().rect_filled(room, CornerRadius::same(8), c.surface_inset);
        if let (Some(texture), Some(shared), Some((of, _))) = (&self.texture, made, self.shown)
            && of == wish
        {
            let (w, h) = shared.size();
            let scale = (room.width() / w as f32).min(room.height() / h as f32);
            let place = Rect::from_center_size(room.center(), vec2(w as f32, h as f32) * scale);
            Image::new((texture.id(), place.size())).corner_radius(CornerRadius::same(6)).paint_at(ui, place);
        }
        let Some((_, task)) = &self.task else { return };
        let (done, total) = (task.progress().done(), task.progress().total().max(1));
        let bar = Rect::from_center_size(room.center(), vec2(200.0, 8.0));
        ui.painter().rect_filled(bar, CornerRadius::same(4), c.line);
        let share = (done as f32 / total as f32).clamp(0.0, 1.0);
        let filled = Rect::from_min_max(bar.min, pos2(bar.left() + bar.width() * share.max(0.04), bar.bottom()));
        ui.painter().rect_filled(filled, CornerRadius::same(4), c.accent);
        let response = ui.interact(bar, ui.scope_id().with("progress"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, "Making it"));
        ui.ctx().request_repaint_after(Duration::from_millis(60));
    }

    fn choices(&mut self, ui: &mut Ui, wish: Wish, made: Option<&Shared>) {
        Text::label_strong("What").show(ui);
        Segmented::new("What", &KINDS.map(|kind| kind.0), &mut self.kind).small().show(ui);
        Text::label(match KINDS[self.kind].1 {
            What::Card => "The card on a poster of its own colours, for a post or a screen.",
            What::Figure => "The figure alone on nothing, for slides and documents.",
            What::Unboxing => "The hero comes out of the box: a GIF that plays everywhere, under 5 MB.",
            What::Commercial => {
                "Thirty seconds of television: the storyboard moves. A GIF that plays everywhere, under 5 MB."
            }
            What::Monster | What::Archetype => "The card on a poster of its own colours.",
            What::Page { back: false, .. } => "The front alone, with round corners.",
            What::Page { back: true, .. } => "The back alone, with round corners.",
        })
        .muted()
        .show(ui);
        if wish.what() == What::Card {
            ui.add_space(6.0);
            Text::label_strong("Shape").show(ui);
            Segmented::new("Shape", &SHAPES.map(|shape| shape.0), &mut self.shape).small().show(ui);
        }
        ui.add_space(6.0);
        Text::label_strong("Size").show(ui);
        Segmented::new("Size", &SCALES, &mut self.scale).small().show(ui);
        if let Some(shared) = made {
            let (w, h) = shared.size();
            let words = match shared {
                Shared::Picture { .. } => format!("PNG, {w} by {h} pixels"),
                Shared::Film { film, gif, .. } => format!(
                    "GIF, {w} by {h} pixels, {:.1} s, {:.1} MB",
                    film.length_ms() as f32 / 1000.0,
                    gif.len() as f32 / 1e6
                ),
            };
            Text::label(words).muted().show(ui);
            if let Shared::Film { film, shots_ms, .. } = shared {
                self.controls(ui, film, shots_ms);
            }
            for note in shared.notes() {
                Note::warning("Before it goes out").words(note.as_str()).show(ui);
            }
        }
        if let Some((_, Err(failure))) = self.made.as_ref().filter(|(of, _)| *of == wish) {
            let note = if failure.is_cancelled() {
                Note::info("It was cancelled.").action(CommandButton::quiet("Make it after all"))
            } else {
                Note::danger(failure.what.as_str()).words(format!("{} {}", failure.why, failure.what_to_do))
            };
            if note.show(ui).action {
                self.made = None;
            }
        }
    }

    /// Asks where to, and writes it there.
    fn save(&mut self, cx: &Cx<'_>, wish: Wish, made: Arc<Shared>) {
        let Some(campaign) = cx.ws.campaign() else { return };
        let folder =
            cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| cx.ws.world().documents_folder());
        let ending = wish.what().ending();
        let name = if ending == "gif" { "Animation" } else { "Picture" };
        let ask = Ask::new("Save for sharing").filter(name, &[ending]).folder(folder).named(sharing::file_name(
            campaign,
            self.person,
            wish.what(),
        ));
        let (picker, world) = (Arc::clone(cx.picker), Arc::clone(cx.ws.world()));
        self.saving = Some(cx.ws.jobs().start("Saving the picture", move |_| {
            let Some(mut path) = picker.save_file(&ask) else { return Ok(None) };
            if path.extension().is_none() {
                path.set_extension(ending);
            }
            sharing::write(&made, world.as_ref(), &path)?;
            Ok(Some(path))
        }));
    }
}

/// Running, with the moment `at` now.
fn from_moment(at: u64, length: u64) -> Playing {
    let at = if at + 1 >= length { 0 } else { at };
    Instant::now().checked_sub(Duration::from_millis(at)).map_or(Playing::Fresh, Playing::Running)
}
