//! `people`: who is one person, and who is not.

use super::args::{Access, Duplicates, Erase, Merge, Pair, Photos};
use super::campaigns::{campaign, open};
use super::shell::{Ending, Shell, note, work};
use crate::app::duplicates::{self, Likeness};
use crate::app::erasing::{self, Erasure, Told};
use crate::app::photos as portraits;
use crate::app::{Failure, Workspace, World, access, io_reason};
use crate::campaign::{Campaign, Change, PersonId, tidy_name};
use serde_json::json;
use std::sync::Arc;

const WHAT: &str = "Nobody was merged; the campaign is as it was.";

pub(super) fn person(campaign: &Campaign, words: &str, what: &str) -> Result<PersonId, Failure> {
    let id = words.parse::<PersonId>().ok().filter(|id| campaign.people().contains(*id));
    id.ok_or_else(|| {
        Failure::new(
            what,
            format!("There is no person {words}."),
            "Give an id such as P3; unsung list FILE --what people shows them.",
        )
    })
}

fn found(workspace: &Workspace) -> Result<Vec<Likeness>, Failure> {
    let there = workspace
        .snapshot()
        .ok_or_else(|| Failure::new("Nothing was looked for.", "No campaign is open.", "Give its file."))?;
    work("Looking for duplicates", move |progress| duplicates::search(&there, progress))
}

fn label(campaign: &Campaign, id: PersonId) -> String {
    campaign.people().get(id).map_or_else(|| id.to_string(), |person| format!("{id} {}", person.display_name()))
}

pub fn duplicates(args: &Duplicates, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let workspace = open(world, &args.file)?;
    let mut pairs: Vec<Likeness> = found(&workspace)?.into_iter().filter(|pair| pair.score >= args.min).collect();
    let campaign = campaign(&workspace)?;
    pairs.sort_by_key(|pair| duplicates::is_put_off(campaign, pair.kept, pair.gone));
    for pair in &pairs {
        let later = if duplicates::is_put_off(campaign, pair.kept, pair.gone) { "  (later)" } else { "" };
        let (kept, gone) = (label(campaign, pair.kept), label(campaign, pair.gone));
        shell.say(&format!("{:>3}  {kept}  =  {gone}{later}", pair.score));
        for evidence in &pair.evidence {
            shell.say(&format!("     {:+} {}", evidence.weight, evidence.clue.title()));
        }
    }
    match pairs.len() {
        0 => shell.say("Nobody looks like somebody else."),
        1 => shell.say("1 pair. Merge it with unsung people merge, or keep it apart with unsung people apart."),
        n => shell.say(&format!(
            "{n} pairs. Merge them with unsung people merge, or keep them apart with unsung people apart."
        )),
    }
    let name = |id: PersonId| campaign.people().get(id).map(|person| person.display_name().to_owned());
    let documents: Vec<_> = pairs
        .iter()
        .map(|pair| {
            json!({
                "kept": pair.kept.to_string(),
                "kept_name": name(pair.kept),
                "gone": pair.gone.to_string(),
                "gone_name": name(pair.gone),
                "score": pair.score,
                "later": duplicates::is_put_off(campaign, pair.kept, pair.gone),
                "evidence": pair.evidence.iter()
                    .map(|evidence| json!({"what": evidence.clue.title(), "weight": evidence.weight}))
                    .collect::<Vec<_>>(),
            })
        })
        .collect();
    shell.document(&documents)?;
    Ok(Ending::Done)
}

/// So many pairs that were left are named.
const SHOWN_LEFT: usize = 10;

pub fn merge(args: &Merge, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let pairs = match (args.all_from, &args.kept, &args.gone) {
        (Some(least), ..) => {
            let all = found(&workspace)?;
            all.into_iter().filter(|pair| pair.score >= least).map(|pair| (pair.kept, pair.gone)).collect()
        }
        (None, Some(kept), Some(gone)) => {
            let there = campaign(&workspace)?;
            vec![(person(there, kept, WHAT)?, person(there, gone, WHAT)?)]
        }
        _ => Vec::new(),
    };
    if let [(kept, gone)] = pairs.as_slice()
        && kept == gone
    {
        return Err(Failure::new(WHAT, format!("{kept} is given twice."), "Give two people."));
    }
    let there = campaign(&workspace)?;
    let before = there.people().len();
    let sorted = duplicates::together(there, &pairs);
    let memberships = duplicates::two_memberships(there, &sorted.pairs);
    let change = duplicates::merge_all(there, &pairs, world.now())?;
    if !change.edits.is_empty() {
        commit(&mut workspace, change, &args.file)?;
    }
    let after = campaign(&workspace)?.people().len();
    for (kept, gone) in sorted.left.iter().take(SHOWN_LEFT) {
        note(&format!(
            "{kept} and {gone} were left: one of them looks like somebody else as well. Decide them one by one."
        ));
    }
    if let Some(more) = sorted.left.len().checked_sub(SHOWN_LEFT).filter(|more| *more > 0) {
        note(&format!("{more} more pairs were left for the same reason."));
    }
    match before - after {
        0 if !sorted.left.is_empty() => {}
        0 => note("Nobody was merged: no proposal reaches that score."),
        1 => shell.say("1 record went into another. Take it back with unsung people unmerge."),
        n => shell.say(&format!("{n} records went into others. Take them back with unsung people unmerge.")),
    }
    for line in &memberships {
        note(line);
    }
    let left: Vec<[String; 2]> = sorted.left.iter().map(|(kept, gone)| [kept.to_string(), gone.to_string()]).collect();
    let is_whole = left.is_empty();
    shell.document(&json!({"merged": before - after, "people": after, "left": left}))?;
    Ok(Ending::of(is_whole))
}

pub fn unmerge(args: &Pair, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The merge was not taken back; the campaign is as it was.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let kept = person(there, &args.one, what)?;
    let merged: Vec<PersonId> = there
        .people()
        .get(kept)
        .map(|person| person.merged.iter().map(|merged| merged.id).collect())
        .unwrap_or_default();
    let gone = args.other.parse::<PersonId>().ok().filter(|id| merged.contains(id)).ok_or_else(|| {
        let known: Vec<String> = merged.iter().map(ToString::to_string).collect();
        let known = if known.is_empty() { "nobody".into() } else { known.join(", ") };
        Failure::new(
            what,
            format!("{} was not merged into {kept}; merged into it: {known}.", args.other),
            "Give one of those.",
        )
    })?;
    let was = there.people().get(kept).and_then(|it| it.merged.iter().find(|merged| merged.id == gone)).cloned();
    let since = duplicates::came_since(there, kept, gone);
    let change = duplicates::take_back(there, kept, gone)?;
    commit(&mut workspace, change, &args.file)?;
    shell.say(&format!("{kept} and {gone} are two people again."));
    let now = campaign(&workspace)?.people().get(gone);
    if was.zip(now).is_some_and(|(was, now)| was.person.consent != now.consent || was.person.name_form != now.name_form)
    {
        shell.say(&format!("What {kept} said since about being shown counts for {gone} as well."));
    }
    for line in duplicates::told_since(&since, kept, gone) {
        shell.say(&line);
    }
    let document = json!({
        "kept": kept.to_string(),
        "restored": gone.to_string(),
        "came_since": {"with_restored": since.goes, "with_kept": since.stays},
    });
    shell.document(&document)?;
    Ok(Ending::Done)
}

pub fn apart(args: &Pair, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was remembered; the campaign is as it was.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let (one, other) = (person(there, &args.one, what)?, person(there, &args.other, what)?);
    let change = duplicates::keep_all_apart(there, &[(one, other)])?;
    commit(&mut workspace, change, &args.file)?;
    shell.say(&format!("{one} and {other} stay two people and are not proposed again."));
    shell.document(&json!({"apart": [one.to_string(), other.to_string()]}))?;
    Ok(Ending::Done)
}

pub fn later(args: &Pair, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was remembered; the campaign is as it was.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let (one, other) = (person(there, &args.one, what)?, person(there, &args.other, what)?);
    let change = duplicates::put_all_off(there, &[(one, other)])?;
    commit(&mut workspace, change, &args.file)?;
    shell.say(&format!("{one} and {other} are proposed behind the others until that is decided."));
    shell.document(&json!({"later": [one.to_string(), other.to_string()]}))?;
    Ok(Ending::Done)
}

pub fn erase(args: &Erase, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nobody was erased; the campaign is as it was.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = person(there, &args.person, what)?;
    let name = there.people().get(id).map(|it| it.display_name().to_owned()).unwrap_or_default();
    let erasure = erasing::erasure(there, &|sha256| workspace.blob(sha256), id, world.now())?;
    for (_, line) in erasure.count.lines() {
        shell.say(&line);
    }
    say_mentions(there, &erasure, shell);
    let done = args.yes.as_deref().is_some_and(|yes| tidy_name(yes) == tidy_name(&name));
    let count = erasure.count;
    let (masked, left, doubtful) = (told(&erasure.masked), told(&erasure.left), told(&erasure.doubtful));
    let emptied = told(&erasure.emptied);
    let namesakes: Vec<String> = erasure.namesakes.iter().map(ToString::to_string).collect();
    if done {
        workspace.erase(erasure)?;
        workspace.save_now(args.file.clone())?;
        shell.say(&format!("{id} is erased, from the file and from the version before it. This cannot be undone."));
        note("Copies of the file made elsewhere, and printed or published matter, are yours to remove.");
    } else if args.yes.is_some() {
        return Err(Failure::new(
            what,
            format!("The name of {id} is not the one given."),
            format!("Type it as it stands in the record of {id}."),
        ));
    } else {
        shell.say(&format!("Nothing was done yet. To erase for good, add --yes \"{name}\"."));
    }
    shell.document(&json!({
        "person": id.to_string(),
        "erased": done,
        "nominations": count.nominations,
        "written": count.written,
        "heroes": count.heroes,
        "thanks": count.thanks,
        "stories": count.stories,
        "members": count.members,
        "parcels": count.parcels,
        "to_read": count.to_read,
        "wins": count.wins,
        "entries": count.entries,
        "sealed_entries": count.sealed_entries,
        "files": count.files,
        "photos": count.photos,
        "masked": masked,
        "doubtful": doubtful,
        "emptied": emptied,
        "left": left,
        "namesakes": namesakes,
    }))?;
    Ok(Ending::Done)
}

/// Words of others that name the person: those that change, those that stay for a person to judge, and why they stay.
fn say_mentions(campaign: &Campaign, erasure: &Erasure, shell: &mut Shell) {
    let lines = |shell: &mut Shell, all: &[Told]| {
        for it in all {
            let colon = if it.words.is_empty() { "" } else { ": " };
            shell.say(&format!("  {it}{colon}{}", it.words));
        }
    };
    if !erasure.masked.is_empty() {
        shell.say("A mark takes the place of the name in these. Read them: the rest may still tell who is meant.");
        lines(shell, &erasure.masked);
    }
    if !erasure.emptied.is_empty() {
        shell.say("These answers go with their author. Read them, and write down first what is about somebody else.");
        lines(shell, &erasure.emptied);
    }
    if !erasure.doubtful.is_empty() {
        shell.say("These are emptied although they may be another's. Read them, and write down what is.");
        lines(shell, &erasure.doubtful);
    }
    if !erasure.namesakes.is_empty() {
        shell.say("These have the same name or address. Who is the same person is merged first, then erased.");
        for id in &erasure.namesakes {
            shell.say(&format!("  {}", label(campaign, *id)));
        }
    }
    if !erasure.left.is_empty() {
        shell.say("These may be about them or somebody else, and stay as they are. Read them and decide.");
        lines(shell, &erasure.left);
    }
}

fn told(all: &[Told]) -> Vec<serde_json::Value> {
    all.iter().map(|it| json!({"id": it.id, "what": it.what, "words": it.words})).collect()
}

pub fn photos(args: &Photos, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let (outside, folder) = (Arc::clone(world), args.folder.clone());
    let there = workspace
        .snapshot()
        .ok_or_else(|| Failure::new("No photo was taken over.", "No campaign is open.", "Give its file."))?;
    let found = {
        let there = Arc::clone(&there);
        work("Matching photos", move |progress| portraits::match_folder(&there, outside.as_ref(), &folder, progress))?
    };
    let taken = found.taken(&there, args.replace);
    let is_taken = |person: PersonId| taken.iter().any(|it| it.person == person);
    for it in &found.matches {
        let kept = if is_taken(it.person) { "" } else { ", has a photo already" };
        shell.say(&format!("{}: {}, {}{kept}", it.photo.file_name, label(&there, it.person), it.by.title()));
    }
    for (file, why) in &found.unmatched {
        note(&format!("{file} was left: {why}."));
    }
    let done = !args.dry_run && !taken.is_empty();
    let many = if taken.len() == 1 { "1 photo".to_owned() } else { format!("{} photos", taken.len()) };
    if done {
        for it in &taken {
            workspace.keep_blob(Arc::clone(&it.bytes));
        }
        let change = portraits::take_over(&there, &taken);
        drop(there);
        commit(&mut workspace, change, &args.file)?;
        shell.say(&format!("{many} taken over."));
    } else if args.dry_run {
        shell.say(&format!("{many} would be taken over. Nothing was done yet."));
    } else {
        shell.say("No photo was taken over.");
    }
    let matches: Vec<_> = found
        .matches
        .iter()
        .map(|it| {
            json!({
                "file": it.photo.file_name,
                "person": it.person.to_string(),
                "by": it.by.title(),
                "taken": taken.iter().any(|other| other.person == it.person),
            })
        })
        .collect();
    let unmatched: Vec<_> = found.unmatched.iter().map(|(file, why)| json!({"file": file, "why": why})).collect();
    shell.document(&json!({"matches": matches, "unmatched": unmatched, "done": done}))?;
    Ok(Ending::Done)
}

pub fn access(args: &Access, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "No report was made.";
    let workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = person(there, &args.person, what)?;
    let report = access::access_report(there, &|sha256| workspace.blob(sha256), id, &world.time_zone(), world.now())?;
    let text = report.text();
    if let Some(out) = &args.out {
        world.write_whole(out, &report.bytes_for(out)?, false).map_err(|error| {
            Failure::new(what, format!("{}: {}", out.display(), io_reason(&error)), "Choose another folder.")
        })?;
        shell.say(&format!("What is kept about {id} stands in {}.", out.display()));
    } else {
        for line in text.lines() {
            shell.say(line);
        }
    }
    shell.document(&json!({"person": id.to_string(), "report": text}))?;
    Ok(Ending::Done)
}

pub(super) fn commit(workspace: &mut Workspace, change: Change, file: &std::path::Path) -> Result<(), Failure> {
    if change.edits.is_empty() {
        return Ok(());
    }
    workspace.commit(change)?;
    workspace.save_now(file.to_owned())
}
