//! What the campaign itself shows between the panel and the field: the same name, employer, address or team, a nomination, a word
//! for each other in the league. People are looked up by what they share, so that the work follows what is found and not the number
//! of pairs. What is no trace of anything is left out: free mail, domains of examples, and what more than half of all share.

use crate::app::people::folded;
use crate::campaign::judging::{Ground, Judging};
use crate::campaign::{AwardId, Campaign, Person, PersonId, email_key};
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
    DOMAINS.get_or_init(|| ron::from_str(include_str!("../../../../assets/words/mail_domains.ron")).unwrap_or_default())
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

/// Is it nobody's domain, by RFC 2606: what forms and exports fill in where an address is missing? Names below `.example` are left
/// out on purpose: samples and tests give whole companies theirs, and there two of one domain are colleagues.
fn is_nobodys(domain: &str) -> bool {
    let last = domain.rsplit('.').next().unwrap_or_default();
    let two: Vec<&str> = domain.rsplitn(3, '.').take(2).collect();
    matches!(last, "test" | "invalid" | "localhost") || matches!(two.as_slice(), ["com" | "net" | "org", "example"])
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

/// What of a person is compared; empty where it says nothing.
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
        let shared = is_free_mail(&domain) || is_disposable(&domain) || is_nobodys(&domain);
        Self {
            surname: folded(surname),
            employer: folded(&person.organisation),
            domain: if shared { String::new() } else { domain },
            team: folded(&person.team),
        }
    }
}

/// Somebody of the panel or the field who has a record.
struct Known {
    number: u32,
    person: PersonId,
    traits: Traits,
}

fn known(campaign: &Campaign, number: u32, person: Option<PersonId>) -> Option<Known> {
    let id = person?;
    Some(Known { number, person: id, traits: Traits::of(campaign.people().get(id)?) })
}

/// The field by one trait, without what says nothing: a single letter, and what more than half of all share, since everybody in an
/// in-house campaign has one employer.
fn by<'a>(
    panel: &'a [Known],
    field: &'a [Known],
    may_be_common: bool,
    pick: impl Fn(&'a Traits) -> &'a str,
) -> HashMap<&'a str, Vec<u32>> {
    let all = panel.len() + field.len();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for it in panel.iter().chain(field) {
        *counts.entry(pick(&it.traits)).or_default() += 1;
    }
    let mut by: HashMap<&str, Vec<u32>> = HashMap::new();
    for it in field {
        let words = pick(&it.traits);
        let common = !may_be_common && all > 3 && counts.get(words).is_some_and(|count| count * 2 > all);
        if words.chars().nth(1).is_some() && !common {
            by.entry(words).or_default().push(it.number);
        }
    }
    by
}

/// Everything found between the panel and the field, by judge, candidate and ground.
pub fn detect(campaign: &Campaign, award: AwardId) -> Vec<Found> {
    let Some(judging) = campaign.judgings().get(award) else { return Vec::new() };
    let panel: Vec<Known> = judging.panel.iter().filter_map(|it| known(campaign, it.number, it.person)).collect();
    let field: Vec<Known> = judging.field.iter().filter_map(|it| known(campaign, it.number, it.person)).collect();
    let surnames = by(&panel, &field, true, |it| &it.surname);
    let employers = by(&panel, &field, false, |it| &it.employer);
    let mail = by(&panel, &field, false, |it| &it.domain);
    let teams = by(&panel, &field, false, |it| &it.team);
    // After a merge one person can stand under two numbers.
    let mut numbers: HashMap<PersonId, Vec<u32>> = HashMap::new();
    for it in &field {
        numbers.entry(it.person).or_default().push(it.number);
    }
    let met = meetings(campaign, judging, &numbers);
    let mut found = Vec::new();
    for judge in &panel {
        let mut of_judge: BTreeSet<(u32, Ground, &str)> = BTreeSet::new();
        let own = numbers.get(&judge.person).map(Vec::as_slice).unwrap_or_default();
        if !own.is_empty() {
            of_judge.extend(field.iter().map(|it| (it.number, Ground::SameAward, "")));
        }
        let mine = &judge.traits;
        for (index, words, ground) in [
            (&surnames, &mine.surname, Ground::Surname),
            (&employers, &mine.employer, Ground::Employer),
            (&mail, &mine.domain, Ground::EmailDomain),
            (&teams, &mine.team, Ground::Team),
        ] {
            let same = index.get_key_value(words.as_str());
            of_judge.extend(same.into_iter().flat_map(|(words, all)| all.iter().map(|it| (*it, ground, *words))));
        }
        let met = met.get(&judge.person).map(Vec::as_slice).unwrap_or_default();
        of_judge.extend(met.iter().map(|(candidate, ground)| (*candidate, *ground, "")));
        // Of themselves nothing else needs to be said.
        of_judge.retain(|(candidate, ..)| !own.contains(candidate));
        of_judge.extend(own.iter().map(|candidate| (*candidate, Ground::SamePerson, "")));
        found.extend(of_judge.into_iter().map(|(candidate, ground, words)| Found {
            judge: judge.number,
            candidate,
            ground,
            words: words.to_owned(),
        }));
    }
    found
}

/// Whom somebody of the panel nominated, brought into the league or was brought by.
fn meetings(
    campaign: &Campaign,
    judging: &Judging,
    numbers: &HashMap<PersonId, Vec<u32>>,
) -> BTreeMap<PersonId, Vec<(u32, Ground)>> {
    let panel: HashSet<PersonId> = judging.panel.iter().filter_map(|it| it.person).collect();
    let mut met: BTreeMap<PersonId, Vec<(u32, Ground)>> = BTreeMap::new();
    let mut put = |judge: PersonId, candidate: PersonId, ground: Ground| {
        if panel.contains(&judge)
            && let Some(numbers) = numbers.get(&candidate)
        {
            met.entry(judge).or_default().extend(numbers.iter().map(|number| (*number, ground)));
        }
    };
    for (_, it) in campaign.nominations().iter() {
        if let Some(nominator) = it.nominator {
            put(nominator, it.nominee, Ground::NominatedBy);
        }
    }
    for (_, it) in campaign.members().iter() {
        let by = it.vouches.iter().map(|vouch| vouch.by).chain(it.referred_by);
        for by in by.filter_map(|id| campaign.members().get(id)).map(|by| by.person) {
            put(by, it.person, Ground::Vouched);
            put(it.person, by, Ground::Vouched);
        }
    }
    met
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_that_tell_nothing_are_known() {
        assert!(domains().free.len() > 50 && domains().disposable.len() > 50, "the list is read");
        for nobodys in ["example.com", "mail.example.net", "example.org", "a.test", "nowhere.invalid", "localhost"] {
            assert!(is_nobodys(nobodys), "{nobodys}");
        }
        for somebodys in ["myexample.com", "example.com.au", "test.com", "example.de", "tram.example", ""] {
            assert!(!is_nobodys(somebodys), "{somebodys}");
        }
        assert!(is_free_mail("gmail.com") && !is_free_mail("tram.example"));
        assert!(is_disposable("x.mailinator.com") && !is_disposable("gmail.com"));
    }
}
