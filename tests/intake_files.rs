//! Every sample file through the public door: how it is read, what its columns become, which people and dates come out.

mod drafted;

use drafted::Drafts;
use unsung::intake::{
    self, Content, DateOrder, Encoding, EntryMethod, Field, IssueKind, Kind, Mapping, ReadOptions, Rules, Source, Table,
};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/csv/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn table(name: &str) -> Table {
    intake::read(&file(name), &ReadOptions::default()).unwrap()
}

fn all(name: &str, kind: Kind) -> (Table, Mapping, Drafts) {
    let table = table(name);
    let mapping = intake::propose(&table, kind);
    let drafts = drafted::drafts(&table, &mapping, kind, &Rules::default()).unwrap();
    assert_eq!(drafts.read, drafts.accepted + drafts.held + drafts.rejected);
    assert_eq!(drafts.rows.len() + drafts.rejects.len(), table.rows.len());
    (table, mapping, drafts)
}

fn names(drafts: &Drafts) -> Vec<&str> {
    drafts.rows.iter().map(|d| d.person().name.as_str()).collect()
}

fn fields(mapping: &Mapping) -> Vec<&'static str> {
    mapping.columns.iter().map(|c| c.field.map_or("-", Field::id)).collect()
}

fn kinds(drafts: &Drafts) -> Vec<(Option<u64>, IssueKind)> {
    drafts.issues.iter().map(|i| (i.line, i.kind)).collect()
}

#[test]
fn google_sheets_nominations() {
    let (table, mapping, drafts) = all("google_sheets_nominations.csv", Kind::Nominations);
    assert_eq!((table.source, table.encoding, table.delimiter), (Source::GoogleSheets, Encoding::Utf8, b','));
    assert_eq!(table.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 6, 7, 8, 9, 10]);
    assert_eq!(table.headers[6], "Why?");
    assert_eq!(table.headers[8], "Why? (2)");
    assert_eq!(table.raw_headers[6], "Why? ");
    assert_eq!(
        fields(&mapping),
        ["received", "nominator_email", "name", "email", "team", "award", "reason", "story", "reason", "-"]
    );
    let reason = |i: usize| mapping.columns[i].reason.as_str();
    assert_eq!(reason(1), "All 6 values are e-mail addresses.");
    assert_eq!(reason(3), "5 of 6 values are e-mail addresses.");
    assert_eq!(reason(4), "Header words “team”, “department”.");
    assert!(reason(0).contains("Month first: one value has 13 in second place."), "{}", reason(0));
    assert!(reason(2).contains("“full name”") && reason(2).contains("nominating”"), "{}", reason(2));
    assert!(reason(5).contains("Ticks joined by “, ”."), "{}", reason(5));
    assert!(reason(7).contains("Longest text in the file."), "{}", reason(7));
    assert_eq!(reason(8), "Same header as column 7; joined in order.");
    // A consent is asked for, never assumed.
    assert_eq!(mapping.columns[9].suggested, Some(Field::Contact));
    assert_eq!(mapping.undecided(), [9]);

    assert_eq!((drafts.read, drafts.accepted), (6, 6));
    assert_eq!(
        names(&drafts),
        [
            "Sabine Okonjo",
            "sabine okonjo",
            "Okonjo, Sabine",
            "Thibauld Münchhausen",
            "Thibauld Münchhausen",
            "Marco Self"
        ]
    );
    let nominations: Vec<_> = drafts
        .rows
        .iter()
        .map(|d| match &d.content {
            Content::Nomination(n) => n,
            other => panic!("{other:?}"),
        })
        .collect();
    let moments: Vec<String> =
        nominations.iter().map(|n| n.received.as_ref().unwrap().at.unwrap().to_string()).collect();
    assert_eq!(moments[0], "2025-11-03T09:02:11");
    assert_eq!(moments[3], "2025-11-04T00:06:16");
    assert_eq!(moments[5], "2025-02-13T08:00:00");
    assert_eq!(*nominations[0].awards, ["IT Savior", "People’s Thank-You"]);
    assert_eq!(nominations[0].nominator.email.as_deref(), Some("ann.field@example.org"));
    assert!(nominations[0].story.starts_with("The payroll server died at 17:40 on a Friday.\n\nSabine stayed"));
    assert!(nominations[0].story.ends_with("\"Nobody noticed\" — which is the point."));
    assert_eq!(nominations[1].reason, "Calm\nTwice!");
    assert_eq!(nominations[3].reason, "=) he is great\n+1");
    assert_eq!(nominations[0].contact_ok, None);
    let answers: Vec<_> = nominations[0].answers.iter().collect();
    assert_eq!(answers.len(), 10);
    assert_eq!(answers[9], ("May we contact the nominee about this nomination?".into(), "Yes"));

    let seen = kinds(&drafts);
    assert!(seen.contains(&(Some(9), IssueKind::LooksLikeResend)), "{seen:?}");
    assert!(seen.contains(&(Some(10), IssueKind::SelfNomination)));
    assert!(seen.contains(&(Some(7), IssueKind::NoWords)));
    let spellings = drafts.issues.iter().find(|i| i.kind == IssueKind::Spellings).unwrap();
    assert_eq!(spellings.to_string(), "Lines 2, 6, 7: 3 spellings, probably one person: Sabine Okonjo.");
}

#[test]
fn a_suggested_consent_is_read_once_it_is_accepted() {
    let table = table("google_sheets_nominations.csv");
    let mut mapping = intake::propose(&table, Kind::Nominations);
    mapping.accept_suggestions();
    assert!(mapping.undecided().is_empty());
    let drafts = drafted::drafts(&table, &mapping, Kind::Nominations, &Rules::default()).unwrap();
    let consents: Vec<_> = drafts
        .rows
        .iter()
        .map(|d| match &d.content {
            Content::Nomination(n) => n.contact_ok,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(consents, [Some(true), Some(true), Some(false), Some(true), None, Some(true)]);
}

#[test]
fn sweepstake_entrants() {
    let (_, mapping, drafts) = all("sweepstake_entrants.csv", Kind::Entries);
    assert_eq!(
        fields(&mapping),
        [
            "reference",
            "received",
            "method",
            "name",
            "email",
            "country",
            "region",
            "birth",
            "referred_by",
            "bonus",
            "publish"
        ]
    );
    assert_eq!((drafts.read, drafts.accepted, drafts.held, drafts.rejected), (10, 10, 0, 0));
    let entries: Vec<_> = drafts
        .rows
        .iter()
        .map(|d| match &d.content {
            Content::Entry(e) => e,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(entries[0].person.birth.unwrap().to_string(), "1990-04-02");
    assert_eq!(entries[0].received.as_ref().unwrap().at.unwrap().to_string(), "2025-11-01T09:00:00");
    assert_eq!(entries[0].received.as_ref().unwrap().zone.as_deref(), Some("Z"));
    assert_eq!(entries[2].method, EntryMethod::Post);
    assert_eq!(entries[2].publish_ok, Some(false));
    assert_eq!(entries[1].bonus, 1);
    assert_eq!(entries[1].referred_by.as_deref(), Some("ann.field@example.com"));
    assert_eq!(entries[7].person.country, Some("CA"));
    assert_eq!(entries[9].received.as_ref().unwrap().at.unwrap().to_string(), "2025-11-04T00:00:00");
    assert!(kinds(&drafts).contains(&(Some(10), IssueKind::RepeatedId)));
}

#[test]
fn excel_from_germany() {
    let (table, mapping, drafts) = all("excel_de_semicolon_cp1252.csv", Kind::Nominations);
    assert_eq!((table.encoding, table.delimiter, table.source), (Encoding::Windows1252, b';', Source::Excel));
    assert_eq!(table.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(fields(&mapping), ["given", "family", "email", "-", "birth", "reason"]);
    assert_eq!(names(&drafts), ["Jürgen Weiß", "Amélie Straßer"]);
    let births: Vec<String> = drafts.rows.iter().map(|d| d.person().birth.unwrap().to_string()).collect();
    assert_eq!(births, ["1979-11-03", "1990-01-13"]);
    let Content::Nomination(second) = &drafts.rows[1].content else { panic!() };
    assert_eq!(second.reason, "Zeile eins\nZeile zwei");
}

#[test]
fn names_torture() {
    let (_, mapping, drafts) = all("names_torture.csv", Kind::People);
    assert_eq!(mapping.field(0), Some(Field::Name));
    assert_eq!((drafts.read, drafts.accepted, drafts.rejected), (22, 21, 1));
    assert_eq!(drafts.rejects[0].row.line, 20);
    let names = names(&drafts);
    for expected in [
        "Ng",
        "O",
        "Steve D’Onald",
        "Steve D'Onald",
        "Siôn ŵyn",
        "王小明",
        "مريم العلي",
        "अनिता शर्मा",
        "Zoë 🦸🏽‍♀️",
        "Nguyễn Thị Hằng",
        "Padded Name",
        "evil name",
        "Ann Field",
        "CON",
    ] {
        assert!(names.contains(&expected), "{expected} is not in {names:?}");
    }
    assert_eq!(names.iter().map(|n| n.chars().count()).max(), Some(240));
    let hidden: Vec<_> =
        drafts.issues.iter().filter(|i| i.kind == IssueKind::HiddenCharacter).filter_map(|i| i.line).collect();
    assert_eq!(hidden, [17, 18]);
}

#[test]
fn formulas_are_text() {
    let (_, _, drafts) = all("csv_injection.csv", Kind::People);
    assert_eq!((drafts.read, drafts.accepted), (9, 9));
    assert_eq!(names(&drafts)[0], "=1+1");
    assert_eq!(names(&drafts)[7], "Ann;=1+1");
    assert!(drafts.issues.iter().filter(|i| i.kind == IssueKind::OddName).count() >= 5);
}

#[test]
fn dates_are_asked_for_once_and_entries_wait() {
    let bytes = b"Entry ID,Received,Name\n1,3/4/2025,Ann\n2,5/6/2025,Bo\n3,7/7/2025,Cy\n";
    let table = intake::read(bytes, &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Entries);
    let open = drafted::drafts(&table, &mapping, Kind::Entries, &Rules::default()).unwrap();
    assert_eq!((open.accepted, open.held), (1, 2));
    assert_eq!(open.issues.iter().filter(|i| i.kind == IssueKind::AmbiguousDate).count(), 1);
    assert!(open.dates[0].ask);
    let rules = Rules { date_order: Some(DateOrder::DayFirst), ..Rules::default() };
    let decided = drafted::drafts(&table, &mapping, Kind::Entries, &rules).unwrap();
    assert_eq!((decided.accepted, decided.held), (3, 0));
    let Content::Entry(first) = &decided.rows[0].content else { panic!() };
    assert_eq!(first.received.as_ref().unwrap().at.unwrap().to_string(), "2025-04-03T00:00:00");
    assert_eq!(first.received.as_ref().unwrap().text, "3/4/2025");
}
