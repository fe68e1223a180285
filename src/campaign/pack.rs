//! Short texts of many rows in one piece of memory: a million rows of eight cells are a few hundred pieces instead of nine
//! million. What a file said word for word is kept so, and a row of it is a place in a pack.

use super::text::Text;
use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// Rows of cells while they are filled in. Cells of a row stand behind each other with one sign between them, as they do in a file:
/// whole runs of rows are then taken over as they are.
#[derive(Default)]
pub struct Pack {
    text: String,
    places: Vec<u32>,
    /// Of each row, where its places begin among all.
    rows: Vec<u32>,
    is_parted_oddly: bool,
}

/// Beside the place where a cell ends: the first and the last sign of it are quotes that do not belong to it.
const QUOTED: u32 = 1 << 31;
/// Beside the place where the cell of a row before the first would have ended: a row begins.
const BEGIN: u32 = 1 << 30;
/// The places that can be written beside them.
const PLACES: u32 = BEGIN - 1;

fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(PLACES).min(PLACES)
}

/// Where the cell behind this place begins. Before the first one of a text there is no sign to leave out: its place is the highest.
#[inline]
fn behind(place: u32) -> usize {
    (place.wrapping_add(1) & PLACES) as usize
}

/// Rows of cells to share. Nothing is added to them any more.
#[derive(Default)]
struct FullPack {
    text: Text,
    /// For each row where it begins, with [`BEGIN`], and where each of its cells ends, with [`QUOTED`].
    places: Vec<u32>,
    /// Bytes of a row, as they are on average.
    row_bytes: usize,
    is_parted_oddly: bool,
}

impl Pack {
    /// A pack takes no more than this, so that places in it fit their numbers; a cell is far smaller.
    pub const FULL_BYTES: usize = 1 << 20;
    /// Nor more rows than this.
    pub const FULL_ROWS: usize = 4096;

    /// One row alone.
    pub fn of_row<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> Packed {
        let mut pack = Self::default();
        pack.begin_row();
        for cell in cells {
            pack.push_text(cell.as_ref());
            pack.end_cell();
        }
        pack.into_rows().next().unwrap_or_default()
    }

    /// The rows to share, one after the other.
    pub fn into_rows(self) -> impl Iterator<Item = Packed> {
        let Self { text, places, rows, is_parted_oddly } = self;
        let (row_bytes, end) = (text.len() / rows.len().max(1), place_of(places.len()));
        let pack = Arc::new(FullPack { text: text.into(), places, row_bytes, is_parted_oddly });
        let mut rows = rows.into_iter().peekable();
        std::iter::from_fn(move || {
            let first = rows.next()?;
            let next = rows.peek().copied().unwrap_or(end);
            Some(Packed { pack: Arc::clone(&pack), first, width: next.saturating_sub(first + 1) })
        })
    }

    /// An empty pack with room for the places of another one. Its text is most often taken over at once, and takes its room then.
    #[must_use]
    pub fn like(other: &Self) -> Self {
        Self {
            text: String::new(),
            places: Vec::with_capacity(other.places.len()),
            rows: Vec::with_capacity(other.rows.len()),
            is_parted_oddly: other.is_parted_oddly,
        }
    }

    /// Cells of texts that are taken over are parted by signs such as tabs, which are none of a cell that is plain.
    pub fn part_oddly(&mut self) {
        self.is_parted_oddly = true;
    }

    /// Adds a row from the text of its cells, and where each ends in it.
    pub fn push_row(&mut self, text: &str, ends: &[u32]) {
        self.begin_row();
        let mut from = 0;
        for end in ends {
            self.push_text(text.get(from..*end as usize).unwrap_or_default());
            self.end_cell();
            from = *end as usize;
        }
    }

    /// The cells that follow are those of one more row.
    pub fn begin_row(&mut self) {
        self.begin_row_at(self.text.len());
    }
    /// More text of the cell that is being written.
    pub fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }
    /// The cell is whole.
    pub fn end_cell(&mut self) {
        self.end_cell_at(self.text.len(), false);
        self.text.push(',');
    }

    /// A row that begins at this place of the text, which is pushed later, as a whole.
    pub fn begin_row_at(&mut self, place: usize) {
        self.rows.push(place_of(self.places.len()));
        self.places.push(place_of(place).wrapping_sub(1) & PLACES | BEGIN);
    }
    /// The same for where a cell ends. The next one begins behind one more sign. Of a cell that is quoted the quotes on both sides
    /// are left out when it is read.
    pub fn end_cell_at(&mut self, place: usize, is_quoted: bool) {
        self.places.push(place_of(place) | if is_quoted { QUOTED } else { 0 });
    }
    /// Takes back the text from this place on, which is within the cell that is being written, and gives it.
    pub fn take_text_back(&mut self, from: usize) -> String {
        self.text.split_off(self.text.floor_char_boundary(from))
    }
    /// The row that was begun last is none.
    pub fn take_row_back(&mut self) {
        if let Some(begin) = self.rows.pop() {
            self.places.truncate(begin as usize);
        }
    }

    /// Bytes of text in all rows so far.
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// Takes no more rows.
    pub fn is_full(&self) -> bool {
        self.is_full_with(0)
    }
    /// The same with so many bytes that will be pushed.
    pub fn is_full_with(&self, bytes: usize) -> bool {
        self.text.len() + bytes >= Self::FULL_BYTES || self.rows.len() >= Self::FULL_ROWS
    }
}

/// A row of a [`Pack`]. Cloning it costs a pointer.
#[derive(Clone, Default)]
pub struct Packed {
    pack: Arc<FullPack>,
    /// Where its places begin.
    first: u32,
    /// Its cells, with [`WIDENED`].
    width: u32,
}

/// Beside the number of cells: those at the end stand nowhere and are blank.
const WIDENED: u32 = 1 << 31;

impl Packed {
    /// The cell in a column from 0; `""` where the row is too short.
    #[inline]
    pub fn cell(&self, column: usize) -> &str {
        if column >= self.width as usize || (self.width & WIDENED != 0 && column >= self.written()) {
            return "";
        }
        let at = self.first as usize + column;
        let Some([before, end]) = self.pack.places.get(at..at + 2) else { return "" };
        let quotes = usize::from(end & QUOTED != 0);
        let (start, end) = (behind(*before) + quotes, (end & PLACES) as usize);
        self.pack.text.get(start..end.saturating_sub(quotes)).unwrap_or("")
    }
    /// The cells that stand in the pack.
    fn written(&self) -> usize {
        let behind = self.pack.places.get(self.first as usize + 1..).unwrap_or_default();
        behind.iter().take(self.len()).take_while(|place| **place & BEGIN == 0).count()
    }
    /// All cells with what stands between them.
    fn words(&self) -> &str {
        let first = self.first as usize;
        let (Some(begin), Some(end)) = (self.pack.places.get(first), self.pack.places.get(first + self.written()))
        else {
            return "";
        };
        self.pack.text.get(behind(*begin)..(end & PLACES) as usize).unwrap_or("")
    }
    /// Is it so for every cell? Asked of all of them at once with the commas, or the like, and the quotes between them, so what is
    /// asked must be so for a text when it is for each part of it; of one after the other where something else parts them.
    pub fn all_are(&self, is_so: impl Fn(&str) -> bool) -> bool {
        if self.pack.is_parted_oddly { self.iter().all(is_so) } else { is_so(self.words()) }
    }
    /// A part of a cell as a text of its own. It shares the memory of the pack, unless it is so small a part of the row that it
    /// would keep far more in memory than itself.
    pub fn text(&self, part: &str) -> Text {
        const LEAST_PART: usize = 8;
        if part.len() <= Text::SHORT_BYTES {
            return part.into();
        }
        if part.len() * LEAST_PART < self.pack.row_bytes { part.into() } else { self.pack.text.part(part) }
    }
    /// Number of cells.
    pub fn len(&self) -> usize {
        (self.width & !WIDENED) as usize
    }
    /// No cell at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Blank cells at the end, up to a width.
    pub fn widen(&mut self, width: usize) {
        if width > self.len() {
            self.width = u32::try_from(width).unwrap_or(WIDENED).min(WIDENED - 1) | WIDENED;
        }
    }
    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }
}

impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Packed {}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Every question and answer of a row, untouched. The questions are shared by all rows of a file.
#[derive(Clone, Default)]
pub struct Answers {
    questions: Arc<[String]>,
    cells: Packed,
}

impl Answers {
    /// A row under its headers; cells beyond them are left out, so the caller names those first.
    pub fn new(questions: Arc<[String]>, cells: Packed) -> Self {
        Self { questions, cells }
    }
    /// Question and answer in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.questions.iter().enumerate().map(|(column, question)| (question.as_str(), self.cells.cell(column)))
    }
    /// The questions, as all rows of the file share them.
    pub fn questions(&self) -> &Arc<[String]> {
        &self.questions
    }
    /// The same answers under other questions, as many as before.
    #[must_use]
    pub fn under(&self, questions: Arc<[String]>) -> Self {
        Self { questions, cells: self.cells.clone() }
    }
    /// Number of questions.
    pub fn len(&self) -> usize {
        self.questions.len()
    }
    /// The nomination came without any.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }
    /// The same without the answers for which `is_gone` says yes.
    #[must_use]
    pub fn without(&self, is_gone: impl Fn(&str) -> bool) -> Self {
        let cells = self.iter().map(|(_, answer)| if is_gone(answer) { "" } else { answer });
        Self { questions: Arc::clone(&self.questions), cells: Pack::of_row(cells) }
    }
    /// The same with other words where `other` gives some for a question and its answer; `None` where it gives none for any.
    pub fn with(&self, other: impl Fn(&str, &str) -> Option<String>) -> Option<Self> {
        let others: Vec<Option<String>> = self.iter().map(|(question, answer)| other(question, answer)).collect();
        if others.iter().all(Option::is_none) {
            return None;
        }
        let cells = self.iter().zip(&others).map(|((_, answer), other)| other.as_deref().unwrap_or(answer));
        Some(Self { questions: Arc::clone(&self.questions), cells: Pack::of_row(cells) })
    }
}

impl<Q: Into<String>, A: AsRef<str>> FromIterator<(Q, A)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Q, A)>>(pairs: I) -> Self {
        let (questions, answers): (Vec<String>, Vec<A>) =
            pairs.into_iter().map(|(question, answer)| (question.into(), answer)).unzip();
        Self { questions: questions.into(), cells: Pack::of_row(answers) }
    }
}

impl PartialEq for Answers {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// In a file they stand as a list of pairs.
impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for pair in self.iter() {
            list.serialize_element(&pair)?;
        }
        list.end()
    }
}

thread_local! {
    /// The questions read last: those of the next row are most often the same ones, and then they are shared.
    static LAST: RefCell<Arc<[String]>> = RefCell::default();
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Answers;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of questions and answers")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answers, A::Error> {
                let mut questions: Vec<String> = Vec::new();
                let mut cells: Vec<String> = Vec::new();
                while let Some((question, cell)) = list.next_element::<(String, String)>()? {
                    questions.push(question);
                    cells.push(cell);
                }
                let questions = LAST.with_borrow_mut(|last| {
                    if **last != *questions {
                        *last = questions.into();
                    }
                    Arc::clone(last)
                });
                Ok(Answers { questions, cells: Pack::of_row(cells) })
            }
        }
        deserializer.deserialize_seq(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_pack_are_told_apart() {
        let mut pack = Pack::default();
        pack.push_row("aü", &[1, 1, 3]);
        pack.push_row("", &[]);
        pack.push_row("b", &[1]);
        let packed: Vec<Packed> = pack.into_rows().collect();
        let rows: Vec<Vec<&str>> = packed.iter().map(|row| row.iter().collect()).collect();
        assert_eq!(rows, [vec!["a", "", "ü"], vec![], vec!["b"]]);
        assert_eq!(packed.iter().map(Packed::words).collect::<Vec<_>>(), ["a,,ü", "", "b"]);
        assert_eq!([&packed[0], &packed[1], &Packed::default()].map(|row| row.cell(3)), [""; 3]);
        for (row, cells) in packed.iter().zip(rows) {
            let mut wide = row.clone();
            wide.widen(2);
            wide.widen(5);
            assert_eq!((wide.len(), wide.cell(5), wide.words()), (5, "", row.words()));
            assert!(wide.iter().zip(cells.iter().chain(&[""; 5])).all(|(cell, expected)| cell == *expected));
            assert_ne!(wide, *row);
        }
    }

    #[test]
    fn rows_of_a_file_are_taken_over_as_they_stand() {
        let mut pack = Pack::default();
        pack.push_row("before", &[6]);
        let (text, base) = ("a\t\"b\tc\"\t\n\"\"\n", pack.text_bytes());
        pack.begin_row_at(base);
        for (end, is_quoted) in [(1, false), (7, true), (8, false)] {
            pack.end_cell_at(base + end, is_quoted);
        }
        // One that turns out to be another.
        pack.begin_row_at(base + 9);
        pack.end_cell_at(base + 10, false);
        pack.take_row_back();
        pack.begin_row_at(base + 9);
        pack.end_cell_at(base + 11, true);
        pack.push_text(text);
        pack.part_oddly();
        let rows: Vec<Packed> = pack.into_rows().collect();
        let row = |row: usize| &rows[row];
        assert_eq!(row(0).iter().collect::<Vec<_>>(), ["before"]);
        assert_eq!(row(1).iter().collect::<Vec<_>>(), ["a", "b\tc", ""]);
        assert_eq!(row(2).iter().collect::<Vec<_>>(), [""]);
        assert!(row(0).all_are(|cell| !cell.contains('\t')) && !row(1).all_are(|cell| !cell.contains('\t')));
    }

    #[test]
    fn answers_come_back_as_pairs() {
        let answers: Answers = [("Why?", "She \"answers\"."), ("Else?", "")].into_iter().collect();
        let text = ron::to_string(&answers).unwrap();
        assert_eq!(text, "[(\"Why?\",\"She \\\"answers\\\".\"),(\"Else?\",\"\")]");
        assert_eq!(ron::from_str::<Answers>(&text).unwrap(), answers);
        assert_eq!(answers.without(|words| words.contains("answers")).iter().next(), Some(("Why?", "")));
    }
}
