//! `new`, `list`, `export`, and how every command opens and saves a campaign's file.

use super::args::{Arranged, Export, ExportWhat, Finding, List, New};
use super::shell::{Ending, Shell, note, work};
use super::{finding, receipts};
use crate::app::listing::{self, What};
use crate::app::{Failure, Jobs, Workspace, World, drawing, exact, exporting, read_campaign, templates, timeline};
use crate::campaign::{Campaign, Edit, Settings, SweepstakeId, tidy_name};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// A campaign opened to be changed.
pub fn open(world: &Arc<dyn World>, path: &Path) -> Result<Workspace, Failure> {
    let mut workspace = Workspace::new(Arc::clone(world), Jobs::default());
    workspace.open_now(path)?;
    Ok(workspace)
}

/// The campaign of a workspace that [`open`] gave.
pub fn campaign(workspace: &Workspace) -> Result<&Campaign, Failure> {
    workspace
        .campaign()
        .ok_or_else(|| Failure::new("Nothing was done.", "No campaign is open.", "Give the file of a campaign."))
}

/// The sweepstake meant by a title or an id; the only one where none is named.
pub fn find_draw(campaign: &Campaign, wanted: Option<&str>, what: &str) -> Result<SweepstakeId, Failure> {
    let all: Vec<String> = campaign.sweepstakes().iter().map(|(id, draw)| format!("{id} “{}”", draw.title)).collect();
    let Some(wanted) = wanted else {
        return match (campaign.sweepstakes().ids().next(), all.len()) {
            (Some(id), 1) => Ok(id),
            (None, _) => Err(Failure::new(
                what,
                "There is no sweepstake in the campaign.",
                "Make one with unsung draw set FILE --draw TITLE.",
            )),
            (Some(_), _) => {
                let why = format!("There are several sweepstakes: {}.", all.join(", "));
                Err(Failure::new(what, why, "Name one with --draw TITLE."))
            }
        };
    };
    if let Some(id) = wanted.parse::<SweepstakeId>().ok().filter(|id| campaign.sweepstakes().contains(*id)) {
        return Ok(id);
    }
    let key = tidy_name(wanted).to_lowercase();
    let found: Vec<SweepstakeId> = campaign
        .sweepstakes()
        .iter()
        .filter(|(_, draw)| tidy_name(&draw.title).to_lowercase() == key)
        .map(|(id, _)| id)
        .collect();
    match found.as_slice() {
        [id] => Ok(*id),
        [] if all.is_empty() => Err(Failure::new(
            what,
            "There is no sweepstake in the campaign.",
            "Make one with unsung draw set FILE --draw TITLE.",
        )),
        [] => {
            let why = format!("There is no sweepstake “{wanted}”. There is {}.", all.join(", "));
            Err(Failure::new(what, why, "Use its title or its id."))
        }
        _ => {
            let ids = found.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let why = format!("Several sweepstakes have the title “{wanted}”: {ids}.");
            Err(Failure::new(what, why, "Use the id."))
        }
    }
}

pub fn new(args: &New, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    if world.exists(&args.file) {
        return Err(Failure::new(
            "No campaign was started.",
            format!("{} is there already, and nothing is overwritten.", args.file.display()),
            "Choose another name.",
        ));
    }
    let (work_world, template) = (Arc::clone(world), args.template.clone());
    let (campaign, blobs) = work("Starting the campaign", move |progress| {
        templates::start_with_blobs(work_world.as_ref(), &template, progress)
    })?;
    let mut workspace = Workspace::new(Arc::clone(world), Jobs::default());
    workspace.install_new(campaign, blobs);
    if let Some(title) = args.title.as_ref().map(|title| tidy_name(title)).filter(|title| !title.is_empty()) {
        let settings = Settings { title, ..self::campaign(&workspace)?.settings().clone() };
        workspace.edit("Name the campaign", Edit::Settings(Arc::new(settings)))?;
    }
    if args.sample_data {
        let (there, world) = (self::campaign(&workspace)?.clone(), Arc::clone(world));
        let added =
            work("Adding sample data", move |progress| templates::sample_data(&there, world.as_ref(), progress))?;
        for (sha256, bytes) in added.blobs {
            workspace.keep_hashed(sha256, bytes);
        }
        workspace.commit(added.change)?;
    }
    workspace.save_now(args.file.clone())?;
    let campaign = self::campaign(&workspace)?;
    let settings = campaign.settings();
    shell.say(&format!("“{}” is in {}.", settings.title, args.file.display()));
    if args.file.extension().is_none_or(|extension| extension != "unsung") {
        note("Files of campaigns usually end in .unsung; dialogs look for that.");
    }
    shell.document(&json!({
        "file": args.file,
        "title": settings.title,
        "template": args.template,
        "people": campaign.people().len(),
        "nominations": campaign.nominations().len(),
        "entries": campaign.entries().len(),
        "awards": campaign.awards().len(),
        "monsters": campaign.monsters().len(),
        "heroes": campaign.heroes().len(),
    }))?;
    Ok(Ending::Done)
}

pub fn list(args: &List, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let opened = read_campaign(world.as_ref(), &args.file)?;
    let (campaign, blobs) = (opened.campaign, opened.blobs);
    let what = "Nothing was listed.";
    let is_found = args.finding != Finding::default() || args.arranged != Arranged::default();
    if is_found && args.what != What::People {
        return Err(Failure::new(
            what,
            "Only people are found by words and facets, sorted and shown by column.",
            "Leave those options out, or list people.",
        ));
    }
    let nothing = || note(&format!("There are no {} in {}.", args.what.id(), args.file.display()));
    match (&args.draw, args.what) {
        (Some(draw), What::Entries) => {
            let id = find_draw(&campaign, Some(draw), what)?;
            if !shell.each_row(|| listing::entries(&campaign, id))? {
                nothing();
            }
        }
        (Some(_), _) => {
            return Err(Failure::new(
                what,
                "Only entries belong to a sweepstake.",
                "Leave out --draw, or list entries.",
            ));
        }
        (None, What::People) if is_found => {
            let found = finding::find(&campaign, &|sha| blobs.get(sha).cloned(), &args.finding, &args.arranged, what)?;
            let is_there = match args.arranged.columns.as_slice() {
                [] if shell.is_json() => shell.each_row(|| listing::people_in_full(&campaign, found.people()))?,
                [] => shell.each_row(|| listing::people(&campaign, found.people()))?,
                columns => shell.each_row(|| found.rows(&campaign, columns))?,
            };
            if !is_there {
                note("Nobody is like that.");
            }
        }
        (None, What::People) if shell.is_json() => {
            shell.each_row(|| listing::people_in_full(&campaign, campaign.people().ids()))?;
        }
        (None, listed) => {
            if !shell.each_row(|| listing::each(&campaign, listed))? {
                nothing();
            }
        }
    }
    Ok(Ending::Done)
}

pub fn export(args: &Export, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let campaign = read_campaign(world.as_ref(), &args.file)?.campaign;
    if args.out == args.file {
        return Err(Failure::new(
            "Nothing was written.",
            "The file to write is the campaign itself.",
            "Give another name with --out.",
        ));
    }
    let draw = |what: &str| find_draw(&campaign, args.draw.as_deref(), what);
    let list = |what: What| -> Result<Vec<u8>, Failure> {
        let exact = args.exact.then(|| exact::rows(&campaign, what)).flatten();
        let rows = exact.unwrap_or_else(|| match what {
            What::People => Box::new(listing::people_in_full(&campaign, campaign.people().ids())),
            what => listing::each(&campaign, what),
        });
        exporting::rows_for(&args.out, rows, what.id(), args.exact)
    };
    let bytes = match args.what {
        ExportWhat::Bundle => {
            let id = draw("The bundle was not written.")?;
            let files = exporting::write_bundle(&campaign, id, world.as_ref(), &args.out)?;
            for file in &files {
                shell.say(&file.display().to_string());
            }
            shell.document(&json!({ "files": files }))?;
            return Ok(Ending::Done);
        }
        ExportWhat::Receipts => {
            let id = draw("No receipt was written.")?;
            return receipts::all(&Arc::new(campaign), id, world, &args.out, shell);
        }
        ExportWhat::Winners if args.public => {
            timeline::may_publish(&campaign, world.now(), "No winners were written.")?;
            let id = draw("No winners were written.")?;
            if args.out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt")) {
                exporting::public_winners_text(&campaign, id)?.into_bytes()
            } else {
                exporting::rows_for(&args.out, exporting::public_winners(&campaign, id)?, "winners", args.exact)?
            }
        }
        ExportWhat::Winners => {
            let rows = exporting::winners(&campaign, draw("No winners were written.")?)?;
            exporting::rows_for(&args.out, rows, "winners", args.exact)?
        }
        ExportWhat::Rules => {
            let id = draw("No rules were written.")?;
            let text = campaign.sweepstakes().get(id).map(drawing::published_rules).unwrap_or_default();
            if text.trim().is_empty() {
                return Err(Failure::new(
                    "No rules were written.",
                    "There is no rules text.",
                    "Make it with unsung draw set FILE --draw TITLE --make-rules.",
                ));
            }
            text.as_bytes().to_vec()
        }
        ExportWhat::Entries if args.draw.is_some() => {
            let id = draw("Nothing was written.")?;
            if args.exact {
                exporting::rows_for(&args.out, exact::entries(&campaign, id), "entries", true)?
            } else {
                exporting::rows_for(&args.out, listing::entries(&campaign, id), "entries", false)?
            }
        }
        ExportWhat::Entries => list(What::Entries)?,
        ExportWhat::People => list(What::People)?,
        ExportWhat::Nominations => list(What::Nominations)?,
        ExportWhat::Awards => list(What::Awards)?,
        ExportWhat::Heroes => list(What::Heroes)?,
        ExportWhat::Monsters => list(What::Monsters)?,
        ExportWhat::Members => list(What::Members)?,
    };
    exporting::write_file(world.as_ref(), &args.out, &bytes)?;
    shell.say(&args.out.display().to_string());
    shell.document(&json!({ "files": [args.out] }))?;
    Ok(Ending::Done)
}
