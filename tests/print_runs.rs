//! Print runs through their public doors: what is made, what is left alone, what a stopped run leaves, and whose files are whose.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use unsung::app::printing::{
    self, Content, FileState, MANIFEST, Manifest, Mend, Press, PrintOptions, PrintReport, Product, Roster, State,
    Stock, Subject,
};
use unsung::app::{Failure, FakeWorld, Progress, ReadSeek, World};
use unsung::campaign::{
    Accessory, Archetype, Award, Campaign, Change, Consent, ConsentState, Edit, HeroId, Monster, NameForm, Nomination,
    Person, PersonId, Thanks, ThanksState, Winner,
};
use unsung::press::sheets::Paper;
use unsung::scene::fonts::FontSource;
use unsung::scene::kit::{Kit, SymbolCache};
use unsung::scene::text::Typesetter;

mod cli_run;
use cli_run::{Desk, data_path};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn apply(campaign: &mut Campaign, edits: Vec<Edit>) {
    campaign.apply(&Change::new("Edit", edits), now()).unwrap();
}

/// Heroes for people of these names.
fn campaign(names: &[&str]) -> Campaign {
    let mut campaign = unsung::app::templates::start(&FakeWorld::new(now()), "blank").unwrap();
    let mut edits = Vec::new();
    for (id, name) in (1..).zip(names) {
        let consent = Consent::new(ConsentState::Agreed, Some(now()), "", "");
        let person = Person {
            name: (*name).into(),
            team: "Service desk".into(),
            email: format!("p{id}@mail.example").into(),
            consent,
            ..Person::default()
        };
        edits.push(Edit::person(PersonId(id), person));
        let words = Nomination { story: "Stayed until it ran again.".into(), ..Nomination::new(PersonId(id)) };
        edits.push(Edit::nomination(id.into(), words));
    }
    apply(&mut campaign, edits);
    let kit = Kit::builtin().unwrap();
    let people = unsung::app::heroes::nominees(&campaign);
    let change = unsung::app::heroes::make_heroes(&campaign, people, &kit).unwrap();
    campaign.apply(&change, now()).unwrap();
    campaign
}

/// Addresses and messages of thanks for these people, and a monster and an archetype of each name.
fn with_everything(campaign: &mut Campaign, names: &[&str]) {
    let villains: Vec<String> = Kit::builtin().unwrap().villains().iter().map(|villain| villain.id.clone()).collect();
    let mut edits = Vec::new();
    for (id, name) in (1..).zip(names) {
        let mut person = campaign.people().get(PersonId(id)).unwrap().clone();
        person.address = "1 High Street\nGhent".into();
        edits.push(Edit::person(PersonId(id), person));
        let villain = villains[id as usize % villains.len()].clone();
        edits.push(Edit::monster(id.into(), Monster { name: (*name).into(), villain, ..Monster::default() }));
        let archetype = Archetype { name: (*name).into(), drawing: "toni".into(), ..Archetype::default() };
        edits.push(Edit::archetype(id.into(), archetype));
        let message = "You stayed until it ran again.".into();
        let thanks = Thanks { to: Some(PersonId(id)), message, state: ThanksState::Shown, ..Thanks::default() };
        edits.push(Edit::thanks(id.into(), thanks));
    }
    apply(campaign, edits);
}

const FIVE: [&str; 5] = ["Sabine Okonjo", "Tom Hartwell", "Jan Kowalczyk", "Ann Field", "Łukasz Ångström"];

/// A press of one's own, so that a test can see what was drawn on it.
struct Shop {
    kit: Kit,
    symbols: SymbolCache,
    typesetter: Typesetter,
}

impl Shop {
    fn new() -> Self {
        let typesetter = Typesetter::new(FontSource::shipped());
        Self { kit: Kit::builtin().unwrap(), symbols: SymbolCache::new(), typesetter }
    }
    fn press(&mut self) -> Press<'_> {
        Press { kit: &self.kit, symbols: &self.symbols, typesetter: &mut self.typesetter }
    }
    fn run_until(
        &mut self,
        campaign: &Campaign,
        options: &PrintOptions,
        out: &str,
        world: &dyn World,
        progress: &Progress,
    ) -> Result<PrintReport, Failure> {
        printing::run(campaign, options, Path::new(out), world, &mut self.press(), progress)
    }
    fn run(&mut self, campaign: &Campaign, options: &PrintOptions, out: &str, world: &dyn World) -> PrintReport {
        self.run_until(campaign, options, out, world, &Progress::silent()).unwrap()
    }
}

fn both() -> PrintOptions {
    PrintOptions { each: true, ..PrintOptions::of(Product::Cards) }
}

#[test]
fn who_else_is_named_on_a_piece_holds_it_and_a_common_word_does_not() {
    let names = ["Sabine Okonjo", "Bo Reyes", "Will May", "Grace Okonjo"];
    let mut campaign = campaign(&names);
    with_everything(&mut campaign, &["Cable", "Ticket", "Ghost", "Queue"]);
    let kit = Kit::builtin().unwrap();
    let person = |campaign: &Campaign, id: u64| campaign.people().get(PersonId(id)).unwrap().clone();
    let hero_of = |campaign: &Campaign, id: u64| {
        let (hero, it) = campaign.hero_of(PersonId(id)).unwrap();
        (hero, it.clone())
    };
    let said = |campaign: &Campaign, product| {
        let world = FakeWorld::new(now());
        let report = Shop::new().run(campaign, &PrintOptions::of(product), "/out", &world);
        let held: Vec<(String, String, Mend)> =
            report.held.into_iter().map(|held| (held.who, held.reason, held.mend)).collect();
        held
    };
    // Nobody says no: whoever is named is nobody's secret.
    let (id, mut hero) = hero_of(&campaign, 1);
    hero.persona = "The Backup Baron".into();
    hero.story = "She and Bo Reyes carried the rack, in May, by Will.".into();
    apply(&mut campaign, vec![Edit::hero(id, hero.clone())]);
    assert!(said(&campaign, Product::Cards).is_empty());
    // Will May refuses, and so does one who shares the heroine's family name; her own name and common words are no reason.
    for other in [2, 3, 4] {
        let mut it = person(&campaign, other);
        if other > 2 {
            it.consent.state = ConsentState::Refused;
        }
        let (its, mut plain) = hero_of(&campaign, other);
        (plain.persona, plain.story, plain.quote) = (format!("Hero {other}"), String::new(), String::new());
        apply(&mut campaign, vec![Edit::person(PersonId(other), it), Edit::hero(its, plain)]);
    }
    hero.story = "Okonjo and Bo Reyes carried the rack, in May, by will.".into();
    apply(&mut campaign, vec![Edit::hero(id, hero.clone())]);
    let quiet = said(&campaign, Product::Cards);
    assert!(quiet.is_empty(), "{quiet:?}");
    // Now Bo Reyes wants to be called by initials on paper.
    let mut bo = person(&campaign, 2);
    bo.name_form = NameForm::Masked;
    apply(&mut campaign, vec![Edit::person(PersonId(2), bo)]);
    for product in [Product::Cards, Product::Certificates, Product::TradingCards, Product::Boxes] {
        let held = said(&campaign, product);
        assert_eq!(held.len(), 1, "{product:?}: {held:?}");
        assert_eq!(held[0].0, "Sabine Okonjo");
        assert!(held[0].1.starts_with("the story names Bo Reyes in another form than they agreed to"), "{}", held[0].1);
        assert_eq!(held[0].2, Mend::Story);
    }
    // The storyboard does not tell the story; the things it shows are its own.
    assert!(said(&campaign, Product::Storyboards).is_empty());
    hero.accessories = vec![Accessory { item: String::new(), label: "Reyes cable".into() }];
    hero.story.clear();
    apply(&mut campaign, vec![Edit::hero(id, hero.clone())]);
    let held = said(&campaign, Product::Storyboards);
    assert!(held.len() == 1 && held[0].1.contains("Bo Reyes") && held[0].2 == Mend::Gear, "{held:?}");
    hero.accessories.clear();
    hero.claims = vec!["Will May approved".into()];
    apply(&mut campaign, vec![Edit::hero(id, hero.clone())]);
    let held = said(&campaign, Product::Storyboards);
    assert!(held.len() == 1 && held[0].2 == Mend::Claims, "{held:?}");
    let award = Award {
        title: "The Will May cup".into(),
        winners: vec![Winner { person: PersonId(1), reason: "Stayed.".into(), decided_at: now() }],
        ..Award::default()
    };
    let message = "Will May and you did it.".into();
    let thanks = Thanks { to: Some(PersonId(1)), message, state: ThanksState::Shown, ..Thanks::default() };
    let monster = Monster { tagline: "Reyes feeds it".into(), ..campaign.monsters().iter().next().unwrap().1.clone() };
    let monster_id = campaign.monsters().ids().next().unwrap();
    apply(
        &mut campaign,
        vec![Edit::award(1.into(), award), Edit::thanks(1.into(), thanks), Edit::monster(monster_id, monster)],
    );
    let held = said(&campaign, Product::Cards);
    assert!(held[0].1.starts_with("the award names Will May, who said no to being named"), "{held:?}");
    let held = said(&campaign, Product::Thanks);
    assert!(held.len() == 1 && held[0].1.starts_with("the message names Will May"), "{held:?}");
    let held = said(&campaign, Product::Monsters);
    assert!(held.len() == 1 && held[0].2 == Mend::MonsterLine, "{held:?}");
    // An author whose record is known agreed to their own name, whoever else bears a part of it; words may be anybody's.
    let thank = |campaign: &mut Campaign, from: Option<u64>, from_words: &str| {
        let mut it = campaign.thanks().get(1.into()).unwrap().clone();
        (it.message, it.from, it.from_words) = ("You did it.".into(), from.map(PersonId), from_words.into());
        let (_, message) = campaign.thanks().iter().last().unwrap();
        assert_ne!(message.to, it.to);
        apply(campaign, vec![Edit::thanks(1.into(), it)]);
    };
    let mut okonjo = person(&campaign, 2);
    (okonjo.name, okonjo.name_form) = ("Grace Lind".into(), NameForm::Real);
    apply(&mut campaign, vec![Edit::person(PersonId(2), okonjo)]);
    thank(&mut campaign, Some(2), "");
    let held = said(&campaign, Product::Thanks);
    assert!(held.is_empty(), "{held:?}");
    thank(&mut campaign, None, "Will May");
    let held = said(&campaign, Product::Thanks);
    assert!(held.len() == 1 && held[0].2 == Mend::ThanksFrom, "{held:?}");
    thank(&mut campaign, None, "Somebody at night");
    // The plate bears the hero's name, which is changed where the hero is.
    hero.persona = "Pal of Will May".into();
    apply(&mut campaign, vec![Edit::hero(id, hero.clone())]);
    let held = said(&campaign, Product::Thanks);
    assert!(held.len() == 1 && held[0].2 == Mend::ThanksPlate, "{held:?}");
    // Before printing the same is said.
    let options = PrintOptions::of(Product::Cards);
    let before = printing::preflight(&campaign, &options, &mut Shop::new().press(), &Progress::silent()).unwrap();
    assert_eq!(before.held.len(), 1);
    assert_eq!(before.held[0].kind, printing::Kind::Consent);
    assert!(Roster::new(&campaign, &options, &kit).len() == 4);
}

/// Files in a folder, each of them whole.
fn files(world: &dyn World, folder: &str) -> BTreeMap<String, String> {
    let names = world.files_in(Path::new(folder)).unwrap();
    let read = |name: String| {
        let bytes = world.read(&Path::new(folder).join(&name)).unwrap();
        if name != MANIFEST {
            assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name} is not whole");
        }
        // A hash says as much, and can be read where it differs.
        (name, hex::encode(Sha256::digest(&bytes)))
    };
    names.into_iter().map(read).collect()
}

fn pdfs(world: &dyn World, folder: &str) -> BTreeMap<String, String> {
    files(world, folder).into_iter().filter(|(name, _)| name != MANIFEST).collect()
}

fn names(report: &PrintReport, state: FileState) -> Vec<String> {
    let of_state = report.files.iter().filter(|file| file.state == state);
    of_state.map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

/// Asks to stop as soon as so much is done.
fn stopping_at(step: u64) -> Arc<Progress> {
    let own: Arc<OnceLock<Weak<Progress>>> = Arc::default();
    let seen = Arc::clone(&own);
    let progress = Arc::new(Progress::watched("Printing", move || {
        if let Some(progress) = seen.get().and_then(Weak::upgrade)
            && progress.done() >= step
        {
            progress.cancel();
        }
    }));
    own.set(Arc::downgrade(&progress)).unwrap();
    progress
}

#[test]
fn the_same_campaign_gives_the_same_bytes_and_a_second_run_makes_nothing() {
    let campaign = campaign(&FIVE);
    let (world, later) = (FakeWorld::new(now()), FakeWorld::new("2027-03-01T00:00:00Z".parse().unwrap()));
    let first = Shop::new().run(&campaign, &both(), "/out", &world);
    assert_eq!(first.count(FileState::Made), 6);
    Shop::new().run(&campaign, &both(), "/out", &later);
    assert_eq!(pdfs(&world, "/out"), pdfs(&later, "/out"));
    // Nothing is laid out for what is unchanged: not a drawing of the kit is touched.
    let mut shop = Shop::new();
    let before = files(&world, "/out");
    let second = shop.run(&campaign, &both(), "/out", &world);
    assert!(shop.symbols.is_empty());
    assert_eq!((second.count(FileState::Made), second.count(FileState::Unchanged)), (0, 6));
    assert_eq!(second.findings, first.findings);
    assert!(second.findings.iter().any(|finding| finding.what.contains("confirmed")));
    assert_eq!(files(&world, "/out"), before);
    // Asked to make all again, it lays out and finds the same.
    let again = shop.run(&campaign, &PrintOptions { again: true, ..both() }, "/out", &world);
    assert!(!shop.symbols.is_empty());
    assert_eq!(again.count(FileState::Unchanged), 6);
}

#[test]
fn many_hands_make_the_same_files_as_one() {
    let mut campaign = campaign(&FIVE);
    // One is held: no shipped face has these letters.
    let mut person = campaign.people().get(PersonId(4)).unwrap().clone();
    person.name = "\u{12000}\u{12001}".into();
    apply(&mut campaign, vec![Edit::person(PersonId(4), person)]);
    for product in [Product::Cards, Product::Certificates, Product::TradingCards] {
        let made = [1, 2, 5].map(|hands| {
            let world = FakeWorld::new(now());
            let options = PrintOptions { each: true, hands: Some(hands), volume: 3, ..PrintOptions::of(product) };
            let report = Shop::new().run(&campaign, &options, "/out", &world);
            assert_eq!(report.held.len(), 1, "{product:?}: {:?}", report.held);
            (files(&world, "/out"), report)
        });
        assert_eq!(made[0], made[1], "{product:?}");
        assert_eq!(made[0], made[2], "{product:?}");
        let checked = [1, 3].map(|hands| {
            let options = PrintOptions { hands: Some(hands), ..PrintOptions::of(product) };
            printing::preflight(&campaign, &options, &mut Shop::new().press(), &Progress::silent()).unwrap()
        });
        assert_eq!(checked[0], checked[1], "{product:?}");
        assert_eq!(checked[0].held, made[0].1.held, "{product:?}");
    }
}

#[test]
fn a_finding_leads_to_the_field_that_mends_it() {
    let campaign = campaign(&FIVE);
    let held = |change: fn(&mut Person, &mut unsung::campaign::Hero)| {
        let (id, mut hero) = campaign.hero_of(PersonId(2)).map(|(id, hero)| (id, hero.clone())).unwrap();
        let mut person = campaign.people().get(PersonId(2)).unwrap().clone();
        change(&mut person, &mut hero);
        let mut other = campaign.clone();
        apply(&mut other, vec![Edit::person(PersonId(2), person), Edit::hero(id, hero)]);
        let mut options = PrintOptions::of(Product::Cards);
        options.only = vec![Subject::Person(PersonId(2))];
        let report = printing::preflight(&other, &options, &mut Shop::new().press(), &Progress::silent()).unwrap();
        let mends: Vec<Mend> = report.findings.iter().map(|finding| finding.mend).collect();
        (report.held.first().map(|held| held.mend), mends)
    };
    assert_eq!(held(|person, _| person.name = "\u{12000}".into()).0, Some(Mend::Latin));
    assert_eq!(held(|_, hero| hero.persona = "\u{12000}".into()).0, Some(Mend::HeroName));
    assert_eq!(held(|_, hero| hero.story = "\u{12000}".into()).0, Some(Mend::Story));
    assert_eq!(held(|_, hero| hero.quote = "\u{12000}".into()).0, Some(Mend::Quote));
    assert_eq!(held(|_, hero| hero.specialties = vec!["\u{12000}".into()]).0, Some(Mend::Specialties));
    assert_eq!(held(|person, _| person.function = "\u{12000}".into()).0, Some(Mend::Function));
    assert_eq!(held(|_, hero| hero.story = "And again it broke, worse than before. ".repeat(90)).0, Some(Mend::Story));
    let long_name = held(|person, _| person.name = ("Anne".to_owned() + &"marie".repeat(60)).into());
    assert_eq!(long_name.0, Some(Mend::Name));
    assert!(held(|person, _| person.consent = Consent::default()).1.contains(&Mend::Consent));
    assert!(held(|_, _| ()).1.contains(&Mend::Confirm));
}

#[test]
fn a_finding_about_a_monster_an_archetype_or_a_message_leads_to_its_field() {
    let alien = "\u{12000}";
    let mut base = campaign(&FIVE);
    with_everything(&mut base, &FIVE[..3]);
    let held = |product: Product, edit: Edit| {
        let mut other = base.clone();
        apply(&mut other, vec![edit]);
        let report =
            printing::preflight(&other, &PrintOptions::of(product), &mut Shop::new().press(), &Progress::silent());
        report.unwrap().held.first().map(|held| held.mend)
    };
    let (monster, of_monster) = base.monsters().iter().next().map(|(id, it)| (id, it.clone())).unwrap();
    let monsters = |change: fn(&mut Monster, String)| {
        let mut it = of_monster.clone();
        change(&mut it, alien.to_owned());
        held(Product::Monsters, Edit::monster(monster, it))
    };
    assert_eq!(monsters(|it, words| it.name = words), Some(Mend::MonsterName));
    assert_eq!(monsters(|it, words| it.tagline = words), Some(Mend::MonsterLine));
    let (archetype, of_archetype) = base.archetypes().iter().next().map(|(id, it)| (id, it.clone())).unwrap();
    let archetypes = |change: fn(&mut Archetype, String)| {
        let mut it = of_archetype.clone();
        change(&mut it, alien.to_owned());
        held(Product::Archetypes, Edit::archetype(archetype, it))
    };
    assert_eq!(archetypes(|it, words| it.name = words), Some(Mend::ArchetypeName));
    assert_eq!(archetypes(|it, words| it.habit = words), Some(Mend::ArchetypeStory));
    assert_eq!(archetypes(|it, words| it.crimes = vec![words]), Some(Mend::ArchetypeCrimes));
    let (message, of_message) = base.thanks().iter().next().map(|(id, it)| (id, it.clone())).unwrap();
    let messages = |change: fn(&mut Thanks, String)| {
        let mut it = of_message.clone();
        it.state = ThanksState::Shown;
        change(&mut it, alien.to_owned());
        held(Product::Thanks, Edit::thanks(message, it))
    };
    assert_eq!(messages(|it, words| it.message = words), Some(Mend::ThanksWords));
    assert_eq!(messages(|it, words| (it.from, it.from_words) = (None, words)), Some(Mend::ThanksFrom));
    assert_eq!(messages(|it, words| (it.to, it.to_words) = (None, words)), Some(Mend::ThanksPlate));
}

#[test]
fn the_packing_list_goes_through_the_same_run() {
    let mut campaign = campaign(&FIVE);
    with_everything(&mut campaign, &FIVE[..3]);
    let world = FakeWorld::new(now());
    let mut shop = Shop::new();
    let options = PrintOptions::of(Product::PackingList);
    let report = shop.run(&campaign, &options, "/out", &world);
    assert_eq!(names(&report, FileState::Made), ["packing-list.pdf"]);
    let page = {
        let kit = Kit::builtin().unwrap();
        let roster = Roster::new(&campaign, &options, &kit);
        let piece = roster.piece(roster.slots()[0]).unwrap();
        piece.lay(&options, &mut shop.press()).unwrap().pages.remove(0)
    };
    let said = unsung::scene::dump::words(&page);
    for name in FIVE {
        assert!(said.contains(name), "{name} in {said}");
    }
    assert!(said.contains("Cannot be sent yet") && said.contains("Ghent"), "{said}");
    assert_eq!(shop.run(&campaign, &options, "/out", &world).count(FileState::Unchanged), 1);
    let only = PrintOptions { only: vec![Subject::Person(PersonId(2))], ..options.clone() };
    let roster = Roster::new(&campaign, &only, &shop.kit);
    let Content::Packing(facts) = roster.piece(roster.slots()[0]).unwrap().content else { panic!() };
    assert_eq!(facts.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), [FIVE[1]]);
    world.put(Path::new("/mine/packing-list.pdf").to_owned(), b"mine".to_vec());
    let report = shop.run(&campaign, &options, "/mine", &world);
    assert_eq!(names(&report, FileState::Made), ["packing-list (2).pdf"]);
    let empty = unsung::app::templates::start(&FakeWorld::new(now()), "blank").unwrap();
    let failure = shop.run_until(&empty, &options, "/none", &world, &Progress::silent()).unwrap_err();
    assert!(failure.why.contains("no kits to pack"), "{failure}");
}

#[test]
fn nine_trading_cards_with_bleed_share_a_sheet_for_a_print_shop() {
    let campaign = campaign(&FIVE);
    let mut shop = Shop::new();
    for paper in [Paper::A4, Paper::Letter] {
        let options = PrintOptions { stock: Stock::ShopSheet, paper, ..PrintOptions::of(Product::TradingCards) };
        assert_eq!(printing::per_sheet(&options), 9);
        let kit = Kit::builtin().unwrap();
        let roster = Roster::new(&campaign, &options, &kit);
        let pages = printing::sheet(&roster, &options, roster.slots(), 0, &mut shop.press()).unwrap();
        assert_eq!(pages.len(), 2);
        assert!(pages.iter().all(|page| (page.width, page.height) == paper.size()));
        let world = FakeWorld::new(now());
        let report = shop.run(&campaign, &options, "/out", &world);
        assert_eq!(report.files.len(), 1);
        let large = PrintOptions { stock: Stock::ShopSheet, paper, ..PrintOptions::of(Product::Archetypes) };
        assert_eq!(printing::per_sheet(&large), 1);
        assert_eq!(printing::per_sheet(&PrintOptions { small: true, ..large }), 9);
    }
}

#[test]
fn one_changed_person_is_one_changed_file() {
    let mut campaign = campaign(&FIVE);
    let world = FakeWorld::new(now());
    let mut shop = Shop::new();
    let each = PrintOptions { merged: false, ..both() };
    shop.run(&campaign, &each, "/out", &world);
    let before = pdfs(&world, "/out");
    let mut person = campaign.people().get(PersonId(3)).unwrap().clone();
    person.function = "Night shift".into();
    apply(&mut campaign, vec![Edit::person(PersonId(3), person.clone())]);
    let states = printing::states(&campaign, &each, Path::new("/out"), &world, &shop.kit, &Progress::silent()).unwrap();
    let changed: Vec<_> = states.iter().filter(|(_, state)| **state != State::Printed).collect();
    assert_eq!(changed, [(&Subject::Person(PersonId(3)), &State::Changed)]);
    let report = shop.run(&campaign, &each, "/out", &world);
    let made = names(&report, FileState::Made);
    assert!(made.len() == 1 && made[0].contains("Jan Kowalczyk"), "{made:?}");
    let after = pdfs(&world, "/out");
    let differ: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(differ, [&made[0]]);
    assert!(report.outdated.is_empty());
    // Under another name the old file is left and told of.
    person.name = "Jan Nowak".into();
    apply(&mut campaign, vec![Edit::person(PersonId(3), person)]);
    let report = shop.run(&campaign, &each, "/out", &world);
    assert!(names(&report, FileState::Made)[0].contains("Jan Nowak"));
    assert_eq!(report.outdated, [Path::new("/out").join(&made[0])]);
    assert!(pdfs(&world, "/out").contains_key(&made[0]));
}

#[test]
fn a_run_stopped_anywhere_leaves_whole_files_and_goes_on() {
    let campaign = campaign(&FIVE);
    let options = PrintOptions { volume: 2, ..both() };
    let whole = FakeWorld::new(now());
    let mut shop = Shop::new();
    shop.run(&campaign, &options, "/out", &whole);
    let wanted = pdfs(&whole, "/out");
    assert_eq!(wanted.len(), 5 + 3);
    for step in 1..=5 {
        let world = FakeWorld::new(now());
        let stopped = shop.run_until(&campaign, &options, "/out", &world, &stopping_at(step)).unwrap();
        assert!(stopped.cancelled, "step {step}");
        let there = pdfs(&world, "/out");
        assert_eq!(there.len(), stopped.files.len(), "what is told is what is there");
        assert!(there.iter().all(|(name, bytes)| wanted.get(name) == Some(bytes)), "step {step}");
        assert!(there.len() >= step as usize && there.len() < wanted.len(), "step {step}: {}", there.len());
        let rest = shop.run(&campaign, &options, "/out", &world);
        assert!(!rest.cancelled);
        let kept = names(&rest, FileState::Unchanged);
        assert_eq!(kept.len(), there.len(), "step {step}: what was finished is not made again");
        assert!(kept.iter().all(|name| there.contains_key(name)));
        assert_eq!(pdfs(&world, "/out"), wanted, "step {step}");
    }
}

/// A disk that is full after so many files.
struct Full {
    inner: FakeWorld,
    left: AtomicUsize,
}

impl World for Full {
    fn now(&self) -> Timestamp {
        self.inner.now()
    }
    fn time_zone(&self) -> TimeZone {
        self.inner.time_zone()
    }
    fn fill_random(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.inner.fill_random(bytes)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.inner.read(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn ReadSeek>> {
        self.inner.open(path)
    }
    fn write_whole(&self, path: &Path, bytes: &[u8], keep_previous: bool) -> io::Result<()> {
        let is_room = |left: usize| left.checked_sub(1);
        self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, is_room).map_err(|_| io::ErrorKind::StorageFull)?;
        self.inner.write_whole(path, bytes, keep_previous)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.inner.remove_file(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.inner.create_folder(path)
    }
    fn exists(&self, path: &Path) -> bool {
        self.inner.exists(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.inner.is_folder(path)
    }
    fn files_in(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.inner.files_in(folder)
    }
    fn settings_folder(&self) -> Option<PathBuf> {
        None
    }
    fn documents_folder(&self) -> Option<PathBuf> {
        None
    }
}

#[test]
fn a_run_that_was_cut_off_at_any_write_goes_on_without_second_names() {
    let campaign = campaign(&FIVE[..3]);
    let options = PrintOptions { volume: 2, ..both() };
    let whole = FakeWorld::new(now());
    let mut shop = Shop::new();
    shop.run(&campaign, &options, "/out", &whole);
    let wanted = pdfs(&whole, "/out");
    let mut cut_off = 0;
    for writes in 0.. {
        let world = Full { inner: FakeWorld::new(now()), left: AtomicUsize::new(writes) };
        let result = shop.run_until(&campaign, &options, "/out", &world, &Progress::silent());
        let Err(failure) = result else { break };
        assert!(failure.why.contains("full"), "{failure}");
        // What it says was written is what lies there.
        let said = match pdfs(&world, "/out").len() {
            0 => failure.what.starts_with("Nothing was printed. "),
            1 => failure.what.contains("1 file was written before that and is whole"),
            many => failure.what.contains(&format!("{many} files were written before that and are whole")),
        };
        assert!(said && !failure.to_string().contains("Save as"), "{writes} writes: {failure}");
        cut_off += 1;
        world.left.store(1_000, Ordering::SeqCst);
        shop.run(&campaign, &options, "/out", &world);
        assert_eq!(pdfs(&world, "/out"), wanted, "cut off after {writes} writes");
    }
    assert!(cut_off >= wanted.len(), "{cut_off}");
}

#[test]
fn a_folder_that_cannot_be_is_said_with_what_helps_at_the_prompt() {
    let desk = Desk::new();
    desk.expect(0, &["new", "a.unsung", "--template", "sample"]);
    let said = desk.refuses(&["print", "a.unsung", "--what", "cards", "--out", "a.unsung/cards"]);
    assert!(said.contains("error: Nothing was printed.\n") && said.contains("is a file, not a folder"), "{said}");
    assert!(said.contains("Give another place with --out."), "{said}");
}

#[test]
fn a_strangers_file_is_never_overwritten() {
    let campaign = campaign(&FIVE[..2]);
    let world = FakeWorld::new(now());
    let mut shop = Shop::new();
    let usual = printing::first_names(&campaign, &both(), &shop.kit, 5);
    assert_eq!(usual.len(), 2);
    // In other letters: on many systems that is the same file.
    let strange = usual[0].to_uppercase();
    for name in [strange.as_str(), "award-cards.pdf", "notes.txt"] {
        world.put(Path::new("/out").join(name), b"mine".to_vec());
    }
    let report = shop.run(&campaign, &both(), "/out", &world);
    let made = names(&report, FileState::Made);
    assert!(made.contains(&"award-cards (2).pdf".to_owned()), "{made:?}");
    assert!(made.iter().any(|name| name.ends_with(" (2).pdf") && name.contains("Sabine")), "{made:?}");
    for name in [strange.as_str(), "award-cards.pdf", "notes.txt"] {
        assert_eq!(world.read(&Path::new("/out").join(name)).unwrap(), b"mine");
    }
    // The second run finds its own files again.
    let second = shop.run(&campaign, &both(), "/out", &world);
    assert_eq!((second.count(FileState::Made), second.count(FileState::Unchanged)), (0, 3));
    // A card that somebody wrote into since is somebody's.
    let own = Path::new("/out").join(&usual[1]);
    world.put(own.clone(), b"%PDF- signed %%EOF".to_vec());
    let third = shop.run(&campaign, &both(), "/out", &world);
    assert_eq!(names(&third, FileState::Made).len(), 1);
    assert_eq!(world.read(&own).unwrap(), b"%PDF- signed %%EOF");
    // A file that is named is refused before anything is laid out, and replaced where it is the program's own.
    world.put("/named.pdf", b"mine".to_vec());
    let cards = PrintOptions::of(Product::Cards);
    let failure = shop.run_until(&campaign, &cards, "/named.pdf", &world, &Progress::silent()).unwrap_err();
    assert!(failure.why.contains("did not write it"), "{failure}");
    assert_eq!(world.read(Path::new("/named.pdf")).unwrap(), b"mine");
    shop.run(&campaign, &cards, "/own.pdf", &world);
    let shorter = PrintOptions { only: vec![PersonId(1).into()], ..cards };
    assert_eq!(shop.run(&campaign, &shorter, "/own.pdf", &world).count(FileState::Made), 1);
}

#[test]
fn two_of_one_name_keep_their_files() {
    let mut campaign = campaign(&["Kim Lee", "Kim Lee"]);
    let world = FakeWorld::new(now());
    let mut shop = Shop::new();
    let options = PrintOptions { merged: false, pattern: "{name}.pdf".into(), ..both() };
    shop.run(&campaign, &options, "/out", &world);
    let before = pdfs(&world, "/out");
    assert_eq!(before.keys().collect::<Vec<_>>(), ["Kim Lee (2).pdf", "Kim Lee.pdf"]);
    // The second alone, changed: it must not land in the file of the first.
    let mut hero = campaign.heroes().get(HeroId(2)).unwrap().clone();
    hero.story = "Found the cable.".into();
    apply(&mut campaign, vec![Edit::hero(HeroId(2), hero)]);
    let only = PrintOptions { only: vec![PersonId(2).into()], ..options };
    let report = shop.run(&campaign, &only, "/out", &world);
    assert_eq!(names(&report, FileState::Made), ["Kim Lee (2).pdf"]);
    assert_eq!(pdfs(&world, "/out")["Kim Lee.pdf"], before["Kim Lee.pdf"]);
}

#[test]
fn long_runs_are_volumes_of_whole_sheets() {
    let campaign = campaign(&FIVE);
    let world = FakeWorld::new(now());
    let options = PrintOptions { stock: Stock::OfficeTwoUp, volume: 3, ..PrintOptions::of(Product::Cards) };
    let report = Shop::new().run(&campaign, &options, "/out", &world);
    let volumes: Vec<(String, usize)> =
        names(&report, FileState::Made).into_iter().zip(report.files.iter().map(|file| file.cards)).collect();
    let wanted = [("award-cards-1-of-3.pdf", 2), ("award-cards-2-of-3.pdf", 2), ("award-cards-3-of-3.pdf", 1)]
        .map(|(name, cards)| (name.to_owned(), cards));
    assert_eq!(volumes, wanted);
    let bytes = world.read(Path::new("/out/award-cards-1-of-3.pdf")).unwrap();
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    assert_eq!(pdf.get_pages().len(), 2, "fronts and backs");
    let catalog = pdf.catalog().unwrap();
    assert!(catalog.has(b"Outlines") && catalog.has(b"PageLabels"));
    let manifest = Manifest::load(&world, Path::new("/out"));
    assert_eq!(manifest.files.len(), 3);
    assert!(manifest.files.values().all(|made| made.inputs.len() == 32 && made.sha256.len() == 64));
    // Where fewer volumes are enough, the old ones are told of.
    let fewer = PrintOptions { volume: 400, ..options };
    let report = Shop::new().run(&campaign, &fewer, "/out", &world);
    assert_eq!(names(&report, FileState::Made), ["award-cards.pdf"]);
    assert_eq!(report.outdated.len(), 3);
}

#[test]
fn a_dry_run_writes_nothing() {
    let campaign = campaign(&FIVE[..2]);
    let world = FakeWorld::new(now());
    let report = Shop::new().run(&campaign, &PrintOptions { dry: true, ..both() }, "/out", &world);
    assert_eq!(report.count(FileState::Planned), 3);
    assert!(world.paths().is_empty());
}

#[test]
fn what_is_held_is_tried_again_and_the_rest_is_left() {
    let mut campaign = campaign(&FIVE[..3]);
    let good = campaign.heroes().get(HeroId(2)).unwrap().clone();
    let mut long = good.clone();
    long.persona = "Supercalifragilisticexpialidocious ".repeat(9);
    apply(&mut campaign, vec![Edit::hero(HeroId(2), long)]);
    let world = FakeWorld::new(now());
    let mut shop = Shop::new();
    let first = shop.run(&campaign, &both(), "/out", &world);
    assert_eq!(first.held.len(), 1);
    assert_eq!((first.held[0].subject, first.held[0].who.as_str()), (Subject::Person(PersonId(2)), "Tom Hartwell"));
    assert_eq!(first.count(FileState::Made), 3);
    let second = shop.run(&campaign, &both(), "/out", &world);
    assert_eq!(second.held, first.held);
    assert_eq!((second.count(FileState::Made), second.count(FileState::Unchanged)), (0, 3));
    apply(&mut campaign, vec![Edit::hero(HeroId(2), good)]);
    let third = shop.run(&campaign, &both(), "/out", &world);
    assert!(third.held.is_empty());
    let made = names(&third, FileState::Made);
    assert!(made.iter().any(|name| name.contains("Tom Hartwell")) && made.contains(&"award-cards.pdf".to_owned()));
}

/// What can be read on pages, without spaces and in small letters: names may be wrapped and set in capitals.
fn letters(pages: &[unsung::scene::item::Page]) -> String {
    let words: String = pages.iter().map(unsung::scene::dump::words).collect();
    plain(&words)
}

fn plain(text: &str) -> String {
    // By way of capitals, in which many names are set: ß is SS there.
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.to_uppercase().to_lowercase().replace('ς', "σ")
}

#[test]
fn every_hard_name_is_whole_on_every_product_or_refused_by_name() {
    let mut reader = csv::Reader::from_path(data_path("csv/names_torture.csv")).unwrap();
    let names: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).collect();
    let mut campaign = campaign(&names);
    with_everything(&mut campaign, &names);
    let mut shop = Shop::new();
    for product in Product::ALL {
        let options = PrintOptions::of(product);
        let kit = Kit::builtin().unwrap();
        let roster = Roster::new(&campaign, &options, &kit);
        let (mut whole, mut refused) = (0, 0);
        for slot in roster.slots() {
            let piece = roster.piece(*slot).unwrap();
            let Some(name) = shown_name(&piece.content) else { continue };
            match piece.lay(&options, &mut shop.press()) {
                Ok(laid) => {
                    let clean = unsung::scene::clean::clean_for_setting(&name);
                    let has_latin = laid.notes.iter().any(|note| note.what.contains("stands in"));
                    // Words of two directions are set as runs of their own.
                    let said = letters(&laid.pages);
                    let is_whole = clean.split_whitespace().all(|word| said.contains(&plain(word)));
                    assert!(has_latin || is_whole, "{product:?}: {name}");
                    whole += 1;
                }
                Err(refusal) => {
                    assert!(refusal.to_string().len() > name.len() / 2 + 10, "{refusal}");
                    refused += 1;
                }
            }
        }
        assert!(whole + refused == 0 || whole > names.len() / 2, "{product:?}: {whole} whole, {refused} refused");
    }
}

/// The name that this product must show.
fn shown_name(content: &Content) -> Option<String> {
    match content {
        Content::Card(facts) => Some(facts.persona.clone()),
        Content::Label(facts) => Some(facts.name.clone()),
        Content::Villain(facts) => Some(facts.name.clone()),
        Content::Archetype(facts) => Some(facts.name.clone()),
        Content::Thanks(facts) => Some(facts.plate.clone()),
        Content::Storyboard(facts) => Some(facts.persona.clone()),
        Content::Packing(_) | Content::Lacking { .. } => None,
    }
}

#[test]
fn every_product_is_made_whole_the_same_twice_and_left_alone_then() {
    let mut campaign = campaign(&FIVE[..3]);
    with_everything(&mut campaign, &FIVE[..3]);
    let mut shop = Shop::new();
    for product in Product::ALL {
        for stock in product.stocks() {
            let options = PrintOptions { stock: *stock, volume: 2, ..PrintOptions::of(product) };
            let (world, other) = (FakeWorld::new(now()), FakeWorld::new(now()));
            let first = shop.run(&campaign, &options, "/out", &world);
            assert!(first.held.is_empty(), "{product:?} {stock:?}: {:?}", first.held);
            assert!(first.count(FileState::Made) > 0);
            shop.run(&campaign, &options, "/out", &other);
            assert_eq!(pdfs(&world, "/out"), pdfs(&other, "/out"), "{product:?} {stock:?}");
            let mut fresh = Shop::new();
            let second = fresh.run(&campaign, &options, "/out", &world);
            assert!(fresh.symbols.is_empty(), "{product:?} {stock:?} was laid out again");
            assert_eq!(second.count(FileState::Unchanged), first.files.len());
        }
    }
}

#[test]
fn labels_start_where_the_sheet_has_some_left() {
    let names: Vec<String> = (0..30).map(|number| format!("Person {number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut campaign = campaign(&names);
    with_everything(&mut campaign, &names[..29]);
    let world = FakeWorld::new(now());
    let mut options = PrintOptions::of(Product::Labels);
    // 14 on a sheet: 4 on the first, 14, 11.
    options.placement.start_at = 11;
    let report = Shop::new().run(&campaign, &options, "/out", &world);
    assert_eq!(report.files[0].cards, 29);
    assert_eq!(report.held.len(), 1);
    assert!(report.held[0].reason.contains("no address"), "{}", report.held[0].reason);
    let bytes = world.read(&report.files[0].path).unwrap();
    assert_eq!(lopdf::Document::load_mem(&bytes).unwrap().get_pages().len(), 3);
    let calibration = PrintOptions { calibration: true, ..options };
    let report = Shop::new().run(&campaign, &calibration, "/out", &world);
    assert_eq!(names_of(&report), ["calibration-L7163.pdf"]);
}

fn names_of(report: &PrintReport) -> Vec<String> {
    report.files.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_command_says_what_it_made_and_what_it_left() {
    let desk = Desk::new();
    desk.expect(0, &["new", "a.unsung", "--template", "sample"]);
    let print = |code: i32, more: &[&str]| {
        let mut args = vec!["print", "a.unsung", "--what", "cards", "--only", "H1", "--only", "H2"];
        args.extend(more);
        desk.json(code, &args)
    };
    let state = |told: &serde_json::Value| -> Vec<String> {
        let files = told["files"].as_array().unwrap().iter();
        files.map(|file| file["state"].as_str().unwrap().to_owned()).collect()
    };
    let each = ["--each", "--out", "cards", "--pattern", "{serial}.pdf"];
    let dry = print(0, &[&each[..], &["--dry-run"]].concat());
    assert_eq!(state(&dry), ["planned", "planned"]);
    assert!(!desk.path("cards").exists());
    assert_eq!(state(&print(0, &each)), ["made", "made"]);
    assert_eq!(state(&print(0, &each)), ["unchanged", "unchanged"]);
    assert!(desk.text("cards/unsung-print.ron").contains("sha256"));
    // Paper alone means the office.
    let two = print(0, &["--out", "two.pdf", "--stock", "office-two-up", "--paper", "letter"]);
    assert_eq!(two["files"][0]["cards"], 2);
    // What the program did not write stays.
    desk.put("mine.pdf", b"mine");
    let said = desk.refuses(&["print", "a.unsung", "--what", "cards", "--out", "mine.pdf"]);
    assert!(said.contains("did not write it"), "{said}");
    assert_eq!(desk.bytes("mine.pdf"), b"mine");
    let said = desk.refuses(&["print", "a.unsung", "--what", "cards", "--out", "c", "--each", "--pattern", "{who}"]);
    assert!(said.contains("{product}"), "{said}");
    // Options of one product are refused with another, and labels have a sheet.
    let said = desk.refuses(&["print", "a.unsung", "--what", "cards", "--out", "c", "--start-at", "3"]);
    assert!(said.contains("--start-at is for labels"), "{said}");
    let said = desk.expect(2, &["print", "a.unsung", "--what", "labels", "--out", "c", "--sheet", "X1"]).err;
    assert!(said.contains("L7160"), "{said}");
    let boxes = desk.json(
        0,
        &["print", "a.unsung", "--what", "boxes", "--out", "box.pdf", "--only", "H1", "--size", "60 x 30 x 150"],
    );
    assert_eq!(boxes["files"][0]["state"], "made");
    let monsters = desk.json(0, &["print", "a.unsung", "--what", "monsters", "--out", "monsters", "--only", "M1"]);
    assert_eq!(monsters["files"][0]["path"], "monsters/monster-cards.pdf");
    let help = desk.expect(0, &["print", "--help"]).out;
    for word in ["Examples:", "--stock", "--pattern", "--dry-run", "--send", "--again", "unsung-print.ron"] {
        assert!(help.contains(word), "{word}");
    }
}
