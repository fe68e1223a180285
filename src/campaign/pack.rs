//! Short texts of many rows in one piece of memory: a million rows of eight cells are a few hundred pieces instead of nine
//! million. What a file said word for word is kept so, and a row of it is a place in a pack.

use super::text::Text;
use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// Rows of cells while they are filled in.
#[derive(Default)]
pub struct Pack {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
    /// Where each row begins among the cells.
    rows: Vec<u32>,
}

/// Rows of cells to share. Nothing is added to them any more.
#[derive(Default)]
pub struct FullPack {
    text: Text,
    ends: Vec<u32>,
    rows: Vec<u32>,
}

impl Pack {
    /// A pack takes no more than this, so that places in it fit their numbers; a cell is far smaller.
    pub const FULL_BYTES: usize = 1 << 20;
    /// Nor more rows than this.
    pub const FULL_ROWS: usize = 4096;

    /// One row alone.
    pub fn of_row<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> Packed {
        let mut pack = Self { rows: vec![0], ..Self::default() };
        for cell in cells {
            pack.text.push_str(cell.as_ref());
            pack.ends.push(u32::try_from(pack.text.len()).unwrap_or(u32::MAX));
        }
        Packed::new(&pack.full(), 0)
    }

    /// The rows to share.
    pub fn full(self) -> Arc<FullPack> {
        Arc::new(FullPack { text: self.text.into(), ends: self.ends, rows: self.rows })
    }

    /// An empty pack with room for what another one holds.
    #[must_use]
    pub fn like(other: &Self) -> Self {
        Self {
            text: String::with_capacity(other.text.len()),
            ends: Vec::with_capacity(other.ends.len()),
            rows: Vec::with_capacity(other.rows.len()),
        }
    }

    /// Adds a row from the text of its cells, and where each ends in it.
    pub fn push_row(&mut self, text: &str, ends: &[u32]) {
        let before = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.begin_row();
        self.text.push_str(text);
        self.ends.extend(ends.iter().map(|end| before.saturating_add(*end)));
    }

    /// The cells that follow are those of one more row.
    pub fn begin_row(&mut self) {
        self.rows.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
    }
    /// More text of the cell that is being written.
    pub fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }
    /// The cell is whole.
    pub fn end_cell(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }
    /// Bytes of text in all rows so far.
    pub fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// Takes no more rows.
    pub fn is_full(&self) -> bool {
        self.text.len() >= Self::FULL_BYTES || self.rows.len() >= Self::FULL_ROWS
    }
}

impl FullPack {
    fn width(&self, row: u32) -> usize {
        let begin = self.rows.get(row as usize).copied().unwrap_or(0) as usize;
        let end = self.rows.get(row as usize + 1).map_or(self.ends.len(), |next| *next as usize);
        end.saturating_sub(begin)
    }

    /// All cells of a row behind each other.
    fn words(&self, row: u32) -> &str {
        let Some(begin) = self.rows.get(row as usize) else { return "" };
        let limit = self.rows.get(row as usize + 1).map_or(self.ends.len(), |next| *next as usize);
        let end_before =
            |cell: usize| cell.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(end_before(*begin as usize) as usize..end_before(limit) as usize).unwrap_or("")
    }

    fn cell(&self, row: u32, column: usize) -> &str {
        let Some(begin) = self.rows.get(row as usize) else { return "" };
        let at = *begin as usize + column;
        let limit = self.rows.get(row as usize + 1).map_or(self.ends.len(), |next| *next as usize);
        if at >= limit {
            return "";
        }
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(0);
        self.text.get(start as usize..end as usize).unwrap_or("")
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
        let width = u32::try_from(pack.width(row)).unwrap_or(u32::MAX);
        Self { pack: Arc::clone(pack), row, width }
    }
    /// The cell in a column from 0; `""` where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.pack.cell(self.row, column)
    }
    /// The words of all cells behind each other, for what can be asked of all of them at once.
    pub fn words(&self) -> &str {
        self.pack.words(self.row)
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
    /// The same with other words where `other` gives some; `None` where it gives none for any answer.
    pub fn with(&self, other: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let others: Vec<Option<String>> = self.iter().map(|(_, answer)| other(answer)).collect();
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
        assert_eq!([0, 1, 2, 3].map(|row| Packed::new(&pack, row).words().to_owned()), ["aü", "", "b", ""]);
        let mut last = Packed::new(&pack, 2);
        last.widen(3);
        assert_eq!((last.len(), last.cell(0), last.cell(2), last.cell(9)), (3, "b", "", ""));
        assert_eq!(Packed::new(&pack, 0).cell(3), "");
        assert_ne!(last, Packed::new(&pack, 2));
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
