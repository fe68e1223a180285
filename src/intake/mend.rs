//! Text that went through wrong hands before it came here: UTF-8 that was read as Windows-1252 and saved so, letters that a web page
//! has written as `&uuml;`, blanks typed between a separator and a quote, links that stand behind every name. What was meant is
//! read, and it is said; the raw bytes are kept as they came. Whoever chooses the letters by hand gets them without this.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::glance::{Glance, LINK};
use super::issue::{Issues, Severity};
use super::lines::LineCounter;
use super::table::Row;
use super::words::Words;
use super::{Field, IssueKind, profile, value};

/// UTF-8 that was read as Windows-1252, perhaps twice: "JÃ¼rgen" was "Jürgen".
pub(super) fn ungarbled<'t>(text: Cow<'t, str>, issues: &mut Issues) -> Cow<'t, str> {
    let (mut text, mut first, mut places) = (text, None, 0);
    // Who garbles a text twice garbles it a third time, too; then it is enough.
    for _ in 0..3 {
        let Some((mended, at, count)) = mended_once(&text) else { break };
        if first.is_none() {
            first = Some((line_at(&text, at), shown_at(&text, at), shown_at(&mended, at)));
            places = count;
        }
        text = Cow::Owned(mended);
    }
    if let Some((line, before, after)) = first {
        issues.add(line, None, IssueKind::DamagedText, Severity::Warning, || {
            format!(
                "Letters were garbled before they came here, first on this line: “{before}” is read as “{after}”, and so in {places} \
                 places."
            )
        });
    }
    text
}

/// The text without garbled letters, where the first of them stood, and how many there were. `None` where there are none, or where
/// what looks so is rarer than letters that are as they should be.
fn mended_once(text: &str) -> Option<(String, usize, usize)> {
    if !Glance::at(text).garbled {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut at, mut first, mut garbled, mut sound) = (0, None, 0_usize, 0_usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let ascii = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
        out.push_str(rest.get(..ascii)?);
        let rest = rest.get(ascii..)?;
        let run = rest.get(..rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len()))?;
        match meant(run) {
            Some(letters) => {
                garbled += 1;
                first.get_or_insert(at + ascii);
                out.push_str(&letters);
            }
            None => {
                sound += usize::from(!run.is_empty());
                out.push_str(run);
            }
        }
        at += ascii + run.len();
    }
    (garbled >= sound.max(1)).then_some((out, first?, garbled))
}

/// The letters whose UTF-8 a run of letters is when it is written as Windows-1252.
fn meant(run: &str) -> Option<String> {
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(run);
    if is_lossy || bytes.len() < 2 {
        return None;
    }
    let letters = std::str::from_utf8(&bytes).ok()?;
    (!letters.chars().any(|c| c.is_control() && !('\u{80}'..='\u{9F}').contains(&c))).then(|| letters.to_owned())
}

fn line_at(text: &str, at: usize) -> u64 {
    let mut lines = LineCounter::new(1);
    lines.advance(text.as_bytes(), at);
    lines.line()
}

/// The word that stands at a place, for a message.
fn shown_at(text: &str, at: usize) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\t');
    let from = text.get(..at).and_then(|before| before.rfind(ends).map(|end| end + 1)).unwrap_or(0);
    let word = text.get(from..).unwrap_or("");
    word.get(..word.find(ends).unwrap_or(word.len())).unwrap_or(word).chars().take(40).collect()
}

/// Letters that web pages write with a name, in the order of Latin-1 from U+00A0, and some signs.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
                     micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
                     Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
                     Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
                     eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
                     uacute ucirc uuml yacute thorn yuml";
const SIGNS: [(&str, char); 18] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("euro", '€'),
    ("bull", '•'),
    ("oelig", 'œ'),
    ("scaron", 'š'),
];

/// `&uuml;`, `&#252;` and `&#xFC;` as the letters they stand for. A quote and whatever could be taken for a separator is only put
/// in where it stays inside its cell.
pub(super) fn without_references<'t>(text: Cow<'t, str>, issues: &mut Issues) -> Cow<'t, str> {
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut at, mut in_quotes, mut first, mut count) = (&*text, 0, false, None, 0_usize);
    while let Some(found) = rest.find(['&', '"']) {
        let (before, from) = rest.split_at(found);
        out.push_str(before);
        at += found;
        let reference = if from.starts_with('&') { reference(from) } else { None };
        let taken = match reference {
            Some(('"', len)) if in_quotes => {
                out.push_str("\"\"");
                len
            }
            Some((c, len)) if !matches!(c, '"' | ',' | ';' | '\t' | '|' | '\n' | '\r') => {
                out.push(c);
                len
            }
            _ => {
                in_quotes ^= from.starts_with('"');
                out.push_str(from.get(..1).unwrap_or(""));
                1
            }
        };
        if taken > 1 {
            first.get_or_insert(at);
            count += 1;
        }
        at += taken;
        rest = from.get(taken..).unwrap_or("");
    }
    out.push_str(rest);
    let Some(first) = first else { return text };
    issues.add(line_at(&text, first), None, IssueKind::DamagedText, Severity::Note, || {
        format!("{count} letters are written as on web pages, such as “&uuml;”, first on this line; they are read as the letters they mean.")
    });
    Cow::Owned(out)
}

/// The letter that the text begins with as a reference, and the bytes it takes.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let number = name.strip_prefix('#').map(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    });
    let c = match number {
        Some(number) => char::from_u32(number.ok()?).filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))?,
        None => {
            let sign = SIGNS.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
            let latin = || {
                let place = LATIN.split_whitespace().position(|known| known == name)?;
                char::from_u32(0xA0 + u32::try_from(place).ok()?)
            };
            sign.or_else(latin)?
        }
    };
    Some((c, end + 1))
}

/// Cells in quotes that begin behind blanks: `Ada, "Desk, North"`. Readers of CSV see no quote there unless the blanks go.
pub(super) fn without_blanks_before_quotes(text: Cow<'_, str>, delimiter: u8) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if delimiter == b' ' || memchr::memmem::find(bytes, &[delimiter, b' ', b'"']).is_none() {
        return text;
    }
    let blanks = |from: usize| bytes.iter().skip(from).take_while(|byte| **byte == b' ').count();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut kept, mut is_start) = (0, 0, true);
    while at < bytes.len() {
        if is_start {
            is_start = false;
            let open = at + blanks(at);
            if bytes.get(open) == Some(&b'"')
                && let Some(close) = closing_quote(bytes, open)
            {
                let end = close + 1 + blanks(close + 1);
                if bytes.get(end).is_none_or(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n')) {
                    out.push_str(text.get(kept..at).unwrap_or(""));
                    out.push_str(text.get(open..=close).unwrap_or(""));
                    (at, kept) = (end, end);
                    continue;
                }
            }
        }
        is_start = bytes[at] == delimiter || matches!(bytes[at], b'\r' | b'\n');
        at += 1;
    }
    out.push_str(text.get(kept..).unwrap_or(""));
    Cow::Owned(out)
}

/// A list saved twice: every line below the header stands in quotes as a whole, with the quotes inside doubled once more. Gives it
/// with its own lines.
pub(super) fn without_outer_quotes<'t>(text: Cow<'t, str>, delimiter: u8, issues: &mut Issues) -> Cow<'t, str> {
    let inner = |line: &str| -> Option<String> {
        let inside = line.strip_prefix('"')?.strip_suffix('"')?;
        let without = inside.replace("\"\"", "");
        let is_whole = !without.contains('"') && without.bytes().any(|byte| byte == delimiter);
        is_whole.then(|| inside.replace("\"\"", "\""))
    };
    let mut lines = text.split_inclusive('\n');
    let header = lines.next().unwrap_or("");
    let bare = |line: &str| line.trim_end_matches(['\n', '\r']).len();
    let commas = header.bytes().filter(|byte| *byte == delimiter).count();
    if commas < 2 || header.starts_with('"') {
        return text;
    }
    let mut out = header.to_owned();
    let mut count = 0_usize;
    for line in lines {
        let (words, end) = line.split_at(bare(line));
        if !words.is_empty() {
            let Some(inner) = inner(words).filter(|it| it.bytes().filter(|byte| *byte == delimiter).count() >= commas)
            else {
                return text;
            };
            count += 1;
            out.push_str(&inner);
        }
        out.push_str(end);
    }
    if count == 0 {
        return text;
    }
    issues.add(None, None, IssueKind::SavedTwice, Severity::Note, || {
        "Every row stands in quotes as a whole, as in a list that was saved twice; what is inside was read.".into()
    });
    Cow::Owned(out)
}

/// Where the cell ends that is opened by a quote.
fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Cells that are nothing but names with links to their pages, or with numbers of rows of other lists, become the names.
pub(super) fn without_links(headers: &[String], rows: &mut [Row], issues: &mut Issues) {
    let (mut first, mut cells, mut are_numbers) = (None, 0_usize, false);
    let own_words = own_words(headers, rows);
    for row in rows {
        let of_row =
            row.cells().enumerate().filter(|(column, cell)| !(own_words.contains(column) && cell.contains(LOOKUP)));
        let names = of_row.filter_map(|(column, cell)| Some((column, linked_names(cell)?)));
        let names: BTreeMap<usize, String> = names.collect();
        if !names.is_empty() {
            are_numbers |= first.is_none() && names.keys().any(|column| row.cell(*column).contains(LOOKUP));
            first.get_or_insert(row.line);
            cells += names.len();
            *row = row.with(&names);
        }
    }
    if first.is_some() {
        let (where_to, what) =
            if are_numbers { ("rows of other lists of SharePoint", "numbers") } else { ("pages of Notion", "links") };
        issues.add(first, None, IssueKind::NameRemark, Severity::Note, || {
            format!(
                "{cells} cells point to {where_to}, first on this line; their names were taken and the {what} left out."
            )
        });
    }
}

/// The columns in which people write what they like: their headers say so, or most of their cells point nowhere. There `Ticket;#44` stays
/// as it is.
fn own_words(headers: &[String], rows: &[Row]) -> Vec<usize> {
    let is_text = |header: &String| {
        let header = Words::of(header);
        header.is_text()
            || header.fields().iter().any(|(field, ..)| matches!(field, Field::Reason | Field::Story | Field::Message))
    };
    let is_of_people = |column: usize| {
        let fields = headers.get(column).map(|header| Words::of(header).fields()).unwrap_or_default();
        let best = fields.iter().max_by_key(|(_, points, _)| *points);
        best.is_some_and(|(field, ..)| matches!(field, Field::Name | Field::Nominator | Field::Recipient))
    };
    // Where the other cells are names, so is what points somewhere.
    let point_nowhere = |column: usize| {
        let cells = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.chars().all(value::is_space));
        let (mut all, mut pointing, mut names) = (0_usize, 0_usize, 0_usize);
        for cell in cells {
            all += 1;
            let points = cell.contains(LOOKUP) && looked_up_names(cell).is_some();
            pointing += usize::from(points);
            names += usize::from(!points && profile::is_person(cell));
        }
        pointing * 2 < all && names * 5 < (all - pointing) * 4 && !is_of_people(column)
    };
    let columns = rows.iter().map(Row::len).max().unwrap_or(0);
    (0..columns).filter(|at| headers.get(*at).is_some_and(is_text) || point_nowhere(*at)).collect()
}

/// What SharePoint writes before the number of the row that a cell points to, and behind it.
const LOOKUP: &str = ";#";
/// So much of a text is looked through for such cells: a column of them has one in nearly every row.
const LOOKED_THROUGH: usize = 1 << 16;

/// May cells of this text point to rows of other lists?
pub(super) fn may_look_up(text: &str) -> bool {
    let bytes = text.as_bytes().get(..LOOKED_THROUGH).unwrap_or(text.as_bytes());
    memchr::memmem::find_iter(bytes, LOOKUP).any(|at| bytes.get(at + LOOKUP.len()).is_some_and(u8::is_ascii_digit))
}

/// The names of `Ada Quist;#12;#Bo Lind;#15`, with semicolons between them.
fn looked_up_names(cell: &str) -> Option<String> {
    let pieces: Vec<&str> = cell.trim_matches(value::is_space).split(LOOKUP).collect();
    let pairs = || pieces.chunks(2).map(|pair| (pair[0], pair.get(1).copied().unwrap_or("")));
    let is_pair = |(name, number): (&str, &str)| {
        let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !name.is_empty()
    };
    pairs().all(is_pair).then(|| pairs().map(|(name, _)| name).collect::<Vec<_>>().join("; "))
}

/// The names in a cell that holds nothing but names and where they point to.
pub(super) fn linked_names(cell: &str) -> Option<String> {
    if cell.contains(LOOKUP) { looked_up_names(cell) } else { names_of_pages(cell) }
}

/// The names of `Ada Quist (https://www.notion.so/...), Bo Lind (https://www.notion.so/...)`, with semicolons between them.
fn names_of_pages(cell: &str) -> Option<String> {
    let mut rest = cell.trim_matches(value::is_space);
    let mut names: Vec<&str> = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once(LINK)?;
        let (link, after) = after.split_once(')')?;
        if link.contains(value::is_space) || name.is_empty() {
            return None;
        }
        names.push(name.trim_matches(value::is_space));
        rest = match after.strip_prefix(',') {
            Some(more) => more.trim_start_matches(value::is_space),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    (!names.is_empty()).then(|| names.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::Pack;

    fn ungarble(text: &str) -> String {
        ungarbled(Cow::Borrowed(text), &mut Issues::default()).into_owned()
    }

    /// What a program makes of a text that takes it for Windows-1252.
    fn garble(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn garbled_letters_are_read_as_they_were_meant() {
        for text in ["Jürgen Weiß", "„Immer da“ – auch nachts", "Łukasz Żółw, señor à Paris"] {
            assert_eq!(ungarble(&garble(text)), text);
            assert_eq!(ungarble(text), text);
        }
        assert_eq!(ungarble(&garble(&garble("François Lefèvre"))), "François Lefèvre");
        // A Portuguese shout and a village in Norway are as they should be.
        for text in ["IRMÃO e AMANHÃ", "bor i Å”", "Âge, Ângela", "20 °C"] {
            assert_eq!(ungarble(text), text);
        }
    }

    #[test]
    fn letters_of_web_pages() {
        let read = |text: &str| without_references(Cow::Borrowed(text), &mut Issues::default()).into_owned();
        assert_eq!(read("J&uuml;rgen Wei&szlig;,O&#39;Neil,&#xE9;"), "Jürgen Weiß,O'Neil,é");
        assert_eq!(read("\"He said &quot;yes&quot; &amp; left\",x"), "\"He said \"\"yes\"\" & left\",x");
        for same in ["AT&T; R&D", "a&#44;b", "x &quot;y", "&nosuch;", "fish & chips; more"] {
            assert_eq!(read(same), same);
        }
    }

    #[test]
    fn quotes_behind_blanks() {
        let read = |text: &str| without_blanks_before_quotes(Cow::Borrowed(text), b',').into_owned();
        assert_eq!(read("a, \"b, c\" ,d\n \"e\", f"), "a,\"b, c\",d\n\"e\", f");
        for same in ["a, \"b\" c,d", "a,b \"c\", d", "\"x, \"\"y\"\"\",z"] {
            assert_eq!(read(same), same);
        }
    }

    #[test]
    fn rows_in_quotes_as_a_whole() {
        let read = |text: &str| without_outer_quotes(Cow::Borrowed(text), b',', &mut Issues::default()).into_owned();
        let saved = "A,B,C\n\"a,b,\"\"x, y\"\"\"\r\n\n\"d,e,He said \"\"\"\"no\"\"\"\"\"\n";
        assert_eq!(read(saved), "A,B,C\na,b,\"x, y\"\r\n\nd,e,He said \"\"no\"\"\n");
        for same in ["A,B,C\n\"a\",\"b\",\"c\"\n", "A,B,C\n\"a, b\"\n", "A,B,C\n", "\"A,B,C\"\n\"a,b,c\"\n"] {
            assert_eq!(read(same), same);
        }
    }

    #[test]
    fn numbers_leave_columns_of_names_though_few_cells_have_one() {
        let stripped = |header: &str, cells: &[&str]| -> Vec<String> {
            let rows = cells.iter().enumerate();
            let mut rows: Vec<Row> =
                rows.map(|(at, cell)| Row::packed(at as u64 + 2, Pack::of_row([*cell, "IT"]))).collect();
            without_links(&[header.to_owned(), "Team".into()], &mut rows, &mut Issues::default());
            rows.iter().map(|row| row.cell(0).to_owned()).collect()
        };
        let cells = ["Ada Lovelace;#12", "Bo Lind", "Eva Ek"];
        assert_eq!(stripped("Nominee", &cells), ["Ada Lovelace", "Bo Lind", "Eva Ek"]);
        assert_eq!(stripped("Wer?", &cells), ["Ada Lovelace", "Bo Lind", "Eva Ek"]);
        assert_eq!(stripped("Nominee", &["Ada;#12", "bo", "eva"]), ["Ada", "bo", "eva"]);
        let tickets = ["Ticket;#44", "opened a case", "closed it"];
        assert_eq!(stripped("Case", &tickets), tickets);
        assert_eq!(stripped("Why", &["Ticket;#44", "Bo Lind", "Eva Ek"]), ["Ticket;#44", "Bo Lind", "Eva Ek"]);
    }

    #[test]
    fn names_before_links() {
        let link = "https://www.notion.so/Ada-0123?pvs=21";
        assert_eq!(linked_names(&format!("Ada Quist ({link})")).as_deref(), Some("Ada Quist"));
        assert_eq!(
            linked_names(&format!("Ada Quist ({link}), Bo Lind ({link})")).as_deref(),
            Some("Ada Quist; Bo Lind")
        );
        assert_eq!(linked_names(&format!("See Ada ({link}) for more")), None);
        assert_eq!(linked_names("Ada Quist"), None);
        assert_eq!(linked_names("Lovelace, Ada;#12").as_deref(), Some("Lovelace, Ada"));
        assert_eq!(linked_names("Ada Quist;#12;#Bo Lind;#15").as_deref(), Some("Ada Quist; Bo Lind"));
        for other in ["See;#12 and more", ";#12", "Ada;#", "Ada;#12;#Bo"] {
            assert_eq!(linked_names(other), None, "{other}");
        }
        assert!(may_look_up("a,b\nAda;#12,x") && !may_look_up("a;b\n#one;#two"));
    }
}
