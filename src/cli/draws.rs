//! `draw set`, `draw lock`, `draw run`: a sweepstake from its set-up to its record.

use super::args::{DrawLock, DrawRun, DrawSet};
use super::campaigns::{campaign, find_draw, open};
use super::shell::{Ending, Shell, note};
use super::values::Time;
use crate::app::listing::{self, Place, Row};
use crate::app::{Failure, Workspace, World, drawing, io_reason};
use crate::campaign::{Change, DrawMethod, Edit, LuckSource, Sweepstake, SweepstakeId, tidy_name};
use crate::draw::Outcome;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;

/// A text of rules longer than this is no text of rules.
const RULES_BYTES_MAX: usize = 1 << 20;

fn instant(time: &Time, world: &dyn World, day_ends: bool) -> Result<Timestamp, Failure> {
    time.instant(&world.time_zone(), day_ends).ok_or_else(|| {
        Failure::new(
            "Nothing was changed.",
            "A time given does not exist in the laptop's zone.",
            "Write it with its zone, such as 2026-12-01T18:00:00Z.",
        )
    })
}

pub fn set(args: &DrawSet, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The sweepstake was not changed.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let title = tidy_name(&args.draw);
    let is_known = there
        .sweepstakes()
        .iter()
        .any(|(id, draw)| id.to_string() == args.draw || tidy_name(&draw.title).to_lowercase() == title.to_lowercase());
    let (id, mut draw) = if is_known {
        let id = find_draw(there, Some(&args.draw), what)?;
        (id, there.sweepstakes().get(id).cloned().unwrap_or_default())
    } else if title.is_empty() {
        return Err(Failure::new(what, "The title is empty.", "Give the title under which it is published."));
    } else {
        // A code guards against somebody in the audience; whoever does not want it says so.
        (there.next_sweepstake_id(), Sweepstake { title, with_code: true, ..Sweepstake::default() })
    };
    if draw.sealed.is_some() {
        return Err(Failure::new(
            what,
            format!("“{}” is locked, and what is locked stays as it is.", draw.title),
            "Set up a new sweepstake under another title.",
        ));
    }
    let before = is_known.then(|| draw.clone());
    apply(args, &mut draw, world.as_ref())?;
    if args.make_rules {
        draw.rules_text = drawing::rules_text(there, &draw);
    }
    if before.as_ref() == Some(&draw) {
        note("Nothing was changed: it is set up like this already.");
    } else {
        let step = if is_known { "Change the set-up of a sweepstake" } else { "Add a sweepstake" };
        workspace.edit(step, Edit::sweepstake(id, draw))?;
        workspace.save_now(args.file.clone())?;
    }
    tell_set_up(&workspace, id, world.as_ref(), shell)
}

fn apply(args: &DrawSet, draw: &mut Sweepstake, world: &dyn World) -> Result<(), Failure> {
    if let Some(title) = &args.title {
        draw.title = tidy_name(title);
    }
    if !args.prizes.is_empty() {
        draw.prizes = args.prizes.iter().flat_map(|prizes| prizes.0.iter().cloned()).collect();
    }
    if let Some(alternates) = args.alternates {
        draw.alternates = alternates;
    }
    if args.household || args.no_household {
        draw.one_per_household = args.household;
    }
    if !args.sources.0.is_empty() {
        draw.sources.clone_from(&args.sources.0);
    }
    if let Some(method) = args.method {
        draw.method = method;
        // Its seed is the published values alone; a code has no place in it.
        if method == DrawMethod::Rfc3797 {
            draw.with_code = false;
        }
    }
    if args.code || args.no_code {
        draw.with_code = args.code;
    }
    if let Some(at) = &args.announced_at {
        draw.announced_at = Some(instant(at, world, false)?);
    }
    let rules = &mut draw.entry_rules;
    if let Some(at) = &args.opens {
        rules.opens = Some(instant(at, world, false)?);
    }
    if let Some(at) = &args.closes {
        rules.closes = Some(instant(at, world, true)?);
    }
    rules.min_age = args.min_age.unwrap_or(rules.min_age);
    rules.max_per_person = args.max_per_person.unwrap_or(rules.max_per_person);
    rules.max_bonus = args.max_bonus.unwrap_or(rules.max_bonus);
    if let Some(codes) = &args.countries {
        let codes = codes.split(',').map(|code| code.trim().to_uppercase());
        rules.countries = codes.filter(|code| !code.is_empty()).collect();
    }
    if let Some(path) = &args.rules {
        draw.rules_text = read_rules(path, world)?;
    }
    Ok(())
}

fn read_rules(path: &std::path::Path, world: &dyn World) -> Result<String, Failure> {
    let what = "The sweepstake was not changed.";
    let bytes = world.read(path).map_err(|error| {
        Failure::new(
            what,
            format!("{}: {}", path.display(), io_reason(&error)),
            "Check the name of the file with the rules.",
        )
    })?;
    if bytes.len() > RULES_BYTES_MAX {
        return Err(Failure::new(
            what,
            "The text of the rules has more than a million bytes.",
            "Give a plain text file.",
        ));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(
            what,
            format!("{} is not text in UTF-8.", path.display()),
            "Save the rules as plain text in UTF-8.",
        )
    })?;
    if text.trim().is_empty() {
        return Err(Failure::new(what, format!("{} is empty.", path.display()), "Give the text of the rules."));
    }
    Ok(text)
}

/// What stands now, and what is still missing before the lock.
fn tell_set_up(
    workspace: &Workspace,
    id: SweepstakeId,
    world: &dyn World,
    shell: &mut Shell,
) -> Result<Ending, Failure> {
    let campaign = campaign(workspace)?;
    let Some(draw) = campaign.sweepstakes().get(id) else { return Ok(Ending::Done) };
    let obstacles = drawing::obstacles(campaign, id, draw.announced_at, world.now());
    shell.say(&format!("{id} “{}”, {}", draw.title, draw.method.code()));
    for prize in &draw.prizes {
        shell.say(&format!("  {} x {} ({})", prize.quantity, prize.name, prize.id));
    }
    shell.say(&format!(
        "  {} alternates{}",
        draw.alternates,
        if draw.one_per_household { ", one prize a household" } else { "" }
    ));
    for source in &draw.sources {
        shell.say(&format!("  luck from {}", source_words(source)));
    }
    if let Some(at) = draw.announced_at {
        shell.say(&format!("  known at {at}"));
    }
    let prepared = drawing::prepare(campaign, id).ok();
    if let Some(prepared) = &prepared {
        shell.say(&format!(
            "  {} entries with {} tickets in the list; {:.1} bits of luck promised, {:.1} needed",
            prepared.roll.entries().len(),
            prepared.roll.tickets_total(),
            prepared.promised_millibits as f64 / 1000.0,
            prepared.needed_millibits as f64 / 1000.0
        ));
    }
    for obstacle in &obstacles {
        note(&format!("Before the lock: {} {}", obstacle.what, obstacle.what_to_do));
    }
    shell.document(&json!({
        "id": id.to_string(),
        "title": draw.title,
        "stage": listing::stage_code(draw.stage()),
        "method": draw.method.code(),
        "prizes": draw.prizes,
        "alternates": draw.alternates,
        "one_per_household": draw.one_per_household,
        "sources": draw.sources.iter().map(source_words).collect::<Vec<_>>(),
        "with_code": draw.with_code,
        "announced_at": draw.announced_at.map(|at| at.to_string()),
        "entries": prepared.as_ref().map(|prepared| prepared.roll.entries().len()),
        "tickets": prepared.as_ref().map(|prepared| prepared.roll.tickets_total()),
        "promised_millibits": prepared.as_ref().map(|prepared| prepared.promised_millibits),
        "needed_millibits": prepared.as_ref().map(|prepared| prepared.needed_millibits),
        "obstacles": obstacles.iter().map(|o| json!({"what": o.what, "what_to_do": o.what_to_do})).collect::<Vec<_>>(),
    }))?;
    Ok(Ending::Done)
}

fn source_words(source: &LuckSource) -> String {
    match source {
        LuckSource::Numbers { label, count, min, max, distinct } => {
            format!("{label}: {count} {}numbers from {min} to {max}", if *distinct { "different " } else { "" })
        }
        LuckSource::Text { label } => format!("{label}: words said in public"),
        LuckSource::Drand { label, round, .. } => format!("{label}: round {round} of a public beacon"),
    }
}

pub fn lock(args: &DrawLock, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "Nothing was locked.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    let given = args.announced_at.as_ref().map(|at| instant(at, world.as_ref(), false)).transpose()?;
    let Some(announced_at) = given.or(draw.announced_at) else {
        return Err(Failure::new(
            what,
            "It is not said when the luck will be known.",
            "Give the time with --announced-at, such as 2026-12-01T18:00:00Z.",
        ));
    };
    // The set-up says the same as the lock; a sealed one is refused by the lock itself.
    if draw.sealed.is_none() && draw.announced_at != Some(announced_at) {
        let changed = Sweepstake { announced_at: Some(announced_at), ..draw };
        workspace.edit("Change the set-up of a sweepstake", Edit::sweepstake(id, changed))?;
    }
    let change: Change = drawing::lock(campaign(&workspace)?, id, announced_at, world.now(), world.as_ref())?;
    workspace.commit(change)?;
    workspace.save_now(args.file.clone())?;

    let campaign = campaign(&workspace)?;
    let Some((draw, sealed)) = campaign.sweepstakes().get(id).and_then(|draw| Some((draw, draw.sealed.as_ref()?)))
    else {
        return Err(Failure::new(what, "The lock is not in the campaign.", "Lock it again."));
    };
    let entries = sealed.roll.lines().count();
    shell.say(&format!("Draw {} is locked: “{}”, {entries} entries.", sealed.number, draw.title));
    shell.say("Lock hash, to publish whole before the luck is known:");
    shell.say(&sealed.lock_sha256);
    let fingerprint = drawing::key_fingerprint(campaign).unwrap_or_default();
    shell.say(&format!("Fingerprint of the key, to publish once: {fingerprint}"));
    shell.document(&json!({
        "id": id.to_string(),
        "number": sealed.number,
        "title": draw.title,
        "stage": listing::stage_code(draw.stage()),
        "lock_sha256": sealed.lock_sha256,
        "entries": entries,
        "locked_at": sealed.locked_at.to_string(),
        "announced_at": announced_at.to_string(),
        "key_fingerprint": fingerprint,
    }))?;
    Ok(Ending::Done)
}

/// One value for each source: those given as LABEL=TEXT at the place of their label, the others in order.
fn in_order(sources: &[LuckSource], given: &[String]) -> Result<Vec<String>, Failure> {
    let what = "The draw was not run.";
    let mut slots: Vec<Option<String>> = vec![None; sources.len()];
    let mut loose = Vec::new();
    for value in given {
        let labelled = value.split_once('=').and_then(|(label, text)| {
            let key = tidy_name(label).to_lowercase();
            let place = sources.iter().position(|source| tidy_name(source.label()).to_lowercase() == key)?;
            Some((place, text))
        });
        let Some((place, text)) = labelled else {
            loose.push(value.clone());
            continue;
        };
        let Some(slot) = slots.get_mut(place) else { continue };
        if slot.replace(text.to_owned()).is_some() {
            let why = format!("“{}” has two values.", sources[place].label());
            return Err(Failure::new(what, why, "Give one value for each source."));
        }
    }
    let mut loose = loose.into_iter();
    let values: Vec<String> = slots.into_iter().filter_map(|slot| slot.or_else(|| loose.next())).collect();
    let surplus = loose.count();
    if values.len() != sources.len() || surplus > 0 {
        let labels: Vec<String> = sources.iter().map(source_words).collect();
        return Err(Failure::new(
            what,
            format!("{} values are given for {} sources: {}.", given.len(), sources.len(), labels.join("; ")),
            "Give one --value for each source, in this order, or as LABEL=TEXT.",
        ));
    }
    Ok(values)
}

#[derive(Serialize)]
struct Placed<'a> {
    rank: u64,
    outcome: Outcome,
    prize: &'a str,
    entry_id: &'a str,
    name: &'a str,
}

pub fn run(args: &DrawRun, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The draw was not run.";
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let id = find_draw(there, args.draw.as_deref(), what)?;
    let draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    // A draw that cannot be run says so before it complains about values.
    let values = if draw.stage() == crate::campaign::Stage::Locked {
        in_order(&draw.sources, &args.values)?
    } else {
        Vec::new()
    };
    let now = world.now();
    let change = drawing::run(there, id, &values, now)?;
    if let Some(warning) = drawing::early_warning(&draw, now) {
        note(&warning);
    }
    workspace.commit(change)?;
    workspace.save_now(args.file.clone())?;

    let campaign = campaign(&workspace)?;
    let places = listing::walk(campaign, id);
    let drawn = campaign.sweepstakes().get(id).and_then(|draw| draw.sealed.as_ref());
    let record = drawn.and_then(drawing::record_of);
    let record_sha256 = record.as_ref().map(|record| record.record_sha256.clone()).unwrap_or_default();
    let number = drawn.map(|sealed| sealed.number).unwrap_or_default();
    shell.say(&format!("Draw {number} is drawn: “{}”.", draw.title));
    let rows: Vec<Row> = places.iter().map(row).collect();
    for line in super::table::table(&rows) {
        shell.say(&line);
    }
    shell.say(&format!("Hash of the record: {record_sha256}"));
    let of = |outcome: Outcome| -> Vec<Placed<'_>> {
        places.iter().filter(|place| place.step.outcome == outcome).map(placed).collect()
    };
    shell.document(&json!({
        "id": id.to_string(),
        "number": number,
        "title": draw.title,
        "stage": "drawn",
        "record_sha256": record_sha256,
        "entropy": record.as_ref().map(|record| record.record.entropy.clone()),
        "winners": of(Outcome::Winner),
        "alternates": of(Outcome::Alternate),
    }))?;
    Ok(Ending::Done)
}

fn placed(place: &Place) -> Placed<'_> {
    Placed {
        rank: place.step.rank,
        outcome: place.step.outcome,
        prize: &place.step.prize,
        entry_id: &place.step.entry_id,
        name: &place.name,
    }
}

fn row(place: &Place) -> Row {
    vec![
        ("rank", place.step.rank.into()),
        ("outcome", serde_json::to_value(place.step.outcome).unwrap_or_default()),
        ("prize", place.prize_name.clone().into()),
        ("entry_id", place.step.entry_id.clone().into()),
        ("name", place.name.clone().into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_find_their_source_by_label_or_by_order() {
        let sources = [
            LuckSource::Numbers { label: "Lottery".into(), count: 2, min: 1, max: 6, distinct: false },
            LuckSource::Text { label: "Phrase".into() },
        ];
        let order = |given: &[&str]| in_order(&sources, &given.iter().map(ToString::to_string).collect::<Vec<_>>());
        let expected = vec!["3 4".to_owned(), "a = b".to_owned()];
        assert_eq!(order(&["3 4", "a = b"]).unwrap(), expected);
        assert_eq!(order(&["phrase=a = b", "3 4"]).unwrap(), expected);
        assert_eq!(order(&["Phrase=a = b", "LOTTERY=3 4"]).unwrap(), expected);
        assert!(order(&["3 4"]).is_err());
        assert!(order(&["3 4", "x", "y"]).is_err());
        assert!(order(&["Lottery=1 2", "Lottery=3 4"]).is_err());
    }
}
