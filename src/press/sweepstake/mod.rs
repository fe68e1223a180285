//! The papers of a draw: lock notice, sealed envelope, rules, receipts, record, list of winners.
//!
//! What they say is taken from the sealed files themselves; beside them come only words that are not sealed (who organises,
//! names in the form their owners chose). So the same files give the same pages.

mod claims;
mod envelope;
mod notice;
mod receipts;
mod record;
mod rules;
mod winners;

pub use claims::{Claim, claims};
pub use envelope::{EnvelopeFacts, envelope};
pub use notice::{NoticeFacts, notice};
pub use receipts::{PER_SHEET, Slip, SlipFacts, receipt, slips};
pub use record::{RecordFacts, record};
pub use rules::{RulesFacts, rules};
pub use winners::winners;

use super::paper::{Block, Column, PaperStyle, Signature, Table};
use super::sheets;
use crate::draw::{Lock, Method, Moment, Reason, Source};

/// What all papers of a campaign share.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// Format of the sheets.
    pub paper: sheets::Paper,
    /// Who runs the draw; "" leaves room to write it.
    pub organiser: String,
    /// BCP 47 language of the texts.
    pub language: String,
}

/// A prize with its chances, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrizeOdds {
    /// Name of the prize.
    pub name: String,
    /// How many are given.
    pub quantity: u64,
    /// "everybody", "120 entries".
    pub who: String,
    /// "1 in 1,574": of one ticket.
    pub chance: String,
}

/// Somebody who won, or stands in line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Winner {
    /// Place in the order.
    pub rank: u64,
    /// Of the roll.
    pub entry_id: String,
    /// In the form its owner chose; "" where none may be shown. Who lost a prize is never named in public.
    pub name: String,
    /// Id of the prize held, or held until it became free; "" for an alternate.
    pub prize_id: String,
    /// Its name.
    pub prize: String,
    /// "was told", "accepted"; "" when nothing has happened since.
    pub state: String,
    /// Whether the prize is held, not lost.
    pub holds: bool,
}

/// Shown in place of a name that may not be.
pub const NO_NAME: &str = "not published";

impl Office {
    fn style(&self, lock: &Lock, kind: &str, foot: String) -> PaperStyle {
        PaperStyle {
            paper: self.paper,
            campaign: lock.campaign.clone(),
            kind: kind.to_owned(),
            running: format!("{}  ·  {}", lock.campaign, lock.title),
            foot,
            rehearsal: lock.rehearsal,
            language: self.language.clone(),
        }
    }
}

/// "Draw 3", or what a rehearsal is called.
fn number_of(lock: &Lock) -> String {
    if lock.rehearsal { "Rehearsal".to_owned() } else { format!("Draw {}", lock.draw) }
}

/// "1 December 2026, 18:00 UTC".
fn said(moment: &Moment) -> String {
    jiff::Timestamp::from_second(moment.unix_secs()).map_or_else(
        |_| moment.as_str().to_owned(),
        |at| {
            let seconds = if moment.unix_secs() % 60 == 0 { "" } else { ":%S" };
            at.strftime(&format!("%-d %B %Y, %H:%M{seconds} UTC")).to_string()
        },
    )
}

/// "1 Dec 2026, 18:00", in UTC: for tables whose head says so.
fn said_briefly(moment: &Moment) -> String {
    jiff::Timestamp::from_second(moment.unix_secs())
        .map_or_else(|_| moment.as_str().to_owned(), |at| at.strftime("%-d %b %Y, %H:%M").to_string())
}

/// 1247 as "1,247".
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 entry", "3 entries".
fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// The first and last group of a hash, to tell papers apart; it proves nothing.
fn short(hash: &str) -> String {
    let (first, last) =
        (hash.get(..4).unwrap_or_default(), hash.get(hash.len().saturating_sub(4)..).unwrap_or_default());
    format!("{first} … {last}")
}

/// A reason in words.
fn reason_title(reason: Reason) -> &'static str {
    reason.code().parse::<crate::campaign::Reason>().map_or("", crate::campaign::Reason::title)
}

fn describe(source: &Source) -> String {
    match source {
        Source::Numbers { count, min, max, distinct, .. } => {
            let different = if *distinct { "different " } else { "" };
            let numbers = if *count == 1 { "number" } else { "numbers" };
            format!("{count} {different}{numbers} from {} to {}, in any order", grouped(*min), grouped(*max))
        }
        Source::Text { .. } => "words said in public".to_owned(),
        Source::Drand { round, chain, .. } => {
            format!("round {} of the public beacon {} …", grouped(*round), chain.get(..8).unwrap_or(chain))
        }
    }
}

fn method_words(method: Method) -> &'static str {
    match method {
        Method::TicketSort => {
            "Each ticket gets a place: the HMAC-SHA256 of its entry id under the draw key. The lowest place of an entry counts, \
             and the lowest places win."
        }
        Method::Rfc3797 => "The order is made by the procedure of RFC 3797 from the published values alone.",
        Method::Vrs => {
            "The order is made by the procedure of draft-thomson-elegy-vrs from the published values and the code."
        }
    }
}

fn prizes_table(odds: &[PrizeOdds]) -> Table {
    let mut table = Table::new([
        Column::new("PRIZE", 4.6).strong(),
        Column::new("HOW MANY", 1.3).at_end(),
        Column::new("WHO MAY WIN", 2.2),
        Column::new("CHANCE OF ONE TICKET", 2.4).at_end(),
    ]);
    for prize in odds {
        table.row([prize.name.clone(), grouped(prize.quantity), prize.who.clone(), prize.chance.clone()]);
    }
    table
}

fn signatures(organiser: &str) -> Block {
    Block::Signatures(vec![
        Signature { role: "For the organiser".into(), name: organiser.to_owned() },
        Signature { role: "Observer, who was there".into(), name: String::new() },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_numbers_are_said() {
        let moment = |text: &str| Moment::parse(text).unwrap();
        assert_eq!(said(&moment("2026-12-01T18:00:00Z")), "1 December 2026, 18:00 UTC");
        assert_eq!(said(&moment("2026-12-01T18:00:07Z")), "1 December 2026, 18:00:07 UTC");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(counted(1, "entry", "entries"), "1 entry");
        assert_eq!(short("5f0c7777a1b2"), "5f0c … a1b2");
        assert_eq!(reason_title(Reason::UnderAge), "Under age");
    }
}
