//! What a row becomes before it is part of a campaign: plain data, nothing looked up, nothing merged. Every draft keeps
//! the whole row as it was received.

use std::sync::Arc;

use jiff::civil::Date;

use crate::campaign::{ConsentState, NameForm, NameForms, Seldom, Text, lies_beside};

use super::date::Received;
use super::person_words::Roles;
use super::table::Row;
use super::{DateOrder, Field};

/// Every word of a row with the headers above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    headers: Arc<[String]>,
    row: Row,
}

impl Answers {
    pub(super) fn new(headers: Arc<[String]>, row: Row) -> Self {
        Self { headers, row }
    }

    /// Header and cell of each column in order; cells beyond the header come with their number.
    pub fn iter(&self) -> impl Iterator<Item = (std::borrow::Cow<'_, str>, &str)> {
        (0..self.row.len().max(self.headers.len())).map(|column| {
            let header = match self.headers.get(column) {
                Some(header) => header.as_str().into(),
                None => format!("Column {}", column + 1).into(),
            };
            (header, self.row.cell(column))
        })
    }

    /// As a nomination keeps them.
    pub(super) fn kept(&self) -> crate::campaign::Answers {
        self.row.answers(&self.headers)
    }

    /// The row itself.
    pub fn row(&self) -> &Row {
        &self.row
    }
}

/// A person as a row tells of them. What few lists say lies in [`MoreDraft`], which is read and written as if it stood here: a row
/// is then made and handed on in a third of the memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// Full name, trimmed, NFC, never re-cased; given and family name joined if the file has them apart.
    pub name: Text,
    /// E-mail address of the right form.
    pub email: Option<Text>,
    /// Company, school, authority.
    pub organisation: Option<Text>,
    /// Team or department.
    pub team: Option<Text>,
    /// Job.
    pub role: Option<Text>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'static str>,
    /// The country as written.
    pub country_text: Option<Text>,
    /// Town or site.
    pub place: Option<Text>,
    /// What few lists say.
    pub more: Seldom<MoreDraft>,
}

/// What few lists say of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoreDraft {
    /// Given name, if the file has it apart.
    pub given: Option<Text>,
    /// Family name, if the file has it apart.
    pub family: Option<Text>,
    /// State or province.
    pub region: Option<Text>,
    /// Postal address, one line per column.
    pub address: Option<Text>,
    /// Date of birth.
    pub birth: Option<Date>,
    /// Member since.
    pub since: Option<Box<Received>>,
    /// Code name.
    pub code_name: Option<Text>,
    /// The name in Latin letters, as given by the file.
    pub latin: Option<Text>,
    /// The form in which the name may be shown, and forms for single outputs.
    pub name_form: Option<(NameForm, NameForms)>,
}

static NO_MORE: MoreDraft = MoreDraft {
    given: None,
    family: None,
    region: None,
    address: None,
    birth: None,
    since: None,
    code_name: None,
    latin: None,
    name_form: None,
};

lies_beside!(PersonDraft, more: MoreDraft, NO_MORE);

impl PersonDraft {
    /// Neither a name nor an address.
    pub fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.email.is_none()
    }
}

/// One nominator's words for one nominee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationDraft {
    /// Physical line on which the row begins.
    pub line: u64,
    /// Who is nominated.
    pub nominee: PersonDraft,
    /// Who else is nominated in the row.
    pub others: Vec<OtherNominee>,
    /// Who nominates; may be nobody known.
    pub nominator: PersonDraft,
    /// Awards, in the order of the ticks. Rows that tick the same share them.
    pub awards: Arc<[String]>,
    /// What happened.
    pub story: Text,
    /// Why.
    pub reason: Text,
    /// A sentence to quote.
    pub quote: Text,
    /// Recurring troubles that were named.
    pub problems: Vec<String>,
    /// How it came.
    pub channel: Option<Text>,
    /// When it came.
    pub received: Option<Received>,
    /// May the nominee be contacted? `None` if it was not asked or not answered.
    pub contact_ok: Option<bool>,
    /// Number the source gave it.
    pub reference: Option<Text>,
    /// Every word of the row.
    pub answers: Answers,
}

/// Somebody else who is nominated in a row: named in the same cell, under the title of another award or as "Nominee 2".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherNominee {
    /// Who that is.
    pub person: PersonDraft,
    /// Awards, where they are others than those of the row.
    pub awards: Option<Vec<String>>,
    /// Why, where the row says that of each nominee by itself.
    pub reason: Option<Text>,
}

/// How an entry came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryMethod {
    /// By a form.
    Web,
    /// By post, typed in by hand.
    Post,
    /// In other words.
    Other(Text),
}

/// One person's place in the sweepstake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// Physical line on which the row begins.
    pub line: u64,
    /// Who takes part.
    pub person: PersonDraft,
    /// Number the source gave it.
    pub reference: Option<Text>,
    /// When it came.
    pub received: Option<Received>,
    /// How it came.
    pub method: EntryMethod,
    /// Additional tickets.
    pub bonus: u32,
    /// Tickets in all, if the file says.
    pub tickets: Option<u32>,
    /// Who lives together.
    pub household: Option<Text>,
    /// Which prizes it may win, by id or name; none for any.
    pub pools: Vec<String>,
    /// Who brought this person: an address or a name.
    pub referred_by: Option<Text>,
    /// May the name be published?
    pub publish_ok: Option<bool>,
    /// The no to that stands in a column of its own, and was said on another day than the row may have come.
    pub took_back: bool,
    /// How the person heard of it.
    pub channel: Option<Text>,
    /// Every word of the row.
    pub answers: Answers,
}

/// What an organiser's list says beside a person: when and how things were said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// The list says of a consent when, how or to which wording it was given; an empty cell then says that nobody knows.
    pub tells_consent: bool,
    /// When the consent was given.
    pub consent_at: Option<Received>,
    /// How it was given.
    pub consent_by: String,
    /// Which version of the wording was answered.
    pub wording: String,
    /// Who confirmed how the name is spelled.
    pub confirmed_by: String,
    /// When that was.
    pub confirmed_at: Option<Received>,
    /// When the person was told that something is kept.
    pub told_at: Option<Received>,
}

/// A person without more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRowDraft {
    /// Physical line on which the row begins.
    pub line: u64,
    /// The person.
    pub person: PersonDraft,
    /// May the person be contacted?
    pub contact_ok: Option<bool>,
    /// What the person said about being shown, where the list keeps that.
    pub consent: Option<ConsentState>,
    /// When and how that was said, who confirmed the name, when they were told; few lists have any of it.
    pub noted: Option<Box<Noted>>,
    /// Judge, member, staff.
    pub roles: Roles,
    /// Words to find them by.
    pub tags: Vec<String>,
    /// The organiser's own words.
    pub notes: Text,
    /// Every word of the row.
    pub answers: Answers,
}

/// A message of thanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThanksDraft {
    /// Physical line on which the row begins.
    pub line: u64,
    /// Who says thanks; may be nobody known.
    pub from: PersonDraft,
    /// A person or a team, by name.
    pub recipient: String,
    /// The recipient's address.
    pub recipient_email: Option<String>,
    /// The words.
    pub message: String,
    /// When it came.
    pub received: Option<Received>,
    /// May it be published?
    pub publish_ok: Option<bool>,
    /// Whoever wrote it wishes not to be named.
    pub anonymous: Option<bool>,
    /// Every word of the row.
    pub answers: Answers,
}

/// A "users happen" story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MishapDraft {
    /// Physical line on which the row begins.
    pub line: u64,
    /// Who tells it; may be nobody known.
    pub teller: PersonDraft,
    /// What it is called.
    pub title: Option<String>,
    /// What happened.
    pub story: String,
    /// What it happened to.
    pub device: Option<String>,
    /// What caused it.
    pub cause: Option<String>,
    /// What it cost.
    pub damage: Option<String>,
    /// The last line of it.
    pub punchline: Option<String>,
    /// Recurring troubles that were named.
    pub problems: Vec<String>,
    /// When it came.
    pub received: Option<Received>,
    /// May it be published?
    pub publish_ok: Option<bool>,
    /// Every word of the row.
    pub answers: Answers,
}

/// A member of the league.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberDraft {
    /// Physical line on which the row begins.
    pub line: u64,
    /// The member, with code name and since when.
    pub person: PersonDraft,
    /// The member who vouches: an address or a name.
    pub vouched_by: Option<String>,
    /// The member who brought them: an address, a name or a code name.
    pub referred_by: Option<String>,
    /// Why they want to join.
    pub reason: String,
    /// When the application came.
    pub received: Option<Received>,
    /// May the name be published?
    pub publish_ok: Option<bool>,
    /// The no to that stands in a column of its own, and was said on another day than the row may have come.
    pub took_back: bool,
    /// Every word of the row.
    pub answers: Answers,
}

/// What a row becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// See [`NominationDraft`].
    Nomination(Box<NominationDraft>),
    /// See [`EntryDraft`].
    Entry(Box<EntryDraft>),
    /// See [`PersonRowDraft`].
    Person(Box<PersonRowDraft>),
    /// See [`ThanksDraft`].
    Thanks(Box<ThanksDraft>),
    /// See [`MishapDraft`].
    Mishap(Box<MishapDraft>),
    /// See [`MemberDraft`].
    Member(Box<MemberDraft>),
}

/// Does the row go in?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It does.
    Accepted,
    /// It waits for a decision, for this reason.
    Held(String),
}

/// One row that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Accepted or held.
    pub state: State,
    /// What it becomes.
    pub content: Content,
}

impl Content {
    /// Puts the row as it was received beside what was understood.
    pub(super) fn keep(&mut self, received: Answers) {
        let slot = match self {
            Self::Nomination(d) => &mut d.answers,
            Self::Entry(d) => &mut d.answers,
            Self::Person(d) => &mut d.answers,
            Self::Thanks(d) => &mut d.answers,
            Self::Mishap(d) => &mut d.answers,
            Self::Member(d) => &mut d.answers,
        };
        *slot = received;
    }
}

impl Draft {
    /// Physical line on which the row begins, from 1.
    pub fn line(&self) -> u64 {
        self.answers().row().line
    }

    /// Every word of the row.
    pub fn answers(&self) -> &Answers {
        match &self.content {
            Content::Nomination(d) => &d.answers,
            Content::Entry(d) => &d.answers,
            Content::Person(d) => &d.answers,
            Content::Thanks(d) => &d.answers,
            Content::Mishap(d) => &d.answers,
            Content::Member(d) => &d.answers,
        }
    }

    /// The person the row is about: nominee, entrant, sender of thanks, teller, member.
    pub fn person(&self) -> &PersonDraft {
        match &self.content {
            Content::Nomination(d) => &d.nominee,
            Content::Entry(d) => &d.person,
            Content::Person(d) => &d.person,
            Content::Thanks(d) => &d.from,
            Content::Mishap(d) => &d.teller,
            Content::Member(d) => &d.person,
        }
    }

    /// Does it wait for a decision?
    pub fn is_held(&self) -> bool {
        matches!(self.state, State::Held(_))
    }
}

/// A row that is not taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The row as it was.
    pub row: Row,
    /// In words.
    pub reason: String,
}

/// How the dates of a column were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateColumn {
    /// Column, from 0.
    pub column: usize,
    /// Its field.
    pub field: Field,
    /// `None` if no value leaves a choice, or if nobody has decided yet.
    pub order: Option<DateOrder>,
    /// The person must say which comes first.
    pub ask: bool,
    /// A value that can be read in both ways, where the column leaves it open.
    pub example: Option<DateExample>,
}

/// A date that is two dates, in words, so that a person can tell which was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExample {
    /// As it stands in the file.
    pub text: String,
    /// "4 March 2025".
    pub day_first: String,
    /// "3 April 2025".
    pub month_first: String,
}
