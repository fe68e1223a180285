//! The heroes in a list: face, name, hero name, and whether the card can go out.

use super::desk::Verdict;
use crate::campaign::{Campaign, ConsentState, Hero, HeroId, Person};
use crate::gui::marks::Tone;
use crate::gui::text::{self, Fit, Type};
use crate::gui::widgets::data_table::{Cell, TableRows};
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{Align2, TextureId, pos2};
use std::borrow::Cow;
use std::collections::HashMap;

/// Points of a row: three lines beside a face.
pub const ROW: f32 = 60.0;

/// Whether a card can go out, in a few words.
pub fn state(person: Option<&Person>, verdict: Option<&Verdict>) -> (String, Tone) {
    if let Some(reason) = verdict.and_then(|verdict| verdict.refusal.as_ref()) {
        return (format!("Held: {reason}"), Tone::Danger);
    }
    match person.map(|person| person.consent.state).unwrap_or_default() {
        ConsentState::Agreed => ("Ready".into(), Tone::Success),
        ConsentState::NotAsked => ("Consent not asked".into(), Tone::Warning),
        ConsentState::Asked => ("Consent asked, no answer".into(), Tone::Warning),
        // Neutral on purpose: to say no is nothing to be marked for.
        ConsentState::Refused | ConsentState::Withdrawn => ("Hero name only".into(), Tone::Line),
    }
}

pub struct HeroRows<'a> {
    pub campaign: &'a Campaign,
    pub shown: &'a [HeroId],
    pub faces: HashMap<HeroId, TextureId>,
    pub verdicts: HashMap<HeroId, Verdict>,
}

impl HeroRows<'_> {
    fn hero(&self, row: u64) -> Option<(HeroId, &Hero)> {
        let id = *self.shown.get(usize::try_from(row).ok()?)?;
        Some((id, self.campaign.heroes().get(id)?))
    }
    fn name(&self, hero: &Hero) -> &str {
        self.campaign.people().get(hero.person).map_or("No name yet", Person::display_name)
    }
    fn state(&self, id: HeroId, hero: &Hero) -> (String, Tone) {
        state(self.campaign.people().get(hero.person), self.verdicts.get(&id))
    }
}

impl TableRows for HeroRows<'_> {
    fn len(&self) -> u64 {
        self.shown.len() as u64
    }
    fn key(&self, row: u64) -> u64 {
        self.hero(row).map_or(0, |(id, _)| id.0)
    }
    fn text(&self, row: u64, _column: usize) -> Cow<'_, str> {
        let Some((id, hero)) = self.hero(row) else { return Cow::Borrowed("") };
        Cow::Owned(format!("{}, {}, {}", self.name(hero), hero.persona, self.state(id, hero).0))
    }
    fn paint(&self, cell: &mut Cell<'_>) {
        let Some((id, hero)) = self.hero(cell.row()) else { return };
        let name = self.name(hero);
        cell.face(&FacePlate::new(name).texture(self.faces.get(&id).copied()));
        let c = cell.colours();
        let (words, tone) = self.state(id, hero);
        let ink = match tone {
            Tone::Success => c.success,
            Tone::Warning => c.warning,
            Tone::Danger => c.danger,
            _ => c.ink_muted,
        };
        let rect = cell.rect();
        let left = rect.left() + 54.0;
        let fit = Fit::Elide((rect.right() - left - 4.0).max(10.0));
        let (p, y) = (cell.painter(), rect.center().y);
        text::paint(p, pos2(left, y - 8.0), Align2::LEFT_BOTTOM, name, Type::Strong, c.ink, fit);
        text::paint(p, pos2(left, y), Align2::LEFT_CENTER, &hero.persona, Type::Caption, c.ink_muted, fit);
        text::paint(p, pos2(left, y + 8.0), Align2::LEFT_TOP, &words, Type::Caption, ink, fit);
    }
}
