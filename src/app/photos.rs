//! Photos of people: checked by their first bytes and kept as they are, by hash; one by one, or a whole folder matched to people
//! by the names of its files. Nothing is decoded here.

use super::bulk;
use super::duplicates::name_in_order;
use super::failure::{Failure, io_reason};
use super::progress::Progress;
use super::world::World;
use crate::campaign::{Campaign, Change, Edit, Person, PersonId, Photo, email_key, latin_words};
use imagesize::ImageType;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Files larger than this are no portrait.
pub const MAX_BYTES: usize = 32 << 20;
/// Most pixels on a side; a picture that claims more is meant to harm.
pub const MAX_SIDE_PX: usize = 20_000;

/// Reads a JPEG or PNG file: what the campaign notes about it, and its bytes.
pub fn read(world: &dyn World, path: &Path) -> Result<(Photo, Arc<Vec<u8>>), Failure> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let what = format!("{file_name} was not taken as a photo; the campaign is as it was.");
    let failed = |why: String, help: &str| Failure::new(what.clone(), why, help);
    let bytes = world.read(path).map_err(|error| failed(io_reason(&error), "Choose another file."))?;
    if bytes.len() > MAX_BYTES {
        return Err(failed(
            format!("It has {} MB.", bytes.len() >> 20),
            "Save it smaller: 3000 pixels on a side are plenty.",
        ));
    }
    if !matches!(imagesize::image_type(&bytes), Ok(ImageType::Jpeg | ImageType::Png)) {
        return Err(failed("It is neither a JPEG nor a PNG.".into(), "Save the picture as JPEG or PNG."));
    }
    let size = imagesize::blob_size(&bytes)
        .map_err(|_| failed("The picture is damaged: its size cannot be read.".into(), "Export it again."))?;
    if size.width == 0 || size.height == 0 || size.width.max(size.height) > MAX_SIDE_PX {
        return Err(failed(format!("It says it has {} x {} pixels.", size.width, size.height), "Save it smaller."));
    }
    let photo = Photo {
        sha256: hex::encode(Sha256::digest(&bytes)),
        file_name,
        bytes: bytes.len() as u64,
        width_px: size.width as u64,
        height_px: size.height as u64,
    };
    Ok((photo, Arc::new(bytes)))
}

/// By what a file was matched to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    Id,
    Email,
    Name,
}

impl MatchedBy {
    pub const fn title(self) -> &'static str {
        match self {
            Self::Id => "by id",
            Self::Email => "by e-mail",
            Self::Name => "by name",
        }
    }
}

/// A photo of a folder and whose it is.
#[derive(Clone, Debug)]
pub struct PhotoMatch {
    pub person: PersonId,
    pub by: MatchedBy,
    pub photo: Photo,
    pub bytes: Arc<Vec<u8>>,
}

/// A folder looked through.
#[derive(Clone, Debug, Default)]
pub struct FolderMatch {
    /// In the order of the file names; one photo for a person.
    pub matches: Vec<PhotoMatch>,
    /// Other files, each with the reason.
    pub unmatched: Vec<(String, String)>,
}

impl FolderMatch {
    /// Those to be taken over: of people who have a photo only where theirs is to be replaced.
    pub fn taken(&self, campaign: &Campaign, replace: bool) -> Vec<PhotoMatch> {
        let is_new = |it: &&PhotoMatch| {
            let person = campaign.people().get(it.person);
            person.is_some_and(|person| match &person.photo {
                None => true,
                Some(photo) => replace && photo.sha256 != it.photo.sha256,
            })
        };
        self.matches.iter().filter(is_new).cloned().collect()
    }
}

/// Has the person a photo already?
pub fn has_photo(campaign: &Campaign, person: PersonId) -> bool {
    campaign.people().get(person).is_some_and(|person| person.photo.is_some())
}

/// Words by which files are found to belong to people; `None` where several have the same.
struct Keys {
    emails: HashMap<String, Option<PersonId>>,
    /// Mailboxes as words, without what stands behind the @.
    mailboxes: HashMap<String, Option<PersonId>>,
    names: HashMap<String, Option<PersonId>>,
    /// First words of names, which several may have.
    firsts: HashMap<String, Option<PersonId>>,
}

/// A name in any order, and however its umlauts are written.
fn key_of(name: &str) -> String {
    name_in_order(name).replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

impl Keys {
    fn new(campaign: &Campaign) -> Self {
        let mut keys =
            Self { emails: HashMap::new(), mailboxes: HashMap::new(), names: HashMap::new(), firsts: HashMap::new() };
        for (id, person) in campaign.people().iter() {
            // Records that were merged count as spellings of the one that stayed.
            for record in person.with_merged() {
                note(&mut keys.emails, email_key(&record.email), id);
                let local = email_key(&record.email).split('@').next().unwrap_or_default().to_owned();
                note(&mut keys.mailboxes, key_of(&local), id);
                note(&mut keys.names, key_of(&record.name), id);
                // "jan.png" is not Jan Novak's where there is Jan Kowalski as well.
                for first in latin_words(&record.name).into_iter().take(1) {
                    note(&mut keys.firsts, key_of(&first), id);
                }
                note(&mut keys.names, key_of(&record.latin_name), id);
            }
        }
        keys
    }

    fn find(&self, campaign: &Campaign, stem: &str) -> Result<(PersonId, MatchedBy), String> {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' ' | '(' | ')');
        // "P7", "P7_2", "P26-mohammed"
        let id = stem.trim().split(['-', '_', ' ', '(']).next().unwrap_or_default();
        if let Ok(id) = id.to_uppercase().parse::<PersonId>()
            && campaign.people().contains(id)
        {
            return Ok((id, MatchedBy::Id));
        }
        // "juergen.mueller2" is somebody's mailbox before it is the second picture of somebody else.
        let whole = stem.trim();
        let cut = without_marks(whole.trim_end_matches(is_number));
        for name in [whole, cut.as_str()] {
            let by_email = (self.emails.get(&email_key(name)), MatchedBy::Email);
            let by_mailbox = (self.mailboxes.get(&key_of(name)), MatchedBy::Name);
            let by_name = (self.names.get(&key_of(name)), MatchedBy::Name);
            // Whose mailbox is "maria" and who is called Maria may be two.
            let found = match (by_mailbox.0, by_name.0) {
                (Some(Some(id)), other) => {
                    let is_digit = |c: char| c.is_ascii_digit();
                    let is_other = |known: Option<&Option<PersonId>>| known.is_some_and(|known| *known != Some(*id));
                    let may_be_other =
                        !name.contains(is_digit) && (is_other(other) || is_other(self.firsts.get(&key_of(name))));
                    if may_be_other { (Some(&None), MatchedBy::Name) } else { by_mailbox }
                }
                (Some(None), _) => by_mailbox,
                (None, _) => by_name,
            };
            for (who, by) in [by_email, found] {
                match who {
                    Some(Some(id)) => return Ok((*id, by)),
                    Some(None) => return Err("several people are called so".into()),
                    None => {}
                }
            }
        }
        Err("nobody is called so".into())
    }
}

/// Words that cameras and programs put beside a name, in small letters.
const MARKS: [&str; 14] = [
    "copy", "kopie", "copie", "kopia", "final", "portrait", "portrat", "porträt", "foto", "photo", "img", "jpg",
    "jpeg", "png",
];

/// The words of a file's name without those of cameras and days: "2024-11-03 Elsa Berg - Kopie" is Elsa Berg.
fn without_marks(stem: &str) -> String {
    let words = stem.split([' ', '_', '-', '.', ',']).filter(|word| !word.is_empty());
    let is_mark =
        |word: &str| MARKS.contains(&word.to_lowercase().as_str()) || word.chars().all(|c| c.is_ascii_digit());
    let kept: Vec<&str> = words.filter(|word| !is_mark(word)).collect();
    // "Okonjo, Sabine" and addresses keep their signs where nothing goes.
    if kept.is_empty()
        || kept.concat().len() == stem.chars().filter(|c| !" _-.,".contains(*c)).map(char::len_utf8).sum::<usize>()
    {
        return stem.to_owned();
    }
    kept.join(" ")
}

fn note(keys: &mut HashMap<String, Option<PersonId>>, key: String, id: PersonId) {
    if key.is_empty() {
        return;
    }
    keys.entry(key).and_modify(|who| *who = who.filter(|other| *other == id)).or_insert(Some(id));
}

/// Looks through a folder for photos of people: the file is named after their id, e-mail address or name, in any order and
/// spelling that the search for duplicates takes for equal. Only the folder itself is looked through.
pub fn match_folder(
    campaign: &Campaign,
    world: &dyn World,
    folder: &Path,
    progress: &Progress,
) -> Result<FolderMatch, Failure> {
    let mut files = world.files_in(folder).map_err(|error| {
        Failure::new(
            "No photo was taken over; the campaign is as it was.",
            format!("{}: {}", folder.display(), io_reason(&error)),
            "Choose another folder.",
        )
    })?;
    files.sort();
    progress.set_total(files.len() as u64);
    let keys = Keys::new(campaign);
    let mut found = FolderMatch::default();
    let mut first: HashMap<PersonId, String> = HashMap::new();
    for (done, file) in files.into_iter().enumerate() {
        progress.reach(done as u64)?;
        let path = Path::new(&file);
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if !["jpg", "jpeg", "png"].contains(&ending.as_str()) {
            found.unmatched.push((file, "neither a JPEG nor a PNG".into()));
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let (person, by) = match keys.find(campaign, &stem) {
            Ok(found) => found,
            Err(why) => {
                found.unmatched.push((file, why));
                continue;
            }
        };
        if let Some(other) = first.get(&person) {
            let why = format!("{other} is of the same person");
            found.unmatched.push((file, why));
            continue;
        }
        match read(world, &folder.join(&file)) {
            Ok((photo, bytes)) => {
                first.insert(person, file);
                found.matches.push(PhotoMatch { person, by, photo, bytes });
            }
            Err(failure) => found.unmatched.push((file, failure.why)),
        }
    }
    Ok(found)
}

/// The photos as one step that can be undone; their bytes are kept by the caller.
pub fn take_over(campaign: &Campaign, matches: &[PhotoMatch]) -> Change {
    let edits: Vec<Edit> = matches
        .iter()
        .filter_map(|it| {
            let person = campaign.people().get(it.person)?;
            Some(Edit::person(it.person, person.clone().with(|person| person.photo = Some(it.photo.clone()))))
        })
        .collect();
    Change::new(bulk::counted::<Person>("Take over photos of", edits.len()), edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FakeWorld;

    #[test]
    fn a_picture_is_measured_and_anything_else_refused() {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        let png = include_bytes!("../../assets/art/icon/unsung-256.png");
        world.put("/face.png", png.to_vec());
        world.put("/cut.png", png[..18].to_vec());
        world.put("/list.csv", b"Name".to_vec());
        let (photo, bytes) = read(&world, Path::new("/face.png")).unwrap();
        assert_eq!((photo.width_px, photo.height_px, photo.bytes as usize), (256, 256, png.len()));
        assert_eq!(bytes.as_slice(), png);
        for path in ["/cut.png", "/list.csv", "/none.png"] {
            assert!(read(&world, Path::new(path)).is_err(), "{path}");
        }
    }
    #[test]
    fn a_face_goes_to_nobody_where_two_may_be_meant() {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        let mut campaign = crate::app::templates::start(&world, "blank").unwrap();
        let people = [
            ("Maria Silva", "maria@x.example"),
            ("Maria Costa", "m.costa@x.example"),
            ("Jürgen Müller", ""),
            ("Juergen Mueller", "juergen.mueller@x.example"),
            ("Jürgen Müller", "juergen.mueller2@x.example"),
            ("Elsa Berg", "elsa@x.example"),
            ("Lars Berg", "lb7@x.example"),
        ];
        let edits = (1..).zip(people).map(|(id, (name, email))| {
            Edit::person(PersonId(id), Person { name: name.into(), email: email.into(), ..Person::default() })
        });
        campaign.apply(&Change::new("People", edits.collect()), world.now()).unwrap();
        let keys = Keys::new(&campaign);
        let found = |stem: &str| keys.find(&campaign, stem).ok().map(|(id, _)| id.0);
        for (stem, expected) in [
            ("maria", None),
            ("Maria Silva", Some(1)),
            ("elsa", Some(6)),
            ("Mueller_Juergen", None),
            ("juergen.mueller2", Some(5)),
            ("P7_2", Some(7)),
            ("p6-elsa", Some(6)),
            ("lars-berg_final", Some(7)),
            ("2024-11-03 Elsa Berg", Some(6)),
            ("Elsa Berg - Kopie", Some(6)),
            ("IMG_Elsa Berg (2)", Some(6)),
            ("IMG_2024", None),
            ("P99", None),
        ] {
            assert_eq!(found(stem), expected, "{stem}");
        }
    }

    #[test]
    fn a_folder_is_matched_by_id_address_and_name() {
        let world = FakeWorld::new("2026-11-22T10:00:00Z".parse().unwrap());
        let png = include_bytes!("../../assets/art/icon/unsung-256.png");
        for name in [
            "Okonjo, Sabine.png",
            "P2.PNG",
            "jose_nunez-2.png",
            "ann@x.example.png",
            "Sam Twin.png",
            "sabine okonjo (1).png",
            "who.png",
        ] {
            world.put(format!("/photos/{name}"), png.to_vec());
        }
        world.put("/photos/broken.png", b"no".to_vec());
        world.put("/photos/list.csv", b"Name".to_vec());
        let mut campaign = crate::app::templates::start(&world, "blank").unwrap();
        let person = |name: &str, email: &str| Person { name: name.into(), email: email.into(), ..Person::default() };
        let people = [
            person("Sabine Okonjo", ""),
            person("Thùy Trâm Đặng", ""),
            person("José Núñez", ""),
            person("Ann Field", "ann@x.example"),
            person("Sam Twin", ""),
            person("Sam Twin", ""),
        ];
        let edits = people.into_iter().enumerate().map(|(n, it)| Edit::person(PersonId(n as u64 + 1), it)).collect();
        campaign.apply(&Change::new("People", edits), world.now()).unwrap();
        let found = match_folder(&campaign, &world, Path::new("/photos"), &Progress::silent()).unwrap();
        let matched: Vec<(u64, MatchedBy)> = found.matches.iter().map(|it| (it.person.0, it.by)).collect();
        assert_eq!(matched, [(1, MatchedBy::Name), (2, MatchedBy::Id), (4, MatchedBy::Email), (3, MatchedBy::Name)]);
        let left: Vec<&str> = found.unmatched.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(left, ["Sam Twin.png", "broken.png", "list.csv", "sabine okonjo (1).png", "who.png"]);
        let taken = found.taken(&campaign, false);
        let change = take_over(&campaign, &taken);
        assert_eq!(change.edits.len(), 4);
        campaign.apply(&change, world.now()).unwrap();
        assert!(found.taken(&campaign, true).is_empty());
        assert!(has_photo(&campaign, PersonId(3)) && !has_photo(&campaign, PersonId(5)));
    }
}
