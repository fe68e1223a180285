//! The steps of a story to the public: draft, checked, consented, published. Each says who and when, what stands in the way of
//! the next one, and what mends it.

use super::beside::BesideEvent;
use super::bring;
use crate::app::hub::{story_may_stand, story_sha256};
use crate::app::stories::{Hindrance, hindrance, next_state};
use crate::campaign::{Campaign, Confirmation, ConsentState, Story, StoryId, StoryState};
use crate::gui::action::{Action, Cx, Target};
use crate::gui::icons::Icon;
use crate::gui::marks::Tone;
use crate::gui::text::Text;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::note::Note;
use eframe::egui::Ui;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, (id, story): (StoryId, &Story)) -> Option<BesideEvent> {
    let mut event = None;
    let zone = cx.ws.world().time_zone();
    let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).strftime("%-d %b").to_string();
    Section::new("On its way to the public").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for state in StoryState::ALL {
            let done = story.state >= state;
            let by = |made: &Option<Confirmation>| {
                made.as_ref().map_or_else(String::new, |made| format!("{}, {}", made.by, day(made.at)))
            };
            let value = match state {
                StoryState::Draft => String::new(),
                StoryState::Checked => by(&story.checked),
                StoryState::Consented => by(&story.consented),
                StoryState::Published => story.published_at.map(day).unwrap_or_default(),
            };
            let (icon, tone) = match (done, next_state(story.state) == Some(state)) {
                (true, _) => (Icon::Check, Tone::Success),
                (false, true) => (Icon::Right, Tone::Warning),
                (false, false) => (Icon::Clock, Tone::Neutral),
            };
            let words = match state {
                StoryState::Draft => "Draft",
                StoryState::Checked => "Checked: names and facts",
                StoryState::Consented => "Consented: to this text",
                StoryState::Published => "Published",
            };
            FactRow::new(words, value).mark(icon, tone).show(ui);
        }
    });
    match hindrance(campaign, story) {
        Hindrance::NoText => {
            Note::info("It has no text yet").words("Write it, or put a nomination into it.").show(ui);
        }
        Hindrance::PersonNotAgreed => {
            let state = campaign.people().get(story.about).map_or(ConsentState::NotAsked, |it| it.consent.state);
            let note = Note::warning("The person has not agreed to be shown")
                .words(format!("Their consent: {}.", state.title().to_lowercase()))
                .other(CommandButton::plain("Open person"))
                .action(CommandButton::plain("Note their consent"));
            let answer = note.show(ui);
            if answer.action {
                event = Some(BesideEvent::Consent);
            }
            if answer.other {
                cx.act(Action::Show(Target::Person(story.about)));
            }
        }
        Hindrance::TextNotAgreed => {
            let note = Note::warning("The text is another one than the person agreed to")
                .words("Show it to them once more, and note their answer.")
                .action(CommandButton::plain("Note consent again"));
            if note.show(ui).action {
                event = Some(BesideEvent::Step(StoryState::Consented));
            }
        }
        Hindrance::NotChecked | Hindrance::None => {}
    }
    if story.state == StoryState::Published {
        match story_may_stand(campaign, story) {
            Ok(()) => {
                Note::good("It stands in public").words("On the hub and in the impact report.").show(ui);
            }
            Err(why) => {
                let note = Note::warning("It does not stand in public").words(why);
                if note.action(CommandButton::plain("Open person")).show(ui).action {
                    cx.act(Action::Show(Target::Person(story.about)));
                }
            }
        }
    } else if story.consented.is_some() && story.consented_sha256 != story_sha256(story) {
        Text::caption("Whoever changes a word needs a new yes.").show(ui);
    }
    Text::caption("Title, summary and text are what a person agrees to. A change of one of them takes the story back to a draft; the text as it was is kept as a version.").show(ui);
    ui.add_space(6.0);
    if story.state > StoryState::Draft
        && CommandButton::quiet("Back to a draft").icon(Icon::Undo).small().show(ui).clicked()
    {
        bring(cx, campaign, &[id], StoryState::Draft, "");
    }
    if CommandButton::quiet("Delete the story").icon(Icon::Trash).small().show(ui).clicked() {
        event = Some(BesideEvent::Delete);
    }
    event
}

/// The next step as the one button of the pane.
pub fn foot(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, (id, story): (StoryId, &Story)) -> Option<BesideEvent> {
    let reason = match hindrance(campaign, story) {
        Hindrance::NoText => Some("It has no text yet."),
        Hindrance::NotChecked => Some("Nobody has checked it yet."),
        Hindrance::PersonNotAgreed => Some("The person has not agreed to be shown."),
        Hindrance::TextNotAgreed => Some("The person has not agreed to this text."),
        Hindrance::None => None,
    };
    let mut event = None;
    match next_state(story.state) {
        Some(StoryState::Checked) => {
            if CommandButton::primary("Note the check").disabled_if(reason).show(ui).clicked() {
                event = Some(BesideEvent::Step(StoryState::Checked));
            }
        }
        Some(StoryState::Consented) => {
            if CommandButton::primary("Note consent to this text").disabled_if(reason).show(ui).clicked() {
                event = Some(BesideEvent::Step(StoryState::Consented));
            }
        }
        Some(_) => {
            if CommandButton::primary("Publish").icon(Icon::Globe).disabled_if(reason).show(ui).clicked() {
                bring(cx, campaign, &[id], StoryState::Published, "");
            }
        }
        None => {
            if CommandButton::plain("Take out of the public").show(ui).clicked() {
                bring(cx, campaign, &[id], StoryState::Draft, "");
            }
        }
    }
    event
}
