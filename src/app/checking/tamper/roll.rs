//! Changes to a line of the roll: each of its columns, left out, one more, two exchanged.

/// What is done to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Id,
    Tickets,
    Household,
    Pools,
    LeaveOut,
    Add,
    Exchange,
}

impl Change {
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Id => "another entry id",
            Self::Tickets => "more tickets",
            Self::Household => "another household",
            Self::Pools => "other prizes",
            Self::LeaveOut => "left out",
            Self::Add => "one more entry",
            Self::Exchange => "exchanged with the next",
        }
    }

    /// Whether a roll of the right form can come of it, whose hash could be made again.
    pub(super) fn keeps_its_form(&self) -> bool {
        !matches!(self, Self::Exchange)
    }
}

/// The changes of one line, from 0, of a roll of so many.
pub(super) fn changes(line: usize, lines: usize) -> impl Iterator<Item = Change> {
    let all = [
        Change::Id,
        Change::Tickets,
        Change::Household,
        Change::Pools,
        Change::LeaveOut,
        Change::Add,
        Change::Exchange,
    ];
    all.into_iter().filter(move |change| *change != Change::Exchange || line + 1 < lines)
}

/// The changed roll; sorted again when the hashes are to be made again. `None` when there is no such line.
pub(super) fn apply(file: &[u8], line: usize, change: &Change, sorted: bool) -> Option<Vec<u8>> {
    let mut lines: Vec<&[u8]> = file.strip_suffix(b"\n")?.split(|byte| *byte == b'\n').collect();
    let text = std::str::from_utf8(lines.get(line)?).ok()?;
    let columns: Vec<&str> = text.split('\t').collect();
    let [id, tickets, household, pools] = columns[..] else { return None };
    let made = match change {
        Change::Id | Change::Add => {
            let kept = id.char_indices().next_back().filter(|_| *change == Change::Id || id.len() >= 60);
            let start = kept.map_or(id, |(at, _)| &id[..at]);
            let last = if id.ends_with('7') { '8' } else { '7' };
            format!("{start}{last}\t{tickets}\t{household}\t{pools}")
        }
        Change::Tickets => {
            let more: u64 = tickets.parse().ok()?;
            let other = if more < 1_000_000 { more + 1 } else { more - 1 };
            format!("{id}\t{other}\t{household}\t{pools}")
        }
        Change::Household => {
            let other = if household.is_empty() { "another" } else { "" };
            format!("{id}\t{tickets}\t{other}\t{pools}")
        }
        Change::Pools => {
            let other = if pools.is_empty() { "another" } else { "" };
            format!("{id}\t{tickets}\t{household}\t{other}")
        }
        Change::LeaveOut | Change::Exchange => String::new(),
    };
    match change {
        Change::LeaveOut => drop(lines.remove(line)),
        Change::Exchange if line + 1 < lines.len() => lines.swap(line, line + 1),
        Change::Exchange => return None,
        Change::Add => lines.insert(line + 1, made.as_bytes()),
        _ => lines[line] = made.as_bytes(),
    }
    if sorted {
        let id_of = |line: &&[u8]| line.iter().position(|byte| *byte == b'\t').unwrap_or(line.len());
        lines.sort_by(|a, b| a[..id_of(a)].cmp(&b[..id_of(b)]));
    }
    let mut changed = Vec::with_capacity(file.len() + 80);
    for line in lines {
        changed.extend_from_slice(line);
        changed.push(b'\n');
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Roll;

    #[test]
    fn each_change_makes_another_roll_that_could_be_one() {
        let roll = b"A1\t2\th1\t\nB\t1\t\tcar\nC7\t1000000\t\t\n";
        for line in 0..3 {
            for change in changes(line, 3) {
                for sorted in [false, true] {
                    let changed = apply(roll, line, &change, sorted).unwrap();
                    if change == Change::Exchange && sorted {
                        continue;
                    }
                    assert_ne!(changed, roll, "{change:?}");
                    let reads = Roll::parse(&changed).is_ok();
                    assert!(
                        reads || (!sorted && matches!(change, Change::Exchange | Change::Id | Change::Add)),
                        "{change:?}"
                    );
                }
            }
        }
        assert_eq!(changes(2, 3).count(), 6);
        assert_eq!(apply(roll, 3, &Change::Id, false), None);
    }
}
