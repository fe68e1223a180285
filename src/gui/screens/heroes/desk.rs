//! Cards as pictures, and what the layout said about them: the same pages that print, drawn on workers.

use crate::app::heroes::card_of;
use crate::app::{Task, Workspace};
use crate::campaign::{Campaign, Hero, HeroId};
use crate::gui::action::Cx;
use crate::gui::art::{Afterwards, Studio};
use crate::press::card::{self, CardFacts};
use crate::press::sheets::trimmed;
use crate::press::{Note, Refusal};
use crate::scene::item::{Page, Transform};
use crate::scene::pixels::{Raster, render};
use eframe::egui::{Context, TextureId};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A side of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    #[default]
    Front,
    Back,
}

/// What the layout said about a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Hash of what the card says.
    facts: u64,
    /// Why the card is held.
    pub refusal: Option<String>,
    pub notes: Vec<Note>,
    /// Words for which the back has room, once they were counted.
    pub room_words: Option<usize>,
}

/// Verdicts by hero, shared with the workers.
#[derive(Clone, Default)]
pub struct Verdicts {
    found: Arc<Mutex<HashMap<HeroId, Verdict>>>,
}

impl Verdicts {
    fn lock(&self) -> MutexGuard<'_, HashMap<HeroId, Verdict>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// The last one; of a moment ago while the next is being found.
    pub fn of(&self, hero: HeroId) -> Option<Verdict> {
        self.lock().get(&hero).cloned()
    }
    /// How many cards are held.
    pub fn held(&self) -> usize {
        self.lock().values().filter(|verdict| verdict.refusal.is_some()).count()
    }
    fn put(&self, hero: HeroId, verdict: Verdict) {
        let mut found = self.lock();
        let room_words = found.get(&hero).filter(|old| old.facts == verdict.facts).and_then(|old| old.room_words);
        found.insert(hero, Verdict { room_words: verdict.room_words.or(room_words), ..verdict });
    }
    fn is_known(&self, hero: HeroId, facts: u64, with_room: bool) -> bool {
        self.lock().get(&hero).is_some_and(|old| old.facts == facts && (!with_room || old.room_words.is_some()))
    }
}

fn hash_of(facts: &CardFacts) -> u64 {
    let mut hasher = DefaultHasher::new();
    // Every field of the facts is in their debug form; the hash lives only as long as this run.
    format!("{facts:?}").hash(&mut hasher);
    hasher.finish()
}

/// Both sides of a card, laid out.
pub type Sides = ([Page; 2], Vec<Note>);

/// Front and back, with what to look at.
pub fn laid_out(facts: &CardFacts, studio: &Studio) -> Result<Sides, Refusal> {
    studio.with_typesetter(|typesetter| {
        let (front, mut notes) = card::front_noted(facts, &studio.kit, &studio.symbols, typesetter)?;
        let (back, more) = card::back_noted(facts, &studio.kit, &studio.symbols, typesetter)?;
        for note in more {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        Ok(([front, back], notes))
    })
}

/// The side that is looked at.
fn one_side(facts: &CardFacts, side: Side, studio: &Studio) -> Result<(Page, Vec<Note>), Refusal> {
    studio.with_typesetter(|typesetter| match side {
        Side::Front => card::front_noted(facts, &studio.kit, &studio.symbols, typesetter),
        Side::Back => card::back_noted(facts, &studio.kit, &studio.symbols, typesetter),
    })
}

/// Notes of both sides in the order of the sides, when those of one are there already.
fn other_side(facts: &CardFacts, side: Side, notes: Vec<Note>, studio: &Studio) -> Result<Vec<Note>, Refusal> {
    let other = if side == Side::Front { Side::Back } else { Side::Front };
    let (_, more) = one_side(facts, other, studio)?;
    let (mut all, last) = if side == Side::Front { (notes, more) } else { (more, notes) };
    for note in last {
        if !all.contains(&note) {
            all.push(note);
        }
    }
    Ok(all)
}

fn verdict_of(facts: u64, said: Result<Vec<Note>, Refusal>) -> Verdict {
    match said {
        Ok(notes) => Verdict { facts, notes, ..Verdict::default() },
        Err(refusal) => Verdict { facts, refusal: Some(reason(&refusal)), ..Verdict::default() },
    }
}

/// The refusal without the name it begins with: beside a hero the name is said already.
fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Text { place, reason, .. } => format!("{}: {reason}", first_upper(place)),
        other => other.to_string(),
    }
}

/// "name plate" becomes "Name plate".
pub fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A card to be drawn.
pub struct Wanted<'a> {
    /// Pictures of one place replace each other.
    pub place: &'a str,
    pub hero: HeroId,
    /// Another look than the one in the campaign: its verdict is not kept.
    pub tried: Option<&'a Hero>,
    pub side: Side,
    pub width_px: u32,
}

impl Wanted<'_> {
    /// The card cut at its corners, and whether the picture is the one asked for or an older one of the place.
    pub fn picture(&self, ctx: &Context, cx: &mut Cx<'_>, verdicts: &Verdicts) -> Option<(TextureId, bool)> {
        let campaign = cx.ws.snapshot()?;
        let tried = self.tried.cloned();
        let (id, side, width) = (self.hero, self.side, self.width_px);
        let content = (campaign.settings().id.clone(), campaign.revision(), id, format!("{tried:?}"), side, width);
        let verdicts = verdicts.clone();
        cx.art.picture_then(ctx, format!("card {}", self.place), content, move |studio| {
            let keeps = tried.is_none();
            let Some(hero) = tried.or_else(|| campaign.heroes().get(id).cloned()) else { return (None, None) };
            let Some(facts) = card_of(&campaign, id, &hero) else { return (None, None) };
            // The campaign may be changed meanwhile without being copied for this picture.
            drop(campaign);
            // Only the side that is looked at stands between a change and its picture; the other is laid out afterwards.
            let laid = one_side(&facts, side, studio);
            let raster = laid.as_ref().ok().and_then(|(page, _)| paper(&trimmed(page), width));
            if !keeps {
                return (raster, None);
            }
            let said = laid.map(|(_, notes)| notes);
            let afterwards: Afterwards = Box::new(move |studio: &Studio| {
                let verdict = match said {
                    Ok(notes) => verdict_of(hash_of(&facts), other_side(&facts, side, notes, studio)),
                    Err(refusal) => verdict_of(hash_of(&facts), Err(refusal)),
                };
                verdicts.put(id, verdict);
            });
            (raster, Some(afterwards))
        })
    }
}

/// The front of a card in one style as a square tile.
pub fn style_tile(ctx: &Context, cx: &mut Cx<'_>, id: HeroId, hero: Hero, side_px: u32) -> Option<TextureId> {
    let campaign = cx.ws.snapshot()?;
    // What is written on the back, and the small words, cannot be seen in a tile: typing them draws no new one.
    let seen = Hero { story: String::new(), quote: String::new(), specialties: Vec::new(), ..hero.clone() };
    let content = (format!("{seen:?}"), side_px);
    let name = format!("style {}", hero.style);
    let drawn = cx.art.picture(ctx, name, content, move |studio| {
        let facts = card_of(&campaign, id, &hero)?;
        drop(campaign);
        let front = studio.with_typesetter(|typesetter| card::front(&facts, &studio.kit, &studio.symbols, typesetter));
        let page = trimmed(&front.ok()?);
        super::parts::square(&page.items, [0.0, 0.0, page.width, page.height], side_px)
    });
    drawn.map(|(texture, _)| texture)
}

/// A page at its trim, on nothing.
pub fn paper(page: &Page, width_px: u32) -> Option<Raster> {
    let scale = width_px as f32 / page.width;
    let height = (page.height * scale).round() as u32;
    render(&page.items, width_px, height, Transform::from_scale(scale, scale), None).ok()
}

/// Looks at the cards of all heroes when nothing was changed for a while, so that the list can say which are held.
#[derive(Default)]
pub struct Checks {
    /// Revision and hero that were looked at, or are.
    seen: Option<(u64, Option<HeroId>)>,
    /// What waits for stillness, and since when.
    waiting: Option<(u64, Option<HeroId>, f64)>,
    task: Option<Task<()>>,
}

/// Heroes up to which all cards are looked at by themselves; beyond that the print room does it when asked.
const MOST: usize = 2_000;
const STILLNESS: Duration = Duration::from_millis(900);

impl Checks {
    pub fn run(
        &mut self,
        ctx: &Context,
        ws: &Workspace,
        studio: &Arc<Studio>,
        verdicts: &Verdicts,
        shown: Option<HeroId>,
    ) {
        if self.task.as_ref().is_some_and(|task| task.poll().is_some()) {
            self.task = None;
        }
        let Some(campaign) = ws.campaign() else { return };
        let now = (campaign.revision(), shown);
        if self.seen == Some(now) || self.task.is_some() || campaign.heroes().len() > MOST {
            return;
        }
        let time = ctx.input(|input| input.time);
        let since = match self.waiting {
            Some((revision, hero, since)) if (revision, hero) == now => since,
            _ => {
                self.waiting = Some((now.0, now.1, time));
                time
            }
        };
        if time - since < STILLNESS.as_secs_f64() {
            ctx.request_repaint_after(STILLNESS);
            return;
        }
        let Some(snapshot) = ws.snapshot() else { return };
        self.seen = Some(now);
        let (studio, verdicts) = (Arc::clone(studio), verdicts.clone());
        self.task = Some(ws.jobs().start("Checking cards", move |progress| {
            progress.set_total(snapshot.heroes().len() as u64);
            for (id, hero) in snapshot.heroes().iter() {
                look_at(&snapshot, id, hero, &studio, &verdicts, shown == Some(id));
                progress.step()?;
            }
            Ok(())
        }));
    }
}

fn look_at(campaign: &Campaign, id: HeroId, hero: &Hero, studio: &Studio, verdicts: &Verdicts, with_room: bool) {
    let Some(facts) = card_of(campaign, id, hero) else { return };
    let hash = hash_of(&facts);
    if verdicts.is_known(id, hash, with_room) {
        return;
    }
    let mut verdict = verdict_of(hash, laid_out(&facts, studio).map(|(_, notes)| notes));
    if with_room {
        verdict.room_words = Some(room_of(&facts, studio));
    }
    verdicts.put(id, verdict);
}

/// Words of the length of this story for which the back has room.
fn room_of(facts: &CardFacts, studio: &Studio) -> usize {
    const MOST_WORDS: usize = 160;
    let words: Vec<&str> = facts.story.split_whitespace().collect();
    // Without a story yet: English words with their spaces are about six letters.
    let words = if words.is_empty() { vec!["seven", "words", "of", "a", "usual", "length", "here"] } else { words };
    let fits = |count: usize| {
        let story = words.iter().cycle().take(count).copied().collect::<Vec<_>>().join(" ");
        let longer = CardFacts { story, ..facts.clone() };
        studio.with_typesetter(|typesetter| card::back(&longer, &studio.kit, &studio.symbols, typesetter).is_ok())
    };
    let (mut room, mut too_many) = (0, MOST_WORDS + 1);
    while too_many - room > 2 {
        let middle = usize::midpoint(room, too_many);
        if fits(middle) {
            room = middle;
        } else {
            too_many = middle;
        }
    }
    room
}
