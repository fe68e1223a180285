//! Which columns of a list say the name of one and the same human being: given and family name belong together, and so does the
//! address beside them. Told by the mapping, and where nothing was taken over from a column by its header. What no header says
//! is left to whoever looks at the cells.

use super::award_columns;
use super::field::Field;
use super::mapping::Mapping;
use super::words::Words;

/// What the cells of a column say of somebody. Numbers tell human beings of one row apart and mean nothing beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// All of a name.
    Name(usize),
    /// A part of a name; the others stand in columns of the same number.
    Part(usize),
    /// An e-mail address.
    Email(usize),
    /// No name: a place, a day, a number, a choice.
    NoName,
    /// Nobody says; it may be a text.
    Unsaid,
}

impl Holds {
    /// The person the row is about.
    pub const SUBJECT: usize = 0;
    /// Who nominates.
    pub const NOMINATOR: usize = 1;

    /// Whose it is.
    pub const fn whose(self) -> Option<usize> {
        match self {
            Self::Name(whose) | Self::Part(whose) | Self::Email(whose) => Some(whose),
            Self::NoName | Self::Unsaid => None,
        }
    }
}

/// Whom thanks are for.
const RECIPIENT: usize = 2;
/// Everybody else has a number from here on.
const OTHERS: usize = 3;

/// What each column of a list holds.
pub fn name_columns(mapping: &Mapping) -> Vec<Holds> {
    // Further nominees as an import finds them: what is said of each by number.
    let headers: Vec<String> = mapping.columns.iter().map(|column| column.header.clone()).collect();
    let nominees = award_columns::others(&headers, &|field| mapping.columns_of(field));
    let nominee = |column: usize| {
        let said = nominees.iter().enumerate().find_map(|(place, it)| {
            let is_part = it.family == Some(column) || (it.name == column && it.family.is_some());
            match () {
                () if is_part => Some(Holds::Part(OTHERS + place)),
                () if it.name == column => Some(Holds::Name(OTHERS + place)),
                () if it.email == Some(column) => Some(Holds::Email(OTHERS + place)),
                () => None,
            }
        });
        said.unwrap_or(Holds::Unsaid)
    };
    let mut next = OTHERS + nominees.len();
    let mut another = || {
        next += 1;
        next
    };
    let is_in_parts = mapping.columns_of(Field::Nominator).len() > 1;
    // Columns by their header alone: a part of a name waits for the next one of the other kind.
    let mut waiting: Option<(Field, usize)> = None;
    let mut holds = Vec::with_capacity(mapping.columns.len());
    for (at, column) in mapping.columns.iter().enumerate() {
        use Field as F;
        let said = match column.field {
            Some(F::Name | F::Latin | F::CodeName) => Holds::Name(Holds::SUBJECT),
            Some(F::Given | F::Family) => Holds::Part(Holds::SUBJECT),
            Some(F::Email) => Holds::Email(Holds::SUBJECT),
            Some(F::Nominator) if is_in_parts => Holds::Part(Holds::NOMINATOR),
            Some(F::Nominator) => Holds::Name(Holds::NOMINATOR),
            Some(F::NominatorEmail) => Holds::Email(Holds::NOMINATOR),
            Some(F::Recipient) => Holds::Name(RECIPIENT),
            Some(F::RecipientEmail) => Holds::Email(RECIPIENT),
            Some(F::AlsoNominee | F::AlsoGiven | F::AlsoFamily | F::AlsoEmail | F::NomineeForAward) => nominee(at),
            Some(F::VouchedBy | F::ReferredBy | F::ConsentBy | F::NameConfirmedBy) => Holds::Name(another()),
            Some(field) if is_no_name(field) => Holds::NoName,
            Some(_) => Holds::Unsaid,
            None => match (part_of(&column.header), waiting.take()) {
                (Some(part), Some((other, whose))) if part != other => Holds::Part(whose),
                (Some(part), _) => {
                    let whose = another();
                    waiting = Some((part, whose));
                    Holds::Part(whose)
                }
                (None, kept) => {
                    waiting = kept;
                    Holds::Unsaid
                }
            },
        };
        holds.push(said);
    }
    // A part whose other half is nowhere is no name: it says nothing of whose it is.
    let halves: Vec<usize> = holds.iter().filter_map(|it| it.whose().filter(|whose| *whose >= OTHERS)).collect();
    let is_half = |it: Holds| matches!(it, Holds::Part(whose) if whose >= OTHERS && halves.iter().filter(|half| **half == whose).count() < 2);
    holds.into_iter().map(|it| if is_half(it) { Holds::Unsaid } else { it }).collect()
}

/// Does a header ask for something that is never somebody's name, such as a place or a day?
#[must_use]
pub fn asks_for_no_name(header: &str) -> bool {
    let fields = Words::of(header).fields();
    let best = fields.iter().max_by_key(|(_, points, _)| *points);
    best.is_some_and(|(field, ..)| is_no_name(*field))
}

/// Which part of a name a header asks for.
fn part_of(header: &str) -> Option<Field> {
    let fields = Words::of(header).fields();
    let points = |field: Field| fields.iter().find(|(found, ..)| *found == field).map_or(0, |(_, points, _)| *points);
    match (points(Field::Given), points(Field::Family)) {
        (0, 0) => None,
        (given, family) if given == family => None,
        (given, family) => Some(if given > family { Field::Given } else { Field::Family }),
    }
}

/// Is a cell of this field never somebody's name, whatever stands in it?
const fn is_no_name(field: Field) -> bool {
    use Field as F;
    matches!(
        field,
        F::Organisation
            | F::Team
            | F::AlsoTeam
            | F::Role
            | F::Country
            | F::Region
            | F::Place
            | F::Birth
            | F::Since
            | F::Award
            | F::AlsoAward
            | F::Channel
            | F::Received
            | F::ReceivedTime
            | F::Contact
            | F::Publish
            | F::Method
            | F::Bonus
            | F::Tickets
            | F::Pools
            | F::Status
            | F::Anonymous
            | F::NameForm
            | F::Consent
            | F::ConsentDate
            | F::ConsentWording
            | F::NameConfirmedOn
            | F::ToldOn
            | F::Roles
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Kind, ReadOptions, propose, read};

    fn columns(header: &str, row: &str, kind: Kind) -> Vec<Holds> {
        let table = read(format!("{header}\n{row}\n").as_bytes(), &ReadOptions::default()).unwrap();
        name_columns(&propose(&table, kind))
    }

    #[test]
    fn parts_of_one_name_belong_together_in_whatever_order() {
        let found = columns(
            "Last name,First name,E-mail,Last name,First name,Team",
            "Huber,Anna,a@x.example,Huber,Peter,Data",
            Kind::People,
        );
        assert_eq!(found[..3], [Holds::Part(0), Holds::Part(0), Holds::Email(0)]);
        assert!(matches!((found[3], found[4]), (Holds::Part(one), Holds::Part(other)) if one == other && one > 0));
        assert_eq!(found[5], Holds::NoName);
    }

    #[test]
    fn those_who_nominate_are_others_than_those_nominated() {
        let found = columns(
            "Nominee,Nominee e-mail,Your name,Your e-mail,Why?",
            "Ana Quist,ana@x.example,Bo Lind,bo@x.example,She stays",
            Kind::Nominations,
        );
        assert_eq!(found[..4], [Holds::Name(0), Holds::Email(0), Holds::Name(1), Holds::Email(1)]);
        assert_eq!(found[4], Holds::Unsaid);
    }

    #[test]
    fn an_address_is_that_of_the_nominee_of_its_number() {
        let found = columns(
            "Your name,Nominee 1,Nominee 2,Nominee 3,Email 2,Email 3,Why?",
            "Zed Kahn,Cy Moor,Ada Quist,Ada Berg,ada@x.example,berg@x.example,They stay",
            Kind::Nominations,
        );
        let whose: Vec<Option<usize>> = found.iter().map(|it| it.whose()).collect();
        assert!(whose[2].is_some() && whose[2] != whose[3], "{found:?}");
        assert_eq!((found[4].whose(), found[5].whose()), (whose[2], whose[3]), "{found:?}");
        assert!(matches!(found[4], Holds::Email(_)), "{found:?}");
    }

    #[test]
    fn half_a_name_alone_says_nothing() {
        let found = columns("First name,Last name,E-mail,First name", "Ana,Quist,ana@x.example,Bo", Kind::People);
        assert_eq!((found[0], found[1], found[3]), (Holds::Part(0), Holds::Part(0), Holds::Unsaid), "{found:?}");
    }
}
