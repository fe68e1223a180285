//! What a row says about being named and about being published: in the column that asks for it, and in others that take a yes back,
//! forbid it or may do so.

use std::collections::{HashMap, HashSet};

use super::{Maker, Matters, Rules, Sense, different_cells};
use crate::campaign::{Campaign, ConsentState};
use crate::intake::cells::short;
use crate::intake::date::{self, ColumnOrder, Received};
use crate::intake::draft::{Noted, PersonDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::mapping::Column;
use crate::intake::table::{Row, Table};
use crate::intake::words::Words;
use crate::intake::words::consent::Against;
use crate::intake::{DateOrder, Field, Kind, Mapping, person_words, said_consent, value, yes_no};

/// A column that speaks against a consent in another one, or against an earlier one.
#[derive(Debug)]
pub(super) struct Contrary {
    column: usize,
    how: Against,
    /// Yes, no and "withdrawn" stand in it: its yes may be one to the consent.
    is_mixed: bool,
    /// Day or month first in its days.
    order: Option<DateOrder>,
}

/// What a cell of such a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Nothing,
    /// It may be a no, so nothing beside it is a yes.
    Open,
    /// The same in words that nobody understands.
    Unknown,
    No(ConsentState),
}

impl Contrary {
    /// The columns of a list that do so, where nothing else is read from them.
    pub fn all(table: &Table, mapping: &Mapping, kind: Kind, rules: &Rules) -> Vec<Self> {
        if kind == Kind::Nominations {
            return Vec::new();
        }
        let of_column = |(column, it): (usize, &Column)| {
            let words = Words::of(&it.header);
            let how = words.against(kind).filter(|_| it.field.is_none() && !it.left_out)?;
            // What is told may go without the name of who told it.
            let is_of_text = matches!(kind, Kind::Thanks | Kind::Mishaps) && words.says_name();
            let how = if is_of_text && how == Against::No { Against::Perhaps } else { how };
            let cells = if how == Against::Back { different_cells(table, &[column]) } else { HashSet::new() };
            let has = |is: &dyn Fn(&str) -> bool| cells.iter().any(|cell| is(cell));
            let is_mixed = has(&|cell| value::yes_or_no(cell) == Some(true))
                && has(&|cell| value::yes_or_no(cell) == Some(false))
                && has(&|cell| person_words::consent(cell) == Some(ConsentState::Withdrawn));
            let order = match date::column_order(&table.rows, column) {
                ColumnOrder::Decided { order, .. } => Some(order),
                _ => rules.column_orders.get(&column).copied().or(rules.date_order),
            };
            Some(Self { column, how, is_mixed, order })
        };
        mapping.columns.iter().enumerate().filter_map(of_column).collect()
    }

    /// The column, where what stands in it is read as the no it is.
    pub fn heeded(&self) -> Option<usize> {
        matches!(self.how, Against::Back | Against::No).then_some(self.column)
    }

    fn says(&self, cell: &str) -> Says {
        if cell.is_empty() {
            return Says::Nothing;
        }
        let answer = || value::yes_or_no(cell);
        let no = if self.how == Against::No { ConsentState::Refused } else { ConsentState::Withdrawn };
        match self.how {
            Against::Back if self.is_mixed && answer().is_some() => Says::Open,
            Against::Back | Against::No => match said_consent::taken_back(cell) {
                Some(true) => Says::No(no),
                Some(false) => Says::Nothing,
                None => Says::Unknown,
            },
            Against::States => match person_words::consent_or_answer(cell, "") {
                Some(ConsentState::Withdrawn) => Says::No(no),
                Some(ConsentState::Refused) => Says::Open,
                _ => Says::Nothing,
            },
            Against::Perhaps => {
                let is_said = answer() == Some(true) || date::looks_like_date(cell);
                let is_told = || answer().is_none() && said_consent::refusal(cell).is_some();
                if is_said || is_told() { Says::Open } else { Says::Nothing }
            }
        }
    }

    /// The day that stands in a cell, with the words for it.
    fn day(&self, cell: &str) -> Option<Received> {
        let text = value::tidied(cell);
        let at = date::parse(&text)?.moment(self.order)?;
        Some(Received { text: text.as_ref().into(), at: Some(at), zone: None })
    }
}

/// Who agreed before, in the campaign or on an earlier line: gathered only where the list holds words which may take that back and
/// which nobody understands. Each with the line on which it stands, or 0.
#[derive(Debug, Default)]
pub(in crate::intake) struct Agreed {
    addresses: HashMap<String, u64>,
    /// Folded names of all of them, and of those who have no address.
    names: HashMap<String, u64>,
    bare: HashMap<String, u64>,
}

/// How somebody who agreed before is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    ByAddress,
    ByName,
}

impl Agreed {
    /// Of a list as it is read.
    pub fn of(table: &Table, sense: &Sense, rules: &Rules, campaign: &Campaign) -> Self {
        let mut agreed = Self::default();
        if !matches!(sense.kind, Kind::People | Kind::Entries | Kind::Members) {
            return agreed;
        }
        let column = sense.column(Field::Consent).or_else(|| sense.column(Field::Publish));
        let typed = |at: usize| rules.fixes.values().filter_map(move |cells| cells.get(&at)).map(String::as_str);
        let is_unknown = |cell: &str| {
            let text = value::tidied(cell);
            !text.is_empty()
                && !value::is_nothing(&text)
                && column.is_some_and(|at| sense.consent_in(at, &text).is_none())
        };
        let is_open = |it: &Contrary, cell: &str| matches!(it.says(cell), Says::Open | Says::Unknown);
        let any =
            |at: usize, is: &dyn Fn(&str) -> bool| different_cells(table, &[at]).into_iter().chain(typed(at)).any(is);
        let is_asked = column.is_some_and(|at| any(at, &is_unknown))
            || sense.contrary.iter().any(|it| any(it.column, &|cell| is_open(it, cell)));
        if !is_asked {
            return agreed;
        }
        for (_, person) in campaign.people().iter().filter(|(_, it)| it.consent.state == ConsentState::Agreed) {
            agreed.add(&person.email, &person.name, 0);
        }
        let Some(column) = column else { return agreed };
        let is_yes = |cell: &&str| sense.consent_in(column, &value::tidied(cell)) == Some(ConsentState::Agreed);
        let yes: HashSet<&str> = different_cells(table, &[column]).into_iter().filter(is_yes).collect();
        for row in table.rows.iter().filter(|row| yes.contains(row.cell(column))) {
            let cells = |field: Field| sense.columns(field).iter().map(|at| row.cell(*at));
            let name: String = cells(Field::Name).chain(cells(Field::Given)).chain(cells(Field::Family)).collect();
            let email = cells(Field::Email).next().unwrap_or_default();
            agreed.add(email.trim_matches(value::is_space), &name, row.line);
        }
        agreed
    }

    fn add(&mut self, email: &str, name: &str, line: u64) {
        let mut put = |list: fn(&mut Self) -> &mut HashMap<String, u64>, key: String| {
            if !key.is_empty() {
                list(self).entry(key).or_insert(line);
            }
        };
        put(|it| &mut it.addresses, email.to_lowercase());
        put(|it| &mut it.names, value::fold(name));
        if email.is_empty() {
            put(|it| &mut it.bare, value::fold(name));
        }
    }

    /// Did this person agree above this line? By the name alone where the row or the record has no address: namesakes are two.
    fn knows(&self, person: &PersonDraft, line: u64) -> Option<Known> {
        let is_above = |at: Option<&u64>| at.is_some_and(|at| *at < line);
        let name = || value::fold(&person.name);
        match person.email.as_ref() {
            Some(email) if is_above(self.addresses.get(&email.to_lowercase())) => Some(Known::ByAddress),
            Some(_) => is_above(self.bare.get(&name())).then_some(Known::ByName),
            None => is_above(self.names.get(&name())).then_some(Known::ByName),
        }
    }
}

impl Sense {
    /// What a cell of the column of consents says.
    fn consent_in(&self, column: usize, cell: &str) -> Option<ConsentState> {
        let header = self.headers.get(column).map_or("", String::as_str);
        if self.column(Field::Consent) == Some(column) {
            return person_words::consent_or_answer(cell, header);
        }
        let answer = || {
            if value::yes_or_no(cell)? {
                yes_no::is_plain_yes(cell, header, false).then_some(ConsentState::Agreed)
            } else {
                Some(ConsentState::Refused)
            }
        };
        answer().or_else(|| person_words::consent_or_answer(cell, header))
    }
}

/// What a row says, once all of its columns are heard.
enum Heard {
    Said(Option<ConsentState>),
    /// A no that stands in a column of its own, with its day.
    Against(ConsentState, Option<Received>),
}

impl Maker<'_> {
    /// What the person answered. Whoever took it back by another column did, whatever the answer, and on the day that stands there; that
    /// is said whether the row has a yes or not: an earlier one may stand in the campaign.
    pub(super) fn consent(
        &self,
        row: &Row,
        person: &PersonDraft,
        noted: &mut Option<Box<Noted>>,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Option<ConsentState> {
        let said = self.answered_consent(row, person, matters, issues);
        match self.heard(row, said, Some(person), matters, issues) {
            Heard::Said(said) => said,
            Heard::Against(state, day) => {
                // The day in the column of days is that of the yes.
                if let Some(noted) = noted {
                    noted.consent_at = day;
                } else if day.is_some() {
                    *noted = Some(Box::new(Noted { consent_at: day, ..Noted::default() }));
                }
                Some(state)
            }
        }
    }

    /// May it be published, or, where the row is a person's, their name? And does a no stand in a column of its own, of which the day
    /// is not that of the row?
    pub(super) fn may_publish(
        &self,
        row: &Row,
        person: Option<&PersonDraft>,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> (Option<bool>, bool) {
        if self.column(Field::Publish).is_none() && self.contrary.is_empty() {
            return (None, false);
        }
        let said = self.published(row, person, matters, issues);
        match self.heard(row, said, person, matters, issues) {
            Heard::Said(Some(ConsentState::Agreed)) => (Some(true), false),
            Heard::Said(Some(ConsentState::Refused | ConsentState::Withdrawn)) => (Some(false), false),
            Heard::Said(_) => (None, false),
            Heard::Against(state, _) => (Some(false), state == ConsentState::Withdrawn),
        }
    }

    /// Does whoever wrote it wish to stay unnamed?
    pub(super) fn anonymous(&self, row: &Row, issues: &mut Issues) -> Option<bool> {
        if said_consent::stays_unnamed(self.cell(row, Field::Anonymous)) {
            return Some(true);
        }
        self.yes_no(row, Field::Anonymous, issues)
    }

    /// What stands in the column of consents. Words that nobody understands hold the row of whoever agreed before.
    fn answered_consent(
        &self,
        row: &Row,
        person: &PersonDraft,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Option<ConsentState> {
        let column = self.column(Field::Consent)?;
        let text = self.line(row, Field::Consent)?;
        let state = self.consent_in(column, &text);
        if state.is_none() && !self.waits(row, column, &text, Some(person), matters, issues) {
            return self.understood(row, Field::Consent, "consent", issues, |_| None);
        }
        state
    }

    /// What stands in the column of what may be published. A yes with anything else beside it ("Yes, first name please") is none.
    fn published(
        &self,
        row: &Row,
        person: Option<&PersonDraft>,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Option<ConsentState> {
        let column = self.column(Field::Publish)?;
        let cell = row.cell(column);
        if cell.chars().all(value::is_space) {
            return None;
        }
        let state = self.consent_in(column, cell);
        if state.is_none() && !self.waits(row, column, cell, person, matters, issues) {
            issues.add(row.line, Some(column), IssueKind::NotYesOrNo, Severity::Warning, || {
                let more = match value::yes_or_no(cell) {
                    Some(true) => "says more than yes",
                    _ => "is neither yes nor no",
                };
                format!("“{}” {more}; it counts as not answered.", short(cell))
            });
        }
        state
    }

    /// Holds the row of whoever agreed before, and says so, where words may take that back.
    fn waits(
        &self,
        row: &Row,
        column: usize,
        words: &str,
        person: Option<&PersonDraft>,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> bool {
        let Some(known) = person.and_then(|it| self.agreed.knows(it, row.line)) else { return false };
        if value::is_nothing(words) {
            return false;
        }
        issues.add(row.line, Some(column), IssueKind::UnknownWord, Severity::Decision, || {
            let who = if known == Known::ByAddress { "this person" } else { "somebody of this name" };
            format!("“{}” may take a consent back, and {who} agreed before.", short(words))
        });
        matters.hold.get_or_insert_with(|| format!("“{}” may take back what was agreed to before.", short(words)));
        true
    }

    /// What was said, beside the columns that speak against it.
    fn heard(
        &self,
        row: &Row,
        mut said: Option<ConsentState>,
        person: Option<&PersonDraft>,
        matters: &mut Matters,
        issues: &mut Issues,
    ) -> Heard {
        for it in &self.contrary {
            let cell = row.cell(it.column);
            let header = || short(self.headers.get(it.column).map_or("", String::as_str));
            let says = it.says(cell);
            match says {
                Says::Nothing => {}
                Says::No(state) => {
                    issues.add(row.line, Some(it.column), IssueKind::YesTakenBack, Severity::Warning, || {
                        match it.how {
                            Against::No => format!("“{}” under “{}” is a no to being named.", short(cell), header()),
                            _ => format!(
                                "“{}” says that the consent was taken back, so no yes beside it counts.",
                                short(cell)
                            ),
                        }
                    });
                    return Heard::Against(state, it.day(cell));
                }
                Says::Open | Says::Unknown => {
                    let agrees = said == Some(ConsentState::Agreed);
                    let is_no = matches!(said, Some(ConsentState::Refused | ConsentState::Withdrawn));
                    said = said.filter(|_| !agrees);
                    if is_no || self.waits(row, it.column, cell, person, matters, issues) {
                        continue;
                    }
                    if !agrees && says == Says::Open {
                        continue;
                    }
                    issues.add(row.line, Some(it.column), IssueKind::UnknownWord, Severity::Warning, || {
                        let so =
                            if agrees { "so the yes beside it does not count" } else { "the row goes in without it" };
                        match says {
                            Says::Open => format!("“{}” under “{}” may be a no, {so}.", short(cell), header()),
                            _ => {
                                format!("“{}” does not say whether the consent was taken back; {so}.", short(cell))
                            }
                        }
                    });
                }
            }
        }
        Heard::Said(said)
    }
}
