//! What to look at before printing, by person: what is held, what is only noted, and the field that mends it.

use super::Press;
use super::crew::Crew;
use super::options::PrintOptions;
use super::pieces::{Content, Piece};
use super::product::Subject;
use super::report::PrintReport;
use super::roster::Roster;
use crate::app::failure::Failure;
use crate::app::progress::Progress;
use crate::campaign::{Campaign, HeroId, PersonId};
use crate::press::{Note, Refusal, facts};
use serde::Serialize;

/// What kind of thing is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Letters that no font at hand has.
    Glyphs,
    /// A text that has no place, or was made smaller to have one.
    Fit,
    /// A photo with too few pixels.
    Photo,
    /// The person has not agreed.
    Consent,
    /// Nobody has confirmed how the name is spelled.
    Unconfirmed,
    /// Something that the product shows is not there.
    Missing,
    /// The art kit or a style lacks what is asked for.
    Art,
}

/// Where it is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mend {
    /// The person's name, and its form in Latin letters.
    Name,
    Latin,
    Consent,
    Confirm,
    Address,
    Function,
    Team,
    Place,
    Since,
    /// What the hero is called.
    HeroName,
    Photo,
    Figure,
    /// What it holds and comes with.
    Gear,
    Backdrop,
    Enemy,
    Powers,
    Story,
    Quote,
    Specialties,
    /// The lines in the star.
    Claims,
    /// The hero as a whole, such as its style.
    Hero,
    /// Title of the award and why this person has it.
    Award,
    /// Logo, signatures and words of the campaign.
    Look,
    /// The monster as a whole, and its single fields.
    Monster,
    MonsterName,
    MonsterProblem,
    MonsterLine,
    MonsterStats,
    /// The archetype as a whole, and its single fields.
    Archetype,
    ArchetypeName,
    ArchetypeHabit,
    ArchetypeStory,
    ArchetypeTraits,
    ArchetypeCrimes,
    /// The message of thanks: its words, whom it thanks, who wrote it.
    Thanks,
    ThanksWords,
    ThanksTo,
    /// Who is thanked as the plate names them: by the hero's name, where there is one.
    ThanksPlate,
    ThanksFrom,
}

/// A piece that was not printed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    pub subject: Subject,
    #[serde(skip)]
    pub hero: Option<HeroId>,
    pub who: String,
    pub reason: String,
    pub kind: Kind,
    pub mend: Mend,
}

/// Something to look at before printing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub subject: Subject,
    #[serde(skip)]
    pub hero: Option<HeroId>,
    pub who: String,
    pub what: String,
    pub kind: Kind,
    pub mend: Mend,
}

/// Pieces that are looked at before the progress is told.
const TOGETHER: usize = 16;

/// Lays out everything and keeps nothing: what would be held and what to look at.
pub fn preflight(
    campaign: &Campaign,
    options: &PrintOptions,
    press: &mut Press<'_>,
    progress: &Progress,
) -> Result<PrintReport, Failure> {
    let roster = Roster::new(campaign, options, press.kit);
    progress.set_total(roster.len() as u64);
    let mut report = PrintReport::default();
    let mut crew = Crew::new(press, options.hands);
    for some in roster.slots().chunks(TOGETHER) {
        let looked = crew.each(press, some, |slot, press| {
            let piece = roster.piece(*slot)?;
            let result = piece.lay(options, press).map(|laid| laid.notes);
            Some((piece, result))
        });
        for (piece, result) in looked.into_iter().flatten() {
            match result {
                Ok(notes) => report.findings.extend(of_piece(campaign, &piece, &notes)),
                Err(refusal) => report.held.push(held(&piece, &refusal)),
            }
        }
        progress.reach(progress.done() + some.len() as u64)?;
    }
    Ok(report)
}

/// What to look at in a piece that is printed.
pub(super) fn of_piece(campaign: &Campaign, piece: &Piece, notes: &[Note]) -> Vec<Finding> {
    let finding = |what: String, kind: Kind, mend: Mend| Finding {
        subject: piece.subject,
        hero: piece.hero,
        who: piece.who.clone(),
        what,
        kind,
        mend,
    };
    let mut all: Vec<Finding> = Vec::new();
    for note in notes {
        let what = format!("{}: {}", note.place, note.what);
        let (kind, mend) = sorted(piece, &note.place, &note.what);
        if !all.iter().any(|other| other.what == what) {
            all.push(finding(what, kind, mend));
        }
    }
    if let Some(person) = piece.subject.person() {
        let of_person = about_person(campaign, person, piece);
        all.extend(of_person.into_iter().map(|(what, kind, mend)| finding(what, kind, mend)));
    }
    all
}

/// What the campaign itself lacks about a person who is printed.
fn about_person(campaign: &Campaign, id: PersonId, piece: &Piece) -> Vec<(String, Kind, Mend)> {
    let Some(person) = campaign.people().get(id) else { return Vec::new() };
    let mut all = Vec::new();
    // A label is for the post and no publication.
    let is_label = matches!(piece.content, Content::Label(_));
    if let (Some(words), false) = (facts::consent_note(person), is_label) {
        all.push((words.to_owned(), Kind::Consent, Mend::Consent));
    }
    let shows_name = match &piece.content {
        Content::Card(facts) => facts.real_name.is_some(),
        Content::Label(_) => true,
        _ => false,
    };
    if shows_name && person.name_confirmed.is_none() {
        let words = "nobody has confirmed how the name is spelled".to_owned();
        all.push((words, Kind::Unconfirmed, Mend::Confirm));
    }
    let has_story = || {
        let hero = campaign.hero_of(id).is_some_and(|(_, hero)| !hero.story.trim().is_empty());
        hero || campaign.stories().iter().any(|(_, story)| story.about == id && !story.text.trim().is_empty())
    };
    match &piece.content {
        Content::Card(facts) if facts.story.trim().is_empty() && facts.why.trim().is_empty() => {
            all.push(("there is no story yet, so there is less to read".to_owned(), Kind::Missing, Mend::Story));
        }
        Content::Storyboard(_) if !has_story() => {
            let words = "there is no story yet; the commercial has to do without it".to_owned();
            all.push((words, Kind::Missing, Mend::Story));
        }
        _ => {}
    }
    all
}

/// What kind of thing the layout said, and where it is mended.
fn sorted(piece: &Piece, place: &str, what: &str) -> (Kind, Mend) {
    let kind = if what.contains("no typeface at hand") {
        Kind::Glyphs
    } else if what.contains("dpi") || place.contains("photo") {
        Kind::Photo
    } else if what.contains("the art kit has no") {
        Kind::Art
    } else {
        Kind::Fit
    };
    let mend = match kind {
        Kind::Photo => Mend::Photo,
        _ => field(piece, place, what),
    };
    (
        kind,
        match mend {
            Mend::Name if kind == Kind::Glyphs => Mend::Latin,
            other => other,
        },
    )
}

/// The field whose words stand in this place.
fn field(piece: &Piece, place: &str, what: &str) -> Mend {
    if place.contains("address") {
        return if piece.subject.person().is_some() { Mend::Address } else { piece.mend() };
    }
    let usual = piece.mend();
    if piece.subject.person().is_none() {
        return field_of_thing(piece, place, what);
    }
    if usual == Mend::Address {
        return usual;
    }
    match place {
        "real name" | "name" => Mend::Name,
        // Styles put the one or the other on the plate; the words tell which.
        "name plate" | "code name" | "second line" | "title" | "headline" | "spine" | "lid" | "foot" => {
            let real = match &piece.content {
                Content::Card(facts) => facts.real_name.as_deref(),
                _ => None,
            };
            match (real, quoted(what)) {
                (Some(real), Some(words)) if is_part(words, real) => Mend::Name,
                _ => Mend::HeroName,
            }
        }
        "story" => Mend::Story,
        "quote" => Mend::Quote,
        "arch-enemy" => Mend::Enemy,
        "powers" => Mend::Powers,
        "accessories" | "accessory" | "equipment" | "comes with" => Mend::Gear,
        "starburst" => Mend::Claims,
        "figure" | "portrait" => Mend::Figure,
        "backdrop" => Mend::Backdrop,
        "award" | "award ribbon" | "medal" | "reason" => Mend::Award,
        "logo" | "campaign" | "signature" | "signatures" | "series" => Mend::Look,
        "function" => Mend::Function,
        "unit" => Mend::Team,
        "place" => Mend::Place,
        "in service since" => Mend::Since,
        _ if place.ends_with("specialty") => Mend::Specialties,
        _ => usual,
    }
}

/// The field of a monster, an archetype or a message whose words these are: those that are quoted tell it, else the place does.
fn field_of_thing(piece: &Piece, place: &str, what: &str) -> Mend {
    let is_of = |text: &str| quoted(what).is_some_and(|words| is_part(words, text));
    let is_plate = matches!(place, "name plate" | "name" | "code name" | "title" | "headline" | "foot");
    match &piece.content {
        Content::Villain(facts) => match place {
            "powers" => Mend::MonsterStats,
            _ if is_of(&facts.name) => Mend::MonsterName,
            _ if is_of(&facts.tagline) => Mend::MonsterLine,
            _ if is_of(&facts.problem) => Mend::MonsterProblem,
            "second line" => Mend::MonsterLine,
            _ if is_plate => Mend::MonsterName,
            _ => Mend::Monster,
        },
        Content::Archetype(facts) => match place {
            "powers" => Mend::ArchetypeTraits,
            "list" => Mend::ArchetypeCrimes,
            _ if is_of(&facts.name) => Mend::ArchetypeName,
            _ if is_of(&facts.tagline) => Mend::ArchetypeHabit,
            _ if is_of(&facts.habit) => Mend::ArchetypeStory,
            _ if facts.crimes.iter().any(|crime| is_of(crime)) => Mend::ArchetypeCrimes,
            "second line" => Mend::ArchetypeHabit,
            "story" => Mend::ArchetypeStory,
            _ if is_plate => Mend::ArchetypeName,
            _ => Mend::Archetype,
        },
        Content::Thanks(_) => match place {
            "message" => Mend::ThanksWords,
            "addressee" => Mend::ThanksTo,
            "name plate" => Mend::ThanksPlate,
            "author" => Mend::ThanksFrom,
            "logo" | "second line" => Mend::Look,
            _ => Mend::Thanks,
        },
        _ => piece.mend(),
    }
}

/// The words that a finding quotes.
fn quoted(what: &str) -> Option<&str> {
    what.split(['“', '”']).nth(1).map(str::trim).filter(|words| !words.is_empty())
}

/// Whether words quoted from a text, in capitals or cut short, are of this name.
fn is_part(words: &str, name: &str) -> bool {
    let (words, name) = (words.trim_end_matches('…').to_lowercase(), name.to_lowercase());
    !words.is_empty() && name.contains(&words)
}

/// A piece that is not printed.
pub(super) fn held(piece: &Piece, refusal: &Refusal) -> Held {
    // The refusal begins with the name, which stands beside it already.
    let words = refusal.to_string();
    let called = refusal.who().unwrap_or_default();
    let why = words.strip_prefix(called).map_or(words.as_str(), |rest| rest.trim_start_matches(": "));
    let (kind, mend, help) = match refusal {
        Refusal::Text { place, reason, .. } => {
            let (kind, mend) = sorted(piece, place, reason);
            let help = match (kind, mend) {
                (Kind::Glyphs, Mend::Latin) => " Give the name a Latin form, or install a font that has these letters.",
                (Kind::Glyphs, _) => " Write it with other letters, or install a font that has these.",
                (_, Mend::Address) => " Shorten a line of the address.",
                (_, Mend::Name) => " Shorten it, or choose another public form of the name on the person's page.",
                _ => " Shorten it.",
            };
            (kind, mend, help)
        }
        Refusal::UnknownStyle { .. } => (Kind::Art, piece.mend(), " Choose another style."),
        Refusal::Lacking { .. } => (piece.kind(), piece.mend(), ""),
        Refusal::Art { .. } | Refusal::BrokenStyle { .. } => (Kind::Art, piece.mend(), ""),
        Refusal::CodeTooLong { .. } => (Kind::Fit, Mend::Look, ""),
    };
    let stop = if help.is_empty() || why.ends_with('.') { "" } else { "." };
    Held {
        subject: piece.subject,
        hero: piece.hero,
        who: piece.who.clone(),
        reason: format!("{why}{stop}{help}"),
        kind,
        mend,
    }
}
