//! Finding people by the facets of their list, and changing those who were found: `list --what people` and `people set`.

use super::args::{Arranged, FieldSet, Finding, SetPeople};
use super::campaigns::{campaign, open};
use super::judging::find_award;
use super::shell::{Ending, Shell, note};
use crate::app::listing::{self, Row};
use crate::app::outlook::counted;
use crate::app::people::{self, PeopleOrder, PeopleQuery, PersonLine, Received, Register};
use crate::app::{Failure, Progress, World, printing};
use crate::campaign::{Campaign, Person, PersonId, tidy_name};
use serde_json::{Value, json};
use std::sync::Arc;

/// What is looked for, as the window asks it.
fn query(campaign: &Campaign, register: &Register, finding: &Finding, what: &str) -> Result<PeopleQuery, Failure> {
    let known = |words: &str, kind: &str, all: Vec<&str>| -> Result<String, Failure> {
        let wanted = people::folded(&tidy_name(words));
        let found = all.iter().find(|it| people::folded(&tidy_name(it)) == wanted);
        found.map(|it| (*it).to_owned()).ok_or_else(|| {
            let there =
                if all.is_empty() { "There is none.".to_owned() } else { format!("There is {}.", all.join(", ")) };
            Failure::new(
                what,
                format!("No nomination has the {kind} “{words}”. {there}"),
                format!("Name one of these {kind}s."),
            )
        })
    };
    let award = finding.award.as_deref().map(|words| find_award(campaign, Some(words), false, what)).transpose()?;
    let channel = finding.channel.as_deref().map(|words| known(words, "channel", register.channels())).transpose()?;
    let problem = finding.problem.as_deref().map(|words| known(words, "problem", register.problems())).transpose()?;
    let country = finding.country.as_deref().map(|words| match words.trim() {
        "none" => String::new(),
        words => people::country_as_stored(words),
    });
    Ok(PeopleQuery {
        words: finding.find.clone().unwrap_or_default(),
        role: finding.role,
        consent: finding.consent,
        country,
        award,
        channel,
        problem,
        gap: finding.open,
        order: PeopleOrder::Id,
        descending: false,
    })
}

/// Who is found, in the order asked for.
pub struct Found {
    register: Register,
    lines: Vec<u32>,
}

impl Found {
    pub fn people(&self) -> impl Iterator<Item = PersonId> + Clone + '_ {
        self.lines().map(|line| line.id)
    }

    fn lines(&self) -> impl Iterator<Item = &PersonLine> + Clone + '_ {
        self.lines.iter().filter_map(|index| self.register.lines().get(*index as usize))
    }

    /// These columns of everybody who is found.
    pub fn rows<'f>(&'f self, campaign: &'f Campaign, columns: &'f [PeopleOrder]) -> impl Iterator<Item = Row> + 'f {
        self.lines().map(move |line| columns.iter().map(|column| cell(*column, line, campaign)).collect())
    }
}

fn cell(column: PeopleOrder, line: &PersonLine, campaign: &Campaign) -> (&'static str, Value) {
    let person = campaign.people().get(line.id);
    let value = match column {
        PeopleOrder::Nominated => line.nominated.into(),
        PeopleOrder::Roles => line.roles().map(|role| role.title().to_lowercase()).collect::<Vec<_>>().into(),
        PeopleOrder::Tags => person.map(|person| person.tags.clone()).unwrap_or_default().into(),
        PeopleOrder::Consent => listing::code(&column.words(line, person)).into(),
        _ => column.words(line, person).into_owned().into(),
    };
    (column.code(), value)
}

/// Looks for people; without an order they come as they arrived.
pub fn find(
    campaign: &Campaign,
    file: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    finding: &Finding,
    arranged: &Arranged,
    what: &str,
) -> Result<Found, Failure> {
    let register = Register::new(campaign);
    let order = arranged.sort.unwrap_or(PeopleOrder::Id);
    let query = PeopleQuery { order, descending: arranged.descending, ..query(campaign, &register, finding, what)? };
    // Lists are read again only for words.
    let lines = if query.words.trim().is_empty() {
        register.find(&query)
    } else {
        register.find_with(&query, &Received::new(campaign, file, &Progress::silent())?)
    };
    Ok(Found { register, lines })
}

pub fn set(args: &SetPeople, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nobody was changed.";
    if args.field.is_empty() && args.tag.is_empty() && args.untag.is_empty() {
        let todo = "Say what with --field team=Ops, --tag WORD or --untag WORD.";
        return Err(Failure::new(what, "Nothing is to change.", todo));
    }
    let is_finding = args.finding != Finding::default();
    if !is_finding && args.only.is_empty() && !args.all {
        return Err(Failure::new(
            what,
            "It is not said who is meant.",
            "Give --only P3, a facet such as --find WORDS or --role judge, or --all.",
        ));
    }
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let mut people: Vec<PersonId> = if is_finding || args.all {
        find(there, &|sha| workspace.blob(sha), &args.finding, &Arranged::default(), what)?.people().collect()
    } else {
        Vec::new()
    };
    if !args.only.is_empty() {
        let only =
            printing::people_named(there, &args.only).map_err(|failure| Failure { what: what.into(), ..failure })?;
        // With a facet beside it, only those of them whom it finds.
        people = only.into_iter().filter(|id| !is_finding || people.binary_search(id).is_ok()).collect();
    }
    people.retain(|id| there.people().get(*id).is_some_and(|person| person.erased_at.is_none()));
    let stored = |it: &FieldSet| match it.field.as_stored(&it.value) {
        Ok(value) => Ok((it.field, value)),
        Err(why) => Err(Failure::new(
            what,
            why,
            "Give the country by its name or its code; nothing behind the sign empties it.",
        )),
    };
    let fields: Vec<_> = args.field.iter().map(stored).collect::<Result<_, _>>()?;
    let tags = |words: &[String]| -> Vec<String> {
        words.iter().map(|tag| tidy_name(tag)).filter(|tag| !tag.is_empty()).collect()
    };
    let (tags, untags) = (tags(&args.tag), tags(&args.untag));
    let change = people::change_each(
        there,
        people.iter().copied(),
        |n| people::counted("Change", n),
        |person| {
            change_one(person, &fields, &tags, &untags);
        },
    );
    let changed = change.as_ref().map_or(0, |change| change.edits.len());
    let done = !args.dry_run && change.is_some();
    if let Some(change) = change.filter(|_| done) {
        workspace.commit(change)?;
        workspace.save_now(args.file.clone())?;
    }
    let counted = |n: usize| counted(n as u64, "person", "people");
    let verb = if args.dry_run { "would change" } else { "changed" };
    shell.say(&format!("{} found; {} {verb}.", counted(people.len()), counted(changed)));
    if people.is_empty() {
        note("Nobody is like that.");
    }
    shell.document(&json!({"found": people.len(), "changed": changed, "done": done}))?;
    Ok(Ending::Done)
}

fn change_one(person: &mut Person, fields: &[(people::SharedField, String)], tags: &[String], untags: &[String]) {
    for (field, value) in fields {
        if field.read(person) != value {
            *field.of(person) = value.as_str().into();
        }
    }
    for tag in tags {
        if !person.tags.contains(tag) {
            person.tags.push(tag.clone());
        }
    }
    if person.tags.iter().any(|tag| untags.contains(tag)) {
        person.tags.retain(|tag| !untags.contains(tag));
    }
}
