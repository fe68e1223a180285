//! The official rules, made from the same data the draw uses: numbered sections in plain English, every figure from the set-up.
//! They can be edited by hand; then the text and what the data would say now are held against each other.

use super::chance::{chance, contenders};
use super::standing::assess_as;
use crate::app::outlook::{self, counted, grouped};
use crate::campaign::{Campaign, DrawMethod, LuckSource, Pool, Publication, Stage, Sweepstake, SweepstakeId};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A numbered section of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesSection {
    /// Without its number.
    pub heading: String,
    /// Paragraphs; those that begin with "- " are points of a list.
    pub lines: Vec<String>,
}

/// How the rules text stands to the set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesState {
    /// There is none.
    Missing,
    /// It says what the data says.
    InStep,
    /// It was made, and the set-up changed since.
    Overtaken,
    /// It was made and then edited; the set-up is still the same.
    Edited,
    /// It was edited, and the set-up changed since.
    EditedAndOvertaken,
    /// It was written elsewhere.
    Foreign,
}

impl RulesState {
    /// A sentence for the lock and the set-up.
    pub fn words(self) -> &'static str {
        match self {
            Self::Missing => "There is no rules text yet.",
            Self::InStep => "The rules text says the same as the set-up.",
            Self::Overtaken => "The set-up changed after the rules text was made.",
            Self::Edited => "The rules text was edited by hand: read the lines that differ.",
            Self::EditedAndOvertaken => "The rules text was edited by hand, and the set-up changed since.",
            Self::Foreign => "The rules text was not made from this set-up: read the lines that differ.",
        }
    }
    /// The code for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::InStep => "in-step",
            Self::Overtaken => "overtaken",
            Self::Edited => "edited",
            Self::EditedAndOvertaken => "edited-and-overtaken",
            Self::Foreign => "foreign",
        }
    }
}

/// A line of two texts held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Only in the text as it stands.
    OnlyInText(String),
    /// Only in what the set-up says now.
    OnlyInSetUp(String),
}

/// The rules text as it stands, and as it would be made now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesCheck {
    pub made: String,
    pub state: RulesState,
    pub differences: Vec<Difference>,
}

/// Holds the rules text of a sweepstake against its set-up.
pub fn check_rules(campaign: &Campaign, id: SweepstakeId, sweepstake: &Sweepstake) -> RulesCheck {
    let made = rules_text(campaign, id, sweepstake);
    let text = &sweepstake.rules_text;
    let then = &sweepstake.rules_made_sha256;
    let state = if text.trim().is_empty() {
        RulesState::Missing
    } else if *text == made {
        RulesState::InStep
    } else if then.is_empty() {
        RulesState::Foreign
    } else {
        match (hash(text) != *then, hash(&made) != *then) {
            (false, _) => RulesState::Overtaken,
            (true, false) => RulesState::Edited,
            (true, true) => RulesState::EditedAndOvertaken,
        }
    };
    let differences = match state {
        RulesState::Missing | RulesState::InStep => Vec::new(),
        _ => differences(text, &made),
    };
    RulesCheck { made, state, differences }
}

/// Puts the rules text made from the data into a set-up.
pub fn make_rules(campaign: &Campaign, id: SweepstakeId, sweepstake: &mut Sweepstake) {
    sweepstake.rules_text = rules_text(campaign, id, sweepstake);
    sweepstake.rules_made_sha256 = hash(&sweepstake.rules_text);
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Lines that only one of two texts has, in the order of the texts.
pub fn differences(text: &str, made: &str) -> Vec<Difference> {
    let (a, b): (Vec<&str>, Vec<&str>) = (text.lines().collect(), made.lines().collect());
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[front..a.len() - back], &b[front..b.len() - back]);
    let mut found = Vec::new();
    let only_text = |line: &&str| Difference::OnlyInText((*line).to_owned());
    let only_made = |line: &&str| Difference::OnlyInSetUp((*line).to_owned());
    // A table of the longest common parts; texts that are far too long for it are shown one after the other.
    if a.len().saturating_mul(b.len()) > 4_000_000 {
        found.extend(a.iter().map(only_text));
        found.extend(b.iter().map(only_made));
    } else {
        let width = b.len() + 1;
        let mut common = vec![0_u32; (a.len() + 1) * width];
        for i in (0..a.len()).rev() {
            for j in (0..b.len()).rev() {
                common[i * width + j] = if a[i] == b[j] {
                    common[(i + 1) * width + j + 1] + 1
                } else {
                    common[(i + 1) * width + j].max(common[i * width + j + 1])
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < a.len() || j < b.len() {
            if i < a.len() && j < b.len() && a[i] == b[j] {
                (i, j) = (i + 1, j + 1);
            } else if j == b.len() || (i < a.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
                found.push(only_text(&a[i]));
                i += 1;
            } else {
                found.push(only_made(&b[j]));
                j += 1;
            }
        }
    }
    found.retain(|difference| match difference {
        Difference::OnlyInText(line) | Difference::OnlyInSetUp(line) => !line.trim().is_empty(),
    });
    found
}

/// A rules text taken apart again: title, what stands before the first section, sections. Works for edited texts as well.
pub fn rules_parts(text: &str) -> (String, Vec<String>, Vec<RulesSection>) {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let title = lines.next().unwrap_or_default().to_owned();
    let mut before = Vec::new();
    let mut sections: Vec<RulesSection> = Vec::new();
    for line in lines {
        let number = (sections.len() + 1).to_string();
        let heading = line.strip_prefix(&number).and_then(|rest| rest.strip_prefix(". "));
        match (heading, sections.last_mut()) {
            (Some(heading), _) => {
                sections.push(RulesSection { heading: heading.to_owned(), lines: Vec::new() });
            }
            (None, Some(section)) => section.lines.push(line.to_owned()),
            (None, None) => before.push(line.to_owned()),
        }
    }
    (title, before, sections)
}

/// Rules made from the same data the draw uses. Times are in UTC and say so.
pub fn rules_text(campaign: &Campaign, id: SweepstakeId, sweepstake: &Sweepstake) -> String {
    let mut text = format!(
        "Official rules: {}\n\nNo purchase is necessary to enter or to win. Buying something does not change the chance to win.\n",
        one_line(&sweepstake.title)
    );
    for (index, section) in sections(campaign, id, sweepstake).iter().enumerate() {
        let _ = write!(text, "\n{}. {}\n", index + 1, section.heading);
        for line in &section.lines {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn sections(campaign: &Campaign, id: SweepstakeId, sweepstake: &Sweepstake) -> Vec<RulesSection> {
    let section = |heading: &str, lines: Vec<String>| RulesSection { heading: heading.into(), lines };
    vec![
        section("Who runs it", organiser(campaign, sweepstake)),
        section("When it runs", period(sweepstake)),
        section("Who may take part", who(sweepstake)),
        section("How to enter", entering(&sweepstake.publication)),
        section("Tickets", tickets(sweepstake)),
        section("Prizes", prizes(sweepstake)),
        section("Odds", odds(campaign, id, sweepstake)),
        section("How the winners are found", draw(sweepstake)),
        section("How winners are told", told(sweepstake)),
        section("List of winners, and checking the draw", checking(sweepstake)),
        section("Personal data", data(sweepstake)),
        section("Law", law(&sweepstake.publication)),
    ]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words typed by the organiser as paragraphs of their own.
fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(one_line).filter(|line| !line.is_empty())
}

/// "30 November 2026, 23:59:59 UTC"; without seconds where there are none.
pub fn utc(at: Timestamp) -> String {
    let form = if at.as_second() % 60 == 0 { "%-d %B %Y, %H:%M UTC" } else { "%-d %B %Y, %H:%M:%S UTC" };
    at.strftime(form).to_string()
}

fn sponsor<'a>(campaign: &'a Campaign, publication: &'a Publication) -> &'a str {
    if publication.sponsor.trim().is_empty() { &campaign.settings().organiser } else { &publication.sponsor }
}

fn organiser(campaign: &Campaign, sweepstake: &Sweepstake) -> Vec<String> {
    let publication = &sweepstake.publication;
    let name = one_line(sponsor(campaign, publication));
    let address = one_line(&publication.sponsor_address.replace('\n', ", "));
    let name = if name.is_empty() { "the organiser of this campaign".to_owned() } else { name };
    let address = if address.is_empty() { String::new() } else { format!(", {address}") };
    vec![format!("The sweepstake “{}” is run by {name}{address}.", one_line(&sweepstake.title))]
}

fn period(sweepstake: &Sweepstake) -> Vec<String> {
    let rules = &sweepstake.entry_rules;
    let mut lines = vec![match (rules.opens, rules.closes) {
        (Some(opens), Some(closes)) => {
            format!("Entries count when they arrive from {} to {}.", utc(opens), utc(closes))
        }
        (Some(opens), None) => format!("Entries count when they arrive from {} on.", utc(opens)),
        (None, Some(closes)) => format!("Entries count when they arrive until {}.", utc(closes)),
        (None, None) => "Entries count when they arrive before the list is locked.".into(),
    }];
    if rules.opens.is_some() || rules.closes.is_some() {
        lines.push("An entry that arrives earlier or later does not take part.".into());
    }
    if let Some(at) = sweepstake.announced_at {
        lines.push(format!("The luck of the draw is known on {}, not before.", utc(at)));
    }
    lines
}

fn who(sweepstake: &Sweepstake) -> Vec<String> {
    let rules = &sweepstake.entry_rules;
    let mut lines = Vec::new();
    let age = match rules.min_age {
        0 => "of any age".to_owned(),
        age => format!("of {age} years or older on the day they enter"),
    };
    let place = if rules.countries.is_empty() {
        "in every country where it is allowed".to_owned()
    } else {
        format!("who live in one of these countries: {}", rules.countries.join(", "))
    };
    lines.push(format!("Natural persons {age}, {place}."));
    lines.push(if rules.staff_may_win {
        "Staff of the organiser may take part like anybody else.".into()
    } else {
        "Staff of the organiser do not take part.".into()
    });
    if rules.consent_needed {
        lines.push("Only those take part who agreed to it when they entered.".into());
    }
    if rules.earlier_winners_out {
        lines.push(if sweepstake.one_per_household {
            "Who won in an earlier draw of this campaign does not take part, nor does their household.".into()
        } else {
            "Who won in an earlier draw of this campaign does not take part.".into()
        });
    }
    lines.extend(paragraphs(&sweepstake.publication.eligibility));
    lines.push("An entry that breaks a rule is left out. How many, and for which reason, is part of the lock.".into());
    lines
}

fn entering(publication: &Publication) -> Vec<String> {
    let mut lines: Vec<String> = paragraphs(&publication.how_to_enter).collect();
    if lines.is_empty() {
        lines.push("Enter with the organiser’s form or by post.".into());
    }
    let free: Vec<String> = paragraphs(&publication.free_entry).collect();
    if !free.is_empty() {
        lines.push("Free entry:".into());
        lines.extend(free);
    }
    lines.push("Entries by post have the same tickets and the same chance as entries by form.".into());
    lines
}

fn tickets(sweepstake: &Sweepstake) -> Vec<String> {
    let rules = &sweepstake.entry_rules;
    let mut lines = vec![match rules.max_per_person {
        0 => "A person may enter as often as they like.".to_owned(),
        1 => "One entry counts for each person: the first that arrives.".to_owned(),
        most => format!("At most {most} entries count for each person: the first that arrive."),
    }];
    if sweepstake.method != DrawMethod::TicketSort {
        lines.push("Every entry is one ticket.".into());
        return lines;
    }
    lines.push("An entry is one ticket, unless the published list says otherwise.".into());
    match (rules.referrals, rules.max_bonus) {
        (_, 0) => {}
        (true, most) => {
            lines.push(format!(
                "For each person who names you as the one who told them, and who takes part, you get one more ticket. \
                 Naming yourself does not count, and the same person counts once. At most {} an entry, whatever they are \
                 for.",
                counted(most.into(), "extra ticket counts for", "extra tickets count for")
            ));
        }
        (false, most) => {
            lines
                .push(format!("Extra tickets, where the organiser gives them, are counted up to {most} for an entry."));
        }
    }
    lines
}

/// "EUR 1,299.50"; without hundredths where there are none.
pub fn money(currency: &str, hundredths: u64) -> String {
    let cents = hundredths % 100;
    let whole = grouped(hundredths / 100);
    let amount = if cents == 0 { whole } else { format!("{whole}.{cents:02}") };
    if currency.is_empty() { amount } else { format!("{currency} {amount}") }
}

/// What was typed as an amount, in hundredths: "1299", "1,299.50". `None` where it is none.
pub fn read_money(typed: &str) -> Option<u64> {
    let typed: String = typed.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '_')).collect();
    let (whole, cents) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(cents) || cents.len() > 2 {
        return None;
    }
    let cents: u64 = format!("{cents:0<2}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(cents)
}

fn prizes(sweepstake: &Sweepstake) -> Vec<String> {
    let publication = &sweepstake.publication;
    let mut lines = vec!["In this order, the first is given first:".to_owned()];
    for prize in &sweepstake.prizes {
        let mut line = format!("- {} × {}", grouped(prize.quantity), one_line(&prize.name));
        if prize.value_hundredths > 0 {
            let each = if prize.quantity == 1 { "" } else { " each" };
            let _ = write!(line, ", worth about {}{each}", money(&publication.currency, prize.value_hundredths));
        }
        if prize.open_to != Pool::Everybody {
            let _ = write!(line, "; may be won by: {}", prize.open_to.words());
        }
        lines.push(line);
    }
    if let Some(total) = total_value(sweepstake) {
        lines.push(format!("All prizes together are worth about {}.", money(&publication.currency, total)));
    }
    lines.push("An entry wins at most one prize.".into());
    lines.push(if sweepstake.one_per_household {
        "A household wins at most one prize: it is told by the household or the postal address given.".into()
    } else {
        "People of one household may each win.".into()
    });
    lines.extend(paragraphs(&publication.substitution));
    lines.extend(paragraphs(&publication.delivery));
    lines
}

/// The value of all prizes in hundredths; `None` where one has no value.
pub fn total_value(sweepstake: &Sweepstake) -> Option<u64> {
    if sweepstake.prizes.is_empty() || sweepstake.prizes.iter().any(|prize| prize.value_hundredths == 0) {
        return None;
    }
    let each = sweepstake.prizes.iter().map(|prize| prize.value_hundredths.saturating_mul(prize.quantity));
    Some(each.fold(0, u64::saturating_add))
}

fn odds(campaign: &Campaign, id: SweepstakeId, sweepstake: &Sweepstake) -> Vec<String> {
    let mut lines = vec![
        "Every ticket has the same chance at each place. The odds depend on how many tickets take part; the number is \
         published with the lock."
            .to_owned(),
    ];
    let expected = sweepstake.publication.expected_tickets;
    let counts: Vec<(u64, u64)> = if expected > 0 {
        lines.push(format!("With {} expected in all, one ticket wins:", counted(expected, "ticket", "tickets")));
        sweepstake.prizes.iter().map(|_| (expected, expected)).collect()
    } else {
        let assessed = assess_as(campaign, id, sweepstake);
        let counts = contenders(campaign, sweepstake, &assessed);
        if counts.iter().all(|(entries, _)| *entries == 0) {
            return lines;
        }
        lines.push("With the list as it was when these rules were made, one ticket wins:".into());
        counts
    };
    for (prize, (_, tickets)) in sweepstake.prizes.iter().zip(counts) {
        let name = one_line(&prize.name);
        if expected > 0 && prize.open_to != Pool::Everybody {
            lines.push(format!("- {name}: {} among the tickets of {}", prize.quantity, prize.open_to.words()));
            continue;
        }
        let among = counted(tickets, "ticket", "tickets");
        lines.push(format!("- {name}: {}, {} among {among}", chance(tickets, prize.quantity), prize.quantity));
    }
    lines
}

fn draw(sweepstake: &Sweepstake) -> Vec<String> {
    let mut lines = vec![
        "Before the luck is known, the list of entries is locked and its lock code of 64 digits is published. After that \
         nobody can change the list, the prizes, these rules or where the luck comes from."
            .to_owned(),
    ];
    if sweepstake.sources.is_empty() {
        lines.push("Where the luck comes from is announced with the lock.".into());
    } else {
        lines.push("The luck comes from, in this order:".into());
        lines.extend(sweepstake.sources.iter().map(source_line));
    }
    if sweepstake.with_code && sweepstake.method != DrawMethod::Rfc3797 {
        lines.push("A secret code of the organiser is sealed in the lock and opened at the draw.".into());
    }
    let method = match sweepstake.method {
        DrawMethod::TicketSort => {
            "Every ticket gets a place computed from the luck and its entry id (method ticket-sort of the protocol \
             unsung-draw/1). The lowest places win."
        }
        DrawMethod::Rfc3797 => "The entries are chosen by the published procedure RFC 3797.",
        DrawMethod::Vrs => {
            "Every entry gets a place computed from the luck and its entry id by the published procedure \
             draft-thomson-elegy-vrs. The lowest places win."
        }
    };
    lines.push(method.into());
    lines.push(match sweepstake.alternates {
        0 => "There are no alternates: a prize that is not accepted is not given.".into(),
        alternates => format!(
            "{} behind the winners. A prize that becomes free goes to the first of them who may win it.",
            counted(alternates, "alternate stands in line", "alternates stand in line")
        ),
    });
    lines
}

fn source_line(source: &LuckSource) -> String {
    match source {
        LuckSource::Numbers { label, count, min, max, distinct } => {
            let different = if *distinct { "different " } else { "" };
            format!("- {}: {count} {different}numbers from {min} to {max}", one_line(label))
        }
        LuckSource::Text { label } => format!("- {}: words said in public", one_line(label)),
        LuckSource::Drand { label, .. } => {
            format!("- {}: {}", one_line(label), outlook::describe(source).trim_end_matches('.'))
        }
    }
}

fn told(sweepstake: &Sweepstake) -> Vec<String> {
    let publication = &sweepstake.publication;
    let mut lines: Vec<String> = paragraphs(&publication.notify).collect();
    if lines.is_empty() {
        lines.push("The organiser writes to the winners under the address they gave.".into());
    }
    if let Some(at) = publication.told_by {
        lines.push(format!("Winners are told by {}.", utc(at)));
    }
    if sweepstake.reply_days > 0 {
        lines.push(format!(
            "A winner who has not answered {} after being told loses the prize to the next alternate; that is recorded. \
             The same holds for an alternate who moves up.",
            counted(sweepstake.reply_days.into(), "day", "days")
        ));
    }
    lines
}

fn checking(sweepstake: &Sweepstake) -> Vec<String> {
    let mut lines: Vec<String> = paragraphs(&sweepstake.publication.winners_list).collect();
    lines.push("Names are published only in the form to which the winner agreed.".into());
    lines.push(
        "After the draw the whole record is published. Anybody can compute the winners again from it and hold it against \
         the lock code."
            .into(),
    );
    lines
}

fn data(sweepstake: &Sweepstake) -> Vec<String> {
    let publication = &sweepstake.publication;
    let mut lines: Vec<String> = paragraphs(&publication.data_protection).collect();
    lines.push("The published list holds entry ids and no names.".into());
    lines.extend(paragraphs(&publication.publicity));
    lines
}

fn law(publication: &Publication) -> Vec<String> {
    let law = one_line(&publication.law);
    vec![if law.is_empty() {
        "It is void where it is prohibited.".into()
    } else {
        format!("The law of {law} applies. It is void where it is prohibited.")
    }]
}

/// The rules as they are to be published: those sealed in the lock, else those of the set-up.
pub fn published_rules(sweepstake: &Sweepstake) -> &str {
    match &sweepstake.sealed {
        Some(sealed) if sweepstake.stage() != Stage::SetUp => &sealed.rules,
        _ => &sweepstake.rules_text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_name_only_what_differs() {
        let found = differences("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n");
        assert_eq!(
            found,
            [
                Difference::OnlyInText("b".into()),
                Difference::OnlyInSetUp("B".into()),
                Difference::OnlyInSetUp("e".into())
            ]
        );
        assert!(differences("same\n", "same").is_empty());
    }

    #[test]
    fn money_and_times() {
        assert_eq!(money("EUR", 129_950), "EUR 1,299.50");
        assert_eq!(money("", 50_000), "500");
        assert_eq!((read_money("1,299.5"), read_money("1299")), (Some(129_950), Some(129_900)));
        assert_eq!((read_money("1.299.50"), read_money("-1"), read_money("1.005")), (None, None, None));
        assert_eq!(utc("2026-11-30T23:59:59Z".parse().unwrap()), "30 November 2026, 23:59:59 UTC");
        assert_eq!(utc("2026-12-10T15:00:00Z".parse().unwrap()), "10 December 2026, 15:00 UTC");
    }
}
