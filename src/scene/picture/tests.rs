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

#[test]
fn other_formats_are_read_by_content() {
    let upright = corners(48, 32);
    let here =
        |name: &str| std::fs::read(format!("{}/tests/data/pictures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for name in ["animated.gif", "animated.webp", "cmyk-adobe.jpg", "ycck-adobe.jpg", "progressive.jpg"] {
        let picture = Picture::read(&here(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(picture.size_px(), (48, 32), "{name}");
        for (x, y) in [(6, 6), (42, 6), (6, 26), (42, 26)] {
            let (got, wanted) = (pixel(&picture, x, y), upright.get_pixel(x, y).0);
            assert!(near(&got, wanted), "{name} at {x} {y}: {got:?} for {wanted:?}");
        }
    }
    let grey = Picture::read(&here("grey.jpg")).unwrap().encoded();
    assert_eq!(grey.colours, Colours::Grey);
    let deep = Picture::read(&here("grey16.png")).unwrap();
    assert!(pixel(&deep, 0, 0)[0] < 4 && pixel(&deep, 47, 9)[0] > 251);
    // Inks stay inks; Adobe's programs write them the other way round, and whoever shows them turns them.
    for name in ["cmyk-adobe.jpg", "ycck-adobe.jpg"] {
        let encoded = Picture::read(&here(name)).unwrap().encoded();
        assert_eq!(encoded.colours, Colours::Inks { inverted: true });
        assert!(matches!(encoded.data, Data::Jpeg(_)));
    }
    assert_eq!(Picture::read(&here("cmyk-plain.jpg")).err(), Some(PictureError::Inks));
    let progressive = Picture::read(&here("progressive.jpg")).unwrap().encoded();
    let Data::Jpeg(bytes) = &progressive.data else { panic!("no longer a JPEG") };
    assert!(!bytes.windows(7).any(|w| w == b"made at"));
}

#[test]
fn hostile_files_are_refused_in_words_that_help() {
    let whole = jpeg_file(&corners(200, 150));
    let png = as_format(&image::DynamicImage::ImageRgb8(corners(200, 150)), image::ImageFormat::Png);
    let read = |bytes: &[u8]| Picture::read(bytes).err();
    for cut in [whole.len() - 2, whole.len() / 2, 700, 30, 3] {
        let error = read(&whole[..cut]).unwrap_or_else(|| panic!("a JPEG cut at {cut} was taken"));
        assert!(!error.help().is_empty());
    }
    for cut in [png.len() - 30, png.len() / 2, 60, 20, 9] {
        assert!(read(&png[..cut]).is_some(), "a PNG cut at {cut} was taken");
    }
    assert_eq!(read(b""), Some(PictureError::Empty));
    let heic = b"\0\0\0\x24ftypheic\0\0\0\0mif1heicmiafMiHB".to_vec();
    assert_eq!(read(&heic), Some(PictureError::Phone("HEIC")));
    assert_eq!(read(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1"), Some(PictureError::Phone("AVIF")));
    assert_eq!(read(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"), Some(PictureError::Other("film")));
    for svg in [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "\u{FEFF}<?xml version='1.0'?><svg/>",
    ] {
        assert_eq!(read(svg.as_bytes()), Some(PictureError::Drawing));
    }
    assert_eq!(read(b"%PDF-1.7"), Some(PictureError::Other("PDF")));
    assert_eq!(read(b"Name;Team"), Some(PictureError::Unknown));
}

/// A PNG of `width` x `height` that holds no pixels at all.
fn promised_png(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let chunk = |kind: &[u8; 4], body: &[u8], out: &mut Vec<u8>| {
        out.extend((body.len() as u32).to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(body);
        out.extend(kind);
        out.extend(body);
        out.extend(crc.sum().to_be_bytes());
    };
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([8, 6, 0, 0, 0]);
    chunk(b"IHDR", &head, &mut out);
    chunk(b"IDAT", &[0x78, 0x9C, 3, 0, 0, 0, 0, 1], &mut out);
    chunk(b"IEND", &[], &mut out);
    out
}

#[test]
fn pictures_that_claim_too_much_are_refused_before_they_are_decoded() {
    let mut jpeg = jpeg_file(&corners(16, 16));
    let at = jpeg.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    jpeg[at + 5..at + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]); // 30,000 x 30,000
    let mut gif = b"GIF89a".to_vec();
    gif.extend([0x30, 0x75, 0x30, 0x75, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0x30, 0x75, 0x30, 0x75, 0, 2, 0, 0x3B]);
    let before = peak_memory();
    for file in [promised_png(30_000, 30_000), promised_png(19_000, 19_000), jpeg, gif] {
        let started = std::time::Instant::now();
        assert!(matches!(Picture::read(&file), Err(PictureError::Size { .. })), "{:?}", Picture::read(&file));
        assert!(started.elapsed().as_secs() < 2);
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        // Other tests run beside this one; 30,000 x 30,000 pixels alone would take 3.6 GB.
        assert!(after - before < 800_000, "{before} KB grew to {after} KB");
    }
    // What claims a lot and holds nothing, within the bounds.
    assert!(matches!(
        Picture::read(&promised_png(4_000, 4_000)),
        Err(PictureError::Damaged { .. } | PictureError::BreaksOff)
    ));
}

/// The most memory this process ever held, in KB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|l| l.starts_with("VmHWM"))?.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn one_pixel_is_a_picture() {
    let png = as_format(
        &image::DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(1, 1, image::Rgba([9, 8, 7, 128]))),
        image::ImageFormat::Png,
    );
    let picture = Picture::read(&png).unwrap();
    assert_eq!((picture.size_px(), picture.is_translucent()), ((1, 1), true));
    let same = picture.crop((0.5, 0.5), 4.0 / 3.0).scaled_for(50.0, 300.0);
    assert_eq!((same.rgba(), same.id()), (vec![9, 8, 7, 128], picture.id()));
    assert!(picture.halftone(&Halftone::default()).size_px().0 > 100);
}

#[test]
fn the_focus_stays_in_the_cut() {
    assert_eq!(part((400, 300), (0.5, 0.5), 1.0, 1.0), [50, 0, 300, 300]);
    assert_eq!(part((400, 300), (0.0, 0.5), 1.0, 1.0), [0, 0, 300, 300]);
    assert_eq!(part((400, 300), (0.9, 0.5), 1.0, 1.0), [100, 0, 300, 300]);
    assert_eq!(part((400, 300), (0.5, 0.1), 2.0, 1.0), [0, 0, 400, 200]);
    assert_eq!(part((400, 300), (0.5, 0.5), 4.0 / 3.0, 2.0), [100, 75, 200, 150]);
    for wild in [f32::NAN, f32::INFINITY, -3.0, 0.0] {
        let [x, y, w, h] = part((400, 300), (wild, wild), wild, wild);
        assert!(x + w <= 400 && y + h <= 300 && w > 0 && h > 0);
    }
}

#[test]
fn a_picture_is_made_smaller_for_its_print_and_never_larger() {
    let file = jpeg_file(&corners(900, 600));
    let picture = Picture::read(&file).unwrap();
    assert!((picture.dpi_at(76.2) - 300.0).abs() < 0.1);
    // Close to its size it goes in as it came.
    assert!(matches!(&picture.scaled_for(70.0, 300.0).encoded().data, Data::Jpeg(b) if b.len() + 200 > file.len()));
    let small = picture.scaled_for(25.4, 300.0);
    assert_eq!(small.size_px(), (300, 200));
    assert_ne!(small.id(), picture.id());
    assert_eq!(small.id(), Picture::read(&file).unwrap().scaled_for(25.4, 300.0).id());
    assert_eq!(picture.scaled_for(500.0, 300.0).size_px(), (900, 600));
    let cut = picture.crop((0.25, 0.25), 1.5);
    assert!(near(&pixel(&cut, 10, 10), [220, 20, 20]));
}

#[test]
fn see_through_edges_keep_their_colour_when_made_smaller() {
    // Red on a transparent ground that is green where nobody looks.
    let pixels = image::RgbaImage::from_fn(400, 400, |x, _| {
        image::Rgba(if x % 40 < 20 { [255, 0, 0, 255] } else { [0, 255, 0, 0] })
    });
    let png = as_format(&image::DynamicImage::ImageRgba8(pixels), image::ImageFormat::Png);
    let small = Picture::read(&png).unwrap().scaled_for(5.0, 200.0);
    assert_eq!(small.size_px().0, 40);
    assert!(small.rgba().chunks(4).all(|p| p[3] < 30 || p[1] < 40), "green shows");
    let encoded = small.encoded();
    assert!(encoded.opacity.is_some());
}

#[test]
fn few_colours_are_listed_and_many_are_not() {
    let logo = as_format(&image::DynamicImage::ImageRgb8(corners(300, 200)), image::ImageFormat::Png);
    let encoded = Picture::read(&logo).unwrap().encoded();
    assert!(matches!(&encoded.colours, Colours::Listed(list) if list.len() == 12));
    assert!(matches!(&encoded.data, Data::Deflated { bytes, filtered: false } if bytes.len() < 1_000));
    let ramp = image::RgbImage::from_fn(300, 200, |x, y| image::Rgb([x as u8, y as u8, (x + y) as u8]));
    let ramp =
        Picture::read(&as_format(&image::DynamicImage::ImageRgb8(ramp), image::ImageFormat::Png)).unwrap().encoded();
    let Data::Deflated { bytes, filtered: true } = &ramp.data else { panic!("a drawing without loss stays so") };
    assert!(bytes.len() < 20_000, "{}", bytes.len());
}

#[test]
fn a_comic_print_is_dots_of_its_ink() {
    let photo = image::RgbImage::from_fn(300, 375, |x, y| {
        let away = (x as f32 - 150.0).hypot(y as f32 - 180.0);
        let light = (230.0 - away).max(15.0);
        image::Rgb([light as u8, (light * 0.8) as u8, (light * 0.65) as u8])
    });
    let picture = Picture::read(&jpeg_file(&photo)).unwrap();
    let look = Halftone { ink: [10, 20, 60], paper: Some([255, 230, 80]), rows: 40 };
    let comic = picture.halftone(&look);
    assert_eq!(comic.id(), Picture::read(&jpeg_file(&photo)).unwrap().halftone(&look).id());
    let (w, h) = comic.size_px();
    let inked = |x0: u32, y0: u32| {
        let dots = (y0..y0 + 40).flat_map(|y| (x0..x0 + 40).map(move |x| (x, y)));
        dots.filter(|(x, y)| near(&pixel(&comic, *x, *y), look.ink)).count()
    };
    let (middle, edge) = (inked(w / 2 - 20, h / 2 - 20), inked(4, 4));
    assert!(middle < 300 && edge > 1_200, "{middle} inked in the light, {edge} in the shadow");
    assert!(matches!(comic.encoded().colours, Colours::Listed(_)));
    // Dots keep their shape in a small print.
    assert_eq!(comic.scaled_for(10.0, 300.0).size_px(), (w, h));
}

#[test]
fn colours_of_a_wide_camera_become_those_of_a_screen() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut body = b"ICC_PROFILE\0\x01\x01".to_vec();
    body.extend(&profile);
    let plain = image::RgbImage::from_pixel(16, 16, image::Rgb([200, 90, 60]));
    let file = with_segment(&jpeg_file(&plain), 0xE2, &body);
    let picture = Picture::read(&file).unwrap();
    // The same numbers mean a stronger red there: brought to sRGB there is more red and less of the rest.
    let seen = pixel(&picture, 8, 8);
    assert!(seen[0] > 210 && seen[1] < 86 && seen[2] < 56, "{seen:?}");
    // Written anew, since the file's own numbers now mean something else.
    let encoded = picture.encoded();
    assert!(encoded.colours != Colours::Rgb || !matches!(&encoded.data, Data::Jpeg(b) if b.len() > file.len()));
    // sRGB's own profile changes nothing, and the file goes in as it came.
    let mut body = b"ICC_PROFILE\0\x01\x01".to_vec();
    body.extend(moxcms::ColorProfile::new_srgb().encode().unwrap());
    let same = Picture::read(&with_segment(&jpeg_file(&plain), 0xE2, &body)).unwrap();
    assert!(same.original.is_some() && picture.original.is_none());
    assert!(near(&pixel(&same, 8, 8), [200, 90, 60]));
}

#[test]
fn a_much_too_large_picture_is_made_smaller_evenly() {
    // Fine stripes must become an even grey, without a pattern of their own.
    let fine = image::RgbImage::from_fn(2_000, 1_000, |x, _| image::Rgb([if x % 2 == 0 { 255 } else { 0 }; 3]));
    let small = Picture::read(&as_format(&image::DynamicImage::ImageRgb8(fine), image::ImageFormat::Png)).unwrap();
    let small = small.scaled_for(20.0, 254.0);
    assert_eq!(small.size_px(), (200, 100));
    let edge = |i: usize| i / 4 % 200 < 4 || i / 4 % 200 > 195;
    for (i, value) in small.rgba().into_iter().enumerate().filter(|(i, _)| i % 4 != 3 && !edge(*i)) {
        assert!((118..=138).contains(&value), "{value} at {i}");
    }
}
