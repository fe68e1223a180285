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
    /// Where each cell ends in the text, with [`QUOTED`].
    ends: Vec<u32>,
    rows: Vec<Begin>,
    is_parted_oddly: bool,
}

/// Where a row begins.
#[derive(Clone, Copy)]
struct Begin {
    /// Among the cells.
    cell: u32,
    /// In the text.
    text: u32,
}

/// Beside the place where a cell ends: the first and the last sign of it are quotes that do not belong to it.
const QUOTED: u32 = 1 << 31;
/// The places that can be written beside it.
const PLACES: u32 = QUOTED - 1;

fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(PLACES).min(PLACES)
}

/// Rows of cells to share. Nothing is added to them any more.
#[derive(Default)]
pub struct FullPack {
    text: Text,
    ends: Vec<u32>,
    rows: Vec<Begin>,
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
        Packed::new(&pack.full(), 0)
    }

    /// The rows to share.
    pub fn full(self) -> Arc<FullPack> {
        let Self { text, ends, rows, is_parted_oddly } = self;
        Arc::new(FullPack { text: text.into(), ends, rows, is_parted_oddly })
    }

    /// An empty pack with room for the places of another one. Its text is most often taken over at once, and takes its room then.
    #[must_use]
    pub fn like(other: &Self) -> Self {
        Self {
            text: String::new(),
            ends: Vec::with_capacity(other.ends.len()),
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
        let cell = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.rows.push(Begin { cell, text: place_of(place) });
    }
    /// The same for where a cell ends. The next one begins behind one more sign. Of a cell that is quoted the quotes on both sides
    /// are left out when it is read.
    pub fn end_cell_at(&mut self, place: usize, is_quoted: bool) {
        self.ends.push(place_of(place) | if is_quoted { QUOTED } else { 0 });
    }
    /// Takes back the text from this place on, which is within the cell that is being written, and gives it.
    pub fn take_text_back(&mut self, from: usize) -> String {
        self.text.split_off(self.text.floor_char_boundary(from))
    }
    /// The row that was begun last is none.
    pub fn take_row_back(&mut self) {
        if let Some(begin) = self.rows.pop() {
            self.ends.truncate(begin.cell as usize);
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

impl FullPack {
    /// The cells of a row, where each ends.
    fn ends(&self, row: u32) -> &[u32] {
        let Some(begin) = self.rows.get(row as usize) else { return &[] };
        let limit = self.rows.get(row as usize + 1).map_or(self.ends.len(), |next| next.cell as usize);
        self.ends.get(begin.cell as usize..limit).unwrap_or_default()
    }

    /// All cells of a row with what stands between them.
    fn words(&self, row: u32) -> &str {
        let (Some(begin), Some(end)) = (self.rows.get(row as usize), self.ends(row).last()) else { return "" };
        self.text.get(begin.text as usize..(end & PLACES) as usize).unwrap_or("")
    }

    fn cell(&self, row: u32, column: usize) -> &str {
        let ends = self.ends(row);
        let Some(end) = ends.get(column) else { return "" };
        let start = match column.checked_sub(1).and_then(|before| ends.get(before)) {
            Some(before) => (before & PLACES) as usize + 1,
            None => self.rows.get(row as usize).map_or(0, |begin| begin.text as usize),
        };
        let quotes = usize::from(end & QUOTED != 0);
        self.text.get(start + quotes..((end & PLACES) as usize).saturating_sub(quotes)).unwrap_or("")
    }
}

/// A row of a [`Pack`]. Cloning it costs a pointer.
#[derive(Clone)]
pub struct Packed {
    pack: Arc<FullPack>,
    row: u32,
    width: u32,
}

impl Packed {
    /// The row with this number; one that is not there has no cells.
    pub fn new(pack: &Arc<FullPack>, row: u32) -> Self {
        let width = u32::try_from(pack.ends(row).len()).unwrap_or(u32::MAX);
        Self { pack: Arc::clone(pack), row, width }
    }
    /// The cell in a column from 0; `""` where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.pack.cell(self.row, column)
    }
    /// Is it so for every cell? Asked of all of them at once with the commas, or the like, and the quotes between them, so what is
    /// asked must be so for a text when it is for each part of it; of one after the other where something else parts them.
    pub fn all_are(&self, is_so: impl Fn(&str) -> bool) -> bool {
        if self.pack.is_parted_oddly { self.iter().all(is_so) } else { is_so(self.pack.words(self.row)) }
    }
    /// A part of a cell as a text of its own. It shares the memory of the pack, unless it is so small a part of the row that it
    /// would keep far more in memory than itself.
    pub fn text(&self, part: &str) -> Text {
        const LEAST_PART: usize = 8;
        if part.len() <= Text::SHORT_BYTES {
            return part.into();
        }
        let row_bytes = self.pack.text.len() / self.pack.rows.len().max(1);
        if part.len() * LEAST_PART < row_bytes { part.into() } else { self.pack.text.part(part) }
    }
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.width as usize
    }
    /// No cell at all.
    pub fn is_empty(&self) -> bool {
        self.width == 0
    }
    /// Blank cells at the end, up to a width.
    pub fn widen(&mut self, width: usize) {
        self.width = self.width.max(u32::try_from(width).unwrap_or(u32::MAX));
    }
    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }
}

impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        self.width == other.width && self.iter().eq(other.iter())
    }
}

impl Eq for Packed {}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Every question and answer of a row, untouched. The questions are shared by all rows of a file.
#[derive(Clone)]
pub struct Answers {
    questions: Arc<[String]>,
    cells: Packed,
}

impl Default for Answers {
    fn default() -> Self {
        Self { questions: Arc::default(), cells: Packed { pack: Arc::default(), row: 0, width: 0 } }
    }
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
        let pack = pack.full();
        let rows: Vec<Vec<String>> =
            (0..3).map(|row| Packed::new(&pack, row).iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows, [vec!["a".to_owned(), String::new(), "ü".to_owned()], vec![], vec!["b".to_owned()]]);
        assert_eq!([0, 1, 2, 3].map(|row| pack.words(row)), ["a,,ü", "", "b", ""]);
        let mut last = Packed::new(&pack, 2);
        last.widen(3);
        assert_eq!((last.len(), last.cell(0), last.cell(2), last.cell(9)), (3, "b", "", ""));
        assert_eq!(Packed::new(&pack, 0).cell(3), "");
        assert_ne!(last, Packed::new(&pack, 2));
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
        let pack = pack.full();
        let row = |row| Packed::new(&pack, row);
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
