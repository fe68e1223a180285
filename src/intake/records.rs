//! Thanks, mishaps and places in the league, made from their rows. Who is thanked is looked for among the people of the
//! campaign; a team, or a name nobody has, stays in words.

use std::collections::{HashMap, HashSet};

use crate::campaign::{
    Campaign, Edit, Member, MemberId, MemberState, Mishap, MishapId, MishapState, Origin, PersonId, Thanks, ThanksId,
    ThanksState, Vouch, email_key, name_key,
};
use jiff::Timestamp;

use super::draft::{Answers, MemberDraft, MishapDraft, ThanksDraft};
use super::issue::{IssueKind, Issues, Severity};
use super::people::{People, note_line, said_of};
use super::plan::Import;
use super::whose_name::{is_group, without_group};

/// Makes the records of one import, with the ids that come next.
pub(super) struct RecordMaker {
    next_thanks: u64,
    next_mishap: u64,
    league: League,
}

/// The league as it will be after the import.
struct League {
    next: u64,
    code_names: HashSet<String>,
    by_person: HashMap<PersonId, MemberId>,
    by_code_name: HashMap<String, MemberId>,
    /// Those that are new or changed.
    touched: Vec<(MemberId, Member)>,
    /// Who vouches in words, the line that says so, and for whom: looked up when every row is in.
    vouchers: Vec<(String, u64, MemberId)>,
    /// Who brought whom, in words: looked up when every row is in.
    referrers: Vec<(String, MemberId)>,
}

fn answered(answers: &Answers) -> Vec<(String, String)> {
    answers.iter().map(|(header, cell)| (header.into_owned(), cell.to_owned())).collect()
}

impl RecordMaker {
    pub fn new(campaign: &Campaign) -> Self {
        let members = || campaign.members().iter();
        let code_names = || members().filter(|(_, member)| !member.code_name.is_empty());
        Self {
            next_thanks: campaign.next_thanks_id().into(),
            next_mishap: campaign.next_mishap_id().into(),
            league: League {
                next: campaign.next_member_id().into(),
                code_names: code_names().map(|(_, member)| name_key(&member.code_name)).collect(),
                by_person: members().map(|(id, member)| (member.person, id)).collect(),
                by_code_name: code_names().map(|(id, member)| (name_key(&member.code_name), id)).collect(),
                touched: Vec::new(),
                vouchers: Vec::new(),
                referrers: Vec::new(),
            },
        }
    }

    /// A message of thanks. Its author's no is kept: it is hidden.
    pub fn thanks(&mut self, draft: &ThanksDraft, origin: Origin, people: &mut People<'_>) -> Edit {
        let id = ThanksId(self.next_thanks);
        self.next_thanks += 1;
        let to = people.find(draft.recipient_email.as_deref().unwrap_or(""), &draft.recipient);
        let refused = draft.publish_ok == Some(false);
        // A floor or a team has no card and no name to keep out of stories; who has an address is a person.
        let from_group = draft.from.email.is_none() && is_group(&draft.from.name);
        let from = if from_group { None } else { people.place_copy(&without_group(&draft.from), origin) };
        Edit::thanks(
            id,
            Thanks {
                to,
                to_words: draft.recipient.clone(),
                message: draft.message.clone(),
                from,
                from_words: draft.from.name.to_string(),
                received: draft.received.as_ref().map(|it| it.text.to_string()).unwrap_or_default(),
                received_at: draft.received.as_ref().and_then(|it| it.at),
                anonymous: draft.anonymous == Some(true),
                state: if refused { ThanksState::Hidden } else { ThanksState::Waiting },
                hidden_reason: if refused { "The author does not want it published.".into() } else { String::new() },
                answers: answered(&draft.answers),
                origin: Some(origin),
                ..Thanks::default()
            },
        )
    }

    /// A mishap as it was told. Its teller's no is kept: it is set aside.
    pub fn mishap(&mut self, draft: &MishapDraft, origin: Origin, people: &mut People<'_>) -> Edit {
        let id = MishapId(self.next_mishap);
        self.next_mishap += 1;
        let refused = draft.publish_ok == Some(false);
        Edit::mishap(
            id,
            Mishap {
                title: draft.title.clone().unwrap_or_default(),
                text: draft.story.clone(),
                device: draft.device.clone().unwrap_or_default(),
                cause: draft.cause.clone().unwrap_or_default(),
                damage: draft.damage.clone().unwrap_or_default(),
                punchline: draft.punchline.clone().unwrap_or_default(),
                problems: draft.problems.clone(),
                sent_by: people.place_copy(&draft.teller, origin),
                country: draft.teller.country.unwrap_or_default().to_owned(),
                place: draft.teller.place.as_deref().unwrap_or_default().to_owned(),
                received: draft.received.as_ref().map(|it| it.text.to_string()).unwrap_or_default(),
                received_at: draft.received.as_ref().and_then(|it| it.at),
                state: if refused { MishapState::SetAside } else { MishapState::New },
                set_aside_reason: if refused {
                    "Who sent it does not want it published.".into()
                } else {
                    String::new()
                },
                answers: answered(&draft.answers),
                origin: Some(origin),
                ..Mishap::default()
            },
        )
    }

    /// A place in the league. A row that says why somebody wishes to join, and not since when they belong, is an application;
    /// any other is a member. Gives false where the person has a place already.
    pub fn member(
        &mut self,
        draft: &MemberDraft,
        origin: Origin,
        people: &mut People<'_>,
        import: &Import<'_>,
        issues: &mut Issues,
    ) -> bool {
        let Some(somebody) = people.member(draft, origin) else { return false };
        let person_id = people.place(somebody);
        let at = draft.received.as_ref().and_then(|it| it.instant(&import.zone));
        let applies = !draft.reason.is_empty() && draft.person.since.is_none();
        people.change(person_id, |person| !applies && !std::mem::replace(&mut person.member, true));
        let said = said_of(draft.publish_ok, draft.took_back);
        people.note_consent(person_id, draft.line, said, import.file_name, at);
        let league = &mut self.league;
        if league.by_person.contains_key(&person_id) {
            return false;
        }
        let id = MemberId(league.next);
        league.next += 1;
        let mut member = Member::new(person_id);
        member.state = if applies { MemberState::Applied } else { MemberState::Approved };
        member.application.clone_from(&draft.reason);
        member.applied_at = at;
        member.decided_at = (!applies).then_some(import.at);
        member.answers = answered(&draft.answers);
        member.origin = Some(origin);
        if let Some(code_name) = draft.person.code_name.as_deref().filter(|name| !name.trim().is_empty()) {
            let key = name_key(code_name);
            if league.code_names.insert(key.clone()) {
                code_name.clone_into(&mut member.code_name);
                league.by_code_name.insert(key, id);
            } else {
                issues.add(draft.line, None, IssueKind::RepeatedId, Severity::Warning, || {
                    format!("The code name “{code_name}” is taken in the league; give this member another one.")
                });
            }
        }
        if let Some(words) = &draft.vouched_by {
            league.vouchers.push((words.clone(), draft.line, id));
        }
        if let Some(words) = &draft.referred_by {
            league.referrers.push((words.clone(), id));
        }
        league.by_person.insert(person_id, id);
        league.touched.push((id, member));
        true
    }

    /// The places in the league, with who vouches for whom. Words that lead to no member are noted on the person.
    pub fn finish(self, people: &mut People<'_>, at: Timestamp, issues: &mut Issues) -> Vec<Edit> {
        let mut league = self.league;
        let place: HashMap<MemberId, usize> =
            league.touched.iter().enumerate().map(|(index, (id, _))| (*id, index)).collect();
        for (words, id) in std::mem::take(&mut league.referrers) {
            let is_address = words.contains('@');
            let (email, name) = if is_address { (words.as_str(), "") } else { ("", words.as_str()) };
            let by = people
                .find(&email_key(email), name)
                .and_then(|person| league.by_person.get(&person))
                .or_else(|| league.by_code_name.get(&name_key(&words)));
            let Some(index) = place.get(&id) else { continue };
            let member = &mut league.touched[*index].1;
            // Whoever is no member stays in the words of the list.
            match by.filter(|by| **by != id) {
                Some(by) => member.referred_by = Some(*by),
                None => member.referred_by_words = words,
            }
        }
        for (words, line, id) in std::mem::take(&mut league.vouchers) {
            let is_address = words.contains('@');
            let (email, name) = if is_address { (words.as_str(), "") } else { ("", words.as_str()) };
            let by = people
                .find(&email_key(email), name)
                .and_then(|person| league.by_person.get(&person))
                .or_else(|| league.by_code_name.get(&name_key(&words)));
            let Some(index) = place.get(&id) else { continue };
            let member = &mut league.touched[*index].1;
            match by.filter(|by| **by != id) {
                Some(by) => member.vouches.push(Vouch { by: *by, at, words: String::new() }),
                None => {
                    people.change(member.person, |person| note_line(person, &format!("Vouched for by {words}.")));
                    issues.add(line, None, IssueKind::NothingSaid, Severity::Note, || {
                        format!("“{words}”, who vouches, is no member of the league; it is noted on the person.")
                    });
                }
            }
        }
        league.touched.into_iter().map(|(id, member)| Edit::member(id, member)).collect()
    }
}
