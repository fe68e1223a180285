//! Of whom a column speaks, what is no row, and lists that are known though their columns have other names.

use super::{at, blank, lines_of, looked, said, taken};
use unsung::app::FakeWorld;
use unsung::app::importing::{Choices, import_bytes};
use unsung::campaign::Entry;
use unsung::intake::{self, Content, Field, IntakeError, Kind, ReadOptions, Rules};

fn fields(list: &str) -> Vec<&'static str> {
    fields_as(list, Kind::Nominations)
}

fn fields_as(list: &str, kind: Kind) -> Vec<&'static str> {
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, kind);
    mapping.columns.iter().map(|column| column.field.map_or("-", Field::id)).collect()
}

#[test]
fn what_is_said_of_the_nominator_is_not_the_nominees() {
    for (list, expected) in [
        (
            "Your name,Your department,Your team,Who do you nominate?,Their team,Why?\nAda Quist,IT,Network,Bo Lind,Data,He ran\n",
            vec!["nominator", "-", "-", "name", "team", "reason"],
        ),
        (
            "Conversion Date,First Name,Last Name,Email,Company name,Job title,Who do you nominate?,Department,Why?\n2026-02-03 09:02,Ada,Quist,a@x.example,Brightwater,Engineer,Bo Lind,Data,He ran\n",
            vec!["-", "nominator", "nominator", "nominator_email", "-", "-", "name", "team", "reason"],
        ),
        (
            "Nominee,Team,Nominated by,Reason\nAda Quist,Network,Bo Lind,She ran\n",
            vec!["name", "team", "nominator", "reason"],
        ),
    ] {
        let mut found = fields(list);
        // When it came is told by its dates.
        if list.starts_with("Conversion") {
            found[0] = "-";
        }
        assert_eq!(found, expected, "{list}");
    }
}

#[test]
fn a_day_and_an_hour_in_two_columns_are_one_moment() {
    for (list, expected) in [
        (
            "Date,Time,Nominee,Why?\n2026-03-04,09:02,Ada Quist,She ran\n2026-03-05,,Bo Lind,He sat\n",
            ["2026-03-04T09:02:00", "2026-03-05T00:00:00"],
        ),
        (
            "Datum;Uhrzeit;Nominierte Person;Warum?\n13.02.2026;9:02:11;Ada Quist;Sie lief\n04.03.2026;18:45;Bo Lind;Er sass\n",
            ["2026-02-13T09:02:11", "2026-03-04T18:45:00"],
        ),
        (
            "Date,Time,Nominee,Why?\n2/13/2026,9:02 PM,Ada Quist,She ran\n3/4/2026,6:45 AM,Bo Lind,He sat\n",
            ["2026-02-13T21:02:00", "2026-03-04T06:45:00"],
        ),
    ] {
        let done = looked(&blank(), "a.csv", list, Kind::Nominations);
        let drafts = (0..2).map(|place| done.drafts.draft(&done.table, place).unwrap());
        let moments: Vec<String> = drafts
            .map(|draft| match draft.content {
                Content::Nomination(it) => it.received.unwrap().at.unwrap().to_string(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(moments, expected, "{list}\n{:?}", done.report.mapping);
    }
}

#[test]
fn a_numbered_heading_inside_a_list_waits() {
    let list = "Name,Email,Team\n1. Network,,\nAda Quist,a@x.example,Network\nCy Moor,c@x.example,Network\n2. Data,,\nBo Lind,b@x.example,Data\nDi Moor,,\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::People);
    assert_eq!((lines_of(&done, "heading"), done.report.held, campaign.people().len()), (vec![2, 5], 2, 4));
    // Where a person says so it is a row.
    let rules = Rules { accept_lines: [2].into(), ..Rules::default() };
    let choices = Choices { rules, ..Choices::default() };
    let done = import_bytes(&blank(), &FakeWorld::new(at()), "a.csv", list.as_bytes(), Kind::People, &choices).unwrap();
    assert_eq!(done.report.held, 1);
}

#[test]
fn texts_that_are_no_tables_are_refused_with_what_to_do() {
    let vertical = "Team: Network\nPlace: Oslo\n\nTeam: Data\nPlace: Bergen\n";
    let fixed = "Name            Email             Team\nAda Quist       ada@x.example     Network\nBo Lind         bo@x.example      Data\n";
    for (text, words) in [(vertical, "“Team: …”"), (fixed, "Only blanks")] {
        let failure =
            import_bytes(&blank(), &FakeWorld::new(at()), "a.txt", text.as_bytes(), Kind::People, &Choices::default());
        let failure = failure.unwrap_err();
        assert!(failure.why.contains(words) && failure.what_to_do.contains("a column for each field"), "{failure:?}");
        // A separator chosen by hand is taken at its word.
        let by_hand = ReadOptions { delimiter: Some(b';'), ..ReadOptions::default() };
        assert!(!matches!(
            intake::read(text.as_bytes(), &by_hand),
            Err(IntakeError::FixedWidth | IntakeError::OneFieldALine { .. })
        ));
    }
}

#[test]
fn a_list_with_a_line_for_each_fact_is_read_and_says_so() {
    let text = "Name: Ada Quist\nTeam: Network\n\nName: Bo Lind\nDate of birth: soon\n";
    let import = |read: ReadOptions| {
        let choices = Choices { read, ..Choices::default() };
        import_bytes(&blank(), &FakeWorld::new(at()), "a.txt", text.as_bytes(), Kind::People, &choices).unwrap()
    };
    let done = import(ReadOptions::default());
    assert_eq!((done.report.read, done.report.accepted, done.report.people_added), (2, 2, 2));
    let words = "Read as a list of records, one line for each fact.";
    assert!(done.report.issues.iter().any(|it| it.message == words), "{:?}", done.report.issues);
    // What is wrong with a record is said with its line in the file.
    assert!(
        done.report.issues.iter().any(|it| it.line == Some(4) && it.kind == "bad-date"),
        "{:?}",
        done.report.issues
    );
    // Whoever chooses a separator has lines, the first of them as a header.
    assert_eq!(import(ReadOptions { delimiter: Some(b';'), ..ReadOptions::default() }).report.read, 3);
}

#[test]
fn bare_numbers_of_days_count_from_where_the_workbook_says() {
    let book = |from_1904: bool| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, header) in ["Name", "Email", "Date of birth"].iter().enumerate() {
            sheet.write(0, column as u16, *header).unwrap();
        }
        sheet.write(1, 0, "Ada Quist").unwrap();
        sheet.write(1, 1, "ada@x.example").unwrap();
        // No format says that it is a day.
        sheet.write(1, 2, if from_1904 { 29_000.0 - 1_462.0 } else { 29_000.0 }).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        if from_1904 { with_1904(&bytes) } else { bytes }
    };
    for from_1904 in [false, true] {
        let bytes = book(from_1904);
        let done =
            import_bytes(&blank(), &FakeWorld::new(at()), "a.xlsx", &bytes, Kind::People, &Choices::default()).unwrap();
        let birth = done.drafts.draft(&done.table, 0).unwrap().person().birth;
        assert_eq!(birth, Some(jiff::civil::date(1979, 5, 25)), "{from_1904}");
    }
}

/// The book with its days counted as on old Macs.
fn with_1904(book: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("<workbookPr "));
            bytes = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ").into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_list_with_its_headers_in_another_language_is_known_by_its_cells() {
    let english = "Timestamp,Email Address,Nominee,Why?,Award\n2/13/2026 9:02:11,a@x.example,Ada Quist,She ran,Owl\n3/14/2026 18:45:00,b@x.example,Bo Lind,He sat,Owl\n";
    let german = english.replace(
        "Timestamp,Email Address,Nominee,Why?,Award",
        "Zeitstempel,E-Mail-Adresse,Nominierte Person,Warum?,Auszeichnung",
    );
    let mut campaign = blank();
    taken(&mut campaign, "english.csv", english, Kind::Nominations);
    let done = looked(&campaign, "german.csv", &german, Kind::Nominations);
    assert_eq!((done.report.added, done.report.known), (0, 2));
    let longer = format!(
        "{german}3/16/2026 10:00:00,c@x.example,Cy Moor,He is,Owl\n3/14/2026 18:45:00,b@x.example,Bo Lind,He sat,Owl\n"
    );
    let done = looked(&campaign, "longer.csv", &longer, Kind::Nominations);
    // Each earlier row answers for one.
    assert_eq!((done.report.added, done.report.known), (2, 2));
    // Two columns that agree are no list.
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", "Nominee,Why?\nAda Quist,She ran\n", Kind::Nominations);
    let done = looked(&campaign, "b.csv", "Person,Warum?\nAda Quist,She ran\n", Kind::Nominations);
    assert_eq!((done.report.added, done.report.known), (1, 0));
}

#[test]
fn details_are_of_the_name_they_follow_and_answers_are_no_awards() {
    use Kind::{Entries, Mishaps, Nominations, Thanks};
    for (list, kind, expected) in [
        (
            "First name,Last name,Email,Department,Nominee first name,Nominee last name,Nominee email,Nominee department,Why?\n\
             Ann,Field,a@x.example,Finance,Ada,Lovelace,ada@x.example,Maths,She kept everything running all night\n",
            Nominations,
            "nominator nominator nominator_email - given family email team reason",
        ),
        (
            "Your name,Department,Name,Department,Why?\nAnn Field,Finance,Ada Lovelace,Maths,She kept everything running all night\n",
            Nominations,
            "nominator - name team reason",
        ),
        (
            "Name,Department,Your name,Department,Why?\nAda Lovelace,Maths,Ann Field,Finance,She kept everything running all night\n",
            Nominations,
            "name team nominator - reason",
        ),
        (
            "First Name,Last Name,Email,Colleague's name,Colleague's email,Why?\n\
             Ann,Field,a@x.example,Ada Lovelace,ada@x.example,She kept everything running all night\n",
            Nominations,
            "nominator nominator nominator_email name email reason",
        ),
        (
            "Your name,Nominee first name,Nominee second name,Why?\nAnn Field,Ada,Lovelace,She kept everything running all night\n",
            Nominations,
            "nominator given family reason",
        ),
        (
            "Nominee,Team members who helped,Why?\nAda Lovelace,Bo Lind,She kept everything running all night\n",
            Nominations,
            "name - reason",
        ),
        (
            "Nominee,IP Address,Longitude,Latitude,Country,City,Why?\n\
             Ada Lovelace,192.0.2.1,-0.1,51.5,France,Paris,She kept everything running all night\n",
            Nominations,
            "name - - - - - reason",
        ),
        (
            "Nominee,Has this person won an award before?,Would they join the award ceremony,Why?\n\
             Ada Lovelace,Yes,Maybe,She kept everything running all night\nBo Lind,No,No,He kept everything calm all night\n",
            Nominations,
            "name - - reason",
        ),
        (
            "| Nominee | Why | By |\n|---|---|---|\n| Ada Lovelace | Ran | Ann Field |\n| Bo Lind | Sat | Cy Moor |\n",
            Nominations,
            "- name reason nominator -",
        ),
        (
            "Title,Description,State\nAda Lovelace,She kept everything running all night,Open\n",
            Nominations,
            "- story -",
        ),
        (
            "Nominee,Why?,State\nAda Lovelace,She kept everything running all night,New York\nBo Lind,He sat,New Jersey\n",
            Nominations,
            "name reason region",
        ),
        ("giver,recipient,message\nann.field,sabine,Thanks for the whole night\n", Thanks, "name recipient message"),
        ("De;Pour;Message\nZoé Petit;L’équipe réseau;Merci pour tout ce travail\n", Thanks, "name recipient message"),
        (
            "number,caller_id,description\nINC1,Ann Field,The cat slept on the router and all went dark\n",
            Mishaps,
            "- name story",
        ),
        ("Name,Email,Total tickets,Bonus tickets\nAda Quist,a@x.example,6,5\n", Entries, "name email tickets -"),
        ("Name,Email,Tickets,Bonus tickets\nAda Quist,a@x.example,1,5\n", Entries, "name email tickets bonus"),
    ] {
        assert_eq!(fields_as(list, kind).join(" "), expected, "{list}");
    }
}

#[test]
fn what_is_not_read_is_said() {
    for (list, kind, column) in [
        (
            "title,text,author\nThe cat,It slept on the router until all was dark,throwaway_99\n",
            Kind::Mishaps,
            "author",
        ),
        (
            "Nominee,What did they do?,What was the result?\nAda Quist,She ran for us all night long,Happy customers\n",
            Kind::Nominations,
            "What was the result?",
        ),
        (
            "Nominee,Team members who helped,Why?\nAda Quist,Bo Lind,She ran for us all night\nCy Moor,Di Park,He sat there all night\n",
            Kind::Nominations,
            "Team members who helped",
        ),
        // Few of those who buy say who takes part in their place.
        (
            "Order,Billing name,Attendee name,Email\n1,Ada Quist,,a@x.example\n2,Bo Lind,Cy Moor,b@x.example\n3,Di Park,,d@x.example\n",
            Kind::Entries,
            "“Attendee name” holds names",
        ),
        (
            "Nominee 1,Why 1,Problem 1,Nominee 2,Why 2,Problem 2\nAda Quist,She ran,Mail,Bo Lind,He sat,Printer\n",
            Kind::Nominations,
            "“Problem 1”, “Problem 2” hold words",
        ),
    ] {
        let done = looked(&blank(), "a.csv", list, kind);
        let unread = said(&done, "unread-columns");
        assert!(unread.iter().any(|(_, words)| words.contains(column)), "{list}\n{unread:?}");
    }
    // Who is thanked may have the family name first where who thanks has.
    let list = "From,To,Message\n\"Field, Ann\",\"Okonjo, Sabine\",Thank you\nBo Lind,\"Sales, EMEA\",Thank you all\n";
    let done = looked(&blank(), "a.csv", list, Kind::Thanks);
    let words: Vec<String> = said(&done, "family-first").into_iter().map(|it| it.1).collect();
    assert!(words.len() == 2 && words[1].contains("Okonjo"), "{words:?}");
}

#[test]
fn numbers_of_rows_of_other_lists_are_no_part_of_a_name() {
    let mut campaign = blank();
    let list = "Nominee,Nominated by,Reason\nAda Lovelace;#12,Ann Field;#4,She ran\nCy Moor;#13;#Di Park;#15,Bo Lind;#5,They sat\n";
    let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
    let names: Vec<&str> = campaign.people().iter().map(|(_, person)| person.name.as_str()).collect();
    assert_eq!(names, ["Ada Lovelace", "Ann Field", "Cy Moor", "Bo Lind", "Di Park"]);
    assert_eq!(said(&done, "name-remark").len(), 1);
}

#[test]
fn years_of_thailand_are_read_where_all_of_a_column_are() {
    for (days, expected, count) in [
        (["2530-04-03", "2541-11-13"], ["1987-04-03", "1998-11-13"], 1),
        (["13/4/2530", "3/11/2541"], ["1987-04-13", "1998-11-03"], 1),
        (["2530-04-03", "1998-11-13"], ["2530-04-03", "1998-11-13"], 0),
    ] {
        let list =
            format!("Name,Email,Date of birth\nAda Quist,a@x.example,{}\nBo Lind,b@x.example,{}\n", days[0], days[1]);
        let done = looked(&blank(), "a.csv", &list, Kind::People);
        let births =
            (0..2).map(|place| done.drafts.draft(&done.table, place).unwrap().person().birth.unwrap().to_string());
        assert_eq!(births.collect::<Vec<_>>(), expected, "{days:?}");
        assert_eq!(said(&done, "other-years").len(), count, "{days:?}");
    }
    let list =
        "Name,Email,Timestamp\nAda Quist,a@x.example,2569-03-04 18:45:10\nBo Lind,b@x.example,2569-03-05 18:45:10\n";
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", list, Kind::Entries);
    let of_2026 = |entry: &Entry| entry.received_at.is_some_and(|at| at.to_string().starts_with("2026-03-0"));
    assert!(campaign.entries().iter().all(|(_, entry)| of_2026(entry)));
}

#[test]
fn halves_of_who_nominates_are_called_so() {
    for (list, expected) in [
        (
            "Your first name,Your last name,Nominee,Why?\nAnn,Field,Ada Quist,She ran all night\n",
            ["given name", "family name"],
        ),
        ("Votre nom,Votre prénom,Nominee,Why?\nField,Ann,Ada Quist,She ran all night\n", ["family name", "given name"]),
        ("Your name,Team,Nominee,Why?\nAnn Field,IT,Ada Quist,She ran all night\n", ["full name", ""]),
    ] {
        let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
        let mapping = intake::propose(&table, Kind::Nominations);
        let title = |column| mapping.title(column).map_or_else(String::new, |it| it.replace("Nominator: ", ""));
        assert_eq!([title(0), title(1)], expected, "{list}");
    }
}

#[test]
fn names_addresses_and_details_are_of_whom_their_headers_say() {
    use Kind::Nominations;
    let why = "She kept everything running all night long";
    for (header, row, expected) in [
        // Both halves of a name are of one person.
        ("Timestamp,First Name,Last Name,Reason", "3/14/2026 18:45:10,Bo,Lind,WHY", "received - - reason"),
        (
            "Timestamp,First Name,Last Name,Reason,Your first name,Your last name",
            "3/14/2026 18:45:10,Bo,Lind,WHY,Ada,Quist",
            "received given family reason nominator nominator",
        ),
        (
            "Zeitstempel,Vorname,Nachname,Nominiert von,Begründung",
            "14.03.2026 18:45:10,Bo,Lind,Ada Quist,WHY",
            "received given family nominator reason",
        ),
        (
            "Timestamp,First name,Last name,Who do you nominate?,Why",
            "3/14/2026 18:45:10,Ada,Quist,Bo Lind,WHY",
            "received nominator nominator name reason",
        ),
        (
            "Timestamp,First name,Last name,First name,Last name,Why",
            "3/14/2026 18:45:10,Ada,Quist,Bo,Lind,WHY",
            "received nominator nominator given family reason",
        ),
        (
            "Timestamp,Email,First name,Last name,Email,First name,Last name,Why",
            "3/14/2026 18:45:10,ada@x.example,Ada,Quist,bo@x.example,Bo,Lind,WHY",
            "received nominator_email nominator nominator email given family reason",
        ),
        // The address of somebody beside the nominee is nobody's here.
        (
            "Your name,Nominee,Nominee supervisor email,Why",
            "Ada Quist,Bo Lind,boss@x.example,WHY",
            "nominator name - reason",
        ),
        (
            "Ihr Name,Nominierte Person,E-Mail der Führungskraft der nominierten Person,Warum?",
            "Ada Quist,Bo Lind,boss@x.example,WHY",
            "nominator name - reason",
        ),
        ("Your name,Nominee,Reference's email,Why", "Ada Quist,Bo Lind,cy@x.example,WHY", "nominator name - reason"),
        ("Your name,Nominee,Email of a witness,Why", "Ada Quist,Bo Lind,cy@x.example,WHY", "nominator name - reason"),
        (
            "Nominee,Department head e-mail,Nominator,Why",
            "Bo Lind,cy@x.example,Ada Quist,WHY",
            "name - nominator reason",
        ),
        ("Your name,Nominee,Nominee email,Why", "Ada Quist,Bo Lind,bo@x.example,WHY", "nominator name email reason"),
        // What a header says to be the nominee's comes before what may be anybody's.
        (
            "Nominee,Nominee department,Your name,Department,Why",
            "Bo Lind,Maths,Ada Quist,Finance,WHY",
            "name team nominator - reason",
        ),
        (
            "Nominator name,Nominee name,Your email,Country,Why",
            "Ada Quist,Bo Lind,ada@x.example,Norway,WHY",
            "nominator name nominator_email country reason",
        ),
        ("Nominee,Your name,Department,Why", "Bo Lind,Ada Quist,Finance,WHY", "name nominator - reason"),
        ("Nominee,Nominated by,Department,Why", "Bo Lind,Ada Quist,Finance,WHY", "name nominator team reason"),
        (
            "Timestamp,Employee,Department,Nominee,Department,Reason",
            "3/14/2026 18:45:10,Ada Quist,Finance,Bo Lind,Maths,WHY",
            "received nominator - name team reason",
        ),
        (
            "Timestamp,Name,Team,Name 2,Team 2,Why",
            "3/14/2026 18:45:10,Ada Quist,Finance,Bo Lind,Maths,WHY",
            "received nominator - name team reason",
        ),
        ("Ihr Name,Nominierte Person,Teamleiter,Warum?", "Ada Quist,Bo Lind,Cy Moor,WHY", "nominator name - reason"),
        // Mails: the sender nominates, and where they went to is nobody.
        (
            "Subject,Body,From: (Name),From: (Address),From: (Type),To: (Name),To: (Address),CC: (Name)",
            "For Sabine,WHY,Tom Baker,tom@x.example,SMTP,IT Heroes mailbox,heroes@x.example,",
            "- story nominator nominator_email - - - -",
        ),
        (
            "Objet,Corps,De: (nom),De: (adresse),À: (nom),À: (adresse)",
            "Pour Zoé,WHY,Aït Léa,lea@x.example,Boîte Héros,heros@x.example",
            "- story nominator nominator_email - -",
        ),
    ] {
        let list = format!("{header}\n{}\n", row.replace("WHY", why));
        assert_eq!(fields_as(&list, Nominations).join(" "), expected, "{list}");
    }
}

#[test]
fn rows_wait_where_it_is_open_which_column_names_the_nominee() {
    let why = "She kept everything running all night long";
    for (list, words) in [
        (format!("Timestamp,Name,Why,Name\n3/14/2026 18:45:10,Bo Lind,{why},Ada Quist\n"), "“Name”, “Name (2)”"),
        (format!("Name,Favourite colleague,Why\nAda Quist,Bo Lind,{why}\n"), "“Name”, “Favourite colleague”"),
        (format!("Your name,Nominee (manager),Why\nAda Quist,Bo Lind,{why}\n"), "“Nominee (manager)”"),
        (format!("Timestamp,Name,Why\n3/14/2026 18:45:10,Bo Lind,{why}\n"), "nominee: “Name”."),
        (format!("Nominierte Führungskraft,Warum?\nBo Lind,{why}\n"), "“Nominierte Führungskraft”"),
        (
            format!(
                "Timestamp,Your name,Night Owl,Calm Voice,Why\n3/14/2026 18:45:10,Ada Quist,Bo Lind,Cy Moor,{why}\n"
            ),
            "“Night Owl”, “Calm Voice”",
        ),
        (
            format!(
                "Subject,Body,From: (Name),From: (Address),To: (Name)\nHello,{why},Tom Baker,tom@x.example,IT Desk\n"
            ),
            "the mails say it",
        ),
    ] {
        let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
        assert_eq!((done.report.accepted, done.report.held, done.report.rejected), (0, 1, 0), "{list}");
        let unnamed = said(&done, "no-name");
        assert!(matches!(unnamed.as_slice(), [(0, message)] if message.contains(words)), "{list}\n{unnamed:?}");
        // Each column is spoken of once, and where a mail went to not at all.
        let unread = said(&done, "unread-columns");
        let is_subject = |(_, message): &(u64, String)| message == "“Subject” holds words and is not read.";
        assert!(said(&done, "other-names").is_empty() && unread.iter().all(is_subject), "{list}\n{unread:?}");
        // Nobody goes in without a name.
        let rules = Rules { accept_lines: [2].into(), ..Rules::default() };
        let choices = Choices { rules, ..Choices::default() };
        let done = import_bytes(&blank(), &FakeWorld::new(at()), "a.csv", list.as_bytes(), Kind::Nominations, &choices)
            .unwrap();
        assert_eq!((done.report.accepted, done.report.rejected), (0, 1), "{list}");
    }
}

#[test]
fn whoever_bought_takes_part_where_a_row_names_nobody_else() {
    let drafts = |list: &str| {
        let done = looked(&blank(), "a.csv", list, Kind::Entries);
        let people = (0..done.table.rows.len()).filter_map(|place| done.drafts.draft(&done.table, place));
        people
            .map(|draft| format!("{} <{}>", draft.person().name, draft.person().email.clone().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let both = "Order ID,Buyer Name,Buyer Email,Attendee Name,Attendee Email\n\
        1,Ada Quist,ada@x.example,Bo Lind,bo@x.example\n2,Cy Moor,cy@x.example,,\n";
    assert_eq!(drafts(both), ["Bo Lind <bo@x.example>", "Cy Moor <cy@x.example>"]);
    // A guest without an address is reached by that of who bought, and it is said whose it is.
    let guests = "Nom acheteur,Email acheteur,Nom participant\n\
        Ada Quist,ada@x.example,Bo Lind\nCy Moor,cy@x.example,Cy Moor\n";
    assert_eq!(drafts(guests), ["Bo Lind <ada@x.example>", "Cy Moor <cy@x.example>"]);
    let report = looked(&blank(), "a.csv", guests, Kind::Entries).report;
    let said: Vec<&str> =
        report.issues.iter().map(|it| it.message.as_str()).filter(|it| it.contains("bought")).collect();
    assert_eq!(said, ["ada@x.example is the address of who bought: Bo Lind has no other and is reached by it."],);
    let halves = "Prénom acheteur,Nom acheteur,Email acheteur,Prénom participant,Nom participant\n\
        Ada,Quist,ada@x.example,Ada,Quist\nCy,Moor,cy@x.example,,\n";
    assert_eq!(drafts(halves), ["Ada Quist <ada@x.example>", "Cy Moor <cy@x.example>"]);
    let bare = "Attendee Name,Purchaser Email\nBo Lind,ada@x.example\nCy Moor,cy@x.example\n";
    assert_eq!(drafts(bare), ["Bo Lind <ada@x.example>", "Cy Moor <cy@x.example>"]);
    let alone = "Buyer Name,Buyer Email\nAda Quist,ada@x.example\n";
    assert_eq!(drafts(alone), ["Ada Quist <ada@x.example>"]);
}

#[test]
fn words_that_look_like_numbers_of_rows_stay() {
    let list = "Nominee,Why\nAda Lovelace;#12,Ticket;#44\n";
    let done = looked(&blank(), "a.csv", list, Kind::Nominations);
    let cells: Vec<&str> = done.table.rows[0].cells().collect();
    assert_eq!(cells, ["Ada Lovelace", "Ticket;#44"]);
}

#[test]
fn teams_that_a_list_says_beside_those_of_the_record_tell_namesakes_apart() {
    let mut campaign = super::blank();
    super::taken(&mut campaign, "p.csv", "Name,Email,Team\nAda Quist,ada@x.example,HR\n", Kind::People);
    let list = "Nominee,Department,Reason\nAda Quist,HR,fixed all of it\nAda Quist,IT,good with cables\nAda Quist,IT,fine with them\n";
    super::taken(&mut campaign, "n.csv", list, Kind::Nominations);
    let teams: Vec<&str> = campaign.people().iter().map(|(_, it)| it.team.as_str()).collect();
    assert_eq!(teams, ["HR", "IT"]);
    // Where the list never says what the record says, it may only word it in another way.
    let mut campaign = super::blank();
    super::taken(&mut campaign, "p.csv", "Name,Email,Team\nAda Quist,ada@x.example,HR\n", Kind::People);
    let list = "Nominee,Department,Reason\nAda Quist,Personnel,fixed all of it\nAda Quist,Personnel,good with cables\n";
    super::taken(&mut campaign, "n.csv", list, Kind::Nominations);
    assert_eq!(campaign.people().iter().count(), 1);
}
