//! The right side: the steps to the public, the nominations from which quotes are picked, and the versions.

use super::steps;
use super::text::commit;
use super::versions;
use crate::app::stories::{sentences, toggle_quote};
use crate::campaign::{Campaign, Change, Edit, Nomination, NominationId, Person, PersonId, Story, StoryId, StoryState};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::focus_ring;
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::detail_pane::SidePane;
use crate::gui::widgets::tabs::Tabs;
use eframe::egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BesideEvent {
    /// Bring the story to this state, with a name.
    Step(StoryState),
    /// Note that the person agreed to be shown.
    Consent,
    Compare(usize),
    Keep,
    Delete,
}

#[derive(Default)]
pub struct Beside {
    tab: usize,
    /// The nominations of whom the story is about, for a state of the campaign: found by a walk over all of them.
    of: Option<(u64, PersonId)>,
    nominations: Vec<NominationId>,
}

impl Beside {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        campaign: &Campaign,
        of: (StoryId, &Story),
    ) -> Option<BesideEvent> {
        let (id, story) = of;
        if self.of != Some((campaign.revision(), story.about)) {
            self.of = Some((campaign.revision(), story.about));
            self.nominations = campaign.nominations_of(story.about).map(|(id, _)| id).collect();
        }
        let known = self.nominations.iter().filter_map(|id| Some((*id, campaign.nominations().get(*id)?)));
        let nominations: Vec<(NominationId, &Nomination)> = known.collect();
        SidePane::inspector("story").width(360.0).show(ui, |pane| {
            pane.head(|ui| {
                let titles = [
                    "Steps".to_owned(),
                    format!("Nominations {}", nominations.len()),
                    format!("Versions {}", story.versions.len()),
                ];
                Tabs::new(&titles, &mut self.tab).show(ui);
            });
            let mut event = pane.foot(|ui| steps::foot(ui, cx, campaign, of));
            pane.body(|ui| {
                ui.push_id(("story", id.0), |ui| {
                    ui.spacing_mut().item_spacing.y = 8.0;
                    let asked = match self.tab {
                        0 => steps::show(ui, cx, campaign, of),
                        1 => {
                            said(ui, cx, campaign, of, &nominations);
                            None
                        }
                        _ => versions::show(ui, cx, of),
                    };
                    event = asked.or(event.take());
                });
            });
            event
        })
    }
}

/// What people wrote, sentence by sentence: a click picks one as a quote, another puts it back.
fn said(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    campaign: &Campaign,
    of: (StoryId, &Story),
    nominations: &[(NominationId, &Nomination)],
) {
    let (id, story) = of;
    if nominations.is_empty() {
        Text::label("Nobody nominated this person.").muted().show(ui);
        return;
    }
    Text::caption("Click a sentence to take it as a quote. The nominations stay as they came.").show(ui);
    for (nomination_id, nomination) in nominations {
        ui.push_id(nomination_id.0, |ui| {
            let by = nomination.nominator.and_then(|by| campaign.people().get(by)).map_or("", Person::display_name);
            ui.horizontal(|ui| {
                let who = if by.is_empty() { format!("{nomination_id}") } else { format!("{by}, {nomination_id}") };
                let button = CommandButton::quiet("Open").small().hint(format!("Open nomination {nomination_id}"));
                let room = ui.available_width() - button.width(ui.painter()) - 8.0;
                Text::label_strong(who).max_width(room).elide().show(ui);
                if button.show(ui).clicked() {
                    cx.act(Action::Show(Target::Nomination(*nomination_id)));
                }
            });
            let parts = [&nomination.quote, &nomination.story, &nomination.reason];
            let mut any = false;
            for (n, sentence) in parts.iter().flat_map(|part| sentences(part)).enumerate() {
                any = true;
                let is_picked = story.quotes.iter().any(|quote| quote.words == sentence);
                if ui.push_id(n, |ui| pick(ui, sentence, is_picked)).inner {
                    let after = toggle_quote(story, sentence, "", *nomination_id);
                    let title = if is_picked { "Remove a quote of a story" } else { "Take a quote into a story" };
                    cx.commit(Change::one(title, Edit::story(id, after)));
                }
            }
            if !any {
                Text::label("No words came with it.").muted().show(ui);
            } else if !nomination.story.trim().is_empty() {
                let hint = "Adds its words at the end of the text";
                let add = CommandButton::quiet("Put into the text").icon(Icon::Plus).small().hint(hint);
                if add.show(ui).clicked() {
                    commit(cx, of, "Put a nomination into a story", None, |it| {
                        let gap = if it.text.trim().is_empty() { "" } else { "\n\n" };
                        it.text = format!("{}{gap}{}", it.text.trim_end(), nomination.story.trim());
                    });
                }
            }
            ui.add_space(4.0);
            crate::gui::marks::divider(ui);
        });
    }
}

/// A sentence one can click.
fn pick(ui: &mut Ui, sentence: &str, is_picked: bool) -> bool {
    let c = colours(ui);
    let width = ui.available_width();
    let words = text::galley(ui.painter(), sentence, Type::Body, c.ink, Fit::Wrap(width - 38.0));
    let (rect, response) = ui.allocate_exact_size(vec2(width, words.size().y + 10.0), Sense::click());
    let fill = match (is_picked, response.hovered()) {
        (true, _) => c.accent_soft,
        (false, true) => c.surface_hover,
        (false, false) => c.surface_inset,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    let icon = if is_picked { Icon::Check } else { Icon::Plus };
    let ink = if is_picked { c.accent_ink } else { c.ink_muted };
    icon.paint(ui.painter(), pos2(rect.left() + 15.0, rect.top() + 15.0), 14.0, ink);
    ui.painter().galley(pos2(rect.left() + 30.0, rect.top() + 5.0), words, c.ink);
    focus_ring(ui, &response, Rect::from_min_max(rect.min, rect.max), 6);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_picked, format!("Quote: {sentence}")));
    response.clicked()
}
