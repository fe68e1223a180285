//! Lists to be taken in again: every field that a list can bring, under a header that the import knows. What follows from other
//! records (roles as nominee, counts, who stands in) and what the program gives (ids) is not in them.

use super::listing::{Row, What};
use crate::campaign::{Campaign, ConsentState, NameForm, Person, PersonId, SweepstakeId, Text};
use crate::intake::{country_title, tags_cell};
use jiff::Timestamp;
use serde_json::Value;

/// Rows of a list as they can come in again; `None` where such a list cannot.
pub fn rows(campaign: &Campaign, what: What) -> Option<Box<dyn Iterator<Item = Row> + '_>> {
    match what {
        What::People => Some(Box::new(people(campaign, campaign.people().ids()))),
        What::Nominations => Some(Box::new(nominations(campaign))),
        What::Entries => Some(Box::new(campaign.sweepstakes().ids().flat_map(|id| entries(campaign, id)))),
        _ => None,
    }
}

/// These people, with all that a list of people can say.
pub fn people<'c>(
    campaign: &'c Campaign,
    people: impl IntoIterator<Item = PersonId> + 'c,
) -> impl Iterator<Item = Row> + 'c {
    let found = people.into_iter().filter_map(|id| campaign.people().get(id));
    found.filter(|person| person.erased_at.is_none()).map(person_row)
}

/// All that a list of people can say of one.
pub(super) fn person_row(person: &Person) -> Row {
    let form = match person.name_form {
        NameForm::ByDefault => "",
        form => form.code(),
    };
    let forms = [form.to_owned(), person.name_forms.written()];
    let forms: Vec<String> = forms.into_iter().filter(|part| !part.is_empty()).collect();
    let consent = match person.consent.state {
        ConsentState::NotAsked => "",
        state => state.title(),
    };
    let roles = [(person.judge, "judge"), (person.member, "member"), (person.staff, "staff")];
    let roles: Vec<&str> = roles.into_iter().filter(|(is, _)| *is).map(|(_, role)| role).collect();
    let mut row = names(person, [NAME, "given_name", "family_name", "latin_name", "email"]);
    row.extend([
        ("organisation", person.organisation.clone().into()),
        ("team", person.team.clone().into()),
        ("function", person.function.clone().into()),
        ("country", country(person)),
        ("region", person.region.clone().into()),
        ("city", person.place.clone().into()),
        ("address", person.address.clone().into()),
        ("date_of_birth", person.born.map(|day| day.to_string()).unwrap_or_default().into()),
        ("member_since", person.since.clone().into()),
        ("code_name", person.code_name.clone().into()),
        ("name_in_public", forms.join("; ").into()),
        ("consent", consent.into()),
        ("consent_date", moment(person.consent.at)),
        ("consent_by", person.consent.by.clone().into()),
        ("consent_wording", person.consent.wording.clone().into()),
        ("name_confirmed_by", person.name_confirmed.as_ref().map_or("", |it| it.by.as_str()).into()),
        ("name_confirmed_on", moment(person.name_confirmed.as_ref().map(|it| it.at))),
        ("told_on", moment(person.told_at)),
        ("roles", roles.join("; ").into()),
        ("tags", tags_cell(&person.tags).into()),
        ("notes", person.notes.clone().into()),
    ]);
    row
}

/// To the fraction of a second, so that it comes in as it was.
pub(super) fn moment(at: Option<Timestamp>) -> Value {
    at.map(|at| at.to_string()).unwrap_or_default().into()
}

const NAME: &str = "name";

fn names(person: &Person, headers: [&'static str; 5]) -> Row {
    let [name, given, family, latin, email] = headers;
    vec![
        (name, person.name.clone().into()),
        (given, person.given_name.clone().into()),
        (family, person.family_name.clone().into()),
        (latin, person.latin_name.clone().into()),
        (email, person.email.clone().into()),
    ]
}

/// In words, which no spreadsheet takes for anything else: Namibia's code is NA, and Norway's is no.
fn country(person: &Person) -> Value {
    country_title(&person.country).unwrap_or(&person.country).into()
}

/// The nominations, with name and address of both sides.
fn nominations(campaign: &Campaign) -> impl Iterator<Item = Row> + '_ {
    let text = |of: Option<&Person>, get: fn(&Person) -> &Text| of.map(|it| get(it).clone()).unwrap_or_default();
    campaign.nominations().iter().map(move |(_, nomination)| -> Row {
        let nominee = campaign.people().get(nomination.nominee);
        let nominator = nomination.nominator.and_then(|id| campaign.people().get(id));
        let awards = nomination.awards.iter().filter_map(|id| Some(campaign.awards().get(*id)?.title.as_str()));
        let received = match nomination.received_at {
            Some(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string().into(),
            None => nomination.received.clone(),
        };
        vec![
            ("nominee", text(nominee, |it| &it.name).into()),
            ("nominee_email", text(nominee, |it| &it.email).into()),
            ("nominator", text(nominator, |it| &it.name).into()),
            ("nominator_email", text(nominator, |it| &it.email).into()),
            // A line each: a title may hold any other mark.
            ("awards", awards.collect::<Vec<_>>().join("\n").into()),
            ("story", nomination.story.clone().into()),
            ("reason", nomination.reason.clone().into()),
            ("quote", nomination.quote.clone().into()),
            ("problems", nomination.problems.join("\n").into()),
            ("channel", nomination.channel.clone().into()),
            ("received", received.into()),
            ("may_contact", nomination.may_contact.map_or(Value::Null, Value::from)),
        ]
    })
}

/// The entries of one sweepstake; ids of entries are given anew where they come in.
pub fn entries(campaign: &Campaign, sweepstake: SweepstakeId) -> impl Iterator<Item = Row> + '_ {
    campaign.entries_in(sweepstake).map(|(_, entry)| -> Row {
        let nobody = Person::default();
        let person = campaign.people().get(entry.person).unwrap_or(&nobody);
        let received = entry.received_at.map_or_else(|| entry.received.clone(), |at| at.to_string().into());
        let mut row = names(person, [NAME, "given_name", "family_name", "latin_name", "email"]);
        row.extend([
            ("reference", entry.reference.clone().into()),
            ("received", received.into()),
            ("method", entry.way.title().to_lowercase().into()),
            ("tickets", entry.tickets.into()),
            ("bonus", entry.bonus.into()),
            ("household", entry.household.clone().into()),
            ("may_win", entry.pools.join("; ").into()),
            ("referred_by", entry.referred_by.clone().into()),
            ("country", country(person)),
            ("date_of_birth", person.born.map(|day| day.to_string()).unwrap_or_default().into()),
        ]);
        row
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::importing::{self, Choices};
    use crate::app::{FakeWorld, World, exporting, people, templates};
    use crate::campaign::{Change, Confirmation, Consent, Edit};
    use crate::intake::Kind;
    use crate::intake::export::Guard;

    fn bytes(campaign: &Campaign) -> Vec<u8> {
        let rows = rows(campaign, What::People).unwrap();
        exporting::rows_csv(rows, "people", Guard::Exact).unwrap()
    }

    fn taken_in(world: &FakeWorld, campaign: &mut Campaign, name: &str, bytes: &[u8]) {
        let done = importing::import_bytes(campaign, world, name, bytes, Kind::People, &Choices::default()).unwrap();
        campaign.apply(&done.change.unwrap(), world.now()).unwrap();
    }

    #[test]
    fn what_people_said_and_when_comes_in_again_as_it_went() {
        let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
        let mut campaign = templates::start(&world, "blank").unwrap();
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let consent = |state, at, by: &str, wording: &str| Consent::new(state, at, by, wording);
        let person = |name: &str, consent| Person { name: name.into(), consent, ..Person::default() };
        let agreed = consent(ConsentState::Agreed, Some(at("2026-10-02T07:08:09.123456789Z")), "=by e-mail", "2026-1");
        let all = [
            person("-Ali Baba", agreed).with(|it| {
                it.name_confirmed =
                    Some(Confirmation { by: "herself; by phone".into(), at: at("2026-10-03T10:00:00Z") });
                it.tags = vec!["press".into(), "a; b".into()];
                it.notes = "two\nlines, \"quoted\"".into();
            }),
            person("יעל כהן", consent(ConsentState::Withdrawn, None, "", "")),
            person("＝SUM Name", consent(ConsentState::Asked, Some(at("2026-11-01T00:00:00Z")), "", "2026-1")),
            person("Refused One", consent(ConsentState::Refused, Some(at("2026-11-02T12:00:00Z")), "letter", "")),
            person("Told One", Consent::default()).with(|it| it.told_at = Some(at("2026-11-03T12:00:00.5Z"))),
        ];
        let edits = (1..).zip(all.clone()).map(|(id, person)| Edit::person(PersonId(id), person)).collect();
        campaign.apply(&Change::new("People", edits), world.now()).unwrap();
        let first = bytes(&campaign);
        let mut other = templates::start(&world, "blank").unwrap();
        taken_in(&world, &mut other, "people.exact.csv", &first);
        assert_eq!(String::from_utf8(bytes(&other)).unwrap(), String::from_utf8(first).unwrap());
        for (before, (_, after)) in all.iter().zip(other.people().iter()) {
            assert_eq!(before.consent, after.consent);
            assert_eq!((&before.name_confirmed, before.told_at), (&after.name_confirmed, after.told_at));
            assert_eq!((&before.tags, &before.notes), (&after.tags, &after.notes));
        }
    }

    #[test]
    fn answers_that_come_back_in_a_list_count() {
        let world = FakeWorld::new("2026-11-20T09:00:00Z".parse().unwrap());
        let mut campaign = templates::start(&world, "blank").unwrap();
        let on = "2026-11-10T00:00:00Z".parse().unwrap();
        let states = [ConsentState::Asked, ConsentState::Agreed, ConsentState::Agreed, ConsentState::Refused];
        let edits = (1..).zip(states).map(|(id, state)| {
            let consent = people::consent_set(state, "", "2026-1", on);
            let (name, email) = (format!("Person {id}").into(), format!("p{id}@x.example").into());
            Edit::person(PersonId(id), Person { name, email, consent, ..Person::default() })
        });
        campaign.apply(&Change::new("People", edits.collect()), world.now()).unwrap();
        // A yes to what was asked, a no after a yes, a no before it, a yes after a no, and one without a date.
        let list = "Name,Email,Consent,Consent date,Consent by,Wording version\n\
            Person 1,p1@x.example,yes,2026-11-12,reply by e-mail,\n\
            Person 2,p2@x.example,withdrawn,2026-11-12 10:00,telephone,\n\
            Person 3,p3@x.example,refused,2026-01-12,letter,\n\
            Person 4,p4@x.example,agreed,2026-11-12,form,2026-2\n";
        taken_in(&world, &mut campaign, "answers.csv", list.as_bytes());
        taken_in(&world, &mut campaign, "short.csv", b"Name,Email,Consent\nNew One,new@x.example,agreed\n");
        let of = |id: u64| &campaign.people().get(PersonId(id)).unwrap().consent;
        assert_eq!(
            (of(1).state, of(1).by.as_str(), of(1).wording.as_str()),
            (ConsentState::Agreed, "reply by e-mail", "2026-1")
        );
        assert_eq!(of(1).at, Some("2026-11-12T00:00:00Z".parse().unwrap()));
        assert_eq!((of(2).state, of(2).by.as_str()), (ConsentState::Withdrawn, "telephone"));
        assert_eq!((of(3).state, of(4).state), (ConsentState::Agreed, ConsentState::Refused));
        // A list that says no more is the way by which it came, and gives no day.
        assert_eq!((of(5).state, of(5).by.as_str()), (ConsentState::Agreed, "short.csv"));
        assert_eq!(of(5).at, None);
    }
}
