//! The one form in which anything that went wrong reaches a person: what, why, what to do.

use serde::Serialize;
use std::fmt;
use std::io::{self, ErrorKind};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What did not happen, and whether anything was lost: "The campaign was not opened."
    pub what: String,
    /// The cause in words.
    pub why: String,
    /// What would help; where the shells differ, in the window.
    pub what_to_do: String,
    /// What would help at the command line, where that is something else.
    #[serde(skip)]
    pub at_the_prompt: Option<String>,
}

impl Failure {
    pub fn new(what: impl Into<String>, why: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), what_to_do: what_to_do.into(), at_the_prompt: None }
    }
    /// Another advice for who types commands: buttons and pages of the window are not theirs.
    #[must_use]
    pub fn or_at_the_prompt(mut self, advice: impl Into<String>) -> Self {
        self.at_the_prompt = Some(advice.into());
        self
    }
    /// A file that the system did not write: why, and what helps against it. At the prompt its place is what `option` says.
    pub fn unwritten(what: impl Into<String>, error: &io::Error, option: &str) -> Self {
        let first = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Make room there",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "Let it be written to",
            ErrorKind::FileTooLarge => "Raise the limit on the size of files",
            _ => "Close the program that has the file open",
        };
        let failure = Self::new(what, io_reason(error), format!("{first}, or choose another folder."));
        failure.or_at_the_prompt(format!("{first}, or give another place with {option}."))
    }
    /// The same with what helps at the command line.
    #[must_use]
    pub fn at_the_prompt(&self) -> Self {
        let what_to_do = self.at_the_prompt.clone().unwrap_or_else(|| self.what_to_do.clone());
        Self { what_to_do, ..self.clone() }
    }
    /// A job that the person ended.
    pub fn cancelled(what: impl Into<String>) -> Self {
        Self::new(what, Self::CANCELLED, "Start it again whenever you like.")
    }
    pub fn is_cancelled(&self) -> bool {
        self.why == Self::CANCELLED
    }
    const CANCELLED: &str = "It was cancelled; nothing was changed.";
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.what, self.why, self.what_to_do)
    }
}

impl std::error::Error for Failure {}

/// The words for a system error, without its number.
pub fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "There is no such file or folder.".into(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "Writing or reading there is not allowed.".into()
        }
        ErrorKind::IsADirectory => "It is a folder, not a file.".into(),
        ErrorKind::NotADirectory => "Part of the path is a file, not a folder.".into(),
        ErrorKind::StorageFull => "The disk is full.".into(),
        ErrorKind::QuotaExceeded => "There is no more room for this user on the disk.".into(),
        ErrorKind::FileTooLarge => "The file is too large.".into(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text);
            format!("The system says: {text}.")
        }
    }
}
