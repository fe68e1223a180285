//! The window alone, without the world behind it at hand: for tests that only look and press.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use unsung::app::Command;
use unsung::campaign::Campaign;
use unsung::gui::Window;

pub type App = Harness<'static, Window>;

/// Steps until nothing runs beside the window and the frame is calm: the end of one job may begin another.
pub fn settle(app: &mut App) {
    let mut calm = 0;
    for _ in 0..10_000 {
        app.step();
        if app.state().is_busy() {
            calm = 0;
            std::thread::sleep(std::time::Duration::from_millis(1));
        } else {
            calm += 1;
        }
        if calm == 7 {
            super::picture::of_dialog(app);
            return;
        }
    }
    panic!("something never ends");
}

/// Presses the keys of a command; a section that has none is gone to by its name in the rail.
pub fn press(app: &mut App, command: Command) {
    let Some(shortcut) = command.shortcut() else {
        let Command::GoTo(section) = command else { panic!("it has no keys") };
        settle(app);
        app.query_all_by_label(section.title()).next().unwrap().click();
        return settle(app);
    };
    app.key_press_modifiers(
        Modifiers { command: shortcut.command, ctrl: shortcut.command, shift: shortcut.shift, ..Modifiers::NONE },
        Key::from_name(shortcut.key).unwrap(),
    );
    settle(app);
}

pub fn click(app: &mut App, role: Role, label: &str) {
    // A person scrolls to what is out of sight before pressing it.
    app.get_by_role_and_label(role, label).scroll_to_me();
    settle(app);
    app.get_by_role_and_label(role, label).click();
    settle(app);
}

/// Types into a field of one line or of several.
pub fn type_into(app: &mut App, label: &str, text: &str) {
    let one_line = app.query_by_role_and_label(Role::TextInput, label).is_some();
    let role = if one_line { Role::TextInput } else { Role::MultilineTextInput };
    click(app, role, label);
    app.get_by_role_and_label(role, label).type_text(text);
    settle(app);
}

pub fn records(app: &App) -> &Campaign {
    app.state().workspace().campaign().unwrap()
}

/// The value of the field of this name.
pub fn value(app: &App, name: &str) -> String {
    app.get_by_role_and_label(Role::TextInput, name).accesskit_node().value().unwrap_or_default()
}
