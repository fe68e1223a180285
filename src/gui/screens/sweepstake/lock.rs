//! Step 2: what will be locked, the conditions, and the one button; afterwards the lock code to publish.

use super::{Shown, icon_of, key_words, locked, luck, seal};
use crate::app::drawing::RulesState;
use crate::app::outlook::{self, Outlook, counted, grouped};
use crate::app::{Command, Failure, Task, drawing, when};
use crate::campaign::{Change, Pool};
use crate::gui::action::{Action, Cx};
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::marks::{divider, hairline, icon_plate};
use crate::gui::text::{self, Fit, Text, Type};
use crate::gui::theme::colours;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::check_gate::{CheckGate, Condition};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::hash_groups::HashGroups;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::stat_tile::StatTile;
use eframe::egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

const NO_FILE: &str = "The campaign has no file yet.";

/// What was asked in this step.
pub enum LockEvent {
    ChangeSources,
    SetUp,
    /// Rules and check-list.
    Published,
    /// Entries about which the organiser must decide.
    Undecided,
    /// The lock is on its way; show it when it lies on disk.
    Sealed,
    ToDraw,
}

#[derive(Default)]
pub struct LockStep {
    boxes: [bool; 4],
    typed: String,
    /// Revision for which the boxes were ticked: anything that changes clears them.
    revision: u64,
    sealing: Option<(u64, Task<Change>)>,
    why: bool,
    locked: locked::Locked,
}

impl LockStep {
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) -> Option<LockEvent> {
        let mut event = self.take_sealed(cx, shown);
        let more = grid::cards(ui, "sweepstake lock", |ui| match &shown.sweepstake.sealed {
            Some(sealed) => self.locked.show(ui, cx, shown, sealed),
            None => self.before(ui, cx, shown),
        });
        event = event.or(more);
        event
    }

    fn take_sealed(&mut self, cx: &mut Cx<'_>, shown: &Shown<'_>) -> Option<LockEvent> {
        let result = self.sealing.as_ref().and_then(|(_, task)| task.poll())?;
        let (revision, _) = self.sealing.take()?;
        if revision != shown.campaign.revision() {
            cx.act(Action::Fail(Failure::new(
                "Nothing was locked.",
                "The campaign changed while the lock was being made.",
                "Look at the page again and lock then.",
            )));
            return None;
        }
        seal(cx, result).then_some(LockEvent::Sealed)
    }

    fn before(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>) -> Option<LockEvent> {
        let Some(outlook) = shown.outlook.clone() else {
            Text::label("Counting entries").muted().show(ui);
            return None;
        };
        if self.revision != shown.campaign.revision() {
            self.revision = shown.campaign.revision();
            self.boxes = [false; 4];
            self.typed.clear();
        }
        let mut obstacles = outlook.obstacles.clone();
        if cx.ws.path().is_none() {
            obstacles.push(drawing::Obstacle {
                what: NO_FILE.into(),
                what_to_do: "Save it once, so that the lock has a file to go to.".into(),
            });
        }
        let mut columns = grid::Columns::new(ui, 0.595);
        let mut event = None;
        if !obstacles.is_empty() {
            event = list(columns.left(), cx, &obstacles);
        }
        what(columns.left(), shown, &outlook);
        event = self.luck(columns.left(), shown, &outlook).or(event);
        event = rules(columns.right(), cx, shown, &outlook).or(event);
        self.gate(columns.right(), cx, shown, &outlook, !obstacles.is_empty());
        preview(columns.right(), shown, &outlook);
        columns.end(ui);
        event
    }

    fn gate(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, outlook: &Outlook, is_blocked: bool) {
        let sweepstake = shown.sweepstake;
        let number = shown.campaign.draws_locked() + 1;
        let zone = cx.ws.world().time_zone();
        let pressed = Card::strong()
            .show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    let c = colours(ui);
                    let (plate, _) = ui.allocate_exact_size(vec2(40.0, 40.0), Sense::hover());
                    icon_plate(ui.painter(), plate, Icon::Lock, c.sun, c.on_sun, 20.0);
                    ui.add_space(4.0);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        Text::section("Lock the list").show(ui);
                        Text::label(format!(
                            "After this nothing about draw {number} can change: not the entries, not the prizes, not the \
                             sources. It cannot be undone. Publish the lock code, so that anybody can hold you to it."
                        ))
                        .muted()
                        .show(ui);
                    });
                });
                ui.add_space(6.0);
                if self.sealing.is_some() {
                    Note::info("The lock is being made").words("The list is hashed and signed.").show(ui);
                    return false;
                }
                let blocked = is_blocked.then_some("Put right first what stands in the way.");
                let state = outlook.rules.state;
                let rules_reason = match state {
                    RulesState::Missing => Some("Make the rules text in the set-up first."),
                    RulesState::Overtaken => Some("Make the rules text again first: the set-up changed."),
                    _ => blocked,
                };
                let rules_detail = match state {
                    RulesState::Missing => "(there is none yet)",
                    RulesState::InStep => "(made from the same data)",
                    RulesState::Overtaken => "(the set-up changed since)",
                    RulesState::Edited | RulesState::Foreign => "(edited by hand: read it again)",
                    RulesState::EditedAndOvertaken => "(edited by hand, and the set-up changed since: read it again)",
                };
                let left_out = match outlook.counts[1] {
                    0 => "Nobody is left out".to_owned(),
                    1 => "1 left-out entry has a reason".to_owned(),
                    count => format!("{} left-out entries each have a reason", grouped(count)),
                };
                let known = match sweepstake.announced_at {
                    Some(at) => format!("The luck will be known on {}, not before", when::long(at, &zone)),
                    None => "The luck will be known at a moment that is announced".to_owned(),
                };
                let [rules, out, moment, publish] = &mut self.boxes;
                let conditions = vec![
                    Condition::new("The rules text says the same as this page", rules)
                        .detail(rules_detail)
                        .blocked_if(rules_reason),
                    Condition::new(left_out, out).blocked_if(blocked),
                    Condition::new(known, moment).blocked_if(blocked),
                    Condition::new("I publish the lock code before that moment", publish).blocked_if(blocked),
                ];
                let button = CommandButton::primary(format!("Lock draw {number}")).icon(Icon::Lock);
                CheckGate::new(conditions, "LOCK", &mut self.typed, button).show(ui)
            })
            .inner;
        let (true, Some(announced_at), false) = (pressed, sweepstake.announced_at, is_blocked) else { return };
        let Some(campaign) = cx.ws.snapshot() else { return };
        let world = Arc::clone(cx.ws.world());
        let id = shown.id;
        let revision = campaign.revision();
        let task = cx.ws.jobs().start_change("Locking the list", move |_| {
            drawing::lock(&campaign, id, announced_at, world.now(), world.as_ref())
        });
        self.sealing = Some((revision, task));
        self.boxes = [false; 4];
        self.typed.clear();
    }

    fn luck(&mut self, ui: &mut Ui, shown: &Shown<'_>, outlook: &Outlook) -> Option<LockEvent> {
        let card = Card::new().title("Where the luck comes from").action(CommandButton::quiet("Change sources")).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                Text::label("Nobody, you included, can know these values when you lock.").muted().show(ui);
                sources(ui, shown);
                let with_code =
                    shown.sweepstake.with_code && shown.sweepstake.method != crate::campaign::DrawMethod::Rfc3797;
                if with_code {
                    divider(ui);
                    luck::line(
                        ui,
                        Icon::Lock,
                        "Your secret code",
                        "Made now, sealed in the lock, opened at the draw.",
                        0,
                    );
                }
                if let Ok(prepared) = &outlook.prepared {
                    divider(ui);
                    luck::meter(ui, shown, prepared);
                    let bits = grouped(prepared.needed_millibits.div_ceil(1000));
                    if CommandButton::quiet(format!("Why {bits}?")).small().pressed(self.why).show(ui).clicked() {
                        self.why = !self.why;
                    }
                    if self.why {
                        let entries = prepared.roll.entries().len() as u64;
                        let alternates = shown.sweepstake.alternates;
                        Text::label(outlook::need_sentence(
                            entries,
                            outlook.places,
                            alternates,
                            prepared.needed_millibits,
                        ))
                        .muted()
                        .show(ui);
                    }
                }
            },
        );
        card.action.then_some(LockEvent::ChangeSources)
    }
}

pub(super) fn sources(ui: &mut Ui, shown: &Shown<'_>) {
    for source in &shown.sweepstake.sources {
        divider(ui);
        luck::line(ui, icon_of(source), source.label(), &outlook::describe(source), outlook::bits_of(source));
    }
}

pub(super) fn tiles(ui: &mut Ui, numbers: [(u64, &str); 4]) {
    ui.horizontal(|ui| {
        let gap = 8.0;
        ui.spacing_mut().item_spacing.x = gap;
        let width = (ui.available_width() - 3.0 * gap) / 4.0;
        for (number, words) in numbers {
            StatTile::new(words, grouped(number)).inset().width(width).show(ui);
        }
    });
}

/// What is not settled about the rules and what is published: said here, with the way to mend it.
fn rules(ui: &mut Ui, cx: &mut Cx<'_>, shown: &Shown<'_>, outlook: &Outlook) -> Option<LockEvent> {
    let mut event = None;
    let state = outlook.rules.state;
    let [settled, missing, decide] = drawing::tally(&outlook.checklist);
    if state == RulesState::InStep && missing + decide == 0 {
        return None;
    }
    Card::new().title("Rules and what is published").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        if state != RulesState::InStep {
            let lines = outlook.rules.differences.len() as u64;
            let words = if lines == 0 { String::new() } else { format!("{} differ.", counted(lines, "line", "lines")) };
            Note::warning(state.words()).words(words).show(ui);
            ui.horizontal_wrapped(|ui| {
                // What was written by hand is not overwritten without having been looked at.
                let by_hand =
                    matches!(state, RulesState::Edited | RulesState::EditedAndOvertaken | RulesState::Foreign);
                let title =
                    if state == RulesState::Missing { "Make the rules text" } else { "Make the rules text again" };
                if !by_hand && CommandButton::plain(title).icon(Icon::Pen).small().show(ui).clicked() {
                    super::rules_text::make_again(cx, shown);
                }
                if CommandButton::plain("Read the rules text").small().show(ui).clicked() {
                    event = Some(LockEvent::Published);
                }
            });
        }
        if missing + decide > 0 {
            let open = [(missing, "missing"), (decide, "to decide")];
            let open: Vec<String> =
                open.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
            let words = format!("{} of {} points are seen to, {}.", settled, outlook.checklist.len(), open.join(", "));
            Text::label(words).show(ui);
            if CommandButton::quiet("Open the check-list").small().show(ui).clicked() {
                event = Some(LockEvent::Published);
            }
        }
    });
    event
}

/// What must be put right first, each with what to do.
fn list(ui: &mut Ui, cx: &mut Cx<'_>, obstacles: &[drawing::Obstacle]) -> Option<LockEvent> {
    let mut event = None;
    let title = format!("{} in the way", counted(obstacles.len() as u64, "thing stands", "things stand"));
    let card = Card::new().title(title).action(CommandButton::quiet("Open the set-up")).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for obstacle in obstacles {
            let mut note = Note::warning(obstacle.what.as_str()).words(obstacle.what_to_do.as_str());
            if obstacle.what == NO_FILE {
                note = note.action(CommandButton::plain("Save the campaign"));
            }
            let undecided = obstacle.what.contains("no date that can be read");
            if undecided {
                note = note.action(CommandButton::plain("Show the entries"));
            }
            if note.show(ui).action {
                if undecided {
                    event = Some(LockEvent::Undecided);
                } else {
                    cx.act(Action::Do(Command::Save));
                }
            }
        }
    });
    event.or(card.action.then_some(LockEvent::SetUp))
}

/// What the lock would fix now.
fn what(ui: &mut Ui, shown: &Shown<'_>, outlook: &Outlook) {
    Card::new().title("What will be locked").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let prepared = outlook.prepared.as_ref().ok();
        tiles(
            ui,
            [
                (prepared.map_or(0, |prepared| prepared.roll.entries().len() as u64), "entries"),
                (outlook.tickets, "tickets"),
                (prepared.map_or(0, |prepared| prepared.households as u64), "households"),
                (outlook.counts[1], "left out, with reason"),
            ],
        );
        if outlook.counts[2] > 0 {
            let words = counted(
                outlook.counts[2],
                "entry is in the list and passed over",
                "entries are in the list and passed over",
            );
            Text::caption(format!("{words}, named by entry id with the reason.")).show(ui);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let chance = if ui.available_width() < 620.0 { "Chance a ticket" } else { "Chance with one ticket" };
            table_row(ui, ["Prize", "How many", "Who may win", chance], true);
            for (prize, odds) in shown.sweepstake.prizes.iter().zip(&outlook.odds) {
                let who = match &prize.open_to {
                    Pool::Everybody if odds.everybody => "everybody".into(),
                    Pool::Members => format!("members, {}", grouped(odds.entries)),
                    Pool::Countries(codes) => format!("{}, {}", codes.join(" "), grouped(odds.entries)),
                    Pool::Tags(tags) => format!("{}, {}", tags.join(" "), grouped(odds.entries)),
                    Pool::Everybody | Pool::Named => counted(odds.entries, "entry", "entries"),
                };
                table_row(ui, [&prize.name, &grouped(prize.quantity), &who, &odds.chance], false);
            }
        });
    });
}

/// A line of the table of prizes: name, number, two texts.
pub(super) fn table_row(ui: &mut Ui, cells: [&str; 4], is_head: bool) {
    let c = colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 27.0), Sense::hover());
    let p = ui.painter();
    if is_head {
        p.rect_filled(rect, CornerRadius::same(4), c.surface_inset);
    } else {
        hairline(p, rect.x_range(), rect.bottom(), c.line);
    }
    let style = |strong| if is_head || strong { Type::LabelStrong } else { Type::Body };
    let ink = if is_head { c.ink_muted } else { c.ink };
    let w = rect.width();
    let y = rect.center().y;
    let place = |from: f32, to: f32| {
        Rect::from_min_max(pos2(rect.left() + from * w, rect.top()), pos2(rect.left() + to * w, rect.bottom()))
    };
    let (name, count, who) = (place(0.0, 0.44), place(0.44, 0.57), place(0.60, 0.78));
    let fit = Fit::Elide(name.width() - 14.0);
    text::paint(p, pos2(name.left() + 10.0, y), Align2::LEFT_CENTER, cells[0], style(true), ink, fit);
    text::paint(p, pos2(count.right(), y), Align2::RIGHT_CENTER, cells[1], style(false), ink, Fit::Free);
    let at = pos2(rect.right() - 10.0, y);
    let last = text::paint(p, at, Align2::RIGHT_CENTER, cells[3], style(false), ink, Fit::Free);
    let fit = Fit::Elide((last.left() - who.left() - 10.0).min(who.width()));
    text::paint(p, pos2(who.left(), y), Align2::LEFT_CENTER, cells[2], style(false), ink, fit);
    let spoken = cells.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(if is_head { Role::RowHeader } else { Role::Row }, true, &spoken));
}

fn preview(ui: &mut Ui, shown: &Shown<'_>, outlook: &Outlook) {
    Card::new().title("Fingerprints").aside("preview; final when locked").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let Some(roll) = &outlook.roll else {
            Text::label("There is no list yet.").muted().show(ui);
            return;
        };
        let lines = format!("roll.tsv, {}", counted(roll.entries, "line", "lines"));
        HashGroups::new("List of entries", roll.sha256.as_str()).aside(lines).show(ui);
        divider(ui);
        HashGroups::new("Root for receipts", roll.merkle_root.as_str()).aside("one entrant can check alone").show(ui);
        divider(ui);
        Text::label_strong("Lock code, to publish").show(ui);
        Text::label("Made when you lock: it also holds the moment and the seal of your code.").muted().show(ui);
        Text::caption(format!("Fingerprint of your key: {}", key_words(shown.campaign))).show(ui);
    });
}
