//! A list of records on a page: what is looked for, which rows there are, which record is shown beside them and which are
//! selected; going up and down, and the bar for many. Pages say what they list; rows of three lines are in [`three_lines`], tables
//! with columns in [`columns`].

mod columns;
mod rows;
mod three_lines;

use super::many;
use super::people::latest::{Latest, drop_aside};
use crate::app::shelf::{self, Line, Shelf};
use crate::app::{Command, Task};
use crate::campaign::{Campaign, Hero, HeroId};
use crate::gui::action::Cx;
use crate::gui::icons::Icon;
use crate::gui::widgets::bulk_bar::{BulkBar, BulkEvent};
use crate::gui::widgets::command_button::CommandButton;
use crate::gui::widgets::data_table::TableState;
use crate::gui::widgets::page_header::PageHeader;
pub use columns::InColumns;
use eframe::egui::{Frame, Id, Key, Modifiers, Panel, TextureId, Ui};
use std::collections::HashMap;
use std::sync::Arc;
pub use three_lines::{Side, ThreeLines};

/// What a page lists: all records of a kind.
pub trait Listed: Shelf + Default + Send + Sync + 'static {
    /// What one of them is called, and several: "story", "stories".
    const WORDS: [&'static str; 2];
    /// How much longer a line takes to make than looking at a record does.
    const WORK: usize = 4;

    fn make(campaign: &Campaign) -> Self;
    /// How many there are.
    fn all(campaign: &Campaign) -> usize;
    fn is_there(campaign: &Campaign, key: u64) -> bool;
}

/// "1 story", "3 stories".
pub fn counted<S: Listed>(count: usize) -> String {
    many::counted(count, S::WORDS[0], S::WORDS[1])
}

/// "Stories".
fn title_of<S: Listed>() -> String {
    let mut letters = S::WORDS[1].chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A line with the face of somebody's hero.
pub trait Faced {
    /// The hero whose face stands before the line, if there is one.
    fn hero<'c>(&self, campaign: &'c Campaign) -> Option<(HeroId, &'c Hero)>;
}

/// What somebody looks for in a list.
pub type Question<S> = shelf::Query<<S as Shelf>::Filter, <S as Shelf>::Order>;

/// A revision of the campaign, and what is looked for in it.
type Asked<S> = (u64, Question<S>);

/// A selection, and the rows it was counted in.
type Counted<S> = (u64, Option<Asked<S>>);

/// Lines up to which rows are found within the frame.
const AT_ONCE: usize = 5_000;

pub struct Browse<S: Listed> {
    lines: Latest<S>,
    pub query: Question<S>,
    /// The revision and the question that the rows were found for.
    found: Option<Asked<S>>,
    /// The lines that the rows point into.
    found_in: Arc<S>,
    /// Rows that a job looks for, and what for.
    finding: Option<(Asked<S>, Task<Vec<u32>>)>,
    rows: Vec<u32>,
    pub table: TableState,
    /// The record shown beside the list.
    pub shown: Option<u64>,
    /// How many of the selected are in the list, and the selection and rows that was counted for.
    listed_of_selected: (Option<Counted<S>>, usize),
}

impl<S: Listed> Default for Browse<S> {
    fn default() -> Self {
        Self {
            lines: Latest::default(),
            query: Question::<S>::default(),
            found: None,
            found_in: Arc::default(),
            finding: None,
            rows: Vec::new(),
            table: TableState::default(),
            shown: None,
            listed_of_selected: (None, 0),
        }
    }
}

impl<S: Listed> Browse<S> {
    /// The lines of the campaign as it is, or the last ones while the next are made.
    pub fn lines(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<S> {
        let doing = format!("Sorting {}", S::WORDS[1]);
        Arc::clone(self.lines.of(cx.ws, S::all(campaign) * S::WORK, &doing, S::make))
    }

    /// Brings the rows up to date with campaign and question; gives the lines they point into.
    pub fn find(&mut self, cx: &Cx<'_>, campaign: &Campaign) -> Arc<S> {
        let lines = self.lines(cx, campaign);
        let Some(revision) = self.lines.revision() else { return lines };
        let asked = (revision, self.query.clone());
        if self.found.as_ref() != Some(&asked) {
            // Until a job is done the rows before stay, with the lines they were found in.
            let Some(rows) = self.looked_up(cx, &lines, &asked) else { return Arc::clone(&self.found_in) };
            if self.found.as_ref().is_some_and(|(_, before)| *before != self.query) {
                self.table.to_top();
            }
            self.rows = rows;
            self.found = Some(asked);
            drop_aside(cx.ws, std::mem::replace(&mut self.found_in, Arc::clone(&lines)));
            self.table.keep_selected(|key| S::is_there(campaign, key));
            self.follow(campaign);
        }
        lines
    }

    /// The rows that are asked for: at once, and in a job where there are so many that a key would be felt.
    fn looked_up(&mut self, cx: &Cx<'_>, lines: &Arc<S>, asked: &Asked<S>) -> Option<Vec<u32>> {
        if lines.lines().len() <= AT_ONCE {
            self.finding = None;
            return Some(lines.find(&asked.1));
        }
        if let Some((of, task)) = &self.finding {
            let result = task.poll()?;
            let is_wanted = of == asked;
            self.finding = None;
            if let (Ok(rows), true) = (result, is_wanted) {
                return Some(rows);
            }
        }
        let (lines, query) = (Arc::clone(lines), asked.1.clone());
        let task = cx.ws.jobs().start_unlisted(move |_| Ok(lines.find(&query)));
        self.finding = Some((asked.clone(), task));
        None
    }

    /// Puts the cursor on the record that is shown. One that is gone makes way for the next in its place.
    fn follow(&mut self, campaign: &Campaign) {
        if self.shown.is_none_or(|shown| !S::is_there(campaign, shown)) {
            let last = self.rows.len().saturating_sub(1);
            let place = self.table.cursor().map_or(0, |row| (row as usize).min(last));
            self.shown = self.line(place).map(Line::key);
        }
        let place = self.shown.and_then(|shown| self.found_in.place(shown));
        let row = place.and_then(|place| self.rows.iter().position(|row| *row as usize == place));
        let row = row.map(|row| row as u64);
        if self.table.cursor() != row {
            self.table.set_cursor(row);
        }
    }

    fn line(&self, row: usize) -> Option<&S::Line> {
        self.rows.get(row).and_then(|index| self.found_in.lines().get(*index as usize))
    }

    /// Looks for everybody again, in the same order.
    pub fn clear_filter(&mut self) {
        self.ask(self.query.cleared());
    }

    /// Looks for something else, from the top.
    pub fn ask(&mut self, query: Question<S>) {
        self.query = query;
        self.found = None;
        self.table.to_top();
    }

    /// Shows a record that was asked for, wherever it is in the list.
    pub fn show_this(&mut self, key: u64) {
        self.shown = Some(key);
        self.clear_filter();
    }

    /// Goes one row down, or up.
    pub fn go(&mut self, down: bool) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let row = match (self.table.cursor(), down) {
            (None, _) => 0,
            (Some(row), true) => (row as usize + 1).min(last),
            (Some(row), false) => (row as usize).saturating_sub(1),
        };
        self.table.set_cursor(Some(row as u64));
        self.shown = self.line(row).map(Line::key);
    }

    /// A header with the two buttons that go up and down, the first two of it.
    pub fn with_steps<'a>(&self, header: PageHeader<'a>) -> PageHeader<'a> {
        let at = self.table.cursor();
        let first = (at.unwrap_or(0) == 0).then_some("This is the first one.");
        let last = (at.map_or(0, |row| row + 1) >= self.rows.len() as u64).then_some("This is the last one.");
        header
            .action(CommandButton::plain("Previous").icon(Icon::Up).shortcut("Alt Up").disabled_if(first))
            .action(CommandButton::plain("Next").icon(Icon::Down).shortcut("Alt Down").disabled_if(last))
    }

    /// Goes up and down by those buttons and their keys; true when it went.
    pub fn step(&mut self, ui: &Ui, pressed: Option<usize>) -> bool {
        let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        let (up, down) = (pressed == Some(0) || key(Key::ArrowUp), pressed == Some(1) || key(Key::ArrowDown));
        if up {
            self.go(false);
        }
        if down {
            self.go(true);
        }
        up || down
    }

    fn find_field() -> Id {
        Id::unique(("find in", S::WORDS[1]))
    }

    /// Puts the keyboard into the find field where that was asked for; true when it was.
    pub fn take_find(ui: &Ui, cx: &mut Cx<'_>) -> bool {
        let asked = cx.takes(Command::Find);
        if asked {
            ui.memory_mut(|memory| memory.request_focus(Self::find_field()));
        }
        asked
    }

    /// The selected records, in order of their numbers; also those that a filter hides.
    pub fn chosen<I: From<u64> + Ord>(&self) -> Vec<I> {
        many::chosen(&self.table)
    }

    /// What `Delete` is about: the selected ones, else the one that is shown.
    fn meant(&self) -> Vec<u64> {
        let chosen: Vec<u64> = self.chosen();
        if chosen.is_empty() { self.shown.into_iter().collect() } else { chosen }
    }

    /// How many of the selected are in the list: counted when the selection or the rows change, not in every frame.
    fn count_listed(&mut self) -> usize {
        let of = Some((self.table.selections(), self.found.clone()));
        if self.listed_of_selected.0 != of {
            let lines = self.found_in.lines();
            let is_selected = |row: &&u32| lines.get(**row as usize).is_some_and(|it| self.table.is_selected(it.key()));
            self.listed_of_selected = (of, self.rows.iter().filter(is_selected).count());
        }
        self.listed_of_selected.1
    }

    /// The bar for many while something is selected; which of its verbs was pressed.
    pub fn bulk<'v>(
        &mut self,
        ui: &mut Ui,
        campaign: &Campaign,
        verbs: impl FnOnce(usize) -> Vec<CommandButton<'v>>,
    ) -> Option<usize> {
        let count = self.table.selected().len();
        if count == 0 {
            return None;
        }
        let aside = many::aside(count, self.count_listed(), S::all(campaign));
        let id = Id::unique(("bar for many", S::WORDS[1]));
        let panel = Panel::bottom(id).resizable(false).show_separator_line(false).frame(Frame::NONE);
        let bar = verbs(count).into_iter().fold(BulkBar::new(count as u64, aside), BulkBar::verb);
        match panel.show(ui, |ui| bar.show(ui)).inner {
            Some(BulkEvent::Verb(verb)) => Some(verb),
            Some(BulkEvent::Close) => {
                self.table.clear_selection();
                None
            }
            None => None,
        }
    }

    /// Faces of the rows in view, by the numbers of their records.
    fn faces(&self, ui: &Ui, cx: &mut Cx<'_>, campaign: &Campaign, row_height: f32) -> HashMap<u64, TextureId>
    where
        S::Line: Faced,
    {
        let in_view = (ui.available_height() / row_height) as usize + 2;
        let first = self.table.first_row() as usize;
        let mut faces = HashMap::new();
        for line in (first..self.rows.len()).take(in_view).filter_map(|row| self.line(row)) {
            if let Some((hero, record)) = line.hero(campaign)
                && let Some(texture) = cx.art.face(ui.ctx(), &hero.to_string(), &record.figure, 72)
            {
                faces.insert(line.key(), texture);
            }
        }
        faces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::thanks::ThanksLine;

    #[test]
    fn another_question_is_asked_from_the_top() {
        let mut browse = Browse::<Vec<ThanksLine>>::default();
        browse.table.set_cursor(Some(400));
        browse.ask(Question::<Vec<ThanksLine>>::default());
        // Where the cursor stands is also where the list is brought into view.
        assert_eq!((browse.table.first_row(), browse.table.cursor()), (0, None));
    }
}
