//! Merging and taking back: what is kept, what comes apart, and that every field has its place in it.

use super::*;
use crate::campaign::person::{Confirmation, Consent, ConsentState, Details, Origin, Photo};
use crate::campaign::{Member, MemberId, Settings, Story, StoryId, Thanks, ThanksId};
use crate::campaign::{NameForm, Output};
use proptest::prelude::*;

fn at() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn settings() -> Settings {
    ron::from_str("(id:\"\",title:\"\",keys:(signing_seed:\"\",household_key:\"\",check_key:\"\"))").unwrap()
}

fn campaign() -> Campaign {
    let mut campaign = Campaign::new(settings(), at());
    let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
    let mut other = person("Sabine Okonjo", "s.okonjo@mail.example");
    other.team = "Network".into();
    other.tags = vec!["night shift".into()];
    other.consent.state = ConsentState::Refused;
    let mut nomination = Nomination::new(PersonId(2));
    nomination.nominator = Some(PersonId(3));
    let mut by_her = Nomination::new(PersonId(3));
    by_her.nominator = Some(PersonId(2));
    let winner = |person| Winner { person: PersonId(person), reason: String::new(), decided_at: at() };
    let hero = |person: u64, persona: &str| Hero::new(PersonId(person), persona.into());
    let edits = vec![
        Edit::person(PersonId(1), person("Sabine Okonjo", "sabine@mail.example")),
        Edit::person(PersonId(2), other),
        Edit::person(PersonId(3), person("Ada Quist", "")),
        Edit::nomination(NominationId(1), Nomination::new(PersonId(1))),
        Edit::nomination(NominationId(2), nomination),
        Edit::nomination(NominationId(3), by_her),
        Edit::award(AwardId(1), Award { winners: vec![winner(2), winner(1)], ..Award::default() }),
        Edit::award(AwardId(2), Award { winners: vec![winner(2)], ..Award::default() }),
        Edit::hero(HeroId(1), hero(1, "Sabine the Savior")),
        Edit::hero(HeroId(2), hero(2, "Okonjo the Oracle")),
        Edit::thanks(ThanksId(1), Thanks { to: Some(PersonId(2)), from: Some(PersonId(3)), ..Thanks::default() }),
        Edit::thanks(ThanksId(2), Thanks { to: Some(PersonId(1)), from: Some(PersonId(2)), ..Thanks::default() }),
        Edit::story(StoryId(1), Story::new(PersonId(2), "The night shift".into())),
        Edit::member(MemberId(1), Member::new(PersonId(1))),
        Edit::member(MemberId(2), Member::new(PersonId(2))),
    ];
    campaign.apply(&Change::new("Set up", edits), at()).unwrap();
    campaign
}

#[test]
fn a_no_that_was_said_while_two_records_were_one_counts_for_both() {
    let mut campaign = campaign();
    let set = |campaign: &mut Campaign, id: u64, change: &dyn Fn(&mut Person)| {
        let mut person = campaign.people().get(PersonId(id)).unwrap().clone();
        change(&mut person);
        campaign.apply(&Change::new("Edit", vec![Edit::person(PersonId(id), person)]), at()).unwrap();
    };
    let agreed = |person: &mut Person| person.consent = Consent::new(ConsentState::Agreed, None, "form", "");
    for id in [1, 2] {
        set(&mut campaign, id, &agreed);
    }
    campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
    let merged = campaign.clone();
    // Nothing was said since: both are as they were.
    campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
    assert_eq!(campaign.people().get(PersonId(2)).unwrap().consent.state, ConsentState::Agreed);
    let mut campaign = merged;
    set(&mut campaign, 1, &|person| {
        person.consent = Consent::new(ConsentState::Withdrawn, None, "telephone", "");
        person.name_form = NameForm::Masked;
    });
    // What a third record brings is no word of the one that comes back.
    set(&mut campaign, 3, &|person| person.name_form = NameForm::Hidden);
    campaign.apply(&merge(&campaign, PersonId(1), PersonId(3), at()).unwrap(), at()).unwrap();
    campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
    let back = campaign.people().get(PersonId(2)).unwrap();
    assert_eq!((back.consent.state, back.consent.given.by.as_str()), (ConsentState::Withdrawn, "telephone"));
    assert_eq!((back.name_form, back.team.as_str()), (NameForm::Masked, "Network"));
    assert_eq!(campaign.people().get(PersonId(1)).unwrap().consent.state, ConsentState::Withdrawn);
}

#[test]
fn what_came_since_goes_with_whom_its_row_names() {
    let mut campaign = campaign();
    let mut person = campaign.people().get(PersonId(2)).unwrap().clone();
    person.name = "Bine Okonjo".into();
    campaign.apply(&Change::new("Edit", vec![Edit::person(PersonId(2), person)]), at()).unwrap();
    campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
    let source = |imported_at: Timestamp| crate::campaign::Source { imported_at, ..list() };
    let row = |number: u64, source: u64, cells: &[&str]| {
        let mut nomination = Nomination::new(PersonId(1));
        nomination.origin = Some(Origin { source: source.into(), line: number });
        nomination.answers = cells.iter().map(|cell| ("Question", *cell)).collect();
        Edit::nomination(NominationId(number), nomination)
    };
    let edits = vec![
        Edit::source(1.into(), source(at())),
        Edit::source(2.into(), source(moment(1))),
        row(11, 2, &["bine  OKONJO", "kind"]),
        row(12, 2, &["Okonjo", "Bine", "kind"]),
        row(13, 2, &["S.Okonjo@mail.example", "kind"]),
        row(14, 2, &["Sabine Okonjo", "Bine Okonjo"]),
        row(15, 2, &["B. Okonjo", "kind"]),
        row(16, 1, &["Bine Okonjo", "kind"]),
    ];
    campaign.apply(&Change::new("Import", edits), at()).unwrap();
    let since = came_since(&campaign, PersonId(1), PersonId(2));
    assert_eq!(since.goes, ["N11", "N12", "N13"]);
    assert_eq!(since.stays, ["N14", "N15"]);
    campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
    let of = |id: u64| campaign.nominations_of(PersonId(id)).map(|(id, _)| id.0).collect::<Vec<_>>();
    assert_eq!((of(1), of(2)), (vec![1, 14, 15, 16], vec![2, 11, 12, 13]));
}

#[test]
fn a_merge_keeps_everything_and_comes_apart_again() {
    let mut campaign = campaign();
    let before = campaign.clone();
    campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
    let person = campaign.people().get(PersonId(1)).unwrap();
    assert_eq!((person.email.as_str(), person.team.as_str()), ("sabine@mail.example", "Network"));
    assert_eq!(person.consent.state, ConsentState::Refused);
    assert_eq!(campaign.nominations_of(PersonId(1)).count(), 2);
    assert_eq!(campaign.nominations_by(PersonId(1)).count(), 1);
    assert_eq!(campaign.awards_won_by(PersonId(1)).count(), 2);
    assert_eq!(campaign.awards().get(AwardId(1)).unwrap().winners.len(), 1);
    assert_eq!(campaign.heroes().len(), 1);
    assert_eq!(campaign.stories().get(StoryId(1)).unwrap().about, PersonId(1));
    assert_eq!(campaign.thanks().get(ThanksId(2)).unwrap().from, Some(PersonId(1)));
    assert!(!campaign.people().contains(PersonId(2)));
    campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
    assert!(campaign == before);
}

#[test]
fn what_was_edited_since_stays() {
    let mut campaign = campaign();
    campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
    let mut person = campaign.people().get(PersonId(1)).cloned().unwrap();
    person.place = "Lagos".into();
    person.team = "Platform".into();
    person.tags.push("mentor".into());
    campaign.apply(&Change::one("Edit", Edit::person(PersonId(1), person)), at()).unwrap();
    campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
    let kept = campaign.people().get(PersonId(1)).unwrap();
    assert_eq!((kept.place.as_str(), kept.team.as_str()), ("Lagos", "Platform"));
    assert_eq!((kept.tags.clone(), kept.consent.state), (vec!["mentor".into()], ConsentState::NotAsked));
    assert_eq!(campaign.people().get(PersonId(2)).unwrap().tags, ["night shift"]);
}

#[test]
fn merges_nest() {
    let mut campaign = campaign();
    let before = campaign.clone();
    campaign.apply(&merge(&campaign, PersonId(2), PersonId(3), at()).unwrap(), at()).unwrap();
    let between = campaign.clone();
    campaign.apply(&merge(&campaign, PersonId(1), PersonId(2), at()).unwrap(), at()).unwrap();
    assert_eq!(campaign.people().len(), 1);
    campaign.apply(&unmerge(&campaign, PersonId(1), PersonId(2)).unwrap(), at()).unwrap();
    assert!(campaign == between);
    campaign.apply(&unmerge(&campaign, PersonId(2), PersonId(3)).unwrap(), at()).unwrap();
    assert!(campaign == before);
}

/// A record in which every field says something. A new field has to be given a value here, and its place in the merge.
fn full(word: &str, number: u64) -> Person {
    Person {
        name: format!("{word} Okonjo").into(),
        email: format!("{word}@mail.example").into(),
        organisation: format!("{word} Works").into(),
        team: format!("Team {word}").into(),
        function: format!("{word} engineer").into(),
        country: word.into(),
        place: format!("{word} town").into(),
        name_form: NameForm::Masked,
        consent: Consent::new(
            ConsentState::Refused,
            Some(moment(number)),
            format!("by {word}"),
            format!("wording {word}"),
        ),
        judge: true,
        member: true,
        staff: true,
        origins: [Origin { source: 1.into(), line: number }].into(),
        details: Details {
            given_name: word.into(),
            family_name: "Okonjo".into(),
            latin_name: format!("Latin {word}").into(),
            region: format!("{word} county").into(),
            address: format!("1 {word} Street").into(),
            since: format!("since {word}").into(),
            code_name: format!("Captain {word}").into(),
            name_forms: [(Output::Hub, NameForm::Hidden)].into_iter().collect(),
            born: Some(jiff::civil::date(1980 + number as i16, 1, 2)),
            name_confirmed: Some(Confirmation { by: format!("{word} herself"), at: moment(number) }),
            tags: vec![format!("tag {word}")],
            notes: format!("note {word}").into(),
            photo: Some(Photo {
                sha256: format!("{number:064}"),
                file_name: format!("{word}.png"),
                bytes: number,
                width_px: 10,
                height_px: 20,
            }),
            merged: Vec::new(),
            apart_from: vec![PersonId(number + 100)],
            put_off: vec![PersonId(number + 200)],
            told_at: Some(moment(number)),
            erased_at: None,
        }
        .into(),
    }
}

fn moment(number: u64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + number as i64).unwrap()
}

#[test]
fn every_field_comes_with_a_merge_and_goes_with_it() {
    let (empty, other) = (Person::default(), full("Sabine", 3));
    let merged = together(&empty, &other);
    assert_eq!(merged, other, "nothing of the record that goes is lost where the other says nothing");
    assert_eq!(rebased(&merged, &merged, &empty), empty, "and all of it comes out again");
    // Where both say something, the kept one's word stays and lists hold both.
    let both = together(&full("Ada", 1), &other);
    assert_eq!((both.name.as_str(), both.given_name.as_str()), ("Ada Okonjo", "Ada"));
    assert_eq!(both.consent.wording, "wording Ada");
    assert_eq!((both.tags.len(), both.origins.len(), both.apart_from.len(), both.put_off.len()), (2, 2, 2, 2));
    assert_eq!(both.told_at, Some(moment(1)), "whoever was told first knows it since then");
    assert_eq!(both.notes, "note Ada\nnote Sabine");
    assert_eq!(rebased(&both, &both, &full("Ada", 1)), full("Ada", 1));
}

#[test]
fn of_two_forms_of_a_name_the_more_careful_one_stays_in_each_place() {
    let with = |all: NameForm, forms: &[(Output, NameForm)]| {
        Person { name_form: all, ..Person::default() }.with(|it| it.name_forms = forms.iter().copied().collect())
    };
    let kept = with(NameForm::Real, &[(Output::Hub, NameForm::First), (Output::Post, NameForm::FirstAndInitial)]);
    let other = with(NameForm::Masked, &[(Output::Print, NameForm::Real), (Output::Draw, NameForm::Hidden)]);
    let both = together(&kept, &other);
    let chosen = Output::ALL.map(|output| (output.code(), both.chosen_form(output)));
    assert_eq!(
        chosen,
        [
            ("roster", NameForm::Masked),
            ("hub", NameForm::Masked),
            ("print", NameForm::Masked),
            ("draw", NameForm::Hidden),
            ("judging", NameForm::Masked),
            ("labels", NameForm::FirstAndInitial),
        ]
    );
    assert_eq!(rebased(&both, &both, &kept), kept);
}

/// Choices out of random bytes.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % count
    }
    fn flip(&mut self) -> bool {
        self.below(2) == 1
    }
}

const PEOPLE: usize = 5;

fn list() -> crate::campaign::Source {
    crate::campaign::Source {
        file_name: "list.csv".into(),
        sha256: "0".repeat(64),
        bytes: 0,
        sheet: String::new(),
        kind: "people".into(),
        imported_at: at(),
        rows_read: 0,
        rows_accepted: 0,
        rows_held: 0,
        rows_rejected: 0,
        part: 0,
        first_sha256: String::new(),
        erased_lines: Vec::new(),
        erased_rows: Default::default(),
        read_as: String::new(),
    }
}

/// People who say some things and not others, with nominations, entries, heroes and awards that point at them.
fn any_campaign(dice: &mut Dice<'_>) -> Campaign {
    let mut campaign = Campaign::new(settings(), at());
    let source = list();
    let sweepstake = crate::campaign::Sweepstake::default();
    let mut edits = vec![Edit::source(1.into(), source), Edit::sweepstake(1.into(), sweepstake)];
    for number in 1..=PEOPLE as u64 {
        // Some share their words, some say nothing.
        let word = ["Ada", "Bo", "Cleo"][dice.below(3)];
        let all = full(word, number);
        let none = Person::default();
        macro_rules! some {
            ($($field:ident),*) => {{
                let mut person = Person::default();
                $(person.$field = if dice.flip() { all.$field.clone() } else { none.$field.clone() };)*
                person
            }};
        }
        let person = some!(
            name,
            given_name,
            family_name,
            latin_name,
            email,
            organisation,
            team,
            function,
            country,
            region,
            place,
            address,
            since,
            code_name,
            born,
            name_form,
            consent,
            name_confirmed,
            judge,
            member,
            staff,
            tags,
            notes,
            photo,
            origins,
            apart_from,
            put_off,
            told_at
        );
        edits.push(Edit::person(PersonId(number), person));
    }
    let anybody = |dice: &mut Dice<'_>| PersonId(dice.below(PEOPLE) as u64 + 1);
    for number in 1..=6 {
        let mut nomination = Nomination::new(anybody(dice));
        nomination.nominator = dice.flip().then(|| anybody(dice));
        edits.push(Edit::nomination(NominationId(number), nomination));
        let entry = Entry::new(1.into(), anybody(dice), format!("ABCDEFGH234{number}"));
        edits.push(Edit::entry(EntryId(number), entry));
    }
    for number in 1..=PEOPLE as u64 {
        if dice.flip() {
            edits.push(Edit::hero(HeroId(number), Hero::new(PersonId(number), format!("Hero {number}"))));
        }
    }
    for number in 1..=2 {
        let mut winners: Vec<Winner> = Vec::new();
        for person in (1..=PEOPLE as u64).map(PersonId) {
            if dice.flip() {
                continue;
            }
            let place = dice.below(winners.len() + 1);
            winners.insert(place, Winner { person, reason: person.to_string(), decided_at: at() });
        }
        edits.push(Edit::award(AwardId(number), Award { winners, ..Award::default() }));
    }
    campaign.apply(&Change::new("Set up", edits), at()).unwrap();
    campaign
}

/// Merges that can be taken back now.
fn merges(campaign: &Campaign) -> Vec<(PersonId, PersonId)> {
    let people = campaign.people().iter();
    people.flat_map(|(kept, person)| person.merged.iter().map(move |merged| (kept, merged.id))).collect()
}

/// The same with the winners of every award in the order of their ids.
fn unordered(mut campaign: Campaign) -> Campaign {
    let edits: Vec<Edit> = campaign
        .awards()
        .iter()
        .map(|(id, award)| {
            let mut award = award.clone();
            award.winners.sort_by_key(|winner| winner.person);
            Edit::award(id, award)
        })
        .collect();
    campaign.apply(&Change::new("Order", edits), at()).unwrap();
    campaign
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn merge_then_unmerge_is_identity(bytes in proptest::collection::vec(any::<u8>(), 400)) {
        let mut dice = Dice(bytes.iter());
        let before = any_campaign(&mut dice);
        let mut campaign = before.clone();
        let mut done = Vec::new();
        for _ in 0..=dice.below(PEOPLE - 1) {
            let left: Vec<PersonId> = campaign.people().ids().collect();
            let kept = left[dice.below(left.len())];
            let others: Vec<PersonId> = left.into_iter().filter(|id| *id != kept).collect();
            let gone = others[dice.below(others.len())];
            let (nominations, entries) = (campaign.nominations().len(), campaign.entries().len());
            campaign.apply(&merge(&campaign, kept, gone, at()).unwrap(), at()).unwrap();
            prop_assert_eq!((campaign.nominations().len(), campaign.entries().len()), (nominations, entries));
            done.push((kept, gone));
        }
        // In the order of undo everything is as it was, to the places of the winners.
        let mut back = campaign.clone();
        for (kept, gone) in done.iter().rev() {
            back.apply(&unmerge(&back, *kept, *gone).unwrap(), at()).unwrap();
        }
        prop_assert_eq!(&back, &before);
        // In any other order too.
        let mut back = campaign;
        loop {
            let open = merges(&back);
            let Some((kept, gone)) = (!open.is_empty()).then(|| open[dice.below(open.len())]) else { break };
            back.apply(&unmerge(&back, kept, gone).unwrap(), at()).unwrap();
        }
        prop_assert_eq!(unordered(back), unordered(before));
    }
}
