//! What speaks against a judge judging a candidate: found in the campaign or declared, looked at by a person, and what follows:
//! no assignment, or a recusal where something was scored. Nothing found is the last word; until somebody says that it does not
//! matter, though, it keeps the two apart.

use super::super::failure::Failure;
use super::super::people::folded;
use super::{candidate, changed, judge, of, setup, sheets_of_round};
use crate::campaign::judging::{Conflict, ConflictState, Ground, Judging, Recusal};
use crate::campaign::{AwardId, Campaign, Change, Edit, Member, Person, PersonId, email_key};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

#[derive(Debug, Default, Deserialize)]
struct Domains {
    free: HashSet<String>,
    disposable: HashSet<String>,
}

fn domains() -> &'static Domains {
    static DOMAINS: OnceLock<Domains> = OnceLock::new();
    // Part of the program and read by a test.
    DOMAINS.get_or_init(|| ron::from_str(include_str!("../../../assets/words/mail_domains.ron")).unwrap_or_default())
}

/// Does anybody get an address there?
pub fn is_free_mail(domain: &str) -> bool {
    domains().free.contains(domain)
}

/// Is it a provider of throw-away addresses, or below one?
pub fn is_disposable(domain: &str) -> bool {
    let known = &domains().disposable;
    known.contains(domain) || domain.split_once('.').is_some_and(|(_, parent)| known.contains(parent))
}

/// Something found between a judge and a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub judge: u32,
    pub candidate: u32,
    pub ground: Ground,
    /// What is the same: "Okonjo", "tram.example".
    pub words: String,
}

/// What of a person is compared.
struct Traits {
    surname: String,
    employer: String,
    domain: String,
    team: String,
}

impl Traits {
    fn of(person: &Person) -> Self {
        let surname = if person.family_name.is_empty() {
            // A single name is no surname.
            let words: Vec<&str> = person.name.split_whitespace().collect();
            if words.len() > 1 { words.last().copied().unwrap_or_default() } else { "" }
        } else {
            &person.family_name
        };
        let domain = email_key(&person.email).rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
        Self {
            surname: folded(surname),
            employer: folded(&person.organisation),
            domain: if is_free_mail(&domain) { String::new() } else { domain },
            team: folded(&person.team),
        }
    }
}

/// What more than half of all share says nothing about two of them: everybody in an in-house campaign has one employer.
fn common<'a>(all: &[&'a Traits], pick: impl Fn(&'a Traits) -> &'a str) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for it in all {
        *counts.entry(pick(it)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| count * 2 > all.len() && all.len() > 3).map(|(words, _)| words).collect()
}

/// Everything found between the panel and the field, by judge and candidate.
pub fn detect(campaign: &Campaign, award: AwardId) -> Vec<Found> {
    let Some(judging) = campaign.judgings().get(award) else { return Vec::new() };
    let traits = |person: Option<PersonId>| {
        let id = person?;
        Some((id, Traits::of(campaign.people().get(id)?)))
    };
    let panel: Vec<(u32, PersonId, Traits)> =
        judging.panel.iter().filter_map(|it| traits(it.person).map(|(id, t)| (it.number, id, t))).collect();
    let field: Vec<(u32, PersonId, Traits)> =
        judging.field.iter().filter_map(|it| traits(it.person).map(|(id, t)| (it.number, id, t))).collect();
    let everybody: Vec<&Traits> = panel.iter().chain(&field).map(|(_, _, traits)| traits).collect();
    let employers = common(&everybody, |it| &it.employer);
    let mail = common(&everybody, |it| &it.domain);
    let teams = common(&everybody, |it| &it.team);
    let nominated: HashSet<(PersonId, PersonId)> =
        campaign.nominations().iter().filter_map(|(_, it)| Some((it.nominator?, it.nominee))).collect();
    let league: HashMap<PersonId, &Member> = campaign.members().iter().map(|(_, it)| (it.person, it)).collect();
    let person_of = |id| campaign.members().get(id).map(|it| it.person);
    let brought: HashSet<(PersonId, PersonId)> = league
        .iter()
        .flat_map(|(person, it)| {
            let by = it.vouches.iter().map(|vouch| vouch.by).chain(it.referred_by);
            by.filter_map(person_of).map(|by| (by, *person)).collect::<Vec<_>>()
        })
        .collect();
    let in_field: HashSet<PersonId> = field.iter().map(|(_, id, _)| *id).collect();
    let mut found = Vec::new();
    for (judge, judge_id, mine) in &panel {
        for (candidate, id, theirs) in &field {
            let mut put = |ground: Ground, words: &str| {
                found.push(Found { judge: *judge, candidate: *candidate, ground, words: words.to_owned() });
            };
            if judge_id == id {
                put(Ground::SamePerson, "");
                continue;
            }
            if in_field.contains(judge_id) {
                put(Ground::SameAward, "");
            }
            let same = |a: &str, b: &str| a.chars().count() > 1 && a == b;
            if same(&mine.surname, &theirs.surname) {
                put(Ground::Surname, &theirs.surname);
            }
            if same(&mine.employer, &theirs.employer) && !employers.contains(mine.employer.as_str()) {
                put(Ground::Employer, &theirs.employer);
            }
            if same(&mine.domain, &theirs.domain) && !mail.contains(mine.domain.as_str()) {
                put(Ground::EmailDomain, &theirs.domain);
            }
            if same(&mine.team, &theirs.team) && !teams.contains(mine.team.as_str()) {
                put(Ground::Team, &theirs.team);
            }
            if nominated.contains(&(*judge_id, *id)) {
                put(Ground::NominatedBy, "");
            }
            if brought.contains(&(*judge_id, *id)) || brought.contains(&(*id, *judge_id)) {
                put(Ground::Vouched, "");
            }
        }
    }
    found
}

/// Where something between two people stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody has looked at it yet; it keeps the two apart.
    Found,
    Stands,
    Dismissed,
}

impl State {
    pub fn title(self) -> &'static str {
        match self {
            Self::Found => "Found",
            Self::Stands => "Stands",
            Self::Dismissed => "Dismissed",
        }
    }
}

/// One line of the list of conflicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub judge: u32,
    pub candidate: u32,
    pub ground: Ground,
    pub state: State,
    pub words: String,
    /// Why it was dismissed, or what was declared.
    pub note: String,
}

/// What was found and what was declared, each ground of each pair once, with what was decided about it.
pub fn list(campaign: &Campaign, award: AwardId) -> Vec<Line> {
    let Some(judging) = campaign.judgings().get(award) else { return Vec::new() };
    let mut lines: BTreeMap<(u32, u32, Ground), Line> = BTreeMap::new();
    for it in detect(campaign, award) {
        let line = Line {
            judge: it.judge,
            candidate: it.candidate,
            ground: it.ground,
            state: State::Found,
            words: it.words,
            note: String::new(),
        };
        lines.insert((it.judge, it.candidate, it.ground), line);
    }
    for it in &judging.conflicts {
        let line = lines.entry((it.judge, it.candidate, it.ground)).or_insert_with(|| Line {
            judge: it.judge,
            candidate: it.candidate,
            ground: it.ground,
            state: State::Found,
            words: String::new(),
            note: String::new(),
        });
        line.note.clone_from(&it.note);
        line.state = match it.state {
            ConflictState::Stands => State::Stands,
            ConflictState::Dismissed => State::Dismissed,
        };
    }
    lines.into_values().collect()
}

/// Judge and candidate who must not meet in a round: by a conflict that nobody dismissed, or by a recusal.
pub fn forbidden(campaign: &Campaign, award: AwardId, round: u32) -> BTreeSet<(u32, u32)> {
    let Some(judging) = campaign.judgings().get(award) else { return BTreeSet::new() };
    let mut pairs: BTreeSet<(u32, u32)> = list(campaign, award)
        .into_iter()
        .filter(|line| line.state != State::Dismissed)
        .map(|line| (line.judge, line.candidate))
        .collect();
    for it in judging.recusals.iter().filter(|it| it.round == round) {
        match it.candidate {
            Some(candidate) => _ = pairs.insert((it.judge, candidate)),
            None => pairs.extend(judging.field.iter().map(|candidate| (it.judge, candidate.number))),
        }
    }
    pairs
}

/// Decides about conflicts. Those that stand take the pair apart in every round that is not frozen: an assignment goes, and what
/// was scored is recused. Those dismissed need a reason, and some cannot be.
///
/// # Errors
/// Where a judge or a candidate is not there, a reason is missing, or the ground allows no dismissal.
pub fn decide(
    campaign: &Campaign,
    award: AwardId,
    pairs: &[(u32, u32, Ground)],
    state: ConflictState,
    note: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nothing was decided about conflicts.";
    let mut judging = of(campaign, award, what)?.clone();
    let note = note.trim();
    if state == ConflictState::Dismissed || pairs.iter().any(|(_, _, ground)| *ground == Ground::Declared) {
        setup::with_reason(note, what)?;
    }
    for (judge_number, number, ground) in pairs {
        judge(&judging, *judge_number, what)?;
        candidate(&judging, *number, what)?;
        if state == ConflictState::Dismissed && ground.is_final() {
            let why = format!("“{}” always counts.", ground.title());
            return Err(Failure::new(what, why, "Let somebody else judge the candidate."));
        }
        judging.conflicts.retain(|it| (it.judge, it.candidate, it.ground) != (*judge_number, *number, *ground));
        judging.conflicts.push(Conflict {
            judge: *judge_number,
            candidate: *number,
            ground: *ground,
            state,
            note: note.to_owned(),
            at,
        });
    }
    let mut edits = Vec::new();
    if state == ConflictState::Stands {
        let reason = |ground: Ground| if note.is_empty() { ground.title().to_owned() } else { note.to_owned() };
        let wanted: Vec<(u32, Option<u32>, String)> =
            pairs.iter().map(|(judge, number, ground)| (*judge, Some(*number), reason(*ground))).collect();
        edits = part(campaign, award, &mut judging, &wanted, false, at);
    }
    let title = match (state, pairs.iter().any(|(_, _, ground)| *ground == Ground::Declared)) {
        (ConflictState::Stands, true) => "Declare a conflict",
        (ConflictState::Stands, false) => "Confirm conflicts",
        (ConflictState::Dismissed, _) => "Dismiss conflicts",
    };
    edits.push(Edit::judging(award, judging));
    Ok(Change::new(title, edits))
}

/// Confirms everything that was found and not looked at; `None` where there is nothing.
///
/// # Errors
/// As [`decide`].
pub fn confirm_all(campaign: &Campaign, award: AwardId, at: Timestamp) -> Result<Option<Change>, Failure> {
    let open: Vec<(u32, u32, Ground)> = list(campaign, award)
        .into_iter()
        .filter(|line| line.state == State::Found)
        .map(|line| (line.judge, line.candidate, line.ground))
        .collect();
    if open.is_empty() {
        return Ok(None);
    }
    decide(campaign, award, &open, ConflictState::Stands, "", at).map(Some)
}

/// Takes judges and candidates apart in every round that is not frozen; assignments without a line go. `always` notes a recusal
/// even where nothing was scored.
fn part(
    campaign: &Campaign,
    award: AwardId,
    judging: &mut Judging,
    wanted: &[(u32, Option<u32>, String)],
    always: bool,
    at: Timestamp,
) -> Vec<Edit> {
    let open: Vec<u32> =
        judging.rounds.iter().map(|it| it.number).filter(|number| judging.frozen(*number).is_none()).collect();
    let mut edits = Vec::new();
    for round in open {
        let mut changed = false;
        for (id, sheet) in sheets_of_round(campaign, award, round) {
            let mut after = sheet.clone();
            for (_, number, _) in wanted.iter().filter(|(judge, ..)| *judge == sheet.judge) {
                after.assigned.retain(|it| number.is_some_and(|number| number != *it) || sheet.lines.contains_key(it));
            }
            if after.assigned != sheet.assigned {
                changed = true;
                edits.push(Edit::sheet(id, after));
            }
        }
        for (judge, number, reason) in wanted {
            let sheet = campaign.sheet_of(award, round, *judge).map(|(_, sheet)| sheet);
            let scored = sheet.is_some_and(|it| number.map_or(it.is_scored(), |number| it.lines.contains_key(&number)));
            let known = judging.recusals.iter().any(|it| {
                it.judge == *judge && it.round == round && (it.candidate.is_none() || it.candidate == *number)
            });
            if (scored || always) && !known {
                let reason = reason.clone();
                judging.recusals.push(Recusal { judge: *judge, candidate: *number, round, reason, at });
            }
        }
        if changed && let Some(it) = judging.round_mut(round).and_then(|it| it.assignment.as_mut()) {
            it.version += 1;
            it.at = at;
        }
    }
    edits
}

/// A judge steps back for one candidate, or for all of the award, in every round that is not frozen.
///
/// # Errors
/// Without a reason, or where every round is frozen.
pub fn recuse(
    campaign: &Campaign,
    award: AwardId,
    judge_number: u32,
    number: Option<u32>,
    reason: &str,
    at: Timestamp,
) -> Result<Change, Failure> {
    let what = "Nobody was recused.";
    let reason = setup::with_reason(reason, what)?;
    let mut judging = of(campaign, award, what)?.clone();
    judge(&judging, judge_number, what)?;
    if let Some(number) = number {
        candidate(&judging, number, what)?;
    }
    if judging.rounds.iter().all(|it| judging.frozen(it.number).is_some()) {
        return Err(Failure::new(what, "Every round is frozen.", "Reopen the last one with a reason first."));
    }
    let before = judging.recusals.len();
    let mut edits = part(campaign, award, &mut judging, &[(judge_number, number, reason)], true, at);
    if judging.recusals.len() == before && edits.is_empty() {
        return Err(Failure::new(what, "They are recused already.", "The list of recusals shows it."));
    }
    edits.push(Edit::judging(award, judging));
    Ok(Change::new("Recuse a judge", edits))
}

/// Takes recusals of a judge back in rounds that are not frozen.
///
/// # Errors
/// Where there is none to take back.
pub fn take_back(campaign: &Campaign, award: AwardId, judge: u32, number: Option<u32>) -> Result<Change, Failure> {
    let what = "No recusal was taken back.";
    changed(campaign, award, "Take a recusal back", what, |judging| {
        let frozen: BTreeSet<u32> = judging.freezes().map(|it| it.round).collect();
        let before = judging.recusals.len();
        judging.recusals.retain(|it| it.judge != judge || it.candidate != number || frozen.contains(&it.round));
        if judging.recusals.len() == before {
            return Err(Failure::new(what, "There is none in an open round.", "The list of recusals shows them."));
        }
        Ok(())
    })
}
