//! Random people, consents, forms and outputs: nothing that leaves ever holds a part of a name that was not agreed to.

use super::{Output, form, public_name};
use crate::app::{FakeWorld, hub, league, templates};
use crate::campaign::{
    self, Award, AwardId, Campaign, Change, Consent, ConsentState, Edit, Hero, HeroId, Member, MemberId, MemberState,
    NameForm, Person, PersonId, Thanks, ThanksId, ThanksState, Winner,
};
use crate::press::facts::{Numbered, card_facts};
use crate::scene::kit::Kit;
use jiff::Timestamp;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt, SeedableRng};

const GIVEN: [&str; 6] = ["Arvolina", "Bethrunos", "Corlamisa", "Dunweldor", "Evrantika", "Folmaruno"];
const FAMILY: [&str; 6] = ["Ghastenberg", "Hollowquist", "Ilvermarsh", "Jorgendahl", "Kesteloots", "Lumbanraja"];
const CODE: [&str; 6] = ["Lagoonlight", "Mistralmouse", "Nightnettle", "Oakenowl", "Pebblepine", "Quartzquill"];

fn pick<T: Copy>(rng: &mut impl Rng, from: &[T]) -> T {
    *from.choose(rng).unwrap()
}

fn campaign(rng: &mut Xoshiro256PlusPlus) -> Campaign {
    let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
    let mut campaign = templates::start(&FakeWorld::new(now), "blank").unwrap();
    let mut settings = campaign.settings().clone();
    for output in Output::ALL {
        *output.default_of(&mut settings.public_names) = pick(rng, &NameForm::CHOICES);
    }
    let mut edits = vec![Edit::Settings(settings.into())];
    let mut winners = Vec::new();
    for index in 0..GIVEN.len() {
        let id = PersonId(index as u64 + 1);
        let consent = Consent { state: pick(rng, &ConsentState::ALL), ..Consent::default() };
        let name = format!("{} {}", GIVEN[index], FAMILY[index]);
        let latin_name = if rng.random_bool(0.3) { name.clone() } else { String::new() };
        let code_name = if rng.random_bool(0.7) { CODE[index].into() } else { String::new() };
        let person = Person { name: name.into(), name_form: pick(rng, &NameForm::ALL), consent, ..Person::default() };
        let person = person.with(|it| (it.latin_name, it.code_name) = (latin_name.into(), code_name.into()));
        let chosen = campaign::Output::ALL.map(|output| (output, pick(rng, &NameForm::ALL), rng.random_bool(0.3)));
        let forms = chosen.into_iter().filter(|(.., is_chosen)| *is_chosen).map(|(output, form, _)| (output, form));
        let person = person.with(|it| it.name_forms = forms.collect());
        let mut member = Member::new(id);
        member.state = if rng.random_bool(0.8) { MemberState::Approved } else { MemberState::Applied };
        member.code_name = person.code_name.to_string();
        member.best_practice =
            format!("{} says: label both ends.", pick(rng, &[GIVEN[index], FAMILY[index], "Somebody"]));
        for output in campaign::Output::ALL {
            if rng.random_bool(0.5) {
                member.disclosure.insert(output, pick(rng, &NameForm::ALL));
            }
        }
        let persona = match rng.random_range(0..3) {
            0 => format!("{} the Untangler", GIVEN[index]),
            1 => format!("Captain {}", FAMILY[index]),
            _ => format!("Wonder {}", index + 1),
        };
        let mut hero = Hero::new(id, persona);
        hero.quote = format!("{} mended it.", pick(rng, &[GIVEN[index], "They"]));
        let thanks = Thanks {
            to: Some(id),
            message: format!("Dear {}, thank you.", pick(rng, &[GIVEN[index], FAMILY[index], "you"])),
            from: Some(PersonId(rng.random_range(0..GIVEN.len()) as u64 + 1)),
            state: ThanksState::Shown,
            ..Thanks::default()
        };
        winners.push(Winner { person: id, reason: String::new(), decided_at: now });
        edits.push(Edit::person(id, person));
        edits.push(Edit::hero(HeroId(index as u64 + 1), hero));
        edits.push(Edit::member(MemberId(index as u64 + 1), member));
        edits.push(Edit::thanks(ThanksId(index as u64 + 1), thanks));
    }
    edits.push(Edit::award(AwardId(1), Award { title: "All".into(), winners, ..Award::default() }));
    campaign.apply(&Change::new("Make", edits), now).unwrap();
    campaign
}

/// The words of a name that a form shows.
fn allowed(form: NameForm, index: usize) -> Vec<&'static str> {
    match form {
        NameForm::Real => vec![GIVEN[index], FAMILY[index]],
        NameForm::First | NameForm::FirstAndInitial => vec![GIVEN[index]],
        NameForm::ByDefault | NameForm::Masked | NameForm::CodeName | NameForm::Hidden => Vec::new(),
    }
}

fn check(text: &str, index: usize, form: NameForm, place: &str, seed: u64) {
    let allowed = allowed(form, index);
    for word in [GIVEN[index], FAMILY[index]] {
        let is_said = text.to_lowercase().contains(&word.to_lowercase());
        assert!(!is_said || allowed.contains(&word), "seed {seed}: {place} says {word}, agreed was {form:?}\n{text}");
    }
}

#[test]
fn no_output_holds_a_form_of_a_name_that_was_not_agreed_to() {
    let kit = Kit::builtin().unwrap();
    let now: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
    let mut named = 0;
    for seed in 0..48 {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let campaign = campaign(&mut rng);
        let selection = hub::select(&campaign, &kit, now);
        let site: String = crate::hub::site(&selection.facts)
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        let pack = league::pack_page(&campaign);
        for index in 0..GIVEN.len() {
            let id = PersonId(index as u64 + 1);
            for output in Output::ALL {
                let shown = public_name(&campaign, id, output).unwrap_or_default();
                named += usize::from(!shown.is_empty());
                check(&shown, index, form(&campaign, id, output), output.title(), seed);
            }
            check(&site, index, form(&campaign, id, Output::Hub), "the hub", seed);
            check(&pack, index, form(&campaign, id, Output::Roster), "the members' pack", seed);

            let person = campaign.people().get(id).unwrap();
            let (hero_id, hero) = campaign.hero_of(id).unwrap();
            let facts = card_facts(&campaign, Numbered { number: hero_id.0, hero, of: 6 }, std::iter::empty()).unwrap();
            let printed = [facts.real_name.unwrap_or_default(), facts.latin_name.unwrap_or_default()].join(" ");
            let chosen = campaign.chosen_form(id, campaign::Output::Print);
            let print_form = match person.consent.state {
                ConsentState::Refused | ConsentState::Withdrawn => NameForm::Hidden,
                _ if chosen == NameForm::ByDefault => NameForm::Real,
                _ => chosen,
            };
            check(&printed, index, print_form, "the card", seed);
            let judged = league::judged_name(&campaign, id).unwrap_or_default();
            let member = league::member_of(&campaign, id).unwrap().1;
            let judged_form = match campaign.chosen_form(id, campaign::Output::Judging) {
                NameForm::ByDefault if member.state == MemberState::Approved => NameForm::CodeName,
                NameForm::ByDefault => NameForm::Real,
                form => form,
            };
            check(&judged, index, judged_form, "judging", seed);
            // What the pane previews is what stands there.
            for glimpse in league::glimpses(&campaign, id) {
                let place = Output::ALL.into_iter().find(|output| output.title() == glimpse.place);
                if let Some(output) = place {
                    assert_eq!(glimpse.shown, public_name(&campaign, id, output));
                }
            }
        }
    }
    assert!(named > 150, "the test names somebody: {named}");
}
