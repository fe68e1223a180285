//! What many monsters become at once: another body or face, a new proposal, or nothing any more.

use crate::app::{bulk, monsters::parts_of};
use crate::campaign::{Campaign, Monster, MonsterId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::screens::many::{counted, finish};
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;
use std::sync::Arc;

/// What the bar asked for.
pub enum Asked {
    Look,
    Propose,
    Stats,
    Delete,
    Close,
}

pub fn bar(ui: &mut Ui, count: usize, aside: String) -> Option<Asked> {
    let event = BulkBar::new(count as u64, aside)
        .verb(CommandButton::plain(format!("Change the look of {count}")))
        .verb(CommandButton::plain(format!("Propose {count} again")).icon(Icon::Dice))
        .verb(CommandButton::plain(format!("Compute the stats of {count}")))
        .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
        .show(ui);
    Some(match event? {
        BulkEvent::Verb(0) => Asked::Look,
        BulkEvent::Verb(1) => Asked::Propose,
        BulkEvent::Verb(2) => Asked::Stats,
        BulkEvent::Verb(_) => Asked::Delete,
        BulkEvent::Close => Asked::Close,
    })
}

/// Parts by kind: the place of the choice, the first of which is the body's own.
const PARTS: [(&str, &str); 3] = [("eyes", "Eyes"), ("mouth", "Mouth"), ("horns", "Horns")];

/// Another look for several monsters; what is not chosen stays as it is on each.
pub struct Ask {
    monsters: Vec<MonsterId>,
    body: Option<usize>,
    parts: [Option<usize>; 3],
}

impl Ask {
    pub fn new(monsters: Vec<MonsterId>) -> Self {
        Self { monsters, body: None, parts: [None; 3] }
    }

    /// Paints the question; true when it is answered, which has then been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> bool {
        let studio = Arc::clone(cx.art.studio());
        let kit = &studio.kit;
        let count = counted(self.monsters.len(), "monster", "monsters");
        let nothing = self.body.is_none() && self.parts.iter().all(Option::is_none);
        let choices = |kind| -> Vec<(Option<&str>, &str)> {
            let parts = parts_of(kit, kind).map(|(id, label)| (Some(id), label));
            std::iter::once((None, "As drawn")).chain(parts).collect()
        };
        let out = Dialog::new("look of monsters", format!("Change the look of {count}"))
            .words("What is not chosen stays as it is on each. One undo brings all of it back.")
            .left(CommandButton::plain("Cancel"))
            .button(
                CommandButton::primary(format!("Change {count}"))
                    .disabled_if(nothing.then_some("Choose something first.")),
            )
            .show(ui.ctx(), |ui| {
                let line = |ui: &mut Ui, title: &str, names: &[&str], chosen: &mut Option<usize>| {
                    Field::new(title).show(ui, |ui| {
                        let select = Select::new(title, names, *chosen).unchosen("As they are");
                        if let Some(i) = select.width(ui.available_width()).show(ui).chosen {
                            *chosen = Some(i);
                        }
                    });
                };
                let bodies: Vec<&str> = kit.villains().iter().map(|villain| villain.name.as_str()).collect();
                line(ui, "Body", &bodies, &mut self.body);
                for ((kind, title), chosen) in PARTS.iter().zip(&mut self.parts) {
                    let names: Vec<&str> = choices(kind).iter().map(|(_, label)| *label).collect();
                    line(ui, title, &names, chosen);
                }
            });
        if out.pressed == Some(1) {
            let title = |n| bulk::counted::<Monster>("Change the look of", n);
            let change = bulk::change_each::<Monster>(campaign, self.monsters.iter().copied(), title, |monster| {
                if let Some(villain) = self.body.and_then(|i| kit.villains().get(i)) {
                    monster.villain.clone_from(&villain.id);
                }
                for ((kind, _), chosen) in PARTS.iter().zip(self.parts) {
                    match chosen.and_then(|i| choices(kind).get(i).map(|(part, _)| *part)) {
                        Some(Some(part)) => {
                            monster.parts.insert((*kind).to_owned(), part.to_owned());
                        }
                        Some(None) => {
                            monster.parts.remove(*kind);
                        }
                        None => {}
                    }
                }
            });
            finish(cx, change, format!("Changed the look of {count}"));
        }
        out.closed || out.pressed.is_some()
    }
}
