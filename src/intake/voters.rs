//! Lists of votes: which column holds the voter's address, and which says when they voted. For whom a vote is depends on what is voted
//! about; whoever counts knows that column and names it.

use super::profile::Look;
use super::propose::{Idea, ideas_for};
use super::words::{Whose, Words};
use super::{Field, Kind, Table};

/// Columns of a list of votes, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voters {
    /// Addresses of those who voted.
    pub email: Option<usize>,
    /// When they did.
    pub received: Option<usize>,
}

/// Looks for the columns by header and values. `whom` is the column that says for whom the votes are; what a header says of those who
/// are voted for is nothing about a voter.
pub fn voters(table: &Table, whom: usize) -> Voters {
    let mut best: [Option<(i64, usize)>; 2] = [None; 2];
    for (column, header) in table.headers.iter().enumerate().filter(|(column, _)| *column != whom) {
        let words = Words::of(header);
        if words.whose() == Whose::Nominee {
            continue;
        }
        let look = Look::at(table, column);
        let ideas = ideas_for(table, Kind::Entries, column, header, &look, false);
        let by_words: Option<&Idea> = ideas.iter().max_by_key(|idea| idea.points);
        let (field, points) = match by_words {
            // Addresses without their letters are addresses still, where the header says so: "a***@example.org".
            Some(idea) if idea.points > 0 => (idea.field, idea.points),
            _ if look.filled > 0 && look.mostly(look.dates) => (Field::Received, 1),
            _ => continue,
        };
        let place = match field {
            Field::Email => 0,
            Field::Received => 1,
            _ => continue,
        };
        if best[place].is_none_or(|(most, _)| points > most) {
            best[place] = Some((points, column));
        }
    }
    let [email, received] = best.map(|it| it.map(|(_, column)| column));
    Voters { email, received }
}

/// The words of a header, folded, with those written together taken apart: "VoteFor" is "vote" and "for".
pub fn header_words(header: &str) -> Vec<String> {
    Words::of(header).into_folded()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{ReadOptions, read};

    #[track_caller]
    fn found(list: &str, whom: usize) -> (Option<usize>, Option<usize>) {
        let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let it = voters(&table, whom);
        (it.email, it.received)
    }

    #[test]
    fn addresses_and_times_are_known_by_header_and_values() {
        for (list, expected) in [
            ("Datetime,EmailAddress,Candidate\n2026-11-01 10:00,a@b.example,Anna\n", (Some(1), Some(0))),
            ("Timestamp,IP address,Email,Candidate\n11/1/2026 9:00,10.0.0.1,a@b.example,Anna\n", (Some(2), Some(0))),
            ("Zeitstempel,Benutzername,Kandidatin\n01.11.2026 09:00,a@b.example,Anna\n", (Some(1), Some(0))),
            ("Candidate,Candidate email,Voter email\nAnna,anna@b.example,a@b.example\n", (Some(2), None)),
            ("Candidate,Candidate email\nAnna,anna@b.example\n", (None, None)),
            ("Candidate,Date of birth,When\nAnna,1980-01-01,2026-11-01\n", (None, Some(2))),
            ("Candidate,Email,E-mail verified\nAnna,a***@b.example,yes\n", (Some(1), None)),
            ("Candidate,Email\nAnna,5f2a9c\n", (Some(1), None)),
            ("Voter ID,Email,Candidate\n1000000001,a@b.example,Anna\n1000000002,c@b.example,Anna\n", (Some(1), None)),
            ("Submission ID,Phone,Candidate\n1234567890,2015550123,Anna\n1234567891,2015550124,Anna\n", (None, None)),
            ("Timestamp,Candidate\n1793610000,Anna\n1793610060,Anna\n", (None, Some(0))),
            ("Vote ID,Voted at,Email,Vote for\n1,2026-11-01 10:00,a@b.example,Anna\n", (Some(2), Some(1))),
        ] {
            let header = list.lines().next().unwrap();
            let whom = header.split(',').position(|it| matches!(it, "Candidate" | "Vote for" | "Kandidatin"));
            assert_eq!(found(list, whom.unwrap()), expected, "{list}");
        }
    }
}
