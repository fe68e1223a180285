//! `mishaps`: third persons replaced, words reviewed and published, the card for sharing, archetypes, and what all of it tells in
//! numbers.

use super::args::community::{CardShape, MishapCard, Mishaps};
use super::campaigns::{campaign, open};
use super::community::{ids, make, one};
use super::people::commit;
use super::shell::{Ending, Shell, note};
use super::studio::kit_of;
use crate::app::printing::Press;
use crate::app::redaction;
use crate::app::{Failure, World, artwork, io_reason, mishaps, read_campaign};
use crate::campaign::{ArchetypeId, Campaign, Change, Edit, Mishap, MishapId, Redaction};
use crate::scene::fonts::FontSource;
use crate::scene::text::Typesetter;
use crate::store::Opened;
use serde_json::json;
use std::sync::Arc;

fn all_mishaps(there: &Campaign, words: &[String], what: &str) -> Result<Vec<MishapId>, Failure> {
    let chosen: Vec<MishapId> = ids(words, |id| there.mishaps().contains(id), "mishap", what)?;
    Ok(if chosen.is_empty() { there.mishaps().ids().collect() } else { chosen })
}

pub fn mishaps(args: &Mishaps, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The mishaps stay as they are.";
    let has = |there: &Campaign, id: MishapId| there.mishaps().contains(id);
    match args {
        Mishaps::Redact(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let chosen = all_mishaps(there, &args.which.ids, what)?;
            let known = redaction::known_of(there);
            let mut documents = Vec::new();
            for (id, mishap) in chosen.iter().filter_map(|id| there.mishaps().get(*id).map(|it| (*id, it))) {
                let found = redaction::find(&mishap.text, &known);
                for it in &found {
                    shell.say(&format!("{id}  {}: {}", it.kind.title(), it.text));
                }
                let found: Vec<_> = found.iter().map(|it| json!({"kind": it.kind.title(), "text": it.text})).collect();
                documents.push(json!({
                    "id": id.to_string(),
                    "found": found,
                    "proposed": redaction::propose(there, mishap),
                }));
            }
            if !args.dry_run
                && let Some(change) = mishaps::start_redaction(there, chosen)
            {
                commit(&mut workspace, change, &args.which.file)?;
            }
            note("Read the words for the public before you review them: a search finds much, and never everything.");
            shell.document(&documents)?;
            Ok(Ending::Done)
        }
        Mishaps::Words(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: MishapId = one(&args.which.id, |id| has(there, id), "mishap", what)?;
            let stars: Vec<ArchetypeId> = ids(&args.stars, |id| there.archetypes().contains(id), "archetype", what)?;
            let change = there.mishaps().get(id).map(|mishap| {
                let after = mishaps::with_words(mishap, |it| {
                    let set = |slot: &mut String, words: &Option<String>| {
                        if let Some(words) = words {
                            slot.clone_from(words);
                        }
                    };
                    set(&mut it.public_text, &args.text);
                    set(&mut it.title, &args.title);
                    set(&mut it.punchline, &args.punchline);
                    set(&mut it.device, &args.device);
                    set(&mut it.cause, &args.cause);
                    set(&mut it.damage, &args.damage);
                    it.severity = args.severity.or(it.severity);
                    if !stars.is_empty() {
                        it.archetypes = stars;
                    }
                });
                Change::one("Set the words of a mishap", crate::campaign::Edit::mishap(id, after))
            });
            make(&mut workspace, change, &args.which.file, shell)
        }
        Mishaps::Review(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: MishapId = one(&args.which.id, |id| has(there, id), "mishap", what)?;
            let change = mishaps::review(there, id, &args.by, &args.nobody, world.now())?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        Mishaps::Publish(which) => {
            let mut workspace = open(world, &which.file)?;
            let chosen = all_mishaps(campaign(&workspace)?, &which.ids, what)?;
            let (mut published, mut refused) = (Vec::new(), Vec::new());
            for id in chosen {
                match mishaps::publish(campaign(&workspace)?, id) {
                    Ok(change) => {
                        workspace.commit(change)?;
                        published.push(id.to_string());
                    }
                    Err(failure) => refused.push((id, failure)),
                }
            }
            if !published.is_empty() {
                workspace.save_now(which.file.clone())?;
            }
            shell.say(&format!("{} published.", published.len()));
            for (id, failure) in &refused {
                note(&format!("{id}: {failure}"));
            }
            let refused_ids: Vec<String> = refused.iter().map(|(id, _)| id.to_string()).collect();
            shell.document(&json!({"published": published, "refused": refused_ids}))?;
            Ok(Ending::of(refused.is_empty()))
        }
        Mishaps::SetAside(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let chosen: Vec<MishapId> = ids(&args.which.ids, |id| has(there, id), "mishap", what)?;
            let change = mishaps::set_aside(there, chosen, &args.reason);
            make(&mut workspace, change, &args.which.file, shell)
        }
        Mishaps::Tally(args) => {
            let workspace = open(world, &args.file)?;
            let tally = mishaps::tally(campaign(&workspace)?);
            let lists = [
                ("Devices", &tally.devices),
                ("Causes", &tally.causes),
                ("Archetypes", &tally.archetypes),
                ("Reactions", &tally.reactions),
            ];
            for (title, list) in lists {
                for (words, count) in list {
                    shell.say(&format!("{title:<11} {count:>5}  {words}"));
                }
            }
            let list = |list: &[(String, u64)]| -> Vec<_> {
                list.iter().map(|(words, count)| json!({"what": words, "count": count})).collect()
            };
            shell.document(&json!({
                "devices": list(&tally.devices),
                "causes": list(&tally.causes),
                "archetypes": list(&tally.archetypes),
                "reactions": list(&tally.reactions),
            }))?;
            Ok(Ending::Done)
        }
        Mishaps::Reactions(args) => {
            let mut workspace = open(world, &args.file)?;
            let bytes = world.read(&args.input).map_err(|error| {
                let path = args.input.display();
                Failure::new("No reactions were counted.", format!("{path}: {}", io_reason(&error)), "Check the name.")
            })?;
            let counted = mishaps::count_reactions(campaign(&workspace)?, &bytes)?;
            if let Some(change) = counted.change {
                commit(&mut workspace, change, &args.file)?;
            }
            shell.say(&format!("{} lines counted.", counted.counted));
            for (line, why) in &counted.rejected {
                note(&format!("Line {line}: {why}"));
            }
            shell.document(&json!({"counted": counted.counted, "rejected": counted.rejected.len()}))?;
            Ok(Ending::of(counted.rejected.is_empty()))
        }
        Mishaps::Archetypes(args) => {
            let mut workspace = open(world, &args.file)?;
            let change = match args.propose {
                None => mishaps::add_starters(campaign(&workspace)?),
                Some(count) => {
                    let kit = kit_of(&workspace)?;
                    mishaps::add_archetypes(campaign(&workspace)?, &kit, usize::from(count), "")
                }
            };
            for edit in change.iter().flat_map(|change| &change.edits) {
                if let Edit::Archetype(id, Some(archetype)) = edit {
                    shell.say(&format!("{id}  {}: {}", archetype.name, archetype.tagline));
                }
            }
            make(&mut workspace, change, &args.file, shell)
        }
        Mishaps::Add(args) => {
            let mut workspace = open(world, &args.file)?;
            let there = campaign(&workspace)?;
            let mishap = Mishap {
                text: args.text.trim().to_owned(),
                title: args.title.clone(),
                device: args.device.clone(),
                cause: args.cause.clone(),
                damage: args.damage.clone(),
                severity: args.severity,
                channel: "By hand".into(),
                ..Mishap::default()
            };
            let change = mishaps::add(there, mishap, None)?;
            make(&mut workspace, Some(change), &args.file, shell)
        }
        Mishaps::Decide(args) => {
            let mut workspace = open(world, &args.which.file)?;
            let there = campaign(&workspace)?;
            let id: MishapId = one(&args.which.id, |id| has(there, id), "mishap", what)?;
            let known = redaction::known_of(there);
            let kind = there.mishaps().get(id).and_then(|mishap| mishaps::kind_of(&known, mishap, &args.found));
            let kind = kind.ok_or_else(|| {
                let why = format!("“{}” was not found in it.", args.found);
                Failure::new("Nothing was decided.", why, "unsung mishaps redact FILE ID --dry-run shows what was.")
            })?;
            let decision = Redaction {
                words: args.found.clone(),
                stand_in: args.stand_in.clone().unwrap_or_default(),
                reason: args.stays_because.clone().unwrap_or_default(),
            };
            let change = mishaps::decide(there, &known, id, kind, decision)?;
            make(&mut workspace, Some(change), &args.which.file, shell)
        }
        Mishaps::TakeBack(which) => {
            let mut workspace = open(world, &which.file)?;
            let there = campaign(&workspace)?;
            let chosen: Vec<MishapId> = ids(&which.ids, |id| has(there, id), "mishap", what)?;
            let change = mishaps::take_back(there, chosen);
            make(&mut workspace, change, &which.file, shell)
        }
        Mishaps::Card(args) => card(args, world, shell),
    }
}

fn card(args: &MishapCard, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let Opened { campaign, blobs, .. } = read_campaign(world.as_ref(), &args.which.file)?;
    let what = "The picture was not made.";
    let id: MishapId = one(&args.which.id, |id| campaign.mishaps().contains(id), "mishap", what)?;
    let shape = match args.shape {
        CardShape::Upright => mishaps::Shape::Upright,
        CardShape::Square => mishaps::Shape::Square,
        CardShape::Wide => mishaps::Shape::Wide,
    };
    let (kit, problems) =
        artwork::kit_of(&campaign, &blobs).map_err(|failure| Failure { what: what.into(), ..failure })?;
    for problem in problems {
        note(&format!("Art left out: {problem}"));
    }
    let mut typesetter = Typesetter::new(FontSource::with_system());
    let symbols = artwork::symbols_of(&campaign, &blobs);
    let mut press = Press { kit: &kit, symbols: &symbols, typesetter: &mut typesetter };
    let made = mishaps::share_card(&campaign, id, shape, 1.0, &mut press)?;
    mishaps::write_card(&made, world.as_ref(), &args.out)?;
    for line in made.notes() {
        note(&format!("Look at {line}"));
    }
    let (width, height) = made.size();
    shell.say(&format!("{}  {width} by {height} pixels", args.out.display()));
    shell.document(&json!({"written": args.out, "width": width, "height": height, "notes": made.notes()}))?;
    Ok(Ending::Done)
}
