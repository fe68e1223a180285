//! Exports of well-known programs as they come: the first reading is right, without a hand on it. And the way back: what is
//! exported word for word comes in again as it was.

mod drafted;

use drafted::Drafts;
use proptest::prelude::*;
use std::fmt::Write;
use unsung::app::importing::{Choices, Imported, import_bytes, likely_kind, read_again};
use unsung::app::listing::What;
use unsung::app::{FakeWorld, exact, exporting, templates};
use unsung::campaign::{
    Award, Campaign, Change, ConsentState, Edit, Entry, EntryWay, NameForm, Nomination, Output, Person, PersonId,
    Sweepstake,
};
use unsung::intake::export::Guard;
use unsung::intake::{self, Content, Field, IssueKind, Kind, Mapping, ReadOptions, Rules, Table};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/csv/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str) -> (Table, Kind, Mapping, Drafts) {
    let table = intake::read(&file(name), &ReadOptions::default()).unwrap();
    let kind = likely_kind(&table);
    let mut mapping = intake::propose(&table, kind);
    mapping.accept_suggestions();
    let drafts = drafted::drafts(&table, &mapping, kind, &Rules::default()).unwrap();
    assert_eq!(drafts.read, drafts.accepted + drafts.held + drafts.rejected);
    (table, kind, mapping, drafts)
}

/// What came out of a file, on a few lines: what it looks like, its columns, and each row that went in.
fn told(name: &str) -> String {
    let (table, kind, mapping, drafts) = read(name);
    let fields: Vec<&str> = mapping.columns.iter().map(|c| c.field.map_or("-", Field::id)).collect();
    let mut out = format!(
        "{}, {}, {} header rows, {}: {} read, {} in\n{}\n",
        table.looks_like(),
        table.encoding_title(),
        table.header_rows,
        kind.id(),
        drafts.read,
        drafts.accepted,
        fields.join(" ")
    );
    let at = |received: &Option<intake::Received>| {
        let at = received.as_ref().and_then(|it| it.at);
        at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    };
    for draft in &drafts.rows {
        let person = draft.person();
        let email = person.email.as_deref().unwrap_or("-");
        let more = match &draft.content {
            Content::Nomination(it) => {
                let by = it.nominator.email.as_deref().unwrap_or("-");
                let mut also = String::new();
                for other in &it.others {
                    let awards = other.awards.iter().flatten().cloned().collect::<Vec<_>>().join(" + ");
                    let why = other.reason.as_deref().unwrap_or("-");
                    write!(also, " | also {} ({awards}; {why})", other.person.name).unwrap();
                }
                format!("by {} {by} | {} | {}{also}", it.nominator.name, it.awards.join(" + "), at(&it.received))
            }
            Content::Entry(it) => format!("{} | {}", it.reference.as_deref().unwrap_or("-"), at(&it.received)),
            Content::Thanks(it) => {
                let to = it.recipient_email.as_deref().unwrap_or("-");
                format!("thanks {} <{to}>: {}", it.recipient, it.message)
            }
            _ => {
                let text = |text: &Option<unsung::campaign::Text>| text.clone().unwrap_or_default();
                let birth = person.birth.map(|day| day.to_string()).unwrap_or_default();
                format!("{} | {} | {} | {birth}", text(&person.organisation), text(&person.team), text(&person.role))
            }
        };
        let held = if draft.is_held() { " (held)" } else { "" };
        writeln!(out, "{}: {} <{email}> {more}{held}", draft.line(), person.name).unwrap();
    }
    out
}

#[test]
fn exports_of_many_programs_are_read_right_the_first_time() {
    let expected = include_str!("data/exports.txt");
    let mut found = String::new();
    for name in expected.lines().filter_map(|line| line.strip_prefix("# ")) {
        write!(found, "# {name}\n{}\n", told(name)).unwrap();
    }
    assert_eq!(found.trim_end(), expected.trim_end(), "\n{found}");
}

fn at() -> jiff::Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn blank() -> Campaign {
    templates::start(&FakeWorld::new(at()), "blank").unwrap()
}

fn imported(campaign: &Campaign, name: &str, bytes: &[u8], kind: Kind, read: ReadOptions) -> Imported {
    let choices = Choices { read, ..Choices::default() };
    import_bytes(campaign, &FakeWorld::new(at()), name, bytes, kind, &choices).unwrap()
}

fn with(mut campaign: Campaign, edits: Vec<Edit>) -> Campaign {
    campaign.apply(&Change::new("Set up", edits), at()).unwrap();
    campaign
}

#[test]
fn a_row_remembers_its_sheet() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (title, rows) in [
        ("North", [["Name", "Email"], ["Ada Quist", "ada@x.example"]]),
        ("South", [["Name", "Email"], ["Bo Lind", "bo@x.example"]]),
    ] {
        let sheet = book.add_worksheet().set_name(title).unwrap();
        for (line, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                sheet.write(line as u32, column as u16, *cell).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let mut campaign = blank();
    for number in [1, 2] {
        let read = ReadOptions { sheet: Some(number), ..ReadOptions::default() };
        let done = imported(&campaign, "regions.xlsx", &bytes, Kind::People, read);
        // The second sheet is a list of its own, though its rows have the same numbers.
        assert_eq!((done.report.added, done.report.known), (1, 0), "sheet {number}");
        campaign.apply(&done.change.unwrap(), at()).unwrap();
    }
    let bo = campaign.people().iter().find(|(_, it)| it.name == "Bo Lind").unwrap().1;
    let source = campaign.sources().get(bo.origins[0].source).unwrap();
    assert_eq!(source.place(bo.origins[0].line), "regions.xlsx, sheet “South”, line 2");
    let table = read_again(source, &bytes).unwrap();
    assert_eq!(table.row_on(bo.origins[0].line).unwrap().cell(0), "Bo Lind");
}

#[test]
fn people_of_a_list_are_found_again_and_none_is_swallowed() {
    let list = "Name,Team\nAda Quist,Network\nAda Quist,Data\nAda Quist,Network\nBo Lind,\n";
    let mut campaign = blank();
    let first = imported(&campaign, "a.csv", list.as_bytes(), Kind::People, ReadOptions::default());
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    // Two teams contradict each other, so they are two until somebody merges them; the third row says nothing new.
    assert_eq!(campaign.people().len(), 3);
    let ada = campaign.people().iter().find(|(_, it)| it.team == "Network").unwrap().1;
    assert_eq!(ada.origins.iter().map(|origin| origin.line).collect::<Vec<_>>(), [2, 4]);
    // The same file and a longer one bring only what is new.
    let again = imported(&campaign, "a.csv", list.as_bytes(), Kind::People, ReadOptions::default());
    assert_eq!((again.report.added, again.report.known), (0, 4));
    let longer = format!("{list}Cleo Marsh,Data\n");
    let longer = imported(&campaign, "b.csv", longer.as_bytes(), Kind::People, ReadOptions::default());
    assert_eq!((longer.report.added, longer.report.known), (1, 4));
    campaign.apply(&longer.change.unwrap(), at()).unwrap();
    assert_eq!(campaign.people().len(), 4);
}

#[test]
fn the_form_of_a_name_comes_in_by_a_column() {
    let list = "Full name,E-mail,Name in public\nAda Quist,ada@x.example,First name\nBo Lind,bo@x.example,code-name\nCleo Marsh,cleo@x.example,Anonymous\nDi Moor,di@x.example,whatever\n";
    let done = imported(&blank(), "a.csv", list.as_bytes(), Kind::People, ReadOptions::default());
    let campaign = with(blank(), done.change.unwrap().edits);
    let forms: Vec<NameForm> = campaign.people().iter().map(|(_, it)| it.name_form).collect();
    assert_eq!(forms, [NameForm::First, NameForm::CodeName, NameForm::Hidden, NameForm::ByDefault]);
    assert!(done.report.issues.iter().any(|it| it.kind == "unknown-word" && it.line == Some(5)));
}

#[test]
fn a_column_called_story_may_hold_a_single_yes() {
    // “Ei” is a no in Finland.
    for word in ["éi", "Yes", "No"] {
        let list = format!("nominee,story\nAda Quist,{word}\n");
        let done = imported(&blank(), "a.csv", list.as_bytes(), Kind::Nominations, ReadOptions::default());
        let campaign = with(blank(), done.change.unwrap().edits);
        let stories: Vec<&str> = campaign.nominations().iter().map(|(_, it)| it.story.as_str()).collect();
        assert_eq!(stories, [word]);
    }
}

/// The list as CSV word for word, taken in by an empty campaign, and exported again.
fn there_and_back(campaign: &Campaign, what: What, kind: Kind) -> (Vec<u8>, Vec<u8>, Campaign) {
    let csv = |campaign: &Campaign| {
        let rows = exact::rows(campaign, what).unwrap();
        exporting::rows_csv(rows, what.id(), Guard::Exact).unwrap()
    };
    let bytes = csv(campaign);
    let done = imported(&blank(), "list.csv", &bytes, kind, ReadOptions::default());
    assert_eq!(done.report.accepted, done.report.read, "{:?}", done.report.issues);
    let unmapped: Vec<&String> =
        done.report.mapping.iter().filter(|(_, field)| field.is_none()).map(|it| it.0).collect();
    assert!(unmapped.is_empty(), "{unmapped:?}");
    let back = with(blank(), done.change.unwrap().edits);
    let again = csv(&back);
    (bytes, again, back)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        3 => "[A-Za-zÄéß=+@-][A-Za-zäöü é',;\"|/.-]{0,12}[a-z]",
        1 => "[A-Z][a-z]{2,6}\n[a-z\"]{3,9}",
    ]
}

fn one_line() -> impl Strategy<Value = String> {
    words().prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn any_person() -> impl Strategy<Value = Person> {
    let texts = proptest::collection::vec(one_line(), 8);
    let choices =
        (0_usize..7, 0_usize..5, any::<[bool; 4]>(), proptest::collection::vec("[a-z][a-z ,;\"]{0,6}[a-z]", 0..3));
    (texts, words(), words(), choices, 0_i16..60).prop_map(
        |(texts, address, notes, (form, consent, flags, tags), year)| {
            let mut texts = texts.into_iter();
            let mut next = || texts.next().unwrap_or_default();
            let tags: Vec<String> =
                tags.iter().map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            let tags: Vec<String> =
                tags.iter().enumerate().filter(|(at, tag)| !tags[..*at].contains(tag)).map(|it| it.1.clone()).collect();
            Person {
                organisation: next().into(),
                team: next().into(),
                function: next().into(),
                place: next().into(),
                country: if flags[3] { "NA".into() } else { "".into() },
                name_form: NameForm::ALL[form],
                consent: unsung::campaign::Consent { state: ConsentState::ALL[consent], ..Default::default() },
                judge: flags[0],
                member: flags[1],
                staff: flags[2],
                ..Person::default()
            }
            .with(|it| {
                it.region = next().into();
                it.since = next().into();
                it.code_name = next().into();
                it.address = address.into();
                it.notes = notes.into();
                it.born = flags[0].then(|| jiff::civil::date(1950 + year, 2, 3));
                it.tags = tags;
                let forms =
                    [(Output::ALL[form % 6], NameForm::ALL[(form + consent) % 7]), (Output::Post, NameForm::First)];
                it.name_forms = forms.into_iter().filter(|_| flags[1]).collect();
            })
        },
    )
}

fn named(people: Vec<Person>) -> Vec<Edit> {
    let names = ["Ada Quist", "Bo Lind", "José Núñez", "王芳", "Thùy Trâm Đặng", "=SUM(A1)"];
    let people = people.into_iter().zip(names).enumerate();
    people
        .map(|(at, (person, name))| {
            let email = if at % 2 == 0 { format!("p{at}@mail.example") } else { String::new() };
            let parts = if at == 2 { ("José", "Núñez") } else { ("", "") };
            let (given_name, family_name) = (parts.0.into(), parts.1.into());
            let latin_name = if at == 3 { "Wang Fang".into() } else { String::new() };
            let person = Person { name: name.into(), email: email.into(), ..person }.with(|it| {
                it.given_name = given_name;
                it.family_name = family_name;
                it.latin_name = latin_name.into();
            });
            Edit::person(PersonId(at as u64 + 1), person)
        })
        .collect()
}

/// Person, number, household, tickets beside the first, and three ticks.
type EntryRow = (u64, String, String, u32, [bool; 3]);

fn entry_of((at, (person, reference, household, bonus, flags)): (u8, EntryRow)) -> Edit {
    let [by_post, in_pools, is_referred] = flags;
    let entry = Entry {
        reference: format!("{reference}-{at}").into(),
        way: if by_post { EntryWay::Post } else { EntryWay::Web },
        received: "2026-03-04T05:06:07Z".into(),
        received_at: Some("2026-03-04T05:06:07Z".parse().unwrap()),
        tickets: u64::from(bonus) + 1,
        bonus,
        household: household.into(),
        pools: if in_pools { vec!["mug".into(), "tent".into()] } else { Vec::new() },
        referred_by: if is_referred { "p0@mail.example".into() } else { "".into() },
        ..Entry::new(1.into(), PersonId(person + 1), Entry::id_from([at; Entry::ID_BYTES]))
    };
    Edit::entry(u64::from(at).into(), entry)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn an_exact_export_of_people_comes_in_as_it_was(people in proptest::collection::vec(any_person(), 2..6)) {
        let campaign = with(blank(), named(people));
        let (bytes, again, back) = there_and_back(&campaign, What::People, Kind::People);
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(bytes).unwrap());
        for ((_, before), (_, after)) in campaign.people().iter().zip(back.people().iter()) {
            let told_here = Person { origins: [].into_iter().collect(), ..after.clone() };
            prop_assert_eq!(&told_here, before);
        }
    }

    #[test]
    fn an_exact_export_of_nominations_comes_in_as_it_was(
        rows in proptest::collection::vec((0_u64..4, proptest::option::of(0_u64..4), words(), words(), one_line(), any::<[bool; 4]>()), 1..7)
    ) {
        let people = (0..5).map(|_| Person::default()).collect();
        let mut edits = named(people);
        for (at, title) in ["IT Savior", "Cables, hubs, and hope", "Night; owl"].into_iter().enumerate() {
            edits.push(Edit::award((at as u64 + 1).into(), Award { title: title.into(), ..Award::default() }));
        }
        for (at, (nominee, nominator, story, reason, channel, flags)) in rows.into_iter().enumerate() {
            let mut nomination = Nomination::new(PersonId(nominee + 1));
            nomination.nominator = nominator.map(|id| PersonId(id + 1));
            nomination.awards = (1..=2).filter(|id| flags[*id as usize]).map(Into::into).collect();
            nomination.may_contact = flags[3].then_some(flags[0]);
            nomination.received_at = flags[0].then(|| jiff::civil::date(2026, 3, 4).at(5, 6, 7, 0));
            // Without any word a row says less than a nomination has to.
            nomination.story = story.into();
            nomination.reason = format!("Because {reason}").trim().into();
            nomination.channel = channel.into();
            edits.push(Edit::nomination((at as u64 + 1).into(), nomination));
        }
        let campaign = with(blank(), edits);
        let (bytes, again, back) = there_and_back(&campaign, What::Nominations, Kind::Nominations);
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(bytes).unwrap());
        prop_assert_eq!(back.nominations().len(), campaign.nominations().len());
    }

    #[test]
    fn an_exact_export_of_entries_comes_in_as_it_was(
        rows in proptest::collection::vec((0_u64..5, "[A-Z]{2}-[0-9]{3}", one_line(), 0_u32..4, any::<[bool; 3]>()), 1..7)
    ) {
        let people: Vec<Person> = (0..6).map(|_| Person { country: "NO".into(), ..Person::default() }).collect();
        let mut edits = named(people);
        edits.push(Edit::sweepstake(1.into(), Sweepstake { title: "Sweepstake".into(), ..Sweepstake::default() }));
        edits.extend((1..).zip(rows).map(entry_of));
        let campaign = with(blank(), edits);
        let (bytes, again, back) = there_and_back(&campaign, What::Entries, Kind::Entries);
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(bytes).unwrap());
        prop_assert_eq!(back.entries().len(), campaign.entries().len());
    }
}

#[test]
fn two_people_of_one_order_stay_two_and_each_has_their_entry() {
    let sweepstake = Edit::sweepstake(1.into(), Sweepstake { title: "Draw".into(), ..Sweepstake::default() });
    let campaign = with(blank(), vec![sweepstake]);
    let done = imported(&campaign, "a.csv", &file("eventbrite.csv"), Kind::Entries, ReadOptions::default());
    assert!(done.report.issues.iter().any(|issue| issue.kind == "shared-email" && issue.line == Some(3)));
    let campaign = with(campaign, done.change.unwrap().edits);
    let name = |entry: &Entry| campaign.people().get(entry.person).unwrap().name.to_string();
    let names: Vec<String> = campaign.entries().iter().map(|(_, entry)| name(entry)).collect();
    assert_eq!(names, ["Ann Field", "Bo Field", "Ed Nuss"]);
    // The second of them is found again under the address that both have.
    let more = "Order #,First Name,Last Name,Email\n9,Bo,Field,ann@example.org\n10,Annie,Field,ann@example.org\n";
    let again = imported(&campaign, "b.csv", more.as_bytes(), Kind::Entries, ReadOptions::default());
    assert_eq!((again.report.added, again.report.people_added), (2, 0));
}

#[test]
fn a_group_that_gives_thanks_is_no_person() {
    let done = imported(&blank(), "a.csv", &file("thanks_wall.csv"), Kind::Thanks, ReadOptions::default());
    let campaign = with(blank(), done.change.unwrap().edits);
    let names: Vec<&str> = campaign.people().iter().map(|(_, person)| person.name.as_str()).collect();
    assert_eq!(names, ["Ann Field"]);
    let from: Vec<(&str, bool)> =
        campaign.thanks().iter().map(|(_, it)| (it.from_words.as_str(), it.from.is_some())).collect();
    assert_eq!(from, [("Third floor", false), ("Ann Field", true), ("The whole accounting team", false)]);
}

#[test]
fn another_part_of_a_report_is_read_on_demand() {
    let bytes = file("teams_attendance.csv");
    let part = |part| intake::read(&bytes, &ReadOptions { part, ..ReadOptions::default() });
    let (own, third) = (part(None).unwrap(), part(Some(3)).unwrap());
    assert_eq!(own.parts.as_ref().unwrap().chosen, 1);
    assert_eq!(own.reading().header, "row 9");
    let said = &own.issues[0].message;
    assert!(
        said.contains("“1. Summary”, lines 1 to 7") && said.contains("“3. In-Meeting Activities”, lines 15 to 20"),
        "{said}"
    );
    assert_eq!(third.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [17, 18, 19, 20]);
    // A summary has no header to read it by.
    assert!(matches!(part(Some(1)), Err(intake::IntakeError::NoPart { wanted: 1, parts: 3 })));
    // The header chosen by hand is that of its part alone.
    let header = intake::HeaderChoice::Rows { first: 14, count: 1 };
    let by_hand = intake::read(&bytes, &ReadOptions { header, ..ReadOptions::default() }).unwrap();
    assert_eq!(by_hand.rows.len(), 4);
}

#[test]
fn a_longer_version_with_another_column_brings_only_its_new_rows() {
    let first = "Timestamp,Email Address,Who are you nominating?,Why?\n2/13/2026 9:02:11,ann@x.example,Sabine Okonjo,She stayed\n3/14/2026 18:45:00,bo@x.example,Mina Park,She fixed\n";
    let mut campaign = blank();
    let done = imported(&campaign, "a.csv", first.as_bytes(), Kind::Nominations, ReadOptions::default());
    campaign.apply(&done.change.unwrap(), at()).unwrap();
    // A question was added to the form, the columns stand in another order, and one row is new.
    let longer = "Timestamp,Who are you nominating?,Email Address,Why?,Team\n3/14/2026 18:45:00,Mina Park,bo@x.example,She fixed,\n2/13/2026 9:02:11,Sabine Okonjo,ann@x.example,She stayed,\n3/16/2026 10:00:00,Cleo Marsh,di@x.example,She came,Desk\n";
    let again = imported(&campaign, "b.csv", longer.as_bytes(), Kind::Nominations, ReadOptions::default());
    assert_eq!((again.report.added, again.report.known), (1, 2));
    // Who stands in a list of names and in one of nominations is no row that came in before.
    let names = "Who are you nominating?,Why?\nMina Park,She fixed\n";
    let other = imported(&campaign, "c.csv", names.as_bytes(), Kind::Nominations, ReadOptions::default());
    campaign.apply(&other.change.unwrap(), at()).unwrap();
    let wide = "Who are you nominating?,Why?,Team,Award,Timestamp\nMina Park,She fixed,Desk,Gold,3/17/2026 10:00:00\n";
    let wide = imported(&campaign, "d.csv", wide.as_bytes(), Kind::Nominations, ReadOptions::default());
    assert_eq!((wide.report.added, wide.report.known), (1, 0));
}

#[test]
fn what_a_workbook_hides_is_said() {
    let issue = |name: &str, kind: IssueKind| read(name).0.issues.iter().find(|it| it.kind == kind).cloned();
    let hidden = issue("hidden_rows.xlsx", IssueKind::HiddenRows).unwrap();
    assert_eq!((hidden.line, hidden.other_lines), (Some(5), vec![7]));
    let hidden = issue("merged_and_hidden.ods", IssueKind::HiddenRows).unwrap();
    assert_eq!((hidden.line, hidden.other_lines), (Some(4), vec![]));
    assert!(issue("several_sheets.xlsx", IssueKind::HiddenRows).is_none());
}

#[test]
fn nobody_in_a_column_that_is_not_read_is_lost_without_a_word() {
    let said = |name: &str| {
        let drafts = read(name).3;
        drafts
            .issues
            .iter()
            .find(|it| it.kind == IssueKind::OtherNames)
            .map(|it| it.message.clone())
            .unwrap_or_default()
    };
    // What they are named for is plain, so they are read.
    assert_eq!(said("nominee_1_2_3.csv"), "");
    assert_eq!(said("award_columns_of_names.csv"), "");
    assert_eq!(said("google_forms_german.csv"), "");
    let list = "Nominee,Former candidate,Why?\nAda Quist,Bo Lind,She ran\nCy Moor,Di Moor,He sat\n";
    let done = imported(&blank(), "a.csv", list.as_bytes(), Kind::Nominations, ReadOptions::default());
    let issue = done.report.issues.iter().find(|it| it.kind == "other-names").unwrap();
    assert!(issue.message.starts_with("“Former candidate” holds names"), "{}", issue.message);
}

#[test]
fn what_was_mended_in_letters_is_said_with_its_line() {
    for (name, line, words) in [
        ("garbled_letters.csv", 2, "“JÃ¼rgen” is read as “Jürgen”"),
        ("two_encodings.csv", 5, "Windows-1252"),
        ("web_letters.csv", 2, "as on web pages"),
        ("notion_relations.csv", 2, "pages of Notion"),
    ] {
        let issues = read(name).0.issues;
        assert!(issues.iter().any(|it| it.line == Some(line) && it.message.contains(words)), "{name}: {issues:?}");
    }
    // Letters chosen by hand are taken as they are.
    let by_hand = ReadOptions { encoding: Some(intake::Encoding::Utf8), ..ReadOptions::default() };
    assert!(intake::read(&file("garbled_letters.csv"), &by_hand).unwrap().rows[0].cell(0).starts_with("JÃ¼rgen"));
}
