//! What lists of tickets and entries say about who counts: states in several languages, columns of yes and no whose header says
//! something bad, and guests whom nobody named.

use super::{blank, said, taken};
use unsung::campaign::Campaign;
use unsung::intake::Kind;

fn entrants(campaign: &Campaign) -> Vec<&str> {
    campaign.entries().iter().map(|(_, it)| campaign.people().get(it.person).unwrap().name.as_str()).collect()
}

#[test]
fn who_is_out_is_told_by_the_values_whatever_stands_above() {
    for (list, expected, held) in [
        // Tito: "Void Status" is a yes or no about something bad.
        (
            "Number,Ticket Full Name,Ticket Email,Void Status,Ticket Reference\n1,Ann Field,ann@x.example,No,AB-1\n\
             2,Jo Weiss,jo@x.example,Yes,AB-2\n",
            vec!["Ann Field"],
            0,
        ),
        (
            "Name;E-Mail;Ticketstatus;Eingecheckt\nÄnne Großmann;a@x.example;gebucht;nein\nJo Weiß;j@x.example;storniert;nein\n",
            vec!["Änne Großmann"],
            0,
        ),
        (
            "Bestelnummer;Naam;E-mailadres;Aantal;Status\nA1;Sanne de Vries;s@x.example;2;Betaald\n\
             A2;Joost Smit;j@x.example;1;Geannuleerd\nA3;Anouk Smit;a@x.example;1;Terugbetaald\n",
            vec!["Sanne de Vries"],
            0,
        ),
        (
            "Vorname,Nachname,E-Mail,Teilnehmerstatus\nAnn,Field,ann@x.example,Nimmt teil\nJo,Weiß,jo@x.example,Nimmt nicht teil\n",
            vec!["Ann Field"],
            0,
        ),
        (
            "Nom,Email,Où en est-on ?\nAda Quist,ada@x.example,Payé\nBo Lind,bo@x.example,Remboursé\n",
            vec!["Ada Quist"],
            0,
        ),
        ("Name,Email,Cancelled?\nAda Quist,ada@x.example,no\nBo Lind,bo@x.example,yes\n", vec!["Ada Quist"], 0),
        (
            "Name,Email,Status\nAda Quist,ada@x.example,Confirmed\nBo Lind,bo@x.example,Unconfirmed\n",
            vec!["Ada Quist"],
            1,
        ),
        ("Name,Email,RSVP\nAda Quist,ada@x.example,Yes\nBo Lind,bo@x.example,No\n", vec!["Ada Quist"], 0),
        // A team, a place and an answer about something else are no states of an entry.
        (
            "Name,Email,Department,Place\nAda Quist,ada@x.example,Refuse Collection,Bloque A\nBo Lind,bo@x.example,Parks,Bloque B\n",
            vec!["Ada Quist", "Bo Lind"],
            0,
        ),
        (
            "Nom,Email,Droit à l’image\nAda Quist,ada@x.example,Accepté\nBo Lind,bo@x.example,Refusé\n",
            vec!["Ada Quist", "Bo Lind"],
            0,
        ),
        // Not paid, not confirmed and looked at with doubt: somebody decides.
        (
            "Name,Email,Order state\nAda Quist,ada@x.example,paid\nBo Lind,bo@x.example,expired\nCy Moor,cy@x.example,on-hold\n",
            vec!["Ada Quist"],
            2,
        ),
        (
            "Name,Email,Status\nAda Quist,ada@x.example,completed\nBo Lind,bo@x.example,failed\nCy Moor,cy@x.example,fraud\n\
             Di Park,di@x.example,Überfällig\nEd Nuss,ed@x.example,Unpaid\n",
            vec!["Ada Quist"],
            4,
        ),
        (
            "Name,Email,Confirmed,Email verified\nAda Quist,ada@x.example,Yes,true\nBo Lind,bo@x.example,No,true\n\
             Cy Moor,cy@x.example,Yes,false\n",
            vec!["Ada Quist"],
            2,
        ),
        (
            "Name,Email,I am over 18,Employee of sponsor,Rules accepted,can_participate\nAda Quist,ada@x.example,Yes,No,Yes,1\n\
             Bo Lind,bo@x.example,No,No,Yes,1\nCy Moor,cy@x.example,Yes,Yes,Yes,1\nDi Park,di@x.example,Yes,No,No,1\n\
             Ed Nuss,ed@x.example,Yes,No,Yes,0\n",
            vec!["Ada Quist"],
            4,
        ),
        // A "not" turns what follows it, and no more; other languages ask the same.
        (
            "Name,Email,I accept the terms (no purchase necessary),I am not under 18,Ineligible\nAda Quist,ada@x.example,Yes,Yes,No\n\
             Bo Lind,bo@x.example,No,Yes,No\nCy Moor,cy@x.example,Yes,No,No\nDi Park,di@x.example,Yes,Yes,Yes\n",
            vec!["Ada Quist"],
            3,
        ),
        (
            "Nome,Email,Accetto il regolamento\nAda Quist,ada@x.example,Sì\nBo Lind,bo@x.example,No\n",
            vec!["Ada Quist"],
            1,
        ),
        (
            "Nome,Email,Aceito o regulamento\nAda Quist,ada@x.example,Sim\nBo Lind,bo@x.example,Não\n",
            vec!["Ada Quist"],
            1,
        ),
        (
            "Imię i nazwisko,Email,Akceptuję regulamin\nAda Quist,ada@x.example,Tak\nBo Lind,bo@x.example,Nie\n",
            vec!["Ada Quist"],
            1,
        ),
        (
            "Namn,Email,Jag godkänner villkoren\nAda Quist,ada@x.example,Ja\nBo Lind,bo@x.example,Nej\n",
            vec!["Ada Quist"],
            1,
        ),
        // A form that asks nobody to confirm says no of everybody; a state may be one of a country.
        (
            "Name,Email,Confirmed,State\nAda Quist,ada@x.example,No,Oregon\nBo Lind,bo@x.example,No,Texas\n",
            vec!["Ada Quist", "Bo Lind"],
            0,
        ),
        // One such word under a header that says nothing is a question.
        ("Name,Email,Zzyx\nAda Quist,ada@x.example,blue\nBo Lind,bo@x.example,cancelled\n", vec!["Ada Quist"], 1),
        // Who bought is not who takes part, and a parcel goes to somebody else.
        (
            "Käufer Vorname;Käufer Nachname;Käufer E-Mail;Teilnehmer Vorname;Teilnehmer Nachname\n\
             Änne;Groß;a@x.example;Änne;Groß\nÄnne;Groß;a@x.example;Fritz;Groß\n",
            vec!["Änne Groß", "Fritz Groß"],
            0,
        ),
        (
            "First Name (Billing),Last Name (Billing),Email (Billing),First Name (Shipping),Last Name (Shipping),Item Name\n\
             Ann,Field,ann@x.example,Gift,Receiver,Raffle ticket\nBo,Lind,bo@x.example,,,Raffle ticket\n",
            vec!["Ann Field", "Bo Lind"],
            0,
        ),
        // Eventbrite writes this for guests of a buyer.
        (
            "Order #,First Name,Last Name,Email,Attendee Status\n1,Ann,Field,ann@x.example,Attending\n\
             2,Info Requested,Info Requested,Info Requested,Attending\n3,Jo,Weiss,jo@x.example,Deleted\n",
            vec!["Ann Field"],
            1,
        ),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
        assert_eq!(entrants(&campaign), expected, "{list}\n{:?}\n{:?}", done.report.mapping, done.report.issues);
        assert_eq!(done.report.held, held, "{list}");
    }
}

#[test]
fn answers_to_questions_are_no_states() {
    for (list, field) in [
        // A no to a newsletter leaves nobody out.
        ("Name,Email,Newsletter\nAda Quist,ada@x.example,accepted\nBo Lind,bo@x.example,declined\n", "Newsletter"),
        (
            "Name,Email,Marketing consent\nAda Quist,ada@x.example,yes\nBo Lind,bo@x.example,declined\n",
            "Marketing consent",
        ),
        // A story that begins so, and many different words.
        (
            "Name,Email,Told\nAda Quist,ada@x.example,Cancelled my own holiday for it\nBo Lind,bo@x.example,Good\n",
            "Told",
        ),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
        assert_eq!(entrants(&campaign).len(), 2, "{list}\n{:?}", done.report.mapping);
        let (_, to) = done.report.mapping.iter().find(|(header, _)| *header == field).unwrap();
        assert_ne!(to.as_deref(), Some("status"));
    }
    // A bare yes under "Status" says nothing, and that is said.
    let list = "Name,Email,Status\nAda Quist,ada@x.example,yes\nBo Lind,bo@x.example,no\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "a.csv", list, Kind::Entries);
    assert_eq!((entrants(&campaign).len(), said(&done, "unknown-word").len()), (2, 1));
}

#[test]
fn an_hour_that_is_none_is_said_and_the_others_count() {
    let list = "Date,Time,Name,Email\n2026-03-01,23:50,Ada Quist,ada@x.example\n2026-03-02,unknown,Bo Lind,bo@x.example\n\
        2026-03-15,6:05 PM GMT+2,Cy Moor,cy@x.example\n";
    let mut campaign = blank();
    let done = taken(&mut campaign, "t.csv", list, Kind::Entries);
    let at: Vec<String> = campaign.entries().iter().map(|(_, it)| it.received_at.unwrap().to_string()).collect();
    assert_eq!(
        at,
        ["2026-03-01T23:50:00Z", "2026-03-02T00:00:00Z", "2026-03-15T16:05:00Z"],
        "{:?}",
        done.report.issues
    );
    assert_eq!(said(&done, "bad-date").iter().map(|it| it.0).collect::<Vec<_>>(), [3]);
}

#[test]
fn numbers_of_two_offices_are_not_one_entry() {
    let mut campaign = blank();
    taken(
        &mut campaign,
        "e1.csv",
        "Entry ID,Name,Email\n1,Ada Quist,ada@x.example\n2,Bo Lind,bo@x.example\n",
        Kind::Entries,
    );
    let other = "Entry ID,Name,Email\n1,Dora Bell,dora@y.example\n2,Emil Kant,emil@y.example\n";
    let done = taken(&mut campaign, "e2.csv", other, Kind::Entries);
    assert_eq!((done.report.held, done.report.added), (0, 2), "{:?}", done.report.issues);
}

#[test]
fn three_digits_behind_a_point_are_decimals_where_the_column_says_so() {
    for (cells, expected, held) in [
        // As databases write whole numbers.
        (["2.000", "1.000", "3.000"], vec![2, 1, 3], 0),
        (["2,000", "1,000", "1,000"], vec![2, 1, 1], 0),
        (["2.000", "1.0", "3.00"], vec![2, 1, 3], 0),
        // Two, or two thousand: that waits.
        (["2.000", "1", "3"], vec![1, 3], 1),
        (["2.000", "1,0", "3"], vec![1, 3], 1),
    ] {
        let mut campaign = blank();
        let rows: Vec<String> = cells
            .iter()
            .zip(["Ada Quist", "Bo Lind", "Cy Moor"])
            .map(|(cell, name)| format!("{name};{cell}\n"))
            .collect();
        let done = taken(&mut campaign, "a.csv", &format!("Name;Tickets\n{}", rows.concat()), Kind::Entries);
        let tickets: Vec<u64> = campaign.entries().iter().map(|(_, it)| it.tickets).collect();
        assert_eq!((tickets, done.report.held), (expected, held), "{cells:?} {:?}", done.report.issues);
    }
}

#[test]
fn drafts_spam_and_tries_of_a_form_wait() {
    for (list, held) in [
        ("Nominee,Why?,Status\nAda Quist,She ran,complete\nBo Lind,He sat,Partial\n", 1),
        ("Nominee,Why?,Finished\nAda Quist,She ran,True\nBo Lind,He sat,False\n", 1),
        ("Nominee,Why?,Spam\nAda Quist,She ran,no\nBo Lind,He sat,yes\n", 1),
        ("Nominee,Why?,Deleted\nAda Quist,She ran,\nBo Lind,He sat,2026-03-01\n", 1),
        ("Nominee,Why?,Trash\nAda Quist,She ran,-\nBo Lind,He sat,in the bin\n", 1),
        ("Nominee,Why?,Spam\nAda Quist,She ran,0.02\nBo Lind,He sat,not spam\n", 0),
        ("Nominee,Why?\nAda Quist,She ran\nTest Test,x\nTBD,y\n", 2),
        ("Nominee,Why?,Draft\nAda Quist,She ran,Final\nBo Lind,He sat,v2\n", 0),
        ("Nominee,Why?,Deleted\nAda Quist,She ran,Active\nBo Lind,He sat,Active\n", 0),
        ("Nominee,Why?\nAda Quist,She ran\nTess Tester-Holm,x\n", 0),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, Kind::Nominations);
        assert_eq!(done.report.held, held, "{list}\n{:?}", done.report.issues);
    }
}

#[test]
fn people_who_are_gone_or_not_there_yet_wait() {
    use Kind::{Members, People};
    for (list, kind, expected) in [
        ("Name,Email,Membership status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Lapsed\n", Members, "Lapsed"),
        ("Name,Email,Status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Banned\n", Members, "Banned"),
        ("Name,Email,Status\nAda Quist,a@x.example,\nBo Lind,b@x.example,ausgetreten\n", Members, "ausgetreten"),
        ("Name,Email,Member Status\nAda Quist,a@x.example,Member\nBo Lind,b@x.example,Invited\n", Members, "Invited"),
        ("Name,Email,Archived\nAda Quist,a@x.example,no\nBo Lind,b@x.example,yes\n", Members, "yes"),
        ("Name,Email,Archived\nAda Quist,a@x.example,\nBo Lind,b@x.example,2024-12-31\n", Members, "2024-12-31"),
        ("Name,Email,Bot\nAda Quist,a@x.example,False\nBo Lind,b@x.example,True\n", Members, "True"),
        ("Name;E-Mail;Austrittsdatum\nAda Quist;a@x.example;\nBo Lind;b@x.example;31.12.2024\n", People, "31.12.2024"),
        ("Naam;E-mail;Lid tot\nAda Quist;a@x.example;\nBo Lind;b@x.example;2024-12-31\n", Members, "2024-12-31"),
        (
            "Name,Email,Employment status\nAda Quist,a@x.example,Full-time\nBo Lind,b@x.example,Terminated\n",
            People,
            "Terminated",
        ),
        (
            "Name,Email,Status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Former member\n",
            People,
            "Former member",
        ),
        (
            "Name,Email,Status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Pending start\n",
            People,
            "Pending start",
        ),
        (
            "Name,Email,Membership status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Removed by admin\n",
            Members,
            "Removed by admin",
        ),
        (
            "Name,Email,Membership status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,\"Invited, awaiting reply\"\n",
            Members,
            "Invited, awaiting reply",
        ),
        (
            "Name,Email,Membership status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Applied - under review\n",
            Members,
            "Applied - under review",
        ),
        (
            "Name,Email,Membership status\nAda Quist,a@x.example,Active\nBo Lind,b@x.example,Former (retired)\n",
            Members,
            "Former (retired)",
        ),
        ("Nom,Email,Statut\nAda Quist,a@x.example,Actif\nBo Lind,b@x.example,Démissionné\n", Members, "Démissionné"),
        ("Name,Email,Is Deceased\nAda Quist,a@x.example,No\nBo Lind,b@x.example,Yes\n", People, "Yes"),
        ("Name,Email,Enabled\nAda Quist,a@x.example,True\nBo Lind,b@x.example,False\n", People, "False"),
    ] {
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", list, kind);
        assert_eq!((done.report.accepted, done.report.held), (1, 1), "{list}\n{:?}", done.report.mapping);
        let issues = said(&done, "unfinished");
        assert!(matches!(issues.as_slice(), [(3, words)] if words.contains(expected)), "{list}\n{issues:?}");
        assert_eq!(said(&done, "unread-columns"), [], "{list}");
    }
    // A year that was paid for ends for all of them.
    let list = "Naam;E-mail;Lid tot\nAda Quist;a@x.example;2026-12-31\nBo Lind;b@x.example;2026-12-31\n";
    assert_eq!(taken(&mut blank(), "a.csv", list, Members).report.held, 0);
    // Nor does anybody leave on a day that never comes, or for what the word may mean besides.
    for list in [
        "Name;E-Mail;Austrittsdatum\nAda Quist;a@x.example;31.12.2027\nBo Lind;b@x.example;\n",
        "Name,Email,Member until\nAda Quist,a@x.example,2026-12-31\nBo Lind,b@x.example,\n",
        "Name,Email,Standing\nAda Quist,a@x.example,Archivist\nBo Lind,b@x.example,Former president\n",
        "Name,Email,Status\nAda Quist,a@x.example,Invited speaker\nBo Lind,b@x.example,Applied Mathematics\n",
        "Name,Email,Status\nAda Quist,a@x.example,Anciennement\nBo Lind,b@x.example,Applicant tracking\n",
        "Name;E-Mail;Austrittsdatum\nAda Quist;a@x.example;31.12.9999\nBo Lind;b@x.example;31.12.9999\n",
        "Name,Email,Disabled,Status\nAda Quist,a@x.example,Yes,Full-time\nBo Lind,b@x.example,No,Part-time\n",
    ] {
        assert_eq!(taken(&mut blank(), "a.csv", list, People).report.held, 0, "{list}");
    }
}
