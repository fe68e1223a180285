//! A short secret under a passphrase, as text that can be printed or mailed: the age format, which other programs read too
//! (`age -d FILE`, `rage -d FILE`).
//!
//! The randomness of the format comes from the crate itself, not from [`World`](super::World): a fake one must never reach a file.

use super::failure::Failure;
use age::secrecy::SecretString;
use age::{DecryptError, scrypt};

/// Fewer characters than this are guessed, however slow each guess is.
pub const CHARACTERS_MIN: usize = 12;
/// Largest text that is opened.
const BYTES_MAX: usize = 1 << 20;

/// How much work it takes to try one passphrase: the binary logarithm of scrypt's N.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// About a second on this machine.
    #[default]
    Second,
    /// Next to none, for tests.
    Least,
}

/// What a person typed or a file held, without the line end behind it.
#[derive(Clone)]
pub struct Passphrase(SecretString);

// A passphrase never reaches a log or a panic message.
impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

impl Passphrase {
    /// A passphrase to open with. One line; what stands behind its end is not part of it.
    pub fn new(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        Self(SecretString::from(text.split(['\r', '\n']).next().unwrap_or_default().to_owned()))
    }

    /// A passphrase to close with; a short one is refused.
    pub fn for_closing(text: &str) -> Result<Self, Failure> {
        let line = text.trim_start_matches('\u{feff}').split(['\r', '\n']).next().unwrap_or_default();
        if line.trim().chars().count() < CHARACTERS_MIN {
            return Err(Failure::new(
                "Nothing was written.",
                format!("The passphrase has fewer than {CHARACTERS_MIN} characters."),
                "Take four or five words that nobody would put together.",
            ));
        }
        Ok(Self::new(text))
    }
}

/// Closes a secret: armored text.
pub fn close(secret: &[u8], passphrase: &Passphrase, work: Work) -> Result<String, Failure> {
    let mut recipient = scrypt::Recipient::new(passphrase.0.clone());
    if work == Work::Least {
        recipient.set_work_factor(2);
    }
    age::encrypt_and_armor(&recipient, secret).map_err(|error| {
        Failure::new("Nothing was written.", format!("The secret could not be closed: {error}."), "Try again.")
    })
}

/// Opens what [`close`] made, or any file that was closed with a passphrase in the age format. `what` did not happen otherwise.
pub fn open(text: &[u8], passphrase: &Passphrase, what: &str) -> Result<Vec<u8>, Failure> {
    let refuse = |why: &str, help: &str| Failure::new(what, why, help);
    const OTHER_FILE: &str = "Give the file that was exported, whole.";
    if text.len() > BYTES_MAX {
        return Err(refuse("The file is far too long for a key.", OTHER_FILE));
    }
    let identity = scrypt::Identity::new(passphrase.0.clone());
    age::decrypt(&identity, text.trim_ascii()).map_err(|error| match error {
        DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => {
            refuse("The passphrase does not open it.", "Type the passphrase with which it was exported.")
        }
        DecryptError::ExcessiveWork { .. } => {
            refuse("Opening it would take far more work than this laptop should do.", "Open it where it was made.")
        }
        DecryptError::NoMatchingKeys => refuse("It was not closed with a passphrase.", OTHER_FILE),
        DecryptError::UnknownFormat => refuse("It is of a later version of the age format.", "Use a newer program."),
        _ => refuse("It is not a file in the age format, or it was damaged.", OTHER_FILE),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_with_its_passphrase_only() {
        let passphrase = Passphrase::for_closing("correct horse battery\r\nnext line").unwrap();
        let text = close(b"secret", &passphrase, Work::Least).unwrap();
        assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"));
        let spaced = format!("\n{text}\n\n");
        let right = Passphrase::new("\u{feff}correct horse battery");
        assert_eq!(open(spaced.as_bytes(), &right, "no").unwrap(), b"secret");
        let wrong = open(text.as_bytes(), &Passphrase::new("correct horse batterY"), "no").unwrap_err();
        assert_eq!((wrong.what.as_str(), wrong.why.as_str()), ("no", "The passphrase does not open it."));
        assert!(Passphrase::for_closing("eleven char").is_err());
        assert!(Passphrase::for_closing("            x            ").is_err());
        assert_eq!(format!("{passphrase:?}"), "Passphrase(..)");
        for damaged in ["", "nothing", &text[..text.len() / 2], &text.replace('A', "B")] {
            assert!(open(damaged.as_bytes(), &right, "no").is_err(), "{damaged}");
        }
    }
}
