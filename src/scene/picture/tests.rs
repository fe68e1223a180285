//! Pictures of every kind, hostile ones among them.

use super::*;

/// A picture whose corners tell which way round it is: red, green, blue, white.
fn corners(width: u32, height: u32) -> image::RgbImage {
    image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [220, 20, 20],
            (false, true) => [20, 200, 20],
            (true, false) => [20, 20, 220],
            (false, false) => [250, 250, 250],
        })
    })
}

fn near(a: &[u8], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24)
}

fn pixel(picture: &Picture, x: u32, y: u32) -> Vec<u8> {
    let at = ((y * picture.size_px().0 + x) * 4) as usize;
    picture.rgba()[at..at + 4].to_vec()
}

fn jpeg_file(pixels: &image::RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 95).encode_image(pixels).unwrap();
    out
}

/// A segment put in behind the start of a JPEG file.
fn with_segment(file: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let mut out = file[..2].to_vec();
    out.extend([0xFF, marker]);
    out.extend((body.len() as u16 + 2).to_be_bytes());
    out.extend(body);
    out.extend(&file[2..]);
    out
}

/// EXIF with an orientation and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    body.push(orientation);
    body.extend([0, 0, 0, 0, 0, 0]);
    body.extend(b"GPS 52.5200 N 13.4050 E");
    body
}

fn as_format(pixels: &image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut out, format).unwrap();
    out.into_inner()
}

#[test]
fn a_photo_held_in_any_way_stands_upright_and_keeps_its_bytes() {
    let upright = corners(40, 24);
    for orientation in 1..=8 {
        // What a camera held so stores: the inverse of what a viewer does.
        let inverse = match orientation {
            6 => 8,
            8 => 6,
            other => other,
        };
        let mut stored = image::DynamicImage::ImageRgb8(upright.clone());
        stored.apply_orientation(image::metadata::Orientation::from_exif(inverse).unwrap());
        let file = with_segment(&jpeg_file(&stored.to_rgb8()), 0xE1, &exif(orientation));
        let picture = Picture::read(&file).unwrap();
        assert_eq!(picture.size_px(), (40, 24), "{orientation}");
        for (x, y) in [(4, 4), (35, 4), (4, 20), (35, 20)] {
            let (got, wanted) = (pixel(&picture, x, y), upright.get_pixel(x, y).0);
            assert!(near(&got, wanted), "{orientation} at {x} {y}: {got:?} for {wanted:?}");
        }
        let encoded = picture.encoded();
        let Data::Jpeg(bytes) = &encoded.data else { panic!("no longer a JPEG") };
        assert!(!bytes.windows(3).any(|w| w == b"GPS") && !bytes.windows(4).any(|w| w == b"Exif"));
        // The data of the picture is the file's own.
        let tail = &file[file.len() - 60..];
        assert_eq!(&bytes[bytes.len() - 60..], tail);
        assert_eq!(encoded.turn.orientation().to_exif(), orientation);
    }
}

#[test]
fn what_hangs_on_behind_a_photo_is_left_behind() {
    let mut file = jpeg_file(&corners(40, 24));
    let clean = file.len();
    file.extend(b"\0\0\0\x18ftypmp42 GPS and a film");
    let picture = Picture::read(&file).unwrap();
    let encoded = picture.encoded();
    let Data::Jpeg(bytes) = &encoded.data else { panic!("no longer a JPEG") };
    assert!(bytes.len() <= clean && bytes.ends_with(&[0xFF, 0xD9]));
}
