//! Pictures for the window: scenes drawn to pixels on worker threads and kept as textures. A screen asks for a picture by key
//! every frame; until it is there it gets the last one under the same slot, or nothing, and the window repaints when it comes.

use crate::app::heroes::spec_of;
use crate::app::{Workspace, artwork};
use crate::campaign::{Figure, Monster, OwnArt};
use crate::scene::item::Transform;
use crate::scene::kit::{EnemyLook, Kit, OwnProblem, Show, SymbolCache};
use crate::scene::pixels::{Raster, render};
use crate::scene::text::Typesetter;
use eframe::egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// What drawing needs, shared by all workers. Typesetters are lent one per worker.
pub struct Studio {
    pub kit: Kit,
    pub symbols: SymbolCache,
    typesetters: Arc<Mutex<Vec<Typesetter>>>,
    /// What is wrong with the campaign's own art.
    pub problems: Vec<OwnProblem>,
}

impl Studio {
    /// Lends a typesetter for the time of `work`.
    pub fn with_typesetter<T>(&self, work: impl FnOnce(&mut Typesetter) -> T) -> T {
        let lent = self.typesetters.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let mut typesetter = lent.unwrap_or_else(|| Typesetter::new(crate::scene::fonts::FontSource::with_system()));
        let result = work(&mut typesetter);
        self.typesetters.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(typesetter);
        result
    }
}

struct Picture {
    texture: TextureHandle,
    key: u64,
    used_at: u64,
}

/// A kit with the art of a campaign, and what of that art cannot be used; `None` where no kit came of it.
type KitRead = (Kit, Vec<OwnProblem>);

pub struct Art {
    studio: Arc<Studio>,
    pictures: HashMap<String, Picture>,
    /// Slots being drawn, with the key that was asked for.
    pending: HashMap<String, u64>,
    /// Slots whose drawing failed, with the key: not tried again until it changes.
    failed: HashMap<String, u64>,
    sender: Sender<(String, u64, Option<ColorImage>)>,
    receiver: Receiver<(String, u64, Option<ColorImage>)>,
    frame: u64,
    /// Campaign and revision whose pictures the studio holds.
    followed: Option<(String, u64)>,
    /// The art that the studio's kit holds, and the one that is being read for the next.
    own: OwnArt,
    reading: Option<(OwnArt, Receiver<Option<KitRead>>)>,
    /// Pictures of another kit are not of this one.
    edition: u64,
    /// Workers that go on after their picture was handed over.
    going_on: Arc<AtomicUsize>,
}

/// What a worker does after its picture was handed over.
pub type Afterwards = Box<dyn FnOnce(&Studio) + Send>;

impl Art {
    /// Most pictures kept; those not looked at for longest go first.
    const KEPT: usize = 400;
    /// Most pictures drawn at one time, so that a page of heroes does not start a hundred threads.
    const AT_ONCE: usize = 3;

    pub fn new(kit: Kit) -> Self {
        let (sender, receiver) = channel();
        Self {
            studio: Arc::new(Studio {
                kit,
                symbols: SymbolCache::new(),
                typesetters: Arc::default(),
                problems: Vec::new(),
            }),
            pictures: HashMap::new(),
            pending: HashMap::new(),
            failed: HashMap::new(),
            sender,
            receiver,
            frame: 0,
            followed: None,
            own: OwnArt::default(),
            reading: None,
            edition: 0,
            going_on: Arc::default(),
        }
    }
    pub fn kit(&self) -> &Kit {
        &self.studio.kit
    }
    pub fn studio(&self) -> &Arc<Studio> {
        &self.studio
    }

    /// Takes in what workers finished. Once a frame, by the window.
    pub fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        while let Ok((slot, key, image)) = self.receiver.try_recv() {
            if self.pending.get(&slot) == Some(&key) {
                self.pending.remove(&slot);
            }
            let Some(image) = image else {
                self.failed.insert(slot, key);
                continue;
            };
            {
                let texture = ctx.load_texture(&slot, image, TextureOptions::LINEAR);
                self.pictures.insert(slot, Picture { texture, key, used_at: self.frame });
            }
        }
        if self.pictures.len() > Self::KEPT {
            let oldest = self.pictures.iter().min_by_key(|(_, picture)| picture.used_at).map(|(slot, _)| slot.clone());
            oldest.map(|slot| self.pictures.remove(&slot));
        }
    }

    /// The picture in `slot` as of `content` (anything whose hash changes when the picture must): drawn by `draw` on a worker
    /// when it is not there yet. Gives the texture, and whether it is the one asked for (else an older one of the slot).
    pub fn picture(
        &mut self,
        ctx: &Context,
        slot: impl Into<String>,
        content: impl Hash,
        draw: impl FnOnce(&Studio) -> Option<Raster> + Send + 'static,
    ) -> Option<(TextureId, bool)> {
        self.picture_then(ctx, slot, content, move |studio| (draw(studio), None))
    }

    /// The same, for a worker that has more to do once its picture can be seen.
    pub fn picture_then(
        &mut self,
        ctx: &Context,
        slot: impl Into<String>,
        content: impl Hash,
        draw: impl FnOnce(&Studio) -> (Option<Raster>, Option<Afterwards>) + Send + 'static,
    ) -> Option<(TextureId, bool)> {
        let slot = slot.into();
        let mut hasher = DefaultHasher::new();
        self.edition.hash(&mut hasher);
        content.hash(&mut hasher);
        let key = hasher.finish();
        let shown = self.pictures.get_mut(&slot).map(|picture| {
            picture.used_at = self.frame;
            (picture.texture.id(), picture.key == key)
        });
        if let Some((_, true)) = shown {
            return shown;
        }
        if self.failed.get(&slot) == Some(&key) {
            return shown;
        }
        let waiting = self.pending.contains_key(&slot);
        if !waiting && self.pending.len() < Self::AT_ONCE {
            self.pending.insert(slot.clone(), key);
            let studio = Arc::clone(&self.studio);
            let sender = self.sender.clone();
            let ctx = ctx.clone();
            let failed = slot.clone();
            let going_on = Arc::clone(&self.going_on);
            going_on.fetch_add(1, Ordering::Relaxed);
            let spawned = std::thread::Builder::new().name("picture".into()).spawn(move || {
                let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| draw(&studio)));
                let (raster, afterwards) = drawn.unwrap_or_default();
                let image = raster.map(|raster| {
                    let size = [raster.width() as usize, raster.height() as usize];
                    ColorImage::from_rgba_premultiplied(size, raster.bytes())
                });
                let _ = sender.send((slot, key, image));
                ctx.request_repaint();
                if let Some(afterwards) = afterwards {
                    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| afterwards(&studio)));
                    ctx.request_repaint();
                }
                going_on.fetch_sub(1, Ordering::Relaxed);
            });
            if spawned.is_err() {
                self.pending.remove(&failed);
                self.going_on.fetch_sub(1, Ordering::Relaxed);
            }
        } else {
            ctx.request_repaint_after(std::time::Duration::from_millis(30));
        }
        shown
    }

    /// A figure standing whole on nothing, `height_px` high.
    pub fn figure(&mut self, ctx: &Context, slot: &str, figure: &Figure, height_px: u32) -> Option<TextureId> {
        let spec = spec_of(figure);
        let content = (ron_key(figure), height_px);
        let drawn = self.picture(ctx, format!("figure {slot} {height_px}"), content, move |studio| {
            let colours = studio.kit.figure_colours(&spec, "");
            let composed = studio.kit.figure_items(&spec, &colours, Show::All, &studio.symbols).ok()?;
            let scale = height_px as f32 / 1600.0;
            render(&composed.items, (1000.0 * scale) as u32, height_px, Transform::from_scale(scale, scale), None).ok()
        });
        drawn.map(|(texture, _)| texture)
    }

    /// The head of a figure, square and transparent, `side_px` wide.
    pub fn face(&mut self, ctx: &Context, slot: &str, figure: &Figure, side_px: u32) -> Option<TextureId> {
        let spec = spec_of(figure);
        let content = (ron_key(figure), side_px);
        let drawn = self.picture(ctx, format!("face {slot} {side_px}"), content, move |studio| {
            let colours = studio.kit.figure_colours(&spec, "");
            let composed = studio.kit.figure_items(&spec, &colours, Show::EmptyHanded, &studio.symbols).ok()?;
            let scale = side_px as f32 / 560.0;
            let base = Transform::from_scale(scale, scale).pre_translate(-225.0, -70.0);
            render(&composed.items, side_px, side_px, base, None).ok()
        });
        drawn.map(|(texture, _)| texture)
    }

    /// A villain of the kit, square and transparent, `side_px` wide.
    pub fn villain(&mut self, ctx: &Context, slot: &str, look: &EnemyLook, side_px: u32) -> Option<TextureId> {
        let look = look.clone();
        let content = (format!("{look:?}"), side_px);
        let drawn = self.picture(ctx, format!("villain {slot} {side_px}"), content, move |studio| {
            let composed = studio.kit.villain_items(&look, &studio.symbols).ok()?;
            let scale = side_px as f32 / 1000.0;
            render(&composed.items, side_px, side_px, Transform::from_scale(scale, scale), None).ok()
        });
        drawn.map(|(texture, _)| texture)
    }

    /// Keeps to the open campaign: its own art becomes part of the kit (read on a thread; until then the last kit stays), and its
    /// pictures are at hand. Once a frame, by the window.
    pub fn follow(&mut self, ctx: &Context, ws: &Workspace) {
        if let Some((art, receiver)) = &self.reading {
            match receiver.try_recv() {
                Ok(read) => {
                    let art = art.clone();
                    self.reading = None;
                    if let Some((kit, problems)) = read {
                        let typesetters = Arc::clone(&self.studio.typesetters);
                        let symbols = SymbolCache::new();
                        self.studio = Arc::new(Studio { kit, symbols, typesetters, problems });
                        self.edition += 1;
                        self.failed.clear();
                        self.followed = None;
                    }
                    // What cannot be read now is not read again before it changes.
                    self.own = art;
                }
                Err(std::sync::mpsc::TryRecvError::Empty) => {}
                Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                    self.own = art.clone();
                    self.reading = None;
                }
            }
        }
        let now = ws.campaign().map(|campaign| (campaign.settings().id.clone(), campaign.revision()));
        if self.followed != now
            && let Some(campaign) = ws.campaign()
        {
            artwork::keep_pictures(&self.studio.symbols, campaign, |hash| ws.blob(hash));
            self.followed = now;
        }
        let wanted = ws.campaign().map(|campaign| campaign.settings().art.clone()).unwrap_or_default();
        if wanted == self.own || self.reading.is_some() {
            return;
        }
        let files = artwork::own_files(&wanted, |hash| ws.blob(hash));
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let spawned = std::thread::Builder::new().name("art".into()).spawn(move || {
            let _ = sender.send(artwork::kit_with(&files).ok());
            ctx.request_repaint();
        });
        if spawned.is_ok() {
            self.reading = Some((wanted, receiver));
        }
    }

    /// True while something is being drawn: tests wait for it.
    pub fn is_busy(&self) -> bool {
        !self.pending.is_empty() || self.reading.is_some() || self.going_on.load(Ordering::Relaxed) > 0
    }
}

/// A text that changes when the figure does.
fn ron_key(figure: &Figure) -> String {
    format!("{figure:?}")
}

/// The look of a monster in the kit's words.
pub fn look_of(monster: &Monster) -> EnemyLook {
    crate::press::facts::enemy_look(monster)
}
