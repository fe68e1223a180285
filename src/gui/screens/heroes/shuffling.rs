//! The foot of the figure: another look from a seed that is shown and can be typed, starting over, and copying from another hero.

use super::draft::Draft;
use crate::app::heroes::propose_figure;
use crate::app::workshop::{Copied, copy_look, next_seed, others, shuffle_hero};
use crate::campaign::{Campaign, Hero, HeroId, Person};
use crate::gui::icons::Icon;
use crate::gui::screens::seed_field::SeedField;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use crate::scene::kit::Kit;
use eframe::egui::Ui;

/// What the foot asked for beside the draft.
pub enum Asked {
    Copy,
}

pub fn foot(
    ui: &mut Ui,
    campaign: &Campaign,
    kit: &Kit,
    id: HeroId,
    seed: &mut SeedField,
    draft: &mut Draft<'_>,
) -> Option<Asked> {
    let mut asked = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            let hint = "What is locked stays as it is";
            if CommandButton::plain("Try another look").icon(Icon::Dice).hint(hint).show(ui).clicked() {
                // The first look of a hero has no seed: its own number is as good as any.
                let last = draft.hero.seed.unwrap_or(id.0);
                shuffle_hero(&mut draft.hero, next_seed(last), kit);
                draft.chose("Try another look");
            }
            if let Some(typed) = seed.show(ui, id.0, draft.hero.seed) {
                shuffle_hero(&mut draft.hero, typed, kit);
                draft.chose("Try another look");
            }
        });
        ui.horizontal(|ui| {
            if CommandButton::quiet("Start over").small().show(ui).clicked() {
                draft.hero.figure = propose_figure(campaign, draft.hero.person, kit, &draft.hero.accessories, 0);
                draft.hero.seed = None;
                draft.chose("Start the figure over");
            }
            let alone = (campaign.heroes().len() < 2).then_some("There is no other hero yet.");
            if CommandButton::quiet("Copy a look").icon(Icon::Copy).small().disabled_if(alone).show(ui).clicked() {
                asked = Some(Asked::Copy);
            }
            if !draft.hero.locked.is_empty() {
                let count = draft.hero.locked.len();
                let words = format!("Unlock {count}");
                if CommandButton::quiet(words).icon(Icon::Unlock).small().show(ui).clicked() {
                    draft.hero.locked.clear();
                    draft.chose("Unlock the figure");
                }
            }
        });
    });
    asked
}

/// Which hero's look is copied.
#[derive(Default)]
pub struct Copying {
    from: Option<HeroId>,
    what: usize,
}

impl Copying {
    /// Paints the question; true when it is answered. A change goes into the draft.
    pub fn show(&mut self, ui: &Ui, campaign: &Campaign, to: HeroId, draft: &mut Draft<'_>) -> bool {
        let others: Vec<(HeroId, &Hero)> = others(campaign, to);
        let names: Vec<String> = others
            .iter()
            .map(|(_, hero)| {
                let name = campaign.people().get(hero.person).map_or("", Person::display_name);
                format!("{}, {name}", hero.persona)
            })
            .collect();
        let titles = Copied::ALL.map(Copied::title);
        let missing = self.from.is_none().then_some("Choose a hero first.");
        let out = Dialog::new("copy a look", "Copy a look from another hero")
            .words("What this hero carries stays. One undo brings the old look back.")
            .left(CommandButton::plain("Cancel"))
            .button(CommandButton::primary("Copy the look").disabled_if(missing))
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                Field::new("From").show(ui, |ui| {
                    let chosen = self.from.and_then(|from| others.iter().position(|(id, _)| *id == from));
                    let select = Select::new("From", &names, chosen).unchosen("Choose a hero");
                    if let Some(i) = select.width(ui.available_width()).show(ui).chosen {
                        self.from = others.get(i).map(|(id, _)| *id);
                    }
                });
                Text::strong("What").show(ui);
                Segmented::new("What is copied", &titles, &mut self.what).show(ui);
            });
        if let (Some(1), Some(from)) = (out.pressed, self.from.and_then(|from| campaign.heroes().get(from))) {
            copy_look(from, &mut draft.hero, Copied::ALL[self.what.min(2)]);
            draft.chose("Copy a look");
        }
        out.closed || out.pressed.is_some()
    }
}
