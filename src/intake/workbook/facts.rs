//! What the library that reads workbooks does not tell: rows that are hidden, and in ODS the cells that are merged. Only looked
//! through once more; sizes were checked before. What cannot be found out is left out: the cells are read without it.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::WorkbookKind;

/// Facts about one sheet.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Numbers of hidden rows that hold something, from 1.
    pub hidden: Vec<u64>,
    /// Merged areas: first row, first column, last row, last column, from 0. Of ODS alone.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

/// Rows that are listed; of more only some matter to anybody.
const LISTED: usize = 100_000;

/// The facts about a sheet by its place among all sheets, charts included.
pub(super) fn facts(bytes: &[u8], kind: WorkbookKind, place: usize) -> Facts {
    let found = match kind {
        WorkbookKind::Xlsx => sheet_path(bytes, place).and_then(|path| xlsx(bytes, &path)),
        WorkbookKind::Ods => ods(bytes, place),
    };
    found.unwrap_or_default()
}

/// Reads a part of the zip event by event; `see` answers whether to go on.
fn each(bytes: &[u8], part: &str, see: &mut dyn FnMut(&Event<'_>) -> bool) -> Option<()> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = zip.by_name(part).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(part.take(super::UNPACKED_BYTES_MAX)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).ok()?;
        if matches!(event, Event::Eof) || !see(&event) {
            return Some(());
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value: &str = found.value.as_ref();
    Some(value.to_owned())
}

/// Where the cells of the sheet lie in the zip.
fn sheet_path(bytes: &[u8], place: usize) -> Option<String> {
    let (mut seen, mut id) = (0, None);
    each(bytes, "xl/workbook.xml", &mut |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "sheet"
        {
            if seen == place {
                id = attribute(tag, "id");
            }
            seen += 1;
        }
        id.is_none()
    })?;
    let (id, mut target) = (id?, None);
    each(bytes, "xl/_rels/workbook.xml.rels", &mut |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "Relationship"
            && attribute(tag, "Id").as_deref() == Some(&id)
        {
            target = attribute(tag, "Target");
        }
        target.is_none()
    })?;
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// Does an Excel workbook count its days from 1904?
pub(super) fn counts_from_1904(bytes: &[u8]) -> bool {
    let mut said = None;
    let read = each(bytes, "xl/workbook.xml", &mut |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "workbookPr"
        {
            said = attribute(tag, "date1904");
        }
        said.is_none()
    });
    read.is_some() && matches!(said.as_deref(), Some("1" | "true"))
}

/// Does a part of the zip say a word anywhere? Quicker than taking it apart.
fn says(bytes: &[u8], part: &str, word: &[u8]) -> Option<bool> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = zip.by_name(part).ok()?.take(super::UNPACKED_BYTES_MAX);
    let (mut buffer, mut kept) = (vec![0; 1 << 16], 0);
    loop {
        let count = part.read(buffer.get_mut(kept..)?).ok()?;
        let text = buffer.get(..kept + count)?;
        if memchr::memmem::find(text, word).is_some() {
            return Some(true);
        }
        if count == 0 {
            return Some(false);
        }
        // The word may lie across what is read at once.
        let from = text.len().saturating_sub(word.len());
        let end = text.len();
        buffer.copy_within(from..end, 0);
        kept = end - from;
    }
}

fn xlsx(bytes: &[u8], path: &str) -> Option<Facts> {
    let mut facts = Facts::default();
    if !says(bytes, path, b"hidden=")? {
        return Some(facts);
    }
    let (mut row, mut is_hidden) = (0_u64, false);
    each(bytes, path, &mut |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            match tag.local_name().as_ref() {
                "row" => {
                    row = attribute(tag, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    is_hidden = matches!(attribute(tag, "hidden").as_deref(), Some("1" | "true"));
                }
                // A cell with a format alone holds nothing.
                "v" | "t" if is_hidden => {
                    facts.hidden.push(row);
                    is_hidden = false;
                }
                _ => {}
            }
        }
        facts.hidden.len() < LISTED
    })?;
    Some(facts)
}

fn ods(bytes: &[u8], place: usize) -> Option<Facts> {
    let mut facts = Facts::default();
    let (mut table, mut row, mut rows, mut column, mut is_hidden, mut is_filled) =
        (0_usize, 0_u32, 0_u32, 0_u32, false, false);
    each(bytes, "content.xml", &mut |event| {
        let number =
            |tag: &BytesStart<'_>, name| attribute(tag, name).and_then(|it| it.parse::<u32>().ok()).unwrap_or(1);
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "table" => (table, row, rows) = (table + 1, 0, 0),
                "table-row" if table == place + 1 => {
                    row = row.saturating_add(rows);
                    rows = number(tag, "number-rows-repeated");
                    (column, is_filled) = (0, false);
                    is_hidden = matches!(attribute(tag, "visibility").as_deref(), Some("collapse" | "filter"));
                }
                "table-cell" | "covered-table-cell" if table == place + 1 => {
                    let (down, right) = (number(tag, "number-rows-spanned"), number(tag, "number-columns-spanned"));
                    if (down > 1 || right > 1) && facts.merged.len() < LISTED {
                        let bottom = row.saturating_add(down.min(1 << 20) - 1);
                        facts.merged.push((row, column, bottom, column.saturating_add(right.min(1 << 14) - 1)));
                    }
                    is_filled |= attribute(tag, "value-type").is_some();
                    column = column.saturating_add(number(tag, "number-columns-repeated"));
                }
                _ => {}
            },
            Event::End(tag)
                if table == place + 1 && tag.local_name().as_ref() == "table-row" && is_hidden && is_filled =>
            {
                let all = (0..rows.min(1 << 20)).map(|more| u64::from(row) + u64::from(more) + 1);
                facts.hidden.extend(all.take(LISTED.saturating_sub(facts.hidden.len())));
            }
            _ => {}
        }
        table <= place + 1
    })?;
    Some(facts)
}
