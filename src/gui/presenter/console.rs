//! The console in the main window: what is on the wall, what comes next, what to say, and the buttons.

use eframe::egui::{Align, Frame, Layout, Margin, Panel, Role, Ui, WidgetInfo, vec2};

use super::stage::{Stage, Step};
use crate::app::presenting::{Order, Phase, name_of_scene, notes};
use crate::gui::icons::Icon;
use crate::gui::marks::hairline;
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::select::Select;

/// What was asked at the console.
pub enum Asked {
    Step(Step),
    Jump(usize),
    Order(Order),
}

/// Orders to choose from, in words.
const ORDERS: [&str; 2] = ["Last prize first", "First prize first"];
/// How boxes are opened: the most winners of a prize that get one each.
const BOXES: [(&str, usize); 3] =
    [("A box each, up to 3 winners", 3), ("A box for every winner", usize::MAX), ("All of a prize together", 0)];

const HEIGHT: f32 = 176.0;

pub fn show(ui: &mut Ui, stage: &mut Stage, other_screen: bool) -> Vec<Asked> {
    let mut asked = Vec::new();
    let c = colours(ui);
    let frame = Frame::new().fill(c.surface_inset).inner_margin(Margin::symmetric(20, 12));
    Panel::bottom("presenter console")
        .exact_size(HEIGHT)
        .resizable(false)
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| {
            let edge = ui.max_rect().expand2(vec2(20.0, 12.0));
            hairline(ui.painter(), edge.x_range(), edge.top() + 1.0, c.line_control);
            let whole = ui.available_width();
            let right = 330.0_f32.min(whole * 0.32);
            let left = (whole - right - 48.0) * 0.42;
            let middle = whole - right - left - 48.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                column(ui, left, |ui| on_the_wall(ui, stage, other_screen, &mut asked));
                ui.add_space(24.0);
                column(ui, middle, |ui| to_say(ui, stage));
                ui.add_space(24.0);
                column(ui, right, |ui| buttons(ui, stage, &mut asked));
            });
        });
    asked
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, HEIGHT - 24.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        ui.spacing_mut().interact_size.y = 20.0;
        content(ui);
    });
}

fn on_the_wall(ui: &mut Ui, stage: &Stage, other_screen: bool, asked: &mut Vec<Asked>) {
    let play = &stage.play;
    let scene = name_of_scene(&stage.show, play.scene());
    ui.horizontal(|ui| {
        Text::label("On the wall now").muted().one_line().show(ui);
        if stage.show.rehearsal {
            Chip::sun("REHEARSAL").show(ui);
        }
        if play.is_black() {
            Chip::neutral("black").icon(Icon::Moon).show(ui);
        } else {
            match play.phase() {
                Phase::Drum(_) => drop(Chip::accent("drum roll").show(ui)),
                Phase::Opening(_) => drop(Chip::accent("the box opens").show(ui)),
                Phase::There(_) => {}
            }
        }
    });
    let said = Text::section(scene.as_str()).elide().show(ui);
    said.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("On the wall: {scene}")));
    let next = match play.following() {
        Ok(scene) => format!("Next: {}", name_of_scene(&stage.show, scene)),
        Err(refused) => refused.words().to_owned(),
    };
    Text::label(next).elide().show(ui);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 8.0).max(120.0);
        // What was not seen yet is not offered: a wrong click must not give a winner away.
        let upto = (play.seen() + 2).min(play.scenes().len());
        let titles: Vec<String> =
            play.scenes().iter().take(upto).map(|scene| name_of_scene(&stage.show, *scene)).collect();
        let select = Select::new("Go to a scene", &titles, Some(play.at())).small().width(width * 0.5);
        if let Some(to) = select.show(ui).chosen.filter(|to| *to != play.at()) {
            asked.push(Asked::Jump(to));
        }
        let words = if other_screen { "on the other screen" } else { "in its own window" };
        Text::caption(words).one_line().show(ui);
    });
    ui.horizontal(|ui| {
        let order = play.order();
        let half = (ui.available_width() - 16.0) / 2.0;
        let chosen = usize::from(!order.last_prize_first);
        let select = Select::new("Order of the prizes", &ORDERS, Some(chosen)).small().width(half * 0.85);
        if let Some(chosen) = select.show(ui).chosen {
            asked.push(Asked::Order(Order { last_prize_first: chosen == 0, ..order }));
        }
        let titles = BOXES.map(|(title, _)| title);
        let chosen = BOXES.iter().position(|(_, most)| *most == order.boxes_each);
        let select = Select::new("How boxes are opened", &titles, chosen).small().width(half * 1.15);
        if let Some(chosen) = select.show(ui).chosen {
            asked.push(Asked::Order(Order { boxes_each: BOXES[chosen].1, ..order }));
        }
    });
}

fn to_say(ui: &mut Ui, stage: &Stage) {
    Text::label("Notes").muted().one_line().show(ui);
    let zone = stage.world.time_zone();
    for note in notes(&stage.show, stage.play.scene(), &zone) {
        Text::body(note).show(ui);
    }
    if let Some(refused) = stage.refused {
        Text::label_strong(refused).warning().show(ui);
    }
}

fn buttons(ui: &mut Ui, stage: &Stage, asked: &mut Vec<Asked>) {
    let play = &stage.play;
    let width = ui.available_width();
    let mut press = |ui: &mut Ui, button: CommandButton<'_>, step: Step| {
        if button.show(ui).clicked() {
            asked.push(Asked::Step(step));
        }
    };
    let moving = !matches!(play.phase(), Phase::There(_)) && !play.is_black();
    let title = if play.is_black() {
        "Show the wall again"
    } else if moving {
        "Skip to the winner"
    } else {
        "Next on the wall"
    };
    let reason = match play.following() {
        Err(refused) if !moving && !play.is_black() => Some(refused.words()),
        _ => None,
    };
    let next =
        CommandButton::primary(title).icon(Icon::Play).large().shortcut("Space").min_width(width).disabled_if(reason);
    press(ui, next, Step::Next);
    ui.horizontal(|ui| {
        let off = (play.at() == 0 && !play.is_black()).then_some("This is the beginning of the show.");
        press(ui, CommandButton::plain("Back").icon(Icon::Left).disabled_if(off), Step::Back);
        let black = CommandButton::plain("Black").icon(Icon::Moon).shortcut("B").pressed(play.is_black());
        press(ui, black, Step::Black);
    });
    ui.horizontal(|ui| {
        let full = if stage.fullscreen { "As a window" } else { "Full screen" };
        press(ui, CommandButton::plain(full).icon(Icon::Screen).small(), Step::Fullscreen);
        press(ui, CommandButton::quiet("Close the wall").icon(Icon::X).small(), Step::Close);
    });
}
