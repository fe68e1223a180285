//! Which column names the nominee: where two may, rows wait; what a column holds beside the name is no part of it; and what follows
//! nobody plainly is said.

use super::{blank, looked, said, taken};
use unsung::app::importing::Imported;
use unsung::campaign::Campaign;
use unsung::intake::{self, Content, Draft, Field, Kind, ReadOptions};

const WHY: [&str; 3] = [
    "fixed the printer all night long again",
    "kept the shop open all week for us",
    "helped all of us as ever and then some more",
];

/// A list of three rows with a reason in each.
fn list(header: &str, rows: [&str; 3]) -> String {
    let lines: Vec<String> = rows.iter().zip(WHY).map(|(row, why)| row.replace("WHY", why)).collect();
    format!("{header}\n{}\n", lines.join("\n"))
}

fn fields(list: &str) -> String {
    let table = intake::read(list.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Nominations);
    let ids: Vec<&str> = mapping.columns.iter().map(|column| column.field.map_or("-", Field::id)).collect();
    ids.join(" ")
}

fn drafts(done: &Imported) -> Vec<Draft> {
    (0..done.table.rows.len()).filter_map(|place| done.drafts.draft(&done.table, place)).collect()
}

#[test]
fn whoever_filled_a_form_in_is_not_nominated_where_somebody_else_may_be() {
    let moments = ["3/14/2026 18:45:10", "3/15/2026 18:45:10", "3/16/2026 18:45:10"];
    let form = |header: &str, own: [&str; 3], theirs: [&str; 3]| {
        let rows = [0, 1, 2].map(|at| format!("{},{},{},WHY", moments[at], own[at], theirs[at]));
        list(&format!("Timestamp,{header},Why"), [&rows[0], &rows[1], &rows[2]])
    };
    let halves = ["Bo,Berg", "Cy,Moor", "Di,Park"];
    let whole = ["Bo Berg", "Cy Moor", "Di Park"];
    let theirs = ["Ada Quist", "Eva Ek", "Finn Holt"];
    for (header, own, open) in [
        ("First name,Last name,Nominee (manager)", halves, "“Nominee (manager)”"),
        ("First name,Last name,Manager", halves, "“First name”, “Last name”"),
        ("Employee,Nominee (manager)", whole, "“Employee”, “Nominee (manager)”"),
        ("Employee,Teammate", whole, "“Employee”, “Teammate”"),
        ("Name,Who is your favourite manager?", whole, "“Name”, “Who is your favourite manager?”"),
    ] {
        let list = form(header, own, theirs);
        let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
        assert_eq!((done.report.accepted, done.report.held), (0, 3), "{header}");
        let asked = said(&done, "no-name");
        let words = format!("names the nominee: {open}.");
        assert!(matches!(asked.as_slice(), [(0, message)] if message.contains(&words)), "{header}\n{asked:?}");
        // Halves alone are no full name.
        assert_eq!(asked[0].1.contains("“Nominee: given name”"), open.ends_with("“Last name”"), "{asked:?}");
    }
    // Of one other column of whole names it is plain, as beside a whole "Name".
    for other in ["Teammate", "Winner", "Employee of the year", "I vote for"] {
        let found = fields(&form(&format!("First name,Last name,{other}"), halves, theirs));
        assert_eq!(found, "received nominator nominator name reason", "{other}");
    }
    // Words in which somebody is named name nobody.
    let list = list(
        "Timestamp,First name,Last name,Who deserves our thanks and why",
        [
            "3/14/2026 18:45:10,Bo,Berg,Ada Quist WHY",
            "3/15/2026 18:45:10,Cy,Moor,Eva Ek WHY",
            "3/16/2026 18:45:10,Di,Park,Finn Holt WHY",
        ],
    );
    assert_eq!(fields(&list), "received - - reason");
    let plain =
        "Timestamp,Employee,Nominee's manager,Why\n3/14/2026 18:45:10,Ada Quist,Bo Berg,She ran for us all night\n";
    assert_eq!(fields(plain), "received name - reason");
}

#[test]
fn rows_wait_where_two_columns_may_name_the_nominee() {
    for (header, rows, open) in [
        (
            "Employee,Nominee (manager),Why",
            ["Bo Berg,Ada Quist,WHY", "Cy Moor,Eva Ek,WHY", "Di Park,Finn Holt,WHY"],
            "“Employee”, “Nominee (manager)”",
        ),
        (
            "Name,Team,Name 2,Team 2,Why",
            ["Ada Quist,IT,Bo Berg,HR,WHY", "Eva Ek,IT,Cy Moor,HR,WHY", "Finn Holt,IT,Di Park,HR,WHY"],
            "“Name”, “Name 2”",
        ),
        ("Name,Name2,Why", ["Ada Quist,Bo Berg,WHY", "Eva Ek,Cy Moor,WHY", "Finn Holt,Di Park,WHY"], "“Name”, “Name2”"),
        (
            "Your name,Manager of the Year,Rookie of the Year,Why",
            ["Bo Berg,Ada Quist,Gus Hay,WHY", "Cy Moor,Eva Ek,Hal Iby,WHY", "Di Park,Finn Holt,Ida Jo,WHY"],
            "“Manager of the Year”, “Rookie of the Year”",
        ),
        (
            "Your name,Manager of the Year,Why",
            ["Bo Berg,Ada Quist,WHY", "Cy Moor,Eva Ek,WHY", "Di Park,Finn Holt,WHY"],
            "“Manager of the Year”",
        ),
        // An address alone is no name, while it is open who has which.
        (
            "Name,Favourite colleague,Nominee email,Why",
            [
                "Bo Berg,Ada Quist,ada@x.example,WHY",
                "Cy Moor,Eva Ek,eva@x.example,WHY",
                "Di Park,Finn Holt,finn@x.example,WHY",
            ],
            "“Name”, “Favourite colleague”",
        ),
    ] {
        let list = list(header, rows);
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", &list, Kind::Nominations);
        assert_eq!((done.report.accepted, done.report.held, done.report.rejected), (0, 3, 0), "{header}");
        let asked = said(&done, "no-name");
        assert!(matches!(asked.as_slice(), [(0, message)] if message.contains(open)), "{header}\n{asked:?}");
        assert!(said(&done, "unread-columns").is_empty(), "{header}");
        // A list with the same headers waits as well, though the columns are remembered by then.
        let later = list.replace("Ada Quist", "Ada Moor");
        let done = looked(&campaign, "b.csv", &later, Kind::Nominations);
        assert_eq!((done.report.accepted, done.report.rejected), (0, 0), "{header}");
    }
}

#[test]
fn an_address_that_is_asked_for_twice_is_of_who_nominates() {
    for (header, own) in [
        ("Email Address,Nominee,Your work email (for contact)", "bo@x.example"),
        ("Email Address,Nominee,Your email", "private@y.example"),
        ("E-Mail-Adresse,Nominee,Submitter email", "bo@x.example"),
        ("Email,Nominee,Your email", "bo@x.example"),
    ] {
        let list = format!(
            "Timestamp,{header},Why\n3/14/2026 18:45:10,bo@x.example,Ada Quist,{own},{}\n3/15/2026 18:45:10,cy@x.example,Eva Ek,{own},{}\n",
            WHY[0], WHY[1]
        );
        let mut campaign = blank();
        let done = taken(&mut campaign, "a.csv", &list, Kind::Nominations);
        let ada = campaign.people().iter().find(|(_, person)| person.name == "Ada Quist").unwrap();
        assert!(ada.1.email.is_empty(), "{header}\n{:?}", done.report.mapping);
        assert_eq!(campaign.people().len(), 4, "{header}");
        // What the other column says besides is not lost without a word.
        let second = said(&done, "unread-columns").iter().any(|it| it.1.contains("second address"));
        assert!(second, "{header}");
    }
    // What no service wrote may be the nominee's.
    let list = format!(
        "Timestamp,Email,Nominee,Your email,Why\n3/14/2026 18:45:10,ada@x.example,Ada Quist,bo@x.example,{}\n",
        WHY[0]
    );
    assert_eq!(fields(&list), "received email name nominator_email reason");
}

#[test]
fn what_a_header_asks_for_beside_the_name_is_no_part_of_it() {
    let headers = [
        "Name and department of the nominee",
        "Nominee / team",
        "Nominee and department",
        "Nominee (name and department)",
        "Nom et service de la personne nominée",
        "Naam en afdeling van de genomineerde",
        "Name und Abteilung der nominierten Person",
    ];
    for header in headers {
        for (sign, end) in [(", ", ""), (" - ", ""), (" (", ")"), (" / ", ""), ("/", "")] {
            let cell = |name: &str| format!("\"{name}{sign}Network{end}\",Bo Berg,WHY");
            let list = list(
                &format!("{header},Your name,Why"),
                [&cell("Ada Quist"), &cell("Eva Ek"), "Finn Holt,Bo Berg,WHY"],
            );
            let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
            let people: Vec<(String, Option<String>)> = drafts(&done)
                .iter()
                .map(|draft| (draft.person().name.to_string(), draft.person().team.as_deref().map(str::to_owned)))
                .collect();
            let network = Some("Network".to_owned());
            let expected = [
                ("Ada Quist".to_owned(), network.clone()),
                ("Eva Ek".to_owned(), network),
                ("Finn Holt".to_owned(), None),
            ];
            assert_eq!(people, expected, "{header}: {sign}");
            assert_eq!((done.report.accepted, said(&done, "name-remark").len()), (3, 2), "{header}: {sign}");
            let others = drafts(&done).into_iter().any(|draft| match draft.content {
                Content::Nomination(it) => !it.others.is_empty(),
                _ => true,
            });
            assert!(!others && said(&done, "family-first").is_empty(), "{header}: {sign}");
        }
    }
    // Where it is open what belongs to the name, the row waits.
    for (header, cells, held) in [
        ("Nominee / team", ["Ada Quist, Bo Lind", "Eva Ek", "Finn Holt"], 1),
        ("Nominee / team", ["Quist, Ada", "Ek, Eva", "Holt, Finn"], 3),
        ("Nominee / team", ["Ada Quist Network", "Eva Ek Network", "Finn Holt"], 2),
        ("Nominee / team", ["Platform Support Team", "Customer Care Team", "Finn Holt"], 0),
        ("Nominee / team", ["João da Silva", "Maria da Silva", "Finn Holt"], 0),
        ("Nominee / team", ["De Vries, Ada", "Eva Ek, Network", "Finn Holt, Network"], 1),
        ("Department and name of the nominee", ["Service Desk, Ada Quist", "Service Desk, Eva Ek", "IT, Finn Holt"], 0),
        ("Nominee", ["Quist, Ada", "Ek, Eva", "Holt, Finn"], 0),
    ] {
        let rows = cells.map(|cell| format!("\"{cell}\",Bo Berg,WHY"));
        let list = list(&format!("{header},Your name,Why"), [&rows[0], &rows[1], &rows[2]]);
        let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
        assert_eq!((done.report.held, done.report.rejected), (held, 0), "{header}: {cells:?}");
    }
    // A column of its own comes first.
    let list = list(
        "Nominee / team,Team,Your name,Why",
        ["\"Ada Quist, Network\",Data,Bo Berg,WHY", "Eva Ek,Data,Bo Berg,WHY", "Finn Holt,Data,Bo Berg,WHY"],
    );
    let done = looked(&blank(), "a.csv", &list, Kind::Nominations);
    let first = drafts(&done).remove(0);
    assert_eq!((first.person().name.as_str(), first.person().team.as_deref()), ("Ada Quist", Some("Data")));
}

fn unread(campaign: &Campaign, list: &str, kind: Kind) -> String {
    let done = looked(campaign, "a.csv", list, kind);
    said(&done, "unread-columns").into_iter().map(|it| it.1).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_follows_who_nominates_and_who_stands_beside_is_said() {
    let rows = [
        "Ada Quist,ada@x.example,Bo Berg,bo@x.example,IT,Norway,WHY",
        "Eva Ek,eva@x.example,Cy Moor,cy@x.example,HR,Chile,WHY",
        "Finn Holt,finn@x.example,Di Park,di@x.example,HR,Chile,WHY",
    ];
    let words =
        unread(&blank(), &list("Nominee,Nominee email,Your name,Your email,Team,Country,Why", rows), Kind::Nominations);
    assert!(words.contains("“Team”, “Country” hold what may be said of the nominee or of who nominates"), "{words}");
    let rows = ["Ada Quist,Gus Hay,Bo Berg,WHY", "Eva Ek,Hal Iby,Cy Moor,WHY", "Finn Holt,Ida Jo,Di Park,WHY"];
    for header in ["Supervisor", "Manager", "Nominee's manager"] {
        let words = unread(&blank(), &list(&format!("Nominee,{header},Your name,Why"), rows), Kind::Nominations);
        assert_eq!(words, format!("“{header}” holds names of others and is not read."));
    }
    let words = unread(&blank(), &list("Nominee,Nominee (manager),Your name,Why", rows), Kind::Nominations);
    assert_eq!(words, "“Nominee (manager)” holds names of people and is not read.");
    // What goes into the record of who nominates says so.
    let table = "Nominee,Your name,Your team,Why\nAda Quist,Bo Berg,IT,She ran for us all night\n";
    let table = intake::read(table.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Nominations);
    assert_eq!(mapping.columns[2].reason, "Where whoever nominates works. It goes into their record.");
}

#[test]
fn numbers_under_words_that_only_begin_like_others_may_be_tickets() {
    for (header, is_said) in [("Notizen", true), ("Nodes", true), ("No", false), ("Lot nr", false), ("Price", false)] {
        let list = format!("Name,Email,{header}\nAda Quist,a@x.example,3\nBo Lind,b@x.example,2\n");
        let words = unread(&blank(), &list, Kind::Entries);
        assert_eq!(words.contains("small numbers"), is_said, "{header}: {words}");
    }
}
