//! Photos of people: checked by their first bytes and kept as they are, by hash. Nothing is decoded here.

use super::failure::{Failure, io_reason};
use super::world::World;
use crate::campaign::Photo;
use imagesize::ImageType;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// Files larger than this are no portrait.
pub const MAX_BYTES: usize = 32 << 20;
/// Most pixels on a side; a picture that claims more is meant to harm.
pub const MAX_SIDE_PX: usize = 20_000;

/// Reads a JPEG or PNG file: what the campaign notes about it, and its bytes.
pub fn read(world: &dyn World, path: &Path) -> Result<(Photo, Arc<Vec<u8>>), Failure> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let what = format!("{file_name} was not taken as a photo; the campaign is as it was.");
    let failed = |why: String, help: &str| Failure::new(what.clone(), why, help);
    let bytes = world.read(path).map_err(|error| failed(io_reason(&error), "Choose another file."))?;
    if bytes.len() > MAX_BYTES {
        return Err(failed(
            format!("It has {} MB.", bytes.len() >> 20),
            "Save it smaller: 3000 pixels on a side are plenty.",
        ));
    }
    if !matches!(imagesize::image_type(&bytes), Ok(ImageType::Jpeg | ImageType::Png)) {
        return Err(failed("It is neither a JPEG nor a PNG.".into(), "Save the picture as JPEG or PNG."));
    }
    let size = imagesize::blob_size(&bytes)
        .map_err(|_| failed("The picture is damaged: its size cannot be read.".into(), "Export it again."))?;
    if size.width == 0 || size.height == 0 || size.width.max(size.height) > MAX_SIDE_PX {
        return Err(failed(format!("It says it has {} x {} pixels.", size.width, size.height), "Save it smaller."));
    }
    let photo = Photo {
        sha256: hex::encode(Sha256::digest(&bytes)),
        file_name,
        bytes: bytes.len() as u64,
        width_px: size.width as u64,
        height_px: size.height as u64,
    };
    Ok((photo, Arc::new(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;

    #[test]
    fn a_picture_is_measured_and_anything_else_refused() {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        let png = include_bytes!("../../assets/art/icon/unsung-256.png");
        world.put("/face.png", png.to_vec());
        world.put("/cut.png", png[..18].to_vec());
        world.put("/list.csv", b"Name".to_vec());
        let (photo, bytes) = read(&world, Path::new("/face.png")).unwrap();
        assert_eq!((photo.width_px, photo.height_px, photo.bytes as usize), (256, 256, png.len()));
        assert_eq!(bytes.as_slice(), png);
        for path in ["/cut.png", "/list.csv", "/none.png"] {
            assert!(read(&world, Path::new(path)).is_err(), "{path}");
        }
    }
}
