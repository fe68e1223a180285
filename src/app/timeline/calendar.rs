//! The dates as a calendar file (RFC 5545): moments in UTC, so that no zone has to be described, lines folded at 75 bytes,
//! text escaped. The same campaign gives the same ids, so that a newer file takes the place of an older one.

use super::in_order;
use crate::campaign::{Campaign, Milestone};
use jiff::{SignedDuration, Timestamp};
use std::fmt::Write as _;

/// Bytes a line may have without its end.
const LINE: usize = 75;

/// Commas, semicolons, backslashes and line ends as the format wants them; other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One content line, folded between characters.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn event(out: &mut String, campaign: &Campaign, index: usize, date: &Milestone, now: Timestamp) {
    let title = if date.title.trim().is_empty() { date.kind.title() } else { date.title.trim() };
    let mut words = String::new();
    if date.locks
        && let Some(promise) = date.kind.promise()
    {
        words.push_str(promise);
    }
    if let Some(opened) = &date.opened {
        let _ = write!(words, "\nOpened: {}", opened.reason);
    }
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}-{}@unsung.invalid", campaign.settings().id, index + 1));
    line(out, &format!("DTSTAMP:{}", moment(now)));
    line(out, &format!("DTSTART:{}", moment(date.at)));
    line(out, &format!("DTEND:{}", moment(date.at + SignedDuration::from_mins(30))));
    line(out, &format!("SUMMARY:{}", escaped(&format!("{title} ({})", campaign.settings().title.trim()))));
    if !words.trim().is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(words.trim())));
    }
    line(out, "TRANSP:TRANSPARENT");
    if date.locks {
        for text in
            ["BEGIN:VALARM", "ACTION:DISPLAY", &format!("DESCRIPTION:{}", escaped(title)), "TRIGGER:-P1D", "END:VALARM"]
        {
            line(out, text);
        }
    }
    line(out, "END:VEVENT");
}

/// All dates of the campaign as one calendar; those that lock remind a day before.
pub fn calendar(campaign: &Campaign, now: Timestamp) -> String {
    let mut out = String::new();
    for text in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Unsung//Timeline//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        line(&mut out, text);
    }
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(campaign.settings().title.trim())));
    for (index, date) in in_order(campaign) {
        event(&mut out, campaign, index, date, now);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Edit, MilestoneKind};

    #[test]
    fn a_calendar_is_folded_escaped_and_whole() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let mut settings = campaign.settings().clone();
        settings.title = "Day; of, the\\Heroes\nBEGIN:VEVENT".into();
        settings.milestones = vec![
            Milestone {
                title: "Предложения закрываются, потому что пора; и спасибо всем, кто написал нам столько слов".into(),
                at: "2027-03-28T00:30:00+01:00".parse().unwrap(),
                locks: true,
                kind: MilestoneKind::NominationsClose,
                opened: None,
            },
            Milestone { title: String::new(), at: now, kind: MilestoneKind::Draw, ..Milestone::default() },
        ];
        campaign.apply(&Change::one("Set", Edit::Settings(settings.into())), now).unwrap();
        let text = calendar(&campaign, now);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\n', '\r'])));
        let unfolded = text.replace("\r\n ", "");
        let count = |what: &str| unfolded.split("\r\n").filter(|line| *line == what).count();
        assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (2, 2), "what is typed opens no event");
        assert!(unfolded.contains("DTSTART:20270327T233000Z"));
        assert!(unfolded.contains("SUMMARY:Draw (Day\\; of\\, the\\\\Heroes\\nBEGIN:VEVENT)"));
        assert!(unfolded.contains("потому что пора\\; и спасибо всем\\, кто написал нам столько слов"));
        assert_eq!(count("TRIGGER:-P1D"), 1, "what locks reminds");
        // In order of time, with ids that stay.
        assert!(unfolded.find("SUMMARY:Draw").unwrap() < unfolded.find("SUMMARY:Пред").unwrap());
        assert_eq!(text, calendar(&campaign, now));
    }
}
