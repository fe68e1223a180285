//! Art of a campaign's own: a folder of drawings and styles taken into its file, and the kit that holds them beside the program's.
//! Every file is judged when it comes in, and again whenever the kit is put together: a campaign file may come from anywhere.

use super::failure::{Failure, io_reason};
use super::world::World;
use crate::campaign::{Campaign, Change, Edit, OwnArt, Settings};
use crate::press::style::CardStyle;
use crate::scene::kit::{Kit, OwnFiles, OwnProblem, SymbolCache};
use crate::store::Blobs;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Folders inside the folder of art that are looked through.
const FOLDERS: [&str; 7] = ["", "styles", "hero", "villain", "villain/parts", "backdrop", "badge"];
const CARD: &str = "card";
/// Larger files are not read: no drawing and no style is.
const MOST_FILE_BYTES: usize = 2 << 20;

/// A folder as it was read.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Files that are good, by path inside the folder, with their hash.
    pub files: BTreeMap<String, (String, Arc<Vec<u8>>)>,
    pub problems: Vec<OwnProblem>,
}

/// Something that a campaign's art offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// `style`, `monster`, `backdrop`, or the slot of a figure.
    pub kind: String,
    pub id: String,
    pub label: String,
}

fn judge(text: &str) -> Result<(), crate::scene::ron_file::Fault> {
    CardStyle::read(text).map(|_| ())
}

/// The kit with the art of this campaign in it, and what is wrong with some of its files. Blobs are the files kept with it.
///
/// # Errors
/// When the program's own art cannot be read.
pub fn kit_of(campaign: &Campaign, blobs: &Blobs) -> Result<(Kit, Vec<OwnProblem>), Failure> {
    kit_with(&own_files(&campaign.settings().art, |hash| blobs.get(hash).cloned()))
}

/// The files of a campaign's art that are at hand.
pub fn own_files(art: &OwnArt, blob: impl Fn(&str) -> Option<Arc<Vec<u8>>>) -> OwnFiles {
    art.files.iter().filter_map(|(path, hash)| Some((path.clone(), blob(hash)?))).collect()
}

/// The kit with these files in it.
pub fn kit_with(files: &OwnFiles) -> Result<(Kit, Vec<OwnProblem>), Failure> {
    Kit::with_own(files, &judge).map_err(|error| {
        Failure::new(
            "The art that the program brings cannot be read.",
            format!("{error}."),
            "Install the program again.",
        )
    })
}

/// A cache that holds the pictures this campaign prints: its logo, signatures and the photos of its heroes.
pub fn symbols_of(campaign: &Campaign, blobs: &Blobs) -> SymbolCache {
    let symbols = SymbolCache::new();
    keep_pictures(&symbols, campaign, |hash| blobs.get(hash).cloned());
    symbols
}

/// Hands the pictures that a campaign prints to a cache; those it has already cost nothing.
pub fn keep_pictures(symbols: &SymbolCache, campaign: &Campaign, blob: impl Fn(&str) -> Option<Arc<Vec<u8>>>) {
    let logo = campaign.settings().look.logo.iter().map(|logo| logo.sha256.as_str());
    let signatures = campaign.settings().look.signatures.values().map(|picture| picture.sha256.as_str());
    let photos = campaign.heroes().iter().filter_map(|(_, hero)| {
        let photo = hero.photo.as_ref()?;
        let persons = || campaign.people().get(hero.person)?.photo.as_ref();
        photo.own.as_ref().or_else(persons).map(|photo| photo.sha256.as_str())
    });
    for hash in logo.chain(signatures).chain(photos) {
        if !symbols.has_file(hash)
            && let Some(bytes) = blob(hash)
        {
            symbols.keep_file(hash, bytes);
        }
    }
}

/// Reads a folder of art: what is good in it, and what is wrong with the rest. Nothing is changed.
///
/// # Errors
/// When the folder cannot be read, or there is nothing in it that could be art.
pub fn read_folder(world: &dyn World, folder: &Path) -> Result<Folder, Failure> {
    let what = "No art was added; the campaign is as it was.";
    let mut files: OwnFiles = BTreeMap::new();
    let mut problems = Vec::new();
    let wrong = |file: &str, what: String| OwnProblem { file: file.to_owned(), what };
    for inside in FOLDERS.into_iter().chain([CARD]) {
        let place =
            inside.split('/').filter(|part| !part.is_empty()).fold(folder.to_owned(), |path, part| path.join(part));
        let mut names = match world.files_in(&place) {
            Ok(names) => names,
            // Only the folder itself must be there.
            Err(error) if inside.is_empty() => {
                let why = format!("{}: {}", folder.display(), io_reason(&error));
                return Err(Failure::new(what, why, "Choose another folder."));
            }
            Err(_) => continue,
        };
        names.sort();
        for name in names {
            let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            let ends_with =
                |ending: &str| Path::new(&name).extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
            let may_be_art = (ends_with("svg") && !inside.is_empty() && inside != "styles")
                || (inside == "styles" && ends_with("ron"))
                || (inside.is_empty() && name.eq_ignore_ascii_case("art.ron"));
            if !may_be_art {
                // Notes and sources of a designer may lie beside the art.
                if ends_with("svg") || ends_with("ron") {
                    problems.push(wrong(&path, "lies in the wrong place; docs/STYLES.md shows the folder".into()));
                }
                continue;
            }
            match world.read(&place.join(&name)) {
                Ok(bytes) if bytes.len() > MOST_FILE_BYTES => {
                    problems.push(wrong(&path, format!("has {} MB; no drawing is that large", bytes.len() >> 20)));
                }
                Ok(bytes) => {
                    files.insert(path, Arc::new(bytes));
                }
                Err(error) => problems.push(wrong(&path, io_reason(&error))),
            }
        }
    }
    if files.is_empty() && problems.is_empty() {
        return Err(Failure::new(
            what,
            format!("{} holds no styles and no drawings.", folder.display()),
            "Choose the folder that holds styles, hero, villain or backdrop; docs/STYLES.md shows one.",
        ));
    }
    let (_, found) = kit_with(&files)?;
    problems.extend(found);
    let is_bad = |path: &str| problems.iter().any(|problem| problem.file == path);
    // A manifest with one wrong entry is still the manifest of the others.
    let good = files.into_iter().filter(|(path, _)| path == "art.ron" || !is_bad(path));
    let files = good.map(|(path, bytes)| (path, (hex::encode(Sha256::digest(bytes.as_slice())), bytes))).collect();
    Ok(Folder { files, problems })
}

/// Takes the good files of a folder in, as one step; files of the same path are replaced, others stay. The bytes are kept by the
/// caller. `None` when everything is there already.
pub fn add(campaign: &Campaign, folder: &Folder) -> Option<Change> {
    let mut art = campaign.settings().art.clone();
    art.files.extend(folder.files.iter().map(|(path, (hash, _))| (path.clone(), hash.clone())));
    set(campaign, art, "Add art")
}

/// Takes files out again: those whose path is `path` or lies under it. `None` when there are none.
pub fn remove(campaign: &Campaign, path: &str) -> Option<Change> {
    let mut art = campaign.settings().art.clone();
    let folder = format!("{}/", path.trim_end_matches('/'));
    art.files.retain(|file, _| file != path && !file.starts_with(&folder));
    set(campaign, art, "Remove art")
}

/// Takes all of it out.
pub fn remove_all(campaign: &Campaign) -> Option<Change> {
    set(campaign, OwnArt::default(), "Remove art")
}

fn set(campaign: &Campaign, art: OwnArt, title: &str) -> Option<Change> {
    if art == campaign.settings().art {
        return None;
    }
    let settings = Settings { art, ..campaign.settings().clone() };
    Some(Change::one(title, Edit::Settings(Arc::new(settings))))
}

/// What the campaign's art adds to the choices of the program.
pub fn offers(kit: &Kit) -> Vec<Offer> {
    let is_own = |path: &str| path.starts_with(crate::scene::kit::OWN);
    let offer = |kind: &str, id: &str, label: &str| Offer { kind: kind.into(), id: id.into(), label: label.into() };
    let styles = kit.styles().iter().filter(|style| Kit::is_own_style(&style.id));
    let mut list: Vec<Offer> = styles.map(|style| offer("style", &style.id, &style.label)).collect();
    let backdrops = kit.backdrops().iter().filter(|backdrop| is_own(&backdrop.file));
    list.extend(backdrops.map(|backdrop| offer("backdrop", &backdrop.id, &backdrop.label)));
    for slot in kit.slots() {
        let own = slot.options.iter().filter(|option| option.parts.iter().any(|part| is_own(&part.file)));
        list.extend(own.map(|option| offer(&slot.id, &option.id, &option.label)));
    }
    let villains = kit.villains().iter().filter(|villain| is_own(&villain.file));
    list.extend(villains.map(|villain| offer("monster", &villain.id, &villain.name)));
    let parts = kit.manifest().villains.parts.iter().filter(|part| is_own(&part.file));
    list.extend(parts.map(|part| offer(&part.kind, &part.id, &part.label)));
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;

    const HAIR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1600"><path d="M350 300L400 100L600 100L650 300Z" fill="#F00004" stroke="#1B1B2F" stroke-width="11"/></svg>"##;
    const MONSTER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><circle cx="500" cy="500" r="400" fill="#33AA66" stroke="#1B1B2F" stroke-width="11"/></svg>"##;
    const BACKDROP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-30 -30 1584 2346"><rect x="-30" y="-30" width="1584" height="2346" fill="#F00051"/></svg>"##;

    fn world() -> FakeWorld {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        world.put("/art/hero/hair-crest.svg", HAIR.as_bytes().to_vec());
        world.put("/art/villain/slackjaw.svg", MONSTER.as_bytes().to_vec());
        world.put("/art/villain/parts/eyes-star.svg", MONSTER.as_bytes().to_vec());
        world.put("/art/backdrop/beach.svg", BACKDROP.as_bytes().to_vec());
        world.put("/art/notes.txt", b"mine".to_vec());
        world
    }

    fn style(change: impl Fn(String) -> String) -> Vec<u8> {
        let comic = include_str!("../../assets/styles/comic.ron").to_owned();
        change(comic.replace("id: \"comic\", label: \"Comic\"", "id: \"neon\", label: \"Neon\"")).into_bytes()
    }

    #[test]
    fn a_folder_becomes_choices_and_goes_again() {
        let world = world();
        world.put("/art/styles/neon.ron", style(|text| text.replace("backdrop: \"sunburst\"", "backdrop: \"beach\"")));
        let folder = read_folder(&world, Path::new("/art")).unwrap();
        assert_eq!(folder.problems, []);
        let mut campaign = crate::app::templates::start(&world, "blank").unwrap();
        let change = add(&campaign, &folder).unwrap();
        campaign.apply(&change, "2026-11-22T10:00:00Z".parse().unwrap()).unwrap();
        assert!(add(&campaign, &folder).is_none());
        let blobs: Blobs = folder.files.values().cloned().collect();
        assert_eq!(campaign.named_files().len(), blobs.len(), "the eyes are the monster's drawing and kept once");
        let (kit, problems) = kit_of(&campaign, &blobs).unwrap();
        assert_eq!(problems, []);
        let offered: Vec<(String, String)> = offers(&kit).into_iter().map(|offer| (offer.kind, offer.label)).collect();
        let said =
            [("style", "Neon"), ("backdrop", "Beach"), ("hair", "Crest"), ("monster", "Slackjaw"), ("eyes", "Star")];
        assert_eq!(offered, said.map(|(kind, label)| (kind.to_owned(), label.to_owned())));
        assert!(kit.option("hair", "crest").is_some() && kit.style("neon").is_some());
        let less = remove(&campaign, "villain/parts").unwrap();
        campaign.apply(&less, "2026-11-22T10:00:00Z".parse().unwrap()).unwrap();
        assert_eq!(campaign.settings().art.files.len(), 4);
        assert!(remove(&campaign, "nothing").is_none());
        // A file that lost its bytes costs its own part only.
        let (kit, _) = kit_of(&campaign, &Blobs::new()).unwrap();
        assert!(kit.option("hair", "crest").is_none() && kit.option("hair", "bun").is_some());
    }

    #[test]
    fn wrong_files_are_named_with_line_and_field_and_the_others_taken() {
        let world = world();
        world.put("/art/styles/neon.ron", style(|text| text.replace("hero_scale: 0.805", "hero_scal: 0.805")));
        world.put(
            "/art/styles/huge.ron",
            style(|text| text.replace("\"neon\"", "\"huge\"").replace("size: 184", "size: 1840")),
        );
        world.put(
            "/art/styles/lost.ron",
            style(|text| text.replace("\"neon\"", "\"lost\"").replace("badge/logo-frame.svg", "badge/logo-fram.svg")),
        );
        world.put("/art/styles/comic.ron", include_bytes!("../../assets/styles/comic.ron").to_vec());
        world.put("/art/hero/hair-bun.svg", HAIR.as_bytes().to_vec());
        world.put("/art/hero/hat-big.svg", HAIR.as_bytes().to_vec());
        world.put("/art/hero/hair-small.svg", HAIR.replace("0 0 1000 1600", "0 0 24 24").into_bytes());
        world.put("/art/hero/hair-odd.svg", HAIR.replace("#F00004", "#F00009").into_bytes());
        world.put("/art/hero/hair-bad.svg", HAIR.replace("<path", "\n<script/><path").into_bytes());
        world.put("/art/loose.svg", HAIR.as_bytes().to_vec());
        world.put(
            "/art/art.ron",
            b"(\n  hero: [\n    (slot: \"hiar\", id: \"x\", parts: [(file: \"hero/hair-crest.svg\")]),\n  ],\n)"
                .to_vec(),
        );
        let folder = read_folder(&world, Path::new("/art")).unwrap();
        let of = |file: &str| -> Vec<String> {
            folder.problems.iter().filter(|problem| problem.file == file).map(|problem| problem.what.clone()).collect()
        };
        let one = |file: &str| -> String {
            let said = of(file);
            assert_eq!(said.len(), 1, "{file}: {said:?}");
            said[0].clone()
        };
        let unknown = one("styles/neon.ron");
        assert!(unknown.contains("line 13") && unknown.contains("field window.hero_scal"), "{unknown}");
        assert!(unknown.ends_with("there is no field hero_scal; did you mean hero_scale?"), "{unknown}");
        let huge = one("styles/huge.ron");
        assert!(huge.contains("field logo.first.size: is 1840; it must be between 25 and 400"), "{huge}");
        assert!(
            one("styles/lost.ron").contains(
                "field art.logo: there is no drawing badge/logo-fram.svg; did you mean badge/logo-frame.svg?"
            )
        );
        assert!(one("styles/comic.ron").contains("the program has a style comic already"));
        assert!(one("hero/hair-bun.svg").contains("has hair “bun” already"));
        assert!(one("hero/hat-big.svg").contains("slots are body"));
        assert!(one("hero/hair-small.svg").contains("viewBox \"0 0 24 24\""));
        assert!(one("hero/hair-odd.svg").contains("#F00009"));
        assert_eq!(one("hero/hair-bad.svg"), "line 2: holds a script");
        assert!(one("loose.svg").contains("wrong place"));
        assert!(one("art.ron").contains("line 3") && one("art.ron").contains("did you mean hair?"));
        let good: Vec<&str> = folder.files.keys().map(String::as_str).collect();
        assert_eq!(
            good,
            [
                "art.ron",
                "backdrop/beach.svg",
                "hero/hair-crest.svg",
                "villain/parts/eyes-star.svg",
                "villain/slackjaw.svg"
            ]
        );
    }

    #[test]
    fn a_folder_without_art_is_refused() {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        world.put("/empty/readme.txt", b"hi".to_vec());
        assert!(read_folder(&world, Path::new("/empty")).unwrap_err().why.contains("no styles"));
        assert!(read_folder(&world, Path::new("/none")).is_err());
    }
}
