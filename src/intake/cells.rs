//! Cells of a row in the sense of their fields: names, addresses, dates, yes and no. What cannot be understood is said once
//! and left out of the draft; the words themselves stay with the row.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::date::{self, ColumnOrder, Received};
use super::draft::{DateColumn, DateExample};
use super::drafts::{Maker, Matters, Rules};
use super::issue::{IssueKind, Issues, Severity};
use super::table::{Row, Table};
use super::{DateOrder, Field, Kind, Source, name_pairs, several, unnamed, value};
use crate::campaign::{Text, has_sign, is_suffix_behind_comma, is_title};

/// Days from the first one that Excel counts most often to the first one of old Macs.
const DAYS_TO_1904: f64 = 1462.0;

impl Maker<'_> {
    pub(super) fn cell<'r>(&self, row: &'r Row, field: Field) -> &'r str {
        self.column(field).map_or("", |column| row.cell(column))
    }

    /// A cell of the row that is being made, as a line.
    fn tidied<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        if self.is_plain_row { Cow::Borrowed(value::trimmed(cell)) } else { value::tidied(cell) }
    }

    /// One line; `None` if blank.
    pub(super) fn line(&self, row: &Row, field: Field) -> Option<Text> {
        self.line_in(row, self.column(field)?)
    }

    fn line_in(&self, row: &Row, column: usize) -> Option<Text> {
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let text = self.tidied(cell);
        (!text.is_empty()).then(|| row.text(text))
    }

    /// One line about a person; `None` if blank, or if it is a word for nothing. Lists of this program have no such words, so
    /// what stands there was meant.
    pub(super) fn detail(&self, row: &Row, field: Field, issues: &mut Issues) -> Option<Text> {
        self.detail_in(row, self.column(field)?, issues)
    }

    /// The same for a column. A mark that repeats the line above is nobody's team: it is left out and said.
    pub(super) fn detail_in(&self, row: &Row, column: usize, issues: &mut Issues) -> Option<Text> {
        let text = self.line_in(row, column)?;
        if self.column(Field::NameForm).is_some() {
            return Some(text);
        }
        if unnamed::is_ditto(&text) {
            issues.add(row.line, Some(column), IssueKind::UnknownWord, Severity::Warning, || {
                format!("“{text}” stands for what another line says, and is left out here.")
            });
            return None;
        }
        (!value::is_nothing(&text)).then_some(text)
    }

    /// Several lines and several columns, joined in order.
    pub(super) fn text(&self, row: &Row, field: Field) -> Text {
        Self::text_in(row, self.columns(field))
    }

    /// The same for columns.
    pub(super) fn text_in(row: &Row, columns: &[usize]) -> Text {
        match columns {
            [] => Text::new(),
            [column] => row.text(value::tidied_text(row.cell(*column))),
            columns => {
                let parts = columns.iter().map(|c| value::tidied_text(row.cell(*c))).filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join("\n").into()
            }
        }
    }

    pub(super) fn name(&self, row: &Row, field: Field, issues: &mut Issues) -> Text {
        let columns = self.columns(field);
        // Parts of one name in columns of their own.
        let joined: Cow<'_, str> = match columns {
            [] => return Text::new(),
            [column] => Cow::Borrowed(row.cell(*column)),
            several => Cow::Owned(several.iter().map(|column| row.cell(*column)).collect::<Vec<_>>().join(" ")),
        };
        let cell = joined.as_ref();
        if cell.is_empty() {
            return Text::new();
        }
        let name = row.text(value::mailbox_name(cell).map_or_else(|| self.tidied(cell), Cow::Owned));
        if (value::is_nothing(&name) || value::is_anonymous(&name)) && self.column(Field::NameForm).is_none() {
            return Text::new();
        }
        let name = Self::without_remark(row, self.column(field), name, issues);
        let name = Self::without_mention(row, self.column(field), name, issues);
        if !self.is_plain_row && value::hides_something(cell) {
            issues.add(row.line, self.column(field), IssueKind::HiddenCharacter, Severity::Warning, || {
                format!("The name “{name}” came with invisible characters; they were taken out. Check the spelling.")
            });
        }
        if !name.chars().any(char::is_alphabetic) && !name.is_empty() {
            issues.add(row.line, self.column(field), IssueKind::OddName, Severity::Warning, || {
                format!("“{name}” holds no letter. Is it a name?")
            });
        } else if name.starts_with(['=', '@', '+', '-', '＝', '＋', '－', '＠'])
            || has_sign(&name, b':') && name.contains("://")
            || value::holds_address(&name) && several::names(&name).0.len() < 2
        {
            issues.add(row.line, self.column(field), IssueKind::OddName, Severity::Warning, || {
                format!("“{name}” looks like a formula or holds an address, and is no name alone. It is kept as text.")
            });
        }
        name
    }

    /// A name with its parts in the order in which they are spoken, and given and family name where the order shows them.
    pub(super) fn in_order(
        row: &Row,
        column: Option<usize>,
        name: Text,
        is_turned: bool,
        issues: &mut Issues,
    ) -> (Text, Option<Text>, Option<Text>) {
        if !has_sign(&name, b',') {
            return (name, None, None);
        }
        match family_first(&name) {
            Some((family, given)) if is_turned => {
                (format!("{given} {family}").into(), Some(given.into()), Some(family.into()))
            }
            // "Ada Lo, Bo Ek": whole names on both sides, of which who asks for them says more.
            Some(_) if several::may_be_several(&name) => (name, None, None),
            Some((family, given)) => {
                issues.add(row.line, column, IssueKind::FamilyFirst, Severity::Warning, || {
                    format!("“{name}” may have the family name first. It stands as it was written; “{given} {family}” would be the other way.")
                });
                (name, None, None)
            }
            None => (name, None, None),
        }
    }

    /// "@Ada Lo", as boards and chats mention people.
    fn without_mention(row: &Row, column: Option<usize>, name: Text, issues: &mut Issues) -> Text {
        let Some(person) = name.strip_prefix('@').filter(|it| value::is_full_name(it)) else { return name };
        issues.add(row.line, column, IssueKind::NameRemark, Severity::Note, || {
            format!("“{}” mentions “{}”; the sign is no part of the name.", short(&name), short(person))
        });
        person.into()
    }

    /// What a program has written behind a name, such as "(Guest)", is no part of it.
    pub(super) fn without_remark(row: &Row, column: Option<usize>, name: Text, issues: &mut Issues) -> Text {
        let is_known = |remark: &str| REMARKS.contains(&value::fold(remark).as_str());
        let round = name.strip_suffix(')').and_then(|it| it.rsplit_once('(')).filter(|(_, it)| is_known(it));
        // Workday marks whoever is lent by another firm so: "Cy Moor [C]".
        let square =
            || name.strip_suffix(']').and_then(|it| it.rsplit_once('[')).filter(|(_, it)| *it == "C" || is_known(it));
        let Some((before, remark)) = round.or_else(square) else { return name };
        let before = before.trim_end_matches(value::is_space);
        if before.is_empty() {
            return name;
        }
        issues.add(row.line, column, IssueKind::NameRemark, Severity::Note, || {
            format!("“{remark}” behind “{before}” is a remark and no part of the name, and was left out of it.")
        });
        before.into()
    }

    /// The address of the row's person. Mail programs write "Ann Field <ann@example.org>" into one cell: then the one brings what
    /// the other column lacks.
    pub(super) fn mailbox(
        &self,
        row: &Row,
        name: &mut Text,
        given: &mut Option<Text>,
        family: &mut Option<Text>,
        issues: &mut Issues,
    ) -> Option<Text> {
        let email = self.email(row, Field::Email, issues);
        if name.is_empty()
            && let Some(display) = value::mailbox_name(self.cell(row, Field::Email))
        {
            // Directories write the family name first, and the comma says so.
            if let Some((last, first)) = family_first(&display) {
                *name = format!("{first} {last}").into();
                (*given, *family) = (Some(first.into()), Some(last.into()));
                issues.add(row.line, self.column(Field::Email), IssueKind::FamilyFirst, Severity::Note, || {
                    format!("“{display}” has the family name first; it was turned round.")
                });
            } else {
                *name = display.into();
            }
        }
        if email.is_some() {
            return email;
        }
        let cell = self.cell(row, Field::Name);
        // An address alone under the name is no name, and whoever has it in another list is the same person.
        if is_bare_address(name) {
            return Some(std::mem::take(name));
        }
        match value::mailbox_name(cell).map(|_| value::email(cell)) {
            Some(value::Email::Good(address)) => Some(row.text(address)),
            _ => None,
        }
    }

    pub(super) fn email(&self, row: &Row, field: Field, issues: &mut Issues) -> Option<Text> {
        Self::email_in(row, self.column(field)?, issues)
    }

    /// The same for a column.
    pub(super) fn email_in(row: &Row, column: usize, issues: &mut Issues) -> Option<Text> {
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        match value::email(cell) {
            value::Email::Good(address) => Some(row.text(address)),
            value::Email::None => None,
            value::Email::Bad if value::emails(cell).len() > 1 => {
                let all = value::emails(cell);
                issues.add(row.line, Some(column), IssueKind::BadEmail, Severity::Warning, || {
                    format!("{} addresses stand here; one person gets the first, {}.", all.len(), all[0])
                });
                all.into_iter().next().map(Text::from)
            }
            value::Email::Bad => {
                issues.add(row.line, Some(column), IssueKind::BadEmail, Severity::Warning, || {
                    format!("“{}” is not an e-mail address and is left out.", short(cell))
                });
                None
            }
        }
    }

    pub(super) fn yes_no(&self, row: &Row, field: Field, issues: &mut Issues) -> Option<bool> {
        let cell = self.cell(row, field);
        if cell.is_empty() {
            return None;
        }
        let answer = value::yes_or_no(cell);
        if answer.is_none() && !cell.chars().all(value::is_space) {
            issues.add(row.line, self.column(field), IssueKind::NotYesOrNo, Severity::Warning, || {
                format!("“{}” is neither yes nor no; it counts as not answered.", short(cell))
            });
        }
        answer
    }

    pub(super) fn count(&self, row: &Row, field: Field, matters: &mut Matters, issues: &mut Issues) -> Option<u32> {
        let cell = self.cell(row, field);
        if cell.chars().all(value::is_space) {
            return None;
        }
        let column = self.column(field);
        let has_decimals = || column.is_some_and(|column| self.with_decimals.contains(&column));
        let number = value::count(cell).or_else(|| value::count_before_decimals(cell).filter(|_| has_decimals()));
        if number.is_none() && value::may_be_thousands(cell) && !has_decimals() {
            // Two chances or two thousand of them: nobody draws lots by a guess.
            issues.add(row.line, column, IssueKind::BadNumber, Severity::Decision, || {
                format!("“{}” is a thousand times more in one country than in another.", short(cell))
            });
            matters.hold.get_or_insert_with(|| format!("“{}” may be two numbers.", short(cell)));
        } else if number.is_none() {
            issues.add(row.line, column, IssueKind::BadNumber, Severity::Warning, || {
                format!("“{}” is not a whole number from 0; it was left out.", short(cell))
            });
        }
        number
    }

    pub(super) fn moment(
        &self,
        row: &Row,
        field: Field,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Option<Received> {
        let column = self.column(field)?;
        let mut cell = self.with_hour(row, field, row.cell(column));
        if matches!(cell, Cow::Owned(_)) && self.parsed(&cell).is_none() && self.parsed(row.cell(column)).is_some() {
            // Late entries are told by hours, so it is said that this one has none.
            let hour = self.cell(row, Field::ReceivedTime);
            issues.add(row.line, self.column(Field::ReceivedTime), IssueKind::BadDate, Severity::Warning, || {
                format!("“{}” is no time of day; the day counts from its beginning.", short(hour))
            });
            cell = Cow::Borrowed(row.cell(column));
        }
        let text = self.tidied(&cell);
        if text.is_empty() || value::is_no_day(&text) {
            return None;
        }
        // LimeSurvey writes this day where answers are to stay anonymous.
        if field == Field::Received && text == "1980-01-01 00:00:00" {
            issues.add(row.line, Some(column), IssueKind::NoTime, Severity::Note, || {
                "1980 stands for an answer whose time is not kept; it is no time.".into()
            });
            return None;
        }
        let text = if matches!(cell, Cow::Borrowed(_)) { row.text(text) } else { text.as_ref().into() };
        let Some(parts) = self.parsed(&cell) else {
            // "Member since 2019" is no day, and need not be one.
            if field != Field::Since {
                bad_date(row, column, &text, issues);
            }
            return Some(Received { text, at: None, zone: None });
        };
        let at = parts.moment(self.order(column)).map(|at| self.in_common_years(column, at));
        if at.is_none() {
            self.undecided_date(row, column, &parts, &text, matters, issues);
        }
        let of_column = self.zones.get(&column).filter(|_| parts.has_hour()).cloned();
        Some(Received { zone: parts.zone().or(of_column), text, at })
    }

    pub(super) fn day(&self, row: &Row, field: Field, matters: &mut Matters, issues: &mut Issues) -> Option<Date> {
        let column = self.column(field)?;
        let cell = row.cell(column);
        let text = self.tidied(cell);
        if text.is_empty() || value::is_no_day(&text) {
            return None;
        }
        let Some(parts) = self.parsed(cell) else {
            bad_date(row, column, &text, issues);
            return None;
        };
        let day = parts.moment(self.order(column)).map(|at| self.in_common_years(column, at).date());
        if day.is_none() {
            self.undecided_date(row, column, &parts, &text, matters, issues);
        }
        day
    }

    /// The day with the hour of another column, where the list has them apart.
    fn with_hour<'r>(&self, row: &'r Row, field: Field, day: &'r str) -> Cow<'r, str> {
        let hour = match field {
            Field::Received => self.cell(row, Field::ReceivedTime).trim_matches(value::is_space),
            _ => "",
        };
        let day_alone = day.trim_matches(value::is_space);
        if hour.is_empty() || day_alone.is_empty() || day.contains(':') {
            return Cow::Borrowed(day);
        }
        // A workbook writes the first second of a day behind days that have none, and some day before hours.
        Cow::Owned(format!("{day_alone} {hour}"))
    }

    /// A date in a cell; days of a workbook that counts them from 1904 are bare numbers, too.
    fn parsed(&self, cell: &str) -> Option<date::Parts> {
        let shifted = || value::decimal(cell.trim_matches(value::is_space));
        let shifted = if self.days_from_1904 { shifted() } else { None };
        match shifted.filter(|serial| (18_000.0..80_000.0).contains(serial)) {
            Some(serial) => date::parse(&(serial + DAYS_TO_1904).to_string()),
            None => date::parse(cell),
        }
    }

    pub(super) fn order(&self, column: usize) -> Option<DateOrder> {
        self.dates.get(&column).and_then(|d| d.order)
    }

    pub(super) fn undecided_date(
        &self,
        row: &Row,
        column: usize,
        parts: &date::Parts,
        text: &str,
        matters: &mut Matters,
        issues: &mut Issues,
    ) {
        if self.order(column).is_some() {
            issues.add(row.line, Some(column), IssueKind::BadDate, Severity::Warning, || {
                format!("“{}” is no date in the order of this column; the words are kept.", short(text))
            });
        } else if self.kind == Kind::Entries && parts.is_ambiguous() {
            // Late entries and minors are told by dates: here a guess would change who may win.
            matters.hold.get_or_insert_with(|| format!("“{}”: is the day first or the month?", short(text)));
        }
    }
}

pub(super) fn bad_date(row: &Row, column: usize, text: &str, issues: &mut Issues) {
    issues.add(row.line, Some(column), IssueKind::BadDate, Severity::Warning, || {
        format!("“{}” is not a date; the words are kept.", short(text))
    });
}

pub(super) fn lost_digits(row: &Row, column: Option<usize>, issues: &mut Issues) {
    issues.add(row.line, column, IssueKind::LostDigits, Severity::Warning, || {
        let text = column.map_or("", |c| row.cell(c));
        format!("“{}” is in scientific notation: Excel has cut digits off. Export it as text.", short(text))
    });
}

/// The option that a column of its own ticks with yes and no: "Which award? [IT Savior]" is "IT Savior". `None` where the cells
/// themselves say what was ticked.
pub(super) fn ticked_option(table: &Table, column: usize) -> Option<String> {
    let mut cells = table.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.chars().all(value::is_space));
    let is_ticked = |cell: &str| value::yes_or_no(cell).is_some() && cell.chars().count() <= 10;
    if !cells.next().is_some_and(is_ticked) || !cells.all(is_ticked) {
        return None;
    }
    let raw = table.raw_headers.get(column)?.trim_end_matches(value::is_space);
    let last = raw.lines().last().unwrap_or(raw).trim_matches(value::is_space);
    let inside = |open: char, close: char| {
        let (_, option) = last.strip_suffix(close)?.rsplit_once(open)?;
        Some(option)
    };
    let after = || [": ", " - ", " – "].iter().find_map(|mark| last.rsplit_once(mark)).map(|(_, option)| option);
    let option = inside('[', ']').or_else(|| inside('(', ')')).or_else(after).unwrap_or(last);
    Some(value::tidy(option)).filter(|option| !option.is_empty())
}

/// Do all names of a column stand as "family, given"? Lists are sorted so; nobody writes so of themselves.
pub(super) fn is_family_first(table: &Table, column: usize, below: &BTreeSet<u64>) -> bool {
    let seen = names_family_first(table, column, below);
    // Of one or two names each may have been typed so, unless the header says it.
    seen >= 3 || (seen > 0 && says_family_first(table, column))
}

fn says_family_first(table: &Table, column: usize) -> bool {
    table.headers.get(column).is_some_and(|header| name_pairs::order(header) == Some(name_pairs::Order::FamilyFirst))
}

/// A name of a column whose header has the family name first, where most stand there without a comma between the two. In some countries
/// people write them the other way round all the same, so nobody turns them.
pub(super) fn stands_as_written(table: &Table, column: usize) -> Option<&str> {
    if !says_family_first(table, column) {
        return None;
    }
    let cells = table.rows.iter().take(500).map(|row| row.cell(column)).filter(|cell| !names_nobody_else(cell));
    let (whole, other): (Vec<&str>, Vec<&str>) =
        cells.partition(|cell| value::is_full_name(cell) && !cell.contains(','));
    whole.first().copied().filter(|_| whole.len() >= other.len())
}

/// What people write where nobody else is meant, folded.
const NOBODY: [&str; 36] = [
    "none",
    "nobody",
    "noone",
    "nobodyelse",
    "noother",
    "noothers",
    "nil",
    "nope",
    "no",
    "na",
    "notapplicable",
    "nein",
    "keine",
    "keiner",
    "keinen",
    "kein",
    "niemand",
    "niemanden",
    "sonstniemand",
    "entfallt",
    "non",
    "aucun",
    "aucune",
    "personne",
    "nee",
    "geen",
    "niemandanders",
    "nvt",
    "nadie",
    "ninguno",
    "ninguna",
    "noaplica",
    "nessuno",
    "nessuna",
    "ninguem",
    "ingen",
];

/// Is the whole cell a word for nothing or nobody?
pub(super) fn names_nobody(cell: &str) -> bool {
    let text = value::tidied(cell);
    value::is_nothing(&text) || value::is_anonymous(&text)
}

/// The same where something further may be said, and most rows say nothing.
pub(super) fn says_no_more(cell: &str) -> bool {
    names_nobody(cell) || cell.len() <= 24 && NOBODY.contains(&value::fold(cell).as_str())
}

/// The same where a person may be named. Without a letter it is no name.
pub(super) fn names_nobody_else(cell: &str) -> bool {
    says_no_more(cell) || !cell.chars().any(char::is_alphabetic)
}

/// How many names a column has, if all of them stand as "family, given"; else 0. "Ada Quist, Bo Lind" may be two people, and where
/// most cells are such the comma stands between people.
pub(super) fn names_family_first(table: &Table, column: usize, below: &BTreeSet<u64>) -> usize {
    let (mut seen, mut pairs) = (0, 0);
    for row in table.rows.iter().filter(|row| !below.contains(&row.line)) {
        let cell = row.cell(column);
        if family_first(cell).is_some() {
            seen += 1;
            pairs += usize::from(several::may_be_several(cell));
        } else if !names_nobody_else(cell) {
            return 0;
        }
    }
    if pairs * 2 > seen && !says_family_first(table, column) { 0 } else { seen }
}

/// Family and given name of "Quist, Ada". A title before the family name goes before the given one, and what stands behind a second
/// comma stays behind the family name: "Dr. Weiß, Jürgen", "Quist, Ada, Ph.D.".
pub(super) fn family_first(cell: &str) -> Option<(String, String)> {
    let (family, rest) = cell.split_once(',')?;
    let (given, suffix) = match rest.split_once(',') {
        Some((given, suffix)) if is_suffix_behind_comma(suffix) => (given, Some(value::tidy(suffix))),
        Some(_) => return None,
        None => (rest, None),
    };
    let (family, given) = (value::tidy(family), value::tidy(given));
    let is_name = |text: &str| text.chars().any(char::is_alphabetic) && !text.contains([',', ';', '@', '/', '&']);
    if !is_name(&family) || !is_name(&given) || is_suffix_behind_comma(&given) {
        return None;
    }
    let words: Vec<&str> = family.split(' ').collect();
    let titles = words.iter().take(words.len() - 1).take_while(|word| is_title(word)).count();
    let before = words.get(..titles).unwrap_or_default().join(" ");
    let family = words.get(titles..).unwrap_or_default().join(" ");
    let given = if before.is_empty() { given } else { format!("{before} {given}") };
    Some((suffix.map_or_else(|| family.clone(), |suffix| format!("{family}, {suffix}")), given))
}

/// What meeting and staff programs write behind a name, folded.
const REMARKS: &[&str] = &[
    "guest",
    "gast",
    "invite",
    "invitee",
    "invitado",
    "invitada",
    "external",
    "extern",
    "externe",
    "externo",
    "unverified",
    "nichtverifiziert",
    "nichtuberpruft",
    "nonverifie",
    "noverificado",
    "nietgeverifieerd",
    "onleave",
    "terminated",
    "inactive",
    "deactivated",
    "host",
    "cohost",
    "organizer",
    "organiser",
    "me",
    "you",
    "ich",
    "moi",
];

/// The start of a cell, for messages.
pub(super) fn short(text: &str) -> String {
    let clean = value::tidy(text);
    if clean.chars().count() <= 60 { clean } else { clean.chars().take(59).chain(['…']).collect() }
}

/// Is it an address and nothing else?
pub(super) fn is_bare_address(name: &str) -> bool {
    has_sign(name, b'@') && !name.contains(value::is_space) && matches!(value::email(name), value::Email::Good(_))
}

/// Where a workbook holds days only up to the twelfth as dates, and later ones as words: the first date, and the first words. The words
/// have the day first, or, where a list of the United States was opened elsewhere, the month.
fn half_turned(table: &Table, column: usize) -> Option<(u64, &str, &str)> {
    table.sheets.as_ref()?;
    let cells = table.rows.iter().take(2_000).map(|row| (row.line, row.cell(column).trim_matches(value::is_space)));
    half_turned_in(cells)
}

fn half_turned_in<'t>(cells: impl Iterator<Item = (u64, &'t str)>) -> Option<(u64, &'t str, &'t str)> {
    let (mut dates, mut words) = ((0, None), (0, None));
    for (line, cell) in cells {
        let number = |text: &str| text.parse::<u8>().ok();
        if let Some(head) = cell.get(..10).filter(|head| head.as_bytes().get(4) == Some(&b'-')) {
            // A day above 12 cannot have been a month.
            match head.get(8..).and_then(number) {
                Some(day) if day <= 12 => {}
                Some(_) => return None,
                None => continue,
            }
            dates.0 += 1;
            dates.1.get_or_insert((line, head));
            continue;
        }
        let mut pieces = cell.split(['/', '.', '-']);
        let pair = pieces.next().and_then(number).zip(pieces.next().and_then(number));
        // What is no date says nothing. A date in words that could have been turned shows that none was.
        let Some((first, second)) = pair.filter(|_| pieces.next().is_some()) else { continue };
        match (first.min(second), first.max(second)) {
            (1..=12, 13..=31) => {
                words.0 += 1;
                words.1.get_or_insert(cell);
            }
            (1..=12, 1..=12) => return None,
            _ => {}
        }
    }
    let (line, day) = dates.1.filter(|_| dates.0 > 1 && words.0 > 1)?;
    Some((line, day, words.1?))
}

/// Decides the order of one date column and says so where it matters.
pub(super) fn decide_order(
    table: &Table,
    column: usize,
    field: Field,
    rules: &Rules,
    issues: &mut Issues,
) -> DateColumn {
    let found = date::column_order(&table.rows, column);
    let wanted = rules.column_orders.get(&column).copied().or(rules.date_order);
    // Sheets of United States origin are the rule; elsewhere the column or the person decides.
    let by_source = (table.source == Source::GoogleSheets).then_some(DateOrder::MonthFirst);
    if let Some((line, day, words)) = half_turned(table, column) {
        issues.add(line, Some(column), IssueKind::MixedDates, Severity::Warning, || {
            format!(
                "Some cells of this column are dates and others are words, such as “{}”: a spreadsheet may have taken days for \
                 months in all that it could, such as “{}”. Check them.",
                short(words),
                short(day)
            )
        });
    }
    let (order, ask) = match found {
        ColumnOrder::NotNeeded => (wanted, false),
        ColumnOrder::Decided { order, line, number } => {
            if let Some(other) = wanted.filter(|wanted| *wanted != order) {
                issues.add(line, Some(column), IssueKind::MixedDates, Severity::Warning, || {
                    format!(
                        "Dates were to be read as {}, but {number} on this line fits only {}.",
                        other.title(),
                        order.title()
                    )
                });
            }
            (Some(wanted.unwrap_or(order)), false)
        }
        ColumnOrder::Ambiguous { line } => {
            let order = wanted.or(by_source);
            if wanted.is_none() {
                issues.add(line, Some(column), IssueKind::AmbiguousDate, Severity::Decision, || match order {
                    Some(order) => format!(
                        "Every date fits two orders; read as {}, as {} has it. Is that right?",
                        order.title(),
                        table.source.title()
                    ),
                    None => {
                        let both = example_on(table, column, line).map_or_else(String::new, |both| {
                            format!(" “{}” may be {} or {}.", both.text, both.day_first, both.month_first)
                        });
                        format!("Is the day first or the month? Every date of this column fits both.{both}")
                    }
                });
            }
            (order, order.is_none())
        }
        ColumnOrder::Mixed { month_first_line, day_first_line } => {
            if wanted.is_none() {
                issues.add_lines(
                    Some(month_first_line),
                    vec![day_first_line],
                    Some(column),
                    IssueKind::MixedDates,
                    Severity::Decision,
                    || format!("Line {month_first_line} has the month first, line {day_first_line} the day. Which is right for the others?"),
                );
            }
            (wanted, wanted.is_none())
        }
    };
    let example = match found {
        ColumnOrder::Ambiguous { line } => example_on(table, column, line),
        ColumnOrder::Mixed { .. } => table.rows.iter().find_map(|row| example(row.cell(column))),
        ColumnOrder::NotNeeded | ColumnOrder::Decided { .. } => None,
    };
    DateColumn { column, field, order, ask, example }
}

fn example_on(table: &Table, column: usize, line: u64) -> Option<DateExample> {
    example(table.row_on(line)?.cell(column))
}

/// Both readings of a value that has two.
fn example(text: &str) -> Option<DateExample> {
    let [day_first, month_first] = date::parse(text)?.both_readings()?;
    Some(DateExample { text: short(text), day_first, month_first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_were_taken_for_months_are_told_however_the_others_are_written() {
        let told = |words: &[&str]| {
            let dates = ["2024-03-04", "2024-05-06", "2024-07-08"];
            let cells = dates.into_iter().chain(words.iter().copied()).zip(2..).map(|(cell, line)| (line, cell));
            half_turned_in(cells).map(|(line, day, words)| (line, day.to_owned(), words.to_owned()))
        };
        for words in [
            ["13/04/2024", "25/03/2024"],
            ["13/4/2024", "25/3/24"],
            ["30.1.2024", "25.3.24 10:00"],
            ["10/13/2024", "3/25/24"],
            ["13-4-2024", "25-3-24"],
        ] {
            assert_eq!(told(&words), Some((2, "2024-03-04".into(), words[0].into())), "{words:?}");
        }
        let with_words =
            ["unknown date", "abcd-abéx", "2024-é-1€", "13/4/2024", "", "see the mail", "25/3/24", "ab-cd-efgh"];
        assert_eq!(told(&with_words), Some((2, "2024-03-04".into(), "13/4/2024".into())));
        // One that could have been turned and was not, a date that nothing can have turned, and one slip.
        for words in [["13/4/2024", "3/4/2024"], ["13/4/2024", "2024-03-25"], ["13/4/2024", "5-8"]] {
            assert_eq!(told(&words), None, "{words:?}");
        }
    }
}
