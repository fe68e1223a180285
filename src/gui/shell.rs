//! The frame around every page: title bar, rail, page, status line.
//!
//! It takes plain data and gives events back; it knows nothing of campaigns. The rail becomes narrow
//! below 1240 points or by Ctrl+B, and the dialogs of a page stand over all of it.

use eframe::egui::{CentralPanel, Frame, Key, KeyboardShortcut, Modifiers, Panel, Ui};

use super::theme::{self, colours, tokens};
use super::widgets::nav_rail::{NavItem, NavRail};
use super::widgets::status_line::{StatusEvent, StatusLine};
use super::widgets::title_bar::{TitleBar, TitleBarEvent};

/// Below this width of the window the rail shows icons only.
const RAIL_BELOW: f32 = 1240.0;

/// What the frame shows.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The bar at the top.
    pub bar: TitleBar,
    /// The rail; empty while no campaign is open, and then there is none.
    pub items: Vec<NavItem>,
    /// Index into `items`.
    pub current: usize,
    /// The line at the foot.
    pub status: StatusLine,
}

/// What was asked of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShellEvent {
    /// Go to the item of this index.
    Go(usize),
    /// Something in the title bar.
    Bar(TitleBarEvent),
    /// Something in the status line.
    Status(StatusEvent),
}

/// What the person did with the rail's width; kept by the caller from frame to frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShellState {
    /// Narrow (true) or wide (false) by wish; `None` goes by the window's width.
    pub rail_narrow: Option<bool>,
}

impl ShellState {
    /// Whether the rail is narrow in a window of this width.
    pub fn is_narrow(&self, window_width: f32) -> bool {
        self.rail_narrow.unwrap_or(window_width < RAIL_BELOW)
    }
}

impl Shell {
    /// Draws the frame and `page` inside it; gives what was asked and what the page gave.
    pub fn show<R>(
        &self,
        ui: &mut Ui,
        state: &mut ShellState,
        page: impl FnOnce(&mut Ui) -> R,
    ) -> (Vec<ShellEvent>, R) {
        let mut events = Vec::new();
        let narrow = state.is_narrow(ui.max_rect().width());
        zoom_keys(ui);
        if ui.input_mut(|i| i.consume_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::B))) {
            state.rail_narrow = Some(!narrow);
        }
        let size = &tokens().size;
        Panel::top("title bar").exact_size(size.bar).frame(Frame::NONE).show_separator_line(false).show(ui, |ui| {
            events.extend(self.bar.show(ui).map(ShellEvent::Bar));
        });
        Panel::bottom("status line").exact_size(size.status).frame(Frame::NONE).show_separator_line(false).show(
            ui,
            |ui| {
                events.extend(self.status.show(ui).map(|event| {
                    if event == StatusEvent::ResetZoom {
                        theme::zoom_reset(ui.ctx());
                    }
                    ShellEvent::Status(event)
                }));
            },
        );
        if !self.items.is_empty() {
            let width = if narrow { size.rail_collapsed } else { size.rail };
            // Two ids: a panel remembers its size under its id.
            let id = if narrow { "rail narrow" } else { "rail wide" };
            Panel::left(id).exact_size(width).resizable(false).frame(Frame::NONE).show_separator_line(false).show(
                ui,
                |ui| {
                    let rail = NavRail::new(&self.items, self.current).narrow(narrow);
                    events.extend(rail.show(ui).map(ShellEvent::Go));
                },
            );
        }
        let canvas = colours(ui).canvas;
        let inner = CentralPanel::default().frame(Frame::new().fill(canvas)).show(ui, page).inner;
        (events, inner)
    }
}

/// Ctrl+plus, Ctrl+minus, Ctrl+0, in the steps of the tokens.
fn zoom_keys(ui: &Ui) {
    let pressed = |key| ui.input_mut(|i| i.consume_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, key)));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        theme::zoom_in(ui.ctx());
    }
    if pressed(Key::Minus) {
        theme::zoom_out(ui.ctx());
    }
    if pressed(Key::Num0) {
        theme::zoom_reset(ui.ctx());
    }
}
