//! `people untold`, `letters`, `told`, `consent`, `confirm`, `names`, `names-back`: what people are told and what they said.

use super::args::{About, ConfirmArgs, ConsentArgs, Letters, NameList, NamesBack, Told, Untold};
use super::campaigns::{campaign, open};
use super::people::{commit, person};
use super::shell::{Ending, Shell, note};
use crate::app::privacy::{self, Occasion};
use crate::app::{Failure, World, exporting, io_reason, name_list, people};
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
    let now = world.now();
    let at = args.on.as_ref().map_or(Some(now), |on| on.instant(&world.time_zone(), false));
    let wrong = |why: &str| Failure::new(UNCHANGED, why, "Give the day it was given.");
    let at = at.ok_or_else(|| wrong("There is no such day."))?;
    if let Some(why) = people::wrong_day(at, now) {
        return Err(wrong(why));
    }
    let wording = args.wording.as_ref().unwrap_or(&there.settings().privacy.wording_version);
    let change = privacy::set_consent(there, &who, &people::consent_set(args.state, &args.by, wording, at));
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

pub fn names(args: &NameList, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let only = everybody(there, &args.only, "No list was written.")?;
    let only = (!args.only.is_empty()).then_some(only.as_slice());
    let count = name_list::list(there, only)?.rows.len();
    exporting::write_file(world.as_ref(), &args.out, &name_list::bytes_for(&args.out, there, only)?)?;
    shell.say(&format!("{count} names to confirm in {}.", args.out.display()));
    note("When it comes back, take it in with unsung people names-back.");
    shell.document(&json!({"names": count, "path": args.out}))?;
    Ok(Ending::Done)
}

pub fn names_back(args: &NamesBack, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    const WHAT: &str = "No name was confirmed; the campaign is as it was.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    if args.by.trim().is_empty() {
        return Err(Failure::new(WHAT, "It is not said who confirmed the names.", "Say it with --by."));
    }
    let file_name = args.list.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = world
        .read(&args.list)
        .map_err(|error| Failure::new(WHAT, format!("{file_name}: {}", io_reason(&error)), "Give another file."))?;
    let returned = name_list::read_back(there, &file_name, &bytes)?;
    let name = |id: PersonId| there.people().get(id).map(|it| it.display_name().to_owned()).unwrap_or_default();
    for (id, new) in &returned.renamed {
        shell.say(&format!("{id} {} becomes {new}", name(*id)));
    }
    for (line, why) in &returned.left {
        note(&format!("Line {line} was left: {why}."));
    }
    for (ids, why) in [(&returned.unanswered, "not answered"), (&returned.missing, "not in the list")] {
        for id in ids {
            note(&format!("{id} {}: {why}.", name(*id)));
        }
    }
    returned.lines().iter().for_each(|line| shell.say(line));
    let change = returned.change(there, &args.by, world.now());
    let done = change.is_some() && !args.dry_run;
    let ids = |people: &[PersonId]| people.iter().map(ToString::to_string).collect::<Vec<_>>();
    let document = json!({
        "confirmed": ids(&returned.confirmed),
        "renamed": returned.renamed.iter().map(|(id, new)| json!({"person": id.to_string(), "name": new})).collect::<Vec<_>>(),
        "unanswered": ids(&returned.unanswered),
        "missing": ids(&returned.missing),
        "left": returned.left.iter().map(|(line, why)| json!({"line": line, "why": why})).collect::<Vec<_>>(),
        "done": done,
    });
    if let Some(change) = change.filter(|_| done) {
        commit(&mut workspace, change, &args.file)?;
    } else {
        shell.say("Nothing was done.");
    }
    shell.document(&document)?;
    Ok(Ending::of(returned.left.is_empty()))
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
