//! Which records are the header: none, one, or up to three joined (SurveyMonkey puts options below the questions,
//! Qualtrics writes ids and import codes). Titles above the header are kept apart and reported.

use std::collections::{BTreeSet, HashMap};

use super::issue::{Issues, Severity};
use super::read::HeaderChoice;
use super::table::Row;
use super::{IntakeError, IssueKind, Parts, date, parts, value, words};
use crate::campaign::{on_all_cores, share_of};

/// The records split in three.
pub(super) struct Found {
    pub headers: Vec<String>,
    pub raw_headers: Vec<String>,
    pub header_rows: u32,
    pub header_line: Option<u64>,
    pub preamble: Vec<Row>,
    pub rows: Vec<Row>,
    /// Of a report that has several.
    pub parts: Option<Parts>,
    /// Lines of titles right above the header where it comes again.
    pub titles: BTreeSet<u64>,
    /// From which line to which the columns stand in another order than the header above the list.
    pub misplaced: Vec<(u64, u64)>,
}

/// At most this many records are joined to one header.
const MOST_HEADER_ROWS: u32 = 3;
/// Titles and notes above a header are looked for in this many records.
const TITLE_ROWS: usize = 6;
/// And the header below the lines of a report in this many.
const REPORT_ROWS: usize = 15;

/// A word that stands in headers and means something to intake.
pub(super) fn is_known_word(text: &str) -> bool {
    words::knows(text)
}

/// Finds the header and makes names that are unique. `goes_on` is asked now and then while parts are looked for.
pub(super) fn split(
    mut records: Vec<Row>,
    choice: HeaderChoice,
    part: Option<u32>,
    goes_on: &mut dyn FnMut() -> bool,
    issues: &mut Issues,
) -> Result<Found, IntakeError> {
    let spans = if choice == HeaderChoice::Absent { Vec::new() } else { parts::find(&records, goes_on)? };
    let parts = choose_part(&mut records, &spans, choice, part, issues)?;
    let from_part = parts.as_ref().and_then(|(_, header)| *header);
    let parts = parts.map(|(parts, _)| parts);
    let (first, count) = match choice {
        HeaderChoice::Auto if from_part.is_some() => (from_part.unwrap_or(0), 1),
        HeaderChoice::Absent => (0, 0),
        HeaderChoice::Rows { first, count } => {
            let count = count.clamp(1, MOST_HEADER_ROWS);
            let last = first.max(1) as usize + count as usize - 1;
            if last > records.len() {
                return Err(IntakeError::NoHeaderRow { wanted: last as u32, rows: records.len() });
            }
            (first.max(1) as usize - 1, count)
        }
        HeaderChoice::Auto => detect(&records),
    };
    // What stands above is taken out of the rows, which are many and stay where they lie.
    let mut above: Vec<Row> = records.drain(..(first + count as usize).min(records.len())).collect();
    let header_records = above.split_off(first.min(above.len()));
    let (preamble, mut rows) = (above, records);
    let (titles, misplaced) = without_headers(&mut rows, &header_records, issues);
    if parts.is_none()
        && let (Some(from), Some(to)) = (preamble.first(), preamble.last())
    {
        let others = preamble.iter().map(|r| r.line).filter(|l| *l != from.line).collect();
        let to = to.line;
        issues.add_lines(Some(from.line), others, None, IssueKind::LinesBeforeHeader, Severity::Note, || {
            format!("What stands above the header (to line {to}) was not read as rows.")
        });
    }
    let header_line = header_records.first().map(|r| r.line);
    let raw_headers = join(&header_records);
    // As wide as the header, unless most rows say otherwise.
    let others = places_of(&rows, &|row| row.len() != raw_headers.len());
    let is_spaced = separates_with_blanks(&header_records, &rows, raw_headers.len());
    let has_own_width =
        |others: &[usize]| others.len() * 2 <= rows.len() || are_cut(&rows, others, raw_headers.len(), is_spaced);
    let width = if count > 0 && has_own_width(&others) {
        raw_headers.len()
    } else {
        common_width(&rows).max(raw_headers.len())
    };
    let headers = unique(&raw_headers, width, header_line, issues);
    if count == 0 {
        issues.add(None, None, IssueKind::NoHeader, Severity::Note, || {
            "The first row already holds values, so the columns are numbered.".into()
        });
    }
    if let ([header], Some(next), HeaderChoice::Auto) = (header_records.as_slice(), rows.first(), choice) {
        say_doubtful(header, next, issues);
    }
    if rows.is_empty() {
        issues.add(header_line, None, IssueKind::HeaderOnly, Severity::Error, || {
            "The file has a header and no row below it: nothing to import.".into()
        });
    }
    let found =
        Found { headers, raw_headers, header_rows: count, header_line, preamble, rows, parts, titles, misplaced };
    flag_ragged(&found, issues);
    Ok(found)
}

/// Are rows longer than the header because separators inside their words are not quoted? Then they are of different lengths, or a
/// blank stands behind what separates. Cells of a table that the header leaves without a name are as many in all rows.
fn are_cut(rows: &[Row], others: &[usize], width: usize, is_spaced: bool) -> bool {
    let longer = || {
        let longer = others.iter().filter_map(|at| rows.get(*at)).take(1000);
        longer.filter_map(|row| Some((row, last_beyond(row, width)?)))
    };
    let Some((_, first)) = longer().next() else { return false };
    let has_complete = others.len() < rows.len();
    let differ = longer().any(|(_, last)| last != first);
    let begins = |(row, last): &(&Row, usize)| begins_blank(row, last + 1);
    (has_complete && differ) || (!is_spaced && longer().filter(begins).count() * 2 > longer().count())
}

/// The last cell with words behind those that the header has names for.
fn last_beyond(row: &Row, width: usize) -> Option<usize> {
    (width..row.len()).rev().find(|column| !blank_at(row, *column))
}

/// Does one of the cells before this one go on what the one before it begins: "fixed the printer, all night"? The first has none before it.
fn begins_blank(row: &Row, end: usize) -> bool {
    (1..end).any(|column| row.cell(column).starts_with(' ') && !blank_at(row, column))
}

/// Do blanks stand behind the separators of the list itself, in its header or in most rows that are as wide?
fn separates_with_blanks(headers: &[Row], rows: &[Row], width: usize) -> bool {
    let complete = || rows.iter().take(1000).filter(|row| row.len() == width && width > 1);
    headers.iter().any(|row| begins_blank(row, row.len()))
        || complete().filter(|row| begins_blank(row, width)).count() * 2 > complete().count()
}

/// Where the rows stand of which this is so; looked for on all cores.
fn places_of(rows: &[Row], is_so: &(dyn Fn(&Row) -> bool + Sync)) -> Vec<usize> {
    let share = share_of(rows.len());
    let look = |(number, rows): (usize, &[Row])| -> Vec<usize> {
        (number * share..).zip(rows).filter(|(_, row)| is_so(row)).map(|(at, _)| at).collect()
    };
    on_all_cores(rows.chunks(share).enumerate(), &look).concat()
}

/// The header that a board writes above the parts of an item: "Subitems", and headings beside it.
fn heads_subitems(row: &Row) -> bool {
    let first = row.cell(0);
    first.len() <= 12
        && first.trim_matches(value::is_space).eq_ignore_ascii_case("subitems")
        && filled(row) > 1
        && row.cells().skip(1).any(words::knows)
}

/// Takes the header out where it stands again among the rows, as on every page of a report or where two files were joined. Gives the
/// lines right above it that hold one cell, such as "Page 2" or the title of a group; and from which line to which the columns stand
/// in another order.
fn without_headers(rows: &mut Vec<Row>, headers: &[Row], issues: &mut Issues) -> (BTreeSet<u64>, Vec<(u64, u64)>) {
    let bare = |cell: &str| cell.trim_matches(value::is_space).to_owned();
    let is_plain = |row: &&Row| row.cells().any(words::knows) && (filled(row) > 1 || row.len() == 1);
    let headers: Vec<Vec<String>> =
        headers.iter().filter(is_plain).map(|row| row.cells().map(bare).collect()).collect();
    let is_header = |row: &Row| {
        headers.iter().any(|header| {
            let width = header.len().max(row.len());
            (0..width).all(|at| header.get(at).map_or("", String::as_str) == row.cell(at).trim_matches(value::is_space))
        })
    };
    // The same words in another order.
    let sorted = |cells: &mut dyn Iterator<Item = &str>| {
        let mut cells: Vec<String> =
            cells.map(|cell| cell.trim_matches(value::is_space).to_owned()).filter(|cell| !cell.is_empty()).collect();
        cells.sort_unstable();
        cells
    };
    let in_order: Vec<Vec<String>> =
        headers.iter().map(|header| sorted(&mut header.iter().map(String::as_str))).filter(|it| it.len() > 2).collect();
    // The bytes with which the first cell of such a line begins, and those of blanks. Nearly every row begins with another one.
    let first_cells = headers.iter().filter_map(|header| header.first());
    let has_blank = first_cells.clone().any(String::is_empty);
    let mut begins = [false; 256];
    let first_bytes = first_cells.chain(in_order.iter().flatten()).filter_map(|cell| cell.bytes().next());
    for byte in first_bytes.chain(*b"sS").chain(0..=b' ') {
        begins[usize::from(byte)] = true;
    }
    let may_be_one = |row: &Row| match row.cell(0).bytes().next() {
        None => has_blank,
        Some(byte) => begins[usize::from(byte)] || (!byte.is_ascii() && row.cell(0).starts_with(value::is_space)),
    };
    let begins_alike = |row: &Row| {
        let first = row.cell(0).trim_matches(value::is_space);
        in_order.iter().any(|header| header.binary_search_by(|it| it.as_str().cmp(first)).is_ok())
    };
    let is_reordered = |row: &Row| begins_alike(row) && in_order.contains(&sorted(&mut row.cells()));
    // The header of another part of a report, with fewer of the same columns: most of its words stand in the header, elsewhere.
    let stands_elsewhere = |row: &Row, at: usize| {
        let cell = row.cell(at).trim_matches(value::is_space);
        !cell.is_empty()
            && in_order.iter().any(|header| header.binary_search_by(|it| it.as_str().cmp(cell)).is_ok())
            && !headers.iter().any(|header| header.get(at).is_some_and(|it| it == cell))
    };
    let is_of_other_part = |row: &Row| {
        let found = || (0..row.len()).filter(|at| stands_elsewhere(row, *at)).count();
        // Of nearly every row one cell shows that it is none.
        stands_elsewhere(row, 1) && filled(row) > 3 && found() > 2 && found() * 4 >= filled(row) * 3
    };
    let is_one = |row: &Row| {
        may_be_one(row) && (is_header(row) || heads_subitems(row) || is_reordered(row) || is_of_other_part(row))
    };
    let found = places_of(rows, &is_one);
    let (mut lines, mut reordered) = (Vec::new(), Vec::new());
    let mut titles = BTreeSet::new();
    let mut misplaced: Vec<(u64, u64)> = Vec::new();
    let (mut is_misplaced, mut is_in_subitems) = (false, false);
    let mut next = 0;
    for at in found.into_iter().chain(std::iter::once(rows.len())) {
        // Rows between that are nothing of the kind.
        let others = rows.get(next..at).unwrap_or_default();
        if let Some(last) = others.last().filter(|_| is_misplaced) {
            misplaced.last_mut().into_iter().for_each(|span| span.1 = last.line);
        } else if is_in_subitems {
            let items = others.iter().take_while(|row| blank_at(row, 0));
            misplaced.extend(items.map(|row| (row.line, row.line)));
        }
        next = at + 1;
        let Some(row) = rows.get(at) else { break };
        if is_header(row) {
            lines.push(row.line);
            let above = at.checked_sub(1).and_then(|above| rows.get(above)).filter(|above| filled(above) == 1);
            // The last of a page may have nothing but a name.
            let above = above.filter(|above| row.len() > 1 && !above.cells().any(value::is_full_name));
            titles.extend(above.map(|above| above.line));
            (is_misplaced, is_in_subitems) = (false, false);
        } else if heads_subitems(row) {
            lines.push(row.line);
            is_in_subitems = true;
        } else {
            reordered.push(row.line);
            let above = at.checked_sub(1).and_then(|above| rows.get(above)).filter(|above| filled(above) == 1);
            titles.extend(above.filter(|above| !above.cells().any(value::is_full_name)).map(|above| above.line));
            (is_misplaced, is_in_subitems) = (true, false);
            misplaced.push((row.line, row.line));
        }
    }
    for line in &reordered {
        issues.add(*line, None, IssueKind::ReorderedHeader, Severity::Warning, || {
            "Other columns, or the same in another order, stand from this line on, so the rows below it are held."
                .into()
        });
    }
    if !reordered.is_empty() {
        rows.retain(|row| reordered.binary_search(&row.line).is_err());
    }
    if let Some(first) = lines.first() {
        rows.retain(|row| lines.binary_search(&row.line).is_err());
        let others = lines.iter().skip(1).take(1_000).copied().collect();
        issues.add_lines(Some(*first), others, None, IssueKind::HeaderAgain, Severity::Note, || match lines.len() {
            1 => "The header stands on this line once more; it is no row.".into(),
            many => format!("The header stands on {many} lines once more; they are no rows."),
        });
    }
    (titles, misplaced)
}

/// Of a report with several parts only the one that is read stays among the records, behind those above it. Gives all parts, and
/// where the header stands unless the person has chosen one.
fn choose_part(
    records: &mut Vec<Row>,
    spans: &[parts::Span],
    choice: HeaderChoice,
    wanted: Option<u32>,
    issues: &mut Issues,
) -> Result<Option<(Parts, Option<usize>)>, IntakeError> {
    let chosen_row = match choice {
        HeaderChoice::Rows { first, .. } => Some((first.max(1) - 1) as usize),
        _ => None,
    };
    let chosen = match (wanted, chosen_row) {
        (Some(wanted), None) => {
            let place = (wanted as usize)
                .checked_sub(1)
                .filter(|place| spans.get(*place).is_some_and(|it| it.header.is_some()));
            Some(place.ok_or(IntakeError::NoPart { wanted, parts: spans.len() })?)
        }
        (_, Some(row)) => spans.iter().position(|span| (span.first..span.end).contains(&row)),
        (None, None) => parts::choose(records, spans),
    };
    let Some(place) = chosen else { return Ok(None) };
    let span = spans[place];
    // Titles above one list are no part of a report, unless they would be taken for the list itself.
    let is_one_list = spans.len() == 2 && place == 1 && wanted.is_none() && spans[0].header.is_none();
    if is_one_list && (chosen_row.is_some() || detect(records).0 > 0) {
        return Ok(None);
    }
    let parts = parts::described(records, spans, place);
    let title = parts.all.get(place).map_or_else(String::new, |part| match part.title.as_str() {
        "" => format!("the one that begins on line {}", part.lines.0),
        title => format!("“{title}”"),
    });
    let others = parts.all.iter().enumerate().filter(|(other, _)| *other != place);
    let (lines, places): (Vec<u64>, Vec<String>) =
        others.map(|(other, part)| (part.lines.0, format!("{} ({})", other + 1, part.place()))).unzip();
    let (line, more) = (lines.first().copied(), lines.iter().skip(1).copied().collect());
    issues.add_lines(line, more, None, IssueKind::OtherParts, Severity::Warning, || {
        format!(
            "The report has {} parts. Part {} was read, {title}. Not read: {}.",
            parts.all.len(),
            place + 1,
            places.join("; ")
        )
    });
    records.truncate(span.end);
    Ok(Some((parts, if chosen_row.is_some() { None } else { span.header })))
}

/// Index of the first header record and how many records make it; (0, 0) without a header.
fn detect(records: &[Row]) -> (usize, u32) {
    let width = common_width(records);
    // A title is much narrower than the table. A header is not, though it may miss a cell or two.
    let is_title = |row: &Row| {
        let filled = row.cells().filter(|c| !c.chars().all(value::is_space)).count();
        width >= 3 && filled <= 1 && !row.cells().any(words::knows)
    };
    let titles = records.iter().take(TITLE_ROWS).take_while(|row| is_title(row)).count();
    let first = if titles < records.len() && titles < TITLE_ROWS { titles } else { 0 };
    let Some(row) = records.get(first) else { return (0, 0) };
    let is_first = is_header(row, records.get(first + 1));
    // Reports have lines of their own above the list: what it is about, when it was made.
    // One word alone, such as "Notes:", is a heading of theirs even where it might be one of a column.
    // "Organization" beside what it is, or any other line of a word and what it stands for, is one of them.
    let is_pair = filled(row) == 2 && width > 3 && known(row) == 1;
    let is_plain = !is_pair && (filled(row) * 2 > width || (filled(row) > 1 && row.cells().any(words::knows)));
    if let Some(below) = header_below(records, width).filter(|_| !(is_first && is_plain)) {
        return (below, 1);
    }
    if !is_first {
        return (0, 0);
    }
    let second = records.get(first + 1);
    let third = records.get(first + 2);
    // Qualtrics: ids, questions, `{"ImportId":"..."}`.
    if third.is_some_and(|r| r.cell(0).starts_with("{\"ImportId\"")) {
        return (first, 3);
    }
    let goes_on = |upper: &Row, lower: &Row| continues_header(upper, lower);
    match (second, third) {
        (Some(two), Some(three)) if goes_on(row, two) && goes_on(two, three) && blank_at(three, 0) => (first, 3),
        (Some(two), Some(three)) if are_groups(&[row, two, three]) && records.len() > first + 3 => (first, 3),
        (Some(two), _) if goes_on(row, two) || is_under_groups(row, two) => (first, 2),
        // A row of the list says less in words of headers than labels do.
        (Some(two), Some(three)) if are_labels_of_codes(row, two) && known(three) * 2 < known(two) => (first, 2),
        _ => (first, 1),
    }
}

/// Cells that are words of headers.
fn known(row: &Row) -> usize {
    row.cells().filter(|cell| words::knows(cell)).count()
}

/// The first row that is as full as the list is wide, that headers' words make, and that only shorter rows stand above.
fn header_below(records: &[Row], width: usize) -> Option<usize> {
    let is_like_header = |row: &Row| {
        let known = row.cells().filter(|cell| words::knows(cell)).count();
        known >= 2 && known * 2 >= filled(row) && filled(row) * 4 >= width * 3 && !row.cells().any(is_value)
    };
    // One such word is enough where every column has one and numbers stand below another.
    let is_above_numbers = |at: usize| {
        let Some(row) = records.get(at).filter(|row| filled(row) == width && known(row) > 0 && width > 2) else {
            return false;
        };
        let below = records.get(at + 1..).unwrap_or_default().iter().take(5);
        let is_number = |cell: &str| value::decimal(cell.trim_matches(value::is_space)).is_some();
        let are_numbers = |column: usize| below.len() > 1 && below.clone().all(|row| is_number(row.cell(column)));
        !row.cells().any(|cell| is_value(cell) || is_number(cell)) && (0..width).any(are_numbers)
    };
    let is_one = |(at, row): (usize, &Row)| is_like_header(row) || (at > 0 && is_above_numbers(at));
    let at = records.iter().take(REPORT_ROWS).enumerate().position(is_one).filter(|at| *at > 0)?;
    let header = filled(records.get(at)?);
    records.iter().take(at).all(|row| filled(row) < header).then_some(at)
}

/// Cells that hold something.
fn filled(row: &Row) -> usize {
    row.cells().filter(|cell| !cell.chars().all(value::is_space)).count()
}

/// Three rows of headers: groups, groups within them, and what stands under those. The upper ones have gaps, together they have
/// none, and all of them are words of headers.
fn are_groups(rows: &[&Row]) -> bool {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let covered = (0..width).all(|column| rows.iter().any(|row| !blank_at(row, column)));
    let is_words = |row: &Row| {
        let known = row.cells().filter(|cell| words::knows(cell)).count();
        known >= 1 && known * 2 >= filled(row) && !row.cells().any(is_value)
    };
    let has_gaps = |row: &&&Row| filled(row) < width;
    covered && rows.iter().all(|row| is_words(row)) && rows.iter().filter(has_gaps).count() == rows.len()
}

fn blank_at(row: &Row, column: usize) -> bool {
    row.cell(column).chars().all(value::is_space)
}

/// Options below questions: the first cell blank, and words exactly where the upper row has blanks or questions.
fn continues_header(upper: &Row, lower: &Row) -> bool {
    let upper_blanks = (0..upper.len().max(lower.len())).filter(|c| blank_at(upper, *c)).count();
    let fills = (0..lower.len()).filter(|c| blank_at(upper, *c) && !blank_at(lower, *c)).count();
    let open_ended = lower.cells().filter(|c| is_placeholder(c)).count();
    blank_at(lower, 0)
        && !lower.is_blank()
        && ((upper_blanks > 0 && fills * 2 >= upper_blanks) || open_ended > 0)
        && !lower.cells().any(is_value)
}

/// Headers under the titles of groups, such as "Person" merged over "First name" and "Last name": the upper row has blanks, the
/// lower none there, and its words are those of headers.
fn is_under_groups(upper: &Row, lower: &Row) -> bool {
    let known = lower.cells().filter(|c| words::knows(c)).count();
    let fills = (0..lower.len()).all(|c| !blank_at(upper, c) || !blank_at(lower, c));
    fills
        && filled(lower) > filled(upper)
        && lower.len() >= upper.len()
        && known >= 2
        && known * 2 >= filled(lower)
        && !lower.cells().any(is_value)
}

/// Codes of columns, and below them what they are called: "FIRSTNAME" above "First Name", "A101_01" above "Who helped you?".
fn are_labels_of_codes(upper: &Row, lower: &Row) -> bool {
    let (codes, labels) = (filled(upper), filled(lower));
    if labels < 3 || codes < labels || lower.cells().any(is_value) {
        return false;
    }
    let pairs = || upper.cells().zip(lower.cells()).filter(|(_, label)| !label.chars().all(value::is_space));
    let same = pairs().filter(|(code, label)| value::fold(code) == value::fold(label)).count();
    let is_code = |cell: &str| cell.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let are_codes = upper.cells().filter(|cell| is_code(cell)).count() * 5 >= codes * 4;
    let says_more = known(lower) * 2 >= labels || (known(lower) >= 2 && known(lower) > known(upper));
    (same * 2 >= labels && known(lower) >= 3) || (are_codes && says_more && known(lower) > known(upper))
}

/// SurveyMonkey's words for "no option here".
fn is_placeholder(cell: &str) -> bool {
    let folded = value::fold(cell);
    matches!(
        folded.as_str(),
        "response"
            | "openendedresponse"
            | "antwort"
            | "offeneantwort"
            | "reponse"
            | "reponseouverte"
            | "respuesta"
            | "respuestaabierta"
            | "antwoord"
            | "openantwoord"
    )
}

pub(super) fn is_value(cell: &str) -> bool {
    let text = cell.trim_matches(value::is_space);
    value::names_address(text) || date::looks_like_date(text) || (value::decimal(text).is_some() && !text.is_empty())
}

fn is_header(row: &Row, next: Option<&Row>) -> bool {
    if next.is_some_and(|next| are_told_of(row, next)) {
        return false;
    }
    let known = row.cells().filter(|c| words::knows(c)).count();
    let values = row.cells().filter(|c| is_value(c)).count();
    if known > 0 && known >= values {
        return true;
    }
    if values > 0 {
        return false;
    }
    // No word known: a header if it has no long text, and the next row has values or is of another length.
    let short = row.cells().all(|c| c.chars().count() <= 300);
    let distinct = {
        let mut seen: Vec<&str> = row.cells().filter(|c| !c.is_empty()).collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        seen.len() == all && all > 0
    };
    // A single column of names: the first is one of them, and no header.
    let is_name = |row: &Row| row.len() == 1 && value::is_full_name(row.cell(0));
    short && distinct && next.is_some_and(|next| !(is_name(row) && is_name(next)))
}

/// Is there a cell of which this is so in both rows?
fn both(row: &Row, next: &Row, is: &dyn Fn(&str) -> bool) -> bool {
    (0..row.len().min(next.len())).any(|at| is(row.cell(at)) && is(next.cell(at)))
}

/// A sentence that asks for nothing.
fn talks(cell: &str) -> bool {
    !cell.contains('?') && cell.split_whitespace().nth(3).is_some()
}

/// Names beside sentences in the first row as in the second: no header speaks so. "Unsung Hero" and "What made this person shine so
/// bright" speak as headers do, unless the next row begins with the same words.
fn are_told_of(row: &Row, next: &Row) -> bool {
    let is_asking = |at: usize| {
        let (cell, below) = (row.cell(at), next.cell(at));
        words::begins_as_question(cell) && !words::begins_as_question(below)
    };
    let is_of_header = |at: usize| {
        let cell = row.cell(at);
        is_asking(at)
            || (value::is_full_name(cell) && words::asks_for(cell))
            || (!talks(cell) && words::knows(cell) && !value::is_full_name(cell))
    };
    both(row, next, &value::is_full_name) && both(row, next, &talks) && !(0..row.len()).any(is_of_header)
}

/// Says that the first row was taken for the header, where it looks like one of the list.
fn say_doubtful(header: &Row, next: &Row, issues: &mut Issues) {
    let is_name = |cell: &str| value::is_full_name(cell) && !words::knows(cell);
    // Many words of headers leave no doubt.
    if known(header) < 5 && both(header, next, &is_name) && both(header, next, &talks) {
        issues.add(header.line, None, IssueKind::NoHeader, Severity::Warning, || {
            let name = header.cells().find(|cell| is_name(cell)).map(value::tidy).unwrap_or_default();
            format!("The row of “{name}” was taken for the header, and may be the first of the list.")
        });
    }
}

/// The number of cells most records have.
fn common_width(records: &[Row]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for row in records.iter().take(1000) {
        *counts.entry(row.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}

/// Joins header records column by column; a question carries to the right over the blanks above its options.
fn join(records: &[Row]) -> Vec<String> {
    let width = records.iter().map(Row::len).max().unwrap_or(0);
    let mut names = Vec::with_capacity(width);
    let mut carried = vec![""; records.len()];
    for column in 0..width {
        let mut parts: Vec<&str> = Vec::new();
        for (level, row) in records.iter().enumerate() {
            let cell = row.cell(column);
            let last = level + 1 == records.len();
            if let Some(slot) = carried.get_mut(level)
                && !blank_at(row, column)
            {
                *slot = cell;
            }
            let shown = if last { cell } else { carried.get(level).copied().unwrap_or(cell) };
            let skip = records.len() > 1 && (shown.chars().all(value::is_space) || is_placeholder(shown));
            let is_empty = shown.starts_with("{\"ImportId\"") || (parts.contains(&shown) && level > 0);
            // "FIRSTNAME" above "First Name": the words say it better.
            match parts.iter_mut().find(|part| level > 0 && value::fold(part) == value::fold(shown)) {
                _ if skip || is_empty => {}
                Some(part) => *part = shown,
                None => parts.push(shown),
            }
        }
        names.push(parts.join("\n"));
    }
    names
}

/// Cleans names, numbers repeated ones and gives numbers to columns without one.
pub(super) fn unique(raw: &[String], width: usize, line: Option<u64>, issues: &mut Issues) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(width);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for column in 0..width {
        let clean = raw.get(column).map(|r| clean_header(r)).unwrap_or_default();
        let base = if clean.is_empty() { format!("Column {}", column + 1) } else { clean };
        let mut name = base.clone();
        let times = seen.entry(base.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            let mut number = *times;
            name = format!("{base} ({number})");
            while seen.contains_key(&name) {
                number += 1;
                name = format!("{base} ({number})");
            }
            issues.add(line, Some(column), IssueKind::RepeatedHeader, Severity::Note, || {
                format!("The header “{base}” stands over more than one column; this one is called “{name}”.")
            });
            seen.insert(name.clone(), 1);
        }
        names.push(name);
    }
    names
}

/// One line, markup taken out, levels joined by a dash.
fn clean_header(raw: &str) -> String {
    if !raw.contains(['<', '\n']) {
        return value::tidy(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        // A tag begins with a letter or a slash; "< 5 years" is no tag.
        let is_tag = from.get(1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        if let Some(end) = from.find('>').filter(|end| is_tag && *end < 200) {
            text.push(' ');
            rest = from.get(end + 1..).unwrap_or("");
        } else {
            text.push('<');
            rest = from.get(1..).unwrap_or("");
        }
    }
    text.push_str(rest);
    value::tidy(&text)
}

fn flag_ragged(found: &Found, issues: &mut Issues) {
    let width = found.headers.len();
    // Of what stands below the list more is said than that it is short.
    let below = parts::below(&found.rows);
    for at in places_of(&found.rows, &|row| row.len() != width && !row.is_blank()) {
        let Some(row) = found.rows.get(at) else { break };
        if below.contains(&row.line) && row.len() < width {
            continue;
        }
        let (cells, line) = (row.len(), row.line);
        if cells < width {
            issues.add(line, None, IssueKind::ShortRow, Severity::Warning, || {
                format!("{cells} cells where the header has {width}; the missing ones are taken as blank.")
            });
        } else {
            issues.add(line, None, IssueKind::LongRow, Severity::Warning, || {
                format!("{cells} cells where the header has {width}. A separator inside an answer may not be quoted.")
            });
        }
    }
}
