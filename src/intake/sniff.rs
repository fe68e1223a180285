//! Tells files that are no text at all by their first bytes, so that somebody who picked the workbook instead
//! of the CSV is told what to do. It does not open containers: a ZIP is judged by the names in its first kilobytes.

use super::IntakeError;

const SAVE_AS_CSV: &str = "open it and save it as CSV (UTF-8), then import that file.";
const PICK_ANOTHER: &str = "choose the CSV file that was exported from the form.";

/// Bytes at the start of the file, what they mean, what to do.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file (XLS or DOC)", SAVE_AS_CSV),
    (b"%PDF-", "a PDF", PICK_ANOTHER),
    (b"\x89PNG\r\n\x1A\n", "a picture (PNG)", PICK_ANOTHER),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", PICK_ANOTHER),
    (b"GIF8", "a picture (GIF)", PICK_ANOTHER),
    (b"RIFF", "a picture, sound or film (RIFF)", PICK_ANOTHER),
    (b"\x7FELF", "a program", PICK_ANOTHER),
    (b"MZ\x90\x00", "a program", PICK_ANOTHER),
    (b"\x1F\x8B", "a compressed file (GZIP)", "unpack it first, then import the CSV inside."),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z)", "unpack it first, then import the CSV inside."),
    (b"Rar!\x1A\x07", "an archive (RAR)", "unpack it first, then import the CSV inside."),
    (b"SQLite format 3\0", "a database (SQLite)", "export the table as CSV first."),
    (b"{\\rtf", "a text document (RTF)", SAVE_AS_CSV),
    (b"\xFF\xFE\x00\x00", "UTF-32 text", "save it as CSV (UTF-8)."),
    (b"\x00\x00\xFE\xFF", "UTF-32 text", "save it as CSV (UTF-8)."),
];

const SAMPLE_BYTES: usize = 64 * 1024;

/// Fails with words if the bytes are a known container, picture, program or web page.
pub(super) fn refuse_known_binaries(bytes: &[u8]) -> Result<(), IntakeError> {
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Err(zip_contents(bytes));
    }
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_encrypted = || bytes.windows(name.len()).take(4 << 20).any(|part| part == name);
    if head.starts_with(b"\xD0\xCF\x11\xE0") && is_encrypted() {
        let advice = "open it with its password, save it without one, and import that.";
        return Err(IntakeError::NotText { what: "an Office file with a password", advice });
    }
    for (magic, what, advice) in MAGIC {
        if head.starts_with(magic) {
            return Err(IntakeError::NotText { what, advice });
        }
    }
    // A program with another DOS stub: "MZ" can also begin a header, so its zero bytes must agree.
    if head.starts_with(b"MZ") && head.iter().take(64).filter(|b| **b == 0).count() > 16 {
        return Err(IntakeError::NotText { what: "a program", advice: PICK_ANOTHER });
    }
    let start: Vec<u8> = head
        .iter()
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, 0xEF | 0xBB | 0xBF))
        .take(14)
        .map(u8::to_ascii_lowercase)
        .collect();
    let holds_table = || head.windows(6).any(|part| part.eq_ignore_ascii_case(b"<table"));
    if (start.starts_with(b"<!doctype html") || start.starts_with(b"<html")) && !holds_table() {
        return Err(IntakeError::NotText {
            what: "a web page",
            advice: "the download may have saved a sign-in page; export the answers as CSV again.",
        });
    }
    if [&b"<table"[..], b"<meta", b"<div", b"<style", b"<body", b"<!doctype html", b"<html"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        return Err(IntakeError::NotText {
            what: "a table of a web page",
            advice: "open it in a spreadsheet program and save it as CSV or XLSX, or paste its cells from there.",
        });
    }
    if start.starts_with(b"{\"") || start.starts_with(b"[{") {
        return Err(IntakeError::NotText {
            what: "a JSON file",
            advice: "choose CSV where the program offers formats to export.",
        });
    }
    if start.starts_with(b"<?xml") {
        return Err(IntakeError::NotText { what: "an XML file", advice: SAVE_AS_CSV });
    }
    Ok(())
}

/// Fails if a good part of the sample is control bytes that no text has. Called after UTF-16 was ruled out.
pub(super) fn refuse_control_bytes(bytes: &[u8]) -> Result<(), IntakeError> {
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let controls = head.iter().filter(|b| matches!(b, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F)).count();
    // One in twenty, and more than a handful: a few stray NUL bytes are mended and flagged instead.
    if controls > 8 && controls * 20 > head.len() {
        return Err(IntakeError::NotText { what: "a binary file", advice: PICK_ANOTHER });
    }
    Ok(())
}

fn zip_contents(bytes: &[u8]) -> IntakeError {
    // Names stand in clear in local headers at the start and in the directory at the end.
    let tail = bytes.get(bytes.len().saturating_sub(SAMPLE_BYTES)..).unwrap_or_default();
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|w| w == name));
    let (what, advice) = if holds(b"opendocument.spreadsheet") {
        ("a LibreOffice workbook (ODS)", SAVE_AS_CSV)
    } else if holds(b"xl/workbook") || holds(b"xl/worksheets") || holds(b"xl/_rels") {
        ("an Excel workbook (XLSX)", SAVE_AS_CSV)
    } else if holds(b"word/document") {
        ("a Word document (DOCX)", "copy the table in it and paste it here, or save it from a spreadsheet as CSV.")
    } else if holds(b"Index/Document.iwa") || holds(b"Index/Tables") {
        ("an Apple document (Numbers)", "in Numbers choose File, Export To, CSV, and import that.")
    } else if holds(b"campaign.ron") {
        ("an Unsung campaign", "open it with Open instead of Import.")
    } else {
        ("a ZIP archive", "unpack it first, then import the CSV inside.")
    };
    IntakeError::NotText { what, advice }
}
