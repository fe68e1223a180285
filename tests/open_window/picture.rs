//! Pictures of dialogs, painted on the processor, for whoever changes what they look like: with `UNSUNG_PICTURES=folder` every test
//! of the window writes each dialog it opens there as `title.png`, dark and 1100 x 700 unless `UNSUNG_LIGHT` is set. Without it
//! nothing is painted.

use eframe::egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use eframe::egui::{ColorImage, ImageData, Memory, Rect, TextureId, TexturesDelta, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder, TestRenderer};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use unsung::gui::Window;

type Textures = Arc<Mutex<HashMap<TextureId, ColorImage>>>;

thread_local! {
    static TEXTURES: Textures = Arc::default();
}

/// Where pictures go; `None` where nobody asked for them.
pub fn folder() -> Option<PathBuf> {
    std::env::var_os("UNSUNG_PICTURES").map(PathBuf::from)
}

/// A window of a size in the light; small and dark where pictures are asked for.
pub fn builder(size: [f32; 2]) -> HarnessBuilder<Window> {
    if folder().is_none() {
        return Harness::builder().with_size(size);
    }
    let is_light = std::env::var_os("UNSUNG_LIGHT").is_some();
    let theme = if is_light { Theme::Light } else { Theme::Dark };
    Harness::builder().with_size([1100.0, 700.0]).with_theme(theme).renderer(Painter::new())
}

/// Keeps what is painted with.
pub struct Painter(Textures);

impl Painter {
    pub fn new() -> Self {
        Self(TEXTURES.with(Arc::clone))
    }
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.lock().unwrap();
        for (id, deltas) in std::mem::take(&mut delta.set) {
            for delta in deltas {
                let ImageData::Color(image) = delta.image;
                match delta.pos {
                    None => _ = textures.insert(id, ColorImage::clone(&image)),
                    Some([left, top]) => {
                        let Some(whole) = textures.get_mut(&id) else { continue };
                        let width = whole.size[0];
                        for (y, row) in image.pixels.chunks(image.size[0]).enumerate() {
                            let start = (top + y) * width + left;
                            whole.pixels[start..start + row.len()].copy_from_slice(row);
                        }
                    }
                }
            }
        }
        delta.clear();
    }
}

/// Writes the dialog that is open, if one is.
pub fn of_dialog(harness: &Harness<'static, Window>) {
    if folder().is_none() {
        return;
    }
    if harness.ctx.memory(Memory::top_modal_layer).is_none() {
        return;
    }
    let label = |role| harness.query_all_by_role(role).find_map(|node| node.accesskit_node().label());
    let title = label(eframe::egui::Role::Dialog).or_else(|| label(eframe::egui::Role::AlertDialog));
    let title: String =
        title.unwrap_or_else(|| "palette".into()).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    of_window(harness, &title);
}

/// Writes the whole window under a name, once.
pub fn of_window(harness: &Harness<'static, Window>, name: &str) {
    let Some(folder) = folder() else { return };
    let path = folder.join(format!("{}.png", name.replace(' ', "-")));
    // A dialog is seen again and again; the first time is enough, since painting takes a while.
    if !path.exists() {
        std::fs::create_dir_all(&folder).unwrap();
        paint(harness).save(path).unwrap();
    }
}

/// The window as it is now.
pub fn paint(harness: &Harness<'static, Window>) -> image::RgbaImage {
    let ctx = &harness.ctx;
    let scale = ctx.pixels_per_point();
    let size = ctx.content_rect().size() * scale;
    let mut canvas = Canvas { width: size.x as usize, height: size.y as usize, pixels: Vec::new() };
    canvas.pixels = vec![[0.0; 3]; canvas.width * canvas.height];
    let textures = TEXTURES.with(Arc::clone);
    let textures = textures.lock().unwrap();
    for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(harness.output().shapes.clone(), scale) {
        if let Primitive::Mesh(mesh) = primitive
            && let Some(texture) = textures.get(&mesh.texture_id)
        {
            canvas.mesh(&mesh, texture, clip_rect, scale);
        }
    }
    image::RgbaImage::from_fn(canvas.width as u32, canvas.height as u32, |x, y| {
        let [r, g, b] = canvas.pixels[y as usize * canvas.width + x as usize].map(|part| part.clamp(0.0, 255.0) as u8);
        image::Rgba([r, g, b, 255])
    })
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 3]>,
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
        for corners in mesh.indices.chunks(3) {
            let [a, b, c] = [0, 1, 2].map(|at| mesh.vertices[corners[at] as usize]);
            self.triangle([a, b, c], texture, clip, scale);
        }
    }

    fn triangle(&mut self, corners: [Vertex; 3], texture: &ColorImage, clip: Rect, scale: f32) {
        let [a, b, c] = corners.map(|it| it.pos * scale);
        let area = (b - a).x * (c - a).y - (b - a).y * (c - a).x;
        if area == 0.0 {
            return;
        }
        let (clip_min, clip_max) = (clip.min * scale, clip.max * scale);
        let from = a.min(b).min(c).max(clip_min.round()).max(eframe::egui::Pos2::ZERO);
        let to = a.max(b).max(c).min(clip_max.round());
        let (right, bottom) = ((to.x.ceil() as usize).min(self.width), (to.y.ceil() as usize).min(self.height));
        let colours = corners.map(|it| it.color.to_array().map(f32::from));
        for y in from.y as usize..bottom {
            for x in from.x as usize..right {
                let at = eframe::egui::pos2(x as f32 + 0.5, y as f32 + 0.5);
                if !(at.x >= clip_min.x && at.y >= clip_min.y && at.x <= clip_max.x && at.y <= clip_max.y) {
                    continue;
                }
                let side = |p: eframe::egui::Pos2, q: eframe::egui::Pos2| {
                    ((q - p).x * (at - p).y - (q - p).y * (at - p).x) / area
                };
                let share = [side(b, c), side(c, a), side(a, b)];
                // A point on the edge of two triangles belongs to one of them.
                let is_in = share.iter().zip([b - c, c - a, a - b]).all(|(share, edge)| {
                    *share > 0.0 || (*share == 0.0 && (edge.y * area > 0.0 || (edge.y == 0.0 && edge.x * area < 0.0)))
                });
                if is_in {
                    self.blend(x, y, share, &corners, colours, texture);
                }
            }
        }
    }

    fn blend(
        &mut self,
        x: usize,
        y: usize,
        share: [f32; 3],
        corners: &[Vertex; 3],
        colours: [[f32; 4]; 3],
        texture: &ColorImage,
    ) {
        let mix = |of: &dyn Fn(usize) -> f32| (0..3).map(|n| share[n] * of(n)).sum::<f32>();
        let (u, v) = (mix(&|n| corners[n].uv.x), mix(&|n| corners[n].uv.y));
        let [width, height] = texture.size;
        let place = |part: f32, size: usize| ((part * size as f32) as usize).min(size - 1);
        let sample = texture.pixels[place(v, height) * width + place(u, width)].to_array().map(f32::from);
        let source: [f32; 4] = std::array::from_fn(|part| mix(&|n| colours[n][part]) * sample[part] / 255.0);
        let pixel = &mut self.pixels[y * self.width + x];
        for (part, under) in pixel.iter_mut().enumerate() {
            *under = source[part] + *under * (1.0 - source[3] / 255.0);
        }
    }
}
