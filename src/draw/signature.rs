//! Ed25519 signatures over hashes, and the fingerprint of a key.
//!
//! The signed bytes name the protocol and the kind of file, so no signature can be carried from one kind to another or
//! from a rehearsal to a draw. Keys are made and kept elsewhere.

use super::canonical::{Hash, sha256, unhex};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    Lock,
    Record,
    Amendment,
    Void,
}

fn message(protocol: &str, kind: Signed, hash: &Hash) -> Vec<u8> {
    let kind = match kind {
        Signed::Lock => "lock",
        Signed::Record => "record",
        Signed::Amendment => "amendment",
        Signed::Void => "void",
    };
    [protocol.as_bytes(), b" ", kind.as_bytes(), &[0], hash].concat()
}

/// The signature, 128 hex digits.
pub(super) fn sign(key: &SigningKey, protocol: &str, kind: Signed, hash: &Hash) -> String {
    hex::encode(key.sign(&message(protocol, kind, hash)).to_bytes())
}

/// Whether the signature over a hash (both hex) is right. The strict check also refuses the few weak keys for which
/// one signature fits every message.
pub(super) fn is_signed(public_key: &str, protocol: &str, kind: Signed, hash: &str, signature: &str) -> bool {
    let (Some(key), Some(hash), Some(signature)) = (unhex::<32>(public_key), unhex::<32>(hash), unhex::<64>(signature))
    else {
        return false;
    };
    VerifyingKey::from_bytes(&key)
        .is_ok_and(|key| key.verify_strict(&message(protocol, kind, &hash), &Signature::from_bytes(&signature)).is_ok())
}

/// The public key of a private one, 64 hex digits as in a lock.
pub fn public_key_hex(key: &SigningKey) -> String {
    hex::encode(key.verifying_key().to_bytes())
}

/// Fingerprint of a public key (hex): the first 16 bytes of its SHA-256, in groups of four hex digits.
/// `None` when the text is no key.
pub fn fingerprint(public_key: &str) -> Option<String> {
    let digest = sha256(&unhex::<32>(public_key)?);
    Some(digest[..16].chunks(2).map(hex::encode).collect::<Vec<_>>().join(" "))
}
