//! Rows to drafts: every row is accepted, held for a decision or rejected with a reason, and
//! `read = accepted + held + rejected` always. Nothing is merged here; what looks like the same is only pointed out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::award_columns::{self, Also};
use super::cells::{
    decide_order, family_first, is_bare_address, is_family_first, lost_digits, names_family_first, short,
    stands_as_written, ticked_option,
};
use super::compare;
use super::draft::{
    Answers, Content, DateColumn, Draft, EntryDraft, EntryMethod, NominationDraft, PersonDraft, PersonRowDraft, State,
};
use super::erased::Asked;
use super::field::DATES;
use super::issue::{IssueKind, Issues, Severity};
use super::later::Seeming;
use super::table::{Row, Table};
use super::ticks::Ticks;
use super::words::Words;
use super::{
    DateOrder, Field, Kind, Mapping, left_over, name_pairs, no_name, parts, person_words, postal, settle, several,
    status, unnamed, value, whose_columns, zone,
};
use crate::campaign::Text;
use beside::{different_cells, is_rule, say_other_names, say_unread, say_years_of_thailand};
pub(super) use consents::Agreed;
pub(super) use entry_words::method;
use entry_words::pools;
use nominees::Nominees;

mod beside;
mod beside_name;
mod bought;
mod consents;
mod entry_words;
mod messages;
mod nominees;
mod noted;
mod orders;
mod person;
mod remarks;
mod remembered;
mod shifted;
mod standing;
mod struck;

/// What happens to a row in which somebody nominates themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SelfNomination {
    /// It goes in, with a warning.
    #[default]
    Accept,
    /// It waits for a decision.
    Hold,
    /// The rules of the campaign forbid it.
    Reject,
}

/// What the campaign and the person say about the meaning of values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// What comes first in dates such as 3/4/2025; by the column if `None`.
    pub date_order: Option<DateOrder>,
    /// The same for single columns (from 0), where the columns of a file differ.
    pub column_orders: BTreeMap<usize, DateOrder>,
    /// Titles of awards the campaign has: never cut at a comma.
    pub awards: Vec<String>,
    /// May people nominate themselves?
    pub self_nomination: SelfNomination,
    /// Lines that were held and are to go in all the same.
    pub accept_lines: BTreeSet<u64>,
    /// Lines the person does not want.
    pub reject_lines: BTreeSet<u64>,
    /// Lines whose cell of nominees is to be read as several people.
    pub split_lines: BTreeSet<u64>,
    /// Cells put right by the person: line, column from 0, words. What was received stays beside it, untouched.
    pub fixes: BTreeMap<u64, BTreeMap<usize, String>>,
    /// The channel of rows that name none, such as "Partner newsletter".
    pub channel: Option<String>,
    /// When nominations closed: later ones are held.
    pub closed: Option<Closed>,
    /// Nobody has left on a day that is still to come.
    #[serde(skip)]
    pub today: Option<jiff::civil::Date>,
}

/// The moment from which nominations are held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// On the clock of the campaign.
    pub at: jiff::civil::DateTime,
    /// It has come: a row that does not say when it came is held, too.
    pub is_past: bool,
    /// Why a row is held.
    pub words: String,
}

/// Fields of [`MoreDraft`] besides the parts of the name.
const MORE: [Field; 7] =
    [Field::Region, Field::Address, Field::Birth, Field::Since, Field::CodeName, Field::Latin, Field::NameForm];

/// What is decided once for the file and used for every row.
#[derive(Debug)]
pub(super) struct Sense {
    pub kind: Kind,
    headers: Arc<[String]>,
    doubtful_quotes: BTreeSet<u64>,
    /// Lines that count or explain what stands above them.
    below: BTreeSet<u64>,
    /// Lines that are headings of groups inside the list.
    headings: BTreeSet<u64>,
    /// The whole names are those that a program shows, with whatever it puts beside them.
    shows_names: bool,
    /// The columns that take a consent back, forbid what is agreed to beside them, or may do so.
    contrary: Vec<consents::Contrary>,
    /// The column of consents in which a cross stands beside answers in words.
    crossed: Option<usize>,
    /// Whoever agreed before, where the list holds words about consents that nobody understands.
    pub agreed: Agreed,
    /// Cells of further lines of an order that stand in its first line alone, by the line.
    orders: HashMap<u64, BTreeMap<usize, String>>,
    /// Columns in which a form says that a row is a draft, spam or not finished.
    unfinished: Vec<standing::Unfinished>,
    /// From which line to which the columns stand in another order.
    misplaced: Vec<(u64, u64)>,
    /// The one line of a file that is nothing but addresses, as copied from a message.
    addresses: Option<u64>,
    /// The column in which a survey says that an answer was a test.
    preview: Option<usize>,
    /// The columns of each field, by its number.
    columns: Vec<Vec<usize>>,
    /// The first of them once more, for rows, which ask for every field.
    first: Vec<Option<usize>>,
    pub dates: BTreeMap<usize, DateColumn>,
    /// Columns whose years are those of Thailand.
    thai: Vec<usize>,
    /// Columns in whose numbers what stands behind the point are decimals.
    pub(super) with_decimals: Vec<usize>,
    /// The zone of times that name none, by column.
    pub(super) zones: BTreeMap<usize, Text>,
    /// What a column of yes and no ticks, by column.
    pub options: BTreeMap<usize, String>,
    /// The award that a column of names is about, by column.
    pub award_of: BTreeMap<usize, String>,
    /// The award that the question for the nominee names, where no column holds awards.
    asked_award: Arc<[String]>,
    /// For each column of another nominee its own columns of what else is said.
    pub also: Vec<Also>,
    /// Why nobody is named in a column of their own, where somebody has yet to say who is.
    unnamed: Option<String>,
    /// The column whose header asks for the nominee's name and for one thing more.
    beside_name: Option<Box<beside_name::BesideName>>,
    /// Who bought what others take part with.
    bought: Option<Box<bought::Bought>>,
    /// What yes and no mean in the columns of states.
    status: Vec<standing::StatusColumn>,
    /// Bare numbers of days count from 1904.
    pub days_from_1904: bool,
    /// Where whoever nominates works: the columns of their organisation and their team. They tell namesakes apart.
    nominators: [Option<usize>; 2],
    /// The column of teams that are thanked where nobody is named.
    recipient_team: Option<usize>,
    /// The column of numbers of houses, and that of the streets beside it.
    house: Option<(usize, usize)>,
    /// There are columns of what few lists say of a person.
    has_more: bool,
    /// Names stand as "family, given".
    family_first: bool,
    /// The columns of further nominees in which they do.
    turned: BTreeSet<usize>,
    awards: Ticks,
    problems: Ticks,
    /// Rows that seem to be later versions of rows that came in before, by their line.
    pub later: HashMap<u64, Seeming>,
    /// Rows that came in before and of which somebody was erased since.
    pub erased: BTreeSet<u64>,
    /// Such rows of which it is asked: they say so little that a namesake's may say the same, all are to be added again, or no more
    /// than the address is the same.
    pub asked_erased: BTreeMap<u64, Asked>,
    /// Lines of entries that came in before word for word.
    pub same: HashSet<u64>,
}

/// Makes rows in that sense.
pub(super) struct Maker<'a> {
    sense: &'a Sense,
    rules: &'a Rules,
    /// Cells that were taken apart before: most lists tick the same few things again and again.
    ticked_awards: HashMap<Box<str>, Vec<String>>,
    ticked_problems: HashMap<Box<str>, Vec<String>>,
    /// The headers once more: all cores counting who shares one list would wait for each other.
    headers: Arc<[String]>,
    countries: HashMap<Box<str>, Option<&'static str>>,
    awards_before: (String, Arc<[String]>),
    /// What was asked last: many lists say the same in every row.
    country_before: (String, Option<&'static str>),
    /// [`Row::is_plain`] of the row that is being made.
    pub(super) is_plain_row: bool,
    method_before: (String, EntryMethod),
    /// What states were found to say, for each column of them.
    standings: Vec<HashMap<Box<str>, status::Standing>>,
}

impl std::ops::Deref for Maker<'_> {
    type Target = Sense;
    fn deref(&self) -> &Sense {
        self.sense
    }
}

/// What is found out about one row besides its content.
#[derive(Default)]
pub(super) struct Matters {
    pub hold: Option<String>,
    reject: Option<String>,
}

impl Sense {
    /// Was somebody of the row erased, so that it does not go in, or not unasked?
    pub fn is_erased(&self, line: u64) -> bool {
        self.erased.contains(&line) || self.asked_erased.contains_key(&line)
    }
    pub fn new(table: &Table, mapping: &Mapping, kind: Kind, rules: &Rules, issues: &mut Issues) -> Self {
        let mut columns: Vec<Vec<usize>> = Vec::new();
        for (index, column) in mapping.columns.iter().enumerate() {
            // A mapping made for another kind may hold fields this kind does not have.
            if let Some(field) = column.field.filter(|f| kind.fields().contains(f)) {
                let place = field as usize;
                if columns.len() <= place {
                    columns.resize(place + 1, Vec::new());
                }
                if let Some(slot) = columns.get_mut(place) {
                    slot.push(index);
                }
            }
        }
        if let Some(parts) = columns.get_mut(Field::Nominator as usize) {
            let header = |at: usize| mapping.columns.get(at).map_or("", |column| column.header.as_str());
            parts.sort_by_key(|at| name_pairs::in_order(header(*at)));
        }
        // "van der" stands before the family name wherever its column does.
        for field in [Field::Given, Field::Family] {
            if let Some(parts) = columns.get_mut(field as usize) {
                let header = |at: usize| mapping.columns.get(at).map_or("", |column| column.header.as_str());
                parts.sort_by_key(|at| left_over::place_in_name(header(*at)));
            }
        }
        let of = |field: Field| columns.get(field as usize).cloned().unwrap_or_default();
        let problems = Ticks::new(table.source, &[], || different_cells(table, &of(Field::Problem)));
        let mut dates = BTreeMap::new();
        for field in DATES {
            for column in of(field) {
                dates.insert(column, decide_order(table, column, field, rules, issues));
            }
        }
        let thai = say_years_of_thailand(table, &dates, issues);
        let have_decimals = |at: &usize| value::have_decimals(table.rows.iter().map(|row| row.cell(*at)));
        let with_decimals = [Field::Bonus, Field::Tickets]
            .into_iter()
            .filter_map(|field| of(field).first().copied())
            .filter(have_decimals)
            .collect();
        let zones = zones(table, &of(Field::Received), issues);
        let ticked = [Field::Award, Field::Problem].into_iter().flat_map(of);
        let options: BTreeMap<usize, String> =
            ticked.filter_map(|column| Some((column, ticked_option(table, column)?))).collect();
        // Options that have columns of their own are titles wherever they stand.
        let titles: Vec<String> = rules.awards.iter().chain(options.values()).cloned().collect();
        let awards = Ticks::new(table.source, &titles, || different_cells(table, &of(Field::Award)));
        let nominators =
            [Field::Organisation, Field::Team].map(|field| settle::detail_of_nominator(kind, &mapping.columns, field));
        let house = postal::house_and_street(&table.headers, &of(Field::Address));
        let has_more = MORE.iter().any(|field| !of(*field).is_empty());
        let has_parts = !of(Field::Given).is_empty() || !of(Field::Family).is_empty();
        let name = of(Field::Name).first().copied();
        let below = parts::below(&table.rows);
        let beside_name = beside_name::BesideName::of(table, mapping, kind).filter(|_| !has_parts).map(Box::new);
        // "Ada Quist, Network" has no family name behind the comma.
        let may_be_turned = of(Field::Family).is_empty() && beside_name.is_none();
        let family_first = may_be_turned && name.is_some_and(|column| is_family_first(table, column, &below));
        let alone = |field: Field| if of(field).len() == 1 { of(field) } else { Vec::new() };
        let further =
            [of(Field::AlsoNominee), of(Field::NomineeForAward), alone(Field::Nominator), alone(Field::Recipient)]
                .concat();
        // Beside such a column of names one in which few rows name somebody is one more of its kind.
        let is_turned = |column: &usize| {
            let is_beside = family_first && names_family_first(table, *column, &below) > 0;
            is_beside || is_family_first(table, *column, &below)
        };
        let turned: BTreeSet<usize> = further.into_iter().filter(is_turned).collect();
        for column in name.filter(|_| family_first).iter().chain(&turned) {
            let Some(example) = example_of(table, *column) else { continue };
            issues.add(None, Some(*column), IssueKind::FamilyFirst, Severity::Note, || {
                format!(
                    "Every name of this column has the family name first; they are turned round, as in “{example}”."
                )
            });
        }
        for column in [Field::Name, Field::Nominator, Field::Recipient].into_iter().flat_map(alone) {
            let Some(example) = stands_as_written(table, column).filter(|_| !turned.contains(&column)) else {
                continue;
            };
            issues.add(None, Some(column), IssueKind::FamilyFirst, Severity::Warning, || {
                format!(
                    "The header has the family name first, and the names stand as they were written, such as “{}”. Turn them \
                     round in the list where they are to be printed the other way.",
                    short(example)
                )
            });
        }
        let open = whose_columns::open_names(kind, &mapping.columns);
        let unnamed = beside::say_undecided(mapping, kind, &open, issues);
        let said = if open.is_empty() { say_other_names(table, mapping, kind, issues) } else { open };
        standing::say_nothing_said(table, &of(Field::Status), issues);
        standing::say_unknown_states(table, &of(Field::Status), issues);
        standing::say_blank_conditions(table, &of(Field::Status), issues);
        let unfinished = standing::unfinished(table, mapping, kind, rules);
        // What holds rows is read, though it becomes no field.
        let bought = bought::Bought::of(mapping, kind, table).map(Box::new);
        let heeded = unfinished.iter().map(standing::Unfinished::column);
        let contrary = consents::Contrary::all(table, mapping, kind, rules);
        let heeded = heeded.chain(contrary.iter().filter_map(consents::Contrary::heeded));
        remarks::say_unseen(table, mapping, kind, rules, issues);
        shifted::say(table, mapping, kind, issues);
        let recipient_team = settle::team_of_recipient(kind, &mapping.columns);
        if let Some(column) = recipient_team.filter(|column| standing::stands_in(table, &of(Field::Recipient), *column))
        {
            issues.add(None, Some(column), IssueKind::NameRemark, Severity::Note, || {
                let header = table.headers.get(column).map_or("", String::as_str);
                format!("Where nobody is named whom a message thanks, “{}” says it.", short(header))
            });
        }
        let heeded = heeded.chain(bought.iter().flat_map(|it| it.columns()));
        let preview = standing::says_how_sent(table);
        // What kind of payment it was names nobody.
        let payments = standing::kinds_of_payments(table, kind);
        let heeded: Vec<usize> = heeded.chain(recipient_team).chain(preview).chain(payments).collect();
        say_unread(table, mapping, kind, [said, heeded], issues);
        let (headers, doubtful_quotes) = (Arc::clone(&table.headers), table.doubtful_quotes.clone());
        let addresses = parts::addresses(table);
        let first = columns.iter().map(|columns| columns.first().copied()).collect();
        let award_of = award_columns::titles(&table.headers, &of(Field::NomineeForAward), &rules.awards);
        let asks_award = kind == Kind::Nominations && of(Field::Award).is_empty();
        let asked_award = name
            .filter(|_| asks_award)
            .and_then(|column| beside::award_of_question(table, column, &rules.awards, issues))
            .into_iter()
            .collect();
        let also = award_columns::others(&table.headers, &of);
        let status = of(Field::Status).into_iter().map(|column| standing::StatusColumn::of(table, column)).collect();
        let orders = orders::continued(table, kind);
        orders::say_products(table, kind, issues);
        Self {
            kind,
            headers,
            doubtful_quotes,
            headings: [parts::headings(&table.rows), table.titles.clone(), standing::titles_above(table)]
                .into_iter()
                .flatten()
                .collect(),
            orders,
            contrary,
            crossed: consents::crossed(table, mapping),
            agreed: Agreed::default(),
            unfinished,
            misplaced: table.misplaced.clone(),
            below,
            addresses,
            preview,
            columns,
            first,
            dates,
            thai,
            with_decimals,
            zones,
            options,
            award_of,
            asked_award,
            also,
            unnamed,
            shows_names: name.is_some_and(|at| table.headers.get(at).is_some_and(|it| Words::of(it).is_shown_name())),
            beside_name,
            bought,
            status,
            house,
            nominators,
            recipient_team,
            has_more,
            days_from_1904: table.sheets.as_ref().is_some_and(|sheets| sheets.days_from_1904),
            family_first,
            turned,
            awards,
            problems,
            later: HashMap::new(),
            erased: BTreeSet::new(),
            asked_erased: BTreeMap::new(),
            same: HashSet::new(),
        }
    }

    /// Does the column become anything?
    pub fn is_read(&self, column: usize) -> bool {
        self.columns.iter().any(|columns| columns.contains(&column))
    }

    /// The column of a field; the first where it has several.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.first.get(field as usize).copied().flatten()
    }

    /// The columns of a field, in order.
    pub fn columns(&self, field: Field) -> &[usize] {
        self.columns.get(field as usize).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Maker<'a> {
    pub fn new(sense: &'a Sense, rules: &'a Rules) -> Self {
        let headers = sense.headers.iter().cloned().collect();
        Self {
            sense,
            rules,
            ticked_awards: HashMap::new(),
            ticked_problems: HashMap::new(),
            headers,
            awards_before: (String::new(), Arc::default()),
            countries: HashMap::new(),
            country_before: (String::new(), None),
            is_plain_row: false,
            method_before: (String::new(), method("")),
            standings: sense.status.iter().map(|_| HashMap::new()).collect(),
        }
    }

    /// A draft of the row as it is put right, or why it is rejected.
    pub fn make(&mut self, row: &Row, issues: &mut Issues) -> Result<Draft, String> {
        match (self.rules.fixes.get(&row.line), self.sense.orders.get(&row.line)) {
            (None, None) => self.row(row, row, issues),
            (Some(cells), None) | (None, Some(cells)) => self.row(&row.with(cells), row, issues),
            (Some(cells), Some(of_order)) => self.row(&row.with(of_order).with(cells), row, issues),
        }
    }

    fn row(&mut self, row: &Row, received: &Row, issues: &mut Issues) -> Result<Draft, String> {
        if row.is_blank() {
            issues.add(row.line, None, IssueKind::EmptyRow, Severity::Error, || "Nothing but separators.".into());
            return Err("The row holds nothing but separators.".into());
        }
        if is_rule(row) {
            issues.add(row.line, None, IssueKind::EmptyRow, Severity::Error, || "A ruled line, no row.".into());
            return Err("The row is a ruled line and holds nothing.".into());
        }
        if self.rules.reject_lines.contains(&row.line) {
            return Err("Left out by you.".into());
        }
        self.is_plain_row = row.is_plain();
        let mut matters = Matters::default();
        if self.doubtful_quotes.contains(&row.line) {
            matters.hold = Some("Where a quote in this row ends is not sure.".into());
        }
        if (self.headers.len()..row.len()).any(|c| !row.cell(c).chars().all(value::is_space)) {
            matters.hold.get_or_insert_with(|| "The row has more cells than the header.".into());
        }
        if self.below.contains(&row.line) {
            matters.hold.get_or_insert_with(|| "The line stands below the list, as totals and notes do.".into());
            issues.add(row.line, None, IssueKind::BelowTheList, Severity::Decision, || {
                "This line stands below the list, as totals and notes do. It is no row unless you say so.".into()
            });
        }
        if self.headings.contains(&row.line) {
            matters.hold.get_or_insert_with(|| "The line is a heading inside the list.".into());
            issues.add(row.line, None, IssueKind::Heading, Severity::Decision, || {
                "This line is a heading inside the list. It is no row unless you say so.".into()
            });
        }
        if let Some((column, words)) = self.unfinished.iter().find_map(|it| it.says(row)) {
            issues.add(row.line, Some(column), IssueKind::Unfinished, Severity::Decision, || {
                let what = match self.kind {
                    Kind::People => "nobody who belongs here",
                    Kind::Members => "no member",
                    Kind::Entries => "no entry",
                    _ => "no row",
                };
                let header = self.headers.get(column).map_or("", String::as_str);
                format!("“{}” says “{}”, so this may be {what}.", short(header), short(words))
            });
            matters.hold.get_or_insert_with(|| match self.kind {
                Kind::People | Kind::Members | Kind::Entries => {
                    format!("“{}” says “{}”.", self.headers.get(column).map_or("", String::as_str), short(words))
                }
                _ => format!("Its form says “{}” of it.", short(words)),
            });
        }
        // Few lists have any, and their spans are in order.
        let span = self.misplaced.partition_point(|(_, to)| *to < row.line);
        if self.misplaced.get(span).is_some_and(|(from, _)| *from <= row.line) {
            matters
                .hold
                .get_or_insert_with(|| "Its columns stand in another order than the header above the list.".into());
        }
        if self.preview.is_some_and(|column| standing::is_try(row.cell(column))) {
            matters.hold.get_or_insert_with(|| "It was sent from a preview of the survey, as tests are.".into());
            issues.add(row.line, self.preview, IssueKind::TestAnswer, Severity::Decision, || {
                "Sent from a preview of the survey, as tests are. It is no row unless you say so.".into()
            });
        }
        if let Some(asked) = self.asked_erased.get(&row.line) {
            matters.hold.get_or_insert_with(|| asked.why().into());
            issues.add(row.line, None, IssueKind::PerhapsKnown, Severity::Decision, || asked.issue().into());
        }
        if let Some(seeming) = self.later.get(&row.line) {
            if seeming.waits {
                matters.hold.get_or_insert_with(|| seeming.words.clone());
            }
            let severity = if seeming.waits { Severity::Decision } else { Severity::Note };
            issues.add(row.line, seeming.column, IssueKind::ChangedRow, severity, || seeming.words.clone());
        }
        if self.addresses == Some(row.line) {
            matters.hold.get_or_insert_with(|| "The line names several people.".into());
            issues.add(row.line, None, IssueKind::SeveralPeople, Severity::Decision, || {
                format!("{} people stand on this line. Write each on a line of its own and import that.", row.filled())
            });
        }
        if matches!(self.kind, Kind::Nominations | Kind::Entries | Kind::People | Kind::Members) {
            self.heed_struck_name(row, &mut matters, issues);
        }
        let mut content = match self.kind {
            Kind::Nominations => Content::Nomination(Box::new(self.nomination(row, &mut matters, issues))),
            Kind::Entries => Content::Entry(Box::new(self.entry(row, &mut matters, issues))),
            Kind::People => Content::Person(Box::new(self.person_row(row, &mut matters, issues))),
            Kind::Thanks => Content::Thanks(Box::new(self.thanks(row, &mut matters, issues))),
            Kind::Mishaps => Content::Mishap(Box::new(self.mishap(row, &mut matters, issues))),
            Kind::Members => Content::Member(Box::new(self.member(row, &mut matters, issues))),
        };
        if let Some(reason) = matters.reject {
            return Err(reason);
        }
        if !std::ptr::eq(row, received) {
            content.keep(Answers::new(self.headers.clone(), received.clone()));
        }
        let state = match matters.hold {
            Some(reason) if !self.rules.accept_lines.contains(&row.line) => State::Held(reason),
            _ => State::Accepted,
        };
        Ok(Draft { state, content })
    }

    fn reference(&self, row: &Row, issues: &mut Issues) -> Option<Text> {
        let text = self.line(row, Field::Reference)?;
        if value::is_scientific(&text) {
            lost_digits(row, self.column(Field::Reference), issues);
        }
        Some(text)
    }

    fn answers(&self, row: &Row) -> Answers {
        Answers::new(self.headers.clone(), row.clone())
    }

    fn nomination(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> NominationDraft {
        let Nominees { nominee, awards, reason, others } = self.nominees(row, matters, issues);
        let name = self.name(row, Field::Nominator, issues);
        let is_none = no_name::is_withheld(&name) || unnamed::is_unnamed(&name);
        let column = self.column(Field::Nominator);
        if is_none && unnamed::points_elsewhere(&name) {
            issues.add(row.line, column, IssueKind::NoName, Severity::Warning, || {
                format!("“{name}” stands for the name in another line; the row goes in without who nominates.")
            });
        }
        let name = if is_none { Text::new() } else { name };
        let is_turned = column.is_some_and(|column| self.turned.contains(&column));
        let (name, ..) = Self::in_order(row, column, name, is_turned, issues);
        if several::names_two(&name) {
            issues.add(row.line, column, IssueKind::SeveralPeople, Severity::Warning, || {
                format!("“{name}” may be {} people, who nominate as one.", several::names(&name).0.len())
            });
        }
        let [organisation, team] =
            self.nominators.map(|column| column.and_then(|column| self.detail_in(row, column, issues)));
        let mut name = name;
        let email = self.email(row, Field::NominatorEmail, issues);
        let email = email.or_else(|| is_bare_address(&name).then(|| std::mem::take(&mut name)));
        let nominator = PersonDraft { name, email, organisation, team, ..PersonDraft::default() };
        let draft = NominationDraft {
            line: row.line,
            awards,
            story: self.text(row, Field::Story),
            reason,
            quote: self.text(row, Field::Quote),
            problems: self.ticked(row, Field::Problem),
            channel: self.line(row, Field::Channel).or_else(|| self.rules.channel.as_deref().map(Text::from)),
            received: self.moment(row, Field::Received, matters, issues),
            contact_ok: self.yes_no(row, Field::Contact, issues),
            reference: self.reference(row, issues),
            answers: self.answers(row),
            nominee,
            others,
            nominator,
        };
        if matters.reject.is_some() {
            return draft;
        }
        if let Some(closed) = &self.rules.closed
            && draft.received.as_ref().and_then(|it| it.at).map_or(closed.is_past, |at| at >= closed.at)
        {
            matters.hold.get_or_insert_with(|| closed.words.clone());
        }
        if draft.story.is_empty() && draft.reason.is_empty() && draft.quote.is_empty() {
            issues.add(row.line, None, IssueKind::NoWords, Severity::Warning, || "No reason and no story.".into());
        }
        let mut nominees = std::iter::once(&draft.nominee).chain(draft.others.iter().map(|other| &other.person));
        if let Some(own) = nominees.find(|nominee| compare::same_person(nominee, &draft.nominator)) {
            self.self_nomination(row, &own.name, matters, issues);
        }
        draft
    }

    fn self_nomination(&self, row: &Row, name: &str, matters: &mut Matters, issues: &mut Issues) {
        let (severity, words) = match self.rules.self_nomination {
            SelfNomination::Accept => (Severity::Warning, "The row goes in."),
            SelfNomination::Hold => (Severity::Decision, "You decide."),
            SelfNomination::Reject => (Severity::Error, "The rules forbid it."),
        };
        issues.add(row.line, None, IssueKind::SelfNomination, severity, || {
            format!("{name} is nominator and nominee at once. {words}")
        });
        let reason = format!("{name} is nominator and nominee at once.");
        match self.rules.self_nomination {
            SelfNomination::Accept => {}
            SelfNomination::Hold => {
                matters.hold.get_or_insert(reason);
            }
            SelfNomination::Reject => matters.reject = Some(format!("{reason} The rules forbid it.")),
        }
    }

    fn entry(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> EntryDraft {
        self.heed_status(row, matters, issues);
        let person = if matters.reject.is_some() {
            PersonDraft::default()
        } else {
            self.needed_person(row, "entrant", matters, issues)
        };
        let (publish_ok, took_back) = self.may_publish(row, Some(&person), matters, issues);
        EntryDraft {
            line: row.line,
            person,
            reference: self.reference(row, issues),
            received: self.moment(row, Field::Received, matters, issues),
            method: self.method(row),
            bonus: self.count(row, Field::Bonus, matters, issues).unwrap_or(0),
            tickets: self.count(row, Field::Tickets, matters, issues),
            household: self.line(row, Field::Household),
            pools: pools(self.cell(row, Field::Pools)),
            referred_by: self.line(row, Field::ReferredBy),
            publish_ok,
            took_back,
            channel: self.line(row, Field::Channel).or_else(|| self.rules.channel.as_deref().map(Text::from)),
            answers: self.answers(row),
        }
    }

    fn person_row(&mut self, row: &Row, matters: &mut Matters, issues: &mut Issues) -> PersonRowDraft {
        self.heed_remark(row, matters, issues);
        let person = self.needed_person(row, "person", matters, issues);
        let contact_ok = self.yes_no(row, Field::Contact, issues);
        let mut noted = self.noted(row, matters, issues);
        PersonRowDraft {
            line: row.line,
            contact_ok,
            consent: self.consent(row, &person, &mut noted, matters, issues),
            person,
            noted,
            roles: person_words::roles(self.cell(row, Field::Roles)),
            tags: self.tags(row),
            notes: self.text(row, Field::Notes),
            answers: self.answers(row),
        }
    }
}

/// The zones of these columns, each said where the times do not name it themselves.
fn zones(table: &Table, columns: &[usize], issues: &mut Issues) -> BTreeMap<usize, Text> {
    let mut zones = BTreeMap::new();
    for column in columns {
        // A column that holds nothing has no times.
        let is_empty = || table.rows.iter().all(|row| row.cell(*column).chars().all(value::is_space));
        let Some((zone, source)) = zone::of_column(table, *column).filter(|_| !is_empty()) else { continue };
        issues.add(None, Some(*column), IssueKind::TimeZone, Severity::Note, || {
            format!("Times of this column that name no zone are in {zone}, as {source} says.")
        });
        zones.insert(*column, zone);
    }
    zones
}

/// The first name of a column turned round.
fn example_of(table: &Table, column: usize) -> Option<String> {
    table.rows.iter().find_map(|row| family_first(row.cell(column))).map(|(family, given)| format!("{given} {family}"))
}
