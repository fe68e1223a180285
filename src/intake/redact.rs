//! Takes single rows and cells out of a raw file that is kept with a campaign, so that an erased person is gone from there too.
//! Every other row stays on its line and reads as before; what is left is UTF-8 with its letters put right as reading has them, and a
//! workbook is written anew as cells of text. A file from which nothing goes stays as it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::Workbook;

use super::issue::Issues;
use super::read::{self, Limits, ReadOptions};
use super::split::numbered_records;
use super::{Encoding, IntakeError, encoding, facts, mend, sniff, workbook};

/// Rows by the name of their sheet: physical lines on which records begin, or row numbers of a sheet. Without a name they are
/// those of a text file, or of a sheet nobody remembers.
pub type RowsOfSheets = BTreeMap<String, BTreeSet<u64>>;

/// What becomes of the cells of a row, by its sheet (`""` in a text file) and its line; `None` where all stay as they are.
pub type Rewrite<'f> = &'f dyn Fn(&str, u64, &[&str]) -> Option<Vec<String>>;

/// Another name for a sheet; `None` where it keeps its own.
pub type Rename<'f> = &'f dyn Fn(&str) -> Option<String>;

/// The file without these rows, and with other cells where `rewrite` gives some. `options` are those it was read with; what is left
/// of a text is UTF-8.
pub fn redact(
    bytes: &[u8],
    options: &ReadOptions,
    rows: &RowsOfSheets,
    rewrite: Rewrite<'_>,
    rename: Rename<'_>,
) -> Result<Vec<u8>, IntakeError> {
    match workbook::recognise(bytes) {
        Some(kind) => redact_workbook(bytes, kind, options, rows, rewrite, rename),
        None => redact_text(bytes, options, &rows.values().flatten().copied().collect(), rewrite),
    }
}

fn redact_text(
    bytes: &[u8],
    options: &ReadOptions,
    lines: &BTreeSet<u64>,
    rewrite: Rewrite<'_>,
) -> Result<Vec<u8>, IntakeError> {
    sniff::refuse_known_binaries(bytes)?;
    let found = options.encoding.unwrap_or_else(|| encoding::detect(bytes));
    // Garbled letters and such are put right as for reading: what reading shows is what is looked for, and what others wrote is
    // compared with what was read.
    let meant = read::meant(bytes, found, options, &mut Issues::default())?;
    let body = &*meant.body;
    let list = if read::may_be_facts(options) && read::finds_facts(options) && meant.sep_line.is_empty() {
        facts::of_text(body, meant.first_line())
    } else {
        None
    };
    if let Some(list) = list {
        let mark = if found == Encoding::Utf8 { "" } else { "\u{FEFF}" };
        let without = redact_facts(body, &list, lines, rewrite);
        return Ok(without.map_or_else(|| bytes.to_vec(), |text| format!("{mark}{text}").into_bytes()));
    }
    let records = numbered_records(body, meant.delimiter, meant.first_line(), &Limits::default())?;

    // Excel takes UTF-8 for a code page without the mark; whoever had one keeps one.
    let mut out = if found == Encoding::Utf8 { String::new() } else { "\u{FEFF}".to_owned() };
    out.push_str(&meant.sep_line);
    let (mut at, mut is_changed) = (0, false);
    for (row, range) in records {
        out.push_str(body.get(at..range.start).unwrap_or(""));
        let record = body.get(range.clone()).unwrap_or("");
        at = range.end;
        if lines.contains(&row.line) {
            // Its line ends stay, so that every other record begins where it did.
            out.extend(record.chars().filter(|c| matches!(c, '\r' | '\n')));
            is_changed = true;
            continue;
        }
        let names = |cell| if meant.has_links { mend::linked_names(cell) } else { None };
        let cells: Vec<Cow<'_, str>> =
            row.cells().map(|cell| names(cell).map_or(Cow::Borrowed(cell), Cow::Owned)).collect();
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        if let Some(cells) = rewrite("", row.line, &cells) {
            let written = written(&cells, meant.delimiter)?;
            out.push_str(&written);
            let count =
                |text: &str| text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count();
            let missing = count(record).saturating_sub(count(&written));
            out.extend(std::iter::repeat_n('\n', missing));
            is_changed = true;
        } else {
            out.push_str(record);
        }
    }
    out.push_str(body.get(at..).unwrap_or(""));
    // A file from which nothing goes is the file it was, letter by letter.
    Ok(if is_changed { out.into_bytes() } else { bytes.to_vec() })
}

/// What becomes of a record of facts.
enum Fate {
    Stays,
    Goes,
    Becomes(Vec<String>),
}

fn fate_of(record: &facts::Record, sheet: &str, goes: &dyn Fn(u64) -> bool, rewrite: Rewrite<'_>) -> Fate {
    let (first, last) = record.lines;
    if (first..=last).any(goes) {
        return Fate::Goes;
    }
    rewrite(sheet, first, &record.cells()).map_or(Fate::Stays, Fate::Becomes)
}

/// The labels that several records have. They stay where a record goes, so that what is left is such a list as before; what one
/// record alone has for a label may be anybody's words.
fn shared_labels(list: &facts::Facts) -> BTreeSet<usize> {
    let mut records: BTreeMap<usize, usize> = BTreeMap::new();
    for record in &list.records {
        let columns: BTreeSet<usize> = record.facts.iter().map(|fact| fact.column).collect();
        for column in columns {
            *records.entry(column).or_default() += 1;
        }
    }
    records.into_iter().filter(|(_, records)| *records > 1).map(|(column, _)| column).collect()
}

/// A list with one line for each fact; `None` where nothing goes.
fn redact_facts(body: &str, list: &facts::Facts, lines: &BTreeSet<u64>, rewrite: Rewrite<'_>) -> Option<String> {
    // What becomes of each stretch of the text, in order.
    let mut pieces: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let line_ends = |text: &str| text.chars().filter(|c| matches!(c, '\r' | '\n')).collect::<String>();
    let labels = shared_labels(list);
    for record in &list.records {
        match fate_of(record, "", &|line| lines.contains(&line), rewrite) {
            Fate::Stays => {}
            Fate::Goes => {
                let (mut missing, mut end) = (String::new(), None);
                for fact in &record.facts {
                    let stays = labels.contains(&fact.column);
                    // A line that is gone would part the labels above it from those below.
                    let is_line_end =
                        |from: &usize| body.get(*from..fact.range.start).is_some_and(|it| it.trim().is_empty());
                    let from = end.filter(|from| !stays && is_line_end(from)).unwrap_or(fact.range.start);
                    missing.push_str(&line_ends(body.get(from..fact.range.end).unwrap_or("")));
                    pieces.push((from..fact.range.end, if stays { fact.written("") } else { String::new() }));
                    end = Some(fact.range.end);
                }
                pieces.last_mut().filter(|_| end.is_some()).into_iter().for_each(|(_, last)| last.push_str(&missing));
            }
            Fate::Becomes(cells) => {
                let mut missing = 0;
                let from = pieces.len();
                for fact in &record.facts {
                    let value = cells.get(fact.column).map_or("", String::as_str);
                    if value != fact.value {
                        let written = fact.written(value);
                        let before = (fact.lines.1 - fact.lines.0) as usize;
                        missing += before.saturating_sub(written.matches('\n').count());
                        pieces.push((fact.range.clone(), written));
                    }
                }
                // Lines that are missing follow at the end: within the record they would part it.
                if let Some(last) = record.facts.last().filter(|_| missing > 0) {
                    let end = "\n".repeat(missing);
                    match pieces.get_mut(from..).and_then(|of_record| of_record.last_mut()) {
                        Some((range, written)) if *range == last.range => written.push_str(&end),
                        _ => pieces.push((last.range.end..last.range.end, end)),
                    }
                }
            }
        }
    }
    for aside in &list.aside {
        let goes = lines.contains(&aside.line);
        let cells = if goes { Some(Vec::new()) } else { rewrite("", aside.line, &[&aside.text]) };
        pieces.extend(cells.map(|cells| (aside.range.clone(), cells.concat())));
    }
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut out, mut at) = (String::new(), 0);
    for (range, written) in &pieces {
        out.push_str(body.get(at..range.start).unwrap_or(""));
        out.push_str(written);
        at = range.end;
    }
    out.push_str(body.get(at..).unwrap_or(""));
    (!pieces.is_empty()).then_some(out)
}

/// One record as CSV, without its line end.
fn written(cells: &[String], delimiter: u8) -> Result<String, IntakeError> {
    let failed = |error: String| IntakeError::Write(error);
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(cells).map_err(|e| failed(e.to_string()))?;
    let bytes = writer.into_inner().map_err(|e| failed(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| failed(e.to_string()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn redact_workbook(
    bytes: &[u8],
    kind: super::WorkbookKind,
    options: &ReadOptions,
    rows_to_go: &RowsOfSheets,
    rewrite: Rewrite<'_>,
    rename: Rename<'_>,
) -> Result<Vec<u8>, IntakeError> {
    let failed = |error: rust_xlsxwriter::XlsxError| IntakeError::Write(error.to_string());
    let names = workbook::sheet_names(bytes)?;
    let mut book = Workbook::new();
    let mut is_changed = false;
    for (index, name) in names.iter().enumerate() {
        let wanted = u32::try_from(index + 1).ok();
        // Rows of a sheet nobody remembers go from all of them.
        let goes =
            |line: u64| ["", name.as_str()].iter().any(|of| rows_to_go.get(*of).is_some_and(|it| it.contains(&line)));
        let (rows, _) =
            workbook::read(bytes, kind, wanted, &Limits::default(), &mut Issues::default(), &mut |_, _| true)?;
        let sheet = book.add_worksheet();
        let other = rename(name);
        is_changed |= other.is_some();
        sheet.set_name(other.as_deref().unwrap_or(name)).map_err(failed)?;
        let list = if read::finds_facts(options) { facts::of_rows(&rows) } else { None };
        let of_facts = list.map(|list| rows_of_facts(&list, name, &goes, rewrite));
        for row in &rows {
            if of_facts.is_none() && goes(row.line) {
                is_changed = true;
                continue;
            }
            let rewritten = match &of_facts {
                Some(of_facts) => of_facts.get(&row.line).cloned(),
                None => rewrite(name, row.line, &row.cells().collect::<Vec<_>>()),
            };
            is_changed |= rewritten.is_some();
            let cells = rewritten.iter().flatten().map(String::as_str);
            let kept = cells.chain(row.cells().filter(|_| rewritten.is_none()));
            write_row(sheet, row.line, kept).map_err(failed)?;
        }
    }
    if is_changed { book.save_to_buffer().map_err(failed) } else { Ok(bytes.to_vec()) }
}

/// Rows of a sheet with one fact in each that become others, by their number; without cells where they go.
fn rows_of_facts(
    list: &facts::Facts,
    sheet: &str,
    goes: &dyn Fn(u64) -> bool,
    rewrite: Rewrite<'_>,
) -> BTreeMap<u64, Vec<String>> {
    let mut rows = BTreeMap::new();
    let labels = shared_labels(list);
    for record in &list.records {
        let cells = match fate_of(record, sheet, goes, rewrite) {
            Fate::Stays => continue,
            Fate::Goes => None,
            Fate::Becomes(cells) => Some(cells),
        };
        let lines_of = |fact: &facts::Fact| fact.lines.0..=fact.lines.1;
        let Some(cells) = cells else {
            let gone = record.facts.iter().flat_map(lines_of);
            // One below the other: a gap would part them.
            let mut stay = record.facts.iter().filter(|fact| labels.contains(&fact.column));
            rows.extend(gone.map(|line| (line, stay.next().map(|fact| fact.written("")).into_iter().collect())));
            continue;
        };
        for fact in &record.facts {
            let value = cells.get(fact.column).map_or("", String::as_str);
            if value != fact.value {
                rows.extend(lines_of(fact).map(|line| (line, Vec::new())));
                let written = fact.written(value);
                rows.insert(fact.lines.0, written.splitn(2, '\t').map(str::to_owned).collect());
            }
        }
    }
    for aside in &list.aside {
        let cells = if goes(aside.line) { Some(Vec::new()) } else { rewrite(sheet, aside.line, &[&aside.text]) };
        rows.extend(cells.map(|cells| (aside.line, cells)));
    }
    rows
}

fn write_row<'c>(
    sheet: &mut rust_xlsxwriter::Worksheet,
    line: u64,
    cells: impl Iterator<Item = &'c str>,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
    for (column, cell) in cells.enumerate() {
        if !cell.is_empty() {
            sheet.write_string(line, u16::try_from(column).unwrap_or(u16::MAX), cell)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::read;

    fn rows<const N: usize>(lines: [u64; N]) -> RowsOfSheets {
        RowsOfSheets::from([(String::new(), BTreeSet::from(lines))])
    }

    fn lines(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let table = read(bytes, &ReadOptions::default()).unwrap();
        table.rows.iter().map(|row| (row.line, row.cells().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn rows_and_cells_go_and_lines_stay() {
        let file = "Name,Email,Said,By\r\nAda Quist,ada@x.example,\"two\r\nlines\",Bo\r\nBo Lind,bo@x.example,\"more\r\nof it\",Ada Quist\r\nCleo,,x,\r\n";
        let before = lines(file.as_bytes());
        let personal = |_: &str, _: u64, cells: &[&str]| {
            let gone = |cell: &&str| cell.contains("ada@x.example") || *cell == "Ada Quist";
            let cells_after = cells.iter().map(|cell| if gone(cell) { String::new() } else { (*cell).to_owned() });
            cells.iter().any(gone).then(|| cells_after.collect())
        };
        let after = redact(file.as_bytes(), &ReadOptions::default(), &rows([2]), &personal, &|_| None).unwrap();
        let text = String::from_utf8(after.clone()).unwrap();
        assert!(!text.contains("Ada") && !text.contains("ada@"), "{text}");
        let mut expected = before[1..].to_vec();
        expected[0].1[3] = String::new();
        assert_eq!(lines(&after), expected);
        // With nothing to take out the file is as it was.
        assert_eq!(
            redact(file.as_bytes(), &ReadOptions::default(), &rows([]), &|_, _, _| None, &|_| None).unwrap(),
            file.as_bytes()
        );
    }

    #[test]
    fn other_encodings_and_separators() {
        let file = b"Name;Ort\r\nJ\xFCrgen;K\xF6ln\r\nAda;Graz\r\n";
        let after = redact(file, &ReadOptions::default(), &rows([3]), &|_, _, _| None, &|_| None).unwrap();
        assert_eq!(lines(&after), [(2, vec!["Jürgen".to_owned(), "Köln".to_owned()])]);
    }

    #[test]
    fn what_reading_puts_right_is_found_and_what_others_wrote_stays() {
        // Blanks before a quote: the second line of the cell belongs to its row.
        let blanks =
            "Name, Email, Note\nAda Quist, ada@x.example, \"called\n+49 170 12345\"\nBo Lind, bo@x.example, none\n";
        let before = lines(blanks.as_bytes());
        let after = redact(blanks.as_bytes(), &ReadOptions::default(), &rows([2]), &|_, _, _| None, &|_| None).unwrap();
        assert!(!String::from_utf8(after.clone()).unwrap().contains("12345"));
        assert_eq!(lines(&after), before[1..]);
        // Letters that were garbled, or written as on a web page, are looked for as they were meant; so is what others wrote.
        for file in [
            "Name;Said\nAda;JÃ¼rgen WeiÃŸ stÃ¶rt nie\nBo;Ã„rgert sich nie\n",
            "Name;Said\nAda;J&uuml;rgen Wei&szlig; st&ouml;rt nie\nBo;&Auml;rgert sich nie\n",
        ] {
            let masked = |_: &str, _: u64, cells: &[&str]| {
                let found = cells.iter().any(|cell| cell.contains("Jürgen Weiß"));
                found.then(|| cells.iter().map(|cell| cell.replace("Jürgen Weiß", "[…]")).collect())
            };
            let seen = lines(file.as_bytes());
            let after = redact(file.as_bytes(), &ReadOptions::default(), &rows([]), &masked, &|_| None).unwrap();
            let text = String::from_utf8(after).unwrap();
            assert_eq!(text.trim_start_matches('\u{FEFF}'), "Name;Said\nAda;[…] stört nie\nBo;Ärgert sich nie\n");
            let own = |_: &str, line: u64, cells: &[&str]| {
                let kept = |cell: &&str| if *cell == seen[1].1[1] { "kept" } else { "" }.to_owned();
                (line == 3).then(|| cells.iter().map(kept).collect())
            };
            let after = redact(file.as_bytes(), &ReadOptions::default(), &rows([]), &own, &|_| None).unwrap();
            assert_eq!(lines(&after).last().unwrap().1, ["", "kept"]);
        }
        // The semicolons of such letters separate nothing, here as there.
        let commas = "Name,Said\nJ&uuml;rgen,M&ouml;bel\nB&auml;rbel,&Auml;pfel\n";
        let after = redact(commas.as_bytes(), &ReadOptions::default(), &rows([2]), &|_, _, _| None, &|_| None).unwrap();
        assert_eq!(lines(&after), [(3, vec!["Bärbel".to_owned(), "Äpfel".to_owned()])]);
    }

    #[test]
    fn a_record_of_facts_goes_whole_and_the_others_keep_their_lines() {
        let file = "Ada Quist's list\n\nName: Ada Quist\nReason: She came,\nand stayed\nTeam: Network\n\nTeam: Data\nReason: Ada Quist\nwas there\nName: Bo Lind\n\nName: Cy Moor\nReason: Always\n";
        let masked = |_: &str, _: u64, cells: &[&str]| {
            let found = cells.iter().any(|cell| cell.contains("Ada Quist"));
            found.then(|| {
                cells.iter().map(|cell| cell.replace("Ada Quist\nwas", "[…] was").replace("Ada Quist", "[…]")).collect()
            })
        };
        let before = lines(file.as_bytes());
        assert_eq!(before.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 8, 13]);
        let after = redact(file.as_bytes(), &ReadOptions::default(), &rows([3]), &masked, &|_| None).unwrap();
        let text = String::from_utf8(after.clone()).unwrap();
        assert_eq!(
            text,
            "[…]'s list\n\nName:\nReason:\nTeam:\n\n\nTeam: Data\nReason: […] was there\nName: Bo Lind\n\n\nName: Cy Moor\nReason: Always\n"
        );
        assert_eq!(lines(&after).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 8, 13]);
        let gone = lines(&after)[0].1.iter().all(String::is_empty);
        assert!(gone, "{:?}", lines(&after)[0]);
        assert_eq!(
            redact(file.as_bytes(), &ReadOptions::default(), &rows([]), &|_, _, _| None, &|_| None).unwrap(),
            file.as_bytes()
        );
    }

    #[test]
    fn a_list_of_facts_is_one_after_a_record_went_too() {
        let go = |file: &[u8], line| {
            redact(file, &ReadOptions::default(), &rows([line]), &|_, _, _| None, &|_| None).unwrap()
        };
        let file = "Name: Ada Quist\nReason: She came,\nand stayed\nall night\n\n\
            Name: Bo Lind\nReason: He ran,\nand fixed\nthe mail\n";
        let after = go(file.as_bytes(), 1);
        assert_eq!(lines(&after)[1].1, ["Bo Lind", "He ran,\nand fixed\nthe mail"]);
        assert_eq!(String::from_utf8(go(&after, 6)).unwrap(), "Name:\nReason:\n\n\n\nName:\nReason:\n\n\n");
        let after = go(b"Name\tAda\nReason\tCalm\n\nName\tBo\nReason\tFast\n", 1);
        assert_eq!(String::from_utf8(after).unwrap(), "Name:\nReason:\n\nName\tBo\nReason\tFast\n");
        // What one record alone has for a label may be a name.
        let file = "Name: Ada\nBo Lind: thanks\nTeam: Net\n\nName: Cy\nTeam: Ops\n";
        let after = redact(file.as_bytes(), &ReadOptions::default(), &rows([1]), &|_, _, _| None, &|_| None).unwrap();
        assert_eq!(String::from_utf8(after).unwrap(), "Name:\nTeam:\n\n\nName: Cy\nTeam: Ops\n");
        // Where the header was chosen by hand each line is a row.
        let header = read::HeaderChoice::Absent;
        let options = ReadOptions { header, ..ReadOptions::default() };
        let after = redact(file.as_bytes(), &options, &rows([1]), &|_, _, _| None, &|_| None).unwrap();
        assert_eq!(String::from_utf8(after).unwrap(), file.replacen("Name: Ada", "", 1));
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let facts = [
            (0, "Name", "Ada"),
            (1, "Reason", "Calm"),
            (3, "Name", "Bo"),
            (4, "Reason", "Fast"),
            (6, "Name", "Cy"),
            (7, "Reason", "Kind"),
        ];
        for (line, label, value) in facts {
            sheet.write(line, 0, label).unwrap();
            sheet.write(line, 1, value).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let by_hand = redact(&bytes, &options, &rows([1]), &|_, _, _| None, &|_| None).unwrap();
        let table = crate::intake::read(&by_hand, &options).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4, 5, 7, 8]);
        let after = redact(&bytes, &ReadOptions::default(), &rows([1]), &|_, _, _| None, &|_| None).unwrap();
        let after = redact(&after, &ReadOptions::default(), &rows([4]), &|_, _, _| None, &|_| None).unwrap();
        let left: Vec<Vec<String>> = lines(&after).into_iter().map(|(_, row)| row).collect();
        assert_eq!(left.concat().concat(), "CyKind", "{left:?}");
    }

    #[test]
    fn a_record_of_a_sheet_with_one_fact_in_each_row_goes_whole() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (line, text) in [
            (0, "Name: Ada"),
            (1, "E-mail: ada@x.example"),
            (3, "Name: Bo"),
            (4, "E-mail: bo@x.example"),
            (5, "Reason: Ada said so"),
        ] {
            sheet.write(line, 0, text).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let masked = |_: &str, _: u64, cells: &[&str]| {
            cells.contains(&"Ada said so").then(|| cells.iter().map(|cell| cell.replace("Ada", "[…]")).collect())
        };
        let after = redact(&bytes, &ReadOptions::default(), &rows([1]), &masked, &|_| None).unwrap();
        let expected = ["Bo", "bo@x.example", "[…] said so"].map(str::to_owned).to_vec();
        let left: Vec<_> =
            lines(&after).into_iter().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).collect();
        assert_eq!(left, [(4, expected)]);
    }

    #[test]
    fn a_name_goes_with_the_link_behind_it() {
        let link = "https://www.notion.so/Ada-Quist-0123?pvs=21";
        let file = format!("Who,Team,Said\nBo,Desk,Thanks\n\"Ada Quist ({link})\",Desk ({link}),Thanks\n");
        let own = |_: &str, _: u64, cells: &[&str]| {
            let blanked = |cell: &&str| if *cell == "Ada Quist" { String::new() } else { (*cell).to_owned() };
            cells.contains(&"Ada Quist").then(|| cells.iter().map(blanked).collect())
        };
        let after =
            String::from_utf8(redact(file.as_bytes(), &ReadOptions::default(), &rows([]), &own, &|_| None).unwrap())
                .unwrap();
        assert_eq!(after, "Who,Team,Said\nBo,Desk,Thanks\n,Desk,Thanks\n");
    }

    #[test]
    fn a_file_from_which_nothing_goes_stays_as_it_is() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Name").unwrap();
        let book = book.save_to_buffer().unwrap();
        for file in [&b"Name;Ort\r\nJ\xFCrgen;K\xF6ln\r\n"[..], "Name\nJÃ¼rgen\n".as_bytes(), &book] {
            assert_eq!(redact(file, &ReadOptions::default(), &rows([9]), &|_, _, _| None, &|_| None).unwrap(), file);
        }
    }

    #[test]
    fn workbooks_keep_their_rows() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Answers").unwrap();
        for (line, (name, email)) in
            [("Name", "Email"), ("Ada", "ada@x.example"), ("Bo", "bo@x.example")].iter().enumerate()
        {
            sheet.write(line as u32, 0, *name).unwrap();
            sheet.write(line as u32, 1, *email).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let after = redact(&bytes, &ReadOptions::default(), &rows([2]), &|_, _, _| None, &|_| None).unwrap();
        assert_eq!(lines(&after), [(3, vec!["Bo".to_owned(), "bo@x.example".to_owned()])]);
    }
}
