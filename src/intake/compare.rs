//! Rows beside rows: repeated entry ids, resent forms, one person in several spellings. It only points them out; nothing
//! is merged or dropped.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

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
    let mut first: HashMap<&str, u64> = HashMap::with_capacity(drafts.len());
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
                format!("The number {reference} stands on both lines. Both go in, each under an id of its own.")
            });
        } else {
            first.insert(reference, line);
        }
    }
}

/// Same moment, same sender, same subject: most often a form sent twice.
fn resends(drafts: &[Draft], issues: &mut Issues) {
    // Only hashes are kept, since a million rows have a million senders; on a hit the rows themselves are compared.
    let mut by_sending: HashMap<u64, usize> = HashMap::with_capacity(drafts.len());
    let mut by_subject: HashMap<u64, usize> = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let Some(sending) = Sending::of(draft) else { continue };
        let Some(first) = by_sending.get(&sending.hash()).copied() else {
            by_sending.insert(sending.hash(), index);
            continue;
        };
        let earlier = [Some(first), by_subject.get(&sending.hash_with_subject()).copied()]
            .into_iter()
            .flatten()
            .filter_map(|i| drafts.get(i))
            .find(|other| Sending::of(other).is_some_and(|o| o.is_same(&sending)));
        let Some(earlier) = earlier else {
            by_subject.insert(sending.hash_with_subject(), index);
            continue;
        };
        let (line, what) = (draft.line(), sending.what);
        issues.add_lines(Some(line), vec![earlier.line()], None, IssueKind::LooksLikeResend, Severity::Warning, || {
            format!("Same time, {what}. Line {line} looks like a resend.")
        });
    }
}

/// When a form was sent, by whom, and whom it is about.
struct Sending<'a> {
    received: &'a str,
    sender: &'a PersonDraft,
    subject: &'a str,
    what: &'static str,
}

impl<'a> Sending<'a> {
    /// `None` for rows without a time of day or a sender.
    fn of(draft: &'a Draft) -> Option<Self> {
        let (received, sender, subject, what) = match &draft.content {
            Content::Nomination(d) => (&d.received, &d.nominator, &d.nominee.name, "sender and nominee"),
            Content::Entry(d) => (&d.received, &d.person, &d.person.name, "same entrant"),
            Content::Thanks(d) => (&d.received, &d.from, &d.recipient, "sender and recipient"),
            _ => return None,
        };
        let received = received.as_ref().map(|r| r.text.as_str()).filter(|text| text.contains(':'))?;
        (!sender.is_nobody()).then_some(Self { received, sender, subject, what })
    }

    fn hasher(&self) -> DefaultHasher {
        let mut hasher = DefaultHasher::new();
        self.received.hash(&mut hasher);
        match &self.sender.email {
            Some(email) => email.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase())),
            None => value::name_key(&self.sender.name).hash(&mut hasher),
        }
        hasher
    }

    fn hash(&self) -> u64 {
        self.hasher().finish()
    }

    fn hash_with_subject(&self) -> u64 {
        let mut hasher = self.hasher();
        sender(self.sender).hash(&mut hasher);
        value::name_key(self.subject).hash(&mut hasher);
        hasher.finish()
    }

    fn is_same(&self, other: &Self) -> bool {
        self.received == other.received
            && sender(self.sender) == sender(other.sender)
            && value::name_key(self.subject) == value::name_key(other.subject)
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
