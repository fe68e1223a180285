//! Everything that leaves, over random people: what a person did not agree to show of the name stands in nothing that is printed,
//! written to the web or handed out, whatever was written about them; and who takes the yes back is gone from all of it at the
//! next run. Names of people are odd here, so that no word of the program is taken for one.

use jiff::Timestamp;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use unsung::app::impact::report;
use unsung::app::names::guard::Guard;
use unsung::app::papers::{self, Document, Order};
use unsung::app::printing::{Press, PrintOptions, Product, Roster};
use unsung::app::{FakeWorld, Jobs, Workspace, World, claims, drawing, exporting, hub, league, names, templates};
use unsung::campaign::{
    self, Award, AwardId, Campaign, Change, Confirmation, Consent, ConsentState, Edit, Entry, EntryId, Hero, HeroId,
    LuckSource, Member, MemberId, MemberState, Mishap, MishapId, MishapState, Monster, MonsterId, NameForm, Nomination,
    NominationId, Person, PersonId, Prize, Review, Story, StoryId, StoryQuote, StoryState, Sweepstake, SweepstakeId,
    Thanks, ThanksId, ThanksState, Winner,
};
use unsung::press::sheets::Paper;
use unsung::scene::dump::words;
use unsung::scene::fonts::FontSource;
use unsung::scene::kit::{Kit, SymbolCache};
use unsung::scene::text::Typesetter;

const GIVEN: [&str; 5] = ["Arvolina", "Bethrunos", "Corlamisa", "Dunweldor", "Evrantika"];
const FAMILY: [&str; 5] = ["Ghastenberg", "Hollowquist", "Ilvermarsh", "Jorgendahl", "Kesteloots"];
const CODE: [&str; 5] = ["Lagoonlight", "Mistralmouse", "Nightnettle", "Oakenowl", "Pebblepine"];

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn id(index: usize) -> PersonId {
    PersonId(index as u64 + 1)
}

/// Everybody with a hero, a story, a nomination, thanks, a membership and an award, under random consents and forms. `own` words
/// tell of the person alone; the others may name anybody.
fn campaign(rng: &mut Xoshiro256PlusPlus, state: Option<ConsentState>) -> Campaign {
    let mut campaign = templates::start(&FakeWorld::new(now()), "blank").unwrap();
    let mut settings = campaign.settings().clone();
    for output in names::Output::ALL {
        *output.default_of(&mut settings.public_names) = *NameForm::CHOICES.choose(rng).unwrap();
    }
    let monster = Monster {
        name: "Cablamari".into(),
        villain: "cablamari".into(),
        problem: "Cables".into(),
        tagline: "Tangles.".into(),
        ..Monster::default()
    };
    let mut edits = vec![Edit::Settings(settings.into()), Edit::monster(MonsterId(1), monster)];
    let mut winners = Vec::new();
    for index in 0..GIVEN.len() {
        let number = index as u64 + 1;
        let own = [GIVEN[index], FAMILY[index], "Somebody"];
        let anybody = *[GIVEN, FAMILY].choose(rng).unwrap().choose(rng).unwrap();
        let consent = Consent { state: state.unwrap_or(*ConsentState::ALL.choose(rng).unwrap()), ..Consent::default() };
        let mut say = |words: &[&'static str]| *words.choose(rng).unwrap();
        let (in_story, in_quote, in_thanks, in_claim) = (say(&own), say(&own), say(&own), say(&own));
        let name = format!("{} {}", GIVEN[index], FAMILY[index]);
        edits.push(Edit::person(
            id(index),
            Person {
                name: name.into(),
                country: "DE".into(),
                name_form: *NameForm::ALL.choose(rng).unwrap(),
                consent,
                ..Person::default()
            }
            .with(|it| it.code_name = CODE[index].into()),
        ));
        let persona = match rng.random_range(0..3) {
            0 => format!("{} the Untangler", GIVEN[index]),
            1 => format!("Captain {}", FAMILY[index]),
            _ => format!("Wonder Number {number}"),
        };
        let mut hero = Hero::new(id(index), persona);
        hero.story = format!("At night {in_story} untied it.");
        hero.quote = format!("{in_quote} was calm.");
        hero.quote_by = "A colleague".into();
        hero.claims = vec!["WITH REAL".into(), in_claim.to_uppercase(), "ACTION!".into()];
        hero.enemy = Some(MonsterId(1));
        edits.push(Edit::hero(HeroId(number), hero));
        let mut nomination = Nomination::new(id(index));
        nomination.problems = vec!["Cables".into()];
        nomination.quote = format!("Then {} came.", if rng.random_bool(0.5) { anybody } else { "somebody" }).into();
        nomination.nominator = Some(id((index + 1) % GIVEN.len()));
        nomination.channel = if index == 0 { format!("Told by {}", FAMILY[1]).into() } else { "Poster".into() };
        edits.push(Edit::nomination(NominationId(number), nomination));
        let mut story =
            Story::new(id(index), format!("The night of {}", if rng.random_bool(0.3) { anybody } else { "cables" }));
        story.text = format!("It was {}.", if rng.random_bool(0.3) { anybody } else { "dark" });
        story.quotes.push(StoryQuote { words: format!("Ask {anybody}."), by: FAMILY[index].into(), from: None });
        story.state = StoryState::Published;
        story.consented = Some(Confirmation { by: "Ana".into(), at: now() });
        story.consented_sha256 = hub::story_sha256(&story);
        edits.push(Edit::story(StoryId(number), story));
        let from = Some(id(rng.random_range(0..GIVEN.len())));
        edits.push(Edit::thanks(
            ThanksId(number),
            Thanks {
                to: Some(id(index)),
                message: format!("Dear {in_thanks}, thank you."),
                from,
                state: ThanksState::Shown,
                ..Thanks::default()
            },
        ));
        let mut mishap = Mishap {
            title: "Tea in the dock".into(),
            text: format!("{} poured it.", GIVEN[index]),
            public_text: format!("{} poured it.", if rng.random_bool(0.5) { anybody } else { "A colleague" }),
            state: MishapState::Published,
            ..Mishap::default()
        };
        mishap.reviewed = Some(Review { by: "Ana".into(), at: now(), text_sha256: hub::mishap_sha256(&mishap) });
        edits.push(Edit::mishap(MishapId(number), mishap));
        let mut member = Member::new(id(index));
        member.state = MemberState::Approved;
        member.code_name = CODE[index].into();
        member.best_practice = format!("{in_quote} labels both ends.");
        for output in campaign::Output::ALL {
            if rng.random_bool(0.4) {
                member.disclosure.insert(output, *NameForm::ALL.choose(rng).unwrap());
            }
        }
        edits.push(Edit::member(MemberId(number), member));
        winners.push(Winner { person: id(index), reason: format!("Because {in_story} cared."), decided_at: now() });
    }
    edits.push(Edit::award(AwardId(1), Award { title: "Calm of the Year".into(), winners, ..Award::default() }));
    campaign.apply(&Change::new("Make", edits), now()).unwrap();
    campaign
}

/// Everything that can be read on what a run of this product prints, with the names of its files.
fn printed(campaign: &Campaign, product: Product, press: &mut Press<'_>) -> String {
    let options = PrintOptions::of(product);
    let roster = Roster::new(campaign, &options, press.kit);
    let mut all = String::new();
    for piece in roster.slots().iter().filter_map(|slot| roster.piece(*slot)) {
        let Ok(laid) = piece.lay(&options, press) else { continue };
        writeln!(all, "{} {} {}", piece.file.name, piece.file.persona, piece.shown()).unwrap();
        for page in &laid.pages {
            all.push_str(&words(page));
            all.push('\n');
        }
    }
    all
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == ending)
}

fn site(campaign: &Campaign, kit: &Kit) -> String {
    let facts = hub::select(campaign, kit, now()).facts;
    let files = unsung::hub::site(&facts);
    let mut all = String::new();
    for (path, bytes) in files.iter().filter(|(path, _)| has_ending(path, "html")) {
        writeln!(all, "{path}\n{}", String::from_utf8_lossy(bytes)).unwrap();
    }
    all
}

/// The words of a name that may be said under a form.
fn allowed(form: NameForm, index: usize) -> Vec<&'static str> {
    match form {
        NameForm::Real | NameForm::ByDefault => vec![GIVEN[index], FAMILY[index]],
        NameForm::First | NameForm::FirstAndInitial => vec![GIVEN[index]],
        NameForm::Masked | NameForm::CodeName | NameForm::Hidden => Vec::new(),
    }
}

fn check(text: &str, index: usize, form: NameForm, place: &str) -> usize {
    let (allowed, text) = (allowed(form, index), text.to_lowercase());
    let mut said = 0;
    for word in [GIVEN[index], FAMILY[index]] {
        let is_said = text.contains(&word.to_lowercase());
        said += usize::from(is_said);
        assert!(!is_said || allowed.contains(&word), "{place} says {word}, agreed was {form:?}");
    }
    said
}

/// As the press prints it: not after a no, and before an answer as the campaign would, which the pre-flight names.
fn print_form(campaign: &Campaign, index: usize) -> NameForm {
    match campaign.people().get(id(index)).unwrap().consent.state {
        ConsentState::Refused | ConsentState::Withdrawn => NameForm::Hidden,
        _ => campaign.chosen_form(id(index), campaign::Output::Print),
    }
}

fn hub_form(campaign: &Campaign, index: usize) -> NameForm {
    match names::form(campaign, id(index), names::Output::Hub) {
        NameForm::ByDefault => NameForm::Hidden,
        form => form,
    }
}

const PRODUCTS: [Product; 7] = [
    Product::Cards,
    Product::Certificates,
    Product::Boxes,
    Product::TradingCards,
    Product::Storyboards,
    Product::Monsters,
    Product::Thanks,
];

#[test]
fn nothing_that_leaves_holds_a_withheld_name() {
    let (kit, symbols) = (Kit::builtin().unwrap(), SymbolCache::new());
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut said = 0;
    for seed in 0..12 {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let campaign = campaign(&mut rng, None);
        let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
        let report: String = report::pages(&campaign, Paper::A4, &mut press).pages.iter().map(words).collect();
        let public = [("the hub", site(&campaign, &kit)), ("the impact report", report)];
        let prints = PRODUCTS.map(|product| (product.title(), printed(&campaign, product, &mut press)));
        let pack = league::pack_page(&campaign);
        for index in 0..GIVEN.len() {
            for (place, text) in &public {
                said += check(text, index, hub_form(&campaign, index), &format!("seed {seed}: {place}"));
            }
            for (place, text) in &prints {
                said += check(text, index, print_form(&campaign, index), &format!("seed {seed}: {place}"));
            }
            let form = match names::form(&campaign, id(index), names::Output::Roster) {
                NameForm::ByDefault => NameForm::Hidden,
                form => form,
            };
            said += check(&pack, index, form, &format!("seed {seed}: the members' pack"));
        }
    }
    assert!(said > 60, "somebody is named somewhere: {said}");
}

/// Words an organiser wrote about somebody else: a hero's name, what a person does, an award.
#[test]
fn the_hub_says_no_withheld_name_wherever_it_was_written() {
    let kit = Kit::builtin().unwrap();
    let mut left_out = 0;
    for seed in 0..12 {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut campaign = campaign(&mut rng, None);
        let mut anybody = || *[GIVEN, FAMILY].choose(&mut rng).unwrap().choose(&mut rng).unwrap();
        let mut edits = Vec::new();
        for index in 0..GIVEN.len() {
            let person = campaign.people().get(id(index)).unwrap().clone();
            edits.push(Edit::person(
                id(index),
                Person { function: format!("Deputy of {}", anybody()).into(), ..person },
            ));
            let (hero, known) = campaign.hero_of(id(index)).unwrap();
            edits.push(Edit::hero(hero, Hero { persona: format!("Pal of {}", anybody()), ..known.clone() }));
        }
        // What a hero won first, and whom they fight, stands on their card.
        let calm = campaign.awards().get(AwardId(1)).unwrap().clone();
        let (title, description) = (format!("The {} Cup", anybody()), format!("As calm as {}.", anybody()));
        edits.push(Edit::award(AwardId(1), Award { title, description, ..calm }));
        edits.push(Edit::award(AwardId(2), Award { title: format!("The {} Bowl", anybody()), ..Award::default() }));
        let tangle = campaign.monsters().get(MonsterId(1)).unwrap().clone();
        edits.push(Edit::monster(MonsterId(1), Monster { name: format!("The {} knot", anybody()), ..tangle }));
        for (at, mishap) in campaign.mishaps().iter() {
            let mut mishap = Mishap { damage: format!("The desk of {}", anybody()), ..mishap.clone() };
            mishap.reviewed = Some(Review { by: "Ana".into(), at: now(), text_sha256: hub::mishap_sha256(&mishap) });
            edits.push(Edit::mishap(at, mishap));
        }
        for (at, story) in campaign.stories().iter() {
            let mut story = Story { place: format!("The house of {}", anybody()), ..story.clone() };
            story.consented_sha256 = hub::story_sha256(&story);
            edits.push(Edit::story(at, story));
        }
        campaign.apply(&Change::new("Write", edits), now()).unwrap();
        let site = site(&campaign, &kit);
        let guard = Guard::new(&campaign, names::Output::Hub);
        let cards = campaign.mishaps().iter().filter(|(_, it)| hub::mishap_gives_away(&campaign, &guard, it).is_none());
        let damage: String = cards.map(|(_, it)| it.damage.as_str()).collect();
        for index in 0..GIVEN.len() {
            check(&site, index, hub_form(&campaign, index), &format!("seed {seed}: the hub"));
            check(&damage, index, hub_form(&campaign, index), &format!("seed {seed}: the cards of mishaps"));
        }
        let about_awards = |it: &&hub::LeftOut| it.what.contains("ward “");
        left_out += hub::select(&campaign, &kit, now()).left_out.iter().filter(about_awards).count();
    }
    assert!(left_out > 6, "what is left out is told: {left_out}");
}

const DRAW: SweepstakeId = SweepstakeId(1);

/// The same campaign with everybody in a draw that two of them won.
fn drawn(campaign: Campaign) -> Campaign {
    let world = Arc::new(FakeWorld::new(now()));
    let prize = Prize { id: "p1".into(), name: "A cape".into(), quantity: 2, ..Prize::default() };
    let sweepstake = Sweepstake {
        title: "Capes".into(),
        prizes: vec![prize],
        alternates: 1,
        sources: vec![LuckSource::Text { label: "Phrase".into() }],
        with_code: true,
        rules_text: "One cape for each winner.".into(),
        ..Sweepstake::default()
    };
    let mut edits = vec![Edit::sweepstake(DRAW, sweepstake)];
    for index in 0..GIVEN.len() {
        let entry = Entry {
            household: format!("House {}", FAMILY[index]).into(),
            referred_by: GIVEN[(index + 1) % GIVEN.len()].into(),
            ..Entry::new(DRAW, id(index), format!("E{index:03}"))
        };
        edits.push(Edit::entry(EntryId(index as u64 + 1), entry));
    }
    let later = now() + jiff::SignedDuration::from_hours(1);
    let mut ws = Workspace::new(Arc::clone(&world) as Arc<dyn World>, Jobs::default());
    ws.install_new(campaign, std::collections::BTreeMap::default());
    ws.commit(Change::new("Enter everybody", edits)).unwrap();
    ws.commit(drawing::lock(ws.campaign().unwrap(), DRAW, later, now(), world.as_ref()).unwrap()).unwrap();
    world.set_now(later);
    ws.commit(drawing::run(ws.campaign().unwrap(), DRAW, &["a phrase".to_owned()], later).unwrap()).unwrap();
    ws.campaign().unwrap().clone()
}

#[test]
fn papers_and_exports_of_a_draw_name_winners_as_they_chose_and_nobody_else() {
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut said = 0;
    for seed in 0..16 {
        let campaign = drawn(campaign(&mut Xoshiro256PlusPlus::seed_from_u64(seed), None));
        let holders: Vec<PersonId> = claims::board(&campaign, DRAW)
            .unwrap()
            .claims
            .iter()
            .filter(|claim| claim.status.has_prize())
            .filter_map(|claim| claim.person)
            .collect();
        assert_eq!(holders.len(), 2);
        // Who may be named in it, and in which form. Receipts, claims sheet and envelope are for the desk and no publication.
        let sweepstake = campaign.sweepstakes().get(DRAW).unwrap();
        let is_public = |it: &Document| !it.is_private() && !it.is_secret() && it.missing(sweepstake).is_none();
        let mut leaving: Vec<(String, String, names::Output)> = Vec::new();
        for document in Document::ALL.into_iter().filter(is_public) {
            let laid = papers::pages(&campaign, DRAW, &Order::new(document, Paper::A4), &mut typesetter).unwrap();
            let text = laid.pages.iter().map(words).collect();
            let output = if document == Document::Winners { names::Output::Winners } else { names::Output::Record };
            leaving.push((document.title().to_owned(), text, output));
        }
        assert!(leaving.len() >= 4, "{:?}", leaving.iter().map(|it| &it.0).collect::<Vec<_>>());
        let rows = exporting::public_winners(&campaign, DRAW).unwrap();
        let csv = String::from_utf8(
            exporting::rows_csv(rows, "winners", unsung::intake::export::Guard::Spreadsheet).unwrap(),
        )
        .unwrap();
        leaving.push(("the public list".into(), csv, names::Output::Winners));
        let text = exporting::public_winners_text(&campaign, DRAW).unwrap();
        leaving.push(("the list to paste".into(), text, names::Output::Winners));
        let bundle = drawing::bundle(&campaign, DRAW).unwrap();
        for index in 0..GIVEN.len() {
            for (place, text, output) in &leaving {
                let form = match names::form(&campaign, id(index), *output) {
                    NameForm::ByDefault => NameForm::Hidden,
                    form if holders.contains(&id(index)) || *output == names::Output::Record => form,
                    _ => NameForm::Hidden,
                };
                said += check(text, index, form, &format!("seed {seed}: {place}"));
            }
            // The files of the bundle name entries alone; its record as PDF is the paper above.
            for (name, bytes) in bundle.iter().filter(|(name, _)| !has_ending(name, "pdf")) {
                let text = String::from_utf8_lossy(bytes);
                check(&text, index, NameForm::Hidden, &format!("seed {seed}: {name} of the bundle"));
            }
        }
    }
    assert!(said > 8, "winners who agreed are named: {said}");
}

#[test]
fn who_takes_the_yes_back_is_gone_from_everything() {
    let (kit, symbols) = (Kit::builtin().unwrap(), SymbolCache::new());
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(40);
    let mut campaign = campaign(&mut rng, Some(ConsentState::Agreed));
    let mut edits = Vec::new();
    for index in 0..GIVEN.len() {
        // Everything agreed, under the real name, and texts that name nobody else.
        let person = campaign.people().get(id(index)).unwrap().clone();
        edits.push(Edit::person(id(index), Person { name_form: NameForm::Real, ..person }));
        let member = campaign.members().get(MemberId(index as u64 + 1)).unwrap().clone();
        edits.push(Edit::member(MemberId(index as u64 + 1), Member { disclosure: Default::default(), ..member }));
    }
    campaign.apply(&Change::new("Show all", edits), now()).unwrap();
    let persona = campaign.hero_of(id(0)).unwrap().1.persona.clone();
    let everything = |campaign: &Campaign, press: &mut Press<'_>| -> Vec<(&str, String)> {
        let report: String = report::pages(campaign, Paper::A4, press).pages.iter().map(words).collect();
        let prints = PRODUCTS.map(|product| (product.title(), printed(campaign, product, press)));
        [("the hub", site(campaign, &kit)), ("the report", report)].into_iter().chain(prints).collect()
    };
    let before = everything(&campaign, &mut press);
    assert!(
        before.iter().all(|(place, text)| *place == "Thank-you cards" || text.contains(&persona) || !text.is_empty())
    );
    assert!(before.iter().filter(|(_, text)| text.to_lowercase().contains(&persona.to_lowercase())).count() >= 5);
    let gone = campaign.people().get(id(0)).unwrap().clone();
    let consent = Consent { state: ConsentState::Withdrawn, ..Consent::default() };
    campaign.apply(&Change::one("Withdraw", Edit::person(id(0), Person { consent, ..gone })), now()).unwrap();
    for (place, text) in everything(&campaign, &mut press) {
        let text = text.to_lowercase();
        for word in [persona.as_str(), GIVEN[0], FAMILY[0]] {
            assert!(!text.contains(&word.to_lowercase()), "{place} still says {word}");
        }
    }
}

#[test]
fn what_nobody_reviewed_stands_nowhere() {
    let (kit, symbols) = (Kit::builtin().unwrap(), SymbolCache::new());
    let mut typesetter = Typesetter::new(FontSource::shipped());
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    let mut campaign = templates::start(&FakeWorld::new(now()), "blank").unwrap();
    let good = Mishap {
        title: "Seen".into(),
        text: "It fell.".into(),
        public_text: "It fell.".into(),
        device: "Laptop".into(),
        state: MishapState::Published,
        ..Mishap::default()
    };
    let reviewed = Review { by: "Ana".into(), at: now(), text_sha256: hub::mishap_sha256(&good) };
    let good = Mishap { reviewed: Some(reviewed), ..good };
    // Published by hand without a review; reviewed and then changed, in each of the words that would be shown; not published.
    let mut bad = vec![Mishap { reviewed: None, ..good.clone() }];
    for change in [
        (|it: &mut Mishap| it.title = "Unseen".into()) as fn(&mut Mishap),
        |it| it.public_text = "Unseen".into(),
        |it| it.punchline = "Unseen".into(),
        |it| it.device = "Unseen".into(),
        |it| it.state = MishapState::New,
        |it| it.state = MishapState::Reviewed,
        |it| it.state = MishapState::SetAside,
    ] {
        let mut it = good.clone();
        change(&mut it);
        bad.push(it);
    }
    for (number, mishap) in (1..).zip(std::iter::once(good).chain(bad)) {
        campaign.apply(&Change::one("Add", Edit::mishap(MishapId(number), mishap)), now()).unwrap();
    }
    let chosen = hub::select(&campaign, &kit, now());
    assert_eq!((chosen.facts.mishaps.len(), chosen.left_out.len()), (1, 8));
    let all = site(&campaign, &kit);
    assert!(all.contains("It fell.") && !all.contains("Unseen"));
    let report: String = report::pages(&campaign, Paper::A4, &mut press).pages.iter().map(words).collect();
    assert!(!report.contains("Unseen"));
    for number in 2..=9 {
        assert!(unsung::app::mishaps::publish(&campaign, MishapId(number)).is_err() || number > 6, "X{number}");
    }
}
