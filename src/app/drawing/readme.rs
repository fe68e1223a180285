//! README.txt of a bundle: what lies in the folder and how to check it, for somebody who has never seen such a thing.

use super::{draw_groups, key_fingerprint};
use crate::campaign::{Campaign, SealedDraw, Sweepstake};
use std::fmt::Write;

/// Width of a line: text programs on small screens break longer ones badly.
const COLUMNS: usize = 76;

/// The text, made for what is there: a lock that is not drawn yet, a lock that was closed, or a draw.
pub(super) fn readme(
    campaign: &Campaign,
    sweepstake: &Sweepstake,
    sealed: &SealedDraw,
    tools: &[(&str, String)],
) -> String {
    let rehearsal = sealed.number == 0;
    let mut text = format!("{}\n", sweepstake.title);
    let title = &campaign.settings().title;
    if rehearsal {
        let _ = writeln!(text, "A REHEARSAL in {title}. This is not the draw and never becomes it.");
    } else {
        let _ = writeln!(text, "Draw {} of {title}", sealed.number);
    }
    section(&mut text, "What this is");
    paragraph(
        &mut text,
        "This folder holds everything that is needed to check the draw. You do not have to trust whoever ran it, and you do \
         not need their program: two of the files below are checkers made for strangers.",
    );
    files(&mut text, sealed);
    section(&mut text, "The lock hash");
    let _ = writeln!(text, "{}\n", indented(&draw_groups(&sealed.lock_sha256), "    "));
    paragraph(
        &mut text,
        "It sums up the whole promise: list, prizes, rules and where chance comes from. It was to be published before chance \
         could be known. Compare all 64 digits with that publication (a mail, a web page, a sheet on the wall), not with this \
         file, which comes from the same hands as the rest of the folder. Spaces and capitals do not matter.",
    );
    let fingerprint = key_fingerprint(campaign).unwrap_or_default();
    let _ = writeln!(text, "\nFingerprint of the organiser's key:\n    {fingerprint}");
    how_to(&mut text, sealed);
    not_proven(&mut text, sealed, tools);
    text
}

fn section(text: &mut String, title: &str) {
    let _ = write!(text, "\n\n{title}\n{}\n", "-".repeat(title.chars().count()));
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}")).collect::<Vec<_>>().join("\n")
}

/// Words broken into lines; `first` stands before the first line, blanks of the same width before the others.
fn wrapped(text: &mut String, first: &str, words: &str) {
    let blanks = " ".repeat(first.chars().count());
    let (mut line, mut empty) = (first.to_owned(), true);
    for word in words.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > COLUMNS {
            let _ = writeln!(text, "{}", line.trim_end());
            (line, empty) = (blanks.clone(), true);
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    let _ = writeln!(text, "{line}");
}

fn paragraph(text: &mut String, words: &str) {
    wrapped(text, "", words);
}

fn files(text: &mut String, sealed: &SealedDraw) {
    section(text, "The files");
    let mut file = |name: &str, words: &str| wrapped(text, &format!("{name:<17}"), words);
    file("roll.tsv", "the frozen list: entry id, tickets, household key, prizes it may win. It names nobody.");
    file("lock.json", "the promise made before chance was known, signed");
    if sealed.record.is_some() {
        file("record.json", "the draw: what the sources gave, the way down the list, winners and alternates, signed");
        file(
            "amendments.json",
            "what happened afterwards: who was told, accepted, declined, moved up. Each line is signed.",
        );
    } else if sealed.void.is_some() {
        file(
            "void.json",
            "the lock was closed without a draw; its secret code is revealed here, and its number is used up",
        );
    } else {
        file("(no record yet)", "the list is locked and the draw is still to come; record.json follows then");
    }
    if !sealed.rules.is_empty() {
        file("rules.txt", "the official rules; their hash is part of the lock");
    }
    if sealed.record.is_some() {
        file("record.pdf", "the draw on paper, for people. It proves nothing: the files above do.");
    }
    file("verify.html", "checks everything in a web browser, without internet");
    file("verify.py", "checks everything with Python, without internet");
}

fn how_to(text: &mut String, sealed: &SealedDraw) {
    section(text, "Check it in a browser");
    wrapped(text, "1. ", "Open verify.html with a double click. It needs no internet, and cannot reach it.");
    wrapped(
        text,
        "2. ",
        "Drag this folder or its zip into the page, or press \"Choose a folder\". On a phone press \"Choose files\" and take the zip.",
    );
    wrapped(text, "3. ", "Paste the lock hash as it was published before the draw.");
    wrapped(text, "4. ", "Read the steps. Type your entry id under \"Where am I?\" to find yourself.");
    section(text, "Check it with Python");
    wrapped(
        text,
        "1. ",
        "You need Python 3.8 or later and nothing else (python.org; on macOS and Linux it is often there).",
    );
    wrapped(text, "2. ", "Open a terminal in this folder and type, on one line:");
    let _ = writeln!(text, "       python3 verify.py --lock \"THE LOCK HASH AS IT WAS PUBLISHED\"");
    wrapped(text, "   ", "On Windows write py instead of python3.");
    wrapped(text, "3. ", "To find yourself:");
    let _ = writeln!(text, "       python3 verify.py --entry YOUR-ENTRY-ID");
    section(text, "Check it with the program");
    let _ = writeln!(text, "       unsung verify FOLDER --lock \"THE LOCK HASH AS IT WAS PUBLISHED\"");
    let beacon = sealed.lock.contains("\"kind\":\"drand\"");
    wrapped(
        text,
        "   ",
        if beacon {
            "It also checks the signature of the public beacon, which the other two leave open."
        } else {
            "With --self-test it also changes the files in memory, again and again, and shows that each change is caught."
        },
    );
    section(text, "Check one entry without the list");
    paragraph(
        text,
        "If you were given a receipt (receipt.json), give that file alone to any of the three. It shows that your entry is in \
         the locked list, even when the list itself is not published.",
    );
    section(text, "What the words mean");
    wrapped(text, "pass         ", "it holds");
    wrapped(text, "fail         ", "it does not hold: something was changed, or is not what it says");
    wrapped(
        text,
        "not checked  ",
        "nothing is known about it, and the reason is given. Read these before you believe a result.",
    );
    section(text, "By hand");
    paragraph(
        text,
        "The place of an entry is HMAC-SHA256 with the key \"prk\" of record.json over the entry id followed by the byte 1. For \
         its second ticket the id is followed by the byte 0, the digit 2 and the byte 1, and so on. The lowest place of an entry \
         counts, and the lowest places win. (Method vrs is the same with one ticket each; rfc3797 is its own document.)",
    );
}

fn not_proven(text: &mut String, sealed: &SealedDraw, tools: &[(&str, String)]) {
    section(text, "What nothing in here can prove");
    let mut point = |words: &str| wrapped(text, "* ", words);
    point("That the lock hash was published before chance was known. Only whoever saw it then knows that.");
    if sealed.record.is_some() {
        point(
            "That dice, lottery and audience were honest. But what they gave stands in record.json under \"sources\": compare it \
             with what you saw.",
        );
        point("That nothing more was added to amendments.json since. Ask for the newest one.");
    } else if sealed.void.is_none() {
        point("That the draw will be made. Keep this folder: a lock that is hidden later can then be shown.");
    }
    point("That every entry is a real person, and that people who share a household key share a home.");
    point(
        "That the checkers in this folder are genuine: a forged folder could bring forged ones. Take them from a place you trust. \
         The SHA-256 of those written here:",
    );
    for (name, sha256) in tools {
        let _ = writeln!(text, "    {name}\n{}", indented(&draw_groups(sha256), "      "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_hang_under_their_first_word() {
        let mut text = String::new();
        wrapped(&mut text, "roll.tsv   ", &"word ".repeat(40));
        assert!(text.lines().all(|line| line.chars().count() <= COLUMNS));
        assert!(text.lines().skip(1).all(|line| line.starts_with("           word")));
        let mut long = String::new();
        wrapped(&mut long, "* ", &"x".repeat(100));
        assert_eq!(long, format!("* {}\n", "x".repeat(100)));
    }
}
