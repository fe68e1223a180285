//! The art kit: parts of heroes, monsters, backdrops and card furniture, with the rules that put them together.
//!
//! The kit is compiled into the program. It is read and checked once; after that nothing about it can fail but a request
//! for something it does not hold, which is reported and drawn as nothing.

mod figure;
mod manifest;
mod own;
mod pictures;
mod rules;
mod symbols;
mod thumbnail;
mod tint;
mod villain;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

pub use figure::{Composed, FigureSpec, HAIR_COLOUR, PORTRAIT_CENTRE, POSE, SCHEME, SKIN, Show};
use manifest::StyleHead;
pub use manifest::{
    Anchor, Archetype, Backdrop, BackdropScheme, Badge, Furniture, Grip, Hero, Hex, Manifest, Palette, Part,
    PartOption, Pose, Scheme, Slot, Stat, StyleArt, StyleFiles, ThreeTones, Tone, Tones, Villain, VillainPart,
    Villains,
};
pub use own::{OWN, OwnFiles, OwnProblem};
pub use pictures::looks_like_svg;
pub use symbols::SymbolCache;
pub use thumbnail::Thumbnail;
pub use tint::{contrast, ground_tones, tones};
pub use villain::{BODY, COLOUR, EnemyLook};

use super::ron_file::{self, Fault};
use super::svg::SvgError;

static ART: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/art");
static STYLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/styles");

/// Why a kit cannot be used, or why one of its drawings cannot.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    #[error("the art kit has no kit.ron")]
    NoManifest,
    #[error("kit.ron, line {line}, column {column}: {what}")]
    Manifest { line: usize, column: usize, what: String },
    #[error("{file} is named in kit.ron but missing")]
    MissingFile { file: String },
    #[error("{file} is not readable text")]
    NotText { file: String },
    #[error("styles/{file}, {fault}")]
    Style { file: String, fault: Fault },
    #[error("{file} {source}")]
    Drawing { file: String, source: SvgError },
    #[error("kit.ron: {0}")]
    Rule(String),
    #[error("{file} uses the colour {colour}, which stands for nothing")]
    UnknownPlaceholder { file: String, colour: String },
}

/// The art kit: its manifest and the text of its drawings.
#[derive(Debug)]
pub struct Kit {
    manifest: Manifest,
    files: BTreeMap<String, Cow<'static, str>>,
    /// Placeholder colours that occur in each file, in order.
    placeholders: BTreeMap<String, Vec<String>>,
}

impl Kit {
    /// Reads and checks the kit that is part of the program.
    pub fn builtin() -> Result<Self, KitError> {
        Self::from_files(shipped()?)
    }

    /// Reads and checks a kit given as file texts by path, `kit.ron` among them. Paths use `/`.
    pub fn from_files(files: BTreeMap<String, Cow<'static, str>>) -> Result<Self, KitError> {
        let text = files.get("kit.ron").ok_or(KitError::NoManifest)?;
        let mut manifest: Manifest = ron::from_str(text).map_err(|e| KitError::Manifest {
            line: e.span.start.line,
            column: e.span.start.col,
            what: e.code.to_string(),
        })?;
        manifest.styles = styles_in(&files)?;
        Self::assembled(manifest, files)
    }

    /// Puts a manifest and its files together and checks that they fit.
    fn assembled(manifest: Manifest, files: BTreeMap<String, Cow<'static, str>>) -> Result<Self, KitError> {
        let mut placeholders: BTreeMap<String, Vec<String>> = files
            .iter()
            .filter(|(name, _)| has_ending(name, &["svg"]))
            .map(|(name, text)| (name.clone(), marks_in(text)))
            .collect();
        for villain in &manifest.villains.list {
            // A monster's own colours are exchanged like placeholders.
            for file in [&villain.base, &villain.face].into_iter().filter(|file| !file.is_empty()) {
                let marks = placeholders.entry(file.clone()).or_default();
                marks.extend([&villain.body.0, &villain.body.1, &villain.body.2].map(|hex| hex.as_str().to_owned()));
            }
        }
        let kit = Self { manifest, files, placeholders };
        kit.check()?;
        Ok(kit)
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A hash of every file of the kit, as hex: what was drawn with another kit may look different.
    pub fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, text) in &self.files {
            hasher.update((name.len() as u64).to_be_bytes());
            hasher.update(name.as_bytes());
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text.as_bytes());
        }
        hex::encode(hasher.finalize())
    }

    pub fn palette(&self) -> &Palette {
        &self.manifest.palette
    }

    pub fn slots(&self) -> &[Slot] {
        &self.manifest.hero.slots
    }

    pub fn slot(&self, id: &str) -> Option<&Slot> {
        self.slots().iter().find(|s| s.id == id)
    }

    pub fn option(&self, slot: &str, option: &str) -> Option<&PartOption> {
        self.slot(slot)?.options.iter().find(|o| o.id == option)
    }

    pub fn poses(&self) -> &[Pose] {
        &self.manifest.hero.poses
    }

    pub fn villains(&self) -> &[Villain] {
        &self.manifest.villains.list
    }

    pub fn villain(&self, id: &str) -> Option<&Villain> {
        self.villains().iter().find(|v| v.id == id)
    }

    pub fn backdrops(&self) -> &[Backdrop] {
        &self.manifest.backdrops
    }

    pub fn backdrop(&self, id: &str) -> Option<&Backdrop> {
        self.backdrops().iter().find(|b| b.id == id)
    }

    pub fn backdrop_scheme(&self, id: &str) -> Option<&BackdropScheme> {
        self.palette().backdrop_schemes.iter().find(|s| s.id == id)
    }

    pub fn monster_colour(&self, id: &str) -> Option<&BackdropScheme> {
        self.palette().monster_colours.iter().find(|colour| colour.id == id)
    }

    pub fn stats(&self) -> &[Stat] {
        &self.manifest.stats
    }

    pub fn stat(&self, id: &str) -> Option<&Stat> {
        self.stats().iter().find(|s| s.id == id)
    }

    pub fn styles(&self) -> &[StyleFiles] {
        &self.manifest.styles
    }

    pub fn style(&self, id: &str) -> Option<&StyleFiles> {
        self.styles().iter().find(|s| s.id == id)
    }

    /// Is this style one that a campaign brought?
    pub fn is_own_style(id: &str) -> bool {
        STYLES.get_file(format!("{id}.ron")).is_none()
    }

    /// The text of a style's file.
    pub fn style_text(&self, id: &str) -> Option<&str> {
        self.style(id)?;
        self.file(&format!("{STYLE_FOLDER}{id}.ron"))
    }

    pub fn archetypes(&self) -> &[Archetype] {
        &self.manifest.archetypes
    }

    pub fn archetype(&self, id: &str) -> Option<&Archetype> {
        self.archetypes().iter().find(|a| a.id == id)
    }

    /// The label of something a hand can hold.
    pub fn item_label(&self, id: &str) -> Option<&str> {
        self.option("item_right", id).or_else(|| self.option("item_left", id)).map(|o| o.label.as_str())
    }

    /// Paths of all drawings.
    pub fn drawings(&self) -> impl Iterator<Item = &str> {
        self.placeholders.keys().map(String::as_str)
    }

    /// The text of a file.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// Placeholder colours that occur in a drawing.
    pub(crate) fn marks(&self, path: &str) -> &[String] {
        self.placeholders.get(path).map_or(&[], Vec::as_slice)
    }

    /// The colours for a figure on a backdrop. A choice the kit does not know leaves its group at the kit's first.
    pub fn colours(&self, skin: &str, hair: &str, scheme: &str, backdrop: &str) -> Colours {
        let p = &self.manifest.palette;
        let m = &p.placeholders;
        let mut colours = Colours::default();
        let tone =
            |list: &'_ [Tone], id: &str| list.iter().find(|t| t.id == id).or(list.first()).map(|t| t.colours.clone());
        if let Some(t) = tone(&p.skin_tones, skin) {
            colours.four(&m.skin, &t);
        }
        if let Some(t) = tone(&p.hair_colours, hair) {
            colours.four(&m.hair, &t);
        }
        let outfit = p.outfit_schemes.iter().find(|s| s.id == scheme).or(p.outfit_schemes.first());
        if let Some(s) = outfit {
            colours.four(&m.primary, &s.primary);
            colours.four(&m.secondary, &s.secondary);
            colours.four(&m.accent, &s.accent);
        }
        let ground = p.backdrop_schemes.iter().find(|s| s.id == backdrop).or(p.backdrop_schemes.first());
        if let Some(s) = ground {
            colours.three(&m.backdrop, &s.colours);
        }
        colours
    }

    fn check(&self) -> Result<(), KitError> {
        let m = &self.manifest;
        let rule = |text: String| Err(KitError::Rule(text));
        for file in self.named_files() {
            if !self.files.contains_key(file) {
                return Err(KitError::MissingFile { file: file.to_string() });
            }
        }
        if m.hero.poses.is_empty() {
            return rule("there is no pose".into());
        }
        for slot in &m.hero.slots {
            let mut seen = BTreeSet::new();
            for option in &slot.options {
                if !seen.insert(&option.id) {
                    return rule(format!("slot {} lists {} twice", slot.id, option.id));
                }
                for part in &option.parts {
                    if !m.hero.layers.contains(&part.layer) {
                        return rule(format!("{} lies in the unknown layer {}", part.file, part.layer));
                    }
                }
            }
            if slot.required && slot.options.is_empty() {
                return rule(format!("slot {} is required and empty", slot.id));
            }
        }
        for choice in m.hero.conflicts.iter().flat_map(|(a, b)| [a, b]) {
            if self.option(&choice.0, &choice.1).is_none() {
                return rule(format!("conflict names the unknown {} {}", choice.0, choice.1));
            }
        }
        for style in &m.styles {
            if self.backdrop(&style.backdrop).is_none() {
                return rule(format!("style {} names an unknown backdrop", style.id));
            }
            if self.backdrop_scheme(&style.scheme).is_none() {
                return rule(format!("style {} names unknown backdrop colours", style.id));
            }
        }
        let known = self.known_marks();
        for (file, marks) in &self.placeholders {
            if let Some(colour) = marks.iter().find(|c| c.starts_with(MARK) && !known.contains(c.as_str())) {
                return Err(KitError::UnknownPlaceholder { file: file.clone(), colour: colour.clone() });
            }
        }
        Ok(())
    }

    fn named_files(&self) -> Vec<&str> {
        let m = &self.manifest;
        let mut files: Vec<&str> = vec![&m.icon];
        files.extend(m.hero.slots.iter().flat_map(|s| &s.options).flat_map(|o| &o.parts).map(|p| p.file.as_str()));
        for v in &m.villains.list {
            files.extend([v.file.as_str(), &v.base, &v.face]);
        }
        for p in &m.villains.parts {
            files.extend([p.file.as_str(), &p.wide]);
        }
        files.extend(m.backdrops.iter().map(|b| b.file.as_str()));
        files.extend(m.badges.iter().map(|b| b.file.as_str()));
        files.extend(m.stats.iter().map(|s| s.icon.as_str()));
        files.extend(m.furniture.iter().map(|f| f.file.as_str()));
        files.extend(m.archetypes.iter().map(|a| a.file.as_str()));
        for s in &m.styles {
            files.extend([s.logo.as_str(), &s.nameplate, &s.window_back, &s.window_front]);
        }
        // A monster in one drawing has no face apart.
        files.retain(|file| !file.is_empty());
        files
    }

    fn known_marks(&self) -> BTreeSet<&str> {
        let m = &self.manifest.palette.placeholders;
        let lid = &self.manifest.palette.lid;
        [&m.skin, &m.hair, &m.primary, &m.secondary, &m.accent]
            .into_iter()
            .flat_map(|t| [&t.0, &t.1, &t.2, &t.3])
            .chain([&m.backdrop.0, &m.backdrop.1, &m.backdrop.2, &lid.0, &lid.1, &lid.2])
            .map(Hex::as_str)
            .collect()
    }
}

/// What each placeholder colour becomes.
#[derive(Clone, Debug, Default)]
pub struct Colours {
    pairs: Vec<(Hex, Hex)>,
}

impl Colours {
    /// The colour chosen for a placeholder such as `#F00031`.
    pub fn chosen(&self, placeholder: &str) -> Option<&Hex> {
        self.pairs.iter().find(|(k, _)| k.as_str() == placeholder).map(|(_, v)| v)
    }

    /// Where the primary colour is nearly white, takes the secondary in its place: pale lettering on a plate would not
    /// stand out.
    pub fn darken_plate(&mut self, kit: &Kit) {
        let m = &kit.palette().placeholders;
        let light = self.chosen(m.primary.0.as_str()).is_some_and(|base| {
            let [r, g, b] = base.rgb().map(f32::from);
            0.299 * r + 0.587 * g + 0.114 * b > 200.0
        });
        if !light {
            return;
        }
        let marks = [(&m.primary.0, &m.secondary.0), (&m.primary.1, &m.secondary.1), (&m.primary.2, &m.secondary.2)];
        for (to, from) in marks {
            if let Some(tone) = self.chosen(from.as_str()).cloned()
                && let Some(pair) = self.pairs.iter_mut().find(|p| p.0 == *to)
            {
                pair.1 = tone;
            }
        }
    }

    /// Puts another colour in the place of one; the first given stays first.
    pub fn set(&mut self, mark: &Hex, colour: &Hex) {
        match self.pairs.iter_mut().find(|pair| pair.0 == *mark) {
            Some(pair) => pair.1 = colour.clone(),
            None => self.pairs.push((mark.clone(), colour.clone())),
        }
    }

    /// Base, shade, light and line of a material.
    pub fn set_tones(&mut self, marks: &Tones, tones: &Tones) {
        for (mark, tone) in [(&marks.0, &tones.0), (&marks.1, &tones.1), (&marks.2, &tones.2), (&marks.3, &tones.3)] {
            self.set(mark, tone);
        }
    }

    /// Base, shade and light of a backdrop or a body.
    pub fn set_three(&mut self, marks: &ThreeTones, tones: &ThreeTones) {
        for (mark, tone) in [(&marks.0, &tones.0), (&marks.1, &tones.1), (&marks.2, &tones.2)] {
            self.set(mark, tone);
        }
    }

    fn four(&mut self, marks: &Tones, tones: &Tones) {
        for (k, v) in [(&marks.0, &tones.0), (&marks.1, &tones.1), (&marks.2, &tones.2), (&marks.3, &tones.3)] {
            self.pairs.push((k.clone(), v.clone()));
        }
    }

    fn three(&mut self, marks: &ThreeTones, tones: &ThreeTones) {
        for (k, v) in [(&marks.0, &tones.0), (&marks.1, &tones.1), (&marks.2, &tones.2)] {
            self.pairs.push((k.clone(), v.clone()));
        }
    }
}

const MARK: &str = "#F000";
const MARK_LENGTH: usize = 7;

fn marks_in(svg: &str) -> Vec<String> {
    let found: BTreeSet<&str> = svg.match_indices(MARK).filter_map(|(at, _)| svg.get(at..at + MARK_LENGTH)).collect();
    found.into_iter().map(str::to_string).collect()
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| endings.iter().any(|e| end.eq_ignore_ascii_case(e)))
}

/// Files of the kit that is part of the program.
fn shipped() -> Result<BTreeMap<String, Cow<'static, str>>, KitError> {
    let mut files = BTreeMap::new();
    gather(&ART, "", &mut files)?;
    gather(&STYLES, STYLE_FOLDER, &mut files)?;
    Ok(files)
}

/// Style files stand here among the files of a kit.
const STYLE_FOLDER: &str = "styles/";

/// The styles there are, in their order.
fn styles_in(files: &BTreeMap<String, Cow<'static, str>>) -> Result<Vec<StyleFiles>, KitError> {
    let mut styles = Vec::new();
    for (path, text) in files {
        if let Some(file) = path.strip_prefix(STYLE_FOLDER) {
            let head: StyleHead =
                ron_file::read(text).map_err(|fault| KitError::Style { file: file.to_owned(), fault })?;
            styles.push((head.order, head.files()));
        }
    }
    styles.sort_by(|(a, style), (b, other)| (a, &style.label).cmp(&(b, &other.label)));
    Ok(styles.into_iter().map(|(_, style)| style).collect())
}

fn gather(dir: &Dir<'static>, folder: &str, files: &mut BTreeMap<String, Cow<'static, str>>) -> Result<(), KitError> {
    for file in dir.files() {
        let path = format!("{folder}{}", file.path().to_string_lossy().replace('\\', "/"));
        if has_ending(&path, &["svg", "ron"]) {
            let text = file.contents_utf8().ok_or_else(|| KitError::NotText { file: path.clone() })?;
            files.insert(path, Cow::Borrowed(text));
        }
    }
    for inner in dir.dirs() {
        gather(inner, folder, files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_manifest_says_where() {
        let mut files: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        assert!(matches!(Kit::from_files(files.clone()), Err(KitError::NoManifest)));
        files.insert("kit.ron".into(), "(\n  version: x)".into());
        let Err(KitError::Manifest { line, .. }) = Kit::from_files(files) else { panic!() };
        assert_eq!(line, 2);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let mut files = BTreeMap::new();
        gather(&ART, "", &mut files).unwrap();
        files.remove("hero/head-oval.svg");
        let Err(KitError::MissingFile { file }) = Kit::from_files(files) else { panic!() };
        assert_eq!(file, "hero/head-oval.svg");
    }
}
