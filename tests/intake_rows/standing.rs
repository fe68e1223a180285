//! Rows that are none, or may be none, by what a column beside the names says: payments that went back, answers to conditions, states
//! that nobody finished, people who have left; and what is said where nobody knows.

use super::{blank, looked, said, taken};
use unsung::campaign::Campaign;
use unsung::intake::Kind;

fn entrants(campaign: &Campaign) -> Vec<&str> {
    campaign.entries().iter().map(|(_, it)| campaign.people().get(it.person).unwrap().name.as_str()).collect()
}

/// Who takes part by a list, and how many rows of it wait.
fn taking_part(list: &str) -> (Vec<String>, usize) {
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
    (entrants(&campaign).into_iter().map(str::to_owned).collect(), done.report.held)
}

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn payments_that_went_back_wait() {
    for list in [
        "Datum,Name,Typ,Status,Brutto,Absender E-Mail-Adresse\n14.03.2026,Eva Braun,Allgemeine Zahlung,Abgeschlossen,\"5,00\",eva@x.example\n\
         15.03.2026,Tom Kern,Rückzahlung,Abgeschlossen,\"-5,00\",verein@x.example\n",
        "Date,Name,Type,Status,From Email Address\n14/03/2026,Eva Braun,Mobile Payment,Completed,eva@x.example\n\
         15/03/2026,Tom Kern,Payment Refund,Completed,raffle@x.example\n",
        "Name,Email,Amount\nEva Braun,eva@x.example,€5.00\nTom Kern,tom@x.example,-€5.00\n",
        "Name,Email,Total\nEva Braun,eva@x.example,5.00\nTom Kern,tom@x.example,(5.00)\n",
    ] {
        assert_eq!(taking_part(list), (names(&["Eva Braun"]), 1), "{list}");
    }
    // Whoever keeps the list writes what came in with a minus, and nothing comes back of what cost nothing.
    for list in [
        "Name,Email,Amount\nEva Braun,eva@x.example,-5.00\nTom Kern,tom@x.example,-10.00\n",
        "Name,Email,Amount\nEva Braun,eva@x.example,5.00\nTom Kern,tom@x.example,0.00\n",
        "Name,Email,Type\nEva Braun,eva@x.example,Adult\nTom Kern,tom@x.example,Child\n",
    ] {
        assert_eq!(taking_part(list), (names(&["Eva Braun", "Tom Kern"]), 0), "{list}");
    }
}

#[test]
fn states_of_addresses_and_parcels_are_none_of_entries() {
    let list = "Name,Email,Status,Address Status\nAnn Field,ann@x.example,Completed,Non-Confirmed\n\
        Bo Lind,bo@x.example,Refunded,Confirmed\nCy Moor,cy@x.example,Pending,Confirmed\n";
    assert_eq!(taking_part(list), (names(&["Ann Field"]), 1));
    for header in ["Address Status", "Shipping Status", "Delivery status", "Lieferstatus", "Fulfillment Status"] {
        let list = format!("Name,Email,{header}\nAnn Field,ann@x.example,Confirmed\nBo Lind,bo@x.example,Pending\n");
        assert_eq!(taking_part(&list), (names(&["Ann Field", "Bo Lind"]), 0), "{header}");
    }
    // What was sent back may be no entry, where nothing else says so; and of an address to which nobody has answered somebody decides.
    let list = "Name,Email,Delivery status\nAnn Field,ann@x.example,Delivered\nBo Lind,bo@x.example,Cancelled\n";
    assert_eq!(taking_part(list).0, names(&["Ann Field"]));
    let list = "Name,Email,Email status\nAnn Field,ann@x.example,Confirmed\nBo Lind,bo@x.example,Unconfirmed\n";
    assert_eq!(taking_part(list), (names(&["Ann Field"]), 1));
}

#[test]
fn what_was_not_finished_or_not_answered_waits() {
    for (header, good, bad) in [
        ("Response Status", "Completed", "Partial"),
        ("Status", "Complete", "Incomplete"),
        ("approval_status", "approved", "invited"),
        ("Status", "Abgeschlossen", "Entwurf"),
        ("Anmeldestatus", "bestätigt", "eingeladen"),
    ] {
        let list = format!("Name,Email,{header}\nAnn Field,ann@x.example,{good}\nBo Lind,bo@x.example,{bad}\n");
        assert_eq!(taking_part(&list), (names(&["Ann Field"]), 1), "{list}");
    }
}

#[test]
fn a_state_that_nobody_knows_is_said_once() {
    let list = "Name,Email,Status\nAnn Field,ann@x.example,approved\nBo Lind,bo@x.example,session\nCy Moor,cy@x.example,session\n\
        Di Park,di@x.example,purple\n";
    let done = looked(&blank(), "a.csv", list, Kind::Entries);
    let unknown = said(&done, "not-attending");
    assert!(
        matches!(unknown.as_slice(), [(0, words)] if words.contains("says “session”, “purple”, which")),
        "{unknown:?}"
    );
    assert_eq!(done.report.held, 0);
    for list in [
        "Name,Email,Status\nAnn Field,ann@x.example,Processing\nBo Lind,bo@x.example,Completed\n",
        "Name,Email,Status\nAnn Field,ann@x.example,bezahlt\nBo Lind,bo@x.example,\n",
        "Name,Email,Attendee Status\nAnn Field,ann@x.example,Attending\nBo Lind,bo@x.example,Checked In\n",
    ] {
        assert_eq!(said(&looked(&blank(), "a.csv", list, Kind::Entries), "not-attending"), [], "{list}");
    }
}

#[test]
fn whoever_did_not_come_waits_unless_nobody_has_come_yet() {
    for (header, yes, no) in
        [("Attended", "Yes", "No"), ("Teilgenommen", "Ja", "Nein"), ("Aanwezig?", "Ja", "Nee"), ("Asistió", "Sí", "No")]
    {
        let list = |first: &str| {
            format!(
                "Name,Email,{header},Registration time\nAnn Field,ann@x.example,{first},2026-03-14 09:12\n\
                 Bo Lind,bo@x.example,{no},2026-03-14 09:13\n"
            )
        };
        assert_eq!(taking_part(&list(yes)), (names(&["Ann Field"]), 1), "{header}");
        // A report that was made before the event.
        assert_eq!(taking_part(&list(no)), (names(&["Ann Field", "Bo Lind"]), 0), "{header}");
    }
    // Many come whose ticket nobody looks at: that is said, and nobody waits for it.
    let list = "Name,Email,Checked in\nAnn Field,ann@x.example,Yes\nBo Lind,bo@x.example,No\n";
    let done = looked(&blank(), "a.csv", list, Kind::Entries);
    let unread = said(&done, "unread-columns");
    assert!(unread.iter().any(|it| it.1.contains("“Checked in” holds yes and no")), "{unread:?}");
    assert_eq!(done.report.held, 0);
}

#[test]
fn answers_of_entries_that_nobody_reads_are_said() {
    let said_of = |header: &str, yes: &str, no: &str, kind: Kind| {
        let list = format!("Name,Email,{header}\nAnn Field,ann@x.example,{yes}\nBo Lind,bo@x.example,{no}\n");
        let done = looked(&blank(), "a.csv", &list, kind);
        let words = said(&done, "unread-columns").into_iter().map(|it| it.1);
        let is_read = done.report.mapping.iter().any(|(it, field)| it == header.trim_matches('"') && field.is_some());
        (is_read, words.collect::<Vec<_>>().join("; "))
    };
    for (header, yes, no) in [
        ("¿Nos autorizas a publicar tu nombre si ganas?", "Sí", "No"),
        ("\"Si ganas, ¿podemos publicar tu nombre?\"", "Sí", "No"),
        ("Possiamo pubblicare il tuo nome se vinci?", "Sì", "No"),
        ("Puis-je publier votre nom ?", "Oui", "Non"),
        ("Czy możemy opublikować Twoje imię i nazwisko?", "Tak", "Nie"),
        ("Får vi publisera ditt namn?", "Ja", "Nej"),
    ] {
        for kind in [Kind::Entries, Kind::Members] {
            let (is_read, words) = said_of(header, yes, no, kind);
            assert!(is_read || words.contains("holds yes and no and is not read"), "{header}: {words}");
        }
    }
    for header in [
        "Are you an employee of ACME or its subsidiaries?",
        "Is staff",
        "Mitarbeiter?",
        "Do you work for us?",
        "Suspicious",
    ] {
        let (_, words) = said_of(header, "no", "yes", Kind::Entries);
        assert!(words.contains("yes and no, which may say who can take part"), "{header}: {words}");
    }
    // One answer in all rows tells nobody from another.
    assert_eq!(said_of("Is staff", "no", "no", Kind::Entries).1, "");
}

#[test]
fn a_no_to_the_rules_waits_whatever_else_the_sentence_says() {
    for header in [
        "\"I confirm that I am 18 or older, have read the rules and am not employed by the sponsor\"",
        "I have read the privacy policy and accept the terms",
        "Terms & privacy accepted",
        "Ich bin über 18 Jahre alt und akzeptiere die Teilnahmebedingungen und die Datenschutzerklärung",
    ] {
        let list = format!("Name,Email,{header}\nAnn Field,ann@x.example,yes\nBo Lind,bo@x.example,no\n");
        assert_eq!(taking_part(&list), (names(&["Ann Field"]), 1), "{header}");
    }
}

#[test]
fn a_condition_that_nobody_answered_is_said_once() {
    let list = "Name,Email,I accept the terms\nAnn Field,ann@x.example,yes\nBo Lind,bo@x.example,\nCy Moor,cy@x.example,no\n\
        Di Park,di@x.example,\n";
    let done = looked(&blank(), "a.csv", list, Kind::Entries);
    let blank_rows = said(&done, "not-attending").into_iter().filter(|it| it.1.starts_with("Nothing stands"));
    assert_eq!(blank_rows.map(|it| it.0).collect::<Vec<_>>(), [3], "{:?}", done.report.issues);
    assert_eq!(done.report.held, 1);
}

#[test]
fn nominations_that_were_declined_wait() {
    for state in ["Declined", "Rejected", "Cancelled", "Afgewezen"] {
        let list = format!("Nominee,Why?,Status\nAda Quist,She ran,Approved\nBo Lind,He sat,{state}\n");
        assert_eq!(looked(&blank(), "a.csv", &list, Kind::Nominations).report.held, 1, "{state}");
    }
}

#[test]
fn who_has_left_waits_whatever_the_column_is_called() {
    for (header, there, gone) in [
        ("Status [READ ONLY]", "Active", "Suspended"),
        ("Status", "ACTIVE", "DEPROVISIONED"),
        ("Position Status", "Active", "Terminated"),
        ("Lifecycle status", "Employed", "Terminated"),
        ("Active Status", "Yes", "No"),
        ("Has Left Company", "0", "1"),
    ] {
        let list = format!("Name,Email,{header}\nAnn Field,a@x.example,{there}\nBo Lind,b@x.example,{gone}\n");
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", &list, Kind::People);
        assert_eq!((done.report.accepted, done.report.held), (1, 1), "{list}\n{:?}", done.report.mapping);
        assert!(campaign.people().iter().all(|(_, it)| it.function.is_empty() && it.organisation.is_empty()), "{list}");
    }
    let list = "Worker,Email\nAnn Field,a@x.example\nDi Park (Terminated),d@x.example\nCy Moor (Guest),c@x.example\n";
    assert_eq!(looked(&blank(), "a.csv", list, Kind::People).report.held, 1);
}

#[test]
fn states_of_work_are_no_regions() {
    let list = "Name,Email,State\nAnn Field,a@x.example,Open\nBo Lind,b@x.example,Closed Complete\nCy Moor,c@x.example,Work in Progress\n";
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", list, Kind::People);
    assert!(campaign.people().iter().all(|(_, it)| it.region.is_empty()));
    let list = "Name,Email,State\nAnn Field,a@x.example,Oregon\nBo Lind,b@x.example,New York\n";
    let mut campaign = blank();
    taken(&mut campaign, "a.csv", list, Kind::People);
    assert!(campaign.people().iter().all(|(_, it)| !it.region.is_empty()));
}

#[test]
fn the_hour_stands_beside_its_day() {
    let at = |list: &str| {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
        let at: Vec<String> = campaign.entries().iter().map(|(_, it)| it.received_at.unwrap().to_string()).collect();
        (at, said(&done, "no-time").len())
    };
    for (day, hour) in [
        ("Order date", "Order time"),
        ("Purchase date", "Purchase time"),
        ("Bestelldatum", "Bestelluhrzeit"),
        ("Date", "Time"),
    ] {
        let list = format!(
            "{day},{hour},Name,Email\n2026-03-14,09:12:01,Ann Field,a@x.example\n2026-03-15,23:59:10,Bo Lind,b@x.example\n"
        );
        assert_eq!(at(&list).0, ["2026-03-14T09:12:01Z", "2026-03-15T23:59:10Z"], "{day}");
    }
    // Who signs up in one step has the time of the confirmation alone.
    let list = "Email Address,First Name,Last Name,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LAST_CHANGED,LEID,EUID\n\
        a@x.example,Ann,Field,,,2026-03-14 09:12:01,10.1.1.1,2026-04-14 09:12:01,41,ab\n\
        b@x.example,Bo,Lind,,,2026-03-15 09:12:01,10.1.1.1,2026-04-15 09:12:01,42,ac\n";
    assert_eq!(at(list), (vec!["2026-03-14T09:12:01Z".to_owned(), "2026-03-15T09:12:01Z".to_owned()], 0));
    let list = "Email Address,First Name,Last Name,OPTIN_TIME\na@x.example,Ann,Field,\nb@x.example,Bo,Lind,\n";
    assert_eq!(said(&looked(&blank(), "a.csv", list, Kind::Entries), "no-time").len(), 1);
}

#[test]
fn players_of_a_quiz_are_those_who_take_part() {
    let list = "Prize quiz\nPlayed on,14 Mar 2026\nHosted by,hal_gin\n\nRank,Player,Total Score (points)\n1,Ann F,9120\n2,Bjørn,8010\n3,小明,7000\n";
    assert_eq!(taking_part(list), (names(&["Ann F", "Bjørn", "小明"]), 0));
    let list =
        "Rank,Player,Total Score (points),Correct Answers,Incorrect Answers\n1,Ann F,9120,9,1\n2,Bjørn,8010,8,2\n";
    assert_eq!(taking_part(list), (names(&["Ann F", "Bjørn"]), 0));
}

#[test]
fn titles_above_a_list_without_a_header_are_nobody() {
    let list = "Zzyx quiz\nPlayed on,14 Mar 2026\n\nAnn Field,ann@x.example,7\nBo Lind,bo@x.example,3\nCy Moor,cy@x.example,4\n";
    let (taking_part, held) = taking_part(list);
    assert_eq!((taking_part, held), (names(&["Ann Field", "Bo Lind", "Cy Moor"]), 2));
}

#[test]
fn further_lines_of_an_order_are_paid_and_refunded_as_its_first() {
    let list = "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Billing Name\n\
        #1002,bo@x.example,refunded,2026-03-15 09:12:00 +0100,1,Raffle ticket,Bo Lind\n\
        #1002,bo@x.example,,2026-03-15 09:12:00 +0100,4,Raffle bundle,\n\
        #1003,cy@x.example,paid,2026-03-15 09:15:00 +0100,1,Raffle ticket,Cy Moor\n\
        #1003,cy@x.example,,2026-03-15 09:15:00 +0100,2,Raffle bundle,\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
    assert_eq!(entrants(&campaign), ["Cy Moor", "Cy Moor"], "{:?}", done.report.issues);
    assert!(said(&done, "unread-columns").iter().any(|it| it.1.contains("“Raffle ticket”, “Raffle bundle”")));
}

#[test]
fn what_says_nothing_is_not_said() {
    let said_of = |list: &str, kind: Kind| said(&looked(&blank(), "a.csv", list, kind), "unread-columns");
    let list = "Name,Email,Business Street,Business City,Home Street,Home City\nAnn Field,a@x.example,Ringweg 1,Hamm,,\n\
        Bo Lind,b@x.example,Ringweg 2,Hamm,,\n";
    assert_eq!(said_of(list, Kind::People), []);
    let list = "Name,Email,Type,Time Taken To Complete (Seconds),DSTOFF\nAnn Field,a@x.example,Mobile Payment,34,2\n\
        Bo Lind,b@x.example,Express Payment,52,3\n";
    assert_eq!(said_of(list, Kind::Entries), []);
    // Of what stands below a list it is said once.
    let list = "Full Name,First Name,Last Name,Email\nAnn Field,Ann,Field,ann@x.example\nBo Lind,Bo,Lind,bo@x.example\n,,,\n\
        Confidential Information - Do Not Distribute\nGenerated By:  Hal Gin  14/03/2026 09:12\n";
    let done = looked(&blank(), "a.csv", list, Kind::People);
    assert_eq!((done.report.held, said(&done, "short-row").len()), (2, 0), "{:?}", done.report.issues);
}
