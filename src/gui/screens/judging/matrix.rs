//! A grid of nominees and judges, or of nominees and questions: names stay at the left and results at the right while the columns
//! between them slide. Only what is in view is painted, so that 2,000 by 100 cells cost what a page of them does. What a cell means,
//! the caller says.

use crate::gui::marks::{hairline, hairline_down, paint_focus_ring_inside};
use crate::gui::text::{self, Fit, Type};
use crate::gui::theme::{Colours, colours, mix};
use crate::gui::widgets::face_plate::FacePlate;
use crate::gui::widgets::score::paint_score;
use eframe::egui::{
    Align2, CornerRadius, Event, EventFilter, Id, Key, Modifiers, Painter, Rect, Response, Role, ScrollArea, Sense,
    Stroke, StrokeKind, TextureId, Ui, WidgetInfo, pos2, vec2,
};
use std::borrow::Cow;
use std::ops::Range;

const HEAD: f32 = 46.0;
const ROW: f32 = 44.0;
const PLACE: f32 = 40.0;
const NAME_LEAST: f32 = 190.0;
const NAME_MOST: f32 = 330.0;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Nothing is asked here.
    Blank,
    /// Asked and not there.
    Wanted,
    /// A value: its part of the most (0 to 1) and its words; `noted` where a comment stands beside it.
    Score { part: f32, words: String, noted: bool },
    /// The two stay apart.
    Out,
    /// Given to the judge.
    Planned,
    /// Given to the judge and scored.
    Done,
}

/// What stands in a column at the right.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Ending {
    #[default]
    Nothing,
    Muted(String),
    Strong(String),
    /// Went up or down by so many places.
    Moved(i64),
    /// From and to as parts of the whole (0 to 1), where the middle stands, and in words.
    Span {
        from: f32,
        to: f32,
        at: f32,
        words: String,
    },
}

impl Ending {
    fn words(&self) -> String {
        match self {
            Self::Nothing | Self::Moved(0) => String::new(),
            Self::Muted(words) | Self::Strong(words) | Self::Span { words, .. } => words.clone(),
            Self::Moved(by) if *by > 0 => format!("up {by}"),
            Self::Moved(by) => format!("down {}", -by),
        }
    }
}

/// A column at the right that does not slide.
#[derive(Clone, Copy, Debug)]
pub struct Tail {
    pub title: &'static str,
    pub width: f32,
}

/// What the grid shows.
pub trait Rows {
    fn len(&self) -> usize;
    fn columns(&self) -> usize;
    /// The two lines over a column.
    fn head(&self, column: usize) -> [Cow<'_, str>; 2];
    /// What stands over a column in place of the upper line where that does not fit.
    fn narrow_head(&self, column: usize) -> Cow<'_, str> {
        let [upper, _] = self.head(column);
        upper
    }
    fn place(&self, row: usize) -> Cow<'_, str>;
    /// Name and the line under it.
    fn name(&self, row: usize) -> [Cow<'_, str>; 2];
    fn face(&self, _row: usize) -> Option<TextureId> {
        None
    }
    fn mark(&self, row: usize, column: usize) -> Mark;
    /// A bold line under the row: here ends who goes on.
    fn is_parted(&self, _row: usize) -> bool {
        false
    }
    fn ending(&self, _row: usize, _tail: usize) -> Ending {
        Ending::Nothing
    }
}

/// Where the keyboard is, and what is in view.
#[derive(Default)]
pub struct MatrixState {
    cursor: Option<(usize, usize)>,
    reveal: bool,
    in_view: Range<usize>,
}

impl MatrixState {
    /// Row and column under the keyboard.
    pub fn cursor(&self) -> Option<(usize, usize)> {
        self.cursor
    }
    pub fn go(&mut self, row: usize, column: usize) {
        if self.cursor != Some((row, column)) {
            self.cursor = Some((row, column));
            self.reveal = true;
        }
    }
    /// Rows painted in the frame before.
    pub fn in_view(&self) -> Range<usize> {
        self.in_view.clone()
    }
}

/// A key that the caller carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroked {
    Letter(char),
    Erase,
    Next,
    Back,
    Enter,
}

/// What happened.
pub struct MatrixResponse {
    pub response: Response,
    /// Another cell has the cursor.
    pub moved: bool,
    /// Pressed, or Enter or Space on it.
    pub pressed: Option<(usize, usize)>,
    /// The head of a column was pressed.
    pub head: Option<usize>,
    /// What was typed, in a grid that is typed into.
    pub typed: Vec<Stroked>,
}

#[must_use = "call show"]
pub struct Matrix<'a> {
    name: &'a str,
    rows_are: &'a str,
    tails: &'a [Tail],
    column_width: f32,
    typing: bool,
    empty: &'a str,
}

impl<'a> Matrix<'a> {
    /// `rows_are` stands over the names.
    pub fn new(name: &'a str, rows_are: &'a str) -> Self {
        Self { name, rows_are, tails: &[], column_width: 64.0, typing: false, empty: "Nothing to show yet." }
    }
    pub fn tails(mut self, tails: &'a [Tail]) -> Self {
        self.tails = tails;
        self
    }
    pub fn column_width(mut self, width: f32) -> Self {
        self.column_width = width;
        self
    }
    /// Digits and Tab belong to the grid.
    pub fn typing(mut self) -> Self {
        self.typing = true;
        self
    }
    pub fn empty(mut self, words: &'a str) -> Self {
        self.empty = words;
        self
    }

    /// Paints into the room there is.
    pub fn show<R: Rows + ?Sized>(self, ui: &mut Ui, state: &mut MatrixState, rows: &R) -> MatrixResponse {
        let c = colours(ui);
        let full = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(full, Sense::click());
        ui.painter().rect_filled(full, CornerRadius::ZERO, c.surface);
        let mut out =
            MatrixResponse { response: response.clone(), moved: false, pressed: None, head: None, typed: Vec::new() };
        let (count, columns) = (rows.len(), rows.columns());
        if let Some((row, column)) = state.cursor {
            let inside = (row.min(count.saturating_sub(1)), column.min(columns.saturating_sub(1)));
            state.cursor = (count > 0 && columns > 0).then_some(inside);
        }
        if response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            let page = ((full.height() - HEAD) / ROW).floor().max(1.0) as usize;
            self.keys(ui, response.id, state, &mut out, (count, columns, page));
        }
        let tail: f32 = self.tails.iter().map(|it| it.width).sum();
        // A few columns too many move together rather than out of sight; where that does not help all keep their width.
        let room = full.width() - PLACE - NAME_LEAST - tail - 14.0;
        let fitting = room / columns.max(1) as f32;
        let narrow = self.column_width * 0.75;
        // On a small screen more columns in view are worth more than whole names over them.
        let sliding = if room < self.column_width * 6.0 { narrow } else { self.column_width };
        let column_width = if fitting < narrow { sliding } else { fitting.min(self.column_width) };
        let own = PLACE + NAME_LEAST + tail + columns as f32 * column_width;
        let name = (NAME_LEAST + full.width() - own - 14.0).clamp(NAME_LEAST, NAME_MOST);
        let shape = Shape { left: PLACE + name, right: tail, column: column_width, table: response.id };
        let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(full).id_salt(self.name));
        child.set_clip_rect(full.intersect(ui.clip_rect()));
        ScrollArea::both().id_salt(self.name).auto_shrink(false).show_viewport(&mut child, |ui, view| {
            let width = (shape.left + shape.right + columns as f32 * shape.column).max(view.width());
            ui.set_min_size(vec2(width, HEAD + count as f32 * ROW));
            self.paint(ui, view, state, rows, &shape, &mut out);
        });
        if count == 0 {
            let at = pos2(full.center().x, full.top() + HEAD + 40.0);
            let fit = Fit::Elide(full.width() - 32.0);
            text::paint(ui.painter(), at, Align2::CENTER_CENTER, self.empty, Type::Body, c.ink_muted, fit);
        }
        if response.has_focus() && state.cursor.is_none() {
            paint_focus_ring_inside(ui, &ui.painter_at(full), full, 0);
        }
        let view = state.in_view.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Table, true, self.name);
            info.current_text_value = Some(if count == 0 {
                self.empty.to_owned()
            } else {
                format!("rows {} to {} of {count}", view.start + 1, view.end)
            });
            info
        });
        ui.accesskit_node_builder(response.id, |node| {
            node.set_row_count(count);
            node.set_column_count(columns);
        });
        out
    }

    /// Takes what belongs to the grid out of the input and does it.
    fn keys(&self, ui: &Ui, id: Id, state: &mut MatrixState, out: &mut MatrixResponse, size: (usize, usize, usize)) {
        let filter = EventFilter { tab: self.typing, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let mut taken: Vec<(Key, Modifiers)> = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } if self.is_ours(*key, *modifiers) => {
                    taken.push((*key, *modifiers));
                    false
                }
                Event::Text(words) if self.typing => {
                    out.typed.extend(words.chars().filter(|it| !it.is_control() && *it != ' ').map(Stroked::Letter));
                    false
                }
                _ => true,
            });
        });
        let (count, columns, page) = size;
        if count == 0 || columns == 0 {
            return;
        }
        for (key, modifiers) in taken {
            let (row, column) = state.cursor.unwrap_or((0, 0));
            let (bottom, end) = (count - 1, columns - 1);
            let to = match key {
                _ if state.cursor.is_none() && key != Key::Tab => Some((0, 0)),
                Key::ArrowDown => Some(((row + 1).min(bottom), column)),
                Key::ArrowUp => Some((row.saturating_sub(1), column)),
                Key::ArrowRight => Some((row, (column + 1).min(end))),
                Key::ArrowLeft => Some((row, column.saturating_sub(1))),
                Key::PageDown => Some(((row + page).min(bottom), column)),
                Key::PageUp => Some((row.saturating_sub(page), column)),
                Key::Home if modifiers.command => Some((0, 0)),
                Key::End if modifiers.command => Some((bottom, end)),
                Key::Home => Some((row, 0)),
                Key::End => Some((row, end)),
                Key::Tab => {
                    out.typed.push(if modifiers.shift { Stroked::Back } else { Stroked::Next });
                    None
                }
                Key::Backspace | Key::Delete => {
                    out.typed.push(Stroked::Erase);
                    None
                }
                Key::Enter if self.typing => {
                    out.typed.push(Stroked::Enter);
                    None
                }
                _ => {
                    out.pressed = Some((row, column));
                    None
                }
            };
            if let Some((row, column)) = to {
                state.go(row, column);
                out.moved = true;
            }
        }
    }

    fn is_ours(&self, key: Key, modifiers: Modifiers) -> bool {
        match key {
            Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight | Key::PageDown | Key::PageUp => {
                !modifiers.alt
            }
            Key::Home | Key::End | Key::Enter => true,
            Key::Space => !self.typing,
            Key::Tab | Key::Backspace | Key::Delete => self.typing && !modifiers.command,
            _ => false,
        }
    }

    fn paint<R: Rows + ?Sized>(
        &self,
        ui: &Ui,
        view: Rect,
        state: &mut MatrixState,
        rows: &R,
        shape: &Shape,
        out: &mut MatrixResponse,
    ) {
        let c = colours(ui);
        let origin = ui.max_rect().min;
        let clip = Rect::from_min_size(origin + view.min.to_vec2(), view.size()).intersect(ui.clip_rect());
        let body = Rect::from_min_max(pos2(clip.left(), clip.top() + HEAD), clip.max);
        let middle = Rect::from_min_max(
            pos2(clip.left() + shape.left, body.top()),
            pos2((clip.right() - shape.right).max(clip.left() + shape.left), body.bottom()),
        );
        let (count, columns) = (rows.len(), rows.columns());
        let first = (view.top() / ROW).floor().max(0.0) as usize;
        let last = (((view.top() + body.height()) / ROW).ceil().max(0.0) as usize).min(count);
        state.in_view = first.min(last)..last;
        let from = (view.left() / shape.column).floor().max(0.0) as usize;
        let to = (((view.left() + middle.width()) / shape.column).ceil().max(0.0) as usize).min(columns);
        let x_of = |column: usize| origin.x + shape.left + column as f32 * shape.column;
        let y_of = |row: usize| origin.y + HEAD + row as f32 * ROW;
        let painter = ui.painter_at(body);
        for row in state.in_view.clone() {
            let rect = Rect::from_min_size(pos2(clip.left(), y_of(row)), vec2(clip.width(), ROW));
            let hit = rect.intersect(body);
            let line = ui.interact(hit, shape.table.with(("row", row)), Sense::CLICK);
            let current = state.cursor.is_some_and(|(at, _)| at == row);
            let fill = match (current, line.hovered()) {
                (true, _) => Some(c.surface_selected),
                (false, true) => Some(c.surface_hover),
                _ => None,
            };
            if let Some(fill) = fill {
                painter.rect_filled(rect, CornerRadius::ZERO, fill);
            }
            if rows.is_parted(row) {
                painter.hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, c.outline_strong));
            } else {
                hairline(&painter, rect.x_range(), rect.bottom(), c.line);
            }
            let [name, under] = rows.name(row);
            let endings: Vec<Ending> = (0..self.tails.len()).map(|tail| rows.ending(row, tail)).collect();
            let said = endings.iter().map(Ending::words).filter(|words| !words.is_empty());
            let label = [rows.place(row).into_owned(), name.to_string()].into_iter().filter(|words| !words.is_empty());
            let label = label.chain(said).collect::<Vec<_>>().join(", ");
            line.widget_info(|| WidgetInfo::selected(Role::Row, true, current, &label));
            ui.accesskit_node_builder(line.id, |node| node.set_row_index(row));
            let mut chosen = line.clicked().then(|| state.cursor.map_or(0, |(_, column)| column));
            let cells = ui.painter_at(middle);
            for column in from..to {
                let place = Rect::from_min_size(pos2(x_of(column), rect.top()), vec2(shape.column, ROW));
                let mark = rows.mark(row, column);
                let hit = place.intersect(middle);
                if hit.width() > 8.0 {
                    let cell = ui.interact(hit, shape.table.with((row, column)), Sense::CLICK);
                    let head = rows.head(column);
                    cell.widget_info(|| {
                        let mut info = WidgetInfo::labeled(Role::Button, true, format!("{name}, {}", head[0]));
                        info.current_text_value = Some(words_of(&mark));
                        info
                    });
                    if cell.clicked() {
                        chosen = Some(column);
                        out.pressed = Some((row, column));
                    }
                }
                paint_mark(&cells, c, place, &mark);
                if state.cursor == Some((row, column)) {
                    let ring = Stroke::new(2.0, if out.response.has_focus() { c.focus } else { c.outline_strong });
                    cells.rect_stroke(place.shrink2(vec2(4.0, 4.0)), 6, ring, StrokeKind::Inside);
                }
            }
            if let Some(column) = chosen {
                out.response.request_focus();
                out.moved |= state.cursor != Some((row, column));
                state.cursor = (columns > 0).then_some((row, column));
            }
            paint_name(&painter, c, rect, shape, rows, row, &[name, under]);
            self.paint_tails(&painter, c, rect, &endings);
        }
        self.paint_head(ui, rows, shape, clip, middle, (from, to), &x_of, out);
        if std::mem::take(&mut state.reveal)
            && let Some((row, column)) = state.cursor
        {
            let cell = Rect::from_min_size(pos2(x_of(column), y_of(row)), vec2(shape.column, ROW));
            // What stands at the edges must not cover it.
            let wide = Rect::from_min_max(
                pos2(cell.left() - shape.left, cell.top() - HEAD),
                pos2(cell.right() + shape.right + 12.0, cell.bottom() + 12.0),
            );
            ui.scroll_to_rect(wide, None);
        }
    }

    fn paint_tails(&self, painter: &Painter, c: &Colours, rect: Rect, endings: &[Ending]) {
        let mut x = rect.right() - self.tails.iter().map(|it| it.width).sum::<f32>();
        let y = rect.center().y;
        for (tail, ending) in self.tails.iter().zip(endings) {
            let right = pos2(x + tail.width - 12.0, y);
            let m = Align2::RIGHT_CENTER;
            match ending {
                Ending::Nothing | Ending::Moved(0) => {}
                Ending::Muted(words) => {
                    text::paint(painter, right, m, words, Type::Body, c.ink_muted, Fit::Elide(tail.width - 14.0));
                }
                Ending::Strong(words) => {
                    text::paint(painter, right, m, words, Type::Strong, c.ink, Fit::Elide(tail.width - 14.0));
                }
                Ending::Moved(by) => {
                    let (icon, ink) = if *by > 0 {
                        (crate::gui::icons::Icon::Up, c.success)
                    } else {
                        (crate::gui::icons::Icon::Down, c.danger)
                    };
                    icon.paint(painter, pos2(x + 12.0, y), 16.0, ink);
                    let at = pos2(x + 22.0, y);
                    let words = by.unsigned_abs().to_string();
                    text::paint(painter, at, Align2::LEFT_CENTER, &words, Type::Label, ink, Fit::Free);
                }
                Ending::Span { from, to, at, words } => {
                    let room = Rect::from_min_max(pos2(x + 6.0, y - 14.0), pos2(x + tail.width - 10.0, y + 14.0));
                    let place = |part: f32| room.left() + room.width() * part.clamp(0.0, 1.0);
                    let line = y - 5.0;
                    painter.hline(room.x_range(), line, Stroke::new(1.0, c.line));
                    let bar = Rect::from_min_max(pos2(place(*from), line - 4.0), pos2(place(*to), line + 4.0));
                    let bar = Rect::from_center_size(bar.center(), vec2(bar.width().max(4.0), 8.0));
                    painter.rect_filled(bar, CornerRadius::same(4), mix(c.surface, c.accent, 0.4));
                    painter.circle_filled(pos2(place(*at), line), 4.0, c.accent);
                    let under = pos2(room.center().x, y + 2.0);
                    let fit = Fit::Elide(room.width());
                    text::paint(painter, under, Align2::CENTER_TOP, words, Type::Caption, c.ink_muted, fit);
                }
            }
            x += tail.width;
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the geometry of one frame")]
    fn paint_head<R: Rows + ?Sized>(
        &self,
        ui: &Ui,
        rows: &R,
        shape: &Shape,
        clip: Rect,
        middle: Rect,
        columns: (usize, usize),
        x_of: &dyn Fn(usize) -> f32,
        out: &mut MatrixResponse,
    ) {
        let c = colours(ui);
        let head = Rect::from_min_size(clip.min, vec2(clip.width(), HEAD));
        let painter = ui.painter_at(head);
        painter.rect_filled(head, CornerRadius::ZERO, c.canvas);
        hairline(&painter, head.x_range(), head.bottom(), c.line);
        let y = head.center().y;
        let at = pos2(head.left() + PLACE, y);
        text::paint(&painter, at, Align2::LEFT_CENTER, self.rows_are, Type::LabelStrong, c.ink, Fit::Free);
        let slide = Rect::from_x_y_ranges(middle.x_range(), head.y_range());
        let sliding = ui.painter_at(slide);
        for column in columns.0..columns.1 {
            let place = Rect::from_min_size(pos2(x_of(column), head.top()), vec2(shape.column, HEAD));
            let [upper, lower] = rows.head(column);
            let hit = place.intersect(slide);
            if hit.width() > 8.0 {
                let cell = ui.interact(hit, shape.table.with(("head", column)), Sense::CLICK);
                cell.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("{upper}, {lower}")));
                if cell.clicked() {
                    out.head = Some(column);
                }
                if cell.hovered() {
                    sliding.rect_filled(place, CornerRadius::ZERO, c.surface_hover);
                }
            }
            let (x, fit) = (place.center().x, Fit::Elide(shape.column - 6.0));
            let m = if lower.is_empty() { Align2::CENTER_CENTER } else { Align2::CENTER_BOTTOM };
            let fits = text::width(&sliding, &upper, Type::LabelStrong) <= shape.column - 6.0;
            let upper = if fits { upper } else { rows.narrow_head(column) };
            text::paint(&sliding, pos2(x, y), m, &upper, Type::LabelStrong, c.ink, fit);
            let fit = Fit::Elide(shape.column - 6.0);
            text::paint(&sliding, pos2(x, y), Align2::CENTER_TOP, &lower, Type::Caption, c.ink_muted, fit);
        }
        let mut x = head.right() - shape.right;
        if shape.right > 0.0 {
            hairline_down(&ui.painter_at(clip), x, clip.y_range(), c.line);
        }
        for tail in self.tails {
            let at = pos2(x + tail.width - 12.0, y);
            let fit = Fit::Elide(tail.width - 14.0);
            text::paint(&painter, at, Align2::RIGHT_CENTER, tail.title, Type::LabelStrong, c.ink, fit);
            x += tail.width;
        }
    }
}

/// Widths that a frame has.
struct Shape {
    left: f32,
    right: f32,
    column: f32,
    table: Id,
}

fn words_of(mark: &Mark) -> String {
    match mark {
        Mark::Blank => "not asked".into(),
        Mark::Wanted => "no score yet".into(),
        Mark::Score { words, .. } => words.clone(),
        Mark::Out => "stays out".into(),
        Mark::Planned => "assigned".into(),
        Mark::Done => "assigned and scored".into(),
    }
}

fn paint_mark(painter: &Painter, c: &Colours, place: Rect, mark: &Mark) {
    let plate = Rect::from_center_size(place.center(), vec2((place.width() - 20.0).clamp(34.0, 64.0), 28.0));
    match mark {
        Mark::Blank => {}
        Mark::Wanted => {
            let middle = Align2::CENTER_CENTER;
            text::paint(painter, plate.center(), middle, "–", Type::Label, c.ink_muted, Fit::Free);
        }
        Mark::Score { part, words, noted } => {
            paint_score(painter, c, plate, *part, Some(words));
            if *noted {
                painter.circle_filled(plate.right_top() + vec2(-3.0, 3.0), 2.5, c.accent_ink);
            }
        }
        Mark::Out => {
            let pill = Rect::from_center_size(place.center(), vec2(38.0, 22.0));
            painter.rect_filled(pill, CornerRadius::same(11), c.surface);
            painter.rect_stroke(pill, 11, Stroke::new(1.0, c.line_control), StrokeKind::Inside);
            let middle = Align2::CENTER_CENTER;
            text::paint(painter, pill.center(), middle, "out", Type::Caption, c.ink, Fit::Free);
        }
        Mark::Planned | Mark::Done => {
            let done = *mark == Mark::Done;
            let (fill, ink) = if done { (c.success_soft, c.success) } else { (c.accent_soft, c.accent_ink) };
            painter.rect_filled(plate, CornerRadius::same(4), fill);
            if done {
                crate::gui::icons::Icon::Check.paint(painter, plate.center(), 16.0, ink);
            } else {
                painter.circle_filled(plate.center(), 5.0, ink);
            }
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "the parts of one row, all borrowed from the grid")]
fn paint_name<R: Rows + ?Sized>(
    painter: &Painter,
    c: &Colours,
    rect: Rect,
    shape: &Shape,
    rows: &R,
    row: usize,
    words: &[Cow<'_, str>; 2],
) {
    let y = rect.center().y;
    let place = rows.place(row);
    let m = Align2::RIGHT_CENTER;
    text::paint(painter, pos2(rect.left() + PLACE - 12.0, y), m, &place, Type::Label, c.ink_muted, Fit::Free);
    let mut x = rect.left() + PLACE;
    let plate = FacePlate::new(words[0].as_ref()).texture(rows.face(row));
    plate.paint(painter, c, pos2(x + 16.0, y), 32.0);
    x += 42.0;
    let fit = Fit::Elide(rect.left() + shape.left - x - 10.0);
    if words[1].is_empty() {
        text::paint(painter, pos2(x, y), Align2::LEFT_CENTER, &words[0], Type::Strong, c.ink, fit);
    } else {
        text::paint(painter, pos2(x, y + 1.0), Align2::LEFT_BOTTOM, &words[0], Type::Strong, c.ink, fit);
        let fit = Fit::Elide(rect.left() + shape.left - x - 10.0);
        text::paint(painter, pos2(x, y + 1.0), Align2::LEFT_TOP, &words[1], Type::Caption, c.ink_muted, fit);
    }
}
