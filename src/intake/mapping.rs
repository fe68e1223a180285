//! Which column means what: proposed, changed by the person, remembered for files with the same headers.

use serde::{Deserialize, Serialize};

use super::name_pairs::{self, Half};
use super::words::Words;
use super::{Field, IntakeError, Kind, Table, value, whose_columns};

/// What one column becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The header, unique in its table.
    pub header: String,
    /// What it becomes; `None` if it is left out. Its words stay with every draft all the same.
    pub field: Option<Field>,
    /// What it may be, where only the person can tell, such as a consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested: Option<Field>,
    /// Why, in words.
    pub reason: String,
    /// The person must choose before rows are checked.
    #[serde(default)]
    pub undecided: bool,
    /// The person wants nothing of it: not asked about again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
}

/// Which column means what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What the rows become.
    pub kind: Kind,
    /// Of the headers it was made for; see [`Table::fingerprint`].
    pub fingerprint: String,
    /// One per column of the table.
    pub columns: Vec<Column>,
}

impl Mapping {
    /// What a column becomes.
    pub fn field(&self, column: usize) -> Option<Field> {
        self.columns.get(column).and_then(|c| c.field)
    }

    /// The columns of a field, in order.
    pub fn columns_of(&self, field: Field) -> Vec<usize> {
        self.columns.iter().enumerate().filter(|(_, c)| c.field == Some(field)).map(|(i, _)| i).collect()
    }

    /// What a column becomes, in words; where the name of who nominates stands in two columns, which half of it.
    pub fn title(&self, column: usize) -> Option<String> {
        let field = self.field(column)?;
        let title = field.title(self.kind);
        let parts = self.columns_of(field);
        let header = |at: &usize| self.columns.get(*at).map_or("", |it| it.header.as_str());
        let [first, second] = parts.as_slice() else { return Some(title) };
        if field != Field::Nominator {
            return Some(title);
        }
        let half = match name_pairs::half_of([header(first), header(second)]) {
            Some(half) if column == *first => half,
            Some(Half::Given) => Half::Family,
            Some(Half::Family) => Half::Given,
            None => return Some(title),
        };
        Some(match half {
            Half::Given => "Nominator: given name".into(),
            Half::Family => "Nominator: family name".into(),
        })
    }

    /// Columns that still need a choice.
    pub fn undecided(&self) -> Vec<usize> {
        self.columns.iter().enumerate().filter(|(_, c)| c.undecided).map(|(i, _)| i).collect()
    }

    /// Decides undecided columns where nobody can be asked: what was suggested is taken if the words of the header speak for it
    /// and the field is still free. A column that only looks like a consent by its values is left out.
    pub fn accept_suggestions(&mut self) {
        for column in self.undecided() {
            let by_words = |c: &Column, f: Field| Words::of(&c.header).fields().iter().any(|(field, _, _)| *field == f);
            let is_said = |c: &Column, f: Field| f == Field::Consent && Words::of(&c.header).is_consent_to_publishing();
            let asks = |c: &Column, f: Field| {
                matches!(f, Field::Consent | Field::Publish) && Words::of(&c.header).asks_whether()
            };
            let speaks = |c: &Column, f: Field| by_words(c, f) || is_said(c, f) || asks(c, f);
            let suggested = self.columns.get(column).and_then(|c| c.suggested.filter(|f| speaks(c, *f)));
            // A consent that may be one to something else is nobody's to take.
            let is_plain = |c: &Column| Words::of(&c.header).is_plain_consent();
            let suggested = suggested.filter(|f| {
                !matches!(f, Field::Consent | Field::Publish) || self.columns.get(column).is_some_and(is_plain)
            });
            let free = suggested.filter(|f| f.is_joined() || self.columns_of(*f).is_empty());
            if let Some(slot) = self.columns.get_mut(column) {
                slot.field = free;
                slot.undecided = false;
            }
        }
    }

    /// The person's choice. A field that holds one value is taken away from the column that had it; that column is
    /// returned. Choosing `None` leaves the column out.
    pub fn set(&mut self, column: usize, field: Option<Field>) -> Result<Option<usize>, IntakeError> {
        if let Some(field) = field
            && !self.kind.fields().contains(&field)
        {
            self.kind.field(field.id())?;
        }
        let headers = self.headers();
        let Some(slot) = self.columns.get_mut(column) else {
            return Err(IntakeError::NoSuchColumn { header: format!("#{}", column + 1), available: headers });
        };
        slot.field = field;
        slot.undecided = false;
        slot.left_out = field.is_none();
        slot.reason = if field.is_some() { "Your choice." } else { "Left out by you." }.into();
        let Some(field) = field.filter(|f| !f.is_joined()) else { return Ok(None) };
        let freed = self.columns_of(field).into_iter().find(|other| *other != column);
        if let Some(slot) = freed.and_then(|other| self.columns.get_mut(other)) {
            slot.field = None;
            slot.reason = format!("“{}” was given to another column.", field.title(self.kind));
        }
        Ok(freed)
    }

    /// Choices from the command line, each `FIELD=HEADER`: the header as written, `#3` for the third column, and `-` as the
    /// field to leave a column out. Nothing is changed if one of them is wrong.
    pub fn apply_pairs<S: AsRef<str>>(&mut self, pairs: &[S]) -> Result<(), IntakeError> {
        let mut changed = self.clone();
        let mut given: Vec<(Field, usize)> = Vec::new();
        for pair in pairs {
            let text = pair.as_ref();
            let bad = || IntakeError::BadPair { text: text.to_owned() };
            let (id, header) = text.split_once('=').ok_or_else(bad)?;
            let column = self.column(header)?;
            if id.trim() == "-" {
                changed.set(column, None)?;
                continue;
            }
            let field = self.kind.field(id)?;
            if let Some((_, first)) = given.iter().find(|(f, c)| *f == field && *c != column && !f.is_joined()) {
                let name = |c: usize| self.columns.get(c).map(|c| c.header.clone()).unwrap_or_default();
                return Err(IntakeError::FieldTwice { field: field.id(), first: name(*first), second: name(column) });
            }
            given.push((field, column));
            changed.set(column, Some(field))?;
        }
        *self = changed;
        Ok(())
    }

    /// The mapping as lines `Header = what it becomes`, to be copied, edited and given back to [`Self::apply_lines`].
    pub fn to_lines(&self) -> String {
        let line = |column: &Column| {
            let becomes = match (column.undecided, column.field) {
                (true, _) => "?".to_owned(),
                (false, None) => "left out".to_owned(),
                (false, Some(field)) => field.title(self.kind),
            };
            format!("{} = {becomes}\n", value::tidy(&column.header))
        };
        self.columns.iter().map(line).collect()
    }

    /// Choices as lines `Header = what it becomes`: a field by its title or its id, `left out` or `-` to leave the column out,
    /// `?` to leave it as it is. Columns that no line names stay as they are. Nothing is changed if a line is wrong.
    pub fn apply_lines(&mut self, text: &str) -> Result<(), IntakeError> {
        let mut changed = self.clone();
        let mut given: Vec<(Field, usize)> = Vec::new();
        let mut wanted = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let bad = || IntakeError::BadLine { text: line.to_owned() };
            // What a column becomes holds no equals sign; a header may.
            let (header, becomes) = line.rsplit_once('=').ok_or_else(bad)?;
            let (column, becomes) = (self.column(header.trim())?, becomes.trim());
            match value::fold(becomes).as_str() {
                "" if becomes == "?" => {}
                "" if becomes != "-" => return Err(bad()),
                "" | "leftout" => wanted.push((column, None)),
                folded => {
                    let by_title = self.kind.fields().iter().find(|f| value::fold(&f.title(self.kind)) == folded);
                    let field = by_title.map_or_else(|| self.kind.field(becomes), |field| Ok(*field))?;
                    let name = |c: usize| self.columns.get(c).map(|c| c.header.clone()).unwrap_or_default();
                    if let Some((_, first)) = given.iter().find(|(f, c)| *f == field && *c != column && !f.is_joined())
                    {
                        let (first, second) = (name(*first), name(column));
                        return Err(IntakeError::FieldTwice { field: field.id(), first, second });
                    }
                    given.push((field, column));
                    wanted.push((column, Some(field)));
                }
            }
        }
        // What is taken away comes first: a field that moves from one column to another must not be taken from its new one.
        wanted.sort_by_key(|(_, field)| field.is_some());
        for (column, field) in wanted {
            if changed.columns.get(column).is_none_or(|now| now.field != field || now.undecided) {
                changed.set(column, field)?;
            }
        }
        *self = changed;
        Ok(())
    }

    /// The column with this header: as written, else without regard to case, accents and signs, else by `#number`.
    pub fn column(&self, header: &str) -> Result<usize, IntakeError> {
        let exact = self.columns.iter().position(|c| c.header == header);
        let tidy = value::tidy(header);
        let by_tidy = || self.columns.iter().position(|c| c.header == tidy);
        let folded = value::fold(header);
        let by_fold = || {
            let mut hits = self.columns.iter().enumerate().filter(|(_, c)| value::fold(&c.header) == folded);
            match (hits.next(), hits.next()) {
                (Some((at, _)), None) if !folded.is_empty() => Some(at),
                _ => None,
            }
        };
        let by_number = || {
            let number: usize = header.trim().strip_prefix('#')?.parse().ok()?;
            (1..=self.columns.len()).contains(&number).then(|| number - 1)
        };
        exact
            .or_else(by_tidy)
            .or_else(by_fold)
            .or_else(by_number)
            .ok_or_else(|| IntakeError::NoSuchColumn { header: header.to_owned(), available: self.headers() })
    }

    fn headers(&self) -> String {
        self.columns.iter().map(|c| format!("“{}”", c.header)).collect::<Vec<_>>().join(", ")
    }

    /// Key and text under which a campaign remembers these choices.
    pub fn remembered(&self) -> Result<(String, String), IntakeError> {
        let mut plain = self.clone();
        // Why it is open who is nominated is what rows wait for.
        for column in plain.columns.iter_mut().filter(|column| !is_open(column)) {
            column.reason.clear();
        }
        let text = serde_json::to_string(&plain).map_err(|e| IntakeError::Write(e.to_string()))?;
        Ok((Self::key(self.kind, &self.fingerprint), text))
    }

    /// The key of choices for files with these headers.
    pub fn key(kind: Kind, fingerprint: &str) -> String {
        format!("{}:{fingerprint}", kind.id())
    }

    /// Choices made before, if they fit this table. The text is a campaign's; one that cannot be read is no choice.
    pub fn recall(text: &str, kind: Kind, table: &Table) -> Option<Self> {
        let mut known: Self = serde_json::from_str(text).ok()?;
        let fields_fit = known.columns.iter().all(|c| c.field.is_none_or(|f| kind.fields().contains(&f)));
        if known.kind != kind || !known.fits(table) || !fields_fit {
            return None;
        }
        for column in &mut known.columns {
            column.undecided = false;
            if !is_open(column) {
                column.reason = "As for the last file with these headers.".into();
            }
        }
        Some(known)
    }

    /// Is this mapping made for files with these headers?
    pub fn fits(&self, table: &Table) -> bool {
        self.fingerprint == table.fingerprint() && self.columns.len() == table.headers.len()
    }
}

/// Was it left open whether the column names the nominee?
fn is_open(column: &Column) -> bool {
    column.field.is_none() && !column.left_out && whose_columns::is_open_reason(&column.reason)
}
