//! Files of strangers as pictures: told apart by content, measured before they are decoded, refused in words that help.

use std::io::Cursor;

use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::jpeg::{Segments, segments};
use super::{Picture, Turn, resized, without_needless_alpha};

/// Larger files are no portraits.
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// Most pixels on a side; more is meant to harm, or belongs on a wall.
pub const MAX_SIDE_PX: u32 = 20_000;
/// What a decoded picture may take: 66 megapixels of a photo.
const MAX_DECODED_BYTES: u64 = 200 << 20;
/// A picture larger than this is made smaller at once: A3 at 300 dpi needs no more.
const KEPT_SIDE_PX: u32 = 5_000;

/// Why a file is not taken as a picture; see also [`help`](Self::help).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {megabytes} MB; pictures of up to {} MB are taken", MAX_FILE_BYTES >> 20)]
    FileSize { megabytes: usize },
    #[error("it says it has {width} x {height} pixels, which is too large")]
    Size { width: u32, height: u32 },
    #[error("the file ends before the picture is whole")]
    BreaksOff,
    #[error("the {format} is damaged: {why}")]
    Damaged { format: &'static str, why: String },
    #[error("it is a picture in the format {0}, which phones use among themselves")]
    Phone(&'static str),
    #[error("it is a JPEG in printing inks (CMYK) that does not say how they are meant")]
    Inks,
    #[error("it is an SVG drawing, not a photo")]
    Drawing,
    #[error("it is a {0} file")]
    Other(&'static str),
    #[error("it is none of the pictures this program reads")]
    Unknown,
}

impl PictureError {
    /// What a person can do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Empty | Self::BreaksOff => "Copy or export it again.",
            Self::FileSize { .. } | Self::Size { .. } => "Save it smaller: 3000 pixels on a side are plenty.",
            Self::Damaged { .. } => "Open it in a picture viewer and save it again as JPEG or PNG.",
            Self::Phone(_) => {
                "Save it as JPEG. On an iPhone: Settings, Camera, Formats, “Most Compatible” for new photos; to get a JPEG of \
                 this one, send it to yourself by mail."
            }
            Self::Drawing => "Export the drawing as PNG, at least 1500 pixels wide.",
            Self::Inks => "Save it as JPEG in RGB.",
            Self::Other(_) | Self::Unknown => "Save the picture as JPEG or PNG.",
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Picture, PictureError> {
    let (format, kind) = format_of(bytes)?;
    let damaged = |error: ImageError| match error {
        ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => PictureError::BreaksOff,
        other => PictureError::Damaged { format: kind, why: other.to_string() },
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // The decoders check their own tables and rows against this; what they hand out is checked below.
    limits.max_alloc = Some(MAX_DECODED_BYTES * 3 / 2);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE_PX || decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(PictureError::Size { width, height });
    }
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged { format: kind, why: "it has no pixels".into() });
    }
    // A profile or a note about the camera that cannot be read is no reason to refuse the picture.
    let profile = decoder.icc_profile().ok().flatten();
    let turn = Turn::new(decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms));
    let mut original = None;
    if format == ImageFormat::Jpeg {
        match segments(bytes, turn) {
            Segments::BreaksOff => return Err(PictureError::BreaksOff),
            Segments::Unusual => {}
            // Without Adobe's mark nothing tells whether 0 is no ink or all of it, and readers disagree.
            Segments::Usual(jpeg) if jpeg.components == 4 && !jpeg.inverted => return Err(PictureError::Inks),
            Segments::Usual(jpeg) => original = Some(jpeg),
        }
    }
    let mut pixels = eight_bits(DynamicImage::from_decoder(decoder).map_err(damaged)?);
    if let Some(converted) = profile.and_then(|profile| in_srgb(&pixels, &profile)) {
        pixels = converted;
        // The file's own numbers mean other colours. Inks keep theirs: the printer knows them better.
        original = original.filter(|jpeg| jpeg.components == 4);
    }
    pixels.apply_orientation(turn.orientation());
    let pixels = without_needless_alpha(pixels);

    let id = hex::encode(&Sha256::digest(bytes)[..8]);
    let lossy = matches!(format, ImageFormat::Jpeg | ImageFormat::WebP);
    let longer = width.max(height);
    if longer > KEPT_SIDE_PX {
        let k = f64::from(KEPT_SIDE_PX) / f64::from(longer);
        let side = |px: u32| ((f64::from(px) * k).round() as u32).max(1);
        let small = resized(&pixels, side(pixels.width()), side(pixels.height()));
        return Ok(Picture::new(id, small, lossy));
    }
    Ok(Picture { original, ..Picture::new(id, pixels, lossy) })
}

/// What the first bytes say; the name of a file says nothing.
fn format_of(bytes: &[u8]) -> Result<(ImageFormat, &'static str), PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(PictureError::FileSize { megabytes: bytes.len().div_ceil(1 << 20) });
    }
    let known = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Some((ImageFormat::Jpeg, "JPEG")),
        Ok(ImageFormat::Png) => Some((ImageFormat::Png, "PNG")),
        Ok(ImageFormat::Gif) => Some((ImageFormat::Gif, "GIF")),
        Ok(ImageFormat::WebP) => Some((ImageFormat::WebP, "WebP")),
        _ => None,
    };
    if let Some(known) = known {
        return Ok(known);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brands = &bytes[8..bytes.len().min(64)];
        let has = |brand: &[u8]| brands.chunks(4).any(|b| b == brand);
        if has(b"avif") || has(b"avis") {
            return Err(PictureError::Phone("AVIF"));
        }
        if [&b"heic"[..], b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"].into_iter().any(has) {
            return Err(PictureError::Phone("HEIC"));
        }
        return Err(PictureError::Other("film"));
    }
    if looks_like_markup(bytes) {
        return Err(PictureError::Drawing);
    }
    Err(match bytes {
        [0x1F, 0x8B, ..] => PictureError::Drawing,
        [b'%', b'P', b'D', b'F', ..] => PictureError::Other("PDF"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => PictureError::Other("TIFF or raw"),
        [b'B', b'M', ..] => PictureError::Other("BMP"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', ..] => PictureError::Other("JPEG XL"),
        [0, 0, 0, 12, b'j', b'P', ..] => PictureError::Other("JPEG 2000"),
        [b'8', b'B', b'P', b'S', ..] => PictureError::Other("Photoshop"),
        [b'P', b'K', 3, 4, ..] => PictureError::Other("zip or office"),
        _ => PictureError::Unknown,
    })
}

/// Text that opens with a tag, in any encoding of Unicode.
fn looks_like_markup(bytes: &[u8]) -> bool {
    let mut first = bytes.iter().take(256).copied().filter(|b| !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    first.find(|b| !b.is_ascii_whitespace()) == Some(b'<')
}

/// Grey, RGB or RGBA with eight bits a channel.
fn eight_bits(pixels: DynamicImage) -> DynamicImage {
    match pixels.color() {
        ColorType::L8 | ColorType::Rgb8 | ColorType::Rgba8 => pixels,
        ColorType::L16 => DynamicImage::ImageLuma8(pixels.into_luma8()),
        ColorType::La8 | ColorType::La16 | ColorType::Rgba16 | ColorType::Rgba32F => {
            DynamicImage::ImageRgba8(pixels.into_rgba8())
        }
        _ => DynamicImage::ImageRgb8(pixels.into_rgb8()),
    }
}

/// Colours of a camera's own space brought to sRGB. `None` where they are that already, or where the profile is of no use.
fn in_srgb(pixels: &DynamicImage, profile: &[u8]) -> Option<DynamicImage> {
    let from = ColorProfile::new_from_slice(profile).ok().filter(|p| p.color_space == DataColorSpace::Rgb)?;
    let to = ColorProfile::new_srgb();
    let close = |a: moxcms::Xyzd, b: moxcms::Xyzd| {
        (a.x - b.x).abs() < 2e-3 && (a.y - b.y).abs() < 2e-3 && (a.z - b.z).abs() < 2e-3
    };
    if close(from.red_colorant, to.red_colorant)
        && close(from.green_colorant, to.green_colorant)
        && close(from.blue_colorant, to.blue_colorant)
    {
        return None;
    }
    let layout = match pixels {
        DynamicImage::ImageRgb8(_) => Layout::Rgb,
        DynamicImage::ImageRgba8(_) => Layout::Rgba,
        _ => return None,
    };
    let transform = from.create_transform_8bit(layout, &to, layout, TransformOptions::default()).ok()?;
    let mut out = vec![0; pixels.as_bytes().len()];
    transform.transform(pixels.as_bytes(), &mut out).ok()?;
    let (w, h) = (pixels.width(), pixels.height());
    match layout {
        Layout::Rgb => image::RgbImage::from_raw(w, h, out).map(DynamicImage::ImageRgb8),
        _ => image::RgbaImage::from_raw(w, h, out).map(DynamicImage::ImageRgba8),
    }
}
