//! The arguments of `draw set` about who may win, what is published and what was decided; and those of `draw enter`.

use crate::campaign::Pool;
use crate::cli::values::{self, Time};
use std::path::PathBuf;

/// Who may enter and win.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Who may enter and win")]
pub struct Entering {
    /// People brought (“referred by”) give extra tickets, up to --max-bonus
    #[arg(long, conflicts_with = "no_referrals")]
    pub referrals: bool,
    /// People brought give no tickets
    #[arg(long)]
    pub no_referrals: bool,
    /// Who won in an earlier draw of the campaign is left out
    #[arg(long, conflicts_with = "earlier_winners_in")]
    pub earlier_winners_out: bool,
    /// Earlier winners take part again
    #[arg(long)]
    pub earlier_winners_in: bool,
    /// Only people who agreed take part
    #[arg(long, conflicts_with = "no_consent_needed")]
    pub consent_needed: bool,
    /// Consent does not decide about taking part
    #[arg(long)]
    pub no_consent_needed: bool,
    /// Staff of the organiser may win
    #[arg(long, conflicts_with = "no_staff")]
    pub staff_may_win: bool,
    /// Staff of the organiser are left out
    #[arg(long)]
    pub no_staff: bool,
    /// Who may win a prize: everybody, members, named, countries=DE+AT or tags=press+crew
    #[arg(long = "pool", value_name = "PRIZE:WHO", value_parser = pool)]
    pub pools: Vec<(String, Pool)>,
    /// What one of a prize is worth, such as laptop:1299.50
    #[arg(long = "prize-value", value_name = "PRIZE:AMOUNT", value_parser = prize_value)]
    pub prize_values: Vec<(String, u64)>,
}

/// What the official rules say beside prizes and dates; "" empties a text.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What is published")]
pub struct Publishing {
    /// Full name of whoever runs the sweepstake
    #[arg(long, value_name = "NAME")]
    pub sponsor: Option<String>,
    /// Postal address of whoever runs it
    #[arg(long, value_name = "ADDRESS")]
    pub sponsor_address: Option<String>,
    /// Currency of the prize values, such as GBP
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub currency: Option<String>,
    /// How many tickets are expected in all, for the odds; 0 to count the list instead
    #[arg(long, value_name = "N")]
    pub expected_tickets: Option<u64>,
    /// Conditions beside age, country and staff
    #[arg(long, value_name = "TEXT")]
    pub eligibility: Option<String>,
    /// How to enter
    #[arg(long, value_name = "TEXT")]
    pub how_to_enter: Option<String>,
    /// How to enter free of charge, such as by postcard
    #[arg(long, value_name = "TEXT")]
    pub free_entry: Option<String>,
    /// How winners are told
    #[arg(long, value_name = "TEXT")]
    pub notify: Option<String>,
    /// By when winners are told
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub told_by: Option<Time>,
    /// How many days a winner has to answer; 0 for none said
    #[arg(long, value_name = "DAYS")]
    pub reply_days: Option<u32>,
    /// How and when prizes reach the winners
    #[arg(long, value_name = "TEXT")]
    pub delivery: Option<String>,
    /// Whether a prize may be replaced or paid out
    #[arg(long, value_name = "TEXT")]
    pub substitution: Option<String>,
    /// Where the list of winners is to be had, and how long
    #[arg(long, value_name = "TEXT")]
    pub winners_list: Option<String>,
    /// Whether winners take part in publicity
    #[arg(long, value_name = "TEXT")]
    pub publicity: Option<String>,
    /// What happens to the data of entrants
    #[arg(long, value_name = "TEXT")]
    pub data_protection: Option<String>,
    /// Country whose law applies
    #[arg(long, value_name = "COUNTRY")]
    pub law: Option<String>,
    /// Tick a point of the check-list by hand, with words if wished
    #[arg(long = "tick", value_name = "POINT[=WORDS]")]
    pub ticked: Vec<String>,
    /// Say why a point of the check-list does not apply
    #[arg(long = "not-applicable", value_name = "POINT=WHY")]
    pub not_applicable: Vec<String>,
    /// Take the mark of a point away
    #[arg(long = "unmark", value_name = "POINT")]
    pub unmarked: Vec<String>,
}

/// What the organiser decides about single entries.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Entries")]
pub struct Deciding {
    /// Let an entry take part although a rule speaks against it, and say why
    #[arg(long = "let-in", value_name = "ENTRY:WHY")]
    pub let_in: Vec<String>,
    /// Leave an entry out of the list, with its reason: staff, under-age, late, residence, duplicate, earlier-winner,
    /// no-consent, withdrawn or other
    #[arg(long = "leave-out", value_name = "ENTRY:REASON")]
    pub leave_out: Vec<String>,
    /// Let the rules decide about an entry again
    #[arg(long = "by-rules", value_name = "ENTRY")]
    pub by_rules: Vec<String>,
    /// Which prizes an entry may win; ENTRY: alone for all whose rule it meets
    #[arg(long = "assign", value_name = "ENTRY:PRIZE[,PRIZE]")]
    pub assign: Vec<String>,
    /// Entries without a readable date, where dates count: in or out
    #[arg(long, value_name = "in|out", value_parser = ["in", "out"])]
    pub undated: Option<String>,
    /// Take people of different names who share an e-mail address for one: left out beyond the limit, or one household
    #[arg(long, value_name = "one-person|one-household", value_parser = ["one-person", "one-household"])]
    pub same_address: Option<String>,
    /// Empty the extra tickets of the list, where they are the people brought that --referrals counts
    #[arg(long)]
    pub drop_extra_tickets: bool,
}

#[derive(Debug, clap::Args)]
pub struct DrawEnter {
    /// The campaign
    pub file: PathBuf,
    /// Title or id of the sweepstake; not needed where there is only one
    #[arg(long, value_name = "TITLE")]
    pub draw: Option<String>,
    /// Name of the entrant
    #[arg(long, default_value = "", required_unless_present = "person")]
    pub name: String,
    /// Somebody of the campaign, such as P12
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,
    /// Postal address; also tells who shares a household
    #[arg(long, default_value = "")]
    pub address: String,
    /// E-mail address
    #[arg(long, default_value = "")]
    pub email: String,
    /// Who shares a prize, where it is not the address
    #[arg(long, default_value = "")]
    pub household: String,
    /// When it arrived; now without it
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub received: Option<Time>,
    /// Number or mark on the card
    #[arg(long, default_value = "")]
    pub reference: String,
    /// Who brought this person
    #[arg(long, default_value = "")]
    pub referred_by: String,
    /// How it came: post, web or other words
    #[arg(long, default_value = "post")]
    pub way: String,
    /// Make a new person although somebody of the same name and address is known
    #[arg(long)]
    pub somebody_else: bool,
}

fn pool(text: &str) -> Result<(String, Pool), String> {
    let (prize, who) = text.split_once(':').ok_or("the form is PRIZE:WHO, such as mug:members")?;
    Ok((prize.trim().to_owned(), who.parse()?))
}

/// An amount with at most two digits behind the point, in hundredths.
fn prize_value(text: &str) -> Result<(String, u64), String> {
    let form = "the form is PRIZE:AMOUNT, such as laptop:1299.50";
    let (prize, amount) = text.rsplit_once(':').ok_or(form)?;
    let hundredths = crate::app::drawing::read_money(amount).ok_or(form)?;
    Ok((prize.trim().to_owned(), hundredths))
}

fn currency(text: &str) -> Result<String, String> {
    let code = text.trim().to_uppercase();
    let is_code = code.is_empty() || (code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()));
    if is_code { Ok(code) } else { Err("a currency has three letters, such as GBP".into()) }
}
