//! How a camera was held: the eight ways a stored picture is turned and mirrored to stand upright.

use image::metadata::Orientation;

use crate::scene::item::Transform;

/// What is done to the stored picture to see it upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn(Orientation);

impl Turn {
    pub(super) fn new(orientation: Orientation) -> Self {
        Self(orientation)
    }

    pub(crate) fn orientation(self) -> Orientation {
        self.0
    }

    /// From places in the stored picture to places in the upright one; both run from 0,0 at the top left to 1,1.
    pub(crate) fn transform(self) -> Transform {
        let [sx, ky, kx, sy, tx, ty] = match self.0 {
            Orientation::NoTransforms => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Orientation::FlipHorizontal => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            Orientation::Rotate180 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            Orientation::FlipVertical => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            Orientation::Rotate90FlipH => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            Orientation::Rotate90 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            Orientation::Rotate270FlipH => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            Orientation::Rotate270 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        };
        Transform::from_row(sx, ky, kx, sy, tx, ty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, Rgb, RgbImage};

    #[test]
    fn places_move_as_pixels_do() {
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif).unwrap();
            let mut stored = RgbImage::new(3, 2);
            for (i, p) in stored.pixels_mut().enumerate() {
                *p = Rgb([i as u8; 3]);
            }
            let mut upright = DynamicImage::ImageRgb8(stored.clone());
            upright.apply_orientation(orientation);
            let upright = upright.to_rgb8();
            for (x, y, p) in stored.enumerate_pixels() {
                let mut to = [tiny_skia::Point::from_xy((x as f32 + 0.5) / 3.0, f32::midpoint(y as f32, 0.5))];
                Turn::new(orientation).transform().map_points(&mut to);
                let (tx, ty) = (to[0].x * upright.width() as f32, to[0].y * upright.height() as f32);
                assert_eq!(upright.get_pixel(tx as u32, ty as u32), p, "exif {exif}");
            }
        }
    }
}
