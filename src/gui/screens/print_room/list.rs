//! Whom the run is about, as a list: face, name, and whether the piece can go out or has changed since it was made.

use crate::app::printing::{State, Subject};
use crate::campaign::{Campaign, HeroId, Person};
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Type};
use crate::gui::widgets::data_table::{Cell, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{Align2, TextureId, pos2};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Points of a row: two lines beside a face.
pub const ROW: f32 = 52.0;

/// One piece in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub subject: Subject,
    pub hero: Option<HeroId>,
    pub name: String,
}

/// What a piece is called in lists.
pub fn name_of(campaign: &Campaign, subject: Subject) -> String {
    match subject {
        Subject::Person(id) => campaign.people().get(id).map(|person| person.display_name().to_owned()),
        Subject::Monster(id) => campaign.monsters().get(id).map(|monster| monster.name.clone()),
        Subject::Archetype(id) => campaign.archetypes().get(id).map(|archetype| archetype.name.clone()),
        Subject::Thanks(id) => campaign.thanks().get(id).map(|thanks| {
            let person = thanks.to.and_then(|to| campaign.people().get(to));
            person.map_or(thanks.to_words.as_str(), Person::display_name).to_owned()
        }),
        Subject::Campaign => Some("All of it".to_owned()),
    }
    .filter(|name| !name.trim().is_empty())
    .unwrap_or_else(|| subject.to_string())
}

/// A number for each subject by which a selection keeps it.
pub fn key(subject: Subject) -> u64 {
    match subject {
        Subject::Person(id) => id.0,
        Subject::Monster(id) => id.0,
        Subject::Archetype(id) => id.0,
        Subject::Thanks(id) => id.0,
        Subject::Campaign => 0,
    }
}

/// The rows that are painted.
pub struct Rows<'a> {
    pub shown: &'a [Entry],
    pub faces: HashMap<Subject, TextureId>,
    /// Why a piece is held, or what is to be looked at; for those that are in view.
    pub words: HashMap<Subject, (String, bool)>,
    pub states: &'a BTreeMap<Subject, State>,
}

impl Rows<'_> {
    fn entry(&self, row: u64) -> Option<&Entry> {
        self.shown.get(usize::try_from(row).ok()?)
    }
    fn state(&self, entry: &Entry) -> (Cow<'_, str>, Tone) {
        let made = match self.states.get(&entry.subject) {
            Some(State::Printed) => Some("Printed, unchanged"),
            Some(State::Changed) => Some("Changed since it was printed"),
            Some(State::New) | None => None,
        };
        match (self.words.get(&entry.subject), made) {
            (Some((reason, true)), _) => (format!("Held: {reason}").into(), Tone::Danger),
            (_, Some(made)) if made.starts_with("Changed") => (made.into(), Tone::Accent),
            // What is printed was looked at before; the checks still tell.
            (_, Some(made)) => (made.into(), Tone::Neutral),
            (Some((note, false)), None) => (note.as_str().into(), Tone::Warning),
            (None, None) => ("Ready".into(), Tone::Success),
        }
    }
}

impl TableRows for Rows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.entry(row).map_or(0, |entry| key(entry.subject))
    }
    fn text(&self, row: u64, _column: usize) -> Cow<'_, str> {
        let Some(entry) = self.entry(row) else { return Cow::Borrowed("") };
        Cow::Owned(format!("{}, {}", entry.name, self.state(entry).0))
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some(entry) = self.entry(cell.row()) else { return };
        cell.face(&FacePlate::new(&entry.name).texture(self.faces.get(&entry.subject).copied()));
        let c = cell.colours();
        let (words, tone) = self.state(entry);
        let ink = match tone {
            Tone::Success => c.success,
            Tone::Warning => c.warning,
            Tone::Danger => c.danger,
            Tone::Accent => c.accent_ink,
            _ => c.ink_muted,
        };
        let rect = cell.rect();
        let left = rect.left() + 54.0;
        let fit = Fit::Elide((rect.right() - left - 4.0).max(10.0));
        let (p, y) = (cell.painter(), rect.center().y);
        text::paint(p, pos2(left, y + 1.0), Align2::LEFT_BOTTOM, &entry.name, Type::Strong, c.ink, fit);
        text::paint(p, pos2(left, y + 2.0), Align2::LEFT_TOP, &words, Type::Caption, ink, fit);
    }
}
