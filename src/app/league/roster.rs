//! The league as a list: one line for each member, found, filtered and sorted; and what the world will see of one of them.

use crate::app::names::{self, Output as Place};
use crate::app::people::folded;
use crate::app::shelf::{Found, Line, Query, by_words};
use crate::campaign::{Campaign, ConsentState, MemberId, MemberState, NameForm, Output, Person, PersonId};
use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// One member as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    pub id: MemberId,
    pub person: PersonId,
    pub name: String,
    pub code_name: String,
    pub state: MemberState,
    pub vouches: usize,
    /// How many this one brought, directly.
    pub brought: usize,
    /// Who brought this one, as the list calls them.
    pub brought_by: String,
    pub applied_at: Option<Timestamp>,
    words: String,
}

impl MemberLine {
    /// What a member is called among members: the code name, else the name.
    pub fn called(&self) -> &str {
        if self.code_name.is_empty() { &self.name } else { &self.code_name }
    }
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemberOrder {
    #[default]
    Name,
    CodeName,
    State,
    Vouches,
    Brought,
    Applied,
}

/// Which members are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemberFilter {
    pub state: Option<MemberState>,
}

/// What is looked for.
pub type MemberQuery = Query<MemberFilter, MemberOrder>;

impl Line for MemberLine {
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Found for MemberLine {
    type Filter = MemberFilter;
    type Order = MemberOrder;

    fn words(&self) -> &str {
        &self.words
    }
    fn is_wanted(&self, filter: &MemberFilter) -> bool {
        filter.state.is_none_or(|state| self.state == state)
    }
    fn compare(&self, other: &Self, order: MemberOrder) -> Ordering {
        match order {
            MemberOrder::Name => folded(&self.name).cmp(&folded(&other.name)),
            MemberOrder::CodeName => by_words(&self.code_name, &other.code_name),
            MemberOrder::State => self.state.cmp(&other.state),
            MemberOrder::Vouches => other.vouches.cmp(&self.vouches),
            MemberOrder::Brought => other.brought.cmp(&self.brought),
            MemberOrder::Applied => self.applied_at.cmp(&other.applied_at),
        }
    }
}

/// Name and, where there is one, code name of a member, as the organiser sees them.
pub fn called(campaign: &Campaign, id: MemberId) -> String {
    let Some(member) = campaign.members().get(id) else { return id.to_string() };
    let name = campaign.people().get(member.person).map_or("", Person::display_name);
    if member.code_name.is_empty() { name.to_owned() } else { format!("{name} ({})", member.code_name) }
}

/// How many others stand up for a member: a person with two memberships is one, and nobody vouches for themselves.
fn vouchers(campaign: &Campaign, member: &crate::campaign::Member) -> usize {
    let by = member.vouches.iter().filter_map(|vouch| campaign.members().get(vouch.by)).map(|by| by.person);
    by.filter(|by| *by != member.person).collect::<std::collections::BTreeSet<_>>().len()
}

/// All members as lines, in the order of their numbers. Made once per revision.
pub fn roster(campaign: &Campaign) -> Vec<MemberLine> {
    let mut brought: BTreeMap<MemberId, usize> = BTreeMap::new();
    for (_, member) in campaign.members().iter() {
        if let Some(by) = member.referred_by {
            *brought.entry(by).or_default() += 1;
        }
    }
    let line = |(id, member): (MemberId, &crate::campaign::Member)| {
        let person = campaign.people().get(member.person);
        let name = person.map_or("", Person::display_name).to_owned();
        let email = person.map_or("", |person| person.email.as_str());
        let organisation = person.map_or("", |person| person.organisation.as_str());
        MemberLine {
            id,
            person: member.person,
            words: folded(&format!("{name} {} {email} {organisation} {}", member.code_name, member.application)),
            name,
            code_name: member.code_name.clone(),
            state: member.state,
            vouches: vouchers(campaign, member),
            brought: brought.get(&id).copied().unwrap_or_default(),
            brought_by: member.referred_by.map_or_else(|| member.referred_by_words.clone(), |by| called(campaign, by)),
            applied_at: member.applied_at,
        }
    };
    campaign.members().iter().map(line).collect()
}

/// What stands in one place of the world about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    pub place: &'static str,
    /// The output a member chooses a form for.
    pub output: Output,
    /// The name as it will stand there; `None` where none does.
    pub shown: Option<String>,
    /// Why it stands there so, in a few words.
    pub why: String,
}

/// What the world will see of a person, place by place.
pub fn glimpses(campaign: &Campaign, id: PersonId) -> Vec<Glimpse> {
    let Some(person) = campaign.people().get(id) else { return Vec::new() };
    let why = |output: Output, form: NameForm, is_shown: bool| -> String {
        match person.consent.state {
            ConsentState::Agreed => {}
            ConsentState::NotAsked | ConsentState::Asked if output == Output::Print => {}
            // Nobody but the post and whoever packs reads it.
            _ if output == Output::Post => {}
            ConsentState::NotAsked => return "Has not been asked".into(),
            ConsentState::Asked => return "Was asked and has not answered".into(),
            ConsentState::Refused => return "Does not want to be shown".into(),
            ConsentState::Withdrawn => return "Withdrew consent".into(),
        }
        if !is_shown && form == NameForm::CodeName {
            return "Has no code name yet".into();
        }
        let chosen_here = campaign.chosen_form(id, output);
        if chosen_here == NameForm::ByDefault {
            format!("{}, as the campaign has set", form.title())
        } else {
            form.title().into()
        }
    };
    let mut list: Vec<Glimpse> = Place::ALL
        .into_iter()
        .map(|place| {
            let (form, shown) = (names::form(campaign, id, place), names::public_name(campaign, id, place));
            let output = place.of_members();
            Glimpse { place: place.title(), output, why: why(output, form, shown.is_some()), shown }
        })
        .collect();
    for output in [Output::Print, Output::Judging, Output::Post] {
        let form = match campaign.chosen_form(id, output) {
            NameForm::ByDefault if output == Output::Judging && is_member(campaign, id) => NameForm::CodeName,
            NameForm::ByDefault => NameForm::Real,
            form => form,
        };
        let shown = match output {
            Output::Print => crate::press::facts::printed_name(campaign, id),
            Output::Post => person.name_in(form),
            _ => judged_name(campaign, id),
        };
        list.push(Glimpse { place: output.title(), output, why: why(output, form, shown.is_some()), shown });
    }
    list
}

fn is_member(campaign: &Campaign, id: PersonId) -> bool {
    super::member_of(campaign, id).is_some_and(|(_, member)| member.state == MemberState::Approved)
}

/// The name under which judges read of a person who is a member: the form they chose for judging, else their code name. Who is no
/// member is read of by the name, as judging must know whom it judges; `None` stands for a number alone.
pub fn judged_name(campaign: &Campaign, id: PersonId) -> Option<String> {
    let person = campaign.people().get(id)?;
    match campaign.chosen_form(id, Output::Judging) {
        NameForm::ByDefault if is_member(campaign, id) => person.name_in(NameForm::CodeName),
        NameForm::ByDefault => person.name_in(NameForm::Real),
        form => person.name_in(form),
    }
}
