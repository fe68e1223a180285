//! What columns of plain lists hold beside names: numbers of houses and tickets, two addresses, departments behind names, permission
//! to quote; and rows that are longer than their header, or none at all.

use super::{at, blank, looked, said, taken};
use unsung::app::importing::Imported;
use unsung::app::{FakeWorld, templates};
use unsung::campaign::Campaign;
use unsung::intake::{Content, Kind};

fn read(list: &str, kind: Kind) -> Campaign {
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", list, kind);
    campaign
}

fn names(campaign: &Campaign) -> Vec<&str> {
    campaign.people().iter().map(|(_, it)| it.name.as_str()).collect()
}

#[test]
fn the_number_of_a_house_stands_beside_its_street() {
    for (header, expected) in [
        ("Straße,Hausnummer,PLZ", "Ringweg 12a\n01067"),
        ("Strasse,Nr.,PLZ", "Ringweg 12a\n01067"),
        ("Street name,House number,Postcode", "Ringweg 12a\n01067"),
        ("Straat,Huisnummer,Postcode", "Ringweg 12a\n01067"),
        ("Rue,N°,Code postal", "Ringweg 12a\n01067"),
        ("Calle,Número,Código postal", "Ringweg 12a\n01067"),
        ("Morada,Número da porta,Código postal", "Ringweg 12a\n01067"),
        ("Address Line 1,Address Line 2,ZIP", "Ringweg\n12a\n01067"),
    ] {
        let list = format!("Name,Email,{header}\nAnn Field,ann@x.example,Ringweg,12a,'01067\n");
        let campaign = read(&list, Kind::Entries);
        let (_, person) = campaign.people().iter().next().unwrap();
        assert_eq!(person.address, expected, "{header}");
    }
    let campaign = read("Name,House number,Street\nAnn Field,12,High St\n", Kind::Entries);
    assert_eq!(campaign.people().iter().next().unwrap().1.address, "12 High St");
}

#[test]
fn of_two_addresses_one_is_read_as_a_whole() {
    let list = "Name,Home street,Home city,Home postcode,Office street,Office city,Office postcode\n\
                Ann Field,Privatweg 1,Potsdam,14467,Hauptstr. 1,Berlin,10115\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::People);
    let (_, person) = campaign.people().iter().next().unwrap();
    assert_eq!((person.address.as_str(), person.place.as_str()), ("Privatweg 1\n14467", "Potsdam"));
    let unread = said(&done, "unread-columns");
    assert!(unread.iter().any(|it| it.1.contains("“Office street”") && it.1.contains("second address")), "{unread:?}");
    let list = "Name,Business Street,Business City,Business Postal Code,Home Street\nAnn Field,12 High St,Leeds,LS1,1 Home Rd\n";
    let campaign = read(list, Kind::People);
    let (_, person) = campaign.people().iter().next().unwrap();
    assert_eq!((person.address.as_str(), person.place.as_str()), ("12 High St\nLS1", "Leeds"));
}

#[test]
fn tickets_in_more_languages_and_numbers_that_nobody_reads() {
    for header in [
        "Participaciones",
        "Billets",
        "Bilhetes",
        "Quantità",
        "Biglietti",
        "Quantidade",
        "Ilość",
        "Antal lotter",
        "Numero biglietti",
        "Nb de tickets",
    ] {
        let campaign = read(&format!("Name,Email,{header}\nAnn Field,ann@x.example,3\n"), Kind::Entries);
        assert_eq!(campaign.entries().iter().next().unwrap().1.tickets, 3, "{header}");
    }
    for (column, is_said) in [
        ("Kupony\n2\n1\n", true),
        ("Age\n22\n31\n", false),
        ("Row\n1\n2\n", false),
        ("Member since year\n2019\n2020\n", false),
    ] {
        let cells: Vec<&str> = column.lines().collect();
        let list =
            format!("Name,Email,{}\nAnn Field,a@x.example,{}\nBo Lind,b@x.example,{}\n", cells[0], cells[1], cells[2]);
        let unread = said(&looked(&blank(), "a.csv", &list, Kind::Entries), "unread-columns");
        assert_eq!(unread.iter().any(|it| it.1.contains("may be tickets")), is_said, "{list}: {unread:?}");
    }
}

#[test]
fn what_was_paid_back_is_perhaps_no_entry() {
    let list =
        "Name,Email,Qty,Amount,Refunded amount\nAnn Field,a@x.example,2,10.00,0.00\nBo Lind,b@x.example,1,5.00,5.00\n";
    let done = looked(&blank(), "a.csv", list, Kind::Entries);
    assert_eq!((done.report.accepted, done.report.held), (1, 1));
}

#[test]
fn words_beyond_the_header_are_never_cut_off() {
    for list in [
        "Nominee,Nominator,Award,Story\nAda Quist,Tom Baker,Owl,She came, saw, and fixed\nBo Lind,Ann Lee,Rookie,Simple\n\
         Mei Wu,Bob Ross,Rookie,First the router, then the switch\n",
        "Nominee,Nominator,Story\nAda Quist,Tom Baker,Calm\nBo Lind,Ann Lee,First this, then that\n\
         Mei Wu,Bob Ross,Calm, cool, collected\nIda Falk,Bob Ross,One, two, three\n",
        "Nominee,Nominator,Story\nAda Quist,Tom Baker,Calm, cool\nBo Lind,Ann Lee,First this, then that\n",
    ] {
        let done = looked(&blank(), "a.csv", list, Kind::Nominations);
        let longer = list.lines().skip(1).filter(|line| line.contains(", ")).count();
        assert_eq!((done.report.held, said(&done, "long-row").len()), (longer, longer), "{list}");
    }
    // Cut anywhere, and in most rows: as many cells in all of them are no column more.
    for (list, kind) in [
        (
            "Nominee,Why,Your name\nAda Quist,fixed the printer, all night,Bo Lind\nCy Moor,kept the shop, open, again,Bo Lind\n\
             Eva Ek,helped all, as ever,Bo Lind\n",
            Kind::Nominations,
        ),
        (
            "Name,Email,Team\nQuist, Ada,ada@x.example,IT\nLind, Bo,bo@x.example,IT\nMoor, Cy,cy@x.example,HR\n",
            Kind::People,
        ),
    ] {
        let done = looked(&blank(), "a.csv", list, kind);
        assert_eq!((done.report.held, said(&done, "long-row").len()), (3, 3), "{list}");
    }
    // Blanks behind all separators say nothing.
    let list = "Nominee, Nominator\nAda Quist, Tom Baker, She ran\nBo Lind, Ann Lee, He sat\n";
    assert_eq!(looked(&blank(), "a.csv", list, Kind::Nominations).report.held, 0);
    // A table whose last column has no name.
    let done = looked(
        &blank(),
        "a.csv",
        "Nominee,Nominator\nAda Quist,Tom Baker,She ran\nBo Lind,Ann Lee,He sat\n",
        Kind::Nominations,
    );
    assert_eq!(done.report.held, 0);
}

#[test]
fn totals_above_the_last_line_are_no_rows() {
    for (list, rows) in [
        ("Nr;Name;Vorname;Lose\n1;Becker;Tom;2\n2;Kurz;Mia;1\n;Summe;;3\n;Unterschrift: ______;;\n", 2),
        ("Name;E-Mail;Lose\nTom Becker;tom@x.example;2\nMia Kurz;mia@x.example;3\nGesamt;;5\nDurchschnitt;;2,5\n", 2),
        ("Name,Email,Tickets\nTom Baker,t@x.example,2\nAnn Lee,a@x.example,1\nRazem,,3\n", 2),
        ("Name,Email,Tickets\nTom Baker,t@x.example,2\nAnn Lee,a@x.example,1\nTotal,,3\nChecked by Gail Boss,,\n", 2),
        // Without a total somebody of whom only the name is known is a row.
        ("Name,Email,Tickets\nTom Baker,t@x.example,2\nAnn Lee,a@x.example,1\nGail Boss,,\n", 3),
    ] {
        let done = looked(&blank(), "a.csv", list, Kind::Entries);
        assert_eq!(done.report.accepted, rows, "{list}");
    }
}

#[test]
fn departments_behind_a_name_are_no_part_of_it() {
    for cell in ["Becker, Tom - IT", "Becker, Tom (Berlin)", "Tom Becker [Acme]", "BECKER Tom [Acme]", "Becker, Tom"] {
        let list = format!(
            "Display name,First name,Last name,Email\n\"{cell}\",Tom,Becker,t@x.example\n\"Kurz, Mia - HR\",Mia,Kurz,m@x.example\n"
        );
        assert_eq!(names(&read(&list, Kind::People)), ["Tom Becker", "Mia Kurz"], "{cell}");
    }
    // Behind a slash stands another person, or a department.
    let list = "Name,First name,Last name\nAda Quist / Bo Lind,Ada,Quist\nMia Kurz / HR,Mia,Kurz\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::People);
    assert!(
        !names(&campaign).contains(&"Ada Quist") && names(&campaign).contains(&"Mia Kurz"),
        "{:?}",
        names(&campaign)
    );
    assert!(!said(&done, "odd-name").is_empty(), "{:?}", done.report.issues);
    let list = "Display name,First name,Last name\nTom Becker (Tommy B),Tommy,Beck\n";
    assert_eq!(names(&read(list, Kind::People)), ["Tom Becker (Tommy B)"]);
}

#[test]
fn permission_to_quote_is_no_quote() {
    for header in ["May we quote you?", "Quote", "Dürfen wir Sie zitieren (Zitat)?"] {
        let list =
            format!("Nominee,Nominator,Reason,{header}\nAda Quist,Tom Baker,Rocks,Yes\nBo Lind,Ann Lee,Kind,No\n");
        let campaign = read(&list, Kind::Nominations);
        assert!(campaign.nominations().iter().all(|(_, it)| it.details.quote.is_empty()), "{header}");
    }
}

#[test]
fn what_names_nobody_is_no_person() {
    let list = "Nominee,Nominator,Reason\nAda Quist,Prefer not to say,R1\nmy boss,Tom Baker,R2\nBo Lind,keine Angabe,R3\n\
                Everyone in IT,Tom Baker,R4\n\"Mei\nWu\",Tom Baker,R5\nIda Falk,Anonymous Colleague,R6\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
    assert_eq!(done.report.held, 3);
    assert_eq!(names(&campaign), ["Ada Quist", "Bo Lind", "Ida Falk"]);
    // An address does not make a name of it; an address alone stands in for one. And some people are called so.
    let list = "Nominee,Nominee email,Nominator,Reason\nmy boss,boss@x.example,Tom Baker,R1\nEveryone in IT,it@x.example,Tom Baker,R2\n\
                ,ada@x.example,A Friendly,R3\nThe Man Nguyen,man@x.example,Tom Baker,R4\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
    assert_eq!((done.report.accepted, done.report.held), (2, 2), "{:?}", done.report.issues);
    assert_eq!(names(&campaign), ["", "A Friendly", "The Man Nguyen", "Tom Baker"]);
}

#[test]
fn a_team_is_nominated_when_somebody_says_so() {
    let rows = "IT Department,Tom Baker,R1\nDave from IT,Tom Baker,R2\nAda Quist,Tom Baker,R3\n\
                \"Bo Lind; The network team\",Tom Baker,R4\nbo.team@x.example,Tom Baker,R5\n";
    for (header, expected) in [("Nominee", 3), ("Nominee (person or team)", 1)] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", &format!("{header},Nominator,Reason\n{rows}"), Kind::Nominations);
        let asked = done.report.issues.iter().filter(|issue| issue.kind == "no-person").count();
        assert_eq!((done.report.held, asked), (expected, expected), "{header}: {:?}", done.report.issues);
        assert!(!names(&campaign).contains(&"Dave from IT"));
    }
}

#[test]
fn what_becomes_of_a_name_or_a_story_is_no_question() {
    let read_names = |list: &str, kind| names(&read(list, kind)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let list = "Nominee,Reason,Your name (will not be published)\nDi Park,Kind,Ada\nEd Nuss,Calm,Bo\nFi Orr,Quick,Cy\n";
    assert_eq!(read_names(list, Kind::Nominations), ["Di Park", "Ada", "Ed Nuss", "Bo", "Fi Orr", "Cy"]);
    let list = "First name to print on the card,Last name (as it should be printed),Email\nAda,Quist,a@x.example\nBo,Si,b@x.example\n\
                Cy,Moor,c@x.example\n";
    assert_eq!(read_names(list, Kind::People), ["Ada Quist", "Bo Si", "Cy Moor"]);
    // Beside whole names a half is none of them.
    let list = "Name,First name to print on the card,Email\nAda Quist,Ada,a@x.example\nBo Lind,Bobby,b@x.example\n";
    assert_eq!(read_names(list, Kind::People), ["Ada Quist", "Bo Lind"]);
    let list = "Timestamp,Nominee,Reason,Name (to be published),First name to print\n2026-03-04 10:00,Di Park,Kind,Ada Quist,Ada\n";
    assert_eq!(read_names(list, Kind::Nominations), ["Di Park", "Ada Quist"]);
    let list = "Name (to be printed on the certificate),Email\nAda,a@x.example\nBo,b@x.example\n王伟,c@x.example\n";
    assert_eq!(read_names(list, Kind::People), ["Ada", "Bo", "王伟"]);
    for (list, kind) in [
        (
            "From,To,Your message (will be published on the wall)\nAda Quist,Bo Lind,Thank you for the cake\n",
            Kind::Thanks,
        ),
        (
            "Nominee,Your name,Why do they deserve it? (Your words may be published)\nAda Quist,Bo Lind,She fixed the printer\n",
            Kind::Nominations,
        ),
        (
            "Nominee,Your name,Why do they deserve it? (We print your text; see our privacy policy)\nAda Quist,Bo Lind,She \
             fixed the printer\nCy Moor,Bo Lind,He stayed all night\n",
            Kind::Nominations,
        ),
    ] {
        let done = looked(&blank(), "a.csv", list, kind);
        assert_eq!((done.report.rejected, said(&done, "no-words").len()), (0, 0), "{list}\n{:?}", done.report.mapping);
    }
    // What asks is answered.
    for header in ["Consent to publish your name", "May we publish your name?", "Permission to print your name"] {
        for cells in [["yes", "see mail"], ["I agree", "I agree"], ["I agree to be named", "Only my initials please"]] {
            let list = format!("Nominee,Reason,{header}\nAda Quist,Kind,{}\nBo Lind,Calm,{}\n", cells[0], cells[1]);
            assert_eq!(read_names(&list, Kind::Nominations), ["Ada Quist", "Bo Lind"], "{list}");
        }
    }
    let list = "From,To,Message,Consent to publish your message\nAda Quist,Bo Lind,Thank you,I agree that it may be published\n";
    let done = looked(&blank(), "a.csv", list, Kind::Thanks);
    assert_eq!(done.report.mapping["Message"].as_deref(), Some("message"), "{:?}", done.report.mapping);
    assert_ne!(done.report.mapping["Consent to publish your message"].as_deref(), Some("message"));
}

#[test]
fn the_team_that_is_thanked_is_not_that_of_who_thanks() {
    let list = "To team,Message,From\nIT,Thank you all for the night shift,Ada Quist\nHR,You were so kind,Bo Lind\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Thanks);
    assert!(campaign.people().iter().all(|(_, it)| it.team.is_empty()), "{:?}", done.report.mapping);
    assert!(campaign.thanks().iter().any(|(_, it)| it.to_words == "IT"), "{:?}", done.report.mapping);
    for header in ["Team", "Team you belong to"] {
        let list = format!("{header},Message,From,To\nIT,Thank you all for the night shift,Ada Quist,Bo Lind\n");
        assert!(read(&list, Kind::Thanks).people().iter().any(|(_, it)| it.team == "IT"), "{header}");
    }
}

#[test]
fn what_begins_with_yes_is_not_said_to_be_an_answer() {
    for (cells, is_flag) in
        [(["yes Bo L. told me", "no", "no, call 0664 111"], false), (["yes", "no", "no, not yet"], true)]
    {
        let list = format!(
            "Nominee,Reason,Seen\nAda Quist,Kind,{}\nBo Lind,Calm,{}\nCy Moor,Quick,\"{}\"\n",
            cells[0], cells[1], cells[2]
        );
        let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
        let is_said = said(&done, "unread-columns").iter().any(|it| it.1.contains("what may be published"));
        assert_eq!(is_said, is_flag, "{cells:?}: {:?}", said(&done, "unread-columns"));
    }
}

#[test]
fn guests_who_share_the_address_of_the_buyer_are_not_taken_for_one() {
    let list = "Attendee name,Buyer name,Buyer email\nAnna Schmidt,Bo Lind,bo@x.example\nAnna Schmitt,Bo Lind,bo@x.example\n\
                A. Schmidt,Bo Lind,bo@x.example\nanna schmidt,Bo Lind,bo@x.example\nBo Lind,Bo Lind,bo@x.example\n\
                B. Lind,Bo Lind,bo@x.example\nCy Moor,Bo Lind,bo@x.example\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
    assert_eq!(names(&campaign), ["Anna Schmidt", "Anna Schmitt", "A. Schmidt", "Bo Lind", "B. Lind", "Cy Moor"]);
    assert_eq!(done.report.accepted, 7, "{:?}", done.report.issues);
}

#[test]
fn a_list_saved_twice_is_read() {
    let list = "Nominee,Nominator,Story\n\"Ada Quist,Tom Baker,\"\"She came, saw\"\"\"\n\"Bo Lind,Ann Lee,Fast\"\n";
    assert_eq!(names(&read(list, Kind::Nominations)), ["Ada Quist", "Tom Baker", "Bo Lind", "Ann Lee"]);
    let done = looked(&blank(), "a.csv", list, Kind::Nominations);
    assert_eq!((said(&done, "saved-twice").len(), said(&done, "damaged-text").len()), (1, 0));
}

#[test]
fn only_a_number_makes_a_version_of_a_letter() {
    for (cell, held) in [("v", 1), ("x", 1), ("v2", 0), ("no", 0)] {
        let list =
            format!("Nominee,Reason,Spam\nAda Quist,Kind,{cell}\nBo Lind,Calm,\nCy Moor,Calm,\nDi Park,Quick,\n");
        assert_eq!(looked(&blank(), "a.csv", &list, Kind::Nominations).report.held, held, "{cell}");
    }
}

#[test]
fn a_message_to_several_is_told() {
    let list = "From,To,Danke-Text\nTom Baker,\"Ada Quist, Bo Lind and Mei Wu\",The move\n";
    let done = looked(&blank(), "a.csv", list, Kind::Thanks);
    assert_eq!((done.report.accepted, said(&done, "several-people").len()), (1, 1));
}

#[test]
fn lines_of_a_word_and_what_it_stands_for_are_above_the_header() {
    let list = "Report,Staff\nOrganization,Acme > IT\nEmployee ID,Worker,Email,Country,Team\n1,Ada Quist,a@x.example,DE,Data\n\
                2,Bo Lind,b@x.example,AT,Data\n3,Mei Wu,m@x.example,CH,Net\n";
    assert_eq!(names(&read(list, Kind::People)), ["Ada Quist", "Bo Lind", "Mei Wu"]);
}

#[test]
fn awards_to_tick_that_nobody_knows() {
    let list = "Respondent ID,Name of your nominee,Which awards?,,,Why?\n,Open-Ended Response,Night Owl,Rookie,The Calm Voice,Open-Ended Response\n\
                1,Ada Quist,Night Owl,,,Long night\n2,Bo Lind,,Rookie,,Learns\n3,Mei Wu,Night Owl,Rookie,,Both\n";
    let mut campaign = templates::start(&FakeWorld::new(at()), "it-heroes").unwrap();
    taken(&mut campaign, "a.csv", list, Kind::Nominations);
    let awards: Vec<usize> = campaign.nominations().iter().map(|(_, it)| it.awards.len()).collect();
    assert_eq!(awards, [1, 1, 2]);
}

#[test]
fn what_may_not_be_told_in_public_is_read_or_said() {
    let list = |header: &str| {
        format!(
            "What happened,Who,{header}\nPoured coffee into the rack,Ben Cole,yes\nReplied all to 4000 people,Cara Diaz,no\n"
        )
    };
    for header in ["OK to share", "Share?", "Public?", "Mag gedeeld worden", "Autoriza publicación"] {
        let done = looked(&blank(), "a.csv", &list(header), Kind::Mishaps);
        assert_eq!(done.report.mapping[header].as_deref(), Some("publish"), "{header}");
    }
    // Nobody knows these words, so it is said that they are not read.
    for header in ["Poster wish", "Freigabe"] {
        let done = looked(&blank(), "a.csv", &list(header), Kind::Mishaps);
        let unread = said(&done, "unread-columns");
        let words = format!("“{header}” holds yes and no, while nothing says");
        assert!(unread.iter().any(|it| it.1.contains(&words)), "{unread:?}");
    }
    let done = looked(
        &blank(),
        "a.csv",
        "Name,Email,Full time\nAnn Field,a@x.example,yes\nBo Lind,b@x.example,no\n",
        Kind::Entries,
    );
    // Of entries it may say who takes part.
    let unread = said(&done, "unread-columns");
    assert!(
        matches!(unread.as_slice(), [(0, words)] if words.starts_with("“Full time” holds yes and no, which")),
        "{unread:?}"
    );
}

#[test]
fn who_is_nominated_by_whom_in_the_north_and_the_south() {
    for header in [
        "Navn;E-post;Avdeling;Begrunnelse;Nominert av",
        "Namn;E-post;Avdelning;Motivering;Nominerad av",
        "Nome e cognome;E-mail;Squadra;Perché;Nominato da",
    ] {
        let list = format!(
            "{header}\nKari Nordmann;kari@x.example;IT;Reddet serveren hele natten;Ola Hansen\nBjørn Lie;bjorn@x.example;Drift;Alltid rolig og vennlig mot alle;Ingrid Dahl\n"
        );
        let campaign = read(&list, Kind::Nominations);
        let by = campaign.nominations().iter().map(|(_, it)| {
            let name = |id| campaign.people().get(id).map_or("", |it: &unsung::campaign::Person| it.name.as_str());
            (name(it.nominee), it.nominator.map_or("", name))
        });
        assert!(by.eq([("Kari Nordmann", "Ola Hansen"), ("Bjørn Lie", "Ingrid Dahl")]), "{header}");
    }
}

#[test]
fn plain_thanks_and_tickets_are_read_or_said() {
    for list in [
        "Per;Da;Messaggio\nGiulia Rossi;Paolo Conti;Grazie per domenica\nMarco De Luca;Sara Greco;Grazie per la pazienza\n",
        "Thank who?;From;For what?\nGiulia Rossi;Paolo Conti;Thanks for the Sunday rescue\nMarco De Luca;Sara Greco;You are always calm\n",
    ] {
        let campaign = read(list, Kind::Thanks);
        let to: Vec<&str> = campaign.thanks().iter().map(|(_, it)| it.to_words.as_str()).collect();
        assert_eq!(to, ["Giulia Rossi", "Marco De Luca"], "{list}");
    }
    let nobody = "ts,user,text\n2026-03-14 09:12:44,Ben Cole,Thanks @Ana Ruiz for the Sunday rescue\n";
    let done = looked(&blank(), "a.csv", nobody, Kind::Thanks);
    assert!(said(&done, "no-name").iter().any(|it| it.1.contains("thanks to nobody")));
    let units = "Name;Email;Tickets\nAna Ruiz;ana@x.example;3 tickets\nBo Lind;bo@x.example;1 ticket\n";
    let done = looked(&blank(), "a.csv", units, Kind::Entries);
    assert!(said(&done, "unread-columns").iter().any(|it| it.1.contains("“Tickets” holds small numbers")));
    let size = "Name,Email,Team size\nAna Ruiz,ana@x.example,3\nBo Lind,bo@x.example,12\n";
    let campaign = read(size, Kind::People);
    assert!(campaign.people().iter().all(|(_, it)| it.team.is_empty()));
}

#[test]
fn crosses_beside_an_award_tick_more_of_them() {
    let campaign = templates::start(&FakeWorld::new(at()), "it-heroes").unwrap();
    let list = |first: &str, second: &str| {
        format!(
            "Nominee,Nominated by,{first},{second},Why\nAda Quist,Bo Lind,x,,She stayed late\n\
             Cy Moor,Bo Lind,,x,He stayed late\nDi Nuss,Ed Fox,x,x,She ran\n"
        )
    };
    let awards = |done: &Imported| -> Vec<Vec<String>> {
        let draft = |place| match done.drafts.draft(&done.table, place)?.content {
            Content::Nomination(it) => Some(it.awards.to_vec()),
            _ => None,
        };
        (0..done.table.rows.len()).filter_map(draft).collect()
    };
    for (first, second) in [("IT Savior", "Night Owl"), ("Night Owl", "IT Savior")] {
        let done = looked(&campaign, "a.csv", &list(first, second), Kind::Nominations);
        assert_eq!(awards(&done), [vec![first], vec![second], vec![first, second]], "{first}");
    }
    // Where the campaign has neither, it is said that they were not read.
    let done = looked(&campaign, "a.csv", &list("Gold", "Silver"), Kind::Nominations);
    assert!(said(&done, "unread-columns")[0].1.starts_with("“Gold”, “Silver” hold crosses, which may tick awards,"));
    // A consent beside an award is none.
    let done = looked(&campaign, "a.csv", &list("Night Owl", "May we quote you?"), Kind::Nominations);
    assert_eq!(awards(&done), [vec!["Night Owl"], vec![], vec!["Night Owl"]]);
}

#[test]
fn crosses_that_may_be_no_award_are_said() {
    let campaign = templates::start(&FakeWorld::new(at()), "it-heroes").unwrap();
    let awards = |done: &Imported| -> Vec<Vec<String>> {
        let draft = |place| match done.drafts.draft(&done.table, place)?.content {
            Content::Nomination(it) => Some(it.awards.to_vec()),
            _ => None,
        };
        (0..done.table.rows.len()).filter_map(draft).collect()
    };
    let unread =
        |done: &Imported| said(done, "unread-columns").into_iter().map(|it| it.1).collect::<Vec<_>>().join("; ");
    // What is not written as a title is none, and no other column is one for its sake.
    let list =
        "Nominee,Why,Remote,Night Owl,Already thanked\nAda Quist,She stayed late,x,x,\nBo Lind,He stayed late,,,x\n";
    let done = looked(&campaign, "a.csv", list, Kind::Nominations);
    assert_eq!(awards(&done), [vec!["Night Owl"], vec![]]);
    assert!(
        unread(&done).contains("“Remote”, “Already thanked” hold crosses, which may tick awards,"),
        "{}",
        unread(&done)
    );
    // Crosses of two kinds are crosses; yes and no may tick something else.
    let list = |one: &str, other: &str| {
        format!(
            "Nominee,Why,Night Owl,Cable Wizard\nAda Quist,She stayed late,{one},\nBo Lind,He stayed late,,{other}\n"
        )
    };
    for (one, other) in [("X", "x"), ("1", "1"), ("yes", "Yes")] {
        let done = looked(&campaign, "a.csv", &list(one, other), Kind::Nominations);
        assert_eq!(awards(&done), [vec!["Night Owl"], vec!["Cable Wizard"]], "{one}");
    }
    let list =
        "Nominee,Why,Night Owl,Cable Wizard\nAda Quist,She stayed late,TRUE,FALSE\nBo Lind,He stayed late,FALSE,TRUE\n";
    let done = looked(&campaign, "a.csv", list, Kind::Nominations);
    assert_eq!(awards(&done), [vec!["Night Owl"], vec![]]);
    assert!(unread(&done).contains("“Cable Wizard” holds crosses, which may tick awards,"), "{}", unread(&done));
}

#[test]
fn yes_and_no_under_a_title_may_tick_an_award() {
    let campaign = templates::start(&FakeWorld::new(at()), "it-heroes").unwrap();
    let list = "Nominee,Why,Best Listener,Viewed\nAda Quist,She stayed late,Yes,No\nBo Lind,He stayed late,No,Yes\n";
    let done = looked(&campaign, "a.csv", list, Kind::Nominations);
    let unread: Vec<String> = said(&done, "unread-columns").into_iter().map(|it| it.1).collect();
    assert!(
        unread.iter().any(|it| it.starts_with("“Best Listener” holds crosses, which may tick awards,")),
        "{unread:?}"
    );
    assert!(unread.iter().any(|it| it.starts_with("“Viewed” holds yes and no,")), "{unread:?}");
}

#[test]
fn choices_of_another_question_are_no_awards() {
    let campaign = templates::start(&FakeWorld::new(at()), "it-heroes").unwrap();
    let list = |first: &str, second: &str| {
        format!(
            "#,Who's your hero?,{first},{second},Other,Why?,Submit Date (UTC),Network ID\n\
             0a,Bo Lind,{first},,,She stayed through the night,2026-03-14 09:12:01,n1\n\
             0b,Ada Quist,,{second},,He rebuilt it in a weekend,2026-03-15 09:12:01,n2\n"
        )
    };
    let done = looked(&campaign, "a.csv", &list("Colleague", "Manager"), Kind::Nominations);
    assert!(
        done.report.mapping.iter().all(|(_, field)| field.as_deref() != Some("award")),
        "{:?}",
        done.report.mapping
    );
    let unread = said(&done, "unread-columns");
    assert!(unread.iter().any(|it| it.1.contains("“Colleague” holds crosses, which may tick awards,")), "{unread:?}");
    // One award among them, and all of them are.
    let done = looked(&campaign, "a.csv", &list("Night Owl", "Best Listener"), Kind::Nominations);
    let read = done.report.mapping.iter().filter(|(_, field)| field.as_deref() == Some("award")).count();
    assert!(read >= 2, "{:?}", done.report.mapping);
}

#[test]
fn a_team_is_thanked_where_nobody_is_named() {
    let list = "From,To,To team,Message\nAda Quist,Bo Lind,IT,Thank you for all of it\nCy Dor,,IT,Thank you team for all of it\n";
    let done = looked(&blank(), "a.csv", list, Kind::Thanks);
    let whom = |place| match done.drafts.draft(&done.table, place).unwrap().content {
        Content::Thanks(it) => it.recipient.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!([whom(0), whom(1)], ["Bo Lind", "IT"], "{:?}", done.report.mapping);
    assert_eq!(said(&done, "name-remark").len(), 1);
}

#[test]
fn a_row_repeated_in_the_list_did_not_come_in_before() {
    let list = "Name,Email\nAda Quist,ada@x.example\nBo Lind,bo@x.example\nAda Quist,ada@x.example\n";
    let done = looked(&blank(), "a.csv", list, Kind::People);
    let known = said(&done, "known-row");
    assert!(matches!(known.as_slice(), [(_, words)] if words.contains("nothing that is not known")), "{known:?}");
}
