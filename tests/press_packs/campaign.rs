//! From the campaign to the page: consent, addresses, states, and every hero of the sample.

use super::{Shop, assert_inside, letters};
use unsung::app::{FakeWorld, commercial, packing, templates};
use unsung::campaign::{
    Campaign, Change, ConsentState, Edit, Parcel, ParcelId, ParcelState, Person, PersonId, Thanks, ThanksId,
    ThanksState,
};
use unsung::press::carton::BoxSize;
use unsung::press::facts::{self, Numbered};
use unsung::press::label::LabelSheet;
use unsung::press::sheets::Paper;
use unsung::scene::dump::words;
use unsung::scene::kit::Kit;

fn now() -> jiff::Timestamp {
    "2026-11-01T09:00:00Z".parse().unwrap()
}

fn sample() -> Campaign {
    templates::start(&FakeWorld::new(now()), templates::SAMPLE).unwrap()
}

fn edited(campaign: &Campaign, edits: Vec<Edit>) -> Campaign {
    let mut next = campaign.clone();
    next.apply(&Change::new("Test", edits), now()).unwrap();
    next
}

fn with_person(campaign: &Campaign, id: PersonId, change: impl FnOnce(&mut Person)) -> Campaign {
    let mut person = campaign.people().get(id).unwrap().clone();
    change(&mut person);
    edited(campaign, vec![Edit::person(id, person)])
}

#[test]
fn a_label_needs_an_address_and_names_the_country() {
    let campaign = sample();
    let (id, hero) = campaign.heroes().iter().next().unwrap();
    let numbered = Numbered { hero, number: id.0, of: 9 };
    let name = campaign.people().get(hero.person).unwrap().name.clone();
    let without = with_person(&campaign, hero.person, |p| p.address.clear());
    let refusal = packing::label_facts(&without, numbered).unwrap_err().to_string();
    assert_eq!(refusal, format!("{name}: address: there is no address; enter it on the person's page"));
    let at = |address: &str, country: &str| {
        let there = with_person(&campaign, hero.person, |p| {
            p.address = address.into();
            p.country = country.into();
            // A label is for the post: no consent to print the name is asked for.
            p.consent.state = ConsentState::Refused;
        });
        packing::label_facts(&there, numbered).unwrap()
    };
    let facts = at("Voorbeeldlaan 12, bus 3, 2000 Antwerpen, België", "BE");
    assert_eq!(facts.address, ["Voorbeeldlaan 12, bus 3, 2000 Antwerpen", "België"]);
    let facts = at("Voorbeeldlaan 12, bus 3, 2000 Antwerpen, Belgium", "be");
    assert_eq!((facts.name.as_str(), facts.country.as_str()), (name.as_str(), "Belgium"));
    assert_eq!(facts.address, ["Voorbeeldlaan 12, bus 3", "2000 Antwerpen"]);
    let facts = at(" 1 High Street \n\n London N1 2AB\nBE\n", "BE");
    assert_eq!(facts.address, ["1 High Street", "London N1 2AB"]);
    let facts = at("Somewhere 1", "Atlantis");
    assert_eq!((facts.country.as_str(), facts.number.as_str()), ("Atlantis", "HERO 001"));
    let mut shop = Shop::new();
    let page = shop.label(&facts, &LabelSheet::named("L7165").unwrap()).unwrap().0;
    assert!(words(&page).contains("ATLANTIS"));
}

#[test]
fn only_read_messages_are_printed_and_consent_holds() {
    let kit = Kit::builtin().unwrap();
    let campaign = sample();
    let hero = campaign.heroes().iter().next().unwrap().1.clone();
    let author = campaign.people().iter().map(|(id, _)| id).find(|id| *id != hero.person).unwrap();
    let id = ThanksId(77);
    let thanks = Thanks {
        to: Some(hero.person),
        message: "Thank you for the quiet night.".into(),
        from: Some(author),
        state: ThanksState::Shown,
        ..Thanks::default()
    };
    let make = |thanks: &Thanks, campaign: &Campaign| {
        let campaign = edited(campaign, vec![Edit::thanks(id, thanks.clone())]);
        facts::thanks::thanks_facts(&campaign, id, &kit)
    };
    let agreed = |state: ConsentState| {
        let there = with_person(&campaign, hero.person, |p| p.consent.state = state);
        with_person(&there, author, |p| p.consent.state = state)
    };
    let name = campaign.people().get(hero.person).unwrap().name.clone();
    let writer = campaign.people().get(author).unwrap().name.clone();
    let shown = make(&thanks, &agreed(ConsentState::Agreed)).unwrap();
    assert_eq!((shown.to.as_str(), shown.plate.as_str()), (name.as_str(), hero.persona.as_str()));
    assert_eq!((shown.from.as_str(), shown.figures.len()), (writer.as_str(), 1));
    let refused = make(&thanks, &agreed(ConsentState::Refused)).unwrap();
    assert_eq!((refused.to.as_str(), refused.from.as_str()), ("", ""));
    let secret = make(&Thanks { anonymous: true, ..thanks.clone() }, &agreed(ConsentState::Agreed)).unwrap();
    assert_eq!(secret.from, "");
    let cleaned = make(&Thanks { shown_as: "Thank you!".into(), ..thanks.clone() }, &campaign).unwrap();
    assert_eq!(cleaned.message, "Thank you!");
    for state in [ThanksState::Waiting, ThanksState::Hidden] {
        let error = make(&Thanks { state, ..thanks.clone() }, &campaign).unwrap_err().to_string();
        assert!(error.starts_with(name.as_str()), "{error}");
    }
    let team = Thanks { to: None, to_words: "Night shift".into(), from: None, from_words: "Ana".into(), ..thanks };
    let team = make(&team, &campaign).unwrap();
    assert_eq!((team.plate.as_str(), team.from.as_str(), team.figures.len()), ("Night shift", "Ana", 3));
    let mut shop = Shop::new();
    assert!(words(&shop.thanks(&team, Paper::A4).unwrap().0).contains("Ana"));
}

#[test]
fn every_hero_of_the_sample_gets_every_product() {
    let mut shop = Shop::new();
    let campaign = sample();
    let of = campaign.heroes().iter().count() as u64;
    assert!(of > 3);
    for (id, hero) in campaign.heroes().iter() {
        let numbered = Numbered { hero, number: id.0, of };
        let card = facts::card_facts(&campaign, numbered, campaign.heroes().iter().map(|(_, h)| h)).unwrap();
        let (pages, notes) = shop.net(&card, BoxSize::ONE_SHEET, Paper::A4).unwrap();
        assert_eq!(pages.len(), 1, "{notes:?}");
        assert_inside(&pages[0], 40.0, &hero.persona);
        let board = commercial::storyboard_facts(&campaign, numbered, &shop.kit).unwrap();
        let page = shop.board(&board, Paper::A4).unwrap().0;
        assert!(letters(&words(&page)).contains(&letters(&hero.persona)));
    }
}

#[test]
fn the_packing_list_names_everybody_and_every_trouble() {
    let mut campaign = sample();
    let heroes: Vec<PersonId> = campaign.heroes().iter().map(|(_, hero)| hero.person).collect();
    campaign = with_person(&campaign, heroes[0], |p| {
        p.address = "Street 1\n2000 Antwerpen".into();
        p.country = "BE".into();
    });
    campaign = with_person(&campaign, heroes[1], |p| p.address.clear());
    let before = packing::packing_facts(&campaign, &[]);
    assert_eq!(before.rows.len(), campaign.heroes().iter().count());
    assert!(before.rows.iter().all(|row| row.state == "To print"));
    let parcels = [(heroes[0], ParcelState::Packed, 420), (heroes[1], ParcelState::ToPrint, 0)];
    let edits = parcels.iter().zip(1..).map(|((to, state, weight_g), id)| {
        Edit::parcel(ParcelId(id), Parcel { state: *state, weight_g: *weight_g, ..Parcel::new(*to) })
    });
    campaign = edited(&campaign, edits.collect());
    let list = packing::packing_facts(&campaign, &[]);
    assert_eq!(list.rows.len(), 2);
    assert_eq!((list.rows[0].state.as_str(), list.rows[0].trouble.as_str()), ("To print", "no address"));
    assert_eq!((list.rows[1].number.as_str(), list.rows[1].destination.as_str()), ("K1", "2000 Antwerpen, Belgium"));
    let mut shop = Shop::new();
    let laid = unsung::press::packing::list(&list, Paper::A4, &mut shop.ts);
    let said: String = laid.pages.iter().map(words).collect();
    for (to, ..) in parcels {
        assert!(letters(&said).contains(&letters(&campaign.people().get(to).unwrap().name)), "{said}");
    }
    assert!(said.contains("Cannot be sent yet"));
}
