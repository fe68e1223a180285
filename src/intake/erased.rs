//! Rows of a longer version of a list of which somebody was erased: they came in before, and do not bring the person back; nor do
//! rows in which anything changed since, unasked, where they have the person's address.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::table::{Row, Table};
use super::{Field, IntakeError, Mapping, value};
use crate::campaign::{Campaign, ErasedRows, RowKey, Source, mailbox_without_plus, on_all_cores, share_of};
use unicode_normalization::UnicodeNormalization;

/// What is kept of these rows of a list, by which a longer version of it knows them; `before` is what was kept of others of them.
#[must_use]
pub fn erased_rows(table: &Table, lines: &BTreeSet<u64>, before: &ErasedRows, key: &RowKey) -> ErasedRows {
    let mut erased = before.clone();
    if erased.columns.is_empty() {
        erased.columns = table.headers.iter().map(|header| key.header(header)).collect();
    }
    for row in lines.iter().filter_map(|line| table.row_on(*line)) {
        // As it came is what counts, where somebody was taken out of the row before.
        if let Some(hash) =
            key.row(cells(row, 0..erased.columns.len())).filter(|_| !erased.rows.contains_key(&row.line))
        {
            erased.rows.insert(row.line, hash);
        }
    }
    erased
}

/// So many rows are looked through before it is asked whether to go on.
const AT_A_TIME: usize = 200_000;

/// What comes of rows and is something, on all cores, in their order; `go_on` says now and then whether to.
fn found_in<T: Send>(
    rows: &[Row],
    look: &(dyn Fn(&Row) -> Option<T> + Sync),
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<T>, IntakeError> {
    let mut found = Vec::new();
    for rows in rows.chunks(AT_A_TIME) {
        if !go_on() {
            return Err(IntakeError::Cancelled);
        }
        let in_share = |rows: &[Row]| -> Vec<T> { rows.iter().filter_map(look).collect() };
        found.extend(on_all_cores(rows.chunks(share_of(rows.len())), &in_share).into_iter().flatten());
    }
    Ok(found)
}

/// Lines of a new list that are such rows of earlier ones.
pub(super) fn lines(
    table: &Table,
    campaign: &Campaign,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<BTreeSet<u64>, IntakeError> {
    let earlier = || campaign.sources().iter().map(|(_, source): (_, &Source)| &source.erased_rows);
    let mut found = BTreeSet::new();
    if earlier().all(ErasedRows::is_empty) {
        return Ok(found);
    }
    let Some(key) = RowKey::new(campaign) else { return Ok(found) };
    let headers: Vec<String> = table.headers.iter().map(|header| key.header(header)).collect();
    // Lists with the same columns are looked for in one go.
    let mut sets: std::collections::BTreeMap<Vec<usize>, BTreeSet<&str>> = std::collections::BTreeMap::new();
    for erased in earlier().filter(|it| !it.is_empty()) {
        let place = |header: &String| headers.iter().position(|other| other == header);
        let places: Option<Vec<usize>> = erased.columns.iter().map(place).collect();
        // Columns of other names, but as many: the cells alone are compared.
        let as_many = || (headers.len() == erased.columns.len()).then(|| (0..headers.len()).collect());
        if let Some(places) = places.or_else(as_many) {
            sets.entry(places).or_default().extend(erased.rows.values().map(String::as_str));
        }
    }
    for (places, rows) in sets {
        let is_one =
            |row: &Row| key.row(cells(row, places.iter().copied())).is_some_and(|it| rows.contains(it.as_str()));
        found.extend(found_in(&table.rows, &|row| is_one(row).then_some(row.line), go_on)?);
    }
    Ok(found)
}

/// Why a row of somebody who was erased waits for a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It says what such a row said.
    SameRow,
    /// It has the address of such a person.
    SameAddress,
}

impl Asked {
    pub const fn why(self) -> &'static str {
        match self {
            Self::SameRow => "Says what the row of somebody said who was erased since.",
            Self::SameAddress => "Has the e-mail address of somebody who was erased since.",
        }
    }

    pub const fn issue(self) -> &'static str {
        match self {
            Self::SameRow => {
                "Says what a row said of which somebody was erased since. It is not added unless you take it in."
            }
            Self::SameAddress => {
                "Has the e-mail address of somebody who was erased since. It is not added unless you take it in."
            }
        }
    }
}

/// Lines of a new list with the address of somebody who was erased, and who did not come back since.
pub(super) fn addressed(
    table: &Table,
    mapping: &Mapping,
    campaign: &Campaign,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<BTreeSet<u64>, IntakeError> {
    let erased = &campaign.settings().erased_addresses;
    let Some(key) = RowKey::new(campaign).filter(|_| !erased.is_empty()) else { return Ok(BTreeSet::new()) };
    let fields = [Field::Email, Field::NominatorEmail, Field::RecipientEmail, Field::AlsoEmail];
    let columns: Vec<usize> = fields.into_iter().flat_map(|field| mapping.columns_of(field)).collect();
    let known = |address: &str| key.address(address).filter(|it| erased.contains(it));
    let hash = |address: &str| known(address).or_else(|| known(&mailbox_without_plus(address)?));
    let in_row = |row: &Row| -> Option<(u64, Vec<String>)> {
        let cells = columns.iter().map(|column| plain_letters(row.cell(*column))).filter(|cell| cell.contains('@'));
        let found = cells.flat_map(|cell| addresses_in(&cell).iter().filter_map(|it| hash(it)).collect::<Vec<_>>());
        let found: Vec<String> = found.collect();
        (!found.is_empty()).then_some((row.line, found))
    };
    let found = found_in(&table.rows, &in_row, go_on)?;
    if found.is_empty() {
        return Ok(BTreeSet::new());
    }
    // Whoever was taken in again on purpose is asked about no more.
    let people = campaign.people().iter().flat_map(|(_, person)| person.with_merged());
    let back: BTreeSet<String> = people.filter_map(|person| hash(&person.email)).collect();
    let is_asked = |found: &[String]| found.iter().any(|it| !back.contains(it));
    Ok(found.into_iter().filter(|(_, found)| is_asked(found)).map(|(line, _)| line).collect())
}

/// What stands between two addresses, or around one, and in none of them.
const BETWEEN: [char; 14] = ['<', '>', '(', ')', '[', ']', ',', ';', ':', '"', '“', '”', '„', '\\'];

/// The same, but an address may hold it, too.
const MAY_BE_BETWEEN: [char; 7] = ['/', '|', '\'', '`', '{', '}', '&'];

/// A cell in which signs as wide as those of the far east, "＠" among them, stand as everywhere else.
fn plain_letters(cell: &str) -> Cow<'_, str> {
    let is_wide = |c: char| matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{FE6B}');
    if cell.is_ascii() || !cell.contains(is_wide) { Cow::Borrowed(cell) } else { cell.nfkc().collect() }
}

/// Every address that a cell may be read as: those the import finds, and any between signs.
fn addresses_in(cell: &str) -> BTreeSet<Cow<'_, str>> {
    let mut found = BTreeSet::new();
    // Nearly every cell is an address and nothing beside.
    let is_between = |c: char| c.is_whitespace() || BETWEEN.contains(&c);
    let may_be_between = |c: char| is_between(c) || MAY_BE_BETWEEN.contains(&c);
    if let value::Email::Good(address) = value::email(cell) {
        found.insert(address);
    }
    if cell.contains(may_be_between) || found.is_empty() {
        found.extend(value::emails(cell).into_iter().map(Cow::Owned));
        let whole = cell.split(is_between).chain(cell.split(may_be_between));
        let bare = whole.map(|part| part.trim_matches(|c| c == '.' || is_mark(c))).filter(|part| part.contains('@'));
        found.extend(bare.map(Cow::Borrowed));
    }
    found
}

/// Is it a mark that turns the direction of text, or takes no room?
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn cells(row: &Row, places: impl Iterator<Item = usize> + Clone) -> impl Iterator<Item = &str> + Clone {
    places.map(|place| row.cell(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Kind, ReadOptions, propose, read};

    #[test]
    fn every_address_a_cell_may_be_read_as_is_found() {
        for cell in [
            "ana@x.example",
            "ana@x.example/k@x.example",
            "k@x.example / ana@x.example",
            "ana@x.example|k@x.example",
            "'ana@x.example'",
            "[ana@x.example]",
            "“ana@x.example”",
            "{ana@x.example}",
            "mailto:ana@x.example",
            "Ana Quist <ana@x.example>",
            "Write to ana@x.example.",
            "\u{200E}ana@x.example",
            "`ana@x.example`",
        ] {
            assert!(addresses_in(cell).contains("ana@x.example"), "{cell}");
        }
        // What may stand between two may stand in one.
        assert!(addresses_in("liam.o'connor@x.example").contains("liam.o'connor@x.example"));
        assert!(addresses_in("a/b@x.example, c@x.example").contains("a/b@x.example"));
        assert!(!addresses_in("dana@x.example").contains("ana@x.example"));
    }

    #[test]
    fn whoever_looks_for_erased_people_can_stop() {
        let table = read(b"Name,Email\nAna,ana@x.example\nBo,bo@x.example\n", &ReadOptions::default()).unwrap();
        let mapping = propose(&table, Kind::People);
        let settings = "(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:\"00ff\",check_key:\"\"))";
        let mut campaign = Campaign::new(ron::from_str(settings).unwrap(), jiff::Timestamp::UNIX_EPOCH);
        let key = RowKey::new(&campaign).unwrap();
        let mut settings = campaign.settings().clone();
        settings.erased_addresses.extend(key.address("ana@x.example"));
        let edit = crate::campaign::Edit::Settings(std::sync::Arc::new(settings));
        campaign.apply(&crate::campaign::Change::one("Erased", edit), jiff::Timestamp::UNIX_EPOCH).unwrap();
        let found = addressed(&table, &mapping, &campaign, &mut || true).unwrap();
        assert_eq!(found, BTreeSet::from([2]));
        // The same mailbox, and the same address in wide signs.
        let list = "Name,Email\nA,Ana+list@x.example\nB,ana＠x.example\nC,ａｎａ@x.example\nD,anna@x.example\nE,dana@x.example\n";
        let others = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let found = addressed(&others, &mapping, &campaign, &mut || true).unwrap();
        assert_eq!(found, BTreeSet::from([2, 3, 4]));
        assert!(matches!(addressed(&table, &mapping, &campaign, &mut || false), Err(IntakeError::Cancelled)));
    }
}
