//! Rounds with what they ask, and the rules declared before the first score.

use super::{Shown, criteria, put, rules};
use crate::app::judging::setup;
use crate::campaign::judging::{Basis, Criterion, Mode, Passing, Round, RoundKind, Tally};
use crate::gui::action::Cx;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::text::Text;
use crate::gui::typed;
use crate::gui::widgets::card::{Card, columns};
use crate::gui::widgets::check_row::CheckRow;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::segmented::Segmented;
use crate::gui::widgets::select::Select;
use crate::gui::widgets::text_field::Field;
use eframe::egui::Ui;

/// What may be chosen, in the words of the page.
const MODES: [&str; 7] =
    ["Pass or fail", "Weighted rubric", "Ranking (Borda)", "Ranking (STV)", "Approval", "Points", "Pairwise"];

fn place_of(mode: &Mode) -> usize {
    match mode {
        Mode::PassFail(_) => 0,
        Mode::Rubric(_) => 1,
        Mode::Ranking(Tally::Borda) => 2,
        Mode::Ranking(Tally::Stv) => 3,
        Mode::Approval(_) => 4,
        Mode::Points(_) => 5,
        Mode::Pairwise => 6,
    }
}

fn mode_at(place: usize) -> Mode {
    match place {
        0 => Mode::PassFail(Passing::Majority),
        1 => Mode::Rubric(setup::usual_criteria()),
        2 => Mode::Ranking(Tally::Borda),
        3 => Mode::Ranking(Tally::Stv),
        4 => Mode::Approval(0),
        5 => Mode::Points(100),
        _ => Mode::Pairwise,
    }
}

/// What a judge does in a mode, in a sentence.
fn mode_words(mode: &Mode) -> &'static str {
    match mode {
        Mode::PassFail(_) => "Each judge says yes or no to each nominee. Good for screening many.",
        Mode::Rubric(_) => {
            "Each judge scores each nominee on the questions below. Severity of judges can be taken out."
        }
        Mode::Ranking(Tally::Borda) => "Each judge puts the nominees in order; places become points.",
        Mode::Ranking(Tally::Stv) => {
            "Each judge puts the nominees in order; votes that are not needed pass on. Good for choosing several."
        }
        Mode::Approval(_) => "Each judge ticks those they would be glad of.",
        Mode::Points(_) => "Each judge gives points away among the nominees.",
        Mode::Pairwise => "Each judge says which of two is better, again and again. Slow, and fair to the subtle.",
    }
}

/// The round in view, the list of all, and what is declared before scores are seen.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    grid::cards(ui, "judging rounds", |ui| {
        let narrow = ui.available_width() < 760.0;
        if narrow {
            round_card(ui, cx, shown);
            list_card(ui, cx, shown);
            rules::show(ui, cx, shown);
            return;
        }
        columns(ui, &[0.62, 0.38], |ui, column| {
            ui.spacing_mut().item_spacing.y = 16.0;
            if column == 0 {
                round_card(ui, cx, shown);
            } else {
                list_card(ui, cx, shown);
                rules::show(ui, cx, shown);
            }
        });
    });
}

/// The rounds in the order they are held, and the way to one more.
fn list_card(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let add = CommandButton::quiet("Add a round").icon(Icon::Plus);
    let out = Card::new().title("Rounds").action(add).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for (place, round) in shown.judging.rounds.iter().enumerate() {
            ui.horizontal(|ui| {
                Text::label(format!("{}.", place + 1)).muted().show(ui);
                let title = round.title();
                if round.number == shown.number() {
                    Text::label_strong(title).one_line().show(ui);
                } else {
                    Text::label(title).one_line().show(ui);
                }
                let frozen = shown.judging.frozen(round.number).is_some();
                let words = match (frozen, round.quota) {
                    (true, _) => "frozen".to_owned(),
                    (false, 0) => "all who pass".into(),
                    (false, quota) if place + 1 == shown.judging.rounds.len() => format!("{quota} to win"),
                    (false, quota) => format!("{quota} go on"),
                };
                Chip::neutral(words).show(ui);
            });
        }
        Text::caption(
            "Choose a round above to change it. Nominees come to a later round when the one before it is frozen.",
        )
        .muted()
        .show(ui);
    });
    if out.action {
        let kind = if shown.judging.rounds.is_empty() { RoundKind::Shortlist } else { RoundKind::Final };
        let round = Round { kind, mode: mode_at(1), quota: 1, each: 0, ..Round::default() };
        put(cx, setup::set_round(shown.campaign, shown.award, round), "");
    }
}

fn edit(cx: &mut Cx<'_>, shown: &Shown<'_>, field: &str, new: Round) {
    let key = if field.is_empty() { String::new() } else { format!("{} {} {field}", shown.award, new.number) };
    put(cx, setup::set_round(shown.campaign, shown.award, new), &key);
}

fn round_card(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) {
    let Some(round) = shown.round else {
        let add = CommandButton::primary("Add a round").icon(Icon::Plus);
        if Note::info("No round is planned")
            .words("One is enough; several narrow the field.")
            .action(add)
            .show(ui)
            .action
        {
            let round = Round { mode: mode_at(1), quota: 1, ..Round::default() };
            put(cx, setup::set_round(shown.campaign, shown.award, round), "");
        }
        return;
    };
    let scored = shown.is_scored(round.number);
    let frozen = shown.is_frozen();
    let remove = CommandButton::quiet("Remove the round")
        .icon(Icon::Trash)
        .disabled_if(scored.then_some("Scores of it are there."));
    let out = Card::new().title(round.title().to_owned()).action(remove).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        if frozen {
            Note::info("This round is frozen").words("Reopen it under Decide, with a reason, to change it.").show(ui);
        } else if scored {
            Note::info("Scores are there: what is asked stays")
                .words("Questions, mode and basis were declared before the first score. Quota and closing time can still change.")
                .show(ui);
        }
        ui.push_id(("round", round.number), |ui| {
            ui.add_enabled_ui(!frozen, |ui| {
                general(ui, cx, shown, round);
                mode(ui, cx, shown, round, scored);
            });
        });
    });
    if out.action {
        let change = setup::remove_round(shown.campaign, shown.award, round.number);
        super::finish(cx, change, "Removed 1 round");
    }
    if let Mode::Rubric(list) = &round.mode {
        criteria::show(ui, scored || frozen, list, |field, list| {
            edit(cx, shown, field, Round { mode: Mode::Rubric(list), ..round.clone() });
        });
    }
}

fn general(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round) {
    ui.horizontal_wrapped(|ui| {
        Field::new("Kind").show(ui, |ui| {
            let titles = RoundKind::ALL.map(RoundKind::title);
            let now = RoundKind::ALL.iter().position(|kind| *kind == round.kind);
            if let Some(chosen) = Select::new("Kind of round", &titles, now).width(150.0).show(ui).chosen {
                edit(cx, shown, "", Round { kind: RoundKind::ALL[chosen], ..round.clone() });
            }
        });
        Field::new("Name of its own").show(ui, |ui| {
            let hint = round.kind.title();
            if let Some(title) = typed::words(ui, "Name of the round", &round.title, |it| it.hint(hint).width(170.0)) {
                edit(cx, shown, "title", Round { title, ..round.clone() });
            }
        });
        Field::new("Go on or win").help("0: all who pass").show(ui, |ui| {
            if let Some(quota) = typed::number(ui, "How many go on", u64::from(round.quota), 0..=100_000, 90.0) {
                edit(cx, shown, "quota", Round { quota: quota as u32, ..round.clone() });
            }
        });
        Field::new("Judges for each").help("0: all of them").show(ui, |ui| {
            if let Some(each) = typed::number(ui, "Judges for each nominee", u64::from(round.each), 0..=1_000, 90.0) {
                edit(cx, shown, "each", Round { each: each as u32, ..round.clone() });
            }
        });
    });
    let zone = cx.ws.world().time_zone();
    if let Some(closes_at) =
        typed::moment(ui, "Closes", round.closes_at, &zone, "Sheets that come later are marked late.")
    {
        edit(cx, shown, "closes", Round { closes_at, ..round.clone() });
    }
}

fn mode(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round, scored: bool) {
    ui.add_enabled_ui(!scored, |ui| {
        Field::new("What judges are asked").show(ui, |ui| {
            let now = place_of(&round.mode);
            let why = scored.then_some("Scores are there.");
            let select = Select::new("What judges are asked", &MODES, Some(now)).width(240.0).disabled_if(why);
            if let Some(chosen) = select.show(ui).chosen.filter(|chosen| *chosen != now) {
                edit(cx, shown, "", Round { mode: mode_at(chosen), basis: Basis::Raw, ..round.clone() });
            }
        });
        Text::caption(mode_words(&round.mode)).muted().show(ui);
        match &round.mode {
            Mode::PassFail(passing) => passing_choice(ui, cx, shown, round, *passing),
            Mode::Approval(most) => {
                Field::new("At most").help("0: as many as they like").show(ui, |ui| {
                    if let Some(most) = typed::number(ui, "Most approvals", u64::from(*most), 0..=100_000, 90.0) {
                        edit(cx, shown, "most", Round { mode: Mode::Approval(most as u32), ..round.clone() });
                    }
                });
            }
            Mode::Points(points) => {
                Field::new("Points to give away").show(ui, |ui| {
                    if let Some(points) =
                        typed::number(ui, "Points to give away", u64::from(*points), 1..=100_000, 90.0)
                    {
                        edit(cx, shown, "points", Round { mode: Mode::Points(points as u32), ..round.clone() });
                    }
                });
            }
            Mode::Rubric(_) => {
                let mut adjusted = round.basis == Basis::Adjusted;
                let words = "Order by scores without the judges' severity";
                let row = CheckRow::new(&mut adjusted, words)
                    .detail("Declared now, before the first score. Both orders are kept and printed either way.");
                if row.show(ui).changed() {
                    let basis = if adjusted { Basis::Adjusted } else { Basis::Raw };
                    edit(cx, shown, "", Round { basis, ..round.clone() });
                }
            }
            Mode::Ranking(_) | Mode::Pairwise => {}
        }
    });
}

fn passing_choice(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, round: &Round, passing: Passing) {
    let mut chosen = match passing {
        Passing::Majority => 0,
        Passing::All => 1,
        Passing::AtLeast(_) => 2,
    };
    Field::new("Who passes").show(ui, |ui| {
        let titles = ["More yes than no", "No judge says no", "At least so many"];
        if Segmented::new("Who passes", &titles, &mut chosen).small().show(ui).changed() {
            let passing = [Passing::Majority, Passing::All, Passing::AtLeast(2)][chosen];
            edit(cx, shown, "", Round { mode: Mode::PassFail(passing), ..round.clone() });
        }
    });
    if let Passing::AtLeast(least) = passing
        && let Some(least) = typed::number(ui, "Yes at least", u64::from(least), 1..=1_000, 90.0)
    {
        edit(cx, shown, "least", Round { mode: Mode::PassFail(Passing::AtLeast(least as u32)), ..round.clone() });
    }
}

/// A question to begin with.
pub fn fresh_criterion(list: &[Criterion]) -> Criterion {
    let number = list.iter().map(|it| it.number).max().unwrap_or(0) + 1;
    let like = list.last().cloned().unwrap_or_default();
    Criterion { number, label: format!("Question {number}"), help: String::new(), ..like }
}
