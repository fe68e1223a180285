//! `people untold`, `letters`, `told`, `consent`, `confirm`: what people are told and what they said.

use super::args::{About, ConfirmArgs, ConsentArgs, Letters, Told, Untold};
use super::campaigns::{campaign, open};
use super::people::{commit, person};
use super::shell::{Ending, Shell, note};
use crate::app::privacy::{self, Occasion};
use crate::app::{Failure, World, exporting, people};
use crate::campaign::{Campaign, Change, Edit, PersonId};
use crate::intake::export::Guard;
use serde_json::json;
use std::sync::Arc;

const UNCHANGED: &str = "Nothing was noted; the campaign is as it was.";

fn everybody(campaign: &Campaign, words: &[String], what: &str) -> Result<Vec<PersonId>, Failure> {
    words.iter().map(|word| person(campaign, word, what)).collect()
}

pub fn untold(args: &Untold, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let found = privacy::untold(there, world.now(), &world.time_zone());
    let name = |id: PersonId| there.people().get(id).map(|it| it.display_name().to_owned()).unwrap_or_default();
    for it in &found {
        let left = match it.days_left {
            days if days < 0 => format!("{} days late", -days),
            0 => "today".to_owned(),
            days => format!("{days} days left"),
        };
        shell.say(&format!("{} {}: by {}, {left}", it.person, name(it.person), it.by));
    }
    shell.say(&match found.len() {
        0 => "Everybody who was nominated knows it.".to_owned(),
        1 => "1 person has to be told. unsung people letters writes the letter.".to_owned(),
        n => format!("{n} people have to be told. unsung people letters writes the letters."),
    });
    let documents: Vec<_> = found
        .iter()
        .map(|it| json!({"person": it.person.to_string(), "name": name(it.person), "by": it.by.to_string(), "days_left": it.days_left}))
        .collect();
    shell.document(&documents)?;
    Ok(Ending::Done)
}

pub fn letters(args: &Letters, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let zone = world.time_zone();
    let who = if args.only.is_empty() {
        match args.about {
            About::Told => privacy::untold(there, world.now(), &zone).into_iter().map(|it| it.person).collect(),
            About::Name => privacy::unconfirmed(there),
        }
    } else {
        everybody(there, &args.only, "No letter was made.")?
    };
    let occasion = match args.about {
        About::Told => Occasion::Told,
        About::Name => Occasion::Name,
    };
    let made = privacy::letters(there, &who, occasion, &zone)?;
    let is_table = args.out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let bytes = if is_table {
        privacy::letters_csv(&made, Guard::Spreadsheet)?
    } else {
        privacy::letters_text(&made).into_bytes()
    };
    exporting::write_file(world.as_ref(), &args.out, &bytes)?;
    let without = made.iter().filter(|letter| letter.email.is_empty()).count();
    shell.say(&format!("{} letters in {}.", made.len(), args.out.display()));
    if without > 0 {
        note(&format!("{without} of them have no e-mail address; they go by post or by hand."));
    }
    if args.about == About::Told && !made.is_empty() {
        note("When they are sent, note it with unsung people told.");
    }
    shell.document(
        &json!({"letters": made.len(), "without_email": without, "about": occasion.code(), "path": args.out}),
    )?;
    Ok(Ending::Done)
}

pub fn told(args: &Told, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let who = everybody(there, &args.people, UNCHANGED)?;
    let change = privacy::mark_told(there, &who, world.now());
    finish(&mut workspace, change, &args.file, &who, "told", shell)
}

pub fn consent(args: &ConsentArgs, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let who = everybody(there, &args.people, UNCHANGED)?;
    let change = privacy::set_consent(there, &who, args.state, &args.by, world.now());
    finish(&mut workspace, change, &args.file, &who, &args.state.title().to_lowercase(), shell)
}

pub fn confirm(args: &ConfirmArgs, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = person(there, &args.person, UNCHANGED)?;
    if args.by.trim().is_empty() {
        return Err(Failure::new(UNCHANGED, "It is not said who confirmed the name.", "Say it with --by."));
    }
    let mut record = there.people().get(id).cloned().unwrap_or_default();
    record.name_confirmed = Some(people::confirmed_by(&args.by, world.now()));
    let change = Change::one("Confirm the name of a person", Edit::person(id, record));
    finish(&mut workspace, change, &args.file, &[id], "name confirmed", shell)
}

fn finish(
    workspace: &mut crate::app::Workspace,
    change: Change,
    file: &std::path::Path,
    who: &[PersonId],
    noted: &str,
    shell: &mut Shell,
) -> Result<Ending, Failure> {
    commit(workspace, change, file)?;
    let ids: Vec<String> = who.iter().map(ToString::to_string).collect();
    shell.say(&format!("{}: {noted}.", ids.join(", ")));
    shell.document(&json!({"people": ids, "noted": noted}))?;
    Ok(Ending::Done)
}
