//! The folder of the site: what an earlier run wrote there is known by a list, files of strangers are left alone, and what no
//! longer belongs there goes first.

use super::{HubReport, files};
use crate::app::failure::{Failure, io_reason};
use crate::app::progress::Progress;
use crate::app::timeline;
use crate::app::world::World;
use crate::campaign::Campaign;
use crate::scene::kit::Kit;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What earlier runs wrote into the folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    /// Path below the folder to SHA-256.
    files: BTreeMap<String, String>,
}

const MANIFEST: &str = "unsung-hub.ron";

/// Writes the site into a folder. A file there that this program did not write, or that was changed since, is never touched:
/// the run stops before anything is written and names it.
pub fn write(
    campaign: &Campaign,
    kit: &Kit,
    out: &Path,
    world: &dyn World,
    progress: &Progress,
) -> Result<HubReport, Failure> {
    let what = "The hub was not written.";
    timeline::may_publish(campaign, world.now(), what)?;
    let (files, mut report) = files(campaign, kit, world.now(), progress)?;
    let sha256 = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let before: Manifest =
        world.read(&out.join(MANIFEST)).ok().and_then(|bytes| ron::de::from_bytes(&bytes).ok()).unwrap_or_default();
    let ours = |path: &str| {
        let bytes = world.read(&out.join(path)).ok()?;
        Some(before.files.get(path).is_some_and(|hash| *hash == sha256(&bytes)))
    };
    let mut same = BTreeSet::new();
    for (path, bytes) in &files {
        match world.read(&out.join(path)) {
            Err(_) => {}
            Ok(there) if there == *bytes => _ = same.insert(path.as_str()),
            Ok(_) if ours(path) == Some(true) => {}
            Ok(_) => {
                return Err(Failure::new(
                    what,
                    format!("{} is there already, and this program did not write it.", out.join(path).display()),
                    "Choose an empty folder, or move that file away.",
                ));
            }
        }
    }
    let failed = |path: &Path, error: &std::io::Error| {
        Failure::new(
            format!("The hub is not complete: {} was not written.", path.display()),
            io_reason(error),
            "Choose another folder, or close the program that has the file open, and write the hub again.",
        )
    };
    let mut manifest = Manifest::default();
    let folders: BTreeSet<&Path> = files.keys().filter_map(|path| Path::new(path).parent()).collect();
    for folder in folders {
        let folder = out.join(folder);
        world.create_folder(&folder).map_err(|error| failed(&folder, &error))?;
    }
    // Pages that name somebody who no longer agrees go first, whatever becomes of the rest.
    for path in before.files.keys().filter(|path| !files.contains_key(*path) && is_plain(path)) {
        if ours(path) == Some(true) {
            let path = out.join(path);
            world.remove_file(&path).map_err(|error| failed(&path, &error))?;
            report.removed += 1;
        }
    }
    for (path, bytes) in &files {
        manifest.files.insert(path.clone(), sha256(bytes));
        if !same.contains(path.as_str()) {
            let path = out.join(path);
            world.write_whole(&path, bytes, false).map_err(|error| failed(&path, &error))?;
            report.written += 1;
        }
    }
    let list = out.join(MANIFEST);
    let text = ron::ser::to_string_pretty(&manifest, ron::ser::PrettyConfig::default())
        .map_err(|error| Failure::new(what, error.to_string(), "Write it again."))?;
    world.write_whole(&list, text.as_bytes(), false).map_err(|error| failed(&list, &error))?;
    report.folder = out.display().to_string();
    Ok(report)
}

/// The list of an earlier run may have been tampered with: nothing outside the folder is ever removed.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']))
}
