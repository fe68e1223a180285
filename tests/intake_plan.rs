//! Drafts into a campaign: one undo step, people found again, awards made, nothing added twice, ids for entries.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use unsung::campaign::{Campaign, Change, Consent, ConsentState, Edit, EntryWay, History, Keys, MemberState, Settings};
use unsung::intake::{
    self, DateOrder, Import, ImportPlan, IntakeError, IssueKind, Kind, Mapping, ReadOptions, Rules, SelfNomination,
};

fn at() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn campaign() -> Campaign {
    let keys = Keys { signing_seed: String::new(), household_key: String::new(), check_key: String::new() };
    let settings = Settings {
        id: "00".repeat(16),
        title: "Heroes".into(),
        organiser: String::new(),
        logo: [String::new(), String::new()],
        year: "2026".into(),
        language: "en".into(),
        template: String::new(),
        signatures: Vec::new(),
        milestones: Vec::new(),
        time_zone: String::new(),
        public_names: Default::default(),
        hub: Default::default(),
        privacy: Default::default(),
        look: Default::default(),
        problems: Default::default(),
        art: Default::default(),
        erased_addresses: Default::default(),
        keys,
    };
    Campaign::new(settings, at())
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/csv/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn plan_with(
    campaign: &Campaign,
    bytes: &[u8],
    kind: Kind,
    rules: &Rules,
    again: bool,
    seed: u8,
) -> Result<ImportPlan, IntakeError> {
    let table = intake::read(bytes, &ReadOptions::default()).unwrap();
    let mut mapping = intake::propose(&table, kind);
    mapping.accept_suggestions();
    let mut state = u64::from(seed) * 7919 + 1;
    let mut random = |buffer: &mut [u8]| {
        for byte in buffer {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            *byte = (state >> 56) as u8;
        }
        Ok(())
    };
    let import = import_of(bytes, again, &mut random);
    intake::import(&table, &mapping, kind, rules, campaign, import, &mut |_, _| true).map(|(_, plan)| plan)
}

/// An import of bytes as most tests make it.
fn import_of<'a>(
    bytes: &'a [u8],
    again: bool,
    random: &'a mut dyn FnMut(&mut [u8]) -> std::io::Result<()>,
) -> Import<'a> {
    Import {
        file_name: "list.csv",
        bytes,
        sheet: None,
        part: 0,
        read: Default::default(),
        at: at(),
        zone: TimeZone::UTC,
        sweepstake: None,
        again,
        earlier: &|_, _| None,
        hash: None,
        random,
    }
}

fn plan(campaign: &Campaign, bytes: &[u8], kind: Kind) -> ImportPlan {
    plan_with(campaign, bytes, kind, &Rules::default(), false, 1).unwrap()
}

#[test]
fn nominations_become_one_undo_step() {
    let mut campaign = campaign();
    let empty = campaign.clone();
    let mut history = History::default();
    let plan = plan(&campaign, &file("google_sheets_nominations.csv"), Kind::Nominations);
    assert_eq!(plan.rows_added, 6);
    history.commit(&mut campaign, plan.change.unwrap(), at()).unwrap();

    assert_eq!(campaign.nominations().len(), 6);
    let names: Vec<&str> = campaign.people().iter().map(|(_, p)| p.display_name()).collect();
    // Two Sabines: the third spelling has no address and another order of words, so only a person may merge it.
    assert_eq!(
        names,
        [
            "Sabine Okonjo",
            "ann.field@example.org",
            "bo.reyes@example.org",
            "Okonjo, Sabine",
            "c.lind@example.org",
            "Thibauld Münchhausen",
            "d@example.org",
            "Marco Self"
        ]
    );
    let awards: Vec<&str> = campaign.awards().iter().map(|(_, a)| a.title.as_str()).collect();
    assert_eq!(awards, ["IT Savior", "People’s Thank-You", "Troubleshooter", "Service Desk Slayer"]);
    let (_, first) = campaign.nominations().iter().next().unwrap();
    assert_eq!(first.awards.len(), 2);
    assert_eq!(first.may_contact, Some(true));
    assert_eq!(first.answers.len(), 10);
    assert_eq!(first.received, "11/3/2025 9:02:11");
    assert_eq!(first.origin.unwrap().line, 2);
    let (_, source) = campaign.sources().iter().next().unwrap();
    assert_eq!((source.rows_read, source.rows_accepted, source.kind.as_str()), (6, 6, "nominations"));
    let (_, self_made) = campaign.nominations().iter().next_back().unwrap();
    assert_eq!(Some(self_made.nominee), self_made.nominator);

    history.undo(&mut campaign, at()).unwrap();
    assert_eq!(campaign, empty);
}

#[test]
fn the_same_file_is_recognised_and_a_longer_one_brings_only_its_new_rows() {
    let mut campaign = campaign();
    let bytes = file("google_sheets_nominations.csv");
    let first = plan(&campaign, &bytes, Kind::Nominations);
    campaign.apply(&first.change.unwrap(), at()).unwrap();

    let second = plan(&campaign, &bytes, Kind::Nominations);
    assert!(second.change.is_none());
    assert_eq!((second.rows_added, second.rows_known), (0, 6));
    assert_eq!(second.imported_before, Some(at()));
    assert!(second.issues.iter().any(|i| i.kind == IssueKind::AlreadyImported));

    let mut longer = bytes.clone();
    longer.extend_from_slice(b"2/14/2025 8:00:00,new@example.org,Nia New,,SD,IT Savior,Kind,,,Yes\r\n");
    let third = plan(&campaign, &longer, Kind::Nominations);
    assert_eq!((third.rows_added, third.rows_known, third.imported_before), (1, 6, None));
    campaign.apply(&third.change.unwrap(), at()).unwrap();
    assert_eq!((campaign.nominations().len(), campaign.sources().len()), (7, 2));

    let forced = plan_with(&campaign, &bytes, Kind::Nominations, &Rules::default(), true, 1).unwrap();
    assert_eq!(forced.rows_added, 6);
    assert_eq!(forced.people_added, 0);
}

#[test]
fn equal_rows_of_one_file_stay_two() {
    let mut campaign = campaign();
    let bytes = b"Name,Why\nAnn Field,Kind\nAnn Field,Kind\n";
    let first = plan(&campaign, bytes, Kind::Nominations);
    assert_eq!((first.rows_added, first.people_added), (2, 1));
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    let longer = b"Name,Why\nAnn Field,Kind\nAnn Field,Kind\nAnn Field,Kind\n";
    assert_eq!(plan(&campaign, longer, Kind::Nominations).rows_added, 1);
}

#[test]
fn entries_get_ids_of_their_own() {
    let mut campaign = campaign();
    let bytes = file("sweepstake_entrants.csv");
    let first = plan(&campaign, &bytes, Kind::Entries);
    assert_eq!(first.rows_added, 10);
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    assert_eq!((campaign.entries().len(), campaign.sweepstakes().len(), campaign.people().len()), (10, 1, 10));
    let mut ids: Vec<&str> = campaign.entries().iter().map(|(_, e)| e.entry_id.as_str()).collect();
    assert!(
        ids.iter().all(|id| id.len() == 12 && id.bytes().all(|b| b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ".contains(&b)))
    );
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 10);
    let entries: Vec<_> = campaign.entries().iter().map(|(_, e)| e).collect();
    assert_eq!(entries[7].reference, "E-0008");
    assert_eq!(entries[8].reference, "E-0008");
    assert_eq!(entries[2].way, EntryWay::Post);
    assert_eq!(entries[0].received_at.unwrap().to_string(), "2025-11-01T09:00:00Z");
    assert_eq!(entries[9].received_at.unwrap().to_string(), "2025-11-04T00:00:00Z");
    let person = campaign.people().get(entries[2].person).unwrap();
    assert_eq!(person.consent.state, ConsentState::Refused);
    assert_eq!((person.country.as_str(), person.born.unwrap().to_string()), ("US", "1990-04-02".to_owned()));

    // The export again, one row longer.
    let mut longer = bytes.clone();
    longer.extend_from_slice(
        b"E-0011,2025-11-05T00:00:00Z,web,Ann Field,ann.field@example.com,US,MA,1990-04-02,,0,yes\n",
    );
    let second = plan_with(&campaign, &longer, Kind::Entries, &Rules::default(), false, 2).unwrap();
    assert_eq!((second.rows_added, second.rows_known, second.people_added), (1, 10, 0));
    campaign.apply(&second.change.unwrap(), at()).unwrap();
    assert_eq!(campaign.entries().len(), 11);
}

#[test]
fn randomness_that_repeats_is_an_error_not_a_hang() {
    let bytes = file("sweepstake_entrants.csv");
    let table = intake::read(&bytes, &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Entries);
    let mut random = |_: &mut [u8]| Ok(());
    let import = import_of(&bytes, false, &mut random);
    let rules = Rules::default();
    let result = intake::import(&table, &mapping, Kind::Entries, &rules, &campaign(), import, &mut |_, _| true);
    assert!(matches!(result, Err(IntakeError::NoRandomness(_))));
}

#[test]
fn people_are_filled_in_but_never_overwritten() {
    let mut campaign = campaign();
    let first = plan(&campaign, b"Name,Email,Team\nAnn Field,ann@example.org,Infra\nBo Reyes,,\n", Kind::People);
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    let second = plan(
        &campaign,
        b"Name,Email,Team,Country\nAnne F.,ANN@example.org,Desk,Deutschland\nbo reyes,bo@example.org,Net,\n",
        Kind::People,
    );
    assert_eq!(second.people_added, 0);
    campaign.apply(&second.change.unwrap(), at()).unwrap();
    let people: Vec<_> = campaign.people().iter().map(|(_, p)| p).collect();
    assert_eq!(
        (people[0].name.as_str(), people[0].team.as_str(), people[0].country.as_str()),
        ("Ann Field", "Infra", "DE")
    );
    assert_eq!((people[1].email.as_str(), people[1].team.as_str()), ("bo@example.org", "Net"));
    assert_eq!(people[0].origins.len(), 2);

    let again = plan(&campaign, b"Name,Email,Team\nAnn Field,ann@example.org,Infra\nBo Reyes,,\n", Kind::People);
    assert!(again.change.is_none());
    assert_eq!(again.rows_known, 2);
}

#[test]
fn two_of_a_name_are_not_guessed() {
    let mut campaign = campaign();
    let first = plan(&campaign, b"Name,Email\nJan Smit,a@example.org\nJan Smit,b@example.org\n", Kind::People);
    assert_eq!(first.people_added, 2);
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    let second = plan(&campaign, b"Name,Why\nJan Smit,Kind\n", Kind::Nominations);
    assert_eq!(second.people_added, 1);
}

#[test]
fn choices_for_columns_are_remembered() {
    let mut campaign = campaign();
    let bytes = file("google_sheets_nominations.csv");
    let table = intake::read(&bytes, &ReadOptions::default()).unwrap();
    let key = Mapping::key(Kind::Nominations, &table.fingerprint());
    assert!(campaign.mapping(&key).is_none());
    campaign.apply(&plan(&campaign, &bytes, Kind::Nominations).change.unwrap(), at()).unwrap();
    let text = campaign.mapping(&key).unwrap();
    let known = Mapping::recall(text, Kind::Nominations, &table).unwrap();
    assert!(known.undecided().is_empty());
    assert_eq!(known.field(2), Some(intake::Field::Name));
    assert!(Mapping::recall(text, Kind::People, &table).is_none());
    assert!(Mapping::recall("{", Kind::Nominations, &table).is_none());
}

#[test]
fn held_and_rejected_rows_stay_out_until_they_are_decided() {
    let mut campaign = campaign();
    let bytes = file("google_sheets_nominations.csv");
    let hold = Rules { self_nomination: SelfNomination::Hold, ..Rules::default() };
    let first = plan_with(&campaign, &bytes, Kind::Nominations, &hold, false, 1).unwrap();
    assert_eq!((first.rows_added, first.rows_held), (5, 1));
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    let decided = Rules { accept_lines: [10].into(), ..hold };
    let second = plan_with(&campaign, &bytes, Kind::Nominations, &decided, false, 1).unwrap();
    assert_eq!((second.rows_added, second.rows_known), (1, 5));
    campaign.apply(&second.change.unwrap(), at()).unwrap();
    assert_eq!((campaign.nominations().len(), campaign.sources().len()), (6, 1));

    let reject = Rules { self_nomination: SelfNomination::Reject, ..Rules::default() };
    let out = plan_with(&self::campaign(), &bytes, Kind::Nominations, &reject, false, 1).unwrap();
    assert_eq!(out.rows_added, 5);
}

#[test]
fn members_thanks_and_dates() {
    let mut campaign = campaign();
    let bytes = b"Name,Code name,Vouched by,Member since\nAnn Field,Lagoon,Bo Reyes,2024\n";
    let members = plan(&campaign, bytes, Kind::Members);
    campaign.apply(&members.change.unwrap(), at()).unwrap();
    let (_, ann) = campaign.people().iter().next().unwrap();
    assert!(ann.member);
    assert_eq!((ann.code_name.as_str(), ann.since.as_str()), ("Lagoon", "2024"));
    assert_eq!(ann.notes, "Vouched for by Bo Reyes.");
    assert_eq!(campaign.members().len(), 1);
    let (_, member) = campaign.members().iter().next().unwrap();
    assert_eq!((member.code_name.as_str(), member.state), ("Lagoon", MemberState::Approved));
    let bytes = b"From,To,Message\nBo Reyes,Ann Field,Thank you\n,The night shift,Thanks\n";
    let thanks = plan(&campaign, bytes, Kind::Thanks);
    campaign.apply(&thanks.change.unwrap(), at()).unwrap();
    let all: Vec<_> = campaign.thanks().iter().map(|(_, it)| it.clone()).collect();
    assert_eq!(all[0].to, campaign.people().ids().next());
    assert!(all[0].from.is_some() && all[1].from.is_none());
    assert_eq!((all[1].to, all[1].to_words.as_str()), (None, "The night shift"));
    assert_eq!(plan(&campaign, bytes, Kind::Thanks).rows_added, 0);
    let rules = Rules { date_order: Some(DateOrder::DayFirst), ..Rules::default() };
    let entries = b"Name,Received\nAnn,3/4/2025 10:00\n";
    let plan = plan_with(&campaign, entries, Kind::Entries, &rules, false, 1).unwrap();
    campaign.apply(&plan.change.unwrap(), at()).unwrap();
    let (_, entry) = campaign.entries().iter().next().unwrap();
    assert_eq!(entry.received_at.unwrap().to_string(), "2025-04-03T10:00:00Z");
}

const SEVERAL: &str = "Nominee,Nominee email,Your name,Why\n\
    Ada Quist; Bo Lind,ada@x.example; bo@x.example,Cleo Marsh,They answered at night\n\
    Ada Quist and Eva Stone,,Cleo Marsh,They stayed\n\
    ,,Cleo Marsh,Somebody did it\n";

#[test]
fn several_nominees_in_one_row_are_several_nominations() {
    let mut campaign = campaign();
    let rules = |split: &[u64], accept: &[u64]| Rules {
        split_lines: split.iter().copied().collect(),
        accept_lines: accept.iter().copied().collect(),
        ..Rules::default()
    };
    let planned = plan_with(&campaign, SEVERAL.as_bytes(), Kind::Nominations, &rules(&[], &[]), false, 1).unwrap();
    // A semicolon is sure, an "and" asks, nobody at all is rejected.
    assert_eq!((planned.rows_added, planned.rows_held, planned.people_added), (1, 1, 3));
    let taken = plan_with(&campaign, SEVERAL.as_bytes(), Kind::Nominations, &rules(&[], &[3]), false, 1).unwrap();
    assert_eq!((taken.rows_added, taken.people_added), (2, 4));
    let split = plan_with(&campaign, SEVERAL.as_bytes(), Kind::Nominations, &rules(&[3], &[]), false, 1).unwrap();
    assert_eq!((split.rows_added, split.people_added), (2, 4));
    campaign.apply(&split.change.unwrap(), at()).unwrap();
    let names: Vec<&str> = campaign.people().iter().map(|(_, p)| p.name.as_str()).collect();
    assert_eq!(names, ["Ada Quist", "Cleo Marsh", "Bo Lind", "Eva Stone"]);
    assert_eq!(campaign.nominations().len(), 4);
    let bo = campaign.people().iter().find(|(_, p)| p.name == "Bo Lind").unwrap();
    assert_eq!(bo.1.email, "bo@x.example");
    // Imported again nothing is added, and a row more is one row more.
    let again = plan_with(&campaign, SEVERAL.as_bytes(), Kind::Nominations, &rules(&[3], &[]), false, 1).unwrap();
    assert!(again.change.is_none());
    let longer = format!("{SEVERAL}Gil Hart,,Cleo Marsh,New\n");
    let more = plan_with(&campaign, longer.as_bytes(), Kind::Nominations, &rules(&[3], &[]), false, 1).unwrap();
    assert_eq!(more.rows_added, 1);
}

#[test]
fn a_cell_put_right_is_used_and_the_received_one_kept() {
    let mut campaign = campaign();
    let rules = Rules {
        fixes: [(4, [(0, "Dana Frost".to_owned())].into_iter().collect())].into_iter().collect(),
        ..Rules::default()
    };
    let planned = plan_with(&campaign, SEVERAL.as_bytes(), Kind::Nominations, &rules, false, 1).unwrap();
    assert_eq!((planned.rows_added, planned.rows_held), (2, 1));
    campaign.apply(&planned.change.unwrap(), at()).unwrap();
    let (_, fixed) = campaign.nominations().iter().find(|(_, n)| n.reason == "Somebody did it").unwrap();
    assert_eq!(campaign.people().get(fixed.nominee).unwrap().name, "Dana Frost");
    assert_eq!(fixed.answers.iter().next(), Some(("Nominee", "")));
    // The same file with the same row put right is known.
    let again = plan_with(&campaign, SEVERAL.as_bytes(), Kind::Nominations, &rules, false, 1).unwrap();
    assert!(again.change.is_none());
}

#[test]
fn a_longer_workbook_brings_only_its_new_rows_and_erased_lines_stay_away() {
    let book = |rows: usize| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let moment = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        for (column, header) in ["Timestamp", "Nominee", "Your name", "Why"].iter().enumerate() {
            sheet.write(0, column as u16, *header).unwrap();
        }
        for row in 1..=rows {
            sheet.write_with_format(row as u32, 0, 45_000.5 + row as f64, &moment).unwrap();
            sheet.write(row as u32, 1, format!("Hero {row}")).unwrap();
            sheet.write(row as u32, 2, "Cleo Marsh").unwrap();
            sheet.write(row as u32, 3, format!("Reason {row}")).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let mut campaign = campaign();
    // A workbook says when it was made, so two of them are not the same bytes.
    let three = book(3);
    let first = plan(&campaign, &three, Kind::Nominations);
    assert_eq!(first.rows_added, 3);
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    let longer = plan(&campaign, &book(5), Kind::Nominations);
    assert_eq!((longer.rows_added, longer.rows_known), (2, 3));

    // Line 3 is erased with all that came of it: the same file does not bring it back.
    let (id, source) = campaign.sources().iter().next().map(|(id, source)| (id, source.clone())).unwrap();
    let gone = campaign.nominations().iter().find(|(_, n)| n.origin.unwrap().line == 3).map(|(id, _)| id).unwrap();
    let erased = unsung::campaign::Source { erased_lines: [3].into_iter().collect(), ..source };
    let edits = vec![unsung::campaign::Edit::source(id, erased), unsung::campaign::Edit::Nomination(gone, None)];
    campaign.apply(&unsung::campaign::Change::new("Erase", edits), at()).unwrap();
    let again = plan(&campaign, &three, Kind::Nominations);
    assert!(again.change.is_none(), "{:?}", again.rows_added);
    assert_eq!(again.rows_known, 3);
}

/// A yes that somebody noted by hand.
fn agreed_by_hand(campaign: &mut Campaign) {
    let (id, person) = campaign.people().iter().next().map(|(id, it)| (id, it.clone())).unwrap();
    let yes = Consent::new(ConsentState::Agreed, "2026-11-20T00:00:00Z".parse().ok(), "letter", "v2");
    let edit = Edit::person(id, unsung::campaign::Person { consent: yes, ..person });
    campaign.apply(&Change::new("Consent", vec![edit]), at()).unwrap();
}

/// What is said of one kind, by line.
fn said(plan: &ImportPlan, kind: IssueKind) -> Vec<(Option<u64>, &str)> {
    let of_kind = plan.issues.iter().filter(|issue| issue.kind == kind);
    of_kind.map(|issue| (issue.line, issue.message.as_str())).collect()
}

#[test]
fn a_no_that_takes_a_yes_back_is_said_with_all_it_takes() {
    let mut campaign = campaign();
    let list = "Name,Email,Consent\nAda Quist,ada@x.example,Refused\n";
    let first = plan(&campaign, list.as_bytes(), Kind::People);
    assert_eq!(said(&first, IssueKind::YesTakenBack), []);
    campaign.apply(&first.change.unwrap(), at()).unwrap();
    assert_eq!(campaign.people().iter().next().unwrap().1.consent.state, ConsentState::Refused);
    agreed_by_hand(&mut campaign);
    // The very same list says nothing new.
    let again = plan(&campaign, list.as_bytes(), Kind::People);
    assert!(again.change.is_none() && said(&again, IssueKind::YesTakenBack).is_empty());
    let longer = format!("{list}Bo Lind,bo@x.example,Agreed\n");
    let second = plan(&campaign, longer.as_bytes(), Kind::People);
    let words = "Ada Quist had agreed on 2026-11-20, by “letter”, to the wording “v2”. This line says no, and that counts \
                 from now on.";
    assert_eq!(said(&second, IssueKind::YesTakenBack), [(Some(2), words)]);
    campaign.apply(&second.change.unwrap(), at()).unwrap();
    let consent = &campaign.people().iter().next().unwrap().1.consent;
    assert_eq!((consent.state, consent.by.as_str(), consent.wording.as_str()), (ConsentState::Refused, "list.csv", ""));
}

#[test]
fn an_entry_of_before_takes_no_later_yes_back() {
    let mut campaign = campaign();
    let people = plan(&campaign, b"Name,Email\nAda Quist,ada@x.example\n", Kind::People);
    campaign.apply(&people.change.unwrap(), at()).unwrap();
    agreed_by_hand(&mut campaign);
    let yes = campaign.people().iter().next().unwrap().1.consent.clone();
    let entry = |year: u16| {
        let head = "Entry ID,Received,Full name,Email,Consent to publish name";
        format!("{head}\nE-{year},{year}-11-21T09:00:00Z,Ada Quist,ada@x.example,no\n")
    };
    let before = plan(&campaign, entry(2025).as_bytes(), Kind::Entries);
    assert_eq!(said(&before, IssueKind::YesTakenBack), []);
    campaign.apply(&before.change.unwrap(), at()).unwrap();
    assert_eq!(campaign.people().iter().next().unwrap().1.consent, yes);
    let after = plan(&campaign, entry(2026).as_bytes(), Kind::Entries);
    assert_eq!(said(&after, IssueKind::YesTakenBack).len(), 1);
    campaign.apply(&after.change.unwrap(), at()).unwrap();
    let consent = &campaign.people().iter().next().unwrap().1.consent;
    assert_eq!((consent.state, consent.wording.as_str()), (ConsentState::Refused, ""));
}

#[test]
fn a_row_that_only_may_have_come_in_before_waits() {
    let mut campaign = campaign();
    let earlier = b"Nominee,Award,Your name\nAda Quist,Night Shift,Cy Marsh\n";
    campaign.apply(&plan(&campaign, earlier, Kind::Nominations).change.unwrap(), at()).unwrap();
    let later = "Nominee,Award,Your name,Reason,Timestamp\n\
        Ada Quist,Night Shift,Cy Marsh,She stayed until four,2026-11-20 09:00:00\n\
        Bo Lind,Night Shift,Cy Marsh,He answered,2026-11-20 09:05:00\n";
    let waits = plan(&campaign, later.as_bytes(), Kind::Nominations);
    assert_eq!((waits.rows_added, waits.rows_known, waits.rows_held), (1, 0, 1));
    assert_eq!(said(&waits, IssueKind::PerhapsKnown).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [Some(2)]);
    assert_eq!(said(&waits, IssueKind::KnownRow), []);
    let taken = import_taking(&campaign, later.as_bytes(), &[2]);
    assert_eq!((taken.rows_added, taken.rows_known), (2, 0));
    // With a time in both, it is the same row.
    campaign.apply(&taken.change.unwrap(), at()).unwrap();
    let longer = "Nominee,Award,Your name,Reason,Timestamp,Team\n\
        Ada Quist,Night Shift,Cy Marsh,She stayed until four,2026-11-20 09:00:00,Desk\n";
    let known = plan(&campaign, longer.as_bytes(), Kind::Nominations);
    assert_eq!((known.rows_added, known.rows_known, said(&known, IssueKind::PerhapsKnown)), (0, 1, Vec::new()));
}

/// An import for which these lines were decided to go in.
fn import_taking(campaign: &Campaign, bytes: &[u8], lines: &[u64]) -> ImportPlan {
    let table = intake::read(bytes, &ReadOptions::default()).unwrap();
    let mapping = intake::propose(&table, Kind::Nominations);
    let rules = Rules { accept_lines: lines.iter().copied().collect(), ..Rules::default() };
    let mut random = |_: &mut [u8]| Ok(());
    let import = import_of(bytes, false, &mut random);
    let (_, plan) =
        intake::import(&table, &mapping, Kind::Nominations, &rules, campaign, import, &mut |_, _| true).unwrap();
    plan
}
