//! Art of a campaign's own: a folder of drawings and styles that stands beside the kit, so that its parts are choices like the
//! kit's. Every file is judged on its own; what is wrong with one is said with file, line and field, and the others are used.
//!
//! A drawing is understood by its name (`hero/hair-crest.svg`, `villain/slackjaw.svg`, `villain/parts/eyes-star.svg`,
//! `backdrop/beach.svg`); `art.ron` says more where a name cannot. docs/STYLES.md is the manual.

mod told;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::manifest::StyleHead;
use super::rules;
use super::{
    Anchor, Backdrop, Hex, Kit, KitError, MARK, Manifest, Part, PartOption, STYLE_FOLDER, Villain, VillainPart,
    marks_in, shipped,
};
use crate::scene::ron_file::{self, Fault, nearest};
use crate::scene::svg;
use told::{OwnAnchor, OwnBackdrop, OwnManifest, OwnOption, OwnVillain};

/// Files of a campaign's own stand under this name among the files of a kit.
pub const OWN: &str = "own/";
/// Most files and bytes of a folder.
pub const MOST_FILES: usize = 400;
pub const MOST_BYTES: usize = 24 << 20;

/// Bytes by path inside the folder, with `/`.
pub type OwnFiles = BTreeMap<String, Arc<Vec<u8>>>;

/// What is wrong with one file of the folder; the others are used.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OwnProblem {
    pub file: String,
    /// With line and field where there are any.
    pub what: String,
}

impl fmt::Display for OwnProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.what)
    }
}

const ART: &str = "art.ron";
const PART_KINDS: [&str; 3] = ["eyes", "mouth", "horns"];
/// Left, top, width and height that drawings of each folder have.
const HERO_BOX: [f32; 4] = [0.0, 0.0, 1000.0, 1600.0];
const VILLAIN_BOX: [f32; 4] = [0.0, 0.0, 1000.0, 1000.0];
const BACKDROP_BOX: [f32; 4] = [-30.0, -30.0, 1584.0, 2346.0];

/// The folder as it is taken in, file by file.
struct Reading {
    manifest: Manifest,
    /// Drawings that may be used, by path inside the folder.
    drawings: BTreeMap<String, String>,
    /// Drawings that something uses.
    used: BTreeSet<String>,
    problems: Vec<OwnProblem>,
}

impl Kit {
    /// The kit of the program with a campaign's own art in it. `judge_style` reads a style file whole and says what is wrong.
    pub fn with_own(
        files: &OwnFiles,
        judge_style: &dyn Fn(&str) -> Result<(), Fault>,
    ) -> Result<(Self, Vec<OwnProblem>), KitError> {
        let mut all = shipped()?;
        if files.is_empty() {
            return Self::from_files(all).map(|kit| (kit, Vec::new()));
        }
        let plain = Self::from_files(all.clone())?;
        let known: BTreeSet<String> = plain.known_marks().into_iter().map(str::to_owned).collect();
        let shipped_paths: BTreeSet<String> = all.keys().cloned().collect();
        let mut reading = Reading {
            manifest: plain.manifest,
            drawings: BTreeMap::new(),
            used: BTreeSet::new(),
            problems: Vec::new(),
        };
        let total: usize = files.values().map(|bytes| bytes.len()).sum();
        if files.len() > MOST_FILES || total > MOST_BYTES {
            let what = format!(
                "has {} files and {} MB; at most {MOST_FILES} files and {} MB are taken",
                files.len(),
                total >> 20,
                MOST_BYTES >> 20
            );
            reading.wrong("the folder", what);
            return Self::from_files(all).map(|kit| (kit, reading.problems));
        }
        for (path, bytes) in files {
            if ends(path, ".svg") {
                reading.drawing(path, bytes, &known);
            }
        }
        reading.own_manifest(files.get(ART).map(|bytes| bytes.as_slice()));
        let left: Vec<String> = reading.drawings.keys().filter(|path| !reading.used.contains(*path)).cloned().collect();
        for path in left {
            reading.by_name(&path);
        }
        let mut styles = Vec::new();
        for (path, bytes) in files {
            match path.strip_prefix(STYLE_FOLDER).filter(|_| ends(path, ".ron")) {
                Some(name) => {
                    if let Some(text) = reading.style(path, name, bytes, &shipped_paths, judge_style) {
                        styles.push((path.clone(), text));
                    }
                }
                None if path == ART || ends(path, ".svg") => {}
                None => reading
                    .wrong(path, "is neither a style (styles/NAME.ron), art.ron nor a drawing (SVG); it is left out"),
            }
        }
        for (path, text) in styles {
            all.insert(path, Cow::Owned(text));
        }
        for (path, text) in reading.drawings {
            all.insert(format!("{OWN}{path}"), Cow::Owned(text));
        }
        let kit = Self::assembled(reading.manifest, all)?;
        Ok((kit, reading.problems))
    }
}

fn ends(path: &str, ending: &str) -> bool {
    path.len() > ending.len() && path.to_ascii_lowercase().ends_with(ending)
}

fn own(path: &str) -> String {
    format!("{OWN}{path}")
}

/// "crest-tall" becomes "Crest tall".
fn label_of(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.len() <= 40 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn or_label(label: &str, id: &str) -> String {
    if label.trim().is_empty() { label_of(id) } else { label.trim().to_owned() }
}

impl Reading {
    fn wrong(&mut self, file: &str, what: impl Into<String>) {
        self.problems.push(OwnProblem { file: file.to_owned(), what: what.into() });
    }

    /// Lets a drawing in or says why not.
    fn drawing(&mut self, path: &str, bytes: &[u8], known: &BTreeSet<String>) {
        let safe = match rules::check(bytes) {
            Ok(safe) => safe,
            Err(harm) => return self.wrong(path, harm.to_string()),
        };
        let wanted = match path.split('/').next() {
            Some("hero") => Some(HERO_BOX),
            Some("villain") => Some(VILLAIN_BOX),
            Some("backdrop") => Some(BACKDROP_BOX),
            _ => None,
        };
        let Some(found) = safe.view_box else {
            return self.wrong(path, "has no viewBox, which says how large it is");
        };
        if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
            let words = |b: [f32; 4]| b.map(|number| number.to_string()).join(" ");
            let what = format!("has viewBox \"{}\"; drawings of its folder have \"{}\"", words(found), words(wanted));
            return self.wrong(path, what);
        }
        for mark in marks_in(&safe.text) {
            if mark.starts_with(MARK) && !known.contains(&mark) {
                return self.wrong(
                    path,
                    format!("uses the colour {mark}, which stands for nothing; docs/STYLES.md lists the placeholders"),
                );
            }
        }
        // Placeholders read as colours: what cannot be printed shows here and not in the middle of a run.
        if let Err(error) = svg::read(&safe.text) {
            return self.wrong(path, error.to_string());
        }
        self.drawings.insert(path.to_owned(), safe.text);
    }

    /// A drawing that is named somewhere: there, or the problem is said.
    fn uses(&mut self, text: &str, field: &str, path: &str) -> bool {
        if self.drawings.contains_key(path) {
            self.used.insert(path.to_owned());
            return true;
        }
        let known: Vec<&str> = self.drawings.keys().map(String::as_str).collect();
        let instead = nearest(path, &known).map_or(String::new(), |near| format!("; did you mean {near}?"));
        // A drawing that was refused has said so already.
        if !self.problems.iter().any(|problem| problem.file == path) {
            let fault = Fault::at_field(text, field, format!("there is no drawing {path}{instead}"));
            self.wrong(ART, fault.to_string());
        }
        false
    }

    fn own_manifest(&mut self, bytes: Option<&[u8]>) {
        let Some(bytes) = bytes else { return };
        let Ok(text) = std::str::from_utf8(bytes) else { return self.wrong(ART, "is not text in UTF-8") };
        let own: OwnManifest = match ron_file::read(text) {
            Ok(own) => own,
            Err(fault) => return self.wrong(ART, fault.to_string()),
        };
        for option in own.hero {
            self.option(text, option);
        }
        for villain in own.villains {
            self.villain(text, villain);
        }
        for part in own.villain_parts {
            if self.uses(text, "villain_parts.file", &part.file)
                && (part.wide.is_empty() || self.uses(text, "villain_parts.wide", &part.wide))
            {
                let wide = if part.wide.is_empty() { part.file.clone() } else { part.wide.clone() };
                self.villain_part(ART, &part.kind, &part.id, &part.label, &part.file, &wide);
            }
        }
        for backdrop in own.backdrops {
            if self.uses(text, "backdrops.file", &backdrop.file) {
                self.backdrop(ART, backdrop);
            }
        }
    }

    fn option(&mut self, text: &str, option: OwnOption) {
        let slots: Vec<String> = self.manifest.hero.slots.iter().map(|slot| slot.id.clone()).collect();
        if !slots.contains(&option.slot) {
            let known: Vec<&str> = slots.iter().map(String::as_str).collect();
            let instead = nearest(&option.slot, &known)
                .map_or_else(|| format!("; known are {}", known.join(", ")), |near| format!("; did you mean {near}?"));
            let fault = Fault::at_field(text, "hero.slot", format!("there is no slot {}{instead}", option.slot));
            return self.wrong(ART, fault.to_string());
        }
        let mut parts = Vec::new();
        for part in &option.parts {
            if !self.uses(text, "hero.parts.file", &part.file) {
                return;
            }
            let layer = if part.layer.is_empty() { usual_layer(&option.slot) } else { part.layer.as_str() };
            if !self.manifest.hero.layers.iter().any(|known| known == layer) {
                let known: Vec<&str> = self.manifest.hero.layers.iter().map(String::as_str).collect();
                let instead = nearest(layer, &known).map_or_else(
                    || format!("; known are {}", known.join(", ")),
                    |near| format!("; did you mean {near}?"),
                );
                let fault = Fault::at_field(text, "hero.parts.layer", format!("there is no layer {layer}{instead}"));
                return self.wrong(ART, fault.to_string());
            }
            parts.push(Part {
                layer: layer.to_owned(),
                file: own(&part.file),
                bodies: part.bodies.clone(),
                poses: part.poses.clone(),
            });
        }
        self.add_option(ART, &option.slot, &option.id, &option.label, parts);
    }

    /// Adds to an option of the same id that this folder began (front and back of one hair), else begins one.
    fn add_option(&mut self, file: &str, slot: &str, id: &str, label: &str, parts: Vec<Part>) {
        if !is_plain(id) {
            return self.wrong(file, format!("“{id}” is no id: use small letters, digits and hyphens"));
        }
        let Some(slot) = self.manifest.hero.slots.iter_mut().find(|known| known.id == slot) else { return };
        match slot.options.iter_mut().find(|option| option.id == id) {
            Some(option) if option.parts.iter().all(|part| part.file.starts_with(OWN)) => option.parts.extend(parts),
            Some(_) => {
                let what = format!("the program has {} “{id}” already; choose another id", slot.label.to_lowercase());
                self.wrong(file, what);
            }
            None => slot.options.push(PartOption { id: id.to_owned(), label: or_label(label, id), parts }),
        }
    }

    fn villain(&mut self, text: &str, villain: OwnVillain) {
        if !self.uses(text, "villains.file", &villain.file) {
            return;
        }
        for (field, path) in [("villains.base", &villain.base), ("villains.face", &villain.face)] {
            if !path.is_empty() && !self.uses(text, field, path) {
                return;
            }
        }
        self.add_villain(ART, villain);
    }

    fn add_villain(&mut self, file: &str, villain: OwnVillain) {
        if !is_plain(&villain.id) {
            return self.wrong(file, format!("“{}” is no id: use small letters, digits and hyphens", villain.id));
        }
        if self.manifest.villains.list.iter().any(|known| known.id == villain.id) {
            return self.wrong(file, format!("there is a monster “{}” already; choose another id", villain.id));
        }
        let anchor = |given: Option<OwnAnchor>, y: f32| {
            let OwnAnchor { x, y, scale, wide } = given.unwrap_or(OwnAnchor { x: 500.0, y, scale: 1.0, wide: false });
            Anchor { x, y, scale, wide }
        };
        // Without its own body colours nothing is exchanged: a colour that no drawing has.
        let body = villain.body.unwrap_or_else(|| {
            let none = Hex::of([1, 2, 3]);
            (none.clone(), none.clone(), none)
        });
        let base = if villain.base.is_empty() { &villain.file } else { &villain.base };
        self.manifest.villains.list.push(Villain {
            name: or_label(&villain.name, &villain.id),
            problem: villain.problem,
            line: villain.line,
            base: own(base),
            face: if villain.face.is_empty() { String::new() } else { own(&villain.face) },
            file: own(&villain.file),
            skin: body.clone(),
            body,
            eyes: anchor(villain.eyes, 420.0),
            mouth: anchor(villain.mouth, 600.0),
            horns: anchor(villain.horns, 180.0),
            id: villain.id,
        });
    }

    fn villain_part(&mut self, file: &str, kind: &str, id: &str, label: &str, drawing: &str, wide: &str) {
        if !PART_KINDS.contains(&kind) {
            return self.wrong(file, format!("“{kind}” is no part of a monster; known are {}", PART_KINDS.join(", ")));
        }
        if !is_plain(id) {
            return self.wrong(file, format!("“{id}” is no id: use small letters, digits and hyphens"));
        }
        if self.manifest.villains.parts.iter().any(|part| part.kind == kind && part.id == id) {
            return self.wrong(file, format!("there are {kind} “{id}” already; choose another id"));
        }
        self.manifest.villains.parts.push(VillainPart {
            kind: kind.to_owned(),
            id: id.to_owned(),
            label: or_label(label, id),
            file: own(drawing),
            wide: own(wide),
        });
    }

    fn backdrop(&mut self, file: &str, backdrop: OwnBackdrop) {
        if !is_plain(&backdrop.id) {
            return self.wrong(file, format!("“{}” is no id: use small letters, digits and hyphens", backdrop.id));
        }
        if self.manifest.backdrops.iter().any(|known| known.id == backdrop.id) {
            return self.wrong(file, format!("there is a backdrop “{}” already; choose another id", backdrop.id));
        }
        let schemes = &self.manifest.palette.backdrop_schemes;
        let usual = schemes.first().map_or(String::new(), |scheme| scheme.id.clone());
        let scheme = if backdrop.scheme.is_empty() { usual } else { backdrop.scheme };
        if !schemes.iter().any(|known| known.id == scheme) {
            let known: Vec<&str> = schemes.iter().map(|known| known.id.as_str()).collect();
            let what = format!("there are no backdrop colours “{scheme}”; known are {}", known.join(", "));
            return self.wrong(file, what);
        }
        self.manifest.backdrops.push(Backdrop {
            label: or_label(&backdrop.label, &backdrop.id),
            id: backdrop.id,
            file: own(&backdrop.file),
            scheme,
        });
    }

    /// A drawing that `art.ron` does not name is understood by its own name.
    fn by_name(&mut self, path: &str) {
        let stem = path.rsplit('/').next().unwrap_or_default();
        let stem = &stem[..stem.len() - ".svg".len()];
        let folder = path.strip_suffix(&path[path.len() - stem.len() - 4..]).unwrap_or_default();
        match folder {
            "hero/" => {
                let Some((slot, id, layer)) = part_name(stem) else {
                    let slots: Vec<&str> = self.manifest.hero.slots.iter().map(|slot| slot.id.as_str()).collect();
                    let what =
                        format!("is called neither SLOT-NAME.svg nor in art.ron; slots are {}", slots.join(", "));
                    return self.wrong(path, what);
                };
                let part = Part { layer: layer.to_owned(), file: own(path), bodies: Vec::new(), poses: Vec::new() };
                self.add_option(path, slot, id, "", vec![part]);
            }
            "villain/" => self.add_villain(
                path,
                OwnVillain {
                    id: stem.to_owned(),
                    name: String::new(),
                    problem: String::new(),
                    line: String::new(),
                    file: path.to_owned(),
                    base: String::new(),
                    face: String::new(),
                    body: None,
                    eyes: None,
                    mouth: None,
                    horns: None,
                },
            ),
            "villain/parts/" => match stem.split_once('-') {
                Some((kind, id)) => self.villain_part(path, kind, id, "", path, path),
                None => self.wrong(path, "is not called KIND-NAME.svg, with eyes, mouth or horns for the kind"),
            },
            "backdrop/" => self.backdrop(
                path,
                OwnBackdrop { id: stem.to_owned(), label: String::new(), file: path.to_owned(), scheme: String::new() },
            ),
            // Frames, plates and windows that a style names by their path.
            "badge/" | "card/" => {}
            _ => self.wrong(path, "lies in none of the folders hero, villain, villain/parts, backdrop, badge and card"),
        }
    }

    /// A style file: its drawings resolved, its text kept.
    fn style(
        &mut self,
        path: &str,
        name: &str,
        bytes: &[u8],
        shipped: &BTreeSet<String>,
        judge: &dyn Fn(&str) -> Result<(), Fault>,
    ) -> Option<String> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.wrong(path, "is not text in UTF-8");
            return None;
        };
        let head: StyleHead = match judge(text).and_then(|()| ron_file::read(text)) {
            Ok(head) => head,
            Err(fault) => {
                self.wrong(path, fault.to_string());
                return None;
            }
        };
        let mut faults = Vec::new();
        if format!("{}.ron", head.id) != name {
            faults.push(("id", format!("the id is {} and the file is called {name}; make them the same", head.id)));
        }
        if !is_plain(&head.id) {
            faults.push(("id", format!("“{}” is no id: use small letters, digits and hyphens", head.id)));
        }
        if shipped.contains(path) {
            faults.push(("id", format!("the program has a style {} already; choose another id", head.id)));
        }
        let backdrops: Vec<&str> = self.manifest.backdrops.iter().map(|known| known.id.as_str()).collect();
        if !backdrops.contains(&head.art.backdrop.as_str()) {
            let instead = nearest(&head.art.backdrop, &backdrops).map_or_else(
                || format!("; known are {}", backdrops.join(", ")),
                |near| format!("; did you mean {near}?"),
            );
            faults.push(("art.backdrop", format!("there is no backdrop {}{instead}", head.art.backdrop)));
        }
        let schemes: Vec<&str> = self.manifest.palette.backdrop_schemes.iter().map(|known| known.id.as_str()).collect();
        if !schemes.contains(&head.art.scheme.as_str()) {
            faults.push((
                "art.scheme",
                format!("there are no backdrop colours {}; known are {}", head.art.scheme, schemes.join(", ")),
            ));
        }
        let mut files = head.files();
        for (field, drawing) in [
            ("art.logo", &mut files.logo),
            ("art.nameplate", &mut files.nameplate),
            ("art.window_back", &mut files.window_back),
            ("art.window_front", &mut files.window_front),
        ] {
            if self.drawings.contains_key(drawing.as_str()) {
                self.used.insert(drawing.clone());
                *drawing = own(drawing);
            } else if !shipped.contains(drawing.as_str()) {
                let known: Vec<&str> = self
                    .drawings
                    .keys()
                    .chain(shipped.iter())
                    .map(String::as_str)
                    .filter(|path| ends(path, ".svg"))
                    .collect();
                let instead = nearest(drawing, &known).map_or(String::new(), |near| format!("; did you mean {near}?"));
                faults.push((field, format!("there is no drawing {drawing}{instead}")));
            }
        }
        if faults.is_empty() {
            self.manifest.styles.push(files);
            return Some(text.to_owned());
        }
        for (field, what) in faults {
            self.wrong(path, Fault::at_field(text, field, what).to_string());
        }
        None
    }
}

/// Slot, id and layer that a file name such as `hair-crest-back` or `item-duck-l` says.
fn part_name(stem: &str) -> Option<(&'static str, &str, &'static str)> {
    let (slot, rest) = stem.split_once('-')?;
    if slot == "item" {
        return match rest.rsplit_once('-') {
            Some((id, "r")) => Some(("item_right", id, "item_right")),
            Some((id, "l")) => Some(("item_left", id, "item_left")),
            _ => None,
        };
    }
    let slot = ["body", "outfit", "head", "face", "hair", "beard", "eyewear", "cape", "headgear"]
        .into_iter()
        .find(|known| *known == slot)?;
    Some(match (slot, rest.strip_suffix("-back")) {
        ("hair", Some(id)) => (slot, id, "hair_back"),
        ("cape", Some(id)) => (slot, id, "cape_back"),
        _ => (slot, rest, usual_layer(slot)),
    })
}

fn usual_layer(slot: &str) -> &'static str {
    match slot {
        "body" => "body",
        "outfit" => "outfit",
        "head" => "head",
        "face" => "face",
        "beard" => "beard",
        "eyewear" => "eyewear",
        "cape" => "cape",
        "headgear" => "headgear",
        "item_right" => "item_right",
        "item_left" => "item_left",
        _ => "hair",
    }
}
