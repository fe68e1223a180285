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

/// Columns by what their heading says.
struct Columns {
    whom: usize,
    email: Option<usize>,
    at: Option<usize>,
}

fn columns(headers: &[String]) -> Option<Columns> {
    const WHOM: [&str; 12] = [
        "candidate",
        "nominee",
        "choice",
        "kandidat",
        "kandidatin",
        "nominierte",
        "candidat",
        "candidato",
        "candidata",
        "kandidaat",
        "genomineerde",
        "nominee's",
    ];
    const VOTE: [&str; 6] = ["vote", "votes", "voted", "stimme", "voto", "stem"];
    const MAIL: [&str; 6] = ["email", "mail", "address", "correo", "courriel", "adresse"];
    const TIME: [&str; 15] = [
        "time",
        "date",
        "when",
        "timestamp",
        "submitted",
        "datum",
        "zeit",
        "zeitstempel",
        "uhrzeit",
        "horodateur",
        "heure",
        "fecha",
        "hora",
        "marca",
        "tijdstempel",
    ];
    let names: Vec<Vec<String>> = headers
        .iter()
        .map(|it| folded(it).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect())
        .collect();
    // Whole words: "date" stands in "candidate".
    let holds = |at: usize, words: &[&str]| {
        names.get(at).is_some_and(|name| name.iter().any(|word| words.contains(&word.as_str())))
    };
    let all = 0..names.len();
    let whom = all.clone().find(|at| holds(*at, &WHOM) && !holds(*at, &MAIL) && !holds(*at, &TIME));
    let whom = whom.or_else(|| all.clone().find(|at| holds(*at, &VOTE) && !holds(*at, &MAIL) && !holds(*at, &TIME)))?;
    let other = |words: &[&str]| all.clone().find(|at| *at != whom && holds(*at, words));
    Some(Columns { whom, email: other(&MAIL), at: other(&TIME) })
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
    let columns = columns(&table.headers).ok_or_else(|| {
        Failure::new(
            what,
            "No column says for whom the votes are.",
            "Name it Candidate; Email and Time help to see fraud.",
        )
    })?;
    let known = known_names(campaign, judging);
    let (mut votes, mut rejected) = (Vec::new(), Vec::new());
    // Times as forms of any country write them; without a zone they are good enough for distances.
    let times: Vec<&str> = columns.at.map(|at| table.rows.iter().map(|row| row.cell(at)).collect()).unwrap_or_default();
    let mut times = intake::moments(&times).into_iter().map(|it| it.instant(&TimeZone::UTC).map(Timestamp::as_second));
    for row in &table.rows {
        let second = times.next().flatten();
        let line = row.line;
        let cell = |at: usize| row.cell(at).trim().to_owned();
        let whom = cell(columns.whom);
        if whom.is_empty() {
            rejected.push((line, "It does not say for whom.".into()));
            continue;
        }
        let address = columns.email.map(|at| email_key(&cell(at))).unwrap_or_default();
        let (mailbox, _, domain) = mailbox(&address);
        votes.push(Vote {
            candidate: known.get(&folded(&whom)).copied().flatten(),
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
    fn columns_are_known_by_whole_words() {
        let found = |headers: [&str; 3]| {
            let columns = columns(&headers.map(str::to_owned))?;
            Some((columns.whom, columns.email, columns.at))
        };
        assert_eq!(found(["Candidate", "Email", "Time"]), Some((0, Some(1), Some(2))));
        assert_eq!(found(["Timestamp", "E-mail address", "Who gets your vote?"]), Some((2, Some(1), Some(0))));
        assert_eq!(found(["Date of the vote", "Vote for", "IP"]), Some((1, None, Some(0))));
        assert_eq!(found(["Zeitstempel", "Kandidatin", "E-Mail"]), Some((1, Some(2), Some(0))));
        assert_eq!(found(["Time", "Email", "Name"]), None);
    }
}
