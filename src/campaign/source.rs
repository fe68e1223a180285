//! An imported file: its name, its hash and what became of it. The bytes lie in the store by hash.

use super::erased_rows::ErasedRows;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub file_name: String,
    /// SHA-256 of the raw bytes, lower-case hex; also the name under which the store keeps them.
    pub sha256: String,
    pub bytes: u64,
    /// Name of the sheet that was read, where the file is a workbook; lines are rows of that sheet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The part that was read, from 1, where the file is a report with several tables; 0 where it is one list.
    #[serde(default, skip_serializing_if = "is_one_list")]
    pub part: u32,
    /// How it was read where somebody chose that by hand, in the words of whoever read it: letters, separator, header.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub read_as: String,
    /// What it was read as: `nominations`, `entries`, `people` ...
    pub kind: String,
    pub imported_at: Timestamp,
    pub rows_read: u64,
    pub rows_accepted: u64,
    pub rows_held: u64,
    pub rows_rejected: u64,
    /// SHA-256 of the file as it was first imported, where lines were erased since; by it the same file is known again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_sha256: String,
    /// Lines of people who were erased; the same file does not bring them back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erased_lines: Vec<u64>,
    /// Rows of which somebody was erased, by which a longer version of the file is told that it holds them.
    #[serde(default, skip_serializing_if = "ErasedRows::is_empty")]
    pub erased_rows: ErasedRows,
}

// serde hands it a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one_list(part: &u32) -> bool {
    *part == 0
}

impl Source {
    /// Where a row of it stands, in words: "list.xlsx, sheet “Answers”, line 7".
    pub fn place(&self, line: u64) -> String {
        format!("{}, line {line}", self.called())
    }

    /// What it is called, with its sheet: "list.xlsx, sheet “Answers”".
    pub fn called(&self) -> String {
        if self.sheet.is_empty() {
            self.file_name.clone()
        } else {
            format!("{}, sheet “{}”", self.file_name, self.sheet)
        }
    }

    /// Are these the bytes of the file, as it is or as it once was?
    pub fn is_file(&self, sha256: &str) -> bool {
        self.sha256 == sha256 || self.first_sha256 == sha256
    }
}
