//! How a file separates its cells: the `sep=` line of Excel is honoured and consumed; otherwise each separator is
//! tried on the first records, and the one that gives the most even table wins. Counting characters would
//! take decimal commas and commas in answers for separators.

/// Separators that are tried, in order of preference.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
const SAMPLE_BYTES: usize = 128 * 1024;
const SAMPLE_RECORDS: usize = 200;
/// The header of a list within a report is looked for in so many.
const REPORT_RECORDS: usize = 30;

/// A separator in words for the screen.
pub fn delimiter_title(delimiter: u8) -> &'static str {
    match delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "vertical bar",
        b':' => "colon",
        b' ' => "space",
        _ => "another character",
    }
}

/// Can this byte separate cells at all?
pub(super) fn is_possible(delimiter: u8) -> bool {
    delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\r' | b'\n' | 0)
}

/// The `sep=` line at the very start: its separator and the bytes it takes, line end included.
pub(super) fn sep_line(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let end = bytes.iter().take(12).position(|b| matches!(b, b'\r' | b'\n'))?;
    let line = bytes.get(..end)?;
    let inner = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    let (word, rest) = inner.split_at_checked(4)?;
    let [delimiter] = rest else { return None };
    if !word.eq_ignore_ascii_case(b"sep=") || !is_possible(*delimiter) {
        return None;
    }
    let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
    Some((*delimiter, end + 1 + usize::from(crlf)))
}

/// The separator that makes the most even table; comma for a single column. `is_header` knows words of headers.
pub(super) fn guess(text: &str, is_header: impl Fn(&str) -> bool) -> u8 {
    let sample = sample(text);
    let mut best = (0.0_f64, b',');
    for delimiter in CANDIDATES {
        let score = evenness(sample, delimiter, &is_header);
        if score > best.0 + 1e-9 {
            best = (score, delimiter);
        }
    }
    if best.0 > 0.0 {
        best.1
    } else {
        // A single column. Its cells may hold commas ("Okonjo, Sabine"), so take a separator that does not occur.
        CANDIDATES.into_iter().find(|d| !text.as_bytes().contains(d)).unwrap_or(b'\t')
    }
}

/// The start of the text, cut behind a line end so that no half record misleads.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let mut end = SAMPLE_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    head.rfind(['\n', '\r']).and_then(|at| head.get(..=at)).unwrap_or(head)
}

fn evenness(text: &str, delimiter: u8, is_header: &impl Fn(&str) -> bool) -> f64 {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(64 * 1024)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut widths: Vec<usize> = Vec::new();
    let mut first_alone_is_header = false;
    let mut holds_header = false;
    while widths.len() < SAMPLE_RECORDS && reader.read_record(&mut record).unwrap_or(false) {
        if widths.is_empty() && record.len() == 1 {
            first_alone_is_header = record.get(0).is_some_and(is_header);
        }
        // A report says other things before its list; the words of the list's header stand apart with the right separator alone.
        if widths.len() < REPORT_RECORDS && record.len() >= 3 && !holds_header {
            let known = record.iter().filter(|cell| is_header(cell)).count();
            holds_header = known >= 3 && known * 3 >= record.len();
        }
        widths.push(record.len());
    }
    let most = (2..=widths.iter().copied().max().unwrap_or(0)).map(|w| (widths.iter().filter(|x| **x == w).count(), w));
    // Ties go to the wider table.
    let Some((agreeing, width)) = most.max() else { return 0.0 };
    // One header word, and below it names such as "Okonjo, Sabine": a single column.
    if first_alone_is_header && width < 4 {
        return 0.0;
    }
    let share = agreeing as f64 / widths.len() as f64;
    if share < 0.3 && !holds_header {
        return 0.0;
    }
    let header_agrees = f64::from(u8::from(widths.first() == Some(&width) || holds_header));
    share + header_agrees * 0.5 + (width.min(40) as f64) / 400.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no(_: &str) -> bool {
        false
    }

    #[test]
    fn decimal_commas_do_not_win_over_semicolons() {
        assert_eq!(guess("Name;Größe\nAnn;1,83\nBo;1,70\n", no), b';');
        assert_eq!(guess("a,b\n\"x;y;z\",1\n\"p;q;r\",2\n", no), b',');
        assert_eq!(guess("a\tb\n1,2\t3\n4,5\t6\n", no), b'\t');
        assert_eq!(guess("a|b|c\n1|2|3\n", no), b'|');
        assert_eq!(guess("Name\nOkonjo, Sabine\nReyes, Bo\n", |h| h == "Name"), b';');
    }

    #[test]
    fn commas_in_the_rows_of_a_report_do_not_win_over_its_tabs() {
        let rows = "Ann\t11/12/26, 8:58 AM\t11/12/26, 9:58 AM\ta@x.example\tHost\n".repeat(3);
        let more = "Ann\t11/12/26, 8:58 AM\t11/12/26, 9:58 AM\t61\n".repeat(3);
        let text = format!(
            "1. Summary\nTitle\tKick-off\n\n2. People\nName\tJoined\tLeft\tEmail\tRole\n{rows}\n3. Times\nName\tJoined\tLeft\tMinutes\n{more}"
        );
        assert_eq!(guess(&text, |h| matches!(h, "Name" | "Email" | "Role")), b'\t');
        assert_eq!(guess(&text, no), b',');
    }

    #[test]
    fn the_sep_line_is_consumed_with_its_line_end() {
        assert_eq!(sep_line("sep=;\r\na;b\r\n"), Some((b';', 7)));
        assert_eq!(sep_line("\"SEP=|\"\na|b"), Some((b'|', 8)));
        assert_eq!(sep_line("sep=;x\n"), None);
        assert_eq!(sep_line("sep"), None);
        assert_eq!(sep_line("sep=ü\n"), None);
    }
}
