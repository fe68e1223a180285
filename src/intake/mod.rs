//! The room intake: bytes to rows to drafts. What real files look like (encodings, separators, headers of seven form
//! services, five languages), what their columns mean, and what is wrong with which line. Nothing is dropped silently:
//! every row is accepted, held or rejected with a reason. It takes bytes, never paths.
//!
//! The way through: [`read`] gives a [`Table`], [`propose`] a [`Mapping`] the person may change, [`import`] what the rows become and
//! one change of the campaign; [`export`] writes rows back.

mod address;
mod award_columns;
mod cells;
mod check;
mod compare;
mod conditions;
mod country;
mod date;
mod dialect;
mod draft;
mod drafts;
mod encoding;
mod erased;
mod error;
pub mod export;
mod facts;
mod field;
mod glance;
mod header;
mod issue;
mod keys;
mod later;
mod layout;
mod left_over;
mod likely;
mod lines;
mod machines;
mod mails;
mod mapping;
mod mend;
mod month;
mod name_columns;
mod name_pairs;
mod no_name;
mod no_person;
mod packer;
mod parts;
mod people;
mod person_words;
mod plan;
mod postal;
mod profile;
mod propose;
mod read;
mod records;
mod redact;
mod said_consent;
mod second_names;
mod settle;
mod several;
mod signs;
mod sniff;
mod source;
mod split;
mod status;
mod table;
mod ticks;
mod unnamed;
mod value;
mod voters;
mod ways;
mod whose_columns;
mod whose_name;
mod words;
mod workbook;
mod yes_no;
mod zone;

pub use check::Checked;
pub use country::{country_code, country_near, country_title};
pub use date::{DateOrder, Received, moments};
pub use dialect::delimiter_title;
pub use draft::{
    Answers, Content, DateColumn, DateExample, Draft, EntryDraft, EntryMethod, MemberDraft, MishapDraft, MoreDraft,
    NominationDraft, OtherNominee, PersonDraft, PersonRowDraft, Rejected, State, ThanksDraft,
};
pub use drafts::{Closed, Rules, SelfNomination};
pub use encoding::Encoding;
pub use erased::erased_rows;
pub use error::IntakeError;
pub use field::{Field, Kind};
pub use issue::{Issue, IssueKind, Severity};
pub use later::EarlierLists;
pub use likely::likely_kind;
pub use mapping::{Column, Mapping};
pub use name_columns::{Holds, asks_for_no_name, name_columns};
pub use parts::{Part, Parts};
pub use person_words::{Roles, tags_cell};
pub use plan::{Import, ImportPlan, import, sha256};
pub use propose::{propose, propose_for};
pub use read::{HeaderChoice, Limits, ReadOptions, read, read_watched};
pub use redact::{Rewrite, RowsOfSheets, redact};
pub use several::may_be_several;
pub use source::Source;
pub use table::{Reading, Row, Table};
pub use value::yes_or_no;
pub use voters::{Voters, header_words, voters};
pub use ways::{Way, way_of};
pub use whose_name::are_two_people;
pub use workbook::{Sheets, WorkbookKind, sheet_names};
