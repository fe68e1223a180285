//! Pictures for sharing: a card on a poster, any page of the press, a figure on nothing, and as animations the unboxing of a
//! hero and the commercial. All go through the layouts that print, so that names stand here only where they may stand on paper.

use super::exporting;
use super::failure::Failure;
use super::names::guard::Guard;
use super::names::{self, Output};
use super::printing::{self, Content, Press, PrintOptions, Product, Roster, Subject};
use super::progress::Progress;
use super::world::World;
use crate::campaign::{ArchetypeId, Campaign, ConsentState, MonsterId, NameForm, PersonId, name_key};
use crate::press::card::CardFacts;
use crate::press::edition::CardSide;
use crate::press::social::{self, Surround};
use crate::press::storyboard::StoryboardFacts;
use crate::press::{Note, Refusal, archetype as archetype_card, facts, sheets, villain};
use crate::scene::animation::Animation;
use crate::scene::item::{Clip, FillRule, Item, Page, Transform};
use crate::scene::kit::Show;
use crate::scene::pixels::{Raster, render};
use crate::scene::shapes::{drawn, inked_box, rounded};
use std::path::Path;
use std::sync::Arc;

mod film;

/// No animation is larger: what many services take in a message.
pub const FILM_BYTES_MOST: usize = 5_000_000;
/// Pixels of a side of a picture, and of the width of an animation.
pub const PICTURE_PX: std::ops::RangeInclusive<u32> = 64..=4_000;
pub const FILM_PX: std::ops::RangeInclusive<u32> = 160..=1_080;

const WHAT: &str = "No picture was made.";

/// What a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum What {
    /// The front of the award card on its poster.
    #[default]
    Card,
    /// The figure alone, on nothing.
    Figure,
    /// The hero comes out of the box: an animation.
    Unboxing,
    /// The storyboard in motion: an animation.
    Commercial,
    /// The card of a monster on its poster, and that of an archetype.
    Monster,
    Archetype,
    /// A page of a product: its front, or its back.
    Page {
        product: Product,
        back: bool,
    },
}

impl What {
    /// As the command line calls it: `card`, `figure`, `unboxing`, or a product, with `-back` for its other side.
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "card" => return Some(Self::Card),
            "figure" => return Some(Self::Figure),
            "unboxing" => return Some(Self::Unboxing),
            "commercial" => return Some(Self::Commercial),
            "monster" => return Some(Self::Monster),
            "archetype" => return Some(Self::Archetype),
            _ => {}
        }
        let (id, back) = word.strip_suffix("-back").map_or((word, false), |id| (id, true));
        let product = Product::ALL.into_iter().find(|product| product.id() == id && product.can_be_shown())?;
        Some(Self::Page { product, back })
    }

    /// All words that [`Self::named`] knows.
    pub fn words() -> Vec<String> {
        let products = Product::ALL.into_iter().filter(|product| product.can_be_shown());
        let products = products.flat_map(|product| [product.id().to_owned(), format!("{}-back", product.id())]);
        ["card", "figure", "unboxing", "commercial", "monster", "archetype"]
            .map(str::to_owned)
            .into_iter()
            .chain(products)
            .collect()
    }

    /// `png` or `gif`.
    pub fn ending(self) -> &'static str {
        if self.is_film() { "gif" } else { "png" }
    }

    /// It moves.
    pub fn is_film(self) -> bool {
        matches!(self, Self::Unboxing | Self::Commercial)
    }

    fn word(self) -> String {
        match self {
            Self::Card => "card".into(),
            Self::Figure => "figure".into(),
            Self::Unboxing => "unboxing".into(),
            Self::Commercial => "commercial".into(),
            Self::Monster => "monster".into(),
            Self::Archetype => "archetype".into(),
            Self::Page { product, back } => format!("{}{}", product.id(), if back { "-back" } else { "" }),
        }
    }
}

/// Whom or what a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    Subject(Subject),
    Archetype(ArchetypeId),
}

impl From<PersonId> for Whom {
    fn from(id: PersonId) -> Self {
        Self::Subject(id.into())
    }
}

/// A width, or width and height, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    pub width: u32,
    pub height: Option<u32>,
}

impl Size {
    /// `1080x1350`, or `600` for a width alone.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        match text.split_once(['x', 'X', '×']) {
            Some((width, height)) => Some(Self { width: number(width)?, height: Some(number(height)?) }),
            None => Some(Self { width: number(text)?, height: None }),
        }
    }
}

/// What was made.
pub enum Shared {
    Picture {
        raster: Raster,
        notes: Vec<String>,
    },
    Film {
        film: Arc<Animation>,
        gif: Arc<Vec<u8>>,
        /// When its shots begin, in milliseconds; empty where it is one.
        shots_ms: Vec<u64>,
        notes: Vec<String>,
    },
}

impl Shared {
    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Picture { raster, .. } => (raster.width(), raster.height()),
            Self::Film { film, .. } => film.size(),
        }
    }

    /// What to look at before it goes out.
    pub fn notes(&self) -> &[String] {
        match self {
            Self::Picture { notes, .. } | Self::Film { notes, .. } => notes,
        }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Result<Arc<Vec<u8>>, Failure> {
        match self {
            Self::Film { gif, .. } => Ok(Arc::clone(gif)),
            Self::Picture { raster, .. } => raster.png().map(Arc::new).map_err(|error| broken(&error)),
        }
    }
}

/// The one whom these words name, for a kind of picture.
pub fn whom_named(campaign: &Campaign, what: What, words: &str) -> Result<Whom, Failure> {
    let key = name_key(words);
    let words = [words.to_owned()];
    let renamed = |failure: Failure| Failure { what: WHAT.into(), ..failure };
    let found: Vec<Whom> = match what {
        What::Page { product, .. } => {
            let found = printing::subjects_named(campaign, product, &words).map_err(renamed)?;
            found.into_iter().map(Whom::Subject).collect()
        }
        What::Card | What::Figure | What::Unboxing | What::Commercial => {
            printing::people_named(campaign, &words).map_err(renamed)?.into_iter().map(Whom::from).collect()
        }
        What::Monster => {
            let id = words[0].parse::<MonsterId>().ok();
            let all = campaign.monsters().iter().filter(|(own, it)| Some(*own) == id || name_key(&it.name) == key);
            all.map(|(id, _)| Whom::Subject(Subject::Monster(id))).collect()
        }
        What::Archetype => {
            let id = words[0].parse::<ArchetypeId>().ok();
            let all = campaign.archetypes().iter().filter(|(own, it)| Some(*own) == id || name_key(&it.name) == key);
            all.map(|(id, _)| Whom::Archetype(id)).collect()
        }
    };
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::new(
            WHAT,
            format!("Nobody is called “{}”.", words[0]),
            "Use the name as it is in the campaign.",
        )),
        many => {
            let id = |whom: &Whom| match whom {
                Whom::Subject(subject) => subject.to_string(),
                Whom::Archetype(id) => id.to_string(),
            };
            let ids: Vec<String> = many.iter().map(id).collect();
            Err(Failure::new(
                WHAT,
                format!("“{}” are several: {}.", words[0], ids.join(", ")),
                "Use an id instead of the name.",
            ))
        }
    }
}

/// Makes a picture or an animation of somebody. It reports progress and can be cancelled.
pub fn make(
    campaign: &Campaign,
    whom: Whom,
    what: What,
    size: Option<Size>,
    press: &mut Press<'_>,
    progress: &Progress,
) -> Result<Shared, Failure> {
    let subject = match whom {
        Whom::Subject(subject) => subject,
        Whom::Archetype(id) => return archetype(campaign, id, size, press),
    };
    if let Subject::Monster(id) = subject
        && what == What::Monster
    {
        return monster(campaign, id, size, press);
    }
    if let What::Page { product, back } = what {
        if let Some(person) = subject.person() {
            // A page cannot leave the name out by itself.
            let mut facts = facts_of(campaign, person, press)?;
            let had_name = facts.real_name.is_some();
            for_everybody(campaign, person, &mut facts, what)?;
            if had_name && facts.real_name.is_none() {
                return Err(not_asked());
            }
        }
        return page_of(campaign, subject, (product, back), size, press);
    }
    let person = subject.person().ok_or_else(|| lacking("Only a hero has this picture."))?;
    let mut facts = facts_of(campaign, person, press)?;
    for_everybody(campaign, person, &mut facts, what)?;
    let title = campaign.settings().title.clone();
    let consent = campaign.people().get(person).and_then(facts::consent_note);
    let notes: Vec<String> = consent.map(|note| format!("{}: {note}", facts.who())).into_iter().collect();
    match what {
        What::Figure => figure(&facts, size, press).map(|raster| Shared::Picture { raster, notes }),
        What::Unboxing => film::unboxing(&facts, &title, size, press, progress, notes),
        What::Commercial => {
            let board = board_of(campaign, subject, press)?;
            let said = board.shots.iter().flat_map(|shot| [shot.voice.as_str(), shot.caption.as_str()]);
            not_given_away(campaign, person, said)?;
            film::commercial(&board, size, press, progress, notes)
        }
        What::Card | What::Monster | What::Archetype | What::Page { .. } => {
            let (width, height) = picture_size(size, social::PORTRAIT)?;
            let made =
                social::card(&facts, &title, natural((width, height)), press.kit, press.symbols, press.typesetter);
            let (page, _) = made.map_err(|refusal| refused(&refusal))?;
            Ok(Shared::Picture { raster: painted(&page, width, height)?, notes })
        }
    }
}

/// Writes it. Nothing is written half: the file is there whole or not at all.
pub fn write(shared: &Shared, world: &dyn World, path: &Path) -> Result<(), Failure> {
    let ending = match shared {
        Shared::Picture { .. } => "png",
        Shared::Film { .. } => "gif",
    };
    if !path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending)) {
        return Err(Failure::new(
            "The picture was not written.",
            format!("{} does not end in .{ending}, which is what this picture is.", path.display()),
            format!("Choose a name that ends in .{ending}."),
        ));
    }
    exporting::write_file(world, path, &shared.bytes()?)
}

/// A name for the file of a picture, safe everywhere: the hero's name and what it shows.
pub fn file_name(campaign: &Campaign, person: PersonId, what: What) -> String {
    let hero = campaign.hero_of(person).map(|(_, hero)| hero.persona.as_str());
    let name = any_ascii::any_ascii(hero.unwrap_or("hero")).to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut stem = if words.is_empty() { "hero".to_owned() } else { words.join("-") };
    stem.truncate(60);
    format!("{stem}-{}.{}", what.word(), what.ending())
}

fn facts_of(campaign: &Campaign, person: PersonId, press: &Press<'_>) -> Result<CardFacts, Failure> {
    let job = printing::jobs(campaign, press.kit, &[person]).into_iter().find(|job| job.person == person);
    job.map(|job| job.facts).ok_or_else(|| {
        let state = campaign.people().get(person).map(|person| person.consent.state);
        lacking(match state {
            Some(ConsentState::Withdrawn) => "The person withdrew consent.",
            Some(_) => "The hero's name or words say more of the person's name than was agreed to.",
            None => "There is nothing to show of this person.",
        })
    })
}

fn not_asked() -> Failure {
    Failure::new(
        WHAT,
        "The person has not agreed to be named where everybody can see it.",
        "Ask, and note the answer on the person's page; or share the figure alone.",
    )
}

/// A picture goes farther than a card in somebody's hand: without a yes it holds no name and no photo, and where the words do,
/// there is no picture.
fn for_everybody(campaign: &Campaign, id: PersonId, facts: &mut CardFacts, what: What) -> Result<(), Failure> {
    if what == What::Figure {
        return Ok(());
    }
    if !names::may_be_shown(campaign, id) {
        (facts.real_name, facts.latin_name, facts.photo) = (None, None, None);
    }
    let said = [&facts.persona, &facts.story, &facts.quote, &facts.quote_by, &facts.why];
    let labels = facts.accessories.iter().map(|accessory| &accessory.label);
    let texts = said.into_iter().chain(&facts.claims).chain(&facts.specialties).chain(labels);
    not_given_away(campaign, id, texts.map(String::as_str))
}

fn not_given_away<'t>(
    campaign: &Campaign,
    id: PersonId,
    texts: impl IntoIterator<Item = &'t str>,
) -> Result<(), Failure> {
    let form = if names::may_be_shown(campaign, id) { facts::print_form(campaign, id) } else { NameForm::Hidden };
    let Some(person) = campaign.people().get(id) else { return Ok(()) };
    let guard = Guard::new(campaign, Output::Hub);
    for text in texts {
        if let Some(word) = person.given_away_in(form, text) {
            return Err(Failure::new(
                WHAT,
                format!("“{word}” says more of the name than was agreed to."),
                "Choose another hero's name or wording, or ask the person.",
            ));
        }
        if let Some(why) = guard.why_beside(text, Some(id)) {
            return Err(Failure::new(WHAT, why, "Change the words on the hero's page."));
        }
    }
    Ok(())
}

/// What the commercial of this hero says and shows.
fn board_of(campaign: &Campaign, subject: Subject, press: &Press<'_>) -> Result<StoryboardFacts, Failure> {
    let options = PrintOptions { only: vec![subject], ..PrintOptions::of(Product::Storyboards) };
    let roster = Roster::new(campaign, &options, press.kit);
    let piece = roster.slots().iter().filter(|slot| slot.subject == subject).find_map(|slot| roster.piece(*slot));
    match piece.map(|piece| piece.content) {
        Some(Content::Storyboard(facts)) => Ok(*facts),
        Some(Content::Lacking { reason, .. }) => Err(lacking(&reason)),
        _ => Err(lacking("There is no commercial of this hero.")),
    }
}

/// A page at its own size with cut corners; on a poster where width and height are given.
fn page_of(
    campaign: &Campaign,
    subject: Subject,
    (product, back): (Product, bool),
    size: Option<Size>,
    press: &mut Press<'_>,
) -> Result<Shared, Failure> {
    let options = PrintOptions { only: vec![subject], ..PrintOptions::of(product) };
    let roster = Roster::new(campaign, &options, press.kit);
    let piece = roster.slots().iter().filter(|slot| slot.subject == subject).find_map(|slot| roster.piece(*slot));
    let piece = piece.ok_or_else(|| lacking("There is no such page to show."))?;
    let mut laid = piece.lay(&options, press).map_err(|refusal| refused(&refusal))?;
    if product == Product::Proof {
        let sheet = printing::sheet(&roster, &options, roster.slots(), 0, press);
        laid.pages = sheet.map_err(|refusal| refused(&refusal))?;
    }
    let notes = laid.notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect();
    let page = laid.pages.into_iter().nth(usize::from(back)).ok_or_else(|| lacking("It has no such side."))?;
    let corner = sheets::corner_of(&page);
    if let Some(Size { height: Some(_), .. }) = size {
        let (width, height) = picture_size(size, social::PORTRAIT)?;
        let person = subject.person();
        let surround = match person.map(|person| facts_of(campaign, person, press)).transpose()? {
            Some(facts) => {
                Surround::of_card(&facts, &campaign.settings().title, press.kit).map_err(|refusal| refused(&refusal))?
            }
            None => {
                let colours = press.kit.colours("", "", "", "");
                Surround::new(press.kit, &colours, &campaign.settings().title, "", false)
            }
        };
        let canvas = natural((width, height));
        let made =
            social::poster(&page, corner, &surround, (canvas, &piece.who), press.kit, press.symbols, press.typesetter);
        let (poster, _) = made.map_err(|refusal| refused(&refusal))?;
        return Ok(Shared::Picture { raster: painted(&poster, width, height)?, notes });
    }
    let (width, height) = picture_size(size, (page.width, page.height))?;
    let cut = rounded([0.0, 0.0, page.width, page.height], corner);
    let mut page = page;
    if corner == 0.0 {
        // A sheet is paper, also where nothing is printed.
        page.items.splice(0..0, drawn(cut.clone(), Some([0xFF; 3]), None));
    }
    let items = match cut {
        Some(path) => vec![Item::Group {
            transform: Transform::identity(),
            clip: Some(Clip { path, rule: FillRule::Winding }),
            opacity: 1.0,
            items: page.items,
        }],
        None => page.items,
    };
    let page = Page::new(page.name, page.width, page.height, 0.0).with_items(items);
    Ok(Shared::Picture { raster: painted(&page, width, height)?, notes })
}

fn monster(campaign: &Campaign, id: MonsterId, size: Option<Size>, press: &mut Press<'_>) -> Result<Shared, Failure> {
    let facts = facts::villain_facts(campaign, id).ok_or_else(|| lacking("There is no such monster."))?;
    let laid = villain::side(&facts, CardSide::Front, press.kit, press.symbols, press.typesetter);
    let surround =
        Surround::of_edition(&facts.edition, &facts.name, &campaign.settings().title, &facts.problem, press.kit);
    on_poster(laid, surround, &facts.name, size, press)
}

fn archetype(
    campaign: &Campaign,
    id: ArchetypeId,
    size: Option<Size>,
    press: &mut Press<'_>,
) -> Result<Shared, Failure> {
    let facts = facts::archetype_facts(campaign, id).ok_or_else(|| lacking("There is no such archetype."))?;
    let laid = archetype_card::side(&facts, CardSide::Front, press.kit, press.symbols, press.typesetter);
    let surround = Surround::of_edition(&facts.edition, &facts.name, &campaign.settings().title, "", press.kit);
    on_poster(laid, surround, &facts.name, size, press)
}

fn on_poster(
    laid: Result<(Page, Vec<Note>), Refusal>,
    surround: Result<Surround, Refusal>,
    who: &str,
    size: Option<Size>,
    press: &mut Press<'_>,
) -> Result<Shared, Failure> {
    let (page, notes) = laid.map_err(|refusal| refused(&refusal))?;
    let surround = surround.map_err(|refusal| refused(&refusal))?;
    let (width, height) = picture_size(size, social::PORTRAIT)?;
    let (canvas, corner) = (natural((width, height)), sheets::corner_of(&page));
    let made = social::poster(&page, corner, &surround, (canvas, who), press.kit, press.symbols, press.typesetter);
    let (poster, _) = made.map_err(|refusal| refused(&refusal))?;
    let notes = notes.iter().map(|note| format!("{}: {}", note.place, note.what)).collect();
    Ok(Shared::Picture { raster: painted(&poster, width, height)?, notes })
}

/// The figure on nothing, as large as its place has room for.
fn figure(facts: &CardFacts, size: Option<Size>, press: &Press<'_>) -> Result<Raster, Failure> {
    let colours = press.kit.figure_colours(&facts.figure, "");
    let composed = press.kit.figure_items(&facts.figure, &colours, Show::All, press.symbols);
    let items = composed.map_err(|error| broken(&error))?.items;
    let [left, top, right, bottom] = inked_box(&items).ok_or_else(|| lacking("The figure has no parts yet."))?;
    let margin = 24.0;
    let (w, h) = (right - left + 2.0 * margin, bottom - top + 2.0 * margin);
    let (width, height) = picture_size(size, (w, h))?;
    let scale = (width as f32 / w).min(height as f32 / h);
    let (x, y) = ((width as f32 - w * scale) / 2.0, (height as f32 - h * scale) / 2.0);
    let base = Transform::from_translate(x, y).pre_scale(scale, scale).pre_translate(margin - left, margin - top);
    render(&items, width, height, base, None).map_err(|error| broken(&error))
}

fn painted(page: &Page, width: u32, height: u32) -> Result<Raster, Failure> {
    let scale = Transform::from_scale(width as f32 / page.width, height as f32 / page.height);
    render(&page.items, width, height, scale, None).map_err(|error| broken(&error))
}

/// The size in pixels of a picture of this shape; usually 1080 wide.
fn picture_size(size: Option<Size>, (w, h): (f32, f32)) -> Result<(u32, u32), Failure> {
    let size = size.unwrap_or(Size { width: 1_080, height: None });
    let height = size.height.unwrap_or((size.width as f32 * h / w).round() as u32);
    if PICTURE_PX.contains(&size.width) && PICTURE_PX.contains(&height) {
        return Ok((size.width, height));
    }
    let (least, most) = (PICTURE_PX.start(), PICTURE_PX.end());
    Err(Failure::new(
        WHAT,
        format!("{} by {height} pixels is not a size for it.", size.width),
        format!("Choose sides of {least} to {most} pixels, such as 1080x1350."),
    ))
}

/// Posters are laid out at 1080 of their shorter side, whatever they are painted at.
fn natural((width, height): (u32, u32)) -> (f32, f32) {
    let scale = 1_080.0 / width.min(height) as f32;
    (width as f32 * scale, height as f32 * scale)
}

fn lacking(why: &str) -> Failure {
    Failure::new(WHAT, why, "Choose another picture, or another hero.")
}

fn refused(refusal: &Refusal) -> Failure {
    Failure::new(
        WHAT,
        format!("{}.", refusal.to_string().trim_end_matches('.')),
        "Mend it on the hero's page; the preview there shows the same.",
    )
}

fn broken(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(WHAT, format!("{error}."), "Try a smaller size.")
}

#[cfg(test)]
mod tests;
