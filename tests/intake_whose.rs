//! Whose a row is: who gives thanks, who shares an address, who stands in one cell with others. Nobody is taken for somebody else,
//! and no name ends up in words that nobody answers for.

mod drafted;

use drafted::Drafts;
use std::sync::Arc;
use unsung::app::importing::{self, Choices, Imported, import_bytes, read_again};
use unsung::app::{FakeWorld, Jobs, Workspace, World, templates};
use unsung::campaign::{Campaign, Change, Edit, Milestone, MilestoneKind, Person, Sweepstake};
use unsung::intake::{self, Content, Field, IssueKind, Kind, ReadOptions, Rules, SelfNomination};

fn now() -> jiff::Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn blank() -> Campaign {
    templates::start(&FakeWorld::new(now()), "blank").unwrap()
}

fn with(mut campaign: Campaign, edits: Vec<Edit>) -> Campaign {
    campaign.apply(&Change::new("Set up", edits), now()).unwrap();
    campaign
}

fn imported(campaign: &Campaign, name: &str, text: &str, kind: Kind) -> Imported {
    import_bytes(campaign, &FakeWorld::new(now()), name, text.as_bytes(), kind, &Choices::default()).unwrap()
}

/// The rows of a list as its own headers propose them.
fn drafts(list: &str, kind: Kind, rules: &Rules) -> Drafts {
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    drafted::drafts(&table, &intake::propose(&table, kind), kind, rules).unwrap()
}

/// What the columns of a list are proposed to mean.
fn fields(list: &str, kind: Kind) -> Vec<Option<Field>> {
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    intake::propose(&table, kind).columns.iter().map(|column| column.field).collect()
}

/// What is said of one kind: line and message.
fn said<'d>(done: &'d Imported, kind: &str) -> Vec<(Option<u64>, &'d str)> {
    let of_kind = done.report.issues.iter().filter(|issue| issue.kind == kind);
    of_kind.map(|issue| (issue.line, issue.message.as_str())).collect()
}

fn names(campaign: &Campaign) -> Vec<String> {
    campaign.people().iter().map(|(_, person)| format!("{} <{}>", person.name, person.email)).collect()
}

#[test]
fn who_has_an_address_or_a_name_before_the_floor_is_a_person() {
    let list = "Your name,Your email,Who do you want to thank?,Your message\n\
        \"Ana, third floor\",ana@x.example,Bo,Thank you for the cable\n\
        \"Anna Müller, Abteilung IT\",,Bo,Thank you for the screen\n\
        Maria Planta,maria@x.example,Bo,Thank you for the mouse\n\
        Third floor,,Bo,Thank you for the light\n\
        \"Everyone, third floor\",,Bo,Thank you for the chairs\n";
    let done = imported(&blank(), "thanks.csv", list, Kind::Thanks);
    let campaign = with(blank(), done.change.unwrap().edits);
    assert_eq!(names(&campaign), ["Ana <ana@x.example>", "Anna Müller <>", "Maria Planta <maria@x.example>"]);
    let teams: Vec<&str> = campaign.people().iter().map(|(_, person)| person.team.as_str()).collect();
    assert_eq!(teams, ["third floor", "Abteilung IT", ""]);
    let from: Vec<bool> = campaign.thanks().iter().map(|(_, it)| it.from.is_some()).collect();
    assert_eq!(from, [true, true, true, false, false]);
}

#[test]
fn an_address_stays_with_who_had_it_first() {
    let person = |name: &str| Person { name: name.into(), ..Person::default() };
    let sweepstake = Edit::sweepstake(1.into(), Sweepstake { title: "Draw".into(), ..Sweepstake::default() });
    let campaign = with(blank(), vec![sweepstake, Edit::person(1.into(), person("Bo Field"))]);
    let list =
        "Entry ID,Name,Email\n1,Ann Field,f@x.example\n2,Bo Field,f@x.example\n3,Ann,f@x.example\n4,,f@x.example\n";
    let done = imported(&campaign, "entries.csv", list, Kind::Entries);
    let campaign = with(campaign, done.change.unwrap().edits);
    assert_eq!(names(&campaign), ["Bo Field <f@x.example>", "Ann Field <f@x.example>"]);
    let whose: Vec<u64> = campaign.entries().iter().map(|(_, entry)| entry.person.0).collect();
    assert_eq!(whose, [2, 1, 2, 2]);
}

#[test]
fn two_people_at_one_address_nominate_each_other() {
    let list = "Nominee name,Nominee email,Your name,Your email,Reason\n\
        Ann Field,f@x.example,Bo Field,f@x.example,Mends everything\n\
        Ann Field,f@x.example,Ann Field,f@x.example,I mend everything\n";
    let rules = Rules { self_nomination: SelfNomination::Reject, ..Rules::default() };
    let drafts = drafts(list, Kind::Nominations, &rules);
    assert_eq!(drafts.rows.iter().map(unsung::intake::Draft::line).collect::<Vec<_>>(), [2], "{:?}", drafts.rejects);
}

#[test]
fn several_people_of_one_address_are_no_spellings() {
    let list =
        "Name,Email,Team\nJohn Doe,info@club.example,A\nJane Roe,info@club.example,B\nJ. Doe,info@club.example,A\n";
    let done = imported(&blank(), "people.csv", list, Kind::People);
    assert_eq!(said(&done, "spellings"), [(Some(2), "2 spellings, probably one person: John Doe.")]);
    let two = "Name,Email\nJohn Doe,info@club.example\nJane Roe,info@club.example\n";
    let done = imported(&blank(), "people.csv", two, Kind::People);
    assert_eq!(said(&done, "spellings"), []);
}

#[test]
fn families_take_no_place_among_the_spellings_that_are_listed() {
    let family =
        |number| [format!("Ann F{number}field,f{number}@x.example"), format!("Joe F{number}field,f{number}@x.example")];
    let mut list = vec!["Name,Email".to_owned()];
    list.extend((0..1_500).flat_map(family));
    list.extend(["John Doe,info@club.example", "J. Doe,info@club.example"].map(str::to_owned));
    let list = list.join("\n");
    let done = imported(&blank(), "people.csv", &list, Kind::People);
    assert_eq!(said(&done, "spellings"), [(Some(3002), "2 spellings, probably one person: John Doe.")]);
}

#[test]
fn a_cell_of_names_with_addresses_is_taken_apart() {
    let list = "Nominee name,Reason,Your name\n\
        \"Ada Quist <ada@x.example>; Bo Lind (Guest) <bo@x.example>\",They mend everything,Cy\n\
        \"Ada Quist (Guest); Eve Ng\",Again,Cy\n";
    let drafts = drafts(list, Kind::Nominations, &Rules::default());
    let told: Vec<String> = drafts
        .rows
        .iter()
        .flat_map(|row| match &row.content {
            Content::Nomination(it) => {
                std::iter::once(&it.nominee).chain(it.others.iter().map(|it| &it.person)).cloned().collect()
            }
            _ => Vec::new(),
        })
        .map(|person| format!("{} <{}>", person.name, person.email.unwrap_or_default()))
        .collect();
    assert_eq!(told, ["Ada Quist <ada@x.example>", "Bo Lind <bo@x.example>", "Ada Quist <>", "Eve Ng <>"]);
}

#[test]
fn another_spelling_at_a_known_address_is_said_and_kept() {
    let list = "Name,Email\nАнна Иванова,anna@x.example\nAnna Ivanova,anna@x.example\nAnn Field,ann@x.example\nA. Field,ann@x.example\nann field,ann@x.example\n";
    let done = imported(&blank(), "people.csv", list, Kind::People);
    let words = |name: &str| {
        format!("Has the address of {name}; taken as the same person. The other spelling is kept with the record.")
    };
    let (anna, ann) = (words("Анна Иванова"), words("Ann Field"));
    assert_eq!(said(&done, "other-spelling"), [(Some(3), anna.as_str()), (Some(5), ann.as_str())]);
    assert_eq!((done.report.added, done.report.known), (4, 1));
    let campaign = with(blank(), done.change.unwrap().edits);
    let kept: Vec<(&str, &str)> =
        campaign.people().iter().map(|(_, it)| (it.latin_name.as_str(), it.notes.as_str())).collect();
    assert_eq!(kept, [("Anna Ivanova", ""), ("", "Also written “A. Field”.")]);
    // The same list again says nothing new.
    let again = imported(&campaign, "more.csv", &format!("{list}\n"), Kind::People);
    assert_eq!((again.report.added, again.report.people_added), (0, 0));
}

#[test]
fn people_of_one_address_are_asked_about_before_the_lock() {
    use unsung::app::drawing::{self, PointState, SharedAs};
    let mut sweepstake = Sweepstake { title: "Draw".into(), ..Sweepstake::default() };
    sweepstake.entry_rules.max_per_person = 1;
    let id = unsung::campaign::SweepstakeId(1);
    let campaign = with(blank(), vec![Edit::sweepstake(id, sweepstake)]);
    let list = "Entry ID,Name,Email\n1,Ann Field,f@x.example\n2,Bo Field,f@x.example\n3,Cy Field,f@x.example\n4,Ed Nuss,ed@x.example\n";
    let done = imported(&campaign, "entries.csv", list, Kind::Entries);
    let campaign = with(campaign, done.change.unwrap().edits);
    let point = |campaign: &Campaign| {
        let assessed = drawing::assess(campaign, id);
        let sweepstake = campaign.sweepstakes().get(id).unwrap();
        let rules = drawing::check_rules(campaign, id, sweepstake).state;
        let list = drawing::checklist(campaign, sweepstake, &assessed, rules);
        list.into_iter().find(|(point, _)| point.id == drawing::SHARED_POINT).unwrap().1
    };
    let PointState::Decide(words) = point(&campaign) else { panic!("{:?}", point(&campaign)) };
    assert!(
        words.starts_with("3 entries of different names share 1 address: f@x.example (Ann Field, Bo Field, Cy Field)"),
        "{words}"
    );
    let taking_part = |campaign: &Campaign| {
        drawing::standings(campaign, id).into_iter().filter(|(_, it)| *it == drawing::Standing::In).count()
    };
    assert_eq!(taking_part(&campaign), 4);
    let one = drawing::take_shared_as(&campaign, id, SharedAs::OnePerson).unwrap().unwrap();
    let as_one = with(campaign.clone(), one.edits);
    assert_eq!((taking_part(&as_one), point(&as_one).is_settled()), (2, true));
    assert!(drawing::take_shared_as(&campaign, id, SharedAs::OneHousehold).is_err());
    // A tick holds for those who shared an address then. Who comes in later is asked about, and nobody else.
    let done = unsung::campaign::Mark::Done("Each may win.".into());
    let ticked = drawing::mark(&campaign, id, drawing::SHARED_POINT, Some(done.clone())).unwrap();
    let ticked = with(campaign.clone(), ticked.edits);
    assert_eq!(point(&ticked), PointState::Ticked("Each may win.".into()));
    let more = "Entry ID,Name,Email\n5,Flo Field,f@x.example\n6,Gus Nuss,gus@x.example\n";
    let grown = imported(&ticked, "more.csv", more, Kind::Entries);
    let grown = with(ticked.clone(), grown.change.unwrap().edits);
    let PointState::Decide(words) = point(&grown) else { panic!("{:?}", point(&grown)) };
    assert!(words.starts_with("Since this was decided more came in: 4 entries") && words.contains("Flo"), "{words}");
    // Of others it is decided without them: Ann, Bo and Cy may win whatever is said of Hal and Ida, and after.
    let more = "Entry ID,Name,Email\n7,Hal Gin,g@x.example\n8,Ida Gin,g@x.example\n";
    let others = imported(&ticked, "gin.csv", more, Kind::Entries);
    let mut others = with(ticked.clone(), others.change.unwrap().edits);
    let mut turns = 0;
    for most in [2, 1] {
        let mut sweepstake = others.sweepstakes().get(id).unwrap().clone();
        sweepstake.entry_rules.max_per_person = most;
        others = with(others, vec![Edit::sweepstake(id, sweepstake)]);
        let PointState::Decide(words) = point(&others) else { break };
        turns += 1;
        assert!(words.contains("2 entries of different names share 1 address: g@x.example"), "{words}");
        let one = drawing::take_shared_as(&others, id, SharedAs::OnePerson).unwrap().unwrap();
        others = with(others, one.edits);
        let PointState::Ticked(words) = point(&others) else { panic!("{:?}", point(&others)) };
        assert!(words.starts_with("Each may win. Taken for one person"), "{words}");
    }
    assert!(turns > 0);
    assert_eq!(taking_part(&others), 6);
    assert!(drawing::take_shared_as(&others, id, SharedAs::OnePerson).unwrap().is_none());
    // A mark without such a note says so.
    let mut sweepstake = ticked.sweepstakes().get(id).unwrap().clone();
    sweepstake.shared_decided.clear();
    let old = with(ticked.clone(), vec![Edit::sweepstake(id, sweepstake)]);
    let PointState::Decide(words) = point(&old) else { panic!("{:?}", point(&old)) };
    assert!(words.starts_with("No shared address was noted when this was decided: 3 entries"), "{words}");
    let again = drawing::mark(&grown, id, drawing::SHARED_POINT, Some(done)).unwrap();
    assert!(point(&with(grown.clone(), again.edits)).is_settled());
    // An entry fewer changes nothing that was decided.
    let gone = ticked.entries().ids().next().unwrap();
    assert!(point(&with(ticked, vec![Edit::Entry(gone, None)])).is_settled());
    let mut sweepstake = campaign.sweepstakes().get(id).unwrap().clone();
    sweepstake.one_per_household = true;
    let campaign = with(campaign, vec![Edit::sweepstake(id, sweepstake)]);
    let home = drawing::take_shared_as(&campaign, id, SharedAs::OneHousehold).unwrap().unwrap();
    let at_home = with(campaign.clone(), home.edits);
    assert_eq!((taking_part(&at_home), point(&at_home).is_settled()), (4, true));
    assert_eq!(drawing::prepare(&at_home, id).unwrap().households, 1);
    // A household that was written for an entry is kept, and it is said; those without one go to it.
    let written = |campaign: &Campaign, homes: [&str; 3]| {
        let ids: Vec<_> = campaign.entries().ids().collect();
        let edits = ids.iter().zip(homes).map(|(id, home)| {
            let mut entry = campaign.entries().get(*id).unwrap().clone();
            entry.household = home.into();
            Edit::entry(*id, entry)
        });
        with(campaign.clone(), edits.collect())
    };
    let homes = |campaign: &Campaign| -> Vec<String> {
        campaign.entries().iter().take(3).map(|(_, entry)| entry.household.to_string()).collect()
    };
    let apart = written(&campaign, ["", "Mill Lane", "High Street"]);
    let home = drawing::take_shared_as(&apart, id, SharedAs::OneHousehold).unwrap().unwrap();
    let apart = with(apart, home.edits);
    assert_eq!(homes(&apart), ["mill lane", "Mill Lane", "High Street"]);
    let PointState::Ticked(words) = point(&apart) else { panic!("{:?}", point(&apart)) };
    assert!(words.contains("1 entry keeps another household"), "{words}");
    // Within the limit nothing has to go: the point is ticked, and says why.
    let limit = |most| {
        let mut sweepstake = campaign.sweepstakes().get(id).unwrap().clone();
        sweepstake.entry_rules.max_per_person = most;
        with(campaign.clone(), vec![Edit::sweepstake(id, sweepstake)])
    };
    for (most, left) in [(3, 4), (2, 3)] {
        let campaign = limit(most);
        assert!(!point(&campaign).is_settled());
        let one = drawing::take_shared_as(&campaign, id, SharedAs::OnePerson).unwrap().unwrap();
        let as_one = with(campaign, one.edits);
        assert_eq!((taking_part(&as_one), point(&as_one).is_settled()), (left, true), "{most}");
    }
    // Without a limit one person has as many chances as many.
    let refused = drawing::take_shared_as(&limit(0), id, SharedAs::OnePerson).unwrap_err();
    assert!(refused.why.contains("Any number of entries"), "{refused}");
}

#[test]
fn another_part_of_a_report_is_a_list_of_its_own() {
    let report = "Attendees,,\nName,Email,Team\nAda Quist,ada@x.example,Network\n\nHosts,,\nName,Email,Role\nBo Lind,bo@x.example,Host\n";
    let part = |campaign: &Campaign, part: u32| {
        let choices =
            Choices { read: ReadOptions { part: Some(part), ..ReadOptions::default() }, ..Choices::default() };
        let world = FakeWorld::new(now());
        import_bytes(campaign, &world, "report.csv", report.as_bytes(), Kind::People, &choices).unwrap()
    };
    let campaign = blank();
    let campaign = with(campaign.clone(), part(&campaign, 1).change.unwrap().edits);
    let campaign = with(campaign.clone(), part(&campaign, 2).change.unwrap().edits);
    let sources: Vec<(u32, u64)> = campaign.sources().iter().map(|(_, it)| (it.part, it.rows_read)).collect();
    assert_eq!(sources, [(1, 1), (2, 1)]);
    let (_, hosts) = campaign.sources().iter().nth(1).unwrap();
    let again = read_again(hosts, report.as_bytes()).unwrap();
    assert_eq!(again.rows[0].cell(0), "Bo Lind");
    // Once more it is the same list.
    assert_eq!(part(&campaign, 2).report.added, 0);
}

#[test]
fn beside_the_name_of_who_fills_a_form_in_the_person_is_the_nominee() {
    let list = "Timestamp,Name,Person,Why?\n2/13/2026 9:02:11,Zed Kahn,Ada,She stayed\n\
        3/14/2026 18:45:00,Mia Topp,Bo,He fixed it\n3/15/2026 8:00:00,Eva Fay,Bo,He came\n";
    let expected = [Field::Received, Field::Nominator, Field::Name, Field::Reason].map(Some);
    assert_eq!(fields(list, Kind::Nominations), expected);
}

#[test]
fn a_question_about_the_manager_one_nominates_is_about_the_nominee() {
    let list = "Name of the manager you nominate,What has this manager done? Tell the story,Your manager,Your name\n\
        Ada Quist,She stayed all night and had the server back in the morning,Max Boss,Cy Ng\n\
        Bo Lind,He answered every single call with patience and a joke,Max Boss,Cy Ng\n";
    let expected = [Some(Field::Name), Some(Field::Story), None, Some(Field::Nominator)];
    assert_eq!(fields(list, Kind::Nominations), expected);
}

#[test]
fn a_consent_is_taken_without_asking_only_where_every_cell_says_one() {
    let is_asked = |cells: &[&str]| {
        let row = |(at, cell): (char, &&str)| format!("Ada {at},{at}@x.example,{cell}");
        let rows: Vec<String> = ('a'..).zip(cells).map(row).collect();
        let list = format!("Name,Email,Consent\n{}", rows.join("\n"));
        let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
        !intake::propose(&table, Kind::People).undecided().is_empty()
    };
    assert!(!is_asked(&["Agreed", "Refused", "Asked"]));
    assert!(!is_asked(&["Agreed", "yes", "no"]));
    // One cell that says neither, though "Agreed" is both a state and a yes.
    assert!(is_asked(&["Agreed", "see mail"]) && is_asked(&["Agreed", "yes", "Agreed", "Agreed", "see mail"]));
    assert!(is_asked(&["yes", "no"]));
}

#[test]
fn columns_of_names_in_a_script_without_capitals_are_told_of_until_they_are_left_out() {
    let list = "受賞1,受賞2,理由\n山田 太郎,佐藤 花子,よく助けてくれました\n鈴木 一郎,田中 美咲,夜も働いてくれました\n";
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let mut mapping = intake::propose(&table, Kind::Nominations);
    let columns = |mapping: &intake::Mapping| {
        let drafts = drafted::drafts(&table, mapping, Kind::Nominations, &Rules::default()).unwrap();
        drafts.issues.iter().find(|it| it.kind == IssueKind::OtherNames).map(|it| it.message.clone())
    };
    assert_eq!(mapping.field(0), None);
    let told = columns(&mapping).unwrap();
    assert!(told.starts_with("“受賞1”, “受賞2” hold names"), "{told}");
    // Whoever left one out is not asked again, today or with the next file.
    mapping.set(0, None).unwrap();
    assert_eq!(columns(&mapping), None);
    let (_, remembered) = mapping.remembered().unwrap();
    assert_eq!(columns(&intake::Mapping::recall(&remembered, Kind::Nominations, &table).unwrap()), None);
}

#[test]
fn a_test_answer_of_qualtrics_waits() {
    let list = "StartDate,Status,ResponseId,Q1,Q2\n\
        Start Date,Response Type,Response ID,Who is your hero?,What happened?\n\
        \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n\
        2025-11-03 09:00:00,Survey Preview,R_1,Test Person,Testing whether this form works at all\n\
        2025-11-03 09:00:00,IP Address,R_2,Bo Reyes,He answered every single call with patience.\n";
    let drafts = drafts(list, Kind::Nominations, &Rules::default());
    let held: Vec<(u64, bool)> = drafts.rows.iter().map(|row| (row.line(), row.is_held())).collect();
    assert_eq!(held, [(4, true), (5, false)], "{:?}", drafts.issues);
}

#[test]
fn entries_of_another_language_say_country_and_way() {
    let list = "応募番号,氏名,国,応募方法\n1,山田太郎,日本,ハガキ\n2,佐藤花子,日本,ウェブ\n";
    assert_eq!(fields(list, Kind::Entries)[2..], [Some(Field::Country), Some(Field::Method)]);
    let drafts = drafts(list, Kind::Entries, &Rules::default());
    assert!(drafts.rows.iter().all(|row| row.person().country == Some("JP")), "{:?}", drafts.issues);
}

#[test]
fn a_date_that_locked_meanwhile_keeps_out_what_was_worked_out_before() {
    let locks: jiff::Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    let world = Arc::new(FakeWorld::new(now()));
    let shared: Arc<dyn World> = world.clone();
    let mut workspace = Workspace::new(shared, Jobs::default());
    let sweepstake = Sweepstake { title: "Draw".into(), ..Sweepstake::default() };
    workspace.install_new(with(blank(), vec![Edit::sweepstake(1.into(), sweepstake)]), Default::default());
    let mut settings = workspace.campaign().unwrap().settings().clone();
    settings.milestones =
        vec![Milestone { title: "List".into(), at: locks, locks: true, kind: MilestoneKind::RollLocks, opened: None }];
    workspace.edit("Dates", Edit::Settings(Arc::new(settings))).unwrap();
    let campaign = workspace.snapshot().unwrap();
    let list = "Entry ID,Name,Email\n1,Ann Field,f@x.example\n";
    let change = imported(&campaign, "entries.csv", list, Kind::Entries).change.unwrap();
    let prepared = importing::prepared(&campaign, "entries.csv", change.clone()).unwrap();
    drop(campaign);
    world.set_now("2026-11-20T12:10:00Z".parse().unwrap());
    let failure = workspace.adopt(prepared).unwrap_err();
    assert!(failure.why.contains("“List” was on 20 November 2026"), "{failure:?}");
    assert!(workspace.campaign().unwrap().entries().is_empty());
    // Before that moment it goes in, and afterwards does not come out again.
    world.set_now(now());
    let campaign = workspace.snapshot().unwrap();
    let prepared = importing::prepared(&campaign, "entries.csv", change).unwrap();
    drop(campaign);
    assert!(workspace.adopt(prepared).unwrap());
    world.set_now("2026-11-20T12:10:00Z".parse().unwrap());
    assert!(workspace.undo().is_err());
    assert_eq!(workspace.campaign().unwrap().entries().len(), 1);
}

/// Names of columns by what they hold, and two rows of it.
fn cells(header: &str) -> [&str; 2] {
    match header.trim_start_matches(['2', ' ']) {
        "Timestamp" => ["3/14/2026 18:45:10", "3/15/2026 9:00:00"],
        "Your email" | "Email" | "Email Address" => ["zed@x.example", "mia@x.example"],
        "Nominee email" => ["ada@x.example", "bo@x.example"],
        "Why?" | "Warum?" | "Pourquoi ?" | "Waarom?" | "¿Por qué?" => {
            ["Kept everything running all night long", "Fixed the mail in the night of the storm"]
        }
        _ => ["", ""],
    }
}

/// Who is nominated and by whom: `N` stands for the nominee, `B` for who nominates, `-` for somebody else or something of theirs.
/// A column is "header=N".
#[track_caller]
fn nominated(list: &str) {
    let columns: Vec<(&str, &str)> = list.split('|').map(|it| it.rsplit_once('=').unwrap_or((it, ""))).collect();
    let row = |at: usize| {
        let cell = |(header, holds): &(&str, &str)| match *holds {
            "N" => ["Ada Quist", "Bo Lind"][at].to_owned(),
            "B" => ["Zed Kahn", "Mia Topp"][at].to_owned(),
            "" => cells(header)[at].to_owned(),
            "-" => ["Cy Moor", "Di Park"][at].to_owned(),
            value => format!("{value} {}", ["one", "two"][at]),
        };
        columns.iter().map(|column| format!("\"{}\"", cell(column))).collect::<Vec<_>>().join(",")
    };
    let header = columns.iter().map(|(header, _)| format!("\"{header}\"")).collect::<Vec<_>>().join(",");
    let found = fields(&format!("{header}\n{}\n{}\n", row(0), row(1)), Kind::Nominations);
    for ((header, holds), field) in columns.iter().zip(found) {
        let expected = match *holds {
            "N" => Some(Field::Name),
            "B" => Some(Field::Nominator),
            _ => {
                assert!(!matches!(field, Some(Field::Name | Field::Nominator)), "{header} of {list}: {field:?}");
                continue;
            }
        };
        assert_eq!(field, expected, "{header} of {list}");
    }
}

#[test]
fn everyday_forms_say_who_is_nominated_and_by_whom() {
    for list in EVERYDAY.lines().map(str::trim).filter(|line| !line.is_empty()) {
        nominated(list);
    }
}

const EVERYDAY: &str = "
Name=N|Nominee Department=Network|Why?
Name=N|Nominee team=Network|Why?
Name=N|Nominee category=Night Owl|Why?
Name=N|Nominee location=Oslo|Why?
Name=N|Nominee country=Norway|Why?
Name=N|Nominee office=London|Why?
Name=N|Nominee job title=Clerk|Why?
Name=N|Nominee nickname=The Fixer|Why?
Name=N|Nominee type=Individual|Why?
Name=N|Nominee status=Employee|Why?
Name=N|Nominee level=Senior|Why?
Name=N|Nominee photo=ada.jpg|Why?
Name=N|Pronouns of the nominee=she|Why?
Name=N|Their manager=-|Why?
Name=N|Nominee's manager=-|Why?
Name=N|Contact person=-|Why?
Name=N|Emergency contact person=-|Why?
Name=N|Person responsible=-|Why?
Nombre=N|Persona de contacto=-|Why?
Name=N|Nominated by (name)=B|Nominee level=Senior|Why?
Employee=N|Nominee's supervisor=-|Why?
Nominee=N|Nominated by=B|Why?
Your name=B|Nominee=N|Why?
Name=B|Nominee=N|Why?
Full name=B|Nominee name=N|Why?
Name=B|Person you nominate=N|Why?
Name=B|Colleague=N|Why?
Name=B|Your colleague's name=N|Why?
Name=B|Hero=N|Why?
Employee name=B|Candidate=N|Nominee team=Data|Why?
Name=B|Candidate=N|Relationship to nominee=Peer|Why?
Your name=B|Employee you nominate=N|Nominee type=Individual|Why?
Name of nominator=B|Whom do you want to nominate?=N|Nominee department=Net|Why?
Timestamp|Employee you nominate=N|Relationship to nominee=Peer|Nominator=B|Why?
Candidate=N|Nominee department=Net|What is your name?=B|Team=Data|Why?
Submitted by=B|Name of nominee=N|Nominee's manager=-|Why?
Nominator name=B|Contact person=-|Your colleague's name=N|Why?
Timestamp|Wen schlagen Sie vor?=N|Nominee department=Net|Nominee's manager=-|Why?
Timestamp|Wen schlagen Sie vor?=N|Full name=B|Why?
Timestamp|Wen möchtest du vorschlagen?=N|Warum?
Timestamp|Qui proposez-vous ?=N|Pourquoi ?
Timestamp|Full name of the winner=N|Why?
Timestamp|Name of the employee=N|Why?
Name=B|Email|Nominee=N|Nominee email|Why?
Nominator=B|Nominee job title=Clerk|Hero=N|Why?
From=B|Nominated employee=N|Nominee location=Oslo|Why?
Name=B|Held=N|Warum?
Ihr Name=B|Kollegin oder Kollege=N|Warum?
Name=B|Kollege/Kollegin=N|Warum?
Ihr Name=B|Wen nominieren Sie?=N|Abteilung=Netz|Warum?
Votre nom=B|Personne nommée=N|Pourquoi ?
Votre nom=B|Votre collègue=N|Pourquoi ?
Nom=B|Qui souhaitez-vous nommer ?=N|Pourquoi ?
Je naam=B|Genomineerde=N|Waarom?
Naam=B|Collega=N|Waarom?
Jouw naam=B|Wie nomineer je?=N|Waarom?
Tu nombre=B|Nominado=N|¿Por qué?
Nombre=B|A quién nominas=N|¿Por qué?
Tu nombre=B|Nombre de tu compañero=N|¿Por qué?
Nominated by=B|Name of the manager you nominate=N|Why?
Your name=B|Name of the person being nominated=N|Why?
Nominee / team=N|Your name=B|Why?
Nominee or team=N|Your name=B|Why?
Nominee (individual or team)=N|Your name=B|Why?
Nominee (name and department)=N|Your name=B|Why?
Nominee & department=N|Your name=B|Why?
Nominee name and location=N|Your name=B|Why?
Nominee - full name & job title=N|Your name=B|Why?
Name of nominated team=N|Your name=B|Why?
Supervisor nominee=N|Your name=B|Why?
Nominee: employee or supervisor=N|Your name=B|Why?
Nominee for Manager of the Year=N|Your name=B|Why?
Manager of the Year nominee=N|Your name=B|Why?
Name und Abteilung der nominierten Person=N|Ihr Name=B|Warum?
Name, Abteilung der nominierten Person=N|Ihr Name=B|Warum?
Name/Team des Nominierten=N|Ihr Name=B|Warum?
Team oder Person=N|Ihr Name=B|Warum?
Naam van de genomineerde (of team)=N|Je naam=B|Waarom?
Nom et service du collègue=N|Votre nom=B|Pourquoi ?
Nombre y departamento del nominado=N|Tu nombre=B|¿Por qué?
Nome e reparto del candidato=N|Your name=B|Why?
Your name=B|Nominee name=N|Nominee manager name=-|Why?
Name=N|Nominee's team / department=Net|Why?
Timestamp|Name=N|Email|Nominated by=B|Why?
Timestamp|Employee name=N|Nominator name=B|Why?
Timestamp|Name=N|Your name=B|Manager=-|Why?
Timestamp|Employee=B|Nominee=N|Why?
Timestamp|Who is nominating?=B|Who is being nominated?=N|Why?
Timestamp|Your name=B|Who do you nominate?=N|Who do they report to?=-|Why?
Timestamp|Tu nombre=B|¿A quién nomina?=N|¿Por qué?
Timestamp|Tu nombre=B|¿A quién propone usted?=N|¿Por qué?
Timestamp|¿Quién nomina?=B|Nominado=N|¿Por qué?
Timestamp|Je naam=B|Wie draag je voor?=N|Waarom?
Your name=B|Nominee=N|Team lead=-|Why?
Name=-|Second colleague=-|Why?
Name=-|Colleague who can confirm=-|Why?
Name=-|Hero name=-|Why?
";

#[test]
fn what_stands_twice_is_asked_where_nothing_tells_the_two_apart() {
    let why = "She kept everything running all night long";
    for (header, row, expected) in [
        // Two nominees of one form, each with a reason.
        (
            "Timestamp,Your name,Nominee,Why?,Nominee,Why?",
            format!("3/14/2026 18:45:10,Hal Gin,Ada Quist,{why},Zed Kahn,{why}"),
            "NAME 1 BY 1",
        ),
        ("Nominee,Why?,Nominee,Why?", format!("Ada Quist,{why},Zed Kahn,{why}"), "NAME 1 BY 0"),
        // About whoever fills the form in comes at its end, or at its beginning.
        (
            "Timestamp,Name,Department,Why?,Name,Department",
            format!("3/14/2026 18:45:10,Ada Quist,Net,{why},Zed Kahn,Legal"),
            "NAME 0 BY 0",
        ),
        (
            "Timestamp,Name,Department,Name,Department,Name,Department,Why?",
            format!("3/14/2026 18:45:10,Ann Field,Net,Ada Quist,Data,Bo Lind,Legal,{why}"),
            "NAME 0 BY 0",
        ),
        (
            "Timestamp,Email Address,Name,Why?,Name",
            format!("3/14/2026 18:45:10,zed.kahn@x.example,Ada Quist,{why},Zed Kahn"),
            "NAME 1 BY 1",
        ),
    ] {
        let found = fields(&format!("{header}\n{row}\n"), Kind::Nominations);
        let count = |field| found.iter().filter(|it| **it == Some(field)).count();
        assert_eq!(
            format!("NAME {} BY {}", count(Field::Name), count(Field::Nominator)),
            expected,
            "{header}: {found:?}"
        );
        if header.contains("Email Address") {
            assert_eq!((found[2], found[4]), (Some(Field::Name), Some(Field::Nominator)));
        }
    }
}

#[test]
fn a_word_for_nobody_may_be_half_of_a_name() {
    let list = "Your name,Nominee 1 first name,Nominee 1 last name,Why?,Nominee 2 first name,Nominee 2 last name\n\
        Zed Kahn,Ada,Quist,Kept everything running all night,Nil,Yalter\n\
        Zed Kahn,Cy,Moor,Kept everything running all day,Bo,Lund\n\
        Zed Kahn,Di,Park,Kept everything running all week,Ed,Nuss\n\
        Zed Kahn,Fay,Oh,Kept everything running all year,Gus,Roe\n\
        Zed Kahn,Hal,Gin,Kept everything running at noon,Ida,Berg\n\
        Zed Kahn,Jo,Kerr,Kept everything running at dawn,,\n";
    let done = imported(&blank(), "nominations.csv", list, Kind::Nominations);
    let found = names(&with(blank(), done.change.unwrap().edits));
    assert!(found.contains(&"Nil Yalter <>".into()), "{found:?}");
    assert_eq!(found.len(), 12, "{found:?}");
}

#[test]
fn who_gets_the_parcel_takes_part_where_nobody_else_is_named() {
    let list = "Delivery name,Delivery email\nAda Quist,ada@x.example\nBo Lind,bo@x.example\n";
    assert_eq!(fields(list, Kind::Entries), [Some(Field::Name), Some(Field::Email)]);
}

#[test]
fn two_words_that_speak_of_a_hero_are_a_header() {
    for header in [
        "Unsung Hero,Describe in a few words why",
        "Mein Held,Das hat diese Person für uns getan",
        "Notre Héros,Ce que cette personne a fait",
        "Shining Star,What made this person shine so bright",
        "Star Player,In your own words why they win",
    ] {
        let list = format!(
            "{header}\nAda Quist,She kept everything running all night\nBo Lind,He fixed the mail in the storm\n"
        );
        let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(table.header_rows, 1, "{header}");
    }
}

#[test]
fn the_first_of_a_list_without_a_header_is_no_header_for_the_words_in_a_name_or_a_story() {
    let other = "Cleo Marsh,She repaired the old printer for us\nDora Venn,They were there for the team in spring\n";
    for first in [
        "Ada Held,He repaired the switch on a sunday",
        "Ton Bakker,He repaired the switch on a sunday",
        "Su Chen,He repaired the switch on a sunday",
        "Kim Preis,He repaired the switch on a sunday",
        "Bo Lind,What a patient and kind colleague he is",
        "Bo Lind,How he fixed our mail was great",
    ] {
        let table = intake::read(format!("{first}\n{other}").as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!((table.header_rows, table.rows.len()), (0, 3), "{first}");
    }
    let list = "Bo Lind,Perché ha aiutato tutta la notte\nCleo Marsh,Perché ha riparato lo switch di domenica\n";
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!((table.header_rows, table.rows.len()), (0, 2));
    // Where it may be one, it is said.
    let list = format!("Bo Lind,Describe him as the kindest of all\n{other}");
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let is_said = table.issues.iter().any(|issue| issue.message.contains("Bo Lind"));
    assert_eq!((table.header_rows, is_said), (1, true));
}

#[test]
fn an_address_in_the_place_of_a_name_is_an_address() {
    let list = "Nominee,Nominated by,Reason\n\
        jane.doe@x.example,al@x.example,Great\n\
        Jane Doe <jane.doe@x.example>,Cy Do,Great again\n\
        Rick Roe,al@x.example,Kind\n";
    let mut campaign = blank();
    let done = imported(&campaign, "n.csv", list, Kind::Nominations);
    assert_eq!(done.report.accepted, 3);
    assert_eq!(said(&done, "spellings"), [], "{:?}", done.report.issues);
    assert_eq!(said(&done, "name-from-email").len(), 1, "{:?}", done.report.issues);
    campaign.apply(&done.change.unwrap(), now()).unwrap();
    let mut people = names(&campaign);
    people.sort();
    assert_eq!(people, [" <al@x.example>", "Cy Do <>", "Jane Doe <jane.doe@x.example>", "Rick Roe <>"]);
}

#[test]
fn two_who_share_a_cell_are_asked_about_and_one_written_twice_is_not_taken_apart() {
    let list = "Nominee,Nominated by,Reason\n\
        Sanne & Daan,Ann Lee,Nice\n\
        Pat and Sam Hill,Ann Lee,Nice\n\
        Liz/Elizabeth Moss,Ann Lee,Nice\n\
        Ada Quist; Bo Lind,Ann Lee,Nice\n\
        Ana Ortega y Gasset,Ann Lee,Nice\n";
    let done = imported(&blank(), "n.csv", list, Kind::Nominations);
    let asked: Vec<Option<u64>> = done
        .report
        .issues
        .iter()
        .filter(|issue| issue.kind == "several-people" && issue.message.starts_with("This may be"))
        .map(|issue| issue.line)
        .collect();
    assert_eq!(asked, [Some(2), Some(3), Some(4)], "{:?}", done.report.issues);
    assert_eq!((done.report.accepted, done.report.held), (2, 3));
}

#[test]
fn headers_of_everyday_speech_in_other_languages() {
    use Field::{Channel, Message, Name, Nominator, Reason};
    let nominations = Kind::Nominations;
    let rows = "Ana Gil,Bo Lind,Ayuda a todos\nMía Ruiz,Cy Dor,Siempre está\n";
    assert_eq!(
        fields(&format!("Candidato/a,Propuesto/a por,Motivo\n{rows}"), nominations),
        [Some(Name), Some(Nominator), Some(Reason)]
    );
    assert_eq!(
        fields(&format!("Collègue nommé·e,Proposé·e par,Pourquoi\n{rows}"), nominations),
        [Some(Name), Some(Nominator), Some(Reason)]
    );
    let found = fields("Nome,Mensagem\nAna Gil,Obrigada por tudo\n", Kind::Thanks);
    assert!(found.contains(&Some(Message)), "{found:?}");
    let dutch = "Tijdstempel,Uw naam,Wie wilt u voordragen?,Toelichting\n\
        1-3-2026 10:05,Joke de Boer,Piet van den Heuvel,Altijd behulpzaam\n\
        13-3-2026 10:05,Kees Smit,Sanne & Daan (servicedesk),Top team\n\
        13-3-2026 10:05,Kees Smit,fam. Jansen,Top team\n";
    assert_eq!(fields(dutch, nominations)[1..], [Some(Nominator), Some(Name), Some(Reason)]);
    let channel = |header: &str| {
        fields(&format!("Name,Grund,{header}\nAda,Sie hilft,Intranet\nBo,Er hilft,Plakat\n"), nominations)
            .contains(&Some(Channel))
    };
    assert!(channel("Quelle") && !channel("Quelle est votre humeur ?") && !channel("Dans quelle mesure ?"));
}

#[test]
fn another_section_of_a_report_does_not_become_rows_of_this_one() {
    let list = "Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes),Country\n\
        Yes,Ann Lee,Ann,Lee,ann@x.example,2026-03-02 10:00,2026-03-02 10:20,20,Ireland\n\
        No,Bo Ray,Bo,Ray,bo@x.example,--,--,--,\n\
        Other people,\n\
        User Name,Join Time,Leave Time,Time in Session (minutes),Country\n\
        +3531234567,2026-03-02 10:00,2026-03-02 10:20,20,Ireland\n\
        +3531234999,2026-03-02 10:00,2026-03-02 10:21,21,Ireland\n";
    let done = imported(&blank(), "webinar.csv", list, Kind::Entries);
    assert_eq!((done.report.accepted, done.report.held), (2, 2), "{:?}", done.report.issues);
    assert_eq!(said(&done, "reordered-header").len(), 1);
    // Ticks that repeat the header stand under it.
    let ticks =
        "Name,Night Owl,Cable Wizard,Rescuer\nAda Quist,Night Owl,Cable Wizard,Rescuer\nBo Lind,,Cable Wizard,\n";
    assert_eq!(said(&imported(&blank(), "t.csv", ticks, Kind::Nominations), "reordered-header"), []);
}
