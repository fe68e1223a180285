//! Reports hold more than one table: a summary, the participants, what each of them did; and below a list stand its totals.
//! Finds the parts, chooses the one that lists most people, and says which lines are no rows of it. What is one table is left to
//! the search for its header; parts beside each other in one sheet are not looked for.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::field::Field;
use super::table::{Row, Table};
use super::words::Words;
use super::{IntakeError, header, value, words};
use crate::campaign::{on_all_cores, share_of};

/// A report begins within so many records; a list whose first records look like one table is not searched further.
const BEGINS_WITHIN: usize = 30;
/// Rows of a part in which people are counted.
const COUNTED: usize = 5_000;
/// Lines below a list that may be its totals and notes.
const LINES_BELOW: usize = 12;

/// Parts of a report; what would have more of them is one list with headings.
const PARTS_MAX: usize = 200;

/// One table of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What stands above it; empty where nothing does.
    pub title: String,
    /// Physical line on which it begins, and that of its last record.
    pub lines: (u64, u64),
    /// It has a header, so it can be read.
    pub is_list: bool,
}

impl Part {
    /// "“2. Participants”, lines 9 to 12".
    pub fn place(&self) -> String {
        let lines = match self.lines {
            (first, last) if first == last => format!("line {first}"),
            (first, last) => format!("lines {first} to {last}"),
        };
        if self.title.is_empty() { lines } else { format!("“{}”, {lines}", self.title) }
    }
}

/// The parts of a report, and which of them was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// In their order.
    pub all: Vec<Part>,
    /// The one that was read, from 0.
    pub chosen: usize,
}

/// Where a part stands among the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub first: usize,
    /// Its header, where it has one.
    pub header: Option<usize>,
    pub end: usize,
}

/// The parts of a report in their order; none where the records are one table. `goes_on` is asked now and then.
pub(super) fn find(records: &[Row], goes_on: &mut dyn FnMut() -> bool) -> Result<Vec<Span>, IntakeError> {
    let mut starts: Vec<(usize, Option<usize>)> = Vec::new();
    let addresses = Addresses::of(records);
    let (mut at, mut steps) = (0, 0_usize);
    while at < records.len() && (!starts.is_empty() || at < BEGINS_WITHIN) {
        if starts.len() > PARTS_MAX {
            return Ok(Vec::new());
        }
        steps += 1;
        if steps.is_multiple_of(4096) && !goes_on() {
            return Err(IntakeError::Cancelled);
        }
        let header_below = || records.get(at + 1).is_some_and(heads_a_part).then_some(at + 1);
        let header = if is_title(&records[at]) { Some(header_below()) } else { None };
        if let Some(header) = header.filter(|header| header.is_some() || is_numbered(&records[at])) {
            starts.push((at, header));
            at += 2;
        } else if at > 0
            && is_after_gap(&records[at - 1], &records[at])
            && (heads_a_part(&records[at]) || heads_another_list(records, &addresses, at))
        {
            starts.push((at, Some(at)));
            at += 1;
        } else {
            at += 1;
        }
    }
    without_headings(&mut starts);
    if starts.first().is_some_and(|(first, _)| *first > 0) {
        // A list from the first line on, and another one below it.
        let header = records.first().is_some_and(heads_a_part).then_some(0);
        starts.insert(0, (0, header));
    }
    let ends = starts.iter().skip(1).map(|(first, _)| *first).chain([records.len()]);
    let spans: Vec<Span> =
        starts.iter().zip(ends).map(|((first, header), end)| Span { first: *first, header: *header, end }).collect();
    // A header that comes again is one on each page of one list.
    let headers: Vec<Vec<&str>> =
        spans.iter().filter_map(|span| Some(records.get(span.header?)?.cells().collect())).collect();
    let is_repeated = headers.iter().collect::<HashSet<_>>().len() < headers.len();
    Ok(if headers.is_empty() || is_repeated || spans.len() < 2 { Vec::new() } else { spans })
}

/// How many records up to each hold an address; worked out once, when first asked for.
struct Addresses<'r> {
    records: &'r [Row],
    before: OnceCell<Vec<u32>>,
}

impl<'r> Addresses<'r> {
    fn of(records: &'r [Row]) -> Self {
        Self { records, before: OnceCell::new() }
    }

    /// How many of the first so many records hold one.
    fn before(&self, at: usize) -> usize {
        let before = self.before.get_or_init(|| {
            let has_address = |row: &Row| u32::from(row.cells().any(value::names_address));
            let counts = self.records.iter().scan(0, |count, row| {
                *count += has_address(row);
                Some(*count)
            });
            std::iter::once(0).chain(counts).collect()
        });
        before.get(at).map_or(0, |count| *count as usize)
    }
}

/// Takes out numbered lines that are headings of groups within a list: the first stands where the rows of the part before would,
/// and no header follows them.
fn without_headings(starts: &mut Vec<(usize, Option<usize>)>) {
    let last = starts.iter().rposition(|(_, header)| header.is_some());
    let (mut place, mut header_before, mut is_grouped) = (0, None, false);
    starts.retain(|(first, header)| {
        let is_heading = header.is_none()
            && (last < Some(place) || is_grouped || header_before.map(|at: usize| at + 1) == Some(*first));
        is_grouped = is_heading && (is_grouped || header_before.map(|at: usize| at + 1) == Some(*first));
        place += 1;
        if !is_heading {
            header_before = *header;
        }
        !is_heading
    });
}

/// The part that lists most people, the first of equals; never one without rows while others have some.
pub(super) fn choose(records: &[Row], spans: &[Span]) -> Option<usize> {
    let counts = spans.iter().enumerate().filter_map(|(place, span)| {
        let rows = records.get(span.header? + 1..span.end)?;
        Some((rows.iter().any(|row| !row.is_blank()), people_in(records, span), std::cmp::Reverse(place)))
    });
    counts.max().map(|(.., std::cmp::Reverse(place))| place)
}

/// Different people in the fullest column of names or addresses.
fn people_in(records: &[Row], span: &Span) -> usize {
    let Some(header) = span.header.and_then(|at| records.get(at)) else { return 0 };
    let is_of_person = |text: &str| {
        let words = Words::of(text);
        let fields = [Field::Name, Field::Given, Field::Family, Field::Email];
        words.is_person() || words.fields().iter().any(|(field, ..)| fields.contains(field))
    };
    let rows = records.get(span.header.unwrap_or(0) + 1..span.end).unwrap_or_default();
    let columns = header.cells().enumerate().filter(|(_, text)| is_of_person(text));
    let different = |column: usize| {
        let cells = rows.iter().take(COUNTED).map(|row| row.cell(column).trim_matches(value::is_space));
        cells.filter(|cell| !cell.is_empty()).collect::<HashSet<_>>().len()
    };
    columns.map(|(column, _)| different(column)).max().unwrap_or(0)
}

/// What a person is shown of the parts.
pub(super) fn described(records: &[Row], spans: &[Span], chosen: usize) -> Parts {
    let describe = |span: &Span| {
        let line = |at: usize| records.get(at).map_or(0, |row| row.line);
        let has_title = span.header != Some(span.first);
        let title =
            records.get(span.first).filter(|row| has_title && is_title(row)).map(|row| value::tidy(row.cell(0)));
        Part {
            title: title.unwrap_or_default(),
            lines: (line(span.first), line(span.end.saturating_sub(1))),
            is_list: span.header.is_some(),
        }
    };
    Parts { all: spans.iter().map(describe).collect(), chosen }
}

/// One short cell and nothing beside it.
fn is_title(row: &Row) -> bool {
    let first = row.cell(0);
    !blank(first) && first.chars().count() <= 80 && row.cells().skip(1).all(blank) && !header::is_value(first)
}

/// "2. Participants"
fn is_numbered(row: &Row) -> bool {
    let first = row.cell(0);
    // Most begin with a letter.
    if first.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let rest = first.trim_matches(value::is_space).trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < first.len() && rest.starts_with(". ") && rest.len() > 2
}

/// Words of headers and no values. Every list names people in some column; of the rest a third is known at least.
fn heads_a_part(row: &Row) -> bool {
    let filled = row.cells().filter(|cell| !blank(cell)).count();
    if filled < 2 || row.cells().any(|cell| cell.len() > 200) {
        return false;
    }
    let known = row.cells().filter(|cell| words::knows(cell)).count();
    known >= 2 && known * 3 >= filled && !row.cells().any(header::is_value)
}

/// A word of headers after a gap, and no address from there on, although most rows above have one: a second table under the list.
fn heads_another_list(records: &[Row], addresses: &Addresses<'_>, at: usize) -> bool {
    let row = &records[at];
    let filled = row.cells().filter(|cell| !blank(cell)).count();
    if filled < 2 || records.len() - at < 2 || row.cells().any(header::is_value) || !row.cells().any(words::knows) {
        return false;
    }
    let named = addresses.before(at);
    named >= 2 && named * 4 >= (at - 1) * 3 && addresses.before(records.len()) == named
}

/// Is there a line between two records that holds nothing?
fn is_after_gap(before: &Row, row: &Row) -> bool {
    let inside: usize = before.cells().map(|cell| cell.matches('\n').count()).sum();
    before.is_blank() || row.line > before.line + 1 + inside as u64
}

fn blank(cell: &str) -> bool {
    cell.chars().all(value::is_space)
}

/// First words of lines that count what stands above them.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grandtotal",
    "grand",
    "subtotal",
    "sum",
    "count",
    "average",
    "summe",
    "gesamt",
    "gesamtsumme",
    "anzahl",
    "totaal",
    "aantal",
    "totaux",
    "nombre",
    "suma",
    "totale",
    "points",
    "number",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "gemiddelde",
    "promedio",
    "mean",
    "avg",
    "median",
    "media",
    "razem",
    "somma",
    "soma",
    "summa",
    "totalt",
    "celkem",
    "toplam",
    "yhteensa",
    "zwischensumme",
    "subtotaal",
    "soustotal",
];
/// And of lines that say something of the list.
const NOTES: &[&str] = &[
    "copyright",
    "confidential",
    "vertraulich",
    "confidentiel",
    "vertrouwelijk",
    "generated",
    "erstellt",
    "exported",
    "exportiert",
    "printed",
    "end",
    "ende",
    "fin",
    "page",
    "seite",
    "stand",
    "report",
    "notes",
    "note",
    "hinweis",
    "source",
    "quelle",
    "prepared",
    "signature",
    "signed",
    "unterschrift",
    "handtekening",
];

/// Lines below a list that are its totals and notes, by their physical line.
pub(super) fn below(rows: &[Row]) -> BTreeSet<u64> {
    let filled = |row: &Row| row.cells().filter(|cell| !blank(cell)).count();
    let mut widths: Vec<usize> = rows.iter().take(200).map(filled).collect();
    widths.sort_unstable();
    let mut lines = BTreeSet::new();
    // In a narrow list a row of one cell is nothing strange. A short list may end with more lines of words than it has rows.
    if widths.get(widths.len() * 3 / 4).is_none_or(|usual| *usual < 3) {
        return lines;
    }
    let from = rows.len().saturating_sub(LINES_BELOW).max(1);
    // A book of marks says above its pupils how many points there are.
    let is_possible = |row: &&Row| value::fold(row.cell(0)) == "pointspossible";
    // Between it and the header it writes which marks are posted by hand.
    let above: &[Row] = rows.get(..3).unwrap_or(rows);
    if let Some(at) = above.iter().position(|row| is_possible(&row)) {
        lines.extend(above.iter().take(at + 1).filter(|row| !row.is_blank()).map(|row| row.line));
    }
    // Whatever stands below the last gap in one cell a line, such as the words a report ends with.
    let mut tail = (from..rows.len()).rev().take_while(|at| filled(&rows[*at]) <= 1);
    let after_gap = tail.by_ref().filter(|at| !rows[*at].is_blank() && is_after_gap(&rows[at - 1], &rows[*at])).last();
    if let Some(first) = after_gap.filter(|first| filled(&rows[first - 1]) > 1 || rows[first - 1].is_blank()) {
        lines.extend(rows[first..].iter().filter(|row| !row.is_blank()).map(|row| row.line));
    }
    let end = after_gap.unwrap_or(rows.len());
    // Lines of one cell that nothing tells from a row by themselves: below totals with their numbers they are no rows either.
    let mut open: Vec<u64> = Vec::new();
    for at in (from..end).rev() {
        let (row, before) = (&rows[at], &rows[at - 1]);
        let is_sum = is_total(row);
        if row.is_blank() || is_sum || (filled(row) == 1 && (is_note(row) || is_after_gap(before, row))) {
            let closes = is_sum && filled(row) > 1;
            lines.extend(open.drain(..).filter(|_| closes));
            lines.extend((!row.is_blank()).then_some(row.line));
        } else if filled(row) == 1 {
            open.push(row.line);
        } else {
            break;
        }
    }
    lines
}

/// Headings inside a list, by their physical line: numbered ones, such as "1. Network" above the people of that team; and, where most
/// of what stands in the first column are whole names, a word or two that are none and stand alone on their line.
pub(super) fn headings(rows: &[Row]) -> BTreeSet<u64> {
    let mut widths: Vec<usize> =
        rows.iter().take(200).map(|row| row.cells().filter(|cell| !blank(cell)).count()).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let (mut filled, mut names) = (0, 0);
    for row in rows.iter().take(COUNTED).filter(|row| !blank(row.cell(0))) {
        filled += 1;
        names += usize::from(value::is_full_name(row.cell(0)));
    }
    let are_names = filled >= 5 && names * 10 >= filled * 7;
    let is_heading = |row: &&Row| {
        let is_one = (usual >= 2 && is_numbered(row)) || (are_names && is_no_name(row.cell(0)));
        is_one && is_title(row)
    };
    let look = |rows: &[Row]| -> Vec<u64> { rows.iter().filter(is_heading).map(|row| row.line).collect() };
    on_all_cores(rows.chunks(share_of(rows.len())), &look).into_iter().flatten().collect()
}

/// One word, or words of which only the first begins with a capital: "Network", "Service desk", "Page 2".
fn is_no_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split(value::is_space).filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_cased = cell.chars().all(|c| !c.is_alphabetic() || c.is_lowercase() || c.is_uppercase());
    let is_first = words.first().is_some_and(is_capital) && !words.iter().skip(1).any(is_capital);
    is_cased && words.len() <= 4 && is_first && !cell.contains(['@', ',', '.', '(', '/'])
}

/// The only line of a file, where it is addresses or names of people and nothing else.
pub(super) fn addresses(table: &Table) -> Option<u64> {
    let [row] = table.rows.as_slice() else { return None };
    let are_all = |is: &dyn Fn(&str) -> bool| row.cells().all(|cell| blank(cell) || is(cell));
    // The last of them may stand behind an "and".
    let names = row.cells().filter(|cell| value::is_full_name(cell)).count();
    let are_names = names >= 3 && names + 1 >= row.cells().filter(|cell| !blank(cell)).count();
    let is_list = row.len() > 1 && (are_all(&value::names_address) || are_names);
    (is_list && table.header_rows == 0).then_some(row.line)
}

fn first_filled(row: &Row) -> &str {
    row.cells().find(|cell| !blank(cell)).unwrap_or("")
}

fn first_word(text: &str) -> String {
    let word = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    value::fold(word)
}

/// "Total", and numbers beside it or nothing.
fn is_total(row: &Row) -> bool {
    let mut rest = row.cells().filter(|cell| !blank(cell)).skip(1);
    TOTALS.contains(&first_word(first_filled(row)).as_str()) && rest.all(|cell| value::decimal(cell).is_some())
}

fn is_note(row: &Row) -> bool {
    let text = first_filled(row).trim_matches(value::is_space);
    NOTES.contains(&first_word(text).as_str())
        || text.starts_with(['©', '*', '(', '-'])
        || value::fold(text).ends_with("rowsaffected")
        || text.chars().count() > 80
}

/// Does a line below everything else begin as totals and notes do?
pub(super) fn begins_as_note(text: &str) -> bool {
    let word = first_word(text);
    text.trim_start_matches(value::is_space).starts_with('©')
        || TOTALS.contains(&word.as_str())
        || NOTES.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::Pack;

    fn find(records: &[Row]) -> Vec<Span> {
        super::find(records, &mut || true).unwrap()
    }

    fn rows(lines: &[(u64, &[&str])]) -> Vec<Row> {
        lines.iter().map(|(line, cells)| Row::packed(*line, Pack::of_row(cells.iter().copied()))).collect()
    }

    #[test]
    fn a_list_with_headings_inside_is_one_table() {
        let list = rows(&[
            (1, &["Name", "Email", "Team"]),
            (2, &["Network", "", ""]),
            (3, &["Ada", "ada@x.example", "Network"]),
            (4, &["Data", "", ""]),
            (5, &["Bo", "bo@x.example", "Data"]),
        ]);
        assert_eq!(find(&list), []);
        // The header again on each page.
        let pages = rows(&[
            (1, &["Page 1", "", ""]),
            (2, &["Name", "Email", "Team"]),
            (3, &["Ada", "ada@x.example", "Network"]),
            (4, &["Page 2", "", ""]),
            (5, &["Name", "Email", "Team"]),
            (6, &["Bo", "bo@x.example", "Data"]),
        ]);
        assert_eq!(find(&pages), []);
    }

    #[test]
    fn numbered_headings_inside_a_list_are_no_parts() {
        let list: &[(u64, &[&str])] = &[
            (1, &["Attendees", "", ""]),
            (2, &["Name", "Email", "Team"]),
            (3, &["1. Network", "", ""]),
            (4, &["Ada", "ada@x.example", "Network"]),
            (5, &["2. Data", "", ""]),
            (6, &["Bo", "bo@x.example", "Data"]),
        ];
        assert_eq!(find(&rows(list)), []);
        // A part that follows is one of its own all the same, and an empty one is not chosen before it.
        let more: &[(u64, &[&str])] =
            &[(8, &["Questions", "", ""]), (9, &["Name", "Role", ""]), (10, &["Cy", "Host", ""])];
        let report = rows(&[list, more].concat());
        let spans = find(&report);
        assert_eq!(spans.iter().map(|span| (span.first, span.end)).collect::<Vec<_>>(), [(0, 6), (6, 9)]);
        assert_eq!(choose(&report, &spans), Some(0));
        let empty = rows(&[&list[..2], more].concat());
        assert_eq!(choose(&empty, &find(&empty)), Some(1));
    }

    #[test]
    fn more_parts_than_a_report_has_are_one_list() {
        let lines: Vec<(u64, Vec<String>)> = (0..2_000)
            .flat_map(|n| {
                let header = vec!["Name".to_owned(), "Email".to_owned(), format!("{n}")];
                [(n * 3 + 1, header), (n * 3 + 2, vec!["Ada".into(), "a@x.example".into(), String::new()])]
            })
            .collect();
        let rows: Vec<Row> = lines
            .iter()
            .map(|(line, cells)| Row::packed(*line, Pack::of_row(cells.iter().map(String::as_str))))
            .collect();
        assert_eq!(find(&rows), []);
    }

    #[test]
    fn a_long_list_with_gaps_is_walked_through_once_and_can_be_stopped() {
        let mut lines: Vec<(u64, &[&str])> = vec![(1, &["Attendees", ""]), (2, &["Name", "Email"])];
        // Each row follows a gap and holds a word of headers.
        lines.extend((0..20_000).map(|n| (4 + n * 2, &["Ada", "Team"][..])));
        let list = rows(&lines);
        let mut asked = 0_usize;
        let mut goes_on = || {
            asked += 1;
            true
        };
        // What is asked for each row above a row is counted: as often as there are rows, not as often as there are pairs of them.
        let addresses = Addresses::of(&list);
        assert!((1..list.len()).all(|at| !heads_another_list(&list, &addresses, at)));
        assert_eq!(addresses.before.get().map(Vec::len), Some(list.len() + 1));
        super::find(&list, &mut goes_on).unwrap();
        assert_eq!(asked, 4);
        assert!(matches!(super::find(&list, &mut || false), Err(IntakeError::Cancelled)));
    }

    #[test]
    fn a_second_table_under_a_list_is_another_part() {
        let list = rows(&[
            (1, &["Name", "Email"]),
            (2, &["Ada", "ada@x.example"]),
            (3, &["Bo", "bo@x.example"]),
            (5, &["Team", "Points"]),
            (6, &["Network", "3"]),
        ]);
        let spans = find(&list);
        assert_eq!(spans.iter().map(|span| (span.first, span.end)).collect::<Vec<_>>(), [(0, 3), (3, 5)]);
        // An address below it, and it is one list.
        let mut one = list;
        one.extend(rows(&[(7, &["Cy", "cy@x.example"])]));
        assert_eq!(find(&one), []);
    }

    #[test]
    fn totals_below_a_list_and_nothing_else() {
        let list = rows(&[
            (1, &["Ada Quist", "ada@x.example", "3"]),
            (2, &["Bo Lind", "bo@x.example", "4"]),
            (3, &["Count Dracula", "c@x.example", "4"]),
            (4, &["Cleo", "", ""]),
            (5, &["Total", "", "11"]),
            (7, &["Made on Friday", "", ""]),
        ]);
        assert_eq!(below(&list), BTreeSet::from([5, 7]));
        assert_eq!(below(&list[..4]), BTreeSet::new());
        let mut closing = list[..3].to_vec();
        closing.extend(rows(&[(5, &["Report by Ann", "", ""]), (6, &["Brightwater", "", ""])]));
        assert_eq!(below(&closing), BTreeSet::from([5, 6]));
        let narrow = rows(&[(1, &["Ada"]), (3, &["Bo"])]);
        assert_eq!(below(&narrow), BTreeSet::new());
    }
}
