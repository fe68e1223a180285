//! Pictures as a PDF holds them: JPEG data as it came, JPEG data made here, a short list of colours, or every pixel, deflated.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;

use super::{Picture, Turn};

/// Quality of JPEGs made here: no block is seen at 300 dpi.
const QUALITY: u8 = 86;
/// Level of all streams, as in the rest of a file.
const LEVEL: u32 = 6;

/// What the numbers of a picture mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Colours {
    Grey,
    Rgb,
    /// Four inks; `inverted` where 0 is full ink.
    Inks {
        inverted: bool,
    },
    /// Each byte is the number of a colour: three bytes each, at most 256 of them.
    Listed(Vec<u8>),
}

/// The data of a picture.
#[derive(Debug)]
pub(crate) enum Data {
    Jpeg(Vec<u8>),
    /// Deflated, each row behind the number of its PNG filter where `filtered`.
    Deflated {
        bytes: Vec<u8>,
        filtered: bool,
    },
}

/// A picture ready for a file.
#[derive(Debug)]
pub(crate) struct Encoded {
    /// Size of the data, which may lie on its side.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) colours: Colours,
    pub(crate) data: Data,
    /// Opacity, a byte for each pixel, deflated with filters.
    pub(crate) opacity: Option<Vec<u8>>,
    /// What shows it upright.
    pub(crate) turn: Turn,
}

impl Encoded {
    pub(super) fn of(picture: &Picture) -> Self {
        if let Some(jpeg) = &picture.original {
            return Self {
                width: jpeg.width,
                height: jpeg.height,
                colours: match jpeg.components {
                    1 => Colours::Grey,
                    3 => Colours::Rgb,
                    _ => Colours::Inks { inverted: jpeg.inverted },
                },
                data: Data::Jpeg(jpeg.bytes.to_vec()),
                opacity: None,
                turn: jpeg.turn,
            };
        }
        let pixels = picture.pixels.as_ref();
        let opacity = match pixels {
            DynamicImage::ImageRgba8(rgba) => {
                let bytes: Vec<u8> = rgba.pixels().map(|p| p.0[3]).collect();
                Some(deflated(&filtered(&bytes, pixels.width() as usize, 1)))
            }
            _ => None,
        };
        let (colours, plain, channels) = match pixels {
            DynamicImage::ImageLuma8(grey) => (Colours::Grey, grey.as_raw().clone(), 1),
            DynamicImage::ImageRgba8(rgba) => {
                // What nobody sees costs nothing: colours behind full transparency are all the same.
                let seen = rgba.pixels().flat_map(|p| if p.0[3] == 0 { [0; 3] } else { [p.0[0], p.0[1], p.0[2]] });
                (Colours::Rgb, seen.collect(), 3)
            }
            other => (Colours::Rgb, other.to_rgb8().into_raw(), 3),
        };
        let listed = (channels == 3).then(|| listed(&plain)).flatten();
        let (colours, data) = if let Some((list, numbers)) = listed {
            (Colours::Listed(list), Data::Deflated { bytes: deflated(&numbers), filtered: false })
        } else {
            let exact = || {
                let bytes = deflated(&filtered(&plain, pixels.width() as usize * channels, channels));
                Data::Deflated { bytes, filtered: true }
            };
            // A photo that came without loss, as phones' screenshots do, is still a photo.
            let data = match jpeg(pixels, &plain, channels) {
                Some(jpeg) if picture.lossy => Data::Jpeg(jpeg),
                jpeg => match (exact(), jpeg) {
                    (Data::Deflated { bytes, .. }, Some(jpeg)) if jpeg.len() * 3 < bytes.len() => Data::Jpeg(jpeg),
                    (exact, _) => exact,
                },
            };
            (colours, data)
        };
        let turn = Turn::new(image::metadata::Orientation::NoTransforms);
        Self { width: pixels.width(), height: pixels.height(), colours, data, opacity, turn }
    }
}

fn jpeg(pixels: &DynamicImage, plain: &[u8], channels: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let colour = if channels == 1 { image::ExtendedColorType::L8 } else { image::ExtendedColorType::Rgb8 };
    // Only sides above 65,535 pixels fail, and none is read.
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode(plain, pixels.width(), pixels.height(), colour).ok()?;
    Some(out)
}

/// The colours of a picture that has at most 256, in order of appearance, and the number of each pixel's.
fn listed(rgb: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut numbers = std::collections::HashMap::new();
    let mut list = Vec::new();
    let mut out = Vec::with_capacity(rgb.len() / 3);
    for pixel in rgb.chunks_exact(3) {
        let known = numbers.len();
        let number = *numbers.entry(pixel).or_insert_with(|| {
            list.extend(pixel);
            known
        });
        out.push(u8::try_from(number).ok()?);
    }
    Some((list, out))
}

/// Rows behind the PNG filter that leaves the least, which deflates best.
fn filtered(bytes: &[u8], stride: usize, channels: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / stride.max(1) + 1);
    let mut before = vec![0u8; stride];
    let mut tries: [Vec<u8>; 4] = Default::default();
    for row in bytes.chunks_exact(stride) {
        for (kind, out) in [0u8, 1, 2, 4].into_iter().zip(&mut tries) {
            out.clear();
            out.push(kind);
            out.extend((0..stride).map(|i| {
                let left = i.checked_sub(channels).map_or(0, |j| row[j]);
                let corner = i.checked_sub(channels).map_or(0, |j| before[j]);
                let guess = match kind {
                    0 => 0,
                    1 => left,
                    2 => before[i],
                    _ => paeth(left, before[i], corner),
                };
                row[i].wrapping_sub(guess)
            }));
        }
        let cost = |row: &Vec<u8>| row[1..].iter().map(|b| u64::from(b.cast_signed().unsigned_abs())).sum::<u64>();
        if let Some(best) = tries.iter().min_by_key(|row| cost(row)) {
            out.extend(best);
        }
        before.copy_from_slice(row);
    }
    out
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(above), i16::from(corner));
    let guess = a + b - c;
    let (da, db, dc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        above
    } else {
        corner
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2 + 16), Compression::new(LEVEL));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
