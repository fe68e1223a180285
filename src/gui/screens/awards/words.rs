//! What was said about one nominee, and the button that decides.

use super::face;
use super::nominees::choose_winners;
use crate::app::awards::Candidate;
use crate::app::outlook::grouped;
use crate::campaign::{AwardId, Campaign, Nomination, NominationId};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::face_plate::FacePlate;
use eframe::egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui};

/// What was said about the nominee under the cursor, and the button that decides.
pub fn words_of(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, id: AwardId, candidate: &Candidate) {
    let c = colours(ui);
    let frame = Frame::new().fill(c.surface_inset).inner_margin(Margin::symmetric(18, 12));
    Panel::bottom("words of a nominee")
        .default_size(250.0)
        .size_range(120.0..=420.0)
        .resizable(true)
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal(|ui| {
                let texture = face(ui, cx, campaign, candidate.person, 96);
                FacePlate::new(candidate.name.as_str()).texture(texture).size(44.0).show(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let choose = CommandButton::primary("Choose as winner").icon(Icon::Award);
                    let won = candidate.is_winner.then_some("This person has won it already.");
                    if choose.disabled_if(won).show(ui).clicked() {
                        choose_winners(cx, campaign, id, &[candidate.person]);
                    }
                    if CommandButton::plain("Show the person").icon(Icon::Person).show(ui).clicked() {
                        cx.act(Action::Show(Target::Person(candidate.person)));
                    }
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.add_space(2.0);
                        Text::strong(candidate.name.as_str()).elide().show(ui);
                        let [for_it, in_all] = [candidate.for_award, candidate.in_all].map(grouped);
                        let words = format!("{for_it} for this award, {in_all} in all");
                        Text::caption(words).elide().show(ui);
                    });
                });
            });
            ScrollArea::vertical().id_salt("words").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                if candidate.nominations.is_empty() {
                    Text::label("Nobody nominated this person.").muted().show(ui);
                }
                for nomination_id in &candidate.nominations {
                    let Some(nomination) = campaign.nominations().get(*nomination_id) else { continue };
                    excerpt(ui, cx, campaign, id, *nomination_id, nomination);
                }
            });
        });
}

fn excerpt(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    award: AwardId,
    id: NominationId,
    nomination: &Nomination,
) {
    Card::new().margin(12).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let text = nomination.excerpt();
        Text::body(if text.is_empty() { "No words were written." } else { text }).show(ui);
        ui.horizontal(|ui| {
            let by = nomination.nominator.and_then(|by| campaign.people().get(by));
            let by = by.map_or("somebody without a name".to_owned(), |by| by.display_name().to_owned());
            if nomination.awards.contains(&award) {
                Chip::accent("for this award").show(ui);
            }
            Text::caption(format!("From {by}")).elide().show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if CommandButton::quiet(format!("Show {id}")).small().show(ui).clicked() {
                    cx.act(Action::Show(Target::Nomination(id)));
                }
            });
        });
    });
}
