//! One small file per trap that real exports set: form services, Excel in its moods, old Macs, five languages, damage.

mod drafted;

use drafted::Drafts;
use unsung::intake::{
    self, Content, Encoding, EntryMethod, Field, IntakeError, IssueKind, Kind, Mapping, NominationDraft, ReadOptions,
    Rules, Source, Table,
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
    (table, mapping, drafts)
}

fn names(drafts: &Drafts) -> Vec<&str> {
    drafts.rows.iter().map(|d| d.person().name.as_str()).collect()
}

fn fields(mapping: &Mapping) -> String {
    mapping.columns.iter().map(|c| c.field.map_or("-", Field::id)).collect::<Vec<_>>().join(" ")
}

fn nominations(drafts: &Drafts) -> Vec<&NominationDraft> {
    drafts
        .rows
        .iter()
        .map(|d| match &d.content {
            Content::Nomination(n) => n.as_ref(),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn received(drafts: &Drafts) -> Vec<String> {
    nominations(drafts).iter().map(|n| n.received.as_ref().unwrap().at.unwrap().to_string()).collect()
}

fn has(drafts: &Drafts, line: u64, kind: IssueKind) -> bool {
    drafts.issues.iter().any(|i| i.line == Some(line) && i.kind == kind)
}

#[test]
fn google_forms_direct() {
    let (table, mapping, drafts) = all("google_forms_direct.csv", Kind::Nominations);
    assert_eq!(table.source, Source::GoogleForms);
    assert_eq!(fields(&mapping), "received nominator_email name award reason");
    assert_eq!(names(&drafts), ["Sabine Okonjo", "Jürgen Weiß"]);
    assert_eq!(*nominations(&drafts)[0].awards, ["IT Savior", "People’s Thank-You"]);
    assert_eq!(received(&drafts), ["2022-06-22T11:07:29", "2022-06-23T13:05:00"]);
    assert_eq!(nominations(&drafts)[0].received.as_ref().unwrap().zone.as_deref(), Some("AST"));
}

#[test]
fn microsoft_forms() {
    let (table, mapping, drafts) = all("ms_forms_cp1252.csv", Kind::Nominations);
    assert_eq!((table.source, table.encoding), (Source::MicrosoftForms, Encoding::Windows1252));
    assert_eq!(table.headers[5], "Who would you like to nominate?");
    assert_eq!(table.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(fields(&mapping), "reference - received nominator_email nominator name award reason reason");
    assert_eq!(names(&drafts), ["Amélie Straßer", "Jürgen Weiß"]);
    let rows = nominations(&drafts);
    assert_eq!(*rows[0].awards, ["IT Savior", "Troubleshooter"]);
    assert_eq!(rows[0].nominator.email, None);
    assert!(!has(&drafts, 3, IssueKind::BadEmail));
    assert_eq!((rows[1].nominator.name.as_str(), rows[1].reason.as_str()), ("Bo Reyes", "Café hero"));
    assert_eq!(rows[0].reason, "She answers.\nTwice!");
    assert_eq!(received(&drafts), ["2025-11-03T09:02:11", "2025-11-14T09:02:11"]);
}

#[test]
fn typeform() {
    let (table, mapping, drafts) = all("typeform.csv", Kind::Nominations);
    assert_eq!(table.source, Source::Typeform);
    assert_eq!(names(&drafts), ["Sabine Okonjo", "Bo Reyes"]);
    assert_eq!(mapping.field(7), Some(Field::Received));
    assert_eq!(received(&drafts), ["2025-11-03T09:02:11", "2025-11-04T10:05:00"]);
    assert_eq!(nominations(&drafts)[0].nominee.email.as_deref(), Some("s.okonjo@example.org"));
    assert_eq!(mapping.field(5), Some(Field::Story));
    // One column per choice.
    assert_eq!((mapping.field(3), mapping.field(4)), (Some(Field::Award), Some(Field::Award)));
    assert_eq!(mapping.columns[3].reason, "Its only value is its own header, as ticks have it.");
    assert_eq!(*nominations(&drafts)[0].awards, ["IT Savior"]);
    assert_eq!(*nominations(&drafts)[1].awards, ["Troubleshooter"]);
}

#[test]
fn survey_monkey_with_two_header_rows_from_an_old_mac() {
    let (table, mapping, drafts) = all("surveymonkey_macroman.csv", Kind::Nominations);
    assert_eq!((table.source, table.encoding), (Source::SurveyMonkey, Encoding::MacRoman));
    assert_eq!(table.header_rows, 2);
    assert_eq!(table.headers[4], "Who is your hero?");
    assert!(table.headers[5].starts_with("Please tell us in your own words") && table.headers[5].len() > 250);
    assert_eq!(table.headers[6], "Which awards fit? IT Savior");
    assert_eq!(table.headers[7], "Which awards fit? Troubleshooter");
    assert_eq!(table.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(names(&drafts), ["Jürgen Müller", "Amélie Noël"]);
    assert_eq!(mapping.field(5), Some(Field::Story));
    assert_eq!(nominations(&drafts)[0].story, "Er kam um 3 Uhr früh – “einfach so”");
    assert_eq!(*nominations(&drafts)[1].awards, ["Troubleshooter", "Café"]);
}

#[test]
fn qualtrics_with_three_header_rows() {
    let (table, mapping, drafts) = all("qualtrics.csv", Kind::Nominations);
    assert_eq!((table.source, table.header_rows), (Source::Qualtrics, 3));
    assert!(table.headers[4].contains("Who is your hero?"), "{:?}", table.headers);
    assert_eq!(names(&drafts), ["Sabine Okonjo", "Bo Reyes"]);
    assert_eq!(mapping.field(5), Some(Field::Story));
}

#[test]
fn eventbrite() {
    let (table, mapping, drafts) = all("eventbrite.csv", Kind::Entries);
    assert_eq!(table.source, Source::Eventbrite);
    assert_eq!(fields(&mapping), "reference received given family email tickets - status country");
    assert_eq!(names(&drafts), ["Ann Field", "Bo Field", "Ed Nuss"]);
    assert_eq!((drafts.accepted, drafts.rejected), (3, 2));
    assert!(has(&drafts, 4, IssueKind::NotAttending) && has(&drafts, 5, IssueKind::NotAttending));
    assert!(drafts.rejects[0].reason.contains("Refunded"));
}

#[test]
fn mailchimp() {
    let (table, mapping, drafts) = all("mailchimp.csv", Kind::People);
    assert_eq!(table.source, Source::Mailchimp);
    assert_eq!(fields(&mapping), "email given family address - - - - notes tags");
    assert_eq!(names(&drafts), ["Ann Field", "Bo Reyes"]);
    assert_eq!(drafts.rows[0].person().address.as_deref(), Some("01234"));
    assert_eq!(table.rows[0].cell(9), "\"IT\",\"Night shift\"");
}

#[test]
fn excel_in_its_moods() {
    let sep = table("excel_sep_line.csv");
    assert!(sep.sep_line && sep.delimiter == b';' && sep.encoding == Encoding::Windows1252);
    assert_eq!((sep.header_line, sep.rows[0].line), (Some(2), 3));
    assert_eq!(&sep.headers[..], ["Name", "Größe", "Begründung"]);
    assert_eq!(sep.rows[0].cell(2), "Rettet; immer");

    let bom = table("excel_sep_line_bom.csv");
    assert!(bom.sep_line && bom.encoding == Encoding::Utf8Bom);
    assert_eq!(bom.headers[0], "Name");
    assert_eq!(bom.rows[0].cell(1), "Kann, was er soll");

    let (unicode, _, drafts) = all("excel_unicode_text.txt", Kind::People);
    assert_eq!((unicode.encoding, unicode.delimiter, unicode.source), (Encoding::Utf16Le, b'\t', Source::Excel));
    assert_eq!(names(&drafts), ["Jürgen Weiß", "王小明"]);
    assert_eq!(drafts.rows[0].person().birth.unwrap().to_string(), "1979-11-03");

    let (big_endian, _, drafts) = all("utf16be_no_bom.csv", Kind::People);
    assert_eq!(big_endian.encoding, Encoding::Utf16Be);
    assert_eq!(names(&drafts), ["Zoë Noël", "José Álvarez"]);

    let (french, mapping, drafts) = all("excel_utf8_bom.csv", Kind::People);
    assert_eq!((french.encoding, french.source), (Encoding::Utf8Bom, Source::Excel));
    assert_eq!(fields(&mapping), "family given email country birth");
    assert_eq!(names(&drafts), ["Amélie Noël", "Jean Dupont"]);
    assert_eq!(drafts.rows[0].person().country, Some("DE"));
    // The 13 in the first value decides for the second.
    assert_eq!(drafts.rows[1].person().birth.unwrap().to_string(), "1985-03-02");

    let (_, mapping, drafts) = all("excel_lost_digits.csv", Kind::Entries);
    assert_eq!(fields(&mapping), "reference name address received");
    assert!(has(&drafts, 2, IssueKind::LostDigits) && has(&drafts, 3, IssueKind::LostDigits));
    let Content::Entry(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!(first.received.as_ref().unwrap().at.unwrap().to_string(), "2025-11-03T12:00:00");
    assert_eq!(first.method, EntryMethod::Web);

    let cyrillic = table("cyrillic_1251.csv");
    assert_eq!(cyrillic.encoding, Encoding::Windows1251);
    assert_eq!(cyrillic.rows[0].cell(0), "Анна Иванова");
}

#[test]
fn old_macs_and_pasted_cells() {
    let (mac, _, drafts) = all("old_mac_cr.csv", Kind::Nominations);
    assert_eq!(mac.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(nominations(&drafts)[0].reason, "one\ntwo");

    let (pasted, _, drafts) = all("pasted_cells.tsv", Kind::People);
    assert_eq!((pasted.delimiter, pasted.source), (b'\t', Source::Pasted));
    assert_eq!(drafts.rows[0].person().team.as_deref(), Some("Infra, night"));
    assert_eq!(drafts.rows[0].person().country, Some("NL"));
    let second = drafts.rows[1].person();
    assert_eq!((second.country, second.country_text.as_deref()), (None, Some("Atlantis")));
    assert!(has(&drafts, 3, IssueKind::UnknownCountry));
}

#[test]
fn headers_that_are_missing_or_below_a_title() {
    let (bare, mapping, drafts) = all("no_header.csv", Kind::People);
    assert_eq!((bare.header_rows, bare.header_line, bare.rows.len()), (0, None, 2));
    assert_eq!(&bare.headers[..], ["Column 1", "Column 2", "Column 3"]);
    assert_eq!(fields(&mapping), "name email -");
    assert_eq!(names(&drafts), ["Ann Field", "Bo Reyes"]);
    let entries = intake::propose(&bare, Kind::Entries);
    assert_eq!((entries.columns[2].suggested, entries.undecided()), (Some(Field::Received), vec![2]));

    let (title, _, drafts) = all("title_above.csv", Kind::Nominations);
    assert_eq!((title.header_line, title.preamble.len()), (Some(3), 2));
    assert_eq!(title.reading().header, "row 3");
    assert!(has(&drafts, 1, IssueKind::LinesBeforeHeader));
    assert_eq!(names(&drafts), ["Ann Field", "Bo Reyes"]);

    let (_, _, drafts) = all("single_column.txt", Kind::People);
    assert_eq!(names(&drafts), ["Okonjo, Sabine", "Reyes, Bo"]);
}

#[test]
fn damage_is_flagged_with_its_line() {
    let (ragged, _, drafts) = all("ragged.csv", Kind::Nominations);
    assert_eq!(ragged.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3, 4, 5, 7]);
    assert!(has(&drafts, 2, IssueKind::ShortRow) && has(&drafts, 3, IssueKind::LongRow));
    assert!(has(&drafts, 4, IssueKind::EmptyRow));
    assert_eq!((drafts.accepted, drafts.held, drafts.rejected), (3, 1, 1));
    assert_eq!(drafts.rows[1].answers().iter().last().unwrap(), ("Column 4".into(), " kind"));
    let accepted = Rules { accept_lines: [3].into(), ..Rules::default() };
    let mapping = intake::propose(&ragged, Kind::Nominations);
    let drafts = drafted::drafts(&ragged, &mapping, Kind::Nominations, &accepted).unwrap();
    assert_eq!((drafts.accepted, drafts.held, drafts.rejected), (4, 0, 1));

    let (open, _, drafts) = all("unclosed_quote.csv", Kind::Nominations);
    assert!(open.doubtful_quotes.iter().eq([&3]));
    assert!(has(&drafts, 3, IssueKind::UnclosedQuote));
    assert_eq!((drafts.accepted, drafts.held), (1, 1));

    let (nul, _, drafts) = all("nul_bytes.csv", Kind::People);
    assert!(has(&drafts, 3, IssueKind::NulBytes));
    assert_eq!(nul.rows[1].cell(0), "Bo Reyes");

    let (only, _, drafts) = all("header_only.csv", Kind::Nominations);
    assert_eq!((only.rows.len(), only.headers.len()), (0, 3));
    assert!(has(&drafts, 1, IssueKind::HeaderOnly));
}

#[test]
fn what_cannot_be_read_says_why() {
    let error = |name: &str| intake::read(&file(name), &ReadOptions::default()).unwrap_err().to_string();
    assert_eq!(error("empty.csv"), "The file is empty.");
    assert_eq!(error("white_space.csv"), "The file holds nothing but white space.");
    assert!(error("workbook.xlsx").starts_with("This XLSX workbook cannot be read: "));
    let read = |bytes: &[u8]| intake::read(bytes, &ReadOptions::default()).unwrap_err().to_string();
    assert!(read(b"%PDF-1.7\n%\xE2\xE3").starts_with("This is a PDF"));
    assert!(read(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR").starts_with("This is a picture (PNG)"));
    assert!(read(b"<!DOCTYPE html><html>").starts_with("This is a web page"));
    assert!(read(&[1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5]).starts_with("This is a binary file"));
    assert!(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").starts_with("This is an old Office file"));
    assert_eq!(read(b"\xEF\xBB\xBF"), "The file is empty.");
}

#[test]
fn limits_are_errors_with_their_line() {
    let options = ReadOptions::default();
    let fits = format!("Name,Why\nAnn,\"{}\"\n", "x".repeat(1 << 20));
    assert_eq!(intake::read(fits.as_bytes(), &options).unwrap().rows[0].cell(1).len(), 1 << 20);
    let long = format!("Name,Why\nBo,calm\nAnn,\"{}\"\n", "x".repeat((1 << 20) + 1));
    assert!(matches!(intake::read(long.as_bytes(), &options), Err(IntakeError::CellTooLong { line: 3, .. })));
    let wide = format!("Name,Why\n{}\n", ",".repeat(2_000));
    assert!(matches!(intake::read(wide.as_bytes(), &options), Err(IntakeError::TooManyColumns { line: 2, .. })));
    let small = ReadOptions { limits: intake::Limits { rows: 2, file_bytes: 40, ..options.limits }, ..options };
    assert!(matches!(intake::read(b"Name\nA\nB\nC\n", &small), Err(IntakeError::TooManyRows { .. })));
    assert!(matches!(intake::read(&[b'x'; 41], &small), Err(IntakeError::TooLarge { .. })));
    let wrong = ReadOptions { delimiter: Some(b'"'), ..options };
    assert_eq!(intake::read(b"a,b\n", &wrong).unwrap_err(), IntakeError::BadDelimiter);
    let beyond = ReadOptions { header: intake::HeaderChoice::Rows { first: 9, count: 1 }, ..options };
    assert!(matches!(intake::read(b"a,b\n", &beyond), Err(IntakeError::NoHeaderRow { wanted: 9, rows: 1 })));
}

#[test]
fn forms_in_five_languages() {
    for (name, expected, nominees, nominator, country) in [
        (
            "form_german.csv",
            "received nominator nominator_email name email team award reason story country",
            vec!["Jürgen Weiß"],
            "Ann Feld",
            "AT",
        ),
        (
            "form_french.csv",
            "received nominator nominator_email name team award reason story country",
            vec!["Amélie Noël"],
            "Jean Dupont",
            "CH",
        ),
        (
            "form_dutch.csv",
            "received nominator nominator_email name team award reason story country",
            vec!["Fleur de Vries", "Piet Bos"],
            "Jan Smit",
            "DE",
        ),
        (
            "form_spanish.csv",
            "received nominator nominator_email name team award reason story country",
            vec!["José Álvarez", "Nuria Ibáñez"],
            "Ana Campo",
            "ES",
        ),
    ] {
        let (_, mapping, drafts) = all(name, Kind::Nominations);
        assert_eq!(fields(&mapping), expected, "{name}");
        assert_eq!(names(&drafts), nominees, "{name}");
        let first = nominations(&drafts)[0];
        assert_eq!(first.nominator.name, nominator, "{name}");
        assert_eq!(first.nominee.country, Some(country), "{name}");
    }
    let (_, _, dutch) = all("form_dutch.csv", Kind::Nominations);
    assert_eq!(received(&dutch)[0], "2025-11-03T09:02:11");
}

#[test]
fn thanks_mishaps_members() {
    let (_, mapping, drafts) = all("thanks.csv", Kind::Thanks);
    assert_eq!(fields(&mapping), "received name recipient message publish");
    assert_eq!((drafts.accepted, drafts.rejected), (1, 1));
    let Content::Thanks(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!((first.recipient.as_str(), first.from.name.as_str()), ("The night shift", "Ann Field"));
    assert_eq!(first.publish_ok, Some(true));

    let (_, mapping, drafts) = all("mishaps.csv", Kind::Mishaps);
    assert_eq!(fields(&mapping), "name device story cause received");
    assert_eq!((drafts.accepted, drafts.rejected), (1, 1));
    let Content::Mishap(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!((first.device.as_deref(), first.cause.as_deref()), (Some("Laptop"), Some("Tea")));

    let (_, mapping, drafts) = all("members.csv", Kind::Members);
    assert_eq!(fields(&mapping), "code_name name email vouched_by since");
    let Content::Member(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!(first.person.code_name.as_deref(), Some("Lagoon"));
    assert_eq!(names(&drafts), ["Ann Field", "pixel@example.org"]);
    assert!(has(&drafts, 3, IssueKind::NameFromEmail));
}

fn read(text: &str, kind: Kind) -> (Table, Mapping, Drafts) {
    let table = intake::read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, kind);
    let drafts = drafted::drafts(&table, &mapping, kind, &Rules::default()).unwrap();
    (table, mapping, drafts)
}

#[test]
fn who_gives_thanks_and_wishes_not_to_be_named_is_not() {
    let list = "From,To,Message,Stay anonymous?\nBo Field,Ann,Thanks,Yes\nBo Reyes,Ann,So kind,No\nAnonym,Ann,Yes,\n";
    let (_, mapping, drafts) = read(list, Kind::Thanks);
    assert_eq!(fields(&mapping), "name recipient message anonymous");
    let said: Vec<(&str, Option<bool>)> = drafts
        .rows
        .iter()
        .map(|row| match &row.content {
            Content::Thanks(it) => (it.from.name.as_str(), it.anonymous),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(said, [("Bo Field", Some(true)), ("Bo Reyes", Some(false)), ("", Some(true))]);
}

#[test]
fn a_separator_too_many_is_looked_for_in_its_own_line() {
    let list = "Title,What happened,Damage\nTea,Somebody poured it,\u{a3}1,200\nJam,A sandwich was printed,none\n";
    let (table, mapping, drafts) = read(list, Kind::Mishaps);
    assert_eq!((table.headers.len(), fields(&mapping).as_str()), (3, "title story damage"));
    let Content::Mishap(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!(first.title.as_deref(), Some("Tea"));
    let ragged: Vec<_> = drafts.issues.iter().filter(|it| it.kind == IssueKind::LongRow).map(|it| it.line).collect();
    assert_eq!(ragged, [Some(2)]);
    assert!(!drafts.issues.iter().any(|it| it.kind == IssueKind::ShortRow));
}

#[test]
fn cards_that_came_by_post_are_told_by_what_the_list_says_of_them() {
    let list = "Eingang;Vorname;Name;Teilnahme;Status\n03.04.2026;Jo;Aal;Postkarte;gültig\n13.04.2026;Bo;Lee;online;ungültig\n";
    let (_, mapping, drafts) = read(list, Kind::Entries);
    assert_eq!(fields(&mapping), "received given family method status");
    let Content::Entry(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!(first.method, EntryMethod::Post);
    assert_eq!((drafts.accepted, drafts.rejected), (1, 1));
}

#[test]
fn a_year_or_a_month_is_enough_for_since() {
    let (_, mapping, drafts) = read("Name,Joined\nAnn Field,2019\nBo Field,03/2020\n", Kind::Members);
    assert_eq!(fields(&mapping), "name since");
    let Content::Member(second) = &drafts.rows[1].content else { panic!() };
    assert_eq!(second.person.since.as_ref().map(|it| it.text.to_string()).as_deref(), Some("03/2020"));
}

#[test]
fn choices_from_the_command_line() {
    let table = table("excel_de_semicolon_cp1252.csv");
    let mut mapping = intake::propose(&table, Kind::Nominations);
    mapping.apply_pairs(&["story=Begründung", "-=e-mail", "reason=#4"]).unwrap();
    assert_eq!(fields(&mapping), "given family - reason birth story");
    let before = mapping.clone();
    let field = mapping.apply_pairs(&["colour=Vorname"]).unwrap_err().to_string();
    assert!(field.starts_with("There is no field “colour” for Nominations. Fields: name, given,"), "{field}");
    let header = mapping.apply_pairs(&["name=Nickname"]).unwrap_err().to_string();
    assert!(header.contains("“Vorname”, “Nachname”, “E-Mail”"), "{header}");
    let twice = mapping.apply_pairs(&["name=Vorname", "name=Nachname"]).unwrap_err().to_string();
    assert_eq!(twice, "The field “name” takes one column, but “Vorname” and “Nachname” were both given.");
    assert!(mapping.apply_pairs(&["name"]).unwrap_err().to_string().contains("FIELD=HEADER"));
    assert_eq!(mapping, before);
    // A field of one column moves; the column that had it is told.
    assert_eq!(mapping.set(2, Some(Field::Given)).unwrap(), Some(0));
    assert_eq!(mapping.field(0), None);
}

#[test]
fn rejected_rows_are_written_back_with_their_reason() {
    let (table, _, drafts) = all("eventbrite.csv", Kind::Entries);
    let bytes = intake::export::rejects_of(&table, &drafts, intake::export::Guard::Exact).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].ends_with("Home Country,line,reason"));
    assert!(
        lines[1].starts_with("500124,") && lines[1].ends_with(",4,\"The status is “Refunded”, so this is no entry.\"")
    );
    assert_eq!(lines.len(), 4);
    // And read in again.
    let again = intake::read(text.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(again.rows.len(), 2);
}

#[test]
fn an_unknown_yes_or_no_is_never_taken_for_a_consent_unasked() {
    let bytes = b"Name,Vegetarian?,May we contact you?\nAnn,yes,yes\nBo,no,no\n";
    let table = intake::read(bytes, &ReadOptions::default()).unwrap();
    let mut mapping = intake::propose(&table, Kind::Nominations);
    assert_eq!(mapping.undecided(), [1, 2]);
    mapping.accept_suggestions();
    assert_eq!(fields(&mapping), "name - contact");
}

/// A row as it is expected: its line, the person's name, and when it came in.
type Expected<'a> = (u64, &'a str, &'a str);

#[test]
fn workbooks_with_their_rows_names_and_dates() {
    let files: [(&str, Kind, &str, &str, &[Expected<'_>]); 5] = [
        (
            "google_sheets.xlsx",
            Kind::Nominations,
            "Google Forms, in an Excel workbook",
            "received nominator_email name team award reason story",
            &[
                (2, "Sabine Okonjo", "2025-11-03T09:02:11"),
                (3, "Thibauld Münchhausen", "2025-12-04T00:06:16"),
                (4, "מרים כהן", "2025-02-13T08:00:00"),
            ],
        ),
        (
            "ms_forms.xlsx",
            Kind::Nominations,
            "Microsoft Forms, in an Excel workbook",
            "reference - received nominator_email nominator name award reason",
            &[(2, "Amélie Straßer", "2025-11-03T09:02:11"), (3, "Jürgen Weiß", "2025-11-14T09:02:11")],
        ),
        (
            "several_sheets.xlsx",
            Kind::Entries,
            "Excel workbook",
            "given family reference received birth",
            &[
                (3, "Ann Field", "2025-11-01T00:00:00"),
                (4, "Bo Reyes", "2025-11-02T00:00:00"),
                (6, "Cleo Marsh", "2025-11-03T00:00:00"),
            ],
        ),
        (
            "formulas.xlsx",
            Kind::Entries,
            "Excel workbook",
            "given family name email address tickets",
            &[(2, "Ann Field", ""), (3, "Bo Reyes", "")],
        ),
        (
            "form_german.ods",
            Kind::Nominations,
            "Google Forms, in a LibreOffice workbook",
            "received nominator name reason",
            &[(2, "Jürgen Weiß", "2025-11-03T09:02:11"), (3, "Amélie Noël", "2025-12-04T10:00:00")],
        ),
    ];
    for (name, kind, looks_like, columns, rows) in files {
        let (table, mapping, drafts) = all(name, kind);
        assert_eq!(table.looks_like(), looks_like, "{name}");
        assert_eq!(fields(&mapping), columns, "{name}: {:?}", table.headers);
        let found: Vec<(u64, &str, String)> = drafts
            .rows
            .iter()
            .map(|draft| {
                let received = match &draft.content {
                    Content::Nomination(n) => n.received.as_ref(),
                    Content::Entry(e) => e.received.as_ref(),
                    _ => None,
                };
                let at = received.and_then(|r| r.at).map(|at| at.to_string()).unwrap_or_default();
                (draft.line(), draft.person().name.as_str(), at)
            })
            .collect();
        let expected: Vec<(u64, &str, String)> = rows.iter().map(|(l, n, d)| (*l, *n, (*d).to_owned())).collect();
        assert_eq!(found, expected, "{name}");
        assert!(drafts.dates.iter().all(|date| !date.ask), "{name}: dates of a workbook leave nothing open");
    }
}

#[test]
fn what_only_workbooks_do() {
    let (table, _, drafts) = all("google_sheets.xlsx", Kind::Nominations);
    assert_eq!(*nominations(&drafts)[0].awards, ["IT Savior", "People’s Thank-You"]);
    assert_eq!(nominations(&drafts)[0].story, "The payroll server died at 17:40.\nSabine stayed.");
    assert_eq!(table.sheets.as_ref().unwrap().names, ["Form Responses 1"]);

    let (_, _, drafts) = all("ms_forms.xlsx", Kind::Nominations);
    assert_eq!(*nominations(&drafts)[0].awards, ["IT Savior", "Troubleshooter"]);
    assert_eq!(nominations(&drafts)[0].nominator.email, None);

    // A merged group above the headers, sheets before and after, an empty row.
    let (table, _, drafts) = all("several_sheets.xlsx", Kind::Entries);
    assert_eq!((table.sheets.as_ref().unwrap().chosen, table.sheets.as_ref().unwrap().names.len()), (1, 3));
    assert!(drafts.issues.iter().any(|i| i.kind == IssueKind::OtherSheets && i.message.contains("Read me, Prizes")));
    let births: Vec<String> = drafts.rows.iter().map(|d| d.person().birth.unwrap().to_string()).collect();
    assert_eq!(births, ["1990-04-02", "1985-12-31", "2001-01-13"]);
    let prizes = ReadOptions { sheet: Some(3), ..ReadOptions::default() };
    assert_eq!(intake::read(&file("several_sheets.xlsx"), &prizes).unwrap().rows[0].cell(0), "A mug");

    // What a formula gave when it was saved counts.
    let (_, _, drafts) = all("formulas.xlsx", Kind::Entries);
    let Content::Entry(first) = &drafts.rows[0].content else { panic!() };
    assert_eq!((first.person.email.as_deref(), first.tickets), (Some("ann@example.org"), Some(3)));
    assert_eq!(first.person.address.as_deref(), Some("02134"));

    let (_, _, drafts) = all("form_german.ods", Kind::Nominations);
    assert_eq!((drafts.read, drafts.accepted, drafts.rejected), (3, 2, 1));
    assert_eq!(nominations(&drafts)[0].reason, "Er kam um 3 Uhr.\nEinfach so.");
}

#[test]
fn every_sample_is_read_or_refused_and_no_row_is_lost() {
    let folder = format!("{}/tests/data/csv", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let expected = [
        ("cyrillic_1251.csv", 0),
        ("empty.csv", 0),
        ("white_space.csv", 0),
        ("workbook.xlsx", 0),
        ("header_only.csv", 0),
        ("google_sheets_nominations.csv", 6),
        ("sweepstake_entrants.csv", 10),
        ("names_torture.csv", 22),
        ("csv_injection.csv", 9),
        ("google_sheets.xlsx", 3),
        ("ms_forms.xlsx", 2),
        ("several_sheets.xlsx", 3),
        ("formulas.xlsx", 2),
        ("form_german.ods", 3),
    ];
    for name in names {
        let rows = intake::read(&file(&name), &ReadOptions::default()).map_or(0, |table| table.rows.len());
        if let Some((_, wanted)) = expected.iter().find(|(known, wanted)| *known == name && *wanted > 0) {
            assert_eq!(rows, *wanted, "{name}");
        }
        let refused = ["empty.csv", "white_space.csv", "workbook.xlsx", "header_only.csv"].contains(&name.as_str());
        assert_eq!(rows == 0, refused, "{name}");
    }
}

#[test]
fn dates_are_asked_for_each_column() {
    let text = "Entry ID,Received,Name,Date of birth\n1,3/4/2026,Ann,5/6/1990\n2,7/8/2026,Bo,9/10/1991\n";
    let table = intake::read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Entries);
    let open = drafted::drafts(&table, &mapping, Kind::Entries, &Rules::default()).unwrap();
    assert_eq!(open.dates.iter().map(|date| (date.column, date.ask)).collect::<Vec<_>>(), [(1, true), (3, true)]);
    let example = open.dates[0].example.as_ref().unwrap();
    let words = (example.text.as_str(), example.day_first.as_str(), example.month_first.as_str());
    assert_eq!(words, ("3/4/2026", "3 April 2026", "4 March 2026"));
    let question = open.issues.iter().find(|i| i.kind == IssueKind::AmbiguousDate).unwrap();
    assert!(question.message.ends_with("“3/4/2026” may be 3 April 2026 or 4 March 2026."), "{}", question.message);
    let rules = Rules {
        column_orders: [(1, intake::DateOrder::DayFirst), (3, intake::DateOrder::MonthFirst)].into_iter().collect(),
        ..Rules::default()
    };
    let decided = drafted::drafts(&table, &mapping, Kind::Entries, &rules).unwrap();
    assert_eq!((decided.accepted, decided.held), (2, 0));
    let Content::Entry(first) = &decided.rows[0].content else { panic!() };
    assert_eq!(first.received.as_ref().unwrap().at.unwrap().to_string(), "2026-04-03T00:00:00");
    assert_eq!(first.person.birth.unwrap().to_string(), "1990-05-06");
}

#[test]
fn a_mapping_in_words_comes_back_as_it_was() {
    for name in ["google_sheets_nominations.csv", "typeform.csv", "surveymonkey_macroman.csv", "form_german.csv"] {
        let table = table(name);
        let mapping = intake::propose(&table, Kind::Nominations);
        let mut again = mapping.clone();
        again.apply_lines(&mapping.to_lines()).unwrap();
        assert_eq!(again, mapping, "{name}");
        // From nothing at all the lines give the same columns.
        let mut bare = mapping.clone();
        for column in &mut bare.columns {
            column.field = None;
        }
        bare.apply_lines(&mapping.to_lines()).unwrap();
        assert_eq!(fields(&bare), fields(&mapping), "{name}");
    }
    let table = intake::read(b"A = b,Name\nx,Ann\n", &ReadOptions::default()).unwrap();
    let mut mapping = intake::propose(&table, Kind::People);
    mapping.apply_lines("A = b = team\n\nname = -\n").unwrap();
    assert_eq!(fields(&mapping), "team -");
    let before = mapping.clone();
    for wrong in ["A = b", "Name =", "Name", "Name = nonsense", "Nobody = name", "A = b = name\nName = full name"] {
        assert!(mapping.apply_lines(wrong).is_err(), "{wrong}");
        assert_eq!(mapping, before, "{wrong}");
    }
}
