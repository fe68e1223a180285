//! `draw set`: a sweepstake made or changed, until it is locked.

use super::{instant, rules, source_words};
use crate::app::{Failure, Workspace, World, drawing, io_reason};
use crate::app::{listing, outlook};
use crate::campaign::{Campaign, DrawMethod, Edit, Pool, Sweepstake, SweepstakeId, tidy_name};
use crate::cli::args::DrawSet;
use crate::cli::campaigns::{campaign, find_draw, open};
use crate::cli::shell::{Ending, Shell, note};
use serde_json::json;
use std::sync::Arc;

/// A text of rules longer than this is no text of rules.
const RULES_BYTES_MAX: usize = 1 << 20;

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
        // A code guards against somebody in the audience; whoever does not want it says so. The luck is that of the
        // window's new sweepstake: dice on stage, and phrases written down first.
        let sources = outlook::fresh().sources;
        (there.next_sweepstake_id(), Sweepstake { title, with_code: true, sources, ..Sweepstake::default() })
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
    let mut changed = false;
    if before.as_ref() != Some(&draw) {
        rules::put(&mut workspace, id, draw, is_known)?;
        changed = true;
    }
    // By the rules as they are now.
    if rules::marks(&args.publishing, drawing::SHARED_POINT) {
        changed |= made(&mut workspace, id, "Note which entries the mark is for", drawing::note_decided)?;
    }
    if !args.exclude.is_empty() {
        let change = drawing::exclude(campaign(&workspace)?, id, &args.exclude)
            .map_err(|failure| Failure { what: what.into(), ..failure })?;
        if !change.edits.is_empty() {
            workspace.commit(change)?;
            changed = true;
        }
    }
    changed |= rules::decide(&args.deciding, &mut workspace, id)?;
    // Last, so that its odds are those of the list as it stands now.
    if args.make_rules {
        changed |= made(&mut workspace, id, "Make the rules text", drawing::make_rules)?;
    }
    if changed {
        workspace.save_now(args.file.clone())?;
    } else {
        note("Nothing was changed: it is set up like this already.");
    }
    tell_set_up(&workspace, id, world.as_ref(), shell)
}

/// Makes a part of the sweepstake anew from the campaign as it stands; says whether it became another.
fn made(
    workspace: &mut Workspace,
    id: SweepstakeId,
    title: &str,
    make: fn(&Campaign, SweepstakeId, &mut Sweepstake),
) -> Result<bool, Failure> {
    let there = campaign(workspace)?;
    let mut draw = there.sweepstakes().get(id).cloned().unwrap_or_default();
    make(there, id, &mut draw);
    if there.sweepstakes().get(id) == Some(&draw) {
        return Ok(false);
    }
    workspace.edit(title, Edit::sweepstake(id, draw))?;
    Ok(true)
}

fn apply(args: &DrawSet, draw: &mut Sweepstake, world: &dyn World) -> Result<(), Failure> {
    if let Some(title) = &args.title {
        draw.title = tidy_name(title);
    }
    if !args.prizes.is_empty() {
        let before = std::mem::take(&mut draw.prizes);
        draw.prizes = args.prizes.iter().flat_map(|prizes| prizes.0.iter().cloned()).collect();
        // A prize that stays keeps its worth and who may win it.
        for prize in &mut draw.prizes {
            if let Some(known) = before.iter().find(|known| known.id == prize.id) {
                prize.value_hundredths = known.value_hundredths;
                prize.open_to.clone_from(&known.open_to);
            }
        }
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
        draw.rules_made_sha256.clear();
    }
    rules::enter_rules(&args.entering, draw)?;
    rules::publish_rules(&args.publishing, draw, world)
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
    let outlook = outlook::outlook(campaign, id, world.now())?;
    let obstacles = &outlook.obstacles;
    shell.say(&format!("{id} “{}”, {}", draw.title, draw.method.code()));
    for prize in &draw.prizes {
        let worth = match prize.value_hundredths {
            0 => String::new(),
            value => format!(", worth {}", drawing::money(&draw.publication.currency, value)),
        };
        let pool =
            if prize.open_to == Pool::Everybody { String::new() } else { format!(", for {}", prize.open_to.words()) };
        shell.say(&format!("  {} x {} ({}){worth}{pool}", prize.quantity, prize.name, prize.id));
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
    let prepared = outlook.prepared.as_ref().ok();
    for (prize, odds) in draw.prizes.iter().zip(&outlook.odds) {
        shell.say(&format!("  one ticket wins {}: {} ({} tickets)", prize.id, odds.chance, odds.tickets));
    }
    if let Some(prepared) = prepared {
        shell.say(&format!(
            "  {} entries with {} tickets in the list; {:.1} bits of luck promised, {:.1} needed",
            prepared.roll.entries().len(),
            prepared.roll.tickets_total(),
            prepared.promised_millibits as f64 / 1000.0,
            prepared.needed_millibits as f64 / 1000.0
        ));
    }
    for excluded in prepared.iter().flat_map(|prepared| &prepared.excluded) {
        shell.say(&format!("  passes over {} ({})", excluded.entry_id, excluded.reason.code()));
    }
    if let Some(prepared) = prepared.filter(|prepared| prepared.is_short_of_luck()) {
        note(&format!(
            "Not enough luck for every possible result: {}",
            outlook::luck_sentence(
                prepared.promised_millibits,
                prepared.needed_millibits,
                draw.places(),
                draw.alternates
            )
        ));
    }
    let [settled, missing, decide] = drawing::tally(&outlook.checklist);
    shell.say(&format!("  {}", outlook.rules.state.words()));
    shell.say(&format!("  what to publish: {settled} seen to, {missing} missing, {decide} to decide"));
    for (point, state) in outlook.checklist.iter().filter(|(_, state)| !state.is_settled()) {
        note(&format!("To publish, {}: {}. {}", point.id, point.words, state.words()));
    }
    for id in &outlook.undecided {
        if let Some(entry) = campaign.entries().get(*id) {
            note(&format!("To decide: entry {} has no date that can be read (“{}”).", entry.entry_id, entry.received));
        }
    }
    if outlook.counts_twice {
        note(
            "Extra tickets of the list and people brought are both counted. If they are the same, use --drop-extra-tickets.",
        );
    }
    for obstacle in obstacles {
        note(&format!("Before the lock: {} {}", obstacle.what, obstacle.what_to_do));
    }
    shell.document(&json!({
        "id": id.to_string(),
        "title": draw.title,
        "stage": listing::stage_code(draw.stage()),
        "method": draw.method.code(),
        "prizes": draw.prizes.iter().zip(0..).map(|(prize, at)| json!({
            "id": prize.id,
            "name": prize.name,
            "quantity": prize.quantity,
            "value_hundredths": prize.value_hundredths,
            "open_to": prize.open_to.words(),
            "tickets": outlook.odds.get(at).map(|odds| odds.tickets),
            "chance": outlook.odds.get(at).map(|odds| odds.chance.clone()),
        })).collect::<Vec<_>>(),
        "entry_rules": draw.entry_rules,
        "publication": draw.publication,
        "reply_days": draw.reply_days,
        "rules": outlook.rules.state.code(),
        "to_decide": outlook.undecided.iter().filter_map(|id| Some(campaign.entries().get(*id)?.entry_id.clone())).collect::<Vec<_>>(),
        "checklist": {
            "as_of": drawing::Checklist::shipped().as_of,
            "note": drawing::Checklist::shipped().note,
            "points": outlook.checklist.iter().map(|(point, state)| json!({
                "id": point.id,
                "words": point.words,
                "state": state.code(),
                "detail": state.words(),
                "from": drawing::Checklist::shipped().cited(point),
            })).collect::<Vec<_>>(),
        },
        "alternates": draw.alternates,
        "one_per_household": draw.one_per_household,
        "sources": draw.sources.iter().map(source_words).collect::<Vec<_>>(),
        "with_code": draw.with_code,
        "announced_at": draw.announced_at.map(|at| at.to_string()),
        "entries": prepared.map(|prepared| prepared.roll.entries().len()),
        "tickets": prepared.map(|prepared| prepared.roll.tickets_total()),
        "promised_millibits": prepared.map(|prepared| prepared.promised_millibits),
        "needed_millibits": prepared.map(|prepared| prepared.needed_millibits),
        "excluded": prepared.map(|prepared| &prepared.excluded),
        "left_out": prepared.map(|prepared| &prepared.left_out),
        "obstacles": obstacles.iter().map(|o| json!({"what": o.what, "what_to_do": o.what_to_do})).collect::<Vec<_>>(),
    }))?;
    Ok(Ending::Done)
}
