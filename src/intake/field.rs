//! What a file may hold (kinds) and what a column may mean (fields), with stable ids for the command line and titles for
//! the screen.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::IntakeError;

/// What the rows of a file become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One nominator's words for one nominee per row.
    Nominations,
    /// One place in the sweepstake per row.
    Entries,
    /// People without more.
    People,
    /// Messages of thanks.
    Thanks,
    /// "Users happen" stories.
    Mishaps,
    /// Members of the league.
    Members,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Nominations, Self::Entries, Self::People, Self::Thanks, Self::Mishaps, Self::Members];

    /// Id for the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nominations => "nominations",
            Self::Entries => "entries",
            Self::People => "people",
            Self::Thanks => "thanks",
            Self::Mishaps => "mishaps",
            Self::Members => "members",
        }
    }

    /// Name for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nominations => "Nominations",
            Self::Entries => "Sweepstake entries",
            Self::People => "People",
            Self::Thanks => "Thanks",
            Self::Mishaps => "Mishaps",
            Self::Members => "League members",
        }
    }

    /// The fields a column of such a file may become, in the order in which a person should see them.
    pub const fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::Nominations => &[
                F::Name,
                F::Given,
                F::Family,
                F::Email,
                F::Organisation,
                F::Team,
                F::Role,
                F::Country,
                F::Region,
                F::Place,
                F::Address,
                F::Nominator,
                F::NominatorEmail,
                F::Award,
                F::Reason,
                F::Story,
                F::Quote,
                F::NomineeForAward,
                F::AlsoNominee,
                F::AlsoGiven,
                F::AlsoFamily,
                F::AlsoEmail,
                F::AlsoTeam,
                F::AlsoAward,
                F::AlsoReason,
                F::Problem,
                F::Channel,
                F::Received,
                F::ReceivedTime,
                F::Contact,
                F::Birth,
                F::Latin,
                F::CodeName,
                F::NameForm,
                F::Reference,
            ],
            Self::Entries => &[
                F::Name,
                F::Given,
                F::Family,
                F::Email,
                F::Reference,
                F::Received,
                F::ReceivedTime,
                F::Method,
                F::Bonus,
                F::Tickets,
                F::Household,
                F::Pools,
                F::ReferredBy,
                F::Publish,
                F::Birth,
                F::Country,
                F::Region,
                F::Place,
                F::Address,
                F::Organisation,
                F::Team,
                F::Role,
                F::Status,
                F::Channel,
                F::Latin,
                F::CodeName,
                F::NameForm,
            ],
            Self::People => &[
                F::Name,
                F::Given,
                F::Family,
                F::Email,
                F::Organisation,
                F::Team,
                F::Role,
                F::Country,
                F::Region,
                F::Place,
                F::Address,
                F::Birth,
                F::Since,
                F::CodeName,
                F::Latin,
                F::Contact,
                F::NameForm,
                F::Consent,
                F::ConsentDate,
                F::ConsentBy,
                F::ConsentWording,
                F::NameConfirmedBy,
                F::NameConfirmedOn,
                F::ToldOn,
                F::Roles,
                F::Tags,
                F::Notes,
            ],
            Self::Thanks => &[
                F::Recipient,
                F::RecipientEmail,
                F::Message,
                F::Name,
                F::Given,
                F::Family,
                F::Email,
                F::Organisation,
                F::Team,
                F::Country,
                F::Place,
                F::Received,
                F::ReceivedTime,
                F::Publish,
                F::Anonymous,
                F::Reference,
            ],
            Self::Mishaps => &[
                F::Title,
                F::Story,
                F::Device,
                F::Cause,
                F::Damage,
                F::Punchline,
                F::Name,
                F::Given,
                F::Family,
                F::Email,
                F::Organisation,
                F::Team,
                F::Country,
                F::Place,
                F::Received,
                F::ReceivedTime,
                F::Publish,
                F::Problem,
                F::Reference,
            ],
            Self::Members => &[
                F::Name,
                F::Given,
                F::Family,
                F::Email,
                F::CodeName,
                F::VouchedBy,
                F::ReferredBy,
                F::Since,
                F::Reason,
                F::Received,
                F::ReceivedTime,
                F::Organisation,
                F::Team,
                F::Role,
                F::Country,
                F::Region,
                F::Place,
                F::Address,
                F::Birth,
                F::Latin,
                F::Publish,
                F::NameForm,
            ],
        }
    }

    /// A field by its id, if this kind has it.
    pub fn field(self, id: &str) -> Result<Field, IntakeError> {
        let wanted = id.trim().to_lowercase().replace('-', "_");
        self.fields().iter().copied().find(|f| f.id() == wanted).ok_or_else(|| IntakeError::NoSuchField {
            field: id.trim().to_owned(),
            kind: self.title(),
            available: self.fields().iter().map(|f| f.id()).collect::<Vec<_>>().join(", "),
        })
    }
}

impl FromStr for Kind {
    type Err = IntakeError;

    fn from_str(text: &str) -> Result<Self, IntakeError> {
        Self::ALL
            .into_iter()
            .find(|k| k.id() == text.trim().to_lowercase())
            .ok_or_else(|| IntakeError::NoSuchKind { text: text.to_owned() })
    }
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Full name of the nominee, entrant, member, or of whoever says thanks or tells a mishap.
    Name,
    /// Given name of that person.
    Given,
    /// Family name of that person.
    Family,
    /// E-mail of that person.
    Email,
    /// Company, school, authority.
    Organisation,
    /// Team or department.
    Team,
    /// Job.
    Role,
    /// Country, in words or as a code.
    Country,
    /// State or province.
    Region,
    /// Town or site.
    Place,
    /// Postal address; several columns are joined.
    Address,
    /// Date of birth.
    Birth,
    /// Member since.
    Since,
    /// Code name.
    CodeName,
    /// The name in Latin letters.
    Latin,
    /// Full name of the nominator.
    Nominator,
    /// E-mail of the nominator.
    NominatorEmail,
    /// Award, or several ticked in one cell.
    Award,
    /// Why.
    Reason,
    /// What happened.
    Story,
    /// A sentence to quote.
    Quote,
    /// A recurring trouble.
    Problem,
    /// How the nomination came.
    Channel,
    /// When it came.
    Received,
    /// May the nominee be contacted?
    Contact,
    /// May the name be published?
    Publish,
    /// Number or id the source gave to the row.
    Reference,
    /// By form or by post.
    Method,
    /// Additional tickets, such as for referrals.
    Bonus,
    /// Tickets in all.
    Tickets,
    /// Who lives together.
    Household,
    /// Which prizes an entry may win.
    Pools,
    /// Who brought this person.
    ReferredBy,
    /// Attending, refunded and the like.
    Status,
    /// Words of thanks.
    Message,
    /// Whom the thanks are for.
    Recipient,
    /// E-mail of that person.
    RecipientEmail,
    /// What it happened to.
    Device,
    /// What caused it.
    Cause,
    /// What it cost.
    Damage,
    /// The last line, and the best.
    Punchline,
    /// What a mishap is called.
    Title,
    /// Does whoever wrote it wish not to be named?
    Anonymous,
    /// The member who vouches.
    VouchedBy,
    /// The form in which the name may be shown in public.
    NameForm,
    /// What the person said about being shown, in the words of this program.
    Consent,
    /// When the person said so.
    ConsentDate,
    /// By which way, or by whom it was noted.
    ConsentBy,
    /// The version of the wording that was answered.
    ConsentWording,
    /// Who confirmed how the name is spelled.
    NameConfirmedBy,
    /// When it was confirmed.
    NameConfirmedOn,
    /// When the person was told that something is kept about them.
    ToldOn,
    /// Judge, member, staff.
    Roles,
    /// Words to find people by.
    Tags,
    /// The organiser's own words.
    Notes,
    /// A name under the title of an award: who is nominated for it.
    NomineeForAward,
    /// Who else is nominated in the row, such as "Nominee 2".
    AlsoNominee,
    /// Given name of that one, where the family name stands in another column.
    AlsoGiven,
    /// Family name of that one.
    AlsoFamily,
    /// E-mail of that one.
    AlsoEmail,
    /// Team of that one.
    AlsoTeam,
    /// Award for that one.
    AlsoAward,
    /// Why that one is nominated.
    AlsoReason,
    /// The hour it came, where the day stands in another column.
    ReceivedTime,
}

/// Fields whose values are days or moments.
pub(super) const DATES: [Field; 6] =
    [Field::Received, Field::Birth, Field::Since, Field::ConsentDate, Field::NameConfirmedOn, Field::ToldOn];

impl Field {
    /// Id for the command line and for `--json`.
    pub const fn id(self) -> &'static str {
        use Field as F;
        match self {
            F::Name => "name",
            F::Given => "given",
            F::Family => "family",
            F::Email => "email",
            F::Organisation => "organisation",
            F::Team => "team",
            F::Role => "role",
            F::Country => "country",
            F::Region => "region",
            F::Place => "place",
            F::Address => "address",
            F::Birth => "birth",
            F::Since => "since",
            F::CodeName => "code_name",
            F::Latin => "latin",
            F::Nominator => "nominator",
            F::NominatorEmail => "nominator_email",
            F::Award => "award",
            F::Reason => "reason",
            F::Story => "story",
            F::Quote => "quote",
            F::Problem => "problem",
            F::Channel => "channel",
            F::Received => "received",
            F::Contact => "contact",
            F::Publish => "publish",
            F::Reference => "reference",
            F::Method => "method",
            F::Bonus => "bonus",
            F::Tickets => "tickets",
            F::Household => "household",
            F::Pools => "pools",
            F::ReferredBy => "referred_by",
            F::Status => "status",
            F::Message => "message",
            F::Recipient => "recipient",
            F::RecipientEmail => "recipient_email",
            F::Device => "device",
            F::Cause => "cause",
            F::Damage => "damage",
            F::Punchline => "punchline",
            F::Title => "title",
            F::Anonymous => "anonymous",
            F::VouchedBy => "vouched_by",
            F::NameForm => "name_form",
            F::Consent => "consent",
            F::ConsentDate => "consent_date",
            F::ConsentBy => "consent_by",
            F::ConsentWording => "consent_wording",
            F::NameConfirmedBy => "name_confirmed_by",
            F::NameConfirmedOn => "name_confirmed_on",
            F::ToldOn => "told_on",
            F::Roles => "roles",
            F::Tags => "tags",
            F::Notes => "notes",
            F::NomineeForAward => "nominee_for_award",
            F::AlsoNominee => "also_nominee",
            F::AlsoGiven => "also_given",
            F::AlsoFamily => "also_family",
            F::AlsoEmail => "also_email",
            F::AlsoTeam => "also_team",
            F::AlsoAward => "also_award",
            F::AlsoReason => "also_reason",
            F::ReceivedTime => "received_time",
        }
    }

    /// Name for the screen, as in "Nominee: full name".
    pub fn title(self, kind: Kind) -> String {
        use Field as F;
        let whose = match kind {
            Kind::Nominations => "Nominee: ",
            Kind::Entries => "Entrant: ",
            Kind::Thanks => "From: ",
            Kind::Mishaps => "Told by: ",
            Kind::Members => "Member: ",
            Kind::People => "",
        };
        let of_person = match self {
            F::Name => "full name",
            F::Given => "given name",
            F::Family => "family name",
            F::Email => "e-mail",
            F::Organisation => "organisation",
            F::Team => "team",
            F::Role => "role",
            F::Country => "country",
            F::Region => "region",
            F::Place => "place",
            F::Address => "postal address",
            F::Birth => "date of birth",
            F::CodeName => "code name",
            F::Latin => "name in Latin letters",
            _ => "",
        };
        if !of_person.is_empty() {
            let text = format!("{whose}{of_person}");
            let mut chars = text.chars();
            return chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
        }
        match self {
            F::Since => "Member since",
            F::Nominator => "Nominator: full name",
            F::NominatorEmail => "Nominator: e-mail",
            F::Award => "Award, several",
            F::Reason => "Reason",
            F::Story => "Story",
            F::Quote => "Quote",
            F::Problem => "Problem",
            F::Channel => "Channel",
            F::Received => "Date and time",
            F::Contact => "Consent to be contacted",
            F::Publish => "Consent to publish",
            F::Reference if matches!(kind, Kind::Entries) => "Entry number",
            F::Reference => "Number of the answer",
            F::Method => "Method of entry",
            F::Bonus => "Bonus tickets",
            F::Tickets => "Tickets",
            F::Household => "Household",
            F::Pools => "May win",
            F::ReferredBy => "Referred by",
            F::Status => "Status",
            F::Message => "Message",
            F::Recipient => "To: name",
            F::RecipientEmail => "To: e-mail",
            F::Device => "Device or system",
            F::Cause => "Cause",
            F::Damage => "Damage",
            F::Punchline => "Punchline",
            F::Title => "Title",
            F::Anonymous => "Not to be named",
            F::VouchedBy => "Vouched for by",
            F::NameForm => "Name in public",
            F::Consent => "Consent, as it stands",
            F::ConsentDate => "Consent: date",
            F::ConsentBy => "Consent: how it was given",
            F::ConsentWording => "Consent: version of the wording",
            F::NameConfirmedBy => "Name confirmed by",
            F::NameConfirmedOn => "Name confirmed on",
            F::ToldOn => "Told that it is kept, on",
            F::Roles => "Roles, several",
            F::Tags => "Tags, several",
            F::Notes => "Notes",
            F::NomineeForAward => "Nominee for this award",
            F::AlsoNominee => "Another nominee: full name",
            F::AlsoGiven => "Another nominee: given name",
            F::AlsoFamily => "Another nominee: family name",
            F::AlsoEmail => "Another nominee: e-mail",
            F::AlsoTeam => "Another nominee: team",
            F::AlsoAward => "Another nominee: award",
            F::AlsoReason => "Another nominee: reason",
            F::ReceivedTime => "Time of day",
            _ => "",
        }
        .to_owned()
    }

    /// May several columns go into this field, joined in order?
    pub const fn is_joined(self) -> bool {
        use Field as F;
        matches!(
            self,
            F::Nominator
                | F::Address
                | F::Award
                | F::Reason
                | F::Story
                | F::Quote
                | F::Problem
                | F::Message
                | F::Cause
                | F::Damage
                | F::Tags
                | F::Notes
                | F::Status
                | F::NomineeForAward
                | F::AlsoNominee
                | F::AlsoGiven
                | F::AlsoFamily
                | F::AlsoEmail
                | F::AlsoTeam
                | F::AlsoAward
                | F::AlsoReason
        )
    }

    /// Is it about somebody else who is nominated in the row?
    pub const fn is_of_another_nominee(self) -> bool {
        use Field as F;
        matches!(
            self,
            F::AlsoNominee | F::AlsoGiven | F::AlsoFamily | F::AlsoEmail | F::AlsoTeam | F::AlsoAward | F::AlsoReason
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_agree_with_serde_and_are_found_again() {
        for kind in Kind::ALL {
            assert_eq!(kind.id().parse::<Kind>(), Ok(kind));
            for field in kind.fields() {
                assert_eq!(serde_json::to_value(field).unwrap(), field.id());
                assert_eq!(kind.field(field.id()), Ok(*field));
                assert!(!field.title(kind).is_empty(), "{field:?}");
            }
        }
        assert_eq!(Field::Name.title(Kind::Nominations), "Nominee: full name");
        assert_eq!(Field::Email.title(Kind::People), "E-mail");
        assert!(Kind::People.field("story").unwrap_err().to_string().contains("name, given, family"));
    }
}
