//! The record of a draw on paper: everything a stranger needs to follow it, and lines to sign.

use super::{
    NO_NAME, Office, PrizeOdds, Winner, counted, describe, grouped, method_words, number_of, prizes_table,
    reason_title, said, said_briefly, short, signatures,
};
use crate::draw::{Kind, Outcome, Record, SignedAmendment, SignedRecord, Source, SourceValue, WalkStep, fingerprint};
use crate::press::paper::{Block, Cell, Column, Laid, Paper, Table};
use crate::scene::text::Typesetter;
use std::collections::BTreeMap;

/// Rows of a list that are printed; the rest is counted and stands in the file.
const ROWS_MAX: usize = 5_000;

/// What the record says.
#[derive(Clone, Debug)]
pub struct RecordFacts<'a> {
    /// As sealed.
    pub record: &'a SignedRecord,
    /// As sealed, up to now.
    pub amendments: &'a [SignedAmendment],
    /// Those who hold a place, in walk order.
    pub winners: Vec<Winner>,
    /// In rank order.
    pub odds: Vec<PrizeOdds>,
}

/// The pages of a record.
pub fn record(facts: &RecordFacts<'_>, office: &Office, typesetter: &mut Typesetter) -> Laid {
    let signed = facts.record;
    let record = &signed.record;
    let lock = &record.lock;
    let foot = format!("{}  ·  record {}", number_of(lock), short(&signed.record_sha256));
    let mut paper = Paper::new(office.style(lock, "Draw record", foot));

    let words =
        format!("{}  ·  locked {}  ·  drawn {}", number_of(lock), said(&lock.locked_at), said(&record.drawn_at));
    paper.push(Block::title(&lock.title, words));
    let places = lock.prizes.iter().fold(0u64, |sum, prize| sum.saturating_add(prize.quantity));
    paper.push(Block::Figures(vec![
        (grouped(lock.roll.entries), "entries in the locked list".into()),
        (grouped(lock.roll.tickets), "tickets, each with the same chance".into()),
        (grouped(places), "prizes to win".into()),
        (grouped(lock.alternates), "places in line behind the winners".into()),
    ]));

    winners(&mut paper, &facts.winners);
    paper.push(Block::heading("Prizes and chances")).push(prizes_table(&facts.odds));
    let household = if lock.one_per_household { " A household wins once." } else { "" };
    paper.push(Block::small(format!(
        "Chance of one ticket when the prizes of a kind are given in one go. Those passed over do not count.{household}"
    )));
    luck(&mut paper, record);
    hashes(&mut paper, signed);
    walk(&mut paper, record);
    left_out(&mut paper, record);
    amendments(&mut paper, record, facts.amendments);
    check(&mut paper, signed);

    let caption = "The record hash";
    paper.push(Block::Together(vec![
        Block::heading("Signed by hand"),
        Block::Beside {
            left: vec![
                Block::words(
                    "We saw the values of luck being read out and typed in, and this record being made from them on the spot.",
                ),
                signatures(&office.organiser),
            ],
            right: vec![Block::code(&signed.record_sha256, 38.0, caption)],
            right_mm: 38.0,
        },
    ]));
    paper.lay(typesetter)
}

/// A name where there is one to show.
fn name_cell(name: &str) -> Cell {
    if name.trim().is_empty() { Cell::muted(NO_NAME) } else { Cell::strong(name) }
}

fn winners(paper: &mut Paper, winners: &[Winner]) {
    paper.push(Block::heading("Winners"));
    let (won, in_line): (Vec<&Winner>, Vec<&Winner>) = winners.iter().partition(|winner| !winner.prize.is_empty());
    if won.is_empty() {
        paper.push(Block::words("No entry could be given a prize."));
    } else {
        paper.push(people(["WINNER", "PRIZE"], &won));
    }
    if !in_line.is_empty() {
        paper.push(Block::Subheading("In line, in this order".into()));
        let numbered: Vec<Winner> = (1..)
            .zip(in_line)
            .map(|(place, winner): (u64, _)| Winner { prize: format!("place {place}"), ..winner.clone() })
            .collect();
        paper.push(people(["ALTERNATE", "IN LINE"], &numbered.iter().collect::<Vec<_>>()));
    }
    paper.push(Block::small(
        "Names stand in the form each person chose, or not at all; the entry id stands in the published list.",
    ));
}

/// A column of what happened since is left out where it would be empty all down.
fn people([who, what]: [&str; 2], winners: &[&Winner]) -> Table {
    let with_state = winners.iter().any(|winner| !winner.state.is_empty());
    let mut columns = vec![Column::new(who, 3.2), Column::new("ENTRY", 2.3).mono(), Column::new(what, 4.4)];
    if with_state {
        columns.push(Column::new("SINCE THEN", 1.7).muted());
    }
    let mut table = Table::new(columns);
    for winner in winners {
        let prize = if winner.holds || winner.state.is_empty() {
            Cell::plain(&winner.prize)
        } else {
            Cell::muted(&winner.prize)
        };
        table.row([name_cell(&winner.name), Cell::plain(&winner.entry_id), prize, Cell::plain(&winner.state)]);
    }
    table
}

fn luck(paper: &mut Paper, record: &Record) {
    paper.push(Block::heading("Where the luck came from"));
    let mut table = Table::new([
        Column::new("SOURCE", 2.6).strong(),
        Column::new("AS ANNOUNCED AT THE LOCK", 3.2),
        Column::new("WHAT FELL", 4.0).mono(),
    ]);
    for (source, value) in record.lock.entropy.iter().zip(&record.sources) {
        table.row([
            Cell::plain(source.label()),
            Cell::plain(describe(source)),
            Cell::plain(value_words(source, value)),
        ]);
    }
    paper.push(table);
    paper.push(Block::small(format!(
        "Announced for {}. {} The values joined, exactly as they were hashed:",
        said(&record.lock.announced_at),
        method_words(record.lock.method)
    )));
    paper.push(Block::Mono(record.entropy.clone()));
}

fn value_words(_source: &Source, value: &SourceValue) -> String {
    match value {
        SourceValue::Numbers { numbers } => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        SourceValue::Text { text } => text.clone(),
        SourceValue::Drand { randomness, .. } => crate::press::paper::grouped_lines(randomness, 8).join(" "),
    }
}

fn hashes(paper: &mut Paper, signed: &SignedRecord) {
    let record = &signed.record;
    let lock = &record.lock;
    let named = [
        ("Lock, published before the draw", &record.lock_sha256),
        ("Record, this paper's file", &signed.record_sha256),
        ("List of entries (roll.tsv)", &lock.roll.sha256),
        ("Root for receipts", &lock.roll.merkle_root),
        ("Rules as they stood at the lock", &lock.rules_sha256),
        ("Draw before this one", &lock.previous),
        ("Seal of the organiser's code", &lock.commitment),
        ("The organiser's code, revealed", &record.code),
        ("Draw key, made from lock, luck and code", &record.prk),
        ("Public key of the organiser", &lock.public_key),
    ];
    let shown = named.into_iter().filter(|(_, hash)| !hash.is_empty());
    paper.push(Block::heading("Hashes and keys"));
    paper.push(Block::Hashes(shown.map(|(name, hash)| (name.to_owned(), hash.clone())).collect()));
    paper.push(Block::space(2.0));
    paper
        .push(Block::Facts(vec![("Fingerprint of the key".into(), fingerprint(&lock.public_key).unwrap_or_default())]));
}

fn outcome(record: &Record, step: &WalkStep, alternates: &mut u64) -> String {
    match step.outcome {
        Outcome::Winner => "wins".to_owned(),
        Outcome::Alternate => {
            *alternates += 1;
            format!("alternate {alternates}")
        }
        Outcome::Household => "household has a place".to_owned(),
        Outcome::Unplaced => "nothing left to win".to_owned(),
        Outcome::Excluded => {
            let excluded = record.lock.excluded.iter().find(|excluded| excluded.entry_id == step.entry_id);
            format!("passed over: {}", excluded.map_or("", |excluded| reason_title(excluded.reason)).to_lowercase())
        }
    }
}

fn walk(paper: &mut Paper, record: &Record) {
    let prizes: BTreeMap<&str, &str> =
        record.lock.prizes.iter().map(|prize| (prize.id.as_str(), prize.name.as_str())).collect();
    paper.push(Block::heading("The walk down the order"));
    paper.push(Block::words(
        "Entries in the order of their places, from the lowest on, up to the last that got something. Anybody can compute \
         each place from the entry id and the draw key.",
    ));
    let mut table = Table::new([
        Column::new("RANK", 0.75).at_end(),
        Column::new("ENTRY", 2.1).mono(),
        Column::new("TICKET", 0.95).at_end(),
        Column::new("PLACE BEGINS", 1.95).mono().muted(),
        Column::new("OUTCOME", 2.1),
        Column::new("PRIZE", 3.6),
    ]);
    let mut alternates = 0;
    for step in record.walk.iter().take(ROWS_MAX) {
        let result = outcome(record, step, &mut alternates);
        table.row([
            Cell::plain(grouped(step.rank)),
            Cell::plain(&step.entry_id),
            Cell::plain(grouped(u64::from(step.ticket))),
            Cell::plain(
                crate::press::paper::grouped_lines(step.position.get(..12).unwrap_or(&step.position), 3).join(" "),
            ),
            if step.outcome == Outcome::Winner { Cell::strong(result) } else { Cell::plain(result) },
            Cell::strong(prizes.get(step.prize.as_str()).copied().unwrap_or_default()),
        ]);
    }
    paper.push(table);
    rest(paper, record.walk.len(), "steps", "record.json");
}

/// Says how much of a list is not printed.
fn rest(paper: &mut Paper, count: usize, what: &str, file: &str) {
    if count > ROWS_MAX {
        let more = grouped((count - ROWS_MAX) as u64);
        paper.push(Block::small(format!("{more} more {what} are not printed; all of them stand in {file}.")));
    }
}

fn left_out(paper: &mut Paper, record: &Record) {
    let lock = &record.lock;
    if lock.left_out.is_empty() && lock.excluded.is_empty() {
        return;
    }
    paper.push(Block::heading("Left out and passed over"));
    let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for left_out in &lock.left_out {
        counts.entry(reason_title(left_out.reason)).or_default().0 += left_out.count;
    }
    for excluded in &lock.excluded {
        counts.entry(reason_title(excluded.reason)).or_default().1 += 1;
    }
    let mut table = Table::new([
        Column::new("REASON", 3.0).strong(),
        Column::new("LEFT OUT BEFORE THE LOCK", 2.2).at_end(),
        Column::new("IN THE LIST, PASSED OVER", 2.2).at_end(),
    ]);
    for (reason, (out, over)) in counts {
        table.row([reason.to_owned(), grouped(out), grouped(over)]);
    }
    paper.push(table);
    if !lock.excluded.is_empty() {
        let ids: Vec<&str> = lock.excluded.iter().take(ROWS_MAX).map(|excluded| excluded.entry_id.as_str()).collect();
        paper.push(Block::small(format!("Passed over by entry id: {}.", ids.join(", "))));
        rest(paper, lock.excluded.len(), "ids", "lock.json");
    }
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Notified => "was told",
        Kind::Accepted => "accepted",
        Kind::Verified => "was verified",
        Kind::Sent => "prize sent",
        Kind::Declined => "declined",
        Kind::NoReply => "did not reply",
        Kind::Disqualified => "disqualified",
        Kind::Promoted => "moved up",
    }
}

fn amendments(paper: &mut Paper, record: &Record, amendments: &[SignedAmendment]) {
    paper.push(Block::heading("What happened afterwards"));
    if amendments.is_empty() {
        paper.push(Block::words("Nothing yet. What happens is signed and appended; nothing above can be changed."));
        return;
    }
    let mut table = Table::new([
        Column::new("NO", 0.5).at_end(),
        Column::new("WHEN, IN UTC", 2.2),
        Column::new("ENTRY", 1.9).mono(),
        Column::new("WHAT", 1.6).strong(),
        Column::new("PRIZE", 3.4),
        Column::new("REASON", 1.4).muted(),
    ]);
    for signed in amendments.iter().take(ROWS_MAX) {
        let amendment = &signed.amendment;
        let prize = record.lock.prizes.iter().find(|prize| prize.id == amendment.prize);
        table.row([
            amendment.n.to_string(),
            said_briefly(&amendment.at),
            amendment.entry_id.clone(),
            kind_words(amendment.kind).to_owned(),
            prize.map(|prize| prize.name.clone()).unwrap_or_default(),
            reason_title(amendment.reason).to_owned(),
        ]);
    }
    paper.push(table);
    rest(paper, amendments.len(), "amendments", "amendments.json");
    if let Some(last) = amendments.last() {
        paper.push(Block::Hashes(vec![(
            format!("Last of {}", counted(amendments.len() as u64, "amendment", "amendments")),
            last.sha256.clone(),
        )]));
    }
}

fn check(paper: &mut Paper, signed: &SignedRecord) {
    let lock = &signed.record.lock;
    paper.push(Block::heading("How to check this draw"));
    let fingerprint = fingerprint(&lock.public_key).unwrap_or_default();
    let mut steps = vec![
        (
            "Compare the lock hash with the one published before the draw",
            "All 64 digits. This is the step that matters most: without it a list could have been made afterwards.".to_owned(),
        ),
        (
            "Check everything else with any of the three verifiers",
            "They came with this paper and share no code: open verify.html in a browser and drop the folder onto it; or run \
             python3 verify.py in it; or use the program: unsung verify FOLDER --lock HASH --key FINGERPRINT."
                .to_owned(),
        ),
        (
            "Compare the fingerprint of the key with the one the organiser published",
            format!("It must be {fingerprint}. Without that the files only prove that they agree with each other."),
        ),
        (
            "Look for your own entry",
            "Find your entry id in roll.tsv, or ask verify.html “Where am I?”. The id says nothing about you; you were told \
             yours."
                .to_owned(),
        ),
    ];
    if !signed.record.prk.is_empty() {
        steps.push((
            "Compute a place by hand",
            "The place of an entry is HMAC-SHA256(draw key, entry id followed by the byte 1); for ticket k > 1 the entry id is \
             followed by the byte 0, the digits of k and the byte 1. The lowest place of an entry counts."
                .to_owned(),
        ));
    }
    for (index, (title, words)) in steps.into_iter().enumerate() {
        paper.push(Block::step(index + 1, title, words));
    }
}
