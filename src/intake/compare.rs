//! Rows beside rows: repeated entry ids, resent forms, one person in several spellings. It only points them out; nothing
//! is merged or dropped.

use std::collections::HashMap;

use super::draft::{Content, Draft, PersonDraft};
use super::drafts::Rules;
use super::issue::{IssueKind, Issues, Severity};
use super::{Kind, ticks, value};

/// Same address, or without one on a side the same name.
pub(super) fn same_person(a: &PersonDraft, b: &PersonDraft) -> bool {
    match (&a.email, &b.email) {
        (Some(x), Some(y)) => x.to_lowercase() == y.to_lowercase(),
        _ => !a.name.is_empty() && a.name.to_lowercase() == b.name.to_lowercase(),
    }
}

/// Notes what concerns several rows.
pub(super) fn flag(kind: Kind, drafts: &[Draft], rules: &Rules, issues: &mut Issues) {
    repeated_references(drafts, issues);
    resends(drafts, issues);
    if matches!(kind, Kind::Nominations | Kind::People | Kind::Members) {
        spellings(drafts, issues);
    }
    if kind == Kind::Nominations && !rules.awards.is_empty() {
        new_awards(drafts, rules, issues);
    }
}

fn repeated_references(drafts: &[Draft], issues: &mut Issues) {
    let mut first: HashMap<&str, u64> = HashMap::new();
    for draft in drafts {
        let reference = match &draft.content {
            Content::Entry(entry) => entry.reference.as_deref(),
            Content::Nomination(nomination) => nomination.reference.as_deref(),
            _ => None,
        };
        let Some(reference) = reference else { continue };
        let line = draft.line();
        if let Some(earlier) = first.get(reference) {
            issues.add_lines(Some(line), vec![*earlier], None, IssueKind::RepeatedId, Severity::Warning, || {
                format!("The number {reference} also stands on line {earlier}. Both rows go in under ids of their own.")
            });
        } else {
            first.insert(reference, line);
        }
    }
}

/// Same moment, same sender, same subject: most often a form sent twice.
fn resends(drafts: &[Draft], issues: &mut Issues) {
    let mut first: HashMap<(String, String, String), u64> = HashMap::new();
    for draft in drafts {
        let (received, sender, subject) = match &draft.content {
            Content::Nomination(d) => (&d.received, sender(&d.nominator), value::name_key(&d.nominee.name)),
            Content::Entry(d) => (&d.received, sender(&d.person), value::name_key(&d.person.name)),
            Content::Thanks(d) => (&d.received, sender(&d.from), value::name_key(&d.recipient)),
            _ => continue,
        };
        let Some(received) = received else { continue };
        if sender.is_empty() || !received.text.contains(':') {
            continue;
        }
        let line = draft.line();
        let key = (received.text.clone(), sender, subject);
        if let Some(earlier) = first.get(&key) {
            issues.add_lines(Some(line), vec![*earlier], None, IssueKind::LooksLikeResend, Severity::Warning, || {
                format!("Same time, sender and subject as line {earlier}. Line {line} looks like a resend.")
            });
        } else {
            first.insert(key, line);
        }
    }
}

fn sender(person: &PersonDraft) -> String {
    person.email.as_ref().map_or_else(|| value::name_key(&person.name), |e| e.to_lowercase())
}

/// Rows that name one person by one address or by the same words, but spell the name differently.
fn spellings(drafts: &[Draft], issues: &mut Issues) {
    let mut groups: Vec<Vec<(u64, &str)>> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for draft in drafts {
        let person = draft.person();
        if person.name.is_empty() {
            continue;
        }
        let name_key = format!("n{}", value::name_key(&person.name));
        let email_key = person.email.as_ref().map(|e| format!("e{}", e.to_lowercase()));
        let by_email = email_key.as_ref().and_then(|k| by_key.get(k)).copied();
        let group = by_email.or_else(|| by_key.get(&name_key).copied()).unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        by_key.entry(name_key).or_insert(group);
        if let Some(key) = email_key {
            by_key.entry(key).or_insert(group);
        }
        if let Some(members) = groups.get_mut(group) {
            members.push((draft.line(), &person.name));
        }
    }
    for members in groups {
        let mut names: Vec<&str> = Vec::new();
        for (_, name) in &members {
            if !names.contains(name) && names.len() < 20 {
                names.push(name);
            }
        }
        if let ([_, _, ..], Some((line, name))) = (names.as_slice(), members.first()) {
            let others = members.iter().skip(1).map(|(l, _)| *l).collect();
            let count = names.len();
            issues.add_lines(Some(*line), others, None, IssueKind::Spellings, Severity::Note, || {
                format!("{count} spellings, probably one person: {name}.")
            });
        }
    }
}

fn new_awards(drafts: &[Draft], rules: &Rules, issues: &mut Issues) {
    let known: Vec<String> = rules.awards.iter().map(|a| value::fold(a)).collect();
    let lists = drafts.iter().filter_map(|d| match &d.content {
        Content::Nomination(n) => Some((d.line(), n.awards.clone())),
        _ => None,
    });
    for (line, title) in ticks::first_seen(lists) {
        if !known.contains(&value::fold(&title)) {
            issues.add(line, None, IssueKind::NewAward, Severity::Note, || {
                format!("The campaign has no award “{title}” yet; it will be added.")
            });
        }
    }
}
