//! Texts that are no tables: one field a line, and columns that only blanks part. Their columns cannot be told for sure, so they are
//! refused with what to do instead of being read as names that nobody has. Whoever chooses a separator has them read as they are.

use super::{IntakeError, value, words};

/// So many lines are looked at.
const LOOKED_AT: usize = 400;

/// Why the text is no table; `None` where it may be one.
pub(super) fn refusal(text: &str) -> Option<IntakeError> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.chars().all(value::is_space)).take(LOOKED_AT).collect();
    if let Some(refusal) = another_kind(&lines) {
        return Some(refusal);
    }
    if let Some(key) = one_field_a_line(&lines) {
        return Some(IntakeError::OneFieldALine { field: key });
    }
    (are_parted_by_blanks(&lines) || are_ruled(&lines)).then_some(IntakeError::FixedWidth)
}

/// Text that programs write for each other.
fn another_kind(lines: &[&str]) -> Option<IntakeError> {
    let begins = |line: &&str, words: &[&str]| {
        let line = line.trim_start_matches(value::is_space).to_ascii_lowercase();
        words.iter().any(|word| line.starts_with(word))
    };
    let first = lines.first()?;
    if begins(first, &["begin:vcard"]) {
        let advice = "export the contacts as CSV, or open the card and copy the names from there.";
        return Some(IntakeError::NoList { what: "a card of contacts (vCard)", advice });
    }
    if begins(first, &["begin:vcalendar"]) {
        let advice = "write who takes part into a list and import that.";
        return Some(IntakeError::NoList { what: "a calendar (iCalendar)", advice });
    }
    let is_directory =
        begins(first, &["dn:", "version: 1"]) && lines.iter().any(|line| begins(line, &["objectclass:", "cn:"]));
    if is_directory {
        return Some(IntakeError::NoList { what: "an LDIF file", advice: "export the directory as CSV." });
    }
    let is_dump = begins(first, &["--", "/*", "insert into", "create table", "drop table", "set "])
        && lines.iter().any(|line| begins(line, &["insert into ", "create table ", "copy "]));
    is_dump.then_some(IntakeError::NoList { what: "a dump of a database (SQL)", advice: "export the table as CSV." })
}

/// A ruled line "---- ------" under the first one shows where columns begin that nothing else parts.
fn are_ruled(lines: &[&str]) -> bool {
    let Some([header, rule]) = lines.get(..2) else { return false };
    let dashes: Vec<&str> = rule.split(' ').filter(|part| !part.is_empty()).collect();
    dashes.len() >= 2
        && dashes.iter().all(|part| part.len() >= 2 && part.chars().all(|c| matches!(c, '-' | '=')))
        && !header.contains([',', ';', '\t', '|'])
}

/// "Name: Ada Quist", and below it "Team: Network": the first field, where every line is one.
fn one_field_a_line(lines: &[&str]) -> Option<String> {
    let key = |line: &&str| {
        let (key, _) = line.split_once(':')?;
        let key = key.trim_matches(value::is_space);
        let is_key = !key.is_empty()
            && key.chars().count() <= 30
            && key.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '.'));
        is_key.then(|| key.to_owned())
    };
    let keys: Vec<String> = lines.iter().filter_map(key).collect();
    if keys.len() < 2 || keys.len() * 10 < lines.len() * 9 {
        return None;
    }
    let mut different: Vec<&String> = keys.iter().collect();
    different.sort_unstable();
    different.dedup();
    let known = different.iter().filter(|key| words::knows(key)).count();
    // Each of few fields again and again, or one record alone.
    let is_repeated = different.len() >= 2 && (different.len() * 2 <= keys.len() || keys.len() == different.len());
    (known >= 2 && is_repeated).then(|| keys.first().cloned().unwrap_or_default())
}

/// Do two blanks or more part columns that begin at the same places in most lines?
fn are_parted_by_blanks(lines: &[&str]) -> bool {
    let Some(header) = lines.first().filter(|line| lines.len() >= 3 && !line.contains([',', ';', '\t', '|'])) else {
        return false;
    };
    let starts = starts(header);
    let known = starts.iter().filter(|(_, word)| words::knows(word)).count();
    if starts.len() < 2 || known < 2 {
        return false;
    }
    let fits = |line: &&&str| {
        let own = self::starts(line);
        own.len() >= 2 && own.iter().skip(1).all(|(at, _)| starts.iter().any(|(start, _)| start == at))
    };
    let fitting = lines.iter().skip(1).filter(fits).count();
    fitting * 10 >= (lines.len() - 1) * 7
}

/// Where the parts of a line begin that two blanks or more stand between, in letters from 0, and what stands there.
fn starts(line: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut blanks = 2;
    for (at, c) in line.chars().enumerate() {
        if c == ' ' {
            blanks += 1;
            continue;
        }
        if blanks >= 2 {
            found.push((at, String::new()));
        } else if blanks == 1
            && let Some((_, part)) = found.last_mut()
        {
            part.push(' ');
        }
        blanks = 0;
        if let Some((_, part)) = found.last_mut() {
            part.push(c);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_below_each_other_are_no_table() {
        // Without anybody's name they make no list, either.
        let text = "Team: Network\nPlace: Oslo\n\nTeam: Data\nPlace: Bergen\n";
        assert!(matches!(refusal(text), Some(IntakeError::OneFieldALine { field }) if field == "Team"), "{text}");
        for text in [
            "Name\nAda Quist\nBo Lind\n",
            "Name,Email\nAda,ada@x.example\n",
            "Time: what happened\n10:30 came\n11:00 went\n",
            "Why?\nReason: she ran\nHe sat: for long\nBecause: no\n",
        ] {
            assert!(refusal(text).is_none(), "{text}");
        }
    }

    #[test]
    fn columns_that_blanks_part_are_no_table() {
        let text = "Name            Email             Team\nAda Quist       ada@x.example     Network\nBo Lind         bo@x.example      Data\nCy Moor                           Data\n";
        assert_eq!(refusal(text), Some(IntakeError::FixedWidth));
        for text in [
            "Name\nAda  Quist\nBo Lind\n",
            "Name;  Email\nAda;  a@x.example\nBo;  b@x.example\n",
            "Full name\nAda\nBo\nCy\n",
        ] {
            assert!(refusal(text).is_none(), "{text}");
        }
        let ruled = "Name                 Email             Team\n-------------------- ----------------- -----\nSabine Okonjo        sabine@x.example  Desk\n\n(1 row affected)\n";
        assert_eq!(refusal(ruled), Some(IntakeError::FixedWidth));
    }

    #[test]
    fn what_programs_write_for_each_other_is_named() {
        for (text, words) in [
            ("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Field\nEND:VCARD\n", "vCard"),
            ("-- phpMyAdmin SQL Dump\nINSERT INTO `nominees` (`id`, `name`) VALUES\n(1, 'Sabine Okonjo');\n", "SQL"),
            ("dn: cn=Ann,dc=x\nobjectClass: person\ncn: Ann\n", "LDIF"),
        ] {
            let refusal = refusal(text).map(|it| it.to_string()).unwrap_or_default();
            assert!(refusal.contains(words), "{text}: {refusal}");
        }
        assert!(refusal("-- Name --\nAda Quist\nBo Lind\n").is_none());
    }
}
