//! The arguments that find people, as the facets of their list do in the window.

use super::people::consent_state;
use crate::app::people::{Gap, PeopleOrder, Role, SharedField};
use crate::campaign::ConsentState;
use std::path::PathBuf;

/// Who is meant: all conditions together.
#[derive(Clone, Debug, Default, PartialEq, clap::Args)]
pub struct Finding {
    /// People: these words stand somewhere in the record
    #[arg(long, value_name = "WORDS", value_parser = words)]
    pub find: Option<String>,
    /// People: nominee, nominator, entrant, judge, member or staff
    #[arg(long, value_parser = role)]
    pub role: Option<Role>,
    /// People: nominated for this award or its winner; title or id
    #[arg(long, value_name = "TITLE")]
    pub award: Option<String>,
    /// People: from this country, a name or a code; "none" for those without
    #[arg(long)]
    pub country: Option<String>,
    /// People: a nomination of or by them came through this channel
    #[arg(long)]
    pub channel: Option<String>,
    /// People: not-asked, asked, agreed, refused or withdrawn
    #[arg(long, value_name = "STATE", value_parser = consent_state)]
    pub consent: Option<ConsentState>,
    /// People: a nomination of them names this problem
    #[arg(long)]
    pub problem: Option<String>,
    /// People: name-not-confirmed, name-goes-out, no-email, no-country or not-told
    #[arg(long, value_name = "WHAT", value_parser = gap)]
    pub open: Option<Gap>,
}

/// In which order, and what of each.
#[derive(Clone, Debug, Default, PartialEq, clap::Args)]
pub struct Arranged {
    /// People: in the order of this column: name, team, roles, nominated, consent, country, email, organisation, function, place, tags,
    /// confirmed, told or id
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    pub sort: Option<PeopleOrder>,
    /// People: the other way round
    #[arg(long, requires = "sort")]
    pub descending: bool,
    /// People: only these columns, with commas between
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = column)]
    pub columns: Vec<PeopleOrder>,
}

/// A field and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSet {
    pub field: SharedField,
    pub value: String,
}

#[derive(Debug, clap::Args)]
pub struct SetPeople {
    /// The campaign
    pub file: PathBuf,
    #[command(flatten)]
    pub finding: Finding,
    /// Only this person: name, e-mail address or id such as P12; once for each
    #[arg(long, value_name = "NAME_OR_ID")]
    pub only: Vec<String>,
    /// Everybody
    #[arg(long, conflicts_with = "only")]
    pub all: bool,
    /// Put this into a field: country, team or organisation; nothing behind the sign empties it
    #[arg(long, value_name = "FIELD=WORDS", value_parser = field_set)]
    pub field: Vec<FieldSet>,
    /// Add this tag
    #[arg(long)]
    pub tag: Vec<String>,
    /// Take this tag off
    #[arg(long, value_name = "TAG")]
    pub untag: Vec<String>,
    /// Only tell how many would change
    #[arg(long)]
    pub dry_run: bool,
}

fn one_of<T: Copy>(text: &str, all: impl IntoIterator<Item = (T, String)>) -> Result<T, String> {
    let all: Vec<(T, String)> = all.into_iter().collect();
    let codes = || all.iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>().join(", ");
    let wanted = text.trim().to_lowercase();
    all.iter().find(|(_, code)| *code == wanted).map(|(it, _)| *it).ok_or_else(|| format!("one of {}", codes()))
}

/// Words to find; none would find everybody, which nobody asks for so.
fn words(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("nothing stands there".to_owned()) } else { Ok(text.to_owned()) }
}

fn role(text: &str) -> Result<Role, String> {
    one_of(text, Role::ALL.map(|role| (role, role.title().to_lowercase())))
}

fn gap(text: &str) -> Result<Gap, String> {
    one_of(text, Gap::ALL.map(|gap| (gap, gap.code().to_owned())))
}

fn column(text: &str) -> Result<PeopleOrder, String> {
    one_of(text, PeopleOrder::ALL.map(|column| (column, column.code().to_owned())))
}

fn field_set(text: &str) -> Result<FieldSet, String> {
    let (field, value) = text.split_once('=').ok_or("it is FIELD=WORDS, such as team=Ops")?;
    let field = one_of(field, SharedField::ALL.map(|field| (field, field.title().to_lowercase())))?;
    Ok(FieldSet { field, value: value.to_owned() })
}
