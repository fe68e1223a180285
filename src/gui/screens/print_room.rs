//! The page `print_room`.

use crate::campaign::PersonId;
use crate::gui::action::{Cx, Screen};
use eframe::egui::{Context, Id, Ui};

#[derive(Default)]
pub struct PrintRoom {}

fn later() -> Id {
    Id::unique("people to print")
}

/// The print room opens with these people selected.
pub fn print_later(ctx: &Context, people: Vec<PersonId>) {
    ctx.data_mut(|data| data.insert_temp(later(), people));
}

impl Screen for PrintRoom {
    fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    fn reset(&mut self) {
        *self = Self::default();
    }
}
