//! How a show goes from scene to scene: next, skip, back, black, and how long each movement takes.
//!
//! Pure: no clock and no screen. Time comes in as milliseconds, what is to be seen goes out as a scene and a phase of it.
//! A show that is closed and opened again goes on where it was, since a play keeps its place by the scene itself.

use super::Show;

/// Fading from one scene to the next.
const FADE_MS: u32 = 350;
/// The drum roll before one winner, and before many at once.
const DRUM_MS: u32 = 4_000;
const DRUM_MANY_MS: u32 = 2_500;
/// From the last shake of the box to the winner.
const OPENING_MS: u32 = 2_000;
/// The winner is there; confetti still falls.
const FALLING_MS: u32 = 6_000;
/// Winners and places that fit one page of the wall.
pub const PAGE: usize = 12;

/// What is on the wall. Prizes and winners by their index in the show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scene {
    /// What is drawn, and from how many.
    Before,
    /// The whole lock code, to compare and to scan.
    Lock,
    /// What falls, as it is typed and read back.
    Luck,
    /// The order is fixed: the record is signed and saved.
    Fixed,
    /// A prize is announced.
    Prize { prize: usize },
    /// One winner's box is opened.
    Winner { prize: usize, winner: usize },
    /// Winners of a prize that many win, from `first` on.
    Winners { prize: usize, first: usize },
    /// Who stands in line, from `first` on.
    Alternates { first: usize },
    /// All winners, from `first` on.
    Board { first: usize },
}

/// In which order prizes are shown, and how many boxes are opened one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// From the last prize to the first, as is usual; else from the first.
    pub last_prize_first: bool,
    /// A prize with more winners than this shows them together.
    pub boxes_each: usize,
}

impl Default for Order {
    fn default() -> Self {
        Self { last_prize_first: true, boxes_each: 3 }
    }
}

/// Where a scene stands in its own time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// Drum roll, 0 to 1.
    Drum(f32),
    /// The box opens, 0 to 1.
    Opening(f32),
    /// What there is to see is there, for so many milliseconds.
    There(u32),
}

/// Why a step was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing after the luck can be shown before there is a record on disk.
    NotDrawn,
    AtEnd,
    AtStart,
}

impl Refused {
    /// The reason in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotDrawn => "Nothing follows before the draw is made and saved.",
            Self::AtEnd => "This is the end of the show.",
            Self::AtStart => "This is the beginning of the show.",
        }
    }
}

/// A show under way.
#[derive(Clone, Debug)]
pub struct Play {
    scenes: Vec<Scene>,
    at: usize,
    /// The furthest scene seen: what was seen once is not built up again.
    seen: usize,
    elapsed_ms: u32,
    black: bool,
    still: bool,
    order: Order,
    drawn: bool,
}

impl Play {
    /// At the beginning of `show`; `still` where motion is to be reduced.
    pub fn new(show: &Show, order: Order, still: bool) -> Self {
        let drawn = show.is_drawn();
        Self { scenes: scenes(show, order), at: 0, seen: 0, elapsed_ms: 0, black: false, still, order, drawn }
    }

    pub fn scene(&self) -> Scene {
        self.scenes.get(self.at).copied().unwrap_or(Scene::Before)
    }
    /// The scene that a step forward shows, if it may.
    pub fn following(&self) -> Result<Scene, Refused> {
        match self.scenes.get(self.at + 1) {
            Some(scene) => Ok(*scene),
            None if self.drawn => Err(Refused::AtEnd),
            None => Err(Refused::NotDrawn),
        }
    }
    /// All scenes in order.
    pub fn scenes(&self) -> &[Scene] {
        &self.scenes
    }
    /// Index of the scene shown.
    pub fn at(&self) -> usize {
        self.at
    }
    /// Index of the furthest scene seen.
    pub fn seen(&self) -> usize {
        self.seen
    }
    pub fn is_black(&self) -> bool {
        self.black
    }
    pub fn is_still(&self) -> bool {
        self.still
    }
    pub fn order(&self) -> Order {
        self.order
    }

    /// Takes in a show that has grown, or another order: the scene shown stays.
    pub fn follow(&mut self, show: &Show, order: Order, still: bool) {
        let (scene, furthest) = (self.scene(), self.scenes.get(self.seen).copied());
        self.still = still;
        if order == self.order && show.is_drawn() == self.drawn {
            return;
        }
        let reordered = order != self.order;
        self.order = order;
        self.drawn = show.is_drawn();
        self.scenes = scenes(show, order);
        let place = |scene: Scene| self.scenes.iter().position(|other| *other == scene);
        let at = place(scene).or_else(|| {
            // The winners of the prize are grouped in another way now: its announcement is nearest.
            let prize = scene.prize()?;
            place(Scene::Prize { prize })
        });
        let seen = furthest.filter(|_| !reordered).and_then(place);
        self.at = at.unwrap_or(0);
        self.seen = seen.unwrap_or(0).max(self.at);
        self.elapsed_ms = self.elapsed_ms.min(self.total_ms());
    }

    /// Space: lifts the black, else ends what moves, else goes on.
    pub fn advance(&mut self) -> Result<(), Refused> {
        if self.black {
            self.black = false;
            return Ok(());
        }
        if !matches!(self.phase(), Phase::There(_)) {
            self.elapsed_ms = self.drum_ms() + self.opening_ms();
            return Ok(());
        }
        self.following()?;
        self.go(self.at + 1);
        Ok(())
    }

    /// To the scene before, as it ended.
    pub fn back(&mut self) -> Result<(), Refused> {
        if self.black {
            self.black = false;
            return Ok(());
        }
        if self.at == 0 {
            return Err(Refused::AtStart);
        }
        self.go(self.at - 1);
        Ok(())
    }

    /// To a scene that was seen already or comes next; what was not seen cannot be jumped over.
    pub fn jump(&mut self, to: usize) -> Result<(), Refused> {
        if to > self.seen + 1 || to >= self.scenes.len() {
            return Err(if self.drawn { Refused::AtEnd } else { Refused::NotDrawn });
        }
        self.black = false;
        self.go(to);
        Ok(())
    }

    pub fn toggle_black(&mut self) {
        self.black = !self.black;
    }

    fn go(&mut self, to: usize) {
        let new = to > self.seen;
        self.at = to;
        self.seen = self.seen.max(to);
        // A surprise works once.
        self.elapsed_ms = if new { 0 } else { self.total_ms() };
    }

    /// Lets time pass. Nothing moves behind the black.
    pub fn tick(&mut self, ms: u32) {
        if !self.black {
            self.elapsed_ms = self.elapsed_ms.saturating_add(ms).min(self.total_ms());
        }
    }

    pub fn phase(&self) -> Phase {
        let (drum, opening) = (self.drum_ms(), self.opening_ms());
        let part = |passed: u32, of: u32| passed as f32 / of.max(1) as f32;
        if self.elapsed_ms < drum {
            Phase::Drum(part(self.elapsed_ms, drum))
        } else if self.elapsed_ms < drum + opening {
            Phase::Opening(part(self.elapsed_ms - drum, opening))
        } else {
            Phase::There(self.elapsed_ms - drum - opening)
        }
    }

    /// 0 to 1: how far the scene has come out of the dark.
    pub fn fade(&self) -> f32 {
        (self.elapsed_ms as f32 / FADE_MS as f32).min(1.0)
    }

    /// Whether a next frame would differ.
    pub fn is_moving(&self) -> bool {
        !self.black && self.elapsed_ms < self.total_ms()
    }

    /// Time since the scene came up, in milliseconds; it stops when nothing moves any more.
    pub fn elapsed_ms(&self) -> u32 {
        self.elapsed_ms
    }

    fn drum_ms(&self) -> u32 {
        match self.scene() {
            _ if self.still => 0,
            Scene::Winner { .. } => DRUM_MS,
            Scene::Winners { first: 0, .. } => DRUM_MANY_MS,
            _ => 0,
        }
    }
    fn opening_ms(&self) -> u32 {
        match self.scene() {
            _ if self.still => 0,
            Scene::Winner { .. } | Scene::Winners { first: 0, .. } => OPENING_MS,
            _ => 0,
        }
    }
    fn total_ms(&self) -> u32 {
        let falling = match self.scene() {
            _ if self.still => FADE_MS,
            Scene::Winner { .. } | Scene::Winners { .. } | Scene::Board { first: 0 } => FALLING_MS,
            _ => FADE_MS,
        };
        self.drum_ms() + self.opening_ms() + falling
    }
}

impl Scene {
    /// The prize it is about.
    pub fn prize(self) -> Option<usize> {
        match self {
            Self::Prize { prize } | Self::Winner { prize, .. } | Self::Winners { prize, .. } => Some(prize),
            _ => None,
        }
    }
}

/// The scenes of a show; those after the luck only once there is a record.
fn scenes(show: &Show, order: Order) -> Vec<Scene> {
    let mut scenes = vec![Scene::Before, Scene::Lock, Scene::Luck];
    if !show.is_drawn() {
        return scenes;
    }
    scenes.push(Scene::Fixed);
    let mut prizes: Vec<usize> = (0..show.prizes.len()).collect();
    if order.last_prize_first {
        prizes.reverse();
    }
    for prize in prizes {
        scenes.push(Scene::Prize { prize });
        let winners = show.prizes[prize].winners.len();
        if winners > order.boxes_each {
            scenes.extend((0..winners).step_by(PAGE).map(|first| Scene::Winners { prize, first }));
        } else if order.last_prize_first {
            scenes.extend((0..winners).rev().map(|winner| Scene::Winner { prize, winner }));
        } else {
            scenes.extend((0..winners).map(|winner| Scene::Winner { prize, winner }));
        }
    }
    scenes.extend((0..show.alternates.len()).step_by(PAGE).map(|first| Scene::Alternates { first }));
    let all = show.winners_in_all();
    scenes.extend((0..all.max(1)).step_by(PAGE).map(|first| Scene::Board { first }));
    scenes
}
