//! Pictures of a campaign on its pages: logos and photos by the hash of their file. The cache holds the files' bytes, reads each
//! picture once and keeps a few as they are printed, so that a run of thousands does not hold thousands of photos.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::SymbolCache;
use crate::scene::item::{Item, Symbol, Transform};
use crate::scene::picture::{Halftone, PRINT_DPI, Picture};
use crate::scene::svg;

/// Pictures kept as they are printed.
const KEPT: usize = 24;

/// Files and what was made of them.
#[derive(Default)]
pub(super) struct Pictures {
    files: Mutex<HashMap<String, Arc<Vec<u8>>>>,
    drawings: Mutex<HashMap<String, Arc<Symbol>>>,
    /// The photo that was read last, whole: whoever moves its focus gets it cut anew without waiting for the file.
    last: Mutex<Option<(String, Arc<Picture>)>>,
    made: Mutex<Vec<(String, Made)>>,
}

#[derive(Clone)]
struct Made {
    picture: Arc<Picture>,
    /// Pixels to the inch where it is printed.
    dpi: f32,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pictures(..)")
    }
}

impl SymbolCache {
    /// Hands over a file of the campaign, so that pages can show it. `sha256` is the hash of its bytes in hex.
    pub fn keep_file(&self, sha256: &str, bytes: Arc<Vec<u8>>) {
        let mut files = self.pictures.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(sha256.to_owned()).or_insert(bytes);
    }

    /// Was this file handed over?
    pub fn has_file(&self, sha256: &str) -> bool {
        self.pictures.files.lock().unwrap_or_else(PoisonError::into_inner).contains_key(sha256)
    }

    fn file(&self, sha256: &str) -> Result<Arc<Vec<u8>>, String> {
        let files = self.pictures.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(sha256).cloned().ok_or_else(|| "its file is not with the campaign".to_owned())
    }

    /// A picture or a drawing in `frame` (left, top, width, height in 0.1 mm), as large as fits, in the middle.
    ///
    /// # Errors
    /// Why it cannot be shown, for a note.
    pub fn picture_in(&self, sha256: &str, frame: [f32; 4]) -> Result<Item, String> {
        let bytes = self.file(sha256)?;
        let [x, y, w, h] = frame;
        let fit = |sw: f32, sh: f32| {
            let k = (w / sw).min(h / sh);
            (k, x + (w - sw * k) / 2.0, y + (h - sh * k) / 2.0)
        };
        if looks_like_svg(&bytes) {
            let symbol = self.own_drawing(sha256, &bytes)?;
            let (k, left, top) = fit(symbol.size.0, symbol.size.1);
            return Ok(Item::Use { symbol, transform: Transform::from_row(k, 0.0, 0.0, k, left, top) });
        }
        let key = format!("{sha256} {w:.0} {h:.0}");
        let made = self.made(key, || {
            let picture = Picture::read(&bytes).map_err(|error| error.to_string())?;
            let (sw, sh) = picture.size_px();
            let (k, ..) = fit(sw as f32, sh as f32);
            let width_mm = sw as f32 * k / 10.0;
            Ok(Made { dpi: picture.dpi_at(width_mm), picture: Arc::new(picture.scaled_for(width_mm, PRINT_DPI)) })
        })?;
        let (sw, sh) = made.picture.size_px();
        let (k, left, top) = fit(sw as f32, sh as f32);
        Ok(Item::Image { picture: made.picture, frame: [left, top, sw as f32 * k, sh as f32 * k] })
    }

    /// A photo that fills `frame`, with `focus` (0 to 1 from the left and the top) as near to the middle as the photo's edges
    /// allow, `zoom` times enlarged; and its pixels to the inch there.
    ///
    /// # Errors
    /// Why it cannot be shown, for a note.
    pub fn photo(
        &self,
        sha256: &str,
        focus: (f32, f32),
        zoom: f32,
        halftone: bool,
        frame: [f32; 4],
    ) -> Result<(Item, f32), String> {
        let [_, _, w, h] = frame;
        let bytes = self.file(sha256)?;
        let key = format!("{sha256} {w:.0} {h:.0} {:.4} {:.4} {zoom:.3} {halftone}", focus.0, focus.1);
        let made = self.made(key, || {
            let picture = self.whole(sha256, &bytes)?;
            let part = picture.crop_closer(focus, w / h, zoom);
            let dpi = part.dpi_at(w / 10.0);
            let part = part.scaled_for(w / 10.0, PRINT_DPI);
            let part = if halftone { part.halftone(&Halftone::default()) } else { part };
            Ok(Made { picture: Arc::new(part), dpi })
        })?;
        Ok((Item::Image { picture: made.picture, frame }, made.dpi))
    }

    fn whole(&self, sha256: &str, bytes: &[u8]) -> Result<Arc<Picture>, String> {
        let last = self.pictures.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, picture)) = last.filter(|(known, _)| known == sha256) {
            return Ok(picture);
        }
        let picture = Arc::new(Picture::read(bytes).map_err(|error| error.to_string())?);
        let kept = Some((sha256.to_owned(), Arc::clone(&picture)));
        *self.pictures.last.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        Ok(picture)
    }

    fn made(&self, key: String, make: impl FnOnce() -> Result<Made, String>) -> Result<Made, String> {
        {
            let mut made = self.pictures.made.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) = made.iter().position(|(known, _)| *known == key) {
                let found = made.remove(at);
                let picture = found.1.clone();
                made.push(found);
                return Ok(picture);
            }
        }
        // Read outside the lock: a large photo takes a while.
        let new = make()?;
        let mut made = self.pictures.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= KEPT {
            made.remove(0);
        }
        made.push((key, new.clone()));
        Ok(new)
    }

    /// An SVG of the campaign's own as a symbol.
    fn own_drawing(&self, sha256: &str, bytes: &[u8]) -> Result<Arc<Symbol>, String> {
        if let Some(known) = self.pictures.drawings.lock().unwrap_or_else(PoisonError::into_inner).get(sha256) {
            return Ok(Arc::clone(known));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())?;
        let drawing = svg::read(text).map_err(|error| error.to_string())?;
        let digest = Sha256::digest(bytes);
        let bounds = drawing.bounds();
        let symbol =
            Arc::new(Symbol::new(format!("S{}", hex::encode(&digest[..8])), drawing.items, bounds, drawing.size));
        self.pictures
            .drawings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(sha256.to_owned(), Arc::clone(&symbol));
        Ok(symbol)
    }
}

/// A text that opens a tag: everything else is a picture or refused as one.
pub fn looks_like_svg(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = &start[..start.len().min(4096)];
    start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}
