//! Consents and refusals in lists as people keep them: answers in words of their own, remarks, conditions.

use super::*;
use crate::intake::drafts::{Maker, Sense};
use crate::intake::{Content, Draft, Issue, ReadOptions, State, propose, read};

pub(in crate::intake::drafts) fn drafts(list: &str, kind: Kind) -> (Mapping, Vec<Draft>, Vec<Issue>) {
    let table = read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let mut mapping = propose(&table, kind);
    mapping.accept_suggestions();
    let mut issues = Issues::default();
    let rules = Rules::default();
    let sense = Sense::new(&table, &mapping, kind, &rules, &mut issues);
    let mut maker = Maker::new(&sense, &rules);
    let rows = table.rows.iter().filter_map(|row| maker.make(row, &mut issues).ok()).collect();
    (mapping, rows, issues.finish())
}

/// What each row says: y, n, w for what was taken back, - for nothing; ? for a row that waits.
fn said(rows: &[Draft]) -> String {
    let of = |publish: Option<bool>, took_back: bool| match publish {
        Some(true) => 'y',
        Some(false) if took_back => 'w',
        Some(false) => 'n',
        None => '-',
    };
    let one = |row: &Draft| match (&row.state, &row.content) {
        (State::Held(_), _) => '?',
        (_, Content::Person(it)) => match it.consent {
            Some(ConsentState::Agreed) => 'y',
            Some(ConsentState::Refused) => 'n',
            Some(ConsentState::Withdrawn) => 'w',
            _ => '-',
        },
        (_, Content::Entry(it)) => of(it.publish_ok, it.took_back),
        (_, Content::Member(it)) => of(it.publish_ok, it.took_back),
        (_, Content::Thanks(it)) => of(it.publish_ok, false),
        (_, Content::Mishap(it)) => of(it.publish_ok, false),
        (_, Content::Nomination(_)) => '-',
    };
    rows.iter().map(one).collect()
}

pub(in crate::intake::drafts) fn messages(issues: &[Issue]) -> String {
    issues.iter().map(|it| it.message.as_str()).collect::<Vec<_>>().join("\n")
}

/// A list of people with these answers under one header.
fn people(header: &str, answers: &[&str]) -> String {
    let names = ["Ada Quist", "Bo Lind", "Cy Moor", "Di Park", "Ed Gumm"];
    let rows = names.iter().zip(answers).map(|(name, answer)| format!("{name},\"{answer}\"\n"));
    format!("Name,\"{header}\"\n{}", rows.collect::<String>())
}

#[test]
fn answers_in_words_of_their_own_are_told_and_a_no_among_them_counts() {
    for (header, answers, expected) in [
        (
            "May we publish your name?",
            &["Only internally", "No", "Only internally", "First name only", "Yes"][..],
            "-n--y",
        ),
        ("May we name you?", &["Yes", "No", "Yes, but only my first name", "Ask me later", "n/a"], "yn---"),
        ("OK to use your name?", &["👍", "👎", "Sure!", "Rather not", "absolutely not"], "yn-nn"),
    ] {
        let (_, rows, issues) = drafts(&people(header, answers), Kind::People);
        assert_eq!(said(&rows), expected, "{header}");
        let unclear = expected.chars().zip(answers).filter(|(said, answer)| *said == '-' && **answer != "n/a").count();
        assert_eq!(issues.len(), unclear, "{header}: {}", messages(&issues));
    }
    // What is not read is named.
    for (header, answers, words) in [
        (
            "Name release",
            &["Granted", "Revoked", "Pending"][..],
            "“Name release” holds answers to a question for a consent, a no",
        ),
        (
            "How may we show you?",
            &["Full name", "Not at all", "Code name"],
            "“How may we show you?” holds answers to a question",
        ),
    ] {
        let (_, _, issues) = drafts(&people(header, answers), Kind::People);
        assert!(messages(&issues).starts_with(words), "{header}: {}", messages(&issues));
    }
    // Other columns with such words are not.
    for (header, answers) in [
        ("Printer", &["Laser", "Ink"][..]),
        ("Name to print", &["Ada Quist", "Bo Lind"]),
        ("Display name", &["Ada Q", "Bo L"]),
        ("Agreement number", &["A-12", "A-13"]),
        ("Which printer do you use?", &["Laser", "none"]),
    ] {
        let (_, rows, issues) = drafts(&people(header, answers), Kind::Members);
        assert!(said(&rows) == "--" && !messages(&issues).contains("consent"), "{header}: {}", messages(&issues));
    }
}

#[test]
fn a_cross_among_answers_in_words_is_no_yes() {
    let header = "Dürfen wir Ihren Namen veröffentlichen?";
    assert_eq!(said(&drafts(&people(header, &["Ja", "Nein", "x", "Ja"]), Kind::People).1), "yn-y");
    // Where nobody says no in words, a cross is what was ticked.
    assert_eq!(said(&drafts(&people(header, &["Ja", "x", "x", "Ja"]), Kind::People).1), "yyyy");
}

#[test]
fn a_remark_that_takes_a_consent_back_makes_the_yes_beside_it_not_count() {
    let list = "Name,Email,Consent to publish name,Remarks\n\
        Ada Quist,a@x.example,Yes,thanks!\n\
        Bo Lind,b@x.example,Yes,consent withdrawn\n\
        Cy Moor,c@x.example,Yes,withdrawn\n\
        Di Park,d@x.example,Yes,does not want to be named\n\
        Ed Gumm,e@x.example,No,does not want to be named\n\
        Flo Hart,f@x.example,,left in May\n";
    let (_, rows, issues) = drafts(list, Kind::People);
    assert_eq!(said(&rows), "yw-nn-");
    let lines: Vec<Option<u64>> = issues.iter().map(|it| it.line).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5)], "{}", messages(&issues));
    // Notes are read, and heard all the same.
    let (mapping, rows, _) = drafts(&list.replace("Remarks", "Notes"), Kind::People);
    assert_eq!((mapping.columns_of(Field::Notes), said(&rows).as_str()), (vec![3], "yw-nn-"));
    let (_, rows, _) = drafts(&list.replace("Remarks", "Status"), Kind::People);
    assert_eq!(said(&rows).get(2..3), Some("-"), "a state of a consent, perhaps");
    let entries = "Timestamp,Name,Email,May we publish your name?,Comments\n\
        2026/03/01 9:15:22,Ada Quist,a@x.example,Yes,See you there\n\
        2026/03/01 9:15:23,Bo Lind,b@x.example,Yes,Please do not publish my name after all\n\
        2026/03/01 9:15:24,Cy Moor,c@x.example,Yes,I withdraw my consent\n";
    assert_eq!(said(&drafts(entries, Kind::Entries).1), "ynw");
}

#[test]
fn what_is_told_is_kept_back_where_its_author_says_no() {
    let mishaps = "Timestamp,Name,What happened?,Which device?,May we publish this?\n\
        1/3/2026 10:05,Ann Lee,The cat mailed the whole company twice and nobody noticed.,Laptop,only anonymously\n\
        13/3/2026 10:05,Bo Ray,I poured soup into the printer and it printed noodles.,Printer,no\n";
    let (_, rows, issues) = drafts(mishaps, Kind::Mishaps);
    assert_eq!(said(&rows), "-n");
    assert!(messages(&issues).contains("“only anonymously” is neither yes nor no"), "{}", messages(&issues));
    let french = "Horodateur;Nom;Que s'est-il passé ?;Peut-on publier cette histoire ?\n\
        1/3/2026 10:05;Ann Lee;Le chat a marché sur le clavier et a écrit à toute la boîte.;Oui mais anonyme\n\
        13/3/2026 10:05;Bo Ray;J'ai versé la soupe dans l'imprimante.;Surtout pas\n";
    let (_, rows, _) = drafts(french, Kind::Mishaps);
    assert_eq!(said(&rows), "-n");
    let Content::Mishap(second) = &rows[1].content else { panic!("{rows:?}") };
    assert_eq!(second.story, "J'ai versé la soupe dans l'imprimante.");
    let thanks = "Your name,To whom?,Message,Show on the wall?\n\
        Ann Lee,Bo Ray,Thanks a lot for everything,Only show it to Bo\n\
        Cy Poe,Di Fox,Cheers mate,No\n\
        Ed Gum,Di Fox,Cheers,First name only\n";
    assert_eq!(said(&drafts(thanks, Kind::Thanks).1), "-n-");
}

#[test]
fn what_is_for_a_few_is_not_published() {
    let list = "Giver,Receiver,Message,Privacy\n\
        Ann Lee,Bo Ray,Thanks a lot for everything,public\n\
        Cy Poe,Di Fox,Cheers mate,private\n";
    let (_, rows, issues) = drafts(list, Kind::Thanks);
    assert_eq!(said(&rows), "-n");
    assert!(messages(&issues).contains("“Privacy” says “private” or the like in 1 row: what they tell is kept back"));
    let list = "Nominee,Nominated by,Why?,Visibility\nAnn Lee,Bo Ray,Calm and kind,Private\n";
    let (_, _, issues) = drafts(list, Kind::Nominations);
    assert!(messages(&issues).contains("“Visibility” says “Private”"), "{}", messages(&issues));
}

#[test]
fn how_far_a_message_may_be_seen_is_no_part_of_it() {
    for (header, cells, expected) in [
        ("Message visibility", ["Everyone", "Only the recipient"], "-n"),
        ("Is your message public or private?", ["Public", "Private"], "-n"),
        ("Who can see this message?", ["Everyone", "Just for the team"], "-n"),
        ("Sichtbarkeit der Nachricht", ["Alle", "Nur Empfänger"], "-n"),
        ("Autoriza a publicação da sua mensagem?", ["Sim, autorizo", "Não autorizo"], "-n"),
        ("Podemos publicar a sua mensagem?", ["Sim", "Melhor não"], "yn"),
        ("Autorizza la pubblicazione del messaggio?", ["Autorizzo", "Non autorizzo"], "yn"),
        ("Mogen we je bericht publiceren?", ["Ja hoor", "Liever niet"], "-n"),
    ] {
        let list = format!(
            "To,From,Message,{header}\nInes Faro,Joao Silva,Obrigado por tudo isso e mais,\"{}\"\n\
             Tom Ode,Bea Paz,Muito bom trabalho na equipa,\"{}\"\n",
            cells[0], cells[1]
        );
        let (_, rows, issues) = drafts(&list, Kind::Thanks);
        let last = |text: &str| text.ends_with("na equipa");
        let Some(Content::Thanks(second)) = rows.last().map(|row| &row.content) else { panic!("{header}") };
        assert!(last(&second.message), "{header}: {}", second.message);
        let found = said(&rows);
        assert_eq!(found.get(1..), expected.get(1..), "{header}: {found} {}", messages(&issues));
    }
    // A message for one pair of eyes is a message.
    let list = "To,From,Private message\nInes Faro,Joao Silva,Thank you\nTom Ode,Bea Paz,Great work\n";
    let Some(Content::Thanks(it)) = drafts(list, Kind::Thanks).1.pop().map(|row| row.content) else { panic!() };
    assert_eq!(&*it.message, "Great work");
}

#[test]
fn a_column_of_times_is_read_although_some_are_none() {
    let list = "Timestamp,Nominee,Why?\n11/13/2026 9:00:11,Bo Lind,Calm\nlast week,Ada Quist,Kind\n11/15/2026 9:00:11,Cy Moor,Quick\n";
    let (_, rows, issues) = drafts(list, Kind::Nominations);
    let received = |row: &Draft| match &row.content {
        Content::Nomination(it) => it.received.as_ref().is_some_and(|it| it.at.is_some()),
        _ => false,
    };
    assert_eq!(rows.iter().map(received).collect::<Vec<_>>(), [true, false, true]);
    assert!(messages(&issues).contains("“last week” is not a date"), "{}", messages(&issues));
}

#[test]
fn points_are_no_answers() {
    let list = "To,From,Message,Points\nInes Faro,Joao Silva,Thank you,50\nTom Ode,Bea Paz,Great work,0\n\
        Uma Ode,Cy Paz,Good work,0\n";
    let said = messages(&drafts(list, Kind::Thanks).2);
    assert!(!said.contains("Points"), "{said}");
}

#[test]
fn what_stands_for_another_line_names_nobody_and_is_nobodys_team() {
    let list = "Nominee,Team,Nominated by,Why?\nAda Quist,Network,Bo Lind,Calm\nsee row 1,dito,ditto,Kind\n\
        Untitled,Desk,Bo Lind,Quick\n特になし,Desk,Bo Lind,Fast\n";
    let (_, rows, issues) = drafts(list, Kind::Nominations);
    assert_eq!(self::said(&rows), "-???");
    let said = messages(&issues);
    assert!(said.contains("“see row 1” stands in the place of a name"), "{said}");
    assert!(said.contains("“ditto” stands for the name in another line"), "{said}");
    let list =
        "Name,Team,Email\nAda Quist,Network,a@x.example\nBo Lind,\"\"\"\",b@x.example\nCy Moor,as above,c@x.example\n";
    let (_, rows, issues) = drafts(list, Kind::People);
    let team = |row: &Draft| match &row.content {
        Content::Person(it) => it.person.team.as_deref().map(str::to_owned),
        _ => None,
    };
    assert_eq!(rows.iter().map(team).collect::<Vec<_>>(), [Some("Network".into()), None, None]);
    assert!(messages(&issues).contains("“as above” stands for what another line says"), "{}", messages(&issues));
}

#[test]
fn two_whole_names_who_nominate_are_no_name_turned_round() {
    let list = "Nominee,Nominated by,Why?\nRosa Lund,\"Ada Lo, Bo Ek\",Calm\nHal Ng,Cy Moor,Kind\n";
    let said = messages(&drafts(list, Kind::Nominations).2);
    assert!(said.contains("“Ada Lo, Bo Ek” may be 2 people") && !said.contains("Bo Ek Ada Lo"), "{said}");
    for name in ["\"Ada Lo, Bo Ek\"", "Cy & Di Poe", "Ada Lo and Bo Ek"] {
        let said =
            messages(&drafts(&format!("Name,Email\nFlo Hart,f@x.example\n{name},a@x.example\n"), Kind::People).2);
        assert!(said.contains("may be 2 people in one row"), "{name}: {said}");
    }
}

#[test]
fn who_is_mentioned_is_called_so_without_the_sign() {
    let list = "Name,Email\n@Ada Lo,a@x.example\n@bo,b@x.example\n";
    let (_, rows, issues) = drafts(list, Kind::People);
    let name = |row: &Draft| match &row.content {
        Content::Person(it) => it.person.name.to_string(),
        _ => String::new(),
    };
    assert_eq!(rows.iter().map(name).collect::<Vec<_>>(), ["Ada Lo", "@bo"]);
    assert!(messages(&issues).contains("“@Ada Lo” mentions “Ada Lo”"), "{}", messages(&issues));
}

#[test]
fn rows_between_two_quotes_that_are_signs_are_not_lost() {
    let list = "Name,Team,Email\nRosa Lund,IT,r@x.example\nBo Ek,\",b@x.example\nCy Poe,Net,c@x.example\n\
        Di Fox,\",d@x.example\nEd Gum,IT,e@x.example\n";
    assert_eq!(said(&drafts(list, Kind::People).1), "-?-");
}

#[test]
fn titles_above_a_list_without_a_header_wait() {
    let rows = "LISTA DE HEROES 2026,,\n(actualizada 3/2),,\n,,\nMaria Ruiz,Soporte,m@x.example\nPepe Gil,,p@x.example\n\
        Ana Paz,Red,\nLuz Sol,Red,l@x.example\n";
    let (_, rows, _) = drafts(rows, Kind::People);
    assert_eq!(said(&rows).matches('?').count(), 2, "{}", said(&rows));
}

#[test]
fn a_condition_that_is_refused_in_a_sentence_holds_the_row() {
    for (header, met, refused) in [
        ("I agree to the terms", "I agree", "I do not agree"),
        ("I agree to the terms", "Agreed", "Not agreed"),
        ("Accetto il regolamento", "Accetto", "Non accetto"),
        ("J'accepte le règlement", "J'accepte", "Je n'accepte pas"),
        ("Ich akzeptiere die Teilnahmebedingungen", "Ja, ich akzeptiere", "Nein, ich akzeptiere nicht"),
        ("Terms and conditions", "Accepted", "Declined"),
        ("Are you 18 or older?", "I am 18 or older", "I am under 18"),
        ("How old are you?", "18 or over", "Under 18"),
    ] {
        let list = format!(
            "Timestamp,Name,Email,{header}\n2026/03/01 9:15:22,Ada Quist,a@x.example,\"{met}\"\n\
             2026/03/01 9:16:22,Bo Lind,b@x.example,\"{refused}\"\n"
        );
        let (_, rows, issues) = drafts(&list, Kind::Entries);
        assert_eq!(said(&rows), "-?", "{header}: {}", messages(&issues));
        assert_eq!(issues.len(), 1, "{header}: {}", messages(&issues));
    }
    // Nobody is left out for their data, and it is said.
    let list = "Timestamp,Name,Email,I consent to the processing of my personal data\n\
        2026/03/01 9:15:22,Ada Quist,a@x.example,I consent\n2026/03/01 9:16:22,Bo Lind,b@x.example,I do not consent\n";
    let (_, rows, issues) = drafts(list, Kind::Entries);
    assert_eq!(said(&rows), "--");
    assert!(messages(&issues).contains("holds answers, a no among them,"), "{}", messages(&issues));
}

#[test]
fn names_that_are_struck_out_wait() {
    let list = "Name,Email\nRae Moss - WITHDRAWN,r@x.example\nBo Lind (do not contact),b@x.example\n\
        ~~Cy Moor~~,c@x.example\nDi Park - left June 2026,d@x.example\nEd Gumm †,e@x.example\n\
        Flo Hart (deceased),f@x.example\nGil Left-Hand,g@x.example\nIda Su (Network),i@x.example\n";
    assert_eq!(said(&drafts(list, Kind::People).1), "??????--");
    let list = "Nominee,Nominated by,Why?\nRae Moss - WITHDRAWN,Bo Lind,Calm and kind\nAda Quist,Bo Lind,Good\n";
    assert_eq!(said(&drafts(list, Kind::Nominations).1), "?-");
}

#[test]
fn second_addresses_and_days_of_leaving_a_list_of_mail_are_named() {
    let list = "Name,E-mail 1 - Value,E-mail 2 - Value,UNSUB_TIME\n\
        Ada Quist,a@x.example,a@y.example,2026-03-04 10:00:00\nBo Lind,b@x.example,,\n";
    let (_, _, issues) = drafts(list, Kind::People);
    let said = messages(&issues);
    assert!(said.contains("“E-mail 2 - Value” holds a second address"), "{said}");
    assert!(said.contains("“UNSUB_TIME” holds what may be consents that were taken back"), "{said}");
}
