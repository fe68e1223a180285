//! Earlier texts of a story: kept by hand, or by themselves when a text changed that was checked or agreed to.

use super::beside::BesideEvent;
use crate::app::stories::{restore, word_count};
use crate::campaign::{Change, Edit, Story, StoryId};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use eframe::egui::Ui;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, (id, story): (StoryId, &Story)) -> Option<BesideEvent> {
    let mut event = None;
    if CommandButton::plain("Keep the text as a version").icon(Icon::Copy).small().show(ui).clicked() {
        event = Some(BesideEvent::Keep);
    }
    if story.versions.is_empty() {
        Text::label("None yet. A text that was checked or agreed to is kept by itself when it changes.")
            .muted()
            .show(ui);
    }
    let zone = cx.ws.world().time_zone();
    for (n, version) in story.versions.iter().enumerate().rev() {
        ui.push_id(n, |ui| {
            let at = version.at.to_zoned(zone.clone()).strftime("%-d %b %Y, %H:%M").to_string();
            Card::inset().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                let number = n + 1;
                Text::label_strong(format!("Version {number}, {at}")).show(ui);
                if !version.note.is_empty() {
                    Text::label(version.note.as_str()).muted().show(ui);
                }
                let words = word_count(&version.text);
                let same = version.text == story.text && version.title == story.title;
                let aside = if same { "the same as now" } else { "differs from now" };
                Text::caption(format!("“{}”, {words} words, {aside}", version.title)).show(ui);
                ui.horizontal(|ui| {
                    let hint = format!("Compare version {number} with the text of now");
                    if CommandButton::quiet("Compare").small().hint(hint).show(ui).clicked() {
                        event = Some(BesideEvent::Compare(n));
                    }
                    let back = CommandButton::quiet("Go back to it").small();
                    let back = back.disabled_if(same.then_some("It is the text of now."));
                    if back.show(ui).clicked()
                        && let Some(after) = restore(story, n, cx.ws.world().now())
                    {
                        let change = Change::one("Go back to a version of a story", Edit::story(id, after));
                        let words = "Went back. The text as it was is kept as a version".to_owned();
                        cx.act(Action::CommitAndTell(change, words));
                    }
                });
            });
        });
    }
    event
}
