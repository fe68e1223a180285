//! Draws scene items into pixels: previews on screen, pictures for sharing, tests.
//!
//! Clips and opacity groups are drawn in layers no larger than their own box, which is what keeps a card under a fifth
//! of a second. Knows no files: PNG bytes go out, the caller writes them.

use tiny_skia as ts;

use super::item::{Clip, Item, Page, Paint, Shape, Stop, Transform};
use super::picture::Picture;

/// A picture: premultiplied RGBA, eight bits each, rows from the top.
#[derive(Clone)]
pub struct Raster {
    map: ts::Pixmap,
}

/// Why no picture was made.
#[derive(Debug, thiserror::Error)]
pub enum PixelError {
    #[error("a picture of {width} by {height} pixels cannot be made")]
    Size { width: u32, height: u32 },
    #[error("the picture could not be written as PNG: {0}")]
    Png(String),
}

/// The largest side of a picture; 64 million pixels are 256 MB.
const SIDE_PX: u32 = 8_000;

impl Raster {
    pub fn width(&self) -> u32 {
        self.map.width()
    }

    pub fn height(&self) -> u32 {
        self.map.height()
    }

    /// Premultiplied RGBA, four bytes a pixel.
    pub fn bytes(&self) -> &[u8] {
        self.map.data()
    }

    /// Red, green, blue and alpha at a point, not premultiplied.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        self.map.pixel(x, y).map(|p| {
            let c = p.demultiply();
            [c.red(), c.green(), c.blue(), c.alpha()]
        })
    }

    /// The picture as a PNG file.
    pub fn png(&self) -> Result<Vec<u8>, PixelError> {
        self.map.encode_png().map_err(|e| PixelError::Png(e.to_string()))
    }
}

/// Draws `items` through `base` (scene units to pixels) onto `background`, or onto nothing.
pub fn render(
    items: &[Item],
    width_px: u32,
    height_px: u32,
    base: Transform,
    background: Option<[u8; 3]>,
) -> Result<Raster, PixelError> {
    let refused = PixelError::Size { width: width_px, height: height_px };
    if width_px > SIDE_PX || height_px > SIDE_PX {
        return Err(refused);
    }
    let Some(mut map) = ts::Pixmap::new(width_px, height_px) else {
        return Err(refused);
    };
    if let Some([r, g, b]) = background {
        map.fill(ts::Color::from_rgba8(r, g, b, 255));
    }
    draw(items, &mut map, base);
    Ok(Raster { map })
}

/// Draws a page at its trim size on white, `dpi` pixels to the inch; bleed falls outside.
pub fn render_page(page: &Page, dpi: f32) -> Result<Raster, PixelError> {
    let scale = dpi / 254.0;
    let side = |units: f32| (units * scale).round().max(1.0) as u32;
    render(&page.items, side(page.width), side(page.height), Transform::from_scale(scale, scale), Some([255, 255, 255]))
}

fn draw(items: &[Item], map: &mut ts::Pixmap, t: Transform) {
    for item in items {
        match item {
            Item::Shape(s) => draw_shape(s, map, t),
            Item::Group { transform, clip, opacity, items } => {
                draw_group(items, clip.as_ref(), *opacity, map, t.pre_concat(*transform));
            }
            Item::Use { symbol, transform } => draw(&symbol.items, map, t.pre_concat(*transform)),
            Item::Text(run) => draw(&run.outlines(), map, t),
            Item::Image { picture, frame } => draw_picture(picture, *frame, map, t),
            Item::Layer { items, .. } => draw(items, map, t),
        }
    }
}

fn draw_group(items: &[Item], clip: Option<&Clip>, opacity: f32, map: &mut ts::Pixmap, t: Transform) {
    if clip.is_none() && opacity == 1.0 {
        draw(items, map, t);
        return;
    }
    let outline = clip.and_then(|c| c.path.as_ref().clone().transform(t));
    if clip.is_some() && outline.is_none() {
        return;
    }
    let (mut left, mut top) = (0, 0);
    // A raster has at most 8,000 pixels a side.
    let (mut right, mut bottom) = (map.width().cast_signed(), map.height().cast_signed());
    if let Some(p) = &outline {
        let b = p.bounds();
        left = left.max(b.left().floor() as i32);
        top = top.max(b.top().floor() as i32);
        right = right.min(b.right().ceil() as i32);
        bottom = bottom.min(b.bottom().ceil() as i32);
    }
    if right <= left || bottom <= top {
        return;
    }
    let Some(mut layer) = ts::Pixmap::new((right - left) as u32, (bottom - top) as u32) else {
        return;
    };
    let shift = Transform::from_translate(-left as f32, -top as f32);
    draw(items, &mut layer, t.post_concat(shift));
    if let (Some(p), Some(c)) = (outline, clip)
        && let Some(mut mask) = ts::Mask::new(layer.width(), layer.height())
    {
        mask.fill_path(&p, c.rule, true, shift);
        layer.apply_mask(&mask);
    }
    let paint = ts::PixmapPaint { opacity, ..ts::PixmapPaint::default() };
    map.draw_pixmap(left, top, layer.as_ref(), &paint, Transform::identity(), None);
}

fn draw_picture(picture: &Picture, [x, y, w, h]: [f32; 4], map: &mut ts::Pixmap, t: Transform) {
    let width_px = w.abs() * t.sx.hypot(t.ky);
    let Some(screen) = picture.screen(width_px) else { return };
    let fit = Transform::from_row(w / screen.width() as f32, 0.0, 0.0, h / screen.height() as f32, x, y);
    let paint = ts::PixmapPaint { quality: ts::FilterQuality::Bilinear, ..ts::PixmapPaint::default() };
    map.draw_pixmap(0, 0, screen.as_ref(), &paint, t.pre_concat(fit), None);
}

fn draw_shape(shape: &Shape, map: &mut ts::Pixmap, t: Transform) {
    if shape.stroke_first {
        stroke(shape, map, t);
        fill(shape, map, t);
    } else {
        fill(shape, map, t);
        stroke(shape, map, t);
    }
}

fn fill(shape: &Shape, map: &mut ts::Pixmap, t: Transform) {
    let Some(f) = &shape.fill else { return };
    let Some(shader) = shader(&f.paint, f.opacity) else { return };
    let paint = ts::Paint { shader, anti_alias: true, ..ts::Paint::default() };
    map.fill_path(&shape.path, &paint, f.rule, t, None);
}

fn stroke(shape: &Shape, map: &mut ts::Pixmap, t: Transform) {
    let Some(s) = &shape.stroke else { return };
    let Some(shader) = shader(&s.paint, s.opacity) else { return };
    let paint = ts::Paint { shader, anti_alias: true, ..ts::Paint::default() };
    let line = ts::Stroke {
        width: s.width,
        miter_limit: s.miter_limit,
        line_cap: s.cap,
        line_join: s.join,
        dash: if s.dash.is_empty() { None } else { ts::StrokeDash::new(s.dash.clone(), s.dash_offset) },
    };
    map.stroke_path(&shape.path, &paint, &line, t, None);
}

fn shader(paint: &Paint, opacity: f32) -> Option<ts::Shader<'static>> {
    let colour = |rgb: [u8; 3], a: f32| {
        let mut c = ts::Color::from_rgba8(rgb[0], rgb[1], rgb[2], 255);
        c.set_alpha(a.clamp(0.0, 1.0));
        c
    };
    let stops = |list: &[Stop]| {
        list.iter().map(|s| ts::GradientStop::new(s.at, colour(s.rgb, s.opacity * opacity))).collect::<Vec<_>>()
    };
    let point = |x, y| ts::Point::from_xy(x, y);
    match paint {
        Paint::Solid(rgb) | Paint::Spot { looks: rgb, .. } => Some(ts::Shader::SolidColor(colour(*rgb, opacity))),
        Paint::Linear { line: [x1, y1, x2, y2], transform, stops: list } => {
            ts::LinearGradient::new(point(*x1, *y1), point(*x2, *y2), stops(list), ts::SpreadMode::Pad, *transform)
        }
        Paint::Radial { circles: [fx, fy, fr, cx, cy, r], transform, stops: list } => ts::RadialGradient::new(
            point(*fx, *fy),
            *fr,
            point(*cx, *cy),
            *r,
            stops(list),
            ts::SpreadMode::Pad,
            *transform,
        ),
    }
}
