//! What can stop an import as a whole. Trouble with single rows is never an error: it becomes an
//! [`Issue`](super::Issue) and the row is accepted, held or rejected with a reason.

/// Why a file or a mapping could not be used. The words are meant for the person at the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// No bytes at all (or nothing but a byte order mark).
    #[error("The file is empty.")]
    Empty,
    /// Only spaces, line ends and the like.
    #[error("The file holds nothing but white space.")]
    Blank,
    /// "Name: Ada", and on the next line "Team: Network".
    #[error("Each line holds one field, such as “{field}: …”, and the records stand below each other.")]
    OneFieldALine {
        /// The first field.
        field: String,
    },
    /// Columns with blanks between them and no separator.
    #[error("Only blanks stand between the columns, so where a cell ends cannot be told.")]
    FixedWidth,
    /// A workbook, picture, archive or program instead of text.
    #[error("This is {what}, not text: {advice}")]
    NotText {
        /// With its article: "an Excel workbook (XLSX)".
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// Text, but of another kind than lists.
    #[error("This is {what}, no list: {advice}")]
    NoList {
        /// With its article: "a card of contacts (vCard)".
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// A workbook that cannot be read.
    #[error("This {kind} cannot be read: {why}.")]
    DamagedWorkbook {
        /// "XLSX workbook".
        kind: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The workbook has no such sheet.
    #[error("There is no sheet {wanted}. Sheets: {available}.")]
    NoSheet {
        /// Number or name as asked for.
        wanted: String,
        /// All names, joined by commas.
        available: String,
    },
    /// More cells than any honest sheet.
    #[error("The sheet claims more than {limit} cells.")]
    TooManyCells {
        /// The limit.
        limit: u64,
    },
    /// The file is larger than intake takes into memory.
    #[error("The file has {bytes} bytes; at most {limit_bytes} can be read.")]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// The limit.
        limit_bytes: u64,
    },
    /// One cell is longer than any honest answer: most often a quote that is never closed.
    #[error(
        "Line {line}: a cell has {bytes} bytes, more than the {limit_bytes} allowed. A quote that is opened and never closed has this effect."
    )]
    CellTooLong {
        /// Physical line on which the record begins, from 1.
        line: u64,
        /// Length of the cell.
        bytes: usize,
        /// The limit.
        limit_bytes: usize,
    },
    /// More columns than any form has.
    #[error("Line {line}: {columns} columns, more than the {limit} allowed. Is “{delimiter}” the right separator?")]
    TooManyColumns {
        /// Physical line on which the record begins, from 1.
        line: u64,
        /// Columns found.
        columns: usize,
        /// The limit.
        limit: usize,
        /// The separator in use, in words.
        delimiter: &'static str,
    },
    /// More rows than the limit.
    #[error("The file has more than {limit} rows. Split it and import the parts one after the other.")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// A separator that cannot work: a quote, a line end or not ASCII.
    #[error("The separator must be one plain character that is neither a quote nor a line end.")]
    BadDelimiter,
    /// The chosen header row lies behind the end of the file.
    #[error("The header was to be row {wanted}, but the file has only {rows} rows.")]
    NoHeaderRow {
        /// The row asked for, from 1.
        wanted: u32,
        /// Rows in the file.
        rows: usize,
    },
    /// The report has no such part with a header.
    #[error("There is no part {wanted} with a header; the file has {parts} parts.")]
    NoPart {
        /// The part asked for, from 1.
        wanted: u32,
        /// Parts found.
        parts: usize,
    },
    /// A `FIELD=HEADER` without its equals sign.
    #[error("“{text}” is not of the form FIELD=HEADER, such as name=\"Full name\".")]
    BadPair {
        /// As given.
        text: String,
    },
    /// A line of a mapping that is not understood.
    #[error("“{text}” is not of the form HEADER = FIELD, such as Your name = name.")]
    BadLine {
        /// As given.
        text: String,
    },
    /// No field of this kind of import has that id.
    #[error("There is no field “{field}” for {kind}. Fields: {available}.")]
    NoSuchField {
        /// As given.
        field: String,
        /// The kind of import, in words.
        kind: &'static str,
        /// All ids, joined by commas.
        available: String,
    },
    /// No column has that header.
    #[error("There is no column “{header}”. Columns: {available}.")]
    NoSuchColumn {
        /// As given.
        header: String,
        /// All headers, joined by commas.
        available: String,
    },
    /// Two columns for a field that holds one value.
    #[error("The field “{field}” takes one column, but “{first}” and “{second}” were both given.")]
    FieldTwice {
        /// The field's id.
        field: &'static str,
        /// The column given first.
        first: String,
        /// The column given next.
        second: String,
    },
    /// A mapping made for other headers.
    #[error("The columns were matched for another file: {expected} columns there, {found} here.")]
    OtherHeaders {
        /// Columns of the mapping.
        expected: usize,
        /// Columns of the table.
        found: usize,
    },
    /// A word that names no kind of import.
    #[error("“{text}” is no kind of import. Kinds: nominations, entries, people, thanks, mishaps, members.")]
    NoSuchKind {
        /// As given.
        text: String,
    },
    /// The campaign has no such sweepstake.
    #[error("There is no sweepstake {id} in the campaign.")]
    NoSweepstake {
        /// The id asked for.
        id: String,
    },
    /// Entries after the lock would change the roll.
    #[error("The sweepstake “{title}” is locked; entries can no longer be added.")]
    SweepstakeLocked {
        /// Its title.
        title: String,
    },
    /// More than one sweepstake is open.
    #[error("Which sweepstake do the entries belong to? Open are {titles}.")]
    WhichSweepstake {
        /// Ids and titles.
        titles: String,
    },
    /// No random bytes for the ids of entries.
    #[error("Ids for the entries could not be made: {0}.")]
    NoRandomness(String),
    /// The person chose Cancel.
    #[error("Cancelled; nothing was changed.")]
    Cancelled,
    /// Writing a CSV failed; with memory as the target this means memory ran out.
    #[error("The CSV could not be written: {0}")]
    Write(String),
}
