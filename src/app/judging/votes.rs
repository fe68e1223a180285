//! The people's choice: a list of votes counted by candidate, with what looks like fraud beside it: bursts, throw-away addresses, one
//! mailbox under several names, votes cast twice. Nothing is left out unasked but second votes of one mailbox; addresses are not kept.

use super::super::duplicates::mailbox;
use super::super::failure::Failure;
use super::super::people::folded;
use super::{candidate_name, changed, conflicts, of};
use crate::campaign::judging::{Finding, FraudKind, Judging, Votes};
use crate::campaign::{AwardId, Campaign, Change, email_key};
use crate::intake::{self, ReadOptions};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// So many votes for one candidate within [`BURST_MINUTES`] look like a burst, where that is also several times their usual pace.
const BURST_VOTES: usize = 20;
const BURST_MINUTES: i64 = 10;
/// A burst has at least this share of what the whole list got in the same minutes.
const BURST_SHARE: f64 = 0.8;

/// What to leave out of the count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeaveOut {
    pub kinds: BTreeSet<FraudKind>,
}

/// A list of votes, counted.
#[derive(Debug)]
pub struct Counted {
    pub votes: Votes,
    pub change: Change,
    /// Lines that could not be read, with the reason.
    pub rejected: Vec<(u64, String)>,
}

struct Vote {
    candidate: Option<u32>,
    address: String,
    mailbox: String,
    domain: String,
    at: Option<i64>,
    left_out: bool,
}

/// The column that says for whom the votes are, by its heading: the one that says nothing else comes before one that asks for a vote,
/// and that before one that holds such a word beside others.
fn whom(headers: &[String]) -> Option<usize> {
    /// Beginnings of words for who is voted for.
    const WHOM: [&str; 10] = [
        "candidat",
        "nominee",
        "kandidat",
        "kandidaat",
        "nominierte",
        "genomineerd",
        "finalist",
        "choice",
        "choix",
        "keuze",
    ];
    /// Words that go with them and change nothing: "Name of the nominee", "Your choice".
    const ASIDE: [&str; 30] = [
        "s", "name", "names", "code", "full", "your", "my", "the", "a", "of", "which", "who", "is", "id", "number",
        "no", "nr", "vote", "der", "die", "des", "dein", "deine", "ihr", "ihre", "votre", "le", "el", "tu", "su",
    ];
    const VOTE: [&str; 13] = [
        "vote",
        "votes",
        "voted",
        "voting",
        "stimme",
        "stimmen",
        "abstimmung",
        "voto",
        "votos",
        "votar",
        "stem",
        "gestemd",
        "ballot",
    ];
    /// "Vote for", "Stimme für", "je vote pour", "voto por", "stem op".
    const FOR: [&str; 9] = ["for", "fur", "pour", "por", "para", "per", "op", "voor", "goes"];
    /// A vote has these, and they are nobody: "Vote ID", "Voted at", "Number of votes".
    const NOBODY: [&str; 32] = [
        "id",
        "ids",
        "uuid",
        "no",
        "nr",
        "n",
        "num",
        "number",
        "nummer",
        "numero",
        "key",
        "code",
        "ref",
        "reference",
        "at",
        "on",
        "by",
        "am",
        "um",
        "von",
        "time",
        "date",
        "datum",
        "day",
        "count",
        "total",
        "weight",
        "type",
        "status",
        "valid",
        "ip",
        "source",
    ];
    /// What is about an address or a moment is not for whom, whatever else it says: "Candidate email", "Date of the vote".
    const OTHER: [&str; 16] = [
        "email",
        "mail",
        "address",
        "adresse",
        "correo",
        "courriel",
        "time",
        "date",
        "datum",
        "timestamp",
        "zeitstempel",
        "horodateur",
        "heure",
        "fecha",
        "hora",
        "tijdstempel",
    ];
    let rank = |header: &String| {
        let words = intake::header_words(header);
        let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_whom = |word: &String| WHOM.iter().any(|start| word.starts_with(start));
        let votes = any(&VOTE);
        let votes_for =
            words.windows(2).any(|pair| VOTE.contains(&pair[0].as_str()) && FOR.contains(&pair[1].as_str()));
        if words.iter().any(|word| OTHER.contains(&word.as_str()) || word.starts_with("email")) {
            None
        } else if words.iter().any(is_whom) {
            let alone = words.iter().all(|word| is_whom(word) || ASIDE.contains(&word.as_str()));
            Some(if alone { 0 } else { 2 })
        } else if votes_for {
            Some(1)
        } else {
            // "Vote #" has one word only.
            (votes && !any(&NOBODY) && !header.contains(['#', '№'])).then_some(3)
        }
    };
    let ranked = headers.iter().enumerate().filter_map(|(at, header)| Some((rank(header)?, at)));
    ranked.min().map(|(_, at)| at)
}

/// Counts a list (CSV with a heading: whom, and e-mail address and time where there are any).
///
/// # Errors
/// Where the file is no list, or has no column that says for whom.
pub fn count(
    campaign: &Campaign,
    award: AwardId,
    file_name: &str,
    bytes: &[u8],
    leave_out: &LeaveOut,
    at: Timestamp,
) -> Result<Counted, Failure> {
    let what = "No votes were counted.";
    let judging = of(campaign, award, what)?;
    let help = "Save the list as CSV, XLSX or ODS, with a heading.";
    let table =
        intake::read(bytes, &ReadOptions::default()).map_err(|error| Failure::new(what, error.to_string(), help))?;
    let whom = whom(&table.headers).ok_or_else(|| {
        Failure::new(
            what,
            "No column says for whom the votes are.",
            "Name it Candidate; Email and Time help to see fraud.",
        )
    })?;
    let columns = intake::voters(&table, whom);
    let known = known_names(campaign, judging);
    let (mut votes, mut rejected) = (Vec::new(), Vec::new());
    // Times as forms of any country write them; without a zone they are good enough for distances.
    let times = columns.received.map(|at| table.rows.iter().map(|row| row.cell(at)).collect::<Vec<&str>>());
    let times = intake::moments(&times.unwrap_or_default());
    // A list of days has everything at midnight, and nothing in it is faster than anything else.
    let has_hours = times.iter().any(|it| it.at.is_some_and(|at| at.time() != Time::midnight()));
    let mut times =
        times.into_iter().map(|it| it.instant(&TimeZone::UTC).filter(|_| has_hours).map(Timestamp::as_second));
    for row in &table.rows {
        let second = times.next().flatten();
        let line = row.line;
        let cell = |at: usize| row.cell(at).trim().to_owned();
        let name = cell(whom);
        if name.is_empty() {
            rejected.push((line, "It does not say for whom.".into()));
            continue;
        }
        let address = columns.email.map(|at| email_key(&cell(at))).unwrap_or_default();
        let (mailbox, _, domain) = mailbox(&address);
        votes.push(Vote {
            candidate: known.get(&folded(&name)).copied().flatten(),
            address,
            mailbox,
            domain,
            at: second,
            left_out: false,
        });
    }
    let findings = findings(&mut votes, leave_out);
    let mut all = BTreeMap::new();
    let mut counted = BTreeMap::new();
    for vote in &votes {
        if let Some(candidate) = vote.candidate {
            *all.entry(candidate).or_default() += 1;
            if !vote.left_out {
                *counted.entry(candidate).or_default() += 1;
            }
        }
    }
    let votes = Votes {
        file_name: file_name.to_owned(),
        file_sha256: hex::encode(Sha256::digest(bytes)),
        counted_at: at,
        all,
        counted,
        findings,
    };
    let kept = votes.clone();
    let change = changed(campaign, award, "Count the people's choice", what, |judging| {
        judging.votes = Some(kept);
        Ok(())
    })?;
    Ok(Counted { votes, change, rejected })
}

/// Everything that names a candidate: code, number, id and name; `None` where two share it.
fn known_names(campaign: &Campaign, judging: &Judging) -> HashMap<String, Option<u32>> {
    let mut known: HashMap<String, Option<u32>> = HashMap::new();
    for it in &judging.field {
        let mut names = vec![folded(&it.code), it.number.to_string(), folded(&super::packs::pack_code(it.number))];
        if let Some(person) = it.person {
            names.push(folded(&person.to_string()));
            names.push(folded(&candidate_name(campaign, it)));
        }
        names.sort_unstable();
        names.dedup();
        for name in names {
            known.entry(name).and_modify(|known| *known = None).or_insert(Some(it.number));
        }
    }
    known
}

fn findings(votes: &mut [Vote], leave_out: &LeaveOut) -> Vec<Finding> {
    let mut marks: BTreeMap<(FraudKind, Option<u32>, String), Vec<usize>> = BTreeMap::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut addresses: HashSet<&str> = HashSet::new();
    for (at, vote) in votes.iter().enumerate() {
        let mut mark = |kind, words: &str| marks.entry((kind, vote.candidate, words.to_owned())).or_default().push(at);
        if vote.candidate.is_none() {
            mark(FraudKind::Unknown, "");
        }
        if conflicts::is_disposable(&vote.domain) {
            mark(FraudKind::Disposable, &vote.domain);
        }
        if vote.mailbox.is_empty() {
            continue;
        }
        let again = !addresses.insert(&vote.address);
        if again {
            mark(FraudKind::Again, "");
        } else if seen.contains_key(vote.mailbox.as_str()) {
            mark(FraudKind::SameMailbox, "");
        }
        *seen.entry(&vote.mailbox).or_default() += 1;
    }
    for (candidate, (from, to, members)) in bursts(votes) {
        let minutes = (to - from) / 60 + 1;
        let clock = |second: i64| {
            Timestamp::from_second(second).map_or_else(|_| String::new(), |at| at.strftime("%F %H:%M").to_string())
        };
        let words = format!("{} votes in {minutes} minutes from {}", members.len(), clock(from));
        marks.insert((FraudKind::Burst, Some(candidate), words), members);
    }
    let mut findings = Vec::new();
    for ((kind, candidate, words), members) in marks {
        // A second vote of one mailbox never counts; the rest is left to the organiser.
        let out = matches!(kind, FraudKind::Again | FraudKind::SameMailbox | FraudKind::Unknown)
            || leave_out.kinds.contains(&kind);
        if out {
            for at in &members {
                if let Some(vote) = votes.get_mut(*at) {
                    vote.left_out = true;
                }
            }
        }
        findings.push(Finding { kind, candidate, votes: members.len() as u64, words, left_out: out });
    }
    findings
}

/// For each candidate the longest run of votes that came in faster than [`BURST_VOTES`] in [`BURST_MINUTES`], where nearly all votes
/// of that time were for them and it is several times their usual pace.
fn bursts(votes: &[Vote]) -> BTreeMap<u32, (i64, i64, Vec<usize>)> {
    let mut timed: Vec<(i64, usize)> = votes.iter().enumerate().filter_map(|(at, it)| Some((it.at?, at))).collect();
    timed.sort_unstable();
    let mut by_candidate: BTreeMap<u32, Vec<(i64, usize)>> = BTreeMap::new();
    for (second, at) in &timed {
        if let Some(candidate) = votes[*at].candidate {
            by_candidate.entry(candidate).or_default().push((*second, *at));
        }
    }
    // Their usual pace is that over the whole time of voting: a vote of one evening has no bursts.
    let span = timed.last().map_or(0, |it| it.0) - timed.first().map_or(0, |it| it.0);
    let mut found = BTreeMap::new();
    for (candidate, mine) in by_candidate {
        let mut best: Option<(usize, usize)> = None;
        let mut from = 0;
        let mut run: Option<(usize, usize)> = None;
        for to in 0..mine.len() {
            while mine[to].0 - mine[from].0 > BURST_MINUTES * 60 {
                from += 1;
            }
            if to + 1 - from >= BURST_VOTES {
                run = Some(match run {
                    // Windows that touch are one run.
                    Some((start, end)) if from <= end => (start, to),
                    _ => (from, to),
                });
                if run.map(|(a, b)| b - a) > best.map(|(a, b)| b - a) {
                    best = run;
                }
            }
        }
        let Some((first, last)) = best else { continue };
        let (begin, end) = (mine[first].0, mine[last].0);
        let lower = timed.partition_point(|(second, _)| *second < begin);
        let upper = timed.partition_point(|(second, _)| *second <= end);
        let size = last + 1 - first;
        let usual = mine.len() as f64 * (end - begin).max(60) as f64 / span.max(1) as f64;
        let crowd = size as f64 >= BURST_SHARE * (upper - lower) as f64;
        if crowd && size as f64 > 3.0 * usual {
            found.insert(candidate, (begin, end, mine[first..=last].iter().map(|(_, at)| *at).collect()));
        }
    }
    found
}

/// Candidates by the votes that count, the most first.
pub fn standing(votes: &Votes) -> Vec<(u32, u64, u64)> {
    let mut lines: Vec<(u32, u64, u64)> =
        votes.all.iter().map(|(it, all)| (*it, votes.counted.get(it).copied().unwrap_or(0), *all)).collect();
    lines.sort_by_key(|(candidate, counted, _)| (std::cmp::Reverse(*counted), *candidate));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_that_says_for_whom() {
        let cases: &[(&[&str], Option<usize>)] = &[
            (&["Candidate", "Email", "Time"], Some(0)),
            (&["Timestamp", "E-mail address", "Who gets your vote?"], Some(2)),
            (&["Date of the vote", "Vote for", "IP"], Some(1)),
            (&["Zeitstempel", "Kandidatin", "E-Mail"], Some(1)),
            (&["Vote ID", "Email", "Vote for"], Some(2)),
            (&["Voted at", "Email", "Vote for"], Some(2)),
            (&["Vote #", "Email", "Voted for"], Some(2)),
            (&["VoteId", "EmailAddress", "VoteFor"], Some(2)),
            (&["Vote ID", "Email", "Your vote"], Some(2)),
            (&["Nr. der Stimme", "E-Mail", "Stimme für"], Some(2)),
            (&["Candidates", "Email"], Some(0)),
            (&["The nominee's name", "Email"], Some(0)),
            (&["Candidate's department", "Nominee", "Email"], Some(1)),
            (&["Candidate email", "Candidate"], Some(1)),
            (&["Time", "Email", "Name"], None),
            (&["Vote ID", "Voted at", "Email"], None),
        ];
        for (headers, expected) in cases {
            let headers: Vec<String> = headers.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(whom(&headers), *expected, "{headers:?}");
        }
    }
}
