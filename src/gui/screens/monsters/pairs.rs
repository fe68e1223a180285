//! Heroes and monsters in pairs, and who is left over on either side, with what mends it.

use crate::app::monsters::{Orphans, Rivalry, heroes_against, orphans, pair, pair_all, propose_pairs};
use crate::campaign::{Campaign, HeroId, MonsterId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::art::look_of;
use crate::gui::icons::Icon;
use crate::gui::screens::many::counted;
use crate::gui::text::Text;
use crate::gui::widgets::card::{Card, card_page, columns};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::select::Select;
use eframe::egui::{Image, Sense, Ui, Vec2, vec2};

/// Heroes listed; the rest is found on their own page.
const MOST: usize = 60;

#[derive(Default)]
pub struct Pairs {
    of: Option<u64>,
    left: Orphans,
    proposed: Vec<Rivalry>,
}

impl Pairs {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.of != Some(campaign.revision()) {
            self.of = Some(campaign.revision());
            self.left = orphans(campaign);
            self.proposed = propose_pairs(campaign);
        }
        card_page(ui, "pairs", |ui| {
            ui.add_space(14.0);
            self.check(ui, cx, campaign);
            let monsters: Vec<MonsterId> = campaign.monsters().ids().collect();
            let names: Vec<&str> = campaign.monsters().iter().map(|(_, monster)| monster.name.as_str()).collect();
            if !self.left.heroes.is_empty() {
                let aside = counted(self.left.heroes.len(), "hero", "heroes");
                Card::new().title("Heroes without an arch-enemy").aside(aside).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    for id in self.left.heroes.iter().take(MOST) {
                        ui.push_id(id.0, |ui| self.hero(ui, cx, campaign, *id, (&monsters, &names)));
                    }
                    let more = self.left.heroes.len().saturating_sub(MOST);
                    if more > 0 {
                        Text::caption(format!("And {more} more.")).show(ui);
                    }
                });
            }
            Card::new().title("Who fights whom").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                if monsters.is_empty() {
                    Text::label("There are no monsters yet.").muted().show(ui);
                }
                for (n, id) in monsters.iter().enumerate() {
                    if n > 0 {
                        crate::gui::marks::divider(ui);
                    }
                    ui.push_id(id.0, |ui| monster(ui, cx, campaign, *id));
                }
            });
        });
    }

    /// Whether anybody is left over, and the step that mends it.
    fn check(&self, ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
        if self.left.is_empty() {
            let words = "Every hero has an arch-enemy, and every monster somebody who fights it.";
            Note::good("Nobody is left over").words(words).show(ui);
            return;
        }
        let mut parts = Vec::new();
        if !self.left.heroes.is_empty() {
            parts.push(format!("{} without an arch-enemy", counted(self.left.heroes.len(), "hero", "heroes")));
        }
        if !self.left.monsters.is_empty() {
            parts.push(format!("{} nobody fights", counted(self.left.monsters.len(), "monster", "monsters")));
        }
        let mut note = Note::warning(parts.join(", ")).words(
            "Pairs are proposed from the problems that nominations of a hero name. A hero who has an arch-enemy keeps it.",
        );
        if self.proposed.is_empty() {
            let words = if campaign.monsters().is_empty() {
                "Make a monster first."
            } else {
                "Every hero has an arch-enemy: give one of them another, or make more heroes."
            };
            note = note.words(words);
        } else {
            let verb = format!("Pair {}", counted(self.proposed.len(), "hero", "heroes"));
            note = note.action(CommandButton::primary(verb));
        }
        if note.show(ui).action
            && let Some(change) = pair_all(campaign)
        {
            let words = format!("Paired {}", counted(change.edits.len(), "hero", "heroes"));
            cx.act(Action::CommitAndTell(change, words));
        }
    }

    fn hero(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        id: HeroId,
        (monsters, names): (&[MonsterId], &[&str]),
    ) {
        let Some(hero) = campaign.heroes().get(id) else { return };
        let texture = cx.art.face(ui.ctx(), &id.to_string(), &hero.figure, 64);
        ui.horizontal(|ui| {
            FacePlate::new(hero.persona.as_str()).texture(texture).size(34.0).show(ui);
            let room = (ui.available_width() - 420.0).max(120.0);
            ui.allocate_ui(vec2(room, 34.0), |ui| {
                ui.set_width(room);
                Text::strong(hero.persona.as_str()).elide().show(ui);
            });
            let proposed = self.proposed.iter().find(|pair| pair.hero == id);
            let select = Select::new(format!("Arch-enemy of {}", hero.persona), names, None).unchosen("Choose one");
            if let Some(n) = select.small().width(200.0).show(ui).chosen
                && let Some(change) = pair(campaign, id, monsters.get(n).copied())
            {
                cx.commit(change);
            }
            let Some(pairing) = proposed else { return };
            let Some(monster) = campaign.monsters().get(pairing.monster) else { return };
            let why = match pairing.named {
                0 => "nobody else fights it yet".to_owned(),
                1 => "1 nomination names its problem".to_owned(),
                n => format!("{n} nominations name its problem"),
            };
            let take = CommandButton::quiet(format!("Take {}", monster.name)).icon(Icon::Sparkle).small().hint(why);
            if take.show(ui).clicked()
                && let Some(change) = pair(campaign, id, Some(pairing.monster))
            {
                cx.commit(change);
            }
        });
    }
}

/// A monster with those who fight it.
fn monster(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: MonsterId) {
    const FACES: usize = 14;
    let Some(record) = campaign.monsters().get(id) else { return };
    let pixels = (56.0 * ui.ctx().pixels_per_point()).round() as u32;
    let texture = cx.art.villain(ui.ctx(), &format!("pair {id}"), &look_of(record), pixels);
    columns(ui, &[0.42, 0.58], |ui, column| {
        if column == 0 {
            ui.horizontal(|ui| {
                let (place, _) = ui.allocate_exact_size(Vec2::splat(56.0), Sense::hover());
                if let Some(texture) = texture {
                    Image::new((texture, place.size())).paint_at(ui, place);
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    Text::strong(record.name.as_str()).elide().show(ui);
                    Text::caption(record.problem.as_str()).elide().show(ui);
                    let open = CommandButton::quiet("Open").small().hint(format!("Open {}", record.name));
                    if open.show(ui).clicked() {
                        cx.act(Action::Show(Target::Monster(id)));
                    }
                });
            });
            return;
        }
        let heroes: Vec<_> = heroes_against(campaign, id).collect();
        if heroes.is_empty() {
            Text::label("Nobody fights it").warning().show(ui);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for (hero, it) in heroes.iter().take(FACES) {
                let texture = cx.art.face(ui.ctx(), &hero.to_string(), &it.figure, 64);
                let button = CommandButton::quiet(it.persona.as_str()).small();
                // Face and name stay together: a new line begins before both.
                let width = button.width(ui.painter()) + 34.0;
                if ui.available_size_before_wrap().x < width && ui.cursor().left() > ui.max_rect().left() + 1.0 {
                    ui.end_row();
                }
                FacePlate::new(it.persona.as_str()).texture(texture).size(28.0).show(ui);
                if button.show(ui).clicked() {
                    cx.act(Action::Show(Target::Hero(*hero)));
                }
            }
            let more = heroes.len().saturating_sub(FACES);
            if more > 0 {
                Text::caption(format!("and {more} more")).one_line().show(ui);
            }
        });
    });
}
