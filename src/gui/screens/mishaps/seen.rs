//! What the search found in the mishap that is shown, kept until the words or what is known change.

use crate::app::mishaps::{cast, propose_stand_ins};
use crate::app::redaction::{self, Found, Kind, Known, Third};
use crate::campaign::{Campaign, Mishap, MishapId};
use crate::gui::theme::Colours;
use crate::gui::widgets::marked_text::Mark;
use eframe::egui::Color32;
use std::cell::RefCell;
use std::collections::HashMap;

/// The colour of a kind; its title stands beside it wherever it is used.
pub fn colour_of(kind: Kind, c: &Colours) -> Color32 {
    let place = match kind {
        Kind::Name => 5,
        Kind::Email | Kind::Link => 0,
        Kind::Phone => 1,
        Kind::Handle => 2,
        Kind::Place => 3,
        Kind::Team => 4,
    };
    c.category[place]
}

pub fn marks(found: &[Found], c: &Colours) -> Vec<Mark> {
    found.iter().map(|it| Mark { range: it.range.clone(), colour: colour_of(it.kind, c) }).collect()
}

/// One line of the list of third persons.
pub struct Row {
    pub third: Third,
    /// It stands in the original; else somebody typed it.
    pub original: bool,
    /// It stands in the words for the public.
    pub in_public: bool,
}

impl Row {
    /// It still may tell who somebody is.
    pub fn is_open(&self) -> bool {
        self.in_public && (self.third.stand_in.is_some() || self.third.is_open())
    }
}

#[derive(Default)]
pub struct Seen {
    of: Option<(MishapId, u64, Option<u64>)>,
    /// In the original.
    pub found: Vec<Found>,
    pub rows: Vec<Row>,
    /// What may stand in for a person.
    pub stand_ins: Vec<String>,
    /// What the words for the public would be, as decided and proposed.
    pub proposed: String,
}

impl Seen {
    /// Brings it up to date.
    pub fn update(&mut self, campaign: &Campaign, id: MishapId, mishap: &Mishap, known: &Known, known_of: Option<u64>) {
        let of = Some((id, campaign.revision(), known_of));
        if self.of == of {
            return;
        }
        self.of = of;
        let cast = cast(campaign, mishap);
        self.found = redaction::find(&mishap.text, known);
        self.proposed = redaction::public_words(known, &cast, mishap);
        self.stand_ins = propose_stand_ins(campaign, mishap);
        let public: Vec<Found> =
            [&mishap.title, &mishap.public_text, &mishap.punchline, &mishap.device, &mishap.cause, &mishap.damage]
                .into_iter()
                .flat_map(|text| redaction::find(text, known))
                .collect();
        self.rows = redaction::thirds(known, &cast, mishap)
            .into_iter()
            .map(|third| {
                let in_public = public.iter().any(|found| redaction::is_same(found, third.kind, &third.words));
                Row { third, original: true, in_public }
            })
            .collect();
        for found in public {
            if self.rows.iter().any(|row| redaction::is_same(&found, row.third.kind, &row.third.words)) {
                continue;
            }
            let made = mishap.redactions.iter().find(|it| redaction::is_same(&found, found.kind, &it.words));
            let third = Third {
                kind: found.kind,
                words: found.text,
                places: Vec::new(),
                stand_in: made.map(|it| it.stand_in.clone()).filter(|words| !words.is_empty()),
                reason: made.map_or_else(String::new, |it| it.reason.clone()),
                is_decided: made.is_some(),
            };
            self.rows.push(Row { third, original: false, in_public: true });
        }
    }

    /// How many still may tell who somebody is.
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.is_open()).count()
    }
}

/// Finds what is to be marked in a field, once for each text.
pub struct Finds<'a> {
    pub known: &'a Known,
    pub mishap: &'a Mishap,
    pub colours: &'static Colours,
    pub kept: &'a Kept,
}

/// What was found in the last texts.
#[derive(Default)]
pub struct Kept {
    #[allow(clippy::option_option, reason = "never asked yet is something else than asked while nobody was known")]
    of: RefCell<Option<Option<u64>>>,
    texts: RefCell<HashMap<String, Vec<Found>>>,
}

impl Kept {
    /// Texts that are remembered.
    const MOST: usize = 24;

    /// Forgets all when other people are known.
    pub fn follow(&self, known_of: Option<u64>) {
        if *self.of.borrow() != Some(known_of) {
            *self.of.borrow_mut() = Some(known_of);
            self.texts.borrow_mut().clear();
        }
    }
}

impl Finds<'_> {
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let mut texts = self.kept.texts.borrow_mut();
        if texts.len() > Kept::MOST {
            texts.clear();
        }
        let found = texts.entry(text.to_owned()).or_insert_with(|| redaction::find(text, self.known));
        let open: Vec<Found> = found.iter().filter(|found| !redaction::excused(self.mishap, found)).cloned().collect();
        marks(&open, self.colours)
    }
}
