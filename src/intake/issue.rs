//! What intake has to say about a file: one issue per matter, with its line and column, so that nothing is
//! dropped or changed silently.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How much an issue matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Look at it; the row is in.
    Warning,
    /// The person decides; the row waits if the matter concerns a row.
    Decision,
    /// The row is out.
    Error,
}

/// What an issue is about. The kebab-case name is stable: it stands in reports and `--json` output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueKind {
    /// A header and no row below it.
    HeaderOnly,
    /// Lines above the header that are no rows.
    LinesBeforeHeader,
    /// The first row already holds values; columns got numbers for names.
    NoHeader,
    /// No table but records below each other, one line for each fact.
    ListOfFacts,
    /// Lines of such a list that stand under no label.
    LinesAside,
    /// The header stands again among the rows.
    HeaderAgain,
    /// The header stands again among the rows, in another order.
    ReorderedHeader,
    /// The same header stands over two columns.
    RepeatedHeader,
    /// Fewer cells than headers.
    ShortRow,
    /// More cells than headers.
    LongRow,
    /// A quote is opened and never closed.
    UnclosedQuote,
    /// A cell in quotes goes on behind the closing one.
    LooseQuote,
    /// Cells of a workbook that were merged.
    MergedCells,
    /// A formula of the workbook that failed.
    CellError,
    /// Rows that are hidden in the workbook.
    HiddenRows,
    /// Columns that name people, too, and are not read.
    OtherNames,
    /// Columns that hold names, dates or sentences and are not read.
    UnreadColumns,
    /// Columns of consents in a list of nominations, which have no place for them.
    UnreadConsents,
    /// No column says when the rows came in.
    NoTime,
    /// The zone in which the times of a column are.
    TimeZone,
    /// Years that are counted from another one than elsewhere.
    OtherYears,
    /// Sheets of the workbook that were not read.
    OtherSheets,
    /// Parts of a report that were not read.
    OtherParts,
    /// A total or a note below the list.
    BelowTheList,
    /// A heading of a group inside the list.
    Heading,
    /// Its form says that the row is a draft, spam or not finished.
    Unfinished,
    /// An answer somebody gave to try the form.
    TestAnswer,
    /// The program has written a remark behind a name.
    NameRemark,
    /// Addresses stand beside the names of other rows.
    OutOfStep,
    /// One address for two people.
    SharedEmail,
    /// A known address with the name spelled in another way.
    OtherSpelling,
    /// The name of another row or record, and no address that tells whether it is one person.
    SameName,
    /// The row says what an earlier one says.
    RepeatedRow,
    /// The row says something else than the record of the same person, which stays.
    OtherWords,
    /// Rows that were joined to the person of the same name.
    JoinedByName,
    /// A row of an earlier list, with some words changed.
    ChangedRow,
    /// A no takes back the yes a person gave before.
    YesTakenBack,
    /// The row answers in another way than the record does, and the record stays.
    OtherAnswer,
    /// NUL bytes were left out.
    NulBytes,
    /// Bytes without a meaning in this encoding became U+FFFD.
    DamagedText,
    /// Every row stands in quotes as a whole.
    SavedTwice,
    /// A row of nothing but separators.
    EmptyRow,
    /// Nothing in the row names the person it is about.
    NoName,
    /// A team, a department, or words about somebody stand in the place of a nominee's name.
    NoPerson,
    /// A cell that names several people, or may.
    SeveralPeople,
    /// Names written with the family name first were turned round.
    FamilyFirst,
    /// Only an e-mail address names the person.
    NameFromEmail,
    /// Invisible or direction-changing characters in a name.
    HiddenCharacter,
    /// A name with characters that names do not have, such as a formula or a web address.
    OddName,
    /// Not of the form of an e-mail address.
    BadEmail,
    /// Not a date.
    BadDate,
    /// Day or month first cannot be told from the column.
    AmbiguousDate,
    /// One value needs day first, another needs month first.
    MixedDates,
    /// Not a whole number from 0.
    BadNumber,
    /// Neither yes nor no in any language known.
    NotYesOrNo,
    /// A word that none of those known in its column is.
    UnknownWord,
    /// No such country.
    UnknownCountry,
    /// An award that the campaign does not have yet.
    NewAward,
    /// The question for the nominee names an award.
    AskedAward,
    /// No reason and no story.
    NoWords,
    /// The message or story that makes the row is missing.
    NothingSaid,
    /// Nominator and nominee are one person.
    SelfNomination,
    /// Same time, sender and nominee as an earlier row.
    LooksLikeResend,
    /// The same entry id twice.
    RepeatedId,
    /// One person in several spellings.
    Spellings,
    /// A ticket that was refunded, or somebody who is not coming.
    NotAttending,
    /// An id in scientific notation: Excel has lost its last digits.
    LostDigits,
    /// The file was imported before.
    AlreadyImported,
    /// The row was imported before.
    KnownRow,
    /// The row may have been imported before, with fewer columns.
    PerhapsKnown,
    /// More issues of one kind than are listed.
    More,
}

impl IssueKind {
    /// What the person at the screen can do about it.
    pub const fn what_to_do(self) -> &'static str {
        match self {
            Self::HeaderOnly => "Export the list again: it has no answers.",
            Self::LinesBeforeHeader | Self::NoHeader | Self::RepeatedHeader => {
                "Look whether the header was found right; choose its row otherwise."
            }
            Self::ListOfFacts => {
                "Look whether each record begins where it should; choose a separator if it is a table."
            }
            Self::LinesAside => "Write a label before what is part of a record, and import the list again.",
            Self::ShortRow | Self::LongRow | Self::UnclosedQuote | Self::LooseQuote => {
                "Look at the line in the file: a quote or a separator is missing or too many."
            }
            Self::ReorderedHeader => {
                "Take the lines from there on out of this list, and import them as one of their own."
            }
            Self::MergedCells | Self::OtherSheets => {
                "Look whether the right cells were read; choose another sheet otherwise."
            }
            Self::HiddenRows => "Leave the lines out that do not count.",
            Self::OtherNames => {
                "Choose “Nominee for this award” or “Another nominee” for each of these columns, or leave it out."
            }
            Self::UnreadColumns => "Match these columns, or leave them out: their words are kept with every row.",
            Self::UnreadConsents => {
                "Note each no under People once the list is in, or import these columns as a list of people."
            }
            Self::NoTime => "Match the column that says when the rows came in, if there is one.",
            Self::OtherYears => "If they are meant as they stand, correct them in the file and import the list again.",
            Self::TimeZone => "If the zone is another, correct the header in the file and import the list again.",
            Self::OtherParts => "Look whether the right part was read; choose another otherwise.",
            Self::Unfinished => "Leave the line out, or take it in if it counts.",
            Self::TestAnswer => "Leave the line out, or take it in if it is no test.",
            Self::BelowTheList | Self::Heading => "Leave the line out, or take it in if it is a row.",
            Self::OutOfStep => {
                "Look at the list where it comes from: a column may have been sorted without the others."
            }
            Self::SharedEmail => "Look under People, Duplicates, among the weaker pairs, if they are one person.",
            Self::SameName => "Look under People, Duplicates, if they are one person.",
            Self::OtherWords => "Change the record under People if the new words are right.",
            Self::JoinedByName => {
                "Look at people whose name others may have, too: where it is another person, give the row to them."
            }
            Self::ChangedRow => {
                "Leave the line out and change what came in before, or take the line in as a row of its own beside it."
            }
            Self::OtherSpelling => "Look which spelling is right; the other is kept with the person.",
            Self::YesTakenBack => "If the yes is the later word, note it again under People, with its day and way.",
            Self::OtherAnswer => "If the row is the later word, note it under People, with its day and way.",
            Self::CellError | Self::LostDigits => "Put it right in the workbook, or type the value here.",
            Self::NulBytes | Self::DamagedText => "Choose other letters, or export the list again as CSV (UTF-8).",
            Self::NotAttending => "Where the row waits, take it in if it counts; else nothing needs to be done.",
            Self::EmptyRow
            | Self::HeaderAgain
            | Self::SavedTwice
            | Self::KnownRow
            | Self::RepeatedRow
            | Self::AlreadyImported
            | Self::More => "Nothing needs to be done.",
            Self::PerhapsKnown => "Take the line in if it is a row of its own; else nothing needs to be done.",
            Self::NoName | Self::NothingSaid => "Type what is missing, or match another column.",
            Self::NoPerson => "Type the person's name, or take the line in if it is to be printed as it stands.",
            Self::SeveralPeople => "Split the row into one for each person, or take it in as one.",
            Self::NameFromEmail | Self::HiddenCharacter | Self::OddName | Self::FamilyFirst | Self::NameRemark => {
                "Check the name, and type it where it is wrong."
            }
            Self::BadEmail
            | Self::BadDate
            | Self::BadNumber
            | Self::NotYesOrNo
            | Self::UnknownCountry
            | Self::UnknownWord => "Type the value, or leave it empty.",
            Self::AmbiguousDate | Self::MixedDates => "Say whether the day or the month comes first.",
            Self::AskedAward => "If rows are for another award, note it at the nominations.",
            Self::NewAward => "Add the award, or correct its title.",
            Self::NoWords => "Ask the nominator, or take it in as it is.",
            Self::SelfNomination => "Decide whether people may nominate themselves.",
            Self::LooksLikeResend | Self::RepeatedId => "Leave one of the lines out, or take both in.",
            Self::Spellings => "Compare the records under People, Duplicates.",
        }
    }

    const fn bit(self) -> u128 {
        1 << (self as u32)
    }

    /// The stable name, such as `looks-like-resend`.
    pub fn id(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// One matter the person should know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Physical line on which the record begins, from 1; `None` if the matter is the whole file.
    pub line: Option<u64>,
    /// Further lines it concerns, such as the earlier row of a resend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_lines: Vec<u64>,
    /// Column, from 0.
    pub column: Option<usize>,
    /// What it is about.
    pub kind: IssueKind,
    /// In words, without the line.
    pub message: String,
    /// How much it matters.
    pub severity: Severity,
}

impl Issue {
    /// "Line 9", "Lines 7, 8" or "The file".
    pub fn place(&self) -> String {
        let mut lines: Vec<u64> = self.other_lines.clone();
        lines.extend(self.line);
        lines.sort_unstable();
        lines.dedup();
        let text: Vec<String> = lines.iter().take(12).map(u64::to_string).collect();
        match text.len() {
            0 => "The file".into(),
            1 => format!("Line {}", text.concat()),
            _ if lines.len() > 12 => format!("Lines {} …", text.join(", ")),
            _ => format!("Lines {}", text.join(", ")),
        }
    }
}

impl std::fmt::Display for Issue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place(), self.message)
    }
}

/// Collects issues, lists the first thousand of each kind and counts the others.
#[derive(Debug, Default)]
pub(super) struct Issues {
    list: Vec<Issue>,
    counts: BTreeMap<IssueKind, usize>,
    /// Kinds of which nothing more is listed, one bit for each.
    full: u128,
}

impl Issues {
    /// Issues of one kind that are listed one by one; the rest is counted. A million bad addresses must not fill memory.
    pub const LISTED: usize = 1_000;

    /// Of these kinds enough was said elsewhere: they are only counted.
    pub fn with_full(full: u128) -> Self {
        Self { full, ..Self::default() }
    }

    /// Kinds of which as many are listed as may be, one bit for each.
    pub fn full(&self) -> u128 {
        let over = self.counts.iter().filter(|(_, count)| **count >= Self::LISTED);
        over.fold(0, |bits, (kind, _)| bits | kind.bit())
    }

    /// What was found later in the file.
    pub fn append(&mut self, later: Self) {
        let before = self.counts.clone();
        let mut taken: BTreeMap<IssueKind, usize> = BTreeMap::new();
        for issue in later.list {
            let taken = taken.entry(issue.kind).or_default();
            *taken += 1;
            if before.get(&issue.kind).copied().unwrap_or(0) + *taken <= Self::LISTED {
                self.list.push(issue);
            }
        }
        for (kind, count) in later.counts {
            *self.counts.entry(kind).or_default() += count;
        }
    }

    pub fn add(
        &mut self,
        line: impl Into<Option<u64>>,
        column: Option<usize>,
        kind: IssueKind,
        severity: Severity,
        message: impl FnOnce() -> String,
    ) {
        self.add_lines(line.into(), Vec::new(), column, kind, severity, message);
    }

    pub fn add_lines(
        &mut self,
        line: Option<u64>,
        other_lines: Vec<u64>,
        column: Option<usize>,
        kind: IssueKind,
        severity: Severity,
        message: impl FnOnce() -> String,
    ) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= Self::LISTED && self.full & kind.bit() == 0 {
            self.list.push(Issue { line, other_lines, column, kind, message: message(), severity });
        }
    }

    /// One more of a kind of which as many are listed as may be: nothing is known of it but that it is there.
    pub fn count_further(&mut self, kind: IssueKind) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// In order of lines; what concerns the whole file comes first.
    pub fn finish(mut self) -> Vec<Issue> {
        self.list.sort_by_key(|i| (i.line, i.column, i.kind));
        for (kind, count) in self.counts {
            if count > Self::LISTED {
                self.list.push(Issue {
                    line: None,
                    other_lines: Vec::new(),
                    column: None,
                    kind: IssueKind::More,
                    message: format!(
                        "{} more issues of the kind “{}” are not listed.",
                        count - Self::LISTED,
                        kind.id()
                    ),
                    severity: Severity::Note,
                });
            }
        }
        self.list
    }
}
