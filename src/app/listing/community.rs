//! Lists of thanks, mishaps, archetypes, stories, members of the league, parcels and the judging of awards.

use super::{Row, code, name_of};
use crate::campaign::{Campaign, MemberId, PersonId};
use serde_json::Value;
use std::collections::HashSet;

fn name_or_nothing(campaign: &Campaign, person: Option<PersonId>) -> Value {
    person.map_or_else(String::new, |person| name_of(campaign, person)).into()
}

pub(super) fn thanks(campaign: &Campaign) -> Vec<Row> {
    let rows = campaign.thanks().iter().map(|(id, it)| -> Row {
        let to = it.to.map_or_else(|| it.to_words.clone(), |person| name_of(campaign, person));
        let from = it.from.map_or_else(|| it.from_words.clone(), |person| name_of(campaign, person));
        vec![
            ("id", id.to_string().into()),
            ("to", to.into()),
            ("to_person", it.to.map_or_else(String::new, |person| person.to_string()).into()),
            ("from", from.into()),
            ("anonymous", it.anonymous.into()),
            ("message", it.message.clone().into()),
            ("shown_as", it.shown_as.clone().into()),
            ("channel", it.channel.clone().into()),
            ("received", it.received_at.map_or_else(|| it.received.clone(), |at| at.to_string()).into()),
            ("state", code(it.state.title()).into()),
            ("reason", it.hidden_reason.clone().into()),
        ]
    });
    rows.collect()
}

pub(super) fn mishaps(campaign: &Campaign) -> Vec<Row> {
    let rows = campaign.mishaps().iter().map(|(id, it)| -> Row {
        let archetypes: Vec<String> = it
            .archetypes
            .iter()
            .filter_map(|id| campaign.archetypes().get(*id))
            .map(|archetype| archetype.name.clone())
            .collect();
        vec![
            ("id", id.to_string().into()),
            ("title", it.heading().into()),
            ("device", it.device.clone().into()),
            ("cause", it.cause.clone().into()),
            ("damage", it.damage.clone().into()),
            ("punchline", it.punchline.clone().into()),
            ("text", it.text.clone().into()),
            ("public_text", it.public_text.clone().into()),
            ("problems", it.problems.clone().into()),
            ("archetypes", archetypes.into()),
            ("sent_by", name_or_nothing(campaign, it.sent_by)),
            ("country", it.country.clone().into()),
            ("channel", it.channel.clone().into()),
            ("received", it.received_at.map_or_else(|| it.received.clone(), |at| at.to_string()).into()),
            ("state", code(it.state.title()).into()),
            ("reactions", it.reactions.values().sum::<u64>().into()),
        ]
    });
    rows.collect()
}

pub(super) fn archetypes(campaign: &Campaign) -> Vec<Row> {
    let rows = campaign.archetypes().iter().map(|(id, it)| -> Row {
        let stars_in = campaign.mishaps().iter().filter(|(_, mishap)| mishap.archetypes.contains(&id)).count();
        vec![
            ("id", id.to_string().into()),
            ("name", it.name.clone().into()),
            ("tagline", it.tagline.clone().into()),
            ("habit", it.habit.clone().into()),
            ("drawing", it.drawing.clone().into()),
            ("crimes", it.crimes.clone().into()),
            ("mishaps", stars_in.into()),
        ]
    });
    rows.collect()
}

pub(super) fn stories(campaign: &Campaign) -> Vec<Row> {
    let rows = campaign.stories().iter().map(|(id, it)| -> Row {
        let leap = it.leaps.iter().find_map(crate::campaign::Leap::multiple);
        vec![
            ("id", id.to_string().into()),
            ("title", it.title.clone().into()),
            ("about", name_of(campaign, it.about).into()),
            ("state", code(it.state.title()).into()),
            ("words", it.text.split_whitespace().count().into()),
            ("quotes", it.quotes.len().into()),
            ("problems", it.problems.clone().into()),
            ("leap", leap.map_or(Value::Null, Into::into)),
        ]
    });
    rows.collect()
}

/// The places in the league, and after them people who are marked as members and have no place of their own.
pub(super) fn members(campaign: &Campaign) -> Vec<Row> {
    let named = |id: MemberId| {
        campaign.members().get(id).map_or_else(
            || id.to_string(),
            |it| {
                if it.code_name.is_empty() { name_of(campaign, it.person) } else { it.code_name.clone() }
            },
        )
    };
    let email = |person: PersonId| campaign.people().get(person).map_or("", |person| person.email.as_str());
    let mut rows: Vec<Row> = Vec::new();
    let mut listed = HashSet::new();
    for (id, it) in campaign.members().iter() {
        listed.insert(it.person);
        let vouched: Vec<String> = it.vouches.iter().map(|vouch| named(vouch.by)).collect();
        rows.push(vec![
            ("id", id.to_string().into()),
            ("person", it.person.to_string().into()),
            ("name", name_of(campaign, it.person).into()),
            ("email", email(it.person).into()),
            ("code_name", it.code_name.clone().into()),
            ("state", code(it.state.title()).into()),
            ("vouched_by", vouched.into()),
            ("referred_by", it.referred_by.map_or_else(|| it.referred_by_words.clone(), named).into()),
            ("reason", it.reason.clone().into()),
        ]);
    }
    for (id, person) in campaign.people().iter().filter(|(id, person)| person.member && !listed.contains(id)) {
        rows.push(vec![
            ("id", id.to_string().into()),
            ("person", id.to_string().into()),
            ("name", person.display_name().into()),
            ("email", person.email.clone().into()),
            ("code_name", person.code_name.clone().into()),
            ("state", "approved".into()),
            ("vouched_by", Vec::<String>::new().into()),
            ("referred_by", "".into()),
            ("reason", "".into()),
        ]);
    }
    rows
}

pub(super) fn parcels(campaign: &Campaign) -> Vec<Row> {
    let rows = campaign.parcels().iter().map(|(id, it)| -> Row {
        vec![
            ("id", id.to_string().into()),
            ("to", name_of(campaign, it.to).into()),
            ("state", code(it.state.title()).into()),
            ("since", it.steps.last().map_or_else(String::new, |(_, at)| at.to_string()).into()),
            ("tracking", it.tracking.clone().into()),
            ("weight_g", it.weight_g.into()),
        ]
    });
    rows.collect()
}

/// Every round of every award that is judged.
pub(super) fn judging(campaign: &Campaign) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (award, judging) in campaign.judgings().iter() {
        let title = campaign.awards().get(award).map_or("", |it| it.title.as_str());
        for round in &judging.rounds {
            let sheets = || campaign.sheets_of(award).map(|(_, sheet)| sheet).filter(|it| it.round == round.number);
            let frozen = judging.frozen(round.number);
            rows.push(vec![
                ("award", award.to_string().into()),
                ("title", title.into()),
                ("round", round.number.into()),
                ("round_title", round.title().into()),
                ("mode", round.mode.id().into()),
                ("candidates", judging.field_of(round.number).len().into()),
                ("judges", judging.judges_of(round).count().into()),
                ("assigned", sheets().map(|it| it.assigned.len()).sum::<usize>().into()),
                ("scored", sheets().map(|it| it.lines.len()).sum::<usize>().into()),
                ("goes_on", frozen.map_or(Value::Null, |freeze| freeze.chosen.len().into())),
                ("frozen", frozen.map_or_else(String::new, |freeze| freeze.sha256.clone()).into()),
            ]);
        }
    }
    rows
}
