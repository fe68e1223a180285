//! The official rules: made from the set-up, edited by hand where wished, and held against what the set-up would say now.

use super::Shown;
use super::setup::sealed_chip;
use crate::app::drawing::{self, Difference, RulesState};
use crate::app::outlook::counted;
use crate::app::{Task, exporting};
use crate::gui::action::{Action, Cx};
use crate::gui::icons::Icon;
use crate::gui::picker::Ask;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use eframe::egui::Ui;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Lines that differ beyond this number are only counted.
const DIFFERENCES_SHOWN: usize = 24;

#[derive(Default)]
pub struct RulesCard {
    /// The text is being written to a file.
    writing: Option<Task<Option<PathBuf>>>,
}

impl RulesCard {
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        self.take_written(cx);
        let sweepstake = shown.sweepstake;
        if sweepstake.sealed.is_some() {
            self.sealed(ui, cx, shown);
            return;
        }
        let Some(outlook) = &shown.outlook else { return };
        let rules = &outlook.rules;
        let is_empty = rules.state == RulesState::Missing;
        let title = if is_empty { "Make it from the set-up" } else { "Make it again" };
        let same = (rules.state == RulesState::InStep).then_some("It says the same as the set-up already.");
        let card = Card::new()
            .title("Official rules")
            .chip(state_chip(rules.state))
            .action(CommandButton::quiet(title).icon(Icon::Pen).disabled_if(same));
        let pressed = card
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                if is_empty {
                    Text::label(
                        "Made from prizes, dates, odds, luck and what is said above. Its fingerprint becomes part of the \
                         lock, so that nobody can change the rules afterwards.",
                    )
                    .muted()
                    .show(ui);
                }
                if rules.state != RulesState::InStep && !is_empty {
                    differing(ui, rules.state, &rules.differences);
                }
                let text = typed::words(ui, "Rules text", &sweepstake.rules_text, |field| field.rows(10));
                if let Some(text) = text {
                    shown.edit(cx, "Edit the rules text", "rules", |s| s.rules_text = text);
                }
                if !is_empty {
                    self.hand_out(ui, cx, shown);
                }
            })
            .action;
        if pressed {
            make_again(cx, shown);
        }
    }

    fn sealed(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let text = drawing::published_rules(shown.sweepstake);
        Card::new().title("Official rules").chip(sealed_chip()).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if text.trim().is_empty() {
                Text::label("None were locked.").show(ui);
                return;
            }
            let (title, before, sections) = drawing::rules_parts(text);
            Text::strong(title).show(ui);
            for line in before {
                Text::label(line).show(ui);
            }
            for (index, section) in sections.iter().enumerate() {
                Text::label_strong(format!("{}. {}", index + 1, section.heading)).show(ui);
                for line in &section.lines {
                    Text::label(line.as_str()).show(ui);
                }
            }
            self.hand_out(ui, cx, shown);
        });
    }

    /// Copy it, or write it to a file.
    fn hand_out(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        ui.horizontal(|ui| {
            if CommandButton::plain("Copy the rules").icon(Icon::Copy).show(ui).clicked() {
                ui.ctx().copy_text(drawing::published_rules(shown.sweepstake).to_owned());
                cx.act(Action::Tell("Copied the rules".into()));
            }
            let busy = self.writing.is_some().then_some("They are being saved.");
            let save = CommandButton::plain("Save the rules as text").icon(Icon::File).disabled_if(busy);
            if save.show(ui).clicked() {
                self.choose_file(cx, shown);
            }
        });
    }

    fn choose_file(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) {
        let picker = Arc::clone(cx.picker);
        let world = Arc::clone(cx.ws.world());
        let start = cx.ws.path().and_then(Path::parent).map(Path::to_owned).or_else(|| world.documents_folder());
        let ask = Ask::new("Save the rules as text").folder(start.clone()).named("rules.txt");
        let text = drawing::published_rules(shown.sweepstake).to_owned();
        self.writing = Some(cx.ws.jobs().start("Saving the rules", move |_| {
            // Where there is no dialog nothing is chosen; then nothing is written.
            let Some(path) = picker.save_file(&ask) else { return Ok(None) };
            exporting::write_file(world.as_ref(), &path, text.as_bytes())?;
            Ok(Some(path))
        }));
    }

    fn take_written(&mut self, cx: &mut Cx<'_>) {
        let Some(result) = self.writing.as_ref().and_then(Task::poll) else { return };
        self.writing = None;
        match result {
            Ok(Some(path)) => cx.act(Action::Tell(format!("Saved the rules to {}", path.display()))),
            Ok(None) => {}
            Err(failure) => cx.act(Action::Fail(failure)),
        }
    }
}

/// Puts what the set-up says now in place of the rules text.
pub(super) fn make_again(cx: &mut Cx<'_>, shown: &Shown<'_>) {
    shown.edit(cx, "Make the rules text", "", |s| drawing::make_rules(shown.campaign, shown.id, s));
}

fn state_chip(state: RulesState) -> Chip<'static> {
    match state {
        RulesState::Missing => Chip::warning("there are none yet"),
        RulesState::InStep => Chip::success("same as the set-up"),
        RulesState::Overtaken => Chip::warning("the set-up changed"),
        RulesState::Edited => Chip::accent("edited by hand"),
        RulesState::EditedAndOvertaken => Chip::warning("edited, and the set-up changed"),
        RulesState::Foreign => Chip::accent("written elsewhere"),
    }
}

fn differing(ui: &mut Ui, state: RulesState, differences: &[Difference]) {
    let lose = matches!(state, RulesState::Edited | RulesState::EditedAndOvertaken | RulesState::Foreign);
    let words = if lose {
        "“Make it again” puts the lines marked + in place of those marked −. It can be undone."
    } else {
        "“Make it again” takes in what changed."
    };
    Note::warning(state.words()).words(words).show(ui);
    Card::inset().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for difference in differences.iter().take(DIFFERENCES_SHOWN) {
            match difference {
                Difference::OnlyInText(line) => Text::label(format!("− {line}")).danger().show(ui),
                Difference::OnlyInSetUp(line) => Text::label(format!("+ {line}")).success().show(ui),
            };
        }
        if differences.len() > DIFFERENCES_SHOWN {
            let more = (differences.len() - DIFFERENCES_SHOWN) as u64;
            Text::caption(format!("and {}", counted(more, "more line", "more lines"))).show(ui);
        }
    });
}
