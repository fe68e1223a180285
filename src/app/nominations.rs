//! The nominations of a campaign as a list: one line each with what can be looked for, filtered and sorted by, and the changes
//! that concern many of them. The words as received are never changed from here.

mod inbox;

use super::bulk;
use super::shelf::{Order, Query};
use crate::campaign::{
    AwardId, Campaign, Change, Edit, Nomination, NominationId, NominationState, Person, PersonId, tidy_name,
};

pub use crate::campaign::problem_key;
pub use inbox::{Inbox, NominationLine};

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NominationOrder {
    /// As they came in.
    #[default]
    Arrival,
    Nominee,
    Award,
    Nominator,
    State,
}

impl Order for NominationOrder {
    const ALL: &'static [Self] = &[Self::Arrival, Self::Nominee, Self::Award, Self::Nominator, Self::State];
    fn title(self) -> &'static str {
        match self {
            Self::Arrival => "Arrival",
            Self::Nominee => "Nominee",
            Self::Award => "Award",
            Self::Nominator => "Nominator",
            Self::State => "State",
        }
    }
}

/// Which nominations are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NominationFilter {
    pub state: Option<NominationState>,
    pub award: Option<AwardId>,
    /// A problem tag by its key, see [`problem_key`]; `""` for nominations without any.
    pub problem: Option<String>,
}

/// What is looked for.
pub type NominationQuery = Query<NominationFilter, NominationOrder>;

/// Changes each of these in the same way as one step; those that stay as they are are left alone. `None` when all do.
pub fn change_each(
    campaign: &Campaign,
    nominations: impl IntoIterator<Item = NominationId>,
    title: impl FnOnce(usize) -> String,
    change: impl Fn(&mut Nomination),
) -> Option<Change> {
    bulk::change_each::<Nomination>(campaign, nominations, title, change)
}

/// Takes these nominations out of the campaign. The people in them stay.
pub fn remove(campaign: &Campaign, nominations: impl IntoIterator<Item = NominationId>) -> Change {
    let edits = bulk::removals::<Nomination>(campaign, nominations);
    Change::new(counted("Delete", edits.len()), edits)
}

/// "Delete a nomination", "Delete 3 nominations".
pub fn counted(verb: &str, count: usize) -> String {
    bulk::counted::<Nomination>(verb, count)
}

/// Another state. The reason belongs to what is set aside and goes with it.
pub fn set_state(nomination: &mut Nomination, state: NominationState) {
    nomination.state = state;
    if state != NominationState::SetAside {
        nomination.set_aside_reason.clear();
    }
}

/// Adds a problem tag to those of a nomination, a mishap or a story, unless it is there in other letters.
pub fn add_problem(problems: &mut Vec<String>, tag: &str) {
    let tag = tidy_name(tag);
    let key = problem_key(&tag);
    if !key.is_empty() && problems.iter().all(|other| problem_key(other) != key) {
        problems.push(tag);
    }
}

/// Who is meant by a name typed in: somebody who is there, or a new person of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Known(PersonId),
    New(String),
}

impl Who {
    /// Their id; a new person's record is added to `edits`, after those that are new there already.
    pub fn place(&self, campaign: &Campaign, edits: &mut Vec<Edit>) -> PersonId {
        match self {
            Self::Known(id) => *id,
            Self::New(name) => {
                let new = edits.iter().filter(|edit| matches!(edit, Edit::Person(..))).count() as u64;
                let id = PersonId(campaign.next_person_id().0 + new);
                edits.push(Edit::person(id, Person { name: tidy_name(name).into(), ..Person::default() }));
                id
            }
        }
    }
}

/// A nomination that came by word of mouth or on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    pub nominee: Who,
    pub nominator: Option<Who>,
    pub awards: Vec<AwardId>,
    pub story: String,
    pub reason: String,
    /// The day as it is to stand in the record.
    pub received: String,
}

/// Adds it, with the people that are new, as one step; gives its id too.
pub fn add_by_hand(campaign: &Campaign, new: &ByHand) -> (Change, NominationId) {
    let mut edits = Vec::new();
    let mut next = campaign.next_person_id().0;
    let mut named: Vec<(String, PersonId)> = Vec::new();
    let mut person = |who: &Who| match who {
        Who::Known(id) => *id,
        Who::New(name) => {
            let name = tidy_name(name);
            // The same new name twice is one person: somebody who nominates themselves.
            if let Some((_, id)) = named.iter().find(|(other, _)| *other == name) {
                return *id;
            }
            let id = PersonId(next);
            next += 1;
            edits.push(Edit::person(id, Person { name: name.as_str().into(), ..Person::default() }));
            named.push((name, id));
            id
        }
    };
    let mut nomination = Nomination::new(person(&new.nominee));
    nomination.nominator = new.nominator.as_ref().map(&mut person);
    nomination.awards = new.awards.as_slice().into();
    nomination.story = new.story.trim().into();
    nomination.reason = new.reason.trim().into();
    nomination.received = new.received.as_str().into();
    nomination.channel = "By hand".into();
    let id = campaign.next_nomination_id();
    edits.push(Edit::nomination(id, nomination));
    (Change::new("Add a nomination", edits), id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shelf::Shelf as _;
    use crate::campaign::{Award, Keys, Settings};
    use jiff::Timestamp;

    fn at() -> Timestamp {
        "2026-11-20T09:00:00Z".parse().unwrap()
    }

    fn campaign() -> Campaign {
        let keys = Keys { signing_seed: "11".repeat(32), household_key: "22".repeat(32), check_key: "33".repeat(32) };
        let settings = Settings {
            id: "ab".repeat(16),
            title: "Test".into(),
            organiser: String::new(),
            logo: Default::default(),
            year: String::new(),
            language: String::new(),
            template: String::new(),
            signatures: Vec::new(),
            milestones: Vec::new(),
            time_zone: String::new(),
            public_names: Default::default(),
            hub: Default::default(),
            privacy: Default::default(),
            look: Default::default(),
            problems: Default::default(),
            art: Default::default(),
            erased_addresses: Default::default(),
            keys,
        };
        let mut campaign = Campaign::new(settings, at());
        let person = |name: &str| Person { name: name.into(), ..Person::default() };
        let mut first = Nomination::new(PersonId(1));
        first.nominator = Some(PersonId(2));
        first.story = "The Büro-Drucker  jammed\nagain.".into();
        first.problems = vec!["Printers".into(), "printers ".into()];
        first.awards = [AwardId(1)].into_iter().collect();
        let mut second = Nomination::new(PersonId(2));
        second.problems = vec!["PRINTERS".into(), "Payroll".into()];
        let award = Award { title: "IT Savior".into(), ..Award::default() };
        let edits = vec![
            Edit::person(PersonId(1), person("Zoë")),
            Edit::person(PersonId(2), person("Ann")),
            Edit::award(AwardId(1), award),
            Edit::nomination(1.into(), first),
            Edit::nomination(2.into(), second),
        ];
        campaign.apply(&Change::new("Start", edits), at()).unwrap();
        campaign
    }

    fn ids(inbox: &Inbox, query: &NominationQuery) -> Vec<u64> {
        inbox.find(query).iter().map(|index| inbox.lines()[*index as usize].id.0).collect()
    }

    #[test]
    fn problems_are_counted_once_per_nomination_without_case() {
        let inbox = Inbox::new(&campaign());
        let problems: Vec<(&str, usize)> = inbox.problems().iter().map(|(key, _, n)| (key.as_str(), *n)).collect();
        assert_eq!(problems, [("printers", 2), ("payroll", 1)]);
        let query =
            NominationQuery::only(NominationFilter { problem: Some("payroll".into()), ..NominationFilter::default() });
        assert_eq!(ids(&inbox, &query), [2]);
    }

    #[test]
    fn words_awards_and_order() {
        let inbox = Inbox::new(&campaign());
        let found = |words: &str| ids(&inbox, &NominationQuery { words: words.into(), ..NominationQuery::default() });
        assert_eq!(found("buro zoe"), [1]);
        assert_eq!(found("savior"), [1]);
        assert_eq!(inbox.lines()[0].excerpt(), "The Büro-Drucker jammed again.");
        let by_name = NominationQuery { order: NominationOrder::Nominee, ..NominationQuery::default() };
        assert_eq!(ids(&inbox, &by_name), [2, 1]);
    }

    #[test]
    fn a_nomination_by_hand_brings_its_new_people() {
        let mut campaign = campaign();
        let new = ByHand {
            nominee: Who::New(" Ines  Duarte".into()),
            nominator: Some(Who::Known(PersonId(1))),
            awards: vec![AwardId(1)],
            story: "Words.\n".into(),
            reason: String::new(),
            received: "2026-11-20".into(),
        };
        let (change, id) = add_by_hand(&campaign, &new);
        campaign.apply(&change, at()).unwrap();
        let nomination = campaign.nominations().get(id).unwrap();
        assert_eq!(campaign.people().get(nomination.nominee).unwrap().name, "Ines Duarte");
        assert_eq!((nomination.nominator, nomination.story.as_str()), (Some(PersonId(1)), "Words."));
        let own = ByHand { nominee: Who::New("Bo".into()), nominator: Some(Who::New("Bo ".into())), ..new };
        let (change, _) = add_by_hand(&campaign, &own);
        assert_eq!(change.edits.len(), 2);
    }

    #[test]
    fn a_state_takes_its_reason_with_it_and_tags_do_not_repeat() {
        let mut nomination = Nomination::new(PersonId(1));
        set_state(&mut nomination, NominationState::SetAside);
        nomination.set_aside_reason = "Twice".into();
        set_state(&mut nomination, NominationState::Read);
        assert_eq!(nomination.set_aside_reason, "");
        add_problem(&mut nomination.problems, " Printers ");
        add_problem(&mut nomination.problems, "printers");
        assert_eq!(nomination.problems, ["Printers"]);
    }
}
