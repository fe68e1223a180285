//! A list of words that belong to a record: each with a cross, and a field that adds one more, with those that were used
//! before to choose from.

use eframe::egui::{Color32, Key, Ui, vec2};

use super::command_button::CommandButton;
use super::tag::Tag;
use super::text_field::TextField;
use crate::gui::icons::Icon;

/// Suggestions shown at a time.
const SUGGESTED: usize = 8;

/// What happened to the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagEvent {
    /// Typed or chosen, without outer spaces; never empty and never one that is there in other letters.
    Added(String),
    /// The one at this place.
    Removed(usize),
}

/// Something that was used before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion<'a> {
    pub words: &'a str,
    /// How often; 0 says nothing.
    pub count: usize,
}

/// The list with its field.
#[must_use = "call show"]
pub struct TagEditor<'a> {
    add: &'a str,
    tags: &'a [String],
    typed: &'a mut String,
    swatches: Option<&'a dyn Fn(&str) -> Color32>,
    suggestions: &'a [Suggestion<'a>],
    most: usize,
}

fn key(words: &str) -> String {
    words.trim().to_lowercase()
}

impl<'a> TagEditor<'a> {
    /// `add` names the field: "Add a problem". What is being typed is kept by the caller.
    pub fn new(add: &'a str, tags: &'a [String], typed: &'a mut String) -> Self {
        Self { add, tags, typed, swatches: None, suggestions: &[], most: usize::MAX }
    }

    /// A square of colour before each.
    pub fn swatches(mut self, colour: &'a dyn Fn(&str) -> Color32) -> Self {
        self.swatches = Some(colour);
        self
    }

    /// Offered under the field: those that go with what is being typed, the first ones while nothing is.
    pub fn suggestions(mut self, suggestions: &'a [Suggestion<'a>]) -> Self {
        self.suggestions = suggestions;
        self
    }

    /// No more than this many.
    pub fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    fn holds(&self, words: &str) -> bool {
        self.tags.iter().any(|tag| key(tag) == key(words))
    }

    /// Paints across the room there is.
    pub fn show(self, ui: &mut Ui) -> Option<TagEvent> {
        let mut event = None;
        let full = self.tags.len() >= self.most;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (n, words) in self.tags.iter().enumerate() {
                let mut tag = Tag::new(words.as_str()).removable();
                if let Some(colour) = self.swatches {
                    tag = tag.swatch(colour(words));
                }
                if ui.push_id(n, |ui| tag.show(ui).removed).inner {
                    event = Some(TagEvent::Removed(n));
                }
            }
            if full {
                return;
            }
            let field = TextField::new(self.typed, self.add).icon(Icon::Plus).hint(self.add).small();
            let response = field.width(150.0_f32.min(ui.available_width().max(120.0))).show(ui);
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                let words = std::mem::take(self.typed).trim().to_owned();
                if !words.is_empty() && !self.tags.iter().any(|tag| key(tag) == key(&words)) {
                    event = Some(TagEvent::Added(words));
                }
                // One after the other, without reaching for the pointer.
                response.request_focus();
            }
        });
        if full {
            return event;
        }
        let typed = key(self.typed);
        let goes_with = |suggestion: &&Suggestion<'_>| {
            !self.holds(suggestion.words) && (typed.is_empty() || key(suggestion.words).contains(&typed))
        };
        let offered: Vec<&Suggestion<'_>> = self.suggestions.iter().filter(goes_with).take(SUGGESTED).collect();
        if offered.is_empty() {
            return event;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
            for Suggestion { words, count } in offered {
                let title = if *count == 0 { (*words).to_owned() } else { format!("{words} {count}") };
                let button = CommandButton::quiet(title).icon(Icon::Plus).small();
                if button.hint(format!("{}: {words}", self.add)).show(ui).clicked() {
                    self.typed.clear();
                    event = Some(TagEvent::Added((*words).to_owned()));
                }
            }
        });
        event
    }
}
