//! Home: the countdown, what is due next, how the campaign is, its numbers, and the most wanted monster.

mod first_day;

use crate::app::home::{self, Around, Due, Health, Overview, Way};
use crate::app::outlook::{counted, grouped};
use crate::app::{Command, Section, timeline as dates, when};
use crate::campaign::Campaign;
use crate::gui::action::{Action, Cx, Screen, Target};
use crate::gui::art::look_of;
use crate::gui::grid;
use crate::gui::icons::Icon;
use crate::gui::kept::Kept;
use crate::gui::marks::Tone;
use crate::gui::text::{Text, Type};
use crate::gui::widgets::bar_chart::BarChart;
use crate::gui::widgets::card::Card;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::health_row::HealthRow;
use crate::gui::widgets::note::Note;
use crate::gui::widgets::page_header::PageHeader;
use crate::gui::widgets::stat_tile::StatTile;
use crate::gui::widgets::task_row::TaskRow;
use crate::gui::widgets::timeline::{Day, DayState, Timeline};
use eframe::egui::{Color32, Rect, Ui, Vec2, pos2, vec2};
use first_day::FirstDay;
use std::sync::Arc;
use std::time::Duration;

/// Tasks shown before "Show all".
const TASKS: usize = 4;
/// Dates on the line; more stand in the settings.
const DATES: usize = 6;

/// Campaign, revision, whether it has a file, and the hour: tasks that hang on a date appear by themselves.
type Key = (String, u64, bool, i64);

#[derive(Default)]
pub struct Home {
    overview: Kept<Key, Overview>,
    all_tasks: bool,
    first_day: FirstDay,
}

impl Screen for Home {
    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(campaign) = cx.ws.snapshot() else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        if cx.takes(Command::NewHere) {
            cx.act(Action::Do(Command::AddPerson));
        }
        let now = cx.ws.world().now();
        let zone = cx.ws.world().time_zone();
        let header = PageHeader::new("Home")
            .words(now.to_zoned(zone.clone()).strftime("%A %-d %B %Y").to_string())
            .action(CommandButton::plain("Add a person").icon(Icon::Plus).shortcut("Ctrl N"))
            .action(CommandButton::plain("Import a list").icon(Icon::Import).shortcut("Ctrl I"));
        match header.show(ui) {
            Some(0) => cx.act(Action::Do(Command::AddPerson)),
            Some(_) => cx.act(Action::Do(Command::Import)),
            None => {}
        }
        ui.ctx().request_repaint_after(Duration::from_mins(1));
        let overview = self.count(cx, &campaign);
        grid::cards(ui, "home", |ui| {
            clock_note(ui, cx, &campaign);
            timeline(ui, cx, &campaign);
            self.first_day.show(ui, cx, &campaign);
            let Some(overview) = overview else { return };
            let mut columns = grid::Columns::new(ui, 0.68);
            let tasks = if self.all_tasks { overview.due.len() } else { overview.due.len().min(TASKS) };
            let height = 51.0 + (tasks.max(1) as f32 * 59.0).max(overview.health.len() as f32 * 50.0);
            self.tasks(columns.left(), cx, &overview.due, height);
            health(columns.right(), cx, &overview.health, height);
            columns.end(ui);
            numbers(ui, cx, &overview);
            let mut columns = grid::Columns::new(ui, 0.68);
            channels(columns.left(), cx, &overview);
            most_wanted(columns.right(), cx, &campaign, &overview);
            columns.end(ui);
        });
    }
    fn reset(&mut self) {
        *self = Self::default();
    }
}

impl Home {
    fn count(&mut self, cx: &Cx<'_>, campaign: &Arc<Campaign>) -> Option<Arc<Overview>> {
        let around = Around { now: cx.ws.world().now(), has_file: cx.ws.path().is_some() };
        let hour = around.now.as_second().div_euclid(3_600);
        let key = (campaign.settings().id.clone(), campaign.revision(), around.has_file, hour);
        let size = campaign.people().len() + campaign.entries().len() + campaign.ledger().lines().len();
        let campaign = Arc::clone(campaign);
        let zone = cx.ws.world().time_zone();
        let made = self.overview.get(cx.ws.jobs(), "Counting the campaign", key, size <= 2_000, move |_| {
            Ok(home::overview(&campaign, around, &zone))
        });
        made.and_then(Result::ok)
    }

    fn tasks(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, due: &[Due], height: f32) {
        let shown = if self.all_tasks { due.len() } else { due.len().min(TASKS) };
        let mut card = Card::new().title("Due next").rule().min_height(height);
        let aside = format!("{shown} of {}", counted(due.len() as u64, "task", "tasks"));
        if due.len() > TASKS {
            let title = if self.all_tasks { "Show the first 4".to_owned() } else { format!("Show all {}", due.len()) };
            card = card.action(CommandButton::quiet(title));
        }
        if !due.is_empty() {
            card = card.aside(aside);
        }
        let out = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if due.is_empty() {
                ui.add_space(24.0);
                ui.horizontal(|ui| {
                    ui.add_space(16.0);
                    Text::body("Nothing waits for you.").muted().show(ui);
                });
            }
            for (index, task) in due.iter().take(shown).enumerate() {
                let first = index == 0;
                let button = task.button.as_str();
                let button = if first { CommandButton::primary(button) } else { CommandButton::plain(button) };
                let icon = Icon::named(task.icon).unwrap_or(Icon::Check);
                let row = TaskRow::new(icon, task.title.as_str(), task.words.as_str(), button).first(first);
                if row.show(ui) {
                    go(cx, task.way);
                }
            }
        });
        if out.action {
            self.all_tasks = !self.all_tasks;
        }
    }
}

fn go(cx: &mut Cx<'_>, way: Way) {
    cx.act(match way {
        Way::Page(section) => Action::Do(Command::GoTo(section)),
        Way::Sweepstake(id) => Action::Show(Target::Sweepstake(id)),
        Way::Claims(id) => Action::Show(Target::Claims(id)),
        Way::People(list) => Action::Show(Target::People(list)),
        Way::Do(command) => Action::Do(command),
    });
}

/// The countdown goes by the laptop's clock; when that went back, it says so.
fn clock_note(ui: &mut Ui, cx: &Cx<'_>, campaign: &Campaign) {
    let now = cx.ws.world().now();
    let Some(last) = campaign.ledger().lines().last().filter(|last| last.at.as_second() > now.as_second() + 120) else {
        return;
    };
    let zone = cx.ws.world().time_zone();
    Note::warning("The laptop’s clock went back")
        .words(format!(
            "The last change was made on {}. Dates and countdown go by the clock.",
            when::long(last.at, &zone)
        ))
        .show(ui);
}

fn timeline(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign) {
    let now = cx.ws.world().now();
    let zone = dates::zone(campaign.settings(), &cx.ws.world().time_zone());
    let mut milestones = campaign.settings().milestones.clone();
    milestones.sort_by_key(|milestone| milestone.at);
    let Some(countdown) = home::countdown(&milestones, now, &zone) else {
        let note =
            Note::info("No dates yet").words("With dates there is a countdown here, and what locks shows a lock.");
        if note.action(CommandButton::plain("Add dates")).show(ui).action {
            cx.act(Action::Do(Command::GoTo(Section::Settings)));
        }
        return;
    };
    // A long plan shows the part around today.
    let next = milestones.iter().position(|milestone| milestone.at > now).unwrap_or(milestones.len());
    let from = next.saturating_sub(3).min(milestones.len().saturating_sub(DATES));
    let shown = &milestones[from..(from + DATES).min(milestones.len())];
    let dates: Vec<_> = shown.iter().map(|milestone| milestone.at).collect();
    let (places, today) = home::places(&dates, now);
    let days: Vec<Day<'_>> = shown
        .iter()
        .zip(places)
        .enumerate()
        .map(|(index, (milestone, at))| Day {
            title: milestone.title.as_str().into(),
            date: when::short(milestone.at, now, &zone).trim_end_matches(" 00:00").to_owned().into(),
            state: match (from + index).cmp(&next) {
                std::cmp::Ordering::Less => DayState::Done,
                std::cmp::Ordering::Equal => DayState::Next,
                std::cmp::Ordering::Greater if milestone.promise().is_some() => DayState::Locks,
                std::cmp::Ordering::Greater => DayState::Later,
            },
            // The first title needs room beside the countdown.
            at: 0.03 + at * 0.97,
        })
        .collect();
    let mut line = Timeline::new(countdown.heading, countdown.left, countdown.when, &days);
    if let Some(today) = today {
        line = line.today(0.03 + today * 0.97);
    }
    line.show(ui);
}

fn health(ui: &mut Ui, cx: &mut Cx<'_>, lines: &[Health], height: f32) {
    let ill = lines.iter().filter(|line| !line.is_well).count();
    let chip =
        if ill == 0 { Chip::success("all well") } else { Chip::warning(format!("{ill} to look at")).icon(Icon::Warn) };
    Card::new().title("Health").chip(chip).rule().min_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, line) in lines.iter().enumerate() {
            let tone = match (line.is_well, line.is_serious) {
                (true, _) => Tone::Success,
                (false, false) => Tone::Warning,
                (false, true) => Tone::Danger,
            };
            let icon = Icon::named(line.icon).unwrap_or(Icon::Info);
            let row = HealthRow::new(tone, icon, line.title.as_str(), line.words.as_str());
            let row = if index == 0 { row.no_rule() } else { row };
            if row.action(CommandButton::quiet(line.button)).show(ui) {
                go(cx, line.way);
            }
        }
    });
}

fn numbers(ui: &mut Ui, cx: &mut Cx<'_>, overview: &Overview) {
    let tiles = [
        (
            "Nominations",
            grouped(overview.nominations),
            String::new(),
            format!("for {}, by {}", counted(overview.nominees, "person", "people"), grouped(overview.nominators)),
            Icon::Pen,
            Section::Nominations,
        ),
        ("People", grouped(overview.people), String::new(), "in any role".to_owned(), Icon::People, Section::People),
        (
            "Heroes",
            grouped(overview.heroes),
            String::new(),
            format!(
                "{} of {}",
                grouped(overview.nominees_with_hero),
                counted(overview.nominees, "nominee", "nominees")
            ),
            Icon::Hero,
            Section::Heroes,
        ),
        (
            "Awards decided",
            grouped(overview.awards_with_winner),
            format!("of {}", grouped(overview.awards)),
            if overview.awards == overview.awards_with_winner { "all have a winner" } else { "the others wait" }
                .to_owned(),
            Icon::Award,
            Section::Awards,
        ),
        (
            "Entries",
            grouped(overview.entries),
            String::new(),
            format!("{} before bonus", counted(overview.tickets, "ticket", "tickets")),
            Icon::Ticket,
            Section::Sweepstake,
        ),
    ];
    grid::equal(ui, tiles.len(), |ui, index| {
        let (name, number, of, words, icon, section) = &tiles[index];
        let tile = StatTile::new(*name, number.as_str()).of(of.as_str()).words(words.as_str()).icon(*icon).button();
        if tile.show(ui).clicked() {
            cx.act(Action::Do(Command::GoTo(*section)));
        }
    });
}

fn channels(ui: &mut Ui, cx: &mut Cx<'_>, overview: &Overview) {
    let card = Card::new().title("Where nominations came from").min_height(196.0);
    let card = card.action(CommandButton::quiet("Open nominations"));
    let out = card.show(ui, |ui| {
        if overview.channels.is_empty() {
            Text::label("No nomination yet. Each keeps the channel it came through.").muted().show(ui);
            return;
        }
        let bars: Vec<(&str, u64)> = overview.channels.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        BarChart::new("Nominations by channel", &bars).show(ui);
    });
    if out.action {
        cx.act(Action::Do(Command::GoTo(Section::Nominations)));
    }
}

fn most_wanted(ui: &mut Ui, cx: &mut Cx<'_>, campaign: &Campaign, overview: &Overview) {
    let wanted = overview.most_wanted.and_then(|(id, count)| Some((id, count, campaign.monsters().get(id)?)));
    let Some((id, count, monster)) = wanted else {
        let out = Card::new().title("Most wanted").min_height(196.0).show(ui, |ui| {
            Text::label("When nominations name a problem that has a monster, it stands here.").muted().show(ui);
            CommandButton::quiet("Open monsters").small().show(ui).clicked()
        });
        if out.inner {
            cx.act(Action::Do(Command::GoTo(Section::Monsters)));
        }
        return;
    };
    let side = 150.0;
    let scale = ui.ctx().pixels_per_point();
    let picture = cx.art.villain(ui.ctx(), "most wanted", &look_of(monster), (side * scale) as u32);
    let out = Card::new().title("Most wanted").min_height(196.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let room = (ui.available_width() - side + 8.0).max(120.0);
        ui.allocate_ui(vec2(room, 110.0), |ui| {
            ui.vertical(|ui| {
                ui.set_max_width(room);
                Text::new(monster.name.as_str(), Type::TitleDisplay).show(ui);
                let named = format!("Named in {}.", counted(count, "nomination", "nominations"));
                Text::label(format!("{}. {named}", monster.problem)).muted().show(ui);
            });
        });
        CommandButton::quiet("Open monsters").small().show(ui).clicked()
    });
    if let Some(picture) = picture {
        let card = out.response.rect;
        let at = pos2(card.right() - side / 2.0 - 6.0, card.bottom() - side / 2.0 - 6.0);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let painter = ui.painter().with_clip_rect(card.intersect(ui.clip_rect()));
        painter.image(picture, Rect::from_center_size(at, Vec2::splat(side)), whole, Color32::WHITE);
    }
    if out.inner {
        cx.act(Action::Show(Target::Monster(id)));
    }
}
