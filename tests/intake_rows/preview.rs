//! What is shown of a row before it is taken in is what stands in the campaign afterwards: for every kind, over tables and meanings
//! of columns made up at random.

use super::{at, blank};
use proptest::prelude::*;
use unsung::app::FakeWorld;
use unsung::app::importing::{Choices, import_bytes};
use unsung::campaign::{Campaign, EntryWay, Origin, Person, PersonId};
use unsung::intake::export::{Guard, rejects_of};
use unsung::intake::{
    Content, Draft, EntryMethod, Field, Kind, Mapping, PersonDraft, ReadOptions, Received, Rules, State, read,
};

/// One of many words for each row and column, so that no two rows are about one person by chance.
fn cell(field: Option<Field>, flavour: u8, seed: u32, place: usize) -> String {
    let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
    let own: String =
        [place as u32 / 26 % 26, place as u32 % 26, seed % 26, seed / 26 % 26].map(letter).iter().collect();
    let day = |n: u32| format!("20{:02}-{:02}-{:02}", n % 30, n % 12 + 1, n % 28 + 1);
    // The same word in two rows that name somebody would be one person.
    let names = matches!(
        field,
        Some(
            Field::Name
                | Field::Given
                | Field::Family
                | Field::Nominator
                | Field::NomineeForAward
                | Field::AlsoNominee
                | Field::AlsoGiven
                | Field::AlsoFamily
        )
    );
    match (flavour % 12, field) {
        (4 | 5, _) if names => format!("{own} {own}"),
        (0, _) => String::new(),
        (1, _) => "  ".into(),
        (2, _) => format!("Word{own} é; {own}, \"quoted\""),
        (3, _) => format!("first {own}\nsecond {own}"),
        (4, _) => ["yes", "no", "ja", "maybe", "x"][seed as usize % 5].into(),
        (5, _) => seed.to_string(),
        (_, Some(Field::Name | Field::Nominator | Field::Recipient | Field::NomineeForAward | Field::AlsoNominee)) => {
            match flavour % 3 {
                0 => format!("Ada{own} Quist{own}"),
                1 => format!("Ada{own} Quist{own}; Bo{own} Lind{own}"),
                _ => format!("\u{a0}Jürgen{own}  Weiß{own} "),
            }
        }
        (_, Some(Field::Email | Field::NominatorEmail | Field::RecipientEmail | Field::AlsoEmail)) => {
            format!("p{own}@mail.example")
        }
        (_, Some(Field::Received | Field::Birth | Field::Since | Field::ConsentDate | Field::ToldOn)) => {
            match flavour % 3 {
                0 => day(seed),
                1 => format!("{} 10:{:02}", day(seed), seed % 60),
                _ => format!("{}/{}/20{:02}", seed % 12 + 1, seed % 28 + 1, seed % 30),
            }
        }
        (_, Some(Field::Country)) => ["Norway", "de", "Atlantis", "FRANCE"][seed as usize % 4].into(),
        (_, Some(Field::Tickets | Field::Bonus)) => (seed % 40).to_string(),
        (_, Some(Field::Award | Field::AlsoAward)) => {
            ["IT Savior", "Night Owl, IT Savior", "Calm; Voice"][seed as usize % 3].into()
        }
        _ => format!("{own} {own}"),
    }
}

/// A table with what its columns mean.
#[derive(Debug, Clone)]
struct Made {
    kind: Kind,
    fields: Vec<Option<Field>>,
    rows: Vec<Vec<String>>,
}

fn made() -> impl Strategy<Value = Made> {
    let columns = proptest::collection::vec(any::<prop::sample::Index>(), 1..9);
    let cells = proptest::collection::vec(proptest::collection::vec((any::<u8>(), any::<u32>()), 9), 1..8);
    (0_usize..6, columns, cells).prop_map(|(kind, columns, cells)| {
        let kind = Kind::ALL[kind];
        let mut fields: Vec<Option<Field>> =
            vec![Some(if kind == Kind::Thanks { Field::Recipient } else { Field::Name })];
        for index in columns {
            let field = *index.get(kind.fields());
            let is_free = field.is_joined() || !fields.contains(&Some(field));
            fields.push(is_free.then_some(field));
        }
        let row = |(line, row): (usize, &Vec<(u8, u32)>)| {
            let cells = fields.iter().enumerate().map(|(column, field)| {
                let (flavour, seed) = row[column % row.len()];
                cell(*field, flavour, seed, line * 10 + column)
            });
            cells.collect()
        };
        let rows = cells.iter().enumerate().map(row).collect();
        Made { kind, fields, rows }
    })
}

impl Made {
    fn csv(&self) -> Vec<u8> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record((0..self.fields.len()).map(|column| format!("Question {column} of it"))).unwrap();
        self.rows.iter().for_each(|row| out.write_record(row).unwrap());
        out.into_inner().unwrap()
    }
}

/// A person in words, as a row tells of them.
fn told(draft: &PersonDraft) -> Vec<String> {
    let text = |text: &Option<unsung::campaign::Text>| text.as_deref().unwrap_or_default().to_owned();
    let email = text(&draft.email);
    // An address that stands in for a name is none.
    let name = if draft.name == email { String::new() } else { draft.name.to_string() };
    vec![
        name,
        email,
        text(&draft.given),
        text(&draft.family),
        text(&draft.organisation),
        text(&draft.team),
        text(&draft.role),
        draft.country.map_or_else(|| text(&draft.country_text), str::to_owned),
        text(&draft.region),
        text(&draft.place),
        text(&draft.address),
        text(&draft.latin),
        draft.birth.map(|day| day.to_string()).unwrap_or_default(),
        draft.since.as_ref().map(|since| since.text.to_string()).unwrap_or_default(),
        text(&draft.code_name),
        format!("{:?}", draft.name_form.clone().unwrap_or_default()),
    ]
}

/// The same of a record.
fn kept(campaign: &Campaign, id: PersonId) -> Vec<String> {
    let it: &Person = campaign.people().get(id).unwrap();
    let texts = [it.name.to_string(), it.email.to_string()];
    let more = [
        it.given_name.to_string(),
        it.family_name.to_string(),
        it.organisation.to_string(),
        it.team.to_string(),
        it.function.to_string(),
        it.country.to_string(),
        it.region.to_string(),
        it.place.to_string(),
        it.address.to_string(),
        it.latin_name.to_string(),
        it.born.map(|day| day.to_string()).unwrap_or_default(),
        it.since.to_string(),
        it.code_name.to_string(),
        format!("{:?}", (it.name_form, &it.name_forms)),
    ];
    texts.into_iter().chain(more).collect()
}

fn received(it: Option<&Received>) -> String {
    it.map(|it| it.text.to_string()).unwrap_or_default()
}

/// What a draft that is shown will be: each record in words.
fn shown(draft: &Draft) -> Vec<Vec<String>> {
    let text = |text: &Option<unsung::campaign::Text>| text.as_deref().unwrap_or_default().to_owned();
    match &draft.content {
        Content::Nomination(it) => {
            let one = |person: &PersonDraft, awards: &[String], reason: &str| {
                let by = if it.nominator.is_nobody() { Vec::new() } else { told(&it.nominator) };
                let words = [awards.join("|"), it.story.to_string(), reason.to_owned(), it.quote.to_string()];
                let more = [
                    it.problems.join("|"),
                    text(&it.channel),
                    received(it.received.as_ref()),
                    format!("{:?}", it.contact_ok),
                ];
                [told(person), by, words.to_vec(), more.to_vec()].concat()
            };
            let others = it.others.iter().map(|other| {
                one(
                    &other.person,
                    other.awards.as_deref().unwrap_or(&it.awards),
                    other.reason.as_ref().unwrap_or(&it.reason),
                )
            });
            std::iter::once(one(&it.nominee, &it.awards, &it.reason)).chain(others).collect()
        }
        Content::Entry(it) => {
            let way = match &it.method {
                EntryMethod::Web => "Web".into(),
                EntryMethod::Post => "Post".into(),
                EntryMethod::Other(words) => words.to_string(),
            };
            let tickets = it.tickets.map_or(1, u64::from);
            let words = [text(&it.reference), received(it.received.as_ref()), way, format!("{tickets} {}", it.bonus)];
            vec![[told(&it.person), words.to_vec(), vec![text(&it.household), text(&it.referred_by)]].concat()]
        }
        Content::Person(it) => vec![[told(&it.person), vec![it.tags.join("|"), it.notes.to_string()]].concat()],
        Content::Thanks(it) => {
            vec![vec![
                it.recipient.clone(),
                it.message.clone(),
                it.from.name.to_string(),
                received(it.received.as_ref()),
                format!("{}", it.anonymous == Some(true)),
            ]]
        }
        Content::Mishap(it) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            vec![vec![
                text(&it.title),
                it.story.clone(),
                text(&it.device),
                text(&it.cause),
                text(&it.damage),
                text(&it.punchline),
                it.problems.join("|"),
                received(it.received.as_ref()),
            ]]
        }
        Content::Member(it) => vec![[told(&it.person), vec![it.reason.clone()]].concat()],
    }
}

/// What stands in the campaign for a row.
fn stands(campaign: &Campaign, kind: Kind, line: u64) -> Vec<Vec<String>> {
    let is_row = |origin: Option<Origin>| origin.is_some_and(|origin| origin.line == line);
    match kind {
        Kind::Nominations => {
            let rows = campaign.nominations().iter().filter(|(_, it)| is_row(it.origin));
            rows.map(|(_, it)| {
                let awards: Vec<&str> =
                    it.awards.iter().map(|id| campaign.awards().get(*id).unwrap().title.as_str()).collect();
                let by = it.nominator.map(|by| kept(campaign, by)).unwrap_or_default();
                let words = [awards.join("|"), it.story.to_string(), it.reason.to_string(), it.quote.to_string()];
                let more = [
                    it.problems.join("|"),
                    it.channel.to_string(),
                    it.received.to_string(),
                    format!("{:?}", it.may_contact),
                ];
                [kept(campaign, it.nominee), by, words.to_vec(), more.to_vec()].concat()
            })
            .collect()
        }
        Kind::Entries => {
            let rows = campaign.entries().iter().filter(|(_, it)| is_row(it.origin));
            rows.map(|(_, it)| {
                let way = match &it.way {
                    EntryWay::Web => "Web".into(),
                    EntryWay::Post => "Post".into(),
                    EntryWay::Other(words) => words.to_string(),
                };
                let words =
                    [it.reference.to_string(), it.received.to_string(), way, format!("{} {}", it.tickets, it.bonus)];
                [kept(campaign, it.person), words.to_vec(), vec![it.household.to_string(), it.referred_by.to_string()]]
                    .concat()
            })
            .collect()
        }
        Kind::People => {
            let rows = campaign.people().iter().filter(|(_, it)| it.origins.iter().any(|origin| origin.line == line));
            rows.map(|(id, it)| [kept(campaign, id), vec![it.tags.join("|"), it.notes.to_string()]].concat()).collect()
        }
        Kind::Thanks => {
            let rows = campaign.thanks().iter().filter(|(_, it)| is_row(it.origin));
            rows.map(|(_, it)| {
                vec![
                    it.to_words.clone(),
                    it.message.clone(),
                    it.from_words.clone(),
                    it.received.clone(),
                    it.anonymous.to_string(),
                ]
            })
            .collect()
        }
        Kind::Mishaps => {
            let rows = campaign.mishaps().iter().filter(|(_, it)| is_row(it.origin));
            rows.map(|(_, it)| {
                vec![
                    it.title.clone(),
                    it.text.clone(),
                    it.device.clone(),
                    it.cause.clone(),
                    it.damage.clone(),
                    it.punchline.clone(),
                    it.problems.join("|"),
                    it.received.clone(),
                ]
            })
            .collect()
        }
        Kind::Members => {
            let rows = campaign.members().iter().filter(|(_, it)| is_row(it.origin));
            rows.map(|(_, it)| [kept(campaign, it.person), vec![it.application.clone()]].concat()).collect()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_is_shown_is_what_comes_in(made in made(), splits in any::<bool>()) {
        let bytes = made.csv();
        let table = read(&bytes, &ReadOptions::default()).unwrap();
        prop_assume!(table.headers.len() == made.fields.len() && table.rows.len() == made.rows.len());
        let mut mapping: Mapping = unsung::intake::propose(&table, made.kind);
        for (column, field) in made.fields.iter().enumerate() {
            mapping.set(column, None).unwrap();
            let _ = field;
        }
        for (column, field) in made.fields.iter().enumerate() {
            mapping.set(column, *field).unwrap();
        }
        let lines = table.rows.iter().map(|row| row.line);
        let split_lines = if splits { lines.collect() } else { std::collections::BTreeSet::new() };
        let rules = Rules { split_lines, date_order: Some(unsung::intake::DateOrder::MonthFirst), ..Rules::default() };
        let choices = Choices { mapping: Some(mapping), rules, ..Choices::default() };
        let mut campaign = blank();
        let mut done = import_bytes(&campaign, &FakeWorld::new(at()), "made.csv", &bytes, made.kind, &choices).unwrap();
        if let Some(change) = done.change.take() {
            campaign.apply(&change, at()).unwrap();
        }
        let mut seen = 0;
        for place in 0..done.drafts.len() {
            let draft = done.drafts.draft(&done.table, place).unwrap();
            let found = stands(&campaign, made.kind, draft.line());
            match &draft.state {
                State::Held(reason) => {
                    prop_assert_eq!(found.len(), 0, "held: {}", reason);
                    prop_assert_eq!(done.drafts.held_reason(place), Some(reason.as_str()));
                }
                State::Accepted => {
                    seen += 1;
                    prop_assert_eq!(found, shown(&draft), "line {}", draft.line());
                }
            }
        }
        prop_assert_eq!(seen, done.report.accepted);
        for reject in &done.drafts.rejects {
            prop_assert_eq!(stands(&campaign, made.kind, reject.row.line).len(), 0);
        }
        // What is written back of held and rejected rows is as many rows as were counted.
        let back = rejects_of(&done.table, &done.drafts, Guard::Exact).unwrap();
        let rows = csv::ReaderBuilder::new().flexible(true).from_reader(back.as_slice()).into_records().count();
        prop_assert_eq!(rows, done.report.held + done.report.rejected);
    }
}
