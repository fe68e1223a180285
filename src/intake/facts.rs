//! Lists that are no tables: "Name: Ada Quist", below it "Team: Network", and the next record after a blank line or where a label
//! comes again. They become a table with the labels as its header. Only what is clearly such a list is read so; labels may stand in
//! any order and be missing, and what goes on over several lines belongs to the label above. Records beside each other in one line
//! are not looked for.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::field::Field;
use super::issue::{Issues, Severity};
use super::packer::Packer;
use super::read::Limits;
use super::table::Row;
use super::words::{self, Whose, Words};
use super::{IntakeError, IssueKind, header, parts, value};

/// Text up to here tells whether the rest is worth a look.
const SAMPLE_BYTES: usize = 64 * 1024;
/// Longer texts are not taken for such lists: of each line a few hundred bytes are kept while the records are put together.
const MOST_BYTES: usize = 16 << 20;
/// What parts a label from its value most often, where a separator has to be named.
pub(super) const SEPARATOR: u8 = b':';
/// A record says the same label no more often.
const TIMES: usize = 20;
const LABEL_LETTERS: usize = 60;
const LABEL_WORDS: usize = 10;
/// Lines above the first record.
const TITLE_LINES: usize = 6;

/// One line of a file, or one row of a sheet with a label beside its value.
pub(super) struct Line<'t> {
    pub number: u64,
    pub text: Cow<'t, str>,
    /// Where it stands in the text, without its line end; nothing in a sheet.
    pub range: Range<usize>,
    /// A cell of a sheet with nothing beside it where values stand beside their labels: it goes on with nothing.
    pub is_alone: bool,
}

/// What stands under one label.
pub(super) struct Fact {
    /// Column of the table.
    pub column: usize,
    /// Physical lines of the label and of the last word of the value.
    pub lines: (u64, u64),
    /// Where both stand in the text.
    pub range: Range<usize>,
    /// The label as it stands in the file, with what parts it from the value.
    pub prefix: String,
    pub value: String,
}

/// The facts of one human being, or of one nomination.
pub(super) struct Record {
    /// Physical lines of its first label and of its last word.
    pub lines: (u64, u64),
    pub facts: Vec<Fact>,
}

/// A line that belongs to no record: a title, a heading, a note.
pub(super) struct Aside {
    pub line: u64,
    /// Where it stands in the text.
    pub range: Range<usize>,
    pub text: String,
}

/// A list of records, one line for each fact.
pub(super) struct Facts {
    /// Labels in the order in which they came first; one that a record says twice stands here twice.
    pub labels: Vec<String>,
    pub records: Vec<Record>,
    pub aside: Vec<Aside>,
}

/// The lines of a text. LF, CR and CR LF each end one.
fn lines_of(text: &str, first_line: u64) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    let mut number = first_line;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or("");
        let found = Line { number, text: unquoted(line), range: at..at + end, is_alone: false };
        let width = if rest.get(end..).is_some_and(|rest| rest.starts_with("\r\n")) { 2 } else { 1 };
        at = (at + end + width).min(text.len());
        number += 1;
        Some(found)
    })
}

/// A line that a spreadsheet has put into quotes, because there is a separator in it.
fn unquoted(line: &str) -> Cow<'_, str> {
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.replace("\"\"", "").contains('"')) {
        Some(inner) if inner.contains("\"\"") => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(line),
    }
}

/// The list that a text is; `None` where it may be a table.
pub(super) fn of_text(text: &str, first_line: u64) -> Option<Facts> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut end = SAMPLE_BYTES.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample: Vec<Line<'_>> = lines_of(text.get(..end)?, first_line).collect();
    let found = find(&sample)?;
    if end == text.len() {
        return Some(found);
    }
    find(&lines_of(text, first_line).collect::<Vec<_>>())
}

/// The list that a sheet of one column is, or of two with the labels in the first.
pub(super) fn of_rows(rows: &[Row]) -> Option<Facts> {
    let is_narrow = |row: &Row| (2..row.len()).all(|column| is_blank(row.cell(column)));
    if !rows.iter().take(200).all(is_narrow) || !rows.iter().all(is_narrow) {
        return None;
    }
    let has_values = rows.iter().any(|row| !is_blank(row.cell(1)));
    let mut lines = Vec::with_capacity(rows.len());
    let mut before = 0;
    for row in rows {
        if row.line > before + 1 {
            lines.push(Line { number: before + 1, text: Cow::Borrowed(""), range: 0..0, is_alone: false });
        }
        let (first, second) = (row.cell(0), row.cell(1));
        let text = if is_blank(second) { Cow::Borrowed(first) } else { Cow::Owned(format!("{first}\t{second}")) };
        let is_alone = has_values && is_blank(second) && !is_blank(first) && labelled(first).is_none();
        lines.push(Line { number: row.line, text, range: 0..0, is_alone });
        before = row.line;
    }
    find(&lines)
}

/// The table that a list becomes.
pub(super) fn found(
    list: &Facts,
    limits: &Limits,
    watch: &mut dyn FnMut(u64, u64) -> bool,
    issues: &mut Issues,
) -> Result<header::Found, IntakeError> {
    let rows = list.rows(limits, watch)?;
    issues.add(None, None, IssueKind::ListOfFacts, Severity::Note, || {
        "Read as a list of records, one line for each fact.".into()
    });
    if let Some(first) = list.aside.first() {
        let others = list.aside.iter().skip(1).take(1_000).map(|aside| aside.line).collect();
        issues.add_lines(Some(first.line), others, None, IssueKind::LinesAside, Severity::Warning, || {
            match list.aside.len() {
                1 => "This line stands under no label, as titles and notes do, and was not read.".into(),
                many => format!("{many} lines stand under no label, as titles and notes do, and were not read."),
            }
        });
    }
    let headers = header::unique(&list.labels, list.labels.len(), None, issues);
    let raw_headers = list.labels.clone();
    Ok(header::Found {
        headers,
        raw_headers,
        header_rows: 0,
        header_line: None,
        preamble: Vec::new(),
        rows,
        parts: None,
        titles: std::collections::BTreeSet::new(),
        misplaced: Vec::new(),
    })
}

fn is_blank(text: &str) -> bool {
    text.chars().all(value::is_space)
}

/// Nothing, or a ruled line: both stand between records.
fn is_gap(text: &str) -> bool {
    text.chars().all(|c| value::is_space(c) || matches!(c, '-' | '=' | '_' | '*' | '#' | '~' | '–' | '—'))
}

/// A line as label and value, where it may be one.
#[derive(Clone, Copy)]
struct Labelled<'t> {
    label: &'t str,
    /// Where the value begins.
    at: usize,
    /// Letters and blanks alone.
    is_plain: bool,
    by_tab: bool,
}

fn labelled(text: &str) -> Option<Labelled<'_>> {
    let (at, sign) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '\t'))?;
    let behind = at + sign.len_utf8();
    let rest = text.get(behind..)?;
    if rest.starts_with("//") {
        return None;
    }
    let is_mark = |c: char| value::is_space(c) || matches!(c, '*' | '_' | '•' | '·' | '-' | '–' | '>' | '#');
    let label = text.get(..at)?.trim_matches(is_mark);
    let is_letter = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let has_form = label.starts_with(char::is_alphabetic)
        && label.chars().count() <= LABEL_LETTERS
        && label.split(value::is_space).filter(|word| !word.is_empty()).count() <= LABEL_WORDS
        && label.chars().all(|c| {
            is_letter(c) || value::is_space(c) || matches!(c, '-' | '/' | '.' | '(' | ')' | '?' | '\'' | '’' | '&')
        });
    if !has_form {
        return None;
    }
    // "*Name:* Ada", as chats mark words; "Name:<tab>Ada".
    let marks = |c: char| value::is_space(c) || (text.starts_with(['*', '_']) && matches!(c, '*' | '_')) || c == ':';
    let at = behind + rest.len() - rest.trim_start_matches(marks).len();
    let is_plain =
        label.chars().count() <= 30 && label.chars().all(|c| !c.is_numeric() && !matches!(c, '?' | '(' | ')' | '&'));
    Some(Labelled { label, at, is_plain, by_tab: sign == '\t' })
}

/// Does it name or reach a person?
fn is_of_person(label: &str) -> bool {
    let words = Words::of(label);
    let fields = [Field::Name, Field::Given, Field::Family, Field::Email, Field::Recipient];
    words.is_person()
        || words.whose() == Whose::Nominee
        || words.fields().iter().any(|(field, ..)| fields.contains(field))
}

/// May a value under the label be long?
fn is_of_words(label: &str) -> bool {
    let long =
        [Field::Story, Field::Reason, Field::Quote, Field::Message, Field::Notes, Field::Address, Field::Problem];
    Words::of(label).fields().iter().any(|(field, ..)| long.contains(field))
}

/// The labels of a list, folded.
struct Labels {
    known: HashSet<String>,
    /// How often the most frequent of them stands there.
    records: usize,
    most: String,
    /// Those that nothing but their number speaks for, and which few records have.
    loose: HashSet<String>,
}

impl Labels {
    /// The line as label and value, and the label folded.
    fn fact<'t>(&self, text: &'t str) -> Option<(Labelled<'t>, String)> {
        labelled(text).map(|it| (it, value::fold(it.label))).filter(|(_, folded)| self.known.contains(folded))
    }
}

/// A few words, such as "Nomination 2", that go on with nothing.
fn is_title(text: &str) -> bool {
    let words = trimmed(text).split(value::is_space).filter(|word| !word.is_empty()).count();
    words <= 5
        && !trimmed(text).starts_with(char::is_lowercase)
        && !text.contains([',', ';', '\t', '|', '"'])
        && !trimmed(text).ends_with(['.', '!', '?'])
        && !words::knows(text)
}

/// Which first words of lines are labels; `None` where too little speaks for a list.
fn labels(lines: &[Line<'_>]) -> Option<Labels> {
    let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
    let (mut filled, mut by_tab, mut names, mut wide) = (0, 0, 0, 0);
    for line in lines.iter().filter(|line| !is_gap(&line.text) && !line.is_alone) {
        filled += 1;
        if let Some(found) = labelled(&line.text) {
            by_tab += usize::from(found.by_tab);
            wide += usize::from(line.text.matches('\t').count() > 1);
            names += usize::from(
                found.by_tab && value::is_full_name(trimmed(line.text.get(found.at..).unwrap_or_default())),
            );
            counts.entry(value::fold(found.label)).or_insert((0, found.label)).0 += 1;
        }
    }
    // Too many different ones are words of texts.
    if counts.len() > 2_000 {
        return None;
    }
    let is_known: HashMap<&String, bool> =
        counts.iter().map(|(folded, (_, label))| (folded, words::knows(label) || is_of_person(label))).collect();
    let knows = |folded: &String| is_known.get(folded) == Some(&true);
    let first = lines.iter().find_map(|line| labelled(&line.text).map(|it| value::fold(it.label)).filter(knows))?;
    let (records, most) = counts
        .iter()
        .filter(|(folded, _)| knows(folded))
        .map(|(folded, (count, _))| (*count, *folded == first, folded))
        .max()
        .map(|(count, _, folded)| (count, folded.clone()))?;
    let is_label = |folded: &&String| {
        let count = counts.get(*folded).map_or(0, |(count, _)| *count);
        let plain =
            counts.get(*folded).is_some_and(|(_, label)| labelled(&format!("{label}:")).is_some_and(|it| it.is_plain));
        if knows(folded) {
            count * 10 >= records
        } else if records == 1 {
            plain
        } else {
            count >= 2 && count * 5 >= records
        }
    };
    let known: HashSet<String> = counts.keys().filter(is_label).cloned().collect();
    let facts: usize = known.iter().filter_map(|folded| counts.get(folded)).map(|(count, _)| count).sum();
    let meant = known.iter().filter(|folded| knows(folded)).count();
    let has_person = counts.iter().any(|(folded, (_, label))| known.contains(folded) && is_of_person(label));
    // A letter has such lines above it, and is none.
    let is_letter = records == 1
        && known.iter().any(|it| matches!(it.as_str(), "subject" | "betreff" | "objet" | "onderwerp" | "asunto"));
    let is_card = known.contains("begin");
    let enough = if records == 1 {
        facts * 10 >= filled * 9 || (meant >= 3 && facts * 2 >= filled)
    } else {
        facts * 3 >= filled && facts >= records + records / 2
    };
    // "Award, Winner", and below it awards beside their winners: a table of two columns, whose first line comes once.
    let heads = lines
        .iter()
        .find_map(|line| labelled(&line.text))
        .is_some_and(|it| records >= 2 && counts.get(&value::fold(it.label)).is_some_and(|(count, _)| *count == 1));
    let is_pairs = heads || (records == 1 && names * 2 > facts);
    let is_table = wide * 2 > facts || by_tab * 2 > facts && (facts * 10 < filled * 9 || is_pairs);
    let is_loose =
        |folded: &&String| !knows(folded) && counts.get(*folded).is_some_and(|(count, _)| count * 2 < records);
    let loose = known.iter().filter(is_loose).cloned().collect();
    (meant >= 2 && has_person && enough && !is_letter && !is_card && !is_table).then_some(Labels {
        known,
        records,
        most,
        loose,
    })
}

/// Do gaps stand between records, and not within them?
fn gaps_part_records(lines: &[Line<'_>], labels: &Labels) -> bool {
    // Groups with a fact, of these the ones with the label that most records have, and facts.
    let (mut groups, mut with_most, mut facts) = (0, 0, 0);
    let (mut is_begun, mut has_most) = (false, false);
    for line in lines {
        if is_gap(&line.text) {
            (is_begun, has_most) = (false, false);
            continue;
        }
        let Some((_, folded)) = labels.fact(&line.text) else { continue };
        facts += 1;
        groups += usize::from(!is_begun);
        with_most += usize::from(folded == labels.most && !has_most);
        is_begun = true;
        has_most |= folded == labels.most;
    }
    groups >= 2 && facts * 2 >= groups * 3 && with_most * 10 >= groups * 7
}

/// The records of the lines; `None` where they are no such list.
fn find(lines: &[Line<'_>]) -> Option<Facts> {
    let labels = labels(lines)?;
    // A list begins with a label, or below titles; what might be the header of a table is none.
    let first = lines.iter().position(|line| labels.fact(&line.text).is_some())?;
    let above = lines.get(..first)?;
    let is_below_titles = above.last().is_none_or(|line| is_gap(&line.text) || is_title(&line.text));
    if above.iter().filter(|line| !is_gap(&line.text)).count() > TITLE_LINES || !is_below_titles {
        return None;
    }
    let mut walk = Walk::new(&labels, gaps_part_records(lines, &labels));
    let title = above.last().filter(|line| !is_gap(&line.text)).map(|line| first_word(&line.text));
    walk.heading = title.filter(|word| !word.is_empty());
    for (at, line) in lines.iter().enumerate() {
        walk.take(line, lines.get(at + 1..).unwrap_or_default());
    }
    walk.finish()
}

/// Goes from line to line.
struct Walk<'l> {
    labels: &'l Labels,
    gaps_part: bool,
    found: Facts,
    /// Column by folded label and how often the record said it before.
    columns: HashMap<(String, usize), usize>,
    /// Folded labels of the record.
    said: Vec<String>,
    is_open: bool,
    after_gap: bool,
    first_label: Option<String>,
    /// The first word of the heading above the first record, folded.
    heading: Option<String>,
    /// The line above belongs to no record.
    is_aside: bool,
    /// Text stands where none should.
    is_wrong: bool,
}

impl<'l> Walk<'l> {
    fn new(labels: &'l Labels, gaps_part: bool) -> Self {
        Self {
            labels,
            gaps_part,
            found: Facts { labels: Vec::new(), records: Vec::new(), aside: Vec::new() },
            columns: HashMap::new(),
            said: Vec::new(),
            is_open: false,
            after_gap: false,
            first_label: None,
            heading: None,
            is_aside: false,
            is_wrong: false,
        }
    }

    fn take(&mut self, line: &Line<'_>, below: &[Line<'_>]) {
        if is_gap(&line.text) {
            self.after_gap = true;
            return;
        }
        if line.is_alone {
            let label = trimmed(&line.text);
            let folded = value::fold(label);
            if self.labels.known.contains(&folded) {
                // A field that was left blank.
                self.fact(line, Labelled { label, at: line.text.len(), is_plain: true, by_tab: true }, folded);
            } else {
                self.is_aside = true;
                self.found.aside.push(Aside::of(line));
            }
            self.after_gap = false;
            return;
        }
        let fact = labelled(&line.text).map(|it| (it, value::fold(it.label)));
        match fact {
            Some((it, folded)) if self.is_label(&it, &folded) => self.fact(line, it, folded),
            _ => self.words(line, below),
        }
        self.after_gap = false;
    }

    /// Does the line say something new, and not go on with the words above it?
    fn is_label(&self, it: &Labelled<'_>, folded: &String) -> bool {
        if !self.labels.known.contains(folded) {
            return self.is_further(it);
        }
        // "Team: spirit is what she has" within a story, and "Result: all works" at its end.
        let is_again = self.gaps_part && self.said.contains(folded) && self.first_label.as_ref() != Some(folded);
        let is_in_words = || self.above().is_some_and(|above| is_of_words(self.label_of(above)));
        !((is_again || self.labels.loose.contains(folded)) && !self.after_gap && is_in_words())
    }

    /// What was said last in the record that is open.
    fn above(&self) -> Option<&Fact> {
        self.found.records.last().filter(|_| self.is_open).and_then(|record| record.facts.last())
    }

    fn label_of(&self, fact: &Fact) -> &str {
        self.found.labels.get(fact.column).map_or("", String::as_str)
    }

    /// A plain label that only this record has, below one whose values are short.
    fn is_further(&self, it: &Labelled<'_>) -> bool {
        let is_short = |above: &Fact| !above.value.is_empty() && !is_of_words(self.label_of(above));
        it.is_plain && !self.after_gap && self.above().is_some_and(is_short)
    }

    fn fact(&mut self, line: &Line<'_>, it: Labelled<'_>, folded: String) {
        // Two awards below each other are of one record; where no gaps stand between records, two names are not.
        let begins = self.first_label.as_ref() == Some(&folded);
        let again = self.said.contains(&folded) && (self.said.last() != Some(&folded) || (!self.gaps_part && begins));
        if !self.is_open || again || (self.gaps_part && self.after_gap) {
            self.said.clear();
            self.is_open = true;
            self.found.records.push(Record { lines: (line.number, line.number), facts: Vec::new() });
        }
        let times = self.said.iter().filter(|said| **said == folded).count();
        if times > TIMES {
            self.is_wrong = true;
            return;
        }
        self.first_label.get_or_insert_with(|| folded.clone());
        let labels = &mut self.found.labels;
        let column = *self.columns.entry((folded.clone(), times)).or_insert_with(|| {
            labels.push(value::tidy(it.label));
            labels.len() - 1
        });
        self.said.push(folded);
        self.is_aside = false;
        let (prefix, value) = line.text.split_at(it.at.min(line.text.len()));
        let (lines, range) = ((line.number, line.number), line.range.clone());
        let fact = Fact { column, lines, range, prefix: prefix.to_owned(), value: trimmed(value).to_owned() };
        if let Some(record) = self.found.records.last_mut() {
            record.facts.push(fact);
            record.lines.1 = line.number;
        }
    }

    /// A line without a label: it goes on with the value above, or it is a heading or a note.
    fn words(&mut self, line: &Line<'_>, below: &[Line<'_>]) {
        let next = below.iter().find(|line| !is_gap(&line.text));
        let heads_a_record = || {
            let label = next.and_then(|next| self.labels.fact(&next.text)).map(|(_, folded)| folded);
            label.is_some() && label == self.first_label && is_title(&line.text)
        };
        let is_note = || next.is_none_or(|_| below.len() <= TITLE_LINES) && parts::begins_as_note(&line.text);
        let belongs_above = |fact: &Fact| {
            let goes_on = is_of_words(self.label_of(fact)) || fact.value.is_empty();
            let is_heading = heads_a_record() && (!goes_on || self.heading == Some(first_word(&line.text)));
            !self.is_aside && !is_heading && (!self.after_gap || (goes_on && !heads_a_record() && !is_note()))
        };
        let above = self.above();
        if !above.is_some_and(belongs_above) {
            // One record alone with other words below it is a letter.
            self.is_wrong |= self.labels.records == 1 && above.is_some() && !is_note();
            self.is_aside = true;
            self.found.aside.push(Aside::of(line));
            return;
        }
        let Some(record) = self.found.records.last_mut() else { return };
        let Some(fact) = record.facts.last_mut() else { return };
        if !fact.value.is_empty() {
            fact.value.push_str(if self.after_gap { "\n\n" } else { "\n" });
        }
        fact.value.push_str(trimmed(&line.text));
        (fact.lines.1, fact.range.end) = (line.number, line.range.end);
        record.lines.1 = line.number;
    }

    fn finish(self) -> Option<Facts> {
        (!self.is_wrong && !self.found.records.is_empty()).then_some(self.found)
    }
}

impl Aside {
    fn of(line: &Line<'_>) -> Self {
        Self { line: line.number, range: line.range.clone(), text: line.text.to_string() }
    }
}

/// The first word of a line, folded: "nomination" of "Nomination 2".
fn first_word(text: &str) -> String {
    let word = trimmed(text).split(value::is_space).next().unwrap_or("");
    value::fold(word.trim_end_matches(|c: char| c.is_numeric()))
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(value::is_space)
}

impl Record {
    /// Its cells up to the last that it has.
    pub fn cells(&self) -> Vec<&str> {
        let mut cells = vec![""; self.facts.iter().map(|fact| fact.column + 1).max().unwrap_or(0)];
        for fact in &self.facts {
            if let Some(cell) = cells.get_mut(fact.column) {
                *cell = &fact.value;
            }
        }
        cells
    }
}

impl Fact {
    /// Label and value as they would stand in the file with another value. A label stays one with nothing behind it.
    pub fn written(&self, value: &str) -> String {
        let written = format!("{}{value}", self.prefix);
        let mut written = written.trim_end_matches(value::is_space).to_owned();
        if value.is_empty() && !written.contains([':', '：']) {
            written.push(':');
        }
        written
    }
}

impl Facts {
    /// The rows of the table it becomes; each begins on the line of its first label.
    pub fn rows(&self, limits: &Limits, watch: &mut dyn FnMut(u64, u64) -> bool) -> Result<Vec<Row>, IntakeError> {
        let (columns, limit) = (self.labels.len(), limits.columns);
        let delimiter = super::delimiter_title(SEPARATOR);
        let too_many = |line: u64| IntakeError::TooManyColumns { line, columns, limit, delimiter };
        if columns > limit {
            return Err(too_many(self.records.first().map_or(1, |record| record.lines.0)));
        }
        let mut packer = Packer::default();
        let (mut text, mut ends) = (String::new(), Vec::new());
        let total = self.records.len() as u64;
        // Blank cells must not fill memory where every record has a label that no other has.
        let facts = self.records.iter().flat_map(|record| &record.facts);
        let bytes: usize = facts.map(|fact| fact.prefix.len() + fact.value.len()).sum();
        let mut room = bytes.saturating_mul(2) + 10_000;
        for (at, record) in self.records.iter().enumerate() {
            if at >= limits.rows {
                return Err(IntakeError::TooManyRows { limit: limits.rows });
            }
            if at % 4096 == 4095 && !watch(at as u64, total) {
                return Err(IntakeError::Cancelled);
            }
            text.clear();
            ends.clear();
            let cells = record.cells();
            room = room.checked_sub(cells.len()).ok_or_else(|| too_many(record.lines.0))?;
            for cell in cells {
                if cell.len() > limits.cell_bytes {
                    let (line, bytes) = (record.lines.0, cell.len());
                    return Err(IntakeError::CellTooLong { line, bytes, limit_bytes: limits.cell_bytes });
                }
                text.push_str(cell);
                ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            }
            packer.push(record.lines.0, &text, &ends);
        }
        Ok(packer.finish())
    }
}

#[cfg(test)]
mod tests;
