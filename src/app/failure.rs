//! The one form in which anything that went wrong reaches a person: what, why, what to do.

use serde::Serialize;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What did not happen, and whether anything was lost: "The campaign was not opened."
    pub what: String,
    /// The cause in words.
    pub why: String,
    /// What would help.
    pub what_to_do: String,
}

impl Failure {
    pub fn new(what: impl Into<String>, why: impl Into<String>, what_to_do: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), what_to_do: what_to_do.into() }
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
pub fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "There is no such file or folder.".into(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "Writing or reading there is not allowed.".into()
        }
        ErrorKind::IsADirectory => "It is a folder, not a file.".into(),
        ErrorKind::NotADirectory => "Part of the path is a file, not a folder.".into(),
        ErrorKind::StorageFull => "The disk is full.".into(),
        ErrorKind::FileTooLarge => "The file is too large.".into(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text);
            format!("The system says: {text}.")
        }
    }
}
