//! `art`, `look`, `hero` and `monster`: what things look like, from the command line.

use super::args::{Art, ArtVerb, CopyWhat, HeroArgs, Look, MonsterArgs, OnOff};
use super::campaigns::{campaign, open};
use super::people::commit;
use super::shell::{Ending, Shell, note};
use crate::app::workshop::{self, Copied};
use crate::app::{Failure, Workspace, World, artwork, looks, printing};
use crate::campaign::{Campaign, Change, Edit, Hero, HeroId, HeroPhoto, Monster, MonsterId, MonsterStat, name_key};
use crate::press::look::{check, is_clear};
use crate::press::style::CardStyle;
use crate::scene::kit::Kit;
use crate::store::Blobs;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// The kit with the campaign's art; what is wrong with that art is told beside the result.
pub(super) fn kit_of(workspace: &Workspace) -> Result<Kit, Failure> {
    let none = Blobs::new();
    let (kit, problems) = artwork::kit_of(campaign(workspace)?, workspace.blobs().unwrap_or(&none))?;
    for problem in problems {
        note(&format!("Art left out: {problem}"));
    }
    Ok(kit)
}

pub fn art(args: &Art, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    match &args.verb {
        ArtVerb::Add { folder } => {
            let found = artwork::read_folder(world.as_ref(), folder)?;
            let change = artwork::add(campaign(&workspace)?, &found);
            for (_, bytes) in found.files.values() {
                workspace.keep_blob(Arc::clone(bytes));
            }
            let is_new = change.is_some();
            if let Some(change) = change {
                commit(&mut workspace, change, &args.file)?;
            }
            for path in found.files.keys() {
                shell.say(path);
            }
            for problem in &found.problems {
                shell.say(&format!("LEFT OUT: {problem}"));
            }
            if !is_new {
                note("Nothing is new: the campaign has these files already.");
            }
            shell.document(&json!({
                "added": found.files.keys().collect::<Vec<_>>(),
                "left_out": found.problems,
                "offers": artwork::offers(&kit_of(&workspace)?),
            }))?;
            Ok(Ending::of(found.problems.is_empty()))
        }
        ArtVerb::List => {
            let offers = artwork::offers(&kit_of(&workspace)?);
            let files = &campaign(&workspace)?.settings().art.files;
            for path in files.keys() {
                shell.say(path);
            }
            for offer in &offers {
                shell.say(&format!("  {} {}  {}", offer.kind, offer.id, offer.label));
            }
            if files.is_empty() {
                note("The campaign has no art of its own. unsung art FILE add FOLDER takes some in.");
            }
            shell.document(&json!({"files": files, "offers": offers}))?;
            Ok(Ending::Done)
        }
        ArtVerb::Remove { path, all } => {
            let there = campaign(&workspace)?;
            let before = there.settings().art.files.len();
            let change = match path {
                Some(path) if !all => artwork::remove(there, path),
                _ => artwork::remove_all(there),
            };
            let Some(change) = change else {
                let wanted = path.clone().unwrap_or_else(|| "art".into());
                return Err(Failure::new(
                    "Nothing was removed.",
                    format!("The campaign has no {wanted}."),
                    "Give a path as unsung art FILE list shows it.",
                ));
            };
            commit(&mut workspace, change, &args.file)?;
            let after = campaign(&workspace)?.settings().art.files.len();
            shell.say(&format!("{} of {before} files are out of the campaign.", before - after));
            shell.document(&json!({"removed": before - after, "left": after}))?;
            Ok(Ending::Done)
        }
    }
}

pub fn look(args: &Look, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let mut look = campaign(&workspace)?.settings().look.clone();
    if let Some(path) = &args.logo {
        if path == Path::new("none") {
            look.logo = None;
        } else {
            let (photo, bytes) = looks::read_logo(world.as_ref(), path)?;
            workspace.keep_blob(bytes);
            look.logo = Some(photo);
        }
    }
    for pair in &args.signatures {
        let (name, path) = parted(pair, "\"Marguerite Okonjo=signature.png\"")?;
        let signers = &campaign(&workspace)?.settings().signatures;
        if !signers.iter().any(|(signer, _)| signer.trim() == name) {
            let known: Vec<&str> = signers.iter().map(|(signer, _)| signer.as_str()).collect();
            return Err(Failure::new(
                "The look was not changed.",
                format!("Nobody who signs is called {name}."),
                if known.is_empty() {
                    "Say in the settings who signs.".to_owned()
                } else {
                    format!("Who signs: {}.", known.join(", "))
                },
            ));
        }
        if path == "none" {
            look.signatures.remove(name);
        } else {
            let (picture, bytes) = looks::read_signature(world.as_ref(), Path::new(path))?;
            workspace.keep_blob(bytes);
            look.signatures.insert(name.to_owned(), picture);
        }
    }
    for (place, given) in [
        (&mut look.colours.signal, &args.signal),
        (&mut look.colours.plate, &args.plate),
        (&mut look.colours.ground, &args.ground),
    ] {
        if let Some(given) = given {
            *place = looks::colour_typed(given)?;
        }
    }
    for pair in &args.words {
        let (key, words) = parted(pair, "collect=\"GET THEM ALL!\"")?;
        let word = looks::Word::ALL.into_iter().find(|word| word.key() == key).ok_or_else(|| {
            let keys = looks::Word::ALL.map(looks::Word::key).join(", ");
            Failure::new(
                "The look was not changed.",
                format!("There is no place {key}."),
                format!("Places are {keys}."),
            )
        })?;
        let words = words.split('|').map(str::trim).collect::<Vec<_>>().join("\n");
        if let Some(lack) = word.lacks(&words) {
            return Err(Failure::new("The look was not changed.", format!("The words for {key} are not whole."), lack));
        }
        word.set(&mut look.wording, &words);
    }
    if let Some(change) = looks::change(campaign(&workspace)?, "Change the look of what is printed", |old| *old = look)
    {
        commit(&mut workspace, change, &args.file)?;
    }
    let kit = kit_of(&workspace)?;
    let look = &campaign(&workspace)?.settings().look;
    let logo = look.logo.as_ref().map(|logo| logo.file_name.clone());
    shell.say(&format!("logo: {}", logo.as_deref().unwrap_or("the two lines of the settings")));
    for (name, picture) in &look.signatures {
        shell.say(&format!("signature of {name}: {}", picture.file_name));
    }
    for colour in looks::LookColour::ALL {
        let set = colour.get(&look.colours);
        shell.say(&format!(
            "{}: {}",
            colour.title().to_lowercase(),
            if set.is_empty() { "as the style has it" } else { set }
        ));
    }
    let mut words = serde_json::Map::new();
    for word in looks::Word::ALL {
        let own = word.get(&look.wording);
        if !own.is_empty() {
            shell.say(&format!("{}: {}", word.key(), own.replace('\n', " | ")));
            words.insert(word.key().to_owned(), own.into());
        }
    }
    let mut contrasts = serde_json::Map::new();
    for style in kit.styles() {
        let Ok(Some(card)) = CardStyle::find(&kit, &style.id) else { continue };
        let checked = check(&kit, &card, &look.colours);
        if !is_clear(&checked) {
            let places: Vec<&str> = checked.iter().filter(|one| !one.as_drawn).map(|one| one.place).collect();
            note(&format!(
                "In style {}: {} would not stand out and is set in ink or white.",
                style.id,
                places.join(", ")
            ));
        }
        let least = checked.iter().map(|one| f64::from(one.contrast)).fold(f64::INFINITY, f64::min);
        contrasts.insert(
            style.id.clone(),
            json!({"least": (least * 100.0).round() / 100.0, "as_drawn": is_clear(&checked)}),
        );
    }
    shell.document(&json!({
        "logo": logo,
        "colours": {"signal": look.colours.signal, "plate": look.colours.plate, "ground": look.colours.ground},
        "words": words,
        "contrast": contrasts,
    }))?;
    Ok(Ending::Done)
}

/// `KEY=VALUE`.
fn parted<'a>(pair: &'a str, example: &str) -> Result<(&'a str, &'a str), Failure> {
    pair.split_once('=').map(|(key, value)| (key.trim(), value.trim())).ok_or_else(|| {
        Failure::new("Nothing was changed.", format!("“{pair}” has no equals sign."), format!("Write it as {example}."))
    })
}

fn hero_named(campaign: &Campaign, words: &str) -> Result<HeroId, Failure> {
    if let Some(id) = words.parse::<HeroId>().ok().filter(|id| campaign.heroes().contains(*id)) {
        return Ok(id);
    }
    let people = printing::people_named(campaign, &[words.to_owned()])
        .map_err(|failure| Failure { what: "Nothing was changed.".into(), ..failure })?;
    let mut heroes = people.iter().filter_map(|person| campaign.hero_of(*person)).map(|(id, _)| id);
    match (heroes.next(), heroes.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(Failure::new(
            "Nothing was changed.",
            format!("Several heroes answer to “{words}”."),
            "Give an id such as H3; unsung list FILE --what heroes shows them.",
        )),
        (None, _) => Err(Failure::new(
            "Nothing was changed.",
            format!("“{words}” has no hero yet."),
            "Make one in the window, or give another name.",
        )),
    }
}

pub fn hero(args: &HeroArgs, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let kit = kit_of(&workspace)?;
    let there = campaign(&workspace)?;
    let id = hero_named(there, &args.hero)?;
    let missing = || Failure::new("Nothing was changed.", format!("{id} is not there."), "Give another id.");
    let before = there.heroes().get(id).ok_or_else(missing)?.clone();
    let mut hero = before.clone();
    if let Some(from) = &args.copy_from {
        let from = there.heroes().get(hero_named(there, from)?).ok_or_else(missing)?;
        let what = match args.copy {
            CopyWhat::Style => Copied::Style,
            CopyWhat::Figure => Copied::Figure,
            CopyWhat::Both => Copied::Both,
        };
        workshop::copy_look(from, &mut hero, what);
    }
    if let Some(style) = &args.style {
        workshop::set_style(&mut hero, &kit, style)?;
    }
    for lock in &args.locks {
        if lock == "none" {
            hero.locked.clear();
        } else {
            hero.locked.insert(workshop::lock_named(&kit, lock)?);
        }
    }
    if let Some(seed) = args.shuffle {
        workshop::shuffle_hero(&mut hero, seed, &kit);
    }
    for part in &args.parts {
        let (slot, option) = parted(part, "hair=bun")?;
        workshop::set_part(&mut hero, &kit, slot, option)?;
    }
    let bytes = photo(args, world.as_ref(), there, &mut hero)?;
    if let Some(bytes) = bytes {
        workspace.keep_blob(bytes);
    }
    if hero != before {
        commit(&mut workspace, Change::one("Change a hero", Edit::hero(id, hero.clone())), &args.file)?;
    }
    tell_hero(id, &hero, hero != before, &kit, shell)
}

fn photo(
    args: &HeroArgs,
    world: &dyn World,
    campaign: &Campaign,
    hero: &mut Hero,
) -> Result<Option<Arc<Vec<u8>>>, Failure> {
    let mut kept = None;
    match &args.photo {
        None => {}
        Some(path) if path == Path::new("none") => hero.photo = None,
        Some(path) if path == Path::new("person") => {
            if campaign.people().get(hero.person).is_none_or(|person| person.photo.is_none()) {
                return Err(Failure::new(
                    "Nothing was changed.",
                    "The person has no photo.",
                    "Give a picture, or take photos over with unsung people photos.",
                ));
            }
            hero.photo = Some(HeroPhoto { own: None, ..hero.photo.clone().unwrap_or_default() });
        }
        Some(path) => {
            let (own, bytes) = looks::read_hero_photo(world, path)?;
            hero.photo = Some(HeroPhoto { own: Some(own), ..hero.photo.clone().unwrap_or_default() });
            kept = Some(bytes);
        }
    }
    let wanted = args.focus.is_some() || args.zoom.is_some() || args.halftone.is_some();
    let Some(photo) = &mut hero.photo else {
        return if wanted {
            Err(Failure::new("Nothing was changed.", "The hero has no photo.", "Give one with --photo."))
        } else {
            Ok(None)
        };
    };
    if let Some(focus) = &args.focus {
        let percent = |text: &str| text.trim().parse::<f32>().ok().filter(|number| (0.0..=100.0).contains(number));
        let both = focus.split_once(',').and_then(|(x, y)| Some((percent(x)?, percent(y)?)));
        let (x, y) = both.ok_or_else(|| {
            Failure::new(
                "Nothing was changed.",
                format!("“{focus}” is no place."),
                "Write two percentages, such as 50,30.",
            )
        })?;
        photo.focus_permille = ((x * 10.0).round() as u16, (y * 10.0).round() as u16);
    }
    if let Some(zoom) = args.zoom {
        photo.zoom_percent = zoom;
    }
    if let Some(halftone) = args.halftone {
        photo.halftone = halftone == OnOff::On;
    }
    Ok(kept)
}

fn tell_hero(id: HeroId, hero: &Hero, changed: bool, kit: &Kit, shell: &mut Shell) -> Result<Ending, Failure> {
    shell.say(&format!("{id} {}{}", hero.persona, if changed { ", changed" } else { "" }));
    shell.say(&format!("style {}, backdrop {} in {}", hero.style, hero.backdrop, hero.backdrop_scheme));
    if let Some(seed) = hero.seed {
        shell.say(&format!("seed {seed}"));
    }
    for slot in kit.slots() {
        let option = hero.figure.parts.get(&slot.id).map_or("none", String::as_str);
        let lock = if hero.locked.contains(&slot.id) { "  locked" } else { "" };
        shell.say(&format!("  {}: {option}{lock}", slot.id));
    }
    if let Some(photo) = &hero.photo {
        let file = photo.own.as_ref().map_or("the person's photo", |own| own.file_name.as_str());
        shell.say(&format!(
            "photo {file}, {} %{}",
            photo.zoom_percent,
            if photo.halftone { ", comic dots" } else { "" }
        ));
    }
    shell.document(&json!({
        "hero": id.to_string(),
        "persona": hero.persona,
        "changed": changed,
        "style": hero.style,
        "backdrop": hero.backdrop,
        "backdrop_scheme": hero.backdrop_scheme,
        "seed": hero.seed,
        "locked": hero.locked,
        "pose": hero.figure.pose,
        "parts": hero.figure.parts,
        "skin": hero.figure.skin,
        "hair_colour": hero.figure.hair,
        "scheme": hero.figure.scheme,
        "photo": hero.photo.as_ref().map(|photo| json!({
            "file": photo.own.as_ref().map(|own| own.file_name.clone()),
            "focus_percent": [f32::from(photo.focus_permille.0) / 10.0, f32::from(photo.focus_permille.1) / 10.0],
            "zoom_percent": photo.zoom_percent,
            "halftone": photo.halftone,
        })),
    }))?;
    Ok(Ending::Done)
}

fn monster_named(campaign: &Campaign, words: &str) -> Result<MonsterId, Failure> {
    let by_id = words.parse::<MonsterId>().ok().filter(|id| campaign.monsters().contains(*id));
    let key = name_key(words);
    let by_name = campaign
        .monsters()
        .iter()
        .find(|(_, monster)| name_key(&monster.name) == key || name_key(&monster.problem) == key)
        .map(|(id, _)| id);
    by_id.or(by_name).ok_or_else(|| {
        Failure::new(
            "Nothing was changed.",
            format!("No monster is called “{words}”."),
            "Give its id, name or problem; unsung list FILE --what monsters shows them.",
        )
    })
}

pub fn monster(args: &MonsterArgs, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let kit = kit_of(&workspace)?;
    let there = campaign(&workspace)?;
    let id = monster_named(there, &args.monster)?;
    let before = there.monsters().get(id).cloned().unwrap_or_default();
    let mut monster = before.clone();
    for lock in &args.locks {
        if lock == "none" {
            monster.locked.clear();
        } else {
            monster.locked.insert(workshop::monster_lock_named(lock)?);
        }
    }
    if let Some(seed) = args.shuffle {
        workshop::shuffle_monster(&mut monster, seed, &kit);
    }
    for part in &args.parts {
        let (slot, option) = parted(part, "eyes=cyclops")?;
        workshop::set_monster_part(&mut monster, &kit, slot, option)?;
    }
    if let Some(name) = args.name.as_ref().filter(|name| !name.trim().is_empty()) {
        monster.name = name.trim().to_owned();
    }
    if let Some(line) = &args.line {
        monster.tagline = line.trim().to_owned();
    }
    for stat in &args.stats {
        let (label, value) = parted(stat, "Menace=9")?;
        let value = value.parse::<u8>().ok().filter(|value| *value <= 10).ok_or_else(|| {
            Failure::new(
                "Nothing was changed.",
                format!("“{value}” is no value."),
                "Stats go from 1 to 10; 0 takes one away.",
            )
        })?;
        let place = monster.stats.iter().position(|stat| name_key(&stat.label) == name_key(label));
        match (place, value) {
            (Some(place), 0) => {
                monster.stats.remove(place);
            }
            (Some(place), value) => monster.stats[place].value = value,
            (None, 0) => {}
            (None, value) => monster.stats.push(MonsterStat { label: label.to_owned(), value }),
        }
    }
    if monster != before {
        commit(
            &mut workspace,
            Change::one("Change a monster", Edit::Monster(id, Some(Arc::new(monster.clone())))),
            &args.file,
        )?;
    }
    tell_monster(id, &monster, monster != before, shell)
}

fn tell_monster(id: MonsterId, monster: &Monster, changed: bool, shell: &mut Shell) -> Result<Ending, Failure> {
    shell.say(&format!("{id} {}{}", monster.name, if changed { ", changed" } else { "" }));
    let of = |kind: &str| monster.parts.get(kind).map_or("as drawn", String::as_str).to_owned();
    let colour = if monster.colour.is_empty() { "as drawn" } else { &monster.colour };
    for (what, value) in [
        ("body", monster.villain.clone()),
        ("eyes", of("eyes")),
        ("mouth", of("mouth")),
        ("horns", of("horns")),
        ("colour", colour.to_owned()),
    ] {
        let lock = if monster.locked.contains(what) { "  locked" } else { "" };
        shell.say(&format!("  {what}: {value}{lock}"));
    }
    if let Some(seed) = monster.seed {
        shell.say(&format!("seed {seed}"));
    }
    shell.document(&json!({
        "monster": id.to_string(),
        "name": monster.name,
        "changed": changed,
        "line": monster.tagline,
        "body": monster.villain,
        "parts": monster.parts,
        "colour": monster.colour,
        "seed": monster.seed,
        "locked": monster.locked,
        "stats": monster.stats.iter().map(|stat| json!({"label": stat.label, "value": stat.value})).collect::<Vec<_>>(),
    }))?;
    Ok(Ending::Done)
}
