//! The wall: a window of its own that paints the scene at hand and answers to the keyboard.
//!
//! It is painted apart from the main window, so that its movement costs the other nothing. Both share one `Stage`: the window
//! puts in the show, what is being typed and the pictures; the wall says which pictures it wants and that it was closed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use eframe::egui::{
    Align2, Color32, Context, Key, Modifiers, Rect, Role, Ui, ViewportClass, ViewportCommand, ViewportId, pos2, vec2,
};

use super::paper::{Ink, Paper, place, strong};
use super::pictures::Pictures;
use super::scenes::Wall;
use crate::app::World;
use crate::app::presenting::{Live, Play, Scene, Show};
use crate::gui::text::Fit;

/// Height of the band over a rehearsal, as part of the wall's.
const BAND: f32 = 0.055;

/// What the window and the wall share.
pub struct Stage {
    pub show: Arc<Show>,
    pub play: Play,
    pub live: Vec<Live>,
    /// The source that was typed last.
    pub active: usize,
    pub pictures: Pictures,
    pub world: Arc<dyn World>,
    /// Closed from the wall.
    pub closed: bool,
    pub fullscreen: bool,
    /// It was put on a screen of its own.
    pub on_other_screen: bool,
    /// When the wall was painted last, in the seconds of the context.
    painted_at: Option<f64>,
    /// What the keyboard did last that could not be done.
    pub refused: Option<&'static str>,
}

/// Shared by both windows. Locked only for the time of a frame, never while anything is waited for.
#[derive(Clone)]
pub struct Shared(Arc<Mutex<Stage>>);

impl Shared {
    pub fn new(show: Arc<Show>, play: Play, world: Arc<dyn World>) -> Self {
        Self(Arc::new(Mutex::new(Stage {
            show,
            play,
            live: Vec::new(),
            active: 0,
            pictures: Pictures::default(),
            world,
            closed: false,
            fullscreen: false,
            on_other_screen: false,
            painted_at: None,
            refused: None,
        })))
    }
    pub fn get(&self) -> MutexGuard<'_, Stage> {
        // A panic while painting leaves nothing half done that the next frame would not paint anew.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A step of the show, from whichever window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Next,
    Back,
    Black,
    Close,
    Fullscreen,
}

/// The step asked for by keys in this frame. `all` also takes the keys that a page of the main window needs for itself.
pub fn step_of_keys(ctx: &Context, all: bool) -> Option<Step> {
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    const ALWAYS: [(Key, Step); 2] = [(Key::Space, Step::Next), (Key::B, Step::Black)];
    const WALL: [(Key, Step); 11] = [
        (Key::ArrowRight, Step::Next),
        (Key::ArrowDown, Step::Next),
        (Key::PageDown, Step::Next),
        (Key::Enter, Step::Next),
        (Key::ArrowLeft, Step::Back),
        (Key::ArrowUp, Step::Back),
        (Key::PageUp, Step::Back),
        (Key::Backspace, Step::Back),
        // Remote controls black out with the full stop.
        (Key::Period, Step::Black),
        (Key::Escape, Step::Close),
        (Key::F11, Step::Fullscreen),
    ];
    let wall = if all { &WALL[..] } else { &[] };
    ALWAYS.iter().chain(wall).find(|(key, _)| pressed(*key)).map(|(_, step)| *step)
}

impl Stage {
    pub fn step(&mut self, step: Step) {
        let taken = match step {
            Step::Next => self.play.advance(),
            Step::Back => self.play.back(),
            Step::Black => {
                self.play.toggle_black();
                Ok(())
            }
            Step::Close => {
                self.closed = true;
                Ok(())
            }
            Step::Fullscreen => {
                self.fullscreen = !self.fullscreen;
                Ok(())
            }
        };
        self.refused = taken.err().map(crate::app::presenting::Refused::words);
    }

    /// Time goes on by what passed since the last frame of the wall.
    fn pass(&mut self, now: f64) {
        let passed = self.painted_at.map_or(0.0, |before| (now - before).max(0.0));
        self.painted_at = Some(now);
        // A window that slept does not leap over what nobody saw.
        self.play.tick((passed.min(0.25) * 1000.0).round() as u32);
    }
}

/// One frame of the wall.
pub fn show(ui: &mut Ui, class: ViewportClass, shared: &Shared) {
    let ctx = ui.ctx().clone();
    let embedded = class == ViewportClass::EmbeddedWindow;
    let mut stage = shared.get();
    let mut changed = false;
    if !embedded {
        if ctx.input(|input| input.viewport().close_requested()) {
            stage.closed = true;
            changed = true;
        }
        if let Some(step) = step_of_keys(&ctx, true) {
            stage.step(step);
            changed = true;
            if step == Step::Fullscreen {
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(stage.fullscreen));
            }
        }
        let real = ctx.input(|input| input.viewport().fullscreen);
        if let Some(real) = real.filter(|_| !changed) {
            stage.fullscreen = real;
        }
        ctx.set_cursor_icon(eframe::egui::CursorIcon::None);
    }
    let before = (stage.play.scene(), std::mem::discriminant(&stage.play.phase()));
    stage.pass(ctx.input(|input| input.time));
    let rect = if embedded {
        let size = vec2(ui.available_width().max(320.0), ui.available_width().max(320.0) * 9.0 / 16.0);
        ui.allocate_exact_size(size, eframe::egui::Sense::hover()).0
    } else {
        ui.max_rect()
    };
    paint(ui, rect, &mut stage);
    changed |= before != (stage.play.scene(), std::mem::discriminant(&stage.play.phase()));

    // The wall is painted again only while something on it moves.
    let seen = ctx.input(|input| {
        let viewport = input.viewport();
        viewport.minimized != Some(true) && viewport.occluded != Some(true)
    });
    if stage.play.is_moving() && seen {
        ctx.request_repaint();
    } else {
        stage.painted_at = None;
        let announced = stage.show.announced_at.map_or(0, jiff::Timestamp::as_second);
        let left = announced - stage.world.now().as_second();
        if stage.play.scene() == Scene::Before && (1..3_600).contains(&left) {
            ctx.request_repaint_after(Duration::from_millis(500));
        }
    }
    if changed {
        ctx.request_repaint_of(ViewportId::ROOT);
    } else if stage.pictures.is_waiting() {
        // The window has them drawn; it must come by to take them in.
        ctx.request_repaint_after_for(Duration::from_millis(40), ViewportId::ROOT);
    }
}

/// Paints the scene at hand into `rect`.
pub fn paint(ui: &Ui, rect: Rect, stage: &mut Stage) {
    let ink = Ink::get();
    let black = stage.play.is_black();
    ui.painter().rect_filled(rect, 0.0, if black { Color32::BLACK } else { ink.ground });
    stage.pictures.begin();
    if black {
        let paper = Paper::new(ui, rect, "black");
        paper.name(place(0.0, 0.0, paper.w, paper.h), Role::Label, "The wall is black");
        return;
    }
    let mut room = rect;
    if stage.show.rehearsal {
        let band = Rect::from_min_size(rect.min, vec2(rect.width(), rect.height() * BAND));
        room.min.y = band.max.y;
        rehearsal_band(ui, band, &ink);
    }
    let show = Arc::clone(&stage.show);
    let zone = stage.world.time_zone();
    let mut paper = Paper::new(ui, room, "scene");
    let scene = stage.play.scene();
    // Boxes come up out of the dark by themselves; the rest fades in.
    paper.set_fade(stage.play.fade());
    let mut wall = Wall {
        paper,
        ink,
        show: &show,
        play: &stage.play,
        live: &stage.live,
        active: stage.active,
        pictures: &mut stage.pictures,
        zone: &zone,
        now: stage.world.now(),
    };
    match scene {
        Scene::Before => wall.before(),
        Scene::Lock => wall.lock(),
        Scene::Luck => wall.luck(),
        Scene::Fixed => wall.fixed(),
        Scene::Prize { prize } => wall.prize(prize),
        Scene::Winner { prize, winner } => wall.winner(prize, winner),
        Scene::Winners { prize, first } => wall.winners(prize, first),
        Scene::Alternates { first } => wall.alternates(first),
        Scene::Board { first } => wall.board(first),
    }
}

/// The yellow band that says that this is not the draw.
fn rehearsal_band(ui: &Ui, band: Rect, ink: &Ink) {
    // In units of its own: as high as the band is.
    let paper = Paper::new(ui, band, "band");
    paper.fill(place(0.0, 0.0, paper.w, paper.h), 0.0, ink.sun);
    // Stripes and an edge: it must not pass for a part of the sunny scenes under it.
    let (pitch, lean) = (paper.h * 1.4, paper.h * 0.7);
    let stripes = (paper.w * 0.3 / pitch) as usize;
    for side in [0.0, paper.w - stripes as f32 * pitch] {
        paper.pieces((0..stripes).map(|n| {
            let x = side + n as f32 * pitch + pitch * 0.25;
            let half = pitch * 0.25;
            let corners = [
                pos2(x + lean * 0.5, 0.0),
                pos2(x + lean * 0.5 + half, 0.0),
                pos2(x - lean * 0.5 + half, paper.h),
                pos2(x - lean * 0.5, paper.h),
            ];
            (corners, ink.on_sun)
        }));
    }
    paper.fill(place(0.0, paper.h * 0.92, paper.w, paper.h * 0.08), 0.0, ink.on_sun);
    let size = paper.h * 0.5;
    let words = "REHEARSAL. This is not the draw.";
    paper.words(pos2(paper.w / 2.0, paper.h / 2.0), Align2::CENTER_CENTER, words, strong(size), ink.on_sun, Fit::Free);
}
