//! What stands beside the scores: the chosen nominee or cell, what can be said in plain words, how strict each judge is, and what is
//! still missing before anybody can decide.

use super::Shown;
use super::asking::{Then, counted};
use super::reckoning::Reckoned;
use crate::app::judging::{results, setup, shortened, typing};
use crate::app::when;
use crate::campaign::judging::Mark;
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::marks::{Tone, divider};
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::{FactRow, Section};
use crate::gui::widgets::score::DivergingBar;
use crate::judging::severity::Standing;
use eframe::egui::{Sense, Ui, vec2};

/// So much of a comment is shown, in bytes; the letter has all of it.
const COMMENT_SHOWN: usize = 4_000;

/// What was asked at the side.
pub enum SideEvent {
    Ask(Then),
    Declare(u32, u32),
}

#[derive(Default)]
pub struct Side {
    judge: Option<u32>,
    how: bool,
}

impl Side {
    pub fn look_at_judge(&mut self, judge: u32) {
        self.judge = Some(judge);
    }
    pub fn look_at_cell(&mut self) {
        self.judge = None;
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        shown: &Shown<'_>,
        reckoned: Option<&Reckoned>,
        at: Option<(u32, Option<u32>)>,
        hidden: bool,
    ) -> Option<SideEvent> {
        ui.spacing_mut().item_spacing.y = 12.0;
        let reckoned = reckoned?;
        let mut event = None;
        if let Some(judge) = self.judge {
            event = of_judge(ui, shown, reckoned, judge, hidden);
            divider(ui);
        } else if let Some((candidate, judge)) = at {
            event = of_cell(ui, cx, shown, reckoned, candidate, judge, hidden);
            divider(ui);
        }
        Section::new("In plain words").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for line in &reckoned.told {
                Text::label(line.as_str()).show(ui);
            }
        });
        if !reckoned.count.is_empty() && !hidden {
            divider(ui);
            stages(ui, &reckoned.count);
        }
        if let Some(moved) = &reckoned.moved {
            divider(ui);
            recusals(ui, shown, reckoned, moved);
        }
        if reckoned.outcome.fit.is_some() {
            divider(ui);
            self.severity(ui, shown, reckoned, hidden);
        }
        divider(ui);
        before_freezing(ui, shown, reckoned, hidden);
        event
    }

    fn severity(&mut self, ui: &mut Ui, shown: &Shown<'_>, reckoned: &Reckoned, hidden: bool) {
        let how = CommandButton::quiet("How?").small().pressed(self.how);
        let ((), pressed) = Section::new("How strict each judge is").action(how).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            Text::caption("Points above or below the others on the same nominees.").muted().show(ui);
            let most = reckoned.outcome.judges.iter().map(|line| line.effect.abs()).fold(1.0, f64::max) as f32;
            for line in reckoned.outcome.judges.iter().take(24) {
                let name = if hidden { shown.judge_code(line.judge).to_owned() } else { shown.judge_name(line.judge) };
                match line.standing {
                    Some(Standing::Adjusted) | None => {
                        let words = format!("{:+.1}", line.effect).replace('-', "−");
                        DivergingBar::new(&name, line.effect as f32, most, &words).show(ui);
                    }
                    Some(_) => {
                        FactRow::new(name, "left as given").show(ui);
                    }
                }
            }
            if reckoned.outcome.judges.len() > 24 {
                let more = reckoned.outcome.judges.len() - 24;
                Text::caption(format!("And {more} more; press the head of a column to see a judge.")).muted().show(ui);
            }
            Text::caption("Adjusted scores take this out. Both are kept and both are printed.").muted().show(ui);
            if self.how {
                Card::inset().show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    Text::label(
                        "A score is taken as the worth of the nominee, plus how generous the judge is, plus chance. Judges who \
                         scored the same nominees show how generous each is; with few scores the estimate is drawn towards \
                         nothing, by as much as the scores themselves ask for (restricted maximum likelihood).",
                    )
                    .show(ui);
                    Text::label(
                        "Places are repeated 500 times with chance drawn anew; best and worst place enclose 95 % of them. \
                         Whether these were the right judges, no formula says.",
                    )
                    .show(ui);
                });
            }
        });
        if pressed {
            self.how = !self.how;
        }
    }
}

/// How a transferable vote was counted.
fn stages(ui: &mut Ui, count: &[String]) {
    const SHOWN: usize = 30;
    Section::new("The count, stage by stage").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for (stage, line) in count.iter().take(SHOWN).enumerate() {
            Text::label(format!("{}. {line}", stage + 1)).show(ui);
        }
        if count.len() > SHOWN {
            let more = count.len() - SHOWN;
            Text::caption(format!("And {more} more stages; the results book has them all.")).muted().show(ui);
        }
    });
}

fn of_judge(ui: &mut Ui, shown: &Shown<'_>, reckoned: &Reckoned, judge: u32, hidden: bool) -> Option<SideEvent> {
    let mut event = None;
    let name = if hidden { shown.judge_code(judge).to_owned() } else { shown.judge_name(judge) };
    Section::new(name).aside(shown.judge_code(judge).to_owned()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let (assigned, done) = reckoned.loads.get(&judge).copied().unwrap_or_default();
        FactRow::new("Scored", format!("{done} of {assigned}")).show(ui);
        if let Some(line) = reckoned.outcome.judges.iter().find(|line| line.judge == judge) {
            if let Some(mean) = line.mean {
                FactRow::new("Mean of the scores", format!("{mean:.1}")).show(ui);
            }
            if let Some(standing) = line.standing {
                let words = match standing {
                    Standing::Adjusted => {
                        format!("{:+.1}, give or take {:.1}", line.effect, line.error).replace('-', "−")
                    }
                    Standing::TooFew => "too few scores, left as given".into(),
                    Standing::Alone => "alone with their nominees, left as given".into(),
                    Standing::None => "left as given".into(),
                };
                FactRow::new("Beside the others", words).show(ui);
            }
        }
        ui.add_space(4.0);
        let recuse = CommandButton::plain("Recuse from the award").small().disabled_if(shown.frozen_reason());
        if recuse.show(ui).clicked() {
            event = Some(SideEvent::Ask(Then::Recuse(judge, None)));
        }
    });
    event
}

fn of_cell(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    shown: &Shown<'_>,
    reckoned: &Reckoned,
    candidate: u32,
    judge: Option<u32>,
    hidden: bool,
) -> Option<SideEvent> {
    let it = shown.judging.candidate(candidate)?;
    let round = shown.round?;
    let name = if hidden { it.code.clone() } else { shown.candidate_name(candidate) };
    let mut event = None;
    Section::new(name).aside(it.code.clone()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(row) = reckoned.outcome.row(candidate) {
            if let (Some(place), Some(score)) = (row.place, row.score) {
                let words = format!("{score:.1}, {}", counted(row.judges, "judge", "judges"));
                FactRow::new(format!("Place {place}"), words).strong().show(ui);
            } else {
                Text::label("No score has come in yet.").muted().show(ui);
            }
            if let (Some(raw), Some(adjusted)) = (row.raw_place, row.adjusted_place)
                && raw != adjusted
            {
                let words = format!("{raw} by raw, {adjusted} by adjusted scores");
                FactRow::new("Place", words).show(ui);
            }
            if let Some(share) = row.first_share {
                FactRow::new("First in repetitions", format!("{:.0} %", share * 100.0)).show(ui);
            }
            if let Some(rule) = row.settled_by {
                Text::label(format!("A tie was broken by {}.", setup::tie_words(shown.judging, rule))).show(ui);
            }
            if row.adjusted.is_some() {
                Text::label(results::why(shown.judging, row)).muted().show(ui);
            }
        }
        let Some(judge) = judge else { return };
        let sheet = shown.campaign.sheet_of(shown.award, round.number, judge).map(|(_, sheet)| sheet);
        let line = sheet.and_then(|sheet| sheet.lines.get(&candidate));
        Card::inset().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let who = if hidden { shown.judge_code(judge).to_owned() } else { shown.judge_name(judge) };
            Text::label_strong(who).one_line().show(ui);
            match line {
                Some(line) => {
                    if let Mark::Scores(scores) = &line.mark {
                        for it in round.mode.criteria() {
                            let words = scores.get(&it.number).map_or_else(|| "–".into(), u32::to_string);
                            FactRow::new(it.label.clone(), format!("{words} of {}", it.most)).show(ui);
                        }
                    } else {
                        Text::label(typing::mark_words(shown.judging, round, &line.mark)).show(ui);
                    }
                    if !line.comment.is_empty() {
                        Text::label(format!("“{}”", shortened(&line.comment, COMMENT_SHOWN))).show(ui);
                    }
                    let at = when::long(line.at, &cx.ws.world().time_zone());
                    Text::caption(format!("{}, {at}", line.way.title())).muted().show(ui);
                }
                None => {
                    let words = if shown.judging.is_recused(judge, candidate, round.number) {
                        "Recused."
                    } else if reckoned.is_wanted(judge, candidate) {
                        "Assigned, and not scored yet."
                    } else {
                        "Not assigned."
                    };
                    Text::label(words).muted().show(ui);
                }
            }
            let reasons = shown.judging.recusals.iter().filter(|it| {
                it.judge == judge && it.round == round.number && it.candidate.is_none_or(|c| c == candidate)
            });
            for it in reasons {
                Text::label(format!("Out: {}", it.reason)).show(ui);
            }
            if shown.is_frozen() || shown.judging.is_recused(judge, candidate, round.number) {
                return;
            }
            if line.is_some() {
                if CommandButton::plain("Recuse the judge").small().show(ui).clicked() {
                    event = Some(SideEvent::Ask(Then::Recuse(judge, Some(candidate))));
                }
            } else if CommandButton::plain("Declare a conflict").small().show(ui).clicked() {
                event = Some(SideEvent::Declare(judge, candidate));
            }
        });
    });
    event
}

/// Which places are others because of recusals.
pub fn recusals(ui: &mut Ui, shown: &Shown<'_>, reckoned: &Reckoned, moved: &[(u32, Option<u32>, Option<u32>)]) {
    let title = format!("What {} changed", counted(reckoned.outcome.recused, "recused score", "recused scores"));
    Section::new(title).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let place = |place: Option<u32>| place.map_or_else(|| "none".to_owned(), |place| place.to_string());
        for (candidate, was, now) in moved.iter().take(8) {
            let words = format!("{} with, {} without them", place(*was), place(*now));
            FactRow::new(shown.candidate_name(*candidate), words).show(ui);
        }
        let words = match moved.len() {
            0 => "No place is another because of them.".to_owned(),
            1..=8 => "Places with the scores of recused judges, and as they count now.".to_owned(),
            more => format!("And {} more. Places with the scores of recused judges, and as they count now.", more - 8),
        };
        Text::caption(words).muted().show(ui);
    });
}

/// What is missing before the round can be frozen.
pub fn before_freezing(ui: &mut Ui, shown: &Shown<'_>, reckoned: &Reckoned, hidden: bool) {
    Section::new("Before you can freeze").show(ui, |ui| {
        let mut rows: Vec<(Tone, Icon, String)> = Vec::new();
        let late: Vec<(u32, usize, usize)> = reckoned
            .loads
            .iter()
            .filter(|(_, (assigned, done))| done < assigned)
            .map(|(judge, (assigned, done))| (*judge, *assigned, *done))
            .collect();
        for (judge, assigned, done) in late.iter().take(5) {
            let name = if hidden { shown.judge_code(*judge).to_owned() } else { shown.judge_name(*judge) };
            rows.push(if *done == 0 {
                (Tone::Danger, Icon::X, format!("{name} has scored nothing."))
            } else {
                let left = counted(assigned - done, "nominee", "nominees");
                (Tone::Warning, Icon::Clock, format!("{name} has {left} left."))
            });
        }
        if late.len() > 5 {
            rows.push((Tone::Warning, Icon::Clock, format!("{} more judges are not done.", late.len() - 5)));
        }
        if late.is_empty() && reckoned.outcome.counted > 0 {
            rows.push((Tone::Success, Icon::Check, "Every sheet is complete.".into()));
        }
        if shown.judging.tie_break.is_empty() {
            rows.push((Tone::Warning, Icon::Warn, "No tie-break was declared: ties share a place.".into()));
        } else {
            let rules: Vec<String> =
                shown.judging.tie_break.iter().map(|rule| setup::tie_words(shown.judging, *rule)).collect();
            rows.push((Tone::Success, Icon::Check, format!("Tie-break declared: {}.", rules.join("; then "))));
        }
        if !shown.judging.panel.iter().any(|judge| !judge.independent.is_empty()) {
            rows.push((Tone::Warning, Icon::Info, "No member of the panel is noted as independent.".into()));
        }
        for (one, other) in setup::standing_twice(shown.judging).into_iter().take(3) {
            let code = |number: u32| shown.judging.candidate(number).map_or("", |it| it.code.as_str());
            let words = format!("{} and {} are one person: withdraw one of the two.", code(one), code(other));
            rows.push((Tone::Danger, Icon::Warn, words));
        }
        if reckoned.outcome.tie_at_quota {
            rows.push((
                Tone::Warning,
                Icon::Warn,
                "A tie stands where the quota ends: the jury decides, with a note.".into(),
            ));
        }
        ui.spacing_mut().item_spacing.y = 6.0;
        for (tone, icon, words) in rows {
            check_line(ui, tone, icon, &words);
        }
    });
}

/// A mark with words beside it that may run over several lines.
fn check_line(ui: &mut Ui, tone: Tone, icon: Icon, words: &str) {
    let c = colours(ui);
    let ink = match tone {
        Tone::Success => c.success,
        Tone::Danger => c.danger,
        _ => c.warning,
    };
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        icon.paint(ui.painter(), rect.center(), 16.0, ink);
        let width = ui.available_width();
        Text::label(words).max_width(width).show(ui);
    });
}
