//! Judging on paper: a judge's pack with its score sheets, and the results book, as PDF.

use super::super::failure::Failure;
use super::super::progress::Progress;
use super::book::{self, Naming};
use crate::campaign::{AwardId, Campaign};
use crate::judging::pack::Pack;
use crate::press::judging::{book as lay_book, score_sheets};
use crate::press::paper::Laid;
use crate::press::sheets::Paper;
use crate::press::sweepstake::Office;
use crate::scene::fonts::FontSource;
use crate::scene::item::Scene;
use crate::scene::pdf::{self, PdfOptions};
use crate::scene::text::Typesetter;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A paper as PDF, and the characters no font has.
#[derive(Debug)]
pub struct Printed {
    pub bytes: Vec<u8>,
    pub pages: usize,
    pub missing: Vec<String>,
}

fn office(campaign: &Campaign, paper: Paper) -> Office {
    let settings = campaign.settings();
    Office { paper, organiser: settings.organiser.clone(), language: settings.language.clone() }
}

fn printed(campaign: &Campaign, title: &str, laid: Laid, at: Timestamp) -> Result<Printed, Failure> {
    let settings = campaign.settings();
    let created = Some(at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string());
    let options = PdfOptions { created, ..PdfOptions::default() };
    let pages = laid.pages.len();
    let scene = Scene {
        title: format!("{}: {title}", settings.title),
        author: settings.organiser.clone(),
        language: settings.language.clone(),
        pages: laid.pages,
    };
    let bytes = pdf::write(&scene, &options)
        .map_err(|error| Failure::new(format!("{title} was not printed."), format!("{error}."), "Try it again."))?;
    Ok(Printed { bytes, pages, missing: laid.missing })
}

/// The pages of a judge's pack, for a preview.
pub fn pack_pages(campaign: &Campaign, pack: &Pack, paper: Paper, typesetter: &mut Typesetter) -> Laid {
    score_sheets(pack, &office(campaign, paper), typesetter)
}

/// A judge's pack with score sheets.
///
/// # Errors
/// Where the PDF cannot be written.
pub fn pack_pdf(campaign: &Campaign, pack: &Pack, paper: Paper, at: Timestamp) -> Result<Printed, Failure> {
    let mut typesetter = Typesetter::new(FontSource::with_system());
    let laid = pack_pages(campaign, pack, paper, &mut typesetter);
    printed(campaign, &format!("Judge pack {}", pack.judge), laid, at)
}

/// The results book.
///
/// # Errors
/// Where nothing is judged, or the work was cancelled.
pub fn book_pdf(
    campaign: &Campaign,
    awards: &[AwardId],
    naming: Naming,
    paper: Paper,
    clock: (Timestamp, &TimeZone),
    progress: &Progress,
) -> Result<Printed, Failure> {
    let (now, zone) = clock;
    let facts = book::facts(campaign, awards, naming, now, zone, progress)?;
    let mut typesetter = Typesetter::new(FontSource::with_system());
    let laid = lay_book(&facts, &office(campaign, paper), &mut typesetter);
    printed(campaign, "Results book", laid, now)
}
