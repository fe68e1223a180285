//! The campaign's own look, for the window and the command line: its logo picture, its colours and its words.

use super::failure::{Failure, io_reason};
use super::photos::MAX_BYTES;
use super::world::World;
use crate::campaign::{Campaign, Change, Edit, Look, LookColours, Photo, Settings, Wording};
use crate::press::look::colour;
use crate::scene::kit::looks_like_svg;
use crate::scene::picture::Picture;
use crate::scene::svg;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// One of the campaign's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookColour {
    Signal,
    Plate,
    Ground,
}

impl LookColour {
    pub const ALL: [Self; 3] = [Self::Signal, Self::Plate, Self::Ground];

    pub fn title(self) -> &'static str {
        match self {
            Self::Signal => "Logo and ribbons",
            Self::Plate => "Name plates",
            Self::Ground => "Backdrops",
        }
    }

    pub fn get(self, colours: &LookColours) -> &str {
        match self {
            Self::Signal => &colours.signal,
            Self::Plate => &colours.plate,
            Self::Ground => &colours.ground,
        }
    }

    pub fn place(self, colours: &mut LookColours) -> &mut String {
        match self {
            Self::Signal => &mut colours.signal,
            Self::Plate => &mut colours.plate,
            Self::Ground => &mut colours.ground,
        }
    }
}

/// One of the texts that a campaign can word itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Starburst,
    TrayOne,
    TrayMany,
    AwardLine,
    EnemyTitle,
    BackTitle,
    PowersTitle,
    Collect,
    Foot,
}

impl Word {
    pub const ALL: [Self; 9] = [
        Self::Starburst,
        Self::TrayOne,
        Self::TrayMany,
        Self::AwardLine,
        Self::EnemyTitle,
        Self::BackTitle,
        Self::PowersTitle,
        Self::Collect,
        Self::Foot,
    ];

    /// The name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Starburst => "starburst",
            Self::TrayOne => "tray-one",
            Self::TrayMany => "tray-many",
            Self::AwardLine => "award-line",
            Self::EnemyTitle => "enemy-title",
            Self::BackTitle => "back-title",
            Self::PowersTitle => "powers-title",
            Self::Collect => "collect",
            Self::Foot => "foot",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Starburst => "Starburst",
            Self::TrayOne => "Tray with one thing",
            Self::TrayMany => "Tray with several things",
            Self::AwardLine => "Award line",
            Self::EnemyTitle => "Over the arch-enemy",
            Self::BackTitle => "Title of the back",
            Self::PowersTitle => "Over the powers",
            Self::Collect => "Beside the other heroes",
            Self::Foot => "Foot of the back",
        }
    }

    /// The words that stand there when the campaign has none.
    pub fn usual(self) -> &'static str {
        match self {
            Self::Starburst => "each hero's own",
            Self::TrayOne => "WITH ACCESSORY",
            Self::TrayMany => "{n} ACCESSORIES",
            Self::AwardLine => "{award} {year}",
            Self::EnemyTitle => "ARCH-ENEMY",
            Self::BackTitle => "FILE CARD",
            Self::PowersTitle => "POWER STATS",
            Self::Collect => "COLLECT THEM ALL!",
            Self::Foot => "A certificate in disguise. No toy inside, only gratitude.",
        }
    }

    /// Lines it may have.
    pub fn lines(self) -> usize {
        match self {
            Self::Starburst => 3,
            Self::Foot => 2,
            _ => 1,
        }
    }

    /// The campaign's words, lines ended by `\n`.
    pub fn get(self, wording: &Wording) -> String {
        match self {
            Self::Starburst => wording.starburst.join("\n"),
            Self::TrayOne => wording.tray_one.clone(),
            Self::TrayMany => wording.tray_many.clone(),
            Self::AwardLine => wording.award_line.clone(),
            Self::EnemyTitle => wording.enemy_title.clone(),
            Self::BackTitle => wording.back_title.clone(),
            Self::PowersTitle => wording.powers_title.clone(),
            Self::Collect => wording.collect.clone(),
            Self::Foot => wording.foot.join("\n"),
        }
    }

    /// Puts words there; empty ones bring the usual back. More lines than there is room for are left away.
    pub fn set(self, wording: &mut Wording, words: &str) {
        let lines = || -> Vec<String> {
            let mut list: Vec<String> = words.split('\n').map(str::to_owned).take(self.lines()).collect();
            while list.last().is_some_and(|line| line.trim().is_empty()) {
                list.pop();
            }
            list
        };
        match self {
            Self::Starburst => wording.starburst = lines(),
            Self::Foot => wording.foot = lines(),
            Self::TrayOne => wording.tray_one = words.to_owned(),
            Self::TrayMany => wording.tray_many = words.to_owned(),
            Self::AwardLine => wording.award_line = words.to_owned(),
            Self::EnemyTitle => wording.enemy_title = words.to_owned(),
            Self::BackTitle => wording.back_title = words.to_owned(),
            Self::PowersTitle => wording.powers_title = words.to_owned(),
            Self::Collect => wording.collect = words.to_owned(),
        }
    }

    /// What is missing in these words, where something is.
    pub fn lacks(self, words: &str) -> Option<&'static str> {
        match self {
            Self::TrayMany if !words.trim().is_empty() && !words.contains("{n}") => {
                Some("Write {n} where the number stands.")
            }
            Self::AwardLine if !words.trim().is_empty() && !words.contains("{award}") => {
                Some("Write {award} where the award's name stands.")
            }
            _ => None,
        }
    }
}

/// Reads a picture for the place of the logo: PNG, JPEG, GIF, WebP or SVG, judged by its content. What the campaign notes about it,
/// and its bytes.
///
/// # Errors
/// What is wrong with the file, with the line where it is a drawing.
pub fn read_logo(world: &dyn World, path: &Path) -> Result<(Photo, Arc<Vec<u8>>), Failure> {
    read_picture(world, path, "the logo", true)
}

/// Reads the picture of a signature, which stands on certificates.
///
/// # Errors
/// What is wrong with the file.
pub fn read_signature(world: &dyn World, path: &Path) -> Result<(Photo, Arc<Vec<u8>>), Failure> {
    read_picture(world, path, "a signature", true)
}

/// Reads a picture for the window of a card.
///
/// # Errors
/// What is wrong with the file.
pub fn read_hero_photo(world: &dyn World, path: &Path) -> Result<(Photo, Arc<Vec<u8>>), Failure> {
    read_picture(world, path, "a photo", false)
}

fn read_picture(
    world: &dyn World,
    path: &Path,
    role: &str,
    may_be_drawn: bool,
) -> Result<(Photo, Arc<Vec<u8>>), Failure> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let what = format!("{file_name} was not taken as {role}; the campaign is as it was.");
    let failed = |why: String, help: &str| Failure::new(what.clone(), why, help);
    let bytes = world.read(path).map_err(|error| failed(io_reason(&error), "Choose another file."))?;
    if bytes.len() > MAX_BYTES {
        return Err(failed(
            format!("It has {} MB.", bytes.len() >> 20),
            "Save it smaller: 3000 pixels on a side are plenty.",
        ));
    }
    let (width, height) = if looks_like_svg(&bytes) {
        if !may_be_drawn {
            return Err(failed("It is a drawing, not a photo.".into(), "Choose a JPEG or a PNG."));
        }
        let refused =
            |why: String| failed(format!("{why}."), "Export it as plain SVG with text turned into paths, or as PNG.");
        let text = std::str::from_utf8(&bytes).map_err(|_| refused("It is not text in UTF-8".into()))?;
        let drawing = svg::read(text).map_err(|error| {
            let is = if matches!(error, svg::SvgError::Unreadable(_)) { "is " } else { "" };
            refused(format!("It {is}{error}"))
        })?;
        (drawing.size.0.ceil() as u64, drawing.size.1.ceil() as u64)
    } else {
        let picture = Picture::read(&bytes).map_err(|error| failed(format!("{error}."), error.help()))?;
        let (width, height) = picture.size_px();
        (u64::from(width), u64::from(height))
    };
    let photo = Photo {
        sha256: hex::encode(Sha256::digest(&bytes)),
        file_name,
        bytes: bytes.len() as u64,
        width_px: width,
        height_px: height,
    };
    Ok((photo, Arc::new(bytes)))
}

/// A colour as typed, in the form the campaign keeps; empty for none.
///
/// # Errors
/// When it is no colour.
pub fn colour_typed(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("none") {
        return Ok(String::new());
    }
    colour(text).map(|hex| hex.as_str().to_owned()).ok_or_else(|| {
        Failure::new(
            "The colour was not changed.",
            format!("“{text}” is no colour."),
            "Write six digits from 0 to F, such as #2449B8.",
        )
    })
}

/// The campaign with another look, as one step. `None` when it looks so already.
pub fn change(campaign: &Campaign, title: &str, change: impl FnOnce(&mut Look)) -> Option<Change> {
    let mut look = campaign.settings().look.clone();
    change(&mut look);
    if look == campaign.settings().look {
        return None;
    }
    let settings = Settings { look, ..campaign.settings().clone() };
    Some(Change::one(title, Edit::Settings(Arc::new(settings))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;

    #[test]
    fn words_go_in_and_out_and_keep_to_their_lines() {
        let mut wording = Wording::default();
        for word in Word::ALL {
            word.set(&mut wording, "One\nTwo\nThree\nFour");
            let said = word.get(&wording);
            assert!(said.starts_with("One"), "{word:?}");
            assert!(word.lines() == 1 || said.lines().count() == word.lines(), "{word:?}");
            word.set(&mut wording, "");
        }
        assert_eq!(wording, Wording::default());
        assert!(Word::TrayMany.lacks("Things").is_some() && Word::TrayMany.lacks("{n} things").is_none());
    }

    #[test]
    fn logos_are_judged_by_what_they_are() {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        let png = include_bytes!("../../assets/art/icon/unsung-256.png").to_vec();
        world.put("/logo.svg", png.clone());
        world.put("/drawn.png", br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#123456"/></svg>"##.to_vec());
        world.put(
            "/bad.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n<image href=\"x\"/></svg>".to_vec(),
        );
        world.put("/cut.png", png[..200].to_vec());
        let (photo, _) = read_logo(&world, Path::new("/logo.svg")).unwrap();
        assert_eq!((photo.width_px, photo.height_px), (256, 256));
        let (photo, _) = read_logo(&world, Path::new("/drawn.png")).unwrap();
        assert_eq!((photo.width_px, photo.height_px), (300, 100));
        assert!(read_logo(&world, Path::new("/bad.svg")).unwrap_err().why.starts_with("It holds"));
        assert!(read_logo(&world, Path::new("/cut.png")).is_err());
        assert!(read_hero_photo(&world, Path::new("/drawn.png")).is_err());
        assert_eq!(colour_typed("2449b8").unwrap(), "#2449B8");
        assert_eq!(colour_typed(" none ").unwrap(), "");
        assert!(colour_typed("blue").is_err());
    }
}
