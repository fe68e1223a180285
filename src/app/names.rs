//! The one way by which the name of a winner or entrant reaches anything public: the list of winners, the printed record, the
//! screen in the room. Without a yes the entry id stands alone, whatever form was chosen; with one, the form the person chose
//! counts, else what the campaign has set for that output. Award cards ask for consent of their own, in `press::facts`.

pub mod guard;

use crate::campaign::{Campaign, ConsentState, NameForm, Person, PersonId, PublicNames};
use std::fmt;

/// Where a name is going to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Output {
    /// The list of winners to publish.
    Winners,
    /// The printed record of a draw.
    Record,
    /// The screen in the room.
    Presenter,
    /// The web hub.
    Hub,
    /// The roster that members read.
    Roster,
}

impl Output {
    pub const ALL: [Self; 5] = [Self::Winners, Self::Record, Self::Presenter, Self::Hub, Self::Roster];

    pub fn title(self) -> &'static str {
        match self {
            Self::Winners => "List of winners",
            Self::Record => "Printed record",
            Self::Presenter => "Presenter",
            Self::Hub => "Web hub",
            Self::Roster => "Members' roster",
        }
    }

    /// The output as members of the league choose for it.
    pub fn of_members(self) -> crate::campaign::Output {
        match self {
            Self::Winners | Self::Record | Self::Presenter => crate::campaign::Output::Draw,
            Self::Hub => crate::campaign::Output::Hub,
            Self::Roster => crate::campaign::Output::Roster,
        }
    }

    /// The place of this output's default.
    pub fn default_of(self, names: &mut PublicNames) -> &mut NameForm {
        match self {
            Self::Winners => &mut names.winners,
            Self::Record => &mut names.record,
            Self::Presenter => &mut names.presenter,
            Self::Hub => &mut names.hub,
            Self::Roster => &mut names.roster,
        }
    }

    /// What the campaign has set for those who agreed and chose nothing.
    pub fn default_form(self, campaign: &Campaign) -> NameForm {
        let set = campaign.settings().public_names;
        match self {
            Self::Winners => set.winners,
            Self::Record => set.record,
            Self::Presenter => set.presenter,
            Self::Hub => set.hub,
            Self::Roster => set.roster,
        }
    }
}

/// What may be shown of whoever has an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A name, in the form agreed to.
    Name(String),
    /// No name: the entry id stands alone.
    EntryId(String),
}

impl Shown {
    /// The name, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::EntryId(_) => None,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(text) | Self::EntryId(text) => f.write_str(text),
        }
    }
}

/// The form in which this person appears, after consent, what they chose as a member of the league for this output, what they
/// chose for all outputs, and the campaign's defaults.
pub fn form(campaign: &Campaign, id: PersonId, output: Output) -> NameForm {
    let agreed = |person: &&Person| person.consent.state == ConsentState::Agreed;
    if !campaign.people().get(id).as_ref().is_some_and(agreed) {
        return NameForm::Hidden;
    }
    match campaign.chosen_form(id, output.of_members()) {
        NameForm::ByDefault => output.default_form(campaign),
        form => form,
    }
}

/// The name of a person as it may be shown; `None` where only the entry id may.
pub fn public_name(campaign: &Campaign, id: PersonId, output: Output) -> Option<String> {
    in_form(campaign.people().get(id)?, form(campaign, id, output))
}

fn in_form(person: &Person, form: NameForm) -> Option<String> {
    match form {
        // A default that says nothing would show the name as it is.
        NameForm::ByDefault => None,
        form => person.name_in(form),
    }
}

/// Did this person say that they may be shown, in whatever form?
pub fn may_be_shown(campaign: &Campaign, id: PersonId) -> bool {
    let person = campaign.people().get(id);
    person.is_some_and(|person| person.consent.state == ConsentState::Agreed && person.erased_at.is_none())
}

/// How a person is called in public: by the hero's name where it says no more than they agreed to, else in the form they chose.
pub fn shown_as(campaign: &Campaign, id: PersonId, output: Output) -> Option<String> {
    let persona = campaign.hero_of(id).map(|(_, hero)| hero.persona.clone());
    persona
        .filter(|persona| may_be_shown(campaign, id) && !tells_more(campaign, id, persona, output))
        .or_else(|| public_name(campaign, id, output))
}

/// Does the text hold a part of the person's name that they did not agree to show there? A hero's name often holds one
/// ("Sabine the IT Savior"), and so do messages.
pub fn tells_more(campaign: &Campaign, id: PersonId, text: &str, output: Output) -> bool {
    let shown = shown_form(form(campaign, id, output));
    campaign.people().get(id).is_some_and(|person| person.given_away_in(shown, text).is_some())
}

/// A default that says nothing shows no name at all.
fn shown_form(form: NameForm) -> NameForm {
    if form == NameForm::ByDefault { NameForm::Hidden } else { form }
}

/// What may be shown of whoever has this entry id: the name in its form, else the id itself.
pub fn of_entry(campaign: &Campaign, entry_id: &str, output: Output) -> Shown {
    let entry = campaign.entry_with_id(entry_id).and_then(|id| campaign.entries().get(id));
    match entry.and_then(|entry| public_name(campaign, entry.person, output)) {
        Some(name) => Shown::Name(name),
        None => Shown::EntryId(entry_id.to_owned()),
    }
}

#[cfg(test)]
#[path = "names/disclosure/tests.rs"]
mod disclosure;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};
    use crate::campaign::{Change, Consent, Edit, Entry, Member, MemberId, Settings, Sweepstake};
    use std::sync::Arc;

    fn campaign(person: Person, names: PublicNames) -> Campaign {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
        let settings = Settings { public_names: names, ..campaign.settings().clone() };
        let entry = Entry::new(1.into(), PersonId(1), "EW754CJDS4RS");
        let edits = vec![
            Edit::Settings(Arc::new(settings)),
            Edit::person(PersonId(1), person),
            Edit::sweepstake(1.into(), Sweepstake::default()),
            Edit::entry(1.into(), entry),
        ];
        campaign.apply(&Change::new("Start", edits), now).unwrap();
        campaign
    }

    fn person(state: ConsentState, name_form: NameForm) -> Person {
        let consent = Consent { state, ..Consent::default() };
        Person { name: "Sabine Okonjo".into(), name_form, consent, ..Person::default() }
    }

    fn shown(person: Person, names: PublicNames) -> [String; 3] {
        let campaign = campaign(person, names);
        [Output::Winners, Output::Record, Output::Presenter]
            .map(|output| of_entry(&campaign, "EW754CJDS4RS", output).to_string())
    }

    #[test]
    fn without_a_yes_the_entry_id_stands_alone() {
        let names = PublicNames {
            winners: NameForm::Real,
            record: NameForm::Real,
            presenter: NameForm::Real,
            ..PublicNames::default()
        };
        for state in ConsentState::ALL.into_iter().filter(|state| *state != ConsentState::Agreed) {
            for form in NameForm::ALL {
                assert_eq!(shown(person(state, form), names), ["EW754CJDS4RS"; 3]);
            }
        }
    }

    #[test]
    fn with_a_yes_the_chosen_form_counts_then_the_default_of_each_output() {
        let agreed = |form| person(ConsentState::Agreed, form);
        assert_eq!(shown(agreed(NameForm::ByDefault), PublicNames::default()), ["Sabine O."; 3]);
        let names = PublicNames {
            winners: NameForm::Real,
            record: NameForm::Hidden,
            presenter: NameForm::Masked,
            ..PublicNames::default()
        };
        let seen = shown(agreed(NameForm::ByDefault), names);
        assert_eq!(seen, ["Sabine Okonjo", "EW754CJDS4RS", "S••••• O."]);
        assert_eq!(shown(agreed(NameForm::First), names), ["Sabine"; 3]);
        // A code name that is not there does not fall back to the real one.
        assert_eq!(shown(agreed(NameForm::CodeName), names), ["EW754CJDS4RS"; 3]);
        // Nor does a default that says nothing.
        let names = PublicNames { winners: NameForm::ByDefault, ..names };
        assert_eq!(shown(agreed(NameForm::ByDefault), names)[0], "EW754CJDS4RS");
    }

    #[test]
    fn what_a_member_chose_for_an_output_goes_before_all() {
        let mut campaign = campaign(person(ConsentState::Agreed, NameForm::Real), PublicNames::default());
        let mut member = Member::new(PersonId(1));
        member.disclosure.insert(crate::campaign::Output::Hub, NameForm::First);
        campaign.apply(&Change::one("Join", Edit::member(MemberId(1), member)), jiff::Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(public_name(&campaign, PersonId(1), Output::Hub).as_deref(), Some("Sabine"));
        assert_eq!(public_name(&campaign, PersonId(1), Output::Winners).as_deref(), Some("Sabine Okonjo"));
        assert!(tells_more(&campaign, PersonId(1), "Dr Okonjo's night", Output::Hub));
        assert!(!tells_more(&campaign, PersonId(1), "Sabine the Savior", Output::Hub));
    }

    #[test]
    fn what_a_person_chose_for_an_output_goes_before_what_they_chose_for_all() {
        use crate::campaign::Output as Place;
        let forms = [
            (Place::Hub, NameForm::First),
            (Place::Print, NameForm::CodeName),
            (Place::Post, NameForm::FirstAndInitial),
        ];
        let chosen = person(ConsentState::Agreed, NameForm::Masked).with(|it| {
            it.name_forms = forms.into_iter().collect();
            it.code_name = "Night Owl".into();
        });
        let campaign = campaign(chosen.clone(), PublicNames::default());
        let name = |output| public_name(&campaign, PersonId(1), output).unwrap();
        assert_eq!(
            [name(Output::Hub), name(Output::Winners), name(Output::Roster)],
            ["Sabine", "S••••• O.", "S••••• O."]
        );
        assert_eq!(crate::press::facts::printed_name(&campaign, PersonId(1)).unwrap(), "Night Owl");
        assert_eq!(campaign.chosen_form(PersonId(1), Place::Post), NameForm::FirstAndInitial);
        // For the post nothing but a choice for the post counts.
        let plain = person(ConsentState::Agreed, NameForm::Masked);
        assert_eq!(plain.chosen_form(Place::Post), NameForm::ByDefault);
        // Other words that say more are found by the same choice.
        assert!(tells_more(&campaign, PersonId(1), "Dr Okonjo's night", Output::Hub));
        let guard = guard::Guard::for_print(&campaign);
        assert_eq!(guard.names("Thanks to Sabine Okonjo"), Some(PersonId(1)));
        // Without a yes none of it counts.
        let asked = Person { consent: Consent { state: ConsentState::Asked, ..Consent::default() }, ..chosen };
        let campaign = self::campaign(asked, PublicNames::default());
        assert_eq!(public_name(&campaign, PersonId(1), Output::Hub), None);
    }

    #[test]
    fn an_entry_that_is_gone_shows_its_id() {
        let campaign = campaign(person(ConsentState::Agreed, NameForm::Real), PublicNames::default());
        assert_eq!(of_entry(&campaign, "GONE", Output::Record), Shown::EntryId("GONE".into()));
    }
}
