//! `key`: the campaign's key shown, exported and imported; `draw restore`: a sealed envelope taken in.
//!
//! A passphrase comes from a file or from standard input, never from the command line, where others could see it.

use super::args::{DrawRestore, Key};
use super::campaigns::{campaign, find_draw, open};
use super::shell::{Ending, Shell, note};
use crate::app::envelope::{self, Published};
use crate::app::keys;
use crate::app::passphrase::{Passphrase, Work};
use crate::app::{Failure, World, drawing, io_reason};
use serde_json::json;
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::Arc;

/// Nobody's passphrase is longer.
const PASSPHRASE_BYTES_MAX: u64 = 1 << 16;

pub fn key(args: &Key, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let mut workspace = open(world, &args.file)?;
    let there = campaign(&workspace)?;
    let mut done = "shown";
    if let Some(out) = &args.export {
        let what = "The key was not exported.";
        if world.exists(out) {
            let why = format!("{} is there already, and nothing is overwritten.", out.display());
            return Err(Failure::new(what, why, "Choose another name."));
        }
        let passphrase = Passphrase::for_closing(&first_line(args.passphrase_file.as_deref(), world.as_ref(), what)?)?;
        let text = keys::export(there, &passphrase, Work::default())?;
        world.write_whole(out, text.as_bytes(), false).map_err(|error| {
            let why = format!("{}: {}", out.display(), io_reason(&error));
            Failure::new(what, why, "Choose a folder in which you may write.")
        })?;
        shell.say(&format!(
            "The key is in {}, under its passphrase. Without the passphrase nobody opens it.",
            out.display()
        ));
        done = "exported";
    } else if let Some(from) = &args.import {
        let what = "The key was not imported.";
        let text = read(world.as_ref(), from, what)?;
        let imported = keys::import(
            there,
            &text,
            &Passphrase::new(&first_line(args.passphrase_file.as_deref(), world.as_ref(), what)?),
        )?;
        match imported.change {
            Some(change) => {
                workspace.commit(change)?;
                workspace.save_now(args.file.clone())?;
                shell.say(if imported.same_campaign {
                    "The keys of this campaign are back."
                } else {
                    "The campaign signs with this key from now on."
                });
                done = "imported";
            }
            None => {
                note("Nothing was changed: the campaign has this key already.");
                done = "unchanged";
            }
        }
    }
    let there = campaign(&workspace)?;
    let fingerprint = drawing::key_fingerprint(there).unwrap_or_default();
    let public_key = keys::public_key(there)?;
    let signed = keys::draws_signed(there);
    shell.say(&format!("Fingerprint of the key, to publish once: {fingerprint}"));
    shell.say(&format!("Public key: {public_key}"));
    shell.say(&format!("Draws signed with it: {signed}"));
    shell.document(&json!({
        "key": done,
        "fingerprint": fingerprint,
        "public_key": public_key,
        "draws_signed": signed,
        "out": args.export.as_ref().map(|path| path.display().to_string()),
    }))?;
    Ok(Ending::Done)
}

fn read(world: &dyn World, path: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    world.read(path).map_err(|error| {
        Failure::new(what, format!("{}: {}", path.display(), io_reason(&error)), "Check the name of the file.")
    })
}

/// The text that holds the passphrase in its first line.
pub(super) fn first_line(file: Option<&Path>, world: &dyn World, what: &str) -> Result<String, Failure> {
    let refuse = |why: String, help: &str| Failure::new(what, why, help);
    let bytes =
        match file {
            Some(path) if path.as_os_str() != "-" => read(world, path, what)?,
            _ => {
                let input = std::io::stdin();
                if input.is_terminal() {
                    return Err(refuse(
                        "No passphrase was given.".into(),
                        "Write it into a file and give that with --passphrase-file, or send it to the standard input.",
                    ));
                }
                let mut bytes = Vec::new();
                input.lock().take(PASSPHRASE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| {
                    refuse(io_reason(&error), "Give the passphrase in a file with --passphrase-file.")
                })?;
                bytes
            }
        };
    if bytes.len() as u64 > PASSPHRASE_BYTES_MAX {
        return Err(refuse("The passphrase is far too long.".into(), "Give one line of text."));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| refuse("The passphrase is not text in UTF-8.".into(), "Give one line of text."))?;
    if text.lines().next().is_none_or(|line| line.trim().is_empty()) {
        return Err(refuse("The passphrase is empty.".into(), "Give one line of text."));
    }
    Ok(text)
}

pub fn restore(args: &DrawRestore, world: &Arc<dyn World>, shell: &mut Shell) -> Result<Ending, Failure> {
    let what = "The envelope was not taken in.";
    let mut workspace = open(world, &args.file)?;
    let text = read(world.as_ref(), &args.envelope, what)?;
    let text = String::from_utf8(text).map_err(|_| {
        Failure::new(what, "The file with the envelope is not text in UTF-8.", "Type its lines into one.")
    })?;
    let envelope = envelope::read(&text)?;
    let published = match (&args.lock, &args.roll) {
        (Some(lock), Some(roll)) => Some(Published {
            lock: read(world.as_ref(), lock, what)?,
            roll: read(world.as_ref(), roll, what)?,
            rules: args.rules.as_ref().map(|rules| read(world.as_ref(), rules, what)).transpose()?,
        }),
        _ => None,
    };
    let there = campaign(&workspace)?;
    let title = crate::campaign::tidy_name(&args.draw).to_lowercase();
    let is_there = there.sweepstakes().iter().any(|(id, draw)| {
        id.to_string() == args.draw || crate::campaign::tidy_name(&draw.title).to_lowercase() == title
    });
    let target = is_there.then(|| find_draw(there, Some(&args.draw), what)).transpose()?;
    let restored = envelope::restore(there, target, &envelope, published.as_ref())?;
    workspace.commit(restored.change)?;
    workspace.save_now(args.file.clone())?;
    let there = campaign(&workspace)?;
    let draw = there.sweepstakes().get(restored.sweepstake).cloned().unwrap_or_default();
    let lock_sha256 = draw.sealed.map(|sealed| sealed.lock_sha256).unwrap_or_default();
    shell.say(&format!(
        "Draw {} is locked again as it was: “{}”, {} entries. It can be run.",
        restored.draw, draw.title, restored.entries
    ));
    shell.say("Lock hash; compare it with the published one:");
    shell.say(&lock_sha256);
    for words in &restored.notes {
        note(words);
    }
    shell.document(&json!({
        "id": restored.sweepstake.to_string(),
        "number": restored.draw,
        "title": draw.title,
        "stage": "locked",
        "entries": restored.entries,
        "lock_sha256": lock_sha256,
        "key_fingerprint": drawing::key_fingerprint(there),
        "notes": restored.notes,
    }))?;
    Ok(Ending::Done)
}
