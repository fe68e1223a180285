//! Workbooks read like lists: sheets, dates, merged cells, repeated cells, damage.

use super::*;
use crate::intake::{HeaderChoice, ReadOptions, read};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::Write;

fn cells(table: &crate::intake::Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells().map(str::to_owned).collect()).collect()
}

fn list() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Cover").unwrap();
    cover.write(0, 0, "Nominations of the year").unwrap();
    let sheet = book.add_worksheet().set_name("Answers").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
    for (column, header) in ["Name", "Received", "Born", "Score", "Id", "Agreed", "Sum"].iter().enumerate() {
        sheet.write(0, column as u16, *header).unwrap();
    }
    sheet.write(1, 0, "Thùy Trâm Đặng").unwrap();
    sheet.write_with_format(1, 1, 46_328.604_224_537, &moment).unwrap();
    sheet.write_with_format(1, 2, 30_000, &day).unwrap();
    sheet.write(1, 3, 0.1 + 0.2).unwrap();
    sheet.write(1, 4, 1_234_567_890_123_456_789_f64).unwrap();
    sheet.write(1, 5, true).unwrap();
    sheet.write_formula(1, 6, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.merge_range(3, 0, 4, 0, "Ada", &Format::new()).unwrap();
    sheet.write(3, 3, 7).unwrap();
    sheet.write(4, 3, 8).unwrap();
    book.add_worksheet().set_name("Secret").unwrap().set_hidden(true).write(0, 0, "no").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_reads_like_a_list() {
    let table = read(&list(), &ReadOptions::default()).unwrap();
    let sheets = table.sheets.as_ref().unwrap();
    assert_eq!((sheets.names.len(), sheets.chosen), (3, 1));
    assert_eq!(table.headers[..3], ["Name", "Received", "Born"]);
    let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 4, 5]);
    let all = cells(&table);
    assert_eq!(
        all[0][..6],
        ["Thùy Trâm Đặng", "2026-11-02 14:30:05", "1982-02-18", "0.3", "1.23456789012346E+18", "TRUE"]
    );
    // Merged over two rows, it counts for both; rows reach as far as the header.
    assert_eq!((all[1][0].as_str(), all[2][0].as_str(), all[2].len()), ("Ada", "Ada", 7));
    let kinds: Vec<IssueKind> = table.issues.iter().map(|issue| issue.kind).collect();
    assert!(kinds.contains(&IssueKind::MergedCells) && kinds.contains(&IssueKind::OtherSheets), "{kinds:?}");
    assert!(!kinds.contains(&IssueKind::ShortRow));
    assert_eq!(table.looks_like(), "Excel workbook");
}

#[test]
fn another_sheet_on_request_and_a_missing_one_named() {
    let options = ReadOptions { sheet: Some(1), header: HeaderChoice::Absent, ..ReadOptions::default() };
    assert_eq!(cells(&read(&list(), &options).unwrap()), [["Nominations of the year"]]);
    let options = ReadOptions { sheet: Some(9), ..ReadOptions::default() };
    assert_eq!(
        read(&list(), &options).unwrap_err().to_string(),
        "There is no sheet 9. Sheets: Cover, Answers, Secret."
    );
    assert_eq!(sheet_names(&list()).unwrap(), ["Cover", "Answers", "Secret"]);
}

fn ods(content: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    let packed = stored.compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("META-INF/manifest.xml", packed).unwrap();
    zip.write_all(b"<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>").unwrap();
    zip.start_file("content.xml", packed).unwrap();
    write!(
        zip,
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content \
         xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>\
         <table:table table:name=\"List\">{content}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    .unwrap();
    zip.finish().unwrap().into_inner()
}

fn text(words: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
}

#[test]
fn an_open_document_reads_the_same() {
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-02\"><text:p>2. Nov.</text:p></table:table-cell>";
    let bytes = ods(&format!(
        "<table:table-row>{}{}</table:table-row><table:table-row>{}{date}<table:table-cell table:number-columns-repeated=\"1020\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>",
        text("Name"),
        text("Received"),
        text("Zoë"),
    ));
    let table = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(cells(&table), [["Zoë", "2026-11-02"]]);
    assert_eq!((table.encoding_title(), table.delimiter_title()), ("ODS workbook", "cells"));
}

#[test]
fn a_small_file_with_a_billion_cells_is_refused() {
    let cell = text("x").replace("office:value-type", "table:number-columns-repeated=\"16384\" office:value-type");
    let row = format!("<table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row>");
    let error = read(&ods(&row), &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, IntakeError::TooManyCells { .. }), "{error}");
}

#[test]
fn a_small_file_whose_words_are_repeated_without_end_is_refused() {
    let words = "x".repeat(2_000);
    let cell = text(&words).replace("office:value-type", "table:number-columns-repeated=\"1000\" office:value-type");
    let row = format!("<table:table-row table:number-rows-repeated=\"1000\">{cell}</table:table-row>");
    let error = read(&ods(&row), &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, IntakeError::TooLarge { .. }), "{error}");
    // A title merged over many rows stands in each of them.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 999, 0, &words, &Format::new()).unwrap();
    for row in 0..1_000 {
        sheet.write(row, 1, "Ann").unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let limits = Limits { file_bytes: 1 << 20, ..Limits::default() };
    let error = read(&bytes, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err();
    assert!(matches!(error, IntakeError::TooLarge { .. }), "{error}");
    assert_eq!(read(&bytes, &ReadOptions::default()).unwrap().rows.len(), 1_000);
}

#[test]
fn whatever_a_cell_repeats_is_counted() {
    let long = "x".repeat(2_000);
    let times = "table:number-columns-repeated=\"1000\"";
    let string = "office:value-type=\"string\"";
    let all = [
        format!("<table:covered-table-cell {times} {string}><text:p>{long}</text:p></table:covered-table-cell>"),
        format!("<table:table-cell {times} office:string-value=\"{long}\"/>"),
        format!("<table:table-cell {times} office:string-value=\"{long}\"></table:table-cell>"),
        format!("<table:table-cell {times} table:formula=\"{long}\"/>"),
        format!("<table:table-cell {times} {string}><text:p>{}</text:p></table:table-cell>", "&#65;".repeat(500)),
        format!("<table:table-cell {times} {string}><text:p><text:s text:c=\"4000\"/></text:p></table:table-cell>"),
        format!("<table:table-cell {string}><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell>"),
        format!("<table:table-cell {string}><text:p><text:s text:c=\"&#52;000000000\"/></text:p></table:table-cell>"),
    ];
    for cell in all {
        let row = format!("<table:table-row table:number-rows-repeated=\"1000\">{cell}</table:table-row>");
        let error = read(&ods(&row), &ReadOptions::default()).unwrap_err();
        assert!(matches!(error, IntakeError::TooLarge { .. }), "{error}: {}", &cell[..60]);
        assert!(sheet_names(&ods(&row)).is_err());
    }
    // Another attribute of the same name hides nothing, and no row hides in a cell.
    let twice = "<table:table-row x:number-rows-repeated=\"1\" table:number-rows-repeated=\"1000000\">";
    let wide = text("x").replace("office:value-type", "table:number-columns-repeated=\"1000\" office:value-type");
    let error = read(&ods(&format!("{twice}{wide}</table:table-row>")), &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, IntakeError::TooManyCells { .. }), "{error}");
    let hidden = format!("<table:table-row>{}</table:table-row>", text("<table:table-row/>"));
    let error = read(&ods(&hidden), &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("cells within cells"), "{error}");
    // What is repeated a few times is read as it is.
    let few = text("a<text:s text:c=\"3\"/>&#65;")
        .replace("office:value", "table:number-columns-repeated=\"2\" office:value");
    let header = format!("<table:table-row>{}{}</table:table-row>", text("Name"), text("Team"));
    let table =
        read(&ods(&format!("{header}<table:table-row>{few}</table:table-row>")), &ReadOptions::default()).unwrap();
    assert_eq!(cells(&table), [["a   A", "a   A"]]);
}

#[test]
fn content_that_ends_too_early_ends_the_reading() {
    let whole = ods(&format!("<table:table-row>{}</table:table-row>", text("Name")));
    let cut = with_part(&whole, "content.xml", |xml| xml.split("</table:table>").next().unwrap().to_owned());
    let error = read(&cut, &ReadOptions::default()).unwrap_err().to_string();
    assert!(error.contains("ends before its elements do"), "{error}");
}

/// The book with days counted from 1904, as Excel on old Macs did.
fn from_1904(book: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("<workbookPr "), "{text}");
            bytes = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn days_from_1904_numbers_as_text_and_a_title_over_the_list() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.merge_range(0, 0, 0, 3, "Members of staff, autumn", &Format::new()).unwrap();
    for (column, header) in ["Name", "Joined", "ZIP code", "Email"].iter().enumerate() {
        sheet.write(1, column as u16, *header).unwrap();
    }
    sheet.write(2, 0, "Ada Quist").unwrap();
    sheet.write_with_format(2, 1, 40_000, &day).unwrap();
    sheet.write_string(2, 2, "01067").unwrap();
    sheet.write_formula(2, 3, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(2).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let table = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(
        (&table.headers[..], table.header_line),
        (&["Name", "Joined", "ZIP code", "Email"].map(String::from)[..], Some(2))
    );
    // What is hidden in the workbook is read all the same.
    assert_eq!(cells(&table), [["Ada Quist", "2009-07-06", "01067", "#N/A"]]);
    assert!(table.issues.iter().any(|issue| issue.kind == IssueKind::CellError && issue.line == Some(3)));
    assert_eq!(cells(&read(&from_1904(&bytes), &ReadOptions::default()).unwrap())[0][1], "2013-07-07");
}

#[test]
fn elements_within_elements_have_an_end() {
    let nested = |levels: usize| {
        let words = format!("{}Ann{}", "<text:span>".repeat(levels), "</text:span>".repeat(levels));
        read(&ods(&format!("<table:table-row>{}</table:table-row>", text(&words))), &ReadOptions::default())
    };
    assert!(nested(20).is_ok(), "{:?}", nested(20).err());
    let error = nested(5_000).unwrap_err().to_string();
    assert!(error.contains("nested more than 1000 levels"), "{error}");
    let mut depth = super::Depth::default();
    let text = b"<?xml version='1.0'?><!-- a --><a x='/'><b/><c><d></d></c><e/></a>";
    let deepest = text.iter().map(|byte| depth.follow(&[*byte])).max();
    assert_eq!((deepest, depth.levels), (Some(3), 0));
    // The deepest place counts, not where the bytes end.
    let mut depth = super::Depth::default();
    assert_eq!((depth.follow(text), depth.levels), (3, 0));
    let error = nested(1_100).unwrap_err().to_string();
    assert!(error.contains("nested more than 1000 levels"), "{error}");
}

#[test]
fn damage_is_named_and_never_a_panic() {
    let whole = list();
    for end in (0..whole.len()).step_by(97) {
        let _ = read(&whole[..end], &ReadOptions::default());
    }
    for at in (0..whole.len()).step_by(31) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x55;
        let _ = read(&flipped, &ReadOptions::default());
    }
    let error = read(&ods("<table:table-row><table:table-cell"), &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, IntakeError::DamagedWorkbook { .. }), "{error}");
}

/// The same workbook with another text in one of its parts.
fn with_part(book: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let of = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        if of == name {
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        out.start_file(of, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn workbooks_of_old_macs_count_their_days_from_1904() {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Name").unwrap();
    sheet.write(0, 1, "Date of birth").unwrap();
    sheet.write(1, 0, "Ada Quist").unwrap();
    sheet.write_with_format(1, 1, 30_000, &day).unwrap();
    let book = book.save_to_buffer().unwrap();
    assert_eq!(cells(&read(&book, &ReadOptions::default()).unwrap()), [["Ada Quist", "1982-02-18"]]);
    let of_mac = with_part(&book, "xl/workbook.xml", |xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    assert_ne!(of_mac, book);
    // 1,462 days later: four years and a leap day.
    assert_eq!(cells(&read(&of_mac, &ReadOptions::default()).unwrap()), [["Ada Quist", "1986-02-19"]]);
}

#[test]
fn numbers_kept_as_text_keep_their_zeros_and_signs() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in
        [["Name", "ZIP", "Phone"], ["Ada Quist", "02108", "+46 70 123"], ["Bo Lind", "00501", "0049301234"]]
            .iter()
            .enumerate()
    {
        for (column, cell) in row.iter().enumerate() {
            sheet.write_string(line as u32, column as u16, *cell).unwrap();
        }
    }
    let table = read(&book.save_to_buffer().unwrap(), &ReadOptions::default()).unwrap();
    assert_eq!(cells(&table), [["Ada Quist", "02108", "+46 70 123"], ["Bo Lind", "00501", "0049301234"]]);
}
