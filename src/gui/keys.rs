//! Shortcuts: from the keys of a frame to commands, and from commands to the words on a button.

use crate::app::{Command, Shortcut, Workspace};
use eframe::egui::{Context, Id, Key, KeyboardShortcut, ModifierNames, Modifiers};

fn later() -> Id {
    Id::unique("command for the next frame")
}

/// Gives the command to the page in the next frame.
pub fn press_later(ctx: &Context, command: Command) {
    ctx.data_mut(|data| data.insert_temp(later(), Some(command)));
}

/// Commands asked for by keys in this frame, and those put off from the last one.
pub fn pressed(ctx: &Context, _ws: &Workspace) -> Vec<Command> {
    let mut commands: Vec<Command> =
        ctx.data_mut(|data| data.remove_temp::<Option<Command>>(later())).flatten().into_iter().collect();
    // While words are typed, only combinations with Ctrl or Alt and function keys act; undo belongs to the field.
    let typing = ctx.text_edit_focused();
    // Behind a question nothing changes: what it asks about would be gone.
    let is_asked = ctx.memory(|memory| memory.top_modal_layer().is_some());
    let mut bound: Vec<(Command, KeyboardShortcut)> =
        Command::all().filter_map(|command| Some((command, egui_shortcut(command.shortcut()?)?))).collect();
    // The longer combination first: Ctrl+Shift+S is not Ctrl+S.
    bound.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    for (command, shortcut) in bound {
        if (typing || is_asked) && matches!(command, Command::Undo | Command::Redo) {
            continue;
        }
        // The frame itself answers these.
        if matches!(command, Command::ToggleRail | Command::ZoomIn | Command::ZoomOut | Command::ZoomReset) {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
            commands.push(command);
        }
    }
    commands
}

fn egui_shortcut(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    if shortcut.alt {
        modifiers |= Modifiers::ALT;
    }
    let key = match shortcut.key {
        "Left" => Key::ArrowLeft,
        "Right" => Key::ArrowRight,
        other => Key::from_name(other)?,
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

/// "Ctrl+K", or with Mac signs there; empty for a command without keys.
pub fn words(command: Command, ctx: &Context) -> String {
    let Some(shortcut) = command.shortcut().and_then(egui_shortcut) else { return String::new() };
    let is_mac = ctx.os() == eframe::egui::os::OperatingSystem::Mac;
    let names = if is_mac { ModifierNames::SYMBOLS } else { ModifierNames::NAMES };
    shortcut.format(&names, is_mac).replace('+', " ")
}
