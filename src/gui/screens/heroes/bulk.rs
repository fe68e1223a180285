//! What many heroes become at once: another look of their cards, winners of an award, or nothing any more.

use super::figure_pane::{backdrop_palettes, set_style, suit_palettes};
use crate::app::{awards, bulk};
use crate::campaign::{AwardId, Campaign, Change, Hero, HeroId, PersonId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::screens::many::{self, counted};
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::dialog::Dialog;
use crate::gui::widgets::palette_picker::PalettePicker;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use crate::scene::kit::Kit;
use eframe::egui::Ui;
use std::sync::Arc;

/// A look for several cards; what is not chosen stays as it is on each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    style: Option<usize>,
    backdrop: Option<usize>,
    backdrop_scheme: Option<usize>,
    suit: Option<usize>,
}

impl Look {
    fn put_on(self, hero: &mut Hero, kit: &Kit) {
        if let Some(style) = self.style.and_then(|i| kit.styles().get(i)) {
            set_style(hero, style);
        }
        if let Some(backdrop) = self.backdrop.and_then(|i| kit.backdrops().get(i)) {
            hero.backdrop.clone_from(&backdrop.id);
        }
        if let Some(scheme) = self.backdrop_scheme.and_then(|i| kit.palette().backdrop_schemes.get(i)) {
            hero.backdrop_scheme.clone_from(&scheme.id);
        }
        if let Some(scheme) = self.suit.and_then(|i| kit.palette().outfit_schemes.get(i)) {
            hero.figure.scheme.clone_from(&scheme.id);
        }
    }
}

/// What is asked.
pub enum Ask {
    Look { heroes: Vec<HeroId>, look: Look },
    Award { heroes: Vec<HeroId>, award: Option<AwardId> },
}

/// What the bar asked for.
pub enum Asked {
    Print(Vec<PersonId>),
    Ask(Ask),
    Delete,
    Close,
}

/// The people these heroes are of.
pub fn people_of(campaign: &Campaign, heroes: &[HeroId]) -> Vec<PersonId> {
    heroes.iter().filter_map(|id| campaign.heroes().get(*id)).map(|hero| hero.person).collect()
}

/// The bar for so many; `heroes` gives them when something was pressed.
pub fn bar(
    ui: &mut Ui,
    campaign: &Campaign,
    count: usize,
    heroes: impl FnOnce() -> Vec<HeroId>,
    aside: String,
) -> Option<Asked> {
    let no_awards = campaign.awards().is_empty().then_some("The campaign has no awards yet.");
    let event = BulkBar::new(count as u64, aside)
        .verb(CommandButton::plain(format!("Print {}", counted(count, "card", "cards"))).icon(Icon::Printer))
        .verb(CommandButton::plain(format!("Change the look of {count}")))
        .verb(CommandButton::plain(format!("Give {count} an award")).disabled_if(no_awards))
        .verb(CommandButton::plain(format!("Delete {count}")).icon(Icon::Trash))
        .show(ui);
    Some(match event? {
        BulkEvent::Verb(0) => Asked::Print(people_of(campaign, &heroes())),
        BulkEvent::Verb(1) => Asked::Ask(Ask::Look { heroes: heroes(), look: Look::default() }),
        BulkEvent::Verb(2) => Asked::Ask(Ask::Award { heroes: heroes(), award: None }),
        BulkEvent::Verb(_) => Asked::Delete,
        BulkEvent::Close => Asked::Close,
    })
}

/// Takes these heroes out in one step. Their people and nominations stay.
pub fn delete(cx: &mut Cx<'_>, campaign: &Campaign, heroes: Vec<HeroId>) {
    let alone = match heroes.as_slice() {
        [one] => campaign.heroes().get(*one).map(|hero| hero.persona.clone()),
        _ => None,
    };
    let words = move |change: &Change| match &alone {
        Some(persona) => format!("Deleted {persona}"),
        None => format!("Deleted {}", counted(bulk::count_taken_out::<Hero>(change), "hero", "heroes")),
    };
    many::each(cx, heroes.len(), "Deleting heroes", words, move |campaign| {
        let edits = bulk::removals::<Hero>(campaign, heroes.iter().copied());
        Change::new(bulk::counted::<Hero>("Delete", edits.len()), edits)
    });
}

impl Ask {
    /// Paints the question; true when it is answered, which has then been carried out.
    pub fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign) -> bool {
        match self {
            Self::Look { heroes, look } => show_look(ui, cx, heroes, look),
            Self::Award { heroes, award } => show_award(ui, cx, campaign, heroes, award),
        }
    }
}

fn show_look(ui: &Ui, cx: &mut Cx<'_>, heroes: &[HeroId], look: &mut Look) -> bool {
    let studio = Arc::clone(cx.art.studio());
    let kit = &studio.kit;
    let cards = counted(heroes.len(), "card", "cards");
    let nothing = (*look == Look::default()).then_some("Choose something first.");
    let out = Dialog::new("look of heroes", format!("Change the look of {cards}"))
        .words("What is not chosen stays as it is on each card. One undo brings all of it back.")
        .wide()
        .left(CommandButton::plain("Cancel"))
        .button(CommandButton::primary(format!("Change {cards}")).disabled_if(nothing))
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal_top(|ui| {
                let half = (ui.available_width() - 16.0) / 2.0;
                let line = |ui: &mut Ui, title: &str, names: &[&str], chosen: &mut Option<usize>| {
                    ui.vertical(|ui| {
                        ui.set_width(half);
                        Field::new(title).show(ui, |ui| {
                            let select = Select::new(title, names, *chosen).unchosen("As they are");
                            if let Some(i) = select.width(half).show(ui).chosen {
                                *chosen = Some(i);
                            }
                        });
                    });
                };
                let styles: Vec<&str> = kit.styles().iter().map(|style| style.label.as_str()).collect();
                line(ui, "Card style", &styles, &mut look.style);
                ui.add_space(8.0);
                let backdrops: Vec<&str> = kit.backdrops().iter().map(|backdrop| backdrop.label.as_str()).collect();
                line(ui, "Backdrop", &backdrops, &mut look.backdrop);
            });
            let mut palettes = |title: &str, palettes: &[_], chosen: &mut Option<usize>| {
                if let Some(i) = PalettePicker::new(title, palettes, *chosen).show(ui).chosen {
                    // Pressed again it is as it was on each card.
                    *chosen = (*chosen != Some(i)).then_some(i);
                }
            };
            palettes("Backdrop colours", &backdrop_palettes(kit), &mut look.backdrop_scheme);
            palettes("Suit colours", &suit_palettes(kit), &mut look.suit);
        });
    if out.pressed == Some(1) {
        let (heroes, look, studio) = (heroes.to_vec(), *look, Arc::clone(&studio));
        let words = |change: &Change| {
            format!("Changed the look of {}", counted(bulk::count_put::<Hero>(change), "card", "cards"))
        };
        many::each(cx, heroes.len(), "Changing the look of cards", words, move |campaign| {
            let title =
                |n| if n == 1 { "Change the look of a card".into() } else { format!("Change the look of {n} cards") };
            bulk::change_each::<Hero>(campaign, heroes.iter().copied(), title, |hero| look.put_on(hero, &studio.kit))
        });
    }
    out.closed || out.pressed.is_some()
}

fn show_award(ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, heroes: &[HeroId], award: &mut Option<AwardId>) -> bool {
    let count = counted(heroes.len(), "hero", "heroes");
    let ids: Vec<AwardId> = campaign.awards().ids().collect();
    let titles: Vec<&str> = campaign.awards().iter().map(|(_, award)| award.title.as_str()).collect();
    let out = Dialog::new("award of heroes", format!("Give {count} an award"))
        .words("Those who have it keep it with its reason. Ribbon and reason stand on their cards.")
        .left(CommandButton::plain("Cancel"))
        .button(
            CommandButton::primary(format!("Give it to {count}"))
                .disabled_if(award.is_none().then_some("Choose an award first.")),
        )
        .show(ui.ctx(), |ui| {
            Field::new("Award").show(ui, |ui| {
                let chosen = award.and_then(|award| ids.iter().position(|id| *id == award));
                let select = Select::new("Award", &titles, chosen).unchosen("Choose an award");
                if let Some(i) = select.width(ui.available_width()).show(ui).chosen {
                    *award = Some(ids[i]);
                }
            });
        });
    if let (Some(1), Some(id)) = (out.pressed, *award) {
        let people = people_of(campaign, heroes);
        let at = cx.ws.world().now();
        let words = move |before: &Campaign, change: &Change| {
            format!("Gave {} the award", counted(awards::newly_won(before, change, id), "hero", "heroes"))
        };
        many::each_told(cx, people.len(), "Giving an award", words, many::ALL_SO, move |campaign| {
            awards::choose(campaign, id, &people, at)
        });
    }
    out.closed || out.pressed.is_some()
}
