//! The campaign's keys, leaving it and coming back under a passphrase.
//!
//! The signing key signs locks, records and amendments; whoever has it can sign as the organiser, so it leaves only under a
//! passphrase. With it go the key of household hashes and the key of check codes, which only a copy of the same campaign
//! takes back. There is no change of keys under a lock: what one key promised, that key must keep.

use super::drawing;
use super::failure::Failure;
use super::passphrase::{self, Passphrase, Work};
use crate::campaign::{Campaign, Change, Edit, Keys, Settings};
use crate::draw;
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const FORMAT: &str = "unsung-keys/1";
const NOT_IMPORTED: &str = "The key was not imported.";

/// What is under the passphrase.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    campaign_id: String,
    /// Title, to tell files apart.
    campaign: String,
    signing_seed: String,
    household_key: String,
    check_key: String,
}

/// A key that was read and may come into the campaign.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The fingerprint of the signing key.
    pub fingerprint: String,
    /// `None` when the campaign has these keys already.
    pub change: Option<Change>,
    /// Whether the file is of a copy of this campaign, and brings all keys with it.
    pub same_campaign: bool,
}

/// How many sealed draws of the campaign each public key (hex) signed.
fn sealed_by(campaign: &Campaign) -> Vec<(u64, Option<String>)> {
    let sealed = campaign.sweepstakes().iter().filter_map(|(_, sweepstake)| sweepstake.sealed.as_ref());
    sealed
        .map(|sealed| {
            let lock = draw::SignedLock::parse(sealed.lock.as_bytes()).ok();
            (sealed.number, lock.map(|signed| signed.lock.public_key))
        })
        .collect()
}

/// How many of the campaign's draws are signed already: their key can no longer be replaced by another.
pub fn draws_signed(campaign: &Campaign) -> usize {
    sealed_by(campaign).len()
}

/// The public half of the campaign's key, hex.
pub fn public_key(campaign: &Campaign) -> Result<String, Failure> {
    drawing::signing_key(campaign).map(|key| draw::public_key_hex(&key))
}

/// The campaign's keys under a passphrase: text in the age format.
pub fn export(campaign: &Campaign, passphrase: &Passphrase, work: Work) -> Result<String, Failure> {
    let settings = campaign.settings();
    drawing::signing_key(campaign)?;
    let file = File {
        format: FORMAT.into(),
        campaign_id: settings.id.clone(),
        campaign: settings.title.clone(),
        signing_seed: settings.keys.signing_seed.clone(),
        household_key: settings.keys.household_key.clone(),
        check_key: settings.keys.check_key.clone(),
    };
    let bytes = serde_json::to_vec(&file)
        .map_err(|error| Failure::new("Nothing was written.", error.to_string(), "Export the key again."))?;
    passphrase::close(&bytes, passphrase, work)
}

/// Reads keys that [`export`] wrote and says what would change. Refused when draws of this campaign are signed by another key.
pub fn import(campaign: &Campaign, text: &[u8], passphrase: &Passphrase) -> Result<Imported, Failure> {
    let bytes = passphrase::open(text, passphrase, NOT_IMPORTED)?;
    let refuse = |why: String, help: &str| Failure::new(NOT_IMPORTED, why, help);
    // No reason of the parser is repeated: it could quote what is secret.
    let file: File = serde_json::from_slice(&bytes).map_err(|_| {
        refuse("What the passphrase opened is no key of a campaign.".into(), "Give the file that was exported, whole.")
    })?;
    if file.format != FORMAT {
        return Err(refuse(format!("It is of the form {}.", file.format), "Import it with a newer program."));
    }
    let seeds = [&file.signing_seed, &file.household_key, &file.check_key].map(|seed| draw::unhex::<32>(seed));
    let [Some(seed), Some(_), Some(_)] = seeds else {
        return Err(refuse("A key in it is not 32 bytes.".into(), "Give the file that was exported, whole."));
    };
    let settings = campaign.settings();
    let same_campaign = file.campaign_id == settings.id;
    let keys = if same_campaign {
        Keys { signing_seed: file.signing_seed, household_key: file.household_key, check_key: file.check_key }
    } else {
        Keys { signing_seed: file.signing_seed, ..settings.keys.clone() }
    };
    let change = replace(campaign, &seed, keys).map_err(|failure| Failure { what: NOT_IMPORTED.into(), ..failure })?;
    let public_key = draw::public_key_hex(&SigningKey::from_bytes(&seed));
    Ok(Imported { fingerprint: draw::fingerprint(&public_key).unwrap_or_default(), change, same_campaign })
}

/// The change to other keys; `None` when they are the campaign's already.
fn replace(campaign: &Campaign, seed: &[u8; 32], keys: Keys) -> Result<Option<Change>, Failure> {
    let public_key = draw::public_key_hex(&SigningKey::from_bytes(seed));
    if let Some((number, _)) = sealed_by(campaign).iter().find(|(_, by)| by.as_ref() != Some(&public_key)) {
        return Err(Failure::new(
            NOT_IMPORTED,
            format!("Draw {number} of this campaign is signed by another key, which alone can follow it."),
            "Keep the key of this campaign; use the other one in a campaign that has no draws yet.",
        ));
    }
    let settings = campaign.settings();
    if settings.keys == keys {
        return Ok(None);
    }
    let settings = Settings { keys, ..settings.clone() };
    Ok(Some(Change::one("Import the campaign's key", Edit::Settings(Arc::new(settings)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{FakeWorld, templates};

    fn phrase() -> Passphrase {
        Passphrase::for_closing("a b c d e f g h").unwrap()
    }

    fn campaign(world: &FakeWorld, template: &str) -> Campaign {
        templates::start(world, template).unwrap()
    }

    #[test]
    fn a_key_goes_out_and_comes_into_another_campaign() {
        let world = FakeWorld::new("2026-11-01T09:00:00Z".parse().unwrap());
        let first = campaign(&world, "blank");
        let mut second = campaign(&world, "blank");
        let text = export(&first, &phrase(), Work::Least).unwrap();
        assert!(!text.contains(&first.settings().keys.signing_seed));
        let print = drawing::key_fingerprint(&first).unwrap();
        assert_ne!(drawing::key_fingerprint(&second).unwrap(), print);

        let imported = import(&second, text.as_bytes(), &phrase()).unwrap();
        assert_eq!(imported.fingerprint, print);
        assert!(!imported.same_campaign);
        let before = second.settings().keys.clone();
        second.apply(&imported.change.unwrap(), "2026-11-01T10:00:00Z".parse().unwrap()).unwrap();
        assert_eq!(drawing::key_fingerprint(&second).unwrap(), print);
        // Its own households and check codes stay as they are.
        assert_eq!(second.settings().keys.household_key, before.household_key);
        assert_eq!(second.settings().keys.check_key, before.check_key);

        let again = import(&first, text.as_bytes(), &phrase()).unwrap();
        assert!(again.same_campaign && again.change.is_none());
        assert!(import(&first, text.as_bytes(), &Passphrase::new("another one")).is_err());
    }

    #[test]
    fn no_other_key_under_a_sealed_draw() {
        let world = FakeWorld::new("2026-11-01T09:00:00Z".parse().unwrap());
        let mut sealed = campaign(&world, templates::SAMPLE);
        assert_eq!(draws_signed(&sealed), 0);
        let id = sealed.sweepstakes().ids().next().unwrap();
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let lock = drawing::lock(&sealed, id, "2026-12-24T18:00:00Z".parse().unwrap(), now, &world).unwrap();
        sealed.apply(&lock, now).unwrap();
        assert_eq!(draws_signed(&sealed), 1);
        let other = export(&campaign(&world, "blank"), &phrase(), Work::Least).unwrap();
        let failure = import(&sealed, other.as_bytes(), &phrase()).unwrap_err();
        assert!(failure.why.contains("signed by another key"), "{failure}");
        let own = export(&sealed, &phrase(), Work::Least).unwrap();
        assert!(import(&sealed, own.as_bytes(), &phrase()).unwrap().change.is_none());
        let no_key = passphrase::close(b"{}", &phrase(), Work::Least).unwrap();
        assert!(import(&sealed, no_key.as_bytes(), &phrase()).unwrap_err().why.contains("no key"));
    }
}
