//! The field of a seed: shown after a shuffle, typed to get a look again. Used by the workshop and by the monsters.

use crate::gui::widgets::text_field::TextField;
use eframe::egui::{Key, Ui};

/// Digits of a seed that can be typed.
const MOST_DIGITS: usize = 18;

/// A seed as it is being typed, and for which record and seed the field was filled.
#[derive(Default)]
pub struct SeedField {
    of: Option<(u64, Option<u64>)>,
    text: String,
}

impl SeedField {
    /// Paints it across the room there is. Gives a seed that was entered and is not the one there is.
    pub fn show(&mut self, ui: &mut Ui, record: u64, seed: Option<u64>) -> Option<u64> {
        if self.of != Some((record, seed)) {
            let text = seed.map_or_else(String::new, |seed| seed.to_string());
            *self = Self { of: Some((record, seed)), text };
        }
        let field = TextField::new(&mut self.text, "Seed").hint("Seed").show(ui);
        let field = field.on_hover_text("The same seed and the same locks give the same look again");
        if field.changed() {
            self.text.retain(|letter| letter.is_ascii_digit());
            self.text.truncate(MOST_DIGITS);
        }
        let entered = field.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
        self.text.parse::<u64>().ok().filter(|typed| entered && seed != Some(*typed))
    }
}
