//! The arguments of what comes beside and after a draw: rehearsal, void, claims, receipts, names.

use crate::campaign::{NameForm, Reason};
use crate::cli::values;
use crate::draw::Kind;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct DrawRehearse {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// What a source would give, in the order of the sources, or LABEL=TEXT; this machine makes up what is missing
    #[arg(long = "value", value_name = "TEXT", num_args = 1..)]
    pub values: Vec<String>,
    /// Where to write the rehearsal's bundle: a folder, or a zip where the name ends in .zip
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct DrawVoid {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Why, as a code that is published: staff, under-age, late, residence, duplicate, earlier-winner, no-consent, withdrawn or other
    #[arg(long, value_name = "CODE", value_parser = values::reason)]
    pub reason: Reason,
}

#[derive(Debug, clap::Args)]
pub struct DrawAmend {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Entry id of a winner or alternate; once for each
    #[arg(long, value_name = "ID", required = true, allow_hyphen_values = true)]
    pub entry: Vec<String>,
    /// notified, accepted, verified, sent, declined, no-reply or disqualified
    #[arg(long, value_name = "KIND", value_parser = values::amendment)]
    pub kind: Kind,
    /// Why, as a code that is published; a disqualification needs one
    #[arg(long, value_name = "CODE", value_parser = values::reason)]
    pub reason: Option<Reason>,
    /// Words of your own, kept in the campaign and never signed
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub words: String,
    /// Only read back what would be appended
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub struct DrawClaims {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Only those for whom something is due
    #[arg(long)]
    pub due: bool,
    /// First set in how many days a winner who was told has to answer; 0 for no limit
    #[arg(long, value_name = "DAYS")]
    pub reply_days: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub struct Receipt {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Entry id of the entrant
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub entry: String,
    /// The file to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct Names {
    /// The campaign
    pub file: PathBuf,
    /// Only this person: name, e-mail address or id such as P12; once for each
    #[arg(long, value_name = "NAME_OR_ID")]
    pub only: Vec<String>,
    /// The form these people chose: default, full, first-and-initial, first, masked, code-name or entry-id
    #[arg(long, value_name = "FORM", requires = "only", value_parser = values::name_form)]
    pub form: Option<NameForm>,
    /// Where that form holds, with commas between: hub, print (cards and certificates), draw (winners, record, wall), labels, roster,
    /// judging; everywhere without it
    #[arg(long = "for", value_name = "OUTPUTS", requires = "form", value_delimiter = ',', value_parser = values::output)]
    pub outputs: Vec<crate::campaign::Output>,
    /// What stands in the list of winners for those who agreed and chose nothing
    #[arg(long, value_name = "FORM", value_parser = values::name_form)]
    pub winners: Option<NameForm>,
    /// The same in the printed record of a draw
    #[arg(long, value_name = "FORM", value_parser = values::name_form)]
    pub record: Option<NameForm>,
    /// The same on the screen in the room
    #[arg(long, value_name = "FORM", value_parser = values::name_form)]
    pub presenter: Option<NameForm>,
}
