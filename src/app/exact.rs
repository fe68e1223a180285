//! Lists to be taken in again: every field that a list can bring, under a header that the import knows. What follows from other
//! records (roles as nominee, counts, who stands in) and what the program gives (ids) is not in them.

use super::listing::{Row, What};
use crate::campaign::{Campaign, ConsentState, NameForm, Person, PersonId, SweepstakeId, Text};
use crate::intake::{country_title, tags_cell};
use serde_json::Value;

/// Rows of a list as they can come in again; `None` where such a list cannot.
pub fn rows(campaign: &Campaign, what: What) -> Option<Vec<Row>> {
    match what {
        What::People => Some(people(campaign, campaign.people().ids())),
        What::Nominations => Some(nominations(campaign)),
        What::Entries => Some(campaign.sweepstakes().ids().flat_map(|id| entries(campaign, id)).collect()),
        _ => None,
    }
}

/// These people, with all that a list of people can say.
pub fn people(campaign: &Campaign, people: impl IntoIterator<Item = PersonId>) -> Vec<Row> {
    let found = people.into_iter().filter_map(|id| campaign.people().get(id));
    found.filter(|person| person.erased_at.is_none()).map(person_row).collect()
}

fn person_row(person: &Person) -> Row {
    let form = if person.name_form == NameForm::ByDefault { "" } else { person.name_form.code() };
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
        ("name_in_public", form.into()),
        ("consent", consent.into()),
        ("roles", roles.join("; ").into()),
        ("tags", tags_cell(&person.tags).into()),
        ("notes", person.notes.clone().into()),
    ]);
    row
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
fn nominations(campaign: &Campaign) -> Vec<Row> {
    let text = |of: Option<&Person>, get: fn(&Person) -> &Text| of.map(|it| get(it).clone()).unwrap_or_default();
    let all = campaign.nominations().iter().map(|(_, nomination)| -> Row {
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
    });
    all.collect()
}

/// The entries of one sweepstake; ids of entries are given anew where they come in.
pub fn entries(campaign: &Campaign, sweepstake: SweepstakeId) -> Vec<Row> {
    let all = campaign.entries_in(sweepstake).map(|(_, entry)| -> Row {
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
    });
    all.collect()
}
