//! Checks that a bundle and a receipt share: is this a lock of this protocol, is it whole, and is it the one you know?

use super::canonical::{FileError, read, unhex};
use super::lock::{PROTOCOL, PROTOCOL_REHEARSAL, SignedLock};
use super::report::{Expect, Finding, VerifyError, fail, judge, unchecked};
use super::signature::fingerprint;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Reads a file as far as possible: `None` with a fault when it is JSON of another form.
pub(super) fn load<T: DeserializeOwned + Serialize>(
    file: &'static str,
    raw: &[u8],
    faults: &mut Vec<String>,
) -> Result<Option<T>, VerifyError> {
    match read(raw) {
        Ok((value, true)) => Ok(Some(value)),
        Ok((value, false)) => {
            faults.push(format!("{file}: {}", FileError::NotCanonical));
            Ok(Some(value))
        }
        Err(FileError::Unreadable(why)) => Err(VerifyError::Unreadable { file, why }),
        Err(other) => {
            faults.push(format!("{file}: {other}"));
            Ok(None)
        }
    }
}

/// Refuses a file with a lock of another protocol before its form is judged by the rules of this one.
pub(super) fn protocol_is_known(file: &'static str, raw: &[u8]) -> Result<(), VerifyError> {
    let tree: Value = serde_json::from_slice(raw).map_err(|e| VerifyError::Unreadable { file, why: e.to_string() })?;
    match tree.pointer("/lock/protocol").and_then(Value::as_str) {
        Some(PROTOCOL | PROTOCOL_REHEARSAL) => Ok(()),
        Some(other) if other.starts_with("unsung-draw/") => Err(VerifyError::Newer(other.to_owned())),
        _ => Err(VerifyError::Unreadable { file, why: "it holds no lock of an Unsung draw".into() }),
    }
}

/// What people typed, without spaces and capitals.
fn typed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

pub(super) fn lock_hash(signed: &SignedLock) -> Finding {
    judge(
        signed.hash_is_right(),
        &format!("the lock hashes to {}", signed.lock_sha256),
        "the lock does not hash to the hash stated beside it: it was changed",
    )
}

pub(super) fn lock_signature(signed: &SignedLock) -> Finding {
    judge(
        signed.signature_is_right(),
        "the key named in the lock signed the stated hash",
        "the signature is not by the key named in the lock over the stated hash",
    )
}

pub(super) fn lock_known(signed: &SignedLock, expect: &Expect) -> Finding {
    let Some(known) = expect.lock_hash.as_deref().map(typed) else {
        return unchecked(
            "NO PUBLISHED LOCK HASH WAS GIVEN. Compare all 64 digits with what was published before the draw; \
             without that, this lock may be one of a thousand",
        );
    };
    if unhex::<32>(&known).is_none() {
        return fail("the hash given is not 64 hex digits; a short form identifies a lock, it proves nothing");
    }
    let computed = signed.lock.sha256().map(hex::encode).unwrap_or_default();
    judge(computed == known, "the lock is the one whose hash was given", "this is NOT the lock whose hash was given")
}

pub(super) fn key_known(signed: &SignedLock, expect: &Expect) -> Finding {
    let print = fingerprint(&signed.lock.public_key);
    let shown = print.as_deref().unwrap_or("none");
    let Some(known) = expect.key_fingerprint.as_deref().map(typed) else {
        return unchecked(format!(
            "no fingerprint was given: the bundle only proves that it agrees with itself. Its key is {shown}"
        ));
    };
    judge(
        print.as_deref().map(typed) == Some(known),
        "the key is the one whose fingerprint was given",
        &format!("the key is not the one whose fingerprint was given, but {shown}"),
    )
}
