//! The presenter: a wall in a window of its own, for a projector, and a console in the main window with notes and the next step.
//!
//! The wall shows what `app::presenting` made of the lock and the record; the record must lie on disk before anything of it is
//! shown. Closing the wall, by hand or because its screen was unplugged, keeps the place: it goes on there when it is opened
//! again. The main window never waits for the wall.

mod console;
mod luck;
mod paper;
mod party;
mod pictures;
mod places;
mod reveal;
mod scenes;
mod stage;
mod toybox;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Context, Ui, ViewportBuilder, ViewportCommand, ViewportId, pos2};

use self::stage::{Shared, step_of_keys};
use super::art::Art;
use super::kept::Kept;
use super::theme;
use crate::app::presenting::{self, Live, Of, Order, Play, Show};
use crate::app::{Failure, Workspace};
use crate::campaign::SweepstakeId;

/// The screens there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Displays {
    pub count: usize,
    /// One that the main window is not on.
    pub other: Option<usize>,
}

/// What a show was made from: campaign, revision, draw or rehearsal, whether the record may be in it.
type Key = (String, u64, Of, bool);

#[derive(Default)]
pub struct Presenter {
    is_open: bool,
    /// What is, or was last, on the wall, and of which campaign.
    of: Option<(String, Of)>,
    shared: Option<Shared>,
    made: Kept<Key, Show>,
    order: Order,
    /// Lock hashes of the draws whose record lies on disk.
    on_disk: HashSet<String>,
    /// What is being typed on the draw page, and for which sweepstake.
    typed: Option<(SweepstakeId, Vec<Live>)>,
    displays: Displays,
    looked_at_displays: Option<Instant>,
    /// The wall comes to the front in the next frame.
    bring: bool,
    failed: bool,
}

/// The wall's window.
fn wall() -> ViewportId {
    ViewportId::from_hash_of("the wall")
}

impl Presenter {
    /// Opens the wall on a draw or a rehearsal, or brings it to the front. The same one goes on where it was.
    pub fn open(&mut self, of: Of, ctx: &Context) {
        if self.of.as_ref().is_some_and(|(_, shown)| *shown != of) {
            self.forget();
        }
        // Which campaign it is of is filled in by the next frame.
        self.of.get_or_insert((String::new(), of));
        self.is_open = true;
        self.bring = true;
        self.failed = false;
        self.looked_at_displays = None;
        ctx.request_repaint();
    }

    fn forget(&mut self) {
        self.of = None;
        self.shared = None;
        self.made.forget();
        self.is_open = false;
    }

    /// What stands in the fields of the draw page.
    pub fn typed(&mut self, id: SweepstakeId, live: Vec<Live>) {
        let before = self.typed.take().filter(|(of, _)| *of == id).map(|(_, live)| live).unwrap_or_default();
        let at_work = live.iter().enumerate().find(|(at, live)| before.get(*at) != Some(*live)).map(|(at, _)| at);
        if let (Some(at), Some(shared)) = (at_work.filter(|_| !before.is_empty()), &self.shared) {
            shared.get().active = at;
        }
        self.typed = Some((id, live));
    }

    /// Whether the screens should be looked at now: once a second while the wall is open.
    pub fn wants_screens(&self) -> bool {
        self.is_open && self.looked_at_displays.is_none_or(|at| at.elapsed() > Duration::from_secs(1))
    }
    /// The wall goes to another screen when it is opened and when a screen comes or goes, never in between: that would take
    /// it from under the audience's eyes.
    pub fn note_screens(&mut self, now: Displays) {
        let first = self.looked_at_displays.is_none();
        self.looked_at_displays = Some(Instant::now());
        if first || now.count != self.displays.count {
            self.displays = now;
        }
    }

    /// Once a frame of the main window, before its pages. Gives words to say, if there are any.
    pub fn frame(&mut self, ctx: &Context, ws: &Workspace, art: &mut Art, dialog: bool) -> Option<String> {
        let campaign = ws.snapshot();
        let Some(campaign) = campaign else {
            self.forget();
            self.on_disk.clear();
            return None;
        };
        let campaign_id = &campaign.settings().id;
        if self.of.as_ref().is_some_and(|(of, _)| !of.is_empty() && of != campaign_id) {
            self.forget();
            self.on_disk.clear();
        }
        let (of_campaign, of) = self.of.as_mut()?;
        of_campaign.clone_from(campaign_id);
        let of = *of;
        if !self.is_open {
            return None;
        }
        let Some(sealed) = of.files(&campaign) else {
            self.forget();
            return Some("What was on the wall is not there any more.".into());
        };
        // The seal is on disk once the file holds all there is; from then on it stays there. A rehearsal counts for nothing.
        if sealed.record.is_some() && !ws.is_unsaved() {
            self.on_disk.insert(sealed.lock_sha256.clone());
        }
        let with_record = matches!(of, Of::Rehearsal(_)) || self.on_disk.contains(&sealed.lock_sha256);
        let key = (campaign_id.clone(), campaign.revision(), of, with_record);
        let short = campaign.entries().len() <= 1_000;
        let of_show = Arc::clone(&campaign);
        let made = self
            .made
            .get(ws.jobs(), "Preparing the wall", key, short, move |_| presenting::show(&of_show, of, with_record));
        match made {
            Some(Ok(show)) => self.show_wall(ctx, ws, art, show, dialog),
            Some(Err(failure)) if !self.failed => {
                self.failed = true;
                self.is_open = false;
                return Some(sentence(&failure));
            }
            _ => {}
        }
        None
    }

    fn show_wall(&mut self, ctx: &Context, ws: &Workspace, art: &mut Art, show: Arc<Show>, dialog: bool) {
        let still = theme::reduce_motion(ctx);
        let order = self.order;
        // Another lock is another show: a sweepstake can be rehearsed again and again.
        if self.shared.as_ref().is_some_and(|shared| shared.get().show.lock_sha256 != show.lock_sha256) {
            self.shared = None;
        }
        let shared = self.shared.get_or_insert_with(|| {
            Shared::new(Arc::clone(&show), Play::new(&show, order, still), Arc::clone(ws.world()))
        });
        let shared = shared.clone();
        let mut stage = shared.get();
        let scene = stage.play.scene();
        stage.play.follow(&show, order, still);
        stage.show = show;
        let of = self.of.as_ref().map(|(_, of)| *of);
        let live = self.typed.as_ref().filter(|(id, _)| of == Some(Of::Draw(*id))).map(|(_, live)| live.clone());
        let mut changed = stage.play.scene() != scene;
        let live = live.unwrap_or_default();
        if stage.live != live {
            stage.live = live;
            changed = true;
        }
        // Space and B are for the wall while nothing else has the keyboard.
        let free = !dialog && !ctx.text_edit_focused() && ctx.memory(|memory| memory.focused().is_none());
        if free && let Some(step) = step_of_keys(ctx, ctx.embed_viewports()) {
            stage.step(step);
            changed = true;
        }
        let waited = stage.pictures.is_waiting();
        stage.pictures.supply(ctx, art);
        changed |= waited;
        if stage.closed {
            stage.closed = false;
            self.is_open = false;
            return;
        }
        let title = format!("{} on the wall", stage.show.title);
        drop(stage);

        let mut builder =
            ViewportBuilder::default().with_title(title).with_app_id("unsung").with_inner_size([1280.0, 720.0]);
        if let Some(screen) = self.displays.other {
            builder = builder.with_monitor(screen);
        }
        let painted = shared.clone();
        ctx.show_viewport_deferred(wall(), builder, move |ui, class| stage::show(ui, class, &painted));
        self.follow_screens(ctx, &shared);
        if std::mem::take(&mut self.bring) {
            ctx.send_viewport_cmd_to(wall(), ViewportCommand::Focus);
            changed = true;
        }
        if changed {
            ctx.request_repaint_of(wall());
        }
        // The clock of the console, and a look at the screens.
        ctx.request_repaint_after(Duration::from_secs(1));
    }

    /// A screen that went takes nothing with it: the wall becomes a window on the one that is left.
    fn follow_screens(&mut self, ctx: &Context, shared: &Shared) {
        let mut stage = shared.get();
        if self.displays.other.is_some() {
            stage.on_other_screen = true;
        } else if stage.on_other_screen {
            stage.on_other_screen = false;
            stage.fullscreen = false;
            ctx.send_viewport_cmd_to(wall(), ViewportCommand::Fullscreen(false));
            ctx.send_viewport_cmd_to(wall(), ViewportCommand::OuterPosition(pos2(60.0, 60.0)));
        }
    }

    /// The console, at the foot of the page it is called in.
    pub fn console(&mut self, ui: &mut Ui) {
        if !self.is_open {
            return;
        }
        let Some(shared) = self.shared.clone() else { return };
        let ctx = ui.ctx().clone();
        let mut stage = shared.get();
        let asked = console::show(ui, &mut stage, self.displays.other.is_some());
        drop(stage);
        if asked.is_empty() {
            return;
        }
        for asked in asked {
            match asked {
                console::Asked::Step(step) => {
                    let mut stage = shared.get();
                    stage.step(step);
                    if step == stage::Step::Fullscreen {
                        ctx.send_viewport_cmd_to(wall(), ViewportCommand::Fullscreen(stage.fullscreen));
                    }
                }
                console::Asked::Jump(to) => {
                    let mut stage = shared.get();
                    stage.refused = stage.play.jump(to).err().map(presenting::Refused::words);
                }
                console::Asked::Order(order) => self.order = order,
            }
        }
        ctx.request_repaint();
        ctx.request_repaint_of(wall());
    }
}

fn sentence(failure: &Failure) -> String {
    format!("{} {}", failure.what, failure.why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, Jobs, World, drawing, templates};
    use crate::campaign::Campaign;
    use crate::scene::kit::Kit;
    use eframe::egui::{FullOutput, RawInput, ViewportOutput};

    const ID: SweepstakeId = SweepstakeId(1);

    fn locked(world: &FakeWorld) -> Campaign {
        let mut campaign = templates::start(world, templates::SAMPLE).unwrap();
        let plan = templates::demo_draw().unwrap();
        let announced = campaign.sweepstakes().get(ID).unwrap().announced_at.unwrap();
        let lock = drawing::lock(&campaign, ID, announced, plan.locked_at, world).unwrap();
        campaign.apply(&lock, plan.locked_at).unwrap();
        campaign
    }

    /// A main window that shows nothing but the wall, with windows of its own as on a real system.
    struct Desk {
        ctx: Context,
        ws: Workspace,
        art: Art,
        presenter: Presenter,
        said: Option<String>,
    }

    impl Desk {
        fn new() -> Self {
            let world = Arc::new(FakeWorld::new("2026-12-09T09:00:00Z".parse().unwrap()));
            let campaign = locked(&world);
            let mut ws = Workspace::new(world as Arc<dyn World>, Jobs::default());
            ws.install_new(campaign, crate::store::Blobs::new());
            let ctx = Context::default();
            theme::install(&ctx);
            ctx.set_embed_viewports(false);
            Self { ctx, ws, art: Art::new(Kit::builtin().unwrap()), presenter: Presenter::default(), said: None }
        }
        fn frame(&mut self) -> Option<ViewportOutput> {
            let Self { ctx, ws, art, presenter, said } = self;
            let mut output: FullOutput = ctx.run_ui(RawInput::default(), |ui| {
                *said = presenter.frame(ui.ctx(), ws, art, false);
            });
            output.textures_delta.clear();
            output.viewport_output.remove(&wall())
        }
        fn screens(&mut self, count: usize, other: Option<usize>) {
            self.presenter.note_screens(Displays { count, other });
        }
    }

    #[test]
    fn the_wall_goes_to_the_other_screen_and_comes_back_when_it_is_unplugged() {
        let mut desk = Desk::new();
        desk.presenter.open(Of::Draw(ID), &desk.ctx);
        desk.screens(2, Some(1));
        let shown = desk.frame().expect("a window of its own");
        assert_eq!(shown.builder.monitor, Some(1));
        let shared = desk.presenter.shared.clone().unwrap();
        shared.get().step(stage::Step::Next);
        assert_eq!(shared.get().play.scene(), presenting::Scene::Lock);

        // The main window was dragged to the other screen: nothing moves under the eyes of the audience.
        desk.screens(2, Some(0));
        assert_eq!(desk.frame().unwrap().builder.monitor, Some(1));

        desk.screens(1, None);
        let shown = desk.frame().unwrap();
        assert_eq!(shown.builder.monitor, None);
        assert!(shown.commands.contains(&ViewportCommand::Fullscreen(false)), "{:?}", shown.commands);
        assert_eq!(shared.get().play.scene(), presenting::Scene::Lock, "the place is kept");

        desk.screens(2, Some(1));
        assert_eq!(desk.frame().unwrap().builder.monitor, Some(1), "plugged in again");
    }

    #[test]
    fn a_wall_that_was_closed_goes_on_where_it_was() {
        let mut desk = Desk::new();
        assert!(desk.frame().is_none());
        desk.presenter.open(Of::Draw(ID), &desk.ctx);
        assert!(desk.frame().is_some());
        let shared = desk.presenter.shared.clone().unwrap();
        shared.get().step(stage::Step::Next);
        shared.get().step(stage::Step::Next);
        // Closed by its own window, whoever did it.
        shared.get().closed = true;
        desk.frame();
        assert!(desk.frame().is_none(), "no window any more");
        desk.presenter.open(Of::Draw(ID), &desk.ctx);
        assert!(desk.frame().is_some());
        let again = desk.presenter.shared.clone().unwrap();
        assert_eq!(again.get().play.scene(), presenting::Scene::Luck);
    }

    #[test]
    fn another_campaign_takes_the_wall_away() {
        let mut desk = Desk::new();
        desk.presenter.open(Of::Draw(ID), &desk.ctx);
        assert!(desk.frame().is_some());
        let other = templates::start(desk.ws.world().as_ref(), "blank").unwrap();
        desk.ws.install_new(other, crate::store::Blobs::new());
        desk.frame();
        assert!(desk.frame().is_none());
        assert!(desk.presenter.shared.is_none(), "nothing of the first is kept");
    }
}
