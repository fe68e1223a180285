//! Animations: the unboxing of a hero and the commercial. Both are pages by time; here they are painted, put into one palette
//! and kept under the size that goes into a message.

use super::{FILM_BYTES_MOST, FILM_PX, Shared, Size, WHAT, broken, painted, refused};
use crate::app::failure::Failure;
use crate::app::printing::Press;
use crate::app::progress::Progress;
use crate::press::card::CardFacts;
use crate::press::commercial::{self, Commercial};
use crate::press::storyboard::StoryboardFacts;
use crate::press::unboxing::{self, Unboxing};
use crate::scene::animation::{Animation, Recorder};
use crate::scene::item::Page;
use std::sync::Arc;

/// Between two pictures of an unboxing, which is twelve and a half a second.
const STEP_MS: u32 = 80;
/// How long the first picture of an unboxing is shown, and the last of every animation, in hundredths of a second.
const FIRST: u16 = 24;
const LAST: u16 = 95;

/// Pages by time.
struct Reel<'a> {
    /// When the picture changes, with how long each is shown in hundredths of a second.
    moments: Vec<(u32, u16)>,
    /// Width and height of a page.
    size: (f32, f32),
    page: Box<dyn Fn(u32) -> Page + 'a>,
    shots_ms: Vec<u64>,
}

pub(super) fn unboxing(
    facts: &CardFacts,
    title: &str,
    size: Option<Size>,
    press: &mut Press<'_>,
    progress: &Progress,
    notes: Vec<String>,
) -> Result<Shared, Failure> {
    let wished = width(size, (4, 5), 600, "An unboxing is always four wide and five high, and not of this size.")?;
    let made = Unboxing::new(facts, title, press.kit, press.symbols, press.typesetter);
    let (parts, _) = made.map_err(|refusal| refused(&refusal))?;
    let all = (0..=unboxing::LENGTH_MS).step_by(STEP_MS as usize);
    let moments = all.map(|ms| match ms {
        0 => (ms, FIRST),
        ms if ms + STEP_MS > unboxing::LENGTH_MS => (ms, LAST),
        _ => (ms, (STEP_MS / 10) as u16),
    });
    let reel = Reel {
        moments: moments.collect(),
        size: unboxing::SIZE,
        page: Box::new(|ms| parts.page(ms)),
        shots_ms: Vec::new(),
    };
    small_enough(&reel, wished, progress, notes)
}

pub(super) fn commercial(
    facts: &StoryboardFacts,
    size: Option<Size>,
    press: &mut Press<'_>,
    progress: &Progress,
    notes: Vec<String>,
) -> Result<Shared, Failure> {
    let wished = width(size, (3, 2), 480, "A commercial is always three wide and two high, and not of this size.")?;
    let film = Commercial::new(facts, press.kit, press.symbols, press.typesetter);
    let film = film.map_err(|refusal| refused(&refusal))?;
    let shots_ms = film.starts_ms();
    let starts = film.moments();
    let after = starts.iter().skip(1).copied().map(Some).chain([None]);
    let moments = starts.iter().zip(after).map(|(ms, next)| {
        let shown = next.map_or(LAST, |next| ((next - ms) / 10) as u16);
        (*ms, shown)
    });
    let reel =
        Reel { moments: moments.collect(), size: commercial::SIZE, page: Box::new(|ms| film.page(ms)), shots_ms };
    small_enough(&reel, wished, progress, notes)
}

/// The animation. One that came out too large is made again smaller.
fn small_enough(reel: &Reel<'_>, wished: u32, progress: &Progress, mut notes: Vec<String>) -> Result<Shared, Failure> {
    let mut width = wished;
    loop {
        let film = record(reel, width, progress)?;
        let gif = film.gif().map_err(|error| broken(&error))?;
        progress.reach(progress.done())?;
        if gif.len() < FILM_BYTES_MOST {
            if width != wished {
                let (w, h) = film.size();
                notes.push(format!("made {w} by {h} pixels, so that the file stays under 5 MB"));
            }
            return Ok(Shared::Film {
                film: Arc::new(film),
                gif: Arc::new(gif),
                shots_ms: reel.shots_ms.clone(),
                notes,
            });
        }
        // Bytes grow a little slower than the area.
        let share = (FILM_BYTES_MOST as f32 * 0.92 / gif.len() as f32).sqrt().min(0.94);
        width = even(width as f32 * share).max(*FILM_PX.start());
    }
}

fn record(reel: &Reel<'_>, width: u32, progress: &Progress) -> Result<Animation, Failure> {
    let height = even(width as f32 * reel.size.1 / reel.size.0);
    progress.set_total(reel.moments.len() as u64);
    let mut recorder = Recorder::default();
    for (done, (ms, shown)) in (1..).zip(&reel.moments) {
        let raster = painted(&(reel.page)(*ms), width, height)?;
        recorder.add(&raster, *shown).map_err(|error| broken(&error))?;
        progress.reach(done)?;
    }
    recorder.finish().map_err(|error| broken(&error))
}

/// Width of an animation of this shape; `usual` where none was asked for.
fn width(size: Option<Size>, (wide, high): (u32, u32), usual: u32, why: &str) -> Result<u32, Failure> {
    let Some(size) = size else { return Ok(usual) };
    let fits = size.height.is_none_or(|height| height.abs_diff(size.width * high / wide) <= 2);
    if fits && FILM_PX.contains(&size.width) {
        return Ok(even(size.width as f32));
    }
    let (least, most) = (FILM_PX.start(), FILM_PX.end());
    Err(Failure::new(WHAT, why, format!("Choose a width of {least} to {most} pixels alone, such as {usual}.")))
}

fn even(pixels: f32) -> u32 {
    (pixels / 2.0).round() as u32 * 2
}
