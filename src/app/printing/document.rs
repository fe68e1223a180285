//! Pages become the bytes of a file: title, author, language and date from the campaign, on any thread.

use super::Press;
use super::options::PrintOptions;
use super::pieces::{Laid, Piece};
use super::sheets::{self, Of};
use crate::app::failure::Failure;
use crate::app::progress::{Cancelled, Progress};
use crate::campaign::Campaign;
use crate::scene::item::{Page, Scene};
use crate::scene::pdf::{self, FormCache, PdfError, PdfOptions};
use std::sync::Arc;

/// What the files of a run have in common.
pub(super) struct Documents<'a> {
    campaign: &'a Campaign,
    options: &'a PrintOptions,
    forms: Arc<FormCache>,
}

impl<'a> Documents<'a> {
    pub fn new(campaign: &'a Campaign, options: &'a PrintOptions) -> Self {
        Self { campaign, options, forms: Arc::default() }
    }

    /// The bytes of a file; `progress` where it is long enough to be stopped.
    pub fn write(&self, title: String, pages: Vec<Page>, progress: Option<&Progress>) -> Result<Vec<u8>, Failure> {
        let settings = self.campaign.settings();
        let (author, language) = (settings.organiser.clone(), settings.language.clone());
        let scene = Scene { title, author, language, pages };
        let options = PdfOptions {
            // The last change of the campaign, not the clock: the same campaign gives the same bytes on another day.
            created: self
                .campaign
                .ledger()
                .lines()
                .last()
                .map(|line| line.at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()),
            cache: Some(Arc::clone(&self.forms)),
            hands: if progress.is_some() { self.options.hands } else { Some(1) },
            ..sheets::pdf_options(self.options, &scene.pages)
        };
        let go_on = &mut |_, _| progress.is_none_or(|progress| !progress.is_cancelled());
        pdf::write_with(&scene, &options, go_on).map_err(|error| match error {
            PdfError::Cancelled => Cancelled.into(),
            error => Failure::new(
                "The PDF was not made.",
                format!("{error}."),
                "Print this one alone to see which text it is about.",
            ),
        })
    }

    /// The file of one piece alone.
    pub fn alone(&self, piece: &Piece, pages: Vec<Page>, press: &mut Press<'_>) -> Result<Vec<u8>, Failure> {
        let title = format!("{} – {}", piece.title(), self.campaign.settings().title);
        let laid = vec![(piece.clone(), Ok(Laid { pages, notes: Vec::new() }))];
        let pages = sheets::impose(self.campaign, self.options, laid, Of { before: 0, pieces: 1 }, press)
            .map_err(|refusal| sheets::not_made(self.options, &refusal))?;
        self.write(title, pages, None)
    }
}
