//! Whom the run is about: all, the winners or those chosen, with how each stands.

use super::list::{ROW, Rows};
use super::{PrintRoom, Who};
use crate::app::printing::{self, PrintOptions, Subject};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx, Target};
use crate::gui::art::look_of;
use crate::gui::screens::heroes::{face_pixels, making};
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::{Column, DataTable};
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use eframe::egui::{Frame, Margin, Ui};
use std::collections::HashMap;

impl PrintRoom {
    pub(super) fn people(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, options: &PrintOptions) {
        let is_of_heroes = options.product.is_of_heroes();
        Frame::new().inner_margin(Margin::symmetric(18, 6)).show(ui, |ui| {
            let (choices, ways): (&[&str], &[Who]) = if is_of_heroes {
                (&["All", "Winners", "Chosen"], &[Who::All, Who::Winners, Who::Chosen])
            } else {
                (&["All", "Chosen"], &[Who::All, Who::Chosen])
            };
            let mut at = ways.iter().position(|who| *who == self.who).unwrap_or(0);
            if Segmented::new("Who is printed", choices, &mut at).small().show(ui).changed() {
                self.who = ways[at];
            }
            let without = self.winners_without.len();
            if self.who == Who::Winners && without > 0 {
                let (words, make) = match without {
                    1 => ("1 winner has no hero yet".to_owned(), "Make the hero".to_owned()),
                    count => (format!("{count} winners have no hero yet"), format!("Make {count} heroes")),
                };
                if Note::warning(words).action(CommandButton::quiet(make)).show(ui).action && self.making.is_none() {
                    self.making = making::Making::start(cx, making::Whose::These(self.winners_without.clone()));
                }
            }
            if self.listed.is_empty() {
                let words = if self.who == Who::Winners {
                    "No winner has a hero. Name winners on the page of awards."
                } else {
                    "There is nothing of it yet."
                };
                Text::label(words).muted().show(ui);
            }
        });
        if !self.listed.is_empty() {
            self.list(ui, cx, campaign, options);
        }
    }

    fn list(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, options: &PrintOptions) {
        let first = usize::try_from(self.table.first_row()).unwrap_or(0);
        let count = (ui.available_height() / ROW) as usize + 2;
        let (mut faces, mut words) = (HashMap::new(), HashMap::new());
        let side = face_pixels(ui.ctx());
        for entry in self.listed.iter().skip(first).take(count) {
            let texture = match (entry.subject, entry.hero.and_then(|id| campaign.heroes().get(id))) {
                (_, Some(hero)) => cx.art.face(ui.ctx(), &entry.subject.to_string(), &hero.figure, side),
                (Subject::Monster(id), _) => campaign
                    .monsters()
                    .get(id)
                    .and_then(|monster| cx.art.villain(ui.ctx(), &id.to_string(), &look_of(monster), side)),
                _ => None,
            };
            if let Some(texture) = texture {
                faces.insert(entry.subject, texture);
            }
            if let Some(said) = self.before.words(entry.subject) {
                words.insert(entry.subject, said);
            }
        }
        let rows = Rows { shown: &self.listed, faces, words, states: &self.before.states };
        let columns = [Column::new("Piece", 160.0).grow()];
        let mut table = DataTable::new("Pieces of the run", &columns).no_header().row_height(ROW);
        if self.who == Who::Chosen {
            table = table.checks();
        }
        let out = table.show(ui, &mut self.table, &rows);
        let entry_of = |row: u64| self.listed.get(usize::try_from(row).ok()?).cloned();
        if let Some(entry) = out.moved.and_then(entry_of)
            && let Some(at) = self.in_run.iter().position(|other| *other == entry)
        {
            self.at = at;
            let place = self.on_sheets(options).iter().position(|on| *on == at);
            if let Some(place) = place {
                self.sheet = printing::sheet_of(options, place);
            }
        }
        if let Some(entry) = out.opened.and_then(entry_of) {
            let target = match (entry.subject, entry.hero) {
                (_, Some(hero)) => Some(Target::Hero(hero)),
                (Subject::Person(id), None) => Some(Target::Person(id)),
                (Subject::Monster(id), None) => Some(Target::Monster(id)),
                (Subject::Archetype(_) | Subject::Thanks(_) | Subject::Campaign, None) => None,
            };
            if let Some(target) = target {
                cx.act(Action::Show(target));
            }
        }
    }
}
