//! Writes frames of pixels as one animated GIF, small and always the same bytes for the same frames.
//!
//! All frames share one palette, found by median cut over everything that is shown and then moved to the middle of what it
//! stands for; a frame holds only the box in which something changed, and in it only what changed. No dithering: flat art
//! stays flat, and packs well.

use super::pixels::Raster;

/// Colours of the palette; the last place is for what stays as it was.
const COLOURS: usize = 255;
const SAME: u8 = 255;
/// Colours are told apart by five, six and five bits.
const BINS: usize = 1 << 16;

/// Why an animation was not made.
#[derive(Debug, thiserror::Error)]
pub enum AnimationError {
    #[error("all pictures of an animation are of one size, at most 4,000 pixels a side")]
    Size,
    #[error("an animation needs a picture")]
    Empty,
    #[error("the animation could not be written: {0}")]
    Write(String),
}

/// Collects frames, then becomes an [`Animation`].
#[derive(Default)]
pub struct Recorder {
    size: (u16, u16),
    frames: Vec<(Vec<u16>, u16)>,
    /// How often each colour occurs, and the sums of its channels.
    seen: Vec<[u64; 4]>,
}

impl Recorder {
    /// Adds a picture, shown for so many hundredths of a second. What is transparent becomes black.
    pub fn add(&mut self, raster: &Raster, hundredths: u16) -> Result<(), AnimationError> {
        let side = |px: u32| u16::try_from(px).ok().filter(|px| (1..=4_000).contains(px)).ok_or(AnimationError::Size);
        let size = (side(raster.width())?, side(raster.height())?);
        if self.frames.is_empty() {
            self.size = size;
            self.seen = vec![[0; 4]; BINS];
        } else if self.size != size {
            return Err(AnimationError::Size);
        }
        let bins: Vec<u16> = raster
            .bytes()
            .chunks_exact(4)
            .map(|pixel| {
                let [r, g, b] = [pixel[0], pixel[1], pixel[2]];
                let bin = (u16::from(r) >> 3) << 11 | (u16::from(g) >> 2) << 5 | u16::from(b) >> 3;
                let seen = &mut self.seen[usize::from(bin)];
                seen[0] += 1;
                for (sum, channel) in seen[1..].iter_mut().zip([r, g, b]) {
                    *sum += u64::from(channel);
                }
                bin
            })
            .collect();
        // What does not change is shown longer instead.
        match self.frames.last_mut() {
            Some((last, shown)) if *last == bins => *shown = shown.saturating_add(hundredths),
            _ => self.frames.push((bins, hundredths)),
        }
        Ok(())
    }

    /// Chooses the palette.
    pub fn finish(self) -> Result<Animation, AnimationError> {
        if self.frames.is_empty() {
            return Err(AnimationError::Empty);
        }
        let colours: Vec<Colour> =
            self.seen.iter().enumerate().filter_map(|(bin, seen)| Colour::of(bin, seen)).collect();
        let palette = palette(&colours);
        let mut nearest = vec![0; BINS];
        for colour in &colours {
            nearest[colour.bin] = closest(&palette, colour.rgb);
        }
        let frames = self.frames.into_iter().map(|(bins, hundredths)| Frame {
            indices: bins.into_iter().map(|bin| nearest[usize::from(bin)]).collect(),
            hundredths,
        });
        Ok(Animation { size: self.size, frames: frames.collect(), palette })
    }
}

/// A colour that occurs.
struct Colour {
    bin: usize,
    rgb: [f32; 3],
    /// The root of how often: large grounds must not take all places.
    weight: f32,
}

impl Colour {
    fn of(bin: usize, [count, r, g, b]: &[u64; 4]) -> Option<Self> {
        let mean = |sum: &u64| *sum as f32 / *count as f32;
        (*count > 0).then(|| Self { bin, rgb: [mean(r), mean(g), mean(b)], weight: (*count as f32).sqrt() })
    }
}

/// Median cut, then a few steps in which each place moves to the middle of the colours it stands for.
fn palette(colours: &[Colour]) -> Vec<[u8; 3]> {
    let mut boxes: Vec<Vec<&Colour>> = vec![colours.iter().collect()];
    while boxes.len() < COLOURS {
        let spread = |colours: &Vec<&Colour>| {
            let (channel, width) = widest(colours);
            (channel, width * colours.iter().map(|colour| colour.weight).sum::<f32>().sqrt())
        };
        let next = boxes.iter().enumerate().filter(|(_, colours)| colours.len() > 1);
        let next = next.map(|(at, colours)| (at, spread(colours))).max_by(|a, b| a.1.1.total_cmp(&b.1.1));
        let Some((at, (channel, _))) = next else { break };
        let mut whole = boxes.swap_remove(at);
        whole.sort_by(|a, b| a.rgb[channel].total_cmp(&b.rgb[channel]).then(a.bin.cmp(&b.bin)));
        let half = whole.iter().map(|colour| colour.weight).sum::<f32>() / 2.0;
        let mut sum = 0.0;
        let middle = whole.iter().position(|colour| {
            sum += colour.weight;
            sum > half
        });
        let upper = whole.split_off(middle.unwrap_or(1).clamp(1, whole.len() - 1));
        boxes.extend([whole, upper]);
    }
    let mut places: Vec<[f32; 3]> = boxes.iter().map(|colours| mean(colours.iter().copied())).collect();
    for _ in 0..4 {
        let mut held: Vec<Vec<&Colour>> = vec![Vec::new(); places.len()];
        for colour in colours {
            held[nearest_place(&places, colour.rgb)].push(colour);
        }
        for (place, held) in places.iter_mut().zip(&held) {
            if !held.is_empty() {
                *place = mean(held.iter().copied());
            }
        }
    }
    let mut palette: Vec<[u8; 3]> = places.iter().map(|rgb| rgb.map(|channel| channel.round() as u8)).collect();
    palette.sort_unstable();
    palette.dedup();
    palette
}

fn widest(colours: &[&Colour]) -> (usize, f32) {
    let width = |channel: usize| {
        let of = |least: f32, pick: fn(f32, f32) -> f32| colours.iter().map(|c| c.rgb[channel]).fold(least, pick);
        of(f32::MIN, f32::max) - of(f32::MAX, f32::min)
    };
    // The eye sees green best and blue worst.
    let seen = [(0, width(0)), (1, width(1) * 1.2), (2, width(2) * 0.8)];
    seen.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
}

fn mean<'a>(colours: impl Iterator<Item = &'a Colour>) -> [f32; 3] {
    let (mut sum, mut weight) = ([0.0; 3], 0.0);
    for colour in colours {
        weight += colour.weight;
        for (sum, channel) in sum.iter_mut().zip(colour.rgb) {
            *sum += channel * colour.weight;
        }
    }
    sum.map(|sum| sum / weight.max(f32::MIN_POSITIVE))
}

fn far(a: [f32; 3], b: [f32; 3]) -> f32 {
    let [r, g, b] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    2.0 * r * r + 4.0 * g * g + 3.0 * b * b
}

fn nearest_place(places: &[[f32; 3]], rgb: [f32; 3]) -> usize {
    let all = places.iter().enumerate().map(|(at, place)| (at, far(*place, rgb)));
    all.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at)
}

fn closest(palette: &[[u8; 3]], rgb: [f32; 3]) -> u8 {
    let all = palette.iter().zip(0u8..).map(|(place, at)| (at, far(place.map(f32::from), rgb)));
    all.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at)
}

struct Frame {
    /// Places in the palette, row by row.
    indices: Vec<u8>,
    hundredths: u16,
}

/// Frames in one palette: what is shown on screen is what is in the file.
pub struct Animation {
    size: (u16, u16),
    palette: Vec<[u8; 3]>,
    frames: Vec<Frame>,
}

impl Animation {
    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (u32::from(self.size.0), u32::from(self.size.1))
    }

    /// How many pictures there are.
    pub fn len(&self) -> usize {
        self.frames.len()
    }

    /// Never: an animation has a picture.
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// How long it takes once, in milliseconds.
    pub fn length_ms(&self) -> u64 {
        self.frames.iter().map(|frame| u64::from(frame.hundredths) * 10).sum()
    }

    /// The picture at a moment; after the end it begins again.
    pub fn at(&self, ms: u64) -> usize {
        let mut left = ms % self.length_ms().max(1);
        let over = |frame: &Frame| {
            let shown = u64::from(frame.hundredths) * 10;
            let is_this = left < shown;
            left = left.saturating_sub(shown);
            is_this
        };
        self.frames.iter().position(over).unwrap_or(0)
    }

    /// When a picture begins; the end for a number beyond it.
    pub fn begins_ms(&self, number: usize) -> u64 {
        self.frames.iter().take(number).map(|frame| u64::from(frame.hundredths) * 10).sum()
    }

    /// A picture as opaque RGBA; the last one for a number beyond the end.
    pub fn rgba(&self, number: usize) -> Vec<u8> {
        let Some(frame) = self.frames.get(number.min(self.frames.len().saturating_sub(1))) else { return Vec::new() };
        let colour = |index: &u8| self.palette.get(usize::from(*index)).copied().unwrap_or_default();
        frame
            .indices
            .iter()
            .flat_map(|index| {
                let [r, g, b] = colour(index);
                [r, g, b, 255]
            })
            .collect()
    }

    /// The GIF file; it plays for ever.
    pub fn gif(&self) -> Result<Vec<u8>, AnimationError> {
        let refused = |error: gif::EncodingError| AnimationError::Write(error.to_string());
        let mut palette: Vec<u8> = self.palette.as_flattened().to_vec();
        palette.resize(3 * (COLOURS + 1), 0);
        let mut bytes = Vec::new();
        let mut encoder = gif::Encoder::new(&mut bytes, self.size.0, self.size.1, &palette).map_err(refused)?;
        encoder.set_repeat(gif::Repeat::Infinite).map_err(refused)?;
        let mut before: Option<&[u8]> = None;
        for frame in &self.frames {
            encoder.write_frame(&self.changed(before, frame)).map_err(refused)?;
            before = Some(&frame.indices);
        }
        drop(encoder);
        Ok(bytes)
    }

    /// The box of a frame in which something changed.
    fn changed(&self, before: Option<&[u8]>, frame: &Frame) -> gif::Frame<'static> {
        let (w, h) = (usize::from(self.size.0), usize::from(self.size.1));
        let delay = frame.hundredths;
        let whole = gif::Frame {
            width: self.size.0,
            height: self.size.1,
            delay,
            dispose: gif::DisposalMethod::Keep,
            ..gif::Frame::default()
        };
        let Some(before) = before else {
            return gif::Frame { buffer: frame.indices.clone().into(), ..whole };
        };
        let differs = |x: usize, y: usize| before[y * w + x] != frame.indices[y * w + x];
        let rows: Vec<usize> =
            (0..h).filter(|y| before[y * w..(y + 1) * w] != frame.indices[y * w..(y + 1) * w]).collect();
        let (top, bottom) = (rows.first().copied().unwrap_or(0), rows.last().copied().unwrap_or(0));
        let (mut left, mut right) = (w - 1, 0);
        for y in &rows {
            left = (0..left).find(|x| differs(*x, *y)).unwrap_or(left);
            right = (right + 1..w).rev().find(|x| differs(*x, *y)).unwrap_or(right);
        }
        let (left, right) = if rows.is_empty() { (0, 0) } else { (left, right.max(left)) };
        let pixels = (top..=bottom).flat_map(|y| (left..=right).map(move |x| (x, y)));
        let buffer: Vec<u8> =
            pixels.map(|(x, y)| if differs(x, y) { frame.indices[y * w + x] } else { SAME }).collect();
        gif::Frame {
            left: left as u16,
            top: top as u16,
            width: (right - left + 1) as u16,
            height: (bottom - top + 1) as u16,
            transparent: Some(SAME),
            buffer: buffer.into(),
            ..whole
        }
    }
}
