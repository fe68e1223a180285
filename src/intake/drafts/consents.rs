//! What a row says about being named and about being published: in the column that asks for it, and in others that take a yes back,
//! forbid it or may do so.

use std::collections::{HashMap, HashSet};

use super::remarks::{self, Spoken};
use super::{Maker, Matters, Rules, Sense, different_cells};
use crate::campaign::{Campaign, ConsentState, on_all_cores, share_of};
use crate::intake::cells::short;
use crate::intake::date::{self, ColumnOrder, Received};
use crate::intake::draft::{Noted, PersonDraft};
use crate::intake::issue::{IssueKind, Issues, Severity};
use crate::intake::mapping::Column;
use crate::intake::table::{Row, Table};
use crate::intake::value::fold;
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
    /// It is the column of the no of a question.
    of_no: Option<OfNo>,
    /// It asks for nothing, and these of its cells speak against a yes all the same.
    spoken: Option<Spoken>,
    /// What is said of it is said once, or is the plain answer to the question of the column.
    is_silent: bool,
    /// No other column asks for a consent, so a no below this one is the answer.
    is_alone: bool,
}

/// The column of the no of a question, "Publish my name: no": what its cells are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OfNo {
    /// The no of the header, folded.
    label: String,
    ticks: Ticks,
    /// The column of the yes beside it is read, and says the same the other way round.
    is_pair: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ticks {
    /// Yes where the no was chosen, and no where it was not.
    Answers,
    /// The words of the no itself, where it was chosen.
    Labels,
    /// Those in every row, and nothing beside them: they may be either.
    Unclear,
}

impl OfNo {
    /// `None` where the cells are no answers: "Consent no." may count papers.
    fn of(table: &Table, mapping: &Mapping, column: usize, label: &str) -> Option<Self> {
        let cells = different_cells(table, &[column]);
        let is_blank = |cell: &str| cell.chars().all(value::is_space) || value::is_nothing(cell);
        let has = |is: &dyn Fn(&str) -> bool| cells.iter().any(|cell| is(cell));
        let answers = cells.iter().filter(|cell| value::yes_or_no(cell).is_some()).count();
        let is_label = |cell: &str| fold(cell) == label;
        if answers * 2 < cells.iter().filter(|cell| !is_blank(cell)).count() {
            return None;
        }
        let yes = [Field::Consent, Field::Publish].iter().find_map(|it| mapping.columns_of(*it).first().copied());
        // Programs that write a no for what was not chosen write a yes beside it.
        let stands_alone = |row: &Row| is_label(row.cell(column)) && yes.is_some_and(|yes| is_blank(row.cell(yes)));
        let ticks = if has(&|cell| value::yes_or_no(cell) == Some(true)) {
            Ticks::Answers
        } else if yes.is_some() {
            if table.rows.iter().any(stands_alone) { Ticks::Labels } else { Ticks::Answers }
        } else if has(&is_blank) {
            Ticks::Labels
        } else {
            Ticks::Unclear
        };
        Some(Self { label: label.to_owned(), ticks, is_pair: yes.is_some() })
    }

    fn says(&self, cell: &str) -> Says {
        match (value::yes_or_no(cell), self.ticks) {
            (Some(true), _) => Says::No(ConsentState::Refused),
            (Some(false), Ticks::Labels) if fold(cell) == self.label => Says::No(ConsentState::Refused),
            (Some(false), Ticks::Unclear) if fold(cell) == self.label => Says::Open,
            (Some(false), _) => Says::Nothing,
            (None, _) if said_consent::refusal(cell).is_some() => Says::No(ConsentState::Refused),
            (None, _) if value::is_nothing(cell) => Says::Nothing,
            (None, _) => Says::Unknown,
        }
    }
}

/// What a cell of such a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
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
        let is_told = matches!(kind, Kind::Thanks | Kind::Mishaps);
        let asked = [Field::Consent, Field::Publish];
        let is_asked = mapping.columns.iter().any(|it| it.field.is_some_and(|field| asked.contains(&field)));
        let plain = |column: usize, how: Against| Self {
            column,
            how,
            is_mixed: false,
            order: None,
            of_no: None,
            spoken: None,
            is_silent: false,
            is_alone: false,
        };
        let of_column = |(column, it): (usize, &Column)| {
            if let Some(spoken) = remarks::unseen(table, column, it, rules).filter(|_| is_told) {
                return Some(Self { spoken: Some(spoken), is_silent: true, ..plain(column, Against::No) });
            }
            let words = Words::of(&it.header);
            if let Some(spoken) = remarks::against(table, column, it, rules) {
                return Some(Self { spoken: Some(spoken), ..plain(column, Against::Perhaps) });
            }
            let how = words.against(kind).filter(|_| it.field.is_none() && !it.left_out)?;
            // What is told may go without the name of who told it.
            let is_of_text = matches!(kind, Kind::Thanks | Kind::Mishaps) && words.says_name();
            let of_no = match words.answer_of_no().filter(|_| how == Against::No) {
                Some(label) => Some(OfNo::of(table, mapping, column, label)?),
                None => None,
            };
            let how = match how {
                Against::No if is_of_text => Against::Perhaps,
                // The only question for a consent, where each answers in words of their own: a plain no is one.
                Against::Asked if !is_asked && !is_of_text && words.is_plain_consent() => {
                    return Some(Self { is_silent: true, is_alone: true, ..plain(column, how) });
                }
                Against::Asked if is_of_text || !are_answers(table, column, &it.header) => return None,
                _ => how,
            };
            let cells = if how == Against::Back { different_cells(table, &[column]) } else { HashSet::new() };
            let has = |is: &dyn Fn(&str) -> bool| cells.iter().any(|cell| is(cell));
            let is_mixed = has(&|cell| value::yes_or_no(cell) == Some(true))
                && has(&|cell| value::yes_or_no(cell) == Some(false))
                && has(&|cell| person_words::consent(cell) == Some(ConsentState::Withdrawn));
            let order = match date::column_order(&table.rows, column) {
                ColumnOrder::Decided { order, .. } => Some(order),
                _ => rules.column_orders.get(&column).copied().or(rules.date_order),
            };
            Some(Self { is_mixed, order, of_no, ..plain(column, how) })
        };
        mapping.columns.iter().enumerate().filter_map(of_column).collect()
    }

    /// The column, where what stands in it is read as the no it is.
    pub fn heeded(&self) -> Option<usize> {
        matches!(self.how, Against::Back | Against::No).then_some(self.column)
    }

    fn is_pair(&self) -> bool {
        self.of_no.as_ref().is_some_and(|it| it.is_pair)
    }

    fn says(&self, cell: &str) -> Says {
        if cell.is_empty() || said_consent::is_empty_day(cell) {
            return Says::Nothing;
        }
        if let Some(spoken) = &self.spoken {
            return spoken.get(cell).copied().unwrap_or(Says::Nothing);
        }
        if let Some(of_no) = self.of_no.as_ref().filter(|_| self.how == Against::No) {
            return of_no.says(cell);
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
                let is_said = match &self.of_no {
                    Some(of_no) => of_no.says(cell) != Says::Nothing,
                    None => answer() == Some(true) || date::looks_like_date(cell),
                };
                let is_told = || answer().is_none() && said_consent::refusal(cell).is_some();
                if is_said || is_told() { Says::Open } else { Says::Nothing }
            }
            Against::Asked => match person_words::consent_or_answer(cell, "") {
                Some(state @ (ConsentState::Refused | ConsentState::Withdrawn)) if self.is_alone => Says::No(state),
                Some(ConsentState::Refused | ConsentState::Withdrawn) => Says::Open,
                _ => Says::Nothing,
            },
        }
    }

    /// The day that stands in a cell, with the words for it.
    fn day(&self, cell: &str) -> Option<Received> {
        let text = value::tidied(cell);
        let at = date::parse(&text)?.moment(self.order)?;
        Some(Received { text: text.as_ref().into(), at: Some(at), zone: None })
    }
}

/// Is it answered below, where it asks once more for what another column says? A column of names may be headed "Name to print".
fn are_answers(table: &Table, column: usize, header: &str) -> bool {
    let cells = different_cells(table, &[column]);
    let is_answer = |cell: &&&str| person_words::consent_or_answer(cell, header).is_some();
    let filled = cells.iter().filter(|cell| !cell.chars().all(value::is_space)).count();
    cells.iter().filter(is_answer).count() * 2 >= filled
}

/// The column of consents in which some wrote a no and others set a cross.
pub(super) fn crossed(table: &Table, mapping: &Mapping) -> Option<usize> {
    let column = [Field::Consent, Field::Publish].iter().find_map(|it| mapping.columns_of(*it).first().copied())?;
    let is_cross = |row: &Row| matches!(row.cell(column).trim_matches(value::is_space), "x" | "X");
    let is_no = |row: &Row| {
        let cell = row.cell(column);
        cell.starts_with(char::is_alphabetic) && value::yes_or_no(cell) == Some(false)
    };
    (table.rows.iter().any(is_cross) && table.rows.iter().any(is_no)).then_some(column)
}

/// Who agreed before, in the campaign or on an earlier line, and who may have refused on one: gathered only where the list holds words
/// which may take a consent back and which nobody understands.
#[derive(Debug, Default)]
pub(in crate::intake) struct Agreed {
    agreed: Group,
    doubted: Group,
}

/// People, each with the line on which they stand, or 0.
#[derive(Debug, Default)]
struct Group {
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
            agreed.agreed.add(&person.email, &person.name, 0);
        }
        let Some(column) = column else { return agreed };
        let is_yes = |cell: &str| sense.consent_in(column, &value::tidied(cell)) == Some(ConsentState::Agreed);
        let cells_that = |at: usize, is: &dyn Fn(&str) -> bool| -> HashSet<&str> {
            different_cells(table, &[at]).into_iter().chain(typed(at)).filter(|cell| is(cell)).collect()
        };
        let yes = cells_that(column, &is_yes);
        // A no beside it is heard by itself.
        let no = cells_that(column, &|cell| {
            matches!(
                sense.consent_in(column, &value::tidied(cell)),
                Some(ConsentState::Refused | ConsentState::Withdrawn)
            )
        });
        let open: Vec<(usize, HashSet<&str>)> =
            sense.contrary.iter().map(|it| (it.column, cells_that(it.column, &|cell| is_open(it, cell)))).collect();
        let of_rows = |rows: &[Row]| {
            let mut maker = Maker::new(sense, rules);
            let mut found = Self::default();
            for row in rows {
                let fixed = rules.fixes.get(&row.line).map(|cells| row.with(cells));
                let row = fixed.as_ref().unwrap_or(row);
                let agrees = yes.contains(row.cell(column));
                let is_doubted =
                    !no.contains(row.cell(column)) && open.iter().any(|(at, cells)| cells.contains(row.cell(*at)));
                if agrees || is_doubted {
                    let person = maker.person_alone(row);
                    let email = person.email.as_deref().unwrap_or_default();
                    let group = if is_doubted { &mut found.doubted } else { &mut found.agreed };
                    group.add(email, &person.name, row.line);
                }
            }
            found
        };
        for found in on_all_cores(table.rows.chunks(share_of(table.rows.len())), &of_rows) {
            agreed.agreed.join(found.agreed);
            agreed.doubted.join(found.doubted);
        }
        agreed
    }
}

impl Group {
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

    /// Adds those of later lines.
    fn join(&mut self, later: Self) {
        let lists =
            [(&mut self.addresses, later.addresses), (&mut self.names, later.names), (&mut self.bare, later.bare)];
        for (all, more) in lists {
            for (key, line) in more {
                all.entry(key).or_insert(line);
            }
        }
    }

    /// On which line above this one does this person stand? By the name alone where the row or the record has no address: namesakes
    /// are two.
    fn knows(&self, person: &PersonDraft, line: u64) -> Option<(Known, u64)> {
        let above = |at: Option<&u64>| at.copied().filter(|at| *at < line);
        let name = || value::fold(&person.name);
        let by = |known: Known| move |at: u64| (known, at);
        match person.email.as_ref() {
            Some(email) => above(self.addresses.get(&email.to_lowercase()))
                .map(by(Known::ByAddress))
                .or_else(|| above(self.bare.get(&name())).map(by(Known::ByName))),
            None => above(self.names.get(&name())).map(by(Known::ByName)),
        }
    }
}

impl Sense {
    /// What a cell of the column of consents says.
    fn consent_in(&self, column: usize, cell: &str) -> Option<ConsentState> {
        // Where others wrote a no in words, a cross may be either.
        if cell.len() == 1 && self.crossed == Some(column) && matches!(cell, "x" | "X") {
            return None;
        }
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
        if state.is_none() && value::is_nothing(&text) {
            return None;
        }
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
        if state.is_none() && value::is_nothing(cell) {
            return None;
        }
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
        let Some((known, _)) = person.and_then(|it| self.agreed.agreed.knows(it, row.line)) else { return false };
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
                // Each answer of the question has a column, and this one was chosen.
                Says::No(state) if it.is_pair() && said != Some(ConsentState::Agreed) => said = Some(state),
                Says::No(_)
                    if it.spoken.is_some() && matches!(said, Some(ConsentState::Refused | ConsentState::Withdrawn)) => {
                }
                Says::No(state) if it.is_silent => return Heard::Against(state, None),
                Says::No(state) => {
                    issues.add(row.line, Some(it.column), IssueKind::YesTakenBack, Severity::Warning, || {
                        match it.how {
                            Against::No => format!("“{}” under “{}” is a no to being named.", short(cell), header()),
                            _ if it.spoken.is_some() && state == ConsentState::Refused => {
                                format!(
                                    "“{}” under “{}” is a no to being named, so no yes beside it counts.",
                                    short(cell),
                                    header()
                                )
                            }
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
                            _ if it.how == Against::No => {
                                format!("“{}” does not say whether the name may be published; {so}.", short(cell))
                            }
                            _ => {
                                format!("“{}” does not say whether the consent was taken back; {so}.", short(cell))
                            }
                        }
                    });
                }
            }
        }
        if said == Some(ConsentState::Agreed) {
            self.doubts(row, person, matters, issues);
        }
        Heard::Said(said)
    }

    /// Holds the row of whoever says yes now and said above what may be a no.
    fn doubts(&self, row: &Row, person: Option<&PersonDraft>, matters: &mut Matters, issues: &mut Issues) {
        let Some((known, line)) = person.and_then(|it| self.agreed.doubted.knows(it, row.line)) else { return };
        let column = self.column(Field::Consent).or_else(|| self.column(Field::Publish));
        let words = |known: Known| {
            let whose = if known == Known::ByAddress { "the same person" } else { "the same name" };
            format!("Line {line}, of {whose}, holds what may be a no, so the yes of this one waits.")
        };
        issues.add(row.line, column, IssueKind::UnknownWord, Severity::Decision, || words(known));
        matters.hold.get_or_insert_with(|| words(known));
    }

    /// Who stands in a row, and nothing said of it.
    fn person_alone(&mut self, row: &Row) -> PersonDraft {
        let mut unsaid = Issues::with_full(u128::MAX);
        self.is_plain_row = row.is_plain();
        let mut person = self.person(row, &mut Matters::default(), &mut unsaid);
        if let Some(bought) = &self.bought {
            bought.heed(row, &mut person, &mut unsaid);
        }
        person
    }
}
