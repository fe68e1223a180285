//! `timeline`: the dates of a campaign, what they lock, and the calendar file.

use super::args::OnOff;
use super::args::timeline::{Timeline, TimelineSet};
use super::campaigns::{campaign, open};
use super::people::commit;
use super::shell::{Ending, Shell, note};
use crate::app::{Failure, Workspace, World, exporting, timeline, when};
use crate::campaign::{Campaign, Change, Edit, Milestone, MilestoneKind, Settings};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

const WHAT: &str = "The dates stay as they are.";

pub fn timeline(args: &Timeline, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    match args {
        Timeline::List(args) => {
            let workspace = open(world, &args.file)?;
            list(campaign(&workspace)?, world.as_ref(), shell)?;
        }
        Timeline::Set(args) => {
            let mut workspace = open(world, &args.file)?;
            let change = set(campaign(&workspace)?, args, world.as_ref())?;
            make(&mut workspace, change, &args.file, world, shell)?;
        }
        Timeline::Remove(args) => {
            let mut workspace = open(world, &args.file)?;
            let mut settings = campaign(&workspace)?.settings().clone();
            let index = place(&settings, args.number)?;
            settings.milestones.remove(index);
            let change = Change::one("Remove a date", Edit::Settings(Arc::new(settings)));
            make(&mut workspace, change, &args.file, world, shell)?;
        }
        Timeline::Open(args) => {
            let mut workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let index = place(there.settings(), args.number)?;
            let change = timeline::open(there, index, &args.reason, world.now())?;
            make(&mut workspace, change, &args.file, world, shell)?;
        }
        Timeline::Export(args) => {
            let workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let dates = there.settings().milestones.len();
            if dates == 0 {
                let what = "The calendar was not written.";
                return Err(Failure::new(what, "The campaign has no dates.", "Add them with unsung timeline set."));
            }
            let text = timeline::calendar(there, world.now());
            exporting::write_file(world.as_ref(), &args.out, text.as_bytes())?;
            shell.say(&format!("{}: {dates} dates.", args.out.display()));
            shell.document(&json!({ "path": args.out, "dates": dates }))?;
        }
    }
    Ok(Ending::Done)
}

fn place(settings: &Settings, number: usize) -> Result<usize, Failure> {
    let count = settings.milestones.len();
    number.checked_sub(1).filter(|index| *index < count).ok_or_else(|| {
        let why = format!("There is no date {number}; the campaign has {count}.");
        Failure::new(WHAT, why, "unsung timeline list shows their numbers.")
    })
}

fn set(there: &Campaign, args: &TimelineSet, world: &dyn World) -> Result<Change, Failure> {
    let mut settings = there.settings().clone();
    if let Some(zone) = &args.zone {
        let zone = if zone == "laptop" { "" } else { zone.trim() };
        if !zone.is_empty() && timeline::named_zone(zone).is_none() {
            let why = format!("There is no time zone “{zone}”.");
            return Err(Failure::new(WHAT, why, "Give its IANA name, such as Europe/Oslo or America/Chicago."));
        }
        zone.clone_into(&mut settings.time_zone);
    }
    let zone = timeline::zone(&settings, &world.time_zone());
    let at = match &args.at {
        None => None,
        Some(time) => Some(time.instant(&zone, false).ok_or_else(|| {
            Failure::new(
                WHAT,
                "There is no such time in that zone.",
                "Clocks may be put forward then; take another time.",
            )
        })?),
    };
    let is_about_a_date = args.kind.is_some() || args.title.is_some() || at.is_some() || args.locks.is_some();
    if let Some(number) = args.number {
        let index = place(&settings, number)?;
        change(&mut settings.milestones[index], args, at);
    } else if is_about_a_date {
        let Some(at) = at else {
            return Err(Failure::new(
                WHAT,
                "It is not said when.",
                "Give --at, or the number of a date with --number.",
            ));
        };
        let kind = args.kind.unwrap_or_default();
        let mut date = Milestone { title: kind.title().into(), kind, ..Milestone::default() };
        change(&mut date, args, Some(at));
        settings.milestones.push(date);
    } else if args.zone.is_none() {
        return Err(Failure::new(WHAT, "Nothing to set is given.", "unsung timeline set --help shows what there is."));
    }
    if settings.milestones.iter().any(|date| date.locks && date.kind == MilestoneKind::Other) {
        note("A date of the kind other only reminds; give it a kind for it to lock something.");
    }
    let title = if args.number.is_some() { "Change a date" } else { "Add a date" };
    Ok(Change::one(
        if is_about_a_date { title } else { "Set the time zone of the dates" },
        Edit::Settings(Arc::new(settings)),
    ))
}

fn change(date: &mut Milestone, args: &TimelineSet, at: Option<jiff::Timestamp>) {
    if let Some(kind) = args.kind {
        date.kind = kind;
    }
    if let Some(title) = &args.title {
        title.trim().clone_into(&mut date.title);
    }
    if let Some(at) = at {
        date.at = at;
    }
    if let Some(locks) = args.locks {
        date.locks = locks == OnOff::On;
    }
}

fn make(
    workspace: &mut Workspace,
    change: Change,
    file: &Path,
    world: &Arc<dyn World>,
    shell: &mut Shell,
) -> Result<(), Failure> {
    commit(workspace, change, file)?;
    list(campaign(workspace)?, world.as_ref(), shell)
}

fn list(there: &Campaign, world: &dyn World, shell: &mut Shell) -> Result<(), Failure> {
    let settings = there.settings();
    let (now, zone) = (world.now(), timeline::zone(settings, &world.time_zone()));
    let mut documents = Vec::new();
    for (index, date) in timeline::in_order(there) {
        let shut = date.is_shut(now);
        let locks = date.kind.promise().filter(|_| date.locks);
        let state = match (&date.opened, locks) {
            (Some(opened), _) => format!("  opened: {}", opened.reason),
            (None, Some(_)) if shut => "  shut".to_owned(),
            (None, Some(_)) => "  locks".to_owned(),
            (None, None) => String::new(),
        };
        shell.say(&format!("{:>2}  {:<40} {}{state}", index + 1, date.title, timeline::in_words(date, now, &zone)));
        documents.push(json!({
            "number": index + 1,
            "title": date.title,
            "kind": date.kind.code(),
            "at": date.at.to_string(),
            "locks": locks.is_some(),
            "promise": locks,
            "shut": shut,
            "opened": date.opened.as_ref().map(|opened| json!({"at": opened.at.to_string(), "reason": opened.reason})),
        }));
    }
    let next = timeline::upcoming(there, now).next();
    match next {
        Some(next) => {
            shell.say(&format!(
                "Next: {} in {} ({}).",
                next.title,
                when::span(now, next.at, &zone),
                timeline::zone_words(settings)
            ));
        }
        None if documents.is_empty() => shell.say("There are no dates."),
        None => shell.say("No date lies ahead."),
    }
    shell.document(&json!({
        "zone": settings.time_zone,
        "next": next.map(|date| json!({"title": date.title, "at": date.at.to_string()})),
        "dates": documents,
    }))
}
