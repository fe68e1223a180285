//! One row of the last step put right in place: its cells by header, the doubtful ones first with what is wrong and what to do, and
//! the row as it will be taken over. What was received stays beside what is typed.

use super::rows::{Fate, RowAt};
use super::session::Session;
use crate::gui::icons::Icon;
use crate::gui::marks::{hairline, hairline_down};
use crate::gui::text::Text;
use crate::gui::theme::colours;
use crate::gui::widgets::chip::Chip;
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::inspector::FactRow;
use crate::gui::widgets::text_field::TextField;
use crate::intake::{Issue, Row};
use eframe::egui::{CornerRadius, Margin, Rect, ScrollArea, Ui, UiBuilder, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Points of the pane.
pub const WIDTH: f32 = 330.0;
const FOOT: f32 = 46.0;

/// The row in the pane and what is being typed about it.
pub struct Fixing {
    pub line: u64,
    /// Words in the fields, by column.
    typed: BTreeMap<usize, String>,
    /// Columns in the order of their fields: it stays while the row is open, also when a cell is put right.
    order: Vec<usize>,
    /// Of the result the fields were filled from.
    generation: Option<u64>,
}

/// What is wanted with the row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Close,
    Take,
    Leave,
    Split,
}

/// The cell as it counts now: as typed before, else as received.
fn now<'a>(session: &'a Session, row: &'a Row, column: usize) -> &'a str {
    let fixed = session.wanted.rules.fixes.get(&row.line).and_then(|cells| cells.get(&column));
    fixed.map_or_else(|| row.cell(column), String::as_str)
}

impl Fixing {
    pub fn new(line: u64) -> Self {
        Self { line, typed: BTreeMap::new(), order: Vec::new(), generation: None }
    }

    /// Paints the pane; gives what was pressed.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session) -> Option<Wish> {
        let understood = Arc::clone(&session.understood);
        let (table, drafts) = (&understood.imported.table, &understood.imported.drafts);
        let Some(row) = table.row_on(self.line) else { return Some(Wish::Close) };
        let place = understood.rows.binary_search_by_key(&self.line, |row| row.line).ok();
        let at = place.and_then(|place| understood.rows.get(place)).copied();
        let about: Vec<&Issue> = drafts
            .issues
            .iter()
            .filter(|issue| issue.line == Some(self.line) || issue.other_lines.contains(&self.line))
            .collect();
        if self.generation.is_none() {
            self.generation = Some(session.generation);
            self.typed = (0..table.headers.len().max(row.len()))
                .map(|column| (column, now(session, row, column).to_owned()))
                .collect();
        }
        let c = colours(ui);
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, c.surface_inset);
        hairline_down(ui.painter(), whole.left(), whole.y_range(), c.line);
        let mut wish = None;
        let inside = whole - Margin::symmetric(14, 10);
        let above = Rect::from_min_max(inside.min, inside.max - vec2(0.0, FOOT));
        let mut body = ui.new_child(UiBuilder::new().max_rect(above).id_salt("cells of the row"));
        body.set_clip_rect(above.expand(4.0).intersect(ui.clip_rect()));
        self.head(&mut body, &about, at, &understood, &mut wish);
        ScrollArea::vertical().id_salt(("cells", self.line)).auto_shrink(false).show(&mut body, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.set_max_width(above.width() - 8.0);
            self.cells(ui, session, row, &about);
            taken_over(ui, at, &understood);
        });
        hairline(ui.painter(), whole.x_range(), above.bottom() + 2.0, c.line);
        let foot = Rect::from_min_max(above.left_bottom() + vec2(0.0, 8.0), inside.max);
        let mut foot = ui.new_child(UiBuilder::new().max_rect(foot).id_salt("foot of the row"));
        foot.horizontal(|ui| {
            let is_fixed = session.wanted.rules.fixes.contains_key(&self.line);
            if is_fixed {
                let back = CommandButton::plain("Take back what was typed").icon(Icon::Undo).small();
                if back.show(ui).clicked() {
                    session.wanted.rules.fixes.remove(&self.line);
                    self.generation = None;
                    session.again();
                }
                return;
            }
            if session.may_split(self.line) {
                let split = CommandButton::plain("Split into one row for each").icon(Icon::People).small();
                if split.show(ui).clicked() {
                    wish = Some(Wish::Split);
                }
            }
            match at.map(|at| at.fate) {
                Some(Fate::Held) => {
                    if CommandButton::plain("Take it in").small().show(ui).clicked() {
                        wish = Some(Wish::Take);
                    }
                    if CommandButton::plain("Leave it out").small().show(ui).clicked() {
                        wish = Some(Wish::Leave);
                    }
                }
                Some(Fate::Accepted) if CommandButton::plain("Leave it out").small().show(ui).clicked() => {
                    wish = Some(Wish::Leave);
                }
                _ => {}
            }
        });
        wish
    }

    fn head(
        &self,
        ui: &mut Ui,
        about: &[&Issue],
        at: Option<RowAt>,
        understood: &super::session::Understood,
        wish: &mut Option<Wish>,
    ) {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            Text::strong(format!("Line {}", self.line)).one_line().show(ui);
            match at.map(|at| at.fate) {
                Some(Fate::Accepted) => Chip::success("Accepted").show(ui),
                Some(Fate::Held) => Chip::warning("Held").icon(Icon::Clock).show(ui),
                _ => Chip::danger("Rejected").icon(Icon::X).show(ui),
            };
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                let close = CommandButton::quiet("Close the row").icon(Icon::X).icon_only().small();
                if close.show(ui).clicked() {
                    *wish = Some(Wish::Close);
                }
            });
        });
        let drafts = &understood.imported.drafts;
        let reason = at.and_then(|at| match at.fate {
            Fate::Rejected => Some(drafts.rejects.get(at.place as usize)?.reason.as_str()),
            _ => drafts.held_reason(at.place as usize),
        });
        if let Some(reason) = reason {
            Text::label(reason).show(ui);
        }
        // What is about no single cell stands above them all.
        for issue in about.iter().filter(|issue| issue.column.is_none()) {
            if Some(issue.message.as_str()) != reason {
                Text::label(issue.message.as_str()).show(ui);
            }
            Text::caption(issue.kind.what_to_do()).muted().show(ui);
        }
        ui.add_space(6.0);
    }

    /// The cells as fields, the doubtful ones first.
    fn cells(&mut self, ui: &mut Ui, session: &mut Session, row: &Row, about: &[&Issue]) {
        let understood = Arc::clone(&session.understood);
        let headers = &understood.imported.table.headers;
        let doubtful = |column: usize| about.iter().filter(move |issue| issue.column == Some(column));
        if self.order.is_empty() {
            self.order = self.typed.keys().copied().collect();
            self.order.sort_by_key(|column| {
                let left_out = understood.mapping.field(*column).is_none();
                (doubtful(*column).next().is_none(), left_out, *column)
            });
        }
        let mut done = None;
        for column in self.order.clone() {
            let header = headers.get(column).cloned().unwrap_or_else(|| format!("Cell {}", column + 1));
            let Some(words) = self.typed.get_mut(&column) else { continue };
            let is_wrong = doubtful(column).next().is_some();
            ui.horizontal(|ui| {
                Text::label_strong(header.as_str()).elide().show(ui);
            });
            let rows = if words.contains('\n') || words.len() > 60 { 3 } else { 1 };
            let field =
                TextField::new(words, format!("Line {}: {header}", self.line)).small().rows(rows).wrong(is_wrong);
            if field.show(ui).lost_focus() {
                done = Some(column);
            }
            for issue in doubtful(column) {
                Text::caption(issue.message.as_str()).danger().show(ui);
                Text::caption(issue.kind.what_to_do()).muted().show(ui);
            }
            let received = row.cell(column);
            if session.wanted.rules.fixes.get(&self.line).is_some_and(|cells| cells.contains_key(&column)) {
                let received = if received.is_empty() { "nothing" } else { received };
                Text::caption(format!("In the file: {}", super::rows::first_words(received))).muted().show(ui);
            }
            ui.add_space(5.0);
        }
        if let Some(column) = done {
            self.keep(session, row, column);
        }
    }

    /// Takes over what was typed into a cell; words as received are no fix.
    fn keep(&self, session: &mut Session, row: &Row, column: usize) {
        let Some(words) = self.typed.get(&column) else { return };
        if words == now(session, row, column) {
            return;
        }
        let fixes = &mut session.wanted.rules.fixes;
        if words == row.cell(column) {
            if let Some(cells) = fixes.get_mut(&row.line) {
                cells.remove(&column);
                if cells.is_empty() {
                    fixes.remove(&row.line);
                }
            }
        } else {
            fixes.entry(row.line).or_default().insert(column, words.clone());
        }
        // A row one puts right is one that is wanted.
        session.wanted.rules.reject_lines.remove(&row.line);
        session.again();
    }
}

/// The row as it will stand in the campaign.
fn taken_over(ui: &mut Ui, at: Option<RowAt>, understood: &super::session::Understood) {
    let draft = at.filter(|at| at.fate != Fate::Rejected);
    let imported = &understood.imported;
    let Some(draft) = draft.and_then(|at| imported.drafts.draft(&imported.table, at.place as usize)) else { return };
    ui.add_space(6.0);
    Text::label_strong("Comes in as").show(ui);
    for (name, value) in super::columns::parts(&draft) {
        if name != "held" {
            FactRow::new(name, super::rows::first_words(&value)).show(ui);
        }
    }
}
