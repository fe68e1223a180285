//! The keyboard in a table: cursor, selection, opening, finding by typing.

use eframe::egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::{TableResponse, TableRows, TableState};

/// Typing goes on with the same word within this time.
const TYPING_SECS: f64 = 1.2;

pub(super) struct Keys<'a, R: ?Sized> {
    pub rows: &'a R,
    pub many: bool,
    pub columns: &'a [super::Column],
    /// Whole rows in view.
    pub page: u64,
}

impl<R: TableRows + ?Sized> Keys<'_, R> {
    /// Takes what belongs to the table out of the input and does it.
    pub fn take(&self, ui: &Ui, id: eframe::egui::Id, state: &mut TableState, out: &mut TableResponse) {
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        let mut taken: Vec<(Key, Modifiers)> = Vec::new();
        let mut typed = String::new();
        let now = ui.input(|i| i.time);
        let typing = now - state.typed_at < TYPING_SECS && !state.typed.is_empty();
        ui.input_mut(|i| {
            i.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } if is_ours(*key, *modifiers, typing) => {
                    taken.push((*key, *modifiers));
                    false
                }
                Event::Text(text) if typing || text != " " => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
        });
        for (key, modifiers) in taken {
            self.key(ui, id, key, modifiers, state, out);
        }
        if !typed.is_empty() {
            if !typing {
                state.typed.clear();
            }
            state.typed.push_str(&typed);
            state.typed_at = now;
            let from = state.cursor.unwrap_or(0);
            if let Some(row) = self.rows.find(&state.typed, from) {
                self.go(row, false, state, out);
            }
        }
        if !state.typed.is_empty() {
            if now - state.typed_at >= TYPING_SECS {
                state.typed.clear();
            } else {
                ui.ctx().request_repaint_after_secs(TYPING_SECS as f32);
            }
        }
    }

    fn key(
        &self,
        ui: &Ui,
        id: eframe::egui::Id,
        key: Key,
        modifiers: Modifiers,
        state: &mut TableState,
        out: &mut TableResponse,
    ) {
        let count = self.rows.len();
        if let Some(column) = state.in_header {
            self.header_key(key, column, state, out);
            return;
        }
        let at = state.cursor;
        match key {
            Key::A if modifiers.command && self.many => {
                state.select_all(self.rows);
                out.selection_changed = true;
            }
            Key::ArrowUp if !modifiers.shift && (at == Some(0) || count == 0) => state.in_header = Some(0),
            Key::Escape => {
                if state.selected.is_empty() {
                    ui.memory_mut(|m| m.surrender_focus(id));
                } else {
                    state.clear_selection();
                    out.selection_changed = true;
                }
            }
            _ if count == 0 => {}
            Key::ArrowDown => self.go(at.map_or(0, |row| (row + 1).min(count - 1)), modifiers.shift, state, out),
            Key::ArrowUp => self.go(at.map_or(0, |row| row.saturating_sub(1)), modifiers.shift, state, out),
            Key::PageDown => {
                let to = at.unwrap_or(0).saturating_add(self.page).min(count - 1);
                self.go(to, modifiers.shift, state, out);
            }
            Key::PageUp => self.go(at.unwrap_or(0).saturating_sub(self.page), modifiers.shift, state, out),
            Key::Home => self.go(0, modifiers.shift, state, out),
            Key::End => self.go(count - 1, modifiers.shift, state, out),
            Key::ArrowLeft => state.across = (state.across - 60.0).max(0.0),
            Key::ArrowRight => state.across += 60.0,
            Key::Space => {
                if let (true, Some(row)) = (self.many, at) {
                    state.toggle(self.rows, row);
                    out.selection_changed = true;
                }
            }
            Key::Enter => out.opened = at,
            Key::F2 => out.edit = at,
            Key::Delete => out.delete = at.is_some() || !state.selected.is_empty(),
            _ => {}
        }
    }

    fn header_key(&self, key: Key, column: usize, state: &mut TableState, out: &mut TableResponse) {
        match key {
            Key::ArrowLeft => state.in_header = Some(column.saturating_sub(1)),
            Key::ArrowRight => state.in_header = Some((column + 1).min(self.columns.len().saturating_sub(1))),
            Key::ArrowDown | Key::Escape => state.in_header = None,
            Key::Enter | Key::Space => super::sort_by(self.columns, column, state, out),
            _ => {}
        }
    }

    /// Puts the cursor on a row; with `extend` the rows from the anchor are selected.
    pub fn go(&self, row: u64, extend: bool, state: &mut TableState, out: &mut TableResponse) {
        let extend = extend && self.many;
        out.selection_changed |= extend;
        if state.go(self.rows, row, extend) {
            out.moved = Some(row);
        }
    }
}

fn is_ours(key: Key, modifiers: Modifiers, typing: bool) -> bool {
    if modifiers.alt {
        return false;
    }
    if modifiers.command {
        return matches!(key, Key::A) && !modifiers.shift;
    }
    match key {
        Key::ArrowUp
        | Key::ArrowDown
        | Key::ArrowLeft
        | Key::ArrowRight
        | Key::PageUp
        | Key::PageDown
        | Key::Home
        | Key::End
        | Key::Enter
        | Key::F2
        | Key::Delete
        | Key::Escape => true,
        // A space belongs to the word that is being typed.
        Key::Space => !typing,
        _ => false,
    }
}
